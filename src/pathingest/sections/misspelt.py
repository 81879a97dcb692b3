"""Headings with a typo. A wrong match is as bad as a missed one, so much has to agree.

A line may be a misspelt heading only for a role that no heading of the page has. It differs by one edit where the
heading has 8 to 13 letters, by two where it has more: a letter too many, too few, another one, or two exchanged, each
in a word of five letters or more, or a space too many or too few. A word that is another known word is no typo
("Skills to Earn"). Where two roles are as near, neither is meant.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from pathingest.model.extraction import Note
from pathingest.lines import Line
from pathingest.lines.vocabulary import bare, is_decorated
from pathingest.model.section import REALITY, Role
from pathingest.model.segment import TERM, Segment
from pathingest.profiles import GENERIC, Profile
from pathingest.sections import _bounds as bounds

MISSPELT = "misspelt-heading"
_SHORTEST, _LONG = 8, 14  # letters of a heading that one edit, two edits may hide in
_WORD = 5  # letters of a word that an edit may hide in
_PIECES = {1: 3, 2: 5}  # letters at either end of a heading, so that the edits it bears cannot meet all
_MIDDLE = 4
_LONGEST_MARKS = 16
_ENDS = ".,;!\u2026\u3002"
_NEVER: tuple[Role, ...] = ("header", "other")


class Typo(NamedTuple):
    """A line that is a heading but for a typo: its own words in lower case, and the heading that is meant."""

    segment: Segment
    text: str
    heading: str
    role: Role

    @property
    def note(self) -> Note:
        """What a rule is told of it."""
        from string import capwords  # noqa: PLC0415  most pages are spelt well

        return Note(MISSPELT, f"/{self.role}", self.segment.span, capwords(self.heading))


class _Index(NamedTuple):
    """A profile's headings of one class of length, by letters of which some survive any typo.

    Attributes:
        edits: how many edits they bear.
        first, last, middle: the headings by their first, last and middle letters.
        sizes: the lengths that a line may have.
    """

    edits: int
    piece: int
    first: Mapping[str, tuple[str, ...]]
    last: Mapping[str, tuple[str, ...]]
    middle: Mapping[str, tuple[str, ...]]
    sizes: frozenset[int]

    def near(self, text: str) -> Iterator[str]:
        """The headings that share letters with a text and are about as long, perhaps more than once."""
        size, piece = len(text), self.piece
        groups = [self.first.get(text[:piece]), self.last.get(text[-piece:])]
        if self.middle:
            half = size // 2
            groups += [self.middle.get(text[at : at + _MIDDLE]) for at in range(half - 2, half + 3)]
        for group in groups:
            for heading in group or ():
                if -self.edits <= len(heading) - size <= self.edits:
                    yield heading


def misspelt_headings(lines: Sequence[Line], found: Collection[Role]) -> list[Typo]:
    """The lines that are headings but for a typo, for roles that no heading has been found for."""
    if not lines:
        return []
    profile = lines[0].words.profile
    missing = set(profile.headings.values()).difference(found, _NEVER)
    shown = any(line.is_shown for line in lines)
    if not missing or (profile.name == GENERIC and not shown):
        return []  # so many names come near to many a line
    index = _index(profile)
    longest, sizes, groups = index.longest, index.sizes, index.groups
    near = [
        (line, text, candidates)
        for line in lines[:-1]
        if len(line.text) <= longest
        and line.text[-1] not in _ENDS
        and (not shown or line.is_shown)
        and (not line.is_item or line.segment.ordinal is not None)
        for text in _own_words(line, sizes)
        if (candidates := {heading for group in groups if len(text) in group.sizes for heading in group.near(text)})
    ]
    if not near:
        return []
    # Where the markup shows headings, one is shown as such, and no deeper than others of its kind.
    deepest = max((line.segment.level for line in lines if line.is_shown and line.role not in (None, *REALITY)), default=0)
    typos = (_typo(line.segment, text, candidates, profile) for line, text, candidates in near)
    return [
        typo
        for typo in typos
        if typo and typo.role in missing and (not deepest or typo.segment.level <= deepest or typo.role in REALITY)
    ]


def _own_words(line: Line, sizes: Container[int]) -> tuple[str, ...]:
    """A line's own words in lower case; nothing where no heading is about as long."""
    text = line.folded
    if is_decorated(text):
        return (bare(text),)
    return (text,) if len(line.text) in sizes else ()


def _typo(segment: Segment, text: str, candidates: set[str], profile: Profile) -> Typo | None:
    """The one heading that is nearest."""
    if _is_known(text, profile):
        return None
    distances = {heading: distance for heading in candidates if (distance := _distance(text, heading))}
    if not distances:
        return None
    least = min(distances.values())
    nearest = sorted(heading for heading, distance in distances.items() if distance == least)
    roles = {profile.headings[heading] for heading in nearest}
    if len(roles) > 1 or any(_is_other_word(text, heading, profile) for heading in nearest):
        return None
    return Typo(segment, text, nearest[0], profile.headings[nearest[0]])


def _is_known(text: str, profile: Profile) -> bool:
    """Whether the profile knows the text as something else."""
    tables = (profile.headings, profile.labels, profile.columns, profile.priorities, profile.horizons)
    return any(text in table for table in tables)


def _distance(text: str, heading: str) -> int | None:
    """How many edits lead from one to the other, if they are few enough and where they may be; null otherwise."""
    limit = _edits(heading)
    words, meant = text.replace("-", " ").split(), _words_of(heading)
    if len(words) != len(meant):
        same = "".join(words) == "".join(meant)
        spaces = abs(len(words) - len(meant))
        return spaces if same and spaces <= limit else None
    total = int(words == meant)
    for word, right in zip(words, meant, strict=True):
        if word != right:
            if _letters(right) < _WORD:
                return None
            total += edits(word, right, limit - total)
            if total > limit:
                return None
    return total


def _is_other_word(text: str, heading: str, profile: Profile) -> bool:
    """Whether the change makes another word of the language, or of the profile."""
    meant = {word.strip("?()") for word in _words_of(heading)}
    changed = {word.strip("?()") for word in text.replace("-", " ").split()} - meant
    if "".join(text.split()) == "".join(heading.split()):
        return False
    return not changed.isdisjoint(_vocabulary(profile)) or not changed.isdisjoint(_words())


def edits(a: str, b: str, limit: int) -> int:
    """The distance of two words by optimal string alignment; anything above `limit` where it is more than that."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


@cache
def _words_of(heading: str) -> list[str]:
    return heading.replace("-", " ").split()


@cache
def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


@cache
def _edits(heading: str) -> int:
    """How many edits a heading bears."""
    letters = _letters(heading)
    return 2 if letters >= _LONG else int(letters >= _SHORTEST)


class _Indexes(NamedTuple):
    """The headings that bear one edit, those that bear two, and the lengths of lines that may be either."""

    groups: tuple[_Index, ...]
    sizes: frozenset[int]
    longest: int


@lru_cache(maxsize=16)
def _index(profile: Profile) -> _Indexes:
    groups = tuple(
        _group([heading for heading in profile.headings if _edits(heading) == edits], edits) for edits in (1, 2)
    )
    sizes = groups[0].sizes | groups[1].sizes
    return _Indexes(groups, sizes, max(sizes, default=0) + _LONGEST_MARKS)


def _group(headings: list[str], edits: int) -> _Index:
    piece = _PIECES[edits]
    return _Index(
        edits,
        piece,
        _grouped((heading[:piece], heading) for heading in headings),
        _grouped((heading[-piece:], heading) for heading in headings),
        _grouped((heading[len(heading) // 2 :][:_MIDDLE], heading) for heading in headings if edits > 1),
        frozenset(len(heading) + more for heading in headings for more in range(-edits, edits + 1)),
    )


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for piece, heading in pairs:
        groups[piece] = (*groups.get(piece, ()), heading)
    return groups


@lru_cache(maxsize=16)
def _vocabulary(profile: Profile) -> frozenset[str]:
    """Every word of the profile's headings, labels and other tables."""
    tables = (profile.headings, profile.labels, profile.columns, profile.priorities, profile.difficulties)
    texts = [*(text for table in tables for text in table), *profile.other_headings, *profile.title_words]
    return frozenset(word for text in texts for word in text.split())


@cache
def _words() -> frozenset[str]:
    """Words that a typo might make of headings' words, and that are meant where they stand."""
    text = Path(__file__).with_name("words.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
