"""What a rule is, which there are, and which of them a project enables."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal

from pathingest.model.comparison import Comparison
from pathingest.model.errors import PathingestError
from pathingest.model.finding import (
    Applicability,
    Candidate,
    Confidence,
    Conflict,
    Fact,
    Finding,
    Problem,
    Severity,
)
from pathingest.model.page import Page
from pathingest.model.spelling import meant
from pathingest.model.tuples import NamedTuple
from pathingest.registry import discover


class Rule(NamedTuple):
    """One rule.

    Attributes:
        code: its number, stable for ever.
        check: what is wrong with one page. If the rule has options, they are the second argument of this function and
            of those below, but for `compare`.
        compare: what is wrong with two pages of one pathway beside each other.
        gather: what one page says, for `across`, which finds what is wrong with all pages of a run together: it gets
            the facts of one key, if two pages or more state any, in page order; of several keys in any order.
        overall: what is to be said about all findings of a run together.
        on: whether it looks at raw pages, at record files, or at both.
        needs_record: whether it looks at pages that have a record, at those that have none, or (None) at all.
        default: whether it is stable, and so on by default; a preview rule is enabled by its code.
        since: the month it became what it is now; a preset of an earlier month is without it.
        fix: how far its fixes may be trusted: "safe", "unsafe", "shown" (to a person, who decides); None for no fixes.
        options: a frozen dataclass with the default of each option, and in each field's metadata its `help`, and
            `least` and `most` for numbers; None for a rule without options.
        supersedes: codes of weaker rules, which are silent on a page where this one has found something.
        text: the documentation of a user's rule; that of a built-in one is its module's docstring.
        repairs: the changes that may repair a page where it has found something: it gets the page and the finding. What
            it offers is tried out, and shown only if it does repair the page.
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
    repairs: Callable[[Page, Finding], Iterable[Candidate]] | None = None

    def looks_at(self, page: Page) -> bool:
        """Whether the rule is for such a page."""
        kind = "page" if page.origin is None else "record"
        has_record = page.tree is not None
        return self.on in ("both", kind) and self.needs_record in (None, has_record)


@cache
def rules() -> tuple[tuple[str, Rule], ...]:
    """(name, rule) of every rule, by code."""
    found = ((module.replace("_", "-"), rule) for module, rule in discover(__package__, Rule).items())
    return tuple(sorted(found, key=lambda item: item[1].code))


def load_rules(named: str, folder: Path) -> list[tuple[str, Rule]]:
    """(name, rule) of users' own rules; their code is X with three digits.

    Args:
        named: a Python file ("rules/house_style.py"), a module ("acme.pathways"), or an entry point of the group
            "pathingest.rules".
        folder: where paths are relative to.

    Returns:
        The rules of it, in the order of the file. A rule that is alone there is called as the file, the module or the
        entry point is; of several, each as its variable. Hyphens replace underscores.

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


def is_own(code: str) -> bool:
    """Whether a code is that of a project's own rule."""
    return code.startswith("X")


def find_rule(code_or_name: str, among: Sequence[tuple[str, Rule]] | None = None) -> tuple[str, Rule]:
    """(name, rule) for a code or a name, whatever its case; among the built-in ones, if no others are given.

    Raises:
        PathingestError: no such rule; names the nearest.
    """
    known = rules() if among is None else among
    key = code_or_name.casefold()
    for name, rule in known:
        if key in (name, rule.code.casefold()):
            return name, rule
    raise PathingestError(f"no rule {code_or_name!r}; {_help(code_or_name, known)}")


ALL = "ALL"


def match_rules(selector: str, among: Iterable[tuple[str, Rule]], skipped: Collection[str] = ()) -> list[Rule]:
    """The rules that a selector selects: a code, the beginning of codes ("DUR"), a name, or "ALL".

    Args:
        selector: as it was written.
        among: (name, rule) of the rules there are.
        skipped: the files, modules and entry points of own rules that were not loaded; a selector that may be for one
            of those rules selects none.

    Raises:
        PathingestError: it selects none; names the nearest.
    """
    known = tuple(among)
    key = selector.casefold()
    found = [rule for name, rule in known if selector == ALL or matches(key, name, rule.code)]
    if not found and skipped and _may_be_own(key, skipped):
        return []
    if not found or not key:
        raise PathingestError(f"{selector!r} is no rule; {_help(selector, known, ALL)}")
    return found


def _may_be_own(key: str, skipped: Collection[str]) -> bool:
    """Whether a case-folded selector is for own rules: a code, the beginning of one, or what one alone is called."""
    from pathingest.rules._own import called  # noqa: PLC0415  most projects have none

    return re.fullmatch(r"x\d{0,3}", key) is not None or key in map(called, skipped)


def matches(key: str, name: str, code: str) -> bool:
    """Whether a case-folded selector other than "ALL" means the rule."""
    return name == key or code.casefold().startswith(key)


def _help(word: str, known: Iterable[tuple[str, Rule]], *others: str) -> str:
    """What whoever wrote an unknown word may have meant, and where all rules are listed."""
    near = meant(word, [*others, *(text for name, rule in known for text in (rule.code, name))])
    return f"{f'did you mean {near}? ' if near else ''}`pathingest rule` lists them"


Check = tuple[str, Rule, Callable[[Page], Iterator[Problem]]]


@dataclass(frozen=True, slots=True)
class EnabledRules:
    """The rules that are enabled, by code, and their options where they are not the default ones."""

    rules: tuple[tuple[str, Rule], ...]
    options: Mapping[str, Any] = field(default_factory=dict)
    _of: dict[tuple[bool, bool], tuple[tuple[str, Rule], ...]] = field(default_factory=dict, init=False, compare=False)
    _checks: dict[tuple[bool, bool], tuple[Check, ...]] = field(default_factory=dict, init=False, compare=False)

    def of(self, page: Page) -> tuple[tuple[str, Rule], ...]:
        """(name, rule) of those that look at such a page; worked out once for each kind of page."""
        kind = page.origin is None, page.tree is not None
        if kind not in self._of:
            self._of[kind] = tuple([(name, rule) for name, rule in self.rules if rule.looks_at(page)])
        return self._of[kind]

    def checks(self, page: Page) -> tuple[Check, ...]:
        """The checks of those that look at such a page, with their options; worked out once for each kind of page."""
        kind = page.origin is None, page.tree is not None
        if kind not in self._checks:
            self._checks[kind] = tuple(
                [(name, rule, self._with_options(rule, rule.check)) for name, rule in self.of(page) if rule.check]
            )
        return self._checks[kind]

    def _with_options(self, rule: Rule, function: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        """A function of a page alone; it does not hold these rules, which hold it."""
        return (
            partial(_called, function, self.options.get(rule.code, rule.options))
            if rule.options is not None
            else function
        )

    def call(self, rule: Rule, function: Callable[..., Iterator[Any]], about: Any) -> Iterator[Any]:
        """What a rule's function says, with the rule's options if it has any."""
        if rule.options is None:
            return function(about)
        return function(about, self.options.get(rule.code, rule.options))


def _called(function: Callable[..., Iterator[Any]], options: Any, about: Any) -> Iterator[Any]:
    return function(about, options)
