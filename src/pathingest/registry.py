"""Discovery: one module of a package offers one object of a kind, and that is all it takes to add one."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TypeVar

T = TypeVar("T")


def discover(package: str, kind: type[T]) -> dict[str, T]:
    """The objects of `kind` in the modules of `package`, by module name, in alphabetical order.

    A module whose name begins with "_" is skipped: what a package's modules share stands there.

    Raises:
        TypeError: a module offers none, or more than one.
    """
    found: dict[str, T] = {}
    for name in names(package):
        module = importlib.import_module(f"{package}.{name}")
        objects = [value for value in vars(module).values() if isinstance(value, kind)]
        if len(objects) != 1:
            raise TypeError(f"{package}.{name} offers {len(objects)} objects of kind {kind.__name__}; one is expected")
        found[name] = objects[0]
    return found


def names(package: str) -> list[str]:
    """The names of a package's public modules, in alphabetical order, without importing them."""
    path = importlib.import_module(package).__path__
    return sorted(module.name for module in pkgutil.iter_modules(path) if not module.name.startswith("_"))
