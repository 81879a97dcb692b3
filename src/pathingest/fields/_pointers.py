"""Lines in a roadmap that point to other pages of the site, and what stands below them: they are no part of it."""

from __future__ import annotations

from collections.abc import Sequence

from pathingest.lines import Line
from pathingest.values.roads import pointer_end


def without_pointers(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines but for those that point elsewhere: "Read next: ...", "You might also like" with what it names."""
    kept: list[Line] = []
    end = 0
    for i, stop in enumerate([pointer_end(line.text) for line in lines]):
        if i >= end:
            end = _end(lines, i, stop) if stop else i
            if end == i:
                kept.append(lines[i])
    return kept


def _end(lines: Sequence[Line], i: int, stop: int) -> int:
    """Where what points elsewhere ends, if `stop` characters of a line do; the line's own place if none does."""
    line = lines[i]
    if line.row or line.meaning.label or (line.is_item and " " not in line.text):  # "- Newsletter" may be to do
        return i
    if line.is_shown:
        return next((j for j in range(i + 1, len(lines)) if 0 < lines[j].level <= line.level), len(lines))
    end = i + 1
    if stop == len(line.text):
        while end < len(lines) and lines[end].is_item == lines[i + 1].is_item and not _goes_on(lines, end):
            end += 1
    return end


def _goes_on(lines: Sequence[Line], i: int) -> bool:
    """Whether the roadmap goes on with a line: a number, a place, a label, a time, a heading, or what is above one."""
    line = lines[i]
    if _is_marked(line) or line.is_sentence or line.row:
        return True
    below = lines[i + 1] if i + 1 < len(lines) and not line.is_item else None
    return below is not None and not below.is_number and _is_marked(below) and not below.place


def _is_marked(line: Line) -> bool:
    is_marked = line.is_number or line.level > 0 or line.meaning.label is not None or line.place is not None
    return is_marked or line.time is not None
