"""`pathingest.load`: the records of a dataset for programs, with their evidence and the words of their pages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import pathingest
from pathingest import PathingestError, Pathway, Records
from running import Tool

PROJECT = Path(__file__).parents[1]
NAME = "accountant-to-data-analyst"
PAGE = "From Nurse to Data Analyst: Your 9-Month Transition Guide\nSkills to Learn\nSQL\nCritical6 weeks\nQuery it.\n"


@pytest.fixture
def records(monkeypatch: pytest.MonkeyPatch) -> Records:
    monkeypatch.chdir(PROJECT)
    return pathingest.load()


def test_they_are_a_mapping_in_the_order_of_the_ids(records: Records) -> None:
    lines = (PROJECT / "normalized" / "dataset.jsonl").read_text("utf-8").splitlines()
    assert list(records) == sorted(records) == [json.loads(line)["id"] for line in lines]
    assert len(records) == len(lines)
    assert NAME in records
    assert repr(records) == f"<Records 'normalized': {len(lines)}>"


def test_a_record_is_typed_and_is_the_files(records: Records) -> None:
    found = records[NAME]
    assert isinstance(found, Pathway)
    assert found == Pathway.model_validate_json((PROJECT / "normalized" / f"{NAME}.json").read_bytes())
    assert records.plain(NAME) == json.loads(found.model_dump_json())
    assert records[NAME] is found


@pytest.mark.parametrize("name", list(pathingest.load(PROJECT / "normalized")))
def test_the_evidence_is_that_of_the_page_read_again(records: Records, name: str) -> None:
    evidence = records.evidence(name)
    for account, source in zip(evidence.accounts, records.sources(name), strict=True):
        assert source is not None
        assert account.length == len(source.text)
    if len(evidence.accounts) > 1:
        return  # merged
    page = pathingest.parse(Path(str(evidence.accounts[0].path)))
    assert evidence.entries.keys() == page.evidence.entries.keys()
    assert [entry.spans for entry in evidence.entries.values()] == [e.spans for e in page.evidence.entries.values()]


def test_a_quote_is_what_the_page_says_to_the_letter(records: Records) -> None:
    record = records[NAME]
    assert records.quote(NAME, "/title") == record.title
    assert record.headline is not None
    assert records.quote(NAME, "/headline/text") == record.headline.text
    assert records.quote(NAME, "/id") is None
    assert records.quote(NAME, "/nothing") is None


def test_what_a_correction_replaced_is_quoted(tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    tool("build", "page.txt")
    name = "nurse-to-data-analyst"
    assert tool("override", "set", name, "/skills_to_learn/SQL/duration", "4 weeks", "--reason", "so").code == 0
    tool("build", "page.txt")
    records = pathingest.load()
    (skill,) = records[name].skills_to_learn
    assert skill.duration is not None
    assert skill.duration.text == "4 weeks"
    assert records.evidence(name).proof("/skills_to_learn/0/duration/text").kind == "override"  # type: ignore[union-attr]
    assert records.quote(name, "/skills_to_learn/0/duration") == "6 weeks"


def test_a_page_that_has_changed_is_no_source(tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "page.txt"
    page.write_text(PAGE, "utf-8")
    tool("build", "page.txt")
    page.write_text(f"{PAGE}More.\n", "utf-8")
    assert pathingest.load().sources("nurse-to-data-analyst") == (None,)
    assert pathingest.load().quote("nurse-to-data-analyst", "/title") is None


def test_an_unknown_id_says_which_is_like_it(records: Records) -> None:
    with pytest.raises(KeyError, match=f"did you mean {NAME}"):
        records["accountant-to-data-analysts"]


def test_without_a_dataset_one_line_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(PathingestError, match="no such folder; `pathingest build --out"):
        pathingest.load(tmp_path / "none")
    with pytest.raises(PathingestError, match=r"no dataset\.jsonl there"):
        pathingest.load(tmp_path)
    (tmp_path / "dataset.jsonl").write_text("{}\n")
    with pytest.raises(PathingestError, match=r"dataset\.jsonl:1: no record"):
        pathingest.load(tmp_path)


@pytest.mark.parametrize(
    "entry",
    [
        *([["a", 1]], [[1.5, 2]], [[None, None]], [[-5, -1]], [[True, 4]], [[4, 2]], [[0, 9**9]], [[0, 9]] * 3),
        *({"spans": [[0, 1]], "source": number} for number in (7, -1, "0", 0.0)),
        *({"from": [5]}, {"spans": [[0, 1]], "steps": [5]}, {"override": 5}),
    ],
    ids=str,
)
def test_an_entry_that_no_build_writes_is_one_line(entry: Any, tmp_path: Path) -> None:
    name = next(iter(pathingest.load(PROJECT / "normalized")))
    (tmp_path / "evidence").mkdir()
    for file in ("dataset.jsonl", f"evidence/{name}.json"):
        shutil.copy(PROJECT / "normalized" / file, tmp_path / file)
    path = tmp_path / "evidence" / f"{name}.json"
    found = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(found | {"leaves": found["leaves"] | {"/title": entry}}), "utf-8")
    with pytest.raises(PathingestError, match="is no evidence that a build wrote"):
        pathingest.load(tmp_path).quote(name, "/title")


def test_evidence_that_is_gone_or_broken_is_one_line(tmp_path: Path) -> None:
    line = (PROJECT / "normalized" / "dataset.jsonl").read_text("utf-8").splitlines()[0]
    (tmp_path / "dataset.jsonl").write_text(f"{line}\n", "utf-8")
    records = pathingest.load(tmp_path)
    (name,) = records
    with pytest.raises(PathingestError, match="cannot be read"):
        records.evidence(name)
    (tmp_path / "evidence").mkdir()
    for broken in ("[]", '{"sources": 1, "leaves": {}}', "{", "[" * 50_000):
        (tmp_path / "evidence" / f"{name}.json").write_text(broken)
        with pytest.raises(PathingestError):
            records.evidence(name)
