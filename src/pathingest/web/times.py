"""The picture of a page's time: everything that it says of how long the change takes, on one axis of weeks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from math import inf
from typing import Literal

from pathingest.dataset.address import tokens_of
from pathingest.model.finding import SEVERITIES, Finding, Severity
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.rules._durations import (
    Interval,
    as_interval,
    exceeds,
    gap,
    guaranteed_weeks,
    in_weeks,
    number,
    phases_side_by_side,
    rounded,
    skills_at_least,
    skills_side_by_side,
    spanned,
    total,
)
from pathingest.rules._transition_time import Whole, answers, contradictions, headline, is_of_a_part, planned, timeline

RowKind = Literal["roadmap", "headline", "timeline", "faq", "skills"]
# The rules that compare times, and what each says does not fit.
_ABOUT: dict[str, RowKind] = {
    "DUR001": "headline",
    "DUR002": "roadmap",
    "DUR003": "faq",
    "DUR004": "headline",
    "DUR005": "faq",
    "DUR007": "skills",
    "DUR008": "skills",
    "DUR011": "roadmap",
    "DUR013": "roadmap",
}
# Those about one duration, by the field that it is in.
_OF_FIELD: dict[str, RowKind] = {
    "headline": "headline",
    "timeline": "timeline",
    "roadmap": "roadmap",
    "skills_to_learn": "skills",
}
_ROOM: tuple[RowKind, ...] = ("timeline", "roadmap")  # what skills have to fit in


class Bar(NamedTuple):
    """A stretch of the axis, in weeks; `high` is None where it has no end."""

    low: float
    high: float | None
    label: str = ""
    text: str = ""
    pointer: str = ""


class Miss(NamedTuple):
    """The gap that a finding is about: between two weeks of the axis, with its size as the finding's message has it.

    `since` is the pointer of the row that it is counted from, where that is another one of the same kind.
    """

    low: float
    high: float
    size: str
    words: str
    since: str | None = None


class Row(NamedTuple):
    """One thing that the page says of its time.

    Attributes:
        name: what it is, in words; of an answer its number.
        quote: the page's words for it; None for what is computed.
        pointer: where the record has it.
        bars: the stretches that are drawn; of the roadmap and the skills one a part, one after another.
        low, high: the weeks that it means; `high` is None where it has no end.
        said: the weeks in words.
        verdict: how it fits the others, in words; `fits` is whether it does.
        severity, code, fingerprint: of the finding about it; None where there is none.
        miss: the gap of that finding.
    """

    kind: RowKind
    name: str
    quote: str | None
    pointer: str
    bars: tuple[Bar, ...]
    low: float
    high: float | None
    said: str
    verdict: str = ""
    fits: bool = False
    severity: Severity | None = None
    code: str | None = None
    fingerprint: str | None = None
    miss: Miss | None = None


class Times(NamedTuple):
    """The picture: its rows, the last week of its axis and the step between marks, and what they are compared with.

    Attributes:
        band: the weeks that the timeline (else the headline) allows.
        ends: when the roadmap ends.
        said: in a sentence, what agrees with what.
    """

    rows: tuple[Row, ...]
    weeks: int
    step: int
    band: tuple[float, float | None] | None
    ends: tuple[float, float | None] | None
    said: str


def time_picture(page: Page, findings: Sequence[Finding]) -> Times | None:
    """The picture of a page, or of a record read back; None where it states no time in weeks.

    `findings` are those of the page; the gaps that are drawn are theirs.
    """
    rows = [row for row in (_roadmap(page), *_stated(page), _skills(page)) if row]
    if not rows:
        return None
    intervals = {row.kind: _interval(row) for row in reversed(rows)}
    judged = _judged(page, rows, intervals, findings)
    ends = [row.low if row.high is None else row.high for row in rows]
    step = next(step for step in _steps() if max(ends) / step <= _MOST_MARKS)
    weeks = int(-(-max(*ends, 1) // step) * step)
    band = intervals.get("timeline") or intervals.get("headline")
    roadmap = intervals.get("roadmap")
    return Times(tuple(judged), weeks, step, _open(band), _open(roadmap), _in_a_sentence(judged, findings))


_MOST_MARKS = 13


def _steps() -> Iterator[int]:
    """The weeks between two marks of an axis: weeks, months, quarters, years, and without end."""
    yield from (1, 2, 4, 8, 13, 26, 52, 104)
    yield from (years * 10**power * 52 for power in count() for years in (5, 10, 20))


def _open(weeks: Interval | None) -> tuple[float, float | None] | None:
    return weeks and (weeks.low, None if weeks.high == inf else weeks.high)


def _roadmap(page: Page) -> Row | None:
    phases = page.record.roadmap
    weeks = [as_interval(phase.duration) for phase in phases]
    if not any(weeks):
        return None
    bars, at = [], 0.0
    for i, (phase, interval) in enumerate(zip(phases, weeks, strict=True)):
        if interval and phase.duration:
            pointer = f"/roadmap/{i}/duration"
            length = interval.low or (0 if interval.high == inf else interval.high)
            bars.append(Bar(at, at + length, phase.title or f"Phase {i + 1}", phase.duration.text or "", pointer))
            at += length
    planned = total(phase.duration for phase in phases)
    if planned:
        planned = phases_side_by_side(page, planned)
    missing = sum(interval is None for interval in weeks)
    lengths = [number(bar.high - bar.low) for bar in bars if bar.high is not None]
    whole = planned or Interval(at, inf)
    said = spanned(whole) if planned else f"at least {in_weeks(at)}"
    noted = f"{missing} of {len(phases)} phases without a time" if missing else ""
    if planned and len(lengths) > 1 and planned.low == planned.high == at:
        noted = " + ".join(lengths)
    name = f"{len(phases)} phase{'' if len(phases) == 1 else 's'}"
    return Row("roadmap", name, None, "/roadmap_total", tuple(bars), *_ends(whole), said, noted)


def _ends(weeks: Interval) -> tuple[float, float | None]:
    return weeks.low, None if weeks.high == inf else weeks.high


def _stated(page: Page) -> Iterable[Row]:
    if found := headline(page):
        yield _row("headline", found, "/headline/duration")
    if found := timeline(page):
        yield _row("timeline", found, "/timeline")
    told = [found for answer in answers(page) for found in answer if not is_of_a_part(found)]
    told = sorted([*told, *planned(page)], key=_number)
    times = Counter[int]()
    for found in told:
        times[_number(found)] += 1
        number, then = _number(found), times[_number(found)]
        again = "" if then == 1 else " (then)" if then == 2 else f" (then, {then})"  # noqa: PLR2004  the second
        yield _row("faq", found, _claim(page, found))._replace(name=f"FAQ {number}{again}")


def _number(found: Whole) -> int:
    """The number of the answer that it is in, from 1."""
    return int(found.pointer.split("/")[2]) + 1


def _claim(page: Page, found: Whole) -> str:
    """The pointer of the figure that an answer states, which has its own characters; else that of the answer."""
    for i, claim in enumerate(page.record.claims):
        if claim.kind == "duration" and claim.at == found.pointer and claim.value == found.duration:
            return f"/claims/{i}/value"
    return found.pointer


def _row(kind: RowKind, found: Whole, pointer: str) -> Row:
    low, high = _ends(found.weeks)
    text = found.duration.text or ""
    return Row(kind, "", text, pointer, (Bar(low, high, "", text, pointer),), low, high, _weeks(low, high))


def _weeks(low: float, high: float | None) -> str:
    if high is None:
        return f"week {rounded(low)} or later"
    first, last = rounded(low), rounded(high)
    return f"week {last}" if first == last else f"weeks {first}\u2013{last}"


def _skills(page: Page) -> Row | None:
    skills = page.record.skills_to_learn
    weeks = [as_interval(skill.duration) for skill in skills]
    if not any(weeks):
        return None
    found = skills_side_by_side(page, skills_at_least(page.record))
    bars, at, said = [], 0.0, found.said
    one_by_one = skills_at_least(page.record)
    if found == one_by_one and (whole := total(skill.duration for skill in skills)):
        said = spanned(whole)
    if found.weeks == one_by_one.weeks:
        for i, (skill, interval) in enumerate(zip(skills, weeks, strict=True)):
            if interval and interval.low and skill.duration:
                pointer = f"/skills_to_learn/{i}/duration"
                bars.append(Bar(at, at + interval.low, skill.name, skill.duration.text or "", pointer))
                at += interval.low
    else:
        bars.append(Bar(0, found.weeks, "the longest of what is learnt side by side"))
    timed = sum(interval is not None for interval in weeks)
    name = f"{timed} skill{'' if timed == 1 else 's'}"
    return Row("skills", name, None, "/skills_to_learn", tuple(bars), found.weeks, found.weeks, said)


# --- how they fit ----------------------------------------------------------------------------------------------------


def _judged(page: Page, rows: list[Row], weeks: dict[RowKind, Interval], findings: Sequence[Finding]) -> list[Row]:
    """The rows with what findings say of them, a gap first, else the worst; and for the others, how they fit."""
    found: defaultdict[RowKind, list[Finding]] = defaultdict(list)
    for one in sorted(findings, key=lambda one: SEVERITIES.index(one.severity)):
        if kind := _about(one):
            found[kind].append(one)
    judged = []
    for row in rows:
        about = found[row.kind]
        misses = [(one, _longer(page, row, one) if one.code == "DUR005" else _miss(row, rows, one)) for one in about]
        said = [(one, miss) for one, miss in misses if miss or row.kind != "faq"]
        finding, miss = min(said, key=lambda each: (each[0].severity == "info", each[1] is None), default=(None, None))
        if finding:
            judged.append(
                row._replace(
                    verdict=miss.words if miss else finding.name.replace("-", " "),
                    severity=finding.severity,
                    code=finding.code,
                    fingerprint=finding.fingerprint,
                    miss=miss,
                )
            )
        else:
            words, fits = _fit(row, weeks)
            judged.append(row._replace(verdict=row.verdict or words, fits=fits))
    return judged


def _about(finding: Finding) -> RowKind | None:
    if finding.code == "DUR012":
        return _OF_FIELD.get(next(iter(tokens_of(finding.pointer or "")), ""))
    return _ABOUT.get(finding.code)


def _longer(page: Page, row: Row, finding: Finding) -> Miss | None:
    """The gap between what an answer says first and what it says then, on the row of the second."""
    for first, beyond in contradictions(page):
        far = guaranteed_weeks(beyond.duration)
        size = in_weeks(far - first.weeks.high)
        if _claim(page, beyond) == row.pointer and f": {size} more" in finding.message:
            return Miss(first.weeks.high, far, size, f"{size} more than it first says", _claim(page, first))
    return None


def _miss(row: Row, rows: Sequence[Row], finding: Finding) -> Miss | None:
    """The gap between a row and one that the rule compares it with, if it is the one that the message names."""
    mine = _interval(row)
    for other in [one for kind in _COMPARED.get(finding.code, ()) for one in rows if one.kind == kind]:
        theirs, found = _interval(other), None
        if row.kind == "skills" and exceeds(row.low, theirs.high):
            found = Miss(theirs.high, row.low, in_weeks(row.low - theirs.high), f"past {_the(other)}")
        elif row.kind != "skills" and (far := gap(mine, theirs)):
            low, high = (mine.high, theirs.low) if far.short else (theirs.high, mine.low)
            words = f"{'short of' if far.short else 'past'} {_the(other)}"
            found = Miss(low, high, in_weeks(far.weeks), words)
        if found and (f": {found.size} " in finding.message or finding.code == "DUR007"):
            return found._replace(words=f"{found.size} {found.words}")
    return None


def _called(row: Row) -> str:
    return row.name if row.kind == "faq" else row.kind


def _the(row: Row) -> str:
    return row.name if row.kind == "faq" else f"the {row.kind}"


def _interval(row: Row) -> Interval:
    return Interval(row.low, inf if row.high is None else row.high)


_COMPARED: dict[str, tuple[RowKind, ...]] = {
    "DUR001": ("timeline",),
    "DUR002": ("headline", "timeline", "faq"),
    "DUR003": ("timeline", "headline"),
    "DUR007": ("roadmap",),
    "DUR008": ("timeline",),
}


def _fit(row: Row, weeks: dict[RowKind, Interval]) -> tuple[str, bool]:
    """How a row about which nothing was found goes together with the roadmap, or the timeline, and whether it does."""
    if row.kind == "skills":
        others: list[RowKind] = [kind for kind in _ROOM if kind in weeks]
        fits = bool(others) and weeks[others[0]].high < inf and not exceeds(row.low, weeks[others[0]].high)
        return f"fits in the {others[0]}" if fits else "", fits
    if row.kind == "roadmap" or "roadmap" not in weeks:
        return "", False
    far = gap(weeks["roadmap"], _interval(row))
    if far is None and weeks["roadmap"].high == inf:
        return "the roadmap has no known end", False
    if far is None:
        return "the roadmap ends within", True
    return f"the roadmap ends {in_weeks(far.weeks)} {'before' if far.short else 'later'}", False


def _in_a_sentence(rows: Sequence[Row], findings: Sequence[Finding]) -> str:
    """What agrees with what: what no finding is about agrees only if it is drawn so."""
    messages = {one.fingerprint: one.message for one in findings if one.code == "DUR005"}
    wrong = list(dict.fromkeys(_called(row) for row in rows if row.severity in ("error", "warning")))
    rest = [row for row in rows if _called(row) not in wrong]
    apart = {_called(row): f"{_verb(_called(row))} {row.verdict}" for row in rest if row.miss}
    said = [messages.get(str(row.fingerprint), "") for row in rest]
    while True:
        rest = [row for row in rest if _called(row) not in apart]
        gaps = {row: [words for other in rest if (words := _apart(row, other, rows))] for row in rest}
        worst = max(rest, key=lambda row: len(gaps[row]), default=None)
        if worst is None or not gaps[worst]:
            break
        apart[_called(worst)] = f"{_verb(_called(worst))} {gaps[worst][0]}"
    endless = [row for row in rest if row.kind == "roadmap" and row.high is None and rest[1:]]
    has_room = not endless or any(row.kind == "timeline" for row in rows)
    rest = [row for row in rest if row not in endless and (has_room or row.kind != "skills")]
    right = list(dict.fromkeys(_called(row) for row in rest))
    parts = [f"{_listed(right)} agree"] if len(right) > 1 else []
    if wrong:
        verb = "does" if len(wrong) == 1 and not wrong[0].endswith("s") else "do"
        parts.append(f"{_listed(wrong)} {verb} not{'' if parts else ' fit'}")
    told = {_called(row) for row in rows if row.fingerprint in messages}
    parts += [f"{name} {words}" for name, words in apart.items() if name not in told]
    parts += [one for one in said if one]
    parts += ["where the roadmap ends is not known"] * bool(endless)
    sentence = "; ".join(parts) or f"only {_the(rest[0])} says how long it takes"
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _verb(name: str) -> str:
    return "are" if name.endswith("s") else "is"


def _apart(row: Row, other: Row, rows: Sequence[Row]) -> str:
    """How far a row is from another one, in words; nothing where they have a week in common, or are not compared."""
    if "skills" in (row.kind, other.kind):
        room = next((kind for kind in _ROOM if any(one.kind == kind for one in rows)), None)
        if row.kind != "skills" or other.kind != room or other.high is None or not exceeds(row.low, other.high):
            return ""
        return f"{in_weeks(row.low - other.high)} past the {room}"
    far = gap(_interval(row), _interval(other))
    return f"{in_weeks(far.weeks)} {'short of' if far.short else 'past'} {_the(other)}" if far else ""


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
