"""The command line: the only place that prints, or exits."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

import click

from pathingest import __version__
from pathingest.model.errors import PathingestError

# A command's module is imported when it is called: `--version` pays for click alone.
_COMMANDS = {
    "build": "Read pages, write records, evidence, dataset and manifest.",
    "parse": "Print one page's record, or its evidence.",
    "lint": "Print what is wrong with pages.",
    "explain": "Show where every character of a page went.",
    "profile": "Check, try and draft profiles of sites and layouts.",
    "rule": "Show a rule's documentation.",
    "schema": "Print the record's JSON Schema.",
}
EXIT_WRONG_USE = 2
# Objects between two looks for what holds itself. Nothing of a page does, so the looks that Python has after each 700
# find nothing, and take a fifth of a run's time. Not never: an exception holds itself, and a run may meet many.
_FEWEST_NEW = 200_000
EXIT_INTERRUPTED = 130


class _Commands(click.Group):
    """The commands, each from the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"{__name__}.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a reader that went away is no finding, and click would exit as if it were."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _ReaderGoneError from error


class _ReaderGoneError(Exception):
    """Nobody reads the output any more (`| head`)."""


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="pathingest", message="%(prog)s %(version)s")
def cli() -> None:
    """Career-pathway pages in, validated records out: every value with its evidence.

    \b
    Try:  pathingest build raw --out normalized
          pathingest explain raw/one-page.txt
    """  # noqa: D301  click's own mark for lines that stay as they are


def main() -> None:
    """The console script: exit 0, 1 (findings), or 2 (wrong use) with one line on stderr, never a traceback."""
    gc.set_threshold(_FEWEST_NEW)
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    try:
        # Click heeds a terminal by itself, but not the wish of https://no-color.org.
        color = False if os.environ.get("NO_COLOR") else None
        code = cli.main(arguments, prog_name="pathingest", standalone_mode=False, color=color)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return EXIT_WRONG_USE
    except click.ClickException as error:
        return _complain(_one_line(error))
    except PathingestError as error:
        return _complain(str(error))
    except (click.exceptions.Abort, KeyboardInterrupt) as error:
        where = f" {error.__cause__}" if error.__cause__ and str(error.__cause__) else ""
        click.echo(f"pathingest: interrupted{where}; what was written so far is whole and stays", err=True)
        return EXIT_INTERRUPTED
    except (BrokenPipeError, _ReaderGoneError):
        # The reader has what it wanted (`| head`); what Python would still flush goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _complain(f"cannot write the output: {error.strerror or error}; free some space, or send it elsewhere")
    return code if isinstance(code, int) else 0


def _complain(message: str) -> int:
    click.echo(f"pathingest: {message}", err=True)
    return EXIT_WRONG_USE


def _one_line(error: click.ClickException) -> str:
    message = " ".join(error.format_message().split())
    context = getattr(error, "ctx", None)
    help_hint = f" (see `{context.command_path} --help`)" if context else ""
    return f"{message}{help_hint}"
