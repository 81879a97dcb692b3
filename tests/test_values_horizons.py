"""The times that head the tasks of a plan: what is read, from where, and which lines say nothing else."""

from __future__ import annotations

import pytest

from pathingest.values.horizons import is_horizon, parse_horizon
from pathingest.values.steps import attributes, replay


@pytest.mark.parametrize(
    ("text", "read", "alone"),
    [
        ("This Week", "[This Week] 1..1 week", True),
        ("today: bake", "[today] 1..1 day", False),
        ("today ", "[today] 1..1 day", True),
        ("todays bread", "none", False),
        ("This quarter (by June)", "[This quarter] 3..3 month", False),
        ("first 90 days", "[90 days] 90..90 day", True),
        ("In your first 6-8 weeks :", "[6-8 weeks] 6..8 week", True),
        ("first 90 days of work", "[90 days] 90..90 day", False),
        ("die ersten 6 weeks", "[6 weeks] 6..6 week", False),
        ("In the first about", "none", False),
        ("the first of 6 weeks", "[6 weeks] 6..6 week", False),
        ("6 weeks", "[6 weeks] 6..6 week", True),
        ("within 6 weeks", "[within 6 weeks] None..6 week", True),
        ("within the next 6 weeks:", "none", True),
        ("Bake for 6 weeks", "[6 weeks] 6..6 week", False),
        ("ongoing", "[ongoing] None..None", False),
        ("6 weeks of bread", "[6 weeks] 6..6 week", False),
        ("x" * 48 + " six months", "[six months] 6..6 month", False),  # 59 characters
        ("x" * 49 + " six months", "none", False),
        ("6 weeks" + " " * 52, "[6 weeks] 6..6 week", True),
        ("6 weeks" + " " * 53, "none", True),
    ],
)
def test_horizon(text: str, read: str, alone: bool) -> None:
    found = parse_horizon(text)
    said = f"[{found.text}] {found.min}..{found.max} {found.unit or ''}".strip() if found else "none"
    assert (said, is_horizon(text)) == (read, alone)
    if found:
        assert text[found.start : found.end] == found.text
        assert all(found.start <= step.start <= step.end <= found.end for step in found.steps)
        assert replay(text, found.steps) == attributes(found)
