"""Headings with a typo. A wrong match is as bad as a missed one, so much has to agree.

A line may be a misspelt heading only for a role that no heading of the page has. It differs by one edit where the
heading has 8 to 13 letters, by two where it has more: a letter too many, too few, another one, or two exchanged, each
in a word of five letters or more, or a space too many or too few. A word that is another known word is no typo
("Skills to Earn"). Where two roles are as near, neither is meant.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from pathingest.lines import Line, looks
from pathingest.model.extraction import Note
from pathingest.model.section import REALITY, Role
from pathingest.model.segment import Segment
from pathingest.model.tuples import NamedTuple
from pathingest.profiles import GENERIC, Profile
from pathingest.sections import _bounds as bounds

MISSPELT = "misspelt-heading"
_PIECE, _MIDDLE = {1: 3, 2: 5}, 4  # letters that one edit, two edits leave at an end of a heading or in its middle
_NEVER: tuple[Role, ...] = ("header", "other")


class Meant(NamedTuple):
    """A line that is a heading, in other words than the profile's: its own words in lower case, and its role.

    Attributes:
        heading: the profile's heading, where only a typo hides it.
    """

    text: str
    role: Role
    segment: Segment
    heading: str | None = None

    @property
    def note(self) -> Note | None:
        """What a rule learns about a typo."""
        from string import capwords  # noqa: PLC0415  most pages are spelt well

        return Note(MISSPELT, f"/{self.role}", self.segment.span, capwords(self.heading)) if self.heading else None


def misspelt_headings(lines: Sequence[Line], found: Collection[Role]) -> list[Meant]:
    """The lines that are headings but for a typo, for roles that no heading has been found for."""
    if not lines:
        return []
    profile = lines[0].words.profile
    index = _index(profile)
    missing = index.roles.difference(found)
    shown = bool(missing and [line for line in lines if line.is_shown])
    if not missing or (profile.name == GENERIC and not shown):
        return []  # so many names come near to many a line
    longest = max(index.longest[role] for role in missing)
    near = [
        (line, candidates)
        for line in lines[:-1]
        if len(line.text) <= longest
        and line.text[-1] not in looks.TYPED_ENDS
        and (not shown or line.is_shown)
        and (not line.is_item or line.segment.ordinal is not None)
        and (candidates := index.near(line.bare))
        and any(profile.headings[heading] in missing for heading in candidates)
    ]
    if not near:
        return []
    # Where the markup shows headings, one is shown as such, and no deeper than others of its kind.
    deepest = max((line.level for line in lines if line.is_shown and line.role not in (None, *REALITY)), default=0)
    typos = (_typo(line, candidates, profile) for line, candidates in near)
    found_typos = (typo for typo in typos if typo and typo.role in missing)
    return [typo for typo in found_typos if not deepest or typo.segment.level <= deepest or typo.role in REALITY]


class _Index(NamedTuple):
    """What headings head; those that tolerate edits, by pieces of which one survives them; how long such lines are.

    Lengths are in code points: of the lines that may be headings, and the most for each role, with marks round them.
    """

    roles: frozenset[Role]
    headings: dict[tuple[int, str], list[str]]
    sizes: frozenset[int]
    longest: Mapping[Role, int]

    def near(self, text: str) -> set[str]:
        """The headings that share a piece with a text and are about as long."""
        size = len(text)
        if size not in self.sizes:
            return set()
        known, half = self.headings.get, size // 2
        found = [known(piece, ()) for edits in (1, 2) for piece in _pieces(text, edits, range(half - 2, half + 3))]
        return {heading for headings in found for heading in headings if abs(len(heading) - size) <= _edits(heading)}


@lru_cache(maxsize=16)
def _index(profile: Profile) -> _Index:
    """A profile's headings."""
    roles = frozenset(profile.headings.values()).difference(_NEVER)
    headings: dict[tuple[int, str], list[str]] = {}
    sizes: set[int] = set()
    longest = dict.fromkeys(roles, bounds.HEADING_MARKS)
    for heading, role in profile.headings.items():
        if edits := _edits(heading):
            most = len(heading) + edits
            sizes.update(range(len(heading) - edits, most + 1))
            longest[role] = max(longest.get(role, 0), most + bounds.HEADING_MARKS)
            for piece in _pieces(heading, edits, [len(heading) // 2]):
                headings.setdefault(piece, []).append(heading)
    return _Index(roles, headings, frozenset(sizes), longest)


def _pieces(text: str, edits: int, middles: Sequence[int]) -> list[tuple[int, str]]:
    """The letters at either end, and where two edits may be, those in the middle: the edits cannot meet all."""
    size = _PIECE[edits]
    ends = [(edits, text[:size]), (-edits, text[-size:])]
    return ends + [(0, text[at : at + _MIDDLE]) for at in middles] if edits > 1 else ends


def _typo(line: Line, candidates: set[str], profile: Profile) -> Meant | None:
    """The one heading that is nearest; None if the profile knows the line as something else."""
    text = line.bare
    if text in profile.headings or text in line.words.meanings:
        return None
    distances = {heading: distance for heading in candidates if (distance := _distance(text, heading))}
    nearest = sorted(heading for heading, distance in distances.items() if distance == min(distances.values()))
    roles = {profile.headings[heading] for heading in nearest}
    if len(roles) != 1 or any(_is_other_word(text, heading, profile) for heading in nearest):
        return None
    return Meant(text, roles.pop(), line.segment, nearest[0])


def _distance(text: str, heading: str) -> int | None:
    """How many edits lead from one to the other, if they are few enough and where they may be; None otherwise."""
    limit = _edits(heading)
    words, meant = _words_of(text), _words_of(heading)
    if len(words) != len(meant):
        same = "".join(words) == "".join(meant)
        spaces = abs(len(words) - len(meant))
        return spaces if same and spaces <= limit else None
    total = int(words == meant)
    for word, right in zip(words, meant, strict=True):
        if word != right:
            if _letters(right) < bounds.EDITED_WORD:
                return None
            total += edits(word, right, limit)
            if total > limit:
                return None
    return total


def _is_other_word(text: str, heading: str, profile: Profile) -> bool:
    """Whether the change makes another word of the language, or of the profile."""
    if "".join(text.split()) == "".join(heading.split()):
        return False
    changed, meant = ({word.strip("?()") for word in words} for words in (_words_of(text), _words_of(heading)))
    return any(word in _vocabulary(profile) or word in _words() for word in changed - meant)


def edits(a: str, b: str, limit: int) -> int:
    """The distance of two words by optimal string alignment; anything above `limit` where it is more than that."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, char in enumerate(a, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != other))
            if i > 1 and j > 1 and char == b[j - 2] and a[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def _words_of(text: str) -> list[str]:
    return text.replace("-", " ").split()


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


@cache
def _edits(heading: str) -> int:
    """How many edits a heading tolerates."""
    letters = _letters(heading)
    return 2 if letters >= bounds.TWO_EDITS else int(letters >= bounds.ONE_EDIT)


@lru_cache(maxsize=16)
def _vocabulary(profile: Profile) -> frozenset[str]:
    """Every word of the profile's headings, labels and other tables."""
    tables = (profile.headings, profile.labels, profile.columns, profile.priorities, profile.difficulties)
    texts = [*(text for table in tables for text in table), *profile.other_headings, *profile.title_words]
    return frozenset(word for text in texts for word in text.split())


@cache
def _words() -> frozenset[str]:
    """Words that a typo might make of headings' words, and that are meant where they are."""
    text = Path(__file__).with_name("words.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
