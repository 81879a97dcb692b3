"""What changed between two versions of the schema, and that no breaking change goes out without a major version."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from pathingest.model.version import SCHEMA_VERSION
from pathingest.outputs.schema import schema
from pathingest.outputs.schema_diff import schema_changes
from running import Tool

VERSIONS = Path(__file__).parents[1] / "schemas" / "versions"
Schema = dict[str, Any]


def changed(edit: Callable[[Schema], Any]) -> list[tuple[str, str, bool]]:
    new = deepcopy(schema())
    edit(new)
    return [(change.at, change.what, change.breaking) for change in schema_changes(schema(), new)]


def test_a_schema_is_as_it_is() -> None:
    assert schema_changes(schema(), schema()) == []


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (lambda new: new["properties"].pop("demand"), [("/demand", "is gone", True)]),
        (lambda new: new["required"].remove("demand"), [("/demand", "may be missing now", True)]),
        (lambda new: new["properties"].update(colour={"type": "string"}), [("/colour", "is new", False)]),
        (
            lambda new: new["$defs"]["SkillToLearn"]["properties"]["name"].update(type="number"),
            [
                ("/skills_to_learn/*/name", "may be number now", True),
                ("/skills_to_learn/*/name", "is string no more", False),
            ],
        ),
        (
            lambda new: new["properties"].update(id={"anyOf": [{"type": "string"}, {"type": "null"}]}),
            [("/id", "may be null now", True)],
        ),
        (lambda new: new["properties"].update(title={"type": "string"}), [("/title", "is null no more", False)]),
        (
            lambda new: new["properties"]["kind"]["enum"].append("course"),
            [("/kind", 'may be "course" now', True)],
        ),
        (
            lambda new: new["$defs"]["OtherSection"]["properties"].update(level={"type": "integer"}),
            [("/other/*/level", "is new", False), ("/other/*/sections/*/level", "is new", False)],
        ),
        (lambda new: new["properties"]["demand"].update(description="Else."), []),
    ],
)
def test_changes_are_named_and_judged(edit: Callable[[Schema], Any], found: list[tuple[str, str, bool]]) -> None:
    assert changed(edit) == found


def test_the_command_says_which_break_and_exits_so(tool: Tool, tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    more = deepcopy(schema())
    more["properties"]["colour"] = {"type": "string"}
    old.write_text(json.dumps(more), "utf-8")
    done = tool("schema", "diff", old)
    assert (done.code, done.out) == (1, "breaking: /colour is gone\n")
    assert "1 change, 1 of them breaking" in done.err
    current = tmp_path / "new.json"
    current.write_text(json.dumps(schema()), "utf-8")
    done = tool("schema", "diff", current, old)
    assert (done.code, done.out) == (0, "compatible: /colour is new\n")
    assert tool("schema").out == json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize(
    ("version", "breaking"), [("2.7.0", False), ("2.1.1", False), ("3.0.0", True), ("1.0.0", True)]
)
def test_the_version_itself_breaks_readers_if_it_is_a_major_one(version: str, breaking: bool) -> None:
    new = {**schema(), "$id": f"urn:pathingest:schema:pathway:{version}"}
    (change,) = schema_changes(schema(), new)
    assert (change.at, change.breaking) == ("/schema_version", breaking)
    assert version in change.what


def test_the_language_and_feeds_came_with_a_minor_version() -> None:
    old, new = (
        json.loads((VERSIONS / f"pathway-{version}.schema.json").read_bytes()) for version in ("2.0.0", "2.1.0")
    )
    assert [(change.at, change.breaking) for change in schema_changes(old, new)] == [
        ("/language", False),
        ("/schema_version", False),
        ("/sources/*/taken_from", False),
    ]


@pytest.mark.parametrize(("text", "said"), [("{", "old.json"), ("[]", "is no JSON Schema"), (None, "cannot be read")])
def test_what_is_no_schema_is_one_line(tool: Tool, tmp_path: Path, text: str | None, said: str) -> None:
    old = tmp_path / "old.json"
    if text is not None:
        old.write_text(text)
    code, out, err = tool("schema", "diff", old)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def number(path: Path) -> tuple[int, ...]:
    return tuple(map(int, path.name.removeprefix("pathway-").removesuffix(".schema.json").split(".")))


def test_no_change_goes_out_without_the_version_that_it_needs() -> None:
    last = max(VERSIONS.glob("pathway-*.schema.json"), key=number)
    version = tuple(map(int, SCHEMA_VERSION.split(".")))
    kept = json.loads(last.read_bytes())
    changes = [change for change in schema_changes(kept, schema()) if change.at != "/schema_version"]
    if version == number(last):
        assert changes == [], "the version is kept as it went out: raise it, and keep the new one beside it"
    elif any(change.breaking for change in changes):
        assert version[0] > number(last)[0], "a breaking change needs a major version"
    elif changes:
        assert version[:2] > number(last)[:2], "a new field needs a minor version"
