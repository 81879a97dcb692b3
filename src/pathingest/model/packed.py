"""Many things in their order, kept small until they are read one after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T")

_TOGETHER = 32  # things: what they say again and again is kept once, and a run of few packs nothing
_LEVEL = 6  # a fifth less than 1, for some 50 µs a page


class Packed(Sequence[T]):
    """A sequence that takes a tenth of what its things do; whoever goes through it gets each made anew.

    Things that cannot be packed, or are others afterwards, as values of a project's own rules may be, are kept as they
    are; of `plain` ones that is not looked at, which takes as long as packing does.
    """

    def __init__(self, things: Iterable[T] = (), *, together: int = _TOGETHER, plain: bool = False) -> None:
        self._together = together
        self._plain = plain
        self._blocks: list[bytes | list[T]] = []
        self._last: list[T] = []
        for thing in things:
            self.append(thing)

    def append(self, thing: T) -> None:
        """Add a thing at the end."""
        self._last.append(thing)
        if len(self._last) == self._together:
            self._blocks.append(_packed(self._last, plain=self._plain))
            self._last = []

    def __iter__(self) -> Iterator[T]:
        """Each thing."""
        for block in (*self._blocks, self._last):
            yield from _unpacked(block) if isinstance(block, bytes) else block

    def drain(self) -> Iterator[T]:
        """Each thing; nothing is left of those that were given, and of the next ones when the last is."""
        blocks = deque([*self._blocks, self._last])
        self._blocks, self._last = [], []
        while blocks:
            block = blocks.popleft()
            yield from _unpacked(block) if isinstance(block, bytes) else block

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
