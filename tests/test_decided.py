"""What an editor decides besides other values: what is confirmed, where words are taken from, which page is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pathingest.model.errors import PathingestError
from pathingest.model.evidence import RESIDUE
from pathingest.model.pathway import Pathway
from pathingest.overrides.apply import correct, decided, quote_of
from pathingest.overrides.files import Override, Overrides, with_override
from pathingest.overrides.ids import Ids, NoPathway, ids_in, written
from pathingest.pipeline import ingest
from pathingest.runners.corrections import Corrections
from pathingest.sources import from_text
from running import Tool

NAME = "nurse-to-data-analyst"
PAGE = """From Nurse to Data Analyst: Your 9-Month Transition Guide
Overview
Nurses read charts all day.
Your Learning Roadmap
Foundations
8 weeks
Tasks
\u2022 Read two chapters
Resources
Kaggle LearnR for Data Science
Reality Check
It pays +20% after a year.
"""


def corrected(*items: Override, page: str = PAGE) -> tuple[Pathway, list[str]]:
    read = ingest(from_text(page, path="raw/page.txt"))
    assert read.pathway is not None
    found = correct(read.pathway, read.evidence, Overrides(from_text(""), NAME, items), [page])
    return found.pathway, [one.message for one in found.findings]


def confirmation(at: str, value: object, page: str = PAGE) -> Override:
    read = ingest(from_text(page, path="raw/page.txt"))
    assert read.pathway is not None
    pointer = {"/roadmap/Foundations/duration": "/roadmap/0/duration"}.get(at, at)
    return decided(read.pathway, read.evidence, [page], at, pointer, value)._replace(reason="looked at")


def test_a_value_that_an_editor_confirmed_stays_as_the_page_says_it_and_is_no_correction() -> None:
    read = ingest(from_text(PAGE, path="raw/page.txt"))
    item = confirmation("/roadmap/Foundations/duration", "8 weeks")
    assert read.pathway is not None
    found = correct(read.pathway, read.evidence, Overrides(from_text(""), NAME, (item,)), [PAGE])
    assert (found.pathway, found.evidence, found.findings, found.made) == (read.pathway, read.evidence, (), ())
    assert found.settled == ("/roadmap/0/duration",)


def test_that_the_page_says_nothing_can_be_confirmed_too() -> None:
    item = confirmation("/timeline", None)
    assert item.replaced == ""
    record, messages = corrected(item)
    assert messages == []
    assert record.timeline is None


def test_a_confirmed_value_is_a_finding_when_the_page_says_another() -> None:
    item = confirmation("/roadmap/Foundations/duration", "8 weeks")
    _, messages = corrected(item, page=PAGE.replace("8 weeks", "9 weeks"))
    assert messages == ["/roadmap/Foundations/duration: the page now says '9 weeks'; you confirmed '8 weeks'"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    (tmp_path / "overrides").mkdir()
    (tmp_path / "raw" / "page.txt").write_text(PAGE, "utf-8")
    return tmp_path


def put(root: Path, *items: Override) -> None:
    known = Overrides(from_text("", path="x"), NAME)
    assert items[1:] == ()
    (root / "overrides" / f"{NAME}.yaml").write_text(with_override(known, items[0]), "utf-8")


def test_a_note_on_what_is_settled_is_left_out(project: Path) -> None:
    page = ingest(from_text(PAGE, path="raw/page.txt"))
    names = [{"name": "Kaggle Learn"}, {"name": "R for Data Science"}]
    put(project, Override("/roadmap/Foundations/resources", names, "two names"))
    kinds = [note.kind for note in Corrections(project / "overrides").of_page(page).notes]
    assert "resource-split" in [note.kind for note in page.notes]
    assert "resource-split" not in kinds


def test_words_that_a_value_is_taken_from_are_its_evidence_and_no_residue() -> None:
    start = PAGE.index("+20%")
    item = Override("/salary_change", "+20%", "from the text", source=quote_of(PAGE, start, start + 4))
    page = ingest(from_text(PAGE, path="raw/page.txt"))
    assert page.pathway is not None
    found = correct(page.pathway, page.evidence, Overrides(from_text(""), NAME, (item,)), [PAGE])
    proof = found.evidence.entries["/salary_change"]
    assert (proof.spans, proof.override) == (((start, start + 4),), "/salary_change")
    tiles = found.evidence.accounts[0].stretches
    assert [one.role for one in tiles if one.start <= start < one.end] == ["/salary_change"]
    assert [PAGE[one.start : one.end] for one in tiles if one.role == RESIDUE] == ["It pays ", " after a year."]
    assert "".join(PAGE[one.start : one.end] for one in tiles) == PAGE


def test_words_that_are_gone_are_a_finding_and_the_value_stays() -> None:
    start = PAGE.index("+20%")
    item = Override("/salary_change", "+20%", "from the text", source=quote_of(PAGE, start, start + 4))
    record, messages = corrected(item, page=PAGE.replace("+20%", "more"))
    assert messages == ["/salary_change: the page does not say '+20%' any more, where the value was taken from"]
    assert record.salary_change is not None


def test_a_page_that_an_editor_says_is_no_pathway_has_no_record_and_no_finding(project: Path, tool: Tool) -> None:
    tool("build", "--fail-on", "never")
    assert (project / "normalized" / f"{NAME}.json").exists()
    (project / "overrides" / "ids.yaml").write_text(
        written(Ids().with_refused(NoPathway("raw/page.txt", "an index", "anna", "2026-11-30"))), "utf-8"
    )
    done = tool("build", "--fail-on", "never")
    assert "removed: nurse-to-data-analyst" in done.err
    assert "an editor says that it is no pathway: an index" in done.err
    assert "EXT006" not in done.out
    assert not (project / "normalized" / f"{NAME}.json").exists()
    (project / "overrides" / "ids.yaml").unlink()
    tool("build", "--fail-on", "never")
    assert (project / "normalized" / f"{NAME}.json").exists()


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("no_pathways: 3", "no_pathways: a list of pages is expected"),
        ("no_pathways:\n- path: raw/x.txt", "a page that is no pathway has a path and a reason"),
        ("no_pathways:\n- {path: raw/x.txt, reason: so, bye: anna}", "'bye' is no text here; did you mean by?"),
    ],
)
def test_what_is_wrong_with_a_page_that_is_none_is_one_line(lines: str, why: str) -> None:
    with pytest.raises(PathingestError, match=why.replace("?", r"\?")):
        ids_in(from_text(f'schema: "pathingest.ids/1"\nids: []\n{lines}\n', path="ids.yaml"))


def test_what_is_said_of_pages_is_written_as_it_is_read() -> None:
    ids = Ids().kept("a-to-b", "c-to-b").with_refused(NoPathway("raw/x.txt", "so"))
    assert ids_in(from_text(written(ids), path="ids.yaml")) == ids
    assert ids.without_refused("raw/x.txt").no_pathways == ()


def test_a_suppression_with_a_fingerprint_is_for_that_finding_alone(project: Path, tool: Tool) -> None:
    found = [one for one in findings_of(tool) if one["code"] == "EXT005"]
    entry = '[[suppress]]\nrule = "EXT005"\nfingerprint = "{}"\nreason = "an aside"\n'
    sidecar = project / "raw" / "page.txt.lint.toml"
    sidecar.write_text(entry.format("0" * 64), "utf-8")
    assert [one for one in findings_of(tool) if one["code"] == "EXT005"] == found
    sidecar.write_text(entry.format(found[0]["fingerprint"]), "utf-8")
    assert [one for one in findings_of(tool) if one["code"] == "EXT005"] == []


def findings_of(tool: Tool) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(tool("lint", "--format", "json").out)["findings"]
    return found
