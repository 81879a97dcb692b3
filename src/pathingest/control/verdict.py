"""Whether a run passes, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pathingest.model.finding import SEVERITIES, Finding, Severity
from pathingest.model.tuples import NamedTuple
from pathingest.outputs.reports import in_words


class Verdict(NamedTuple):
    """The exit code of a run, the reason in one line, and the severities of the findings that fail it."""

    code: int
    reason: str
    failing: tuple[Severity, ...] = ()


def verdict(
    findings: Iterable[Finding], fail_on: str, max_warnings: int | None = None, *, exit_zero: bool = False
) -> Verdict:
    """1 if a finding is as bad as `fail_on`, or worse; with `max_warnings`, warnings count only if there are more."""
    counts = Counter(finding.severity for finding in findings)
    if fail_on == "never":
        return Verdict(0, "exit 0: no finding fails the run (fail-on is never)")
    failing = {severity: why for severity in SEVERITIES if (why := _fails(severity, counts, fail_on, max_warnings))}
    if not failing:
        return Verdict(0, f"exit 0: {_borne(counts, fail_on, max_warnings)}")
    limit = "" if "warning" in failing and max_warnings is not None else f" (fail-on is {fail_on})"
    why = " and ".join(failing.values()) + limit
    if exit_zero:
        return Verdict(0, f"exit 0: --exit-zero, in spite of {why}")
    return Verdict(1, f"exit 1: {why}", tuple(failing))


def _fails(severity: Severity, counts: Counter[Severity], fail_on: str, max_warnings: int | None) -> str:
    """What of a severity fails the run, in words; empty where nothing does."""
    count, levels = counts[severity], (*SEVERITIES, "never")
    if severity == "warning" and max_warnings is not None:
        too_many = f"{in_words(count, severity)}, more than the {max_warnings} that max-warnings allows"
        return too_many if count > max_warnings else ""
    return in_words(count, severity) if count and levels.index(severity) <= levels.index(fail_on) else ""


def _borne(counts: Counter[Severity], fail_on: str, max_warnings: int | None) -> str:
    if max_warnings is not None and counts["warning"]:
        return f"{in_words(counts['warning'], 'warning')}, not more than the {max_warnings} that max-warnings allows"
    if not any(counts.values()):
        return "no findings"
    return f"nothing as bad as {_article(fail_on)} {fail_on} (fail-on is {fail_on})"


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"
