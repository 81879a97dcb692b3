"""Markdown as the documentation of rules is written, for people at a terminal: laid out, wrapped, in colours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pathingest.model.visible import visible
from pathingest.outputs.reports._cells import cells, wrap
from pathingest.outputs.reports._drawing import Drawing

_NARROWEST, _WIDEST = 40, 100  # a line that is longer is hard to read
_FENCE = re.compile(r"^(`{3,}|~{3,})")
_ITEM = re.compile(r"^(\s*)([-*+]|\d+[.)])\s+")
_RULER = re.compile(r"^\|?[\s:|-]+\|[\s:|-]*$")
_CELLS = re.compile(r"(?<!\\)\|")
# Code, strong text, a link: what the renderer shows of each is its group.
_INLINE = re.compile(r"(`+)(?P<code>.+?)\1|\*\*(?P<strong>[^*]+)\*\*|\[(?P<link>[^]]+)\]\([^)]*\)")


def rendered(text: str, width: int, *, color: bool) -> str:
    """The lines of a Markdown text, none of which commands the terminal."""
    look = Drawing(min(max(width, _NARROWEST), _WIDEST), color)
    return "".join(f"{line.rstrip()}\n" for line in _blocks(text.splitlines(), look))


def _blocks(lines: list[str], look: Drawing) -> Iterator[str]:
    """Headings, code, tables, items and paragraphs, in their order."""
    at = 0
    while at < len(lines):
        line, start = lines[at], at
        at += 1
        if fence := _FENCE.match(line):
            while at < len(lines) and not lines[at].startswith(fence[1]):
                at += 1
            yield from (look.paint("code", f"    {_code(each)}") for each in lines[start + 1 : at])
            at += 1
        elif line.startswith("#"):
            yield from (look.paint("strong", part) for part in wrap(visible(line.lstrip("#").strip()), look.width))
        elif line.lstrip().startswith("|"):
            while at < len(lines) and lines[at].lstrip().startswith("|"):
                at += 1
            yield from _table(lines[start:at], look)
        elif not line.strip():
            yield ""
        else:
            while at < len(lines) and _goes_on(lines[at]):
                at += 1
            yield from _paragraph(" ".join(map(str.strip, lines[start:at])), line, look)


def _goes_on(line: str) -> bool:
    """Whether a line belongs to the paragraph or item before it."""
    return (
        bool(line.strip())
        and not (line.startswith("#") or line.lstrip().startswith("|"))
        and not (_FENCE.match(line) or _ITEM.match(line))
    )


def _code(line: str) -> str:
    return visible(line.replace("\t", "    "))


def _paragraph(text: str, first: str, look: Drawing) -> Iterator[str]:
    item = _ITEM.match(first)
    lead = f"{item[1]}  {'•' if item[2] in '-*+' else item[2]} " if item else ""
    body = _ITEM.sub("", text) if item else text
    for number, line in enumerate(_wrapped(body, look, look.width - len(lead))):
        yield (lead if number == 0 else " " * len(lead)) + line


def _wrapped(text: str, look: Drawing, width: int) -> list[str]:
    """The lines of a text with its marks drawn: it is wrapped as it is seen, and painted then."""
    shown, spans = "", []
    last = 0
    for found in _INLINE.finditer(text):
        shown += visible(text[last : found.start()])
        kind = str(found.lastgroup)
        inner = visible(found[kind])
        spans.append((len(shown), len(shown) + len(inner), {"code": "code", "strong": "strong"}.get(kind, "")))
        shown += inner
        last = found.end()
    shown += visible(text[last:])
    lines, at = [], 0
    for line in wrap(shown, max(width, 1)):
        at = shown.index(line, at) if line in shown[at:] else at
        lines.append(_painted(line, at, spans, look))
        at += len(line)
    return lines


def _painted(line: str, start: int, spans: list[tuple[int, int, str]], look: Drawing) -> str:
    """A line that begins at a place of the text, with the parts of spans that are in it in their styles."""
    text, last = "", 0
    for first, end, style in spans:
        low, high = max(first - start, last), min(end - start, len(line))
        if style and low < high:
            text += line[last:low] + look.paint(style, line[low:high])
            last = high
    return text + line[last:]


def _table(lines: list[str], look: Drawing) -> Iterator[str]:
    """A table in columns, the last wrapped; where there is too little room for that, a line for each cell."""
    rows = [_split(line) for line in lines if not _RULER.match(line.strip())]
    if not rows:
        return
    heads, *others = rows
    widths = [max(cells(_seen(row[column])) for row in rows if column < len(row)) for column in range(len(heads))]
    room = look.width - sum(widths[:-1]) - 2 * (len(widths) - 1)
    if room < min(widths[-1], look.width // 3):
        for row in others:
            for head, cell in zip(heads, row, strict=False):
                yield from _wrapped(f"**{head}**: {cell}", look, look.width)
            yield ""
        return
    for row in ([f"**{head}**" for head in heads], *others):
        parts = [_filled(cell, width, look) for cell, width in zip(row[:-1], widths, strict=False)]
        first, *below = _wrapped(row[-1], look, room)
        yield "  ".join([*parts, first])
        yield from (" " * (look.width - room) + line for line in below)


def _split(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in _CELLS.split(line.strip().strip("|"))]


def _filled(cell: str, width: int, look: Drawing) -> str:
    return " ".join(_wrapped(cell, look, look.width)) + " " * (width - cells(_seen(cell)))


def _seen(text: str) -> str:
    """A text without its marks."""
    return visible(_INLINE.sub(lambda found: found[str(found.lastgroup)], text))
