"""`pathingest id`: which id a pathway has, whatever its pages call it now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from pathingest.cli._commands import Commands
from pathingest.cli._console import say
from pathingest.cli._options import DATASET
from pathingest.config import find_config
from pathingest.model.errors import PathingestError
from pathingest.model.spelling import hint
from pathingest.outputs.files import put, write
from pathingest.overrides.files import IDS, path_of, read_overrides, with_id
from pathingest.overrides.ids import Ids, read_ids, written
from pathingest.runners.corrections import last_in
from pathingest.runners.lock import deciding
from pathingest.sources import read_file
from pathingest.values.roles import slug


@click.group("id", cls=Commands, short_help="Keep a record's id when its page changes, or give it another.")
def command() -> None:
    """Decide which id a pathway has when its pages give it another: `keep` the old one, or `move` to the new one.

    It is written into overrides/ids.yaml, to be committed; the next build follows it, and the manifest has former ids
    as aliases, for redirects.
    """


@command.command("keep", short_help="Let a pathway keep its id.")
@click.argument("old", metavar="ID")
@click.argument("new", metavar="NEW")
@DATASET
def keep(old: str, new: str, out: str) -> int:
    """Let the pathway that its pages call NEW now keep its ID."""
    return _change(Path(out), old, new, lambda ids: ids.kept(old, new), f"pages that give {new} are {old}")


@command.command("move", short_help="Give a pathway another id, and keep the old one as an alias.")
@click.argument("old", metavar="ID")
@click.argument("new", metavar="NEW")
@DATASET
def move(old: str, new: str, out: str) -> int:
    """Give the pathway of that ID the id NEW; the old one stays as an alias of it, and its corrections move along."""
    said = f"{old} is {new} from now on, and an alias of it"
    return _change(Path(out), old, new, lambda ids: ids.moved(old, new), said, moves=True)


@command.command("drop", short_help="Take a decision back.")
@click.argument("name", metavar="ID")
@click.argument("own", metavar="OTHER")
def drop(name: str, own: str) -> int:
    """Take back that pages which give the id OTHER are of the pathway ID, or that OTHER is an alias of it.

    So `id drop OLD NEW` undoes `id keep OLD NEW`, and `id drop NEW OLD` undoes `id move OLD NEW`. Where the pathway has
    its other id again, its corrections move along.
    """
    folder = find_config(Path.cwd()).overrides
    with deciding(folder):
        ids = read_ids(folder)
        left = ids.dropped(name, own)
        returns = own in next(entry.recognised for entry in ids.entries if entry.id == name) and name not in {
            entry.id for entry in left.entries if entry.recognised
        }
        corrections = _moved_corrections(folder, name, own) if returns else []
        _put(folder / IDS, left)
        say(f"{folder / IDS}: dropped {own} of {name}; build follows it")
        _move(corrections)
    return 0


@command.command("list", short_help="Show what is decided.")
def list_() -> int:
    """Show which ids last, which are aliases, and which pages are no pathways."""
    ids = read_ids(find_config(Path.cwd()).overrides)
    for entry in sorted(ids.entries):
        own = f", of pages that give {', '.join(entry.recognised)}" if entry.recognised else ""
        before = f", before {', '.join(entry.aliases)}" if entry.aliases else ""
        say(f"{entry.id}{own}{before}")
    for page in ids.no_pathways:
        say(f"{page.path}, no pathway: {', '.join(filter(None, (page.reason, page.by, page.date)))}")
    return 0


def _moved_corrections(folder: Path, old: str, new: str) -> list[tuple[Path, Path, str]]:
    """(file, file to be, text) of the corrections of a record whose id changes; none where it has none."""
    here, there = path_of(folder, old), path_of(folder, new)
    if slug(old) != old or not here.is_file():
        return []
    if there.exists() and old != new:
        raise PathingestError(f"{here}, {there}: both hold corrections; move those of one file into the other first")
    known = read_overrides(here)
    if known.wrong:
        raise PathingestError(f"{here}: {known.wrong[0].message}; repair it first")
    return [(here, there, with_id(known, new))]


def _move(corrections: list[tuple[Path, Path, str]]) -> None:
    for here, there, text in corrections:
        write(there, text)
        here.unlink()
        say(f"{there}: its corrections, before in {here}")


def _put(path: Path, ids: Ids) -> None:
    text = read_file(path).text if path.exists() else ""
    put(path, written(ids, text) or None)


def _change(out: Path, old: str, new: str, change: Callable[[Ids], Ids], said: str, *, moves: bool = False) -> int:
    """Make a decision, and have the corrections of the old id move along where that `moves`."""
    for name in (old, new):
        if slug(name) != name:
            raise PathingestError(f"{name!r} is no id: ids are words in lower case with hyphens between them")
    if old == new:
        raise PathingestError(f"{old} is the id already")
    folder = find_config(Path.cwd()).overrides
    known = last_in(out).entries
    if {old, new} <= known.keys() and set(known[old].paths).isdisjoint(known[new].paths):
        raise PathingestError(f"{new}: is the id of another record, of {known[new].paths[0]}; choose another one")
    with deciding(folder):
        ids = read_ids(folder)
        corrections = _moved_corrections(folder, old, new) if moves else []
        _put(folder / IDS, change(ids))
        if known and old not in known and not any(entry.id == old for entry in ids.entries):
            say(f"{old}: no record of that id in {out}/ now; {hint(old, sorted(known))}", err=True)
        say(f"{folder / IDS}: {said}; build follows it")
        _move(corrections)
    return 0
