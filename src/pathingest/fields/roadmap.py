"""The roadmap's phases: number, title, duration, tasks and resources, as far as the rendering keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pathingest.fields import Field, Reading
from pathingest.fields._text import is_sentence, label, looks_like_name, stated_duration
from pathingest.model.evidence import Stretch
from pathingest.model.extraction import Derived, Extraction, Note, Read, Stated, Tree, quote
from pathingest.model.segment import Segment
from pathingest.profiles import Profile
from pathingest.values.duration import parse_duration
from pathingest.values.resources import FLAG_BELOW, Resource, alternatives, line_confidence, split_resources
from pathingest.values.text import is_ordinal, key

_BULLETS = ("-", "\u2022", "*", "\u2014")


@dataclass(slots=True)
class _Phase:
    """A phase while it is read."""

    number: Segment | None = None
    title: Segment | None = None
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
                notes.extend(_add_resources(phase, segment, f"/roadmap/{len(phases) - 1}/resources", context))
        elif segment.kind == "item" and not (
            segment.start in numbered or _begins_phase(segment, following, reading.profile)
        ):
            _current(phases).tasks.append(segment)
        elif phase and phase.takes_lines and not _ends_tasks(following, reading.profile):
            phase.tasks.append(segment)
        elif phase and not phase.duration and not phase.tasks and (found := _duration(segment)):
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


def _begins_phase(segment: Segment, following: Segment | None, profile: Profile) -> bool:
    """Whether a line is a title although a task or a resource could stand here: what follows it tells."""
    if following is None or (segment.kind == "item" and segment.ordinal is None) or following.kind == "item":
        return False
    label_below = profile.labels.get(key(following.text))
    if label_below:
        return label_below == "tasks" or segment.kind != "item"
    return stated_duration(segment) is None and _duration(following) is not None


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


def _add_resources(phase: _Phase, segment: Segment, pointer: str, context: str) -> Iterator[Note]:
    """The names on one line; where there are two or more, or none is sure, a note says how they were parted."""
    items = [Resource(segment.text, 1.0, 0, len(segment.text))]
    if segment.kind != "item":
        items = split_resources(segment.text, context)
    first = f"{pointer}/{len(phase.resources)}/name"
    sure = line_confidence(items)
    others = alternatives(segment.text, context) if sure < FLAG_BELOW else []
    ways = [" | ".join(item.name for item in split.items) for split in others]
    if sure < _LIKELY and len(items) > 1:
        # More likely wrong than right: the line stays whole, and the best way to part it is one of the others.
        ways.insert(0, " | ".join(item.name for item in items))
        items = [Resource(segment.text, sure, 0, len(segment.text))]
    phase.resources.extend({"name": quote(segment, item.start, item.end), "url": None} for item in items)
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
    if number and int(number.text.rstrip(".)")) == index + 1:
        return Read(index + 1, number.part(), (f"position: {number.text!r} is {index + 1}",))
    if phase.title and phase.title.ordinal == index + 1:
        return Derived(index + 1, (f"/roadmap/{index}/title",))
    return Derived(index + 1, ("/roadmap",))


FIELD = Field(extract)
