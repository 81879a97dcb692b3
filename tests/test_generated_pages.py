"""Generated pages: what was written is what is read, whoever extracted the text and whatever was done to its layout.

`pages.py` makes the pages and says what each rendering keeps; resources are compared as the line that they make, since
how a line parts into names is inferred (`test_glued.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import pages as gold
from depth import examples
from pathingest import parse
from pathingest.model.page import Page
from records import Record, facts, record, residue

Noise = Callable[[str], str]
RENDERINGS = {
    "inner_text": (gold.render_inner_text, gold.inner_text_keeps),
    "readable": (gold.render_readable, gold.readable_keeps),
}
NOISES = [*gold.LAYOUT_NOISES, *gold.SPELLING_NOISES]


def is_decidable(page: gold.GoldPage) -> bool:
    """Whether a reader view of the page tells its facts apart at all, for a person too.

    Two skills without guidance one after the other read as one with its text; phases without a duration at the end,
    after three or more that all have one, read as unknown sections.
    """
    bare = [skill.guidance is None for skill in page.skills_to_learn]
    timed = [phase.duration is not None for phase in page.roadmap]
    trails_off = timed == sorted(timed, reverse=True) and 3 <= sum(timed) < len(timed)
    return not any(map(all, pairwise(bare))) and not trails_off


PAGES = gold.gold_pages().filter(is_decidable)


def shown(found: Record) -> Record:
    """Facts made comparable across spellings, and across ways to part a line of resources."""
    comparable: Record = gold.plain(gold.glued(found))
    return comparable


def said(page: Page) -> Record:
    """The whole record without its sources, in one spelling: quotes of the source are spelt as the source is."""
    comparable: Record = gold.plain({name: value for name, value in record(page).items() if name != "sources"})
    return comparable


@pytest.mark.parametrize("rendering", RENDERINGS)
@examples(0.4)
@given(gold.gold_pages())
def test_the_record_is_what_was_written(rendering: str, page: gold.GoldPage) -> None:
    assume(rendering == "inner_text" or is_decidable(page))
    render, kept = RENDERINGS[rendering]
    assert shown(facts(parse(render(page)))) == shown(kept(gold.record_of(page)))


@pytest.mark.parametrize("rendering", RENDERINGS)
@examples(0.15)
@given(PAGES)
def test_nothing_is_left_over(rendering: str, page: gold.GoldPage) -> None:
    assert residue(parse(RENDERINGS[rendering][0](page))) == []


@examples(0.2)
@given(PAGES)
def test_the_renderings_agree_on_what_both_keep(page: gold.GoldPage) -> None:
    whole, reader = (facts(parse(render(page))) for render, _ in RENDERINGS.values())
    assert shown(gold.readable_keeps(whole)) == shown(gold.readable_keeps(reader))


@examples(0.1)
@given(PAGES)
def test_the_rendering_is_recognised(page: gold.GoldPage) -> None:
    for rendering, (render, _) in RENDERINGS.items():
        (source,) = record(parse(render(page)))["sources"]
        assert source["rendering"] == rendering


@pytest.mark.parametrize("noise", NOISES, ids=lambda noise: noise.__name__)
@examples(0.05)
@given(PAGES, st.sampled_from([render for render, _ in RENDERINGS.values()]))
def test_the_noise_changes_nothing(noise: Noise, page: gold.GoldPage, render: Callable[[gold.GoldPage], str]) -> None:
    text = render(page)
    assert said(parse(noise(text))) == said(parse(text))


@examples(0.25)
@given(PAGES, st.sampled_from([render for render, _ in RENDERINGS.values()]), gold.noises())
def test_noises_together_change_nothing(
    page: gold.GoldPage, render: Callable[[gold.GoldPage], str], noise: Noise
) -> None:
    text = render(page)
    assert said(parse(noise(text))) == said(parse(text))
