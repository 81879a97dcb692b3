"""Whether a page may be a career pathway, by a look that costs a fraction of reading it.

A page of an unknown layout leads to a role that its title names, that a line labels, or that a text tells of; else it
is somebody's own story. Each of these has words without which it cannot be. The look is for pages of the whole web,
nearly all of which have none; one that has them is read, and may be no pathway all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from pathingest.model.segment import Glance
from pathingest.profiles import Profile
from pathingest.sections import _bounds as bounds
from pathingest.sections import kinds
from pathingest.sections.choose import fits
from pathingest.sections.header import SUMMARY
from pathingest.sections.titles import named_as
from pathingest.values.guide_words import moves, words_or_english
from pathingest.values.guides import find_former, find_gained, find_move, is_own, move_words_of
from pathingest.values.patterns import caseless, clues, lazy
from pathingest.values.vocabulary import read_table

_Line = tuple[str, str]  # as it is, and folded
_MARKS = lazy(r"^[^\w(]+")  # "🎯 Target role"
_START = 3  # characters
_WORD = lazy(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")


def may_lead(look: Glance, url: str | None, profiles: tuple[Profile, ...], profile: Profile) -> bool:
    """Whether a page may be a pathway: of a layout of one of the profiles, or as `profile`, the generic one, reads it.

    True for all that are pathways, and for few others.
    """
    lines = list(zip(look.texts, caseless("\n".join(look.texts)).split("\n"), strict=False))  # of no text there is one
    return (
        any(fit.is_enough and fit.profile.name != profile.name for fit in fits(look.titles + look.texts, url, profiles))
        or _is_titled(look, profile)
        or _labels_role(lines, profile)
        or _tells_move(_holding(lines, clues(moves())), profile.language)
        or _may_be_story(look.titles, lines, profile.language)
    )


def _holding(lines: Sequence[_Line], said: Collection[str]) -> list[_Line]:
    """The lines that hold one of some words; most pages have none of them."""
    page = "".join([folded for _, folded in lines])  # what a seam makes a word is none of a line's
    known = [word for word in said if word in page]
    return [line for line in lines if any(map(line[1].__contains__, known))] if known else []


def _is_titled(look: Glance, profile: Profile) -> bool:
    """Whether a title, or what goes on with one, names a role; for one that is only mentioned more must speak."""
    named = {title: named_as(title, profile) for title in look.titles}
    if not {"guide", "name"}.isdisjoint(named.values()):
        return True
    if any(named_as(text, profile, is_title=False) for text in look.near):
        return True
    return any(_speaks_of_way(title, look.texts) for title, form in named.items() if form == "mention")


def _speaks_of_way(title: str, texts: Sequence[str]) -> bool:
    """Whether a title says that it leads somewhere, or it and the page have words enough of careers."""
    said, career = kinds.spaced(title), kinds.words()["career"]
    return kinds.words()["way"].search(said) is not None or kinds.count(career, (said, *texts)) >= bounds.CAREER


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


def _tells_move(lines: Sequence[_Line], language: str) -> bool:
    """Whether a text says from which job to which."""
    return any(find_move(text, language) for text, _ in lines)


def _may_be_story(titles: Sequence[str], lines: Sequence[_Line], language: str) -> bool:
    """Whether a page tells of its writer, and of a change of careers, or of the job that the writer came to have."""
    count = _own_words("\n".join([folded for _, folded in lines]))
    if count < bounds.OWN_NAMED or (count < bounds.OWN and not any(map(is_own, titles))):
        return False
    if _tells_of_change(titles, lines):
        return True
    pairs = (_holding(_holding(lines, clues(first)), clues(second)) for first, second in move_words_of(language))
    if _tells_move(list(dict.fromkeys(line for pair in pairs for line in pair)), language):
        return True
    words = words_or_english(language)
    gained, past = (_holding(lines, clues(words[name])) for name in ("gained", "past"))
    return any(find_gained(text, language) for text, _ in gained) and any(
        find_former(text, language) for text, _ in past
    )


def _tells_of_change(titles: Sequence[str], lines: Sequence[_Line]) -> bool:
    """Whether a page speaks of careers as often as a story must that names no role; a title's say is enough."""

    def said(name: str, weight: int) -> int:
        pattern = kinds.words()[name]
        texts = [text for text, _ in _holding(lines, clues(pattern))]
        return kinds.count(pattern, texts) + weight * kinds.count(pattern, titles)

    change, enough = said("change", bounds.CHANGE), 2 * bounds.CAREER
    return change >= bounds.CHANGE or (change > 0 and change + said("career", 1) + said("tale", enough) >= enough)


def _own_words(page: str) -> int:
    """How many words of the first person there are."""
    own, words = _own(), page.split()
    marked = [word for word in words if not word.isalpha()]  # "(I", "me."
    found = (words, _WORD.findall(" ".join(marked)), marked)
    plain, among, twice = (sum(map(own.__contains__, some)) for some in found)
    return plain + among - twice


@cache
def _own() -> frozenset[str]:
    """The words of the first person, of all languages, in lower case."""
    return frozenset([word.casefold() for words in read_table("kinds").values() for word in words.get("own", ())])
