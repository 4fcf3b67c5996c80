"""Frozen dataclasses, held against those that Python's own `dataclass` makes."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from copy import copy, deepcopy
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from decimal import Decimal
from typing import Any

import pytest

from quizgen.frozen import frozen


@frozen
class Town:
    """With all that a field can have."""

    name: str
    people: Decimal | None = None
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    text: str = field(default="", compare=False, repr=False)

    @property
    def short(self) -> str:
        return self.name[:3]


@dataclass(frozen=True, slots=True)
class Usual:
    """The same, of Python's own."""

    name: str
    people: Decimal | None = None
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    text: str = field(default="", compare=False, repr=False)


@frozen
class One:
    """With a single field."""

    town: Town


OURS: Any = Town
USUAL: Any = Usual
SOME = [("Gao", Decimal(1), {"fr": "Gao"}, "a"), ("Gao", Decimal(1), {"fr": "Gao"}, "b"), ("Gao",), ("Ségou", None)]


def test_is_as_that_of_python() -> None:
    """Equal, hashed, shown and matched alike."""
    for one in SOME:
        assert repr(OURS(*one)) == repr(USUAL(*one)).replace("Usual", "Town")
        for other in SOME:
            assert (OURS(*one) == OURS(*other)) is (USUAL(*one) == USUAL(*other))
            assert (hash(OURS(*one)) == hash(OURS(*other))) is (hash(USUAL(*one)) == hash(USUAL(*other)))
    assert OURS.__match_args__ == USUAL.__match_args__
    assert OURS.__slots__ == USUAL.__slots__
    assert [one.name for one in fields(OURS)] == [one.name for one in fields(USUAL)]
    assert OURS("Gao") != USUAL("Gao")


def test_is_made_as_its_fields_say() -> None:
    """By place or by name, with defaults; what changes is not shared."""
    assert Town(name="Gao", text="b").text == "b"
    assert Town("Gao").names is not Town("Gao").names
    assert replace(Town("Gao", text="b"), name="Kidal") == Town("Kidal")
    assert replace(Town("Gao", text="b"), name="Kidal").text == "b"
    assert Town("Kidal").short == "Kid"
    with pytest.raises(TypeError, match=r"missing 1 required positional argument: 'name'"):
        OURS()
    with pytest.raises(TypeError, match=r"unexpected keyword argument 'nam'"):
        OURS(nam="Gao")


def test_nothing_changes_it() -> None:
    """Neither a field nor another name is set, and none is deleted."""
    town = OURS("Gao")
    with pytest.raises(FrozenInstanceError, match="'name' stays as it was made"):
        town.name = "Kidal"
    with pytest.raises(FrozenInstanceError, match="'mayor' stays as it was made"):
        town.mayor = "Ada"
    with pytest.raises(FrozenInstanceError, match="'name' stays as it was made"):
        del town.name
    assert town == Town("Gao")


def test_goes_to_another_process_and_back() -> None:
    """With what is not compared, too."""
    one = One(Town("Gao", Decimal("1.0"), {"fr": "Gao"}, "b"))
    for came in (pickle.loads(pickle.dumps(one)), copy(one), deepcopy(one)):  # noqa: S301  # our own
        assert came == one
        assert repr(came) == repr(one)
        assert came.town.text == "b"
    assert hash(One(Town("Gao"))) == hash(One(Town("Gao")))
