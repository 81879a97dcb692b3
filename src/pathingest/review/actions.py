"""What a decision writes: made up from the files as they are, shown before it is written, and written if that holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pathingest.dataset.address import address_of, find, joined, tokens_of
from pathingest.dataset.pairs import name_of
from pathingest.model.errors import PathingestError
from pathingest.model.page import Page
from pathingest.model.source import Source
from pathingest.model.tuples import NamedTuple
from pathingest.overrides.apply import Corrected, correct, quote_of
from pathingest.overrides.edits import as_given, edits_of
from pathingest.overrides.files import (
    IDS,
    Override,
    Overrides,
    Quote,
    overrides_in,
    path_of,
    with_override,
    without_override,
)
from pathingest.overrides.ids import Ids, NoPathway, ids_in, written
from pathingest.overrides.keep import Stated, corrections_of, planned, signed, today
from pathingest.overrides.values import UnfitError, fields_of, form_at, present
from pathingest.pipeline import ingest_safely
from pathingest.review.decisions import Decision, alike
from pathingest.review.files import ChangedMeanwhileError, FileChange, make, merged, text_of
from pathingest.review.journal import Entry, Journal, last_of, light
from pathingest.review.project import Project
from pathingest.review.readings import (
    Act,
    Value,
    at,
    find_raw,
    glued_line,
    in_record,
    line_text,
    list_of,
    places_of,
    readings,
    value_of,
)
from pathingest.review.words import field_of
from pathingest.runners.lint import SIDECAR
from pathingest.runners.lock import deciding
from pathingest.runners.repairs import applied
from pathingest.sources import from_text
from pathingest.values.text import shortened

_SHOWN = 48  # characters of a name in an address, and on a button
_NEAR = 1000  # characters of a page that one correction quotes
_SAID = 160  # characters of what became of a decision
_CUT = "\u2026"
_MOST = 24  # pages that are read again to see whether what is chosen fits them


class Plan(NamedTuple):
    """What an act would do.

    Attributes:
        changes: of files; none where a finding is left.
        button: what accepting it does, in a few words; `words` is what became of the decision.
        field: what is changed, in words; `before` and `after`, its value; None where no value is.
        left: the keys of decisions that are not asked about again.
        seen: stands for what it was made up from: another one, and somebody decided otherwise meanwhile.
    """

    changes: tuple[FileChange, ...]
    button: str
    words: str
    field: str = ""
    before: Value | None = None
    after: Value | None = None
    left: tuple[str, ...] = ()
    seen: str = ""


class StaleError(PathingestError):
    """The decision, or what it was made of, is not there any more."""


def plan(project: Project, decision: Decision, act: Act) -> Plan:
    """What an act would do, nothing of which is done.

    Raises:
        PathingestError: it cannot be done; one line, for the one who did it.
    """
    try:
        return _plan(project, decision, act)
    except UnfitError as error:
        raise PathingestError(str(error)) from None


def _plan(project: Project, decision: Decision, act: Act) -> Plan:
    if act.do == "leave":
        return Plan((), "Leave it", "left to the page\u2019s author", left=(decision.key,))
    if act.do == "dismiss":
        return _dismissed(project, decision, act)
    if act.do == "none":
        return _no_pathway(project, decision, act)
    if act.do in ("drop", "keep"):
        return _settled(project, decision, act)
    if act.do == "repair":
        return _repaired(project, decision, act)
    return _corrected(project, decision, act)


# --- corrections -----------------------------------------------------------------------------------------------------


def _corrected(project: Project, decision: Decision, act: Act) -> Plan:
    page = project.page(decision.path)
    if page.tree is None:
        raise PathingestError(f"{decision.path}: has no record, so nothing in it can be corrected")
    record = in_record(project, decision)
    now = project.as_read(record)
    known = corrections_of(project.config.overrides, record)
    part = ""  # of what another correction gives as a whole
    source, words = _words(project, page, act)
    quote = quote_of(page.source.text, *source) if source else None
    if act.do == "split":
        value: Any = _split(page, act)
        address = address_of(page.tree, list_of(act.at))
        after = None
    else:
        address, value, after = _given(project, page, record, act, words, source)
        outer = _around(known, address)
        if outer:  # it is corrected as a whole, or a correction put it in
            part = address.removeprefix(outer.at)
            try:
                address, value = outer.at, with_part(outer.value, part, value)
            except LookupError:
                raise PathingestError(f"{outer.at}: corrects all of it: change it in {known.source.path}") from None
            after, quote = outer.after, _both(page.source.text, outer.source, quote)
    try:
        item = planned(now, known, address, value, after=after, source=quote, confirm=act.do in ("confirm", "split"))
    except PathingestError as error:  # whoever looks at the value needs no address of it
        said = error.lines[0].removeprefix(f"{address}: ").replace(" or null is expected", " or nothing is expected")
        raise type(error)(said) from None
    reason = act.reason.strip() or _reason(act, page, source)
    item = signed(item, reason, project.setting.by)
    change = _put(project.config.overrides, record, known, item)
    then = _as(change)
    if act.do == "confirm":
        return _with_values(Plan((change,), "Accept as read", "accepted as read"), now, known, then, [item.at])
    return _told(act, _with_values(Plan((change,), "", ""), now, known, then, [item.at], part))


def _with_values(
    plan: Plan, now: Stated, known: Overrides, then: Source, addresses: Sequence[str], part: str = ""
) -> Plan:
    """A plan with the value of its first correction, or a part of it, before and after; and what it was made of."""
    corrected = correct(now.pathway, now.evidence, overrides_in(then, known.id), now.texts)
    tree, made = now.pathway.model_dump(), corrected.pathway.model_dump()
    here, there = find(tree, addresses[0]).pointer, _made_at(corrected, addresses[0])
    if part:
        before = correct(now.pathway, now.evidence, known, now.texts)
        tree = before.pathway.model_dump()
        here, there = _part_at(tree, _made_at(before, addresses[0]), part), _part_at(made, there, part)
    seen = " ".join([_seen(known, address) for address in addresses])
    return plan._replace(
        field=field_of(made, there) if there else field_of(tree, here),
        before=_read_at(tree, here),
        after=_read_at(made, there),
        seen=seen,
    )


def _read_at(tree: Mapping[str, Any], pointer: str | None) -> Value:
    """A value of a record as it is shown."""
    return value_of(at(tree, pointer), form_at(pointer)) if pointer else Value(None, None)


def _made_at(corrected: Corrected, address: str) -> str | None:
    """Where a correction is in the record that it made: what it set may be the name that its address has."""
    if address not in corrected.made:
        return find(corrected.pathway.model_dump(), address).pointer
    places = [pointer for pointer, proof in corrected.evidence.entries.items() if proof.override == address]
    return min(places, key=len, default=None)


def _part_at(tree: Mapping[str, Any], whole: str | None, part: str) -> str | None:
    """Where a part of a value is; None where it is not there."""
    inner = find(at(tree, whole), part).pointer if whole else None
    return f"{whole}{inner}" if inner else None


def _told(act: Act, plan: Plan) -> Plan:
    """A plan that says what it does."""
    if act.do == "split":
        words = f"{len(act.names)} names" if len(act.names) > 1 else "one name"
    else:
        words = _news(plan.before, plan.after)
    return plan._replace(button=f"Accept: {shortened(words, _SHOWN)}", words=f"\u2192 {shortened(words, _SAID)}")


def _news(before: Value | None, after: Value | None) -> str:
    """A value; of one too long to be shown, from the word on in which it differs from what it was."""
    old, new = (before and before.words) or "", (after and after.words) or "nothing"
    differing = (i for i, (was, now) in enumerate(zip(old, new, strict=False)) if was != now)
    begin = new.rfind(" ", 0, next(differing, min(len(old), len(new)))) + 1
    return f"{_CUT} {new[begin:]}" if len(new) > _SHOWN and begin > _SHOWN // 2 else new


def _words(project: Project, page: Page, act: Act) -> tuple[tuple[int, int] | None, str]:
    """The stretch that words are taken from, without white space at its ends, and what a reader sees of it."""
    if act.start is None or act.end is None:
        return None, ""
    if act.of != page.source.sha256:
        raise StaleError(f"{page.source.path}: changed meanwhile; select the words again")
    text = page.source.text
    start, end = page.source.within(act.start), page.source.within(act.end)
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start >= end:
        raise PathingestError("no words are selected")
    return (start, end), " ".join(project.shown(str(page.source.path), start, end))


def _given(
    project: Project, page: Page, record: str, act: Act, words: str, source: tuple[int, int] | None
) -> tuple[str, Any, str | None]:
    """(address, value, the name of the item that a new one follows) of a correction."""
    tree = page.tree
    given = act.value if act.value is not None or source is None else words
    if act.at.endswith("/-"):
        items = act.at.removesuffix("/-")
        form = form_at(f"{items}/0")
        value = given if isinstance(given, dict) else _item(form, str(given or ""))
        name = name_of(value) or ""
        if not name.strip():
            raise PathingestError("a new item needs a name")
        if isinstance(value, dict) and not all(part in fields_of(present(form)) for part in value):
            value = {part: value[part] for part in value if part in fields_of(present(form))}
        short = name if len(name) <= _SHOWN else f"{name[:_SHOWN].rstrip()}{_CUT}"
        follows = _follows(project, record, address_of(tree, items), source)
        return f"{address_of(tree, items)}{joined([short])}", value, follows
    try:
        address = address_of(tree, act.at)
    except (LookupError, TypeError, ValueError):
        raise StaleError(f"{act.at}: is not there any more; look at it again") from None
    if act.do == "confirm":
        pointer = find_raw(project, record, address)
        if pointer is None:
            raise PathingestError(f"{address}: a correction made it, so there is nothing to confirm")
        raw = at(project.as_read(record).pathway.model_dump(), pointer)
        return address, plain(as_given(raw, form_at(pointer))), None
    return address, given, None


def _around(known: Overrides, address: str) -> Override | None:
    """The correction of what something is in, as a whole."""
    return next((one for one in known.items if address.startswith(f"{one.at}/")), None)


def _both(text: str, one: Quote | None, other: Quote | None) -> Quote | None:
    """The stretch of a page that holds two quotes, where they are near; else the first."""
    if one is None or other is None:
        return one or other
    places = [text.find(f"{quote.before}{quote.text}{quote.after}") for quote in (one, other)]
    starts = [place + len(quote.before) for place, quote in zip(places, (one, other), strict=True)]
    begin, end = min(starts), max(starts[0] + len(one.text), starts[1] + len(other.text))
    return quote_of(text, begin, end) if min(places) >= 0 and end - begin <= _NEAR else one


def with_part(value: Any, address: str, part: Any) -> Any:
    """What a correction gives, with a part of it set, or put in at the end of one of its lists.

    Raises:
        LookupError: it has no such place.
    """
    made: Any = json.loads(json.dumps(value, default=str))
    *above, last = tokens_of(address)
    node = made
    for token in above:
        if isinstance(node, dict):
            node[token] = node.get(token) or []
            node = node[token]
        else:
            node = node[_index(node, token)]
    if isinstance(node, dict):
        node[last] = part
    elif isinstance(node, list) and find(node, joined([last])).pointer:
        node[_index(node, last)] = part
    elif isinstance(node, list):
        node.append(part)
    else:
        raise LookupError(address)
    return made


def _index(items: Any, name: str) -> int:
    """Of the item of a list that has a name."""
    place = find(items, joined([name])).pointer if isinstance(items, list) else None
    if place is None:
        raise LookupError(name)
    return int(place[1:])


def _item(form: Any, words: str) -> Any:
    """A new item of a list that is called by words."""
    names = fields_of(present(form))
    key = next((name for name in ("name", "title", "question", "heading") if name in names), None)
    return {key: words} if key else words


def plain(value: Any) -> Any:
    """A list of names where a list of mappings says no more."""
    if isinstance(value, list) and all(isinstance(item, dict) and item.keys() == {"name"} for item in value):
        return [item["name"] for item in value]
    return value


def _follows(project: Project, record: str, items: str, source: tuple[int, int] | None) -> str | None:
    """The name of the item of a list that stands before some words on the page; None for the last."""
    now = project.as_read(record)
    tree = now.pathway.model_dump()
    pointer = find(tree, items).pointer
    listed = at(tree, pointer) if pointer else None
    if source is None or not listed:
        return None
    places = []
    for i in range(len(listed)):
        inside = (
            entry.spans[0][0]
            for name, entry in now.evidence.entries.items()
            if entry.spans and not entry.source and (name == f"{pointer}/{i}" or name.startswith(f"{pointer}/{i}/"))
        )
        places.append(min(inside, default=0))
    before = sum(place < source[0] for place in places)
    if before == len(listed):
        return None
    return "" if before == 0 else name_of(listed[before - 1])


def _split(page: Page, act: Act) -> list[Any]:
    """The whole list of resources, with the names of its least certain line as they are given.

    Raises:
        PathingestError: the names are not the line.
    """
    note = glued_line(page, act.at)
    if note is None:
        raise StaleError("this line is not to be split any more; look at it again")
    names = [" ".join(name.split()) for name in act.names if name.strip()]
    if "".join("".join(names).split()) != "".join(line_text(page, note).split()):
        raise PathingestError("the names are not what the line says: cut it, and change nothing else")
    resources = list_of(act.at)
    items = [{key: part for key, part in item.items() if part is not None} for item in at(page.tree, resources)]
    places = places_of(page, resources, note)
    items[places.start : places.stop] = [{"name": name} for name in names]
    whole: list[Any] = plain(items)
    return whole


def _reason(act: Act, page: Page, source: tuple[int, int] | None) -> str:
    if act.do == "confirm":
        return "looked at: read right"
    if act.do == "split":
        return "looked at: the names are these"
    if source:
        return f"the page says so in line {page.source.position(source[0]).line}"
    return "looked at, and corrected" if act.value is not None else "looked at: the page states none"


def _put(folder: Path, record: str, known: Overrides, item: Override) -> FileChange:
    path = path_of(folder, record)
    return FileChange(str(path), text_of(path), with_override(known, item))


def _as(change: FileChange) -> Source:
    return from_text(change.after or "", path=change.path)


def _seen(known: Overrides, address: str) -> str:
    """What stands for the correction at an address: another one, and somebody set it meanwhile."""
    item = next((one for one in known.items if one.at == address), None)
    said = item and [item.value, item.reason, item.by, item.date]
    return hashlib.sha256(json.dumps([address, said], sort_keys=True, default=str).encode()).hexdigest()[:16]


def _repaired(project: Project, decision: Decision, act: Act) -> Plan:
    """The corrections that make of the record what a repair would make of its page."""
    raw = project.read(decision.path)
    offered = project.repairs(decision.path, decision.finding) if decision.finding else ()
    if act.number >= len(offered) or raw.pathway is None:
        raise StaleError("this repair is not offered any more; look at it again")
    text = applied(raw.source.text, offered[act.number].patches)
    mended = project.ids.of_page(ingest_safely(from_text(text, path=raw.source.path), project.profiles.usable))
    record = in_record(project, decision)
    if mended.pathway is None:
        raise PathingestError("this repair cannot be made in the record; change the page")
    now, known = project.as_read(record), corrections_of(project.config.overrides, record)
    edits = edits_of(raw.pathway, raw.evidence, mended.pathway)
    if not edits:
        raise PathingestError("this repair cannot be made in the record; change the page")
    path = path_of(project.config.overrides, record)
    before, then, addresses = text_of(path), known, []
    for edit in edits:
        item = planned(now, then, edit.at, edit.value, after=edit.after)
        addresses.append(item.at)
        text = with_override(then, signed(item, offered[act.number].reason, project.setting.by))
        then = overrides_in(from_text(text, path=str(path)), record)
    change = FileChange(str(path), before, then.source.text)
    return _told(act, _with_values(Plan((change,), "", ""), now, known, then.source, addresses))


def _settled(project: Project, decision: Decision, act: Act) -> Plan:
    """A correction that does not fit any more: dropped, or bound to what the page says now."""
    record = in_record(project, decision)
    known = corrections_of(project.config.overrides, record)
    item = next((one for one in known.items if one.at == decision.address), None)
    if item is None:
        raise StaleError(f"{decision.address}: the correction is not there any more")
    path = path_of(project.config.overrides, record)
    before, seen = text_of(path), _seen(known, item.at)
    if act.do == "drop":
        change = FileChange(str(path), before, without_override(known, item.at) or None)
        value = value_of(item.value)
        found = Plan((change,), "Drop the correction", "correction dropped", decision.field, value, seen=seen)
        return found._replace(after=_now(project, record, item.at) or Value(None, None))
    now = project.as_read(record)
    made = correct(now.pathway, now.evidence, known._replace(items=(item,)), now.texts)
    place = made.settled[0] if made.settled else find_raw(project, record, item.at)
    if place is None:
        raise PathingestError(f"{item.at}: has no place on the page any more; drop it, and correct the value there")
    address = address_of(now.pathway.model_dump(), place)
    bound = planned(now, known, address, item.value, after=item.after, confirm=True)
    bound = bound._replace(reason=item.reason, by=project.setting.by or item.by, date=today().isoformat())
    others = known if address == item.at else _without(known, item.at)
    change = FileChange(str(path), before, with_override(others, bound))
    value = value_of(at(made.pathway.model_dump(), place))
    said = value_of(at(now.pathway.model_dump(), place))
    return Plan((change,), "Keep the correction", "correction kept", decision.field, said, value, seen=seen)


def _without(known: Overrides, address: str) -> Overrides:
    return overrides_in(from_text(without_override(known, address), path=known.source.path), known.id)


def _now(project: Project, record: str, address: str) -> Value | None:
    """What the pages say at an address."""
    try:
        pointer = find_raw(project, record, address)
    except PathingestError:
        return None
    return value_of(at(project.as_read(record).pathway.model_dump(), pointer)) if pointer else None


# --- dismissals, and pages that are none -----------------------------------------------------------------------------


def _dismissed(project: Project, decision: Decision, act: Act) -> Plan:
    """A suppression beside the page, for this finding alone."""
    if decision.finding is None or decision.kind == "correction":
        raise PathingestError("only a finding of a page can be dismissed")
    if not act.reason.strip():
        raise PathingestError("say why; whoever comes later wants to know")
    try:
        until = date.fromisoformat(act.until)
    except ValueError:
        raise PathingestError(f"{act.until or 'no day'}: a last day is expected, as in 2027-01-31") from None
    if until < today():
        raise PathingestError(f"{until} is over; choose a later last day")
    said = {"rule": decision.code, "pointer": decision.pointer, "fingerprint": decision.finding.fingerprint}
    said |= {"reason": " ".join(act.reason.split()), "by": project.setting.by}
    lines = [f"{name} = {_toml(value)}" for name, value in said.items() if value]
    entry = "\n".join(["[[suppress]]", *lines, f"until = {until}"]) + "\n"
    path = f"{decision.path}{SIDECAR}"
    old = text_of(Path(path))
    before = "" if not (old or "").strip() else "\n" if (old or "").endswith("\n") else "\n\n"
    change = FileChange(path, old, f"{old or ''}{before}{entry}")
    return Plan((change,), f"Dismiss until {until}", f"dismissed until {until}")


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _no_pathway(project: Project, decision: Decision, act: Act) -> Plan:
    """The page named as none in the file of ids."""
    if decision.kind == "correction" or project.read(decision.path).source.problem:
        raise PathingestError("only a page can be said to be no pathway")
    path = project.config.overrides / IDS
    before = text_of(path)
    ids = ids_in(from_text(before, path=str(path))) if before else Ids()
    reason = act.reason.strip() or "looked at: it is no pathway"
    refused = NoPathway(decision.path, reason, project.setting.by, today().isoformat())
    change = FileChange(str(path), before, written(ids.with_refused(refused), before or ""))
    seen = repr([one for one in ids.no_pathways if one.path == decision.path])
    return Plan((change,), "Not a pathway", "not a pathway", seen=seen)


# --- deciding --------------------------------------------------------------------------------------------------------


def decide(
    project: Project,
    journal: Journal,
    decision: Decision,
    act: Act,
    *,
    seen: str | None = None,
    also: Iterable[str] = (),
    who: str = "",
    run: str = "",
    shown: Mapping[str, Any] | None = None,
) -> str:
    """Do it, and write down how it is taken back; what became of it, in words.

    Args:
        project, journal: what is changed, and where that is noted.
        decision: what is decided.
        act: how.
        seen: of the plan that was shown; None where none was.
        also: the ids of decisions that are the same thing, which are decided alike.
        who, run: the window that decides, and the start of its server.
        shown: what it sees of it, to be shown again afterwards.

    Raises:
        ChangedMeanwhileError: somebody decided it in another way meanwhile.
        PathingestError: it cannot be done.
    """
    others = _others(project, decision, act, also)
    with deciding(project.config.overrides):
        first = plan(project, decision, act)
        if seen is not None and first.seen != seen:
            raise ChangedMeanwhileError(f"{decision.field}: was decided otherwise meanwhile; look at it again")
        made: dict[str, FileChange] = {}
        left: list[str] = []
        try:
            for one, how in [(decision, act), *others]:
                todo = first if one is decision else plan(project, one, how)
                make(todo.changes)
                left += todo.left
                for change in todo.changes:
                    before = made[change.path].before if change.path in made else change.before
                    made[change.path] = FileChange(change.path, before, change.after)
        except PathingestError:
            make([change.inverse for change in made.values()])
            raise
        values = {"before": first.before, "after": first.after}
        saw = {**(shown or {}), "of": first.field, **{name: one and one._asdict() for name, one in values.items()}}
        said, changes, count = light(decision), tuple(made.values()), 1 + len(others)
        by = project.setting.by or ""
        journal.add(Entry(0, who, run, said, decision.order, first.words, tuple(left), changes, count, saw, by))
    return first.words


def fitting(project: Project, decision: Decision, act: Act) -> list[tuple[Decision, Act]]:
    """The decisions that are the same thing and that an act fits, with how each is decided.

    What is left or dismissed is so as it is, the rest by its own like reading.
    """
    every = alike(decision, project.decisions)
    if act.do in ("leave", "dismiss") or not every:
        return [(one, act) for one in every]
    label = next((one.label for one in readings(project, decision) if one.act == act), None)
    if label is None:
        return []
    near = every[:_MOST]
    own = ((one, next((other.act for other in readings(project, one) if other.label == label), None)) for one in near)
    return [(one, how) for one, how in own if how is not None]


def _others(project: Project, decision: Decision, act: Act, also: Iterable[str]) -> list[tuple[Decision, Act]]:
    """Of decisions that are the same thing those that are wanted; all of them are to be decided."""
    wanted = set(also)
    found = [(one, how) for one, how in fitting(project, decision, act) if one.id in wanted]
    fit = {one.id for one, _ in found}
    for one in alike(decision, project.decisions):
        if one.id in wanted - fit:
            raise PathingestError(f"{one.path}: what is decided here does not fit there; decide it by itself")
    return found


def undo(
    project: Project, journal: Journal, who: str = "", run: str = "", others: Collection[str] = ()
) -> Entry | None:
    """Take the last decision of a window back by the inverse change of its files; None where there is none.

    `others` are the windows whose decisions are theirs.

    Raises:
        ChangedMeanwhileError: what it wrote was changed meanwhile.
    """
    with deciding(project.config.overrides):
        entry = last_of(journal.entries(), who, run, others, project.setting.by)
        if entry is None:
            return None
        make([merged(change.inverse, text_of(Path(change.path))) for change in reversed(entry.changes)])
        journal.undone(entry.number)
    return entry


def left_in(journal: Sequence[Entry]) -> frozenset[str]:
    """The keys of what was left as it is."""
    return frozenset(one for entry in journal for one in entry.left)
