"""Headings with a typo. A wrong match is as bad as a missed one, so much has to agree.

A line may be a misspelt heading only for a role that no heading of the page has. It differs by one edit where the
heading has 8 to 13 letters, by two where it has more: a letter too many, too few, another one, or two exchanged, each
in a word of five letters or more, or a space too many or too few. A word that is another known word is no typo
("Skills to Earn"). Where two roles are as near, neither is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from string import capwords
from typing import NamedTuple

from pathingest.model.extraction import Note
from pathingest.model.section import REALITY, Role
from pathingest.model.segment import TERM, Segment
from pathingest.profiles import Profile
from pathingest.sections.headings import bare, heading_role, is_decorated

MISSPELT = "misspelt-heading"
_SHORTEST, _LONG = 8, 14  # letters of a heading that one edit, two edits may hide in
_WORD = 5  # letters of a word that an edit may hide in
_PIECE = 3
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
        return Note(MISSPELT, f"/{self.role}", self.segment.span, capwords(self.heading))


class _Index(NamedTuple):
    """A profile's headings by their first, middle and last letters: one of them survives any typo."""

    first: Mapping[str, tuple[str, ...]]
    last: Mapping[str, tuple[str, ...]]
    middle: Mapping[str, tuple[str, ...]]
    shortest: int
    longest: int


def misspelt_headings(segments: tuple[Segment, ...], profile: Profile, found: Iterable[Role]) -> list[Typo]:
    """The lines that are headings but for a typo, for roles that no heading has been found for."""
    missing = set(profile.headings.values()).difference(found, _NEVER)
    if not missing:
        return []
    index = _index(profile)
    lines = [
        segment
        for segment in segments[:-1]
        if index.shortest <= len(segment.text) <= index.longest
        and (segment.kind != "item" or segment.ordinal is not None)
        and segment.text[-1] not in _ENDS
    ]
    near = [(segment, text, candidates) for segment in lines for text, candidates in _candidates(segment.text, index)]
    if not near:
        return []
    deepest = _deepest(segments, profile)
    typos = (_typo(segment, text, candidates, profile) for segment, text, candidates in near)
    return [typo for typo in typos if typo and typo.role in missing and _may_head(typo, deepest)]


def taught(profile: Profile, typos: Iterable[Typo]) -> Profile:
    """The profile with a page's misspelt headings among its own."""
    return replace(profile, headings={**profile.headings, **{typo.text: typo.role for typo in typos}})


def _deepest(segments: tuple[Segment, ...], profile: Profile) -> int:
    """The deepest level at which the markup shows headings of sections; 0 where it shows none."""
    levels = (segment.level for segment in segments if 0 < segment.level < TERM)
    if not any(levels):
        return 0
    heads = [(segment.level, heading_role(segment, profile)) for segment in segments if 0 < segment.level < TERM]
    return max((level for level, role in heads if role and role not in REALITY), default=0)


def _may_head(typo: Typo, deepest: int) -> bool:
    """Where the markup shows headings, a heading is shown as one, and no deeper than others of its kind."""
    level = typo.segment.level
    return not deepest or (0 < level < TERM and (level <= deepest or typo.role in REALITY))


def _candidates(line: str, index: _Index) -> Iterator[tuple[str, set[str]]]:
    """The line's own words, and the headings that share some of their letters with them, if any do."""
    text = line.casefold()
    if is_decorated(text):
        text = bare(text)
    size = len(text)
    found = {*index.first.get(text[:_PIECE], ()), *index.last.get(text[-_PIECE:], ())}
    if size >= _LONG:
        half = size // 2
        for at in range(half - 2, half + 3):
            found.update(index.middle.get(text[at : at + _PIECE], ()))
    found = {heading for heading in found if abs(len(heading) - size) <= _edits(heading)}
    if found:
        yield text, found


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
    return any(text in table for table in tables) or f"{text} ".startswith(profile.other_headings)


def _distance(text: str, heading: str) -> int | None:
    """How many edits lead from one to the other, if they are few enough and where they may be; null otherwise."""
    limit = _edits(heading)
    words, meant = text.replace("-", " ").split(), heading.replace("-", " ").split()
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
    meant = set(heading.replace("-", " ").split())
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


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


@cache
def _edits(heading: str) -> int:
    """How many edits a heading bears."""
    letters = _letters(heading)
    return 2 if letters >= _LONG else int(letters >= _SHORTEST)


@lru_cache(maxsize=16)
def _index(profile: Profile) -> _Index:
    headings = [heading for heading in profile.headings if _edits(heading)]
    long = [heading for heading in headings if _edits(heading) > 1]
    return _Index(
        _grouped((heading[:_PIECE], heading) for heading in headings),
        _grouped((heading[-_PIECE:], heading) for heading in headings),
        _grouped((heading[len(heading) // 2 :][:_PIECE], heading) for heading in long),
        min(map(len, headings), default=0) - 2,
        max(map(len, headings), default=0) + 16,
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
    text = files(__package__).joinpath("words.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
