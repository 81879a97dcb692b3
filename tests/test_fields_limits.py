"""What pages at the limits of the fields say: the rows of cases/fields/limits.toml, and lines of glued names."""

from __future__ import annotations

import pytest

from limits_cases import Row, params, read, seen, wanted
from pathingest.fields import roadmap
from pathingest.fields._groups import groups
from pathingest.lines import Line
from pathingest.lines.vocabulary import vocabulary_of
from pathingest.model.extraction import Stated
from pathingest.model.segment import Markup, Segment
from pathingest.profiles import generic
from pathingest.values.steps import attributes, replay

GLUED = "Coursera Python CourseUdemy SQL Course"
PARTED = ["1 Read [2 weeks] + Coursera Python Course + Udemy SQL Course"]
WHOLE = [f"1 Read [2 weeks] + {GLUED}"]


@pytest.mark.parametrize("row", params("fields"))
def test_limit(row: Row) -> None:
    assert seen(row) == wanted(row)


@pytest.mark.parametrize(
    ("sure", "resources", "notes"),
    [
        (0.94, PARTED, ["glued-resources"]),
        (0.93, PARTED, ["glued-resources", "resource-split"]),
        (0.5, PARTED, ["glued-resources", "resource-split"]),
        (0.49, WHOLE, ["resource-split"]),
    ],
)
def test_glued_names_are_parted_as_far_as_they_are_sure(
    sure: float, resources: list[str], notes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roadmap, "line_confidence", lambda _: sure)
    text = f"From Cook to Dietitian\nLearning Roadmap\nRead\n2 weeks\nResources\n{GLUED}"
    row: Row = {"text": text, "roadmap": resources}
    assert seen(row) == wanted(row)
    found = read(row).notes
    assert [note.kind for note in found] == notes
    assert {note.pointer for note in found} == {"/roadmap/0/resources/0/name"}
    # The best way to part the line comes first, whether the record follows it or not.
    assert found[0].detail.startswith("Coursera Python Course | Udemy SQL Course")


def test_a_name_that_cannot_be_parted_is_no_way_to_part_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roadmap, "line_confidence", lambda _: 0.49)
    text = "From Cook to Dietitian\nLearning Roadmap\nRead\n2 weeks\nResources\nCoursera Python Course"
    (note,) = read({"text": text}).notes
    assert "Coursera Python Course" not in note.detail.split(" or ")


@pytest.mark.parametrize("label", ["This Week", "this week:"])
def test_all_of_a_label_is_the_reason_for_its_time(label: str) -> None:
    row: Row = {"text": f"From Cook to Dietitian\nStart Your Journey Now\n{label}\n- Go there"}
    stated = read(row).evidence.entries["/action_plan/0/horizon"].value
    assert isinstance(stated, Stated)
    value = stated.value
    assert (value.text, value.start, value.end) == (label[:9], 0, 9)
    steps = "min:0-9 max:0-9 unit:0-9 approximate:9-9 ongoing:9-9"
    assert " ".join([f"{step.attribute}:{step.start}-{step.end}" for step in value.steps]) == steps
    assert replay(value.text, value.steps) == attributes(value)


@pytest.mark.parametrize("top", [1, 2])
def test_a_heading_that_only_sorts_ends_the_group_before_it(top: int) -> None:
    said = [("Bread", top), ("Bake", top + 1), ("Hot.", 0), ("Grain", top), ("Grind", top + 1), ("Sieve", top + 1)]
    lines = [
        Line(Segment("paragraph", text, i, i + len(text), markup=Markup(level)), vocabulary_of(generic()))
        for i, (text, level) in enumerate(said)
    ]
    found = [(group.heading.text, [line.text for line in group.body]) for group in groups(lines)]
    assert found == [("Bake", ["Hot."]), ("Grind", []), ("Sieve", [])]


def test_a_roadmap_of_pointers_alone_has_no_phase() -> None:
    page = read({"text": "From Cook to Dietitian\nOverview\nBread.\nYour Learning Roadmap\nShare this"})
    assert page.pathway
    assert page.pathway.roadmap == []
