"""The command line as scripts and people meet it: exit codes, streams, one clear line for wrong use."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import pathingest
from pathingest.rules import rules
from running import COMMAND, PLAIN, Done, Tool, in_a_terminal, installed

COMMANDS = ["build", "parse", "lint", "explain", "rule", "schema"]
WHOLE = Path(__file__).parent / "cases" / "pages" / "whole.txt"
TITLE = "From Cook to Dietitian: Your 12-Month Transition Guide"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A whole page, whose worst finding is an info."""
    path = tmp_path / "page.txt"
    path.write_bytes(WHOLE.read_bytes())
    return path


@pytest.fixture
def poor(tmp_path: Path) -> Path:
    """A page that lacks nearly all: errors and warnings."""
    path = tmp_path / "poor.txt"
    path.write_text(f"{TITLE}\nOverview\nYou know what people like to eat.\n", encoding="utf-8")
    return path


# --------------------------------------------------------------------------------------------------------------------
# Help.


def test_version_is_that_of_the_package() -> None:
    assert installed("--version") == (0, f"pathingest {pathingest.__version__}\n", "")


def test_help_names_every_command() -> None:
    done = installed("--help")
    assert (done.code, done.err) == (0, "")
    assert all(f"\n  {name} " in done.out for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(command: str, tool: Tool) -> None:
    done = tool(command, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: pathingest {command} ")


def test_a_bare_call_shows_the_help() -> None:
    done = installed()
    assert "Usage: pathingest" in done.out + done.err
    assert done.code == 2


# --------------------------------------------------------------------------------------------------------------------
# Wrong use: exit 2, one line on stderr that says what, where, and the fix.


def complaint(done: Done) -> str:
    """The one line on stderr; nothing else was said."""
    assert (done.code, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert line.startswith("pathingest: ")
    return line


@pytest.mark.parametrize("arguments", [["--what"], ["what"], *([command, "--what"] for command in COMMANDS)])
def test_unknown_options_and_commands_are_one_line(arguments: list[str], tool: Tool) -> None:
    assert "what" in complaint(tool(*arguments))


@pytest.mark.parametrize("command", ["parse", "explain"])
def test_a_command_without_its_file_is_one_line(command: str, tool: Tool) -> None:
    assert "FILE" in complaint(tool(command))


@pytest.mark.parametrize("command", ["build", "parse", "lint", "explain"])
def test_a_missing_file_is_named(command: str, tool: Tool) -> None:
    assert "no-such.txt: no such file" in complaint(tool(command, "no-such.txt"))


@pytest.mark.parametrize("command", ["parse", "explain"])
def test_a_folder_where_a_file_is_due_is_named(command: str, tmp_path: Path, tool: Tool) -> None:
    assert f"{tmp_path}: is a folder" in complaint(tool(command, tmp_path))


@pytest.mark.parametrize(
    ("wrong", "near"),
    [("EXT05", "EXT005"), ("residu", "residue"), ("ext-005", "EXT005")],
)
def test_an_unknown_rule_brings_the_nearest(wrong: str, near: str, tool: Tool) -> None:
    assert f"did you mean {near}? `pathingest rule` lists them" in complaint(tool("rule", wrong))


@pytest.mark.parametrize("arguments", [["rule", "NOPE"], ["lint", "--select", "NOPE"], ["lint", "--ignore", "NOPE"]])
def test_a_rule_like_no_other_is_said_once_and_leads_to_the_list(arguments: list[str], page: Path, tool: Tool) -> None:
    line = complaint(tool(*arguments, *([page] if arguments[0] == "lint" else [])))
    assert line.endswith("; `pathingest rule` lists them")
    assert "known" not in line


@pytest.mark.parametrize("option", ["--select", "--extend-select", "--ignore"])
@pytest.mark.parametrize("named", ["", " ", ","])
def test_a_selection_of_nothing_is_one_line(option: str, named: str, page: Path, tool: Tool) -> None:
    assert f"{option} names no rule" in complaint(tool("lint", page, "--select", "EXT", option, named))


def test_lint_refuses_an_unknown_rule(page: Path, tool: Tool) -> None:
    assert "residue" in complaint(tool("lint", page, "--select", "residu"))


@pytest.mark.parametrize("command", ["build", "lint"])
def test_no_raw_folder_is_said(command: str, tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "raw/" in complaint(tool(command))


@pytest.mark.parametrize("command", ["build", "lint"])
def test_an_empty_folder_is_said(command: str, tmp_path: Path, tool: Tool) -> None:
    assert f"{tmp_path}: no pages there" in complaint(tool(command, tmp_path))


@pytest.mark.parametrize(
    "arguments",
    [["build", "--format", "xml"], ["parse", "--format", "xml"], ["lint", "--fail-on", "often"], ["schema", "more"]],
)
def test_wrong_values_of_options_are_one_line(arguments: list[str], page: Path, tool: Tool) -> None:
    complaint(tool(*arguments, *([page] if arguments[0] != "schema" else [])))


def test_an_out_that_is_a_file_is_one_line(page: Path, tmp_path: Path, tool: Tool) -> None:
    target = tmp_path / "file"
    target.write_text("taken", encoding="utf-8")
    for out in (target, target / "below"):
        assert f"--out: {target} is a file; name a folder" in complaint(tool("build", page, "--out", out))
    assert target.read_text(encoding="utf-8") == "taken"


def test_build_of_standard_input_is_one_line(page: Path, tmp_path: Path, tool: Tool) -> None:
    assert "-: build reads files and folders" in complaint(tool("build", page, "-", "--out", tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_an_out_that_may_not_be_written_is_one_line(
    page: Path, tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("os.replace", refuse)
    target = tmp_path / "locked"
    assert f"{target}" in complaint(tool("build", page, "--out", target))
    assert not [path for path in target.rglob("*") if path.is_file()]


def test_the_installed_command_complains_in_one_line_too() -> None:
    assert "no such file" in complaint(installed("parse", "no-such.txt"))


# --------------------------------------------------------------------------------------------------------------------
# Data on stdout, all else on stderr.


def test_parse_prints_the_record_and_nothing_else(page: Path, tool: Tool) -> None:
    done = tool("parse", page)
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["id"] == "pastry-chef-to-food-technologist"


def test_parse_prints_yaml_of_the_same_record(page: Path, tool: Tool) -> None:
    done = tool("parse", page, "--format", "yaml")
    assert yaml.safe_load(done.out) == json.loads(tool("parse", page).out)


def test_parse_prints_the_evidence(page: Path, tool: Tool) -> None:
    evidence = json.loads(tool("parse", page, "--evidence").out)
    assert evidence["schema"] == "pathingest.evidence/2"
    assert evidence["sources"][0]["length"] == len(page.read_text(encoding="utf-8"))
    assert [type(entry) for entry in (evidence["leaves"]["/title"], evidence["leaves"]["/id"])] == [list, dict]


def test_parse_reads_standard_input(page: Path) -> None:
    done = installed("parse", "-", given=page.read_bytes())
    assert (done.code, done.err) == (0, "")
    record = json.loads(done.out)
    assert record["sources"][0]["path"] == "-"
    assert record["title"] == json.loads(installed("parse", page).out)["title"]


def test_a_url_names_the_record(page: Path, tool: Tool) -> None:
    done = tool("parse", page, "--url", "https://example.org/paths/chef-to-technologist?from=list")
    assert json.loads(done.out)["id"] == "chef-to-technologist"


def test_output_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("Career Pathway\nFrom Küchenchefin to データ Analyst: Your 2-Year Transition Guide\n", "utf-8")
    done = installed("parse", path, environment={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    assert done.code == 0
    assert json.loads(done.out)["to_role"]["name"] == "データ Analyst"


def test_lint_prints_a_place_a_code_and_a_name(poor: Path, tool: Tool) -> None:
    lines = [line for line in tool("lint", poor).out.splitlines() if not line.startswith(" ")]
    assert lines
    for line in lines:
        assert line.startswith(f"{poor}:"), line
        assert line.endswith("]"), line


def test_lint_prints_findings_as_json(poor: Path, tool: Tool) -> None:
    printed = json.loads(tool("lint", poor, "--format", "json").out)
    assert list(printed) == ["schema", "findings", "summary"]
    assert printed["schema"] == "pathingest.findings/1"
    assert printed["summary"]["findings"] == len(printed["findings"]) > 0


FINDING = ["code", "name", "severity", "confidence", "message", "path", "line", "column", "end_line", "end_column"]


def test_each_finding_has_the_fields_of_the_contract(poor: Path, tool: Tool) -> None:
    for finding in json.loads(tool("lint", poor, "--format", "json").out)["findings"]:
        assert list(finding) == [*FINDING, "pointer", "related", "fix", "fingerprint"]
        assert all({"message", "path", "line", "column"} <= set(related) for related in finding["related"])


def test_lint_asks_only_the_rules_it_is_told(poor: Path, tool: Tool) -> None:
    printed = json.loads(tool("lint", poor, "--format", "json", "--select", "STR002", "--select", "residue").out)
    assert {finding["code"] for finding in printed["findings"]} == {"STR002"}


def test_lint_reads_standard_input(poor: Path) -> None:
    done = installed("lint", "-", "--format", "json", given=poor.read_bytes())
    assert done.code == 1
    assert json.loads(done.out)["summary"]["pages"] == 1


def test_schema_prints_the_same_in_both_formats(tool: Tool) -> None:
    assert yaml.safe_load(tool("schema", "--format", "yaml").out) == json.loads(tool("schema").out)


def test_rule_shows_one_by_code_or_by_name(tool: Tool) -> None:
    assert tool("rule", "EXT005").out == tool("rule", "residue").out == tool("rule", "ext005").out
    assert tool("rule", "EXT005").out.startswith("# EXT005 residue\n")


def test_rule_shows_all(tool: Tool) -> None:
    shown = tool("rule", "--all").out
    assert tool("rule", "EXT005").out in shown
    assert tool("rule", "STR001").out in shown


@pytest.mark.parametrize("beginning", ["DUR", "dur", "DUR0", "S"])
def test_rule_lists_those_whose_codes_begin_so(beginning: str, tool: Tool) -> None:
    lines = tool("rule", beginning).out.splitlines()
    codes = [rule.code for _, rule in rules() if rule.code.startswith(beginning.upper())]
    assert [line.split()[0] for line in lines] == codes
    headings = [line for line in tool("rule", beginning, "--all").out.splitlines() if line.startswith("# ")]
    assert [line.split()[1] for line in headings] == codes


def test_rule_without_a_name_lists_all_in_a_line_each(tool: Tool) -> None:
    lines = tool("rule").out.splitlines()
    assert [line.split()[:2] for line in lines] == [[rule.code, name] for name, rule in rules()]
    assert re.search(
        r"(?m)^STR001 +missing-section +error +Some of the seven sections are missing\.$", "\n".join(lines)
    )
    assert [line.split()[0] for line in lines if "(off)" in line] == [r.code for _, r in rules() if not r.default]


def test_explain_is_silent_about_residue_where_there_is_none(page: Path, tool: Tool) -> None:
    done = tool("explain", page)
    assert done.code == 0
    assert "RESIDUE" not in done.out
    assert done.err.rstrip().endswith("0 residue")


def test_explain_keeps_markup_to_a_line(tmp_path: Path, tool: Tool) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<style>{'p { margin: 0 }' * 500}</style><h1>From Cook to Dietitian</h1><h2>Roadmap</h2><p>x")
    lines = tool("explain", page).out.splitlines()
    assert "7,519 characters" in lines[0]
    assert "markup" not in lines[1]


def test_explain_keeps_boilerplate_with_markup_to_a_line(tmp_path: Path, tool: Tool) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<nav>{'<a href=/>Home</a>' * 50}</nav><h1>From Cook to Dietitian</h1><h2>Roadmap</h2><p>x")
    boilerplate = [line for line in tool("explain", page).out.splitlines() if "Home" in line or "boilerplate" in line]
    assert len(boilerplate) == 1


def test_explain_shows_residue_and_exits_with_1(page: Path, tool: Tool) -> None:
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("Difficulty", "Crumbs on the sheet\nDifficulty", 1), encoding="utf-8")
    done = tool("explain", page)
    assert done.code == 1
    assert [line for line in done.out.splitlines() if "RESIDUE" in line and line.endswith("Crumbs on the sheet")]


@pytest.mark.parametrize("command", ["explain", "lint", "build"])
@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}], ids=["plain", "NO_COLOR"])
def test_no_colour_without_a_terminal(command: str, environment: dict[str, str], poor: Path) -> None:
    done = installed(command, poor, cwd=poor.parent, environment=environment)
    assert "\x1b" not in done.out + done.err


def test_colour_in_a_terminal(page: Path) -> None:
    assert "\x1b[" in in_a_terminal("explain", page)


def test_no_colour_in_a_terminal_where_it_is_unwelcome(page: Path) -> None:
    assert "\x1b[" not in in_a_terminal("explain", page, environment={"NO_COLOR": "1"})


# --------------------------------------------------------------------------------------------------------------------
# Exit codes.


@pytest.mark.parametrize(
    ("name", "fail_on", "code"),
    [
        ("page", "error", 0), ("page", "warning", 0), ("page", "info", 1), ("page", "never", 0),
        ("poor", "error", 1), ("poor", "warning", 1), ("poor", "info", 1), ("poor", "never", 0),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["lint", "build"])
def test_findings_as_bad_as_fail_on_exit_with_1(
    command: str, name: str, fail_on: str, code: int, tmp_path: Path, tool: Tool, request: pytest.FixtureRequest
) -> None:
    out = ["--out", tmp_path / "out"] if command == "build" else []
    assert tool(command, request.getfixturevalue(name), *out, "--fail-on", fail_on).code == code


@pytest.fixture
def warned(page: Path) -> Path:
    """A whole page with a line that nothing accounts for: a warning, and nothing worse."""
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("Difficulty", "Crumbs on the sheet\nDifficulty", 1), encoding="utf-8")
    return page


def test_lint_fails_on_warnings_unless_told_otherwise(warned: Path, tool: Tool) -> None:
    assert tool("lint", warned).code == 1


def test_build_bears_warnings_unless_told_otherwise(warned: Path, tmp_path: Path, tool: Tool) -> None:
    assert tool("build", warned, "--out", tmp_path / "out").code == 0
    assert tool("build", warned, "--out", tmp_path / "out", "--fail-on", "warning").code == 1


# --------------------------------------------------------------------------------------------------------------------
# Rough handling.


def test_a_reader_that_stops_early_sees_no_traceback() -> None:
    reader = subprocess.Popen(["head", "-1"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S607
    writer = subprocess.run(
        [str(COMMAND), "rule", "--all"], stdout=reader.stdin, stderr=subprocess.PIPE, env=PLAIN, check=False
    )
    assert reader.stdin is not None
    reader.stdin.close()
    reader.wait()
    assert reader.stdout is not None
    reader.stdout.close()
    assert b"Traceback" not in writer.stderr
    assert b"Error" not in writer.stderr


@pytest.mark.parametrize("command", ["parse", "explain", "profile new"])
def test_a_reader_that_went_away_is_no_finding(command: str, page: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    call = [str(COMMAND), *command.split(), str(page)]
    done = subprocess.run(call, stdout=write_end, stderr=subprocess.PIPE, env=PLAIN, check=False)
    os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_pipe_without_a_reader_is_no_crash(page: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run(
        [str(COMMAND), "parse", str(page)], stdout=write_end, stderr=subprocess.PIPE, env=PLAIN, check=False
    )
    os.close(write_end)
    assert done.stderr == b""


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of so many pages that a build takes seconds."""
    folder = tmp_path / "raw"
    folder.mkdir()
    text = WHOLE.read_text(encoding="utf-8")
    for number in range(3000):
        name = f"Chef {number}"
        (folder / f"{number:04}.txt").write_text(text.replace("Pastry Chef", name), encoding="utf-8")
    return folder


ENDING = (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Children heed signals even where the tests run in the background, which ignores some and passes that on."""
    before = [(number, signal.signal(number, signal.default_int_handler)) for number in ENDING]
    yield
    for number, handler in before:
        signal.signal(number, handler)


@pytest.mark.parametrize("arguments", [("lint",), ("lint", "--fix"), ("explain",)])
def test_an_interrupted_run_that_wrote_nothing_says_so(
    arguments: tuple[str, ...], tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pathingest.outputs.files._written", [0])
    page = tmp_path / "page.txt"
    page.write_text(WHOLE.read_text(encoding="utf-8"), encoding="utf-8")

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pathingest.cli.lint._once", interrupt)
    monkeypatch.setattr("pathingest.cli.explain.read_one", interrupt)
    done = tool(*arguments, page)
    assert (done.code, done.out) == (130, "")
    assert done.err == "pathingest: interrupted; no file was written\n"


@pytest.mark.parametrize(
    "place", ["pathingest.cli.lint._once", "pathingest.pipeline.ingest", "pathingest.rules.finding_of"]
)
def test_a_signal_while_a_class_is_made_is_one_too(
    place: str, tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pathingest.outputs.files._written", [0])
    page = tmp_path / "page.txt"
    page.write_text(WHOLE.read_text(encoding="utf-8"), encoding="utf-8")

    def wrapped(*_: object, **__: object) -> None:
        raise RuntimeError("Error calling __set_name__") from KeyboardInterrupt()

    monkeypatch.setattr(place, wrapped)
    assert tool("lint", page) == (130, "", "pathingest: interrupted; no file was written\n")


@pytest.mark.parametrize(
    "arguments", [("--output", "json:made/here/x.json", "--exit-zero"), ("--write-baseline", "made/here/x.json")]
)
def test_a_folder_that_is_made_for_a_file_is_named(
    arguments: tuple[str, ...], tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text(WHOLE.read_text(encoding="utf-8"), encoding="utf-8")
    said = f"pathingest: made the folder {Path('made/here')}"
    done = tool("lint", "page.txt", *arguments)
    assert (done.code, done.err.splitlines().count(said)) == (0, 1)
    assert Path("made/here/x.json").is_file()
    assert said not in tool("lint", "page.txt", *arguments).err


@pytest.mark.usefixtures("interruptible")
@pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX does")
@pytest.mark.parametrize("number", ENDING)
def test_an_interrupted_build_leaves_whole_files_only(number: signal.Signals, many: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with subprocess.Popen(
        [str(COMMAND), "build", str(many), "--out", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=PLAIN,
    ) as process:
        deadline = time.monotonic() + 30
        while len(list(out.glob("*.json"))) < 5 and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(number)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 128 + number
    assert err.startswith(b"pathingest: interrupted after")
    assert err.endswith(b"; what was written so far is whole and stays\n")
    assert err.count(b"\n") == 1
    records = list(out.glob("*.json"))
    assert 5 <= len(records) < 3000
    for path in [*records, *(out / "evidence").glob("*")]:
        json.loads(path.read_text(encoding="utf-8"))
    assert {path.name for path in out.rglob("*") if path.is_file() and path.suffix != ".json"} == {".unfinished"}


SENT_AT = {
    "the start": "cli.run = kill",
    "an import": "sys.modules['pathingest.cli._main'] = Killing()",
    "the end": "cli.run = lambda _: _signals.begin() or 3; _signals.done = kill",
}
SENDING = """
import os, sys
from pathingest import cli
from pathingest.cli import _signals
def kill(*_): os.kill(os.getpid(), {number})
class Killing:
    def __getattr__(self, _): kill()
{patch}
cli.main()
"""


@pytest.mark.usefixtures("interruptible")
@pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX does")
@pytest.mark.parametrize("number", ENDING)
@pytest.mark.parametrize("moment", SENT_AT)
def test_a_signal_at_any_moment_is_no_traceback(number: signal.Signals, moment: str) -> None:
    script = SENDING.format(number=int(number), patch=SENT_AT[moment])
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    said = "" if moment == "the end" else "pathingest: interrupted; no file was written\n"
    assert (done.returncode, done.stderr) == (128 + number, said)


SWALLOWED = {
    "becomes another error": """
def command(**_):
    try:
        kill()
    except KeyboardInterrupt:
        raise ValueError("Error building a validator: KeyboardInterrupt") from None
""",
    "is raised where Python only prints it": """
import time, weakref
class Module: pass
exec(compile("def cb(_): kill()", "<frozen importlib._bootstrap>", "exec"))
def command(**_):
    module = Module()
    kept = weakref.ref(module, cb)
    del module
    time.sleep(5)
    raise ValueError("it was not heard")
""",
    "Python ends by another than was sent, as where a class is made": """
import multiprocessing.util
def command(**_):
    exec("kill()")
""",
}


@pytest.mark.usefixtures("interruptible")
@pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX does")
@pytest.mark.parametrize("number", ENDING)
@pytest.mark.parametrize("how", SWALLOWED)
def test_a_signal_that_something_swallows_ends_the_run_all_the_same(
    number: signal.Signals, how: str, tmp_path: Path
) -> None:
    patch = f"{SWALLOWED[how]}\nfrom pathingest.cli import schema\nschema.command.callback = command"
    (tmp_path / "sending.py").write_text(SENDING.format(number=int(number), patch=patch), "utf-8")
    command = [sys.executable, "-m", "sending", "schema"]  # what ends as a module ends by SIGINT sooner than a script
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (128 + number, "pathingest: interrupted; no file was written\n")


@pytest.mark.usefixtures("interruptible")
@pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX does")
def test_a_signal_that_is_ignored_stays_so() -> None:
    script = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n{SENDING}".format(
        number=int(signal.SIGTERM), patch="run = cli.run; cli.run = lambda given: kill() or run(given)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "--version"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_page_that_may_not_be_read_stops_no_other(
    page: Path, poor: Path, tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def guarded(path: Path, flags: int, mode: int = 0o777) -> int:
        if path == poor:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, flags, mode)

    monkeypatch.setattr(os, "open", guarded)
    done = tool("build", poor, page, "--out", tmp_path / "out")
    assert done.code == 1
    assert f"{poor}:1:1: error EXT006" in done.out
    assert "Permission denied" in done.out
    assert (tmp_path / "out" / "pastry-chef-to-food-technologist.json").is_file()
