"""From what a rule means to where it is: the only place that turns a pointer into a line and a column."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from pathingest.model.evidence import Proof
from pathingest.model.finding import Problem, Related
from pathingest.model.page import Page
from pathingest.model.place import at
from pathingest.model.source import Source, Span
from pathingest.model.tuples import NamedTuple

_FINGERPRINT = 16


class Placed(NamedTuple):
    """A place, and the text that is there; the text is empty where no more than the page is meant."""

    place: Related
    quoted: str


def place(page: Page, problem: Problem) -> Placed:
    """The place of a problem's stretch, else of its pointer's value, else the page's first line."""
    source, pointer = page.source, problem.pointer
    span = problem.span or span_of(pointer, page)
    quoted = _lasting(page, span) if span else ""
    return Placed(at(source, span or page_start(source), problem.message, pointer), quoted)


def _lasting(page: Page, span: Span) -> str:
    """The text of a stretch without the digits of a view counter, which are others at every visit."""
    text, counter = page.source.text, page.outline.header.counter
    digits = counter.span if counter else None
    if digits is None or not (span.start < digits.end and digits.start < span.end):
        return text[span.start : span.end]
    return text[span.start : digits.start] + text[digits.end : span.end]


def fingerprint(code: str, pointer: str | None, quoted: Iterable[str]) -> str:
    """The digest of a rule, a pointer and the texts at all places, white space and order of the other places aside."""
    first, *others = [" ".join(text.split()) for text in quoted]
    stated = "\0".join([code, pointer or "", first, *sorted(others)])
    return sha256(stated.encode("utf-8", "surrogatepass")).hexdigest()[:_FINGERPRINT]


def span_of(pointer: str | None, page: Page) -> Span | None:
    """The stretch that a pointer's value was read from; for a part of the record, that of its first leaf.

    What is not in a record file is where it would be: at the nearest part of the record that holds it.
    """
    found = _span_of(pointer, page)
    if found is None and pointer and page.origin:
        return span_of(pointer.rpartition("/")[0], page)
    return found


def _span_of(pointer: str | None, page: Page) -> Span | None:
    if not pointer:
        return None
    proof = page.evidence.entries.get(pointer) or page.evidence.proof(pointer) or page.once(_firsts).get(pointer)
    if proof is None:
        return None
    if proof.spans:
        return Span(proof.spans[0][0], proof.spans[-1][1])
    return next((span for origin in proof.origins if (span := _span_of(origin, page))), None)


def _firsts(page: Page) -> dict[str, Proof]:
    """The first value that has a place, of each part of the record."""
    found: dict[str, Proof] = {}
    for pointer, proof in page.evidence.entries.items():
        part = pointer.rpartition("/")[0] if proof.spans else ""
        while part and part not in found:
            found[part] = proof
            part = part.rpartition("/")[0]
    return found


def page_start(source: Source) -> Span:
    """The page's first line, where nothing more exact is meant."""
    start = 1 if source.text.startswith("\ufeff") else 0
    return Span(start, source.line(start)[2])
