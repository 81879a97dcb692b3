"""What is larger than anybody wants to read is a finding at once: a page, its lines, its findings."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pathingest import Page, Problem, Rule, lint, parse
from pathingest.model import limits
from pathingest.rules import EnabledRules, check
from pathingest.rules.page_too_large import RULE
from pathingest.sources import read_bytes
from running import Tool

TITLE = "From Baker to Miller: Your 6-Month Transition Guide\nOverview\n"
NAMES = {"text/plain": "page.txt", "text/html": "page.html", "text/markdown": "page.md"}


def page_of(size: int) -> str:
    return TITLE + "x" * (size - len(TITLE))


@pytest.mark.parametrize("given", [str, bytes])
@pytest.mark.parametrize("media_type", NAMES)
def test_a_page_is_read_up_to_its_size(given: type[str | bytes], media_type: str) -> None:
    text = page_of(limits.LARGEST_FILE + 1)
    page = parse(text if given is str else text.encode(), media_type=media_type)
    assert (page.pathway, page.source.text, page.source.media_type) == (None, "", media_type)
    assert [(found.code, found.message) for found in lint(page)] == [
        ("EXT012", f"no record is written: {limits.TOO_LARGE}: split it, or leave out what is no pathway")
    ]


def test_a_page_of_the_largest_size_is_read() -> None:
    page = parse(page_of(limits.LARGEST_FILE))
    assert page.pathway
    assert len(page.pathway.overview[0]) == limits.LARGEST_FILE - len(TITLE)


def test_no_more_of_a_file_is_read_than_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.touch()
    os.truncate(path, 1 << 40)  # a file of holes
    assert len(read_bytes(path, most=1000)) == 1001


@pytest.mark.parametrize(
    ("head", "unit", "media_type"),
    [
        (TITLE, "{i} x\n", "text/plain"),
        ("<h1>T</h1>", "<h2>{i}</h2><p>x {i}</p>", "text/html"),
        ("# T\n\n", "- {i} x\n", "text/markdown"),
    ],
)
def test_the_lines_of_a_page_are_counted(
    head: str, unit: str, media_type: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pathingest.pipeline.MOST_SEGMENTS", 200)
    texts = [unit.replace("{i}", str(i)) for i in range(201)]
    found = lint(parse(head + "".join(texts), media_type=media_type))
    assert [(one.code, one.line) for one in found] == [("EXT012", 1)]
    assert limits.TOO_MANY in found[0].message
    assert "EXT012" not in {one.code for one in lint(parse(head + "".join(texts[:10]), media_type=media_type))}


def test_a_page_that_is_too_large_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tool: Tool) -> None:
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    Path("raw/a.txt").write_text(TITLE + "Bread.\n")
    Path("raw/b.txt").touch()
    os.truncate("raw/b.txt", 1 << 36)
    done = tool("build")
    assert done.code == 1
    assert "raw/b.txt:1:1: error EXT012 no record is written: the file is larger than 8 MB" in done.out
    assert Path("normalized/baker-to-miller.json").is_file()
    Path("normalized/large.json").touch()
    os.truncate("normalized/large.json", 1 << 36)
    done = tool("lint", "normalized", "--format", "json")
    found = [one for one in json.loads(done.out)["findings"] if one["path"] == "normalized/large.json"]
    assert [(one["code"], one["message"].startswith(limits.TOO_LARGE)) for one in found] == [("SCH001", True)]


def many(count: int) -> EnabledRules:
    def find(_: Page) -> Iterator[Problem]:
        yield Problem("again", "/title", related=(Problem("here", "/title"),) * count)
        yield from [Problem("again", "/title")] * (count - 1)

    return EnabledRules((("again", Rule("X001", "info", "high", find)),))


def test_the_findings_of_a_page_are_counted() -> None:
    most = limits.MOST_FINDINGS
    page = parse(TITLE + "Bread.\n")
    assert len(check(page, many(most))) == most
    first, *others = check(page, many(most + 1))
    assert (first.code, first.severity) == (RULE.code, "error")
    assert first.message == "it has 1,001 findings, of which the first 1,000 are listed: fix those, and lint again"
    assert {found.code for found in others} == {"X001"}
    assert [len(found.related) for found in others] == [most, *[0] * (most - 1)]
    assert len(others) == most
