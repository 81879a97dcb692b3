"""Findings for people at a terminal, at a glance: in groups, the worst first, as many as fit, the others counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from typing import Any

from pathingest.model.finding import SEVERITIES, Finding, Severity
from pathingest.model.tuples import NamedTuple
from pathingest.model.visible import visible
from pathingest.outputs.reports import Format, Report, in_words, next_step
from pathingest.outputs.reports._cells import cells, wrap
from pathingest.outputs.reports._drawing import Drawing

_NARROWEST = 40  # columns; a terminal that has fewer has to wrap
_FEWEST_ROWS = 8  # of findings, on a terminal that has no room for any
_WORST = 5  # rules that the summary names
_LEAST: Severity = "warning"
_WORDS = {"error": "error", "warning": "warning", "info": "note"}


class _Placed(NamedTuple):
    """A finding, its place in the order of the run, and which one of its group and severity it is."""

    finding: Finding
    order: int
    rank: int
    number: int


class _Seen(NamedTuple):
    """What one look at all findings gives.

    Attributes:
        counts: of each severity.
        left: of each group and severity, those that are not shown; at first all.
        rules: of each severity and code, among those to be listed.
        first: a finding of each code.
        pages: those with findings to be listed.
    """

    counts: Counter[str]
    left: Counter[tuple[str, str]]
    rules: Counter[tuple[int, str]]
    first: dict[str, Finding]
    pages: set[str | None]


def _render(report: Report) -> str:
    look = Drawing(max(report.width, _NARROWEST), report.color)
    seen = _Seen(Counter(), Counter(), Counter(), {}, set())
    candidates = _candidates(report, seen)
    limit = report.listing.limit
    rows = report.listing.rows if limit is None else None
    most = limit or rows
    chosen = nsmallest(most, candidates, key=_urgency) if most else sorted(candidates, key=_urgency)
    summary = list(_summary(report, seen, look))
    layout = _Layout.of(report, chosen, look)
    if rows is not None:
        chosen = _fitting(chosen, layout, max(rows - len(summary) - 4, _FEWEST_ROWS))
        layout = _Layout.of(report, chosen, look)  # those alone may leave messages more room
    blocks = [*_groups(chosen, layout, seen), summary]
    return "\n".join("".join(f"{line.rstrip()}\n" for line in block) for block in blocks if block)


def _candidates(report: Report, seen: _Seen) -> Iterator[_Placed]:
    """What may be shown: what is bad enough. All are counted."""
    bound = len(_listed(report))
    files = set(report.paths)
    numbers: Counter[tuple[str, str]] = Counter()
    for order, finding in enumerate(report.findings):
        rank = SEVERITIES.index(finding.severity)
        key = _key(finding, report.listing.group_by)
        seen.counts[finding.severity] += 1
        if rank >= bound:
            if finding.severity == "info":
                seen.left[key, finding.severity] += 1
            continue
        seen.rules[rank, finding.code] += 1
        if not files or finding.path in files:
            seen.pages.add(finding.path)
        seen.first.setdefault(finding.code, finding)
        seen.left[key, finding.severity] += 1
        numbers[key, finding.severity] += 1
        yield _Placed(finding, order, rank, numbers[key, finding.severity])


def _listed(report: Report) -> tuple[Severity, ...]:
    return SEVERITIES[: SEVERITIES.index(report.listing.least or _LEAST) + 1]


def _key(finding: Finding, group_by: str) -> str:
    if group_by == "page":
        return finding.path or "<text>"
    return finding.code if group_by == "rule" else finding.severity


def _urgency(placed: _Placed) -> tuple[int, int, int]:
    """Errors before warnings, and of each group one before any has a second."""
    return placed.rank, placed.number, placed.order


# --------------------------------------------------------------------------------------------------------------------
# Findings.


class _Layout(NamedTuple):
    """How rows are laid out: by what they are grouped, what is listed, and how wide each column is."""

    look: Drawing
    group_by: str
    listed: tuple[Severity, ...]
    place: int
    severity: int
    code: int

    @classmethod
    def of(cls, report: Report, chosen: Sequence[_Placed], look: Drawing) -> _Layout:
        group_by = report.listing.group_by
        found = [placed.finding for placed in chosen]
        return cls(
            look,
            group_by,
            _listed(report),
            _widest(_place(finding, group_by) for finding in found),
            _widest(finding.severity for finding in found),
            _widest(visible(finding.code) for finding in found),
        )

    def rows(self, finding: Finding) -> list[str]:
        """The place, severity and rule as far as the group does not say them, beside them the message, wrapped."""
        place, code, paint = _place(finding, self.group_by), visible(finding.code), self.look.paint
        style: str = finding.severity
        parts = [(place, "" if self.group_by == "page" else "dim", self.place)]
        if self.group_by == "page":
            parts.append((finding.severity, style, self.severity))
        if self.group_by != "rule":
            parts.append((code, style, self.code))
        lead = "  " + "".join(f"{paint(how, text)}{'':{width - cells(text)}}  " for text, how, width in parts)
        indent = 2 + sum(width + 2 for _, _, width in parts)
        message = visible(finding.message)
        if indent > self.look.width // 2:
            return [lead, *(f"    {line}" for line in wrap(message, self.look.width - 4))]
        first, *others = wrap(message, self.look.width - indent)
        return [lead + first, *(" " * indent + line for line in others)]

    def head(self, finding: Finding, count: int) -> list[str]:
        """What the findings of a group have in common."""
        if self.group_by == "page":
            return [self.look.paint("dim", line) for line in wrap(visible(finding.path or "<text>"), self.look.width)]
        if self.group_by == "severity":
            return [self.look.paint(finding.severity, in_words(count, _WORDS[finding.severity]))]
        head = self.look.paint(finding.severity, visible(f"{finding.code}"))
        return [f"{head} {visible(finding.name)}: {in_words(count, _WORDS[finding.severity])}"]


def _widest(texts: Iterable[str]) -> int:
    return max(map(cells, texts), default=0)


def _place(finding: Finding, group_by: str) -> str:
    place = f"{finding.line}:{finding.column}"
    return place if group_by == "page" else f"{visible(finding.path or '<text>')}:{place}"


def _fitting(chosen: Iterable[_Placed], layout: _Layout, room: int) -> list[_Placed]:
    """Those that fit, with the rows that their groups need besides: a head, a blank one, one for what is left."""
    kept: list[_Placed] = []
    heads: set[str] = set()
    for placed in chosen:
        key = _key(placed.finding, layout.group_by)
        size = len(layout.rows(placed.finding))
        size += 0 if key in heads else 3
        if size <= room:
            room -= size
            heads.add(key)
            kept.append(placed)
    return kept


def _groups(chosen: Iterable[_Placed], layout: _Layout, seen: _Seen) -> Iterator[list[str]]:
    """The rows of each group, the one with the worst finding first; then what is in no group that is shown."""
    groups: dict[str, list[_Placed]] = {}
    for placed in sorted(chosen, key=lambda placed: (placed.rank, placed.order)):
        groups.setdefault(_key(placed.finding, layout.group_by), []).append(placed)
    for key, members in groups.items():
        total = sum(seen.left[key, severity] for severity in SEVERITIES)
        rows = layout.head(members[0].finding, total)
        for placed in members:
            rows += layout.rows(placed.finding)
            seen.left[key, placed.finding.severity] -= 1
        yield [*rows, *_more(key, layout, seen)]
    yield list(_others(groups, layout, seen))


def _more(key: str, layout: _Layout, seen: _Seen) -> Iterator[str]:
    """What is left of a group; notes are named beside others, and have no line of their own."""
    left = [(seen.left[key, severity], severity) for severity in SEVERITIES]
    words = [
        in_words(count, f"more {_WORDS[severity]}" if severity in layout.listed else _WORDS[severity])
        for count, severity in left
        if count
    ]
    if any(count for count, severity in left if severity in layout.listed):
        yield layout.look.paint("dim", f"  … {', '.join(words)}")


def _others(groups: Iterable[str], layout: _Layout, seen: _Seen) -> Iterator[str]:
    """How many groups are not shown at all, and what is in them."""
    left: Counter[str] = Counter()
    keys = set()
    for (key, severity), count in seen.left.items():
        if count and severity in layout.listed and key not in groups:
            keys.add(key)
            left[severity] += count
    if keys:
        noun = {"page": "more page", "rule": "more rule", "severity": "more severity"}[layout.group_by]
        yield layout.look.paint("dim", f"… {in_words(len(keys), noun)}: {_counted(left)} (--limit 0 shows all)")


# --------------------------------------------------------------------------------------------------------------------
# The summary.


def _summary(report: Report, seen: _Seen, look: Drawing) -> Iterator[str]:
    """What was read and found, what to look at first, and why the exit code is what it is."""
    if not report.listing.brief:
        yield from (line for note in report.notes for line in wrap(visible(note), look.width, "  "))
        yield from wrap(visible(report.listing.made), look.width, "  ") if report.listing.made else ()
        yield from _found(report, seen, look)
        yield from _worst(report, seen, look)
    if report.reason:
        first, *others = wrap(visible(report.reason), look.width, "  ")
        head, colon, rest = first.partition(":")
        yield look.paint("error" if report.exit_code else "good", head) + colon + rest
        yield from others


def _found(report: Report, seen: _Seen, look: Drawing) -> Iterator[str]:
    """How much of each severity was found, in how many pages, and how much of it is hidden."""
    shown = {severity: seen.counts[severity] for severity in _listed(report)}
    hidden = {severity: seen.counts[severity] for severity in SEVERITIES if severity not in shown}
    pages = in_words(report.pages, "page")
    if not any(seen.counts.values()):
        text = "no findings" if report.listing.made else f"{pages}: no findings"
    elif any(shown.values()):
        where = in_words(len(seen.pages), "page") if report.listing.made else f"{len(seen.pages)} of {pages}"
        text = _counted(shown) + (f" in {where}" if report.pages > 1 else "")
    else:
        none = f"no {' or '.join(f'{_WORDS[severity]}s' for severity in shown)}"
        text = none if report.listing.made else f"{pages}: {none}"
    if any(hidden.values()):
        text += f"; {_counted(hidden)} hidden (--info)"
    yield from wrap(text, look.width, "  ")


def _counted(counts: Mapping[Any, int]) -> str:
    return ", ".join(in_words(counts[severity], _WORDS[severity]) for severity in SEVERITIES if counts.get(severity))


def _worst(report: Report, seen: _Seen, look: Drawing) -> Iterator[str]:
    """The rules with the worst findings, and a command that says more of the first."""
    ordered = sorted(seen.rules.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
    if not ordered or not report.reason:
        return
    line, used = "worst:", len("worst:")
    for place, ((rank, code), count) in enumerate(ordered[:_WORST]):
        comma, times = "," if place else "", f" ×{count}" if count > 1 else ""
        used += cells(f"{comma} {visible(code)}{times}")
        if place and used > look.width:
            break
        line += f"{comma} {look.paint(SEVERITIES[rank], visible(code))}{times}"
    step = f"next: {next_step(seen.first[ordered[0][0][1]])}"
    yield from [f"{line}   {step}"] if used + 3 + cells(step) <= look.width else [line, step]


FORMAT = Format(_render, concludes=True, selects=True)
