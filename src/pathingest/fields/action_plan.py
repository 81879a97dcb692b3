"""What to do first: groups of tasks, each under a heading that states a time."""

from __future__ import annotations

import json
from functools import lru_cache

from pathingest.fields import Field, Reading
from pathingest.fields._groups import Group, unnumbered
from pathingest.fields._groups import groups as shown_groups
from pathingest.fields._text import listed
from pathingest.lines import Line
from pathingest.model.extraction import Extraction, Quote, Stated, quote
from pathingest.model.segment import Segment
from pathingest.model.values import Duration, Number, Step
from pathingest.values.horizons import parse_horizon


def extract(reading: Reading) -> Extraction:
    """A line that is no item is a heading; the lines under it are its tasks.

    Where nothing is bulleted a heading states a time, in the profile's words or in upper case: "Study for two weeks" is
    a task. A list without any belongs to the section's own. Where the markup shows headings, nothing else is one.
    """
    lines = reading.outline.lines("action_plan")
    if headed := shown_groups(lines):
        return Extraction([_group(group) for group in headed])
    groups: list[dict[str, object]] = []
    tasks: list[Segment] = []  # of the last group; what stands above the first one is no task
    bulleted = bool([line for line in lines if line.is_item])
    for line in lines:
        if line.is_item:
            tasks.append(line.segment)
        elif (bulleted and line.is_name) or ((line.is_time or line.is_title_case) and _horizon(line)):
            tasks = []
            groups.append({"label": _label(line), "horizon": _horizon(line), "tasks": tasks})
        elif not bulleted:
            tasks.append(line.segment)
    heading = reading.outline.by_role["action_plan"].heading if lines else None
    if heading and not groups and any(line.is_item or line.segment.markup for line in lines):
        groups.append(_group(Group(Line(heading, lines[0].words), lines)))
    return Extraction(groups)


def _group(group: Group) -> dict[str, object]:
    """A heading and its tasks: the items under it, or the texts where there are none."""
    heading = unnumbered(group.heading)
    return {"label": _label(heading), "horizon": _horizon(heading), "tasks": listed(group.body)}


def _label(line: Line) -> Quote:
    return quote(line.segment, 0, len(line.text.rstrip(" :")))


def _horizon(line: Line) -> Stated[Duration] | None:
    """The time that a heading states: in the profile's words ("This Week"), or as a duration ("Next 90 Days")."""
    meant, text = line.meaning.horizon, line.text
    if meant is None:
        found = parse_horizon(text, language=line.words.profile.language)
        return Stated(found, line.segment) if found else None
    end = len(text.rstrip(" :"))
    values = (meant.min, meant.max, meant.unit, meant.approximate, meant.ongoing)
    return Stated(Duration(text[:end], *values, 0, end, _steps(end, *values)), line.segment)


@lru_cache(maxsize=64, typed=True)  # sites have few horizons; 1 is not true
def _steps(end: int, *values: Number | str | bool | None) -> tuple[Step, ...]:
    """All of a text as the reason for what it means; no characters say that this is neither vague nor open."""
    names = zip(("min", "max", "unit", "approximate", "ongoing"), (0, 0, 0, end, end), values, strict=True)
    return tuple([Step(name, start, end, f"is:{json.dumps(value)}") for name, start, value in names])


FIELD = Field(extract)
