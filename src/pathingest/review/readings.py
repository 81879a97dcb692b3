"""What is offered for a decision: its values, the readings to choose from, and the fields that words may fill."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any, Literal, get_origin

from pydantic import BaseModel, ConfigDict, Field

from pathingest.dataset.address import find, tokens_of
from pathingest.fields.roadmap import prose
from pathingest.glued import KEEP, best_splits
from pathingest.model.errors import PathingestError
from pathingest.model.extraction import Note
from pathingest.model.finding import Finding, Related, SetValue
from pathingest.model.page import Page
from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple
from pathingest.overrides.keep import today
from pathingest.overrides.values import UnfitError, fields_of, form_at, present, read_value, takes_text
from pathingest.review.decisions import Decision
from pathingest.review.project import Project
from pathingest.review.words import field_of, reading, said
from pathingest.values.languages import languages
from pathingest.values.own_time import is_of_change
from pathingest.values.text import canonical, shortened

State = Literal["proven", "inferred", "corrected", "nothing"]
_HOW = {
    "proven": "as the page says",
    "inferred": "as it is read or computed",
    "corrected": "as it was corrected",
    "nothing": "as the page says",
}
_STAYS = "the finding stays open for the page\u2019s author"
_SINGLE = ("title", "from_role", "to_role", "headline", "difficulty", "timeline", "salary_change", "demand")
_LISTS = ("overview", "transferable_skills", "skills_to_learn", "faq")
_REALITY = ("rewards", "tradeoffs", "challenges")
_GUESSED = ("timeline", "salary_change", "difficulty")
_SHOWN = 100
_SYSTEMIC, _APART = "COR005", 90  # days
_LONGEST = 522  # weeks, ten years: no change of jobs is found to take longer


class Act(BaseModel):
    """What a person does about a decision.

    Attributes:
        do: `leave` it to the page's author; `confirm` a value as it is read; `set` another, or null; `split` names;
            make a `repair` of the page in the record; `drop` a correction, or `keep` it; `dismiss` the finding; say
            that the page is `none`.
        at: the JSON Pointer of the value; "-" in the place of an index is a new item.
        value: what is to be set; left out, it is what the words say.
        start, end: the words in the page that the value is taken from, in code points, `of` a page of that digest.
        names: how a line splits.
        number: of a repair.
        reason: why; `until`, of a dismissal, its last day.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    do: Literal["leave", "confirm", "set", "split", "repair", "drop", "keep", "dismiss", "none"]
    at: str = ""
    value: Any = None
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=0)
    of: str = ""
    names: tuple[str, ...] = ()
    number: int = Field(default=0, ge=0)
    reason: str = ""
    until: str = ""


class Reading(NamedTuple):
    """One way to decide: in words, as parts of a line, how sure it is, and what is done."""

    label: str
    act: Act
    note: str = ""
    parts: tuple[str, ...] = ()
    certainty: float | None = None


class Option(NamedTuple):
    """A field that words may fill: its pointer, what it is called, its heading, and whether it is empty."""

    at: str
    words: str
    group: str
    is_empty: bool = False


class Value(NamedTuple):
    """A value in words and as it is read; both None for nothing."""

    words: str | None
    reading: str | None


def value_of(value: Any, form: Any = None) -> Value:
    """A value as it is shown; of a form that only some words are of, it reads as its word."""
    words = said(value)
    return Value(words, words if get_origin(present(form)) is Literal else reading(value))


def at(tree: Any, pointer: str) -> Any:
    """What a pointer leads to; None where it leads nowhere."""
    for token in tokens_of(pointer):
        try:
            tree = tree[int(token)] if isinstance(tree, list) else tree[token]
        except (LookupError, TypeError, ValueError):
            return None
    return tree


def subject(decision: Decision) -> str | None:
    """The value that a decision is about, in the record as it is corrected; None where it is about none.

    A part that cannot be set alone is the whole: of a duration its text.
    """
    if decision.kind == "correction":
        return None
    return settable(decision.pointer) or decision.pointer


def state_of(decision: Decision, page: Page | None) -> State | None:
    """What is known of the value."""
    pointer = subject(decision)
    if decision.kind == "residue":
        return "nothing"
    if decision.kind == "correction":
        return "corrected"
    if page is None or page.tree is None or pointer is None:
        return None
    home = page.evidence.home(pointer)
    proof = page.evidence.entries.get(home)
    if proof and proof.override:
        return "corrected"
    if said(at(page.tree, pointer)) is None:
        return "nothing"
    return "inferred" if decision.kind in ("split", "doubt") or (proof and proof.origins) else "proven"


def is_settable(pointer: str | None) -> bool:
    """Whether a correction can be made there."""
    try:
        form_at(pointer or "")
    except UnfitError:
        return False
    return bool(pointer)


def settable(pointer: str | None) -> str | None:
    """The value at a pointer, or the one that it is a part of, that a correction can be made of; None for none."""
    while pointer and not is_settable(pointer):
        pointer = pointer.rpartition("/")[0]
    return pointer or None


# --- what can be edited ----------------------------------------------------------------------------------------------


class Edit(NamedTuple):
    """A value that a text can be set for: its pointer ("-" for a new item of a list), its name, and its text now."""

    at: str
    words: str
    value: str | None


def edits(page: Page, decision: Decision, offered: Iterable[Reading] = ()) -> list[Edit]:
    """What of a page can be edited to decide: the value, or its parts; those at the finding's places, and offered."""
    tree = page.tree
    if tree is None or decision.kind in ("split", "correction"):
        return []
    found = dict.fromkeys(_lacking(tree) if decision.code == "STR003" else _texts(subject(decision)))
    finding = decision.finding
    if finding and decision.kind != "residue":
        every: list[Finding | Related] = [*finding.related] if finding.whole else [finding, *finding.related]
        for place in every:
            if place.path == finding.path:
                found |= dict.fromkeys(_texts(_proven_at(page, span_of(page, place))))
    found |= dict.fromkeys(one.act.at for one in offered if one.act.do == "set" and isinstance(one.act.value, str))
    return [Edit(one, named(tree, one), said(at(tree, one))) for one in found]


def _lacking(tree: Mapping[str, Any]) -> Iterator[str]:
    """The priorities and durations that skills to learn lack."""
    for i, skill in enumerate(tree["skills_to_learn"]):
        yield from (f"/skills_to_learn/{i}/{name}" for name in ("priority", "duration") if skill[name] is None)


def named(tree: Mapping[str, Any], pointer: str) -> str:
    """A place in a record in words, and a new item of a list."""
    return f"{field_of(tree, pointer.removesuffix('/-'))}{': a new one' if pointer.endswith('/-') else ''}"


def _texts(pointer: str | None) -> Iterator[str]:
    """The pointers that a text can be set for: the one given, or those of its parts, or a new item of it."""
    pointer = settable(pointer)
    if pointer is None:
        return
    form = form_at(pointer)
    if takes_text(form):
        yield pointer
    elif get_origin(present(form)) is list:
        yield f"{pointer}/-"
    else:
        for name in fields_of(form):
            if is_settable(part := f"{pointer}/{name}"):
                yield part if takes_text(form_at(part)) else f"{part}/-"


def _proven_at(page: Page, span: Span) -> str | None:
    """The value whose words are at a place: of those that hold it the shortest, else the first in it."""
    near = [
        (min(start, span.start) < span.start or max(end, span.end) > span.end, end - start, name)
        for name, proof in page.evidence.entries.items()
        if not proof.source and not name.startswith(("/claims", "/sources")) and settable(name)
        for start, end in proof.spans
        if start < span.end and span.start < end
    ]
    holding = [(size, name) for _, size, name in near if size >= span.end - span.start]
    return min(holding or [(size, name) for _, size, name in near], default=(0, None))[1]


def why_no_edit(decision: Decision) -> str:
    """Why nothing can be edited."""
    if decision.kind == "split":
        return "names of one line are cut and joined with S"
    if decision.kind == "correction":
        return "a correction is kept or dropped here, or edited in its file"
    try:
        form_at(decision.pointer or "")
    except UnfitError as error:
        return str(error)
    return "it is about the page as a whole, and no value of it"


# --- readings --------------------------------------------------------------------------------------------------------


def readings(project: Project, decision: Decision) -> list[Reading]:
    """What can be chosen, what is read now first."""
    page = project.page(decision.path) if decision.kind != "correction" else None
    if decision.kind == "correction":
        return list(_of_correction(decision))
    if page is None or page.tree is None:
        leave = Reading("Leave it to the page\u2019s author", Act(do="leave"), _STAYS)
        if decision.code != "EXT006" or page is None or page.source.problem:
            return [leave]
        no = Act(do="none", reason=page.problem or "")
        return [Reading("No, it is no pathway", no, "it is not asked about again"), leave]
    by_kind = {"split": _of_split, "doubt": _of_doubt, "residue": _of_residue, "missing": _of_missing}
    make = by_kind.get(decision.kind, _of_finding)
    return list(make(project, decision, page))


def glued_line(page: Page, pointer: str) -> Note | None:
    """The line of a list of resources that begins with the item at a pointer; of the list itself, the least certain."""
    kinds = ("resource-split", "glued-resources") if _LISTED.search(pointer) else ("resource-split",)
    notes = [note for note in page.notes if note.kind in kinds and f"{note.pointer}/".startswith(f"{pointer}/")]
    return min(notes, key=lambda note: note.confidence, default=None)


_LISTED = re.compile(r"(?<=/resources)/\d+(?:/name)?$")


class Glued(NamedTuple):
    """A line of names that can be cut otherwise: what an act calls it, its text, and its names now."""

    at: str
    line: str
    names: tuple[str, ...]


def glued_lines(page: Page, decision: Decision) -> list[Glued]:
    """The lines of names that a decision is about."""
    if decision.kind == "split":
        note = glued_line(page, str(decision.pointer))
        notes = [(str(decision.pointer), note)] if note else []
    elif decision.code == "EXT002":
        notes = [(note.pointer, note) for note in page.notes if note.kind == "glued-resources"]
    else:
        notes = []
    return [Glued(name, line_text(page, note), names_of(page, name, note)) for name, note in notes]


def list_of(pointer: str) -> str:
    """The list of resources that a line of it is in."""
    return _LISTED.sub("", pointer)


def names_of(page: Page, pointer: str, note: Note) -> tuple[str, ...]:
    """The names that a line was read as."""
    items, places = at(page.tree, list_of(pointer)) or [], places_of(page, list_of(pointer), note)
    return tuple(item["name"] for item in items[places.start : places.stop])


def line_text(page: Page, note: Note) -> str:
    """The line that a note is about, as it was read."""
    return canonical(page.source.text[slice(*note.span)])[0].strip()


def places_of(page: Page, pointer: str, note: Note) -> range:
    """The items of a list that were read from the line of a note."""
    found = []
    for i in range(len(at(page.tree, pointer) or [])):
        proof = page.evidence.proof(f"{pointer}/{i}/name")
        if proof and proof.spans and note.span.start <= proof.spans[0][0] < note.span.end:
            found.append(i)
    return range(found[0], found[-1] + 1) if found else range(0)


def _of_split(_: Project, decision: Decision, page: Page) -> Iterator[Reading]:
    pointer = str(decision.pointer)
    note = glued_line(page, pointer)
    if note is None:
        return
    text = line_text(page, note)
    now = names_of(page, pointer, note)
    ways = {
        tuple(item.name for item in way.items): way.confidence for way in best_splits(text, prose(page.outline), KEEP)
    }
    yield Reading(" | ".join(now), Act(do="confirm", at=pointer), "as read now", now, note.confidence)
    others = {names: sure for names, sure in ways.items() if names != now}
    # The note's is what was counted on lines that were judged; the others share what that leaves.
    share = min(1.0, (1 - note.confidence) / sum(others.values())) if others else 1.0
    for names, sure in others.items():
        if sure > 0.001:  # noqa: PLR2004  what is surer than that is worth a look
            act = Act(do="split", at=pointer, names=names)
            yield Reading(" | ".join(names), act, "", names, round(share * sure, 4))


def _of_doubt(_: Project, decision: Decision, page: Page) -> Iterator[Reading]:
    pointer = str(decision.pointer)
    words = said(at(page.tree, pointer))
    label = words or "The page states none"
    yield Reading(label, Act(do="confirm", at=pointer), "as read now", certainty=decision.certainty)
    whole = pointer.rpartition("/")[0]
    if whole.rpartition("/")[2].isdecimal() and pointer.endswith(("/name", "/title")):
        what = field_of(page.tree or {}, whole)
        yield Reading("It is none", Act(do="set", at=whole), f"takes {what} out of the record")


def _of_residue(project: Project, decision: Decision, page: Page) -> Iterator[Reading]:
    span = span_of(page, decision.finding)
    lines = project.shown(decision.path, *span)
    yield Reading("Leave it out of the record", Act(do="leave"), _STAYS)
    for name in _GUESSED:
        for words in lines:
            if at(page.tree, f"/{name}") is None and _reads(words, f"/{name}"):
                act = Act(do="set", at=f"/{name}", value=words, start=span.start, end=span.end, of=page.source.sha256)
                yield Reading(words, act, f"as {field_of({}, f'/{name}')}")
    if lines[1:]:
        value = {"heading": lines[0], "text": lines[1:]}
        label = shortened(f"{lines[0]}: {' '.join(lines[1:])}", _SHOWN)
        act = Act(do="set", at="/other/-", value=value, start=span.start, end=span.end, of=page.source.sha256)
        yield Reading(label, act, "as a section of its own")


def _of_missing(_: Project, decision: Decision, page: Page) -> Iterator[Reading]:
    yield Reading("The page states none", Act(do="leave"), f"it stays empty; {_STAYS}")
    if decision.code == "STR002":
        seen = set[tuple[str, str]]()
        claims = enumerate((page.tree or {})["claims"])
        for i, claim in sorted(claims, key=lambda numbered: not _is_of_change(page, numbered[1])):
            name = {"duration": "timeline", "salary_change": "salary_change"}.get(claim["kind"])
            proof = page.evidence.proof(f"/claims/{i}/text")
            if not name or at(page.tree, f"/{name}") is not None or not proof or not proof.spans:
                continue
            if (name, claim["text"]) in seen or not _reads(claim["text"], f"/{name}") or _is_career(claim["value"]):
                continue
            seen.add((name, claim["text"]))
            start, end = proof.spans[0][0], proof.spans[-1][1]
            act = Act(do="set", at=f"/{name}", value=claim["text"], start=start, end=end, of=page.source.sha256)
            where = field_of(page.tree or {}, claim["at"])
            yield Reading(claim["text"], act, f"as {field_of({}, f'/{name}')}; found in {where}")


def _is_of_change(page: Page, claim: Mapping[str, Any]) -> bool:
    """Whether a figure is said of the change as a whole."""
    tree = page.tree or {}
    text, language = at(tree, claim["at"]) or "", str(tree["language"] or "").partition("-")[0]
    return is_of_change(text, max(0, text.find(claim["text"])), language if language in languages() else "en")


def _is_career(value: Mapping[str, Any]) -> bool:
    """Whether it is longer than any change of jobs: "I drove the 31 for eleven years"."""
    least = (value.get("weeks") or {}).get("min")
    return least is not None and least > _LONGEST


def _of_finding(project: Project, decision: Decision, page: Page) -> Iterator[Reading]:
    pointer = decision.pointer
    words = said(at(page.tree, pointer)) if pointer else None
    label = shortened(words, _SHOWN) if words else "Leave it as the page says"
    how = _HOW[state_of(decision, page) or "proven"]
    yield Reading(label, Act(do="leave"), f"{how}; {_STAYS}" if words else _STAYS)
    if decision.code == _SYSTEMIC:
        until = (today() + timedelta(days=_APART)).isoformat()
        act = Act(do="dismiss", reason="looked at page by page", until=until)
        yield Reading("Look at each page", act, f"what this stands for is asked of each, until {until}")
    fix = decision.finding.fix if decision.finding else None
    if fix and len(fix.changes) == 1 and isinstance(change := fix.changes[0], SetValue) and is_settable(change.pointer):
        yield Reading(str(change.value), Act(do="set", at=change.pointer, value=change.value), fix.message)
    offered = project.repairs(decision.path, decision.finding) if decision.finding else ()
    for number, repair in enumerate(offered):
        also = f"; also mends {', '.join(dict.fromkeys(repair.also))}" if repair.also else ""
        message = repair.message[:1].upper() + repair.message[1:]
        yield Reading(message, Act(do="repair", number=number), f"{repair.reason}{also}")


def _of_correction(decision: Decision) -> Iterator[Reading]:
    if decision.code == "OVR001":
        yield Reading("Take what the page says now", Act(do="drop"), "the correction is dropped")
        yield Reading("Keep the correction", Act(do="keep"), "it is bound to what the page says now")
    elif decision.code == "OVR002":
        yield Reading("Drop the correction", Act(do="drop"), "the page says it by itself")
        yield Reading("Keep it as a confirmation", Act(do="keep"), "if the page ever says something else, you are told")
    elif decision.code == "OVR005":
        yield Reading("Keep it where it was made", Act(do="keep"), "its address is written anew")
        yield Reading("Drop the correction", Act(do="drop"))
    else:
        yield Reading("Leave it", Act(do="leave"), f"nothing is written; {decision.path} can be edited by hand")
        if decision.address.startswith("/"):
            yield Reading("Drop the correction", Act(do="drop"))


def span_of(page: Page, place: Finding | Related | None) -> Span:
    """The characters of a place in a page."""
    if place is None:
        return Span(0, 0)
    starts = _line_starts(page.source.text)
    mark = int(page.source.text.startswith("\ufeff"))

    def offset(line: int, column: int) -> int:
        first = starts[min(line, len(starts)) - 1]
        return page.source.within(first + column - 1 + (mark if line == 1 else 0))

    return Span(offset(place.line, place.column), offset(place.end_line, place.end_column))


def _line_starts(text: str) -> list[int]:
    starts, at_ = [0], 0
    while at_ < len(text):
        if text[at_] == "\r" and text[at_ + 1 : at_ + 2] == "\n":
            at_ += 1
        if text[at_] in "\r\n":
            starts.append(at_ + 1)
        at_ += 1
    return starts


def _reads(words: str, pointer: str) -> bool:
    try:
        read = read_value(words, form_at(pointer))
    except UnfitError:
        return False
    return not (isinstance(read, Mapping) and "level" in read and read["level"] is None)


# --- fields ----------------------------------------------------------------------------------------------------------


def fields(page: Page, first: str | None) -> list[Option]:
    """The fields that words may fill, the one that is decided about first."""
    tree = page.tree or {}
    is_read = first is not None and is_settable(first) and takes_text(form_at(first))
    found = [Option(first, field_of(tree, first), "This decision")] if first and is_read else []
    found += [Option(f"/{name}", field_of(tree, f"/{name}"), "Summary") for name in _SINGLE]
    found += [Option(f"/{name}/-", f"{_one(name)}, a new one", "Lists") for name in _LISTS]
    found += [Option(f"/reality_check/{name}/-", f"{_one(name)}, a new one", "Lists") for name in _REALITY]
    for i, skill in enumerate(tree.get("skills_to_learn") or []):
        group = f"Skill {i + 1}, {shortened(skill['name'], 40)}"
        found += [Option(f"/skills_to_learn/{i}/{name}", name, group) for name in ("priority", "duration", "guidance")]
    for i, phase in enumerate(tree.get("roadmap") or []):
        group = f"Phase {i + 1}, {shortened(phase['title'] or '', 40)}"
        found += [Option(f"/roadmap/{i}/{name}", name, group) for name in ("title", "duration")]
        found += [Option(f"/roadmap/{i}/{name}/-", f"{name[:-1]}, a new one", group) for name in ("tasks", "resources")]
    for i, step in enumerate(tree.get("action_plan") or []):
        group = f"Step {i + 1}, {shortened(step['label'] or '', 40)}"
        found += [Option(f"/action_plan/{i}/label", "label", group)]
        found += [Option(f"/action_plan/{i}/tasks/-", "task, a new one", group)]
    for i, asked in enumerate(tree.get("faq") or []):
        if not (asked["question"] and asked["answer"]):
            name = "answer" if asked["question"] else "question"
            found.append(Option(f"/faq/{i}/{name}", name, f"Question {i + 1}"))
    once: dict[str, Option] = {}
    for option in found:
        once.setdefault(option.at, option)
    return [option._replace(is_empty=at(tree, option.at) is None) for option in once.values()]


def _one(name: str) -> str:
    return {
        "overview": "paragraph of the overview",
        "transferable_skills": "strength",
        "skills_to_learn": "skill to learn",
        "faq": "question",
        "rewards": "reward",
        "tradeoffs": "what one might miss",
        "challenges": "challenge",
    }[name]


def in_record(project: Project, decision: Decision) -> str:
    """The id of the record that a decision is about.

    Raises:
        PathingestError: it is about none.
    """
    if decision.record is None:
        raise PathingestError(f"{decision.path}: has no record, so nothing in it can be corrected")
    return project.ids.lasting.get(decision.record, decision.record)


def find_raw(project: Project, record: str, address: str) -> str | None:
    """The pointer of an address in a record as its pages have it."""
    return find(project.as_read(record).pathway.model_dump(), address).pointer
