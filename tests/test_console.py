"""What the command line prints, whatever pages and names hold, and how it ends, whatever fails."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pathingest.cli._console import say, show
from pathingest.model.errors import PathingestError
from pathingest.model.visible import visible
from pathingest.outputs.reports import format_names
from running import COMMAND, PLAIN, Done, Tool

WHOLE = (Path(__file__).parent / "cases" / "pages" / "whole.txt").read_text(encoding="utf-8")
TITLE = "From Cook to Dietitian: Your 12-Month Transition Guide"
# What a terminal acts on, or what turns the direction of the text around it; line feeds apart.
COMMANDING = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
# Each is part of a name: commands of terminals and of code hosts, ends of lines, and bytes that are no UTF-8.
HOSTILE = [
    "\x1b[31m",
    "\x9b31m",
    "\x07",
    "\x7f",
    "\r",
    "\n",
    "\u2028",
    "\x85",
    "\u202e",
    "\u2066",
    os.fsdecode(b"\xff"),
]
HOSTILE_NAMES = pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)


def inert(done: Done) -> Done:
    """What was printed commands nothing, and no name began a line."""
    for text in (done.out, done.err):
        assert not COMMANDING.search(text)
        assert not re.search("^::error::", text, re.MULTILINE)
    assert "internal error" not in done.err
    return done


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], str]:
    """Write a file whose name holds the text, in the working directory."""
    (tmp_path / "raw").mkdir()
    monkeypatch.chdir(tmp_path)

    def make(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return name

    return make


# --------------------------------------------------------------------------------------------------------------------
# Names.


@HOSTILE_NAMES
@pytest.mark.parametrize("command", ["parse", "explain", "lint", "build", "profile new", "profile check"])
def test_a_name_in_a_complaint_commands_nothing(
    command: str, hostile: str, named: Callable[[str, str], str], tool: Tool
) -> None:
    named("raw/a.txt", WHOLE)
    done = inert(tool(*command.split(), f"gone{hostile}::error::x.txt"))
    assert done.code == 2
    assert done.err.startswith("pathingest: gone")
    assert len(done.err.splitlines()) == 1


@HOSTILE_NAMES
@pytest.mark.parametrize("command", ["parse", "parse --evidence", "parse --format yaml", "explain", "build", "lint"])
def test_a_name_in_a_result_commands_nothing(
    command: str, hostile: str, named: Callable[[str, str], str], tool: Tool
) -> None:
    name = named(f"raw/a{hostile}::error::x.txt", WHOLE)
    inert(tool(*command.split(), name))
    named("raw/a.txt", f"{TITLE}\nOverview\nYou know what people eat.\n")
    named(f"raw/{hostile}::error::x.docx", "")
    inert(tool(*command.split(), *(["raw"] if command in ("build", "lint") else [name])))


@HOSTILE_NAMES
@pytest.mark.parametrize("form", format_names())
def test_a_name_in_a_report_commands_nothing(
    form: str, hostile: str, named: Callable[[str, str], str], tool: Tool
) -> None:
    named(f"raw/a{hostile}::error::x.txt", "no page at all\n")
    assert inert(tool("lint", "--format", form)).code == 1


@HOSTILE_NAMES
def test_what_was_called_wrong_commands_nothing(hostile: str, tool: Tool) -> None:
    text = f"{hostile}::error::x"
    for call in (
        [f"x{text}"],
        ["lint", f"--x{text}"],
        ["lint", "--format", text],
        ["lint", "--output", text],
        ["lint", "--select", text],
        ["lint", "--config", text],
        ["rule", text],
    ):
        done = inert(tool(*call))
        assert done.code == 2
        assert len(done.err.splitlines()) == 1


@HOSTILE_NAMES
def test_a_sidecar_s_name_commands_nothing(hostile: str, named: Callable[[str, str], str], tool: Tool) -> None:
    named(f"raw/a{hostile}::error::x.txt", WHOLE)
    named(f"raw/a{hostile}::error::x.txt.lint.toml", "a = [")
    done = inert(tool("lint"))
    assert done.code == 2
    assert len(done.err.splitlines()) == 1


def test_mistakes_are_a_line_each_and_a_name_in_one_is_none(named: Callable[[str, str], str], tool: Tool) -> None:
    named("raw/a.txt", WHOLE)
    named("pathingest.toml", '[lint]\nselct = []\n"a\\n::error::b" = 1\nselect = ["\\u001b[31m"]\n')
    done = inert(tool("lint"))
    assert len(done.err.splitlines()) == 3


def test_an_error_shows_its_lines_and_hides_none() -> None:
    error = PathingestError("a\nb: wrong", "c\x1b: wrong too")
    assert str(error) == "a␊b: wrong\nc␛: wrong too"
    assert error.lines == ("a␊b: wrong", "c␛: wrong too")


def test_what_is_visible_stays_as_it_is() -> None:
    for text in HOSTILE:
        assert visible(visible(f"a{text}b")) == visible(f"a{text}b")


# --------------------------------------------------------------------------------------------------------------------
# Pages.


@pytest.mark.parametrize("hostile", [text for text in HOSTILE if not 0xD800 <= ord(text[0]) <= 0xDFFF], ids=ascii)
@pytest.mark.parametrize(
    "command", ["parse", "parse --format yaml", "parse --evidence", "explain", "lint", "profile new"]
)
def test_what_a_page_holds_commands_nothing(
    command: str, hostile: str, named: Callable[[str, str], str], tool: Tool
) -> None:
    words = WHOLE.split(" ")
    text = " ".join(f"{word[:1]}{hostile}{word[1:]}" if number % 9 == 5 else word for number, word in enumerate(words))
    name = named("raw/a.txt", text)
    done = tool(*command.split(), name)
    inert(done._replace(out=done.out.replace("\t", " ")))


def test_a_record_that_is_printed_is_the_record_that_is_written(
    named: Callable[[str, str], str], tool: Tool, tmp_path: Path
) -> None:
    name = named("raw/a.txt", WHOLE.replace("Overview\n", "Overview\nThis way \u202e or \x9b that way.\n", 1))
    printed = inert(tool("parse", name))
    assert tool("build", name).code in (0, 1)
    (written,) = [*(tmp_path / "normalized").glob("*-to-*.json")]
    assert {"$schema": "pathway.schema.json", **json.loads(printed.out)} == json.loads(written.read_bytes())


def test_a_diff_commands_nothing_and_keeps_its_lines(
    named: Callable[[str, str], str], tool: Tool, tmp_path: Path
) -> None:
    page = named("raw/a.txt", WHOLE.replace("Food Technologist\n", "Food technologist\n", 1))
    tool("build", page, "--fail-on", "never")
    (record,) = [*(tmp_path / "normalized").glob("*-to-*.json")]
    text = record.read_text(encoding="utf-8").replace('"Pastry', '"\u202ePastry').replace("\n", "\r\n")
    record.write_bytes(text.encode())
    done = tool("lint", record, "--diff", "--unsafe-fixes")
    assert done.out.startswith("--- ")
    inert(done._replace(out=done.out.replace("\r\n", "\n")))


# --------------------------------------------------------------------------------------------------------------------
# Streams.


def shell(command: str, *, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """What a shell makes of a command in which `pathingest` stands for the tool."""
    script = command.replace("pathingest", str(COMMAND))
    return subprocess.run(
        ["/bin/bash", "-c", script], cwd=cwd, env=PLAIN | environment, capture_output=True, check=False, timeout=60
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(WHOLE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", ["lint", "build", "parse raw/a.txt", "explain raw/a.txt", "schema", "rule --all"])
def test_a_closed_output_is_one_line(command: str, folder: Path) -> None:
    done = shell(f"pathingest {command} >&-", cwd=folder)
    assert done.returncode == 2
    assert re.fullmatch(rb"pathingest: standard output is closed; .*\n", done.stderr)
    assert shell(f"pathingest {command} >&- 2>&-", cwd=folder).returncode == 2


@pytest.mark.parametrize("command", ["parse -", "explain -", "lint -", "profile new -", "crawl - --out parts"])
@pytest.mark.parametrize("given", ["<&-", "0>somewhere"])
def test_a_closed_input_is_one_line(command: str, given: str, folder: Path) -> None:
    done = shell(f"pathingest {command} {given}", cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert re.fullmatch(rb"pathingest: -: standard input .*\n", done.stderr)
    assert shell(f"pathingest {command} {given} 2>&-", cwd=folder).returncode == 2


def test_a_server_whose_input_is_closed_says_so(folder: Path) -> None:
    done = shell("pathingest server <&-", cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"pathingest: standard input is closed; an editor speaks there\n"


def test_complaints_that_nobody_can_read_change_no_result(folder: Path) -> None:
    good = shell("pathingest parse raw/a.txt", cwd=folder)
    for lost in ("2>&-", "2>/dev/full"):
        done = shell(f"pathingest parse raw/a.txt {lost}", cwd=folder)
        assert (done.returncode, done.stdout) == (0, good.stdout)
        assert shell(f"pathingest parse gone {lost}", cwd=folder).returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("command", ["explain raw/a.txt", "schema", "--version", "lint --help", "--help"])
def test_a_full_disk_is_one_line(command: str, folder: Path) -> None:
    done = shell(f"pathingest {command} >/dev/full", cwd=folder)
    assert done.returncode == 2
    assert re.fullmatch(rb"pathingest: cannot write the output: No space left on device; .*\n", done.stderr)


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_an_output_that_lacks_a_letter_escapes_it(encoding: str, folder: Path) -> None:
    (folder / "raw" / "a.txt").write_text(WHOLE.replace("Overview\n", "Overview\n学 … é\n", 1), encoding="utf-8")
    for command in ("explain", "parse"):
        done = shell(f"pathingest {command} raw/a.txt", cwd=folder, PYTHONIOENCODING=encoding)
        assert done.returncode in (0, 1)
        assert done.stderr.count(b"\n") <= 1
        assert "\\u5b66" in done.stdout.decode(encoding)
        assert "é" in done.stdout.decode(encoding)


@pytest.mark.parametrize("option", ["--help", "--version", "lint --help"])
def test_help_whose_reader_went_away_is_no_finding(option: str) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    call = [str(COMMAND), *option.split()]
    done = subprocess.run(call, stdout=write_end, stderr=subprocess.PIPE, env=PLAIN, check=False)
    os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"")


# --------------------------------------------------------------------------------------------------------------------
# Bugs.


@pytest.mark.parametrize(
    "error",
    [ValueError("what\nelse"), RecursionError("too deep"), MemoryError(), SystemExit(1), OSError("no file, no output")],
    ids=repr,
)
def test_a_bug_is_one_line_and_its_own_exit_code(
    error: BaseException, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(**_: object) -> str:
        raise error

    monkeypatch.setattr("pathingest.outputs.schema.schema", failing)
    done = tool("schema")
    (line,) = done.err.splitlines()
    assert (done.code, done.out) == (70, "")
    assert line.startswith(f"pathingest: internal error: {type(error).__name__}: ")
    assert "cli/schema.py:" in line
    assert "report it" in line


def test_a_bug_can_be_let_through(tool: Tool, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def failing(*_: object, **__: object) -> None:
        raise LookupError("a bug")

    monkeypatch.setattr("pathingest.cli.lint.report_findings", failing)
    monkeypatch.setattr("pathingest.outputs.schema.schema", failing)
    monkeypatch.chdir(folder)
    assert tool("lint").code == 70
    with pytest.raises(LookupError):
        tool("lint", "--debug")
    monkeypatch.setenv("PATHINGEST_DEBUG", "1")
    with pytest.raises(LookupError):
        tool("schema")
    monkeypatch.setenv("PATHINGEST_DEBUG", "0")
    assert tool("schema").code == 70


def test_an_error_about_a_file_is_about_that_file_and_not_about_the_output(tool: Tool, folder: Path) -> None:
    long = folder / f"{'a' * 300}.txt"
    done = tool("lint", long)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"pathingest: {long}: cannot be used: {os.strerror(errno.ENAMETOOLONG)}\n"


def test_a_page_whose_name_has_no_room_for_a_sidecar_is_linted(tool: Tool, folder: Path) -> None:
    (folder / "raw" / "a.txt").rename(folder / "raw" / f"{'a' * 250}.txt")
    assert tool("lint", folder / "raw").code in (0, 1)


def test_a_name_that_is_no_utf_8_stops_no_build(tool: Tool, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = os.fsdecode(b"raw/n\xff.txt")
    (folder / "raw" / "a.txt").rename(folder / name)
    (folder / os.fsdecode(b"raw/no\xff.txt")).write_text("no page", encoding="utf-8")
    monkeypatch.chdir(folder)
    assert tool("build").code == 1
    manifest = json.loads((folder / "normalized" / "manifest.json").read_bytes())
    assert [entry["path"] for entry in manifest["not_written"]] == [os.fsdecode(b"raw/no\xff.txt")]
    (record,) = manifest["records"]
    assert (folder / "normalized" / record["record"]).is_file()


# What the runner trims off a line before it looks for a command; what is a mark in our output cannot be there.
TRIMMED = [chr(code) for code in range(0x3001) if chr(code).isspace() and visible(chr(code)) == chr(code)]


@pytest.mark.parametrize("space", ["", *TRIMMED, "".join(TRIMMED)], ids=ascii)
def test_no_white_space_hides_a_command_to_the_log_of_a_workflow(
    space: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    say(f"{space}::error::x.txt")
    show(f"a\n{space}::stop-commands::y.txt\n")
    assert capsys.readouterr().out.split("\n") == [
        f"{space}\\u003a:error::x.txt",
        "a",
        f"{space}\\u003a:stop-commands::y.txt",
        "",
    ]


@pytest.mark.parametrize("output_format", ["concise", "full", "json", "jsonl", "markdown", "junit"])
def test_no_name_is_a_command_to_the_log_of_a_workflow(
    output_format: str, tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    for name in ("::error title=x::pwned.txt", "x ##[add-mask]e.txt", "\u3000::error::x.txt", "\xa0::add-mask::y.txt"):
        (tmp_path / name).write_text("nothing", encoding="utf-8")
    for done in (tool("lint", ".", "--format", output_format), tool("build", ".")):
        printed = done.out + done.err
        assert "pwned" in printed
        assert not [line for line in printed.splitlines() if line.lstrip().startswith("::") or "##[" in line]
    assert tool("lint", ".", "--format", "github").out.startswith("::error ")


def test_a_working_directory_that_is_gone_is_one_line(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    script = f"mkdir {gone}; cd {gone}; rmdir {gone}; {COMMAND} lint"
    done = subprocess.run(["/bin/bash", "-c", script], capture_output=True, env=PLAIN, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        "pathingest: the working directory is gone; go to a folder that exists"
    ]
