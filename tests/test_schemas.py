"""The schemas that editors read say what `check` says: never more, and as much as a schema can."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft7Validator

from quizgen import cli
from quizgen.flaws import MAY_STAY
from quizgen.inspection import check
from quizgen.schemas import SCHEMAS, schema
from quizgen.schemas.files import FOLDER, modeline, schema_files, schema_of
from quizgen.schemas.names import Known, known_in
from quizgen.schemas.reference import reference
from tests.bad.cases import BASE, Case, cases, no_curated_templates, prepare
from tests.conftest import ROOT
from tests.test_docs import fences

_PARTS = ("decks/*.yaml", "seeds/*/*.yaml", "templates/**/*.yaml")


class _Core(yaml.SafeLoader):
    """Plain values as YAML 1.2 and editors take them."""


_Core.yaml_implicit_resolvers = {}


for _tag, _pattern in {
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
    "null": r"~|null|",
}.items():
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), None)


def data(text: str) -> Any:
    """What an editor sees in a file."""
    return yaml.load(text, _Core)  # noqa: S506  # a safe loader with fewer types


def files(project: Path) -> list[Path]:
    """All files of a project that have a schema."""
    return [path for part in _PARTS for path in sorted(project.glob(part))]


def flagged(of: str, content: Any, known: Known) -> list[str]:
    """What the schema refuses."""
    return [f"{error.json_path}: {error.message}" for error in _validator(of, known).iter_errors(content)]


@lru_cache
def _validator(of: str, known: Known) -> Draft7Validator:
    return Draft7Validator(schema(of, known))


@pytest.fixture(scope="module")
def curated() -> Known:
    """What the shipped relations name."""
    known, problems = known_in(ROOT)
    assert problems == []
    return known


@pytest.mark.parametrize("of", SCHEMAS)
def test_they_are_json_schema(of: str, curated: Known) -> None:
    for known in (Known(), curated):
        made = schema(of, known)
        Draft7Validator.check_schema(made)
        assert "x-says" not in json.dumps(made)


def _keys(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, list):
        for each in node:
            yield from _keys(each)
    elif isinstance(node, dict):
        if node.get("type") == "object":
            yield from node.get("properties", {}).items()
        for value in node.values():
            yield from _keys(value)


@pytest.mark.parametrize("of", SCHEMAS)
def test_every_key_is_described(of: str) -> None:
    keys = [(name, node) for name, node in _keys(schema(of, Known())) if name not in _PLURAL_FORMS]
    assert len(keys) >= 7
    assert [name for name, node in keys if not node.get("description")] == []
    for _, node in keys:
        if "enumDescriptions" in node:
            assert len(node["enumDescriptions"]) == len(node["enum"])


_PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")


def test_they_accept_every_shipped_file(curated: Known) -> None:
    validators = {of: Draft7Validator(schema(of, curated)) for of in SCHEMAS}
    shipped = files(ROOT)
    assert len(shipped) >= 60
    for path in shipped:
        content = data(path.read_text())
        assert [str(error) for error in validators[schema_of(path)].iter_errors(content)] == [], path


def test_they_accept_every_scaffolded_file(project: Path) -> None:
    known, _ = known_in(project)
    for path in files(project):
        assert flagged(schema_of(path), data(path.read_text()), known) == [], path
        written = json.loads((project / FOLDER / f"{schema_of(path)}.json").read_text())
        assert written == schema(schema_of(path), known)


def test_they_accept_the_examples_of_the_docs(curated: Known) -> None:
    """Each is a file of one kind, or shows one key of it."""
    blocks = [
        block for name in ("formats", "themes") for block in fences((ROOT / f"docs/{name}.md").read_text(), "yaml")
    ]
    marks = {"sha256:": "article", "relations:": "relations", "asks:": "template", "edition:": "deck"}
    marks |= {"school:": "theme", "fonts:": "theme"}
    seen = set()
    for block in blocks:
        of = next((of for mark, of in marks.items() if re.search(f"^{mark}", block, re.MULTILINE)), None)
        if re.search(r"^(entities|complete):", block, re.MULTILINE):
            of = "facts"
        if "seeds/entities.yaml" in block:
            of = "entities"
        if "_defaults.yaml" in block:
            of = "defaults"
        if of is None:
            continue
        seen.add(of)
        block_data = data(block.replace("1f87…", "0" * 64).replace('"…"', '"text"'))
        assert flagged(of, block_data, Known() if of == "facts" else curated) == [], block
    assert seen == {*SCHEMAS}


_KNOWABLE = {
    *("bad-date", "bad-language", "bad-number", "bad-quantity", "empty-text", "missing-key", "missing-value"),
    *("reason-missing", "attribution-missing", "date-missing", "untrue-asked", "missing-role", "too-many"),
    *("unknown-key", "unknown-value", "wrong-type", "unknown-kind", "unknown-relation", "unknown-role"),
    *("unknown-type", "unknown-unit", "unknown-language"),
}
"""What a schema can see; names in relations.yaml, which may define more of them, it cannot."""
_UNSEEN = {
    "dates/no-such-day": "a pattern does not count the days of months",
    "dates/interval": "nor which date is earlier",
    "types/number-enormous": "nor the digits of a number that YAML has read",
}
_CASES = [case for case in cases() if case.name.split("/")[0] in {"dates", "keys", "names", "truth", "types"}]


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.name)
def test_they_refuse_what_a_schema_can_know(case: Case, tmp_path: Path) -> None:
    """And accept each file of which nothing is wrong."""
    folder = tmp_path / "project"
    prepare(case, folder)
    with no_curated_templates():
        problems = check([folder]).problems
        known, _ = known_in(folder)
    wrong = {problem.place.path for problem in problems if problem.severity == "error"}
    for path in files(folder):
        codes = {problem.code for problem in problems if problem.place.path == str(path)} & _KNOWABLE
        if path.name == "relations.yaml":
            codes -= {"unknown-type", "unknown-role"}
        try:
            content = data(path.read_text())
        except yaml.YAMLError:
            continue
        refused = flagged(schema_of(path), content, known)
        if str(path) not in wrong and not wrong:
            assert refused == [], path
        elif codes and case.name not in _UNSEEN:
            assert refused, (path, codes)


def test_a_template_may_lack_what_its_folder_gives(project: Path) -> None:
    """And the file that gives it has a schema of its own."""
    content = data((project / "templates/town/designer.yaml").read_text())
    del content["kind"]
    assert flagged("template", content, known_in(project)[0]) == ["$: 'kind' is a required property"]
    defaults = project / "templates/_defaults.yaml"
    defaults.write_text("kind: choice\n")
    assert flagged("template", content, known_in(project)[0]) == []
    assert flagged(schema_of(defaults), {"kind": "choice"}, known_in(project)[0]) == []
    assert flagged(schema_of(defaults), {"stem": "Who?"}, known_in(project)[0]) != []


@pytest.mark.parametrize("word", ["yes", "NO", "On", "f", "1", "true", "False"])
def test_every_word_for_yes_and_no(word: str) -> None:
    """That the definition takes."""
    relations = data(
        f"relations: {{a: {{topic: t, plan: {word}, roles: {{subject: place}}, reads: {{en: {{statement: S}}}}}}}}"
    )
    assert flagged("relations", relations, Known()) == []
    relations["relations"]["a"]["plan"] = "maybe"
    assert flagged("relations", relations, Known()) != []


def test_the_schemas_of_this_repository_are_current(curated: Known) -> None:
    """`make reference` writes them."""
    for file in schema_files(curated):
        assert (ROOT / "docs/schemas" / file.name).read_bytes() == file.content, file.name


def test_every_file_begins_with_its_modeline(project: Path) -> None:
    for path in files(ROOT):
        assert path.read_text().startswith(modeline(path, ROOT, Path("docs/schemas")) + "\n"), path
    for path in files(project):
        first = path.read_text().partition("\n")[0]
        assert first == modeline(path, project), path
        assert (path.parent / first.partition("=")[2]).is_file()


def test_the_command_writes_what_the_project_knows(project: Path) -> None:
    """A relation that is new is offered after `--write`."""
    relations = project / "templates/relations.yaml"
    relations.write_text(relations.read_text().replace("  designed_by:", "  drawn_by:"))
    done = CliRunner().invoke(cli.main, ["schema", "--write"])
    assert done.exit_code == 0, done.output
    assert "drawn_by" in (project / FOLDER / "facts.json").read_text()
    printed = CliRunner().invoke(cli.main, ["schema", "facts"]).output
    assert printed == (project / FOLDER / "facts.json").read_text()


def test_without_a_project_names_are_left_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    printed = json.loads(CliRunner().invoke(cli.main, ["schema", "template"]).output)
    assert printed == schema("template", Known())
    assert CliRunner().invoke(cli.main, ["schema", "--write"]).exit_code == 2


def test_relations_that_cannot_be_read_are_told(project: Path) -> None:
    (project / "templates/relations.yaml").write_text("relations: [")
    done = CliRunner().invoke(cli.main, ["schema", "facts"])
    assert done.exit_code == 1
    assert "yaml-syntax" in done.output


def test_the_base_of_the_bad_cases_is_accepted() -> None:
    with no_curated_templates():
        known, _ = known_in(BASE)
    for path in files(BASE):
        assert flagged(schema_of(path), data(path.read_text()), known) == [], path


def test_the_reference_is_current_and_has_every_key() -> None:
    """`make reference` writes it."""
    page = (ROOT / "docs/reference.md").read_text()
    assert page == reference()
    for of in SCHEMAS:
        for key, node in _keys(schema(of, Known())):
            if key not in {*_PLURAL_FORMS, *MAY_STAY}:
                assert f"| `{key}` |" in page, (of, key)
                assert node["description"].replace("|", "\\|") in page, (of, key)
