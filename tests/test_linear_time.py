"""What a page costs grows as the page does: twice the text is never four times the work.

Work is counted in lines of code that run, each once for every turn of a loop in it. What happens inside of one call (a
pattern that goes back and forth, a copy of all the rest of a text) no line shows: those shapes alone are timed, each
against a quarter of itself, so that the machine's speed is no matter.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest

from pathingest import Page, lint, parse
from pathingest.cli.explain import _wrapped
from pathingest.dataset.changes import changes
from pathingest.fields._resources import between_commas
from pathingest.model.place import at
from pathingest.model.source import Source, Span
from pathingest.outputs import json
from pathingest.overrides.files import overrides_in
from pathingest.pipeline import ingest
from pathingest.sources import from_bytes, from_text
from pathingest.sources.feeds import WHOLE, Fields, feed_of
from pathingest.values.guides import tells
from pathingest.verifier import verify
from running import Tool
from timing import seconds, steps

TITLE = "From Baker to Miller: Your 6-Month Transition Guide\n"
OVERVIEW = TITLE + "Overview\nBread.\n"
SKILLS = TITLE + "Skills You'll Need to Learn\n"
SQL = "SQL\nCritical6 weeks\nDo it.\n"
TRANSFERABLE = TITLE + "Your Transferable Skills\n"
ROADMAP = TITLE + "Your Learning Roadmap\n1\nFoundations\n8 weeks\nTasks\n"
LEARN_SQL = "Your Learning Roadmap\n1\nBasics\n8 weeks\nTasks\n• Learn the SQL with your friends\n"
FAQ = OVERVIEW + "Frequently Asked Questions\n"
EARN = FAQ + "What will I earn?\n"
TAKE = FAQ + "How long does it take?\n"
END = "Reality Check\nBiggest Challenges\n• Night shifts\n"
HTML = f"<h1>{TITLE}</h1><h2>Overview</h2><p>"
HTML_ROADMAP = HTML + "Bread.</p><h2>Your Learning Roadmap</h2>"
HTML_SKILLS = HTML + "Bread.</p><h2>Skills to Learn</h2><h3>Bran</h3><div>Critical6 weeks</div><p>Sieve it.</p>"
PHASES = TITLE + "Your Learning Roadmap\n"
RESOURCES = PHASES.removeprefix(TITLE) + "1\nFlour\n6 weeks\nTasks\n• Grind\nResources\n"
STUDY = ROADMAP.replace(TITLE, TITLE + "Timeline\n9 months\n") + FAQ.removeprefix(TITLE)
CHANGE = EARN.replace("Overview", "Salary Change\n+90%\nOverview")
ROLES = "Career Pathway\nBaker\nMiller\nOverview\nBread.\nDifficulty\nHard\nTimeline\n6 weeks\n" + FAQ.removeprefix(
    TITLE
)
LABELLED = f"Career Pathway\nBaker\nMiller\n{TITLE}Difficulty\nHard\nTimeline\n6 weeks\nDemand\n"
BY_IMPORTANCE = "Here is what you need, prioritized by importance for your transition.\n"
LONG = "Flour {i}\nNice to have12 weeks\nGrind.\n"
SHORT = "Dough {i}\nCritical6 weeks\nKnead.\n"
MARKDOWN = f"# {TITLE}\n## Overview\n\nBread.\n\n## Your Learning Roadmap\n\n### Phase 1: Flour\n\n6 weeks\n\n"

# A frame whose first block has 128 KB.
HEAD_OF_FRAME = b"\x28\xb5\x2f\xfd\x00\x38\x04\x00\x10"


class Shape(NamedTuple):
    """Pages that have something `size` times, or twice as often, and what is done with them.

    That is reading them, with their evidence, or linting them by one rule.
    """

    make: Callable[[int], str]
    size: int = 1000
    rule: str = ""
    suffix: str = "txt"

    def work(self, times: int) -> Callable[[], object]:
        """What is to be measured, on a page that has it so many times as often."""
        text = self.make(times * self.size)
        if not self.rule:
            return lambda: read(text, self.suffix)
        page = read(text, self.suffix)
        return lambda: lint(page, [self.rule], debug=True)


class Records(NamedTuple):
    """Feeds that have something `size` times, or twice as often, of which the records are found."""

    make: Callable[[int], bytes]
    ending: str
    size: int = 1000

    def work(self, times: int) -> Callable[[], object]:
        """What is to be measured, on a feed that has it so many times as often."""
        kind = feed_of(f"feed{self.ending}")
        data = self.make(times * self.size)
        assert kind
        return lambda: [*kind.records(BytesIO(data), Fields(), WHOLE)]


def read(text: str, suffix: str) -> Page:
    """A page with its evidence."""
    page = parse(text, path=f"page.{suffix}")
    assert page.evidence.leaves
    return page


def many(text: str, count: int) -> str:
    """A text so many times, each with its number for "{i}"."""
    return "".join(text.replace("{i}", str(i)) for i in range(count))


NURSE = "# How to Become a Nurse\n\nA career of care and shifts.\n\n"

COUNTED: dict[str, Shape | Records] = {
    "lines where a list is": Shape(lambda n: OVERVIEW + "Reality Check\nBiggest Challenges\n" + "Word\n" * n),
    "titles where answers are": Shape(lambda n: FAQ + "Some Long Title\n" * n + "It is so.\n", 500),
    "sentences after an item": Shape(
        lambda n: TRANSFERABLE + "• Name: text\n" * n + "It is so and so on.\n" * n + "• Name: text\n" + END, 500
    ),
    "badges with unknown words": Shape(
        lambda n: SKILLS + many("Flour {i}\nCritical\n6 weeks\nDough\nGold\n9 weeks\n", n), 50
    ),
    "headings above the title": Shape(lambda n: many("# Bread {i}\n\n", n) + MARKDOWN, 300, suffix="md"),
    "names below a heading's badge": Shape(
        lambda n: HTML_SKILLS + many("<div>Flour {i}</div><div>Critical6 weeks</div><p>Grind it.</p>", n),
        50,
        suffix="html",
    ),
    "pointers in a roadmap": Shape(lambda n: ROADMAP + "See also\nBaker to Cook\n" * n),
    "tasks of one word": Shape(lambda n: MARKDOWN + "- Read\n" * n, suffix="md"),
    "places above words for tasks": Shape(lambda n: PHASES + many("Phase {i}\nPractice\n6 weeks\n- Go\n", n), 50),
    "tasks without bullets": Shape(lambda n: ROADMAP + "Word\n" * n),
    "resources of phases": Shape(
        lambda n: HTML_ROADMAP + many("<h3>Flour {i}</h3><h4>Resources</h4><p>Book {i}</p>", n), 1500, suffix="html"
    ),
    "addresses on a line": Shape(lambda n: MARKDOWN + "Resources: " + "[Book](b), " * n + "[A](b)\n", 300, suffix="md"),
    "weeks in bold": Shape(lambda n: HTML + "<b>6</b> weeks " * n, 150, suffix="html"),
    "rows below a wide one": Shape(
        lambda n: HTML + "<table><tr>" + "<td>a</td>" * n + "</tr>" + "<tr></tr>" * n, 500, suffix="html"
    ),
    "steps below headings": Shape(
        lambda n: NURSE + many("## A {i}\n\n### Learn {i}\n\nx\n\n### Build {i}\n\ny\n\n", n), 150, suffix="md"
    ),
    "lists of steps": Shape(
        lambda n: NURSE + many("The steps:\n\n- Learn {i}: a\n- Get {i}: b\n\nSo it goes.\n\n", n), 150, suffix="md"
    ),
    "runs of phases": Shape(
        lambda n: NURSE + many("# Plan {i}\n\nPhase 1\n\nGo\n\nPhase 2\n\nRun\n\n", n), 150, suffix="md"
    ),
    "heads of columns": Shape(lambda n: HTML + "<table><tr>" + "<th>a" * n + "</table>", suffix="html"),
    "amounts after sentences": Shape(lambda n: EARN + "I see. It is so. Bakers earn $50k. " * n, 300),
    "a skill's name of many words": Shape(
        lambda n: SKILLS + many("x{i}y ", n) + "\nCritical6 weeks\nDo it.\n" + SQL + LEARN_SQL + END, 300, "COV001"
    ),
    "skills and tasks": Shape(
        lambda n: (
            SKILLS
            + many("XQ{i}Z\nCritical6 weeks\nDo it.\n", n)
            + SQL
            + LEARN_SQL
            + many("• Learn it with friend {i}\n", n)
            + END
        ),
        100,
        "COV001",
    ),
    "important skills after others": Shape(
        lambda n: SKILLS + BY_IMPORTANCE + many(LONG, n) + many(SHORT, n) + END, 100, "PRI001"
    ),
    "short skills beside long ones": Shape(lambda n: SKILLS + many(LONG, n) + many(SHORT, n) + END, 50, "PRI003"),
    "answers without questions": Shape(lambda n: FAQ + "6 weeks\n" * n, 300, "STR006"),
    "durations in an answer": Shape(lambda n: TAKE + many("It takes {i} weeks. ", n), 300, "DUR005"),
    "hours in answers": Shape(
        lambda n: STUDY + "How long does it take?\nIt takes 6 weeks of study, 5 hours a week.\n" * n, 50, "DUR006"
    ),
    "pay in an answer": Shape(lambda n: EARN + "Bakers earn $50k. " + "They earn $60k. " * n, 100, "SAL001"),
    "ranges in an answer": Shape(lambda n: CHANGE + "Expect an increase of 10-20% in salary. " * n, 100, "SAL002"),
    "answers about pay": Shape(
        lambda n: CHANGE + many("What will I earn {i}?\nBakers earn $50k, a 20% increase.\n", n), 100, "SAL005"
    ),
    "spellings in an answer": Shape(lambda n: EARN + "GitHub, Github: bakers earn $50k. " * n, 100, "NAM004"),
    "skills without a badge": Shape(lambda n: SKILLS + many("{i} Flour\n", n), 300, "STR003"),
    "figures in an answer": Shape(lambda n: TAKE + "5 hours a week, " * n, 300),
    "lines of a header": Shape(lambda n: LABELLED + many("**Bread {i}** is baked\n", n), 1000),
    "lines in lower case up to a full stop": Shape(
        lambda n: (
            OVERVIEW + "You grind what the farmers of the town bring to you\n" + "and so on\n" * n + "to the end.\n"
        )
    ),
    "arrows between broken lines": Shape(lambda n: OVERVIEW + "\u2192 Bread\nCake\n, and\n" * n, 300),
    "placeholders of skills": Shape(lambda n: SKILLS + "TODO lorem ipsum [Name]\n" * n + END, 300, "STR003"),
    "residue in phases": Shape(
        lambda n: (
            PHASES
            + many("{i}\nFlour {i}\n6 weeks\nTasks\n• Grind\nResources\nBook {i}\n", n)
            + many("{i}\nCake {i}\n6 weeks\nTasks\nResources\n-\n", n // 2)
        ),
        200,
        "STR010",
    ),
    "residue beside placeholders": Shape(lambda n: TITLE + RESOURCES + "---\n" * n, 300, "EXT005"),
    "headers of records that have no end": Records(lambda n: b"WARC/1.0\nX: y\n" * n, ".warc"),
    "initials in names of roles": Shape(
        lambda n: "Career Pathway\n" + "Aa " * n + "X\nMiller\nFrom " + "Aa " * n + "Y to Miller: Your Guide\nFAQ\n",
        6,
        "NAM002",
    ),
}


@pytest.mark.parametrize("shape", COUNTED.values(), ids=COUNTED)
def test_twice_the_page_takes_twice_the_steps(shape: Shape | Records) -> None:
    shape.work(2)()  # what is read once for all pages, and known then of the words of these
    once, twice = (steps(shape.work(times)) for times in (1, 2))
    assert twice < 2.5 * once


def excerpts(times: int) -> Callable[[], object]:
    """Places on one long line."""
    source = Source("\U0001f35e bread " * 3000 * times)
    return lambda: [at(source, Span(8 * i, 8 * i + 1), "") for i in range(3000 * times)]


def wrapped(times: int) -> Callable[[], object]:
    """A long line as `explain` shows it."""
    text = "bread " * 30_000 * times
    return lambda: list(_wrapped(text, 80))


def refused(unit: str, times: int) -> Callable[[], object]:
    """A title that is none, of many such texts."""
    text = "From Baker to Mill" + unit * 1000 * times
    return lambda: parse(text)


def verified(times: int) -> Callable[[], object]:
    """A record of many values, checked against its evidence."""
    page = read(ROADMAP + many("• Grind {i}\n", 500 * times), "txt")
    assert page.pathway
    record, evidence = json.record(page.pathway), json.evidence(page.evidence)
    return lambda: verify(record.encode(), evidence.encode(), [page.source.text.encode()])


def changed(lines: str, times: int) -> Callable[[], object]:
    """What two records state differently, whose tasks are all others."""
    old, new = (parse(ROADMAP + many(lines.replace("{w}", word), 100 * times)).tree for word in ("one", "two"))
    assert old
    assert new
    return lambda: list(changes(old, new))


def corrected(times: int) -> Callable[[], object]:
    """A file of corrections, one of which has many keys."""
    head = 'schema: "pathingest.overrides/1"\nid: "x"\noverrides:\n- at: /title\n'
    text = head + many("  k{i}: 1\n", 2000 * times)
    return lambda: overrides_in(from_text(text, path="overrides/x.yaml"), "x")


def looked_at(text: str, suffix: str, times: int) -> Callable[[], object]:
    """A page of the web that is no pathway, as a crawl looks at it first."""
    source = from_text(text * 2000 * times, path=f"page.{suffix}")
    return lambda: ingest(source, looks_first=True)


def told(times: int) -> Callable[[], object]:
    """One line in which words lead to jobs, and nothing to where these lead."""
    page = "as a nurse from my cook " * 200 * times + ";"
    return lambda: tells(page, "en")


def decoded(times: int) -> Callable[[], object]:
    """A page in no encoding that it declares, with comments that have no end."""
    data = b"<html>\xff" + b"<!--" * 4000 * times
    return lambda: from_bytes(data, path="page.html")


def listed(times: int) -> Callable[[], object]:
    """Names with commas between."""
    text = "Bread, " * 3000 * times + "Cake"
    return lambda: between_commas(text, 0)


TIMED: dict[str, Callable[[int], Callable[[], object]]] = {
    "full stops on lines of their own": Shape(lambda n: TAKE + " . \n" * n, 9000).work,
    "changes of pay in a text": Shape(lambda n: LABELLED + "a 20% increase in salary, " * n, 1000, "SAL003").work,
    "braces that may be code": Shape(
        lambda n: OVERVIEW + many("{{x{i}}}\n", n) + "Bread. " * 40 * n, 1000, "STR009"
    ).work,
    "marks of packed records": Records(lambda n: b"\x1f\x8b\x08" * n, ".warc.gz", 3000).work,
    "heads of frames": Records(lambda n: HEAD_OF_FRAME * n, ".warc.zst", 9000).work,
    "amounts in a text": Shape(lambda n: OVERVIEW + "$1 " * n + "bread " * 100 * n, 800).work,
    "attributes of a tag": Shape(lambda n: HTML + "<b " + many("a{i} ", n) + ">Bread", 4000, suffix="html").work,
    "amounts in the answer to a question": Shape(lambda n: FAQ + "Q: " + "pay " * n + "\nA: " + "$1 " * n, 500).work,
    "titles that might go on": Shape(lambda n: "Moving from " + "a to " * n + "\n" + FAQ, 1000).work,
    "resources that the text names": Shape(
        lambda n: OVERVIEW + many("Bread{i} Cake ", n) + "\n" + RESOURCES + many("Bread{i} Cake\n", n), 200
    ).work,
    "parts of the record": Shape(lambda n: ROADMAP + "1\n" * n, 2000, "STR005").work,
    "spellings in a text": Shape(lambda n: OVERVIEW + "GitHub Github " * n, 1500, "NAM004").work,
    "slashes in a role": Shape(lambda n: ROLES.replace("Baker", "Baker/" * n + "Cook"), 3000, "NAM003").work,
    "thousands in a text": Shape(
        lambda n: EARN + "Bakers earn $50,000. " + "Bakers earn $50k. " * n + "Bread. " * 700 * n, 100, "SAL004"
    ).work,
    "openings of an answer": Shape(
        lambda n: FAQ + "How long?\n" + "For most " * n + "of it; 6 weeks.", 5, "DUR003"
    ).work,
    "places on a line": excerpts,
    "digits of a page that is none": partial(refused, "1,000,"),
    "years of a title": partial(refused, "2024 "),
    "a long line, explained": wrapped,
    "names in a list": listed,
    "values of a record, verified": verified,
    "keys of a correction": corrected,
    "tasks that are others": partial(changed, "• Grind {w} {i}\n"),
    "tasks of one name": partial(changed, "• Grind {w}\n"),
    "headings without an end, looked at": partial(looked_at, "<h1>", "html"),
    "tags without an end, looked at": partial(looked_at, "<meta ", "html"),
    "inline tags, looked at": partial(looked_at, "<h1>x</h1><b <!-- <i>", "html"),
    "what leads to jobs in one line": told,
    "number signs, looked at": partial(looked_at, "# ", "md"),
    "comments without an end": decoded,
}


@pytest.mark.parametrize("work", TIMED.values(), ids=TIMED)
def test_four_times_the_page_takes_four_times_the_time(work: Callable[[int], Callable[[], object]]) -> None:
    once, more = (seconds(partial(work, times)) for times in (1, 4))
    assert more < 8 * once + 0.001


def test_a_record_s_findings_cost_as_much_as_the_record(
    tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    counts = []
    for count in (30, 30, 60):
        Path("raw/page.txt").write_text(SKILLS + many(LONG, count) + many(SHORT, count) + END, encoding="utf-8")
        tool("build", "--fail-on", "never")
        counts.append(steps(lambda: tool("lint", "normalized/baker-to-miller.json")))
    _, once, twice = counts
    assert twice < 2.5 * once
