"""Percentages: how much a salary changes, signed, low <= high.

A badge states one by itself ("+50%"). In prose only what is said about a salary counts, and only where a sign or a word
gives the direction: the nearest subject in the sentence decides, else the one before it. What each word means is in
`changes.toml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from pathingest.model.tuples import NamedTuple
from pathingest.model.values import Number, ParsedPercent, Step
from pathingest.values.languages import languages, lexicon
from pathingest.values.numbers import look, read_numeral, read_words
from pathingest.values.patterns import Before, compiled, lazy
from pathingest.values.steps import replay
from pathingest.values.vocabulary import read_table

Range = tuple[int, int]
Kind = Literal["salary", "other"]

# How far is looked, in code points: before a number for its direction, and for what it is about in its sentence
# and in those before.
_LEFT, _SENTENCE, _EARLIER = 80, 200, 400
_CLAUSE = 40  # what a comma or "while" between a number and a subject adds to their distance
_LONGEST_NOTE = 160

_MINUS = r"\-−–‐‑"  # for a class
_GAP = r"[\s\-‐‑]{1,3}"  # between the words of a phrase
_YEAR = lazy("(?:19|20)[0-9]{2}")
_BREAKS = (". ", "! ", "? ", "; ", "\n")
_NEXT_WORD = lazy(r"[\s-]{1,3}([^\W\d_]+)")
_NEXT_WORDS = lazy(r"\s{1,3}[^\W\d_]+\s((?:[\w’'-]+\s?){1,4})")
_PLAIN = lazy(r"[+-]?(?P<amount>[0-9]{1,3})%")
_ASIDE = lazy(r"\s*\((?P<note>[^()]+)(?P<close>\))\s*[.*]?\s*")


def parse_percent(text: str, *, language: str = "en") -> ParsedPercent | None:
    """The first change of a salary that `text` states, or None.

    A badge may be a bare "20%": no direction is stated, and low and high are 20. What a badge adds ("depending on
    location") is its note.
    """
    grammar = _grammar(language)
    if plain := _PLAIN.fullmatch(text):
        return _plain(plain, grammar)
    return _stated(text, grammar) if _may_state(text, grammar) else None


def _may_state(text: str, grammar: _Grammar) -> bool:
    if look(text).has_figures:
        return any(sign in text for sign in grammar.signs)
    return _is_spelled(text, grammar)


def _is_spelled(text: str, grammar: _Grammar) -> bool:
    """Whether a number before a sign may be a word: "ten percent", "ten %"."""
    return any(sign in text for sign in grammar.written) or _AFTER_WORD.search(text) is not None


_AFTER_WORD = lazy(r"[^\W\d_]\s{0,3}[%\uff05]")


def _stated(text: str, grammar: _Grammar) -> ParsedPercent | None:
    """The first change of a salary that any text states."""
    lower = look(text).folded
    for number, change in enumerate(_changes(lower, grammar)):
        if number == 0 and (badge := _badge(text, lower, change, grammar)):
            return badge
        if change.has_direction and _said_of(lower, change, grammar) != "other":
            return _percent(text, change)
    return None


def _plain(match: re.Match[str], grammar: _Grammar) -> ParsedPercent:
    """The value of a badge such as "+50%", as most are, in a tenth of the time."""
    text, place, end = match.string, match.span("amount"), match.end()
    negative = text[0] == "-"
    amount = -int(match["amount"]) if negative else int(match["amount"])
    steps: list[Step] = []
    for bound in ("low", "high"):
        steps.append(Step(bound, *place, grammar.numeral))
        steps += [Step(bound, 0, 1, "negate")] if negative else []
    return ParsedPercent(text, amount, amount, None, 0, end, (*steps, Step("note", end, end, "is:null")))


def find_percents(text: str, *, subject: str | None = None, language: str = "en") -> list[ParsedPercent]:
    """All changes of a salary that prose states, in order.

    `subject` is what the text is about, as far as the caller knows (a heading, the question that it answers): it
    decides where the text names no subject itself.
    """
    grammar = _grammar(language)
    if not _may_state(text, grammar):
        return []
    lower = look(text).folded
    stated = [change for change in _changes(lower, grammar) if _is_of_salary(lower, change, subject, grammar)]
    return [percent for change in stated if _reads_alike(percent := _percent(text, change), language)]


def _reads_alike(percent: ParsedPercent, language: str) -> bool:
    """Whether the value's text alone says the same: if not, the reading hangs on something it does not show."""
    alone = parse_percent(percent.text, language=language)
    return alone is not None and (alone.text, alone.low, alone.high) == (percent.text, percent.low, percent.high)


# --- words -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)  # one for each language, compared by identity
class _Grammar:
    """The words of one language, and the patterns made of them, for text in lower case."""

    signs: tuple[str, ...]
    written: tuple[str, ...]  # signs that are words
    numeral: str
    patterns: dict[str, re.Pattern[str]]
    before: dict[str, Before]  # what may be right before a number
    words: dict[str, frozenset[str]]


@cache
def _grammar(language: str) -> _Grammar:
    """The words of `language`; those of English where there is no table, for signs are the same everywhere."""
    table = read_table("changes")
    words: dict[str, Any] = table.get(language, table["en"])
    listed = {name: some for name, some in words.items() if isinstance(some, list)}
    spelled = lexicon(language if language in languages() else "en")
    listed["numbers"] = [
        word for word, amount in spelled.numbers.items() if amount >= 1 and word not in spelled.articles
    ]
    patterns, before = compiled(table, listed, _GAP)
    named = {name: frozenset(some) for name, some in listed.items()}
    return _Grammar(tuple(table["signs"]), tuple(table["written"]), words["numeral"], patterns, before, named)


# --- one change ------------------------------------------------------------------------------------------------------


class _Subject(NamedTuple):
    """A word that names what changes."""

    start: int
    end: int
    kind: Kind


class _Change(NamedTuple):
    """A percentage and the words that belong to it; a place is None where the text has no such thing."""

    start: int
    end: int
    amount: re.Match[str]
    up: Range | None
    down: Range | None
    least: Range | None
    most: Range | None
    steps: tuple[Step, ...]

    @property
    def has_direction(self) -> bool:
        """Whether a sign or a word says up or down."""
        return bool(self.up or self.down or self.amount["sign"] or self.amount["sign2"])

    def is_comparison(self, words: frozenset[str]) -> bool:
        """Whether one of these words after the number says up or down ("20% more")."""
        place = self.up or self.down
        return place is not None and place[0] >= self.amount.end() and self.amount.string[slice(*place)] in words

    def says(self, subject: _Subject) -> bool:
        """Whether the word is the one that says up or down ("grew 20%"), and so no subject."""
        return any(place and place[0] < subject.end and subject.start < place[1] for place in (self.up, self.down))


def _changes(text: str, grammar: _Grammar) -> Iterator[_Change]:
    """Every percentage in the text, which is in lower case, whose reading is not in doubt."""
    floor = 0
    spelled = _is_spelled(text, grammar)
    for amount in grammar.patterns["spelled" if spelled else "amount"].finditer(text):
        change = _change(text, amount, floor, grammar)
        floor = change.end
        if change.steps:
            yield change


def _change(text: str, amount: re.Match[str], floor: int, grammar: _Grammar) -> _Change:
    """The percentage with the words before it (not left of `floor`) and after it that belong to it."""
    window = max(floor, amount.start() - _LEFT), amount.start()
    before, bound = (grammar.before[name].search(text, *window) for name in ("direction", "bound"))
    both = grammar.before["both"].search(text, *window) if amount["joint"] else None
    after = grammar.patterns["after"].match(text, amount.end())
    start = min([amount.start(), *[part.start() for part in (before, bound, both) if part]])
    end = after.end() if after else amount.end()
    up, down = (_place(name, before, after) for name in ("up", "down"))
    least, most = (_place(name, bound, after) for name in ("least", "most"))
    change = _Change(start, end, amount, up, down, least, most, ())
    if _is_doubtful(text, change, window, both is not None, grammar):
        return change
    return change._replace(steps=_steps(text, change, grammar))


def _place(name: str, *parts: re.Match[str] | None) -> Range | None:
    """Where the first of the matches that has it has the group `name`."""
    return next((part.span(name) for part in parts if part and part[name]), None)


def _is_doubtful(text: str, change: _Change, window: Range, both: bool, grammar: _Grammar) -> bool:  # noqa: FBT001
    """Whether the numbers may mean something else than they seem to: two numbers that are no range, two bounds."""
    amount = change.amount
    if any(numeral and _read(numeral, grammar) is None for numeral in amount.group("first", "second")):
        return True
    if (change.least and change.most) or grammar.before["half"].search(text, *window):
        return True  # "Change-10% to +20%": the first half of its range was none
    if not amount["joint"]:
        return False
    if not amount["unit"] and _is_compound(*amount.group("first", "joint", "second")):
        return True
    if amount["joint"].strip() in grammar.words["and_word"] and not both:
        return True  # the word between two numbers makes them a range: "to" always, "and" only after "between"
    ordinal = grammar.before["ordinal"].search(text, *window)
    return not amount["unit"] and bool(_YEAR.fullmatch(amount["first"]) or ordinal)


def _is_compound(first: str, joint: str, second: str) -> bool:
    """Whether two words are one number, written with another dash than its hyphen: "twenty–five"."""
    if joint.strip() != joint or joint.isalpha() or not (_is_word(first) and _is_word(second)):
        return False
    tens, ones = read_words(first), read_words(second)
    return tens is not None and ones is not None and tens >= _TWENTY and tens % _TEN == 0 and ones < _TEN


_TEN, _TWENTY = 10, 20


def _read(numeral: str, grammar: _Grammar) -> Number | None:
    return read_words(numeral) if _is_word(numeral) else read_numeral(numeral, european=grammar.numeral != "number")


def _is_word(numeral: str) -> bool:
    return numeral[0].isalpha()


def _steps(text: str, change: _Change, grammar: _Grammar) -> tuple[Step, ...]:
    """How the two bounds are read; nothing where the signs are in doubt."""
    negations = _negations(change)
    if negations is None:
        return ()
    first = change.amount.span("first")
    second = change.amount.span("second") if change.amount["joint"] else first
    steps = []
    for attribute, numeral, negation in zip(("low", "high"), (first, second), negations, strict=True):
        steps.append(Step(attribute, *numeral, "word" if _is_word(text[slice(*numeral)]) else grammar.numeral))
        steps += [Step(attribute, *negation, "negate")] if negation else []
    bounds: dict[str, Any] = replay(text, steps)
    if bounds["low"] > bounds["high"]:
        steps.append(Step("low", first[0], second[1], "swap"))
    return (*steps, *_open(change, negative=min(bounds.values()) < 0))


def _negations(change: _Change) -> tuple[Range | None, Range | None] | None:
    """What makes each bound negative: its sign, the sign of the other, or a word; None for both if that is unclear."""
    amount = change.amount
    signs = [(amount[name] or "").strip() for name in ("sign", "sign2")]
    minus = [
        amount.span(name) if sign and sign in _MINUS else None
        for name, sign in zip(("sign", "sign2"), signs, strict=True)
    ]
    if "±" in signs:
        return None if amount["joint"] or change.up or change.down else (amount.span("sign"), None)
    if change.up or change.down:
        against = any(minus) if change.up else "+" in signs
        return None if against or (change.up and change.down) else (change.down, change.down)
    if not amount["joint"]:
        return minus[0], minus[0]
    return _negations_of_range(amount, minus)


def _negations_of_range(amount: re.Match[str], minus: list[Range | None]) -> tuple[Range | None, Range | None] | None:
    """A sign before a tight range is both numbers' ("-10-20%"); "-10% to 20%" might cross zero, or not."""
    if amount["sign2"]:
        unclear = minus[1] and not amount["sign"] and not _is_zero(amount["first"])
        return None if unclear else (minus[0], minus[1])
    if amount["sign"] and not minus[0] and amount["joint"].strip()[:1] in _MINUS and _falls(amount):
        return None  # "+20%-15%": the dash may be the second number's sign
    tight = len(amount["joint"]) == 1 and not amount["unit"]
    if minus[0] and not tight and not _is_zero(amount["second"]):
        return None
    return minus[0], minus[0]


def _falls(amount: re.Match[str]) -> bool:
    """Whether the second number is the smaller one."""
    first, second = (read_numeral(amount[name]) for name in ("first", "second"))
    return first is not None and second is not None and second < first


def _is_zero(numeral: str) -> bool:
    return not numeral.strip("0.,")


def _open(change: _Change, *, negative: bool) -> list[Step]:
    """The bound that the text leaves open; before a range such words say nothing ("up to 10-20%")."""
    place = change.least or change.most
    if place is None or (change.amount["joint"] and place[0] < change.amount.start()):
        return []
    return [Step("low" if negative == bool(change.least) else "high", *place, "is:null")]


def _badge(text: str, lower: str, change: _Change, grammar: _Grammar) -> ParsedPercent | None:
    """The value of a text that states nothing else, but for a label before it and a note after it."""
    before, rest = lower[: change.start], lower[change.end : change.end + _LONGEST_NOTE + 1]
    is_label = len(before) <= _LEFT and grammar.patterns["label"].fullmatch(before)
    if not is_label or _last_kind(_subjects(before, grammar)) == "other":
        return None
    if not rest.strip(" .)]*\n\t\xa0"):
        return _percent(text, change)
    if len(rest) > _LONGEST_NOTE:
        return None
    note = _ASIDE.fullmatch(lower, change.end)
    if note is None and change.has_direction:
        note = grammar.patterns["note"].fullmatch(lower, change.end)
    if note is None or not (change.has_direction or _last_kind(_subjects(rest, grammar)) != "other"):
        return None
    return _percent(text, change, note)


def _percent(text: str, change: _Change, note: re.Match[str] | None = None) -> ParsedPercent:
    """The value of a change, read by its own steps."""
    last = (
        Step("note", *_trimmed(text, note.span("note")), "text")
        if note
        else Step("note", change.end, change.end, "is:null")
    )
    end = note.end(note.lastgroup or 0) if note else change.end
    steps = (*change.steps, last)
    facts: dict[str, Any] = replay(text, steps)
    return ParsedPercent(text=text[change.start : end], start=change.start, end=end, steps=steps, **facts)


def _trimmed(text: str, span: Range) -> Range:
    stretch = text[slice(*span)]
    return span[0] + len(stretch) - len(stretch.lstrip()), span[1] - len(stretch) + len(stretch.rstrip())


# --- whose change it is ----------------------------------------------------------------------------------------------


def _is_of_salary(text: str, change: _Change, subject: str | None, grammar: _Grammar) -> bool:
    """Whether prose says this of a salary.

    What is nearest decides, then the last subject before the sentence, then the caller's. With none at all it
    takes a noun or verb of direction, and a person it happens to ("expect a 40-100% increase").
    """
    if not change.has_direction:
        return False
    start, end = _sentence(text, change)
    earlier = _subjects(text, grammar)[slice(*_between(_subjects(text, grammar), start - _EARLIER, start))]
    kind = (
        _said_of(text, change, grammar)
        or _last_kind(earlier)
        or _last_kind(_subjects(look(subject or "").folded, grammar))
    )
    if kind:
        return kind == "salary"
    place = change.up or change.down
    is_noun = place is not None and text[slice(*place)] not in grammar.words["comparatives"]
    return is_noun and grammar.patterns["person"].search(text, start, end) is not None


def _said_of(text: str, change: _Change, grammar: _Grammar) -> Kind | None:
    """What the sentence says the change of, if it says so."""
    named = _named_after(text, change, grammar)
    if named in ("salary", "other"):
        return named
    return _nearest(text, change, grammar) or ("other" if named else None)


def _named_after(text: str, change: _Change, grammar: _Grammar) -> Kind | Literal["something"] | None:
    """What the words right after the change name: "of teams", "more efficient", "increase in throughput"."""
    following = _NEXT_WORD.match(text, change.end)
    if following is None:
        return None
    word = following[1]
    if word in grammar.words["of"]:
        return "other"
    if word in grammar.words["in"]:
        return _named_inside(text, change, grammar)
    if not change.is_comparison(grammar.words["comparatives"]) or word in grammar.words["after_comparative"]:
        return None
    subject = grammar.patterns["subject"].match(text, following.start(1))
    return "salary" if subject and subject["salary"] else "other"


def _named_inside(text: str, change: _Change, grammar: _Grammar) -> Kind | Literal["something"] | None:
    """What follows "in": a subject, a time (which names nothing), or something no table knows."""
    words = _NEXT_WORDS.match(text, change.end)
    if words is None:
        return None
    subjects = _subjects(words[1], grammar)
    if subjects:
        return subjects[0].kind
    return None if grammar.patterns["time"].search(words[1]) else "something"


def _nearest(text: str, change: _Change, grammar: _Grammar) -> Kind | None:
    """The subject nearest to the number in its sentence; what another clause goes on to is not it."""
    start, end = _sentence(text, change)
    subjects = _subjects(text, grammar)
    first, last = _between(subjects, start, end)
    middle, _ = _between(subjects, change.amount.start(), end)
    found = [
        *_first_of(text, reversed(subjects[first:middle]), change, grammar),
        *_first_of(text, subjects[middle:last], change, grammar),
    ]
    return min(found)[1] if found else None


def _first_of(text: str, subjects: Iterable[_Subject], change: _Change, grammar: _Grammar) -> list[tuple[int, Kind]]:
    """(distance, kind) of the first of these, which go away from the number, that counts."""
    for subject in subjects:
        later = subject.start >= change.amount.end()
        gap = text[change.amount.end() : subject.start] if later else text[subject.end : change.amount.start()]
        apart = grammar.patterns["clause"].search(gap) is not None
        if subject.kind == "salary" or not ((later and apart) or change.says(subject)):
            return [(len(gap) + apart * _CLAUSE, subject.kind)]
    return []


def _sentence(text: str, change: _Change) -> Range:
    """The sentence of the change, as far as it is looked at."""
    floor, ceiling = max(0, change.start - _SENTENCE), change.end + _SENTENCE
    starts = [place + len(mark) for mark in _BREAKS if (place := text.rfind(mark, floor, change.start)) >= 0]
    ends = [place for mark in _BREAKS if (place := text.find(mark, change.end, ceiling)) >= 0]
    return max(starts, default=floor), min(ends, default=min(ceiling, len(text)))


@lru_cache(maxsize=4)
def _subjects(text: str, grammar: _Grammar) -> list[_Subject]:
    """All subjects that the text names, in order; kept for the next percentage in it."""
    found = grammar.patterns["subject"].finditer(text)
    return [_Subject(*match.span(), "salary" if match["salary"] else "other") for match in found]


def _between(subjects: list[_Subject], start: int, end: int) -> Range:
    """The slice of `subjects` that begin in [start, end)."""
    return bisect_left(subjects, (start,)), bisect_left(subjects, (end,))


def _last_kind(subjects: list[_Subject]) -> Kind | None:
    return subjects[-1].kind if subjects else None
