"""Times and dates above the titles of phases, and below them: whose they are, and what they never are."""

from __future__ import annotations

import pytest

from pathingest.model.page import Page
from pathingest.values.dates import is_date
from records import record, residue
from test_laws import LAWS
from test_shapes import html, markdown, phases, text

ROAD = "<h2>Roadmap</h2>"
GUIDES = [["Guide to mills"], ["Guide to sieves"]]


def listed(above: str, other: str, *, item: str = "{}") -> Page:
    """Two phases whose times stand above their titles, and whose resources would take them."""
    first, second = (item.format(time) for time in (above, other))
    return html(
        f"{ROAD}<ol><li>{first}<h3>Grind</h3><p>Turn the wheel.</p><p>Resources</p><a href='/a'>Guide to mills</a></li>"
        f"<li>{second}<h3>Sieve</h3><p>Shake it.</p><p>Resources</p><a href='/b'>Guide to sieves</a></li></ol>"
    )


def resources(page: Page) -> list[list[str]]:
    return [[found["name"] for found in phase["resources"]] for phase in record(page)["roadmap"]]


@pytest.mark.parametrize(
    ("above", "other", "times"),
    [
        ("8 weeks", "3 months", ["8 weeks", "3 months"]),
        ("Duration: 8 weeks", "Duration: 3 months", ["8 weeks", "3 months"]),
        ("8 weeks \u00b7 part-time", "3 months \u00b7 full-time", ["8 weeks", "3 months"]),
        ("8 weeks", "May \u2013 July 2027", ["8 weeks", None]),
        ("Q1 2027", "Q2 2027", [None, None]),
        ("May 2027", "July 2027", [None, None]),
        ("One semester", "Spring term", [None, None]),
        ("1 May \u2013 15 June", "2027/28", [None, None]),
        ("Time: May 2027", "Time: Fall semester", [None, None]),
    ],
)
@pytest.mark.parametrize("item", ["{}", "<time>{}</time>", "<p>{}</p>"])
def test_times_and_dates_above_titles_are_of_what_follows(
    above: str, other: str, times: list[str | None], item: str
) -> None:
    page = listed(above, other, item=item)
    assert [(title, time) for title, time, _ in phases(page)] == [("Grind", times[0]), ("Sieve", times[1])]
    assert resources(page) == GUIDES
    assert all("time" in left for left in residue(page))  # but what is said of a time beside it
    for law in LAWS:
        law(page)


LINES = "Roadmap\n\n{0}\nGrind\n- Turn the wheel\nResources\nGuide to mills\n\n{1}\nSieve\n- Shake it"


@pytest.mark.parametrize("times", [("8 weeks", "3 months"), ("May 2027", "July 2027"), ("Spring term", "Q3 2027")])
def test_they_are_so_in_plain_text(times: tuple[str, str]) -> None:
    page = text(LINES.format(*times))
    assert [title for title, _, _ in phases(page)] == ["Grind", "Sieve"]
    assert resources(page) == [["Guide to mills"], []]
    assert not residue(page)


BELOW = {
    "a time at the end of each": "### Grind\n\nTurn the wheel.\n\n8 weeks\n\n### Sieve\n\nShake it.\n\n3 months",
    "a label at the end of each": "### Grind\n\nTurn.\n\nTime: 8 weeks\n\n### Sieve\n\nShake.\n\nTime: 3 months",
    "a total above them": (
        "Time: 1 year\n\n### Grind\n\nTurn.\n\nTime: 8 weeks\n\n### Sieve\n\nShake.\n\nTime: 3 months"
    ),
    "a date above, a time below": "May\n\n### Grind\n\n8 weeks\n\nTurn.\n\nJuly\n\n### Sieve\n\n3 months\n\nShake.",
    "a date and a time below": "### Grind\n\nMay 2027\n\n8 weeks\n\nTurn.\n\n### Sieve\n\nJuly\n\n3 months\n\nShake.",
}


@pytest.mark.parametrize("body", BELOW.values(), ids=BELOW)
def test_times_below_titles_are_of_what_is_above(body: str) -> None:
    page = markdown(f"## Roadmap\n\n{body}")
    assert [(title, time) for title, time, _ in phases(page)] == [("Grind", "8 weeks"), ("Sieve", "3 months")]
    assert all("Ma" not in task and "Ju" not in task for _, _, tasks in phases(page) for task in tasks)


def test_a_time_above_the_first_title_alone_may_be_of_all_phases() -> None:
    page = markdown("## Roadmap\n\n6 months\n\n### Grind\n\n- Turn the wheel\n\n### Sieve\n\n- Shake it")
    assert [time for _, time, _ in phases(page)] == [None, None]
    assert residue(page) == ["6 months"]


def test_months_may_be_the_titles() -> None:
    lines = ["January 2027", "\u2022 Turn the wheel", "\u2022 Oil it", "February 2027", "\u2022 Shake it"]
    page = text("Roadmap\n\n" + "\n".join(lines))
    assert [(title, len(tasks)) for title, _, tasks in phases(page)] == [("January 2027", 2), ("February 2027", 1)]


def test_no_time_is_something_to_do_or_to_read() -> None:
    body = "- Turn the wheel\n- May 2027\n- Spring\n\n**Resources**\n\n- Guide to mills\n- 6 weeks\n- Java 2027"
    page = markdown(f"## Roadmap\n\n### Grind\n\n{body}\n\n### Sieve\n\n- Shake it")
    assert phases(page)[0] == ("Grind", None, ["Turn the wheel", "Spring"])
    assert resources(page)[0] == ["Guide to mills", "Java 2027"]
    assert residue(page) == ["6 weeks"]


@pytest.mark.parametrize(
    ("aside", "left"),
    [
        ("(8 weeks, while still baking)", []),
        ("(part-time, 8 weeks)", []),
        ("[8 weeks - part-time]", []),
        ("(8 weeks)", []),
        ("(8 weeks, 10 hours a week)", ["10 hours a week"]),
    ],
)
def test_what_is_said_of_a_time_in_its_brackets_is_accounted_for(aside: str, left: list[str]) -> None:
    body = f"### Phase 1: Grind {aside}\n\n- Turn the wheel\n\n### Phase 2: Sieve (3 months)\n\n- Shake it"
    page = markdown(f"## Roadmap\n\n{body}")
    assert phases(page)[0] == ("Grind", "8 weeks", ["Turn the wheel"])
    assert residue(page) == left
    for law in LAWS:
        law(page)


DATES = [
    "May 2027", "May - July 2027", "Q2 2027", "H1 2027", "Spring term", "Fall semester 2027", "One semester",
    "2 terms", "half a semester", "2027", "2026/27", "05/2027", "2027-05-01", "mid-May", "May 1st - June 15th",
    "Spring 2027 \u2014 Fall 2027", "Wintersemester 2027", "Printemps 2027", "Anfang Mai 2027",
]  # fmt: skip
OTHERS = [
    "Spring", "Fall", "Q1", "Term 1", "a term", "to", "3", "12", "Spring Boot 2027", "Java 2024", "March on", "Week 2",
    "May I ask", "", "2027 goals", "$2027", "2027%", "6 weeks", "Winter break", "May " * 20,
]  # fmt: skip


@pytest.mark.parametrize("written", DATES)
def test_dates(written: str) -> None:
    assert is_date(written)


@pytest.mark.parametrize("written", OTHERS)
def test_what_is_no_date(written: str) -> None:
    assert not is_date(written)
