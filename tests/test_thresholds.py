"""Each threshold of the reading has a pair of cases: what it still takes, and what is too long, too many or too few."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from pathingest.fields import _bounds as of_fields
from pathingest.fields import _statements, roadmap
from pathingest.fields import id as id_field
from pathingest.fields._badged import with_badges
from pathingest.fields._phases import time_above
from pathingest.fields._resources import between_commas
from pathingest.fields._skills import described
from pathingest.fields._text import entries
from pathingest.lines import Line, looks, typed
from pathingest.lines import bounds as of_lines
from pathingest.lines.badges import unknown_badge
from pathingest.lines.footer import footer_start
from pathingest.lines.runs import counted_items
from pathingest.lines.tables import read_tables
from pathingest.lines.times import stated
from pathingest.lines.vocabulary import NOTHING, Vocabulary, is_footer, vocabulary_of
from pathingest.model.extraction import Stated
from pathingest.model.page import Page
from pathingest.model.section import Section
from pathingest.model.segment import Markup, Segment
from pathingest.model.values import Duration, Money
from pathingest.pipeline import parse
from pathingest.profiles import Profile, builtin, generic
from pathingest.sections import _bounds as of_sections
from pathingest.sections import misspelt, titles
from pathingest.sections.choose import choose, fits
from pathingest.sections.headings import find_headings
from pathingest.sections.tables import with_tables

PROFILES = {profile.name: profile for profile in (*builtin(), generic())}
SITE, ANY = PROFILES["career-pathway"], generic()
TABLE: dict[str, ModuleType] = {"lines": of_lines, "sections": of_sections, "fields": of_fields}
Said = Callable[[Any], Any]


# --- what the cases are made of --------------------------------------------------------------------------------------


def line(text: str, profile: Profile = SITE, kind: Any = "line", **markup: int) -> Line:
    shown = Markup(**markup) if markup else None  # type: ignore[arg-type]  # level, row and column
    return Line(Segment(kind, text, 0, len(text), markup=shown), vocabulary_of(profile))


def long(start: str, length: int, end: str = "") -> str:
    return start + "x" * (length - len(start) - len(end)) + end


def numbered(count: int) -> list[Line]:
    """The items of a list that counts from 1."""
    texts = [Segment("item", "Go", 0, 2, ordinal=number) for number in range(1, count + 1)]
    return [Line(text, vocabulary_of(SITE)) for text in texts]


def words(count: int, end: str = "") -> str:
    return " ".join(["Word"] * count) + end


def months(length: int) -> str:
    """A duration of so many characters."""
    return "between eighteen and" + " " * (length - 38) + "twenty-four months"


PLAN = "Start Your Journey Now\nThis Week\n- Go there"


def read(text: str) -> Page:
    """A page of the site, of which a plan makes a pathway."""
    return parse(f"From Cook to Dietitian\n{text}\n{PLAN}", profile=SITE)


def tree(text: str) -> dict[str, Any]:
    return dict(read(text).tree or {})


def led(item: str) -> dict[str, Any]:
    """The first skill of a list, whose others are mere names."""
    text = f"# From Cook to Dietitian\n\n## Skills to learn\n\n- {item}\n- Logic\n- Care\n"
    found: dict[str, Any] = dict(parse(text, media_type="text/markdown", profile=ANY).tree or {})
    return dict(found["skills_to_learn"][0])


def is_pathway(text: str) -> bool:
    """Whether a page of a layout that nobody knows has a record."""
    return parse(text, media_type="text/markdown", profile=ANY).tree is not None


def what(text: str) -> str:
    """What such a page is instead."""
    return parse(text, media_type="text/markdown", profile=ANY).problem or ""


OWN = "Years of mine"


def roles(lines: Sequence[str], move: str, title: str = OWN) -> list[str | None]:
    """The roles that such a page names, which says in its last line how its writer moved."""
    text = "\n\n".join([f"# {title}", *lines, f"I went on my way {move}. {'I did. ' * 20}" if move else ""])
    page = parse(text, media_type="text/markdown", profile=ANY)
    return [role and role.text for role in page.outline.header.roles]


SURE = "How to Become a Nurse"
GRADES = ("Apprentice (IC 1)", "Engineer (IC 2)", "Senior Engineer (IC3)")
OFFERS = ("Training dates", "Next cohort", "Our instructors")


def title_of(prose: str) -> str:
    """The title of a page with one in its front matter, and another below prose."""
    text = f"---\ntitle: From Nurse to Dietitian\n---\n\n{prose}\n\n# From Cook to Dietitian\n\nSo it is.\n"
    title = parse(text, media_type="text/markdown", profile=ANY).outline.header.title
    return title.text if title else ""


def title_of_opening(length: int) -> Segment | None:
    """What is the title of a page whose first sentence names a job that ends at that character."""
    begin = "Becoming a "
    text = f"{begin}{'x' * (length - len(begin) - len(' Nurse'))} Nurse is a long way for anybody.\n"
    return parse(text, media_type="text/markdown", profile=ANY).outline.header.title


def title_of_two(title: str, role: str) -> str:
    """What is the title of a page whose second heading, right below the first, leads to a job."""
    text = f"# {title}\n\n## How to Become a {role}\n\n### Step 1: Read\n\n- So\n\n### Step 2: Go\n\n- So\n"
    found = parse(text, media_type="text/markdown", profile=ANY).outline.header.title
    return found.text if found else ""


def labelled_role(count: int) -> str | None:
    """The role of a page that labels it in that line."""
    text = f"# My plan\n\n## So\n\n{'So it is. ' * 2}\n\n" + "So.\n\n" * (count - 4) + "## Target role: Nurse\n\n- So\n"
    role = parse(text, media_type="text/markdown", profile=ANY).outline.header.roles[1]
    return role.text if role else None


def told(text: str) -> bool:
    """Whether such a page is taken for an own story."""
    return parse(text, media_type="text/markdown", profile=ANY).outline.header.kind == "story"


def headed(*headings: str, count: int, title: str = "Work") -> str:
    """A page with so many of the headings."""
    return f"# {title}\n" + "".join([f"\n## {heading}\n\nSo.\n" for heading in headings[:count]])


def roles_of_text(n: int) -> bool:
    """Whether the line of that number is taken for the title of a plain text."""
    page = parse("\n".join([*["Lorem"] * (n - 1), "How to Become a Nurse"]), media_type="text/plain", profile=ANY)
    return page.outline.header.roles[1] is not None


def parts(n: int) -> str:
    """So many of the sections that pathways have."""
    named = [("Overview", "So."), ("FAQ", "So?"), ("What You Might Miss", "- Fun"), ("Biggest Challenges", "- So")]
    return "".join([f"\n## {heading}\n\n{text}\n" for heading, text in named[:n]])


def takes_time(text: str) -> bool:
    """Whether a line below a phase's heading states its duration."""
    body = f"<h1>From Cook to Dietitian</h1><h2>Learning Roadmap</h2><h3>Read</h3><p>{text}</p><h2>FAQ</h2>"
    page = parse(body, media_type="text/html", profile=SITE)
    return page.tree is not None and page.tree["roadmap"][0]["duration"] is not None


def is_timed(rows: int) -> bool:
    """Whether a table's times are those of the phases below it, so many of which its rows name."""
    table = "".join(f"<tr><td>{name}</td><td>6 weeks</td></tr>" for name in ["Read", "Write"][:rows])
    rest = "<tr><td>Total</td><td>9 weeks</td></tr></table><h3>Read</h3><p>It.</p><h3>Write</h3><p>It.</p><h2>FAQ</h2>"
    body = f"<h1>From Cook to Dietitian</h1><h2>Learning Roadmap</h2><table>{table}{rest}"
    page = parse(body, media_type="text/html", profile=SITE)
    return page.tree is not None and page.tree["roadmap"][0]["duration"] is not None


def html(*heads: tuple[str, str, str]) -> list[str]:
    """The roles of the sections of a page with headings (element, text, what stands below)."""
    body = "".join(f"<{name}>{text}</{name}>{below}" for name, text, below in heads)
    page = parse(f"<h1>From Cook to Dietitian</h1>{body}", media_type="text/html", profile=SITE)
    return [section.role for section in page.outline.sections]


def listed(count: int) -> list[str]:
    """The roles of the sections of a page with a list of so many places."""
    items = "".join(f"<li>Week {n} - Grind {n}</li>" for n in range(1, count + 1))
    return html(("h2", "FAQ", "a"), ("h2", "What I did", f"<ul>{items}</ul>"))


def mostly_shown(count: int) -> list[str]:
    """The roles of the sections of a page with so many headings, and two sections that lines head by their words."""
    others = [("h2", f"So be it {i}.", "b") for i in range(count - 3)]
    return html(("h2", "FAQ", "a"), *others, ("h2", "so it ends.", "".join(SPOKEN)))


def stepped(count: int, verbs: int) -> list[str]:
    """The roles of the sections of a page with so many numbered headings, of which some begin with a verb."""
    names = [f"Find mill {i}" if i < verbs else f"The mill {i}" for i in range(count)]
    return html(("h2", "FAQ", "a"), *(("h2", f"{i}. {name}", "So.") for i, name in enumerate(names, 1)))


def columns(average: int) -> int:
    """How many columns of a table without heads are known, if the second holds texts of that length."""
    rows = [line(long("Text ", average), kind="label", row=row, column=1) for row in (1, 2)]
    cells = [line("Name", kind="label", row=row, column=0) for row in (1, 2)]
    (table,) = read_tables([cells[0], rows[0], cells[1], rows[1]])
    return len(table.kinds)


def cells(heads: int) -> int:
    """How many lines are made of a table on one line with so many heads."""
    profile = PROFILES["skill-matrix"]
    row = " | ".join([*list(profile.columns)[:heads], *["Git"] * heads])
    (section,) = with_tables(Section("salaries", None, (line(row, profile),)))
    return len(section.lines)


def pieces(count: int) -> int:
    """How many lines are left of a sentence of the layout in so many."""
    split = ["Don't", "wait.", "Here's", "your", "action", "plan", "starting", "today."]
    segments: list[Segment] = []
    for text in [*split[: count - 1], " ".join(split[count - 1 :])]:
        start = segments[-1].end + 1 if segments else 0
        segments.append(Segment("line", text, start, start + len(text)))
    return len(typed(segments, SITE))


def apart(gap: int) -> int:
    """How many lines are left of a heading in two, so far apart."""
    first, second = "Your Learning", "Roadmap"
    start = len(first) + gap
    return len(typed([Segment("line", first, 0, 13), Segment("line", second, start, start + 7)], SITE))


def before_footer(*texts: str) -> int:
    return footer_start([line("It thrives."), *map(line, texts)])


def with_headings(*headings: str) -> Profile:
    return SITE._replace(headings=dict.fromkeys(headings, "overview"))


def is_typo(text: str, *headings: str) -> bool:
    profile = with_headings(*headings) if headings else SITE
    return bool(misspelt.misspelt_headings([line(text, profile), line("x", profile)], ()))


def phases(count: int) -> str:
    titles = ("Learn to Read", "Learn to Write", "Learn to Talk")[:count]
    return "".join(f"{title}\n{weeks} weeks\n- Do it\n" for weeks, title in enumerate(titles, 4))


def opened(role: str, text: str) -> int:
    """How many unknown sections a section's text gives rise to."""
    heads = {role: text for text, role in SITE.headings.items()}
    return len(tree(f"{heads[role]}\n{text}")["other"])  # type: ignore[index]


def sign(place: int) -> int:
    """How many signs of the site a page has whose label stands at a place."""
    lines = [*[line("It thrives.")] * (place - 1), line("Career Pathway")]
    return fits([each.text for each in lines], None, (SITE, PROFILES["skill-matrix"]))[0].signs


def chosen(known: int) -> str:
    """The profile of a page that has so many of a site's sections, and a roadmap by another name."""
    heads = ["Transferable Skills", "Skills to Learn", "Overview", "FAQ", "Reality Check"]
    lines = [line(text) for text in (*heads[:known], "Roadmap")]
    return choose([each.segment for each in lines], None, builtin()).name


def stray(count: int) -> int:
    """How many phases are read of so many with a number, and a line after the last."""
    numbered_ = "\n".join(f"{i}\nPlant\n2 weeks\nTasks\n- Go" for i in range(1, count + 1))
    return len(tree(f"Learning Roadmap\n{numbered_}\nTen jobs for cooks")["roadmap"])


def badged(count: int) -> list[Line]:
    """The badges of skills that all have one with an unknown word."""
    lines = [line(text) for i in range(count) for text in (f"Skill {i}", "Gold6 weeks", "Do it.")]
    return [each for each in with_badges(lines) if each.badge]


def skills(*texts: str, kind: str = "item") -> list[tuple[str, str]]:
    """(name, text) of each skill of lines."""
    found = described([line(text, kind=kind) for text in texts]).found
    return [(skill.name.text, " ".join(body.text for body in skill.body)) for skill in found]


def has_text(text: str, kind: str = "item") -> bool:
    """Whether a line is a skill's name and its text."""
    return any(body for _, body in skills(text, kind=kind))


def continued(items: int) -> bool:
    """Whether a line without a bullet goes on with the item above it, where there are so many."""
    lines = [line("Maths: it is used, and", kind="item") for _ in range(items)]
    found = described([*lines, line("so is logic.")]).found
    return any(body.text.endswith("and so is logic.") for skill in found for body in skill.body)


def is_split(confidence: float) -> bool:
    """Whether a line of glued names is parted if one can be so sure of the parts."""
    kept = vars(roadmap)["line_confidence"]
    vars(roadmap)["line_confidence"] = lambda _: confidence
    try:
        found = tree("Learning Roadmap\n1\nRead\n2 weeks\nResources\nCoursera Python CourseUdemy SQL Course")
    finally:
        vars(roadmap)["line_confidence"] = kept
    return len(found["roadmap"][0]["resources"]) > 1


def is_rounded(share: float) -> bool:
    """Whether a page's timeline and one that is so much longer may be the same."""
    weeks = round(100 * (1 + share))
    segment = line(f"P{weeks}W").segment
    timeline = Stated(Duration("100 weeks", 100, 100, "week"), segment)
    return not list(_statements._other_time(timeline, {"time": (segment,)}))


def has_meaning(colons: int) -> bool:
    """Whether the longest text that is no heading has a meaning with so many colons behind it."""
    known = Vocabulary(SITE._replace(headings={}, longest_heading=0))
    text = max(known.meanings, key=len) + ":" * colons
    return Line(Segment("line", text, 0, len(text)), known).meaning != NOTHING


# --- the pairs -------------------------------------------------------------------------------------------------------


class Pair(NamedTuple):
    """A threshold, and what is so up to it and no further; `beyond` is the first number past it."""

    table: str
    name: str
    holds: Said
    last: float
    beyond: float


def _to(table: str, name: str, last: int, holds: Said) -> Pair:
    return Pair(table, name, holds, last, last + 1)


def _from(table: str, name: str, last: int, holds: Said) -> Pair:
    return Pair(table, name, holds, last, last - 1)


def phases_before_one(n: int) -> int:
    """How many phases a roadmap has of so many headings, and a higher one below them."""
    names = ["Plant", "Write", "Sing", "Cook"][:n]
    body = "".join([f"\n#### {name} it\n\n- Go\n" for name in names])
    text = f"# From Cook to Dietitian\n\n## Roadmap\n{body}\n### Call us\n\n- Now\n\n## FAQ\n\n### So?\n\nYes.\n"
    return len((parse(text, media_type="text/markdown", profile=ANY).tree or {})["roadmap"])


SPOKEN = ["<p>What You'll Love</p>", "<p>What You Might Miss</p>"]

PAIRS = [
    _to("lines", "NAME", 90, lambda n: looks.is_name(long("N", n))),
    _to("lines", "NAME_WORDS", 12, lambda n: looks.is_name(words(n))),
    _to("lines", "HEADING", 70, lambda n: looks.is_heading(long("H", n))),
    _to("lines", "HEADING_WORDS", 10, lambda n: looks.is_heading(words(n))),
    _to("lines", "PHRASE_WORDS", 4, lambda n: looks.is_few(words(n))),
    _to("lines", "STATED", 48, lambda n: stated(line(months(n)).segment, 0, n, "en")),
    _to("lines", "SPOKEN", 24, lambda n: line(long("about a year of practi", n)).lead),
    _to("lines", "BADGE", 48, lambda n: line(f"Critical{months(n - 8)}").badge),
    _to("lines", "BADGE_WORDS", 3, lambda n: unknown_badge(line("An" + " odd" * (n - 1) + "8 weeks").segment, SITE)),
    _to("lines", "BADGE_PIECES", 72, lambda n: line("Important" + " " * (n - 17) + "| 6 weeks"[:8]).badge),
    _to("lines", "PATTERN", 72, lambda n: line(long("Why Move from ", n), generic()).role),
    _to("lines", "FOOTER", 200, lambda n: before_footer("Imprint" + " " * (n - 14) + "Privacy") == 1),
    _to("lines", "HOLDER", 140, lambda n: is_footer(long("\u00a9 2024 ", n))),
    _to("lines", "RIGHTS", 100, lambda n: before_footer(long("H", n, " All rights reserved.")) == 1),
    _to("lines", "PIECES", 6, lambda n: pieces(n) == 1),
    _to("lines", "GAP", 40, lambda n: apart(n) == 1),
    _from("lines", "GUIDANCE", 24, lambda n: columns(n) == 2),
    _from("lines", "ROW_HEADS", 2, lambda n: cells(n) > 1),
    _from("lines", "SIBLINGS", 2, lambda n: counted_items(numbered(n))),
    _to("lines", "MORE", 7, has_meaning),
    _to(
        "sections",
        "GLUED_DURATION",
        24,
        lambda n: len(
            find_headings(
                (line(f"12 to{' ' * (n + 2)}24 monthsReady to Start Your Transition?"),), 1, SITE, None
            ).headings
        ),
    ),
    _from(
        "sections",
        "SHOWN",
        2,
        lambda n: (
            "other"
            in html(*[("h2", "FAQ", "a"), ("h2", "Overview", "b")][2 - n :], ("h2", "so it ends.", "".join(SPOKEN)))
        ),
    ),
    _from(
        "sections",
        "UNSHOWN",
        2,
        lambda n: "other" not in html(("h2", "FAQ", "a"), ("h2", "so it ends.", "".join(SPOKEN[:n]))),
    ),
    _from("sections", "MOSTLY_SHOWN", 6, lambda n: "other" in mostly_shown(2 * n)),
    _from("sections", "LISTED", 3, lambda n: "roadmap" in listed(n)),
    _from("sections", "STEPS", 4, lambda n: "roadmap" in stepped(3, verbs=n - 3)),
    _to("sections", "STEPS_MOST", 15, lambda n: "roadmap" in stepped(n, verbs=n)),
    _to(
        "sections",
        "HIGH",
        2,
        lambda n: (
            "closing"
            in html(("h1", "Overview", "a"), ("h1", "FAQ", "b"), (f"h{n}", "Ready to Start Your Transition?", "c"))
        ),
    ),
    _from(
        "sections",
        "FACTS",
        2,
        lambda n: (
            "other"
            not in html(
                ("h2", "Overview", "a"),
                ("h2", "At a glance", "<p>Difficulty: Hard</p><p>Timeline: 1 year</p>"[23 * (2 - n) :]),
                ("h2", "FAQ", "b"),
            )
        ),
    ),
    _from(
        "sections",
        "ESTABLISHED",
        3,
        lambda n: opened("roadmap", f"{phases(n)}Where It Leads\nIt leads to the kitchen, and on."),
    ),
    _to(
        "sections",
        "SKILL_BADGE",
        40,
        lambda n: opened(
            "skills_to_learn",
            "".join(
                f"{name}\n{'Critical' if n == 40 else 'Important'}, eighteen to twenty-four months\nMany use it.\n"
                for name in ("Maths", "Logic", "Music")
            )
            + "Where It Leads\nIt leads to the kitchen, and on.",
        ),
    ),
    _from(
        "sections",
        "TORN",
        3,
        lambda n: opened("faq", f"How long?\n{words(n)}\nWhere It Leads\nIt leads to the kitchen, and on."),
    ),
    _from(
        "sections",
        "FACTS_IN_LINE",
        3,
        lambda n: tree(
            " ".join(["Difficulty Hard", "Timeline 9 months", "Demand High"][:n]) + "\nOverview\nIt is so.\nFAQ\nIs it?"
        )["timeline"],
    ),
    _from(
        "sections",
        "PATHWAYS",
        2,
        lambda n: (
            "a list of pathways"
            in (
                parse("\n".join(["From Cook to Dietitian", "From Nurse to Data Analyst"][:n]), profile=SITE).problem
                or ""
            )
        ),
    ),
    _to("sections", "TITLE_LINES", 12, roles_of_text),
    _from("sections", "SIGNS_UNKNOWN", 3, lambda n: is_pathway(f"# From Smoke to Mirrors: a plan\n{parts(n)}")),
    _from("sections", "SIGNS_HALF_KNOWN", 2, lambda n: is_pathway(f"# From Smoke to Dietitian\n{parts(n)}")),
    _from(
        "sections", "CAREER", 4, lambda n: is_pathway(f"# From Cook to Dietitian\n\n{'Some employers say so. ' * n}\n")
    ),
    _from("sections", "HEADINGS", 3, lambda n: is_pathway(headed("Employers", "Stop", "Rest", count=n, title=SURE))),
    _from(
        "sections",
        "LEVELS",
        2,
        lambda n: is_pathway(headed("Rest", "So", "End", "Beginner", "Advanced", count=n + 3, title="Nursing Roadmap")),
    ),
    _from("sections", "TOLD", 3, lambda n: is_pathway(f"# {SURE}\n\n{'Some employers say so. ' * n}\n")),
    _from("sections", "ASKED", 40, lambda n: is_pathway(f"# {SURE}\n\n{'So ' * (n - 1)}it is.\n")),
    _to(
        "sections",
        "TITLE_SIGN",
        3,
        lambda n: (
            "a salary page" in what(headed("Syllabus", "Fees", "Homework", "Quiz", count=n, title="Our Salaries"))
        ),
    ),
    _from(
        "sections",
        "GRADES",
        3,
        lambda n: "grades" in what(headed(*GRADES, count=n, title="Become a Software Engineer")),
    ),
    _from("sections", "OFFERS", 3, lambda n: "a course" in what(headed(*OFFERS, count=n, title="Become a Nurse"))),
    _to(
        "sections",
        "DATED",
        4,
        lambda n: "a blog post" in what("\n\n".join(["# Soup", *["It is so."] * (n - 2), "28 Nov 2022", "So."])),
    ),
    _from(
        "sections",
        "PROSE",
        2,
        lambda n: "Cook to" not in title_of("\n\n".join(["I cooked in hotels for many years."] * n)),
    ),
    _to("sections", "OPENING", 64, lambda n: title_of_opening(n) is not None),
    _from("sections", "KIND_SIGNS", 2, lambda n: "a job ad" in what(headed("Requirements", "Qualifications", count=n))),
    _to(
        "sections", "SIGN", 60, lambda n: "a blog post" in what(f"# Soup\n\nComments\n\nWritten by {'x' * (n - 11)}\n")
    ),
    _from("sections", "OWN", 12, lambda n: told(f"# {OWN}\n\n{'I said so. ' * n}\n")),
    _from("sections", "OWN_NAMED", 4, lambda n: told(f"# Cook to Dietitian\n\n{'I said so. ' * n}\n")),
    _from(
        "sections", "CHANGE", 3, lambda n: is_pathway(f"# {OWN}\n\n{'I liked my new career. ' * n}{'I did. ' * 20}\n")
    ),
    _from("sections", "JOBS", 4, lambda n: "a list" in what(headed("Cook", "Nurse", "Baker", "Tester", count=n))),
    _to(
        "sections",
        "PROSE_LINES",
        25,
        lambda n: roles(["I said so."] * (n - 2), "from cook to nurse") == ["cook", "nurse"],
    ),
    _from(
        "sections",
        "SHARED",
        3,
        lambda n: title_of_two(f"{'Tax'[:n]} House", f"{'Tax'[:n]} Adviser") == f"{'Tax'[:n]} House",
    ),
    _to("sections", "LABELLED", 60, lambda n: labelled_role(n) == "Nurse"),
    _from("sections", "STEM", 6, lambda n: titles._shares(f"{'Softwa'[:n]}xx", f"{'Softwa'[:n]}yy")),
    _from(
        "sections", "NAMED", 4, lambda n: roles(["A nurse cares."] * n, "", title="Roadmap for Cooks")[0] is not None
    ),
    _from("sections", "SITE", 5, lambda n: chosen(n) == SITE.name),
    _to("sections", "TOP", 8, sign),
    _from("sections", "ONE_EDIT", 8, lambda n: is_typo(*{8: ("Ovreview", "overview"), 7: ("Raodmap", "roadmap")}[n])),
    _from(
        "sections",
        "TWO_EDITS",
        14,
        lambda n: is_typo(*{14: ("Slaayr Outlooks", "salary outlooks"), 13: ("Slaayr Outlook", "salary outlook")}[n]),
    ),
    _from(
        "sections",
        "EDITED_WORD",
        5,
        lambda n: is_typo(
            *{5: ("Career Palns Outlook", "career plans outlook"), 4: ("Career Paln Outlook", "career plan outlook")}[n]
        ),
    ),
    _to("sections", "HEADING_MARKS", 16, lambda n: is_typo("*" * (n + 1) + "Ovreview", "overview")),
    _from("fields", "BADGES", 2, badged),
    _from("fields", "COUNTED", 2, lambda n: stray(n) == n),
    _to("fields", "BARE_WORDS", 5, lambda n: len(entries([line(words(n).lower())] * 3)) == 3),
    _to("fields", "SEAMED_NAME", 92, lambda n: has_text(f"{long('N', n)}: it is so.")),
    _to("fields", "SEAMED_WORDS", 10, lambda n: has_text(f"{words(n)}: it is so.")),
    _to(
        "fields",
        "BARE_NAME_WORDS",
        6,
        lambda n: has_text(f"{words(n)}: it is so, and so is it not, and so on.", kind="line"),
    ),
    _from("fields", "LEAST_ITEMS", 2, continued),
    Pair(
        "fields",
        "SPLIT",
        lambda share: (
            ("Maths", "It is so.") in skills(*(["Maths: It is so."] * round(50 * share) + ["Logic"] * 50)[:50])
        ),
        0.6,
        0.58,
    ),
    _from(
        "fields",
        "SAID_WORDS",
        3,
        lambda n: led(f"**Maths** {words(n)}")["name"] == "Maths",
    ),
    _to("fields", "TIME", 160, lambda n: time_above(line(long("March 2024 | ", n)))),
    _to(
        "fields",
        "LABELLED_TIME",
        60,
        lambda n: takes_time(
            f"Time investment: approximately eighteen to twenty-four {'weeks' if n == 60 else 'months'}"
        ),
    ),
    _from("fields", "TIMED_ROWS", 2, is_timed),
    _from("fields", "BEFORE_ONE", 3, lambda n: phases_before_one(n) == n),
    _to("fields", "TIMED_WORDS", 6, lambda n: takes_time(f"{words(n - 2)} (6 weeks)")),
    Pair("fields", "LIKELY", is_split, 0.5, 0.49),
    _to(
        "fields",
        "NOTE",
        48,
        lambda n: [note.detail for note in read(f"FAQ\n{long('Is it so?Yes', n)}").notes] == [long("Is it so?Yes", n)],
    ),
    _to("fields", "QUESTION", 220, lambda n: tree(f"FAQ\n{long('Why ', n, '?')}\nIt is so.")["faq"][0]["question"]),
    _to(
        "fields",
        "MENU_WORDS",
        6,
        lambda n: tree(f"FAQ\nWhy?\nIt is so.\n{words(n)}")["faq"][0]["answer"] == "It is so.",
    ),
    _to("fields", "RESOURCE_WORDS", 9, lambda n: between_commas(f"{words(n)}, Other", 0)),
    _from("fields", "ANSWER_WORDS", 5, lambda n: _statements._agrees(words(n), f"So {words(n)}")),
    Pair("fields", "ROUNDING", is_rounded, 0.1, 0.11),
    _to(
        "fields",
        "ONE_PERIOD",
        4,
        lambda n: _statements._comparable(Money("", 1000, 1000, "EUR"), Money("", n * 1000, n * 1000, "EUR")),
    ),
    _to("fields", "NAME", 180, lambda n: id_field._bounded("x" * n) == "x" * n),
]


# What is kept of a profile's headings: to make it anew for every pair takes longer than all else.
KEPT = {"ONE_EDIT", "TWO_EDITS", "HEADING_MARKS"}


def is_pinned(pair: Pair) -> bool:
    def forget() -> None:
        for cache in (misspelt._index, misspelt._edits) if pair.name in KEPT else ():
            cache.cache_clear()

    forget()
    holds = bool(pair.holds(pair.last)) and not pair.holds(pair.beyond)
    forget()
    return holds


def name_of(pair: Pair) -> str:
    return f"{pair.table}-{pair.name}"


@pytest.mark.parametrize("pair", PAIRS, ids=name_of)
def test_a_threshold_is_where_its_pair_says(pair: Pair) -> None:
    assert is_pinned(pair)


@pytest.mark.parametrize("step", [-1, 1])
@pytest.mark.parametrize("pair", PAIRS, ids=name_of)
def test_a_pair_shows_that_its_threshold_was_moved(pair: Pair, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    value = getattr(TABLE[pair.table], pair.name)
    moved = value + step if isinstance(value, int) else value * (1 + step / 10)
    monkeypatch.setattr(TABLE[pair.table], pair.name, moved)
    assert not is_pinned(pair)


def test_every_threshold_has_its_pair() -> None:
    known = {(table, name) for table, module in TABLE.items() for name in vars(module) if name.isupper()}
    assert known == {(pair.table, pair.name) for pair in PAIRS}
