"""What speaks for siblings to be steps: the rows of cases/sections/weighing.toml, as in `test_sections_roads`.

`document` is what the page's head says, `closed` the text of lines that a known section holds; `weighed` the siblings
with the weight of what speaks for them, `steps` those that are taken.
"""

from __future__ import annotations

import pytest

from limits_cases import Row, in_blocks, lines_of, params, parts
from pathingest.lines import typed
from pathingest.model.segment import Segment
from pathingest.profiles import generic, in_language
from pathingest.sections.siblings import find_siblings
from pathingest.sections.weighing import _evidence, _name, _Page, ends_with_time, find_steps


def weighed_of(row: Row) -> list[str]:
    """All rows of siblings of the page, and what they are called."""
    lines = lines_of(in_blocks(row))
    page = _Page.of(lines, row.get("document", ""))
    return [
        f"{sum(weight for weight, holds in _evidence(one, page) if holds)}: "
        + " / ".join([_name(lines[i]) for i in one.starts])
        for one in find_siblings(lines, [line.text not in row.get("closed", ()) for line in lines])
    ]


def steps_of(row: Row) -> str:
    """The steps, and what follows them."""
    lines = lines_of(in_blocks(row))
    steps = find_steps(lines, [line.text not in row.get("closed", ()) for line in lines], row.get("document", ""))
    if steps is None:
        return "none"
    end = lines[steps.end].text if steps.end < len(lines) else "the end"
    return f"{' / '.join([lines[i].text for i in steps.starts])} | to {end}"


def texts_of_steps(row: Row) -> list[str]:
    lines = lines_of(row)
    steps = find_steps(lines, [True] * len(lines), row.get("document", ""))
    return [lines[i].text for i in steps.starts] if steps else []


ROWS = params("sections", "weighing")


@pytest.mark.parametrize("row", [row for row in ROWS if "weighed" in row.values[0]])
def test_what_speaks_for_them(row: Row) -> None:
    assert weighed_of(row) == row["weighed"]


@pytest.mark.parametrize("row", parts("weighed"))
def test_what_speaks_for_parts(row: Row) -> None:
    assert weighed_of(row) == row["weighed"]


@pytest.mark.parametrize("row", parts("steps"))
def test_which_parts_are_taken(row: Row) -> None:
    assert texts_of_steps(row) == row["steps"]


@pytest.mark.parametrize("row", [row for row in ROWS if "steps" in row.values[0]])
def test_which_are_taken(row: Row) -> None:
    assert steps_of(row) == row["steps"]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Sow (4 weeks)", True),
        ("Sow [4 months]", True),
        ("Sow - 4 weeks", True),
        ("Sow \u2013 4 weeks", True),
        ("Sow \u2014 4 weeks", True),
        ("Sow | 4 weeks", True),
        ("Sow: 4 weeks", True),
        ("Sow (weeks 1-4)", True),
        ("Sow: month 3", True),
        ("Sow (rye, 4 weeks)", True),
        ("Sow (rye; 4 weeks)", True),
        ("Sow (rye | 4 weeks)", True),
        ("Sow (rye \u00b7 4 weeks)", True),
        ("Sow (rye, oats, 4 weeks)", False),
        ("Sow (4 hours)", False),
        ("Sow (4 days)", False),
        ("Sow (4 years)", False),
        ("Sow (rye)", False),
        ("Sow 4 weeks", False),
        ("Sow-4 weeks", False),
        ("Sow (4 weeks) rye", False),
        ("(4 weeks)", False),
        ("Sow", False),
        ("Sow (4 Wochen)", False),
    ],
)
def test_a_title_may_end_with_a_time(text: str, ends: bool) -> None:
    (line,) = typed([Segment("line", text, 0, len(text))], generic())
    assert ends_with_time(line) == ends


def test_a_title_may_end_with_a_time_in_its_language() -> None:
    (line,) = typed([Segment("line", "S\u00e4en (4 Wochen)", 0, 15)], in_language(generic(), "de"))
    assert ends_with_time(line)
