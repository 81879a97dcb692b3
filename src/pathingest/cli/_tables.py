"""Tables for people at a terminal: what each rule found, and all rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pathingest.model.visible import visible
from pathingest.outputs.reports._cells import cells, wrap
from pathingest.outputs.reports._drawing import Drawing
from pathingest.outputs.statistics import HEADS, LEGEND, Counted

if TYPE_CHECKING:
    from pathingest.rules import Rule

_NARROWEST = 40
_SQUEEZED = 24  # columns for the last cell, below which it goes into a row of its own


def counts(rows: Sequence[Counted], width: int, *, color: bool) -> str:
    """How often each rule found something, by severity, and what the marks mean."""
    look = Drawing(max(width, _NARROWEST), color)
    if not rows:
        return ""
    lines = [*table(HEADS, [row.row() for row in rows], [row.severity for row in rows], look, right=(0,))]
    if any(row.fixable for row in rows):
        lines += ["", *(look.paint("dim", line) for line in wrap(LEGEND, look.width))]
    return "".join(f"{line}\n" for line in lines)


def listed(known: Sequence[tuple[str, Rule]], width: int, *, color: bool) -> str:
    """All rules: code, severity, name, and what is wrong."""
    from pathingest.rules import summary  # noqa: PLC0415  who counts needs no rules

    look = Drawing(max(width, _NARROWEST), color)
    rows = []
    for name, rule in known:
        says = visible(summary(name, rule)) + ("" if rule.default else " (off by default)")
        rows.append((visible(rule.code), rule.severity, visible(name), says))
    styles = [rule.severity for _, rule in known]
    lines = table(("code", "severity", "rule", "what is wrong"), rows, styles, look)
    return "".join(f"{line}\n" for line in lines)


def table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], styles: Sequence[str], look: Drawing, right: Sequence[int] = ()
) -> Iterator[str]:
    """A head and the rows in columns, the last wrapped; severities and codes of a row are in its style."""
    widths = [max(map(cells, column)) for column in zip(heads, *rows, strict=True)][:-1]
    indent = sum(widths) + 2 * len(widths)
    room = look.width - indent
    below = room < min(_SQUEEZED, max(cells(row[-1]) for row in rows))
    for row, style in zip((heads, *rows), ("strong", *styles), strict=True):
        fitted = []
        for number, (cell, width) in enumerate(zip(row, widths, strict=False)):
            space = " " * (width - cells(cell))
            painted = look.paint(style, cell) if style == "strong" or heads[number] in ("code", "severity") else cell
            fitted.append(f"{space}{painted}" if number in right else f"{painted}{space}")
        lead = "  ".join(fitted)
        last = wrap(row[-1], look.width - 4 if below else room)
        last = [look.paint(style, line) if style == "strong" else line for line in last]
        if below:
            yield lead.rstrip()
            yield from (f"    {line}" for line in last)
        else:
            yield f"{lead}  {last[0]}".rstrip()
            yield from (" " * indent + line for line in last[1:])
