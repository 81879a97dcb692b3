"""A profile's YAML text to the file format, or everything that is wrong with it, each at its line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError

from pathingest.model.data import DEEPEST, LONGEST_NUMBER
from pathingest.model.errors import PathingestError
from pathingest.model.section import Role
from pathingest.model.spelling import meant
from pathingest.model.tuples import NamedTuple
from pathingest.profiles._format import Level, MatchFile, Priority, ProfileFile, SelectorsFile
from pathingest.profiles._terms import GAPS, VALUE, Column, Label, spellings
from pathingest.values.duration import parse_duration
from pathingest.values.languages import languages
from pathingest.values.text import fold

_Path = tuple[str | int, ...]
_KEY = "[key]"  # what pydantic ends the path to a mapping's key with
_TABLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "sections": ("role", get_args(Role)),
    "headings": ("role", get_args(Role)),
    "labels": ("label", get_args(Label)),
    "columns": ("column", get_args(Column)),
    "priorities": ("priority", get_args(Priority)),
    "difficulties": ("level", get_args(Level)),
}
_MODELS: dict[_Path, type[BaseModel]] = {(): ProfileFile, ("match",): MatchFile, ("selectors",): SelectorsFile}
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
_SHOWN = 40
_NEAR = 0.7
# Code points. The built-in profiles' longest text has 748; cssselect goes three calls deeper for two of a selector's.
_LONGEST, _LONGEST_SELECTOR = 1000, 300
_MOST_SPELLINGS = 100_000  # the profile `generic` has 20,000
_NO_NAMESPACE = re.compile(r"""\|=|"[^"]*"|'[^']*'""")


class Mistake(NamedTuple):
    """One thing that is wrong: line and column from 1, the path of keys, and what was expected instead."""

    line: int
    column: int
    key: str
    message: str


def read_file(text: str, origin: str) -> ProfileFile:
    """The file that a YAML text holds.

    Raises:
        PathingestError: it is no profile: one line for each mistake, "ORIGIN:LINE:COLUMN: key: message".
    """
    file, mistakes = examine(text)
    if file is None or mistakes:
        raise PathingestError(*(f"{origin}:{at.line}:{at.column}: {at.key}: {at.message}" for at in mistakes))
    return file


def examine(text: str) -> tuple[ProfileFile | None, list[Mistake]]:
    """The file, where its form is right, and what is wrong, in the order of the text."""
    try:
        if mistake := next(_not_plain(text), None):
            return None, [mistake]
        loader = yaml.CSafeLoader(text)
        node = loader.get_single_node()
        if node is None:
            return None, [Mistake(1, 1, "profile", "the file is empty; `pathingest profile new PAGE` drafts one")]
        data = loader.construct_document(node)
    except (yaml.YAMLError, ValueError) as error:
        return None, [_not_yaml(error)]
    if not isinstance(data, dict):
        return None, [_at(node, (), f"expected keys and values, as in name: my-site; got {_shown(data)}")]
    return _validated(data, node)


def _validated(data: dict[Any, Any], node: yaml.Node) -> tuple[ProfileFile | None, list[Mistake]]:
    file = None
    mistakes = list(_written_twice(node, ()))
    try:
        file = ProfileFile.model_validate(data)
    except ValidationError as error:
        mistakes += [_formal(node, found["type"], found["loc"], found["input"]) for found in error.errors()]
    mistakes += [_at(node, path, message) for path, message in _meaning(data)]
    return file, sorted(set(mistakes))


# --- places ----------------------------------------------------------------------------------------------------------


def _at(node: yaml.Node, path: _Path, message: str) -> Mistake:
    """The mistake at the value that the path leads to, or at the last thing on the way that is there."""
    for step in path:
        below = _below(node, step)
        if below is None:
            break
        node = below
    return _placed(node, path, message)


def _at_key(node: yaml.Node, path: _Path, message: str) -> Mistake:
    """The mistake at a key instead of its value."""
    for step in path[:-1]:
        node = _below(node, step) or node
    entry = _entries(node).get(str(path[-1])) if isinstance(node, yaml.MappingNode) else None
    return _placed(entry[0] if entry else node, path, message)


def _placed(node: yaml.Node, path: _Path, message: str) -> Mistake:
    mark = node.start_mark
    return Mistake(mark.line + 1, mark.column + 1, ".".join(map(str, path)) or "profile", message)


def _below(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return _entries(node).get(str(step), (None, None))[1]
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    return None


@lru_cache(maxsize=4)
def _entries(node: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    """The keys of a table with their values; of a key that is there twice, the first."""
    return {key.value: (key, value) for key, value in reversed(node.value)}


# --- form ------------------------------------------------------------------------------------------------------------


def _not_yaml(error: Exception) -> Mistake:
    """A text that is no YAML, in one line."""
    mark = getattr(error, "problem_mark", None)
    why = getattr(error, "problem", None) or " ".join(str(error).split())
    hint = "; a text with a colon, a quote or a # in it needs quotes around it"
    if "start any token" in why:
        hint += ", and lines are indented with spaces, not with tabs"
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Mistake(line, column, "profile", f"this is not YAML: {why}{hint if mark else ''}")


def _not_plain(text: str) -> Iterator[Mistake]:
    """What readers of YAML break on, and no profile needs: deep nesting, endless numbers, and what JSON has not.

    The parser's events are looked at: what makes nodes of them calls itself for each level, and ends the process.
    """
    loader: Any = yaml.CSafeLoader(text)
    depth = 0
    while loader.check_event():
        event: Any = loader.get_event()
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            yield _found_at(event, f"this is nested deeper than {DEEPEST} levels; a profile has three")
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
            yield _found_at(
                event, f"{mark}{event.anchor} is YAML's own; write the texts themselves, or put quotes round it"
            )
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
            yield _found_at(event, f"the tag {event.tag} is YAML's own; take it out, or put quotes round the text")
        if isinstance(event, yaml.ScalarEvent) and len(event.value) > LONGEST_NUMBER:
            kind = loader.resolve(yaml.ScalarNode, event.value, event.implicit)
            if kind in _NUMBERS:
                yield _found_at(
                    event, f"a number of {len(event.value)} digits; write a shorter one, or a text in quotes"
                )


def _found_at(event: Any, message: str) -> Mistake:
    return Mistake(event.start_mark.line + 1, event.start_mark.column + 1, "profile", message)


_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")


def _written_twice(node: yaml.Node, path: _Path) -> Iterator[Mistake]:
    """Keys that come twice in one table: YAML would drop the first without a word."""
    if not isinstance(node, yaml.MappingNode):
        return
    known: set[object] = set()
    for key, value in node.value:
        inner = (*path, str(key.value))
        if inner[-1] in known:
            yield _placed(key, inner, "the key is there twice; join the two")
        known.add(inner[-1])
        yield from _written_twice(value, inner)


def _formal(node: yaml.Node, kind: str, path: _Path, given: object) -> Mistake:
    """What pydantic objects to, in words that say what to write."""
    if kind == "extra_forbidden":
        return _at_key(node, path, _unknown_key(path))
    if path and path[-1] == _KEY:
        return _at_key(node, path[:-1], _unknown_entry(path[:-1]))
    if kind == "invalid_key":
        return _at_key(node, path, "expected a text as the key; put it in quotes")
    if kind == "missing":
        return _at(node, path, f"the key is missing; {_WANTED.get(path, 'add it')}")
    return _at(node, path, _unfit(kind, path, given))


def _unknown_key(path: _Path) -> str:
    """A key that the format does not have."""
    key = str(path[-1])
    known = list(_MODELS[path[:-1]].model_fields)
    if near := meant(key, known, _NEAR):
        return f"unknown key; did you mean {near}?"
    homes = {name: f"match.{name}" for name in MatchFile.model_fields}
    homes |= {name: f"selectors.{name}" for name in SelectorsFile.model_fields}
    homes |= {name: f"{table}.{name}" for table, (_, names) in _TABLES.items() for name in names}
    if len(path) == 1 and key in homes:
        return f"unknown key; did you mean {homes[key]}?"
    return f"unknown key; expected one of {', '.join(known)}"


def _unknown_entry(path: _Path) -> str:
    """A role, a label, a priority and so on that there is not."""
    if path[0] not in _TABLES:
        return "expected a text as the key; put it in quotes"
    what, known = _TABLES[str(path[0])]
    if near := meant(str(path[-1]), known, _NEAR):
        return f"unknown {what}; did you mean {near}?"
    return f"unknown {what}; expected one of {', '.join(known)}"


def _unfit(kind: str, path: _Path, given: object) -> str:
    """A value of another form than the format's."""
    if kind == "literal_error":
        return f"expected en, de, es or fr, the languages that values are read in; got {_shown(given)}"
    if kind == "too_short":
        return "nothing is here; name at least one, or leave the key out"
    if path in _WANTED:
        return f"{_WANTED[path]}; got {_shown(given)}"
    if kind == "string_type":
        return f"expected a text; got {_shown(given)}: put it in quotes"
    if kind == "list_type":
        return f"expected a list, as in [one, two]; got {_shown(given)}"
    return f"expected keys and values below it; got {_shown(given)}"


_WANTED: dict[_Path, str] = {
    ("name",): "expected lower-case words joined by hyphens, as in name: my-site",
    ("currency",): "expected three upper-case letters, as in USD",
    ("match", "headings"): "expected a whole number, 1 or more",
    ("headings",): "expected roles with their headings, as in roadmap: [The Plan]",
}


def _shown(given: object) -> str:
    """A value as it may have been written."""
    if given is None:
        return "nothing"
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, dict):
        return "a table (a colon followed by a space makes one)"
    text = "a list" if isinstance(given, list) else repr(given)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}\u2026"


# --- meaning ---------------------------------------------------------------------------------------------------------


def _meaning(data: Mapping[Any, Any]) -> Iterator[tuple[_Path, str]]:
    """What is of the right form and still cannot be meant; parts of a wrong form are passed over."""
    texts = []
    for path, text in _texts(data, ()):
        if len(text) > _LONGEST and path[0] != "boilerplate":
            yield path, f"a text of {len(text)} characters; write one of at most {_LONGEST}"
        else:
            texts.append((path, text))
    yield from ((path, "an empty text matches nothing; take it out") for path, text in texts if not fold(text))
    yield from _spelled_out_too_often(texts)
    for table in _TABLES:
        yield from _listed_twice(table, texts)
    for path, text in texts:
        if check := _CHECKS.get(str(path[1] if path[0] == "match" and path[1:] else path[0])):
            yield from ((path, message) for message in check(text))
    yield from _out_of_reach(data, texts)


def _texts(data: object, path: _Path) -> Iterator[tuple[_Path, str]]:
    """Every text with the path to it."""
    if isinstance(data, str) and path:
        yield path, data
    elif isinstance(data, dict) and len(path) < 2:  # noqa: PLR2004  the format is no deeper
        for key, value in data.items():
            yield from _texts(value, (*path, str(key)))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            if isinstance(value, str):
                yield (*path, i), value


def _listed_twice(table: str, texts: list[tuple[_Path, str]]) -> Iterator[tuple[_Path, str]]:
    """A text under two entries of a table, or twice under one."""
    what = _TABLES[table][0]
    first: dict[str, str] = {}
    for path, text in texts:
        key = fold(text.removesuffix(VALUE))
        if path[0] != table or not key or len(path) == 1:  # a text where a table belongs
            continue
        entry = str(path[1])
        if key not in first:
            first[key] = entry
        elif first[key] != entry:
            yield path, f"{text!r} is listed under {first[key]} already; it can have one {what} only"
        else:
            yield path, f"{text!r} is listed twice (case, dashes and a colon at the end do not matter)"


def _spelled_out_too_often(texts: list[tuple[_Path, str]]) -> Iterator[tuple[_Path, str]]:
    """The text with which the alternatives in the tables come to mean more texts than can be kept."""
    left = _MOST_SPELLINGS
    for path, text in texts:
        if path[0] in _TABLES:
            left -= spellings(text)
            if left < 0:
                yield path, f"with this, (a|b) means more than {_MOST_SPELLINGS} texts; list fewer alternatives"
                return


def _horizon(text: str) -> Iterator[str]:
    if all(parse_duration(text, language=language) is None for language in languages()):
        yield f"{text!r} is no duration; write it as in 2 weeks"


def _position(text: str) -> Iterator[str]:
    yield from _placeholders(text, needed=("n",), allowed=("n",), example="Step {n}")


def _title_pattern(text: str) -> Iterator[str]:
    names = ("to", "from", "headline")
    yield from _placeholders(text, needed=names[:1], allowed=names, example="Quit {from}, start {to} | {headline}")
    if "{to}" in text and "{from}" not in text and not any(map(str.isalnum, _PLACEHOLDER.sub("", text))):
        yield f"{text!r} would be any title; put words of the site's titles in it, as in 'How to become {{to}}'"
    if "}{" in text:
        yield f"two placeholders of {text!r} touch, so nothing separates what they mean; put a text between them"


def _placeholders(text: str, needed: tuple[str, ...], allowed: tuple[str, ...], example: str) -> Iterator[str]:
    found = _PLACEHOLDER.findall(text)
    missing = [f"{{{name}}}" for name in needed if name not in found]
    unknown = [f"{{{name}}}" for name in found if name not in allowed]
    if missing:
        yield f"{text!r} has no {' and no '.join(missing)}; write it as in {example!r}"
    if unknown:
        yield f"{text!r}: unknown {', '.join(unknown)}; expected {', '.join(f'{{{name}}}' for name in allowed)}"
    if len(set(found)) < len(found):
        yield f"{text!r} has a placeholder twice"


def _label(text: str) -> Iterator[str]:
    name = text.removesuffix(VALUE)
    if unknown := _PLACEHOLDER.findall(name):
        yield f"{text!r}: {{{unknown[0]}}} cannot be there; a label may end with {VALUE} alone, as in 'Takes {VALUE}'"
    elif not fold(name):
        yield f"{text!r} would label every line; put the label's words before {VALUE}"


def _host(text: str) -> Iterator[str]:
    if not _HOST.fullmatch(text):
        yield f"{text!r} is no host; write it as in example.org: lower case, no scheme, no path"


def _selector(text: str) -> Iterator[str]:
    from cssselect import HTMLTranslator, SelectorError  # noqa: PLC0415  only profiles with selectors need it

    if len(text) > _LONGEST_SELECTOR:
        yield f"a selector of {len(text)} characters; write one of at most {_LONGEST_SELECTOR}, or several in its place"
        return
    if not text.isprintable() or "|" in _NO_NAMESPACE.sub("", text):
        yield f"{text!r} is no CSS selector that can be used here: no namespaces (a|b), no characters that do not show"
        return
    try:
        HTMLTranslator().css_to_xpath(text)
    except SelectorError as error:
        yield f"{text!r} is no CSS selector that can be used here: {str(error).rstrip('.')}"


def _heading(text: str) -> Iterator[str]:
    names = _PLACEHOLDER.findall(text)
    known = [name.strip("{}") for name in GAPS]
    if unknown := [f"{{{name}}}" for name in names if name not in known]:
        yield f"{text!r}: unknown {', '.join(unknown)}; expected {', '.join(GAPS)}"
    elif names and not any(map(str.isalnum, _PLACEHOLDER.sub("", text))):
        yield f"{text!r} would head every section; put words of the heading beside the placeholder"


_CHECKS = {
    "headings": _heading,
    "labels": _label,
    "horizons": _horizon,
    "positions": _position,
    "title_patterns": _title_pattern,
    "hosts": _host,
    "selectors": _selector,
    "sections": _selector,
}


def _out_of_reach(data: Mapping[Any, Any], texts: list[tuple[_Path, str]]) -> Iterator[tuple[_Path, str]]:
    """More headings demanded of a page than the profile has, and no host to know it by."""
    match = data.get("match")
    if not isinstance(match, dict):
        return
    least = match.get("headings")
    signs = ("headings", "labels", "site_labels", "title_patterns")
    there = len({fold(text) for path, text in texts if path[0] in signs})
    if type(least) is int and least > there and not match.get("hosts"):
        yield ("match", "headings"), f"no page can have {least} of the {there} headings and labels listed; lower it"
