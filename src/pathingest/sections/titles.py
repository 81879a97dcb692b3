"""The page's title, and the roles that it, or a line beside it, names.

A title is a heading of the first level, the title in the page's head or front matter, or one of its first lines; an
item, a cell or a sentence is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, takewhile
from typing import Literal

from pathingest.lines import Line
from pathingest.lines.vocabulary import vocabulary_of
from pathingest.model.section import Header, Kind, Outline
from pathingest.model.segment import TERM, Part, Segment
from pathingest.model.tuples import NamedTuple
from pathingest.profiles import GENERIC, Profile
from pathingest.sections import _bounds as bounds
from pathingest.sections.kinds import is_own_story, spaced
from pathingest.sections.kinds import words as kind_words
from pathingest.values.guide_words import known_words, moves
from pathingest.values.guides import (
    bare_role,
    find_former,
    find_gained,
    find_move,
    find_present,
    is_beginner,
    is_nothing,
    is_own,
    read_guide,
)
from pathingest.values.occupations import (
    is_plural,
    is_tool,
    jobs_of,
    name_at,
    nouns_in,
    occupation,
    singular,
)
from pathingest.values.patterns import caseless, clues, lazy
from pathingest.values.roles import LONGEST_TITLE, Title, read_goal, read_title
from pathingest.values.text import key

_PAIR = 2  # the two roles have a line each


class Named(NamedTuple):
    """A title, the roles of its page, and what else it says."""

    title: Segment | None
    roles: tuple[Part | None, Part | None] = (None, None)
    headline: Part | None = None
    kind: Kind = "transition"

    @property
    def known(self) -> int:
        """How many roles it names."""
        return sum(role is not None for role in self.roles)


def find_title(
    free: Sequence[Line], document: Segment | None, below: Segment | None, slug: str | None, profile: Profile
) -> Named:
    """The title among the lines of the header that are nothing else; `document` is the one in the page's head.

    `below` is the heading that follows the header.

    Of two lines that name roles the one that names both counts, then the one with a headline, then the first. Where the
    first only names the role to reach, and the line below it both, the roles are the latter's.
    """
    lines = list(_candidates(free, document, below, profile))
    is_layout = profile.name != GENERIC
    places = {id(line): place for place, line in enumerate(free)}
    above = [_above(free, places.get(id(line), 0)) for line in lines]
    found = [_read(line, two, slug, profile, closely=not is_layout) for line, two in zip(lines, above, strict=True)]
    if is_layout and all(reading.known < _PAIR for reading in found):
        found = [_read(line, two, slug, profile) for line, two in zip(lines, above, strict=True)]
    named = [reading for reading in found if reading.known]
    if not named and (told := _below_title(found, free, slug, profile) or _opening(free, profile)):
        return told
    if not named:
        return found[0] if found and profile.name == GENERIC else Named(None)
    both = [reading for reading in named if reading.known == _PAIR]
    first = named[0]
    if profile.name == GENERIC and first is found[0] and not any(line.level for line in lines):
        both = [reading for reading in both if reading in found[:_PAIR]]  # what a plain text says below is no title
    if first.known < _PAIR and both and _is_below(first, both[0], free):
        return both[0]._replace(title=first.title, headline=first.headline)
    if _is_top(found[0].title) and not found[0].known and _goes_on_with(found[0], first, free, below):
        return first._replace(title=found[0].title)
    is_late = document is not None and _is_late(free)
    ranked = sorted(
        both or named, key=lambda reading: (is_late or not _is_top(reading.title), reading.headline is None)
    )
    return ranked[0]


def _opening(free: Sequence[Line], profile: Profile) -> Named | None:
    """The beginning of a page that has no title: "Becoming a Java Architect is a major career milestone …"."""
    for line in free[:_PAIR] if profile.name == GENERIC else ():
        guide = read_guide(line.text[: bounds.OPENING], profile.language) if line.is_sentence else None
        if guide and guide.to_role and guide.is_sure and guide.kind == "job":
            title = line.segment.cut(0, guide.to_role[1])
            return Named(title, (None, title.part(*guide.to_role)), None, "guide")
    return None


def _is_late(free: Sequence[Line]) -> bool:
    """Whether prose comes before the first heading of level one, which then is a section's and not the page's."""
    before = list(takewhile(lambda line: line.level != 1, free))
    return len(before) < len(free) and sum(line.is_sentence for line in before) >= bounds.PROSE


def _below_title(found: Sequence[Named], free: Sequence[Line], slug: str | None, profile: Profile) -> Named | None:
    """A title that names no role, with those of the line right below it: "Chief Engineer → Data Scientist"."""
    title = found[0].title if found and profile.name == GENERIC else None
    place = next((place for place, line in enumerate(free[1:], 1) if free[place - 1].segment is title), None)
    below = free[place] if place else None
    if place is None or below is None or below.level or below.is_item or below.row or _goes_on(below):
        return None
    told = _read(below, _above(free, place), slug, profile)
    return told._replace(title=title, headline=None) if told.known == _PAIR else None


def _is_top(title: Segment | None) -> bool:
    return title is not None and title.level == 1


def _is_below(first: Named, second: Named, free: Sequence[Line]) -> bool:
    """Whether a reading's line is right below another's."""
    return any((a.segment, b.segment) == (first.title, second.title) for a, b in pairwise(free))


def _goes_on_with(title: Named, first: Named, free: Sequence[Line], below: Segment | None) -> bool:
    """Whether a heading right below the title goes on with it: both say a word of the role; a site's name has none."""
    is_last = bool(free) and first.title == below and free[-1].segment == title.title
    if title.title is None or first.title is None or not (is_last or _is_below(title, first, free)):
        return False
    words = {*_WORD.findall(title.title.text.casefold())}
    of_roles = {word for role in first.roles if role for word in _WORD.findall(role.text.casefold())}
    return any(len(word) >= bounds.SHARED for word in words & of_roles)


def _candidates(
    free: Sequence[Line], document: Segment | None, below: Segment | None, profile: Profile
) -> Iterator[Line]:
    """The lines that may be the title, the likeliest first; the name of a file is none."""
    lines = [line for line in free if not (line.is_item or line.row or _FILE.fullmatch(line.text)) and line.text]
    if not (document or below or any(line.segment.markup for line in lines)):
        yield from [line for line in lines[: bounds.TITLE_LINES] if not _goes_on(line)]
        if profile.name != GENERIC:
            yield from [line for line in lines[bounds.TITLE_LINES :] if not _goes_on(line)]
        return
    words = vocabulary_of(profile)
    top = [line for line in lines if line.level == 1]
    heads = [Line(document, words)] if document else []
    yield from heads + top if _is_late(lines) else top + heads
    headings = [line for line in lines if 1 < line.level < TERM]
    if top:  # what stands right below the title goes on with it
        after = lines[lines.index(top[0]) + 1 :]
        yield from takewhile(lambda line: 1 < line.level < TERM, after)
    else:
        yield from headings[:1]
        if lines and headings and lines[0].level == 0 and not _goes_on(lines[0]):
            yield lines[0]  # the title in the head of a web page without a heading of the first level
    if below and below.level and profile.name == GENERIC and all(line in top for line in lines):
        yield Line(below, words)
    known = {line.segment.start for line in (*top, *headings)}
    rest = [line for line in lines if line.segment.start not in known and not _goes_on(line)]
    if profile.name != GENERIC:
        yield from rest
    elif not (top or document or headings):
        yield from rest[: bounds.TITLE_LINES]


# Roles may stand in quotation marks: 'From "Baker" to "Miller"'.
_QUOTES = dict.fromkeys(map(ord, '"\u201c\u201d\u201e\u00ab\u00bb'), " ")


def _as_title(text: str, profile: Profile) -> str:
    """A title as it is read: with spaces for hyphens between all of its words, and without quotation marks."""
    return spaced(text).translate(_QUOTES) if profile.name == GENERIC else spaced(text)


def _may_be_less(parts: Title, text: str, profile: Profile) -> bool:
    """Whether what a title joins may be no roles: "How to Become a Pilot: From Student to Airline Cockpit"."""
    if profile.name != GENERIC:
        return False
    roles = (bare_role(text, *role, profile.language) for role in (parts.from_role, parts.to_role))
    kinds = [occupation(text[slice(*role)], profile.language) for role in roles]
    return not {*kinds} <= {"job", "field"}


def _are_no_names(parts: Title, text: str, profile: Profile) -> bool:
    """Whether what a title joins are figures ("From $20 an hour to $320K in Cybersecurity"), or parts of a sentence.

    "Ovens to Code: A Baker's Journey to Tech" joins none.
    """
    if profile.name != GENERIC:
        return False
    ends = [text[slice(*bare_role(text, *role, profile.language))] for role in (parts.from_role, parts.to_role)]
    return any((not end[:1].isalpha() or ": " in end) and not occupation(end) for end in ends)


def _goes_on(line: Line) -> bool:
    """A sentence, but for a question: no title of plain text."""
    return line.is_sentence and not line.text.endswith("?")


def _above(free: Sequence[Line], place: int) -> tuple[str, str] | tuple[None, None]:
    """The two lines above a place, which may name the roles; none, where fewer are there."""
    return (free[place - 2].text, free[place - 1].text) if place >= _PAIR else (None, None)


def _read(
    line: Line,
    above: tuple[str, str] | tuple[None, None],
    slug: str | None,
    profile: Profile,
    *,
    closely: bool = True,
) -> Named:
    """What a line says as a title, below two others; all forms of guides are looked for if it is read closely."""
    segment, text = line.segment, _as_title(line.text, profile)
    if " " not in text and occupation(text, profile.language) != "job":
        return Named(segment)
    kind: Kind = "story" if is_own(text) else "transition"
    patterns = profile.title_patterns
    parts = read_title(text, role_lines=above, slug=slug, language=profile.language, patterns=patterns)
    if parts is None and (goal := read_goal(text, patterns, profile.language)):
        headline = goal.headline and segment.part(*goal.headline)
        return Named(segment, (None, segment.part(*goal.to_role)), headline, "story" if kind == "story" else "guide")
    is_open = closely and (parts is None or _may_be_less(parts, text, profile))
    guide = read_guide(text, profile.language) if is_open else None
    if parts and not (guide and guide.kind) and not _are_no_names(parts, text, profile):
        headline = parts.headline and segment.part(*parts.headline)
        places = [parts.from_role, parts.to_role]
        if profile.name == GENERIC:
            places = [bare_role(text, *place, profile.language) for place in places]
        return Named(segment, (segment.part(*places[0]), segment.part(*places[1])), headline, kind)
    if guide is None:
        known = name_at(text, 0, len(text), profile.language) if profile.name == GENERIC else None
        if known == ((0, len(text)), "job") and not _SEAM.search(text):
            return Named(segment, (None, segment.part()), None, "guide")  # "Forward Deployed Engineer"
        # "Ma reconversion", but not "Connect with Me"
        return Named(segment, kind=kind if moves().search(text) else "transition")
    current = guide.from_role and segment.part(*bare_role(text, *guide.from_role, profile.language))
    if current and is_nothing(current.text):
        current = None
    if kind != "story":
        kind = "story" if guide.is_story else "transition" if current else "guide"
    headline = guide.headline and segment.part(*guide.headline)
    return Named(segment, (current, guide.to_role and segment.part(*guide.to_role)), headline, kind)


def named_as(text: str, profile: Profile, *, is_title: bool = True) -> Literal["guide", "name", "mention"] | None:
    """What a text would make of the role that it names, as the title of a page or right below one that names none.

    It is led to as in a guide, or all that the text says, or only mentioned; None where none is named. Below a title it
    must name both roles, or tell as the page's beginning what one becomes. What other lines and the page's address say
    of a title is not known here.
    """
    is_short = len(text) <= LONGEST_TITLE
    if not (_may_name(text, profile) if is_short else nouns_in(text[: bounds.OPENING], profile.language)):
        return None
    line = Line(Segment("line", text, 0, len(text)), vocabulary_of(profile))
    if not is_short or _goes_on(line):
        return "guide" if _opening((line,), profile) else None
    named = _read(line, (None, None), None, profile)
    if not is_title:
        return "guide" if named.known == _PAIR else None
    if named.known:
        return "name" if named.roles[1] and named.roles[1].text == text else "guide"
    mentioned = _mentioned(line.segment, profile)
    return mentioned and ("name" if mentioned.text == text else "mention")


def _may_name(text: str, profile: Profile) -> bool:
    """Whether a title has a word that is the noun of a role, or leads to one, or joins two: most have nothing of it."""
    language, patterns = profile.language, profile.title_patterns
    if nouns_in(text, language):
        return True
    title, folded = _as_title(text, profile), caseless(text)
    leads = any(map(folded.__contains__, _clues_of_leads(language)))
    return bool(
        read_title(title, language=language, patterns=patterns)
        or read_goal(title, patterns, language)
        or (leads and read_guide(title, language))
    )


@cache
def _clues_of_leads(language: str) -> frozenset[str]:
    """One of these is in whatever leads to a name that may be unknown."""
    forms = ("story", "lead", "topic", "span")
    return frozenset().union(*[clues(words[form]) for words in known_words(language).values() for form in forms])


# --- roles that the page's text names --------------------------------------------------------------------------------


def with_roles(outline: Outline[Line], profile: Profile, summary: Segment | None) -> Outline[Line]:
    """A page of an unknown layout, with the roles that only its text names, and marked if it is a story."""
    header, lines = outline.header, [line for section in outline.sections for line in section.lines]
    if summary:
        lines.insert(0, Line(summary, vocabulary_of(profile)))
    if is_own_story(outline):
        header = header._replace(kind="story")
    elif header.kind == "story":
        header = header._replace(kind="transition" if header.roles[0] else "guide")
    if None in header.roles and any(said := _labelled(outline, profile)):
        current, target = (role or own for role, own in zip(header.roles, said, strict=True))
        kind: Kind = "transition" if current and target and header.kind == "guide" else header.kind
        header = header._replace(roles=(current, target), kind="guide" if target and not current else kind)
    return outline._replace(header=_with_prose(header, lines, profile))


def _labelled(outline: Outline[Line], profile: Profile) -> tuple[Part | None, Part | None]:
    """The roles that headings and lines label as such: "Current role: Cook", or "Target role (my focus)" above one."""
    found: dict[str, Part] = {}
    headed = (([section.heading] if section.heading else [], section.lines) for section in outline.sections)
    segments = [segment for heading, lines in headed for segment in (*heading, *(line.segment for line in lines))]
    for segment, below in pairwise([*segments[: bounds.LABELLED], None]):
        head, _, rest = segment.text.partition(":") if segment else ("", "", "")
        label = profile.labels.get(key(_ASIDE.sub("", _MARKS.sub("", head))))
        if segment and label in ("current_role", "target_role") and label not in found:
            start = len(segment.text) - len(rest) if rest.strip() else 0
            part = _name_in(segment if start else below, start, profile)
            found |= {label: part} if part else {}
    return found.get("current_role"), found.get("target_role")


def _name_in(segment: Segment | None, start: int, profile: Profile) -> Part | None:
    """The occupation whose name begins a stretch, behind the pictures before it."""
    text = segment.text if segment else ""
    start = next((i for i in range(start, len(text)) if text[i].isalnum()), len(text))
    known = name_at(text, start, len(text), profile.language)
    return segment.part(*known[0]) if segment and known and known[1] != "weak" else None


_ASIDE = lazy(r"\s*\([^()]*\)$")
_MARKS = lazy(r"^[^\w(]+")


def _with_prose(header: Header, lines: Sequence[Line], profile: Profile) -> Header:
    """The header, roles that its title leaves open filled from the page's text.

    A story, or a page whose title names no role, may say from which job to which it leads ("my transition from …"); a
    field of work that a guide leads to may have a job of that name, and so has a guide that only says who it is for.
    """
    is_story = header.kind == "story"
    # "From Shakespeare to Java" names two things and no occupation.
    is_strange = is_story and all(role and not occupation(role.text, profile.language) for role in header.roles)
    if is_strange and _move(lines, profile, None, said=False):
        header = header._replace(roles=(None, None), headline=None)
    current, target = header.roles
    told = is_story or not (current or target)
    first = lines if told else lines[: bounds.TITLE_LINES]
    if not (current and target) and (move := _move(first, profile, target, said=not is_story)):
        kind: Kind = "story" if header.kind == "story" else "transition"
        if target or told:
            jobs = [_job(role, lines, profile.language) for role in move]
            is_same = target is None or _may_be_called(target, move[1], profile)
            return header._replace(roles=(jobs[0], jobs[1] if is_same else target), kind=kind)
    if is_story and not (current or target):
        return _with_own(header, lines, profile)
    if not (current or target) and (named := _mentioned(header.title, profile)):
        return header._replace(roles=(None, named), kind="guide")
    if current and target is None:
        target = _commonest(lines, current.text, profile.language)
        if target is None:  # "Complete Learning Path for Data Analysts" leads to what it is for
            return header._replace(roles=(None, current), kind="guide" if header.kind == "transition" else header.kind)
        target = _job(target, lines, profile.language)
        kind = "transition" if header.kind == "guide" else header.kind
        return header._replace(roles=(current, target), kind=kind)
    if target and header.title and target.segment is header.title and _is_guide(header, profile):
        target = _job(target, lines, profile.language)
    if target and is_story:
        target = _gained(lines, target, profile)
        current = current or _former(lines, target.text, profile.language)
    if target and current is None and header.kind == "guide":
        current = _present(first, target, profile)
        header = header._replace(kind="transition" if current else "guide")
    return header._replace(roles=(current, target))


def _gained(lines: Sequence[Line], target: Part, profile: Profile) -> Part:
    """The job of a field's name that a story says its writer has: "today I am a data analyst"; else the field."""
    language = profile.language
    if occupation(target.text, language) == "job":
        return target
    found = (line.segment.part(*span) for line in lines for span in find_gained(line.text, language))
    return next((part for part in found if _shares(target.text, part.text)), target)


def _present(lines: Sequence[Line], target: Part, profile: Profile) -> Part | None:
    """The only job that a guide says its reader has, if it is another than the one to reach."""
    language = profile.language
    found = [line.segment.part(*span) for line in lines for span in find_present(line.text, language)]
    names = {singular(part.text.casefold()) for part in found}
    goals = {singular(target.text.casefold()), *jobs_of(target.text, language)}
    is_other = not any(name in goal or goal in name for name in names for goal in goals)
    return found[0] if len(names) == 1 and is_other else None


def _mentioned(title: Segment | None, profile: Profile) -> Part | None:
    """The only job that a title names in capitals, however it does: "Carpenter Daily Study Plan | Acme"."""
    if profile.name != GENERIC or title is None or title.text[-1] == "?" or len(title.text) > LONGEST_TITLE:
        return None
    text = _SITE.split(title.text, maxsplit=1)[0]
    is_deed = kind_words()["deed"].search(text) is not None
    named: dict[str, tuple[int, int]] = {}
    at = 0
    for word in _WORD.finditer(text):
        known = name_at(text, word.start(), len(text), profile.language) if word.start() >= at else None
        name = text[slice(*known[0])] if known and known[1] == "job" else ""
        if known and _CAPITALS.fullmatch(name) and not (is_plural(name) or is_beginner(name, profile.language)):
            at = known[0][1]
            if is_deed and text[at : at + 1] == " ":  # "How to Adopt an Online Leader Success Mindset"
                continue
            named.setdefault(singular(name.casefold()), known[0])
    return title.part(*next(iter(named.values()))) if len(named) == 1 else None


_CAPITALS = lazy(r"[A-Z\d][\w+#./-]*(?: (?:& |of )?[A-Z\d][\w+#./-]*){0,3}")
_SITE = lazy(r"\s[-|\u2014\u00b7]\s")


def _with_own(header: Header, lines: Sequence[Line], profile: Profile) -> Header:
    """The header of a story that tells which job its writer came to have, and which one before."""
    language = profile.language
    gained = next((line.segment.part(*span) for line in lines for span in find_gained(line.text, language)), None)
    beside = [line for line in lines if gained and line.segment is gained.segment]
    former = gained and (_former(beside, gained.text, language) or _former(lines, gained.text, language))
    return header._replace(roles=(former, gained)) if former else header


def _former(lines: Sequence[Line], target: str, language: str) -> Part | None:
    """The last job that a story says its writer had, of those that it begins with; else the last field of work.

    None that is the one to reach.
    """
    found = [
        line.segment.part(*span) for line in lines[: bounds.PROSE_LINES] for span in find_former(line.text, language)
    ]
    others = [part for part in found if not (is_beginner(part.text, language) or _is_alike(part.text, target))]
    jobs = [part for part in others if occupation(part.text, language) == "job"]
    return next(reversed(jobs or others), None)


def _is_alike(first: str, second: str) -> bool:
    """Whether two names begin, or end, with the same word: "junior developer", "web developer"."""
    nouns = {singular(name.casefold().split()[-1]) for name in (first, second)}
    return len(nouns) == 1 or _shares(second, first)


def _is_guide(header: Header, profile: Profile) -> bool:
    """Whether the title leads to one role, not from one to another."""
    text = spaced(header.title.text) if header.title else ""
    guide = read_guide(text, profile.language)
    return bool(guide and guide.kind == "field" and not read_title(text, language=profile.language))


def _move(lines: Sequence[Line], profile: Profile, target: Part | None, *, said: bool) -> tuple[Part, Part] | None:
    """The first move that the page's first lines tell, to the target if there is one.

    Where there is none, `said` asks for a word that says that it is one.
    """
    nouns = _nouns(target.text, profile.language) if target else set()  # "Developer", "web development"
    for line in lines[: bounds.PROSE_LINES]:
        if said and not (target or moves().search(line.text)):
            continue
        if found := find_move(line.text, profile.language):
            current, reached = (line.segment.part(*span) for span in found)
            if (
                target is None
                or _shares(target.text, reached.text)
                or (not said and not nouns.isdisjoint(_nouns(reached.text, profile.language)))
            ):
                return current, reached
    return None


def _shares(first: str, second: str) -> bool:
    """Whether two names may be of one occupation: "Software Development", "software developer"."""
    a, b = first.casefold(), second.casefold()
    parts = [part.strip() for part in _PARTS.split(a)]  # of "SysAdmin & Cloud Engineer", beside "Azure Cloud Engineer"
    return a[: bounds.STEM] == b[: bounds.STEM] or any(part in b for part in parts)


def _may_be_called(target: Part, said: Part, profile: Profile) -> bool:
    """Whether the page's own name is that of the title's role; a job's in the title stays unless it is a part of it."""
    is_part = target.text.casefold() in said.text.casefold()
    return _shares(target.text, said.text) and (is_part or occupation(target.text, profile.language) != "job")


def _nouns(role: str, language: str) -> set[str]:
    """The nouns of a role and, if it is a field, of those who work in it: "development", "developer"."""
    jobs = (job for job in jobs_of(role, language) if not job.startswith(f"{role.casefold()} "))
    return {name.split()[-1] for name in (role.casefold(), *jobs)}


def _job(field: Part, lines: Sequence[Line], language: str) -> Part:
    """The job of a field's name that the page speaks of most; the field itself if it speaks of none."""
    jobs = jobs_of(spaced(field.text), language)
    if not jobs:
        return field
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, jobs))})(?=s?(?!\w))", re.IGNORECASE)
    found = [line.segment.part(*match.span()) for line in lines for match in pattern.finditer(line.text)]
    counts = Counter(part.text.casefold() for part in found)
    return next((part for part in found if part.text.casefold() == counts.most_common(1)[0][0]), field)


def _commonest(lines: Sequence[Line], other: str, language: str) -> Part | None:
    """The occupation that the page speaks of most, but for one; None where none is so."""
    found: dict[str, list[Part]] = {}
    for line in lines:
        at = 0
        for word in _WORD.finditer(line.text):
            named = name_at(line.text, word.start(), len(line.text), language) if word.start() >= at else None
            name = line.text[slice(*named[0])].casefold() if named else ""
            if named and (" " in name or named[1] == "job") and named[1] != "weak" and not is_tool(name):
                at = named[0][1]
                found.setdefault(
                    singular(next(iter(jobs_of(name, language)), name) if named[1] == "field" else name), []
                ).append(line.segment.part(*named[0]))
    own = singular(other.casefold())
    ranked = sorted(((len(parts), name) for name, parts in found.items() if name != own), reverse=True)
    if not ranked or ranked[0][0] < bounds.NAMED or (ranked[1:] and 2 * ranked[1][0] > ranked[0][0]):
        return None
    return found[ranked[0][1]][0]


_SEAM = lazy(r"\s[-|\u2014\u00b7]\s|:\s")  # "Career Roadmap - Example Mentor" names a site
_PARTS = lazy(r"\s[&/]\s")
_FILE = lazy(r"[\w-]+\.[a-z]{2,4}|[{$<].*[}$>]")  # or the name of something that is put in its place
_WORD = lazy(r"[^\W\d_][\w+#/-]*")
