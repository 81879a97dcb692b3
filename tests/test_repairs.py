"""Repairs: each that is offered takes its finding away, brings no other, changes one value, and keeps the form."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from pathingest import Finding, Page, parse
from pathingest.model.finding import Candidate, Edit, Patch, Repair
from pathingest.model.source import Span
from pathingest.outputs.reports import Report, find_format
from pathingest.outputs.reports._json import finding_data
from pathingest.rules import EnabledRules, check, rules, stable
from pathingest.runners.repairs import SHOWN, applied, repaired
from pathingest.values import parse_duration, parse_money, parse_percent
from pathingest.values.rewriting import form, mistyped, with_article
from quality.planted import KINDS, Planted, planted, values
from running import Tool

ROOT = Path(__file__).resolve().parents[1]
SEEDS = range(2)
SCHEMA = json.loads((ROOT / "schemas" / "findings.schema.json").read_text(encoding="utf-8"))

PAGE = """\
From Nurse to Data Analyst: Your 24-Month Transition Guide
Timeline
9-12 months
Salary Change
+20%
Overview
Nurses read charts all day.
Skills You'll Need to Learn
Here's what you'll need to learn, prioritized by importance for your transition.
SQL
Critical8 weeks
Query a public data set.
Statistics
Important6 weeks
Read a book.
Your Learning Roadmap
1
Foundations
20 weeks
2
First Project
18 weeks
Reality Check
Biggest Challenges
The first exam
Frequently Asked Questions
How long does the transition take?
Expect about ten months of evening study.
"""


def offered(page: Page, code: str, enabled: EnabledRules | None = None) -> tuple[Repair, ...]:
    """The repairs of the first finding of a rule."""
    enabled = enabled or stable()
    found = repaired(page, check(page, enabled, debug=True), enabled, debug=True)
    repairs = next(finding.repairs for finding in found if finding.code == code)
    assert repairs is not None
    return repairs


def changed(page: Page, repair: Repair) -> Page:
    """The page with a repair made."""
    return parse(applied(page.source.text, repair.patches), path=page.source.path)


# ----------------------------------------------------------------------------------------------------------------------
# The form of a value.


@pytest.mark.parametrize(
    ("text", "amounts", "unit", "expected"),
    [
        ("9-Month", [12], None, "12-Month"),
        ("8-10 Month", [6, 8], None, "6-8 Month"),
        ("3–5 months", [6, 9], None, "6–9 months"),
        ("Six to nine months", [8, 10], None, "Eight to ten months"),
        ("between 12 and 15 months", [6, 9], None, "between 6 and 9 months"),
        ("about a year", [2], None, "about two years"),
        ("about a year", [1], "month", "about a month"),
        ("1 month", [3], None, "3 months"),
        ("1-Month", [3], None, "3-Month"),
        ("4 weeks", [1], None, "1 week"),
        ("12 MONTHS", [9], "week", "9 WEEKS"),
        ("10+ weeks", [12], None, "12+ weeks"),
        ("twenty weeks", [21], None, "twenty-one weeks"),
        ("a year and a half", [2], None, None),
    ],
)
def test_durations_keep_their_form(text: str, amounts: list[int], unit: str | None, expected: str | None) -> None:
    value = parse_duration(text)
    assert value is not None
    written = form(text, value.steps)
    assert (written and written.written(amounts, unit)) == expected
    if expected and (read := parse_duration(expected)):
        assert (read.min, read.text) == (min(amounts), expected)


@pytest.mark.parametrize(
    ("text", "amounts", "flipped", "expected"),
    [
        ("+25%", [40], False, "+40%"),
        ("+25%", [25], True, "-25%"),
        ("-30% to -50%", [10, 20], False, "-10% to -20%"),
        ("-10% to +20%", [5, 15], False, "-5% to +15%"),
        ("+0% to +10% (potential for more)", [5, 15], False, "+5% to +15% (potential for more)"),
        ("drop of 5 to 10 percent", [15, 20], False, "drop of 15 to 20 percent"),
        ("drop of 5 to 10 percent", [5, 10], True, None),
        ("up to 60% more", [30], False, "up to 30% more"),
    ],
)
def test_percentages_keep_their_form(text: str, amounts: list[int], flipped: bool, expected: str | None) -> None:
    value = parse_percent(text)
    assert value is not None
    written = form(text, value.steps)
    assert written is not None
    assert written.written(amounts, flipped=flipped) == expected


@pytest.mark.parametrize(
    ("text", "amounts", "expected"),
    [
        ("$65k-$90k", [70, 95], "$70k-$95k"),
        ("€24.000-€30.000", [26000, 30000], "€26.000-€30.000"),
        ("$50,000 to $70,000", [55000, 110000], "$55,000 to $110,000"),
        ("$280,000+", [90000], "$90,000+"),
    ],
)
def test_money_keeps_its_form(text: str, amounts: list[int], expected: str) -> None:
    value = parse_money(text)
    assert value is not None
    written = form(text, value.steps)
    assert written is not None
    assert written.written(amounts) == expected


@pytest.mark.parametrize(
    ("before", "number", "expected"),
    [
        ("in a ", "8-month", "in an "),
        ("an ", "9-month", "a "),
        ("a ", "80", "an "),
        ("a ", "18 to 24", "an "),
        ("a ", "11,000", "an "),
        ("a ", "11000", "an "),
        ("an ", "110", "a "),
        ("an ", "1,100", "a "),
        ("an ", "0.8", "a "),
        ("a ", "$8k", "an "),
        ("a ", "eighteen-month", "an "),
        ("an ", "one-year", "a "),
        ("A ", "8-Month", "An "),
        ("An ", "Nine-Month", "A "),
        ("A ", "8-MONTH", "AN "),
        ("AN ", "9-MONTH", "A "),
        ("a&nbsp;", "8-month", "an&nbsp;"),
        ("become a\n", "8-month", "become an\n"),
        ("Phase A\n", "8-month", "Phase A\n"),
        ("6 a ", "8 meses", "6 a "),
        ("Class B-a ", "8-month", "Class B-a "),
        ("data ", "8-month", "data "),
        ("the ", "8-month", "the "),
        ("", "8-month", ""),
    ],
)
def test_an_article_is_that_of_its_number(before: str, number: str, expected: str) -> None:
    assert with_article(before, number) == expected
    assert with_article(expected, number) == expected


SPANISH = "El camino de la enfermería a los datos es largo, pero no es para los que no quieren estudiar con nosotros. "


def with_answer(answer: str, months: int, overview: str = "Nurses read charts all day.") -> str:
    """A page that agrees with itself but for an answer, which states another time."""
    text = PAGE.replace("24-Month", f"{months}-Month").replace("9-12 months", f"{months} months")
    text = text.replace("20 weeks", f"{round(months * 4.2) - 18} weeks").replace(
        "Nurses read charts all day.", overview
    )
    return text.replace("about ten months of evening study", answer)


@pytest.mark.parametrize(
    ("answer", "months", "expected"),
    [
        ("a 24-month stretch", 8, "an 8-month stretch"),
        ("A 24-month stretch", 8, "An 8-month stretch"),
        ("a twenty-four-month stretch", 8, "an eight-month stretch"),
        ("an 18-month stretch", 9, "a 9-month stretch"),
        ("a 24-month stretch", 9, "a 9-month stretch"),
        ("track A 24 months long", 8, "track A 8 months long"),
    ],
)
def test_a_number_that_changes_takes_its_article_along(answer: str, months: int, expected: str) -> None:
    text = with_answer(answer, months)
    (repair,) = offered(parse(text, path="page.txt"), "DUR003")
    assert applied(text, repair.patches) == with_answer(expected, months)
    assert repair.message.endswith(f"months to {months} months")


def test_what_is_an_article_in_english_alone_stays() -> None:
    text = with_answer("a 24-month stretch", 8, SPANISH * 4)
    (repair,) = offered(parse(text, path="page.txt"), "DUR003")
    assert applied(text, repair.patches) == with_answer("a 8-month stretch", 8, SPANISH * 4)


def test_a_change_of_pay_is_named_without_its_article() -> None:
    title, _, _ = PAY.partition("Bakers")
    text = f"{title.format(change='+8%')}Expect a 10-15% raise at first.\n"
    made = {repair.message: repair.patches for repair in offered(parse(text, path="page.txt"), "SAL002")}
    (patch,) = made["change the salary change in the text from '10-15% raise' to '8-15% raise'"]
    assert (patch.old, patch.new) == ("a 10-15% raise", "an 8-15% raise")


def test_slips_of_a_digit() -> None:
    slips = set(mistyped(12))
    assert {1, 2, 21, 13, 112, 120} <= slips
    assert not slips & {12, 0}
    assert [*mistyped(1.5)] == []


# ----------------------------------------------------------------------------------------------------------------------
# What is offered.


def test_the_value_that_disagrees_with_most_is_the_first() -> None:
    first, *_ = offered(parse(PAGE, path="page.txt"), "DUR001")
    (patch,) = first.patches
    assert (patch.path, patch.line, patch.column, patch.end_line, patch.end_column) == ("page.txt", 1, 34, 1, 42)
    assert PAGE[patch.start : patch.end] == patch.old == "24-Month"
    assert patch.new in ("9-Month", "10-Month")
    assert patch.pointer == "/headline/duration"
    assert first.message == f"change the headline from 24 months to {patch.new.partition('-')[0]} months"
    assert "the phases total 20 + 18 = 38 weeks" in first.reason


def test_a_phase_that_its_own_title_contradicts_is_the_first() -> None:
    text = PAGE.replace("24-Month", "9-Month").replace("First Project", "First Project (Weeks 21-38)")
    text = text.replace("18 weeks", "54 weeks")
    page = parse(text, path="page.txt")
    first, *_ = offered(page, "DUR002")
    assert first.message == "change phase 2 from 54 weeks to 18 weeks"
    assert first.reason == "the phases then total 20 + 18 = 38 weeks; the headline promises 9 months (36–39 weeks)"


def test_a_timeline_that_says_about_leaves_no_more_room_for_skills() -> None:
    text = PAGE.replace("24-Month", "8-Month").replace("9-12 months", "about 8 months")
    text = text.replace("ten months", "8 months")
    text = text.replace("20 weeks", "16 weeks").replace("Critical8 weeks", "Critical34 weeks")
    repairs = offered(parse(text, path="page.txt"), "DUR008")
    assert repairs[0].message.startswith("change the skill 'SQL' from 34 weeks to ")
    assert "; the timeline says about 8 months (34.8 weeks at most)" in repairs[0].reason


@pytest.mark.parametrize("dash", ["to", "to\n        "])
def test_the_sign_of_a_change_is_turned_where_it_is_written(dash: str) -> None:
    html = f"""<html><body><h1>From Baker to Miller: Your 9-Month Transition Guide</h1>
<p>Salary Change</p><p>-10% {dash} -20%</p><h2>Overview</h2><p>Bakers rise early.</p>
<h2>FAQ</h2><h3>What will I earn?</h3><p>Expect a salary increase of 10-20%.</p></body></html>"""
    first, *_ = offered(parse(html, path="page.html"), "SAL002")
    assert [patch.new for patch in first.patches] == [f"+10% {dash} +20%"]
    assert first.reason == "the summary then says +10% to +20%; the text says +10% to +20%"


def test_skills_change_places_in_two_patches() -> None:
    text = PAGE.replace("24-Month", "9-Month").replace("Critical8", "Important8").replace("Important6", "Critical7")
    page = parse(text, path="page.txt")
    orders = [
        repair for repair in offered(page, "PRI001") if len(repair.patches) > 1 and "exchange 'SQL'" in repair.message
    ]
    skills = [skill.name for skill in changed(page, orders[0]).record.skills_to_learn]
    assert skills == ["Statistics", "SQL"]
    assert orders[0].reason == "the skills then are Statistics (critical), SQL (important)"


def test_skills_do_not_change_places_where_the_longer_one_would_still_be_less_important() -> None:
    text = PAGE.replace("24-Month", "9-Month").replace("Critical8", "Important8").replace("Important6", "Critical6")
    repairs = offered(parse(text, path="page.txt"), "PRI001")
    assert "exchange the priorities of 'SQL' and 'Statistics'" in {repair.message for repair in repairs}
    assert all("priority" in (patch.pointer or "") for repair in repairs for patch in repair.patches)


@pytest.mark.parametrize("old", ["6&ndash;9 months", "6&#8211;9 months", "6 - 9&nbsp;months"])
def test_entities_of_html_stay(old: str) -> None:
    html = f"""<html><body><h1>From Nurse to Data Analyst: Your 24-Month Transition Guide</h1>
<p>Timeline</p><p>{old}</p><h2>Overview</h2><p>Nurses read charts all day, and write them.</p>
<h2>Reality Check</h2><h3>Biggest Challenges</h3><ul><li>The first exam</li></ul></body></html>"""
    page = parse(html, path="page.html")
    assert page.record.timeline is not None
    for repair in offered(page, "DUR001"):
        assert [finding for finding in check(changed(page, repair), stable()) if finding.code == "DUR001"] == []
        for patch in repair.patches:
            assert patch.old in html
            assert "&" not in patch.old or "&" in patch.new


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("code", KINDS)
def test_what_is_offered_repairs_the_page_and_changes_one_value(code: str, seed: int) -> None:
    case = planted(code, seed)
    before = Counter(finding.code for finding in check(case.page, stable()))
    repairs = offered(case.page, case.code)
    assert 0 < len(repairs) <= SHOWN
    assert len({repair.patches for repair in repairs}) == len(repairs)
    for repair in repairs:
        page = changed(case.page, repair)
        after = Counter(finding.code for finding in check(page, stable()))
        assert after[case.code] < before[case.code]
        assert not after - before
        assert Counter(repair.also) == before - after - Counter([case.code])
        was, now = values(case.page), values(page)
        names = [name for name in was if was[name] != now.get(name)]
        exchanged = len(names) == 2 and all(name.startswith("priority ") for name in names)
        assert was.keys() == now.keys()
        assert len(names) == 1 or exchanged


def test_the_true_repair_is_among_the_first_three() -> None:
    """On a few of the cases that `tools/quality/repairs.py` measures."""
    cases = [planted(code, seed) for code in KINDS for seed in SEEDS]
    found = [any(_is_true(case, repair) for repair in offered(case.page, case.code)[:3]) for case in cases]
    assert sum(found) >= 0.9 * len(found)


def _is_true(case: Planted, repair: Repair) -> bool:
    pointers = [patch.pointer for patch in repair.patches]
    return pointers == [case.pointer] or (case.kind == "order" and all(one and one.count("/") == 2 for one in pointers))


# ----------------------------------------------------------------------------------------------------------------------
# Where there are none, and how they are asked for.


def test_records_have_no_repairs(tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    Path("raw/page.txt").write_text(PAGE, encoding="utf-8")
    tool("build", "--fail-on", "never")
    found = json.loads(tool("lint", "normalized", "--repairs", "--format", "json").out)
    assert {finding["code"] for finding in found["findings"]} >= {"DUR001"}
    assert all(finding["repairs"] == [] for finding in found["findings"])


def test_repairs_are_in_the_report_where_they_are_asked_for(tool: Tool, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    plain = json.loads(tool("lint", path, "--format", "json").out)
    assert all("repairs" not in finding for finding in plain["findings"])
    found = json.loads(tool("lint", path, "--repairs", "--format", "json").out)
    Draft202012Validator(SCHEMA).validate(found)
    assert {len(finding["repairs"]) for finding in found["findings"] if finding["code"] == "DUR001"} != {0}
    concise = tool("lint", path, "--repairs", "--format", "concise").out
    assert f"{path}:1:34: repair 1 of DUR001 change the headline from 24 months to" in concise
    assert "= repair: change the headline from 24 months" in tool("lint", path, "--repairs", "--format", "full").out
    assert "= repair" not in tool("lint", path, "--format", "full").out


def test_code_hosts_are_shown_repairs_too(tool: Tool, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    said = "change the headline from 24 months to 9 months"
    markdown = tool("lint", path, "--repairs", "--format", "markdown").out
    read = MarkdownIt("commonmark").enable("table").parse(markdown)
    assert f": `{said}`: `the headline then says 9 months" in markdown
    assert "-24-Month\n+9-Month\n" in [token.content for token in read if token.type == "fence"]
    (annotation,) = [
        line for line in tool("lint", path, "--repairs", "--format", "github").out.splitlines() if said in line
    ]
    assert annotation.startswith("::error ")
    assert re.search(rf"%0Arepair \d: {said} \(line 1\): the headline then says 9 months", annotation)
    for name in ("markdown", "github"):
        assert "repair" not in tool("lint", path, "--format", name).out


def test_markdown_shows_no_long_blocks_that_change_places() -> None:
    (finding,) = [one for one in repaired_page() if one.code == "DUR001"]
    patch = Patch("a.txt", 1, 1, 1, 2, 0, 1, "x" * 600, "y" * 600, "/skills_to_learn/0")
    finding = finding._replace(repairs=(Repair("exchange", "in order", (patch,)),))
    text = find_format("markdown").render(Report((finding,), 1))
    assert "repair 1: `exchange`: `in order`" in text
    assert "diff" not in text


def test_the_schema_describes_every_key_of_a_repair_and_no_other() -> None:
    (finding,) = [one for one in repaired_page() if one.code == "DUR001"]
    data = finding_data(finding)["repairs"][0]
    for name, sample in (("Repair", data), ("Patch", data["patches"][0])):
        defined = SCHEMA["$defs"][name]
        assert list(sample) == list(defined["properties"]) == defined["required"]


def test_no_report_passes_on_what_commands_a_terminal() -> None:
    (finding,) = [one for one in repaired_page() if one.code == "DUR001"]
    patch = Patch("a\x1b.txt", 1, 1, 1, 2, 0, 1, "\x1b[31m", "\u202e", "/timeline")
    finding = finding._replace(repairs=(Repair("say \x1b[31m", "as \u202e", (patch,)),))
    for name in ("full", "concise", "json", "markdown", "github"):
        text = find_format(name).render(Report((finding,), 1))
        assert "\x1b" not in text
        assert "\u202e" not in text


def repaired_page() -> list[Finding]:
    page = parse(PAGE, path="page.txt")
    return repaired(page, check(page, stable()), stable(), debug=True)


@pytest.mark.parametrize("other", [("--diff",), ("--statistics",), ("--write-baseline", "known.json")])
def test_repairs_are_refused_beside_what_does_not_show_them(tool: Tool, other: tuple[str, ...]) -> None:
    done = tool("lint", "--repairs", *other)
    assert done.code == 2
    assert f"--repairs and {other[0]} exclude each other" in done.err


def test_standard_input_has_repairs() -> None:
    page = parse(PAGE, path="-")
    assert offered(page, "DUR001")[0].patches[0].path == "-"


def test_a_bug_of_a_rule_is_a_finding() -> None:
    def broken(_: Page, __: Finding) -> Iterable[Candidate]:
        raise ValueError("no")

    enabled = EnabledRules(
        tuple((name, rule._replace(repairs=broken)) for name, rule in rules() if rule.code == "DUR001")
    )
    page = parse(PAGE, path="page.txt")
    found = repaired(page, check(page, enabled), enabled)
    assert [(finding.code, finding.repairs) for finding in found] == [("DUR001", ()), ("INT001", ())]
    with pytest.raises(ValueError, match="no"):
        repaired(page, check(page, enabled), enabled, debug=True)


def test_a_candidate_that_repairs_nothing_is_not_offered() -> None:
    def useless(page: Page, _: Finding) -> Iterable[Candidate]:
        start = page.source.text.index("24-Month")
        yield Candidate(9, "to 23", "", (Edit("/headline/duration", Span(start, start + 8), "23-Month"),), "headline")
        both = PAGE.index("9-12 months")
        edits = (
            Edit("/headline/duration", Span(start, start + 8), "9-Month"),
            Edit("/timeline", Span(both, both + 11), "9-10 months"),
        )
        yield Candidate(8, "two values", "", edits, "both")

    enabled = EnabledRules(
        tuple((name, rule._replace(repairs=useless)) for name, rule in rules() if rule.code == "DUR001")
    )
    assert offered(parse(PAGE, path="page.txt"), "DUR001", enabled) == ()


# ----------------------------------------------------------------------------------------------------------------------
# What is not offered, and what comes last.


PAY = """\
From Baker to Miller: Your 9-Month Transition Guide
Salary Change
{change}
FAQ
What will I earn?
Bakers earn {old}, while Millers earn {new}.
"""


@pytest.mark.parametrize(
    ("change", "old", "new", "least", "most"),
    [
        ("+100%", "$40,000-$50,000", "$60,000-$75,000", 50, 50),
        ("+80%", "$40,000", "$60,400", 51, 51),
        ("+80%", "$43,000", "$61,000", 41.9, 41.9),
        ("+10%", "$43,000-$50,000", "$61,000-$77,000", 42, 54),
        ("+10% to +20%", "$43,000-$50,000", "$61,000-$77,000", 42, 54),
        ("+25%", "$80,000", "$60,000", -25, -25),
    ],
)
def test_a_change_of_pay_becomes_what_the_pay_makes(change: str, old: str, new: str, least: float, most: float) -> None:
    page = parse(PAY.format(change=change, old=old, new=new), path="page.txt")
    values = [
        parse_percent(repair.patches[0].new)
        for repair in offered(page, "SAL001")
        if repair.patches[0].pointer == "/salary_change"
    ]
    assert values
    for value in values:
        assert value
        assert value.low is not None
        assert value.high is not None
        assert least <= value.low <= value.high <= most


def test_a_range_from_high_to_low_is_turned() -> None:
    page = parse(PAY.format(change="+60% to +40%", old="$40,000", new="$60,000"), path="page.txt")
    first, *_ = offered(page, "SAL001")
    assert [patch.new for patch in first.patches] == ["+40% to +60%"]


def with_candidates(code: str, *made: tuple[str, ...]) -> EnabledRules:
    """All rules, of which one offers candidates: texts of the page and what they become, in pairs."""

    def candidates(page: Page, _: Finding) -> Iterable[Candidate]:
        for number, texts in enumerate(made):
            edits = []
            for old, new in zip(texts[::2], texts[1::2], strict=True):
                start = page.source.text.index(old)
                edits.append(Edit("", Span(start, start + len(old)), new))
            yield Candidate(9 - number, " ".join(texts), "", tuple(edits), str(number))

    return EnabledRules(
        tuple((name, rule._replace(repairs=candidates if rule.code == code else None)) for name, rule in stable().rules)
    )


def test_each_text_is_offered_once() -> None:
    enabled = with_candidates("DUR001", ("24-Month", "9-Month"), ("24-Month T", "9-Month T"), ("24-Month", "10-Month"))
    messages = [repair.message for repair in offered(parse(PAGE, path="page.txt"), "DUR001", enabled)]
    assert messages == ["24-Month 9-Month", "24-Month 10-Month"]


def test_two_values_that_change_places_come_after_one_that_changes() -> None:
    text = PAGE.replace("24-Month", "9-Month").replace("Critical8", "Important8").replace("Important6", "Critical6")
    enabled = with_candidates(
        "PRI001", ("Important8", "Critical8", "Critical6", "Important6"), ("Important8", "Critical8")
    )
    repairs = offered(parse(text, path="page.txt"), "PRI001", enabled)
    assert [len(repair.patches) for repair in repairs] == [1, 2]


TWICE = """\
From Nurse to Data Analyst: Your 12-Month Transition Guide
Overview
Nurses read charts all day.
Skills You'll Need to Learn
Here's what you'll need to learn, prioritized by importance for your transition.
SQL
Important6 weeks
Query a public data set.
Statistics
Critical4 weeks
Read a book.
Charts
Nice to have3 weeks
Draw a few.
Spreadsheets
Important4 weeks
Fill in a table.
"""


def test_what_moves_a_finding_to_another_place_is_not_offered() -> None:
    page = parse(TWICE, path="page.txt")
    before = {(finding.code, finding.pointer) for finding in check(page, stable())}
    assert {("PRI001", "/skills_to_learn/0/priority"), ("PRI003", "/skills_to_learn/0/duration/text")} <= before
    messages = [repair.message for repair in offered(page, "PRI003")]
    assert messages
    assert "change the priority of 'SQL' from important to critical" not in messages  # Charts is out of order then
    for repair in offered(page, "PRI003"):
        assert {(one.code, one.pointer) for one in check(changed(page, repair), stable())} <= before


def test_rules_that_a_run_does_not_select_judge_too(tool: Tool, tmp_path: Path) -> None:
    """The timeline's 24 months would agree with the headline, but not with the answer: DUR003, hidden by DUR001."""
    text = PAGE.replace("Expect about ten months", "Expect 9-10 months")
    enabled = with_candidates("DUR001", ("9-12 months", "24 months"), ("24-Month", "9-Month"))
    alone = EnabledRules(tuple(item for item in enabled.rules if item[1].code == "DUR001"))
    page = parse(text, path="page.txt")
    messages = [
        [repair.message for finding in found for repair in finding.repairs or ()]
        for found in (
            repaired(page, check(page, alone), alone, debug=True),
            repaired(page, check(page, alone), alone, judges=stable(), debug=True),
        )
    ]
    assert messages == [["9-12 months 24 months", "24-Month 9-Month"], ["24-Month 9-Month"]]
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8")
    found = json.loads(tool("lint", path, "--repairs", "--select", "DUR001", "--format", "json").out)["findings"]
    assert {repair["patches"][0]["pointer"] for repair in found[0]["repairs"]} == {"/headline/duration"}
