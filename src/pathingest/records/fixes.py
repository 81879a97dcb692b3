"""Fixes of findings, made in record files. Raw pages are never changed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.model.visible import visible
from pathingest.outputs import files
from pathingest.records._read import media_type
from pathingest.records.edit import apply

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
Trust = Literal["safe", "unsafe"]


class Fixed(NamedTuple):
    """A record file's text after fixes; the findings whose fixes were made; and those that are left."""

    text: str
    applied: tuple[Finding, ...]
    left: tuple[Finding, ...]


def fix(page: Page, findings: Iterable[Finding], applicability: Trust) -> Fixed:
    """One pass of fixes over a record file.

    Of fixes that touch the same part of the record the first is made, and the others are left: the file is to be
    linted again.

    Args:
        page: the record file.
        findings: its findings, without those that are suppressed.
        applicability: "safe" for safe fixes only, "unsafe" for both; what is only to be shown is never made.
    """
    given = tuple(findings)
    chosen = _chosen(page, given, applicability)
    text, applied = _made(page.source.text, media_type(page.source), chosen)
    done = {id(finding) for finding in applied}
    return Fixed(text, tuple(applied), tuple(finding for finding in given if id(finding) not in done))


def write(page: Page, text: str) -> bool:
    """Write the new text of a record in the file's place, or where a link leads; false if it is the old one.

    Raises:
        PathingestError: the file cannot be written.
    """
    if page.source.path is None or text == page.source.text:
        return False
    return files.write(Path(page.source.path).resolve(), text)


def diff(page: Page, text: str) -> str:
    """What becomes of a record, as a unified diff; empty where nothing does."""
    name = visible(page.source.path or "record")
    old, new = _LINE.findall(page.source.text), _LINE.findall(text)
    lines = difflib.unified_diff(old, new, name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _chosen(page: Page, findings: Sequence[Finding], applicability: Trust) -> list[Finding]:
    """The findings of this file whose fixes are wanted and do not touch each other's parts of the record."""
    if page.origin is None or page.source.encoding != "utf-8":
        return []
    trusted = ("safe",) if applicability == "safe" else ("safe", "unsafe")
    chosen: list[Finding] = []
    taken: list[str] = []
    for finding in findings:
        fix = finding.fix
        if not fix or not fix.changes or fix.applicability not in trusted or finding.path != page.source.path:
            continue
        if not any(_touch(change.pointer, other) for change in fix.changes for other in taken):
            chosen.append(finding)
            taken += [change.pointer for change in fix.changes]
    return chosen


def _touch(pointer: str, other: str) -> bool:
    """Whether one of two parts of a record holds the other."""
    one, two = f"{pointer}/", f"{other}/"
    return one.startswith(two) or two.startswith(one)


def _made(text: str, kind: str, chosen: Sequence[Finding]) -> tuple[str, list[Finding]]:
    """The text with the fixes made; one that does not fit is left out."""
    made: list[Finding] = []
    for finding in chosen:
        edited = apply(text, kind, finding.fix.changes if finding.fix else ())
        if edited is not None and edited != text:
            text = edited
            made.append(finding)
    return text, made
