"""`pathingest diff`: what two datasets, or two records, state differently."""

from __future__ import annotations

from pathlib import Path

import click

from pathingest.cli import _completion
from pathingest.cli._commands import Choice
from pathingest.cli._console import show
from pathingest.cli._terminal import width
from pathingest.config import find_config
from pathingest.outputs.diff import as_json, as_markdown, as_text
from pathingest.records import is_record
from pathingest.runners.diff import compare, read_side


@click.command("diff", short_help="Show what two datasets, or two records, state differently.")
@click.argument("old", shell_complete=_completion.files)
@click.argument("new", required=False, shell_complete=_completion.files)
@click.option(
    "--format", "output", type=Choice(["text", "markdown", "json"]), default="text", show_default=True, help="How."
)
@click.option("--exit-code", is_flag=True, help="Exit 1 if anything differs.")
def command(old: str, new: str | None, output: str, exit_code: bool) -> int:
    """Compare OLD with NEW: folders of records, records, or REVISION:PATH of git.

    NEW is by default what OLD names as it is now, else normalized/.

    Values are named by their addresses: lists are aligned by the names of their items, and what is only called
    otherwise is one change. What a correction set is marked, and so is what changed although the page did not: a newer
    tool, or its configuration. View counters, and which files were read, do not count.
    """
    here, overrides = Path.cwd(), find_config(Path.cwd()).overrides
    found = compare(read_side(old, here, overrides), read_side(new or _now(old), here, overrides))
    shown = {
        "text": lambda: as_text(found, width()),
        "markdown": lambda: as_markdown(found),
        "json": lambda: as_json(found),
    }
    show(shown[output]())
    return int(exit_code and bool(found.records))


def _now(old: str) -> str:
    """What a side is compared with if nothing is said: of a revision the same path, of a record the one of its name."""
    _, _, inside = old.partition(":")
    if inside and not Path(old).exists() and Path(inside).exists():
        return inside
    record = Path("normalized", Path(old).name)
    return str(record) if Path(old).is_file() and is_record(Path(old)) and record.is_file() else "normalized"
