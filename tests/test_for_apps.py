"""docs/for-apps.md: its programs give the right answers, and its tables are those that are written."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import pathingest
from pathingest.exports import find_format, format_names, write
from pathingest.tables import TABLES

PROJECT = Path(__file__).parents[1]
DOCUMENT = (PROJECT / "docs" / "for-apps.md").read_text("utf-8")
PROGRAM = Path(__file__).with_name("typescript") / "for_apps.ts"
COMPILER = PROGRAM.parent / "node_modules" / ".bin" / "tsc"
NODE = shutil.which("node")
DATASET = PROJECT / "normalized" / "dataset.jsonl"
RECORDS = [json.loads(line) for line in DATASET.read_bytes().splitlines()]


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)


def within_a_year(role: str) -> list[str]:
    """The ids of the pathways to a role whose first stated time ends within twelve months."""
    return [record["id"] for record in RECORDS if record["to_role"]["name"] == role and _months(record) <= 12 + 1e-9]


def _months(record: dict[str, Any]) -> float:
    months = {"day": 12 / 365.2425, "week": 12 / 52.1775, "month": 1.0, "year": 12.0}
    headline = (record["headline"] or {}).get("duration")
    stated = [time for time in (record["timeline"], headline, record["roadmap_total"]) if time]
    if not stated or stated[0]["max"] is None:
        return float("inf")
    return float(stated[0]["max"]) * months[stated[0]["unit"]]


CRITICAL = Counter(
    skill["name"].casefold()
    for record in RECORDS
    for skill in record["skills_to_learn"]
    if skill["priority"] == "critical"
)


@pytest.fixture(scope="module", params=["sqlite", "duckdb"])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What runs a query on an export."""
    path = tmp_path_factory.mktemp("exports") / request.param
    if request.param == "duckdb":
        duckdb = pytest.importorskip("duckdb", reason="needs the extra duckdb")
        connect = duckdb.connect
    else:
        connect = sqlite3.connect
    write(find_format(request.param), pathingest.load(PROJECT / "normalized"), path)
    with closing(connect(str(path))) as opened:
        yield opened


@pytest.mark.parametrize("role", sorted({record["to_role"]["name"] for record in RECORDS}))
def test_sql_finds_the_pathways_within_a_year(role: str, database: Any) -> None:
    slug = database.execute("SELECT slug FROM roles WHERE name = ?", (role,)).fetchone()[0]
    query = blocks("sql")[0].replace("data-analyst", slug)
    assert [row[0] for row in database.execute(query).fetchall()] == within_a_year(role)


def test_some_are_within_a_year_and_some_are_not() -> None:
    found = [name for role in {record["to_role"]["name"] for record in RECORDS} for name in within_a_year(role)]
    assert 0 < len(found) < len(RECORDS)
    assert any(52 < (record["timeline"] or {"weeks": {"max": 0}})["weeks"]["max"] < 52.18 for record in RECORDS)


def test_sql_counts_the_critical_skills(database: Any) -> None:
    found = database.execute(blocks("sql")[1]).fetchall()
    assert [count for _, count in found] == [count for _, count in CRITICAL.most_common(5)]
    assert all(CRITICAL[name.casefold()] == count for name, count in found)


def test_sqlite_searches(tmp_path: Path) -> None:
    write(find_format("sqlite"), pathingest.load(PROJECT / "normalized"), tmp_path / "x")
    with closing(sqlite3.connect(tmp_path / "x")) as opened:
        assert all("python" in row[2].casefold() for row in opened.execute(blocks("sql")[2]))


def test_the_program_in_typescript_is_the_one_that_is_shown() -> None:
    assert [PROGRAM.read_text("utf-8").replace("../../schemas/", "./")] == blocks("typescript")


@pytest.mark.skipif(NODE is None or not COMPILER.exists(), reason="needs node, and `npm ci` in tests/typescript")
def test_typescript_answers_both(tmp_path: Path) -> None:
    def node(*arguments: object) -> str:
        done = subprocess.run(
            [str(NODE), *map(str, arguments)], capture_output=True, text=True, check=False, cwd=PROGRAM.parent
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
        return done.stdout

    node(COMPILER, "-p", ".", "--outDir", tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    found = node(tmp_path / "tests" / "typescript" / "for_apps.js", DATASET).splitlines()
    assert found == [*within_a_year("Data Analyst"), "{} {}".format(*CRITICAL.most_common(1)[0])]


def test_each_format_and_each_table_is_in_the_document() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", DOCUMENT, re.MULTILINE)
    assert {*format_names()} <= {*rows}
    for table in TABLES:
        key = ", ".join(f"`{column}`" for column in table.key)
        references = ", ".join(f"`{reference.table}`" for reference in table.references)
        summary = f"{table.summary[0].lower()}{table.summary[1:-1]}"
        assert f"| `{table.name}` | {summary} | {key} | {references} |\n" in DOCUMENT
