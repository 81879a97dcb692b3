"""What the file format of a profile and a profile made ready have in common."""

from __future__ import annotations

from typing import Literal

Label = Literal["difficulty", "timeline", "salary_change", "demand", "tasks", "resources"]
Column = Literal["name", "priority", "duration", "guidance", "level", "salary"]
# What a gap in a heading stands for, as a pattern.
GAPS = {"{role}": r"\S+(?: \S+){0,6}", "{n}": r"\d+(?: ?(?:-|to) ?\d+)?"}
