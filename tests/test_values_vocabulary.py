"""Labels: how important something is, how hard, and whether a cell of a table says yes."""

from __future__ import annotations

import pytest

from pathingest.values.vocabulary import (
    difficulty_words,
    parse_difficulty,
    parse_priority,
    priority_prefix,
    read_table,
    read_tick,
)


@pytest.mark.parametrize(
    ("label", "priority"),
    [
        ("Critical", "critical"),
        ("(critical)", "critical"),
        (" CRITICAL! ", "critical"),
        ("[Important]:", "important"),
        ("must have", "critical"),
        ("nice to have", "nice_to_have"),
        ("nice-to-have", "nice_to_have"),
        ("Nice_to\u2013have.", "nice_to_have"),
        ("nice  to\u2212have;", "nice_to_have"),
        ("Critical Thinking", None),
        ("niceto have", None),
        ("", None),
        ("critical" + " " * 56, "critical"),  # 64 characters
        ("critical" + " " * 57, None),
    ],
)
def test_a_priority(label: str, priority: str | None) -> None:
    assert parse_priority(label) == priority


@pytest.mark.parametrize(
    ("label", "difficulty"),
    [
        ("Easy", "easy"),
        ("medium", "moderate"),
        ("[Hard]", "hard"),
        ("Very hard!", "hard"),
        ("challenging", "challenging"),
        ("einfach", "easy"),
        ("hard work", None),
        ("", None),
        ("easy" + "." * 60, "easy"),
        ("easy" + "." * 61, None),
    ],
)
def test_a_difficulty(label: str, difficulty: str | None) -> None:
    assert parse_difficulty(label) == difficulty


def test_the_words_of_difficulty_are_known() -> None:
    words = [*difficulty_words()]
    assert len(words) > 50
    assert all(map(parse_difficulty, words))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Critical", ("critical", 8)),
        ("Important6 weeks", ("important", 9)),
        ("important 6 weeks", ("important", 9)),
        ("Important (6 weeks)", ("important", 9)),
        ("Important ~6 weeks", ("important", 9)),
        ("Critical-6 weeks", ("critical", 8)),
        ("critical about 6 weeks", ("critical", 8)),
        ("Critical ongoing", ("critical", 8)),
        ("Important: bake", ("important", 9)),
        ("Critical | bake", ("critical", 8)),
        ("Core - bake", ("critical", 4)),
        ("Core -bake", None),
        ("must have 6 weeks", ("critical", 9)),
        ("Nice to have: bake", ("nice_to_have", 12)),
        ("Nice-to-have", ("nice_to_have", 12)),
        ("CriticalSelf-study", ("critical", 8)),
        ("criticalbake", None),
        ("CRITICALBake", None),
        ("CoreML", None),
        ("Critical Thinking", None),
        ("Critical ongoingx", None),
        ("(Critical) bake", None),
        ("Crit", None),
        ("Cr", None),
        ("6 weeks", None),
        ("", None),
    ],
)
def test_a_label_that_begins_with_a_priority(text: str, found: tuple[str, int] | None) -> None:
    assert priority_prefix(text) == found


@pytest.mark.parametrize(
    ("cell", "tick"),
    [
        ("\u2713", "tick"),
        (" (\u2713) ", "tick"),
        ("[yes]", "tick"),
        ("YES", "tick"),
        ("\u2714\ufe0f", "tick"),
        ("\u274c", "cross"),
        ("no", "cross"),
        ("[X]", "either"),
        ("", None),
        ("bread", None),
        ("yes, bread", None),
        ("\u2713" + " " * 62, "tick"),  # 63 characters
        ("\u2713" + " " * 63, None),
    ],
)
def test_a_cell_that_says_yes_or_no(cell: str, tick: str | None) -> None:
    assert read_tick(cell) == tick


def test_a_table_is_read_by_its_name() -> None:
    assert {"priority", "difficulty", "ticks"} <= read_table("vocabulary").keys()
    assert read_table("languages/de")["european"]
