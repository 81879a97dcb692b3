"""The facts that the report draws: times, pay, skills, places of findings, the overview."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pathingest import lint
from pathingest.model.evidence import Account, Evidence, Proof
from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.pipeline import ingest
from pathingest.sources import from_text, read_file
from pathingest.web.overview import FIELDS, Proven, by_rule, covered, row
from pathingest.web.pay import pay_picture
from pathingest.web.places import placed
from pathingest.web.skills import skill_picture
from pathingest.web.times import Times, time_picture

PROJECT = Path(__file__).parents[1]
RAW = [ingest(read_file(path)) for path in sorted((PROJECT / "raw").iterdir())]
RULES = sorted((PROJECT / "tests" / "cases" / "rules").glob("*/bad*.txt"))
PAGES = pytest.mark.parametrize("page", RAW, ids=lambda page: Path(str(page.source.path)).name)


def page_of(text: str) -> tuple[Page, list[Finding]]:
    page = ingest(from_text(text))
    return page, list(lint(page))


def times_of(text: str) -> Times:
    found = time_picture(*page_of(text))
    assert found
    return found


ROADMAP = """From Nurse to Data Analyst: Your 9-Month Transition Guide
Timeline
9-12 months
Your Learning Roadmap
1
Foundations
8 weeks
2
First Project
12 weeks
Reality Check
Biggest Challenges
The first exam
"""


def test_phases_follow_each_other_and_end_at_their_sum() -> None:
    found = times_of(ROADMAP)
    roadmap = found.rows[0]
    assert [(bar.low, bar.high, bar.label) for bar in roadmap.bars] == [(0, 8, "Foundations"), (8, 20, "First Project")]
    assert (roadmap.said, roadmap.verdict, found.ends) == ("20 weeks", "16 weeks short of the headline", (20, 20))


def test_the_gap_is_drawn_where_and_as_long_as_the_finding_says() -> None:
    found = times_of(ROADMAP)
    miss = found.rows[0].miss
    assert miss
    assert (miss.low, miss.high, miss.size) == (20, 36, "16 weeks")
    assert (found.rows[0].code, found.rows[0].severity) == ("DUR002", "warning")
    assert found.said == "Headline and timeline agree; roadmap does not."


CASES = [page for path in RULES if (page := ingest(read_file(path))).tree]


@pytest.mark.parametrize("page", [*RAW, *CASES], ids=lambda page: str(page.source.path).rpartition("cases/")[2])
def test_each_gap_has_the_number_of_its_message(page: Page) -> None:
    findings = list(lint(page))
    times, pay = time_picture(page, findings), pay_picture(page, findings) if page.tree else None
    messages = {one.fingerprint: one.message for one in findings}
    for found in times.rows if times else ():
        if found.miss:
            assert found.code == "DUR007" or f": {found.miss.size} " in messages[str(found.fingerprint)]
            assert found.miss.high - found.miss.low == pytest.approx(float(found.miss.size.split()[0]), abs=0.05)
    if pay and pay.miss:
        assert any(f": {pay.miss.size} " in message for message in messages.values())


@pytest.mark.parametrize("page", [*RAW, *CASES], ids=lambda page: str(page.source.path).rpartition("cases/")[2])
def test_all_pay_that_the_record_states_is_drawn_or_said_below(page: Page) -> None:
    record = page.tree and page.record
    stated = [claim for claim in record.claims if claim.kind in ("salary", "salary_change")] if record else []
    texts = [claim.text for claim in stated] + ([record.salary_change.text] if record and record.salary_change else [])
    pay = pay_picture(page, []) if record else None
    assert (pay is None) == (not texts)
    if pay:
        shown = [*pay.money, *pay.changes, *pay.also]
        assert {one.text for one in shown} >= set(texts)
        assert all(one.low is not None or one.high is not None for one in (*pay.money, *pay.changes))


@pytest.mark.parametrize("linted", [True, False], ids=["linted", "no rule on"])
@pytest.mark.parametrize("page", [*RAW, *CASES], ids=lambda page: str(page.source.path).rpartition("cases/")[2])
def test_what_is_said_to_agree_is_drawn_so(page: Page, linted: bool) -> None:
    times = time_picture(page, list(lint(page)) if linted else [])
    if times is None:
        return
    said = re.match(r"(.*?) agree[.;]", times.said)
    names = re.split(", | and ", said[1].lower()) if said else []
    agree = [one for one in times.rows if (one.name.lower() if one.kind == "faq" else one.kind) in names]
    agree = [one for one in agree if one.kind != "skills"]
    for one in agree:
        assert one.severity not in ("error", "warning")
        assert one.miss is None
        for other in agree:
            assert other.high is None or one.low < other.high + 1e-6
        if "roadmap" in names:
            assert not one.verdict.startswith("the roadmap ends") or one.verdict.endswith("within")


def test_two_answers_of_one_are_joined_by_the_gap_of_their_finding_and_the_first_agrees() -> None:
    text = ROADMAP.replace("12 weeks", "30 weeks")
    answer = "Nine months for the basics. Without contacts it took our readers 14-16 months.\n"
    page, findings = page_of(f"{text}FAQ\nWill I earn more?\nYes.\nHow soon can I work?\n{answer}")
    finding = next(one for one in findings if one.code == "DUR005")
    found = time_picture(page, findings)
    assert found
    first, then = [one for one in found.rows if one.kind == "faq"]
    assert (first.name, first.code, first.verdict) == ("FAQ 2", None, "the roadmap ends within")
    assert (then.name, then.code, then.fingerprint) == ("FAQ 2 (then)", "DUR005", finding.fingerprint)
    assert then.miss
    assert (then.miss.low, then.miss.high, then.miss.since) == (first.high, then.high, first.pointer)
    assert f": {then.miss.size} more" in finding.message
    assert found.said == f"Roadmap, headline, timeline and FAQ 2 agree; {finding.message}."


def test_with_a_roadmap_that_has_no_known_end_nothing_agrees() -> None:
    found = times_of(ROADMAP.replace("12 weeks\n", "Take your time.\n"))
    roadmap, headline, timeline = found.rows
    assert (roadmap.high, headline.verdict, headline.fits) == (None, "the roadmap has no known end", False)
    assert timeline.fits is False
    assert found.said == "Headline and timeline agree; where the roadmap ends is not known."


def test_skills_fit_in_no_roadmap_without_a_known_end_and_each_time_of_an_answer_has_a_name() -> None:
    skills = "Skills You'll Need to Learn\nRye\nCritical\n6 weeks\nYour Learning Roadmap"
    text = ROADMAP.replace("Timeline\n9-12 months\n", "").replace("12 weeks\n", "Take your time.\n")
    text = text.replace("Your Learning Roadmap", skills)
    answer = "Most need 9 months. Some need 12 months. A few need 20 months."
    found = times_of(f"{text}FAQ\nHow long does it take?\n{answer}\n")
    assert [(one.verdict, one.fits) for one in found.rows if one.kind == "skills"] == [("", False)]
    assert "skills" not in found.said
    names = [one.name for one in found.rows if one.kind == "faq"]
    assert len(names) == len(set(names)) > 1


def test_a_gap_is_drawn_before_what_another_finding_says_of_the_row() -> None:
    page, findings = page_of(ROADMAP.replace("Foundations", "Foundations (Weeks 1\u201320)"))
    assert {"DUR002", "DUR011"} <= {one.code for one in findings}
    found = time_picture(page, findings)
    assert found
    assert found.rows[0].code == "DUR002"
    assert found.rows[0].miss


def test_a_gap_is_from_what_the_finding_names() -> None:
    answer = "FAQ\nHow fast can I switch?\nPlan on 70 weeks.\n"
    page, findings = page_of(ROADMAP.replace("9-12 months", "9 months").replace("12 weeks", "30 weeks") + answer)
    assert "the timeline says" in next(one.message for one in findings if one.code == "DUR003")
    found = time_picture(page, findings)
    assert found
    assert found.rows[-1].verdict.endswith("past the timeline")


def test_what_an_implausible_duration_is_of_has_its_colour() -> None:
    page, findings = page_of(ROADMAP.replace("12 weeks", "900 weeks"))
    found = time_picture(page, findings)
    assert found
    assert [(one.kind, one.severity) for one in found.rows if one.code == "DUR012"] == [("roadmap", "error")]


def test_a_gap_that_no_finding_is_about_is_said() -> None:
    page, _ = page_of(ROADMAP)
    found = time_picture(page, [])
    assert found
    assert found.said == "Headline and timeline agree; roadmap is 16 weeks short of the headline."


@PAGES
def test_each_time_finding_about_the_whole_is_drawn(page: Page) -> None:
    findings = list(lint(page))
    times = time_picture(page, findings)
    drawn = {found.code for found in times.rows} if times else set()
    assert {one.code for one in findings} & {"DUR001", "DUR002", "DUR003", "DUR005", "DUR008"} <= drawn


def test_the_axis_holds_all_that_is_drawn() -> None:
    for page in RAW:
        if times := time_picture(page, list(lint(page))):
            assert all((found.high or found.low) <= times.weeks for found in times.rows)
            assert times.weeks % times.step == 0


def test_the_gap_is_the_one_that_the_message_names_not_the_nearest() -> None:
    found = times_of(ROADMAP.replace("9-12 months", "7-9 months").replace("12 weeks", "24 weeks"))
    roadmap = found.rows[0]
    assert roadmap.miss is None or roadmap.miss.words.endswith("of the headline")


@pytest.mark.parametrize(
    ("question", "answer", "drawn"),
    [
        ("Six months, really?", "The phases add up to 20 weeks, so count on ten months beside shifts.", ["ten months"]),
        ("Six months, really?", "The switch usually takes ten months; a course takes 12 weeks.", ["ten months"]),
        ("Six months, really?", "Count on a course of ten months.", []),
        ("Six months, really?", "I have been a nurse for ten months.", []),
        ("How much should I save?", "Count on ten months of savings.", []),
        ("How long is the certificate valid?", "Count on ten months.", []),
    ],
)
def test_what_an_answer_says_of_the_whole_is_a_row_whatever_is_asked(
    question: str, answer: str, drawn: list[str]
) -> None:
    found = times_of(f"{ROADMAP}FAQ\nWill I earn more?\nYes.\n{question}\n{answer}\n")
    assert [one.quote for one in found.rows if one.kind == "faq"] == drawn


def test_the_answer_of_a_page_that_plans_longer_than_it_promises_is_drawn() -> None:
    page = next(page for page in RAW if "hotel-receptionist" in str(page.source.path))
    found = time_picture(page, list(lint(page)))
    assert found
    assert [(one.quote, one.pointer, one.verdict) for one in found.rows if one.kind == "faq"] == [
        ("eight months", "/claims/5/value", "the roadmap ends within")
    ]


def test_an_open_end_stays_open() -> None:
    found = times_of(ROADMAP.replace("12 weeks", "12+ weeks"))
    assert (found.rows[0].high, found.ends) == (None, (20, None))


def test_a_phase_without_a_time_leaves_no_sum() -> None:
    found = times_of(ROADMAP.replace("8 weeks\n", ""))
    assert (found.rows[0].said, found.rows[0].verdict) == ("at least 12 weeks", "1 of 2 phases without a time")


def test_a_page_without_times_has_no_picture() -> None:
    page, findings = page_of("From Nurse to Data Analyst\nOverview\nNurses read charts.\n" + "Skills to Learn\nSQL\n")
    assert time_picture(page, findings) is None


PAY = """From Baker to Miller: Your 9-Month Transition Guide
Salary Change
+40%
FAQ
What will I earn?
Bakers earn $30k-$40k, while Millers earn $60k-$70k.
"""


def test_pay_is_drawn_against_what_is_promised() -> None:
    pay = pay_picture(*page_of(PAY))
    assert pay
    assert [(one.name, one.low, one.high) for one in pay.money] == [("Baker", 30e3, 40e3), ("Miller", 60e3, 70e3)]
    assert pay.promised
    assert [pay.promised.low, pay.promised.high] == pytest.approx([42e3, 56e3])
    assert (pay.both, pay.currency) == (True, "USD")
    assert [(one.name, one.low, one.high) for one in pay.changes] == [
        ("Summary", 40, 40),
        ("Both salaries", pytest.approx(75), pytest.approx(100)),
    ]
    assert pay.miss
    assert [pay.miss.low, pay.miss.high] == pytest.approx([40, 75])
    assert pay.miss.size == "35 points"


def test_other_salaries_than_those_of_both_jobs_are_said_below() -> None:
    more = "And later?\nMillers earn $60k-$70k, and interns $20 an hour. The salary of a plant manager is $90k-$95k.\n"
    pay = pay_picture(*page_of(PAY + more))
    assert pay
    assert pay.both
    assert [one.text for one in pay.money] == ["$30k-$40k", "$60k-$70k"]
    assert [one.text for one in pay.also] == ["$20 an hour", "$90k-$95k"]


def test_the_pay_of_a_job_that_its_last_word_names_is_drawn_as_its_own() -> None:
    page = next(page for page in RAW if "qa-tester" in str(page.source.path))
    pay = pay_picture(page, [])
    assert pay
    assert [(one.name, one.text) for one in pay.money] == [("QA Tester", "$60k-$80k"), ("Prompt Engineer", "$63k-$88k")]


@pytest.mark.parametrize(
    ("said", "named", "drawn", "sign"),
    [
        (
            "Junior Millers start between $60,000 and $70,000; Bakers earn about $30,000-$40,000.",
            True,
            [("Bakers", 30e3, 40e3), ("Junior Millers", 60e3, 70e3)],
            "$",
        ),
        (
            "Bakers earn $30k-$40k, while head cooks earn $60k-$70k.",
            False,
            [("Bakers", 30e3, 40e3), ("", 60e3, 70e3)],
            "$",
        ),
    ],
)
def test_pay_of_a_level_of_a_job_is_on_the_axis_of_the_other_job(
    said: str, named: bool, drawn: list[tuple[str, float, float]], sign: str
) -> None:
    text = f"From Baker to Miller: Your 9-Month Transition Guide\nFAQ\nWhat will I earn?\n{said}\n"
    pay = pay_picture(*page_of(text))
    assert pay
    assert ([(one.name, one.low, one.high) for one in pay.money], pay.also) == (drawn, ())
    assert (pay.both, pay.named, pay.sign) == (False, named, sign)


def test_both_jobs_of_a_page_in_html_are_drawn_with_their_sign() -> None:
    page = next(page for page in RAW if "hotel-receptionist" in str(page.source.path))
    pay = pay_picture(page, [])
    assert pay
    assert [(one.name, one.low) for one in pay.money] == [
        ("Receptionists", 34e3),
        ("junior customer success managers", 50e3),
    ]
    assert (pay.both, pay.named, pay.sign) == (False, True, "$")


def test_salaries_of_different_kinds_are_on_no_common_axis() -> None:
    said = "Millers earn $60k-$70k, \u20ac40k in Europe, and $25 an hour at night."
    text = f"From Baker to Miller: Your 9-Month Transition Guide\nFAQ\nWhat will I earn?\n{said}\n"
    pay = pay_picture(*page_of(text))
    assert pay
    assert ([one.text for one in pay.money], pay.currency) == (["$60k-$70k"], "USD")
    assert [one.text for one in pay.also] == ["\u20ac40k", "$25 an hour"]


def test_a_change_without_a_figure_is_no_bar() -> None:
    page, findings = page_of(PAY)
    change = {"text": "depends", "low": None, "high": None, "note": None}
    pay = pay_picture(replace(page, tree={**(page.tree or {}), "salary_change": change}), findings)
    assert pay
    assert (pay.promised, pay.miss, [one.name for one in pay.changes]) == (None, None, ["Both salaries"])
    assert [(one.name, one.text) for one in pay.also] == [("Summary", "depends")]


def test_what_is_not_said_of_both_jobs_promises_nothing() -> None:
    pay = pay_picture(*page_of(PAY.replace("Bakers", "Beginners")))
    assert pay
    assert (pay.both, pay.promised, pay.miss) == (False, None, None)


def test_skills_are_in_page_order_with_their_findings() -> None:
    page = next(page for page in RAW if "qa-tester" in str(page.source.path))
    findings = list(lint(page))
    found = skill_picture(page, findings)
    assert found
    assert [one.name for one in found.rows] == [skill.name for skill in page.record.skills_to_learn]
    assert (found.longest, found.sum) == (10, "35")
    codes = {one.fingerprint: one.code for one in findings}
    assert [codes[one] for one in found.rows[0].findings] == ["PRI001", "DUR008"]


@pytest.mark.parametrize(
    ("weeks", "whole"),
    [
        (("4 weeks", "3-4 weeks", "2 weeks"), "9\u201310"),
        (("4 weeks", "3 weeks"), "7"),
        (("4 weeks", "3+ weeks"), "at least 7"),
        (("4 weeks", ""), "at least 4"),
        (("", ""), ""),
    ],
)
def test_skills_add_up_to_a_range_where_one_of_them_is(weeks: tuple[str, ...], whole: str) -> None:
    skills = "".join(
        f"Skill {name}\nImportant{time}\nTake a course.\n" for name, time in zip("ABC", weeks, strict=False)
    )
    page, _ = page_of(f"From Nurse to Data Analyst: Your 9-Month Transition Guide\nSkills to Learn\n{skills}")
    found, times = skill_picture(page, []), time_picture(page, [])
    assert found
    assert times
    assert len(found.rows) == len(weeks)
    assert found.sum == whole
    assert [one.said for one in times.rows if one.kind == "skills"] == ([f"{whole} weeks"] if whole else [])


@PAGES
def test_places_are_the_characters_of_findings(page: Page) -> None:
    findings = list(lint(page))
    shown = placed(findings, [page.source], {})
    assert len(shown) == len(findings)
    for one in shown:
        for place in one.places:
            assert place.source == 0
            assert page.source.position(place.start).line == place.line
            assert 0 <= place.start <= place.end <= len(page.source.text)
    ranks = [("error", "warning", "info").index(one.severity) for one in shown]
    assert ranks == sorted(ranks)


def test_places_count_code_points_behind_a_byte_order_mark_and_returns() -> None:
    page = ingest(from_text("\ufeff\U0001d4d0\r\n" + ROADMAP.replace("\n", "\r\n")))
    finding = next(one for one in lint(page) if one.code == "DUR002")
    place = placed([finding], [page.source], {})[0].places[0]
    assert page.source.text[place.start : place.end] == "8 weeks"


def test_a_place_in_another_page_names_its_record() -> None:
    page = next(page for page in RAW if "qa-tester" in str(page.source.path))
    finding = next(one for one in lint(page) if one.related)
    elsewhere = finding._replace(related=(finding.related[0]._replace(path="raw/other.txt"),))
    place = placed([elsewhere], [page.source], {"raw/other.txt": "baker-to-miller"})[0].places[1]
    assert (place.source, place.path, place.of) == (None, "raw/other.txt", "baker-to-miller")


def test_rules_that_many_pages_break_come_first() -> None:
    page = next(page for page in RAW if "qa-tester" in str(page.source.path))
    one = lint(page)[0]
    many = [one._replace(code="AAA001", severity="info", path=f"{i}.txt") for i in range(3)]
    few = [one._replace(code="BBB001", severity="error", path="0.txt")]
    rules = by_rule([*few, *many], {"0.txt": "x"}, 9)
    assert [(rule.code, rule.systemic, rule.pages, rule.by) for rule in rules] == [
        ("AAA001", True, 3, (0, 0, 3)),
        ("BBB001", False, 1, (1, 0, 0)),
    ]
    assert rules[0].ids == ("x",)


def test_coverage_tells_whole_from_part_and_none() -> None:
    page, _ = page_of(ROADMAP.replace("12 weeks\n", "") + "FAQ\nExpect 9-12 months of evening study.\n")
    letters = dict(zip([name for name, _, _ in FIELDS], covered(page.tree or {}), strict=True))
    assert (letters["timeline"], letters["phase weeks"], letters["demand"]) == ("f", "p", "n")
    assert letters["reality check"] == "p"


def test_a_row_counts_and_can_be_searched() -> None:
    page = next(page for page in RAW if "qa-tester" in str(page.source.path))
    findings = list(lint(page))
    found = row(page.tree or {}, findings, time_picture(page, findings))
    assert found.counts == tuple(sum(one.severity == name for one in findings) for name in ("error", "warning", "info"))
    assert "evaluation frameworks" in found.words
    assert found.time
    assert found.time.wrong == {"faq": "warning", "skills": "warning"}
    assert re.search(r"faq weeks 32.43", found.time.words)


def test_the_account_is_summed() -> None:
    entries = {
        "/a": Proof(((0, 1),)),
        "/b": Proof(((0, 1),), ("x",)),
        "/c": Proof(origins=("/a",)),
        "/d": Proof(override="/d"),
    }
    evidence = Evidence((Account("a.txt", "", [5, 9], ["/a", "residue"]),), entries)
    assert Proven().and_of(evidence).and_of(evidence) == (2, 2, 2, 2, 18, 8)
