"""`pathingest lint`: findings, in any of the formats, and whether they fail the run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pathingest.cli._options import FAIL_ON, PROFILE, RAW, files_of, profiles_for, read_one
from pathingest.cli._repository import in_repository
from pathingest.config import Config, find_config, read_config
from pathingest.control.baseline import baseline
from pathingest.control.selection import asked
from pathingest.control.verdict import verdict
from pathingest.model.errors import PathingestError
from pathingest.outputs.files import write
from pathingest.outputs.reports import Format, Report, conclusion, find_format, format_names, in_words
from pathingest.outputs.statistics import statistics
from pathingest.pipeline import ingest, ingest_safely
from pathingest.records import is_record
from pathingest.rules import match_rules
from pathingest.runners.lint import lint, reader

if TYPE_CHECKING:
    from pathingest.config._lint import LintConfig
    from pathingest.model.finding import Finding
    from pathingest.model.page import Page
    from pathingest.profiles import Profile
    from pathingest.runners.lint import Linted

_WIDTH = 80  # of a file
_STDIN = "-"

_SELECTORS = "RULE[,RULE...]"


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a call asks for, besides what the configuration says."""

    paths: tuple[str, ...]
    output_format: str | None
    outputs: tuple[tuple[str, str], ...]
    statistics: bool
    exit_zero: bool
    write_baseline: str | None
    fix: bool
    unsafe_fixes: bool
    diff: bool
    debug: bool


class _Output(click.ParamType[tuple[str, str]]):
    """`FORMAT:FILE`, as in `sarif:out.sarif`."""

    name = "FORMAT:FILE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The format and the file."""
        if isinstance(value, tuple):
            return value
        name, colon, path = str(value).partition(":")
        if not colon or not path or name not in format_names():
            self.fail(
                f"{value!r} is no FORMAT:FILE, as in sarif:out.sarif; formats: {', '.join(format_names())}", param, ctx
            )
        return name, path


@click.command("lint", short_help="Print what is wrong with pages and records.")
@click.argument("paths", nargs=-1)
@click.option(
    "--format", "output_format", type=click.Choice(format_names()), help="full on a terminal, else concise, by default."
)
@click.option("--output", "outputs", type=_Output(), multiple=True, help="Write a format to a file too (repeatable).")
@click.option("--select", multiple=True, metavar=_SELECTORS, help="Ask these rules only: codes, DUR, names, or ALL.")
@click.option("--extend-select", multiple=True, metavar=_SELECTORS, help="Ask these rules too.")
@click.option("--ignore", multiple=True, metavar=_SELECTORS, help="Do not ask these rules.")
@click.option("--fail-on", type=FAIL_ON, help="Exit 1 for findings as bad as this, or worse.  [default: warning]")
@click.option("--max-warnings", type=click.IntRange(min=0), help="Let this many warnings pass.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found.")
@click.option("--baseline", metavar="FILE", help="Leave out the findings that this file knows.")
@click.option("--write-baseline", metavar="FILE", help="Write what is found to this file, as known from now on.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of showing them.")
@click.option("--fix", is_flag=True, help="Mend records where that is safe.")
@click.option("--unsafe-fixes", is_flag=True, help="Mend them also where it may change what they mean.")
@click.option("--diff", is_flag=True, help="Show what fixes would change, and change nothing.")
@click.option("--watch", is_flag=True, help="Lint again whenever a file changes.")
@click.option("--config", "config_file", metavar="FILE", help="Take this configuration instead of the nearest.")
@click.option("--isolated", is_flag=True, help="Take no configuration.")
@PROFILE
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
    statistics: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    watch: bool,
    config_file: str | None,
    isolated: bool,
    profile: str | None,
    debug: bool,
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
        ('"-"', _STDIN in paths, "--watch", watch),
        ('"-"', _STDIN in paths, "other paths", paths[1:]),
    )
    wish = _Wish(paths, output_format, outputs, statistics, exit_zero, write_baseline, fix, unsafe_fixes, diff, debug)
    options = {
        "select": _split(select) or None,
        "extend_select": _split(extend_select),
        "ignore": _split(ignore),
        "fail_on": fail_on,
        "max_warnings": max_warnings,
        "baseline": baseline,
    }
    config = _config(config_file, isolated=isolated)
    if watch:
        places = [*(paths or config.lint.paths or [str(RAW)]), *([str(config.path)] if config.path else [])]
        return _watch(places, lambda: _once(wish, _config(config_file, isolated=isolated), options, profile))
    return _once(wish, config, options, profile)


def _refuse_together(*pairs: tuple[str, object, str, object]) -> None:
    """Refuse what would be passed over in silence beside something else: each with its name and what was given."""
    for one, given, other, also_given in pairs:
        if given and also_given:
            message = f"{one} and {other} exclude each other; leave one out"
            raise PathingestError(message)


def _config(config_file: str | None, *, isolated: bool) -> Config:
    """The configuration in force: the one that is named, the nearest, or none."""
    if isolated:
        return Config()
    return read_config(Path(config_file)) if config_file else find_config(Path.cwd())


def _split(selectors: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for selector in selectors for part in selector.split(",") if part.strip())


def _with_options(config: LintConfig, **said: Any) -> LintConfig:
    """The configuration with what the call says in its place; `--ignore` and `--extend-select` come on top."""
    for selector in (*(said["select"] or ()), *said["extend_select"], *said["ignore"]):
        match_rules(selector, config.rules)
    return replace(
        config,
        select=said["select"] or config.select,
        extend_select=(*(() if said["select"] else config.extend_select), *said["extend_select"]),
        ignore=(*(() if said["select"] else config.ignore), *said["ignore"]),
        fail_on=said["fail_on"] or config.fail_on,
        max_warnings=config.max_warnings if said["max_warnings"] is None else said["max_warnings"],
        baseline=Path(said["baseline"]) if said["baseline"] else config.baseline,
    )


def _once(wish: _Wish, project: Config, options: Mapping[str, Any], profile: str | None) -> int:
    """Lint, mend what is to be mended, and tell."""
    config = _with_options(project.lint, **options)
    wish = replace(wish, paths=wish.paths or config.paths)
    inputs = _inputs(wish, profiles_for(profile, project))
    if wish.fix or wish.unsafe_fixes or wish.diff:
        return _mend(wish, config, inputs)
    if wish.write_baseline:
        # What a baseline holds already does not count, and it need not be there yet.
        linted = inputs.lint(replace(config, baseline=None), debug=wish.debug)
        return _write_baseline(Path(wish.write_baseline), linted.findings, config)
    return _tell(wish, config, inputs.lint(config, debug=wish.debug))


@dataclass(frozen=True, slots=True)
class _Inputs:
    """The files of a run, or the one page that was read from standard input."""

    files: tuple[Path, ...]
    read: Callable[[Path], Page]
    profiles: tuple[Profile, ...]
    given: Page | None = None

    def lint(self, config: LintConfig, *, debug: bool) -> Linted:
        """What the run finds."""
        if self.given:
            return lint([self.given], config, debug=debug)
        again = self.read if len(self.files) > 1 else None
        return lint(map(self.read, self.files), config, again=again, debug=debug)


def _inputs(wish: _Wish, profiles: tuple[Profile, ...]) -> _Inputs:
    if wish.paths == (_STDIN,):
        read = reader(profiles, debug=wish.debug)
        source = read_one(_STDIN)
        page = ingest(source, profiles) if wish.debug else ingest_safely(source, profiles, validated=False)
        return _Inputs((), read, profiles, page)
    files = tuple(files_of(wish.paths))
    return _Inputs(files, reader(profiles, debug=wish.debug, alone=len(files) == 1), profiles)


def _mend(wish: _Wish, config: LintConfig, inputs: _Inputs) -> int:
    """Mend records, or show how; then tell what is left."""
    from pathingest.runners.mend import mend_run  # noqa: PLC0415  only those who mend need it

    rounds = mend_run(
        lambda read: replace(inputs, read=read).lint(config, debug=wish.debug),
        inputs.read,
        "unsafe" if wish.unsafe_fixes else "safe",
        inputs.profiles,
    )
    mended, changed = in_words(len(rounds.mended), "finding"), in_words(len(rounds.records), "record")
    if wish.diff:
        click.echo(rounds.diff(), nl=False)
        code = int(bool(rounds.records) and not wish.exit_zero)
        told = f"{mended} would be mended in {changed}" if rounds.records else "there is nothing to mend"
        click.echo(f"exit {code}: {told}", err=True)
        return code
    rounds.write()
    return _tell(wish, config, rounds.left, (f"{mended} mended in {changed}", *_of_pages(rounds.left)))


def _of_pages(linted: Linted) -> Iterator[str]:
    """That pages themselves are never mended, where somebody may wonder."""
    count = sum(
        bool(finding.fix and finding.fix.changes and not is_record(Path(finding.path or "")))
        for finding in linted.findings
    )
    if count:
        yield f"{in_words(count, 'finding')} to be mended in the records (raw pages stay as they are)"


def _write_baseline(path: Path, findings: Sequence[Finding], config: LintConfig) -> int:
    write(path, baseline(findings, path.parent))
    told = (
        ""
        if config.baseline and config.baseline.resolve() == path.resolve()
        else f'; name it in the configuration, baseline = "{_from(config.root, path)}", or with --baseline'
    )
    click.echo(f"exit 0: {in_words(len(findings), 'finding')} written to {path}{told}", err=True)
    return 0


def _from(root: Path, path: Path) -> str:
    return Path(os.path.relpath(path, root)).as_posix()


def _tell(wish: _Wish, config: LintConfig, linted: Linted, notes: tuple[str, ...] = ()) -> int:
    """Write every format that is asked for, and return the exit code."""
    code, reason, failing = verdict(linted.findings, config.fail_on, config.max_warnings, exit_zero=wish.exit_zero)
    report = Report(
        findings=linted.findings,
        pages=len(linted.files),
        rules=asked(config).rules,
        exit_code=code,
        reason=reason,
        failing=failing,
        notes=(*notes, *_notes(linted)),
        width=_width(),
        color=_is_colored(),
        paths=linted.files,
    )
    for name, path in wish.outputs:
        _write(Path(path), find_format(name), report)
    chosen = wish.output_format or ("full" if sys.stdout.isatty() else "concise")
    if wish.statistics:
        click.echo(statistics(report.findings, as_json=chosen in ("json", "jsonl")), nl=False)
    else:
        click.echo(_rendered(find_format(chosen), report), nl=False)
    for name in {chosen, *(name for name, _ in wish.outputs)}:
        _append_summary(find_format(name), report)
    if wish.statistics or not find_format(chosen).concludes:
        click.echo(conclusion(report), nl=False, err=True)
    return code


def _write(path: Path, chosen: Format, report: Report) -> None:
    write(path, _rendered(chosen, replace(report, width=_WIDTH, color=False)))


def _rendered(chosen: Format, report: Report) -> str:
    return chosen.render(in_repository(report) if chosen.in_repository else report)


def _notes(linted: Linted) -> Iterator[str]:
    """What a reader should know of what is not shown."""
    if linted.suppressed:
        yield f"{in_words(linted.suppressed, 'finding')} suppressed"
    if linted.known:
        yield f"{in_words(linted.known, 'finding')} known by the baseline"
    if linted.gone:
        yield f"{in_words(linted.gone, 'finding')} of the baseline no longer there; write it anew"


def _width() -> int:
    """How wide the output is; a terminal is asked, a file is not."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return _WIDTH
    import shutil  # noqa: PLC0415  with all that it knows of archives

    return shutil.get_terminal_size().columns


def _is_colored() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _append_summary(chosen: Format, report: Report) -> None:
    """What a format has for the summary page of a CI run, if the run has one."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path and chosen.step_summary:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(chosen.step_summary(in_repository(report)))


def _watch(places: list[str], again: Callable[[], int]) -> int:
    """Lint, and lint again whenever a page or the configuration changes, until interrupted."""
    for place in places:
        if not Path(place).exists():
            message = f"{place}: no such file or folder; check the path"
            raise PathingestError(message)
    try:
        from watchfiles import watch  # noqa: PLC0415  an extra
    except ImportError:
        message = "--watch needs the package watchfiles: install pathingest[watch]"
        raise PathingestError(message) from None
    code = _again(again)
    try:
        for _ in watch(*places, raise_interrupt=True):
            click.clear()
            code = _again(again)
    except KeyboardInterrupt:
        pass
    return code


def _again(lint_once: Callable[[], int]) -> int:
    """One round of watching: what is wrong with the files may be mended in the next."""
    try:
        return lint_once()
    except PathingestError as error:
        click.echo(f"pathingest: {error}", err=True)
        return 2
