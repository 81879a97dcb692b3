"""Repairs of findings: what rules think may repair a page is tried out on its text, and what does is offered.

A change is made in the text, the page is read again, and linted again: it is offered only if the finding is gone, no
other has come, none is worse than it was, and one value of the page has changed, or two skills have exchanged theirs or
their places. That is judged by all rules of the project, not only by those that a run selects: a finding that another
one hid is a new one where it shows. Raw pages are never written. Records are written from them, and have no repairs of
their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pathingest.model.errors import heed_interrupt
from pathingest.model.finding import SEVERITIES, Candidate, Edit, Finding, Patch, Repair, Severity
from pathingest.model.page import Page
from pathingest.model.place import at
from pathingest.model.tuples import NamedTuple
from pathingest.pipeline import ingest_safely
from pathingest.profiles import Profile
from pathingest.rules import EnabledRules, Rule, check, failure, part

SHOWN = 5  # repairs of a finding
_TRIED = 24  # candidates of a finding
_OF_ONE = 3  # repairs that change the same value
_ALSO = 2.0  # what it weighs that another finding goes too
_AGAIN = 0.8  # what it weighs against a repair that another one of the same value is before it
_HOPELESS = 4.0  # how much less than the last that is offered a candidate weighs that is not tried any more


class _Key(NamedTuple):
    """What a finding is about: the rule, how bad it is, and its pointer, also with the name of a skill in it."""

    code: str
    severity: Severity
    pointer: str | None
    named: str | None


class _Reading(NamedTuple):
    """A text as it is read: how often each finding is in it, and what it states."""

    found: Counter[_Key]
    values: Mapping[str, Any]

    @property
    def codes(self) -> Counter[str]:
        """How often each code is found."""
        return Counter(key.code for key in self.found.elements())

    def come(self, before: _Reading) -> bool:
        """Whether there is a finding that was neither at its place nor at its skill before, or was milder there."""
        known = {
            (key.code, at, severity)
            for key in before.found
            for at in (key.pointer, key.named)
            for severity in SEVERITIES[SEVERITIES.index(key.severity) :]
        }
        return any(
            known.isdisjoint([(key.code, key.pointer, key.severity), (key.code, key.named, key.severity)])
            for key in self.found
        )


class _Bench(NamedTuple):
    """A page whose repairs are tried out: how it is read, and what came of the texts that were tried so far."""

    page: Page
    judges: tuple[EnabledRules, ...]
    profiles: tuple[Profile, ...] | None
    before: _Reading
    tried: dict[str, _Reading | None]


def repaired(
    page: Page,
    findings: Sequence[Finding],
    enabled: EnabledRules,
    *,
    judges: EnabledRules | None = None,
    about: Container[str] | None = None,
    profiles: tuple[Profile, ...] | None = None,
    debug: bool = False,
) -> list[Finding]:
    """The findings of a page, each with its repairs: none for those of rules that know of none, and of records.

    Args:
        page: the page.
        findings: all that the rules find on it.
        enabled: those rules; they judge the repairs too.
        judges: more rules that judge them, where a run selects a few; none by default.
        about: the fingerprints of the findings whose repairs are looked for; by default all.
        profiles: what the page is read with; the built-in ones by default.
        debug: let a rule's failure through instead of reporting it as INT001.
    """
    if page.origin or page.tree is None:
        return [finding._replace(repairs=()) for finding in findings]
    known = {rule.code: (name, rule) for name, rule in enabled.rules if rule.repairs}
    by = (enabled, judges) if judges else (enabled,)
    before = _reading(page, [findings, *(check(page, rules) for rules in by[1:])])
    bench = _Bench(page, by, profiles, before, {})
    found, failed = [], []
    for finding in findings:
        offered: tuple[Repair, ...] = ()
        if finding.code in known and (about is None or finding.fingerprint in about):
            name, rule = known[finding.code]
            try:
                offered = tuple(_offered(bench, rule, finding))
            except Exception as error:
                heed_interrupt(error)
                if debug:
                    raise
                failed.append(failure(page, part(name, rule), error)._replace(repairs=()))
        found.append(finding._replace(repairs=offered))
    return [*found, *failed]


def _offered(bench: _Bench, rule: Rule, finding: Finding) -> Iterator[Repair]:
    """The best candidates that do repair the page, each text once: those of one value first, then the likeliest."""
    ranked: list[tuple[float, Candidate, tuple[str, ...]]] = []
    of_one: Counter[str] = Counter()
    offered: set[str] = set()
    candidates = rule.repairs(bench.page, finding) if rule.repairs else ()
    for candidate in _worth_trying(candidates, of_one, ranked):
        text = applied(bench.page.source.text, candidate.edits)
        also = None if text in offered else _also(bench, finding, text)
        if also is not None:
            offered.add(text)
            weight = candidate.weight + _ALSO * len(also) - _AGAIN * of_one[candidate.about]
            of_one[candidate.about] += 1
            ranked.append((weight, candidate, also))
            ranked.sort(key=_by_weight)
    ranked.sort(key=lambda item: _changed_values(bench, item[1]) > 1)
    for _, candidate, also in ranked[:SHOWN]:
        patches = tuple([_patch(bench.page, edit) for edit in candidate.edits])
        yield Repair(candidate.message, candidate.reason, patches, also)


def _changed_values(bench: _Bench, candidate: Candidate) -> int:
    """How many values a candidate that was tried changes."""
    after = bench.tried[applied(bench.page.source.text, candidate.edits)]
    return len(_changed(bench.before.values, after.values)) if after else 0


def _by_weight(item: tuple[float, Candidate, tuple[str, ...]]) -> float:
    return -item[0]


def _worth_trying(
    candidates: Iterable[Candidate], of_one: Mapping[str, int], ranked: Sequence[tuple[float, Any, Any]]
) -> Iterator[Candidate]:
    """The candidates by weight, until those that are left have no chance; not too many that change one value."""
    count = 0
    for candidate in sorted(candidates, key=lambda one: -one.weight):
        is_hopeless = len(ranked) >= SHOWN and candidate.weight < ranked[SHOWN - 1][0] - _HOPELESS
        if is_hopeless or count == _TRIED:
            return
        if of_one.get(candidate.about, 0) < _OF_ONE:
            count += 1
            yield candidate


def _also(bench: _Bench, finding: Finding, text: str) -> tuple[str, ...] | None:
    """The codes of the other findings that a text is without; None if it does not repair the page."""
    before = bench.before
    if text not in bench.tried:
        bench.tried[text] = _try(bench, text)
    after = bench.tried[text]
    if after is None or not _is_one_value(before.values, after.values):
        return None
    is_moved = before.values["order"] != after.values["order"]  # then another skill is at the finding's pointer
    codes, left = before.codes, after.codes
    if left - codes or left[finding.code] >= codes[finding.code] or after.come(before):
        return None
    if not is_moved and any((key.code, key.pointer) == (finding.code, finding.pointer) for key in after.found):
        return None
    gone = codes - left
    gone[finding.code] -= 1
    return tuple(sorted(gone.elements()))


def _try(bench: _Bench, text: str) -> _Reading | None:
    page = ingest_safely(replace(bench.page.source, text=text), bench.profiles, validated=False)
    return None if page.tree is None else _reading(page, [check(page, rules) for rules in bench.judges])


def _reading(page: Page, findings: Iterable[Iterable[Finding]]) -> _Reading:
    """A page with what different rules find on it; what several of them find counts once."""
    names = [skill.name for skill in page.record.skills_to_learn]
    found: Counter[_Key] = Counter()
    for some in findings:
        found |= Counter(_Key(one.code, one.severity, one.pointer, _by_name(one.pointer, names)) for one in some)
    return _Reading(found, _values(page))


def _by_name(pointer: str | None, names: Sequence[str]) -> str | None:
    """A pointer in which a skill is known by its name."""
    section, _, rest = (pointer or "").removeprefix("/").partition("/")
    number, _, part = rest.partition("/")
    if section != "skills_to_learn" or not number.isdecimal() or int(number) >= len(names):
        return pointer
    return f"/{section}/{names[int(number)]}/{part}"


def applied(text: str, edits: Iterable[Edit | Patch]) -> str:
    """The text with edits made, which are apart from each other."""
    for start, end, new in sorted(map(_stretch, edits), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _stretch(edit: Edit | Patch) -> tuple[int, int, str]:
    start, end = edit.span if isinstance(edit, Edit) else (edit.start, edit.end)
    return start, end, edit.new


def _patch(page: Page, edit: Edit) -> Patch:
    place = at(page.source, edit.span, "", edit.pointer)
    start, end = edit.span
    lines = place.line, place.column, place.end_line, place.end_column
    return Patch(place.path, *lines, start, end, page.source.text[start:end], edit.new, edit.pointer)


# ----------------------------------------------------------------------------------------------------------------------
# What a page states.


def _values(page: Page) -> Mapping[str, Any]:
    """Each value of a page that a repair may change, by what it is of, and the order of the skills.

    Skills are known by their names, so that one that has changed its place is the same.
    """
    record = page.record
    found: dict[str, Any] = {
        "headline": _amounts(record.headline and record.headline.duration),
        "timeline": _amounts(record.timeline),
        "salary_change": _amounts(record.salary_change),
        "order": tuple(skill.name for skill in record.skills_to_learn),
    }
    for skill in record.skills_to_learn:
        found[f"priority {skill.name}"] = skill.priority
        found[f"skill {skill.name}"] = _amounts(skill.duration), skill.guidance
    for i, phase in enumerate(record.roadmap):
        found[f"phase {i}"] = _amounts(phase.duration)
        found[f"phase {i} title"] = phase.title, tuple(phase.tasks)
    for k, claim in enumerate(record.claims):
        about = claim.about if claim.kind == "salary" else None
        found[f"claim {k}"] = claim.kind, about, _amounts(claim.value)
    return found


def _amounts(value: Any) -> Any:
    names = ("min", "max", "low", "high", "unit", "approximate")
    return value and tuple(getattr(value, name, None) for name in names)


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The names of the values that differ."""
    return [name for name in {**before, **after} if before.get(name) != after.get(name)]


def _is_one_value(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether one value alone differs, or how it is written, or two skills have exchanged their priorities."""
    changed = _changed(before, after)
    if all(name.startswith("priority ") for name in changed) and changed[1:] and not changed[2:]:
        one, two = changed
        return bool(before.get(one) == after.get(two) and before.get(two) == after.get(one))
    return len(changed) <= 1
