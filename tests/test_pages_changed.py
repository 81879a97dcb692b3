"""A whole page with one thing changed: what is gone is missing, what is new is kept, and all the rest is as before."""

from __future__ import annotations

from typing import Any

import pytest

import pages as site
from pathingest import lint, parse
from records import Record, content, leaves, residue
from test_pages import read

RENDERINGS = ["whole", "whole-reader"]
HEADINGS = {
    site.OVERVIEW: "overview",
    site.TRANSFERABLE: "transferable_skills",
    site.TO_LEARN: "skills_to_learn",
    site.ROADMAP: "roadmap",
    site.REALITY: "reality_check",
    site.PLAN: "action_plan",
    site.FAQ: "faq",
    site.CLOSING: None,
}
# What is computed from more than one line changes with any of them.
COMPUTED = ("/id", "/roadmap_total", "/claims")


def sections(text: str) -> list[list[str]]:
    """The lines of the header, then those of each section, its heading first."""
    found: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line in HEADINGS:
            found.append([])
        found[-1].append(line)
    return found


def joined(parts: list[list[str]]) -> str:
    return "\n".join(line for part in parts for line in part)


def without(record: Record, field: str) -> Record:
    """The record as it is when the page lacks the field's section."""
    lists: Any = {"rewards": [], "tradeoffs": [], "challenges": []}
    gone = {field: lists if field == "reality_check" else []}
    claims = [claim for claim in record["claims"] if not claim["at"].startswith(f"/{field}")]
    total = None if field == "roadmap" else record["roadmap_total"]
    return {**record, **gone, "claims": claims, "roadmap_total": total}


@pytest.mark.parametrize("rendering", RENDERINGS)
@pytest.mark.parametrize("heading", [heading for heading, field in HEADINGS.items() if field])
def test_a_missing_section_leaves_the_others_as_they_were(rendering: str, heading: str) -> None:
    text = read(rendering)
    left = [part for part in sections(text) if part[0] != heading]
    assert content(parse(joined(left))) == without(content(parse(text)), HEADINGS[heading] or "")


@pytest.mark.parametrize("rendering", RENDERINGS)
@pytest.mark.parametrize("heading", [heading for heading, field in HEADINGS.items() if field])
def test_a_missing_section_is_reported_once(rendering: str, heading: str) -> None:
    left = [part for part in sections(read(rendering)) if part[0] != heading]
    assert [finding.pointer for finding in lint(parse(joined(left)), ["STR001"])] == [f"/{HEADINGS[heading]}"]


UNKNOWN = {
    "text": ["Voices from the Trade", "Nobody regrets the first year, says Ines, who baked for nine."],
    "list": ["What Plants Look For", "- A driving licence", "- Patience with paper"],
    "two": ["What Plants Look For", "- A driving licence", "Voices from the Trade", "Nobody regrets it, says Ines."],
}
# Among skills a title with text under it is one more skill: only a list tells.
ENTRIES = {site.TRANSFERABLE, site.TO_LEARN}
TELLING = [
    (kind, heading)
    for kind in UNKNOWN
    for heading, field in HEADINGS.items()
    if field and not (kind == "text" and heading in ENTRIES)
]


def added(lines: list[str]) -> list[Record]:
    """The lines as sections: those without a full stop and without a bullet are headings."""
    found: list[Record] = []
    for line in lines:
        if line.startswith("- ") or line.endswith("."):
            found[-1]["text"].append(line.removeprefix("- "))
        else:
            found.append({"heading": line, "text": []})
    return found


@pytest.mark.parametrize("rendering", RENDERINGS)
@pytest.mark.parametrize(("kind", "after"), TELLING)
def test_an_unknown_section_is_kept_and_changes_no_other(rendering: str, kind: str, after: str) -> None:
    text = read(rendering)
    lines = [line for each in UNKNOWN[kind] for line in ([each, ""] if rendering == "whole" else [each])]
    parts = [part + lines if part[0] == after else part for part in sections(text)]
    assert content(parse(joined(parts))) == {**content(parse(text)), "other": added(UNKNOWN[kind])}


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_what_a_cut_page_states_the_whole_page_states(rendering: str) -> None:
    text = read(rendering)
    lines = text.split("\n")
    whole = dict(leaves(content(parse(text))))
    for count in range(5, len(lines)):
        page = parse("\n".join(lines[:count]))
        assert page.pathway, lines[count - 1]
        found = {pointer: value for pointer, value in leaves(content(page)) if not pointer.startswith(COMPUTED)}
        assert found.items() <= whole.items(), lines[count - 1]


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_nothing_of_a_cut_page_is_left_over(rendering: str) -> None:
    lines = read(rendering).split("\n")
    for count in range(5, len(lines)):
        assert residue(parse("\n".join(lines[:count]))) == [], lines[count - 1]
