"""A record's tree with attributes, as the model of the record has them; nothing is checked and nothing is copied twice.

Rules read it: validating takes longer than most of them, and importing what validates longer than all together.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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


def leaves_of(tree: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """(pointer, value) of every value below `pointer` that is not None."""
    if isinstance(tree, dict):
        for name, branch in tree.items():
            yield from leaves_of(branch, f"{pointer}/{name}")
    elif isinstance(tree, list):
        for i, branch in enumerate(tree):
            yield from leaves_of(branch, f"{pointer}/{i}")
    elif tree is not None:
        yield pointer, tree
