"""What all kinds of inputs have in common."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
# What a terminal acts on, or what turns the direction of the text around it.
COMMANDING = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_PLAIN = bytes([*b"\t\n", *range(0x20, 0x7F)])


class Kind(NamedTuple):
    """One kind of input.

    Attributes:
        seeds: inputs as they should be.
        check: raises whatever is wrong with what becomes of an input; its number says which of the dear laws are tried.
    """

    name: str
    seeds: Callable[[], list[bytes]]
    check: Callable[[bytes, int], None]


class BrokenLawError(Exception):
    """Something came of an input that never should."""


def commands(text: str) -> bool:
    """Whether a terminal acts on it; most of a text is plain, and is left out before it is searched."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    return bool(rest) and COMMANDING.search(rest.decode("utf-8", "surrogatepass")) is not None


def is_text(data: bytes) -> bool:
    """Whether it is UTF-8, half characters among it or not."""
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def files(*patterns: str) -> list[bytes]:
    """The files of the project that patterns name, without large ones."""
    found = [path for pattern in patterns for path in sorted(ROOT.glob(pattern)) if path.stat().st_size < 20_000]
    return [path.read_bytes() for path in found]


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Work in a folder."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
