"""Packages read back with Anki itself: what a learner imports, sees, types, and imports again."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any, get_args
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from quizgen.edtf import parse
from quizgen.exporters.anki import export, models, notetypes
from quizgen.exporters.anki.decks import deck_id
from quizgen.exporters.anki.escaping import deck_name, tag
from quizgen.exporters.anki.package import PackedNote
from quizgen.letters import letter
from quizgen.model import (
    Basic,
    Cloze,
    Evidence,
    Item,
    Matching,
    Number,
    Occlusion,
    OneOf,
    Ordering,
    Quiz,
    Quote,
    Response,
    Reversed,
    SeveralOf,
    Source,
    Text,
    TrueFalse,
)
from quizgen.problems import ContentError
from quizgen.responses import questions
from tests.exporters.screens import Anki, back, front
from tests.samples import hostile_quiz, sample_quiz, shipped_quiz

QUIZZES = {"sample": sample_quiz, "hostile": hostile_quiz, "shipped": shipped_quiz}


@pytest.fixture(params=QUIZZES)
def quiz(request: pytest.FixtureRequest) -> Quiz:
    """The sane one, and the one that is out to break something."""
    return QUIZZES[request.param]()


class Page(HTMLParser):
    """What of some HTML is text, and which elements and classes it has."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.elements: set[str] = set()
        self.classes: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.classes.update(word for name, value in attrs if name == "class" and value for word in value.split())

    def handle_comment(self, data: str) -> None:  # noqa: ARG002  # that there is one is enough
        self.elements.add("<!-- -->")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def canonical(text: str) -> str:
    """Anki keeps text composed: é as one character."""
    return unicodedata.normalize("NFC", text)


def test_every_item_is_a_note_with_its_cards(anki: Anki, quiz: Quiz) -> None:
    """None is left out, none is empty, none is there twice; one that asks both ways has two."""
    assert anki.take(quiz) == {"new": len(quiz.items)}
    assert len(anki.collection.find_notes("")) == len(quiz.items)
    assert len(anki.cards()) == sum(len(questions(item)) for item in quiz.items)
    assert not anki.collection.get_empty_cards().report


def test_in_the_order_of_the_quiz(anki: Anki, quiz: Quiz) -> None:
    """New cards come as the quiz was put together, each at a time of its own."""
    anki.take(quiz)
    cards = [card for card in anki.cards() if card.ord == 0]
    assert [card.note()["Id"] for card in cards] == [item.id for item in quiz.items]
    assert len({card.due for card in cards}) == len(cards)


def test_asked_both_ways(anki: Anki, quiz: Quiz) -> None:
    """Two cards, each with the question and the answer of its direction and nothing of the other."""
    anki.take(quiz)
    items = [item for item in quiz.items if isinstance(item.response, Reversed)]
    assert items
    for item in items:
        cards = anki.cards(f'"Id:{item.id}"')
        assert [card.ord for card in cards] == [0, 1]
        for card, question in zip(cards, questions(item), strict=True):
            assert isinstance(question.response, Basic)
            assert Page(front(card)).text.strip().startswith(canonical(question.stem))
            text = Page(back(card)).text
            for said in (question.stem, question.response.answer, *question.response.accepted, item.rationale):
                assert canonical(said) in text
            assert sum(canonical(other.stem) in text for other in questions(item)) == 1


def test_the_same_package_again_changes_nothing(anki: Anki, quiz: Quiz) -> None:
    """Neither note nor note type is touched."""
    anki.take(quiz)
    before = anki.notes()
    assert anki.take(quiz) == {"duplicate": len(quiz.items)}
    assert anki.notes() == before


def test_a_later_edition_updates(anki: Anki) -> None:
    """Wording may change, also the stem's; the card, and with it what the learner did with it, stays."""
    quiz = sample_quiz()
    anki.take(quiz)
    cards = {(card.note()["Id"], card.ord): card.id for card in anki.cards()}
    reworded = tuple(
        replace(item, rationale=f"{item.rationale} Really.", stem=f"{item.stem} Eh?") for item in quiz.items
    )
    later = replace(quiz, items=reworded, deck=replace(quiz.deck, edition=parse("2026-12-24")))
    assert anki.take(later) == {"updated": len(quiz.items)}
    assert {(card.note()["Id"], card.ord): card.id for card in anki.cards()} == cards
    assert all("Really." in back(card) for card in anki.cards())


def test_the_learners_own_style_stays(anki: Anki) -> None:
    """A later edition changes notes, not how somebody likes their cards to look."""
    quiz = sample_quiz()
    anki.take(quiz)
    models = anki.collection.models
    for model in models.all():
        if model["name"].startswith("quizgen"):
            models.update_dict({**model, "css": ".card { color: teal; }"})
    anki.take(replace(quiz, deck=replace(quiz.deck, edition=parse("2026-12-24"))))
    assert all(card.note_type()["css"] == ".card { color: teal; }" for card in anki.cards())


def test_two_items_that_would_be_one_note() -> None:
    """Anki would keep both, and mix them up for ever after."""
    quiz = sample_quiz()
    twice = replace(quiz, items=(*quiz.items, replace(quiz.items[0], stem="Another?")))
    with pytest.raises(ContentError, match="same-note") as caught:
        list(export(twice))
    assert quiz.items[0].id in str(caught.value)


def test_decks(anki: Anki) -> None:
    """The deck file's name, and what its page says."""
    quiz = hostile_quiz()
    anki.take(quiz)
    decks = {deck["name"]: deck for deck in anki.collection.decks.all()}
    assert set(decks) == {"Default", "Hostile <b>deck</b> & co.", "Hostile <b>deck</b> & co.::Part “1”"}
    page = Page(decks[quiz.deck.anki.deck]["desc"])
    assert page.elements <= {"br"}
    assert quiz.deck.description in page.text
    assert f"{quiz.articles[0].title}, probably May 3, 2022" in page.text
    assert "November 23, 2026" in page.text


@pytest.mark.parametrize(
    ("by", "expected"),
    [("topic", {"Politics", "Military", "People", "Missions"}), ("kind", {"True false", "Choice", "Number", "Date"})],
)
def test_subdecks(anki: Anki, by: Any, expected: set[str]) -> None:
    """One for each topic or kind, and the curated order in each."""
    quiz = sample_quiz()
    quiz = replace(quiz, deck=replace(quiz.deck, anki=replace(quiz.deck.anki, subdecks=by)))
    anki.take(quiz)
    names = {deck.name.rpartition("::")[2] for deck in anki.collection.decks.all_names_and_ids()}
    assert expected <= names
    assert [card.note()["Id"] for card in anki.cards() if card.ord == 0] == [item.id for item in quiz.items]
    for card in anki.cards():
        assert anki.collection.decks.name(card.did).startswith(f"{quiz.deck.anki.deck}::")


def test_names_of_decks() -> None:
    """Parts that Anki would rename are left out, and no deck takes the place of the default one."""
    assert deck_name("A::: B ::", "", '"C"\n') == "A::B::C"
    assert deck_id("A") == deck_id("A")
    assert deck_id("A") != deck_id("B")
    assert all(1 << 40 <= deck_id(name) < 1 << 41 for name in "ABC")


def test_tags(anki: Anki) -> None:
    """One hierarchy, so that no tag of the learner's own is in danger of being taken for ours."""
    quiz = sample_quiz()
    anki.take(quiz)
    assert set(anki.card(quiz.items[1]).note().tags) == {
        "quizgen::topic::military",
        "quizgen::topic::missions",
        "quizgen::kind::choice",
        "quizgen::level::remember",
        "quizgen::article::mali-2022",
        "quizgen::deck::mali-2022",
        "quizgen::sahel",
        "quizgen::year-9",
    }
    assert tag("topic", 'two words:: "a"::::\x1fb ') == "quizgen::topic::two-words::-a-::-b"


def test_every_card_shows_its_item(anki: Anki, quiz: Quiz) -> None:
    """All that the item says comes out as it went in, on the side where it belongs."""
    anki.take(quiz)
    for item in quiz.items:
        card = anki.card(item)
        question, answer = Page(front(card)), Page(back(card))
        for text in on_front(item):
            assert canonical(text) in question.text
        for text in (*on_back(item), item.rationale, item.level, *item.topics):
            assert canonical(text) in answer.text
        for passage in item.evidence:
            assert canonical(passage.quote.text) in answer.text
            assert f"{canonical(passage.article.title)}, probably May 3, 2022" in answer.text


def on_front(item: Item) -> Sequence[str]:
    """What the learner sees first."""
    match item.response:
        case OneOf(options) | SeveralOf(options):
            return [item.stem, *(f"{letter(index)} {option.text}" for index, option in enumerate(options))]
        case TrueFalse():
            return [item.stem, "True", "False"]
        case Ordering(entries, _, shown):
            return [item.stem, *(f"{letter(place)} {entries[index]}" for place, index in enumerate(shown))]
        case Matching(pairs, shown):
            left = [f"{number} {pair[0]}" for number, pair in enumerate(pairs, start=1)]
            return [item.stem, *left, *(f"{letter(place)} {pairs[index][1]}" for place, index in enumerate(shown))]
        case Cloze(before, _, after, hint):
            return [f"{before}[{hint}]{after}"]
        case _:
            return [item.stem]


def on_back(item: Item) -> Sequence[str]:  # noqa: PLR0911  # one return a form
    """What the learner is told."""
    match item.response:
        case OneOf(options) | SeveralOf(options):
            right = [item.response.key] if isinstance(item.response, OneOf) else item.response.keys
            reasons = [option.gloss or option.proof.text for option in options if option.proof]
            marked = [f"{option.text} ✓" if index in right else option.text for index, option in enumerate(options)]
            return [item.stem, *marked, *reasons]
        case TrueFalse(answer, proof):
            return [item.stem, f"{answer} ✓", *([proof.text] if proof else [])]
        case Text(answer, accepted) | Basic(answer, accepted) | Occlusion(_, answer, accepted):
            return [item.stem, answer, *accepted]
        case Reversed(answer=answer, accepted=accepted):
            return [item.stem, answer, *accepted]
        case Number(_, answer):
            return [item.stem, answer]
        case Cloze(before, answer, after, _, accepted):
            return [f"{before}{answer}{after}", *accepted]
        case Ordering(entries, notes, shown):
            return [
                f"{letter(shown.index(index))} {entry} {note}"
                for index, (entry, note) in enumerate(zip(entries, notes, strict=True))
            ]
        case Matching(pairs, shown):
            return [
                f"{index + 1} {left} {letter(shown.index(index))} {right}" for index, (left, right) in enumerate(pairs)
            ]


def test_only_our_own_html(anki: Anki, quiz: Quiz) -> None:
    """No text becomes an element, an attribute, a sound, a formula or a template."""
    ours = {"article", "div", "ol", "ul", "li", "b", "bdi", "span", "p", "hr", "br", "figure", "figcaption"}
    ours |= {"blockquote", "mark", "cite", "a", "img"}
    masked = {"canvas", "script"}
    anki.take(quiz)
    for card in anki.cards():
        output = card.render_output()
        assert not output.question_av_tags
        assert not output.answer_av_tags
        for html in (front(card), back(card)):
            page = Page(html)
            is_masked = "Image occlusion" in card.note_type()["name"]
            assert page.elements <= (ours | masked if is_masked else ours)
            own = {name for name in page.attributes if not name.startswith("data-")}
            assert own <= {"class", "id", "lang", "dir", "href", "src", "alt", "hidden"}
            assert not re.search(r"\[(sound|latex|anki|\$)|\\[(\[]", html)
            # MathJax reads what the page shows, escaped or not, except in here.
            assert {"mathjax_ignore", "tex2jax_ignore"} <= page.classes


def test_the_front_gives_nothing_away(anki: Anki) -> None:
    """Where the answer is to be recalled, it is not there to be read."""
    quiz = sample_quiz()
    anki.take(quiz)
    for item in quiz.items:
        if isinstance(item.response, Text | Basic | Reversed | Number | Cloze | Occlusion):
            assert item.response.answer not in Page(front(anki.card(item))).text


def test_pictures(anki: Anki, quiz: Quiz) -> None:
    """Each is there once, beside the stem or beside the answer, with its words; Anki misses none."""
    anki.take(quiz)
    media = anki.collection.media
    assert not (found := media.check()).missing
    assert not found.unused
    packed = {image.name: image.content for item in quiz.items for image in (*item.images, *item.answer_images)}
    assert {path.name: path.read_bytes() for path in Path(media.dir()).iterdir()} == packed
    for item in quiz.items:
        for card, beside_stem in zip(anki.cards(f'"Id:{item.id}"'), (item.images, ()), strict=False):
            assert pictures_of(front(card)) == [(image.name, canonical(image.alt)) for image in beside_stem]
            every = [*item.images, *item.answer_images]
            assert pictures_of(back(card)) == [(image.name, canonical(image.alt)) for image in every]
            for image in every:
                assert canonical(f"{image.credit}, {image.licence}") in Page(back(card)).text


def test_masks_are_ankis_own(anki: Anki, quiz: Quiz) -> None:
    """It knows the note type, its fields and shapes, so that the learner can edit the mask; and asks for one card."""
    anki.take(quiz)
    items = [item for item in quiz.items if isinstance(item.response, Occlusion)]
    for item in items:
        (card,) = anki.cards(f'"Id:{item.id}"')
        assert card.note_type()["originalStockKind"] == 6
        note = anki.collection.get_image_occlusion_note(card.nid).note
        assert note.image_data == item.images[0].content
        assert (note.header, note.back_extra) == (card.note()["Question"], card.note()["Rationale"])
        ((occlusion,),) = [one.shapes for one in note.occlusions]
        said = {one.name: one.value for one in occlusion.properties}
        corners = item.response.mask.corners if isinstance(item.response, Occlusion) else ()
        if occlusion.shape == "polygon":
            assert [tuple(map(float, corner.split(","))) for corner in said["points"].split()] == list(corners)
        else:
            assert {name: float(said[name]) for name in ("left", "top", "width", "height")} == {
                "left": 0.25, "top": 0.5, "width": 0.5, "height": 0.375,
            }  # fmt: skip
        assert 'class="cloze"' in front(card)
        assert 'class="cloze-highlight"' in back(card) or 'class="cloze"' in back(card)


def pictures_of(html: str) -> list[tuple[str, str]]:
    return [(src, unescape(alt)) for src, alt in re.findall(r'<img src="([^"]*)" alt="([^"]*)">', html)]


def test_the_same_picture_again(anki: Anki) -> None:
    """A later edition brings it under the same name, and a changed one under another: none is renamed."""
    quiz = sample_quiz()
    anki.take(quiz)
    before = sorted(path.name for path in Path(anki.collection.media.dir()).iterdir())
    anki.take(replace(quiz, deck=replace(quiz.deck, edition=parse("2026-12-24"))))
    assert sorted(path.name for path in Path(anki.collection.media.dir()).iterdir()) == before


def test_typed_answers(anki: Anki, quiz: Quiz) -> None:
    """Asked for on the front, compared on the back; the right one compares equal, another does not."""
    anki.take(quiz)
    typed = {item: right for item in quiz.items if (right := right_to_type(item.response))}
    assert len(typed) == sum(isinstance(item.response, Text | Number) for item in quiz.items)
    for item, right in typed.items():
        card = anki.card(item)
        expected = card.note()["Typed answer"]
        assert "[[type:Typed answer]]" in front(card)
        assert "[[type:Typed answer]]" in back(card)
        assert "typeMissed" not in (compared := anki.collection.compare_answer(expected, right))
        assert "typeBad" not in compared
        assert Page(compared).text == canonical(right)
        assert "typeBad" in anki.collection.compare_answer(expected, "§§§")


def right_to_type(response: Response) -> str:
    match response:
        case Text(answer):
            return answer
        case Number(value):
            return str(value)
        case _:
            return ""


def test_several_sources(anki: Anki) -> None:
    """Each passage says which article it is from."""
    quiz = sample_quiz()
    item = quiz.items[0]
    other = replace(quiz.articles[0], id="other", title="Another article", published=parse("2021-02"), language="fr")
    evidence = (*item.evidence, Evidence(other, Quote("La ville", 0, 8)))
    anki.take(replace(quiz, items=(replace(item, evidence=evidence),)))
    (card,) = anki.cards()
    text = Page(back(card)).text
    assert "Bamako1La ville2" in text
    assert f"1{quiz.articles[0].title}, probably May 3, 2022" in text
    assert "2Another article, February 2021" in text
    assert '<blockquote lang="fr"' in back(card)
    assert {"quizgen::article::mali-2022", "quizgen::article::other"} <= set(card.note().tags)


def test_only_addresses_are_links(anki: Anki) -> None:
    """A card is no place for a script."""
    quiz = sample_quiz()
    item = quiz.items[1]
    for edition, address, linked in (
        ("2026-11-24", "javascript:alert(1)", False),
        ("2026-11-25", 'https://example.org/?a="b"&c', True),
    ):
        evidence = (replace(item.evidence[0], article=replace(quiz.articles[0], address=address)),)
        deck = replace(quiz.deck, edition=parse(edition))
        anki.take(replace(quiz, deck=deck, items=(replace(item, evidence=evidence),)))
        (card,) = anki.cards()
        assert ("a" in Page(back(card)).elements) is linked
        assert "javascript" not in back(card)


def test_what_a_brief_rests_on_is_cited_below_it(anki: Anki) -> None:
    quiz = sample_quiz()
    item = quiz.items[1]
    source = Source("An office", "Figures <1>", None, "https://example.org/")
    evidence = (replace(item.evidence[0], sources=(source,)),)
    anki.take(replace(quiz, items=(replace(item, evidence=evidence),)))
    (card,) = anki.cards()
    shown = back(card)
    assert '<li>An office: <a href="https://example.org/"><cite' in shown
    assert "Figures &lt;1&gt;" in shown


def test_note_types_are_final() -> None:
    """A field or template that comes, goes or changes its id breaks every deck that is in use."""
    assert list(notetypes.FIELDS) == [
        "Question", "Options", "Answer", "Typed answer", "Also accepted", "Reverse question", "Reverse answer",
        "Reverse also accepted", "Occlusion", "Image", "Image credit", "Answer image", "Answer image credit", "Audio",
        "Rationale", "Why not", "Quote", "Source", "Topic", "Level", "Language", "My notes", "Id",
        "Retired", "Spare 1", "Spare 2", "Spare 3", "Spare 4", "Spare 5", "Spare 6", "Spare 7", "Spare 8",
    ]  # fmt: skip
    assert list(notetypes.FIELDS.values()) == list(range(7_246_001_001, 7_246_001_033))
    assert set(notetypes.NOTE_TYPES) == set(get_args(Response))
    kinds = list(notetypes.NOTE_TYPES.values())
    assert [kind.id for kind in kinds] == list(range(1_847_352_601, 1_847_352_612))
    assert [card.id for kind in kinds for card in kind.cards] == list(range(7_246_002_001, 7_246_002_013))


def test_a_revision_is_dated() -> None:
    """Whoever changes cards, style or fields says so in `REVISED`: without a later date no learner gets it."""
    found = {}
    for kind in notetypes.NOTE_TYPES.values():
        model = models.model(kind)
        cards = [[card[part] for part in ("name", "id", "qfmt", "afmt")] for card in model.templates]
        described = [model.css, cards, [[field["name"], field["id"], field.get("tag")] for field in model.fields]]
        digest = hashlib.sha256(json.dumps(described).encode()).hexdigest()[:16]
        found[kind.name] = (notetypes.REVISED[kind.name], digest)
    assert found == {
        "quizgen Choice": (1_795_564_800, "f118e55230b1d8da"),
        "quizgen Several answers": (1_795_564_800, "56ed6dce3cbe5a50"),
        "quizgen True or false": (1_795_564_800, "a589328d74e8cf02"),
        "quizgen Typed answer": (1_795_564_800, "e051c85c78ea7cf1"),
        "quizgen Number": (1_795_564_800, "944e2acb1f145eb4"),
        "quizgen Cloze": (1_795_564_800, "f46425f9da005889"),
        "quizgen Ordering": (1_795_564_800, "b0de6295ca7e09e2"),
        "quizgen Matching": (1_795_564_800, "5cdab092ec52dbb3"),
        "quizgen Basic": (1_795_564_800, "f4595f8f070a5968"),
        "quizgen Basic and reversed": (1_795_564_800, "adf3d7f02d86ab9c"),
        "quizgen Image occlusion": (1_795_564_800, "051a2b752d5cb26b"),
    }


def test_cards_name_fields_that_exist() -> None:
    """And each front shows the question itself, without which Anki finds it empty."""
    for kind in notetypes.NOTE_TYPES.values():
        for card, template in zip(kind.cards, models.model(kind).templates, strict=True):
            for side in (template["qfmt"], template["afmt"]):
                assert set(re.findall(r"{{(?:[#/^]|type:|cloze:)?([^}]+)}}", side)) <= set(notetypes.FIELDS)
                assert f"{{{{{'cloze:' if kind.hides == 'gap' else ''}{card.question}}}}}" in side
                # Only Anki's own masks are drawn by a script, which is Anki's own too.
                assert side.count("<script") == (kind.hides == "area")
            assert "<hr id=answer>" in template["afmt"]


def test_fields_keep_their_ids(anki: Anki) -> None:
    """With them a field can be renamed later; the spares stay out of the way."""
    quiz = sample_quiz()
    anki.take(quiz)
    model = anki.card(quiz.items[0]).note_type()
    assert {field["name"]: field["id"] for field in model["flds"]} == notetypes.FIELDS
    assert [template["id"] for template in model["tmpls"]] == [7_246_002_001]
    assert [field["name"] for field in model["flds"] if field["collapsed"]][-1] == "Spare 8"


def test_dates_are_the_editions(anki: Anki) -> None:
    """Learners see when a note was added; it is never 1970, and never the day of the build."""
    noon = 1_795_435_200
    quiz = sample_quiz()
    anki.take(quiz)
    for card in anki.cards():
        assert card.note().mod == noon
        assert abs(card.note().id // 1000 - noon) < 60


BUILD = """
import sys, time
at = float(sys.argv[1])
localtime = time.localtime
time.time, time.localtime = lambda: at, lambda seconds=None: localtime(at if seconds is None else seconds)
from quizgen.exporters.anki import export
from tests.samples import hostile_quiz
(file,) = export(hostile_quiz())
sys.stdout.buffer.write(file.content)
"""


def build(folder: Path, root: Path, *, day: float = 1.8e9, seed: int = 0) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "TMPDIR": str(folder), "PYTHONPATH": str(root)}
    command = [sys.executable, "-c", BUILD, str(day)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True).stdout


def test_the_same_bytes_on_any_day_in_any_folder(tmp_path: Path, root: Path) -> None:
    """Also when Python orders its sets otherwise; and no folder is left with a database in it."""
    (tmp_path / "elsewhere").mkdir()
    first = build(tmp_path, root)
    assert build(tmp_path / "elsewhere", root, day=1.9e9, seed=1) == first
    assert [path.name for path in tmp_path.rglob("*")] == ["elsewhere"]
    with ZipFile(BytesIO(first)) as archive:
        assert archive.namelist() == ["collection.anki2", "0", "1", "media"]
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.compress_type == ZIP_DEFLATED
        assert archive.testzip() is None


def test_no_room_for_the_database(tmp_path: Path, root: Path) -> None:
    """Said as a problem with a place and a hint; the limit stands in for a full disk."""
    script = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000));"
        "from quizgen.exporters.anki import export; from quizgen.problems import ContentError;"
        "from tests.samples import hostile_quiz;\n"
        "try: list(export(hostile_quiz()))\n"
        "except ContentError as error: print(error)"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-B", "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert "cannot-write no room for a temporary file" in done.stdout
    assert str(tmp_path) in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_notes_are_made_one_by_one() -> None:
    """However many there are; whoever watches sees every item pass, in order."""
    quiz, alive, seen = sample_quiz(), [], []

    def watch(items: Sequence[Item]) -> Iterable[Item]:
        for item in items:
            seen.append(item)
            yield item
            alive.append(sum(isinstance(thing, PackedNote) for thing in gc.get_objects()))

    list(export(quiz, watch))
    assert tuple(seen) == quiz.items
    assert max(alive) <= 2


def test_importing_it_is_light() -> None:
    """No clock, no network, no template engine: a small deck is written in no time."""
    script = "import sys, quizgen.exporters.anki; print({'jinja2', 'pydantic', 'babel', 'anki'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
