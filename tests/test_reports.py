"""Findings in each format: what a sample looks like, what consumers require, and that no text breaks it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache, partial
from pathlib import Path
from typing import Any
from unicodedata import combining, east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator
from lxml import etree
from markdown_it import MarkdownIt

import pathingest
from pathingest import lint, parse
from pathingest.model.errors import PathingestError
from pathingest.model.finding import SEVERITIES, Excerpt, Finding, Fix, Related, Severity, Suggestion
from pathingest.model.place import at
from pathingest.model.source import Source, Span
from pathingest.model.visible import visible
from pathingest.outputs.reports import (
    GROUPS,
    GroupBy,
    Listing,
    Moved,
    Report,
    Trend,
    conclusion,
    find_format,
    format_names,
    listed,
    rendered,
)
from pathingest.outputs.reports._cells import cells, wrap
from pathingest.outputs.reports._markdown import code
from pathingest.rules import rules
from reported import COOK, DOCS_URL, FINDINGS, NURSE, REPORTS, SAMPLE, TEXTS, WITH_REPAIRS, finding, place

TESTS = Path(__file__).parent
GOLDENS = TESTS / "cases" / "outputs"
PAINTED = ["full", "grouped"]
FORMATS = pytest.mark.parametrize("name", format_names())
SUFFIXES = {
    "json": "json",
    "jsonl": "jsonl",
    "rdjson": "json",
    "sarif": "sarif",
    "gitlab": "json",
    "junit": "xml",
    "markdown": "md",
}
# What a terminal acts on, or what turns the direction of the text around it.
COMMANDING = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def render(name: str, report: Report = SAMPLE) -> str:
    return find_format(name).render(report)


NO_DEMAND = place(COOK, "High", "no demand")


def many(count: int, placed: Related = NO_DEMAND) -> Report:
    """A run with many findings of all severities, the worst last."""
    severities = reversed(SEVERITIES)
    return SAMPLE._replace(findings=tuple(finding("X001", each, placed) for each in severities for _ in range(count)))


# --------------------------------------------------------------------------------------------------------------------
# Goldens.


@FORMATS
def test_the_sample_looks_as_it_should(
    name: str, golden: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pathingest, "__version__", "1.2.3")
    golden(GOLDENS / f"{name}.{SUFFIXES.get(name, 'txt')}", render(name))


@FORMATS
def test_repairs_look_as_they_should(
    name: str, golden: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pathingest, "__version__", "1.2.3")
    golden(GOLDENS / f"{name}-repairs.{SUFFIXES.get(name, 'txt')}", render(name, WITH_REPAIRS))


@pytest.mark.parametrize("group_by", ["page", "rule", "severity"])
def test_groups_look_as_they_should(group_by: GroupBy, golden: Callable[[Path, str], None]) -> None:
    report = SAMPLE._replace(
        color=True, listing=Listing(least="info", limit=7, group_by=group_by, made="2 pages written")
    )
    golden(GOLDENS / f"grouped-by-{group_by}.txt", render("grouped", report))


@pytest.mark.parametrize("name", PAINTED)
def test_in_colour_it_looks_as_it_should(name: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDENS / f"{name}-color.txt", render(name, SAMPLE._replace(color=True)))


def test_the_summary_of_a_step_looks_as_it_should(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDENS / "github-step-summary.md", step_summary(SUMMARISED))


# --------------------------------------------------------------------------------------------------------------------
# All formats.


@given(report=REPORTS)
def test_any_finding_can_be_written_and_commands_no_terminal(report: Report) -> None:
    for name in format_names():
        text = render(name, report)
        text.encode()
        assert not text or text.endswith("\n")
        assert not COMMANDING.search(text), name


@FORMATS
def test_the_same_report_is_the_same_text(name: str) -> None:
    assert render(name) == render(name)


@FORMATS
def test_a_run_without_findings_is_written_too(name: str) -> None:
    text = render(name, Report((), 3, paths=("a.txt",)))
    assert text.endswith("\n") or not text


@pytest.mark.parametrize(
    ("what", "names"),
    [
        ("concludes", {"full", "grouped"}),
        ("in_repository", {"github", "gitlab", "rdjson", "sarif"}),
        ("one_by_one", {"concise", "jsonl"}),
        ("selects", {"grouped"}),
        ("suggests", {"github", "markdown", "rdjson"}),
        ("step_summary", {"github"}),
    ],
)
def test_what_formats_do_besides(what: str, names: set[str]) -> None:
    assert {name for name in format_names() if getattr(find_format(name), what)} == names


def test_what_is_written_in_parts_is_the_same() -> None:
    report = many(200)
    for name in ("concise", "jsonl", "json"):
        parts = [*rendered(find_format(name), report)]
        assert len(parts) == (1 if name == "json" else 3)
        assert "".join(parts) == render(name, report)


def test_a_format_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(PathingestError, match="no format 'xml'; there are concise, full, github"):
        find_format("xml")


@pytest.mark.parametrize("name", ["concise", "json", "jsonl", "gitlab", "junit", "rdjson", "sarif"])
def test_formats_for_machines_fold_nothing(name: str) -> None:
    assert render(name).count("no resources") >= 3


# --------------------------------------------------------------------------------------------------------------------
# full.


def columns(line: str) -> list[str]:
    """What stands in each cell of a terminal's line; the second cell of a wide character is empty."""
    found: list[str] = []
    for character in line:
        if combining(character):
            found[-1] += character
        else:
            found += [character] + [""] * (east_asian_width(character) in "WF")
    return found


def underlined(text: str) -> Iterator[str]:
    """What stands above each underline."""
    lines = text.splitlines()
    shown: list[str] = []
    for line in lines:
        if re.match(r" *\d+ \|", line):
            shown = columns(line)
        elif found := re.match(r" *\| +?(?=[-^])([-^]+)", line):
            yield "".join(shown[found.start(1) : found.end(1)])


def test_underlines_stand_below_what_is_meant() -> None:
    shown = list(underlined(render("full")))
    assert shown[:3] == ["9-Month", "9-12 months", "about 14 months"]
    assert {"Critical6 weeks", "Cafe\u0301s", "8 weeks", "基礎", "4 weeks", "<script>"} <= set(shown)


LETTERS = st.text(st.sampled_from("ab é学習🎨ñ—"), min_size=1, max_size=300).filter(lambda text: text.strip() == text)


@given(LETTERS, LETTERS, LETTERS, st.integers(40, 120))
def test_underlines_stand_below_any_place_of_any_line(before: str, quoted: str, after: str, width: int) -> None:
    source = Source(f"{before}{quoted}{after}", path="a.txt")
    placed = at(source, Span(len(before), len(before) + len(quoted)), "x")
    [shown] = underlined(render("full", Report((finding("X001", "error", placed),), 1, width=width)))
    assert shown == quoted or (len(shown) > 5 and quoted.startswith(shown))


@given(report=REPORTS)
def test_no_line_is_wider_than_the_terminal(report: Report) -> None:
    width = min(max(report.width, 40), 120)
    for line in render("full", report).split("\n"):
        assert cells(line) <= width or re.match(r" *(-->|:::) ", line)


@pytest.mark.parametrize("name", PAINTED)
@given(report=REPORTS)
def test_colours_are_all_that_a_terminal_is_told(name: str, report: Report) -> None:
    text = render(name, report._replace(color=True))
    assert not COMMANDING.search(re.sub(r"\x1b\[(0|1|2|3[36]|1;3[124])m", "", text))


@pytest.mark.parametrize("name", PAINTED)
def test_colours_change_nothing_else(name: str) -> None:
    painted = render(name, SAMPLE._replace(color=True))
    assert "\x1b" in painted
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == render(name)


def test_it_ends_with_the_counts_and_the_reason() -> None:
    assert render("full").splitlines()[-3:] == [
        "5 pages: 3 errors, 4 warnings, 3 info",
        "2 findings are suppressed",
        "exit code 1: 3 errors and 4 warnings, and --fail-on is warning",
    ]


def test_how_to_read_more_is_said_once_a_rule() -> None:
    assert render("full").count("pathingest rule X002") == 1


def test_a_wall_of_places_is_counted() -> None:
    places = [place(COOK, "High", f"place {number}") for number in range(25)]
    text = render("full", Report((finding("X001", "error", place(COOK, "Demand", "x"), places),), 1))
    assert "place 19" in text
    assert "place 20" not in text
    assert "= note: and 5 more places\n" in text


def test_places_without_a_line_are_named() -> None:
    bare = FINDINGS[0]._replace(excerpt=None, related=(Related("says so too", FINDINGS[0].path, 3, 4, 3, 9),))
    assert "café.txt:12:1\n   = note: 3:4 says so too\n" in render("full", Report((bare,), 1))


def test_what_is_said_of_the_place_itself_stands_at_its_underline() -> None:
    text = render("full", Report((finding("X001", "error", place(COOK, "High", "x"), [place(COOK, "High", "y")]),), 1))
    assert "| ^^^^ y\n" in text


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("学習", 4),
        ("🎨", 2),
        ("ｆ", 2),
        ("\u1112\u1161\u11ab", 2),
        ("אב", 2),
        ("\u115f", 2),
        ("\u1160\u11ff", 0),
        ("\u1200", 1),
        ("\u200d\u20dd", 0),
        ("…", 1),
    ],
)
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31m", "a␛[31m"),
        ("a\nb\r\tc\0", "a␊b␍␉c␀"),
        ("\x7f\x9b", "␡<U+009B>"),
        ("\u202efdp\u2066", "<U+202E>fdp<U+2066>"),
        ("a\u200bb\ufeff", "a<U+200B>b<U+FEFF>"),
        ("👩\u200d⚕\ufe0f", "👩\u200d⚕\ufe0f"),
        ("\ud800", "\ufffd"),
        ("é 学習", "é 学習"),
    ],
)
def test_what_is_unseen_is_marked(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("ab cd ef", 5, ["ab cd", " ef"]),
        ("ab cd ef", 6, ["ab cd", " ef"]),
        ("ab cd ef gh", 8, ["ab cd ef", " gh"]),
        ("a  b", 9, ["a  b"]),
        ("abcdef gh", 3, ["abc", " de", " f", " gh"]),
        ("a bcdef", 4, ["a", " bcd", " ef"]),
        ("学習 学習", 5, ["学習", " 学習"]),
        ("学習学", 5, ["学習", " 学"]),
        ("abcd", 4, ["abcd"]),
        ("", 4, [""]),
    ],
)
def test_lines_are_as_long_as_they_may_be(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width, " ") == lines


@pytest.mark.parametrize(
    ("line", "quoted", "shown"),
    [
        (f"{'a' * 34}Z", "Z", f"{'a' * 34}Z"),
        (f"Z{'a' * 35}", "Z", f"Z{'a' * 33}…"),
        (f"{'a' * 35}Z", "Z", f"…{'a' * 33}Z"),
        (f"{'a' * 50}Z{'b' * 50}", "Z", f"…{'a' * 16}Z{'b' * 17}…"),
        (f"{'a' * 50}{'Z' * 60}{'b' * 50}", "Z" * 60, f"…{'Z' * 34}…"),
        (f"{'a' * 50}{'Z' * 33}{'b' * 50}", "Z" * 33, f"…{'Z' * 33}b…"),
        (f"a\tZ{'b' * 50}", "Z", f"a    Z{'b' * 28}…"),
        (f"{'学' * 20}Z{'b' * 50}", "Z", f"…{'学' * 8}Z{'b' * 17}…"),
    ],
)
def test_of_a_long_line_what_is_around_the_place_is_shown(line: str, quoted: str, shown: str) -> None:
    source = Source(line, path="a.txt")
    text = render("full", Report((finding("X001", "error", place(source, quoted, "x")),), 1, width=40))
    assert [row[4:] for row in text.splitlines() if row.startswith("1 | ")] == [shown]
    assert set("".join(underlined(text))) == {"Z"}


@pytest.mark.parametrize(
    ("message", "rows"),
    [
        ("y" * 31, [f"  | ^^^^ {'y' * 31}"]),
        ("y" * 32, ["  | ^^^^", f"  | {'y' * 32}"]),
        (f"{'y' * 30} {'y' * 10}", ["  | ^^^^", f"  | {'y' * 30}", f"  | {'y' * 10}"]),
    ],
)
def test_what_is_said_of_a_place_is_beside_its_underline_or_below(message: str, rows: list[str]) -> None:
    placed = place(COOK, "High", "x")
    text = render("full", Report((finding("X001", "error", placed, [placed._replace(message=message)]),), 1, width=40))
    assert text.splitlines()[4 : 4 + len(rows)] == rows


@given(TEXTS, st.integers(10, 50))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    shown = visible(text)
    lines = wrap(shown, width, "  ")
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == shown.replace(" ", "")


# --------------------------------------------------------------------------------------------------------------------
# grouped.


def listing(report: Report, **options: Any) -> str:
    return render("grouped", report._replace(listing=Listing(**options)))


def crowded(pages: int, findings: int) -> Report:
    """A run whose pages all have as many findings, of all severities, with messages of all lengths."""
    found = tuple(
        finding(
            "X001",
            SEVERITIES[number % 3],
            Related("word " * (1 + 7 * number % 40), f"raw/{page}.txt", number + 1, 1, 1, 2),
        )
        for page in range(pages)
        for number in range(findings)
    )
    return SAMPLE._replace(findings=found, pages=pages, paths=tuple(f"raw/{page}.txt" for page in range(pages)))


@pytest.mark.parametrize("rows", [24, 30, 50, 80])
@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("group_by", GROUPS)
@pytest.mark.parametrize("findings", [1, 3, 40])
def test_seventeen_pages_fit_the_screen(rows: int, width: int, group_by: GroupBy, findings: int) -> None:
    text = listing(crowded(17, findings)._replace(width=width), rows=rows, group_by=group_by)
    assert len(text.splitlines()) < rows
    assert text.endswith(f"{SAMPLE.reason}\n")


def counted(text: str) -> int:
    """How many findings a report without notes shows, or says that there are more of."""
    shown = re.findall(r"(?m)^  \S+:\d+ .*\bX00\d", text)
    more = re.findall(r"(?m)^(?:  …|… .*:).*$", text)
    numbers = [int(number) for line in more for number in re.findall(r"(\d+) (?:more )?(?:error|warning)", line)]
    return len(shown) + sum(numbers)


@pytest.mark.parametrize("options", [{"rows": 24}, {"rows": 50}, {"limit": 5}, {"limit": 0}, {}], ids=str)
@pytest.mark.parametrize("group_by", ["page", "severity"])
def test_what_is_not_shown_is_counted(options: dict[str, int], group_by: GroupBy) -> None:
    report = crowded(17, 6)
    assert counted(listing(report, group_by=group_by, **options)) == 17 * 4


@given(report=REPORTS, group_by=st.sampled_from(GROUPS), least=st.sampled_from(SEVERITIES))
def test_no_line_but_a_place_is_wider_than_the_terminal(report: Report, group_by: GroupBy, least: Severity) -> None:
    width = max(report.width, 40)
    for line in listing(report, group_by=group_by, least=least).split("\n"):
        assert cells(line) <= width or re.match(r"  .*:\d+:\d+|X00\d |next: ", line)


def test_errors_come_first_and_each_page_has_one_before_any_has_a_second() -> None:
    text = listing(crowded(5, 9), limit=6)
    assert text.count(" error ") == 6
    assert [text.count(f"raw/{page}.txt") for page in range(5)] == [1] * 5
    assert "  … 1 more error, 3 more warnings, 3 notes\n" in text


def test_wide_characters_take_two_cells() -> None:
    wide = finding("X001", "error", Related("学習 " * 30, "a.txt", 1, 1, 1, 2))
    first, second, *_ = (line for line in listing(SAMPLE._replace(findings=(wide,))).splitlines() if "学" in line)
    assert cells(first) == 79
    assert second.startswith(" " * 20 + "学")


def test_notes_are_counted_unless_they_are_wanted() -> None:
    assert "odd text" in listing(SAMPLE)
    assert "glued" not in listing(SAMPLE)
    assert "; 3 notes hidden (--info)\n" in listing(SAMPLE)
    assert "hidden" not in listing(SAMPLE, least="info")
    assert "4 warnings, 3 notes hidden" in listing(SAMPLE, least="error")


@pytest.mark.parametrize(
    ("severity", "last"),
    [(None, "3 pages: no findings\n"), ("info", "3 pages: no errors or warnings; 1 note hidden (--info)\n")],
)
def test_a_clean_run_says_so(severity: Severity | None, last: str) -> None:
    found = (finding("X001", severity, NO_DEMAND),) if severity else ()
    assert render("grouped", Report(found, 3)) == last


def test_what_helps_next_is_a_command() -> None:
    assert re.search(r"(?m)(^|   )next: pathingest rule X001$", render("grouped"))
    for name in ("residue", "not-a-pathway"):
        left = FINDINGS[4]._replace(code="EXT005", name=name, path="raw/a b.txt")
        assert "next: pathingest explain 'raw/a b.txt'\n" in render("grouped", SAMPLE._replace(findings=(left,)))
    read = FINDINGS[4]._replace(code="EXT005", name="residue", path="-")
    assert "next: pathingest rule EXT005\n" in render("grouped", SAMPLE._replace(findings=(read,)))


def test_as_many_of_the_worst_rules_are_named_as_fit() -> None:
    codes = [f"LONG{number}" for number in range(7)]
    found = tuple([FINDINGS[0]._replace(code=code) for code in codes])
    assert "worst: LONG0, LONG1, LONG2, LONG3, LONG4   next: pathingest rule LONG0\n" in listing(
        SAMPLE._replace(findings=found)
    )
    narrow = listing(SAMPLE._replace(findings=found, width=40))
    assert "worst: LONG0, LONG1, LONG2, LONG3, LONG4\nnext: pathingest rule LONG0\n" in narrow
    long = tuple([one._replace(code=f"LONG{one.code}") for one in found])
    assert "worst: LONGLONG0, LONGLONG1, LONGLONG2\nnext: " in listing(SAMPLE._replace(findings=long, width=40))


@pytest.mark.parametrize(
    ("options", "count"),
    [({}, 10), ({"least": "error"}, 3), ({"least": "warning", "limit": 5}, 5), ({"limit": 8}, 8), ({"limit": 0}, 10)],
)
def test_what_other_formats_list_is_selected_for_them(options: dict[str, Any], count: int) -> None:
    selected = listed(SAMPLE._replace(listing=Listing(**options)))
    assert len(selected.findings) == count
    assert selected.notes[1:] == ((f"{10 - count} findings not listed",) if count < 10 else ())
    assert [one for one in FINDINGS if one in selected.findings] == list(selected.findings)


# --------------------------------------------------------------------------------------------------------------------
# concise.


@given(report=REPORTS)
def test_concise_is_one_line_a_finding(report: Report) -> None:
    assert render("concise", report).count("\n") == len(report.findings)


def test_concise_can_be_clicked() -> None:
    first = render("concise").splitlines()[0]
    assert re.fullmatch(r"raw/nurse to café\.txt:12:1: error X001 roadmap .* \[total-mismatch\]", first)


# --------------------------------------------------------------------------------------------------------------------
# json and jsonl.


@cache
def findings_schema() -> Any:
    return json.loads((TESTS.parent / "schemas" / "findings.schema.json").read_bytes())


@cache
def findings_validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(findings_schema())
    return Draft202012Validator(findings_schema())


@given(report=REPORTS)
def test_json_follows_the_published_schema(report: Report) -> None:
    findings_validator().validate(json.loads(render("json", report)))


def test_the_schema_describes_every_key_and_no_other() -> None:
    defined = deepcopy(findings_schema()["$defs"])
    found = json.loads(render("json", SAMPLE._replace(docs_url=DOCS_URL)))
    samples = {
        "Finding": found["findings"][0],
        "Related": found["findings"][0]["related"][0],
        "Fix": found["findings"][1]["fix"],
        "SetValue": found["findings"][1]["fix"]["changes"][0],
        "Reorder": found["findings"][3]["fix"]["changes"][0],
        "Summary": json.loads(render("json", SUMMARISED))["summary"],
        "Trend": json.loads(render("json", SUMMARISED))["summary"]["trend"],
        "Moved": json.loads(render("json", SUMMARISED))["summary"]["trend"]["rules"][0],
    }
    assert defined["Finding"]["properties"].pop("repairs")  # there with --repairs alone: tests/test_repairs.py
    for name, sample in samples.items():
        optional = {"Finding": ["rule_url"], "Summary": ["trend"]}.get(name, [])
        assert list(sample) == list(defined[name]["properties"]) == defined[name]["required"] + optional


def test_the_schema_names_our_severities() -> None:
    defined = findings_schema()["$defs"]["Finding"]["properties"]
    assert defined["severity"]["enum"] == list(SEVERITIES)


@given(report=REPORTS)
def test_json_keeps_every_text_to_the_letter(report: Report) -> None:
    found = json.loads(render("json", report))["findings"]
    assert [item["message"] for item in found] == [item.message for item in report.findings]


@given(report=REPORTS)
def test_jsonl_holds_the_same_findings(report: Report) -> None:
    lines = [json.loads(line) for line in render("jsonl", report).split("\n")[:-1]]
    assert lines == json.loads(render("json", report))["findings"]


def test_the_summary_of_json_counts() -> None:
    assert json.loads(render("json", Report((), 3)))["summary"] == {
        "pages": 3, "findings": 0, "error": 0, "warning": 0, "info": 0, "exit_code": 0, "reason": "", "notes": [],
    }  # fmt: skip


def test_columns_of_json_are_code_points() -> None:
    found = json.loads(render("json"))["findings"][1]
    line = NURSE.text.split("\n")[found["line"] - 1]
    assert line[found["column"] - 1 : found["end_column"] - 1] == "Critical6 weeks"


# --------------------------------------------------------------------------------------------------------------------
# sarif.


@cache
def sarif_schema() -> Draft4Validator:
    return Draft4Validator(json.loads((TESTS / "schemas" / "sarif-2.1.0-rtm.5.json").read_bytes()))


def sarif(report: Report = SAMPLE) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render("sarif", report))
    sarif_schema().validate(found)
    [run] = found["runs"]
    assert isinstance(run, dict)
    return run


@given(report=REPORTS)
def test_sarif_follows_the_schema_of_oasis(report: Report) -> None:
    assert len(sarif(report)["results"]) == len(report.findings)


def test_sarif_lists_every_rule_as_github_wants_it() -> None:
    listed = sarif(Report((), 1, rules()))["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in listed] == [rule.code for _, rule in rules()]
    for rule in listed:
        assert rule["help"]["text"]
        assert rule["help"]["markdown"].startswith(f"# {rule['id']} ")
        assert rule["shortDescription"]["text"].endswith(".")
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
        assert rule["properties"]["precision"] in {"high", "medium", "low"}
        assert rule["properties"]["problem.severity"] in {"error", "warning", "recommendation"}
        assert len(rule["properties"]["tags"]) <= 10


def test_sarif_lists_a_rule_that_was_not_asked_and_has_a_finding() -> None:
    page = parse("Hello", path="a.txt")
    run = sarif(Report(tuple(lint(page)), 1, ()))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [result["ruleId"] for result in run["results"]]
    assert run["tool"]["driver"]["rules"][0]["fullDescription"]["text"]


def test_sarif_points_each_result_to_its_rule() -> None:
    run = sarif()
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


@given(report=REPORTS)
def test_sarif_regions_are_one_line_with_four_members(report: Report) -> None:
    for result in sarif(report)["results"]:
        for location in [*result["locations"], *result["relatedLocations"]]:
            region = location["physicalLocation"]["region"]
            assert set(region) == {"startLine", "startColumn", "endLine", "endColumn"}
            assert region["endLine"] == region["startLine"]
            assert region["endColumn"] > region["startColumn"]


def test_sarif_counts_utf16_units() -> None:
    run = sarif()
    assert run["columnKind"] == "utf16CodeUnits"
    [result] = [item for item in run["results"] if item["properties"].get("pointer") == "/skills_to_learn/0/duration"]
    region = result["locations"][0]["physicalLocation"]["region"]
    line = NURSE.text.split("\n")[region["startLine"] - 1].encode("utf-16-le")
    found = line[2 * region["startColumn"] - 2 : 2 * region["endColumn"] - 2]
    assert found.decode("utf-16-le") == "Critical6 weeks"


def test_sarif_links_related_places_in_the_message() -> None:
    result = sarif()["results"][0]
    links = re.findall(r"(?<!\\)\[((?:[^\\\]]|\\.)*)\]\((\d+)\)", result["message"]["text"])
    ids = {str(location["id"]): location["message"]["text"] for location in result["relatedLocations"]}
    assert {number: label for label, number in links} == ids
    assert ids["4"] == r"\[another\] page says \\ 12 months"
    assert result["message"]["text"].startswith("roadmap phases total 60 weeks, but the headline promises 9 months")


@pytest.mark.parametrize(
    ("path", "artifact"),
    [
        ("raw/a.txt", {"uri": "raw/a.txt", "uriBaseId": "%SRCROOT%"}),
        ("./raw/a.txt", {"uri": "raw/a.txt", "uriBaseId": "%SRCROOT%"}),
        ("raw/a b%é#?.txt", {"uri": "raw/a%20b%25%C3%A9%23%3F.txt", "uriBaseId": "%SRCROOT%"}),
        ("a:b.txt", {"uri": "a%3Ab.txt", "uriBaseId": "%SRCROOT%"}),
        ("/tmp/a.txt", {"uri": "file:///tmp/a.txt"}),  # noqa: S108  nothing is written there
        ("../a.txt", {"uri": "../a.txt"}),
        ("-", {"uri": "stdin"}),
        (None, {"uri": "text"}),
    ],
)
def test_sarif_names_files_relative_to_the_repository(path: str | None, artifact: dict[str, str]) -> None:
    [result] = sarif(Report((FINDINGS[0]._replace(path=path, related=()),), 1))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == artifact


@given(report=REPORTS)
def test_sarif_tells_equal_findings_of_a_page_apart(report: Report) -> None:
    met = [
        (place["path"], result["partialFingerprints"]["primaryLocationLineHash"])
        for result in sarif(report)["results"]
        for place in [{"path": result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]}]
    ]
    unnamed = {None: "text", "-": "stdin"}
    if len({unnamed.get(item.path, item.path) for item in report.findings}) == len({i.path for i in report.findings}):
        assert len(set(met)) == len(met)


def test_sarif_fingerprints_stay_when_another_page_is_read() -> None:
    one = sarif(SAMPLE._replace(findings=FINDINGS[:1]))["results"][0]
    both = sarif(SAMPLE._replace(findings=(FINDINGS[0]._replace(path="other.txt"), FINDINGS[0])))["results"][1]
    assert one["partialFingerprints"] == both["partialFingerprints"]


@pytest.mark.parametrize(("limit", "value"), [("_RESULTS", 5), ("_BYTES", 2000)])
def test_sarif_keeps_the_worst_and_says_what_was_left_out(
    limit: str, value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"pathingest.outputs.reports.sarif.{limit}", value)
    run = sarif(many(5))
    assert {result["level"] for result in run["results"]} == {"error"}
    [notification] = run["invocations"][0]["toolExecutionNotifications"]
    left = 15 - len(run["results"])
    assert notification["message"]["text"] == f"{left} findings left out, the least severe: GitHub takes no more"


def test_sarif_bounds_the_places_of_a_result() -> None:
    places = [place(COOK, "High", f"place {number}") for number in range(150)]
    [result] = sarif(Report((finding("X001", "error", place(COOK, "Demand", "x"), places),), 1))["results"]
    assert len(result["relatedLocations"]) == 100
    assert result["message"]["text"].endswith("; and 140 more.")
    assert result["message"]["text"].count("](") == 10


# --------------------------------------------------------------------------------------------------------------------
# github. Commands are read as the runner reads them.

COMMAND = re.compile(r"::(error|warning|notice) ([^\n]*?)::([^\n]*)")


def command(line: str) -> tuple[str, dict[str, str], str]:
    found = COMMAND.fullmatch(line)
    assert found
    properties = dict(item.split("=", 1) for item in found[2].split(","))
    return found[1], {name: decoded(value) for name, value in properties.items()}, decoded(found[3])


def decoded(text: str) -> str:
    for escaped, character in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(escaped, character)
    return text


# A rule that is met nearly everywhere, an earlier run, a fix of a record, and rules with an address.
SUMMARISED = SAMPLE._replace(
    findings=(
        *FINDINGS[:3],
        FINDINGS[3]._replace(
            fix=Fix(
                "put it last",
                applicability="unsafe",
                suggestion=Suggestion(
                    (9, 3), (10, 8), "b: ``1``\n  a: 2", ("  a: 2", "  b: ``1``"), ("  b: ``1``", "  a: 2")
                ),
            )
        ),
        *FINDINGS[4:],
        FINDINGS[1]._replace(message="X004 is found on 4 of 5 pages (80%)", fix=None, replaces="X004"),
    ),
    trend=Trend(
        6,
        {"error": 5, "warning": 4, "info": 1},
        (Moved("X001", "one-thing", "error", 1, 3), Moved("X004", "another-thing", "info", 3, 0)),
    ),
    docs_url=DOCS_URL,
)


def step_summary(report: Report) -> str:
    summarise = find_format("github").step_summary
    assert summarise
    return summarise(report)


@given(report=REPORTS)
def test_github_reads_each_command_as_it_was_meant(report: Report) -> None:
    found = [command(line) for line in render("github", report).splitlines()]
    by_severity = sorted(report.findings, key=lambda item: SEVERITIES.index(item.severity))
    for (_, properties, message), item in zip(found, by_severity, strict=True):
        assert properties["title"] == f"{item.code} {item.name}"
        assert message.split("\n")[0] == visible(item.message)
        if item.path not in {None, "-"}:
            assert properties["file"] == visible(str(item.path).removeprefix("./"))
            assert properties["line"] == properties["endLine"] == str(item.line)


def test_github_counts_utf16_units() -> None:
    _, properties, _ = command(render("github").splitlines()[-3])
    assert (properties["line"], properties["col"], properties["endColumn"]) == ("7", "30", "45")


def test_github_gets_ten_of_each_severity_and_the_worst_first() -> None:
    lines = render("github", many(12)).splitlines()
    levels = [command(line)[0] for line in lines[:-1]]
    assert levels == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert lines[-1] == "6 more findings: GitHub shows 10 of each severity a step"


def test_github_finds_all_in_the_summary_of_the_step() -> None:
    assert step_summary(many(12)).count("no demand") == 36
    assert step_summary(many(3)).count("no demand") == 9


def test_the_summary_of_a_step_begins_with_what_is_on_nearly_every_page_and_then_has_the_worst_page() -> None:
    headings = re.findall(r"(?m)^### (.*)$", step_summary(SUMMARISED))
    assert headings[0] == "On nearly every page"
    assert headings[1:] == ["`text`", "`raw/nurse to café.txt`", "`raw/cook.txt`", "`raw/baker.txt`", "`raw/smith.txt`"]


def test_the_summary_of_a_step_names_few_of_the_many_places_of_what_is_on_nearly_every_page() -> None:
    everywhere = FINDINGS[0]._replace(replaces="X001")
    text = step_summary(Report((everywhere,), 1))
    assert (text.count("\n  - "), text.count("  - … and 1 more place\n")) == (4, 1)


def test_the_summary_of_a_step_says_what_changed() -> None:
    rows = [line for line in step_summary(SUMMARISED).splitlines() if line.startswith("| ")]
    assert rows[1:] == ["| now | 5 | 3 | 4 | 4 |", "| before | 6 | 5 | 4 | 1 |", "| change | -1 | -2 | 0 | +3 |"]
    assert "\n- error `X001`: 1 new, 3 gone\n- info `X004`: 3 new\n" in step_summary(SUMMARISED)


def test_the_last_lines_of_a_run() -> None:
    assert conclusion(Report((), 1, reason="exit 0")) == "1 page: no findings\nexit 0\n"
    found = SAMPLE._replace(findings=FINDINGS[4:], trend=SUMMARISED.trend, reason="exit 1")
    assert conclusion(found) == (
        "5 pages: 2 errors, 4 warnings, 2 findings are suppressed\n"
        "  error X001: 1 new, 3 gone\n  info X004: 3 new\nexit 1\n"
    )


def test_a_run_that_passes_is_green() -> None:
    text = render("grouped", Report((), 3, reason="exit 0: no findings", color=True))
    assert text == "3 pages: no findings\n\x1b[1;32mexit 0\x1b[0m: no findings\n"


def test_a_summary_names_ten_of_the_rules_that_changed() -> None:
    rules = tuple(Moved(f"X{number:03}", "a-rule", "error", 1, 0) for number in range(12))
    lines = conclusion(SAMPLE._replace(trend=Trend(1, {}, rules))).splitlines()
    assert lines[1:-1] == [*(f"  error X{number:03}: 1 new" for number in range(10)), "  … and 2 more rules"]


def test_the_summary_of_a_step_is_no_longer_than_github_takes() -> None:
    text = step_summary(many(4000, place(COOK, "High", "é" * 200)))
    assert 900_000 < len(text.encode()) <= 1_048_576
    assert re.search(r"… and \d+ more findings\n$", text)


# --------------------------------------------------------------------------------------------------------------------
# gitlab.

CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "content": {
                "type": "object",
                "required": ["body"],
                "properties": {"body": {"type": "string", "minLength": 1}},
            },
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "minLength": 1, "not": {"pattern": r"^\./"}},
                    "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}


@given(report=REPORTS)
def test_gitlab_gets_what_it_documents(report: Report) -> None:
    found = json.loads(render("gitlab", report))
    Draft202012Validator(CODE_QUALITY).validate(found)
    assert len(found) == len(report.findings)


def test_the_formats_of_code_hosts_have_the_addresses_of_rules() -> None:
    report = SAMPLE._replace(docs_url="https://example.org/{code}")
    [first, *_] = json.loads(render("gitlab", report))
    code = first["description"].partition(":")[0]
    assert first["content"] == {"body": f"<https://example.org/{code}>"}
    failures = [*junit(report).iter("failure")]
    assert all(one.text.endswith(f"\nrule: https://example.org/{one.get('type')}") for one in failures)
    _, properties, message = command(render("github", report).splitlines()[0])
    assert message.splitlines()[-1] == f"rule: https://example.org/{properties['title'].split()[0]}"
    without = SAMPLE._replace(docs_url="")
    assert not any(
        "rule: " in render(name, without) or '"content"' in render(name, without)
        for name in ("gitlab", "junit", "github")
    )


def test_gitlab_gets_each_fingerprint_once() -> None:
    found = json.loads(render("gitlab", many(5)))
    assert len({item["fingerprint"] for item in found}) == 15


# --------------------------------------------------------------------------------------------------------------------
# junit.


@cache
def junit_schema() -> Any:
    return etree.XMLSchema(etree.parse(TESTS / "schemas" / "junit.xsd"))


def junit(report: Report) -> Any:
    found = etree.fromstring(render("junit", report).encode())
    junit_schema().assertValid(found)
    return found


@given(report=REPORTS)
def test_junit_is_well_formed_and_counts_right(report: Report) -> None:
    found = junit(report)
    for counted in (found, *found.iter("testsuite")):
        assert int(counted.get("tests")) == len(list(counted.iter("testcase")))
        assert int(counted.get("failures")) == len(list(counted.iter("failure")))
        assert int(counted.get("skipped")) == len(list(counted.iter("skipped")))


@given(report=REPORTS)
def test_junit_fails_for_what_counts_against_the_run(report: Report) -> None:
    against = [item for item in report.findings if item.severity in report.failing]
    assert int(junit(report).get("failures")) == len(against)


def test_junit_passes_a_page_without_findings() -> None:
    [suite] = junit(SAMPLE).xpath("testsuite[@name='raw/clean.txt']")
    assert [(case.get("name"), len(case)) for case in suite] == [("no findings", 0)]


def test_junit_names_each_test_of_a_suite_once() -> None:
    for suite in junit(many(3)):
        names = [case.get("name") for case in suite]
        assert len(set(names)) == len(names)


# --------------------------------------------------------------------------------------------------------------------
# markdown.


@given(report=REPORTS)
def test_markdown_stays_inert(report: Report) -> None:
    """All that is read from it is what we write; every text of a page is in code."""
    read = MarkdownIt("commonmark").enable("table").parse(render("markdown", report))
    for token in read:
        assert token.type not in {"html_block", "code_block", "blockquote_open"}
        if token.type == "fence":
            assert token.info == "diff"
            assert all(line[0] in "-+" for line in token.content.splitlines())
        for part in token.children or ():
            assert part.type in {"text", "code_inline", "strong_open", "strong_close", "link_open", "link_close"}
            if part.type == "link_open":
                assert str(part.attrs["href"]).startswith("https://example.org/rules/")
            if part.type == "text":
                assert re.fullmatch(r"[\w :,…|+-]*", part.content)
                assert "www" not in part.content


@given(TEXTS)
def test_code_says_what_the_text_says(text: str) -> None:
    [paragraph] = [token for token in MarkdownIt("commonmark").parse(f"x {code(text)} x") if token.type == "inline"]
    [found] = [part.content for part in paragraph.children or () if part.type == "code_inline"]
    assert found.strip() == visible(text).strip()


def test_markdown_is_no_longer_than_a_comment_may_be() -> None:
    text = render("markdown", many(400, place(COOK, "High", "é" * 100)))
    assert 60_000 < len(text.encode()) <= 65_536
    assert "**info**" not in text
    assert re.search(r"… and \d+ more findings\n$", text)


@pytest.mark.parametrize(("write", "room"), [(partial(render, "markdown"), 65_436), (step_summary, 999_900)])
def test_a_comment_is_filled_but_for_the_line_that_counts_the_rest(write: Callable[[Report], str], room: int) -> None:
    def comment(length: int) -> str:
        return write(Report((finding("X001", "error", place(COOK, "High", "x" * length)),), 1))

    most = room - len(comment(1)) + 1
    assert len(comment(most)) == room
    assert comment(most + 1).endswith("… and 1 more finding\n")


def test_markdown_shows_the_first_thousand_characters_of_a_note() -> None:
    for length, shown in ((1000, 1000), (1001, 1000)):
        text = render("markdown", Report((), 1, notes=("x" * length,)))
        assert f"`{'x' * shown}`" in text


def test_markdown_bears_one_finding_that_is_too_long() -> None:
    huge = finding("X001", "error", place(COOK, "High", "x" * 70_000))
    text = render("markdown", Report((huge, finding("X002", "info", place(COOK, "High", "short"))), 1))
    assert "`short`" in text
    assert text.endswith("… and 1 more finding\n")


def test_markdown_shows_what_a_fix_changes() -> None:
    read = MarkdownIt("commonmark").enable("table").parse(render("markdown", SUMMARISED))
    [fence] = [token for token in read if token.type == "fence"]
    assert fence.content == "-  a: 2\n-  b: ``1``\n+  b: ``1``\n+  a: 2\n"


# --------------------------------------------------------------------------------------------------------------------
# rdjson.


@cache
def rdjson_schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads((TESTS / "schemas" / "rdjson.json").read_bytes()))


@given(report=REPORTS)
def test_rdjson_follows_its_schema(report: Report) -> None:
    found = json.loads(render("rdjson", report))
    rdjson_schema().validate(found)
    assert len(found["diagnostics"]) == len(report.findings)


def test_rdjson_counts_bytes() -> None:
    found = json.loads(render("rdjson"))["diagnostics"][1]
    line = NURSE.text.split("\n")[6].encode()
    start, end = found["location"]["range"]["start"], found["location"]["range"]["end"]
    assert (start["line"], line[start["column"] - 1 : end["column"] - 1].decode()) == (7, "Critical6 weeks")
    assert found["related_locations"][0]["location"]["range"]["end"]["column"] > len("R&D Statistics 🎨 for Cafes")


@given(st.sampled_from(["", "\ufeff"]), TEXTS, TEXTS, TEXTS, st.sampled_from([1, 300]))
def test_rdjson_counts_bytes_of_any_line(mark: str, before: str, meant: str, after: str, times: int) -> None:
    one, two, three = (re.sub("[\r\n\ud800-\udfff]", " ", text) for text in (before * times, f"x{meant}", after))
    source = Source(f"{mark}{one}{two}{three}\n", path="raw/a.txt")
    start = len(mark + one)
    placed = at(source, Span(start, start + len(two)), "")
    [found] = json.loads(render("rdjson", Report((finding("X001", "info", placed),), 1)))["diagnostics"]
    where = found["location"]["range"]
    line = source.text.split("\n")[0].encode()
    assert line[where["start"]["column"] - 1 : where["end"]["column"] - 1].decode() == two


def test_rdjson_says_how_bad_the_worst_is() -> None:
    assert json.loads(render("rdjson"))["severity"] == "ERROR"
    assert "severity" not in json.loads(render("rdjson", Report((), 1)))


def test_rdjson_suggests_what_a_fix_changes() -> None:
    found = json.loads(render("rdjson", SUMMARISED))["diagnostics"]
    assert [one["suggestions"] for one in found if "suggestions" in one] == [
        [
            {
                "range": {"start": {"line": 9, "column": 3}, "end": {"line": 10, "column": 8}},
                "text": "b: ``1``\n  a: 2",
            }
        ]
    ]


# --------------------------------------------------------------------------------------------------------------------
# Where rules are documented.


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("json", lambda found: found["findings"][0]["rule_url"]),
        ("rdjson", lambda found: found["diagnostics"][0]["code"]["url"]),
        ("sarif", lambda found: found["runs"][0]["tool"]["driver"]["rules"][0]["helpUri"]),
    ],
)
def test_a_rule_has_its_address_where_the_configuration_has_one(name: str, read: Callable[[Any], str]) -> None:
    found = json.loads(render(name, SAMPLE._replace(docs_url=DOCS_URL)))
    assert read(found) == "https://example.org/rules/total-mismatch.html#X001"
    assert "example.org/rules" not in render(name)


# --------------------------------------------------------------------------------------------------------------------
# Places without an excerpt.


@pytest.mark.parametrize("name", ["sarif", "github", "rdjson"])
def test_a_place_of_which_nothing_is_known_but_its_columns(name: str) -> None:
    bare = FINDINGS[0]._replace(excerpt=None, related=())
    assert render(name, Report((bare,), 1))


def test_an_excerpt_is_what_is_shown() -> None:
    shown = FINDINGS[0]._replace(excerpt=Excerpt("the line", 0, 5, (1, 5)), related=())
    assert list(underlined(render("full", Report((shown,), 1)))) == ["the "]


def test_all_formats_are_tested() -> None:
    assert isinstance(FINDINGS[0], Finding)
    assert {"full", "grouped", "concise", "github", *SUFFIXES} == set(format_names())
