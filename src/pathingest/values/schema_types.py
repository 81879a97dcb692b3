"""What structured data says that a page is: the types of schema.org in `schema_types.toml`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from pathingest.values.vocabulary import read_table


def kind_of_page(name: str) -> str | None:
    """What a page is whose main thing has this type ("a recipe" for "Recipe"); None for one that tells nothing."""
    kind: str | None = _table()["kinds"].get(name)
    return kind


def is_page_type(name: str) -> bool:
    """Whether a type tells what a page is, or that courses may be recommended in it."""
    return name in _table()["kinds"] or is_article(name)


def is_never(name: str) -> bool:
    """Whether a page of this type is no pathway, whatever its title says."""
    return name in _table()["roles"]["never"]


def is_course(name: str) -> bool:
    """Whether the type is of courses."""
    return name in _table()["roles"]["courses"]


def is_article(name: str) -> bool:
    """Whether the type is of texts, which may recommend courses."""
    return name in _table()["roles"]["articles"]


def is_around(names: Iterable[str]) -> bool:
    """Whether things of these types are only around what a page is about."""
    return not set(names).isdisjoint(_table()["roles"]["around"])


@cache
def _table() -> dict[str, Any]:
    return read_table("schema_types")
