"""What to do first: groups of tasks, each under a heading that states a time."""

from __future__ import annotations

import json
from dataclasses import replace

from pathingest.fields import Field, Reading
from pathingest.model.extraction import Extraction, Stated, Tree
from pathingest.model.segment import Segment
from pathingest.model.values import Step
from pathingest.profiles import Profile
from pathingest.values.duration import parse_duration
from pathingest.values.text import key


def extract(reading: Reading) -> Extraction:
    """A line that is no item is a heading; the lines under it are its tasks, bulleted or not."""
    groups: list[dict[str, Tree]] = []
    segments = reading.outline.content("action_plan")
    bulleted = any(segment.kind == "item" for segment in segments)
    for segment in segments:
        horizon = None if segment.kind == "item" else _horizon(segment, reading.profile)
        if segment.kind != "item" and (horizon or bulleted):
            groups.append({"label": segment, "horizon": horizon, "tasks": []})
        elif groups:
            groups[-1]["tasks"].append(segment)
    return Extraction(groups)


def _horizon(segment: Segment, profile: Profile) -> Stated | None:
    """The time that a heading states: in the profile's words ("This Week"), or as a duration ("Next 90 Days")."""
    meant = profile.horizons.get(key(segment.text))
    if meant is None:
        found = parse_duration(segment.text, language=profile.language) if len(segment.text) < _LONGEST else None
        return Stated(found, segment) if found else None
    end = len(segment.text)
    steps = tuple(Step(name, 0, end, f"is:{json.dumps(getattr(meant, name))}") for name in ("min", "max", "unit"))
    return Stated(replace(meant, text=segment.text, start=0, end=end, steps=steps), segment)


_LONGEST = 60

FIELD = Field(extract)
