"""What only all pages of a run together show."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from sys import intern
from typing import Any, NamedTuple, overload

from pathingest.model.finding import Conflict, Excerpt, Fact, Finding, Problem, Related, Stated
from pathingest.model.packed import Packed
from pathingest.model.page import Page
from pathingest.rules._findings import failure, finding_at, of_all, of_conflict, part
from pathingest.rules._place import Placed, place
from pathingest.rules._rule import Asked, Rule


class Judged(NamedTuple):
    """What is kept of a page for what is said of all: its path, the rules that looked at it, and what they found.

    Rules that say why a page has no record are not among them: they look at nothing else.
    """

    path: str | None
    codes: frozenset[str]
    findings: tuple[Finding, ...]


def _packed(fact: Fact, placed: Placed, texts: dict[str, str]) -> tuple[Any, ...]:
    """A fact and its place in one tuple, without what its key and its page tell: a page has some forty.

    As objects they are three times as large. `texts` are those of the page's other facts: most are the same few, as
    the line that shows a name is often the name.
    """
    (_, _, *place, pointer, excerpt), quoted = placed
    shown, skipped, end, utf16 = excerpt or Excerpt("", 0, 1, (1, 1))
    kept = [texts.setdefault(text, text) for text in (fact.text, quoted, shown)]
    return (fact.value, pointer, *kept, *place, skipped, end, utf16)


def _stated(key: Hashable, page: int, path: str | None, value: Hashable, pointer: str, *packed: Any) -> Stated:
    """A fact as rules see it."""
    text, quoted, shown, line, column, end_line, end_column, skipped, end, utf16 = packed
    place = Related(text, path, line, column, end_line, end_column, pointer, Excerpt(shown, skipped, end, utf16))
    return Stated(Fact(key, value, pointer, text), place, quoted, page)


_Packed = tuple[Any, ...]
_Shared = dict[Hashable, list[_Packed]]
"""By key: facts, each with the number of the page and its path before it."""
_PARTS = 8


class _OfPage(NamedTuple):
    """What is kept of a page: what is known of it as `Judged`, and its facts as (code of the rule, key, packed)."""

    judged: Judged
    facts: list[tuple[str, Hashable, _Packed]]


class Corpus:
    """The pages of a run as far as rules across pages need them; the pages themselves are not kept.

    Meet each page with its findings, then ask for `findings`: those of the pages, and those that only all pages
    together show.
    """

    def __init__(self, asked: Asked, *, debug: bool = False) -> None:
        self._asked = asked
        self._debug = debug
        self._pages: Packed[_OfPage] = Packed()
        self._keys = array("q")  # the hash of each key that a page states
        self._codes: dict[frozenset[str], frozenset[str]] = {}
        self._failures: list[Finding] = []
        self._alone: tuple[Page, Judged] | None = None

    def meet(self, page: Page, findings: Iterable[Finding]) -> None:
        """Keep what a page says. A page that stays alone is not asked: nothing is across it."""
        asked = (rule for _, rule in self._asked.of(page) if rule.check and rule.needs_record is not False)
        codes = frozenset(rule.code for rule in asked)
        codes = self._codes.setdefault(codes, codes)  # those of most pages are the same
        judged = Judged(page.source.path, codes, tuple(findings))
        if self._alone:
            self._pages.append(_OfPage(self._alone[1], self._gather(self._alone[0])))
        elif not self._pages:
            self._alone = page, judged
            return
        self._alone = None
        self._pages.append(_OfPage(judged, self._gather(page)))

    def _gather(self, page: Page) -> list[tuple[str, Hashable, _Packed]]:
        texts: dict[str, str] = {}
        found: list[tuple[str, Hashable, _Packed]] = []
        for name, rule in self._asked.of(page):
            if rule.gather:
                try:
                    facts = list(self._asked.call(rule, rule.gather, page))
                except Exception as error:
                    if self._debug:
                        raise
                    self._failures.append(failure(page, part(name, rule), error))
                else:
                    for fact in facts:
                        placed = place(page, Problem(fact.text, fact.pointer))
                        found.append((rule.code, fact.key, _packed(fact, placed, texts)))
        self._keys.extend({hash((code, key)) for code, key, _ in found})
        return found

    def findings(self, counts: Callable[[Finding], bool] = lambda _: True) -> list[Finding]:
        """The findings of all pages in their order, those across pages after them.

        Findings that do not count are given too, but what is said of all findings together leaves them out.
        """
        return list(self.each_finding(counts))

    def each_finding(self, counts: Callable[[Finding], bool]) -> Iterator[Finding]:
        """As `findings`, but one after the other: all of a large run are not to be held at once."""
        across, systemic = self._across(counts)
        for judged in self._judged():
            for finding in judged.findings:
                yield finding._replace(systemic=True) if finding.code in systemic else finding
        yield from across

    def _across(self, counts: Callable[[Finding], bool]) -> tuple[list[Finding], set[Hashable]]:
        """What is found across pages, and the codes of the rules that find something on nearly every page."""
        found = list(self._failures)
        systemic: set[Hashable] = set()
        shared = self._shared()
        for name, rule in self._asked.rules:
            try:
                conflicts = list(self._conflicts(rule, shared.pop(rule.code, {}), counts))
            except Exception as error:
                if self._debug:
                    raise
                found.append(finding_at("INT001", of_all(part(name, rule), error)))
                continue
            found.extend(of_conflict(name, rule, conflict) for conflict in conflicts)
            if rule.overall:
                systemic.update(conflict.at.fact.key for conflict in conflicts)
        return found, systemic

    def _conflicts(self, rule: Rule, shared: _Shared, counts: Callable[[Finding], bool]) -> Iterator[Conflict]:
        if rule.across:
            for key, kept in shared.items():
                if kept[0][0] != kept[-1][0]:
                    facts = [_stated(key, *packed) for packed in kept]
                    yield from self._asked.call(rule, rule.across, facts)
        if rule.overall:
            yield from self._asked.call(rule, rule.overall, _Counting(self._judged, counts))

    def _judged(self) -> Iterator[Judged]:
        for kept in self._pages:
            yield kept.judged
        if self._alone:
            yield self._alone[1]

    def _shared(self) -> dict[str, _Shared]:
        """The facts that may be of several pages, by the rule's code."""
        met_twice = _met_twice(self._keys)
        found: dict[str, _Shared] = {}
        for number, kept in enumerate(self._pages if met_twice else (), 1):
            for code, key, packed in kept.facts:
                if hash((code, key)) in met_twice:
                    value, pointer, *others = packed
                    fact = (number, kept.judged.path, value, intern(pointer), *others)
                    found.setdefault(code, {}).setdefault(key, []).append(fact)
        return found


def _met_twice(hashes: array[int]) -> set[int]:
    """Those that are there more than once, looked for part by part: all as objects would take more than their facts."""
    found: set[int] = set()
    for part_of_all in range(_PARTS):
        some = sorted([one for one in hashes if one % _PARTS == part_of_all])
        found.update([one for one, following in pairwise(some) if one == following])
    return found


class _Counting(Sequence[Judged]):
    """What is kept of the pages, with those of their findings that count; made anew whenever it is gone through."""

    def __init__(self, judged: Callable[[], Iterator[Judged]], counts: Callable[[Finding], bool]) -> None:
        self._judged = judged
        self._counts = counts

    def __iter__(self) -> Iterator[Judged]:
        for page in self._judged():
            yield page._replace(findings=tuple(filter(self._counts, page.findings)))

    def __len__(self) -> int:
        return sum(1 for _ in self._judged())

    @overload
    def __getitem__(self, index: int) -> Judged: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Judged, ...]: ...

    def __getitem__(self, index: int | slice) -> Judged | tuple[Judged, ...]:
        return tuple(self)[index]
