"""Rules about names, pay and coverage: their arithmetic, their words, their fixes."""

from __future__ import annotations

import json
import tomllib
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from depth import examples
from linting import findings_of
from pages import gold_pages, render_inner_text
from pathingest import parse
from pathingest.model.finding import Finding, Scalar, SetValue
from pathingest.model.page import Page
from pathingest.model.pathway import Money, Percent
from pathingest.records.edit import apply
from pathingest.rules import find_rule, rules
from pathingest.rules._roles import spaced
from pathingest.rules._salaries import (
    Pay,
    both_jobs_pay,
    is_later,
    percent,
    points,
    shown,
    stated_changes,
    two_currencies,
)
from pathingest.rules._words import american, beginnings, padded, prose, read_data, read_text, stem, words
from pathingest.rules.badge_outside_stated_range import gap
from pathingest.rules.mixed_currency_notation import write_out
from pathingest.rules.multi_role_title import alternatives
from pathingest.rules.role_mismatch import same_role
from pathingest.rules.salary_claim_vs_ranges import Envelope, envelope, outside
from pathingest.rules.skill_not_in_roadmap import RULE as COVERAGE
from pathingest.rules.term_variant import RULE as TERMS
from pathingest.rules.term_variant import terms
from pathingest.values.money import parse_money
from records import record, resolve

FOLDER = Path(__file__).parent / "cases"
PAIRS = tomllib.loads((FOLDER / "coverage" / "pairs.toml").read_text("utf-8"))["pair"]
CODES = ("SAL001", "SAL002", "SAL003", "SAL004", "NAM001", "NAM002", "NAM003", "NAM004", "NAM005", "NAM006", "COV001")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
SAID = [
    *("GitHub", "github", "Github", "e-mail", "email", "data", "set", "dataset", "Fast.ai", "fast.ai", "PyTorch"),
    *(".", ",", "'", '"', "“", "”", "\n", "s"),
]
PROSE = st.lists(st.sampled_from(SAID) | TEXT, max_size=12).map(" ".join)

# --------------------------------------------------------------------------------------------------------------------
# Words.

FAMILIES = """\
write writes writing writer written wrote
statistics statistical statistician
experiment experiments experimental experimenting
mathematics mathematical mathematician
assess assessment assessing assesses
model models modeling modelling modeled
optimise optimize optimisation optimization optimising optimal
negotiate negotiation negotiating negotiator
value valuation valuing values
tax taxes taxation
implement implementation implementing
manage management manager managing managerial
create creation creative creating creator creativity
comply compliance compliant
account accounting accountant accountancy
photography photograph photographs photographer photographic photo photos
radiography radiograph radiogram radiograms radiographer radiographic
cartography cartographer cartographic
geology geologist geological
psychometrics psychometric psychometry psychometrician
audiometry audiometric audiometer
prescription prescribe prescribing
transcription transcribe transcript
classification classify classified
submission submit submitting
acquisition acquire
exposure expose
genetics genetic geneticist gene
carpentry carpenter
decision decide deciding
archive archives archivist archival archiving
pediatric pediatrician paediatric paediatrics
cataloguing catalogue catalog
colouring colour color coloring
bake baking baker bakery
analyse analyze analysing analyzing
regulate regulation regulatory
legislate legislation legislative legislator legislature
teach teaching teacher taught
diagnose diagnosis diagnostic
knife knives
policy policies
behaviour behavior behavioral
""".splitlines()
APART = [
    ("communication", "community"), ("statistics", "state"), ("mentoring", "mental"), ("data", "date"),
    ("data", "database"), ("network", "net"), ("calculus", "calculator"), ("accounting", "accuracy"),
    ("music", "muse"), ("probability", "probe"), ("java", "javascript"), ("algebra", "algorithm"), ("station", "state"),
    ("roofing", "proof"), ("fashion", "fast"), ("contract", "control"), ("communication", "comments"),
    ("mission", "mitten"), ("diagram", "diagnosis"), ("telegram", "television"), ("product", "produce"),
]  # fmt: skip
NOUNS = st.from_regex(r"[bcdfglmnprt][aeiou][bdfgklmnprt]{1,2}(?:er|ing|ment|ion|ist)?", fullmatch=True)


@pytest.mark.parametrize("family", FAMILIES)
def test_forms_of_a_word_meet(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_each_word_has_its_stem() -> None:
    lines = [line for line in (FOLDER / "stems.txt").read_text("utf-8").splitlines() if line and line[0] != "#"]
    stems = {word: line.partition(":")[0] for line in lines for word in line.partition(":")[2].split()}
    assert {word: stem(word) for word in stems} == stems
    assert {word: stem(word.upper()) for word in stems} == stems


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("optimisation", "optimization"),
        ("optimising", "optimizing"),
        ("optimised", "optimized"),
        ("optimiser", "optimizer"),
        ("optimise", "optimize"),
        ("analyse", "analyze"),
        ("analysing", "analyzing"),
        ("colour", "color"),
        ("behavioural", "behavioral"),
        ("colouring", "coloring"),
        ("coloured", "colored"),
        ("four", "four"),
        ("rise", "rise"),
        ("wise", "wise"),
        ("data", "data"),
    ],
)
def test_a_british_ending_becomes_the_american_one(word: str, expected: str) -> None:
    assert american(word) == expected


@given(TEXT)
def test_any_text_has_a_stem(text: str) -> None:
    assert bool(stem(text)) == bool(text)
    assert american(text)[:1] == text[:1]


@given(st.text() | st.sampled_from(" ".join(FAMILIES).split()))
def test_words_of_one_stem_begin_as_they_should(text: str) -> None:
    assert text.casefold().startswith(tuple(beginnings(text)))


@pytest.mark.parametrize("family", FAMILIES)
def test_each_word_of_a_family_tells_how_the_others_begin(family: str) -> None:
    for word, other in product(family.split(), repeat=2):
        assert other.startswith(tuple(beginnings(word)))


@given(NOUNS)
def test_singular_and_plural_meet(noun: str) -> None:
    assert stem(f"{noun}s") == stem(noun)


def test_most_stems_are_their_own_stem() -> None:
    said = {word for family in FAMILIES for word in family.split()} | set(words(read_text("generic.txt")))
    again = [word for word in said if stem(stem(word)) != stem(word)]
    assert len(again) < 0.1 * len(said)


@given(st.lists(TEXT, max_size=4))
def test_each_word_of_a_text_is_found_in_its_line(texts: list[str]) -> None:
    line = padded(texts)
    assert all(f" {word} " in f" {' '.join(line.split())} " for text in texts for word in words(text))


# --------------------------------------------------------------------------------------------------------------------
# Coverage.


def page_of(skill: str, roadmap: list[str]) -> str:
    """A page that teaches milling, and perhaps the skill."""
    tasks = "".join(f"• {line}\n" for line in roadmap)
    return (
        "From Baker to Miller: Your 9-Month Transition Guide\nSkills to Learn\n"
        f"{skill}\nImportant4 weeks\nTake a course in it.\nMilling\nCritical6 weeks\nAsk the miller.\n"
        f"Learning Roadmap\n1\nThe mill\n8 weeks\nTasks\n• Do your first milling with the miller\n{tasks}"
        "Reality Check\nBiggest Challenges\n• Dust\n"
    )


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["skill"])
def test_a_roadmap_teaches_a_skill_or_does_not(pair: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if "why" in pair:
        request.applymarker(pytest.mark.xfail(reason=pair["why"], strict=True))
    found = findings_of(COVERAGE, {"page.txt": page_of(pair["skill"], pair["roadmap"])})
    assert bool(found) == (not pair["taught"])


def test_the_table_of_pairs_has_both_kinds() -> None:
    assert len(PAIRS) >= 50
    assert sum(not pair["taught"] for pair in PAIRS) >= 12


# --------------------------------------------------------------------------------------------------------------------
# Pay.

AMOUNTS = st.integers(1_000, 400_000)
CHANGES = st.integers(-90, 300)


def pay(one: int, other: int) -> Pay:
    return Pay(0, "", min(one, other), max(one, other))


def change(low: float | None, high: float | None) -> Percent:
    return Percent(text="", low=low, high=high, note=None)


PAYS = st.builds(pay, AMOUNTS, AMOUNTS)


@given(PAYS, PAYS)
def test_an_envelope_holds_what_both_bounds_give(old: Pay, new: Pay) -> None:
    low, high = envelope(old, new)
    assert low <= high
    for before, after in ((old.low, new.low), (old.high, new.high)):
        assert low - 1e-9 <= 100 * (after - before) / before <= high + 1e-9


@given(PAYS)
def test_the_same_pay_is_no_change(old: Pay) -> None:
    assert envelope(old, old) == pytest.approx((0, 0))


@given(PAYS, PAYS, st.integers(2, 50))
def test_an_envelope_does_not_depend_on_the_money(old: Pay, new: Pay, rate: int) -> None:
    dearer = [Pay(0, "", said.low * rate, said.high * rate) for said in (old, new)]
    assert envelope(*dearer) == pytest.approx(envelope(old, new), abs=1e-6)


@given(CHANGES, CHANGES, CHANGES, CHANGES)
def test_a_change_inside_an_envelope_is_not_outside(a: int, b: int, c: int, d: int) -> None:
    low, one, other, high = sorted((a, b, c, d))
    assert outside(change(one, other), Envelope(low, high)) == 0
    assert outside(change(low, low), Envelope(one, high)) == low - one
    assert outside(change(None, high), Envelope(low, other)) == high - other


@given(CHANGES, CHANGES, CHANGES, CHANGES)
def test_two_changes_miss_each_other_by_the_same(a: int, b: int, c: int, d: int) -> None:
    one, other = change(min(a, b), max(a, b)), change(min(c, d), max(c, d))
    assert gap(one, other) == -gap(other, one)
    assert (gap(one, other) == 0) == (max(a, b) >= min(c, d) and max(c, d) >= min(a, b))


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(40, 40, "+40%"), (-50, -30.5, "-50% to -30.5%"), (None, 30, "up to +30%"), (20, None, "at least +20%")],
)
def test_a_change_in_words(low: float | None, high: float | None, said: str) -> None:
    assert shown(change(low, high)) == said


def test_numbers_have_no_trailing_zeros() -> None:
    assert [percent(value) for value in (64.70588, 100, -0.04, 0)] == ["+64.7%", "+100%", "0%", "0%"]
    assert [points(value) for value in (24.70588, 1, 10.04)] == ["24.7 points", "1 point", "10 points"]


@given(AMOUNTS, AMOUNTS, st.sampled_from(["${}k-${}k", "€{}k to €{}k", "£{}-{}k"]), st.sampled_from([",", ""]))
def test_an_amount_that_is_written_out_is_the_same_money(one: int, other: int, how: str, separator: str) -> None:
    read = parse_money(how.format(min(one, other) // 1000, max(one, other) // 1000), currency="USD")
    assume(read)
    assert read
    money = Money(**{name: getattr(read, name) for name in Money.model_fields})
    written = write_out(money, separator)
    if written is not None:
        again = parse_money(written, currency="USD")
        assert again
        assert (again.low, again.high, again.currency) == (money.low, money.high, money.currency)
        assert write_out(money.model_copy(update={"text": written}), separator) == written


def paid(answer: str, change: str = "+20%", old: str = "Baker", new: str = "Miller") -> Page:
    """A page with a change of pay in its summary, and an answer about pay."""
    return parse(
        f"From {old} to {new}: Your 9-Month Transition Guide\nSalary Change\n{change}\nOverview\nBoth rise early.\n"
        f"Reality Check\nBiggest Challenges\n• Dust\nFAQ\nWhat will I earn?\n{answer}\n"
    )


LATER = [
    ("Expect a raise of 30-40%.", False),
    ("After five years, expect a raise of 30-40%.", True),
    ("Expect a raise of 30-40% after five years.", True),
    ("Within 2 years a raise of 30-40% is usual.", True),
    ("Over the next 3-5 years expect a raise of 30-40%.", True),
    ("By year 3 expect a raise of 30-40%.", True),
    ("In your second year, expect a raise of 30-40%.", True),
    ("From the 3rd year expect a raise of 30-40%.", True),
    ("Two years later, expect a raise of 30-40%.", True),
    ("A few years on, expect a raise of 30-40%.", True),
    ("Over time, expect a raise of 30-40%.", True),
    ("With time, expect a raise of 30-40%.", True),
    ("In time, expect a raise of 30-40%.", True),
    ("In time for spring, expect a raise of 30-40%.", True),
    ("Over the years, expect a raise of 30-40%.", True),
    ("Over the long run expect a raise of 30-40%.", True),
    ("Eventually, expect a raise of 30-40%.", True),
    ("The eventual raise of 30-40% is fine.", True),
    ("In the long run, expect a raise of 30-40%.", True),
    ("In the longer term, expect a raise of 30-40%.", True),
    ("Long-term, expect a raise of 30-40%.", True),
    ("Later, expect a raise of 30-40%.", True),
    ("Later on expect a raise of 30-40%.", True),
    ("Down the road, expect a raise of 30-40%.", True),
    ("Years on, expect a raise of 30-40%.", True),
    ("Down the line, expect a raise of 30-40%.", True),
    ("With more experience, expect a raise of 30-40%.", True),
    ("With growing experience, expect a raise of 30-40%.", True),
    ("As you gain experience, expect a raise of 30-40%.", True),
    ("As you gain more experience, expect a raise of 30-40%.", True),
    ("With experience, expect a raise of 30-40%.", False),
    ("After two years of study, expect a raise of 30-40%.", False),
    ("After a year of training, expect a raise of 30-40%.", False),
    ("After 2 years of part-time study expect a raise of 30-40%.", True),
    ("After five weeks, expect a raise of 30-40%.", False),
    ("After 10+ years expect a raise of 30-40%.", True),
    ("After another year, expect a raise of 30-40%.", False),
    ("After one or two years, expect a raise of 30-40%.", True),
    ("After two more years, expect a raise of 30-40%.", True),
    ("Inside of a year, expect a raise of 30-40%.", False),
    ("After a couple of years, expect a raise of 30-40%.", True),
    ("After five years you are senior; expect a raise of 30-40%.", False),
    ("After five years you are senior, but expect a raise of 30-40%.", False),
    ("After five years you are senior. Expect a raise of 30-40%.", False),
    ("Expect a raise of 30-40%, after five years.", True),
    ("Expect a raise of 30-40% (after five years).", True),
    ("Expect a raise of 30-40% — later.", True),
    ("Expect a raise of 30-40% and a car after five years.", False),
    ("Expect a raise of 30-40% at once, which after five years is less.", False),
    ("Expect a raise of 30-40% at once and after five years more.", False),
    ("Expect a raise of 30-40% in most mills after five years.", True),
    ("Expect a raise of 30-40% in most mills, after five years too.", False),
    ("Expect a raise of 30-40% for most; later it is less.", False),
    ("Expect a raise of 30-40%. Later it is less.", False),
    ("This year, expect a raise of 30-40%.", False),
    ("It takes long. Expect a raise of 30-40%.", False),
    ("Expect a raise of 30-40% while later it is less.", False),
    ("Expect a raise of 30-40% in mills then later less.", False),
    ("Expect a raise of 30-40% in mills whereas later less.", False),
]


@pytest.mark.parametrize(("text", "later"), LATER)
def test_a_change_of_pay_comes_with_the_move_or_years_later(text: str, later: bool) -> None:
    page = paid(text)
    assert [is_later(page, said) for said in stated_changes(page)] == [later]


# What answers say of pay, with other roles than those of `paid`: the pay of both jobs, and that in two currencies.
BOTH_JOBS: list[tuple[str, dict[str, str], list[tuple[int, str, float, float]] | None, list[tuple[int, str]]]] = [
    (
        "Bakers earn $40,000, while Millers earn $50,000.",
        {},
        [(0, "$40,000", 40000, 40000), (1, "$50,000", 50000, 50000)],
        [],
    ),
    (
        "A Baker earns $40,000-$45,000, a Miller earns $50k-$60k.",
        {},
        [(0, "$40,000-$45,000", 40000, 45000), (1, "$50k-$60k", 50000, 60000)],
        [],
    ),
    (
        "Coaches earn $40,000, while Millers earn $50,000.",
        {"old": "Coach"},
        [(0, "$40,000", 40000, 40000), (1, "$50,000", 50000, 50000)],
        [],
    ),
    ("Junior Bakers earn $40,000, while Millers earn $50,000.", {}, None, []),
    ("Bakers earn $40,000, while senior Millers earn $50,000.", {}, None, []),
    ("Bakers earn $40,000, while non-Bakers earn $45,000 and Millers earn $50,000.", {}, None, []),
    ("Bakers earn $40,000, while Head Bakers earn $50,000.", {"new": "Head Baker"}, None, []),
    ("Bakers earn $40,000+, while Millers earn $50,000.", {}, None, []),
    ("Bakers earn up to $40,000, while Millers earn $50,000.", {}, None, []),
    ("Bakers earn $40,000, while Millers earn €50,000.", {}, None, [(0, "$40,000"), (1, "€50,000")]),
    ("Bakers earn $40,000, while Millers earn £50,000.", {}, None, [(0, "$40,000"), (1, "£50,000")]),
    ("Bakers earn $40,000, while Millers earn CAD 50,000.", {}, None, [(0, "$40,000"), (1, "CAD 50,000")]),
    ("Bakers earn USD 40,000, while Millers earn CAD 50,000.", {}, None, [(0, "USD 40,000"), (1, "CAD 50,000")]),
    (
        "Bakers earn USD 40,000, while Millers earn $50,000.",
        {},
        [(0, "USD 40,000", 40000, 40000), (1, "$50,000", 50000, 50000)],
        [],
    ),
    ("Bakers earn $20 an hour, while Millers earn $50,000.", {}, None, []),
    ("Bakers earn $40,000 a year, while Millers earn $5,000 a month.", {}, None, []),
    ("Bakers earn $40,000. Bakers earn $45,000. Millers earn $50,000.", {}, None, []),
    (
        "Bakers earn $40,000. Bakers earn $40,000. Millers earn $50,000.",
        {},
        [(0, "$40,000", 40000, 40000), (2, "$50,000", 50000, 50000)],
        [],
    ),
    ("Bakers earn $40,000.", {}, None, []),
    ("Some earn $40,000, while Millers earn $50,000.", {}, None, []),
    (
        "Pastry Bakers earn $40,000, while Flour Millers earn $50,000.",
        {"old": "Pastry Baker", "new": "Flour Miller"},
        [(0, "$40,000", 40000, 40000), (1, "$50,000", 50000, 50000)],
        [],
    ),
    (
        "Bakers earn $40,000, while Millers earn $50,000.",
        {"old": "Pastry Baker", "new": "Flour Miller"},
        [(0, "$40,000", 40000, 40000), (1, "$50,000", 50000, 50000)],
        [],
    ),
    (
        "Bakers earn $40,000, while Flour Millers earn $50,000.",
        {"old": "Pastry Baker", "new": "Flour Miller"},
        [(0, "$40,000", 40000, 40000), (1, "$50,000", 50000, 50000)],
        [],
    ),
    ("Bakers earn $0, while Millers earn $50,000.", {}, None, []),
]


@pytest.mark.parametrize(("text", "named", "both", "currencies"), BOTH_JOBS)
def test_the_pay_of_both_jobs_is_known_where_it_can_be_compared(
    text: str, named: dict[str, str], both: Any, currencies: Any
) -> None:
    page = paid(text, **named)
    assert (found := both_jobs_pay(page)) is None or len(found) == 2
    assert (found and [*found]) == both
    assert [(claim, money.text) for claim, money in two_currencies(page)] == currencies


# A change in the summary, an answer, and what is said to be written otherwise than it can be read.
NOT_COMPARED: list[tuple[str, str, list[str]]] = [
    (
        "+20%",
        "Pay goes from $60,000 to GBP 45,000.",
        ["the change '$60,000 to GBP 45,000' is in two currencies, cannot be compared, and was read as no pay"],
    ),
    ("+20%", "Pay goes from $60,000 to $45,000.", []),
    (
        "+20%",
        "Pay goes from €60.000 to £45,000.",
        ["the change '€60.000 to £45,000' is in two currencies, cannot be compared, and was read as no pay"],
    ),
    (
        "+20%",
        "Pay goes from 60,000 USD to 45,000 EUR.",
        ["the change '60,000 USD to 45,000 EUR' is in two currencies, cannot be compared, and was read as no pay"],
    ),
    (
        "+20%",
        "Pay goes from 60k€ – 45k£.",
        ["the change '60k€ - 45k£' is in two currencies, cannot be compared, and was read as no pay"],
    ),
    ("+20%", "Pay goes from $60k to CAD 45k.", []),
    (
        "+20%",
        "Pay goes from $60k to about €45k.",
        ["the change '$60k to about €45k' is in two currencies, cannot be compared, and was read as no pay"],
    ),
    (
        "+20%",
        "Pay goes from $60k to around €45k.",
        ["the change '$60k to around €45k' is in two currencies, cannot be compared, and was read as no pay"],
    ),
    (
        "+20%",
        "Pay goes from $60k to roughly €45k.",
        ["the change '$60k to roughly €45k' is in two currencies, cannot be compared, and was read as no pay"],
    ),
    ("+20%", "Pay goes from $60k to nearly €45k.", []),
    (
        "+20%",
        "Pay goes from USD 60,000 to CHF 45,000.",
        ["the change 'USD 60,000 to CHF 45,000' is in two currencies, cannot be compared, and was read as no pay"],
    ),
    ("+20%", "Pay goes from USD 60,000 to USD 45,000.", []),
    ("+20%", "Pay goes from A$60,000 to US$45,000.", []),
    ("+20%", "Pay goes from A$60,000 to $45,000.", []),
    ("+20%", "Pay goes from $60,000 to A$45,000.", []),
    ("+20%", "Pay is $60,000, and €45,000 there.", []),
    (
        "+20%",
        "Pay is $60,000-$45,000.",
        ["the range '$60,000-$45,000' is written from high to low, and was read as no pay"],
    ),
    (
        "+20%",
        "Pay is $60,000 to $45,000.",
        ["the range '$60,000 to $45,000' is written from high to low, and was read as no pay"],
    ),
    ("+20%", "Pay is $45,000-$60,000.", []),
    ("+20%", "Pay drops from $60,000 to $45,000.", []),
    (
        "+20%",
        f"Pay is $60,000-$45,000{', and on' * 22}, from now.",
        ["the range '$60,000-$45,000' is written from high to low, and was read as no pay"],
    ),
    ("+20%", f"Pay is $60,000-$45,000{', and on' * 21} from now.", []),
    ("+20%", f"{('Pay is $60,000-$45,000' + ', and yes' * 22)[:195]} from now.", []),
    (
        "+20%",
        f"{('Pay is $60,000-$45,000' + ', and yes' * 22)[:196]} from now.",
        ["the range '$60,000-$45,000' is written from high to low, and was read as no pay"],
    ),
    ("+20%", "Pay goes down: $60,000-$45,000.", []),
    (
        "+20%",
        "Pay is lower. It is $60,000-$45,000.",
        ["the range '$60,000-$45,000' is written from high to low, and was read as no pay"],
    ),
    ("+20%", "Pay is $900-$1.2k.", []),
    ("+20%", "Pay is $1.2k-$900.", ["the range '$1.2k-$900' is written from high to low, and was read as no pay"]),
    (
        "+20%",
        "Pay is €60.000–€45.000.",
        ["the range '€60.000-€45.000' is written from high to low, and was read as no pay"],
    ),
    (
        "+20%",
        "Pay is £60,000 — £45,000.",
        ["the range '£60,000 — £45,000' is written from high to low, and was read as no pay"],
    ),
    (
        "+20%",
        "Pay is ₹60,000−₹45,000.",
        ["the range '₹60,000-₹45,000' is written from high to low, and was read as no pay"],
    ),
    (
        "+20%",
        "Pay is $120,000-$95,000.",
        ["the range '$120,000-$95,000' is written from high to low, and was read as no pay"],
    ),
    ("+20%", "Pay is $95,000-$120,000.", []),
    (
        "+20%",
        "Pay is ¥9,000,000-¥8,000,000.",
        ["the range '¥9,000,000-¥8,000,000' is written from high to low, and was read as no pay"],
    ),
    (
        "+20%",
        "Pay is $60,000-$45,000, then $50,000-$40,000.",
        [
            "the range '$60,000-$45,000' is written from high to low, and was read as no pay",
            "the range '$50,000-$40,000' is written from high to low, and was read as no pay",
        ],
    ),
    (
        "+40% to +20%",
        "Bread is good.",
        ["the range '+40% to +20%' is written from high to low, and was read as +20% to +40%"],
    ),
    ("40-20%", "Bread is good.", ["the range '40-20%' is written from high to low, and was read as +20% to +40%"]),
    ("20-40%", "Bread is good.", []),
    ("-40% to -20%", "Bread is good.", []),
    ("-20% to -40%", "Bread is good.", []),
    ("40%-20%", "Bread is good.", ["the range '40%-20%' is written from high to low, and was read as +20% to +40%"]),
    (
        "40–20 percent",
        "Bread is good.",
        ["the range '40-20 percent' is written from high to low, and was read as +20% to +40%"],
    ),
    (
        "40.5% to 40.2%",
        "Bread is good.",
        ["the range '40.5% to 40.2%' is written from high to low, and was read as +40.2% to +40.5%"],
    ),
    (
        "+20%",
        "Expect a raise of 40-20%.",
        ["the range 'raise of 40-20%' is written from high to low, and was read as +20% to +40%"],
    ),
    ("+20%", "Expect a raise of 20-40%.", []),
    ("+20%", "Expect a raise from 40% down to 20%.", []),
    ("+20%", "Expect a drop from 40% to 20%.", []),
    (
        "+20%",
        "Expect a cut of 40-20%.",
        ["the range 'cut of 40-20%' is written from high to low, and was read as -40% to -20%"],
    ),
    (
        "+20%",
        "Expect pay to fall by 40-20%.",
        ["the range 'fall by 40-20%' is written from high to low, and was read as -40% to -20%"],
    ),
]


@pytest.mark.parametrize(("change", "text", "messages"), NOT_COMPARED)
def test_what_cannot_be_compared_is_noted(change: str, text: str, messages: list[str]) -> None:
    _, rule = find_rule("SAL001")
    found = findings_of(rule, {"page.txt": paid(text, change).source.text})
    assert [finding.message for finding in found] == messages
    assert all(finding.severity == "info" for finding in found)


# --------------------------------------------------------------------------------------------------------------------
# Names.


@given(TEXT, TEXT)
def test_being_the_same_role_goes_both_ways(one: str, other: str) -> None:
    assert same_role(one, one)
    if not one.rstrip().endswith(("…", "...")) and not other.rstrip().endswith(("…", "...")):
        assert same_role(one, other) == same_role(other, one)


@pytest.mark.parametrize(("count", "same"), [(40, True), (41, False)])
def test_a_name_of_more_than_forty_words_is_no_role_in_the_plural(count: int, same: bool) -> None:
    others = " x" * (count - 1)
    assert same_role(f"mill{others}", f"mills{others}") == same
    assert same_role(f"mill{others}", f"mill{others}")


@given(TEXT | st.lists(st.sampled_from(["Baker", "UX", " / ", "/", "Writer", " ", "("]), max_size=9).map("".join))
def test_alternatives_are_parts_of_the_name(name: str) -> None:
    assert "/".join("".join(part.split()) for part in alternatives(name)) == "".join(name.split())


def test_the_list_of_terms_is_yaml_and_means_the_same_there() -> None:
    assert yaml.safe_load(read_text("terms.yaml")) == {term.right: ", ".join(term.others) for term in terms()}


def test_no_term_is_its_own_other_spelling_nor_that_of_another() -> None:
    found: dict[str, str] = {}
    for term in terms():
        assert term.right not in term.others
        for spelling in {text.lower() for text in (term.right, *term.others)}:
            assert found.setdefault(spelling, term.right) == term.right


def test_a_team_adds_terms_replaces_them_and_switches_them_off() -> None:
    changed = {term.right: term.others for term in terms(("Mill: mill", "GitHub:", "email: E-Mail"))}
    assert changed["Mill"] == ("mill",)
    assert changed["email"] == ("E-Mail",)
    assert "GitHub" not in changed


def test_retired_names_are_in_order_of_time() -> None:
    days = [name["since"] for name in read_data("retired.toml")["name"]]
    assert days == sorted(days)


# --------------------------------------------------------------------------------------------------------------------
# Fixes, and any page.


def fixed(record_text: str, findings: list[Finding]) -> str:
    """A record file with the first fix made."""
    fix = next(finding.fix for finding in findings if finding.fix)
    assert fix
    edited = apply(record_text, "json", fix.changes)
    assert edited is not None
    return edited


BAD = [
    path
    for name in ("term-variant", "mixed-currency-notation", "role-capitalisation")
    for path in sorted((FOLDER / "rules" / name).glob("bad-*.txt"))
]


@pytest.mark.parametrize("case", BAD, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_fix_ends_the_finding_and_touches_nothing_else(case: Path) -> None:
    _, rule = find_rule(case.parent.name)
    page = parse(case.read_bytes(), path=case.name)
    text = f"{json.dumps(record(page), indent=2, ensure_ascii=False)}\n"
    meant: dict[str, Scalar] = {}
    while found := findings_of(rule, {"page.json": text}):
        assert found[0].fix
        texts = [change for change in found[0].fix.changes if isinstance(change, SetValue)]
        meant |= {change.pointer: change.value for change in texts}
        text = fixed(text, found)
    corrected = json.loads(text)
    assert meant
    assert all(resolve(corrected, pointer) == value for pointer, value in meant.items())
    again = parse(case.read_bytes(), path=case.name)
    before = record(again)
    for claim in corrected["claims"]:
        assert claim["text"] == claim["value"]["text"]
        assert claim["text"] in resolve(corrected, claim["at"])
        assert claim["about"] is None or claim["about"] in resolve(corrected, claim["at"])
    assert {name for name in before if before[name] != corrected[name]} == {pointer.split("/")[1] for pointer in meant}


@examples(0.5)
@given(st.lists(PROSE, min_size=1, max_size=4))
def test_terms_are_fixed_once_and_for_all(texts: list[str]) -> None:
    said = "".join(f"• {spaced(text) or 'Dust'}\n" for text in texts)
    page = parse(f"From Baker to Miller: Your 9-Month Transition Guide\nReality Check\nBiggest Challenges\n{said}")
    text = f"{json.dumps(record(page), indent=2, ensure_ascii=False)}\n"
    for _ in range(len(terms())):
        found = findings_of(TERMS, {"page.json": text})
        if not found:
            break
        text = fixed(text, found)
    assert findings_of(TERMS, {"page.json": text}) == []


@examples(0.3)
@given(gold_pages())
def test_no_page_makes_a_rule_fail(gold: Any) -> None:
    page = parse(render_inner_text(gold))
    asked = {rule.code: rule for _, rule in rules() if rule.code in CODES}
    assert set(asked) == set(CODES)
    for rule in asked.values():
        findings_of(rule, {"page.txt": page.source.text})
    if page.pathway:
        assert all(resolve(record(page), pointer) == text for pointer, text in prose(page.pathway))
