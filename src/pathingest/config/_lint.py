"""The table `lint` of the configuration: which rules are enabled, how, and what is known already.

Every mistake in it is found at once. A message names the key as the file writes it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints

from pathingest.model.errors import PathingestError
from pathingest.model.finding import SEVERITIES, Related, Severity
from pathingest.model.forms import COUNT, DATE, TEXT, TEXTS, Form, by_name, closed, described, one_of
from pathingest.model.place import at
from pathingest.model.source import Source, Span
from pathingest.model.spelling import hint
from pathingest.model.suppression import Suppression
from pathingest.model.tuples import NamedTuple
from pathingest.rules import Rule, load_rules, match_rules, rules, with_own
from pathingest.sources import read_bytes, relative
from pathingest.values.patterns import lazy

FAIL_ON = (*SEVERITIES, "never")
_PRESET = lazy(r"\d{4}-(?:0[1-9]|1[0-2])")
_ADDRESS = lazy(r"https?://[^\s\x00-\x1f\x7f{}<>\"\\^`|]+")
_MONTH: Form = {"type": "string", "pattern": r"^[0-9]{4}-(0[1-9]|1[0-2])$"}
_WITH_RULE: Form = {"type": "string", "pattern": r"^https?://.*\{(code|name)\}"}
_HEADER = lazy(r"(?m)^[ \t]*\[\[\s*(?:tool\s*\.\s*pathingest\s*\.\s*)?(?:lint\s*\.\s*)?suppress\s*\]\]")
# What is set above the tables, for all commands.
_ABOVE = {
    "require": 'it belongs above all tables: require = ["from_role"]',
    "profiles": 'it belongs above all tables: profiles = "profiles"',
}
_SUPPRESS: dict[str, Form] = {
    "rule": described({"anyOf": [TEXT, TEXTS]}, "The rule, or several: codes, beginnings of codes, names."),
    "path": described(TEXT, "A glob of files, from the folder of this file; any by default."),
    "pointer": described({"type": "string", "pattern": "^/"}, "The JSON Pointer that findings begin with."),
    "fingerprint": described(TEXT, "The fingerprint of the one finding that it is for."),
    "reason": described(TEXT, "Why."),
    "by": described(TEXT, "Who decided it."),
    "until": described(DATE, "The last day on which it counts."),
}
Named = tuple[str, Rule]


@dataclass(frozen=True, slots=True)
class LintConfig:
    """What a project sets for `pathingest lint`.

    Attributes:
        root: the folder of the file that says so; globs are relative to it.
        paths: what is linted if a call names nothing, as seen from the working directory.
        select, extend_select, ignore: codes, beginnings of codes, names, or "ALL".
        preset: the month whose rules are on by default; None for all that this version has.
        severity: by code, in the place of the rule's own.
        options: by code, the rule's options in its own dataclass.
        per_path_ignores: a glob, and what is ignored in the files that it matches.
        baseline: the file of findings that are known.
        fail_on: from which severity on a finding counts against the run.
        max_warnings: how many warnings are tolerated; None for the severity alone to decide.
        reference_date: the date that counts as today.
        docs_url: where rules are documented, with `{code}` and `{name}` for theirs; empty where nowhere is.
        rules: the rules there are: the tool's own, and the project's where they are trusted.
        skipped: the files, modules and entry points of the project's rules that were not loaded, as it names them.
    """

    root: Path = Path()
    paths: tuple[str, ...] = ()
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preset: str | None = None
    severity: Mapping[str, Severity] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    per_path_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    baseline: Path | None = None
    fail_on: str = "warning"
    max_warnings: int | None = None
    reference_date: date | None = None
    docs_url: str = ""
    rules: tuple[Named, ...] = field(default_factory=rules)
    skipped: tuple[str, ...] = ()


class _Key(NamedTuple):
    """A key of the table: the attribute it becomes, what reads it, what it looks like, and what it is."""

    attribute: str
    read: Callable[[str, object], Any]
    form: Form
    summary: str


class _WrongError(Exception):
    """One mistake: the key, and what is wrong with it."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(f"{key}: {message}")


def read_lint(path: Path, table: object, *, trust_rules: bool = False) -> LintConfig:
    """The table `lint` of a configuration file; the rules of the project's own run only if they are trusted.

    Raises:
        PathingestError: there are mistakes in it; a line for each.
    """
    prefix = "tool.pathingest.lint" if path.name == "pyproject.toml" else "lint"
    reader = _ConfigReader(path, prefix, trust_rules=trust_rules)
    config = reader.config(table)
    if reader.wrong:
        raise PathingestError(*(f"{path}: {mistake}" for mistake in reader.wrong))
    return config


def lint_form() -> Form:
    """What the table looks like: the keys that are read, and the options of the rules that come with the tool."""
    keys = {name: described(key.form, key.summary) for name, key in _ConfigReader(Path(), "lint").keys().items()}
    keys["options"] = {
        **keys["options"],
        "properties": {
            name: described({"$ref": f"#/$defs/{rule.code}"}, f"The options of {rule.code}, {own_name}.")
            for own_name, rule in rules()
            if rule.options is not None
            for name in (rule.code, own_name)
        },
    }
    return closed("Lint", "Which rules are enabled, how, and what is known already.", keys)


def option_forms() -> dict[str, Form]:
    """By the code of a rule that has options, what they look like."""
    return {
        rule.code: closed(rule.code, f"The options of {name}.", _options_of(rule.options))
        for name, rule in rules()
        if rule.options is not None
    }


def _options_of(defaults: Any) -> dict[str, Form]:
    hints = get_type_hints(type(defaults))
    return {
        one.name.replace("_", "-"): described(_form(hints[one.name], one.metadata), f"{one.metadata['help']}.")
        for one in fields(defaults)
    }


def read_suppressions(path: Path, table: object, of: str) -> tuple[Suppression, ...]:
    """The suppressions of a sidecar: `[[suppress]]` tables for the one file `of`.

    Raises:
        PathingestError: there are mistakes in it; a line for each.
    """
    reader = _ConfigReader(path, "")
    known = reader.table("sidecar", table, ("suppress",))
    found = tuple(
        one._replace(files=None, path=of) for one in reader.suppressions("suppress", known.get("suppress", []))
    )
    if reader.wrong:
        raise PathingestError(*(f"{path}: {mistake}" for mistake in reader.wrong))
    return found


class _ConfigReader:
    """Reads one file's table and gathers the mistakes in it."""

    def __init__(self, path: Path, prefix: str, *, trust_rules: bool = False) -> None:
        self._path = path
        self._prefix = prefix
        self._trust_rules = trust_rules
        self._rules: tuple[Named, ...] = rules()
        self._skipped: tuple[str, ...] = ()
        self.wrong: list[str] = []

    def config(self, table: object) -> LintConfig:
        """The whole table."""
        keys = self.keys()
        said = self.table(self._prefix, table, tuple(keys))
        found: dict[str, Any] = {"root": self._path.parent}
        if "rules" in said:
            self._take_own_rules(said.pop("rules"))
        found |= {"rules": self._rules, "skipped": self._skipped}
        for key, value in said.items():
            with self._noted():
                found[keys[key].attribute] = keys[key].read(f"{self._prefix}.{key}", value)
        return LintConfig(**found)

    def keys(self) -> dict[str, _Key]:
        """What the table may have."""
        return {
            "paths": _Key(
                "paths", self._paths, TEXTS, "The files and folders that are linted if a call names nothing."
            ),
            "select": _Key(
                "select", self._selectors, TEXTS, "These rules only: codes, beginnings of codes, names, ALL."
            ),
            "extend-select": _Key("extend_select", self._selectors, TEXTS, "These rules too."),
            "ignore": _Key("ignore", self._selectors, TEXTS, "But not these rules."),
            "preset": _Key("preset", _preset, _MONTH, "The month whose rules are enabled; newer ones are not."),
            "severity": _Key("severity", self._severity, by_name(one_of(SEVERITIES)), "By selector, how bad it is."),
            "options": _Key("options", self._options, by_name({"type": "object"}), "By rule, its options."),
            "per-path-ignores": _Key(
                "per_path_ignores", self._ignores, by_name(TEXTS), "By glob of files, what is ignored in them."
            ),
            "suppress": _Key(
                "suppressions",
                self.suppressions,
                {"type": "array", "items": closed("Suppression", "What is silenced.", _SUPPRESS, ["rule"])},
                "Findings that are silenced.",
            ),
            "baseline": _Key("baseline", self._file, TEXT, "The file of findings that are known already."),
            "fail-on": _Key("fail_on", _fail_on, one_of(FAIL_ON), "From which severity on findings fail the run."),
            "max-warnings": _Key("max_warnings", _count, COUNT, "How many warnings are tolerated."),
            "reference-date": _Key("reference_date", _date, DATE, "The date that counts as today."),
            "docs-url": _Key("docs_url", _docs_url, _WITH_RULE, "Where rules are documented, with {code} or {name}."),
            "rules": _Key("rules", _texts, TEXTS, "Files, modules and entry points with rules of the project's own."),
        }

    def table(self, key: str, value: object, known: Sequence[str]) -> dict[str, Any]:
        """A table with known keys; what is unknown is noted and left out."""
        if not isinstance(value, dict):
            self.wrong.append(f"{key}: expected a table; got {value!r}")
            return {}
        above = _ABOVE if key == "lint" else {}
        for name in value:
            if name not in known:
                self.wrong.append(f"{key}.{name}: unknown key; {above.get(name) or hint(name, known)}")
        return {name: part for name, part in value.items() if name in known}

    def suppressions(self, key: str, value: object) -> tuple[Suppression, ...]:
        """An array of tables, each at its line."""
        if not isinstance(value, list):
            raise _WrongError(key, f"expected an array of tables, as in [[{key}]]; got {value!r}")
        found = []
        for number, (place, item) in enumerate(zip(self._places(len(value)), value, strict=True), 1):
            with self._noted():
                found.append(self._suppression(f"{key}[{number}]", item, place))
        return tuple(found)

    def _suppression(self, key: str, value: object, place: Related) -> Suppression:
        said = self.table(key, value, tuple(_SUPPRESS))
        named = said.get("rule")
        written = [named] if isinstance(named, str) else named
        if not written:
            raise _WrongError(f"{key}.rule", 'names no rule; write rule = "DUR002"')
        known = ("path", "pointer", "fingerprint", "reason", "by")
        texts = {name: _text(f"{key}.{name}", said[name]) for name in known if name in said}
        pointer = texts.get("pointer")
        if pointer and not pointer.startswith("/"):
            raise _WrongError(
                f"{key}.pointer", f'expected a JSON Pointer, as in "/roadmap/0/duration"; got {pointer!r}'
            )
        return Suppression(
            rules=_texts(f"{key}.rule", written),
            place=place,
            files=texts.get("path", "**"),
            root=str(self._path.parent),
            pointer=pointer,
            fingerprint=texts.get("fingerprint"),
            reason=texts.get("reason", "").strip(),
            by=texts.get("by", "").strip(),
            until=_date(f"{key}.until", said["until"]) if "until" in said else None,
        )

    def _places(self, count: int) -> list[Related]:
        """Where each `[[suppress]]` is; the file's first line where they are written in another way."""
        source = Source(read_bytes(self._path).decode(), relative(self._path))
        found = [Span(*header.span()) for header in _HEADER.finditer(source.text)]
        return [at(source, span, "") for span in (found if len(found) == count else [Span(0, 0)] * count)]

    def _take_own_rules(self, value: object) -> None:
        """Add the project's own rules to the tool's, or to those that are skipped; all that follows may name them."""
        with self._noted():
            named = _texts(f"{self._prefix}.rules", value)
            if self._trust_rules:
                self._rules = with_own(rule for name in named for rule in load_rules(name, self._path.parent))
            else:
                self._skipped = named

    @contextmanager
    def _noted(self) -> Iterator[None]:
        """Note a mistake and go on, so that all are found in one run."""
        try:
            yield
        except (_WrongError, PathingestError) as error:
            self.wrong.extend(error.args)

    def _selectors(self, key: str, value: object) -> tuple[str, ...]:
        found = _texts(key, value)
        for name in found:
            self._matched(key, name)
        return found

    def _matched(self, key: str, name: str) -> list[Rule]:
        try:
            return match_rules(name, self._rules, self._skipped)
        except PathingestError as error:
            raise _WrongError(key, str(error)) from None

    def _one_rule(self, key: str, name: str) -> Rule | None:
        """The rule of that name; None for one that is skipped."""
        found = self._matched(key, name)
        if len(found) > 1 or name == "ALL":
            raise _WrongError(key, f"{name} means {len(found)} rules; name one")
        return found[0] if found else None

    def _severity(self, key: str, value: object) -> dict[str, str]:
        found = {}
        for name, severity in self._items(key, value):
            with self._noted():
                chosen = _one_of(f"{key}.{name}", severity, SEVERITIES)
                found.update({rule.code: chosen for rule in self._matched(f"{key}.{name}", name)})
        return found

    def _options(self, key: str, value: object) -> dict[str, Any]:
        found = {}
        for name, options in self._items(key, value):
            with self._noted():
                rule = self._one_rule(f"{key}.{name}", name)
                if rule is None:
                    continue
                if rule.options is None:
                    raise _WrongError(f"{key}.{name}", f"{rule.code} has no options")
                found[rule.code] = self._set(f"{key}.{name}", rule.options, options)
        return found

    def _set(self, key: str, defaults: Any, value: object) -> Any:
        """A rule's options with what is set of them."""
        known = {one.name.replace("_", "-"): one for one in fields(defaults)}
        hints = get_type_hints(type(defaults))
        changed = {}
        for name, given in self.table(key, value, tuple(known)).items():
            with self._noted():
                one = known[name]
                changed[one.name] = _typed(f"{key}.{name}", given, hints[one.name], one.metadata)
        return replace(defaults, **changed)

    def _ignores(self, key: str, value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
        found = []
        for glob, named in self._items(key, value):
            with self._noted():
                found.append((glob, self._selectors(f'{key}."{glob}"', named)))
        return tuple(found)

    def _items(self, key: str, value: object) -> Iterator[tuple[str, Any]]:
        if not isinstance(value, dict):
            raise _WrongError(key, f"expected a table; got {value!r}")
        return iter(value.items())

    def _paths(self, key: str, value: object) -> tuple[str, ...]:
        return tuple(Path(os.path.relpath(self._path.parent / text)).as_posix() for text in _texts(key, value))

    def _file(self, key: str, value: object) -> Path:
        return self._path.parent / _text(key, value)


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise _WrongError(key, f"expected a text; got {value!r}")
    return value


def _texts(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _WrongError(key, f'expected a list of texts, as in ["DUR", "SAL001"]; got {value!r}')
    return tuple(value)


def _date(key: str, value: object) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise _WrongError(key, f"expected a date, as in 2027-01-31; got {value!r}") from None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _WrongError(key, f"expected a date, as in 2027-01-31; got {value!r}")
    return value


def _one_of(key: str, value: object, known: Sequence[str]) -> str:
    if value not in known:
        raise _WrongError(key, f"{value!r} is not one of {', '.join(known)}; {hint(str(value), known)}")
    return str(value)


def _docs_url(key: str, value: object) -> str:
    """An address that names the rule; in it no other braces, which no address has."""
    text = _text(key, value)
    named = text.replace("{code}", "rule").replace("{name}", "rule")
    if named == text or not _ADDRESS.fullmatch(named):
        example = "https://example.org/rules/{name}.html"
        raise _WrongError(key, f"expected an address with {{code}} or {{name}} in it, as in {example}; got {text!r}")
    return text


def _fail_on(key: str, value: object) -> str:
    return _one_of(key, value, FAIL_ON)


def _count(key: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _WrongError(key, f"expected a number from 0; got {value!r}")
    return value


def _preset(key: str, value: object) -> str:
    text = _text(key, value)
    newest = max(rule.since for _, rule in rules())
    if not _PRESET.fullmatch(text):
        raise _WrongError(key, f'expected a month, as in "{newest}"; got {text!r}')
    if text > newest:
        raise _WrongError(key, f"this version knows the rules up to {newest}; write that, or upgrade")
    return text


def _typed(key: str, value: object, hint: object, metadata: Mapping[str, Any]) -> Any:
    """An option's value, of the type and within the bounds that the rule declares."""
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if hint == tuple[str, ...]:
        return _texts(key, value)
    if date in get_args(hint) or hint is date:
        return _date(key, value)
    if type(value) is not hint:
        raise _WrongError(key, f"expected {_KINDS.get(hint, str(hint))}; got {value!r}")
    least, most = metadata.get("least"), metadata.get("most")
    if (least is not None and not value >= least) or (most is not None and not value <= most):  # NaN is in no bounds
        bounds = f"from {least}" if most is None else f"from {least} to {most}"
        raise _WrongError(key, f"expected a number {bounds}; got {value!r}")
    return value


def _form(hint: object, metadata: Mapping[str, Any]) -> Form:
    """What `_typed` takes."""
    if hint == tuple[str, ...]:
        return TEXTS
    if date in get_args(hint) or hint is date:
        return DATE
    bounds = {"least": "minimum", "most": "maximum"}
    return {**_FORMS[hint], **{said: metadata[name] for name, said in bounds.items() if name in metadata}}


_FORMS: dict[object, Form] = {bool: {"type": "boolean"}, int: {"type": "integer"}, float: {"type": "number"}, str: TEXT}
_KINDS: dict[object, str] = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}
