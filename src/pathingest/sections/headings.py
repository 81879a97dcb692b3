"""Which lines head sections, of what role, and why.

A heading is one by the profile's words, whatever stands round them; where the markup shows levels, by what it shows;
for a section that the page lacks otherwise, by another site's name for it, or with a typo. A roadmap may have none:
there its phases' own shape opens it. Any section may have none where the profile says by what element it is one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, cached_property
from itertools import takewhile
from typing import cast

from pathingest.lines import Line, retyped
from pathingest.lines.vocabulary import vocabulary_of
from pathingest.model.extraction import Note
from pathingest.model.section import REALITY, Role
from pathingest.model.tuples import NamedTuple
from pathingest.profiles import Profile
from pathingest.sections import _bounds as bounds
from pathingest.sections.misspelt import misspelt_headings
from pathingest.sections.roads import Road, find_road
from pathingest.sections.synonyms import common_names
from pathingest.sections.weighing import ends_with_time
from pathingest.values.roles import read_goal, read_title

# Where a section of its own may be below the heading: it divides what is above it.
_DIVIDED: tuple[Role, ...] = ("header", "other", "reality_check", *REALITY)
Headings = dict[int, Role]


class Found(NamedTuple):
    """The lines, headings that were glued to a duration apart, and which of them head what.

    Attributes:
        shown: whether the markup shows which lines are headings.
        bare: those that open a section without being its heading.
        titles: the titles of the roadmap's phases, if all of them are known.
        notes: what was doubtful.
    """

    lines: tuple[Line, ...]
    headings: Headings
    shown: bool
    bare: frozenset[int] = frozenset()
    titles: frozenset[int] = frozenset()
    notes: tuple[Note, ...] = ()


def find_headings(lines: tuple[Line, ...], end: int, profile: Profile, slug: str | None, title: str = "") -> Found:
    """The headings among the lines before `end`, where the footer begins.

    `title` is what the page's head or front matter says, where none of its headings need say it.
    Where names or typos show more, lines are typed again with those among the profile's headings.
    """
    found, words = _find(lines[:end], profile, slug, title), vocabulary_of(profile)
    for also in (common_names, misspelt_headings):
        if more := also(lines, found.headings.values()):
            words = words.with_headings({heading.text: heading.role for heading in more})
            lines = retyped(lines, words)
            notes = tuple([heading.note for heading in more if heading.note])
            found = _find(lines[:end], words.profile, slug, title)._replace(notes=notes)
    return found


def _find(lines: tuple[Line, ...], profile: Profile, slug: str | None, title: str) -> Found:
    shown = _has_levels(lines)
    if not shown:
        lines = _unglued(lines, profile)

    placed = [line.segment.markup and _section(line) for line in lines]  # text has no markup

    @cache
    def names_roles(line: Line) -> bool:
        text, language, patterns = line.text, profile.language, profile.title_patterns
        named = read_title(text, slug=slug, language=language, patterns=patterns)
        return bool(named or read_goal(text, patterns, language))

    def cut(road: Road | None) -> Headings:
        if not shown:
            return _by_words(lines, profile, road)
        return _Levels(lines, road, names_roles, titled=bool(title)).read()

    headings = cut(None)
    road = None if "roadmap" in placed else find_road(lines, headings, title, shown=shown)
    found = _with_road(Found(lines, cut(road), shown), road) if road else Found(lines, headings, shown)
    return _placed(found, placed) if any(placed) else found


def _with_road(found: Found, road: Road) -> Found:
    """The headings, where phases open their section themselves, and where what follows the last one begins."""
    headings, bare = found.headings, road.starts
    if road.end is not None and road.end < len(found.lines) and road.end not in headings:
        headings, bare = dict(sorted({**headings, road.end: "other"}.items())), bare | {road.end}
    return found._replace(headings=headings, bare=bare, titles=road.titles)


# --- by the profile's elements ---------------------------------------------------------------------------------------


def _section(line: Line) -> Role | None:
    """The role of the section that a line is in by its element, where the profile says so."""
    markup = line.segment.markup
    return cast("Role", markup.section) if markup and markup.section else None


def _placed(found: Found, roles: Sequence[Role | None]) -> Found:
    """The headings with the sections that the profile names by their elements; in these, others head nothing.

    What follows such a section, and that no heading opens, is no part of it.
    """
    lines, headings, bare = found.lines, dict(found.headings), set(found.bare)
    before: Role | None = None
    for i, role in enumerate(roles):
        if role and not (role == "reality_check" and headings.get(i) in REALITY):
            headings.pop(i, None)
        if role != before and i not in headings:
            headings[i] = role or "other"
            if not (_heads_section(lines, roles, i) if role else lines[i].is_shown):
                bare.add(i)
        before = role
    return found._replace(headings=dict(sorted(headings.items())), bare=frozenset(bare))


def _heads_section(lines: Sequence[Line], roles: Sequence[Role | None], start: int) -> bool:
    """Whether a line heads the section that it begins: by its words, or as a heading that is above all others there."""
    line = lines[start]
    below = takewhile(lambda pair: pair[1] == roles[start], zip(lines[start + 1 :], roles[start + 1 :], strict=True))
    others = [other.level for other, _ in below if other.is_shown]
    return line.is_shown and (line.shown_role == roles[start] or bool(others and min(others) > line.level))


# --- by words alone --------------------------------------------------------------------------------------------------


def _by_words(lines: tuple[Line, ...], profile: Profile, road: Road | None) -> Headings:
    longest, patterns = profile.longest_heading, profile.heading_patterns
    within: Role = "header"
    found: Headings = {}
    opens = _opening(road)
    held = range(min(road.starts), max(road.starts)) if road and road.starts else ()
    for i, line in [(i, line) for i, line in enumerate(lines) if line.may_head or i in opens]:
        if i in opens:
            if within != "roadmap":
                found[i] = within = "roadmap"
        elif i in held:
            pass  # what phases hold has no section of its own: "Study plan", below each
        elif len(line.text) <= longest and (role := line.role) and not (patterns and _is_part(line, within, role)):
            found[i] = within = _known(role, road)
    return found


def _opening(road: Road | None) -> frozenset[int]:
    """The lines that open the roadmap whatever they say: the heading above the phases, and their titles."""
    if road is None:
        return frozenset()
    return road.starts if road.heading is None else road.starts | {road.heading}


def _known(role: Role, road: Road | None) -> Role:
    """What a heading of that role opens: a roadmap's opens nothing known if the phases stand elsewhere."""
    return "other" if role == "roadmap" and road and road.is_elsewhere else role


def _is_part(line: Line, within: Role, role: Role) -> bool:
    """Whether a heading of other pages belongs to its section here: a question, or a part of a plan ("First week")."""
    if within == "faq":
        return role != "closing" and line.text.endswith("?")
    return within == "action_plan" and line.horizon is not None


def _unglued(lines: tuple[Line, ...], profile: Profile) -> tuple[Line, ...]:
    """The lines; headings that are glued to a phase's duration ("12 weeksReality Check") apart from it."""
    figures = [(i, line) for i, line in enumerate(lines) if line.is_figure and not line.is_number]
    ends = lines[0].words.heading_ends if figures else ()
    longest = profile.longest_heading + bounds.GLUED_DURATION
    whole, at = [], 0
    for i, line in figures:
        text = line.text
        if len(text) <= longest and line.folded.endswith(ends) and line.segment.kind == "line":
            found = line.found
            if found and found.start == 0 and text[found.end :].casefold() in profile.headings:
                whole += [*lines[at:i], line.cut(0, found.end), line.cut(found.end, len(text))]
                at = i + 1
    return (*whole, *lines[at:]) if at else lines


# --- by level --------------------------------------------------------------------------------------------------------
# A heading that the profile knows opens its section. One that it does not know opens an unknown section if its level is
# no deeper than that of the section it is in; a deeper one is part of that section.


def _has_levels(lines: tuple[Line, ...]) -> bool:
    """Whether the page's sections have headings whose level the markup shows: known ones, or hardly any others."""
    shown = [line for line in lines if line.is_shown]
    if not shown[1:]:
        return False
    known = len([line for line in shown if line.shown_role])
    if known >= bounds.SHOWN:
        return True
    heads = [i for i, line in enumerate(lines) if line.may_head and not _is_below_heading(line) and line.role]
    unshown = len({lines[i].role for i in heads if not _is_above_heading(lines, i)})
    return unshown < bounds.UNSHOWN or len(shown) >= bounds.MOSTLY_SHOWN * unshown


def _is_below_heading(line: Line) -> bool:
    """Whether a line is a heading, an item, or code, or leads in a list: beside headings, its words head nothing."""
    return line.is_shown or line.is_item or line.text[0] == "#" or line.text.endswith(":")


def _is_above_heading(lines: Sequence[Line], i: int) -> bool:
    """Whether a line by whose words a section is known stands above its heading ("The roadmap", "Four phases")."""
    below = lines[i + 1] if i + 1 < len(lines) else None
    return below is not None and below.is_shown and not below.shown_role and lines[i].role is not None


class _Within(NamedTuple):
    """The section that is open: its role, and the level of its headings; 0 for the header, which has none.

    `top` is the level of its own heading, where the headings of phases are the section's.
    """

    role: Role
    level: int
    top: int = 0


class _Levels:
    """Reads the headings of a page whose markup shows their levels, one after the other."""

    def __init__(
        self, lines: tuple[Line, ...], road: Road | None, names_roles: Callable[[Line], bool], *, titled: bool
    ) -> None:
        self.lines = lines
        self.road = road
        self.titled = titled
        self.names_roles = names_roles
        self.within = _Within("header", 0)
        self.title: Line | None = None
        self.found: Headings = {}

    def read(self) -> Headings:
        """The headings that open a section."""
        lines, opens = self.lines, _opening(self.road)
        for i, line in enumerate(lines):
            if self.road and i in opens:
                self._go_on_road(i, self.road)
            elif i - 1 in self.found and _head(lines, i - 1) is line:
                pass  # the section is open
            elif (head := _head(lines, i)) and (role := self._opens(i, head)):
                self.found[i] = role = _known(role, self.road)
                self.within = _Within(role, head.level)
            elif self.title is None and line.is_shown and self._is_title(line):
                self.title = line
        return self.found

    @cached_property
    def _first_top(self) -> int:
        """Where the first heading of the first level is."""
        return next((i for i, line in enumerate(self.lines) if line.level == 1), len(self.lines))

    def _go_on_road(self, i: int, road: Road) -> None:
        """The roadmap, whose headings are its phases': what else is as high is no part of it."""
        role, level, top = self.within
        if role != "roadmap":
            self.found[i] = "roadmap"
            self.within = _Within("roadmap", self.lines[i].level or level)
        elif road.level and not top:
            self.within = _Within("roadmap", road.level, level)

    def _is_title(self, line: Line) -> bool:
        """Whether a heading is the title: it names two roles, or, where none does, it is of the first level."""
        return self.names_roles(line) or (line.level == 1 and not self._any_names_roles)

    @cached_property
    def _any_names_roles(self) -> bool:
        return any(line.is_shown and self.names_roles(line) for line in self.lines)

    @cached_property
    def _any_is_title(self) -> bool:
        return any(line.is_shown and self._is_title(line) for line in self.lines)

    def _opens(self, i: int, line: Line) -> Role | None:
        """The role of the section that a heading opens, or the line above it; None where it opens none."""
        level, role, within = line.level, self.lines[i].shown_role, self.within
        deeper = 0 < within.level < level  # mere lines in the header have no level, nor has their roadmap
        if role:
            part = role != "closing" and _is_part_shown(line, within.role)
            # What closes a page ends any section: pages that head sections with h1 have it one level below.
            nested = within.role in _DIVIDED or (role == "closing" and level <= bounds.HIGH) if deeper else not part
            # A heading of the first level is a title, unless there was one.
            return role if nested and (level > 1 or within.level or self._first_top < i) else None
        if not within.level:
            return "other" if self._is_below_title(i, line) else None
        is_part = _is_part_shown(line, within.role) or (0 < within.top < level and line.meaning.label)
        is_part = is_part or self._is_timed_phase(line)
        return "other" if within.role == "reality_check" or not (deeper or is_part) else None

    def _is_timed_phase(self, line: Line) -> bool:
        """Whether a heading ends with a time as phases before it do: "Phase 3: SQL (4 weeks)", "Capstone (2 weeks)"."""
        is_phase = self.within.role == "roadmap" and self.road is not None and line.level == self.road.level
        return is_phase and ends_with_time(line) and self._is_timed_road

    @cached_property
    def _is_timed_road(self) -> bool:
        """Whether most phases end with a time."""
        phases = [self.lines[i] for i in self.road.starts] if self.road else []
        return 2 * sum(map(ends_with_time, phases)) > len(phases)

    def _is_below_title(self, i: int, line: Line) -> bool:
        """Whether a heading of the header stands below the page's title, and is no fact.

        A title in the page's head is above them all if there is no other.
        """
        if self.title is None and self.titled:
            self.titled = not self._any_is_title
        least = self.title.level if self.title else bounds.HIGH
        if not (self.title or self.titled) or line.level == 1 or line.level < least:
            return False
        is_fact = line.meaning.label or (i and self.lines[i - 1].meaning.label)  # a fact's label, or its value
        return not is_fact and not self.names_roles(line)


def _head(lines: Sequence[Line], i: int) -> Line | None:
    """The heading that the markup shows: a line itself, or the one below that a line of known words stands above."""
    if lines[i].is_shown:
        return lines[i]
    return lines[i + 1] if lines[i].may_head and _is_above_heading(lines, i) else None


def _is_part_shown(line: Line, within: Role) -> bool:
    """Whether a heading belongs to its section though its level is the section's own: its words show it."""
    if within == "faq":
        return line.text.endswith("?")
    if within == "roadmap":
        return line.place is not None
    return within == "action_plan" and line.states_time
