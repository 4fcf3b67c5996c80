"""The Python face is small, and it is a promise: no name comes or goes unnoticed."""

from __future__ import annotations

import subprocess
import sys

import pytest

import quizgen


def test_the_names() -> None:
    """Whoever changes this list changes what other people's programs rely on."""
    assert quizgen.__all__ == ["Generated", "Item", "Problem", "Quiz", "__version__", "generate"]


@pytest.mark.parametrize("name", quizgen.__all__)
def test_each_is_there(name: str) -> None:
    """Also after `from quizgen import …`, which asks `__getattr__`."""
    assert getattr(quizgen, name) is not None


def test_no_others() -> None:
    """A name that is not there is said to be missing, as in any module."""
    with pytest.raises(AttributeError, match="has no attribute 'generat'"):
        quizgen.generat  # noqa: B018  # asking is the test


def test_importing_it_is_light() -> None:
    """Only using a name loads what is behind it: the command line starts quickly."""
    heavy = "import sys, quizgen; print({'genanki', 'jinja2', 'pydantic', 'yaml', 'babel'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
