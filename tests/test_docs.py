"""The commands and examples in README and docs, run as they stand."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from quizgen.documents.article import ArticleDocument
from quizgen.documents.deck import DeckDocument
from quizgen.documents.facts import FactsDocument
from quizgen.documents.relations import VocabularyDocument
from quizgen.documents.template import TemplateDocument
from quizgen.documents.theme import ThemeDocument
from quizgen.exporters.sheet.editions import LAYOUTS
from quizgen.exporters.sheet.identity import fingerprint
from quizgen.markup import ATTRIBUTES, ELEMENTS
from quizgen.questions import QUESTIONS
from quizgen.reviews.record import COLUMNS, VERDICTS
from quizgen.sandbox import FILTERS
from quizgen.slots import DATE_FORMS, ENTITY_FORMS, FACT_SLOTS, NUMBER_FORMS
from quizgen.themes import SLOTS
from quizgen.unasked import Cause
from quizgen.verification.checks import CHECKS
from quizgen.vocabulary import load_vocabulary
from tests.samples import PICTURES, shipped_quiz

DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "ATTRIBUTION.md",
    "docs/blueprint.md",
    "docs/cards.md",
    "docs/cookbook.md",
    "docs/coverage.md",
    "docs/curation.md",
    "docs/filters.md",
    "docs/flaws.md",
    "docs/formats.md",
    "docs/guide.md",
    "docs/items.md",
    "docs/library.md",
    "docs/memory.md",
    "docs/practice.md",
    "docs/reference.md",
    "docs/reviews.md",
    "docs/sheets.md",
    "docs/stress.md",
    "docs/studio.md",
    "docs/themes.md",
    "docs/truth.md",
    "docs/updates.md",
    "docs/verify.md",
)
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#]*)(?:#([^)]*))?\)")


def fences(text: str, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return [body for kind, body in _FENCE.findall(text) if kind == language]


@pytest.fixture(scope="module")
def copy(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a reader has in a clone."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("decks", "seeds", "templates"):
        shutil.copytree(root / name, folder / name)
    for name in ("Makefile", "pyproject.toml", "hatch_build.py"):
        shutil.copy(root / name, folder / name)
    for name in ("tests/language_server", "tests/axe", "tests/vnu", "tools/studio"):
        (folder / name).mkdir(parents=True)
        shutil.copy(root / name / "package-lock.json", folder / name)
    return folder


def test_the_commands_of_the_readme_run(root: Path, copy: Path) -> None:
    commands = [line for block in fences((root / "README.md").read_text(), "sh") for line in block.splitlines()]
    assert len(commands) >= 8, "the README has lost its commands"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for command in commands:
        # What `make` itself does runs these tests; here it must only know its targets.
        shown = command.replace("make ", "make --dry-run ", 1) if command.startswith("make ") else command
        done = subprocess.run(
            ["bash", "-c", shown],
            cwd=copy,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    assert (copy / "mali-france.apkg").stat().st_size > 10_000
    assert len(list((copy / "monday").glob("*.html"))) == 13  # forms and keys, editions, answer sheets, the crosswalk
    assert list((copy / "my-project/build").glob("*.apkg"))


def run_all(commands: Iterable[str], folder: Path) -> list[str]:
    """What each of these commands of ours prints."""
    said = []
    for command in commands:
        program = [sys.executable, "-m", *command.split()]
        done = subprocess.run(program, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        said.append(done.stdout)
    return said


def test_the_command_on_practice_runs(root: Path, copy: Path) -> None:
    """And makes the files that are named below it."""
    text = (root / "docs/practice.md").read_text()
    run_all(fences(text, "sh")[0].splitlines(), copy)
    for name in re.findall(r"^`(\S+\.html)`", text, re.MULTILINE):
        assert (copy / "online" / name).is_file()


def test_the_theme_on_its_page_works(root: Path, copy: Path) -> None:
    """As its files stand there; every key and slot of a theme is told of."""
    text = (root / "docs/themes.md").read_text()
    folder = copy / "themes/skarn"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text(fences(text, "yaml")[1])
    (folder / "style.css").write_text(fences(text, "css")[0])
    (folder / "head.html.j2").write_text(fences(text, "html")[0])
    (folder / "logo.svg").write_bytes(PICTURES["svg"])
    run_all(fences(text, "sh")[0].splitlines(), copy)
    page = (copy / "themed/mali-france-form-A.html").read_text()
    assert re.search(r'<img class="logo" [^>]*alt="A lighthouse">.*Skarn Upper School</b><br>History and geog', page)
    assert not _unsaid(text, [*_keys(ThemeDocument), *SLOTS, *ELEMENTS - {"ol", "ul", "li"} - TABLE, *ATTRIBUTES])


TABLE = {"table", "tbody", "td", "th", "thead", "tr"}


def test_the_commands_on_stress_run(root: Path, copy: Path) -> None:
    """And the first prints what is shown below it, but for the time."""
    text = (root / "docs/stress.md").read_text()
    [shown] = fences(text, "")
    assert run_all(fences(text, "sh")[0].splitlines(), copy)[0].startswith(shown)


def test_the_commands_on_coverage_run(root: Path, copy: Path) -> None:
    """The first prints what is shown below it, and every cause has its line in the table."""
    text = (root / "docs/coverage.md").read_text()
    [shown] = fences(text, "")
    said = run_all(fences(text, "sh")[0].splitlines(), copy)
    assert said[0].endswith(f"\n\n{shown}")
    assert "shade-4" in (copy / "coverage.html").read_text()
    assert not _unsaid(text, (f"`{cause}`" for cause in get_args(Cause)))


def test_the_commands_on_blueprints_run(root: Path, copy: Path) -> None:
    """Without a warning, and each as many forms as it asks for."""
    [block] = fences((root / "docs/blueprint.md").read_text(), "sh")
    for command in block.splitlines():
        program = [sys.executable, "-m", *shlex.split(command)]
        done = subprocess.run(program, cwd=copy, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        assert "warning" not in done.stderr
    for day in ("tuesday", "wednesday"):
        assert len(list((copy / day).glob("mali-france-form-*.html"))) == 2


def test_the_commands_on_updates_run(root: Path, copy: Path) -> None:
    """And nothing has changed since the build before."""
    (block,) = fences((root / "docs/updates.md").read_text(), "sh")
    build, *diffs = block.splitlines()
    program = [sys.executable, "-m"]
    for command in (build, *diffs):
        done = subprocess.run([*program, *command.split()], cwd=copy, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        assert command == build or re.fullmatch(r"\d+ unchanged\n", done.stdout)


def test_the_commands_on_reviews_run(root: Path, copy: Path) -> None:
    """With what a reader filled in between; every column and verdict is told of."""
    text = (root / "docs/reviews.md").read_text()
    for record in (copy / "decks").glob("*.reviews.csv"):
        record.unlink()  # else nothing would be left to read
    write, take = (block.splitlines() for block in fences(text, "sh"))
    run_all(write, copy)
    table = copy / "ada.csv"
    table.write_text(table.read_text("utf-8-sig").replace('\n"",', '\n"accept",', 1), "utf-8")
    took, status = run_all([take[0].replace('"Ada B."', "Ada"), take[1]], copy)
    assert took.startswith("Took 1 review; ")
    assert " 1 accepted, " in status
    assert not _unsaid(text, (f"`{word}`" for word in (*COLUMNS, *VERDICTS)))


def test_the_commands_on_cards_run(root: Path, copy: Path) -> None:
    """And make the files that they name; `make` must only know its target here."""
    text = (root / "docs/cards.md").read_text()
    for command in [line for block in fences(text, "sh") for line in block.splitlines()]:
        program = [sys.executable, "-m"] if command.startswith("quizgen") else []
        words = command.replace("make ", "make --dry-run ").split()
        done = subprocess.run([*program, *words], cwd=copy, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    assert (copy / "look/mali-france-gallery.html").stat().st_size > 100_000


def test_the_commands_on_sheets_run(root: Path, copy: Path) -> None:
    """And make the files that they name; each edition on paper is told of."""
    text = (root / "docs/sheets.md").read_text()
    run_all([line for block in fences(text, "sh") for line in block.splitlines()], copy)
    named = re.findall(r"mali-france-[\w-]+\.(?:html|csv)", text)
    assert not [name for name in named if not (copy / "monday" / name).exists()]
    assert not _unsaid(text, (f"`{edition}`" for edition, layout in LAYOUTS.items() if layout.page == "form"))
    versions = {form.letter: fingerprint("mali-france", form) for form in shipped_quiz().forms}
    assert re.findall(r"quizgen:mali-france/A/([\w-]+)", text) == [versions["A"]]


def test_the_commands_on_verify_run(root: Path, copy: Path) -> None:
    """And one prints what is shown, but for how many notes there are by now."""
    text = (root / "docs/verify.md").read_text()
    [block] = fences(text, "sh")
    said = []
    for command in block.splitlines():
        run = [sys.executable, "-m", *command.split()]
        done = subprocess.run(run, cwd=copy, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        said.append(re.sub(r"\d+", "0", done.stdout))
    [shown] = fences(text, "")
    assert re.sub(r"\d+", "0", shown) in said


def test_verify_tells_of_every_check(root: Path) -> None:
    text = (root / "docs/verify.md").read_text()
    for code, check in CHECKS.items():
        assert re.search(rf"^\| \[{code}\].*\| {'yes' if check.severity == 'error' else 'no'} \|$", text, re.MULTILINE)


def test_the_python_of_the_readme_runs(root: Path, copy: Path) -> None:
    [code] = fences((root / "README.md").read_text(), "python")
    done = subprocess.run([sys.executable, "-c", code], cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") >= 120


def test_links_lead_somewhere(root: Path) -> None:
    for document in [*(root / name for name in DOCUMENTS), *(root / "docs/problems").glob("*.md")]:
        for target, section in _LINK.findall(document.read_text()):
            assert "://" in target or (document.parent / target).exists(), f"{document.name}: {target}"
            page = document.parent / target if target else document
            if section and page.suffix == ".md":
                assert section in _sections(page), f"{document.name}: {target}#{section}"


def _sections(page: Path) -> set[str]:
    """The headings of a page, as they are linked to."""
    headings = re.findall(r"^#+ (.*)", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-")) for heading in headings}


def _keys(definition: type[BaseModel]) -> Iterator[str]:
    """Every key of a document and of what stands in it."""
    for name, field in definition.model_fields.items():
        yield field.alias or name
        for part in _models(field.annotation):
            yield from _keys(part)


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _unsaid(text: str, words: Iterable[str]) -> list[str]:
    """The words that a text does not hold, whole."""
    return sorted(word for word in set(words) if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text))


def test_the_formats_tell_of_every_key_slot_and_kind(root: Path) -> None:
    """Authors have nothing else to learn them from."""
    text = (root / "docs/formats.md").read_text()
    documents = (ArticleDocument, FactsDocument, VocabularyDocument, TemplateDocument, DeckDocument)
    assert not _unsaid(text, (key for document in documents for key in _keys(document)))
    assert not _unsaid(text, QUESTIONS)
    assert not _unsaid(text, [*FACT_SLOTS, "first", "second", "hidden", "it"])
    assert not _unsaid(text, [f".{form}" for form in (*ENTITY_FORMS, *NUMBER_FORMS, *DATE_FORMS)])
    assert not _unsaid(text, FILTERS)


def test_the_formats_name_every_curated_type_and_unit(root: Path) -> None:
    """No command lists them."""
    text = (root / "docs/formats.md").read_text()
    vocabulary, problems = load_vocabulary([root / "templates/relations.yaml"])
    assert not problems
    assert not _unsaid(text, (f"`{name}`" for name in (*vocabulary.types, *vocabulary.units)))
