"""What is no pathway gets no record, one finding that says why, and the exit code of a finding, not of a crash."""

from __future__ import annotations

from pathlib import Path

import pytest

from pathingest import lint, parse
from running import Tool

HEADED = "From Cook to Dietitian: Your 12-Month Transition Guide\nOverview\nYou know what people like to eat.\n"
LIST = """Career Pathways
Browse all pathways
From Cook to Dietitian: Your 12-Month Transition Guide
Hard
From Baker to Miller: Your 6-Month Transition Guide
Easy
From Waiter to Sommelier: Your 9-Month Transition Guide
Moderate
Next page
"""
BLOG = """From Stress to Calm: How I Learned to Rest
Posted in spring by Ines
Why I was tired
Work came first for years, then sleep went.
What changed
I bought a bicycle and kept to lanes.
Comments
Lovely, thank you!
"""
BLOG_OF_ROLES = """From Nurse to Novelist: A Memoir in Nine Recipes
Chapter one
Nights on the ward taught me to listen.
Chapter two
Then I wrote it down.
"""
HTML = "<!DOCTYPE html>\n<html><body><h1>Not found</h1><p>The page has moved.</p></body></html>\n"

PAGES: dict[str, bytes] = {
    "list of pathways": LIST.encode(),
    "blog post": BLOG.encode(),
    "blog post about two jobs": BLOG_OF_ROLES.encode(),
    "error page": b"404\nThis page could not be found.\n",
    "login page": b"Log in\nEmail\nPassword\nForgot your password?\n",
    "empty": b"",
    "white space": b" \n\t\r\n \n",
    "byte order mark alone": b"\xef\xbb\xbf",
    "zero-width characters": "\u200b\u200b\n\u2060".encode(),
    "picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01",
    "zeros": bytes(64),
    "text with a zero byte": HEADED.encode() + b"\x00",
    "not UTF-8": "Küchenchefin".encode("latin-1"),
    "half a UTF-16 character": b"\xff\xfea",
    "web page of an error": HTML.encode(),
    "headings alone": b"Overview\nYour Transferable Skills\nYour Learning Roadmap\nFrequently Asked Questions\n",
}
EVERY = pytest.mark.parametrize("data", PAGES.values(), ids=PAGES)


@EVERY
def test_it_has_no_record(data: bytes) -> None:
    assert parse(data).pathway is None


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("empty", "the file is empty"),
        ("byte order mark alone", "the file is empty"),
        ("white space", "the file has only white space"),
    ],
)
def test_a_file_without_a_word_says_what_is_in_it(name: str, why: str) -> None:
    assert parse(PAGES[name]).problem == why


@EVERY
def test_one_finding_says_so(data: bytes) -> None:
    assert [finding.code for finding in lint(parse(data))] == ["EXT006"]


@EVERY
def test_the_finding_stands_inside_the_page(data: bytes) -> None:
    page = parse(data)
    (finding,) = lint(page)
    assert (finding.line, finding.column) == (1, 1)
    assert (finding.end_line, finding.end_column) <= page.source.position(len(page.source.text))


@EVERY
def test_parse_exits_with_1_and_prints_no_record(data: bytes, tmp_path: Path, tool: Tool) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    done = tool("parse", path)
    assert (done.code, done.out) == (1, "")
    assert done.err.count("EXT006") == len(done.err.splitlines()) == 1


@EVERY
def test_lint_exits_with_1(data: bytes, tmp_path: Path, tool: Tool) -> None:
    (tmp_path / "page.txt").write_bytes(data)
    assert tool("lint", tmp_path).code == 1


def test_build_writes_the_other_pages(tmp_path: Path, tool: Tool) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for name, data in {**PAGES, "pathway": HEADED.encode()}.items():
        (raw / f"{name}.txt").write_bytes(data)
    done = tool("build", raw, "--out", out)
    assert done.code == 1
    assert [path.name for path in out.glob("*-to-*.json")] == ["cook-to-dietitian.json"]
    assert done.out.count("EXT006") == len(PAGES)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_a_byte_order_mark_says_how_to_read(encoding: str) -> None:
    mark = "" if encoding in {"utf-16", "utf-32", "utf-8-sig"} else "\ufeff"
    page = parse((mark + HEADED).encode(encoding))
    assert page.pathway
    assert page.pathway.overview == ["You know what people like to eat."]
