"""What a reader sees, and by what a change of it is known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from quizgen.model import Image, Item, Matching, OneOf, Option, Ordering, Reversed, SeveralOf, Text
from quizgen.responses import texts
from quizgen.reviews.seen import fingerprint, seen
from tests.samples import PICTURES, sample_quiz

QUIZ = sample_quiz()


def sample(form: type) -> Item:
    return next(item for item in QUIZ.items if isinstance(item.response, form))


def test_all_that_a_card_says_is_seen() -> None:
    """Of every form of response: what it shows and accepts, the reason and the passages."""
    for item in QUIZ.items:
        shown = "\n".join(seen(item))
        said = [item.stem, item.rationale, *(evidence.quote.text for evidence in item.evidence)]
        said += [*texts(item.response), *getattr(item.response, "accepted", ())]
        assert not [text for text in said if text not in shown], item.id


def test_the_order_of_options_is_not_seen() -> None:
    """Nor its fingerprint: another seed asks nobody to read again."""
    for form in QUIZ.forms:
        for item in form.items:
            (same,) = [other for other in QUIZ.items if other.id == item.id]
            assert seen(item) == seen(same)
            assert fingerprint(item) == fingerprint(same)
    assert any(item not in QUIZ.items for form in QUIZ.forms for item in form.items), "nothing is turned"


def test_whatever_else_changes_has_another_fingerprint() -> None:
    choice, several, text = sample(OneOf), sample(SeveralOf), sample(Text)
    both, order, pairs = sample(Reversed), sample(Ordering), sample(Matching)
    assert isinstance(choice.response, OneOf)
    assert isinstance(several.response, SeveralOf)
    assert isinstance(text.response, Text)
    assert isinstance(both.response, Reversed)
    assert isinstance(order.response, Ordering)
    assert isinstance(pairs.response, Matching)
    options = choice.response.options
    passage = choice.evidence[0]
    picture = Image("quizgen-other.png", PICTURES["png"], "A map", "", "CC0")
    changed: list[tuple[Item, dict[str, Any]]] = [
        (choice, {"stem": f"{choice.stem}?"}),
        (choice, {"rationale": "Because."}),
        (choice, {"evidence": (replace(passage, quote=replace(passage.quote, text="another passage")),)}),
        (choice, {"images": (picture,)}),
        (choice, {"images": (replace(picture, name="quizgen-else.png"),)}),
        (choice, {"response": OneOf((*options, Option("another")), choice.response.key)}),
        (choice, {"response": OneOf(options, (choice.response.key + 1) % len(options))}),
        (several, {"response": replace(several.response, keys=several.response.keys[:1])}),
        (text, {"response": replace(text.response, accepted=())}),
        (both, {"response": replace(both.response, reverse_stem="And back?")}),
        (order, {"response": replace(order.response, entries=order.response.entries[::-1])}),
        (pairs, {"response": replace(pairs.response, pairs=pairs.response.pairs[1:], shown=(0, 1, 2, 3))}),
    ]
    prints = {fingerprint(replace(item, **change)) for item, change in changed}
    assert len(prints) == len(changed)
    assert not prints & {fingerprint(item) for item in QUIZ.items}


def test_what_is_not_shown_does_not_count() -> None:
    """A template may move in its file, and a fact be counted under another topic."""
    item = QUIZ.items[0]
    assert fingerprint(replace(item, topics=("other",), level="apply", template="x")) == fingerprint(item)


def test_no_spreadsheet_takes_it_for_a_number() -> None:
    for item in QUIZ.items:
        assert fingerprint(item).isalpha()
