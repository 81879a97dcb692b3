"""Discovery: one module of a package offers one object of a kind, and that is all it takes to add one."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TypeVar

T = TypeVar("T")


def discover(package: str, kind: type[T]) -> dict[str, T]:
    """The objects of `kind` in the modules of `package`, by module name, in alphabetical order.

    A module whose name begins with "_" is skipped: what a package's modules share is there.

    Raises:
        TypeError: a module offers none, or more than one.
    """
    return {name: offered(package, name, kind) for name in names(package)}


def offered(package: str, name: str, kind: type[T]) -> T:
    """The object of `kind` in one module of `package`.

    Raises:
        TypeError: the module offers none, or more than one.
    """
    module = importlib.import_module(f"{package}.{name}")
    objects = [value for value in vars(module).values() if isinstance(value, kind)]
    if len(objects) != 1:
        raise TypeError(f"{package}.{name} offers {len(objects)} objects of kind {kind.__name__}; one is expected")
    return objects[0]


def names(package: str) -> list[str]:
    """The names of a package's public modules, in alphabetical order, without importing them."""
    path = importlib.import_module(package).__path__
    return sorted(module.name for module in pkgutil.iter_modules(path) if not module.name.startswith("_"))
