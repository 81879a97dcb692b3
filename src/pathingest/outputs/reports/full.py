"""Findings for people at a terminal: the lines they are about, what is meant underlined, all their places labelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pathingest.model.finding import Excerpt, Finding, Fix, Related, Repair
from pathingest.model.tuples import NamedTuple
from pathingest.model.visible import visible
from pathingest.outputs.reports import Format, Report, in_words, tally
from pathingest.outputs.reports._cells import cells, wrap
from pathingest.outputs.reports._drawing import Drawing

# What a line is readable at, whatever the terminal is; a very narrow one has to wrap.
_WIDTHS = (40, 120)
_SHOWN_RELATED = 20
_TAB = "    "
_CUT = "…"


class Mark(NamedTuple):
    """A place to underline, how, and what to say below it."""

    place: Finding | Related
    sign: str
    style: str
    label: str

    @property
    def excerpt(self) -> Excerpt:
        """What is there; without a line, if that is not known."""
        return self.place.excerpt or Excerpt("", 0, self.place.column, (1, 1))


class ShownLine(NamedTuple):
    """What is shown of a line, and the cells to be underlined."""

    text: str
    before: int
    marked: int


# --------------------------------------------------------------------------------------------------------------------
# The report.


def _render(report: Report) -> str:
    least, most = _WIDTHS
    look = Drawing(min(max(report.width, least), most), report.color)
    blocks = [*_blocks(report.findings, look), _footer(report, look)]
    return "\n".join("".join(f"{line.rstrip()}\n" for line in block) for block in blocks)


def _blocks(findings: Iterable[Finding], look: Drawing) -> Iterator[list[str]]:
    """The lines of each finding; how to read more, at a rule's first."""
    met: set[str] = set()
    for finding in findings:
        helps = [] if finding.code in met else [f"`pathingest rule {visible(finding.code)}` says more"]
        met.add(finding.code)
        yield list(_finding(finding, look, helps))


def _footer(report: Report, look: Drawing) -> list[str]:
    """What was counted, what else to know, and why the exit code is what it is."""
    lines = [f"{in_words(report.pages, 'page')}: {tally(report.findings)}", *report.notes, report.reason]
    return [part for line in lines if line for part in wrap(visible(line), look.width)]


# --------------------------------------------------------------------------------------------------------------------
# A finding.


def _finding(finding: Finding, look: Drawing, helps: list[str]) -> Iterator[str]:
    """The header, the places file by file, and the help."""
    yield from _header(finding, look)
    related = finding.related[:_SHOWN_RELATED]
    gutter = len(str(max([finding.line, *(other.line for other in related)])))
    bar = look.paint("frame", f"{'':{gutter}} |")
    for marks in _marks(finding, related):
        if marks[0].place is not finding:
            yield bar
        yield from _file(marks, gutter, look)
    notes = [("help", text) for text in helps]
    if finding.fix:
        notes.insert(0, ("help", _fix(finding.fix)))
    if left := len(finding.related) - len(related):
        notes.insert(0, ("note", f"and {in_words(left, 'more place')}"))
    if notes or finding.repairs:
        yield bar
    notes += [("repair", _repair(repair)) for repair in finding.repairs or ()]
    for kind, text in notes:
        yield from _note(kind, text, gutter, look)


def _repair(repair: Repair) -> str:
    """A repair, where it is, and what then adds up."""
    patch = repair.patches[0]
    return visible(f"{repair.message} ({patch.line}:{patch.column}): {repair.reason}")


def _marks(finding: Finding, related: Sequence[Related]) -> Iterable[list[Mark]]:
    """The places of each file, that of the finding first; what is said about its own place is below its underline."""
    own = next((other for other in related if _extent(other) == _extent(finding)), None)
    first = Mark(finding, "^", finding.severity, visible(own.message) if own else "")
    files: dict[str | None, list[Mark]] = {finding.path: [first]}
    for other in related:
        if other is not own:
            files.setdefault(other.path, []).append(Mark(other, "-", "frame", visible(other.message)))
    return files.values()


def _extent(place: Finding | Related) -> tuple[str | None, int, int, int, int]:
    return place.path, place.line, place.column, place.end_line, place.end_column


def _header(finding: Finding, look: Drawing) -> Iterator[str]:
    sort = visible(f"{finding.severity}[{finding.code}]")
    first, *others = wrap(visible(f"{sort} {finding.name}: {finding.message}"), look.width, "  ")
    head = sort if first.startswith(sort) else ""
    yield look.paint(finding.severity, head) + look.paint("strong", first[len(head) :])
    for line in others:
        yield look.paint("strong", line)


def _fix(fix: Fix) -> str:
    """How to fix it, and how far that may be left to the tool."""
    return visible(fix.message if fix.applicability == "shown" else f"{fix.message} ({fix.applicability} fix)")


def _note(kind: str, text: str, gutter: int, look: Drawing) -> Iterator[str]:
    lead = f"{'':{gutter}} = "
    first, *others = wrap(f"{kind}: {text}", look.width - len(lead), " " * (len(kind) + 2))
    yield look.paint("frame", lead) + look.paint("strong", f"{kind}:") + first[len(kind) + 1 :]
    for line in others:
        yield " " * len(lead) + line


def _file(marks: list[Mark], gutter: int, look: Drawing) -> Iterator[str]:
    """An arrow to the first place of a file, and below it the lines of all its places, in line order.

    A place whose line is not known, or empty, is named only.
    """
    first = marks[0].place
    arrow = "-->" if isinstance(first, Finding) else ":::"
    place = f"{first.path or '<text>'}:{first.line}:{first.column}"
    yield look.paint("frame", f"{'':{gutter}}{arrow} ") + visible(place)
    drawn = [mark for mark in marks if mark.excerpt.line]
    if drawn:
        yield look.paint("frame", f"{'':{gutter}} |")
    before = 0
    for line, group in groupby(sorted(drawn, key=_line_and_column), key=lambda mark: mark.place.line):
        if before and line > before + 1:
            yield look.paint("frame", "...")
        yield from _line(line, list(group), gutter, look)
        before = line
    for mark in marks:
        if mark not in drawn and mark.label:
            yield from _note("note", f"{mark.place.line}:{mark.place.column} {mark.label}", gutter, look)


def _line_and_column(mark: Mark) -> tuple[int, int]:
    return mark.place.line, mark.place.column


def _line(line: int, marks: list[Mark], gutter: int, look: Drawing) -> Iterator[str]:
    """A line with its places underlined; where it is too long to show at once, the stretch around each place."""
    room = look.width - gutter - 3
    shown = None
    for mark in marks:
        view = _view(mark.place.column, mark.excerpt, room)
        if view.text != shown:
            yield look.paint("frame", f"{line:>{gutter}} |") + f" {view.text}"
        shown = view.text
        for text in _underline(view, mark, room):
            yield look.paint("frame", f"{'':{gutter}} |") + " " + look.paint(mark.style, text)


def _underline(view: ShownLine, mark: Mark, room: int) -> Iterator[str]:
    """The underline with its label beside it; where it does not fit, below, as far to the right as it does."""
    drawn = " " * view.before + mark.sign * view.marked
    if not mark.label:
        yield drawn
    elif cells(drawn) + 1 + cells(mark.label) <= room:
        yield f"{drawn} {mark.label}"
    else:
        yield drawn
        indent = max(0, min(view.before, room - cells(mark.label)))
        for part in wrap(mark.label, room - indent):
            yield " " * indent + part


# --------------------------------------------------------------------------------------------------------------------
# A line.


def _view(column: int, excerpt: Excerpt, room: int) -> ShownLine:
    """What is shown of a line with a place: all of it, or as much around the place as there is room for."""
    pieces = [_TAB if character == "\t" else visible(character) for character in excerpt.line]
    widths = [cells(piece) for piece in pieces]
    start = min(max(column - 1 - excerpt.skipped, 0), len(pieces))
    end = min(max(excerpt.end - 1 - excerpt.skipped, start), len(pieces))
    first, last = _window(widths, start, end, room, whole=not excerpt.skipped)
    lead = _CUT if first or excerpt.skipped else ""
    text = lead + "".join(pieces[first:last]) + (_CUT if last < len(pieces) else "")
    return ShownLine(text, len(lead) + sum(widths[first:start]), max(sum(widths[start : min(end, last)]), 1))


def _window(widths: list[int], start: int, end: int, room: int, *, whole: bool) -> tuple[int, int]:
    """The characters to show, `[first, last)`, so that the place is in the middle where it can be."""
    if whole and sum(widths) < room:
        return 0, len(widths)
    room -= 2 * len(_CUT)
    spare = room - min(max(sum(widths[start:end]), 1), room)
    left = min(sum(widths[:start]), max(spare // 2, spare - sum(widths[end:])))
    first = start
    while first and widths[first - 1] <= left:
        first -= 1
        left -= widths[first]
    last, taken = first, 0
    while last < len(widths) and taken + widths[last] <= room:
        taken += widths[last]
        last += 1
    return first, last


FORMAT = Format(_render, concludes=True)
