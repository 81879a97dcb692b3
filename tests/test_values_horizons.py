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


@pytest.mark.parametrize(
    ("text", "language", "read", "alone"),
    [
        ("next month", "en", "[next month] 1..1 month", True),
        ("This month (June)", "en", "[This month] 1..1 month", False),
        ("this year:", "en", "[this year] 1..1 year", True),
        ("this quarter", "de", "[this quarter] 3..3 month", True),
        ("tonight, then bread", "en", "[tonight] 1..1 day", False),
        ("today \u2014 bread", "en", "[today] 1..1 day", False),
        ("This weekend", "en", "none", False),
        ("tomorrow", "en", "none", False),
        ("N\u00e4chste Woche", "de", "[N\u00e4chste Woche] 1..1 week", True),
        ("First 90 days", "en", "[90 days] 90..90 day", True),
        ("In the first 6 weeks", "en", "[6 weeks] 6..6 week", True),
        ("during your first 6 weeks", "en", "[6 weeks] 6..6 week", True),
        ("for the first 6 weeks", "en", "[6 weeks] 6..6 week", True),
        ("Die ersten 90 Tage", "de", "[90 Tage] 90..90 day", False),
        ("in den n\u00e4chsten 90 Tagen", "de", "[90 Tagen] 90..90 day", False),
        ("en los primeros 3 meses", "es", "[3 meses] 3..3 month", False),
        ("dans les premiers 3 mois", "fr", "[3 mois] 3..3 month", False),
        ("after 3 months", "en", "[3 months] 3..3 month", True),
        ("90 days", "en", "[90 days] 90..90 day", True),
        ("90 days", "de", "none", False),
        ("90 Tage", "de", "[90 Tage] 90..90 day", True),
        ("two weeks", "en", "[two weeks] 2..2 week", False),
        ("Weeks 2-4", "en", "[Weeks 2-4] 3..3 week", True),
        ("Weeks 2-4 :", "en", "[Weeks 2-4] 3..3 week", True),
        ("Weeks 2-4: bread", "en", "[Weeks 2-4] 3..3 week", False),
        ("Quarter 2", "fr", "[Quarter 2] 3..3 month", True),
        ("Mois 1-3", "fr", "[Mois 1-3] 3..3 month", True),
        ("Jan - Mar", "en", "[Jan - Mar] 3..3 month", True),
        ("in 6 weeks or more", "en", "[6 weeks or more] 6..None week", True),
        ("6 to 8 weeks", "en", "[6 to 8 weeks] 6..8 week", True),
        ("", "en", "none", False),
        ("today" + " " * 54, "en", "[today] 1..1 day", True),  # 59 characters
        ("today" + " " * 55, "en", "none", True),
        ("first 6 weeks" + "." * 46, "en", "[6 weeks] 6..6 week", False),
        ("in " * 16 + "the 6 weeks", "en", "[6 weeks] 6..6 week", True),
        ("in " * 16 + "the 16 weeks", "en", "none", False),
    ],
)
def test_a_time_in_words_and_languages(text: str, language: str, read: str, alone: bool) -> None:
    found = parse_horizon(text, language=language)
    said = f"[{found.text}] {found.min}..{found.max} {found.unit or ''}".strip() if found else "none"
    assert (said, is_horizon(text, language=language)) == (read, alone)
    if found:
        assert text[found.start : found.end] == found.text
        assert replay(text, found.steps) == attributes(found)


def test_a_time_in_words_is_proved_by_them() -> None:
    found = parse_horizon("this quarter: bread")
    assert found
    assert {(step.attribute, step.start, step.end) for step in found.steps} == {
        (name, 0, 12) for name in ("min", "max", "unit", "approximate", "ongoing")
    }
