"""What people see at a terminal: how much, in which colours, and what a pipe gets all the same."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathingest.cli._markdown import rendered
from pathingest.outputs.reports._cells import cells
from pathingest.rules import documentation, rules
from reported import TEXTS
from running import COMMAND, PLAIN, Tool, in_a_terminal, installed

RAW = Path(__file__).resolve().parents[1] / "raw"
WHOLE = Path(__file__).parent / "cases" / "pages" / "whole.txt"
TITLE = "From Cook to Dietitian: Your 12-Month Transition Guide"
POOR = f"{TITLE}\nOverview\nYou know what people like to eat.\n"
STYLE = re.compile(r"\x1b\[[\d;]*m")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one page that lacks nearly all and one that is whole."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "poor.txt").write_text(POOR, encoding="utf-8")
    (tmp_path / "raw" / "whole.txt").write_bytes(WHOLE.read_bytes())
    return tmp_path


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the seventeen pages of this one."""
    folder = tmp_path_factory.mktemp("many")
    shutil.copytree(RAW, folder / "raw")
    return folder


def plain(text: str) -> str:
    """What is left on the screen: no colours, and of a line that was written over the last."""
    return "\n".join(line.rsplit("\r", 1)[-1] for line in STYLE.sub("", text).split("\n"))


# --------------------------------------------------------------------------------------------------------------------
# lint and build.


@pytest.mark.parametrize("command", ["lint", "build"])
def test_a_terminal_shows_pages_and_findings_in_groups(command: str, project: Path) -> None:
    lines = plain(in_a_terminal(command, cwd=project)).splitlines()
    assert lines[0] == "raw/poor.txt"
    assert re.match(r"  \d+:\d+ +error +STR\d\d\d  ", lines[1])


@pytest.mark.parametrize("size", [(80, 24), (80, 50), (120, 40)])
@pytest.mark.parametrize("command", ["lint", "build"])
def test_seventeen_pages_fit_the_screen(command: str, size: tuple[int, int], many: Path) -> None:
    lines = plain(in_a_terminal(command, cwd=many, size=size)).splitlines()
    assert len(lines) < size[1]
    assert max(map(cells, lines)) <= size[0]


def test_build_says_what_it_did_and_why_it_ends_as_it_does(project: Path) -> None:
    def last(*options: str) -> list[str]:
        return plain(in_a_terminal("build", *options, cwd=project)).splitlines()[-5:]

    first = last()
    assert "2 pages: 2 records (2 new)" in first
    assert re.fullmatch(r"exit 1: \d+ errors? \(fail-on is error\)", first[-1])
    assert "2 pages (2 as before): 2 records (2 unchanged)" in last()
    page = project / "raw" / "whole.txt"
    page.write_text(page.read_text(encoding="utf-8").replace("Difficulty\nModerate", "Difficulty\nHard"), "utf-8")
    record = next((project / "normalized").glob("cook*.json"))
    record.write_text(record.read_text(encoding="utf-8").replace("12-Month", "11-Month"), "utf-8")
    again = last("--fail-on", "never")
    assert "2 pages (1 as before): 2 records (1 changed, 1 edited by hand)" in again
    assert again[-1] == "exit 0: no finding fails the run (fail-on is never)"


def test_build_counts_pages_that_were_merged_and_those_without_a_record(project: Path) -> None:
    (project / "raw" / "twice.txt").write_bytes(WHOLE.read_bytes())
    (project / "raw" / "empty.txt").write_bytes(b"")
    text = plain(in_a_terminal("build", cwd=project))
    assert "4 pages: 2 records (2 new), 1 merged, 1 without a record\n" in text
    assert "not written" not in text  # EXT006 says so already


def test_what_else_is_to_be_known_comes_before_the_summary(project: Path) -> None:
    (project / "raw" / "notes.pdf").write_bytes(b"%PDF")
    in_a_terminal("build", cwd=project)
    lines = plain(in_a_terminal("build", cwd=project)).splitlines()
    (number,) = (number for number, line in enumerate(lines) if "notes.pdf" in line)
    assert lines[number + 1].startswith("2 pages (2 as before): ")


def test_a_log_of_a_build_ends_with_the_reason_too(project: Path) -> None:
    done = installed("build", cwd=project)
    assert re.fullmatch(r"exit 1: \d+ errors? \(fail-on is error\)", done.err.splitlines()[-1])
    assert done.err.splitlines()[0].startswith("2 pages read, 2 records in normalized/, ")


def test_a_log_of_a_build_says_what_became_of_records_and_what_to_do_next(project: Path) -> None:
    done = installed("build", cwd=project)
    first, by_rule = done.err.splitlines()[:2]
    assert re.fullmatch(r"2 pages read, 2 records in normalized/, 2 new, \d errors?, \d+ warnings?, \d+ infos?", first)
    counts = Counter(line.split()[2] for line in done.out.splitlines())
    rules, step = by_rule.removeprefix("  by rule: ").split("; next: ")
    found = {code: int(count or 1) for code, _, count in (one.partition(" \u00d7") for one in rules.split(", "))}
    assert found == dict(counts)
    assert installed(*step.split()[1:], cwd=project).code == 0
    poor = project / "raw" / "poor.txt"
    poor.write_text(poor.read_text("utf-8").replace("12-Month", "10-Month"), "utf-8")
    assert ", 1 changed, 1 unchanged, " in installed("build", cwd=project).err.splitlines()[0]
    record = next((project / "normalized").glob("cook*.json"))
    record.write_text(record.read_text("utf-8").replace("10-Month", "11-Month"), "utf-8")
    assert ", 1 unchanged, 1 edited by hand, " in installed("build", cwd=project).err.splitlines()[0]


@pytest.mark.parametrize("command", ["lint", "build"])
def test_a_pipe_gets_a_line_a_finding(command: str, project: Path) -> None:
    lines = installed(command, cwd=project).out.splitlines()
    assert lines
    assert all(re.match(r"raw/\w+\.txt:\d+:\d+: (error|warning|info) [A-Z]{3}\d{3} .*\]$", line) for line in lines)
    assert installed(command, "--info", "--limit", "0", "--color", "always", cwd=project).out.splitlines() == lines


def test_groups_are_for_a_pipe_too_if_it_is_said(project: Path) -> None:
    done = installed("lint", "--group-by", "rule", "--limit", "1", cwd=project)
    assert re.match(r"STR\d\d\d [\w-]+: \d errors?\n  raw/poor.txt:1:1  the section", done.out)
    assert done.out.splitlines()[-1].startswith("exit 1: ")


def test_info_shows_notes(project: Path) -> None:
    assert " info " not in plain(in_a_terminal("lint", cwd=project))
    assert " info " in plain(in_a_terminal("lint", "--info", cwd=project))


def test_the_least_severity_is_for_every_format(project: Path) -> None:
    done = installed("lint", "--min-severity", "error", cwd=project)
    assert {line.split()[1] for line in done.out.splitlines()} == {"error"}
    assert re.search(r", \d findings not listed\nexit 1: \d errors? and \d warnings? ", done.err)


@pytest.mark.parametrize("command", ["lint", "build"])
def test_quiet_is_silent_where_nothing_fails(command: str, project: Path) -> None:
    assert in_a_terminal(command, "-q", "--fail-on", "never", cwd=project) == ""
    done = installed(command, "-q", "--fail-on", "never", cwd=project)
    assert (done.code, done.out, done.err) == (0, "", "")


@pytest.mark.parametrize("command", ["lint", "build"])
def test_quiet_shows_what_fails_and_why(command: str, project: Path) -> None:
    done = installed(command, "-q", "--fail-on", "error", cwd=project)
    assert {line.split()[1] for line in done.out.splitlines()} == {"error"}
    assert re.fullmatch(r"exit 1: \d+ errors? \(fail-on is error\)\n", done.err)
    lines = plain(in_a_terminal(command, "-q", "--fail-on", "error", cwd=project)).splitlines()
    assert "warning  " not in "\n".join(lines)
    assert (lines[-2], lines[-1]) == ("", done.err.strip())


def test_quiet_leaves_a_document_whole(project: Path) -> None:
    done = installed("lint", "-q", "--fail-on", "never", "--format", "json", cwd=project)
    assert '"summary"' in done.out
    assert done.err == ""


def test_statistics_have_severities_and_a_legend(many: Path) -> None:
    lines = plain(in_a_terminal("lint", "--statistics", cwd=many)).splitlines()
    assert lines[0] == "count  severity  code    fix  rule"
    assert [line.split()[1] for line in lines[1:4]] == ["error"] * 3
    assert any(line.startswith("[*] can be fixed") for line in lines)


@pytest.mark.parametrize("command", ["lint", "build"])
def test_progress_is_shown_at_a_terminal_and_gone_at_the_end(
    command: str, many: Path, monkeypatch: pytest.MonkeyPatch, tool: Tool
) -> None:
    monkeypatch.setattr("pathingest.cli._progress._FIRST", 0)
    monkeypatch.chdir(many)
    assert f"{command} 1 of 17 pages" not in tool(command).err
    monkeypatch.setattr("pathingest.cli._progress.is_terminal", lambda _: True)
    err = tool(command).err
    written, _, rest = err.rpartition("\r")
    assert f"\r{command} 1 of 17 pages" in written
    assert not written.rpartition("\r")[2].strip()
    assert "exit 1: " in rest


# --------------------------------------------------------------------------------------------------------------------
# Colours.


@pytest.mark.parametrize(
    ("options", "names", "colored"),
    [
        ([], {}, True),
        (["--color", "never"], {}, False),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"TERM": "dumb"}, False),
        (["--color", "always"], {"NO_COLOR": "1", "TERM": "dumb"}, True),
        ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
@pytest.mark.parametrize("command", ["lint", "explain", "rule"])
def test_colours_at_a_terminal(
    command: str, options: list[str], names: dict[str, str], colored: bool, project: Path
) -> None:
    what = {"lint": "raw", "explain": "raw/poor.txt", "rule": "SAL002"}[command]
    assert ("\x1b[" in in_a_terminal(command, what, *options, cwd=project, environment=names)) == colored


@pytest.mark.parametrize(
    ("options", "names", "colored"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": ""}, False),
        ([], {"FORCE_COLOR": "0"}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ],
)
@pytest.mark.parametrize("shown", ["full", "grouped"])
def test_colours_in_a_pipe(shown: str, options: list[str], names: dict[str, str], colored: bool, project: Path) -> None:
    done = installed("lint", "--format", shown, *options, cwd=project, environment=names)
    assert ("\x1b[" in done.out) == colored


def test_a_file_has_no_colours(project: Path) -> None:
    installed("lint", "--color", "always", "--output", "full:out.txt", cwd=project)
    assert "\x1b" not in (project / "out.txt").read_text(encoding="utf-8")


def test_complaints_are_coloured_at_a_terminal_alone(project: Path) -> None:
    assert in_a_terminal("lint", "gone", cwd=project).startswith("\x1b[31m\x1b[1mpathingest:\x1b[0m gone: no such")
    assert installed("lint", "gone", cwd=project).err.startswith("pathingest: gone: no such")


# --------------------------------------------------------------------------------------------------------------------
# Rough terminals.


ROUGH = [
    {"COLUMNS": "1"},
    {"COLUMNS": "1", "LINES": "1"},
    {"COLUMNS": "0"},
    {"COLUMNS": "many", "LINES": "-3"},
    {"COLUMNS": "9" * 5000},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "latin-1"},
    {"PYTHONIOENCODING": "ascii"},
]


@pytest.mark.parametrize(
    ("command", "names"),
    [
        *(("lint", names) for names in ROUGH),
        *(
            (command, names)
            for command in ("build", "rule", "rule DUR002", "lint --statistics")
            for names in ROUGH[1:7:5]
        ),
    ],
)
def test_any_terminal_will_do(command: str, names: dict[str, str], project: Path) -> None:
    words = command.split()
    for text in (
        in_a_terminal(*words, cwd=project, environment=names),
        installed(*words, cwd=project, environment=names).out,
    ):
        assert text
        assert "Traceback" not in text
        assert "internal error" not in text


@pytest.mark.skipif(os.name != "posix", reason="streams are closed as shells do")
@pytest.mark.parametrize("command", ["lint raw", "build raw", "rule", "rule SAL002"])
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_bring_no_traceback(command: str, closed: str, project: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"{COMMAND} {command} {closed}"], capture_output=True, cwd=project, env=PLAIN, check=False
    )
    assert done.returncode in (0, 1, 2)
    assert b"Traceback" not in done.stdout + done.stderr


HOSTILE = "\x1b]0;owned\x07\x9b31m\u202e"


@pytest.mark.parametrize("command", ["lint", "build"])
def test_no_page_and_no_name_commands_the_terminal(command: str, project: Path) -> None:
    name = f"raw/a{HOSTILE}.txt"
    text = WHOLE.read_text(encoding="utf-8").replace("Difficulty", f"Crumbs {HOSTILE} left\nDifficulty", 1)
    (project / name).write_text(text, encoding="utf-8")
    shown = in_a_terminal(command, "--info", cwd=project, size=(200, 90))
    assert "␛]0;owned␇" in shown
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", plain(shown))


# --------------------------------------------------------------------------------------------------------------------
# rule.


@pytest.mark.parametrize("width", [40, 80, 100])
def test_documentation_is_laid_out_and_loses_no_word(width: int) -> None:
    known = rules()
    for name, _ in known:
        text = documentation(name, known)
        shown = rendered(text, width, color=False)
        assert not re.search(r"(?m)^#|^```|^\|", shown)
        assert all(cells(line) <= width or line.startswith("    ") for line in shown.splitlines()), name
        assert words(shown) == words(text), name


def words(text: str) -> list[str]:
    """The words of a text without its marks, in whatever order a table has them."""
    text = re.sub(r"(?m)^\|[-|: ]+\|$", "", text)
    text = re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", text)
    return sorted(set(re.findall(r"\w+", re.sub(r"(?m)^```.*$", "", text))))


def test_colours_of_documentation_change_nothing_else() -> None:
    text = documentation("roadmap-total-mismatch", rules())
    painted = rendered(text, 80, color=True)
    assert "\x1b[1m" in painted
    assert "\x1b[36m" in painted
    assert STYLE.sub("", painted) == rendered(text, 80, color=False)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# A b\n\nOne\ntwo.\n", "A b\n\nOne two.\n"),
        ("- one `two`\n- three\n  four\n", "  • one two\n  • three four\n"),
        ("1. one\n2. two\n", "  1. one\n  2. two\n"),
        ("```text\n# no `heading`\n```\nafter\n", "    # no `heading`\nafter\n"),
        ("| a | b |\n|---|---|\n| `x` | y \\| z |\n", "a  b\nx  y | z\n"),
        ("**so** [it](https://example.org) is\n", "so it is\n"),
        ("an unclosed ` tick and ** star\n", "an unclosed ` tick and ** star\n"),
        ("```\nno end\n", "    no end\n"),
        (f"{HOSTILE}\n", "␛]0;owned␇<U+009B>31m<U+202E>\n"),
        (f"```\n{HOSTILE}\n", "    ␛]0;owned␇<U+009B>31m<U+202E>\n"),
        ("", ""),
    ],
)
def test_markdown_is_laid_out(text: str, shown: str) -> None:
    assert rendered(text, 80, color=False) == shown


def test_a_terminal_shows_documentation_laid_out_and_a_pipe_gets_markdown(tmp_path: Path) -> None:
    assert plain(in_a_terminal("rule", "SAL002", cwd=tmp_path)).startswith(
        "SAL002 badge-outside-stated-range\n\nerror,"
    )
    assert installed("rule", "SAL002", cwd=tmp_path).out.startswith("# SAL002 badge-outside-stated-range\n\nerror,")


@given(
    st.lists(st.sampled_from(["| ", "|---|", "`", "**", "- ", "```", "# ", "[a](b)", "\n", "学 "]) | TEXTS).map("".join)
)
def test_any_markdown_is_laid_out_and_commands_nothing(text: str) -> None:
    shown = rendered(text, 40, color=True)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff]", STYLE.sub("", shown))


@pytest.mark.parametrize("size", [(60, 24), (80, 24), (120, 24)])
def test_all_rules_are_a_table(size: tuple[int, int], tmp_path: Path) -> None:
    text = plain(in_a_terminal("rule", cwd=tmp_path, size=size))
    assert text.startswith("code    severity  rule")
    assert re.findall(r"(?m)^[A-Z]{3}\d{3}", text) == [rule.code for _, rule in rules()]
    assert max(map(cells, text.splitlines())) <= size[0]


# --------------------------------------------------------------------------------------------------------------------
# Help, and what is meant.


@pytest.mark.parametrize("command", ["lint", "build"])
def test_help_has_every_option_once_and_in_groups(command: str, tool: Tool) -> None:
    text = tool(command, "--help").out
    assert "\nWhat is printed:\n" in text
    named = re.findall(r"(?m)^  (?:-\w, )?(--[\w-]+)", text)
    assert len(named) == len(set(named)) > 10


@pytest.mark.parametrize(
    ("call", "near"),
    [
        ("lnt", "lint"), ("ruel", "rule"), ("profile chek x", "check"), ("lint --format jsn", "json"),
        ("lint --fail-on eror", "error"), ("lint --color allways", "always"), ("build --group-by pages", "page"),
        ("parse x --format yml", "yaml"), ("lint --min-severity warn", "warning"),
    ],
)  # fmt: skip
def test_what_was_meant_is_named(call: str, near: str, tool: Tool) -> None:
    done = tool(*call.split())
    assert done.code == 2
    assert f"; did you mean {near}?" in done.err


def test_of_what_is_like_nothing_all_are_named(tool: Tool) -> None:
    names = (
        "build, parse, explain, crawl, review, override, id, diff, report, verify, export, graph, vocab, lint, rule, "
        "server"
    )
    assert f"there are {names}, profile, schema" in tool("xyzzy").err


@pytest.mark.parametrize(
    "options",
    [["--info", "--min-severity", "error"], ["--group-by", "page", "--format", "json"], ["--limit", "-1"]],
)
def test_what_excludes_each_other_is_wrong_use(options: list[str], project: Path, tool: Tool) -> None:
    assert tool("lint", project / "raw", *options).code == 2


# --------------------------------------------------------------------------------------------------------------------
# Completion, as shells ask for it.


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("pathingest li", ["plain,lint"]),
        ("pathingest rule SAL00", ["plain,SAL001", "plain,SAL002", "plain,SAL003", "plain,SAL004", "plain,SAL005"]),
        ("pathingest rule residu", ["plain,residue"]),
        ("pathingest lint --ignore ext010", ["plain,EXT010"]),
        ("pathingest lint --select DUR,SAL002", ["plain,DUR,SAL002"]),
        ("pathingest lint --output sa", ["plain,sarif:"]),
        ("pathingest lint --color a", ["plain,auto", "plain,always"]),
        ("pathingest lint raw/a", ["file,raw/a"]),
        ("pathingest build ra", ["file,ra"]),
        ("pathingest build --out no", ["dir,no"]),
        ("pathingest profile check p", ["file,p"]),
    ],
)
def test_a_shell_is_offered_what_fits(line: str, offered: list[str]) -> None:
    names = {"_PATHINGEST_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    done = installed(environment=names)
    assert (done.code, done.err, done.out.split()) == (0, "", offered)


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_get_a_script(shell: str) -> None:
    done = installed(environment={"_PATHINGEST_COMPLETE": f"{shell}_source"})
    assert (done.code, done.err) == (0, "")
    assert "_PATHINGEST_COMPLETE" in done.out


def test_repairs_are_shown_at_a_terminal_with_the_lines(project: Path) -> None:
    page = project / "raw" / "off.txt"
    page.write_text(
        "From Baker to Miller: Your 9-Month Transition Guide\nTimeline\n3 months\nOverview\nDough is flour.\n",
        encoding="utf-8",
    )
    shown = plain(in_a_terminal("lint", "--repairs", "--select", "DUR001", str(page), cwd=project))
    assert "= repair: change the headline" in " ".join(shown.split())
