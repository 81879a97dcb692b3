"""What a profile makes of a page, for `pathingest profile test`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pathingest.model.evidence import RESIDUE
from pathingest.model.page import Page
from pathingest.model.section import REQUIRED
from pathingest.model.segment import Segment
from pathingest.model.source import Source
from pathingest.pipeline import ingest_safely
from pathingest.profiles import GENERIC, NO_SELECTORS, Profile
from pathingest.sections.choose import Fit, choose, fits
from pathingest.sections.misspelt import MISSPELT
from pathingest.segments import segmenter_for
from pathingest.values.text import boilerplate_key, key

_WIDTH = 79
_SHOWN = 44


class Trial(NamedTuple):
    """A page read by a profile, and who else would have read it."""

    page: Page
    profile: Profile
    fit: Fit
    chosen: Profile
    best: Fit
    segments: tuple[Segment, ...]

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
        """Whether it would be chosen, and the page is read whole."""
        return self.is_chosen and self.page.pathway is not None and not self.residue


def try_page(source: Source, profile: Profile, others: tuple[Profile, ...]) -> Trial:
    """The page, read by the profile whether or not it would be chosen among the others."""
    segmenter = segmenter_for(source.media_type)
    content = segmenter.segment(source, NO_SELECTORS) if segmenter else None
    segments = content.segments if content else ()
    url = source.url or (content.url.text if content and content.url else None)
    profiles = (profile, *others)
    every = fits(segments, url, profiles)
    chosen = choose(segments, url, profiles)
    best = next((fit for fit in every if fit.profile is chosen), Fit(chosen, host=False, signs=0))
    read = segmenter.segment(source, profile.selectors).segments if segmenter else ()
    return Trial(ingest_safely(source, (profile,)), profile, every[0], chosen, best, read)


def report(trial: Trial) -> Iterator[str]:
    """The trial in lines that fit a terminal."""
    page = trial.page
    yield page.source.path or "-"
    yield from _field("chosen", _choice(trial))
    if page.problem:
        yield from _field("no record", page.problem)
    yield "  headings"
    yield from _headings(trial)
    found = set(page.outline.by_role)
    missing = [role for role in REQUIRED if role not in found]
    yield from _field("missing", ", ".join(missing) or "none")
    for name, texts in _matches(trial):
        yield from _field(name, texts)
    yield "  residue" if trial.residue else "  residue      none"
    for place, text in trial.residue:
        yield f"    {place:>7}  {_short(' '.join(text.split()))!r}"
    leaves = len(page.evidence.leaves)
    yield from _field("values read", str(leaves))


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


def _place(source: Source, offset: int) -> str:
    """The line; with the column in web pages, many of which are one line."""
    line, column = source.position(offset)
    return f"{line}:{column}" if source.media_type == "text/html" else str(line)


def _matches(trial: Trial) -> Iterator[tuple[str, str]]:
    """What other lines the profile knew, each kind with its texts and how often they came."""
    profile, segments = trial.profile, trial.segments
    yield "labels", _counted(segment.text for segment in segments if _begins(segment, profile.labels))
    yield "badges", _counted(word for segment in segments if (word := _badge(segment, profile)))
    if profile.positions:
        yield "positions", _counted(word for segment in segments if (word := _position(segment, profile)))
    known = [segment for segment in segments if boilerplate_key(segment.text) in profile.boilerplate]
    lines = ", ".join(_place(trial.page.source, segment.start) for segment in known)
    yield "boilerplate", f"lines {lines}" if known else "none"


def _begins(segment: Segment, texts: Iterable[str]) -> bool:
    """Whether a segment is one of the texts, or one of them and a colon begin it."""
    folded = segment.text.casefold()
    return key(segment.text) in texts or any(folded.startswith(f"{text}:") for text in texts)


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


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}\u2026"
