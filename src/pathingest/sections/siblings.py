"""Siblings of a page that may be steps: headings right below another one, items, lines that begin alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pathingest.lines import Line
from pathingest.lines.runs import lead_end, number_of
from pathingest.model.section import Role
from pathingest.model.tuples import NamedTuple
from pathingest.sections import _bounds as bounds
from pathingest.values.roads import begins_step, is_aside


class Siblings(NamedTuple):
    """Two or more lines that are of one kind.

    Attributes:
        starts: where they stand among the lines, in page order.
        level: of the headings that they are; 0 for items and other lines.
        above: where the heading, or the line, stands that leads to them; None for none.
        end: where what belongs to the last one ends.
        heads_text: whether they are bullets, each with text below it that is no item.
    """

    starts: tuple[int, ...]
    level: int
    above: int | None
    end: int
    heads_text: bool = False


def find_siblings(lines: Sequence[Line], is_open: Sequence[bool]) -> list[Siblings]:
    """The siblings that no known section holds, each once; `is_open` says which lines that are."""
    found = [*_headings(lines, is_open), *_items(lines, is_open), *_lines(lines, is_open)]
    return [*{siblings.starts: siblings for siblings in found}.values()]


def _headings(lines: Sequence[Line], is_open: Sequence[bool]) -> Iterator[Siblings]:
    """The headings right below each heading, and the page's highest."""
    heads = [i for i, line in enumerate(lines) if line.is_shown]
    first = [i for i in heads if lines[i].level == 1]
    page = heads if len(first) > bounds.LISTED else [i for i in heads if lines[i].level > 1]
    ends = _ends(lines, heads)
    for above, inner in ((None, page), *_below(lines, heads).items()):
        level = min((lines[i].level for i in inner), default=0)
        for starts in _stretches([i for i in inner if lines[i].level == level], lines, is_open):
            yield Siblings(starts, level, above, ends[starts[-1]])


def _below(lines: Sequence[Line], heads: Sequence[int]) -> dict[int, list[int]]:
    """The headings below each one that no other stands between."""
    found: dict[int, list[int]] = {}
    above = headings_above(lines)
    for i in [i for i in heads if above[i] >= 0]:
        found.setdefault(above[i], []).append(i)
    return found


def headings_above(lines: Sequence[Line]) -> list[int]:
    """Where the heading, or the label of a list, stands that each line is below; -1 for none."""
    found: list[int] = []
    path: list[int] = []
    for i, line in enumerate(lines):
        while line.level and path and lines[path[-1]].level >= line.level:
            path.pop()
        found.append(path[-1] if path else -1)
        if line.level:
            path.append(i)
    return found


def _ends(lines: Sequence[Line], heads: Sequence[int]) -> dict[int, int]:
    """Where what stands below each heading ends: at the next one that is as high."""
    ends: dict[int, int] = {}
    after: list[int] = []
    for i in reversed(heads):
        while after and lines[after[-1]].level > lines[i].level:
            after.pop()
        ends[i] = after[-1] if after else len(lines)
        after.append(i)
    return ends


def _stretches(group: Sequence[int], lines: Sequence[Line], is_open: Sequence[bool]) -> Iterator[tuple[int, ...]]:
    """Two or more side by side that no known section holds and that are no asides; those with numbers from 1 on.

    Of headings with numbers some may be known, or sound like asides, but for the first and the last ones:
    "1. Foundations", "2. Core skills", "3. Advanced".
    """
    is_own = {i: is_open[i] and not (lines[i].shown_role or _is_no_step(lines[i])) for i in group}
    if counted := _counted(group, lines):
        own = [k for k, i in enumerate(counted) if is_own[i]]
        counted = counted[own[0] : own[-1] + 1] if own else []
        known = [i for i in counted if not is_own[i]]
        if 2 * len(known) < len(counted):
            is_own |= {i: lines[i].shown_role in (None, *_MAY_BE_STEPS) for i in known}
    for fits, part in groupby(counted or group, is_own.__getitem__):
        starts = tuple(part)
        if fits and starts[1:]:
            yield starts


def _is_no_step(line: Line) -> bool:
    """Whether a heading is of a part that most articles have, and says nothing to do."""
    is_noun = line.bare.partition(" ")[0].endswith("ing")  # "Learning path overview"
    return is_aside(line.bare) and (is_noun or not begins_step(line.bare, line.words.profile.language))


_MAY_BE_STEPS: tuple[Role, ...] = ("skills_to_learn", "action_plan")


def _counted(group: Sequence[int], lines: Sequence[Line]) -> list[int]:
    """The lines that begin with numbers, one after the other from 1 on; none for a single one.

    A heading may stand in the place of one that has no number.
    """
    found: list[int] = []
    for k, i in enumerate(group):
        place = number_of(lines[i].text)
        if place and place.first == len(found) + 1:
            found.append(i)
        elif place and lines[i].level and found and place.first == len(found) + 2 and group[k - 2] == found[-1]:
            found += [group[k - 1], i]
    return found if found[1:] else []


def _items(lines: Sequence[Line], is_open: Sequence[bool]) -> Iterator[Siblings]:
    """The lists: items with numbers from 1 on, whatever stands between them; bullets side by side."""
    end = 0
    for i, line in enumerate(lines):
        if i < end or not (line.is_item and is_open[i]) or line.segment.ordinal not in (None, 1):
            continue
        heads_text = _has_text(lines, i) and not _follows_item(lines, i)
        starts, end = _headed_from(i, lines) if heads_text else _list_from(i, lines)
        if starts[1:]:
            yield Siblings(tuple(starts), 0, i - 1 if i else None, end, heads_text)


def _follows_item(lines: Sequence[Line], i: int) -> bool:
    """Whether an item stands above a line in its part of the page: then the text between them is of that one."""
    for k in range(i - 1, -1, -1):
        if lines[k].is_item or lines[k].level or lines[k].row:
            return lines[k].is_item
    return False


def _has_text(lines: Sequence[Line], i: int) -> bool:
    """Whether text that is no item stands below a bullet."""
    if lines[i].segment.ordinal is not None or i + 1 == len(lines):
        return False
    after = lines[i + 1]
    return not (after.is_item or after.level or after.row)


def _headed_from(first: int, lines: Sequence[Line]) -> tuple[list[int], int]:
    """The bullets that each head text below them, but for the last, and where that ends.

    It does at a heading, a cell, a number of a list, and at a line that leads to another list ("Related reading:").
    """
    starts = [first]
    for i in range(first + 1, len(lines)):
        line = lines[i]
        if line.level or line.row or line.segment.ordinal is not None or (not line.is_item and line.text[-1] == ":"):
            return starts, i
        if line.is_item and line.depth == lines[first].depth:
            starts.append(i)
            if not _has_text(lines, i):
                return starts, i + 1
    return starts, len(lines)


def _list_from(first: int, lines: Sequence[Line]) -> tuple[list[int], int]:
    """The items of the list that one begins, and where it ends: where a heading stands, or another one begins.

    Bullets between numbers are of the number above them, and then so are those behind the last one.
    """
    is_counted = lines[first].segment.ordinal is not None
    starts = [first]
    bullets: list[int] = []  # beside the numbers, since the last of them
    inner = False  # whether there were any between two numbers
    for i in range(first + 1, len(lines)):
        line = lines[i]
        is_sibling = line.is_item and line.depth == lines[first].depth
        is_next = is_sibling and line.segment.ordinal == (len(starts) + 1 if is_counted else None)
        if line.level or (not line.is_item and not is_counted) or (is_counted and is_sibling and not is_next):
            if not (is_counted and is_sibling and line.segment.ordinal is None):
                return starts, i if inner or not bullets else bullets[0]
            bullets.append(i)
        if is_next:
            inner, bullets = inner or bool(bullets), []
            starts.append(i)
    return starts, len(lines) if inner or not bullets else bullets[0]


def _lines(lines: Sequence[Line], is_open: Sequence[bool]) -> Iterator[Siblings]:
    """The lines between two headings that each begin with markup of their own, or look like headings, above others."""
    cuts = [-1, *(i for i, line in enumerate(lines) if line.level or line.row or not is_open[i]), len(lines)]
    for before, end in pairwise(cuts):
        inner = [i for i in range(before + 1, end) if not lines[i].is_item]
        titles = _counted(inner, lines) or [i for i in inner if _may_lead(lines, i, end)]
        if titles[1:]:
            yield Siblings(tuple(titles), 0, titles[0] - 1 if titles[0] else None, end)


def _may_lead(lines: Sequence[Line], i: int, end: int) -> bool:
    """Whether a line begins with markup of its own, or looks like a heading above another line."""
    line = lines[i]
    if 0 < lead_end(line) < len(line.text):
        return True
    return _is_headed(line) and i + 1 < end and not _is_headed(lines[i + 1])


def _is_headed(line: Line) -> bool:
    return line.is_heading and line.text[-1] != ":"
