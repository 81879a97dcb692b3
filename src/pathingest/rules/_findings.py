"""From what a rule says to a finding: at its place, with all that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence

from pathingest.model.finding import Conflict, Finding, Fix, Problem, Related
from pathingest.model.limits import MOST_FINDINGS
from pathingest.model.page import Page
from pathingest.model.place import at
from pathingest.rules._place import Placed, fingerprint, place
from pathingest.rules._rule import Rule, find_rule, is_own


def failure(page: Page, part: str, error: Exception) -> Finding:
    """A bug of a part of this tool that a page met, as a finding."""
    return finding_of(page, *find_rule("INT001"), Problem(_failed(part, error)))


def finding_at(code: str, placed: Related, quoted: str = "") -> Finding:
    """A finding of a rule that has no check of its own: what is wrong with configuration, suppressions and the like."""
    name, rule = find_rule(code)
    return _build(name, rule, placed, quoted, (), None)


def finding_of(pages: Page | Sequence[Page], name: str, rule: Rule, problem: Problem) -> Finding:
    """A problem at its line and column; for a record file, with the place in the raw page beside it."""
    page = _meant(pages, problem)
    placed, quoted = place(page, problem)
    others = [place(_meant(pages, other), other) for other in problem.related[:MOST_FINDINGS]]
    found = _build(name, rule, placed, quoted, others, problem.fix)
    if problem.severity:
        found = found._replace(severity=problem.severity)
    if page.origin and problem.pointer and (raw := page.origin.place(problem.pointer)):
        # Not in the fingerprint: the raw page may be there on one machine and not on another.
        return found._replace(related=(*found.related, at(*raw, "read from here", problem.pointer)))
    return found


def _meant(pages: Page | Sequence[Page], problem: Problem) -> Page:
    """The page that a problem means, by its number."""
    if isinstance(pages, Page):
        return pages.raw[problem.page - 1] if problem.page else pages
    return pages[problem.page]


def of_conflict(name: str, rule: Rule, conflict: Conflict) -> Finding:
    placed = conflict.at.place._replace(message=conflict.message)
    others = [Placed(stated.place._replace(message=message), stated.quoted) for message, stated in conflict.related]
    found = _build(name, rule, placed, conflict.at.quoted, others, conflict.fix)
    if conflict.replaces:  # it stays the same when pages come or go
        lasting = fingerprint(rule.code, None, [conflict.replaces])
        found = found._replace(fingerprint=lasting, replaces=conflict.replaces)
    return found._replace(severity=conflict.severity) if conflict.severity else found


def _build(name: str, rule: Rule, placed: Related, quoted: str, others: Sequence[Placed], fix: Fix | None) -> Finding:
    return Finding(
        rule.code,
        name,
        rule.severity,
        rule.confidence,
        *placed[:-1],
        tuple([other.place for other in others]),
        fix and fix._replace(applicability="safe" if fix.evident else rule.fix or "shown"),
        fingerprint(rule.code, placed.pointer, [quoted, *[other.quoted for other in others]]),
        placed.excerpt,
        whole=not quoted,
    )


def of_all(part: str, error: Exception) -> Related:
    """A bug that no one page met."""
    return Related(_failed(part, error), None, 1, 1, 1, 1)


def part(name: str, rule: Rule) -> str:
    """A rule as a part that failed; a project's own is not this tool's."""
    return f"the project's own rule {name}" if is_own(rule.code) else f"the rule {name}"


def _failed(part: str, error: Exception) -> str:
    return f"{part} failed: {type(error).__name__}: {error}; this is a bug, please report it to those who wrote it"
