"""`pathingest override`: corrections of records that last, whatever is built again."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from pathingest.cli import _completion
from pathingest.cli._commands import Commands
from pathingest.cli._console import say
from pathingest.cli._options import profiles_for, readable
from pathingest.config import Config, find_config
from pathingest.dataset.address import address_of, find
from pathingest.model.change import in_words
from pathingest.model.errors import PathingestError
from pathingest.model.finding import Finding
from pathingest.outputs.files import write
from pathingest.overrides.apply import correct, quote_at
from pathingest.overrides.edits import edits
from pathingest.overrides.files import Override, Overrides, all_in, path_of, read_overrides, with_override
from pathingest.overrides.files import without_override as without
from pathingest.overrides.ids import read_ids
from pathingest.overrides.values import UnfitError, form_at, read_value
from pathingest.records import read_record
from pathingest.runners.corrections import AsRead, as_read
from pathingest.runners.lint import reader

OUT = click.option(
    "--out", default="normalized", show_default=True, shell_complete=_completion.folders, help="The dataset's folder."
)
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
@OUT
def set_(
    record: str, address: str, value: str, reason: str, by: str | None, after: str | None, as_json: bool, out: str
) -> int:
    """Set the value at ADDRESS of the record ID to VALUE.

    ADDRESS is a JSON Pointer as findings have it (/skills_to_learn/0/duration); what is kept has names for the items of
    lists (/skills_to_learn/SQL/duration). VALUE is read as a page would be: "9 months", "critical".
    """
    config = find_config(Path.cwd())
    now = _as_read(record, out, config)
    tree = now.pathway.model_dump()
    found = find(tree, address, numbers=True)
    given: Any = _json(value) if as_json else value
    if not address.startswith("/"):
        raise PathingestError(f"{address}: an address begins with a slash, as in /timeline")
    pointer = found.pointer
    try:
        form_at(pointer or address)
        is_item = pointer is not None and isinstance(_value(tree, pointer.rpartition("/")[0]), list)
        if not (given is None and is_item):
            read_value(given, form_at(pointer if pointer is not None else f"{found.at}/0"))
    except UnfitError as error:
        raise PathingestError(f"{address}: {error}") from None
    is_new = pointer is None and isinstance(_value(tree, found.at), list) and given is not None
    if pointer is None and not is_new:
        near = f"; did you mean {found.near!r}?" if found.near else ""
        raise PathingestError(f"{address}: {found.missing!r} is not in the record{near}")
    item = _override(now, address if is_new else address_of(tree, str(pointer)), pointer, given, reason, by, after)
    _keep(config, record, [item])
    was = _short(item.replaced) if item.replaced else "nothing"
    say(f"{path_of(config.overrides, record)}: {item.at}: {_short(given)} instead of {was}; build writes it")
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
    record = edited.pathway.id
    now = _as_read(record, str(path.parent), config)
    found = edits(now.pathway.model_dump(), edited.pathway.model_dump())
    before = _known(config, (record,)) if path_of(config.overrides, record).is_file() else []
    kept = {item.at: item for known in before for item in known.items}
    items = [
        kept[one.at]
        if one.at in kept and kept[one.at].value == one.value
        else _override(now, one.at, one.pointer, one.value, reason, by, one.after)
        for one in found
    ]
    corrected = correct(now.pathway, now.evidence, _overrides(config, record, items), now.texts)
    lost = [finding for finding in corrected.findings if finding.code in ("OVR003", "OVR004")]
    if lost:
        raise PathingestError(*[f"{file}: {finding.message}" for finding in lost])
    _keep(config, record, items, alone=True)
    place = path_of(config.overrides, record)
    say(*(f"{place}: {item.at}: {_short(item.value)}" for item in items if item not in kept.values()))
    left = len(edits(corrected.pathway.model_dump(), edited.pathway.model_dump()))
    more = f"; {left} of them could not be kept exactly" if left else ""
    say(f"{len(items)} corrections in {place}{more}", err=True)
    return 0


@command.command("list", short_help="Show the corrections.")
@click.argument("records", nargs=-1, metavar="[ID]...")
def list_(records: tuple[str, ...]) -> int:
    """Show the corrections of the records ID; by default of all."""
    config = find_config(Path.cwd())
    for known in _known(config, records):
        for item in known.items:
            was = f" (was {_short(item.replaced)})" if item.replaced else ""
            who = ", ".join(filter(None, (item.reason, item.by, item.date)))
            say(f"{known.id}: {item.at}: {_short(item.value)}{was}: {who}")
    return 0


@command.command("check", short_help="Say which corrections do not fit any more.")
@click.argument("records", nargs=-1, metavar="[ID]...")
@OUT
def check(records: tuple[str, ...], out: str) -> int:
    """Compare the corrections of the records ID (by default of all) with the pages. Exit 1 if one does not fit."""
    config = find_config(Path.cwd())
    found: list[Finding] = []
    count = 0
    for known in _known(config, records):
        count += len(known.items)
        now = _as_read(known.id, out, config)
        found += correct(now.pathway, now.evidence, known, now.texts).findings
    say(*(f"{one.path}:{one.line}:{one.column}: {one.severity} {one.code} {one.message}" for one in found))
    say(f"{count} corrections, {len(found)} findings", err=True)
    return int(any(finding.severity != "info" for finding in found))


@command.command("drop", short_help="Take a correction away.")
@click.argument("record", metavar="ID")
@click.argument("address")
def drop(record: str, address: str) -> int:
    """Take the correction at ADDRESS of the record ID away; the next build writes what the page says."""
    config = find_config(Path.cwd())
    (known,) = _known(config, (record,))
    if not any(item.at == address for item in known.items):
        there = ", ".join(item.at for item in known.items) or "none"
        raise PathingestError(f"{record}: no correction at {address}; there are: {there}")
    path, text = path_of(config.overrides, record), without(known, address)
    if text:
        write(path, text)
    else:
        path.unlink()
    say(f"{path}: dropped {address}; build writes what the page says")
    return 0


def _as_read(record: str, out: str, config: Config) -> AsRead:
    profiles = profiles_for(None, config)
    read = reader(profiles.usable, inside=readable((), config))
    return as_read(record, Path(out), read, read_ids(config.overrides))


def _known(config: Config, records: tuple[str, ...]) -> list[Overrides]:
    """The corrections of records that are named, or of all.

    Raises:
        PathingestError: one that is named has none.
    """
    for record in records:
        if not path_of(config.overrides, record).is_file():
            raise PathingestError(f"{record}: no corrections of it in {config.overrides}/")
    paths = [path_of(config.overrides, record) for record in records] or all_in(config.overrides)
    return [read_overrides(path) for path in paths]


def _overrides(config: Config, record: str, items: list[Override]) -> Overrides:
    """Corrections that are not in a file yet."""
    from pathingest.sources import from_text  # noqa: PLC0415  few commands need it

    return Overrides(from_text("", path=str(path_of(config.overrides, record))), record, tuple(items))


def _override(
    now: AsRead, at: str, pointer: str | None, value: Any, reason: str, by: str | None, after: str | None
) -> Override:
    """A correction, with what the pages say there now."""
    replaced = in_words(_value(now.pathway.model_dump(), pointer)) if pointer is not None else None
    quote = quote_at(now.evidence, now.texts, pointer) if pointer is not None else None
    today = datetime.now(UTC).astimezone().date().isoformat()
    return Override(at, value, reason, replaced or None, quote, after, by, today)


def _keep(config: Config, record: str, items: list[Override], *, alone: bool = False) -> None:
    """Write corrections into the record's file, beside those that are there; `alone`, instead of them."""
    path = path_of(config.overrides, record)
    if alone and path.is_file():
        path.unlink()
    for item in items:
        known = read_overrides(path) if path.is_file() else _overrides(config, record, [])
        if known.wrong:
            first = known.wrong[0]
            raise PathingestError(f"{path}:{first.line}: {first.message}")
        write(path, with_override(known, item))


def _value(tree: Any, pointer: str) -> Any:
    for token in pointer.split("/")[1:]:
        tree = tree[int(token)] if isinstance(tree, list) else tree[token]
    return tree


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise PathingestError(f"{text}: no JSON: {error}; without --json the value is a text") from None


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else repr(" ".join(value.split()))
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}\u2026"
