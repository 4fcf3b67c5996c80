"""Our reading of Anki's template language against Anki's own."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial

import pytest
from anki.collection import Collection

from quizgen.exporters.anki.rendering import Template, cards
from quizgen.exporters.gallery import shown
from quizgen.model import Quiz
from tests.exporters.screens import Anki, back, front
from tests.samples import arabic_quiz, hostile_quiz, long_quiz, sample_quiz, shipped_quiz

QUIZZES = {
    "sample": sample_quiz,
    "hostile": hostile_quiz,
    "long": long_quiz,
    "arabic": arabic_quiz,
    "shipped": shipped_quiz,
    "map": partial(shipped_quiz, "sahel-map"),
}
FIELDS = {
    "Front": 'plain & <b>bold</b> {{c1::not a cloze}} "quoted"',
    "Back": "the back",
    "Empty": "<br> <div></div>\n",
    "Masks": "{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.4}} "
    "{{c2::image-occlusion:polygon:left=.1:top=.2:points=.1,.2 .3,.4 .5,.2}}",
    "Text": 'a {{c2::x &amp; <b>y</b>: ’é_z::hi"nt}} b {{c1::zz}} c {{c10::q::}} {{c1::again}}',
}


@pytest.mark.parametrize("make", QUIZZES.values(), ids=QUIZZES)
def test_every_card_of_a_quiz(anki: Anki, make: Callable[[], Quiz]) -> None:
    """As many as Anki makes of each item, and both sides to the letter."""
    quiz = make()
    anki.take(quiz)
    for item in quiz.items:
        expected = [(front(card), back(card)) for card in anki.cards(f'"Id:{item.id}"')]
        assert [(card.front, card.back) for card in shown(item, quiz.deck).cards] == expected


@pytest.mark.parametrize(
    ("front_template", "back_template"),
    [
        ("{{Front}}", "{{FrontSide}}<hr>{{ Back }}"),
        ("{{#Empty}}{{Front}}{{/Empty}}", "{{Back}}"),
        ("{{^Empty}}{{#Front}}{{Back}} {{/Front}}{{/Empty}}", "{{^Front}}never{{/Front}}{{# Back }}shown{{/ Back }}"),
        ("only text {{Empty}}", "{{Back}}"),
        ("{{^Empty}}only text{{/Empty}}", "{{Back}}"),
        ("{{Front}} {{type:Back}}", "{{Front}} {{ type:Back }} { {Front} } }}"),
        ("{{type:Back}}", "{{Back}}"),
    ],
)
def test_the_language(anki: Anki, front_template: str, back_template: str) -> None:
    assert ours(front_template, back_template) == theirs(anki.collection, front_template, back_template)


@pytest.mark.parametrize("front_template", ["{{cloze:Text}}", "{{#Text}}{{cloze:Text}}{{/Text}}{{Front}}"])
def test_cloze_deletions(anki: Anki, front_template: str) -> None:
    """A card for each number, with the hint on its front; what is hidden stands in an attribute, as in Anki."""
    back_template = "{{cloze:Text}}<hr>{{Back}}"
    expected = theirs(anki.collection, front_template, back_template, cloze=True)
    assert len(expected) == 3
    assert ours(front_template, back_template, cloze=True) == expected


def test_masks(anki: Anki) -> None:
    """What each hides, shows or leaves alone, in the words that Anki's script draws them by."""
    expected = theirs(anki.collection, "{{cloze:Masks}}", "{{cloze:Masks}}", cloze=True)
    assert "cloze-highlight" in expected[1][1]
    assert ours("{{cloze:Masks}}", "{{cloze:Masks}}", cloze=True) == expected


def ours(front_template: str, back_template: str, *, cloze: bool = False) -> list[tuple[str, str]]:
    made = cards([Template("Card", front_template, back_template)], FIELDS, cloze=cloze)
    return [(card.front, card.back) for card in made]


def theirs(
    collection: Collection, front_template: str, back_template: str, *, cloze: bool = False
) -> list[tuple[str, str]]:
    """What Anki makes of the same; an empty card, which it keeps as a note's last resort, left out."""
    kind = collection.models.by_name("Cloze" if cloze else "Basic")
    assert kind
    kind = {**kind, "id": 0, "name": "ours", "usn": -1}
    kind["flds"] = [{**kind["flds"][0], "name": name, "ord": number} for number, name in enumerate(FIELDS)]
    kind["tmpls"] = [{**kind["tmpls"][0], "qfmt": front_template, "afmt": back_template}]
    note = collection.new_note({**kind, "id": collection.models.add_dict(kind).id})
    note.fields = list(FIELDS.values())
    collection.add_note(note, collection.decks.get_current_id())
    empty = {number for one in collection.get_empty_cards().notes for number in one.card_ids}
    return [(front(card), back(card)) for card in note.cards() if card.id not in empty]


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{hint:Front}}", "no filter hint"),
        ("{{type:cloze:Text}}", "no filter type:cloze"),
        ("{{#Front}}", "{{#Front}} is never closed"),
        ("{{/Front}}", "{{/Front}} closes nothing"),
        ("{{#Front}}{{^Back}}{{/Front}}{{/Back}}", "{{/Front}} closes nothing"),
        ("{{No such field}}", "No such field"),
    ],
)
def test_what_is_not_known_is_refused(template: str, message: str) -> None:
    with pytest.raises(LookupError, match=message):
        list(cards([Template("Card", "{{Front}}", template)], FIELDS))


def test_text_is_composed_as_anki_composes_it() -> None:
    for item in hostile_quiz().items:
        for card in shown(item, hostile_quiz().deck).cards:
            assert unicodedata.is_normalized("NFC", card.front + card.back)
