"""`pathingest report`: what goes into the file, and what becomes of datasets that are not as usual."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import zlib
from pathlib import Path
from typing import Any

import pytest

from pathingest.overrides.forms import IDS_SCHEMA
from pathingest.web.document import ASSETS, bundled
from running import Tool

NAME = "nurse-to-data-analyst"
PAGE = """From Nurse to Data Analyst: Your 9-Month Transition Guide
Timeline
9-12 months
Your Learning Roadmap
1
Foundations
8 weeks
2
Projects
12 weeks
FAQ
How long does it take?
Expect 9-12 months.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tool: Tool) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "page.txt").write_text(PAGE, "utf-8")
    built(tool)
    return tmp_path


def built(tool: Tool, *arguments: str) -> None:
    assert tool("build", "--fail-on", "never", "-q", *arguments).code == 0


def read(path: Path) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The overview and the pathways of a report."""
    text = path.read_text("utf-8")
    overview = re.search(r'<script type="application/json" id="overview">(.*?)</script>', text)
    assert overview
    blocks = re.findall(r'<script type="text/plain" data-id="([^"]*)">([^<]*)</script>', text)
    return json.loads(overview[1]), {name: json.loads(zlib.decompress(base64.b64decode(one))) for name, one in blocks}


def made(tool: Tool, *arguments: object) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    done = tool("report", *arguments)
    assert done.code == 0, done.err
    return read(Path("report.html"))


def test_a_report_has_the_findings_of_the_build(project: Path, tool: Tool) -> None:
    done = tool("report", "--out", "out/report.html")
    assert (done.code, done.out) == (0, "")
    assert re.fullmatch(r"1 pathway, \d+ errors, \d+ warnings, 1 info in out/report.html\n", done.err)
    overview, pathways = read(project / "out" / "report.html")
    codes = [one["code"] for one in json.loads(tool("lint", "raw", "--format", "json").out)["findings"]]
    assert "DUR002" in codes
    assert sorted(one["code"] for one in pathways[NAME]["findings"]) == sorted(codes)
    assert sum(rule["findings"] for rule in overview["rules"]) == len(codes)
    assert pathways[NAME]["sources"][0]["text"] == PAGE
    assert json.loads(pathways[NAME]["record"])["id"] == NAME
    assert "$schema" in pathways[NAME]["record"]


def test_a_report_is_the_same_from_run_to_run(project: Path, tool: Tool) -> None:
    made(tool)
    first = (project / "report.html").read_bytes()
    made(tool)
    assert (project / "report.html").read_bytes() == first


@pytest.mark.usefixtures("project")
def test_records_in_yaml_are_shown_as_json(tool: Tool) -> None:
    built(tool, "--format", "yaml")
    _, pathways = made(tool)
    assert (json.loads(pathways[NAME]["record"])["id"], pathways[NAME]["digest"]) == (NAME, None)


def test_a_page_that_is_gone_has_no_text(project: Path, tool: Tool) -> None:
    (project / "raw" / "page.txt").unlink()
    _, pathways = made(tool)
    assert (pathways[NAME]["sources"][0]["text"], pathways[NAME]["findings"]) == (None, [])


def test_a_page_in_another_encoding_has_its_bytes(project: Path, tool: Tool) -> None:
    html = '<meta charset="iso-8859-1"><h1>From Baker to Miller</h1><h2>Roadmap</h2><h3>Phase 1: Blé</h3><p>8 weeks</p>'
    data = html.encode("latin-1")
    (project / "raw" / "baker.html").write_bytes(data)
    built(tool)
    _, pathways = made(tool)
    source = pathways["baker-to-miller"]["sources"][0]
    assert (source["text"], base64.b64decode(source["bytes"])) == (html, data)


def test_a_page_without_a_record_is_named(project: Path, tool: Tool) -> None:
    (project / "raw" / "other.txt").write_text("A job ad.\n", "utf-8")
    built(tool)
    overview, _ = made(tool)
    assert [one["path"] for one in overview["skipped"]] == ["raw/other.txt"]
    assert overview["other"] == []
    assert "EXT006" in [one["code"] for one in overview["rules"]]


def test_corrections_and_what_is_wrong_with_them_are_of_their_record(project: Path, tool: Tool) -> None:
    assert tool("override", "set", NAME, "/timeline", "5-6 months", "--reason", "asked").code == 0
    built(tool)
    _, pathways = made(tool)
    assert pathways[NAME]["overrides"] == {"/timeline": "5-6 months"}
    assert json.loads(pathways[NAME]["evidence"])["leaves"]["/timeline"]["override"] == "/timeline"
    path = project / "raw" / "page.txt"
    path.write_text(PAGE.replace("9-12 months", "10-13 months", 1), "utf-8")
    built(tool)
    _, pathways = made(tool)
    found = [one for one in pathways[NAME]["findings"] if one["code"] == "OVR001"]
    assert [one["places"][0]["path"] for one in found] == ["overrides/nurse-to-data-analyst.yaml"]


IDS = f"""schema: {IDS_SCHEMA}
ids: []
no_pathways:
- path: raw/gone.txt
  reason: an index
  by: anna
  date: "2026-11-30"
"""
BROKEN = {
    f"{NAME}.yaml": "overrides: [\n",
    "x-to-y.yaml": "overrides: [\n",
    "ids.yaml": IDS,
}


@pytest.mark.parametrize("file", BROKEN)
def test_what_a_build_says_of_corrections_the_report_shows_and_counts(file: str, project: Path, tool: Tool) -> None:
    (project / "overrides").mkdir()
    (project / "overrides" / file).write_text(BROKEN[file], "utf-8")
    said = re.findall(r": (error|warning|info) ([A-Z]+\d+) ", tool("build", "--fail-on", "never").out)
    assert any(code.startswith("OVR") for _, code in said)
    done = tool("report")
    overview, pathways = read(Path("report.html"))
    shown = [one["code"] for one in (*pathways[NAME]["findings"], *overview["other"])]
    assert sorted(shown) == sorted(code for _, code in said)
    errors = sum(severity == "error" for severity, _ in said)
    assert f" {errors} error" in done.err


def test_what_is_dismissed_of_corrections_is_not_shown(project: Path, tool: Tool) -> None:
    (project / "overrides").mkdir()
    (project / "overrides" / f"{NAME}.yaml").write_text("overrides: [\n", "utf-8")
    (project / "pathingest.toml").write_text(
        '[[lint.suppress]]\nrule = "OVR004"\npath = "overrides/*"\nreason = "known"\n', "utf-8"
    )
    assert "OVR004" not in [one["code"] for one in made(tool)[1][NAME]["findings"]]


def test_what_changed_is_against_git_or_what_is_named(project: Path, tool: Tool) -> None:
    assert made(tool)[0]["since"] is None
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=x", "-c", "user.email=x", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], check=True, cwd=project)  # noqa: S607
    path = project / "raw" / "page.txt"
    path.write_text(PAGE.replace("9-12 months\nYour", "9-10 months\nYour"), "utf-8")
    built(tool)
    since = made(tool)[0]["since"]
    assert (since["name"], since["same"]) == ("HEAD:normalized", 0)
    assert since["records"][0]["values"] == [[["timeline"], "9-12 months \u2192 9-10 months"]]
    assert made(tool, "--since", "normalized")[0]["since"]["records"] == []


def test_findings_that_are_new_or_closed_since_the_last_build_are_named(project: Path, tool: Tool) -> None:
    built(tool, "--out", "earlier")
    path = project / "raw" / "page.txt"
    path.write_text(PAGE.replace("12 weeks", "30 weeks").replace("Expect 9-12 months", "Expect 24-30 months"), "utf-8")
    built(tool)
    overview, pathways = made(tool, "--since", "earlier")
    (record,) = overview["since"]["records"]
    assert [one["code"] for one in record["closed"]] == ["DUR002"]
    assert [one["code"] for one in record["opened"]] == ["DUR003"]
    shown = {one["fingerprint"]: one["message"] for one in pathways[NAME]["findings"]}
    assert all(shown[one["fingerprint"]] == one["message"] for one in record["opened"])
    assert [["roadmap_total"], "20 weeks \u2192 38 weeks"] in record["values"]


def test_a_finding_that_stays_is_neither_new_nor_closed(project: Path, tool: Tool) -> None:
    built(tool, "--out", "earlier")
    (project / "raw" / "page.txt").write_text(PAGE.replace("12 weeks", "13 weeks"), "utf-8")
    built(tool)
    overview, pathways = made(tool, "--since", "earlier")
    assert "DUR002" in [one["code"] for one in pathways[NAME]["findings"]]
    assert [(one["opened"], one["closed"]) for one in overview["since"]["records"]] == [([], [])]


SUPPRESS = """[[lint.suppress]]
rule = "DUR002"
path = "raw/page.txt"
reason = "the author knows"
by = "anna"
until = 2999-12-31
"""
IGNORE = """[lint.per-path-ignores]
"raw/**" = ["DUR002"]
"""


@pytest.mark.parametrize(("config", "dismissed"), [(SUPPRESS, ["DUR002"]), (IGNORE, [])])
def test_a_finding_that_is_there_and_not_reported_is_not_closed(
    config: str, dismissed: list[str], project: Path, tool: Tool
) -> None:
    built(tool, "--out", "earlier")
    (project / "raw" / "page.txt").write_text(PAGE.replace("12 weeks", "13 weeks"), "utf-8")
    (project / "pathingest.toml").write_text(config, "utf-8")
    built(tool)
    overview, pathways = made(tool, "--since", "earlier")
    (record,) = overview["since"]["records"]
    assert (record["opened"], record["closed"]) == ([], [])
    assert [one["code"] for one in record["dismissed"]] == dismissed
    assert "DUR002" not in [one["code"] for one in pathways[NAME]["findings"]]
    shown = [(one["code"], one["reason"], one["until"], one["by"]) for one in pathways[NAME]["dismissed"]]
    assert shown == [(code, "the author knows", "2999-12-31", "anna") for code in dismissed]
    assert [one["why"] for one in record["dismissed"]] == [
        ["the author knows", "until 2999-12-31", "by anna"] for _ in dismissed
    ]


def test_one_of_several_findings_of_a_rule_is_dismissed(project: Path, tool: Tool) -> None:
    built(tool, "--out", "earlier")
    _, pathways = made(tool)
    first, *others = [one["fingerprint"] for one in pathways[NAME]["findings"] if one["code"] == "STR001"]
    (project / "raw" / "page.txt").write_text(PAGE.replace("12 weeks", "13 weeks"), "utf-8")
    (project / "pathingest.toml").write_text(
        f'[[lint.suppress]]\nrule = "STR001"\nfingerprint = "{first}"\nreason = "x"\n', "utf-8"
    )
    built(tool)
    overview, pathways = made(tool, "--since", "earlier")
    (record,) = overview["since"]["records"]
    assert [one["fingerprint"] for one in pathways[NAME]["dismissed"]] == [first]
    assert len([one for one in pathways[NAME]["findings"] if one["code"] == "STR001"]) == len(others) > 0
    assert (record["opened"], record["closed"], len(record["dismissed"])) == ([], [], 1)


def test_of_long_texts_both_sides_of_a_difference_show(project: Path, tool: Tool) -> None:
    path = project / "raw" / "page.txt"
    long = (
        f"Expect 9-12 months. {'Most people study in the evening. ' * 6}Plan for {{}} hours a week{' and more' * 30}."
    )
    path.write_text(PAGE.replace("Expect 9-12 months.", long.format(6)), "utf-8")
    built(tool, "--out", "earlier")
    path.write_text(PAGE.replace("Expect 9-12 months.", long.format(8)), "utf-8")
    built(tool)
    (record,) = made(tool, "--since", "earlier")[0]["since"]["records"]
    (words,) = [words for tokens, words in record["values"] if tokens[0] == "faq"]
    old, new = words.split(" \u2192 ")
    assert re.fullmatch("\u2026.*for 6 hours a week.*\u2026", old)
    assert re.fullmatch("\u2026.*for 8 hours a week.*\u2026", new)


def test_all_that_changed_of_a_record_is_in_the_report(project: Path, tool: Tool) -> None:
    built(tool, "--out", "earlier")
    path = project / "raw" / "page.txt"
    path.write_text(PAGE.replace("9", "6").replace("8 weeks", "7 weeks").replace("Projects", "CI/CD"), "utf-8")
    built(tool)
    (record,) = [one for one in made(tool, "--since", "earlier")[0]["since"]["records"] if one["what"] == "changed"]
    assert len(record["values"]) > 4
    assert record["more"] == 0
    assert ["roadmap", "Projects", "title"] in [tokens for tokens, _ in record["values"]]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["nothing"], "no dataset there; `pathingest build --out nothing` writes one"),
        (["--out", "raw"], "--out: raw is a folder; name a file"),
        (
            ["--out", "raw/page.txt"],
            "--out: raw/page.txt is no report, and is not overwritten; name another file, or d",
        ),
        (["--out", "normalized/dataset.jsonl"], "is no report"),
        (["--since", "nothing"], "nothing there"),
    ],
)
def test_wrong_use_is_one_line(tool: Tool, arguments: list[str], expected: str) -> None:
    page, dataset = Path("raw/page.txt"), Path("normalized/dataset.jsonl")
    before = page.read_bytes(), dataset.read_bytes()
    done = tool("report", *arguments)
    assert (done.code, done.err.count("\n"), expected in done.err) == (2, 1, True)
    assert (page.read_bytes(), dataset.read_bytes()) == before


def test_a_page_that_is_html_is_no_report(project: Path, tool: Tool) -> None:
    path = project / "raw" / "page.html"
    text = '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>pathingest report</title>\n'
    path.write_text(text, "utf-8")
    assert tool("report", "--out", path).code == 2
    assert path.read_text("utf-8") == text


def test_an_empty_file_and_an_earlier_report_are_overwritten(project: Path, tool: Tool) -> None:
    path = project / "report.html"
    path.touch()
    made(tool)
    (project / "raw" / "page.txt").write_text(PAGE.replace("12 weeks", "13 weeks"), "utf-8")
    built(tool)
    before = path.read_bytes()
    made(tool)
    assert path.read_bytes() != before


def test_a_report_to_standard_output_is_that_of_a_file(
    project: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tool)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    done = tool("report", "--out", "-")
    assert (done.code, done.out) == (0, (project / "report.html").read_text("utf-8"))
    assert not (project / "-").exists()


def test_a_folder_from_which_no_page_is_found_is_one_line(
    project: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / "normalized")
    done = tool("report", ".")
    assert (done.code, done.err.count("\n"), "from the folder in which it was built" in done.err) == (2, 1, True)


def test_evidence_that_is_gone_is_one_line(project: Path, tool: Tool) -> None:
    (project / "normalized" / "evidence" / f"{NAME}.json").unlink()
    done = tool("report")
    assert (done.code, done.err.count("\n"), "build the dataset anew" in done.err) == (2, 1, True)
    assert not (project / "report.html").exists()


@pytest.mark.parametrize(
    "broken", ["", "{", "5", '{"leaves": 5, "sources": []}', "[" * 100_000], ids=lambda text: text[:9]
)
def test_evidence_that_no_build_wrote_proves_nothing(broken: str, project: Path, tool: Tool) -> None:
    (project / "normalized" / "evidence" / f"{NAME}.json").write_text(broken)
    assert tool("report", "--out", "whole.html").code == 0
    assert tool("verify").code == 1


@pytest.mark.parametrize(("key", "value"), [("to_role", 5), ("roadmap", [1]), ("timeline", {"min": "x"})])
def test_a_dataset_of_what_are_no_records_is_one_line(key: str, value: object, project: Path, tool: Tool) -> None:
    path = project / "normalized" / "dataset.jsonl"
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    path.write_text("".join(json.dumps(line | {key: value}) + "\n" for line in lines), "utf-8")
    done = tool("report")
    assert (done.code, done.err.count("\n"), "build the dataset anew" in done.err) == (2, 1, True)


def test_a_manifest_that_names_no_pages_is_one_line(project: Path, tool: Tool) -> None:
    path = project / "normalized" / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    for one in manifest["records"]:
        one["sources"] = [{"path": None, "sha256": ""}]
    path.write_text(json.dumps(manifest | {"not_written": []}), "utf-8")
    done = tool("report")
    assert (done.code, done.err.count("\n"), "none of its pages is found" in done.err) == (2, 1, True)


def test_modules_import_each_other_in_the_one_form_that_is_bundled() -> None:
    script = bundled("report")
    assert not re.search(r"^\s*(?:import|export)\b", script, re.MULTILINE)
    for path in ASSETS.glob("*.js"):
        text = path.read_text("utf-8")
        assert text.startswith("// "), path.name
        for line in re.findall(r"^import .*|^export .*", text, re.MULTILINE):
            assert re.match(
                r'import \{ [\w, ]+ \} from "\./\w+\.js";|export (?:async )?(?:function\*?|const|class) \w+', line
            )
        assert not re.search(r"innerHTML|style=|\.style\b", text), path.name
