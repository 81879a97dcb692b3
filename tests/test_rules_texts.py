"""What rules look at: the texts and lists of a page, its layout, its roadmap, and what it says of its own order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from linting import findings_of
from pathingest import parse
from pathingest.model.page import Origin, Page
from pathingest.profiles import GENERIC
from pathingest.rules import find_rule
from pathingest.rules._items import items, lists
from pathingest.rules._layout import cut_off_in, missing_sections, of_layout, unread_badges
from pathingest.rules._looked import looked, split, unread
from pathingest.rules._names import key
from pathingest.rules._placeholders import has_near, has_words, placeholders
from pathingest.rules._priorities import OrderClaim, beside, inversions, ranks, statement
from pathingest.rules._roadmap import has_residue, may_be_cut_off, numbering, second_times
from pathingest.rules._words import padded, prose, read_lines, words

WHOLE = (Path(__file__).parent / "cases" / "pages" / "whole.txt").read_text("utf-8")
PAGE = parse(WHOLE, path="page.txt")
HEAD = "From Baker to Miller: Your 9-Month Transition Guide\n"


def as_record(page: Page) -> Page:
    """The page as if it had been read from a record file that was made from it."""
    return replace(page, origin=Origin(lambda _: None, lambda: (page,)))


def found(code: str, text: str, name: str = "page.txt") -> list[tuple[int, str]]:
    return [(finding.line, finding.message) for finding in findings_of(find_rule(code)[1], {name: text})]


# ----------------------------------------------------------------------------------------------------------------------
# Texts, lists and names.

PROSE = [
    "/demand",
    "/overview/0",
    "/overview/1",
    "/transferable_skills/0/name",
    "/transferable_skills/0/description",
    "/transferable_skills/1/name",
    "/transferable_skills/1/description",
    "/skills_to_learn/0/name",
    "/skills_to_learn/0/guidance",
    "/skills_to_learn/1/name",
    "/skills_to_learn/1/guidance",
    "/skills_to_learn/2/name",
    "/skills_to_learn/2/guidance",
    "/roadmap/0/title",
    "/roadmap/0/tasks/0",
    "/roadmap/0/tasks/1",
    "/roadmap/1/title",
    "/roadmap/1/tasks/0",
    "/roadmap/1/tasks/1",
    "/roadmap/2/title",
    "/roadmap/2/tasks/0",
    "/reality_check/rewards/0",
    "/reality_check/rewards/1",
    "/reality_check/tradeoffs/0",
    "/reality_check/tradeoffs/1",
    "/reality_check/challenges/0",
    "/reality_check/challenges/1",
    "/action_plan/0/tasks/0",
    "/action_plan/1/tasks/0",
    "/action_plan/1/tasks/1",
    "/action_plan/2/tasks/0",
    "/faq/0/question",
    "/faq/0/answer",
    "/faq/1/question",
    "/faq/1/answer",
]


def test_a_page_s_own_words_are_all_its_texts_in_their_order() -> None:
    assert [pointer for pointer, _ in prose(PAGE.record)] == PROSE
    bare = parse(f"{HEAD}Overview\nDough is flour.\nWhere to Live\nIn the valley.\nBy the river.\n")
    assert [*prose(bare.record)] == [
        ("/overview/0", "Dough is flour."),
        ("/other/0/text/0", "In the valley."),
        ("/other/0/text/1", "By the river."),
    ]


def test_the_lists_of_a_page_are_its_names_its_tasks_and_what_to_expect() -> None:
    record = PAGE.record
    expected: dict[str, list[Any]] = {
        "/transferable_skills/{}/name": [skill.name for skill in record.transferable_skills],
        "/skills_to_learn/{}/name": [skill.name for skill in record.skills_to_learn],
        "/faq/{}/question": [entry.question for entry in record.faq],
        **{f"/roadmap/{i}/tasks/{{}}": phase.tasks for i, phase in enumerate(record.roadmap)},
        **{f"/action_plan/{i}/tasks/{{}}": step.tasks for i, step in enumerate(record.action_plan)},
        "/reality_check/rewards/{}": record.reality_check.rewards,
        "/reality_check/tradeoffs/{}": record.reality_check.tradeoffs,
        "/reality_check/challenges/{}": record.reality_check.challenges,
    }
    assert dict(lists(PAGE)) == expected
    every = [str(item).lower() for listed in expected.values() for item in listed]
    assert sorted(items(PAGE).every) == sorted(every)
    assert items(PAGE).distinct == {*every}


def test_items_are_compared_without_what_spelling_varies() -> None:
    text = f"{HEAD}Reality Check\nBiggest Challenges\n• Dust & noise.\n• Early Mornings\n• e.g. flour. And more.\n"
    assert items(parse(text)).every == ["dust and noise", "early mornings", "e.g. flour. and more"]
    twice = f"{HEAD}Reality Check\nBiggest Challenges\n• Dust\n• dust.\n"
    assert items(parse(twice)).every == ["dust", "dust"]
    assert items(parse(twice)).distinct == {"dust"}


def test_a_question_that_is_missing_is_in_no_list() -> None:
    page = parse(f"{HEAD}Frequently Asked Questions\nExpect 9 months.\n")
    assert [entry.question for entry in page.record.faq] == [None]
    assert items(page).every == [""]
    assert dict(lists(page))["/faq/{}/question"] == [""]


@pytest.mark.parametrize(
    "names",
    [
        ("R&D", "r and d", "R & D", "R AND D"),
        ("Data-Set", "data set", "dataset", "Data, Set", "Data — Set", "data:set"),
        ("SQL", "sql", "SQL:", "SQL.", "SQL,", "SQL; "),
        ("“Big” data", '"Big" data', "big data", "'Big' Data"),
        ("Baker's", "Bakers", "baker’s"),
    ],
)
def test_spellings_of_one_name_are_one(names: tuple[str, ...]) -> None:
    assert len({key(name) for name in names}) == 1


def test_signs_that_make_another_name_are_kept() -> None:
    names = ("C++", "C", "C#", ".NET", "NET", "Node.js", "Nodejs", "UI/UX", "UI UX", "A (B)", "A B", "and", "band")
    assert len({key(name) for name in names}) == len(names)


def test_words_are_what_signs_separate() -> None:
    assert words("It's R&D/C++: (mostly) C#, e-mail—and “x_y” 50%") == [
        *("it", "s", "r&d", "c++", "mostly", "c#", "e", "mail", "and", "x", "y", "50")
    ]
    assert padded(["Read SQL.", "(Daily)"]) == " read sql   daily  "


def test_a_line_of_a_table_is_neither_empty_nor_a_comment() -> None:
    lines = read_lines("spellings.txt")
    assert lines
    assert not [line for line in lines if not line or line.startswith("#")]


# ----------------------------------------------------------------------------------------------------------------------
# The first look.

HTML = f"""<html><body><h1>{HEAD}</h1><h2>Overview</h2><p>Total of <b>TODO</b>.</p>
<h2>FAQ</h2><h3>How much do I earn?</h3><p>Expect 40 USD.</p></body></html>"""


def test_a_record_is_looked_at_text_by_text_once_each() -> None:
    page = parse(HTML, media_type="text/html")
    lines = looked(page).text.split("\n")
    assert len(lines) == len(set(lines))
    assert lines.count("Expect 40 USD.") == 1
    assert {b"todo", b"total", b"usd"} <= looked(page).words
    of_record = looked(as_record(page)).text.split("\n")
    assert "Expect 40 USD." in of_record
    assert "40 USD" not in of_record  # a claim quotes its text


def test_words_are_watched_in_any_case_and_others_are_not() -> None:
    page = parse(f"{HEAD}Overview\nTODO Fixme tBd flour; emails of one colour.\n")
    assert {b"todo", b"fixme", b"tbd", b"emails", b"colour"} <= looked(page).words
    assert b"flour" not in looked(page).words


@pytest.mark.parametrize("name", ["page.txt", "page.html"])
def test_half_a_letter_hides_nothing(name: str) -> None:
    text = "Dough \ud800 is flour. TODO: say so."
    page = (
        parse(f"{HEAD}Overview\n{text}\n", path=name)
        if name == "page.txt"
        else parse(f"<h1>{HEAD}</h1><h2>Overview</h2><p>{text}</p>", path=name)
    )
    assert b"todo" in looked(page).words


def test_letters_alone_make_words() -> None:
    assert split("It's 9 o'clock—TOTAL: naïve_x".encode()) == [
        b"it",
        b"s",
        b"o",
        b"clock",
        b"total",
        b"na",
        b"ve",
        b"x",
    ]


def test_what_no_part_accounts_for_is_named_in_its_order_on_raw_pages_alone() -> None:
    lines = ("1", "Grain", "8 weeks", "Tasks", "• Grind", "more or less", "2", "Stone", "8 weeks")
    page = parse(f"Scrap\n{road(*lines)}")
    assert [page.source.text[slice(*span)] for span in unread(page)] == ["Scrap", "more or less"]
    assert unread(as_record(page)) == ()
    assert unread(PAGE) == ()


# ----------------------------------------------------------------------------------------------------------------------
# The layout.

PARTS = ("overview", "transferable_skills", "skills_to_learn", "roadmap", "reality_check", "action_plan", "faq")
BEGINS = (
    "Overview",
    "Your Transferable Skills",
    "Skills You'll Need to Learn",
    "Your Learning Roadmap",
    "Reality Check",
    "Start Your Journey Now",
    "Frequently Asked Questions",
)
ENDS = "Ready to Start Your Transition?"


def without(*roles: str) -> str:
    """The whole page without some sections."""
    text = WHOLE
    for role in roles:
        i = PARTS.index(role)
        start = text.index(f"\n{BEGINS[i]}\n")
        end = min(at for begin in (*BEGINS[i + 1 :], ENDS) if (at := text.find(f"\n{begin}\n", start + 1)) > 0)
        text = text[:start] + text[end:]
    return text


def test_a_whole_page_lacks_no_section() -> None:
    assert missing_sections(PAGE) == ((), False)
    assert cut_off_in(PAGE) is None


@pytest.mark.parametrize("role", PARTS)
def test_a_section_that_is_left_out_is_missing(role: str) -> None:
    page = parse(without(role))
    assert missing_sections(page) == ((role,), role == PARTS[-1])
    assert cut_off_in(page) == (PARTS[-2] if role == PARTS[-1] else None)


@pytest.mark.parametrize("count", range(1, 8))
def test_a_page_without_its_last_sections_seems_to_be_cut_off(count: int) -> None:
    page = parse(without(*PARTS[-count:]))
    assert missing_sections(page) == (PARTS[-count:], True)
    assert cut_off_in(page) == ("header", *PARTS)[-count - 1]
    assert cut_off_in(replace(page, profile=GENERIC)) is None


def test_how_bad_what_is_missing_is_depends_on_whether_the_layout_is_known() -> None:
    assert of_layout(PAGE) is None
    assert of_layout(replace(PAGE, profile=GENERIC)) == "info"


@pytest.mark.parametrize(("kind", "missing"), [("guide", ("faq",)), ("story", ()), ("transition", PARTS[1::5])])
def test_each_kind_of_page_has_its_own_sections(kind: str, missing: tuple[str, ...]) -> None:
    page = parse(without("transferable_skills", "faq"))
    assert page.tree
    assert missing_sections(replace(page, tree={**page.tree, "kind": kind})).roles == missing


def test_a_part_of_a_section_is_the_section() -> None:
    text = without("reality_check")
    for heading in ("What You'll Love", "What You Might Miss", "Biggest Challenges"):
        assert missing_sections(parse(text.replace(ENDS, f"{heading}\n• Dust\n\n{ENDS}"))).roles == ()
    assert missing_sections(as_record(parse(text))).roles == ("reality_check",)
    assert missing_sections(as_record(PAGE)).roles == ()


def test_what_a_summary_says_in_other_words_is_known_by_its_label() -> None:
    text = f"{HEAD}Difficulty\nas it comes\nTimeline\n 9 months\nSalary Change\nas it comes\nOverview\nDough.\n"
    page = parse(text)
    badges = unread_badges(page)
    assert {name: badge.text for name, badge in badges.items()} == {
        name: "as it comes" for name in ("difficulty", "salary_change") if getattr(page.record, name) is None
    }
    assert "salary_change" in badges
    assert all(text[slice(*badge.span)] == "as it comes" for badge in badges.values())
    assert unread_badges(as_record(page)) == {}
    assert unread_badges(parse("Hello.")) == {}


@pytest.mark.parametrize(
    "form", ["Salary Change: {} | Timeline: 9 months", "Salary Change {} Timeline 9 months Demand High"]
)
def test_what_a_label_says_ends_at_the_next_one(form: str) -> None:
    page = parse(f"{HEAD}{form.format('as it comes')}\nOverview\nDough.\n")
    assert [(name, badge.text) for name, badge in unread_badges(page).items()] == [("salary_change", "as it comes")]
    assert page.record.timeline


# ----------------------------------------------------------------------------------------------------------------------
# The roadmap.


@pytest.mark.parametrize("part", ["rewards", "tradeoffs", "challenges", "action_plan", "faq", None])
def test_a_roadmap_that_nothing_follows_may_be_cut_off(part: str | None) -> None:
    stated: dict[str, list[str]] = {part: ["so"]} if part else {}
    check = SimpleNamespace(**{name: stated.get(name, []) for name in ("rewards", "tradeoffs", "challenges")})
    record: Any = SimpleNamespace(
        reality_check=check, action_plan=stated.get("action_plan", []), faq=stated.get("faq", [])
    )
    assert may_be_cut_off(record) == (part is None)


def road(*lines: str) -> str:
    return "\n".join([f"{HEAD}Your Learning Roadmap", *lines, "Reality Check", "Biggest Challenges", "• Dust", ""])


def numbered(*numbers: str, form: str = "{}\nPhase of {}") -> str:
    letters = "ABCDEFGH"
    return road(*[f"{form.format(no, letters[i])}\n8 weeks\nTasks\n• Grind" for i, no in enumerate(numbers)])


@pytest.mark.parametrize(
    ("numbers", "values"),
    [
        (("1", "2", "3"), ()),
        (("1", "2", "4"), (1, 2, 4)),
        (("1", "1", "2"), (1, 1, 2)),
        (("1.", "3.", "2)"), (1, 3, 2)),
        (("2", "3", "4"), ()),
        (("0", "2", "3"), (0, 2, 3)),
        (("0", "1", "2"), ()),
    ],
)
def test_numbers_of_phases_are_in_their_row_or_not(numbers: tuple[str, ...], values: tuple[int, ...]) -> None:
    page = parse(numbered(*numbers))
    assert len(page.record.roadmap) == len(numbers)
    assert tuple(number.value for number in numbering(page)) == values
    assert [page.source.text[slice(*number.span)] for number in numbering(page)] == [*numbers[: len(values)]]


@pytest.mark.parametrize("word", ["Phase", "Step", "Stage", "Module", "Milestone", "Part", "Level"])
@pytest.mark.parametrize("mark", [":", ".", ")", " -", " –", " —"])
def test_numbers_may_stand_in_the_titles(word: str, mark: str) -> None:
    page = parse(numbered("1", "2", "4", form=f"{word} {{}}{mark} The {{}} of flour"))
    assert [number.value for number in numbering(page)] in ([1, 2, 4], [])
    assert numbering(parse(numbered("1", "2", "3", form=f"{word} {{}}{mark} The {{}} of flour"))) == ()


def test_numbers_of_two_kinds_are_no_row() -> None:
    text = numbered("1", "2", "4", form="Phase {}: The {} of flour")
    assert [number.value for number in numbering(parse(text))] == [1, 2, 4]
    assert numbering(parse(text.replace("Phase 4", "Step 4"))) == ()
    assert numbering(parse(text.replace("Phase 4: The", "The"))) == ()


DATED = ("Weeks 1-8: Grain", "6 weeks", "Tasks", "• Grind", "Weeks 9-16: Stone", "7 weeks", "Tasks", "• Dress")


def test_a_second_time_of_a_phase_is_known_by_its_phase() -> None:
    page = parse(road(*DATED))
    assert [phase.duration and phase.duration.text for phase in page.record.roadmap] == ["Weeks 1-8", "Weeks 9-16"]
    times = second_times(page)
    assert [(time.phase, time.duration.text, page.source.text[slice(*time.span)]) for time in times] == [
        (0, "6 weeks", "6 weeks"),
        (1, "7 weeks", "7 weeks"),
    ]
    assert second_times(as_record(page)) == ()
    assert second_times(parse(road(*DATED[:1], *DATED[2:5], *DATED[6:]))) == ()


@pytest.mark.parametrize("line", ["(6 weeks)", "6 weeks.", "soon", "on Mondays"])
def test_what_is_no_time_alone_is_no_second_time(line: str) -> None:
    assert [time.phase for time in second_times(parse(road(*DATED[:1], line, *DATED[2:])))] == [1]


def test_a_time_that_a_phase_has_is_no_second_one() -> None:
    lines = ("1", "Grain", "8 weeks", "Tasks", "• Grind", "6 weeks", "2", "Stone", "8 weeks")
    page = parse(road(*lines))
    assert [page.source.text[slice(*span)] for span in unread(page)] == ["6 weeks"]
    assert second_times(page) == ()  # no title names the weeks of a phase


def test_residue_is_in_the_phase_that_it_is_in() -> None:
    lines = ["1", "Grain", "8 weeks", "Tasks", "• Grind", "2", "Stone", "8 weeks", "Tasks", "• Dress"]
    bare = parse(road(*lines))
    assert [has_residue(bare, i) for i in range(2)] == [False, False]
    for i, at in ((0, 5), (1, 10)):
        page = parse(road(*lines[:at], "more or less", *lines[at:]))
        assert [page.source.text[slice(*span)] for span in unread(page)] == ["more or less"]
        assert [has_residue(page, k) for k in range(2)] == [k == i for k in range(2)]


def test_residue_may_stand_right_below_the_title_of_a_phase() -> None:
    page = parse(road("Phase 1: Grain", "more or less", "Tasks", "• Grind", "Phase 2: Stone", "Tasks", "• Dress"))
    assert [page.source.text[slice(*span)] for span in unread(page)] == ["more or less"]
    assert [has_residue(page, i) for i in range(2)] == [True, False]


# ----------------------------------------------------------------------------------------------------------------------
# The order of skills.


def skilled(lead: str, *badges: str, heading: str = "Skills to Learn") -> Page:
    skills = "".join(
        f"{name}\n{badge}\nDo it well.\n" for name, badge in zip(("SQL", "R", "Perl"), badges, strict=False)
    )
    return parse(f"{HEAD}Overview\nRanked by importance.\n{heading}\n{lead}\n{skills}", path="page.txt")


def test_ranks_are_those_of_the_skills_that_have_a_priority() -> None:
    page = skilled("Take them.", "Nice to have2 weeks", "3 weeks", "Critical4 weeks")
    assert ranks(page.record) == [(2, 0), (0, 2)]
    assert inversions(ranks(page.record)) == {2: 1}


@pytest.mark.parametrize(
    ("row", "late"),
    [
        ([], {}),
        ([0, 1, 2], {}),
        ([1, 1, 1], {}),
        ([2, 1, 0], {1: 1, 2: 2}),
        ([1, 2, 0, 0], {2: 2, 3: 2}),
        ([2, 2, 1], {2: 2}),
        ([0, 2, 1, 2, 1], {2: 1, 4: 2}),
    ],
)
def test_a_skill_is_late_behind_each_that_is_less_important(row: list[int], late: dict[int, int]) -> None:
    assert inversions([(rank, i) for i, rank in enumerate(row)]) == late


@pytest.mark.parametrize(
    ("lead", "heading", "said"),
    [
        ("Ranked by importance.", "Skills to Learn", "Ranked by importance"),
        ("Take your time.  They are ranked by importance! Begin.", "Skills to Learn", "They are ranked by importance"),
        ("Take them as they come.", "Skills to Learn", None),
    ],
)
def test_what_a_page_says_of_its_order_is_a_sentence_below_the_heading(
    lead: str, heading: str, said: str | None
) -> None:
    page = skilled(lead, "Critical4 weeks", "Important3 weeks", heading=heading)
    claim = statement(page)
    assert (claim and claim.text) == said
    if claim:
        assert page.source.text[slice(*claim.span)] == said
        assert claim.number == 1
        assert beside(page, claim)[:5:4] == ("here the page says that they are in order of importance", 0)
        assert beside(as_record(page), claim).page == 1


def test_a_heading_may_say_that_the_skills_are_in_order() -> None:
    heading = "Skills to Learn (in order of importance)"
    skill = "### {}\n\n**Critical** - 6 weeks\n\nDo it.\n\n"
    page = parse(f"# {HEAD}\n## {heading}\n\n{skill.format('SQL')}{skill.format('R')}", path="page.md")
    claim = statement(page)
    assert claim
    assert claim.text == page.source.text[slice(*claim.span)] == heading


def test_what_is_said_of_no_skill_or_behind_the_first_is_said_of_no_order() -> None:
    assert statement(skilled("Ranked by importance.")) is None
    assert statement(parse(f"{HEAD}Overview\nRanked by importance.\n")) is None
    assert statement(parse("Ranked by importance.")) is None
    page = skilled("Take them.", "Critical4 weeks")
    assert page.record.skills_to_learn
    text = page.source.text.replace("Do it well.", "Ranked by importance.")
    assert statement(parse(text)) is None
    assert isinstance(statement(as_record(skilled("Ranked by importance.", "Critical4 weeks"))), OrderClaim)


# ----------------------------------------------------------------------------------------------------------------------
# Where a page has placeholders.


def placed(page: Page) -> list[tuple[str | None, str]]:
    return [(one.pointer, one.said) for one in placeholders(page)]


@pytest.mark.parametrize("badge", ["TBD", "—", "to be determined", "undefined weeks"])
@pytest.mark.parametrize("label", ["Difficulty", "Timeline", "Salary Change", "Demand"])
def test_a_badge_is_a_placeholder_once(label: str, badge: str) -> None:
    page = parse(f"{HEAD}{label}\n{badge}\nOverview\nDough is flour.\n")
    assert placed(page) == [(f"/{label.lower().replace(' ', '_')}", badge)]
    assert [page.source.text[slice(*one.span)] for one in placeholders(page) if one.span] == [badge]


def test_a_badge_that_a_correction_settled_is_none() -> None:
    page = parse(f"{HEAD}Timeline\nTBD\nOverview\nDough is flour.\n")
    assert placed(replace(page, settled=("/timeline",))) == []
    assert placed(replace(page, settled=("/demand",))) == [("/timeline", "TBD")]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.md", "Write `{name}` there.", []),
        ("a.md", "`{name}`", []),
        ("a.md", "{name}", ["{name}"]),
        ("a.html", "<code>{name}</code>", []),
        ("a.html", "<p>{name}</p>", ["{name}"]),
        ("a.html", "<p>Say {{name}} there.</p>", ["{{name}}"]),
        ("a.html", "<code>{{name}}</code>", []),
        ("a.html", "<code>{other}</code><p>{name}</p>", ["{name}"]),
    ],
)
def test_braces_that_the_markup_shows_as_code_are_none(name: str, text: str, said: list[str]) -> None:
    heading = (
        "<h1>{}</h1><h2>Overview</h2><p>Dough is flour.</p>"
        if name == "a.html"
        else "# {}\n\n## Overview\n\nDough.\n\n"
    )
    page = parse(heading.format(HEAD.strip()) + text + "\n", path=name)
    assert [one for _, one in placed(page)] == said


def test_an_empty_cell_of_a_table_of_another_section_is_none() -> None:
    head = "# {}\n\n## Overview\n\nDough is flour.\n\n## Where to Live\n\n"
    table = f"{head}| place | rent |\n|---|---|\n| the valley | {{}} |\n"
    assert placed(parse(table.format(HEAD.strip(), "—"), path="a.md")) == []
    assert [said for _, said in placed(parse(table.format(HEAD.strip(), "TBD"), path="a.md"))] == ["TBD"]


def test_addresses_and_what_quotes_other_values_have_none() -> None:
    text = f"# {HEAD}\n## Your Learning Roadmap\n\n### Phase 1: Grain\n\n8 weeks\n\n- Grind\n\n#### Resources\n\n"
    assert placed(parse(f"{text}- [A book](https://a.example/{{{{id}}}})\n", path="a.md")) == []
    assert [said for _, said in placed(parse(f"{text}- [{{{{id}}}}](https://a.example/)\n", path="a.md"))] == ["{{id}}"]


TAUGHT = "Skills to Learn\nSieving\n{}\nBuy one.\nBaking\nImportant9 weeks\n{}\n"


def test_a_placeholder_is_in_the_part_of_the_record_that_it_is_in() -> None:
    page = parse(HEAD + TAUGHT.format("Critical9 weeks", "TBD"))
    assert placed(page) == [("/skills_to_learn/1/guidance", "TBD")]
    assert has_words(page, "skills_to_learn")
    assert has_words(page, "faq", "skills_to_learn/1")
    assert has_words(page, "skills_to_learn/1/guidance")
    assert not has_words(page, "skills_to_learn/0")
    assert not has_words(page, "faq")
    assert [has_near(page, "skills_to_learn", i) for i in range(2)] == [False, True]
    assert not has_words(parse(HEAD + TAUGHT.format("Critical9 weeks", "Bake.")), "skills_to_learn")


def test_a_placeholder_that_is_in_no_value_is_near_the_item_before_it() -> None:
    page = parse(HEAD + TAUGHT.format("TBD", "Bake."))
    assert placed(page) == [(None, "TBD")]
    assert not has_words(page, "skills_to_learn")
    assert [has_near(page, "skills_to_learn", i) for i in range(2)] == [True, False]
    last = parse(HEAD + TAUGHT.format("Critical9 weeks", "Bake.").replace("Important9 weeks", "TBD"))
    assert placed(last) == [(None, "TBD")]
    assert [has_near(last, "skills_to_learn", i) for i in range(2)] == [False, True]


def test_a_placeholder_of_another_section_is_near_no_item() -> None:
    text = f"{HEAD}{TAUGHT.format('Critical9 weeks', 'Bake.')}Reality Check\nTBD\nBiggest Challenges\n• Dust\n"
    assert placed(parse(text)) == [(None, "TBD")]
    assert [has_near(parse(text), "skills_to_learn", i) for i in range(2)] == [False, False]


def test_a_title_that_is_one_is_near_the_phase_before_it_too() -> None:
    lines = ["1", "Grain", "8 weeks", "Tasks", "• Grind", "2", "TBD", "8 weeks", "Tasks", "• Dress"]
    page = parse(road(*lines))
    assert placed(page) == [("/roadmap/1/title", "TBD")]
    assert [has_near(page, "roadmap", i) for i in range(2)] == [True, True]
    assert [has_near(parse(road(*lines[:6], "Stone", *lines[7:])), "roadmap", i) for i in range(2)] == [False, False]


def test_a_time_that_is_one_stands_for_no_words() -> None:
    page = parse(f"{HEAD}Timeline\nTBD\n{TAUGHT.format('Critical9 weeks', 'Bake.')}")
    assert placed(page) == [("/timeline", "TBD")]
    assert has_words(page, "timeline")


def test_a_placeholder_is_found_in_residue() -> None:
    page = parse(road("1", "Grain", "8 weeks", "? weeks", "Tasks", "• Grind"))
    assert placed(page) == [(None, "? weeks")]
    assert placed(parse(road("1", "Grain", "8 weeks", "more or less", "Tasks", "• Grind"))) == []
