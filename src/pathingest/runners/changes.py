"""What git says was changed: the only place that runs another program."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from pathingest.control.changed import Changes, Lines, read_counts, read_hunks
from pathingest.model.errors import PathingestError
from pathingest.sources import read_bytes

_DIFF = ("diff", "--no-color", "--no-ext-diff", "--no-textconv", "--ignore-submodules", "--find-renames", "--no-prefix")
# What was added and removed must not look like a header, and no configuration of git's may add lines around it.
_HUNKS = ("--unified=0", "--inter-hunk-context=0", "--output-indicator-new=>", "--output-indicator-old=<")
_NO_COUNT = "-"
_BARE_RETURN = re.compile(rb"\r(?!\n)")


def changes_since(revision: str, folder: Path) -> Changes:
    """What is different, in the repository of a folder, from where its branch left that of the revision.

    Raises:
        PathingestError: there is no git, no repository, or no such revision; one line.
    """
    git = shutil.which("git")
    if git is None:
        raise PathingestError("--changed: git is not installed here; install it, or leave the option out")
    root = _Repository(git, folder).root()
    here = _Repository(git, root)
    base = here.base(revision)
    lines: dict[str, Lines | None] = {}
    for name, added, removed in read_counts(here.run(*_DIFF, "--numstat", "-z", base, "--")):
        if (added, removed) != ("0", "0"):
            lines[name] = None if added == _NO_COUNT or _has_bare_returns(root / name) else ()
    for name, hunk in read_hunks(here.run(*_DIFF, *_HUNKS, base, "--")):
        if (known := lines.get(name)) is not None and hunk:
            lines[name] = (*known, hunk)
    return Changes(root, frozenset(here.run("ls-files", "-z").decode(errors="surrogateescape").split("\0")), lines)


def is_at(revision: str, inside: str, folder: Path) -> bool:
    """Whether a revision has a file at a path from a folder; false too where there is no git, or no repository."""
    git = shutil.which("git")
    return git is not None and _Repository(git, folder).has(revision, inside)


def files_at(revision: str, inside: str, folder: Path) -> dict[str, bytes]:
    """The files that a revision has at a path of the repository of a folder, by their paths from there.

    A path is one from the folder, as the shell has it. The file that is named itself has an empty name.

    Raises:
        PathingestError: there is no git, no repository, no such revision, or nothing at the path; one line.
    """
    git = shutil.which("git")
    if git is None:
        raise PathingestError(f"{revision}:{inside}: git is not installed here")
    here = _Repository(git, folder)
    commit = here.commit(revision)
    if commit is None:
        raise PathingestError(f"{revision}:{inside}: no such file, and no revision {revision!r} of a repository here")
    listed = here.run("ls-tree", "-r", "-z", commit, "--", inside or ".").split(b"\0")
    entries = [line.partition(b"\t") for line in listed if line]
    blobs = [(head.split()[2], name.decode(errors="surrogateescape")) for head, _, name in entries]
    if not blobs:
        raise PathingestError(f"{revision}:{inside}: nothing there; name a path from this folder")
    contents = here.objects([digest for digest, _ in blobs])
    base = inside.rstrip("/")
    names = ["" if name == base else name.removeprefix(f"{base}/") for _, name in blobs]
    return dict(zip(names, contents, strict=True))


def _has_bare_returns(path: Path) -> bool:
    """Whether a file has lines that git does not count."""
    try:
        return _BARE_RETURN.search(read_bytes(path)) is not None
    except OSError:  # it is gone, or is a folder
        return False


class _Repository:
    """Git, run in a folder."""

    def __init__(self, git: str, folder: Path) -> None:
        self._git = git
        self._folder = folder

    def root(self) -> Path:
        """The folder of the repository."""
        done = self._done("rev-parse", "--show-toplevel")
        if done.returncode or not done.stdout:
            raise PathingestError(f"--changed: no git repository here: {_why(done)}")
        return Path(done.stdout.decode(errors="surrogateescape").removesuffix("\n")).resolve()

    def base(self, revision: str) -> str:
        """The commit where the branch left that of the revision."""
        commit = self.commit(revision)
        if commit is None:
            message = f"--changed: no revision {revision!r} here; name a branch, a tag or a commit, or fetch it"
            raise PathingestError(message)
        found = self._done("merge-base", commit, "HEAD")
        if found.returncode:
            message = f"--changed: {revision!r} and HEAD have no commit in common here; fetch more of the history"
            raise PathingestError(message)
        return found.stdout.decode().split()[0]

    def commit(self, revision: str) -> str | None:
        """The digest of the commit that a revision names; None for nothing."""
        named = self._done("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return None if named.returncode else named.stdout.decode().strip()

    def has(self, revision: str, inside: str) -> bool:
        """Whether a revision has something at a path from the folder."""
        return not self._done("cat-file", "-e", f"{revision}:./{inside}").returncode

    def objects(self, digests: Sequence[str | bytes]) -> Iterator[bytes]:
        """The contents of blobs."""
        names = "".join(f"{digest.decode() if isinstance(digest, bytes) else digest}\n" for digest in digests)
        data = self._done("cat-file", "--batch", given=names.encode()).stdout
        at = 0
        for _ in digests:
            head_end = data.index(b"\n", at)
            size = int(data[at:head_end].split()[2])
            yield data[head_end + 1 : head_end + 1 + size]
            at = head_end + size + 2  # each ends with a line break of its own

    def run(self, *arguments: str) -> bytes:
        """What a command prints.

        Raises:
            PathingestError: it fails.
        """
        done = self._done(*arguments)
        if done.returncode:
            raise PathingestError(f"git {arguments[0]} failed: {_why(done)}")
        return done.stdout

    def _done(self, *arguments: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
        options = ("-C", str(self._folder), "-c", "core.quotePath=false")
        return subprocess.run([self._git, *options, *arguments], capture_output=True, check=False, input=given)  # noqa: S603


def _why(done: subprocess.CompletedProcess[bytes]) -> str:
    """The first thing that git said."""
    return next(iter(done.stderr.decode(errors="replace").splitlines()), f"exit code {done.returncode}")
