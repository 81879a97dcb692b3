"""One contradiction is one finding, whichever rules meet it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pathingest import lint, parse
from pathingest.model.comparison import Comparison, Disagreement
from pathingest.model.extraction import BEYOND_LIMIT, BROKEN_RECORD, INTERNAL_ERROR, Note
from pathingest.model.source import Span
from pathingest.rules import compare, find_rule
from pathingest.rules._place import fingerprint

HEAD = "From Baker to Miller: Your {months}-Month Transition Guide\n"
SUMMARY = "Difficulty\nHard\nTimeline\n{timeline}\nSalary Change\n+10%\nDemand\nHigh\nOverview\nDough is flour.\n"
END = "Reality Check\nBiggest Challenges\n• Dust\n"
QUESTION = "Frequently Asked Questions\nHow long does the transition take?\n"
ROADMAP = (
    "Your Learning Roadmap\n1\nGrain\n30 weeks\nTasks\n• Grind\nResources\n{one}\n"
    "2\nStone\n2 weeks\nTasks\n• Dress\nResources\n{two}\n"
)
COUNTED = "{}\nCareer Pathway{} views\nFrom Baker to Miller: Your 9-Month Transition Guide\nOverview\nDough is flour.\n"


def found(text: str, *codes: str) -> list[str]:
    """The codes that are found, of those that are of interest."""
    return [finding.code for finding in lint(parse(text)) if finding.code.startswith(codes)]


def test_a_summary_that_is_not_understood_is_no_residue_as_well() -> None:
    page = HEAD.format(months=9) + SUMMARY.format(timeline="as it comes")
    assert found(page, "STR002", "EXT005") == ["STR002"]


def test_residue_is_reported_where_the_summary_is_not_looked_at() -> None:
    page = HEAD.format(months=9) + SUMMARY.format(timeline="as it comes")
    assert [finding.code for finding in lint(parse(page), select=["EXT005"])] == ["EXT005"]


@pytest.mark.parametrize(
    ("one", "two", "codes"),
    [
        ("Overleaf LaTeX tutorialsZotero documentation", "Kaggle coursesDataCamp tutorials", ["EXT002"]),
        ("Overleaf LaTeX tutorialsZotero documentation", "Kaggle LearnR for Data Science", ["EXT004"]),
        ("Overleaf LaTeX tutorialsZotero documentation", "Kaggle courses\nDataCamp tutorials", []),
    ],
)
def test_glued_names_are_one_finding_a_page(one: str, two: str, codes: list[str]) -> None:
    assert found(HEAD.format(months=8) + ROADMAP.format(one=one, two=two) + END, "EXT002", "EXT004") == codes


def test_hours_that_the_total_explains_are_not_reported_beside_it() -> None:
    answer = "Expect 12 months of study (10-12 hours per week).\n"
    page = HEAD.format(months=12) + ROADMAP.format(one="A guide", two="A book") + END + QUESTION + answer
    assert found(page, "DUR002", "DUR006") == ["DUR002"]
    assert [finding.code for finding in lint(parse(page), select=["DUR006"])] == ["DUR006"]


def test_hours_that_no_week_holds_are_reported_beside_a_total() -> None:
    answer = "Expect 12 months of study (80-90 hours per week).\n"
    page = HEAD.format(months=12) + ROADMAP.format(one="A guide", two="A book") + END + QUESTION + answer
    assert found(page, "DUR002", "DUR006") == ["DUR002", "DUR006"]


def test_a_second_time_in_an_answer_is_beside_the_first_contradiction() -> None:
    page = HEAD.format(months=9) + SUMMARY.format(timeline="6-9 months") + QUESTION
    page += "Twelve months. In busy mills it takes eighteen months.\n"
    (finding,) = (one for one in lint(parse(page)) if one.code in ("DUR003", "DUR005"))
    assert finding.code == "DUR003"
    assert any("eighteen" in (other.excerpt.line if other.excerpt else "") for other in finding.related)


def test_a_page_that_is_cut_off_has_one_finding_for_its_end() -> None:
    assert found(HEAD.format(months=9) + "Overview\nDough is flour.\n", "STR001") == ["STR001"]


RANKED = (
    f"{SUMMARY.format(timeline='9 months')}Your Transferable Skills\nPatience\nYou wait for dough.\n"
    "Skills to Learn\nThe skills below are ranked by importance.\nMilling\n"
)


@pytest.mark.parametrize(
    ("end", "codes"),
    [("", ["STR001"]), ("Do one.\n", ["STR001", "PRI002"]), ("Do one.\nSieving\n", ["STR001", "PRI002"])],
)
def test_priorities_that_a_cut_took_are_not_missing_as_well(end: str, codes: list[str]) -> None:
    assert found(HEAD.format(months=9) + RANKED + end, "STR001", "PRI002") == codes


TAUGHT = {"Milling": "Do your first milling", "Baking": "Bake two loaves", "Sieving": "Sieve the flour"}


@pytest.mark.parametrize(
    ("taught", "missing", "priority", "severity"),
    [
        (3, ["Juggling"], "Important", "info"),
        (3, ["Juggling"], "Critical", "warning"),
        (3, ["Juggling", "Fencing"], "Important", "info"),
        (2, ["Juggling", "Fencing"], "Important", "warning"),
        (1, ["Juggling"], "Important", "info"),
    ],
)
def test_skills_that_are_left_out_are_a_warning_if_they_are_half_of_all_or_critical(
    taught: int, missing: list[str], priority: str, severity: str
) -> None:
    known = list(TAUGHT)[:taught]
    skills = "".join(f"{name}\nImportant4 weeks\nAsk for it.\n" for name in known)
    skills += "".join(f"{name}\n{priority}4 weeks\nAsk for it.\n" for name in missing)
    tasks = "".join(f"• {TAUGHT[name]} with the miller and your friends\n" for name in known)
    road = f"Learning Roadmap\n1\nThe mill\n8 weeks\nTasks\n{tasks}"
    page = f"{HEAD.format(months=9)}Skills to Learn\n{skills}{road}{END}"
    assert [finding.severity for finding in lint(parse(page), select=["COV001"])] == [severity] * len(missing)


WILD = (
    "# From Nurse to Data Analyst\n\n## Phase 1: Basics (4 weeks)\n\n- Read\n\n"
    "## Phase 2: Practice (4 weeks)\n\n- Write\n"
)


def test_what_the_layout_of_an_unknown_site_lacks_is_a_note() -> None:
    assert {finding.severity for finding in lint(parse(WILD))} == {"info"}
    assert sorted(found(WILD, "STR")) == ["STR001", "STR002", "STR005", "STR007"]


def test_a_note_silences_no_other_rule() -> None:
    text = """From Baker to Miller: Your 9-Month Transition Guide
Salary Change
+40% to +20%
FAQ
What will I earn?
Expect a pay cut. Mills pay less than bakeries."""
    found = [(finding.code, finding.severity) for finding in lint(parse(text)) if finding.code.startswith("SAL")]
    assert found == [("SAL001", "info"), ("SAL005", "warning")]


def whole(cut_at: str) -> str:
    """A page with all that a summary and a roadmap state, up to some text of it."""
    skills = "Skills to Learn\nSieving\nCritical30 weeks\nBuy a sieve.\nBaking\nImportant9 weeks\nBake two loaves.\n"
    known = "Your Transferable Skills\nKneading\nYou do it before the coffee.\n"
    road = ROADMAP.format(one="A guide", two="A book").replace("Grind", "Learn sieving and baking, with the others")
    page = HEAD.format(months=9) + SUMMARY.format(timeline="9 months") + known + skills + road
    return page[: page.index(cut_at)]


@pytest.mark.parametrize(
    "cut_at",
    [
        "+10%",
        "Demand",
        "Dough",
        "Kneading",
        "Critical30",
        "Important9",
        "30 weeks\nTasks",
        "Resources",
        "A book",
    ],
)
def test_whatever_the_cut_takes_is_one_finding(cut_at: str) -> None:
    assert found(whole(cut_at), "STR001", "STR002", "STR003", "STR005", "STR010", "EXT005", "PRI") == ["STR001"]


def test_what_lacks_before_the_cut_is_reported_beside_it() -> None:
    page = whole("A book")
    assert found(page.replace("Critical30 weeks\n", ""), "STR001", "STR003") == ["STR001", "STR003"]
    assert found(page.replace("Resources\nA guide\n", ""), "STR001", "STR005") == ["STR001", "STR005"]
    assert found(page.replace("Demand\nHigh\n", ""), "STR001", "STR002") == ["STR001", "STR002"]


PLAN = "Your Learning Roadmap\n1\n{}\n{}\nTasks\n• Learn sieving with the miller, for as long as your friends do\n"


@pytest.mark.parametrize(
    ("skill", "second", "codes"),
    [
        ("Juggling", "Stone\n9 weeks\nTasks\n• Dress it", ["COV001"]),
        ("TBD", "Stone\n9 weeks\nTasks\n• Dress it", ["STR009"]),
        ("Juggling", "TODO\n9 weeks\nTasks\n• Dress it", ["STR009"]),
        ("Juggling", "Stone\n9 weeks\nTasks\n• TBD", ["STR009"]),
    ],
)
def test_a_skill_that_a_placeholder_may_stand_for_is_not_missing_as_well(
    skill: str, second: str, codes: list[str]
) -> None:
    skills = f"Skills to Learn\nSieving\nImportant9 weeks\nBuy one.\n{skill}\nImportant9 weeks\nPractise.\n"
    page = HEAD.format(months=9) + skills + PLAN.format("Grain", "9 weeks") + f"2\n{second}\n" + END
    assert found(page, "STR009", "COV001") == codes


NAMES = ("Sieving", "Baking", "Milling", "Selling")
TO_LEARN = "Skills to Learn\nHere's what you'll need to learn{}.\n"
IN_ORDER = ", prioritized by importance for your transition"


def to_learn(order: str, *badges: str) -> str:
    skills = "".join(f"{name}\n{badge}\nDo it.\n" for name, badge in zip(NAMES, badges, strict=False))
    return HEAD.format(months=9) + TO_LEARN.format(order) + skills + END


def test_a_short_critical_skill_is_one_finding_beside_all_that_take_longer() -> None:
    page = to_learn("", "Critical2 weeks", "Important6 weeks", "Important8 weeks", "Nice to have7 weeks")
    (finding,) = (one for one in lint(parse(page)) if one.code == "PRI003")
    assert finding.pointer == "/skills_to_learn/0/duration/text"
    assert finding.message == (
        "'Sieving' (critical) takes 2 weeks, but 3 less important skills take longer, "
        "as 'Milling' (important) takes 8 weeks: 4 times as long"
    )
    assert [other.pointer for other in finding.related] == [f"/skills_to_learn/{i}/duration/text" for i in (1, 2, 3)]


def test_two_skills_with_each_other_s_priorities_are_one_finding() -> None:
    badges = "Nice to have9 weeks", "Important5 weeks", "Critical3 weeks"
    assert found(to_learn(IN_ORDER, *badges), "PRI") == ["PRI001"]
    assert found(to_learn("", *badges), "PRI") == ["PRI003", "PRI003"]
    assert found(to_learn(IN_ORDER, "Critical2 weeks", *badges[:2]), "PRI") == ["PRI003", "PRI001"]


def test_of_pages_that_only_claim_one_id_is_told_which_is_not_written() -> None:
    one, two = (parse(COUNTED.format("", 1), path=path) for path in ("a.txt", "b.txt"))
    differing = (Disagreement("/timeline/text", "9 months", "/timeline/text", None),)
    said = [compare(Comparison(one, two, differing, merged=merged))[0].message for merged in (True, False)]
    what = "a value that both state differs: /timeline/text is '9 months', there None"
    assert said == [
        f"the same pathway as b.txt, but {what}",
        f"the same id as b.txt, which is not written: the titles are not one, and {what}",
    ]


# --- what a finding is known by ---------------------------------------------------------------------------------------


def test_what_is_the_same_finding_has_the_same_fingerprint() -> None:
    one = fingerprint("X001", "/title", ["A  title", "first", "second"])
    assert re.fullmatch(r"[0-9a-f]{16}", one)
    assert one == fingerprint("X001", "/title", ["A\ntitle", "second", "first"])
    others = [
        fingerprint("X002", "/title", ["A title", "first", "second"]),
        fingerprint("X001", "/id", ["A title", "first", "second"]),
        fingerprint("X001", None, ["A title", "first", "second"]),
        fingerprint("X001", "/title", ["first", "A title", "second"]),
        fingerprint("X001", "/title", ["A title", "firstsecond"]),
    ]
    assert len({one, *others}) == 6
    assert fingerprint("X001", "/title", ["a half \ud800"]) != fingerprint("X001", "/title", ["a half \ud801"])


def test_a_view_counter_makes_no_other_finding() -> None:
    def known(above: str, views: str) -> str:
        return next(one.fingerprint for one in lint(parse(COUNTED.format(above, views))) if one.code == "EXT001")

    assert known("Home", "58") == known("Start", "1,302")


def test_a_page_of_another_path_has_the_same_findings() -> None:
    pages = [parse(COUNTED.format("Home", "58"), path=path) for path in ("a.txt", "b.txt")]
    one, other = ([found.fingerprint for found in lint(page)] for page in pages)
    assert one == other


# --- what reading a page noted ----------------------------------------------------------------------------------------

NOTED = {
    BROKEN_RECORD: ("EXT013", "row 3 is no JSON; the page that it held is not read"),
    INTERNAL_ERROR: ("INT001", "row 3 is no JSON; no record is written: this is a bug, please report it"),
    BEYOND_LIMIT: ("EXT012", "no record is written: row 3 is no JSON: split it, or leave out what is no pathway"),
    "glued-field": ("EXT003", "two fields are glued together: 'row 3 is no JSON'"),
    "resource-split": (
        "EXT004",
        "how 'From Baker' splits into resources is not sure (100%); read as one name; it may also be: row 3 is no JSON",
    ),
}


@pytest.mark.parametrize("kind", NOTED)
def test_each_note_is_the_finding_of_one_rule(kind: str) -> None:
    page = replace(parse(COUNTED.format("", 1)), notes=(Note(kind, "/title", Span(23, 33), "row 3 is no JSON"),))
    noting = [find_rule(code)[1] for code, _ in NOTED.values()]
    said = [(rule.code, problem.message) for rule in noting if rule.check for problem in rule.check(page)]
    assert said == [NOTED[kind]]


def test_a_page_that_the_tool_failed_on_may_be_a_pathway() -> None:
    page = parse("Hello.")
    note = Note(INTERNAL_ERROR, "", Span(0, 0), "it failed")
    check = find_rule("EXT006")[1].check
    assert check
    assert [len([*check(one)]) for one in (page, replace(page, notes=(note,)))] == [1, 0]


def test_a_line_of_names_that_splits_in_one_way_alone_has_no_other() -> None:
    page = replace(parse(COUNTED.format("", 1)), notes=(Note("resource-split", "/title", Span(23, 33), "", 0.5),))
    check = find_rule("EXT004")[1].check
    assert check
    assert [problem.message for problem in check(page)] == [
        "how 'From Baker' splits into resources is not sure (50%); read as one name"
    ]


@pytest.mark.parametrize(("length", "whole"), [(200, True), (201, False)])
def test_names_of_a_line_are_cut_after_two_hundred_characters(length: int, whole: bool) -> None:
    page = parse(COUNTED.format("", 1))
    names = f"A | {'b' * (length - 4)}"
    glued, split = (Note(kind, "/title", Span(23, 33), names, 0.5) for kind in ("glued-resources", "resource-split"))
    for code, notes in (("EXT002", (glued,)), ("EXT004", (split,)), ("EXT004", (split._replace(detail=""), glued))):
        check = find_rule(code)[1].check
        assert check
        (problem,) = check(replace(page, notes=notes))
        assert problem.message.endswith(names if whole else f"{names[:199]}…")


@pytest.mark.parametrize(("length", "whole"), [(100, True), (101, False)])
def test_a_line_is_cut_after_a_hundred_characters(length: int, whole: bool) -> None:
    page = parse(f"{COUNTED.format('', 1)}{'b' * 120}\n")
    start = page.source.text.index("bbb")
    check = find_rule("EXT004")[1].check
    assert check
    (problem,) = check(replace(page, notes=(Note("resource-split", "/title", Span(start, start + length), "", 0.5),)))
    assert f"how '{'b' * length if whole else 'b' * 99 + '…'}' splits" in problem.message
