"""Durations that a line, or a stretch of it, states and nothing else, or begins with."""

from __future__ import annotations

from pathingest.lines import bounds, looks
from pathingest.model.extraction import Stated
from pathingest.model.segment import Segment
from pathingest.model.tuples import NamedTuple
from pathingest.model.values import Duration
from pathingest.values.duration import parse_duration


class Time(NamedTuple):
    """The duration that a line begins with, and what is glued to it: a task ("16 weeks- Read"), or another title."""

    stated: Stated[Duration]
    rest: Segment | None = None


def duration_in(text: str, language: str) -> Duration | None:
    """The first duration that a text states in a language's words, or else in English ones."""
    if language == "en":
        return parse_duration(text)
    return parse_duration(text, language=language) or parse_duration(text)


def stated(segment: Segment, start: int, end: int, language: str) -> Stated[Duration] | None:
    """The duration that the stretch states and nothing else; None if it states none, or more."""
    if end - start > bounds.STATED:
        return None
    found = duration_in(segment.text[start:end], language)
    return Stated(found, segment, start) if found and (found.start, found.end) == (0, end - start) else None


def read_time(segment: Segment, found: Duration | None, language: str) -> Time | None:
    """The duration that a text begins with, glued to something; `found` is the first one near its beginning."""
    text = segment.text
    head, mark, _ = text.partition("- ")
    if mark and (alone := stated(segment, 0, len(head), language)):
        return Time(alone, _task(segment, len(head)))
    if found is None or found.start or not text[0].isdigit():
        return None
    rest = text[found.end :].lstrip()
    if rest.startswith(tuple(looks.BULLETS)):
        return Time(Stated(found, segment), _task(segment, found.end))
    if len(rest) == len(text) - found.end and not rest[0].islower() and rest[0].isalnum():
        return Time(Stated(found, segment), segment.cut(found.end, len(text)))
    return None


def _task(segment: Segment, start: int) -> Segment | None:
    """The task after a bullet that is glued to something, if there is one."""
    task = segment.text[start:].lstrip(f" {looks.BULLETS}")
    end = len(segment.text)
    return segment.cut(end - len(task), end)._replace(kind="item") if task else None
