"""The header: site label and view counter, the two role lines, the title, and the badges with their labels."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pathingest.model.evidence import LABEL, Stretch
from pathingest.model.section import Header
from pathingest.model.segment import Part, Segment
from pathingest.profiles import Label, Profile
from pathingest.values.duration import parse_duration
from pathingest.values.numbers import read_count
from pathingest.values.percent import parse_percent
from pathingest.values.roles import Title, read_title, same_role
from pathingest.values.text import key
from pathingest.values.vocabulary import parse_difficulty

_PAIR = 2  # the two roles have a line each; a counter has a number and a word
_SUMMARY: tuple[Label, ...] = ("difficulty", "timeline", "salary_change", "demand")


def read_header(
    segments: tuple[Segment, ...], profile: Profile, slug: str | None, facts: Sequence[Segment] = ()
) -> Header:
    """What the lines before the first heading are; `slug` is the url's own, where it is known.

    `facts` stand in sections of their own ("At a glance"), where only badges are looked for. A line that is none of
    them is left alone, and will be residue.
    """
    marks: list[Stretch] = []
    badges: dict[str, Part] = {}
    free: list[Segment] = []
    counter: Part | None = None
    site: Segment | None = None
    expected: Label | None = None
    for segment in _without_columns(segments, profile, badges, marks):
        if segment.markup and _is_contents(segment):
            marks.append(Stretch(*segment.span, LABEL))
            continue
        label, cut = _label(segment, profile)
        site_cut = 0 if label else _site_label(segment, profile)
        if label:
            marks.append(Stretch(*segment.locate(0, cut), LABEL))
            expected = label if cut == len(segment.text) else None
            if expected is None:
                badges.setdefault(label, segment.part(cut + _gap(segment.text, cut)))
        elif site_cut:
            site, expected = segment, None
            marks.append(Stretch(*segment.locate(0, site_cut), LABEL))
            counter = _counter(segment, site_cut, profile, marks) or counter
        elif expected and expected not in badges:
            badges[expected] = segment.part()
            expected = None
        elif found := _counter(segment, 0, profile, marks):
            counter = found
        else:
            free.append(segment)
    _read_facts(facts, profile, badges, marks)
    title, parts = _title(free, slug, profile)
    lines = [segment for segment in free if segment is not title]
    below_site = [segment for segment in lines if site and segment.start > site.start]
    roles = _role_lines(lines, below_site, title, parts)
    return Header(title, parts, roles, badges, counter, site is not None, tuple(marks))


def _is_contents(segment: Segment) -> bool:
    """A line of a table of contents: a link to a place in the page, and nothing else."""
    url = segment.link()
    links = segment.markup.links if segment.markup else ()
    return url is not None and url.text[:1] == "#" and (links[0].start, links[-1].end) == (0, len(segment.text))


def _read_facts(facts: Sequence[Segment], profile: Profile, badges: dict[str, Part], marks: list[Stretch]) -> None:
    """The badges among the lines of a section of facts; the header's own come first."""
    expected: Label | None = None
    for segment in _without_columns(facts, profile, badges, marks):
        label, cut = _label(segment, profile)
        if label:
            marks.append(Stretch(*segment.locate(0, cut), LABEL))
            expected = label if cut == len(segment.text) else None
            if expected is None:
                badges.setdefault(label, segment.part(cut + _gap(segment.text, cut)))
        elif expected:
            badges.setdefault(expected, segment.part())
            expected = None


def _parted(segment: Segment, profile: Profile) -> Sequence[Segment]:
    """A line of several facts ("Difficulty Hard Timeline 9 months") parted at labels and values; any other as it is."""
    folded = segment.text.casefold()
    if folded.count(" ") < _PARTED or not folded.startswith(profile.label_starts) or len(folded) != len(segment.text):
        return (segment,)
    starts: dict[str, int] = {}
    for name, label in profile.labels.items():
        at = _find_word(name, folded) if label in _SUMMARY else -1
        inside = any(start <= at < start + size for start, size in ((s, len(n)) for n, s in starts.items()))
        if at >= 0 and not inside:
            starts[name] = at
    cuts = sorted(starts.values())
    if len({profile.labels[name] for name in starts}) < _PARTED or cuts[0]:
        return (segment,)
    ends = [len(segment.text[:end].rstrip(" ,;|\u00b7")) for end in (*cuts[1:], len(folded))]
    names = {start: start + len(name) for name, start in starts.items()}
    values = [b - len(segment.text[names[a] : b].lstrip(" :")) for a, b in zip(cuts, ends, strict=True)]
    pairs = zip(cuts, values, ends, strict=True)
    return [
        segment.cut(*place) for a, value, b in pairs for place in ((a, names[a]), (value, b)) if place[0] < place[1]
    ]


def _find_word(word: str, text: str) -> int:
    """Where a text first has a word or words, apart from letters round them; -1 for nowhere."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return at
        at = text.find(word, end)
    return -1


_PARTED = 3  # facts in one line are no chance


class _Cell(NamedTuple):
    """A cell of a table."""

    label: Label | None
    segment: Segment


def _without_columns(
    segments: Sequence[Segment], profile: Profile, badges: dict[str, Part], marks: list[Stretch]
) -> list[Segment]:
    """The segments but those of a table whose columns are facts: two labels or more side by side, values below."""
    segments = [part for segment in segments for part in _parted(segment, profile)]
    if not any(segment.markup and segment.markup.row for segment in segments):
        return segments
    rows: dict[int, dict[int, _Cell]] = {}
    for segment in segments:
        if segment.markup and segment.markup.row:
            cell = _Cell(profile.labels.get(key(segment.text)), segment)
            rows.setdefault(segment.markup.row, {}).setdefault(segment.markup.column, cell)
    read: set[int] = set()
    for (_, heads), (_, values) in pairwise(sorted(rows.items())):
        facts = {c: cell for c, cell in heads.items() if cell.label in _SUMMARY and c in values}
        if len(facts) >= _PAIR:
            for column, (label, head) in facts.items():
                badges.setdefault(str(label), values[column].segment.part())
                marks.append(Stretch(*head.span, LABEL))
                read |= {head.start, values[column].segment.start}
    return [segment for segment in segments if segment.start not in read]


def _label(segment: Segment, profile: Profile) -> tuple[Label | None, int]:
    """The badge label that a line is or begins with, and its length; what follows may be glued to it."""
    text = segment.text
    folded = text.casefold()
    label = profile.labels.get(folded.rstrip(" :"))
    if label in _SUMMARY:
        return label, len(text)
    if not folded.startswith(profile.label_starts):
        return None, 0
    for name, label in profile.labels.items():
        rest = text[len(name) :]
        if label in _SUMMARY and folded.startswith(name) and len(folded) == len(text) and _is_seam(label, rest):
            return label, len(name)
    return None, 0


def _is_seam(label: Label, rest: str) -> bool:
    """Whether a badge's value can begin here: after a colon, glued to the label, or if it reads as that value."""
    value = rest.lstrip(" :\u2014-") if label != "salary_change" else rest.lstrip(" :")
    if not value:
        return False
    if rest[0] == ":" or not (rest[0] == " " or rest[0].islower()):
        return True
    if label == "difficulty":
        return parse_difficulty(value) is not None
    found = parse_duration(value) if label == "timeline" else parse_percent(value) if label == "salary_change" else None
    return found is not None and found.start == 0


def _gap(text: str, start: int) -> int:
    """How many marks and spaces stand between a label and its value; a sign belongs to the value."""
    rest = text[start:]
    return len(rest) - len(rest.lstrip(" :"))


def _site_label(segment: Segment, profile: Profile) -> int:
    """The length of the site's label at the beginning of a line that holds nothing but it and a counter."""
    folded = segment.text.casefold()
    for label in profile.site_labels:
        if folded.startswith(label):
            rest = folded[len(label) :].strip(" :|\u00b7\u2022-")
            if not rest or rest[0].isdigit():
                return len(label)
    return 0


def _counter(segment: Segment, start: int, profile: Profile, marks: list[Stretch]) -> Part | None:
    """The digits of a view counter ("58 views"), the word after them marked as a label."""
    text = segment.text
    words = text[start:].rsplit(None, 1)
    digits = words[0].strip(" :|\u00b7\u2022-") if len(words) == _PAIR else ""
    if read_count(digits.replace(",", "")) is None or words[1].casefold() not in profile.counters:
        return None
    begin = text.index(digits, start)
    marks.append(Stretch(*segment.locate(len(text) - len(words[1]), len(text)), LABEL))
    return segment.part(begin, begin + len(digits))


def _title(free: list[Segment], slug: str | None, profile: Profile) -> tuple[Segment | None, Title | None]:
    """The first line that reads as a title; one with a headline before one without, the page's h1 before all."""
    found: tuple[Segment | None, Title | None] = (None, None)
    for i, segment in enumerate(free):
        if " " not in segment.text:
            continue
        earlier = [line.text for line in free[max(0, i - _PAIR) : i]]
        lines = (earlier[0], earlier[1]) if len(earlier) == _PAIR else (None, None)
        parts = read_title(
            segment.text, role_lines=lines, slug=slug, language=profile.language, patterns=profile.title_patterns
        )
        if parts and segment.level == 1:
            return segment, parts
        if parts and (found[1] is None or (parts.headline and not found[1].headline)):
            found = segment, parts
            if parts.headline and not any(line.level == 1 for line in free[i:]):
                break
    return found


def _role_lines(
    lines: list[Segment], below_site: list[Segment], title: Segment | None, parts: Title | None
) -> tuple[Segment | None, Segment | None]:
    """The page's own lines for the two roles.

    They stand between the site's label and the title. Elsewhere a line counts only where it names one of the title's
    roles: two lines above a title may as well be a menu, or an author and a date.
    """
    if title is None or parts is None:
        return (below_site[0], below_site[1]) if len(below_site) == _PAIR else (None, None)
    before = [line for line in below_site if line.start < title.start]
    if len(before) == _PAIR and not any(line.text[-1] in ".!?" for line in before):
        return before[0], before[1]
    names = (title.text[slice(*parts.from_role)], title.text[slice(*parts.to_role)])
    first = next((line for line in lines if same_role(line.text, names[0])), None)
    second = next((line for line in lines if line is not first and same_role(line.text, names[1])), None)
    return first, second
