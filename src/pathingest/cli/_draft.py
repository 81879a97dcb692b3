"""A first draft of a profile, for `pathingest profile new`: what a page holds, with guesses of what it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import yaml

from pathingest.lines import Line
from pathingest.lines.vocabulary import bare, vocabulary_of
from pathingest.model.errors import PathingestError
from pathingest.model.segment import TERM, Content, Segment
from pathingest.model.source import Source
from pathingest.outputs.yaml import EDITORS
from pathingest.profiles import NO_SELECTORS, Profile
from pathingest.sections.misspelt import misspelt_headings
from pathingest.segments import segmenter_for
from pathingest.values.duration import parse_duration
from pathingest.values.guides import read_guide
from pathingest.values.languages import languages
from pathingest.values.percent import parse_percent
from pathingest.values.roles import read_title, slug
from pathingest.values.text import fold, key
from pathingest.values.tongues import tongue
from pathingest.values.vocabulary import parse_difficulty, priority_prefix

_HEADER = 12  # segments
_LONGEST_LABEL = 30
_LONGEST_VALUE = 60
_LONGEST_BADGE = 24
_SENTENCE = 5  # words of a line that may be boilerplate
_MOST = 40  # headings of a draft that no one knows
_POSITION = re.compile(r"(step|phase|stage|part|month|week|schritt|monat|woche|etappe) \d", re.IGNORECASE)
_COUNTED = re.compile(r"(\D*[^\W\d])[ :|\u00b7-]*\d[\d,]* ([^\W\d]+)")
_STARS = re.compile(r"[\u2605\u2606\u25cf\u25cb]{2,5}")


_READERS = (read_title, read_guide)


def draft(sources: Sequence[Source], profiles: tuple[Profile, ...]) -> str:
    """The draft, a YAML text with comments.

    Raises:
        PathingestError: the first page holds nothing that looks like a heading.
    """
    content = _content(sources[0])
    others = [_content(source).segments for source in sources[1:]]
    lines = [
        *_top(sources, content, profiles),
        *_headings(sources[0], content.segments, others, profiles),
        *_labels(content.segments, profiles),
        *_words(content.segments, profiles),
        *_boilerplate(content.segments, others),
    ]
    return "\n".join(lines) + "\n"


def _content(source: Source) -> Content:
    segmenter = segmenter_for(source.media_type)
    return segmenter.segment(source, NO_SELECTORS) if segmenter else Content(())


def quoted(text: str) -> str:
    """A text as YAML writes it in quotes."""
    written: str = yaml.dump(text, default_style='"', allow_unicode=True, width=1_000_000)
    return written.strip()


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(quoted, texts))}]"


# --- what is said once -----------------------------------------------------------------------------------------------


def _top(sources: Sequence[Source], content: Content, profiles: tuple[Profile, ...]) -> Iterator[str]:
    source = sources[0]
    address = source.url or (content.url.text if content.url else "")
    host = _host(address)
    made = "one page" if len(sources) == 1 else f"the first of {len(sources)} pages"
    yield f"{EDITORS}profile.schema.json"
    yield "# pathingest schema --of profile > profile.schema.json, beside this file, has editors check it."
    yield f"# A draft, made from {made}: check every guess, and take out what only this page says."
    yield "# Then: pathingest profile check FILE, pathingest profile test FILE PAGE"
    yield f"name: {_name(host, source.path)}"
    text = " ".join(segment.text for segment in content.segments)
    told = tongue(text)
    language = told if told in languages() else "en"
    yield f"language: {language}"
    if "$" in text:
        yield '# currency: USD  # if that is what a bare "$" means there'
    if host:
        yield f"match:\n  hosts: [{quoted(host)}]"
    first = content.segments[0].text if content.segments else ""
    counted = _COUNTED.fullmatch(first)
    if counted and not content.segments[0].level and not parse_duration(first):
        yield f"site_labels: {_list([counted[1]])}  # the page's first line\ncounters: {_list([counted[2]])}"
    elif first and first.count(" ") < _SENTENCE and not content.segments[0].level:
        yield f"# site_labels: {_list([first])}  # the page's first line: is it on every page?"
    yield from _title(content.segments, {language, *(profile.language for profile in profiles)})


def _title(segments: Sequence[Segment], spoken: Collection[str]) -> Iterator[str]:
    """How the page's title is written, where the general grammar of these languages does not read it."""
    found = [segment for segment in segments if segment.level == 1][:1] or list(segments[:_HEADER])
    titles = [segment for segment in found if " " in segment.text]
    if any(read(segment.text, language=language) for segment in titles for language in spoken for read in _READERS):
        yield "# The title is read as it is; title_patterns are needed only for forms that are not."
    elif titles:
        yield f"# The title is not read: {quoted(titles[0].text)}. Write its form, as in"
        yield '# title_patterns: ["Quit {from}, start {to} | {headline}", "How to become {to}"]'


def _name(host: str, path: str | None) -> str:
    """A name made of the host, or of the file's name."""
    stem = (path or "").rpartition("/")[2].partition(".")[0]
    words = re.findall(r"[a-z0-9]+", slug(host.removeprefix("www.").rpartition(".")[0] or stem))
    return "-".join(words[:4]) or "new-layout"


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host if re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", host) else ""


# --- headings --------------------------------------------------------------------------------------------------------


def _headings(
    source: Source, segments: tuple[Segment, ...], others: Sequence[Sequence[Segment]], profiles: tuple[Profile, ...]
) -> Iterator[str]:
    """What heads sections; of unknown lines, where there are further pages, those that one of them has as well."""
    guesses, unknown = _sorted(segments, profiles)
    elsewhere = {fold(segment.text) for other in others for segment in other}
    unknown = [text for text in unknown if fold(text) in elsewhere] or unknown
    if not guesses and not unknown:
        message = f"{source.path or 'the page'}: no line looks like a heading, so there is nothing to draft from"
        raise PathingestError(message)
    if not guesses:
        guesses["other"] = [(unknown.pop(0), "no heading is known: name what each is")]
    yield '\n# What heads each section. "#?": unknown; put it under its role, or take it out.\nheadings:'
    for role, found in guesses.items():
        whys = sorted({why for _, why in found if why})
        note = f"  # {'; '.join(whys)}" if whys else ""
        yield f"  {role}: {_list([text for text, _ in found])}{note}"
    yield from (f"  #? {quoted(text)}" for text in unknown[:_MOST])


def _sorted(
    segments: tuple[Segment, ...], profiles: tuple[Profile, ...]
) -> tuple[dict[str, list[tuple[str, str]]], list[str]]:
    """(role: (heading, why) of those that some profile knows, exactly or but for a typo; the others), in page order."""
    exact = {text: role for profile in reversed(profiles) for text, role in profile.headings.items()}
    typed = [tuple([Line(segment, vocabulary_of(profile)) for segment in segments]) for profile in profiles]
    typos = {typo.segment.start: typo for lines in typed for typo in misspelt_headings(lines, ())}
    guesses: dict[str, list[tuple[str, str]]] = {}
    unknown: list[str] = []
    seen = {text for profile in profiles for table in (profile.labels, profile.horizons) for text in table}
    seen -= exact.keys()
    leveled = any(1 < segment.level < TERM for segment in segments)
    for i, segment in enumerate(segments):
        text, folded = segment.text, fold(segment.text)
        if folded in seen or not folded or (segment.kind == "item" and segment.ordinal is None):
            continue
        role = exact.get(folded) or exact.get(bare(text.casefold()))
        typo = typos.get(segment.start)
        if role:
            guesses.setdefault(role, []).append((text, ""))
        elif typo:
            guesses.setdefault(typo.role, []).append((text, f"guessed from {quoted(typo.heading or '')}"))
        elif _may_head(typed[0], i, leveled=leveled):
            unknown.append(text)
        else:
            continue
        seen.add(folded)
    return guesses, unknown


def _may_head(lines: Sequence[Line], i: int, *, leveled: bool) -> bool:
    """Whether a line that nobody knows may head a section: the markup says so, or its form and what follows it."""
    line = lines[i]
    if leveled:
        return 1 < line.level < TERM
    if i < 1 or i + 1 == len(lines) or not any(map(str.isalpha, line.text)):
        return False
    return line.is_title and not lines[i + 1].is_heading


# --- labels, badges, columns, positions ------------------------------------------------------------------------------


def _labels(segments: Sequence[Segment], profiles: tuple[Profile, ...]) -> Iterator[str]:
    """Labels that some profile knows, and those that the value beside them gives away."""
    known = {text: label for profile in reversed(profiles) for text, label in profile.labels.items()}
    found: dict[str, dict[str, str]] = {}
    taken: set[str] = set()
    for text, value in _pairs(segments):
        folded = fold(text)
        label = known.get(folded) or _label_of(value)
        if label and folded and folded not in taken:
            taken.add(folded)
            found.setdefault(label, {})[text.rstrip(" :")] = "" if folded in known else f"beside {quoted(value)}"
    yield from _table("labels", "Labels of facts, tasks and resources.", found)
    strange = {text: value for text, value in _terms(segments) if fold(text) not in taken}
    if strange:
        shown = ", ".join(f"{quoted(text)} ({value})" for text, value in strange.items())
        yield f"# Labels that are not known, with their values: {shown}"


def _terms(segments: Sequence[Segment]) -> Iterator[tuple[str, str]]:
    """What the markup calls a term, with its value; questions and what has a text below it are no terms."""
    for segment, following in pairwise(segments):
        short = max(len(segment.text), len(following.text)) <= _LONGEST_VALUE
        if segment.level == TERM and not following.level and short and not segment.text.endswith("?"):
            yield segment.text, following.text


def _pairs(segments: Sequence[Segment]) -> Iterator[tuple[str, str]]:
    """(what may be a label, what is beside it)."""
    for segment, following in pairwise([*segments, None]):
        text = segment.text if segment else ""
        label, colon, value = text.partition(":")
        if colon and value.strip() and len(label) <= _LONGEST_LABEL:
            yield label, value.strip()
        elif segment and len(text) <= _LONGEST_LABEL and segment.kind != "item" and segment.level in (0, TERM):
            yield text, following.text if following and len(following.text) <= _LONGEST_LABEL else ""


def _label_of(value: str) -> str | None:
    """The label that a header's value gives away: nothing but a difficulty's word, or but a signed percentage."""
    if parse_difficulty(value):
        return "difficulty"
    percent = parse_percent(value) if "%" in value and value[:1] in "+-~" else None
    return "salary_change" if percent and percent.start == 0 else None


def _words(segments: Sequence[Segment], profiles: tuple[Profile, ...]) -> Iterator[str]:
    badges: dict[str, dict[str, str]] = {}
    for segment in segments:
        badge = priority_prefix(segment.text) if len(segment.text) <= _LONGEST_BADGE else None
        if badge and fold(segment.text[: badge[1]]):
            badges.setdefault(badge[0], {}).setdefault(fold(segment.text[: badge[1]]).capitalize(), "")
    yield from _table("priorities", "Badge words of skills.", badges)
    chips = Counter(segment.text for segment in segments if _may_be_badge(segment))
    known_badges = {word for profile in profiles for word in (*profile.badge_words, *profile.difficulties)}
    strange_chips = [text for text, n in chips.items() if n > 1 and text.casefold() not in known_badges]
    if strange_chips:
        yield f"# Chips that are not known, and may be priorities: {_list(strange_chips)}"
    stars = sorted({match.group() for segment in segments for match in _STARS.finditer(segment.text)}, reverse=True)
    if stars:
        yield f"# Signs that may be priorities, each to go under its level: {_list(stars)}"
    known = {text: column for profile in profiles for text, column in profile.columns.items()}
    heads = [segment.text for segment in segments if segment.markup and segment.markup.head]
    columns: dict[str, dict[str, str]] = {}
    for text in dict.fromkeys(heads):
        if (column := known.get(key(text))) and fold(text):
            columns.setdefault(column, {})[text] = ""
    yield from _table("columns", "What heads the columns of tables.", columns)
    strange = [text for text in dict.fromkeys(heads) if key(text) not in known]
    if strange:
        yield f"# Columns that are not known: {_list(strange)}"
    places = {match[1].capitalize() for segment in segments if (match := _POSITION.match(segment.text))}
    if places:
        yield f"positions: {_list([f'{place} {{n}}' for place in sorted(places)])}"
    times = [
        s.text for s in segments if s.level and s.level != 1 and parse_duration(s.text) and not s.text[0].isdigit()
    ]
    if times:
        yield f"# Headings that state a time, read without help: {_list(list(dict.fromkeys(times)))}"


def _may_be_badge(segment: Segment) -> bool:
    """Whether a segment is one of a row of chips, in words, that states nothing by itself."""
    text = segment.text
    chip = segment.markup is not None and segment.markup.group > 0 and not segment.markup.links
    words = len(text) <= _LONGEST_BADGE and any(map(str.isalpha, text)) and not any(map(str.isdigit, text))
    return chip and words and priority_prefix(text) is None and parse_duration(text) is None


def _table(name: str, about: str, found: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    if not found:
        return
    yield f"\n# {about}\n{name}:"
    for entry, texts in found.items():
        whys = sorted({why for why in texts.values() if why})
        note = f"  # {'; '.join(whys)}" if whys else ""
        yield f"  {entry}: {_list(list(texts))}{note}"


# --- boilerplate -----------------------------------------------------------------------------------------------------


def _boilerplate(segments: Sequence[Segment], others: Sequence[Sequence[Segment]]) -> Iterator[str]:
    """Sentences that are on every page; with one page alone, those that it says twice."""
    counts = Counter(s.text for s in segments if s.text.count(" ") >= _SENTENCE and not 0 < s.level < TERM)
    if others:
        shared: set[Any] = set.intersection(*({segment.text for segment in other} for other in others))
        found = [text for text in counts if text in shared]
    else:
        found = [text for text, n in counts.items() if n > 1]
    if found:
        yield "\n# What the layout says on every page.\nboilerplate:"
        yield from (f"  - {quoted(text)}" for text in found)
    elif not others:
        yield "# boilerplate: name a second page of the site, and what both say is offered here."
