"""Records as tables with keys: what they are called, what their columns hold, and their rows.

The one definition that every tabular export is made from. The tables hold all that the records hold: in the order of
their positions, the rows of a pathway are its record again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from pathingest.model.errors import PathingestError
from pathingest.model.pathway import Claim, Duration, OtherSection, Pathway, Percent
from pathingest.model.spelling import hint
from pathingest.model.tuples import NamedTuple
from pathingest.values.roles import slug
from pathingest.vocabulary import Match, Vocabulary, shipped

ColumnType = Literal["text", "number", "integer", "boolean"]
Value = str | float | int | bool | None
Row = tuple[Value, ...]

_BLANK = "-"  # the key of a blank name; no slug is that
_DURATION = "duration"


class Column(NamedTuple):
    """One column; `required` ones are never null."""

    name: str
    type: ColumnType
    summary: str
    required: bool = False


class Reference(NamedTuple):
    """A foreign key: these columns are null, or the key of a row of that table."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


class Table(NamedTuple):
    """One table.

    Attributes:
        summary: in one line, what a row is.
        key: the columns of the primary key.
        rows: the rows of one pathway; None for the tables of names, whose rows are of all pathways.
    """

    name: str
    summary: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    rows: Callable[[Pathway], Iterable[Row]] | None = None


def key_of(name: str) -> str:
    """The key of a role, a skill or a resource: its name's slug, so names that differ in case or marks share one."""
    return slug(name) or _BLANK


def rows(records: Iterable[Pathway], known: Vocabulary | None = None) -> Iterator[tuple[str, Row]]:
    """(table, row) of all tables; a row comes after those that it refers to.

    Args:
        records: they are iterated twice, for their names and for the rest, and none is kept.
        known: what gives roles and skills their codes; by default what is shipped.
    """
    known = known or shipped()
    names = {kind: Names() for kind in _NAMES}
    for record in records:
        for kind, named in _NAMES.items():
            names[kind].add(named(record))
    for kind, found in names.items():
        yield from ((kind, row) for row in found.rows(_CODES[kind], known))
    for record in records:
        for table in TABLES:
            if table.rows:
                yield from ((table.name, row) for row in table.rows(record))


def rows_of(table: Table, records: Iterable[Pathway], known: Vocabulary | None = None) -> Iterator[Row]:
    """The rows of one table; the arguments are those of `rows`, and the records are iterated once."""
    if table.rows:
        return (row for record in records for row in table.rows(record))
    found = Names()
    for record in records:
        found.add(_NAMES[table.name](record))
    return found.rows(_CODES[table.name], known or shipped())


def table_named(name: str) -> Table:
    """The table of that name.

    Raises:
        PathingestError: there is none.
    """
    known = {table.name: table for table in TABLES}
    if name not in known:
        raise PathingestError(f"{name}: no table of the dataset; {hint(name, known)}")
    return known[name]


def batches(
    records: Iterable[Pathway], known: Vocabulary | None = None, size: int = 10_000
) -> Iterator[tuple[Table, list[Row]]]:
    """The same, many rows of one table at a time: all of a batch may be stored before the next."""
    waiting: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for number, (name, row) in enumerate(rows(records, known), 1):
        waiting[name].append(row)
        if number % size == 0:
            yield from _emptied(waiting)
    yield from _emptied(waiting)


def _emptied(waiting: dict[str, list[Row]]) -> Iterator[tuple[Table, list[Row]]]:
    for table in TABLES:
        if waiting[table.name]:
            yield table, waiting[table.name]
            waiting[table.name] = []


class Names:
    """The spellings of names that share keys."""

    def __init__(self) -> None:
        self._spellings: dict[str, Counter[str]] = {}

    def add(self, names: Iterable[str]) -> None:
        """Count the names."""
        for name in names:
            self._spellings.setdefault(key_of(name), Counter())[name] += 1

    def rows(self, codes: Callable[[Vocabulary, Iterable[str]], Row], known: Vocabulary) -> Iterator[Row]:
        """(key, name, …) by key: of several spellings the most frequent, of those the first by the alphabet."""
        for key, counts in sorted(self._spellings.items()):
            spellings = sorted(counts, key=lambda name: (-counts[name], name))
            yield key, spellings[0], *codes(known, spellings)


# --- the names of a record -------------------------------------------------------------------------------------------


def _role_names(record: Pathway) -> Iterator[str]:
    return (role.name for role in (record.from_role, record.to_role) if role)


def _skill_names(record: Pathway) -> Iterator[str]:
    return (skill.name for skills in (record.transferable_skills, record.skills_to_learn) for skill in skills)


def _resource_names(record: Pathway) -> Iterator[str]:
    return (resource.name for phase in record.roadmap for resource in phase.resources)


_NAMES: Mapping[str, Callable[[Pathway], Iterator[str]]] = {
    "roles": _role_names,
    "skills": _skill_names,
    "resources": _resource_names,
}


def _codes_of_role(known: Vocabulary, names: Iterable[str]) -> Row:
    term, by = _meaning(map(known.role, names))
    return (term.name, by, term.onet_soc, term.esco) if term else (None,) * 4


def _codes_of_skill(known: Vocabulary, names: Iterable[str]) -> Row:
    term, by = _meaning(map(known.skill, names))
    return (term.name, by, term.esco) if term else (None,) * 3


def _meaning(matches: Iterable[Match | None]) -> Match | tuple[None, None]:
    """What the first of the spellings means that the vocabulary has."""
    return next(filter(None, matches), (None, None))


_CODES: Mapping[str, Callable[[Vocabulary, Iterable[str]], Row]] = {
    "roles": _codes_of_role,
    "skills": _codes_of_skill,
    "resources": lambda *_: (),
}


# --- the rows of a record --------------------------------------------------------------------------------------------


def _duration(value: Duration | None) -> Row:
    if value is None:
        return (None,) * 8
    attributes = (value.text, value.min, value.max, value.unit, value.approximate, value.ongoing)
    return (*attributes, value.weeks.min, value.weeks.max)


def _percent(value: Percent | None) -> Row:
    return (value.text, value.low, value.high, value.note) if value else (None,) * 4


def _pathways(record: Pathway) -> Iterator[Row]:
    yield (
        record.id,
        record.title,
        record.kind,
        record.language,
        *(
            value
            for role in (record.from_role, record.to_role)
            for value in ((key_of(role.name), role.name, role.label) if role else (None,) * 3)
        ),
        record.headline.text if record.headline else None,
        *_duration(record.headline.duration if record.headline else None),
        record.difficulty.text if record.difficulty else None,
        record.difficulty.level if record.difficulty else None,
        *_duration(record.timeline),
        *_percent(record.salary_change),
        record.demand,
        *_duration(record.roadmap_total),
    )


def _overview(record: Pathway) -> Iterator[Row]:
    return ((record.id, *numbered) for numbered in enumerate(record.overview, 1))


def _pathway_skills(record: Pathway) -> Iterator[Row]:
    for i, known in enumerate(record.transferable_skills, 1):
        yield record.id, "known", i, key_of(known.name), known.name, None, *_duration(None), known.description
    for i, skill in enumerate(record.skills_to_learn, 1):
        time = _duration(skill.duration)
        yield record.id, "to_learn", i, key_of(skill.name), skill.name, skill.priority, *time, skill.guidance


def _phases(record: Pathway) -> Iterator[Row]:
    for i, phase in enumerate(record.roadmap, 1):
        yield record.id, i, phase.title, *_duration(phase.duration)


def _phase_tasks(record: Pathway) -> Iterator[Row]:
    for i, phase in enumerate(record.roadmap, 1):
        for j, task in enumerate(phase.tasks, 1):
            yield record.id, i, j, task


def _phase_resources(record: Pathway) -> Iterator[Row]:
    for i, phase in enumerate(record.roadmap, 1):
        for j, resource in enumerate(phase.resources, 1):
            yield record.id, i, j, key_of(resource.name), resource.name, resource.url


def _plan_steps(record: Pathway) -> Iterator[Row]:
    for i, step in enumerate(record.action_plan, 1):
        yield record.id, i, step.label, *_duration(step.horizon)


def _plan_tasks(record: Pathway) -> Iterator[Row]:
    for i, step in enumerate(record.action_plan, 1):
        for j, task in enumerate(step.tasks, 1):
            yield record.id, i, j, task


def _faq(record: Pathway) -> Iterator[Row]:
    for i, item in enumerate(record.faq, 1):
        yield record.id, i, item.question, item.answer


def _claims(record: Pathway) -> Iterator[Row]:
    for i, claim in enumerate(record.claims, 1):
        yield record.id, i, claim.kind, claim.text, claim.about, claim.at, *_claimed(claim)


def _claimed(claim: Claim) -> Row:
    """text, low, high, unit, approximate, ongoing, weeks_min, weeks_max, currency, period, note of a claim's value."""
    if claim.kind == "duration":
        return (*_duration(claim.value), None, None, None)
    value = claim.value
    amounts = (value.text, value.low, value.high)
    if claim.kind == "effort":
        return (*amounts, claim.value.unit, *(None,) * 7)
    if claim.kind == "salary":
        pay = claim.value
        return (*amounts, None, pay.approximate, *(None,) * 3, pay.currency, pay.period, None)
    return (*amounts, *(None,) * 7, claim.value.note)


def _reality(record: Pathway) -> Iterator[Row]:
    check = record.reality_check
    kinds = {"reward": check.rewards, "tradeoff": check.tradeoffs, "challenge": check.challenges}
    for kind, texts in kinds.items():
        for i, text in enumerate(texts, 1):
            yield record.id, kind, i, text


def _sections(sections: Sequence[OtherSection], level: int = 1) -> Iterator[tuple[int, OtherSection]]:
    """(level, section) in page order: a section comes before those that are inside of it."""
    for section in sections:
        yield level, section
        yield from _sections(getattr(section, "sections", ()), level + 1)


def _other_sections(record: Pathway) -> Iterator[Row]:
    for i, (level, section) in enumerate(_sections(record.other), 1):
        yield record.id, i, level, section.heading


def _other_texts(record: Pathway) -> Iterator[Row]:
    for i, (_, section) in enumerate(_sections(record.other), 1):
        for j, text in enumerate(section.text, 1):
            yield record.id, i, j, text


def _sources(record: Pathway) -> Iterator[Row]:
    for i, page in enumerate(record.sources, 1):
        attributes = (page.media_type, page.rendering, page.profile, page.sha256, page.views)
        taken = page.taken_from
        place = (taken.feed, taken.at, taken.record_id, taken.date, taken.payload_digest) if taken else (None,) * 5
        yield record.id, i, page.path, page.url, *attributes, *place


# --- the tables ------------------------------------------------------------------------------------------------------


def _text(name: str, summary: str, *, required: bool = False) -> Column:
    return Column(name, "text", summary, required)


def _of_duration(prefix: str, what: str) -> tuple[Column, ...]:
    """The columns of a duration; all of them are null where there is none."""
    return (
        _text(f"{prefix}_text", f"{what}, as written"),
        Column(f"{prefix}_min", "number", "its lower bound, in the unit; null where none is stated"),
        Column(f"{prefix}_max", "number", "its upper bound, in the unit; null where none is stated"),
        _text(f"{prefix}_unit", "hour, day, week, month or year"),
        Column(f"{prefix}_approximate", "boolean", 'whether the page says "about" or the like'),
        Column(f"{prefix}_ongoing", "boolean", "whether the page says that it has no end"),
        Column(f"{prefix}_weeks_min", "number", "its lower bound in weeks, to compare by"),
        Column(f"{prefix}_weeks_max", "number", "its upper bound in weeks, to compare by"),
    )


def _of_role(prefix: str, what: str) -> tuple[Column, ...]:
    return (
        _text(f"{prefix}_role", f"{what}: the slug of its name"),
        _text(f"{prefix}_role_name", "its name as this page's title has it"),
        _text(f"{prefix}_role_label", "its name as the page's own role line has it"),
    )


def _position(what: str) -> Column:
    return Column("position", "integer", f"{what}, from 1", required=True)


_PATHWAY = _text("pathway", "the pathway it is of", required=True)
_OF_PATHWAY = Reference(("pathway",), "pathways", ("id",))


def _names(name: str, summary: str, *codes: Column, key: str = "key") -> Table:
    columns = (
        _text(key, "the name's slug", required=True),
        _text("name", "its most frequent spelling", required=True),
        *codes,
    )
    return Table(name, summary, columns, (key,))


def _parts(
    name: str,
    summary: str,
    of_record: Callable[[Pathway], Iterable[Row]],
    *columns: Column,
    within: Sequence[str] = (),
    references: tuple[Reference, ...] = (),
) -> Table:
    """A table of what pathways have several of, in order; `within` are the columns that the order is in."""
    key = ("pathway", *within, "position")
    return Table(name, summary, (_PATHWAY, *columns), key, (_OF_PATHWAY, *references), of_record)


def _inside(
    name: str,
    summary: str,
    of_record: Callable[[Pathway], Iterable[Row]],
    parent: tuple[str, str],
    *columns: Column,
    references: tuple[Reference, ...] = (),
) -> Table:
    """A table of what such parts have several of; `parent` is the column of the part's position, and its table."""
    column, table = parent
    part = Column(column, "integer", f"the position of the row of {table} that it is of", required=True)
    within = Reference(("pathway", column), table, ("pathway", "position"))
    key = ("pathway", column, "position")
    references = (_OF_PATHWAY, within, *references)
    return Table(name, summary, (_PATHWAY, part, _position("its place"), *columns), key, references, of_record)


_TERM = (
    _text("term", "what the vocabulary calls it, the same for all names that mean it; null where it has none of them"),
    _text("matched", "the name or alias of the vocabulary that it was found by"),
)
_ESCO = _text("esco", "its address in ESCO, where the vocabulary has it")


TABLES: tuple[Table, ...] = (
    _names(
        "roles",
        "A job that pathways begin or end with.",
        *_TERM,
        _text("onet_soc", "its code in O*NET-SOC 2019, where the vocabulary has it"),
        _ESCO,
        key="slug",
    ),
    _names("skills", "A skill that pathways name.", *_TERM, _ESCO),
    _names("resources", "Something to learn from that pathways name."),
    Table(
        "pathways",
        "One pathway: what its page states of the whole.",
        (
            _text("id", "the record's id", required=True),
            _text("title", "the page's title"),
            _text("kind", "transition, guide or story", required=True),
            _text("language", "the page's language as its markup states it, a BCP 47 tag"),
            *_of_role("from", "the current role"),
            *_of_role("to", "the target role"),
            _text("headline_text", "what follows the roles in the title"),
            *_of_duration("headline_duration", "the duration promised in it"),
            _text("difficulty_text", "how hard the page says the change is, in its words"),
            _text("difficulty_level", "easy, moderate, challenging or hard; null for other words"),
            *_of_duration("timeline", "how long the page says the change takes"),
            _text("salary_change_text", "what the page says it does to the salary, as written"),
            Column("salary_change_low", "number", "its lower bound, in percent; a fall is negative"),
            Column("salary_change_high", "number", "its upper bound, in percent"),
            _text("salary_change_note", "what is in parentheses after it"),
            _text("demand", "what the page says of the demand for the role"),
            *_of_duration("roadmap_total", "what the phases add up to; never written, so null"),
        ),
        ("id",),
        (
            Reference(("from_role",), "roles", ("slug",)),
            Reference(("to_role",), "roles", ("slug",)),
        ),
        _pathways,
    ),
    _parts(
        "overview",
        "A paragraph of the overview.",
        _overview,
        _position("its place"),
        _text("text", "the paragraph", required=True),
    ),
    _parts(
        "pathway_skills",
        "A skill that the reader of a pathway has already, or is to learn.",
        _pathway_skills,
        _text("kind", "known or to_learn", required=True),
        _position("its place among those of its kind"),
        _text("skill", "the key of the skill", required=True),
        _text("name", "the skill as this page writes it", required=True),
        _text("priority", "critical, important or nice_to_have; null where the page has none"),
        *_of_duration(_DURATION, "how long it takes"),
        _text("text", "what the page says of it, or how to learn it"),
        within=("kind",),
        references=(Reference(("skill",), "skills", ("key",)),),
    ),
    _parts(
        "phases",
        "A step of the roadmap.",
        _phases,
        _position("its place"),
        _text("title", "the phase as written"),
        *_of_duration(_DURATION, "how long it takes"),
    ),
    _inside(
        "phase_tasks",
        "Something to do in a phase.",
        _phase_tasks,
        ("phase", "phases"),
        _text("text", "the task", required=True),
    ),
    _inside(
        "phase_resources",
        "Something to learn from in a phase.",
        _phase_resources,
        ("phase", "phases"),
        _text("resource", "the key of the resource", required=True),
        _text("name", "the resource as this page writes it", required=True),
        _text("url", "its address, where the page links to it"),
        references=(Reference(("resource",), "resources", ("key",)),),
    ),
    _parts(
        "plan_steps",
        "A part of the action plan.",
        _plan_steps,
        _position("its place"),
        _text("label", "its heading as written", required=True),
        *_of_duration("horizon", "the time it spans"),
    ),
    _inside(
        "plan_tasks",
        "Something to do in a part of the action plan.",
        _plan_tasks,
        ("step", "plan_steps"),
        _text("text", "the task", required=True),
    ),
    _parts(
        "faq",
        "A question with its answer.",
        _faq,
        _position("its place"),
        _text("question", "the question; null where only the answer was scraped"),
        _text("answer", "the answer; null where only the question was scraped"),
    ),
    _parts(
        "claims",
        "A figure that the page states in prose.",
        _claims,
        _position("its place"),
        _text("kind", "duration, effort, salary or salary_change", required=True),
        _text("text", "the figure as written", required=True),
        _text("about", "the role or thing it is about"),
        _text("at", "JSON Pointer of the text it is in", required=True),
        _text("value_text", "the part of the figure that the value was read from"),
        Column(
            "low", "number", "the lower bound, in the unit, in the currency or in percent; null where none is stated"
        ),
        Column("high", "number", "the upper bound; null where none is stated"),
        _text("unit", "of a duration hour, day, week, month or year; of an effort hour/week, hour/day or hour"),
        Column("approximate", "boolean", "of a duration or a salary: whether the page says so"),
        Column("ongoing", "boolean", "of a duration: whether the page says that it has no end"),
        Column("weeks_min", "number", "of a duration: its lower bound in weeks"),
        Column("weeks_max", "number", "of a duration: its upper bound in weeks"),
        _text("currency", "of a salary: the ISO 4217 code"),
        _text("period", "of a salary: hour, day, week, month or year"),
        _text("note", "of a salary change: what is in parentheses after it"),
    ),
    _parts(
        "reality",
        "Something to expect.",
        _reality,
        _text("kind", "reward, tradeoff or challenge", required=True),
        _position("its place among those of its kind"),
        _text("text", "what the page says", required=True),
        within=("kind",),
    ),
    _parts(
        "other_sections",
        "A section that no profile knows.",
        _other_sections,
        _position("its place"),
        Column("level", "integer", "1, or one more than that of the section it is inside of", required=True),
        _text("heading", "its heading as written"),
    ),
    _inside(
        "other_texts",
        "A paragraph or an item of such a section.",
        _other_texts,
        ("section", "other_sections"),
        _text("text", "the paragraph or item", required=True),
    ),
    _parts(
        "sources",
        "A page that the record was read from.",
        _sources,
        _position("its place; the fullest is first"),
        _text("path", "the page's path, relative to the project"),
        _text("url", "the page's address, where it is known"),
        _text("media_type", "what kind of file it is", required=True),
        _text("rendering", "inner_text, readable, html or markdown", required=True),
        _text("profile", "the site or layout it was read as", required=True),
        _text("sha256", "the digest of the bytes that were read", required=True),
        Column("views", "integer", "the page's view counter"),
        _text("feed", "the feed that it was taken from; null for a file of its own"),
        _text("at", "where in the feed it is: the offset in bytes, or the name of an archive's member"),
        _text("record_id", "its id in the feed"),
        _text("date", "when it was fetched, as the feed says it"),
        _text("payload_digest", "the digest of what was fetched, as the feed says it"),
    ),
)
