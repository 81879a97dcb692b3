"""`pathingest vocab`: which names of roles and skills are one, and which nobody has looked at yet."""

from __future__ import annotations

from pathlib import Path

import click

from pathingest.cli import _completion
from pathingest.cli._commands import Commands
from pathingest.cli._console import say, show
from pathingest.config import find_config
from pathingest.library import load
from pathingest.model.visible import visible
from pathingest.vocabulary import Match, Vocabulary, in_force, missing


@click.group("vocab", cls=Commands, short_help="Show which names of roles and skills are one, and which are unknown.")
def command() -> None:
    """Look names up in the vocabulary: the one that is shipped, and vocabulary.yaml beside the project's configuration.

    A name is found as it is or by an alias, whatever its case; nothing is guessed.
    """


@command.command("missing", short_help="List the names that the vocabulary has not.")
@click.argument("dataset", default="normalized", shell_complete=_completion.folders)
def missing_(dataset: str) -> int:
    """List the roles and skills of a DATASET that the vocabulary has not, with how many records have them."""
    records = load(dataset)
    found = missing(map(records.checked, records), records.vocabulary)
    rows = ("\t".join((one.kind, str(one.records), visible(one.name))) for one in found)
    show("".join(f"{row}\n" for row in rows))
    say(f"{len(found)} names of {len(records)} records are in no vocabulary", err=True)
    return 0


@command.command("show", short_help="Show what a name means.")
@click.argument("name")
def show_(name: str) -> int:
    """Show the role and the skill that NAME means, their other names and codes. Exit 1 if it means neither."""
    known = _vocabulary()
    found = [("role", known.role(name)), ("skill", known.skill(name))]
    say(*(line for kind, match in found if match for line in _lines(kind, match)))
    return int(not any(match for _, match in found))


def _lines(kind: str, match: Match) -> list[str]:
    term = match.term
    said = {"also": ", ".join(term.aliases), "O*NET-SOC": term.onet_soc, "ESCO": term.esco}
    return [f"{kind}: {term.name}", *(f"  {name}: {value}" for name, value in said.items() if value)]


def _vocabulary() -> Vocabulary:
    return in_force(find_config(Path.cwd()).folder)
