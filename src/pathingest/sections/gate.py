"""Whether a page may be a career pathway, by a look that costs a fraction of reading it.

A page of an unknown layout leads to a role that its title names, that a line labels, or that a text tells of; else it
is somebody's own story. Each of these has words without which it cannot be. The look is for pages of the whole web,
nearly all of which have none; one that has them is read, and may be no pathway all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain

from pathingest.model.segment import Glance, Segment
from pathingest.profiles import Profile
from pathingest.sections import _bounds as bounds
from pathingest.sections import kinds
from pathingest.sections.choose import fits
from pathingest.sections.titles import may_name_role
from pathingest.values.guide_words import move_words
from pathingest.values.guides import find_former, find_gained, find_move, is_own
from pathingest.values.patterns import lazy
from pathingest.values.vocabulary import read_table

_WORD = lazy(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")


def may_lead(look: Glance, url: str | None, profiles: tuple[Profile, ...], profile: Profile) -> bool:
    """Whether a page may be a pathway: of a layout of one of the profiles, or as `profile`, the generic one, reads it.

    True for all that are pathways, and for few others.
    """
    segments = [Segment("line", text, 0, 0) for text in chain(look.titles, look.texts) if text]
    return (
        any(fit.is_enough and fit.profile.name != profile.name for fit in fits(segments, url, profiles))
        or any(may_name_role(title, profile) for title in look.titles)
        or any(may_name_role(text, profile, is_title=False) for text in look.near)
        or _labels_role(look.texts, profile)
        or _tells_move(look.texts, profile.language)
        or _may_be_story(look, profile.language)
    )


def _labels_role(texts: Sequence[str], profile: Profile) -> bool:
    """Whether a text begins with a label of a role, or is one."""
    labels = _labels(profile)
    return not labels.isdisjoint({text.partition(":")[0].strip(" *").casefold() for text in texts})


@cache
def _labels(profile: Profile) -> frozenset[str]:
    return frozenset([said for said, label in profile.labels.items() if label in ("current_role", "target_role")])


def _tells_move(texts: Sequence[str], language: str) -> bool:
    """Whether a text that speaks of a move says from which job to which."""
    return any(find_move(text, language) for text in texts if _speaks_of(text, move_words()))


def _speaks_of(text: str, words: Sequence[str]) -> bool:
    folded = text.casefold()
    return any(word in folded for word in words)


def _may_be_story(look: Glance, language: str) -> bool:
    """Whether a page tells of its writer, and of a change of careers, or of the job that the writer came to have."""
    own = _own()
    least = bounds.OWN_NAMED if any(map(is_own, look.titles)) else bounds.OWN
    text = "\n".join(look.texts).casefold()
    # Few of these words have a mark beside them; most pages have none at all.
    if 2 * sum(map(own.__contains__, text.split())) < least or sum(map(own.__contains__, _WORD.findall(text))) < least:
        return False
    texts = (*look.titles, *look.texts)
    if any(map(kinds.words()["change"].search, texts)) or any(find_move(text, language) for text in texts):
        return True
    return any(find_gained(text, language) for text in texts) and any(find_former(text, language) for text in texts)


@cache
def _own() -> frozenset[str]:
    """The words of the first person, of all languages, in lower case."""
    return frozenset([word.casefold() for words in read_table("kinds").values() for word in words.get("own", ())])
