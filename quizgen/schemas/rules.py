"""What holds between the keys of one mapping: which roles a relation has, what a status demands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from quizgen.model import TIME, Relation, Role
from quizgen.question_templates import ANY, EACH, PICKS
from quizgen.questions import QUESTIONS
from quizgen.schemas.names import Known, one_of
from quizgen.schemas.written import Node
from quizgen.vocabulary import NUMBER

_GIVEN: Node = {"not": {"type": "null"}}


def _when(conditions: Mapping[str, Node], then: Node, otherwise: Node | None = None) -> Node:
    rule: Node = {"if": {"properties": dict(conditions), "required": [*conditions]}, "then": then}
    return {**rule, "else": otherwise} if otherwise else rule


def _needs(*keys: str) -> Node:
    return {"required": [*keys], "properties": dict.fromkeys(keys, _GIVEN)}


def _statement(node: Node, known: Known, *, every: bool) -> list[Node]:
    """The roles of each relation."""
    if known.vocabulary is None:
        return []
    alternatives = node["properties"]["subject"]["anyOf"]
    return [
        _when({"relation": {"const": name}}, _filled(relation, alternatives, every=every))
        for name, relation in known.vocabulary.relations.items()
    ]


def _filled(relation: Relation, alternatives: list[Node], *, every: bool) -> Node:
    each = {name: _value(role, alternatives) for name, role in relation.roles.items()}
    subject = each.pop("subject", {})
    needed = [name for name in each if not relation.roles[name].optional] if every else []
    # `subject` may also stand among the roles, but nobody should be led to write it there.
    roles: Node = {"properties": each, "patternProperties": {"^subject$": {}}, "additionalProperties": False}
    found: Node = {"properties": {"subject": subject, "roles": {**roles, "required": needed}}}
    return {**found, "required": ["roles"]} if needed else found


def _value(role: Role, alternatives: list[Node]) -> Node:
    """Those of the alternatives that the role takes."""

    def fits(one: Node) -> bool:
        if one["type"] == "array":
            return role.many
        if one["type"] == "object":
            return NUMBER in role.types
        return one["type"] == "null" or role.types != (NUMBER,)

    several = ", several" if role.many else ""
    optional = ", may be left out" if role.optional else ""
    taken = [_SHAPES.get(str(one["type"]), one) for one in alternatives if fits(one)]
    return {"description": " or ".join(role.types) + several + optional, "anyOf": taken}


_AT = "#/properties/facts/additionalProperties/properties/subject/anyOf"
_SHAPES: Mapping[str, Node] = {"array": {"$ref": f"{_AT}/1"}, "object": {"$ref": f"{_AT}/2"}}
"""What is long, where it is written already."""


def _fact(node: Node, known: Known) -> Node:
    told: Node = {"enum": ["attributed", "contested"]}
    may_be_asked: Node = {"enum": ["freely", "attributed", "dated"]}
    return {
        "allOf": [
            *_statement(node, known, every=True),
            _when({"ask": {"const": "never"}}, _needs("reason"), _when({"status": told}, _needs("attribution"))),
            _when({"ask": {"const": "attributed"}}, _needs("attribution")),
            _when({"ask": {"const": "dated"}}, {"anyOf": [_needs("time"), _needs("as_of")]}),
            _when(
                {"status": {"enum": ["erroneous", "superseded"]}},
                {"required": ["ask"], "properties": {"ask": {"not": may_be_asked}}},
            ),
        ]
    }


def _denial(node: Node, known: Known) -> Node:
    rules = _statement(node, known, every=False)
    return {"allOf": rules} if rules else {}


def _completeness(node: Node, known: Known) -> Node:
    relations = known.vocabulary.relations if known.vocabulary else {}
    lists = [
        _when(
            {"relation": {"const": name}}, {"properties": {"lists": one_of(dict.fromkeys([*relation.roles, TIME], ""))}}
        )
        for name, relation in relations.items()
    ]
    return {"allOf": [*_statement(node, known, every=False), *lists]} if lists else {}


def _asks(node: Node, known: Known) -> Node:
    """Roles are those of the relation; of several relations, or any, those that one of them has."""
    if known.vocabulary is None:
        return {}
    relations = known.vocabulary.relations
    text = node["properties"]["relation"]["anyOf"][0]
    names = {**known.names("relation"), ANY: "all relations"}
    only = [_when({"relation": {"const": name}}, _roles_of([relation])) for name, relation in relations.items()]
    several = {"anyOf": [{"type": "array"}, {"const": ANY}]}
    of_two = [
        _when({"compare": {"const": TIME}}, _hides(PICKS["time"])),
        _when({"compare": {"type": "string", "not": {"const": TIME}}}, _hides(PICKS["number"])),
    ]
    relation = {**one_of(names), "errorMessage": text.get("errorMessage", "")}
    described = {key: value for key, value in node["properties"]["relation"].items() if key != "anyOf"}
    listed = {"type": "array", "items": relation}
    hide = {"description": node["properties"]["hide"]["description"]}
    properties = {**node["properties"], "relation": {"anyOf": [relation, listed], **described}, "hide": hide}
    by_relation = [*only, _when({"relation": several}, _roles_of(relations.values()))]
    return {
        "properties": properties,
        "allOf": [*of_two, *by_relation, _when({"compare": {"type": "string"}}, {}, {"allOf": _hidden(known)})],
    }


def _hidden(known: Known) -> list[Node]:
    relations = known.vocabulary.relations if known.vocabulary else {}
    only = [
        _when({"relation": {"const": name}}, _hides([*relation.roles, *_BESIDES]))
        for name, relation in relations.items()
    ]
    every = dict.fromkeys(role for relation in relations.values() for role in relation.roles)
    several = {"anyOf": [{"type": "array"}, {"const": ANY}]}
    return [*only, _when({"relation": several}, _hides([*every, *_BESIDES]))]


_BESIDES = (TIME, EACH, "event", "description")


def _hides(names: Iterable[str]) -> Node:
    one = {**one_of(dict.fromkeys(names, "")), "errorMessage": "there is no such role to hide here"}
    return {"properties": {"hide": {"anyOf": [one, {"type": "array", "items": one}]}}}


def _roles_of(relations: Iterable[Relation]) -> Node:
    roles: dict[str, Any] = {}
    numbers = [TIME]
    for relation in relations:
        for name, role in relation.roles.items():
            roles.setdefault(name, {"description": " or ".join(role.types)})
            numbers += [name] if NUMBER in role.types else []
    where = {"properties": {**roles, TIME: {}}, "additionalProperties": False}
    number = {**one_of(dict.fromkeys(numbers, "")), "errorMessage": "there is no such number to compare here"}
    return {"properties": {"where": where, "compare": {"anyOf": [number, {"type": "null"}]}}}


def _template(node: Node, known: Known) -> Node:
    with_stem = [name for name, kind in QUESTIONS.items() if kind.takes.stem]
    both_ways = [name for name, kind in QUESTIONS.items() if kind.takes.reverse]
    of_sets = [name for name, kind in QUESTIONS.items() if kind.takes.shapes == {"set"}]
    counted = {"properties": {"asks": {"required": ["count"]}}}
    allow = {key: value for key, value in node["properties"]["allow"].items() if key != "propertyNames"}
    reason = allow["additionalProperties"]
    flaws = {code: {**reason, "description": hint} for code, hint in known.names("flaw").items()}
    return {
        "properties": {**node["properties"], "allow": {**allow, "properties": flaws, "additionalProperties": False}},
        "allOf": [
            _when({"kind": {"enum": with_stem}}, _needs("stem")),
            _when({"kind": {"enum": of_sets}}, counted),
            _when({"kind": {"enum": both_ways}}, _needs("reverse")),
        ],
    }


RULES: Mapping[str, Callable[[Node, Known], Node]] = {
    "FactDocument": _fact,
    "DenialDocument": _denial,
    "CompletenessDocument": _completeness,
    "AsksDocument": _asks,
    "TemplateDocument": _template,
}
"""By the definition of the mapping."""
