"""The command line: thin commands, and the only place that prints or exits.

What a command needs is imported when it runs: `quizgen --version` and the completion
of a half-typed line must not wait for what they do not use.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from quizgen import __version__

if TYPE_CHECKING:
    from quizgen.content import Content
    from quizgen.exporters import File
    from quizgen.inspection import Checked
    from quizgen.model import Quiz
    from quizgen.problems import Problem

CONTENT_AT_FAULT = 1
OUR_MISTAKE = 3
INTERRUPTED = 130
NOBODY_READS = 141
MANY_ITEMS = 2_000

T = TypeVar("T")


class Program(click.Group):
    """Turns whatever goes wrong into words and an exit code; click does so for wrong usage (2)."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        ctx.color = False if os.environ.get("NO_COLOR") else None
        _make_haste()
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                # Better a strange letter than a crash, where the terminal cannot show the right one.
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            click.echo("\nInterrupted.", err=True)
            raise click.exceptions.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            # As in `quizgen list … | head`. Python writes what is left as it ends: to nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(NOBODY_READS) from None
        except Exception as error:  # noqa: BLE001  # whatever it is, people are told what to do about it
            raise click.exceptions.Exit(_explained(error)) from None


def _make_haste() -> None:
    # What is made stays until the end: to look through all of it for garbage, again and again, is a tenth of the work.
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, 1_000)
    # Nor does it pay to look through all of it at the end, when it goes anyway: that took a sixth of a small build.
    atexit.register(gc.freeze)
    # Else pydantic reads through all installed packages for plugins to it.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _explained(error: Exception) -> int:
    import traceback

    from quizgen.problems import ContentError

    if isinstance(error, ContentError):
        _tell(error.problems)
        return CONTENT_AT_FAULT
    if isinstance(error, OSError):
        # The disk is full that the output goes to, a folder may not be read: nobody's mistake.
        click.echo(f"{error.filename or 'output'}: {error.strerror}", err=True)
        return CONTENT_AT_FAULT
    click.secho("This is a mistake in quizgen, not in your files.", fg="red", bold=True, err=True)
    click.echo("Please report it to its authors: your command, the file it is about, and these lines.\n", err=True)
    click.echo("".join(traceback.format_exception(error)), err=True, nl=False)
    click.echo(f"quizgen {__version__}, Python {sys.version}", err=True)
    return OUR_MISTAKE


def _known_kinds(_context: click.Context, _option: click.Parameter, kinds: tuple[str, ...]) -> tuple[str, ...]:
    from quizgen.problems import did_you_mean
    from quizgen.questions import QUESTIONS

    for kind in kinds:
        if kind not in QUESTIONS:
            message = f"there is no kind {kind!r}; {did_you_mean(kind, QUESTIONS)}"
            raise click.BadParameter(message)
    return kinds


def _kinds_like(_context: click.Context, _option: click.Parameter, begun: str) -> list[str]:
    from quizgen.questions import QUESTIONS

    return [kind for kind in QUESTIONS if kind.startswith(begun)]


_deckfile = click.argument("deckfile", type=click.Path(readable=False, path_type=Path))
_seed = click.option("--seed", metavar="TEXT", help="Another seed gives other orders. [default: the deck file's]")


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100, "show_default": True},
)
@click.version_option(__version__, "-V", "--version", prog_name="quizgen", message="%(prog)s %(version)s")
def main() -> None:
    """Turn an article into questions: an Anki deck, and a quiz to print.

    \b
    Begin with a small project of your own, and build it:
        quizgen new project lessons
        cd lessons
        quizgen build

    A project's deck files (decks/*.yaml) say which articles and templates become one deck and quiz.

    \b
    Exit codes: 0 done, 1 something is wrong in the files, 2 in the command, 3 in quizgen itself.

    \b
    To complete commands with the Tab key, put this into ~/.bashrc:
        eval "$(_QUIZGEN_COMPLETE=bash_source quizgen)"
    (for zsh and fish likewise, with zsh_source and fish_source)
    """


@main.command()
@click.argument("deckfiles", metavar="[DECKFILE]...", nargs=-1, type=click.Path(readable=False, path_type=Path))
@click.option("--out", metavar="DIR", default="build", type=click.Path(path_type=Path), help="Where the files go.")
@_seed
def build(deckfiles: tuple[Path, ...], out: Path, seed: str | None) -> None:
    """Build all that the deck files ask for.

    This makes the Anki deck, the printable quiz and its keys. Without DECKFILE, all of decks/*.yaml. If
    anything is wrong in one of them, nothing is written.

    \b
    Examples:
        quizgen build
        quizgen build decks/bridge.yaml --out ~/school
    """
    from quizgen.exporters import EXPORTERS

    quizzes = _quizzes(deckfiles or _decks_here(), seed)
    _write(out, (file for quiz in quizzes for name in EXPORTERS for file in _exported(name, quiz)), quizzes)


@main.command()
@_deckfile
@click.option(
    "-o", "--out", metavar="FILE", type=click.Path(path_type=Path), help="[default: the deck file's name, with .apkg]"
)
@_seed
def deck(deckfile: Path, out: Path | None, seed: str | None) -> None:
    """Write the Anki deck of DECKFILE.

    It is a package for Anki's File > Import.

    \b
    Examples:
        quizgen deck decks/bridge.yaml
        quizgen deck decks/bridge.yaml -o ~/bridge.apkg
    """
    from dataclasses import replace

    quizzes = _quizzes([deckfile], seed)
    files = (file for quiz in quizzes for file in _exported("anki", quiz))
    if out:
        _write(out.parent, (replace(file, name=out.name) for file in files), quizzes)
    else:
        _write(Path(), files, quizzes)


@main.command()
@_deckfile
@click.option("-o", "--out", metavar="DIR", default=".", type=click.Path(path_type=Path), help="Where the files go.")
@click.option("--forms", metavar="N", type=click.IntRange(1, 26), help="How many versions: A, B, …")
@_seed
@click.option("--questions", metavar="N", type=click.IntRange(min=1), help="How many questions on each form.")
@click.option("--topic", "topics", metavar="T", multiple=True, help="Only this topic; may be given again.")
@click.option(
    "--kind",
    "kinds",
    metavar="K",
    multiple=True,
    callback=_known_kinds,
    shell_complete=_kinds_like,
    help="Only this kind of question; may be given again.",
)
def sheet(deckfile: Path, out: Path, seed: str | None, **changes: object) -> None:
    """Write the quiz of DECKFILE, to print.

    One HTML file a form, and one answer key a form. The options go before what the deck file says.

    \b
    Examples:
        quizgen sheet decks/bridge.yaml
        quizgen sheet decks/bridge.yaml -o ~/school --forms 4 --questions 12
        quizgen sheet decks/bridge.yaml --kind choice --kind true_false --topic town
    """
    from quizgen.pipeline import with_sheet

    (quiz,) = _quizzes([deckfile], seed)
    wanted = {name: value for name, value in changes.items() if value}
    if wanted:
        quiz, problems = with_sheet(quiz, **wanted)
        _stop_if_wrong(problems)
    _write(out, _exported("sheet", quiz), [quiz])


@main.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(readable=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.option("-v", "--verbose", is_flag=True, help="Also list the questions that were not made, and why.")
def check(paths: tuple[Path, ...], form: str, *, verbose: bool) -> None:
    """Find every problem, and say where it is.

    Of articles, facts, templates, deck files and of the questions they give. A PATH may be a deck file,
    an article's folder, a template or a project's folder; the default is the
    project in the current folder. The exit code is 1 if there is an error; warnings alone leave it 0.

    \b
    Examples:
        quizgen check
        quizgen check decks/bridge.yaml --verbose
        quizgen check --format json > problems.json
    """
    from quizgen import listing
    from quizgen.inspection import check as check_all

    checked = check_all(paths or (Path(),))
    if form == "json":
        _print_for_programs(listing.as_json(listing.checked(checked, verbose=verbose)))
    else:
        _print_checked(checked, verbose=verbose)
    _stop_if_wrong(checked.problems, told=True)


@main.command("list")
@click.argument("what", type=click.Choice(["facts", "templates", "relations", "items"]))
@_deckfile
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="How to show it.")
def list_(what: str, deckfile: Path, form: str) -> None:
    """List facts, templates, relations or items.

    The first three are what DECKFILE draws on, the items what it gives.

    \b
    Examples:
        quizgen list items decks/bridge.yaml
        quizgen list facts decks/bridge.yaml --format csv > facts.csv
    """
    from quizgen import listing

    if what == "items":
        (quiz,) = _quizzes([deckfile], None)
        rows = listing.items(quiz)
    else:
        rows = listing.LISTS[what](_content(deckfile))
    if form == "table":
        click.echo(listing.as_table(rows, listing.COLUMNS[what]))
    else:
        _print_for_programs(listing.as_json(rows) if form == "json" else listing.as_csv(rows))


@main.group()
def new() -> None:
    """Begin something new.

    \b
    Example:
        quizgen new project lessons
    """


@new.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def project(folder: Path) -> None:
    """Make a small working project in DIR.

    It has an article, its facts, a template and a deck file. DIR is made if it is not there; if it is,
    it must be empty. Every file says how to go on with it.

    \b
    Example:
        quizgen new project lessons
    """
    import shlex

    from quizgen.scaffold import new_project

    written = new_project(folder)
    _print_written(written)
    click.echo(f"Next\n  cd {shlex.quote(str(folder))}\n  quizgen build\nand read README.md there.")


# What the commands share


def _decks_here() -> list[Path]:
    found = sorted(Path("decks").glob("*.yaml"))
    if not found:
        from quizgen.model import Place
        from quizgen.problems import ContentError, Problem

        hint = "go to a project's folder, name a deck file, or begin with: quizgen new project DIR"
        raise ContentError([Problem(Place("decks"), "no-decks", "there is no deck file decks/*.yaml here", hint)])
    return found


def _quizzes(deckfiles: Iterable[Path], seed: str | None) -> list[Quiz]:
    """One quiz a deck file; any error in any of them ends the program, after all are told."""
    from quizgen.pipeline import generate

    generated = [generate(path, seed=seed, watch=_watch("Making questions")) for path in deckfiles]
    _stop_if_wrong(problem for one in generated for problem in one.problems)
    return [one.quiz for one in generated if one.quiz]


def _content(deckfile: Path) -> Content:
    from quizgen.content import load

    content, problems = load(deckfile)
    _stop_if_wrong(problems)
    if content is None:
        message = f"{deckfile} gave neither content nor an error"
        raise AssertionError(message)
    return content


def _exported(name: str, quiz: Quiz) -> Iterator[File]:
    from quizgen.exporters import exporter

    return exporter(name)(quiz, _watch(f"Writing {name}"))


def _watch(label: str) -> Callable[[Sequence[T]], Iterator[T]]:
    """Passes things through under a progress bar, where there are many and somebody looks."""

    def watched(things: Sequence[T]) -> Iterator[T]:
        if len(things) <= MANY_ITEMS or not sys.stderr.isatty():
            yield from things
            return
        with click.progressbar(things, label=label, file=sys.stderr) as bar:
            yield from bar

    return watched


def _write(folder: Path, files: Iterable[File], quizzes: Sequence[Quiz]) -> None:
    from quizgen.writing import write_all

    written = write_all(folder, files)
    printed = any(path.suffix == ".html" for path in written)
    for quiz in quizzes:
        _print_counts(quiz, printed=printed)
    _print_written(written)
    _print_next(written)


# Saying what is wrong


def _stop_if_wrong(problems: Iterable[Problem], *, told: bool = False) -> None:
    from quizgen.problems import errors, in_order

    problems = in_order(problems)
    if not told:
        _tell(problems)
    if errors(problems):
        raise click.exceptions.Exit(CONTENT_AT_FAULT)


def _tell(problems: Sequence[Problem], *, asked: bool = False) -> None:
    """Every problem as `file:line:column: code message`, and how many; on stdout where they were asked for."""
    if not problems:
        return
    from quizgen.listing import near

    for problem in problems:
        place = f"{near(problem.place.path)}:{problem.place.line}:{problem.place.column}:"
        code = click.style(problem.code, fg="red" if problem.severity == "error" else "yellow")
        click.echo(f"{click.style(place, bold=True)} {code} {problem.message}", err=not asked)
        if problem.hint:
            click.echo(click.style(f"    hint: {problem.hint}", dim=True), err=not asked)
    click.echo(_how_many(problems), err=not asked)


def _how_many(problems: Sequence[Problem]) -> str:
    from quizgen.problems import errors

    wrong = len(errors(problems))
    counts = {"error": wrong, "warning": len(problems) - wrong}
    return ", ".join(_counted(count, word) for word, count in counts.items() if count)


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


# Saying what was done


def _print_counts(quiz: Quiz, *, printed: bool) -> None:
    from collections import Counter

    kinds = Counter(item.kind for item in quiz.items)
    click.secho(f"{quiz.deck.title}: {_counted(len(quiz.items), 'item')}", bold=True)
    click.echo("  " + ", ".join(f"{count:,} {kind}" for kind, count in sorted(kinds.items())))
    if printed and quiz.forms:
        letters = ", ".join(form.letter for form in quiz.forms)
        click.echo(f"  {_counted(len(quiz.forms[0].items), 'question')} on each form: {letters}")


def _print_written(written: Iterable[Path]) -> None:
    click.echo("Wrote")
    for path in written:
        click.echo(f"  {path}")


def _print_next(written: Sequence[Path]) -> None:
    click.echo("Next")
    for path in written:
        if path.suffix == ".apkg":
            click.echo(f"  In Anki, choose File > Import and {path}")
    if any(path.suffix == ".html" for path in written):
        click.echo("  Open the form files in a browser and print them; the key files hold the answers")


def _print_for_programs(text: str) -> None:
    # UTF-8 whatever the terminal speaks.
    click.echo(text.encode(errors="backslashreplace"), nl=False)


def _print_checked(checked: Checked, *, verbose: bool) -> None:
    from quizgen.listing import near

    _tell(checked.problems, asked=True)
    for path, generated in checked.decks:
        if generated.quiz:
            refusals = generated.quiz.refusals
            for refusal in refusals if verbose else ():
                where = f"{near(refusal.place.path)}:{refusal.place.line}:{refusal.place.column}"
                click.echo(f"{where}: refused {refusal.item}: {refusal.reason}")
            made = _counted(len(generated.quiz.items), "item")
            click.echo(f"{near(str(path))}: {made}, {len(refusals):,} refused{'' if verbose else ' (why: --verbose)'}")
    if not checked.problems:
        click.echo("No problems.")
