"""The header: site label and view counter, the two role lines, the title, and the badges with their labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pathingest.lines import Line, looks
from pathingest.lines.runs import lead_end
from pathingest.lines.times import duration_in
from pathingest.model.evidence import LABEL, Stretch
from pathingest.model.section import Header
from pathingest.model.segment import Part, Segment
from pathingest.profiles import Label, Profile
from pathingest.sections import _bounds as bounds
from pathingest.sections.choose import site_label
from pathingest.sections.titles import Named, find_title
from pathingest.values.effort import find_efforts
from pathingest.values.numbers import read_count
from pathingest.values.percent import parse_percent
from pathingest.values.roles import same_role
from pathingest.values.vocabulary import parse_difficulty

_PAIR = 2  # the two roles have a line each; a counter has a number and a word
_ROLES: frozenset[Label] = frozenset({"current_role", "target_role"})
SUMMARY: tuple[Label, ...] = ("difficulty", "timeline", "salary_change", "demand", "current_role", "target_role")


def read_header(
    lines: Sequence[Line],
    profile: Profile,
    slug: str | None,
    facts: Sequence[Line] = (),
    document: Segment | None = None,
    below: Segment | None = None,
) -> Header:
    """What the lines before the first heading are; `slug` is the url's own, where it is known.

    `document` is the title in the page's head or front matter, `below` the first heading.

    `facts` stand in sections of their own ("At a glance"), where only badges are looked for. A line that is none of
    them is left alone, and will be residue.
    """
    found = _Badges({}, [])
    marks = found.marks
    free: list[Line] = []
    counter: Part | None = None
    site: Segment | None = None
    for line in _without_columns(lines, found):
        segment = line.segment
        if segment.markup and _is_contents(segment):
            marks.append(Stretch(*segment.span, LABEL))
        elif line.folded.startswith(profile.label_starts) and found.labelled(line):
            pass
        elif line.folded.startswith(profile.site_labels) and (site_cut := site_label(line.folded, profile)):
            site, found.expected = segment, None
            marks.append(Stretch(*segment.locate(0, site_cut), LABEL))
            counter = _counter(segment, site_cut, profile, marks) or counter
        elif found.expected and found.expected not in found.badges:
            found.value(segment)
        elif number := _counter(segment, 0, profile, marks):
            counter = number
        else:
            free.append(line)
    found.expected = None
    for line in _without_columns(facts, found):
        if not found.labelled(line):
            found.value(line.segment)
    named = _with_labels(find_title(free, document, below, slug, profile), found.badges)
    rest = [line.segment for line in free if line.segment is not named.title]
    below_site = [segment for segment in rest if site and segment.start > site.start]
    roles = _role_lines(rest, below_site, named)
    return Header(*named, roles, found.badges, counter, site is not None, tuple(marks))


def _with_labels(named: Named, badges: dict[str, Part]) -> Named:
    """The roles, those that the page labels as such ("Target role: …") where its title names none."""
    current, target = badges.pop("current_role", None), badges.pop("target_role", None)
    roles = named.roles[0] or current, named.roles[1] or target
    kind = "transition" if all(roles) and named.kind == "guide" else named.kind
    return named._replace(roles=roles, kind=kind)


@dataclass(slots=True)
class _Badges:
    """The badges while they are read; `expected` is the label whose value comes next."""

    badges: dict[str, Part]
    marks: list[Stretch]
    expected: Label | None = None

    def labelled(self, line: Line) -> bool:
        """Whether a line is a badge's label, or begins with it; then its value is on the line."""
        label, cut = _label(line)
        if not label or (label == "difficulty" and find_efforts(line.text[cut:], language=line.words.profile.language)):
            return False  # "Effort: 10 hours a week"
        segment, whole = line.segment, cut == len(line.text)
        self.marks.append(Stretch(*segment.locate(0, cut), LABEL))
        self.expected = label  # one that has its value expects no other
        if not whole:
            self.badges.setdefault(label, segment.part(cut + _gap(line.text, cut, signed=label == "salary_change")))
        return True

    def value(self, segment: Segment) -> None:
        """A line that may be the value of the label before it; what was there first stays."""
        if self.expected:
            self.badges.setdefault(self.expected, segment.part())


def _is_contents(segment: Segment) -> bool:
    """A line of a table of contents: a link to a place in the page, and nothing else."""
    url = segment.link()
    links = segment.markup.links if segment.markup else ()
    return url is not None and url.text[:1] == "#" and (links[0].start, links[-1].end) == (0, len(segment.text))


def _facts_in(line: Line) -> Sequence[Line]:
    """A line of several facts ("Difficulty Hard Timeline 9 months") split at labels and values; any other as it is."""
    text, folded, profile = line.text, line.folded, line.words.profile
    if not _begins_with_label(line):
        return (line,)
    starts: dict[str, int] = {}
    for name, label in profile.labels.items():
        at = _find_word(name, folded) if label in SUMMARY else -1
        inside = any(start <= at < start + size for start, size in ((s, len(n)) for n, s in starts.items()))
        if at >= 0 and not inside:
            starts[name] = at
    cuts = sorted(starts.values())
    labels = {profile.labels[name] for name in starts}
    barred = len(labels) >= _PAIR and all(text[:cut].rstrip()[-1:] in _BARS for cut in cuts[1:])
    if not (len(labels) >= bounds.FACTS_IN_LINE or labels >= _ROLES or barred) or cuts[0]:
        return (line,)
    ends = [
        len(text[:end].rstrip(" ,;|/\u00b7\u2022\u2013\u2014\u2192\u21d2\u279c->=")) for end in (*cuts[1:], len(folded))
    ]
    names = {start: start + len(name) for name, start in starts.items()}
    values = [b - len(text[names[a] : b].lstrip(" :")) for a, b in zip(cuts, ends, strict=True)]
    pairs = zip(cuts, values, ends, strict=True)
    return [line.cut(*place) for a, value, b in pairs for place in ((a, names[a]), (value, b)) if place[0] < place[1]]


def _begins_with_label(line: Line) -> bool:
    """Whether a line begins with a label, so that places in it and in its lower case are the same."""
    return line.folded.startswith(line.words.profile.label_starts) and len(line.folded) == len(line.text)


def _find_word(word: str, text: str) -> int:
    """Where a text first has a word or words, without letters around them; -1 for nowhere."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return at
        at = text.find(word, end)
    return -1


def _without_columns(lines: Sequence[Line], found: _Badges) -> list[Line]:
    """The lines but those of a table whose columns are facts: two labels or more side by side, values below."""
    lines = [
        part for line in lines for part in ((line,) if line.text.count(" ") < bounds.FACTS_IN_LINE else _facts_in(line))
    ]
    rows: dict[int, dict[int, Line]] = {}
    for line in lines:
        markup = line.segment.markup
        if markup and markup.row:
            rows.setdefault(markup.row, {}).setdefault(markup.column, line)
    read: set[int] = set()
    for (_, heads), (_, values) in pairwise(sorted(rows.items())):
        facts = {c: head for c, head in heads.items() if head.meaning.label in SUMMARY and c in values}
        if len(facts) >= _PAIR:
            for column, head in facts.items():
                found.badges.setdefault(str(head.meaning.label), values[column].segment.part())
                found.marks.append(Stretch(*head.segment.span, LABEL))
                read |= {head.segment.start, values[column].segment.start}
    return [line for line in lines if line.segment.start not in read] if read else lines


def _label(line: Line) -> tuple[Label | None, int]:
    """The badge label that a line is or begins with, and its length; what follows may be glued to it."""
    if line.meaning.label in SUMMARY:
        return line.meaning.label, len(line.text)
    if _begins_with_label(line):
        for name, label in line.words.profile.labels.items():
            if label in SUMMARY and line.folded.startswith(name) and _is_before_value(line, name, label):
                return label, len(name)
    return None, 0


def _is_before_value(line: Line, name: str, label: Label) -> bool:
    """Whether what follows a label on its line is the value: the profile or its markup says so, or it reads as one."""
    if line.text[len(name) : len(name) + 1] == " " and lead_end(line) == len(name):
        value = line.text[len(name) + 1 :]  # "<b>Demand</b> High", and no "<b>Demand</b> is high"
        if value and not value[0].islower() and looks.is_few(value) and _BARS.isdisjoint(value):
            return True
    return name == line.words.profile.open_label(line.folded) or _is_seam(
        label, line.text[len(name) :], line.words.profile.language
    )


def _is_seam(label: Label, rest: str, language: str) -> bool:
    """Whether a badge's value can begin here: after a colon, glued to the label, or if it reads as that value."""
    value = rest.lstrip(" :\u2014-") if label != "salary_change" else rest.lstrip(" :")
    if not value:
        return False
    if not (rest[0] == " " or rest[0].islower()):
        return True
    if label == "difficulty":
        return parse_difficulty(value) is not None
    if label == "timeline":
        length = duration_in(value, language)
        return length is not None and length.start == 0
    change = parse_percent(value, language=language) if label == "salary_change" else None
    return change is not None and change.start == 0


def _gap(text: str, start: int, *, signed: bool) -> int:
    """How many marks and spaces are between a label and its value; where that may have a sign, the sign is its own."""
    rest = text[start:]
    value = rest.lstrip(" :")
    if not signed and value[:2] in ("- ", "\u2014 ") and value != rest:
        value = value[2:].lstrip()
    return len(rest) - len(value)


_BARS = frozenset("|\u00b7\u2022")


def _counter(segment: Segment, start: int, profile: Profile, marks: list[Stretch]) -> Part | None:
    """The digits of a view counter ("58 views"), the word after them marked as a label."""
    text = segment.text
    words = text[start:].rsplit(None, 1)
    if len(words) < _PAIR or words[1].casefold() not in profile.counters:
        return None
    digits = words[0].strip(" :|\u00b7\u2022-")
    if read_count(digits.replace(",", "")) is None:
        return None
    begin = text.index(digits, start)
    marks.append(Stretch(*segment.locate(len(text) - len(words[1]), len(text)), LABEL))
    return segment.part(begin, begin + len(digits))


def _role_lines(lines: list[Segment], below_site: list[Segment], named: Named) -> tuple[Segment | None, Segment | None]:
    """The page's own lines for the two roles.

    They are between the site's label and the title. Elsewhere a line counts only where it names one of the title's
    roles: two lines above a title may as well be a menu, or an author and a date.
    """
    title, (current, target) = named.title, named.roles
    if title is None or current is None or target is None:
        return (below_site[0], below_site[1]) if len(below_site) == _PAIR else (None, None)
    before = [line for line in below_site if line.start < title.start]
    if len(before) == _PAIR and not any(line.text[-1] in ".!?" for line in before):
        return before[0], before[1]
    first = next((line for line in lines if same_role(line.text, current.text)), None)
    second = next((line for line in lines if line is not first and same_role(line.text, target.text)), None)
    return first, second
