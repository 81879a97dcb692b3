"""Which profile recognises a page best."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import get_args
from urllib.parse import urlsplit

from pathingest.lines import Line
from pathingest.lines.vocabulary import bare, vocabulary_of
from pathingest.model.section import Role
from pathingest.model.segment import TERM, Segment
from pathingest.model.tuples import NamedTuple
from pathingest.profiles import GENERIC, Profile, builtin, generic
from pathingest.sections import _bounds as bounds
from pathingest.values.patterns import lazy
from pathingest.values.roles import LONGEST_TITLE
from pathingest.values.text import boilerplate_key

_ROLES = get_args(Role)


class Fit(NamedTuple):
    """How well a profile fits a page.

    Attributes:
        host: whether the page's address is one of the profile's.
        signs: how many of its headings, labels, site labels and titles the page holds.
        is_headed: whether its site's label or form of title is among them.
    """

    profile: Profile
    host: bool
    signs: int
    is_headed: bool = False

    @property
    def is_enough(self) -> bool:
        """Whether the page is recognised."""
        return self.host or self.signs >= self.profile.least_headings


class _Signs(NamedTuple):
    """What profiles are recognised by, all in one table: a text, and the places of the profiles that have it."""

    texts: dict[str, tuple[int, ...]]
    site_labels: tuple[str, ...]
    titles: tuple[tuple[int, re.Pattern[str]], ...]
    spoken: tuple[int, ...]
    longest: int


def choose(segments: Sequence[Segment], url: str | None, profiles: tuple[Profile, ...]) -> Profile:
    """The profile that recognises the page best; of two as good, the one that is named first.

    A profile of the page's host comes before all others. Where none recognises the page, or one that is not of its host
    knows less than half of its sections, it is the generic one: sites share words such as "Skills to Learn".
    """
    if len(profiles) == 1:
        return profiles[0]
    signs = _signs(profiles)
    texts = [segment.text for segment in segments]
    keys = _keys(texts, signs.longest)
    fits = _fits(texts, keys, url, profiles, signs)
    known = [fit for fit in fits if fit.is_enough and fit.profile.name != GENERIC]
    best = max(known, key=lambda fit: (fit.host, fit.signs), default=None)
    if best and (best.host or (_is_sure(best, keys) and _knows_half(best.profile, profiles, keys))):
        return general(profiles) if _is_of_another(segments, best, profiles) else best.profile
    return general(profiles)


def general(profiles: tuple[Profile, ...]) -> Profile:
    """The profile among them for pages of any site; the built-in one where there is none."""
    return next((profile for profile in profiles if profile.name == GENERIC), None) or generic()


def _is_of_another(segments: Sequence[Segment], fit: Fit, profiles: tuple[Profile, ...]) -> bool:
    """Whether a page only shares common words with a layout: the generic profile knows more of its marked headings.

    So does one that names a section otherwise. Its host, its label or its form of title make it the layout's, whatever
    other sections it has.
    """
    if fit.host or fit.is_headed:
        return False
    headings = [Line(segment, vocabulary_of(fit.profile)) for segment in segments if 0 < segment.level < TERM]
    known = [line.shown_role is not None for line in headings]
    if not all(known):
        any_site = vocabulary_of(general(profiles))
        also = [Line(line.segment, any_site).shown_role is not None for line in headings]
        if sum(also) > sum(known):
            return True
    return _names_sections_otherwise(segments, fit.profile, profiles)


def _names_sections_otherwise(segments: Sequence[Segment], profile: Profile, profiles: tuple[Profile, ...]) -> bool:
    """Whether a page with few of a layout's sections has one more of them under another name, which the layout has not.

    A profile of one's own is for the pages at hand, and what a layout says on each of its pages makes it the layout's.
    """
    if not any(profile is shipped for shipped in builtin()):
        return False
    keys = _keys([segment.text for segment in segments if segment.kind != "item"], general(profiles).longest_heading)
    known, also = (
        {words.headings[key] for key in keys & words.headings.keys()} for words in (profile, general(profiles))
    )
    if len(known) >= bounds.SITE or (also & {*profile.headings.values()}) <= known:
        return False
    return not any(boilerplate_key(segment.text) in profile.boilerplate for segment in segments)


def _is_sure(fit: Fit, keys: set[str]) -> bool:
    """Whether more than a few labels speak for a layout, which many sites share ("Timeline", "Resources")."""
    least = fit.profile.least_headings
    return fit.is_headed or fit.signs > least or _sections(fit.profile, keys) > 0


def _knows_half(profile: Profile, profiles: tuple[Profile, ...], keys: set[str]) -> bool:
    """Whether a profile knows at least half of the sections that the generic one knows, or that one knows too few."""
    known = 2 * _sections(profile, keys)
    if known >= len(_ROLES):  # most pages: the generic profile need not even be read
        return True
    any_site = general(profiles)
    return _sections(any_site, keys) <= max(known, any_site.least_headings - 1)


def _sections(profile: Profile, keys: set[str]) -> int:
    """How many kinds of sections the lines head, in the profile's words."""
    return len({profile.headings[key] for key in keys & profile.headings.keys()})


def fits(texts: Sequence[str], url: str | None, profiles: tuple[Profile, ...]) -> list[Fit]:
    """How well each profile fits a page of these texts, in their order."""
    signs = _signs(profiles)
    return _fits(texts, _keys(texts, signs.longest), url, profiles, signs)


def _fits(
    texts: Sequence[str], keys: set[str], url: str | None, profiles: tuple[Profile, ...], signs: _Signs
) -> list[Fit]:
    counts = [0] * len(profiles)
    for key in keys & signs.texts.keys():
        for place in signs.texts[key]:
            counts[place] += 1
    header = _header_signs(texts[: bounds.TOP], signs, profiles)
    for place in header:
        counts[place] += 1
    host = _host(url)
    hosts = [any(host == name or host.endswith(f".{name}") for name in profile.hosts) for profile in profiles]
    return list(map(Fit, profiles, hosts, counts, [i in header for i in range(len(profiles))]))


def _keys(texts: Sequence[str], longest: int) -> set[str]:
    """The short lines in lower case, as they are and without a number or a mark round them."""
    keys = {text.casefold() for text in texts if 0 < len(text) <= longest}
    keys.update([bare(key) for key in keys if key[-1] in _MARKS or not (key[0].isalpha() or key[-1] in _VALUES)])
    return keys


_MARKS = ":*#_"
# How figures and sentences end.
_VALUES = "0123456789%.!,;)"


def _header_signs(texts: Sequence[str], signs: _Signs, profiles: tuple[Profile, ...]) -> list[int]:
    """The places of the profiles whose site label or title is among a page's first lines."""
    labels: set[int] = set()
    titles: set[int] = set()
    for text in texts:
        key = text.casefold()
        if key.startswith(signs.site_labels):
            labels.update([i for i, profile in enumerate(profiles) if site_label(key, profile)])
        if signs.titles and len(key) <= LONGEST_TITLE:
            titles.update([place for place, pattern in signs.titles if pattern.fullmatch(key)])
        if ":" in key and signs.spoken:
            words = key.replace("-", " ").split()
            for place in signs.spoken:  # "\u2026: Your 9-Month Transition Guide"
                if not (
                    profiles[place].title_address.isdisjoint(words) or profiles[place].title_words.isdisjoint(words)
                ):
                    titles.add(place)
    return [*labels, *titles]


def site_label(key: str, profile: Profile) -> int:
    """The length of the site's label if a line in lower case is nothing but it and a counter, which may be glued."""
    for label in profile.site_labels:
        if key.startswith(label):
            rest = key[len(label) :].strip(" :|\u00b7\u2022-")
            if not rest or rest[0].isdigit():
                return len(label)
    return 0


@lru_cache(maxsize=16)
def _signs(profiles: tuple[Profile, ...]) -> _Signs:
    texts: dict[str, tuple[int, ...]] = {}
    for i, profile in enumerate(profiles):
        for text in {*profile.headings, *profile.labels} if profile.name != GENERIC else ():
            texts[text] = (*texts.get(text, ()), i)
    patterns = tuple(
        (i, _title_form(pattern)) for i, profile in enumerate(profiles) for pattern in profile.title_patterns
    )
    spoken = tuple(i for i, profile in enumerate(profiles) if profile.title_address and profile.title_words)
    labels = tuple(label for profile in profiles for label in profile.site_labels)
    longest = max(profile.longest_heading for profile in profiles)
    return _Signs(texts, labels, patterns, spoken, longest)


def _title_form(pattern: str) -> re.Pattern[str]:
    """A form of titles as a pattern; what follows a place is looked for once, as the next place holds what is left."""
    first, *texts = map(re.escape, _PLACEHOLDER.split(pattern.casefold()))
    gaps = [f"(?>.+?{text})" for text in texts[:-1]] + [f".+?{text}" for text in texts[-1:]]
    return lazy("".join([first, *gaps]))


_PLACEHOLDER = lazy(r"\{[a-z]+\}")


def _host(url: str | None) -> str:
    """The host of an address; nothing where it has none."""
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
