"""The arithmetic of the rules about durations and priorities, and which words of a page they take to be meant."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathingest import parse
from pathingest.model.finding import Finding, Problem, Reorder
from pathingest.model.page import Origin, Page
from pathingest.model.pathway import Duration, Weeks
from pathingest.model.source import Span
from pathingest.rules import EnabledRules, check, find_rule, lint, rules
from pathingest.rules._durations import (
    Gap,
    Interval,
    are_rounded,
    as_interval,
    converted,
    difference,
    exceeds,
    gap,
    guaranteed_weeks,
    in_weeks,
    is_slight,
    number,
    percent,
    phase_places,
    phases_side_by_side,
    skill_places,
    skills_at_least,
    skills_side_by_side,
    spanned,
    total,
    total_problem,
    with_tolerance,
    worded,
)
from pathingest.rules._overlaps import parallel_phases, parallel_skills
from pathingest.rules._place import span_of
from pathingest.rules._priorities import _says_so
from pathingest.rules._transition_time import (
    answers,
    contradictions,
    is_of_a_part,
    planned,
    sentence,
    sentence_of,
    stated,
)
from pathingest.values.duration import LABEL, parse_duration

DAYS = 7
MONTH = (4, 4.348125)
YEAR = (52, 52.1775)
RULES = ("DUR001", "DUR002", "DUR003", "DUR005", "DUR006", "DUR007", "DUR008", "PRI001", "PRI002", "PRI003")
AMOUNTS = st.integers(0, 400)
UNITS = st.sampled_from(["day", "week", "month", "year"])


def length(low: float | None, high: float | None, unit: str | None, *, about: bool = False) -> Duration:
    """A duration as the record has it; what rules do not read is left out."""
    weeks = Weeks(min=None, max=None)
    return Duration.model_construct(
        text="", min=low, max=high, unit=unit, approximate=about, ongoing=unit is None, weeks=weeks
    )


def asked(page: Page, *codes: str, **options: Any) -> list[Finding]:
    """What the rules find on a page; options are those of the only rule."""
    found = [find_rule(code) for code in codes or RULES]
    changed = {rule.code: replace(rule.options, **options) for _, rule in found if options}
    return check(page, EnabledRules(tuple(found), changed), debug=True)


def lengths() -> st.SearchStrategy[Duration]:
    """Any duration: ranges, open ones, and those without an end."""

    def built(low: int, more: int, unit: str, bounds: str) -> Duration:
        return length(None if bounds == "high" else low, None if bounds == "low" else low + more, unit)

    some = st.builds(built, AMOUNTS, st.one_of(st.just(0), AMOUNTS), UNITS, st.sampled_from(["both", "low", "high"]))
    return st.one_of(some, st.just(length(None, None, None)))


# --------------------------------------------------------------------------------------------------------------------
# Charitable intervals.


@given(AMOUNTS)
def test_weeks_are_themselves(n: int) -> None:
    assert as_interval(length(n, n, "week")) == (n, n)


@given(AMOUNTS)
def test_months_hold_both_ways_of_counting_them(n: int) -> None:
    assert as_interval(length(n, n, "month")) == (n * MONTH[0], n * MONTH[1])


@given(AMOUNTS, st.integers(0, 40), UNITS)
def test_an_interval_holds_what_it_was_made_of(low: int, more: int, unit: str) -> None:
    found = as_interval(length(low, low + more, unit))
    assert found
    for n in (low, low + more):
        one = as_interval(length(n, n, unit))
        assert one
        assert found.low <= one.low <= one.high <= found.high


@given(st.integers(1, 50))
def test_years_agree_with_months_and_with_weeks(n: int) -> None:
    years = length(n, n, "year")
    assert difference(years, length(12 * n, 12 * n, "month")) is None
    assert difference(years, length(52 * n, 52 * n, "week")) is None


@given(AMOUNTS)
def test_days_are_sevenths(n: int) -> None:
    days, weeks = as_interval(length(DAYS * n, DAYS * n, "day")), as_interval(length(n, n, "week"))
    assert days
    assert weeks
    assert gap(days, weeks) is None


@pytest.mark.parametrize("duration", [None, length(None, None, None), length(3, 4, "hour")])
def test_what_has_no_weeks_has_no_interval(duration: Duration | None) -> None:
    assert as_interval(duration) is None
    assert with_tolerance(duration) is None


@given(st.lists(lengths(), min_size=1), lengths())
def test_a_sum_grows_with_each_length(durations: list[Duration], more: Duration) -> None:
    before, after = total(durations), total([*durations, more])
    assert before
    assert after
    assert before.low <= after.low
    assert before.high <= after.high


def test_a_sum_with_an_open_end_has_no_upper_bound() -> None:
    assert total([length(10, None, "week"), length(4, 4, "week")]) == (14, inf)
    assert total([length(None, None, None), length(4, 4, "week")]) == (4, inf)


@pytest.mark.parametrize("lengths", [[], [None], [length(4, 4, "week"), None], [length(9, 9, "hour")]])
def test_what_cannot_be_added_has_no_sum(lengths: list[Duration | None]) -> None:
    assert total(lengths) is None


@given(lengths(), lengths())
def test_two_lengths_have_a_gap_or_a_common_value(one: Duration, other: Duration) -> None:
    first, second = as_interval(one), as_interval(other)
    if first and second:
        far, back = gap(first, second), gap(second, first)
        common = max(first.low, second.low) <= min(first.high, second.high)
        assert (far is None) == (back is None)
        assert far is None or not common
        assert far is None or back is None or (far.weeks == back.weeks and far.short != back.short)


@given(lengths(), lengths())
def test_about_only_ever_forgives(one: Duration, other: Duration) -> None:
    about = one.model_copy(update={"approximate": True})
    assert difference(one, other) or not difference(about, other)
    assert guaranteed_weeks(about) <= guaranteed_weeks(one)


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_nothing_exceeds_itself_by_the_error_of_a_sum(value: float, part: float) -> None:
    assert not exceeds(value + part - part, value + 1e-6)
    assert not exceeds(value, value)


@pytest.mark.parametrize(
    ("duration", "shown"),
    [
        (length(9, 9, "month"), "9 months (36–39 weeks)"),
        (length(1, 1, "month"), "1 month (4–4.3 weeks)"),
        (length(1, 1, "year", about=True), "about 1 year (52 weeks)"),
        (length(9, 12, "month"), "9–12 months (36–52 weeks)"),
        (length(1.5, 2, "year"), "1.5–2 years (78–104 weeks)"),
        (length(10, None, "week"), "at least 10 weeks"),
        (length(None, 2, "year"), "at most 2 years (104 weeks)"),
        (length(7, 7, "day"), "7 days (1 week)"),
        (length(None, None, None), "no end"),
        (length(40, 40, "hour"), "40 hours"),
    ],
)
def test_a_duration_in_words(duration: Duration, shown: str) -> None:
    assert converted(duration) == shown


@pytest.mark.parametrize(
    ("weeks", "shown"), [(1, "1 week"), (1.04, "1 week"), (26.08875, "26.1 weeks"), (40, "40 weeks")]
)
def test_weeks_have_no_trailing_zeros(weeks: float, shown: str) -> None:
    assert in_weeks(weeks) == shown


@pytest.mark.parametrize(
    ("weeks", "shown"),
    [
        (Interval(38, 38), "38 weeks"),
        (Interval(30, 34), "30–34 weeks"),
        (Interval(30.04, 30), "30 weeks"),
        (Interval(1, 1), "1 week"),
        (Interval(0.5, 1), "0.5–1 weeks"),
        (Interval(38, inf), "at least 38 weeks"),
        (Interval(1, inf), "at least 1 week"),
    ],
)
def test_weeks_from_one_to_another_in_words(weeks: Interval, shown: str) -> None:
    assert spanned(weeks) == shown


@pytest.mark.parametrize(
    ("found", "claimed", "size"),
    [
        (Interval(30, 32), Interval(36, 39), "4 weeks (11%) short"),
        (Interval(40, 44), Interval(36, 39), "1 week (3%) too long"),
        (Interval(40.5, 44), Interval(36, 39.2), "1.3 weeks (3%) too long"),
        (Interval(3, 4), Interval(0, 0), "3 weeks too long"),
        (Interval(36, 40), Interval(30, 36), None),
        (Interval(20, 30), Interval(30, 36), None),
        (Interval(20, 30), Interval(30.1, 36), "0.1 weeks (0%) short"),
        (Interval(36.1, inf), Interval(30, 36), "0.1 weeks (0%) too long"),
        (Interval(2, 3), Interval(8, inf), "5 weeks (63%) short"),
    ],
)
def test_a_gap_in_words(found: Interval, claimed: Interval, size: str | None) -> None:
    far = gap(found, claimed)
    assert (far and far.size) == size


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [(26.08, 1, "26.1"), (12.0, 1, "12"), (0.04, 1, "0"), (12.345, 2, "12.35"), (10.0, 2, "10"), (120.0, 0, "120")],
)
def test_a_number_has_no_more_decimals_than_it_needs(value: float, digits: int, shown: str) -> None:
    assert number(value, digits) == shown
    assert number(value) == number(value, 1)


def test_a_share_is_rounded_to_the_nearer_percentage() -> None:
    assert [percent(share) for share in (0.114, 0.115, 0.0049, 0.005, 1, 1.996)] == [
        *("11%", "12%", "0%", "1%", "100%", "200%")
    ]


@pytest.mark.parametrize(
    ("duration", "shown"),
    [
        (length(12, 12, "month"), "12 months"),
        (length(1, 1, "month"), "1 month"),
        (length(9, 12, "month"), "9–12 months"),
        (length(0, 1, "month"), "0–1 month"),
        (length(10, None, "week"), "at least 10 weeks"),
        (length(None, 1, "year"), "at most 1 year"),
        (length(1, 1, "year", about=True), "about 1 year"),
        (length(10, None, "week", about=True), "about at least 10 weeks"),
        (length(1.5, 1.5, "year"), "1.5 years"),
        (length(2.0, 3.0, "year"), "2–3 years"),
        (length(None, None, "week"), "no end"),
        (length(3, 4, None), "no end"),
        (length(3, 3, "hour"), "3 hours"),
    ],
)
def test_a_duration_in_its_own_unit(duration: Duration, shown: str) -> None:
    assert worded(duration) == shown


@pytest.mark.parametrize(
    ("duration", "shown"),
    [
        (length(2, 2, "month"), "2 months (8–8.7 weeks)"),
        (length(3, 3, "month"), "3 months (12–13 weeks)"),
        (length(70, 70, "day"), "70 days (10 weeks)"),
        (length(69, 69, "day"), "69 days (9.9 weeks)"),
        (length(9, 14, "day"), "9–14 days (1.3–2 weeks)"),
        (length(3, None, "day"), "at least 3 days (0.4 weeks)"),
        (length(None, 7, "day"), "at most 7 days (1 week)"),
        (length(14, 16, "week"), "14–16 weeks"),
    ],
)
def test_a_duration_with_what_it_means_in_weeks(duration: Duration, shown: str) -> None:
    assert converted(duration) == shown


@pytest.mark.parametrize(
    ("duration", "weeks"),
    [
        (length(8, 10, "week"), 10),
        (length(8, None, "week"), 8),
        (length(None, 10, "week"), 10),
        (length(10, 10, "week", about=True), 9),
        (length(10, None, "week", about=True), 9),
        (length(10, 10, "hour"), 0),
        (length(None, None, None), 0),
    ],
)
def test_how_far_a_length_goes_for_sure(duration: Duration, weeks: float) -> None:
    assert guaranteed_weeks(duration) == weeks


def test_about_gives_a_tenth_at_either_end() -> None:
    assert with_tolerance(length(10, 20, "week", about=True)) == pytest.approx((9, 22))
    assert with_tolerance(length(10, None, "week", about=True)) == (9, inf)
    assert with_tolerance(length(10, 20, "week")) == (10, 20)


@pytest.mark.parametrize(
    ("one", "other", "rounded", "slight"),
    [
        (length(40, 40, "week"), length(9, 9, "month"), True, True),
        (length(280, 280, "day"), length(9, 9, "month"), True, True),
        (length(53, 53, "week"), length(1, 1, "year"), True, True),
        (length(37, 37, "week"), length(38, 38, "week"), False, False),
        (length(9, 9, "month"), length(1, 1, "year"), False, False),
        (length(40, 40, "hour"), length(9, 9, "month"), False, False),
        (length(42, 42, "week"), length(9, 9, "month"), True, False),
        (length(5, 5, "week"), length(1, 1, "month"), True, False),
    ],
)
def test_what_rounding_makes_of_a_length(one: Duration, other: Duration, rounded: bool, slight: bool) -> None:
    assert are_rounded(one, other) == are_rounded(other, one) == rounded
    plain, claim = as_interval(one), as_interval(other)
    far = gap(plain, claim) if plain and claim else Gap(0.1, 1, short=False)
    assert far
    assert is_slight(far, one, other) == slight


def test_what_rounding_may_make_is_half_a_month_at_most_and_a_tenth_of_the_length() -> None:
    weeks, months = length(1, 1, "week"), length(1, 1, "month")
    for size, bound, slight in (
        (2.174, 40, True),
        (2.175, 40, False),
        (1.0, 10, True),
        (1.01, 10, False),
    ):
        assert is_slight(Gap(size, bound, short=True), weeks, months) == slight


def test_less_than_one_week_is_rounding_in_another_unit() -> None:
    months = length(9, 9, "month")  # 36 to 39.1 weeks
    assert difference(length(40, 40, "week"), months) is None
    assert difference(length(41, 41, "week"), months) is not None
    assert difference(length(35, 35, "week"), months) is not None
    assert difference(length(35.5, 35.5, "week"), months) is None
    assert difference(months, length(40, 40, "week")) is None
    found = difference(length(44, 44, "week", about=True), length(52, 52, "week"))
    assert found is not None
    assert (found.weeks, found.bound, found.short) == (8, 52, True)  # without the tenth that was given
    assert difference(length(48, 48, "week", about=True), length(52, 52, "week")) is None
    assert difference(length(9, 9, "hour"), months) is None


# --------------------------------------------------------------------------------------------------------------------
# Pages.

PRIORITIES = ("Critical", "Important", "Nice to have")
WEEKS = st.integers(1, 60)


def page_of(
    timeline: str, skills: list[tuple[str, str]], phases: list[str], lead: str = "Take them as they come."
) -> Page:
    """A page with a timeline, skills with a badge and a duration, and phases."""
    lines = ["From Baker to Food Technologist: Your Transition Guide", "Timeline", timeline, "Skills to Learn", lead]
    for i, (priority, duration) in enumerate(skills):
        lines += [f"Dough Science {'ABCDEFGH'[i]}", f"{priority}{duration}", "Write down each batch."]
    lines.append("Your Learning Roadmap")
    for i, duration in enumerate(phases, 1):
        lines += [str(i), f"Lab Course {'ABCDEFGH'[i]}", duration, "Tasks", "  • Keep a notebook"]
    page = parse("\n".join([*lines, "Reality Check", "Biggest Challenges", "  • The first exam"]))
    assert len(page.record.skills_to_learn) == len(skills)
    assert len(page.record.roadmap) == len(phases)
    return page


def answered(question: str | None, answer: str) -> Page:
    """A page with one answer."""
    head = ["From Baker to Food Technologist: Your 9-Month Transition Guide", "Overview", "A baker knows dough."]
    page = parse("\n".join([*head, "Frequently Asked Questions", *([question] if question else []), answer]))
    assert [(entry.question, entry.answer) for entry in page.record.faq] == [(question, answer)]
    return page


def weeks(n: int) -> str:
    return f"{n} week{'' if n == 1 else 's'}"


def days(n: int) -> str:
    return f"{DAYS * n} days"


SKILLS = st.lists(st.tuples(st.sampled_from(PRIORITIES), WEEKS), min_size=1, max_size=5)
PHASES = st.lists(WEEKS, min_size=1, max_size=5)


@given(WEEKS, SKILLS, PHASES)
def test_the_unit_changes_no_finding(timeline: int, skills: list[tuple[str, int]], phases: list[int]) -> None:
    found = []
    for written in (weeks, days):
        badges = [(priority, written(duration)) for priority, duration in skills]
        page = page_of(written(timeline), badges, [written(phase) for phase in phases])
        found.append([(finding.code, finding.pointer) for finding in asked(page)])
    assert found[0] == found[1]


@given(WEEKS, SKILLS, PHASES, st.floats(0, 1), st.floats(0, 1))
def test_more_tolerance_never_finds_more(
    timeline: int, skills: list[tuple[str, int]], phases: list[int], one: float, other: float
) -> None:
    badges = [(priority, weeks(duration)) for priority, duration in skills]
    page = page_of(weeks(timeline), badges, [weeks(phase) for phase in phases])
    strict, lenient = sorted((one, other))
    for code, option, scale, least in [
        ("DUR002", "share", 1, 0),
        ("DUR002", "weeks", 52, 0),
        ("DUR007", "ratio", 3, 1),
        ("DUR008", "ratio", 3, 1),
        ("PRI003", "ratio", 3, 1),
    ]:
        severe, mild = (
            {about for finding in asked(page, code, **{option: least + scale * tolerance}) for about in _about(finding)}
            for tolerance in (strict, lenient)
        )
        assert mild <= severe


def _about(finding: Finding) -> list[frozenset[str | None]]:
    """The pairs of skills that a finding of PRI003 is about; of any other, its own place."""
    others = [other.pointer for other in finding.related] if finding.code == "PRI003" else [None]
    return [frozenset((finding.pointer, other)) for other in others]


@given(WEEKS, SKILLS, PHASES)
def test_the_sums_are_those_of_the_catalogue(timeline: int, skills: list[tuple[str, int]], phases: list[int]) -> None:
    badges = [(priority, weeks(duration)) for priority, duration in skills]
    page = page_of(weeks(timeline), badges, [weeks(phase) for phase in phases])
    learnt, planned = sum(duration for _, duration in skills), sum(phases)
    codes = {finding.code for finding in asked(page)}
    missed = abs(planned - timeline)
    assert ("DUR002" in codes) == (10 * missed > timeline and missed > 2)
    assert ("DUR008" in codes) == (10 * learnt > 11 * timeline)
    assert ("DUR007" in codes) == (4 * learnt > 5 * planned and "DUR008" not in codes)


@given(SKILLS)
def test_each_pair_of_skills_that_contradict_each_other_is_in_one_finding(skills: list[tuple[str, int]]) -> None:
    page = page_of("12 months", [(priority, weeks(duration)) for priority, duration in skills], ["52 weeks"])
    expected = [
        frozenset((f"/skills_to_learn/{i}/duration/text", f"/skills_to_learn/{j}/duration/text"))
        for i, (priority, duration) in enumerate(skills)
        for j, (other, weeks_of_it) in enumerate(skills)
        if PRIORITIES.index(other) < PRIORITIES.index(priority) and 4 * duration >= 5 * weeks_of_it
    ]
    found = asked(page, "PRI003")
    about = [pair for finding in found for pair in _about(finding)]
    assert len(about) == len(set(about))
    assert set(about) == set(expected)
    # What is said at a place explains as many pairs as any place can.
    most = max(
        (sum(place in pair for pair in expected) for place in {at for pair in expected for at in pair}), default=0
    )
    assert max((len(finding.related) for finding in found), default=0) == most


@given(SKILLS)
def test_the_fix_puts_the_skills_in_order_and_no_more(skills: list[tuple[str, int]]) -> None:
    badges = [(priority, weeks(duration)) for priority, duration in skills]
    found = asked(page_of("12 months", badges, ["52 weeks"], "Ranked by importance."), "PRI001")
    ranks = [PRIORITIES.index(priority) for priority, _ in skills]
    assert bool(found) == (ranks != sorted(ranks))
    for finding in found:
        assert finding.fix
        (change,) = finding.fix.changes
        assert isinstance(change, Reorder)
        assert list(change.order) == sorted(range(len(ranks)), key=ranks.__getitem__)


def test_a_skill_without_priority_keeps_its_place() -> None:
    badges = [("Important", "3 weeks"), ("", "3 weeks"), ("Critical", "3 weeks")]
    (finding,) = asked(page_of("12 months", badges, ["52 weeks"], "Ranked by importance."), "PRI001")
    assert finding.fix
    assert finding.fix.changes == (Reorder("/skills_to_learn", (2, 1, 0)),)


# --------------------------------------------------------------------------------------------------------------------
# Record files.


def as_record(page: Page, raw: tuple[Page, ...]) -> Page:
    """The page as if it had been read from a record file, made from the raw pages."""
    return replace(page, origin=Origin(lambda _: None, lambda: raw))


def test_a_record_file_is_held_to_the_statement_of_its_raw_page() -> None:
    raw = page_of(
        "12 months", [("Important", "3 weeks"), ("Critical", "3 weeks")], ["52 weeks"], "Ranked by importance."
    )
    other = page_of("12 months", [("Important", "3 weeks")], ["52 weeks"])
    (finding,) = asked(as_record(raw, (other, raw)), "PRI001")
    assert finding.related[0].message.startswith("here the page says")
    assert finding.related[0].line == raw.source.position(raw.source.text.index("Ranked")).line


def test_a_record_file_without_its_raw_pages_states_no_order() -> None:
    page = page_of(
        "12 months", [("Important", "3 weeks"), ("Critical", "3 weeks")], ["52 weeks"], "Ranked by importance."
    )
    bare = page_of("12 months", [("", "3 weeks"), ("", "3 weeks")], ["52 weeks"], "Ranked by importance.")
    assert asked(as_record(page, ()), "PRI001", "PRI002") == []
    assert asked(as_record(bare, ()), "PRI002") == []
    assert len(asked(as_record(bare, (bare,)), "PRI002")) == 1


def test_a_roadmap_that_may_be_cut_off_is_not_added_up() -> None:
    lines = [
        "From Baker to Food Technologist: Your 9-Month Transition Guide",
        *("Your Learning Roadmap", "1", "Lab Course A", "20 weeks", "2", "Lab Course B", "12 weeks"),
    ]
    behind = ["Reality Check", "Biggest Challenges", "  • The first exam"]
    assert asked(parse("\n".join(lines)), "DUR002") == []
    assert len(asked(parse("\n".join([*lines, *behind])), "DUR002")) == 1


def test_a_claim_that_points_nowhere_is_passed_over() -> None:
    page = answered("How long does it take?", "Expect 3 years at 70 hours per week.")
    assert {finding.code for finding in asked(page)} == {"DUR003", "DUR006"}
    for at in ("/faq/7/answer", "/faq/x", "faq", "", "/overview/9", "/demand"):
        assert page.tree
        claims = [{**claim, "at": at} for claim in page.tree["claims"]]
        moved = replace(page, tree={**page.tree, "claims": claims})
        assert asked(moved) == []


# --------------------------------------------------------------------------------------------------------------------
# What runs beside something else.

PARTS = {
    "lead": "",
    "title": "Lab Course",
    "task": "Keep a notebook",
    "guidance": "Write it down.",
    "other": "Both bake.",
    "slead": "",
}
BESIDE = """\
From Baker to Food Technologist: Your Transition Guide
Overview
{other}
Skills to Learn
{slead}
Dough
Critical8 weeks
Take a course.
Yeast
Important6 weeks
{guidance}
Your Learning Roadmap
{lead}
1
Basics
10 weeks
Tasks
• Read on
2
{title}
12 weeks
Tasks
• {task}
3
Bakery
7 weeks
Tasks
• Sell bread
Reality Check
Biggest Challenges
• The first exam
"""
# What one part of the page says, and which phases and which skills are beside others then, -1 for all.
RUN_BESIDE = [
    ("other", "Both bake.", [], []),
    ("title", "Lab Course (in parallel)", [1], []),
    ("title", "Lab Course parallel to work", [1], []),
    ("title", "Lab Course parallel with work", [1], []),
    ("title", "Parallel Lab Course", [], []),
    ("title", "Concurrent Lab Course", [1], []),
    ("title", "Lab course, concurrently", [1], []),
    ("title", "Simultaneous Lab Course", [1], []),
    ("title", "Simultaneously: Lab", [1], []),
    ("title", "Lab at the same time", [1], []),
    ("title", "Lab side by side", [1], []),
    ("title", "Labs that overlap", [1], []),
    ("title", "Lab that overlaps", [1], []),
    ("title", "Overlapping Lab", [1], []),
    ("title", "Overlapped Lab", [1], []),
    ("title", "Lab in tandem", [1], []),
    ("title", "Lab alongside Phase 1", [1], []),
    ("title", "Lab throughout the whole roadmap", [1], []),
    ("title", "Lab beside all other phases", [1], []),
    ("title", "Lab beside your work", [], []),
    ("title", "Lab alongside the first one", [1], []),
    ("title", "Lab alongside the rest of your plan", [1], []),
    ("title", "Lab throughout", [], []),
    ("task", "Run two experiments in parallel", [], []),
    ("task", "Do this phase in parallel", [1], []),
    ("task", "Overlap it with the first step", [1], []),
    ("task", "Overlap it with the stage", [1], []),
    ("task", "Overlap this module", [1], []),
    ("task", "Overlap this part", [1], []),
    ("task", "Overlap this block", [1], []),
    ("task", "Overlap with the roadmap", [1], []),
    ("task", "Overlap the plan", [1], []),
    ("task", "Overlap the path", [1], []),
    ("task", "Overlap the pathway", [1], []),
    ("task", "Overlap the program", [1], []),
    ("task", "Overlap the programme", [1], []),
    ("task", "This phase is long. Run two experiments in parallel", [], []),
    ("task", "Is this a phase? Run two experiments in parallel", [], []),
    ("lead", "All of it runs in parallel.", [-1], []),
    ("lead", "All of it runs in sequence.", [], []),
    ("other", "The phases overlap.", [-1], [-1]),
    ("other", "The shifts overlap.", [], []),
    ("other", "The phases are long. The shifts overlap.", [], []),
    ("other", "The skills overlap.", [], [-1]),
    ("other", "Learn these topics at the same  time.", [], [-1]),
    ("other", "Learn the subjects side by  side.", [], [-1]),
    ("other", "Learn the subjects on the side, by night and side.", [], []),
    ("other", "The same phases, another time.", [], []),
    ("other", "The phases at the SAME TIME", [-1], [-1]),
    ("other", f"The phases run at the same{' ' * 16}time.", [-1], [-1]),
    ("other", f"The phases run at the same{' ' * 17}time.", [], []),
    ("other", f"The phases run side by{' ' * 13}side.", [-1], [-1]),
    ("other", f"The phases run side by{' ' * 14}side.", [], []),
    ("guidance", "Learn both skills in parallel.", [], [1]),
    ("guidance", "Bake two loaves in parallel.", [], []),
    ("guidance", "Take courses in tandem.", [], [1]),
    ("guidance", "Learn it beside the first skill.", [], []),
    ("guidance", "Take them at the same time.", [], [1]),
    ("guidance", "Take it throughout the weeks.", [], []),
    ("guidance", "Concurrent with these.", [], [1]),
    ("guidance", "Overlap the modules.", [], [1]),
    ("guidance", "Overlap the phases.", [], [1]),
    ("slead", "Here is what to learn, side by side.", [], [-1]),
    ("slead", "Here is what to learn.", [], []),
    ("slead", "Learn them simultaneously.", [], [-1]),
]


@pytest.mark.parametrize(("part", "text", "phases", "skills"), RUN_BESIDE)
def test_what_a_page_says_runs_beside_something_else(
    part: str, text: str, phases: list[int], skills: list[int]
) -> None:
    page = parse(BESIDE.format(**{**PARTS, part: text}))
    assert (len(page.record.roadmap), len(page.record.skills_to_learn)) == (3, 2)
    assert (sorted(parallel_phases(page)), sorted(parallel_skills(page))) == (phases, skills)
    planned, learnt = total(phase.duration for phase in page.record.roadmap), skills_at_least(page.record)
    assert planned
    assert tuple(planned) == (29, 29)
    path = {(): 29, (1,): 17, (-1,): 12}[tuple(phases)]
    assert tuple(phases_side_by_side(page, planned)) == (path, 29)
    assert learnt.said == "14 weeks"
    length = {(): "14 weeks", (1,): "at least 8 weeks", (-1,): "at least 8 weeks"}[tuple(skills)]
    assert skills_side_by_side(page, learnt).said == length


def test_a_skill_that_is_beside_others_adds_nothing_unless_it_is_the_longest() -> None:
    text = BESIDE.format(**{**PARTS, "guidance": "Learn both skills in parallel."})
    page = parse(text.replace("Important6", "Important9"))
    assert skills_side_by_side(page, skills_at_least(page.record)) == (9, True)


@pytest.mark.parametrize(
    ("badges", "weeks", "is_open", "said"),
    [
        (("Critical8 weeks", "Important6 weeks"), 14, False, "14 weeks"),
        (("Critical8-9 weeks", "Important6 weeks"), 14, True, "at least 14 weeks"),
        (("Critical8 weeks", "Important"), 8, True, "at least 8 weeks"),
        (("Critical2 months", "Important6 weeks"), 14, True, "at least 14 weeks"),
        (("Critical1 week", "Important"), 1, True, "at least 1 week"),
        (("Critical8 weeks", "Important6+ weeks"), 14, True, "at least 14 weeks"),
    ],
)
def test_what_skills_take_at_least(badges: tuple[str, str], weeks: float, is_open: bool, said: str) -> None:
    text = BESIDE.format(**PARTS).replace("Critical8 weeks", badges[0]).replace("Important6 weeks", badges[1])
    found = skills_at_least(parse(text).record)
    assert (found, found.said) == ((weeks, is_open), said)


def test_phases_and_skills_are_places_with_their_times() -> None:
    page = parse(BESIDE.format(**PARTS).replace("Important6 weeks", "Important").replace("7 weeks", "7+ weeks"))
    assert [(one.message, one.pointer) for one in skill_places(page.record)] == [
        ("'Dough' takes 8 weeks", "/skills_to_learn/0/duration/text")
    ]
    places = [(one.message, one.pointer) for one in phase_places(page.record)]
    assert places == [
        ("phase 1 takes 10 weeks", "/roadmap/0/duration/text"),
        ("phase 2 takes 12 weeks", "/roadmap/1/duration/text"),
        ("phase 3 takes at least 7 weeks", "/roadmap/2/duration/text"),
    ]
    found = total_problem(page, "so long", Problem("there"))
    assert (found.message, found.pointer) == ("so long", "/roadmap_total")
    assert found.span
    assert page.source.text[slice(*found.span)] == "10 weeks"
    assert [one.message for one in found.related] == ["there", *[message for message, _ in places[1:]]]
    of_record = total_problem(as_record(page, (page,)), "so long")
    assert of_record.span is None
    assert [one.message for one in of_record.related] == [message for message, _ in places]


# --------------------------------------------------------------------------------------------------------------------
# Which answers say how long the transition takes.

ANSWERS = [
    ("How long does the transition take?", "Expect 9-12 months.", ["9-12 months"]),
    ("How long will it take?", "About a year, most likely.", ["About a year"]),
    ("How long does it take to become a Food Technologist?", "Most bakers need 9-12 months.", ["9-12 months"]),
    ("How long does it realistically take to make this change?", "Expect 9 months.", ["9 months"]),
    ("How long until I get my first job?", "Usually 9-12 months.", ["9-12 months"]),
    ("When can I switch?", "Plan for 9 months.", ["9 months"]),
    ("How long do I have to study?", "Expect 12 months.", ["12 months"]),
    ("How long does the transition take?", "Expect 9 months, plus 2-3 months for the job search.", ["9 months"]),
    ("How long is the certificate valid?", "It expires after 3 years.", []),
    ("How long does it take to learn statistics?", "Expect 6 weeks.", []),
    ("How long does the job search take?", "Expect 3 months.", []),
    ("How long are the contracts?", "Expect 2 years.", []),
    ("How many jobs should I apply for?", "Ten to fifteen positions in 3 months.", []),
    ("How many hours per week do I need?", "10 hours per week for 9 months.", []),
    ("How soon can I earn more?", "Expect 2 years.", []),
    ("How long before I am promoted to senior?", "Expect 2-3 years.", []),
    ("Can I keep my shifts?", "Yes, expect 24 months of short nights.", []),
    (None, "Expect 9-12 months of part-time study.", ["9-12 months"]),
    (None, "Realistically, expect 3-4 years.", ["3-4 years"]),
    (None, "Between four and six months is realistic with 6-8 hours per week.", ["Between four and six months"]),
    (None, "Most people need 9-12 months, and a certificate takes 8 weeks.", ["9-12 months"]),
    (None, "With 10 hours per week, you can finish in 9 months.", ["9 months"]),
    (None, "For most bakers, 9-12 months.", ["9-12 months"]),
    (None, "You should have 6 months of savings before you quit.", []),
    (None, "Expect 3 months for the job search.", []),
    (None, "Expect 2 years in a junior role first.", []),
    (None, "Salaries rise after 2 years in the job.", []),
    (None, "The certificate takes 3 months.", []),
    (None, "No. A degree takes 3 years and is not needed.", []),
    (None, "Probation lasts 6 months.", []),
]


@pytest.mark.parametrize(("question", "answer", "expected"), ANSWERS)
def test_answers_about_the_whole_transition(question: str | None, answer: str, expected: list[str]) -> None:
    page = answered(question, answer)
    found = [one.duration.text for several in answers(page) for one in several if not is_of_a_part(one)]
    assert found == expected


# What answers to other questions say of the whole.
PLANNED: list[tuple[str, str, list[str]]] = [
    ("Six months, really?", "Most stumble, so count on eight months.", ["eight months"]),
    ("Is it worth it?", "Yes. Expect 24 months then.", ["24 months"]),
    ("Is it worth it?", "Yes; plan for 24 months then.", ["24 months"]),
    ("Is it worth it?", "Yes, allow 24 months.", ["24 months"]),
    ("Is it worth it?", "Yes, reckon with 24 months.", ["24 months"]),
    ("Is it worth it?", "Yes, budget 24 months.", ["24 months"]),
    ("Is it worth it?", "Yes, assume 24 months.", ["24 months"]),
    ("Is it worth it?", "Yes, give yourself 24 months.", ["24 months"]),
    ("Is it worth it?", "Yes, give it 24 months.", ["24 months"]),
    ("Is it worth it?", "Yes, set aside 24 months.", ["24 months"]),
    ("Is it worth it?", "The transition then takes 24 months.", ["24 months"]),
    ("Is it worth it?", "The switch took me 24 months.", ["24 months"]),
    ("Is it worth it?", "The whole journey for most lasts 24 months.", ["24 months"]),
    ("Is it worth it?", "Your roadmap needs 24 months.", ["24 months"]),
    ("Is it worth it?", "The bakery needs 24 months.", []),
    ("Is it worth it?", "I was there for 24 months.", []),
    ("Is it worth it?", "Expect 24 months of savings.", []),
    ("Is it worth it?", "Expect a course of 24 months in a new job.", []),
    ("How long do contracts last?", "Expect 24 months.", []),
    ("How long does it take?", "Expect 24 months.", []),
    ("Is it worth it?", "Expect little, I was there for 24 months.", []),
    ("Is it worth it?", "After a course, expect 24 months.", ["24 months"]),
    ("Is it worth it?", "Expect a very long and rather tiresome stretch of 24 months.", []),
]


@pytest.mark.parametrize(("question", "answer", "expected"), PLANNED)
def test_an_answer_to_another_question_may_plan_the_whole(question: str, answer: str, expected: list[str]) -> None:
    assert [found.duration.text for found in planned(answered(question, answer))] == expected


def test_all_that_is_stated_of_the_whole_is_the_headline_the_timeline_and_the_answers() -> None:
    page = answered("How long does the transition take?", "Expect 8 months, plus 3 months for the job search.")
    assert [found.said for found in stated(page)] == [
        "the headline promises 9 months (36–39 weeks)",
        "the FAQ says 8 months (32–35 weeks)",
    ]
    assert [[found.duration.text for found in answer] for answer in answers(page)] == [["8 months", "3 months"]]
    timed = parse("From Baker to Miller: Your Transition Guide\nTimeline\n9 months\nOverview\nDough is flour.\n")
    assert [found.said for found in stated(timed)] == ["the timeline says 9 months (36–39 weeks)"]
    (found,) = stated(timed)
    assert (found.place.message, found.place.pointer, found.place.span) == (found.said, "/timeline/text", None)
    assert found.problem("so", found.place).related == (found.place,)


@pytest.mark.parametrize(("timeline", "compared"), [("20 years", True), ("21 years", False), ("0 weeks", False)])
def test_a_length_that_cannot_be_one_is_compared_with_nothing(timeline: str, compared: bool) -> None:
    page = parse(f"From Baker to Miller: a plan\nTimeline\n{timeline}\nOverview\nDough is flour.\n")
    assert page.record.timeline
    assert len([*stated(page)]) == compared


@pytest.mark.parametrize(
    ("text", "at", "shown"),
    [
        ("One. Two three! Four", (5, 8), " Two three"),
        ("One? Two", (5, 8), " Two"),
        ("It is 1.5 so. Yes", (6, 9), "It is 1.5 so"),
        ("a\nb c\nd", (2, 3), "b c"),
        ("a", (0, 1), "a"),
        (f"{'x' * 600} y {'z' * 600}", (601, 602), f"{'x' * 499} y {'z' * 499}"),
        (f"{'x' * 498}. y. {'z' * 600}", (500, 501), " y"),
    ],
)
def test_a_sentence_ends_where_a_sign_and_a_space_are(text: str, at: tuple[int, int], shown: str) -> None:
    assert text[slice(*sentence(text, *at))] == shown


def test_the_sentence_of_a_claim_is_what_is_before_it_and_after_it() -> None:
    page = answered("How long does it take?", "At first, rest. It takes 10 hours a week for most! Then more.")
    (claim,) = (one for one in page.record.claims if one.kind == "effort")
    assert sentence_of(page.record, claim) == (" It takes ", " for most")
    gone: Any = SimpleNamespace(at=claim.at, text="nowhere")
    assert sentence_of(page.record, gone) == ("", "")


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("Expect 9 months. Some need 14 months.", [("9 months", "14 months")]),
        ("Expect 9 months. Some need 9-10 months.", []),
        ("Expect 9 months. Some need about 10 months.", []),
        ("Expect about 10 months. Some need 11 months.", []),
        ("Expect about 10 months. Some need 12 months.", [("about 10 months", "12 months")]),
        ("Expect 9 months. Some need 5 months.", []),
        ("Expect 9 months. Part-time study needs 14 months.", []),
        ("Expect 9 months; it takes 14 months if you work longer.", []),
        ("Expect 9 months. A degree takes 3 years.", []),
        ("Expect 9 months. A degree helps; some need 3 years.", [("9 months", "3 years")]),
        ("Expect 9 months. Some need 14 months, but part-time students are rare.", [("9 months", "14 months")]),
        ("Expect 9 months. Some need 12 months. Others need 14 months.", [("9 months", "12 months")]),
        ("After a course of 9 months, some need 14 months.", []),
    ],
)
def test_an_answer_may_say_two_times(answer: str, found: list[tuple[str, str]]) -> None:
    page = answered("How long does the transition take?", answer)
    assert [(one.duration.text, other.duration.text) for one, other in contradictions(page)] == found


# --------------------------------------------------------------------------------------------------------------------
# Which words say that skills stand in order of importance.


@pytest.mark.parametrize(
    "text",
    [
        "Here's what you'll need to learn, prioritized by importance for your transition.",
        "Skills in order of importance",
        "Skills to learn (in priority order)",
        "Ranked by priority, highest first.",
        "The most important ones come first.",
        "These are sorted by how much they matter to employers.",
        "Skills are listed in order of importance, not difficulty.",
        "You don't need all of these, but they are ranked by importance.",
        "Ordered from most important to least important.",
        "We start with the most critical skills.",
        "The list runs from critical to nice to have.",
        "Prioritised according to importance:",
        "Listed in descending order of priority.",
    ],
)
def test_words_that_promise_an_order(text: str) -> None:
    assert _says_so(text)


@pytest.mark.parametrize(
    "text",
    [
        "In no particular order.",
        "These skills are not ordered by importance.",
        "They aren't ranked by importance.",
        "Skills are listed alphabetically.",
        "Listed in order of difficulty.",
        "Ordered from least to most important.",
        "In ascending order of importance.",
        "Ranked by importance, the least important ones first.",
        "Learn to prioritize features by importance.",
        "These should be ranked by importance with your mentor.",
        "Rather than ranked by importance, these follow the roadmap.",
        "Here's what you'll need to learn.",
        "Grouped by theme.",
        "The most important skill is patience.",
    ],
)
def test_words_that_promise_none(text: str) -> None:
    assert not _says_so(text)


def test_the_rules_are_there() -> None:
    assert set(RULES) <= {rule.code for _, rule in rules() if rule.default}


@pytest.mark.parametrize(("minor", "placed"), [(9, 0), (10, 2)])
def test_no_skill_is_placed_where_none_takes_too_long(minor: int, placed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    title, badges = "From Nurse to Data Analyst: Your 9-Month Transition Guide", ("Critical8", f"Nice to have{minor}")
    skills = (f"Skill {badge}\n{badge} weeks\nQuery the data of one ward." for badge in badges)
    page = parse("\n".join([title, "Skills to Learn", *skills]))
    pointers: list[str | None] = []

    def counted(pointer: str | None, page: Page) -> Span | None:
        pointers.append(pointer)
        return span_of(pointer, page)

    monkeypatch.setattr("pathingest.rules.priority_duration_mismatch.span_of", counted)
    assert len(asked(page, "PRI003")) == (placed > 0)
    assert len(pointers) == placed


def test_a_page_on_one_line_is_not_read_again_for_what_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is behind a skill's time is read no further than a label goes: in HTML the line may be the page."""
    skill = "<h3>{}</h3><p>{}</p><p>Learn it well.</p>"
    skills = skill.format("Sieving", "Critical 2 weeks") + skill.format("Oats", "Nice to have 9 weeks (ongoing)")
    skills += skill.format("Rye", "Nice to have 9 weeks")
    html = f"<h1>From Baker to Miller: a plan</h1><h2>Skills to Learn</h2>{skills}{'<p>It takes 9 weeks.</p>' * 500}"
    lengths: list[int] = []

    def spied(text: str) -> object:
        lengths.append(len(text))
        return parse_duration(text)

    monkeypatch.setattr("pathingest.rules.priority_duration_mismatch.parse_duration", spied)
    found = lint(parse(html, path="page.html"), ["PRI003"])
    assert ["Rye" in finding.message for finding in found] == [True]
    assert max(lengths, default=0) <= LABEL


@pytest.mark.parametrize(
    ("one", "other", "severity"),
    [
        ("9 months", "40 weeks", ""),  # 39.1, rounded
        ("9 months", "41 weeks", "info"),  # 9.4 months
        ("9 months", "42 weeks", "error"),
        ("9 months", "35 weeks", "info"),
        ("9 months", "33 weeks", "error"),
        ("12 months", "53 weeks", ""),
        ("1 year", "50 weeks", "info"),
        ("1 year", "49 weeks", "error"),
        ("1 year", "11 months", "error"),
        ("1 month", "31 days", ""),
        ("1 month", "32 days", "info"),
        ("1 month", "5 weeks", ""),
        ("1 month", "6 weeks", "error"),  # more than a tenth
        ("10 weeks", "71 days", "error"),
        ("40 weeks", "41 weeks", "error"),
    ],
)
def test_a_length_that_is_rounded_in_another_unit(one: str, other: str, severity: str) -> None:
    for promised, said in ((one, other), (other, one)):
        title = promised.removesuffix("s").replace(" ", "-").title()
        text = f"From Baker to Miller: Your {title} Transition Guide\nTimeline\n{said}\nOverview\nBakers rise early."
        assert [finding.severity for finding in asked(parse(text), "DUR001")] == [*filter(None, [severity])]


@pytest.mark.parametrize(("said", "severity"), [("40 weeks", ""), ("41 weeks", "info"), ("44 weeks", "warning")])
def test_an_answer_in_another_unit_may_be_rounded(said: str, severity: str) -> None:
    page = answered("How long does the transition take?", f"Expect {said}.")
    assert [finding.severity for finding in asked(page, "DUR003")] == [*filter(None, [severity])]


def test_a_slight_contradiction_is_one_finding() -> None:
    text = "From Baker to Miller: Your 9-Month Transition Guide\nTimeline\n41 weeks\nFAQ\n"
    page = parse(f"{text}How long does the transition take?\nExpect 9 months.")
    assert [(finding.code, finding.severity) for finding in asked(page, "DUR001", "DUR003")] == [("DUR001", "info")]
