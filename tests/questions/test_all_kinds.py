"""Whatever the facts, every item is true: held against a judge who knows the rules but not the program."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from quizgen.model import Item
from quizgen.question_templates import Prepared
from quizgen.questions import QUESTIONS
from quizgen.readings import Readings
from tests.project import World, read_facts, read_templates, vocabulary
from tests.questions.judge import Judge, Rules

NAMES = {
    "ash": ["Ash"],
    "bay": ["Bay"],
    "new-bay": ["New Bay"],  # holds another's name
    "cob": ["Cob"],
    "dun": ["Dun", "Ash"],  # goes by another's name too
    "elk": ["Elk", "Old Elk"],
    "fen": ["Fen"],
    "gum": ["Gum"],
    "hay": ["Hay"],
    "ivy": ["Ivy"],
}
RULES = {
    "r_one": Rules([("object", ["subject"], False)]),
    "r_each": Rules([("object", ["subject"], True), ("subject", ["object"], True)]),
    "r_open": Rules([], ["subject", "object", "extra"]),
    "r_there": Rules([("object", ["subject", "extra"], False)], ["subject", "object", "extra"]),
    "r_many": Rules([], ["subject", "objects"]),
    "r_amount": Rules([("amount", ["subject"], True)], ["subject", "extra", "amount"]),
    "r_size": Rules([("amount", ["subject"], False), ("subject", ["amount"], False)], ["subject", "amount"]),
    "r_once": Rules([("time", ["subject"], False)], ["subject"]),
    "r_first": Rules([("time", ["subject", "object"], False), ("subject", ["object"], False)], ["subject", "object"]),
}
DATES = [
    "2014",
    "2014-05",
    "2014-05-03",
    "2015",
    "2016~",
    "2018~",
    "2014-07?",
    "2013/2015",
    "2016/..",
    "2019",
    "2021-03",
]
SPACED = ["2019", "2014-05", "2016~", "2021-03", "2013", "2018-02-03", "2011/2012", "2020", "2010"]
UNITS = ["soldiers", "years"]
HOWS = ["exactly", "about", "over", "under", "just_over"]
OPTIONAL, MANY, NUMBER = ["extra"], ["objects"], ["amount"]


def role_types() -> dict[str, Any]:
    written: dict[str, Any] = {}
    for relation, rules in RULES.items():
        roles: dict[str, Any] = {role: {"type": "number" if role in NUMBER else "thing"} for role in rules.roles}
        for role, spec in roles.items():
            spec.update({"optional": "yes"} if role in OPTIONAL else {}, **({"many": "yes"} if role in MANY else {}))
        single: dict[str, list[list[str]]] = {}
        for role, needed, at_a_time in rules.single:
            single.setdefault(role, []).append([*needed, *(["time"] if at_a_time else [])])
        statement = f"{{{{ lead }}}}{says(relation, rules.roles)}"
        reading = {"statement": statement, "event": says(relation, ["subject"]), "description": described(relation)}
        written[relation] = {"topic": "tests", "roles": roles, "single": single, "reads": {"en": reading}}
    units = {unit: {"en": {"one": unit[:-1], "other": unit}} for unit in UNITS}
    return {"types": {"thing": {"en": "thing"}}, "units": units, "relations": written}


def says(relation: str, roles: Any, slot: str = "{}") -> str:
    """A text that the judge can read."""
    forms = {**dict.fromkeys(MANY, " | join('+')"), **dict.fromkeys(NUMBER, ""), "time": ".date"}
    parts = (f" {role}={{{{ {slot.format(role)}{forms.get(role, '.name')} }}}};" for role in roles)
    return relation + "".join(parts)


def described(relation: str) -> str:
    others = [role for role in RULES[relation].roles if role not in ("subject", "extra")]
    return "{{ by.lead }}{{ when.lead }}" + says(relation, others or ["time"])


Template = tuple[str, dict[str, Any]]
"""A name that the judge can read, `kind.relation.hide.compare`, and what the template's file holds."""


def templates() -> dict[str, str]:
    """Every kind, hiding every role, with every choice of the others shown, cautious and careless."""
    each = [one for relation in RULES for one in (*about_one(relation), *about_sets(relation), *about_pairs(relation))]
    return {f"{name}.{number}": yaml.safe_dump(content) for number, (name, content) in enumerate(each)}


def template(kind: str, relation: str, hide: str, stem: str, more: str = "", **asks: Any) -> Template:
    return f"{kind}.{relation}.{hide}.{more}", {
        "kind": kind,
        "language": "en",
        "stem": stem,
        "asks": {"relation": relation, "hide": hide, **asks},
        **({"distractors": {"count": 3, "at_least": 1}} if kind in ("choice", "multiple") and not more else {}),
    }


def about_one(relation: str) -> Iterator[Template]:
    roles = RULES[relation].roles
    for hide in [*roles, "time"]:
        rest = [role for role in roles if role != hide]
        for shown in (some for count in range(len(rest) + 1) for some in combinations(rest, count)):
            leads = ["{{ lead }}", "{{ by.lead }}", "{{ when.lead }}"]
            for lead in leads if shown and hide != "time" else leads[:1]:
                asked = f"{lead}{says(relation, shown)} ?"
                stated = f"{'{{ by.lead }}' if hide == 'time' else lead}{says(relation, [*shown, hide])} ."
                yield template("choice", relation, hide, asked)
                yield template("cloze", relation, hide, stated)
                yield template(recall(hide), relation, hide, f"{asked}{' about' if hide in NUMBER else ''}")
                yield template("basic", relation, hide, asked)
                yield from both_ways(relation, hide, asked, shown, lead)
                if lead == leads[0]:
                    yield template("true_false", relation, hide, stated)
                if hide in MANY:
                    yield template("multiple", relation, hide, asked)
                if hide in (*MANY, "object"):
                    yield template("multiple", relation, hide, asked, gather="yes")


def both_ways(relation: str, hide: str, asked: str, shown: Sequence[str], lead: str) -> Iterator[Template]:
    """Back from what was hidden to each role that was shown."""
    for other in shown:
        back = f"{lead}{says(relation, [role for role in (*shown, hide) if role != other])} ?"
        name, content = template("reversed", relation, hide, asked, other)
        yield name, {**content, "reverse": {"hide": other, "stem": back}}


def about_sets(relation: str) -> Iterator[Template]:
    left = says(relation, ["subject"], "it.{}")
    for hide in [*RULES[relation].roles[1:], "time", "description"]:
        right = "{{ it.description }}" if hide == "description" else says(relation, [hide], "it.{}")
        for lead in ("", "{{ it.lead }}"):
            name, content = template("matching", relation, hide, "Match.", count=3)
            yield name, {**content, "answer": {"left": f"{lead}{left}", "right": right}}
    for role, entry in entries(relation):
        name, content = template("ordering", relation, role, "Order.", count=3)
        yield name, {**content, "answer": entry}


def about_pairs(relation: str) -> Iterator[Template]:
    for role, entry in entries(relation):
        for hide in ("earlier", "later") if role == "time" else ("greater", "less"):
            name, content = template("choice", relation, hide, "Which?", role, compare=role)
            yield name, {**content, "answer": entry}


def entries(relation: str) -> Iterator[tuple[str, str]]:
    """What may be ordered by, and how an entry reads: with all other roles, and with just the subject."""
    for role in [*(role for role in RULES[relation].roles if role in NUMBER), "time"]:
        others = [other for other in RULES[relation].roles if other != role]
        for shown in (others, ["subject"]):
            yield role, "{{ it.lead }}" + says(relation, shown, "it.{}")


def recall(hide: str) -> str:
    return "number" if hide in NUMBER else "date" if hide == "time" else "short_answer"


@dataclass(frozen=True)
class Bench:
    """The vocabulary and the templates, read once."""

    readings: Readings
    templates: list[Prepared]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    folder = tmp_path_factory.mktemp("bench")
    known = vocabulary(folder, yaml.safe_dump(role_types(), sort_keys=False))
    readings = Readings(known)
    assert readings.problems == []
    return Bench(readings, read_templates(folder, readings, templates()))


def sometimes(strategy: st.SearchStrategy[Any], *, of: int = 2) -> st.SearchStrategy[Any]:
    return st.integers(1, of).flatmap(lambda drawn: strategy if drawn == 1 else st.none())


things = st.sampled_from(sorted(NAMES))
amounts = st.builds(
    lambda how, number, unit: {how: number, "unit": unit},
    st.sampled_from(HOWS),
    st.sampled_from(["100", "110", "150", "240", "1000"]),
    st.sampled_from([UNITS[0], UNITS[0], UNITS[0], UNITS[1]]),
)
STATUSES = ["asserted"] * 12 + ["attributed", "contested", "erroneous", "superseded"]


@st.composite
def facts(draw: st.DrawFn, relations: list[str]) -> dict[str, Any]:
    """A fact of one of these relations."""
    relation = draw(st.sampled_from(relations))
    roles: dict[str, Any] = {}
    for role in RULES[relation].roles[1:]:
        if role in NUMBER:
            roles[role] = draw(amounts)
        elif role in MANY:
            roles[role] = draw(st.lists(things, min_size=1, max_size=3, unique=True))
        else:
            roles[role] = draw(sometimes(things) if role in OPTIONAL else things)
    status = draw(st.sampled_from(STATUSES))
    ask = draw(st.sampled_from(["freely"] * 12 + ["attributed", "never"])) if status == "asserted" else "freely"
    ask = "never" if status in ("erroneous", "superseded") else ask
    attributed = status in ("attributed", "contested") or ask == "attributed"
    fact = {
        "subject": draw(things),
        "relation": relation,
        "roles": {role: value for role, value in roles.items() if value is not None},
        "status": status,
        "ask": ask,
        "reason": "because" if ask == "never" else None,
        "attribution": draw(things | st.just("article")) if attributed else None,
        draw(st.sampled_from(["time", "time", "as_of"])): draw(
            sometimes(st.sampled_from(DATES), of=1 if relation == "r_once" else 2)
        ),
    }
    return {key: value for key, value in fact.items() if value is not None}


@st.composite
def worlds(draw: st.DrawFn, shape: Shape) -> dict[str, Any]:
    """A fact base about a few relations, so that its facts get in each other's way."""
    drawn = st.lists(st.sampled_from(sorted(RULES)), min_size=1, max_size=draw(st.integers(1, 2)), unique=True)
    relations = draw(st.sampled_from([["r_many"], ["r_open"]]) if shape is draw_together else drawn)
    told = draw(st.lists(facts(relations), min_size=3, max_size=9))
    shape(told)
    subject, relation = told[0]["subject"], told[0]["relation"]
    lists = next((role for one, role in fillable([relation]) if role != "subject"), "subject")
    promised = entry(relation, {"subject": subject} if lists != "subject" else {}, lists=lists, because="they say so")
    promise = promises(relations) | st.just(promised)
    pairs = draw(st.lists(st.tuples(things, things), max_size=2))
    entities: dict[str, Any] = {
        name: {"type": "thing", "names": {"en": {"name": forms[0], "aliases": forms[1:]}}, "overlaps": []}
        for name, forms in NAMES.items()
    }
    for one, other in pairs:
        if one != other and other not in entities[one]["overlaps"]:
            entities[one]["overlaps"].append(other)
    return {
        "entities": entities,
        "facts": {f"f{number}": fact for number, fact in enumerate(told)},
        "complete": draw(st.lists(promise, min_size=int(shape is draw_together), max_size=2)),
        "denials": draw(st.lists(denials(relations), max_size=2)),
    }


Shape = Callable[[list[dict[str, Any]]], None]
"""What is done with the facts as they were drawn."""


def leave(told: list[dict[str, Any]]) -> None:
    """Let the facts be as they came."""


def draw_apart(told: list[dict[str, Any]]) -> None:
    """Give facts subjects and dates of their own, so that there is something to pair and to order."""
    for index, (fact, subject, when) in enumerate(zip(told, NAMES, SPACED, strict=False)):
        fact["subject"] = subject
        if index % 4 or fact["relation"] == "r_once":
            fact.pop("as_of", None)
            fact["time"] = when
        if "amount" in fact["roles"]:
            fact["roles"]["amount"] = {HOWS[index % 2]: str(100 * 2**index), "unit": UNITS[0]}


def draw_together(told: list[dict[str, Any]]) -> None:
    """Give most facts the same subject and date, so that one question has several answers."""
    for fact in told[1:]:
        fact["subject"] = told[0]["subject"]
        fact["roles"].pop("extra", None)
        for when in ("time", "as_of"):
            fact.pop(when, None)
            fact.update({when: told[0][when]} if when in told[0] else {})


def fillable(relations: list[str]) -> list[tuple[str, str]]:
    return [(relation, role) for relation in relations for role in RULES[relation].roles if role not in NUMBER]


@st.composite
def promises(draw: st.DrawFn, relations: list[str]) -> dict[str, Any]:
    relation, lists = draw(st.sampled_from(fillable(relations)))
    given = {
        role: draw(sometimes(things, of=3)) for one, role in fillable(relations) if one == relation and role != lists
    }
    return entry(relation, {role: value for role, value in given.items() if value}, lists=lists, because="they say so")


@st.composite
def denials(draw: st.DrawFn, relations: list[str]) -> dict[str, Any]:
    relation, _ = draw(st.sampled_from(fillable(relations)))
    filled = {role: draw(things) for one, role in fillable(relations) if one == relation and role != "extra"}
    return entry(relation, filled, because="they deny it")


def entry(relation: str, filled: Mapping[str, Any], **more: str) -> dict[str, Any]:
    subject = {"subject": filled["subject"]} if "subject" in filled else {}
    return {"relation": relation, **subject, "roles": {k: v for k, v in filled.items() if k != "subject"}, **more}


def read(bench: Bench, written: dict[str, Any], folder: Path) -> World:
    """The facts as the program reads them, less those that contradict others."""
    while True:
        base, problems = read_facts(folder, bench.readings.vocabulary, json.dumps(written))
        if not problems:
            return World(base, bench.readings, bench.templates)
        for problem in problems:
            assert problem.code == "contradiction", problem
            written["facts"].pop(re.findall(r"`(f\d+)`", problem.message)[0], None)


def judge_of(written: Mapping[str, Any]) -> Judge:
    overlaps = {name: set(entity["overlaps"]) for name, entity in written["entities"].items()}
    return Judge(NAMES, overlaps, written["facts"], written["complete"], written["denials"], RULES)


def items_of(world: World) -> Iterator[Item]:
    return (outcome for outcome in world.outcomes() if isinstance(outcome, Item))


@pytest.mark.parametrize(
    ("shape", "kinds"),
    [
        (leave, {"choice", "cloze", "number", "short_answer", "true_false"}),
        (draw_apart, set(QUESTIONS) - {"multiple", "image_occlusion"}),  # which needs a picture
        (draw_together, {"choice", "multiple", "true_false"}),
    ],
)
def test_no_item_is_untrue(bench: Bench, shape: Shape, kinds: set[str]) -> None:
    """Neither its key nor that it is the only one, nor that each distractor is wrong, nor its cautions."""
    seen: Counter[str] = Counter()

    @settings(
        max_examples=40,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(worlds(shape))
    def check(written: dict[str, Any]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            world = read(bench, written, Path(folder))
        judge = judge_of(written)
        for item in items_of(world):
            faults = judge.judge(item)
            assert faults == [], (item.id, item.stem, item.response, written["facts"])
            seen[item.kind] += 1

    check()
    assert kinds <= set(seen), seen
