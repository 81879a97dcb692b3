"""What to do first: groups of tasks, each under a heading that states a time."""

from __future__ import annotations

import json

from pathingest.fields import Field, Reading
from pathingest.fields._groups import Group, unnumbered
from pathingest.fields._groups import groups as shown_groups
from pathingest.fields._text import listed, looks_like_name
from pathingest.model.extraction import Extraction, Stated, Tree, quote
from pathingest.model.segment import Segment
from pathingest.model.values import Duration, Step
from pathingest.profiles import Profile
from pathingest.values.horizons import is_horizon, parse_horizon
from pathingest.values.text import is_title_case, key


def extract(reading: Reading) -> Extraction:
    """A line that is no item is a heading; the lines under it are its tasks.

    Where nothing is bulleted a heading states a time, in the profile's words or in capitals: "Study for two weeks" is
    a task. A list without any belongs to the section's own. Where the markup shows headings, nothing else is one.
    """
    segments = reading.outline.content("action_plan")
    headed = shown_groups(segments)
    if headed:
        return Extraction([_group(group, reading.profile) for group in headed])
    groups: list[dict[str, Tree]] = []
    bulleted = any(segment.kind == "item" for segment in segments)
    for segment in segments:
        horizon = None if segment.kind == "item" else _horizon(segment, reading.profile)
        if segment.kind == "item":
            if groups:
                groups[-1]["tasks"].append(segment)
        elif (bulleted and looks_like_name(segment)) or (horizon and _is_heading(segment, reading.profile)):
            label = quote(segment, 0, len(segment.text.rstrip(" :")))
            groups.append({"label": label, "horizon": horizon, "tasks": []})
        elif groups and not bulleted:
            groups[-1]["tasks"].append(segment)
    heading = reading.outline.by_role["action_plan"].heading if segments else None
    if heading and not groups and any(segment.kind == "item" or segment.markup for segment in segments):
        groups.append(_group(Group(heading, segments), reading.profile))
    return Extraction(groups)


def _group(group: Group, profile: Profile) -> dict[str, Tree]:
    """A heading and its tasks: the items under it, or the texts where there are none."""
    heading = unnumbered(group.heading)
    label = quote(heading, 0, len(heading.text.rstrip(" :")))
    return {"label": label, "horizon": _horizon(heading, profile), "tasks": listed(group.body)}


def _is_heading(segment: Segment, profile: Profile) -> bool:
    return key(segment.text) in profile.horizons or is_title_case(segment.text) or is_horizon(segment.text)


def _horizon(segment: Segment, profile: Profile) -> Stated | None:
    """The time that a heading states: in the profile's words ("This Week"), or as a duration ("Next 90 Days")."""
    meant = profile.horizons.get(key(segment.text))
    if meant is None:
        found = parse_horizon(segment.text, language=profile.language)
        return Stated(found, segment) if found else None
    end = len(segment.text.rstrip(" :"))
    low, high, unit = meant.min, meant.max, meant.unit
    said = (("min", low, 0), ("max", high, 0), ("unit", unit, 0))
    implied = (("approximate", meant.approximate, end), ("ongoing", meant.ongoing, end))  # by no characters
    steps = tuple([Step(name, start, end, f"is:{json.dumps(constant)}") for name, constant, start in (*said, *implied)])
    text = segment.text[:end]
    return Stated(Duration(text, low, high, unit, meant.approximate, meant.ongoing, 0, end, steps), segment)


FIELD = Field(extract)
