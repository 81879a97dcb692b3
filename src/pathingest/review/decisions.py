"""The queue: what a person has to decide, one thing at a time, the most pressing first.

A decision is a finding, or a value that is not sure. Where a rule reports a whole page (resources that may be split in
another way), there is a decision for each list; where a finding has a better question than its message, that is asked.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Literal

from pathingest.certainties import Doubt, certainty, doubts
from pathingest.dataset.address import address_of, tokens_of
from pathingest.model.extraction import Note
from pathingest.model.finding import SEVERITIES, Finding, Severity
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.overrides.apply import nearest
from pathingest.overrides.files import IDS
from pathingest.review.words import field_of
from pathingest.runners.corrections import is_settled
from pathingest.values.numbers import in_percent
from pathingest.values.text import shortened

Kind = Literal["finding", "split", "doubt", "residue", "missing", "correction"]
GROUPS = (
    "Errors",
    "Corrections that no longer fit",
    "Not sure, least certain first",
    "Nothing accounts for it, or no source",
    "Other warnings",
    "Notes",
)
_ERRORS, _CORRECTIONS, _UNSURE, _NO_SOURCE, _WARNINGS, _NOTES = range(len(GROUPS))
_MISSING = ("STR002", "STR003", "STR005", "STR006", "PRI002")
_ONCE = ("STR002", "STR003", "STR005", "PRI002")  # rules that report a page once, whatever is missing
_ASKED = 0.93  # a doubt that weighs no more than this is not asked about: whole pages would be
_SURE = Doubt("", 1.0, "")
_NAMES = ("name", "title", "question", "label", "heading")  # of items
_SHOWN = 40  # characters of a text that is named by its first words
_NOTE_OF_SPLITS = "resource-split"
_FINER = ("EXT004",)  # rules that report a page once, and `unsure` each list of it
Tree = Mapping[str, Any] | None


class Decision(NamedTuple):
    """Something to decide.

    Attributes:
        id: lasts as long as the place and the rule do, whatever moves on the page.
        group: the number of its group.
        certainty: how sure the reading is, from 0 to 1; None for what is no reading.
        code: the rule; "DOUBT" for a value that no rule reports.
        path: the page, or the file of corrections; `line` in it.
        record: the id of the record; None for a page without.
        title: the record in words.
        pointer: where it is in the page's record, as it is corrected; None for the page as a whole, or for residue.
        address: the same in names; of a correction, where that is.
        field: the same in words.
        why: what was found.
        same: what it shares with findings that are the same thing elsewhere; empty where nothing is.
        finding: what it was made of; None for a value that is not sure.
    """

    id: str
    kind: Kind
    group: int
    severity: Severity
    certainty: float | None
    code: str
    path: str
    line: int
    record: str | None
    title: str
    pointer: str | None
    address: str
    field: str
    why: str
    fingerprint: str
    same: str = ""
    finding: Finding | None = None

    @property
    def key(self) -> str:
        """What it is left by: its place, and what was found there; on another page the same is found anew."""
        return f"{self.id} {self.fingerprint}"

    @property
    def order(self) -> tuple[int, float, str, int, str]:
        """Errors first, then the least certain, then by page."""
        return self.group, self.certainty or 0.0, self.path, self.line, self.id


def queue(decisions: Iterable[Decision], left: frozenset[str]) -> list[Decision]:
    """Decisions in their order, without those that were left as they are; `left` are keys."""
    return sorted((one for one in decisions if one.key not in left), key=lambda one: one.order)


def of_findings(trees: Mapping[str, Tree], findings: Iterable[Finding]) -> Iterator[Decision]:
    """The decisions of a run's findings, of pages and across them.

    Args:
        trees: the records of the pages, with their corrections made, by path; None for a page without one.
        findings: all of them; those of rules that `unsure` is finer than make no decision.
    """
    taken: Counter[str] = Counter()
    for finding in findings:
        if finding.code not in _FINER:
            yield _of_finding(finding, trees, taken)


def unsure(page: Page) -> Iterator[Decision]:
    """The values of a page that are not sure; those that an editor settled are."""
    if page.tree is None:
        return
    sure = certainty(page)
    lists: dict[str, list[Note]] = {}
    for note in page.notes:
        if note.kind == _NOTE_OF_SPLITS:
            lists.setdefault(note.pointer.rpartition("/resources/")[0] + "/resources", []).append(note)
    for pointer, notes in lists.items():
        least = min(notes, key=lambda note: note.confidence)
        found = f"{in_percent(least.confidence)} sure"
        others = f"; {len(notes) - 1} more lines of this list are not sure either" if notes[1:] else ""
        why = f"Names are glued together, and where one ends is {found}{others}."
        split = _of_value(page, "split", "EXT004", pointer, least.confidence, why, least.span.start)
        text = " ".join(page.source.text[slice(*least.span)].split())
        yield split._replace(same=_id("EXT004", text) if not notes[1:] else "")
    worst: dict[str, Doubt] = {}
    for doubt in doubts(page):
        pointer = doubted(doubt)
        if doubt.factor <= _ASKED and doubt.factor < worst.get(pointer, _SURE).factor:
            worst[pointer] = doubt
    for pointer, doubt in worst.items():
        if is_settled(pointer, page.settled):
            continue
        proof = nearest(page.evidence.entries, pointer)
        if proof and proof.override:
            continue
        how = min([value for leaf, value in sure.items() if is_settled(leaf, [pointer])], default=doubt.factor)
        start = proof.spans[0][0] if proof and proof.spans else 0
        yield _of_value(page, "doubt", "DOUBT", pointer, how, f"It may be wrong: {doubt.why}.", start)


def doubted(doubt: Doubt) -> str:
    """The value that a doubt is best settled by."""
    pointer, why = doubt.pointer, doubt.why
    if pointer in ("/from_role", "/to_role"):
        return f"{pointer}/name"
    if pointer.startswith("/roadmap/") and "time" in why and not pointer.endswith("/duration"):
        return f"{pointer}/duration"
    if pointer.startswith("/roadmap/") and pointer.count("/") == 2:  # noqa: PLR2004  a phase
        return f"{pointer}/title"
    if pointer.startswith("/skills_to_learn/") and pointer.count("/") == 2:  # noqa: PLR2004  a skill
        return f"{pointer}/name"
    return pointer


def _of_value(page: Page, kind: Kind, code: str, pointer: str, sure: float, why: str, start: int) -> Decision:
    tree = page.tree or {}
    path, record = str(page.source.path), str(tree.get("id"))
    address = address_of(tree, pointer)
    return Decision(
        id=_id(code, path, address),
        kind=kind,
        group=_UNSURE,
        severity="info",
        certainty=round(sure, 4),
        code=code,
        path=path,
        line=page.source.position(start).line,
        record=record,
        title=title_of(tree, path),
        pointer=pointer,
        address=address,
        field=field_of(tree, pointer),
        why=why,
        fingerprint=_id(code, path, address, repr(page.source.text[start : start + 80])),
    )


def _of_finding(finding: Finding, trees: Mapping[str, Tree], taken: Counter[str]) -> Decision:
    path, kind = finding.path or "-", _kind(finding)
    is_page = path in trees
    tree = trees.get(path) or {}
    address = pointer = _meant(finding, tree)
    if tree and address:
        with suppress(LookupError, ValueError, TypeError):  # it leads nowhere in a record that was corrected since
            address = address_of(tree, address)
    place = "" if finding.code in _ONCE and is_page else address  # what is missing is another part once one is there
    key = _id(finding.code, path, place, "" if address else finding.fingerprint)
    taken[key] += 1
    record = str(tree["id"]) if tree else _record_of(path) if kind == "correction" else None
    return Decision(
        id=key if taken[key] == 1 else _id(key, str(taken[key])),
        kind=kind,
        group=_group(finding, kind),
        severity=finding.severity,
        certainty=None,
        code=finding.code,
        path=path,
        line=finding.line,
        record=record,
        title=title_of(tree or _tree_of(trees, record), record or path),
        pointer=None if kind == "correction" else pointer or None,
        address=address,
        field=_field(finding, kind, tree, pointer),
        why=_sentence(finding.message.removeprefix(f"{address}: ") if kind == "correction" else finding.message),
        fingerprint=finding.fingerprint,
        same=_same(finding) if tree else "",  # what is no record is looked at page by page
        finding=finding,
    )


def _meant(finding: Finding, tree: Tree) -> str:
    """The value that a finding is about: what is missing, where it is at what is beside it; of an item, its name."""
    pointer = finding.pointer or ""
    if finding.code == "STR003":  # of a skill, it is at the name
        pointer = pointer.removesuffix("/name")
    item: Any = tree
    try:
        for part in tokens_of(pointer):
            item = item[int(part)] if isinstance(item, list) else item[part]
    except (LookupError, TypeError, ValueError):
        return pointer
    if finding.code == "STR006":
        return f"{pointer.removesuffix('/answer')}/question"
    if finding.code == "PRI002":
        return f"{pointer}/0/priority" if item else pointer
    if not pointer.rpartition("/")[2].isdecimal() or not isinstance(item, dict):
        return pointer
    if finding.code == "STR003":
        return f"{pointer}/{'duration' if item.get('priority') else 'priority'}"
    if finding.code == "STR005":
        return f"{pointer}/resources"
    name = next((name for name in _NAMES if name in item), None)
    return f"{pointer}/{name}" if name else pointer


def _field(finding: Finding, kind: Kind, tree: Tree, pointer: str) -> str:
    if kind == "residue":
        words = finding.excerpt.line if finding.excerpt else ""
        return f"\u201c{shortened(' '.join(words.split()), _SHOWN)}\u201d without a field"
    if finding.code == "STR002":  # its message names all that are missing
        return finding.message.rpartition(" states no ")[2] or field_of(tree or {}, pointer)
    return field_of(tree or {}, pointer)


def _kind(finding: Finding) -> Kind:
    if finding.code.startswith("OVR"):
        return "correction"
    if finding.code == "EXT005":
        return "residue"
    return "missing" if finding.code in _MISSING else "finding"


def _group(finding: Finding, kind: Kind) -> int:
    if finding.severity == "error":
        return _ERRORS
    if kind == "correction":
        return _CORRECTIONS
    if kind in ("residue", "missing"):
        return _NO_SOURCE
    return _WARNINGS if finding.severity == "warning" else _NOTES


def _same(finding: Finding) -> str:
    """The rule with the text that it is about: findings that share both are one question."""
    text = finding.excerpt.line.strip() if finding.excerpt and not finding.whole else finding.message
    return _id(finding.code, finding.severity, " ".join(text.split()).casefold())


def title_of(tree: Tree, otherwise: str) -> str:
    """A record in words: its two roles, else its title, or what else it is known by."""
    if not tree:
        return otherwise
    roles = [(tree.get(which) or {}).get("name") for which in ("from_role", "to_role")]
    return " \u2192 ".join(filter(None, roles)) or str(tree.get("title") or tree["id"])


def _tree_of(trees: Mapping[str, Tree], record: str | None) -> Tree:
    return next((tree for tree in trees.values() if tree and tree["id"] == record), None)


def _record_of(path: str) -> str | None:
    name = path.rpartition("/")[2]
    return None if name == IDS else name.removesuffix(".yaml")


def _sentence(message: str) -> str:
    first = message[:1].upper() + message[1:]
    return first if first.endswith((".", "?", "\u2026")) else f"{first}."


def _id(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:12]


def alike(decision: Decision, every: Sequence[Decision]) -> list[Decision]:
    """The other decisions that are about the same rule and the same text."""
    return [one for one in every if decision.same and one.same == decision.same and one.id != decision.id]


def counted(decisions: Iterable[Decision]) -> dict[str, int]:
    """How many there are of each severity."""
    found = Counter(one.severity for one in decisions)
    return {severity: found[severity] for severity in SEVERITIES if found[severity]}
