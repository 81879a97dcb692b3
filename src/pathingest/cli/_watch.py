"""`--watch`: the same again whenever a file changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from pathingest.cli._console import complain
from pathingest.model.errors import PathingestError


def watch_files(places: list[str], again: Callable[[], int]) -> int:
    """Lint, and lint again whenever a page or the configuration changes, until interrupted."""
    for place in places:
        if not Path(place).exists():
            raise PathingestError(f"{place}: no such file or folder; check the path")
    try:
        from watchfiles import watch  # noqa: PLC0415  an extra
    except ImportError:
        raise PathingestError("--watch needs the package watchfiles: install pathingest[watch]") from None
    code = _again(again)
    try:
        for _ in watch(*places, raise_interrupt=True):
            click.clear()
            code = _again(again)
    except KeyboardInterrupt:
        pass
    return code


def _again(lint_once: Callable[[], int]) -> int:
    """One round of watching: what is wrong with the files may be fixed in the next."""
    try:
        return lint_once()
    except PathingestError as error:
        return complain(*error.lines)
