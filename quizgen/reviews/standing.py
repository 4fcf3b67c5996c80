"""What of a record still holds: which items are read, which have changed since, which await their author."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from quizgen.listing import near
from quizgen.model import Item, Place, Quiz
from quizgen.problems import Code, Problem
from quizgen.reviews.record import Record, path_of
from quizgen.reviews.seen import fingerprint

Standing = Literal["accept", "revise", "reject", "changed", "unread"]
"""The verdict on an item as it is now, or why there is none."""

TO_READ: tuple[Standing, ...] = ("changed", "unread")
TO_MEND: tuple[Standing, ...] = ("revise", "reject")

_FEW = 3
"""Items that a warning names."""


class _Sort(NamedTuple):
    """Items that are not settled, and what is told of one or many of them."""

    code: Code
    standings: tuple[Standing, ...]
    one: str
    many: str
    hint: str


_WRITE = "write out what is to be read: quizgen review write {}"
_SORTS = (
    _Sort("review-missing", ("unread",), "has never been read", "have never been read", _WRITE),
    _Sort("review-stale", ("changed",), "has changed since it was read", "have changed since they were read", _WRITE),
    _Sort(
        "review-open",
        TO_MEND,
        "was read and not accepted",
        "were read and not accepted",
        "mend the template or the fact; the remarks: quizgen review status {}",
    ),
)


def standing(item: Item, record: Record) -> Standing:
    """How an item stands."""
    review = record.get(item.id)
    if review is None:
        return "unread"
    return review.verdict if review.fingerprint == fingerprint(item) else "changed"


def to_read(items: Iterable[Item], record: Record) -> list[Item]:
    """The items on which there is no verdict as they are now."""
    return [item for item in items if standing(item, record) in TO_READ]


def unsettled(quiz: Quiz, record: Record) -> Iterator[Problem]:
    """A warning for each sort of item that no reader has accepted as it is: an author should know, but may build."""
    deckfile = quiz.deck.place.path
    stand = {item.id: standing(item, record) for item in quiz.items}
    for sort in _SORTS:
        names = sorted(name for name, one in stand.items() if one in sort.standings)
        if names:
            place = record[names[0]].place if names[0] in record else Place(str(path_of(deckfile)))
            what = sort.one if len(names) == 1 else sort.many
            some = ", ".join(names[:_FEW]) + (" …" if len(names) > _FEW else "")
            message = f"{len(names):,} of {len(stand):,} questions {what}: {some}"
            yield Problem(place, sort.code, message, sort.hint.format(near(deckfile)), "warning")
