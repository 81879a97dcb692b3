"""Named tuples whose annotations stay text: `typing.NamedTuple` compiles each, which takes a twentieth of a start."""

from __future__ import annotations

from collections import namedtuple
from types import GenericAlias
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple
else:

    class _Meta(type):
        """Makes a named tuple of each class that is derived; what else stands in the class is put into it."""

        def __new__(cls, name: str, _: tuple[type, ...], body: dict[str, Any]) -> type:
            types = body.get("__annotations__", {})
            has_default = [field in body for field in types]
            if has_default != sorted(has_default):
                raise TypeError(f"{name}: a field without a default follows one with a default")
            defaults = [body.pop(field) for field in types if field in body]
            made = namedtuple(name, types, defaults=defaults, module=body["__module__"])  # noqa: PYI024  it is typed
            made.__new__.__annotations__ = types  # as signatures show them
            made.__class_getitem__ = classmethod(GenericAlias)
            for key, value in body.items():
                setattr(made, key, value)
            return made

    NamedTuple = type.__new__(_Meta, "NamedTuple", (), {})

__all__ = ["NamedTuple"]
