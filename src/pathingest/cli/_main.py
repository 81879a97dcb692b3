"""The commands, each in a module of its own, and what becomes of what they raise."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from time import time_ns
from types import CodeType
from typing import Any

import click

from pathingest import __version__
from pathingest.cli import _signals
from pathingest.cli._again import COMPLETE, keep, may_be_kept
from pathingest.cli._commands import Commands
from pathingest.cli._console import EXIT_WRONG_USE, complain, heard, say
from pathingest.cli._terminal import choose_color, is_terminal
from pathingest.model.errors import PathingestError

# A command's module is imported when it is called: `--version` pays for click alone.
_GROUPS = {
    "Read pages": {
        "build": "Read pages, write records, evidence, dataset and manifest.",
        "parse": "Print one page's record, or its evidence.",
        "explain": "Show where every character of a page went.",
        "crawl": "Read a crawl in parts that can be stopped and go on.",
    },
    "Correct and compare records": {
        "review": "Decide in a browser what is not sure or not right.",
        "override": "Correct records, so that it lasts.",
        "id": "Keep a record's id when its page changes, or give it another.",
        "diff": "Show what two datasets, or two records, state differently.",
    },
    "Look at the dataset": {
        "report": "Write one HTML file to look at: findings, time pictures, sources.",
        "verify": "Check records against their evidence and pages.",
    },
    "Use the dataset": {
        "export": "Write the dataset as CSV, SQLite, Parquet and others.",
        "graph": "Show roles and the pathways between them, or the fastest way.",
        "vocab": "Show which names of roles and skills are one, and which are unknown.",
    },
    "Find what is wrong": {
        "lint": "Print what is wrong with pages and records.",
        "rule": "Show a rule's documentation, or list all rules.",
        "server": "Serve an editor: findings, evidence and fixes as one types.",
    },
    "Fit it to a site": {
        "profile": "Check, try and draft profiles of sites and layouts.",
        "schema": "Print the record's JSON Schema.",
    },
}
_COMMANDS = [name for group in _GROUPS.values() for name in group]
EXIT_INTERNAL_ERROR = 70
_DEBUG = "PATHINGEST_DEBUG"


class _Commands(Commands):
    """The commands, each from the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        return _COMMANDS

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"{__package__}.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        for title, commands in _GROUPS.items():
            with formatter.section(title):
                formatter.write_dl(list(commands.items()))

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the call, and print what `--help` wants."""
        with _not_by_click():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        with _not_by_click():
            return super().invoke(ctx)


class _ReaderGoneError(Exception):
    """Nobody reads the output any more (`| head`)."""


class _StoppedError(Exception):
    """A signal came; the message says how far the run was."""


@contextmanager
def _not_by_click() -> Iterator[None]:
    """A reader that went away is no finding, and click would exit as if it were; of a signal it would print a line."""
    try:
        yield
    except BrokenPipeError as error:
        raise _ReaderGoneError from error
    except KeyboardInterrupt as error:
        raise _StoppedError(*error.args) from None
    except Exception as error:
        # See `heed_interrupt`; a class of pydantic's that is being made names the signal in its own error.
        if _signals.came() or isinstance(error.__cause__, KeyboardInterrupt):
            raise _StoppedError from None
        raise


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="pathingest", message="%(prog)s %(version)s")
def cli() -> None:
    """Career-pathway pages in, validated records out: every value with its evidence.

    \b
    Try:  pathingest build raw --out normalized
          pathingest explain raw/one-page.txt
    """  # noqa: D301  click's own mark for lines that stay as they are


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    try:
        _signals.begin()
        choose_color("auto")
        Path.cwd()
        begun, files = time_ns(), dict[str, set[str]]()
        with heard(wanted=may_be_kept(arguments)) as texts:
            code = cli.main(arguments, prog_name="pathingest", standalone_mode=False, obj=files)
            click.echo(nl=False)  # what is not written yet
        if files:
            keep(arguments, int(code or 0), texts, files, begun)
    except click.exceptions.NoArgsIsHelpError as error:
        say(*error.format_message().splitlines(), err=True)
        return EXIT_WRONG_USE
    except click.ClickException as error:
        return complain(_one_line(error))
    except PathingestError as error:
        return complain(*error.lines)
    except (click.exceptions.Abort, KeyboardInterrupt, _StoppedError) as error:
        where = f" {error}" if str(error) else ""
        from pathingest.outputs.files import count_written  # noqa: PLC0415  most runs are not interrupted

        kept = "; what was written so far is whole and stays" if count_written() else "; no file was written"
        say(*[""] * is_terminal(sys.stderr), f"pathingest: interrupted{where}{kept}", err=True)  # below the ^C there
        return _signals.exit_code()
    except (BrokenPipeError, _ReaderGoneError):
        return unprinted(BrokenPipeError())
    except (Exception, SystemExit) as error:
        if isinstance(error, SystemExit) and os.environ.get(COMPLETE):
            return int(error.code or 0)  # a shell wanted what a line can go on with
        printed = any(code is click.echo.__code__ for code, _ in _called(error))  # be it by click
        if isinstance(error, OSError) and printed:
            return unprinted(error)
        if isinstance(error, FileNotFoundError) and error.filename is None:
            return complain("the working directory is gone; go to a folder that exists")
        if isinstance(error, OSError) and error.filename is not None:
            return complain(f"{error.filename}: cannot be used: {error.strerror}")
        if "--debug" in arguments or os.environ.get(_DEBUG, "0") not in ("", "0"):
            raise
        return _report_bug(error)
    return code if isinstance(code, int) else 0


def unprinted(error: OSError) -> int:
    """Let the output that cannot be written go nowhere; return the exit code for that."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what Python would still flush too
    if isinstance(error, BrokenPipeError):
        return 0  # the reader has what it wanted (`| head`)
    return complain(f"cannot write the output: {error.strerror}; free some space, or send it elsewhere")


def _report_bug(error: BaseException) -> int:
    say(
        f"pathingest: internal error: {type(error).__name__}: {error} ({_place(error)}); please report it with "
        f"this line and the command; with {_DEBUG}=1 there is a traceback",
        err=True,
    )
    return EXIT_INTERNAL_ERROR


def _place(error: BaseException) -> str:
    """The line of this package in which an error arose."""
    package = Path(__file__).parents[1]
    lines = [(Path(code.co_filename), line) for code, line in _called(error)]
    ours = [f"{path.relative_to(package)}:{line}" for path, line in lines if path.is_relative_to(package)]
    return ours[-1] if ours else "in no line of ours"


def _called(error: BaseException) -> list[tuple[CodeType, int]]:
    """What was called when an error arose, the innermost last, each with its line."""
    from traceback import walk_tb  # noqa: PLC0415  most runs meet no error

    return [(frame.f_code, line) for frame, line in walk_tb(error.__traceback__)]


def _one_line(error: click.ClickException) -> str:
    message = " ".join(error.format_message().split())
    context = getattr(error, "ctx", None)
    help_hint = f" (see `{context.command_path} --help`)" if context else ""
    return f"{message}{help_hint}"
