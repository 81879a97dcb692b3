"""Many things in their order, kept small until they are read one after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, TypeVar, cast, overload

from pathingest.model.tuples import NamedTuple

T = TypeVar("T")

_TOGETHER = 32  # things: what they say again and again is kept once, and a run of few packs nothing
_LEVEL = 6  # a fifth less than 1, for some 50 µs a page
_IN_MEMORY = 1 << 18  # bytes of blocks: what is kept of some 150 pages of text, or 40 of HTML


class _Place(NamedTuple):
    """Where a block is in the file of a sequence."""

    start: int
    size: int


_Block = bytes | _Place | list[T]


class Packed(Sequence[T]):
    """A sequence that takes a tenth of what its things do; whoever goes through it gets each made anew.

    The first blocks of it are in memory, those after them in a temporary file without a name, where there is room for
    it. Things that cannot be packed, or are others afterwards, as values of a project's own rules may be, are kept as
    they are; of `plain` ones that is not looked at, which takes as long as packing does.
    """

    def __init__(self, things: Iterable[T] = (), *, together: int = _TOGETHER, plain: bool = False) -> None:
        self._file: IO[bytes] | None = None
        self._held = self._written = 0  # bytes in memory, and in the file
        self._together = together
        self._plain = plain
        self._blocks: list[_Block[T]] = []
        self._last: list[T] = []
        for thing in things:
            self.append(thing)

    def append(self, thing: T) -> None:
        """Add a thing at the end."""
        self._last.append(thing)
        if len(self._last) == self._together:
            block = _packed(self._last, plain=self._plain)
            self._blocks.append(self._put_down(block) if isinstance(block, bytes) else block)
            self._last = []

    def __iter__(self) -> Iterator[T]:
        """Each thing."""
        for block in (*self._blocks, self._last):
            yield from self._things(block)

    def drain(self) -> Iterator[T]:
        """Each thing; nothing is left of those that were given, and of the next ones when the last is."""
        blocks = deque([*self._blocks, self._last])
        self._blocks, self._last, self._held = [], [], 0
        while blocks:
            yield from self._things(blocks.popleft())

    def __del__(self) -> None:
        """Let the file go."""
        if self._file:
            self._file.close()

    def __len__(self) -> int:
        """How many things there are."""
        return len(self._blocks) * self._together + len(self._last)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...

    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        """A thing, or some; to go through all costs as much."""
        return tuple(self)[index]

    def _put_down(self, data: bytes) -> bytes | _Place:
        """The block, or its place in the file; where that has no room, it stays in memory."""
        if self._held + len(data) <= _IN_MEMORY:
            self._held += len(data)
            return data
        try:
            if self._file is None:
                from tempfile import TemporaryFile  # noqa: PLC0415  few runs are so large

                self._file = TemporaryFile(buffering=0)  # noqa: SIM115  as long as the sequence is there
            self._file.seek(self._written)
            if self._file.write(data) < len(data):
                return data
        except OSError:
            return data
        place = _Place(self._written, len(data))
        self._written += len(data)
        return place

    def _things(self, block: _Block[T]) -> list[T]:
        if isinstance(block, list):
            return block
        if isinstance(block, bytes):
            return _unpacked(block)
        file = cast("IO[bytes]", self._file)
        file.seek(block.start)
        return _unpacked(file.read(block.size))


class Selected(Sequence[T]):
    """What a function wants of a sequence, looked for anew by whoever goes through it: nothing is held twice."""

    def __init__(self, things: Sequence[T], wanted: Callable[[T], bool]) -> None:
        self._things = things
        self._wanted = wanted

    def __iter__(self) -> Iterator[T]:
        """Each thing that is wanted."""
        return filter(self._wanted, self._things)

    def __len__(self) -> int:
        """How many there are."""
        return sum(1 for _ in self)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...

    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        """A thing, or some; to go through all costs as much."""
        return tuple(self)[index]


def _packed(things: list[T], *, plain: bool) -> bytes | list[T]:
    import pickle  # noqa: PLC0415  a run of few pages needs none, and unpacks nothing that it has not packed
    import zlib  # noqa: PLC0415

    try:
        data = pickle.dumps(things, pickle.HIGHEST_PROTOCOL)
        if plain or pickle.loads(data) == things:  # noqa: S301  as below
            return zlib.compress(data, _LEVEL)
    except Exception:  # noqa: BLE001  whatever a class of others raises
        return things
    return things


def _unpacked(data: bytes) -> list[T]:
    import pickle  # noqa: PLC0415  as above
    import zlib  # noqa: PLC0415

    things: list[T] = pickle.loads(zlib.decompress(data))  # noqa: S301  what was packed here
    return things
