"""Items as a teacher reads them: the stem, the options with the right one marked, why, and the passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from quizgen.difficulty import predicted
from quizgen.listing import one_line
from quizgen.model import (
    Basic,
    Cloze,
    Item,
    Matching,
    Number,
    Occlusion,
    OneOf,
    Option,
    Ordering,
    Proof,
    Response,
    Reversed,
    SeveralOf,
    Text,
    TrueFalse,
)

RIGHT, WRONG = "*", "-"


def report(items: Iterable[Item]) -> str:
    """A paragraph for each item."""
    return "\n".join("".join(f"{line}\n" for line in _lines(item)) for item in items)


def _lines(item: Item) -> Iterator[str]:
    yield one_line(item.stem)
    below = [*_response(item.response), f"why: {item.rationale}"]
    below += [f"quote: {evidence.quote.text}" for evidence in item.evidence]
    below += [f"difficulty: {predicted(item)}, as predicted", f"id: {item.id}"]
    yield from (f"  {one_line(line)}" for line in below)


def _response(response: Response) -> Iterator[str]:
    match response:
        case OneOf(options, key):
            yield from _options(options, (key,))
        case SeveralOf(options, keys):
            yield from _options(options, keys)
        case TrueFalse(answer, proof):
            yield f"{RIGHT} {answer}{_because(proof)}"
        case Text() | Number() | Basic() | Occlusion():
            yield f"{RIGHT} {response.answer}"
        case Reversed():
            yield f"{RIGHT} {response.answer}"
            yield f"the other way round: {response.reverse_stem}"
            yield f"{RIGHT} {response.reverse_answer}"
        case Cloze(answer=answer, hint=hint):
            yield f"{RIGHT} {answer} (hint: {hint})"
        case Ordering(entries, notes):
            for place, (entry, note) in enumerate(zip(entries, notes, strict=True), start=1):
                yield f"{place}. {entry} ({note})"
        case Matching(pairs):
            yield from (f"{left} = {right}" for left, right in pairs)
        case _:
            assert_never(response)


def _options(options: Iterable[Option], keys: Iterable[int]) -> Iterator[str]:
    right = frozenset(keys)
    for index, option in enumerate(options):
        if index in right:
            yield f"{RIGHT} {option.text}"
        else:
            yield f"{WRONG} {option.text}{f': {option.gloss}' if option.gloss else _because(option.proof)}"


def _because(proof: Proof | None) -> str:
    return f": {proof.text}" if proof else ""
