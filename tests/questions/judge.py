"""A judge of items who knows the facts as written, the rules of docs/truth.md, and the words of the item.

It shares no code with the program: it reads stems such as `According to Bo, as of 2014, r_open
subject=Ash; extra=; ?` and looks at every fact, one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise, permutations
from typing import Any, TypeAlias

from quizgen.model import (
    Basic,
    Cloze,
    Item,
    Matching,
    Number,
    OneOf,
    Ordering,
    Proof,
    Reversed,
    SeveralOf,
    Text,
    TrueFalse,
)

Fact: TypeAlias = Mapping[str, Any]
Extent: TypeAlias = tuple[date, date]

CITED = "a tale of May 2022"
UNTRUE = ("erroneous", "superseded")
HEDGES = {"about": "about", "just_over": "a little over", "over": "over", "under": "under"}
MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True)
class Rules:
    """What the vocabulary says of a relation: `(role, given roles, at a time)`, and the optional roles."""

    single: Sequence[tuple[str, Sequence[str], bool]] = ()
    roles: Sequence[str] = ("subject", "object")


@dataclass(frozen=True)
class Told:
    """What a text says: a relation, the texts in its roles, whose statement it is, and when."""

    relation: str
    roles: Mapping[str, Sequence[str]]
    by: str | None
    when: Extent | None


@dataclass
class Judge:
    """Decides whether an item is true, and names what is not."""

    names: Mapping[str, Sequence[str]]
    overlaps: Mapping[str, set[str]]
    facts: Mapping[str, Fact]
    complete: Sequence[Fact]
    denials: Sequence[Fact]
    rules: Mapping[str, Rules]
    faults: list[str] = field(default_factory=list)

    def demand(self, holds: object, fault: str) -> None:
        """Note a fault unless something holds."""
        if not holds:
            self.faults.append(fault)

    # The facts

    def values(self, fact: Fact, role: str) -> list[Any]:
        """What fills a role, as written."""
        if role == "time":
            return [fact["time"]] if "time" in fact else []
        value = fact["subject"] if role == "subject" else fact.get("roles", {}).get(role, [])
        return value if isinstance(value, list) else [value]

    def fits(self, fact: Fact, told: Told) -> bool:
        """Whether a fact may be what a text speaks of."""
        when = fact.get("time", fact.get("as_of"))
        if fact["relation"] != told.relation or (when and told.when and not meet(extent(when), told.when)):
            return False
        return all(
            not self.values(fact, role)
            or all(any(self.may_be(text, value) for value in self.values(fact, role)) for text in texts)
            for role, texts in told.roles.items()
        )

    def may_be(self, text: str, value: Any) -> bool:
        """Whether a text of an item may stand for a value of a fact."""
        if isinstance(value, dict):
            return near(quantity(text), written_quantity(value))
        if value in self.names:
            named = {name for name, forms in self.names.items() if text in forms}
            return any(name == value or value in self.overlaps[name] or name in self.overlaps[value] for name in named)
        return meet(read_date(text), extent(value))

    def fitting(self, told: Told, *, untrue: bool = False) -> Iterator[Fact]:
        """All facts that may fit, with those that are untrue or without."""
        return (
            fact
            for fact in self.facts.values()
            if self.fits(fact, told) and (untrue or fact.get("status") not in UNTRUE)
        )

    # What proves an answer wrong

    def decided(self, told: Told, hide: str) -> bool:
        """Whether something proves that the facts name every value of the hidden role."""
        shown = {role for role, texts in told.roles.items() if texts and role != hide}
        for role, given, at_a_time in self.rules[told.relation].single:
            if role == hide and set(given) <= shown and (told.when or not at_a_time):
                return True
        return any(
            promise["relation"] == told.relation and promise["lists"] == hide and self.tells(told, promise, hide)
            for promise in self.complete
        )

    def tells(self, told: Told, entry: Fact, hide: str) -> bool:
        """Whether a text tells all that a promise or denial is about."""
        given = {**({"subject": entry["subject"]} if "subject" in entry else {}), **entry.get("roles", {})}
        return all(
            any(text in self.names[value] for text in told.roles.get(role, ()))
            for role, value in given.items()
            if role != hide
        )

    def denied(self, told: Told, hide: str, text: str) -> bool:
        """Whether a statement with that text in the hidden role is denied."""
        return any(
            denial["relation"] == told.relation
            and any(text in self.names[value] for value in self.values(denial, hide) if value in self.names)
            and self.tells(told, denial, hide)
            for denial in self.denials
        )

    def is_wrong(self, told: Told, hide: str, text: str) -> bool:
        """Whether a text is provably no answer: borne out by no fact whatever, and decided or denied."""
        borne_out = any(
            self.may_be(text, value) or self.sounds_like(text, value)
            for fact in self.fitting(told, untrue=True)
            for value in self.values(fact, hide)
        )
        return not borne_out and (self.decided(told, hide) or self.denied(told, hide, text))

    def sounds_like(self, text: str, value: Any) -> bool:
        """Whether one name has the words of the other in it."""
        if isinstance(value, dict) or value not in self.names:
            return False
        return any(holds(text, form) or holds(form, text) for form in self.names[value])

    # The items

    def read(self, text: str, fact: Fact) -> Told:
        """What a text says of a fact; its date may stand in the name of the article cited."""
        told = tell(text)
        cited = told.by == CITED and fact.get("attribution") == "article" and "time" not in fact
        by_article = cited and "as_of" in fact and meet(extent(fact["as_of"]), extent("2022-05-03"))
        return replace(told, when=extent(fact["as_of"])) if by_article and not told.when else told

    def judge(self, item: Item) -> list[str]:
        """All that is wrong with an item."""
        self.faults = []
        hide = item.template.split(".")[2]
        for key in item.facts:
            fact = self.facts[key.split("/")[1]]
            self.demand(fact.get("status") not in UNTRUE, f"{key} is untrue")
            self.demand(fact.get("ask") != "never", f"{key} may not be asked")
        self.demand(item.evidence and item.rationale and item.id, "no evidence, rationale or id")
        judged: Mapping[type, Callable[[Item, str], None]] = {
            OneOf: self.choice,
            SeveralOf: self.multiple,
            TrueFalse: self.true_false,
            Basic: self.recall,
            Reversed: self.both_ways,
            Text: self.recall,
            Number: self.recall,
            Cloze: self.recall,
            Ordering: self.ordering,
            Matching: self.matching,
        }
        judged[type(item.response)](item, hide)
        return self.faults

    def own(self, item: Item) -> list[Fact]:
        return [self.facts[key.split("/")[1]] for key in item.facts]

    def care(self, fact: Fact, text: str, told: Told, hide: str, key: str = "") -> None:
        """Attribution, date and "about" must stand where the fact needs them."""
        if fact.get("status") in ("attributed", "contested") or fact.get("ask") == "attributed":
            speaker = CITED if fact["attribution"] == "article" else self.names[fact["attribution"]][0]
            self.demand(speaker in text or key in self.names.get(fact["attribution"], ()), f"nobody says it: {text}")
        when = fact.get("time", fact.get("as_of"))
        self.demand(hide == "time" or not when or told.when, f"no date: {text}")
        for role, texts in told.roles.items():
            for value in self.values(fact, role):
                if role != hide and (isinstance(value, dict) or role == "time"):
                    hedge = HEDGES.get(next(iter(value)), "") if isinstance(value, dict) else hedge_of(value)
                    self.demand(all(one.startswith(hedge) for one in texts), f"exact by mistake: {text}")

    def only(self, told: Told, hide: str, keys: Sequence[str]) -> None:
        """No fact that fits may have another answer than these."""
        for fact in self.fitting(told):
            for value in self.values(fact, hide):
                self.demand(
                    any(self.may_be(key, value) for key in keys), f"{value} would be right too, not just {keys}"
                )

    def choice(self, item: Item, hide: str) -> None:
        assert isinstance(item.response, OneOf)
        texts = [option.text for option in item.response.options]
        self.demand(len(texts) == len(set(texts)) >= 2, f"options: {texts}")
        if len(item.facts) > 1:
            self.compared(item, hide)
            return
        [fact], key = self.own(item), texts[item.response.key]
        told = self.read(item.stem, fact)
        self.care(fact, item.stem, told, hide, key)
        self.demand(
            any(self.may_be(key, value) for value in self.values(fact, hide)), f"{key} is not what the fact says"
        )
        self.only(told, hide, [key])
        self.wrong(item, told, hide, [option.text for option in item.response.options if option.text != key], [key])

    def wrong(self, item: Item, told: Told, hide: str, distractors: Sequence[str], keys: Sequence[str]) -> None:
        assert isinstance(item.response, (OneOf, SeveralOf))
        proofs = [option.proof for option in item.response.options if option.text in distractors]
        self.demand(all(isinstance(proof, Proof) and proof.text for proof in proofs), "a wrong option without a proof")
        self.demand(
            sum(option.proof is None for option in item.response.options) == len(keys), "a right one with a proof"
        )
        for text in distractors:
            self.demand(self.is_wrong(told, hide, text), f"{text} is not provably wrong: {item.stem}")
            alike = any(holds(text, key) or holds(key, text) for key in keys if not quantity(key))
            self.demand(not alike, f"{text} sounds like {keys}")
            same = [re.match("(?i)(about|a little over|over|under|probably) ", one) is None for one in (text, keys[0])]
            self.demand(same[0] == same[1], f"{text} and {keys} are not hedged alike")
            if quantity(text) and quantity(keys[0]):
                ratio = quantity(text)[1] / quantity(keys[0])[1]
                self.demand(0.25 <= ratio <= 4, f"{text} is far from {keys}")
        for one, other in permutations(distractors, 2):
            self.demand(quantity(one) or not holds(one, other), f"{one} and {other} overlap")

    def multiple(self, item: Item, hide: str) -> None:
        assert isinstance(item.response, SeveralOf)
        texts = [option.text for option in item.response.options]
        keys = [texts[index] for index in item.response.keys]
        told = self.read(item.stem, self.own(item)[0])
        self.demand(len(texts) == len(set(texts)) and len(keys) >= 2, f"options: {texts}, keys: {keys}")
        for fact in self.own(item):
            self.care(fact, item.stem, told, hide)
        told_values = [value for fact in self.own(item) for value in self.values(fact, hide)]
        for value in told_values:
            self.demand(any(self.may_be(key, value) for key in keys), f"{value} is missing")
        self.only(told, hide, keys)
        self.demand(self.decided(told, hide), "nothing decides that these are all")
        self.wrong(item, told, hide, [text for text in texts if text not in keys], keys)

    def true_false(self, item: Item, hide: str) -> None:
        assert isinstance(item.response, TrueFalse)
        [fact] = self.own(item)
        told = self.read(item.stem, fact)
        self.care(fact, item.stem, told, hide if not item.response.answer else "")
        stated = ("+".join(told.roles[hide]),) if len(told.roles[hide]) > 1 else told.roles[hide]
        roles = {role: texts for role, texts in told.roles.items() if role != hide}
        rest = replace(told, roles=roles, when=None if hide == "time" else told.when)
        self.demand(self.fits(fact, rest), f"not what the fact says: {item.stem}")
        if item.response.answer:
            self.demand(self.fits(fact, told), f"called true: {item.stem}")
            return
        self.demand(len(stated) == 1 and self.is_wrong(rest, hide, stated[0]), f"called false: {item.stem}")
        self.demand(item.response.proof, "false without a proof")

    def recall(self, item: Item, hide: str) -> None:
        assert isinstance(item.response, (Basic, Text, Number, Cloze))
        [fact], key = self.own(item), item.response.answer
        told = self.read(item.stem, fact)
        if isinstance(item.response, Cloze):
            self.demand(item.stem.count("____") == 1, f"gaps: {item.stem}")
            self.demand(item.stem == f"{item.response.before}____{item.response.after}", f"parts: {item.stem}")
        if isinstance(item.response, Number) and item.response.how != "exactly":
            self.demand("about" in item.stem, f"exact by mistake: {item.stem}")
        self.care(fact, item.stem, told, hide, key)
        self.demand(
            any(self.may_be(key, value) for value in self.values(fact, hide)), f"{key} is not what the fact says"
        )
        self.only(told, hide, [key])
        self.demand(self.decided(told, hide), f"nothing decides the answer to {item.stem}")
        for value in self.values(fact, hide):
            for name in self.names.get(value, [key]) if isinstance(value, str) else [key]:
                self.demand(not holds(item.stem, name), f"{item.stem} tells {name}")

    def both_ways(self, item: Item, hide: str) -> None:
        """Each direction is a question of its own; what the other one hides stands in the template's name."""
        assert isinstance(item.response, Reversed)
        answer, stem, back, accepted, _ = astuple(item.response)
        self.recall(replace(item, response=Basic(answer, accepted)), hide)
        self.recall(replace(item, stem=stem, response=Basic(back)), item.template.split(".")[3])

    def compared(self, item: Item, hide: str) -> None:
        """The options are entries; of whatever facts they may mean, the order is the same."""
        assert isinstance(item.response, OneOf)
        role = item.template.split(".")[3]
        texts = [option.text for option in item.response.options]
        right = item.response.key
        low, high = (right, 1 - right) if hide in ("less", "earlier") else (1 - right, right)
        self.in_order([texts[low], texts[high]], role, self.own(item))
        self.demand(isinstance(item.response.options[1 - right].proof, Proof), "a wrong option without a proof")

    def ordering(self, item: Item, hide: str) -> None:
        assert isinstance(item.response, Ordering)
        shown = item.response.shown
        self.demand(sorted(shown) == list(range(len(shown))) != list(shown), f"shown in order: {shown}")
        self.in_order(item.response.entries, hide, self.own(item))

    def in_order(self, entries: Sequence[str], role: str, facts: Sequence[Fact]) -> None:
        self.demand(len(set(entries)) == len(entries), f"alike: {entries}")
        spans = []
        for entry, fact in zip(entries, facts, strict=True):
            told = self.read(entry, fact)
            self.care(fact, entry, told, role)
            self.demand(self.fits(fact, told) and role not in told.roles, f"not what the fact says: {entry}")
            found = {str(value): span(value) for one in self.fitting(told) for value in self.values(one, role)}
            spans.append(found.values())
        for before, after in pairwise(spans):
            self.demand(
                all(one[0] == other[0] and one[2] < other[1] for one in before for other in after),
                f"not provably in order: {entries}",
            )

    def matching(self, item: Item, hide: str) -> None:
        assert isinstance(item.response, Matching)
        pairs = [(tell(left), tell(right)) for left, right in item.response.pairs]
        for left, right in pairs:
            fact = next((fact for fact in self.own(item) if self.fits(fact, left) and self.fits(fact, right)), None)
            self.demand(fact, f"no fact says so: {left} {right}")
            if fact:
                both = Told(left.relation, {**left.roles, **right.roles}, None, left.when or right.when)
                said = " ".join(" ".join(pair) for pair in item.response.pairs if tell(pair[0]) == left)
                self.care(fact, said, both, hide)
        for (left, _), (_, right) in permutations(pairs, 2):
            known = [fact for fact in self.facts.values() if hide != "time" or "time" in fact]
            goes = any(self.fits(fact, left) and self.fits(fact, right) for fact in known)
            self.demand(not goes, f"{left} goes with {right}")
            of_left = self.decided(left, hide) or any(
                self.denied(left, hide, text) for text in right.roles.get(hide, ())
            )
            of_right = self.decided(right, "subject") or any(
                self.denied(right, "subject", text) for text in left.roles.get("subject", ())
            )
            self.demand(of_left or of_right, f"nothing proves that {left} does not go with {right}")


# Words


def tell(text: str) -> Told:
    """What a text says, by the marks that the templates of these tests set."""
    marked = re.fullmatch(r"(.*?)\b(r_\w+)(.*)", text, re.IGNORECASE | re.DOTALL)
    assert marked, text
    lead, relation, rest = marked.groups()
    parts = re.findall(r"(\w+)=([^;]*);", rest)
    roles = {role: [value for value in text.split("+") if value != "____"] for role, text in parts if text}
    by = re.search(r"according to (.*?), ", lead, re.IGNORECASE)
    lead = lead.replace(by[0], "") if by else lead
    when = lead.strip(" ,")
    stated = roles.get("time")
    shown = read_date(when) if when else read_date(stated[0]) if stated else None
    return Told(relation.lower(), roles, by[1] if by else None, shown)


def holds(text: str, part: str) -> bool:
    """Whether the words of the one stand in the other."""
    return re.search(rf"(?<!\w){re.escape(part.lower())}(?!\w)", text.lower()) is not None


def quantity(text: str) -> Any:
    """How, how many and what; nothing if it is no number."""
    match = re.fullmatch(r"(about|a little over|over|under)? ?([\d,]+) (\w+)", text, re.IGNORECASE)
    if not match:
        return None
    how = next((how for how, hedge in HEDGES.items() if hedge == (match[1] or "").lower()), "exactly")
    return how, float(match[2].replace(",", "")), match[3].rstrip("s")


def written_quantity(value: Mapping[str, str]) -> tuple[str, float, str]:
    [(how, number)] = ((how, number) for how, number in value.items() if how != "unit")
    return how, float(number), value["unit"].rstrip("s")


def near(one: Any, other: Any) -> bool:
    """Whether two quantities may be the same."""
    if one is None or other is None or one[2] != other[2]:
        return one is not None and other is not None
    return between(one[1], other) or between(other[1], one)


def hedge_of(edtf: str) -> str:
    """How the text of a date must begin."""
    return "probably" if edtf.endswith("?") else "about" if edtf.endswith("~") else ""


def between(number: float, quantity: tuple[str, float, str]) -> bool:
    low, high = reach(quantity)
    return low <= number <= high


def reach(quantity: tuple[str, float, str]) -> tuple[float, float]:
    how, number, _ = quantity
    factors = {
        "exactly": (1, 1),
        "about": (0.8, 1.2),
        "just_over": (1, 1.1),
        "over": (1, float("inf")),
        "under": (0, 1),
    }
    low, high = factors[how]
    return number * low, number * high


def span(value: Any) -> tuple[str, float, float]:
    """The unit, and the least and most that a number or date may be."""
    if isinstance(value, dict):
        low, high = reach(written_quantity(value))
        return written_quantity(value)[2], low, high
    first, last = extent(value)
    return "", first.toordinal(), last.toordinal()


def extent(edtf: str) -> Extent:
    """All days that a date as written may be."""
    if edtf.endswith("?"):
        return date.min, date.max
    if "/" in edtf:
        start, end = edtf.split("/")
        return (date.min if start == ".." else extent(start)[0], date.max if end == ".." else extent(end)[1])
    numbers = [int(part) for part in edtf.rstrip("~").split("-")]
    first = date(*[*numbers, 1, 1][:3])
    following = {
        1: lambda: date(first.year + 1, 1, 1),
        2: lambda: date(first.year + first.month // 12, first.month % 12 + 1, 1),
        3: lambda: first + timedelta(days=1),
    }[len(numbers)]()
    last = following - timedelta(days=1)
    margin = timedelta(days=(following - first).days if edtf.endswith("~") else 0)
    return first - margin, last + margin


def read_date(text: str) -> Extent:
    """All days that a date in a sentence may be."""
    text = re.sub(r"^(as of|in|on) ", "", text, flags=re.IGNORECASE).strip()
    if text.lower().startswith("probably "):
        return date.min, date.max
    if match := re.fullmatch(r"from (.*) to (.*)", text, re.IGNORECASE):
        return read_date(match[1])[0], read_date(match[2])[1]
    if match := re.fullmatch(r"since (.*)", text, re.IGNORECASE):
        return read_date(match[1])[0], date.max
    mark = "~" if re.match(r"(about|around) ", text, re.IGNORECASE) else ""
    text = re.sub(r"^(about|around) ", "", text, flags=re.IGNORECASE)
    month, day, year = re.fullmatch(r"(?:(\w+) )?(?:(\d+), )?(\d{4})", text).groups()  # type: ignore[union-attr]
    iso = year + (f"-{MONTHS.index(month) + 1:02}" if month else "") + (f"-{int(day):02}" if day else "")
    return extent(iso + mark)


def meet(one: Extent, other: Extent) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
