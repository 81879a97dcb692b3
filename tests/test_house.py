"""The rules of the house: what is named alike belongs together, what is offered is documented, what is heavy waits."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

import pathingest
from pathingest import lint, parse
from pathingest.cli import cli
from pathingest.fields import fields
from pathingest.model.page import Page
from pathingest.model.pathway import Pathway
from pathingest.rules import Rule, documentation, rules

PROJECT = Path(__file__).parents[1]
RULES = dict(rules())
NAMES = pytest.mark.parametrize("name", RULES)

# --------------------------------------------------------------------------------------------------------------------
# Fields.


def test_each_field_of_the_record_has_its_module_and_the_reverse() -> None:
    assert {name for name, _ in fields()} == set(Pathway.model_fields) - {"schema_version", "sources"}


def test_a_page_has_its_fields_in_the_order_of_the_contract() -> None:
    page = parse("Career Pathway\nFrom Cook to Dietitian: Your 12-Month Transition Guide\n")
    assert page.pathway
    assert list(json.loads(page.pathway.model_dump_json())) == list(Pathway.model_fields)


# --------------------------------------------------------------------------------------------------------------------
# Rules.

PARTS = ["What it does", "Why is this bad?", "How it tells", "Fails", "Passes"]
FAMILIES = "EXT|STR|DUR|PRI|SAL|NAM|COV|COR|SUP|INT"


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


@NAMES
def test_a_rule_looks_at_one_page_or_compares_two(name: str) -> None:
    assert (RULES[name].check is None) != (RULES[name].compare is None)


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


def examples(name: str, title: str) -> list[str]:
    return re.findall(r"```text\n(.*?)```", part(name, title), re.DOTALL)


def is_whole(example: str, rule: Rule) -> bool:
    """Whether an example is a page that the rule looks at, not a few lines of one."""
    return rule.check is not None and rule.needs_record == (parse(example).pathway is not None)


EXAMPLES = [
    pytest.param(rule, example, title == "Fails", id=f"{rule.code}-{title}-{number}")
    for name, rule in RULES.items()
    for title in ("Fails", "Passes")
    for number, example in enumerate(examples(name, title))
    if is_whole(example, rule)
]


@pytest.mark.parametrize(("rule", "example", "fails"), EXAMPLES)
def test_examples_that_are_pages_do_what_they_say(rule: Rule, example: str, fails: bool) -> None:
    assert bool(lint(parse(example), [rule.code])) == fails


def test_some_examples_are_pages() -> None:
    assert EXAMPLES


# --------------------------------------------------------------------------------------------------------------------
# Documents.


@pytest.mark.parametrize("command", cli.list_commands(click.Context(cli)))
def test_each_command_is_in_the_readme(command: str) -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    if not readme.strip():
        pytest.skip("the README is not written yet")
    assert f"pathingest {command}" in readme


# --------------------------------------------------------------------------------------------------------------------
# Imports.

HEAVY = ["bs4", "lxml", "markdown_it", "pydantic", "regex", "yaml"]
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


def test_reading_plain_text_needs_no_library_for_markup() -> None:
    assert not {"bs4", "lxml", "markdown_it"} & set(
        heavy_after("import pathingest; pathingest.parse('From Cook to Dietitian')")
    )


# --------------------------------------------------------------------------------------------------------------------
# The public names.


def test_the_package_offers_what_the_contract_says() -> None:
    assert set(pathingest.__all__) == {"Page", "__version__", "lint", "parse"}
    assert pathingest.Page is Page


def test_a_name_that_is_not_offered_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        pathingest.nothing  # noqa: B018


def test_parse_takes_where_the_text_came_from() -> None:
    page = parse("x", path="a/b.txt", media_type="text/plain", url="https://example.org/x")
    assert (page.source.path, page.source.url, page.source.media_type) == (
        "a/b.txt",
        "https://example.org/x",
        "text/plain",
    )


@pytest.mark.parametrize("name", ["parse_duration", "parse_money", "parse_percent", "parse_effort"])
def test_values_offers_the_parser(name: str) -> None:
    assert getattr(import_module("pathingest.values"), name)("nothing of the kind") is None


def test_values_offers_the_splitter_of_resources() -> None:
    items = import_module("pathingest.values").split_resources("Kaggle", context="")
    assert [item.name for item in items] == ["Kaggle"]
    assert all(0 <= item.confidence <= 1 for item in items)
