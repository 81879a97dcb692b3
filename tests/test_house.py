"""The rules of the house: what is named alike belongs together, what is offered is documented, what is heavy waits."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest

import pathingest
from linting import findings_of
from pathingest import parse, values
from pathingest.cli._main import cli
from pathingest.fields import fields
from pathingest.model.errors import PathingestError
from pathingest.model.page import Page
from pathingest.model.pathway import Pathway
from pathingest.rules import documentation, rules

PROJECT = Path(__file__).parents[1]
SOURCE = PROJECT / "src" / "pathingest"
DOCUMENTED = PROJECT / "docs" / "rules"
CASES = PROJECT / "tests" / "cases" / "rules"
RULES = dict(rules())
NAMES = pytest.mark.parametrize("name", RULES)

# --------------------------------------------------------------------------------------------------------------------
# Fields.


def test_each_field_of_the_record_has_its_module_and_the_reverse() -> None:
    assert {name for name, _ in fields()} == set(Pathway.model_fields) - {"schema_version", "sources"}


# Where fields are named one by one, and which are not there: what pages do not state, and what is shown with others.
NAMED = {
    "tables.py": "schema_version",
    "dataset/coverage.py": "schema_version id kind roadmap_total reality_check claims other sources",
    "model/view.py": "schema_version id title language demand overview",
    "sections/shapes.py": "schema_version id kind language from_role to_role headline difficulty timeline "
    "salary_change demand roadmap_total claims sources",
    "review/readings.py": "schema_version roadmap_total",
    "web/overview.py": "schema_version language claims sources",
    "web/assets/names.js": "schema_version",
    "web/assets/record_view.js": "schema_version",
}


@pytest.mark.parametrize("file", NAMED)
def test_a_field_is_named_wherever_fields_are(file: str) -> None:
    """A new one goes to each of these places, or to what is not there; CONTRIBUTING.md says what they are for."""
    text = (Path(pathingest.__file__).parent / file).read_text("utf-8")
    assert [name for name in Pathway.model_fields if not re.search(rf"\b{name}\b", text)] == NAMED[file].split()
    assert f"`{file}`" in (PROJECT / "CONTRIBUTING.md").read_text("utf-8")


def test_a_page_has_its_fields_in_the_order_of_the_contract() -> None:
    page = parse("Career Pathway\nFrom Cook to Dietitian: Your 12-Month Transition Guide\n")
    assert page.pathway
    assert list(json.loads(page.pathway.model_dump_json())) == list(Pathway.model_fields)


# --------------------------------------------------------------------------------------------------------------------
# Rules.

PARTS = ["What it does", "Why is this bad?", "How it works", "Fails", "Passes"]
FAMILIES = "EXT|STR|SCH|DUR|PRI|SAL|NAM|COV|COR|SUP|OVR|DAT|INT"  # X is for users' own


def docstring(name: str) -> str:
    return import_module(f"pathingest.rules.{name.replace('-', '_')}").__doc__ or ""


def part(name: str, title: str) -> str:
    """What a rule's documentation says under one of its headings."""
    _, _, rest = docstring(name).partition(f"## {title}\n")
    return rest.partition("\n## ")[0].strip()


def test_codes_are_unique() -> None:
    codes = [rule.code for rule in RULES.values()]
    assert len(set(codes)) == len(codes)


@NAMES
def test_codes_are_well_formed(name: str) -> None:
    assert re.fullmatch(rf"(?:{FAMILIES})\d{{3}}", RULES[name].code)


@NAMES
def test_names_are_words_with_hyphens(name: str) -> None:
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", name)


# What is wrong with configuration or with a file that is no record is found where that is read.
FOUND_ELSEWHERE = ("SUP", "SCH", "OVR", "DAT")


@NAMES
def test_a_rule_looks_at_a_page_at_two_or_at_all(name: str) -> None:
    rule = RULES[name]
    ways = [way for way in (rule.check, rule.compare, rule.across, rule.overall) if way]
    assert len(ways) == 1 or (not ways and rule.code.startswith(FOUND_ELSEWHERE))
    assert (rule.gather is None) == (rule.across is None)


@NAMES
@pytest.mark.parametrize("title", PARTS)
def test_the_documentation_has_the_part(name: str, title: str) -> None:
    assert part(name, title)


@NAMES
def test_the_documentation_begins_with_a_sentence(name: str) -> None:
    first = docstring(name).split("\n", 1)[0]
    assert first.endswith(".")


@NAMES
def test_the_documentation_names_code_and_severity(name: str) -> None:
    shown = documentation(name)
    assert shown.startswith(f"# {RULES[name].code} {name}\n\n{RULES[name].severity}, ")


@pytest.mark.drift
def test_the_documentation_that_is_kept_is_that_of_the_rules(tmp_path: Path) -> None:
    subprocess.run([sys.executable, PROJECT / "tools" / "rules" / "documents.py", tmp_path], check=True)
    made, kept = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in (tmp_path, DOCUMENTED))
    assert sorted(made) == sorted(kept), "`make rules` writes them anew"
    stale = [name for name, text in made.items() if kept[name] != text]
    assert stale == [], "`make rules` writes them anew"


@pytest.mark.drift
def test_the_documentation_that_is_kept_is_that_of_the_public_names(tmp_path: Path) -> None:
    subprocess.run([sys.executable, PROJECT / "tools" / "api" / "document.py", tmp_path / "api.md"], check=True)
    kept = (PROJECT / "docs" / "api.md").read_bytes()
    assert (tmp_path / "api.md").read_bytes() == kept, "`make api` writes it anew"


@pytest.mark.parametrize("module", ["pathingest", "pathingest.values"])
def test_every_public_name_is_there_and_says_what_it_is(module: str) -> None:
    found = import_module(module)
    assert set(found.__all__) <= set(dir(found))
    for name in found.__all__:
        assert name == "__version__" or (getattr(found, name).__doc__ or "").strip(), name


# The language of a fenced block says what kind of file it is.
SUFFIXES = {"diff": "yaml", "text": "txt", "html": "html", "markdown": "md", "yaml": "yaml", "json": "json"}
FENCED = re.compile(r"^```(.*)\n((?:.*\n)*?)```$", re.MULTILINE)
# Rules whose examples cannot be run by themselves, and why.
NOT_EXECUTED = {
    "INT001": "no page is known to break the tool",
    "EXT012": "a page of so many megabytes is none for a document: tests/test_limits.py",
    "SUP001": "a suppression is an example only beside the findings that it silences",
    "SUP002": "as SUP001",
    "SUP003": "as SUP001",
    "SUP004": "as SUP001",
    "DAT001": "two builds are compared: tests/test_coverage.py",
    "EXT013": "it is about feeds, not pages: tests/test_feeds.py",
    "OVR001": "a correction is an example only beside the page that it is for: tests/test_overrides.py",
    "OVR002": "as OVR001",
    "OVR003": "as OVR001",
    "OVR004": "as OVR001",
    "OVR005": "as OVR001",
}


def examples(name: str, title: str) -> dict[str, str]:
    """The files of a part, by name; each fenced block is a whole one, or how a record differs from an empty one."""
    blocks = FENCED.findall(f"{part(name, title)}\n")
    return {
        f"{number}.{SUFFIXES[language]}": changed(text) if language == "diff" else text
        for number, (language, text) in enumerate(blocks, 1)
    }


def changed(diff: str) -> str:
    """The record that states no more than two roles, with the changes made."""
    lines = (PROJECT / "tests" / "record.yaml").read_text(encoding="utf-8").splitlines()
    at = 0
    for line in diff.splitlines():
        sign, text = line[0], line[1:]
        if sign == "+":
            lines.insert(at, text)
        else:
            at = lines.index(text, at)
            if sign == "-":
                lines.pop(at)
                continue
        at += 1
    return "\n".join([*lines, ""])


def failing(name: str, title: str) -> list[bool]:
    """Whether the rule finds something in each example; those of a rule across pages are one run."""
    rule, files = RULES[name], examples(name, title)
    if rule.check:
        return [bool(findings_of(rule, {file: text})) for file, text in files.items()]
    return [bool(findings_of(rule, files))] if files else []


EXECUTED = pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.code not in NOT_EXECUTED])


@EXECUTED
@pytest.mark.parametrize("title", ["Fails", "Passes"])
def test_the_examples_do_what_they_say(name: str, title: str) -> None:
    found = failing(name, title)
    assert found, "an example is a fenced block that holds a whole file"
    assert found == [title == "Fails"] * len(found)


@pytest.mark.parametrize("kind", ["bad", "ok"])
@EXECUTED
def test_a_rule_has_cases_that_fail_and_that_pass(name: str, kind: str) -> None:
    assert [path for path in (CASES / name).glob(f"{kind}-*") if path.suffix != ".out"]


def test_each_folder_of_cases_is_a_rule_s() -> None:
    assert [path.name for path in CASES.iterdir() if path.name not in RULES] == []


# --------------------------------------------------------------------------------------------------------------------
# Security.

# What runs code or programs, unpacks objects or opens a connection, and where that is right.
RUNNING = {
    "exec": {"rules/_own.py"},  # rules that are trusted
    "compile": {"rules/_own.py"},
    "subprocess": {"runners/changes.py", "runners/children.py"},  # git; this interpreter, for work of a cluster
    "pickle": {"model/packed.py", "runners/children.py"},  # what this process has packed, or what began it or it began
    "socket": {"review/serving.py"},  # a port of this machine, for the page to decide in
}
NEVER = {"eval", "__import__", "marshal", "shelve", "urllib.request", "http.client", "ctypes", "os.system"}
NEVER |= {"unsafe_load", "full_load"}  # of YAML


def _names_used(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"
            yield from [node.attr] * (node.attr in ("unsafe_load", "full_load"))


def test_no_module_runs_what_it_reads() -> None:
    found = [(path.relative_to(SOURCE).as_posix(), set(_names_used(path))) for path in sorted(SOURCE.rglob("*.py"))]
    assert [(name, used & NEVER) for name, used in found if used & NEVER] == []
    assert {word: {name for name, used in found if word in used} for word in RUNNING} == RUNNING


def test_each_test_that_the_threat_model_names_is_there() -> None:
    text = (PROJECT / "SECURITY.md").read_text(encoding="utf-8")
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", text)
    assert len(named) > 20
    missing = [
        f"{file}::{test}"
        for file, test in named
        if not re.search(rf"^def {test}\(", (PROJECT / "tests" / file).read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert missing == []


# --------------------------------------------------------------------------------------------------------------------
# Documents.


@pytest.mark.parametrize("command", cli.list_commands(click.Context(cli)))
def test_each_command_is_in_the_readme_and_explained(command: str) -> None:
    for document in ("README.md", "docs/commands.md"):
        assert f"`pathingest {command}" in (PROJECT / document).read_text(encoding="utf-8")


# --------------------------------------------------------------------------------------------------------------------
# Imports.

HEAVY = ["bs4", "decimal", "lsprotocol", "lxml", "markdown_it", "pydantic", "pygls", "yaml"]
LOADED = """
import sys
try:
    {statement}
except SystemExit:
    pass
print(*(name for name in {names} if name in sys.modules), file=sys.stderr)
"""


def heavy_after(statement: str) -> list[str]:
    """Which heavy libraries a fresh process has imported after the statement."""
    script = LOADED.format(statement=statement, names=HEAVY)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return done.stderr.splitlines()[-1].split()


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_nothing_heavy(option: str) -> None:
    assert heavy_after(f"from pathingest.cli import run; run([{option!r}])") == []


def test_the_package_itself_imports_nothing_heavy() -> None:
    assert heavy_after("import pathingest") == []


def test_showing_a_rule_needs_no_html_library() -> None:
    assert not {"bs4", "lxml"} & set(heavy_after("from pathingest.cli import run; run(['rule', 'EXT005'])"))


def test_linting_plain_text_validates_nothing_and_reads_no_markup(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("From Cook to Dietitian: Your 12-Month Transition Guide\nOverview\nA plan.\n", encoding="utf-8")
    heavy = heavy_after(f"from pathingest.cli import run; run(['lint', {str(page)!r}])")
    assert not heavy


def test_reading_plain_text_needs_no_library_for_markup() -> None:
    assert not {"bs4", "lxml", "markdown_it"} & set(
        heavy_after("import pathingest; pathingest.parse('From Cook to Dietitian')")
    )


# --------------------------------------------------------------------------------------------------------------------
# The public names.


def test_the_package_offers_what_the_contract_says() -> None:
    assert set(pathingest.__all__) >= {"Page", "PathingestError", "__version__", "lint", "parse"}
    assert pathingest.Page is Page


def test_the_values_are_there_whatever_was_imported_before() -> None:
    code = "import pathingest; assert pathingest.values.parse_duration('6 weeks').min == 6"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_documentation_of_the_public_names_has_the_parts_of_the_record() -> None:
    shown = (PROJECT / "docs" / "api.md").read_text(encoding="utf-8")
    for name in ("Phase", "Source", "Proof", "Fact", "Conflict", "load_rules", "replay"):
        assert re.search(f"^####? {name}$", shown, re.MULTILINE), name
    assert "- `roadmap: list[Phase]`: " in shown


def test_a_name_that_is_not_offered_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        pathingest.nothing  # noqa: B018


def test_parse_reads_a_file_that_is_given_by_its_path(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes("<h1>Von B\xe4cker zu M\xfcller: Your 9-Month Transition Guide</h1>".encode("latin-1"))
    page = pathingest.parse(file)
    assert (page.source.path, page.source.media_type) == (file.as_posix(), "text/html")
    assert "B\xe4cker" in page.source.text
    named = pathingest.parse(file, path="raw/x.txt", media_type="text/plain")
    assert (named.source.path, named.source.media_type) == ("raw/x.txt", "text/plain")


def test_parse_of_a_file_that_cannot_be_read_is_wrong_use(tmp_path: Path) -> None:
    for path, why in ((tmp_path / "gone.txt", "no such file"), (tmp_path, "is a folder")):
        with pytest.raises(PathingestError, match=f"{re.escape(str(path))}: {why}"):
            pathingest.parse(path)


@pytest.mark.parametrize("given", [None, 3, ["From A to B"], bytearray(b"From A to B"), {"text": "x"}])
def test_parse_of_what_is_no_page_says_what_was_given(given: Any) -> None:
    with pytest.raises(PathingestError, match=f"str or bytes, or its file as a Path, not {type(given).__name__}"):
        pathingest.parse(given)


@pytest.mark.parametrize("name", ["page.txt", "raw/page.HTML", "/a/b.md", "docs/example.txt"])
def test_a_text_that_looks_like_a_file_s_name_is_not_read_and_says_so(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.open", None)
    page = pathingest.parse(name)
    assert page.pathway is None
    assert page.problem == f"the text looks like a file's name; to read that file, pass Path('{name}')"
    (finding,) = [found for found in pathingest.lint(page) if found.code == "EXT006"]
    assert page.problem in finding.message


@pytest.mark.parametrize("text", ["two words.txt", "page.txt\nmore", "page.doc", "", "x", "Mail me at a.txt"])
def test_other_texts_look_like_no_name(text: str) -> None:
    assert "file's name" not in str(pathingest.parse(text).problem)


def test_lint_says_what_it_takes() -> None:
    page = pathingest.parse("From Cook to Baker")
    with pytest.raises(pathingest.PathingestError, match="lint takes a page as parse gives it"):
        pathingest.lint("page.txt")  # type: ignore[arg-type]
    with pytest.raises(pathingest.PathingestError, match=r"select=\['DUR002'\]"):
        pathingest.lint(page, select="DUR002")


def test_parse_takes_where_the_text_came_from() -> None:
    page = parse("x", path="a/b.txt", media_type="text/plain", url="https://example.org/x")
    assert (page.source.path, page.source.url, page.source.media_type) == (
        "a/b.txt",
        "https://example.org/x",
        "text/plain",
    )


@pytest.mark.parametrize(
    ("text", "path", "media_type"),
    [
        ("# From Cook to Baker\n", None, "text/markdown"),
        ("---\ntitle: From Cook to Baker\n---\n", "-", "text/markdown"),
        ("# From Cook to Baker\n", "page.txt", "text/plain"),
        ("#1 in baking\n", None, "text/plain"),
        ("---\nFrom Cook to Baker\n", None, "text/plain"),
    ],
)
def test_a_text_without_a_name_is_what_it_begins_as(text: str, path: str | None, media_type: str) -> None:
    assert parse(text, path=path).source.media_type == media_type
    assert parse(text.encode(), path=path).source.media_type == media_type


def test_a_page_is_shown_in_one_line() -> None:
    shown = repr(parse(PROJECT / "docs" / "example.txt"))
    assert shown.startswith("<Page 'From Registered Nurse to AI Data Analyst: Your 9-Month Transition Guide', ")
    assert "career-pathway: " in shown
    assert "skills_to_learn 1, " in shown
    assert repr(parse("", path="a.txt")) == "<Page 'a.txt', no record: 'the file is empty'>"


@pytest.mark.parametrize("text", [f"From Cook to {'Baker' * 1000}", f"From {'Cook ' * 1000} to Baker", "x\n" * 1000])
def test_a_page_of_whatever_text_is_shown_in_one_short_line(text: str) -> None:
    shown = repr(parse(f"{text}: Your 9-Month Transition Guide\nSkills to Learn\nSQL\n"))
    assert len(shown.splitlines()) == 1
    assert len(shown) < 300


def test_a_page_without_a_record_says_so_when_its_record_is_asked_for() -> None:
    with pytest.raises(ValueError, match=r"^the page has no record: the file is empty$"):
        _ = parse("").record
    with pytest.raises(ValueError, match=r"^a\.txt has no record: the file is empty$"):
        _ = parse("", path="a.txt").record


@pytest.mark.parametrize("name", ["parse_duration", "parse_money", "parse_percent", "parse_effort"])
def test_values_offers_the_parser(name: str) -> None:
    assert getattr(import_module("pathingest.values"), name)("nothing of the kind") is None


def test_values_offers_the_splitter_of_resources() -> None:
    items = import_module("pathingest.values").split_resources("Kaggle", context="")
    assert [item.name for item in items] == ["Kaggle"]
    assert all(0 <= item.confidence <= 1 for item in items)


def test_a_user_meets_one_duration() -> None:
    """What a page's values are, and what parsers of text make, have different names."""
    public = {name: getattr(pathingest, name) for name in ("Duration", "Effort", "Money", "Percent")}
    parsed = {name: getattr(values, name) for name in values.__all__ if name.startswith("Parsed")}
    assert {name.removeprefix("Parsed") for name in parsed} == public.keys()
    assert {kind.__name__ for kind in (*public.values(), *parsed.values())} == {*public, *parsed}
    assert public.keys().isdisjoint(values.__all__)
    page = pathingest.parse(
        "# From Cook to Baker\n\nTimeline: 6 months\n\n## Skills to learn\n\n- Bread\n", path="a.md"
    )
    assert page.pathway
    assert type(page.pathway.timeline) is pathingest.Duration
    assert type(values.parse_duration("6 months")) is values.ParsedDuration
