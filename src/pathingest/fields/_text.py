"""What several fields read alike: lists, and names with the badges and the text under them."""

from __future__ import annotations

from collections.abc import Sequence

from pathingest.fields import _bounds as bounds
from pathingest.lines import Line, looks
from pathingest.lines import bounds as line_bounds
from pathingest.lines.badges import begins_with_number
from pathingest.model.evidence import LABEL, Stretch
from pathingest.model.segment import Segment
from pathingest.model.tuples import NamedTuple


def label(segment: Segment) -> Stretch:
    """A whole line as a label."""
    return Stretch(segment.start, segment.end, LABEL)


def listed(lines: Sequence[Line]) -> list[Segment]:
    """A list's items; where nothing is bulleted, every line is one. A line among bulleted ones is not one."""
    items = [line.segment for line in lines if line.is_item]
    return items or [line.segment for line in lines]


class Skill(NamedTuple):
    """A skill: its name, its badges, and the text under it."""

    name: Line
    badges: tuple[Line, ...] = ()
    body: tuple[Line, ...] = ()


def entries(lines: Sequence[Line], badges: frozenset[Line] = frozenset()) -> tuple[Skill, ...]:
    """Names, each with its badges and the paragraphs under it; what is before the first name is left out.

    A line before a badge is a name. Elsewhere a short line that is no sentence is one, unless the entry that it
    would end has nothing under it yet: then it must look like a name in itself, or it is that entry's text. Where
    there are badges, a line without one is only a name if a text follows, or if the page is cut off after it. Where
    every entry has one sentence at most, a line after it is a name also if what follows lost its full stop.
    What begins with a number right below a badge is more of it, known or not ("Critical", "One term").
    A list's items are siblings: none is the text of another one, unless it stands inside of it. Nor is what leads to
    more of them ("Others:").
    """
    found: list[tuple[Line, list[Line], list[Line]]] = []
    kinds = ["badge" if line in badges else "name" if line.is_name else "text" for line in lines]
    bare = {*kinds} == {"name"} and all(line.text.count(" ") < bounds.BARE_WORDS for line in lines)
    own: list[Line] = []
    body: list[Line] | None = None  # of the entry that is being read
    for i, (line, kind, below) in enumerate(zip(lines, kinds, [*kinds, "end"][1:], strict=True)):
        inside = bool(found) and line.is_item and found[-1][0].is_item and line.depth > found[-1][0].depth
        sibling = line.is_item and (not found or _are_siblings(found[-1][0], line))
        if kind == "badge" or (own and body == [] and kind == "name" and begins_with_number(line.text)):
            if body is not None and not body:
                own.append(line)
        elif not inside and (
            bare
            or below == "badge"
            or (sibling and len(line.text) <= line_bounds.NAME)
            or (kind == "name" and _begins(line, below, bodiless=body == [], badged=bool(badges)))
            or (kind == "name" and _ends_sentence(found) and _is_unnamed(lines[i + 1 : i + 2]))
        ):
            own, body = [], []
            found.append((line, own, body))
        elif body is not None and not sibling and not _leads(lines[i : i + 2], found[-1][0]):
            body.append(line)
    return tuple([Skill(name, tuple(badges_of), tuple(texts)) for name, badges_of, texts in found])


def _leads(lines: Sequence[Line], name: Line) -> bool:
    """Whether a line only says what items of a list come next, which are no parts of the item before it."""
    line, *below = lines
    return line.text.endswith(":") and not line.is_item and any(_are_siblings(name, item) for item in below)


def _are_siblings(name: Line, line: Line) -> bool:
    """Whether two items are of one list, as far as the page shows; bullets below a number are the number's own."""
    own = name.segment.ordinal is not None and line.segment.ordinal is None
    return name.is_item and not own and line.depth <= name.depth


def _ends_sentence(found: Sequence[tuple[Line, list[Line], list[Line]]]) -> bool:
    """Whether the last entry ends in a sentence, and none has more than one line of text."""
    return bool(found and found[-1][2]) and found[-1][2][-1].is_sentence and not any(body[1:] for _, _, body in found)


def _is_unnamed(below: Sequence[Line]) -> bool:
    """Whether what follows a line is nothing, or too many words in small letters for a name."""
    return not any(line.is_title_case or looks.is_few(line.text) for line in below)


def _begins(line: Line, below: str, *, bodiless: bool, badged: bool) -> bool:
    """Whether what looks like a name begins an entry; `bodiless` says that the entry before it has no text yet."""
    if badged:
        return below == "text" or (below == "end" and not bodiless and line.is_title_case)
    return below == "text" or (below == "name" and not bodiless) or line.is_title_case or looks.is_few(line.text)
