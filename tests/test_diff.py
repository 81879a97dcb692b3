"""`pathingest diff`: two datasets, two records, and what git has of them, compared value by value."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathingest import parse
from pathingest.dataset.address import address_of, find
from pathingest.dataset.changes import changes
from running import Done, Tool

PROJECT = Path(__file__).parents[1]
RECORDS = [json.loads(line) for line in (PROJECT / "normalized" / "dataset.jsonl").read_text("utf-8").splitlines()]
PAGE = """From Nurse to Data Analyst: Your 9-Month Transition Guide
Timeline
9-12 months
Skills You'll Need to Learn
SQL
Critical6 weeks
Query the data of one ward.
Python
Important4 weeks
Write a script.
Your Learning Roadmap
1
First queries
8 weeks
Tasks
• Write twenty SQL queries
• Read a plan
"""


class Site:
    """A project with one page, built, and committed."""

    def __init__(self, folder: Path, run: Tool) -> None:
        self.page = folder / "raw" / "nurse.txt"
        self.folder = folder
        self.run = run

    def build(self, *options: str) -> None:
        assert self.run("build", "-q", "--fail-on", "never", *options).code == 0

    def edit(self, old: str, new: str) -> None:
        """Write another page, and build it."""
        text = self.page.read_text("utf-8")
        assert old in text
        self.page.write_text(text.replace(old, new), "utf-8")
        self.build()

    def diff(self, *arguments: str) -> Done:
        return self.run("diff", *arguments)

    def shown(self, *arguments: str) -> list[str]:
        code, out, err = self.diff(*arguments)
        assert (code, err) == (0, "")
        return out.splitlines()


@pytest.fixture
def site(tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    made = Site(tmp_path, tool)
    made.page.parent.mkdir()
    made.page.write_text(PAGE, "utf-8")
    made.build()
    git("init", "-q")
    git("add", ".")
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "One page")
    return made


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)  # noqa: S607


# --- what is shown ---------------------------------------------------------------------------------------------------


def test_a_value_that_the_page_says_otherwise_is_one_line(site: Site) -> None:
    site.edit("9-12 months", "12-18 months")
    assert site.shown("HEAD:normalized") == [
        "~ nurse-to-data-analyst",
        "    ~ timeline: 9-12 months \u2192 12-18 months",
        "records: 1 changed (1 value), 0 new, 0 removed, 0 the same",
    ]


def test_an_item_that_is_put_in_above_changes_nothing_of_the_others(site: Site) -> None:
    site.edit("Python\n", "R\nCritical3 weeks\nDraw.\nPython\n")
    assert site.shown("HEAD:normalized")[1:-1] == ["    + skills_to_learn/R: R"]


FAQ = "FAQ\nHow long?\nAbout 9-12 months at 10 hours per week.\nWhat pay?\nFrom $60,000 to $80,000 a year.\n"


def claims(page: str) -> dict[str, Any]:
    found = parse(PAGE + page).pathway
    assert found
    assert found.claims
    return found.model_dump(mode="json")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("9-12 months", "12-18 months", [("changed", "About 9-12 months", "About 12-18 months")]),
        ("10 hours", "12 hours", [("changed", "10 hours per week", "12 hours per week")]),
        (" at 10 hours per week", "", [("removed", "10 hours per week", None)]),
        ("per week.", "per week, for two years.", [("added", None, "two years")]),
        ("How long?", "Is it hard?\nNo.\nHow long?", []),
        ("How long?\n", "How old?\nOver 2 years.\nHow long?\n", [("added", None, "Over 2 years")]),
    ],
)
def test_figures_are_compared_within_their_text(old: str, new: str, found: list[tuple[str, Any, Any]]) -> None:
    assert old in FAQ
    some = [one for one in changes(claims(FAQ), claims(FAQ.replace(old, new))) if one.at.startswith("/claims")]
    said = [(one.what, one.old and one.old["text"], one.new and one.new["text"]) for one in some]
    assert said == found


def test_renamed_removed_and_added_are_told_apart(site: Site) -> None:
    site.edit("First queries", "Queries")
    site.edit("• Read a plan\n", "")
    site.edit("queries\n", "queries\n• Draw one\n")
    assert site.shown("HEAD:normalized")[1:-1] == [
        "    ~ roadmap/First queries/title: First queries \u2192 Queries",
        "    ~ roadmap/First queries/tasks/Read a plan: Read a plan \u2192 Draw one",
    ]


def test_a_correction_is_marked_and_so_is_what_the_page_does_not_explain(site: Site) -> None:
    said = ("8 months", "--reason", "so", "--by", "anna")
    assert site.run("override", "set", "nurse-to-data-analyst", "/timeline", *said).code == 0
    site.build()
    (line,) = [one for one in site.shown("HEAD:normalized") if "timeline" in one]
    assert re.fullmatch(r" {4}~ timeline: 9-12 months \u2192 8 months \[correction: so, anna, \d{4}-\d\d-\d\d\]", line)
    git("stash", "-qu")
    record = site.folder / "normalized" / "nurse-to-data-analyst.json"
    record.write_text(record.read_text("utf-8").replace('"critical"', '"important"'), "utf-8")
    (site.folder / "normalized" / "dataset.jsonl").unlink()
    assert site.shown("HEAD:normalized")[1:-1] == [
        "    ~ skills_to_learn/SQL/priority: critical \u2192 important [tool]"
    ]


def test_a_record_that_only_one_side_has(site: Site) -> None:
    (site.folder / "raw" / "cook.txt").write_text(PAGE.replace("Nurse", "Cook"), "utf-8")
    site.build()
    assert site.shown("HEAD:normalized")[0] == "+ cook-to-data-analyst"
    assert site.shown("normalized", "HEAD:normalized")[0] == "- cook-to-data-analyst"


def test_single_records_are_compared_in_either_format(site: Site) -> None:
    site.build("--out", "yaml", "--format", "yaml")
    name = "nurse-to-data-analyst"
    lines = site.shown(f"HEAD:normalized/{name}.json", f"yaml/{name}.yaml")
    assert lines == ["records: 0 changed (0 values), 0 new, 0 removed, 1 the same"]


def test_views_and_what_was_read_do_not_count(site: Site) -> None:
    site.edit("From Nurse", "57Career Pathway\nFrom Nurse")
    assert site.shown("HEAD:normalized") == ["records: 0 changed (0 values), 0 new, 0 removed, 1 the same"]


def test_markdown_shows_what_is_written_as_it_is(site: Site) -> None:
    site.edit("First queries", "First *queries* <b>")
    assert "- roadmap/First queries/title: First queries \u2192 First \\*queries\\* \\<b\\>" in site.shown(
        "HEAD:normalized", "--format", "markdown"
    )


def test_what_was_added_is_told_from_what_was_removed_wherever_it_is_shown(site: Site) -> None:
    site.page.write_text(PAGE.replace("Python\n", "R\nCritical3 weeks\nDraw.\nPython\n").replace("• Read a plan\n", ""))
    done = site.run("build", "--fail-on", "never")
    added, removed = "skills_to_learn/R: added R", "roadmap/First queries/tasks/Read a plan: removed Read a plan"
    name = "nurse-to-data-analyst"
    assert {f"changed: {name}: {added}", f"changed: {name}: {removed}"} <= {
        line.strip() for line in done.err.splitlines()
    }
    lines = site.shown("HEAD:normalized", "--format", "markdown")
    assert {"- skills\\_to\\_learn/R: added R", f"- {removed}"} <= {*lines}
    assert site.run("report", "--out", "report.html", "--since", "HEAD:normalized").code == 0
    report = Path("report.html").read_text("utf-8")
    assert "added R" in report
    assert "removed Read a plan" in report


@pytest.mark.parametrize("out", ["normalized", "two words"])
def test_a_build_names_the_command_that_shows_the_rest_if_git_has_what_was(site: Site, out: str) -> None:
    site.build("--out", out)
    git("add", ".")
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--allow-empty", "-qm", "Built")
    text = PAGE.replace("SQL", "R").replace("weeks", "months").replace("9-12", "10-11").replace("Read", "Write")
    site.page.write_text(text, "utf-8")
    said = site.run("build", "--fail-on", "never", "--out", out).err
    (command,) = [quoted for quoted in re.findall("`(.*?)`", said) if " diff " in quoted]
    shown = site.diff(*shlex.split(command)[2:])
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.count("\u2192") > 5
    shutil.rmtree(".git")
    site.page.write_text(PAGE, "utf-8")
    said = site.run("build", "--fail-on", "never", "--out", out).err
    assert " more value" in said
    assert "pathingest diff" not in said


def test_a_record_is_compared_with_what_it_is_now(site: Site) -> None:
    site.page.with_name("cook.txt").write_text(PAGE.replace("Nurse", "Cook"), "utf-8")
    site.edit("9-12 months", "12-18 months")
    name = "normalized/nurse-to-data-analyst.json"
    expected = site.shown("HEAD:normalized", name)
    assert expected[-1] == "records: 1 changed (1 value), 0 new, 0 removed, 0 the same"
    assert site.shown(f"HEAD:{name}") == expected
    old = shutil.copy(name, "old.json")
    assert site.shown(str(old))[-1].startswith("records: 0 changed")
    assert "1 new" in site.shown("HEAD:normalized")[-1]


def corrected(site: Site, address: str, value: str, *options: str) -> list[tuple[str, str | None]]:
    """What a comparison with what was committed says of a correction: addresses with their causes."""
    done = site.run("override", "set", "nurse-to-data-analyst", address, value, "--reason", "x", *options)
    assert done.code == 0, done
    site.build()
    found = json.loads("\n".join(site.shown("HEAD:normalized", "--format", "json")))
    return [(one["at"], one["cause"]) for record in found["records"] for one in record["changes"]]


@pytest.mark.parametrize(
    ("address", "value", "options", "found"),
    [
        ("/timeline", "null", ("--json",), ["/timeline"]),
        ("/skills_to_learn/python", "null", ("--json",), ["/skills_to_learn/Python"]),
        ("/skills_to_learn/SQL/duration", "null", ("--json",), ["/skills_to_learn/SQL/duration"]),
        ("/skills_to_learn", "[]", ("--json",), ["/skills_to_learn/SQL", "/skills_to_learn/Python"]),
        ("/roadmap/0/tasks/1", "null", ("--json",), ["/roadmap/First queries/tasks/Read a plan"]),
        ("/roadmap/0/duration", "9 weeks", (), ["/roadmap/First queries/duration", "/roadmap_total"]),
        ("/roadmap/0", "null", ("--json",), ["/roadmap/First queries", "/roadmap_total"]),
    ],
)
def test_what_a_correction_took_away_or_added_up_is_no_change_of_the_tool(
    site: Site, address: str, value: str, options: tuple[str, ...], found: list[str]
) -> None:
    assert corrected(site, address, value, *options) == [(at, "override") for at in found]
    git("add", ".")
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "Corrected")
    shutil.rmtree("overrides")
    site.build()
    back = json.loads("\n".join(site.shown("HEAD:normalized", "--format", "json")))
    assert {one["cause"] for record in back["records"] for one in record["changes"]} == {"override"}
    assert {one["decided"] for record in back["records"] for one in record["changes"]} == {None}


def test_figures_of_a_corrected_text_follow_it(site: Site) -> None:
    site.page.write_text(PAGE + FAQ, "utf-8")
    site.build()
    git("add", ".")
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "Figures")
    found = corrected(site, "/faq/How long?/answer", "It depends.")
    assert len(found) > 1
    assert {cause for _, cause in found} == {"override"}


def test_what_else_a_page_changes_is_not_taken_for_corrected(site: Site) -> None:
    site.edit("9-12 months", "12-18 months")
    found = corrected(site, "/skills_to_learn/SQL/priority", "important")
    assert dict(found) == {"/timeline": "page", "/skills_to_learn/SQL/priority": "override"}


def test_a_sum_is_shown_in_its_unit(site: Site) -> None:
    site.edit("8 weeks", "10 weeks")
    assert "    ~ roadmap_total: 8 weeks \u2192 10 weeks" in site.shown("HEAD:normalized")


def test_json_has_values_pointers_and_causes(site: Site) -> None:
    site.edit("9-12 months", "12-18 months")
    found = json.loads("\n".join(site.shown("HEAD:normalized", "--format", "json")))
    assert found["schema"] == "pathingest.diff/1"
    (change,) = found["records"][0]["changes"]
    assert (change["old"]["max"], change["new"]["max"], change["cause"]) == (12.0, 18.0, "page")
    assert change["old_pointer"] == change["new_pointer"] == "/timeline"


@pytest.mark.parametrize(("edited", "code"), [("9-12 months", 0), ("12-18 months", 1)])
def test_exit_code_tells_whether_anything_differs(site: Site, edited: str, code: int) -> None:
    site.edit("9-12 months", edited)
    assert site.diff("HEAD:normalized", "--exit-code").code == code


@pytest.mark.parametrize(
    ("side", "said"),
    [
        ("nothing", "nothing there; name a folder of records, a record, or REVISION:PATH"),
        ("nowhere:normalized", "no such file, and no revision 'nowhere' of a repository here"),
        ("HEAD:nothing", "nothing there; name a path from this folder"),
        ("--help-me:x", "No such option"),
        ("raw/nurse.txt", "raw/nurse.txt: "),
    ],
)
def test_what_is_no_dataset_is_one_line(site: Site, side: str, said: str) -> None:
    code, out, err = site.diff(side)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


# --- laws ------------------------------------------------------------------------------------------------------------


def _lists(record: dict[str, Any]) -> list[list[Any]]:
    return [
        record["skills_to_learn"],
        record["roadmap"],
        record["overview"],
        record["faq"],
        record["roadmap"][0]["tasks"],
    ]


@given(st.data())
@settings(max_examples=150)
def test_applying_the_changes_to_the_old_record_gives_the_new_one(data: st.DataObject) -> None:
    old = data.draw(st.sampled_from(RECORDS))
    new = deepcopy(old)
    for _ in range(data.draw(st.integers(0, 4))):
        items = data.draw(st.sampled_from([one for one in _lists(new) if one]))
        i = data.draw(st.integers(0, len(items) - 1))
        how = data.draw(st.sampled_from(["drop", "double", "swap", "edit"]))
        if how == "drop":
            del items[i]
        elif how == "double":
            items.insert(i, deepcopy(items[i]))
        elif how == "swap":
            items[0], items[i] = items[i], items[0]
        elif isinstance(items[i], str):
            items[i] += " More."
        else:
            items[i]["title" if "title" in items[i] else "question" if "question" in items[i] else "name"] = "Else"
    found = changes(old, new)
    assert (found == []) == (_comparable(old) == _comparable(new))
    for change in found:
        assert change.old != change.new
        if change.before:
            assert find(old, address_of(old, change.before)).pointer == change.before


def _comparable(record: dict[str, Any]) -> dict[str, Any]:
    """A record without what does not count."""
    kept = {name: value for name, value in record.items() if name not in ("sources", "schema_version")}
    return kept | {"roadmap": [{k: v for k, v in phase.items() if k != "position"} for phase in record["roadmap"]]}
