"""The form of evidence files: one entry a value, one line an entry, and no proof made before it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pathingest import lint, parse
from pathingest.model.page import Page
from pathingest.model.source import Source
from pathingest.model.values import ParsedDuration, ParsedEffort, ParsedMoney, ParsedPercent
from pathingest.outputs import json as json_output
from pathingest.pipeline import ingest
from pathingest.sources import from_text, read_file
from pathingest.values import parse_duration, parse_effort, parse_money, parse_percent
from pathingest.values.steps import attributes, read, replay, written
from proving import proven
from records import Record, record, stated

RAW = [read_file(path) for path in sorted((Path(__file__).parents[1] / "raw").iterdir())]
# What the evidence may take of the bytes of the records; with a line for each tile and each leaf it was 3.3.
MOST = 1.5

Value = ParsedDuration | ParsedEffort | ParsedMoney | ParsedPercent

HEADER = "Career Pathway\nBaker\nMiller\nFrom Baker to Miller: Your 6-Month Transition Guide\n"
PAGE = f"{HEADER}Timeline\n12–18 months\nOverview\nMillers don\u2019t sleep.\n"


def evidence_of(page: Page) -> Record:
    found: Record = json.loads(json_output.evidence(page.evidence))
    return found


def test_a_quote_is_its_spans_and_nothing_else() -> None:
    at = PAGE.index("From Baker")
    assert evidence_of(parse(PAGE))["leaves"]["/title"] == [[at, PAGE.index("\nTimeline")]]


def test_a_text_in_another_spelling_has_the_steps_to_it() -> None:
    at = PAGE.index("Millers")
    assert evidence_of(parse(PAGE))["leaves"]["/overview/0"] == {
        "spans": [[at, len(PAGE) - 1]],
        "steps": ["quotes straightened"],
    }


def test_a_derived_value_names_what_it_is_derived_from() -> None:
    assert evidence_of(parse(PAGE))["leaves"]["/id"] == {"from": ["/from_role/name", "/to_role/name"]}


def test_one_entry_proves_all_attributes_of_a_value() -> None:
    found = evidence_of(parse(PAGE))["leaves"]
    at = PAGE.index("12–18")
    assert [pointer for pointer in found if pointer.startswith("/timeline")] == ["/timeline"]
    assert found["/timeline"] == {
        "spans": [[at, at + len("12–18 months")]],
        "steps": [
            "hyphens and short dashes to -",
            "min 0:2 number",
            "max 3:5 number",
            'unit 6:12 is:"month"',
            "approximate,ongoing 0:12 is:false",
            "weeks 0:12 weeks",
        ],
    }


def test_the_account_names_the_pointers_of_entries() -> None:
    found = evidence_of(parse(PAGE))
    owners = {owner for _, _, owner in found["sources"][0]["account"] if owner.startswith("/")}
    assert owners == {"/from_role/label", "/to_role/label", "/title", "/timeline", "/overview/0"}


@pytest.mark.parametrize("source", RAW, ids=lambda source: Path(source.path).name)
def test_no_entry_stands_above_another(source: Source) -> None:
    found = ingest(source).evidence
    assert [pointer for pointer in found.entries if found.home(pointer.rpartition("/")[0])] == []


def test_a_change_of_a_value_shows_as_lines_of_its_own() -> None:
    one, other = (json_output.evidence(parse(text).evidence) for text in (PAGE, PAGE.replace("18", "16")))
    lines = [line for line in one.splitlines() if line not in other.splitlines()]
    assert [line.partition(":")[0] for line in lines] == ['{"path"']  # the digest; the places are the same
    other = json_output.evidence(parse(PAGE.replace("–", "-")).evidence)
    lines = [line for line in one.splitlines() if line not in other.splitlines()]
    assert [line.partition(":")[0] for line in lines] == ['{"path"', '"/timeline"']


def test_the_files_are_small_beside_the_records() -> None:
    pages = [ingest(source) for source in RAW]
    evidence = sum(len(json_output.evidence(page.evidence).encode()) for page in pages)
    records = sum(len(json_output.record(page.pathway).encode()) for page in pages if page.pathway)
    assert evidence <= MOST * records


def test_neither_files_nor_rules_make_proofs_that_nobody_asked_for() -> None:
    page = parse(PAGE)
    json_output.evidence(page.evidence)
    lint(page)
    assert "leaves" not in vars(page.evidence)


@pytest.mark.parametrize("beginning", ["/courses", "https://example.org/courses"])
def test_an_address_is_kept_as_it_is_written(beginning: str) -> None:
    html = next(source for source in RAW if source.media_type == "text/html" and "/guides/data-maps" in source.text)
    written = f"{beginning}/sql\u2013joins\u2029a &amp; b\xad"
    page = ingest(from_text(html.text.replace("/guides/data-maps", written), media_type="text/html"))
    urls = [link["url"] for phase in record(page)["roadmap"] for link in phase["resources"]]
    assert [url for url in urls if url and url.endswith("/courses/sql\u2013joins\u2029a & b\xad")]
    assert proven(json_output.evidence(page.evidence), record(page), [page.source]) == stated(page)
    steps = [proof.steps for pointer, proof in page.evidence.leaves.items() if pointer.endswith("/url") and proof.steps]
    assert [step for _ in steps for step in _ if "spaces" in step or "dashes" in step] == []


def test_a_page_without_text_has_an_empty_account() -> None:
    found = evidence_of(parse(""))
    assert (found["sources"][0]["account"], found["leaves"]) == ([], {})


@pytest.mark.parametrize(
    ("parse_value", "text"),
    [
        (parse_duration, "It takes about one and a half years"),
        (parse_duration, "Ongoing"),
        (parse_effort, "Plan 10 to 15 hours per week"),
        (parse_money, "They earn $85k-$140k a year"),
        (parse_percent, "a 20-30% pay cut"),
    ],
)
def test_written_steps_are_read_as_they_were(parse_value: Callable[[str], Value | None], text: str) -> None:
    value = parse_value(text)
    assert value
    found = replay(value.text, read(["quotes straightened", *written(value)]))
    weeks = {"weeks": value.weeks._asdict()} if isinstance(value, ParsedDuration) else {}
    assert found == {**attributes(value), **weeks}


def test_the_record_and_its_evidence_have_the_same_total() -> None:
    page = ingest(RAW[0])
    phases = [f"/roadmap/{i}/duration" for i in range(len(record(page)["roadmap"]))]
    assert evidence_of(page)["leaves"]["/roadmap_total"] == {"from": phases}
