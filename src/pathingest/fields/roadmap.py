"""The roadmap's phases: number, title, duration, tasks and resources, as far as the rendering keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from pathingest import glued
from pathingest.fields import Field, Reading
from pathingest.fields._groups import top_level
from pathingest.fields._resources import between_commas, between_links, linked_name, resource
from pathingest.fields._text import is_sentence, label, looks_like_name, stated_duration
from pathingest.glued import FLAG_BELOW, Resource, line_confidence
from pathingest.model.evidence import LABEL, Stretch
from pathingest.model.extraction import Derived, Extraction, Note, Quote, Read, Stated, Tree, quote
from pathingest.model.segment import TERM, Part, Segment
from pathingest.profiles import Profile
from pathingest.profiles.tables import read_tables
from pathingest.values.duration import parse_duration
from pathingest.values.patterns import lazy
from pathingest.values.positions import read_calendar, read_position
from pathingest.values.text import is_ordinal, key
from pathingest.values.vocabulary import vocabulary

_BULLETS = ("-", "\u2022", "*", "\u2014")


class _Title(NamedTuple):
    """What a phase's heading says: its title, the place before it, the duration before or after it."""

    title: Segment | Quote
    place: Part | None = None
    number: int = 0
    duration: Stated | None = None
    bare: bool = False


@dataclass(slots=True)
class _Phase:
    """A phase while it is read; `prose` are its texts that are no items, `bare` a title that is but a place."""

    number: Segment | None = None
    title: Segment | Quote | None = None
    place: Part | None = None
    at: int = 0
    bare: bool = False
    prose: list[Segment] = field(default_factory=list)
    duration: Stated | None = None
    tasks: list[Segment] = field(default_factory=list)
    resources: list[Tree] = field(default_factory=list)
    mode: str = ""

    @property
    def begun(self) -> bool:
        """Whether anything but a number stands in it."""
        return bool(self.title or self.duration or self.tasks or self.resources or self.mode)

    @property
    def takes_lines(self) -> bool:
        """Whether tasks are being read that lost their bullets."""
        return self.mode == "tasks" and not any(task.kind == "item" for task in self.tasks)


def extract(reading: Reading) -> Extraction:
    """One phase for each title; a number before it is its position, if it is the next one."""
    segments = reading.outline.content("roadmap")
    context = _context(reading) if segments else ""
    titles = _titles(segments, reading.profile)
    cells = {s.start for s in segments if s.markup and s.markup.row}
    if cells and titles.keys() <= cells and (rows := _rows(segments, reading.profile)).titles:
        heads = {head.start for head in rows.heads}
        body = [segment for segment in segments if segment.start not in heads]
        shown = _Shown(reading, rows.titles, context, rows.modes).extract(body)
        return shown._replace(marks=(*shown.marks, *map(label, rows.heads)))
    if titles:
        return _Shown(reading, titles, context).extract(segments)
    numbered = _numbered_titles(segments, reading.profile)
    phases: list[_Phase] = []
    marks: list[Stretch] = []
    notes: list[Note] = []
    for i, segment in enumerate(segments):
        phase = phases[-1] if phases else None
        kind = reading.profile.labels.get(key(segment.text))
        following = segments[i + 1] if i + 1 < len(segments) else None
        if kind in ("tasks", "resources"):
            phase = _current(phases)
            phase.mode = kind
            marks.append(label(segment))
        elif segment.kind != "item" and is_ordinal(segment.text):
            phases.append(_Phase(number=segment))
        elif phase and phase.mode == "resources" and not _begins_phase(segment, following, reading.profile):
            if not (phase.resources and is_sentence(segment.text)):
                notes.extend(
                    _add_resources(phase, segment, f"/roadmap/{len(phases) - 1}/resources", context, reading.url)
                )
        elif segment.kind == "item" and not (
            segment.start in numbered or _begins_phase(segment, following, reading.profile)
        ):
            _current(phases).tasks.append(segment)
        elif phase and phase.takes_lines and not _ends_tasks(following, reading.profile):
            phase.tasks.append(segment)
        elif (
            phase
            and not phase.duration
            and not phase.tasks
            and (found := _duration(segment))
            and not (phase.title is None and _is_timed(found[0], following))
        ):
            phase.duration, rest = found
            if rest:
                notes.append(_glued(segment, len(phases) - 1))
                if labelled := reading.profile.labels.get(key(rest.text)):
                    phase.mode = labelled
                    marks.append(label(rest))
                elif rest.kind == "item":
                    phase.tasks.append(rest)
                else:
                    phases.append(_Phase(title=rest))
        elif phase and phase.title is None and not phase.begun:
            phase.title = segment
        elif looks_like_name(segment) or _begins_phase(segment, following, reading.profile):
            phases.append(_Phase(title=segment))  # a sentence is no title: it is left, and will be residue
    for phase in phases:
        _part_numbered(phase, numbered, reading.profile)
    return Extraction([_tree(phase, i) for i, phase in enumerate(phases)], tuple(marks), tuple(notes))


def _current(phases: list[_Phase]) -> _Phase:
    """The phase that is being read; one without a title where the page gave none."""
    if not phases:
        phases.append(_Phase())
    return phases[-1]


def _context(reading: Reading) -> str:
    """The page's own prose outside Resources: names met there tell where glued names part."""
    prose: list[str] = []
    for section in reading.outline.sections:
        if section.role == "roadmap":
            prose += [segment.text for segment in section.segments if segment.kind == "item"]
        else:
            prose += [segment.text for segment in section.segments]
    return "\n".join(prose)


def _numbered_titles(segments: Sequence[Segment], profile: Profile) -> frozenset[int]:
    """Where the titles stand if they count from 1 ("3. Registration") and what stands under them has bullets."""
    found = [i for i, segment in enumerate(segments) if segment.ordinal is not None]
    bulleted = any(segment.kind == "item" and segment.ordinal is None for segment in segments)
    counted = [segments[i].ordinal for i in found] == list(range(1, len(found) + 1))
    listed = any(i > 0 and key(segments[i - 1].text) in profile.labels for i in found)
    if len(found) < 2 or not bulleted or not counted or listed:  # noqa: PLR2004  one is no row
        return frozenset()
    return frozenset(segments[i].start for i in found)


def _part_numbered(phase: _Phase, numbered: frozenset[int], profile: Profile) -> None:
    """Take the duration out of a numbered title ("1. Registration (6 weeks)"), where none stands below it."""
    if phase.duration or not isinstance(phase.title, Segment) or phase.title.start not in numbered:
        return
    title = _entitled(phase.title, profile)
    if title.duration and not title.bare:
        phase.title, phase.duration = title.title, title.duration


def _begins_phase(segment: Segment, following: Segment | None, profile: Profile) -> bool:
    """Whether a line is a title although a task or a resource could stand here: what follows it tells."""
    if following is None or (segment.kind == "item" and segment.ordinal is None) or following.kind == "item":
        return False
    label_below = profile.labels.get(key(following.text))
    if label_below:
        return label_below == "tasks" or segment.kind != "item"
    return stated_duration(segment) is None and _duration(following) is not None


def _is_timed(stated: Stated, following: Segment | None) -> bool:
    """Whether words that may mean an open end are a title: a time follows ("Self-Paced Practice", "8 weeks")."""
    return bool(getattr(stated.value, "ongoing", False) and following and _duration(following))


def _ends_tasks(following: Segment | None, profile: Profile) -> bool:
    """Whether a line without a bullet is no task but the next phase's title: its duration or its tasks follow."""
    if following is None or following.kind == "item":
        return False
    return profile.labels.get(key(following.text)) == "tasks" or _duration(following) is not None


def _duration(segment: Segment) -> tuple[Stated, Segment | None] | None:
    """A phase's duration, and what is glued to it: its first task ("16 weeks- Read"), or the next phase's title."""
    if segment.kind == "item":
        return None
    if whole := stated_duration(segment):
        return whole, None
    head, seam, _ = segment.text.partition("- ")
    if seam and (stated := stated_duration(segment, 0, len(head))):
        return stated, _task(segment, len(head))
    if not segment.text[0].isdigit():
        return None
    found = parse_duration(segment.text[:_LONGEST_DURATION])
    if found is None or found.start != 0:
        return None
    text = segment.text
    rest = text[found.end :].lstrip()
    if rest.startswith(_BULLETS):
        return Stated(found, segment), _task(segment, found.end)
    if len(rest) == len(text) - found.end and not rest[0].islower() and rest[0].isalnum():
        return Stated(found, segment), segment.cut(found.end, len(text))
    return None


_LONGEST_DURATION = 48


def _task(segment: Segment, start: int) -> Segment | None:
    """The task after a bullet that is glued to something, if there is one."""
    task = segment.text[start:].lstrip(" -\u2022*\u2014")
    end = len(segment.text)
    return segment.cut(end - len(task), end)._replace(kind="item") if task else None


def _glued(segment: Segment, index: int) -> Note:
    return Note("glued-field", f"/roadmap/{index}/duration", segment.span, segment.text[:48])


def _add_resources(phase: _Phase, segment: Segment, pointer: str, context: str, base: str | None) -> Iterator[Note]:
    """The names on one line; where there are two or more, or none is sure, a note says how they were parted.

    Where the markup parts names, they need no splitting.
    """
    end = linked_name(segment)
    items = [Resource(segment.text[:end], 1.0, 0, end)]
    if segment.kind == "line" and not segment.markup and "://" not in segment.text:
        items = glued.split_resources(segment.text, context)
    first = f"{pointer}/{len(phase.resources)}/name"
    sure = line_confidence(items)
    others = glued.alternatives(segment.text, context) if sure < FLAG_BELOW else []
    ways = [" | ".join(item.name for item in split.items) for split in others]
    if sure < _LIKELY and len(items) > 1:
        # More likely wrong than right: the line stays whole, and the best way to part it is one of the others.
        ways.insert(0, " | ".join(item.name for item in items))
        items = [Resource(segment.text, sure, 0, len(segment.text))]
    phase.resources.extend([resource(segment, item.start, item.end, base) for item in items])
    if len(items) > 1:
        yield Note("glued-resources", first, segment.span, " | ".join(item.name for item in items), sure)
    if sure < FLAG_BELOW:
        yield Note("resource-split", first, segment.span, " or ".join(ways), sure)


_LIKELY = 0.5


def _tree(phase: _Phase, index: int) -> Tree:
    return {
        "position": _position(phase, index),
        "title": phase.title,
        "duration": phase.duration,
        "tasks": phase.tasks,
        "resources": phase.resources,
    }


def _position(phase: _Phase, index: int) -> Tree:
    """The number that stands before the title, where it is the phase's place; else the place alone."""
    number = phase.number
    if number and is_ordinal(number.text) and int(number.text.rstrip(".)")) == index + 1:
        return Read(index + 1, number.part(), (f"position: {number.text!r} is {index + 1}",))
    if phase.place and phase.at == index + 1:
        return Read(index + 1, phase.place, (f"position: {phase.place.text!r} is {index + 1}",))
    if isinstance(phase.title, Segment) and phase.title.ordinal == index + 1:
        return Derived(index + 1, (f"/roadmap/{index}/title",))
    return Derived(index + 1, ("/roadmap",))


# --- phases whose titles the page shows ------------------------------------------------------------------------------


def _titles(segments: Sequence[Segment], profile: Profile) -> Mapping[int, _Title]:
    """What the titles say, by where they stand: headings, or lines with a place before them ("Step 2: Practise").

    Empty where neither markup nor the profile's words tell titles from other lines.
    """
    headings = [s for s in segments if s.markup and s.markup.level and not _is_label(s, profile)]
    if headings:
        level = top_level([s for s in segments if not (s.level and _is_label(s, profile))])
        return {s.start: _entitled(s, profile) for s in headings if s.level == level}
    if not profile.positions:
        return {}
    lines = [s for s in segments if s.kind != "item" or s.ordinal is not None]
    found = {s.start: (s, place) for s in lines if (place := read_position(s.text, profile.positions))}
    words = [place.word for _, place in found.values()]  # of "Phase 1" and "Week 1" below it, the first one counts
    found = {start: (s, place) for start, (s, place) in found.items() if place.word == words[0]}
    if any(place.rest < len(s.text) for s, place in found.values()):
        return {start: _entitled(s, profile) for start, (s, place) in found.items() if place.rest < len(s.text)}
    following = dict(zip([s.start for s in segments], segments[1:], strict=False))
    if any(s.start in following and _may_be_title(following[s.start]) for s, _ in found.values()):
        below = [following[start] for start in found if start in following and _may_be_title(following[start])]
        return {s.start: _entitled(s, profile) for s in below}
    return {start: _entitled(s, profile) for start, (s, _) in found.items()}


class _Rows(NamedTuple):
    """Phases in a table: the titles by their places, what the cells of columns hold, and the columns' heads."""

    titles: dict[int, _Title]
    modes: dict[int, str]
    heads: tuple[Segment, ...]


def _rows(segments: Sequence[Segment], profile: Profile) -> _Rows:
    """A phase for each row that has a name."""
    found = _Rows({}, {}, ())
    for table in read_tables(segments, profile):
        kinds = {column: profile.labels.get(key(head.text)) for column, head in table.head.items()}
        for row in table.rows:
            names = table.cells(row, "name")
            found.titles.update({name.start: _entitled(name, profile) for name in names[:1]})
            for column, cells in row.items():
                if kind := kinds.get(column):
                    found.modes.update(dict.fromkeys([cell.start for cell in cells], kind))
        found = found._replace(heads=(*found.heads, *table.head.values()))
    return found


def _may_be_title(segment: Segment) -> bool:
    return segment.kind != "item" and looks_like_name(segment) and stated_duration(segment) is None


def _is_label(segment: Segment, profile: Profile) -> bool:
    return profile.labels.get(key(segment.text)) in ("tasks", "resources")


def _entitled(segment: Segment, profile: Profile) -> _Title:
    """A title's line taken apart: "Month 1-3: Foundations", "Stage 1 - Foundations (6 weeks)"."""
    text = segment.text
    place: Part | None = None
    number = start = 0
    duration: Stated | None = None
    if match := _NUMBER.match(text):
        place, number, start = segment.part(0, match.end(1)), int(match[1]), match.end()
    if found := read_position(text[start:], profile.positions):
        if start + found.rest == len(text):
            whole = Stated(found.duration, segment, start) if found.duration else None
            return _Title(segment, None, found.first, whole, bare=True)
        if found.duration:
            duration, place, number = Stated(found.duration, segment, start), None, 0
        else:
            place, number = segment.part(start, start + found.end), found.first
        start += found.rest
    end, stated = _trailing_time(segment, start)
    title = segment if (start, end) == (0, len(text)) else quote(segment, start, end)
    return _Title(title, place, number, stated or duration)


_NUMBER = lazy(r"(\d{1,2})[.)] (?=\S)")
_PARENTHESIS = lazy(r"\s*[(\[]([^()\[\]]+)[)\]]$")
_SEAM = lazy(r"\s+-\s+|\s*[\u2014|\u00b7:]\s*|,\s+")


def _trailing_time(segment: Segment, start: int) -> tuple[int, Stated | None]:
    """Where a title ends, and the duration that follows it: in parentheses, after a mark, in markup of its own."""
    text = segment.text
    if match := _PARENTHESIS.search(text, start):
        stated = _time(segment, *match.span(1))
        return (match.start(), stated) if stated and match.start() > start else (len(text), None)
    seams = [match.span() for match in _SEAM.finditer(text, start)]
    gaps = segment.markup.gaps if segment.markup else ()
    seams += [(len(text[:index].rstrip()), index) for index, _ in gaps if index > start]
    for end, begin in sorted(seams):
        if start < end and begin < len(text) and (stated := _time(segment, begin, len(text))):
            return end, stated
    return len(text), None


def _time(segment: Segment, start: int, end: int) -> Stated | None:
    """The time that a stretch states and nothing else: as a length, or by its place in the calendar ("Weeks 1-4")."""
    if stated := stated_duration(segment, start, end):
        return stated
    found = read_calendar(segment.text[start:end])
    return Stated(found, segment, start) if found and found.end == end - start else None


class _Shown:
    """Reads phases whose titles are known: what stands below a title belongs to it, whatever it looks like."""

    def __init__(
        self, reading: Reading, titles: Mapping[int, _Title], context: str, modes: Mapping[int, str] | None = None
    ) -> None:
        self._reading = reading
        self._profile = reading.profile
        self._titles = titles
        self._context = context
        self._modes = modes or {}
        self._phases: list[_Phase] = []
        self._marks: list[Stretch] = []
        self._notes: list[Note] = []

    def extract(self, segments: Sequence[Segment]) -> Extraction:
        """The phases of the section."""
        for i, segment in enumerate(segments):
            following = segments[i + 1] if i + 1 < len(segments) else None
            if segment.start in self._titles:
                self._begin(self._titles[segment.start])
            elif following and following.start in self._titles and self._is_place(segment):
                self._place(segment)
            elif self._phases:
                self._phases[-1].mode = self._modes.get(segment.start, self._phases[-1].mode)
                self._add(segment, self._phases[-1])
        for i, phase in enumerate(self._phases):
            self._close(phase, i)
        return Extraction(
            [_tree(phase, i) for i, phase in enumerate(self._phases)], tuple(self._marks), tuple(self._notes)
        )

    def _begin(self, title: _Title) -> None:
        phase = self._phases[-1] if self._phases else None
        if phase is None or phase.begun:
            phase = _Phase()
            self._phases.append(phase)
        phase.title, phase.bare = title.title, title.bare
        phase.duration = title.duration or phase.duration
        if title.place:
            phase.place, phase.at = title.place, title.number

    def _is_place(self, segment: Segment) -> bool:
        """Whether the line above a title is its place: a number, "Step 2", or a time ("Weeks 1-4")."""
        found = read_position(segment.text, self._profile.positions)
        return is_ordinal(segment.text) or (found is not None and found.rest == len(segment.text))

    def _place(self, segment: Segment) -> None:
        phase = _Phase(number=segment)
        found = read_position(segment.text, self._profile.positions)
        if found:
            phase.number, phase.place, phase.at = None, segment.part(0, found.end), found.first
            if found.duration:
                phase.place, phase.duration = None, Stated(found.duration, segment)
        self._phases.append(phase)

    def _add(self, segment: Segment, phase: _Phase) -> None:
        """One segment below a title."""
        label_end, kind = self._label(segment)
        if kind:
            phase.mode = kind
            self._marks.append(Stretch(*segment.locate(0, label_end), LABEL))
            start = label_end + len(segment.text[label_end:]) - len(segment.text[label_end:].lstrip())
            if start < len(segment.text):
                self._add_listed(segment, start, phase)
        elif not phase.duration and (stated := self._stated(segment)):
            phase.duration = stated
        elif not (phase.duration or phase.tasks) and (task := self._glued_task(segment, phase)):
            phase.tasks.append(task)
        elif 0 < segment.level < TERM:
            if phase.bare and not (phase.tasks or phase.resources or phase.prose):
                self._retitle(segment, phase)
            else:
                phase.mode = ""
        elif phase.mode == "resources" and not (phase.resources and not segment.link() and is_sentence(segment.text)):
            self._add_listed(segment, 0, phase)
        elif segment.kind == "item" or (phase.mode == "tasks" and not segment.text.endswith(":")):
            phase.tasks.append(segment)
        else:
            phase.prose.append(segment)

    def _retitle(self, segment: Segment, phase: _Phase) -> None:
        """A heading below a title that is but a place is the title."""
        if isinstance(phase.title, Segment) and phase.duration is None:
            phase.place, phase.at = phase.title.part(), _entitled(phase.title, self._profile).number
        title = _entitled(segment, self._profile)
        phase.title, phase.bare, phase.duration = title.title, False, title.duration or phase.duration

    def _label(self, segment: Segment) -> tuple[int, str]:
        """The label of tasks or resources that a line is, or begins with ("Resources: A, B"), and its length."""
        text = segment.text
        kind = self._profile.labels.get(key(text))
        if kind in ("tasks", "resources"):
            return len(text), kind
        head, mark, _ = text.partition(":")
        kind = self._profile.labels.get(key(head)) if mark and segment.kind != "item" else None
        return (len(head) + 1, kind) if kind in ("tasks", "resources") else (0, "")

    def _stated(self, segment: Segment) -> Stated | None:
        """A phase's duration in a line of its own, with a label ("Time: 6 weeks", "Takes 6 weeks") or without."""
        text = segment.text
        if segment.kind == "item" or len(text) > _LONGEST_TIME:
            return None
        for seam in _LABEL_END.finditer(text):
            stated = _time(segment, seam.end(), len(text)) if self._heads_time(key(text[: seam.start()])) else None
            if stated:
                self._marks.append(Stretch(*segment.locate(0, seam.end("mark")), LABEL))
                return stated
        return _time(segment, 0, len(text))

    def _glued_task(self, segment: Segment, phase: _Phase) -> Segment | None:
        """The first task, where it is glued to the phase's duration ("16 weeks- Read"), which is read with it."""
        found = _duration(segment)
        if not found or not found[1] or found[1].kind != "item":
            return None
        phase.duration = found[0]
        self._notes.append(_glued(segment, len(self._phases) - 1))
        return found[1]

    def _heads_time(self, name: str) -> bool:
        named = self._profile.labels.get(name) == "timeline" or self._profile.columns.get(name) == "duration"
        return named or name in vocabulary()["skill_labels"]["duration"]

    def _add_listed(self, segment: Segment, start: int, phase: _Phase) -> None:
        """Tasks or resources on one line, from `start` on."""
        if phase.mode == "tasks":
            phase.tasks.append(segment.cut(start, len(segment.text)) if start else segment)
            return
        index = next(i for i, other in enumerate(self._phases) if other is phase)
        pointer = f"/roadmap/{index}/resources"
        places = between_links(segment, start) if segment.kind != "item" else []
        if not places and start:
            places = between_commas(segment.text, start)
        if places:
            phase.resources.extend([resource(segment, a, b, self._reading.url) for a, b in places])
            between = [(b, a) for (_, b), (a, _) in pairwise(places)]
            words = [(b, a) for b, a in between if any(map(str.isalnum, segment.text[b:a]))]
            self._marks += [Stretch(*segment.locate(b, a), LABEL) for b, a in words]
        elif start:
            first = f"{pointer}/{len(phase.resources)}/name"
            phase.resources.append(resource(segment, start, len(segment.text), self._reading.url))
            self._notes.append(Note("resource-split", first, segment.span, segment.text[start:], _UNSURE))
        else:
            self._notes.extend(_add_resources(phase, segment, pointer, self._context, self._reading.url))

    def _close(self, phase: _Phase, index: int) -> None:
        """What is known of a phase at its end: without a list, its text is what to do."""
        texts = [segment for segment in phase.prose if not segment.text.endswith(":")]
        self._marks += [label(segment) for segment in phase.prose if segment.text.endswith(":")]
        if not phase.tasks:
            phase.tasks = texts
        if phase.place and phase.at != index + 1:
            self._marks.append(Stretch(*phase.place.span, LABEL))


_LONGEST_TIME = 60
_LABEL_END = lazy(r"(?P<mark>:?)\s*(?<=[:\s])(?=[^\s:])")
_UNSURE = 0.5

FIELD = Field(extract)
