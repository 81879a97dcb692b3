"""Page to findings: one module per rule, found by discovery.

A module is named after its rule; its docstring is the rule's documentation, and it offers one `Rule`, whose `check`
yields `Problem`s: what is wrong, and which value or stretch is meant. `lint` alone turns that into a place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Literal

from pathingest.model.comparison import Comparison
from pathingest.model.errors import PathingestError
from pathingest.model.evidence import Proof
from pathingest.model.finding import Confidence, Finding, Problem, Related, Severity
from pathingest.model.page import Page
from pathingest.model.source import Position, Source, Span
from pathingest.registry import discover


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        code: its number, stable for ever.
        check: what is wrong with one page; null for rules that compare pages.
        compare: what is wrong with two pages of one pathway beside each other.
        needs_record: whether it looks at pages that have a record; the others tell why a page has none.
        default: whether it is on by default.
        fix: how a machine may mend it: "safe", "unsafe", "shown" (to a person, who decides), or null.
    """

    code: str
    severity: Severity
    confidence: Confidence
    check: Callable[[Page], Iterator[Problem]] | None = None
    compare: Callable[[Comparison], Iterator[Problem]] | None = None
    needs_record: bool = True
    default: bool = True
    fix: Literal["safe", "unsafe", "shown"] | None = None


@cache
def rules() -> tuple[tuple[str, Rule], ...]:
    """(name, rule) of every rule, by code."""
    found = ((module.replace("_", "-"), rule) for module, rule in discover(__name__, Rule).items())
    return tuple(sorted(found, key=lambda item: item[1].code))


def find_rule(code_or_name: str) -> tuple[str, Rule]:
    """(name, rule) for a code or a name, whatever its case.

    Raises:
        PathingestError: there is none; names the nearest.
    """
    key = code_or_name.casefold()
    for name, rule in rules():
        if key in (name, rule.code.casefold()):
            return name, rule
    from difflib import get_close_matches  # noqa: PLC0415  only a mistaken call needs it

    known = {text.casefold(): text for name, rule in rules() for text in (rule.code, name)}
    near = get_close_matches(key, known, n=1, cutoff=0.4)
    hint = f"did you mean {known[near[0]]}? " if near else ""
    message = f"no rule {code_or_name!r}: {hint}`pathingest rule --all` lists them"
    raise PathingestError(message)


def lint(page: Page, select: Iterable[str] | None = None, *, debug: bool = False) -> list[Finding]:
    """The findings of a page, in page order.

    Args:
        page: the page.
        select: codes or names of the rules to ask, instead of those that are on by default.
        debug: let a rule's failure through instead of reporting it as INT001.

    Raises:
        PathingestError: `select` names a rule that is not there.
    """
    wanted = None if select is None else {find_rule(name)[1].code for name in select}
    found: list[Finding] = []
    for name, rule in rules():
        asked = rule.default if wanted is None else rule.code in wanted
        if asked and rule.check and rule.needs_record == (page.pathway is not None):
            try:
                found.extend([_place((page,), name, rule, problem) for problem in rule.check(page)])
            except Exception as error:
                if debug:
                    raise
                found.append(_failure(page, name, error))
    return sorted(found, key=lambda finding: (finding.line, finding.column, finding.code))


def documentation(name: str) -> str:
    """A rule's documentation in Markdown: its module's docstring under a heading with its code and its severity."""
    rule = dict(rules())[name]
    text = (import_module(f"{__name__}.{name.replace('-', '_')}").__doc__ or "").strip()
    state = "" if rule.default else ", off by default"
    fix = f", fix: {rule.fix}" if rule.fix else ""
    head = f"# {rule.code} {name}\n\n{rule.severity}, {rule.confidence} confidence{fix}{state}\n"
    return f"{head}\n{text}\n"


def _failure(page: Page, name: str, error: Exception) -> Finding:
    """A rule's own bug, as a finding."""
    return failure(page, f"the rule {name}", error)


def failure(page: Page, part: str, error: Exception) -> Finding:
    """A bug of a part of this tool that a page met, as a finding."""
    problem = Problem(f"{part} failed: {type(error).__name__}: {error}; this is a bug, please report it")
    return _place((page,), *find_rule("INT001"), problem)


def compare(comparison: Comparison) -> list[Finding]:
    """The findings of two pages of one pathway beside each other."""
    pages = (comparison.first, comparison.second)
    return [
        _place(pages, name, rule, problem)
        for name, rule in rules()
        if rule.compare
        for problem in rule.compare(comparison)
    ]


def _place(pages: Sequence[Page], name: str, rule: Rule, problem: Problem) -> Finding:
    """A problem at its line and column: the only place that turns a pointer into one."""
    page = pages[problem.page]
    start, end = _positions(page, problem)
    return Finding(
        code=rule.code,
        name=name,
        severity=rule.severity,
        confidence=rule.confidence,
        message=problem.message,
        path=page.source.path,
        line=start.line,
        column=start.column,
        end_line=end.line,
        end_column=end.column,
        pointer=problem.pointer,
        related=tuple(_relate(pages[related.page], related) for related in problem.related),
        fix=rule.fix,
    )


def _relate(page: Page, problem: Problem) -> Related:
    start, end = _positions(page, problem)
    path = page.source.path
    return Related(problem.message, path, start.line, start.column, end.line, end.column, problem.pointer)


def _positions(page: Page, problem: Problem) -> tuple[Position, Position]:
    span = problem.span or _span_of(problem.pointer, page) or _page_start(page.source)
    return page.source.position(span.start), page.source.position(span.end)


def _span_of(pointer: str | None, page: Page) -> Span | None:
    """The stretch that a pointer's value was read from; for a part of the record, that of its first leaf."""
    if pointer is None:
        return None
    leaves = page.evidence.leaves
    proof: Proof | None = leaves.get(pointer)
    if proof is None:
        inside = f"{pointer}/"
        proof = next((leaf for place, leaf in leaves.items() if place.startswith(inside) and leaf.spans), None)
    if proof is None:
        return None
    if proof.spans:
        return Span(proof.spans[0][0], proof.spans[-1][1])
    return next((span for origin in proof.origins if (span := _span_of(origin, page))), None)


def _page_start(source: Source) -> Span:
    """The page's first line, where nothing more exact is meant."""
    start = 1 if source.text.startswith("\ufeff") else 0
    ends = [at for at in (source.text.find("\n", start), source.text.find("\r", start)) if at >= 0]
    return Span(start, min(ends, default=len(source.text)))
