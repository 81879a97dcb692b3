"""Rules that users write: found where the configuration names them, and checked before they are run."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path
from traceback import extract_tb
from types import ModuleType
from typing import Any

from pathingest.model.errors import PathingestError
from pathingest.rules import Rule
from pathingest.sources import read_bytes

GROUP = "pathingest.rules"
_CODE = re.compile(r"X\d{3}")
_EXAMPLE = 'RULE = Rule("X001", "warning", "high", check)'


def load(named: str, folder: Path) -> list[tuple[str, Rule]]:
    """(name, rule) of the rules of a Python file, of a module, or of an entry point.

    Raises:
        PathingestError: there is no such thing, it cannot be imported, or what it offers is no rule.
    """
    where, found, text = _file(folder / named) if named.endswith(".py") else _module(named)
    if not found:
        raise PathingestError(f"{where}: offers no rule; write {_EXAMPLE}, with Rule from pathingest.rules")
    for variable, rule in found.items():
        if wrong := _wrong(rule):
            raise PathingestError(f"{where}: {variable}: {wrong}")
    alone = called(named) if len(found) == 1 else None
    return [(alone or _in_words(name), rule._replace(text=text)) for name, rule in found.items()]


def called(named: str) -> str:
    """What a rule is called that is alone in a file, a module or an entry point."""
    return _in_words(Path(named).stem if named.endswith(".py") else named.rpartition(".")[2])


def _in_words(name: str) -> str:
    return name.strip("_").lower().replace("_", "-")


def _file(path: Path) -> tuple[str, dict[str, Rule], str]:
    """The rules of a file; it is a module of its own, whose name holds the whole path."""
    try:
        code = read_bytes(path)
    except FileNotFoundError:
        message = f"{path}: no such file; name a Python file by its path from the configuration's folder"
        raise PathingestError(message) from None
    except OSError as error:
        raise PathingestError(f"{path}: cannot be read: {error.strerror}") from None
    name = f"{GROUP}.of {path.resolve()}"
    module = sys.modules[name] = ModuleType(name)  # dataclasses look their module up
    module.__file__ = str(path)
    try:
        exec(compile(code, path, "exec"), vars(module))  # noqa: S102  importing would write beside the file
    except (Exception, SystemExit) as error:
        raise _unimportable(str(path), error, str(path)) from error
    return str(path), _offered(vars(module)), module.__doc__ or ""


def _module(named: str) -> tuple[str, dict[str, Rule], str]:
    """The rules of a module; of the entry point of that name, if no such module offers any."""
    found: dict[str, Rule] = {}
    text = ""
    if all(part.isidentifier() for part in named.split(".")):
        module = _imported(named)
        found, text = (_offered(vars(module)), module.__doc__ or "") if module else ({}, "")
    return (named, found, text) if found else _entry_point(named)


def _imported(named: str) -> ModuleType | None:
    try:
        return import_module(named)
    except ModuleNotFoundError as error:
        if error.name and (named == error.name or named.startswith(f"{error.name}.")):
            return None
        raise _unimportable(named, error) from error
    except (Exception, SystemExit) as error:
        raise _unimportable(named, error) from error


def _entry_point(named: str) -> tuple[str, dict[str, Rule], str]:
    from importlib.metadata import entry_points  # noqa: PLC0415  looks through all that is installed

    for point in entry_points(group=GROUP, name=named):
        where = f"{named} ({point.value})"
        try:
            offered, module = point.load(), import_module(point.module)
        except (Exception, SystemExit) as error:
            raise _unimportable(where, error) from error
        return where, dict(_unfolded(offered, point.attr or named)), module.__doc__ or ""
    message = f"{named}: no module with rules, and no entry point of {GROUP}; install it, or name a Python file (.py)"
    raise PathingestError(message)


def _unfolded(offered: Any, name: str) -> Iterator[tuple[str, Rule]]:
    """What an entry point leads to: a rule, several, or a module that offers some."""
    if isinstance(offered, Rule):
        yield name, offered
    elif isinstance(offered, ModuleType):
        yield from _offered(vars(offered)).items()
    elif isinstance(offered, (list, tuple)):
        yield from ((rule.code, rule) for rule in offered if isinstance(rule, Rule))


def _offered(variables: dict[str, Any]) -> dict[str, Rule]:
    return {name: value for name, value in variables.items() if isinstance(value, Rule)}


def _wrong(rule: Rule) -> str | None:
    """Why a rule cannot be run."""
    if not _CODE.fullmatch(rule.code):
        return f"the code {rule.code!r} is not for rules of your own; take X and three digits, as in X001"
    if not (rule.check or rule.across or rule.overall or rule.compare):
        return f"{rule.code} looks at nothing; give it a function, as in {_EXAMPLE}"
    if (rule.gather is None) != (rule.across is None):
        return f"{rule.code} needs both gather and across, or neither"
    if rule.options is not None and (isinstance(rule.options, type) or not is_dataclass(rule.options)):
        return f"{rule.code}: options are an object of a frozen dataclass, as in options=Options()"
    return None


def _unimportable(where: str, error: BaseException, path: str | None = None) -> PathingestError:
    """What went wrong, and in which line of the user's file, if it is there."""
    lines = [frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename == path]
    line = error.lineno if isinstance(error, SyntaxError) else lines[-1] if lines else None
    at = f":{line}" if line else ""
    return PathingestError(f"{where}{at}: cannot be imported: {type(error).__name__}: {error}")
