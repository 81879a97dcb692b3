"""What is known of the terminal: how large it is, and whether it shows colours."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import IO

import click

from pathingest.cli._commands import Choice

COLORS = ("auto", "always", "never")
DEFAULT_WIDTH = 80  # of a file
_SIZE = (DEFAULT_WIDTH, 24)
_DIGITS = 4
_chosen = ["auto"]


def choose_color(choice: str) -> None:
    """Keep what the call says of colours."""
    _chosen[0] = choice


def is_colored(stream: IO[str] | None = None) -> bool:
    """Whether a stream, by default standard output, gets colours.

    The call decides; then NO_COLOR (https://no-color.org) if it is not empty, and FORCE_COLOR if it is neither empty
    nor 0; then whether the stream is a terminal that knows them.
    """
    if _chosen[0] != "auto":
        return _chosen[0] == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return is_terminal(stream) and os.environ.get("TERM") != "dumb"


def is_terminal(stream: IO[str] | None = None) -> bool:
    """Whether a stream, by default standard output, is a terminal."""
    stream = stream or sys.stdout
    return stream is not None and stream.isatty()


def size(stream: IO[str] | None = None) -> tuple[int, int]:
    """Its columns and rows; COLUMNS and LINES go before what it says itself."""
    columns, rows = _number("COLUMNS"), _number("LINES")
    there = os.terminal_size(_SIZE)
    if not (columns and rows):
        with suppress(OSError, ValueError, AttributeError):
            there = os.get_terminal_size((stream or sys.stdout).fileno())
    return columns or there.columns or _SIZE[0], rows or there.lines or _SIZE[1]


def width() -> int:
    """How wide the output is; a terminal knows, a file does not."""
    return size()[0] if is_terminal() or "COLUMNS" in os.environ else DEFAULT_WIDTH


def _number(name: str) -> int:
    """What a variable of the environment says, if it is a number."""
    value = os.environ.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= _DIGITS else 0


def _choose(_: click.Context, __: click.Parameter, choice: str) -> None:
    choose_color(choice)


COLOR = click.option(
    "--color",
    type=Choice(COLORS),
    default="auto",
    show_default=True,
    expose_value=False,
    is_eager=True,
    callback=_choose,
    help="Show colours: on a terminal, always, or never. NO_COLOR and FORCE_COLOR count too.",
)
