"""`pathingest parse`: one record on stdout."""

from __future__ import annotations

import click

from pathingest.cli import _completion
from pathingest.cli._commands import Choice
from pathingest.cli._console import say, show
from pathingest.cli._options import PROFILE, REQUIRE, profiles_for, read_one, report_broken
from pathingest.outputs import json, yaml
from pathingest.outputs.reports import Report, find_format
from pathingest.pipeline import ingest_safely
from pathingest.rules import lint


@click.command("parse", short_help="Print one page's record, or its evidence.")
@click.argument("file", shell_complete=_completion.files)
@click.option("--format", "record_format", type=Choice(["json", "yaml"]), default="json", show_default=True)
@click.option("--evidence", is_flag=True, help="Print the evidence instead of the record.")
@click.option("--url", help="The page's address; its last part names the record.")
@PROFILE
@REQUIRE
def command(
    file: str, record_format: str, evidence: bool, url: str | None, profile: str | None, required: tuple[str, ...]
) -> int:
    """Print the record of FILE ("-" reads standard input). Exit 1 if the page is no pathway."""
    profiles = profiles_for(profile, required=required)
    page = ingest_safely(read_one(file, url=url), profiles.usable)
    if page.pathway is None:
        report = Report(tuple(lint(page)), 1)
        say(*find_format("concise").render(report).splitlines(), err=True)
        return report_broken(profiles.broken, 1)
    if evidence:
        show(json.evidence(page.evidence))
    else:
        show(json.record(page.pathway) if record_format == "json" else yaml.record(page.pathway))
    return report_broken(profiles.broken, 0)
