"""What structured data adds to the fields of the visible page, and where it contradicts them.

Both are steps from trees to trees or notes, after the fields that read the page and beside them: what a visitor sees
comes first, and structured data only fills what is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pathingest.fields import _bounds as bounds
from pathingest.fields._language import tag
from pathingest.model.extraction import (
    ClaimTree,
    Derived,
    Note,
    PhaseTree,
    Read,
    ResourceTree,
    Stated,
    Texts,
    Trees,
    quote_all,
)
from pathingest.model.segment import Segment, Statement
from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple
from pathingest.model.values import Number, ParsedDuration, ParsedMoney, Unit
from pathingest.values.iso_duration import parse_iso_duration
from pathingest.values.numbers import read_numeral
from pathingest.values.patterns import lazy
from pathingest.values.roles import same_role

_Statements = Sequence[Statement]
_Parts = Mapping[str, tuple[Segment, ...]]


def fill(trees: Trees, statements: _Statements) -> Trees:
    """The trees with what structured data alone states: answers, addresses, times, phases, the language."""
    filled = trees.copy()
    guide = _guide(trees, statements)
    filled["faq"] = _fill_faq(trees["faq"], statements)
    phases = trees["roadmap"] or [_phase(i, step) for i, step in enumerate(guide.get("steps", ()))]
    filled["roadmap"] = _fill_addresses(phases, statements)
    filled["language"] = trees["language"] or _language(statements)
    filled["timeline"] = trees["timeline"] or _total_time(guide)
    return filled


def contradictions(visible: Trees, claims: Sequence[ClaimTree], statements: _Statements) -> Iterator[Note]:
    """A note for each value that the page alone shows and its structured data states otherwise.

    Claims of texts that structured data filled do not count.
    """
    guide = _guide(visible, statements)
    yield from _other_answers(visible["faq"], statements)
    yield from _other_time(visible["timeline"], guide)
    yield from _other_steps(visible["roadmap"], guide)
    yield from _other_role(visible, statements)
    yield from _other_salary(visible, claims, statements)


def _note(pointer: str, segments: Sequence[Segment], detail: str) -> Note:
    place = Span(min(segment.start for segment in segments), max(segment.end for segment in segments))
    return Note("structured-data", pointer, place, detail)


# --- texts compared --------------------------------------------------------------------------------------------------

# A word with the signs that make another word or another amount of it: "C++", "$90k", "-20%".
_WORD = lazy(r"(?:(?<!\w)-(?=\d))?[\w$€£¥₹%+#]+")
_THOUSANDS = lazy(r"(?<=\d),(?=\d{3})")


def _words(text: str) -> str:
    """What two texts are compared by: their words, without case and punctuation."""
    return " ".join(_WORD.findall(_THOUSANDS.sub("", text.casefold())))


def _text(segments: Sequence[Segment]) -> str:
    return " ".join([segment.text for segment in segments])


def _akin(one: str, other: str) -> bool:
    """Whether one text's words are the other's, or a run of them."""
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _agrees(one: str, other: str) -> bool:
    """Whether a text is another, or what cutting left of it: its beginning, or any longer part ("very", "not very")."""
    short, long = sorted((one, other), key=len)
    return f"{long} ".startswith(f"{short} ") or (short.count(" ") + 1 >= bounds.ANSWER_WORDS and _akin(short, long))


# --- questions and answers -------------------------------------------------------------------------------------------


def _said(statements: _Statements, kind: str) -> list[_Parts]:
    return [statement.parts for statement in statements if statement.kind == kind]


def _fill_faq(entries: Sequence[Texts], statements: _Statements) -> list[Texts]:
    """The entries with the half that they lack, and at their end those that the page does not show."""
    found = list(entries)
    questions: dict[str, int] = {}
    answers: dict[str, int] = {}
    for i, entry in enumerate(entries):
        if entry["question"]:
            questions.setdefault(_words(entry["question"].text), i)
        if entry["answer"]:
            answers.setdefault(_words(entry["answer"].text), i)
    for parts in _said(statements, "faq"):
        question, answer = parts["question"][0], parts["answer"]
        asked, keys = _words(question.text), (_words(_text(answer)), _words(answer[0].text))
        replies = (answers[key] for key in keys if key in answers and _identifies(found[answers[key]], key))
        at = questions.get(asked, next(replies, len(found)))
        if at == len(found):
            found.append({"question": None, "answer": None})
        entry = found[at]
        found[at] = {"question": entry["question"] or question, "answer": entry["answer"] or quote_all(answer)}
        questions.setdefault(asked, at)
        answers.setdefault(keys[0], at)
    return found


def _identifies(entry: Texts, answer: str) -> bool:
    """Whether an answer alone identifies the entry: "Yes" may reply to many questions."""
    return entry["question"] is None or answer.count(" ") + 1 >= bounds.ANSWER_WORDS


def _other_answers(entries: Sequence[Texts], statements: _Statements) -> Iterator[Note]:
    """Answers that differ from the page's to the same question; what was cut short does not."""
    said: dict[str, list[tuple[Segment, ...]]] = {}
    for parts in _said(statements, "faq"):
        said.setdefault(_words(parts["question"][0].text), []).append(parts["answer"])
    for i, entry in enumerate(entries):
        question, answer = entry["question"], entry["answer"]
        others = said.get(_words(question.text), []) if question else []
        differing = [other for other in others if answer and not _agrees(_words(answer.text), _words(_text(other)))]
        if differing:
            yield _note(f"/faq/{i}/answer", differing[0], _text(differing[0]))


# --- the guide: how long it takes, and its steps ---------------------------------------------------------------------


def _guide(trees: Trees, statements: _Statements) -> _Parts:
    """What the page's HowTo says; nothing if there are two that differ, or if it is of something else.

    It is of the page if it is called as the page is, or if it has steps of the page's phases, or where one of the two
    has none. One may be said twice, as JSON-LD and as microdata.
    """
    guide: dict[str, tuple[Segment, ...]] = {}
    for parts in _said(statements, "how_to"):
        if any(_text(guide.setdefault(name, texts)) != _text(texts) for name, texts in parts.items()):
            return {}
    steps, phases = guide.get("steps", ()), trees["roadmap"]
    titled = any(phase["title"] for phase in phases)
    strange = steps and titled and not _named(phases, steps)
    title, name = trees["title"], guide.get("name", ())
    is_called = title and name and _words(title.text) == _words(_text(name))
    return {} if strange and not is_called else guide


def _language(statements: _Statements) -> Segment | Read | None:
    """The language that the things that the page is are said to be in; None if there are several."""
    said = [found for parts in _said(statements, "language") for text in parts["tags"] if (found := tag(text))]
    names = {found.text if isinstance(found, Segment) else found.value for found in said}
    return said[0] if len(names) == 1 else None


def _total_time(guide: _Parts) -> Stated[ParsedDuration] | None:
    """The guide's time; hours of work are no timeline."""
    if "time" not in guide:
        return None
    segment = guide["time"][0]
    found = parse_iso_duration(segment.text)
    return Stated(found, segment) if found and found.weeks.min is not None else None


def _phase(index: int, title: Segment) -> PhaseTree:
    """A step as a phase."""
    position = Derived(index + 1, (f"/roadmap/{index}/title",))
    return {"position": position, "title": title, "duration": None, "tasks": [], "resources": []}


def _other_time(timeline: Stated[ParsedDuration] | None, guide: _Parts) -> Iterator[Note]:
    """A total time that has no length in common with the timeline."""
    total = _total_time(guide)
    if timeline and total and _differ(_weeks(timeline), _weeks(total), 1 + bounds.ROUNDING):
        yield _note("/timeline/text", guide["time"], total.value.text)


def _weeks(leaf: Stated[ParsedDuration]) -> _Bounds:
    weeks = leaf.value.weeks
    return _Bounds(weeks.min, weeks.max)


def _named(phases: list[PhaseTree], steps: Sequence[Segment]) -> list[int]:
    """The phases that steps are called by: the same words, or else the only title that is part of the step's."""
    titles = {i: words for i, phase in enumerate(phases) if phase["title"] and (words := _words(phase["title"].text))}
    found = []
    for step in filter(None, [_words(step.text) for step in steps]):
        named = [phase for phase, title in titles.items() if title == step]
        named = named or [phase for phase, title in titles.items() if _akin(title, step)]
        found += named if len(named) == 1 else []
    return found


def _other_steps(phases: list[PhaseTree], guide: _Parts) -> Iterator[Note]:
    """Steps of which some are the page's phases, and which are more, fewer, or in another order."""
    steps = guide.get("steps", ())
    order = _named(phases, steps)
    if order and (len(steps) != len(phases) or order != sorted(order)):
        yield _note("/roadmap/0/title", steps, f"{len(steps)} steps: {' | '.join([step.text for step in steps])}")


# --- courses ---------------------------------------------------------------------------------------------------------


def _fill_addresses(phases: list[PhaseTree], statements: _Statements) -> list[PhaseTree]:
    """The resources with the address of the course of that name, where the page links to none."""
    addresses: dict[str, dict[str, Segment]] = {}
    for parts in _said(statements, "course"):
        if "name" in parts and "url" in parts and _ADDRESS.match(parts["url"][0].text):
            for name in _names(parts):
                addresses.setdefault(name, {})[parts["url"][0].text] = parts["url"][0]
    if not addresses:
        return phases
    return [{**phase, "resources": [_addressed(each, addresses) for each in phase["resources"]]} for phase in phases]


_ADDRESS = lazy(r"https?://|/")


def _names(course: _Parts) -> list[str]:
    """What a page may call a course: its name alone, or with whoever gives it."""
    name, provider = _words(_text(course["name"])), _words(_text(course.get("provider", ())))
    if not provider:
        return [name]
    return [name, f"{provider} {name}", *(f"{name}{joining}{provider}" for joining in _JOINING)]


_JOINING = (" ", " by ", " on ", " from ", " at ")


def _addressed(resource: ResourceTree, addresses: Mapping[str, Mapping[str, Segment]]) -> ResourceTree:
    """A resource with its address, if just one is known."""
    known = list(addresses.get(_words(resource["name"].text), {}).values())
    return {**resource, "url": known[0]} if resource["url"] is None and len(known) == 1 else resource


# --- occupations -----------------------------------------------------------------------------------------------------


def _other_role(visible: Trees, statements: _Statements) -> Iterator[Note]:
    """An occupation that is neither of the page's two; where several are named, it is unknown which is meant."""
    names = [parts["name"][0] for parts in _said(statements, "occupation") if "name" in parts]
    ends = [leaf.text for which in ("from_role", "to_role") for leaf in (visible[which] or {}).values() if leaf]
    if ends and len({name.text for name in names}) == 1 and not _is_one_of(names[0], ends):
        yield _note("/to_role/name", names[:1], names[0].text)


def _other_salary(visible: Trees, claims: Sequence[ClaimTree], statements: _Statements) -> Iterator[Note]:
    """An estimated salary of the target role that has no amount in common with those that the page states for it."""
    names = [leaf.text for leaf in (visible["to_role"] or {}).values() if leaf]
    stated = [(i, amount) for i, claim in enumerate(claims) if (amount := _salary(claim, names, visible))]
    for parts in _said(statements, "occupation"):
        if "name" not in parts or not _is_one_of(parts["name"][0], names):
            continue
        pay = _pay(parts)
        alike = [(i, amount) for i, amount in stated if pay and _comparable(pay, amount)]
        if pay and alike and _differ(_bounds(pay), _widest([amount for _, amount in alike])):
            yield _note(f"/claims/{alike[0][0]}/text", parts["amounts"], pay.text)


def _is_one_of(name: Segment, roles: Sequence[str]) -> bool:
    return any(same_role(name.text, role) for role in roles)


def _salary(claim: ClaimTree, names: list[str], visible: Trees) -> ParsedMoney | None:
    """The amount of a claim, if the page, not its structured data, states it for the role."""
    amount = claim["value"].value
    if not isinstance(amount, ParsedMoney) or claim["about"] is None:
        return None
    _, field, *place = claim["at"].origins[0].split("/")
    if field == "faq" and not any(entry["answer"] for entry in visible["faq"][int(place[0]) :][:1]):
        return None
    about = claim["about"].text.casefold()
    return amount if any(about.startswith(name.casefold()) for name in names) else None  # it may be in the plural


_PERIODS: dict[str, Unit] = {unit: unit for unit in ("hour", "day", "week", "month", "year")}


def _pay(parts: _Parts) -> ParsedMoney | None:
    """An estimated salary: the range of its figures; None without currency, or if a figure is no number."""
    amounts = [read_numeral(segment.text) for segment in parts.get("amounts", ())]
    known = [amount for amount in amounts if amount]
    if not known or len(known) < len(amounts) or "currency" not in parts:
        return None
    said = parts["period"][0].text if "period" in parts else ""
    length = parse_iso_duration(said)
    period = length.unit if length and length.min == 1 else _PERIODS.get(said.lower())
    currency = parts["currency"][0].text.upper()
    figures = "-".join(dict.fromkeys(f"{amount:,}" for amount in (min(known), max(known))))
    text = f"{currency} {figures}{f' per {period}' if period else ''}"
    return ParsedMoney(text, min(known), max(known), currency, period)


def _comparable(pay: ParsedMoney, amount: ParsedMoney) -> bool:
    """Whether two amounts are of one currency and one period; where a page states no period, their size decides."""
    if pay.currency != amount.currency:
        return False
    if pay.period and amount.period:
        return pay.period == amount.period
    return not _differ(_bounds(pay), _bounds(amount), bounds.ONE_PERIOD)


# --- ranges ----------------------------------------------------------------------------------------------------------


class _Bounds(NamedTuple):
    """From low to high; a bound that is None is open."""

    low: Number | None
    high: Number | None


def _bounds(amount: ParsedMoney) -> _Bounds:
    return _Bounds(amount.low, amount.high)


def _widest(amounts: Sequence[ParsedMoney]) -> _Bounds:
    """From the lowest to the highest amount."""
    lows = [amount.low for amount in amounts if amount.low is not None]
    highs = [amount.high for amount in amounts if amount.high is not None]
    whole = len(amounts)
    return _Bounds(min(lows) if len(lows) == whole else None, max(highs) if len(highs) == whole else None)


def _differ(one: _Bounds, other: _Bounds, factor: float = 1) -> bool:
    """Whether two ranges have no amount in common, not even with their ends stretched by the factor."""
    return _below(one, other, factor) or _below(other, one, factor)


def _below(one: _Bounds, other: _Bounds, factor: float) -> bool:
    return one.high is not None and other.low is not None and one.high * factor < other.low
