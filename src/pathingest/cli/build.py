"""`pathingest build`: the main job."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pathingest.cli import _completion
from pathingest.cli._commands import Choice, Command
from pathingest.cli._console import say
from pathingest.cli._depended import depended_upon
from pathingest.cli._listing import OPTIONS, Shown, listing_options
from pathingest.cli._options import (
    FAIL_ON,
    JOBS,
    PROFILE,
    REQUIRE,
    jobs_for,
    pages_of,
    profiles_for,
    readable,
    report_broken,
)
from pathingest.cli._progress import progress
from pathingest.cli._report import print_report
from pathingest.cli._terminal import is_colored, width
from pathingest.cli._trust import TRUST_RULES, lint_config
from pathingest.config import find_config
from pathingest.control.verdict import verdict
from pathingest.model.errors import PathingestError
from pathingest.outputs.diff import said
from pathingest.outputs.reports import Listing, Report, in_words, next_step, tally
from pathingest.outputs.statistics import counted
from pathingest.overrides.files import import_of
from pathingest.overrides.ids import read_ids
from pathingest.runners.build import BuildWorker, Outcome, RecordFormat, Writing, build, build_worker, strays
from pathingest.runners.lint import SIDECAR, Linter
from pathingest.runners.memory import CACHE, Memory, key_of
from pathingest.sources import relative
from pathingest.sources.pages import Pages

if TYPE_CHECKING:
    from pathingest.config._lint import LintConfig
    from pathingest.model.finding import Finding
    from pathingest.runners.lint import Linted

_SHOWN = 5  # names in a line, changes of records
_RULES = 12  # in a line
_MANIFEST = "manifest.json"
_LINES = 1  # of one kind, before the others share one: a summary is no longer than a screen
# The parts of a record whose changes are named first.
_FIRST = ("title", "from_role", "to_role", "headline", "timeline", "salary_change", "difficulty", "demand", "roadmap")
_MATTERS = {name: number for number, name in enumerate(_FIRST)}
_HELP = {
    "What is written": ("--out", "--format", "--force", "--prune"),
    "What is printed": OPTIONS,
    "What fails the run": ("--fail-on",),
    "How pages are read": ("--profile", "--require", "--jobs", "--trust-rules", "--verify", "--no-cache"),
}


@click.command(
    "build", cls=Command, groups=_HELP, short_help="Read pages, write records, evidence, dataset and manifest."
)
@click.argument("raw", nargs=-1, shell_complete=_completion.files)
@click.option(
    "--out",
    default="normalized",
    show_default=True,
    shell_complete=_completion.folders,
    help="The folder to write to.",
)
@click.option(
    "--format",
    "record_format",
    type=Choice(["json", "yaml"]),
    default="json",
    show_default=True,
    help="How records are written.",
)
@click.option(
    "--fail-on", type=FAIL_ON, default="error", show_default=True, help="Exit 1 for findings as bad as this, or worse."
)
@click.option("--force", is_flag=True, help="Overwrite records that were edited since they were built.")
@click.option("--prune", is_flag=True, help="Remove the records whose pages are gone; those that were edited stay.")
@PROFILE
@REQUIRE
@JOBS
@TRUST_RULES
@click.option("--verify", is_flag=True, help="Look at the content of all files, not at their times of change.")
@click.option("--no-cache", is_flag=True, help=f"Read all pages, and leave {CACHE}/ alone.")
@listing_options
@click.pass_obj
def command(
    files: dict[str, set[str]] | None,
    /,
    raw: tuple[str, ...],
    out: str,
    record_format: RecordFormat,
    fail_on: str,
    force: bool,
    prune: bool,
    profile: str | None,
    required: tuple[str, ...],
    jobs: int | None,
    trust_rules: bool,
    verify: bool,
    no_cache: bool,
    **options: Any,
) -> int:
    """Read the pages in RAW (files and folders; by default raw/) and write one record for each pathway.

    Pages of one pathway are merged: what one does not state is taken from the others.

    Writes OUT/ID.json, OUT/evidence/ID.json, OUT/dataset.jsonl and OUT/manifest.json. Records of other pages stay, in
    all of these, and so does a record that was edited since it was built. Findings go to stdout, and the summary to
    stderr where stdout is no terminal; its last line says why the exit code is what it is.
    """
    _check_places(raw, Path(out))
    shown = Shown(**options)
    chosen = shown.format()
    config = find_config(Path.cwd())._replace(trust_rules=trust_rules)
    profiles = profiles_for(profile, config, required)
    inside = readable(raw, config)
    linter = Linter(_with_known(lint_config(config)), inside=inside)
    named, others = pages_of(raw)
    pages = Pages(named, inside=inside, fields=config.feeds)
    ids = read_ids(config.overrides)
    writing = Writing(Path(out), record_format, force=force, prune=prune, overrides=config.overrides, ids=ids)
    workers = None
    if (count := jobs_for(jobs, pages)) > 1:
        from pathingest.runners.parallel import setup  # noqa: PLC0415  small runs need no other processes

        workers = setup(_worker, raw, profile, required, trust_rules, record_format), count
    outcome = Outcome()
    findings: list[Finding] = []
    done = 0
    try:
        key = None if no_cache else key_of(linter.enabled, profiles.usable, ids)
        memory = Memory(writing.out, key, inside=inside, verify=verify)
        built = build(pages, writing, outcome, linter, profiles.usable, memory, workers)
        if not shown.quiet:
            built = progress(built, "build", pages.count, of=lambda one: one.path is not None)
        for one in built:
            done += one.path is not None
            findings.extend(one.findings)
    except BaseException as error:
        if done:
            print_report(shown, chosen, _report(linter.linted(findings), done), last=())
        if isinstance(error, KeyboardInterrupt):
            how_far = f"after {done} of {pages.count or 'the'} pages"
            message = f"{how_far}, before the dataset and the manifest were written; the same command goes on"
            raise KeyboardInterrupt(message) from None
        raise
    linted = linter.linted(findings)
    report = _report(linted, done)
    code, reason, failing = verdict(report.findings, fail_on)
    if profiles.broken:
        code = report_broken(profiles.broken, code)
        reason = f"exit {code}: {in_words(len(profiles.broken), 'profile')} cannot be used"
    told = outcome.wrote or profiles.broken or pages.feeds
    if files is not None and memory.is_same and not told:
        files.update(depended_upon(raw, profile, config, [*named, *others], outcome.dataset, writing.out))
    stray = strays(writing.out, outcome.dataset)
    report = report._replace(
        exit_code=code,
        reason=reason,
        failing=failing,
        notes=(*_remarks(outcome, writing, stray, _without_record(linted)), *_unread(others)),
        listing=Listing(made=_made(outcome, done)),
    )
    all_remarks = (*_remarks(outcome, writing, stray), *_unread(others))
    summary = (_read_and_written(outcome, report, writing.out), *_by_rule(report))
    last = (*summary, *(f"  {remark}" for remark in all_remarks), reason)
    print_report(shown, chosen, report, last=last)
    return code


def _worker(
    raw: tuple[str, ...], profile: str | None, required: tuple[str, ...], trust_rules: bool, record_format: RecordFormat
) -> BuildWorker:
    """What another process reads the same pages by."""
    config = find_config(Path.cwd())._replace(trust_rules=trust_rules)
    profiles = profiles_for(profile, config, required).usable
    inside = readable(raw, config)
    linter = Linter(replace(config.lint, baseline=None), inside=inside)
    pages = Pages((), inside=inside, fields=config.feeds)
    return build_worker(pages, linter, profiles, config.overrides, record_format)


def _report(linted: Linted, pages: int) -> Report:
    return Report(linted.reported, pages, width=width(), color=is_colored(), paths=linted.files)


def _check_places(raw: tuple[str, ...], out: Path) -> None:
    """Refuse standard input, whose page no later build finds again, and a file to write to.

    Raises:
        PathingestError: either is named.
    """
    if "-" in raw:
        raise PathingestError(
            "-: build reads files and folders; `pathingest parse -` prints the record of standard input, "
            "`pathingest crawl -` reads a feed"
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


def _made(outcome: Outcome, pages: int) -> str:
    """What was read and what became of it, for people at a terminal."""
    dataset = outcome.dataset
    kept, parts = len(dataset.entries) - outcome.made, ", ".join(_states(outcome))
    text = f"{in_words(pages, 'page')}{_same(outcome)}: {in_words(outcome.made, 'record')}"
    text += f" ({parts})" if parts else ""
    others = {
        "merged": outcome.merged,
        "without a record": len(dataset.skipped.keys() & dataset.read),
        "of earlier builds": kept,
    }
    return ", ".join([text, *(f"{count} {what}" for what, count in others.items() if count)])


def _states(outcome: Outcome) -> Iterator[str]:
    """How many of the records that this build made are new, changed, unchanged, edited."""
    edited = len(outcome.edited)
    states = {
        "new": outcome.new,
        "changed": outcome.changed,
        "unchanged": outcome.made - outcome.new - outcome.changed - edited,
        "edited by hand": edited,
    }
    return (f"{count} {state}" for state, count in states.items() if count)


def _by_rule(report: Report) -> Iterator[str]:
    """How often each rule found something, the worst first, and what to do next."""
    rows = counted(report.findings)
    if rows:
        found = Counter[str]()  # a rule finds things of several severities
        for row in rows:
            found[row.code] += row.found
        rules = [f"{code} ×{count}" if count > 1 else code for code, count in found.items()]
        first = next(one for one in report.findings if one.code == rows[0].code)
        yield f"  by rule: {_listed(rules, _RULES)}; next: {next_step(first)}"


def _read_and_written(outcome: Outcome, report: Report, out: Path) -> str:
    """The same for logs."""
    dataset = outcome.dataset
    kept = len(dataset.entries) - outcome.made
    records = in_words(len(dataset.entries), "record") + (f" ({kept} of earlier builds)" if kept else "")
    read = f"{in_words(report.pages, 'page')}{_same(outcome) or ' read'}"
    return ", ".join([read, f"{records} in {out}/", *_states(outcome), tally(report.findings)])


def _same(outcome: Outcome) -> str:
    """How many of the pages are as before, so that they need not be read; nothing if none is."""
    return f" ({outcome.same} as before)" if outcome.same else ""


def _without_record(linted: Linted) -> set[str | None]:
    """The pages of which a finding says already that they have no record."""
    return {finding.path for finding in linted.findings if finding.name == "not-a-pathway"}


def _unread(others: Sequence[Path]) -> Iterator[str]:
    found = [str(path) for path in others if not path.name.endswith(SIDECAR)]
    if found:
        why = "no pages by their names" if found[1:] else "no page by its name"
        yield f"not read: {_listed(found, _SHOWN)} ({why})"


def _remarks(
    outcome: Outcome, writing: Writing, stray: Sequence[Path], known: Collection[str | None] = ()
) -> Iterator[str]:
    """What else to know of the folder; nothing of pages that are `known` to have no record."""
    dataset, out = outcome.dataset, writing.out
    yield from _changes(outcome, out)
    read = dataset.read - {*known}
    skipped = [(page, why.why) for page, why in sorted(dataset.skipped.items()) if page in read]
    yield from (f"not written: {page} ({why})" for page, why in skipped[:_LINES])
    if skipped[_LINES:]:
        yield f"not written: {in_words(len(skipped) - _LINES, 'more page')}: {out / _MANIFEST} says why of each"
    edited = sorted(outcome.edited.items())
    for path, sources in edited[:_LINES]:
        broken = f"; it is no record of its id, so the dataset has what the page states: `pathingest lint {path}`"
        yield (
            f"not overwritten: {path} (of {', '.join(sources)}) was edited: `{import_of(path)}` keeps that in "
            "every build; to drop it, delete the file and build again, or build with --force"
            f"{broken if path in outcome.broken else ''}"
        )
    if edited[_LINES:]:
        yield f"not overwritten: {in_words(len(edited) - _LINES, 'more record')} that were edited: " + _listed(
            [str(path) for path, _ in edited[_LINES:]]
        )
    if outcome.removed:
        yield f"removed: {_listed(outcome.removed)}"
    renamed = [(old, new) for old, new in _renamed(outcome) if writing.ids.now(old) != new]
    for old, new in renamed[:_LINES]:
        yield (
            f"renamed: the page of {old} gives the id {new} now; `pathingest id keep {old} {new}` keeps the old one, "
            f"`pathingest id move {old} {new}` takes the new one and leaves an alias"
        )
    if renamed[_LINES:]:
        yield f"renamed: {len(renamed) - _LINES} more: {_listed([f'{old} to {new}' for old, new in renamed[_LINES:]])}"
    if dataset.gone:
        them = f"{in_words(len(dataset.gone), 'record')} that no page states any more: {_listed(dataset.gone, _SHOWN)}"
        how = "edited, so only --prune --force removes them" if writing.prune else "--prune removes them"
        yield f"gone: {them}; {how}"
    if stray:
        them = _listed([str(path) for path in stray], _SHOWN)
        yield f"not of this dataset: {them}; delete what is of no use"


def _renamed(outcome: Outcome) -> Iterator[tuple[str, str]]:
    """(old id, new id) of records that are gone while their first page is another record's."""
    dataset = outcome.dataset
    homes = {path: name for name, entry in dataset.entries.items() if name not in dataset.gone for path in entry.paths}
    for name in dataset.gone:
        new = next((homes[path] for path in dataset.entries[name].paths if path in homes), None)
        if new:
            yield name, new


def _changes(outcome: Outcome, out: Path) -> Iterator[str]:
    """What the records state otherwise than in the last build: what matters most, and how much else there is."""
    found = [(name, change) for name, some in outcome.differing.items() for change in some]
    ranked = sorted(found, key=lambda item: _MATTERS.get(item[1].at.split("/")[1], len(_MATTERS)))
    for name, change in ranked[:_SHOWN]:
        yield f"changed: {name}: {change.at[1:]}: {said(change)}"
    if left := ranked[_SHOWN:]:
        parts = Counter(change.at.split("/")[1] for _, change in left)
        where = _listed([f"{name} ×{count}" if count > 1 else name for name, count in parts.most_common()], _SHOWN)
        yield f"changed: {in_words(len(left), 'more value')}: {where}{_shown_by(out)}"


def _shown_by(out: Path) -> str:
    """The command that shows all that changed, where git has the dataset as it was; else nothing."""
    from pathingest.runners.changes import is_at  # noqa: PLC0415  few builds change much

    place = relative(out)
    if not is_at("HEAD", f"{place}/{_MANIFEST}", Path.cwd()):
        return ""
    new = [place] if place != "normalized" else []
    return f"; `{shlex.join(['pathingest', 'diff', f'HEAD:{place}', *new])}` shows them"


def _listed(names: Sequence[str], most: int | None = None) -> str:
    """The names, or the first of them and how many more there are."""
    shown = names[:most]
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return ", ".join(shown) + more
