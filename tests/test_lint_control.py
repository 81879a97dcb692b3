"""What a project can say of linting: the configuration, suppressions, the baseline, fixes, and the exit code.

The last part answers, one test each, what users of other linters complain about.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import pathingest
from pathingest.config._lint import LintConfig
from pathingest.control import suppressions
from pathingest.control.globs import within
from pathingest.model.finding import SEVERITIES, Related
from pathingest.model.suppression import Suppression
from pathingest.rules import rules
from running import COMMAND, Done, Tool, installed

TITLE = "From Cook to Dietitian: Your 12-Month Transition Guide"
# Findings of known kinds: EXT001 (info), STR001 (error), STR002 (warning).
POOR = f"Career Pathway9 views\n{TITLE}\nOverview\nYou know what people like to eat.\n"
# As POOR, but its end is there: five sections before it are missing, each a finding of its own.
HOLED = f"{POOR}Frequently Asked Questions\nIs it hard?\nNo, it is long.\n"
WHOLE = (Path(__file__).parent / "cases" / "pages" / "whole.txt").read_text(encoding="utf-8")
Project = Callable[..., Path]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project in its own folder, which is the working directory: `raw/poor.txt`, and a configuration."""

    def make(config: str = "", name: str = "pathingest.toml", **files: str) -> Path:
        (tmp_path / "raw").mkdir()
        (tmp_path / "raw" / "poor.txt").write_text(POOR, encoding="utf-8")
        if config:
            (tmp_path / name).write_text(config, encoding="utf-8")
        for path, text in files.items():
            (tmp_path / path).write_text(text, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return make


def found(done: Done) -> list[str]:
    """The codes that were found, in order."""
    assert done.code in (0, 1), done.err
    return [finding["code"] for finding in json.loads(done.out)["findings"]]


def findings(done: Done) -> list[dict[str, object]]:
    listed: list[dict[str, object]] = json.loads(done.out)["findings"]
    return listed


def lint(tool: Tool, *arguments: str) -> Done:
    return tool("lint", "--format", "json", *arguments)


def wrong(done: Done) -> list[str]:
    """The lines of a complaint about wrong use."""
    assert (done.code, done.out) == (2, "")
    return done.err.removeprefix("pathingest: ").splitlines()


# --------------------------------------------------------------------------------------------------------------------
# Which rules are asked.


@pytest.mark.parametrize(
    ("config", "enabled"),
    [
        ('[lint]\nselect = ["EXT"]', {"EXT001"}),
        ('[lint]\nselect = ["STR002"]', {"STR002"}),
        ('[lint]\nselect = ["view-counter-in-label"]', {"EXT001"}),
        ('[lint]\nselect = ["ALL"]\nignore = ["STR001"]', {"EXT001", "STR002", "STR007"}),
        ('[lint]\nselect = ["STR002"]\nextend-select = ["EXT001"]', {"EXT001", "STR002"}),
        ('[lint]\nignore = ["STR"]\nextend-select = ["STR002"]', {"EXT001", "STR002"}),
        ('[lint]\nselect = ["STR"]\nignore = ["STR00"]', set()),
    ],
)
def test_selectors_choose_the_rules(config: str, enabled: set[str], project: Project, tool: Tool) -> None:
    project(config)
    codes = set(found(lint(tool)))
    assert codes == enabled


def test_the_command_line_selects_in_place_of_the_configuration(project: Project, tool: Tool) -> None:
    project('[lint]\nselect = ["EXT"]\nignore = ["STR002"]')
    assert found(lint(tool, "--select", "STR002,EXT001")) == ["EXT001", "STR002"]


def test_preview_rules_are_asked_by_their_whole_name_only(project: Project, tool: Tool) -> None:
    preview = next(rule.code for _, rule in rules() if not rule.default)
    project()
    assert preview not in found(lint(tool, "--select", "ALL"))
    assert preview not in found(lint(tool, "--select", preview[:3]))


def test_a_preset_leaves_out_what_came_after_it(project: Project, tool: Tool) -> None:
    project('[lint]\npreset = "2026-10"')
    assert found(lint(tool)) == []


def test_a_preset_of_this_version_leaves_nothing_out(project: Project, tool: Tool) -> None:
    newest = max(rule.since for _, rule in rules())
    project(f'[lint]\npreset = "{newest}"')
    assert "STR001" in found(lint(tool))


def test_ignores_of_a_path_are_relative_to_the_file(
    project: Project, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project('[lint.per-path-ignores]\n"raw/*.txt" = ["STR001", "EXT"]')
    assert set(found(lint(tool))) == {"STR002", "STR007"}
    monkeypatch.chdir(root / "raw")
    assert set(found(lint(tool, "poor.txt"))) == {"STR002", "STR007"}


@pytest.mark.parametrize("glob", ["other/**", "*.html", "raw/*/poor.txt", "poor.txt/x", "raw/**/x", "r*x", "?oor.tx"])
def test_ignores_of_other_paths_ignore_nothing(glob: str, project: Project, tool: Tool) -> None:
    project(f'[lint.per-path-ignores]\n"{glob}" = ["ALL"]')
    assert "STR001" in found(lint(tool))


_MEANT = [
    "raw",
    "raw/",
    "./raw/*",
    "**",
    "*.txt",
    "poor.txt",
    "raw/**",
    "r?w/p*",
    "**/poor.txt",
    "raw/**/p*o*.*",
    "r**t",
]


@pytest.mark.parametrize("glob", _MEANT)
def test_ignores_of_the_path_ignore_it(glob: str, project: Project, tool: Tool) -> None:
    project(f'[lint.per-path-ignores]\n"{glob}" = ["ALL"]')
    assert found(lint(tool)) == []


@pytest.mark.parametrize(
    "glob", ["*a" * 40 + "b", "**a" * 40 + "b", "**/*" * 40 + "b", "*a**/" * 20 + "b", "?*" * 40 + "b"]
)
def test_many_wildcards_take_no_time(glob: str) -> None:
    assert not within("raw/" + "a" * 200, glob, Path())
    assert within("raw/" + "a" * 200 + "b", "*a" * 40 + "b", Path())


def test_a_severity_can_be_set(project: Project, tool: Tool) -> None:
    project('[lint.severity]\nSTR001 = "info"\nEXT001 = "error"')
    severities = {str(one["code"]): one["severity"] for one in findings(lint(tool))}
    assert (severities["STR001"], severities["EXT001"]) == ("info", "error")


def test_pyproject_serves_as_well(project: Project, tool: Tool) -> None:
    project('[tool.pathingest.lint]\nselect = ["STR002"]', name="pyproject.toml")
    assert found(lint(tool)) == ["STR002"]


def test_isolated_takes_no_configuration(project: Project, tool: Tool) -> None:
    project('[lint]\nselect = ["STR002"]')
    assert "STR001" in found(lint(tool, "--isolated"))


def test_a_configuration_can_be_named(project: Project, tool: Tool) -> None:
    project('[lint]\nselect = ["STR002"]', **{"other.toml": '[lint]\nselect = ["EXT001"]'})
    assert found(lint(tool, "--config", "other.toml")) == ["EXT001"]


def test_the_configuration_says_what_is_linted(project: Project, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project('[lint]\npaths = ["pages"]', **{"loose.txt": POOR})
    (root / "raw").rename(root / "pages")
    assert {one["path"] for one in findings(lint(tool))} == {"pages/poor.txt"}
    assert {one["path"] for one in findings(lint(tool, "loose.txt"))} == {"loose.txt"}
    (root / "deeper").mkdir()
    monkeypatch.chdir(root / "deeper")
    assert {one["path"] for one in findings(lint(tool))} == {"../pages/poor.txt"}


def test_build_heeds_the_configuration(project: Project, tool: Tool) -> None:
    project('[lint]\nselect = ["STR002"]')
    lines = tool("build").out.splitlines()
    assert [line.split()[2] for line in lines] == ["STR002"]


# --------------------------------------------------------------------------------------------------------------------
# Mistakes in the configuration: all of them at once, each with its key and the fix.


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("[lnt]", "lnt: unknown key; did you mean lint?"),
        (
            '[lint]\nrequire = ["from_role"]',
            'lint.require: unknown key; it belongs above all tables: require = ["from_role"]',
        ),
        ('[lint]\nprofiles = "own"', "lint.profiles: unknown key; it belongs above all tables"),
        ('[lint]\nselct = ["DUR"]', "lint.selct: unknown key; did you mean select?"),
        ('[lint]\npaths = "raw"', "lint.paths: expected a list of texts"),
        ('[lint]\nselect = "DUR"', "lint.select: expected a list of texts"),
        ('[lint]\nselect = ["STRO01"]', "lint.select: 'STRO01' is no rule; did you mean STR001?"),
        ('[lint]\nignore = [""]', "lint.ignore: '' is no rule"),
        ('[lint]\nfail-on = "warnings"', "lint.fail-on: 'warnings' is not one of error, warning, info, never; did you"),
        (
            '[lint]\ndocs-url = "rules/{name}.md"',
            "lint.docs-url: expected an address with {code} or {name} in it, as in",
        ),
        ('[lint]\ndocs-url = "https://example.org/rules"', "lint.docs-url: expected an address with {code} or {name}"),
        ('[lint]\ndocs-url = "https://example.org/{name}/{rule}"', "lint.docs-url: expected an address with {code}"),
        (
            '[lint]\ndocs-url = "https://example.org/{name} x"',
            "lint.docs-url: expected an address with {code} or {name}",
        ),
        ("[lint]\ndocs-url = 3", "lint.docs-url: expected a text; got 3"),
        ("[lint]\nmax-warnings = -1", "lint.max-warnings: expected a number from 0; got -1"),
        ("[lint]\nmax-warnings = true", "lint.max-warnings: expected a number from 0; got True"),
        ('[lint]\nreference-date = "soon"', "lint.reference-date: expected a date"),
        ('[lint]\npreset = "latest"', "lint.preset: expected a month"),
        ('[lint]\npreset = "2999-01"', "lint.preset: this version knows the rules up to"),
        ('[lint.severity]\nSTR001 = "bad"', "lint.severity.STR001: 'bad' is not one of error, warning, info"),
        ('[lint.severity]\nSTR901 = "info"', "lint.severity.STR901: 'STR901' is no rule"),
        ("[lint.options.STR001]\nslack = 1", "lint.options.STR001: STR001 has no options"),
        ("[lint.options.STR]\nslack = 1", "lint.options.STR: STR means"),
        ("[lint.options.DUR002]\nshare = nan", "lint.options.DUR002.share: expected a number from 0 to 1; got nan"),
        ('[lint.per-path-ignores]\n"raw" = ["XYZ"]', "lint.per-path-ignores.\"raw\": 'XYZ' is no rule"),
        ("[[lint.suppress]]\nreason = 'x'", "lint.suppress[1].rule: names no rule"),
        ("[[lint.suppress]]\nrule = 'STR001'\nline = 7", "lint.suppress[1].line: unknown key"),
        ("[[lint.suppress]]\nrule = 'STR001'\npointer = 'faq'", "lint.suppress[1].pointer: expected a JSON Pointer"),
        ("[[lint.suppress]]\nrule = 'STR001'\nuntil = 'x'", "lint.suppress[1].until: expected a date"),
        ("lint = 3", "lint: expected a table"),
    ],
)
def test_a_mistake_in_the_configuration_is_one_line(config: str, said: str, project: Project, tool: Tool) -> None:
    root = project(config)
    (line,) = wrong(lint(tool))
    assert line.startswith(f"{root / 'pathingest.toml'}: {said}")


def test_all_unknown_tables_are_told_at_once(project: Project, tool: Tool) -> None:
    project("lnt = 1\nrules = 2\n")
    assert [line.rpartition(": unknown key")[0].rpartition(": ")[2] for line in wrong(lint(tool))] == ["lnt", "rules"]


def test_all_mistakes_are_told_at_once(project: Project, tool: Tool) -> None:
    project('[lint]\nselct = []\nfail-on = "x"\n[lint.severity]\nSTR001 = "y"\nSTR901 = "info"\n')
    assert len(wrong(lint(tool))) == 4


@pytest.mark.parametrize("option", ["--select", "--ignore", "--extend-select"])
def test_an_unknown_rule_on_the_command_line_is_refused(option: str, project: Project, tool: Tool) -> None:
    project()
    (line,) = wrong(lint(tool, option, "missing-sectoin"))
    assert "did you mean missing-section?" in line


# --------------------------------------------------------------------------------------------------------------------
# Suppressions.

SUPPRESS = '[[lint.suppress]]\nrule = "STR002"\npath = "raw/poor.txt"\nreason = "the site never had them"\n'


def test_a_suppression_hides_its_finding_and_the_run_says_so(project: Project, tool: Tool) -> None:
    project(SUPPRESS)
    done = lint(tool)
    assert "STR002" not in found(done)
    assert "SUP001" not in found(done)
    assert "1 finding suppressed" in done.err


def test_a_suppression_is_for_its_pointer_and_what_is_inside(project: Project, tool: Tool) -> None:
    suppress = '[[lint.suppress]]\nrule = "STR001"\npointer = "/roadmap"\nreason = "left out on purpose"\n'
    project(suppress, **{"raw/poor.txt": HOLED})
    pointers = {one["pointer"] for one in findings(lint(tool)) if one["code"] == "STR001"}
    assert "/roadmap" not in pointers
    assert "/action_plan" in pointers


def test_a_pointer_means_no_neighbour_that_begins_like_it(project: Project, tool: Tool) -> None:
    project('[[lint.suppress]]\nrule = "STR001"\npointer = "/road"\nreason = "x"\n', **{"raw/poor.txt": HOLED})
    assert "/roadmap" in {one["pointer"] for one in findings(lint(tool)) if one["code"] == "STR001"}


@pytest.mark.parametrize(
    ("entry", "code", "line"),
    [
        ('rule = "EXT008"\npath = "raw/*"\nreason = "x"', "SUP001", 2),
        ('rule = "STR002"\npath = "raw/gone.txt"\nreason = "x"', "SUP001", 2),
        ('rule = "STR002"\npath = "raw/*"', "SUP002", 2),
        ('rule = "STR902"\npath = "raw/*"\nreason = "x"', "SUP003", 2),
        ('rule = "STR002"\npath = "raw/*"\nreason = "x"\nuntil = 2026-01-31', "SUP004", 2),
    ],
)
def test_what_is_wrong_with_a_suppression_is_a_finding(
    entry: str, code: str, line: int, project: Project, tool: Tool
) -> None:
    project(f"lint.reference-date = 2026-02-01\n[[lint.suppress]]\n{entry}\n")
    told = [one for one in findings(lint(tool)) if str(one["code"]).startswith("SUP")]
    assert [(one["code"], one["line"]) for one in told] == [(code, line)]
    assert str(told[0]["path"]).endswith("pathingest.toml")


@pytest.mark.parametrize("kind", ["fingerprint", "pointer", "path", "files"])
def test_suppressions_that_mean_others_cost_a_finding_nothing(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Related("", "pathingest.toml", 1, 1, 1, 1)
    others: list[dict[str, Any]] = [{kind: f"x/{i}" if kind == "files" else f"/raw/{i}"} for i in range(300)]
    written = [Suppression(("DUR002",), place, "raw/*")._replace(**other) for other in others]
    compared = 0

    def counting(function: Callable[..., bool]) -> Callable[..., bool]:
        def counted(*given: object) -> bool:
            nonlocal compared
            compared += 1
            return function(*given)

        return counted

    for name in ("_is_inside", "within"):
        monkeypatch.setattr(suppressions, name, counting(getattr(suppressions, name)))
    known = suppressions.Suppressions(written, LintConfig(), date(2026, 1, 1))
    (finding,) = pathingest.lint(pathingest.parse(f"{TITLE}\nOverview\nYes.\n", path="raw/a.txt"), ["STR002"])[:1]
    for i in range(300):
        known.hide(finding._replace(code="DUR002", fingerprint=f"{i}", pointer=f"/roadmap/{i}"))
    assert compared <= 600


def test_a_suppression_of_a_file_that_was_not_linted_is_not_called_unused(project: Project, tool: Tool) -> None:
    root = project(SUPPRESS)
    (root / "raw" / "other.txt").write_text(WHOLE, encoding="utf-8")
    assert "SUP001" not in found(lint(tool, "raw/other.txt"))


def test_a_suppression_of_a_rule_that_was_not_asked_is_not_called_unused(project: Project, tool: Tool) -> None:
    project('[[lint.suppress]]\nrule = "EXT008"\nreason = "x"\n')
    assert found(lint(tool, "--select", "STR002,SUP")) == ["STR002"]


def test_a_suppression_of_what_pages_say_together_is_not_called_unused_by_a_run_of_one(
    project: Project, tool: Tool
) -> None:
    root = project('[[lint.suppress]]\nrule = "COR002"\npath = "raw/poor.txt"\nreason = "x"\n')
    (root / "raw" / "other.txt").write_text(WHOLE, encoding="utf-8")
    assert "SUP001" not in found(lint(tool, "raw/poor.txt"))
    assert "SUP001" in found(lint(tool))


@pytest.mark.parametrize(("today", "hidden"), [("2026-01-30", True), ("2026-01-31", True), ("2026-02-01", False)])
def test_a_suppression_counts_up_to_its_last_day(today: str, hidden: bool, project: Project, tool: Tool) -> None:
    project(f"lint.reference-date = {today}\n{SUPPRESS}until = 2026-01-31\n")
    codes = found(lint(tool))
    assert ("STR002" not in codes) == hidden
    assert ("SUP004" in codes) != hidden


def test_a_sidecar_speaks_for_the_file_it_stands_beside(project: Project, tool: Tool) -> None:
    root = project()
    sidecar = root / "raw" / "poor.txt.lint.toml"
    sidecar.write_text('\n[[suppress]]\nrule = ["STR002", "STR001"]\nreason = "a stub"\n', encoding="utf-8")
    assert found(lint(tool)) == ["EXT001", "STR007"]
    sidecar.write_text('\n[[suppress]]\nrule = "EXT008"\nreason = "x"\n', encoding="utf-8")
    unused = next(one for one in findings(lint(tool)) if one["code"] == "SUP001")
    assert (unused["path"], unused["line"]) == ("raw/poor.txt.lint.toml", 2)


def test_a_mistake_in_a_sidecar_is_refused(project: Project, tool: Tool) -> None:
    root = project()
    (root / "raw" / "poor.txt.lint.toml").write_text('[[supress]]\nrule = "STR002"\n', encoding="utf-8")
    (line,) = wrong(lint(tool))
    assert line == "raw/poor.txt.lint.toml: sidecar.supress: unknown key; did you mean suppress?"


def test_mistakes_in_sidecars_are_told_at_once_and_stop_no_page(project: Project, tool: Tool) -> None:
    root = project()
    for name in ("other", "poor"):
        (root / "raw" / f"{name}.txt").write_text(
            WHOLE.replace("Food Technologist", f"Food {name.title()}"), encoding="utf-8"
        )
        (root / "raw" / f"{name}.txt.lint.toml").write_text("[[supress]]\n", encoding="utf-8")
    assert [line.partition(":")[0] for line in wrong(tool("build"))] == [
        "raw/other.txt.lint.toml",
        "raw/poor.txt.lint.toml",
    ]
    assert len((root / "normalized" / "dataset.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_what_is_suppressed_on_every_page_is_no_systemic_finding(project: Project, tool: Tool) -> None:
    root = project('[[lint.suppress]]\nrule = "STR002"\npath = "raw/*"\nreason = "the site has none"\n')
    for number in range(4):
        (root / "raw" / f"poor{number}.txt").write_text(HOLED.replace("Cook", f"Cook {number}"), encoding="utf-8")
    told = [str(one["message"]) for one in findings(lint(tool)) if one["code"] == "COR005"]
    assert told
    assert not any("STR002" in message for message in told)


def test_what_every_page_has_is_one_finding_that_fails_the_run_as_they_would(project: Project, tool: Tool) -> None:
    root = project()
    for number in range(4):
        (root / "raw" / f"poor{number}.txt").write_text(POOR.replace("Cook", f"Cook {number}"), encoding="utf-8")
    done = lint(tool, "--select", "STR001", "--select", "COR005")
    assert found(done) == ["COR005"]
    (one,) = findings(done)
    assert (one["severity"], done.code, len(one["related"])) == ("error", 1, 4)  # type: ignore[arg-type]
    assert found(lint(tool, "--select", "STR001")) == ["STR001"] * 5


# --------------------------------------------------------------------------------------------------------------------
# Records: comments, and fixes.


@pytest.fixture
def record(project: Project, tool: Tool) -> Path:
    """A YAML record with a finding of a value: a phase without resources."""
    root = project()
    (root / "raw" / "poor.txt").write_text(WHOLE, encoding="utf-8")
    tool("build", "--format", "yaml")
    (path,) = (root / "normalized").glob("*.yaml")
    text = path.read_text(encoding="utf-8")
    answers = [number for number, line in enumerate(text.splitlines()) if "question: " in line]
    lines = text.splitlines(keepends=True)
    lines[answers[0]] = "  - question: null\n" if lines[answers[0]].startswith("  -") else "- question: null\n"
    path.write_text("".join(lines), encoding="utf-8")
    return path


def commented(record: Path, comment: str) -> None:
    """Put a comment beside the answer whose question is missing."""
    before, missing, after = record.read_text(encoding="utf-8").partition("question: null\n")
    answer, end, rest = after.partition("\n")
    record.write_text(f"{before}{missing}{answer}  {comment}{end}{rest}", encoding="utf-8")


def test_the_record_has_its_finding(record: Path, tool: Tool) -> None:
    assert "STR006" in found(lint(tool, str(record)))


@pytest.mark.parametrize("form", ["STR006", "faq-answer-without-question", "STR006, DUR001", "STR"])
def test_a_comment_suppresses(form: str, record: Path, tool: Tool) -> None:
    commented(record, f"# pathingest: ignore[{form}] nobody asked")
    codes = found(lint(tool, str(record)))
    assert "STR006" not in codes
    assert not [code for code in codes if code.startswith("SUP")]


def test_a_comment_for_the_whole_file_suppresses(record: Path, tool: Tool) -> None:
    record.write_text(f"# pathingest: ignore-file[STR006] nobody asked\n{record.read_text(encoding='utf-8')}", "utf-8")
    assert "STR006" not in found(lint(tool, str(record)))


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("# pathingest: ignore[STR006]", "SUP002"),
        ("# pathingest: ignore[STR906] x", "SUP003"),
        ("# pathingest: ignore STR006 x", "SUP003"),
        ("# pathingest: ignore[] x", "SUP003"),
        ("# pathingest: ignore[STR006, until=soon] x", "SUP003"),
        ("# pathingest: ignore[STR006, until=2020-01-01] x", "SUP004"),
        ("# pathingest: ignore[DUR001] x", "SUP001"),
    ],
)
def test_what_is_wrong_with_a_comment_is_a_finding_at_it(comment: str, code: str, record: Path, tool: Tool) -> None:
    commented(record, comment)
    told = [one for one in findings(lint(tool, str(record))) if str(one["code"]).startswith("SUP")]
    assert [one["code"] for one in told] == [code]
    line = record.read_text(encoding="utf-8").splitlines()[int(str(told[0]["line"])) - 1]
    assert line[int(str(told[0]["column"])) - 1 :] == comment


def test_pages_are_never_fixed_and_the_run_says_so(project: Project, tool: Tool) -> None:
    root = project()
    page = root / "raw" / "poor.txt"
    page.write_text(WHOLE.replace("\nFood Technologist\n", "\nFOOD Technologist\n"), encoding="utf-8")
    before = page.read_bytes()
    done = tool("lint", "--fix")
    assert page.read_bytes() == before
    assert "0 findings fixed in 0 records, 1 finding to be fixed in the records (raw pages stay" in done.err


# --------------------------------------------------------------------------------------------------------------------
# The baseline.


def test_a_baseline_hides_what_it_knows(project: Project, tool: Tool) -> None:
    root = project('lint.baseline = "known.json"')
    tool("lint", "--isolated", "--write-baseline", "known.json")
    done = lint(tool)
    assert (found(done), done.code) == ([], 0)
    assert "known by the baseline" in done.err
    assert json.loads((root / "known.json").read_text(encoding="utf-8"))["schema"] == "pathingest.baseline/1"


def test_a_finding_that_moves_stays_known(project: Project, tool: Tool) -> None:
    root = project()
    tool("lint", "--write-baseline", "known.json")
    page = root / "raw" / "poor.txt"
    page.write_text(f"\n\n{POOR}", encoding="utf-8")
    assert found(lint(tool, "--baseline", "known.json")) == []


def test_a_contradiction_that_changes_is_new(project: Project, tool: Tool) -> None:
    root = project()
    tool("lint", "--write-baseline", "known.json")
    page = root / "raw" / "poor.txt"
    page.write_text(POOR.replace("Career Pathway9", "Career pathway9"), encoding="utf-8")
    assert found(lint(tool, "--baseline", "known.json")) == ["EXT001"]


def test_a_view_counter_that_counts_on_changes_nothing(project: Project, tool: Tool) -> None:
    root = project()
    tool("lint", "--write-baseline", "known.json")
    before = (root / "known.json").read_text(encoding="utf-8")
    for counter in ("10 views", "1,204 views", "1 view"):
        (root / "raw" / "poor.txt").write_text(POOR.replace("9 views", counter), encoding="utf-8")
        done = lint(tool, "--baseline", "known.json")
        assert (found(done), "no longer there" in done.err) == ([], False)
    assert {one["fingerprint"] for one in findings(lint(tool))} == {
        one["fingerprint"] for one in json.loads(before)["findings"]
    }


def test_a_renamed_page_stays_known(project: Project, tool: Tool) -> None:
    root = project()
    tool("lint", "--write-baseline", "known.json")
    (root / "raw" / "poor.txt").rename(root / "raw" / "cook.txt")
    done = lint(tool, "--baseline", "known.json")
    assert (found(done), done.code) == ([], 0)
    assert "no longer there" not in done.err


def test_a_renamed_page_is_known_once(project: Project, tool: Tool) -> None:
    root = project()
    once = findings(lint(tool))
    tool("lint", "--write-baseline", "known.json")
    (root / "raw" / "poor.txt").rename(root / "raw" / "a.txt")
    (root / "raw" / "b.txt").write_text(POOR, encoding="utf-8")
    left = findings(lint(tool, "--baseline", "known.json", "--ignore", "COR"))
    assert {finding["path"] for finding in left} == {"raw/b.txt"}
    assert len(left) == len(once)


def test_a_copy_of_a_page_that_is_there_is_new(project: Project, tool: Tool) -> None:
    root = project()
    tool("lint", "--write-baseline", "known.json")
    (root / "raw" / "copy.txt").write_text(POOR, encoding="utf-8")
    left = findings(lint(tool, "--baseline", "known.json"))
    assert {finding["path"] for finding in left if finding["code"] == "EXT001"} == {"raw/copy.txt"}


def test_entries_of_a_page_that_is_gone_are_for_no_page_that_the_baseline_knows(project: Project, tool: Tool) -> None:
    root = project()
    other = POOR.replace("Cook", "Baker")
    (root / "raw" / "other.txt").write_text(other.replace("9 views", ""), encoding="utf-8")
    tool("lint", "--write-baseline", "known.json")
    (root / "raw" / "poor.txt").unlink()
    (root / "raw" / "other.txt").write_text(other, encoding="utf-8")
    done = lint(tool, "--baseline", "known.json")
    assert found(done) == ["EXT001"]
    assert "of the baseline no longer there" in done.err


def test_a_page_renamed_to_another_folder_stays_known_where_a_part_is_linted(project: Project, tool: Tool) -> None:
    root = project()
    tool("lint", "--write-baseline", "known.json")
    (root / "new").mkdir()
    (root / "raw" / "poor.txt").rename(root / "new" / "poor.txt")
    assert found(lint(tool, "--baseline", "known.json", "new")) == []


def test_a_fixed_finding_makes_no_room_for_another(project: Project, tool: Tool) -> None:
    root = project()
    (root / "raw" / "other.txt").write_text(POOR.replace("Cook", "Baker"), encoding="utf-8")
    tool("lint", "--write-baseline", "known.json")
    (root / "raw" / "other.txt").write_text(POOR.replace("Cook", "Baker").replace("9 views", ""), encoding="utf-8")
    (root / "raw" / "poor.txt").write_text(POOR.replace("Career Pathway9", "Career pathway9"), encoding="utf-8")
    done = lint(tool, "--baseline", "known.json")
    assert found(done) == ["EXT001"]
    assert "of the baseline no longer there" in done.err


def test_the_baseline_of_the_configuration_is_made_and_made_anew(project: Project, tool: Tool) -> None:
    root = project('lint.baseline = "known.json"')
    for page in (POOR, POOR.replace("Career Pathway9", "Career pathway9")):
        (root / "raw" / "poor.txt").write_text(page, encoding="utf-8")
        assert tool("lint", "--write-baseline", "known.json").code == 0
        assert found(lint(tool)) == []


def test_what_was_not_asked_is_not_called_gone(project: Project, tool: Tool) -> None:
    root = project()
    tool("lint", "--write-baseline", "known.json")
    (root / "raw" / "poor.txt").write_text(POOR.replace("9 views", ""), encoding="utf-8")
    assert "no longer there" not in lint(tool, "--baseline", "known.json", "--select", "STR").err
    assert "1 finding of the baseline no longer there" in lint(tool, "--baseline", "known.json").err


def test_a_baseline_may_lie_in_another_folder(project: Project, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project('lint.baseline = "known/lint.json"')
    assert 'baseline = "known/other.json"' in tool("lint", "--isolated", "--write-baseline", "known/other.json").err
    tool("lint", "--isolated", "--write-baseline", "known/lint.json")
    assert found(lint(tool)) == []
    monkeypatch.chdir(root / "raw")
    assert found(lint(tool, "poor.txt")) == []


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"schema": "other"}', '{"schema": "pathingest.baseline/1"}'])
def test_a_file_that_is_no_baseline_is_refused(text: str, project: Project, tool: Tool) -> None:
    project(**{"known.json": text})
    (line,) = wrong(lint(tool, "--baseline", "known.json"))
    assert "no baseline of this tool" in line


def test_a_baseline_that_is_not_there_says_how_to_make_one(project: Project, tool: Tool) -> None:
    project()
    (line,) = wrong(lint(tool, "--baseline", "known.json"))
    assert "--write-baseline known.json" in line


# --------------------------------------------------------------------------------------------------------------------
# The exit code, and the last line that says why.


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        ([], 1, "exit 1: 1 error and 1 warning (fail-on is warning)"),
        (["--fail-on", "error"], 1, "exit 1: 1 error (fail-on is error)"),
        (["--fail-on", "never"], 0, "exit 0: no finding fails the run (fail-on is never)"),
        (["--exit-zero"], 0, "exit 0: --exit-zero, in spite of 1 error and 1 warning (fail-on is warning)"),
        (["--select", "EXT"], 0, "exit 0: nothing as bad as a warning (fail-on is warning)"),
        (["--select", "EXT", "--fail-on", "info"], 1, "exit 1: 1 info (fail-on is info)"),
        (["--select", "EXT008"], 0, "exit 0: no findings"),
        (["--select", "STR002", "--max-warnings", "1"], 0, "exit 0: 1 warning, not more than the 1 that max-warnings"),
        (
            ["--select", "STR002", "--max-warnings", "0"],
            1,
            "exit 1: 1 warning, more than the 0 that max-warnings",
        ),
        (["--max-warnings", "5"], 1, "exit 1: 1 error (fail-on is warning)"),
        (["--select", "STR002", "--fail-on", "error", "--max-warnings", "0"], 1, "exit 1: 1 warning, more than the 0"),
    ],
)
@pytest.mark.parametrize("output", ["full", "concise", "json"])
def test_the_last_line_says_why(
    arguments: list[str], code: int, reason: str, output: str, project: Project, tool: Tool
) -> None:
    project()
    done = tool("lint", "--format", output, *arguments)
    told = done.out if output == "full" else done.err
    assert done.code == code
    assert told.splitlines()[-1].startswith(reason)


@pytest.mark.parametrize(
    ("arguments", "failures"),
    [([], 2), (["--exit-zero"], 0), (["--max-warnings", "9"], 1), (["--fail-on", "never"], 0)],
)
def test_junit_fails_what_fails_the_run(arguments: list[str], failures: int, project: Project, tool: Tool) -> None:
    project()
    assert tool("lint", "--format", "junit", *arguments).out.count("<failure ") == failures


def test_the_configuration_says_when_a_run_fails(project: Project, tool: Tool) -> None:
    project('lint.fail-on = "never"')
    assert tool("lint").code == 0
    assert tool("lint", "--fail-on", "warning").code == 1


# --------------------------------------------------------------------------------------------------------------------
# Outputs.


def test_several_outputs_at_once(project: Project, tool: Tool) -> None:
    root = project()
    done = tool("lint", "--format", "concise", "--output", "json:a.json", "--output", "sarif:b.sarif")
    assert done.out.startswith("raw/poor.txt:1:1: ")
    assert json.loads((root / "a.json").read_text(encoding="utf-8"))["schema"] == "pathingest.findings/1"
    assert json.loads((root / "b.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


@pytest.mark.parametrize("value", ["sarif", "sarif:", "serif:out", ":out"])
def test_an_output_without_format_or_file_is_refused(value: str, project: Project, tool: Tool) -> None:
    project()
    (line,) = wrong(tool("lint", "--output", value))
    assert "FORMAT:FILE" in line


@pytest.mark.parametrize("output", ["github", "gitlab", "sarif", "concise"])
def test_a_code_host_gets_the_paths_of_the_repository(
    output: str, project: Project, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project()
    (root / ".git").mkdir()
    monkeypatch.chdir(root / "raw")
    out = tool("lint", "--format", output, "poor.txt").out
    assert ("raw/poor.txt" in out) == (output != "concise")


def test_rules_have_the_addresses_of_the_configuration(project: Project, tool: Tool) -> None:
    project('[lint]\ndocs-url = "https://example.org/{code}/{name}"\nselect = ["EXT001"]')
    assert [one["rule_url"] for one in findings(lint(tool))] == ["https://example.org/EXT001/view-counter-in-label"]
    run = json.loads(tool("lint", "--format", "sarif").out)["runs"][0]
    assert run["tool"]["driver"]["rules"][0]["helpUri"] == "https://example.org/EXT001/view-counter-in-label"


def test_a_fix_of_a_record_is_suggested_where_it_is(project: Project, tool: Tool) -> None:
    case = Path(__file__).parent / "cases" / "rules" / "wrong-type" / "bad-bare-words.yaml"
    project(**{"x.yaml": case.read_text(encoding="utf-8")})
    options = ("--select", "SCH002", "--output", "markdown:x.md", "x.yaml")
    listed = json.loads(tool("lint", "--format", "rdjson", *options).out)["diagnostics"]
    lines = case.read_bytes().splitlines()
    for one in listed:
        (made,) = one["suggestions"]
        start, end = made["range"]["start"], made["range"]["end"]
        assert start["line"] == end["line"]
        assert made["text"].encode() == b'"%s"' % lines[start["line"] - 1][start["column"] - 1 : end["column"] - 1]
    assert len(listed) == Path("x.md").read_text(encoding="utf-8").count("```diff") == 2


def test_a_run_is_compared_with_an_earlier_one(
    project: Project, tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project()
    tool("lint", "--output", "json:before.json")
    (root / "raw" / "poor.txt").write_text(POOR.replace("Career Pathway9 views\n", ""), encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    done = tool("lint", "--compare", "before.json", "--format", "github")
    assert "0 new and 1 gone since the earlier run with 4 findings\n  info EXT001: 1 gone\n" in done.err
    trend = json.loads(tool("lint", "--compare", "before.json", "--format", "json").out)["summary"]["trend"]
    assert trend["rules"] == [
        {"code": "EXT001", "name": "view-counter-in-label", "severity": "info", "new": 0, "gone": 1}
    ]
    assert "| change | 0 | 0 | 0 | -1 |" in (tmp_path / "summary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"schema": "pathingest.findings/1"}',
        '{"schema": "pathingest.findings/1", "findings": [3]}',
        None,
    ],
)
def test_what_is_compared_must_be_findings(text: str | None, project: Project, tool: Tool) -> None:
    project(**({"before.json": text} if text is not None else {}))
    (line,) = wrong(lint(tool, "--compare", "before.json"))
    assert line.startswith("--compare: before.json: ")


def test_the_step_summary_is_appended(project: Project, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project()
    (root / "summary.md").write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(root / "summary.md"))
    tool("lint", "--format", "github")
    text = (root / "summary.md").read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert len(text) > len("before\n")


def test_statistics_count_by_rule(project: Project, tool: Tool) -> None:
    project(**{"raw/poor.txt": HOLED})
    done = tool("lint", "--statistics")
    head, first, *others = [line.split() for line in done.out.splitlines()]
    assert head == ["count", "severity", "code", "fix", "rule"]
    assert first == ["5", "error", "STR001", "-", "missing-section"]
    assert {len(row) for row in others} == {len(head)}
    assert [row[1] for row in others] == sorted((row[1] for row in others), key=SEVERITIES.index)
    assert ("[*] can be fixed" in done.err) == any(row[3] == "[*]" for row in others)
    rows = json.loads(tool("lint", "--statistics", "--format", "json").out)
    assert rows[0] == {"count": 5, "severity": "error", "code": "STR001", "fixable": False, "name": "missing-section"}


def test_no_findings_have_no_statistics(project: Project, tool: Tool) -> None:
    project()
    assert tool("lint", "--statistics", "--select", "SAL002").out == ""
    assert json.loads(tool("lint", "--statistics", "--select", "SAL002", "--format", "json").out) == []


# --------------------------------------------------------------------------------------------------------------------
# What users of other linters complain about.


def test_complaint_the_exit_code_ignores_severity(project: Project, tool: Tool) -> None:
    """A run whose findings are all milder than fail-on passes, whatever their number."""
    project('[lint.severity]\nALL = "info"')
    done = lint(tool)
    assert len(found(done)) > 3
    assert done.code == 0


def test_complaint_noise_by_default(project: Project, tool: Tool) -> None:
    """A whole, consistent page fails nothing without any configuration."""
    root = project()
    (root / "raw" / "poor.txt").write_text(WHOLE, encoding="utf-8")
    assert lint(tool).code == 0


def test_complaint_one_finding_cannot_be_silenced(project: Project, tool: Tool) -> None:
    """One of several findings of one rule on one page."""
    suppress = (
        '[[lint.suppress]]\nrule = "STR001"\npointer = "/roadmap"\npath = "raw/poor.txt"\nreason = "no roadmap"\n'
    )
    project(suppress, **{"raw/poor.txt": HOLED})
    assert found(lint(tool)).count("STR001") == 4


def test_complaint_a_wrong_configuration_is_accepted_in_silence(project: Project, tool: Tool) -> None:
    """Also where nothing would have come of it."""
    project("[lint.options.STR001]\nx = 1", **{"page.txt": WHOLE})
    assert tool("lint", "page.txt").code == 2
    assert tool("build").code == 2


def test_complaint_messages_without_place_or_expected_value(record: Path, tool: Tool) -> None:
    """A misspelt priority: where, what was expected, what was probably meant."""
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace('priority: "critical"', 'priority: "critcal"', 1), encoding="utf-8")
    (finding,) = (one for one in findings(lint(tool, str(record))) if str(one["code"]).startswith("SCH"))
    line = text.splitlines()[int(str(finding["line"])) - 1]
    assert line[int(str(finding["column"])) - 1 :].startswith('critical"')
    assert all(word in str(finding["message"]) for word in ("critcal", "critical", "important", "nice_to_have"))


def test_complaint_not_all_errors_in_one_run(record: Path, tool: Tool) -> None:
    """Two faults of a record and a contradiction in it are told together."""
    text = record.read_text(encoding="utf-8")
    broken = text.replace('priority: "critical"', 'priority: "critcal"', 1).replace("demand: ", "demmand: ", 1)
    record.write_text(broken, encoding="utf-8")
    codes = found(lint(tool, str(record)))
    assert {"SCH003", "SCH005", "STR006"} <= set(codes)


def test_complaint_annotations_are_truncated(project: Project, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings beyond what the host shows are in the summary, and the worst are the ones that are shown."""
    root = project()
    for number in range(4):
        (root / "raw" / f"poor{number}.txt").write_text(HOLED.replace("Cook", f"Cook {number}"), encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(root / "summary.md"))
    out = tool("lint", "--format", "github", "--select", "STR001").out
    assert out.count("::error ") == 10
    assert (root / "summary.md").read_text(encoding="utf-8").count("STR001") >= 11


def test_complaint_suppressions_expire_unseen(project: Project, tool: Tool) -> None:
    """An expired one is told, and its finding comes back."""
    project(f"lint.reference-date = 2027-01-01\n{SUPPRESS}until = 2026-12-31\n")
    assert {"STR002", "SUP004"} <= set(found(lint(tool)))


def test_complaint_a_fix_ignores_suppressions(project: Project, tool: Tool) -> None:
    """A finding that is suppressed is not fixed."""
    root = project()
    (root / "raw" / "poor.txt").write_text(WHOLE, encoding="utf-8")
    tool("build", "--format", "yaml")
    (path,) = (root / "normalized").glob("*.yaml")
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    name = data["from_role"]["name"]
    text = path.read_text(encoding="utf-8").replace(f'label: "{name}"', f'label: "{name.upper()}"')
    assert name.upper() in text
    kept = text.replace(
        f'label: "{name.upper()}"', f'label: "{name.upper()}"  # pathingest: ignore[NAM001] house style'
    )
    path.write_text(kept, encoding="utf-8")
    tool("lint", "--fix", str(path))
    assert path.read_text(encoding="utf-8") == kept
    path.write_text(text, encoding="utf-8")
    tool("lint", "--fix", str(path))
    assert name.upper() not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "options",
    [
        ("--config", "pathingest.toml", "--isolated"),
        ("--write-baseline", "new.json", "--fix"),
        ("--write-baseline", "new.json", "--unsafe-fixes"),
        ("--write-baseline", "new.json", "--diff"),
        ("--write-baseline", "new.json", "--output", "json:new.json"),
        ("--diff", "--output", "json:new.json"),
        ("-", "--watch"),
        ("-", "raw"),
    ],
)
def test_complaint_an_option_is_passed_over_in_silence(options: tuple[str, ...], project: Project, tool: Tool) -> None:
    root = project(SUPPRESS)
    (line,) = wrong(tool("lint", *options))
    assert line.endswith("exclude each other; leave one out")
    assert not (root / "new.json").exists()


def test_what_is_to_be_watched_must_be_there(project: Project, tool: Tool) -> None:
    project()
    (line,) = wrong(tool("lint", "raw/gone.txt", "--watch"))
    assert line == "raw/gone.txt: no such file or folder; check the path"


# --------------------------------------------------------------------------------------------------------------------
# The installed command.


def test_a_run_that_nobody_reads_ends_quietly(project: Project) -> None:
    root = project()
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        [COMMAND, "lint", "--format", "json", "raw"], cwd=root, stdout=theirs, stderr=subprocess.PIPE, check=False
    )
    os.close(theirs)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_page_from_standard_input_is_linted(project: Project) -> None:
    root = project(SUPPRESS)
    done = installed("lint", "-", "--format", "json", cwd=root, given=POOR.encode())
    assert "STR002" in found(done)
