"""Skills to learn: names with a badge ("Important6 weeks") and guidance."""

from __future__ import annotations

from collections.abc import Sequence

from pathingest.fields import Field, Reading
from pathingest.fields._badged import with_badges
from pathingest.fields._skills import Skills, read_skills, split_item
from pathingest.fields._text import entries
from pathingest.lines import Line
from pathingest.lines import bounds as line_bounds
from pathingest.lines.badges import SEPARATORS, Badge, badge_labels, plain_badge
from pathingest.model.evidence import RESIDUE, Stretch
from pathingest.model.extraction import Extraction, Note, Read, quote_all
from pathingest.values.placeholders import is_placeholder


def extract(reading: Reading) -> Extraction:
    """One skill for each name, in page order."""
    lines = with_badges(reading.outline.lines("skills_to_learn"))
    shown = read_skills(lines, badged=True) or _by_looks(lines)
    notes: list[Note] = []
    skills = []
    for i, skill in enumerate(shown.found):
        own = [line.badge for line in skill.badges if line.badge]
        priority = next((badge for badge in own if badge.priority), None)
        for badge in own:
            if badge.priority and badge.duration and badge.duration.shift == badge.end:
                segment = badge.segment
                notes.append(Note("glued-field", f"/skills_to_learn/{i}/duration", segment.span, segment.text))
        skills.append(
            {
                "name": skill.name.segment,
                "priority": priority and _priority(priority),
                "duration": next((badge.duration for badge in own if badge.duration), None),
                "guidance": quote_all([line.segment for line in skill.body]),
            }
        )
    profile = reading.profile
    badges = [line for skill in shown.found for line in skill.badges]
    labelled = [line for line in badges if ":" in line.text or profile.open_label(line.folded)]
    marks = [mark for line in labelled for mark in badge_labels(line.segment, profile)]
    marks += [Stretch(*line.segment.span, RESIDUE) for line in badges if is_placeholder(line.text)]
    return Extraction(skills, (*shown.marks, *marks), tuple(notes))


def _by_looks(lines: Sequence[Line]) -> Skills:
    """The skills of lines that differ in nothing but their looks."""
    lines = [part for line in lines for part in (line.gaps and _at_markup(line)) or _split_badge(line)]
    # An item is a badge if it says so itself: "Priority: High" below the skill's own item.
    badges = frozenset([line for line in lines if (not line.is_item or ":" in line.text) and line.badge])
    return Skills(tuple([split_item(skill, badged=True) for skill in entries(lines, badges)]))


def _at_markup(line: Line) -> tuple[Line, ...]:
    """A name and its badge in one line, split where the badge's own markup begins; nothing if there is none."""
    if line.badge:  # "5 to 7 weeks" is one badge, whatever is between its words
        return ()
    near = len(line.text) - line_bounds.BADGE_PIECES
    for index in [index for index, _ in line.gaps if index >= near]:
        tail = Line(line.segment.cut(index, len(line.text))._replace(kind="line"), line.words)
        name = line.text[:index].rstrip(SEPARATORS)
        if name and tail.badge:
            return line.cut(0, len(name)), tail
    return ()


def _split_badge(line: Line) -> tuple[Line, ...]:
    """A line as it is; where a name has its badge on its own line ("Statistics Important6 weeks"), the two."""
    text = line.text
    if not text[-1].isalpha() or line.is_item or len(text) > line_bounds.BADGE + line_bounds.BADGE:
        return (line,)
    for word in line.words.profile.badge_words:
        at = text.rfind(word, 1)
        if at > 0 and (text[at - 1] == " " or not word[0].islower()):
            end = len(text[:at].rstrip(SEPARATORS))
            tail = line.cut(at, len(text))
            badge = plain_badge(tail.segment, tail.words.profile, tail.stated)
            if end and badge and badge.duration:
                return line.cut(0, end), tail
    return (line,)


def _priority(badge: Badge) -> Read:
    word = badge.segment.text[badge.start : badge.end]
    part = badge.segment.part(badge.start, badge.end)
    return Read(str(badge.priority), part, (f"priority: {word!r} is {badge.priority}",))


FIELD = Field(extract)
