"""What was decided, so that it can be taken back: a file in the cache, which anyone may delete."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pathingest.model.errors import PathingestError
from pathingest.model.tuples import NamedTuple
from pathingest.review.decisions import Decision
from pathingest.review.files import FileChange
from pathingest.runners.lock import alone_in
from pathingest.runners.memory import cache_folder
from pathingest.sources import open_file, relative

_FORM = "pathingest.review/1"
_LIGHT = ("id", "kind", "group", "severity", "certainty", "code", "path", "line", "record", "title", "field")


class Entry(NamedTuple):
    """One decision.

    Attributes:
        number: counted from 1 in the file.
        who: the window that it was made in; `run` the start of the server.
        decision: what was decided, as far as it is shown.
        order: its place in the queue.
        words: what became of it.
        left: the keys of what stays as it is, and is not asked about again.
        changes: of files.
        many: how many decisions it was, with those like it.
        shown: what a person saw of it: the question, the places, the value before and after.
        by: who decided; empty where that is not said.
    """

    number: int
    who: str
    run: str
    decision: Mapping[str, Any]
    order: tuple[Any, ...]
    words: str
    left: tuple[str, ...] = ()
    changes: tuple[FileChange, ...] = ()
    many: int = 1
    shown: Mapping[str, Any] = MappingProxyType({})
    by: str = ""


def light(decision: Decision) -> dict[str, Any]:
    """What is shown of a decision in the queue."""
    found = decision._asdict()
    return {name: found[name] for name in _LIGHT}


class Journal:
    """The entries that were not taken back, in their order; read anew whenever it is asked, as others may write too.

    A file that was not begun in this place counts for nothing: one that came with a project could have a decision taken
    back that was none, and so write whatever it likes.
    """

    def __init__(self, out: Path) -> None:
        """That of the dataset in a folder."""
        name = hashlib.sha256(relative(out).encode("utf-8", "backslashreplace")).hexdigest()[:16]
        self._path = cache_folder() / f"{name}.review.jsonl"
        if self._path.is_symlink():
            self._path.unlink()

    def entries(self) -> list[Entry]:
        """All that stand; what is no line of ours is passed over."""
        lines = self._lines()
        found: dict[int, Entry] = {}
        for number, line in enumerate(lines, 1):
            said = _read(line)
            if isinstance(said.get("undone"), int):
                found.pop(said["undone"], None)
            elif entry := _entry(number, said):
                found[number] = entry
        return list(found.values())

    def _lines(self) -> list[str]:
        try:
            with open_file(self._path) as file:
                inode, lines = os.fstat(file.fileno()).st_ino, file.read().decode("utf-8", "replace").splitlines()
        except OSError:
            return []
        return lines if lines and _read(lines[0]).get("inode") == inode else []

    @property
    def stamp(self) -> int:
        """Another number whenever something was written down."""
        try:
            return self._path.stat().st_size
        except OSError:
            return 0

    def add(self, entry: Entry) -> None:
        """Write down a decision; its number is given by its line."""
        said = entry._asdict() | {"form": _FORM, "changes": [list(change) for change in entry.changes]}
        said["shown"] = dict(entry.shown)
        del said["number"]
        self._append(said)

    def undone(self, number: int) -> None:
        """Write down that an entry was taken back."""
        self._append({"form": _FORM, "undone": number})

    def _append(self, said: Mapping[str, Any]) -> None:
        is_ours = bool(self._lines())
        if not is_ours:
            self._path.unlink(missing_ok=True)
        with self._path.open("a", encoding="utf-8", newline="\n") as file:
            begun = () if is_ours else ({"form": _FORM, "inode": os.fstat(file.fileno()).st_ino},)
            file.writelines(json.dumps(line, ensure_ascii=True) + "\n" for line in (*begun, said))


@contextmanager
def running(run: str) -> Iterator[None]:
    """Have others know that a start of the server has not ended, for as long as it has not, however it ends."""
    folder = _folder_of(run)
    with alone_in(folder):
        try:
            yield
        finally:
            with suppress(OSError):
                folder.rmdir()


def is_running(run: str) -> bool:
    """Whether a start of the server has not ended."""
    folder = _folder_of(run)
    if not folder.exists():
        return False
    try:
        with alone_in(folder):
            return False
    except PathingestError:
        return True


def _folder_of(run: str) -> Path:
    return cache_folder() / f"review.{hashlib.sha256(run.encode()).hexdigest()[:16]}"


def last_of(
    entries: Iterable[Entry], who: str, run: str, others: Collection[str] = (), by: str | None = None
) -> Entry | None:
    """The entry that a window takes back next: its own last one, or a person's last of a run that has ended.

    Args:
        entries: those that stand.
        who, run: the window, and the start of its server.
        others: the windows that are open in it, whose entries are theirs.
        by: the person; None where that is not said.
    """
    ended: dict[str, bool] = {run: False}

    def is_free(entry: Entry) -> bool:
        if entry.run not in ended:
            ended[entry.run] = not is_running(entry.run)
        return ended[entry.run] and entry.who not in others and entry.by == (by or "")

    return next((one for one in reversed(list(entries)) if one.who == who or is_free(one)), None)


def _read(line: str) -> Mapping[str, Any]:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) and said.get("form") == _FORM else {}


def _entry(number: int, said: Mapping[str, Any]) -> Entry | None:
    try:
        return Entry(
            number=number,
            who=str(said["who"]),
            run=str(said["run"]),
            decision={name: said["decision"][name] for name in _LIGHT},
            order=tuple(said["order"]),
            words=str(said["words"]),
            left=tuple(map(str, said["left"])),
            changes=tuple([FileChange(*change) for change in said["changes"]]),
            many=int(said["many"]),
            shown=dict(said.get("shown") or {}),
            by=str(said.get("by") or ""),
        )
    except (LookupError, TypeError, ValueError):
        return None
