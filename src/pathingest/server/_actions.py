"""What an editor can do about a finding: fix it in a record, repair it in a page, or suppress it with a reason.

The reason is left for a person to write: until it is there, finding SUP002 says that it is not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from pathingest.control.comments import suppressions
from pathingest.model.finding import Finding, Repair
from pathingest.model.page import Page
from pathingest.model.source import BYTE_ORDER_MARK, Source
from pathingest.model.tuples import NamedTuple
from pathingest.records import YAML, media_type
from pathingest.records.comments import comments
from pathingest.records.edit import apply
from pathingest.records.places import key_start, says_the_same
from pathingest.runners.repairs import applied
from pathingest.server._analysis import Analysis

_OF_SUPPRESSIONS = "SUP"
_WIDEST = 120  # a line with a comment at its end


class Edit(NamedTuple):
    """A stretch of a file, in code points, and what it becomes; `new` where the file is to be made first."""

    file: Path
    start: int
    end: int
    text: str
    new: bool = False


class Action(NamedTuple):
    """Something to do about a finding; `preferred` where no other can be meant."""

    title: str
    finding: Finding
    edit: Edit
    preferred: bool = False


def actions(analysis: Analysis, start: int, end: int, text_of: Callable[[Path], str | None]) -> Iterator[Action]:
    """What can be done about the findings that touch [start, end).

    Args:
        analysis: the document.
        start: where the editor's selection begins.
        end: where it ends.
        text_of: the text of another file, as the editor or the disk has it; None where it is not there.
    """
    if analysis.page is None:
        return
    found = analysis.at(start, end)
    repairs = analysis.repairs(frozenset(finding.fingerprint for finding in found)) if found else {}
    for finding in found:
        yield from _fix(analysis, analysis.page, finding)
        for repair in repairs.get(finding.fingerprint, ()):
            yield _repair(analysis, analysis.page, finding, repair)
        if not finding.code.startswith(_OF_SUPPRESSIONS):
            yield _suppress(analysis, analysis.page, finding, text_of)


def _fix(analysis: Analysis, page: Page, finding: Finding) -> Iterator[Action]:
    """The fix of a finding in a record."""
    if page.origin is None or finding.fix is None or not finding.fixable:
        return
    old = page.source.text
    new = apply(old, media_type(page.source), finding.fix.changes)
    if new is None or new == old:
        return
    safe = finding.fix.applicability == "safe"
    note = "" if safe else " (may change what the record means)"
    title = f"{finding.code}: {finding.fix.message}{note}"
    yield Action(title, finding, _difference(analysis.path, old, new), preferred=safe)


def _repair(analysis: Analysis, page: Page, finding: Finding, repair: Repair) -> Action:
    """A change of a page after which a finding is gone; which of several is meant, its author knows."""
    old = page.source.text
    edit = _difference(analysis.path, old, applied(old, repair.patches))
    also = f" (also mends {', '.join(dict.fromkeys(repair.also))})" if repair.also else ""
    return Action(f"{finding.code}: {repair.message}{also}", finding, edit)


def _difference(file: Path, old: str, new: str) -> Edit:
    """The one stretch in which two texts differ."""
    most = min(len(old), len(new))
    start = next((at for at in range(most) if old[at] != new[at]), most)
    same = next((at for at in range(most - start) if old[-1 - at] != new[-1 - at]), most - start)
    return Edit(file, start, len(old) - same, new[start : len(new) - same])


def _suppress(analysis: Analysis, page: Page, finding: Finding, text_of: Callable[[Path], str | None]) -> Action:
    """A comment in a YAML record, else an entry in the file beside the document."""
    where = "here" if finding.pointer else "in this file"
    title = f"{finding.code}: suppress it {where}, with a reason"
    edit = _comment(analysis.path, page, finding) or _entry(analysis.sidecar, finding, text_of(analysis.sidecar))
    return Action(title, finding, edit)


def _entry(sidecar: Path, finding: Finding, written: str | None) -> Edit:
    pointer = f"pointer = {_toml(finding.pointer)}\n" if finding.pointer else ""
    entry = f'[[suppress]]\nrule = "{finding.code}"\n{pointer}reason = ""\n'
    old = written or ""
    before = "" if not old.strip() else "\n" if old.endswith("\n") else "\n\n"
    return Edit(sidecar, len(old), len(old), before + entry, new=written is None)


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(file: Path, page: Page, finding: Finding) -> Edit | None:
    """The comment that hides a finding and changes no value; None where the file can hold none."""
    source = page.source
    if page.origin is None or media_type(source) != YAML:
        return None
    first = None
    for edit in _ways(file, source, finding):
        hidden = _hidden_at(source, edit, finding)
        if hidden == finding.pointer:
            return edit
        first = edit if first is None and hidden is not None else first
    return first


def _ways(file: Path, source: Source, finding: Finding) -> Iterator[Edit]:
    """Beside the value, or above it, as the line has room; for the whole file at its top."""
    line_end = "\r\n" if "\r\n" in source.text else "\n"
    if not finding.pointer:
        top = len(BYTE_ORDER_MARK) if source.text.startswith(BYTE_ORDER_MARK) else 0
        yield Edit(file, top, top, f"# pathingest: ignore-file[{finding.code}] {line_end}")
        return
    comment = f"# pathingest: ignore[{finding.code}] "
    _, begin, end = source.line(key_start(source, finding.pointer))
    line = source.text[begin:end]
    beside = Edit(file, end, end, f"  {comment}")
    indent = line[: len(line) - len(line.lstrip(" "))]
    above = Edit(file, begin, begin, f"{indent}{comment}{line_end}")
    yield from (beside, above) if len(line) + len(comment) <= _WIDEST else (above, beside)


def _hidden_at(source: Source, edit: Edit, finding: Finding) -> str | None:
    """The pointer at which an edit suppresses a finding, empty for the whole file; None where it does not, or harms."""
    text = source.text[: edit.start] + edit.text + source.text[edit.end :]
    edited = replace(source, text=text)
    if not says_the_same(source, edited):
        return None
    pointer = finding.pointer or ""
    found, _ = suppressions(comments(edited), edited)
    old, _ = suppressions(comments(source), source)
    meant = [one.pointer or "" for one in found if finding.code in one.rules]
    for one in old:
        if finding.code in one.rules and (one.pointer or "") in meant:
            meant.remove(one.pointer or "")
    holding = [outer for outer in meant if f"{pointer}/".startswith(f"{outer}/")]
    return max(holding, key=len, default=None)
