"""The texts that documents are made of: ids, names, dates, numbers, languages."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from quizgen import edtf, marks
from quizgen.documents.base import OneOrSeveral, Parsed, Says
from quizgen.model import Mark

_NUMBER = re.compile(
    r"(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?: (?P<scale>thousand|million|billion))?", re.ASCII
)
_MOST_DIGITS = 15
"""Beyond these, numbers are sooner mistakes than facts, and arithmetic is no longer exact."""
_SCALES = {None: 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")


def _number(text: object) -> Decimal:
    match = _NUMBER.fullmatch(text.strip()) if isinstance(text, str) else None
    code = "bad-number"
    if not match:
        raise PydanticCustomError(code, "a number is written 4300, 4,300, 0.5 or 20 million")
    digits = match["digits"].replace(",", "")
    if len(digits) > _MOST_DIGITS:
        raise PydanticCustomError(code, "no number has more than {most} digits", {"most": _MOST_DIGITS})
    return Decimal(digits) * _SCALES[match["scale"]]


def _date(text: object) -> edtf.Date:
    code = "bad-date"
    try:
        return edtf.parse(str(text))
    except ValueError as error:
        raise PydanticCustomError(code, "{reason}", {"reason": str(error)}) from error


def _mark(text: object) -> Mark:
    code = "bad-mark"
    try:
        return marks.parse(str(text))
    except ValueError as error:
        raise PydanticCustomError(code, "{reason}", {"reason": str(error)}) from error


def listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _language(text: object) -> str:
    if isinstance(text, str) and _LANGUAGE.fullmatch(text):
        return text
    code = "bad-language"
    raise PydanticCustomError(code, "a language is written as BCP 47 has it: en, fr, en-GB")


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=80)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Jinja = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Edtf = Annotated[edtf.Date, Parsed(_date, "date")]
Count = Annotated[Decimal, Parsed(_number, "number")]
Language = Annotated[str, Parsed(_language, "language")]
MarkText = Annotated[Mark, Parsed(_mark, "mark")]
Named = TypeVar("Named")
ListOf = Annotated[tuple[Named, ...], BeforeValidator(listed), OneOrSeveral()]
Listed = ListOf[Line]

_FOLDER = r"[^./\\][^/\\]*"

FlawName = Annotated[Line, Says("flaw")]
FolderName = Annotated[str, StringConstraints(strip_whitespace=True, pattern=rf"^{_FOLDER}$", max_length=80)]
ArticleName = Annotated[FolderName, Says("article")]
FormerFact = Annotated[str, StringConstraints(pattern=rf"^({_FOLDER}/)?[a-z0-9][a-z0-9_-]*$", max_length=161)]
KindName = Annotated[Line, Says("kind")]
RelationName = Annotated[Line, Says("relation")]
RoleName = Annotated[Line, Says("role")]
Topic = Annotated[Line, Says("topic")]
TypeName = Annotated[Line, Says("type")]
UnitName = Annotated[Line, Says("unit")]
