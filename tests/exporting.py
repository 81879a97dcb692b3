"""Exports made and read back, and records that no page has, to be exported."""

from __future__ import annotations

import csv
import json
import math
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

import pathingest
from pathingest import Pathway, Records
from pathingest.exports import find_format, format_names, write
from pathingest.model.version import SCHEMA_VERSION
from pathingest.tables import TABLES, Row, rows

PROJECT = Path(__file__).parents[1]
DATASET = PROJECT / "normalized" / "dataset.jsonl"
RECORDS = [json.loads(line) for line in DATASET.read_text("utf-8").splitlines()]
BY_NAME = {table.name: table for table in TABLES}
Tables = Mapping[str, Sequence[Row]]
COMMITTED = pathingest.load(PROJECT / "normalized")


def tables_of(records: Iterable[Pathway]) -> dict[str, list[Row]]:
    """The rows of each table, in their order."""
    found: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for name, row in rows(list(records)):
        found[name].append(row)
    return found


# --- records that no page has ----------------------------------------------------------------------------------------

# A name may hold whatever a page can: marks alone, other scripts, quotation marks, line breaks, NUL.
TEXT = st.one_of(
    st.sampled_from(
        ["C++", "c++", "C#", "SQL ", "sql", "???", "  ", 'a "b", c', "x\r\ny", "null", "NaN", "1e3", "true"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6),
)
MAYBE = st.none() | TEXT
NUMBER = st.none() | st.floats(allow_nan=False, allow_infinity=False)
BOOLEAN = st.booleans()


def parts(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(fields)


def few(items: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[list[Any]]:
    return st.lists(items, min_size=least, max_size=2)


DURATION = parts(
    text=MAYBE,
    min=NUMBER,
    max=NUMBER,
    unit=st.sampled_from([None, "hour", "day", "week", "month", "year"]),
    approximate=BOOLEAN,
    ongoing=BOOLEAN,
    weeks=parts(min=NUMBER, max=NUMBER),
)
TIME = st.none() | DURATION
PERCENT = parts(text=TEXT, low=NUMBER, high=NUMBER, note=MAYBE)
EFFORT = parts(text=TEXT, low=NUMBER, high=NUMBER, unit=st.sampled_from(["hour/week", "hour/day", "hour"]))
MONEY = parts(
    text=TEXT,
    low=NUMBER,
    high=NUMBER,
    currency=MAYBE,
    period=st.sampled_from([None, "hour", "year"]),
    approximate=BOOLEAN,
)


def claim(kind: str, value: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return parts(text=TEXT, about=MAYBE, at=TEXT, kind=st.just(kind), value=value)


CLAIM = st.one_of(
    claim("duration", DURATION), claim("effort", EFFORT), claim("salary", MONEY), claim("salary_change", PERCENT)
)
SECTION = st.recursive(
    parts(heading=MAYBE, text=few(TEXT)),
    lambda inner: parts(heading=MAYBE, text=few(TEXT), sections=few(inner, 1)),
    max_leaves=4,
)
ROLE = st.none() | parts(name=TEXT, label=MAYBE)
PHASE = parts(
    title=MAYBE, duration=TIME, tasks=few(TEXT), resources=few(parts(name=TEXT, url=MAYBE)), position=st.just(1)
)
SOURCE = parts(
    path=MAYBE,
    url=MAYBE,
    media_type=TEXT,
    rendering=st.sampled_from(["inner_text", "readable", "html", "markdown"]),
    profile=TEXT,
    sha256=TEXT,
    views=st.none() | st.integers(0, 2**53),
    taken_from=st.none() | parts(feed=TEXT, at=TEXT, record_id=MAYBE, date=MAYBE, payload_digest=MAYBE),
)
RECORD = parts(
    schema_version=st.just(SCHEMA_VERSION),
    title=MAYBE,
    kind=st.sampled_from(["transition", "guide", "story"]),
    language=st.sampled_from([None, "en", "no", "zh-Hant-TW"]),
    from_role=ROLE,
    to_role=ROLE,
    headline=st.none() | parts(text=TEXT, duration=TIME),
    difficulty=st.none() | parts(text=TEXT, level=st.sampled_from([None, "easy", "hard"])),
    timeline=TIME,
    salary_change=st.none() | PERCENT,
    demand=MAYBE,
    overview=few(TEXT),
    transferable_skills=few(parts(name=TEXT, description=MAYBE)),
    skills_to_learn=few(
        parts(name=TEXT, priority=st.sampled_from([None, "critical", "nice_to_have"]), duration=TIME, guidance=MAYBE)
    ),
    roadmap=few(PHASE),
    roadmap_total=TIME,
    reality_check=parts(rewards=few(TEXT), tradeoffs=few(TEXT), challenges=few(TEXT)),
    action_plan=few(parts(label=TEXT, horizon=TIME, tasks=few(TEXT))),
    faq=few(parts(question=MAYBE, answer=MAYBE)),
    claims=few(CLAIM),
    other=few(SECTION),
    sources=few(SOURCE),
)


@st.composite
def pathways(draw: st.DrawFn) -> list[Pathway]:
    """Some records with ids of their own, and with phases in their places."""
    trees = draw(st.lists(RECORD, min_size=1, max_size=3))
    for number, tree in enumerate(trees):
        tree["id"] = f"from-{number}-to-x"
        for position, phase in enumerate(tree["roadmap"], 1):
            phase["position"] = position
    return [Pathway.model_validate(tree) for tree in trees]


def dataset(folder: Path, records: Iterable[Pathway]) -> Records:
    """A folder with the dataset, loaded."""
    lines = "".join(f"{record.model_dump_json()}\n" for record in records)
    (folder / "dataset.jsonl").write_text(lines, "utf-8")
    return pathingest.load(folder)


# --- tables to records -----------------------------------------------------------------------------------------------


def rebuilt(tables: Tables) -> list[dict[str, Any]]:
    """The records that the rows of the tables were made of."""
    of: dict[str, dict[Any, list[dict[str, Any]]]] = {}
    for name, found in tables.items():
        of[name] = defaultdict(list)
        names = [column.name for column in BY_NAME[name].columns]
        for values in found:
            row = dict(zip(names, values, strict=True))
            of[name][row.get("pathway")].append(row)
    return [_record(row, {name: found[row["id"]] for name, found in of.items()}) for row in of["pathways"][None]]


def _record(row: dict[str, Any], of: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    skills = {kind: [one for one in of["pathway_skills"] if one["kind"] == kind] for kind in ("known", "to_learn")}
    reality = {kind: [one["text"] for one in of["reality"] if one["kind"] == kind] for kind in _REALITY}
    headline = {"text": row["headline_text"], "duration": _duration(row, "headline_duration")}
    difficulty = {"text": row["difficulty_text"], "level": row["difficulty_level"]}
    change = {name: row[f"salary_change_{name}"] for name in ("text", "low", "high", "note")}
    return {
        "schema_version": SCHEMA_VERSION,
        "id": row["id"],
        "title": row["title"],
        "kind": row["kind"],
        "language": row["language"],
        "from_role": _role(row, "from_role"),
        "to_role": _role(row, "to_role"),
        "headline": None if headline["text"] is None else headline,
        "difficulty": None if difficulty["text"] is None else difficulty,
        "timeline": _duration(row, "timeline"),
        "salary_change": None if change["text"] is None else change,
        "demand": row["demand"],
        "overview": [one["text"] for one in of["overview"]],
        "transferable_skills": [{"name": one["name"], "description": one["text"]} for one in skills["known"]],
        "skills_to_learn": [
            {
                "name": one["name"],
                "priority": one["priority"],
                "duration": _duration(one, "duration"),
                "guidance": one["text"],
            }
            for one in skills["to_learn"]
        ],
        "roadmap": [
            {
                "position": one["position"],
                "title": one["title"],
                "duration": _duration(one, "duration"),
                "tasks": [task["text"] for task in of["phase_tasks"] if task["phase"] == one["position"]],
                "resources": [
                    {"name": resource["name"], "url": resource["url"]}
                    for resource in of["phase_resources"]
                    if resource["phase"] == one["position"]
                ],
            }
            for one in of["phases"]
        ],
        "roadmap_total": _duration(row, "roadmap_total"),
        "reality_check": {_REALITY[kind]: texts for kind, texts in reality.items()},
        "action_plan": [
            {
                "label": one["label"],
                "horizon": _duration(one, "horizon"),
                "tasks": [task["text"] for task in of["plan_tasks"] if task["step"] == one["position"]],
            }
            for one in of["plan_steps"]
        ],
        "faq": [{"question": one["question"], "answer": one["answer"]} for one in of["faq"]],
        "claims": [
            {**{name: one[name] for name in ("text", "about", "at", "kind")}, "value": _claimed(one)}
            for one in of["claims"]
        ],
        "other": _nested(of["other_sections"], of["other_texts"], 1),
        "sources": [_source(one) for one in of["sources"]],
    }


_REALITY = {"reward": "rewards", "tradeoff": "tradeoffs", "challenge": "challenges"}


def _source(row: dict[str, Any]) -> dict[str, Any]:
    taken = {name: row[name] for name in ("feed", "at", "record_id", "date", "payload_digest")}
    own = {name: value for name, value in row.items() if name not in ("pathway", "position", *taken)}
    return {**own, "taken_from": None if taken["feed"] is None else taken}


def _role(row: dict[str, Any], prefix: str) -> dict[str, Any] | None:
    return None if row[prefix] is None else {name: row[f"{prefix}_{name}"] for name in ("name", "label")}


def _duration(row: dict[str, Any], prefix: str) -> dict[str, Any] | None:
    if row[f"{prefix}_approximate"] is None:
        return None
    names = ("text", "min", "max", "unit", "approximate", "ongoing")
    weeks = {"min": row[f"{prefix}_weeks_min"], "max": row[f"{prefix}_weeks_max"]}
    return {**{name: row[f"{prefix}_{name}"] for name in names}, "weeks": weeks}


def _claimed(row: dict[str, Any]) -> dict[str, Any]:
    text, low, high = row["value_text"], row["low"], row["high"]
    if row["kind"] == "duration":
        attributes = {name: row[name] for name in ("unit", "approximate", "ongoing")}
        weeks = {"min": row["weeks_min"], "max": row["weeks_max"]}
        return {"text": text, "min": low, "max": high, **attributes, "weeks": weeks}
    of_kind = {"effort": ["unit"], "salary": ["currency", "period", "approximate"], "salary_change": ["note"]}
    return {"text": text, "low": low, "high": high, **{name: row[name] for name in of_kind[row["kind"]]}}


def _nested(sections: Sequence[Mapping[str, Any]], texts: Sequence[Mapping[str, Any]], level: int) -> list[Any]:
    found: list[Any] = []
    for i, row in enumerate(sections):
        if row["level"] == level:
            inside = sections[
                i + 1 : next((j for j in range(i + 1, len(sections)) if sections[j]["level"] <= level), None)
            ]
            below = _nested(inside, texts, level + 1)
            own = [text["text"] for text in texts if text["section"] == row["position"]]
            found.append({"heading": row["heading"], "text": own, **({"sections": below} if below else {})})
    return found


def plain(records: Iterable[Pathway]) -> list[dict[str, Any]]:
    return [record.model_dump(mode="json") for record in records]


# --- tabular formats read back ---------------------------------------------------------------------------------------


def from_csv(folder: Path) -> dict[str, list[Row]]:
    found = {}
    for table in TABLES:
        with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            header, *lines = csv.reader(file, strict=True)
        assert header == [column.name for column in table.columns]
        found[table.name] = [
            tuple(_READ[column.type](text) if text else None for text, column in zip(line, table.columns, strict=True))
            for line in lines
        ]
    return found


_READ: dict[str, Callable[[str], Any]] = {
    "text": str,
    "number": float,
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
}


def from_sqlite(path: Path) -> dict[str, list[Row]]:
    found = {}
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for table in TABLES:
            lines = database.execute(f'SELECT * FROM "{table.name}" ORDER BY rowid').fetchall()  # noqa: S608
            assert [column[0] for column in database.execute(f'SELECT * FROM "{table.name}"').description] == [  # noqa: S608
                column.name for column in table.columns
            ]
            found[table.name] = [
                tuple(
                    bool(value) if column.type == "boolean" and value is not None else value
                    for value, column in zip(line, table.columns, strict=True)
                )
                for line in lines
            ]
    return found


def from_duckdb(path: Path) -> dict[str, list[Row]]:
    duckdb = pytest.importorskip("duckdb", reason="needs the extra duckdb")
    with duckdb.connect(str(path), read_only=True) as database:
        return {
            table.name: database.execute(f'SELECT * FROM "{table.name}" ORDER BY rowid').fetchall()  # noqa: S608
            for table in TABLES
        }


def from_parquet(folder: Path) -> dict[str, list[Row]]:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra parquet")
    found = {}
    for table in TABLES:
        read = parquet.read_table(folder / f"{table.name}.parquet")
        assert read.column_names == [column.name for column in table.columns]
        found[table.name] = [tuple(row.values()) for row in read.to_pylist()]
    return found


_READERS: dict[str, Callable[[Path], dict[str, list[Row]]]] = {
    "csv": from_csv,
    "datapackage": from_csv,
    "croissant": from_csv,
    "sqlite": from_sqlite,
    "duckdb": from_duckdb,
    "parquet": from_parquet,
}
READERS = {name: reader for name, reader in _READERS.items() if name in format_names()}
NEEDS = {"duckdb": "duckdb", "parquet": "pyarrow"}
TABULAR = pytest.mark.parametrize("name", READERS)


def exported(name: str, records: Records, folder: Path) -> Path:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name], reason=f"needs the extra {name}")
    path = folder / name
    write(find_format(name), records, path)
    return path


def assert_holds(actual: Any, expected: Any) -> None:
    """Whether the values are those expected; where a reader gives all of a list the same keys, the others are null."""
    if isinstance(expected, dict):
        assert expected.keys() <= actual.keys()
        for name, value in actual.items():
            assert_holds(value, expected.get(name))
    elif isinstance(expected, list):
        assert len(actual) == len(expected)
        for one, other in zip(actual, expected, strict=True):
            assert_holds(one, other)
    elif expected is None:
        assert (
            actual is None
            or (isinstance(actual, float) and math.isnan(actual))
            or all(value is None for value in actual.values())
        )
    else:
        assert (type(actual), actual) == (type(expected), expected)


def documents(name: str, records: Records, folder: Path) -> dict[str, Any]:
    files = list(exported(name, records, folder).iterdir())
    assert {file.suffix for file in files} == {".jsonld"}
    return {file.stem: json.loads(file.read_text("utf-8")) for file in files}
