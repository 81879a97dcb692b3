"""Named tuples made without compiling their annotations are those that `typing` makes."""

from __future__ import annotations

import inspect
import pickle
import typing

import pytest

from pathingest.lines import Line
from pathingest.model.finding import Excerpt, Finding, Related
from pathingest.model.section import Section
from pathingest.model.tuples import NamedTuple


class Ours(NamedTuple):
    """One."""

    name: str
    sizes: tuple[int, ...] = ()
    other: Ours | None = None

    @property
    def first(self) -> int:
        """The first size."""
        return self.sizes[0]


class Theirs(typing.NamedTuple):
    """One."""

    name: str
    sizes: tuple[int, ...] = ()
    other: Theirs | None = None


def test_it_is_the_tuple_that_typing_makes() -> None:
    ours, theirs = Ours("a", (2, 3)), Theirs("a", (2, 3))
    assert tuple(ours) == tuple(theirs)
    assert ours._asdict() == theirs._asdict()
    assert (ours.first, ours._replace(name="b").name) == (2, "b")
    assert (Ours._fields, Ours._field_defaults) == (Theirs._fields, Theirs._field_defaults)
    assert (Ours.__doc__, Ours.__module__, Ours.__qualname__) == (Theirs.__doc__, Theirs.__module__, "Ours")
    assert [*inspect.signature(Ours).parameters.values()][1].default == ()
    assert pickle.loads(pickle.dumps(ours)) == ours  # noqa: S301  what was made above
    with pytest.raises(TypeError, match="missing 1 required"):
        Ours()  # type: ignore[call-arg]


def test_its_types_are_found_by_who_asks() -> None:
    assert typing.get_type_hints(Excerpt)["utf16"] == tuple[int, int]
    assert typing.get_type_hints(Finding)["related"] == tuple[Related, ...]


def test_one_with_parameters_takes_them() -> None:
    assert typing.get_origin(Section[Line]) is Section


def test_a_field_without_a_default_stands_before_those_with_one() -> None:
    with pytest.raises(TypeError, match="without a default"):

        class Wrong(NamedTuple):
            name: str = ""
            size: int  # type: ignore[misc]

    class Empty(NamedTuple):
        pass

    assert Empty() == ()
