"""Whether a run passes, and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pathingest.model.finding import SEVERITIES, Finding
from pathingest.outputs.reports import in_words


class Verdict(NamedTuple):
    """The exit code of a run, and the reason in one line."""

    code: int
    reason: str


def verdict(
    findings: Iterable[Finding], fail_on: str, max_warnings: int | None = None, *, exit_zero: bool = False
) -> Verdict:
    """1 if a finding is as bad as `fail_on`, or worse; with `max_warnings`, warnings count only if there are more."""
    counts: dict[str, int] = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        counts[finding.severity] += 1
    if fail_on == "never":
        return Verdict(0, "exit 0: no finding fails the run (fail-on is never)")
    failing = _failing(counts, fail_on, max_warnings)
    if not failing:
        return Verdict(0, f"exit 0: {_borne(counts, fail_on, max_warnings)}")
    if exit_zero:
        return Verdict(0, f"exit 0: --exit-zero, in spite of {failing}")
    return Verdict(1, f"exit 1: {failing}")


def _failing(counts: dict[str, int], fail_on: str, max_warnings: int | None) -> str:
    """What fails the run, in words; empty where nothing does."""
    told = []
    levels: tuple[str, ...] = SEVERITIES
    worst = levels[: levels.index(fail_on) + 1]
    for severity in levels:
        count = counts[severity]
        if severity == "warning" and max_warnings is not None:
            if count > max_warnings:
                told.append(f"{in_words(count, severity)}, more than the {max_warnings} that max-warnings allows")
        elif count and severity in worst:
            told.append(in_words(count, severity))
    limit = "" if told and told[-1].endswith("allows") else f" (fail-on is {fail_on})"
    return " and ".join(told) + limit if told else ""


def _borne(counts: dict[str, int], fail_on: str, max_warnings: int | None) -> str:
    if max_warnings is not None and counts["warning"]:
        return f"{in_words(counts['warning'], 'warning')}, not more than the {max_warnings} that max-warnings allows"
    if not any(counts.values()):
        return "no findings"
    return f"nothing as bad as {_article(fail_on)} {fail_on} (fail-on is {fail_on})"


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"
