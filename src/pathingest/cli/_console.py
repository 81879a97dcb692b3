"""The one way to standard output and standard error: no page and no name commands a terminal or a log."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

from pathingest.cli._again import Said
from pathingest.cli._terminal import is_colored
from pathingest.model.visible import visible

EXIT_WRONG_USE = 2

_heard: list[list[Said]] = []

# What a terminal acts on, ends of lines and tabs aside; what turns the direction of a text; what UTF-8 cannot hold.
_COMMANDING = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]|\r(?!\n)"
)


# What a line of a log begins with, white space of any kind aside, or holds, that GitHub takes for a command; escaped as
# JSON and YAML would.
_WORKFLOW = re.compile(r"(?m)^([^\S\n]*+):(?=:)|#(?=\[)(?<=##)")


def _tame(text: str) -> str:
    """The text as it may go to a log that is read for commands; elsewhere it stays."""
    if not os.environ.get("GITHUB_ACTIONS"):
        return text
    return _WORKFLOW.sub(lambda found: "\\u0023" if found[1] is None else f"{found[1]}\\u003a", text)


@contextmanager
def heard(*, wanted: bool) -> Iterator[list[Said]]:
    """All that is printed meanwhile, if it is wanted: for each text whether it goes to standard error, and the text."""
    texts: list[Said] = []
    if wanted:
        _heard.append(texts)
    try:
        yield texts
    finally:
        if wanted:
            _heard.pop()


def _note(text: str, *, err: bool) -> None:
    for texts in _heard:
        texts.append((err, text))


def say(*lines: str, err: bool = False) -> None:
    """Print lines; each stays one, whatever name or text is in it."""
    text = "".join(f"{visible(line)}\n" for line in lines)
    text = _tame(text)
    _note(text, err=err)
    with suppress(*([OSError] if err else [])):  # a summary that nobody can read makes no result wrong
        click.echo(text, nl=False, err=err)


def show(text: str, *, styled: bool = False, commands: bool = False) -> None:
    r"""Print a text of many lines, in which what commands a terminal is escaped as JSON and YAML do (`\u202e`).

    A styled text has our own colours in it, for who wants them; what is not ours in it is visible already. In a text of
    `commands` to the log, those at the beginnings of lines are ours.
    """
    shown = text if styled else _COMMANDING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    shown = shown if commands else _tame(shown)
    _note(shown, err=False)
    click.echo(shown, nl=False, color=is_colored())


def complain(*lines: str) -> int:
    """Say what is wrong with the call, its input or the configuration; return the exit code for that."""
    text = "".join(f"{visible(line)}\n" for line in (f"pathingest: {lines[0]}", *lines[1:]))
    colored = is_colored(sys.stderr)
    head = click.style("pathingest:", fg="red", bold=True) if colored else "pathingest:"
    with suppress(OSError):
        click.echo(head + _tame(text).removeprefix("pathingest:"), nl=False, err=True, color=colored)
    return EXIT_WRONG_USE
