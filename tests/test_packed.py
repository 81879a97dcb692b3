"""Sequences that are kept packed."""

from __future__ import annotations

import errno
import io
import pickle
import tempfile
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathingest.model.packed import Packed, Selected


@given(st.lists(st.text() | st.tuples(st.text(), st.integers())))
def test_what_was_packed_comes_out_in_its_order(things: list[object]) -> None:
    packed = Packed(things * 9)
    assert list(packed) == things * 9
    assert len(packed) == len(things * 9)
    assert bool(packed) == bool(things)


def test_some_of_it_can_be_asked_for() -> None:
    packed = Packed(range(100))
    assert (packed[0], packed[40], packed[-1], packed[30:34]) == (0, 40, 99, (30, 31, 32, 33))


def test_what_is_drained_comes_out_once_and_nothing_is_left() -> None:
    packed = Packed(range(100))
    draining = packed.drain()
    assert [next(draining), len(packed)] == [0, 0]
    assert [*draining] == [*range(1, 100)]
    assert [*packed] == []


def test_more_are_packed_together_where_they_are_small() -> None:
    few, many = Packed(map(str, range(480))), Packed(map(str, range(480)), together=240)
    assert list(few) == list(many)
    assert len(pickle.dumps(many)) < 0.8 * len(pickle.dumps(few))


def test_what_says_the_same_takes_little_room() -> None:
    things = [f"this is thing number {i}" for i in range(480)]
    assert len(pickle.dumps(Packed(things))) < 0.4 * len(pickle.dumps(things))


def grown(things: Iterable[str]) -> tuple[int, Packed[str]]:
    """By how many bytes a process grows that packs them, and what it packs."""
    tracemalloc.start()
    try:
        packed = Packed(things)
        return tracemalloc.get_traced_memory()[0], packed
    finally:
        tracemalloc.stop()


def apart(count: int) -> Iterator[str]:
    """Texts that share nothing."""
    return (f"{hash((i, 0)):x}" * 3 + f"{hash((0, i)):x}" * 3 for i in range(count))


def test_of_many_only_their_places_are_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pathingest.model.packed._IN_MEMORY", 12_000)
    [some, _], [many, packed] = grown(apart(600)), grown(apart(24_000))
    assert some > 24 * 500
    assert many - some < 6 * (24_000 - 600)
    assert list(packed) == list(apart(24_000))
    assert list(packed.drain()) == list(apart(24_000))


@pytest.mark.parametrize("room", [None, 0, 4000])
def test_without_room_on_the_disk_they_stay_in_memory(room: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.BytesIO):
        def write(self, data: Any) -> int:
            return super().write(data[: max(0, (room or 0) - self.tell())])

    def made(**_: object) -> io.BytesIO:
        if room is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        return Full()

    monkeypatch.setattr(tempfile, "TemporaryFile", made)
    packed = Packed(apart(2000))
    assert list(packed) == list(apart(2000))


def test_what_is_selected_is_looked_for_anew() -> None:
    packed = Packed(range(100))
    even = Selected(packed, lambda number: number % 2 == 0)
    assert (len(even), even[0], even[-1], even[1:3]) == (50, 0, 98, (2, 4))
    packed.append(100)
    assert [*even] == [*range(0, 101, 2)]


class Undecided:
    """What cannot be compared, as arrays cannot."""

    def __eq__(self, other: object) -> bool:
        raise ValueError(other)

    __hash__ = object.__hash__


@pytest.mark.parametrize("make", [lambda: lambda: 0, object, Undecided, lambda: [object()], lambda: float("nan")])
def test_what_cannot_be_packed_or_is_another_afterwards_is_kept(make: Callable[[], object]) -> None:
    things = [make() for _ in range(100)]
    assert [*map(id, Packed(things))] == [*map(id, things)]
