"""`pathingest verify`: whether evidence and pages prove what records say."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pathingest.cli import _completion
from pathingest.cli._commands import Choice
from pathingest.cli._console import say, show
from pathingest.config import find_config
from pathingest.model.visible import visible
from pathingest.outputs.reports import in_words


@click.command("verify", short_help="Check records against their evidence and pages.")
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=_completion.files)
@click.option("--format", "output", type=Choice(["text", "json"]), default="text", show_default=True, help="How.")
def command(paths: tuple[str, ...], output: str) -> int:
    """Check the records of datasets (by default of normalized/), or those whose files are named.

    Pages must have their digests, and their accounts no gap; quotes must be in them to the letter; steps are done
    again, and what is computed is computed again; what a correction set must be in overrides/. A line for each fault;
    exit 1 if there is any. The verifier shares nothing with what reads pages.
    """
    from pathingest.runners.verify import verified  # noqa: PLC0415  help needs none of it

    found = list(verified([Path(path) for path in paths] or [Path("normalized")], find_config(Path.cwd()).overrides))
    values, corrected = sum(one.entries for one in found), sum(one.corrected for one in found)
    residue = sum(one.residue for one in found)
    if output == "json":
        faults = [{"id": one.id, "file": str(one.file), **fault._asdict()} for one in found for fault in one.faults]
        summary = {"records": len(found), "values": values, "corrected": corrected, "residue": residue}
        summary["faults"] = len(faults)
        data = {"schema": "pathingest.verified/1", "faults": faults, "summary": summary}
        show(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        return int(bool(faults))
    for one in found:
        for fault in one.faults:
            show(f"{visible(f'{one.file}: {fault.at}: {fault.message}')}\n")
    count = sum(len(one.faults) for one in found)
    proven = f"{values - corrected:,} proven, {corrected:,} corrected" if corrected else "all proven"
    left = f"; {in_words(residue, 'character')} not understood" if residue else ""
    checked = f"{in_words(len(found), 'record')}, {in_words(values, 'value')}"
    say(f"{checked}: {in_words(count, 'fault') if count else proven}{left}", err=True)
    return int(bool(count))
