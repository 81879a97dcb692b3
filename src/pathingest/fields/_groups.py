"""What several fields read alike where the markup shows structure: headings with what is under them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from pathingest.lines import Line
from pathingest.model.tuples import NamedTuple
from pathingest.values.patterns import lazy
from pathingest.values.text import key

_NUMBER = lazy(r"\d{1,2}[.)] (?=\S)")


class Group(NamedTuple):
    """A heading and what is under it, up to the next of its level."""

    heading: Line
    body: tuple[Line, ...]


def top_level(lines: Sequence[Line]) -> int:
    """The level of the headings that divide the lines, which have some.

    It is the highest one, unless that only sorts what is one level below ("Technical skills" above the skills):
    then each such heading is followed by a lower one at once, and those all differ, as labels ("Tasks") do not.
    """
    levels = sorted({line.level for line in lines if line.level})
    while _sorts(lines, levels[0]):
        levels.pop(0)
    return levels[0]


def _sorts(lines: Sequence[Line], level: int) -> bool:
    """Whether the headings of a level hold nothing but headings of lower ones, each of them once."""
    after = [*[line.level for line in lines[1:]], 0]
    below = [next_level for line, next_level in zip(lines, after, strict=True) if line.level == level]
    next_level = min(below)
    if next_level < level:
        return False
    names = [key(line.text) for line in lines if line.level == next_level]
    return len(names) > len(below) and len(set(names)) == len(names)


def groups(lines: Sequence[Line]) -> list[Group]:
    """The groups that the headings make, in page order; none where the markup shows no headings."""
    if not [line for line in lines if line.level]:
        return []
    level = top_level(lines)
    starts = [i for i, line in enumerate(lines) if line.level == level]
    higher = range(1, level)  # such a heading only sorts
    found = []
    for start, end in pairwise([*starts, len(lines)]):
        body = takewhile(lambda line: line.level not in higher, lines[start + 1 : end])
        found.append(Group(lines[start], tuple(body)))
    return found


def unnumbered(line: Line) -> Line:
    """A heading without the number before it ("2. SQL")."""
    match = _NUMBER.match(line.text)
    return line.cut(match.end(), len(line.text)) if match else line
