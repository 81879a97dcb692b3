"""`pathingest profile test`: the table of values, and how they are compared with expected ones."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from pathingest.model.errors import PathingestError
from pathingest.records.expected import differences, read_expected
from pathingest.sources import from_text
from running import Tool

CASES = Path(__file__).parent / "cases" / "switchyard"
PAGES = sorted(CASES.glob("*.html"))
CSS = pytest.mark.skipif(importlib.util.find_spec("cssselect") is None, reason="cssselect is not installed")
PROFILE = """\
name: harbour
headings: {overview: [In short], skills_to_learn: [Still to pack], roadmap: [The way], faq: [Asked]}
labels: {tasks: [Do]}
"""
PAGE = """\
From Cook to Ferry Captain: Your 9-Month Guide
In short
You know what people like to eat, and you have never been late for the first boat in the morning.
Still to pack
Knots
Important4 weeks
Tie ten a day.
The way
1
Papers
6 weeks
Do
- Sign up
2
Practice
10 weeks
Do
- Sail
Asked
Is it cold?
Yes.
"""


@pytest.fixture
def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a profile and a page."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "harbour.yaml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


def row(out: str, pointer: str) -> list[str]:
    (found,) = [line for line in out.splitlines() if line.startswith(f"  {pointer} ")]
    return re.split(r" {2,}", found.strip())


def test_the_table_says_field_value_and_place(harbour: Path, tool: Tool) -> None:
    out = tool("profile", "test", "harbour.yaml", "page.txt").out
    assert row(out, "/from_role/name") == ["/from_role/name", "Cook", "1:6"]
    assert row(out, "/skills_to_learn/0/duration") == ["/skills_to_learn/0/duration", "4 weeks", "6:10"]
    assert row(out, "/roadmap/1/tasks/0") == ["/roadmap/1/tasks/0", "Sail", "18:3"]
    assert row(out, "/roadmap_total") == ["/roadmap_total", "16 weeks in all", "derived"]
    assert row(out, "/overview/0") == ["/overview/0", "You know what people like to eat,…", "3:1"]
    assert "  empty        language, difficulty, timeline, salary_change" in out
    assert all(len(line) < 80 for line in out.splitlines())
    assert harbour.joinpath("page.txt").exists()


@pytest.mark.usefixtures("harbour")
@pytest.mark.parametrize(("text", "said"), [("", "the file is empty"), ("Buy shoes.", "names no role")])
def test_a_page_without_a_record_has_no_table(text: str, said: str, tool: Tool) -> None:
    Path("other.txt").write_text(text, encoding="utf-8")
    done = tool("profile", "test", "harbour.yaml", "other.txt")
    assert done.code == 1
    assert said in " ".join(done.out.split())
    assert "headings     none" in done.out
    assert "values" not in done.out


@pytest.mark.usefixtures("harbour")
def test_what_is_read_can_be_written_and_is_then_expected(tool: Tool) -> None:
    assert tool("profile", "test", "harbour.yaml", "page.txt", "--write", "values.yaml").code == 0
    done = tool("profile", "test", "harbour.yaml", "page.txt", "--expect", "values.yaml")
    assert done.code == 0
    assert re.search(r"as expected  (\d+) of \1 values", done.out)
    again = tool("profile", "test", "harbour.yaml", "page.txt", "--write", "values.yaml")
    assert (again.code, again.out) == (2, "")
    assert again.err.startswith("pathingest: values.yaml: it is there already; ")


@pytest.mark.usefixtures("harbour")
def test_what_is_not_as_expected_is_shown(tool: Tool) -> None:
    lines = {
        "/roadmap/0/duration": "7 weeks",
        "/roadmap/2/title": "Trial",
        "/faq": "null",
        "/overview/0": f'"{PAGE.splitlines()[2].replace("boat", "ship")}"',
        "/roadmap": "2",
        "/skills_to_learn/0/duration/min": "4",
    }
    text = "page.txt:\n" + "".join(f"  {pointer}: {value}\n" for pointer, value in lines.items())
    Path("values.yaml").write_text(text, encoding="utf-8")
    done = tool("profile", "test", "harbour.yaml", "page.txt", "--expect", "values.yaml")
    assert done.code == 1
    assert done.out.partition("  as expected  ")[2].splitlines() == [
        "2 of 6 values",
        "    /roadmap/0/duration",
        "      expected  7 weeks",
        "      found     6 weeks",
        "    /roadmap/2/title",
        "      expected  Trial",
        "      found     nothing",
        "    /faq",
        "      expected  nothing",
        "      found     1: Is it cold?",
        "    /overview/0",
        "      expected  … never been late for the first ship in the morning.",
        "      found     … never been late for the first boat in the morning.",
    ]


@pytest.mark.usefixtures("harbour")
@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", ":1:1", "empty"),
        ("[1", ":1:3", "not valid YAML"),
        ("- a", ":1:1", "expected pages with their values"),
        ("/title: x", ":1:1", "'/title' is no page's name"),
        ("page.txt: x", ":1:11", "page.txt: expected pages with their values"),
        ("page.txt: {title: x}", ":1:12", "'title' is no JSON Pointer; write it as in /roadmap/0/title"),
        ("page.txt: {/titel: x}", ":1:12", "/titel: no record has 'titel' there; did you mean title?"),
        ("page.txt: {/roadmap/0/titel: x}", ":1:12", "did you mean title?"),
        ("page.txt: {/roadmap/first: x}", ":1:12", "'first' is no place in a list"),
        ("page.txt: {/title/text: x}", ":1:12", "there is nothing below 'title'; take 'text' out"),
        ("page.txt: {/title: {a: b}}", ":1:20", "expected a value or a list of values"),
        ("page.txt: {/title: *a}", ":1:20", "the alias *a is YAML's own"),
        ("page.txt: {/title: x, /title: y}", ":1:23", "/title is there twice"),
        ("page.txt: {}\npage.txt: {}", ":2:1", "the page page.txt is there twice"),
        ("other.txt: {}", "", "no page page.txt there; add it"),
    ],
)  # fmt: skip
def test_a_mistake_in_what_is_expected_is_one_line(text: str, place: str, words: str, tool: Tool) -> None:
    Path("values.yaml").write_text(text, encoding="utf-8")
    done = tool("profile", "test", "harbour.yaml", "page.txt", "--expect", "values.yaml")
    assert (done.code, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert line.startswith(f"pathingest: values.yaml{place}: ")
    assert words in line


TREE = {
    "title": "From Cook to Baker",
    "timeline": {"text": "9 months", "min": 9},
    "overview": ["One.", "Two."],
    "faq": [],
    "roadmap": [{"position": 1, "duration": None}],
}


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/title", '"From Cook  to Baker"'),
        ("/timeline", "9 months"),
        ("/timeline/min", "9"),
        ("/overview", "[One., Two.]"),
        ("/overview", "2"),
        ("/faq", "0"),
        ("/faq", "null"),
        ("/faq/3/question", "null"),
        ("/roadmap/0/duration", "null"),
        ("/roadmap/0/position", "1"),
    ],
)
def test_a_value_may_be_written_in_short(pointer: str, value: str) -> None:
    assert differences(read(f"{pointer}: {value}"), TREE) == []


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/title", "from cook to baker"),
        ("/title", "null"),
        ("/timeline/min", "true"),
        ("/timeline/min", '"9"'),
        ("/overview", "[One.]"),
        ("/overview", "3"),
        ("/overview", "true"),
        ("/faq", "One."),
        ("/roadmap/0/position", "true"),
        ("/roadmap/1/position", "2"),
        (f"/roadmap/{10**8}/position", "2"),
    ],
)
def test_another_value_is_a_difference(pointer: str, value: str) -> None:
    assert [found.pointer for found in differences(read(f"{pointer}: {value}"), TREE)] == [pointer]


def read(entry: str) -> dict[str, object]:
    return dict(read_expected(from_text(f"page: {{{entry}}}", path="values.yaml"))["page"])


def test_what_is_expected_may_be_json() -> None:
    text = '{"page.txt": {"/title": "A", "/roadmap": 2}}'
    assert read_expected(from_text(text, path="values.json")) == {"page.txt": {"/title": "A", "/roadmap": 2}}
    with pytest.raises(PathingestError, match=r"values\.json:1:2: "):
        read_expected(from_text("{page: {}}", path="values.json"))


@CSS
def test_a_profile_reads_an_awkward_layout(tool: Tool) -> None:
    done = tool("profile", "test", CASES / "switchyard.yaml", *PAGES, "--expect", CASES / "expected.yaml")
    assert done.code == 0
    assert done.out.count("residue      none") == len(PAGES)
    assert re.search(r"7:17  overview +\(no heading\)", done.out)


@CSS
def test_sections_by_elements_are_headed_for_the_check(tool: Tool) -> None:
    assert "roadmap" not in tool("profile", "check", CASES / "switchyard.yaml").out.partition("note:")[2]


def test_paragraphs_are_expected_as_the_record_has_them(tmp_path: Path, tool: Tool) -> None:
    answer = "Expect about a year of evenings.\n\nMost bakers need a little more."
    page = tmp_path / "page.md"
    page.write_text(f"# From Cook to Baker\n\n## FAQ\n\n### How long does it take?\n\n{answer}\n", encoding="utf-8")
    profile = tmp_path / "site.yaml"
    profile.write_text("name: site\nheadings:\n  faq: [FAQ]\n", encoding="utf-8")
    written = tmp_path / "values.yaml"
    tool("profile", "test", profile, page, "--write", written)
    assert "Most bakers" in written.read_text(encoding="utf-8")
    done = tool("profile", "test", profile, page, "--expect", written)
    assert re.search(r"as expected  ([1-9]\d*) of \1 values", done.out)


def test_labels_that_need_no_colon_are_among_those_found(harbour: Path, tool: Tool) -> None:
    labels = "labels: {current_role: ['Coming from {value}'], timeline: ['Runs {value}'], tasks: [Do]}"
    (harbour / "harbour.yaml").write_text(PROFILE.replace("labels: {tasks: [Do]}", labels), encoding="utf-8")
    page = PAGE.replace("In short", "Coming from Cook\nIn short", 1).replace("10 weeks", "Runs 10 weeks")
    (harbour / "page.txt").write_text(page, encoding="utf-8")
    out = tool("profile", "test", "harbour.yaml", "page.txt").out
    assert "  labels       Coming from {value}, Do (2), Runs {value}\n" in out
