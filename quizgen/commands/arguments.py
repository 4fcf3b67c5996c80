"""The arguments and options that several commands take."""

from __future__ import annotations

from pathlib import Path

import click


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


def _known_editions(_context: click.Context, _option: click.Parameter, editions: tuple[str, ...]) -> tuple[str, ...]:
    from quizgen.exporters.sheet.editions import LAYOUTS
    from quizgen.problems import did_you_mean

    for edition in editions:
        if edition not in LAYOUTS:
            message = f"there is no edition {edition!r}; {did_you_mean(edition, LAYOUTS)}"
            raise click.BadParameter(message)
    return tuple(dict.fromkeys(editions))


def _editions_like(_context: click.Context, _option: click.Parameter, begun: str) -> list[str]:
    from quizgen.exporters.sheet.editions import LAYOUTS

    return [edition for edition in LAYOUTS if edition.startswith(begun)]


deckfile_argument = click.argument("deckfile", type=click.Path(readable=False, path_type=Path))
seed_option = click.option("--seed", metavar="TEXT", help="Another seed gives other orders. [default: the deck file's]")
kinds_option = click.option(
    "--kind",
    "kinds",
    metavar="K",
    multiple=True,
    callback=_known_kinds,
    shell_complete=_kinds_like,
    help="Only this kind of question; may be given again.",
)
editions_option = click.option(
    "--edition",
    "editions",
    metavar="E",
    multiple=True,
    callback=_known_editions,
    shell_complete=_editions_like,
    help="Laid out so: standard, large-18, large-24, dyslexia or saving; may be given again.",
)
