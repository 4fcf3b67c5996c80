"""Frozen dataclasses with slots, made in a sixth of the time that `dataclass` takes.

There are over a hundred of them, and in a small run their making was a fifth of all: `dataclass` writes
each of six methods as Python and compiles it. Here only `__init__` is; the others look up what they need.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")

_MADE_ANEW: Any = object()
"""Stands for the default of a field that gets one of its own each time."""


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """As `dataclass(frozen=True, slots=True)`, to which `fields`, `replace` and `match` do the same."""
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    each = fields(made)
    content = _values([one.name for one in each])
    compared = _value([one.name for one in each if one.compare])
    hashed = _value([one.name for one in each if (one.compare if one.hash is None else one.hash)])
    shown = [one.name for one in each if one.repr]

    def __eq__(self: T, other: object) -> bool:  # noqa: N807  # as Python calls it; so below
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: T) -> int:  # noqa: N807
        return hash(hashed(self))

    def __repr__(self: T) -> str:  # noqa: N807
        return f"{made.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def __reduce__(self: T) -> tuple[type[T], tuple[Any, ...]]:  # noqa: N807
        return made, content(self)

    for method in (_init(made, each), __eq__, __hash__, __repr__, __reduce__):
        setattr(made, method.__name__, method)
    made.__setattr__ = made.__delattr__ = _refuse
    done: type[T] = made
    return done


def _value(names: list[str]) -> Callable[[Any], Any]:
    """Gives what stands for a thing: the value of its one field, or of several in a tuple."""
    return attrgetter(*names) if names else lambda _: ()


def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    value = _value(names)
    return (lambda thing: (value(thing),)) if len(names) == 1 else value


def _init(cls: type, each: tuple[Field[Any], ...]) -> Callable[..., None]:
    known: dict[str, Any] = {"MADE_ANEW": _MADE_ANEW}
    taken, lines = ["self"], []
    for one in each:
        name, value = one.name, one.name
        known[f"set_{name}"] = getattr(cls, name).__set__
        if one.default is not MISSING:
            known[f"default_{name}"] = one.default
            taken.append(f"{name}=default_{name}")
        elif one.default_factory is not MISSING:
            known[f"make_{name}"] = one.default_factory
            taken.append(f"{name}=MADE_ANEW")
            value = f"make_{name}() if {name} is MADE_ANEW else {name}"
        else:
            taken.append(name)
        lines.append(f" set_{name}(self, {value})")
    source = "\n".join([f"def __init__({', '.join(taken)}):", *lines])
    exec(source, known)  # noqa: S102  # names of our own fields, as in `dataclass`
    init: Callable[..., None] = known["__init__"]
    return init


def _refuse(_frozen: object, name: str, *_value: object) -> NoReturn:
    message = f"{name!r} stays as it was made"
    raise FrozenInstanceError(message)
