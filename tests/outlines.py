"""What a page becomes, a row for each segment: all that later stages know of it, in a form that reads at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.segment import Content, Segment


def outline(content: Content, source: str) -> list[str]:
    """A row for each segment, each part that is boilerplate, and what the page says of itself.

    Behind `=` is what is written for a text, where that is not the text itself; `|` is where markup interrupts it, and
    `->` leads to a link's address. A cell has its row and column, and "!" if it heads the column.
    """
    rows = [_row(line, source) for line in content.segments]
    rows += [
        f"- {source[mark.start : mark.end].translate(_SIGNS)}" for mark in content.marks if mark.role == "boilerplate"
    ]
    rows += [
        _with_source(f"{kind} {name}: {said.text}", said, source)
        for kind, parts in content.statements
        for name, segments in parts.items()
        for said in segments
    ]
    beside = {name: getattr(content, name) for name in ("title", "summary", "url", "language")}
    return rows + [_with_source(f"{name} is {said.text}", said, source) for name, said in beside.items() if said]


def _row(line: Segment, source: str) -> str:
    markup = line.markup
    said: list[str] = [line.kind]
    if markup:
        said += [str(markup.level)] if markup.level else []
        said += [f"({markup.row},{markup.column}{'!' if markup.head else ''})"] if markup.row else []
        said += [f"{name}{value}" for name in ("group", "depth") if (value := getattr(markup, name))]
        said += [name for name in (markup.section, "time" * markup.is_time) if name]
    said += [f"{line.ordinal}."] if line.ordinal is not None else []
    return "  ".join([_with_source(f"{' '.join(said)}: {line.text}", line, source), *_links(line, source)])


def _links(line: Segment, source: str) -> Iterator[str]:
    for start, end, url in line.markup.links if line.markup else ():
        yield _with_source(f"{line.text[start:end]} -> {url.text}", url, source)


def _with_source(said: str, line: Segment, source: str) -> str:
    written = quoted(line, source)
    return said if written == line.text else f"{said} = {written}"


def quoted(line: Segment, source: str) -> str:
    """What is written for a segment: its pieces, with signs for line ends and tabs."""
    return "|".join([source[start:end] for start, end in line.pieces(0, len(line.text))]).translate(_SIGNS)


_SIGNS = str.maketrans({"\n": "\u23ce", "\r": "\u240d", "\t": "\u21e5"})
