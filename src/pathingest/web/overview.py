"""The overview of a build: figures, findings by rule, coverage of fields, and a row for each pathway."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import Any

from pathingest.dataset.address import tokens_of
from pathingest.model.change import Change, Diff, RecordDiff, in_words
from pathingest.model.evidence import RESIDUE, Evidence
from pathingest.model.finding import SEVERITIES, Finding, Severity
from pathingest.model.suppression import Suppression
from pathingest.model.tuples import NamedTuple
from pathingest.outputs.diff import said
from pathingest.rules._durations import Interval, spanned
from pathingest.web.times import Times

# What a record may state, as its columns are called; of lists, "all" of the items have the part.
FIELDS: tuple[tuple[str, str, str], ...] = (
    ("headline", "headline", ""),
    ("difficulty", "difficulty", ""),
    ("timeline", "timeline", ""),
    ("salary change", "salary_change", ""),
    ("demand", "demand", ""),
    ("overview", "overview", ""),
    ("transferable skills", "transferable_skills", ""),
    ("skills to learn", "skills_to_learn", ""),
    ("skill priority", "skills_to_learn", "priority"),
    ("skill weeks", "skills_to_learn", "duration"),
    ("roadmap", "roadmap", ""),
    ("phase weeks", "roadmap", "duration"),
    ("phase resources", "roadmap", "resources"),
    ("reality check", "reality_check", ""),
    ("action plan", "action_plan", ""),
    ("FAQ", "faq", "question"),
)
_QUESTION = "question"  # an answer alone is part of an FAQ
_SYSTEMIC = 3  # pages at least, and a third of them
_CHANGES = 40  # of a record that the report has
_SHOWN = 120  # characters of one
_AROUND, _SIDE = 20, 55  # characters before the first difference of long texts, and of each text
_MORE = "\u2026"
_TOTAL = "/roadmap_total"


class Rule(NamedTuple):
    """The findings of a rule: how many, on how many pages, on which pathways; whether many pages have it in common.

    `by` are their numbers by severity, `severity` is the worst.
    """

    code: str
    name: str
    severity: str
    by: tuple[int, ...]
    findings: int
    pages: int
    systemic: bool
    ids: tuple[str, ...]


class Time(NamedTuple):
    """The time picture of a row, in weeks: [low, high] each; `wrong` has what does not fit, by kind."""

    bars: tuple[tuple[float, float | None], ...]
    headline: tuple[float, float | None] | None
    timeline: tuple[float, float | None] | None
    faq: tuple[tuple[float, float | None], ...]
    wrong: Mapping[str, str]
    words: str


class Row(NamedTuple):
    """A pathway in the overview: `counts` by severity, `coverage` a letter a field (full, part, none)."""

    id: str
    title: str | None
    start: str | None
    goal: str | None
    counts: tuple[int, ...]
    codes: tuple[str, ...]
    severities: tuple[str, ...]
    coverage: str
    time: Time | None
    words: str


def row(record: Mapping[str, Any], findings: Sequence[Finding], times: Times | None) -> Row:
    """The row of one record."""
    counted = Counter(one.severity for one in findings)
    names = [record[end]["name"] if record[end] else None for end in ("from_role", "to_role")]
    skills = [skill["name"] for field in ("skills_to_learn", "transferable_skills") for skill in record[field]]
    words = " \n".join(filter(None, [record["title"], record["id"], *names, *skills])).casefold()
    return Row(
        record["id"],
        record["title"],
        names[0],
        names[1],
        tuple(counted[severity] for severity in SEVERITIES),
        tuple(dict.fromkeys(one.code for one in findings)),
        tuple(severity for severity in SEVERITIES if counted[severity]),
        covered(record),
        _time(times) if times else None,
        words,
    )


def covered(record: Mapping[str, Any]) -> str:
    """A letter for each of `FIELDS`: f for stated, p for in part, n for not."""
    return "".join(_covered(record[name], part) for _, name, part in FIELDS)


def _covered(value: Any, part: str) -> str:
    if isinstance(value, list) and part:
        stated = [bool(item[part]) for item in value]
        some = "p" if any(stated) or (value and part == _QUESTION) else "n"
        return "f" if stated and all(stated) else some
    if isinstance(value, dict) and all(isinstance(branch, list) for branch in value.values()):
        return "f" if all(value.values()) else "p" if any(value.values()) else "n"
    return "f" if value else "n"


def _time(times: Times) -> Time:
    found: defaultdict[str, list[tuple[float, float | None]]] = defaultdict(list)
    wrong: dict[str, str] = {}
    for one in times.rows:
        if one.kind == "roadmap":
            found["bars"] += [(bar.low, bar.high) for bar in one.bars]
        elif one.kind != "skills":
            found[one.kind].append((one.low, one.high))
        if one.severity in ("error", "warning"):
            wrong.setdefault(one.kind, str(one.severity))
    words = "; ".join(f"{one.kind} {one.said}" for one in times.rows)
    first = {kind: found[kind][0] if found[kind] else None for kind in ("headline", "timeline")}
    return Time(tuple(found["bars"]), first["headline"], first["timeline"], tuple(found["faq"]), wrong, words)


def by_rule(findings: Iterable[Finding], owners: Mapping[str, str], pages: int) -> tuple[Rule, ...]:
    """The findings by their rules: systemic ones first, then by severity and number."""
    of_rule: defaultdict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        of_rule[one.code].append(one)
    rules = []
    for code, found in of_rule.items():
        paths = {str(one.path) for one in found}
        worst = min(found, key=lambda one: SEVERITIES.index(one.severity))
        systemic = len(paths) >= _SYSTEMIC and len(paths) * 3 >= pages
        ids = tuple(sorted({owners[path] for path in paths if path in owners}))
        by = tuple(sum(one.severity == severity for one in found) for severity in SEVERITIES)
        rules.append(Rule(code, found[0].name, worst.severity, by, len(found), len(paths), systemic, ids))
    return tuple(
        sorted(rules, key=lambda one: (not one.systemic, _rank(one.severity), -one.pages, -one.findings, one.code))
    )


def _rank(severity: str) -> int:
    return tuple(map(str, SEVERITIES)).index(severity)


class Proven(NamedTuple):
    """How the values of all records are proven, and what became of all characters of their pages."""

    quoted: int = 0
    normalised: int = 0
    derived: int = 0
    corrected: int = 0
    characters: int = 0
    residue: int = 0

    def and_of(self, evidence: Evidence) -> Proven:
        """With the evidence of one record more."""
        kinds = Counter(entry.kind for entry in evidence.entries.values())
        tiles = [tile for account in evidence.accounts for tile in account.stretches]
        characters = sum(account.length for account in evidence.accounts)
        residue = sum(tile.end - tile.start for tile in tiles if tile.role == RESIDUE)
        return Proven(
            self.quoted + kinds["quoted"],
            self.normalised + kinds["normalised"],
            self.derived + kinds["derived"],
            self.corrected + kinds["override"],
            self.characters + characters,
            self.residue + residue,
        )


class Turned(NamedTuple):
    """A finding that is new, closed or dismissed since the earlier build.

    Attributes:
        fingerprint: of a new one that on its page.
        why: of one that is dismissed the reason, the last day and by whom, as far as that is said.
    """

    code: str
    severity: Severity
    message: str
    fingerprint: str | None = None
    why: tuple[str, ...] = ()


class Changed(NamedTuple):
    """A record that differs from the earlier build.

    Attributes:
        what: added, removed or changed.
        values: (tokens of the address, words) of values; `more` is how many there are besides.
        opened, closed: the findings that are new, and those that are gone, by severity.
        dismissed: those that are there and dismissed.
    """

    id: str
    what: str
    title: str | None
    values: tuple[tuple[tuple[str, ...], str], ...]
    more: int
    opened: tuple[Turned, ...]
    closed: tuple[Turned, ...]
    dismissed: tuple[Turned, ...]


class Since(NamedTuple):
    """What changed since an earlier build, which is called `name`; and how many records are the same."""

    name: str
    records: tuple[Changed, ...]
    same: int


class Compared(NamedTuple):
    """The findings of a record at an earlier build, and now: both of what it states, without its pages.

    Attributes:
        reported: those of now that are reported of its pages.
        dismissed: those that are dismissed there, and by what.
    """

    before: Sequence[Finding] = ()
    now: Sequence[Finding] = ()
    reported: Sequence[Finding] = ()
    dismissed: Sequence[tuple[Finding, Suppression]] = ()


def since(
    name: str,
    diff: Diff,
    records: Mapping[str, Mapping[str, Any]],
    found: Mapping[str, Compared],
    shown: Mapping[str, str],
) -> Since:
    """What changed, the new and the lost records first.

    `records` are those of now; `shown` has for the fingerprints of findings those that they have on their pages.
    """
    order = ("added", "removed", "changed")
    changed = []
    for one in sorted(diff.records, key=lambda one: order.index(one.what)):
        values = _values(one, records.get(one.id, {}).get("roadmap_total"))
        of = found.get(one.id, Compared())
        closed, _ = turned(of.before, of.now)
        _, new = turned(of.before, of.reported)
        opened = tuple(one._replace(fingerprint=shown.get(str(one.fingerprint))) for one in new)
        dismissed = tuple([one._replace(why=why_of(by)) for finding, by in of.dismissed for one in _turned([finding])])
        more = max(0, len(values) - _CHANGES)
        changed.append(Changed(one.id, one.what, one.title, tuple(values[:_CHANGES]), more, opened, closed, dismissed))
    return Since(name, tuple(changed), diff.same)


def _values(record: RecordDiff, total: Mapping[str, Any] | None) -> list[tuple[tuple[str, ...], str]]:
    """The addresses and words of what changed; of the sum of the phases, which has no words on the page, its weeks."""
    values = []
    sums = [change for change in record.changes if f"{change.at}/".startswith(f"{_TOTAL}/")]
    for change in record.changes:
        if change not in sums:
            values.append((tuple(tokens_of(change.at)), _brief(change)))
        elif change is sums[0]:
            before = change.old if change.at == _TOTAL else {**(total or {}), **{one.at[15:]: one.old for one in sums}}
            values.append(((_TOTAL[1:],), f"{_weeks(before)} \u2192 {_weeks(total)}"))
    return values


def _brief(change: Change) -> str:
    """What became of a value; of long texts what is around the first difference."""
    words = said(change)
    if len(words) <= _SHOWN:
        return words
    old, new = (" ".join((in_words(value) or "").split()) for value in (change.old, change.new))
    if change.what != "changed" or not old or not new:
        return f"{words[: _SHOWN - 1]}\u2026"
    differs = next(
        (i for i, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )
    start = max(0, differs - _AROUND)
    sides = [
        f"{_MORE if start else ''}{text[start:][:_SIDE]}{_MORE * (len(text) > start + _SIDE)}" for text in (old, new)
    ]
    return " \u2192 ".join(sides)


def _weeks(total: Mapping[str, Any] | None) -> str:
    if not total or total.get("min") is None:
        return "not known"
    return spanned(Interval(total["min"], inf if total.get("max") is None else total["max"]))


def turned(old: Sequence[Finding], new: Sequence[Finding]) -> tuple[tuple[Turned, ...], tuple[Turned, ...]]:
    """(those that are gone, those that are new): one that is at the same place, or says the same, is still there."""
    before, now = list(old), list(new)
    for key in (_fingerprint, _place, _message):
        known = [key(one) for one in before]
        kept = []
        for one in now:
            if (mine := key(one)) in known:
                del before[known.index(mine)], known[known.index(mine)]
            else:
                kept.append(one)
        now = kept
    return _turned(before), _turned(now)


def why_of(by: Suppression) -> tuple[str, ...]:
    """Why a finding is dismissed: the reason, the last day, by whom."""
    said = (by.reason, f"until {by.until}" if by.until else "", f"by {by.by}" if by.by else "")
    return tuple([part for part in said if part])


def _fingerprint(one: Finding) -> object:
    return one.fingerprint


def _place(one: Finding) -> object:
    return one.code, one.pointer


def _message(one: Finding) -> object:
    return one.code, one.message


def _turned(findings: Sequence[Finding]) -> tuple[Turned, ...]:
    worst = sorted(findings, key=lambda one: SEVERITIES.index(one.severity))
    return tuple(Turned(one.code, one.severity, one.message, one.fingerprint) for one in worst)
