"""Plain values and named tuples as JSON, and back: to keep them in a file that others may have written.

Reading makes plain values, tuples, sets and named tuples of this package, and calls nothing else: pickles could.
"""

from __future__ import annotations

import json
import sys
from typing import Any

_TUPLE, _SET = -1, -2
_PLAIN = (str, int, float, bool, type(None))
_OURS = __package__.partition(".")[0] + "."


def coded(value: object) -> str:
    """A value as JSON text.

    Raises:
        ValueError: a part of it is neither plain, a tuple, a frozen set, nor a named tuple of this package.
    """
    names: dict[str, int] = {}
    return json.dumps([_coded(value, names), list(names)], separators=(",", ":"))


def _coded(value: Any, names: dict[str, int]) -> Any:
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        head = _TUPLE
    elif kind is frozenset:
        return [_SET, *sorted([_coded(part, names) for part in value], key=repr)]
    else:
        name = f"{kind.__module__}:{kind.__qualname__}"
        if _class(name) is not kind:
            raise ValueError(f"{name} is not to be kept")
        head = names.setdefault(name, len(names))
    return [head, *[part if type(part) in _PLAIN else _coded(part, names) for part in value]]


def decoded(text: str) -> Any:
    """The value that a text was made of.

    Raises:
        ValueError: no value is written so.
    """
    try:
        value, names = json.loads(text)
        return _decoded(value, [_class(name) for name in names])
    except (LookupError, TypeError, RecursionError) as error:
        raise ValueError(str(error)) from None


def _decoded(value: Any, classes: list[type[tuple[Any, ...]]]) -> Any:
    if type(value) is not list:
        return value
    head = value[0]
    parts = [_decoded(part, classes) if type(part) is list else part for part in value[1:]]
    if head == _TUPLE:
        return tuple(parts)
    if head == _SET:
        return frozenset(parts)
    return classes[head](*parts)


def _class(name: str) -> type[tuple[Any, ...]]:
    """A named tuple of a module of this package that is loaded: nothing is imported because a file says so.

    Raises:
        ValueError: there is none of that name.
    """
    module, _, attribute = name.partition(":")
    found = getattr(sys.modules.get(module), attribute, None) if module.startswith(_OURS) else None
    if not (isinstance(found, type) and issubclass(found, tuple) and hasattr(found, "_fields")):
        raise ValueError(f"{name} is no named tuple of this package")
    return found
