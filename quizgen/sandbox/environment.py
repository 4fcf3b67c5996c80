"""Jinja as quizgen sets it up: slots for variables, nothing global."""

from __future__ import annotations

from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from quizgen.sandbox.filters import (
    FILTERS,
    finalize,
    is_definite,
    is_plural,
    is_proper,
    joined,
    turn,
)
from quizgen.sandbox.slot import NoForm, Slot

TURN = "turn_"

BUDGET = "budget_"

TOGETHER = "together_"

OWN_TESTS = {"definite": is_definite, "plural": is_plural, "proper": is_proper}

TESTS = ("defined", "undefined", "none", "number", "string", *OWN_TESTS)


class _Environment(SandboxedEnvironment):
    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Slot):
            return obj.form(attribute)
        message = f"`.{attribute}` is not a form of any slot"
        raise NoForm(message)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, str(argument))


def _environment() -> _Environment:
    environment = _Environment(undefined=StrictUndefined, finalize=finalize, autoescape=False)
    environment.globals = {}
    environment.filters = {**FILTERS, TOGETHER: joined, TURN: turn}
    environment.tests = {**environment.tests, **OWN_TESTS}
    environment.tests = {name: environment.tests[name] for name in TESTS}
    return environment


ENVIRONMENT = _environment()
