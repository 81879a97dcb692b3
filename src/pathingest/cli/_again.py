"""What the last build said, said again where nothing has changed that it depended upon.

A build that wrote nothing keeps what it printed, and the sizes, places and times of change of all files and folders
that it depended upon; with `--verify` the digests of their contents. As long as they stay, the same call says the same.
Only what is light is imported here.
"""

from __future__ import annotations

import os
import sys
import time
from array import array
from io import TextIOWrapper
from stat import S_ISDIR, S_ISREG
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import TextIO

_FOLDER = ".pathingest_cache"
_FORM = b"pathingest 1"
_ENDING = ".said"
_CALLS = 8  # how many are kept
_COMMAND, _VERIFY = "build", "--verify"
_OURS = "PATHINGEST_"
COMPLETE = "_PATHINGEST_COMPLETE"
_NAMES = (
    *("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TERM", "GITHUB_ACTIONS"),
    *("LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "PYTHONUTF8", "PYTHONIOENCODING"),
)
_SETTLED = 2_000_000_000  # nanoseconds: what changed later may change again without another time of change
_SIZE = 8  # bytes of a number
_NOT_THERE = (-1, -1, -1, -1)
Said = tuple[bool, str]


def may_be_kept(arguments: Sequence[str]) -> bool:
    """Whether what a call prints may be printed again by the next."""
    return arguments[:1] == [_COMMAND]


def said(arguments: list[str]) -> int | None:
    """Print what the last build of the same call printed, if it would print it again; its exit code, else None.

    Raises:
        OSError: standard output cannot be written.
    """
    if not may_be_kept(arguments) or COMPLETE in os.environ:
        return None
    try:
        code, printed = _kept(_key(arguments), by_content=_VERIFY in arguments)
    except (OSError, ValueError, IndexError):
        return None
    for is_error, text in printed:
        try:
            _print(text, sys.stderr if is_error else sys.stdout)
        except OSError:
            if not is_error:  # a summary that nobody can read makes no result wrong
                raise
    return code


def _kept(key: bytes, *, by_content: bool) -> tuple[int, list[tuple[bool, bytes]]]:
    """What was kept for a call.

    Raises:
        OSError: nothing was.
        ValueError: something that it depended upon has changed, or nobody knows.
    """
    handle = os.open(_path(key), os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with open(handle, "rb") as file:  # noqa: PTH123  `pathlib` takes as long to import as all else here
        there = os.fstat(handle)
        if not S_ISREG(there.st_mode):  # a pipe or a device, which has no end
            raise ValueError
        fields = _split(file.read())
    form, mark, known, code, printed, paths, signs = fields
    # Only a file that was written here has the time of change that it names: none that came with a project has.
    if form != _FORM or known != key or mark != _mark(there.st_ino, there.st_mtime_ns):
        raise ValueError
    if (_contents if by_content else _signs)(_paths(paths)).tobytes() != signs:
        raise ValueError
    texts = _split(printed)
    return int(code), [(texts[i] == b"e", texts[i + 1]) for i in range(0, len(texts), 2)]


def keep(
    arguments: Sequence[str], code: int, printed: Sequence[Said], files: Mapping[str, Iterable[str]], begun: int
) -> None:
    """Keep what a call printed.

    Args:
        arguments: of the call.
        code: its exit code.
        printed: whether each text went to standard error, and the text.
        files: by folder the names of all files that it depended upon, be they there or not; "" for the folder itself.
        begun: when the call began, in nanoseconds; nothing is kept if something changed shortly before, or later.
    """
    try:
        paths = b"\0".join(
            b"\0".join(map(os.fsencode, (folder, *sorted(set(names)), "/"))) for folder, names in sorted(files.items())
        )
        signs = _signs(_paths(paths))
        if max([*signs[1::4], *signs[2::4]], default=begun) > begun - _SETTLED:
            return
        if _VERIFY in arguments:
            signs = _contents(_paths(paths))
        key, mark = _key(arguments), time.time_ns()
        path = _path(key)
        texts = [part for is_error, text in printed for part in (b"e" if is_error else b"o", _encoded(text))]
        made = f"{path}.new"  # what two write at once has a time of change that neither names
        with open(made, "wb") as file:  # noqa: PTH123  as above
            ours = _mark(os.fstat(file.fileno()).st_ino, mark)
            file.write(_joined([_FORM, ours, key, b"%d" % code, _joined(texts), paths, signs.tobytes()]))
        os.utime(made, ns=(mark, mark))
        os.replace(made, path)  # noqa: PTH105  as above
        _forget()
    except (OSError, ValueError):
        return  # it is said anew next time


def _forget() -> None:
    """Let go of all but what was kept last."""
    with os.scandir(_FOLDER) as entries:
        kept = sorted((entry.stat().st_mtime_ns, entry.path) for entry in entries if entry.name.endswith(_ENDING))
    for _, path in kept[:-_CALLS]:
        os.unlink(path)  # noqa: PTH108  as above


def _key(arguments: Sequence[str]) -> bytes:
    """All that a call depends upon, but for files.

    Raises:
        OSError: the working directory is gone.
    """
    here = os.getcwd()  # noqa: PTH109  as above
    names = sorted(name for name in os.environ if name in _NAMES or name.startswith(_OURS))
    parts = [
        *(__file__, sys.version, sys.prefix, here, str(time.localtime()[:3]), str(getattr(os, "getuid", int)())),
        *(part for stream in (sys.stdout, sys.stderr) for part in _of_stream(stream)),
        *(f"{name}={os.environ[name]}" for name in names),
    ]
    while True:  # which folders above are looked into for a configuration
        parts.append(f"{os.stat(here).st_mode} {os.path.exists(os.path.join(here, '.git'))}")  # noqa: PTH110, PTH116, PTH118
        above = os.path.dirname(here)  # noqa: PTH120
        if above == here:
            break
        here = above
    return b"\0".join(_encoded(part) for part in (*parts, "", *arguments))


def _of_stream(stream: TextIO) -> tuple[str, str]:
    """What an output depends upon: its encoding, whether it is a terminal, and how large that is."""
    size = ""
    if stream.isatty():
        try:
            size = str(os.get_terminal_size(stream.fileno()))
        except (OSError, ValueError, AttributeError):
            size = "a terminal"
    return f"{getattr(stream, 'encoding', '')} {getattr(stream, 'errors', '')}", size


def _paths(joined: bytes) -> Iterable[bytes]:
    """The paths of files: for each folder its name, those of its files, and "/" for no more."""
    prefix = None
    for name in joined.split(b"\0"):
        if prefix is None:
            prefix = name and name + b"/"
        elif name == b"/":
            prefix = None
        else:
            yield prefix + name


def _signs(paths: Iterable[bytes]) -> array[int]:
    """For each path four numbers, of which one is another whenever the file is."""
    found: list[int] = []
    add, look = found.extend, os.stat
    for path in paths:
        try:
            at = look(path)
        except OSError:
            add(_NOT_THERE)
        else:
            add((at.st_size, at.st_mtime_ns, at.st_ctime_ns, at.st_ino))
    return array("q", found)


def _contents(paths: Iterable[bytes]) -> array[int]:
    """For each path three numbers, which are others if the file's content is, or what a folder holds.

    Raises:
        OSError: a file cannot be read.
        ValueError: one is neither a file nor a folder.
    """
    from hashlib import blake2b  # noqa: PLC0415  few calls look at contents

    found: array[int] = array("q")
    for path in paths:
        try:
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        except FileNotFoundError:
            found.extend(_NOT_THERE[1:])
            continue
        try:
            mode = os.fstat(handle).st_mode
            if S_ISDIR(mode):
                content = b"\0".join(sorted(os.listdir(path)))  # noqa: PTH208  as above
            elif S_ISREG(mode):
                with open(handle, "rb", closefd=False) as file:
                    content = file.read()
            else:
                raise ValueError
        finally:
            os.close(handle)
        found.frombytes(
            blake2b(content, digest_size=3 * _SIZE, person=b"folder" if S_ISDIR(mode) else b"file").digest()
        )
    return found


def _print(text: bytes, stream: TextIO) -> None:
    """Write a text; as the bytes that it is, where the output takes those, as it may be long."""
    if os.linesep == "\n" and isinstance(stream, TextIOWrapper) and stream.encoding.lower() == "utf-8":
        stream.flush()
        stream.buffer.write(text)
    else:
        stream.write(text.decode("utf-8", "surrogatepass"))
    stream.flush()


def _path(key: bytes) -> str:
    return f"{_FOLDER}/{crc32(key):08x}{_ENDING}"


def _mark(inode: int, changed: int) -> bytes:
    return b"%d %d" % (inode, changed)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _joined(fields: Iterable[bytes]) -> bytes:
    return b"".join([len(field).to_bytes(_SIZE, "big") + field for field in fields])


def _split(data: bytes) -> list[bytes]:
    """The fields that were joined.

    Raises:
        ValueError: no fields were.
    """
    fields, at = [], 0
    while at < len(data):
        start = at + _SIZE
        at = start + int.from_bytes(data[at:start], "big")
        fields.append(data[start:at])
    if at != len(data):
        raise ValueError
    return fields
