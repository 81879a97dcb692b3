"""Sequences that are kept packed."""

from __future__ import annotations

import pickle
from collections.abc import Callable

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
    few, many = Packed(map(str, range(5000))), Packed(map(str, range(5000)), together=500)
    assert list(few) == list(many)
    assert len(pickle.dumps(many)) < 0.8 * len(pickle.dumps(few))


def test_what_says_the_same_takes_little_room() -> None:
    things = [f"this is thing number {i}" for i in range(6400)]
    assert len(pickle.dumps(Packed(things))) < 0.4 * len(pickle.dumps(things))


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
