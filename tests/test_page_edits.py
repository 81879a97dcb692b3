"""Corrections on pages that were edited since: made where their value is now, or reported, and never made elsewhere."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from page_edits import EDITS, Edit, Outcome, case, counted, nothing, pages

SOURCES = pages(Path(__file__).parents[1] / "raw")
ONE_EACH = 18


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: str(edit.__name__))
def test_a_correction_is_never_made_elsewhere_or_lost(edit: Edit) -> None:
    outcomes: list[Outcome] = []
    for seed in range(ONE_EACH):
        chance = Random(seed)  # noqa: S311  the same cases every time
        found = case(chance, chance.choice(SOURCES), [edit])
        if found:
            assert found.outcome not in ("wrong", "lost"), found
            outcomes.append(found.outcome)
    assert outcomes
    if edit is nothing:
        assert set(outcomes) == {"made"}


def test_neither_is_one_whose_page_is_edited_twice() -> None:
    counts, bad = counted(range(1_000, 1_120), SOURCES)
    assert bad == []
    assert counts["two of them"].total() > 10
