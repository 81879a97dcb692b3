"""Repairs of findings: what rules think may repair a page is tried out on its text, and what does is offered.

A change is made in the text, the page is read again, and linted again by the same rules: it is offered only if the
finding is gone, no other has come, and one value of the page has changed, or skills have changed places. Raw pages are
never written. Records are written from them, and have no repairs of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pathingest.model.finding import Candidate, Edit, Finding, Patch, Repair
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


class _Reading(NamedTuple):
    """A text as it is read: how often each code is found in it, and where, and what it states."""

    codes: Counter[str]
    places: frozenset[tuple[str, str | None]]
    values: Mapping[str, Any]


class _Bench(NamedTuple):
    """A page whose repairs are tried out: how it is read, and what came of the texts that were tried so far."""

    page: Page
    enabled: EnabledRules
    profiles: tuple[Profile, ...] | None
    before: _Reading
    tried: dict[str, _Reading | None]


def repaired(
    page: Page,
    findings: Sequence[Finding],
    enabled: EnabledRules,
    *,
    profiles: tuple[Profile, ...] | None = None,
    debug: bool = False,
) -> list[Finding]:
    """The findings of a page, each with its repairs: none for those of rules that know of none, and of records.

    Args:
        page: the page.
        findings: all that the rules find on it.
        enabled: those rules; they judge the repairs too.
        profiles: what the page is read with; the built-in ones by default.
        debug: let a rule's failure through instead of reporting it as INT001.
    """
    if page.origin or page.tree is None:
        return [finding._replace(repairs=()) for finding in findings]
    known = {rule.code: (name, rule) for name, rule in enabled.rules if rule.repairs}
    bench = _Bench(page, enabled, profiles, _reading(page, findings), {})
    found, failed = [], []
    for finding in findings:
        offered: tuple[Repair, ...] = ()
        if finding.code in known:
            name, rule = known[finding.code]
            try:
                offered = tuple(_offered(bench, rule, finding))
            except Exception as error:
                if debug:
                    raise
                failed.append(failure(page, part(name, rule), error)._replace(repairs=()))
        found.append(finding._replace(repairs=offered))
    return [*found, *failed]


def _offered(bench: _Bench, rule: Rule, finding: Finding) -> Iterator[Repair]:
    """The best candidates that do repair the page, the likeliest first."""
    ranked: list[tuple[float, Candidate, tuple[str, ...]]] = []
    of_one: Counter[str] = Counter()
    candidates = rule.repairs(bench.page, finding) if rule.repairs else ()
    for candidate in _worth_trying(candidates, of_one, ranked):
        also = _also(bench, finding, candidate)
        if also is not None:
            weight = candidate.weight + _ALSO * len(also) - _AGAIN * of_one[candidate.about]
            of_one[candidate.about] += 1
            ranked.append((weight, candidate, also))
            ranked.sort(key=_by_weight)
    for _, candidate, also in ranked[:SHOWN]:
        patches = tuple([_patch(bench.page, edit) for edit in candidate.edits])
        yield Repair(candidate.message, candidate.reason, patches, also)


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


def _also(bench: _Bench, finding: Finding, candidate: Candidate) -> tuple[str, ...] | None:
    """The codes of the other findings that a candidate takes away; None if it does not repair the page."""
    text, before = applied(bench.page.source.text, candidate.edits), bench.before
    if text not in bench.tried:
        bench.tried[text] = _try(bench, text)
    after = bench.tried[text]
    if after is None or after.codes - before.codes or after.codes[finding.code] >= before.codes[finding.code]:
        return None
    if not _is_one_value(before.values, after.values):
        return None
    is_moved = before.values["order"] != after.values["order"]  # then another skill is at the finding's pointer
    if not is_moved and (finding.code, finding.pointer) in after.places:
        return None
    gone = before.codes - after.codes
    gone[finding.code] -= 1
    return tuple(sorted(gone.elements()))


def _try(bench: _Bench, text: str) -> _Reading | None:
    page = ingest_safely(replace(bench.page.source, text=text), bench.profiles, validated=False)
    return None if page.tree is None else _reading(page, check(page, bench.enabled))


def _reading(page: Page, findings: Iterable[Finding]) -> _Reading:
    found = list(findings)
    places = frozenset((finding.code, finding.pointer) for finding in found)
    return _Reading(Counter(finding.code for finding in found), places, _values(page))


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


def _is_one_value(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether one value alone differs; the priorities that two skills exchange are one."""
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if all(name.startswith("priority ") for name in changed) and changed[1:] and not changed[2:]:
        one, two = changed
        return bool(before.get(one) == after.get(two) and before.get(two) == after.get(one))
    return len(changed) == 1
