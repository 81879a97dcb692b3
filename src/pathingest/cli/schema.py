"""`pathingest schema`: the JSON Schema of the record."""

from __future__ import annotations

import click

from pathingest.cli._commands import Choice
from pathingest.cli._console import show


@click.command("schema", short_help="Print the record's JSON Schema.")
@click.option("--format", "output_format", type=Choice(["json", "yaml"]), default="json", show_default=True)
def command(output_format: str) -> int:
    """Print the JSON Schema (2020-12) of a record."""
    from pathingest.outputs.schema import schema_json, schema_yaml  # noqa: PLC0415

    show(schema_json() if output_format == "json" else schema_yaml())
    return 0
