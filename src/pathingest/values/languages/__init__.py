"""What is peculiar to one language, as data: a TOML file each, compiled when first needed.

A new language is a new file beside `en.toml`, and the JSON that `make tables` makes of it, which alone is
shipped; no code knows which there are.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pathingest.model.tuples import NamedTuple
from pathingest.values import patterns
from pathingest.values.patterns import lazy
from pathingest.values.vocabulary import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pathingest.model.values import Number, Unit

EffortUnit = Literal["hour/week", "hour/day", "hour"]
CALENDAR: tuple[Unit, ...] = ("day", "week", "month", "year")
NOT_LOWER = r"(?![a-zß-öø-ÿ])"  # a capital may follow: "4 weeksGoals" is two fields without a gap
NOT_LETTER = r"(?![^\W\d_])"
WORD_ENDS = rf"(?-i:{NOT_LOWER})"
DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
DASH = "‐-―−-"  # for use in a class: U+2010 to U+2015, the minus sign, the hyphen
# Between the words of a phrase, hundreds of times: one class of all that takes eight times as long to compile.
GAP = r"(?:[^\S]|[‐-―−]|-){1,2}"
TILDES = frozenset("~∼〜～")
RANKS: dict[str, int] = {"part": 0, "hour": 1, "day": 2, "week": 3, "month": 4, "year": 5}  # from the shortest


class LanguageError(ValueError):
    """No table is shipped for the language that was named."""


class Head(NamedTuple):
    """One way to write a unit: the literal that must be in the text, the pattern that begins there, and the unit."""

    literal: str
    pattern: re.Pattern[str]
    unit: Unit
    short: bool


class Units(NamedTuple):
    """The ways to write some units: those that are words, and short ones, which count only after a numeral."""

    long: tuple[Head, ...]
    short: tuple[Head, ...]


class Lexicon(NamedTuple):
    """One language's words for amounts of time, ready for matching."""

    language: str
    numeral: str  # the step that reads a numeral: "number", or "number," with a decimal comma
    numbers: Mapping[str, Number]
    halves: frozenset[str]
    articles: frozenset[str]
    indefinite: frozenset[str]  # articles that are no numbers, and so no end of a range
    greater: frozenset[str]  # a number word after one of these is the rest of a number
    portions: frozenset[str]  # "of a": a fraction of the unit is before it
    units: Mapping[str, Unit]
    calendar: Units
    hours: Units
    lasting: tuple[str, ...]  # a text without numerals that has none of these states no length of time
    endless: tuple[str, ...]  # one that has none of these says of nothing that it has no end
    ranks: Mapping[str, int]  # the place among units, from the shortest, of each form of one, minutes and "d" included
    singulars: frozenset[str]
    shortened: tuple[str, ...]  # nor does one with numerals that has none of these either
    last_words: frozenset[str]  # what a number, or what may be between it and its unit, can end with
    prefixes: Mapping[str, str]
    openers: frozenset[str]  # words that belong to a range which a label begins with
    after: Mapping[str, frozenset[str]]
    ranges: frozenset[str]
    between: frozenset[str]
    joints: frozenset[str]
    leads: frozenset[str]  # what a prefix, or a joint after it, can end with
    links: frozenset[str]  # what may join two ends of a range
    context: Mapping[str, frozenset[str]]
    label: re.Pattern[str]
    ongoing: re.Pattern[str]
    suffix: re.Pattern[str]
    joint: re.Pattern[str]
    compound: re.Pattern[str]
    sums: frozenset[str]  # what may join two parts of one amount
    part: re.Pattern[str]
    goes_on: frozenset[str]  # how words begin that `part` begins with, two characters of each
    joins: frozenset[str]  # those of them that join two amounts
    begun: frozenset[str]  # the last words before an amount that may be the rest of one
    unlike: re.Pattern[str]
    experience: re.Pattern[str]
    experiences: tuple[str, ...]  # one of these is in what `experience` matches
    career: re.Pattern[str]
    held: re.Pattern[str]
    active: re.Pattern[str]
    studied: re.Pattern[str]
    rate: re.Pattern[str]
    sometimes: re.Pattern[str]
    frequencies: Mapping[str, EffortUnit]  # "weekly"
    habits: Mapping[str, EffortUnit]  # "per week"
    elsewhen: frozenset[str]
    deadlines: tuple[str, ...]


def languages() -> tuple[str, ...]:
    """The languages that are shipped."""
    return tuple(sorted(path.stem for path in Path(__file__).parent.glob("*.json")))


@cache
def lexicon(language: str) -> Lexicon:
    """The words of `language`, read and compiled once."""
    if language not in languages():
        raise LanguageError(f"no table of words for language {language!r}; there are: {', '.join(languages())}")
    return _compile(language, _table(language))


@cache
def number_words(language: str) -> dict[str, Number]:
    """What the number words of `language` say, without the patterns that the rest is made into."""
    return _numbers(_table(language)["numbers"])


@cache
def _table(language: str) -> dict[str, Any]:
    return read_table(f"languages/{language}")


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for one of `phrases`, the longest first; a space in them matches any white space or hyphen."""
    return f"(?:{patterns.any_of(phrases, GAP)})" if phrases else "(?!)"


def _compile(language: str, table: dict[str, Any]) -> Lexicon:
    context = {name: frozenset(words) for name, words in table["context"].items()}
    context["experience"] |= context["warranties"]
    units = {form: unit for unit, form in _forms(table)}
    numbers = number_words(language)
    kinds = ("approximate", "at_least", "up_to", "range", "sum", "after")
    prefixes = {phrase: kind for kind in kinds for phrase in table["prefixes"][kind]}
    rates: dict[EffortUnit, str] = {"hour/day": "daily", "hour/week": "weekly"}
    frequencies = {word: unit for unit, name in rates.items() for word in table["effort"][name]}
    connectors = [*table["connectors"]["range"], *table["connectors"]["compound"]]
    unit = any_of(units)
    return Lexicon(
        language=language,
        numeral="number," if table["european"] else "number",
        numbers=numbers,
        halves=frozenset(table["numbers"]["halves"]),
        articles=frozenset(table["numbers"]["articles"]),
        indefinite=frozenset(table["numbers"]["indefinite"]),
        greater=frozenset(table["numbers"]["greater"]),
        portions=frozenset(table["numbers"]["portions"]),
        units=units,
        calendar=_units(table, CALENDAR),
        hours=_units(table, ("hour",)),
        lasting=_shortest([*_stems(table, "units"), *_last_words(table["ongoing"]["words"])]),
        endless=_shortest(_last_words(table["ongoing"]["words"])),
        ranks=_ranks(table),
        singulars=frozenset([stem for section in CASES for stem in _stems(table, section)]),
        shortened=_shortest(_stems(table, "short")),
        last_words=_last_words([*numbers, *table["numbers"]["halves"], *table["context"]["fillers"], *frequencies]),
        prefixes=prefixes,
        openers=frozenset(table["prefixes"]["opener"]),
        after={word: frozenset(verbs) for word, verbs in table["prefixes"]["after"].items()},
        ranges=frozenset(table["connectors"]["range"]),
        between=frozenset(table["connectors"]["between"]),
        joints=frozenset(table["prefixes"]["joint"]),
        leads=_last_words([*prefixes, *table["prefixes"]["joint"]]),
        links=frozenset([*DASHES, *TILDES, *table["connectors"]["range"], *table["connectors"]["between"]]),
        context=context,
        label=_label(units, table),
        ongoing=_ongoing(table["ongoing"]),
        suffix=_suffix(table, unit),
        joint=lazy(rf"\s*(?:{any_of(table['connectors']['range'])}|[{DASH}])\s*", re.IGNORECASE),
        compound=lazy(rf"\s*{any_of(table['connectors']['compound'])}?\s*", re.IGNORECASE),
        sums=frozenset(table["connectors"]["compound"]),
        part=_part(table, numbers),
        goes_on=frozenset(word[:2] for word in [*numbers, *connectors]),
        joins=frozenset(word[:2] for word in connectors),
        begun=frozenset([*_ranks(table), *connectors, *DASHES]),
        unlike=_unlike({**table["context"], **table["effort"]}, unit),
        experience=_experience(table["context"]),
        experiences=_shortest(_last_words(context["experience"])),
        career=_career(table["context"]),
        held=lazy(rf"\s+{any_of(table['context']['holdings'])}\b", re.IGNORECASE),
        studied=lazy(
            rf"\s+(?:{any_of(table['context']['of'])}\s+)?{any_of(table['context']['study'])}\b", re.IGNORECASE
        ),
        active=_active(table["context"]),
        rate=_rate(table),
        sometimes=lazy(rf"\s*{any_of(table['effort']['sometimes'])}\b", re.IGNORECASE),
        frequencies=frequencies,
        habits=_habits(table["effort"], table["context"]),
        elsewhen=frozenset(table["effort"]["elsewhen"]),
        deadlines=tuple(table["effort"]["deadlines"]),
    )


def _last_words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in phrases)


def _numbers(table: dict[str, Any]) -> dict[str, Number]:
    """Every number word and phrase with what it says: "twenty one" 21, "two and a half" 2.5."""
    ones, tens, compound = table["ones"], table["tens"], table["compounds"]
    numbers: dict[str, Number] = {**ones, **table["teens"], **tens}
    numbers |= {compound.format(tens=ten, ones=one): tens[ten] + ones[one] for ten in tens for one in ones}
    numbers |= {f"{one} {half}": ones[one] + 0.5 for one in ones for half in table["halves"]}
    numbers |= table["phrases"]
    return numbers


def _forms(table: dict[str, Any]) -> Iterator[tuple[Unit, str]]:
    for section in ("units", "short"):
        for unit, stems in table[section].items():
            yield from ((unit, stem + ending) for stem, endings in stems for ending in endings)


CASES: dict[str, tuple[Callable[[str], str], ...]] = {
    "units": (str.lower, str.capitalize, str.upper),
    "short": (str.lower, str.capitalize),
}


def _stems(table: dict[str, Any], section: str) -> list[str]:
    return [stem for stems in table[section].values() for stem, _ in stems]


def _shortest(literals: Iterable[str]) -> tuple[str, ...]:
    """`literals` without those that hold another."""
    kept: list[str] = []
    for literal in sorted(literals, key=len):
        if not any(shorter in literal for shorter in kept):
            kept.append(literal)
    return tuple(kept)


def _units(table: dict[str, Any], names: Iterable[Unit]) -> Units:
    """The patterns that find units, each tried only where its literal is: searching for them would cost tenfold."""
    long, short = (
        tuple(_head(stem, endings, name, section) for name in names for stem, endings in table[section][name])
        for section in CASES
    )
    return Units(long, short)


def _head(stem: str, endings: list[str], unit: Unit, section: str) -> Head:
    short = section == "short"
    written = []
    for change in CASES[section]:
        start = change(stem)
        before = rf"(?<=[0-9½¼¾+\s{DASH}]{start})" if short else rf"(?<![^\W\d_]{start})"
        after = NOT_LETTER if short or start.isupper() else NOT_LOWER
        ends = "|".join(change(stem + ending)[len(stem) :] for ending in endings)
        written.append(f"{start}{before}(?:{ends}){after}")
    return Head(stem, lazy("|".join(written)), unit, short)


def _label(units: Mapping[str, Unit], table: dict[str, Any]) -> re.Pattern[str]:
    """The plain form that most labels have: "8 weeks", "12-18 months", "3 to 5 years", "6-Month"."""
    forms = "|".join(sorted({form for unit in units for form in (unit, unit.capitalize())}, key=len, reverse=True))
    connector = any_of(f" {word} " for word in table["connectors"]["range"])
    return lazy(rf"([0-9]{{1,3}})(?:(?:-|–|{connector})([0-9]{{1,3}}))?[ -]({forms})")


def _ongoing(table: dict[str, Any]) -> re.Pattern[str]:
    """A text that says "no end" as a whole, perhaps with a label before it or glued to the field before it."""
    words = any_of(table["words"])
    glue = any_of(table["glue"])
    more = rf"(?:(?:\s*[/,(&{DASH}]\s*|\s+)(?:{words}|{glue})){{0,4}}"
    return lazy(
        rf"\s*(?:[^:\n]{{0,30}}:\s*)?(?P<words>{words}{more})\)?\s*(?:\([^()]{{0,60}}\)|[.!*])?\s*", re.IGNORECASE
    )


def _suffix(table: dict[str, Any], unit: str) -> re.Pattern[str]:
    """What follows the unit and belongs to the value; the group that matched says what it does."""
    words, numbers = table["suffixes"], table["numbers"]
    # "6 weeks, approximately 10 hours a week": the word belongs to the next number
    free = rf"{NOT_LETTER}(?!\s*(?:[^\W\d_]{{1,12}}\s)?[0-9~])"
    kinds = [rf"(?:,?\s|\s?\()(?P<{kind}>{any_of(words[kind])}){free}" for kind in ("approximate", "at_least", "up_to")]
    half = rf"[\s-](?P<half>{any_of(numbers['halves'])}){NOT_LETTER}"
    number = any_of({**numbers["ones"], **numbers["teens"]})
    other = rf"\s{{1,2}}{words['alternative']}\s{{1,2}}(?P<other>{number}){NOT_LETTER}(?![\s-]+{unit})"
    return lazy("|".join([r"\s?(?P<open>\+)(?!\s?[0-9])", half, other, *kinds]), re.IGNORECASE)


def _ranks(table: dict[str, Any]) -> dict[str, int]:
    parts = {form: rank for unit, rank in RANKS.items() for form in table["parts"].get(unit, ())}
    return parts | {form: RANKS[unit] for unit, form in _forms(table)}


def _part(table: dict[str, Any], numbers: Iterable[str]) -> re.Pattern[str]:
    """What may follow an amount that is a part of a longer one: "30 minutes", "and thirty.", "4:13"; or "to 3 days".

    For text in lower case: without case a pattern tries each of the number words.
    """
    connectors = table["connectors"]
    number = rf"(?:(?P<numeral>[0-9]{{1,6}}+)(?:[.,][0-9]{{1,6}}+)?|{any_of(numbers)}{NOT_LETTER})"
    more = rf"(?:(?P<comma>,)\s{{0,3}}+)?+(?:{any_of(connectors['compound'])}\s{{1,3}}+)?"
    joint = rf"(?P<joint>(?:{any_of(connectors['range'])}(?=\s)|[{DASH}])\s{{0,3}}+)"
    unit = rf"(?:\s{{0,2}}|-)(?P<unit>{any_of(_ranks(table))}){NOT_LETTER}"
    share = rf"(?P<share>{any_of(connectors['compound'])}\s{{1,3}}{any_of(table['parts']['shares'])}{NOT_LETTER})"
    rest = r"(?P<rest>\s*(?:$|[.,;:!?)/]))"
    clock = r"(?P<clock>[0-9]{1,2}:[0-9]{2}(?!\s?[ap]\.?m))"
    return lazy(rf"\s{{0,3}}+(?:{share}|(?:{joint}|{more})(?:{clock}|{number}(?:{unit}|{rest})))")


def _unlike(table: dict[str, Any], unit: str) -> re.Pattern[str]:
    """What follows an amount of time that is a rate, a moment or a position."""
    rate = rf"\.?\s*{any_of(table['per'])}\s*[^\W\d_]|\s+{any_of(table['articles'])}\s+{unit}{NOT_LETTER}"
    moment = rf"(?:['’]s?)?(?:\s+|\s?[‐-―-]){any_of(table['moments'])}\b"
    position = rf"\s+[0-9]{{1,3}}+(?:\s?[{DASH}]\s?[0-9]{{1,3}}+)?\+?\s*(?:$|[:),.;{DASH}])"  # "Phase 2 Weeks 5-8"
    week = rf"[ -](?:{any_of(table['working'])}[ -]?)?{unit}{NOT_LETTER}(?!\s?[0-9])"  # "a 4-day week"
    return lazy(rf"(?:{rate}|{moment}|{position}|{week})", re.IGNORECASE)


_LISTED = 9  # words of a list of what somebody has experience in


def _experience(table: dict[str, Any]) -> re.Pattern[str]:
    """A band of experience after the amount: "' experience", "of hands-on experience", "Python experience"."""
    of = rf"{any_of(table['of'])}\s+{_words_but(table['breaks'], 4)}"
    bare = rf"\(?(?:{_words_but(table['breaks'], 2)}|{_words_but(table['breaks'] + table['study'], 4)})"
    gap = r"(?:['’]s?)?(?:[^\S\r\n]{1,2}|-)"
    # "of design, implementation, or consulting experience", but not "of study, practice and experience"
    stops = [word for word in table["breaks"] if word not in table["lists"]]
    listed = rf"{any_of(table['of'])}\s+(?!{any_of(table['study'])}\b){_words_but(stops, _LISTED, ',?')}"
    return lazy(rf"{gap}(?:{of}|{bare}|{listed}){any_of(table['experience'] + table['warranties'])}\b", re.IGNORECASE)


def _career(table: dict[str, Any]) -> re.Pattern[str]:
    """What follows years that somebody has worked: "of Python", "of backend development", "veteran"."""
    field = rf"(?i:{_words_but(table['breaks'], 3)}{any_of(table['careers'])})\b"
    tool = rf"(?!(?i:{any_of(table['study'])})\b)[A-Z]"
    return lazy(rf"(?:\s+{any_of(table['fields'])}\s+(?:{field}|{tool})|[\s-](?i:{any_of(table['veterans'])})\b)")


def _active(table: dict[str, Any]) -> re.Pattern[str]:
    """What follows "5+ years" that somebody has worked: "working with", "in sales", but not "in college"."""
    return lazy(rf"\s{{1,2}}{any_of(table['active'])}\s(?!{any_of(table['study'])}\b)", re.IGNORECASE)


def _words_but(words: list[str], most: int, mark: str = "") -> str:
    """Up to `most` words on the same line that are none of `words`, each with the mark, a pattern, after it."""
    return rf"(?:(?!{any_of(words)}\b)[\w+#./&’'-]{{1,24}}+{mark}[^\S\r\n]+){{0,{most}}}"


def _rate(table: dict[str, Any]) -> re.Pattern[str]:
    """How often the hours are meant: "per week", "/ wk", "of study a day", "daily"; `other` has no unit here."""
    effort, context = table["effort"], table["context"]
    often = rf"(?:{any_of(context['per'])}|{any_of(context['articles'])}(?=\s))"
    per = rf"(?:\s*\(?(?:/\s*)?{often}\s*|\s*[{DASH}]\s*per\s*[{DASH}]\s*)"
    work = rf"[\s-]+(?:{any_of(effort['working'])}[\s-]?)?"

    def times(units: list[str], adverbs: list[str], compounds: list[str]) -> str:
        unit, adverb, compound = any_of(units), any_of(adverbs), any_of(compounds)
        said = (per + unit, rf"[\s,(]+{adverb}", work + unit, rf"[\s-]+{compound}")
        return f"(?:{'|'.join(said)}){WORD_ENDS}"

    weekly = times(effort["week"], effort["weekly"], effort["work_week"])
    daily = times(effort["day"], effort["daily"], effort["work_day"])
    stops = [*context["breaks"], *context["articles"], *context["per"], *effort["daily"], *effort["weekly"]]
    between = rf"\.?(?:\s+(?!{any_of(stops)}(?![^\W_]))[^\W\d_][\w’'-]{{0,19}}+){{0,4}}"
    return lazy(rf"{between}(?:(?P<week>{weekly})|(?P<day>{daily})|(?P<other>{per}[^\W\d_]))", re.IGNORECASE)


def _habits(effort: dict[str, Any], context: dict[str, Any]) -> dict[str, EffortUnit]:
    """How often, in two words: "per week"."""
    rates: dict[EffortUnit, list[str]] = {"hour/week": effort["week"], "hour/day": effort["day"]}
    often = [word for word in context["per"] + context["articles"] if word not in {"a", "an"}]
    return {f"{word} {unit}": rate for rate, units in rates.items() for unit in units for word in often}
