"""`pathingest.toml`, or `[tool.pathingest]` in `pyproject.toml`: the only place that reads configuration."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pathingest.fields import fields, known_fields
from pathingest.model.data import parse_toml
from pathingest.model.errors import PathingestError
from pathingest.model.forms import TEXT, TEXTS, Form, closed, described, one_of
from pathingest.model.spelling import hint
from pathingest.model.tuples import NamedTuple
from pathingest.profiles import Profile, load_profile, with_builtin
from pathingest.sources import project_root, read_bytes, real_paths, relative, upward
from pathingest.sources.feeds import Fields

if TYPE_CHECKING:
    from pathingest.config._lint import LintConfig

_FILE = "pathingest.toml"
_PROJECT = "pyproject.toml"
CONFIG_FILES = (_FILE, _PROJECT)
_KEYS = {
    "profiles": described(TEXT, "The folder of the project's own profiles; profiles beside this file by default."),
    "require": described(TEXTS, "The fields without which a page has no record."),
    "overrides": described({"type": "string", "minLength": 1}, "The folder of corrections; overrides by default."),
    "feeds": described(
        {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "url": described(TEXT, "The field of a row that has the page's address."),
                "html": described(TEXT, "The field that has its HTML, decoded."),
                "body": described(TEXT, "The field that has either HTML or text."),
                "text": described(TEXT, "The field that has its text."),
                "encoding": described(TEXT, 'The field that says "base64" where the body is bytes.'),
                "date": described(TEXT, "The field that says when the page was fetched."),
                "base": described(TEXT, "What names in lists are relative to; by default the folder of the list."),
            },
        },
        "What the fields of rows are called in feeds of JSON Lines and CSV.",
    ),
    "lint": described({"$ref": "#/$defs/Lint"}, "What is found, and what of it counts."),
}
_PROFILES = "profiles"
_YAML = (".yaml", ".yml")
_OURS = re.compile(rb"tool[\s.\"'\]]*pathingest")


class Config(NamedTuple):
    """What a project sets.

    Attributes:
        path: the file that says so; None without a file.
        profiles: the folder of the project's own profiles; None for none.
        require: the fields without which a page has no record.
        overrides: the folder of corrections; it need not be there.
        feeds: what the fields of rows are called in feeds.
        lint_table: what is set for linting, as it was written; `lint` reads it.
        trust_rules: whether rules of the project's own are run; no file says so, but who runs the command.
    """

    path: Path | None = None
    profiles: Path | None = None
    require: tuple[str, ...] = ()
    overrides: Path = Path("overrides")
    feeds: Fields = Fields()
    lint_table: object = None
    trust_rules: bool = False

    @property
    def folder(self) -> Path:
        """The folder of the project: that of the file, or else the working directory."""
        return self.path.parent if self.path else Path()

    @property
    def lint(self) -> LintConfig:
        """What is set for linting.

        Raises:
            PathingestError: there are mistakes in it; a line for each.
        """
        from pathingest.config._lint import LintConfig, read_lint  # noqa: PLC0415  it imports all rules

        if self.path is None or self.lint_table is None:
            return LintConfig(root=self.folder)
        return read_lint(self.path, self.lint_table, trust_rules=self.trust_rules)


def find_config(start: Path) -> Config:
    """The configuration of the nearest folder that has one, from `start` upward, and of no stranger's (see `upward`).

    Raises:
        PathingestError: a file is no TOML, or sets what there is not to set.
    """
    for folder in upward(start):
        for name in CONFIG_FILES:
            table = _table(folder / name)
            if table is not None:
                return _config(folder / name, table)
    return Config()


def config_form() -> Form:
    """What `pathingest.toml` looks like, as JSON Schema: the tables by which it is read."""
    from pathingest.config._lint import lint_form, option_forms  # noqa: PLC0415  it imports all rules

    require = {**_KEYS["require"], "items": one_of(name for name, _ in fields())}
    keys = {**_KEYS, "require": require}
    whole = closed("Configuration", "What a project sets, `pathingest.toml`: docs/linting.md.", keys)
    return {**whole, "$defs": {"Lint": lint_form(), **option_forms()}}


class Profiles(NamedTuple):
    """What pages may be read by.

    Attributes:
        usable: the project's own profiles by name, then the built-in ones; of two with one name the project's counts.
        broken: by its file, why a profile of the project cannot be used: one line with the place, and how to fix it.
    """

    usable: tuple[Profile, ...]
    broken: Mapping[Path, str] = MappingProxyType({})


def profiles_in_force(start: Path | Config) -> Profiles:
    """The profiles that a project's pages are read by. One that is broken stops no other from being used.

    Raises:
        PathingestError: the configuration is wrong, or the folder of profiles cannot be read.
    """
    config = start if isinstance(start, Config) else find_config(start)
    folder = config.profiles
    own: dict[str, tuple[Path, Profile]] = {}
    broken: dict[Path, str] = {}
    inside = real_paths([folder, project_root(folder)]) if folder else None
    for path in _profile_files(folder) if folder else ():
        try:
            profile = load_profile(path, inside)
        except PathingestError as error:
            first, *others = error.lines
            more = f" (and {len(others)} more: `pathingest profile check {path}`)" if others else ""
            broken[path] = f"{first}{more}"
            continue
        other = own.setdefault(profile.name, (path, profile))[0]
        if other != path:
            broken[path] = f"{path}: the profile {profile.name} is in {other} already; rename one of them"
    usable = with_builtin(profile for _, profile in own.values())
    return Profiles(tuple([profile._replace(require=config.require) for profile in usable]), broken)


def _profile_files(folder: Path) -> list[Path]:
    """The YAML files of a folder, those aside that are hidden: so editors lock files, and keep what was in them."""
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix in _YAML and not path.name.startswith("."))
    except OSError as error:
        raise PathingestError(f"{folder}: cannot be read: {error.strerror or error}") from None
    return [Path(relative(path)) for path in found]


def read_config(path: Path) -> Config:
    """The configuration in a file that was named.

    Raises:
        PathingestError: it is not there, no TOML, or sets what there is not to set.
    """
    table = _table(path)
    if table is None:
        message = f"{path}: no configuration there; name a pathingest.toml, or a pyproject.toml with [tool.pathingest]"
        raise PathingestError(message)
    return _config(path, table)


def _table(path: Path) -> dict[str, Any] | None:
    """What a file sets for this tool; None where it is not there, or speaks of other tools only."""
    try:
        data = read_bytes(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise PathingestError(f"{path}: cannot be read: {error.strerror or error}") from None
    shared = path.name == _PROJECT
    if shared and not _OURS.search(data):  # reading such a file takes longer than reading a page
        return None
    table: Any = parse_toml(data, path)
    if shared:
        tools = table.get("tool")
        table = tools.get("pathingest") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise PathingestError(f"{path}: tool.pathingest: expected a table, as in [tool.pathingest]")
    return table


def _config(path: Path, table: dict[str, Any]) -> Config:
    unknown = [f"{path}: {key}: unknown key; {hint(key, _KEYS)}" for key in table if key not in _KEYS]
    if unknown:
        raise PathingestError(*unknown)
    return Config(
        path,
        _folder(path, table.get("profiles")),
        _required(path, table.get("require", [])),
        _overrides(path, table.get("overrides", "overrides")),
        _feeds(path, table.get("feeds", {})),
        table.get("lint"),
    )


def _overrides(path: Path, named: object) -> Path:
    """The folder of corrections, relative to the working directory as pages are."""
    if not isinstance(named, str) or not named:
        message = f'{path}: overrides: expected a folder, as in overrides = "overrides"; got {named!r}'
        raise PathingestError(message)
    return Path(relative(path.parent / named))


def _feeds(path: Path, table: object) -> Fields:
    """What the fields of rows are called."""
    if not isinstance(table, dict):
        raise PathingestError(f'{path}: feeds: expected a table, as in [feeds] with html = "page"; got {table!r}')
    wrong = [
        f"{path}: feeds: {key}: unknown key; {hint(key, Fields._fields)}"
        if key not in Fields._fields
        else f'{path}: feeds: {key}: expected a name, as in {key} = "page"; got {value!r}'
        for key, value in table.items()
        if key not in Fields._fields or not isinstance(value, str)
    ]
    if wrong:
        raise PathingestError(*wrong)
    return Fields(**table)


def _required(path: Path, named: object) -> tuple[str, ...]:
    """The fields without which a page has no record."""
    if not isinstance(named, list) or not all(isinstance(name, str) for name in named):
        message = f'{path}: require: expected a list of fields, as in require = ["from_role"]; got {named!r}'
        raise PathingestError(message)
    try:
        return known_fields(named)
    except PathingestError as error:
        raise PathingestError(*(f"{path}: require: {line}" for line in error.lines)) from None


def _folder(path: Path, named: object) -> Path | None:
    """The folder of profiles: the one that is named, or `profiles` beside the file if it is there."""
    if named is None:
        beside = path.parent / _PROFILES
        return beside if beside.is_dir() else None
    if not isinstance(named, str):
        message = f'{path}: profiles: expected a folder, as in profiles = "profiles"; got {named!r}'
        raise PathingestError(message)
    folder = path.parent / named
    if not os.path.isdir(folder):  # noqa: PTH112  `Path.is_dir` raises for a name that is too long
        raise PathingestError(f"{path}: profiles: no folder {folder}; make it, or name the one that holds the profiles")
    return folder
