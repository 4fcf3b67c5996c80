"""Stems to begin with, in English: as good as a program can put them, to be made better by the author."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quizgen.matching import READ, SUBJECT
from quizgen.model import TIME, Relation, Role
from quizgen.vocabulary import DATE, NUMBER

Wording = Callable[[Relation, str], str | None]
"""A stem that asks for a role of a relation; None if we know none."""


def plain(relation: Relation, hide: str) -> str | None:
    """What is hidden, of the subject."""
    if hide == SUBJECT or hide in READ:
        return None
    if _is_date(relation, hide):
        said = "did this happen: {{ event }}"
    elif NUMBER in relation.roles[hide].types:
        said = "did {{ subject.the }} have"
    else:
        said = f"was the {_spelt(hide)} of {{{{ subject.the }}}}"
    return f"{_asked(relation, hide)} {said}?"


def full(relation: Relation, hide: str) -> str | None:
    """What is hidden, with all else that a fact says."""
    if hide in READ or (hide != SUBJECT and len(relation.roles) <= 2):
        return None  # it is plain then
    rest = "; ".join(_said(role) for role in relation.roles.values() if role.name != hide)
    return f"{_asked(relation, hide)} was it ({rest})?"


def in_order(relation: Relation, hide: str) -> str | None:
    """Which of several facts is first, and so on."""
    if hide in READ or hide == SUBJECT:
        return None
    if _is_date(relation, hide):
        return "Put these in the order in which they happened, the earliest first."
    return "Put these in order, the smallest first." if NUMBER in relation.roles[hide].types else None


def in_pairs(_relation: Relation, hide: str) -> str | None:
    """What goes with what, in several facts."""
    return None if hide == SUBJECT else f"Match each entry with its {'date' if hide == TIME else _spelt(hide)}."


OF_SEVERAL: Mapping[str, Wording] = {"ordering": in_order, "matching": in_pairs}
"""By kind: the wordings for several facts at once."""


def _asked(relation: Relation, hide: str) -> str:
    """What a stem begins with."""
    if _is_date(relation, hide):
        return f"{{{{ by.lead }}}}{{{{ {hide}.ask }}}}"
    if NUMBER in relation.roles[hide].types:
        return f"{{{{ lead }}}}{{{{ {hide}.how_many }}}}"
    return f"{{{{ lead }}}}which {{{{ {hide}.kind }}}}"


def _is_date(relation: Relation, hide: str) -> bool:
    return hide == TIME or DATE in relation.roles[hide].types


def _said(role: Role) -> str:
    said = f"{_spelt(role.name)} {{{{ {role.name} }}}}"
    return f"{{% if {role.name} %}}{said}{{% endif %}}" if role.optional else said


def _spelt(role: str) -> str:
    return role.replace("_", " ").replace("-", " ")
