"""Ships the curated templates and the pages on problems within the package."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # the type of its configuration, of which it has none
    """Adds both to wheels, but not to editable installs: those would keep a copy that no edit reaches."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Hatchling calls this before it builds; `version` is "standard" or "editable"."""
        if version == "standard":
            build_data["force_include"]["templates"] = "quizgen/templates"
            build_data["force_include"]["docs/problems"] = "quizgen/problem_pages"
