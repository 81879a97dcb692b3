"""`pathingest export`: the tables and their laws, formats read back and compared with the records, and the command."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporting import (
    BY_NAME,
    COMMITTED,
    DATASET,
    NEEDS,
    PROJECT,
    READERS,
    RECORDS,
    TABULAR,
    assert_holds,
    dataset,
    exported,
    pathways,
    plain,
    rebuilt,
    tables_of,
)
from pathingest import PathingestError, Pathway
from pathingest.exports import find_format, format_names
from pathingest.tables import TABLES, Row, batches, key_of, rows
from pathingest.vocabulary import read_terms, vocabulary
from running import Tool

# --- laws of the tables ----------------------------------------------------------------------------------------------


@given(pathways())
def test_the_rows_of_the_tables_are_the_records_again(found: list[Pathway]) -> None:
    assert rebuilt(tables_of(found)) == plain(found)


def test_the_rows_of_the_dataset_are_its_records_again() -> None:
    assert rebuilt(tables_of(COMMITTED.values())) == RECORDS


@given(pathways())
def test_keys_are_unique_and_what_is_referred_to_comes_before(found: list[Pathway]) -> None:
    seen: dict[str, set[Row]] = {table.name: set() for table in TABLES}
    for name, row in rows(found):
        table = BY_NAME[name]
        values = dict(zip([column.name for column in table.columns], row, strict=True))
        key = tuple(values[column] for column in table.key)
        assert key not in seen[name]
        seen[name].add(key)
        for reference in table.references:
            target = tuple(values[column] for column in reference.columns)
            assert None in target or target in seen[reference.table]


@given(pathways())
def test_values_have_the_types_of_their_columns(found: list[Pathway]) -> None:
    types = {"text": str, "number": float, "integer": int, "boolean": bool}
    for name, row in rows(found):
        for value, column in zip(row, BY_NAME[name].columns, strict=True):
            assert type(value) is types[column.type] or (value is None and not column.required)


@given(pathways(), st.integers(1, 7))
def test_batches_hold_all_rows_and_what_is_referred_to_is_not_in_a_later_one(found: list[Pathway], size: int) -> None:
    gathered: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    keys: dict[str, set[Row]] = {table.name: set() for table in TABLES}
    for table, some in batches(found, size=size):
        gathered[table.name] += some
        place = [column.name for column in table.columns].index
        keys[table.name] |= {tuple(row[place(column)] for column in table.key) for row in some}
        for reference in table.references:
            targets = {tuple(row[place(column)] for column in reference.columns) for row in some}
            assert {target for target in targets if None not in target} <= keys[reference.table]
    assert gathered == tables_of(found)


@pytest.mark.parametrize("table", TABLES, ids=list(BY_NAME))
def test_a_table_refers_to_keys_of_tables_before_it(table: Any) -> None:
    assert set(table.key) <= {column.name for column in table.columns if column.required}
    before = [other.name for other in TABLES[: TABLES.index(table)]]
    for reference in table.references:
        assert reference.table in before
        assert reference.key == BY_NAME[reference.table].key


def test_names_that_share_a_key_are_called_by_the_most_frequent_then_the_first() -> None:
    record = next(iter(COMMITTED.values()))
    skill = record.skills_to_learn[0]
    spellings = ["sql", "SQL", "Sql", "SQL", "sql", "???", "  ", "\t"]
    changed = record.model_copy(
        update={
            "transferable_skills": [],
            "skills_to_learn": [skill.model_copy(update={"name": name}) for name in spellings],
        }
    )
    found = [row[:2] for row in tables_of([changed])["skills"]]
    assert found == [("-", "\t"), ("sql", "SQL"), ("u3f-u3f-u3f", "???")]


OWN = """schema: "pathingest.vocabulary/1"
roles:
  - { name: "Web Developer", aliases: ["Frontend Developer"], onet_soc: "15-1254.00", esco: "https://esco.example/o/1" }
skills:
  - { name: "Query Languages", aliases: ["s q l"], esco: "https://esco.example/s/1" }
"""


def test_roles_and_skills_have_what_the_vocabulary_says_and_nothing_else() -> None:
    known = vocabulary([read_terms(OWN, Path("vocabulary.yaml"))])
    found: dict[str, dict[object, Row]] = {"roles": {}, "skills": {}}
    for name, row in rows(list(COMMITTED.values()), known):
        if name in found:
            found[name][row[0]] = row[2:]
    term = ("Web Developer", "Frontend Developer", "15-1254.00", "https://esco.example/o/1")
    assert found["roles"].pop("frontend-developer") == term
    assert found["skills"].pop("sql") == ("Query Languages", "s q l", "https://esco.example/s/1")
    assert {*found["roles"].values()} == {(None,) * 4}
    assert {*found["skills"].values()} == {(None,) * 3}


def test_the_codes_are_those_of_the_datasets_project(
    tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    shutil.copytree(PROJECT / "normalized", project / "normalized")
    (project / "pathingest.toml").write_text("")
    (project / "vocabulary.yaml").write_text(OWN)
    monkeypatch.chdir(tmp_path)
    assert tool("export", "--to", "csv", project / "normalized").code == 0
    lines = Path("pathways-csv/roles.csv").read_text("utf-8").splitlines()
    frontend = "Web Developer,Frontend Developer,15-1254.00,https://esco.example/o/1"
    assert f"frontend-developer,Frontend Developer,{frontend}" in lines
    assert "accountant,Accountant,Accountant,Accountant,13-2011.00," in lines  # as it is shipped
    (project / "vocabulary.yaml").write_text("roles: []")
    done = tool("export", "--to", "csv", project / "normalized", "--out", "other")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "vocabulary.yaml" in done.err
    assert not Path("other").exists()


@given(st.text())
def test_every_name_has_a_key(name: str) -> None:
    assert key_of(name)
    assert key_of(name.upper()) == key_of(name.upper().casefold())


@TABULAR
def test_a_format_gives_back_the_rows_of_the_dataset(name: str, tmp_path: Path) -> None:
    tables = READERS[name](exported(name, COMMITTED, tmp_path))
    assert tables == tables_of(COMMITTED.values())
    assert rebuilt(tables) == RECORDS


@TABULAR
@settings(max_examples=15)
@given(pathways())
def test_a_format_gives_back_whatever_a_record_may_hold(name: str, found: list[Pathway]) -> None:
    with TemporaryDirectory() as folder:
        path = exported(name, dataset(Path(folder), found), Path(folder))
        assert READERS[name](path) == tables_of(found)


@pytest.mark.parametrize("name", [name for name in format_names() if name != "duckdb"])
def test_the_bytes_are_the_same_from_run_to_run(name: str, tmp_path: Path) -> None:
    digests = []
    for run in "ab":
        (tmp_path / run).mkdir()
        path = exported(name, COMMITTED, tmp_path / run)
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        digests.append([(file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in files])
    assert digests[0] == digests[1]


# --- one format after the other --------------------------------------------------------------------------------------


def test_jsonl_is_the_dataset(tmp_path: Path) -> None:
    assert exported("jsonl", COMMITTED, tmp_path).read_bytes() == DATASET.read_bytes()


def test_csv_is_that_of_the_standard(tmp_path: Path) -> None:
    record = next(iter(COMMITTED.values()))
    odd = record.model_copy(update={"title": 'a "b"\r\nc', "demand": "", "overview": [" x", "y,"]})
    folder = exported("csv", dataset(tmp_path, [odd]), tmp_path)
    header, _, body = (folder / "pathways.csv").read_bytes().partition(b"\r\n")
    assert header.startswith(b"id,title,kind,")
    assert body.startswith(b'accountant-to-data-analyst,"a ""b""\r\nc",transition,')
    assert body.endswith(b"\r\n")
    assert body.count(b',"",') == 1  # the demand; null is nothing
    name = b"accountant-to-data-analyst"
    lines = (folder / "overview.csv").read_bytes()
    assert lines == b'pathway,position,text\r\n%b,1," x"\r\n%b,2,"y,"\r\n' % (name, name)


# --- what is there without an export ---------------------------------------------------------------------------------


def test_duckdb_reads_the_dataset_as_it_is() -> None:
    duckdb = pytest.importorskip("duckdb", reason="needs the extra duckdb")
    result = duckdb.read_json(str(DATASET))
    read = [dict(zip(result.columns, row, strict=True)) for row in result.fetchall()]
    assert_holds(read, RECORDS)


def test_polars_reads_the_dataset_as_it_is() -> None:
    polars = pytest.importorskip("polars", reason="needs polars")
    assert_holds(polars.read_ndjson(DATASET).to_dicts(), RECORDS)


def test_pandas_reads_the_dataset_as_it_is() -> None:
    pandas = pytest.importorskip("pandas", reason="needs pandas")
    read = pandas.read_json(DATASET, lines=True).to_dict("records")
    assert_holds(
        _rounded(read), _rounded(RECORDS)
    )  # its reader of numbers is off by a bit, unless `precise_float=True`
    precise = pandas.read_json(DATASET, lines=True, precise_float=True).to_dict("records")
    assert_holds(precise, RECORDS)


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return round(value, 9) if isinstance(value, float) else value


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the dataset, and nothing else."""
    shutil.copytree(PROJECT / "normalized", tmp_path / "normalized")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", sorted({*format_names()} - {"annotations"}))  # which needs the pages
def test_what_is_written_is_named_after_the_format_and_said_in_a_line(name: str, project: Path, tool: Tool) -> None:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name], reason=f"needs the extra {name}")
    before = {*project.iterdir()}
    code, out, err = tool("export", "--to", name)
    (made,) = {*project.iterdir()} - before
    assert made.name.startswith("pathways")
    assert name in made.name
    assert (code, out) == (0, "")
    assert err == f"16 records in {made.name}{'/' if made.is_dir() else ''}\n"


def test_another_dataset_goes_to_another_place(project: Path, tool: Tool) -> None:
    (project / "normalized").rename(project / "data")
    assert tool("export", "--to", "jsonl", "data", "--out", "new/folder/x.jsonl").code == 0
    assert (project / "new" / "folder" / "x.jsonl").read_bytes() == DATASET.read_bytes()


@pytest.mark.usefixtures("project")
def test_text_goes_to_standard_output_where_that_is_wanted(tool: Tool) -> None:
    assert tool("export", "--to", "jsonl", "--out", "-") == (0, DATASET.read_text("utf-8"), "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Missing option '--to'"),
        (["--to", "cvs"], "did you mean csv?"),
        (["--to", "csv", "none"], "none: no such folder; `pathingest build --out none` writes one"),
        (["--to", "csv", "normalized/evidence"], "normalized/evidence: no dataset.jsonl there"),
        (["--to", "csv", "empty"], "empty: the dataset has no records"),
        (["--to", "csv", "broken"], "broken/dataset.jsonl: x-to-y: "),
        (["--to", "csv", "--out", "-"], "--out -: csv is not one text"),
        (
            ["--to", "csv", "--out", "normalized"],
            "normalized: holds what would be lost: accountant-to-data-analyst.json",
        ),
        (["--to", "csv", "--out", "."], "is the working directory"),
        (["--to", "csv", "--out", "file"], "file: cannot be written: Not a directory"),
        (["--to", "jsonl", "--out", "normalized"], "normalized: cannot be written: Is a directory"),
        (["--to", "jsonl", "--out", "file/x"], "cannot be written"),
    ],
)
def test_wrong_use_is_one_line(arguments: list[str], said: str, project: Path, tool: Tool) -> None:
    for name, text in [("empty", ""), ("broken", '{"id": "x-to-y"}\n')]:
        (project / name).mkdir()
        (project / name / "dataset.jsonl").write_text(text, "utf-8")
    (project / "file").write_text("mine")
    before = contents(project)
    code, out, err = tool("export", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert contents(project) == before


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder, hidden ones among them."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("name", "library"), [one for one in NEEDS.items() if one[0] in format_names()])
@pytest.mark.usefixtures("project")
def test_a_library_that_is_not_there_is_one_line(
    name: str, library: str, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pathingest.exports.find_spec", lambda asked: None if asked == library else 1)
    line = f"pathingest: --to {name} needs {library}: pip install 'pathingest[{name}]'\n"
    assert tool("export", "--to", name) == (2, "", line)


@pytest.mark.parametrize("name", [one for one in ("csv", "sqlite", "jsonld") if one in format_names()])
def test_an_export_takes_the_place_of_the_last_one(name: str, project: Path, tool: Tool) -> None:
    tool("export", "--to", name, "--out", "out")
    first = contents(project)
    lines = DATASET.read_text("utf-8").splitlines(keepends=True)
    (project / "normalized" / "dataset.jsonl").write_text("".join(lines).replace("Data Analyst", "Analyst"), "utf-8")
    assert tool("export", "--to", name, "--out", "out").code == 0
    second = contents(project)
    assert second.keys() == first.keys()
    assert any(second[path] != first[path] for path in second if path.startswith("out"))


def test_a_folder_that_would_lose_a_file_stays(project: Path, tool: Tool) -> None:
    tool("export", "--to", "csv", "--out", "out")
    (project / "out" / "mine.txt").write_text("mine")
    before = contents(project)
    code, _, err = tool("export", "--to", "csv", "--out", "out")
    assert code == 2
    assert "holds what would be lost: mine.txt; delete the folder, or name another one" in err
    assert contents(project) == before


@pytest.mark.parametrize("name", [one for one in ("jsonl", "csv", "sqlite", "jsonld") if one in format_names()])
def test_what_fails_on_the_way_leaves_all_as_it_was(name: str, project: Path, tool: Tool) -> None:
    tool("export", "--to", name, "--out", "out")
    with (project / "normalized" / "dataset.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"schema_version": "2.1.0", "id": "z-to-z"}\n')
    before = contents(project)
    code, _, err = tool("export", "--to", name, "--out", "out")
    assert code == 2
    assert "z-to-z" in err
    assert contents(project) == before


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")
@pytest.mark.parametrize("name", ["sqlite", "duckdb", "parquet"])
def test_a_number_that_no_build_writes_is_one_line(name: str, project: Path, tool: Tool) -> None:
    path = project / "normalized" / "dataset.jsonl"
    line = json.loads(path.read_text("utf-8").splitlines()[0])
    line["sources"][0]["views"] = 10**30
    path.write_text(f"{json.dumps(line)}\n", "utf-8")
    done = tool("export", "--to", name, "--out", "made")
    assert (done.code, done.err.count("\n"), Path("made").exists()) == (2, 1, False)


def test_files_are_readable_as_others_are(project: Path, tool: Tool) -> None:
    tool("export", "--to", "csv")
    tool("export", "--to", "jsonl")
    (project / "plain").touch()
    modes = {path.stat().st_mode for path in (project / "pathways.jsonl", *(project / "pathways-csv").iterdir())}
    assert modes == {(project / "plain").stat().st_mode}
    (project / "pathways.jsonl").chmod(0o600)
    tool("export", "--to", "jsonl")
    assert (project / "pathways.jsonl").stat().st_mode & 0o777 == 0o600


def test_help_needs_no_library_of_a_format() -> None:
    code = (
        "import sys; from pathingest.cli import run; run(['export', '--help']); "
        "print({'sqlite3', 'pyarrow', 'duckdb', 'pydantic'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("set()\n")


def test_each_format_is_in_the_help(tool: Tool) -> None:
    text = tool("export", "--help").out
    assert all(f"\n  {name} " in text for name in format_names())


def test_a_format_has_each_record_by_itself_or_writes_all() -> None:
    for name in format_names():
        try:
            found = find_format(name)
        except PathingestError:
            continue  # its library is not installed
        assert (found.text is None) != (found.write is None)
        assert bool(found.library) == bool(found.extra) == (name in NEEDS)
