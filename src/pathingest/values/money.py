"""Money: amounts and ranges, written out, with currency and period where the text states them.

A wrong magnitude is the worst mistake there is, so a reading has to be the only sensible one: separators that may be
decimal or group thousands, a suffix that may or may not be shared, two numbers that may be no range, and letters that
nobody knows all make an amount doubtful, and a doubtful amount is none. The words and marks are in `currencies.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from pathingest.model.values import Money, Step
from pathingest.values.numbers import SAME
from pathingest.values.patterns import lazy
from pathingest.values.steps import replay
from pathingest.values.vocabulary import read_table

Span = tuple[int, int]
Period = Literal["hour", "day", "week", "month", "year"]

_LEFT = 48  # code points looked at before an amount, for "up to" and "between"
_WIDEST = 100  # a range whose bounds are further apart is a misreading: "$10-$20,000"
_MILLION = 1_000_000
_RANGE = 2  # numbers
_SMALL = 3  # digits
_LONGEST = 24  # code points; a longer numeral is none
_COMMON = "etaoinsrhldcumfpgwybvkxjqz"  # letters of English text, the most frequent first
_LETTER = r"[^\W\d_]"
_DASH = "[-‐‑–—−~〜～]"
_SPACES = " \u00a0\u2009\u202f"

# Possessive and bounded: a megabyte of digits is looked at once.
_NUMBER = (
    rf"[0-9]{{1,15}}+(?:[.,'’][0-9]{{1,6}}+){{0,6}}+(?:[{_SPACES}][0-9]{{3}}(?![0-9])){{0,4}}+(?![0-9]|[.,'’][0-9])"
)
_PLAIN = lazy(r"[0-9]{1,15}")
_POINT = lazy(r"[0-9]{1,15}\.[0-9]{1,2}")
_LONG_POINT = lazy(r"[0-9]{1,3}\.[0-9]{3}")
_COMMA = lazy(r"[0-9]{1,15},[0-9]{1,2}")
_COMMA_GROUPS = lazy(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]{1,2})?")
_DOT_GROUPS = lazy(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?")
_SPACE_GROUPS = lazy(rf"[0-9]{{1,3}}(?:[{_SPACES}'’][0-9]{{3}})+")
_GROUPS = lazy("[0-9]+")
_ONE_GROUP = lazy(rf"(?P<thousands>[0-9]{{1,3}})(?P<rest>[,.'’{_SPACES}][0-9]{{3}})")
_YEAR = lazy(r"(?:19|20)[0-9]{2}")
_REST = lazy(r"[0-9][ \u00a0\u2009\u202f]{1,3}$")  # before "000 €": its thousands
_REACH = 16  # code points before a number that show it to be the rest of one, or of a range
_GLUED = "(?-i:[kKM](?=[A-Z][a-z]))"


def parse_money(text: str, *, currency: str | None = None, language: str = "en") -> Money | None:
    """The first amount or range of money that `text` states, or None.

    `currency` is what an ambiguous sign stands for on this site ("CAD" for "$"); it settles nothing else.
    """
    if not _may_state_money(text):
        return None
    return next(_amounts(text, currency, _grammar(language)), None)


def find_money(text: str, *, currency: str | None = None, language: str = "en") -> list[Money]:
    """All amounts and ranges of money that prose states, in order."""
    if not _may_state_money(text):
        return []
    return list(_amounts(text, currency, _grammar(language)))


def _may_state_money(text: str) -> bool:
    """A quick look: whether the text has a digit, and any currency's mark at all.

    Deleting the digits from the bytes tells at a sixth of what a regex takes; most prose has none.
    """
    data = text.encode("utf-8", "replace")
    if len(data.translate(None, b"0123456789")) == len(data):
        return False
    return any(rare in text and any(mark in text for mark in marks) for rare, marks in _marks_to_look_for())


@cache
def _table() -> dict[str, Any]:
    return read_table("currencies")


@cache
def _marks_to_look_for() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The marks by their rarest character, which most texts do not have; those that hold another mark left out."""
    table = _table()
    marks = sorted({*table["signs"], *table["words"], *table["after"]}, key=lambda mark: (len(mark), mark))
    groups: dict[str, tuple[str, ...]] = {}
    for number, mark in enumerate(marks):
        if not any(shorter in mark for shorter in marks[:number]):
            rare = max(mark, key=lambda letter: (letter not in _COMMON, _COMMON.find(letter)))
            groups[rare] = (*groups.get(rare, ()), mark)
    return tuple(groups.items())


# --- words and patterns ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)  # one for each language, told apart by identity
class _Grammar:
    """The words of one language, compiled."""

    european: bool
    atom: re.Pattern[str]
    tail: re.Pattern[str]
    limit: re.Pattern[str]
    joint: re.Pattern[str]
    between: re.Pattern[str]
    half: re.Pattern[str]
    ordinal: re.Pattern[str]
    start: re.Pattern[str]
    change: re.Pattern[str]
    spoiler: re.Pattern[str]
    later: re.Pattern[str]
    ands: frozenset[str]
    froms: frozenset[str]
    periods: dict[str, Period]


@cache
def _grammar(language: str) -> _Grammar:
    """The words of `language`; those of English where there is no table, for signs are the same everywhere."""
    words: dict[str, Any] = _table().get(language, _table()["en"])
    any_of = {name: _any(listed) for name, listed in words.items() if isinstance(listed, list)}
    magnitude = _magnitude_pattern()
    long_magnitudes = _any([*_table()["magnitudes"]["words"], *_table()["packed"], *_table()["unclear"]["words"]])

    def compiled(pattern: str) -> re.Pattern[str]:
        return lazy(pattern, re.IGNORECASE)

    return _Grammar(
        european=words["european"],
        atom=lazy(_atom_pattern(magnitude)),
        tail=compiled(_tail_pattern(words, any_of)),
        limit=compiled(
            rf"(?<![\w-])(?:(?P<least>{any_of['at_least']})|(?P<most>{any_of['at_most']})|(?P<about>{any_of['about']}))"
            r"\s{0,2}(?:(?:a|an)\s)?$"
        ),
        joint=compiled(
            rf"\s{{0,3}}(?:(?P<dash>{_DASH})|(?<=\s)(?P<word>{any_of['to']}|{any_of['and']})(?!\w))\s{{0,3}}"
        ),
        between=compiled(rf"(?<!\w)(?P<between>{any_of['between']})\s{{1,2}}(?:(?:{any_of['about']})\s{{0,2}})?$"),
        half=compiled(rf"[0-9kKM]\s{{0,3}}(?:{_DASH}|(?<=\s)(?:{any_of['to']})(?!\w))\s{{0,3}}$"),
        ordinal=compiled(rf"(?<!\w)(?:{any_of['ordinals']})\s{{0,2}}$"),
        start=compiled(rf"(?<!\w)(?:{any_of['from']})\s{{1,2}}$"),
        change=compiled(rf"(?<!\w)(?:{any_of['changes']})\s(?:[^\W\d_]+,?\s){{0,4}}$"),
        # What may not follow: glued letters, more digits, a share, what is counted, or the beginning of a magnitude,
        # with more space than usual or with the next word glued to it ("$90 kTasks"), a letter that may be one
        # ("12 L"), or digits that a space parts from their comma ("$85, 000").
        spoiler=compiled(
            rf"[^\W_]|_|[/:][0-9]|\.\.|…|\({_LETTER}\)|\s?%|[\s-](?:{any_of['counted']})(?!\w)"
            rf"|\s{{1,3}}(?:{long_magnitudes}|{_GLUED}|(?-i:[kKMLBCbm])(?![^\W_])|[0-9]{{3}}(?![0-9]))"
            rf"|\s{{1,3}}[lL]\.?\s?[pP]\.?\s?[aA](?![^\W_])|\s?[,.]\s?[0-9]{{3}}(?![0-9])|['\u2019]s(?!\w)"
        ),
        later=compiled(rf"[^.!?0-9\n]{{0,15}}{_NUMBER}(?:{magnitude}|\s?{_GLUED})"),
        ands=frozenset(words["and"]),
        froms=frozenset(words["from"]),
        periods={
            name: unit for kind in ("periods", "adverbs") for unit, names in words[kind].items() for name in names
        },
    )


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; "*" stands for the rest of a word."""
    by_length = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s{1,2}").replace(r"\*", r"\w*") for word in by_length)


def _word(written: str) -> str:
    """A word as the tables have it: patterns take any white space for a space, and "ſ" for an "s"."""
    return " ".join(written.translate(SAME).lower().split())


def _magnitude_pattern() -> str:
    """Letters glued to a number ("k" may stand apart), or words after it. No letter or digit may follow."""
    magnitudes = _table()["magnitudes"]
    return rf"(?:\s{{0,2}}[kKM]|{_any(magnitudes['letters'])}|\s{{0,2}}(?i:{_any(magnitudes['words'])}))(?![^\W_])"


def _atom_pattern(magnitude: str) -> str:
    """One number with its magnitude and the marks on either side of it; a number without any mark matches as well."""
    signs, words, after = (_any(_table()[kind]) for kind in ("signs", "words", "after"))
    before = rf"(?<!{_LETTER})(?:{words})\s?(?:{signs})?|(?<![A-Z$])(?:{signs})"
    behind = rf"(?:{signs})(?![0-9])|(?:{words}|{after})(?![^\W_])(?!\s?[0-9])|\((?:{words})\)"
    number = rf"(?P<number>{_NUMBER})(?P<magnitude>{magnitude})?"
    return rf"(?:(?P<before>{before})\s?|(?<![\w.,%/#:$]))(?:{number})(?:\s{{0,2}}(?P<after>{behind}))?"


def _tail_pattern(words: dict[str, Any], any_of: dict[str, str]) -> str:
    """What may follow an amount: "+", "or more", "or so", "per year"."""
    units = _any(name for names in words["periods"].values() for name in names)
    adverbs = _any(name for names in words["adverbs"].values() for name in names)
    per = rf"\s?/\s?(?:per\s)?|[\s-](?:{any_of['per']})[\s-]"
    ago = rf"(?!\s(?:{any_of['not_period']})(?!\w))"
    period = rf"(?:(?:{per})(?P<unit>{units})|[\s,]{{1,2}}(?P<adverb>{adverbs}))(?!{_LETTER}){ago}"
    more = rf"(?P<least>\+(?!\w)|\s(?:{any_of['or_more']})(?!\w))?(?P<most>\s(?:{any_of['or_less']})(?!\w))?"
    return rf"{more}(?P<about>\s?(?:{any_of['or_so']})(?!\w))?(?:{period})?"


# --- numbers ---------------------------------------------------------------------------------------------------------


def _numeral(attribute: str, text: str, span: Span, *, european: bool, scaled: int) -> list[Step] | None:
    """The steps that read a numeral, or None where its separators may mean two things. `scaled`: times how much."""
    numeral = text[slice(*span)]
    if len(numeral) > 1 and numeral[0] == "0" and numeral[1].isdecimal():
        return None  # "000": the rest of a number, or none at all
    dots, commas = _DOT_GROUPS.fullmatch(numeral), _COMMA_GROUPS.fullmatch(numeral)
    long_point = scaled >= _MILLION and not european and _LONG_POINT.fullmatch(numeral)  # "$1.125M"
    if (
        _PLAIN.fullmatch(numeral)
        or _POINT.fullmatch(numeral)
        or long_point
        or (commas and not (european and scaled > 1))
    ):
        how = "number"
    elif (dots and scaled == 1 and (european or numeral.count(".") > 1)) or (_COMMA.fullmatch(numeral) and european):
        how = "number,"
    else:
        return _spaced(attribute, numeral, span[0], european=european) if scaled == 1 else None
    return [Step(attribute, *span, how)] if len(numeral) <= _LONGEST else None


def _spaced(attribute: str, numeral: str, start: int, *, european: bool) -> list[Step] | None:
    """The steps that read groups parted by spaces or apostrophes ("45 000").

    A plain space may just part two numbers: unless the currency is one of those written so, a group "000" has to tell.
    """
    if not _SPACE_GROUPS.fullmatch(numeral) or not (european or " " not in numeral or " 0" in numeral):
        return None
    first, *groups = _GROUPS.finditer(numeral)
    steps = [Step(attribute, start + first.start(), start + first.end(), "number")]
    for group in groups:
        steps.append(Step(attribute, start + group.start() - 1, start + group.start(), "times:1000"))
        steps.append(Step(attribute, start + group.start(), start + group.end(), f"plus:{int(group[0])}"))
    return steps


# --- amounts ---------------------------------------------------------------------------------------------------------


class _Atom(NamedTuple):
    """One number as written, with what follows it."""

    match: re.Match[str]
    tail: re.Match[str]

    @property
    def marks(self) -> list[str]:
        """The currency's marks on either side."""
        return [mark for side in ("before", "after") for mark in _mark_pattern().findall(self.match[side] or "")]

    @property
    def factor(self) -> int | None:
        """What the number is to be multiplied by, if it says so itself."""
        magnitudes, packed = _table()["magnitudes"], _table()["packed"]
        written = (self.match["magnitude"] or "").strip()
        if not written:
            return packed[self.match["after"]]["times"] if self.match["after"] in packed else None
        factor: int = magnitudes["letters"].get(written) or magnitudes["words"][_word(written)]
        return factor

    @property
    def factor_span(self) -> Span:
        """Where it says so."""
        return self.match.span("magnitude" if self.match["magnitude"] else "after")

    def period(self, grammar: _Grammar) -> tuple[Period, Span] | None:
        """The period, and where it stands."""
        for name in ("unit", "adverb"):
            if self.tail[name]:
                return grammar.periods[_word(self.tail[name])], self.tail.span(name)
        packed = _table()["packed"].get(self.match["after"])
        return (packed["period"], self.match.span("after")) if packed else None


class _Lead(NamedTuple):
    """The words before an amount that belong to it."""

    start: int
    places: dict[str, Span]


def _amounts(text: str, currency: str | None, grammar: _Grammar) -> Iterator[Money]:
    """Every amount in the text whose reading is not in doubt."""
    floor = 0
    for chain in _chains(text, grammar):
        money = _money(text, chain, floor, currency, grammar)
        floor = chain[-1].tail.end()
        if money:
            yield money


def _chains(text: str, grammar: _Grammar) -> Iterator[list[_Atom]]:
    """Runs of numbers that "-" or "to" join, with a currency's mark where one has to be: one number, or a range."""
    chain: list[_Atom] = []
    for match in grammar.atom.finditer(text):
        atom = _Atom(match, _must(grammar.tail.match(text, match.end())))
        if chain and not _is_joined(text, chain, atom, grammar):
            yield from [chain] * _is_money(chain)
            chain = []
        chain.append(atom)
    yield from [chain] * _is_money(chain)


def _must(match: re.Match[str] | None) -> re.Match[str]:
    """A match of a pattern that matches anything."""
    if match is None:
        raise AssertionError
    return match


def _is_money(chain: list[_Atom]) -> bool:
    """A mark leads the first number, or follows the last: in "Level 3 - $90k" the first is none of the range."""
    return bool(chain and (chain[0].match["before"] or chain[-1].match["after"]))


def _is_joined(text: str, chain: list[_Atom], atom: _Atom, grammar: _Grammar) -> bool:
    """Whether this number goes on with the range that the chain began; "and" does so only after "between"."""
    last = chain[-1]
    joint = grammar.joint.fullmatch(text, last.tail.end(), atom.match.start())
    if joint is None or (atom.match["before"] and not last.marks):
        return False
    if (joint["word"] or "").lower() not in grammar.ands:
        return True
    start = chain[0].match.start()
    return grammar.between.search(text, max(0, start - _LEFT), start) is not None


def _money(text: str, chain: list[_Atom], floor: int, currency: str | None, grammar: _Grammar) -> Money | None:
    """The value of a chain, or None if it may mean something else."""
    first, last = chain[0], chain[-1]
    codes = _codes(chain)
    if len(chain) > _RANGE or not codes or _is_spoiled(text, chain, codes, grammar):
        return None
    lead = _lead(text, chain, floor, grammar)
    european = grammar.european or codes <= _european()
    bounds = _bounds(text, first, last, european=european)
    ends = _open_ends(chain, lead)
    period = _period(chain, grammar)
    if bounds is None or ends is None or period is None or _is_change(text, lead, floor, grammar):
        return None
    facts: dict[str, Any] = replay(text, (*bounds, *ends))
    settled = _settled(codes, currency)
    about = lead.places.get("about") or (last.tail.span("about") if last.tail["about"] else None)
    start, end = lead.start, last.tail.end()
    constants = (
        Step("currency", *_place_of_mark(first, last), _constant(settled)),
        Step("period", *(period[1] or (end, end)), _constant(period[0])),
        Step("approximate", *(about or (end, end)), "is:true" if about else "is:false"),
    )
    return Money(
        text=text[start:end],
        **facts,
        currency=settled,
        period=period[0],
        approximate=about is not None,
        start=start,
        end=end,
        steps=(*bounds, *ends, *constants),
    )


def _constant(name: str | None) -> str:
    return "is:null" if name is None else f'is:"{name}"'


def _is_spoiled(text: str, chain: list[_Atom], codes: frozenset[str], grammar: _Grammar) -> bool:
    """Whether what stands around the numbers, or their own words, make them something else."""
    first, last = chain[0], chain[-1]
    if grammar.spoiler.match(text, last.tail.end()) or not _has_rupees(chain, codes):
        return True
    if not first.match["before"] and _is_rest(text, first.match.start(), grammar):
        return True
    bare = not any(atom.factor or atom.period(grammar) for atom in chain)
    small = all(len(atom.match["number"]) <= _SMALL for atom in chain)
    if bare and small and grammar.later.match(text, last.match.end()):
        return True  # "$90 and $120k": ninety what?
    year = _YEAR.fullmatch(first.match["number"]) is not None
    if bare and (small or year) and (first.match["before"] or "").strip() in _table()["other_sense"]["words"]:
        return True
    if first.match["before"] or first.factor or (first is not last and first.match["after"]):
        return False
    ordinal = grammar.ordinal.search(text, max(0, first.match.start() - _LEFT), first.match.start()) is not None
    return (year and ordinal) if first is last else (year or ordinal)


def _is_rest(text: str, start: int, grammar: _Grammar) -> bool:
    """Whether the number is the end of a longer one or of a range, whose beginning was none: "Important8-14 LPA"."""
    group = text[start : start + 3].isdecimal() and not text[start + 3 : start + 4].isdecimal()
    window = max(0, start - _REACH), start
    return bool((group and _REST.search(text, *window)) or grammar.half.search(text, *window))


def _has_rupees(chain: list[_Atom], codes: frozenset[str]) -> bool:
    """Lakh and crore are counted in rupees alone: "$8L" is nothing that we know."""
    only = _table()["rupees_only"]["words"]
    said = any((atom.match["magnitude"] or "").strip() in only for atom in chain)
    return not said or "INR" in codes


def _lead(text: str, chain: list[_Atom], floor: int, grammar: _Grammar) -> _Lead:
    """The words before: "around", "up to"; before a range only "around" and "between", for the rest says nothing."""
    start, places = chain[0].match.start(), dict[str, Span]()
    while (match := grammar.limit.search(text, max(floor, start - _LEFT), start)) is not None:
        kind = match.lastgroup or ""
        if kind in places or (len(chain) > 1 and kind != "about"):
            break
        places[kind] = match.span(kind)
        start = match.start()
    between = len(chain) > 1 and grammar.between.search(text, max(floor, start - _LEFT), start)
    return _Lead(between.start() if between else start, places)


def _is_change(text: str, lead: _Lead, floor: int, grammar: _Grammar) -> bool:
    """Whether a "from" before the amount is that of a change: "went from $60k to $90k"."""
    least = lead.places.get("least")
    start = least[0] if least and text[slice(*least)].lower() in grammar.froms else None
    if start is None and (found := grammar.start.search(text, max(floor, lead.start - _LEFT), lead.start)):
        start = found.start()
    return start is not None and grammar.change.search(text, max(0, start - _LEFT), start) is not None


def _open_ends(chain: list[_Atom], lead: _Lead) -> list[Step] | None:
    """The bound that words or a "+" leave open; None if they contradict each other."""
    tail = chain[-1].tail
    least = lead.places.get("least") or (tail.span("least") if tail["least"] else None)
    most = lead.places.get("most") or (tail.span("most") if tail["most"] else None)
    if least and most:
        return None
    return [Step(name, *place, "is:null") for name, place in (("high", least), ("low", most)) if place]


def _period(chain: list[_Atom], grammar: _Grammar) -> tuple[Period | None, Span | None] | None:
    """The period and where it stands, if the text has one; None if the two amounts have two."""
    stated = [found for atom in chain if (found := atom.period(grammar))]
    if len({name for name, _ in stated}) > 1:
        return None
    return stated[-1] if stated else (None, None)


# --- currency --------------------------------------------------------------------------------------------------------


@cache
def _mark_pattern() -> re.Pattern[str]:
    return lazy(_any(_codes_of()))


@cache
def _codes_of() -> dict[str, frozenset[str]]:
    """What each mark may stand for."""
    return {mark: frozenset(codes) for kind in ("signs", "words", "after") for mark, codes in _table()[kind].items()}


@cache
def _european() -> frozenset[str]:
    return frozenset(_table()["european"]["codes"])


def _codes(chain: list[_Atom]) -> frozenset[str]:
    """The currencies that all marks of the amount may stand for: none, if they contradict each other."""
    codes = [_codes_of()[" ".join(mark.split())] for atom in chain for mark in atom.marks]
    return frozenset.intersection(*codes) if codes else frozenset()


def _settled(codes: frozenset[str], currency: str | None) -> str | None:
    """The one currency it can be, or the site's own, if it can be that."""
    if len(codes) == 1:
        return next(iter(codes))
    return currency if currency in codes else None


def _place_of_mark(first: _Atom, last: _Atom) -> Span:
    return first.match.span("before") if first.match["before"] else last.match.span("after")


# --- bounds ----------------------------------------------------------------------------------------------------------


def _bounds(text: str, first: _Atom, last: _Atom, *, european: bool) -> list[Step] | None:
    """How low and high are read; None if the numbers or a magnitude are in doubt."""
    numerals: list[list[Step]] = []
    for attribute, atom in (("low", first), ("high", last)):
        numeral = _numeral(attribute, text, atom.match.span("number"), european=european, scaled=atom.factor or 1)
        if numeral is None:
            return None
        numerals.append(numeral)
    shared = _shared(text, first, last, numerals)
    if shared is None:
        return None
    steps: list[Step] = []
    for numeral, (times, place) in zip(numerals, shared, strict=True):
        steps += [*numeral, *([Step(numeral[0].attribute, *place, f"times:{times}")] if times != 1 else [])]
    facts: dict[str, Any] = replay(text, steps)
    low, high = facts["low"], facts["high"]
    return steps if low <= high and (low == 0 or high / low <= _WIDEST) else None


_Factor = tuple[int, Span]


def _shared(text: str, first: _Atom, last: _Atom, numerals: list[list[Step]]) -> tuple[_Factor, _Factor] | None:
    """What each of the two numbers is multiplied by, and where that is written; None if that is unclear.

    "$120-150k" and "$120-$150k" share their suffix, for else the bounds would be a thousandfold apart; "$500-$2k" do
    not, for 500 thousand is above 2 thousand. "$10-20,000" shares the thousands of the second number.
    """
    own: tuple[_Factor, _Factor] = (first.factor or 1, first.factor_span), (last.factor or 1, last.factor_span)
    if first is last or first.factor:
        return own
    written: dict[str, Any] = replay(text, (*numerals[0], *numerals[1]))
    low, high = written["low"], written["high"]
    if last.factor:
        return (own[1], own[1]) if 0 < low <= high else own
    group = _ONE_GROUP.fullmatch(last.match["number"])
    if not group or not _PLAIN.fullmatch(first.match["number"]) or not 0 < low < int(group["thousands"]):
        return own
    place = last.match.start("number") + group.start("rest"), last.match.end("number")
    return None if last.match["before"] else ((1000, place), own[1])
