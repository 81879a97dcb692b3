"""`pathingest schema`: the JSON Schema of the record."""

from __future__ import annotations

import click

from pathingest.cli._commands import Choice
from pathingest.cli._console import show


@click.command("schema", short_help="Print the record's JSON Schema.")
@click.option("--format", "output_format", type=Choice(["json", "yaml"]), default="json", show_default=True)
@click.option("--strict", is_flag=True, help="For who writes records: keys that are not known are mistakes.")
def command(output_format: str, strict: bool) -> int:
    """Print the JSON Schema (2020-12) of a record, as readers need it: open to fields that are yet to come."""
    from pathingest.outputs.schema import schema_json, schema_yaml  # noqa: PLC0415

    show((schema_json if output_format == "json" else schema_yaml)(strict=strict))
    return 0
