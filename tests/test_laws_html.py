"""The laws of `test_laws.py` hold for HTML however damaged: nothing raises, nothing is lost, nothing is made up."""

from __future__ import annotations

import pytest

import test_laws as laws
from gold import gold_pages
from mutated_html import MUTATIONS, MutatedPage, mutated_page
from pathingest import parse
from pathingest.model.page import Page
from records import record, resolve

PAGES = 2000
BATCH = 100
# One page in this many is also held to the laws that read it again, write it out, or run all rules.
THOROUGH = 12


def no_value_holds_markup(page: Page) -> None:
    """No proof's characters are those of a tag."""
    found = record(page)
    for pointer, proof in page.evidence.leaves.items():
        if proof.kind == "quoted" and not pointer.endswith("/url"):
            for start, end in proof.spans:
                assert "</" not in page.source.text[start:end], (pointer, resolve(found, pointer))


QUICK = [
    laws.the_account_tiles_the_source,
    laws.no_stretch_is_empty,
    laws.every_owner_is_a_role_or_a_value_of_the_record,
    laws.space_is_white_and_nothing_else_is,
    laws.quoted_values_stand_in_the_source_to_the_letter,
    laws.every_leaf_has_a_proof_and_every_proof_a_leaf,
    laws.derived_values_come_from_values_of_the_record,
    laws.normalised_values_say_where_from_and_how,
    laws.normalised_texts_are_the_source_in_one_spelling,
    no_value_holds_markup,
    laws.a_page_has_a_record_or_says_why_not,
]
ALL = [*QUICK, *[law for law in laws.LAWS if law not in QUICK]]


def hold(page: MutatedPage, *, thorough: bool) -> None:
    """Raises the first law that is broken, with the page's name."""
    try:
        read = parse(page.html, media_type="text/html")
        for law in ALL if thorough else QUICK:
            law(read)
    except Exception as error:
        error.add_note(page.name)
        raise


@pytest.mark.parametrize("first", range(0, PAGES, BATCH))
def test_the_laws_hold_on_damaged_pages(first: int) -> None:
    for seed in range(first, first + BATCH):
        hold(mutated_page(seed), thorough=seed % THOROUGH == 0)


@pytest.mark.parametrize("page", gold_pages(), ids=lambda page: page.name)
def test_every_law_holds_on_whole_pages(page: object) -> None:
    (found,) = [one for one in gold_pages() if one is page]
    hold(MutatedPage(found.name, found.html), thorough=True)


def test_the_same_seed_gives_the_same_damage() -> None:
    assert mutated_page(77) == mutated_page(77)


@pytest.mark.parametrize("number", range(len(MUTATIONS)), ids=[mutation.__name__ for mutation in MUTATIONS])
def test_every_kind_of_damage_changes_pages(number: int) -> None:
    whole = {page.html for page in gold_pages()}
    assert all(mutated_page(number + len(MUTATIONS) * 3 * i).html not in whole for i in range(1, 4))
