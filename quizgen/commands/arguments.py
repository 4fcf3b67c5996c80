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


def _language_with_words(_context: click.Context, _option: click.Parameter, language: str | None) -> str | None:
    if language is None:
        return None
    from pydantic import TypeAdapter, ValidationError

    from quizgen.documents.texts import Language
    from quizgen.exporters.words import has_words, languages
    from quizgen.problems import did_you_mean

    try:
        TypeAdapter(Language).validate_python(language)
    except ValidationError as error:
        raise click.BadParameter(error.errors()[0]["msg"]) from error
    if not has_words(language):
        message = f"there are no words in {language!r}; {did_you_mean(language, languages())}"
        raise click.BadParameter(message)
    return language


def _languages_like(_context: click.Context, _option: click.Parameter, begun: str) -> list[str]:
    from quizgen.exporters.words import languages

    return [language for language in languages() if language.startswith(begun)]


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
    help="As standard, large-18, large-24, dyslexia, saving, screen-reader or practice; may be given again.",
)


def _theme_of(_context: click.Context, _option: click.Parameter, folder: Path | None) -> object:
    if folder is None:
        return None
    from quizgen.commands.telling import stop_if_wrong
    from quizgen.model import Place
    from quizgen.themes import load_theme

    theme, problems = load_theme(folder, Place(str(folder)))
    stop_if_wrong(problems)
    return theme


theme_option = click.option(
    "--theme",
    metavar="DIR",
    type=click.Path(path_type=Path),
    callback=_theme_of,
    help="The folder of a school's own look. [default: the deck file's]",
)
language_option = click.option(
    "--language",
    metavar="TAG",
    callback=_language_with_words,
    shell_complete=_languages_like,
    help="Name, Date, True, False and so on in this language. [default: the deck file's]",
)
