"""What a look at a page lets in, by single words."""

from __future__ import annotations

import pytest

from pathingest.model.segment import Glance
from pathingest.profiles import builtin, generic
from pathingest.sections.gate import may_lead, own_words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("i", 1),
        ("i, my: me", 3),
        ("\u00abmy\u00bb", 1),
        ("\u00bbi\u00ab \u2014my\u2014 \u201cme\u201d", 3),
        ("i'm", 1),
        ("_i i_ i5 5i", 0),
        ("\u00e9me me\u00e9", 0),
        ("\u0140me m\u00eame", 0),
        ("ich j'ai yo", 3),
        ("you your so", 0),
    ],
)
def test_words_of_the_first_person(text: str, count: int) -> None:
    assert own_words(text) == count


@pytest.mark.parametrize(
    ("texts", "is_let_in"),
    [
        (["My transition from cook to nurse."], True),
        (["My transition from cook ", "to nurse."], False),  # two texts are no sentence
        (["Target role: Baker"], True),
        (["Target", "role: Baker"], False),
    ],
)
def test_each_text_speaks_for_itself(texts: list[str], is_let_in: bool) -> None:
    assert may_lead(Glance(("Soup",), (), tuple(texts)), None, builtin(), generic()) == is_let_in
