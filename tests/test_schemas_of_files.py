"""The schemas of what is written beside records, and of what editors write: valid, described, true of what is there."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError

from console import named_blocks
from pathingest.config import _config
from pathingest.config._lint import read_lint
from pathingest.model.errors import PathingestError
from pathingest.profiles._format import ProfileFile, SelectorsFile
from pathingest.profiles._reading import examine
from pathingest.rules import rules
from running import Tool

PROJECT = Path(__file__).parents[1]
SCHEMAS = {path.name.partition(".")[0]: path for path in sorted((PROJECT / "schemas").glob("*.schema.json"))}
FILES = ("overrides", "ids", "vocabulary", "manifest", "evidence", "diff", "config", "profile")
WRITTEN_BY_HAND = ("overrides", "ids", "vocabulary", "config", "profile")
PAGE = "From Nurse to Data Analyst: Your 9-Month Transition Guide\nSkills to Learn\nSQL\nCritical6 weeks\nQuery it.\n"
NAME = "nurse-to-data-analyst"


def schema(name: str) -> Any:
    return json.loads(SCHEMAS[name].read_bytes())


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema(name))


def properties(node: Any) -> Iterator[tuple[str, Any]]:
    """(name, schema) of every property."""
    if isinstance(node, list):
        for item in node:
            yield from properties(item)
    elif isinstance(node, dict):
        yield from node.get("properties", {}).items()
        for item in node.values():
            yield from properties(item)


@pytest.mark.parametrize("name", FILES)
def test_each_is_a_schema_and_describes_every_field(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert [field for field, spec in properties(schema(name)) if not spec.get("description")] == []
    assert schema(name)["$id"].startswith(f"urn:pathingest:schema:{name}:")


@pytest.mark.parametrize(
    "path", sorted((PROJECT / "normalized" / "evidence").glob("*.json")), ids=lambda path: path.stem
)
def test_the_evidence_that_is_kept_follows_its_schema(path: Path) -> None:
    validator("evidence").validate(json.loads(path.read_bytes()))


def test_the_manifest_that_is_kept_follows_its_schema() -> None:
    validator("manifest").validate(json.loads((PROJECT / "normalized" / "manifest.json").read_bytes()))


def test_the_vocabulary_that_is_shipped_follows_its_schema() -> None:
    text = (PROJECT / "src" / "pathingest" / "vocabulary" / "vocabulary.yaml").read_text("utf-8")
    validator("vocabulary").validate(yaml.safe_load(text))


def test_what_a_project_with_corrections_holds_follows_the_schemas(
    tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    (tmp_path / "other.txt").write_text("A shopping list.\n", "utf-8")
    tool("build", "page.txt", "other.txt")
    tool("build", "page.txt", "--out", "before")
    item = '{"name": "R", "priority": "critical"}'
    tool("override", "set", NAME, "/skills_to_learn/SQL/duration", "4 weeks", "--reason", "so", "--by", "anna")
    tool("override", "set", NAME, "/skills_to_learn/R", item, "--json", "--after", "SQL", "--reason", "so")
    tool("id", "move", NAME, "carer-to-data-analyst")
    corrections = tmp_path / "overrides" / "carer-to-data-analyst.yaml"
    assert tool("build", "page.txt", "other.txt", "--prune", "--fail-on", "never").code == 0
    validator("overrides").validate(yaml.safe_load(corrections.read_text("utf-8")))
    validator("ids").validate(yaml.safe_load((tmp_path / "overrides" / "ids.yaml").read_text("utf-8")))
    manifest = json.loads((tmp_path / "normalized" / "manifest.json").read_bytes())
    validator("manifest").validate(manifest)
    assert manifest["aliases"]
    assert manifest["not_written"]
    evidence = json.loads((tmp_path / "normalized" / "evidence" / "carer-to-data-analyst.json").read_bytes())
    validator("evidence").validate(evidence)
    assert [entry for entry in evidence["leaves"].values() if "override" in entry]
    found = json.loads(tool("diff", "before", "--format", "json").out)
    validator("diff").validate(found)
    assert found["records"][0]["changes"]


@pytest.mark.parametrize("name", WRITTEN_BY_HAND)
def test_a_typo_in_what_editors_write_is_a_mistake(name: str) -> None:
    spec = schema(name)
    assert spec["additionalProperties"] is False
    assert all(part.get("additionalProperties", "properties" in part) is False for part in spec["$defs"].values())


# --- configurations and profiles: the schema and the tool are of one mind --------------------------------------------

MANUAL = (PROJECT / "docs" / "linting.md").read_text("utf-8")
EXAMPLE = next(text for name, text in named_blocks(MANUAL) if name == "pathingest.toml")
ODD: list[Any] = [None, 0, -1, 3, 2.5, True, "", "x", "warning", "2026-11", [], [1], ["x"], ["ALL"], {}, {"x": 1}]


def as_editors_read(value: Any) -> Any:
    """Data of TOML as it is to a schema: a date is a text."""
    if isinstance(value, dict):
        return {name: as_editors_read(part) for name, part in value.items()}
    if isinstance(value, list):
        return [as_editors_read(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def reads(table: Any, folder: Path) -> bool:
    """Whether the tool takes a configuration."""
    config = folder / "pathingest.toml"
    config.touch()
    try:
        found = _config(config, table).lint_table
        read_lint(config, {} if found is None else found)
    except PathingestError:
        return False
    return True


def places(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of keys of tables."""
    if isinstance(node, dict):
        for name, part in node.items():
            yield (*path, name)
            yield from places(part, (*path, name))


def test_the_configuration_in_the_manual_follows_the_schema() -> None:
    validator("config").validate(as_editors_read(tomllib.loads(EXAMPLE)))


def test_what_the_tool_takes_the_schema_takes_and_what_the_schema_refuses_the_tool_refuses(tmp_path: Path) -> None:
    known = validator("config")
    example = tomllib.loads(EXAMPLE)
    del example["lint"]["rules"]  # rules of one's own are not there
    example |= {"profiles": ".", "require": ["from_role"], "overrides": "overrides"}
    assert reads(example, tmp_path)
    refused = 0
    for path in [*places(example), ("lint", "wrong"), ("wrong",), ("lint", "options", "DUR002", "wrong")]:
        for odd in ODD[1:]:  # TOML has no null
            table = deepcopy(example)
            inner = table
            for name in path[:-1]:
                inner = inner[name]
            inner[path[-1]] = odd
            is_right = known.is_valid(as_editors_read(table))
            refused += not is_right
            assert is_right or not reads(table, tmp_path), (path, odd)
    assert refused > 300


def test_the_schema_has_the_options_of_every_rule() -> None:
    options = schema("config")["$defs"]["Lint"]["properties"]["options"]["properties"]
    for name, rule in rules():
        assert (rule.options is not None) == (name in options) == (rule.code in options)
    for wrong in ({"share": 2}, {"share": "x"}, {"shre": 0.1}, {"weeks": True}):
        assert not validator("config").is_valid({"lint": {"options": {"DUR002": wrong}}})


PROFILES = sorted((PROJECT / "src" / "pathingest" / "profiles" / "builtin").glob("*.yaml"))


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_the_profiles_that_are_shipped_follow_the_schema(path: Path) -> None:
    validator("profile").validate(yaml.safe_load(path.read_text("utf-8")))


def test_a_profile_that_the_schema_refuses_is_no_profile() -> None:
    known = validator("profile")
    example: dict[str, Any] = {
        "name": "a",
        "language": "en",
        "currency": "USD",
        "match": {"hosts": ["a.example"], "headings": 1},
        "selectors": {name: [".a"] for name in SelectorsFile.model_fields},
        "sections": {"faq": [".b"]},
        "site_labels": ["A"],
        "counters": ["views"],
        "title_patterns": ["A day as {to}"],
        "title_address": ["Your"],
        "title_words": ["plan"],
        "headings": {"roadmap": ["Plan"], "faq": ["Asked"]},
        "labels": {"demand": ["D"]},
        "columns": {"name": ["N"]},
        "positions": ["Step {n}"],
        "priorities": {"critical": ["must"]},
        "difficulties": {"hard": ["stiff"]},
        "horizons": {"Soon": "1 week"},
        "boilerplate": ["B"],
        "other_headings": ["More"],
    }
    assert example.keys() == ProfileFile.model_fields.keys()
    assert examine(yaml.safe_dump(example))[1] == []
    refused = 0
    for path in [*places(example), ("wrong",), ("match", "wrong"), ("headings", "wrong"), ("sections", "faq")]:
        for odd in ODD:
            profile = deepcopy(example)
            inner = profile
            for name in path[:-1]:
                inner = inner.setdefault(name, {})
            inner[path[-1]] = odd
            is_right = known.is_valid(profile)
            refused += not is_right
            text = yaml.safe_dump(profile, allow_unicode=True)
            assert is_right or examine(text)[1], (path, odd)
            if is_right:
                ProfileFile.model_validate(profile)
    assert refused > 200


def test_a_draft_names_the_schema_that_checks_it(tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text(PAGE, "utf-8")
    made = tool("profile", "new", "page.txt").out
    first, second = made.splitlines()[:2]
    assert first == "# yaml-language-server: $schema=profile.schema.json"
    assert "pathingest schema --of profile > profile.schema.json" in second
    assert json.loads(tool("schema", "--of", "profile").out) == schema("profile")
    for of in ("config", "overrides", "ids"):
        assert json.loads(tool("schema", "--of", of).out) == schema(of)
    assert yaml.safe_load(tool("schema", "--of", "profile", "--format", "yaml").out) == schema("profile")
    validator("profile").validate(yaml.safe_load(made))
    done = tool("schema", "--of", "profile", "--strict")
    assert (done.code, done.out) == (2, "")
    assert "is strict already" in done.err


@pytest.mark.parametrize("wrong", [{"spans": [[1]]}, {"steps": []}, [[1, 2, 3]], {"from": []}, []])
def test_evidence_of_another_form_does_not_follow(wrong: Any) -> None:
    with pytest.raises(ValidationError):
        validator("evidence").validate({"schema": "pathingest.evidence/2", "sources": [], "leaves": {"/title": wrong}})
