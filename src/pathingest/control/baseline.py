"""A baseline: findings that a project knows and has not fixed yet, so that only new ones count.

An entry is for one rule, one file, and the fingerprint of the pointer and of the texts at all places. A finding that
merely moves to another line stays known; one whose contradiction changes is new. As many findings are known as
entries are there, so that a fixed one never makes room for another. Where a file is gone, its entries are for those
that the baseline does not know: it was renamed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from pathingest.control.globs import is_there, relative
from pathingest.model.data import parse_json
from pathingest.model.errors import PathingestError
from pathingest.model.finding import Finding
from pathingest.model.packed import Packed
from pathingest.model.tuples import NamedTuple
from pathingest.sources import read_bytes

BASELINE_SCHEMA = "pathingest.baseline/1"
Key = tuple[str, str, str]

_TOGETHER = 320  # findings are packed together: those of as many pages as where pages are


class Compared(NamedTuple):
    """The findings that are new, how many are known, and how many entries match nothing any more."""

    new: Packed[Finding]
    known: int
    gone: int


def read_baseline(path: Path) -> Counter[Key]:
    """What a baseline holds.

    Raises:
        PathingestError: it is not there, or is no baseline.
    """
    try:
        held = parse_json(read_bytes(path), path)
    except FileNotFoundError:
        message = f"{path}: no baseline there; make it with `pathingest lint --write-baseline {path}`"
        raise PathingestError(message) from None
    except OSError as error:
        raise PathingestError(f"{path}: cannot be read: {error.strerror or error}") from None
    except PathingestError as error:
        raise _wrong(str(error)) from None
    try:
        keys = [(entry["rule"], entry["path"], entry["fingerprint"]) for entry in held["findings"]]
        if held["schema"] == BASELINE_SCHEMA and all(isinstance(part, str) for key in keys for part in key):
            return Counter(keys)
    except (LookupError, TypeError):
        pass  # it has another form
    raise _wrong(str(path))


def _wrong(where: str) -> PathingestError:
    message = f"{where}: no baseline of this tool ({BASELINE_SCHEMA}); write it anew with --write-baseline"
    return PathingestError(message)


def without_known(
    findings: Iterable[Finding],
    held: Counter[Key],
    root: Path,
    files: Iterable[str],
    could_find: Container[str],
    *,
    plain: bool = False,
) -> Compared:
    """Take the known findings out; of entries that were not met, those that could have been are called gone.

    Args:
        findings: of a whole run.
        held: what the baseline holds.
        root: the folder that its paths are relative to.
        files: what was linted; an entry for another file is gone only if the file is.
        could_find: the codes of the rules that could find something.
        plain: whether no rule of a project's own may have found any: then what is packed is not looked at again.
    """
    left = Counter(held)
    renamed = _Renamed(left, root)
    new: Packed[Finding] = Packed(together=_TOGETHER, plain=plain)
    for finding in findings:
        if left and (key := renamed.old(_key(finding, root))) and left[key] > 0:
            left[key] -= 1
        else:
            new.append(finding)
    linted = {relative(path, root) for path in files}
    gone = sum(
        count
        for (code, path, _), count in left.items()
        if code in could_find and (path in linted or not is_there(root / path))
    )
    return Compared(new, sum(held.values()) - sum(left.values()), gone)


class _Renamed:
    """Which entry is for a finding: that of its file or, where the baseline does not know the file, of one now gone."""

    def __init__(self, left: Counter[Key], root: Path) -> None:
        self._left = left
        self._root = root
        self._known = {path for _, path, _ in left}

    def old(self, key: Key) -> Key | None:
        """The key of the entry, as it was when the baseline was written; None where there is none left."""
        code, path, fingerprint = key
        if path in self._known:
            return key
        return next((old for old in self._gone.get((code, fingerprint), ()) if self._left[old] > 0), None)

    @cached_property
    def _gone(self) -> dict[tuple[str, str], list[Key]]:
        """By rule and fingerprint, the entries of files that are gone."""
        paths = {path for path in self._known if not is_there(self._root / path)}
        found: dict[tuple[str, str], list[Key]] = {}
        for key in self._left:
            if key[1] in paths:
                found.setdefault((key[0], key[2]), []).append(key)
        return found


def baseline(findings: Iterable[Finding], root: Path) -> str:
    """The findings as a baseline, in an order that does not depend on the run; messages are for readers alone."""
    entries: list[dict[str, Any]] = [
        {
            "rule": finding.code,
            "path": relative(finding.path or "-", root),
            "pointer": finding.pointer,
            "fingerprint": finding.fingerprint,
            "message": finding.message,
        }
        for finding in findings
    ]
    entries.sort(key=lambda entry: (entry["path"], entry["rule"], entry["pointer"] or "", entry["fingerprint"]))
    return json.dumps({"schema": BASELINE_SCHEMA, "findings": entries}, ensure_ascii=False, indent=2) + "\n"


def _key(finding: Finding, root: Path) -> Key:
    return finding.code, relative(finding.path or "-", root), finding.fingerprint
