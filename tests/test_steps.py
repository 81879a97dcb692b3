"""Steps that say no place in words: which siblings are taken, and which are not."""

from __future__ import annotations

from typing import Any

import pytest

from pathingest import Page, parse
from pathingest.profiles import generic
from test_laws import LAWS

TITLE = "# How to Become a Photographer\n\nA career of glue and thread, for people who like paper.\n\n"
MORE = "\n\n## About the trade\n\nThere are few workshops left.\n\n- Paper\n- Thread\n- Glue\n- Leather\n"


def page(body: str, title: str = TITLE, more: str = MORE) -> Page:
    return parse(f"{title}{body}{more}", media_type="text/markdown", profile=generic())


def phases(body: str, title: str = TITLE, more: str = MORE) -> list[tuple[str | None, list[str]]]:
    tree: Any = page(body, title, more).tree
    return [(phase["title"], phase["tasks"]) for phase in tree["roadmap"]] if tree else []


def titles(body: str, title: str = TITLE, more: str = MORE) -> list[str | None]:
    return [name for name, _ in phases(body, title, more)]


NAMES = ["Learn to sew", "Join a workshop", "Build a portfolio"]
SAID = "It takes a while."
STEPS = {
    "numbered headings": "".join(f"## {i}. {name}\n\n{SAID}\n\n" for i, name in enumerate(NAMES, 1)),
    "numbers with a bracket": "".join(f"## {i}) {name}\n\n{SAID}\n\n" for i, name in enumerate(NAMES, 1)),
    "headings of the first level": "".join(f"# {i}: {name}\n\n{SAID}\n\n" for i, name in enumerate(NAMES, 1)),
    "below a heading that asks": "## How to become one\n\n" + "".join(f"### {name}\n\n{SAID}\n\n" for name in NAMES),
    "below a heading of steps": "## The steps\n\n" + "".join(f"### {name}\n\n{SAID}\n\n" for name in NAMES),
    "items below a sentence of steps": "These are the steps:\n\n" + "".join(f"- **{n}**: {SAID}\n" for n in NAMES),
    "items as many as a sentence says": "Three steps lead there:\n\n" + "".join(f"- {name}\n" for name in NAMES),
    "numbered items that are most of the page": "".join(f"{i}. {n}. {SAID}\n" for i, n in enumerate(NAMES * 2, 1)),
    "bold lines below a heading that asks": "## How to get there\n\n"
    + "".join(f"**{n}**\n\n{SAID}\n\n" for n in NAMES),
    "numbered bold lines": "## How to get there\n\n"
    + "".join(f"**{i}\\. {n}**\n\n{SAID}\n\n" for i, n in enumerate(NAMES, 1)),
}


@pytest.mark.parametrize("body", STEPS.values(), ids=STEPS)
def test_steps_are_told_by_what_speaks_for_them(body: str) -> None:
    found = page(body)
    assert [phase["title"] for phase in found.tree["roadmap"]][:3] == NAMES if found.tree else pytest.fail("refused")
    for law in LAWS:
        law(found)


OTHERS = {
    "reasons": "## Five reasons\n\n" + "".join(f"### {i}. {name}\n\n{SAID}\n\n" for i, name in enumerate(NAMES, 1)),
    "mistakes": "## Mistakes on the path\n\n" + "".join(f"### {name}\n\n{SAID}\n\n" for name in NAMES),
    "questions": "".join(f"## {i}. Is it {name}?\n\n{SAID}\n\n" for i, name in enumerate(("fun", "loud", "old"), 1)),
    "parts of an article": "".join(f"## {name}\n\n{SAID}\n\n" for name in ("Introduction", "The craft", "Conclusion")),
    "a list of things": "You need:\n\n- **Paper**: much of it\n- **Glue**: some\n- **Thread**: a little\n",
    "facts with labels": "## Timeline\n\n- **Begins:** in May\n- **Ends:** in June\n- **Duration:** short\n",
    "how to build something": "## Set up the site locally\n\n1. Clone it\n2. Install Hugo\n3. Build the site\n",
    "items of no promise": "In a day you will:\n\n" + "".join(f"- {name}\n" for name in NAMES),
    "long items": "The steps:\n\n" + "".join(f"- {name} and then {SAID.lower() * 6}\n" for name in NAMES),
}


@pytest.mark.parametrize("body", OTHERS.values(), ids=OTHERS)
def test_other_siblings_are_no_steps(body: str) -> None:
    assert not phases(body)


def test_items_one_of_which_is_a_fact_s_label_are_no_steps_even_below_a_heading_of_steps() -> None:
    names = [*NAMES[:2], "Duration"]
    assert titles("## The steps\n\n" + "".join(f"- **{name}**: {SAID}\n" for name in names)) == [None]


def test_what_stands_between_steps_is_what_to_do() -> None:
    body = "## How to get there\n\n" + "".join(f"### {name}\n\n- Read of {name}\n- Try it\n\n" for name in NAMES)
    assert phases(body) == [(name, [f"Read of {name}", "Try it"]) for name in NAMES]


def test_parts_that_every_article_has_are_no_steps_among_numbers() -> None:
    names = ["Introduction", *NAMES, "Conclusion"]
    body = "".join(f"## {i}. {name}\n\n{SAID}\n\n" for i, name in enumerate(names, 1))
    assert titles(body) == NAMES


def test_what_follows_items_is_no_part_of_the_last_one() -> None:
    body = "These are the steps:\n\n" + "".join(f"- **{name}**: {SAID}\n" for name in NAMES) + "\nGood luck to you.\n"
    assert phases(body) == [(name, [SAID]) for name in NAMES]


@pytest.mark.parametrize(
    ("title", "above", "names"),
    [
        (
            "# Wie werde ich Fotograf\n\nEine Karriere mit Leim.",
            "So wirst du Fotograf",
            ["Nähen lernen", "Leder färben", "Mappe bauen"],
        ),
        (
            (
                "# Comment devenir photographe\n\n"
                "Une carri\u00e8re de lumi\u00e8re et de papier, pour les gens qui aiment les images."
            ),
            "Comment devenir photographe",
            ["Apprendre la couture", "Choisir un atelier", "Se former"],
        ),
        (
            (
                "# C\u00f3mo convertirse en fotógrafo\n\n"
                "Una carrera de luz y de papel, para la gente que ama las im\u00e1genes y que tiene tiempo para ello."
            ),
            "C\u00f3mo llegar",
            ["Aprender a coser", "Buscar un taller", "Crear un portafolio"],
        ),
    ],
    ids=["de", "fr", "es"],
)
def test_steps_are_told_in_other_languages(title: str, above: str, names: list[str]) -> None:
    body = f"\n\n## {above}\n\n" + "".join(f"### {name}\n\nText.\n\n" for name in names)
    assert titles(body, title, "") == names


def test_headings_of_phases_are_preferred_to_a_list_that_sums_them_up() -> None:
    listed = "## Key stages\n\n" + "".join(f"- **{name}:** (2 months)\n" for name in NAMES)
    body = listed + "\n" + "".join(f"## {i}. {name} (2 months)\n\n- Go\n\n" for i, name in enumerate(NAMES, 1))
    assert phases(body) == [(name, ["Go"]) for name in NAMES]


def test_the_outermost_headings_are_the_phases() -> None:
    inner = "### Weekly plan\n\n#### Week 1: Cut\n\n- Cut it\n\n#### Week 2: Sew\n\n- Sew it\n\n"
    body = "".join(f"## Phase {i}: {name}\n\n{inner}" for i, name in enumerate(NAMES, 1))
    assert titles(body) == NAMES


def test_headings_of_months_are_preferred_to_a_timetable_of_other_dates() -> None:
    heads = "".join(
        f"### Month {a}-{b}: {name}\n\n- Go\n\n" for (a, b), name in zip(((1, 4), (5, 7), (8, 9)), NAMES, strict=True)
    )
    table = "## Timeline\n\n" + "".join(f"- **Month {n}:** Did something\n" for n in (1, 2, 6, 9))
    assert titles(f"## The strategy\n\n{heads}{table}") == NAMES


def test_the_same_names_again_and_again_are_no_steps() -> None:
    facts = "".join(f"- **{name}:** {SAID}\n" for name in ("Duration", "Cost", "Place") * 3)
    assert not phases(f"## How to become one\n\n{facts}")


def test_a_heading_in_the_place_of_a_number_is_a_step() -> None:
    names = ["1. Learn to see", "2. Buy a camera", "Intermission", "4. Find work", "5. Leave"]
    body = "## The steps\n\n" + "".join(f"### {name}\n\n- {SAID}\n\n" for name in names)
    assert titles(body) == ["Learn to see", "Buy a camera", "Intermission", "Find work", "Leave"]


def test_what_is_counted_otherwise_above_the_first_place_is_the_first_phase() -> None:
    names = ["Phase 0: Look around", "Month 1: Learn", "Month 2: Work"]
    assert titles("".join(f"## {name}\n\n- Go\n\n" for name in names)) == ["Look around", "Learn", "Work"]


def test_another_heading_among_the_steps_is_none_of_them() -> None:
    names = ["1. Learn to see", "Read more", "2. Buy a camera", "3. Find work"]
    body = "## Tips on how to become one\n\n" + "".join(f"### {name}\n\n- {SAID}\n\n" for name in names)
    assert titles(body) == ["Learn to see", "Buy a camera", "Find work"]


def test_drawn_boxes_hold_no_phases() -> None:
    drawn = "\n".join(f"    \u2502 Phase {i}: Draw {i} \u2502\n    \u2502 - so \u2502" for i in (1, 2, 3))
    assert not phases(f"## Plan\n\n```\n{drawn}\n```\n")


def test_plain_text_with_a_heading_of_a_plan_has_its_phases_elsewhere() -> None:
    lines = ["How to Become a Photographer", "A career of light for people who like paper.", "Study plan"]
    for i, name in enumerate(NAMES, 1):
        lines += [f"Phase {i}: {name}", "- Go out", "- Look"]
    tree: Any = parse("\n".join(lines), media_type="text/plain", profile=generic()).tree
    assert [phase["title"] for phase in tree["roadmap"]] == NAMES


def test_phases_are_no_months_that_only_sum_them_up() -> None:
    inner = "".join(f"- {i}\n" for i in range(6))
    body = "".join(f"### Phase {i}: {name}\n\n{inner}\n" for i, name in enumerate(NAMES, 1))
    months = "## Timeline overview\n\n### Month 1: Begin\n\n- a\n\n### Month 2: Go on\n\n- b\n"
    assert titles(f"## The plan\n\n{body}{months}") == NAMES


def test_known_words_in_the_phases_of_plain_text_head_no_section() -> None:
    lines = ["How to Become a Photographer", "A career of light for people who like paper."]
    for i, name in enumerate(NAMES):
        lines += [f"Days {30 * i + 1}-{30 * i + 30}: {name}", "Study plan", "- Go out", "What to learn", "- Look"]
    tree: Any = parse("\n".join(lines), media_type="text/plain", profile=generic()).tree
    assert [phase["title"] for phase in tree["roadmap"]] == NAMES


@pytest.mark.parametrize(
    ("said", "length"),
    [
        ("**Duraci\u00f3n estimada:** 4 \u2013 5 semanas", (4, 5)),
        ("**How long:** 3 months - 10 hours a week", (3, 3)),
    ],
)
def test_a_dash_in_a_range_parts_nothing(said: str, length: tuple[int, int]) -> None:
    spanish = "Una carrera de luz y de papel, para la gente que ama las im\u00e1genes y que tiene tiempo para ello."
    head = f"# C\u00f3mo convertirse en fot\u00f3grafo\n\n{spanish}\n\n" if "semanas" in said else TITLE
    tree: Any = page("".join(f"## {i}. {name}\n\n{said}\n\n- Go\n\n" for i, name in enumerate(NAMES, 1)), head, "").tree
    assert [(p["duration"]["min"], p["duration"]["max"]) for p in tree["roadmap"]] == [length] * len(NAMES)


def test_a_word_for_tasks_may_be_the_title_below_a_place() -> None:
    steps = "".join(
        f"<div><span>Phase {i}</span><h3>{name}</h3><p>{SAID}</p></div>" for i, name in ((1, "Look"), (2, "Learn"))
    )
    head = "<h1>How to Become a Photographer</h1><p>A career of light for people who like paper.</p>"
    tree: Any = parse(f"{head}{steps}", media_type="text/html", profile=generic()).tree
    assert [phase["title"] for phase in tree["roadmap"]] == ["Look", "Learn"]


def test_a_table_below_a_timeline_is_of_phases() -> None:
    table = "| Phase | Duration | Focus |\n|---|---|---|\n| Explore | 2 weeks | Light |\n| Learn | 3 months | Paper |\n"
    assert titles(f"## Timeline\n\n{table}") == ["Explore", "Learn"]


ALPHA = "".join(f"### {i}. {name} things\n\n{SAID}\n\n" for i, name in enumerate(("Alpha", "Beta", "Gamma"), 1))


@pytest.mark.parametrize("heading", ["Ranks", "Famous photographers", "Books", "Where they work", "Qualities"])
def test_what_a_heading_of_something_else_counts_is_no_step(heading: str) -> None:
    assert not phases(f"## {heading}\n\n{ALPHA}")


def test_a_step_that_begins_with_a_verb_is_no_aside() -> None:
    names = ["Finish school", "Complete the prerequisites", "Get advice", "Pass the exam"]
    assert titles("".join(f"## {i}. {name}\n\n{SAID}\n\n" for i, name in enumerate(names, 1))) == names


def test_a_second_list_is_none_of_the_first() -> None:
    first = "".join(f"{i}. **{name}**: {SAID}\n" for i, name in enumerate(NAMES, 1))
    found = titles(f"## How to become one\n\n{first}\nKeep in mind:\n\n1. It costs.\n2. It takes long.\n")
    assert found == NAMES


def test_grades_that_do_not_rise_are_no_steps() -> None:
    body = "".join(f"### {name}\n\n{SAID}\n\n" for name in ("Advanced", "Beginner", "Intermediate"))
    assert not phases(f"## What they earn\n\n{body}")


def test_a_word_for_roadmaps_below_a_phase_heads_none() -> None:
    body = "".join(f"## Phase {i}: {name}\n\n- Go\n\n### Milestones\n\n- Done\n\n" for i, name in enumerate(NAMES, 1))
    assert titles(body) == NAMES


def test_parts_of_an_article_are_no_phases() -> None:
    names = ["Introduction", "The market", "What they earn"]
    steps = "".join(f"**Phase {i}: {name}**\n\n- Go\n\n" for i, name in enumerate(NAMES, 1))
    body = "".join(f"## Part {i}: {name}\n\n{SAID}\n\n" for i, name in enumerate(names, 1))
    assert titles(f"{body}## The move\n\n{steps}") == NAMES


def lengths(body: str, title: str = TITLE) -> list[tuple[str | None, tuple[float | None, float | None, str] | None]]:
    tree: Any = page(body, title).tree
    found = [(phase["title"], phase["duration"]) for phase in tree["roadmap"]]
    return [(name, length and (length["min"], length["max"], length["unit"])) for name, length in found]


def test_a_time_may_stand_between_the_place_and_the_title() -> None:
    body = "".join(
        f"## Phase {i}: Months {2 * i - 1}-{2 * i} - {name}\n\n{SAID}\n\n" for i, name in enumerate(NAMES, 1)
    )
    assert lengths(body) == [(name, (2, 2, "month")) for name in NAMES]


def test_times_that_count_from_one_beginning_may_be_missing_at_the_end() -> None:
    said = ["Light (Months 0-3)", "Film (Months 3-9)", "Trade (Months 9+)", "Mastery"]
    body = "".join(f"## Stage {i}: {name}\n\n{SAID}\n\n" for i, name in enumerate(said, 1))
    assert [length for _, length in lengths(body)] == [(3, 3, "month"), (6, 6, "month"), None, None]


def test_an_open_end_tells_that_times_count_from_one_beginning() -> None:
    said = ["Light (6-12 months)", "Film (12-18 months)", "Trade (18+ months)"]
    body = "".join(f"## Stage {i}: {name}\n\n{SAID}\n\n" for i, name in enumerate(said, 1))
    assert [length for _, length in lengths(body)] == [(6, 12, "month"), (6, 6, "month"), None]
    closed = body.replace("18+ months", "18-24 months")
    assert [length for _, length in lengths(closed)] == [(6, 12, "month"), (12, 18, "month"), (18, 24, "month")]


def test_times_that_go_on_from_nought_without_a_gap_are_places() -> None:
    said = ["Light (0-3 months)", "Film (4-6 months)", "Trade (7-12 months)"]
    body = "".join(f"## Stage {i}: {name}\n\n{SAID}\n\n" for i, name in enumerate(said, 1))
    assert [length for _, length in lengths(body)] == [(3, 3, "month"), (3, 3, "month"), (6, 6, "month")]
    gap, one = body.replace("7-12", "8-12"), body.replace("0-3", "1-3")  # lengths, as far as anybody can tell
    assert [length for _, length in lengths(gap)] == [(0, 3, "month"), (4, 6, "month"), (8, 12, "month")]
    assert [length for _, length in lengths(one)] == [(1, 3, "month"), (4, 6, "month"), (7, 12, "month")]


def test_months_are_preferred_to_the_hours_beside_them() -> None:
    body = "".join(f"## Phase {i}: {name} (40-60 hours | 2-3 months)\n\n{SAID}\n\n" for i, name in enumerate(NAMES, 1))
    assert lengths(body) == [(name, (2, 3, "month")) for name in NAMES]


WEEKS = "| Week | Topic | State |\n|---|---|---|\n" + "".join(
    f"| {i} | {name} | open |\n" for i, name in enumerate(NAMES * 2, 1)
)


@pytest.mark.parametrize(
    "above", ["## When\n\n", "### Milestones\n\n- **Month 1** - A print\n- **Month 2** - A show\n\n## When\n\n"]
)
def test_a_table_whose_first_column_counts_weeks_is_of_phases(above: str) -> None:
    assert lengths(f"{above}{WEEKS}") == [(name, (1, 1, "week")) for name in NAMES * 2]


def test_a_table_that_counts_nothing_of_the_calendar_is_none() -> None:
    assert titles("## When\n\n" + WEEKS.replace("Week", "Rank")) == []


def test_bullets_between_numbers_are_what_to_do() -> None:
    body = "".join(f"{i}. {name}\n- Sew a hem\n- Mend a coat\n\n" for i, name in enumerate(NAMES * 2, 1))
    assert phases(body, more="") == [(name, ["Sew a hem", "Mend a coat"]) for name in NAMES * 2]


def test_bullets_behind_numbers_that_have_none_are_no_part_of_the_last() -> None:
    body = "".join(f"{i}. {name}\n" for i, name in enumerate(NAMES, 1)) + "\n- Read\n- Try\n"
    assert [tasks for _, tasks in phases(f"## The steps\n\n{body}", more="")] in ([[], [], []], [])


def test_what_a_title_counts_is_what_a_list_holds() -> None:
    title = "# 3 Tips for Becoming a Photographer\n\nA career of light. A job for the patient.\n\n"
    listed = "".join(f"{i}. {name}: {SAID}\n\n" for i, name in enumerate(NAMES, 1))
    assert titles(f"{SAID}\n\n{listed}", title, more="") == NAMES


def test_two_grades_with_times_are_phases() -> None:
    body = "".join(
        f"## {grade} (40 hours | {i} months)\n\n### Light\n\n- Draw it\n\n"
        for i, grade in ((2, "Beginner"), (4, "Advanced"))
    )
    title = "# Photographer Learning Path\n\nA career of light.\n\n"
    assert [name for name, _ in phases(body, title, more="")] == ["Beginner", "Advanced"]


def test_questions_are_no_phases_whatever_counts_them() -> None:
    body = "".join(f"**Q{i}:** Do you like {name}?\n\n" for i, name in enumerate(("light", "film", "walls", "glue"), 1))
    assert titles(body) == []


def counted(head: str, other: str, cells: list[str]) -> str:
    rows = "".join(f"| {i} | {cell} |\n" for i, cell in enumerate(cells, 1))
    return f"| {head} | {other} |\n|---|---|\n{rows}\n"


PRICES = [f"${10 * i}" for i in range(1, 9)]


@pytest.mark.parametrize(
    ("head", "other", "cells"),
    [("Week", "Price", PRICES), ("Month", "Openings", ["3", "5", "8"]), ("Week", "Hours", ["4 h", "5 h", "6 h"])],
)
def test_a_table_of_figures_by_week_is_of_no_phases(head: str, other: str, cells: list[str]) -> None:
    assert titles(f"## While you study\n\n{counted(head, other, cells)}") == []


def test_a_table_of_costs_is_not_preferred_to_a_roadmap() -> None:
    road = "## Roadmap\n\n" + "".join(f"- **Month {i}** - {name}\n" for i, name in enumerate(NAMES, 1))
    assert titles(f"{road}\n## What it costs\n\n{counted('Week', 'Price', PRICES)}") == NAMES


TONGUES = {
    "Week #": "",
    "Wochen": "Das ist der Weg, und er ist nicht kurz. Du lernst mit anderen. ",
    "Mes": "Este es el plan y los pasos para ti. ",
    "Mois": "Voici le plan pour vous et les autres, avec des pas. ",
}


@pytest.mark.parametrize(("head", "said"), TONGUES.items())
def test_the_head_of_a_column_may_count_in_other_words(head: str, said: str) -> None:
    assert titles(f"{said * 3}\n\n## Plan\n\n{counted(head, 'Name', NAMES)}", more="") == NAMES


def test_weeks_of_a_table_that_share_their_ends_are_phases_without_times() -> None:
    rows = "| Week | Name |\n|---|---|\n| 1-2 | Light |\n| 2-4 | Film |\n| 4-8 | Trade |\n"
    assert lengths(f"## Plan\n\n{rows}") == [("Light", None), ("Film", None), ("Trade", None)]


def test_weeks_that_are_questions_are_phases() -> None:
    said = ["What is light?", "How do I frame?", "How do I sell?"]
    body = "".join(f"## Week {i}: {name}\n\n{SAID}\n\n" for i, name in enumerate(said, 1))
    assert titles(body) == said


@pytest.mark.parametrize("said", ["Day 1 Habits", "Month 1 Review", "Day 1 - First print"])
def test_a_time_without_a_mark_or_of_a_single_day_is_a_part_of_the_title(said: str) -> None:
    body = "".join(f"## Phase {i}: {said.replace('1', str(30 * i))}\n\n{SAID}\n\n" for i in (1, 2, 3))
    assert [length for _, length in lengths(body)] == [None, None, None]


def test_a_time_between_place_and_title_is_in_the_page_s_language() -> None:
    title = (
        "# Fotograf werden: Der Weg\n\nDas ist der Plan, und er ist nicht kurz. Du lernst mit anderen und für dich.\n\n"
    )
    body = "".join(f"## Phase {i}: Monate {2 * i - 1}-{2 * i} - Licht {i}\n\n- Zeichnen\n\n" for i in (1, 2, 3))
    assert [length for _, length in lengths(body, title)] == [(2, 2, "month")] * 3


def test_numbers_with_bullets_below_another_heading_are_no_steps() -> None:
    body = "## Carrot soup\n\n1. Peel the carrots\n- two big ones\n2. Boil the water\n- with salt\n3. Serve\n- hot\n"
    assert titles(body, more="") == []


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("Jan - Mar", 3),
        ("November to Feb.", 4),
        ("Oct-Dec", 3),
        ("Mai bis Juli", 3),
        ("juin \u00e0 juillet", 2),
        ("enero a abril", 4),
    ],
)
def test_a_time_may_be_from_one_month_to_another(said: str, months: int) -> None:
    body = f"## Phase 1: Light ({said})\n\n{SAID}\n\n## Phase 2: Film\n\n{SAID}\n\n"
    assert lengths(body) == [("Light", (months, months, "month")), ("Film", None)]


@pytest.mark.parametrize(
    "said", ["May 2025", "Marketing - Design", "Mar 3 - Apr 5", "March 2031 - May 2025", "Jan 2020 - Feb 2026"]
)
def test_other_dates_are_no_lengths(said: str) -> None:
    body = f"## Phase 1: Light ({said})\n\n{SAID}\n\n## Phase 2: Film\n\n{SAID}\n\n"
    assert [length for _, length in lengths(body)] == [None, None]


def test_a_length_that_is_stated_goes_before_months_that_are_named() -> None:
    body = "".join(
        f"## Phase {i}: {name} (August - March)\n\nDuration: {i + 5} months\n\n{SAID}\n\n"
        for i, name in enumerate(NAMES, 1)
    )
    assert [length for _, length in lengths(body)] == [(6, 6, "month"), (7, 7, "month"), (8, 8, "month")]


def test_dates_in_a_first_column_name_no_phases() -> None:
    table = "| Month | What |\n|---|---|\n| May 2018 | Passed the exam |\n| June 2018 | Held a show |\n"
    assert titles(f"## Roadmap\n\n{table}", more="") == ["Passed the exam", "Held a show"]


def test_longer_phases_are_preferred_to_a_timeline_of_months_of_their_level() -> None:
    phased = "".join(f"### Phase {i}: {name}\n\n{SAID}\n\n- Draw\n- Sell\n\n" for i, name in enumerate(NAMES, 1))
    months = "".join(f"### Month {i}: Part {i}\n\n- Go\n\n" for i in (1, 2, 3))
    assert titles(f"## What I advise\n\n{phased}## Timeline\n\n{months}") == NAMES


def test_the_weeks_in_a_phase_are_no_times_of_it() -> None:
    weeks = "".join(f"### Week {week}: Part {week}\n\nWeek {week}\n\n- Draw\n\n" for week in (1, 2))
    body = "".join(f"## Phase {i}: {name}\n\n{SAID}\n\n{weeks}" for i, name in enumerate(NAMES, 1))
    assert lengths(body) == [(name, None) for name in NAMES]
    labelled = body.replace(f"{SAID}\n\n", f"{SAID}\n\n", 1).replace("Week 1\n\n", "Duration: 6 weeks\n\n")
    assert lengths(labelled) == [(name, (6, 6, "week")) for name in NAMES]


@pytest.mark.parametrize(
    ("head", "rows", "weeks"),
    [
        ("Phase | Weeks | Focus", ["Phase 1 | 1-4 | {}", "Phase 2 | 5-8 | {}", "Phase 3 | 9-12 | {}"], [4, 4, 4]),
        ("Topic | Week | Aim", ["{} | 1 | Draw", "{} | 2-3 | Frame", "{} | 4 | Sell"], [1, 2, 1]),
        ("# | Topic | Weeks", ["1 | {} | 1-4", "2 | {} | 5-8", "3 | {} | 9-10"], [4, 4, 2]),
        ("Phase | Weeks | Skills", ["{} | 1-4 | Query", "{} | 5-8 | Draw", "{} | 9-12 | Sell"], [4, 4, 4]),
        ("Step | Time | Cost", ["{} | 2 weeks | $10", "{} | 3 weeks | $20", "{} | 4 weeks | free"], [2, 3, 4]),
        ("Week | Topic | Certification", ["1 | {} | None", "2 | {} | Gold", "3 | {} | Silver"], [1, 1, 1]),
        ("Module | Topic | Time", ["0 | {} | 1 week", "1 | {} | 2 weeks", "2 | {} | 3 weeks"], [1, 2, 3]),
        ("Phase | Duration | Aim", ["{} | 4 weeks | Draw", "{} | 6 weeks | Frame", "{} | 2 weeks | Sell"], [4, 6, 2]),
    ],
)
def test_a_table_of_steps_with_times_is_of_phases(head: str, rows: list[str], weeks: list[int]) -> None:
    body = "".join(f"| {row.format(name)} |\n" for row, name in zip(rows, NAMES, strict=True))
    found = lengths(f"## Schedule\n\n| {head} |\n|---|---|---|\n{body}")
    assert found == [(name, (week, week, "week")) for name, week in zip(NAMES, weeks, strict=True)]


@pytest.mark.parametrize("cells", [["2", "4", "6"], ["1", "2", "3"], ["2-3", "4-6", "8-9"]])
def test_lengths_of_skills_are_no_places(cells: list[str]) -> None:
    body = "".join(f"| {name} | {cell} | So |\n" for name, cell in zip(("SQL", "Light", "Film"), cells, strict=True))
    assert titles(f"## What it takes\n\n| Skill | Weeks | Aim |\n|---|---|---|\n{body}") == []


def test_a_table_of_numbered_modules_is_of_phases() -> None:
    rows = "".join(f"| {i} | {name} | Draw |\n" for i, name in enumerate(NAMES))
    assert titles(f"## What is in it\n\n| Module | Topic | Aim |\n|---|---|---|\n{rows}") == NAMES
    other = rows.replace("| 2 |", "| 5 |")
    assert titles(f"## What is in it\n\n| Module | Topic | Aim |\n|---|---|---|\n{other}") == []


def tabled(above: str, head: str, *rows: str) -> str:
    body = "".join(f"| {row} |\n" for row in rows)
    return f"## {above}\n\n| {head} |\n|---|---|---|\n{body}"


NO_STEPS = {
    "pay by year": tabled("Salary", "Year | Title | Pay", "1 | Cadet | $10", "2 | Captain | $20"),
    "pay by grade": tabled("Levels", "Step | Grade | Base", "1 | Cadet | $10", "2 | Chief | $20"),
    "pay in German": tabled("Was es gibt", "Jahr | Titel | Gehalt", "1 | Neuling | 10", "2 | Profi | 20"),
    "skills with weeks": tabled("Toolbox", "Skill | Why | Weeks", "Light | See | 1-4", "Film | Keep | 5-8"),
    "parts of an exam": tabled("Exam", "Part | Subject | Duration", "1 | Light | 3 hours", "2 | Film | 2 hours"),
}


@pytest.mark.parametrize("table", NO_STEPS.values(), ids=NO_STEPS)
def test_other_tables_are_of_no_phases_and_displace_none(table: str) -> None:
    road = "## Roadmap\n\n" + "".join(f"{i}. {name}\n" for i, name in enumerate(NAMES, 1))
    assert titles(table) == []
    assert titles(f"{table}\n{road}", more="") == NAMES


def test_a_table_without_a_known_column_is_named_by_its_first() -> None:
    rows = "".join(f"| {name} | Draw it | {i}-{i + 1} |\n" for i, name in zip((1, 3, 5), NAMES, strict=True))
    table = f"| Stage | Goal | Weeks |\n|---|---|---|\n{rows}"
    assert lengths(f"## Roadmap\n\n{table}") == [(name, (2, 2, "week")) for name in NAMES]


def test_a_bare_week_in_a_phase_is_a_part_of_it() -> None:
    weeks = "#### Week {}\n\n- Draw\n\n#### Week {}\n\n- Sell\n\n"
    body = "".join(f"### Phase {i}: {name}\n\n{weeks.format(2 * i - 1, 2 * i)}" for i, name in enumerate(NAMES, 1))
    assert lengths(f"## Roadmap\n\n{body}") == [(name, None) for name in NAMES]


def test_months_stay_where_a_part_states_its_own_length() -> None:
    part = "- Draw\n\n#### Project: Blog\n\n**Duration:** 2 days\n\n"
    body = f"### Phase 1: Light (Jan - Mar)\n\n{part}### Phase 2: Film (Apr - Jun)\n\n{part}"
    assert lengths(f"## Roadmap\n\n{body}") == [("Light", (3, 3, "month")), ("Film", (3, 3, "month"))]
