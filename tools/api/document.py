"""Write the documentation of all public names, from their docstrings: python tools/api/document.py docs/api.md."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, ForwardRef

from pydantic import BaseModel

HEAD = """# Names in Python

Made from the docstrings (`make api`). Names that are not here may change in any version.
"""
MODULES = ("pathingest", "pathingest.values")
LONGEST = 100  # characters of a signature in one line


def made() -> str:
    """Return the page."""
    return "\n".join([HEAD, *[part for name in MODULES for part in of_module(name)]])


def of_module(name: str) -> Iterator[str]:
    """Yield what a module says of itself and of its public names."""
    module = import_module(name)
    yield f"## {name}\n\n{inspect.getdoc(module)}\n"
    for public in module.__all__:
        if not public.startswith("_"):
            yield from of_name(public, getattr(module, public))


def of_name(name: str, public: Any) -> Iterator[str]:
    """Yield a name, how it is called, its docstring, and its members."""
    yield f"### {name}\n"
    is_class = inspect.isclass(public)
    if is_class and issubclass(public, BaseModel):
        yield f"{inspect.getdoc(public)}\n"
        yield "\n".join(f"- `{own}`: {field.description}" for own, field in public.model_fields.items()) + "\n"
        return
    if not (is_class and issubclass(public, Exception)):
        yield f"```python\n{call(name, public)}\n```\n"
    yield f"{indented(public)}\n"
    for own, member in vars(public).items() if is_class else ():
        if inspect.isfunction(member) and not own.startswith("_"):
            yield f"`{call(own, member)}`: {indented(member)}\n"
        elif isinstance(member, property | cached_property) and not own.startswith("_"):
            yield f"`{own}`: {indented(member)}\n"


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
