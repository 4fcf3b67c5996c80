"""`quizgen verify`: what real Anki makes of a package."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.commands.telling import print_for_programs, stop_if_wrong

package = click.Path(readable=False, path_type=Path)


@click.command("verify")
@click.argument("file", metavar="FILE.apkg", type=package)
@click.option("--over", metavar="OLD.apkg", type=package, help="Import this one first, study, and tell what changes.")
@click.option("--study", metavar="N", type=click.IntRange(0, 10_000), default=50, help="With --over: cards to study.")
@click.option("--timeout", metavar="SECONDS", type=click.IntRange(1, 86_400), default=300, help="Give up after this.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
def command(file: Path, over: Path | None, study: int, timeout: int, form: str) -> None:
    """Import a package into real Anki, and look at every card.

    It goes into a collection that is thrown away; your own is not touched. FILE.apkg may be any program's, and may be
    a stranger's. Needs Anki's own library: pip install 'quizgen[verify]'. The exit code is 1 if something is at
    fault.

    \b
    Examples:
        quizgen deck decks/bridge.yaml && quizgen verify bridge.apkg
        quizgen build && quizgen verify build/bridge.apkg --over build/bridge.apkg
        quizgen build && quizgen verify build/bridge.apkg --format json > verified.json
    """
    from quizgen.reports import packages
    from quizgen.verification import verify

    verified = verify(file, over, study=study, timeout=timeout)
    if form == "json":
        print_for_programs(packages.as_data(verified))
    else:
        click.echo(packages.as_text(verified), nl=False)
    stop_if_wrong(verified.problems, told=True)
