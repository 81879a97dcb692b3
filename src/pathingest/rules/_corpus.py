"""What only all pages of a run together show."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from sys import intern
from typing import Any, overload

from pathingest.model.errors import heed_interrupt
from pathingest.model.finding import Conflict, Excerpt, Fact, Finding, PlacedFact, Problem, Related
from pathingest.model.packed import Packed
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.rules._findings import failure, finding_at, of_all, of_conflict, part
from pathingest.rules._place import Placed, place
from pathingest.rules._rule import EnabledRules, Rule, is_own


class Judged(NamedTuple):
    """What is kept of a page for what is said about all: its path, the rules that looked at it, and what they found.

    Rules that say why a page has no record are not among them: they look at nothing else.
    """

    path: str | None
    codes: frozenset[str]
    findings: tuple[Finding, ...]


_Flat = tuple[Any, ...]


class Kept(NamedTuple):
    """All that is kept of a page for a run: it is the same in every run, whatever other pages that one has.

    Attributes:
        judged: what its rules found.
        facts: by the code of a rule across pages what the page states for it, and where, in tuples: as objects it takes
            three times as much to pack.
        failures: of the rules that could not say what the page states.
        seen: what else was to be kept of it, as text; empty where nothing was.
    """

    judged: Judged
    facts: tuple[tuple[str, tuple[_Flat, ...]], ...] = ()
    failures: tuple[Finding, ...] = ()
    seen: str = ""


class _Facts:
    """What pages state for one rule; a page states some ten facts, all of which are kept."""

    def __init__(self, *, plain: bool) -> None:
        self._pages: Packed[tuple[int, str | None, tuple[_Flat, ...]]] = Packed(plain=plain)
        self._keys = array("q")  # the hash of each key that a page states
        self._plain = plain

    def add(self, number: int, path: str | None, stated: tuple[_Flat, ...]) -> None:
        """Keep what a page states."""
        self._pages.append((number, path, stated))
        self._keys.extend({hash(key) for key, *_ in stated})

    def shared(self) -> Iterator[tuple[tuple[int, int], list[PlacedFact]]]:
        """The facts of each key that two pages or more state, in page order, after the place of the first in the run.

        (page number, index in the page) is what the groups are to be sorted by.
        """
        for together in self._parts():
            groups: dict[Hashable, list[_Flat]] = {}
            for number, index, path, key, value, pointer, *fact in together:
                groups.setdefault(key, []).append((number, index, path, value, pointer and intern(pointer), *fact))
            for key, facts in groups.items():
                if facts[0][0] != facts[-1][0]:
                    yield facts[0][:2], [_stated(key, number, *fact) for number, _, *fact in facts]

    def _parts(self) -> Sequence[Iterable[_Flat]]:
        """The facts whose keys may be of several pages, in parts by key, so that few are unpacked at a time."""
        count = 1 + len(self._keys) // _TOGETHER
        met_twice = _met_twice(self._keys, min(count, _PASSES))
        parts = [Packed[_Flat](together=_BLOCK, plain=self._plain) for _ in range(count)]
        for number, path, stated in self._pages if met_twice else ():
            for index, fact in enumerate(stated):
                if (hashed := hash(fact[0])) in met_twice:
                    parts[hashed % count].append((number, index, path, *fact))
        return parts


def _of_page(page: Page, facts: Iterable[Fact]) -> tuple[_Flat, ...]:
    """What a page states, and where.

    Raises:
        TypeError: a key cannot be one.
    """
    texts: dict[str, str] = {}
    found = tuple([(*fact[:2], *_flat(place(page, Problem(fact.text, fact.pointer)), texts)) for fact in facts])
    for key, *_ in found:
        hash(key)
    return found


def _flat(placed: Placed, texts: dict[str, str]) -> _Flat:
    """The parts of a place, without what the others say too, as they do of most places.

    `texts` are those of the page so far: the line that shows a name is often the name.
    """
    (text, _, line, column, end_line, end_column, pointer, excerpt), quoted = placed
    shown, *rest = excerpt or Excerpt("", 0, 1, (1, 1))
    kept = (pointer, *[texts.setdefault(text, text) for text in (text, shown)], line, column, end_column)
    if (end_line, quoted, *rest) == _usual(line, shown, column, end_column):
        return kept
    return (*kept, end_line, texts.setdefault(quoted, quoted), *rest)


def _usual(number: int, line: str, column: int, end: int) -> _Flat:
    """What is said of a place in one line that is shown whole, and whose columns every unit counts alike."""
    return (number, line[column - 1 : end - 1], 0, end, (column, end), 0)


def _stated(
    key: Hashable,
    page: int,
    path: str | None,
    value: Hashable,
    pointer: str | None,
    text: str,
    shown: str,
    line: int,
    column: int,
    end_column: int,
    *more: Any,
) -> PlacedFact:
    end_line, quoted, *rest = more or _usual(line, shown, column, end_column)
    place = Related(text, path, line, column, end_line, end_column, pointer, Excerpt(shown, *rest))
    return PlacedFact(Fact(key, value, pointer, text), place, quoted, page)


def _met_twice(hashes: Sequence[int], passes: int) -> set[int]:
    """Those that are there more than once; so many passes take the less memory."""
    return {
        one
        for rest in range(passes)
        for one, following in pairwise(sorted([hashed for hashed in hashes if hashed % passes == rest]))
        if one == following
    }


_TOGETHER = 8_000  # keys: their facts take some 2 MB
_PASSES = 8  # at most, over the hashes of all keys
_BLOCK = 256  # facts that are packed together, of keys that several pages state


class Corpus:
    """The pages of a run as far as rules across pages need them; the pages themselves are not kept.

    Add each page with its findings, then read `findings`: those of the pages, and those that only all pages
    together show.
    """

    def __init__(self, enabled: EnabledRules, *, debug: bool = False) -> None:
        self._enabled = enabled
        self._debug = debug
        self._judged: Packed[Judged] = Packed(plain=not any(is_own(rule.code) for _, rule in enabled.rules))
        self._facts: dict[str, _Facts] = {}
        self._codes: dict[frozenset[str], frozenset[str]] = {}
        self._failures: list[Finding] = []
        self._alone: Page | None = None

    def add(self, page: Page, findings: Iterable[Finding]) -> None:
        """Keep what a page says. A page that stays alone is not looked at: nothing is across it."""
        if not self._judged:
            self._alone = page
            self._judged.append(self._judge(page, findings))
        else:
            self.take(self.keep(page, findings))

    def keep(self, page: Page, findings: Iterable[Finding]) -> Kept:
        """What is kept of a page. Nothing is added: `take` does that, in this run or another with the same rules."""
        return Kept(self._judge(page, findings), *self._gather(page))

    def take(self, kept: Kept) -> None:
        """Add what is kept of a page."""
        if self._alone:
            self._take(1, self._alone.source.path, *self._gather(self._alone))
            self._alone = None
        judged = kept.judged._replace(codes=self._codes.setdefault(kept.judged.codes, kept.judged.codes))
        self._judged.append(judged)
        self._take(len(self._judged), judged.path, kept.facts, kept.failures)

    def _judge(self, page: Page, findings: Iterable[Finding]) -> Judged:
        enabled = (rule for _, rule in self._enabled.of(page) if rule.check and rule.needs_record is not False)
        codes = frozenset(rule.code for rule in enabled)
        codes = self._codes.setdefault(codes, codes)  # those of most pages are the same
        return Judged(page.source.path, codes, tuple(findings))

    def _gather(self, page: Page) -> tuple[tuple[tuple[str, tuple[_Flat, ...]], ...], tuple[Finding, ...]]:
        """What a page states for rules across pages, and the failures of those that could not say."""
        found: list[tuple[str, tuple[_Flat, ...]]] = []
        failures: list[Finding] = []
        for name, rule in self._enabled.of(page):
            if rule.gather:
                try:
                    stated = _of_page(page, self._enabled.call(rule, rule.gather, page))
                except Exception as error:
                    heed_interrupt(error)
                    if self._debug:
                        raise
                    failures.append(failure(page, part(name, rule), error))
                    continue
                if stated:
                    found.append((rule.code, stated))
        return tuple(found), tuple(failures)

    def _take(
        self,
        number: int,
        path: str | None,
        stated: Iterable[tuple[str, tuple[_Flat, ...]]],
        failures: Iterable[Finding],
    ) -> None:
        for code, facts in stated:
            if code not in self._facts:
                self._facts[code] = _Facts(plain=not is_own(code))
            self._facts[code].add(number, path, facts)
        self._failures.extend(failures)

    def findings(self, counts: Callable[[Finding], bool] = lambda _: True) -> list[Finding]:
        """The findings of all pages in their order, those across pages after them.

        Findings that do not count are given too, but what is said about all findings together leaves them out.
        """
        return list(self._found(counts, self._judged))

    def drain(self, counts: Callable[[Finding], bool]) -> Iterator[Finding]:
        """As `findings`, but one after the other, and each is let go: all of a large run are not to be held twice."""
        return self._found(counts, self._judged.drain())

    def _found(self, counts: Callable[[Finding], bool], pages: Iterable[Judged]) -> Iterator[Finding]:
        across = self._across(counts)
        for judged in pages:
            yield from judged.findings
        yield from across

    def _across(self, counts: Callable[[Finding], bool]) -> Iterable[Finding]:
        """What is found across pages."""
        found = Packed(self._failures if len(self._judged) > 1 else ())  # nothing is across a page that is alone
        for name, rule in self._enabled.rules:
            try:
                conflicts = list(self._conflicts(rule, counts))
            except Exception as error:
                heed_interrupt(error)
                if self._debug:
                    raise
                found.append(finding_at("INT001", of_all(part(name, rule), error)))
                continue
            for conflict in conflicts:
                found.append(of_conflict(name, rule, conflict))
        return found

    def _conflicts(self, rule: Rule, counts: Callable[[Finding], bool]) -> Iterator[Conflict]:
        if rule.across and rule.code in self._facts:
            found = [
                (first, conflicts)
                for first, facts in self._facts[rule.code].shared()
                if (conflicts := list(self._enabled.call(rule, rule.across, facts)))
            ]
            for _, conflicts in sorted(found, key=itemgetter(0)):
                yield from conflicts
        if rule.overall:
            yield from self._enabled.call(rule, rule.overall, _Counting(self._judged, counts))


class _Counting(Sequence[Judged]):
    """What is kept of the pages, with those of their findings that count; made anew whenever it is gone through."""

    def __init__(self, judged: Sequence[Judged], counts: Callable[[Finding], bool]) -> None:
        self._judged = judged
        self._counts = counts

    def __iter__(self) -> Iterator[Judged]:
        for page in self._judged:
            yield page._replace(findings=tuple(filter(self._counts, page.findings)))

    def __len__(self) -> int:
        return len(self._judged)

    @overload
    def __getitem__(self, index: int) -> Judged: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Judged, ...]: ...

    def __getitem__(self, index: int | slice) -> Judged | tuple[Judged, ...]:
        return tuple(self)[index]
