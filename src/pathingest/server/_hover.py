"""What is at a place, in Markdown: the values read there, what proves them, and what was found."""

from __future__ import annotations

import json
import re
from typing import Any

from pathingest.model.evidence import BOILERPLATE, LABEL, MARKUP, RESIDUE, Proof
from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple
from pathingest.records.expected import at
from pathingest.records.places import pointer_at
from pathingest.server._analysis import Analysis

_SHOWN = 600  # characters of a value or a quote
_MOST = 4  # values that one place became
_ROLES = {
    LABEL: "a label: it says what is beside it, and is no value itself",
    BOILERPLATE: "boilerplate: words of the site, not of the pathway",
    MARKUP: "markup",
    RESIDUE: "residue: nothing accounts for it, and it is in no value",
}


class Hover(NamedTuple):
    """Markdown, and the stretch that it is about."""

    markdown: str
    span: Span


def hover(analysis: Analysis, offset: int) -> Hover | None:
    """What there is to say of a place; None for nothing."""
    page = analysis.page
    if page is None:
        return None
    span, parts = _of_record(page, offset) if page.origin else _of_page(page, offset)
    findings = analysis.at(offset, offset)
    if not parts and not findings:
        return None
    span = span or analysis.text.span(findings[0])
    return Hover("\n\n".join([*parts, *map(_finding, findings)]), span)


def _finding(finding: Finding) -> str:
    fix = f" Fix: {_plain(finding.fix.message)}." if finding.fix else ""
    return f"**{finding.code}** {finding.name} ({finding.severity}): {_plain(finding.message)}.{fix}"


def _of_page(page: Page, offset: int) -> tuple[Span | None, list[str]]:
    """What a stretch of a page became: the smallest value first."""
    entries = page.evidence.entries.items()
    near = [(span, pointer, proof) for pointer, proof in entries if (span := _around(proof, offset))]
    near.sort(key=lambda each: (each[0].end - each[0].start, each[1]))
    if near:
        return near[0][0], [_value(page, pointer, proof) for _, pointer, proof in near[:_MOST]]
    stretches = page.evidence.accounts[0].stretches
    found = next((one for one in stretches if one.start <= offset < one.end and one.role in _ROLES), None)
    return (Span(found.start, found.end), [_ROLES[found.role]]) if found else (None, [])


def _around(proof: Proof, offset: int) -> Span | None:
    spans = () if proof.source else proof.spans
    return next((Span(start, end) for start, end in spans if start <= offset < end), None)


def _value(page: Page, pointer: str, proof: Proof) -> str:
    """A value of a page, how its text was read, and the steps to what is not its text."""
    value = at(page.tree, pointer)
    if value is None and pointer.endswith("/text"):
        value = at(page.tree, pointer.removesuffix("/text"))
    steps = [*proof.steps, *(step for leaf in proof.leaves(pointer).values() if proof.value for step in leaf.steps)]
    places = "; ".join(_place(page, span) for span in proof.spans)
    lines = [
        f"`{pointer}` is {proof.kind}, from {places}",
        _fenced(value, "json"),
        *(f"- {_plain(one)}" for one in steps),
    ]
    used = [name for name, other in page.evidence.entries.items() if pointer in other.origins]
    if used:
        lines.append(f"\nComputed from it: {', '.join(f'`{name}`' for name in used)}")
    return "\n".join(lines)


def _place(page: Page, span: tuple[int, int]) -> str:
    line, column = page.source.position(span[0])
    return f"{line}:{column}"


def _of_record(page: Page, offset: int) -> tuple[Span | None, list[str]]:
    """What a value of a record was read from."""
    pointer = pointer_at(page.source, offset)
    if not pointer or page.tree is None:
        return None, []
    value = at(page.tree, pointer)
    lines = [f"`{pointer}`", _fenced(value, "json")]
    read = page.origin.place(pointer) if page.origin else None
    if read:
        source, span = read
        line, column = source.position(span.start)
        lines += [f"read from {_plain(source.path or '')}:{line}:{column}", _fenced(source.text[slice(*span)])]
    proof = page.evidence.entries.get(pointer)
    return (Span(*proof.spans[0]) if proof and proof.spans else None), ["\n".join(lines)]


def _fenced(value: Any, language: str = "") -> str:
    """A value, or a quote, as a block of code that nothing in it ends."""
    text = json.dumps(value, ensure_ascii=False, indent=2) if language else str(value)
    text = text if len(text) <= _SHOWN else f"{text[:_SHOWN]} …"
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 3)
    return f"{fence}{language or 'text'}\n{text}\n{fence}"


def _plain(text: str) -> str:
    """A text of others, of which Markdown makes nothing."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", text)
