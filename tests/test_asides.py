"""What stands beside a value and says how it is meant: an aside behind a duration, a word before a percentage."""

from __future__ import annotations

import pytest

from pathingest import lint, parse
from records import record, residue
from test_laws import LAWS

HEAD = "From Baker to Miller: Your 9-Month Transition Guide\nSalary Change\n{}\nLearning Roadmap\n"
PHASES = "1\nGrind\n{}\nTasks\n\u2022 Turn the wheel\n2\nSieve\n{}\nTasks\n\u2022 Shake it\n"
END = "Reality Check\nBiggest Challenges\n\u2022 Flour\n"


def page(salary: str = "+20%", first: str = "20 weeks", second: str = "16 weeks") -> str:
    return HEAD.format(salary) + PHASES.format(first, second) + END


@pytest.mark.parametrize("aside", ["in parallel with phase 1", "part-time", "evenings only"])
def test_an_aside_behind_a_phases_duration_is_a_part_of_its_words(aside: str) -> None:
    read = parse(page(second=f"16 weeks ({aside})"))
    assert residue(read) == []
    durations = [phase["duration"] for phase in record(read)["roadmap"]]
    assert [(one["text"], one["max"]) for one in durations] == [("20 weeks", 20), (f"16 weeks ({aside})", 16)]
    for law in LAWS:
        law(read)


@pytest.mark.parametrize(
    "behind",
    [" (8 weeks)", " (~40 hours)", " ($90)", " (a) (b)", " (Foundations)", " (of Code)", " (or part-time 8 weeks)"],
)
def test_what_states_another_value_is_no_aside(behind: str) -> None:
    (_, *others) = record(parse(page(second=f"16 weeks{behind}")))["roadmap"]
    assert f"16 weeks{behind}" not in [phase["duration"] and phase["duration"]["text"] for phase in others]


def test_a_phase_that_is_said_to_run_beside_another_adds_nothing_for_sure() -> None:
    apart, beside = (page(first="38 weeks", second=f"16 weeks{aside}") for aside in ("", " (in parallel with phase 1)"))
    assert "DUR002" in [finding.code for finding in lint(parse(apart))]
    assert "DUR002" not in [finding.code for finding in lint(parse(beside))]


@pytest.mark.parametrize("before", ["Around", "about", "~", "Approx."])
def test_a_word_for_about_before_a_percentage_is_accounted_for(before: str) -> None:
    read = parse(page(salary=f"{before} +20%"))
    assert residue(read) == []
    assert record(read)["salary_change"]["low"] == 20
    for law in LAWS:
        law(read)
