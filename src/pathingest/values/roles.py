"""Roles and titles: which stretches of a title name the roles, what follows them, and slugs of names.

A title is read by listing every way to split it (each "from", each "to", each end), and taking the one way that the
page's own role lines or the url's slug confirm, or else the one that is natural. Two ways as good are no reading.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from itertools import takewhile
from typing import Any

from pathingest.model.tuples import NamedTuple
from pathingest.values.patterns import SENTENCE_END, lazy
from pathingest.values.text import canonical
from pathingest.values.vocabulary import any_of, vocabulary

Range = tuple[int, int]
_Hint = tuple[str | None, str | None]  # the page's own lines for the two roles

LONGEST_TITLE = 500  # A longer "title" is a paragraph that lost its breaks.
_BOTH = 2  # roles
_MOST_WORDS = 6  # More "to"s or separators than this are prose; the ways to split a title are their product.

_SEPARATOR = lazy(r"\s*:(?=\s|$)\s*|\s*[|—―]\s*|\s+[-–‐‑−·•]\s+|" + SENTENCE_END)
_ARROW = lazy(r"\s*(?:[→➔➜➝➞⟶⇒►▶»]|[-=]+>)\s*")
_WORD = lazy(r"[^\W\d_]+")
_PARENTHESIS = lazy(r"\([^()]*\)|\[[^][]*\]")
_NOT_ASCII_WORD = lazy("[^a-z0-9]+")
_APOSTROPHES = lazy(r"(?<=\w)['’ʼ](?=\w)")


class Title(NamedTuple):
    """Where a title names its roles and its headline, as [start, end) of the title.

    The headline is what follows the roles ("Your 12-Month Transition Guide"). Where the roles come last ("From Code to
    Art: Your 6-Month Guide from X to Y") it is the stretch between the separator and the "from". None if neither.
    """

    from_role: Range
    to_role: Range
    headline: Range | None


class Goal(NamedTuple):
    """Where a title that names the target role alone has it, and its headline."""

    to_role: Range
    headline: Range | None


class _Way(NamedTuple):
    """One way to split a title; `natural` is what a reader without other knowledge would allow."""

    from_role: Range
    to_role: Range
    lead: Range
    tail: Range
    natural: bool


class _Grammar(NamedTuple):
    """The words of titles in one language."""

    opening: re.Pattern[str]
    joiner: re.Pattern[str]
    article: re.Pattern[str]
    opener: re.Pattern[str]
    guide: re.Pattern[str]
    tail: re.Pattern[str]
    compound: re.Pattern[str]
    plain: re.Pattern[str]
    to: frozenset[str]
    figures: frozenset[str]
    roles: frozenset[str]


# --- slugs -----------------------------------------------------------------------------------------------------------


def slug(name: str) -> str:
    """A name for urls and files: lower-case words joined by "-", ASCII where the letters are Latin.

    "AI Professor / Academic Researcher" is "ai-professor-academic-researcher": marks fall away, "&" and "/" too, but
    the signs that make another name are words ("C++" is "c-plus-plus"). Letters and digits of other scripts stay. A
    name of marks alone becomes its code points ("???" is "u3f-u3f-u3f"), so that only a blank name has a blank slug.
    """
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    for sign, replacement in vocabulary()["slug"]["signs"].items():
        text = text.replace(sign, replacement)
    letters = _APOSTROPHES.sub("", text)
    words = _NOT_ASCII_WORD.sub(" ", letters) if letters.isascii() else "".join(map(_letter, letters))
    return "-".join(words.split() or [f"u{ord(mark):x}" for mark in "".join(text.split())])


def _letter(character: str) -> str:
    """The ASCII form of a Latin letter, a letter, digit or mark of another script, or else a space."""
    letters: dict[str, str] = vocabulary()["slug"]["letters"]
    if character in letters:
        return letters[character]
    if "\u0300" <= character <= "\u036f":
        return ""  # The marks of Latin letters; those of other scripts (a virama) spell the word.
    base = "".join(part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part))
    if base.isascii() and base.isalnum():
        return base
    return character if unicodedata.category(character)[0] in "LNM" else " "


def same_role(a: str, b: str) -> bool:
    """Whether two names are one role, for all that a role line made from a slug can lose.

    That is case, marks, "and", a parenthesis, what follows a free-standing "/", and the signs of "C++", but not the
    signs of both: "C++ Developer" is not "C# Developer".
    """
    if a.casefold() == b.casefold():
        return bool(a.strip())
    if _readings(a) & _readings(b):
        return True
    bare_a, bare_b = _without_signs(a), _without_signs(b)
    return (bare_a == a) != (bare_b == b) and bool(_readings(bare_a) & _readings(bare_b))


def short_names(name: str, other: str) -> tuple[str, ...]:
    """What a role may be called for short, in lower case: by its last word, or its plural ("testers" of "QA Tester").

    None where the other role has that word too: it may then mean both.
    """
    *before, last = name_words(name) or [""]
    is_own = bool(before) and last not in name_words(other)
    return (last, f"{last}s", f"{last}es", f"{last[:-1]}ies") if is_own else ()


def name_words(name: str) -> list[str]:
    """A role's words in lower case, without what is in brackets."""
    return _WORD.findall(name.partition("(")[0].lower())


def _readings(name: str) -> set[str]:
    """The slugs that a role line of this name may have been made from."""
    plain = _PARENTHESIS.sub(" ", name)
    return {slug(text).replace("-and-", "-") for text in {name, plain, plain.split(" / ")[0]} if text.strip()}


def _without_signs(name: str) -> str:
    return name.replace("+", "").replace("#", "").replace(".", "")


# --- titles ----------------------------------------------------------------------------------------------------------


def read_title(
    title: str,
    *,
    role_lines: tuple[str | None, str | None] = (None, None),
    slug: str | None = None,
    language: str = "en",
    patterns: tuple[str, ...] = (),
) -> Title | None:
    """The roles and the headline of a title, or None when it names no two roles, or more than one reading is as good.

    `role_lines` are the page's own lines for the two roles, `slug` is the last part of its url: both only ever
    confirm a way to split the title, so a page with wrong role lines still has the title's roles. `patterns` are a
    site's own forms ("Quit {from}, start {to} | {headline}"), which go before what titles are like elsewhere.
    """
    if len(title) > LONGEST_TITLE:
        return None
    grammar = _grammar(language)
    for template in patterns:
        if match := _template(template).fullmatch(title):
            return _filled(title, match, grammar)
    if grammar.to.isdisjoint(title.lower().split()) and not _ARROW.search(title):
        return None  # as most lines are not, and this decides in a tenth of the time
    return _plain(title, role_lines, slug, grammar) or _best_split(title, role_lines, slug, grammar)


@cache
def _template(template: str) -> re.Pattern[str]:
    """A site's form of titles as a pattern: its places hold as little as they can, spaces and dashes are as good.

    What follows a place is looked for once, from the left: the next place holds whatever is left, so that no other
    way to match is lost, and none is tried in vain.
    """
    places = {"{from}": "(?P<from>.+?)", "{to}": "(?P<to>.+?)", "{headline}": "(?P<headline>.+)"}
    first, *pieces = re.split(r"(\{(?:from|to|headline)\})", canonical(template)[0])
    pattern = _spaced(first)
    for place, text in zip(pieces[::2], pieces[1::2], strict=True):
        is_last = pieces[-2:] == [place, text]
        pattern += (
            f"{places[place]}{_spaced(text)}"
            if is_last or place == "{headline}"
            else f"(?>{places[place]}{_spaced(text)})"
        )
    return lazy(pattern, re.IGNORECASE)


def _spaced(text: str) -> str:
    return re.escape(text).replace(r"\ ", r"\s+")


def _filled(title: str, match: re.Match[str], grammar: _Grammar) -> Title | None:
    """What is in the places of a site's form, if two roles are; an article before a role is no part of it."""
    places = match.re.groupindex
    roles = [_name(title, *match.span(which), grammar) for which in ("from", "to") if which in places]
    if len(roles) != _BOTH or not (roles[0] and roles[1]):
        return None
    return Title(roles[0], roles[1], _headline_in(match))


def _headline_in(match: re.Match[str]) -> Range | None:
    return match.span("headline") if "headline" in match.re.groupindex else None


def read_goal(title: str, patterns: tuple[str, ...], language: str = "en") -> Goal | None:
    """What a title of one of a site's forms with only the target role names ("How to become {to}")."""
    if len(title) > LONGEST_TITLE:
        return None
    matches = (_template(pattern).fullmatch(title) for pattern in patterns if "{from}" not in pattern)
    match = next(filter(None, matches), None)
    role = _name(title, *match.span("to"), _grammar(language)) if match else None
    return Goal(role, _headline_in(match)) if match and role else None


def _best_split(title: str, role_lines: _Hint, url_slug: str | None, grammar: _Grammar) -> Title | None:
    """The reading of any title: the best of all ways to split it."""
    ways = list(dict.fromkeys(_ways(title, grammar)))
    way = _best(title, ways, _hints(role_lines, url_slug), grammar)
    return None if way is None else Title(way.from_role, way.to_role, _headline(title, way, grammar))


@cache
def _grammar(language: str) -> _Grammar:
    titles: dict[str, Any] = vocabulary()["titles"]
    words = titles.get(language, titles["en"])

    def compiled(template: str, key: str) -> re.Pattern[str]:
        return lazy(template % (any_of(words[key]) or "(?!)"), re.IGNORECASE)

    return _Grammar(
        opening=compiled(r"(?<![\w-])(?:%s)\s+(?=\S)", "from"),
        joiner=compiled(rf"\s+(?:%s)\s+(?=\S)|{_ARROW.pattern}", "to"),
        article=compiled(r"(?:%s)\s+(?=\S)", "articles"),
        opener=compiled(r"(?:%s)(?!\w)", "openers"),
        guide=compiled(r"\d|\b(?:%s)\b", "guides"),
        tail=lazy(rf"\s+(?:{'|'.join(words['tails'])})", re.IGNORECASE),
        compound=compiled(r"(?<!\w)(?:%s)(?!\w)", "compounds"),
        plain=_plain_pattern(words),
        to=frozenset(words["to"]),
        figures=frozenset(words["figures"]),
        roles=frozenset(words["roles"]),
    )


def _plain_pattern(words: dict[str, Any]) -> re.Pattern[str]:
    """Names of the commonest signs, with no second "from", "to" or separator, no article and no compound."""
    first, to, article = (any_of(words[key]) for key in ("from", "to", "articles"))
    sign = r"[a-z0-9&/,'()+#]|\.(?! )|(?<=\w)-(?=\w)"
    word = rf"(?!(?:{first}|{to}) )(?:{sign})+"
    rest = rf"{word}(?: {word})*"
    name = rf"(?!(?:{article}) ){rest}"
    compound = rf"(?<!\w)(?:{any_of(words['compounds']) or '(?!)'})(?!\w)"
    roles = rf"(?:{first}) (?P<first>{name})(?P<to> (?:{to}) )(?P<second>{name})"
    return lazy(rf"(?!.*{compound}){roles}: (?P<rest>{rest})", re.IGNORECASE | re.ASCII)


def _plain(title: str, role_lines: _Hint, url_slug: str | None, grammar: _Grammar) -> Title | None:
    """The reading of a title such as "From X to Y: Your 6-Month Guide", as most are; None if it is not so plain.

    With one "from", one "to" and one separator there is one natural way. It is the best if both role lines confirm it,
    or if nothing else might confirm another and the names are no figures of speech.
    """
    match = grammar.plain.fullmatch(title)
    if match is None or grammar.tail.search(title, match.end("to"), match.end("second")):
        return None
    first, second = match["first"].casefold(), match["second"].casefold()
    confirmed = (first, second) == tuple([line and line.casefold() for line in role_lines])
    doubtful = any(role_lines) or url_slug or not grammar.figures.isdisjoint((first, second))
    if doubtful and not confirmed:
        return None
    return Title(match.span("first"), match.span("second"), match.span("rest"))


def _ways(title: str, grammar: _Grammar) -> Iterator[_Way]:
    """Every way to split the title into two roles and a headline."""
    joins = _joins(title, grammar)
    brackets = _brackets(title, joins)
    inside = {end for _, end in brackets}
    breaks = sorted([match.span() for match in _SEPARATOR.finditer(title) if match.end() not in inside] + brackets)
    if max(len(breaks), len(joins)) > _MOST_WORDS:
        return
    for lead, opening in _openings(title, breaks, grammar):
        for start, end in joins:
            if opening < start:
                from_role = _name(title, opening, start, grammar)
                crossed = any(opening <= a < start for a, _ in breaks)
                for to_end, tail, natural in _ends(title, end, breaks, grammar):
                    to_role = _name(title, end, to_end, grammar)
                    if from_role and to_role:
                        yield _Way(from_role, to_role, lead, (tail, len(title)), natural and not crossed)


def _joins(title: str, grammar: _Grammar) -> list[Range]:
    """The "to"s and arrows, those inside a compound ("Order to Cash") aside."""
    compounds = [match.span() for match in grammar.compound.finditer(title)]
    joins = (match.span() for match in grammar.joiner.finditer(title))
    return [(a, b) for a, b in joins if not any(start <= a and b <= end for start, end in compounds)]


def _brackets(title: str, joins: list[Range]) -> list[Range]:
    """The brackets around the two roles, which part them from the rest: "Data Roadmap (From Analyst to Engineer)"."""
    for match in _PARENTHESIS.finditer(title) if joins else ():
        start, end = match.span()
        if all(start < a and b < end for a, b in joins):
            behind = _SEPARATOR.match(title, end)
            return [(start, start + 1), (end - 1, behind.end() if behind else end)]
    return []


def _openings(title: str, breaks: list[Range], grammar: _Grammar) -> list[tuple[Range, int]]:
    """(what is before it, where the first role begins), for each stretch between separators.

    Only the first "from" of a stretch opens it: a later one belongs to a role ("Work from Home Agent"). A title
    without any "from" may open at the start of each stretch.
    """
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(title)]
    found = [(start, grammar.opening.search(title, start, end)) for start, end in zip(starts, ends, strict=True)]
    opened = [((start, match.start()), match.end()) for start, match in found if match]
    return opened or [((start, start), start) for start in starts]


def _ends(title: str, start: int, breaks: list[Range], grammar: _Grammar) -> Iterator[tuple[int, int, bool]]:
    """(end of the second role, where the rest begins, natural) for a role that begins at `start`.

    It ends at a separator, at the title's end, or where a headline follows without separator. The first end is the
    natural one, unless what follows might belong to the role and a headline comes later ("Analyst - Risk: Your …").
    """
    hard = [span for span in breaks if span[0] > start] + [(len(title), len(title))]
    between = title[hard[0][1] : hard[1][0]] if hard[2:] else ""
    natural = not hard[2:] or bool(grammar.opener.match(between) or grammar.guide.search(between))
    soft = grammar.tail.search(title, start, hard[0][0])
    if soft:
        yield soft.start(), soft.start(), True
    for number, (end, rest) in enumerate(hard):
        yield end, rest, natural and number == 0 and soft is None


def _name(title: str, start: int, end: int, grammar: _Grammar) -> Range | None:
    """The role's name in [start, end): white space and an article dropped."""
    start, end = _trim(title, start, end)
    article = grammar.article.match(title, start, end)
    return _some(article.end() if article else start, end)


def _trim(text: str, start: int, end: int) -> Range:
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip()), end - len(stretch) + len(stretch.rstrip())


def _some(start: int, end: int) -> Range | None:
    return (start, end) if start < end else None


# --- choosing --------------------------------------------------------------------------------------------------------


def _hints(role_lines: _Hint, url_slug: str | None) -> list[tuple[_Hint, int]]:
    """(pair of role names, how many of the two must agree): a slug's split is a guess, so both of its halves must."""
    words = slug(url_slug[:LONGEST_TITLE]).removeprefix("from-") if url_slug else ""
    splits = re.finditer("-to-", words)
    return [(role_lines, 1), *[((words[: match.start()], words[match.end() :]), _BOTH) for match in splits]]


def _best(title: str, ways: list[_Way], hints: list[tuple[_Hint, int]], grammar: _Grammar) -> _Way | None:
    """The one way that is better than all others, or None."""
    lines = [hint for hint in hints if hint[1] < _BOTH]
    for way in ways:
        if way.natural and _confirmations(title, way, lines) == _BOTH:
            return way  # nothing can be better, and nearly all titles are so
    confirmed = {way: _confirmations(title, way, hints) for way in ways}
    allowed = [way for way in ways if confirmed[way] == _BOTH or _is_natural(title, way, confirmed[way], grammar)]
    tests: tuple[Callable[[_Way], int], ...] = (
        confirmed.__getitem__,
        lambda way: way.natural,
        lambda way: _role_nouns(title, way, grammar),
        lambda way: bool(grammar.guide.search(title[slice(*way.lead)])),
    )
    for test in tests:
        marks = [test(way) for way in allowed]
        allowed = [way for way, mark in zip(allowed, marks, strict=True) if mark == max(marks)]
    return allowed[0] if len(allowed) == 1 else None


def _confirmations(title: str, way: _Way, hints: list[tuple[_Hint, int]]) -> int:
    """How many of the two roles the page's role lines, or the url's slug, confirm."""
    names = title[slice(*way.from_role)], title[slice(*way.to_role)]
    agreed = [
        (sum(bool(hint and same_role(name, hint)) for name, hint in zip(names, pair, strict=True)), needed)
        for pair, needed in hints
    ]
    return max((count for count, needed in agreed if count >= needed), default=0)


def _is_natural(title: str, way: _Way, confirmed: int, grammar: _Grammar) -> bool:
    """Whether the title alone allows this way: no figure of speech, and two role nouns where no "from" says so."""
    names = {title[slice(*span)].casefold() for span in (way.from_role, way.to_role)}
    if not way.natural or (not confirmed and names & grammar.figures):
        return False
    bare = way.lead[0] == way.lead[1] and not grammar.opening.match(title, way.lead[1])
    arrow = _ARROW.search(title, way.from_role[1], way.to_role[0])
    return not bare or arrow is not None or _role_nouns(title, way, grammar) == _BOTH


def _role_nouns(title: str, way: _Way, grammar: _Grammar) -> int:
    """How many of the two names look like roles: they end with a role's noun, or are one "of" something."""
    return sum(_is_role(title[slice(*span)], grammar) for span in (way.from_role, way.to_role))


def _is_role(name: str, grammar: _Grammar) -> bool:
    words = slug(_PARENTHESIS.sub(" ", name)).split("-")
    head = list(takewhile(lambda word: word != "of", words))
    return words[-1] in grammar.roles or (head != words and bool(head) and head[-1] in grammar.roles)


def _headline(title: str, way: _Way, grammar: _Grammar) -> Range | None:
    """What follows the roles, or what leads up to them; the one that reads as a headline, if only one does.

    A later "|" separates the headline from the name of the site.
    """
    tail = title[way.tail[0] : way.tail[1]]
    after = _some(*_trim(title, way.tail[0], way.tail[0] + len(tail.split(" | ")[0])))
    before = _some(*_trim(title, *way.lead))
    readable = (span for span in (after, before) if span and grammar.guide.search(title[slice(*span)]))
    return next(readable, after)
