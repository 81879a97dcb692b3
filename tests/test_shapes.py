"""Pages of any site, read by their shape: phases by their places in a row, lists, badges, tables, unknown sections."""

from __future__ import annotations

from typing import Any

import pytest

from pathingest import parse
from pathingest.lines.runs import find_runs
from pathingest.model.page import Page
from pathingest.profiles import builtin, generic
from records import record, residue
from test_laws import LAWS

HEAD = "# From Baker to Miller: a plan\n\n## Overview\n\nGrain is grain.\n\n"
FAQ = "## FAQ\n\n### Is it loud?\n\nYes.\n\n## First steps\n\n- Visit a mill\n"
Phase = tuple[str | None, str | None, list[str]]


def markdown(body: str, head: str = HEAD) -> Page:
    return parse(f"{head}{body}\n\n{FAQ}", media_type="text/markdown", profile=generic())


def html(body: str) -> Page:
    text = f"<h1>From Baker to Miller</h1><h2>Overview</h2><p>Grain is grain.</p>{body}"
    rest = "<h2>FAQ</h2><h3>Is it loud?</h3><p>Yes.</p><h2>First steps</h2><ul><li>Visit a mill</li></ul>"
    return parse(f"<body><main>{text}{rest}</main></body>", media_type="text/html", profile=generic())


def text(body: str) -> Page:
    lines = ["From Baker to Miller: a plan", "Overview", "Grain is grain.", body, "FAQ", "Is it loud?", "Yes."]
    return parse("\n\n".join([*lines, "First steps", "- Visit a mill"]), profile=generic())


def phases(page: Page) -> list[Phase]:
    """(title, time as written, tasks) of each phase."""
    return [
        (phase["title"], phase["duration"] and phase["duration"]["text"], phase["tasks"])
        for phase in record(page)["roadmap"]
    ]


def skills(page: Page, field: str = "skills_to_learn") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = record(page)[field]
    return found


# --- phases ----------------------------------------------------------------------------------------------------------

MILL: list[Phase] = [("Grind", "8 weeks", ["Turn the wheel"]), ("Sieve", "3 months", ["Shake it"])]
SHAPES = {
    "headings": "## {0} 1: Grind (8 weeks)\n\n- Turn the wheel\n\n## {0} 2: Sieve (3 months)\n\n- Shake it",
    "deep headings": "#### {0} 1: Grind (8 weeks)\n\n- Turn the wheel\n\n#### {0} 2: Sieve (3 months)\n\n- Shake it",
    "an unknown heading": (
        "## How it went\n\n### {0} 1: Grind (8 weeks)\n\n- Turn the wheel\n\n### {0} 2: Sieve (3 months)\n\n- Shake it"
    ),
    "a time between": "## {0} 1 - Grind\n\n8 weeks\n\n- Turn the wheel\n\n## {0} 2 - Sieve\n\n3 months\n\n- Shake it",
    "bold leads": (
        "## How it went\n\n**{0} 1: Grind (8 weeks)**\n\n- Turn the wheel\n\n**{0} 2: Sieve (3 months)**\n\n- Shake it"
    ),
    "leads and text": "**{0} 1: Grind** (8 weeks) - Turn the wheel\n\n**{0} 2: Sieve** (3 months) - Shake it",
    "items": "- **{0} 1 (8 weeks): Grind** - Turn the wheel\n- **{0} 2 (3 months): Sieve** - Shake it",
    "cells": (
        "## How it went\n\n| {0} | Focus | Duration | Tasks |\n|---|---|---|---|\n"
        "| {0} 1 | Grind | 8 weeks | Turn the wheel |\n| {0} 2 | Sieve | 3 months | Shake it |"
    ),
    "first cells": "| {0} 1: Grind | 8 weeks | Turn the wheel |\n|---|---|---|\n| {0} 2: Sieve | 3 months | Shake it |",
    "a place above": (
        "## How it went\n\n{0} 1\n\n### Grind\n\n8 weeks\n\n- Turn the wheel\n\n"
        "{0} 2\n\n### Sieve\n\n3 months\n\n- Shake it"
    ),
    "a place with a word above": (
        "## How it went\n\n{0} 1 // Low\n\n### Grind\n\n8 weeks\n\n- Turn the wheel\n\n"
        "{0} 2 // High\n\n### Sieve\n\n3 months\n\n- Shake it"
    ),
    "a place below": (
        "## {0} 1 (8 weeks)\n\n### Grind\n\n- Turn the wheel\n\n## {0} 2 (3 months)\n\n### Sieve\n\n- Shake it"
    ),
    "pictures": (
        "## \U0001f947 {0} 1\ufe0f\u20e3: Grind (8 weeks)\n\n- Turn the wheel\n\n"
        "## \U0001f948 {0} 2\ufe0f\u20e3: Sieve (3 months)\n\n- Shake it"
    ),
    "a table of contents": (
        "- [{0} 1: Grind](#a)\n- [{0} 2: Sieve](#b)\n\n"
        "## {0} 1: Grind (8 weeks)\n\n- Turn the wheel\n\n## {0} 2: Sieve (3 months)\n\n- Shake it"
    ),
}


@pytest.mark.parametrize("word", ["Phase", "STEP", "Module", "Stage"])
@pytest.mark.parametrize("shape", SHAPES)
def test_phases_need_no_known_heading(shape: str, word: str) -> None:
    page = markdown(SHAPES[shape].format(word))
    assert phases(page) == MILL
    assert [phase["position"] for phase in record(page)["roadmap"]] == [1, 2]


@pytest.mark.parametrize("shape", SHAPES)
def test_all_laws_hold_of_such_pages(shape: str) -> None:
    page = markdown(SHAPES[shape].format("Phase"))
    for law in LAWS:
        law(page)


RENDERED = [
    (
        "<h2>Phase 1: Grind (8 weeks)</h2><ul><li>Turn the wheel</li></ul>"
        "<h2>Phase 2: Sieve (3 months)</h2><ul><li>Shake it</li></ul>"
    ),
    (
        "<p>Phase 1</p><h3>Grind</h3><p>8 weeks</p><ul><li>Turn the wheel</li></ul>"
        "<p>Phase 2</p><h3>Sieve</h3><p>3 months</p><ul><li>Shake it</li></ul>"
    ),
    (
        "<div><div>1</div><div><h3>Grind</h3><span>8 weeks</span></div></div><ul><li>Turn the wheel</li></ul>"
        "<div><div>2</div><div><h3>Sieve</h3><span>3 months</span></div></div><ul><li>Shake it</li></ul>"
    ),
    (
        "<h2>Roadmap</h2><time>8 weeks</time><h3>Grind</h3><ul><li>Turn the wheel</li></ul>"
        "<time>3 months</time><h3>Sieve</h3><ul><li>Shake it</li></ul>"
    ),
    (
        "<span>The roadmap</span><h2>How it went</h2><h3>Grind</h3><p>8 weeks</p><ul><li>Turn the wheel</li></ul>"
        "<h3>Sieve</h3><p>3 months</p><ul><li>Shake it</li></ul>"
    ),
    (
        "<h2>Your roadmap: from flour to grain</h2><h3>1. Grind</h3><p>8 weeks</p><ul><li>Turn the wheel</li></ul>"
        "<h3>2. Sieve</h3><p>3 months</p><ul><li>Shake it</li></ul>"
    ),
    (
        "<h2>Step-by-step</h2><ol><li><b>Grind</b> (8 weeks)<ul><li>Turn the wheel</li></ul></li>"
        "<li><b>Sieve</b> (3 months)<ul><li>Shake it</li></ul></li></ol>"
    ),
]


@pytest.mark.parametrize("body", RENDERED)
def test_what_stands_above_and_below_a_title_is_the_phases_own(body: str) -> None:
    page = html(body)
    assert phases(page) == MILL
    assert not [name for phase in record(page)["roadmap"] for name in phase["resources"]]


def test_a_place_above_a_title_is_no_task_of_the_phase_before_whatever_else_its_line_says() -> None:
    first, second = "<p>Phase 1: in the mill</p><h3>Grind</h3>", "<p>Phase 2: at home</p><h3>Sieve</h3>"
    page = html(f"{first}<p>Turn the wheel.</p>{second}<p>Shake it.</p>")
    assert phases(page) == [("Grind", None, ["Turn the wheel."]), ("Sieve", None, ["Shake it."])]


LINES = [
    "Phase 1: Grind (8 weeks)\n- Turn the wheel\nPhase 2: Sieve (3 months)\n- Shake it",
    "Roadmap\n\nPhase 1\nGrind\n8 weeks\n- Turn the wheel\n\nPhase 2\nSieve\n3 months\n- Shake it",
    "Roadmap\n\n8 weeks\nGrind\n- Turn the wheel\n3 months\nSieve\n- Shake it\nRead next: From Baker to Brewer",
    "Roadmap\n\nGrind\n8 weeks\n- Turn the wheel\nSieve\n3 months\n- Shake it\nRead next: From Baker to Brewer",
]


@pytest.mark.parametrize("body", LINES)
def test_a_text_gives_the_phases_that_its_markup_gave(body: str) -> None:
    assert phases(text(body)) == MILL


TIMES = [
    ("### Phase 1: Grind (3–6 months, while still baking)", "3-6 months"),
    ("### Phase 1: Grind (8 weeks, ~10 hours/week)", "8 weeks"),
    ("### Phase 1: Grind\n\n**Duration:** 2–3 weeks | **Level:** Beginner", "2-3 weeks"),
    ("### Phase 1: Grind\n\n\u23f1\ufe0f **Duration:** 8 weeks", "8 weeks"),
    ("### Phase 1: Grind\n\n*0-3 months \u00b7 5 hours a week*", "0-3 months"),
    ("### Phase 1: Grind\n\nJanuary - February (8 weeks)", "8 weeks"),
    ("### Phase 1 (Months 0-3): Grind", "Months 0-3"),
    ("### Phase 1: Grind (Wk 1-4)", "Wk 1-4"),
    ("### Phase 1: Grind (W1-4)", "W1-4"),
    ("### Phase 1: Grind\n\n**Time needed:** 3-4 weeks (beside the second phase is quite all right)", "3-4 weeks"),
    ("### Phase 1: Grind\n\n**Weekly hours:** 5-10 hours", None),
    ("### Phase 1: Grind\n\n5-10 hours a week", None),
    ("### Phase 1: Grind\n\n| Pace | Weekly hours |\n|---|---|\n| Slow | 5-10 hours |", None),
]


@pytest.mark.parametrize(("title", "time"), TIMES)
def test_a_phases_time_is_what_is_said_of_it_and_no_hours_of_the_week(title: str, time: str | None) -> None:
    page = markdown(f"## The way\n\n{title}\n\n- Turn the wheel\n\n### Phase 2: Sieve\n\n- Shake it")
    assert phases(page)[0][:2] == ("Grind", time)


@pytest.mark.parametrize("title", ["### Weeks {} (Oct 2025): {}", "### Weeks {} (Dec 2025 - Jan 2026)\n\n{}"])
def test_dates_behind_a_place_are_no_title(title: str) -> None:
    page = markdown(
        "## The way\n\n" + "\n\n- Go\n\n".join([title.format("1-4", "Grind"), title.format("5-9", "Sieve"), ""])
    )
    assert [phase[:2] for phase in phases(page)] == [("Grind", "Weeks 1-4"), ("Sieve", "Weeks 5-9")]


@pytest.mark.parametrize("names", [("Phase 1: Grind", "Phase 2: Sieve"), ("Grind", "Sieve"), ("Phase 1", "Phase 2")])
def test_a_timetable_above_the_phases_says_their_times(names: tuple[str, str]) -> None:
    rows = f"| {names[0]} | 8 weeks |\n| {names[1]} | 3 months |\n| Total | 5 months |\n"
    table = f"## Roadmap\n\n| Phase | Duration |\n|---|---|\n{rows}\n"
    page = markdown(f"{table}### Phase 1: Grind\n\n- Turn the wheel\n\n### Phase 2: Sieve\n\n- Shake it")
    assert phases(page) == MILL


@pytest.mark.parametrize("place", ["above", "below"])
def test_a_timetable_in_another_section_says_the_phases_times(place: str) -> None:
    table = (
        "## Pace\n\n| Phase | Duration |\n|---|---|\n| Phase 1: Grind | 8 weeks |\n| Phase 2: Sieve | 3 months |\n\n"
    )
    road = "## Roadmap\n\n### Phase 1: Grind (daily)\n\n- Turn the wheel\n\n### Phase 2: Sieve\n\n- Shake it\n\n"
    found = phases(markdown(table + road if place == "above" else road + table))
    assert [phase[1:] for phase in found] == [phase[1:] for phase in MILL]


@pytest.mark.parametrize(
    ("times", "lengths"),
    [
        (("0-3 months", "3-6 months", "6-12 months"), [(3, 3), (3, 3), (6, 6)]),
        (("Weeks 0-6", "Weeks 6-8", "Weeks 8-20"), [(6, 6), (2, 2), (12, 12)]),
        (("Months 0-3", "Months 4-6", "Months 7-12"), [(3, 3), (3, 3), (6, 6)]),
        (("1-3 months", "3-6 months", "6-12 months"), [(1, 3), (3, 6), (6, 12)]),  # they may be lengths
        (("0-3 months", "2-6 months", "6-12 months"), [(0, 3), (2, 6), (6, 12)]),
        (("0-3 weeks", "3-6 months", "6-12 months"), [(0, 3), (3, 6), (6, 12)]),
        (("0-3 months", "3+ months"), [(0, 3), (3, None)]),
        (("0-3 months", "3-6 months", "6+ months"), [(3, 3), (3, 3), None]),
        (("0-3 months", "3-6 months", "7+ months"), [(0, 3), (3, 6), (7, None)]),
        (("Months 1-2", "Months 2-4", "Months 4-8"), [(2, 2), (2, 2), (4, 4)]),
        (("1-2 months", "2-4 months", "4-8 months"), [(1, 2), (2, 4), (4, 8)]),
    ],
)
def test_times_that_go_on_count_from_one_beginning(
    times: tuple[str, ...], lengths: list[tuple[int, int | None] | None]
) -> None:
    page = markdown(
        "## Roadmap\n\n" + "".join(f"### Phase {i} ({time})\n\n- Go\n\n" for i, time in enumerate(times, 1))
    )
    found = [phase["duration"] for phase in record(page)["roadmap"]]
    assert [time and (time["min"], time["max"]) for time in found] == lengths
    for law in LAWS:
        law(page)


@pytest.mark.parametrize(
    ("head", "cells", "times"),
    [
        ("Weeks", ("1-2", "3\u20136"), [(2, "week"), (4, "week")]),
        ("Month", ("1", "2"), [(1, "month"), (1, "month")]),
        ("Quarter", ("1", "2-3"), [(3, "month"), (6, "month")]),
        ("Weeks", ("4", "2"), [None, None]),  # lengths or places: the page does not say
        ("Weeks", ("1-2", "2-4"), [None, None]),
        ("Lesson", ("1-2", "3-6"), [None, None]),
    ],
)
def test_what_heads_the_first_column_may_name_the_calendar(
    head: str, cells: tuple[str, str], times: list[tuple[int, str] | None]
) -> None:
    table = f"| {head} | Topic | Tasks |\n|---|---|---|\n| {cells[0]} | Grind | Go |\n| {cells[1]} | Sieve | Stop |\n"
    page = markdown(f"## Roadmap\n\n{table}")
    found = [phase["duration"] for phase in record(page)["roadmap"]]
    assert [time and (time["min"], time["unit"]) for time in found] == times
    assert [phase["title"] for phase in record(page)["roadmap"]] == ["Grind", "Sieve"]
    for law in LAWS:
        law(page)


def test_a_table_above_the_phases_says_nothing_of_them_if_it_names_none() -> None:
    table = "## Roadmap\n\n| Pace | Time |\n|---|---|\n| Fast | 8 weeks |\n| Slow | 3 months |\n\n"
    page = markdown(f"{table}### Phase 1: Grind\n\n- Turn the wheel\n\n### Phase 2: Sieve\n\n- Shake it")
    assert [phase[1] for phase in phases(page)] == [None, None]


def test_months_from_0_and_without_end_are_counted_as_they_are_said() -> None:
    page = markdown("## Months 0-3: Grind\n\n- Go\n\n## Months 4+: Sieve\n\n- Go")
    first, second = record(page)["roadmap"]
    assert (first["duration"]["min"], first["duration"]["max"], second["duration"]) == (3, 3, None)


def test_a_part_of_the_calendar_inside_of_a_phase_is_none_of_its_siblings() -> None:
    weeks = "### Week {}: Wheel\n\n- Turn it\n\n### Week {}: Wind\n\n- Turn to it\n\n"
    body = f"### Phase 1: Grind (8 weeks)\n\n{weeks}### Phase 2: Sieve (3 months)\n\n{weeks}"
    assert [phase[0] for phase in phases(markdown(body.format(1, 2, 3, 4)))] == ["Grind", "Sieve"]


def test_what_is_as_high_as_the_phases_and_none_of_them_is_no_phase() -> None:
    first, second = (
        "### Phase 1: Grind\n\n- Go\n\n### Read next\n\nBread",
        "### Phase 2: Sieve\n\n- Go\n\n### Beside\n\nNuts",
    )
    body = f"## Roadmap\n\n{first}\n\n{second}"
    found = record(markdown(body))
    assert [phase["title"] for phase in found["roadmap"]] == ["Grind", "Sieve"]
    assert [section["heading"] for section in found["other"]] == ["Read next", "Beside"]


@pytest.mark.parametrize(
    ("first", "third"), [("Step 1: Grind", "Step 3: Bake"), ("Weeks 1-2: Grind", "Weeks 5-6: Bake")]
)
def test_headings_beside_times_or_places_with_gaps_are_phases_too(first: str, third: str) -> None:
    found = record(markdown(f"## Roadmap\n\n### {first}\n\n- Go\n\n### Sieve\n\n- Go\n\n### {third}\n\n- Go"))
    assert [phase["title"] for phase in found["roadmap"]] == ["Grind", "Sieve", "Bake"]
    assert found["other"] == []


@pytest.mark.parametrize("sub", ["#### Stone (2 weeks)", "#### Week 1: Stone"])
def test_a_heading_inside_of_a_phase_says_no_time_of_the_phase(sub: str) -> None:
    page = markdown(f"## Roadmap\n\n### Phase 1: Grind\n\n{sub}\n\n- Go\n\n### Phase 2: Sieve\n\n- Go")
    assert phases(page) == [("Grind", None, ["Go"]), ("Sieve", None, ["Go"])]


@pytest.mark.parametrize(("head", "since"), [("#", 1), ("Fase", 0), ("Phase", 4)])
def test_numbers_in_the_first_column_are_places_and_the_next_names_the_phase(head: str, since: int) -> None:
    rows = "".join([f"| {since + i} | {name} | Go {i} |\n" for i, name in enumerate(["Grind", "Sieve", "Bake"])])
    page = markdown(f"## Roadmap\n\n| {head} | Inhalt | Was |\n|---|---|---|\n{rows}")
    assert phases(page) == [("Grind", None, ["Go 0"]), ("Sieve", None, ["Go 1"]), ("Bake", None, ["Go 2"])]
    assert [phase["position"] for phase in record(page)["roadmap"]] == [1, 2, 3]
    assert residue(page) == []


def test_a_column_that_says_the_same_of_most_rows_has_no_tasks() -> None:
    said = ["Done", "Planned", "Planned", "Planned", "planned"]
    rows = "".join([f"| Phase {i} | Mill {i} | {state} |\n" for i, state in enumerate(said, 1)])
    page = markdown(f"## Roadmap\n\n| Phase | Focus | State |\n|---|---|---|\n{rows}")
    assert phases(page) == [(f"Mill {i}", None, []) for i in range(1, 6)]
    assert residue(page) == said


AGAIN = "{0}Step 1: Oats\n\n- Go\n\n{0}Step 2: Rye\n\n- Go\n\n"


def test_places_that_begin_again_below_others_are_parts_of_them_and_phases_where_none_are() -> None:
    parts = AGAIN.format("#### ")
    below = f"**Phase 1: Grind**\n\n{parts}**Phase 2: Sieve**\n\n{parts}"
    assert [phase[0] for phase in phases(markdown(f"## Roadmap\n\n{below}"))] == ["Grind", "Sieve"]
    beside = f"### Grind\n\n{AGAIN.format('### ')}### Sieve\n\n{AGAIN.format('### ')}"
    names = ["Grind", "Oats", "Rye", "Sieve", "Oats", "Rye"]
    assert [phase[0] for phase in phases(markdown(f"## Roadmap\n\n{beside}"))] == names


def test_what_is_below_a_month_is_no_title_if_it_is_a_part_of_it() -> None:
    weeks = [f"Week {i}: Wheel" for i in range(1, 5)]
    page = text(f"Roadmap\n\nMonth 1\n\n{weeks[0]}\n\n{weeks[1]}\n\nMonth 2\n\n{weeks[2]}\n\n{weeks[3]}")
    assert phases(page) == [("Month 1", "Month 1", weeks[:2]), ("Month 2", "Month 2", weeks[2:])]


def test_what_is_below_a_mere_place_is_no_title_if_it_is_a_place_or_a_time_with_a_label() -> None:
    page = text("Roadmap\n\nPhase 1\n\nStep 1: Go\n\nPhase 2\n\nTime: 3 weeks\n\n- Go\n\nPhase 3: Bake\n\n- Go")
    assert phases(page) == [("Phase 1", None, ["Step 1: Go"]), ("Phase 2", "3 weeks", ["Go"]), ("Bake", None, ["Go"])]


def test_a_place_in_the_calendar_above_a_title_with_a_time_is_accounted_for() -> None:
    page = markdown("## Roadmap\n\n### Month 1\n\n#### Grind (3 weeks)\n\n- Go\n\n### Month 2\n\n#### Sieve\n\n- Go")
    assert phases(page) == [("Grind", "3 weeks", ["Go"]), ("Sieve", "Month 2", ["Go"])]
    assert residue(page) == []


def test_a_single_place_or_sections_with_numbers_are_no_phases() -> None:
    assert phases(markdown("## Phase 1: Grind\n\nOnce.")) == []
    numbered = "## 2. Skills to learn\n\n### Sieving\n\nDaily.\n\n## 3. Talk\n\nLoud.\n\n"
    assert phases(markdown(numbered, HEAD.replace("## Overview", "## 1. Overview"))) == []


def test_a_roadmap_of_one_heading_gives_way_to_phases_elsewhere() -> None:
    body = "## Learning path\n\n### Pace\n\nSlow.\n\n## Modules\n\n" + SHAPES["headings"].replace("## ", "### ")
    found = record(markdown(body.format("Module")))
    assert [phase["title"] for phase in found["roadmap"]] == ["Grind", "Sieve"]
    assert found["other"][0]["heading"] == "Learning path"


@pytest.mark.parametrize("word", ["Month", "Phase"])
@pytest.mark.parametrize("is_above", [True, False])
def test_a_few_weeks_beside_a_known_roadmap_are_no_phases(word: str, is_above: bool) -> None:
    names, days = ("Grind", "Sieve", "Bake"), ("Dust", "Mud", "Snow")
    road = "## Roadmap\n\n" + "".join(f"**{word} {i}: {name}**\n\n- Turn it\n\n" for i, name in enumerate(names, 1))
    notes = "## My notes\n\n" + "".join(f"**Week {i}: {day}**\n\nIt rained.\n\n" for i, day in enumerate(days, 1))
    found = phases(markdown(notes + road if is_above else road + notes))
    assert [title for title, _, _ in found] == [*names]


def test_many_weeks_in_lines_are_no_phases_beside_months_in_headings() -> None:
    road = "".join(f"### Month {i}: {name}\n\n- Turn it\n\n" for i, name in enumerate(("Grind", "Sieve", "Bake"), 1))
    notes = "".join(f"**Week {i}: Day {i}**\n\nIt rained.\n\n" for i in range(1, 7))
    found = phases(markdown(f"## Roadmap\n\n{road}## My notes\n\n{notes}"))
    assert [title for title, _, _ in found] == ["Grind", "Sieve", "Bake"]


def test_a_heading_with_a_time_is_no_phase_where_but_half_of_the_phases_have_one() -> None:
    body = "## Phase 1: Grind (8 weeks)\n\n- Turn it\n\n## Phase 2: Sieve\n\n- Shake it\n\n## Feast (2 weeks)\n\nEat."
    assert record(markdown(body))["other"] == [{"heading": "Feast (2 weeks)", "text": ["Eat."]}]


def test_places_are_known_where_a_profile_says_none_and_its_own_elsewhere() -> None:
    body = f"{HEAD}{SHAPES['headings'].format('Phase')}\n\n{FAQ}".replace("First steps", "Start your journey now")
    site = next(profile for profile in builtin() if profile.name == "career-pathway")
    assert [phase[0] for phase in phases(parse(body, media_type="text/markdown", profile=site))] == ["Grind", "Sieve"]
    own = site._replace(positions=("Leg {n}",))
    assert phases(parse(body, media_type="text/markdown", profile=own)) == []


def test_two_labels_that_many_sites_have_make_no_layout() -> None:
    labels = "**Resources:**\n\n- Mill Notes\n\n**Timeline:**\n\n- Spring"
    body = f"**Phase 1: Grind**\n\n{labels}\n\n**Phase 2: Sieve**\n\n- Go"
    assert parse(f"# From Baker to Miller\n\n{body}", media_type="text/markdown").profile == "generic"


def test_runs_are_of_siblings_whose_places_rise() -> None:
    page = markdown("## Phase 2: A\n\nx\n\n## Phase 1: B\n\nx\n\n### Phase 2: C\n\nx\n\n**Phase 3:** D")
    assert not find_runs([line for section in page.outline.sections for line in section.lines])


OTHERWISE = {
    "a heading of another level": ("### Step 1: Grind", "#### Step 2: Sieve", "### Step 3: Bake"),
    "a first one without its place": ("### Grind", "### Step 2: Sieve", "### Step 3: Bake"),
    "a final step": ("### Step 1: Grind", "### Step 2: Sieve", "### 🍞 FINAL STEP: Bake"),
    "numbers with a point": ("### Stage 0 - Grind", "### Stage 0.5 - Sieve", "### Stage 1 - Bake"),
}


@pytest.mark.parametrize("titles", OTHERWISE.values(), ids=OTHERWISE)
def test_siblings_of_phases_may_say_their_place_in_another_way(titles: tuple[str, str, str]) -> None:
    body = "\n\n".join(f"{title}\n\n- Task {i}" for i, title in enumerate(titles))
    page = markdown(f"## How it went\n\nSlowly.\n\n{body}\n\n### Who wrote this\n\nA miller.")
    assert phases(page) == [("Grind", None, ["Task 0"]), ("Sieve", None, ["Task 1"]), ("Bake", None, ["Task 2"])]


def test_what_stands_above_a_second_phase_of_another_level_is_no_first_one() -> None:
    page = markdown("### Grain\n\nIt is so.\n\n## Aside\n\n### Step 2: Sieve\n\n- Do\n\n### Step 3: Bake\n\n- Do")
    assert [title for title, _, _ in phases(page)] == ["Sieve", "Bake"]


def test_numbers_above_titles_may_begin_at_0() -> None:
    names = ("Grind", "Sieve", "Bake")
    page = html("".join(f"<span>{i}</span><h3>{name}</h3><p>Do it daily.</p>" for i, name in enumerate(names)))
    assert [title for title, _, _ in phases(page)] == ["Grind", "Sieve", "Bake"]


WEEKS = "## What I did\n\n- Week 01 - Grind\n- Week 02 - Sieve\n- Week 03 - Bake\n"


def test_a_list_that_says_nothing_but_places_is_one_of_phases() -> None:
    assert phases(markdown(WEEKS)) == [("Grind", "Week 01", []), ("Sieve", "Week 02", []), ("Bake", "Week 03", [])]


@pytest.mark.parametrize(
    "body",
    [
        WEEKS.replace("Week 02", "Week 01"),
        WEEKS + "- Eat\n",
        WEEKS.replace("- Week 03 - Bake\n", ""),
        WEEKS + "\n## Week 01 - Grind\n\nIt went well.",
    ],
    ids=["no rise", "an item without a place", "two of them", "a table of contents"],
)
def test_other_lists_are_none(body: str) -> None:
    assert not phases(markdown(body))


def test_a_road_below_a_heading_of_skills_is_one() -> None:
    road = "### Recommended path\n\n**Month 1: Grind**\n\n- Turn\n\n**Month 2: Sieve**\n\n- Shake\n\n## The move\n\nGo."
    page = markdown(f"## Skills to learn\n\n- **Sieving** - with care\n- **Baking** - with love\n\n{road}")
    assert [skill["name"] for skill in skills(page)] == ["Sieving", "Baking"]
    assert phases(page) == [("Grind", "Month 1", ["Turn"]), ("Sieve", "Month 2", ["Shake"])]


STEPS_HEADINGS = ["How to make the transition", "How to transition", "Phases of the move"]


@pytest.mark.parametrize("heading", STEPS_HEADINGS)
def test_a_numbered_list_below_steps_is_phases(heading: str) -> None:
    page = markdown(f"## {heading}\n\nSo:\n\n1. **Grind:** Turn the wheel.\n2. **Sieve:** Shake it.")
    assert [title for title, _, _ in phases(page)] == ["Grind", "Sieve"]


ASKED = ["How to become a miller", "How do I start a career as a miller?", "How to get there (in Texas)"]
ANSWERS = {
    "a list": "1. **Grind**\n\n   Turn the wheel each day.\n\n2. **Sieve**\n\n   Shake it as it is.\n\n3. **Bake**",
    "headings": (
        "### 1. Grind\n\nDaily.\n\n### 2. Sieve\n\nWeekly.\n\n### 3. Bake\n\nAt last.\n\n### A word of warning\n\nHot."
    ),
    "bold lines": (
        "**Grind**\n\nTurn the wheel each day.\n\n**Sieve**\n\nShake it with care, please:\n\n"
        "**Bake**\n\nFor an hour or two."
    ),
}


@pytest.mark.parametrize("heading", ASKED)
@pytest.mark.parametrize("body", ANSWERS.values(), ids=ANSWERS)
def test_steps_below_a_heading_that_asks_for_the_way_are_phases(heading: str, body: str) -> None:
    page = markdown(f"## {heading}\n\nHere is what you do all day long.\n\n{body}")
    assert [title for title, _, _ in phases(page)] == ["Grind", "Sieve", "Bake"]


TITLED = "---\ntitle: {}\n---\n\nGrain is grain.\n\n"
NUMBERED = "## 1. Grind\n\nDaily.\n\n## 2. Sieve\n\nWeekly.\n\n## 3. Bake\n\nAt last.\n\n## Last words\n\nIt is hot."


@pytest.mark.parametrize(
    ("title", "found"), [("How to become a miller", 3), ("From baker to miller: what I have learnt", 0)]
)
def test_numbers_of_a_pages_own_headings_are_steps_if_its_title_asks_for_the_way(title: str, found: int) -> None:
    page = markdown(NUMBERED, TITLED.format(title) + "## Skills to learn\n\n- Sieving\n\n")
    assert [phase for phase, _, _ in phases(page)] == ["Grind", "Sieve", "Bake"][:found]


@pytest.mark.parametrize("body", ["{0}\n\n{1}", "{0}\n  {1}"], ids=["paragraphs", "lines of the item"])
def test_bullets_that_each_head_text_are_phases_below_a_road(body: str) -> None:
    items = [("**Grind (1 month)**", "Turn the wheel."), ("**Sieve (2 weeks)**", "Shake it."), ("**Bake**", "Wait.")]
    road = "\n\n".join(body.format(f"- {name}", text) for name, text in items)
    page = markdown(f"## My learning path\n\nStep by step:\n\n{road}\n\n## Stones\n\nThey last.", HEAD)
    assert phases(page)[:2] == [("Grind", "1 month", ["Turn the wheel."]), ("Sieve", "2 weeks", ["Shake it."])]


@pytest.mark.parametrize("heading", ["Why I moved", "Tools", "What it is like"])
@pytest.mark.parametrize(
    "names", [("Leading people", "Managing stock", "Keeping time"), ("Learn Excel", "Try R", "Read")]
)
def test_bullets_that_head_text_below_anything_else_are_none(heading: str, names: tuple[str, ...]) -> None:
    body = "\n\n".join(f"- **{name}**\n\n  Every night." for name in names)
    assert phases(markdown(f"## {heading}\n\n{body}\n\n## Stones\n\nThey last.")) == []


def test_text_between_bullets_is_of_the_one_above_it() -> None:
    items = "- Buy a mill\n- **Grind**\n\n  Daily.\n\n- **Sieve**\n\n  Twice.\n\n- **Bake**\n\n  Wait."
    assert [title for title, _, _ in phases(markdown(f"## Steps\n\n{items}"))] == [None]


def test_a_list_that_a_line_leads_to_is_another_one() -> None:
    items = "\n\n".join(f"- **{name}**\n\n  Daily." for name in ("Grind", "Sieve", "Bake"))
    page = markdown(f"## How to become a miller\n\n{items}\n\nRelated reading:\n\n- **Flour**\n\n  A book.")
    assert [title for title, _, _ in phases(page)] == ["Grind", "Sieve", "Bake"]


@pytest.mark.parametrize("heading", ["\\[[Edit]({0})\\]{1}", "{1} \\[[edit]({0})\\]"])
def test_the_link_by_which_a_wiki_has_a_heading_edited_is_no_part_of_it(heading: str) -> None:
    url = "https://wiki.example/index.php?title=Mill&action=edit&section=2"
    body = "".join(
        f"## {heading.format(url, f'Step {n}: {name}')}\n\n- Do it\n\n" for n, name in ((1, "Grind"), (2, "Sieve"))
    )
    page = markdown(body)
    assert [title for title, _, _ in phases(page)] == ["Grind", "Sieve"]
    for law in LAWS:
        law(page)


def test_numbers_that_only_stand_above_names_are_steps_there() -> None:
    steps = (("01", "Grind", "Turn the wheel each day."), ("02", "Sieve", "Shake it as it is."), ("03", "Bake", "Now."))
    body = "".join(f"<div><span>{n}</span><div>{name}</div><p>{text}</p></div>" for n, name, text in steps)
    page = html(f"<h2>How to become a miller</h2>{body}")
    assert [(title, tasks) for title, _, tasks in phases(page)][:2] == [
        ("Grind", ["Turn the wheel each day."]),
        ("Sieve", ["Shake it as it is."]),
    ]


def test_steps_of_an_action_plan_are_phases_where_the_page_has_no_others() -> None:
    plan = "## Action steps\n\n" + "\n\n".join(f"### Step {n}: {n}\n\n- Do it" for n in ("one", "two", "three"))
    assert [title for title, _, _ in phases(markdown(plan))] == ["one", "two", "three"]
    page = markdown(f"## Roadmap\n\n### Phase 1: Grind\n\n- Turn\n\n### Phase 2: Sieve\n\n- Shake\n\n{plan}")
    assert [title for title, _, _ in phases(page)] == ["Grind", "Sieve"]
    assert [entry["label"] for entry in record(page)["action_plan"]] == [
        "Step one: one",
        "Step two: two",
        "Step three: three",
    ]


PROSE = [
    "Nobody knows it in these days.\n\nOr so they say at the mill.",
    "1. **Grind:** all day.\n2. **Sieve:** all night.",
    "- Grind\n- Sieve\n- Bake",
    "Grind\n\nTurn the wheel each day.\n\nSieve\n\nBake\n\nFor an hour or two.",
    "### Grain\n\nIt is what it is.\n\n### Flour\n\nIt is what it is.\n\n### Bread\n\nIt is what it is.",
]


@pytest.mark.parametrize("body", PROSE)
def test_what_else_is_below_such_a_heading_is_none(body: str) -> None:
    assert not phases(markdown(f"## How to become a miller\n\n{body}"))


OTHERS = ["A day in the life of a miller", "Our hiring process", "How to use this roadmap"]


@pytest.mark.parametrize("heading", OTHERS)
@pytest.mark.parametrize(
    "body",
    [
        "**Step 1**\n\nGet up early.\n\n**Step 2**\n\nGo to the mill.",
        "1. Get up early\n2. Go to the mill\n3. Go to bed",
        "### Step 1: Get up\n\nEarly.\n\n### Step 2: Go\n\nTo the mill.",
    ],
)
def test_steps_of_a_day_or_of_hiring_are_no_phases(heading: str, body: str) -> None:
    assert not phases(markdown(f"## {heading}\n\n{body}"))


def test_a_heading_as_high_as_the_phases_says_nothing_of_them() -> None:
    page = markdown("## How to use this roadmap\n\nRead.\n\n## Step 1: Grind\n\n- Turn\n\n## Step 2: Sieve\n\n- Shake")
    assert [title for title, _, _ in phases(page)] == ["Grind", "Sieve"]


def test_a_single_heading_of_a_roadmap_may_head_its_phases() -> None:
    road = "**Phase 1: Grind (Now - Month 6)**\n\n- Turn\n\n**Phase 2: Sieve (Month 6-12)**\n\n- Shake"
    page = markdown(f"## Roadmap\n\n### Aim: two years, perhaps one\n\n{road}")
    assert phases(page) == [("Grind", "Now - Month 6", ["Turn"]), ("Sieve", "Month 6-12", ["Shake"])]
    assert [(phase["duration"]["min"], phase["duration"]["max"]) for phase in record(page)["roadmap"]] == [(6, 6)] * 2


def test_one_that_has_a_place_is_a_phase() -> None:
    road = "### Phase 1: Grind\n\n**Week 1: Turn**\n\n- Slowly\n\n**Week 2: Turn on**\n\n- Faster"
    assert [title for title, _, _ in phases(markdown(f"## Roadmap\n\n{road}"))] == ["Grind"]


def test_a_place_between_two_of_the_calendar_is_no_time() -> None:
    page = markdown("## How it went\n\n### Years 1-1.5: Grind\n\n- Turn\n\n### Years 2-4: Sieve\n\n- Shake")
    assert phases(page) == [("Grind", None, ["Turn"]), ("Sieve", "Years 2-4", ["Shake"])]


def test_a_place_may_begin_a_paragraph_in_words_that_stand_out() -> None:
    prose = (
        "For many a year I had been baking bread, and little did I know of the wheel that turns and of the grain. " * 2
    )
    page = markdown(f"## How it went\n\n**Step 1: Grind.** {prose}\n\n**Step 2: Sieve.** {prose}")
    assert [title for title, _, _ in phases(page)] == ["Grind", "Sieve"]
    assert not phases(markdown(f"## How it went\n\n**Step 1:** {prose}\n\n**Step 2:** {prose}"))


# --- skills ----------------------------------------------------------------------------------------------------------

WAY = "\n\n## Phase 1: Grind\n\n- Go\n\n## Phase 2: Sieve\n\n- Go"
SIBLINGS = [
    ["Sieving flour", "Learn to hear the stones, every day.", "Wind"],
    ["Sieving", "Listening to the stones all day long", "Wind"],
]


@pytest.mark.parametrize("items", SIBLINGS)
@pytest.mark.parametrize(
    ("name", "field"), [("Skills to learn", "skills_to_learn"), ("Transferable skills", "transferable_skills")]
)
def test_two_items_of_a_list_are_two_skills(name: str, field: str, items: list[str]) -> None:
    listed = "\n".join([f"- {item}" for item in items])
    told = "guidance" if field == "skills_to_learn" else "description"
    plain = f"{name}\n\n{listed}\n\nRoadmap\n\nPhase 1: A\n- Go\nPhase 2: B\n- Go"
    for page in (markdown(f"## {name}\n\n{listed}{WAY}"), text(plain)):
        assert [(skill["name"], skill[told] or "") for skill in skills(page, field)] == [(item, "") for item in items]


TOGETHER = [
    "<ul><li><b>Sieving</b> shake it daily</li><li><b>Wind</b> listen to it</li></ul>",
    "<ul><li>Sieving: shake it daily</li><li>Wind: listen to it</li></ul>",
    "<ul><li>Sieving - shake it daily</li><li>Wind - listen to it</li></ul>",
    "<ul><li>Sieving<ul><li>shake it daily</li></ul></li><li>Wind<ul><li>listen to it</li></ul></li></ul>",
    "<h3>Sieving</h3><ul><li>shake it daily</li></ul><h3>Wind</h3><ul><li>listen to it</li></ul>",
]


@pytest.mark.parametrize("body", TOGETHER)
def test_a_name_and_its_text_belong_together_by_a_mark_a_lead_nesting_or_a_heading(body: str) -> None:
    page = html(f"<h2>Skills to learn</h2>{body}<h2>Phase 1: A</h2><p>x</p><h2>Phase 2: B</h2><p>x</p>")
    assert [(skill["name"], skill["guidance"]) for skill in skills(page)] == [
        ("Sieving", "shake it daily"),
        ("Wind", "listen to it"),
    ]


def test_a_heading_that_only_heads_a_list_is_no_skill() -> None:
    items = "\u2705 **Sieving** - shake it daily  \n\u2705 **Wind** - listen to it"
    page = markdown(f"## What you need to learn\n\n### Key skills\n\n{items}{WAY}")
    assert [(skill["name"], skill["guidance"]) for skill in skills(page)] == [
        ("Sieving", "shake it daily"),
        ("Wind", "listen to it"),
    ]


def test_what_stands_out_inside_of_an_item_is_no_name() -> None:
    page = html("<h2>Skills to learn</h2><ul><li>Learn <b>sieving</b></li><li>Hear the <i>stones</i> well</li></ul>")
    assert [skill["name"] for skill in skills(page)] == ["Learn sieving", "Hear the stones well"]


BADGES = [
    ("Critical10 weeks (part-time)", "critical", "10 weeks"),
    ("CriticalOne semester", "critical", None),
    ("Important3 courses", "important", None),
    ("10 weeks (part-time)", None, "10 weeks"),
]


@pytest.mark.parametrize("profile", [profile for profile in builtin() if profile.name == "career-pathway"])
@pytest.mark.parametrize(("badge", "priority", "time"), BADGES)
def test_a_badge_that_is_not_known_is_no_name(badge: str, priority: str, time: str | None, profile: Any) -> None:
    body = f"Skills to learn\n\nSieving (SV)\n{badge}\n\nShake it daily.\n\nWind\nImportant6 weeks\n\nListen."
    page = parse(f"From Baker to Miller: a plan\n\n{body}\n\nLearning Roadmap\n\n1\nGrind\n8 weeks", profile=profile)
    first, second = skills(page)
    assert (first["name"], first["guidance"], second["name"]) == ("Sieving (SV)", "Shake it daily.", "Wind")
    assert (first["priority"], first["duration"] and first["duration"]["text"]) == (priority, time)


def test_columns_that_are_priorities_are_no_skills() -> None:
    table = "| Essential | Nice to have |\n|---|---|\n| Sieving | Brewing |\n| Wind | Water |"
    page = markdown(f"## Skills to learn\n\n{table}{WAY}")
    assert [(skill["name"], skill["priority"]) for skill in skills(page)] == [
        ("Sieving", "critical"),
        ("Brewing", "nice_to_have"),
        ("Wind", "critical"),
        ("Water", "nice_to_have"),
    ]
    assert record(page)["other"] == []


LESSONS = "| Lesson | Duration |\n|---|---|\n| The wheel | 4:37 |\n| The wind | 12:10 |"


def test_a_table_of_lessons_is_none_of_skills() -> None:
    page = markdown(f"## Skills to learn\n\n### Sieving\n\nDaily.\n\n{LESSONS}\n\n### Wind\n\nHourly.{WAY}")
    assert [(skill["name"], skill["guidance"]) for skill in skills(page)] == [
        ("Sieving", "Daily."),
        ("Wind", "Hourly."),
    ]
    assert [section["text"] for section in record(page)["other"]] == [["The wheel", "The wind"], ["4:37", "12:10"]]
    assert "4:37" not in str(phases(markdown(f"## Phase 1: Grind\n\n{LESSONS}\n\n## Phase 2: Sieve\n\n- Go")))


SKILLED = [
    "What skills are required for a miller?",
    "Which skills should a miller have?",
    "Skills that matter most",
    "Top skills for millers",
    "Top 3 skills for millers",
    "3 important skills every miller needs",
    "The most important skills",
    "The skills gap (and how to close it)",
    "Core competencies",
    "Core skill focus",
    "What skills do millers need?",
    "Skills you will gain",
    "Recommended skills",
    "Skills for millers",
]


@pytest.mark.parametrize("heading", SKILLED)
@pytest.mark.parametrize("body", ["- Sieving\n- Baking", "### 1. Sieving\n\nBy hand.\n\n### 2. Baking\n\nBy nose."])
def test_skills_stand_below_whatever_asks_for_them(heading: str, body: str) -> None:
    assert [skill["name"] for skill in skills(markdown(f"## {heading}\n\nYou need:\n\n{body}"))] == [
        "Sieving",
        "Baking",
    ]


@pytest.mark.parametrize("heading", ["Transferable skills (a few)", "Current skills (as a baker)"])
def test_skills_that_the_reader_has_stay_apart(heading: str) -> None:
    page = markdown(f"## {heading}\n\n- Sieving\n- Baking")
    assert [skill["name"] for skill in skills(page, "transferable_skills")] == ["Sieving", "Baking"]


def test_a_list_with_numbers_goes_on_with_one_that_has_none() -> None:
    page = markdown("## Key skills\n\n- Sieving\n- Baking\n\n## Optional skills\n\n1. Eating\n2. Drinking")
    assert [skill["name"] for skill in skills(page)] == ["Sieving", "Baking", "Eating", "Drinking"]


@pytest.mark.parametrize("heads", [("### Must have", "### Nice to have"), ("**Must have:**", "Nice to have:")])
def test_what_heads_skills_may_say_how_important_they_are(heads: tuple[str, str]) -> None:
    body = f"{heads[0]}\n\n- Sieving\n- Baking\n\n{heads[1]}\n\n- Eating"
    found = [(skill["name"], skill["priority"]) for skill in skills(markdown(f"## Skills to learn\n\n{body}"))]
    assert found == [("Sieving", "critical"), ("Baking", "critical"), ("Eating", "nice_to_have")]


STEPS = (
    "## Phase 1: Grind (8 weeks)\n\n- Turn\n\n## Phase 2: Sieve (3 weeks)\n\n- Shake\n\n"
    "## Phase 3: Bag (2 weeks)\n\n- Tie"
)
TIMETABLE = "### Week 1\n\n- Draw\n\n### Week 2\n\n- Write\n\n### Week 3\n\n- Rest"
STEPPED: list[Phase] = [("Grind", "8 weeks", ["Turn"]), ("Sieve", "3 weeks", ["Shake"]), ("Bag", "2 weeks", ["Tie"])]
BOLD = "**Week 1:**\n\n- Draw\n\n**Week 2:**\n\n- Write\n\n**Week 3:**\n\n- Rest"


def plan(page: Page) -> list[tuple[str, list[str]]]:
    return [(group["label"], group["tasks"]) for group in record(page)["action_plan"]]


def alone(body: str) -> Page:
    """A page that has no plan of its own."""
    return parse(f"{HEAD}{body}\n\n## FAQ\n\n### Is it loud?\n\nYes.\n", media_type="text/markdown", profile=generic())


@pytest.mark.parametrize("weeks", [TIMETABLE, BOLD])
@pytest.mark.parametrize("heading", ["Timeline and milestones", "Weekly checklist"])
def test_weeks_with_lists_beside_the_phases_are_a_plan(heading: str, weeks: str) -> None:
    page = alone(f"{STEPS}\n\n## {heading}\n\n{TIMETABLE if heading == 'Timeline and milestones' else weeks}")
    assert phases(page) == STEPPED
    assert plan(page) == [("Week 1", ["Draw"]), ("Week 2", ["Write"]), ("Week 3", ["Rest"])]


@pytest.mark.parametrize(
    "weeks",
    [
        TIMETABLE.partition("### Week 3")[0],
        TIMETABLE.replace("- Write", "To write."),
        f"So it is.\n\n{TIMETABLE}",
        f"{TIMETABLE}\n\n### Pay\n\n- Much",
        TIMETABLE.replace("Week", "Part"),
    ],
)
def test_what_else_stands_beside_the_phases_is_no_plan(weeks: str) -> None:
    page = alone(f"{STEPS}\n\n## Weekly checklist\n\n{weeks}")
    assert (phases(page), plan(page)) == (STEPPED, [])


def test_a_page_with_a_plan_has_no_other() -> None:
    assert plan(markdown(f"{STEPS}\n\n## Weekly checklist\n\n{TIMETABLE}")) == [("First steps", ["Visit a mill"])]


@pytest.mark.parametrize("steps", [STEPS.replace("Phase", "Level"), STEPS.replace("## ", "#### ")])
def test_a_known_roadmap_of_weeks_has_its_own_phases(steps: str) -> None:
    page = markdown(f"## What mills do\n\n{steps}\n\n## Timeline and milestones\n\n{TIMETABLE}")
    assert [tasks for _, _, tasks in phases(page)] == [["Draw"], ["Write"], ["Rest"]]


@pytest.mark.parametrize("last", ["Masterpiece (2 weeks)", "Masterpiece (weeks 9-10, beside the others)"])
def test_a_heading_that_ends_with_a_time_goes_on_with_phases_that_do(last: str) -> None:
    page = markdown(f"{STEPS}\n\n## {last}\n\n- Bake\n\n## The trade\n\nOld.")
    assert phases(page)[:3] == STEPPED
    assert [(title, tasks) for title, _, tasks in phases(page)[3:]] == [("Masterpiece", ["Bake"])]
    untimed = STEPS.replace(" (8 weeks)", "").replace(" (3 weeks)", "")
    assert len(phases(markdown(f"{untimed}\n\n## {last}\n\n- Bake\n\n## The trade\n\nOld."))) == len(STEPPED)


def test_weeks_as_high_as_their_phases_are_parts_of_them() -> None:
    parts = "## Phase 1: Grind (Weeks 1-4)\n\n## Week 1: Turn\n\n- Go\n\n## Phase 2: Sieve (Weeks 5-9)\n\n- Go"
    assert [title for title, _, _ in phases(markdown(parts))] == ["Grind", "Sieve"]


def test_grades_are_phases() -> None:
    body = "## {}\n\n- Turn\n\n## Intermediate (3-6 months)\n\n- Shake\n\n## Advanced Level\n\n- Tie"
    found = [
        ("Beginner Level", None, ["Turn"]),
        ("Intermediate", "3-6 months", ["Shake"]),
        ("Advanced Level", None, ["Tie"]),
    ]
    assert phases(markdown(body.format("Beginner Level"))) == found
    assert not phases(markdown(body.format("Beginner Courses")))
    assert not phases(markdown(body.format("Beginner Level").replace("## Advanced", "### Advanced")))
    assert not phases(markdown(body.format("Beginner Level").partition("## Advanced")[0]))


@pytest.mark.parametrize("after", [" \u2705", "!", " \u23f3 "])
def test_a_picture_may_stand_behind_the_time(after: str) -> None:
    body = f"## Phase 1: Grind (8 weeks){after}\n\n- Turn\n\n## Phase 2: Sieve (3 weeks){after}\n\n- Shake"
    assert phases(markdown(body)) == STEPPED[:2]


def test_the_hours_of_a_day_are_no_phases() -> None:
    body = "**Block 1 \u00b7 60-90 min**\n\nRead.\n\n**Block 2 \u00b7 {}**\n\nWrite."
    assert not phases(markdown(f"## How it goes\n\n{body.format('1 hour')}"))
    assert len(phases(markdown(f"## How it goes\n\n{body.format('2 weeks')}"))) == len(MILL)


def test_headings_above_nothing_but_prose_are_no_phases() -> None:
    body = "## The true path\n\n### {}Grinding\n\nIt was loud.\n\n### {}Sieving\n\nIt was white."
    assert not phases(markdown(body.format("", "")))
    assert [title for title, _, _ in phases(markdown(body.format("1. ", "2. ")))] == ["Grinding", "Sieving"]
    assert len(phases(markdown(body.format("", "") + "\n\n- Go"))) == len(MILL)


def test_a_line_of_code_heads_no_section() -> None:
    code = "```\n## Summary\nSo.\n\n## Technical Skills\n- Sieves\n```"
    body = f"# From Baker to Miller: a plan\n\n{code}\n\n{STEPS}\n\n## The trade\n\nOld.\n"
    page = parse(body, media_type="text/markdown", profile=generic())
    assert phases(page) == STEPPED
    assert record(page)["other"][-1] == {"heading": "The trade", "text": ["Old."]}


def test_a_short_run_that_counts_the_same_hides_no_long_one() -> None:
    names = (("One", "1-2"), ("Two", "2-4"), ("Three", "4-8"), ("Four", "8-9"))
    long = "".join(
        [f"**Phase {n}**\n\n**Mill {n}**\n\n**Months {at}**\n\n**Rather slow**\n\n- Go\n\n" for n, at in names]
    )
    short = "**Phase 1 \u00b7 Month 2**\n\nPress it.\n\n**Phase 2 \u00b7 Month 3**\n\nSell it.\n\n"
    page = markdown(f"{long}## What others made\n\n{short}")
    assert [title for title, _, _ in phases(page)] == ["Mill One", "Mill Two", "Mill Three", "Mill Four"]


def test_numbers_on_lines_of_their_own_are_above_phases_whatever_heading_follows() -> None:
    steps = "".join([f"<div>{n}</div><div>{name}</div><p>It is so.</p>" for n, name in ((1, "Grind"), (2, "Sieve"))])
    page = html(f"<h2>Your 2-Step Roadmap</h2>{steps}<h3>Want a folder?</h3><p>Call us.</p>")
    assert [title for title, _, _ in phases(page)] == ["Grind", "Sieve"]


def test_a_number_in_markup_of_its_own_is_no_part_of_a_title() -> None:
    step = "<details><summary><span>{}</span> <span>{}</span></summary><p>It is so.</p></details>"
    steps = "".join([step.format(n, name) for n, name in ((1, "Grind it"), (2, "Sieve it"), (3, "Bag it"))])
    page = html(f"<h2>Your 3-Step Roadmap</h2>{steps}<h3>Want a folder?</h3><p>Call us.</p>")
    assert [title for title, _, _ in phases(page)] == ["Grind it", "Sieve it", "Bag it"]
    assert [phase["position"] for phase in record(page)["roadmap"]] == [1, 2, 3]


def test_a_rule_is_no_task() -> None:
    page = text("Learning Roadmap\n\nPhase 1: Grind\n\n---\n\nTurn.\n\nPhase 2: Sieve\n\n- Shake")
    assert [tasks for _, _, tasks in phases(page)] == [["Turn."], ["Shake"]]


PLACELESS = "## Grind\n\nIt is loud.\n\n## Sieve\n\nIt is white.\n\n## Bag\n\nIt is heavy.\n\n"


@pytest.mark.parametrize(
    ("title", "is_said"),
    [
        ("From Baker to Miller in Three Steps", True),
        ("From Baker to Miller in 3 easy-going steps", True),
        ("From Baker to Miller: a 3-Step Guide", True),
        ("From Baker to Miller in Four Steps", False),
        ("From Baker to Miller in Three Years", False),
        ("From Baker to Miller: three words, and then your next steps", False),
    ],
)
def test_headings_are_phases_if_a_title_counts_them(title: str, is_said: bool) -> None:
    page = markdown(PLACELESS, f"# {title}\n\nGrain is grain.\n\n")
    assert [name for name, _, _ in phases(page)] == (["Grind", "Sieve", "Bag"] if is_said else [])
    front = markdown(PLACELESS, f"---\ntitle: {title}\n---\n\nGrain is grain.\n\n")
    assert [name for name, _, _ in phases(front)] == (["Grind", "Sieve", "Bag"] if is_said else [])


def test_numbered_headings_are_phases_if_the_title_in_the_head_speaks_of_a_road() -> None:
    body = "## 1. Grind\n\nIt is loud.\n\n## 2. Sieve\n\nIt is white.\n\n## 3. Bag\n\nIt is heavy.\n\n"
    head = "---\ntitle: {}\n---\n\nGrain is grain.\n\n"
    page = parse(head.format("Miller Roadmap") + body, media_type="text/markdown", profile=generic())
    assert [name for name, _, _ in phases(page)] == ["Grind", "Sieve", "Bag"]
    other = parse(head.format("From Baker to Miller") + body, media_type="text/markdown", profile=generic())
    assert other.tree is None or not phases(other)


def test_degrees_are_no_phases() -> None:
    path = "## Education path\n\nBachelor's in milling (4 years)\n\n- Full time\n\nMaster's (1-2 years)\n\n- Part time"
    assert not phases(markdown(path))


# --- unknown sections ------------------------------------------------------------------------------------------------


def test_headings_inside_of_an_unknown_section_are_kept_as_they_stand() -> None:
    mills = "### Mills\n\nTall.\n\n#### Wind\n\nFree."
    body = f"## The trade\n\nOld.\n\n{mills}\n\n### Millers\n\nWhite.\n\n## The end\n\nNear."
    page = markdown(f"## Skills to learn\n\n- Wind\n\n{body}")
    assert record(page)["other"] == [
        {
            "heading": "The trade",
            "text": ["Old."],
            "sections": [
                {"heading": "Mills", "text": ["Tall."], "sections": [{"heading": "Wind", "text": ["Free."]}]},
                {"heading": "Millers", "text": ["White."]},
            ],
        },
        {"heading": "The end", "text": ["Near."]},
    ]
    assert residue(page) == []
    assert page.evidence.leaves["/other/0/sections/0/sections/0/text/0"].kind == "quoted"


def test_headings_below_any_title_open_sections() -> None:
    head = "# Mill Works\n\n## From Baker to Miller\n\n## Talk of the trade\n\nLoud.\n\n## Overview\n\nGrain.\n\n"
    page = markdown("## Skills to learn\n\n- Wind", head)
    assert record(page)["other"] == [{"heading": "Talk of the trade", "text": ["Loud."]}]


def test_headings_below_a_title_in_front_matter_open_sections() -> None:
    head = "---\ntitle: From Baker to Miller\n---\n\nGrain is grain.\n\n## What it pays here\n\nLittle.\n\n"
    page = markdown("## Steps\n\n### Step 1: Grind\n\n- Turn\n\n### Step 2: Sieve\n\n- Shake", head)
    assert record(page)["other"] == [{"heading": "What it pays here", "text": ["Little."]}]
    assert record(page)["from_role"]["name"] == "Baker"


def test_figures_of_unknown_sections_are_claimed() -> None:
    body = "## The trade\n\n### Pay\n\nA miller earns a salary of $60,000 a year after 18 months."
    page = markdown(f"## Skills to learn\n\n- Wind\n\n{body}")
    assert [(claim["text"], claim["at"]) for claim in record(page)["claims"]] == [
        ("$60,000 a year", "/other/0/sections/0/text/0"),
        ("18 months", "/other/0/sections/0/text/0"),
    ]


@pytest.mark.parametrize("own", [None, "career-pathway"])
@pytest.mark.parametrize("head", ["", "The 6-month plan\n\n", "Getting hired\n\n"])
@pytest.mark.parametrize("word", ["Phase", "Step", "Month"])
def test_phases_below_a_list_of_skills_are_none_of_them(word: str, head: str, own: str | None) -> None:
    skills_ = "Skills to Learn\n\n- Milling\n- Sieving\n\nTransferable Skills\n\n- Patience\n- Care\n\n"
    steps = f"{word} 1: Grind\n\n- Turn the wheel\n\n{word} 2: Sieve\n\n- Shake it\n"
    named = next((each for each in builtin() if each.name == own), generic())
    page = parse(f"From Baker to Miller\n\n{skills_}{head}{steps}", profile=named)
    assert [(title, tasks) for title, _, tasks in phases(page)] == [
        ("Grind", ["Turn the wheel"]),
        ("Sieve", ["Shake it"]),
    ]
    assert [skill["name"] for skill in skills(page, "transferable_skills")] == ["Patience", "Care"]


def test_levels_and_modules_in_a_list_of_skills_stay_skills() -> None:
    skills_ = "Skills to Learn\n\nModule 1: Milling\n\nTurn the wheel.\n\nModule 2: Sieving\n\nShake it well.\n"
    assert phases(text(skills_)) == []


# --- words for tasks that are titles, or tasks -----------------------------------------------------------------------

TIMED_TITLES = "### Phase 1\n\nBasics\n\n8 weeks\n\n- Grind\n\n### Phase 2\n\nPractice\n\n12 weeks\n\n- Sieve"
LISTED_TITLES = "### Phase 1\n\nBasics\n\n- Grind\n\n### Phase 2\n\nPractice\n\n- Sieve"
LABELLED_TITLES = "### Phase 1\n\nBasics\n\nTasks\n\n- Grind\n\n### Phase 2\n\nPractice\n\nTasks\n\n- Sieve"
LABELS = "### Phase 1\n\nGoals\n\n- Grind\n\n### Phase 2\n\nGoals\n\n- Sieve"
OWN_LABELS = "### Phase 1\n\nGoals\n\n- Grind\n\n### Phase 2\n\nProjects\n\n- Sieve"
SOME_LABELS = "### Phase 1\n\nBasics\n\nTasks\n\n- Grind\n\n### Phase 2\n\nTasks\n\n- Sieve"


@pytest.mark.parametrize("mark", ["### ", ""], ids=["headings", "lines"])
@pytest.mark.parametrize(
    ("body", "titles"),
    [
        (TIMED_TITLES, ["Basics", "Practice"]),
        (LISTED_TITLES, ["Basics", "Practice"]),
        (LABELLED_TITLES, ["Basics", "Practice"]),
        (LABELS, ["Phase 1", "Phase 2"]),
        (OWN_LABELS, ["Phase 1", "Phase 2"]),
    ],
)
def test_a_word_for_tasks_below_a_place_is_the_title_if_it_heads_nothing(
    body: str, titles: list[str], mark: str
) -> None:
    found = phases(markdown(f"## Roadmap\n\n{body}".replace("### ", mark)))
    assert [(title, tasks) for title, _, tasks in found] == [(titles[0], ["Grind"]), (titles[1], ["Sieve"])]


def test_a_word_for_tasks_that_comes_again_is_a_label() -> None:
    found = phases(markdown(f"## Roadmap\n\n{SOME_LABELS}"))
    assert [(title, tasks) for title, _, tasks in found] == [("Basics", ["Grind"]), ("Phase 2", ["Sieve"])]


def test_a_word_for_tasks_above_a_time_begins_a_phase() -> None:
    body = "Roadmap\n\nBasics\n8 weeks\n- Grind\n\nPractice\n12 weeks\n- Sieve\n\nProjects\n6 weeks\n- Sell"
    assert phases(text(body)) == [
        ("Basics", "8 weeks", ["Grind"]),
        ("Practice", "12 weeks", ["Sieve"]),
        ("Projects", "6 weeks", ["Sell"]),
    ]


def test_a_task_of_one_word_is_no_label() -> None:
    headed = "## Roadmap\n\n### Phase 1: Basics\n\n- Read\n- Practice\n- Grind\n\n### Phase 2: Sieve\n\n- Read"
    assert [tasks for _, _, tasks in phases(markdown(headed))] == [["Read", "Practice", "Grind"], ["Read"]]
    bare = "Roadmap\n\n1\nBasics\n8 weeks\nTasks\nRead\nWatch\nGrind\n\n2\nSieve\n8 weeks\nTasks\nShake\nPractice"
    assert [tasks for _, _, tasks in phases(text(bare))] == [["Read", "Watch", "Grind"], ["Shake", "Practice"]]


def test_a_verb_that_heads_a_list_is_a_label() -> None:
    nested = (
        "## Roadmap\n\n### Phase 1: Basics\n\n- Practice\n  - Grind\n- Read\n  - A book\n\n### Phase 2: Sieve\n\n- Go"
    )
    assert record(markdown(nested))["roadmap"][0]["tasks"] == ["Grind"]
    assert [found["name"] for found in record(markdown(nested))["roadmap"][0]["resources"]] == ["A book"]
    bare = "Roadmap\n\n1\nBasics\n8 weeks\nPractice\n- Grind\nRead\n- The mill\n\n2\nSieve\n8 weeks\n- Shake"
    assert phases(text(bare))[0][2] == ["Grind"]


# --- lines in a roadmap that point elsewhere -------------------------------------------------------------------------

POINTERS = [
    "Read next: Ten mills of the north",
    "Read more: Is it loud?",
    "Related article: Ten mills",
    "See also: Ten mills",
    "See also Ten mills",
    "See all guides",
    "Read next \u2192 Ten mills",
    "You might also like\nFrom Baker to Cook",
    "You may also like:\nFrom Baker to Cook\nFrom Cook to Baker",
    "Related articles\n- From Baker to Cook\n- From Cook to Baker",
    "Siehe auch: Zehn M\u00fchlen",
    "\u00c0 lire aussi : Dix moulins",
    "Te puede interesar\nDiez molinos",
]
WITH_NUMBERS = "Roadmap\n\n1\nGrind\n8 weeks\nTasks\n- Turn the wheel\n{0}\n2\nSieve\n3 months\nTasks\n- Shake it\n{1}"
WITH_BARE_TASKS = "Roadmap\n\n1\nGrind\n8 weeks\nTasks\nTurn the wheel\n{0}\n2\nSieve\n3 months\nTasks\nShake it\n{1}"
WITH_TIMES = "Roadmap\n\nGrind\n8 weeks\n- Turn the wheel\n{0}\nSieve\n3 months\n- Shake it\n{1}"
WITH_PLACES = "Roadmap\n\nPhase 1: Grind\n8 weeks\n- Turn the wheel\n{0}\nPhase 2: Sieve\n3 months\n- Shake it\n{1}"


@pytest.mark.parametrize(
    "body", [WITH_NUMBERS, WITH_BARE_TASKS, WITH_TIMES, WITH_PLACES], ids=["1", "tasks", "titles", "Phase 1"]
)
@pytest.mark.parametrize("line", POINTERS)
def test_what_points_to_other_pages_is_no_part_of_a_roadmap(line: str, body: str) -> None:
    for page in (text(body.format(line, line)), text(body.format(line, "")), text(body.format("", line))):
        assert phases(page) == MILL
    left = [each.removeprefix("- ") for each in line.split("\n")]
    assert sorted(residue(text(body.format(line, "")))) == sorted(left)


@pytest.mark.parametrize("line", POINTERS)
def test_what_points_to_other_pages_is_no_resource(line: str) -> None:
    first = "1\nGrind\n8 weeks\nTasks\n- Turn\nResources\nThe Mill\n{0}"
    body = f"Roadmap\n\n{first}\n2\nSieve\n3 months\nTasks\n- Shake it\n{{0}}"
    found = record(text(body.format(line)))["roadmap"]
    assert [[each["name"] for each in phase["resources"]] for phase in found] == [["The Mill"], []]


def test_headings_in_a_roadmap_that_point_elsewhere_hold_nothing_of_it() -> None:
    first = "### Phase 1: Grind (8 weeks)\n\n- Turn the wheel\n\n#### Related articles\n\n- Ten mills\n\n"
    second = "### Phase 2: Sieve (3 months)\n\n- Shake it\n\n> Read next: Ten mills\n\n[See all guides](x)\n\n"
    assert phases(markdown(f"## Roadmap\n\n{first}{second}### Read next: Ten mills\n\nRead it.")) == MILL


@pytest.mark.parametrize(
    "task",
    [
        "Read more about mills",
        "Read next chapter",
        "See all the mills",
        "Share this with peers",
        "Newsletter",
        "Read on",
    ],
)
def test_a_task_that_begins_like_a_pointer_is_one(task: str) -> None:
    body = f"## Roadmap\n\n### Phase 1: Grind\n\n- {task}\n- Turn the wheel\n\n### Phase 2: Related Work\n\n- Shake it"
    assert [(title, tasks) for title, _, tasks in phases(markdown(body))] == [
        ("Grind", [task, "Turn the wheel"]),
        ("Related Work", ["Shake it"]),
    ]


def test_a_line_without_a_number_among_numbered_titles_is_none() -> None:
    page = text(WITH_NUMBERS.format("Ten mills of the north", "How millers live"))
    assert phases(page) == MILL
    assert residue(page) == ["Ten mills of the north", "How millers live"]
