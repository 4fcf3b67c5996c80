"""`quizgen explain`: what the code of a problem means."""

from __future__ import annotations

import click


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Say what a problem means: why it matters, and how to mend it.

    CODE is the word after the place in what `quizgen check` says; without one, all are listed.

    \b
    Examples:
        quizgen explain
        quizgen explain vague-term
    """
    from quizgen.explanations import codes, page, why
    from quizgen.problems import did_you_mean

    known = codes()
    if code is None:
        click.echo("\n".join(f"{each}: {why(each)}" for each in known))
        return
    found = next((each for each in known if each == code), None)
    if found is None:
        message = f"there is no problem `{code}`; {did_you_mean(code, known)}"
        raise click.BadParameter(message, param_hint="CODE")
    click.echo(page(found), nl=False)
