"""What a figure in prose is about, and which figures are claims."""

from __future__ import annotations

import pytest

from pathingest import parse
from pathingest.model.page import Page
from pathingest.profiles import generic
from records import record

HEAD = "# From Baker to Miller: a plan\n\n## Overview\n\nGrain is grain.\n\n"
REST = "## Skills to learn\n\n- Wind\n\n"
FAQ = "\n\n## FAQ\n\n### Is it loud?\n\nYes.\n"


def page(body: str, faq: str = FAQ) -> Page:
    return parse(f"{HEAD}{REST}{body}{faq}", media_type="text/markdown", profile=generic())


def claims(read: Page) -> list[tuple[str, str | None]]:
    return [(claim["text"], claim["about"]) for claim in record(read)["claims"]]


LEVELS = """## Paths in the trade

### Entry Level (0-2 years)

Sweep.

**Salary range**: $30,000 - $35,000

### Senior Level: the big stones

**Salary range**: $50,000 - $55,000

### Millers

Pay is $70,000 a year after 6 months.

### What else

Salaries end at $80,000.
"""


def test_a_heading_that_names_a_level_or_a_job_is_what_its_figures_are_about() -> None:
    read = page(LEVELS)
    assert claims(read) == [
        ("$30,000 - $35,000", "Entry Level"),
        ("$50,000 - $55,000", "Senior Level"),
        ("$70,000 a year", "Millers"),
        ("6 months", "Millers"),
        ("$80,000", None),
    ]
    (start, end), *more = read.evidence.leaves["/claims/0/about"].spans
    assert read.source.text[start:end] == "Entry Level"
    assert not more


def test_a_heading_that_names_another_job_is_what_its_figures_are_about_too() -> None:
    read = page("## Paths in the trade\n\n### Electricians\n\n**Salary range**: $70,000 - $75,000\n")
    assert claims(read) == [("$70,000 - $75,000", "Electricians")]


TABLE = """## How fast it goes

| Pace | Weekly hours | In all | Stage |
| --- | --- | --- | --- |
| Part-time | 5-10 hours | 4-6 months | 1 |
| Full-time | 30 hours | 6 weeks | 2 |

| Job | Median pay | Experience |
| --- | --- | --- |
| Junior miller | $40,000 | 0-2 years |
| Mill owner | $90,000 | 5 years |
"""


def test_a_cell_is_about_what_begins_its_row_and_what_it_is_its_column_says() -> None:
    assert claims(page(TABLE)) == [
        ("5-10 hours", "Part-time"),
        ("4-6 months", "Part-time"),
        ("30 hours", "Full-time"),
        ("6 weeks", "Full-time"),
        ("$40,000", "Junior miller"),
        ("$90,000", "Mill owner"),
    ]


def test_tables_of_the_overview_are_read_alike() -> None:
    table = "### Pay in the trade\n\n| Town | Median pay |\n| --- | --- |\n| Ulm | $40,000 |\n| Ghent | $41,000 |\n"
    read = parse(f"{HEAD}{table}\n{REST}{FAQ}", media_type="text/markdown", profile=generic())
    assert claims(read) == [("$40,000", "Ulm"), ("$41,000", "Ghent")]


@pytest.mark.parametrize(
    ("heading", "text", "about"),
    [
        ("## Stone lore", "It takes 3 months.", "Stone lore"),
        ("## 2. Night schools", "They take 30 weeks.", "Night schools"),
        ("## Night schools\n\n### Part-time", "It takes 30 weeks.", "Part-time"),
        ("## Money matters", "Expect 10% less at first.", "Money matters"),
        ("## Senior millers\n\n### Money matters", "Allow 10 weeks for it.", "Senior millers"),
        ("## Money matters", "The move takes 4 months.", None),
        ("## Before you start", "It takes 3 months.", None),
        ("## How long is it?", "It takes 3 months.", None),
        ("## Final thoughts", "It takes 3 months.", None),
    ],
)
def test_a_figure_is_about_the_nearest_heading_that_names_something(heading: str, text: str, about: str | None) -> None:
    read = page(f"{heading}\n\n{text}\n")
    assert [said for _, said in claims(read)] == [about]
    if about:
        ((start, end),) = read.evidence.leaves["/claims/0/about"].spans
        assert read.source.text[start:end] == about


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ("Senior millers earn $60,000.", "Senior millers"),
        ("A miller earns $60,000.", "miller"),
        ("Target salary (Entry): $60,000", "Entry"),
        ("Entry-level workers are paid $60,000.", "Entry-level workers"),
        ("Salary of a lead miller: $60,000", "lead miller"),
        ("Salaries lead to $60,000.", "The trade"),
        ("Glass blower: $60,000 of pay", "The trade"),
        ("Glass Designer: $60,000 of pay", "Glass Designer"),
        ("Bakers earn little; pay is $60,000.", "The trade"),
    ],
)
def test_pay_is_about_the_level_and_the_job_before_it(line: str, about: str | None) -> None:
    assert claims(page(f"## The trade\n\n{line}\n")) == [("$60,000", about)]


@pytest.mark.parametrize(
    ("question", "answer", "about"),
    [
        ("How long until I am a miller?", "Expect 6 months.", ["miller"]),
        ("How long from baker to miller?", "Expect 6 months.", [None]),
        ("How long does it take?", "Expect 6 months.", [None]),
        ("What do millers do?", "They learn for 6 months, then rest for 2 weeks.", [None, None]),
    ],
)
def test_a_question_about_one_role_says_what_its_answers_only_figure_is_about(
    question: str, answer: str, about: list[str | None]
) -> None:
    assert [said for _, said in claims(page("", f"## FAQ\n\n### {question}\n\n{answer}\n"))] == about


@pytest.mark.parametrize(
    ("roles", "answer", "about"),
    [
        (
            "QA Tester to Security Engineer",
            "testers earn $50,000-$70,000, engineers $90,000-$120,000.",
            "testers engineers",
        ),
        (
            "QA Tester to Security Engineer",
            "Expect more: testers earn $50,000, most engineers get $90,000.",
            "testers engineers",
        ),
        (
            "QA Tester to Security Analyst (SOC)",
            "A tester is paid $50,000; analysts are paid about $90,000.",
            "tester analysts",
        ),
        (
            "Mill Deputy to Grain Buyer",
            "Deputies earn $50,000, while grain buyers get $90,000.",
            "Deputies grain_buyers",
        ),
        ("Backend Engineer to AI Engineer", "Engineers earn $50,000, engineers $90,000.", "- -"),
        ("Engineer Trainee to AI Engineer", "Trainees earn $50,000, engineers $90,000.", "Trainees -"),
        ("QA Tester to Security Engineer", "In Ulm testers earn $50,000, software engineers $90,000.", "- -"),
        ("QA Tester to Security Engineer", "Testers in Ulm earn $50,000, engineers' aides $90,000.", "- -"),
    ],
)
def test_pay_is_about_the_one_role_that_has_the_last_word_that_is_said(roles: str, answer: str, about: str) -> None:
    head = HEAD.replace("Baker to Miller", roles)
    read = parse(f"{head}{REST}{FAQ.replace('Yes.', f'Pay: {answer}')}", media_type="text/markdown", profile=generic())
    assert [(said or "-").replace(" ", "_") for _, said in claims(read)] == about.split()
    for i, (_, said) in enumerate(claims(read)):
        if said:
            ((start, end),) = read.evidence.leaves[f"/claims/{i}/about"].spans
            assert read.source.text[start:end] == said


def test_a_heading_that_names_a_level_goes_before_a_last_word() -> None:
    text = f"{HEAD.replace('Miller', 'Stone Miller')}{REST}## Junior\n\nMillers earn $60,000.\n{FAQ}"
    assert claims(parse(text, media_type="text/markdown", profile=generic())) == [("$60,000", "Junior")]


def test_time_of_something_else_is_no_claim() -> None:
    said = "I baked for nine years. A 4-year degree is no use. I did not get a place in 3 months. It took 18 months."
    assert claims(page(f"## The trade\n\n{said}")) == [("18 months", "The trade")]
