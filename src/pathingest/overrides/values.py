"""The value that an editor gives, as the record holds it: read by the parsers that read pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from pathingest.dataset.address import tokens_of
from pathingest.dataset.pairs import text_key
from pathingest.model.change import in_words
from pathingest.model.pathway import (
    Difficulty,
    Duration,
    Headline,
    LanguageTag,
    Pathway,
    Percent,
    Resource,
    RoleName,
)
from pathingest.model.spelling import hint, meant
from pathingest.model.values import ATTRIBUTES, ParsedDuration, in_weeks
from pathingest.values.duration import parse_duration
from pathingest.values.horizons import parse_horizon
from pathingest.values.language_tags import parse_language_tag
from pathingest.values.languages import languages
from pathingest.values.percent import parse_percent
from pathingest.values.vocabulary import difficulty_words, parse_difficulty, parse_priority

# What is made of other values, and what to correct instead.
_COMPUTED = {
    "schema_version": "it is the version of the schema",
    "id": "`pathingest id` keeps or moves ids",
    "sources": "it says what was read",
    "claims": "it quotes other texts: correct the text that it is in",
    "roadmap_total": "it is the sum of the phases: correct /roadmap/…/duration",
    "position": "it is the place in the list",
}
_SHOWN = 60


class UnfitError(ValueError):
    """A value, or an address, that the record cannot take; the message says what is expected."""


def form_at(pointer: str) -> Any:
    """The annotation of what may be at a JSON Pointer of a record, `None` included where that may be null.

    Raises:
        UnfitError: no record has that, or it is computed.
    """
    form: Any = Pathway
    for token in tokens_of(pointer):
        inner = present(form)
        if token in _COMPUTED and not get_origin(inner):
            raise UnfitError(f"{token} cannot be set: {_COMPUTED[token]}")
        if get_origin(inner) is list:
            form = get_args(inner)[0]
        elif inner in (Duration, Percent):
            raise UnfitError(f"{token} cannot be set alone: correct the whole, {_described(inner)}")
        elif fields := fields_of(inner):
            if token not in fields:
                raise UnfitError(f"{token!r} is not a part of it: {hint(token, fields)}")
            form = fields[token]
        else:
            raise UnfitError(f"there is nothing inside of {_described(form)}")
    return form


def fields_of(form: Any) -> dict[str, Any]:
    """The parts that an object of a form may have, with their forms; none for what is no object."""
    models = [one for one in (get_args(form) or (form,)) if isinstance(one, type) and issubclass(one, BaseModel)]
    return {name: _annotation(info) for model in models for name, info in model.model_fields.items()}


def _shared_fields(form: Any) -> frozenset[str]:
    """The parts that whatever an object of a form is has."""
    models = [one for one in (get_args(form) or (form,)) if isinstance(one, type) and issubclass(one, BaseModel)]
    return frozenset.intersection(*(frozenset(model.model_fields) for model in models))


def _annotation(info: Any) -> Any:
    return Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation


def _bare(form: Any) -> Any:
    return get_args(form)[0] if get_origin(form) is Annotated else form


def present(form: Any) -> Any:
    """A form without null, and without what else is said of it."""
    form = _bare(form)
    if get_origin(form) in (Union, UnionType):
        present = [one for one in get_args(form) if one is not NoneType]
        return _bare(present[0]) if len(present) == 1 else Union[tuple(present)]  # noqa: UP007
    return form


def takes_text(form: Any) -> bool:
    """Whether a text can be read as a value of a form; of a list, or of what is known by its parts, none can."""
    inner = present(form)
    return inner in _READERS or not (fields_of(inner) or get_origin(inner) is list)


def may_be_null(form: Any) -> bool:
    """Whether null is allowed."""
    form = _bare(form)
    return get_origin(form) in (Union, UnionType) and NoneType in get_args(form)


def read_value(given: Any, form: Any) -> Any:
    """What an editor gives, in plain data, as the record holds it: "9 months" as a duration, "SQL" as a text.

    Raises:
        UnfitError: it cannot be that; the message says what is expected.
    """
    if given is None:
        if may_be_null(form):
            return None
        raise UnfitError(f"{_described(form)} is expected, not null")
    inner = present(form)
    if isinstance(given, str) and inner in _READERS:
        read = _READERS[inner](given if inner is str else given.strip())
        if read is None:
            near = meant(given, _WORDS[inner]()) if inner in _WORDS else None
            more = f"; did you mean {near}?" if near else ""
            raise UnfitError(f"{_described(form)} is expected, and {_short(given)} was not read as one{more}")
        return read
    if get_origin(inner) is list:
        if not isinstance(given, list):
            raise UnfitError(f"a list is expected, not {_short(given)}")
        return [read_value(item, get_args(inner)[0]) for item in given]
    fields = fields_of(inner)
    if fields and isinstance(given, dict):
        return _read_parts(given, inner, fields)
    if fields:
        raise UnfitError(f"{_described(form)} is expected, not {_short(given)}")
    return _checked(given, form)


def _read_parts(given: dict[str, Any], form: Any, fields: dict[str, Any]) -> Any:
    """An object whose parts may be left out where they may be null or empty."""
    for name in given:
        if name not in fields:
            raise UnfitError(f"{name!r} is not a part of it: {hint(name, fields)}")
    found = {name: read_value(given[name], part) for name, part in fields.items() if name in given}
    for name, part in fields.items():
        if name not in found and name in _shared_fields(form):
            found[name] = _EMPTY.get(get_origin(present(part)) or present(part))
    if "position" in fields:
        found["position"] = 1  # it is set by its place
    if form is Duration:
        try:
            found["weeks"] = {name: in_weeks(found[name], found["unit"]) for name in ("min", "max")}
        except OverflowError:
            raise UnfitError(f"{_described(form)} is expected, and this one is too long") from None
        if not any(found[name] is not None for name in ("text", "min", "max")):
            raise UnfitError(f"{_described(form)} is expected, and this states none")
    return _checked({name: found[name] for name in fields if name in found}, form)


# What a part is that is not given, if it cannot be null.
_EMPTY: dict[Any, Any] = {list: [], bool: False}


def _checked(given: Any, form: Any) -> Any:
    inner = present(form)
    if get_origin(inner) is Literal and isinstance(given, str) and given not in get_args(inner):
        word = parse_priority(given) or parse_difficulty(given)
        if word in get_args(inner):
            return word
        words = [str(in_words(word)) for word in get_args(inner)]
        raise UnfitError(f"{_described(form)} is expected, not {_short(given)}; {hint(given, words)}")
    try:
        valid = _adapter(form).validate_python(given)
    except ValidationError as error:
        first = error.errors()[0]
        where = "/".join(map(str, first["loc"])) or "the value"
        raise UnfitError(f"{_described(form)} is expected; {where}: {first['msg'].lower()}") from None
    return _adapter(form).dump_python(valid)


# --- texts and numbers -----------------------------------------------------------------------------------------------


def check_texts(value: Any, form: Any, known: Collection[str] = ()) -> None:
    """Refuse a value whose text says otherwise than its numbers, or whose bounds are no range.

    Args:
        value: as the record is to hold it.
        form: the annotation of it.
        known: the texts of the page: what these mean is for an editor to say.

    Raises:
        UnfitError: it contradicts itself.
    """
    inner = present(form)
    if isinstance(value, list):
        for item in value:
            check_texts(item, get_args(inner)[0], known)
    if not isinstance(value, dict):
        return
    fields = fields_of(inner)
    for name, part in value.items():
        check_texts(part, fields[name], known)
    text = value.get("text")
    if isinstance(text, str) and text_key(text) in known:
        return
    low, high = (value.get(name) for name in _BOUNDS.get(inner, ("", "")))
    if low is not None and high is not None and low > high:
        raise UnfitError(f"{_described(form)} is expected, and this one goes from {low:g} to {high:g}")
    if inner is Duration and any(bound is not None and bound < 0 for bound in (low, high)):
        raise UnfitError(f"{_described(form)} is expected, and this one is less than nothing")
    stated = [_compared(read) for read in _READINGS[inner](text)] if text and inner in _READINGS else []
    given = _compared(value)
    if stated and given not in stated and not (inner is Headline and value["duration"] is None):
        wrong = {name: part for name, part in stated[0].items() if part != given.get(name)}
        others = {name: given.get(name) for name in wrong}
        raise UnfitError(f"the text {_short(text)} says {_parts(wrong)}, not {_parts(others)}: make them agree")


def _compared(value: Mapping[str, Any]) -> dict[str, Any]:
    """What a text and its numbers must agree in; the note of a change in percent is beside the text."""
    if "duration" in value:  # what a headline promises
        value = value["duration"] or {}
    return {name: part for name, part in value.items() if name not in ("text", "weeks", "note")}


def _parts(parts: Mapping[str, Any]) -> str:
    words_of = (json.dumps(part) if isinstance(part, bool | str | None) else f"{part:g}" for part in parts.values())
    return ", ".join(f"{name} {words}" for name, words in zip(parts, words_of, strict=True))


_BOUNDS: dict[Any, tuple[str, str]] = {Duration: ("min", "max"), Percent: ("low", "high")}


@cache
def _adapter(form: Any) -> TypeAdapter[Any]:
    return TypeAdapter(form)


# --- the readers of texts --------------------------------------------------------------------------------------------


def _durations(text: str) -> Iterator[dict[str, Any]]:
    yield from _whole(text, parse_duration)
    yield from _whole(text, parse_horizon)


def _percents(text: str) -> Iterator[dict[str, Any]]:
    return _whole(text, parse_percent)


def _whole(text: str, parse: Callable[..., Any]) -> Iterator[dict[str, Any]]:
    """What the whole text states in each language that is known, the page's own or not."""
    return (_attributes(found) for found in _each(text, parse) if (found.start, found.end) == (0, len(text)))


def _each(text: str, parse: Callable[..., Any]) -> Iterator[Any]:
    read = (parse(text, language=language) for language in dict.fromkeys(("en", *languages())))
    return (found for found in read if found)


def _attributes(found: Any) -> dict[str, Any]:
    value = {name: getattr(found, name) for name in ATTRIBUTES[type(found)]}
    if isinstance(found, ParsedDuration):
        value["weeks"] = {"min": in_weeks(found.min, found.unit), "max": in_weeks(found.max, found.unit)}
    return value


def _headlines(text: str) -> Iterator[dict[str, Any]]:
    return ({"text": text, "duration": _attributes(found)} for found in _each(text, parse_duration))


def _difficulties(text: str) -> Iterator[dict[str, Any]]:
    found = _difficulty(text)
    return iter([found] if found else [])


def _difficulty(text: str) -> dict[str, Any] | None:
    level = parse_difficulty(text)
    return {"text": text, "level": level} if level else None


def _headline(text: str) -> dict[str, Any] | None:
    found = parse_duration(text)
    return {"text": text, "duration": found and _attributes(found)} if text else None


_READERS: dict[Any, Any] = {
    Duration: lambda text: next(_durations(text), None),
    Percent: lambda text: next(_percents(text), None),
    Headline: _headline,
    Difficulty: _difficulty,
    RoleName: lambda text: {"name": text, "label": None} if text else None,
    Resource: lambda text: {"name": text, "url": None} if text else None,
    LanguageTag: parse_language_tag,
    str: lambda text: text if text.strip() else None,
}
# All that a text may state, of values that have numbers beside it.
_READINGS: dict[Any, Callable[[str], Iterator[dict[str, Any]]]] = {
    Duration: _durations,
    Percent: _percents,
    Headline: _headlines,
    Difficulty: _difficulties,
}
# What a text may be where only some words will do.
_WORDS: dict[Any, Callable[[], Iterable[str]]] = {Difficulty: difficulty_words}
_DESCRIBED: dict[Any, str] = {
    Duration: 'a duration ("9 months")',
    Percent: 'a change in percent ("+20% to +40%")',
    Headline: "the words behind the roles in the title",
    Difficulty: 'a word for the difficulty ("moderate"; any other with its level, as JSON)',
    RoleName: "a role's name",
    Resource: "a resource's name",
    LanguageTag: 'a language tag ("en-US")',
    str: "a text",
}


def _described(form: Any) -> str:
    inner = present(form)
    null = ("null",) if may_be_null(form) else ()
    if get_origin(inner) is Literal:
        return _listed((*map(in_words, get_args(inner)), *null))
    words = _DESCRIBED.get(inner)
    if words is None and get_origin(inner) is list:
        words = "a list"
    words = words or f"a mapping with {_listed(fields_of(inner))}" if fields_of(inner) or words else "a number"
    return f"{words} or null" if may_be_null(form) else words


def _listed(words: Any) -> str:
    *others, last = map(str, words)
    return f"{', '.join(others)} or {last}" if others else last


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}\u2026"
