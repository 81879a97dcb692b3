"""Where the steps of a way stand that say no place in words: headings or items, told by all that speaks for them.

A page has many rows of siblings: reasons, tools, questions, tips. Each is weighed by what stands above it, by how its
members begin, and by what the page's title promises; the best is taken if enough speaks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from pathingest.lines import Line
from pathingest.lines.bounds import NAME
from pathingest.lines.runs import lead_end, name_end, number_of
from pathingest.lines.times import duration_in
from pathingest.model.section import Role
from pathingest.sections import _bounds as bounds
from pathingest.values.patterns import lazy
from pathingest.values.positions import read_calendar
from pathingest.values.text import key
from pathingest.values.vocabulary import read_table, vocabulary


class Steps(NamedTuple):
    """Siblings that may be steps.

    Attributes:
        starts: where they stand among the lines, in page order.
        level: of the headings that they are; 0 for items.
        above: where the heading, or the sentence, stands that leads to them; None for none.
        end: where what belongs to the last one ends.
    """

    starts: tuple[int, ...]
    level: int
    above: int | None
    end: int


def find_steps(lines: Sequence[Line], is_open: Sequence[bool], title: str) -> Steps | None:
    """The siblings for which most speaks; None where too little does.

    `is_open` says which lines no known section holds, `title` what the page's head says.
    """
    titles = _titles(lines, title)
    heads = [i for i, line in enumerate(lines) if line.is_shown]
    rows = [*_rows_of_headings(lines, heads, is_open), *_rows_of_items(lines, is_open), *_rows_of_lines(lines, is_open)]
    weighed = [(sum(weight for weight, holds in _evidence(row, lines, titles) if holds), row) for row in rows]
    found = [(weight, row) for weight, row in weighed if weight >= bounds.STEPS]
    outer = [row for _, row in found if row.level]
    found = [(weight, row) for weight, row in found if not any(_is_part(row, other) for other in outer)]
    return max(found, key=_order)[1] if found else None


def _is_part(row: Steps, outer: Steps) -> bool:
    """Whether siblings stand below some of others."""
    return outer.starts[0] < row.starts[0] < outer.end and outer.level != row.level


def _order(weighed: tuple[int, Steps]) -> tuple[int, bool, int]:
    """What comes last is taken: a list may only sum up what headings hold."""
    weight, row = weighed
    return weight + (row.level > 0), row.level > 0, -row.starts[0]


# --- siblings --------------------------------------------------------------------------------------------------------


def _rows_of_headings(lines: Sequence[Line], heads: Sequence[int], is_open: Sequence[bool]) -> Iterator[Steps]:
    """The headings right below each heading, and the page's highest; without those that other sections have."""
    first = [i for i in heads if lines[i].level == 1]
    page = heads if len(first) > bounds.LISTED else [i for i in heads if i not in first]
    for parent in (None, *heads):
        end = _end(lines, heads, parent, lines[parent].level) if parent is not None else len(lines)
        inner = page if parent is None else [i for i in heads if parent < i < end]
        level = min((lines[i].level for i in inner), default=0)
        for starts in _stretches([i for i in inner if lines[i].level == level], lines, is_open):
            yield Steps(starts, level, parent, _end(lines, heads, starts[-1], level))


def _end(lines: Sequence[Line], heads: Sequence[int], start: int, level: int) -> int:
    return next((i for i in heads if i > start and lines[i].level <= level), len(lines))


def _stretches(group: Sequence[int], lines: Sequence[Line], is_open: Sequence[bool]) -> Iterator[tuple[int, ...]]:
    """Two or more side by side that no known section holds and that are no asides; those with numbers from 1 on.

    Of headings with numbers some may be known: "1. Foundations", "2. Core skills", "3. Advanced".
    """
    counted = _counted(group, lines)
    is_own = {i: is_open[i] and not lines[i].shown_role for i in group}
    known = [i for i in counted if not is_own[i]]
    if len(known) < bounds.LISTED and 2 * len(known) < len(counted):
        is_own |= {i: lines[i].shown_role in (None, *_MAY_BE_STEPS) for i in known}
    for fits, part in groupby(counted or group, lambda i: is_own[i] and not _is_aside(lines[i].bare)):
        starts = tuple(part)
        if fits and starts[1:]:
            yield starts


_MAY_BE_STEPS: tuple[Role, ...] = ("skills_to_learn", "action_plan")


def _counted(group: Sequence[int], lines: Sequence[Line]) -> list[int]:
    """The lines that begin with numbers, one after the other from 1 on; none for a single one.

    A heading may stand in the place of one that has no number.
    """
    found: list[int] = []
    for k, i in enumerate(group):
        place = number_of(lines[i].text)
        if place and place.first == len(found) + 1:
            found.append(i)
        elif place and lines[i].level and found and place.first == len(found) + 2 and group[k - 2] == found[-1]:
            found += [group[k - 1], i]
    return found if found[1:] else []


def _rows_of_items(lines: Sequence[Line], is_open: Sequence[bool]) -> Iterator[Steps]:
    """The lists: items with numbers from 1 on, whatever stands between them; bullets side by side."""
    last = -1
    for i, line in enumerate(lines):
        if i <= last or not line.is_item or not is_open[i]:
            continue
        is_counted = line.segment.ordinal is not None
        ends = (j for j in range(i, len(lines)) if lines[j].level or not (is_counted or lines[j].is_item))
        last = next(ends, len(lines)) - 1
        items = [j for j in range(i, last + 1) if lines[j].is_item and lines[j].depth == line.depth]
        starts = tuple([j for j in items if (lines[j].segment.ordinal is not None) is is_counted])
        counts = [lines[j].segment.ordinal for j in starts]
        if starts[1:] and (not is_counted or counts == list(range(1, len(counts) + 1))):
            yield Steps(starts, 0, i - 1 if i else None, last + 1)


def _rows_of_lines(lines: Sequence[Line], is_open: Sequence[bool]) -> Iterator[Steps]:
    """The lines between two headings that each begin with markup of their own, or look like headings, above others."""
    cuts = [-1, *(i for i, line in enumerate(lines) if line.level or line.row or not is_open[i]), len(lines)]
    for before, end in pairwise(cuts):
        inner = [i for i in range(before + 1, end) if not lines[i].is_item]
        titles = _counted(inner, lines) or [i for i in inner if _may_lead(lines, i, end)]
        if titles[1:]:
            yield Steps(tuple(titles), 0, titles[0] - 1 if titles[0] else None, end)


def _may_lead(lines: Sequence[Line], i: int, end: int) -> bool:
    """Whether a line begins with markup of its own, or looks like a heading above another line."""
    line = lines[i]
    if 0 < lead_end(line) < len(line.text):
        return True
    return _is_headed(line) and i + 1 < end and not _is_headed(lines[i + 1])


def _is_headed(line: Line) -> bool:
    return line.is_heading and line.text[-1] != ":"


# --- what speaks for them --------------------------------------------------------------------------------------------


def _evidence(steps: Steps, lines: Sequence[Line], titles: Iterable[str]) -> Iterator[tuple[int, bool]]:
    """What each observation weighs, and whether it holds.

    The weights were set by hand on pages that people had judged: what only steps have (a road in the heading above,
    a count in it, times) weighs most, what other lists have too (numbers, verbs) less.
    """
    members = [lines[i] for i in steps.starts]
    names = [_name(line) for line in members]
    count = len(members)
    language = members[0].words.profile.language
    above = _said_above(steps, lines)
    verbs = len([name for name in names if _begins_step(name, language)])
    counted = [line for line in members if number_of(line.text) or line.segment.ordinal or line.place]
    is_counted = len(counted) >= max(count - 1, bounds.LISTED - 1)
    yield 2, is_counted
    yield 1, 3 * verbs >= count
    yield 1, 3 * verbs >= 2 * count
    timed = len([line for line in members if ends_with_time(line)])
    are_placed = all(a.place and b.place and a.place.last < b.place.first for a, b in pairwise(members))
    yield 3, are_placed or len([name for name in names if _is_grade(name)]) >= bounds.LISTED
    yield 3, speaks_of_road(above)
    yield 2, asks_the_way(above) and not speaks_of_road(above)
    yield 2, _count_of_steps(above) == count
    is_said = count in map(_count_of_steps, titles)
    yield 3, is_said
    asks = any(map(asks_the_way, titles))
    yield 1, asks or any(map(speaks_of_road, titles))
    yield 1, asks and is_counted
    yield -9, any(words in above for words in _others())
    yield -9, any(map(_is_other, _own_words(above))) and not asks_the_way(above)
    yield -4, 3 * len([name for name in names if name.endswith("?")]) >= count
    yield -4, 2 * len({*names}) < count
    yield -3, count < bounds.LISTED and not (steps.level and speaks_of_road(above))
    yield -4, all(line.place and line.place.rest == len(line.text) for line in members)
    yield -4, 3 * len([name for name in names if len(name) > NAME]) >= count
    yield -2, count > bounds.STEPS_MOST
    is_most = 2 * (steps.end - steps.starts[0]) >= len(lines)
    yield 1, is_most
    if steps.level:
        yield 3, 2 * timed >= count
        yield -2, not (is_counted or timed or verbs or is_said) and _is_prose(steps, lines)
        yield -2, any(after - before == 1 for before, after in pairwise([*steps.starts, steps.end]))
    else:
        is_asked = asks_the_way(above) or _count_of_steps(above) == count
        is_led = is_asked or speaks_of_road(above) or is_most or are_placed
        yield -1, True
        yield -2, not (is_counted or timed or verbs or is_asked)
        yield -2, any(map(_is_aside, names))
        yield -4, any(_is_label(name, members[0]) for name in names)
        yield -4, not {line.folded for line in lines if line.is_shown}.isdisjoint(line.folded for line in members)
        yield -3, not is_led
        yield (2, True) if _have_bodies(steps, lines) else (-2, not are_placed)


def _have_bodies(steps: Steps, lines: Sequence[Line]) -> bool:
    """Whether each item but the last says more than its name: behind it, or below it."""
    return all(end > i + 1 or _stop(lines[i]) < len(lines[i].text) for i, end in pairwise(steps.starts))


def _is_prose(steps: Steps, lines: Sequence[Line]) -> bool:
    """Whether nothing but sentences stands below headings, as in the parts of a story."""
    return not any(line.is_item or line.row or line.stated for line in lines[steps.starts[0] : steps.end])


def _stop(line: Line) -> int:
    """Where a member's name ends."""
    return name_end(line, _start(line))


def _start(line: Line) -> int:
    """Where a member's name begins: behind its number, or its place."""
    counted = number_of(line.text) or line.place
    return counted.rest if counted else 0


def _said_above(steps: Steps, lines: Sequence[Line]) -> str:
    """What the heading above says, and the sentence that leads to items; the page's title says nothing here."""
    if steps.above is None:
        return ""
    line = lines[steps.above]
    head = next((lines[i] for i in range(steps.above, -1, -1) if lines[i].is_shown), None)
    said = head.bare if head and head.level > 1 else ""
    return said if line.is_shown or line.text[-1] != ":" else f"{said} {line.folded}".strip()


def _titles(lines: Sequence[Line], title: str) -> frozenset[str]:
    first = [line for line in lines if line.level == 1] or lines
    return frozenset({title.casefold(), *(line.folded for line in first[:1])})


def _name(line: Line) -> str:
    """What a member is called: without its number, the pictures before it, and the text behind it."""
    start, end = _start(line), _stop(line)
    while start < end and not line.text[start].isalnum():
        start += 1
    return line.text[start:end].strip()


def _begins_step(name: str, language: str) -> bool:
    """Whether a name says what to do: it begins, or in German ends, with a verb."""
    words = name.casefold().replace("\u2019", "'").split()
    return bool(words) and any(_is_verb(words, _words()[known]) for known in {language, "en"} & _words().keys())


def _is_verb(words: Sequence[str], table: dict[str, Any]) -> bool:
    first, last = (words[i].strip(",.:;!") for i in (0, -1))
    stem = first.removesuffix(table.get("gerund", ""))
    forms = {first} if stem == first else {stem, f"{stem}e", stem[:-1]}  # "learning", "making", "getting"
    if not forms.isdisjoint(table["words"]) or first.endswith(tuple(table.get("first", ()))):
        return True
    return len(words) > 1 and last.endswith(tuple(table.get("last", ())))


def _is_aside(name: str) -> bool:
    """Whether a name is of a part that most articles have: "Introduction", "Final thoughts", "Why data?"."""
    words = name.casefold().replace(":", " ").split()
    return bool(words) and not _words()["asides"].isdisjoint((words[0], words[-1].strip("?.")))


def speaks_of_road(folded: str) -> bool:
    """Whether lower-case text speaks of a road, its steps or one of them."""
    return names_road(folded) or not _steps().isdisjoint(_own_words(folded))


def names_road(folded: str) -> bool:
    """Whether lower-case text speaks of a road, or its steps."""
    return not _roads().isdisjoint(_own_words(folded))


def _is_label(name: str, line: Line) -> bool:
    """Whether a name is a fact's label, or heads a column: "Duration:"."""
    profile, said = line.words.profile, key(name.rstrip(" :"))
    return said in profile.labels or said in profile.columns or said in vocabulary()["skill_labels"]["duration"]


def _is_other(word: str) -> bool:
    """Whether a word is of what is no step, in whatever number: "mistakes"."""
    return not _words()["others"].isdisjoint((word, word[:-1], word[:-2]))


def asks_the_way(folded: str) -> bool:
    """Whether lower-case text asks how one becomes something: "Tips on how to get into nursing"."""
    return any(words in folded for words in _questions())


def _own_words(folded: str) -> list[str]:
    return [word.strip(":,.!?()'\"") for word in folded.replace("-", " ").split()]


def _count_of_steps(folded: str) -> int:
    """How many steps a text says that there are, if they are three or more; else 0."""
    words = folded.replace("-", " ").split()
    for i in [i for i, word in enumerate(words) if word.strip(":,.!?()") in _steps()]:
        said = [str(vocabulary()["positions"]["numbers"].get(word, word)) for word in words[max(0, i - 3) : i]]
        counts = [int(word) for word in said if _COUNT.fullmatch(word)]
        if counts and counts[-1] >= bounds.LISTED:
            return counts[-1]
    return 0


_COUNT = lazy(r"\d{1,2}")


def _is_grade(name: str) -> bool:
    """Whether a heading says a grade, a title or a time behind it: "Beginner: Foundations", "Beginner (0-3 months)"."""
    words = [word for word in _OWN.split(name.casefold(), 1)[0].split() if word not in _levels()]
    return len(words) == 1 and words[0] in _grades()


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


# --- words -----------------------------------------------------------------------------------------------------------


@cache
def _words() -> dict[str, Any]:
    table = read_table("steps")
    return {**table, "asides": frozenset(table["asides"]), "others": frozenset(table["others"])}


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
def _grades() -> frozenset[str]:
    return frozenset(word for words in vocabulary()["positions"]["grades"] for word in words)


@cache
def _levels() -> frozenset[str]:
    return frozenset(vocabulary()["positions"]["levels"])


@cache
def _roads() -> frozenset[str]:
    return frozenset(vocabulary()["positions"]["roads"])
