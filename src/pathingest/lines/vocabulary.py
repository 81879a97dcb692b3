"""What a profile's words mean: its labels, columns, priorities, horizons and boilerplate in one table, and headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

from pathingest.lines import bounds
from pathingest.lines._fact import fact
from pathingest.lines.looks import GOES_ON
from pathingest.model.section import Role
from pathingest.model.tuples import NamedTuple
from pathingest.model.values import Duration
from pathingest.profiles import Column, Label, Profile
from pathingest.values.patterns import lazy
from pathingest.values.text import boilerplate_key


class Meaning(NamedTuple):
    """What a text is in a profile's words, whole and without the colon at its end."""

    label: Label | None = None
    column: Column | None = None
    priority: str | None = None
    horizon: Duration | None = None


NOTHING = Meaning()


class Vocabulary:
    """A profile's words, made ready for lines.

    Attributes:
        meanings: what whole texts mean; a line that is longer than `longest` is none of them.
    """

    def __init__(self, profile: Profile) -> None:
        labels, columns, priorities, horizons = profile.labels, profile.columns, profile.priorities, profile.horizons
        self.profile = profile
        self.meanings = {
            text: Meaning(labels.get(text), columns.get(text), priorities.get(text), horizons.get(text))
            for text in chain(labels, columns, priorities, horizons)
        }
        self.longest = max(profile.longest_heading, *map(len, self.meanings), 0) + bounds.MORE
        self.headings = profile.headings
        self.has_gaps = bool(profile.heading_patterns)
        self.boilerplate_sizes = profile.boilerplate_sizes

    @fact
    def heading_ends(self) -> tuple[str, ...]:
        """How a line ends that a heading is glued to; any line may where headings have gaps."""
        return ("",) if self.has_gaps else tuple(self.headings)

    @fact
    def badges(self) -> tuple[str, ...]:
        """How badges begin."""
        return tuple(self.profile.priorities)

    @fact
    def phrases(self) -> frozenset[str]:
        """All texts of the profile, in the spelling of boilerplate."""
        return frozenset(map(boilerplate_key, chain(self.profile.headings, self.meanings, self.profile.boilerplate)))

    @fact
    def starts(self) -> frozenset[str]:
        """How those of several words begin: all their words but the last, all but the last two, ..."""
        words = [phrase.split(" ") for phrase in self.phrases]
        return frozenset(" ".join(some[:count]) for some in words for count in range(1, len(some)))

    @fact
    def longest_start(self) -> int:
        """The characters of the longest of these."""
        return max(map(len, self.starts), default=0)

    @fact
    def last_words(self) -> frozenset[str]:
        """What headings end with."""
        return frozenset(map(_last_word, self.profile.headings))

    @fact
    def gapped(self) -> Mapping[str, Sequence[tuple[str, Role]]]:
        """Patterns for headings with gaps, by the first word of what they may match; "" for any other."""
        patterns = self.profile.heading_patterns
        return {
            first: [(pattern, role) for begin, pattern, role in patterns if begin in ("", first)]
            for first in {"", *(begin for begin, _, _ in patterns)}
        }

    def with_headings(self, more: Mapping[str, Role]) -> Vocabulary:
        """These words with some of a page's own headings, in lower case, among the profile's."""
        longest = max([self.profile.longest_heading, *map(len, more)])
        headings = {**self.profile.headings, **more}
        return Vocabulary(self.profile._replace(headings=headings, longest_heading=longest))

    def role(self, text: str) -> Role | None:
        """What a text in lower case heads; a number, marks or a picture round its words are no matter."""
        headings = self.headings
        found = headings.get(text)
        if found is None and is_decorated(text) and (self.has_gaps or self.may_end(text)):
            found = headings.get(text.strip(_MARKS)) or headings.get(bare(text))
        if found is None and self.has_gaps and len(text) <= bounds.PATTERN:
            found = self.variant(text)
        return found

    def may_end(self, text: str) -> bool:
        """Whether a heading may end as a text does, marks aside: a look that costs less than taking the text apart."""
        last = _last_word(text)
        return not last.isalpha() or last in self.last_words

    def variant(self, text: str) -> Role | None:
        """What a text in lower case heads by its own words: a gap may be filled, a question mark more or less."""
        headings, text = self.profile.headings, bare(text)
        found = headings.get(text) or headings.get(text.rstrip("?") if text[-1:] == "?" else f"{text}?")
        if found:
            return found
        patterns = self.gapped.get(text.partition(" ")[0], self.gapped[""])
        return next((role for pattern, role in patterns if _pattern(pattern).fullmatch(text)), None)


@lru_cache(maxsize=16)
def vocabulary_of(profile: Profile) -> Vocabulary:
    """A profile's words."""
    return Vocabulary(profile)


def _last_word(text: str) -> str:
    return text.rstrip(_TAIL).rpartition(" ")[2]


# --- what may be around a heading ------------------------------------------------------------------------------------

# Markdown's marks, a colon, numbering.
_MARKS = "#*_ :.)0123456789"
_TAIL = "*_ :.)?!\"'"
_NUMBER = lazy(
    r"[\W_]*(?:(?:step|part|section|chapter|schritt|teil|abschnitt|kapitel)\W{1,3})?"
    r"(?:\d{1,3}(?:\.\d{1,2})*|[ivx]{1,5})(?:[\W_]+(?=\w)|(?<=\d)(?=[^\W\d]))"
)
# How texts begin that a number written in letters may head: "Step 3", "III."
NUMBERED = frozenset(
    ("st", "pa", "se", "ch", "sc", "te", "ab", "ka", "i.", "i)", "ii", "iv", "v.", "v)", "vi", "ix", "x.", "x)")
)


def is_decorated(text: str) -> bool:
    """Whether something but its own words may be at an end of a text, which is in lower case."""
    return not (text[0].isalpha() and text[-1].isalpha()) or text[:2] in NUMBERED


def bare(text: str) -> str:
    """A heading's own words, in lower case: no number, mark or picture before them, no mark but "?" after them.

    The text itself where it goes on: "Overview, part two", "Roadmap\u2026".
    """
    number = _NUMBER.match(text)
    start = number.end() if number else 0
    while start < len(text) and not text[start].isalnum():
        start += 1
    end = len(text)
    while end > start and not text[end - 1].isalnum():
        end -= 1
    tail = text[end:]
    if not GOES_ON.isdisjoint(tail):
        return text
    closed = ")" if ")" in tail and text.count("(", start, end) > text.count(")", start, end) else ""
    return f"{text[start:end]}{closed}{'?' if '?' in tail else ''}"


_pattern = cache(lazy)


# --- what footers of any site say ------------------------------------------------------------------------------------

_FOOTER = lazy(
    r"(?:copyright )?(?:\u00a9|\(c\)) ?(?:\d{4}|\w)|copyright (?:\d{4}|\u00a9)|all rights reserved"
    r"|(?:(?:this|our) (?:web ?)?(?:site|page)|we) (?:uses?|stores?|sets?|saves?)\b[^.]{0,40}\bcookies?\b"
    r"|(?:(?:diese|unsere) (?:web)?(?:site|seite)|wir) (?:nutz|verwend|speicher|setz)\w+\b[^.]{0,40}\bcookies?\b",
    re.IGNORECASE,
)
# How such lines begin, for a look that costs little.
FOOTER_STARTS = frozenset(
    a + b
    for first, second in ("(c", "co", "al", "th", "ou", "we", "di", "un", "wi")
    for a in (first, first.upper())
    for b in (second, second.upper())
)


def is_footer(text: str) -> bool:
    """Whether a line only says whose page it is, or that the site stores cookies."""
    return len(text) <= bounds.HOLDER and _FOOTER.match(text) is not None
