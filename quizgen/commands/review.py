"""`quizgen review`: let others read what a deck asks, and keep what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.commands.arguments import deckfile_argument
from quizgen.commands.making import moment, quizzes_of
from quizgen.commands.telling import counted, print_written, stop_if_wrong

if TYPE_CHECKING:
    from quizgen.model import Item, Quiz, Review


@click.group("review")
def command() -> None:
    """Have every question read by somebody else, and keep a record of it.

    `write` gives a table to fill in, in any spreadsheet; `take` puts what was filled in into the record beside the deck
    file, decks/NAME.reviews.csv; `status` says how the questions stand. Where there is a record, `quizgen
    check` warns of questions that changed since they were read.

    \b
    Example:
        quizgen review write decks/bridge.yaml -o ada.csv
    """


@command.command()
@deckfile_argument
def status(deckfile: Path) -> None:
    """Say how the questions of DECKFILE stand, and what readers remarked on those to be mended.

    \b
    Example:
        quizgen review status decks/bridge.yaml
    """
    from collections import Counter

    from quizgen.listing import near
    from quizgen.reviews.standing import TO_MEND, standing

    quiz, record = _quiz_and_record(deckfile)
    stand = {item.id: standing(item, record) for item in quiz.items}
    counts = Counter(stand.values())
    click.echo(
        f"{counted(len(stand), 'question')}: {counts['accept']:,} accepted, {counts['revise']:,} to revise, "
        f"{counts['reject']:,} rejected, {counts['changed']:,} changed since read, {counts['unread']:,} unread"
    )
    for name in sorted(name for name, one in stand.items() if one in TO_MEND):
        review = record[name]
        click.echo(f"{near(review.place.path)}:{review.place.line}: {review.verdict} {name}")
        click.echo(f"    {review.remark} ({review.reader}, {review.date})")


def _known_part(_context: click.Context, _option: click.Parameter, said: str | None) -> tuple[int, int]:
    if said is None:
        return 1, 1
    found = re.fullmatch(r"(\d{1,3})/(\d{1,3})", said, re.ASCII)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        message = f"{said!r} is no part such as 2/4, the second of four"
        raise click.BadParameter(message)
    return int(found[1]), int(found[2])


@command.command()
@deckfile_argument
@click.option(
    "-o",
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write it into this new file. [default: NAME-review.csv, here]",
)
@click.option(
    "--part",
    metavar="N/M",
    callback=_known_part,
    help="Only this share of the questions, as 2/4, for one of several readers. [default: all]",
)
@click.option("--topic", "topics", metavar="T", multiple=True, help="Only this topic; may be given again.")
@click.option("--all", "again", is_flag=True, help="Also questions that are read and have not changed.")
def write(deckfile: Path, out: Path | None, part: tuple[int, int], topics: tuple[str, ...], *, again: bool) -> None:
    """Write the questions of DECKFILE that are to be read, as a table to fill in.

    It is CSV, which every spreadsheet opens. For each question write accept, revise or reject under "verdict",
    and for the latter two what is wrong under "remark". A question is in the same part whatever has been read
    meanwhile, and those on one fact are in one part.

    \b
    Examples:
        quizgen review write decks/bridge.yaml
        quizgen review write decks/bridge.yaml --part 1/2 -o ada.csv
        quizgen review write decks/bridge.yaml --all --topic town -o towns.csv
    """
    from quizgen.exporters import File
    from quizgen.listing import near
    from quizgen.reviews.sheets import part_of, sheet
    from quizgen.reviews.standing import to_read
    from quizgen.writing import write_all

    quiz, record = _quiz_and_record(deckfile)
    share = _on_topics(part_of(quiz.items, *part), topics, quiz)
    items = share if again else to_read(share, record)
    if not items:
        click.echo(f"Nothing is to be read: all of {counted(len(share), 'question')} are. To read them again: --all")
        return
    name = f"{quiz.deck.id}-review{f'-{part[0]}-of-{part[1]}' if part[1] > 1 else ''}.csv"
    path = out or Path(name)
    if path.exists():
        message = f"{near(str(path))} is there already, and somebody may have filled it in; choose another name"
        raise click.UsageError(message)
    print_written(write_all(path.parent, [File(path.name, sheet(items, record))]))
    click.echo(
        f"Next\n  have {counted(len(items), 'question')} read, then: quizgen review take {deckfile} {path} --by NAME"
    )


@command.command()
@deckfile_argument
@click.argument("file", type=click.Path(readable=False, path_type=Path))
@click.option("--by", "reader", metavar="NAME", required=True, help="Who has read them: a name, or initials.")
@click.option(
    "--leave-changed", is_flag=True, help="Leave out questions that have changed or gone, and take the others."
)
def take(deckfile: Path, file: Path, reader: str, *, leave_changed: bool) -> None:
    """Take what a reader filled into FILE into the record of DECKFILE, all of it or nothing.

    Rows without a verdict stay to be read. A row whose question has changed since the table was
    written is an error, unless you leave such rows; so is what stands against the rules of the table. Reviews of
    questions that the deck does not have any more go from the record.

    \b
    Example:
        quizgen review write decks/bridge.yaml -o a.csv && quizgen review take decks/bridge.yaml a.csv --by "Ada B."
    """
    from datetime import UTC, datetime

    from quizgen.exporters import File
    from quizgen.listing import one_line
    from quizgen.reviews import record as records
    from quizgen.reviews.sheets import take as taken_from
    from quizgen.writing import write_all

    if not (reader := one_line(reader)):
        message = "--by is empty: who has read them?"
        raise click.UsageError(message)
    quiz, record = _quiz_and_record(deckfile)
    date = datetime.fromtimestamp(moment(), UTC).date().isoformat()
    reviews, blank, left, problems = taken_from(file, quiz.items, reader, date, leave=leave_changed)
    stop_if_wrong(problems)
    told = [f"Took {counted(len(reviews), 'review')}", f"{counted(blank, 'question')} without a verdict"]
    click.echo("; ".join([*told, *([f"{left:,} left out, changed or gone"] if left else [])]))
    if reviews:
        made = {item.id for item in quiz.items}
        kept = {name: review for name, review in record.items() if name in made}
        path = records.path_of(deckfile)
        whole = {**kept, **{review.id: review for review in reviews}}
        print_written(write_all(path.parent, [File(path.name, records.as_bytes(whole.values()))]))


def _quiz_and_record(deckfile: Path) -> tuple[Quiz, dict[str, Review]]:
    """What a deck file gives, and what was said of it; any error ends the program."""
    from quizgen.reviews.record import path_of, read_record

    (quiz,) = quizzes_of([deckfile])
    path = path_of(deckfile)
    record, problems = read_record(path) if path.exists() else ({}, [])
    stop_if_wrong(problems)
    return quiz, record


def _on_topics(items: Sequence[Item], topics: Sequence[str], quiz: Quiz) -> list[Item]:
    from quizgen.forms import covers
    from quizgen.problems import did_you_mean

    known = {topic for item in quiz.items for topic in item.topics}
    for topic in topics:
        if not covers([topic], known):
            message = f"there is no topic {topic!r}; {did_you_mean(topic, known)}"
            raise click.UsageError(message)
    return [item for item in items if not topics or covers(topics, item.topics)]
