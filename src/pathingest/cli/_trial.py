"""What a profile makes of a page, for `pathingest profile test`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from pathingest.model.evidence import RESIDUE
from pathingest.model.page import Page
from pathingest.model.section import REQUIRED
from pathingest.model.segment import Segment
from pathingest.model.source import Source
from pathingest.model.tuples import NamedTuple
from pathingest.model.view import leaves_of
from pathingest.pipeline import ingest_safely
from pathingest.profiles import GENERIC, NO_SELECTORS, Profile
from pathingest.profiles._terms import VALUE
from pathingest.records.expected import Difference, Expected, at, differences
from pathingest.sections.choose import Fit, choose, fits
from pathingest.sections.misspelt import MISSPELT
from pathingest.segments import segmenter_for
from pathingest.values.text import boilerplate_key, key

_WIDTH = 79
_SHOWN = 44
# The columns of the table of values, in characters.
_POINTER, _VALUE, _PLACE = 32, 34, 8


class Trial(NamedTuple):
    """A page read by a profile, who else would have read it, and what of its record was expected."""

    page: Page
    profile: Profile
    fit: Fit
    chosen: Profile
    best: Fit
    segments: tuple[Segment, ...]
    expected: Expected | None = None

    @property
    def tree(self) -> dict[str, Any]:
        """The record as data; empty if there is none."""
        return self.page.pathway.model_dump() if self.page.pathway else {}

    @property
    def differences(self) -> list[Difference]:
        """Where the record is not as expected."""
        return differences(self.expected or {}, self.tree)

    @property
    def residue(self) -> list[tuple[str, str]]:
        """(place, text) of what nothing accounts for."""
        source = self.page.source
        stretches = self.page.evidence.accounts[0].stretches
        return [(_place(source, a), source.text[a:b]) for a, b, role in stretches if role == RESIDUE]

    @property
    def is_chosen(self) -> bool:
        """Whether the profile would be chosen for the page."""
        return self.chosen is self.profile

    @property
    def is_good(self) -> bool:
        """Whether it would be chosen, and the page is read whole, and as expected."""
        is_whole = self.page.pathway is not None and not self.residue
        return self.is_chosen and is_whole and not self.differences


def try_page(source: Source, profile: Profile, others: tuple[Profile, ...], expected: Expected | None = None) -> Trial:
    """The page, read by the profile whether or not it would be chosen among the others."""
    segmenter = segmenter_for(source.media_type)
    content = segmenter.segment(source, NO_SELECTORS) if segmenter else None
    segments = content.segments if content else ()
    url = source.url or (content.url.text if content and content.url else None)
    profiles = (profile, *others)
    every = fits([segment.text for segment in segments], url, profiles)
    chosen = choose(segments, url, profiles)
    best = next((fit for fit in every if fit.profile is chosen), Fit(chosen, host=False, signs=0))
    read = segmenter.segment(source, profile.selectors).segments if segmenter else ()
    return Trial(ingest_safely(source, (profile,)), profile, every[0], chosen, best, read, expected)


def report(trial: Trial) -> Iterator[str]:
    """The trial in lines that fit a terminal."""
    page = trial.page
    yield page.source.path or "-"
    yield from _field("chosen", _choice(trial))
    if page.problem:
        yield from _field("no record", page.problem)
    headings = list(_headings(trial))
    yield "  headings" if headings else "  headings     none"
    yield from headings
    found = set(page.outline.by_role)
    missing = [role for role in REQUIRED if role not in found]
    yield from _field("missing", ", ".join(missing) or "none")
    for name, texts in _matches(trial):
        yield from _field(name, texts)
    yield "  residue" if trial.residue else "  residue      none"
    for place, text in trial.residue:
        yield f"    {place:>7}  {_short(' '.join(text.split()))!r}"
    if page.pathway:
        yield from _table(trial)
    if trial.expected is not None:
        yield from _comparison(trial)


def _choice(trial: Trial) -> str:
    fit, best = trial.fit, trial.best
    signs = f"{fit.signs} of its headings, labels and titles are there, {trial.profile.least_headings} are needed"
    if trial.is_chosen:
        return "yes: the page is of its host" if fit.host else f"yes: {signs}"
    if not fit.is_enough:
        return f"no: {signs}; {trial.chosen.name} reads the page"
    if trial.chosen.name == GENERIC:
        return f"no: {signs}, but {GENERIC} knows more than twice as many of the page's sections"
    why = "the page is of its host" if best.host and not fit.host else f"{best.signs} of its signs against {fit.signs}"
    return f"no: {trial.chosen.name} fits better ({why})"


def _headings(trial: Trial) -> Iterator[str]:
    """A row for each section: line, role, heading."""
    source = trial.page.source
    typos = {note.span.start: note.detail for note in trial.page.notes if note.kind == MISSPELT}
    for section in trial.page.outline.sections:
        if section.heading:
            place = _place(source, section.heading.start)
            yield f"    {place:>7}  {section.role:20} {_short(section.heading.text)}"
            if meant := typos.get(section.heading.start):
                yield f"{'':34}(misspelt; read as {_short(meant)!r})"[:_WIDTH]
        elif section.lines and section.role != "header":
            yield f"    {_place(source, section.lines[0].segment.start):>7}  {section.role:20} (no heading)"


def values(trial: Trial) -> Iterator[tuple[str, Any, str]]:
    """(pointer, value, place) of what the page states, in the record's order; what has a text of its own is one."""
    tree, evidence, source = trial.tree, trial.page.evidence, trial.page.source
    homes = dict.fromkeys(home for pointer, _ in leaves_of(tree) if (home := evidence.home(pointer)))
    for pointer in homes:
        value, spans = at(tree, pointer), evidence.entries[pointer].spans
        place = "{}:{}".format(*source.position(spans[0][0])) if spans else "derived"
        yield pointer, value.get("text") if isinstance(value, dict) else value, place


def _table(trial: Trial) -> Iterator[str]:
    """A row for each value, and the fields that have none."""
    tree = trial.tree
    rows = list(values(trial))
    yield from _field("values", str(len(rows)))
    for pointer, value, place in rows:
        field = pointer if len(pointer) <= _POINTER else f"\u2026{pointer[1 - _POINTER :]}"
        text = _short(str(_sum(at(tree, pointer)) if value is None else value), _VALUE)
        yield f"  {field:<{_POINTER}} {text:<{_VALUE}} {place:>{_PLACE}}"
    empty = [name for name, value in tree.items() if not leaves_of(value)]
    yield from _field("empty", ", ".join(empty) or "none")


def _sum(value: dict[str, Any]) -> str:
    """A computed duration, which the page does not state in words."""
    bounds = dict.fromkeys(f"{bound:.4g}" for bound in (value["min"], value["max"]) if bound is not None)
    return f"{'-'.join(bounds)} {value['unit']}s in all"


def _comparison(trial: Trial) -> Iterator[str]:
    """What is not as expected, and what is there instead."""
    found, expected = trial.differences, trial.expected or {}
    yield from _field("as expected", f"{len(expected) - len(found)} of {len(expected)} values")
    for pointer, wanted, there in found:
        yield f"    {pointer}"
        texts = _worded(wanted), _worded(there)
        start = next((i for i, (a, b) in enumerate(zip(*texts, strict=False)) if a != b), 0)
        for name, text in zip(("expected", "found"), texts, strict=True):
            yield f"      {name:<9} {_around(text, start)}"


def _worded(value: Any) -> str:
    """A value in words: a list by its items, or by how many there are."""
    if value is None or value == []:
        return "nothing"
    if isinstance(value, dict):
        value = next((part for part in value.values() if isinstance(part, str)), "a value with parts")
    if isinstance(value, list):
        return f"{len(value)}: " + " | ".join(map(_worded, value))
    return str(value)


def _around(text: str, place: int) -> str:
    """A text that fits a line, with what is at a place in it."""
    room = _WIDTH - 16
    start = max(0, place - room // 2) if len(text) > room else 0
    return _short(f"\u2026{text[start:]}" if start else text, room)


def _place(source: Source, offset: int) -> str:
    """The line; with the column in web pages, many of which are one line."""
    line, column = source.position(offset)
    return f"{line}:{column}" if source.media_type == "text/html" else str(line)


def _matches(trial: Trial) -> Iterator[tuple[str, str]]:
    """What other lines the profile knew, each kind with its texts and how often they came."""
    profile, segments = trial.profile, trial.segments
    yield "labels", _counted(word for segment in segments if (word := _label(segment, profile)))
    yield "badges", _counted(word for segment in segments if (word := _badge(segment, profile)))
    if profile.positions:
        yield "positions", _counted(word for segment in segments if (word := _position(segment, profile)))
    known = [segment for segment in segments if boilerplate_key(segment.text) in profile.boilerplate]
    lines = ", ".join(_place(trial.page.source, segment.start) for segment in known)
    yield "boilerplate", f"lines {lines}" if known else "none"


def _label(segment: Segment, profile: Profile) -> str:
    """The segment that is a label, or begins with one and a colon; of one that needs no mark, its words alone."""
    folded = segment.text.casefold()
    if key(segment.text) in profile.labels or any(folded.startswith(f"{text}:") for text in profile.labels):
        return segment.text
    words = profile.open_label(folded)
    return f"{segment.text[: len(words)]} {VALUE}" if words else ""


def _badge(segment: Segment, profile: Profile) -> str:
    """The badge word that a short line begins with; nothing for others."""
    folded = segment.text.casefold()
    words = (word for word in profile.badge_words if folded.startswith(word.casefold()))
    return next(words, "") if len(folded) <= _SHOWN and segment.kind != "item" else ""


def _position(segment: Segment, profile: Profile) -> str:
    for template in profile.positions:
        if match := re.match(re.escape(template).replace(r"\{n\}", r"\d+"), segment.text, re.IGNORECASE):
            return match.group()
    return ""


def _counted(texts: Iterable[str]) -> str:
    counts = Counter(_short(text) for text in texts)
    return ", ".join(text if n == 1 else f"{text} ({n})" for text, n in counts.items()) or "none"


def _field(name: str, text: str) -> Iterator[str]:
    """A name and its text, broken at spaces."""
    left = f"  {name:<12} "
    words = text.split(" ")
    while words:
        line = words.pop(0)
        while words and len(left) + len(line) + 1 + len(words[0]) <= _WIDTH:
            line = f"{line} {words.pop(0)}"
        yield f"{left}{line}"
        left = " " * len(left)


def _short(text: str, room: int = _SHOWN) -> str:
    return text if len(text) <= room else f"{text[: room - 1]}\u2026"
