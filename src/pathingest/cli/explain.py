"""`pathingest explain`: the source, and where each stretch of it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import click

from pathingest.cli import _completion
from pathingest.cli._console import say, show
from pathingest.cli._options import PROFILE, REQUIRE, profiles_for, read_one, report_broken
from pathingest.cli._terminal import COLOR, size
from pathingest.model.evidence import BOILERPLATE, LABEL, MARKUP, RESIDUE, SPACE, Stretch
from pathingest.model.page import Page
from pathingest.model.visible import mark
from pathingest.pipeline import ingest_safely

_COLOURS = {LABEL: "blue", BOILERPLATE: "bright_black", MARKUP: "bright_black", RESIDUE: "red"}
_VALUE_COLOUR = "green"
_NARROWEST, _WIDEST = 60, 120
_OWNER_WIDTH = 30
_LINE_WIDTH = 5


@click.command("explain", short_help="Show where every character of a page went.")
@click.argument("file", shell_complete=_completion.files)
@PROFILE
@REQUIRE
@COLOR
def command(file: str, profile: str | None, required: tuple[str, ...]) -> int:
    """Show FILE with each stretch's owner: the value it became, a label, boilerplate, markup, or residue.

    Residue is what nothing accounts for; it is highlighted. Exit 1 if there is any, or if the page is no pathway.
    """
    profiles = profiles_for(profile, required=required)
    page = ingest_safely(read_one(file), profiles.usable)
    width = min(max(size()[0], _NARROWEST), _WIDEST)
    for line in _lines(page, width):
        show(f"{line}\n", styled=True)
    if page.problem:
        say(f"not a career pathway: {page.problem}", err=True)
    counts = _counts(page)
    say(_summary(counts, len(page.source.text)), err=True)
    return report_broken(profiles.broken, int(bool(counts[RESIDUE]) or page.pathway is None))


def _lines(page: Page, width: int) -> Iterator[str]:
    """A row for each stretch but white space: line number, owner, text; long text goes on below."""
    last = 0
    for stretch in page.evidence.accounts[0].stretches:
        if stretch.role == SPACE:
            continue
        line = page.source.position(stretch.start).line
        number = "" if line == last else str(line)
        last = line
        yield from _row(page.source.text[stretch.start : stretch.end], number, stretch, width)


def _row(text: str, number: str, stretch: Stretch, width: int) -> Iterator[str]:
    colour = _COLOURS.get(stretch.role, _VALUE_COLOUR)
    mark = "!" if stretch.role == RESIDUE else " "
    owner = stretch.role.upper() if stretch.role == RESIDUE else stretch.role
    if len(owner) > _OWNER_WIDTH:  # the end of a long pointer says more than its beginning
        owner = f"\u2026{owner[1 - _OWNER_WIDTH :]}"
    room = width - _LINE_WIDTH - _OWNER_WIDTH - 3
    tagged = stretch.role == MARKUP or (stretch.role == BOILERPLATE and "<" in text)
    shown = _shortened(_visible(text), room) if tagged else _visible(text)
    for i, piece in enumerate(_wrapped(shown, room)):
        left = f"{number if i == 0 else '':>{_LINE_WIDTH}}{mark} {owner if i == 0 else '':<{_OWNER_WIDTH}}"
        yield f"{left} {click.style(piece, fg=colour, bold=stretch.role == RESIDUE, reverse=stretch.role == RESIDUE)}"


def _shortened(text: str, room: int) -> str:
    """Markup, or boilerplate with markup in it, on one line: where it begins and ends, how much is left out between."""
    if len(text) <= room:
        return text
    note = f" \u2026 {len(text):,} characters \u2026 "
    kept = max(0, room - len(note))
    return f"{text[: kept - kept // 3]}{note}{text[len(text) - kept // 3 :]}"


def _visible(text: str) -> str:
    """The text with what would move the cursor, or show nothing, written out."""
    return "".join(char if char.isprintable() else mark(char) for char in text.replace("\xa0", "\u237d"))


def _wrapped(text: str, room: int) -> Iterator[str]:
    """The text in pieces that fit, broken at spaces where there are any."""
    start = 0
    while len(text) - start > room:
        cut = text.rfind(" ", start + room // 2, start + room + 1)
        cut = start + room if cut < 0 else cut
        yield text[start:cut]
        start = cut
        while text.startswith(" ", start):
            start += 1
    yield text[start:]


def _counts(page: Page) -> Counter[str]:
    """Characters by kind of owner."""
    counts: Counter[str] = Counter()
    for start, end, role in page.evidence.accounts[0].stretches:
        counts["values" if role.startswith("/") else role] += end - start
    return counts


def _summary(counts: Counter[str], length: int) -> str:
    kinds = [kind for kind in ("values", LABEL, BOILERPLATE, MARKUP, SPACE) if counts[kind]]
    parts = ", ".join(f"{counts[kind]} {kind}" for kind in [*kinds, RESIDUE])
    return f"{length} characters: {parts}"
