"""Record files read back: every value has its place, and whatever is wrong is a finding."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import nasty
from depth import examples
from pages import GoldPage, gold_pages, render_inner_text
from pathingest import lint, parse
from pathingest.model.errors import PathingestError
from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.model.pathway import Pathway
from pathingest.model.source import Span
from pathingest.outputs import json as json_output
from pathingest.outputs import yaml as yaml_output
from pathingest.records import find_records, read_record
from pathingest.records._nodes import JSON, YAML, MalformedError, plain
from pathingest.records._read import parse_record
from pathingest.records.comments import comments
from pathingest.rules import rules
from pathingest.sources import from_bytes
from pathingest.values.text import canonical
from records import leaves
from running import Tool

PROJECT = Path(__file__).parents[1]
BUILT = PROJECT / "normalized"
NAMES = sorted(path.name for path in BUILT.glob("*-to-*.json"))
EVERY_RULE = [rule.code for _, rule in rules()]
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


def opened(text: str, name: str) -> Page:
    return read_record(from_bytes(text.encode("utf-8"), path=name))


def record_of(page: GoldPage) -> Pathway:
    record = parse(render_inner_text(page), path="raw/x.txt").pathway
    assert record
    return record


def written(record: Pathway) -> dict[str, str]:
    return {"x.json": json_output.record(record), "x.yaml": yaml_output.record(record)}


def codes(findings: list[Finding]) -> list[tuple[str, str | None, str]]:
    return [(found.code, found.pointer, found.message) for found in findings]


# --------------------------------------------------------------------------------------------------------------------
# Reading.


@examples(0.2)
@given(gold_pages())
def test_a_record_file_is_the_record_that_was_written(page: GoldPage) -> None:
    record = record_of(page)
    for name, text in written(record).items():
        found = opened(text, name)
        assert found.pathway == record
        assert found.notes == ()


@examples(0.2)
@given(gold_pages())
def test_every_value_has_its_place_in_the_file(page: GoldPage) -> None:
    record = record_of(page)
    for name, text in written(record).items():
        found = opened(text, name)
        places = found.evidence.leaves
        for pointer, value in leaves(record.model_dump(mode="json")):
            (start, end) = places[pointer].spans[0]
            shown = found.source.text[start:end]
            quoted = shown if not isinstance(value, str) else f'"{shown}"' if value else shown
            assert json.loads(quoted) == value


@examples(0.2)
@given(gold_pages())
def test_both_formats_have_the_same_findings(page: GoldPage) -> None:
    found = [codes(lint(opened(text, name))) for name, text in written(record_of(page)).items()]
    assert found[0] == found[1]


@examples(0.2)
@given(gold_pages())
def test_a_record_that_was_just_written_has_no_fault(page: GoldPage) -> None:
    for name, text in written(record_of(page)).items():
        assert [found for found in lint(opened(text, name)) if found.code.startswith("SCH")] == []


@given(VALUES, st.booleans(), st.sampled_from([None, 2, "\t"]))
def test_json_is_read_as_python_reads_it(value: Any, ascii_only: bool, indent: Any) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert repr(plain(parse_record(text, JSON))) == repr(json.loads(text))


@given(st.text(alphabet='{}[]",:0123 -e.truefalsn\\\n\t', max_size=30))
def test_what_python_refuses_as_json_is_refused(text: str) -> None:
    try:
        json.loads(text, parse_constant=lambda _: 1 / 0)
    except (ValueError, ZeroDivisionError):
        with pytest.raises(MalformedError):
            parse_record(text, JSON)
    else:
        parse_record(text, JSON)


@given(VALUES, st.sampled_from(['"', "'", None]), st.booleans())
def test_yaml_is_read_as_pyyaml_reads_it(value: Any, style: Any, flow: bool) -> None:
    text = yaml.safe_dump({"a": value}, default_style=style, default_flow_style=flow, allow_unicode=True)
    try:
        expected = yaml.safe_load(text)
        found = plain(parse_record(text, YAML))
    except (yaml.YAMLError, MalformedError):
        return
    assert found.keys() == expected.keys()


@given(st.text())
def test_no_text_raises(text: str) -> None:
    for name in ("x.json", "x.yaml"):
        lint(read_record(from_bytes(text.encode("utf-8", "replace"), path=name)))


@examples(0.2)
@given(gold_pages(), st.data())
def test_a_damaged_record_raises_nothing_and_has_a_finding_in_the_file(page: GoldPage, data: st.DataObject) -> None:
    for name, text in written(record_of(page)).items():
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 40)))
        junk = data.draw(st.text(alphabet="{}[]\"':,-#&*!|>\n ab1", max_size=6))
        damaged = text[:start] + junk + text[end:]
        found = opened(damaged, name)
        findings = lint(found, debug=True)
        lines = damaged.count("\n") + 1
        assert all(1 <= finding.line <= lines for finding in findings if finding.path == name)
        assert found.pathway or findings


@examples(0.2)
@given(gold_pages(), st.data())
def test_a_value_of_another_kind_is_a_finding_where_it_stands(page: GoldPage, data: st.DataObject) -> None:
    record = record_of(page).model_dump(mode="json")
    pointer, value = data.draw(st.sampled_from(sorted(leaves(record), key=lambda item: item[0])))
    junk: Any = data.draw(
        st.sampled_from([{"a": 1}, [[]], 12.5 if not isinstance(value, int | float) else "no number"])
    )
    put(record, pointer, junk)
    page_of = opened(json.dumps(record, indent=1), "x.json")
    assert pointer in {found.pointer for found in lint(page_of, debug=True) if found.code in ("SCH002", "SCH005")}


def put(record: Any, pointer: str, value: object) -> None:
    """Put a value in the place of the one at the pointer."""
    *tokens, last = pointer.split("/")[1:]
    for token in tokens:
        record = record[int(token)] if isinstance(record, list) else record[token]
    record[int(last) if isinstance(record, list) else last] = value


@examples(0.5)
@given(gold_pages(), nasty.texts(), st.data())
def test_no_text_in_a_record_makes_a_rule_fail(page: GoldPage, text: str, data: st.DataObject) -> None:
    record = record_of(page).model_dump(mode="json")
    texts = [pointer for pointer, value in leaves(record) if isinstance(value, str)]
    put(record, data.draw(st.sampled_from(texts)), text)
    lint(opened(json.dumps(record), "x.json"), EVERY_RULE, debug=True)


@pytest.mark.parametrize(
    ("said", "at"),
    [("$50,000", f"/overview/{nasty.MANY}"), (f"${nasty.MANY}k", "/overview/1"), (f"${nasty.MANY}", "/overview/1")],
    ids=["a long index", "a long amount", "a long amount written out"],
)
def test_no_number_in_a_claim_makes_a_rule_fail(said: str, at: str) -> None:
    record = json.loads((BUILT / "bus-driver-to-cloud-support-engineer.json").read_text(encoding="utf-8"))
    claim = next(claim for claim in record["claims"] if claim["kind"] == "salary")
    claim.update(at=at, text=said)
    claim["value"]["text"] = said
    record["overview"][1] = f"Drivers earn {said}, engineers $71k."
    lint(opened(json.dumps(record), "x.json"), EVERY_RULE, debug=True)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: é😀\r\nb:\t'q'\r\nc: [\r\n", 4, 1, "not valid YAML"),
        ("\ufeffé: 1\r\nb: x: y\r\n", 2, 5, "put quotes"),
        ("é: 1\nb: \x07\n", 2, 4, "not valid YAML"),
        ("[" * 100_000, 1, 65, "nested deeper"),
        ("- a\n", 1, 1, "a list"),
        ("# nothing\n", 1, 1, "empty"),
        ("just words\n", 1, 1, "a single value"),
        ("name: x\nversion: 2\n", 1, 1, "next to none"),
    ],
)
@pytest.mark.parametrize("loader", ["libyaml", "python"])
def test_what_is_no_record_says_where(
    text: str, line: int, column: int, words: str, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if loader == "python":
        if "\t" in text:
            pytest.skip("PyYAML's own scanner reads no tabs")
        monkeypatch.setattr("pathingest.records._yaml._Loader", yaml.SafeLoader)
    (found,) = lint(opened(text, "x.yaml"))
    assert (found.code, found.line, found.column) == ("SCH001", line, column)
    assert words in found.message


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "1" * 10_000, '{"a": 1e999}', '"\ud83d'[:1]])
def test_hostile_json_is_one_finding(text: str) -> None:
    assert [found.code for found in lint(opened(text, "x.json"))] == ["SCH001"]


def test_the_rest_of_a_faulty_record_is_linted() -> None:
    text = (BUILT / NAMES[0]).read_text(encoding="utf-8")
    sound = [found.code for found in lint(opened(text, "x.json"))]
    faulty = text.replace('"name": "Accountant"', '"nmae": "Accountant"', 1).replace('"Critical"', '"x"')
    found = [
        found.code
        for found in lint(opened(faulty.replace('"priority": "critical"', '"priority": "Critical"'), "x.json"))
    ]
    assert "SCH003" in found
    assert "SCH005" in found
    assert [code for code in found if not code.startswith("SCH")] == sound


# --------------------------------------------------------------------------------------------------------------------
# Where a record came from.


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the built records and their raw pages."""
    shutil.copytree(BUILT, tmp_path / "normalized")
    shutil.copytree(PROJECT / "raw", tmp_path / "raw")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_raw_place_of_every_quoted_value_is_known(project: Path) -> None:
    page = read_record(project / "normalized" / NAMES[0])
    assert page.origin
    known = 0
    for pointer, value in leaves(json.loads(page.source.text)):
        if isinstance(value, str) and (found := page.origin.place(pointer)):
            source, span = found
            known += source.text[slice(*span)] == value
    assert known > 60


def test_an_attribute_has_the_raw_place_of_its_value(project: Path) -> None:
    page = read_record(project / "normalized" / NAMES[0])
    assert page.origin
    places = [page.origin.place(f"/timeline{part}") for part in ("", "/text", "/min", "/weeks", "/weeks/max")]
    assert places[0]
    assert places == [places[0]] * len(places)
    source, span = places[0]
    assert canonical(source.text[slice(*span)])[0] == json.loads(page.source.text)["timeline"]["text"]


def places(file: Path) -> dict[str, Span]:
    """Where each value of a record was read from."""
    page = read_record(file)
    assert page.origin
    found = {pointer: page.origin.place(pointer) for pointer, _ in leaves(json.loads(page.source.text))}
    return {pointer: place[1] for pointer, place in found.items() if place}


def test_evidence_of_the_form_before_is_read(project: Path) -> None:
    """It had an object for each leaf, whose kind was named, and the own characters of each attribute."""
    path = project / "normalized" / NAMES[0]
    before, (raw,) = places(path), read_record(path).raw
    beside = path.parent / "evidence" / path.name
    found = json.loads(beside.read_bytes())
    found |= {"schema": "pathingest.evidence/1", "leaves": {}}
    for pointer, proof in raw.evidence.leaves.items():
        read = {"source": proof.source, "spans": proof.spans, "steps": proof.steps}
        found["leaves"][pointer] = {"kind": proof.kind, **({"from": proof.origins} if proof.origins else read)}
    beside.write_text(json.dumps(found), encoding="utf-8")
    now = places(path)
    assert now.keys() == before.keys()
    assert all(before[at].start <= start and end <= before[at].end for at, (start, end) in now.items())


def test_the_raw_pages_are_read_again(project: Path) -> None:
    page = read_record(project / "normalized" / NAMES[0])
    assert [raw.source.path for raw in page.raw] == [f"raw/{Path(NAMES[0]).stem}.txt"]
    assert page.raw[0].pathway == page.pathway


def test_a_project_is_found_from_elsewhere(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.parent)
    assert read_record(project / "normalized" / NAMES[0]).raw


def test_a_raw_page_that_changed_is_not_shown(project: Path) -> None:
    raw = project / "raw" / f"{Path(NAMES[0]).stem}.txt"
    raw.write_text(raw.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    page = read_record(Path("normalized") / NAMES[0])
    assert page.raw == ()
    assert page.origin
    assert page.origin.place("/title") is None


def test_an_item_that_was_moved_has_no_raw_place_of_another(project: Path) -> None:
    path = project / "normalized" / NAMES[0]
    record = json.loads(path.read_text(encoding="utf-8"))
    record["skills_to_learn"].insert(0, {**record["skills_to_learn"][0], "name": "New", "guidance": "New too"})
    path.write_text(json.dumps(record), encoding="utf-8")
    origin = read_record(path).origin
    assert origin
    assert origin.place("/skills_to_learn/0/name") is None
    assert origin.place("/title")


@pytest.mark.parametrize(
    "evidence",
    [
        "",
        "[]",
        '{"schema": "pathingest.evidence/2", "sources": [], "leaves": {"/title": {"spans": 5}}}',
        '{"schema": "pathingest.evidence/2", "sources": [], "leaves": {"/title": [5]}}',
        '{"schema": "pathingest.evidence/2", "sources": [], "leaves": {"/title": {"spans": [[0, 1]], "source": "0"}}}',
        '{"schema": "pathingest.evidence/3", "sources": [], "leaves": {"/title": [[0, 1]]}}',
    ],
)
def test_broken_evidence_is_as_none(project: Path, evidence: str) -> None:
    (project / "normalized" / "evidence" / NAMES[0]).write_text(evidence, encoding="utf-8")
    page = read_record(Path("normalized") / NAMES[0])
    assert page.origin
    assert page.origin.place("/title") is None
    assert len(page.raw) == 1


@pytest.mark.parametrize("spans", [[[0, 10**12]], [[10**12, 10**12]], [[-1, 5]], [[9, 3]], [[5, 9], [0, 3]]])
def test_a_place_beyond_the_page_is_none(project: Path, spans: list[list[int]], tool: Tool) -> None:
    path = project / "normalized" / "evidence" / NAMES[0]
    evidence = json.loads(path.read_text(encoding="utf-8"))
    evidence["leaves"] = dict.fromkeys(evidence["leaves"], spans)
    path.write_text(json.dumps(evidence), encoding="utf-8")
    origin = read_record(Path("normalized") / NAMES[0]).origin
    assert origin
    assert origin.place("/title") is None
    assert "INT001" not in tool("lint", "normalized").out


# --------------------------------------------------------------------------------------------------------------------
# Finding record files.


def test_a_folder_has_the_records_and_nothing_else(project: Path) -> None:
    (project / "package.json").write_text("{}", encoding="utf-8")
    (project / "normalized" / "broken.yaml").write_text("x", encoding="utf-8")
    found, others = find_records([project])
    assert [path.name for path in found] == sorted([*NAMES, "broken.yaml"])
    assert {"manifest.json", "dataset.jsonl", "package.json"} <= {path.name for path in others}
    assert find_records([project / "normalized" / "evidence"])[0] == []


@pytest.mark.parametrize("name", ["normalized/manifest.json", "normalized/dataset.jsonl", "nothing.json"])
def test_a_file_that_is_no_record_by_its_name_is_refused(project: Path, name: str) -> None:
    with pytest.raises(PathingestError):
        find_records([project / name])


def test_pages_are_no_records(project: Path) -> None:
    page = project / "raw" / f"{Path(NAMES[0]).stem}.txt"
    assert find_records([page]) == ([], [page])
    assert find_records([project / "raw"])[0] == []


# --------------------------------------------------------------------------------------------------------------------
# Comments.

COMMENTED = """\
# the whole file
schema_version: "1.0.0" # beside
title: "not # one"  # yes
overview:
  # about the first
  - "one" # beside one
  - 'two'
  # about phases
roadmap: # the list
- # the item's first key
  position: 1
  title: |  # a header
    text # no comment
  duration: null
#
- {position: 2, # in brackets
   title: a#b}
# the end
"""


def test_comments_are_listed_with_what_they_are_about() -> None:
    source = from_bytes(COMMENTED.encode(), path="x.yaml")
    found = comments(source)
    assert [(*source.position(comment.start), comment.text, comment.pointer) for comment in found] == [
        (1, 1, "# the whole file", "/schema_version"),
        (2, 25, "# beside", "/schema_version"),
        (3, 21, "# yes", "/title"),
        (5, 3, "# about the first", "/overview/0"),
        (6, 11, "# beside one", "/overview/0"),
        (8, 3, "# about phases", "/roadmap"),
        (9, 10, "# the list", "/roadmap"),
        (10, 3, "# the item's first key", "/roadmap/0"),
        (12, 13, "# a header", "/roadmap/0/title"),
        (15, 1, "#", "/roadmap/1"),
        (16, 17, "# in brackets", "/roadmap/1/position"),
        (18, 1, "# the end", None),
    ]


def test_json_has_no_comments() -> None:
    assert comments(from_bytes(b'{"a": "# no"}', path="x.json")) == []


@examples(0.2)
@given(gold_pages())
def test_a_record_without_comments_has_none(page: GoldPage) -> None:
    assert comments(from_bytes(yaml_output.record(record_of(page)).encode(), path="x.yaml")) == []


BLANKED = (
    "difficulty", "timeline", "salary_change", "demand", "overview", "transferable_skills", "skills_to_learn",
    "action_plan", "skills_to_learn/0/priority", "skills_to_learn/0/duration", "roadmap/0/tasks",
    "roadmap/0/resources",
)  # fmt: skip


WHOLE = """\
From Nurse to Data Analyst: Your 9-Month Transition Guide
Difficulty
Hard
Timeline
9 months
Salary Change
+10%
Demand
High
Overview
Nurses read charts.
Your Transferable Skills
Reading Charts
You do it before the coffee.
Skills to Learn
SQL
Critical20 weeks
Query the data of one ward.
Your Learning Roadmap
Foundations
18 weeks
Tasks
• Read two chapters
Resources
A guide
Two
18 weeks
Tasks
• Read two more
Resources
A book
Reality Check
Biggest Challenges
• The first month is slow.
Start Your Journey Now
This Week
• Ask a colleague
"""


def _pathway(text: str) -> Pathway:
    found = parse(text, path="raw/x.txt").pathway
    assert found
    return found


@pytest.mark.parametrize("pointer", BLANKED)
@pytest.mark.parametrize(("is_there", "code"), [(False, "SCH004"), (True, "SCH002")])
def test_a_value_that_cannot_be_read_is_not_missing_as_well(pointer: str, is_there: bool, code: str) -> None:
    record = json.loads(json_output.record(_pathway(WHOLE)))
    before = Counter(finding.code for finding in lint(opened(json.dumps(record), "x.json")))
    *path, key = pointer.split("/")
    part = record
    for step in path:
        part = part[int(step) if step.isdigit() else step]
    part[key] = [1]
    if not is_there:
        del part[key]
    after = Counter(finding.code for finding in lint(opened(json.dumps(record), "x.json")))
    reported = (after - before).keys() - {"SCH007", "COV001"}
    assert reported == {"SCH005" if is_there and key == "priority" else code}
