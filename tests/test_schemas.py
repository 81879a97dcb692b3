"""The published schema: current, described, open to readers, and true of every record that is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError

from pathingest import parse
from pathingest.model.version import SCHEMA_VERSION
from pathingest.outputs.schema import as_json, as_yaml, config_schema, named, profile_schema, schema
from pathingest.overrides.forms import ids_form, overrides_form
from records import record

PROJECT = Path(__file__).parents[1]
SCHEMAS = PROJECT / "schemas"
BESIDE = ("manifest.json", "pathway.schema.json")
KEPT = [path for path in sorted((PROJECT / "normalized").glob("*.json")) if path.name not in BESIDE]
PAGE = "Career Pathway\nFrom Cook to Dietitian: Your 12-Month Transition Guide\n"
# Of a claim's kind and value, and of the bounds of weeks, the object's own description says all there is to say.
PLAIN = {"kind", "value", "min", "max"}


def text(path: Path) -> str:
    return path.read_bytes().decode()


@cache
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema())


@pytest.mark.drift
@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("pathway.schema.json", as_json(schema())),
        ("pathway.schema.yaml", as_yaml(schema())),
        ("profile.schema.json", as_json(profile_schema())),
        ("config.schema.json", as_json(config_schema())),
        ("overrides.schema.json", as_json(named("overrides", overrides_form()))),
        ("ids.schema.json", as_json(named("ids", ids_form()))),
    ],
)
def test_the_schema_that_is_kept_is_that_of_what_validates(name: str, made: str) -> None:
    assert text(SCHEMAS / name) == made, "`make schemas` writes it anew"


@pytest.mark.drift
def test_both_formats_hold_the_same_schema() -> None:
    assert yaml.safe_load(text(SCHEMAS / "pathway.schema.yaml")) == json.loads(text(SCHEMAS / "pathway.schema.json"))


@pytest.mark.drift
@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_every_record_that_is_kept_follows_the_schema(path: Path) -> None:
    validator().validate(json.loads(text(path)))


def test_the_schema_names_its_dialect_and_its_version() -> None:
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA_VERSION in schema()["$id"]


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every schema of an object."""
    if isinstance(node, list):
        for item in node:
            yield from objects(item)
    elif isinstance(node, dict):
        if "properties" in node:
            yield node
        for item in node.values():
            yield from objects(item)


def test_every_field_has_a_description() -> None:
    fields = [(node["title"], name, spec) for node in objects(schema()) for name, spec in node["properties"].items()]
    bare = {f"{owner}.{name}" for owner, name, spec in fields if not spec.get("description")}
    assert {field for field in bare if field.rpartition(".")[2] not in PLAIN} == set()


def test_every_object_has_a_description() -> None:
    assert [node["title"] for node in objects(schema()) if not node.get("description")] == []


def test_every_field_is_always_written_and_so_required() -> None:
    assert [node["title"] for node in objects(schema()) if set(node["required"]) != set(node["properties"])] == []


def test_the_schema_bears_a_field_that_it_does_not_know() -> None:
    validator().validate({**record(parse(PAGE)), "new": 1})


def test_the_schema_bears_a_later_minor_version() -> None:
    validator().validate({**record(parse(PAGE)), "schema_version": "2.97.0", "new": 1})
    for other in ("3.0.0", "1.0.0", "2.1", "2.1.0-x"):
        with pytest.raises(ValidationError):
            validator().validate({**record(parse(PAGE)), "schema_version": other})


def test_our_own_validation_does_not() -> None:
    page = parse(PAGE)
    assert page.pathway
    with pytest.raises(ValueError, match="new"):
        type(page.pathway).model_validate({**record(page), "new": 1})


@pytest.mark.parametrize("name", ["id", "roadmap", "sources", "demand"])
def test_the_schema_misses_a_field_that_is_gone(name: str) -> None:
    found = record(parse(PAGE))
    del found[name]
    with pytest.raises(ValidationError, match=name):
        validator().validate(found)
