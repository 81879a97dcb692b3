"""Files linted by one rule alone, as a run would lint them; and what it finds, as lines of a golden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib import import_module

from pathingest import parse
from pathingest.dataset import Dataset, noted
from pathingest.dataset.merge import merge
from pathingest.model.finding import Finding, Related, SetValue
from pathingest.model.page import Page
from pathingest.rules import Corpus, EnabledRules, Rule, check, compare, rules
from pathingest.sources import from_bytes

# What stands for today where a rule asks for a date, which by default it does not have.
DATE = date(2026, 7, 1)
RECORDS = (".json", ".yaml", ".yml")


def findings_of(rule: Rule, files: Mapping[str, str]) -> list[Finding]:
    """What one rule finds in files, by their names; a rule over all findings is given those of the stable rules."""
    enabled = dated(item for item in rules() if item[1] is rule or (rule.overall and item[1].default))
    pages = [read(name, text) for name, text in files.items()]
    return [finding for finding in run(pages, enabled) if finding.code == rule.code]


def dated(some: Iterable[tuple[str, Rule]]) -> EnabledRules:
    """The rules, with a date for those that ask for one."""
    known = tuple(some)
    options = {
        rule.code: replace(rule.options, reference_date=DATE)
        for _, rule in known
        if hasattr(rule.options, "reference_date")
    }
    return EnabledRules(known, options)


def run(pages: list[Page], enabled: EnabledRules) -> list[Finding]:
    """What rules find in pages, in each and across them."""
    corpus = Corpus(enabled, debug=True)
    for page in pages:
        corpus.add(page, check(page, enabled, debug=True))
    return [*corpus.findings(), *(_compared(pages, enabled) if any(rule.compare for _, rule in enabled.rules) else ())]


def read(name: str, text: str | bytes) -> Page:
    """A page, or a record file, as its name says."""
    content = text.encode() if isinstance(text, str) else text
    if name.endswith(RECORDS):
        source = from_bytes(content, path=name)
        page: Page = import_module("pathingest.records").read_record(source)
        return page
    return parse(content, path=name)


def _compared(pages: list[Page], enabled: EnabledRules) -> Iterator[Finding]:
    """What pages of one pathway say differently."""
    dataset = Dataset()
    for page in pages:
        if page.origin is None:
            dataset.add(noted(page))
    for group in dataset.settle():
        of_one = [page for page in pages if page.source.path in {known.path for known in group.pages}]
        for comparison in merge(of_one).comparisons:
            yield from compare(comparison, enabled)


def lines_of(findings: Iterable[Finding], *, paths: bool) -> str:
    """Findings as a golden has them, their places with the page's path where there are several."""
    return "".join(f"{line}\n" for finding in findings for line in _lines(finding, paths=paths))


def _lines(finding: Finding, *, paths: bool) -> Iterator[str]:
    at = f"{_path(finding.path, paths=paths)}{finding.line}:{finding.column}-{finding.end_line}:{finding.end_column}"
    yield f"{at} {finding.severity} {finding.code} {finding.message}{_of(finding)}"
    for other in finding.related:
        yield f"    {_path(other.path, paths=paths)}{other.line}:{other.column} {other.message}{_of(other)}"
    if finding.fix:
        yield f"    fix ({finding.fix.applicability}): {finding.fix.message}"
        for change in finding.fix.changes:
            to = repr(change.value) if isinstance(change, SetValue) else f"the order {change.order}"
            yield f"        {change.pointer} becomes {to}"


def _of(place: Finding | Related) -> str:
    """The value of the record that is meant."""
    return "" if place.pointer is None else f"  [{place.pointer}]"


def _path(path: str | None, *, paths: bool) -> str:
    return f"{path}:" if paths else ""
