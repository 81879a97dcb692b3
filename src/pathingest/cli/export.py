"""`pathingest export`: the dataset in the forms that programs read."""

from __future__ import annotations

from pathlib import Path

import click

from pathingest.cli import _completion
from pathingest.cli._commands import Choice
from pathingest.cli._console import say, show
from pathingest.exports import find_format, format_names
from pathingest.model.errors import PathingestError
from pathingest.outputs.reports import in_words


@click.command("export", short_help="Write the dataset as CSV, SQLite, Parquet and others.")
@click.argument("dataset", default="normalized", shell_complete=_completion.folders)
@click.option("--to", "name", type=Choice(format_names()), required=True, help="The format.")
@click.option(
    "--out",
    shell_complete=_completion.files,
    help='The file or folder to write; "-" is standard output.  [default: pathways, and what the format is called by]',
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="How many processes write jsonl, jsonld or annotations; the other formats are written by one.",
)
def command(dataset: str, name: str, out: str | None, jobs: int) -> int:
    """Write the records of DATASET (by default normalized/) in another format, whole or not at all.

    \b
    jsonl        the records, one a line
    csv          a folder of tables with keys, as the following have them
    datapackage  the same, with types and keys in datapackage.json
    croissant    the same, described in croissant.json
    sqlite       one database, with full-text search
    duckdb       one database; needs the extra duckdb
    parquet      a folder of tables, and records.parquet; needs the extra parquet
    jsonld       a folder with schema.org's terms, a file for each pathway
    annotations  a folder with where each value was read, a file for each pathway

    docs/for-apps.md says what is in them.
    """  # noqa: D301  click's own mark for lines that stay as they are
    from pathingest.runners.export import export, records_of  # noqa: PLC0415  help needs no model

    chosen = find_format(name)
    records = records_of(dataset)
    if out == "-":
        if not chosen.text or chosen.ending:
            raise PathingestError(f"--out -: {name} is not one text; name a file or folder, or leave --out out")
        for one in records:
            show(chosen.text(records, one))
        return 0
    path = Path(out or chosen.name)
    export(name, records, path, jobs)
    say(f"{in_words(len(records), 'record')} in {path}{'/' if path.is_dir() else ''}", err=True)
    return 0
