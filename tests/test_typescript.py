"""The record for programs in TypeScript, and its schemas in a strict validator of JavaScript's."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from pathingest import Pathway
from typescript import made

PROJECT = Path(__file__).parents[1]
FOLDER = Path(__file__).with_name("typescript")
TYPES = PROJECT / "schemas" / "pathway.d.ts"
DATASET = PROJECT / "normalized" / "dataset.jsonl"
NODE = shutil.which("node")
COMPILER = FOLDER / "node_modules" / ".bin" / "tsc"
needs_node = pytest.mark.skipif(
    NODE is None or not COMPILER.exists(), reason="needs node, and `npm ci` in tests/typescript"
)
DAYS = {"day": 12 / 365.25, "week": 12 / 52.1775, "month": 1.0, "year": 12.0}


def node(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(NODE), *map(str, arguments)], capture_output=True, text=True, check=False, cwd=FOLDER)


@pytest.mark.drift
def test_the_types_that_are_kept_are_those_of_the_schema() -> None:
    assert TYPES.read_bytes().decode() == made(), "`make schemas` writes them anew"


def within_a_year(role: str) -> list[str]:
    """What the program in TypeScript is to find, by the record's own types."""
    found = []
    for line in DATASET.read_text("utf-8").splitlines():
        pathway = Pathway.model_validate_json(line)
        stated = [pathway.timeline, pathway.headline and pathway.headline.duration]
        months = [one.max * DAYS[one.unit] for one in stated if one and one.max is not None and one.unit in DAYS]
        if pathway.to_role and pathway.to_role.name == role and months and months[0] <= 12:
            found.append(pathway.id)
    return found


@needs_node
def test_a_program_compiles_under_strict_and_answers_as_python_does(tmp_path: Path) -> None:
    done = node(COMPILER, "-p", ".", "--outDir", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    roles = {json.loads(line)["to_role"]["name"] for line in DATASET.read_text("utf-8").splitlines()}
    answers = {}
    for role in sorted(roles):
        done = node(tmp_path / "tests" / "typescript" / "within_a_year.js", DATASET, role)
        assert done.returncode == 0, done.stderr
        answers[role] = done.stdout.split()
    assert answers == {role: within_a_year(role) for role in sorted(roles)}
    assert any(answers.values())


@needs_node
@pytest.mark.parametrize("wrong", ["pathway.timelin", "pathway.timeline.max", "pathway.roadmap[0].title"])
def test_a_program_that_errs_does_not_compile(tmp_path: Path, wrong: str) -> None:
    program = FOLDER / "within_a_year.ts"
    text = program.read_text("utf-8").replace("../../schemas/pathway.js", "./pathway.js")
    (tmp_path / "pathway.d.ts").write_text(TYPES.read_text("utf-8"), "utf-8")
    (tmp_path / "wrong.ts").write_text(f"{text}\nexport const x = (pathway: Pathway) => {wrong}.valueOf();\n", "utf-8")
    options = ("--strict", "--noUncheckedIndexedAccess", "--noEmit", "--module", "nodenext", "--skipLibCheck")
    done = node(COMPILER, *options, "--typeRoots", FOLDER / "node_modules" / "@types", tmp_path / "wrong.ts")
    assert done.returncode != 0
    assert "wrong.ts" in done.stdout


@needs_node
@pytest.mark.parametrize("strict", [False, True], ids=["open", "strict"])
def test_the_schemas_are_taken_in_strict_mode_and_hold_of_all_records(strict: bool) -> None:
    folder = PROJECT / ("normalized" if strict else "schemas")
    records = [path for path in sorted((PROJECT / "normalized").glob("*-to-*.json")) if strict]
    done = node(FOLDER / "accepted.mjs", folder / "pathway.schema.json", *(records or [DATASET]))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


@needs_node
@pytest.mark.parametrize("path", sorted((PROJECT / "schemas").glob("*.schema.json")), ids=lambda path: path.name)
def test_every_schema_is_taken_in_strict_mode(path: Path) -> None:
    done = node(FOLDER / "accepted.mjs", path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
