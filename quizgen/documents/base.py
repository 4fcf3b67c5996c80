"""What all documents share: how strict they are, and the marks that JSON Schema gets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

SAYS = "x-says"
"""The key of JSON Schema that holds the mark, until `schemas` puts in its place what is known."""


class Says:
    """Marks text by what it says, such as the name of a relation: JSON Schema then offers those that there are."""

    def __init__(self, what: str) -> None:
        self.what = what

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Asked for by pydantic."""
        return {**handler(core), SAYS: self.what}


class Parsed:
    """Marks what a function of ours makes of a text, which `says` what it is.

    As `PlainValidator` does; but that first finds out how pydantic would read the type: a date of ours field by field.
    """

    def __init__(self, parse: Callable[[object], object], says: str) -> None:
        self.parse, self.says = parse, says

    def __get_pydantic_core_schema__(self, _type: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Asked for by pydantic."""
        return core_schema.no_info_plain_validator_function(self.parse)

    def __get_pydantic_json_schema__(self, _core: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Asked for by pydantic."""
        return {"type": "string", SAYS: self.says}


class OneOrSeveral:
    """Marks a list of which a single entry may stand for itself."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Asked for by pydantic."""
        found = handler(core)
        return {"anyOf": [found["items"], found]}


def meaning(**words: str) -> dict[str, Any]:
    """What each word of a choice means."""
    return {"enumDescriptions": list(words.values())}


class Written(BaseModel):
    """Base of all documents: unknown keys are refused, nothing changes after reading.

    Its `ENTRIES` are lists and mappings of which one part may be read where another is wrong.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    ENTRIES: ClassVar[tuple[str, ...]] = ()
