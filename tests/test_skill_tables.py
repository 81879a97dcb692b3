"""Tables under headings of skills: ticks below priorities, several names in a cell, lessons with their minutes."""

from __future__ import annotations

from typing import Any

import pytest

from pathingest import parse
from pathingest.model.page import Page
from pathingest.profiles import generic
from records import record, residue
from test_laws import LAWS

Rows = list[list[str]]
HEAD = "From Baker to Miller"


def as_markdown(rows: Rows, above: str = "Skills to learn") -> Page:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|---" * len(rows[0]) + "|")
    body = "\n".join(lines)
    return parse(f"# {HEAD}\n\n## {above}\n\n{body}\n", media_type="text/markdown", profile=generic())


def as_html(rows: Rows, above: str = "Skills to learn", *, head: str = "th") -> Page:
    cells = [
        [f"<{head if i == 0 else 'td'}>{cell}</{head if i == 0 else 'td'}>" for cell in row]
        for i, row in enumerate(rows)
    ]
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in cells)
    page = f"<main><h1>{HEAD}</h1><h2>{above}</h2><table>{body}</table></main>"
    return parse(page, media_type="text/html", profile=generic())


def as_html_without_heads(rows: Rows, above: str = "Skills to learn") -> Page:
    return as_html(rows, above, head="td")


WRITTEN = [as_markdown, as_html, as_html_without_heads]
written = pytest.mark.parametrize("write", WRITTEN)


def skills(page: Page) -> list[tuple[str, str | None]]:
    return [(skill["name"], skill["priority"]) for skill in record(page)["skills_to_learn"]]


def other(page: Page) -> list[tuple[str, list[str]]]:
    tree: Any = record(page)
    return [(section["heading"], section["text"]) for section in tree["other"]]


TICKS = [
    ("\u2713", ""),
    ("x", ""),
    ("Yes", "No"),
    ("\u2705", "\u274c"),
    ("\u25cf", "\u25cb"),
    ("\u2713", "x"),
    ("[x]", "[ ]"),
]


@written
@pytest.mark.parametrize(("tick", "cross"), TICKS[:-1])
def test_a_tick_says_which_priority_a_row_has(write: Any, tick: str, cross: str) -> None:
    page = write(
        [
            ["Skill", "Essential", "Nice to have"],
            ["Sieving", tick, cross],
            ["Weighing", cross, tick],
            ["Packing", tick, tick],
            ["Selling", cross, cross],
        ]
    )
    expected = [("Sieving", "critical"), ("Weighing", "nice_to_have"), ("Packing", None), ("Selling", None)]
    assert skills(page) == expected
    assert not residue(page)
    assert not other(page)
    for law in LAWS:
        law(page)


@written
def test_a_column_may_ask_whether_it_is_so(write: Any) -> None:
    page = write([["Skill", "Must have?", "Time"], ["Sieving", "Yes", "2 weeks"], ["Weighing", "No", "4 weeks"]])
    assert skills(page) == [("Sieving", "critical"), ("Weighing", None)]
    assert [skill["duration"]["text"] for skill in record(page)["skills_to_learn"]] == ["2 weeks", "4 weeks"]


def test_marks_may_stand_before_what_else_there_is() -> None:
    page = as_markdown([["Skill", "High", "Low", "Where"], ["Sieving", "x", "", "At the mill"]])
    assert skills(page) == [("Sieving", "critical")]
    assert other(page) == [("Where", ["At the mill"])]


def test_levels_are_no_ticks() -> None:
    page = as_markdown([["Skill", "Now", "Required"], ["Sieving", "Basic", "Expert"], ["Weighing", "None", "Basic"]])
    assert skills(page) == [("Sieving", None), ("Weighing", None)]
    assert other(page) == [("Now", ["Basic", "None"]), ("Required", ["Expert", "Basic"])]


@pytest.mark.parametrize("write", [as_markdown, as_html])
def test_what_heads_a_single_column_is_no_skill(write: Any) -> None:
    assert skills(write([["Skill"], ["Sieving"], ["Weighing"]])) == [("Sieving", None), ("Weighing", None)]


CELLS = [
    ("Sieving, Weighing", ["Sieving", "Weighing"]),
    ("Sieving; Weighing; and Packing", ["Sieving", "Weighing", "Packing"]),
    ("sieving, weighing and packing", ["sieving", "weighing and packing"]),
    ("Grain (rye, wheat)", ["Grain (rye, wheat)"]),
    ("Talking, loud and clear", ["Talking, loud and clear"]),
    (
        "Sieving, Weighing of all the sorts of grain there are",
        ["Sieving, Weighing of all the sorts of grain there are"],
    ),
    ("Milling: Rye, Wheat", ["Milling: Rye, Wheat"]),
]


@written
@pytest.mark.parametrize(("cell", "names"), CELLS)
def test_commas_part_names_below_a_priority(write: Any, cell: str, names: list[str]) -> None:
    page = write([["Must have", "Good to have"], [cell, "Selling"]])
    assert skills(page) == [*[(name, "critical") for name in names], ("Selling", "nice_to_have")]
    assert not residue(page)
    for law in LAWS:
        law(page)


LESSONS = [
    [["Lesson", "Duration"], ["Sieving", "2 hours"], ["Weighing", "3 hours"]],
    [["Lesson", "Duration"], ["Sieving", "10 min"], ["Weighing", "2 hours"]],
    [["Video lecture", "Length", "Notes"], ["Sieving", "2 hours", "Watch it"], ["Weighing", "3 hours", "Do it"]],
    [["Course", "Priority"], ["Sieving for all", "High"], ["Weighing for all", "Low"]],
    [["Lektion", "Dauer"], ["Sieben", "2 Stunden"], ["Wiegen", "3 Stunden"]],
]


@pytest.mark.parametrize("write", [as_markdown, as_html])
@pytest.mark.parametrize("rows", LESSONS)
def test_lessons_are_no_skills(write: Any, rows: Rows) -> None:
    page = write(rows)
    assert skills(page) == []
    assert [heading for heading, _ in other(page)] == rows[0]
    assert not residue(page)


def test_lessons_that_have_numbers_are_none_either() -> None:
    page = as_markdown([["#", "Lesson", "Duration"], ["1", "Sieving", "2 hours"], ["2", "Weighing", "3 hours"]])
    assert skills(page) == []


@pytest.mark.parametrize("write", [as_markdown, as_html])
@pytest.mark.parametrize("head", ["Skill", "Topic", "Technique"])
def test_what_has_a_time_of_its_own_is_a_skill_below_another_head(write: Any, head: str) -> None:
    page = write([[head, "Duration"], ["Course design", "2 weeks"], ["Lesson planning", "2 hours"]])
    assert skills(page) == [("Course design", None), ("Lesson planning", None)]


def test_a_course_beside_a_skill_is_no_name() -> None:
    page = as_markdown([["Skill", "Course", "Duration"], ["Sieving", "Sieves for all", "2 weeks"]])
    assert skills(page) == [("Sieving", None)]
    assert other(page) == [("Course", ["Sieves for all"])]
