"""The bytes of a data file to plain data, or to one line that says where and why that fails.

Whatever the file holds, nothing else is raised: not for nesting that exhausts the stack, nor for a number of so many
digits that Python refuses to read or to write it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pathingest.model.errors import PathingestError

if TYPE_CHECKING:
    from yaml import SafeLoader

# Levels. None of our files has ten; what is nested deeper is made to break readers.
DEEPEST = 64
# Characters. Longer numbers are nothing that a page or a project states, and break arithmetic.
LONGEST_NUMBER = 24
_MOST_BITS = 64  # of a number, as TOML demands of its readers
_TOO_DEEP = f"it is nested deeper than {DEEPEST} levels; take levels out"


def parse_toml(data: bytes, path: Path) -> dict[str, Any]:
    """The table that a TOML file holds; `path` names it in errors.

    Raises:
        PathingestError: it is not TOML, or it is nested too deep, or a number in it is too large.
    """
    import tomllib  # noqa: PLC0415  most projects set nothing

    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise PathingestError(f"{path}: not TOML: {_why(error)}") from None
    for problem in _beyond(table):
        raise PathingestError(f"{path}: {problem}")
    return table


def parse_json(data: bytes, path: Path) -> Any:
    """The value that a JSON file holds; `path` names it in errors.

    Raises:
        PathingestError: it is not JSON, or it is nested too deep, or a number in it is too long.
    """
    import json  # noqa: PLC0415  as above

    try:
        return json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise PathingestError(f"{path}: not JSON: {_why(error)}") from None


def parse_yaml(text: str, path: Path) -> Any:
    """The value that a YAML text holds; `path` names it in errors.

    Raises:
        PathingestError: it is not YAML, or it is nested too deep, or a scalar in it is not what its tag says.
    """
    import yaml  # noqa: PLC0415  as above

    try:
        return yaml.load(text, _shallow())  # noqa: S506  it is a safe one; libyaml's own reader dies of a text that is nested too deep
    except yaml.YAMLError as error:
        mark, why = getattr(error, "problem_mark", None), getattr(error, "problem", None)
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise PathingestError(f"{path}{place}: not YAML: {why or ' '.join(str(error).split())}") from None
    except RecursionError as error:
        raise PathingestError(f"{path}: not YAML: {_why(error)}") from None
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError):  # of dates, numbers and tags
        message = "a date, a number or a tag in it is none that YAML knows; put quotes around texts"
        raise PathingestError(f"{path}: not YAML: {message}") from None


@cache
def _shallow() -> type[SafeLoader]:
    """A reader of YAML that gives up in brackets that are nested too deep: to leave them takes it long."""
    from yaml import SafeLoader  # noqa: PLC0415  as above

    class Shallow(SafeLoader):
        def fetch_flow_collection_start(self, token: type[Any]) -> None:
            if self.flow_level > DEEPEST:
                raise RecursionError
            super().fetch_flow_collection_start(token)

    return Shallow


def _why(error: Exception) -> str:
    """What is wrong with a file, in words for whoever wrote it."""
    if isinstance(error, RecursionError):
        return "it is nested too deep; take levels out"
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.object[error.start]:#04x} at offset {error.start} is no UTF-8; save the file as UTF-8"
    if type(error) is ValueError:  # of `int`, which the readers of both formats let through
        return "a number in it has thousands of digits; write a shorter one"
    return str(error)


def _beyond(table: dict[str, Any]) -> Iterator[str]:
    """What is nested too deep, or is too large a number, in a table that could be read."""
    left: list[tuple[str, Any, int]] = [("", table, 0)]
    while left:
        key, value, depth = left.pop()
        if depth > DEEPEST:
            yield f"{key.partition('.')[0]}: {_TOO_DEEP}"
        elif isinstance(value, dict):
            left += [(f"{key}.{name}" if key else name, inner, depth + 1) for name, inner in value.items()]
        elif isinstance(value, list):
            left += [(key, inner, depth + 1) for inner in value]
        elif isinstance(value, int) and value.bit_length() >= _MOST_BITS:
            yield f"{key}: the number is too large; write a smaller one"
