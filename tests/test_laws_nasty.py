"""No text makes a reader fail, however nasty: neither one of the value parsers, nor a page or the rules on it."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from hypothesis import example, given

import nasty
import test_laws as laws
from depth import examples
from pathingest import glued, parse, values
from pathingest.model.values import Duration, Effort, Money, Percent
from pathingest.values import (
    duration,
    guides,
    money,
    numbers,
    occupations,
    own_time,
    pay,
    positions,
    rewriting,
    roles,
    text,
)
from pathingest.values.languages import languages
from pathingest.values.steps import attributes, replay
from records import residue

TEMPLATES = ("Step {n}", "Phase {n}", "Weeks {n}")
PATTERN = ("Quit {from}, start {to} | {headline}",)
GOALS = ("How to become {to}", "{to} | {headline}")

# By name, the public functions that take more than a text, or none from a page.
MORE: dict[str, Callable[[str], object]] = {
    "guides.bare_role": lambda said: [guides.bare_role(said, 0, len(said), one) for one in languages()],
    "occupations.name_at": lambda said: [occupations.name_at(said, 0, len(said), one) for one in languages()],
    "occupations.without_praise": lambda said: [
        occupations.without_praise(said, 0, len(said), one) for one in languages()
    ],
    "numbers.read_numeral": lambda said: (numbers.read_numeral(said), numbers.read_numeral(said, european=True)),
    "own_time.is_own_time": lambda said: [
        own_time.is_own_time(said, found, label=said, language=one)
        for one in languages()
        for found in duration.find_durations(said, language=one)
    ],
    "own_time.is_of_change": lambda said: [own_time.is_of_change(said, len(said), one) for one in languages()],
    "pay.is_pay": lambda said: pay.is_pay(said, len(said) // 3, len(said) // 2, subject=said),
    "positions.going_on": lambda said: positions.going_on(2 * duration.find_durations(said)),
    "positions.read_counted": lambda said: [
        positions.read_counted(said, word, one) for one in languages() for word in ("weeks", said)
    ],
    "positions.read_position": lambda said: positions.read_position(said, TEMPLATES),
    "rewriting.with_article": lambda said: rewriting.with_article(said, said),
    "roles.read_goal": lambda said: roles.read_goal(said, GOALS),
    "roles.same_role": lambda said: roles.same_role(said, said[::-1]),
    "roles.short_names": lambda said: roles.short_names(said, said[::-1]),
    "roles.read_title": lambda said: [
        roles.read_title(said),
        roles.read_title(said, role_lines=(said[:5], said[5:]), slug=said, patterns=PATTERN),
    ],
    "text.describe": lambda said: text.describe(said, text.canonical(said)[0]),
}
NOT_OF_A_PAGE = {
    "guide_words.all_words", "guide_words.known_words", "guide_words.move_words", "guide_words.moves",
    "guide_words.words_of", "guide_words.words_or_english", "guide_words.starts_of",
    "patterns.clues", "patterns.folded", "patterns.may_match",
    "effort.totals", "languages.any_of", "languages.languages", "languages.lexicon", "languages.number_words",
    "numbers.in_percent", "numbers.plus", "numbers.tidy", "pay.yearly", "positions.beginnings",
    "quantity.is_experience", "quantity.is_joined",
    "quantity.is_part", "quantity.is_range", "quantity.is_share", "quantity.merged",
    "numbers.times", "patterns.any_of", "patterns.compiled", "patterns.lazy", "quantity.bounded", "quantity.closed",
    "patterns.filled", "quantity.in_one_unit", "quantity.opened", "rewriting.form",
    "quantity.quantities",
    "steps.attributes", "steps.replay", "steps.written", "text.has_hidden", "text.shortened",
    "tongues.unread", "vocabulary.any_of", "vocabulary.difficulty_words", "vocabulary.read_table",
    "vocabulary.vocabulary",
}  # fmt: skip


def public() -> Iterator[tuple[str, Callable[..., Any]]]:
    """The public functions of each module of `pathingest.values`, by the module's name and theirs."""
    for module in pkgutil.iter_modules(values.__path__):
        found = import_module(f"{values.__name__}.{module.name}")
        for name, function in vars(found).items():
            is_own = getattr(function, "__module__", "") == found.__name__ and not inspect.isclass(function)
            if is_own and callable(function) and not name.startswith("_"):
                yield f"{module.name}.{name}", function


def readers() -> list[tuple[str, Callable[[str], object]]]:
    """What reads a text of a page, in every language that it knows."""
    found = []
    for name, function in public():
        if name in MORE:
            found.append((name, MORE[name]))
        elif name not in NOT_OF_A_PAGE:
            tongues = languages() if "language" in inspect.signature(function).parameters else (None,)
            found += [(f"{name}-{one}", in_language(function, one)) for one in tongues]
    return found


def in_language(function: Callable[..., object], language: str | None) -> Callable[[str], object]:
    return (lambda said: function(said, language=language)) if language else function


READERS = readers()
GLUED: list[tuple[str, Callable[[str], object]]] = [
    ("glued.best_splits", lambda said: glued.best_splits(said, said)),
    ("glued.split_resources", lambda said: glued.split_resources(said, said)),
    ("glued.alternatives", lambda said: glued.alternatives(said, said)),
]


def test_every_reader_of_values_is_tried() -> None:
    names = {name for name, _ in public()}
    assert MORE.keys() | NOT_OF_A_PAGE <= names
    assert {name.partition("-")[0] for name, _ in READERS} == names - NOT_OF_A_PAGE


@pytest.mark.parametrize(
    "reader", [reader for _, reader in [*READERS, *GLUED]], ids=[name for name, _ in [*READERS, *GLUED]]
)
@given(nasty.texts())
@example("Bakers earn $30,1.5 to $40 a year.")
@example("Rs. 1,00,00,000 to 2 crore")
@example(f"{nasty.MANY} weeks, ${nasty.MANY}k, {nasty.MANY}%")
def test_no_text_makes_a_reader_of_values_fail(reader: Callable[[str], object], said: str) -> None:
    found = reader(said)
    for value in found if isinstance(found, list) else [found]:
        if isinstance(value, Duration | Effort | Money | Percent):
            assert replay(said, value.steps) == attributes(value)


@examples(2)
@given(nasty.pages())
@example(("From 1 to o: -", "text/plain"))
@example((f"Career Pathway{nasty.MANY} views\nFrom Baker to Clerk: Your 9-Month Transition Guide\n", "text/plain"))
@example((f"<h1>From Baker to Clerk: Your 9-Month Transition Guide</h1><p>&#{nasty.MANY};", "text/html"))
def test_every_law_holds_on_nasty_pages(given: tuple[str, str]) -> None:
    said, media_type = given
    page = parse(said, media_type=media_type)
    for law in laws.LAWS:
        law(page)


LINKS = {
    "text/html": """<h1>From Baker to Clerk: Your 9-Month Transition Guide</h1><h2>Learning Roadmap</h2><h3>Start</h3>
        <p>8 weeks<p>Resources<p><a href="https://a.b/{}">Kaggle</a>""",
    "text/markdown": """# From Baker to Clerk: Your 9-Month Transition Guide\n\n## Learning Roadmap\n\n### Start
        \n\n8 weeks\n\nResources\n\n[Kaggle](https://a.b/{})""",
}


@pytest.mark.parametrize("half", ["\ud800", "&#xD800;"])
@pytest.mark.parametrize("media_type", sorted(LINKS))
def test_half_a_character_in_an_address_is_replaced(half: str, media_type: str) -> None:
    page = parse(LINKS[media_type].format(half), media_type=media_type)
    assert page.pathway
    assert [resource.url for resource in page.pathway.roadmap[0].resources] == ["https://a.b/\ufffd"]
    for law in laws.LAWS:
        law(page)


def test_half_a_character_in_the_pages_own_address_is_replaced() -> None:
    page = parse(LINKS["text/html"].format(""), media_type="text/html", url="https://a.b/\ud800")
    assert page.pathway
    assert page.pathway.sources[0].url == "https://a.b/\ufffd"


def test_an_absurd_view_counter_is_residue() -> None:
    page = parse(f"Career Pathway{nasty.MANY} views\nFrom Baker to Clerk: Your 9-Month Transition Guide\nOverview\nx\n")
    assert page.pathway
    assert page.pathway.sources[0].views is None
    assert f"{nasty.MANY} views" in residue(page)


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("Rs. 1,00,00,000 to 2,00,00,000", 10_000_000, 20_000_000),
        ("₹12,34,56,000 - ₹20,00,00,000", 123_456_000, 200_000_000),
    ],
)
def test_groups_of_two_are_the_bounds_of_a_range(said: str, low: int, high: int) -> None:
    found = money.parse_money(said)
    assert found
    assert (found.low, found.high) == (low, high)
