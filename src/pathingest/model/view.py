"""A record's tree with attributes, as the model of the record has them; nothing is checked and nothing is copied twice.

Rules read it: validating takes longer than most of them, and importing what validates longer than all together.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pathingest.model.pathway import Pathway


class View(SimpleNamespace):
    """One part of a record. It is told from others by what it holds (a claim by its `kind`), not by its class."""

    def __setattr__(self, name: str, _: object) -> NoReturn:
        """Records stay as they were read."""
        raise AttributeError(f"a record cannot be changed: {name}")


def record_view(tree: Mapping[str, Any]) -> Pathway:
    """A record's tree (plain dicts, lists and values) with the attributes of a `Pathway`."""
    return cast("Pathway", _view(tree))


def _view(tree: Any) -> Any:
    if isinstance(tree, dict):
        return View(**{name: _view(branch) if type(branch) in _PARTS else branch for name, branch in tree.items()})
    if isinstance(tree, list):
        return [_view(branch) if type(branch) in _PARTS else branch for branch in tree]
    return tree


_PARTS = frozenset((dict, list))


def leaves_of(tree: Any, pointer: str = "") -> list[tuple[str, Any]]:
    """(pointer, value) of every value at `pointer` and below that is not None, in order."""
    found: list[tuple[str, Any]] = []
    _collect(tree, pointer, found)
    return found


def _collect(tree: Any, pointer: str, found: list[tuple[str, Any]]) -> None:
    if isinstance(tree, dict):
        for name, branch in tree.items():
            _collect(branch, f"{pointer}/{name}", found)
    elif isinstance(tree, list):
        for i, branch in enumerate(tree):
            _collect(branch, f"{pointer}/{i}", found)
    elif tree is not None:
        found.append((pointer, tree))


def count_leaves(tree: Any) -> int:
    """How many values of a tree are not None."""
    if isinstance(tree, dict):
        return sum(map(count_leaves, tree.values()))
    if isinstance(tree, list):
        return sum(map(count_leaves, tree))
    return tree is not None
