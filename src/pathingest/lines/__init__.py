"""Segments and a profile to lines, each typed once: the only place that says what a line is."""

from __future__ import annotations

from collections.abc import Sequence

from pathingest.lines.broken import with_whole_phrases
from pathingest.lines.line import Line
from pathingest.lines.vocabulary import Vocabulary, vocabulary_of
from pathingest.model.segment import Segment
from pathingest.profiles import Profile

__all__ = ["Line", "retyped", "typed"]


def typed(segments: Sequence[Segment], profile: Profile) -> tuple[Line, ...]:
    """The lines of a page, in the words of a profile; texts of the layout that were broken into lines are whole."""
    words = vocabulary_of(profile)
    return tuple([Line(segment, words) for segment in with_whole_phrases(segments, words)])


def retyped(lines: Sequence[Line], words: Vocabulary) -> tuple[Line, ...]:
    """The lines, typed in other words."""
    return tuple([Line(line.segment, words) for line in lines])
