"""The pages that the benchmarks read: no two alike, laid out as real ones are, and read whole."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from distinct_pages import HTML_SIZE, facts_of, html_page, text_page
from gold.facts import record as facts_in
from gold.measure import score
from pages import glued
from pathingest import parse
from records import Record, facts, record

SEEDS = range(5)


def stated(seed: int) -> Record:
    """What the page of a seed states, in the shape of `records.facts`."""
    found = facts_in(facts_of(seed))
    found.pop("other")
    for phase in found["roadmap"]:
        phase["resources"] = [resource["name"] for resource in phase["resources"]]
    for step in found["action_plan"]:
        step["horizon"] = {name: step["horizon"][name] for name in ("min", "max", "unit")}
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_a_text_page_is_read_whole(seed: int) -> None:
    page = parse(text_page(seed))
    assert page.profile == "career-pathway"
    assert glued(facts(page)) == glued(stated(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_an_html_page_is_read_whole(seed: int) -> None:
    page = html_page(seed)
    assert record(parse(page.html))["sources"][0]["profile"] == "career-pathway"
    found = score(page, page.html, "text/html")
    assert (found.right, found.missed, found.invented) == (found.fates.total(), (), ())


@pytest.mark.parametrize("make", [text_page, lambda seed: html_page(seed).text])
def test_the_same_seed_gives_the_same_page_and_no_other_does(make: Any) -> None:
    pages = [make(seed) for seed in SEEDS]
    assert pages == [make(seed) for seed in SEEDS]
    assert len(set(pages)) == len(SEEDS)


def test_pages_are_of_pathways_of_their_own() -> None:
    names = {facts_of(seed).title.partition(":")[0] for seed in range(1000)}
    assert len(names) == 1000


def test_few_lines_of_a_page_but_its_layout_are_on_another() -> None:
    lines = [{line for line in text_page(seed).splitlines() if len(line) > 40} for seed in range(20)]
    layout = set.intersection(*[a | b for a, b in pairwise(lines)])
    for i, own in enumerate(lines):
        others = set().union(*lines[:i], *lines[i + 1 :])
        assert len((own & others) - layout) < len(own) / 20


def test_pages_are_as_long_as_real_ones() -> None:
    assert all(6_500 < len(text_page(seed).encode()) < 9_500 for seed in range(50))
    assert all(HTML_SIZE <= len(html_page(seed).html) < HTML_SIZE + 100 for seed in SEEDS)
