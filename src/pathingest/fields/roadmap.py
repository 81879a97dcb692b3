"""The roadmap's phases: number, title, duration, tasks and resources, as far as the rendering keeps them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import pairwise
from typing import Any

from pathingest import glued
from pathingest.fields import Field, Reading
from pathingest.fields import _bounds as bounds
from pathingest.fields._phases import (
    Holds,
    ShownPhases,
    Title,
    as_task,
    entitled,
    is_dated,
    is_mere_time,
    is_rate,
    is_said_time,
    labelled_time,
    may_entitle,
    shown_phases,
    shown_time,
    time_above,
    with_verbs_as_tasks,
)
from pathingest.fields._pointers import without_pointers
from pathingest.fields._resources import Range, between_commas, between_links, linked_name, resource
from pathingest.fields._text import label
from pathingest.glued import FLAG_BELOW, Resource, line_confidence
from pathingest.lines import Line, looks
from pathingest.model.evidence import LABEL, MARKUP, RESIDUE, Stretch
from pathingest.model.extraction import Derived, Extraction, Note, PhaseTree, Quote, Read, ResourceTree, Stated
from pathingest.model.section import Outline, Role
from pathingest.model.segment import Part, Segment
from pathingest.model.tuples import NamedTuple
from pathingest.model.values import Duration
from pathingest.profiles import GENERIC
from pathingest.values.placeholders import is_placeholder
from pathingest.values.positions import going_on, read_months
from pathingest.values.text import is_ordinal, key


class _Listed(NamedTuple):
    """A line of resources from `start` on, in the block below a label; `places` are its names if marks delimit them."""

    segment: Segment
    block: int
    start: int = 0
    places: Sequence[Range] = ()


@dataclass(slots=True)
class _Phase:
    """A phase while it is read.

    Attributes:
        prose: its texts that are no items.
        bare: its title, if that is but a place.
        is_parted: whether headings in it say places of its parts, whose times are not its own.
    """

    number: Segment | None = None
    title: Segment | Quote | None = None
    place: Part | None = None
    at: float = 0
    bare: Title | None = None
    prose: list[Segment] = field(default_factory=list)
    duration: Stated[Duration] | None = None
    tasks: list[Segment] = field(default_factory=list)
    resources: list[_Listed] = field(default_factory=list)
    blocks: int = 0
    mode: str = ""
    is_parted: bool = False

    def expect(self, kind: str) -> None:
        """Take what follows for what a label says."""
        self.mode = kind
        self.blocks += 1

    @property
    def begun(self) -> bool:
        """Whether it has anything but a number."""
        return bool(self.title or self.duration or self.tasks or self.resources or self.mode)

    @property
    def is_bare(self) -> bool:
        """Whether it has but a title."""
        return bool(self.title) and not (self.duration or self.tasks or self.resources or self.mode or self.prose)

    @property
    def has_content(self) -> bool:
        """Whether anything is below its title but a time; a label says that there will be."""
        return bool(self.mode or self.tasks or self.resources or self.prose)

    @property
    def state(self) -> str:
        """What is being read: one of `_NEXT`."""
        if self.mode == "resources":
            return "resources"
        if self.mode == "tasks" and not (self.tasks and self.tasks[-1].kind == "item"):
            return "bare tasks"
        return "title" if self.begun else "number"


# Where a table of the phases' times may stand beside the roadmap.
_ELSEWHERE: tuple[Role, ...] = ("header", "overview", "other", "closing")


def extract(reading: Reading) -> Extraction:
    """One phase for each title; a number before it is its position, if it is the next one."""
    lines = without_pointers(reading.outline.lines("roadmap"))
    if not lines:
        return Extraction([])
    kept = {*lines}
    unsaid = _unsaid_times(lines)
    if unsaid:
        lines = [line for line in lines if line not in unsaid]
    titles = [line for line in reading.outline.by_role["roadmap"].titles if line in kept]
    lines = with_verbs_as_tasks(lines, titles)
    elsewhere = [line for role in _ELSEWHERE for line in reading.outline.lines(role) if line.row]
    shown = shown_phases(lines, elsewhere, titles)
    found = _Shown(reading, shown).extract() if shown.titles else _Bare(reading, lines).extract()
    marks = [Stretch(*line.segment.span, RESIDUE) for line in unsaid]
    return found._replace(marks=(*found.marks, *marks)) if marks else found


def _unsaid_times(lines: Sequence[Line]) -> frozenset[Line]:
    """Placeholders where the times of phases stand: a title has a number above it, or a time below it."""
    found = set[Line]()
    for i, line in enumerate(lines):
        is_free = not (line.is_item or line.row or line.level) and i > 0
        if is_free and is_placeholder(line.text):
            above, below = lines[i - 1], lines[i + 1] if i + 1 < len(lines) else None
            is_title = (
                above.is_number or (above.is_item and above.segment.ordinal is None) or bool(below and below.time)
            )
            if not is_title and not above.meaning.label and above not in found:
                found.add(line)
    return frozenset(found)


def prose(outline: Outline[Line]) -> str:
    """A page's own prose outside Resources: names found there show where glued names are split."""
    lines = [(section.role, line) for section in outline.sections for line in section.lines]
    return "\n".join([line.text for role, line in lines if line.is_item or role != "roadmap"])


class _Phases:
    """The phases while they are read, the labels met on the way, and what is doubtful."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.context = prose(reading.outline)
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

    def add_time(self, line: Line, phase: _Phase) -> None:
        """What the profile says is a phase's time: its duration, if it states one; dates are in no field."""
        time = labelled_time(line) if phase.duration is None else None
        if time:
            phase.duration = time[0]
            self.marks += [Stretch(*line.segment.locate(0, time[1]), LABEL)] if time[1] else []
        else:
            self.marks.append(label(line.segment))

    def drop_time(self, phase: _Phase) -> None:
        """The time that was read so far is but the phase's place in the calendar."""
        if phase.duration:
            value, segment, shift = phase.duration
            self.marks.append(Stretch(*segment.locate(shift + value.start, shift + value.end), LABEL))

    def add_task(self, line: Line, phase: _Phase) -> None:
        """An item of a phase, if it is something to do; what labels it is no part of it."""
        task = as_task(line)
        if task:
            phase.tasks.append(task)
            if len(task.text) < len(line.text):
                start = len(line.text) - len(task.text)
                self.marks.append(Stretch(*line.segment.locate(0, start), LABEL))

    def resources(self, index: int) -> list[ResourceTree]:
        """The resources of a phase; notes say how names were split.

        Lines are names of their own where any block of the page has two or more; only where each block is one line may
        that line have all its names glued.
        """
        found: list[ResourceTree] = []
        for line in self.phases[index].resources:
            first = f"/roadmap/{index}/resources/{len(found)}/name"
            found += self._resources(line, first)
        return found

    @cached_property
    def apart(self) -> bool:
        """Whether the page gives each resource a line of its own; to be asked when all phases are read."""
        blocks = (Counter([line.block for line in phase.resources]) for phase in self.phases)
        return any(count > 1 for lines in blocks for count in lines.values())

    def _resources(self, line: _Listed, first: str) -> list[ResourceTree]:
        """The names on one line, of which the first has this pointer."""
        segment, url, size = line.segment, self.reading.url, len(line.segment.text)
        if line.places:
            return [resource(segment, start, end, url) for start, end in line.places]
        if line.start:
            self.notes.append(Note("resource-split", first, segment.span, segment.text[line.start :], _UNSURE))
            return [resource(segment, line.start, size, url)]
        if segment.kind != "line" or segment.markup or "://" in segment.text:  # the markup separates names
            return [resource(segment, 0, linked_name(segment), url)]
        items = (
            [Resource(segment.text, 1.0, 0, size)] if self.apart else glued.split_resources(segment.text, self.context)
        )
        sure = line_confidence(items)
        ways: list[Sequence[Resource]] = []
        if sure < FLAG_BELOW:
            ways = [split.items for split in glued.alternatives(segment.text, self.context)]
            if sure < bounds.LIKELY and len(items) > 1:
                # More likely wrong than right: the line stays whole, and the best way to split it is one of the others.
                ways.insert(0, items)
                items = [Resource(segment.text, sure, 0, size)]
        if len(items) > 1:
            self.notes.append(Note("glued-resources", first, segment.span, _names(items), sure))
        if sure < FLAG_BELOW:
            self.notes.append(Note("resource-split", first, segment.span, " or ".join(map(_names, ways)), sure))
        return [resource(segment, item.start, item.end, url) for item in items]

    def extraction(self) -> Extraction:
        """What was read."""
        lengths = going_on([phase.duration and phase.duration.value for phase in self.phases])
        for phase, length in zip(self.phases, lengths, strict=False):
            if length is None:  # "12+ months" say when it begins
                self.drop_time(phase)
            phase.duration = phase.duration._replace(value=length) if phase.duration and length else None
        self.marks += [mark for phase in self.phases if phase.duration for mark in _aside(phase.duration)]
        trees: list[PhaseTree] = [
            {
                "position": _position(phase, i),
                "title": phase.title,
                "duration": phase.duration,
                "tasks": phase.tasks,
                "resources": self.resources(i),
            }
            for i, phase in enumerate(self.phases)
        ]
        return Extraction(trees, tuple(self.marks), tuple(self.notes))


def _aside(time: Stated[Duration]) -> list[Stretch]:
    """What is said of a time in the same brackets ("3-6 months, while still teaching"); figures there are left."""
    (value, segment, shift), text = time, time.segment.text
    start, end = shift + value.start, shift + value.end
    opening = max(text.rfind("(", 0, start), text.rfind("[", 0, start))
    closing = min([at for at in (text.find(")", end), text.find("]", end)) if at >= 0], default=-1)
    if opening < 0 or closing < 0 or not {*text[opening:start], *text[end:closing]}.isdisjoint(")]"):
        return []
    rests = [(opening + 1, start), (end, closing)]
    said = [(a, b) for a, b in rests if any(map(str.isalpha, text[a:b]))]
    notes = [(a, b) for a, b in said if not any(map(str.isdecimal, text[a:b]))]
    marks = [Stretch(*segment.locate(a, b), LABEL) for a, b in map(partial(_words_in, text), notes)]
    return [*marks, Stretch(*segment.locate(closing, closing + 1), MARKUP)] if said else []


def _words_in(text: str, place: Range) -> Range:
    """A stretch of text without the marks at its ends."""
    start, end = place
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _names(items: Sequence[Resource]) -> str:
    return " | ".join([item.name for item in items])


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
        self.is_counted = sum(line.is_number for line in lines) >= bounds.COUNTED

    def extract(self) -> Extraction:
        """The phases of the section."""
        for line, below in zip(self.lines, [*self.lines[1:], None], strict=True):
            phase = self.phases[-1] if self.phases else None
            if line.meaning.label in ("tasks", "resources") and not self._is_no_label(line, below):
                self.phase.expect(str(line.meaning.label))
                self.marks.append(label(line.segment))
            elif line.is_number:
                self.begin(number=line.segment)
            elif is_said_time(line):
                self.add_time(line, self.phase)
            elif phase and phase.is_bare and is_dated(line):
                self.marks.append(label(line.segment))
            elif line.is_item and line.segment.ordinal is None and not (phase and phase.mode == "resources"):
                self.add_task(line, self.phase)
            else:
                for takes in _NEXT[phase.state if phase else "nothing"]:  # what none takes will be residue
                    if takes(self, line, below):
                        break
        for phase in self.phases:
            self._split_numbered(phase)
            phase.tasks = phase.tasks or phase.prose
        return self.extraction()

    def _is_no_label(self, line: Line, below: Line | None) -> bool:
        """Whether a word for tasks is a title, as a time follows where a phase must begin."""
        phase = self.phases[-1] if self.phases else None
        begins = phase and (phase.state == "number" or (phase.duration and (phase.tasks or phase.resources)))
        return bool(begins and below and not (below.is_item or line.is_item) and below.stated)

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
        if not (self.phase.resources and line.is_sentence) and not is_mere_time(line):
            self.phase.resources.append(_Listed(line.segment, self.phase.blocks))
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
                phase.expect(labelled)
                self.marks.append(label(rest))
            elif rest.kind == "item":
                phase.tasks.append(rest)
            else:
                self.begin(title=rest)
        return True

    def is_prose(self, line: Line, _: Line | None) -> bool:
        """Keep a sentence below a title, which is what to do where there is no list; in a known layout there is one."""
        if self.reading.profile.name != GENERIC or line.text[-1] not in looks.STOPS:
            return False
        self.phase.prose.append(line.segment)
        return True

    def is_own_title(self, line: Line, _: Line | None) -> bool:
        """Take a line as the title of the phase that has but a number."""
        self.phase.title = line.segment
        return True

    def is_title(self, line: Line, below: Line | None) -> bool:
        """Take a line as the title of another phase; no sentence, no remark at the end ("Read next: ...")."""
        begins = _begins_phase(line, below)
        if not (line.is_name or begins) or (below is None and self._is_remark(line)):
            return False
        if self.is_counted and self.phases and not begins:  # where numbers are above titles, nothing else is one
            return False
        self.begin(title=line.segment)
        return True

    def _is_remark(self, line: Line) -> bool:
        """Whether a last line says something with a label, where all phases have a time and the page goes on."""
        goes_on = self.reading.outline.sections[-1].role != "roadmap"
        return goes_on and ": " in line.text and bool(self.phases) and all(phase.duration for phase in self.phases)

    def _split_numbered(self, phase: _Phase) -> None:
        """Take the duration out of a numbered title ("1. Registration (6 weeks)"), where there is none below it."""
        line = self.numbered.get(phase.title.start) if isinstance(phase.title, Segment) else None
        if line and not phase.duration:
            title = entitled(line)
            if title.duration and not title.bare:
                phase.title, phase.duration = title.title, title.duration


# What a line may be, in this order, by what is being read.
_NEXT: Mapping[str, Sequence[Callable[[_Bare, Line, Line | None], bool]]] = {
    "nothing": (_Bare.is_task, _Bare.is_title),
    "number": (_Bare.is_task, _Bare.is_duration, _Bare.is_own_title),
    "title": (_Bare.is_task, _Bare.is_duration, _Bare.is_title, _Bare.is_prose),
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
    is_when = below.time is not None or (line.is_name and is_dated(below))
    return not below.is_number and is_when and not is_mere_time(line)


# --- phases whose titles the page shows ------------------------------------------------------------------------------


class _Shown(_Phases):
    """Reads phases whose titles are known: what is below a title belongs to it, whatever it looks like."""

    def __init__(self, reading: Reading, shown: ShownPhases) -> None:
        super().__init__(reading)
        self.shown = shown

    def extract(self) -> Extraction:
        """The phases of the section."""
        lines, titles, cells, above, _ = self.shown
        for line in lines:
            if line in titles:
                self._entitle(titles[line])
            elif line in above:
                self._place(line)
            elif line in cells and (self.phases or cells[line] in ("head", "place")):
                self._add_cell(line, cells[line])
            elif self.phases:
                self._add(line, self.phase)
            elif is_said_time(line):  # dates above the first title
                self.marks.append(label(line.segment))
        for i, phase in enumerate(self.phases):
            self._close(phase, i)
        return self.extraction()

    def _add_cell(self, line: Line, holds: Holds) -> None:
        """One cell of a table below a title, or in the title's row."""
        if holds == "head":
            self.marks.append(label(line.segment))
        elif holds == "place":
            self._place(line)
        elif holds == "time":
            self.phase.duration = shown_time(line) or self.phase.duration
        elif holds in ("tasks", "resources"):
            self.phase.mode = holds
            self._add_listed(line, 0, self.phase)
        elif holds == "text":
            self.phase.prose.append(line.segment)

    def _entitle(self, title: Title) -> None:
        phase = self.phase
        if phase.title or phase.tasks or phase.resources or phase.prose:
            phase = self.begin()
        phase.title, phase.bare = title.title, title if title.bare else None
        self._set_duration(phase, title)
        if title.place and not title.bare:
            phase.place, phase.at = title.place, title.number
        if title.rest:
            phase.prose.append(title.rest)

    def _place(self, line: Line) -> None:
        """What stands above a title: its number, its place, its time."""
        phase, segment = self.phase, line.segment
        if phase.title or phase.tasks or phase.resources or phase.prose:
            phase = self.begin()
        if is_ordinal(line.text):
            phase.number = segment
        elif line.place:
            title = entitled(line)
            phase.place, phase.at, phase.duration = title.place, title.number, title.duration or phase.duration
        elif is_said_time(line):
            self.add_time(line, phase)
        elif said := time_above(line):
            phase.duration = said.duration or phase.duration
            if said.label or not said.duration:
                end = said.label if said.duration else len(line.text)
                self.marks.append(Stretch(*segment.locate(0, end), LABEL))

    def _add(self, line: Line, phase: _Phase) -> None:
        """One line below a title."""
        label_end, kind = _listing(line)
        if is_said_time(line):
            self.add_time(line, phase)
        elif is_dated(line):  # in no field
            self.marks.append(label(line.segment))
            phase.mode = "" if line.is_shown else phase.mode
        elif phase.bare and line in self.shown.labels:
            self._retitle(line, phase.bare, phase)
        elif kind:
            phase.expect(kind)
            self.marks.append(Stretch(*line.segment.locate(0, label_end), LABEL))
            start = len(line.text) - len(line.text[label_end:].lstrip())
            if start < len(line.text):
                self._add_listed(line, start, phase)
        elif (labelled := self._time_of(line, phase)) is not None:
            self.drop_time(phase)
            phase.duration, mark_end = labelled
            self.marks += [Stretch(*line.segment.locate(0, mark_end), LABEL)] if mark_end else []
        elif not (phase.duration or phase.tasks) and (time := line.time) and time.rest and time.rest.kind == "item":
            phase.duration = time.stated  # "16 weeks- Read"
            self.note_glued(line)
            phase.tasks.append(time.rest)
        elif phase.bare and not phase.has_content and may_entitle(line, phase.bare):
            self._retitle(line, phase.bare, phase)
        elif line.is_shown or (phase.mode == "resources" and not line.is_item and _ends_list(line, phase)):
            phase.mode = ""  # something else begins
            phase.is_parted = phase.is_parted or bool(line.is_shown and line.place)
        elif is_mere_time(line):
            pass  # neither something to do nor to read
        elif phase.mode == "resources" and not (phase.resources and not line.segment.link() and line.is_sentence):
            self._add_listed(line, 0, phase)
        elif line.is_item or (phase.mode == "tasks" and not line.text.endswith(":")):
            self.add_task(line, phase)
        elif any(map(str.isalnum, line.text)) and not is_rate(line):  # "---" is nothing to do
            phase.prose.append(line.segment)

    def _time_of(self, line: Line, phase: _Phase) -> tuple[Stated[Duration], int] | None:
        """The phase's time on a line, if none but months were stated; below "Week 1" only what has a label is one."""
        if line.is_shown and line.place and line.place.first == line.place.last and not phase.bare:
            phase.is_parted = True  # "Week 1", and nothing else
            return None
        # A time that only says in which months the phase falls may be followed by its length.
        is_dated = phase.duration is not None and read_months(phase.duration.value.text) is not None
        is_open = phase.duration is None or (is_dated and not (phase.tasks or phase.resources))
        labelled = labelled_time(line) if is_open else None
        return labelled if labelled and (labelled[1] or not phase.is_parted) else None

    def _retitle(self, line: Line, bare: Title, phase: _Phase) -> None:
        """A heading or a name below a title that is but a place is the title."""
        title = entitled(line)
        phase.place, phase.at = bare.place, bare.number
        phase.title, phase.bare = title.title, None
        self._set_duration(phase, title)

    def _set_duration(self, phase: _Phase, title: Title) -> None:
        """The time that a title states; one above it, as its place in the calendar ("Month 1"), is but that then."""
        if title.duration:
            self.drop_time(phase)
        phase.duration = title.duration or phase.duration

    def _add_listed(self, line: Line, start: int, phase: _Phase) -> None:
        """Tasks or resources of the last phase on one line, from `start` on."""
        segment, text = line.segment, line.text
        if phase.mode == "tasks":
            if start:
                phase.tasks.append(segment.cut(start, len(text)))
            else:
                self.add_task(line, phase)
            return
        places = between_links(segment, start) if not line.is_item else []
        if not places and start:
            places = between_commas(text, start)
        between = [(b, a) for (_, b), (a, _) in pairwise(places)]
        words = [(b, a) for b, a in between if any(map(str.isalnum, text[b:a]))]
        self.marks += [Stretch(*segment.locate(b, a), LABEL) for b, a in words]
        phase.resources.append(_Listed(segment, phase.blocks, start, places))

    def _close(self, phase: _Phase, index: int) -> None:
        """What is known of a phase at its end: without a list, its text is what to do."""
        self.marks += [label(segment) for segment in phase.prose if segment.text.endswith(":")]
        phase.tasks = phase.tasks or [segment for segment in phase.prose if not segment.text.endswith(":")]
        if phase.place and phase.at != index + 1:
            self.marks.append(Stretch(*phase.place.span, LABEL))
        if phase.number and not isinstance(_position(phase, index), Read):
            self.marks.append(label(phase.number))


def _ends_list(line: Line, phase: _Phase) -> bool:
    """Whether a line that is no item is none of the resources: a label, or what stands below a list of items."""
    return line.text.endswith(":") or bool(phase.resources and phase.resources[-1].segment.kind == "item")


def _listing(line: Line) -> tuple[int, str]:
    """The label of tasks or resources that a line is, or begins with ("Resources: A, B"), and its length."""
    if line.meaning.label in ("tasks", "resources"):
        return len(line.text), str(line.meaning.label)
    if line.is_item:
        return 0, ""
    profile = line.words.profile
    head, mark, _ = line.text.partition(":")
    names = [(key(head), len(head) + 1)] if mark else []
    if name := profile.open_label(line.folded):
        names.append((name, len(name)))
    found = [(end, kind) for name, end in names if (kind := profile.labels.get(name)) in ("tasks", "resources")]
    return found[0] if found else (0, "")


_UNSURE = 0.5  # of one name where there may be several

FIELD = Field(extract)
