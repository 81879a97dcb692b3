"""Skills in whatever form a page gives them: under headings, in a table, as items "Name: text", or as bare lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from pathingest.fields import _bounds as bounds
from pathingest.fields._badged import divided
from pathingest.fields._groups import Group, groups, unnumbered
from pathingest.fields._text import Skill, entries
from pathingest.lines import Line, looks
from pathingest.lines import bounds as line_bounds
from pathingest.lines.runs import lead_end
from pathingest.lines.tables import read_tables
from pathingest.model.evidence import LABEL, Stretch
from pathingest.model.segment import joined
from pathingest.model.tuples import NamedTuple
from pathingest.values.patterns import lazy
from pathingest.values.vocabulary import vocabulary

_SEAM = lazy(r" ?:\s+|\s+-\s+|\s*\u2014\s*|\s+[|\u00b7]\s+")
_PICTURES = "\u2190"  # arrows, and what comes after them
_SENTENCE = lazy(r"[.!?]\s")
_PARENTHESIS = lazy(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")


class Skills(NamedTuple):
    """The skills of a section, and the labels met on the way."""

    found: tuple[Skill, ...]
    marks: tuple[Stretch, ...] = ()


def read_skills(lines: Sequence[Line], *, badged: bool) -> Skills | None:
    """The skills, where the page shows their form; None for bare lines, which are read by their looks.

    `badged` says whether they may have badges.
    """
    if badged and (sorted_ := _by_priority(lines)):
        return Skills(tuple([skill for group in sorted_ for skill in _as_important(group)]))
    if [line for line in lines if line.segment.markup]:
        headed = [part for group in groups(lines) for part in (divided(group) if badged else [group])]
        # Headings may only sort tables: there is no text of their own below them.
        have_text = bool(headed) and all(any(not line.row for line in group.body) for group in headed)
        if any(line.row for line in lines) and not have_text:
            return _in_tables(lines, badged=badged)
        if len(headed) == 1 and (within := _seamed(headed[0].body, badged=badged)):
            return within._replace(marks=(Stretch(*headed[0].heading.segment.span, LABEL),))  # it only heads the list
        if headed:
            parts = [_headed(group, badged=badged) for group in headed]
            return Skills(tuple([skill for skill, _ in parts]), tuple([mark for _, marks in parts for mark in marks]))
    return _seamed(lines, badged=badged)


def described(lines: Sequence[Line]) -> Skills:
    """Skills that have no badges."""
    return read_skills(lines, badged=False) or Skills(tuple(map(split_item, entries(lines))))


# --- tables ----------------------------------------------------------------------------------------------------------


def _in_tables(lines: Sequence[Line], *, badged: bool) -> Skills:
    """One skill for each row that has a name, or for each cell where the columns are priorities."""
    skills = []
    marks = []
    for table in read_tables(lines):
        if badged and table.is_by_priority:
            pairs = [(column, cell) for row in table.rows for column, cells in row.items() for cell in cells]
            for column, cell in pairs:
                places = _names(cell)
                skills += [Skill(cell.cut(*place), (table.head[column],)) for place in places]
                words = [(end, start) for (_, end), (start, _) in pairwise(places)]
                marks += [Stretch(*cell.segment.locate(*word), LABEL) for word in words]
            continue
        marks += [Stretch(*cell.segment.span, LABEL) for cell in table.head.values()]
        ticked = table.ticked if badged else frozenset()
        marks += [Stretch(*cell.segment.span, LABEL) for row in table.rows for i in ticked for cell in row.get(i, ())]
        for row in table.rows:
            if names := table.cells(row, "name"):
                ticks = table.ticks(row) if ticked else []
                own = [_unasked(table.head[ticks[0]])] if len(ticks) == 1 else []
                priorities = own if ticked else table.cells(row, "priority")
                badges = (*priorities, *table.cells(row, "duration"))
                skills.append(Skill(names[0], badges, (*names[1:], *table.cells(row, "guidance"))))
    return Skills(tuple(skills), tuple(marks))


def _unasked(head: Line) -> Line:
    """A column's head without its question mark ("Must have?")."""
    return head.cut(0, len(head.text.rstrip(" ?")))


def _names(cell: Line) -> list[tuple[int, int]]:
    """Where the names in a cell are: between commas, if each is of few words and none but all are in lower case.

    "Python (pandas, NumPy)" and "Communication, written and spoken" are one each.
    """
    text, whole = cell.text, [(0, len(cell.text))]
    marks = [match.span() for match in _comma().finditer(text)]
    if not marks or any(map(text.count, "()[]:")):
        return whole
    cuts = [0, *(at for mark in marks for at in mark), len(text)]
    places = list(zip(cuts[::2], cuts[1::2], strict=True))
    parts = [text[start:end] for start, end in places]
    if not all(map(looks.is_name, parts)) or len({part[0].islower() for part in parts}) > 1:
        return whole
    return places if all(part.count(" ") < bounds.BARE_WORDS for part in parts) else whole


@cache
def _comma() -> re.Pattern[str]:
    joints = "|".join(map(re.escape, vocabulary()["labels"]["joints"]))
    return lazy(rf"\s*[,;]\s+(?:(?:{joints})\s+)?")


# --- headings --------------------------------------------------------------------------------------------------------


def _headed(group: Group, *, badged: bool) -> tuple[Skill, list[Stretch]]:
    """A name that is a heading: what is glued to it is split off, badges are found, all else is text."""
    name, badges = _split_badge(unnumbered(group.heading), badged=badged)
    texts = []
    marks = []
    for line, below in zip(group.body, [*group.body[1:], None], strict=False):
        if badged and line.badge:
            badges.append(line)
        elif line.level and (line.folded.rstrip(" :?") in _TEXT_LABELS or (badged and below and below.badge)):
            marks.append(Stretch(*line.segment.span, LABEL))
        else:
            texts.append(line)
    # Chips that say nothing known ("Worth the effort") are no text where there is other text.
    prose = tuple([text for text in texts if text.segment.kind != "label" or not text.is_name])
    return Skill(name, tuple(badges), prose or tuple(texts)), marks


def _by_priority(lines: Sequence[Line]) -> list[Group]:
    """The groups that headings make, or lines above lists, if each says how important they are ("Must have:")."""
    starts = [i for i, line in enumerate(lines) if line.level or (line.text.endswith(":") and not line.is_item)]
    if not starts or not all(_is_priority(lines[i]) for i in starts):
        return []
    return [Group(lines[a], tuple(lines[a + 1 : b])) for a, b in pairwise([*starts, len(lines)])]


def _is_priority(line: Line) -> bool:
    """Whether a line says how important something is, and nothing else."""
    return line.badge is not None and line.badge.priority is not None and line.badge.duration is None


def _as_important(group: Group) -> list[Skill]:
    """The skills below a heading that says how important they are."""
    own = read_skills(group.body, badged=True) or Skills(entries(group.body))
    return [skill._replace(badges=(group.heading, *skill.badges)) for skill in own.found]


# What a heading below a name says where it only says that text follows.
_TEXT_LABELS = frozenset(
    """how to learn it|how to learn|how to close it|how to close the gap|how to get there|why it matters|why|how
    |guidance|description|details|what it is|what to do|action|actions|learning path|how it transfers|how it helps
    |why it helps|how to build it|how to develop it|recommendation|how to practise|how to practice""".replace(
        "\n    ", ""
    ).split("|")
)


def _split_badge(name: Line, *, badged: bool) -> tuple[Line, list[Line]]:
    """A name and the badge beside it in one line: in parentheses, after a dash, or in markup of its own."""
    if not badged:
        return name, []
    text = name.text
    if match := _PARENTHESIS.search(text):
        badge = name.cut(*match.span(1)) if match[1].strip() and match.start() else None
        if badge and badge.badge:
            return name.cut(0, match.start()), [badge]
    near = len(text) - line_bounds.BADGE_PIECES
    seams = [match.span() for match in _SEAM.finditer(text)]
    seams += [(len(text[:index].rstrip()), index) for index, _ in name.gaps if index >= near]
    for start, end in sorted(seams):
        if start > 0 and near <= end < len(text) and (badge := name.cut(end, len(text))).badge:
            return name.cut(0, start), [badge]
    return name, []


# --- items -----------------------------------------------------------------------------------------------------------


def _seamed(lines: Sequence[Line], *, badged: bool) -> Skills | None:
    """Items "Name: text"; None where the lines are not mostly so."""
    lines = _rejoined(lines)
    first = next((i for i, line in enumerate(lines) if _may_hold(line)), len(lines))
    while 0 < first < len(lines) and _is_bare_item(lines[first - 1]):
        first -= 1
    items = lines[first:]
    if not items and lines and all(map(_is_named_line, lines)):
        items = lines  # a list that lost its bullets
    elif not items or not all(_may_hold(item) or _is_bare_item(item) for item in items):
        return None
    read = [(seam, _item(item, seam, badged=badged)) for item in items for seam in (_seam(item),)]
    if sum(seam is not None or bool(skill.badges) for seam, skill in read) < max(1, bounds.SPLIT * len(items)):
        return None
    return Skills(tuple([skill for seam, skill in read if seam or skill.name.is_name]))


def _rejoined(lines: Sequence[Line]) -> Sequence[Line]:
    """Items that a tool broke into lines whole again: a bare line goes on with what has not ended.

    So do bare lines between two items that have bullets, if they end a sentence. Where what is before a bare line has
    ended, it begins the name in the next line, if that has the mark of one.
    """
    holds = list(map(_may_hold, lines))
    held = sum(holds)
    if held == len(lines) or held < max(bounds.LEAST_ITEMS, len(lines) / 3):
        return lines
    ends_item = _ends_item(lines)
    whole: list[list[Line]] = []
    last_held = -1
    for i, line in enumerate(lines):
        before = whole[-1] if whole else []
        begun = bool(before) and before[0].segment.kind == line.segment.kind == "line" and last_held < i - len(before)
        unended = (_is_bare(line) or begun) and bool(before) and not before[-1].is_sentence
        if before and (unended or (before[0].is_item and _is_bare(line) and ends_item[i])):
            before.append(line)
        else:
            whole.append([line])
        last_held = i if holds[i] else last_held
    return [Line(joined([line.segment for line in run]), run[0].words) if len(run) > 1 else run[0] for run in whole]


def _is_bare(line: Line) -> bool:
    """A line of plain text with no mark of an item."""
    return line.segment.kind == "line" and line.segment.markup is None and not _may_hold(line)


def _ends_item(lines: Sequence[Line]) -> list[bool]:
    """Whether, from each line on, bare lines end a sentence and an item follows."""
    found = [False] * len(lines)
    for i, (line, below) in reversed(list(enumerate(pairwise(lines)))):
        if _is_bare(line):
            found[i] = found[i + 1] if _is_bare(below) else below.is_item and line.is_sentence
    return found


def _is_named_line(line: Line) -> bool:
    """Whether a bare line is "Name: text" in itself: few words before the mark, and more after it."""
    seam = _seam(line)
    if seam is None or line.text[0].islower():
        return False
    name, text = line.text[: seam[0]], line.text[seam[1] :]
    return name.count(" ") < bounds.BARE_NAME_WORDS <= text.count(" ")


def _is_bare_item(line: Line) -> bool:
    """Whether a line of plain text is "Name: text" though no mark is left of the name's own markup."""
    return line.segment.kind == "line" and line.segment.markup is None and _is_named_line(line)


def _may_hold(line: Line) -> bool:
    """An item, or a paragraph whose name has markup of its own."""
    return line.is_item or (bool(line.gaps) and any(_stands_out(line, start) for start, _ in _seams(line)))


def _seam(line: Line) -> tuple[int, int] | None:
    """Where the name ends and its text begins: where the name's own markup ends, else at the first mark."""
    found = _seams(line)
    marked = [seam for seam in found if _stands_out(line, seam[0])]
    for start, end in marked or found[:1]:
        name = line.text[:start]
        if start and end < len(line.text) and name.count(" ") < bounds.SEAMED_WORDS and not _SENTENCE.search(name):
            return start, end
    return None


def _seams(line: Line) -> list[tuple[int, int]]:
    found = [match.span() for match in _SEAM.finditer(line.text[: bounds.SEAMED_NAME + 4])]
    lead = lead_end(line)
    if not found and line.is_item and line.text[lead : lead + 1] == " " and not _joins(line.text[lead:]):
        return [(lead, lead + 1)]  # "<b>SQL</b> joins and windows"
    return found


def split_item(skill: Skill, *, badged: bool = False) -> Skill:
    """A skill from a list of names, split where its own item shows a name and its text, whatever the others do.

    Markup and a mark show it, either with words that only say something of the name: "<b>Triage</b> deciding what
    comes first", "Record keeping - charts and notes", and neither "<b>Data</b> science" nor "Languages: Python, R".
    """
    line = skill.name
    seam = _seam(line) if line.is_item and not skill.badges else None
    if seam is None or not _parts(line, *seam):
        return skill
    own = _item(line, seam, badged=badged)
    return own._replace(body=(*own.body, *skill.body))


def _parts(line: Line, end: int, start: int) -> bool:
    """Whether what stands between an item's name and its text parts them."""
    name, text = line.text[:end], line.text[start:]
    is_marked, has_mark = _stands_out(line, end), bool(line.text[end:start].strip())
    if is_marked and has_mark:
        return True
    first, *others = text.split(maxsplit=bounds.SAID_WORDS)
    if not first[0].isalpha() or _joins(text):
        return False
    if is_marked:
        return first not in vocabulary()["labels"]["ties"] and len(others) + 1 >= bounds.SAID_WORDS
    return has_mark and looks.is_few(name) and not name[0].islower() and first[0].islower() and bool(others)


def _joins(text: str) -> bool:
    """Whether a text goes on with another name: "<b>Python</b> and <b>R</b>"."""
    return text.split(maxsplit=1)[0].casefold() in vocabulary()["labels"]["joints"]


def _stands_out(line: Line, start: int) -> bool:
    """Whether the first markup in the line ends where the name does, with its colon or without."""
    edges = line.gaps[: 1 + _has_picture(line)]
    return bool(edges) and edges[-1][0] in (start, start + 1)


def _has_picture(line: Line) -> bool:
    """Whether a picture stands before a line's own words, as a bullet of its own."""
    return line.text[0] >= _PICTURES and not line.text[0].isalnum()


def _item(line: Line, seam: tuple[int, int] | None, *, badged: bool) -> Skill:
    """An item as a skill; without text where no mark splits it."""
    if seam is None:
        name, badges = _split_badge(line, badged=badged)
        return Skill(name, tuple(badges))
    begin = line.gaps[0][0] if line.gaps and _has_picture(line) and line.gaps[0][0] < seam[0] else 0
    name, badges = _split_badge(line.cut(begin, seam[0]), badged=badged)
    text = line.cut(seam[1], len(line.text))
    if badged and text.badge:
        return Skill(name, (*badges, text))
    return Skill(name, tuple(badges), (text,))
