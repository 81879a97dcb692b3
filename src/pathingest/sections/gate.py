"""Whether a page may be a career pathway, by a look that costs a fraction of reading it.

A page of an unknown layout leads to a role that its title names, that a line labels, or that a text tells of; else it
is somebody's own story. Each of these has words without which it cannot be. The look is for pages of the whole web,
nearly all of which have none; one that has them is read, and may be no pathway all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from string import ascii_letters, digits

from pathingest.model.segment import Glance
from pathingest.profiles import Profile
from pathingest.sections import _bounds as bounds
from pathingest.sections import kinds
from pathingest.sections.choose import fits
from pathingest.sections.header import SUMMARY
from pathingest.sections.titles import named_as
from pathingest.values.guide_words import moves
from pathingest.values.guides import is_own, tells
from pathingest.values.patterns import caseless, clues, lazy
from pathingest.values.vocabulary import read_table

_Line = tuple[str, str]  # as it is, and folded
_MARKS = lazy(r"^[^\w(]+")  # "🎯 Target role"
_START = 3  # characters
# Of a text in UTF-8: the first byte of each character; what is in no word of the first person parts words.
_WORDS = f"_{ascii_letters}{digits}".encode() + bytes(range(0xC3, 0xE0))
_PARTED = bytes([code if code in _WORDS else ord(" ") for code in range(256)])
_FOLLOWING = bytes(range(0x80, 0xC0))


def may_lead(look: Glance, url: str | None, profiles: tuple[Profile, ...], profile: Profile) -> bool:
    """Whether a page may be a pathway: of a layout of one of the profiles, or as `profile`, the generic one, reads it.

    True for all that are pathways, and for few others.
    """
    lines = list(zip(look.texts, caseless("\n".join(look.texts)).split("\n"), strict=False))  # of no text there is one
    return (
        any(fit.is_enough and fit.profile.name != profile.name for fit in fits(look.titles + look.texts, url, profiles))
        or _is_titled(look, lines, profile)
        or _labels_role(lines, profile)
        or "move" in _told(_holding(lines, clues(moves())), profile.language)
        or _may_be_story(look.titles, lines, profile.language)
    )


def _holding(lines: Sequence[_Line], said: Collection[str]) -> list[_Line]:
    """The lines that hold one of some words; most pages have none of them."""
    page = "".join([folded for _, folded in lines])  # what a seam makes a word is none of a line's
    known = [word for word in said if word in page]
    return [line for line in lines if any(map(line[1].__contains__, known))] if known else []


def _is_titled(look: Glance, lines: Sequence[_Line], profile: Profile) -> bool:
    """Whether a title, or what goes on with one, names a role; for one that is only mentioned more must speak."""
    named = {title: named_as(title, profile) for title in look.titles}
    if not {"guide", "name"}.isdisjoint(named.values()):
        return True
    if any(named_as(text, profile, is_title=False) for text in look.near):
        return True
    return any(_speaks_of_way(title, lines) for title, form in named.items() if form == "mention")


def _speaks_of_way(title: str, lines: Sequence[_Line]) -> bool:
    """Whether a title says that it leads somewhere, or it and the page have words enough of careers."""
    said, career = kinds.spaced(title), kinds.words()["career"]
    if kinds.words()["way"].search(said):
        return True
    return kinds.count(career, [said, *(text for text, _ in _holding(lines, clues(career)))]) >= bounds.CAREER


def _labels_role(lines: Sequence[_Line], profile: Profile) -> bool:
    """Whether a text that begins with a label has one of a role, which may be behind the facts that it states."""
    labels, nouns, starts = _labels(profile)
    begun = [folded for _, folded in lines if folded[:_START] in starts or not folded[:1].isalnum()]
    held = [" ".join(_MARKS.sub("", text).split()) for text in begun if any(map(text.__contains__, nouns))]
    return any(text.startswith(profile.label_starts) and any(map(text.__contains__, labels)) for text in held)


@cache
def _labels(profile: Profile) -> tuple[list[str], frozenset[str], frozenset[str]]:
    """The labels of roles, the last words of these, and how labels of facts start, of which none is shorter."""
    labels = [said for said, label in profile.labels.items() if label in ("current_role", "target_role")]
    return (
        labels,
        frozenset([label.split()[-1] for label in labels]),
        frozenset([said[:_START] for said, label in profile.labels.items() if label in SUMMARY]),
    )


def _told(lines: Sequence[_Line], language: str) -> frozenset[str]:
    """What texts tell of jobs."""
    return tells("".join([f"{folded};\n" for _, folded in lines]), language)


def _may_be_story(titles: Sequence[str], lines: Sequence[_Line], language: str) -> bool:
    """Whether a page tells of its writer, and of a change of careers, or of the job that the writer came to have."""
    count = own_words("\n".join([folded for _, folded in lines]))
    if count < bounds.OWN_NAMED or (count < bounds.OWN and not any(map(is_own, titles))):
        return False
    told = _told(lines, language)
    return "move" in told or told >= {"past", "gained"} or _tells_of_change(titles, lines)


def _tells_of_change(titles: Sequence[str], lines: Sequence[_Line]) -> bool:
    """Whether a page speaks of careers as often as a story must that names no role; a title's say is enough."""

    def said(name: str, weight: int) -> int:
        pattern = kinds.words()[name]
        texts = [text for text, _ in _holding(lines, clues(pattern))]
        return kinds.count(pattern, texts) + weight * kinds.count(pattern, titles)

    change, enough = said("change", bounds.CHANGE), 2 * bounds.CAREER
    return change >= bounds.CHANGE or (change > 0 and change + said("career", 1) + said("tale", enough) >= enough)


def own_words(page: str) -> int:
    """How many words of the first person a text in one case has, or more: "j'aime" has one."""
    return sum(map(_own().__contains__, _words(page)))


@cache
def _own() -> frozenset[bytes]:
    """How the words of the first person begin, of all languages, in lower case: until the mark in "j'ai"."""
    own = (word for words in read_table("kinds").values() for word in words.get("own", ()))
    return frozenset([_words(word.casefold())[0] for word in own])


def _words(text: str) -> list[bytes]:
    """The words of a text, nearly as they are: at a twentieth of the cost of a pattern."""
    return text.encode(errors="replace").translate(_PARTED, _FOLLOWING).split()
