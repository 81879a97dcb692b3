"""Findings as Markdown that stays inert: what comes from a page is written as code, where no renderer acts on it.

Nothing in a code span is a link, a mention, a reference to an issue, an emoji, a formula or HTML, on any code host.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pathingest.model.finding import SEVERITIES, Finding, Fix, Related, Repair
from pathingest.model.visible import visible
from pathingest.outputs.reports import Report, in_words, moved, severity_counts, tally
from pathingest.outputs.reports._places import posix

# A finding and its text.
Item = tuple[Finding, str]

_SYSTEMIC = 3  # places of what is found on nearly every page
_LONGEST_DIFF = 1000  # code points of a repair that are shown: blocks that change places may be long
_BACKTICKS = re.compile("`+")


def code(text: str) -> str:
    """A text as a code span."""
    shown = visible(text)
    fence = "`" * (1 + max(map(len, _BACKTICKS.findall(shown)), default=0))
    pad = " " if not shown.strip() or shown[0] in " `" or shown[-1] in " `" else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def document(report: Report, room: int) -> str:
    """A heading, the counts, what is found on nearly every page, a section a page; in at most `room` bytes of UTF-8.

    The worst is first: of pages that with the worst finding, of those of a page too. What does not fit is the mildest;
    the last line says how much it is.
    """
    head = "\n".join(_head(report))
    items = [(finding, _item(finding, report)) for finding in _sorted(report.findings)]
    # The last line is no longer than this, whatever its number.
    kept = _fitting(items, room - _size(head) - 100)
    parts = [head, *_sections(kept)]
    if left := len(items) - len(kept):
        parts.append(f"… and {in_words(left, 'more finding')}\n")
    return "\n".join(parts)


def _head(report: Report) -> Iterator[str]:
    yield f"## pathingest: {tally(report.findings)}\n"
    now = [report.pages, *severity_counts(report.findings).values()]
    if report.trend is None:
        yield "| pages | errors | warnings | info |\n|---:|---:|---:|---:|"
        yield f"{_row(now)}\n"
    else:
        before = [report.trend.pages, *report.trend.counts.values()]
        yield "| | pages | errors | warnings | info |\n|---|---:|---:|---:|---:|"
        yield _row(["now", *now])
        yield _row(["before", *before])
        yield f"{_row(['change', *[_signed(one - other) for one, other in zip(now, before, strict=True)]])}\n"
        yield from (f"- {line}" for line in moved(report.trend.rules, code))
        if report.trend.rules:
            yield ""
    for note in filter(None, [*report.notes, report.reason]):
        yield f"{code(note[:1000])}\n"


def _row(cells: Iterable[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _signed(difference: int) -> str:
    return f"{difference:+d}" if difference else "0"


def _sorted(findings: Sequence[Finding]) -> list[Finding]:
    """What is found on nearly every page, then the others by the worst of their page; the worst of a page first."""
    pages: dict[str | None, list[int]] = {}
    for finding in findings:
        counts = pages.setdefault(finding.path, [0] * len(SEVERITIES))
        if not finding.replaces:
            counts[SEVERITIES.index(finding.severity)] -= 1
    order = {path: (counts, number) for number, (path, counts) in enumerate(pages.items())}

    def rank(finding: Finding) -> tuple[Any, ...]:
        severity = SEVERITIES.index(finding.severity)
        return (False, severity) if finding.replaces else (True, *order[finding.path], severity)

    return sorted(findings, key=rank)


def _fitting(items: Sequence[Item], room: int) -> list[Item]:
    """The worst items that fit, with the headings that they need, in the order they came in."""
    kept: set[int] = set()
    headed: set[str] = set()
    for number in sorted(range(len(items)), key=lambda number: SEVERITIES.index(items[number][0].severity)):
        finding, text = items[number]
        heading = _heading(finding)
        size = _size(text) + (0 if heading in headed else _size(heading) + 1)
        if size <= room:
            room -= size
            headed.add(heading)
            kept.add(number)
    return [items[number] for number in sorted(kept)]


def _sections(items: Sequence[Item]) -> Iterator[str]:
    """A section for what is found on nearly every page, and for each page, in the order of their first findings."""
    sections: dict[str, list[str]] = {}
    for finding, text in items:
        sections.setdefault(_heading(finding), []).append(text)
    for heading, texts in sections.items():
        yield heading + "".join(texts)


def _heading(finding: Finding) -> str:
    return "### On nearly every page\n\n" if finding.replaces else f"### {code(posix(finding.path))}\n\n"


def _item(finding: Finding, report: Report) -> str:
    place = f"{finding.line}:{finding.column}"
    if finding.replaces:
        place = f"{code(posix(finding.path))} {place}"
    lines = [f"- {place} **{finding.severity}** {_rule(finding, report)} {code(finding.message)}"]
    shown = finding.related[:_SYSTEMIC] if finding.replaces else finding.related
    lines += [f"  - {_where(related, finding)} {code(related.message)}" for related in shown]
    if left := len(finding.related) - len(shown):
        lines.append(f"  - … and {in_words(left, 'more place')}")
    if finding.fix:
        lines += _fix(finding.fix)
    for number, repair in enumerate(finding.repairs or (), 1):
        lines += _repair(number, repair)
    return "\n".join(lines) + "\n"


def _rule(finding: Finding, report: Report) -> str:
    url = report.rule_url(finding)
    return f"[{code(finding.code)}](<{url}>)" if url else code(finding.code)


def _fix(fix: Fix) -> Iterator[str]:
    """How to fix it; of a record, the lines as they are and as they would be, which no renderer acts on either."""
    suggestion = fix.suggestion
    if suggestion is None:
        yield f"  - fix: {code(fix.message)}"
        return
    line, column = suggestion.start
    yield f"  - {line}:{column} fix: {code(fix.message)}"
    yield from _diff(suggestion.old, suggestion.new)


def _repair(number: int, repair: Repair) -> Iterator[str]:
    """A change of the page in words, with its arithmetic, and what is there beside what would be."""
    patch = repair.patches[0]
    yield f"  - {patch.line}:{patch.column} repair {number}: {code(repair.message)}: {code(repair.reason)}"
    if sum(len(patch.old) + len(patch.new) for patch in repair.patches) <= _LONGEST_DIFF:
        old, new = (
            [line for patch in repair.patches for line in getattr(patch, side).splitlines()] for side in ("old", "new")
        )
        yield from _diff(old, new)


def _diff(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    changed = [*(f"-{line}" for line in old), *(f"+{line}" for line in new)]
    if changed and all(visible(text) == text for text in changed):
        fence = "`" * max(3, 1 + max(map(len, _BACKTICKS.findall("".join(changed))), default=0))
        yield ""
        yield from (f"    {text}" for text in (f"{fence}diff", *changed, fence))


def _where(related: Related, finding: Finding) -> str:
    place = f"{related.line}:{related.column}"
    return place if related.path == finding.path else f"{code(posix(related.path))} {place}"


def _size(text: str) -> int:
    return len(text.encode())
