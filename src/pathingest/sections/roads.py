"""Where the phases stand that are told by their own shape, whether or not a known heading is above them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pathingest.lines import Line
from pathingest.lines.runs import Run, again, best_run, find_runs
from pathingest.model.section import Role
from pathingest.model.tuples import NamedTuple
from pathingest.profiles import GENERIC
from pathingest.sections import _bounds as bounds
from pathingest.sections.kinds import words
from pathingest.sections.siblings import Siblings, headings_above
from pathingest.sections.weighing import find_steps
from pathingest.values.patterns import lazy
from pathingest.values.roads import (
    asks_the_way,
    is_aside,
    is_division,
    is_of_other_things,
    is_of_others,
    names_road,
    speaks_of_road,
)

# Sections in which phases may begin; those that only headings of phases may end.
_OPEN: frozenset[Role] = frozenset({"header", "other", "overview", "closing"})
_WIDE: frozenset[Role] = _OPEN | {"skills_to_learn"}
_SKILLS: frozenset[Role] = frozenset({"transferable_skills", "skills_to_learn"})


class Road(NamedTuple):
    """A page's phases.

    Attributes:
        starts: where their titles stand among the lines.
        level: of these titles; 0 for what is no heading.
        heading: the place of the unknown heading that is above them all; None for none.
        is_elsewhere: whether they stand outside of any section that the profile takes for a roadmap.
        titles: the phases' titles, if all of them are known.
        end: where the last phase ends then; None where its section does.
    """

    starts: frozenset[int]
    level: int
    heading: int | None = None
    is_elsewhere: bool = True
    titles: frozenset[int] = frozenset()
    end: int | None = None


def find_road(lines: Sequence[Line], headings: Mapping[int, Role], title: str = "", *, shown: bool) -> Road | None:
    """Where the page's phases stand, if that is to change where its sections are cut."""
    if not shown and "roadmap" in headings.values() and lines[0].words.profile.name != GENERIC:
        return None
    found = find_runs(lines)
    above = headings_above(lines)
    runs = [run for run in found if not _is_of_another(run, lines, above)]
    roles = _roles(len(lines), headings)
    known = [i for i, role in enumerate(roles) if role == "roadmap"]
    if known and (outer := _holding(known[0], runs, lines, roles)):
        return Road(frozenset((*outer.starts, *outer.titles)), outer.level)
    if inside := [run for run in runs if roles[run.starts[0]] == "roadmap"]:
        inner = best_run(inside)
        better = _beside(inner, runs, lines, roles) or _around(inner, [run for run in runs if run not in inside])
        if better is None:
            return _inside(inside, lines, roles)
        return Road(frozenset((*_head_row(better, lines), *better.starts, *better.titles)), better.level)
    if known and _has_phases([lines[i] for i in known]):
        return None
    wide = [run for run in runs if roles[run.starts[0]] in _WIDE]
    heads = {run: _above(run, lines, headings, shown=shown) for run in wide}
    after = [] if shown or known else [run for run in runs if _is_below_skills(run, lines, roles)]
    heads.update({run: _above_listed(run, lines) for run in after})
    named = [run for run, i in heads.items() if i is not None and names_road(lines[i].folded)]
    outside = [run for run in wide if run.level or run in named or roles[run.starts[0]] in _OPEN]
    outside += after
    if known:  # levels may be those of a career
        named, outside = [], [run for run in named or outside if run.word != "level"]
    best = _best(named, outside, lines)
    if not (best or known):
        best = best_run([run for run in runs if _is_in_plan(run, roles)])
    if best:
        first = _unplaced(best, lines, headings) or _head_row(best, lines)
        return Road(frozenset((*first, *best.starts, *best.titles)), best.level, heads.get(best))
    others = {i for run in found if run not in runs for i in run.starts}
    within = {"roadmap"} if known else _OPEN
    steps = find_steps(lines, [role in within and i not in others for i, role in enumerate(roles)], title)
    if steps is None:
        return None if known else _tabled(lines, headings)
    return _of_steps(steps, lines)._replace(is_elsewhere=not known)


def _of_steps(steps: Siblings, lines: Sequence[Line]) -> Road:
    """The road that steps are; the page's own heading, or a sentence, is not its heading."""
    has_heading = steps.above is not None and lines[steps.above].level >= bounds.HIGH
    titles = frozenset(steps.starts)
    return Road(titles, steps.level, steps.above if has_heading else None, titles=titles, end=steps.end)


def _tabled(lines: Sequence[Line], headings: Mapping[int, Role]) -> Road | None:
    """What stands below an unknown heading that speaks of a road, if it has rows, numbers or leads.

    Below one that asks for the way ("How to become a Miller") there must be numbers from 1 on.
    """
    for i, line in enumerate(lines):
        if line.level < bounds.HIGH or headings.get(i, "other") not in ("other", "header") or is_of_others(line.folded):
            continue
        end = next((j for j in range(i + 1, len(lines)) if lines[j].is_shown), len(lines))
        numbers = [int(below.text.rstrip(".)")) for below in lines[i:end] if below.is_number]
        is_counted = len(numbers) >= bounds.LISTED and numbers == [*range(1, len(numbers) + 1)]
        if is_counted if asks_the_way(line.bare) else speaks_of_road(line.bare) and _has_phases(lines[i:end]):
            return Road(frozenset(), 0, i)
    return None


def _best(named: Sequence[Run], outside: Sequence[Run], lines: Sequence[Line]) -> Run | None:
    """The run that phases are, of those below a heading that speaks of a road if there is any.

    Headings that say places are preferred to what stands below them, to mere numbers ("3", "months"), and to a
    timetable beside them.
    """
    best = best_run(named or outside)
    heads = [run for run in outside if run.level and run.word]
    phases = best_run([run for run in heads if not run.is_calendar])
    if best and phases and best.is_calendar and _extent(phases) > _extent(best) and not _is_below(phases, best, lines):
        return phases  # months may but sum them up
    first = best_run(heads)
    if best is None or first is None or first == best:
        return best
    if _is_below(best, first, lines) or not best.word:
        return first
    is_table = best.is_calendar and not best.level  # beside "Phase 1: Basics (Days 1-4)"
    return first if is_table and not _is_part_of(first, best, lines) else best


def _extent(run: Run) -> int:
    return run.starts[-1] - run.starts[0]


def _is_below(run: Run, outer: Run, lines: Sequence[Line]) -> bool:
    """Whether a run begins below one of the headings that another one is: "## Phase 1", "### Plan", "#### Week 1"."""
    return outer.level > 0 and _is_under(run.starts[0], outer, lines)


def _is_under(i: int, run: Run, lines: Sequence[Line]) -> bool:
    """Whether a line stands below one of the headings that a run is."""
    before = [start for start in run.starts if start < i]
    return bool(before) and not any(0 < line.level <= run.level for line in lines[before[-1] + 1 : i])


def _is_part_of(heads: Run, table: Run, lines: Sequence[Line]) -> bool:
    """Whether headings are but some weeks of a timetable, or too few to be more than it."""
    places, others = ({place[:2] for i in run.starts if (place := lines[i].place)} for run in (heads, table))
    return heads.is_calendar and (len(heads.starts) < bounds.LISTED or places < others)


def _is_of_another(run: Run, lines: Sequence[Line], above: Sequence[int]) -> bool:
    """Whether its steps are those of a day at work, of hiring, or of using the page, as the heading above it says.

    So are the parts of an article, and questions: "Part 1: Introduction", "Q1: Where do you live?".
    """
    if all(_HOURS.search(lines[i].text) for i in run.starts):
        return True
    if run.word == "q" and 2 * sum(lines[i].text.rstrip(_QUOTES)[-1:] == "?" for i in run.starts) > len(run.starts):
        return True
    places = [(lines[i].text, lines[i].place) for i in run.starts]
    if is_division(run.word) and any(place and is_aside(text[place.rest :]) for text, place in places):
        return True
    head = above[run.starts[0]]
    while head >= 0 and 0 < run.level <= lines[head].level:
        head = above[head]
    if head < 0:
        return False
    is_table = lines[run.starts[0]].row > 0 and not run.level
    return is_of_others(lines[head].folded) or (is_table and is_of_other_things(lines[head].bare))


_QUOTES = " \"'*\u201d\u2019"
# The parts of a day: "Block 1 \u00b7 60-90 min".
_HOURS = lazy(r"\d\s*(?:min(?:s|utes?|uten|utos)?|h|hrs?|hours?|stunden?|heures?|horas?)\b\W*$", re.IGNORECASE)


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
    """The headings that count phases beside a known roadmap of months or weeks: the roadmap is a timetable then.

    Where that has headings of its own, they are as high as the one above it: "## Phase 1: Basics", ..., "## Timeline",
    "### Month 1".
    """
    if inner is None or not inner.is_calendar:
        return None
    found = [run for run in runs if run.level and len(run.starts) >= bounds.LISTED and run.word != "level"]
    found = [run for run in found if roles[run.starts[0]] in _OPEN]
    if inner.level:
        top = min(line.level for line, role in zip(lines, roles, strict=True) if role == "roadmap" and line.is_shown)
        own = [run for run in found if not (run.is_calendar or run.has_gaps)]
        # "## Timeline" with "### Month 1" sums up the longer "### Phase 1" below another heading of its level.
        found = [run for run in own if run.level <= top or (run.level == inner.level and _extent(run) > _extent(inner))]
    finer = [run for run in runs if _is_finer(run.word, inner.word) and roles[run.starts[0]] in _OPEN]
    finer = [run for run in finer if not (run.level or inner.level) and len(run.starts) >= 2 * len(inner.starts)]
    return best_run(found) or best_run(finer)  # "Month 1" ... under "Milestones", and a table of weeks


def _is_finer(word: str, other: str) -> bool:
    """Whether what is counted is a part of what another run counts: weeks of months."""
    return word in _UNITS and other in _UNITS and _UNITS.index(word) > _UNITS.index(other)


_UNITS = ("year", "quarter", "month", "week", "day")


def _holding(known: int, runs: Sequence[Run], lines: Sequence[Line], roles: Sequence[Role]) -> Run | None:
    """The headings with places below one of which the known roadmap stands, as a part of it: "### Milestones"."""
    before = [run for run in runs if run.level and run.word and not run.is_calendar and run.starts[0] < known]
    open_ = [run for run in before if roles[run.starts[0]] in _WIDE and run.level < lines[known].level]
    return best_run([run for run in open_ if _is_under(known, run, lines)])


def _around(inner: Run | None, others: Sequence[Run]) -> Run | None:
    """The run between two members of which a known roadmap stands, which is a part of one of them then."""
    if inner is None or inner.level:
        return None
    return best_run([run for run in others if run.starts[0] < inner.starts[0] < run.starts[-1] and not run.level])


def _is_in_plan(run: Run, roles: Sequence[Role]) -> bool:
    """Whether a run of headings are the steps of an action plan, of which a page without a roadmap has no other."""
    is_plan = roles[run.starts[0]] == "action_plan"
    return is_plan and run.level > 0 and not run.is_calendar and len(run.starts) >= bounds.LISTED


def _unplaced(run: Run, lines: Sequence[Line], headings: Mapping[int, Role]) -> tuple[int, ...]:
    """The unknown heading above a run's first one, if it is of its level and the first phase.

    It says no place above "Phase 2", or another one: "Phase 0: Mindset", "Month 1: Basics".
    """
    first = run.starts[0]
    above = next((i for i in range(first - 1, -1, -1) if 0 < lines[i].level <= run.level), None)
    if above is None or run.is_above or lines[above].level < run.level or headings.get(above, "other") != "other":
        return ()
    place, before = lines[first].place, lines[above].place
    is_second = not run.is_calendar and place is not None and place.first == _SECOND
    is_first = before is not None and before.word != run.word and before.last <= 1
    return (above,) if is_second or is_first else ()


_SECOND = 2


def _is_below_skills(run: Run, lines: Sequence[Line], roles: Sequence[Role]) -> bool:
    """Whether the lines of a run stand in a list of skills, in plain text, with something below each.

    No skill is named "Phase 1: Basics"; one may be "Level 1", or "Module 1: SQL".
    """
    within = {roles[i] for i in run.starts}
    is_plain = all(lines[i].segment.kind == "line" for i in run.starts)
    has_bodies = all(after > before + 1 for before, after in pairwise(run.starts))
    counts_steps = run.is_calendar or speaks_of_road(run.word)
    return is_plain and counts_steps and has_bodies and len(within) == 1 and within <= _SKILLS


def _above_listed(run: Run, lines: Sequence[Line]) -> int | None:
    """The line above a run in a list of skills, if it is no skill: it speaks of a road, or the skills have bullets."""
    above = lines[run.starts[0] - 1]
    if above.is_item or not above.is_heading:
        return None
    is_way = names_road(above.folded) or speaks_of_road(above.folded) or asks_the_way(above.folded)
    return run.starts[0] - 1 if is_way or lines[run.starts[0] - 2].is_item else None


def _head_row(run: Run, lines: Sequence[Line]) -> tuple[int, ...]:
    """The row that heads the columns of the table in whose rows a run stands."""
    first = run.starts[0]
    row = lines[first].row
    head = [i for i in range(first) if row and lines[i].row == row - 1]
    shown = [markup.head for i in head if (markup := lines[i].segment.markup)]
    return (head[0],) if head and all(shown) else ()


def _has_phases(lines: Sequence[Line]) -> bool:
    """Whether a roadmap has phases of its own: several headings, rows, or lines with numbers or times."""
    heads = [line for line in lines[1:] if line.is_shown and not line.meaning.label]
    if heads:
        return len(heads) > 1
    return any(line.is_number or line.row or line.lead for line in lines[1:])


def _may_head(line: Line) -> bool:
    """Whether a line of plain text may head phases, and says nothing of its own as facts and bylines do."""
    if line.segment.kind != "line" or not line.is_title or line.place:
        return False
    is_way = names_road(line.folded) or speaks_of_road(line.folded) or asks_the_way(line.folded)
    says = not _FACT.isdisjoint(line.text) or line.meaning.label or words()["post_line"].fullmatch(line.text)
    return is_way or not says


_FACT = frozenset(":0123456789$\u20ac\u00a3%")


def _above(run: Run, lines: Sequence[Line], headings: Mapping[int, Role], *, shown: bool) -> int | None:
    """The heading that has nothing but the run below it, if no profile knows it and it is not the page's."""
    first = run.starts[0]
    if not shown:
        before = lines[first - 1] if first > 1 and headings.get(first - 1) is None else None
        return first - 1 if before and _may_head(before) else None
    above = next((i for i in range(first - 1, -1, -1) if lines[i].is_shown), None)
    if above is None or headings.get(above, "other") != "other" or lines[above].level < bounds.HIGH:
        return None
    return above if not run.level or lines[above].level < run.level else None
