"""From what a rule means to where it stands: the only place that turns a pointer into a line and a column."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from pathingest.model.evidence import Proof
from pathingest.model.finding import Excerpt, Problem, Related
from pathingest.model.page import Page
from pathingest.model.source import Source, Span

# A page may be one line of 100 KB: what is kept of a line, on each side of where a place begins.
_AROUND = 240
_FINGERPRINT = 16


class Placed(NamedTuple):
    """A place, and the text that stands there; the text is empty where no more than the page is meant."""

    place: Related
    quoted: str


def place(page: Page, message: str, pointer: str | None, span: Span | None = None) -> Placed:
    """The place of a stretch, else of a pointer's value, else the page's first line."""
    found = span or span_of(pointer, page)
    if found is None:
        return Placed(at(page.source, page_start(page.source), message, pointer), "")
    return Placed(at(page.source, found, message, pointer), page.source.text[slice(*found)])


def place_problem(page: Page, problem: Problem) -> Placed:
    """The place that a rule means."""
    return place(page, problem.message, problem.pointer, problem.span)


def at(source: Source, span: Span, message: str, pointer: str | None = None) -> Related:
    """A stretch of a source as a place."""
    line, column = source.position(span.start)
    stop = _line_end(source.text, span.start)
    if 0 < span.start <= span.end <= stop:
        end_line, end_column = line, column + span.end - span.start
    else:
        end_line, end_column = source.position(span.end)
    shown = _excerpt(source.text, span, column, stop)
    return Related(message, source.path, line, column, end_line, end_column, pointer, shown)


def excerpt(source: Source, span: Span) -> Excerpt:
    """What stands at a stretch."""
    return _excerpt(source.text, span, source.position(span.start).column, _line_end(source.text, span.start))


def _excerpt(text: str, span: Span, column: int, stop: int) -> Excerpt:
    begin = span.start - (column - 1)
    end = min(span.end, stop)
    width = max(end - span.start, 0)
    first, last = begin, stop
    if stop - begin > _AROUND:
        first, last = max(begin, span.start - _AROUND), min(stop, max(end, span.start) + _AROUND)
        last = min(last, first + 4 * _AROUND)
    line = text[first:last]
    if first == begin and line.isascii():
        columns = (column, column + width)
    else:
        lead = utf16(text[begin : span.start])
        columns = (lead + 1, lead + utf16(text[span.start : end]) + 1)
    return Excerpt(line, first - begin, column + width, columns)


def _line_end(text: str, offset: int) -> int:
    """Where the line of an offset ends."""
    stop = text.find("\n", offset)
    stop = len(text) if stop < 0 else stop
    carriage = text.find("\r", offset, stop)
    return stop if carriage < 0 else carriage


def utf16(text: str) -> int:
    """How many UTF-16 units a text takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def fingerprint(code: str, pointer: str | None, quoted: Iterable[str]) -> str:
    """The digest of a rule, a pointer and the texts at all places, white space and order of the other places aside."""
    first, *others = [" ".join(text.split()) for text in quoted]
    told = "\0".join([code, pointer or "", first, *sorted(others)])
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:_FINGERPRINT]


def span_of(pointer: str | None, page: Page) -> Span | None:
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
    return next((span for origin in proof.origins if (span := span_of(origin, page))), None)


def page_start(source: Source) -> Span:
    """The page's first line, where nothing more exact is meant."""
    start = 1 if source.text.startswith("\ufeff") else 0
    ends = [at for at in (source.text.find("\n", start), source.text.find("\r", start)) if at >= 0]
    return Span(start, min(ends, default=len(source.text)))
