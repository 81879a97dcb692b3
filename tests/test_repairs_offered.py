"""What each rule thinks may repair a page: which values, how likely each is, and why, on small pages of one slip.

`test_repairs.py` has what becomes of these: which of them do repair the page, and how they are shown.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from math import inf
from pathlib import Path
from typing import Any

import pytest

from pathingest import Page, lint, parse
from pathingest.model.finding import Candidate
from pathingest.rules import find_rule
from pathingest.rules._agreement import Times, added, disagreement, total
from pathingest.rules._durations import Interval
from pathingest.rules._repairs_pay import Figures
from pathingest.rules._repairs_pay import disagreement as disagreement_of_pay
from pathingest.rules._repairs_skills import of_order, of_priorities
from pathingest.rules._repairs_times import of_each_skill
from pathingest.rules._written import Option, options, spot
from pathingest.values import parse_duration, parse_percent

FOLDER = Path(__file__).parent / "cases" / "repairs"
CASES = tomllib.loads((FOLDER / "pages.toml").read_text("utf-8"))["page"]
TITLE = "From {old} to {new}: Your {headline} Transition Guide"


def page_of(case: dict[str, Any]) -> Page:
    """A page of what a case states, and of nothing else; or what it has as a whole."""
    if text := case.get("text"):
        return parse(text, path=case.get("path", "page.txt"))
    roles = {"old": case.get("old", "Nurse"), "new": case.get("new", "Data Analyst")}
    title = TITLE.format(headline=case.get("headline", ""), **roles).replace("  ", " ")
    lines = [title]
    for label, name in (("Timeline", "timeline"), ("Salary Change", "change")):
        lines += [label, case[name]] if name in case else []
    lines += ["Overview", case.get("overview", "Both read charts all day.")]
    if skills := case.get("skills"):
        lines += ["Skills You'll Need to Learn", *([case["lead"]] if "lead" in case else [])]
        for name, badge in (skill.split(": ") for skill in skills):
            lines += [name, *badge.split(" | "), "Practise it."]
    if phases := case.get("phases"):
        lines.append("Your Learning Roadmap")
        for number, (name, time) in enumerate((phase.split(": ") for phase in phases), 1):
            lines += [str(number), name, time, "Tasks", "• Take notes"]
    lines += ["Reality Check", "Biggest Challenges", "• The first exam"] if case.get("whole", True) else []
    if answers := case.get("answers"):
        lines += ["Frequently Asked Questions", *answers]
    return parse("\n".join([*lines, ""]), path="page.txt")


def shown(page: Page, candidates: list[Candidate]) -> Iterator[str]:
    """Candidates as a golden has them, the likeliest first."""
    for one in sorted(candidates, key=lambda one: -one.weight):
        yield f"{one.weight:.3f} {one.message}  [{one.about}]"
        yield f"    {one.reason}"
        for edit in one.edits:
            old = page.source.text[slice(*edit.span)]
            yield f"    {edit.pointer} at {edit.span.start}: {old!r} becomes {edit.new!r}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"].replace(" ", "-"))
def test_what_may_repair_a_page(case: dict[str, Any], golden: Callable[[Path, str], None]) -> None:
    page = page_of(case)
    _, rule = find_rule(case["code"])
    finding = next(iter(lint(page, [rule.code])))
    assert rule.repairs
    found = [f"{finding.code} {finding.message}", *shown(page, [*rule.repairs(page, finding)])]
    golden(FOLDER / f"{case['says'].replace(' ', '-')}.out", "\n".join([*found, ""]))


def test_each_golden_is_of_a_case() -> None:
    names = [case["says"].replace(" ", "-") for case in CASES]
    assert len(set(names)) == len(names)
    assert {path.stem for path in FOLDER.glob("*.out")} == {*names}


# ----------------------------------------------------------------------------------------------------------------------
# How much disagrees.

NINE, TEN, TWENTY = Interval(36, 39.1), Interval(40, 43.5), Interval(80, 87)


def times(*wholes: Interval, phases: tuple[Interval, ...] = (), skills: tuple[Interval, ...] = ()) -> float:
    return disagreement(Times(tuple([(one,) for one in wholes]), tuple([one.high for one in wholes]), phases, skills))


def test_what_is_stated_once_disagrees_with_nothing() -> None:
    assert times() == times(NINE) == times(phases=(NINE,)) == 0
    assert times(NINE, NINE) < 0
    assert times(NINE, phases=(NINE,)) < 0


def test_what_contradicts_more_disagrees_more() -> None:
    row = [
        times(NINE, NINE),
        times(NINE, Interval(38, 40)),
        times(NINE, TEN),
        times(NINE, TWENTY),
        times(NINE, TEN, TWENTY),
    ]
    assert row == sorted(row)
    assert times(NINE, TWENTY) == times(TWENTY, NINE)
    assert times(NINE, NINE, TWENTY) < times(NINE, TEN, TWENTY)


def test_of_what_one_place_states_one_must_agree() -> None:
    several = Times(((NINE,), (TWENTY, NINE)), (39.1, 87), (), ())
    assert disagreement(several) == times(NINE, NINE)


@pytest.mark.parametrize(
    ("weeks", "agrees"),
    [(36, True), (39.1, True), (42.9, True), (43.1, False), (32.5, True), (32.3, False)],
)
def test_phases_miss_a_statement_by_a_tenth_at_most(weeks: float, agrees: bool) -> None:
    assert (times(NINE, phases=(Interval(weeks, weeks),)) < 2) == agrees


@pytest.mark.parametrize(("weeks", "fits"), [(39, True), (43, True), (43.1, False), (80, False)])
def test_skills_take_a_tenth_more_than_there_is_at_most(weeks: float, fits: bool) -> None:
    assert (times(NINE, skills=(Interval(weeks, inf),)) == 0) == fits


@pytest.mark.parametrize(("weeks", "fits"), [(45, True), (50, True), (50.1, False)])
def test_skills_take_a_quarter_more_than_the_phases_at_most(weeks: float, fits: bool) -> None:
    skills = (Interval(weeks - 10, 99), Interval(10, 99))
    assert (times(phases=(Interval(20, 20), Interval(16, 20)), skills=skills) == 0) == fits


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((Interval(12, 12), Interval(8, 8), Interval(16, 16)), "12 + 8 + 16 = 36 weeks"),
        ((Interval(12, 14), Interval(8, 8)), "12–14 + 8 = 20–22 weeks"),
        ((Interval(12, 12), Interval(8, inf)), "12 + at least 8 = at least 20 weeks"),
        ((Interval(12, 14),), "12–14 weeks"),
        ((Interval(1, 1),), "1 week"),
    ],
)
def test_a_sum_in_words(parts: tuple[Interval, ...], said: str) -> None:
    assert added(parts) == said


def test_parts_add_up_bound_by_bound() -> None:
    assert total([Interval(1, 2), Interval(3, inf)]) == (4, inf)
    assert total([]) is None


def test_the_pay_of_both_jobs_makes_a_change() -> None:
    assert Figures((), None).made is None
    assert Figures((), ((40, 50), (60, 100))).made == pytest.approx((50, 100))
    assert Figures((), ((40, 50), (80, 60))).made == pytest.approx((20, 100))


def test_what_is_said_of_pay_disagrees_the_more_it_contradicts() -> None:
    rows = [
        Figures((change, (20, 20)), None) for change in ((20, 20), (15, 25), (10, 20), (0, 10), (-20, -10), (-80, -60))
    ]
    found = [disagreement_of_pay(figures) for figures in rows]
    assert found == sorted(found)
    made = [Figures(((change, change),), ((40, 40), (50, 50))) for change in (25, 30, 35, 36, 60, 99)]
    found = [disagreement_of_pay(figures) for figures in made]
    assert found == sorted(found)
    assert found[3] - found[2] > 1  # more than ten points off


# ----------------------------------------------------------------------------------------------------------------------
# Values where they are.


@pytest.mark.parametrize(
    ("change", "amounts", "signed", "reversed_"),
    [
        ("+25%", (25,), False, False),
        ("-25%", (25,), True, False),
        ("+10% to +20%", (10, 20), False, False),
        ("+20% to +10%", (20, 10), False, True),
        ("-10% to -20%", (10, 20), True, False),
        ("-20% to -10%", (20, 10), True, False),
    ],
)
def test_a_value_is_known_with_its_form(change: str, amounts: tuple[int, ...], signed: bool, reversed_: bool) -> None:
    page = page_of({"change": change})
    found = spot(page, "/salary_change", parse_percent)
    assert found
    assert (found.amounts, found.is_signed, found.is_reversed) == (amounts, signed, reversed_)
    assert found.source == change == page.source.text[slice(*found.span)]
    assert found.written(Option(amounts)) is None
    other = found.written(Option(tuple(amount + 1 for amount in amounts)))
    assert other
    assert found.edit(other)[::2] == ("/salary_change", other)


@pytest.mark.parametrize("pointer", ["/timeline", "/headline/duration", "/faq/0"])
def test_what_is_not_stated_is_nowhere(pointer: str) -> None:
    assert spot(page_of({"change": "+25%"}), pointer, parse_duration) is None


def test_what_may_be_meant_is_offered_once_and_never_what_is_there() -> None:
    found = spot(page_of({"timeline": "9-12 months"}), "/timeline", parse_duration)
    assert found
    offered = [*options(found, [9, 12, 18, 0, -3], [(9, 12), (6, 8), (5, 5), (0, 4)])]
    keys = [(one.amounts, one.unit, one.flipped) for one in offered]
    assert len(set(keys)) == len(keys)
    assert ((9, 12), None, False) not in keys
    assert ((6, 8), None, False) in keys
    assert {one.unit for one in offered} == {None, "week", "year"}
    assert all(low < high for low, high in (one.amounts for one in offered))
    assert all(low > 0 for low, _ in (one.amounts for one in offered))
    assert not any(one.flipped for one in offered)
    assert all(one.slip < 0 for one in offered)


def test_a_skill_s_other_times_come_with_its_number_and_their_weeks() -> None:
    page = page_of(
        {"timeline": "5 months", "skills": ["SQL: Critical", "R: Critical6 months", "Perl: Important2 weeks"]}
    )
    found = [*of_each_skill(page)]
    assert {number for _, number, _ in found} == {1, 2}
    assert all(one.about == f"/skills_to_learn/{number}/duration" for one, number, _ in found)
    assert (6, 6) in [tuple(weeks) for _, number, weeks in found if number == 1]


def test_skills_without_priorities_get_none() -> None:
    page = page_of({"skills": ["SQL: 8 weeks", "R: 6 weeks"]})
    found = [one.message for one in (*of_order(page), *of_priorities(page))]
    assert found
    assert not [message for message in found if "priorit" in message]
