"""What is kept of the curated files: it gives what reading them gives, and never outlives a change."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgen import curated as module
from quizgen import kept, library
from quizgen.content import Content, Loaded, Project, load
from quizgen.curated import Curated, curated
from quizgen.yamlfile import unsaved


@pytest.fixture
def keeping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder for what is kept."""
    folder = tmp_path / "kept"
    monkeypatch.setenv(kept.VARIABLE, str(folder))
    module._curated.cache_clear()
    yield folder
    module._curated.cache_clear()


@pytest.fixture
def brought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keeping: Path) -> Path:
    """Some of the curated files, as a copy that may change."""
    folder = tmp_path / "brought"
    shutil.copytree(library.templates() / "any", folder / "any")
    shutil.copy(library.templates() / "relations.yaml", folder)
    monkeypatch.setattr(library, "templates", lambda: folder)
    return folder


def from_the_file() -> Curated:
    """As another process finds it, once one has made it."""
    made = curated()
    module._curated.cache_clear()
    found = curated()
    assert found
    assert found is not made
    return found


def without(monkeypatch: pytest.MonkeyPatch, deckfile: Path) -> Loaded:
    """What a deck file draws on if nothing is kept."""
    with monkeypatch.context() as patch:
        patch.setenv(kept.VARIABLE, "")
        return load(deckfile)


def content(loaded: Loaded) -> Content:
    assert loaded.content, loaded.problems
    return loaded.content


def assert_alike(one: Loaded, other: Loaded) -> None:
    """The same to the last slot of the last stem."""
    ours, theirs = content(one), content(other)
    assert one.problems == other.problems
    assert ours.templates == theirs.templates
    assert vars(ours.base.vocabulary) | {"_ancestors": {}} == vars(theirs.base.vocabulary) | {"_ancestors": {}}
    assert dict(ours.readings.but_for(())) == dict(theirs.readings.but_for(()))


@pytest.mark.parametrize("name", [path.stem for path in sorted(Path("decks").glob("*.yaml"))])
def test_a_shipped_deck_reads_the_same(keeping: Path, monkeypatch: pytest.MonkeyPatch, root: Path, name: str) -> None:
    from_the_file()
    deckfile = root / "decks" / f"{name}.yaml"
    assert_alike(load(deckfile), without(monkeypatch, deckfile))


def test_a_project_of_one_s_own_reads_the_same(keeping: Path, monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    served = from_the_file().serving(Project(project).readings[0])
    assert len(served) > 150
    assert_alike(load(project / "decks/bridge.yaml"), without(monkeypatch, project / "decks/bridge.yaml"))


def test_templates_of_any_relation_know_a_project_s_own(
    brought: Path, monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    """They have the slots that all relations share: with one more these may be fewer."""
    reads = "{en: {statement: '{{ subject }} stood alone.'}}"
    with (project / "templates/relations.yaml").open("a") as file:
        file.write(f"  stood_alone: {{topic: town, roles: {{subject: bridge}}, reads: {reads}}}\n")
    served = from_the_file().serving(Project(project).readings[0])
    assert all(good.prepared.template.pattern.relations for each in served.values() for good in each)
    assert_alike(load(project / "decks/bridge.yaml"), without(monkeypatch, project / "decks/bridge.yaml"))


@pytest.mark.parametrize(
    "own",
    [
        "types: {country: {is: event, en: country}}\n",
        "units: {soldiers: {en: {one: man, other: men}}}\n",
        "relations: {population: {topic: town, roles: {subject: city}, reads: {en: {statement: '{{ subject }}'}}}}\n",
    ],
)
def test_what_a_project_defines_anew_serves_no_more(
    brought: Path, monkeypatch: pytest.MonkeyPatch, project: Path, own: str
) -> None:
    (project / "templates/relations.yaml").write_text(own)
    assert not from_the_file().serving(Project(project).readings[0])
    here, there = load(project / "decks/bridge.yaml"), without(monkeypatch, project / "decks/bridge.yaml")
    assert here.problems == there.problems
    assert content(here).templates == content(there).templates


def test_a_change_is_seen_at_once(brought: Path, project: Path) -> None:
    def level() -> str:
        templates = content(load(project / "decks/bridge.yaml")).templates
        return next(one.template.level for one in templates if one.template.place.path == str(file))

    file = next(file for file in sorted(brought.glob("any/*.yaml")) if "level:" not in file.read_text())
    assert level() == "remember"
    file.write_text(f"{file.read_text()}level: apply\n")
    assert level() == "apply"


def test_nothing_is_read_where_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """To read all of it would take longer than to read what is needed."""
    monkeypatch.setenv(kept.VARIABLE, "")
    assert curated() is None


def test_nothing_is_kept_of_what_is_wrong(brought: Path, keeping: Path, project: Path) -> None:
    (brought / "any" / "wrong.yaml").write_text("kind: choice\n")
    assert curated() is None
    assert not [*keeping.iterdir()]
    found = load(project / "decks/bridge.yaml").problems
    assert {problem.place.path for problem in found} == {str(brought / "any" / "wrong.yaml")}


def test_what_an_editor_holds_is_read_instead(brought: Path, project: Path) -> None:
    assert not Project(project).readings[1]
    with unsaved({brought / "relations.yaml": "relations: {a: {}}\n"}):
        assert Project(project).readings[1]
    assert not Project(project).readings[1]


def test_a_change_is_seen_that_has_the_size_and_time_of_what_was(brought: Path) -> None:
    file = brought / "any" / "background-cloze.yaml"
    first, saved = curated(), file.stat()
    file.write_text(file.read_text().replace("# yaml", "# Yaml", 1))
    os.utime(file, ns=(saved.st_atime_ns, saved.st_mtime_ns))
    assert file.stat().st_size == saved.st_size
    assert curated() is not first
