"""No mutation of the case tables, and no composed amount, is read at a wrong magnitude, or raises.

The truth is known by construction: amounts are composed from numbers, and mutations either keep what a row says or
change its numbers and units in a way that is known. A value may be refused; where there is one, each bound has to be
within a factor of five of the truth, its unit or currency that of the truth, and its steps have to replay.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from pathingest import values
from pathingest.model.values import WEEKS_IN
from pathingest.values.steps import attributes, replay
from values_cases import Row, rows

FACTOR = 5
MUTANTS = 16  # of each row
COMPOSED = 3000  # of each kind and language
BOUNDS = {"duration": ("min", "max"), "effort": ("low", "high"), "money": ("low", "high"), "percent": ("low", "high")}
KINDS = sorted(BOUNDS)
UNITS = ("day", "week", "month", "year")


class Truth(NamedTuple):
    """What a text says: a bound is None where the text leaves it open; the unit None where it does not matter."""

    low: Decimal | None
    high: Decimal | None
    unit: str | None = None


class Given(NamedTuple):
    """A text and what is true of it; None if that is not known, or if it states nothing."""

    text: str
    truth: Truth | None


def seeded(seed: str) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same examples every time


# --- the judge -------------------------------------------------------------------------------------------------------


def is_far(amount: float | None, truth: Decimal | None, other: Decimal | None) -> bool:
    """Whether a bound is off by the factor; where the text leaves this one open, it may be the other."""
    wanted = truth if truth is not None else other
    if amount is None or wanted is None:
        return False
    if not wanted or not amount:
        return truth is not None and bool(wanted) != bool(amount)
    return not 1 / FACTOR < Decimal(str(amount)) / wanted < FACTOR


def mistake(kind: str, value: Any, truth: Truth | None) -> str:
    """What is wrong with a value, "" if nothing is."""
    if truth is None or value is None or getattr(value, "ongoing", False):
        return ""
    low, high = (getattr(value, name) for name in BOUNDS[kind])
    if is_far(low, truth.low, truth.high) or is_far(high, truth.high, truth.low):
        return "magnitude"
    unit = {"money": "currency", "percent": "note"}.get(kind, "unit")
    stated = None if kind == "percent" else getattr(value, unit)
    return "unit" if stated and truth.unit and stated != truth.unit else ""


def read(kind: str, text: str, options: dict[str, str]) -> Any:
    """The first value; all of them keep the laws."""
    plural = {"duration": "durations", "effort": "efforts", "money": "money", "percent": "percents"}[kind]
    first = getattr(values, f"parse_{kind}")(text, **options)
    for value in [first, *getattr(values, f"find_{plural}")(text, **options)]:
        if value is not None:
            assert value.text == text[value.start : value.end]
            assert replay(text, value.steps) == attributes(value), text
    return first


# --- mutations of the tables -----------------------------------------------------------------------------------------

NUMERAL = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9.,])|(?<![0-9.,])[0-9]{1,6}(?![0-9]|[.,][0-9])")
SCALES = [Decimal(10) ** power for power in (0, 2, 3, 5, 6, 7, 9)]
DASHES = "-‐‑–−"
SPACES = (" ", "\u00a0", "\u202f", "  ")
BEFORE = ("Note: ", "The page says: ", "\n", "• ", "In short, ", "(", "Good to know. ")
BADGES = ("Critical", "Important", "Timeline", "Salary Change")  # glued to what begins with a number or a sign
AFTER = (".", ", as most say", "\nGoals", " in most regions.", ")", "!", " - Complete the project")
SEAMS = ("Goals", "Tasks")
UNIT_WORD = re.compile(r"\b(day|week|month|year)(?=s?\b)")

Mutation = Callable[[random.Random, Given], Given]


def dashes(rng: random.Random, given: Given) -> Given:
    return given._replace(text=re.sub(f"[{DASHES}]", lambda _: rng.choice(DASHES), given.text))


def spaces(rng: random.Random, given: Given) -> Given:
    return given._replace(text=re.sub("(?<! ) (?! )", lambda _: rng.choice(SPACES), given.text))


def case(rng: random.Random, given: Given) -> Given:
    """Of words and of "k": other letters alone, or before a sign of currency, are another thing in another case."""
    change = rng.choice((str.upper, str.lower, str.capitalize))
    return given._replace(
        text=re.sub(r"[kK](?![^\W_])|[^\W\d_]{3,}(?![^\W\d_]|\$)", lambda m: change(m[0]), given.text)
    )


def before(rng: random.Random, given: Given) -> Given:
    glued = BADGES if re.match(r"[0-9$€£₹+~<>]", given.text) else ()
    return given._replace(text=rng.choice((*BEFORE, *glued)) + given.text)


def after(rng: random.Random, given: Given) -> Given:
    glued = () if re.search("[A-Z]{2}$", given.text) else SEAMS  # in "MONTHSGoals" there is no seam to see
    return given._replace(text=given.text + rng.choice((*AFTER, *glued)))


def numbers(rng: random.Random, given: Given) -> Given:
    """Other numbers with as many digits, in the same order; the bounds change with the numerals that they are."""
    found = [match[0] for match in NUMERAL.finditer(given.text)]
    if given.truth is None or len(re.findall("[0-9]+", given.text)) != len(re.findall("[0-9]+", " ".join(found))):
        return given._replace(truth=None)
    changed = _changed(rng, found)
    fits = [_fits(bound, found, changed) for bound in given.truth[:2]]
    if any(len(each) != 1 for each in fits):
        return given._replace(truth=None)
    (low,), (high,) = fits
    new = iter(changed)
    return Given(NUMERAL.sub(lambda _: next(new), given.text), Truth(low, high, given.truth.unit))


def _fits(bound: Decimal | None, before: list[str], now: list[str]) -> set[Decimal | None]:
    """What a bound may be now: that of the numeral it was, at the same scale."""
    if not bound:
        return {bound}
    sign = 1 if bound > 0 else -1
    return {
        sign * _number(new) * scale
        for old, new in zip(before, now, strict=True)
        for scale in SCALES
        if _number(old) * scale == abs(bound)
    }


def _number(numeral: str) -> Decimal:
    return Decimal(numeral.replace(",", ""))


def _changed(rng: random.Random, numerals: list[str]) -> list[str]:
    """The numerals, each with another first group: later ones no smaller than those before, if they were not."""
    share = rng.random()
    changed = []
    for numeral in numerals:
        first, comma, rest = numeral.partition(",")
        most = 10 ** len(first) - 1
        keeps = not int(first) or re.fullmatch("(?:19|20)..", numeral)  # 0, and what may be a calendar year
        changed.append(numeral if keeps else f"{int(first) + int((most - int(first)) * share)}{comma}{rest}")
    return changed


def units(rng: random.Random, given: Given) -> Given:
    """Another unit of time, where the text has one only."""
    said = set(UNIT_WORD.findall(given.text))
    if given.truth is None or len(said) != 1 or given.truth.unit not in said:
        return given
    unit = rng.choice(UNITS)
    return Given(UNIT_WORD.sub(unit, given.text), given.truth._replace(unit=unit))


def lookalikes(rng: random.Random, given: Given) -> Given:
    """Letters that patterns without case take for others: the long s, the sign of kelvin, the i without a dot."""
    plain, other = rng.choice(("sſ", "k\u212a", "K\u212a", "iı", "%％"))
    return Given(given.text.replace(plain, other), None)


# In this order: what is glued on is not changed any more.
FORM = (case, dashes, spaces, lookalikes, before, after)
MUTATIONS: tuple[Mutation, ...] = (numbers, units, *FORM)


def stated(kind: str, row: Row) -> Truth | None:
    """What a row says, if it says one thing only."""
    expect = row.get("expect")
    low, high = BOUNDS[kind]
    if not isinstance(expect, dict) or low not in expect or len(row.get("find", [0])) != 1 or "known_failure" in row:
        return None
    bounds = [None if expect[name] == "null" else Decimal(str(expect[name])) for name in (low, high)]
    unit = expect.get("currency" if kind == "money" else "unit")
    return Truth(bounds[0], bounds[1], None if unit == "null" else unit)


def chosen(rng: random.Random, mutations: tuple[Mutation, ...], number: int) -> list[Mutation]:
    return sorted(rng.sample(mutations, number), key=mutations.index)


def mutants(kind: str, row: Row, rng: random.Random) -> Iterator[Given]:
    for _ in range(MUTANTS):
        given = Given(row["text"], stated(kind, row))
        for mutate in chosen(rng, MUTATIONS, rng.choice((1, 1, 2, 3))):
            if mutate is not units or kind == "duration":
                given = mutate(rng, given)
        yield given


@pytest.mark.parametrize("kind", KINDS)
def test_mutated_rows_keep_their_magnitude(kind: str) -> None:
    rng = seeded(kind)
    wrong, known, got = [], 0, 0
    for row in rows(kind):
        options: dict[str, str] = {name: row[name] for name in ("language", "currency") if name in row}
        for given in mutants(kind, row, rng):
            value = read(kind, given.text, options)
            known += given.truth is not None
            got += given.truth is not None and value is not None
            if what := mistake(kind, value, given.truth):
                wrong.append((what, row["text"], given, value))
    assert not wrong, "\n".join(map(str, wrong))
    assert known > len(rows(kind))
    assert got > 0.7 * known, f"{got} of {known} are read at all"


# --- composed amounts ------------------------------------------------------------------------------------------------


class Tongue(NamedTuple):
    """How a language writes: its own small tables, so that none of ours is trusted."""

    group: str
    point: str
    to: str
    up_to: str
    at_least: str
    magnitudes: tuple[tuple[str, int], ...]
    before: tuple[tuple[str, str], ...]  # what stands before a number, and the currency that it is
    behind: tuple[tuple[str, str], ...]
    units: tuple[tuple[str, str], ...]
    rates: tuple[tuple[str, str], ...]
    words: tuple[str, ...]  # for 2, 3, 4 …
    more: str
    less: str


TONGUES = {
    "en": Tongue(
        ",", ".", "to", "up to", "at least",
        (("k", 1000), ("K", 1000), ("M", 10**6), (" million", 10**6), ("m", 10**6), (" thousand", 1000)),
        (("$", ""), ("US$", "USD"), ("£", "GBP"), ("€", "EUR"), ("USD ", "USD"), ("A$", "AUD"), ("GBP ", "GBP")),
        ((" USD", "USD"), (" GBP", "GBP"), (" CAD", "CAD"), (" EUR", "EUR")),
        (("days", "day"), ("weeks", "week"), ("months", "month"), ("years", "year")),
        (("hours per week", "hour/week"), ("hours a day", "hour/day"), ("hours/week", "hour/week"), ("hours", "hour")),
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        "increase", "decrease",
    ),
    "de": Tongue(
        ".", ",", "bis", "bis zu", "mindestens",
        ((" Tsd.", 1000), (" Millionen", 10**6), (" Mio.", 10**6)),
        (("€ ", "EUR"), ("EUR ", "EUR"), ("CHF ", "CHF")),
        ((" €", "EUR"), (" Euro", "EUR"), (" EUR", "EUR"), ("€", "EUR")),
        (("Tage", "day"), ("Wochen", "week"), ("Monate", "month"), ("Jahre", "year")),
        (("Stunden pro Woche", "hour/week"), ("Stunden täglich", "hour/day"), ("Stunden", "hour")),
        ("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"),
        "mehr", "weniger",
    ),
    "fr": Tongue(
        "\u202f", ",", "à", "jusqu'à", "au moins",
        (("k", 1000), (" k", 1000), (" millions", 10**6), (" M", 10**6)),
        (("EUR ", "EUR"), ("CHF ", "CHF")),
        ((" €", "EUR"), (" euros", "EUR"), (" EUR", "EUR"), ("€", "EUR")),
        (("jours", "day"), ("semaines", "week"), ("mois", "month"), ("ans", "year"), ("années", "year")),
        (("heures par semaine", "hour/week"), ("heures par jour", "hour/day"), ("heures", "hour")),
        ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"),
        "de plus", "de moins",
    ),
    "es": Tongue(
        ".", ",", "a", "hasta", "al menos",
        ((" millones", 10**6), ("k", 1000)),
        (("€ ", "EUR"), ("EUR ", "EUR"), ("MXN ", "MXN")),
        ((" €", "EUR"), (" euros", "EUR"), (" EUR", "EUR"), ("€", "EUR")),
        (("días", "day"), ("semanas", "week"), ("meses", "month"), ("años", "year")),
        (("horas a la semana", "hour/week"), ("horas al día", "hour/day"), ("horas", "hour")),
        ("dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"),
        "más", "menos",
    ),
}  # fmt: skip


def money(rng: random.Random, tongue: Tongue) -> Given:
    """An amount or a range: each number by itself, with its own suffix or a shared one, a sign before or behind."""
    low = Decimal(rng.choice((1, 5, 15, 40, 65, 90, 120, 250, 780)))
    high = low + rng.randint(1, max(1, int(low)))
    suffix, times = rng.choice((*tongue.magnitudes, ("", 1000), ("", 1000), ("", 1)))
    if times == 1:
        low, high = low * 100, high * 100
    elif suffix and rng.random() < 0.2 and times > 1000:
        low, high = low + Decimal("0.5"), high + Decimal("0.5")
    sign, currency = rng.choice((*tongue.before, *tongue.behind))
    first = (sign, currency) in tongue.before

    def written(amount: Decimal, *, bare: bool, marked: bool) -> str:
        digits = _digits(amount if suffix else amount * times, tongue, rng) + ("" if bare else suffix)
        return f"{sign}{digits}" if marked and first else f"{digits}{sign}" if marked else digits

    lone = rng.random() < 0.4
    if lone:
        return Given(written(low, bare=False, marked=True), Truth(low * times, low * times, currency or None))
    shared = rng.random() < 0.4
    joint = rng.choice(("-", "–", " - ", " – ", f" {tongue.to} "))
    parts = (
        written(low, bare=shared, marked=first or not shared),
        written(high, bare=False, marked=not first or not shared),
    )
    return Given(joint.join(parts), Truth(low * times, high * times, currency or None))


def _digits(amount: Decimal, tongue: Tongue, rng: random.Random) -> str:
    whole, _, rest = f"{amount.normalize():f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", tongue.group) if rng.random() < 0.7 or len(whole) > 4 else whole
    return grouped + (tongue.point + rest if rest else "")


def timed(kinds: str) -> Callable[[random.Random, Tongue], Given]:
    """Lengths of time, or hours of work."""

    def compose(rng: random.Random, tongue: Tongue) -> Given:
        low = rng.randint(2, 11)
        high = rng.randint(low + 1, 12)
        name, unit = rng.choice(getattr(tongue, kinds))
        spelled = rng.random() < 0.3
        one, two = (tongue.words[n - 2] if spelled else str(n) for n in (low, high))
        joint = f" {tongue.to} " if spelled else rng.choice(("-", "–", "‑", " - ", f" {tongue.to} "))
        form = rng.randrange(5)
        if form == 0:
            return Given(f"{one} {name}", Truth(Decimal(low), Decimal(low), unit))
        if form == 1:
            return Given(f"{tongue.up_to} {one} {name}", Truth(None, Decimal(low), unit))
        if form == 2:
            return Given(f"{tongue.at_least} {one} {name}", Truth(Decimal(low), None, unit))
        return Given(f"{one}{joint}{two} {name}", Truth(Decimal(low), Decimal(high), unit))

    return compose


def percent(rng: random.Random, tongue: Tongue) -> Given:
    """A signed change, a range of them, or one whose direction is a word."""
    low = Decimal(rng.randint(-40, 60))
    high = low + rng.randint(1, 40)
    form = rng.randrange(4)
    if form == 0:
        return Given(_signed(low, rng) + "%", Truth(low, low))
    if form == 1:
        share, word = abs(low) + 1, tongue.more if low >= 0 else tongue.less
        return Given(f"{share}-{share + 5}% {word}", _turned(share, share + 5, down=low < 0))
    bounds = [low, high]
    if low < high <= 0 and rng.random() < 0.5:
        bounds.reverse()
    one, two = (_signed(bound, rng) for bound in bounds)
    return Given(f"{one}%{rng.choice((f' {tongue.to} ', ' – '))}{two}%", Truth(low, high))


def _signed(amount: Decimal, rng: random.Random) -> str:
    return f"{'+' if amount >= 0 else rng.choice('-−')}{abs(amount)}"


def _turned(low: Decimal, high: Decimal, *, down: bool) -> Truth:
    return Truth(-high, -low) if down else Truth(low, high)


COMPOSERS = {"duration": timed("units"), "effort": timed("rates"), "money": money, "percent": percent}


@pytest.mark.parametrize("language", sorted(TONGUES))
@pytest.mark.parametrize("kind", KINDS)
def test_composed_amounts_are_what_they_were_composed_of(kind: str, language: str) -> None:
    """As composed they are read, to the number; then mutated, they are read at no other magnitude."""
    rng = seeded(f"{kind} {language}")
    wrong, refused = [], []
    for _ in range(COMPOSED):
        given = COMPOSERS[kind](rng, TONGUES[language])
        value = read(kind, given.text, {"language": language})
        if value is None:
            refused.append(given.text)
        elif not is_exact(kind, value, given.truth):
            wrong.append(("composed", given, value))
        for mutate in chosen(rng, FORM, 2):
            given = mutate(rng, given)
        value = read(kind, given.text, {"language": language})
        if what := mistake(kind, value, given.truth):
            wrong.append((what, given, value))
    assert not wrong, "\n".join(map(str, wrong[:20]))
    assert len(refused) < 0.05 * COMPOSED, f"{len(refused)} refused: {refused[:20]}"


def is_exact(kind: str, value: Any, truth: Truth | None) -> bool:
    """Whether the bounds are the numbers that the text was composed of."""
    assert truth
    bounds = [getattr(value, name) for name in BOUNDS[kind]]
    exact = [bound if bound is None else Decimal(str(bound)) for bound in bounds] == [truth.low, truth.high]
    return exact and not mistake(kind, value, truth)


# --- units -----------------------------------------------------------------------------------------------------------


def test_weeks_are_those_of_pint() -> None:
    units = pytest.importorskip("pint").UnitRegistry()
    for unit in UNITS:
        assert WEEKS_IN[unit] == pytest.approx(units.Quantity(1, unit).to("week").magnitude, rel=1e-4)
    rng = seeded("weeks")
    for _ in range(500):
        given = timed("units")(rng, TONGUES["en"])
        found = values.parse_duration(given.text)
        assert found
        assert given.truth
        for weeks, bound in zip((found.weeks.min, found.weeks.max), given.truth[:2], strict=True):
            assert (weeks is None) == (bound is None)
            if bound is not None:
                assert weeks == pytest.approx(
                    units.Quantity(float(bound), given.truth.unit).to("week").magnitude, rel=1e-4
                )
