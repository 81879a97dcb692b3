"""What only all pages of a run together show."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from operator import itemgetter
from typing import Any, NamedTuple

from pathingest.model.finding import Conflict, Excerpt, Fact, Finding, Problem, Related, Stated
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


def _packed(fact: Fact, placed: Placed, page: int, texts: dict[str, str]) -> tuple[Any, ...]:
    """A fact and its place in one tuple, without what its key and its page tell: a page has some forty.

    As objects they are three times as large, and all of a run's are kept. `texts` are those of the page's other facts:
    most are the same few, as the line that shows a name is often the name.
    """
    (_, _, *place, pointer, excerpt), quoted = placed
    shown, skipped, end, utf16 = excerpt or Excerpt("", 0, 1, (1, 1))
    kept = [texts.setdefault(text, text) for text in (fact.text, quoted, shown)]
    return (page, fact.value, pointer, *kept, *place, skipped, end, utf16)


_page = itemgetter(0)


def _stated(key: Hashable, path: str | None, packed: tuple[Any, ...]) -> Stated:
    """A fact as rules see it."""
    page, value, pointer, text, quoted, shown, line, column, end_line, end_column, skipped, end, utf16 = packed
    place = Related(text, path, line, column, end_line, end_column, pointer, Excerpt(shown, skipped, end, utf16))
    return Stated(Fact(key, value, pointer, text), place, quoted, page)


class Corpus:
    """The pages of a run as far as rules across pages need them; the pages themselves are not kept.

    Meet each page with its findings, then ask for `findings`: those of the pages, and those that only all pages
    together show.
    """

    def __init__(self, asked: Asked, *, debug: bool = False) -> None:
        self._asked = asked
        self._debug = debug
        self._facts: dict[str, dict[Hashable, list[tuple[Any, ...]]]] = {}
        self._codes: dict[frozenset[str], frozenset[str]] = {}
        self._judged: list[Judged] = []
        self._failures: list[Finding] = []
        self._alone: Page | None = None

    def meet(self, page: Page, findings: Iterable[Finding]) -> None:
        """Keep what a page says. A page that stays alone is not asked: nothing is across it."""
        asked = (rule for _, rule in self._asked.of(page) if rule.check and rule.needs_record is not False)
        codes = frozenset(rule.code for rule in asked)
        codes = self._codes.setdefault(codes, codes)  # those of most pages are the same
        self._judged.append(Judged(page.source.path, codes, tuple(findings)))
        if len(self._judged) == 1:
            self._alone = page
            return
        if self._alone:
            self._gather(self._alone, 1)
            self._alone = None
        self._gather(page, len(self._judged))

    def _gather(self, page: Page, number: int) -> None:
        texts: dict[str, str] = {}
        for name, rule in self._asked.of(page):
            if rule.gather:
                try:
                    facts = list(self._asked.call(rule, rule.gather, page))
                except Exception as error:
                    if self._debug:
                        raise
                    self._failures.append(failure(page, part(name, rule), error))
                else:
                    kept = self._facts.setdefault(rule.code, {})
                    for fact in facts:
                        found = place(page, Problem(fact.text, fact.pointer))
                        kept.setdefault(fact.key, []).append(_packed(fact, found, number, texts))

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
                across.append(finding_at("INT001", of_all(part(name, rule), error)))
                continue
            across.extend(of_conflict(name, rule, conflict) for conflict in conflicts)
            if rule.overall:
                systemic.update(conflict.at.fact.key for conflict in conflicts)
        pages = [finding for judged in self._judged for finding in judged.findings]
        marked = [finding._replace(systemic=True) if finding.code in systemic else finding for finding in pages]
        return [*marked, *across]

    def _conflicts(self, rule: Rule, counts: Callable[[Finding], bool]) -> Iterator[Conflict]:
        if rule.across:
            for key, kept in self._facts.get(rule.code, {}).items():
                if _page(kept[0]) != _page(kept[-1]):
                    facts = [_stated(key, self._judged[_page(packed) - 1].path, packed) for packed in kept]
                    yield from self._asked.call(rule, rule.across, facts)
        if rule.overall:
            judged = [page._replace(findings=tuple(filter(counts, page.findings))) for page in self._judged]
            yield from self._asked.call(rule, rule.overall, judged)
