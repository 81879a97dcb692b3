"""Page to findings: one module per rule, found by discovery.

A module is named after its rule; its docstring is the rule's documentation, and it offers one `Rule`. `check` yields
`Problem`s of one page, `compare` those of two pages of one pathway; `gather` and `across` look across all pages of a
run. They say what is wrong, and which value or stretch is meant; the engine alone turns that into a place.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pathingest.model.comparison import Comparison
from pathingest.model.errors import PathingestError
from pathingest.model.finding import (
    Applicability,
    Confidence,
    Conflict,
    Fact,
    Finding,
    Fix,
    Problem,
    Related,
    Severity,
    Stated,
)
from pathingest.model.page import Page
from pathingest.model.place import at
from pathingest.registry import discover
from pathingest.rules._place import Placed, fingerprint, place, place_problem


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        code: its number, stable for ever.
        check: what is wrong with one page. If the rule has options, they are the second argument of this function and
            of those below, but for `compare`.
        compare: what is wrong with two pages of one pathway beside each other.
        gather: what one page says, for `across`, which finds what is wrong with all pages of a run together: it gets
            the facts of one key, if two pages or more state any, in page order.
        overall: what is to be said of all findings of a run together.
        on: whether it looks at raw pages, at record files, or at both.
        needs_record: whether it looks at pages that have a record, at those that have none, or (null) at all.
        default: whether it is stable, and so on by default; a preview rule is asked for by its code.
        since: the month it became what it is now; a preset of an earlier month is without it.
        fix: how far its fixes may be trusted: "safe", "unsafe", "shown" (to a person, who decides); null for none.
        options: a frozen dataclass with the default of each option, and in each field's metadata its `help`, and
            `least` and `most` for numbers; null for a rule without options.
        supersedes: codes of weaker rules, which are silent on a page where this one has found something.
        text: the documentation of a user's rule; that of a built-in one is its module's docstring.
    """

    code: str
    severity: Severity
    confidence: Confidence
    check: Callable[..., Iterator[Problem]] | None = None
    compare: Callable[[Comparison], Iterator[Problem]] | None = None
    gather: Callable[..., Iterator[Fact]] | None = None
    across: Callable[..., Iterator[Conflict]] | None = None
    overall: Callable[..., Iterator[Conflict]] | None = None
    on: Literal["page", "record", "both"] = "both"
    needs_record: bool | None = True
    default: bool = True
    since: str = "2026-11"
    fix: Applicability | None = None
    options: Any = None
    supersedes: tuple[str, ...] = ()
    text: str | None = None

    def looks_at(self, page: Page) -> bool:
        """Whether the rule is for such a page."""
        kind = "page" if page.origin is None else "record"
        has_record = page.tree is not None
        return self.on in ("both", kind) and self.needs_record in (None, has_record)


@cache
def rules() -> tuple[tuple[str, Rule], ...]:
    """(name, rule) of every rule, by code."""
    found = ((module.replace("_", "-"), rule) for module, rule in discover(__name__, Rule).items())
    return tuple(sorted(found, key=lambda item: item[1].code))


def load_rules(named: str, folder: Path) -> list[tuple[str, Rule]]:
    """(name, rule) of users' own rules; their code is X with three digits.

    Args:
        named: a Python file ("rules/house_style.py"), a module ("acme.pathways"), or an entry point of the group
            "pathingest.rules".
        folder: where paths are relative to.

    Returns:
        The rules of it, in the order of the file. A rule that is alone there is called as the file, the module or the
        entry point is; of several, each as its variable. Hyphens stand for underscores.

    Raises:
        PathingestError: there is no such thing, it cannot be imported, or what it offers is no rule.
    """
    from pathingest.rules._own import load  # noqa: PLC0415  most projects have none

    return load(named, folder)


def with_own(own: Iterable[tuple[str, Rule]]) -> tuple[tuple[str, Rule], ...]:
    """(name, rule) of every built-in rule and of those given, by code.

    Raises:
        PathingestError: two have one code, or one name.
    """
    found = list(rules())
    for name, rule in own:
        for other, known in found:
            if rule.code == known.code or name == other:
                what = f"code {rule.code}" if rule.code == known.code else f"name {name}"
                message = f"rules: {rule.code} {name}: the {what} is that of {known.code} {other} already; take another"
                raise PathingestError(message)
        found.append((name, rule))
    return tuple(sorted(found, key=lambda item: item[1].code))


def find_rule(code_or_name: str, among: Sequence[tuple[str, Rule]] | None = None) -> tuple[str, Rule]:
    """(name, rule) for a code or a name, whatever its case; among the built-in ones, if no others are given.

    Raises:
        PathingestError: there is none; names the nearest.
    """
    known = rules() if among is None else among
    key = code_or_name.casefold()
    for name, rule in known:
        if key in (name, rule.code.casefold()):
            return name, rule
    message = f"no rule {code_or_name!r}; {near(code_or_name, _codes_and_names(known), cutoff=0.4)}"
    raise PathingestError(f"{message} `pathingest rule --all` lists them")


ALL = "ALL"


def match_rules(selector: str, among: Iterable[tuple[str, Rule]]) -> list[Rule]:
    """The rules that a selector stands for: a code, the beginning of codes ("DUR"), a name, or "ALL".

    Raises:
        PathingestError: it stands for none; names the nearest.
    """
    known = tuple(among)
    key = selector.casefold()
    found = [rule for name, rule in known if selector == ALL or matches(key, name, rule)]
    if not found or not key:
        message = f"{selector!r} is no rule; {near(selector, [ALL, *_codes_and_names(known)], cutoff=0.4)}"
        raise PathingestError(message)
    return found


def matches(key: str, name: str, rule: Rule) -> bool:
    """Whether a case-folded selector other than "ALL" means the rule."""
    return name == key or rule.code.casefold().startswith(key)


def _codes_and_names(known: Iterable[tuple[str, Rule]]) -> list[str]:
    return [text for name, rule in known for text in (rule.code, name)]


def near(word: str, known: Iterable[str], cutoff: float = 0.5) -> str:
    """What somebody who wrote `word` may have meant: "did you mean x?", or what there is to choose from."""
    from difflib import get_close_matches  # noqa: PLC0415  only a mistake needs it

    choices = list(known)
    folded = {choice.casefold(): choice for choice in choices}
    found = get_close_matches(word.casefold(), folded, n=1, cutoff=cutoff)
    if found:
        return f"did you mean {folded[found[0]]}?"
    return f"expected one of {', '.join(choices)}" if len(choices) <= _FEW else "it is not known."


_FEW = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """The rules that are asked, by code, and their options where they are not the default ones."""

    rules: tuple[tuple[str, Rule], ...]
    options: Mapping[str, Any] = field(default_factory=dict)
    _of: dict[tuple[bool, bool], tuple[tuple[str, Rule], ...]] = field(default_factory=dict, init=False, compare=False)

    def of(self, page: Page) -> tuple[tuple[str, Rule], ...]:
        """(name, rule) of those that look at such a page; told once for each kind of page."""
        kind = page.origin is None, page.tree is not None
        if kind not in self._of:
            self._of[kind] = tuple([(name, rule) for name, rule in self.rules if rule.looks_at(page)])
        return self._of[kind]

    def call(self, rule: Rule, function: Callable[..., Iterator[Any]], about: Any) -> Iterator[Any]:
        """What a rule's function says, with the rule's options if it has any."""
        if rule.options is None:
            return function(about)
        return function(about, self.options.get(rule.code, rule.options))


@cache
def stable() -> Asked:
    """The rules that are on by default."""
    return Asked(tuple((name, rule) for name, rule in rules() if rule.default))


def lint(page: Page, select: Iterable[str] | None = None, *, debug: bool = False) -> list[Finding]:
    """The findings of a page, in page order.

    Args:
        page: the page.
        select: codes or names of the rules to ask, instead of those that are on by default.
        debug: let a rule's failure through instead of reporting it as INT001.

    Raises:
        PathingestError: `select` names a rule that is not there.
    """
    if select is None:
        return check(page, stable(), debug=debug)
    wanted = {find_rule(name)[1].code for name in select}
    return check(page, Asked(tuple(item for item in rules() if item[1].code in wanted)), debug=debug)


def check(page: Page, asked: Asked, *, debug: bool = False) -> list[Finding]:
    """The findings of a page by the rules that are asked, in page order; a rule's own bug is one, unless `debug`."""
    found: list[Finding] = []
    silent: set[str] = set()
    for name, rule in asked.of(page):
        if rule.check:
            try:
                problems = [_finding(page, name, rule, problem) for problem in asked.call(rule, rule.check, page)]
            except Exception as error:
                if debug:
                    raise
                problems = [failure(page, _part(name, rule), error)]
            if problems:
                found.extend(problems)
                silent.update(rule.supersedes)
    if silent:
        found = [finding for finding in found if finding.code not in silent]
    return sorted(found, key=_in_page_order)


def compare(comparison: Comparison, asked: Asked | None = None) -> list[Finding]:
    """The findings of two pages of one pathway beside each other."""
    pages = (comparison.first, comparison.second)
    return [
        _finding(pages, name, rule, problem)
        for name, rule in (asked or stable()).rules
        if rule.compare
        for problem in rule.compare(comparison)
    ]


class Judged(NamedTuple):
    """What is kept of a page for what is said of all: its path, the rules that looked at it, and what they found.

    Rules that say why a page has no record are not among them: they look at nothing else.
    """

    path: str | None
    codes: frozenset[str]
    findings: tuple[Finding, ...]


class Corpus:
    """The pages of a run as far as rules across pages need them; the pages themselves are not kept.

    Meet each page with its findings, then ask for `findings`: those of the pages, and those that only all pages
    together show.
    """

    def __init__(self, asked: Asked, *, debug: bool = False) -> None:
        self._asked = asked
        self._debug = debug
        self._facts: dict[str, dict[Hashable, list[Stated]]] = {}
        self._judged: list[Judged] = []
        self._failures: list[Finding] = []
        self._alone: Page | None = None

    def meet(self, page: Page, findings: Iterable[Finding]) -> None:
        """Keep what a page says. A page that stays alone is not asked: nothing is across it."""
        asked = (rule for _, rule in self._asked.of(page) if rule.check and rule.needs_record is not False)
        codes = frozenset(rule.code for rule in asked)
        self._judged.append(Judged(page.source.path, codes, tuple(findings)))
        if len(self._judged) == 1:
            self._alone = page
            return
        if self._alone:
            self._gather(self._alone, 1)
            self._alone = None
        self._gather(page, len(self._judged))

    def _gather(self, page: Page, number: int) -> None:
        for name, rule in self._asked.of(page):
            if rule.gather:
                try:
                    facts = list(self._asked.call(rule, rule.gather, page))
                except Exception as error:
                    if self._debug:
                        raise
                    self._failures.append(failure(page, _part(name, rule), error))
                else:
                    kept = self._facts.setdefault(rule.code, {})
                    for fact in facts:
                        kept.setdefault(fact.key, []).append(
                            Stated(fact, *place(page, fact.text, fact.pointer), number)
                        )

    def findings(self, counts: Callable[[Finding], bool] = lambda _: True) -> list[Finding]:
        """The findings of all pages in their order, those across pages after them.

        Findings that do not count are given too, but what is said of all findings together leaves them out.
        """
        across = list(self._failures)
        systemic: set[Hashable] = set()
        for name, rule in self._asked.rules:
            try:
                conflicts = list(self._conflicts(rule, counts))
            except Exception as error:
                if self._debug:
                    raise
                across.append(finding_at("INT001", _of_all(_part(name, rule), error)))
                continue
            across.extend(_of_conflict(name, rule, conflict) for conflict in conflicts)
            if rule.overall:
                systemic.update(conflict.at.fact.key for conflict in conflicts)
        pages = [finding for judged in self._judged for finding in judged.findings]
        marked = [finding._replace(systemic=True) if finding.code in systemic else finding for finding in pages]
        return [*marked, *across]

    def _conflicts(self, rule: Rule, counts: Callable[[Finding], bool]) -> Iterator[Conflict]:
        if rule.across:
            for facts in self._facts.get(rule.code, {}).values():
                if facts[0].page != facts[-1].page:
                    yield from self._asked.call(rule, rule.across, facts)
        if rule.overall:
            judged = [page._replace(findings=tuple(filter(counts, page.findings))) for page in self._judged]
            yield from self._asked.call(rule, rule.overall, judged)


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


def failure(page: Page, part: str, error: Exception) -> Finding:
    """A bug of a part of this tool that a page met, as a finding."""
    return _finding(page, *find_rule("INT001"), Problem(_failed(part, error)))


def finding_at(code: str, placed: Related, quoted: str = "") -> Finding:
    """A finding of a rule that has no check of its own: what is wrong with configuration, suppressions and the like."""
    name, rule = find_rule(code)
    return _build(name, rule, placed, quoted, (), None)


def _finding(pages: Page | Sequence[Page], name: str, rule: Rule, problem: Problem) -> Finding:
    """A problem at its line and column; for a record file, with the place in the raw page beside it."""
    read = _lookup(pages)
    page = read(problem.page)
    placed, quoted = place_problem(page, problem)
    others = [place_problem(read(other.page), other) for other in problem.related]
    found = _build(name, rule, placed, quoted, others, problem.fix)
    if page.origin and problem.pointer and (raw := page.origin.place(problem.pointer)):
        # Not in the fingerprint: the raw page may be there on one machine and not on another.
        return found._replace(related=(*found.related, at(*raw, "read from here", problem.pointer)))
    return found


def _lookup(pages: Page | Sequence[Page]) -> Callable[[int], Page]:
    """Which page a problem means, by its number."""
    if isinstance(pages, Page):
        return lambda number: pages.raw[number - 1] if number else pages
    return pages.__getitem__


def _of_conflict(name: str, rule: Rule, conflict: Conflict) -> Finding:
    placed = conflict.at.place._replace(message=conflict.message)
    others = [Placed(stated.place._replace(message=message), stated.quoted) for message, stated in conflict.related]
    return _build(name, rule, placed, conflict.at.quoted, others, conflict.fix)


def _build(name: str, rule: Rule, placed: Related, quoted: str, others: Sequence[Placed], fix: Fix | None) -> Finding:
    return Finding(
        code=rule.code,
        name=name,
        severity=rule.severity,
        confidence=rule.confidence,
        message=placed.message,
        path=placed.path,
        line=placed.line,
        column=placed.column,
        end_line=placed.end_line,
        end_column=placed.end_column,
        pointer=placed.pointer,
        related=tuple(other.place for other in others),
        fix=fix and fix._replace(applicability=rule.fix or "shown"),
        fingerprint=fingerprint(rule.code, placed.pointer, [quoted, *(other.quoted for other in others)]),
        excerpt=placed.excerpt,
    )


def _of_all(part: str, error: Exception) -> Related:
    """A bug that no one page met."""
    return Related(_failed(part, error), None, 1, 1, 1, 1)


def _part(name: str, rule: Rule) -> str:
    """A rule as a part that failed; a project's own is not this tool's."""
    return f"the project's own rule {name}" if rule.code.startswith("X") else f"the rule {name}"


def _failed(part: str, error: Exception) -> str:
    return f"{part} failed: {type(error).__name__}: {error}; this is a bug, please report it to those who wrote it"


def _in_page_order(finding: Finding) -> tuple[int, int, str]:
    return finding.line, finding.column, finding.code
