"""The command line: the program, its exit codes, and what it says when something goes wrong.

A command is imported when it is asked for, and what it needs when it runs: `quizgen --version` and the
completion of a half-typed line must not wait for what they do not use.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from importlib import import_module

import click

from quizgen import __version__
from quizgen.commands import COMMANDS, CONTENT_AT_FAULT

OUR_MISTAKE = 3
INTERRUPTED = 130
NOBODY_READS = 141


class Program(click.Group):
    """Turns whatever goes wrong into words and an exit code; click does so for wrong usage (2)."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click hands it over
        """The names of all commands."""
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # likewise
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"quizgen.commands.{cmd_name}").command
        return command

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
    # What is made stays until the end: to look through all of it for garbage is a tenth of the work, and finds none.
    gc.disable()
    # Nor does it pay to look through all of it at the end, when it goes anyway: that took a sixth of a small build.
    atexit.register(gc.freeze)
    # Else pydantic reads through all installed packages for plugins to it.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _explained(error: Exception) -> int:
    import traceback

    from quizgen.commands.telling import tell
    from quizgen.problems import ContentError

    if isinstance(error, ContentError):
        tell(error.problems)
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
