"""Selectors name the elements that XPath says they name, and cost as much as there are elements."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random

import pytest
from cssselect import HTMLTranslator
from lxml import etree

from pathingest.segments._select import Selection
from pathingest.segments._tokens import tokenize
from pathingest.segments._tree import ElementTree, tree_of
from timing import seconds

SELECTORS = [
    "*", "*|p", "b", "B", ".x", "#i1", "[lang]", '[lang|="en"]', "p > b", "p b", "p + b", "p ~ b",
    "div * > b ~ i", "p, b",
    ":not(.x)", "b:not(p)", ":is(p, b)", "div :is(.x, .y) b", ":where(p) > *", "div:has(b)", "div:has(> b)",
    "p:has(+ b)", "p:has(~ b)", ":first-child", ":last-child", ":only-child", "b:first-of-type", "b:last-of-type",
    "b:only-of-type", ":nth-child(2n+1)", ":nth-child(3)", ":nth-child(-n+2)", ":nth-last-child(2)",
    "p:nth-of-type(2n)",
    "b:nth-last-of-type(odd)", ":not(:first-child)", ":root", ":root > body", ":empty",
    "b.x.y", "p:not(:has(b)) > i",
]  # fmt: skip


def tree(html: str) -> ElementTree:
    return tree_of(tokenize(html), elements=True)


def drawn(seed: int) -> ElementTree:
    chance = Random(seed)  # noqa: S311  it draws pages, never secrets
    pieces = []
    for number in range(chance.randrange(60)):
        name = chance.choice(["div", "p", "b", "i", "span"])
        told = chance.choice(["", ' class="x"', ' class="x y"', ' lang="en-GB"', f' id="i{number}"'])
        pieces.append(f"<{name}{told}>" + chance.choice(["", "t", f"</{name}>", f"t</{name}>", "</div></p>"]))
    return tree("<html><body>" + "".join(pieces))


@pytest.mark.parametrize("selector", SELECTORS)
def test_they_are_those_of_xpath(selector: str) -> None:
    path = etree.XPath(HTMLTranslator().css_to_xpath(selector))
    found = 0
    for seed in range(40):
        page = drawn(seed)
        numbers = {element: number for number, element in enumerate(page.elements)}
        chosen = Selection(page).chosen(selector)
        assert chosen == sorted(numbers[element] for element in path(page.elements[0])), seed
        found += len(chosen)
    assert found


def test_nothing_is_chosen_of_nothing() -> None:
    assert Selection(ElementTree()).chosen("*") == []


@pytest.mark.parametrize(
    "selector",
    [
        " ~ ".join(["*"] * 20), " ".join(["*"] * 20), " + ".join(["*"] * 20), "b:nth-child(3n+2) ~ b:last-of-type",
        "div:has(b) b", ":not(:first-child):not(:last-child)", "b ~ b:has(~ b)", "p ~ :is(b, p) ~ b",
    ],
)  # fmt: skip
@pytest.mark.parametrize("unit", ["<b></b>", "<div><b></b>"])
def test_four_times_the_elements_take_four_times_the_time(selector: str, unit: str) -> None:
    def choose(count: int) -> Callable[[], object]:
        page = tree(f"<div>{unit * count}</div>")
        return lambda: Selection(page).chosen(selector)

    once, more = (seconds(partial(choose, count), runs=6) for count in (400, 1600))
    assert more < 8 * once + 0.02
