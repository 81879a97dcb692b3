"""The schemas of what is written beside records, and of what editors write: valid, described, true of what is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError

from running import Tool

PROJECT = Path(__file__).parents[1]
SCHEMAS = {path.name.partition(".")[0]: path for path in sorted((PROJECT / "schemas").glob("*.schema.json"))}
FILES = ("overrides", "ids", "vocabulary", "manifest", "evidence", "diff")
WRITTEN_BY_HAND = ("overrides", "ids", "vocabulary")
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


@pytest.mark.parametrize("wrong", [{"spans": [[1]]}, {"steps": []}, [[1, 2, 3]], {"from": []}, []])
def test_evidence_of_another_form_does_not_follow(wrong: Any) -> None:
    with pytest.raises(ValidationError):
        validator("evidence").validate({"schema": "pathingest.evidence/2", "sources": [], "leaves": {"/title": wrong}})
