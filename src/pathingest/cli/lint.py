"""`pathingest lint`: findings, in any of the formats, and whether they fail the run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pathingest.cli import _completion
from pathingest.cli._commands import Choice, Command
from pathingest.cli._console import say, show
from pathingest.cli._listing import OPTIONS, Shown, listing_options
from pathingest.cli._options import (
    FAIL_ON,
    JOBS,
    PROFILE,
    RAW,
    REQUIRE,
    feed_given,
    files_of,
    jobs_for,
    profiles_for,
    read_given,
    readable,
    standard_input,
)
from pathingest.cli._progress import progress
from pathingest.cli._report import ReportOptions, report_findings
from pathingest.cli._terminal import is_terminal
from pathingest.cli._trust import TRUST_RULES, lint_config
from pathingest.cli._watch import watch_files
from pathingest.cli._written import write
from pathingest.config import Config, find_config, read_config
from pathingest.control.baseline import baseline
from pathingest.model.errors import PathingestError
from pathingest.model.tuples import NamedTuple
from pathingest.outputs.reports import format_names, in_words
from pathingest.pipeline import ingest, ingest_safely
from pathingest.records import is_record
from pathingest.rules import match_rules
from pathingest.runners.lint import Linter, lint, reader
from pathingest.sources.pages import STDIN, Pages

if TYPE_CHECKING:
    from pathingest.config._lint import LintConfig
    from pathingest.control.changed import Changes
    from pathingest.control.trend import Earlier
    from pathingest.model.finding import Finding
    from pathingest.model.page import Page
    from pathingest.profiles import Profile
    from pathingest.runners.fix import Rounds
    from pathingest.runners.lint import Linted, Looked, Repair
    from pathingest.runners.parallel import LintWorker
    from pathingest.sources.feeds import Fields

_NAMED = 5  # files that a line names
_SELECTORS = "RULE[,RULE...]"


class _LintOptions(NamedTuple):
    """What a call wants, besides what the configuration says."""

    paths: tuple[str, ...]
    report: ReportOptions
    write_baseline: str | None
    changed: str | None
    compare: str | None
    fix: bool
    unsafe_fixes: bool
    diff: bool
    debug: bool
    repairs: bool = False


def _outputs(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """(format, file) of each `FORMAT:FILE`, as in `sarif:out.sarif`."""
    return tuple(map(_output, values))


def _output(value: str) -> tuple[str, str]:
    name, colon, path = value.partition(":")
    if not colon or not path or name not in format_names():
        raise click.BadParameter(
            f"{value!r} is no FORMAT:FILE, as in sarif:out.sarif; formats: {', '.join(format_names())}"
        )
    return name, path


def _split(_: click.Context, option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The rules that an option names: of nothing, as an unset variable gives it, nobody knows what was meant."""
    named = [[part.strip() for part in value.split(",") if part.strip()] for value in values]
    if not all(named):
        message = f"{option.opts[0]} names no rule; name one (`pathingest rule` lists them), or leave the option out"
        raise PathingestError(message)
    return tuple(chain.from_iterable(named))


_HELP = {
    "Which rules": ("--select", "--extend-select", "--ignore", "--trust-rules"),
    "Which findings": ("--changed", "--baseline", "--write-baseline"),
    "What is printed": ("--format", "--output", "--statistics", "--compare", *OPTIONS),
    "What fails the run": ("--fail-on", "--max-warnings", "--exit-zero"),
    "Fixes of records": ("--fix", "--unsafe-fixes", "--diff"),
    "How pages are read": ("--config", "--isolated", "--profile", "--require", "--jobs"),
}


@click.command("lint", cls=Command, groups=_HELP, short_help="Print what is wrong with pages and records.")
@click.argument("paths", nargs=-1, shell_complete=_completion.files)
@click.option(
    "--format", "output_format", type=Choice(format_names()), help="grouped on a terminal, else concise, by default."
)
@click.option(
    "--output",
    "outputs",
    callback=_outputs,
    multiple=True,
    metavar="FORMAT:FILE",
    shell_complete=_completion.outputs,
    help="Write a format to a file too (repeatable).",
)
@click.option(
    "--select",
    callback=_split,
    multiple=True,
    metavar=_SELECTORS,
    shell_complete=_completion.selectors,
    help="Run only these rules: codes, DUR, names, or ALL.",
)
@click.option(
    "--extend-select",
    callback=_split,
    multiple=True,
    metavar=_SELECTORS,
    shell_complete=_completion.selectors,
    help="Run these rules too.",
)
@click.option(
    "--ignore",
    callback=_split,
    multiple=True,
    metavar=_SELECTORS,
    shell_complete=_completion.selectors,
    help="Do not run these rules.",
)
@click.option("--fail-on", type=FAIL_ON, help="Exit 1 for findings as bad as this, or worse.  [default: warning]")
@click.option("--max-warnings", type=click.IntRange(min=0), help="Let this many warnings pass.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found.")
@click.option(
    "--baseline", metavar="FILE", shell_complete=_completion.files, help="Leave out the findings that this file knows."
)
@click.option(
    "--write-baseline",
    metavar="FILE",
    shell_complete=_completion.files,
    help="Write what is found to this file, as known from now on.",
)
@click.option(
    "--changed",
    metavar="REV",
    help="Leave out the findings on lines that are as they were where this branch left REV, as main.",
)
@click.option(
    "--compare",
    metavar="FILE",
    shell_complete=_completion.files,
    help="Say what is new and what is gone since an earlier run, whose JSON is in this file.",
)
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of showing them.")
@click.option("--fix", is_flag=True, help="Fix records where that is safe.")
@click.option("--unsafe-fixes", is_flag=True, help="Fix them also where it may change what they mean.")
@click.option("--diff", is_flag=True, help="Show what fixes would change, and change nothing.")
@click.option("--repairs", is_flag=True, help="Show the smallest changes of a page that would take a finding away.")
@click.option("--watch", is_flag=True, help="Lint again whenever a file changes.")
@click.option(
    "--config",
    "config_file",
    metavar="FILE",
    shell_complete=_completion.files,
    help="Take this configuration instead of the nearest.",
)
@click.option("--isolated", is_flag=True, help="Take no configuration.")
@PROFILE
@REQUIRE
@JOBS
@TRUST_RULES
@listing_options
@click.option("--debug", is_flag=True, help="Let an internal error through, with its traceback.")
def command(
    paths: tuple[str, ...],
    output_format: str | None,
    outputs: tuple[tuple[str, str], ...],
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    max_warnings: int | None,
    exit_zero: bool,
    baseline: str | None,
    write_baseline: str | None,
    changed: str | None,
    compare: str | None,
    statistics: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    repairs: bool,
    watch: bool,
    config_file: str | None,
    isolated: bool,
    profile: str | None,
    required: tuple[str, ...],
    jobs: int | None,
    trust_rules: bool,
    debug: bool,
    **shown: Any,
) -> int:
    """Print what is wrong with pages and records, the files and folders in PATHS.

    By default those that the configuration names, or raw/; "-" is standard input. Exit codes: 0 if nothing fails the
    run, 1 if something does, 2 for wrong use; the last line says why.
    """
    _refuse_together(
        ("--config", config_file, "--isolated", isolated),
        ("--write-baseline", write_baseline, "--fix", fix),
        ("--write-baseline", write_baseline, "--unsafe-fixes", unsafe_fixes),
        ("--write-baseline", write_baseline, "--diff", diff),
        ("--write-baseline", write_baseline, "--output", outputs),
        ("--diff", diff, "--output", outputs),
        ("--repairs", repairs, "--write-baseline", write_baseline),
        ("--repairs", repairs, "--diff", diff),
        ("--repairs", repairs, "--statistics", statistics),
        ("--changed", changed, "--write-baseline", write_baseline),
        ("--changed", changed, "--compare", compare),
        ("--compare", compare, "--write-baseline", write_baseline),
        ("--compare", compare, "--diff", diff),
        ("--changed", changed, "--fix", fix),
        ("--changed", changed, "--unsafe-fixes", unsafe_fixes),
        ("--changed", changed, "--diff", diff),
        ('"-"', STDIN in paths, "--changed", changed),
        ('"-"', STDIN in paths, "--watch", watch),
        ('"-"', STDIN in paths, "other paths", paths[1:]),
    )
    if repairs and output_format is None and is_terminal():
        output_format = "full"  # at a glance there is no room for them
    report = ReportOptions(output_format, outputs, statistics, exit_zero, Shown(**shown))
    report.shown.format(output_format)  # wrong use is known before any page is read
    wanted = _LintOptions(paths, report, write_baseline, changed, compare, fix, unsafe_fixes, diff, debug, repairs)
    options = {
        "select": select or None,
        "extend_select": extend_select,
        "ignore": ignore,
        "fail_on": fail_on,
        "max_warnings": max_warnings,
        "baseline": baseline,
    }
    means = _Means(config_file, isolated, trust_rules, tuple(options.items()), profile, required, jobs)
    config = means.config()
    if watch:
        places = [*(paths or config.lint.paths or [str(RAW)]), *([str(config.path)] if config.path else [])]
        return watch_files(places, lambda: _once(wanted, means.config(), means))
    return _once(wanted, config, means)


def _refuse_together(*pairs: tuple[str, object, str, object]) -> None:
    """Refuse what would be passed over in silence beside something else: each with its name and what was given."""
    for one, given, other, also_given in pairs:
        if given and also_given:
            message = f"{one} and {other} exclude each other; leave one out"
            raise PathingestError(message)


def _config(config_file: str | None, *, isolated: bool, trust_rules: bool) -> Config:
    """The configuration in force: the one that is named, the nearest, or none."""
    if isolated:
        return Config()
    found = read_config(Path(config_file)) if config_file else find_config(Path.cwd())
    return found._replace(trust_rules=trust_rules)


def _with_options(config: LintConfig, **said: Any) -> LintConfig:
    """The configuration with what the call says in its place; `--ignore` and `--extend-select` come on top."""
    for selector in (*(said["select"] or ()), *said["extend_select"], *said["ignore"]):
        match_rules(selector, config.rules, config.skipped)
    return replace(
        config,
        select=said["select"] or config.select,
        extend_select=(*(() if said["select"] else config.extend_select), *said["extend_select"]),
        ignore=(*(() if said["select"] else config.ignore), *said["ignore"]),
        fail_on=said["fail_on"] or config.fail_on,
        max_warnings=config.max_warnings if said["max_warnings"] is None else said["max_warnings"],
        baseline=Path(said["baseline"]) if said["baseline"] else config.baseline,
    )


class _Means(NamedTuple):
    """By what pages are read and linted, as the call says it: for other processes, which read it again."""

    config_file: str | None
    isolated: bool
    trust_rules: bool
    options: tuple[tuple[str, Any], ...]
    profile: str | None
    required: tuple[str, ...]
    jobs: int | None

    def config(self) -> Config:
        """The configuration in force."""
        return _config(self.config_file, isolated=self.isolated, trust_rules=self.trust_rules)


def _worker(named: tuple[str, ...], means: _Means, debug: bool, repairs: bool) -> LintWorker:
    """What another process lints the same pages by."""
    from pathingest.runners.parallel import LintWorker  # noqa: PLC0415  as above

    project = means.config()
    config = replace(_with_options(project.lint, **dict(means.options)), baseline=None)
    profiles = profiles_for(means.profile, project, means.required).usable
    inside = readable(named, project)
    pages = Pages((), inside=inside, fields=project.feeds)
    repair = _repair(profiles, config, debug=debug) if repairs else None
    linter = Linter(config, inside=inside, debug=debug, repair=repair)
    return LintWorker(pages, reader(profiles, source=pages.read, debug=debug), linter)


def _once(wanted: _LintOptions, project: Config, means: _Means) -> int:
    """Lint, fix what is to be fixed, and report."""
    config = _with_options(lint_config(project), **dict(means.options))
    inside = readable(wanted.paths, project)
    worker = (wanted.paths, means, wanted.debug, wanted.repairs)
    wanted = wanted._replace(paths=wanted.paths or config.paths)
    profiles = profiles_for(means.profile, project, means.required)
    inputs = _inputs(wanted, profiles.usable, inside, project.feeds)
    if wanted.paths != (STDIN,):
        inputs = inputs._replace(jobs=jobs_for(means.jobs, inputs.pages), worker=worker)
    if profiles.broken and (wanted.fix or wanted.unsafe_fixes or wanted.diff or wanted.write_baseline):
        raise PathingestError(*profiles.broken.values())  # what would be kept might hang on them
    earlier = _earlier(wanted.compare)
    if wanted.fix or wanted.unsafe_fixes or wanted.diff:
        return _fix(wanted, config, inputs, earlier, project.overrides)
    if wanted.write_baseline:
        # What a baseline holds already does not count, and it need not be there yet.
        linted = inputs.lint(replace(config, baseline=None), debug=wanted.debug)
        return _write_baseline(Path(wanted.write_baseline), linted.findings, config)
    changes = _changes(wanted.changed)
    linted = inputs.lint(config, debug=wanted.debug, repairs=wanted.repairs)
    if changes:
        linted = linted.on_changed_lines(changes)
    return report_findings(wanted.report, config, linted, broken=profiles.broken, earlier=earlier)


def _changes(revision: str | None) -> Changes | None:
    """What was changed since a revision; None where all findings count."""
    if revision is None:
        return None
    from pathingest.runners.changes import changes_since  # noqa: PLC0415  only those who ask for it need it

    return changes_since(revision, Path.cwd())


def _earlier(path: str | None) -> Earlier | None:
    """What an earlier run found; None where nothing is compared with it."""
    if path is None:
        return None
    from pathingest.control.trend import Earlier  # noqa: PLC0415  as above

    return Earlier(Path(path))


class _Inputs(NamedTuple):
    """The pages and records of a run, or the one page that was read from standard input."""

    pages: Pages
    read: Callable[[Path], Page]
    profiles: tuple[Profile, ...]
    inside: frozenset[Path]
    given: Page | None = None
    quiet: bool = False
    jobs: int = 1
    worker: tuple[Any, ...] = ()

    def lint(self, config: LintConfig, *, debug: bool, repairs: bool = False) -> Linted:
        """What the run finds."""
        repair = _repair(self.profiles, config, debug=debug) if repairs else None
        if self.given:
            return lint([self.given], config, inside=self.inside, debug=debug, repair=repair)
        again = self.read if self.pages.count != 1 else None
        return lint(self._met(), config, again=again, inside=self.inside, debug=debug, repair=repair)

    def _met(self) -> Iterator[Page | Looked]:
        pages: Iterator[Page | Looked] = map(self.read, self.pages)
        if self.jobs > 1:
            from pathingest.runners.parallel import looked, setup  # noqa: PLC0415  small runs need no other processes

            pages = looked(self.pages, setup(_worker, *self.worker), self.jobs)
        return pages if self.quiet else progress(pages, "lint", self.pages.count, of=lambda _: True)


def _repair(profiles: tuple[Profile, ...], config: LintConfig, *, debug: bool) -> Repair:
    """What gives findings their repairs, which all rules judge, however few of them the run selects."""
    from pathingest.control import selection  # noqa: PLC0415  only those who ask need it
    from pathingest.runners.repairs import repaired  # noqa: PLC0415  as above

    judges = selection.enabled(replace(config, select=None)) if config.select else None
    return partial(repaired, judges=judges, profiles=profiles, debug=debug)


def _inputs(wanted: _LintOptions, profiles: tuple[Profile, ...], inside: frozenset[Path], fields: Fields) -> _Inputs:
    if wanted.paths == (STDIN,):
        file = standard_input()
        if given := feed_given(file):
            pages = Pages([Path(STDIN)], inside=inside, fields=fields, given=given)
            read = reader(profiles, source=pages.read, debug=wanted.debug)
            return _Inputs(pages, read, profiles, inside, quiet=wanted.report.shown.quiet)
        read = reader(profiles, inside=inside, debug=wanted.debug)
        source = read_given(file)
        page = ingest(source, profiles) if wanted.debug else ingest_safely(source, profiles, validated=False)
        return _Inputs(Pages(()), read, profiles, inside, page)
    pages = Pages(files_of(wanted.paths), inside=inside, fields=fields, pipe=True)
    read = reader(profiles, source=pages.read, debug=wanted.debug, alone=pages.count == 1)
    return _Inputs(pages, read, profiles, inside, quiet=wanted.report.shown.quiet)


def _fix(wanted: _LintOptions, config: LintConfig, inputs: _Inputs, earlier: Earlier | None, corrections: Path) -> int:
    """Fix records, or show how; then report what is left."""
    from pathingest.runners.fix import apply_fixes  # noqa: PLC0415  only those who fix need it

    rounds = apply_fixes(
        lambda read: inputs._replace(read=read, jobs=1).lint(config, debug=wanted.debug, repairs=wanted.repairs),
        inputs.read,
        "unsafe" if wanted.unsafe_fixes else "safe",
        inputs.profiles,
    )
    fixed, changed = in_words(len(rounds.fixed), "finding"), in_words(len(rounds.records), "record")
    if wanted.diff:
        show(rounds.diff())
        code = int(bool(rounds.records) and not wanted.report.exit_zero)
        summary = f"{fixed} would be fixed in {changed}" if rounds.records else "there is nothing to fix"
        say(f"exit {code}: {summary}", err=True)
        return code
    notes = (f"{fixed} fixed in {changed}{_written(rounds, inputs, corrections)}", *_of_pages(rounds.left))
    return report_findings(wanted.report, config, rounds.left, notes, earlier=earlier)


def _written(rounds: Rounds, inputs: _Inputs, corrections: Path) -> str:
    """Write what is fixed, and say into which files."""
    if not rounds.records:
        return ""
    from pathingest.overrides.ids import read_ids  # noqa: PLC0415  as above
    from pathingest.runners.lasting import Lasting  # noqa: PLC0415

    files = Lasting(corrections, lambda: read_ids(corrections), inputs.read).write(rounds)
    build = "; build makes the corrections" if any(path.parent == corrections for path in files) else ""
    more = f" and {len(files) - _NAMED} more" if len(files) > _NAMED else ""
    return f": kept in {', '.join(map(str, files[:_NAMED]))}{more}{build}"


def _of_pages(linted: Linted) -> Iterator[str]:
    """That pages themselves are never fixed, where somebody may wonder."""
    found = [one for one in linted.findings if one.fixable and not is_record(Path(one.path or ""))]
    if found:
        yield f"{in_words(len(found), 'finding')} to be fixed in the records (raw pages stay as they are)"


def _write_baseline(path: Path, findings: Sequence[Finding], config: LintConfig) -> int:
    write(path, baseline(findings, path.parent))
    summary = (
        ""
        if config.baseline and config.baseline.resolve() == path.resolve()
        else f'; name it under [lint] in the configuration, baseline = "{_from(config.root, path)}", or with --baseline'
    )
    say(f"exit 0: {in_words(len(findings), 'finding')} written to {path}{summary}", err=True)
    return 0


def _from(root: Path, path: Path) -> str:
    return Path(os.path.relpath(path, root)).as_posix()
