"""Names of occupations: jobs ("Data Analyst"), and fields of work ("Data Engineering").

A name is known by its noun: the last word in English, the last part of it in German, the first word in French and
Spanish. The words are in `occupations.toml`; English ones count in every language, as titles of jobs do.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, Literal

from pathingest.model.tuples import NamedTuple
from pathingest.values.patterns import lazy
from pathingest.values.vocabulary import read_table

Occupation = Literal["job", "field", "weak"]
Span = tuple[int, int]

LONGEST = 64  # code points of a name
MOST_WORDS = 7  # of a name
# What is no part of a name: an aside, and the endings that name women too ("Entwickler*in", "développeur·se").
_ASIDE = lazy(
    r"\s*[(\[][^()\[\]]*[)\]]|(?<=\w)(?:[*:_/·]-?in(?:nen)?|[·•.‧/](?:e|ne|se|euse|rice|trice|ère|a|ora)(?:[·•.‧]?s)?)(?!\w)"
)
_WORD = lazy(r"(?:[^\s,;:!?|\u2014\"\u201c\u201d]++|(?<=\w):(?=in(?:nen)?(?!\w)))+")
_EITHER = lazy(r"\s*(?:/|&|,)\s*|\s+(?:and|or|und|oder|et|ou|y|o)\s+")
_AGED = lazy(r"(?:an? )?\d{1,2}(?:[ -]years?[ -]old|\s?y/?o)\s+", re.IGNORECASE)
_PAID = lazy(
    r"(?:an? )?[$€£]\s?\d[\d.,]*\s?[km]?\+?(?:\s?(?:/|per |a )\s?(?:year|yr|month|mo|hour|hr|h))?\s+", re.IGNORECASE
)


class _Words(NamedTuple):
    head: str
    nouns: frozenset[str]
    fields: frozenset[str]
    weak: frozenset[str]
    pursuits: frozenset[str]
    companions: frozenset[str]
    joints: frozenset[str]
    praise: tuple[str, ...]
    praised: tuple[str, ...]
    agents: dict[str, list[str]]
    tools: frozenset[str]
    posts: frozenset[str]
    endings: tuple[str, ...]
    case: re.Pattern[str]
    ends: frozenset[str]


_SETS = ("nouns", "fields", "weak", "pursuits", "companions", "joints", "tools", "posts")


@cache
def _words(language: str) -> _Words | None:
    table: dict[str, Any] = read_table("occupations")
    if language not in table:
        return None
    words = table[language]
    praise = tuple(sorted(words["praise"], key=len, reverse=True))
    nouns, fields, weak, pursuits, companions, joints, tools, posts = (frozenset(words.get(kind, ())) for kind in _SETS)
    case = lazy(rf"(?:{'|'.join(words.get('cases', ())) or '(?!)'})$")
    agents = words.get("agents", {})
    endings = (*words.get("endings", ()), *(nouns if words["head"] == "suffix" else ()))
    last = [name.rpartition(" ")[2] for names in (nouns, fields, weak) for name in names]
    ends = frozenset([*last, *(part for name in last for part in _LETTERS.findall(name)[-1:])])
    return _Words(
        words["head"],
        nouns,
        fields,
        weak,
        pursuits,
        companions,
        joints,
        praise,
        tuple([f"{word}{mark}" for word in praise for mark in (" ", ", ")]),
        agents,
        tools,
        posts,
        endings,
        case,
        ends,
    )


def occupation(name: str, language: str = "en") -> Occupation | None:
    """What a name names: a job, a field of work, a word that is a field only below another ("Design"), or neither."""
    if len(name) > LONGEST or name.count(" ") >= MOST_WORDS:
        return None
    folded = _ASIDE.sub("", name).casefold().strip(" .")
    best: Occupation | None = None
    if not may_name(folded, language):
        return None
    for known in filter(None, map(_words, dict.fromkeys((language, "en")))):
        kinds = [_kind(part, known) for part in (folded, *_EITHER.split(folded))]
        # Of "Web Developer & UX Designer" both must be one; the whole may be known where its parts are not ("UI/UX").
        kind = kinds[0] or (None if None in kinds[1:] else kinds[-1])
        best = min(filter(None, (best, kind)), key=_ORDER.index, default=None)
    return best


def may_name(text: str, language: str = "en") -> bool:
    """Whether a text may be a name at all: it has letters, and no word that joins two ("software to data")."""
    words = text.casefold().split()
    tables = filter(None, map(_words, dict.fromkeys((language, "en"))))
    return any(map(str.isalpha, text)) and all(known.joints.isdisjoint(words) for known in tables)


def is_post(name: str, language: str = "en") -> bool:
    """Whether a name says itself that it is one: "Leadership Position"."""
    words = name.casefold().split()
    tables = filter(None, map(_words, dict.fromkeys((language, "en"))))
    return any(singular(words[0 if known.head == "first" else -1]) in known.posts for known in tables if words[1:])


_MARKS = "&/+-\u2013"  # that join the words of a name
_ABBREVIATIONS = frozenset({"asst", "assoc", "dept", "dr", "eng", "exec", "jr", "mgr", "prof", "sr", "st", "tech"})
_DIGITS = "0123456789"  # of a grade or a dimension: "13F", "3D"
_ORDER: tuple[Occupation, ...] = ("job", "field", "weak")


def _kind(name: str, known: _Words) -> Occupation | None:
    """What a name in lower case is in one language's words."""
    if name in known.fields:
        return "field"
    words = name.split()
    if not words or any(map(_is_strange, words)):
        return None
    head = words[0] if known.head == "first" else words[-1]
    if known.head == "last" and " of " in name:
        before = name.partition(" of ")[0].split()
        return "job" if before and singular(before[-1]) in known.nouns else None
    last = re.split(r"[-\u2010]", head)[-1]
    one = singular(last)
    if {head, singular(head), one} & known.nouns or " ".join(map(singular, words[-2:])) in known.nouns:
        return "job"
    if one[1:].endswith(known.endings):  # "ophthalmologist", "salesperson", but not "person"
        return "job"
    if known.head == "suffix" and known.case.sub("", last).endswith(known.endings):  # "zum Datenanalysten"
        return "job"
    if last in known.companions and not known.pursuits.isdisjoint(words[-2:-1]):
        return None
    if known.head == "first":  # what comes after its noun is no field's name: "historia de la publicidad"
        return None
    if not known.weak.isdisjoint(words[-1:]) or not known.fields.isdisjoint((last, words[-1], " ".join(words[-2:]))):
        return "field" if len(words) > 1 else "weak"
    return None


def jobs_of(field: str, language: str = "en") -> list[str]:
    """What those who work in a field may be called, in lower case: "data engineering" gives "data engineer"."""
    known = _words(language)
    words = field.casefold().split()
    if known is None or not words:
        return []
    if agents := known.agents.get(words[-1]):
        return [" ".join([*words[:-1], agent]) for agent in agents]
    return [f"{' '.join(words)} {agent}" for agent in known.agents.get("", ())]


def without_stop(name: str) -> str:
    """A name without the end of the sentence that it ends; the stop of an abbreviation belongs to it."""
    bare = name.rstrip(" ?!.\u2026")
    last = (bare.casefold().split() or [""])[-1]
    return name.rstrip(" ?!") if last in _ABBREVIATIONS else bare


def _is_strange(word: str) -> bool:
    """What is in no name of a job: a figure, an address, code, the end of a sentence."""
    return (
        (word[0].isdigit() and not word[1:3].strip(_DIGITS).isalpha())
        or "://" in word
        or "." in word[1:-1]
        or "@" in word
        or "_" in word
        or not (word in _MARKS or any(map(str.isalnum, word)))
        or (word[-1] in ".\u2026" and word.rstrip(".") not in _ABBREVIATIONS)
    )


def singular(word: str) -> str:
    """An English noun without its plural's ending: "secretaries", "coaches", "nurses"."""
    if len(word) <= len("ces") or not word.endswith("s") or word.endswith(("ss", "us", "is", "ics")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]


def is_tool(name: str) -> bool:
    """Whether a name may as well be that of software: "Agents", "scheduler"."""
    known = _words("en")
    return known is not None and singular(name.casefold()) in known.tools


def is_plural(name: str) -> bool:
    """Whether a name's noun is in the plural: "Data Analysts"."""
    last = name.casefold().split()[-1] if name.split() else ""
    return singular(last) != last


def without_praise(text: str, start: int, end: int, language: str = "en") -> int:
    """Where a name begins after words that only say how good one wants to be at it ("aspiring", "successful")."""
    known = _words(language) or _words("en")
    if aged := _AGED.match(text, start, end):
        start = aged.end()
    if (paid := _PAID.match(text, start, end)) and name_at(text, paid.end(), end, language):
        start = paid.end()  # "Cook to $95K Baker"
    while known and (folded := text[start : min(end, start + LONGEST)].lower()).startswith(known.praised):
        word = next(word for word in known.praise if folded.startswith((f"{word} ", f"{word}, ")))
        if any(field.startswith(f"{word} ") and folded.startswith(field) for field in known.fields):
            break  # "Real Estate Agent"
        start += len(word)
        while start < end and text[start] in " ,":
            start += 1
    return start


def name_at(text: str, start: int, end: int, language: str = "en") -> tuple[Span, Occupation] | None:
    """The longest name of an occupation that begins at `start`, with what it is; None for none."""
    if not nouns_in(text[start : min(end, start + LONGEST)], language):
        return None
    words = list(_WORD.finditer(text, start, min(end, start + LONGEST)))[:MOST_WORDS]
    # A separator ends a name: only white space, a comma or "&" may be between its words.
    found: tuple[Span, Occupation] | None = None
    at = start
    for word in words:
        if (at == start and word.start() != at) or text[at : word.start()].strip(" ,&"):
            break
        at = word.end()
        if (
            word.group().casefold() in _stops()
            or word.group() == "it"
            or (word.group()[0] == "(" and word.group()[-1] != ")")
        ):
            break
        stop = word.start() + len(word.group().rstrip(".'\u2026"))
        if not (_may_end_name(word.group(), language) or " of " in text[start:stop].casefold()):
            continue  # as most words
        kind = occupation(text[start:stop], language)
        if kind and (kind != "weak" or not found):
            found = ((start, stop), kind)
    return found


@lru_cache(maxsize=4096)
def _may_end_name(word: str, language: str) -> bool:
    """Whether a name may end with a word, by itself or after others; a look that costs little."""
    folded = word.casefold().strip(".'\u2026")
    if not folded.replace("-", "").isalnum():
        return True
    part = folded.rpartition("-")[2]
    ways = {folded, part, singular(folded), singular(part)}
    for known in filter(None, map(_words, dict.fromkeys((language, "en")))):
        if known.head == "first" or not known.ends.isdisjoint(ways):
            return True
        if singular(part)[1:].endswith(known.endings):
            return True
        if known.head == "suffix" and known.case.sub("", part).endswith(known.endings):
            return True
    return False


def nouns_in(text: str, language: str = "en") -> int:
    """How many of a text's words may be the noun of a name, at most; to count them costs little, and most have none."""
    folded = text.casefold()
    if "(" in folded or "[" in folded:  # "Kolleg(inn)en"
        folded += f" {_ASIDE.sub('', folded)}"
    return sum([_may_be_noun(word, language) for word in _LETTERS.findall(folded)])


_LETTERS = lazy(r"[^\W\d_][^\W_]*")


@lru_cache(maxsize=65536)
def _may_be_noun(word: str, language: str) -> bool:
    """Whether what stands between marks may be the noun of a name, or the last part of it."""
    bare = {word, word.removesuffix("in"), word.removesuffix("innen")}  # as without the endings that name women
    # Before a short word may be what makes a plural of it.
    ways = bare | {singular(f"{_LONG}{way}").removeprefix(_LONG) for way in bare}
    for known in filter(None, map(_words, dict.fromkeys((language, "en")))):
        ways |= {known.case.sub("", way) for way in ways}
        if not known.ends.isdisjoint(ways) or any(way.endswith(known.endings) for way in ways):
            return True
    return False


_LONG = "---"


@cache
def _stops() -> frozenset[str]:
    """The words of all languages that end a name."""
    table: dict[str, Any] = read_table("occupations")
    return frozenset(word for words in table.values() for word in words["stops"])
