"""Patterns that are compiled when a text first needs them: compiling takes longer than reading a page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from math import inf
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, cast

# The stop between two sentences of a title, for none of which "Prof. Smith" is.
SENTENCE_END = r"(?<=[^\W\d_]{4})(?<!Asst)(?<!Assoc)(?<!Dept)(?<!Exec)(?<!Prof)(?<!Tech)\.\s+(?=[^\W\d_a-z])"


def lazy(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A pattern, to be used like a compiled one; an error in it is raised at its first use."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


class _Lazy:
    """Takes over each method of the compiled pattern at its first use, so that the next call is that method's own."""

    def __init__(self, pattern: str, flags: re.RegexFlag) -> None:
        self._source = pattern
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if self._compiled is None:
            self._compiled = re.compile(self._source, self._flags)
        found = self.__dict__[name] = getattr(self._compiled, name)
        return found


@cache
def clues(pattern: re.Pattern[str]) -> frozenset[str]:
    """Pieces of text, of which at least one is in whatever a pattern matches, both folded; an empty one for no such.

    They are taken from the pattern itself, so that they hold whatever it is changed to.
    """
    return _clues(_parser.parse(pattern.pattern, pattern.flags))


def may_match(pattern: re.Pattern[str], folded: str) -> bool:
    """Whether a folded text holds what a pattern cannot match without: to find out that most do not costs little."""
    return any(map(folded.__contains__, clues(pattern)))


@cache
def folded(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """A pattern in lower case that ignores case, for texts that are `caseless`: it is found in half of the time."""
    return re.compile(pattern.pattern, pattern.flags & ~re.IGNORECASE)


def caseless(text: str) -> str:
    """A text so that characters are equal in it that are equal to patterns which ignore case."""
    return text.replace("\u0130", "i").replace("\u0131", "i").casefold()


_NONE = frozenset({""})
_MOST = 20  # characters of a set that are clues each


def _clues(items: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """The clues to a sequence of a parsed pattern: of its parts, those of which the shortest is longest."""
    found, text = [_NONE], ""
    for kind, value in items:
        literal = _literal(kind, value)
        if literal is not None:
            text += literal
            continue
        found, text = [*found, frozenset({caseless(text)}), _clues_of(kind, value)], ""
    return max([*found, frozenset({caseless(text)})], key=lambda each: (min(map(len, each), default=inf), -len(each)))


def _literal(kind: Any, value: Any) -> str | None:
    """What a part of a pattern must be as it stands; None for what may be several texts, or makes the whole fail."""
    if kind is code.LITERAL:
        return chr(value)
    if kind is code.AT or (kind in (code.ASSERT, code.ASSERT_NOT) and len(value[1])):
        return ""
    if kind is code.SUBPATTERN:
        parts = [_literal(*part) for part in value[3]]
        return None if None in parts else "".join(map(str, parts))
    return None


def _clues_of(kind: Any, value: Any) -> frozenset[str]:
    if kind is code.ASSERT_NOT:  # of nothing, which is everywhere: "(?!)" stands for no words
        return frozenset()
    if kind is code.BRANCH:
        return frozenset[str]().union(*map(_clues, value[1]))
    if kind is code.SUBPATTERN:
        return _clues(value[3])
    if kind is code.ATOMIC_GROUP:
        return _clues(value)
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT) and value[0] > 0:
        return _clues(value[2])
    if kind is code.IN and len(value) <= _MOST and all(one is code.LITERAL for one, _ in value):
        return frozenset([caseless(chr(character)) for _, character in value])
    return _NONE


def any_of(words: Iterable[str], gap: str) -> str:
    """A pattern for any of the words, the longest first; "*" matches the rest of a word, a space `gap`.

    Words that begin alike are tried together: most are passed over by one look at a character.
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    rests: dict[str, list[str]] = {}
    for word in ordered:
        rests.setdefault(word[0], []).append(word[1:])
    # With other characters one phrase might match what another's gap does, and then their order would count.
    each = _joined if all(word.replace(" ", "").isalnum() for word in ordered) else _listed
    return "|".join(f"{re.escape(first)}(?:{'|'.join(each(rest, gap))})" for first, rest in rests.items())


def _listed(phrases: list[str], gap: str) -> list[str]:
    return [re.escape(phrase).replace(r"\ ", gap).replace(r"\*", r"\w*") for phrase in phrases]


def _joined(phrases: list[str], gap: str) -> list[str]:
    """As `_listed`, but the first word of several phrases and its gap, which takes long to compile, only once."""
    rests: dict[tuple[str, str], list[str]] = {}
    for phrase in phrases:
        first, space, rest = phrase.partition(" ")
        rests.setdefault((first, space), []).append(rest)
    found = []
    for (first, space), more in rests.items():
        each = _joined(more, gap) if space else more
        following = each[0] if len(each) == 1 else f"(?:{'|'.join(each)})"
        found.append(f"{first}{gap}{following}" if space else first)
    return found


def filled(patterns: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """What is known, and the patterns, in which names are of that, or of patterns before them: "(?:{about})"."""
    found = {**known}
    for name, pattern in patterns.items():
        found[name] = _NAME.sub(lambda match: found[match[1]], pattern)
    return found


_NAME = lazy(r"\{([a-z_]+)\}")


def compiled(
    table: Mapping[str, Mapping[str, Any]], words: Mapping[str, Collection[str]], gap: str
) -> tuple[dict[str, re.Pattern[str]], dict[str, Before]]:
    """The patterns of a table, and those for what is right before a place, which say what that ends with."""
    known = filled(table["patterns"], {name: any_of(listed, gap) for name, listed in words.items()})
    before = {
        name: Before(known[name], [word for end in ends for word in words.get(end, (end,))])
        for name, ends in table["before"].items()
    }
    return {name: lazy(known[name]) for name in table["patterns"]}, before


class Before:
    """A pattern for what is right before a place, which is looked for only where one of `ends` does.

    Spaces before the place are passed over: an end is the last word of a phrase, or a part of it. With "*" in one there
    is no knowing.
    """

    def __init__(self, pattern: str, ends: Iterable[str]) -> None:
        self._pattern = lazy(pattern)
        last = {phrase.split()[-1] for phrase in ends}
        self._ends = ("",) if any("*" in word for word in last) else tuple(last)

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match in `text[start:end]`."""
        return self._pattern.search(text, start, end) if text[start:end].rstrip().endswith(self._ends) else None
