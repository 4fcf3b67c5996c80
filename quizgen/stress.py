"""`quizgen stress`: a template over all its facts, and over facts made up, with many seeds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from time import perf_counter

from quizgen.drafting import Desk
from quizgen.facts import FactBase
from quizgen.flaws import FLAWS
from quizgen.flaws.asked import asked
from quizgen.matching import Binding, bind
from quizgen.model import Item, Matching, OneOf, Ordering, Refusal, Response, SeveralOf, TrueFalse
from quizgen.question_templates import Prepared
from quizgen.questions import make
from quizgen.readings import Readings
from quizgen.responses import beside_stem, key_text, questions, texts
from quizgen.synthetic import synthetic_facts
from quizgen.truth import contains

MOST = 20_000
"""Questions made of one template at most: where it takes many facts, there are fewer seeds."""

BOUNDS = (0.0, 10.83, 13.82, 16.27, 18.47, 20.52)
"""Chi-square by degrees of freedom: chance alone exceeds it once in a thousand times."""

_DIGIT = re.compile(r"\b\d")
_NAMED = re.compile(r"`[^`]*`|“[^”]*”|\d+")


@dataclass
class Stressed:
    """What came of one template."""

    template: str
    seeds: int = 0
    made: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    long: set[str] = field(default_factory=set)
    duplicates: set[str] = field(default_factory=set)
    leaks: set[str] = field(default_factory=set)
    crashes: set[str] = field(default_factory=set)
    positions: dict[int, Counter[int]] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def is_wrong(self) -> bool:
        """Whether there is an error."""
        return bool(self.duplicates or self.leaks or self.crashes)

    def chi_squares(self) -> Iterator[tuple[int, float, float]]:
        """For each number of options, how far from even the keys lie, and what chance allows."""
        for options, counts in sorted(self.positions.items()):
            even = counts.total() / options
            far = sum((counts[place] - even) ** 2 for place in range(options)) / even
            yield options, round(far, 2), BOUNDS[options - 1] if options <= len(BOUNDS) else float("inf")


def stress(prepared: Prepared, base: FactBase, readings: Readings, seeds: int) -> Stressed:
    """The template over the facts of a project, and over facts made up."""
    result = Stressed(prepared.template.id)
    bases = (base, synthetic_facts(prepared.template.pattern, readings.vocabulary))
    # Readings keep what facts say, and these are others of the same names.
    worlds = [(Desk(one, readings.anew(), "1"), list(bind(prepared, one, readings))) for one in bases]
    bindings = sum(len(bound) for _, bound in worlds)
    result.seeds = max(1, min(seeds, MOST // max(1, bindings)))
    began = perf_counter()
    for seed in range(1, result.seeds + 1):
        for desk, bound in worlds:
            _note(_made(bound, desk.with_seed(str(seed)), result), result)
    result.seconds = perf_counter() - began
    return result


def _made(bindings: Sequence[Binding], desk: Desk, result: Stressed) -> Iterator[Item]:
    for binding in bindings:
        try:
            made = make(binding, desk)
        except Exception as error:  # noqa: BLE001  # to find it is what this is for
            result.crashes.add(f"{binding.id}: {type(error).__name__}: {error}")
            continue
        if isinstance(made, Refusal):
            result.refused[_NAMED.sub("…", made.reason)] += 1
        else:
            yield made


def _note(items: Iterable[Item], result: Stressed) -> None:
    """Count the items of one seed, and find what is wrong with them."""
    stems: dict[tuple[str, ...], Item] = {}
    for item in items:
        result.made += 1
        first = stems.setdefault((item.stem.casefold(), *beside_stem(item.response)), item)
        # The same with the same answer is left out of a deck, as two articles may say one thing.
        if first is not item and key_text(first.response) != key_text(item.response):
            result.duplicates.add(f"{item.id} and {first.id}: {item.stem}")
        for question in questions(item):
            if FLAWS["long-stem"].find(asked(question)):
                result.long.add(f"{item.id}: {question.stem}")
            if leaked := _leak(question):
                result.leaks.add(f"{item.id}: “{leaked}” in “{question.stem}”")
        if (place := _position(item.response)) is not None:
            options, key = place
            result.positions.setdefault(options, Counter())[key] += 1


def _leak(item: Item) -> str:
    """The answer, where it stands in the stem and no wrong one does."""
    match item.response:
        case OneOf(options, key):
            keys, others = [options[key].text], [option.text for option in options if option is not options[key]]
        case SeveralOf(options, indices):
            keys = [options[index].text for index in indices]
            others = [option.text for index, option in enumerate(options) if index not in indices]
        case TrueFalse() | Ordering() | Matching():
            return ""
        case response:
            keys, others = texts(response), []
    if any(contains(item.stem, other) for other in others):
        return ""
    return next((key for key in keys if contains(item.stem, key)), "")


def _position(response: Response) -> tuple[int, int] | None:
    """Out of how many the right one is which, where chance decides; numbers and dates stand in their order."""
    match response:
        case OneOf(options, key) if not all(_DIGIT.search(option.text) for option in options):
            return len(options), key
        case TrueFalse(answer):
            return 2, int(answer)
    return None


def as_data(result: Stressed, *, timed: bool) -> dict[str, object]:
    """For programs; the time only if asked for, as it differs each time."""
    data: dict[str, object] = {
        "template": result.template,
        "seeds": result.seeds,
        "made": result.made,
        "refused": dict(sorted(result.refused.items())),
        "long": sorted(result.long),
        "duplicates": sorted(result.duplicates),
        "leaks": sorted(result.leaks),
        "crashes": sorted(result.crashes),
        "positions": [
            {
                "options": options,
                "counts": [result.positions[options][place] for place in range(options)],
                "chi_square": far,
                "bound": bound,
                "beyond_chance": far > bound,
            }
            for options, far, bound in result.chi_squares()
        ],
    }
    return {**data, "seconds": round(result.seconds, 3)} if timed else data


def as_text(result: Stressed) -> str:
    """For people."""
    total = result.refused.total()
    lines = [f"{result.template}: {result.made:,} items, {total:,} refused, with {result.seeds:,} seeds"]
    lines += [f"  refused {count:,}: {reason}" for reason, count in sorted(result.refused.items())]
    found = {"crash": result.crashes, "leak": result.leaks, "duplicate": result.duplicates, "long stem": result.long}
    lines += [f"  {what}: {one}" for what, every in found.items() for one in sorted(every)]
    for options, far, bound in result.chi_squares():
        counts = " ".join(f"{result.positions[options][place]:,}" for place in range(options))
        verdict = "beyond chance" if far > bound else "as by chance"
        lines.append(f"  keys by position: {counts}; {verdict} (chi-square {far:g}, at most {bound:g})")
    each = result.seconds / max(1, result.made + total)
    return "\n".join([*lines, f"  {each * 1e6:,.0f} µs each"])
