"""How sure the reading of values is, and what is written of it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pathingest
from pathingest.model.view import leaves_of

PROJECT = Path(__file__).resolve().parents[1]
KNOWN = (PROJECT / "docs" / "example.txt").read_bytes()
GUIDE = """# How to Become a Data Analyst

## Phase 1: Foundations (8 weeks)

- Write queries

## Phase 2: Projects

- Build a dashboard

## Skills to Learn

- SQL: query a table.
"""


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("curve", PROJECT / "tools" / "certainty" / "curve.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(text: str) -> dict[str, float]:
    return pathingest.certainty(pathingest.parse(text, media_type="text/markdown"))


def test_each_value_has_one() -> None:
    page = pathingest.parse(KNOWN, path="example.txt")
    assert page.tree is not None
    sure = pathingest.certainty(page)
    assert sure.keys() == {pointer for pointer, _ in leaves_of(page.tree)}
    assert all(0 < value <= 1 for value in sure.values())


def test_a_page_without_a_record_has_none() -> None:
    assert pathingest.certainty(pathingest.parse("404\nNot found.")) == {}


def test_a_known_layout_is_surer_than_any_other() -> None:
    known = pathingest.certainty(pathingest.parse(KNOWN, path="example.txt"))
    assert known["/title"] > read(GUIDE)["/title"]


def test_a_phase_without_a_time_is_less_sure_than_one_with() -> None:
    sure = read(GUIDE)
    assert sure["/roadmap/1/title"] < sure["/roadmap/0/title"]


def test_a_phase_without_a_place_is_less_sure_than_one_with() -> None:
    placed = "# How to Become a Nurse\n\n## Roadmap\n\n### Phase 1: Read\n\n- Go\n\n### Phase 2: Write\n\n- Go\n"
    bare = placed.replace("Phase 1: ", "").replace("Phase 2: ", "")
    assert read(bare)["/roadmap/0/title"] < read(placed)["/roadmap/0/title"]


def test_the_more_roles_a_title_names_the_surer_is_the_page() -> None:
    plan = "\n\n## Phase 1: Read\n\n- Go\n\n## Phase 2: Write\n\n- Go\n"
    both = read(f"# From Nurse to Data Analyst{plan}")
    one = read(f"# How to Become a Data Analyst{plan}")
    neither = read(f"# My Roadmap\n\n**Current Role:** Nurse\n\n**Target Role:** Data Analyst{plan}")
    assert both["/title"] > one["/title"] > neither["/title"]


def test_few_phases_are_less_sure_than_many() -> None:
    few, many = (
        "# How to Become a Nurse\n\n" + "".join([f"## Phase {i}: Read {i}\n\n- Go\n\n" for i in range(1, count)])
        for count in (6, 7)
    )
    assert read(few)["/roadmap/0/title"] < read(many)["/roadmap/0/title"]


def test_a_role_that_only_the_prose_names_is_less_sure() -> None:
    told = f"# My career change\n\nI went my way from line cook to web developer.\n\n{'I did. ' * 20}\n"
    titled = f"# My way from Line Cook to Web Developer\n\n{'I did. ' * 20}\n"
    assert read(told)["/to_role/name"] < read(titled)["/to_role/name"]


def test_a_role_that_is_no_known_occupation_is_less_sure() -> None:
    known, unknown = (
        read(GUIDE.replace("How to Become a", f"From {role} to")) for role in ("Baker", "Discovery Flight")
    )
    assert unknown["/from_role/name"] < known["/from_role/name"]
    assert unknown["/to_role/name"] == known["/to_role/name"]


def test_a_length_whose_ends_are_shared_is_less_sure() -> None:
    said = [("Months 1-2", "Months 3-4"), ("Months 1-2", "Months 2-4")]
    own, shared = (
        read(GUIDE.replace("(8 weeks)", f"({first})").replace("Projects", f"Projects ({second})"))
        for first, second in said
    )
    assert shared["/roadmap/1/duration/min"] < own["/roadmap/1/duration/min"]
    assert shared["/roadmap/1/title"] == own["/roadmap/1/title"]


def test_what_was_not_understood_lowers_all() -> None:
    more = GUIDE.replace("- Build", "Hum hum\n\nRead next: hum\n\n- Build")
    assert read(more)["/title"] <= read(GUIDE)["/title"]


@pytest.mark.parametrize(
    ("wrong", "of", "low", "high"),
    [(0, 10, 0.0, 0.3085), (1, 10, 0.0025, 0.4450), (5, 10, 0.1871, 0.8129), (10, 10, 0.6915, 1.0)],
)
def test_intervals_are_those_of_the_tables(wrong: int, of: int, low: float, high: float) -> None:
    assert tool().bounds(wrong, of) == pytest.approx((low, high), abs=5e-5)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_the_error_of_all_is_the_share_that_is_wrong(values: list[tuple[float, bool]]) -> None:
    curve = tool()
    errors = curve._errors([curve.Judged(*value) for value in values])
    assert errors[-1] == pytest.approx(sum(not is_right for _, is_right in values) / len(values))


@pytest.mark.drift
def test_the_table_and_the_plot_are_current() -> None:
    curve, docs = tool(), PROJECT / "docs"
    sets = curve.judged(docs / "certainty.tsv")
    assert curve.table(sets) in (docs / "quality.md").read_text(encoding="utf-8"), "python tools/certainty/curve.py"
    assert curve.plot(sets) == (docs / "certainty.svg").read_text(encoding="utf-8"), "python tools/certainty/curve.py"
