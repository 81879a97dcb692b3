"""The language server, driven as an editor drives it."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor import ABLE, Editor
from pathingest.records import _read
from pathingest.records._nodes import Node
from pathingest.records._read import parse_record, root_of
from pathingest.server import _across, _analysis, serve
from pathingest.server._across import TooManyError, across
from pathingest.server._actions import actions
from pathingest.server._analysis import analyse
from pathingest.server._hover import hover
from pathingest.server._others import others
from pathingest.server._session import path_of
from pathingest.server._text import Encoding, Position, Text
from running import Tool, installed

SAMPLE = Path(__file__).resolve().parents[1] / "docs" / "sample"
PAGE = "raw/librarian-to-ai-data-curator.txt"
YAML = "normalized/librarian-to-ai-data-curator.yaml"
JSON = "normalized/librarian-to-ai-data-curator.json"
CASES = Path(__file__).parent / "cases" / "rules"
Json = Any
pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sample project, in a repository of its own, with its pages alone."""
    folder = tmp_path / "a project"
    shutil.copytree(SAMPLE, folder)
    (folder / ".git").mkdir()
    return folder


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project with records in both formats, as none is left by a build in the other."""
    folder = tmp_path_factory.mktemp("built") / "a project"
    shutil.copytree(SAMPLE, folder)
    (folder / ".git").mkdir()
    kept = folder / "kept.json"
    for kind in ("json", "yaml"):
        assert installed("build", "--format", kind, "--fail-on", "never", cwd=folder).code == 0
        if kind == "json":
            shutil.copy(folder / JSON, kept)
    kept.rename(folder / JSON)
    return folder


@pytest.fixture
def built(tmp_path: Path, built_once: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(built_once, tmp_path / "a project"))


@pytest.fixture
def editors() -> Iterator[Callable[..., Editor]]:
    """Editors, which are closed after the test."""
    opened: list[Editor] = []

    def make(folder: Path, *options: str, **more: Any) -> Editor:
        environment = more.pop("environment", None)
        editor = Editor(folder, *options, environment=environment)
        opened.append(editor)
        editor.start(**more)
        return editor

    yield make
    for editor in opened:
        editor.close()


Editors = Callable[..., Editor]


def codes(found: list[Json]) -> list[str]:
    return [one["code"] for one in found]


def place(line: int, start: int, end: int) -> Json:
    return {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}


def linted(folder: Path, *arguments: str) -> list[Json]:
    done = installed("lint", "--format", "json", *arguments, cwd=folder)
    findings: list[Json] = json.loads(done.out)["findings"]
    return findings


# --------------------------------------------------------------------------------------------------------------------
# A session.


def test_it_says_what_it_can_and_ends_as_it_should(project: Path, editors: Editors) -> None:
    editor = editors(project, "--stdio")
    assert editor.capabilities["positionEncoding"] == "utf-16"
    assert editor.capabilities["textDocumentSync"] == {"openClose": True, "change": 1, "save": True}
    assert editor.capabilities["codeActionProvider"] == {"codeActionKinds": ["quickfix"]}
    assert editor.capabilities["hoverProvider"] is editor.capabilities["definitionProvider"] is True
    editor.wait(lambda: editor.registered)
    editor.open(project / PAGE)
    assert editor.ask("shutdown") is None
    editor.notify("exit")
    assert (editor.end(), editor.errors) == (0, "")


def test_an_editor_that_leaves_without_a_word_leaves_no_server(project: Path, editors: Editors) -> None:
    gone, rude = editors(project), editors(project)
    assert gone.process.stdin
    gone.process.stdin.close()
    rude.notify("exit")
    assert [gone.end(), rude.end()] == [1, 1]
    assert gone.errors == rude.errors == ""


def test_a_message_cut_off_ends_the_server_without_a_traceback(project: Path, editors: Editors) -> None:
    editor = editors(project)
    assert editor.process.stdin
    editor.process.stdin.write(b'Content-Length: 100\r\n\r\n{"jsonrpc"')
    editor.process.stdin.close()
    assert (editor.end(), editor.errors) == (1, "")


def test_an_editor_that_breaks_the_protocol_and_leaves_is_told_of_in_lines(project: Path, editors: Editors) -> None:
    editor = editors(project)
    uri = (project / PAGE).as_uri()
    editor.open(project / PAGE)
    editor.notify("textDocument/didOpen", textDocument=5)
    editor.notify("textDocument/hover", textDocument={"uri": uri}, position={"line": -1, "character": "x"})
    editor.notify("workspace/didChangeWatchedFiles", changes=[{"uri": "file:///dev/zero", "type": 2}])
    editor.notify("exit")  # before any answer
    editor.end()
    assert [line for line in editor.errors.splitlines() if not line.startswith("pathingest: ")] == []


def test_ctrl_c_ends_it_at_once_with_its_input_open(project: Path, editors: Editors) -> None:
    editor = editors(project)
    editor.open(project / PAGE)
    editor.interrupt()
    assert editor.end() == 130
    editor.process.wait()
    assert "interrupted" in editor.errors
    assert "Traceback" not in editor.errors


def test_without_pygls_a_line_says_what_to_install(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "pathingest.server._stdio", raising=False)
    monkeypatch.setitem(sys.modules, "pygls.io_", None)
    assert tool("server") == (2, "", "pathingest: the server needs the package pygls: install pathingest[server]\n")


def test_another_module_that_is_not_there_is_no_matter_of_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "pathingest.server._stdio", raising=False)
    monkeypatch.setitem(sys.modules, "pathingest.server._handlers", None)
    with pytest.raises(ModuleNotFoundError, match="_handlers"):
        serve()


def test_broken_messages_stop_nothing(project: Path, editors: Editors) -> None:
    editor = editors(project)
    assert editor.process.stdin
    editor.process.stdin.write(b"no header\r\n\r\nContent-Length: many\r\n\r\n")
    editor.send(b"{broken")
    editor.send(b"\xff\xfe")
    editor.send(b"[" * 100_000)
    editor.send(b'"no object"')
    editor.send(b"[]")
    editor.send(b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": 5}}')
    editor.notify(
        "textDocument/didChange", textDocument={"uri": "file:///never/opened.txt", "version": 9}, contentChanges=[]
    )
    editor.notify("textDocument/didClose", textDocument={"uri": "file:///never/opened.txt"})
    editor.notify("no/such/notification")
    assert "code" in editor.ask("no/such/request", why="none")
    assert codes(editor.open(project / PAGE)) == ["NAM001", "PRI001", "DUR002"]
    assert editor.at("hover", project / "raw" / "gone.txt", 0, 0) is None
    assert editor.at("definition", project / "raw" / "gone.txt", 0, 0) == []
    assert editor.actions(project / "raw" / "gone.txt", place(0, 0, 0)) == {}


# --------------------------------------------------------------------------------------------------------------------
# Diagnostics.

SEVERITIES = {1: "error", 2: "warning", 3: "info"}


def as_linted(one: Json, folder: Path) -> Json:
    """A diagnostic in the words of `lint --format json`; of a text without characters beyond UTF-16's first plane."""

    def of(uri: str, where: Json) -> Json:
        return {
            "path": str(path_of(uri)).removeprefix(f"{folder}/"),
            "line": where["start"]["line"] + 1,
            "column": where["start"]["character"] + 1,
            "end_line": where["end"]["line"] + 1,
            "end_column": where["end"]["character"] + 1,
        }

    related = [
        {"message": each["message"], **of(each["location"]["uri"], each["location"]["range"])}
        for each in one["relatedInformation"]
    ]
    return {
        "code": one["code"],
        "severity": SEVERITIES[one["severity"]],
        "message": one["message"],
        **of("file:///x", one["range"]),
        "fingerprint": one["data"],
        "related": related,
        "path": None,
    }


def kept(finding: Json, names: Json) -> Json:
    """A finding of `lint` with what a diagnostic has of it."""
    related = [{name: each[name] for name in each if name != "pointer"} for each in finding["related"]]
    return {**{name: finding[name] for name in names if name in finding}, "related": related, "path": None}


@pytest.mark.parametrize("name", [PAGE, YAML, JSON])
def test_a_document_has_the_findings_that_lint_has(built: Path, editors: Editors, name: str) -> None:
    found = [as_linted(one, built) for one in editors(built).open(built / name)]
    expected = linted(built, name)
    assert found == [kept(finding, found[0]) for finding in expected]
    assert len(found) == 3
    assert any(each["path"] == PAGE for one in found for each in one["related"]) or name == PAGE


def test_a_diagnostic_leads_to_the_documentation_of_its_rule(project: Path, editors: Editors) -> None:
    editor, page = editors(project), project / PAGE
    (found, *_) = editor.open(page)
    manual = path_of(found["codeDescription"]["href"])
    assert manual
    assert manual.read_text(encoding="utf-8").startswith("# NAM001")
    assert found["source"] == "pathingest"
    assert "tags" not in found
    configure(project, '[lint]\ndocs-url = "https://example.org/{code}"\n')
    (found, *_) = editor.change(page, page.read_text(encoding="utf-8"))
    assert found["codeDescription"]["href"] == "https://example.org/NAM001"


def test_a_change_takes_a_finding_away_and_closing_all(project: Path, editors: Editors) -> None:
    editor, page = editors(project), project / PAGE
    editor.open(page)
    text = page.read_text(encoding="utf-8")
    assert codes(editor.change(page, text.replace("\nAi Data", "\nAI Data"))) == ["PRI001", "DUR002"]
    assert codes(editor.change(page, text)) == ["NAM001", "PRI001", "DUR002"]
    editor.notify("textDocument/didClose", textDocument={"uri": page.as_uri()})
    editor.wait(lambda: not editor.diagnostics[page.as_uri()])
    assert editor.at("hover", page, 2, 0) is None


def test_of_changes_that_come_faster_than_they_are_linted_the_last_counts(project: Path, editors: Editors) -> None:
    editor, page = editors(project), project / PAGE
    editor.open(page)
    text = page.read_text(encoding="utf-8")
    for count in range(30):
        editor.type(page, text.replace("9-Month", f"{count % 3 + 7}-Month"))
    assert codes(editor.change(page, text.replace("\nAi Data", "\nAI Data"))) == ["PRI001", "DUR002"]
    versions = [version for version in editor.versions[page.as_uri()] if version is not None]
    assert versions == sorted(versions)
    assert versions[-1] == 32
    assert len(set(versions)) < 30


def test_columns_are_in_the_units_that_the_editor_counts(project: Path, editors: Editors) -> None:
    page = project / PAGE
    text = (
        page.read_text(encoding="utf-8")
        .replace("About", "A")
        .replace(": Your 9-Month", " \U0001f600\u00e9: Your 9-Month")
    )
    page.write_text(text, encoding="utf-8")
    column = text.splitlines()[4].index("9-Month")
    (expected,) = [one for one in linted(project, PAGE) if one["code"] == "DUR002"]
    assert expected["related"][0]["column"] == column + 1

    def starts(*encodings: str) -> list[int]:
        able = {**ABLE, "general": {"positionEncodings": [*encodings]}} if encodings else ABLE
        editor = editors(project, capabilities=able)
        (found,) = [one for one in editor.open(page) if one["code"] == "DUR002"]
        where = found["relatedInformation"][0]["location"]["range"]["start"]
        (there, *_) = editor.at("definition", page, 4, where["character"])
        assert there["range"] == found["range"]
        assert "/headline/duration" in editor.at("hover", page, 4, where["character"])["contents"]["value"]
        assert "/headline/duration`" not in editor.at("hover", page, 4, where["character"] - 1)["contents"]["value"]
        return [where["line"], where["character"]]

    assert starts() == [4, column + 1]
    assert starts("utf-16", "utf-8") == [4, column + 1]
    assert starts("utf-8", "utf-16") == [4, column + 3 + 1]
    assert starts("utf-32") == [4, column]
    assert starts("klingon") == [4, column + 1]


LEFT_ALONE = {
    "README.md": "# A project\n\nWords.\n",
    "package.json": "{}\n",
    "cut.json": "{",
    "notes.txt": "Buy milk.\n",
    "main.py": "From Cook to Dietitian: Your 12-Month Transition Guide\nOverview\nA plan.\n",
    "normalized/manifest.json": "{}\n",
    "normalized/evidence/a-to-b.json": "{}\n",
    f"{PAGE}.lint.toml": "wrong",
}


def test_what_is_neither_page_nor_record_is_left_alone(project: Path, editors: Editors) -> None:
    editor = editors(project)
    for name, text in LEFT_ALONE.items():
        assert (name, editor.open(project / name, text)) == (name, [])
        assert editor.at("hover", project / name, 0, 0) is None
        assert editor.actions(project / name, place(0, 0, 1)) == {}


def test_what_is_no_file_is_left_alone(project: Path, editors: Editors) -> None:
    editor = editors(project)
    document = {"uri": "untitled:Untitled-1", "languageId": "plaintext", "version": 1, "text": "From Cook to Dietitian"}
    editor.notify("textDocument/didOpen", textDocument=document)
    assert editor.ask("textDocument/hover", textDocument=document, position={"line": 0, "character": 0}) is None
    assert editor.diagnostics == {}


UNREADABLE = {
    "raw/empty.txt": ("", "EXT006"),
    "raw/binary.txt": ("PK\x03\x04\x00\x00", "EXT006"),
    "raw/half.txt": ("\ud800", "EXT006"),
    "normalized/cut.json": ('{"id": "cook-to-', "SCH001"),
    "normalized/list.yaml": ("- 1\n", "SCH001"),
}


def test_what_cannot_be_read_has_one_finding(project: Path, editors: Editors) -> None:
    editor = editors(project)
    for name, (text, code) in UNREADABLE.items():
        assert codes(editor.open(project / name, text)) == [code]
    assert codes(editor.open(project / PAGE)) == ["NAM001", "PRI001", "DUR002"]


def test_a_page_anywhere_is_linted_without_a_folder_of_a_workspace(
    tmp_path: Path, project: Path, editors: Editors
) -> None:
    elsewhere = tmp_path / "\u00e4 page, 100%.md"
    shutil.copy(project / PAGE, elsewhere)
    assert codes(editors(tmp_path, folders=False).open(elsewhere)) == ["NAM001", "PRI001", "DUR002"]


# --------------------------------------------------------------------------------------------------------------------
# The project.


def configure(project: Path, text: str) -> None:
    (project / "pathingest.toml").write_text(text, encoding="utf-8")


def test_the_configuration_of_the_workspace_counts_and_is_read_again(project: Path, editors: Editors) -> None:
    configure(project, '[lint]\nignore = ["PRI001"]\n[lint.severity]\nDUR002 = "error"\n')
    editor, page = editors(project), project / PAGE
    found = editor.open(page)
    assert [(one["code"], one["severity"]) for one in found] == [("NAM001", 3), ("DUR002", 1)]
    configure(project, '[lint]\nselect = ["PRI001"]\n')
    editor.notify("workspace/didChangeWatchedFiles", changes=[])
    editor.wait(lambda: codes(editor.diagnostics[page.as_uri()]) == ["PRI001"])


def test_a_mistake_in_the_configuration_is_said_once_a_document(project: Path, editors: Editors) -> None:
    configure(project, '[lint]\nselct = ["DUR"]\nfail-on = "warnings"\n')
    editor, page = editors(project), project / PAGE
    (found,) = editor.open(page)
    assert [line.partition(": ")[2] for line in found["message"].splitlines()] == [
        "lint.selct: unknown key; did you mean select?",
        "lint.fail-on: 'warnings' is not one of error, warning, info, never; did you mean warning?",
    ]
    assert (found["severity"], found["range"]) == (
        1,
        place(0, 0, len(page.read_text(encoding="utf-8").splitlines()[0])),
    )
    assert editor.open(project / "README.md", "# Words\n") == []
    configure(project, "")
    editor.save(page)
    editor.wait(lambda: len(editor.diagnostics[page.as_uri()]) == 3)


def test_a_mistake_in_a_sidecar_is_said_and_the_values_are_there(project: Path, editors: Editors) -> None:
    Path(f"{project / PAGE}.lint.toml").write_text("[[suppress]]\n", encoding="utf-8")
    editor = editors(project)
    (found,) = editor.open(project / PAGE)
    assert found["message"].endswith('suppress[1].rule: names no rule; write rule = "DUR002"')
    assert editor.at("hover", project / PAGE, 51, 2)["contents"]["value"].startswith("`/roadmap/0/duration`")


def test_a_profile_that_cannot_be_used_is_said_once(project: Path, editors: Editors) -> None:
    (project / "profiles").mkdir()
    (project / "profiles" / "broken.yaml").write_text("name: 5\n", encoding="utf-8")
    configure(project, "")
    editor = editors(project)
    assert len(editor.open(project / PAGE)) == 3
    editor.open(project / "raw" / "bus-driver-to-dispatcher.txt")
    editor.ask("textDocument/hover", textDocument={"uri": "file:///x"}, position={"line": 0, "character": 0})
    assert [message for message in editor.messages if "broken.yaml" in message] == editor.messages
    assert len(editor.messages) == 1


OWN = """
import os
from pathlib import Path
from pathingest import Problem, Rule

Path("ran").touch()
print("a rule that prints")

def check(page):
    if page.record.title.startswith("From Bus"):
        raise ValueError("of this page")
    yield Problem("found by a rule of one's own", "/title")

RULE = Rule("X001", "warning", "high", check)
"""


def test_rules_of_one_s_own_run_only_if_the_call_trusts_them(project: Path, editors: Editors) -> None:
    (project / "rules" / "own.py").write_text(OWN, encoding="utf-8")
    configure(project, '[lint]\nrules = ["rules/own.py"]\n')
    wary = editors(project, environment={"PATHINGEST_TRUST_RULES": "1"})
    assert codes(wary.open(project / PAGE)) == ["NAM001", "PRI001", "DUR002"]
    wary.wait(lambda: wary.messages)
    assert "rules skipped: rules/own.py" in wary.messages[0]
    assert not (project / "ran").exists()
    trusting = editors(project, "--trust-rules")
    assert "X001" in codes(trusting.open(project / PAGE))
    assert (project / "ran").exists()
    other = project / "raw" / "bus-driver-to-dispatcher.txt"
    assert "INT001" in codes(trusting.open(other))  # a rule's bug is one finding, and the server goes on
    assert "X001" in codes(trusting.change(project / PAGE, (project / PAGE).read_text(encoding="utf-8")))


def test_a_bug_that_one_document_meets_is_its_diagnostic(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(_analysis, "read_text", fail)
    found = analyse(project / PAGE, "", project)
    assert found.problem.startswith("internal error: RecursionError: too deep (test_server.py:")
    assert found.page is None


PAGES = CASES / "name-variant-across-pages" / "bad-ampersand"


@pytest.fixture
def several(tmp_path: Path) -> Path:
    """A project with pages that spell a name in two ways."""
    shutil.copytree(PAGES, tmp_path / "raw")
    (tmp_path / ".git").mkdir()
    return tmp_path


def test_what_is_found_across_pages_is_shown_and_leads_to_the_other_page(several: Path, editors: Editors) -> None:
    (expected,) = [one for one in linted(several) if one["code"].startswith("COR")]
    editor, page = editors(several), several / expected["path"]
    editor.open(page)
    known = editor.diagnostics
    editor.wait(lambda: expected["code"] in codes(known[page.as_uri()]))
    (found,) = [one for one in known[page.as_uri()] if one["code"] == expected["code"]]
    assert found["message"] == expected["message"]
    other = several / expected["related"][0]["path"]
    assert found["relatedInformation"][0]["location"]["uri"] == other.as_uri()
    there = editor.at("definition", page, found["range"]["start"]["line"], found["range"]["start"]["character"])
    assert there[0] == found["relatedInformation"][0]["location"]


def test_what_was_found_across_pages_counts_for_the_text_that_was_compared(several: Path, editors: Editors) -> None:
    (expected,) = [one for one in linted(several) if one["code"].startswith("COR")]
    editor, page = editors(several), several / expected["path"]
    text = page.read_text(encoding="utf-8")
    editor.open(page)

    def has() -> bool:
        return expected["code"] in codes(editor.diagnostics[page.as_uri()])

    editor.wait(has)
    assert expected["code"] not in codes(editor.change(page, f"{text}\n"))
    editor.save(page)
    editor.wait(has)
    editor.change(page, text.replace("Weighing and Measuring", "Weighing & Measuring"))
    editor.save(page)
    editor.ask("shutdown")
    assert not has()


def test_too_many_pages_are_left_to_lint(several: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_across, "_MOST", 1)
    with pytest.raises(TooManyError, match="pages are too many"):
        across(several, {}, Event())


# --------------------------------------------------------------------------------------------------------------------
# Hover and the other place.


def test_hover_shows_the_value_its_evidence_and_what_was_found(project: Path, editors: Editors) -> None:
    editor, page = editors(project), project / PAGE
    editor.open(page)
    shown = editor.at("hover", page, 51, 2)
    assert shown["range"] == place(51, 0, 7)
    markdown = shown["contents"]["value"]
    assert markdown.startswith("`/roadmap/0/duration` is quoted, from 52:1\n```json\n")
    assert json.loads(markdown.split("```")[1].removeprefix("json"))["min"] == 8
    assert "\n- min: number '8'\n" in markdown
    assert "Computed from it: `/roadmap_total`" in markdown
    assert "**DUR002** roadmap-total-mismatch (warning): roadmap phases total 32 weeks" in markdown
    priority = editor.at("hover", page, 33, 0)["contents"]["value"]
    assert priority.startswith('`/skills_to_learn/0/priority` is normalised, from 34:1\n```json\n"important"\n```\n- ')
    assert "Fix: put the skills in the order of their priorities." in priority


def test_hover_says_what_is_no_value(project: Path, editors: Editors) -> None:
    editor, page = editors(project), project / PAGE
    lines = page.read_text(encoding="utf-8").splitlines()
    editor.open(page)
    label = editor.at("hover", page, lines.index("Timeline"), 0)
    assert label["contents"]["value"].startswith("a label")
    assert editor.at("hover", page, lines.index(""), 0) is None


def test_hover_in_a_record_quotes_the_page(built: Path, editors: Editors) -> None:
    editor, record = editors(built), built / YAML
    editor.open(record)
    lines = record.read_text(encoding="utf-8").splitlines()
    line = next(i for i, text in enumerate(lines) if "Ai Data Curator" in text)
    shown = editor.at("hover", record, line, lines[line].index("Ai") + 1)["contents"]["value"]
    assert shown.startswith('`/to_role/label`\n```json\n"Ai Data Curator"\n```\nread from ')
    assert f"{PAGE}:3:1\n```text\nAi Data Curator\n```" in shown.replace("\\", "")
    assert "**NAM001**" in shown
    (there,) = editor.at("definition", record, next(i for i, text in enumerate(lines) if '"Librarian"' in text), 12)
    assert there["uri"] == (built / PAGE).as_uri()


def test_the_other_places_are_those_of_the_contradiction_from_each_of_them(project: Path, editors: Editors) -> None:
    editor, page = editors(project), project / PAGE
    (found,) = [one for one in editor.open(page) if one["code"] == "DUR002"]
    others = [each["location"] for each in found["relatedInformation"]]
    assert editor.at("definition", page, 51, 7) == others
    start = others[1]["range"]["start"]
    back = editor.at("definition", page, start["line"], start["character"])
    assert back == [{"uri": page.as_uri(), "range": found["range"]}, *[one for one in others if one != others[1]]]
    assert editor.at("definition", page, 0, 0) == []
    assert editor.at("definition", page, 9999, 9999) == []


# --------------------------------------------------------------------------------------------------------------------
# Code actions.


@pytest.mark.parametrize("name", [YAML, JSON])
def test_a_fix_of_a_record_is_made_as_lint_makes_it(built: Path, editors: Editors, name: str) -> None:
    editor, record = editors(built), built / name
    found = {one["code"]: one for one in editor.open(record)}
    offered = editor.actions(record, found["NAM001"]["range"])
    made = editor.apply(offered["NAM001: write 'AI Data Curator'"])
    assert (
        "PRI001: put the skills in the order of their priorities (may change what the record means)"
        in editor.actions(record, found["PRI001"]["range"])
    )
    assert codes(editor.change(record, made[record])) == ["PRI001", "DUR002"]
    editor.save(record)
    assert codes(linted(built, name)) == ["PRI001", "DUR002"]


def test_no_fix_is_offered_in_a_page_nor_where_nothing_was_found(project: Path, editors: Editors) -> None:
    editor, page = editors(project), project / PAGE
    editor.open(page)
    assert list(editor.actions(page, place(2, 0, 0))) == ["NAM001: suppress it here, with a reason"]
    assert editor.actions(page, place(70, 0, 0)) == {}
    refactor = {"diagnostics": [], "only": ["refactor"]}
    asked = {"textDocument": {"uri": page.as_uri()}, "range": place(2, 0, 0), "context": refactor}
    assert editor.ask("textDocument/codeAction", **asked) == []


def test_the_repairs_of_a_page_are_those_of_lint(project: Path, editors: Editors) -> None:
    editor, page = editors(project), project / PAGE
    found = {one["code"]: one for one in editor.open(page)}
    listed = json.loads(installed("lint", PAGE, "--repairs", "--format", "json", cwd=project).out)["findings"]
    repaired = {one["code"]: one["repairs"] for one in listed if one["repairs"]}
    assert repaired.keys() == {"DUR002", "PRI001"}
    for code, repairs in repaired.items():
        offered = editor.actions(page, found[code]["range"])
        for repair in repairs:
            also = f" (also mends {', '.join(dict.fromkeys(repair['also']))})" if repair["also"] else ""
            (text,) = editor.apply(offered[f"{code}: {repair['message']}{also}"]).values()
            assert code not in codes(editor.change(page, text))
            editor.change(page, page.read_text(encoding="utf-8"))


def test_no_repair_is_offered_in_a_record(built: Path, editors: Editors) -> None:
    editor, record = editors(built), built / YAML
    found = {one["code"]: one for one in editor.open(record)}
    assert list(editor.actions(record, found["DUR002"]["range"])) == ["DUR002: suppress it here, with a reason"]


def test_a_finding_in_yaml_is_suppressed_by_a_comment_with_a_reason(built: Path, editors: Editors) -> None:
    editor, record = editors(built), built / YAML
    found = {one["code"]: one for one in editor.open(record)}
    old = record.read_text(encoding="utf-8")
    for code, one in found.items():
        offered = editor.actions(record, one["range"])
        (text,) = editor.apply(offered[f"{code}: suppress it here, with a reason"]).values()
        comment = f"# pathingest: ignore[{code}] "
        assert text.replace(f"  {comment}", "") == old
        assert "SUP002" in codes(editor.change(record, text))  # until there is a reason
        left = editor.change(record, text.replace(comment, f"{comment}as the editors want it"))
        assert codes(left) == [other for other in found if other != code]
        editor.change(record, old)


@pytest.mark.parametrize("name", [PAGE, JSON])
def test_elsewhere_it_is_suppressed_in_the_file_beside(built: Path, editors: Editors, name: str) -> None:
    editor, file = editors(built), built / name
    sidecar = Path(f"{file}.lint.toml")
    for code in ("NAM001", "DUR002"):
        found = {one["code"]: one for one in (editor.diagnostics.get(file.as_uri()) or editor.open(file))}
        edit = editor.actions(file, found[code]["range"])[f"{code}: suppress it here, with a reason"]
        assert ("kind" in edit["documentChanges"][0]) is not sidecar.exists()
        (made,) = editor.apply(edit).items()
        assert made[0] == sidecar
        sidecar.write_text(made[1], encoding="utf-8")
        editor.notify("workspace/didChangeWatchedFiles", changes=[])
        editor.wait(lambda: code not in codes(editor.diagnostics[file.as_uri()]))  # noqa: B023  it is waited for here
        editor.wait(lambda: editor.diagnostics.get(sidecar.as_uri()))
        assert codes(editor.diagnostics[sidecar.as_uri()]) == ["SUP002"]
        sidecar.write_text(made[1].replace('reason = ""', 'reason = "as the site spells it"'), encoding="utf-8")
        editor.notify("workspace/didChangeWatchedFiles", changes=[])
        editor.wait(lambda: not editor.diagnostics[sidecar.as_uri()])
    assert sidecar.read_text(encoding="utf-8").count("\n\n[[suppress]]\n") == 1
    assert codes(linted(built, name)) == ["PRI001"]


def test_an_editor_that_cannot_make_files_is_given_the_edit_alone(project: Path, editors: Editors) -> None:
    editor, page = editors(project, capabilities={}), project / PAGE
    editor.open(page)
    (edit,) = editor.actions(page, place(2, 0, 0)).values()
    assert list(edit) == ["changes"]
    assert list(edit["changes"]) == [Path(f"{page}.lint.toml").as_uri()]


def suppressed(text: str, line: str, code: str, tmp_path: Path) -> str:
    """A YAML record's text after the action that suppresses a finding at a line."""
    path = tmp_path / "normalized" / "record.yaml"
    analysis = analyse(path, text, tmp_path)
    at = text.index(line)
    edits = [one.edit for one in actions(analysis, at, at + len(line), lambda _: None) if one.finding.code == code]
    found = [edit for edit in edits if edit.file == path]
    if not found:
        return f"beside: {edits[0].text}"
    (edit,) = [one for one in found if "ignore" in one.text]
    return text[: edit.start] + edit.text + text[edit.end :]


def test_a_comment_goes_where_it_means_the_value_alone(built: Path, tmp_path: Path) -> None:
    text = (built / YAML).read_text(encoding="utf-8").replace("\n", "\r\n")
    label = '  label: "Ai Data Curator"'
    comment = "# pathingest: ignore[NAM001] "
    beside = suppressed(text, label, "NAM001", tmp_path)
    assert f"{label}  {comment}\r\n" in beside
    taken = text.replace(label, f"{label}  # seen")
    assert f"\r\n  {comment}\r\n{label}  # seen\r\n" in suppressed(taken, label, "NAM001", tmp_path)
    long = text.replace(label, f'  label: "Ai Data Curator"{" " * 90}')
    assert f"\r\n  {comment}\r\n{label} " in suppressed(long, label, "NAM001", tmp_path)
    bracketed = text.replace(
        'to_role:\r\n  name: "AI Data Curator"\r\n  label: "Ai Data Curator"\r\n',
        'to_role: {label: "Ai Data Curator", name: "AI Data Curator"}\r\n',
    )
    assert bracketed != text
    assert f"\r\n{comment}\r\nto_role: {{" in suppressed(bracketed, "Ai Data Curator", "NAM001", tmp_path)


def test_a_finding_of_the_whole_record_is_suppressed_at_its_top(tmp_path: Path) -> None:
    text = "- 1\n"
    assert suppressed(text, "- 1", "SCH001", tmp_path) == "# pathingest: ignore-file[SCH001] \n- 1\n"
    assert suppressed('"', '"', "SCH001", tmp_path).startswith('beside: [[suppress]]\nrule = "SCH001"\nreason = ""')


@pytest.mark.parametrize("name", ["record.yaml", "record.json"])
def test_half_a_character_in_a_record_is_a_finding(tmp_path: Path, name: str) -> None:
    analysis = analyse(tmp_path / "normalized" / name, "a: 1\nb: \udfff\n", tmp_path)
    assert (analysis.problem, codes([one._asdict() for one in analysis.findings])) == ("", ["SCH001"])


def test_what_can_be_done_about_many_findings_reads_the_record_once_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (Path(__file__).parent / "record.yaml").read_text("utf-8") + "".join(f"unknown_{n}: 1\n" for n in range(40))
    analysis = analyse(tmp_path / "normalized" / "record.yaml", text, tmp_path)
    root_of.cache_clear()
    read: list[str] = []

    def counted(text: str, kind: str) -> Node:
        read.append(text)
        return parse_record(text, kind)

    monkeypatch.setattr(_read, "parse_record", counted)
    offered = [one for one in actions(analysis, 0, len(text), lambda _: None) if "suppress" in one.title]
    assert len(offered) >= 40
    assert len(read) <= 1.5 * len(offered)


# --------------------------------------------------------------------------------------------------------------------
# Places.

SOME = [
    *sorted((Path(__file__).parent / "cases" / "pages").glob("*.*"))[:: 4 * 3],
    Path(__file__).parent / "record.yaml",
    SAMPLE / PAGE,
]


@pytest.mark.parametrize("change", ["", "\ufeff", "\r\n", "\r"])
def test_findings_are_where_lint_says_and_every_place_has_an_answer(tmp_path: Path, change: str) -> None:
    met = 0
    for file in SOME:
        text = file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        text = text.replace("\n", change) if change.strip("\ufeff") else change + text
        analysis = analyse(tmp_path / "raw" / file.name, text, tmp_path)
        assert analysis.problem == ""
        if analysis.page is None:
            continue
        source = analysis.page.source
        for finding in analysis.findings:
            start, end = analysis.text.span(finding)
            assert source.position(start) == (finding.line, finding.column)
            assert source.position(end) == (finding.end_line, finding.end_column)
        met += len(analysis.findings)
        for at in range(0, len(text), max(1, len(text) // 40)):
            shown = hover(analysis, at)
            assert shown is None or (shown.markdown and 0 <= shown.span.start <= shown.span.end <= len(text))
            others(analysis, at)
            list(actions(analysis, at, at, lambda _: None))
    assert met > 10


TEXTS = st.text(alphabet="ab\u00e9\u20ac\U0001f600\ud800\n\r\u2028\x0c\ufeff", max_size=40)
ENCODINGS: list[Encoding] = ["utf-8", "utf-16", "utf-32"]


@given(TEXTS, st.sampled_from(ENCODINGS))
def test_a_position_leads_back_to_where_it_is(text: str, encoding: Encoding) -> None:
    known = Text(text)
    for at in range(len(text) + 1):
        inside_a_break = text[at - 1 : at + 1] == "\r\n" and at > 0
        position = known.position(at, encoding)
        assert known.offset(position, encoding) == (at - 1 if inside_a_break else at)
        assert position.line == text[:at].replace("\r\n", "\n").replace("\r", "\n").count("\n") - inside_a_break


@given(TEXTS, st.integers(0, 9), st.integers(0, 99), st.sampled_from(ENCODINGS))
def test_any_position_is_in_the_text(text: str, line: int, character: int, encoding: Encoding) -> None:
    assert 0 <= Text(text).offset(Position(line, character), encoding) <= len(text)


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///a/b%20c.txt", "/a/b c.txt"),
        ("file://localhost/a;b.txt", "/a;b.txt"),
        ("file:///a/../b", "/b"),
        ("file:///%C3%A4", "/\u00e4"),
        ("file://elsewhere/a", None),
        ("untitled:Untitled-1", None),
        ("http://[", None),
        ("file:///a%00b", None),
        ("", None),
    ],
)
def test_an_address_is_a_file_of_this_machine_or_none(uri: str, path: str | None) -> None:
    assert path_of(uri) == (path and Path(path))


# --------------------------------------------------------------------------------------------------------------------
# What docs/editors.md tells editors.

MANUAL = (SAMPLE.parent / "editors.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", MANUAL, re.DOTALL)


def test_the_task_of_vs_code_reads_every_finding(built: Path) -> None:
    _, tasks = map(json.loads, blocks("json"))
    (task,) = tasks["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    lines = installed(*task["args"], "raw", "normalized", cwd=built).out.splitlines()
    read = [match for line in lines if (match := re.match(pattern["regexp"], line))]
    keys = ("file", "line", "column", "severity", "code", "message")
    found = [[str(one["path" if key == "file" else key]) for key in keys] for one in linted(built, "raw", "normalized")]
    assert len(found) == 9
    assert sorted([match[pattern[key]] for key in keys] for match in read) == sorted(found)


def test_what_editors_are_told_can_be_read() -> None:
    (helix,) = blocks("text")
    told = tomllib.loads(helix)
    assert told["language-server"]["pathingest"] == {"command": "pathingest", "args": ["server"]}
    assert all("pathingest" in language["language-servers"] for language in told["language"])
    assert all('"pathingest"' in text and '"server"' in text for text in (*blocks("javascript"), *blocks("lua")))
