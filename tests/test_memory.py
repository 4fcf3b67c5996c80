"""What is remembered of a deck: after any edit the same comes of it as if nothing were, and little is made anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen import kept, memory, pipeline
from quizgen.content import load
from quizgen.facts import load_facts
from quizgen.inspection import Checked, check
from quizgen.matching import Binding, bind
from quizgen.memory import Memory
from quizgen.pipeline import generate
from quizgen.yamlfile import unsaved

Edit = Callable[[Path], object]


class Remembered(NamedTuple):
    """A project of which all is remembered, as it was found, and a copy of both."""

    project: Path
    checked: Checked
    copy: Path


@pytest.fixture(scope="module")
def once(scaffolded: Path, tmp_path_factory: pytest.TempPathFactory) -> Remembered:
    """Made once for all."""
    folder = tmp_path_factory.mktemp("remembered") / "now"
    project = folder / "project"
    shutil.copytree(scaffolded, project)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory, "aside", at_once)
        patch.setattr(memory, "LEAST", 0)
        patch.setenv(kept.VARIABLE, str(folder / "kept"))
        checked = check([project])
    return Remembered(project, checked, shutil.copytree(folder, folder.with_name("copy")))


@pytest.fixture(autouse=True)
def remembered(once: Remembered, monkeypatch: pytest.MonkeyPatch) -> Path:
    """It is remembered by its path, so it is laid there anew."""
    folder = once.project.parent
    shutil.rmtree(folder)
    shutil.copytree(once.copy, folder)
    monkeypatch.setenv(kept.VARIABLE, str(folder / "kept"))
    monkeypatch.setattr(memory, "aside", at_once)
    monkeypatch.setattr(memory, "LEAST", 0)
    return once.project


def at_once(work: Callable[[], object]) -> None:
    """What is to be remembered is written down before anything else happens."""
    work()


def made_for(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> list[str]:
    """The ids of what is made in the course of some work."""
    made: list[str] = []
    outcome_of = pipeline.outcome_of

    def watched(binding: Binding, *args: object, **options: object) -> object:
        made.append(binding.id)
        return outcome_of(binding, *args, **options)  # type: ignore[arg-type]  # handed through

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "outcome_of", watched)
        work()
    return made


def anew(project: Path) -> Checked:
    """What comes of a project of which nothing is remembered."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(kept.VARIABLE, "")
        return check([project])


def replaced(name: str, old: str, new: str, times: int = 1) -> Edit:
    """An edit that puts some words in the place of others."""

    def edit(project: Path) -> None:
        text = (project / name).read_text()
        assert old in text, (name, old)
        (project / name).write_text(text.replace(old, new, times))

    return edit


def written(name: str, text: str) -> Edit:
    """An edit that writes a new file."""

    def edit(project: Path) -> None:
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(text)

    return edit


DECK, FACTS, ARTICLE = "decks/bridge.yaml", "seeds/bridge/facts.yaml", "seeds/bridge/article.yaml"
TEMPLATE, RELATIONS = "templates/town/designer.yaml", "templates/relations.yaml"

EDITS: dict[str, Edit] = {
    "a stem": replaced(TEMPLATE, "who designed {{ subject.the }}?", "who drew the plans of {{ subject.the }}?"),
    "a stem that cannot be read": replaced(TEMPLATE, "{{ subject.the }}?", "{{ subject.teh }}?"),
    "a level": replaced(TEMPLATE, "level: remember", "level: understand"),
    "another template of this name": written("templates/any/say.yaml", "kind: choice\n"),
    "a template more": written(
        "templates/town/mayor.yaml",
        "kind: short_answer\nlanguage: en\nlevel: remember\nasks: {relation: mayor_of, hide: subject}\n"
        'stem: "{{ lead }}who was the mayor of {{ town }}?"\n',
    ),
    "a template less": lambda project: (project / TEMPLATE).unlink(),
    "a template of another name": lambda project: (project / TEMPLATE).rename(project / "templates/town/other.yaml"),
    "defaults": written("templates/town/_defaults.yaml", "topics: [bridges]\n"),
    "shared phrases": written("templates/_shared/phrases.yaml", "named(thing): the {{ thing }}\n"),
    "how a relation reads": replaced(RELATIONS, "was designed by", "was drawn by"),
    "what a relation proves": replaced(RELATIONS, "designer: [subject]  ", "designer: [subject, time]  "),
    "a number": replaced(FACTS, '"9,000"', '"9,100"'),
    "a number written otherwise": replaced(FACTS, '{just_over: "9,000"', '{just_over: "9,000.0"'),
    "a line above all facts": replaced(FACTS, "entities:", "\n# what there is\nentities:"),
    "an alias": replaced(FACTS, "Ines Halloran, aliases: [Halloran]", "Ines Halloran, aliases: []"),
    "a name": replaced(FACTS, "name: Ines Halloran, ", "name: Ines M. Halloran, "),
    "an entity more": replaced(FACTS, "  halloran:", "  other: {type: person, names: {en: Ada Oak}}\n  halloran:"),
    "a name that looks like another": replaced(
        FACTS, "  halloran:", "  other: {type: person, names: {en: {name: Ines H, aliases: [Halloran]}}}\n  halloran:"
    ),
    "an order of entities": replaced(FACTS, "  halloran:", "  zed: {type: person, names: {en: Zed}}\n  halloran:"),
    "a fact less": replaced(FACTS, "  opening: {subject: opening, relation: took_place", "  # ", 1),
    "a fact that may not be asked": replaced(
        FACTS, "    relation: designed_by", "    ask: never\n    reason: it is disputed\n    relation: designed_by"
    ),
    "a fact with a new name": replaced(FACTS, "  designer:\n", "  architect:\n    formerly: designer\n"),
    "a quote": replaced(FACTS, "quotes: [It was designed by Ines Halloran]", "quotes: [designed by Ines Halloran]"),
    "a quote that is not there": replaced(FACTS, "designed by Ines Halloran]", "designed by Ina Halloran]"),
    "a date": replaced(FACTS, "relation: took_place, time: 2022-03", "relation: took_place, time: 2022"),
    "a promise": replaced(
        FACTS, "\nfacts:", "\ncomplete:\n  - {relation: designed_by, role: designer, because: so it is}\n\nfacts:"
    ),
    "a date of the article": replaced(ARTICLE, "published: 2024", "published: 2023"),
    "a register of entities": written("seeds/entities.yaml", "entities:\n  aside: {type: person, names: {en: Ann}}\n"),
    "a seed": replaced(DECK, "language: en", "language: en\nseed: other"),
    "topics": replaced(DECK, "kinds: []", "kinds: []\ntopics: [town]"),
    "kinds": replaced(DECK, "kinds: []  ", "kinds: [choice]  "),
    "fewer templates": replaced(DECK, 'templates: ["*"]', "templates: [town/*]"),
    "a longer sheet": replaced(DECK, "questions: 6", "questions: 5"),
    "nothing": lambda _: None,
}


UNSEEN = {
    "nothing",
    "a number written otherwise",
    "shared phrases",
    "a line above all facts",
    "a register of entities",
    "an alias",
}
"""What changes no question and brings no problem."""


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_gives_what_it_gives_anew(once: Remembered, remembered: Path, name: str) -> None:
    """And when it is taken back, what there was."""
    EDITS[name](remembered)
    edited = anew(remembered)
    assert check([remembered]) == edited
    assert (edited == once.checked) == (name in UNSEEN)
    shutil.rmtree(remembered)
    shutil.copytree(once.copy / "project", remembered)
    assert check([remembered]) == once.checked


@given(names=st.lists(st.sampled_from([*EDITS]), min_size=2, max_size=4, unique=True))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_edits_on_edits_give_what_they_give_anew(once: Remembered, remembered: Path, names: list[str]) -> None:
    shutil.rmtree(remembered)
    shutil.copytree(once.copy / "project", remembered)
    for name in names:
        try:
            EDITS[name](remembered)
        except (AssertionError, FileNotFoundError):
            continue  # another edit has taken away what this one is of
        assert check([remembered]) == anew(remembered), name


def test_all_is_remembered(remembered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert made_for(monkeypatch, lambda: check([remembered])) == []
    assert made_for(monkeypatch, lambda: generate(remembered / DECK)) == []


def test_only_the_template_that_changed_is_made(remembered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    EDITS["a stem"](remembered)
    assert made_for(monkeypatch, lambda: check([remembered])) == ["bridge/designer/town/designer/en"]


@pytest.mark.parametrize(("edit", "relation"), [("a number", "population"), ("a date", "took_place")])
def test_only_questions_about_the_relation_that_changed_are_made(
    remembered: Path, monkeypatch: pytest.MonkeyPatch, edit: str, relation: str
) -> None:
    """And those that ask about any."""
    EDITS[edit](remembered)
    made = made_for(monkeypatch, lambda: check([remembered]))
    content = load(remembered / DECK).content
    assert content
    concerned = {
        binding.id
        for one in content.templates
        if relation in one.template.pattern.relations or not one.template.pattern.relations
        for binding in bind(one, content.base, content.readings)
    }
    assert set(made) == concerned
    assert made_for(monkeypatch, lambda: check([remembered])) == []


def test_what_is_looked_at_less_thoroughly_does_not_serve_a_check(
    once: Remembered, remembered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(remembered.parent / "kept")
    assert made_for(monkeypatch, lambda: generate(remembered / DECK))
    assert made_for(monkeypatch, lambda: check([remembered]))
    assert made_for(monkeypatch, lambda: generate(remembered / DECK)) == []
    assert check([remembered]) == once.checked


def test_another_seed_is_neither_remembered_nor_forgets(remembered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual, other = generate(remembered / DECK), generate(remembered / DECK, seed="other")
    assert usual.quiz
    assert other.quiz
    assert usual.quiz.items != other.quiz.items
    assert made_for(monkeypatch, lambda: check([remembered])) == []
    assert generate(remembered / DECK) == usual


def test_what_is_saved_meanwhile_is_not_remembered(remembered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was told by what it had been, and may have been read as it is."""
    EDITS["a stem"](remembered)
    shutil.rmtree(remembered.parent / "kept")
    with monkeypatch.context() as patch:

        def saving(work: Callable[[], object]) -> None:
            EDITS["a level"](remembered)
            work()

        patch.setattr(memory, "aside", saving)
        check([remembered])
    assert [path.name for path in (remembered.parent / "kept").glob("deck-*")] == []


def test_a_small_edit_is_made_again_rather_than_all_written_down(
    remembered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [kept_file] = (remembered.parent / "kept").glob("deck-*")
    before = kept_file.read_bytes()
    EDITS["a stem"](remembered)
    for _ in range(2):
        assert len(made_for(monkeypatch, lambda: check([remembered]))) == 1
    assert kept_file.read_bytes() == before


def test_more_than_is_worth_it_is_not_remembered(remembered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(remembered.parent / "kept")
    monkeypatch.setattr(pipeline, "MOST", 10)
    check([remembered])
    assert [path.name for path in (remembered.parent / "kept").glob("deck-*")] == []


@pytest.mark.parametrize("more", ["seeds/bridge/facts.yaml", "templates/town/designer.yaml"])
def test_what_is_soon_made_is_not_remembered(remembered: Path, monkeypatch: pytest.MonkeyPatch, more: str) -> None:
    """By the size of its facts and templates."""
    monkeypatch.undo()
    assert memory_of_deck(remembered) is None
    with (remembered / more).open("a") as file:
        file.write(f"# {'long ' * memory.LEAST}\n")
    assert memory_of_deck(remembered)


def memory_of_deck(project: Path) -> Memory | None:
    content = load(project / DECK).content
    assert content
    return content.memory


def test_what_an_editor_holds_is_not_looked_up(remembered: Path) -> None:
    text = (remembered / TEMPLATE).read_text().replace("who designed", "who drew")
    with unsaved({remembered / TEMPLATE: text}):
        loaded = load(remembered / DECK).content
    assert loaded
    assert loaded.memory is None
    assert "who drew" in {one.template.id: one for one in loaded.templates}["town/designer"].template.stems[0].text


@pytest.mark.parametrize("strange", ["pipe", "linked folder", "linked file", "broken link"])
def test_nothing_is_remembered_where_files_cannot_be_told(remembered: Path, tmp_path: Path, strange: str) -> None:
    path = remembered / "seeds/bridge/strange"
    if strange == "pipe":
        os.mkfifo(path)
    else:
        (tmp_path / "file").touch()
        path.symlink_to(
            {"linked folder": tmp_path, "linked file": tmp_path / "file"}.get(strange, tmp_path / "nothing")
        )
    assert memory_of_deck(remembered) is None


def test_articles_of_other_decks_do_not_matter(remembered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(remembered / "seeds/bridge", remembered / "seeds/other")
    assert made_for(monkeypatch, lambda: check([remembered / DECK])) == []


def test_only_the_facts_that_changed_are_read(remembered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless it is about entities, of whom any file may speak."""
    read: list[object] = []

    def watched(*args: object) -> object:
        read.append(args)
        return load_facts(*args)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr("quizgen.content.load_facts", watched)
    EDITS["a date"](remembered)
    assert load(remembered / DECK).content
    assert not read
    EDITS["a name"](remembered)
    assert load(remembered / DECK).content
    assert len(read) == 1


PERSON = "  {0}: {{type: person, names: {{en: {1}}}}}\n"
THREE = {
    "bridge": ("halloran", ""),
    "second": ("aldous", "Ann Aldous"),
    "third": ("crane", "Cid Crane"),
}


@pytest.fixture
def three(remembered: Path) -> Path:
    """The project with two more articles that name persons of their own, and all of it remembered."""
    for name, (one, called) in [*THREE.items()][1:]:
        shutil.copytree(remembered / "seeds/bridge", remembered / "seeds" / name)
        people = PERSON.format(one, called) + PERSON.format(f"{one}-b", f"{called} junior")
        (remembered / "seeds" / name / "facts.yaml").write_text(f"entities:\n{people}facts: {{}}\n")
    replaced(DECK, "articles: [bridge]", "articles: [bridge, second, third]")(remembered)
    check([remembered])
    assert check([remembered]) == anew(remembered)
    return remembered


def test_an_entity_that_moves_past_those_of_another_file(three: Path) -> None:
    """Its order among all is another, and options are drawn in that order."""
    moved = PERSON.format("moved", "Mo Moved")
    replaced(FACTS, "\nfacts:", f"{moved}\nfacts:")(three)
    check([three])
    replaced(FACTS, moved, "")(three)
    replaced("seeds/third/facts.yaml", "entities:\n", f"entities:\n{moved}")(three)
    assert check([three]) == anew(three)


COMPLETE = "complete:\n  - {{relation: designed_by, lists: designer, because: {0} says so}}\n"
DENIED = "  - {{subject: ossel-footbridge, relation: designed_by, roles: {{designer: {1}}}, because: {0} says so}}\n"


@pytest.mark.parametrize(
    "said", [COMPLETE, "denials:\n" + DENIED.replace("{1}", "quay") + DENIED.replace("{1}", "verrill")]
)
def test_what_proves_others_wrong_moves_past_what_proves_it_too(three: Path, said: str) -> None:
    """The first that fits is what a wrong option is explained by."""
    replaced(RELATIONS, "    single:\n      designer: [subject]", "    # \n      # ")(three)
    for name in ("bridge", "second"):
        replaced(f"seeds/{name}/facts.yaml", "facts:", f"{said.format(name)}facts:")(three)
    assert "Bridge says so." in str(check([three]))
    replaced(FACTS, said.format("bridge"), "")(three)
    replaced("seeds/third/facts.yaml", "facts:", f"{said.format('bridge')}facts:")(three)
    after = check([three])
    assert after == anew(three)
    assert "Second says so." in str(after)


def test_a_picture_of_the_register_in_the_folder_of_another_article(remembered: Path) -> None:
    shutil.copytree(remembered / "seeds/bridge", remembered / "seeds/other")
    picture = remembered / "seeds/other/p.svg"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="{}" height="9"/></svg>'
    picture.write_text(svg.format(9))
    image = "{file: other/p.svg, alt: A face, credit: Q, licence: CC0}"
    written("seeds/entities.yaml", f"entities:\n  other: {{type: person, names: {{en: Ann}}, image: {image}}}\n")(
        remembered
    )
    deckfile = remembered / DECK
    for change in (lambda: picture.write_text(svg.format(5)), picture.unlink):
        assert generate(deckfile).quiz
        change()
        with pytest.MonkeyPatch.context() as patch:
            remembers = generate(deckfile)
            patch.setenv(kept.VARIABLE, "")
            assert remembers == generate(deckfile)


def test_what_is_changed_and_changed_back_meanwhile_is_not_remembered(
    remembered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(remembered.parent / "kept")
    text = (remembered / FACTS).read_text()

    def saving(work: Callable[[], object]) -> None:
        for each in (f"{text}# changed", text):
            (remembered / FACTS).write_text(each)
        work()

    monkeypatch.setattr(memory, "aside", saving)
    check([remembered])
    assert [path.name for path in (remembered.parent / "kept").glob("deck-*")] == []
