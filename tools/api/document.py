"""Write the documentation of all public names, from their docstrings: python tools/api/document.py docs/api.md."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, ForwardRef, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from pathingest import Pathway

HEAD = """# Names in Python

Made from the docstrings (`make api`). Names that are not here may change in any version.
"""
# What is public of each module; None for all that it offers.
MODULES = {
    "pathingest": None,
    "pathingest.values": None,
    "pathingest.values.steps": ["attributes", "read", "replay", "written"],
}
MADE_BY = {"Profile": "load_profile", "Records": "load"}  # nobody calls the constructor
OPAQUE = {"Profile"}  # it is handed on, and nobody looks inside
LONGEST = 100  # characters of a signature in one line


def made() -> str:
    """Return the page."""
    return "\n".join([HEAD, *[part for name, some in MODULES.items() for part in of_module(name, some)]])


def of_module(name: str, some: list[str] | None) -> Iterator[str]:
    """Yield what a module says of itself and of its public names."""
    module = import_module(name)
    yield f"## {name}\n\n{inspect.getdoc(module)}\n"
    for public in some or module.__all__:
        found = getattr(module, public)
        if not public.startswith("_") and not inspect.ismodule(found):
            yield from of_name(public, found)


def of_name(name: str, public: Any) -> Iterator[str]:
    """Yield a name, how it is called, its docstring, and its members."""
    yield f"### {name}\n"
    is_class = inspect.isclass(public)
    if is_class and issubclass(public, BaseModel):
        if public in parts(Pathway):
            yield "A part of the record: see [Pathway](#pathway).\n"
            return
        yield fields(public)
        for part in parts(public):
            yield f"#### {part.__name__}\n"
            yield fields(part)
        return
    if name in MADE_BY:
        yield f"{inspect.getdoc(public)}".partition("\n\n")[0] + f" `{MADE_BY[name]}` makes it.\n"
        yield from members(public) if name not in OPAQUE else ()
        return
    if not (is_class and issubclass(public, Exception)):
        yield f"```python\n{call(name, public)}\n```\n"
    yield f"{indented(public)}\n"
    yield from members(public) if is_class else ()


def members(public: type) -> Iterator[str]:
    """Yield the methods and properties of a class."""
    for own, member in vars(public).items():
        if inspect.isfunction(member) and not own.startswith("_"):
            yield f"`{call(own, member)}`: {indented(member)}\n"
        elif isinstance(member, property | cached_property) and not own.startswith("_"):
            yield f"`{own}`: {indented(member)}\n"


def fields(model: type[BaseModel]) -> str:
    """Return a part of the record's docstring, and its fields."""
    listed = [f"- `{own}: {form(field.annotation)}`: {field.description}" for own, field in model.model_fields.items()]
    return "\n".join([f"{inspect.getdoc(model)}\n", *listed, ""])


def parts(model: type[BaseModel]) -> list[type[BaseModel]]:
    """Return the models that are in a model, each once, in the order of the fields."""
    found: dict[type[BaseModel], None] = {}
    waiting = [field.annotation for field in model.model_fields.values()]
    while waiting:
        annotation = waiting.pop(0)
        waiting[:0] = get_args(annotation)
        if inspect.isclass(annotation) and issubclass(annotation, BaseModel) and annotation not in found:
            found[annotation] = None
            waiting[:0] = [field.annotation for field in annotation.model_fields.values()]
    return list(found)


def form(annotation: Any) -> str:
    """Return a type as it is written."""
    origin, given = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return form(given[0])
    if origin in (Union, UnionType):
        return " | ".join(map(form, given))
    if origin is Literal:
        return f"Literal[{', '.join(map(repr, given))}]"
    if origin:
        inner = ", ".join("..." if one is ... else form(one) for one in given)
        return f"{origin.__name__}[{inner}]"
    return "None" if annotation is NoneType else annotation.__name__


def indented(public: Any) -> str:
    """Return a docstring; lists of attributes and the like as lists of Markdown."""
    lines = []
    for line in (inspect.getdoc(public) or "").splitlines():
        depth = len(line) - len(line.lstrip())
        name, mark, text = line.strip().partition(": ")
        if depth == 4 and mark and " " not in name.replace(", ", ""):
            lines.append(f"- `{name}`: {text}")
        elif depth:
            lines.append(f"  {line.strip()}" if lines[-1:] != [""] else f"- {line.strip()}")
        else:
            lines += [line, ""] if line.endswith(":") and " " not in line else [line]
    return "\n".join(lines)


def call(name: str, public: Any) -> str:
    """Return how something is called; one argument a line where that is long."""
    signature = inspect.signature(public)
    given = []
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in given:
            given.append("*")
        default = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
        given.append(f"{parameter.name}{typed(': ', parameter.annotation)}{default}")
    given = given[given[:1] == ["self"] :]
    result = "" if inspect.isclass(public) else typed(" -> ", signature.return_annotation)
    line = f"{name}({', '.join(given)}){result}"
    return line if len(line) <= LONGEST else f"{name}(\n" + "".join(f"    {one},\n" for one in given) + f"){result}"


def typed(mark: str, annotation: Any) -> str:
    """Return a mark and a type; nothing without a type."""
    if annotation is inspect.Signature.empty:
        return ""
    return mark + (annotation.__forward_arg__ if isinstance(annotation, ForwardRef) else str(annotation))


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(made(), encoding="utf-8", newline="\n")
