"""What all documents share: how strict they are, and the marks that JSON Schema gets."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic_core import CoreSchema

SAYS = "x-says"
"""The key of JSON Schema that holds the mark, until `schemas` puts in its place what is known."""


class Says:
    """Marks text by what it says, such as the name of a relation: JSON Schema then offers those that there are."""

    def __init__(self, what: str) -> None:
        self.what = what

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Asked for by pydantic."""
        return {**handler(core), SAYS: self.what}


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
