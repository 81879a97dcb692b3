"""The edits of a record kept as corrections: as few as possible, and what was decided before stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pathingest.dataset.address import address_of, find
from pathingest.model.errors import PathingestError
from pathingest.model.evidence import Evidence
from pathingest.model.finding import Finding
from pathingest.model.pathway import Pathway
from pathingest.model.tuples import NamedTuple
from pathingest.overrides.apply import NOT_MADE, correct, decided
from pathingest.overrides.edits import edits, edits_of
from pathingest.overrides.files import (
    Override,
    Overrides,
    Quote,
    overrides_in,
    path_of,
    read_overrides,
    with_override,
    without_override,
)
from pathingest.sources import from_text


class Stated(NamedTuple):
    """A record as its pages state it, before any correction.

    Attributes:
        texts: the decoded pages, in the order of the evidence's accounts.
    """

    pathway: Pathway
    evidence: Evidence
    texts: tuple[str, ...]


class Kept(NamedTuple):
    """Edits as corrections.

    Attributes:
        known: the corrections of the record with them, and the text of their file; empty where there is none.
        items: those that the edits need.
        new: those of them that were not there as they are.
        lost: why some cannot be made; what is in `known` is not to be written then.
        left: how many edits they do not make exactly.
    """

    known: Overrides
    items: tuple[Override, ...]
    new: tuple[Override, ...]
    lost: tuple[str, ...]
    left: int


def kept(stated: Stated, known: Overrides, edited: Pathway, sign: Callable[[Override], Override]) -> Kept:
    """The corrections with which a record says what an edited one says.

    Args:
        stated: the record as its pages state it.
        known: the corrections that there are; nothing may be wrong with their file.
        edited: what the record is to say.
        sign: gives a correction its reason, and who decided it when.
    """
    tree = stated.pathway.model_dump()
    made = correct(stated.pathway, stated.evidence, known, stated.texts).made
    before = {find(tree, item.at).pointer or item.at: item for item in known.items}
    items: list[Override] = []
    for one in edits_of(stated.pathway, stated.evidence, edited):
        item = before.get(one.pointer or one.at)
        if item is None or (item.value, item.after) != (one.value, one.after):
            item = decided(stated.pathway, stated.evidence, stated.texts, one.at, one.pointer, one.value)
            item = sign(item._replace(after=one.after))
        items.append(item)
    found = correct(stated.pathway, stated.evidence, known._replace(items=tuple(items)), stated.texts)
    lost = tuple([one.message.removesuffix(NOT_MADE) for one in found.findings if one.code in ("OVR003", "OVR004")])
    left = len(edits(found.pathway.model_dump(), edited.model_dump()))
    new = tuple([item for item in items if item not in known.items])
    gone = [item.at for item in known.items if item.at in made and item not in items]
    for address in gone:
        if address not in {item.at for item in new}:
            known = _again(known, without_override(known, address))
    for item in new:
        known = _again(known, with_override(known, item))
    return Kept(known, tuple(items), new, lost, left)


def corrected(stated: Stated, known: Overrides) -> Pathway:
    """The record with its corrections made."""
    return correct(stated.pathway, stated.evidence, known, stated.texts).pathway


def rebased(stated: Stated, known: Overrides, built: Pathway, edited: Pathway) -> tuple[Pathway, list[str]]:
    """What an edited record says once its pages say something else, and why some of the edits have no place there.

    Args:
        stated: the record as its pages state it now.
        known: the corrections that there are.
        built: the record before it was edited.
        edited: the same with the edits.
    """
    nothing = Evidence((), {})
    items = [Override(one.at, one.value, "", after=one.after) for one in edits_of(built, nothing, edited)]
    now = correct(stated.pathway, stated.evidence, known, stated.texts)
    found = correct(now.pathway, now.evidence, known._replace(items=tuple(items), wrong=()), ())
    lost = [one.message.removesuffix(NOT_MADE) for one in found.findings if one.code in ("OVR003", "OVR004")]
    return found.pathway, lost


def _again(known: Overrides, text: str) -> Overrides:
    """The corrections of a file once its text is another."""
    return overrides_in(from_text(text, path=known.source.path), known.id)


def corrections_of(folder: Path, name: str) -> Overrides:
    """The corrections of a record, to be written to; none where there is no file.

    Raises:
        PathingestError: something is wrong with the file.
    """
    path = path_of(folder, name)
    known = read_overrides(path) if path.is_file() else Overrides(from_text("", path=str(path)), name)
    if known.wrong:
        raise PathingestError(in_a_line(known.wrong[0]))
    return known


def in_a_line(finding: Finding) -> str:
    """A finding as one line: where, how bad, which rule, what."""
    severity = f"{finding.severity} {finding.code}"
    return f"{finding.path}:{finding.line}:{finding.column}: {severity} {finding.message}"


def planned(
    now: Stated,
    known: Overrides,
    address: str,
    value: Any,
    *,
    after: str | None = None,
    source: Quote | None = None,
    confirm: bool = False,
) -> Override:
    """A correction that fits, in the place of the one at its address; the reason is left empty.

    Args:
        now: the record as its pages state it.
        known: its corrections.
        address: where; a JSON Pointer with numbers is taken too.
        value: what the editor gives, in plain data.
        after: of a new item, the name of the one that it follows; None for the last.
        source: where the page says the value.
        confirm: let it say what the page says.

    Raises:
        PathingestError: it does not fit, or the page says that itself.
    """
    if not address.startswith("/"):
        raise PathingestError(f"{address}: an address begins with a slash, as in /timeline")
    tree = now.pathway.model_dump()
    pointer = find(tree, address, numbers=True).pointer
    place = address if pointer is None else address_of(tree, pointer)
    item = decided(now.pathway, now.evidence, now.texts, place, pointer, value)._replace(after=after, source=source)
    others = [one for one in known.items if one.at != place]
    before = correct(now.pathway, now.evidence, known, now.texts).findings
    found = correct(now.pathway, now.evidence, known._replace(items=(*others, item)), now.texts)
    said = [one for one in found.findings if one.message.startswith(f"{place}: ")]
    is_confirmed = not said and place not in found.made
    if (is_confirmed and not confirm) or any(one.code == "OVR002" for one in said):
        raise PathingestError(f"{place}: the page says that itself")
    if said:
        raise PathingestError(said[0].message.removesuffix(NOT_MADE))
    for one in found.findings:
        if one.code in ("OVR003", "OVR004") and one.message not in [other.message for other in before]:
            why = one.message.removesuffix(NOT_MADE)
            raise PathingestError(
                f"{place}: another correction could not be made any more, so drop that one first: {why}"
            )
    return item


def signed(item: Override, reason: str, by: str | None = None) -> Override:
    """A correction with why it is made, by whom, and that it is made today."""
    return item._replace(reason=reason, by=by, date=today().isoformat())


def today() -> date:
    """The date here and now."""
    return datetime.now(UTC).astimezone().date()
