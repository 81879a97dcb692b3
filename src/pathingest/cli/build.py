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
from pathingest.cli._options import FAIL_ON, PROFILE, REQUIRE, pages_of, profiles_for, readable, report_broken
from pathingest.cli._trust import TRUST_RULES, lint_config
from pathingest.config import find_config
from pathingest.control.verdict import verdict
from pathingest.model.errors import PathingestError
from pathingest.outputs.reports import Report, find_format, in_words, rendered, tally
from pathingest.runners.build import Built, Outcome, RecordFormat, Writing, build, strays
from pathingest.runners.lint import SIDECAR, Linter

if TYPE_CHECKING:
    from pathingest.config._lint import LintConfig
    from pathingest.model.finding import Finding

_SHOWN = 5  # names in a line


@click.command("build", short_help="Read pages, write records, evidence, dataset and manifest.")
@click.argument("raw", nargs=-1)
@click.option("--out", default="normalized", show_default=True, help="The folder to write to.")
@click.option("--format", "record_format", type=click.Choice(["json", "yaml"]), default="json", show_default=True)
@click.option(
    "--fail-on", type=FAIL_ON, default="error", show_default=True, help="Exit 1 for findings as bad as this, or worse."
)
@click.option("--force", is_flag=True, help="Overwrite records that were edited since they were built.")
@click.option("--prune", is_flag=True, help="Remove the records whose pages are gone; those that were edited stay.")
@PROFILE
@REQUIRE
@TRUST_RULES
def command(
    raw: tuple[str, ...],
    out: str,
    record_format: RecordFormat,
    fail_on: str,
    force: bool,
    prune: bool,
    profile: str | None,
    required: tuple[str, ...],
    trust_rules: bool,
) -> int:
    """Read the pages in RAW (files and folders; by default raw/) and write one record for each pathway.

    Pages of one pathway are merged: what one does not state is taken from the others.

    Writes OUT/ID.json, OUT/evidence/ID.json, OUT/dataset.jsonl and OUT/manifest.json. Records of other pages stay, in
    all of these, and so does a record that was edited since it was built. Findings go to stdout, the summary to stderr.
    """
    _check_places(raw, Path(out))
    config = find_config(Path.cwd())._replace(trust_rules=trust_rules)
    profiles = profiles_for(profile, config, required)
    inside = readable(raw, config)
    linter = Linter(_with_known(lint_config(config)), inside=inside)
    pages, others = pages_of(raw)
    writing = Writing(Path(out), record_format, force=force, prune=prune)
    outcome = Outcome()
    findings: list[Finding] = []
    done = 0
    try:
        built = build(pages, writing, outcome, linter, profiles.usable, inside)
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
        for text in rendered(find_format("concise"), Report(linted.findings, done)):
            show(text)
    _summarise(outcome, linted.findings, len(pages), writing)
    for path in others:
        if not path.name.endswith(SIDECAR):
            say(f"  not read: {path} (no page by its name)", err=True)
    return report_broken(profiles.broken, verdict(linted.findings, fail_on).code)


def _check_places(raw: tuple[str, ...], out: Path) -> None:
    """Refuse standard input, whose page no later build finds again, and a file to write to.

    Raises:
        PathingestError: either is named.
    """
    if "-" in raw:
        raise PathingestError(
            "-: build reads files and folders; `pathingest parse -` prints the record of standard input"
        )
    taken = next((path for path in (out, *out.parents) if path.exists()), out)
    if taken.exists() and not taken.is_dir():
        raise PathingestError(f"--out: {taken} is a file; name a folder")


def _with_known(config: LintConfig) -> LintConfig:
    """The configuration; without the baseline that is not there yet, as it is made of what this command writes."""
    if config.baseline is None or config.baseline.exists():
        return config
    say(f"  no baseline yet: {config.baseline}; all findings are shown", err=True)
    return replace(config, baseline=None)


def _progress(results: Iterator[Built], length: int) -> AbstractContextManager[Iterable[Built]]:
    """A progress bar on a terminal, nothing elsewhere."""
    if sys.stderr.isatty():
        return click.progressbar(results, length=length, label="build", file=sys.stderr)
    return nullcontext(results)


def _summarise(outcome: Outcome, findings: Sequence[Finding], pages: int, writing: Writing) -> None:
    dataset, out = outcome.dataset, writing.out
    kept = len(dataset.entries) - outcome.made
    records = in_words(len(dataset.entries), "record") + (f" ({kept} of earlier builds)" if kept else "")
    say(f"{in_words(pages, 'page')} read, {records} in {out}/, {tally(findings)}", err=True)
    for page, skipped in sorted(dataset.skipped.items()):
        if page in dataset.read:
            say(f"  not written: {page} ({skipped.why})", err=True)
    for path, sources in sorted(outcome.edited.items()):
        say(
            f"  not overwritten: {path} (of {', '.join(sources)}) was edited, or an interrupted build left it; to keep "
            "it do nothing, to drop it delete the file and build again, or build with --force",
            err=True,
        )
        if path in outcome.broken:
            say(
                f"    it is no record of its id, so the dataset has what the page states: `pathingest lint {path}`",
                err=True,
            )
    if outcome.removed:
        say(f"  removed: {_listed(outcome.removed)}", err=True)
    if dataset.gone:
        them = f"{in_words(len(dataset.gone), 'record')} that no page states any more: {_listed(dataset.gone, _SHOWN)}"
        how = "edited, so only --prune --force removes them" if writing.prune else "--prune removes them"
        say(f"  gone: {them}; {how}", err=True)
    if found := strays(out, dataset):
        them = _listed([str(path) for path in found], _SHOWN)
        say(f"  not of this dataset: {them}; delete what is of no use", err=True)


def _listed(names: Sequence[str], most: int | None = None) -> str:
    """The names, or the first of them and how many more there are."""
    shown = names[:most]
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return ", ".join(shown) + more
