"""The roadmap's phases: number, title, duration, tasks and resources, as far as the rendering keeps them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from pathingest import glued
from pathingest.fields import Field, Reading
from pathingest.fields import _bounds as bounds
from pathingest.fields._groups import top_level
from pathingest.fields._resources import between_commas, between_links, linked_name, resource
from pathingest.fields._text import label
from pathingest.glued import FLAG_BELOW, Resource, line_confidence
from pathingest.lines import Line
from pathingest.lines.tables import read_tables
from pathingest.lines.times import stated
from pathingest.model.evidence import LABEL, Stretch
from pathingest.model.extraction import Derived, Extraction, Note, PhaseTree, Quote, Read, ResourceTree, Stated, quote
from pathingest.model.segment import Part, Segment
from pathingest.model.values import Duration
from pathingest.values.patterns import lazy
from pathingest.values.positions import read_calendar, read_position
from pathingest.values.text import is_ordinal, key
from pathingest.values.vocabulary import vocabulary


@dataclass(slots=True)
class _Phase:
    """A phase while it is read; `prose` are its texts that are no items, `bare` a title that is but a place."""

    number: Segment | None = None
    title: Segment | Quote | None = None
    place: Part | None = None
    at: int = 0
    bare: bool = False
    prose: list[Segment] = field(default_factory=list)
    duration: Stated[Duration] | None = None
    tasks: list[Segment] = field(default_factory=list)
    resources: list[ResourceTree] = field(default_factory=list)
    mode: str = ""

    @property
    def begun(self) -> bool:
        """Whether it has anything but a number."""
        return bool(self.title or self.duration or self.tasks or self.resources or self.mode)

    @property
    def state(self) -> str:
        """What is being read: one of `_NEXT`."""
        if self.mode == "resources":
            return "resources"
        if self.mode == "tasks" and not (self.tasks and self.tasks[-1].kind == "item"):
            return "bare tasks"
        return "title" if self.begun else "number"


def extract(reading: Reading) -> Extraction:
    """One phase for each title; a number before it is its position, if it is the next one."""
    lines = reading.outline.lines("roadmap")
    if not lines:
        return Extraction([])
    titles = _titles(lines)
    cells = [line for line in lines if line.row]
    if cells and titles.keys() <= {*cells} and (rows := _rows(lines)).titles:
        heads = frozenset(rows.heads)
        body = [line for line in lines if line not in heads]
        shown = _Shown(reading, rows.titles, rows.modes).extract(body)
        return shown._replace(marks=(*shown.marks, *[label(head.segment) for head in rows.heads]))
    if titles:
        return _Shown(reading, titles, {}).extract(lines)
    return _Bare(reading, lines).extract()


class _Phases:
    """The phases while they are read, the labels met on the way, and what is doubtful."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.context = _context(reading)
        self.phases: list[_Phase] = []
        self.marks: list[Stretch] = []
        self.notes: list[Note] = []

    @property
    def phase(self) -> _Phase:
        """The phase that is being read; one without a title where the page gave none."""
        return self.phases[-1] if self.phases else self.begin()

    def begin(self, **known: Any) -> _Phase:
        """The next phase."""
        self.phases.append(_Phase(**known))
        return self.phases[-1]

    def note_glued(self, line: Line) -> None:
        """Something is glued to the duration of the phase that is being read."""
        pointer = f"/roadmap/{len(self.phases) - 1}/duration"
        self.notes.append(Note("glued-field", pointer, line.segment.span, line.text[: bounds.NOTE]))

    def add_resources(self, segment: Segment) -> None:
        """The names on one line; where there are two or more, or none is sure, a note says how they were split.

        Where the markup separates names, they need no splitting.
        """
        if segment.kind == "line" and not segment.markup and "://" not in segment.text:
            items = glued.split_resources(segment.text, self.context)
        else:
            end = linked_name(segment)
            items = [Resource(segment.text[:end], 1.0, 0, end)]
        found, sure = self.phase.resources, line_confidence(items)
        first = f"/roadmap/{len(self.phases) - 1}/resources/{len(found)}/name"
        ways: list[Sequence[Resource]] = []
        if sure < FLAG_BELOW:
            ways = [split.items for split in glued.alternatives(segment.text, self.context)]
            if sure < bounds.LIKELY and len(items) > 1:
                # More likely wrong than right: the line stays whole, and the best way to split it is one of the others.
                ways.insert(0, items)
                items = [Resource(segment.text, sure, 0, len(segment.text))]
        found += [resource(segment, item.start, item.end, self.reading.url) for item in items]
        if len(items) > 1:
            self.notes.append(Note("glued-resources", first, segment.span, _names(items), sure))
        if sure < FLAG_BELOW:
            self.notes.append(Note("resource-split", first, segment.span, " or ".join(map(_names, ways)), sure))

    def extraction(self) -> Extraction:
        """What was read."""
        trees: list[PhaseTree] = [
            {
                "position": _position(phase, i),
                "title": phase.title,
                "duration": phase.duration,
                "tasks": phase.tasks,
                "resources": phase.resources,
            }
            for i, phase in enumerate(self.phases)
        ]
        return Extraction(trees, tuple(self.marks), tuple(self.notes))


def _names(items: Sequence[Resource]) -> str:
    return " | ".join([item.name for item in items])


def _context(reading: Reading) -> str:
    """The page's own prose outside Resources: names found there show where glued names are split."""
    sections = reading.outline.sections
    return "\n".join([x.text for section in sections for x in section.lines if x.is_item or section.role != "roadmap"])


def _position(phase: _Phase, index: int) -> Read | Derived:
    """The number before the title, where it is the phase's place; else the place alone."""
    number = phase.number
    if number and is_ordinal(number.text) and int(number.text.rstrip(".)")) == index + 1:
        return Read(index + 1, number.part(), (f"position: {number.text!r} is {index + 1}",))
    if phase.place and phase.at == index + 1:
        return Read(index + 1, phase.place, (f"position: {phase.place.text!r} is {index + 1}",))
    if isinstance(phase.title, Segment) and phase.title.ordinal == index + 1:
        return Derived(index + 1, (f"/roadmap/{index}/title",))
    return Derived(index + 1, ("/roadmap",))


# --- phases that only the looks and the order of their lines show ----------------------------------------------------


class _Bare(_Phases):
    """Reads phases line by line: what was read last, and what follows, say what a line is."""

    def __init__(self, reading: Reading, lines: Sequence[Line]) -> None:
        super().__init__(reading)
        self.lines = lines
        self.numbered = _numbered_titles(lines)

    def extract(self) -> Extraction:
        """The phases of the section."""
        for line, below in zip(self.lines, [*self.lines[1:], None], strict=True):
            phase = self.phases[-1] if self.phases else None
            if line.meaning.label in ("tasks", "resources"):
                self.phase.mode = str(line.meaning.label)
                self.marks.append(label(line.segment))
            elif line.is_number:
                self.begin(number=line.segment)
            elif line.is_item and line.segment.ordinal is None and not (phase and phase.mode == "resources"):
                self.phase.tasks.append(line.segment)
            else:
                for takes in _NEXT[phase.state if phase else "nothing"]:  # what none takes will be residue
                    if takes(self, line, below):
                        break
        for phase in self.phases:
            self._split_numbered(phase)
        return self.extraction()

    def is_task(self, line: Line, below: Line | None) -> bool:
        """Take an item with a number as a task."""
        if line.segment.ordinal is None or line.segment.start in self.numbered or _begins_phase(line, below):
            return False
        self.phase.tasks.append(line.segment)
        return True

    def is_bare_task(self, line: Line, below: Line | None) -> bool:
        """Take a line as a task that lost its bullet, unless a duration or tasks follow: then it is a phase's title."""
        if below and not below.is_item and (below.meaning.label == "tasks" or below.time):
            return False
        self.phase.tasks.append(line.segment)
        return True

    def is_resource(self, line: Line, below: Line | None) -> bool:
        """Take a line's names as resources; a sentence below them is no resource, and is left."""
        if _begins_phase(line, below):
            return False
        if not (self.phase.resources and line.is_sentence):
            self.add_resources(line.segment)
        return True

    def is_duration(self, line: Line, below: Line | None) -> bool:
        """Take a line as the phase's duration, and what is glued to it as what it is.

        Words that may mean an open end are a title if a time follows ("Self-Paced Practice", "8 weeks").
        """
        phase = self.phase
        if phase.duration or phase.tasks or not line.time:
            return False
        open_end = line.time.stated.value.ongoing
        if phase.title is None and open_end and below and below.time:
            return False
        phase.duration, rest = line.time
        if rest:
            self.note_glued(line)
            if labelled := line.words.profile.labels.get(key(rest.text)):
                phase.mode = labelled
                self.marks.append(label(rest))
            elif rest.kind == "item":
                phase.tasks.append(rest)
            else:
                self.begin(title=rest)
        return True

    def is_own_title(self, line: Line, _: Line | None) -> bool:
        """Take a line as the title of the phase that has but a number."""
        self.phase.title = line.segment
        return True

    def is_title(self, line: Line, below: Line | None) -> bool:
        """Take a line as the title of another phase; a sentence is not one."""
        if not (line.is_name or _begins_phase(line, below)):
            return False
        self.begin(title=line.segment)
        return True

    def _split_numbered(self, phase: _Phase) -> None:
        """Take the duration out of a numbered title ("1. Registration (6 weeks)"), where there is none below it."""
        line = self.numbered.get(phase.title.start) if isinstance(phase.title, Segment) else None
        if line and not phase.duration:
            title = _entitled(line)
            if title.duration and not title.bare:
                phase.title, phase.duration = title.title, title.duration


# What a line may be, in this order, by what is being read.
_NEXT: Mapping[str, Sequence[Callable[[_Bare, Line, Line | None], bool]]] = {
    "nothing": (_Bare.is_task, _Bare.is_title),
    "number": (_Bare.is_task, _Bare.is_duration, _Bare.is_own_title),
    "title": (_Bare.is_task, _Bare.is_duration, _Bare.is_title),
    "bare tasks": (_Bare.is_task, _Bare.is_bare_task, _Bare.is_duration, _Bare.is_title),
    "resources": (_Bare.is_resource, _Bare.is_task, _Bare.is_duration, _Bare.is_title),
}


def _numbered_titles(lines: Sequence[Line]) -> Mapping[int, Line]:
    """The titles, by their places, if they count from 1 ("3. Registration") and what is under them has bullets."""
    found = [line for line in lines if line.segment.ordinal is not None]
    if len(found) < 2 or [line.segment.ordinal for line in found] != list(range(1, len(found) + 1)):  # noqa: PLR2004
        return {}
    bulleted = any(line.is_item and line.segment.ordinal is None for line in lines)
    listed = any(line.meaning.label and below.segment.ordinal is not None for line, below in pairwise(lines))
    return {line.segment.start: line for line in found} if bulleted and not listed else {}


def _begins_phase(line: Line, below: Line | None) -> bool:
    """Whether a line is a title although a task or a resource could be here: what follows it decides."""
    if below is None or below.is_item or (line.is_item and line.segment.ordinal is None):
        return False
    if below.meaning.label:
        return below.meaning.label == "tasks" or not line.is_item
    return not below.is_number and below.time is not None and line.stated is None


# --- phases whose titles the page shows ------------------------------------------------------------------------------


class _Heading(NamedTuple):
    """What a phase's heading says: its title, the place before it, the duration before or after it."""

    title: Segment | Quote
    place: Part | None = None
    number: int = 0
    duration: Stated[Duration] | None = None
    bare: bool = False


def _titles(lines: Sequence[Line]) -> Mapping[Line, _Heading]:
    """What the titles say: headings, or lines with a place before them ("Step 2: Practise").

    Empty where neither markup nor the profile's words distinguish titles from other lines.
    """
    headings = [line for line in lines if line.level and line.meaning.label not in ("tasks", "resources")]
    if headings:
        level = top_level(
            [line for line in lines if not line.level or line.meaning.label not in ("tasks", "resources")]
        )
        return {line: _entitled(line) for line in headings if line.level == level}
    if not lines[0].words.profile.positions:
        return {}
    numbered = (line for line in lines if not line.is_item or line.segment.ordinal is not None)
    places = {line: place for line in numbered if (place := line.place)}
    first = next((place.word for place in places.values()), "")  # of "Phase 1" and "Week 1" below it
    found = {line: place for line, place in places.items() if place.word == first}
    if titled := [line for line, place in found.items() if place.rest < len(line.text)]:
        return {line: _entitled(line) for line in titled}
    below = [after for line, after in pairwise(lines) if line in found and _may_be_title(after)]
    return {line: _entitled(line) for line in below or found}


class _Rows(NamedTuple):
    """Phases in a table: the titles, what the cells of columns hold, and the columns' heads."""

    titles: dict[Line, _Heading]
    modes: dict[Line, str]
    heads: list[Line]


def _rows(lines: Sequence[Line]) -> _Rows:
    """A phase for each row that has a name."""
    found = _Rows({}, {}, [])
    for table in read_tables(lines):
        for row in table.rows:
            found.titles.update({name: _entitled(name) for name in table.cells(row, "name")[:1]})
            for column, cells in row.items():
                if (head := table.head.get(column)) and head.meaning.label:
                    found.modes.update(dict.fromkeys(cells, head.meaning.label))
        found.heads.extend(table.head.values())
    return found


def _may_be_title(line: Line) -> bool:
    return not line.is_item and line.is_name and line.stated is None


def _entitled(line: Line) -> _Heading:
    """A title's line taken apart: "Month 1-3: Foundations", "Stage 1 - Foundations (6 weeks)"."""
    text, segment = line.text, line.segment
    place: Part | None = None
    number = start = 0
    duration: Stated[Duration] | None = None
    if match := _NUMBER.match(text):
        place, number, start = segment.part(0, match.end(1)), int(match[1]), match.end()
    if found := read_position(text[start:], line.words.profile.positions) if start else line.place:
        if start + found.rest == len(text):
            whole = Stated(found.duration, segment, start) if found.duration else None
            return _Heading(segment, None, found.first, whole, bare=True)
        if found.duration:
            duration, place, number = Stated(found.duration, segment, start), None, 0
        else:
            place, number = segment.part(start, start + found.end), found.first
        start += found.rest
    end, after = _trailing_time(line, start)
    title = segment if (start, end) == (0, len(text)) else quote(segment, start, end)
    return _Heading(title, place, number, after or duration)


_NUMBER = lazy(r"(\d{1,2})[.)] (?=\S)")
_PARENTHESIS = lazy(r"\s*[(\[]([^()\[\]]+)[)\]]$")
_LONGEST_PLACE = 160  # characters that may name a time, or a place in the calendar: no longer ones are looked at
_SEAM = lazy(r"\s+-\s+|\s*[\u2014|\u00b7:]\s*|,\s+")


def _trailing_time(line: Line, start: int) -> tuple[int, Stated[Duration] | None]:
    """Where a title ends, and the duration that follows it: in parentheses, after a mark, in markup of its own."""
    text = line.text
    if match := _PARENTHESIS.search(text, start):
        time = _time(line.segment, *match.span(1))
        return (match.start(), time) if time and match.start() > start else (len(text), None)
    seams = [match.span() for match in _SEAM.finditer(text, start)]
    near = max(start + 1, len(text) - _LONGEST_PLACE)
    seams += [(len(text[:index].rstrip()), index) for index, _ in line.gaps if index >= near]
    for end, begin in sorted(seams):
        if start < end and begin < len(text) and (time := _time(line.segment, begin, len(text))):
            return end, time
    return len(text), None


def _time(segment: Segment, start: int, end: int) -> Stated[Duration] | None:
    """The time that a stretch states and nothing else: as a length, or by its place in the calendar ("Weeks 1-4")."""
    if end - start > _LONGEST_PLACE:
        return None
    if found := stated(segment, start, end):
        return found
    calendar = read_calendar(segment.text[start:end])
    return Stated(calendar, segment, start) if calendar and calendar.end == end - start else None


class _Shown(_Phases):
    """Reads phases whose titles are known: what is below a title belongs to it, whatever it looks like."""

    def __init__(self, reading: Reading, titles: Mapping[Line, _Heading], modes: Mapping[Line, str]) -> None:
        super().__init__(reading)
        self.titles = titles
        self.modes = modes

    def extract(self, lines: Sequence[Line]) -> Extraction:
        """The phases of the section."""
        for line, below in zip(lines, [*lines[1:], None], strict=True):
            if line in self.titles:
                self._entitle(self.titles[line])
            elif below in self.titles and _is_place(line):
                self._place(line)
            elif self.phases:
                self.phase.mode = self.modes.get(line, self.phase.mode)
                self._add(line, self.phase)
        for i, phase in enumerate(self.phases):
            self._close(phase, i)
        return self.extraction()

    def _entitle(self, title: _Heading) -> None:
        phase = self.phase
        if phase.begun:
            phase = self.begin()
        phase.title, phase.bare = title.title, title.bare
        phase.duration = title.duration or phase.duration
        if title.place:
            phase.place, phase.at = title.place, title.number

    def _place(self, line: Line) -> None:
        found, segment = line.place, line.segment
        if not found:
            self.begin(number=segment)
        elif found.duration:
            self.begin(at=found.first, duration=Stated(found.duration, segment))
        else:
            self.begin(at=found.first, place=segment.part(0, found.end))

    def _add(self, line: Line, phase: _Phase) -> None:
        """One line below a title."""
        label_end, kind = _listing(line)
        if kind:
            phase.mode = kind
            self.marks.append(Stretch(*line.segment.locate(0, label_end), LABEL))
            start = len(line.text) - len(line.text[label_end:].lstrip())
            if start < len(line.text):
                self._add_listed(line, start, phase)
        elif not phase.duration and (found := self._stated(line)):
            phase.duration = found
        elif not (phase.duration or phase.tasks) and (time := line.time) and time.rest and time.rest.kind == "item":
            phase.duration = time.stated  # "16 weeks- Read"
            self.note_glued(line)
            phase.tasks.append(time.rest)
        elif line.is_shown:
            if phase.bare and not (phase.tasks or phase.resources or phase.prose):
                self._retitle(line, phase)
            else:
                phase.mode = ""
        elif phase.mode == "resources" and not (phase.resources and not line.segment.link() and line.is_sentence):
            self._add_listed(line, 0, phase)
        elif line.is_item or (phase.mode == "tasks" and not line.text.endswith(":")):
            phase.tasks.append(line.segment)
        else:
            phase.prose.append(line.segment)

    def _retitle(self, line: Line, phase: _Phase) -> None:
        """A heading below a title that is but a place is the title."""
        if isinstance(phase.title, Segment) and phase.duration is None:
            phase.place, phase.at = phase.title.part(), _entitled(Line(phase.title, line.words)).number
        title = _entitled(line)
        phase.title, phase.bare, phase.duration = title.title, False, title.duration or phase.duration

    def _stated(self, line: Line) -> Stated[Duration] | None:
        """A phase's duration in a line of its own, with a label ("Time: 6 weeks", "Takes 6 weeks") or without."""
        text, segment = line.text, line.segment
        if line.is_item or len(text) > bounds.LABELLED_TIME:
            return None
        for seam in _LABEL_END.finditer(text):
            if _heads_time(line, key(text[: seam.start()])) and (time := _time(segment, seam.end(), len(text))):
                self.marks.append(Stretch(*segment.locate(0, seam.end("mark")), LABEL))
                return time
        return _time(segment, 0, len(text))

    def _add_listed(self, line: Line, start: int, phase: _Phase) -> None:
        """Tasks or resources of the last phase on one line, from `start` on."""
        segment, text, url = line.segment, line.text, self.reading.url
        if phase.mode == "tasks":
            phase.tasks.append(segment.cut(start, len(text)) if start else segment)
            return
        places = between_links(segment, start) if not line.is_item else []
        if not places and start:
            places = between_commas(text, start)
        if places:
            phase.resources.extend([resource(segment, a, b, url) for a, b in places])
            between = [(b, a) for (_, b), (a, _) in pairwise(places)]
            words = [(b, a) for b, a in between if any(map(str.isalnum, text[b:a]))]
            self.marks += [Stretch(*segment.locate(b, a), LABEL) for b, a in words]
        elif start:
            first = f"/roadmap/{len(self.phases) - 1}/resources/{len(phase.resources)}/name"
            phase.resources.append(resource(segment, start, len(text), url))
            self.notes.append(Note("resource-split", first, segment.span, text[start:], _UNSURE))
        else:
            self.add_resources(segment)

    def _close(self, phase: _Phase, index: int) -> None:
        """What is known of a phase at its end: without a list, its text is what to do."""
        self.marks += [label(segment) for segment in phase.prose if segment.text.endswith(":")]
        phase.tasks = phase.tasks or [segment for segment in phase.prose if not segment.text.endswith(":")]
        if phase.place and phase.at != index + 1:
            self.marks.append(Stretch(*phase.place.span, LABEL))


def _is_place(line: Line) -> bool:
    """Whether the line above a title is its place: a number, "Step 2", or a time ("Weeks 1-4")."""
    return is_ordinal(line.text) or (line.place is not None and line.place.rest == len(line.text))


def _listing(line: Line) -> tuple[int, str]:
    """The label of tasks or resources that a line is, or begins with ("Resources: A, B"), and its length."""
    if line.meaning.label in ("tasks", "resources"):
        return len(line.text), str(line.meaning.label)
    head, mark, _ = line.text.partition(":")
    kind = line.words.profile.labels.get(key(head)) if mark and not line.is_item else None
    return (len(head) + 1, kind) if kind in ("tasks", "resources") else (0, "")


def _heads_time(line: Line, name: str) -> bool:
    profile = line.words.profile
    named = profile.labels.get(name) == "timeline" or profile.columns.get(name) == "duration"
    return named or name in vocabulary()["skill_labels"]["duration"]


_UNSURE = 0.5  # of one name where there may be several
_LABEL_END = lazy(r"(?P<mark>:?)\s*(?<=[:\s])(?=[^\s:])")

FIELD = Field(extract)
