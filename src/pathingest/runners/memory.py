"""What builds remember of pages and records, so that what has not changed need not be read again.

It is a SQLite file for each folder of records, in `.pathingest_cache` of the working directory. Nothing depends on it:
it may be deleted at any time, and one that is broken, of another version, or was copied from elsewhere, is made anew.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
import sys
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self, TypeVar

from pathingest.dataset import Entry, Noted
from pathingest.model.coded import coded, decoded
from pathingest.model.finding import Finding
from pathingest.model.tuples import NamedTuple
from pathingest.overrides.ids import Ids
from pathingest.profiles import Profile
from pathingest.rules import EnabledRules, Kept, is_own
from pathingest.runners.tool import tool_stamp
from pathingest.sources import is_inside, read_bytes, relative

CACHE = ".pathingest_cache"
_SETTLED = 2_000_000_000  # nanoseconds: a file that changed later may change again without another time of change
_AT_ONCE = 200  # changes of the memory that are written together
_FOLDERS = 16  # of records: for so many something is remembered
_TABLES = """
CREATE TABLE memory (key TEXT, inode INTEGER);
CREATE TABLE pages (path BLOB PRIMARY KEY, sha256 TEXT, stamp TEXT, data BLOB);
CREATE TABLE records (id TEXT PRIMARY KEY, stamp TEXT, evidence_stamp TEXT, data BLOB);
"""

T = TypeVar("T", bound="tuple[Any, ...]")


class KeptPage(NamedTuple):
    """What is remembered of a page.

    Attributes:
        noted: what the dataset notes of it.
        kept: what the linter keeps of it; None for a page that was read, but not linted.
        corrected_by: which corrections it was linted with; see `KeptRecord`.
    """

    noted: Noted
    kept: Kept | None
    corrected_by: str


class KeptRecord(NamedTuple):
    """What is remembered of a record that a build wrote.

    Attributes:
        made_of: (path, digest) of its pages, in their order.
        rivals: the same of those that claim its id.
        corrected_by: the file of its corrections with its digest; empty where it has none.
        entry: that of the dataset, with the digest of the line for the line.
        evidence_sha256: the digest of the evidence's file.
        findings: what its pages, and those that claim its id, state differently.
        corrections: what is wrong with its corrections; None where it has none.
        made: how many of them were made.
    """

    made_of: tuple[tuple[str, str], ...]
    rivals: tuple[tuple[str, str], ...]
    corrected_by: str
    entry: Entry
    evidence_sha256: str
    findings: tuple[Finding, ...] = ()
    corrections: tuple[Finding, ...] | None = None
    made: int = 0


class Seen(NamedTuple):
    """A page as it is there now.

    Attributes:
        stamp: what shows that its file has not changed; empty where only its content can.
        page: what is remembered of it; None where it has changed, or is not known.
    """

    name: str
    stamp: str
    page: KeptPage | None


def key_of(enabled: EnabledRules, profiles: Iterable[Profile], ids: Ids) -> str | None:
    """What all that is remembered depends upon: the tool, Python, the rules and their options, the profiles, the ids.

    Returns:
        A digest; None where nobody can say, as a project's own rules may depend upon anything.
    """
    return None if any(is_own(rule.code) for _, rule in enabled.rules) else settings_of(enabled, profiles, ids)


def settings_of(enabled: EnabledRules, profiles: Iterable[Profile], ids: Ids) -> str:
    """A digest of the same, but for what a project's own rules do."""
    rules = [(rule.code, repr(enabled.options.get(rule.code, rule.options))) for _, rule in enabled.rules]
    parts = (tool_stamp(), sys.version, rules, _ordered(tuple(profiles)), ids)
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()


def own_code(enabled: EnabledRules) -> str:
    """A digest of the files that a project's own rules are written in, which may depend upon more than that."""
    own = [rule for _, rule in enabled.rules if is_own(rule.code)]
    functions = [one for rule in own for one in (rule.check, rule.gather, rule.across, rule.overall) if one]
    modules = {getattr(function, "__module__", "") for function in functions}
    files = {getattr(sys.modules.get(name), "__file__", None) for name in modules}
    code = [read_bytes(Path(file)) for file in sorted(filter(None, files))]
    return hashlib.sha256(repr(code).encode()).hexdigest()


def _ordered(value: Any) -> Any:
    """A value in which the order of sets does not show."""
    if isinstance(value, Mapping):
        return [(key, _ordered(part)) for key, part in value.items()]
    if isinstance(value, frozenset):
        return sorted(map(repr, value))
    if isinstance(value, tuple):
        return tuple(map(_ordered, value))
    return value


class Memory:
    """What is remembered for one folder of records, inside of a `with`, which no two processes may be at a time.

    A memory that cannot be read or written remembers nothing. What is kept is written when enough has come together,
    and at the end, however that comes.

    Attributes:
        is_same: whether all was as it is remembered, and nothing new is.
    """

    def __init__(
        self, out: Path, key: str | None, *, inside: Collection[Path] | None = None, verify: bool = False
    ) -> None:
        """What is remembered of `out` under a key; without a key nothing is, and nothing will be.

        Args:
            out: the folder of records.
            key: see `key_of`; what was remembered under another one is forgotten.
            inside: the real paths that a page must be one of, or be inside of, to be read.
            verify: look at the content of every file, whatever the times of change say.
        """
        self._out = out
        self._key = key
        self._inside = inside
        self._verify = verify
        self._changes = 0
        self._folders: dict[str, bool] = {}
        self._database: sqlite3.Connection | None = None
        self.is_same = False

    @property
    def is_used(self) -> bool:
        """Whether anything may be kept."""
        return self._key is not None

    def __enter__(self) -> Self:
        if self._key:
            self._database = _opened(self._out, self._key)
        self.is_same = self._database is not None
        return self

    def __exit__(self, *_: object) -> None:
        with self._at_risk() as database:
            if database:
                self._database = None
                database.commit()
                database.close()

    # --- pages ---

    def page(self, path: Path) -> Seen:
        """A page, and what is remembered of it if it has not changed."""
        name = relative(path)
        if self._database is None:
            return Seen(name, "", None)
        stamp = self._stamp_of_page(path)
        row = self._row("SELECT sha256, stamp, data FROM pages WHERE path = ?", _bytes(name))
        if row is None:
            return Seen(name, stamp, None)
        sha256, known, data = row
        if self._verify or not stamp or stamp != known:
            if self._sha256(path, self._inside) != sha256:
                return Seen(name, stamp, None)
            if stamp != known:
                self._change("UPDATE pages SET stamp = ? WHERE path = ?", stamp, _bytes(name))
        return Seen(name, stamp, _read(data, KeptPage))

    def keep_page(self, seen: Seen, sha256: str, page: KeptPage) -> None:
        """Remember a page that was read after it was seen; not one that met a bug, which it may not meet again."""
        if page.kept and _met_a_bug((*page.kept.judged.findings, *page.kept.failures)):
            return
        name = _bytes(seen.name)
        with suppress(ValueError):
            self._change("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?)", name, sha256, seen.stamp, _written(page))

    def _stamp_of_page(self, path: Path) -> str:
        """What shows that a page's file has not changed: nothing does of a link, nor of what may not be read."""
        folder = os.path.dirname(path)  # noqa: PTH120  a `Path` for each page takes as long as all else here
        if folder not in self._folders:
            real = Path(os.path.realpath(folder))
            self._folders[folder] = self._inside is None or is_inside(real, self._inside)
        return stamp_of(path) if self._folders[folder] else ""

    # --- records ---

    def record(self, name: str, path: Path, evidence: Path) -> KeptRecord | None:
        """What is remembered of a record, if its files hold what was written."""
        row = self._row("SELECT stamp, evidence_stamp, data FROM records WHERE id = ?", name)
        found = _read(row[2], KeptRecord) if row else None
        if row is None or found is None:
            return None
        files = ((path, found.entry.built_sha256, row[0]), (evidence, found.evidence_sha256, row[1]))
        stamps = []
        for file, sha256, known in files:
            stamp = stamp_of(file)
            if (self._verify or not stamp or stamp != known) and self._sha256(file) != sha256:
                return None
            stamps.append(stamp)
        if stamps != [known for _, _, known in files]:
            self._change("UPDATE records SET stamp = ?, evidence_stamp = ? WHERE id = ?", *stamps, name)
        return found

    def keep_record(self, name: str, record: KeptRecord) -> None:
        """Remember a record that was written just now; not one whose pages met a bug."""
        if _met_a_bug(record.findings):
            return
        with suppress(ValueError):
            self._change("INSERT OR REPLACE INTO records VALUES (?, '', '', ?)", name, _written(record))

    def keep_only(self, pages: Collection[str], records: Collection[str]) -> None:
        """Forget all other pages and records."""
        for table, column, kept in (("pages", "path", set(map(_bytes, pages))), ("records", "id", records)):
            for (name,) in self._rows(f"SELECT {column} FROM {table}"):  # noqa: S608  names of ours
                if name not in kept:
                    self._change(f"DELETE FROM {table} WHERE {column} = ?", name)  # noqa: S608

    # --- the file ---

    @staticmethod
    def _sha256(path: Path, inside: Collection[Path] | None = None) -> str | None:
        try:
            return hashlib.sha256(read_bytes(path, inside)).hexdigest()
        except OSError:
            return None

    def _row(self, query: str, key: object) -> tuple[Any, ...] | None:
        return next(iter(self._rows(query, key)), None)

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = []
        with self._at_risk() as database:
            found += database.execute(query, values) if database else ()
        return found

    def _change(self, statement: str, *values: object) -> None:
        with self._at_risk() as database:
            if database:
                self.is_same = False
                self._changes += 1
                database.execute(statement, values)
                if self._changes % _AT_ONCE == 0:
                    database.commit()

    @contextmanager
    def _at_risk(self) -> Iterator[sqlite3.Connection | None]:
        """The database; one that fails is given up, and the build goes on without."""
        try:
            yield self._database
        except sqlite3.Error:
            self.is_same = False
            database, self._database = self._database, None
            if database:
                with suppress(sqlite3.Error):
                    database.close()


def _met_a_bug(findings: Iterable[Finding]) -> bool:
    return any(finding.code == "INT001" for finding in findings)


def _opened(out: Path, key: str) -> sqlite3.Connection | None:
    """The database for a folder of records, made anew if it is not there, of another key, or not of this place."""
    try:
        folder = cache_folder()
        path = folder / f"{hashlib.sha256(_bytes(relative(out))).hexdigest()[:16]}.sqlite"
        if path.is_symlink():
            path.unlink()
        found = _connected(path)
        if found is None or not _is_of(found, key, path):
            if found:
                found.close()
            others = sorted(folder.glob("*.sqlite"), key=lambda other: other.stat().st_mtime_ns)
            for old in (path, *others[: -_FOLDERS + 1]):
                old.unlink(missing_ok=True)
                Path(f"{old}-journal").unlink(missing_ok=True)
            found = sqlite3.connect(path, timeout=0)
            found.executescript(_TABLES)
            found.execute("INSERT INTO memory VALUES (?, ?)", (key, path.stat().st_ino))
            found.commit()
    except (OSError, sqlite3.Error):
        return None
    return found


def _connected(path: Path) -> sqlite3.Connection | None:
    return sqlite3.connect(path, timeout=0) if path.is_file() else None


def _is_of(database: sqlite3.Connection, key: str, path: Path) -> bool:
    """Whether it was made under a key and in this place: one that came with a project may say what it likes."""
    try:
        return database.execute("SELECT key, inode FROM memory").fetchall() == [(key, path.stat().st_ino)]
    except sqlite3.Error:
        return False


def cache_folder() -> Path:
    """The folder of what is remembered, made if it is not there; git leaves it alone.

    Raises:
        OSError: it cannot be made, or leads elsewhere.
    """
    folder = Path(CACHE)
    folder.mkdir(exist_ok=True)
    if folder.is_symlink():
        raise NotADirectoryError(CACHE)
    with suppress(FileExistsError), (folder / ".gitignore").open("x", encoding="utf-8") as ignored:
        ignored.write("*\n")
    return folder


def stamp_of(path: Path) -> str:
    """What is another whenever a file was changed, replaced or moved; empty where that is not sure."""
    try:
        found = os.lstat(path)
    except (OSError, ValueError):
        return ""
    changed = max(found.st_mtime_ns, found.st_ctime_ns)
    if not stat.S_ISREG(found.st_mode) or time.time_ns() - changed < _SETTLED:
        return ""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino} {found.st_dev}"


def _written(value: tuple[Any, ...]) -> bytes:
    return zlib.compress(coded(value).encode(), 1)


def _read(data: object, kind: Callable[..., T]) -> T | None:
    """What was written; None where it is something else."""
    try:
        value = decoded(zlib.decompress(data).decode()) if isinstance(data, bytes) else None
    except (ValueError, zlib.error):
        return None
    return value if isinstance(value, kind) else None  # type: ignore[arg-type]


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")
