"""The studio's page: its HTML in a language, and the files that it asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml

from quizgen import pages

ASSETS = Path(__file__).parent
"""What the page asks for below `assets/`: styles, scripts, the editor."""

_LANGUAGES = ASSETS.parent / "languages"
_DEFAULT = "en"
_PREFERRED = re.compile(r"\s*([A-Za-z]+)[^;,]*(?:;\s*q\s*=\s*([\d.]+))?")


def html(title: str, language: str, nonce: str) -> str:
    """The page, in the words of a language; styles that its script puts in are let in by the nonce."""
    said = words(language)
    template = pages.environment(ASSETS).get_template("index.html.j2")
    # By attribute a mapping gives its own methods before what is in it: `copy` is one of them.
    by_name = SimpleNamespace(**said)
    return template.render(title=title, language=language, nonce=nonce, words=by_name, data=_data(said))


def languages() -> list[str]:
    """Those there are words of, by their codes."""
    return sorted(path.stem for path in _LANGUAGES.glob("*.yaml"))


def language(cookie: str | None, accept_language: str | None) -> str:
    """What was chosen on the page before, else what the browser asks for and there is, else English."""
    wanted = [cookie or "", *_by_preference(accept_language or "")]
    return next((one for one in wanted if one in languages()), _DEFAULT)


def _by_preference(header: str) -> list[str]:
    """The languages of an Accept-Language header, without their regions: `fr-CH, en;q=0.9`."""
    found = [match.groups() for part in header[:1000].split(",") if (match := _PREFERRED.match(part))]
    return [name.lower() for name, _ in sorted(found, key=lambda one: -_quality(one[1]))]


def _quality(written: str | None) -> float:
    try:
        return float(written or 1)
    except ValueError:
        return 0


@cache
def words(language: str) -> Mapping[str, Any]:
    """All that the page says in a language."""
    text = (_LANGUAGES / f"{language}.yaml").read_text(encoding="utf-8")
    said: Mapping[str, Any] = yaml.safe_load(text)
    return said


def _data(said: Mapping[str, Any]) -> str:
    """As JSON that may stand in a script element: nothing in it can end that."""
    return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")
