"""What other libraries read of the rows in rows.toml, and what we do: a table in Markdown.

Each tool is asked in its own way and judged by the reading that favours it, as far as that is fair:

- numbers count in whatever unit they are given, if they come to the same (2 years are 24 months, to 2.5 %);
- a library that cannot say "or more" is right with the one number that the text has; ours must leave the bound open;
- two numbers are a range, if the row is one; a currency or unit that is not claimed is granted, "$" is any dollar;
- where only words say that a percentage falls, its number is enough; ours must have the sign;
- hours without the "per week" that was stated are a part of what is right, as one bound of a range is;
- a quantity of another kind than asked for counts as no reading. number-parser, which never says what its numbers
  count, is not asked where there is nothing to read;
- the others are given the text with its dashes and spaces made plain; ours has it as scraped.

The periods of pay, notes and "about" are not compared: no other library here has them.

    make peers                                  # all of them, in an environment of their own
    python benchmarks/peers/compare.py --show ours
"""

from __future__ import annotations

import argparse
import contextlib
import io
import logging
import re
import tomllib
import warnings
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

from pathingest import values

ROWS = Path(__file__).with_name("rows.toml")
KINDS = ("duration", "money", "percent", "effort")
OUTCOMES = ("right", "part", "wrong", "none")
NOW = datetime(2021, 1, 1)  # noqa: DTZ001 - dateparser reckons in local time; only the difference matters
DAYS = {"hour": 1 / 24, "minute": 1 / 1440, "day": 1, "week": 7, "month": 365.2425 / 12, "year": 365.2425}
LIKE = 0.025  # months differ in length by so much, and more
MAGNITUDE = 5
PLAIN = str.maketrans({**dict.fromkeys("‐‑‒–−", "-"), "\u00a0": " "})


class Reading(NamedTuple):
    """What is stated, or was read: bounds (None is open), and their unit or currency (None is not claimed)."""

    low: float | None
    high: float | None
    unit: str | None = None
    ongoing: bool = False


class Row(NamedTuple):
    """A row of the table."""

    text: str
    kind: str
    group: str
    language: str
    prose: bool
    expect: tuple[Reading, ...]


class Tool(NamedTuple):
    """A library and how it is asked."""

    name: str
    kinds: tuple[str, ...]
    ask: Callable[[Row], list[Reading]]
    exact: bool = False  # it has open bounds, signs and values without numbers, and so must get them right
    units: bool = True  # it says what its numbers count


# --- the rows --------------------------------------------------------------------------------------------------------


def load() -> list[Row]:
    """All rows."""
    return [_row(row) for row in tomllib.loads(ROWS.read_text("utf-8"))["row"]]


def _row(row: dict[str, Any]) -> Row:
    expect = row["expect"]
    stated = [] if expect == "none" else expect if isinstance(expect, list) else [expect]
    readings = tuple(_stated(each) for each in stated)
    return Row(row["text"], row["kind"], row["class"], row.get("language", "en"), row.get("prose", False), readings)


def _stated(expect: dict[str, Any]) -> Reading:
    low, high = expect.get("min", expect.get("low")), expect.get("max", expect.get("high"))
    return Reading(low, high, expect.get("unit", expect.get("currency")), expect.get("ongoing", False))


# --- judging ---------------------------------------------------------------------------------------------------------


def judge(row: Row, found: list[Reading], tool: Tool) -> str:
    """Whether the readings are right, a part of what is right, wrong, or none."""
    if not found:
        silent = tool.exact or not all(each.ongoing for each in row.expect)
        return "none" if silent and row.expect else "right"
    if tool.exact:
        same = len(found) == len(row.expect) and all(map(_is_same, found, row.expect))
        return "right" if same else "wrong"
    signs = row.kind == "percent" and row.group not in {"words", "prose"}
    wanted = _numbers(row.expect, signs=signs)
    numbers = _numbers(found, signs=signs)
    units = {_unit(each.unit, [want.unit for want in row.expect]) for each in found}
    least = min((number for number in wanted), default=0) if any(want.high is None for want in row.expect) else None
    if "wrong" in units or not all(_is_stated(number, wanted, least) for number in numbers):
        return "wrong"
    whole = all(any(_is_like(number, want) for number in numbers) for want in wanted) and "part" not in units
    return "right" if whole else "part"


def _unit(unit: str | None, wanted: list[str | None]) -> str:
    """Whether a unit is one of those stated, or hours where hours a week are."""
    if any(_is_unit(unit, want) for want in wanted):
        return "right"
    return "part" if any((want or "").startswith(f"{unit}/") for want in wanted) else "wrong"


def _is_stated(number: float, wanted: list[float], least: float | None) -> bool:
    """Whether a number is stated: one of the bounds, or above the least of a range that is open ("$70k to $95k+")."""
    return any(_is_like(number, want) for want in wanted) or (least is not None and least <= number <= 2 * least)


def is_far(row: Row, found: list[Reading]) -> bool:
    """Whether a number is five times as large or small as anything that is stated."""
    wanted = _numbers(row.expect, signs=False)
    return any(
        number and all(want and not 1 / MAGNITUDE < number / want < MAGNITUDE for want in wanted)
        for number in _numbers(found, signs=False)
        if wanted
    )


def _is_same(found: Reading, want: Reading) -> bool:
    bounds = (found.low, found.high, found.ongoing) == (want.low, want.high, want.ongoing)
    return bounds and _is_unit(found.unit, want.unit)


def _is_unit(unit: str | None, want: str | None) -> bool:
    """Whether two units or currencies may be compared: lengths of time with each other, "$" with any dollar."""
    if unit is None or want is None or unit == want or {unit, want} <= DAYS.keys():
        return True
    rates = [each.split("/") for each in (unit, want)]
    if all(len(rate) == 2 and {*rate} <= DAYS.keys() for rate in rates):
        return rates[0][1] == rates[1][1]
    return "$" in {unit, want} and {unit, want} <= {"$", "USD", "AUD", "CAD", "SGD", "NZD"}


def _numbers(readings: Iterable[Reading], *, signs: bool) -> list[float]:
    """The numbers, in days if they are times."""
    numbers = [
        number * DAYS.get((each.unit or "").split("/")[0], 1)
        for each in readings
        for number in (each.low, each.high)
        if number is not None
    ]
    return numbers if signs else [abs(number) for number in numbers]


def _is_like(number: float, want: float) -> bool:
    return abs(number - want) <= LIKE * abs(want)


# --- the tools -------------------------------------------------------------------------------------------------------


def ours(row: Row) -> list[Reading]:
    """This project's functions: parse_* on labels, find_* on prose and where several values are to be distinguished."""
    name = {"duration": "durations", "money": "money", "percent": "percents", "effort": "efforts"}[row.kind]
    if row.prose or len(row.expect) > 1:
        found = getattr(values, f"find_{name}")(row.text, language=row.language)
    else:
        one = getattr(values, f"parse_{row.kind}")(row.text, language=row.language)
        found = [] if one is None else [one]
    return [_ours(value) for value in found]


def _ours(value: Any) -> Reading:
    if hasattr(value, "ongoing"):
        return Reading(value.min, value.max, value.unit, value.ongoing)
    return Reading(value.low, value.high, getattr(value, "unit", getattr(value, "currency", None)))


SIGNS = {"£": "GBP", "€": "EUR", "₹": "INR", "¥": "JPY", "US$": "USD", "A$": "AUD", "R$": "BRL", "Euro": "EUR"}
SIGNS |= {"Rs": "INR", "Rs.": "INR", "C$": "CAD"}


def price_parser(row: Row) -> list[Reading]:
    """One price; without a currency it is none where nothing is for sale."""
    price = import_module("price_parser").Price.fromstring(row.text)
    if price.amount is None or not (price.currency or row.expect):
        return []
    currency = SIGNS.get(price.currency, price.currency)
    return [Reading(float(price.amount), float(price.amount), currency)]


def dateparser(row: Row) -> list[Reading]:
    """A time from now, counted in days; only relative ones, so that "2023" is no reading."""
    settings = {"RELATIVE_BASE": NOW, "PARSERS": ["relative-time"]}
    asked: Any = {"languages": [row.language], "settings": settings}
    date = import_module("dateparser").parse(row.text, **asked)
    if date is None or len(row.expect) > 1:
        found = import_module("dateparser.search").search_dates(row.text, **asked) or []
        dates = [each for _, each in found]
    else:
        dates = [date]
    lengths = [abs((each - NOW).total_seconds()) / 86_400 for each in dates]
    return [Reading(days, days, "day") for days in lengths if days]


CURRENCIES = {"dollar": "$", "united states dollar": "USD", "pound sterling": "GBP", "euro": "EUR"}
CURRENCIES |= {"indian rupee": "INR", "australian dollar": "AUD", "canadian dollar": "CAD", "swiss franc": "CHF"}
CURRENCIES |= {"brazilian real": "BRL", "japanese yen": "JPY", "yen": "JPY"}


def quantulum(row: Row) -> list[Reading]:
    """Every quantity of the kind; its uncertainty makes a range. Without the classifier, which is an extra."""
    found = [_quantity(each, row.kind) for each in import_module("quantulum3.parser").parse(row.text)]
    return [reading for reading in found if reading]


def _quantity(quantity: Any, kind: str) -> Reading | None:
    bases = [dimension["base"] for dimension in quantity.unit.dimensions]
    first = {"minute of arc": "minute"}.get(bases[0], bases[0]) if bases else ""
    unit: str | None
    if kind == "money":
        currency = first in CURRENCIES or quantity.unit.entity.name == "currency"
        unit = CURRENCIES.get(first, first) if currency else None
    elif kind == "percent":
        unit = "" if first == "percentage" else None
    elif kind == "effort":
        unit = "/".join([first, *bases[1:]]) if first in {"hour", "minute"} else None
    else:
        unit = first if len(bases) == 1 and first in DAYS else None
    if unit is None:
        return None
    spread = quantity.uncertainty or 0
    return Reading(round(quantity.value - spread, 9), round(quantity.value + spread, 9), unit or None)


def number_parser(row: Row) -> list[Reading]:
    """The text with its number words written as digits, and the numbers in it; their unit is granted."""
    english = import_module("number_parser").parse(row.text, language="en") if row.language == "en" else row.text
    numerals = re.findall(r"(?:(?<![\d%])(?<![\d%]\s)-)?\d+(?:\.\d+)?", _ungrouped(english))
    units = {each.unit for each in row.expect}
    unit = units.pop() if len(units) == 1 else None
    numbers = [float(numeral) if row.kind == "percent" else abs(float(numeral)) for numeral in numerals]
    return [Reading(number, number, unit) for number in numbers]


def _ungrouped(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d)", "", text)


def pint(row: Row) -> list[Reading]:
    """The text as a whole, as an expression of units."""
    try:
        quantity = _units().Quantity(row.text)
    except Exception:  # noqa: BLE001 - it raises whatever its parser or its arithmetic comes to
        return []
    if isinstance(quantity.magnitude, complex):
        return []
    names = {str(name): power for name, power in quantity.unit_items()}
    number = float(quantity.magnitude)
    if row.kind == "percent":
        unit = "percent" if names == {"percent": 1} else ""
    elif row.kind == "duration":
        unit = next(iter(names), "") if len(names) == 1 and next(iter(names)) in DAYS else ""
    else:
        unit = "/".join(sorted(names, key=lambda name: -names[name])) if names.get("hour") == 1 else ""
    return [Reading(number, number, None if unit == "percent" else unit)] if unit else []


def _units(made: list[Any] = []) -> Any:  # noqa: B006 - made once, when first asked for
    if not made:
        made.append(import_module("pint").UnitRegistry())
    return made[0]


TOOLS = (
    Tool("ours", KINDS, ours, exact=True),
    Tool("quantulum3", KINDS, quantulum),
    Tool("number-parser", KINDS, number_parser, units=False),
    Tool("price-parser", ("money",), price_parser),
    Tool("dateparser", ("duration",), dateparser),
    Tool("pint", ("duration", "percent", "effort"), pint),
)


# --- the table -------------------------------------------------------------------------------------------------------


def columns(rows: list[Row]) -> dict[str, list[Row]]:
    """The rows of each column: one for each kind in English, one for German, one where nothing is stated."""
    stated = [row for row in rows if row.expect]
    kinds = {kind: [row for row in stated if (row.kind, row.language) == (kind, "en")] for kind in KINDS}
    return {**kinds, "German": [row for row in stated if row.language == "de"]}


def asked(tool: Tool, row: Row) -> list[Reading]:
    """What the tool reads; an exception of its own is no reading."""
    with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
        return tool.ask(row if tool.exact else row._replace(text=row.text.translate(PLAIN)))
    return []


def cell(tool: Tool, rows: list[Row]) -> str:
    """How many of the rows are right, part, wrong and none."""
    mine = [row for row in rows if row.kind in tool.kinds]
    if not mine:
        return "–"
    counted = Counter(judge(row, asked(tool, row), tool) for row in mine)
    return " / ".join(str(counted[outcome]) for outcome in OUTCOMES)


def table(tools: Iterable[Tool], rows: list[Row]) -> str:
    """The table, in Markdown."""
    by_column = columns(rows)
    nothing = [row for row in rows if not row.expect]
    heads = [f"{name} ({len(listed)})" for name, listed in by_column.items()]
    lines = [
        "| right / part / wrong / none | " + " | ".join([*heads, f"nothing stated ({len(nothing)})", "5× off"]) + " |",
        "|---" * (len(heads) + 3) + "|",
    ]
    for tool in tools:
        cells = [cell(tool, listed) for listed in by_column.values()]
        mine = [row for row in nothing if row.kind in tool.kinds and tool.units]
        silent = f"{sum(not asked(tool, row) for row in mine)} of {len(mine)} silent" if mine else "–"
        far = sum(is_far(row, asked(tool, row)) for row in rows if row.kind in tool.kinds)
        lines.append("| " + " | ".join([_title(tool), *cells, silent, str(far)]) + " |")
    return "\n".join(lines)


def _title(tool: Tool) -> str:
    return "**pathingest**" if tool.name == "ours" else f"{tool.name} {version(tool.name)}"


def show(tool: Tool, rows: list[Row]) -> None:
    """Each row that the tool does not get right, with what it reads."""
    for row in rows:
        if row.kind in tool.kinds and (tool.units or row.expect):
            found = asked(tool, row)
            outcome = judge(row, found, tool) if row.expect else "wrong" if found else "right"
            if outcome != "right":
                print(f"{outcome:5} {row.kind} {row.group}: {row.text!r} is {[*map(tuple, row.expect)]}")
                print(f"      read as {[*map(tuple, found)]}")


def is_here(tool: Tool) -> bool:
    """Whether the library is installed."""
    with contextlib.suppress(PackageNotFoundError):
        return tool.name == "ours" or bool(version(tool.name))
    return False


def main() -> None:
    """Print the table, or what one tool gets wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", choices=[tool.name for tool in TOOLS], help="the rows this one does not get right")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable()
    rows = load()
    if options.show:
        return show(next(tool for tool in TOOLS if tool.name == options.show), rows)
    print(f"{len(rows)} rows, of which {sum(not row.expect for row in rows)} state nothing of the kind\n")
    print(table([tool for tool in TOOLS if is_here(tool)], rows))
    absent = [tool.name for tool in TOOLS if not is_here(tool)]
    if absent:
        print(f"\nnot installed: {', '.join(absent)} (make peers)")
    return None


if __name__ == "__main__":
    main()
