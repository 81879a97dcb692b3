"""Page to findings: one module per rule, found by discovery.

A module is named after its rule; its docstring is the rule's documentation, and it offers one `Rule`. `check` yields
`Problem`s of one page, `compare` those of two pages of one pathway; `gather` and `across` look across all pages of a
run. They say what is wrong, and which value or stretch is meant; the engine alone turns that into a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from operator import attrgetter

from pathingest.model.comparison import Comparison
from pathingest.model.errors import PathingestError, heed_interrupt
from pathingest.model.finding import Finding, Problem
from pathingest.model.limits import MOST_FINDINGS
from pathingest.model.page import Page
from pathingest.rules._corpus import Corpus, Judged, Kept
from pathingest.rules._findings import failure, finding_at, finding_of, part
from pathingest.rules._rule import (
    ALL,
    EnabledRules,
    Rule,
    find_rule,
    is_own,
    load_rules,
    match_rules,
    matches,
    rules,
    with_own,
)

__all__ = [
    "ALL",
    "Corpus",
    "EnabledRules",
    "Judged",
    "Kept",
    "Rule",
    "check",
    "compare",
    "documentation",
    "failure",
    "find_rule",
    "finding_at",
    "is_own",
    "lint",
    "load_rules",
    "match_rules",
    "matches",
    "part",
    "rules",
    "stable",
    "summary",
    "with_own",
    "written",
]


@cache
def stable() -> EnabledRules:
    """The rules that are on by default."""
    return EnabledRules(tuple((name, rule) for name, rule in rules() if rule.default))


def lint(page: Page, select: Iterable[str] | None = None, *, debug: bool = False) -> list[Finding]:
    """The findings of a page, in page order.

    Args:
        page: the page.
        select: codes or names of the rules to run, instead of those that are on by default.
        debug: let a rule's failure through instead of reporting it as INT001.

    Raises:
        PathingestError: `select` names a rule that is not there, or `page` is none.
    """
    if not isinstance(page, Page):
        raise PathingestError(f"lint takes a page as parse gives it, lint(parse(…)), not {type(page).__name__}")
    if select is None:
        return check(page, stable(), debug=debug)
    if isinstance(select, str):
        raise PathingestError(f"select takes a list of rules, as in select=[{select!r}]")
    wanted = {find_rule(name)[1].code for name in select}
    return check(page, EnabledRules(tuple(item for item in rules() if item[1].code in wanted)), debug=debug)


def check(page: Page, enabled: EnabledRules, *, debug: bool = False) -> list[Finding]:
    """The findings of a page by the rules that are enabled, in page order; a rule's own bug is one, unless `debug`."""
    found: list[Finding] = []
    silent: set[str] = set()
    said_elsewhere: list[tuple[Finding, tuple[str, ...]]] = []
    for name, rule, look in enabled.checks(page):
        try:
            problems = [*look(page)]
            findings = [finding_of(page, name, rule, problem) for problem in problems] if problems else ()
        except Exception as error:
            heed_interrupt(error)
            if debug:
                raise
            problems, findings = [], [failure(page, part(name, rule), error)]
        if not findings:
            continue
        if any(problem.unless for problem in problems):
            pairs = [*zip(findings, problems, strict=True)]
            said_elsewhere += [(finding, problem.unless) for finding, problem in pairs if problem.unless]
            findings = [finding for finding, problem in pairs if not problem.unless]
        if findings:
            found.extend(findings)
            if rule.supersedes and (not problems or any(problem.silences for problem in problems)):
                silent.update(rule.supersedes)
    if said_elsewhere:
        codes = {finding.code for finding in found}
        found += [finding for finding, unless in said_elsewhere if codes.isdisjoint(unless)]
    if silent:
        found = [finding for finding in found if finding.code not in silent]
    return _listed(page, sorted(found, key=attrgetter("line", "column", "code")))


def _listed(page: Page, found: list[Finding]) -> list[Finding]:
    """The first findings, with one that says how many more there are."""
    if len(found) <= MOST_FINDINGS:
        return found
    many = f"it has {len(found):,} findings, of which the first {MOST_FINDINGS:,} are listed: fix those, and lint again"
    return [finding_of(page, *find_rule("EXT012"), Problem(many)), *found[:MOST_FINDINGS]]


def compare(comparison: Comparison, enabled: EnabledRules | None = None) -> list[Finding]:
    """The findings of two pages of one pathway beside each other."""
    pages = (comparison.first, comparison.second)
    return [
        finding_of(pages, name, rule, problem)
        for name, rule in (enabled or stable()).rules
        if rule.compare
        for problem in rule.compare(comparison)
    ]


def documentation(name: str, among: Sequence[tuple[str, Rule]] | None = None) -> str:
    """A rule's documentation in Markdown: its module's docstring, its options, and how it is controlled."""
    from pathingest.rules._documentation import document  # noqa: PLC0415  linting needs none

    known = dict(rules() if among is None else among)
    rule = known[name]
    names = {other.code: known_as for known_as, other in known.items()}
    superseded_by = [other.code for other in known.values() if rule.code in other.supersedes]
    return document(name, rule, written(name, rule), names, superseded_by)


def written(name: str, rule: Rule) -> str:
    """What a rule's author wrote of it."""
    if rule.text is not None:
        return rule.text
    return import_module(f"{__name__}.{name.replace('-', '_')}").__doc__ or ""


def summary(name: str, rule: Rule) -> str:
    """The first line of what a rule's author wrote of it: what is wrong where it finds something."""
    return written(name, rule).strip().partition("\n")[0]
