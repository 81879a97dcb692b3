"""Attributes that are found when first used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class _Fact(Generic[T]):
    def __init__(self, find: Callable[[Any], T]) -> None:
        self._find = find
        self.__doc__ = find.__doc__

    def __set_name__(self, _: type, name: str) -> None:
        self._name = name

    def __get__(self, holder: object, _: type | None = None) -> T:
        found = self._find(holder)
        setattr(holder, self._name, found)  # its `__dict__` would be made, which slows all its attributes
        return found


def fact(find: Callable[[Any], T]) -> _Fact[T]:
    """What a method says of its object, as an attribute that is found when first used, and then kept.

    As `functools.cached_property`, whose lock costs more than most facts.
    """
    return _Fact(find)


class _Look(_Fact[bool]):
    def __get__(self, holder: Any, _: type | None = None) -> bool:
        found = self._find(holder.text)
        setattr(holder, self._name, found)
        return found


def look(find: Callable[[str], bool]) -> _Fact[bool]:
    """What a function says of its object's text, as such an attribute."""
    return _Look(find)
