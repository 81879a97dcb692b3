"""What a page is: a transition, a guide to one role, a story; or something else, and what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pathingest import parse
from pathingest.model.page import Page
from running import Tool

PHASES = """
## Phase 1: Foundations (8 weeks)

- Write queries

## Phase 2: Projects (4 weeks)

- Build a dashboard
"""
FIRST_PERSON = """
I had cooked for ten years when I wrote my first program. My evenings went into my courses, and I kept my job.
I applied to forty employers, and I was hired after my ninth interview. I still miss my kitchen, and I like my new team.
"""


LABELS = """<h1>Plan</h1><table><tr><td>Current role</td><td>Bookkeeper</td></tr><tr><td>Target role</td>
<td>Data Analyst</td></tr></table>"""
POSTING = '<script type="application/ld+json">{"@type": "JobPosting", "title": "Data Analyst"}</script>'


def read(text: str, path: str = "page.md") -> Page:
    return parse(text, path=path)


def stated(text: str, path: str = "page.md") -> tuple[Any, ...]:
    """(kind, current role, target role, id) of a page."""
    tree = read(text, path).tree
    assert tree is not None, read(text, path).problem
    names = [role and role["name"] for role in (tree["from_role"], tree["to_role"])]
    return tree["kind"], *names, tree["id"]


GUIDES = {
    "one role": (f"# How to Become a Data Analyst\n{PHASES}", "guide", None, "Data Analyst", "to-data-analyst"),
    "one role in plain text": (
        "How to Become a Data Analyst\nRoadmap\nPhase 1: Foundations\n8 weeks\nTasks\n- Write queries\n",
        "guide", None, "Data Analyst", "to-data-analyst",
    ),
    "a field whose job the page names": (
        f"# Data Engineering Roadmap\n\nA data engineer builds pipelines.\n{PHASES}",
        "guide", None, "data engineer", "to-data-engineer",
    ),
    "two roles and no section of a pathway": (
        "# Tester → Data Engineer\n\nMoving into pipes.\n\n## Tests\n\nA\n\n## Jobs\n\nB\n\n## Ends\n\nC\n",
        "transition", "Tester", "Data Engineer", "tester-to-data-engineer",
    ),
    "what a path is for": (
        f"# Complete Learning Path for Data Analysts\n{PHASES}", "guide", None, "Data Analysts", "to-data-analysts",
    ),
    "a verb at the end": (
        f"# Vom Koch zum Softwareentwickler wurde\n\nIch wechselte den Beruf, und der Beruf ist neu.\n{PHASES}",
        "transition", "Koch", "Softwareentwickler", "koch-to-softwareentwickler",
    ),
    "two roles, the second first": (
        f"# Data Science Roadmap for Accountants\n{PHASES}",
        "transition", "Accountants", "Data Science", "accountants-to-data-science",
    ),
    "two roles without from": (
        f"# Complete QA to SDET Roadmap\n{PHASES}", "transition", "QA", "SDET", "qa-to-sdet",
    ),
    "front matter alone": (
        f'---\ntitle: "From Nurse to Data Analyst"\ndate: 2024-01-01\n---\n{PHASES}',
        "transition", "Nurse", "Data Analyst", "nurse-to-data-analyst",
    ),
    "front matter that goes on": (
        f"---\ntitle: >-\n  From Nurse to\n  Data Analyst\n---\n{PHASES}",
        "transition", "Nurse", "Data Analyst", "nurse-to-data-analyst",
    ),
    "labels": (
        f"# Plan\n\n**Current Role:** Bookkeeper\n\n**Target Role:** Data Analyst\n{PHASES}",
        "transition", "Bookkeeper", "Data Analyst", "bookkeeper-to-data-analyst",
    ),
    "labels in a table": (
        f"{LABELS}<h2>Phase 1: SQL (4 weeks)</h2><ul><li>Query</li></ul><h2>Phase 2: Python</h2><p>Code</p>",
        "transition", "Bookkeeper", "Data Analyst", "bookkeeper-to-data-analyst",
    ),
    "a story": (
        f"# How I went from chef to developer\n{FIRST_PERSON}", "story", "chef", "developer", "chef-to-developer",
    ),
    "a story whose text names the roles": (
        f"# My career change\n\nThis is my way from line cook to web developer.\n{FIRST_PERSON}",
        "story", "line cook", "web developer", "line-cook-to-web-developer",
    ),
    "a story without roles": (
        f"# My career change at forty\n{FIRST_PERSON}", "story", None, None, "my-career-change-at-forty",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "current", "target", "name"), GUIDES.values(), ids=GUIDES)
def test_it_is_read_as_what_it_is(text: str, kind: str, current: str | None, target: str | None, name: str) -> None:
    assert stated(text, "page.html" if text.startswith("<") else "page.md") == (kind, current, target, name)


NO_PATHWAYS = {
    "structured data": (
        f"{POSTING}<h1>From Nurse to Data Analyst</h1>",
        "a job ad",
    ),
    "headings of an ad": ("# Data Analyst\n\n## Responsibilities\n\nQuery.\n\n## Qualifications\n\nSQL.\n", "a job ad"),
    "words of an ad": ("# Data Analyst\n\nWe are looking for an analyst. Send us your CV by May.\n", "a job ad"),
    "a salary page": ("# Data Analyst Salary\n\nAnalysts earn $70,000.\n", "a salary page"),
    "a course": ("# SQL Course\n\nTwelve lessons.\n", "a course"),
    "several moves": (
        "# Bridges\n\n## Nurse to Data Analyst\n\nLearn SQL.\n\n## Teacher to UX Designer\n\nDraw.\n",
        "a list of pathways",
    ),
    "several jobs": (
        "# IT\n\n## 1. Web developer\n\nA\n\n## 2. Data analyst\n\nB\n\n## 3. UX designer\n\nC\n\n## 4. Tester\n\nD\n",
        "a list of pathways",
    ),
    "a post": ("---\ntitle: Faster builds\ndate: 2024-01-01\n---\n\nOur builds were slow.\n", "a blog post"),
    "rates of release": ("# Deliver faster\n\n- Improve deployment from weekly to daily\n", "no career pathway"),
    "a move of software": ("# From monolith to microservices\n\n## Roadmap\n\n- Split it\n", "no career pathway"),
    "an item that names roles": ("# Our team\n\n- From Nurse to Data Analyst: our story\n", "no career pathway"),
    "a site's name": ("# Roadmap - Example Mentor\n\n## Roadmap\n\n### Step 1: Bolts\n\n- Go\n", "no career pathway"),
    "what a job is like": (
        "# Being a Cloud Architect\n\n## Diagrams\n\nBoxes.\n\n## Meetings\n\nMany.\n\n## Snow\n\nCold.\n",
        "no career pathway",
    ),
    "a sentence that names roles": ("Team\nWe went from nurse to data analyst in a year.\n", "no career pathway"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "what"), NO_PATHWAYS.values(), ids=NO_PATHWAYS)
def test_what_is_none_is_told_by_its_sign(text: str, what: str) -> None:
    page = read(text, "page.html" if text.startswith("<") else "page.md")
    assert page.tree is None
    assert str(page.problem).startswith(f"the page is {what}:")


def test_a_guide_to_one_role_is_no_transition_for_those_who_demand_both(tmp_path: Path, tool: Tool) -> None:
    page = tmp_path / "page.md"
    page.write_text(GUIDES["one role"][0], encoding="utf-8")
    done = tool("parse", page, "--require", "from_role")
    assert done.code == 1
    assert "the page states no from_role, which is required" in done.err
    assert json.loads(tool("parse", page, "--require", "to_role").out)["id"] == "to-data-analyst"
    assert "EXT006 no record is written: the page states no from_role" in tool("lint", page, "--require=from_role").out
    assert "EXT006" not in tool("lint", page).out


def test_the_configuration_demands_fields_too(tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_text(GUIDES["one role"][0], encoding="utf-8")
    (tmp_path / "pathingest.toml").write_text('require = ["from_role"]\n', encoding="utf-8")
    assert tool("lint", "page.md").code == 1
    (tmp_path / "pathingest.toml").write_text('require = ["from_rolle"]\n', encoding="utf-8")
    done = tool("lint", "page.md")
    assert done.code == 2
    assert "require: from_rolle: no field of the record; did you mean from_role?" in done.err


def test_a_field_that_is_none_is_refused(tmp_path: Path, tool: Tool) -> None:
    page = tmp_path / "page.md"
    page.write_text(GUIDES["one role"][0], encoding="utf-8")
    done = tool("build", page, "--require", "roles")
    assert (done.code, "no field of the record" in done.err) == (2, True)
