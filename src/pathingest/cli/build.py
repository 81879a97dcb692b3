"""`pathingest build`: the main job."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pathingest.cli._console import say, show
from pathingest.cli._options import FAIL_ON, PROFILE, pages_of, profiles_for, readable
from pathingest.cli._trust import TRUST_RULES, lint_config
from pathingest.config import find_config
from pathingest.control.verdict import verdict
from pathingest.dataset import Dataset
from pathingest.outputs.reports import Report, find_format, in_words, tally
from pathingest.runners.build import Built, Format, build, stale
from pathingest.runners.lint import SIDECAR, Linter

if TYPE_CHECKING:
    from pathingest.model.finding import Finding


@click.command("build", short_help="Read pages, write records, evidence, dataset and manifest.")
@click.argument("raw", nargs=-1)
@click.option("--out", default="normalized", show_default=True, help="The folder to write to.")
@click.option("--format", "record_format", type=click.Choice(["json", "yaml"]), default="json", show_default=True)
@click.option(
    "--fail-on", type=FAIL_ON, default="error", show_default=True, help="Exit 1 for findings as bad as this, or worse."
)
@PROFILE
@TRUST_RULES
def command(
    raw: tuple[str, ...], out: str, record_format: Format, fail_on: str, profile: str | None, trust_rules: bool
) -> int:
    """Read the pages in RAW (files and folders; by default raw/) and write one record for each pathway.

    Pages of one pathway are merged: what one does not state is taken from the others.

    Writes OUT/ID.json, OUT/evidence/ID.json, OUT/dataset.jsonl and OUT/manifest.json. Findings go to stdout, the
    summary to stderr.
    """
    config = replace(find_config(Path.cwd()), trust_rules=trust_rules)
    profiles = profiles_for(profile, config)
    inside = readable(raw, config)
    linter = Linter(lint_config(config), inside=inside)
    pages, others = pages_of(raw)
    dataset = Dataset()
    findings: list[Finding] = []
    done = 0
    try:
        built = build(pages, Path(out), record_format, dataset, linter, profiles, inside)
        with _progress(built, len(pages)) as results:
            for one in results:
                done += one.path is not None
                findings.extend(one.findings)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(
            f"after {done} of {len(pages)} pages, before the dataset and the manifest were written"
        ) from None
    finally:
        linted = linter.linted(findings)
        show(find_format("concise").render(Report(linted.findings, done)))
    _summarise(dataset, linted.findings, len(pages), Path(out))
    for path in others:
        if not path.name.endswith(SIDECAR):
            say(f"  not read: {path} (no page by its name)", err=True)
    for path in stale(Path(out), dataset, record_format):
        say(f"  stale: {path} is of no page of this build; delete it if its page is gone", err=True)
    return verdict(linted.findings, fail_on).code


def _progress(results: Iterator[Built], length: int) -> AbstractContextManager[Iterable[Built]]:
    """A progress bar on a terminal, nothing elsewhere."""
    if sys.stderr.isatty():
        return click.progressbar(results, length=length, label="build", file=sys.stderr)
    return nullcontext(results)


def _summarise(dataset: Dataset, findings: Sequence[Finding], pages: int, out: Path) -> None:
    records = "1 record" if len(dataset.entries) == 1 else f"{len(dataset.entries)} records"
    say(f"{in_words(pages, 'page')} read, {records} in {out}/, {tally(findings)}", err=True)
    for path, why in sorted(dataset.skipped.items()):
        say(f"  not written: {path} ({why})", err=True)
