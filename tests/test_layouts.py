"""The built-in layouts beside the first, and pages of no known one: the same record from markup and from its text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pathingest import parse
from pathingest.model.page import Page
from pathingest.profiles import builtin, generic
from records import record, residue
from test_pages import laid_out, seen

CASES = Path(__file__).parent / "cases" / "layouts"
PAGES = sorted(path for path in CASES.glob("*.*") if path.suffix in (".html", ".txt"))
PROFILES = {profile.name: profile for profile in (*builtin(), generic())}


def read(path: Path) -> Page:
    """The page as its profile reads it, which its file is named after."""
    return parse(path.read_bytes(), path=path.name, profile=PROFILES[path.stem])


def page_of(html: str, profile: str = "generic") -> Page:
    text = f"<!DOCTYPE html><html><body><main>{html}</main></body></html>"
    return parse(text, media_type="text/html", profile=PROFILES[profile])


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_page_gives_its_record(path: Path, golden: Callable[[Path, str], None]) -> None:
    golden(path.with_suffix(f"{path.suffix}.json"), laid_out(seen(read(path))) + "\n")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_page_is_recognised(path: Path) -> None:
    assert parse(path.read_bytes(), path=path.name).profile == path.stem


def test_a_layout_is_told_by_what_headings_say_and_not_by_items_of_their_words() -> None:
    heads = ("Why This Move Works", "What You Bring Along", "The Plan, Month by Month", "First Moves", "The Old Mill")
    body = "".join(f"## {head}\n\n- Overview\n- Challenges\n\n" for head in heads)
    assert parse(f"# From Baker to Miller\n\n{body}", media_type="text/markdown").profile == "milestone-guide"


@pytest.mark.parametrize("name", ["milestone-guide", "skill-matrix", "plain-article"])
def test_markup_and_text_give_one_record(name: str) -> None:
    html, text = (record(read(CASES / f"{name}.{suffix}")) for suffix in ("html", "txt"))
    for found in (html, text):
        del found["sources"], found["language"]  # a text does not state it
        for phase in found["roadmap"]:
            phase["resources"] = [resource["name"] for resource in phase["resources"]]
    assert html == text


@pytest.mark.parametrize("name", ["milestone-guide", "skill-matrix", "plain-article"])
def test_generic_reads_what_the_profile_reads(name: str) -> None:
    path = CASES / f"{name}.html"
    found = record(parse(path.read_bytes(), path=path.name, profile=PROFILES["generic"]))
    expected = record(read(path))
    for claim in found["claims"] + expected["claims"]:  # what a bare "$" means, a site's own profile says
        claim["value"].pop("currency", None)
    assert {**found, "sources": []} == {**expected, "sources": []}


HEAD = "<h1>From Baker to Miller: a plan</h1><h2>Overview</h2><p>Grain is grain.</p>"


def test_a_heading_as_high_as_its_section_opens_an_unknown_one_and_a_deeper_one_does_not() -> None:
    found = record(
        page_of(
            HEAD
            + "<h3>About Sieves</h3><p>They wear out.</p><h2>Talk of the Trade</h2><p>A mill is loud.</p>"
            + "<h2>First steps</h2><ul><li>Visit a mill</li></ul><h2>FAQ</h2><h3>Is it loud?</h3><p>Yes.</p>"
        )
    )
    assert found["overview"] == ["Grain is grain.", "About Sieves", "They wear out."]
    assert found["other"] == [{"heading": "Talk of the Trade", "text": ["A mill is loud."]}]


def test_sections_of_one_role_are_joined() -> None:
    skills = "<h3>{}</h3><p>Ask a miller.</p>"
    page = page_of(
        HEAD
        + f"<h2>Technical skills</h2>{skills.format('Milling')}<h2>Soft skills</h2>{skills.format('Patience')}"
        + "<h2>First steps</h2><p>Visit a mill</p>"
    )
    assert [skill["name"] for skill in record(page)["skills_to_learn"]] == ["Milling", "Patience"]
    assert residue(page) == []


def test_columns_come_in_any_order_and_unknown_ones_are_kept() -> None:
    table = (
        "<table><tr><th>Time</th><th>Demand trend</th><th>Skill</th><th>Priority</th></tr>"
        "<tr><td>6 weeks</td><td>Rising</td><td>Milling</td><td>High</td></tr></table>"
    )
    page = page_of(f"{HEAD}<h2>Skill gaps</h2>{table}<h2>First steps</h2><p>Visit a mill</p>")
    skill = record(page)["skills_to_learn"][0]
    assert (skill["name"], skill["priority"], skill["duration"]["text"]) == ("Milling", "critical", "6 weeks")
    assert record(page)["other"] == [{"heading": "Demand trend", "text": ["Rising"]}]
    assert residue(page) == []


PHASES = [
    ("Month 1–3: Foundations", "Foundations", "Month 1-3", 3, "month"),
    ("Month 4: Practice", "Practice", "Month 4", 1, "month"),
    ("Weeks 5 to 8 — Portfolio", "Portfolio", "Weeks 5 to 8", 4, "week"),
    ("Stage 1 – Foundations (6 weeks)", "Foundations", "6 weeks", 6, "week"),
    ("Foundations — 6 weeks", "Foundations", "6 weeks", 6, "week"),
    ("1. Foundations (Weeks 1-8)", "Foundations", "Weeks 1-8", 8, "week"),
    ("Q1: Foundations", "Foundations", "Q1", 3, "month"),
    ("Phase Two: Foundations <span>about a year</span>", "Foundations", "about a year", 1, "year"),
]


@pytest.mark.parametrize(("heading", "title", "text", "length", "unit"), PHASES)
def test_titles_of_phases_are_taken_apart(heading: str, title: str, text: str, length: int, unit: str) -> None:
    page = page_of(
        f"{HEAD}<h2>Roadmap</h2><h3>{heading}</h3><ul><li>Grind</li></ul><h2>First steps</h2><p>Visit a mill</p>"
    )
    phase = record(page)["roadmap"][0]
    duration = phase["duration"]
    assert (phase["title"], phase["tasks"]) == (title, ["Grind"])
    assert (duration["text"], duration["min"], duration["max"], duration["unit"]) == (text, length, length, unit)
    assert residue(page) == []


RESOURCES = [
    ('<p>Resources: <a href="https://a.example/">Mill Notes</a> and <a href="/b">Grain Guide</a></p>', "/b"),
    ("<p>Resources: Mill Notes; Grain Guide</p>", None),
    ("<p>Resources</p><ul><li>Mill Notes</li><li>Grain Guide (https://b.example)</li></ul>", "https://b.example"),
    ('<p>Resources</p><div><span>Mill Notes</span><a href="mailto:x@b.example">Grain Guide</a></div>', None),
    ('<p>Resources</p><ul><li>Mill Notes</li><li><a href="#top">Grain Guide</a></li></ul>', None),
]


@pytest.mark.parametrize(("html", "url"), RESOURCES)
def test_resources_keep_their_names_and_their_links(html: str, url: str | None) -> None:
    page = page_of(
        f"{HEAD}<h2>Roadmap</h2><h3>Step 1: Grind</h3><ul><li>Do</li></ul>{html}<h2>First steps</h2><p>Go</p>"
    )
    found = record(page)["roadmap"][0]["resources"]
    assert [resource["name"] for resource in found] == ["Mill Notes", "Grain Guide"]
    assert found[1]["url"] == url
    assert residue(page) == []


QUESTIONS = [
    "<dl><dt>Is it loud</dt><dd>Yes, all day.</dd></dl>",
    "<details><summary>Is it loud</summary><p>Yes, all day.</p></details>",
    "<h3>Q: Is it loud</h3><p>A: Yes, all day.</p>",
    "<p>Q: Is it loud</p><p>A: Yes, all day.</p>",
]


@pytest.mark.parametrize("html", QUESTIONS)
def test_questions_need_no_mark_where_the_page_shows_them(html: str) -> None:
    page = page_of(f"{HEAD}<h2>FAQ</h2>{html}<h2>First steps</h2><p>Visit a mill</p>")
    assert record(page)["faq"] == [{"question": "Is it loud", "answer": "Yes, all day."}]
    assert residue(page) == []


def test_pay_of_levels_is_kept_and_claimed() -> None:
    table = "<table><tr><th>Level</th><th>Pay</th></tr><tr><td>Junior</td><td>$40k-$50k</td></tr></table>"
    page = page_of(f"{HEAD}<h2>Salary by level</h2>{table}<h2>First steps</h2><p>Visit a mill</p>")
    assert record(page)["other"] == [{"heading": "Salary by level", "text": ["Junior", "$40k-$50k"]}]
    (claim,) = record(page)["claims"]
    assert (claim["about"], claim["at"], claim["value"]["low"]) == ("Junior", "/other/0/text/1", 40000)


def test_a_question_that_would_head_a_section_elsewhere_stays_a_question() -> None:
    lines = ["Overview", "Grain is grain.", "First steps", "- Visit a mill", "FAQ", "Is it loud?", "Yes, all day."]
    text = "\n".join(["From Baker to Miller: a plan", *lines, "How much can you earn?", "Enough for two."])
    found = record(parse(text, profile=PROFILES["generic"]))
    assert [entry["question"] for entry in found["faq"]] == ["Is it loud?", "How much can you earn?"]


MARKDOWN_HEAD = "# From Baker to Miller: a plan\n\n## Overview\n\nGrain is grain.\n\n"
BOXES = [
    "[ Mill Notes ](/a) [ Grain Guide ](/b)",
    "Mill Notes [ Grain Guide ](/b)",
    "[ Mill Notes ](/a) Grain Guide",
]


@pytest.mark.parametrize("line", BOXES)
def test_links_with_spaces_inside_are_resources_of_their_own(line: str) -> None:
    text = f"## Roadmap\n\n### Step 1: Grind\n\n- Do\n\nResources\n\n{line}\n\n## First steps\n\nGo"
    page = parse(MARKDOWN_HEAD + text, media_type="text/markdown", profile=PROFILES["generic"])
    found = record(page)["roadmap"][0]["resources"]
    assert [(resource["name"], resource["url"]) for resource in found] == [
        ("Mill Notes", "/a" if "/a" in line else None),
        ("Grain Guide", "/b" if "/b" in line else None),
    ]
    assert residue(page) == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("[Mill Notes](/a), [Grain Guide](/b) and Sieve Shop", ["Mill Notes /a", "Grain Guide /b", "Sieve Shop"]),
        (
            "Sieve Shop, Oat Blog, [Mill Notes](/a), [Grain Guide](/b).",
            ["Sieve Shop", "Oat Blog", "Mill Notes /a", "Grain Guide /b"],
        ),
        ("[Mill Notes](/a), [Grain Guide](/b), by Ann Miller", ["Mill Notes /a", "Grain Guide, by Ann Miller /b"]),
        (
            "[Mill Notes](/a), [Grain Guide](/b) (PDF, Second Edition)",
            ["Mill Notes /a", "Grain Guide (PDF, Second Edition) /b"],
        ),
    ],
)
def test_names_without_a_link_beside_a_list_of_links_have_none(line: str, names: list[str]) -> None:
    text = f"## Roadmap\n\n### Step 1: Grind\n\n- Do\n\nResources: {line}\n\n## First steps\n\nGo"
    page = parse(MARKDOWN_HEAD + text, media_type="text/markdown", profile=PROFILES["generic"])
    found = record(page)["roadmap"][0]["resources"]
    assert [f"{one['name']} {one['url'] or ''}".strip() for one in found] == names


def test_a_table_on_one_line_has_as_many_columns_as_known_heads() -> None:
    table = "Skill | Priority | Time | Milling | High | 6 weeks | Sifting | | 2 weeks"
    text = f"## Skill gaps\n\n{table}\n\n## First steps\n\nGo"
    page = parse(MARKDOWN_HEAD + text, media_type="text/markdown", profile=PROFILES["generic"])
    found = [(skill["name"], skill["priority"]) for skill in record(page)["skills_to_learn"]]
    assert found == [("Milling", "critical"), ("Sifting", None)]
    assert residue(page) == []


COOKIES = [
    "This site stores a cookie for your language. Fine",
    "We use cookies to count visits.",
    "Wir verwenden Cookies",
]


@pytest.mark.parametrize("line", COOKIES)
def test_a_notice_of_cookies_is_no_part_of_the_last_answer(line: str) -> None:
    lines = ["Overview", "Grain is grain.", "First steps", "- Visit a mill", "FAQ", "Is it loud?", "Yes, all day."]
    text = "\n".join(["From Baker to Miller: a plan", *lines, line])
    page = parse(text, profile=PROFILES["generic"])
    assert record(page)["faq"] == [{"question": "Is it loud?", "answer": "Yes, all day."}]
    assert residue(page) == []


TIMED = (
    HEAD + "<h2>Skills to learn</h2><h3>Sieving</h3><p>Daily.</p><h2>Roadmap</h2><h3>Grind</h3>{}<ul><li>Mill</li></ul>"
)


@pytest.mark.parametrize(
    "time", ["<p>Takes 6 weeks</p>", "<p>Duration: 6 weeks</p>", "<div><span>Time 6 weeks</span></div>"]
)
def test_a_label_before_a_phases_time_needs_no_colon(time: str) -> None:
    page = page_of(TIMED.format(time))
    assert [phase["duration"]["text"] for phase in record(page)["roadmap"]] == ["6 weeks"]
    assert not residue(page)


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ('<a href="https://a.example/b">Grain Weekly</a><span>free course</span>', "Grain Weekly"),
        ('<a href="https://a.example/b">Grain</a> Weekly', "Grain Weekly"),
        ('<a href="https://a.example/b"><b>Grain</b> Weekly</a>', "Grain Weekly"),
        ('Weekly: <a href="https://a.example/b">Grain</a>', "Weekly: Grain"),
    ],
)
def test_what_stands_beside_a_resources_link_in_an_element_of_its_own_is_no_part_of_its_name(
    item: str, name: str
) -> None:
    page = page_of(TIMED.format("") + f"<h4>Resources</h4><ul><li>{item}</li></ul>")
    assert record(page)["roadmap"][0]["resources"] == [{"name": name, "url": "https://a.example/b"}]


def test_a_chip_that_nobody_knows_is_no_guidance() -> None:
    chips = "<div><span>6 weeks</span><span>Worth the effort</span></div>"
    page = page_of(
        HEAD + f"<h2>Skills to learn</h2><h3>Sieving</h3>{chips}<p>Sieve daily.</p><h2>Roadmap</h2><h3>Mill</h3>"
    )
    assert record(page)["skills_to_learn"][0]["guidance"] == "Sieve daily."
    assert residue(page) == ["Worth the effort"]


def test_sections_below_a_title_that_only_the_address_explains() -> None:
    text = (
        "<h1>Sommelier to Barista: a plan</h1><p>Both pour.</p><h2>Talk of the Trade</h2><p>A nose.</p>"
        "<h2>Skills to learn</h2><h3>Sieving</h3><p>Daily.</p><h2>Roadmap</h2><h3>Mill</h3><p>Grind.</p><h2>FAQ</h2>"
    )
    url = "https://a.example/sommelier-to-barista"
    found = record(parse(f"<body>{text}</body>", media_type="text/html", url=url, profile=PROFILES["generic"]))
    assert "A nose." not in found["overview"]
    assert found["other"] == [{"heading": "Talk of the Trade", "text": ["A nose."]}]


@pytest.mark.parametrize("chip", ["Bring itabout 3 months", "Bring it about 3 months", "Bring it3 months"])
def test_a_profiles_own_badge_word_may_be_glued_to_a_time(chip: str) -> None:
    profile = PROFILES["generic"]._replace(priorities={"bring it": "critical"})
    text = f"From Baker to Miller: a plan\n\nSkills to learn\n\nSieving\n{chip}\n\nSieve daily.\n\nRoadmap\n\nFAQ"
    skill = record(parse(text, profile=profile))["skills_to_learn"][0]
    assert (skill["priority"], skill["duration"]["min"]) == ("critical", 3)


@pytest.mark.parametrize(("base", "link"), [("http://[a", "/b"), ("https://a.example/c", "//[b")])
def test_a_broken_address_is_left_as_it_is(base: str, link: str) -> None:
    text = TIMED.format(f"<p>Resources</p><p><a href='{link}'>Grain</a></p>")
    page = parse(text, media_type="text/html", url=base, profile=PROFILES["generic"])
    assert record(page)["roadmap"][0]["resources"][0] == {"name": "Grain", "url": link}


@pytest.mark.parametrize("time", [" (6 weeks)", " - 6 weeks", " · <span>6 weeks</span>"])
def test_a_numbered_items_duration_is_no_part_of_its_title(time: str) -> None:
    items = f"<li><b>Grind</b>{time}<ul><li>Mill</li></ul></li><li>Bake<ul><li>Knead</li></ul></li>"
    page = page_of(HEAD + f"<h2>Skills to learn</h2><h3>Sieving</h3><p>Daily.</p><h2>Roadmap</h2><ol>{items}</ol>")
    first, second = record(page)["roadmap"]
    assert (first["title"], first["duration"]["text"], first["tasks"]) == ("Grind", "6 weeks", ["Mill"])
    assert (second["title"], second["duration"], second["position"]) == ("Bake", None, 2)
    assert residue(page) == []


# --- badges with an unknown word -------------------------------------------------------------------------------------

BADGED = """\
Career Pathway58 views
Cook
Dietitian

From Cook to Dietitian: Your 9-Month Transition Guide

Skills You'll Need to Learn

Menus

{first}

Plan for a week.

Food Chemistry

{badge}

Heat an egg.

Patience

{last}

Wait for it.

Your Learning Roadmap

1

Basics

8 weeks
Tasks
  \u2022 Read labels
"""
UNKNOWN = [
    ("Foundational8 weeks", None, "8 weeks", ["Foundational"]),
    ("Gold12 weeks", None, "12 weeks", ["Gold"]),
    ("Mid-level3 weeks", None, "3 weeks", ["Mid-level"]),
    ("Worth a look3-5 weeks", None, "3-5 weeks", ["Worth a look"]),
    ("Urgent10 weeks (part-time)", None, "10 weeks", ["Urgent", "(part-time)"]),
    ("Urgent \u00b7 10 weeks", None, "10 weeks", ["Urgent \u00b7"]),
    ("Tier A6 weeks", None, "6 weeks", ["Tier A"]),
    ("Tier A12 weeks", None, None, ["Tier A12 weeks"]),
    ("Level 26 weeks", None, None, ["Level 26 weeks"]),
    ("\U0001f5258 weeks", None, "8 weeks", []),
    ("CriticalAbout a quarter", "critical", None, ["About a quarter"]),
    ("CriticalTBD", "critical", None, ["TBD"]),
    ("CriticalFull summer", "critical", None, ["Full summer"]),
    ("Critical - all summer", "critical", None, ["all summer"]),
]


def badged(text: str, **markup: str) -> tuple[list[tuple[str, str | None, str | None, str | None]], list[str]]:
    page = parse(text, **markup)  # type: ignore[arg-type]  # the media type
    skills = [
        (skill["name"], skill["priority"], skill["duration"] and skill["duration"]["text"], skill["guidance"])
        for skill in record(page)["skills_to_learn"]
    ]
    return skills, residue(page)


@pytest.mark.parametrize(("badge", "priority", "time", "left"), UNKNOWN)
def test_a_badge_with_an_unknown_word_is_no_name(
    badge: str, priority: str | None, time: str | None, left: list[str]
) -> None:
    skills, rest = badged(BADGED.format(first="Critical6 weeks", badge=badge, last="Important4 weeks"))
    assert skills == [
        ("Menus", "critical", "6 weeks", "Plan for a week."),
        ("Food Chemistry", priority, time, "Heat an egg."),
        ("Patience", "important", "4 weeks", "Wait for it."),
    ]
    assert rest == left


@pytest.mark.parametrize("at", ["first", "last"])
def test_the_first_and_the_last_badge_may_have_the_unknown_word(at: str) -> None:
    badges = {"first": "Critical6 weeks", "badge": "Important4 weeks", "last": "Critical3 weeks", at: "Gold9 weeks"}
    skills, rest = badged(BADGED.format(**badges))
    assert [name for name, *_ in skills] == ["Menus", "Food Chemistry", "Patience"]
    assert [time for _, _, time, _ in skills] == [badges[each].lstrip("CGIabcdilmnoprt") for each in badges]
    assert rest == ["Gold"]


def test_badges_of_unknown_words_alone_are_no_names() -> None:
    skills, rest = badged(BADGED.format(first="Gold6 weeks", badge="Silver8 weeks", last="Gold4 weeks"))
    assert [(name, time) for name, _, time, _ in skills] == [
        ("Menus", "6 weeks"),
        ("Food Chemistry", "8 weeks"),
        ("Patience", "4 weeks"),
    ]
    assert rest == ["Gold", "Silver", "Gold"]


def test_an_unknown_word_above_a_time_is_no_name() -> None:
    skills, rest = badged(
        BADGED.format(first="Critical\n\n6 weeks", badge="Foundational\n\n8 weeks", last="Important\n\n4 weeks")
    )
    assert [(name, priority, time) for name, priority, time, _ in skills] == [
        ("Menus", "critical", "6 weeks"),
        ("Food Chemistry", None, "8 weeks"),
        ("Patience", "important", "4 weeks"),
    ]
    assert rest == ["Foundational"]


@pytest.mark.parametrize("name", ["Critical Thinking", "CoreML", "Excel in 4 weeks", "Bootcamp12 weeks", "Office 365"])
def test_a_name_that_looks_like_a_badge_is_one(name: str) -> None:
    text = BADGED.format(first="Critical6 weeks", badge="Important8 weeks", last="Important4 weeks")
    skills, rest = badged(text.replace("Food Chemistry", name))
    assert [skill[0] for skill in skills] == ["Menus", name, "Patience"]
    assert rest == []


@pytest.mark.parametrize("tags", [("h3", "span", "p"), ("h3", "div", "p"), ("div", "div", "p")])
def test_a_badge_with_an_unknown_word_below_a_name_in_markup_is_no_guidance(tags: tuple[str, str, str]) -> None:
    name, chip, body = (f"<{tag}>{{}}</{tag}>" for tag in tags)
    first = "<h3>Menus</h3><div><span>Critical</span><span>6 weeks</span></div><p>Plan for a week.</p>"
    second = name.format("Food Chemistry") + chip.format("Foundational8 weeks") + body.format("Heat an egg.")
    html = f"<h1>From Cook to Dietitian</h1><h2>Skills to Learn</h2>{first}{second}"
    skills, rest = badged(f"<body>{html}</body>", media_type="text/html")
    assert skills == [
        ("Menus", "critical", "6 weeks", "Plan for a week."),
        ("Food Chemistry", None, "8 weeks", "Heat an egg."),
    ]
    assert rest == ["Foundational"]


def test_a_label_among_badges_is_no_name() -> None:
    html = (
        "<h1>From Cook to Dietitian</h1><h2>Skills to Learn</h2><h3>Menus</h3><div>Critical</div><div>Time needed</div>"
        "<div>6 weeks</div><p>Plan for a week.</p><h3>Patience</h3><div>Important</div><p>Wait for it.</p>"
    )
    skills, _ = badged(f"<body>{html}</body>", media_type="text/html")
    assert [(name, priority, time) for name, priority, time, _ in skills] == [
        ("Menus", "critical", "6 weeks"),
        ("Patience", "important", None),
    ]


def test_phases_whose_heading_was_lost_are_not_named_by_their_numbers() -> None:
    text = BADGED.format(first="Critical\n\n6 weeks", badge="Important\n\n8 weeks", last="Important\n\n4 weeks")
    skills, _ = badged(text.replace("Your Learning Roadmap\n", ""))
    assert "1" not in [name for name, *_ in skills]
    html = (
        "<h1>From Cook to Dietitian</h1><h2>Skills to Learn</h2><h3>Menus</h3><div>Critical</div><div>6 weeks</div>"
        "<p>Plan for a week.</p><div>1</div><div>Basics</div><div>8 weeks</div><div>Tasks</div><ul><li>Go</li></ul>"
    )
    assert [name for name, *_ in badged(f"<body>{html}</body>", media_type="text/html")[0]] == ["Menus"]
