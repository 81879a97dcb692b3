"""Figures stated in prose: durations, efforts, salaries and salary changes, and what each is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations

from pathingest.fields import Field, Reading
from pathingest.lines.looks import is_heading
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
from pathingest.model.segment import Markup, Part, Segment
from pathingest.model.tuples import NamedTuple
from pathingest.model.values import ParsedDuration, ParsedEffort, ParsedMoney, ParsedPercent
from pathingest.profiles import Profile
from pathingest.values.duration import find_durations
from pathingest.values.effort import find_efforts
from pathingest.values.money import find_money
from pathingest.values.occupations import name_at
from pathingest.values.own_time import is_of_change, is_own_time, levels, names_topic
from pathingest.values.patterns import lazy
from pathingest.values.pay import is_pay, yearly
from pathingest.values.percent import find_percents
from pathingest.values.roles import name_words, short_names
from pathingest.values.text import key

_KINDS: dict[type, str] = {
    ParsedDuration: "duration",
    ParsedEffort: "effort",
    ParsedMoney: "salary",
    ParsedPercent: "salary_change",
}
_PLURAL = lazy(r"(?:s|es)?(?!\w)")
_CLAUSE_END = lazy(r"[.!?;](?:\s|$)")
_LABEL = lazy(r"\W*(\w[^:|()]*?)\s*(?:[:|(=]|\s[-\u2013\u2014])\s*[~\u2248]?\s*$")
_ALONE = lazy(r"\s*(?:$|[:()|/\u2013\u2014])")
_HEAD_END = lazy(r"[:(|\u2013\u2014]")
_NUMBER = lazy(r"[\W_]*(?:\d+[.):]*\s+)?")  # with a picture before it
_WORD = lazy(r"[^\W\d_]+")
_PART_END = lazy(r"[:(\u2013\u2014]")

# What may come before a role's last word ("most nurses"), and between it and its pay ("nurses are paid around"). With
# any other word it may be another job ("software engineers"), another place, or pay that begins there and goes on.
_BEFORE = frozenset(
    {
        "a", "an", "and", "but", "most", "of", "the", "to", "typical", "while", "where", "whereas",
    }
)  # fmt: skip
_AFTER = frozenset(
    {
        "a", "about", "are", "around", "at", "average", "be", "between", "can", "earn", "earns", "from",
        "generally", "get", "gets", "is", "make", "makes", "normally", "of", "often", "on", "paid", "pay",
        "receive", "receives", "roughly", "the", "tend", "to", "typically", "usually",
    }
)  # fmt: skip
_PLAIN = Markup()


class _Place(NamedTuple):
    """A text that may state figures, with what may say what they are about.

    Attributes:
        pointer: where the text is in the record.
        part: the text.
        question: the question that it answers.
        row, column: of a table's cell, the cell that begins its row, and the one that heads its column.
        headings: those above it, the nearest first.
    """

    pointer: str
    part: Part
    question: Text | None = None
    row: Segment | None = None
    column: Segment | None = None
    headings: tuple[Segment, ...] = ()

    @property
    def subject(self) -> str:
        """What the text is about as a whole, in words."""
        above = self.column or self.question or (self.headings[0] if self.headings else None)
        return above.text if above else ""


def extract(reading: Reading) -> Extraction:
    """From the demand, the overview and the answers; the salaries of levels; what unknown sections state."""
    names = [
        name.text.lower()
        for which in ("from_role", "to_role")
        if (role := reading.found[which]) and (name := role["name"])
    ]
    claims = [claim for place in _prose(reading) for claim in _stated(place, names, reading)]
    claims += [claim for line in _levels(reading) for claim in _pay(*line, reading)]
    unknown = (
        place
        for pointer, tree, headings in _kept(reading, "other")
        for place in _listed(f"{pointer}/text", tree["text"], headings)
    )
    claims += [claim for place in unknown for claim in _stated(place, names, reading)]
    return Extraction([_tree(claim, i) for i, claim in enumerate(claims)])


class _Claim(NamedTuple):
    """A figure, the text that states it and where that is in the record, and what the figure is about."""

    figure: Figure
    part: Part
    pointer: str
    about: Quote | None


def _tree(claim: _Claim, number: int) -> ClaimTree:
    figure, part, pointer, about = claim
    return {
        "kind": Derived(_KINDS[type(figure)], (f"/claims/{number}/text",)),
        "text": quote(part.segment, part.start + figure.start, part.start + figure.end),
        "value": Stated(figure, part.segment, part.start),
        "about": about,
        "at": Derived(pointer, (pointer,)),
    }


def _stated(place: _Place, names: list[str], reading: Reading) -> Iterator[_Claim]:
    """The figures that a paragraph states; of amounts, which may be a fee or a market's size, those that are pay."""
    part, language = place.part, reading.profile.language
    earlier = 0
    figures = _figures(place, reading)
    of_kind = Counter(map(type, figures))
    for figure in figures:
        about, before = _in_clause(part, figure, earlier, names, reading), earlier
        earlier = figure.end
        if isinstance(figure, ParsedMoney) and not about:
            place_of, a_year = (figure.start, figure.end), yearly(figure)
            if not is_pay(part.text, *place_of, subject=place.subject, language=language, a_year=a_year):
                continue
        about = about or _above(place, names, reading) or _by_last_word(part, figure, before, names)
        if not about and of_kind[type(figure)] == 1:
            about = _asked(place, names)
        if not about and place.headings and not is_of_change(part.text, figure.start, language):
            about = _topic(place.headings, reading.profile)
        yield _Claim(figure, part, place.pointer, about)


def _listed(pointer: str, segments: Sequence[Segment], headings: tuple[Segment, ...] = ()) -> Iterator[_Place]:
    """The texts of a list, with the headings and the cells that are before them in it."""
    above = headings
    row: Segment | None = None
    heads: dict[int, Segment] = {}
    number = 0
    for i, segment in enumerate(segments):
        markup = segment.markup or _PLAIN
        if markup.level:
            above = (segment, *headings)
        if markup.row != number or not markup.row:
            row, number = None, markup.row
        if not markup.row:
            heads = {}
        elif markup.head:
            heads[markup.column] = segment
        yield _Place(f"{pointer}/{i}", segment.part(), None, row, heads.get(markup.column), above)
        if row is None and markup.row and not markup.head:
            row = segment


def _levels(reading: Reading) -> Iterator[tuple[str, Segment, Segment | None]]:
    """(pointer, line, the level that it speaks of) of every line that may state a level's pay.

    The level is what begins the table's row, the line before that states no pay, or the heading above.
    """
    for pointer, tree, _ in _kept(reading, "salaries"):
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


def _kept(reading: Reading, role: Role) -> Iterator[tuple[str, SectionTree, tuple[Segment, ...]]]:
    """(pointer, section, headings) of every section of that role kept under `other`, and of those inside of it."""
    roles = [section.role for section in reading.outline.sections if section.role in ("other", "salaries")]
    for i, (kept, tree) in enumerate(zip(roles, reading.found["other"], strict=True)):
        if kept == role:
            yield from _whole(f"/other/{i}", tree)


def _whole(
    pointer: str, tree: SectionTree, above: tuple[Segment, ...] = ()
) -> Iterator[tuple[str, SectionTree, tuple[Segment, ...]]]:
    headings = (tree["heading"], *above) if tree["heading"] else above
    yield pointer, tree, headings
    for i, below in enumerate(tree.get("sections", [])):
        yield from _whole(f"{pointer}/sections/{i}", below, headings)


def _amounts(segment: Segment, reading: Reading) -> list[ParsedMoney]:
    return find_money(segment.text, currency=reading.profile.currency, language=reading.profile.language)


def _pay(pointer: str, segment: Segment, level: Segment | None, reading: Reading) -> Iterator[_Claim]:
    """The pay that a line states, of the level named before it: on the line, else above."""
    above = level and quote(level, 0, len(level.text.rstrip(" :")))
    for k, figure in enumerate(_amounts(segment, reading)):
        before = 0 if k else len(segment.text[: figure.start].rstrip(" :(-\u2014|\u00b7=~"))
        yield _Claim(figure, segment.part(), pointer, quote(segment, 0, before) if before else above)


def _prose(reading: Reading) -> Iterator[_Place]:
    """Every text of the page's own fields that may state figures."""
    found = reading.found
    yield from (_Place("/demand", part) for part in parts_of(found["demand"]))
    yield from _listed("/overview", found["overview"])
    for i, entry in enumerate(found["faq"]):
        yield from (_Place(f"/faq/{i}/answer", part, entry["question"]) for part in parts_of(entry["answer"]))


def _figures(place: _Place, reading: Reading) -> list[Figure]:
    """Every figure, in text order; an effort's hours are no duration, nor are the years of a career."""
    language, text = reading.profile.language, place.part.text
    labels = [cell.text for cell in (place.row, place.column) if cell] or [""]
    lengths: list[ParsedDuration | ParsedEffort] = [*find_durations(text, language=language)]
    lengths += find_efforts(text, language=language)
    found: list[Figure] = [
        *[
            length
            for length in lengths
            if (length.unit or place.question or place.column)
            and all(is_own_time(text, length, label=label, language=language) for label in labels)
        ],
        *find_money(text, currency=reading.profile.currency, language=language),
        *find_percents(text, subject=place.subject or None, language=language),
    ]
    return sorted(found, key=lambda figure: (figure.start, -figure.end))


def _mentions(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Where prose mentions a role (in lower case), or its plural; no pattern, which would be compiled for each page."""
    lower = text.lower()
    text = lower if len(lower) == len(text) else text  # a few letters are two in lower case, and offsets would be off
    start = 0
    while (start := text.find(name, start)) >= 0:
        if ending := _PLURAL.match(text, start + len(name)):
            yield start, ending.end()
        start = ending.end() if ending else start + 1


def _in_clause(part: Part, figure: Figure, earlier: int, names: list[str], reading: Reading) -> Quote | None:
    """The role that an amount is about: the last one named before it in its clause, after any other figure.

    With its level, if that is said too ("senior analysts"); else a level ("entry-level workers", "Target (Junior)"), or
    the job that the line begins with ("Cloud Architect: $150k").
    """
    if not isinstance(figure, ParsedMoney):
        return None
    text, language = part.text, reading.profile.language
    clause = _start_of_clause(text, earlier, figure.start)
    said = text[clause : figure.start]
    roles = [span for name in names for span in _mentions(name, said)]
    found = [*roles, *_graded(said, roles, language)]
    if not found:
        named = _LABEL.match(said)
        found = [named.span(1)] if named and _is_job(named[1], language) else []
        if not found:
            return None
    end = max(end for _, end in found)
    start = min(start for start, stop in found if stop == end)
    return quote(part.segment, part.start + clause + start, part.start + clause + end)


def _start_of_clause(text: str, earlier: int, end: int) -> int:
    return max((match.end() for match in _CLAUSE_END.finditer(text, earlier, end)), default=earlier)


def _graded(text: str, roles: list[tuple[int, int]], language: str) -> Iterator[tuple[int, int]]:
    """Where a text names a level of a job: with the job after it, or on its own as a label does."""
    for start, end in levels(text, language):
        job = name_at(text, start, len(text), language)
        last = max([stop for begin, stop in roles if begin == end + 1], default=job[0][1] if job else end)
        if last > end:
            yield start, last
        elif " " in text[start:end] or "-" in text[start:end] or _ALONE.match(text, end):
            yield start, end


def _by_last_word(part: Part, figure: Figure, earlier: int, names: list[str]) -> Quote | None:
    """The role that an amount is about, called by its last word alone: "testers earn" of a QA tester.

    It must be the last word of one role and no word of the other, and nothing else may be said about it.
    """
    if not isinstance(figure, ParsedMoney):
        return None
    clause = _start_of_clause(part.text, earlier, figure.start)
    start = max((match.end() for match in _PART_END.finditer(part.text, clause, figure.start)), default=clause)
    words = list(_WORD.finditer(part.text, start, figure.start))
    said = [word[0].lower() for word in words]
    for name, other in permutations(names, 2):
        short = short_names(name, other)
        at = max((k for k, word in enumerate(said) if word in short), default=None)
        if (
            at is not None
            and _AFTER.issuperset(said[at + 1 :])
            and _BEFORE.union(name_words(name)).issuperset(said[:at])
        ):
            return quote(part.segment, part.start + words[at].start(), part.start + words[at].end())
    return None


def _above(place: _Place, names: list[str], reading: Reading) -> Quote | None:
    """What the figures of a text are about by its place: its row, or a heading above."""
    if place.row and any(map(str.isalpha, place.row.text)):
        return quote(place.row, 0, len(place.row.text))
    for heading in place.headings:
        if named := _named(heading, names, reading.profile.language):
            return named
    return None


def _asked(place: _Place, names: list[str]) -> Quote | None:
    """The one role that the question names: what the answer's only figure is about."""
    parts = parts_of(place.question)
    found = [(part, span) for part in parts for name in names for span in _mentions(name, part.text)]
    if len(found) != 1:
        return None
    ((part, (start, end)),) = found
    return quote(part.segment, part.start + start, part.start + end)


def _topic(headings: tuple[Segment, ...], profile: Profile) -> Quote | None:
    """The nearest heading, without its number, if it names a topic at all: "Bootcamps", but no part of the page."""
    heading = headings[0] if headings else None
    if heading is None or key(heading.text) in profile.headings:
        return None
    start = number.end() if (number := _NUMBER.match(heading.text)) else 0
    text = heading.text[start : len(heading.text.rstrip(" :"))]
    is_one = bool(text) and is_heading(text) and names_topic(text, profile.language)
    return quote(heading, start, start + len(text)) if is_one else None


def _named(heading: Segment, names: list[str], language: str) -> Quote | None:
    """The level or the job that a heading names: "Entry Level" of "Entry Level (0-2 years)"."""
    said = _HEAD_END.split(heading.text, maxsplit=1)[0].rstrip()
    roles = [span for name in names for span in _mentions(name, said)]
    if _is_job(said, language) or (0, len(said)) in roles:
        return quote(heading, 0, len(said))
    graded = max(_graded(said, roles, language), default=None, key=lambda span: span[1] - span[0])
    return quote(heading, *graded) if graded else None


def _is_job(name: str, language: str) -> bool:
    found = name_at(name, 0, len(name), language)
    return found is not None and found[1] == "job" and found[0][1] == len(name)


FIELD = Field(extract, derived=True)
