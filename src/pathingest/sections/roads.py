"""Where the phases stand that are told by their own shape, whether or not a known heading is above them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pathingest.lines import Line
from pathingest.lines.runs import Run, above_prose, again, best_run, counted_items, find_runs, number_of, numbered
from pathingest.lines.times import duration_in
from pathingest.model.section import Role
from pathingest.sections import _bounds as bounds
from pathingest.values.patterns import lazy
from pathingest.values.positions import read_calendar
from pathingest.values.vocabulary import vocabulary

# Sections in which phases may begin; those that only headings of phases may end.
_OPEN: frozenset[Role] = frozenset({"header", "other", "overview", "closing"})
_WIDE: frozenset[Role] = _OPEN | {"skills_to_learn"}


class Road(NamedTuple):
    """A page's phases.

    Attributes:
        starts: where their titles stand among the lines.
        level: of these titles; 0 for what is no heading.
        heading: the place of the unknown heading that is above them all; None for none.
        is_elsewhere: whether they stand outside of any section that the profile takes for a roadmap.
    """

    starts: frozenset[int]
    level: int
    heading: int | None = None
    is_elsewhere: bool = True


def find_road(lines: Sequence[Line], headings: Mapping[int, Role], title: str = "", *, shown: bool) -> Road | None:
    """Where the page's phases stand, if that is to change where its sections are cut."""
    if not shown and "roadmap" in headings.values():
        return None
    runs = [run for run in find_runs(lines) if not _is_of_another(run, lines)]
    if not runs and not shown:
        return None
    roles = _roles(len(lines), headings)
    known = [i for i, role in enumerate(roles) if role == "roadmap"]
    if inside := [run for run in runs if roles[run.starts[0]] == "roadmap"]:
        better = _beside(best_run(inside), runs, lines, roles)
        return (
            Road(frozenset((*better.starts, *better.titles)), better.level) if better else _inside(inside, lines, roles)
        )
    if known and _has_phases([lines[i] for i in known]):
        return None
    wide = [run for run in runs if roles[run.starts[0]] in _WIDE]
    above = {run: _above(run, lines, headings, shown=shown) for run in wide}
    named = [run for run, i in above.items() if i is not None and _is_road(lines[i])]
    outside = [run for run in wide if run.level or run in named or roles[run.starts[0]] in _OPEN]
    if known:  # levels may be those of a career
        named, outside = [], [run for run in named or outside if run.word != "level"]
    best = best_run(named or outside)
    if best and best.is_calendar and not best.level:  # a timetable beside "Phase 1: Basics (Days 1-4)", in headings
        best = best_run([run for run in outside if run.level and not run.is_calendar]) or best
    if not (best or known):
        best = best_run([run for run in runs if _is_in_plan(run, roles)])
    if best:
        first = _unplaced(best, lines, headings)
        return Road(frozenset((*first, *best.starts, *best.titles)), best.level, above.get(best))
    if known:
        return None
    told = _named(lines, headings) or _listed(lines, headings)
    return told or _timed(lines, headings) or _graded(lines, headings) or _of_page(lines, title)


def _is_of_another(run: Run, lines: Sequence[Line]) -> bool:
    """Whether its steps are those of a day at work, of hiring, or of using the page, as the heading above it says."""
    if all(_HOURS.search(lines[i].text) for i in run.starts):
        return True
    before = (lines[i] for i in range(run.starts[0] - 1, -1, -1))
    above = next((line for line in before if line.level and not 0 < run.level <= line.level), None)
    return above is not None and _speaks_of_others(above)


# The parts of a day: "Block 1 \u00b7 60-90 min".
_HOURS = lazy(r"\d\s*(?:min(?:s|utes?|uten|utos)?|h|hrs?|hours?|stunden?|heures?|horas?)\b\W*$", re.IGNORECASE)


def _speaks_of_others(line: Line) -> bool:
    return any(words in line.folded for words in _others())


def _roles(count: int, headings: Mapping[int, Role]) -> list[Role]:
    """The role of the section that each line stands in; a heading stands in its own."""
    roles: list[Role] = []
    within: Role = "header"
    for i in range(count):
        within = headings.get(i, within)
        roles.append(within)
    return roles


def _inside(runs: Sequence[Run], lines: Sequence[Line], roles: Sequence[Role]) -> Road | None:
    """The headings of phases beside a known roadmap's, if they are its highest: what else is as high is no part of it.

    Where siblings of theirs may say no place, all that stands below the roadmap's own heading is part of it.
    """
    best = best_run(runs)
    if best is None or not best.level:
        return None
    first = best.starts[0]
    before = [line for line, role in zip(lines[:first], roles, strict=False) if role == "roadmap" and line.is_shown]
    is_first = len(before) <= 1  # the section's own heading
    holds_all = (best.is_sample or again(best, runs)) and any(bounds.HIGH <= line.level < best.level for line in before)
    if not is_first or holds_all:
        return None
    return Road(frozenset((*best.starts, *best.titles)), best.level, is_elsewhere=False)


def _beside(inner: Run | None, runs: Sequence[Run], lines: Sequence[Line], roles: Sequence[Role]) -> Run | None:
    """The headings that count phases beside a known roadmap of months or weeks, if they are as high as its heading.

    The roadmap is a timetable then: "## Phase 1: Basics", ..., "## Timeline", "### Month 1".
    """
    if inner is None or not (inner.level and inner.is_calendar):
        return None
    top = min(line.level for line, role in zip(lines, roles, strict=True) if role == "roadmap" and line.is_shown)
    found = [run for run in runs if 0 < run.level <= top and len(run.starts) >= bounds.LISTED and run.word != "level"]
    found = [run for run in found if not (run.is_calendar or run.has_gaps) and roles[run.starts[0]] in _OPEN]
    return best_run(found)


def _is_in_plan(run: Run, roles: Sequence[Role]) -> bool:
    """Whether a run of headings are the steps of an action plan, of which a page without a roadmap has no other."""
    is_plan = roles[run.starts[0]] == "action_plan"
    return is_plan and run.level > 0 and not run.is_calendar and len(run.starts) >= bounds.LISTED


def _unplaced(run: Run, lines: Sequence[Line], headings: Mapping[int, Role]) -> tuple[int, ...]:
    """The unknown heading above one that is "Phase 2", if it is of its level: the first phase, which says no place."""
    first = run.starts[0]
    place = lines[first].place
    if run.is_above or not run.level or run.is_calendar or place is None or place.first != _SECOND:
        return ()
    above = next((i for i in range(first - 1, -1, -1) if 0 < lines[i].level <= run.level), None)
    if above is None or lines[above].level < run.level or headings.get(above, "other") != "other":
        return ()
    return (above,)


_SECOND = 2


def _has_phases(lines: Sequence[Line]) -> bool:
    """Whether a roadmap has phases of its own: several headings, rows, or lines with numbers or times."""
    heads = [line for line in lines[1:] if line.is_shown and not line.meaning.label]
    if heads:
        return len(heads) > 1
    return any(line.is_number or line.row or line.lead for line in lines[1:])


def _is_prose(lines: Sequence[Line]) -> bool:
    """Whether headings stand above nothing but prose, and say no number, place or time: the parts of a story."""
    heads = [line for line in lines if line.is_shown]
    said = any(number_of(line.text) or line.place or ends_with_time(line) for line in heads)
    return len(heads) > 0 and not said and not any(line.is_item or line.row or line.stated for line in lines)


def _above(run: Run, lines: Sequence[Line], headings: Mapping[int, Role], *, shown: bool) -> int | None:
    """The heading that has nothing but the run below it, if no profile knows it and it is not the page's."""
    first = run.starts[0]
    if not shown:
        before = lines[first - 1] if first > 1 and headings.get(first - 1) is None else None
        return first - 1 if before and before.segment.kind == "line" and before.is_title else None
    above = next((i for i in range(first - 1, -1, -1) if lines[i].is_shown), None)
    if above is None or headings.get(above, "other") != "other" or lines[above].level < bounds.HIGH:
        return None
    return above if not run.level or lines[above].level < run.level else None


# --- by the words of the heading above them --------------------------------------------------------------------------


def _named(lines: Sequence[Line], headings: Mapping[int, Role]) -> Road | None:
    """Headings with numbers, or several of any kind, below one that speaks of a road ("Your Roadmap: From A to B").

    Below one that only asks how ("How to become a Miller") there must be several steps with numbers.
    """
    heads = [i for i, line in enumerate(lines) if line.is_shown and headings.get(i, "other") in ("other", "header")]
    heads = [i for i in heads if not _speaks_of_others(lines[i])]
    for i in [i for i in heads if _is_road(lines[i])]:
        body, run = _below(lines, i)
        if run:
            return _at(run, lines, i)
        listed = any(below.segment.ordinal for below in body)
        has_phases = listed or (_has_phases(lines[i : i + 1 + len(body)]) and not _is_prose(body))
        if lines[i].level >= bounds.HIGH and has_phases:
            return Road(frozenset(), 0, i)
    for i in [i for i in heads if lines[i].bare.startswith(_questions())]:
        body, run = _below(lines, i)
        if run and len(run.starts) >= bounds.LISTED:
            return _at(run, lines, i)
        steps = counted_items(body) or above_prose(body) or _counted([line for line in body if line.is_number])
        if lines[i].level >= bounds.HIGH and len(steps) >= bounds.LISTED:
            return Road(frozenset(), 0, i)
    return None


def _of_page(lines: Sequence[Line], title: str) -> Road | None:
    """The page's highest headings, if they have numbers and the title in its head asks for the way, or speaks of one.

    So are those that are as many as a title says there are: "A Miller in Five Steps".
    """
    folded = title.casefold()
    run = numbered(lines, min((line.level for line in lines if line.is_shown), default=0))
    asks = folded.startswith(_questions()) or not _words().isdisjoint(folded.replace("-", " ").split())
    if run and asks and len(run.starts) >= bounds.LISTED and not any(lines[i].shown_role for i in run.starts):
        return Road(frozenset(run.starts), run.level)
    first = [line.text for line in lines if line.level == 1] or [line.text for line in lines[:1]]
    counts = {count for text in (title, *first) if (count := _count_of_steps(text))}
    heads = [i for i, line in enumerate(lines) if line.level >= bounds.HIGH and line.is_shown and not line.shown_role]
    level = min((lines[i].level for i in heads), default=0)
    highest = frozenset([i for i in heads if lines[i].level == level])
    return Road(highest, level) if len(highest) in counts else None


def _count_of_steps(title: str) -> int:
    """How many steps a title says that there are, if they are three or more; else 0."""
    words = title.casefold().replace("-", " ").split()
    for i in [i for i, word in enumerate(words) if word.strip(":,.!?()") in _steps()]:
        said = [str(vocabulary()["positions"]["numbers"].get(word, word)) for word in words[max(0, i - 3) : i]]
        counts = [int(word) for word in said if _COUNT.fullmatch(word)]
        if counts and counts[-1] >= bounds.LISTED:
            return counts[-1]
    return 0


_COUNT = lazy(r"\d{1,2}")


def _counted(numbers: Sequence[Line]) -> Sequence[Line]:
    """The numbers above steps, if they count from 1 on."""
    return numbers if [int(line.text.rstrip(".)")) for line in numbers] == [*range(1, len(numbers) + 1)] else []


def _below(lines: Sequence[Line], i: int) -> tuple[Sequence[Line], Run | None]:
    """What stands below a heading, and the headings with numbers among it, if no profile knows any of them."""
    end = next((j for j in range(i + 1, len(lines)) if 0 < lines[j].level <= lines[i].level), len(lines))
    body = lines[i + 1 : end]
    level = min((below.level for below in body if below.is_shown), default=0)
    run = numbered(body, level) if level else None
    return body, run if run and not any(body[j].shown_role for j in run.starts) else None


def _at(run: Run, lines: Sequence[Line], i: int) -> Road:
    """The road that a run below a heading is; the page's own heading is not its heading."""
    return Road(frozenset([i + 1 + j for j in run.starts]), run.level, i if lines[i].level >= bounds.HIGH else None)


def _listed(lines: Sequence[Line], headings: Mapping[int, Role]) -> Road | None:
    """The list below an unknown heading, if it is all there and its items say places that rise ("Week 1 - Basics")."""
    heads = [i for i, line in enumerate(lines) if line.is_shown]
    names = {lines[i].folded for i in heads}
    for i, end in pairwise([*heads, len(lines)]):
        places = [line.place for line in lines[i + 1 : end] if line.is_item]
        if headings.get(i) != "other" or not bounds.LISTED <= len(places) == end - i - 1:
            continue
        rising = all(a and b and a.word == b.word and a.last < b.first for a, b in pairwise(places))
        if rising and names.isdisjoint([line.folded for line in lines[i + 1 : end]]):  # no table of contents
            return Road(frozenset(), 0, i)
    return None


def _timed(lines: Sequence[Line], headings: Mapping[int, Role]) -> Road | None:
    """Unknown headings of one level, no other between them, that each end with weeks or months: "Basics (8 weeks)".

    Years are of careers and degrees.
    """
    found: list[int] = []
    for i in [i for i, line in enumerate(lines) if line.is_shown]:
        if found and lines[i].level > lines[found[-1]].level:
            continue
        if headings.get(i) == "other" and lines[i].level >= bounds.HIGH and ends_with_time(lines[i]):
            found = [*found, i] if found and lines[i].level == lines[found[-1]].level else [i]
        elif len(found) >= bounds.LISTED:
            break
        else:
            found = []
    return Road(frozenset(found), lines[found[0]].level) if len(found) >= bounds.LISTED else None


def _graded(lines: Sequence[Line], headings: Mapping[int, Role]) -> Road | None:
    """Unknown headings of one level that say how far one is, from the first grade on: "Beginner Level", "Advanced".

    Only headings that say nothing else do; courses and projects are sorted so too.
    """
    found: list[int] = []
    for i in [i for i, line in enumerate(lines) if line.is_shown and headings.get(i) == "other"]:
        if len(found) < len(_grades()) and _is_grade(lines[i], len(found)):
            found = [*found, i] if not found or lines[i].level == lines[found[-1]].level else []
        elif found and lines[i].level <= lines[found[-1]].level:
            break
    return Road(frozenset(found), lines[found[0]].level) if len(found) == len(_grades()) else None


def _is_grade(line: Line, grade: int) -> bool:
    """Whether a heading says a grade, a title or a time behind it: "Beginner: Foundations", "Beginner (0-3 months)"."""
    words = [word for word in _OWN.split(line.bare, 1)[0].split() if word not in vocabulary()["positions"]["levels"]]
    return len(words) == 1 and words[0] in _grades()[grade]


_OWN = lazy(r"\s*[(:\u2013\u2014|]|\s-")


def ends_with_time(line: Line) -> bool:
    """Whether a heading says weeks or months behind its title: in brackets, or after a dash or a colon."""
    behind = _BEHIND.search(line.text)
    said = (behind["aside"] or behind["rest"] or "").partition(",")[0] if behind else ""
    language = line.words.profile.language
    time = duration_in(said, language) or read_calendar(said, language)
    return time is not None and time.unit in ("week", "month")


_BEHIND = lazy(
    r"\S\s*(?:[(\[](?P<aside>[^()\[\]]+)[)\]]|(?:\s[-\u2013\u2014|]|:)\s+(?P<rest>[^-\u2013\u2014|:()]\S*(?: \S+)*))$"
)


def _is_road(line: Line) -> bool:
    """Whether a heading speaks of a road, its steps or its stages."""
    words = line.folded.replace("-", " ").split()
    return any(word.strip(":,.!?()") in _words() for word in words)


@cache
def _others() -> tuple[str, ...]:
    return tuple(vocabulary()["positions"]["others"])


@cache
def _questions() -> tuple[str, ...]:
    return tuple(vocabulary()["positions"]["questions"])


@cache
def _steps() -> frozenset[str]:
    return frozenset(vocabulary()["positions"]["steps"])


@cache
def _grades() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words) for words in vocabulary()["positions"]["grades"])


@cache
def _words() -> frozenset[str]:
    return frozenset(vocabulary()["positions"]["roads"])
