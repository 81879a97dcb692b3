"""Sites and layouts as data: one profile each. The built-in ones are the YAML files in `builtin/`.

Beside each of those is a JSON file that `make tables` makes of it. It was checked then, and so is read without the
libraries for that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from pathingest.model.errors import PathingestError
from pathingest.model.section import Role
from pathingest.model.tuples import NamedTuple
from pathingest.model.values import Duration
from pathingest.profiles._terms import GAPS, VALUE, Column, Label, spelled_out
from pathingest.sources import read_bytes
from pathingest.values.duration import parse_duration
from pathingest.values.text import boilerplate_key, canonical, fold
from pathingest.values.vocabulary import vocabulary

if TYPE_CHECKING:
    from pathingest.profiles._format import ProfileFile

__all__ = [
    "GENERIC",
    "NO_SELECTORS",
    "Column",
    "Label",
    "Profile",
    "Selectors",
    "builtin",
    "compile_profile",
    "generic",
    "in_language",
    "load_profile",
    "read_profile",
    "read_text",
    "with_builtin",
]

# The profile for pages of a layout that no other profile knows.
GENERIC = "generic"
# Characters that may be around a heading: "Section 12 — ", a picture.
_LONGEST_MARKS = 16
_BUILTIN = Path(__file__).with_name("builtin")


class Selectors(NamedTuple):
    """CSS selectors of a profile, by what the elements are (see `SelectorsFile`); of sections with their roles."""

    content: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    item: tuple[str, ...] = ()
    chip: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    sections: tuple[tuple[str, Role], ...] = ()


NO_SELECTORS = Selectors()


class Profile(NamedTuple):
    """A profile made ready: every table is keyed by folded text (`values.text.fold`).

    Attributes:
        heading_patterns: headings with gaps in them, by what they head; matched with folded text that begins with the
            word before the first gap, if one is.
        labels, priorities: the longest words first, as "★★" begins "★★★".
        badge_words: the priorities' words as written, to be found inside a line.
        open_labels: those of the labels whose value may follow without a mark ("Coming from Cook"), the longest first.
        title_patterns: those with both roles first.
        boilerplate_sizes: the lengths in characters that boilerplate has; other lines need no look-up.
        longest_heading: the length in characters that no heading exceeds: longer lines need no look-up.
        require: the fields without which a page has no record; whoever reads the pages says so, no file of a profile.
    """

    name: str
    language: str
    currency: str | None
    site_labels: tuple[str, ...]
    counters: frozenset[str]
    title_address: frozenset[str]
    title_words: frozenset[str]
    headings: Mapping[str, Role]
    labels: Mapping[str, Label]
    priorities: Mapping[str, str]
    badge_words: tuple[str, ...]
    difficulties: Mapping[str, str]
    horizons: Mapping[str, Duration]
    boilerplate: frozenset[str]
    boilerplate_sizes: frozenset[int]
    other_headings: tuple[str, ...]
    label_starts: tuple[str, ...]
    longest_heading: int
    hosts: tuple[str, ...] = ()
    least_headings: int = 2
    selectors: Selectors = NO_SELECTORS
    title_patterns: tuple[str, ...] = ()
    columns: Mapping[str, Column] = {}
    positions: tuple[str, ...] = ()
    heading_patterns: tuple[tuple[str, str, Role], ...] = ()
    require: tuple[str, ...] = ()
    open_labels: tuple[str, ...] = ()

    @property
    def roles(self) -> frozenset[Role]:
        """What it has headings for."""
        return frozenset((*self.headings.values(), *(role for *_, role in self.heading_patterns)))

    def open_label(self, folded: str) -> str:
        """The label that a folded text begins with and that needs no mark; nothing if there is none."""
        if not folded.startswith(self.open_labels):  # nearly all
            return ""
        return next((label for label in self.open_labels if folded.startswith(f"{label} ")), "")

    def __hash__(self) -> int:
        return hash(self.name)


def _inverted(table: Mapping[Any, list[str]]) -> dict[str, Any]:
    """From "role: its texts" to "folded text: role"."""
    lines = ((fold(line), key) for key, texts in table.items() for line in texts)
    return {text.strip(" :"): key for line, key in lines for text in spelled_out(line)}


def _longest_first(table: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(table.items(), key=lambda item: -len(item[0])))


_LONGEST_GAP = 48


def _patterns(headings: Mapping[str, Role]) -> tuple[tuple[str, str, Role], ...]:
    """The first word of headings with gaps, empty for a gap, a pattern for all of a role that begin so, and the role.

    Whoever meets a heading that begins so first compiles it.
    """
    found: dict[Role, dict[str, dict[str, None]]] = {}
    for text, role in headings.items():
        if "{" in text:
            first = text.partition(" ")[0]
            found.setdefault(role, {}).setdefault("" if "{" in first else first, {})[_pattern(text)] = None
    return tuple((first, "|".join(texts), role) for role, words in found.items() for first, texts in words.items())


def _pattern(text: str) -> str:
    pattern = re.escape(text)
    for name, gap in GAPS.items():
        pattern = pattern.replace(re.escape(name), gap)
    return rf"{pattern.removesuffix(re.escape('?'))}\??"


def compile_profile(file: ProfileFile) -> Profile:
    """The tables that stages look texts up in."""
    headings = _inverted(file.headings)
    labels = _longest_first(_inverted(_without_values(file.labels)))
    patterns = _patterns(headings)
    longest = max(map(len, headings)) + (_LONGEST_GAP if patterns else _LONGEST_MARKS)
    sections = tuple((selector, role) for role, selectors in file.sections.items() for selector in selectors)
    # Labels that need no mark before their value.
    is_open = {label: [text for text in texts if text.endswith(VALUE)] for label, texts in file.labels.items()}
    return Profile(
        name=file.name,
        language=file.language,
        currency=file.currency,
        site_labels=tuple(map(fold, file.site_labels)),
        counters=frozenset(map(fold, file.counters)),
        title_address=frozenset(map(fold, file.title_address)),
        title_words=frozenset(map(fold, file.title_words)),
        headings={text: role for text, role in headings.items() if "{" not in text},
        labels=labels,
        priorities=_longest_first(_inverted(file.priorities)),
        badge_words=tuple(word for words in file.priorities.values() for word in words),
        difficulties=_inverted(file.difficulties),
        horizons=_horizons(file),
        boilerplate=frozenset(boilerplate_key(canonical(text)[0]) for text in file.boilerplate),
        boilerplate_sizes=frozenset(len(canonical(text)[0]) for text in file.boilerplate),
        other_headings=tuple(f"{fold(text)} " for text in file.other_headings),
        label_starts=tuple(labels),
        longest_heading=longest,
        hosts=tuple(map(str.casefold, file.match.hosts)),
        least_headings=file.match.headings,
        selectors=Selectors(**{name: tuple(found) for name, found in vars(file.selectors).items()}, sections=sections),
        title_patterns=tuple(sorted(file.title_patterns, key=lambda pattern: "{from}" not in pattern)),
        columns=_inverted(file.columns),
        positions=tuple(file.positions),
        heading_patterns=patterns,
        open_labels=tuple(_longest_first(_inverted(_without_values(is_open)))),
    )


def _without_values(labels: Mapping[Label, list[str]]) -> dict[Label, list[str]]:
    return {label: [text.removesuffix(VALUE) for text in texts] for label, texts in labels.items()}


def _horizons(file: ProfileFile) -> dict[str, Duration]:
    """The durations that headings state in words.

    Raises:
        PathingestError: one of them is no duration.
    """
    found = {}
    for label, words in file.horizons.items():
        duration = parse_duration(words) or parse_duration(words, language=file.language)
        if duration is None:
            message = f'profile {file.name}: horizons: {words!r} is no duration; write it as in "2 weeks"'
            raise PathingestError(message)
        found[fold(label)] = duration
    return found


def read_profile(text: str, origin: str) -> Profile:
    """The profile that a YAML text holds; `origin` names it in errors.

    Raises:
        PathingestError: the text is no YAML, or no profile: a line for each mistake, with its place and the fix.
    """
    from pathingest.profiles._reading import read_file  # noqa: PLC0415  what is built in is known to be right

    return compile_profile(read_file(text, origin))


def load_profile(path: Path | str, inside: Collection[Path] | None = None) -> Profile:
    """The profile in a YAML file, which is inside one of the real paths if any are given.

    Raises:
        PathingestError: the file cannot be read, or holds no profile.
    """
    return read_profile(read_text(path, inside), str(path))


def read_text(path: Path | str, inside: Collection[Path] | None = None) -> str:
    """The text of a profile's file.

    Raises:
        PathingestError: the file cannot be read.
    """
    try:
        return read_bytes(Path(path), inside, pipe=True).decode("utf-8-sig")
    except FileNotFoundError:
        message = f"{path}: no such profile; name a YAML file (`pathingest profile new PAGE` drafts one)"
        raise PathingestError(message) from None
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot be read: {getattr(error, 'strerror', None) or 'no UTF-8 text'}"
        raise PathingestError(message) from None


@cache
def builtin() -> tuple[Profile, ...]:
    """The profiles of sites and layouts that come with the tool, by name; `generic` is apart."""
    names = sorted(path.stem for path in _BUILTIN.glob("*.json"))
    return tuple(_shipped(name) for name in names if name != GENERIC)


@cache
def generic() -> Profile:
    """The profile for pages of a layout that no other knows; its thousands of names are read when first used."""
    return _shipped(GENERIC)


@lru_cache(maxsize=16)
def in_language(profile: Profile, language: str) -> Profile:
    """The generic profile for pages in a language: with that one's words beside the English ones, which come after."""
    if language == profile.language or not (_BUILTIN / GENERIC / f"{language}.json").exists():
        return profile
    own = _shipped(f"{GENERIC}/{language}")
    return profile._replace(
        language=language,
        site_labels=own.site_labels + profile.site_labels,
        counters=own.counters | profile.counters,
        headings={**profile.headings, **own.headings},
        labels=_longest_first({**profile.labels, **own.labels}),
        priorities=_longest_first({**profile.priorities, **own.priorities}),
        badge_words=own.badge_words + profile.badge_words,
        difficulties={**profile.difficulties, **own.difficulties},
        horizons={**profile.horizons, **own.horizons},
        boilerplate=own.boilerplate | profile.boilerplate,
        boilerplate_sizes=own.boilerplate_sizes | profile.boilerplate_sizes,
        label_starts=own.label_starts + profile.label_starts,
        longest_heading=max(own.longest_heading, profile.longest_heading),
        columns={**profile.columns, **own.columns},
        positions=(*own.positions, *(profile.positions or vocabulary()["positions"]["any"])),
        heading_patterns=own.heading_patterns + profile.heading_patterns,
    )


def _shipped(name: str) -> Profile:
    table = json.loads((_BUILTIN / f"{name}.json").read_text(encoding="utf-8"))
    parts = {part: SimpleNamespace(**table[part]) for part in ("match", "selectors")}
    return compile_profile(cast("ProfileFile", SimpleNamespace(**{**table, **parts})))


def with_builtin(own: Iterable[Profile]) -> tuple[Profile, ...]:
    """A user's profiles by name, then the built-in ones; of two with one name the user's counts."""
    first = sorted(own, key=lambda profile: profile.name)
    taken = {profile.name for profile in first}
    return (*first, *(profile for profile in builtin() if profile.name not in taken))
