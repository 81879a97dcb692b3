"""Figures stated in prose: durations, efforts, salaries and salary changes, and what each is about."""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.fields import Field, Reading
from pathingest.model.extraction import (
    ClaimTree,
    Derived,
    Extraction,
    Figure,
    Quote,
    SectionTree,
    Stated,
    Text,
    parts_of,
    quote,
)
from pathingest.model.section import Role
from pathingest.model.segment import Part, Segment
from pathingest.model.values import Duration, Effort, Money, Percent
from pathingest.values.duration import find_durations
from pathingest.values.effort import find_efforts
from pathingest.values.money import find_money
from pathingest.values.patterns import lazy
from pathingest.values.pay import is_pay, yearly
from pathingest.values.percent import find_percents

_KINDS: dict[type, str] = {Duration: "duration", Effort: "effort", Money: "salary", Percent: "salary_change"}
_PLURAL = lazy(r"(?:s|es)?(?!\w)")
_CLAUSE_END = lazy(r"[.!?;](?:\s|$)")


def extract(reading: Reading) -> Extraction:
    """From the demand, the overview and the answers; the salaries of levels; what unknown sections state."""
    names = [
        name.text.lower()
        for which in ("from_role", "to_role")
        if (role := reading.found[which]) and (name := role["name"])
    ]
    claims: list[ClaimTree] = []
    for prose in _prose(reading):
        claims += _stated(*prose, names, len(claims), reading)
    for pointer, segment, level in _levels(reading):
        claims += _pay(pointer, segment, level, len(claims), reading)
    for prose in _unknown(reading):
        claims += _stated(*prose, names, len(claims), reading)
    return Extraction(claims)


def _stated(pointer: str, part: Part, question: str, names: list[str], count: int, reading: Reading) -> list[ClaimTree]:
    """The figures that a paragraph states."""
    claims: list[ClaimTree] = []
    text = part.text
    earlier = 0
    for figure in _figures(text, question, reading):
        about = _about(part, text, figure, earlier, names)
        earlier = figure.end
        if isinstance(figure, Money) and not about and not _is_pay(text, figure, question, reading):
            continue
        claims.append(
            {
                "kind": Derived(_KINDS[type(figure)], (f"/claims/{count + len(claims)}/text",)),
                "text": quote(part.segment, part.start + figure.start, part.start + figure.end),
                "value": Stated(figure, part.segment, part.start),
                "about": about,
                "at": Derived(pointer, (pointer,)),
            }
        )
    return claims


def _unknown(reading: Reading) -> Iterator[tuple[str, Part, str]]:
    """(pointer, text, the heading above it) of every text of a section that no profile knows."""
    for pointer, tree in _kept(reading, "other"):
        heading = tree["heading"].text if tree["heading"] else ""
        yield from ((f"{pointer}/text/{i}", segment.part(), heading) for i, segment in enumerate(tree["text"]))


def _levels(reading: Reading) -> Iterator[tuple[str, Segment, Segment | None]]:
    """(pointer, line, the level that it speaks of) of every line that may state a level's pay.

    The level is what begins the table's row, the line before that states no pay, or the heading above.
    """
    for pointer, tree in _kept(reading, "salaries"):
        level: Segment | None = tree["heading"] if "/sections/" in pointer else None
        row = 0
        for j, segment in enumerate(tree["text"]):
            cell = segment.markup if segment.markup and segment.markup.row else None
            if cell and cell.row != row:
                level, row = None, cell.row
            if any(map(str.isdigit, segment.text)) and _amounts(segment, reading):
                yield f"{pointer}/text/{j}", segment, level
            elif level is None or not cell:
                level = segment


def _kept(reading: Reading, role: Role) -> Iterator[tuple[str, SectionTree]]:
    """(pointer, section) of every section of that role that is kept under `other`, and of those inside of it."""
    roles = [section.role for section in reading.outline.sections if section.role in ("other", "salaries")]
    for i, (kept, tree) in enumerate(zip(roles, reading.found["other"], strict=True)):
        if kept == role:
            yield f"/other/{i}", tree
            yield from ((f"/other/{i}/sections/{j}", inside) for j, inside in enumerate(tree.get("sections", ())))


def _amounts(segment: Segment, reading: Reading) -> list[Money]:
    return find_money(segment.text, currency=reading.profile.currency, language=reading.profile.language)


def _pay(pointer: str, segment: Segment, level: Segment | None, count: int, reading: Reading) -> list[ClaimTree]:
    """The pay that a line states, of the level named before it: on the line, else above."""
    found: list[ClaimTree] = []
    for k, figure in enumerate(_amounts(segment, reading)):
        before = 0 if k else len(segment.text[: figure.start].rstrip(" :(-\u2014|\u00b7=~"))
        about = quote(segment, 0, before) if before else level and quote(segment=level, start=0, end=_end(level))
        found.append(
            {
                "kind": Derived("salary", (f"/claims/{count + k}/text",)),
                "text": quote(segment, figure.start, figure.end),
                "value": Stated(figure, segment),
                "about": about,
                "at": Derived(pointer, (pointer,)),
            }
        )
    return found


def _end(level: Segment) -> int:
    return len(level.text.rstrip(" :"))


def _prose(reading: Reading) -> Iterator[tuple[str, Part, str]]:
    """(pointer, paragraph, the question that it answers) of every text that may state figures."""
    found = reading.found
    texts: list[tuple[str, Text | None, str]] = [("/demand", found["demand"], "")]
    texts += [(f"/overview/{i}", paragraph, "") for i, paragraph in enumerate(found["overview"])]
    for i, entry in enumerate(found["faq"]):
        texts.append((f"/faq/{i}/answer", entry["answer"], entry["question"].text if entry["question"] else ""))
    for pointer, text, question in texts:
        yield from ((pointer, part, question) for part in parts_of(text))


def _figures(text: str, question: str, reading: Reading) -> list[Figure]:
    """Every figure, in text order; an effort's hours are no duration."""
    language = reading.profile.language
    found: list[Figure] = [
        *find_durations(text, language=language),
        *find_efforts(text, language=language),
        *find_money(text, currency=reading.profile.currency, language=language),
        *find_percents(text, subject=question or None, language=language),
    ]
    return sorted(found, key=lambda figure: (figure.start, -figure.end))


def _is_pay(text: str, figure: Money, question: str, reading: Reading) -> bool:
    """An amount may be a fee or a market's size; only pay is a salary."""
    language, a_year = reading.profile.language, yearly(figure)
    return is_pay(text, figure.start, figure.end, subject=question, language=language, a_year=a_year)


def _mentions(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Where prose mentions a role (in lower case), or its plural; no pattern, which would be compiled for each page."""
    lower = text.lower()
    text = lower if len(lower) == len(text) else text  # a few letters are two in lower case, and offsets would be off
    start = 0
    while (start := text.find(name, start)) >= 0:
        if ending := _PLURAL.match(text, start + len(name)):
            yield start, ending.end()
        start = ending.end() if ending else start + 1


def _about(part: Part, text: str, figure: Figure, earlier: int, names: list[str]) -> Quote | None:
    """The role that an amount is about: the last one named before it in its clause, after any other figure."""
    if not isinstance(figure, Money):
        return None
    clause = max((match.end() for match in _CLAUSE_END.finditer(text, earlier, figure.start)), default=earlier)
    found = [span for name in names for span in _mentions(name, text[clause : figure.start])]
    if not found:
        return None
    start, end = max(found, key=lambda span: span[1])
    return quote(part.segment, part.start + clause + start, part.start + clause + end)


FIELD = Field(extract, derived=True)
