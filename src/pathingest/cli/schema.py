"""`pathingest schema`: the JSON Schemas of records and of what editors write, and what changed between two."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pathingest.cli import _completion
from pathingest.cli._commands import Choice, Commands
from pathingest.cli._console import say, show
from pathingest.model.data import parse_json
from pathingest.model.errors import PathingestError
from pathingest.outputs.reports import in_words
from pathingest.sources import read_bytes

_NAMED = {"profile": "a profile", "config": "a configuration", "overrides": "corrections", "ids": "lasting ids"}


@click.group(
    "schema",
    cls=Commands,
    invoke_without_command=True,
    short_help="Print the JSON Schema of records, or of what editors write.",
)
@click.option("--of", "what", type=Choice(["record", *_NAMED]), default="record", show_default=True)
@click.option("--format", "output_format", type=Choice(["json", "yaml"]), default="json", show_default=True)
@click.option("--strict", is_flag=True, help="Of records: for who writes them; keys that are not known are mistakes.")
@click.pass_context
def command(context: click.Context, what: str, output_format: str, strict: bool) -> int:
    """Print the JSON Schema (2020-12) of a record, as readers need it: open to fields that are yet to come.

    Those of a profile, of a configuration (pathingest.toml), of corrections (overrides/ID.yaml) and of lasting ids
    (overrides/ids.yaml) are for editors: keys that are not known are mistakes.
    """
    if context.invoked_subcommand is not None:
        return 0
    from pathingest.outputs import schema as schemas  # noqa: PLC0415
    from pathingest.overrides.forms import ids_form, overrides_form  # noqa: PLC0415

    if strict and what != "record":
        raise PathingestError(f"--strict: the schema of {_NAMED[what]} is strict already; leave it out")
    made: dict[str, Callable[[], dict[str, Any]]] = {
        "record": lambda: schemas.schema(strict=strict),
        "profile": schemas.profile_schema,
        "config": schemas.config_schema,
        "overrides": lambda: schemas.named("overrides", overrides_form()),
        "ids": lambda: schemas.named("ids", ids_form()),
    }
    written = schemas.as_json if output_format == "json" else schemas.as_yaml
    show(written(made[what]()))
    return 0


@command.command("diff", short_help="Say what changed between two versions of a schema.")
@click.argument("old", shell_complete=_completion.files)
@click.argument("new", required=False, shell_complete=_completion.files)
def diff(old: str, new: str | None) -> int:
    """Say what changed from the schema in OLD to that in NEW (by default the record's own). Exit 1 if readers break.

    A change breaks readers where a field may be missing that was there, or a value may be what it could not be before.
    """
    from pathingest.outputs.schema import schema  # noqa: PLC0415
    from pathingest.outputs.schema_diff import schema_changes  # noqa: PLC0415

    found = schema_changes(_read(old), _read(new) if new else schema())
    say(*(f"{'breaking' if change.breaking else 'compatible'}: {change.at} {change.what}" for change in found))
    breaking = sum(change.breaking for change in found)
    say(f"{in_words(len(found), 'change')}, {breaking} of them breaking", err=True)
    return int(breaking > 0)


def _read(name: str) -> Any:
    path = Path(name)
    try:
        data: Any = parse_json(read_bytes(path), path)
    except OSError as error:
        raise PathingestError(f"{name}: cannot be read: {error.strerror or error}") from None
    if not isinstance(data, dict) or "properties" not in data:
        raise PathingestError(f"{name}: is no JSON Schema of an object")
    return data
