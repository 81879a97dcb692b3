"""Money: amounts and ranges, written out, with currency and period where the text states them.

A wrong magnitude is the worst mistake there is, so a reading has to be the only sensible one: separators that may be
decimal or group thousands, a suffix that may or may not be shared, two numbers that may be no range, and letters that
nobody knows all make an amount doubtful, and a doubtful one is dropped. The words and marks are in `currencies.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, Literal, cast

from pathingest.model.tuples import NamedTuple
from pathingest.model.values import ParsedMoney, Step
from pathingest.values.languages import languages, number_words
from pathingest.values.numbers import look, read_count
from pathingest.values.patterns import Before, any_of, compiled, lazy
from pathingest.values.steps import replay
from pathingest.values.vocabulary import read_table

Range = tuple[int, int]
Period = Literal["hour", "day", "week", "month", "year"]

_LEFT = 48  # code points looked at before an amount, for "up to" and "between"
_MARK = 16  # code points before a number that hold the longest marks of a currency ("Rs. U.S. $ 5" has 11), and more
_WIDEST = 100  # a range whose bounds are further apart is a misreading: "$10-$20,000"
_MILLION = 1_000_000
_RANGE = 2  # numbers
_SMALL = 3  # digits
_CENTS = 2  # digits
_WORD = 3  # code points in the shortest number word that is no article, as "an" and "un" are
_NEAR = 3  # code points before a mark that hold the end of a number to which it may belong
_LONGEST = 24  # code points; a longer numeral is none
_REACH = 16  # code points before a number that show it to be the rest of one, or of a range (8 do), and more
_GAP = r"\s{1,2}"  # between the words of a phrase
_SPACES = " \u00a0\u2009\u202f"

_FORM = lazy(
    r"(?P<plain>[0-9]{1,15}(?:\.[0-9]{1,2})?)|(?P<comma>[0-9]{1,15},[0-9]{1,2})"
    r"|(?P<commas>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3})(?:\.[0-9]{1,2})?)"
    r"|(?P<point>[0-9]{1,3}\.[0-9]{3})|(?P<dots>[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?)"
    rf"|(?P<spaces>[0-9]{{1,3}}(?:[{_SPACES}'’][0-9]{{3}})+(?:[.,][0-9]{{1,2}})?)"
)
_DIGITS = lazy("[0-9]+")
_ONE_GROUP = lazy(rf"(?P<thousands>[0-9]{{1,3}})(?P<rest>[,.'’{_SPACES}][0-9]{{3}})")
_GROUPED = frozenset(["commas", "point", "dots", "spaces"])
_YEAR = lazy(r"(?:19|20)[0-9]{2}")
# Before the digits that are the rest of a number, by how many these are: "45 000", "1, 500", "1.837, 32", "46 . 8".
_LOOSE = lazy(r"[0-9]\s{1,2}[.,]\s{0,2}$")
_PARTED = {
    3: lazy(r"[0-9](?:[ \u00a0\u2009\u202f]{1,3}|\s{0,2}[.,]\s{1,2})$"),
    2: lazy(r"[0-9](?:\s{1,2}[.,]\s{0,2}|(?<!19[0-9]{2})(?<!20[0-9]{2})[.,]\s{1,2})$"),
}
_new = tuple.__new__


def parse_money(text: str, *, currency: str | None = None, language: str = "en") -> ParsedMoney | None:
    """The first amount or range of money that `text` states, or None.

    `currency` is what an ambiguous sign means on this site ("CAD" for "$"); it settles nothing else.
    """
    return next(_amounts(text, currency, language), None)


def find_money(text: str, *, currency: str | None = None, language: str = "en") -> list[ParsedMoney]:
    """All amounts and ranges of money that prose states, in order."""
    return list(_amounts(text, currency, language))


# --- words and patterns ----------------------------------------------------------------------------------------------


class _Grammar(NamedTuple):
    """The words of one language, and the patterns made of them."""

    european: bool
    patterns: dict[str, re.Pattern[str]]
    before: dict[str, Before]  # what may be right before a number
    words: dict[str, Any]
    periods: dict[str, Period]


@cache
def _table() -> dict[str, Any]:
    return read_table("currencies")


@cache
def _grammar(language: str) -> _Grammar:
    """The words of `language`; those of English where there is no table, for signs are the same everywhere."""
    table = _table()
    words: dict[str, Any] = table.get(language, table["en"])
    periods = {name: unit for kind in ("periods", "adverbs") for unit, names in words[kind].items() for name in names}
    listed = {
        **{name: some for name, some in words.items() if isinstance(some, list)},
        **{kind: [name for names in words[kind].values() for name in names] for kind in ("periods", "adverbs")},
        **{name: list(table[kind]) for name, kind in (("signs", "signs"), ("marks", "words"), ("after", "after"))},
        "letters": list(table["magnitudes"]["letters"]),
        "magnitudes": list(table["magnitudes"]["words"]),
        "packed": list(table["packed"]),
        **{name: table[name]["words"] for name in ("unclear", "elsewhere", "minors")},
    }
    spelled = number_words(language if language in languages() else "en")
    listed["numbers"] = [
        word for word, amount in spelled.items() if amount >= 1 and len(word) >= _WORD and " " not in word
    ]
    return _Grammar(words["european"], *compiled(table, listed, _GAP), words, periods)


# --- numbers ---------------------------------------------------------------------------------------------------------


def _numeral(bound: str, atom: _Atom, *, european: bool) -> list[Step] | None:
    """The steps that read a bound's numeral, or None where its separators may mean two things."""
    numeral, scaled, span = atom.number, atom.factor, atom.match.span("number")
    form = _FORM.fullmatch(numeral)
    if form is None or (numeral[0] == "0" and numeral[1:2].isdecimal()):
        return None  # "000": the rest of a number, or none at all
    kind = form.lastgroup
    if numeral[0] == "0" and kind in _GROUPED:
        return None  # "0.999"
    if kind == "spaces":
        return _spaced(bound, numeral, span[0], european=european) if scaled == 1 else None
    if kind == "plain" or (kind == "commas" and not (european and scaled > 1)):
        how = "number"
    elif kind == "point" and scaled >= _MILLION and not european:
        how = "number"  # "$1.125M"
    elif (kind == "comma" and european) or (
        kind in ("point", "dots") and scaled == 1 and (european or numeral.count(".") > 1)
    ):
        how = "number,"
    else:
        return None
    return [_new(Step, (bound, *span, how))] if len(numeral) <= _LONGEST else None


def _spaced(bound: str, numeral: str, start: int, *, european: bool) -> list[Step] | None:
    """The steps that read groups separated by spaces or apostrophes ("45 000").

    A plain space may only separate two numbers; where the currency is not written so, a group "000" has to decide.
    """
    if not european and " " in numeral and " 0" not in numeral:
        return None
    first, *groups = _DIGITS.finditer(numeral)
    cents = groups.pop() if len(groups[-1][0]) < _SMALL else None
    steps = [Step(bound, start, start + first.end(), "number")]
    for group in groups:
        steps.append(Step(bound, start + group.start() - 1, start + group.start(), "times:1000"))
        steps.append(Step(bound, start + group.start(), start + group.end(), f"plus:{int(group[0])}"))
    if cents:
        steps.append(Step(bound, start + cents.start() - 1, start + cents.end(), f"plus:0.{cents[0]}"))
    return steps


# --- amounts ---------------------------------------------------------------------------------------------------------


class _Given(NamedTuple):
    """The text, as it is and in lower case, and the words of its language."""

    text: str
    lower: str
    words: _Grammar


class _Atom(NamedTuple):
    """One number as written, with what is written around it."""

    match: re.Match[str]
    tail: re.Match[str]  # what follows
    number: str
    before: str  # the currency's marks on either side
    after: str
    factor: int  # what the number is to be multiplied by, if it says so itself; 1 if not
    factor_span: Range  # where it says so
    period: tuple[Period, Range] | None  # and where it stands
    doubtful: bool  # whether its mark may be that of the number before it


def _atom(given: _Given, match: re.Match[str], last: _Atom | None) -> _Atom:
    number, before, after, magnitude = match.group("number", "before", "after", "magnitude")
    tail = cast("re.Match[str]", given.words.patterns["tail"].match(given.lower, match.end()))  # it matches anything
    packed = _table()["packed"].get(after) if after else None
    factor, period = 1, None
    if magnitude:
        factor = _magnitudes().get(magnitude.strip()) or _magnitudes()[" ".join(look(magnitude).folded.split())]
    elif packed:
        factor = packed["times"]
    if name := "unit" if tail["unit"] else "adverb" if tail["adverb"] else "":
        period = given.words.periods[" ".join(tail[name].split())], tail.span(name)
    elif packed:
        period = packed["period"], match.span("after")
    place = match.span("magnitude" if magnitude else "after")
    doubtful = bool(before) and _is_between(given, last, match)
    return _new(_Atom, (match, tail, number, before or "", after or "", factor, place, period, doubtful))


def _is_between(given: _Given, last: _Atom | None, match: re.Match[str]) -> bool:
    """Whether the mark before a number is as near to an unmarked number before it ("17 USD 25", "12€50")."""
    start = match.start()
    near = max(0, start - _NEAR)
    rest = given.text[near:start].rstrip()
    end = near + len(rest)
    if not rest[-1:].isdecimal():
        return False
    if last and last.match.end() == end and (last.before or last.after):
        return False
    if end == start or (match["after"] and match["after"] == match["before"].strip()):
        return True  # "12€50", "5,00 €6,00 €"
    counts = last and (
        _YEAR.fullmatch(last.number) or _before(given.words.before["ordinal"], given, 0, last.match.start())
    )
    return given.text[match.start("number") - 1].isspace() and not counts


@cache
def _magnitudes() -> dict[str, int]:
    """What letters and words multiply a number by; letters are distinguished by their case."""
    return {**_table()["magnitudes"]["words"], **_table()["magnitudes"]["letters"]}


class _Lead(NamedTuple):
    """The words before an amount that belong to it."""

    start: int
    places: dict[str, Range]


def _amounts(text: str, currency: str | None, language: str) -> Iterator[ParsedMoney]:
    """Every amount in the text whose reading is not in doubt."""
    seen = look(text)
    if seen.has_figures:
        given = _Given(text, seen.folded, _grammar(language))
        floor = 0
        for chain in _chains(given):
            money = _money(given, chain, floor, currency)
            floor = chain[-1].tail.end()
            if money:
                yield money


def _chains(given: _Given) -> Iterator[list[_Atom]]:
    """Runs of numbers that "-" or "to" join, with a currency's mark where one has to be: one number, or a range."""
    numbers = list(_numbers(given.text, given.words))
    if not any(match["before"] or match["after"] for match in numbers):
        return
    chain: list[_Atom] = []
    for match in numbers:
        atom = _atom(given, match, chain[-1] if chain else None)
        if chain and not _is_joined(given, chain, atom):
            yield from [chain] * _is_money(chain)
            chain = []
        chain.append(atom)
    yield from [chain] * _is_money(chain)


def _numbers(text: str, words: _Grammar) -> Iterator[re.Match[str]]:
    """Every number in the text; a mark is only looked for before digits."""
    end = 0
    marks, number = words.before["before_number"], words.patterns["number"]
    for digits in _DIGITS.finditer(text):
        start = digits.start()
        if start >= end:
            mark = marks.search(text, max(end, start - _MARK), start)
            if match := number.match(text, mark.start() if mark else start):
                end = match.end()
                yield match


def _is_money(chain: list[_Atom]) -> bool:
    """A mark leads the first number, or follows the last: in "Level 3 - $90k" the first is not of the range."""
    return bool(chain[0].before or chain[-1].after)


def _is_joined(given: _Given, chain: list[_Atom], atom: _Atom) -> bool:
    """Whether this number goes on with the range that the chain began; "and" does so only after "between"."""
    last = chain[-1]
    joint = given.words.patterns["joint"].fullmatch(given.lower, last.tail.end(), atom.match.start())
    if joint is None or (atom.before and not (last.before or last.after)):
        return False
    start = chain[0].match.start()
    return (
        joint["word"] not in given.words.words["and"]
        or _before(given.words.before["from_two"], given, 0, start) is not None
    )


def _before(pattern: Before, given: _Given, floor: int, start: int) -> re.Match[str] | None:
    """What is right before a place, as far as is looked."""
    return pattern.search(given.lower, max(floor, start - _LEFT), start)


def _money(given: _Given, chain: list[_Atom], floor: int, currency: str | None) -> ParsedMoney | None:
    """The value of a chain, or None if it may mean something else."""
    first, last = chain[0], chain[-1]
    codes = _codes(chain)
    if len(chain) > _RANGE or not codes or _is_spoiled(given, chain, codes):
        return None
    lead = _lead(given, chain, floor)
    european = given.words.european or codes.issubset(_table()["european"]["codes"])
    bounds = _bounds(given.text, first, last, european=european)
    ends = _open_ends(last, lead)
    periods = [atom.period for atom in chain if atom.period]
    if bounds is None or ends is None or len({name for name, _ in periods}) > 1 or _is_change(given, lead, floor):
        return None
    steps, facts = bounds
    start, end = lead.start, last.tail.end()
    code = next(iter(codes)) if len(codes) == 1 else currency if currency in codes else _counted_in(chain)
    period, place = periods[-1] if periods else (None, (end, end))
    about = lead.places.get("about") or (last.tail.span("about") if last.tail["about"] else None)
    mark = first.match.span("before") if first.before else last.match.span("after")
    for step in ends:
        facts[step.attribute] = None
    constants = (
        _new(Step, ("currency", *mark, _constant(code))),
        _new(Step, ("period", *place, _constant(period))),
        _new(Step, ("approximate", *(about or (end, end)), "is:true" if about else "is:false")),
    )
    return ParsedMoney(
        given.text[start:end],
        facts["low"],
        facts["high"],
        code,
        period,
        about is not None,
        start,
        end,
        (*steps, *ends, *constants),
    )


def _constant(name: str | None) -> str:
    return "is:null" if name is None else f'is:"{name}"'


def _counted_in(chain: list[_Atom]) -> str | None:
    """The currency that the amount's words tell where its marks do not: lakhs are India's."""
    if all(atom.factor == 1 for atom in chain):
        return None
    only = _table()["rupees_only"]["words"]
    return "INR" if any((atom.match["magnitude"] or "").strip() in only for atom in chain) else None


def _is_spoiled(given: _Given, chain: list[_Atom], codes: frozenset[str]) -> bool:
    """Whether what is around the numbers, or their own words, make them something else."""
    text, words = given.text, given.words
    first, last = chain[0], chain[-1]
    start = first.match.start()
    end = last.tail.end()
    if first.doubtful or words.patterns["spoiler"].match(text, end) or _goes_on(given, last, end):
        return True
    if not first.before and _is_rest(given, start):
        return True
    if "INR" not in codes and _counted_in(chain):
        return True  # lakh and crore are counted in rupees alone: "$8L" is unknown
    bare = small = True
    for atom in chain:
        bare = bare and atom.factor == 1 and not atom.period
        small = small and len(atom.number) <= _SMALL
    if bare and small and words.patterns["later"].match(text, last.match.end()):
        return True  # "$90 and $120k": ninety what?
    year = _YEAR.fullmatch(first.number) is not None
    if bare and (small or year) and first.before.strip() in _table()["other_sense"]["words"]:
        return True
    if first.before or first.factor > 1 or (first is not last and first.after):
        return False
    ordinal = _before(words.before["ordinal"], given, 0, start) is not None
    return (year and ordinal) if first is last else (year or ordinal)


def _goes_on(given: _Given, last: _Atom, end: int) -> bool:
    """Whether digits or a smaller unit follow that belong to the amount."""
    text, patterns = given.text, given.words.patterns
    if end == len(text):
        return False
    if text[end - 1].isdecimal() and patterns["parted"].match(text, end):
        return True
    if last.after and end == last.match.end() and (more := patterns["again"].match(text, end)):
        return len(more["more"]) == _CENTS or text[last.match.start("after") - 1].isspace()
    return patterns["minor"].match(given.lower, end) is not None


def _is_rest(given: _Given, start: int) -> bool:
    """Whether the number is the end of a longer one or of a range, whose beginning was none: "Important8-14 LPA"."""
    text, window = given.text, (max(0, start - _REACH), start)
    digits = _DIGITS.match(text, start)
    size = digits.end() - start if digits else 0
    rest = _PARTED.get(size, _LOOSE).search(text, *window)
    return bool(rest or given.words.before["half"].search(given.lower, *window))


def _lead(given: _Given, chain: list[_Atom], floor: int) -> _Lead:
    """The words before: "around", "up to"; before a range only "around" and "between", for the rest says nothing."""
    start, places = chain[0].match.start(), dict[str, Range]()
    while match := _before(given.words.before["limit"], given, floor, start):
        kind = match.lastgroup or ""
        if kind in places or (len(chain) > 1 and kind != "about"):
            break
        places[kind] = match.span(kind)
        start = match.start()
    between = len(chain) > 1 and _before(given.words.before["from_two"], given, floor, start)
    return _Lead(between.start() if between else start, places)


def _is_change(given: _Given, lead: _Lead, floor: int) -> bool:
    """Whether a "from" before the amount is that of a change: "went from $60k to $90k"."""
    least = lead.places.get("least")
    start = least[0] if least and given.lower[slice(*least)] in given.words.words["from"] else None
    if start is None and (found := _before(given.words.before["start"], given, floor, lead.start)):
        start = found.start()
    return (
        start is not None
        and given.words.patterns["change"].search(given.lower, max(0, start - _LEFT), start) is not None
    )


def _open_ends(last: _Atom, lead: _Lead) -> list[Step] | None:
    """The bound that words or a "+" leave open; None if they contradict each other."""
    if not (lead.places or last.tail["least"] or last.tail["most"]):
        return []
    tail = {name: last.tail.span(name) for name in ("least", "most") if last.tail[name]}
    places = {**tail, **lead.places}
    if "least" in places and "most" in places:
        return None
    return [
        Step(bound, *places[name], "is:null") for bound, name in (("high", "least"), ("low", "most")) if name in places
    ]


# --- currency --------------------------------------------------------------------------------------------------------


@cache
def _marks() -> re.Pattern[str]:
    return lazy(any_of(_codes_of(), _GAP))


@cache
def _codes_of() -> dict[str, frozenset[str]]:
    """What each mark may mean."""
    return {mark: frozenset(codes) for kind in ("signs", "words", "after") for mark, codes in _table()[kind].items()}


def _codes(chain: list[_Atom]) -> frozenset[str]:
    """The currencies that all marks of the amount may mean: none, if they contradict each other."""
    return _meant_by(tuple([side for atom in chain for side in (atom.before, atom.after) if side]))


@lru_cache(maxsize=256)
def _meant_by(sides: tuple[str, ...]) -> frozenset[str]:
    codes = [_codes_of()[" ".join(mark.split())] for side in sides for mark in _marks().findall(side)]
    return frozenset.intersection(*codes) if codes else frozenset()


# --- bounds ----------------------------------------------------------------------------------------------------------


def _bounds(text: str, first: _Atom, last: _Atom, *, european: bool) -> tuple[list[Step], dict[str, Any]] | None:
    """How low and high are read, and what they are; None if the numbers or a magnitude are in doubt."""
    if first is last and first.factor == 1 and first.number.isdecimal() and first.number[0] != "0":
        return _plain(first)
    low = _numeral("low", first, european=european)
    high = low and _numeral("high", last, european=european)
    if not low or not high:
        return None
    steps: list[Step] = []
    for numeral, (times, place) in zip((low, high), _factors(text, first, last, [*low, *high]), strict=True):
        steps += numeral
        if times != 1:
            steps.append(_new(Step, (numeral[0].attribute, *place, f"times:{times}")))
    facts: dict[str, Any] = replay(text, steps)
    fits = facts["low"] <= facts["high"] and (facts["low"] == 0 or facts["high"] / facts["low"] <= _WIDEST)
    return (steps, facts) if fits else None


def _plain(atom: _Atom) -> tuple[list[Step], dict[str, Any]] | None:
    """The bounds of one whole number in digits alone, as most are, in a fraction of the time."""
    amount = read_count(atom.number)
    if amount is None:
        return None
    steps = [_new(Step, (bound, *atom.match.span("number"), "number")) for bound in ("low", "high")]
    return steps, {"low": amount, "high": amount}


_Factor = tuple[int, Range]


def _factors(text: str, first: _Atom, last: _Atom, numerals: list[Step]) -> tuple[_Factor, _Factor]:
    """What each of the two numbers is multiplied by, and where that is written.

    "$120-150k" and "$120-$150k" share their suffix, for else the bounds would be a thousandfold apart; "$500-$2k" do
    not, for 500 thousand is above 2 thousand. "$10-20,000" shares the thousands of the second number; in "$10-$20,000"
    that is unclear, and the bounds are too far apart for a range.
    """
    own = (first.factor, first.factor_span), (last.factor, last.factor_span)
    if first is last or first.factor > 1:
        return own
    group = None
    if last.factor == 1:
        group = first.number.isdecimal() and not last.before and _ONE_GROUP.fullmatch(last.number)
        if not group:
            return own
    written: dict[str, Any] = replay(text, numerals)
    if group:
        place = last.match.start("number") + group.start("rest"), last.match.end("number")
        return ((1000, place), own[1]) if 0 < written["low"] < int(group["thousands"]) else own
    return (own[1], own[1]) if 0 < written["low"] <= written["high"] else own
