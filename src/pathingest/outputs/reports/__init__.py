"""Findings to text: one module per format, found by discovery.

A module is named after its format and offers one `Format`. What a format may know of a run is in the `Report`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from itertools import islice
from typing import Literal

from pathingest.model.errors import PathingestError
from pathingest.model.finding import SEVERITIES, Finding, Severity
from pathingest.model.tuples import NamedTuple
from pathingest.model.visible import visible
from pathingest.outputs.reports._json import dumps, finding_data
from pathingest.registry import names
from pathingest.rules import Rule

GroupBy = Literal["page", "rule", "severity"]
GROUPS: tuple[GroupBy, ...] = ("page", "rule", "severity")


class Listing(NamedTuple):
    """What of the findings is listed, and how.

    Attributes:
        least: the mildest severity that is listed; None for what the format lists by itself.
        limit: how many findings at most, the worst first; 0 for all, None for what the format lists by itself.
        rows: the rows of the terminal, which formats that list a part fill at most; None where there is no terminal.
        group_by: what is a group, in formats that have groups.
        made: what was read and written, in a line, where the run writes something.
        brief: whether the reason of the exit code is all that is said besides the findings.
    """

    least: Severity | None = None
    limit: int | None = None
    rows: int | None = None
    group_by: GroupBy = "page"
    made: str = ""
    brief: bool = False


class Moved(NamedTuple):
    """How many findings of a rule, of one severity, are new since an earlier run, and how many are gone."""

    code: str
    name: str
    severity: Severity
    new: int
    gone: int

    @property
    def counts(self) -> str:
        """Both in words; what there is none of is left out."""
        return ", ".join(f"{count} {what}" for count, what in ((self.new, "new"), (self.gone, "gone")) if count)


class Trend(NamedTuple):
    """An earlier run, to compare with.

    Attributes:
        pages: how many pages and records it read.
        counts: how many findings of each severity it had, worst first.
        rules: what is new and what is gone, by rule, the worst first; of one severity those with most first.
    """

    pages: int
    counts: Mapping[Severity, int]
    rules: tuple[Moved, ...] = ()

    @property
    def new(self) -> int:
        """How many of this run's findings it did not have."""
        return sum(rule.new for rule in self.rules)

    @property
    def gone(self) -> int:
        """How many of its findings this run does not have."""
        return sum(rule.gone for rule in self.rules)


class Report(NamedTuple):
    """A run and what it found.

    Attributes:
        findings: in the order of the pages, then those across pages.
        pages: how many pages and records were read.
        paths: those pages and records, in the order they were read; where they are not given, formats that list the
            pages without findings list none.
        rules: the (name, rule) that were enabled, by code.
        exit_code: of the run.
        reason: why it is that, in one line.
        failing: the severities of the findings that fail the run.
        notes: what a reader should know besides: how many findings were suppressed, or are in the baseline.
        width: columns of the terminal.
        color: whether the reader is a terminal that shows colours.
        listing: what is listed.
        docs_url: where rules are documented, with `{code}` and `{name}` for theirs; empty where nowhere is.
        trend: an earlier run, if it is compared with one.
    """

    findings: Sequence[Finding]
    pages: int
    rules: tuple[tuple[str, Rule], ...] = ()
    exit_code: int = 0
    reason: str = ""
    failing: tuple[Severity, ...] = ("error", "warning")
    notes: tuple[str, ...] = ()
    width: int = 80
    color: bool = False
    paths: tuple[str, ...] = ()
    listing: Listing = Listing()
    docs_url: str = ""
    trend: Trend | None = None

    def rule_url(self, rule: Finding) -> str | None:
        """The address of the documentation of a finding's rule, if there is one."""
        return rule_url(self.docs_url, rule.code, rule.name)


def rule_url(template: str, code: str, name: str) -> str | None:
    """The address of a rule's documentation."""
    return template.replace("{code}", code).replace("{name}", name) or None


class Format(NamedTuple):
    """One format.

    Attributes:
        render: the whole text, with a newline at its end (or nothing at all).
        concludes: whether the text ends with the summary and the reason itself; else they belong beside it, on stderr.
        in_repository: whether its paths are to be those of the repository, wherever in it the run was started.
        one_by_one: whether the text is that of each finding, one after the other, so that it may be written in parts.
        selects: whether it selects itself what is listed, and counts the rest; see `listed` for the others.
        suggests: whether it shows what fixes would change in the files of records.
        step_summary: what belongs, as Markdown, at the end of the file that GitHub names in GITHUB_STEP_SUMMARY; None
            for formats that nothing of the kind belongs to.
    """

    render: Callable[[Report], str]
    concludes: bool = False
    in_repository: bool = False
    one_by_one: bool = False
    selects: bool = False
    suggests: bool = False
    step_summary: Callable[[Report], str] | None = None


def rendered(chosen: Format, report: Report) -> Iterator[str]:
    """The text of a report, in parts where the format allows it: that of a large run is large."""
    if not chosen.one_by_one:
        yield chosen.render(report)
        return
    left = iter(report.findings)
    while some := tuple(islice(left, _TOGETHER)):
        yield chosen.render(report._replace(findings=some))


_TOGETHER = 256  # findings


@cache
def format_names() -> tuple[str, ...]:
    """The names of all formats, in alphabetical order, without importing them."""
    return tuple(names(__name__))


def find_format(name: str) -> Format:
    """The format of that name.

    Raises:
        PathingestError: no such format; names those there are.
    """
    if name not in format_names():
        message = f"no format {name!r}; there are {', '.join(format_names())}"
        raise PathingestError(message)
    found: Format = import_module(f"{__name__}.{name}").FORMAT
    return found


def severity_counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings of each severity, worst first."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in SEVERITIES}


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by severity; those of one severity stay in their order."""
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def listed(report: Report) -> Report:
    """The report of what is to be listed alone; a note counts what is left out. Findings stay in their order."""
    least, limit = report.listing.least, report.listing.limit
    if least is None and not limit:
        return report
    bound = SEVERITIES.index(least or SEVERITIES[-1])
    ranks = [SEVERITIES.index(finding.severity) for finding in report.findings]
    kept = [number for number, rank in enumerate(ranks) if rank <= bound]
    if limit:
        kept = sorted(kept, key=ranks.__getitem__)[:limit]
    if not (left := len(ranks) - len(kept)):
        return report
    numbers = frozenset(kept)
    found = tuple(finding for number, finding in enumerate(report.findings) if number in numbers)
    return report._replace(findings=found, notes=(*report.notes, f"{in_words(left, 'finding')} not listed"))


def tally(findings: Iterable[Finding]) -> str:
    """How many findings of each severity, in words ("2 errors, 1 warning")."""
    counts = [(count, severity) for severity, count in severity_counts(findings).items() if count]
    return ", ".join(in_words(*count) for count in counts) or "no findings"


def next_step(finding: Finding) -> str:
    """The command that helps with a finding."""
    if finding.name in _EXPLAINED and finding.path not in (None, "-"):
        from shlex import quote  # noqa: PLC0415  seldom

        return f"pathingest explain {quote(visible(str(finding.path)))}"
    return f"pathingest rule {visible(finding.code)}"


# Where a text of the page itself is what is wrong: the command that shows all of it helps more than the rule.
_EXPLAINED = {"residue", "not-a-pathway"}


def finding_line(finding: Finding) -> str:
    """A finding as a line of JSON."""
    return dumps(finding_data(finding)) + "\n"


def in_words(count: int, noun: str) -> str:
    """A number of things in words ("1 page", "2 pages"); "info" has no plural."""
    return f"{count} {noun}" if count == 1 or noun == "info" else f"{count} {noun}s"


def conclusion(report: Report) -> str:
    """What was read, what was found, and why the run passes or fails: the last lines of a run."""
    pages = in_words(report.pages, "page")
    notes = "".join(f", {note}" for note in report.notes)
    rules = "".join(f"  {line}\n" for line in moved(report.trend.rules if report.trend else ()))
    return f"{pages}: {tally(report.findings)}{notes}\n{rules}{report.reason}\n"


def moved(rules: Sequence[Moved], shown: Callable[[str], str] = visible) -> Iterator[str]:
    """What is new and what is gone, a line for each of the first rules; `shown` is how their codes are written."""
    for rule in rules[:_MOVED]:
        yield f"{rule.severity} {shown(rule.code)}: {rule.counts}"
    if rules[_MOVED:]:
        yield f"\u2026 and {in_words(len(rules) - _MOVED, 'more rule')}"


_MOVED = 10  # rules
