"""`pathingest lint`: findings on stdout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pathingest.cli._options import FAIL_ON, PROFILE, exit_code, pages_of, profiles_for, read_one
from pathingest.model.errors import PathingestError
from pathingest.outputs import json, text
from pathingest.pipeline import ingest, ingest_safely
from pathingest.rules import find_rule
from pathingest.rules import lint as lint_page
from pathingest.sources import read_anyway

if TYPE_CHECKING:
    from pathingest.model.finding import Finding


@click.command("lint", short_help="Print what is wrong with pages.")
@click.argument("paths", nargs=-1)
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--select", multiple=True, metavar="RULE", help="Ask these rules only (code or name; repeatable).")
@click.option(
    "--fail-on",
    type=FAIL_ON,
    default="warning",
    show_default=True,
    help="Exit 1 for findings as bad as this, or worse.",
)
@PROFILE
@click.option("--debug", is_flag=True, help="Let an internal error through, with its traceback.")
def command(
    paths: tuple[str, ...],
    output_format: str,
    select: tuple[str, ...],
    fail_on: str,
    profile: str | None,
    debug: bool,
) -> int:
    """Print the findings of the pages in PATHS (files and folders, "-" for standard input; by default raw/)."""
    codes = [find_rule(name)[1].code for name in select] or None
    profiles = profiles_for(profile)
    read = ingest if debug else ingest_safely
    if paths == ("-",):
        sources = iter([read_one("-")])
        count = 1
    else:
        pages, _ = pages_of(paths)
        _refuse_records(pages)
        sources, count = map(read_anyway, pages), len(pages)
    found: list[Finding] = []
    for source in sources:
        findings = lint_page(read(source, profiles), codes, debug=debug)
        found.extend(findings)
        if output_format == "text":
            for line in text.findings(findings):
                click.echo(line)
    if output_format == "json":
        click.echo(json.findings(found, count), nl=False)
    click.echo(f"{text.pages(count)}: {text.tally(found)}", err=True)
    return exit_code(found, fail_on)


def _refuse_records(pages: list[Path]) -> None:
    """Records are not linted yet; better to say so than to take one for a page."""
    for path in pages:
        if path.suffix in (".json", ".jsonl", ".yaml", ".yml"):
            message = f"{path}: only raw pages can be linted so far; name the page that the record was made from"
            raise PathingestError(message)
