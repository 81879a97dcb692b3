"""How a run of linting is reported: in every selected format, with the reason of the exit code."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pathingest.cli._console import say, show
from pathingest.cli._listing import Shown
from pathingest.cli._options import report_broken
from pathingest.cli._repository import in_repository
from pathingest.cli._terminal import DEFAULT_WIDTH, is_colored, width
from pathingest.cli._written import write
from pathingest.control.selection import enabled
from pathingest.control.verdict import verdict
from pathingest.model.tuples import NamedTuple
from pathingest.outputs.reports import Format, Report, Trend, conclusion, find_format, in_words, rendered
from pathingest.outputs.statistics import LEGEND, counted, statistics

if TYPE_CHECKING:
    from pathingest.config._lint import LintConfig
    from pathingest.control.trend import Earlier
    from pathingest.runners.lint import Linted


class ReportOptions(NamedTuple):
    """How a run is reported.

    Attributes:
        output_format: what goes to stdout; None for what fits the reader.
        outputs: the formats that go to files, each with its file.
        statistics: whether the findings of each rule are counted instead of shown.
        exit_zero: whether the run passes whatever is found.
        shown: what of the findings goes to stdout.
    """

    output_format: str | None
    outputs: tuple[tuple[str, str], ...]
    statistics: bool
    exit_zero: bool
    shown: Shown = Shown()

    @property
    def formats(self) -> set[str]:
        """The names of the formats that a run is reported in."""
        return {self.shown.format(self.output_format), *(name for name, _ in self.outputs)}


def report_findings(
    wanted: ReportOptions,
    config: LintConfig,
    linted: Linted,
    notes: tuple[str, ...] = (),
    broken: Mapping[Path, str] = MappingProxyType({}),
    earlier: Earlier | None = None,
) -> int:
    """Write every selected format, and return the exit code; profiles that are `broken` fail the run."""
    findings = linted.reported
    trend = earlier.trend(findings) if earlier else None
    code, reason, failing = verdict(findings, config.fail_on, config.max_warnings, exit_zero=wanted.exit_zero)
    if broken:
        code = report_broken(broken, code)
        reason = f"exit {code}: {in_words(len(broken), 'profile')} cannot be used"
    report = Report(
        findings=findings,
        pages=len(linted.files),
        rules=enabled(config).rules,
        exit_code=code,
        reason=reason,
        failing=failing,
        notes=(*notes, *_notes(linted), *_compared(trend)),
        width=width(),
        color=is_colored(),
        paths=linted.files,
        docs_url=config.docs_url,
        trend=trend,
    )
    if any(find_format(name).suggests for name in wanted.formats):
        from pathingest.runners.suggestions import with_suggestions  # noqa: PLC0415  few formats need it

        report = report._replace(findings=tuple(with_suggestions(report.findings)))
    for name, path in wanted.outputs:
        _write(Path(path), find_format(name), report)
    chosen = wanted.shown.format(wanted.output_format)
    for name in wanted.formats:
        _append_summary(find_format(name), report)
    if wanted.statistics:
        _count(chosen, report)
    else:
        print_report(wanted.shown, chosen, report)
    return code


def print_report(shown: Shown, name: str, report: Report, last: Sequence[str] | None = None) -> None:
    """Print a report in the format of that name, as far as the options want it.

    Where the format does not conclude itself, the `last` lines, by default the conclusion, go to stderr; the last of
    them is the reason.
    """
    if shown.is_silent(name, report.exit_code):
        return
    chosen, printed = shown.printed(name, report)
    for text in _rendered(chosen, printed):
        show(text, styled=report.color, commands=name == "github")
    if not chosen.concludes and not (shown.quiet and report.exit_code == 0):
        if last is None:
            last = conclusion(printed._replace(findings=report.findings)).splitlines()
        say(*(last[-1:] if shown.quiet else last), err=True)


def _count(chosen: str, report: Report) -> None:
    """Print how often each rule found something."""
    rows = counted(report.findings)
    if chosen == "grouped":
        from pathingest.cli._tables import counts  # noqa: PLC0415  only for people

        show(counts(rows, report.width, color=report.color), styled=True)
    else:
        as_json = chosen in ("json", "jsonl")
        show(statistics(rows, as_json=as_json))
        if not as_json and any(row.fixable for row in rows):
            say(LEGEND, err=True)
    say(*conclusion(report).splitlines(), err=True)


def _write(path: Path, chosen: Format, report: Report) -> None:
    write(path, "".join(_rendered(chosen, report._replace(width=DEFAULT_WIDTH, color=False))))


def _rendered(chosen: Format, report: Report) -> Iterator[str]:
    return rendered(chosen, in_repository(report) if chosen.in_repository else report)


def _notes(linted: Linted) -> Iterator[str]:
    """What a reader should know of what is not shown."""
    if linted.suppressed:
        yield f"{in_words(linted.suppressed, 'finding')} suppressed"
    if linted.known:
        yield f"{in_words(linted.known, 'finding')} known by the baseline"
    if linted.elsewhere:
        yield f"{in_words(linted.elsewhere, 'finding')} on other lines"
    if linted.gone:
        yield f"{in_words(linted.gone, 'finding')} of the baseline no longer there; write it anew"


def _compared(trend: Trend | None) -> Iterator[str]:
    if trend:
        before = in_words(sum(trend.counts.values()), "finding")
        yield f"{trend.new} new and {trend.gone} gone since the earlier run with {before}"


def _append_summary(chosen: Format, report: Report) -> None:
    """What a format has for the summary page of a CI run, if the run has one."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path and chosen.step_summary:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(chosen.step_summary(in_repository(report)))
