"""Sites and layouts as data: one profile each. The built-in ones are the YAML files in `builtin/`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pathingest.model.errors import PathingestError
from pathingest.model.section import Role
from pathingest.model.values import Duration
from pathingest.values.duration import parse_duration
from pathingest.values.text import boilerplate_key, canonical, fold

Label = Literal["difficulty", "timeline", "salary_change", "demand", "tasks", "resources"]
Column = Literal["name", "priority", "duration", "guidance", "level", "salary"]
_Words = Annotated[list[str], Field(min_length=1)]


class SelectorsFile(BaseModel):
    """CSS selectors, for HTML pages whose markup does not say by itself what it is."""

    model_config = ConfigDict(extra="forbid", strict=True)

    content: list[str] = []
    """What holds the pathway; everything outside is boilerplate."""
    skip: list[str] = []
    """Boilerplate."""
    heading: list[str] = []
    """Headings that are no h1 to h6."""
    item: list[str] = []
    """Items of lists that are no li."""
    chip: list[str] = []
    """Elements that stand alone, whatever is beside them."""


class MatchFile(BaseModel):
    """How a page of the site or layout is recognised."""

    model_config = ConfigDict(extra="forbid", strict=True)

    hosts: list[str] = []
    """Hosts of its addresses; subdomains count."""
    headings: Annotated[int, Field(ge=1)] = 2
    """How many of its headings and labels a page must have at least."""


class ProfileFile(BaseModel):
    """The file format of a profile; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    language: Literal["en", "de"] = "en"
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    match: MatchFile = MatchFile()
    selectors: SelectorsFile = SelectorsFile()
    site_labels: list[str] = []
    counters: list[str] = []
    title_patterns: list[str] = []
    """Titles that the general grammar does not read: "Quit {from}, start {to} | {headline}"."""
    title_address: list[str] = []
    title_words: list[str] = []
    headings: dict[Role, _Words]
    """The texts of headings. "(the |your |)plan" is three of them; "{role}" is any few words, "{n}" a number."""
    labels: dict[Label, _Words] = {}
    columns: dict[Column, _Words] = {}
    """What heads the columns of tables."""
    positions: list[str] = []
    """How a phase's place is written before its title: "Step {n}", "Month {n}"."""
    priorities: dict[Literal["critical", "important", "nice_to_have"], _Words] = {}
    difficulties: dict[Literal["easy", "moderate", "challenging", "hard"], _Words] = {}
    horizons: dict[str, str] = {}
    boilerplate: list[str] = []
    other_headings: list[str] = []


@dataclass(frozen=True, slots=True)
class Selectors:
    """CSS selectors of a profile, by what the elements are (see `SelectorsFile`)."""

    content: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    item: tuple[str, ...] = ()
    chip: tuple[str, ...] = ()


NO_SELECTORS = Selectors()


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile made ready: every table is keyed by folded text (`values.text.fold`).

    Attributes:
        heading_patterns: headings with gaps in them, by what they head; matched with folded text.
        labels, priorities: the longest words first, as "★★" begins "★★★".
        badge_words: the priorities' words as written, to be found inside a line.
        boilerplate_sizes: the lengths in characters that boilerplate has; other lines need no look-up.
        longest_heading: the length in characters that no heading exceeds: longer lines need no look-up.
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
    columns: Mapping[str, Column] = field(default_factory=dict)
    positions: tuple[str, ...] = ()
    heading_patterns: tuple[tuple[str, Role], ...] = ()


def _inverted(table: Mapping[Any, list[str]]) -> dict[str, Any]:
    """From "role: its texts" to "folded text: role"."""
    lines = ((fold(line), key) for key, texts in table.items() for line in texts)
    return {text.strip(" :"): key for line, key in lines for text in _spelled_out(line)}


def _longest_first(table: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(table.items(), key=lambda item: -len(item[0])))


def _spelled_out(text: str) -> Iterator[str]:
    """Every text that "(the |your |)plan" stands for; parentheses without a bar are a text's own."""
    if "|" not in text:
        return iter((text,))
    parts = _CHOICE.split(text)
    choices = (part.split("|") if i % 2 else [part] for i, part in enumerate(parts))
    return map("".join, product(*choices))


_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_GAPS = {"{role}": r"\S+(?: \S+){0,6}", "{n}": r"\d+(?: ?(?:-|to) ?\d+)?"}
_LONGEST_GAP = 48


def _patterns(headings: Mapping[str, Role]) -> tuple[tuple[str, Role], ...]:
    """One pattern for each role that has headings with gaps; whoever meets such a page first compiles it."""
    found: dict[Role, list[str]] = {}
    for text, role in headings.items():
        if "{" in text:
            found.setdefault(role, []).append(_pattern(text))
    return tuple(("|".join(texts), role) for role, texts in found.items())


def _pattern(text: str) -> str:
    pattern = re.escape(text)
    for name, gap in _GAPS.items():
        pattern = pattern.replace(re.escape(name), gap)
    return rf"{pattern.removesuffix(re.escape('?'))}\??"


def compile_profile(file: ProfileFile) -> Profile:
    """The tables that stages look texts up in."""
    headings = _inverted(file.headings)
    patterns = _patterns(headings)
    longest = max(map(len, headings)) + (_LONGEST_GAP if patterns else 8)
    return Profile(
        name=file.name,
        language=file.language,
        currency=file.currency,
        site_labels=tuple(map(fold, file.site_labels)),
        counters=frozenset(map(fold, file.counters)),
        title_address=frozenset(map(fold, file.title_address)),
        title_words=frozenset(map(fold, file.title_words)),
        headings={text: role for text, role in headings.items() if "{" not in text},
        labels=_longest_first(_inverted(file.labels)),
        priorities=_longest_first(_inverted(file.priorities)),
        badge_words=tuple(word for words in file.priorities.values() for word in words),
        difficulties=_inverted(file.difficulties),
        horizons=_horizons(file),
        boilerplate=frozenset(boilerplate_key(canonical(text)[0]) for text in file.boilerplate),
        boilerplate_sizes=frozenset(len(canonical(text)[0]) for text in file.boilerplate),
        other_headings=tuple(f"{fold(text)} " for text in file.other_headings),
        label_starts=tuple(_inverted(file.labels)),
        longest_heading=longest,
        hosts=tuple(map(str.casefold, file.match.hosts)),
        least_headings=file.match.headings,
        selectors=Selectors(**{name: tuple(found) for name, found in file.selectors}),
        title_patterns=tuple(file.title_patterns),
        columns=_inverted(file.columns),
        positions=tuple(file.positions),
        heading_patterns=patterns,
    )


def _horizons(file: ProfileFile) -> dict[str, Duration]:
    """The durations that headings state in words.

    Raises:
        PathingestError: one of them is no duration.
    """
    found = {}
    for label, words in file.horizons.items():
        duration = parse_duration(words)
        if duration is None:
            message = f'profile {file.name}: horizons: {words!r} is no duration; write it as in "2 weeks"'
            raise PathingestError(message)
        found[fold(label)] = duration
    return found


def read_profile(text: str, origin: str) -> Profile:
    """The profile that a YAML text holds; `origin` names it in errors.

    Raises:
        PathingestError: the text is no YAML, or no profile: says which key, and why.
    """
    try:
        return compile_profile(ProfileFile.model_validate(yaml.load(text, yaml.CSafeLoader)))
    except yaml.YAMLError as error:
        message = f"{origin}: not YAML: {' '.join(str(error).split())}"
        raise PathingestError(message) from None
    except ValidationError as error:
        first = error.errors()[0]
        message = f"{origin}: {'.'.join(map(str, first['loc'])) or 'profile'}: {first['msg']}"
        raise PathingestError(message) from None


@cache
def builtin() -> tuple[Profile, ...]:
    """The profiles that come with the tool, by name."""
    folder = files(__name__) / "builtin"
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    return tuple(read_profile(file.read_text(encoding="utf-8"), file.name) for file in found)
