"""Gold pages: facts drawn from word lists, the HTML that states them, and which words of it state what.

The same seed gives the same bytes. A page has one truth; what stands on it twice is the same twice.
"""

from __future__ import annotations

from functools import cache
from html import escape
from random import Random
from typing import NamedTuple

from gold import career_pathway, milestone_guide, plain_article, skill_matrix
from gold.facts import Facts, Record, record
from gold.markup import Element, Run, Writer, runs
from gold.template import Template
from gold.words import draw

TEMPLATES = (
    *career_pathway.TEMPLATES,
    *milestone_guide.TEMPLATES,
    *skill_matrix.TEMPLATES,
    *plain_article.TEMPLATES,
)
SEEDS = range(6)


class GoldPage(NamedTuple):
    """A page as it is saved, and what it states.

    Attributes:
        name: the template and the seed.
        layout: the profile that it belongs to.
        html: the page in its own encoding.
        charset: that encoding.
        record: the record that it gives, without what is computed.
        runs: its texts in document order, and what each states.
    """

    name: str
    layout: str
    html: bytes
    charset: str
    record: Record
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The page's markup, decoded."""
        return self.html.decode(self.charset)


def gold_page(template: Template, seed: int) -> GoldPage:
    """The page that a template makes of the facts of a seed."""
    chance = Random(f"{template.name} {seed}")  # noqa: S311  the same seed gives the same page
    return page_of(template, draw(chance.getrandbits(32), template.traits), chance, f"{template.name}-{seed}")


def page_of(template: Template, facts: Facts, chance: Random, name: str) -> GoldPage:
    """The page that a template makes of facts."""
    body = template.body(facts, chance)
    markup = _document(template, facts, body, chance)
    encoded = markup.encode(template.charset, "xmlcharrefreplace")
    return GoldPage(name, template.layout, encoded, template.charset, record(facts), tuple(runs(body)))


def document(template: Template, facts: Facts, chance: Random) -> str:
    """The markup of the page that a template makes of facts."""
    return _document(template, facts, template.body(facts, chance), chance)


def _document(template: Template, facts: Facts, body: Element, chance: Random) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="{template.charset}">'
        f"<title>{escape(facts.title, quote=False)}</title>{template.head(facts, chance)}</head>\n"
        f"{Writer(template.style, chance).write(body)}</html>\n"
    )


@cache
def gold_pages() -> tuple[GoldPage, ...]:
    """All pages: every template with every seed."""
    return tuple(gold_page(template, seed) for template in TEMPLATES for seed in SEEDS)
