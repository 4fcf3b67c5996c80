"""`quizgen new`: begin something new."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.commands.telling import print_written

if TYPE_CHECKING:
    from quizgen.exporters import File

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@click.group("new")
def command() -> None:
    """Begin something new.

    \b
    Example:
        quizgen new project lessons
        quizgen new template people/builder
    """


@command.command()
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
    print_written(written)
    click.echo(f"Next\n  cd {shlex.quote(str(folder))}\n  quizgen build\nand read README.md there.")


_language_option = click.option("--language", metavar="TAG", default="en", help="As BCP 47 has it, such as en or fr.")


@command.command()
@click.argument("name")
@click.option(
    "--from",
    "source",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The file with the article's text, in UTF-8. [default: a line to be replaced]",
)
@_language_option
def article(name: str, source: Path | None, language: str) -> None:
    """Begin an article: seeds/NAME with its text, what is known of it, and its facts.

    Title and checksum are taken from the text. The date of publication is to be changed by you.

    \b
    Examples:
        quizgen new article harbour
        quizgen new article canal --from seeds/bridge/article.txt
    """
    from quizgen import beginnings
    from quizgen.problems import ContentError
    from quizgen.yamlfile import read_text

    project = _project(name, language)
    content = b"Put the article here, exactly as published.\n"
    if source:
        text, problems = read_text(source)
        if text is None:
            raise ContentError(problems)
        if not text.strip() or "\0" in text:
            message = f"{source} holds no text of an article"
            raise click.UsageError(message)
        content = source.read_bytes()
    _write(project, beginnings.article(project, name, content, language))
    click.echo(f"Next\n  look at seeds/{name}/article.yaml, write facts.yaml beside it, then: quizgen new deck {name}")


@command.command()
@click.argument("name")
@_language_option
def deck(name: str, language: str) -> None:
    """Begin a deck file: decks/NAME.yaml over the articles of the project.

    If there is an article of that NAME, it is over that one alone.

    \b
    Example:
        quizgen new deck towns
    """
    from quizgen import beginnings

    project = _project(name, language)
    articles = sorted(path.parent.name for path in (project / "seeds").glob("*/article.yaml"))
    if not articles:
        message = "there is no article in seeds/ yet; begin one with: quizgen new article NAME"
        raise click.UsageError(message)
    _write(project, beginnings.deck(project, name, [name] if name in articles else articles, language))
    click.echo(f"Next\n  quizgen check decks/{name}.yaml")


@command.command()
@click.argument("name")
@click.option("--relation", metavar="R", help="The relation to ask about. [default: one of the project's facts]")
@click.option("--hide", metavar="ROLE", help="The role to ask for. [default: one that can be asked]")
@click.option("--kind", metavar="K", help="The kind of question. [default: choice, if it can be one]")
@_language_option
def template(name: str, relation: str | None, hide: str | None, kind: str | None, language: str) -> None:
    """Begin a template: templates/NAME.yaml, with an example from a real fact of the project.

    It asks what no other template asks in these words. Then change its stem, and try it with quizgen test NAME.

    \b
    Examples:
        quizgen new template people/builder --relation built_by
        quizgen new template town/gap --kind cloze --relation mayor_of --hide town
        quizgen new template town/order --kind ordering
    """
    from quizgen.beginnings import templates
    from quizgen.commands.telling import stop_if_wrong
    from quizgen.content import everything
    from quizgen.phrases import PHRASES
    from quizgen.questions import QUESTIONS

    project = _project(name, language)
    found = everything(project / "seeds")
    stop_if_wrong(found.problems)
    _known("language", language.split("-", maxsplit=1)[0], PHRASES)
    _known("kind", kind, QUESTIONS)
    relations = found.base.vocabulary.relations
    _known("relation", relation, relations)
    if relation:
        _known("role", hide, [*relations[relation].roles, "time", "description"])
    wish = templates.Wish(name, relation, hide, kind, language)
    file = templates.template(project, wish, found)
    if isinstance(file, str):
        message = (
            "no fact of this project gives a new question of this sort; ask for another --relation, --hide or --kind\n"
            f"  {file}"
        )
        raise click.UsageError(message)
    _write(project, [file])
    click.echo(f"Next\n  change its stem, then: quizgen test {name}")


def _project(name: str, language: str) -> Path:
    """The project of the current folder, once the name is found good."""
    from quizgen.content import project_of

    parts = name.split("/")
    if not all(_NAME.fullmatch(part) for part in parts) or (len(parts) > 1 and not _takes_folders()):
        message = f"{name!r} cannot be a name: small letters, digits, - and _{', and / for folders' * _takes_folders()}"
        raise click.UsageError(message)
    if not _LANGUAGE.fullmatch(language):
        message = f"{language!r} is no language tag; write one such as en or pt-BR"
        raise click.UsageError(message)
    project = project_of(Path())
    if not (project / "seeds").is_dir():
        message = "there is no project here; go to the folder of one, or begin with: quizgen new project DIR"
        raise click.UsageError(message)
    return project


def _takes_folders() -> bool:
    return click.get_current_context().info_name == "template"


def _known(what: str, name: str | None, known: Iterable[str]) -> None:
    from quizgen.problems import did_you_mean

    known = list(known)
    if name is not None and name not in known:
        message = f"there is no {what} {name!r}; {did_you_mean(name, known)}"
        raise click.UsageError(message)


def _write(project: Path, files: list[File]) -> None:
    """Write what is new; what is there stays as it is."""
    from quizgen.listing import near
    from quizgen.writing import write_all

    for file in files:
        if (project / file.name).exists():
            message = f"{near(str(project / file.name))} is there already; choose another name"
            raise click.UsageError(message)
    written = write_all(project, files)
    print_written(Path(near(str(path))) for path in written)
