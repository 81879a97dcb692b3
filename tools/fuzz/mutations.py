"""Bytes into other bytes, by chance: what editors, scrapers, broken disks and people with ideas do to files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from random import Random
from typing import Any

# Bytes of an input: a large one takes the time of many small ones, and hardly meets more than they do.
LARGEST = 1 << 16
_LARGEST = (*[1 << 12] * 8, 1 << 14, LARGEST)
_MANY = "9" * 5000  # more digits than Python makes a number of

PIECES = [
    *("\0", "\t", "\r", "\r\n", "\v", "\f", "\x1b[31m", "\x1b]8;;x\x07", "\x7f", "\x85", "\xa0", "\xad", "\u0301"),
    *("\u200b", "\u200d", "\u200e", "\u2028", "\u202e", "\u3000", "\ud800", "\udfff", "\ufeff", "\ufffd", "\uffff"),
    *("\U0001f9d1", "ß", "İ", "ſ", "ﬁ", "½", "²", "٣", "３", "٪", "％", "（", "："),
    *("\n::error::x\n", "##[error]x", "::stop-commands::x", "<script>", "</script>", "]]>", "-->", "<!--", "<![CDATA["),
    *(
        "\\",
        "'",
        '"',
        "`",
        "```",
        "~~~",
        "|",
        "\n---\n",
        "\n...\n",
        "\n# ",
        "\n- ",
        "\n> ",
        "\n1. ",
        "\n\n",
        "  ",
        "\t- ",
    ),
    *(
        "{",
        "}",
        "[",
        "]",
        "[[",
        "(",
        ")",
        "<",
        ">",
        "&",
        "&amp;",
        "&#0;",
        "&#xd800;",
        f"&#{_MANY};",
        "*",
        "_",
        "=",
        ":",
    ),
    *(
        "&a ",
        "*a",
        "!!python/object:os.system ",
        "!!int ",
        "<<: ",
        "? ",
        "%YAML 9\n",
        "~",
        "null",
        "true",
        ".inf",
        ".nan",
    ),
    *("-1", "0", "1e999", "0xfff", "1:1:1", "2001-99-99", _MANY, f"1.{_MANY}", "9" * 19, "1,5", "30,1.5", "1,,2", "1."),
    *("$", "€", "₹", "$1 ", "$50k", "%", "10-20%", "+", "–", "—", "→", "k", " lakh", " per year", "/yr", "~", "<"),
    *(
        "6 weeks",
        "0 weeks",
        "6-3 months",
        "P9M",
        "5 hours a week",
        "2024",
        "Week 1",
        "Phase 1: ",
        "Step 99 ",
        "Critical",
    ),
    *("Critical6 weeks", "Important", "From ", " to ", "Your 9-Month Transition Guide", "Career Pathway", "Overview"),
    *("Skills You'll Need to Learn", "Your Learning Roadmap", "Tasks", "Resources", "FAQ", "Reality Check", "Timeline"),
    *("/sources/0/path", "/dev/zero", "../../etc/passwd", "pathingest.evidence/2", "schema", "from", "source", "spans"),
    *(
        "<table><tr><td colspan=999>",
        "<li>",
        "</div>",
        '<a href="',
        "<b ",
        "hidden",
        'itemprop="name"',
        "<br>",
        "<pre>",
    ),
]
_PIECES = [piece.encode("utf-8", "surrogatepass") for piece in PIECES]
_TOKEN = re.compile(rb"(?<!\w)\w+|(?<!\s)\s+|[^\w\s]")
Mutation = Callable[[Random, bytes, Sequence[bytes]], bytes]


def _span(chance: Random, data: bytes) -> tuple[int, int]:
    """A short stretch of the data, or now and then any."""
    start = chance.randrange(len(data) + 1)
    size = chance.choice([1, 1, 2, 8, 64, 512, len(data)])
    return start, min(len(data), start + chance.randrange(size + 1))


def insert(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Put pieces in."""
    for _i in range(chance.choice([1, 1, 1, 3, 10])):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(_PIECES) + data[at:]
    return data


def replace(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Put a piece in the place of a token."""
    found = _TOKEN.search(data, chance.randrange(len(data) + 1)) or _TOKEN.search(data)
    if not found:
        return chance.choice(_PIECES)
    start, end = found.span()
    return data[:start] + chance.choice(_PIECES) + data[end:]


def delete(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Take a stretch out."""
    start, end = _span(chance, data)
    return data[:start] + data[end:]


def cut(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Keep the beginning alone."""
    return data[: chance.randrange(len(data) + 1)]


def repeat(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Have a stretch several times."""
    start, end = _span(chance, data)
    return data[:end] + data[start:end] * chance.choice([1, 1, 2, 8, 100, 1000]) + data[end:]


def nest(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Open something many times, closed or not."""
    opened, closed = chance.choice(
        [(b"[", b"]"), (b"{", b"}"), (b'{"a":', b"}"), (b"<div>", b"</div>"), (b"> ", b""), (b"- ", b""), (b"(", b")")]
    )
    start, end = _span(chance, data)
    depth = chance.choice([3, 70, 1000, 5000])
    return data[:start] + opened * depth + data[start:end] + closed * chance.choice([0, depth]) + data[end:]


def move(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Exchange two lines."""
    lines = data.split(b"\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return b"\n".join(lines)


def join(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Lose a line end."""
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    return b"\n".join([*lines[:at], b"".join(lines[at : at + 2]), *lines[at + 2 :]])


def splice(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Put a stretch of another input in the place of one."""
    other = chance.choice(others)
    (start, end), (first, last) = _span(chance, data), _span(chance, other)
    return data[:start] + other[first:last] + data[end:]


def flip(chance: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Change bytes, whatever becomes of the encoding."""
    changed = bytearray(data)
    for _i in range(chance.choice([1, 1, 5])) if changed else ():
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


VALUES: list[Any] = [None, True, 0, -1, 7, 10**30, 0.5, 1e999, "", "x", "/title", "\udcff"]
VALUES += [[], {}, [None], [[]], [[-1, 1]], {"": None}]


def reshape(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Put another value, or none, in the place of one of JSON, or of a line of it; a piece, where there is no JSON."""
    lines = data.split(b"\n") if b"\n{" in data.strip() else [data]
    at = chance.randrange(len(lines))
    found: Any = None
    with suppress(ValueError, RecursionError):
        found = json.loads(lines[at])
    places = [*_places(found)]
    if not places:
        return replace(chance, data, others)
    within, key = chance.choice(places)
    if chance.random() < 0.2:
        del within[key]
    else:
        within[key] = chance.choice([*VALUES, [within[key]] * 3])
    lines[at] = json.dumps(found, separators=(",", ":")).encode()
    return b"\n".join(lines)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """All places of values inside of a value: what they are in, and their keys; never deep."""
    left = [value]
    while left:
        within = left.pop()
        inside = within if isinstance(within, dict | list) else ()
        for key, inner in inside.items() if isinstance(inside, dict) else enumerate(inside):
            yield within, key
            if isinstance(inner, dict | list):
                left.append(inner)


MUTATIONS: list[Mutation] = [insert, insert, replace, replace, delete, cut, repeat, nest, move, join, splice, flip]
MUTATIONS += [reshape, reshape]


def mutated(chance: Random, seeds: Sequence[bytes]) -> bytes:
    """One of the seeds after some mutations; never larger than `LARGEST`, unless the seed is."""
    data = chance.choice(seeds)
    most = max(chance.choice(_LARGEST), len(data))
    for _ in range(chance.choice([1, 1, 2, 3, 5, 8])):
        data = chance.choice(MUTATIONS)(chance, data, seeds)[:most]
    return data


def smaller(data: bytes) -> Iterator[bytes]:
    """The data without a part of it, the larger parts first."""
    size = (len(data) + 1) // 2
    while size and data:
        yield from (data[:at] + data[at + size :] for at in range(0, len(data), size))
        size //= 2
