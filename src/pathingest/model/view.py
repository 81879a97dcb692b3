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
    """One part of a record. What it is shows in what it holds (a claim by its `kind`), not by its class."""

    def __setattr__(self, name: str, _: object) -> NoReturn:
        """Records stay as they were read."""
        raise AttributeError(f"a record cannot be changed: {name}")

    @property
    def weeks(self) -> View:
        """What a duration is in weeks; made when used, as hardly any rule does."""
        return View(**self.__dict__["weeks"])


def record_view(tree: Mapping[str, Any]) -> Pathway:
    """A record's tree (plain dicts, lists and values) with the attributes of a `Pathway`."""
    return cast("Pathway", _view(tree, "record"))


# The parts that a part of the record has, or a list of them, by its own name: to look for them takes longer.
_PARTS: dict[str, tuple[str, ...]] = {
    "record": (
        "from_role", "to_role", "headline", "difficulty", "timeline", "salary_change", "transferable_skills",
        "skills_to_learn", "roadmap", "roadmap_total", "reality_check", "action_plan", "faq", "claims", "other",
        "sources",
    ),
    "headline": ("duration",),
    "skills_to_learn": ("duration",),
    "roadmap": ("duration", "resources"),
    "action_plan": ("horizon",),
    "claims": ("value",),
    "other": ("sections",),
    "sections": ("sections",),
    "sources": ("taken_from",),
}  # fmt: skip


def _view(tree: Any, name: str) -> Any:
    if isinstance(tree, list):
        return [_view(branch, name) for branch in tree]
    if not isinstance(tree, dict):
        return tree
    view = View(**tree)
    for part in _PARTS.get(name, ()):
        if branch := tree.get(part):
            view.__dict__[part] = _view(branch, part)
    return view


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
