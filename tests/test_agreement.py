"""The same page gives the same record from any rendering: what a tool keeps is read right, and nothing is invented.

`gold` makes the pages and runs the tools; `gold.oracle` says what a rendering keeps. `make renderings` writes the
figures into docs/renderings.md.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from gold import TEMPLATES
from gold.measure import Score, scores, total
from gold.renderers import HTML, MARKDOWN, RENDERERS, TEXT, Absent, Renderer

LAYOUTS = sorted({template.layout for template in TEMPLATES})
GROUPS = [
    pytest.param(renderer, layout, id=f"{renderer.name}-{layout}") for renderer in RENDERERS for layout in LAYOUTS
]


def group(renderer: Renderer, layout: str) -> list[Score]:
    """The scores of a layout's pages."""
    try:
        return [score for score in scores(renderer) if score.layout == layout]
    except Absent as absent:
        pytest.skip(str(absent))


def shown(wrong: list[tuple[str, object]], most: int = 15) -> str:
    lines = [f"{page}: {what}" for page, what in wrong[:most]]
    return "\n".join([f"{len(wrong)} in all", *lines])


@pytest.mark.parametrize(("renderer", "layout"), GROUPS)
def test_what_a_rendering_keeps_is_read_right(renderer: Renderer, layout: str) -> None:
    found = group(renderer, layout)
    sums = total(found)
    missed: list[tuple[str, object]] = [(score.page, missed) for score in found for missed in score.missed]
    assert sums.right >= renderer.goal * sums.wanted, shown(missed)


@pytest.mark.parametrize(("renderer", "layout"), GROUPS)
def test_nothing_is_invented(renderer: Renderer, layout: str) -> None:
    found = group(renderer, layout)
    invented: list[tuple[str, object]] = [(score.page, value) for score in found for value in score.invented]
    assert not invented, shown(invented)


def test_every_kind_of_text_has_a_tool() -> None:
    assert {renderer.media_type for renderer in RENDERERS} == {HTML, MARKDOWN, TEXT}


def test_the_document_has_a_row_for_each_rendering() -> None:
    document = Path(__file__).parents[1].joinpath("docs", "renderings.md").read_text(encoding="utf-8")
    for renderer in RENDERERS:
        assert f"\n| {renderer.name} | {renderer.goal:.0%}".replace("%", " %") in document
