"""`pathingest report`: one HTML file of a build, for people."""

from __future__ import annotations

from pathlib import Path

import click

from pathingest.cli import _completion
from pathingest.cli._console import say, show
from pathingest.cli._options import PROFILE, profiles_for, readable, report_broken
from pathingest.cli._progress import progress
from pathingest.cli._trust import TRUST_RULES, lint_config
from pathingest.config import find_config
from pathingest.outputs.reports import in_words, tally

_STDOUT = "-"


@click.command("report", short_help="Write one HTML file to look at: findings, time pictures, sources.")
@click.argument("dataset", default="normalized", shell_complete=_completion.folders)
@click.option(
    "--out",
    default="report.html",
    show_default=True,
    shell_complete=_completion.files,
    help='The file to write; "-" is standard output.',
)
@click.option(
    "--since",
    metavar="OLD",
    shell_complete=_completion.files,
    help="Show what changed since another dataset: a folder, or REVISION:PATH of git.  [default: HEAD:DATASET, if any]",
)
@PROFILE
@TRUST_RULES
def command(dataset: str, out: str, since: str | None, profile: str | None, trust_rules: bool) -> int:
    """Write what a build made of its pages, DATASET (by default normalized/), as one HTML file.

    The file opens from disk, in any browser, and needs no network. Its overview has the findings by rule, how much of
    each field is stated, what changed, and all pathways on one axis of weeks; each pathway has a page with its times
    and its pay as pictures, its findings with all their places, and its source beside its record. The browser checks
    each record against its evidence.
    """
    from pathingest.runners.report import (  # noqa: PLC0415  help needs none of it
        Input,
        check_free,
        earlier_in_git,
        report,
        write,
    )

    path = Path(out)
    if out != _STDOUT:
        check_free(path)
    config = find_config(Path.cwd())._replace(trust_rules=trust_rules)
    profiles = profiles_for(profile, config)
    given = Input(
        Path(dataset),
        lint_config(config),
        profiles.usable,
        readable((dataset,), config),
        config.overrides,
        since or earlier_in_git(dataset),
    )
    made = report(given, lambda pages, count: progress(pages, "report", count))
    if out == _STDOUT:
        for piece in made.pieces:
            show(piece)
    else:
        write(path, made)
    where = "" if out == _STDOUT else f" in {out}"
    say(f"{in_words(made.pathways, 'pathway')}, {tally(made.linted.findings)}{where}", err=True)
    return report_broken(profiles.broken, 0)
