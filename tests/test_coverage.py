"""Which share of records state each field, and what a build says of it and of what has changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pathingest.dataset.coverage import Drop, coverage, drops
from running import Tool

PAGE = """From {} to Data Analyst: Your 9-Month Transition Guide
Timeline
{}
Skills You'll Need to Learn
SQL
Critical6 weeks
Query the data of one ward.
"""
ROLES = ("Nurse", "Cook", "Baker", "Welder", "Teacher", "Driver", "Waiter", "Farmer", "Clerk", "Tailor")


class Site:
    """A project of pages."""

    def __init__(self, folder: Path, tool: Tool) -> None:
        self.folder = folder
        self.tool = tool
        (folder / "raw").mkdir()

    def put(self, timed: int, count: int = len(ROLES)) -> None:
        """Write pages, of which so many state a timeline."""
        for i, role in enumerate(ROLES[:count]):
            page = PAGE.format(role, "9-12 months" if i < timed else "On request")
            (self.folder / "raw" / f"{role}.txt").write_text(page, "utf-8")

    def build(self, *options: str) -> list[str]:
        done = self.tool("build", "--fail-on", "never", *options)
        assert done.code == 0
        return [*done.out.splitlines(), *done.err.splitlines()]

    @property
    def manifest(self) -> dict[str, object]:
        found: dict[str, object] = json.loads((self.folder / "normalized" / "manifest.json").read_bytes())
        return found


@pytest.fixture
def site(tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.chdir(tmp_path)
    return Site(tmp_path, tool)


def reported(lines: list[str]) -> list[str]:
    return [line for line in lines if " DAT001 " in line]


def test_shares_are_of_records_and_of_items() -> None:
    of: dict[str, object] = {name: [] for name in ("transferable_skills", "skills_to_learn", "roadmap", "faq")}
    skills = [
        {"priority": "critical", "duration": None, "guidance": None},
        {"priority": None, "duration": 1, "guidance": 0},
    ]
    lines = [
        json.dumps({**of, "title": "a", "skills_to_learn": skills}),
        json.dumps({**of, "title": "b", "timeline": {"a": 1}}),
    ]
    found = coverage(lines)
    assert (found["title"], found["timeline"], found["skills_to_learn"]) == (1.0, 0.5, 0.5)
    assert (found["skills_to_learn/priority"], found["skills_to_learn/guidance"]) == (0.5, 0.0)
    assert "roadmap/duration" not in found  # there are no phases
    assert coverage([]) == {}


@pytest.mark.parametrize(("now", "found"), [(0.7, []), (0.69, [Drop("timeline", 0.9, 0.69)])])
def test_a_fall_counts_beyond_the_bound(now: float, found: list[Drop]) -> None:
    assert drops({"timeline": 0.9, "title": 1.0}, {"timeline": now, "title": 1.0}, 0.2) == found


def test_the_worst_fall_comes_first_and_what_is_gone_is_none() -> None:
    found = drops({"timeline": 0.9, "title": 1.0}, {"timeline": 0.5}, 0.2)
    assert [(drop.field, drop.now) for drop in found] == [("title", 0.0), ("timeline", 0.5)]


def test_the_manifest_keeps_the_shares(site: Site) -> None:
    site.put(timed=5)
    site.build()
    shares = site.manifest["coverage"]
    assert isinstance(shares, dict)
    assert (shares["timeline"], shares["skills_to_learn/priority"], shares["demand"]) == (0.5, 1.0, 0.0)


def test_a_field_that_far_fewer_records_state_is_a_finding_once(site: Site) -> None:
    site.put(timed=9)
    assert reported(site.build()) == []
    site.put(timed=6)
    (line,) = reported(site.build())
    assert line.startswith("normalized/manifest.json:1:1: warning DAT001 timeline is stated by 60%")
    assert "was by 90% of 10 in the last build" in line
    assert reported(site.build()) == []


@pytest.mark.parametrize(("timed", "count"), [(7, 10), (1, 9)], ids=["a small fall", "few records"])
def test_what_is_no_sign_of_a_new_layout_is_left_alone(site: Site, timed: int, count: int) -> None:
    site.put(timed=9, count=count)
    site.build()
    site.put(timed=timed, count=count)
    assert reported(site.build()) == []


def test_a_project_sets_the_bounds_or_ignores_the_rule(site: Site) -> None:
    site.put(timed=9, count=3)
    site.build()
    config = site.folder / "pathingest.toml"
    config.write_text("[lint.options.DAT001]\nrecords = 3\ndrop = 0.3\n")
    site.put(timed=2, count=3)
    assert len(reported(site.build())) == 1
    site.put(timed=1, count=3)
    config.write_text('[lint]\nignore = ["DAT001"]\n')
    assert reported(site.build()) == []


def test_a_build_says_what_changed_the_most_important_first(site: Site) -> None:
    site.put(timed=10, count=2)
    site.build()
    page = site.folder / "raw" / "Nurse.txt"
    page.write_text(PAGE.format("Nurse", "12-18 months").replace("Critical6", "Important8"), "utf-8")
    lines = [line.strip() for line in site.build() if "changed: " in line]
    assert lines == [
        "changed: nurse-to-data-analyst: timeline: 9-12 months \u2192 12-18 months",
        "changed: nurse-to-data-analyst: skills_to_learn/SQL/priority: critical \u2192 important",
        "changed: nurse-to-data-analyst: skills_to_learn/SQL/duration: 6 weeks \u2192 8 weeks",
    ]
    assert not [line for line in site.build() if "changed: " in line]


def test_of_many_changes_five_are_named(site: Site) -> None:
    site.put(timed=10)
    site.build()
    site.put(timed=3)
    lines = [line.strip() for line in site.build() if "changed: " in line]
    assert len(lines) == 6
    assert lines[-1] == "changed: 2 more values: timeline \u00d72"
