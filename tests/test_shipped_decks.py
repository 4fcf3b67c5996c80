"""The content that quizgen brings along: the article's facts, and what is asked of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

from quizgen.comparison import compare, known_by
from quizgen.content import Content, everything, load
from quizgen.flaws import FLAWS
from quizgen.flaws.lint import look
from quizgen.inspection import check
from quizgen.locks import path_of, read_lock
from quizgen.model import Entity, Item, Occlusion, OneOf, Option, Quiz, SeveralOf, Text, TrueFalse
from quizgen.pipeline import generate, outcomes
from quizgen.questions import QUESTIONS
from quizgen.responses import beside_stem, key_text
from quizgen.reviews.record import path_of as path_of_record
from quizgen.reviews.record import read_record
from quizgen.reviews.standing import standing
from tests import attribution_page, library_page
from tests.library_page import DECKS
from tests.samples import shipped_quiz
from tests.transcript import GOLDEN, transcript

FACTS = """
mali-region mali-end-coop term-effect term-announce term-reaction wd-cause wd-date wd-size mali-pop coup-date
coup-target elect-date goita-role goita-elect maiga-role maiga-tv claim-deterior claim-airspace claim-withdraw
claim-joint threats sofa treaty2014 bamako colonial relations wagner-coop wagner-west wagner-kremlin sahel-extent
sahel-groups allegiance eutm minusma bundeswehr ongoing abouttoend de-niger de-niger-200
""".split()  # the 39 of the careful reading
NEVER = {"term-announce", "goita-elect", "abouttoend"}
CONTESTED = {
    "claim-airspace": "Maïga",
    "wagner-coop": "According to",
    "wagner-west": "West",
    "wagner-kremlin": "Kremlin",
}


@pytest.fixture(
    scope="module", params=["mali-france", "mali-france-background", "sahel-geography", "sahel-map", "sahel-security"]
)
def each(request: pytest.FixtureRequest) -> Quiz:
    """Every deck that is shipped."""
    return shipped_quiz(request.param)


@pytest.fixture(scope="module")
def quiz() -> Quiz:
    return shipped_quiz()


@pytest.fixture(scope="module")
def security() -> Quiz:
    return shipped_quiz("sahel-security")


@pytest.fixture(scope="module")
def content(root: Path) -> Content:
    loaded, problems = load(root / "decks/mali-france.yaml")
    assert loaded, problems
    return loaded


def test_the_lock_files_are_current(root: Path) -> None:
    """Else a clone would date its notes by the clock: `quizgen build` writes them anew, and they are committed."""
    for deckfile in (root / "decks").glob("*.yaml"):
        quiz, problems = generate(deckfile)
        assert quiz, problems
        lock, damage = read_lock(path_of(deckfile), moment=0)
        assert not damage
        assert compare(quiz, lock, known_by(lock)).notes == ()


def test_nothing_is_wrong_with_it(root: Path) -> None:
    assert check([root]).problems == ()


def test_all_facts_of_the_reading_are_recorded(content: Content) -> None:
    assert len(FACTS) == 39
    assert {fact.id for fact in content.facts.values()} >= set(FACTS)
    assert {fact.id for fact in content.facts.values() if fact.ask == "never"} == NEVER


def test_nearly_all_are_asked_and_the_erroneous_are_not(quiz: Quiz) -> None:
    asked = {fact.partition("/")[2] for item in quiz.items for fact in item.facts}
    assert len(asked & set(FACTS)) >= 34
    assert not asked & NEVER


def test_there_are_enough_items_of_every_kind(quiz: Quiz) -> None:
    kinds = Counter(item.kind for item in quiz.items)
    assert len(quiz.items) >= 120
    assert set(kinds) | {item.kind for item in shipped_quiz("sahel-map").items} == set(QUESTIONS)


def test_true_and_false_are_in_balance(quiz: Quiz) -> None:
    answers = Counter(item.response.answer for item in quiz.items if isinstance(item.response, TrueFalse))
    assert min(answers.values()) >= 0.35 * answers.total()


def test_the_deck_on_security_is_large(security: Quiz) -> None:
    assert len(security.items) >= 400
    assert len({fact for item in security.items for fact in item.facts}) >= 150


def test_few_of_its_items_are_flawed(security: Quiz) -> None:
    """Also counting what its template allows, with the reason: else all could be allowed."""
    flawed = {item.id: {flaw.code for flaw in look(item)} for item in security.items}
    assert not [name for name, codes in flawed.items() if any(FLAWS[code].severity == "error" for code in codes)]
    assert sum(map(bool, flawed.values())) <= 0.05 * len(flawed)


def test_every_item_was_read_and_accepted(each: Quiz) -> None:
    """As it is now, by somebody; `quizgen review write` gives what is not."""
    record, problems = read_record(path_of_record(each.deck.place.path))
    assert not problems
    assert {item.id: how for item in each.items if (how := standing(item, record)) != "accept"} == {}


@pytest.mark.parametrize("names", [("sahel-security",), DECKS], ids=["security", "all"])
def test_keys_are_spread_over_the_options(names: Sequence[str]) -> None:
    """In one small deck chance alone may put them elsewhere; in a large one, and in all, another `seed` helps."""
    keys = Counter(response.key for response in choices(names) if len(response.options) == 4)
    shares = {place: keys[place] / keys.total() for place in range(4)}
    assert {place: share for place, share in shares.items() if not 0.2 <= share <= 0.3} == {}


@pytest.mark.parametrize("name", [name for name in DECKS if name != "sahel-map"])
def test_keys_are_seldom_the_longest_option(name: str) -> None:
    """To the letter."""
    longest = [
        all(len(response.options[response.key].text) > len(option.text) for option in wrong_options(response))
        for response in choices([name])
        if len(response.options) in {3, 4}
    ]
    assert sum(longest) <= 0.4 * len(longest)


def choices(names: Sequence[str]) -> list[OneOf]:
    return [item.response for name in names for item in shipped_quiz(name).items if isinstance(item.response, OneOf)]


def wrong_options(response: OneOf) -> list[Option]:
    return [option for index, option in enumerate(response.options) if index != response.key]


def test_options_are_of_one_kind(each: Quiz) -> None:
    telling = {"mixed-options", "grammar-cue", "several-keys", "complex-options"}
    assert not [(item.id, flaw.code) for item in each.items for flaw in look(item) if flaw.code in telling]


@pytest.mark.parametrize("name", [name for name in DECKS if name != "sahel-map"])
def test_wrong_options_come_from_a_large_pool(root: Path, name: str) -> None:
    """Else a learner soon knows them by sight: of each role that is chosen from, the deck knows six values or more."""
    content, problems = load(root / f"decks/{name}.yaml")
    assert content, problems
    pools: dict[tuple[str, str], set[str]] = defaultdict(set)
    for outcome in outcomes(content):
        fact, hide = outcome.binding.facts[0], outcome.binding.hide
        chosen = isinstance(outcome.made, Item) and isinstance(outcome.made.response, (OneOf, SeveralOf))
        keys = fact.values(hide) if chosen and outcome.wanted and hide in fact.roles else ()
        types = {key.type for key in keys if isinstance(key, Entity)}
        for kind in types:
            pools[fact.relation, hide] |= {entity.id for entity in content.base.by_type[kind]}
    assert len(pools) > 5
    assert {pool: len(values) for pool, values in pools.items() if len(values) < 6} == {}


def test_every_quote_stands_in_its_article_and_every_brief_has_its_sources(root: Path) -> None:
    """Also of facts that no deck asks. What is given to us is its own source: the article, and the map."""
    found = everything(root / "seeds")
    assert found.problems == ()
    assert len(found.base.facts) > 200
    for name, fact in found.base.facts.items():
        assert fact.quotes, name
        for quote in fact.quotes:
            assert fact.article.text[quote.start : quote.end] == quote.text, name
            assert fact.article.text.count(quote.text) == 1, name
        assert fact.sources or fact.article.id in {"mali-2022", "sahel-map"}, name


def test_every_item_rests_on_the_article(each: Quiz) -> None:
    for item in each.items:
        assert item.rationale, item.id
        assert item.evidence, item.id
        for passage in item.evidence:
            quote = passage.quote
            assert passage.article.text[quote.start : quote.end] == quote.text
            assert passage.article.text.count(quote.text) == 1


def test_every_item_of_a_brief_names_its_sources(each: Quiz) -> None:
    """What is given to us, the article and the map, is its own source; all else we wrote from others."""
    for item in each.items:
        for passage in item.evidence:
            assert passage.sources or passage.article.id in {"mali-2022", "sahel-map"}, item.id


def test_every_wrong_option_has_its_proof(each: Quiz) -> None:
    for item in each.items:
        if isinstance(item.response, (OneOf, SeveralOf)):
            keys = {item.response.key} if isinstance(item.response, OneOf) else set(item.response.keys)
            assert {index for index, option in enumerate(item.response.options) if option.proof is None} == keys
        if isinstance(item.response, TrueFalse) and not item.response.answer:
            assert item.response.proof, item.id


def test_contested_claims_are_attributed(quiz: Quiz) -> None:
    """By the stem, or by what is asked: "who said …"."""
    for item in quiz.items:
        for fact, whose in CONTESTED.items():
            if f"mali-2022/{fact}" in item.facts:
                said = f"{item.stem} {key_text(item.response)}"
                assert whose.casefold() in said.casefold(), item.id


def test_no_stem_and_no_id_stands_twice(each: Quiz) -> None:
    assert len({(item.stem, beside_stem(item.response)) for item in each.items}) == len(each.items)
    assert len({item.id for item in each.items}) == len(each.items)


def test_templates_are_many_general_and_exemplified(content: Content) -> None:
    own = [prepared.template for prepared in content.templates]
    assert len(own) >= 24
    names = {"Mali", "Malian", "France", "French", "Wagner", "Bundeswehr", "Sahel"}
    for template in own:
        assert template.examples, template.id
        written = " ".join(wording.text for wording in (*template.stems, template.answer) if wording)
        assert not names & set(written.replace("’", " ").split()), template.id


def test_the_map_shows_every_country_that_is_asked() -> None:
    """Under a mask of its own and in words; its picture says neither in words nor in letters which it is."""
    quiz = shipped_quiz("sahel-map")
    assert len({item.images for item in quiz.items}) == 1
    (image,) = quiz.items[0].images
    shown = f"{image.alt} {image.content.decode()}"
    answers: dict[type, set[str]] = {Occlusion: set(), Text: set()}
    for item in quiz.items:
        assert isinstance(item.response, (Occlusion, Text))
        assert item.response.answer not in shown
        answers[type(item.response)].add(item.response.answer)
    assert len(answers[Occlusion]) == 15
    assert answers[Occlusion] == answers[Text]


@pytest.mark.parametrize("made", [library_page, attribution_page], ids=["library", "attribution"])
def test_the_pages_on_the_decks_are_current(made: ModuleType) -> None:
    assert made.page() == made.PAGE.read_text(encoding="utf-8"), "`make library` writes it anew"


def test_the_attribution_names_every_source_and_licence(root: Path) -> None:
    """Of all seeds, whether or not a deck uses them, with the address where there is one."""
    text = attribution_page.PAGE.read_text(encoding="utf-8")
    base = everything(root / "seeds").base
    for article in {fact.article.id: fact.article for fact in base.facts.values()}.values():
        assert f"seeds/{article.id}/article.txt" in text or article.id == "sahel-map"
        for source in article.sources.values():
            assert source.title in text
            assert (source.address or "") in text
    images = [entity.image for entity in base.entities.values()] + [fact.image for fact in base.facts.values()]
    for image in filter(None, images):
        assert f"{image.credit}, from <{image.source}>; {image.licence}" in text


def test_the_deck_as_it_was_last_read(quiz: Quiz) -> None:
    """A change of a template or fact shows here what it does to every question."""
    assert transcript(quiz) == GOLDEN.read_text(encoding="utf-8"), (
        "the questions have changed: read them, then `make golden`"
    )
