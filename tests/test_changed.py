"""Findings on lines that were changed since a revision, in repositories of all kinds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathingest.control.changed import Changes, read_counts, read_hunks
from pathingest.model.finding import Finding, Related
from running import Done, Tool

ROOT = Path(__file__).resolve().parents[1]
PAGE = "raw/librarian-to-ai-data-curator.txt"
# What the sample's page has: the role line, the order of the skills, the roadmap's total beside the headline in line 5.
ROLE, SKILLS, TOTAL = "NAM001", "PRI001", "DUR002"
GIT = shutil.which("git") or ""
pytestmark = pytest.mark.skipif(not GIT, reason="git is not installed")
Git = Callable[..., None]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Git in the sample project, which is the working directory and committed on the branch main."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "docs" / "sample", folder)
    monkeypatch.chdir(folder)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")

    def run(*arguments: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run([GIT, *who, *arguments], check=True, capture_output=True)

    run("init", "--initial-branch=main")
    run("add", "--all")
    run("commit", "--message=pages")
    return run


def changed(tool: Tool, *arguments: str, since: str = "HEAD") -> list[str]:
    """The codes of what is found on changed lines."""
    done = tool("lint", "--format", "json", "--changed", since, *arguments)
    assert done.code in (0, 1), done.err
    return [finding["code"] for finding in json.loads(done.out)["findings"]]


def edit(line: int, text: str | None, name: str = PAGE, end: str = "\n") -> None:
    """Replace a line, or take it out."""
    path = Path(name)
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[line - 1 : line] = [] if text is None else [text]
    path.write_bytes(end.join(lines).encode())


def line(number: int, name: str = PAGE) -> str:
    return Path(name).read_text(encoding="utf-8").split("\n")[number - 1]


def wrong(done: Done) -> str:
    """The one line of a complaint about wrong use."""
    assert (done.code, done.out) == (2, "")
    (said,) = done.err.removeprefix("pathingest: ").splitlines()
    return said


# --------------------------------------------------------------------------------------------------------------------
# What was changed.


@pytest.mark.usefixtures("git")
def test_what_was_not_changed_does_not_count_and_the_run_says_so(tool: Tool) -> None:
    done = tool("lint", "--changed", "HEAD", "--fail-on", "info")
    assert (done.code, done.out) == (0, "")
    assert "no findings, 3 findings on other lines" in done.err


@pytest.mark.usefixtures("git")
def test_a_finding_on_a_changed_line_counts(tool: Tool) -> None:
    edit(3, f"{line(3)} ")
    assert changed(tool) == [ROLE]
    assert tool("lint", "--changed", "HEAD", "--fail-on", "info").code == 1


@pytest.mark.usefixtures("git")
def test_a_related_place_counts_as_well(tool: Tool) -> None:
    edit(5, f"{line(5)} ")
    assert changed(tool) == [ROLE, TOTAL]


@pytest.mark.usefixtures("git")
def test_a_line_beside_it_does_not(tool: Tool) -> None:
    edit(4, f"{line(4)} ")
    edit(6, f"{line(6)} ")
    assert changed(tool) == []


@pytest.mark.usefixtures("git")
def test_lines_that_move_are_not_changed(tool: Tool) -> None:
    edit(1, f"\n\n{line(1)}")
    assert changed(tool) == []


def test_what_is_staged_and_what_is_committed_count_as_what_is_not(git: Git, tool: Tool) -> None:
    edit(3, f"{line(3)} ")
    git("add", "--all")
    assert changed(tool) == [ROLE]
    git("commit", "--message=change")
    assert changed(tool, since="HEAD^") == [ROLE]
    assert changed(tool) == []


def test_what_others_changed_meanwhile_does_not_count(git: Git, tool: Tool) -> None:
    git("checkout", "-b", "mine")
    edit(3, f"{line(3)} ")
    git("commit", "--all", "--message=mine")
    git("checkout", "main")
    edit(34, f"{line(34)} ")
    git("commit", "--all", "--message=theirs")
    git("checkout", "mine")
    assert changed(tool, since="main") == [ROLE]


def test_a_renamed_page_counts_where_it_was_changed(git: Git, tool: Tool) -> None:
    other = 'raw/ä "new" page.txt'
    git("mv", PAGE, other)
    assert changed(tool) == []
    edit(3, f"{line(3, other)} ", other)
    assert changed(tool) == [ROLE]


@pytest.mark.parametrize("add", [True, False])
def test_all_of_a_new_page_counts(add: bool, git: Git, tool: Tool) -> None:
    shutil.copy(PAGE, "raw/new.txt")
    if add:
        git("add", "--all")
    found = changed(tool)
    assert {ROLE, SKILLS, TOTAL} <= set(found)
    assert len(found) >= 3


@pytest.mark.usefixtures("git")
def test_what_git_ignores_is_new(tool: Tool) -> None:
    Path(".gitignore").write_text("new.txt\n", encoding="utf-8")
    shutil.copy(PAGE, "raw/new.txt")
    assert changed(tool, "raw/new.txt") == [ROLE, SKILLS, TOTAL]


def test_a_contradiction_across_pages_counts_if_any_place_is_changed(git: Git, tool: Tool) -> None:
    for role, skill in (("Food Chemist", "Weighing & Measuring"), ("Perfumer", "Weighing and Measuring")):
        title = f"From Baker to {role}: Your 8-Month Transition Guide"
        text = f"{title}\nYour Transferable Skills\n{skill}\nTo the gram, before breakfast.\n"
        Path(f"raw/{role}.txt").write_text(text, encoding="utf-8")
    git("add", "--all")
    git("commit", "--message=bakers")
    assert changed(tool, "--select", "COR") == []
    for role in ("Food Chemist", "Perfumer"):
        edit(3, f"{line(3, f'raw/{role}.txt')} ", f"raw/{role}.txt")
        assert changed(tool, "--select", "COR") == ["COR004"]
        git("checkout", "raw")


def test_a_section_that_is_taken_out_is_missed(git: Git, tool: Tool) -> None:
    text = Path(PAGE).read_text(encoding="utf-8")
    start = text.index("Overview")
    Path(PAGE).write_text(text[:start] + text[text.index("\n\n", start) + 2 :], encoding="utf-8")
    assert "STR001" in changed(tool)
    git("commit", "--all", "--message=less")
    assert changed(tool) == []


@pytest.mark.usefixtures("git")
def test_a_line_that_is_taken_out_is_no_changed_line(tool: Tool) -> None:
    edit(4, None)
    assert changed(tool) == []


def test_crlf_counts_lines_as_git_does(git: Git, tool: Tool) -> None:
    text = Path(PAGE).read_text(encoding="utf-8")
    Path(PAGE).write_bytes(text.replace("\n", "\r\n").encode())
    git("commit", "--all", "--message=crlf")
    edit(3, f"{line(3)} ", end="\r\n")
    assert changed(tool) == [ROLE]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_all_of_a_page_counts_where_git_counts_other_lines(encoding: str, git: Git, tool: Tool) -> None:
    text = Path(PAGE).read_text(encoding="utf-8")
    Path(PAGE).write_bytes(text.replace("\n", "\r").encode(encoding))
    git("commit", "--all", "--message=other")
    assert changed(tool) == []
    Path(PAGE).write_bytes(f"{text} \n".replace("\n", "\r").encode(encoding))
    assert changed(tool) == [ROLE, SKILLS, TOTAL]


@pytest.mark.usefixtures("git")
def test_in_a_folder_of_the_repository(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(3, f"{line(3)} ")
    monkeypatch.chdir("raw")
    assert changed(tool, ".") == [ROLE]


@pytest.mark.usefixtures("git")
def test_a_page_through_a_link_is_the_page(tool: Tool) -> None:
    Path("link.txt").symlink_to(PAGE)
    assert changed(tool, "link.txt") == []
    edit(3, f"{line(3)} ")
    assert changed(tool, "link.txt") == [ROLE]


def test_configuration_of_git_changes_nothing(git: Git, tool: Tool) -> None:
    for key, value in {
        "diff.noprefix": "false",
        "diff.mnemonicPrefix": "true",
        "diff.renames": "false",
        "diff.external": "false",
        "diff.interHunkContext": "50",
        "diff.context": "50",
        "color.ui": "always",
        "core.quotePath": "true",
        "diff.relative": "true",
    }.items():
        git("config", key, value)
    other = "raw/ä.txt"
    git("mv", PAGE, other)
    edit(3, f"{line(3, other)} ", other)
    assert changed(tool) == [ROLE]


# --------------------------------------------------------------------------------------------------------------------
# What is refused.


@pytest.mark.parametrize("revision", ["nowhere", "-x", "HEAD..HEAD", "", "HEAD:raw"])
@pytest.mark.usefixtures("git")
def test_a_revision_that_is_not_there(revision: str, tool: Tool) -> None:
    assert wrong(tool("lint", f"--changed={revision}")).startswith(f"--changed: no revision {revision!r} here; name a ")


def test_branches_that_have_nothing_in_common(git: Git, tool: Tool) -> None:
    git("checkout", "--orphan", "other")
    git("commit", "--message=alone")
    assert "no commit in common" in wrong(tool("lint", "--changed", "main"))


def test_no_repository(tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "docs" / "sample", tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert wrong(tool("lint", "--changed", "main")).startswith("--changed: no git repository here: ")


@pytest.mark.usefixtures("git")
def test_no_git(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert wrong(tool("lint", "--changed", "main")).startswith("--changed: git is not installed here")


@pytest.mark.parametrize("other", [("--fix",), ("--unsafe-fixes",), ("--diff",), ("--write-baseline", "x"), ("-",)])
@pytest.mark.usefixtures("git")
def test_what_it_excludes(other: tuple[str, ...], tool: Tool) -> None:
    assert "exclude each other" in wrong(tool("lint", "--changed", "HEAD", *other))


# --------------------------------------------------------------------------------------------------------------------
# What git prints.


def test_names_are_as_they_are() -> None:
    first = b"+++ a b.txt\t\n@@ -1 +1,2 @@ x\n>+++ no\n>@@ -1 +9 @@\n"
    second = b'+++ "q\\"\\\\\\t\\303\\244.txt"\n@@ -5,2 +4,0 @@\n@@ -9 +7 @@\n'
    assert list(read_hunks(first + second)) == [
        ("a b.txt", range(1, 3)),
        ('q"\\\tä.txt', range(4, 4)),
        ('q"\\\tä.txt', range(7, 8)),
    ]


def test_counts_are_those_of_the_new_name() -> None:
    listed = b"1\t2\ta\tb.txt\x00-\t-\tc.png\x000\t3\t\x00old\x00new\x00"
    assert list(read_counts(listed)) == [("a\tb.txt", "1", "2"), ("c.png", "-", "-"), ("new", "0", "3")]


@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 3), st.integers(1, 4))
def test_a_place_is_on_the_lines_that_it_holds(start: int, count: int, more: int, column: int) -> None:
    place = Related("", str(Path("page.txt").resolve()), 5, column, 5 + more, column + 1 if more == 0 else column)
    finding = Finding("X001", "x", "info", "high", *place[:6])
    changes = Changes(Path.cwd(), frozenset(["page.txt"]), {"page.txt": (range(start, start + count),)})
    held = set(range(5, 5 + more + (0 if more and column == 1 else 1)))
    assert changes.concern(finding) == bool(held & set(range(start, start + count)))
