"""`pathingest override`: corrections of records that last, whatever is built again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pathingest.cli import _completion
from pathingest.cli._commands import Commands
from pathingest.cli._console import say
from pathingest.cli._options import DATASET, profiles_for, readable
from pathingest.config import Config, find_config
from pathingest.dataset.address import address_of, find
from pathingest.model.errors import PathingestError
from pathingest.model.pathway import Pathway
from pathingest.model.place import at
from pathingest.model.source import Span
from pathingest.model.spelling import hint, meant
from pathingest.outputs.files import put, write
from pathingest.outputs.reports import in_words
from pathingest.overrides.apply import correct
from pathingest.overrides.files import (
    Override,
    Overrides,
    all_in,
    not_read,
    path_of,
    read_overrides,
    with_override,
    without_override,
)
from pathingest.overrides.ids import read_ids
from pathingest.overrides.keep import corrected, corrections_of, in_a_line, kept, planned, rebased, signed
from pathingest.records import read_record
from pathingest.rules import finding_at
from pathingest.runners.before import is_commented, record_text
from pathingest.runners.corrections import AsRead, as_read, last_in
from pathingest.runners.lint import reader
from pathingest.runners.lock import deciding

REASON = click.option("--reason", required=True, help="Why; whoever comes later wants to know.")
BY = click.option("--by", help="Who decided it.")
_SHOWN = 60


@click.group("override", cls=Commands, short_help="Correct records, so that it lasts.")
def command() -> None:
    """Correct records: `set` one value, or `import` an edited record; every build makes the corrections again.

    They are kept in overrides/ID.yaml, to be committed with the pages. `list` shows them, `check` says which do not fit
    any more, `drop` takes one away.
    """


@command.command("set", short_help="Correct one value.")
@click.argument("record", metavar="ID", shell_complete=_completion.files)
@click.argument("address")
@click.argument("value")
@REASON
@BY
@click.option("--after", metavar="NAME", help="Where a new item of a list goes: behind the one of that name.")
@click.option("--json", "as_json", is_flag=True, help='VALUE is JSON: ["a", "b"], {"name": …}, null to take away.')
@DATASET
def set_(
    record: str, address: str, value: str, reason: str, by: str | None, after: str | None, as_json: bool, out: str
) -> int:
    """Set the value at ADDRESS of the record ID to VALUE.

    ADDRESS is a JSON Pointer as findings have it (/skills_to_learn/0/duration); what is kept has names for the items of
    lists (/skills_to_learn/SQL/duration). VALUE is read as a page would be: "9 months", "critical".
    """
    config = find_config(Path.cwd())
    given = _json(value) if as_json else value
    with deciding(config.overrides):
        now = _as_read(record, out, config)
        known, path = corrections_of(config.overrides, now.name), path_of(config.overrides, now.name)
        _check_plain(now.stated.pathway.model_dump(), address)
        item = _signed(planned(now.stated, known, address, given, after=after), reason, by)
        old = next((one for one in known.items if one.at == item.at), None)
        put(path, with_override(known, item))
    was = _short(item.replaced) if item.replaced else "nothing"
    before = f", in the place of an earlier correction, {_short(old.value)}: {_why(old)}" if old else ""
    say(f"{path}: {item.at}: {_short(item.value)} instead of {was}{before}; build writes it")
    return 0


@command.command("import", short_help="Turn the edits in a record's file into corrections.")
@click.argument("file", shell_complete=_completion.files)
@REASON
@BY
def import_(file: str, reason: str, by: str | None) -> int:
    """Keep what was edited in FILE, a record that a build wrote: each edit becomes a correction.

    The next build then writes what the file says, from the pages and the corrections.
    """
    config, path = find_config(Path.cwd()), Path(file)
    edited = read_record(path)
    if edited.pathway is None:
        raise PathingestError(f"{file}: {edited.problem}; `pathingest lint {file}` says what is wrong")
    if edited.notes:
        first = edited.notes[0]
        raise PathingestError(f"{file}: {first.pointer}: {first.detail}; `pathingest lint {file}` says more")
    record = edited.pathway.id
    place = path_of(config.overrides, record)
    with deciding(config.overrides):
        now, known = _as_read(record, str(path.parent), config), corrections_of(config.overrides, record)
        wanted = _edited_now(file, edited.pathway, now, known) if now.changed else edited.pathway
        found = kept(now.stated, known, wanted, lambda item: _signed(item, reason, by))
        if found.lost:
            raise PathingestError(*[f"{file}: {why}" for why in found.lost])
        put(place, found.known.source.text or None)
        if now.changed and not found.left and not is_commented(edited.source):
            write(path, record_text(corrected(now.stated, found.known), path.name))
    say(*(f"{place}: {item.at}: {_short(item.value)}" for item in found.new))
    if now.changed:
        pages = ", ".join(now.changed)
        say(f"{pages}: not as when the record was built: what was not edited is as the page says now", err=True)
    more = f"; {found.left} of the edits could not be kept exactly" if found.left else ""
    say(f"{_counted(found.items, 'correction')} in {place}{more}", err=True)
    return 0


def _edited_now(file: str, edited: Pathway, now: AsRead, known: Overrides) -> Pathway:
    """What an edited record says where its pages changed too: they decide what nobody edited.

    Raises:
        PathingestError: nothing says what was edited, or an edit has no place any more.
    """
    if now.built is None:
        raise PathingestError(
            f"{file}: {', '.join(now.changed)}: not as when the record was built, and nothing says what it was then: "
            "an edit cannot be told from what the page says anew; `pathingest override set` what was decided, delete "
            "the file, and build"
        )
    found, lost = rebased(now.stated, known, now.built, edited)
    if lost:
        raise PathingestError(*[f"{file}: {why}" for why in lost])
    return found


@command.command("list", short_help="Show the corrections.")
@click.argument("records", nargs=-1, metavar="[ID]...")
def list_(records: tuple[str, ...]) -> int:
    """Show the corrections of the records ID; by default of all."""
    config = find_config(Path.cwd())
    for known in _known(config, records):
        for item in known.items:
            was = f" (was {_short(item.replaced)})" if item.replaced else ""
            say(f"{known.id}: {item.at}: {_short(item.value)}{was}: {_why(item)}")
        say(*map(in_a_line, known.wrong), err=True)
    say(*map(in_a_line, not_read(config.overrides)), err=True)
    return 0


@command.command("check", short_help="Say which corrections do not fit any more.")
@click.argument("records", nargs=-1, metavar="[ID]...")
@DATASET
def check(records: tuple[str, ...], out: str) -> int:
    """Compare the corrections of the records ID (by default of all) with the pages. Exit 1 if one does not fit."""
    config = find_config(Path.cwd())
    found = not_read(config.overrides)
    every = _known(config, records)
    for known in every:
        try:
            now = _as_read(known.id, out, config).stated
        except PathingestError as error:
            found += [*known.wrong, finding_at("OVR003", at(known.source, Span(0, 0), str(error)), known.id)]
        else:
            found += correct(now.pathway, now.evidence, known, now.texts).findings
    say(*map(in_a_line, found))
    count = _counted([item for known in every for item in known.items], "correction")
    say(f"{count}, {_counted(found, 'finding')}", err=True)
    return int(any(finding.severity != "info" for finding in found))


@command.command("drop", short_help="Take a correction away.")
@click.argument("record", metavar="ID")
@click.argument("address")
@DATASET
def drop(record: str, address: str, out: str) -> int:
    """Take the correction at ADDRESS of the record ID away; the next build writes what the page says.

    ADDRESS is as `list` shows it, or a JSON Pointer as findings have it.
    """
    config = find_config(Path.cwd())
    with deciding(config.overrides):
        (known,) = _known(config, (record,))
        address = _corrected_at(known, address, out, config)
        path = path_of(config.overrides, known.id)
        put(path, without_override(known, address) or None)
    say(f"{path}: dropped {address}; build writes what the page says")
    return 0


def _corrected_at(known: Overrides, address: str, out: str, config: Config) -> str:
    """The address of the correction that is meant, as the file has it.

    Raises:
        PathingestError: there is none.
    """
    addresses = [item.at for item in known.items]
    if address in addresses:
        return address
    try:
        tree = _as_read(known.id, out, config).stated.pathway.model_dump()
    except PathingestError:  # its pages are gone
        tree = {}
    pointer = find(tree, address, numbers=True).pointer
    same = [at for at in addresses if pointer is not None and find(tree, at).pointer == pointer]
    if not same:
        there = ", ".join(addresses) or "none"
        near = f"; did you mean {near}?" if (near := meant(address, addresses)) else ""
        raise PathingestError(f"{known.id}: no correction at {address}{near}; there are: {there}")
    return same[0]


def _check_plain(tree: Any, address: str) -> None:
    """Refuse what is the place of one item and the name of another.

    Raises:
        PathingestError: it is.
    """
    named = find(tree, address).pointer
    try:
        placed = address_of(tree, address)
    except (LookupError, TypeError, ValueError):
        return
    if named is not None and named != address:
        raise PathingestError(
            f"{address}: is the place of one item, {placed}, and the name of another: name that one with #1, as in 0#1"
        )


def _why(item: Override) -> str:
    """Why a correction was made, by whom and when."""
    return ", ".join(filter(None, (item.reason, item.by, item.date)))


def _as_read(record: str, out: str, config: Config) -> AsRead:
    profiles = profiles_for(None, config)
    read = reader(profiles.usable, inside=readable((), config))
    return as_read(record, last_in(Path(out)), Path(out), read, read_ids(config.overrides))


def _known(config: Config, records: tuple[str, ...]) -> list[Overrides]:
    """The corrections of records that are named, or of all.

    Raises:
        PathingestError: one that is named has none.
    """
    there = {path.stem: path for path in all_in(config.overrides)}
    wanted = [record if record in there else _current(record, config) for record in records]
    for record in wanted:
        if record not in there:
            near = f"; {hint(record, there)}" if there else ""
            raise PathingestError(f"{record}: no corrections of it in {config.overrides}/{near}")
    return [read_overrides(there[record]) for record in wanted or there]


def _current(record: str, config: Config) -> str:
    """The id that a record has now, of a former one."""
    return read_ids(config.overrides).aliases.get(record, record)


def _signed(item: Override, reason: str, by: str | None) -> Override:
    """A correction with why it is made, by whom and when.

    Raises:
        PathingestError: the reason is empty.
    """
    if not reason.strip():
        raise PathingestError("--reason: say why; whoever comes later wants to know")
    return signed(item, reason, by)


def _counted(things: Sequence[object], noun: str) -> str:
    return in_words(len(things), noun)


def _json(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        why = error if isinstance(error, ValueError) else "nested too deep"
        raise PathingestError(f"{_short(text)}: no JSON: {why}; without --json the value is a text") from None


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else repr(" ".join(value.split()))
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}\u2026"
