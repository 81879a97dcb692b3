"""The overview of a build: figures, findings by rule, coverage of fields, and a row for each pathway."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pathingest.model.change import Diff
from pathingest.model.evidence import RESIDUE
from pathingest.model.finding import SEVERITIES, Finding
from pathingest.model.tuples import NamedTuple
from pathingest.outputs.diff import said
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
_CHANGES = 4  # of a record that are shown
_SHOWN = 120  # characters of one


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

    def and_of(self, evidence: Mapping[str, Any]) -> Proven:
        """With the evidence of one record more, as its file has it."""
        kinds = Counter(_kind(entry) for entry in evidence["leaves"].values())
        residue = sum(
            end - start for source in evidence["sources"] for start, end, role in source["account"] if role == RESIDUE
        )
        characters = sum(source["length"] for source in evidence["sources"])
        return Proven(
            self.quoted + kinds["quoted"],
            self.normalised + kinds["normalised"],
            self.derived + kinds["derived"],
            self.corrected + kinds["corrected"],
            self.characters + characters,
            self.residue + residue,
        )


def _kind(entry: Any) -> str:
    if isinstance(entry, list):
        return "quoted"
    if "override" in entry:
        return "corrected"
    return "derived" if "from" in entry else "normalised" if entry.get("steps") else "quoted"


class Changed(NamedTuple):
    """A record that differs from the earlier build: `what` is added, removed or changed; (address, words) of values."""

    id: str
    what: str
    title: str | None
    values: tuple[tuple[str, str], ...]
    more: int


class Since(NamedTuple):
    """What changed since an earlier build, which is called `name`; and how many records are the same."""

    name: str
    records: tuple[Changed, ...]
    same: int


def since(name: str, diff: Diff) -> Since:
    """What changed, the new and the lost records first."""
    order = ("added", "removed", "changed")
    records = [
        Changed(
            one.id,
            one.what,
            one.title,
            tuple((change.at[1:], said(change)[:_SHOWN]) for change in one.changes[:_CHANGES]),
            max(0, len(one.changes) - _CHANGES),
        )
        for one in sorted(diff.records, key=lambda one: order.index(one.what))
    ]
    return Since(name, tuple(records), diff.same)
