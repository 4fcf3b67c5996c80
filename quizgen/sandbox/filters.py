"""What templates may do with the texts of slots, and what keeps these in bounds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any

from jinja2.exceptions import TemplateError

from quizgen.grammar import ordinal, plural_form, with_article
from quizgen.sandbox.slot import Form, NoForm, OverBudget, Slot

MAX_TURNS = 1_000

MAX_LENGTH = 5_000


class Budget:
    __slots__ = ("turns",)

    def __init__(self) -> None:
        self.turns = 0


def finalize(value: object) -> str:
    if isinstance(value, Slot):
        value = value.default()
    if isinstance(value, Form):
        return value.slot.note(value)
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return str(value)
    message = "prints something that is not text; use join for a list"
    raise TemplateError(message)


def joined(parts: Collection[object]) -> str:
    text = "".join(finalize(part) for part in parts)
    if len(text) > MAX_LENGTH:
        message = f"makes a text of more than {MAX_LENGTH:,} characters"
        raise OverBudget(message)
    return text


def turn(budget: Budget) -> str:
    budget.turns += 1
    if budget.turns > MAX_TURNS:
        message = f"takes more than {MAX_TURNS:,} turns"
        raise OverBudget(message)
    return ""


def _filter_join(parts: Collection[object], between: str = "") -> str:
    spaced = [piece for part in parts for piece in (between, part)][1:]
    return joined(spaced)


def _on_form(change: Callable[[str], str]) -> Callable[[object], object]:
    def apply(value: object) -> object:
        if isinstance(value, Slot):
            value = value.default()
        if isinstance(value, Form):
            return value.like(change(value))
        if isinstance(value, str):
            return change(value)
        message = "changes something that is not text"
        raise TemplateError(message)

    return apply


def upper_first(text: str) -> str:
    """The text with its first letter a capital."""
    return text[:1].upper() + text[1:]


def _possessive(text: str) -> str:
    return text if not text else f"{text}’" if text.endswith("s") else f"{text}’s"


def _of_slot(value: object, attribute: str, default: object) -> Any:
    """What the slot that a text comes from says of itself."""
    return getattr(value.slot if isinstance(value, Form) else value, attribute, default)


def is_plural(value: object) -> bool:
    return bool(_of_slot(value, "plural", default=False))


def is_definite(value: object) -> bool:
    """Whether a name takes its article: the Sahel, but Mali."""
    return bool(_of_slot(value, "definite", default=False))


def is_proper(value: object) -> bool:
    """Whether a name is written with a capital: Minusma, but elections."""
    return bool(_of_slot(value, "proper", default=False))


def _agree(value: object, one: str, several: str) -> str:
    return several if is_plural(value) else one


def _number(value: object) -> Decimal:
    number = value if isinstance(value, int) else _of_slot(value, "number", default=None)
    if number is None:
        message = "counts something that has no number"
        raise NoForm(message)
    return Decimal(number)


def _plural(  # noqa: PLR0913  # as many as CLDR has plural forms
    value: object,
    *,
    other: object,
    zero: object = None,
    one: object = None,
    two: object = None,
    few: object = None,
    many: object = None,
) -> object:
    forms = {"zero": zero, "one": one, "two": two, "few": few, "many": many}
    form = forms.get(plural_form(_number(value), _of_slot(value, "language", default=ENGLISH)))
    return other if form is None else form


def _ordinal(value: object) -> object:
    number, language = _number(value), _of_slot(value, "language", default=ENGLISH)
    if not _of_slot(value, "exact", default=True):
        message = "makes an ordinal of a number that is not exact"
        raise NoForm(message)
    text = ordinal(number, language)
    slot = value.slot if isinstance(value, Form) else value
    return Form.of(text, slot) if isinstance(slot, Slot) else text


def _in_english(name: str, change: Callable[[str], str]) -> Callable[[object], object]:
    """A filter that knows the rules of English, and must not guess those of another language."""
    on_form = _on_form(change)

    def apply(value: object) -> object:
        language = str(_of_slot(value, "language", default=ENGLISH))
        if language.split("-", maxsplit=1)[0] != ENGLISH:
            message = f"takes `{name}` for English only"
            raise NoForm(message)
        return on_form(value)

    return apply


ENGLISH = "en"

FILTERS: Mapping[str, Callable[..., object]] = {
    "a": _in_english("a", with_article),
    "agree": _agree,
    "join": _filter_join,
    "lower": _on_form(str.lower),
    "ordinal": _ordinal,
    "plural": _plural,
    "possessive": _in_english("possessive", _possessive),
    "upper_first": _on_form(upper_first),
}

USES = {
    "agree": "agree('is', 'are')",
    "join": "join(', ')",
    "plural": "plural(one='soldier', other='soldiers')",
}
"""How the filters that take something are written."""
