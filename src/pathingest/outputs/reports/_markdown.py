"""Findings as Markdown that stays inert: what comes from a page is written as code, where no renderer acts on it.

Nothing in a code span is a link, a mention, a reference to an issue, an emoji, a formula or HTML, on any code host.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pathingest.model.finding import SEVERITIES, Finding, Related
from pathingest.model.visible import visible
from pathingest.outputs.reports import Report, in_words, severity_counts, tally
from pathingest.outputs.reports._places import posix

# A finding and its text.
Item = tuple[Finding, str]

_BACKTICKS = re.compile("`+")


def code(text: str) -> str:
    """A text as a code span."""
    shown = visible(text)
    fence = "`" * (1 + max(map(len, _BACKTICKS.findall(shown)), default=0))
    pad = " " if not shown.strip() or shown[0] in " `" or shown[-1] in " `" else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def document(report: Report, listed: Sequence[Finding], room: int) -> str:
    """A heading, the counts of the report, and a section a page, in at most `room` bytes of UTF-8.

    Of the findings to be listed the worst that fit are taken; the last line says how many were not.
    """
    head = "\n".join(_head(report))
    items = [(finding, _item(finding)) for finding in listed]
    # The last line is no longer than this, whatever its number.
    kept = _fitting(items, room - _size(head) - 100)
    parts = [head, *_sections(kept)]
    if left := len(items) - len(kept):
        parts.append(f"… and {in_words(left, 'more finding')}\n")
    return "\n".join(parts)


def _head(report: Report) -> Iterator[str]:
    yield f"## pathingest: {tally(report.findings)}\n"
    yield "| pages | errors | warnings | info |\n|---:|---:|---:|---:|"
    yield f"| {' | '.join(map(str, [report.pages, *severity_counts(report.findings).values()]))} |\n"
    for note in filter(None, [*report.notes, report.reason]):
        yield f"{code(note[:1000])}\n"


def _fitting(items: Sequence[Item], room: int) -> list[Item]:
    """The worst items that fit, with the headings that they need, in the order they came in."""
    kept: set[int] = set()
    headed: set[str | None] = set()
    for number in sorted(range(len(items)), key=lambda number: SEVERITIES.index(items[number][0].severity)):
        finding, text = items[number]
        size = _size(text) + (0 if finding.path in headed else _size(_heading(finding.path)) + 1)
        if size <= room:
            room -= size
            headed.add(finding.path)
            kept.add(number)
    return [items[number] for number in sorted(kept)]


def _sections(items: Sequence[Item]) -> Iterator[str]:
    """A section for each page, in the order of their first findings."""
    pages: dict[str | None, list[str]] = {}
    for finding, text in items:
        pages.setdefault(finding.path, []).append(text)
    for path, texts in pages.items():
        yield _heading(path) + "".join(texts)


def _heading(path: str | None) -> str:
    return f"### {code(posix(path))}\n\n"


def _item(finding: Finding) -> str:
    lines = [f"- {finding.line}:{finding.column} **{finding.severity}** {code(finding.code)} {code(finding.message)}"]
    lines += [f"  - {_where(related, finding)} {code(related.message)}" for related in finding.related]
    if finding.fix:
        lines.append(f"  - fix: {code(finding.fix.message)}")
    return "\n".join(lines) + "\n"


def _where(related: Related, finding: Finding) -> str:
    place = f"{related.line}:{related.column}"
    return place if related.path == finding.path else f"{code(posix(related.path))} {place}"


def _size(text: str) -> int:
    return len(text.encode())
