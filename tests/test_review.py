"""The queue of a review and what its decisions write: in order, undone by the inverse change, and never lost."""

from __future__ import annotations

import json
import re
import shutil
import socket
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from pathingest.certainties import certainty
from pathingest.cli.review import _worker
from pathingest.model.errors import PathingestError
from pathingest.model.evidence import RESIDUE
from pathingest.model.page import Page
from pathingest.model.source import Source
from pathingest.overrides.apply import nearest
from pathingest.pipeline import ingest, ingest_safely
from pathingest.review.actions import fitting, plan, undo, with_part
from pathingest.review.files import ChangedMeanwhileError, FileChange, diff, make, merged
from pathingest.review.journal import running
from pathingest.review.project import Project
from pathingest.review.readings import (
    Act,
    Value,
    at,
    edits,
    fields,
    glued_lines,
    settable,
    state_of,
    subject,
    value_of,
    why_no_edit,
)
from pathingest.review.sight import last_words, shown
from pathingest.review.words import reading
from pathingest.rules import check, stable
from pathingest.runners.parallel import setup
from pathingest.sources import from_text
from pathingest.values.numbers import in_percent
from reviewing import NAME, PAGE, Desk, built, project_of
from running import Tool

FILE = Path("overrides") / f"{NAME}.yaml"
SIDECAR = Path("raw/page.txt.lint.toml")
OTHER = PAGE.replace("Nurse to Data Analyst", "Baker to Sound Engineer")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    Path("raw/page.txt").write_text(PAGE, "utf-8")
    built()
    return Desk()


def items() -> dict[str, dict[str, object]]:
    return {item["at"]: item for item in yaml.safe_load(FILE.read_text("utf-8"))["overrides"]}


def record() -> dict[str, object]:
    found: dict[str, object] = json.loads(Path(f"normalized/{NAME}.json").read_text("utf-8"))
    return found


# --- the queue --------------------------------------------------------------------------------------------------------


def test_errors_come_first_then_what_is_least_certain(desk: Desk) -> None:
    left = desk.left
    assert [one.group for one in left] == sorted(one.group for one in left)
    assert left[0].severity == "error"
    sure = [one.certainty for one in left if one.kind == "split"]
    assert len(sure) == 2
    assert sure == sorted(sure, key=lambda one: one or 0)


def test_a_list_that_may_split_otherwise_is_a_decision_and_its_finding_is_none(desk: Desk) -> None:
    codes = [one.code for one in desk.left]
    assert codes.count("EXT004") == 2
    assert {one.kind for one in desk.left if one.code == "EXT004"} == {"split"}


def test_ids_last_when_the_page_moves(desk: Desk) -> None:
    before = {one.id for one in desk.left}
    Path("raw/page.txt").write_text("Career Pathway\n" + PAGE, "utf-8")
    assert before <= {one.id for one in desk.left}


def test_values_of_an_unknown_layout_are_asked_about(desk: Desk) -> None:
    page = "<h1>How to go from Zookeeper to Quibbler</h1>" + "".join(
        f"<h2>Step {i}: Do the thing {i}</h2><p>Read a book about it and practise every day, as it helps.</p>"
        for i in range(1, 7)
    )
    Path("raw/other.html").write_text(page, "utf-8")
    doubts = [one for one in desk.left if one.code == "DOUBT"]
    assert any(one.field == "target role" for one in doubts), [(one.code, one.field) for one in desk.left]
    first = doubts[0]
    assert first.certainty is not None
    assert first.certainty < 0.9
    desk.do(first, desk.readings(first)[0].act)
    assert first.id not in {one.id for one in desk.left}


# --- what decisions write ---------------------------------------------------------------------------------------------


def test_accepting_a_reading_confirms_it_and_changes_nothing(desk: Desk) -> None:
    before = record()
    split = desk.find("EXT004", "phase 1")
    assert desk.readings(split)[0].parts == ("Team Topologies summary", "CNCF landscape")
    assert desk.do(split, desk.readings(split)[0].act) == "accepted as read"
    item = items()["/roadmap/Foundations/resources"]
    assert item["value"] == ["Team Topologies summary", "CNCF landscape"]
    assert item["by"] == "anna"
    assert record() == before
    assert split.id not in {one.id for one in desk.left}


def test_readings_of_a_line_are_no_surer_together_than_sure(desk: Desk) -> None:
    for number, path in enumerate((Path(__file__).parents[1] / "raw").glob("*.txt")):
        shutil.copy(path, f"raw/{number}.txt")
    splits = [one for one in desk.left if one.kind == "split"]
    assert len(splits) > 3
    for split in splits:
        first, *others = [one.certainty or 0.0 for one in desk.readings(split)]
        assert first == split.certainty
        assert sum(others) <= 1 - first + 0.001


def test_another_split_is_a_correction_that_the_next_build_makes(desk: Desk, tool: Tool) -> None:
    split = desk.find("EXT004", "phase 2")
    act = Act(do="split", at=str(split.pointer), names=("MLOps Community Slack", "LeetCodelevels.fyi"))
    assert desk.do(split, act) == "\u2192 2 names"
    tool("build", "--fail-on", "never")
    names = [one["name"] for one in record()["roadmap"][1]["resources"]]  # type: ignore[index]
    assert names == ["MLOps Community Slack", "LeetCodelevels.fyi"]


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/faq/0/question", "How long does it take?"),
        ("/skills_to_learn/0/name", "Databases"),
        ("/roadmap/0/title", "Beginnings"),
        ("/roadmap/0/resources/0/name", "A summary"),
        ("/roadmap/0/tasks/0", "Read three chapters"),
        ("/faq/0/question", None),
        ("/timeline", "10 months"),
        ("/timeline", None),
    ],
)
def test_a_value_is_shown_as_it_will_be_where_it_names_its_item_too(
    desk: Desk, pointer: str, value: str | None
) -> None:
    decision, act = desk.find("SAL002"), Act(do="set", at=pointer, value=value)
    found = plan(desk.project, decision, act)
    assert found.after
    assert found.after.words == value
    assert found.button == f"Accept: {value or 'nothing'}"
    assert desk.do(decision, act) == f"\u2192 {value or 'nothing'}"


def test_a_question_that_was_missing_is_shown_as_it_will_be(desk: Desk) -> None:
    Path("raw/page.txt").write_text(PAGE.replace("What happens to my pay?\n", ""), "utf-8")
    decision = desk.find("STR006")
    act = Act(do="set", at=str(decision.pointer), value="How long does it take?")
    found = plan(desk.project, decision, act)
    assert (found.before, found.after) == (Value(None, None), Value("How long does it take?", None))
    assert found.field == decision.field
    assert found.button == "Accept: How long does it take?"


def test_a_split_may_change_no_character(desk: Desk) -> None:
    split = desk.find("EXT004", "phase 2")
    with pytest.raises(PathingestError, match="the names are not what the line says"):
        desk.do(split, Act(do="split", at=str(split.pointer), names=("MLOps Community Slack", "Something else")))


def test_words_of_the_page_fill_a_field_and_are_its_evidence(desk: Desk) -> None:
    residue = desk.find("EXT005")
    act = Act(do="set", at="/demand", **desk.words("80% of posts"))
    assert desk.do(residue, act) == "\u2192 80% of posts"
    item = items()["/demand"]
    assert item["value"] == "80% of posts"
    assert item["source"]["text"] == "80% of posts"  # type: ignore[index]
    assert item["reason"] == "the page says so in line 9"
    evidence = json.loads(Path(f"normalized/evidence/{NAME}.json").read_text("utf-8"))
    start = PAGE.index("80% of posts")
    assert evidence["leaves"]["/demand"]["spans"] == [[start, start + 12]]
    left = [PAGE[a:b] for a, b, role in evidence["sources"][0]["account"] if role == RESIDUE]
    assert left == ["Remote share"]


def test_words_are_read_by_the_parsers_of_the_field(desk: Desk) -> None:
    residue = desk.find("EXT005")
    with pytest.raises(PathingestError, match="a duration"):
        desk.do(residue, Act(do="set", at="/timeline", **desk.words("80% of posts")))
    assert not FILE.exists()


def test_residue_may_become_a_section_of_its_own(desk: Desk) -> None:
    residue = desk.find("EXT005")
    section = desk.readings(residue)[-1]
    assert section.label == "Remote share: 80% of posts"
    desk.do(residue, section.act)
    assert record()["other"] == [{"heading": "Remote share", "text": ["80% of posts"]}]
    assert not [one for one in desk.left if one.code == "EXT005"]


def test_what_nearly_all_pages_share_is_looked_at_page_by_page(desk: Desk) -> None:
    for role in ("Baker", "Miller", "Florist"):
        Path(f"raw/{role}.txt").write_text(PAGE.replace("From Nurse", f"From {role}"), "utf-8")
    stands_for = desk.find("COR005", "")
    code = stands_for.why.split()[0]
    assert code not in {one.code for one in desk.left}
    choice = next(one for one in desk.readings(stands_for) if one.label == "Look at each page")
    desk.do(stands_for, choice.act)
    assert len({one.path for one in desk.left if one.code == code}) == 4


def test_a_part_that_is_missing_is_looked_for_at_its_item(desk: Desk) -> None:
    page = desk.project.page("raw/page.txt")
    start, _ = nearest(page.evidence.entries, "/roadmap/1/missing").spans[0]  # type: ignore[union-attr]
    assert page.source.text[start:].startswith("Practice")


def test_one_glued_line_of_several_pages_is_decided_alike(desk: Desk) -> None:
    Path("raw/other.txt").write_text(OTHER, "utf-8")
    line = desk.find("EXT004", "phase 2")
    (other,) = [one for one in desk.left if one.same == line.same and one.id != line.id]
    assert {line.path, other.path} == {"raw/page.txt", "raw/other.txt"}
    assert other.field == "resources of phase 2"
    first = desk.readings(line)[0]
    assert [one.id for one, _ in fitting(desk.project, line, first.act)] == [other.id]


def test_a_placeholder_that_is_corrected_is_asked_about_no_more(desk: Desk) -> None:
    Path("raw/page.txt").write_text(PAGE.replace("9-12 months", "TBD"), "utf-8")
    asked = desk.find("STR009")
    desk.do(asked, Act(do="set", at="/timeline", value="14 months"))
    assert "STR009" not in {one.code for one in desk.left}


def test_what_is_no_record_is_decided_page_by_page(desk: Desk) -> None:
    for name in ("one", "two"):
        Path(f"raw/{name}.txt").write_text("Opening hours\n9 to 5\n", "utf-8")
    refused = [one for one in desk.left if one.code == "EXT006"]
    assert [one.same for one in refused] == ["", ""]


def test_a_new_item_stands_where_its_words_do(desk: Desk) -> None:
    residue = desk.find("EXT005")
    desk.do(residue, Act(do="set", at="/skills_to_learn/-", value="Statistics", **desk.words("Remote share")))
    assert [one["name"] for one in record()["skills_to_learn"]] == ["Statistics", "SQL"]  # type: ignore[attr-defined]
    assert items()["/skills_to_learn/Statistics"]["after"] == ""


def test_what_a_correction_put_in_gets_its_parts(desk: Desk) -> None:
    residue = desk.find("EXT005")
    desk.do(residue, Act(do="set", at="/faq/-", value="Is a degree needed?"))
    new = len(record()["faq"]) - 1  # type: ignore[arg-type]
    desk.do(desk.find("EXT005"), Act(do="set", at=f"/faq/{new}/answer", **desk.words("80% of posts")))
    assert record()["faq"][new] == {"question": "Is a degree needed?", "answer": "80% of posts"}  # type: ignore[index]
    again = plan(desk.project, residue, Act(do="set", at=f"/faq/{new}/answer", value="No."))
    assert (again.button, again.before, again.field) == (
        "Accept: No.",
        Value("80% of posts", None),
        f"answer of question {new + 1}",
    )
    desk.do(residue, Act(do="set", at="/roadmap/-", value="Rest"))
    for text in ("Sleep", "Eat"):
        desk.do(residue, Act(do="set", at="/roadmap/2/tasks/-", value=text))
    desk.do(residue, Act(do="set", at="/roadmap/2/tasks/0", value="Sleep well"))
    desk.do(residue, Act(do="set", at="/roadmap/2/duration", value="2 weeks"))
    phase = record()["roadmap"][2]  # type: ignore[index]
    assert (phase["tasks"], phase["duration"]["text"]) == (["Sleep well", "Eat"], "2 weeks")
    assert list(items()) == ["/faq/Is a degree needed?", "/roadmap/Rest"]
    with pytest.raises(LookupError):
        with_part("a text", "/part", 1)


def test_the_words_of_a_part_are_quoted_with_those_of_what_it_is_in(desk: Desk) -> None:
    residue = desk.find("EXT005")
    desk.do(residue, Act(do="set", at="/faq/-", **desk.words("Remote share")))
    desk.do(desk.find("EXT005"), Act(do="set", at="/faq/0/answer", **desk.words("80% of posts")))
    assert items()["/faq/Remote share"]["source"]["text"] == "Remote share\n80% of posts"  # type: ignore[index]
    assert "EXT005" not in {one.code for one in desk.left}


def test_what_skills_lack_is_edited_one_after_the_other(desk: Desk) -> None:
    more = "Python\nCritical\nWrite a script.\nStatistics\nTake a course.\nYour Learning Roadmap"
    Path("raw/page.txt").write_text(PAGE.replace("Your Learning Roadmap", more), "utf-8")
    first = desk.find("STR003")
    lacking = ["/skills_to_learn/1/duration", "/skills_to_learn/2/priority", "/skills_to_learn/2/duration"]
    for value, reads in (("6 weeks", "6 weeks"), ("Must have", "critical"), ("4 weeks", "4 weeks")):
        decision = desk.find("STR003")
        assert decision.id == first.id
        offered = edits(desk.project.page("raw/page.txt"), decision)
        assert [one.at for one in offered][: len(lacking)] == lacking
        act = Act(do="set", at=lacking.pop(0), value=value)
        after = plan(desk.project, decision, act).after
        assert after
        assert (after.reading or after.words) == reads
        desk.do(decision, act)
    assert "STR003" not in {one.code for one in desk.left}


@pytest.mark.parametrize(
    ("text", "path", "last"),
    [
        (f"{PAGE}\n\n", "page.txt", "Expect a 5-10% increase at first."),
        ("<body><p>One.</p><p>Two.</p></body>\n</html>\n", "page.html", "Two."),
        ("", "page.txt", ""),
    ],
)
def test_the_end_of_a_page_is_what_a_reader_sees_last(text: str, path: str, last: str) -> None:
    found = [text[slice(*span)].strip() for span in last_words(ingest_safely(from_text(text, path=path)))]
    assert "".join(found).endswith(last)
    assert len(found) == bool(last)


def test_a_time_of_the_change_is_offered_first_and_a_career_never(desk: Desk) -> None:
    said = "I drove a bus, and fifty years is what the depot has. The course was 6 months. The move takes 14 months."
    text = PAGE.replace("Timeline\n9-12 months\n", "").replace("Nurses read charts all day.", said)
    Path("raw/page.txt").write_text(text.replace(" Your 9-Month Transition Guide", " A Guide"), "utf-8")
    _, *found = desk.readings(desk.find("STR002"))
    assert [one.label for one in found] == ["14 months", "6 months"]


def test_a_value_is_edited_and_its_finding_is_gone(desk: Desk) -> None:
    wrong = desk.find("SAL002")
    desk.do(wrong, Act(do="set", at="/salary_change", value="+8%", reason="the author wrote us"))
    assert items()["/salary_change"]["reason"] == "the author wrote us"
    assert record()["salary_change"]["low"] == 8  # type: ignore[index]
    assert not [one for one in desk.left if one.code == "SAL002"]


@pytest.mark.parametrize(
    ("text", "code", "about", "value", "at"),
    [
        (PAGE.replace("9-Month", "3-Month"), "DUR001", "headline", "9 months", "/headline/duration"),
        (PAGE.replace("9-Month", "3-Month"), "DUR001", "timeline", "3 months", "/timeline"),
        (
            PAGE.replace("28 weeks", "90 weeks"),
            "DUR002",
            "duration of phase 2",
            "28 weeks",
            "/roadmap/Practice/duration",
        ),
        (PAGE.partition("Frequently")[0] + "Reality Check\n", "STR001", "", "It is a lot", ""),
    ],
)
def test_what_a_finding_is_about_can_be_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, code: str, about: str, value: str, at: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    Path("raw/page.txt").write_text(text, "utf-8")
    built()
    desk = Desk()
    decision = desk.find(code)
    offered = edits(desk.project.page("raw/page.txt"), decision)
    one = next(edit for edit in offered if about in edit.words)
    desk.do(decision, Act(do="set", at=one.at, value=value))
    assert not at or items()[at]["value"] == value


def test_a_part_that_cannot_be_set_alone_is_set_as_the_whole() -> None:
    assert settable("/skills_to_learn/0/duration/text") == "/skills_to_learn/0/duration"
    assert settable("/headline/duration/min") == "/headline/duration"
    assert settable("/salary_change/low") == "/salary_change"
    assert settable("/roadmap_total") is None
    assert settable("/sources/0/views") is None


def test_whatever_cannot_be_edited_says_why(desk: Desk) -> None:
    for decision in desk.left:
        offered = edits(desk.project.page("raw/page.txt"), decision)
        assert offered or why_no_edit(decision)
        for one in offered:
            with pytest.raises(PathingestError) as caught:
                desk.do(decision, Act(do="set", at=one.at, value="\u2603" * 3, of="x", start=0, end=1))
            assert "changed meanwhile" in str(caught.value)


def test_lines_that_are_surely_glued_can_be_cut_too(desk: Desk) -> None:
    text = PAGE.replace("Team Topologies summaryCNCF landscape", "Overleaf LaTeX tutorialsZotero documentation")
    Path("raw/page.txt").write_text(text.replace("MLOps Community SlackLeetCodelevels.fyi", "A book"), "utf-8")
    glued = desk.find("EXT002")
    (line,) = glued_lines(desk.project.page("raw/page.txt"), glued)
    assert line.names == ("Overleaf LaTeX tutorials", "Zotero documentation")
    desk.do(glued, Act(do="split", at=line.at, names=("Overleaf LaTeX tutorialsZotero documentation",)))
    (item,) = items().values()
    assert item["value"] == ["Overleaf LaTeX tutorialsZotero documentation"]


def test_a_certainty_is_one_figure_in_the_queue_the_rule_and_the_record(desk: Desk) -> None:
    page = desk.project.page("raw/page.txt")
    finding = next(one for one in check(page, stable()) if one.code == "EXT004")
    splits = [one for one in desk.left if one.kind == "split"]
    assert [in_percent(one.certainty or 0) for one in splits] == ["74%", "85%"]
    messages = [finding.message, *(place.message for place in finding.related)]
    for one, message in zip(splits, messages, strict=True):
        assert f"{in_percent(one.certainty or 0)} sure" in one.why
        assert f"({in_percent(one.certainty or 0)})" in message
        assert certainty(page)[f"{one.pointer}/0/name"] == one.certainty
        assert round(desk.readings(one)[0].certainty or 0, 4) == one.certainty


@pytest.mark.parametrize(
    ("name", "value"), [("Overleaf LaTeX tutorials", "Overleaf tutorials"), ("Zotero documentation", None)]
)
def test_a_line_of_which_a_name_was_corrected_is_asked_about_no_more(desk: Desk, name: str, value: str | None) -> None:
    text = PAGE.replace("Team Topologies summaryCNCF landscape", "Overleaf LaTeX tutorialsZotero documentation")
    Path("raw/page.txt").write_text(text.replace("MLOps Community SlackLeetCodelevels.fyi", "A book"), "utf-8")
    glued = desk.find("EXT002")
    names = [one["name"] for one in at(desk.project.page("raw/page.txt").tree, "/roadmap/0/resources")]
    item = f"/roadmap/0/resources/{names.index(name)}"
    desk.do(glued, Act(do="set", at=f"{item}/name" if value else item, value=value))
    assert not [one for one in desk.left if one.code in ("EXT002", "EXT004")]


@pytest.mark.parametrize(
    "first", ["/salary_change", "/skills_to_learn/0/duration", "/roadmap/0/title", "/faq/0/answer"]
)
def test_the_field_that_is_decided_about_is_the_first_that_words_may_fill(desk: Desk, first: str) -> None:
    offered = fields(desk.project.page("raw/page.txt"), first)
    assert [one.at for one in offered if one.group == "This decision"] == [first] == [offered[0].at]
    assert len({one.at for one in offered}) == len(offered)


def test_words_of_the_schema_are_shown_as_a_page_has_them(desk: Desk) -> None:
    Path("raw/page.txt").write_text(PAGE.replace("Critical6 weeks", "Nice to have6 weeks"), "utf-8")
    decision, act = desk.find("STR007"), Act(do="set", at="/skills_to_learn/0/priority", value="critical")
    assert plan(desk.project, decision, act).before == Value("nice to have", "nice to have")
    with pytest.raises(PathingestError, match="critical, important, nice to have or nothing is expected"):
        desk.do(decision, act.model_copy(update={"value": "later"}))
    desk.do(decision, act)
    assert items()["/skills_to_learn/SQL/priority"]["replaced"] == "nice to have"
    FILE.write_text(FILE.read_text("utf-8").replace("replaced: nice to have", "replaced: nice_to_have"), "utf-8")
    assert not [one for one in desk.left if one.kind == "correction"]


def test_values_are_shown_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    text = PAGE.replace("28 weeks", "90 weeks").replace("Critical6 weeks\n", "")
    Path("raw/page.txt").write_text(text, "utf-8")
    Path("raw/cut.txt").write_text(PAGE.replace("Nurse", "Cook").partition("Frequently")[0], "utf-8")
    built()
    desk = Desk()
    states = {}
    for one in desk.left:
        page = desk.project.page(one.path)
        value = value_of(at(page.tree, str(subject(one))))
        assert "\n" not in (value.words or "")
        state = state_of(one, page)
        assert (state == "nothing") == (value.words is None or one.kind == "residue"), one
        states[one.code] = (value.words, state)
    assert states["DUR002"] == ("98 weeks", "inferred")
    assert states["STR001"] == (None, "nothing")
    assert states["STR003"] == (None, "nothing")


def test_a_time_is_read_as_the_weeks_that_findings_and_pictures_have(desk: Desk) -> None:
    page = desk.project.page("raw/page.txt")
    assert reading(at(page.tree, "/timeline")) == "9\u201312 months (36\u201352 weeks)"
    assert reading(at(page.tree, "/headline/duration")) == "9 months (36\u201339 weeks)"
    assert reading(at(page.tree, "/roadmap/0/duration")) == "8 weeks"


def test_a_repair_of_the_page_is_made_in_the_record(desk: Desk) -> None:
    wrong = desk.find("SAL002")
    repair = next(one for one in desk.readings(wrong) if one.act.do == "repair" and "summary" in one.label)
    desk.do(wrong, repair.act)
    assert "+10%" in items()["/salary_change"]["value"]  # type: ignore[operator]
    assert Path("raw/page.txt").read_text("utf-8") == PAGE
    assert not [one for one in desk.left if one.code == "SAL002"]


def test_a_dismissal_is_a_suppression_of_this_finding_with_a_last_day(desk: Desk, tool: Tool) -> None:
    wrong = desk.find("SAL002")
    desk.do(wrong, Act(do="dismiss", reason="right in this trade", until="2099-01-31"))
    text = SIDECAR.read_text("utf-8")
    assert 'rule = "SAL002"' in text
    assert "until = 2099-01-31" in text
    assert 'by = "anna"' in text
    assert wrong.fingerprint in text
    assert not [one for one in desk.left if one.code == "SAL002"]
    assert "SAL002" not in tool("lint", "--format", "concise").out


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (Act(do="dismiss", until="2099-01-31"), "say why"),
        (Act(do="dismiss", reason="so", until="soon"), "a last day is expected"),
        (Act(do="dismiss", reason="so", until="2001-01-31"), "is over"),
        (Act(do="set", at="/id", value="x"), "cannot be set"),
        (Act(do="set", at="/nowhere", value="x"), "not there"),
        (Act(do="repair", number=99), "not offered any more"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_writes_nothing(desk: Desk, act: Act, why: str) -> None:
    with pytest.raises(PathingestError, match=why):
        desk.do(desk.find("SAL002"), act)
    assert not FILE.exists()
    assert not SIDECAR.exists()


def test_a_page_that_is_none_has_no_record_and_no_decision(desk: Desk) -> None:
    first = desk.left[0]
    desk.do(first, Act(do="none", reason="an index"))
    assert not Path(f"normalized/{NAME}.json").exists()
    assert desk.left == []
    desk.undo()
    assert Path(f"normalized/{NAME}.json").exists()
    assert first.id in {one.id for one in desk.left}


def test_whether_a_page_is_a_pathway_has_a_plain_no(desk: Desk) -> None:
    Path("raw/index.txt").write_text("Our guides\n\nA list of all guides on this site.\n", "utf-8")
    asked = desk.find("EXT006")
    no, leave = desk.readings(asked)
    assert (no.label, leave.act.do) == ("No, it is no pathway", "leave")
    desk.do(asked, no.act)
    assert "raw/index.txt" in Path("overrides/ids.yaml").read_text("utf-8")
    assert not [one for one in desk.left if one.code == "EXT006"]


def test_what_a_decision_would_bring_up_is_counted_from_the_start(desk: Desk) -> None:
    sure = "Tools\n28 weeks\nTasks\n\u2022 Ship it\nResources\nBentoML documentationFastAPI tutorialMLflow guides"
    Path("raw/page.txt").write_text(PAGE.replace("Frequently", f"3\n{sure}\nFrequently"), "utf-8")
    desk.project.refresh()
    before = {one.id for one in desk.left}
    assert "BentoML" in desk.find("EXT002").why
    for asked in [one for one in desk.left if one.code == "EXT004"]:
        desk.do(asked, desk.readings(asked)[0].act)
        before.discard(asked.id)
        assert {one.id for one in desk.left} == before
    assert "EXT002" in {one.code for one in desk.project.findings}


def test_what_is_known_of_other_pages_is_kept_after_a_decision(desk: Desk) -> None:
    Path("raw/other.txt").write_text(OTHER, "utf-8")
    desk.project.refresh()
    known = desk.project.known["raw/other.txt"]
    before = [one for one in desk.left if one.path == "raw/other.txt"]
    desk.do(desk.find("SAL002", "raw/page.txt"), Act(do="dismiss", reason="so", until="2099-01-31"))
    assert desk.project.known["raw/other.txt"] is known
    after = [one for one in desk.left if one.path == "raw/other.txt"]
    assert [one is other for one, other in zip(before, after, strict=True)] == [True] * len(before)


def test_what_is_left_to_the_author_is_not_asked_again_until_it_changes(desk: Desk) -> None:
    wrong = desk.find("SAL002")
    desk.do(wrong, Act(do="leave"))
    assert wrong.id not in {one.id for one in Desk(run="later").left}
    Path("raw/page.txt").write_text(PAGE.replace("+25%", "+30%"), "utf-8")
    assert wrong.id in {one.id for one in desk.left}


def test_what_is_left_on_a_page_is_asked_on_another_all_the_same(desk: Desk) -> None:
    for number, name in ((204, "page"), (58, "other")):
        text = f"Career Pathway{number} views\n{OTHER if name == 'other' else PAGE}"
        Path(f"raw/{name}.txt").write_text(text, "utf-8")
    both = [one for one in desk.left if one.code == "EXT001"]
    assert [one.path for one in both] == ["raw/other.txt", "raw/page.txt"]
    assert both[0].fingerprint == both[1].fingerprint  # a counter's digits are others at every visit
    desk.do(both[0], Act(do="leave"))
    assert [one.path for one in desk.left if one.code == "EXT001"] == ["raw/page.txt"]


def test_words_fill_no_part_that_holds_others() -> None:
    page = ingest(from_text(PAGE, path="raw/page.txt"))
    assert "This decision" not in {one.group for one in fields(page, "/reality_check")}
    assert fields(page, "/timeline")[0].group == "This decision"


def test_words_may_be_a_task_of_a_step_of_the_plan(desk: Desk) -> None:
    plan_ = "Start Your Journey Now\nThis Week\n\u2022 Read one chapter\nRead on.\n"
    Path("raw/page.txt").write_text(PAGE.replace("Frequently", f"{plan_}Frequently", 1), "utf-8")
    decision = desk.find("SAL002")
    offered = {one.at: one.group for one in fields(desk.project.page("raw/page.txt"), None)}
    assert offered["/action_plan/0/label"] == offered["/action_plan/0/tasks/-"] == "Step 1, This Week"
    desk.do(decision, Act(do="set", at="/action_plan/0/tasks/-", value="Read on."))
    record = json.loads(Path("normalized/nurse-to-data-analyst.json").read_text("utf-8"))
    assert record["action_plan"][0]["tasks"] == ["Read one chapter", "Read on."]


def test_a_correction_that_no_longer_fits_is_kept_or_dropped(desk: Desk) -> None:
    wrong = desk.find("SAL002")
    desk.do(wrong, Act(do="set", at="/salary_change", value="+8%"))
    Path("raw/page.txt").write_text(PAGE.replace("+25%", "+30%"), "utf-8")
    moved = desk.find("OVR001")
    assert moved.group == 1
    desk.do(moved, Act(do="keep"))
    assert items()["/salary_change"]["replaced"] == "+30%"
    assert not [one for one in desk.left if one.code == "OVR001"]
    desk.undo()
    desk.do(desk.find("OVR001"), Act(do="drop"))
    assert not FILE.exists()


def test_a_correction_that_the_page_has_taken_over_becomes_a_confirmation(desk: Desk) -> None:
    wrong = desk.find("SAL002")
    desk.do(wrong, Act(do="set", at="/salary_change", value="+8%"))
    Path("raw/page.txt").write_text(PAGE.replace("+25%", "+8%"), "utf-8")
    desk.do(desk.find("OVR002"), Act(do="keep"))
    assert not [one for one in desk.left if one.code.startswith("OVR")]
    Path("raw/page.txt").write_text(PAGE.replace("+25%", "+9%"), "utf-8")
    assert desk.find("OVR001")


def test_the_same_thing_elsewhere_may_be_decided_alike_and_undone_at_once(desk: Desk) -> None:
    for i in range(3):
        text = f"Career Pathway1 views\n{PAGE}".replace("Nurse", ("Cook", "Clerk", "Guard")[i])
        Path(f"raw/page-{i}.txt").write_text(text, "utf-8")
    first, *others = [one for one in desk.left if one.code == "EXT001"]
    assert len(others) == 2
    act = Act(do="dismiss", reason="it is so everywhere", until="2099-01-31")
    desk.do(first, act, also=[one.id for one in others])
    assert not [one for one in desk.left if one.code == "EXT001"]
    assert len(list(Path("raw").glob("*.lint.toml"))) == 3
    desk.undo()
    assert len([one for one in desk.left if one.code == "EXT001"]) == 3
    assert not list(Path("raw").glob("*.lint.toml"))


def test_what_is_decided_alike_fits_there(desk: Desk) -> None:
    short = PAGE.replace("Timeline\n9-12 months\n", "").replace(" Your 9-Month Transition Guide", " A Guide")
    Path("raw/page.txt").write_text(f"{short}How long does it take?\nIt took 14 months.\n", "utf-8")
    for name in ("Cook", "Clerk"):
        Path(f"raw/{name}.txt").write_text(short.replace("Nurse", name), "utf-8")
    first = desk.find("STR002", "page.txt")
    leave, *_, found = desk.readings(first)
    assert (leave.act.do, found.label) == ("leave", "14 months")
    assert len(fitting(desk.project, first, leave.act)) == 2
    assert fitting(desk.project, first, found.act) == []
    assert fitting(desk.project, first, Act(do="set", at="/timeline", value="14 months")) == []
    with pytest.raises(PathingestError, match="decide it by itself"):
        desk.do(first, found.act, also=[one.id for one, _ in fitting(desk.project, first, leave.act)])
    assert not Path("overrides").exists()


# --- undo, two editors, and files that others change ------------------------------------------------------------------


def test_undo_is_the_inverse_change_and_survives_a_restart(desk: Desk) -> None:
    FILE.parent.mkdir()
    before = (
        f'# kept by hand\nschema: "pathingest.overrides/1"\nid: "{NAME}"\noverrides:\n'
        '- at: "/demand"  # as the author says\n  value: "Falling"\n  replaced: "Growing"\n  reason: "so"\n'
    )
    FILE.write_text(before, "utf-8")
    desk.do(desk.find("SAL002"), Act(do="set", at="/salary_change", value="+8%"))
    desk.do(desk.find("EXT004", "phase 1"), desk.readings(desk.find("EXT004", "phase 1"))[0].act)
    assert Desk(who="a window of ben", run="after a restart", by="ben").undo() is None
    later = Desk(who="another window", run="after a restart")
    assert [later.undo().words, later.undo().words] == ["accepted as read", "\u2192 +8%"]  # type: ignore[union-attr]
    assert FILE.read_text("utf-8") == before
    assert later.undo() is None


def test_undo_leaves_what_was_changed_elsewhere_in_the_file(desk: Desk, tool: Tool) -> None:
    desk.do(desk.find("SAL002"), Act(do="set", at="/salary_change", value="+8%"))
    tool("override", "set", NAME, "/demand", "Falling", "--reason", "so")
    desk.undo()
    assert list(items()) == ["/demand"]


def test_undo_is_refused_where_somebody_changed_the_same(desk: Desk, tool: Tool) -> None:
    desk.do(desk.find("SAL002"), Act(do="set", at="/salary_change", value="+8%"))
    tool("override", "set", NAME, "/salary_change", "+7%", "--reason", "so")
    with pytest.raises(ChangedMeanwhileError, match="changed in the same place"):
        desk.undo()
    assert items()["/salary_change"]["value"] == "+7%"


def test_a_window_takes_back_its_own_decision_and_no_other_ones(desk: Desk) -> None:
    other = Desk(who="ben")
    desk.do(desk.find("SAL002"), Act(do="set", at="/salary_change", value="+8%"))
    other.do(other.find("EXT005"), Act(do="set", at="/demand", value="Falling"))
    entry = desk.undo()
    assert entry is not None
    assert entry.words == "\u2192 +8%"
    assert list(items()) == ["/demand"]
    assert desk.undo() is None


def test_a_window_takes_back_nothing_of_another_start_that_has_not_ended(desk: Desk) -> None:
    other = Desk(who="ben", run="the other start")
    with running("the other start"):
        desk.do(desk.find("SAL002"), Act(do="set", at="/salary_change", value="+8%"))
        other.do(other.find("EXT005"), Act(do="set", at="/demand", value="Falling"))
        entry = desk.undo()
        assert entry is not None
        assert entry.words == "\u2192 +8%"
        assert desk.undo() is None
        assert list(items()) == ["/demand"]
    entry = desk.undo()
    assert entry is not None
    assert entry.who == "ben"


def test_after_a_restart_too_a_window_takes_back_nothing_of_another_one_that_is_open(desk: Desk) -> None:
    desk.do(desk.find("SAL002"), Act(do="set", at="/salary_change", value="+8%"))
    assert undo(desk.project, desk.journal, "ben", "after a restart", {"ben", "anna"}) is None
    assert undo(desk.project, desk.journal, "anna", "after a restart", {"ben", "anna"}) is not None


def test_a_journal_that_came_with_a_project_takes_nothing_back(desk: Desk) -> None:
    desk.do(desk.find("SAL002"), Act(do="set", at="/salary_change", value="+8%"))
    (path,) = Path(".pathingest_cache").glob("*.review.jsonl")
    said = json.loads(path.read_text("utf-8").splitlines()[-1]) | {
        "changes": [[".git/hooks/post-checkout", "evil", None]]
    }
    came = path.with_name("came")  # another file, as a checkout makes one
    came.write_text(path.read_text("utf-8") + json.dumps(said) + "\n", "utf-8")
    came.replace(path)
    assert Desk().undo() is None
    assert not Path(".git").exists()
    desk = Desk()
    desk.do(desk.find("EXT005"), Act(do="set", at="/demand", value="Falling"))
    assert len(Desk().journal.entries()) == 1


def test_two_editors_lose_nothing_of_each_other(desk: Desk) -> None:
    other = Desk(who="ben")
    mine, theirs = desk.find("SAL002"), other.find("EXT005")
    first, second = Act(do="set", at="/salary_change", value="+8%"), Act(do="set", at="/demand", value="Falling")
    seen = [plan(desk.project, mine, first).seen, plan(other.project, theirs, second).seen]
    desk.do(mine, first, seen=seen[0])
    other.do(theirs, second, seen=seen[1])
    assert set(items()) == {"/salary_change", "/demand"}


def test_of_two_decisions_about_one_value_the_second_is_asked_to_look_again(desk: Desk) -> None:
    other = Desk(who="ben")
    mine, theirs = desk.find("SAL002"), other.find("SAL002")
    seen = plan(other.project, theirs, Act(do="set", at="/salary_change", value="+7%")).seen
    desk.do(mine, Act(do="set", at="/salary_change", value="+8%"))
    with pytest.raises(ChangedMeanwhileError, match="was decided otherwise meanwhile"):
        other.do(theirs, Act(do="set", at="/salary_change", value="+7%"), seen=seen)
    assert items()["/salary_change"]["value"] == "+8%"


def test_words_of_a_page_that_changed_meanwhile_are_not_taken(desk: Desk) -> None:
    residue, act = desk.find("EXT005"), Act(do="set", at="/demand", **desk.words("80% of posts"))
    Path("raw/page.txt").write_text(PAGE.replace("80%", "70%"), "utf-8")
    desk.project.refresh()
    with pytest.raises(PathingestError, match="select the words again"):
        desk.do(residue, act)


def test_files_that_others_change_are_noticed(desk: Desk, tool: Tool) -> None:
    assert desk.project.refresh() == []
    tool("override", "set", NAME, "/salary_change", "+8%", "--reason", "so")
    assert desk.project.refresh() == [str(FILE)]
    assert not [one for one in desk.left if one.code == "SAL002"]
    FILE.write_text("schema: [", "utf-8")
    assert desk.project.refresh() == [str(FILE)]
    assert desk.find("OVR004").group == 0


def test_a_configuration_that_breaks_meanwhile_is_said_and_ends_nothing(desk: Desk) -> None:
    count = len(desk.left)
    Path("pathingest.toml").write_text("lint = 3\n", "utf-8")
    assert desk.project.refresh() == ["pathingest.toml"]
    assert "pathingest.toml" in desk.project.problem
    assert len(desk.project.decisions) == count
    Path("pathingest.toml").unlink()
    desk.project.refresh()
    assert desk.project.problem == ""


def test_a_record_that_was_edited_by_hand_is_named(desk: Desk) -> None:
    path = Path(f"normalized/{NAME}.json")
    path.write_text(path.read_text("utf-8").replace('"Growing"', '"Falling"'), "utf-8")
    desk.do(desk.find("SAL002"), Act(do="set", at="/salary_change", value="+8%"))
    assert desk.project.remark.startswith(f"normalized/{NAME}.json was edited by hand: what is decided here")
    assert record()["demand"] == "Falling"


def test_pages_are_not_read_again_after_a_decision(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    text = PAGE.replace("Growing", "Falling")
    Path("raw/again.txt").write_text(text, "utf-8")
    split = desk.find("EXT004", "phase 1")
    read: list[object] = []

    def noted(source: Source, *more: Any) -> Page:
        read.append(source.path)
        return ingest_safely(source, *more)

    monkeypatch.setattr("pathingest.review.project.ingest_safely", noted)
    desk.do(split, desk.readings(split)[0].act)
    assert split.id not in {one.id for one in desk.left}
    assert read == []
    Path("raw/page.txt").write_text(PAGE.replace("+25%", "+30%"), "utf-8")
    assert desk.left
    assert "raw/page.txt" in read


def test_a_page_that_did_not_change_is_not_read_again_nor_by_the_next_start(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("raw/other.txt").write_text(OTHER, "utf-8")
    split = desk.find("EXT004", "phase 1")
    read: list[object] = []

    def noted(source: Source, *more: Any) -> Page:
        read.append(source.path)
        return ingest_safely(source, *more)

    monkeypatch.setattr("pathingest.runners.build.ingest_safely", noted)
    desk.do(split, desk.readings(split)[0].act)
    assert set(read) == {split.path}
    read.clear()
    asked = {one.id for one in desk.project.decisions}
    assert {one.id for one in project_of().decisions} == asked
    assert read == []


def test_other_processes_read_the_pages_of_a_start_and_find_the_same(desk: Desk) -> None:
    Path("raw/other.txt").write_text(OTHER, "utf-8")
    desk.project.refresh()
    shutil.rmtree(".pathingest_cache")
    workers = setup(_worker, (), None, False, Path("normalized")), 2
    alone, together = desk.project, Project(desk.project.setting._replace(workers=workers))
    together.refresh()
    assert together.decisions == alone.decisions
    assert together.known == alone.known


# --- changes of files -------------------------------------------------------------------------------------------------


def test_a_change_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a\n")
    with pytest.raises(ChangedMeanwhileError):
        make([FileChange(str(one), "a\n", "b\n"), FileChange(str(two), "gone\n", "c\n")])
    assert one.read_text() == "a\n"
    make([FileChange(str(one), "a\n", None), FileChange(str(two), None, "c\n")])
    assert not one.exists()
    assert two.read_text() == "c\n"


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("a\nb\nc\nNEW\nd\n", "a\nb\nc\nd\n"),
        ("other\na\nb\nc\nNEW\nd\nmore\n", "other\na\nb\nc\nd\nmore\n"),
        ("a\nb\nc\nNEW\n", "a\nb\nc\n"),
    ],
)
def test_a_change_is_taken_back_in_a_file_that_others_changed(now: str, then: str) -> None:
    change = FileChange("x", "a\nb\nc\nd\n", "a\nb\nc\nNEW\nd\n")
    assert merged(change.inverse, now).after == then


def test_a_change_shows_its_lines_with_one_around_them() -> None:
    lines = diff(FileChange("x", "a\nb\nc\nd\n", "a\nb\nX\nd\n"))
    assert [f"{line.what}{line.text}" for line in lines] == [" b", "-c", "+X"]


# --- what is shown of a page ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "words", "lines"),
    [
        ("<p>R&amp;D <b>is</b>:\nfun</p><script>alert(1)</script><p>End</p>", "R", ["R&D is: fun", "End"]),
        ("<p>they call\nit so</p>", "they", ["they call it so"]),
        ("<p>they call\r\n   it so</p>", "they", ["they call it so"]),
        ("<p>Data<b>base</b> and&nbsp;<i>more</i></p>", "Data", ["Database and more"]),
        ('<p><a href="/moves">Moves</a> <a href="/pay">Pay</a>,\n<em>all</em></p>', "Moves", ["Moves Pay, all"]),
        ("<ul><li>one<li>two<br>three</ul>", "one", ["one", "two", "three"]),
        ("<p>one<!-- <p>no</p> --> two</p>", "one", ["one two"]),
    ],
)
def test_words_of_html_are_those_that_a_reader_sees(html: str, words: str, lines: list[str]) -> None:
    text = f"<h1>From Nurse to Data Analyst</h1><h2>Overview</h2>{html}"
    page = ingest(from_text(text, path="page.html"))
    start = text.index(words, text.index("</h2>"))
    assert shown(page.source, page.evidence.accounts[0], start, len(text)) == lines


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_queue_is_given_as_tasks_of_label_studio(desk: Desk, tool: Tool) -> None:
    done = tool("review", "--to", "label-studio")
    (task,) = json.loads(done.out)
    assert task["data"]["text"] == PAGE
    assert {one["rule"] for one in task["data"]["decisions"]} >= {"SAL002", "EXT004", "EXT005"}
    regions = [one for one in task["predictions"][0]["result"] if one["type"] == "labels"]
    for region in regions:
        value = region["value"]
        assert PAGE[value["start"] : value["end"]] == value["text"]
    split = desk.find("EXT004", "phase 1")
    texts = [one["value"]["text"] for one in task["predictions"][0]["result"] if one["id"] == split.id]
    assert "Team Topologies summary | CNCF landscape" in texts[1]


def test_labels_for_label_studio_are_those_that_are_documented(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tool: Tool
) -> None:
    project_ = Path(__file__).parents[1]
    monkeypatch.chdir(tmp_path)
    shutil.copytree(project_ / "raw", "raw")
    built()
    tasks = json.loads(tool("review", "--to", "label-studio").out)
    regions = [one for task in tasks for one in task["predictions"][0]["result"] if one["type"] == "labels"]
    used = {label for region in regions for label in region["value"]["labels"]}
    documented = set(re.findall(r'<Label value="([^"]+)"/>', (project_ / "docs/review.md").read_text("utf-8")))
    assert len(used) > 5
    assert used <= documented
    assert not [label for label in documented if re.search(r"\d", label)]


def test_what_cannot_be_reviewed_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tool: Tool) -> None:
    monkeypatch.chdir(tmp_path)
    assert "no folder raw/ here" in tool("review").err
    Path("raw").mkdir()
    assert "no pages there" in tool("review").err
    Path("raw/page.txt").write_text(PAGE, "utf-8")
    done = tool("review")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "no dataset there; run `pathingest build` first" in done.err


@pytest.mark.usefixtures("desk")
def test_a_port_that_is_taken_is_one_line(tool: Tool) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = tool("review", "--no-browser", "--port", taken.getsockname()[1])
    assert done.code == 2
    assert "cannot be used: address already in use; name another, or 0 for any" in done.err


@pytest.mark.usefixtures("desk")
def test_without_the_extra_it_says_what_to_install(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "pathingest.review.serving", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    done = tool("review", "--no-browser")
    assert done.code == 2
    assert done.err.strip().endswith("install pathingest[review]")
