"""Labels and values in one item: mixed lists of skills, facts at a glance, figures among what is to be done."""

from __future__ import annotations

import pytest

from pathingest import parse
from pathingest.model.page import Page
from pathingest.profiles import generic
from records import record, residue
from test_laws import LAWS
from test_shapes import html, markdown, phases


def listed(*items: str, above: str = "Skills to learn") -> Page:
    lines = "\n".join([f"- {item}" for item in items])
    return parse(f"# From Baker to Miller\n\n## {above}\n\n{lines}\n", media_type="text/markdown", profile=generic())


NAMES = ("Sieving", "Weighing", "Packing", "Selling", "Sums")


def skill(item: str, *others: str) -> tuple[str, str | None, str | None]:
    """The name, priority and text of an item among names."""
    page = listed(*NAMES, item, *others)
    for law in LAWS:
        law(page)
    found = record(page)["skills_to_learn"][len(NAMES)]
    return found["name"], found["priority"], found["guidance"]


MIXED = {
    "**Grain** Tell rye from wheat": ("Grain", None, "Tell rye from wheat"),
    "**Grain** telling rye from wheat": ("Grain", None, "telling rye from wheat"),
    "**Grain**: rye": ("Grain", None, "rye"),
    "**Grain:** Rye": ("Grain", None, "Rye"),
    "**Grain** \u2014 rye and wheat": ("Grain", None, "rye and wheat"),
    "Grain keeping - dry and cool": ("Grain keeping", None, "dry and cool"),
    "Grain keeping: dry and cool": ("Grain keeping", None, "dry and cool"),
    "**Grain**: Critical": ("Grain", "critical", None),
}
WHOLE = [
    "**Advanced** milling",
    "**Grain** with all its kinds",
    "**Grain** and **flour** of many kinds",
    "**Grain** (rye, wheat, and others)",
    "Kinds of grain: Rye, Wheat",
    "Stone-mill - Basics",
    "Keeping grain: dry",
    "Making sure that grain is kept - dry and cool",
    "grain - dry and cool",
]


@pytest.mark.parametrize("item", MIXED)
def test_an_item_among_names_that_shows_a_name_and_its_text_is_split(item: str) -> None:
    assert skill(item) == MIXED[item]


@pytest.mark.parametrize("item", WHOLE)
def test_one_that_does_not_is_a_name(item: str) -> None:
    assert skill(item) == (item.replace("**", ""), None, None)


def test_what_stands_inside_of_an_item_follows_its_own_text() -> None:
    page = listed(*NAMES, "**Grain**: rye\n  - Wheat too", above="Transferable skills")
    assert record(page)["transferable_skills"][-1] == {"name": "Grain", "description": "rye\n\nWheat too"}


GLANCE = "## At a glance\n\n"


def facts(body: str) -> dict[str, str | None]:
    page = markdown(GLANCE + body)
    for law in LAWS:
        law(page)
    tree = record(page)
    found = {name: tree[name] and tree[name]["text"] for name in ("difficulty", "timeline", "salary_change")}
    return {name: text for name, text in {**found, "demand": tree["demand"]}.items() if text}


FACTS = {
    "- **Demand** High\n- **Timeline** 9 months": {"demand": "High", "timeline": "9 months"},
    "- **Demand** \u2013 High\n- **Difficulty** \u2013 Hard": {"demand": "High", "difficulty": "Hard"},
    "**Demand** Very high\n\n**Salary change** +10%": {"demand": "Very high", "salary_change": "+10%"},
    "**Difficulty:** Hard | **Timeline:** 9 months": {"difficulty": "Hard", "timeline": "9 months"},
    "**Demand** High \u00b7 **Difficulty** Hard": {"demand": "High", "difficulty": "Hard"},
    "- **Salary change:** - 10%": {"salary_change": "- 10%"},
    "- **Demand** is high": {},
    "- **Demand** Millers are wanted wherever there is grain.": {},
}


@pytest.mark.parametrize("body", FACTS)
def test_markup_tells_a_label_from_its_value(body: str) -> None:
    assert facts(body) == FACTS[body]


def tasks(*items: str) -> tuple[list[str], list[str]]:
    """What is to be done of such items, and what nothing accounts for."""
    lines = "".join(f"<li>{item}</li>" for item in items)
    page = html(f"<h2>Roadmap</h2><h3>Phase 1: Grind</h3><ul>{lines}</ul><h3>Phase 2: Sieve</h3><p>8 weeks</p>")
    for law in LAWS:
        law(page)
    return phases(page)[0][2], residue(page)


@pytest.mark.parametrize(
    ("item", "task"),
    [
        ("<b>Goal</b> Turn the wheel", "Turn the wheel"),
        ("<b>Goal:</b> Turn the wheel", "Goal: Turn the wheel"),
        ("Goal: turn the wheel", "Goal: turn the wheel"),
        ("<b>Ziel</b> Das Rad drehen", "Das Rad drehen"),
        ("<b>Turn</b> the wheel", "Turn the wheel"),
        ("<b>Practise</b> 2 hours", "Practise 2 hours"),
        ("Read chapter 1: 2 hours", "Read chapter 1: 2 hours"),
        ("Cost: find a cheap mill", "Cost: find a cheap mill"),
        ("Work 10 hours per week", "Work 10 hours per week"),
    ],
)
def test_what_is_to_be_done_is_a_task(item: str, task: str) -> None:
    assert tasks("Oil it", item) == (["Oil it", task], [])


@pytest.mark.parametrize(
    "item",
    [
        "<b>Weekly hours</b> 10 hours",
        "<b>Weekly hours:</b> 10\u201312 hours",
        "Effort: 10 hours a week",
        "<b>Level</b> Beginner",
        "<b>Cost</b> $200",
        "10 hours per week",
    ],
)
def test_a_figure_is_not(item: str) -> None:
    found, left = tasks("Oil it", item)
    assert found == ["Oil it"]
    assert left


def test_hours_a_week_below_a_step_are_nothing_to_do() -> None:
    assert phases(
        html("<h2>Roadmap</h2><h3>Step 1: A</h3><p>4 weeks</p><h3>Step 2: B</h3><p>10 hours per week</p>")
    ) == [
        ("A", "4 weeks", []),
        ("B", None, []),
    ]
