"""How headings and items speak that are the steps of a way: with verbs, of roads, of grades; and those that are not.

The words are in `roads.toml`. Texts are given as written, or in lower case where that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from pathingest.values.patterns import lazy
from pathingest.values.vocabulary import read_table, vocabulary

FEWEST = 3  # steps that a text may count


def begins_step(name: str, language: str) -> bool:
    """Whether a name says what to do: it begins, or in German ends, with a verb."""
    words = name.casefold().replace("\u2019", "'").split()
    return bool(words) and any(_is_verb(words, _table()[known]) for known in {language, "en"} & _table().keys())


def _is_verb(words: Sequence[str], table: dict[str, Any]) -> bool:
    first, last = (words[i].strip(",.:;!") for i in (0, -1))
    stem = first.removesuffix(table.get("gerund", ""))
    forms = {first} if stem == first else {stem, f"{stem}e", stem[:-1]}  # "learning", "making", "getting"
    if not forms.isdisjoint(table["words"]) or first.endswith(tuple(table.get("first", ()))):
        return True
    return len(words) > 1 and last.endswith(tuple(table.get("last", ())))


def is_aside(name: str) -> bool:
    """Whether a name is of a part that most articles have: "Introduction", "Final thoughts", "Why data?"."""
    words = name.casefold().replace(":", " ").split()
    return bool(words) and not _set("asides").isdisjoint((words[0], words[-1].strip("?.")))


def speaks_of_road(folded: str) -> bool:
    """Whether lower-case text speaks of a road, its steps or one of them."""
    return names_road(folded) or not _set("steps").isdisjoint(_own_words(folded))


def names_road(folded: str) -> bool:
    """Whether lower-case text speaks of a road, or its steps."""
    return not _set("roads").isdisjoint(_own_words(folded))


def asks_the_way(folded: str) -> bool:
    """Whether lower-case text asks how one becomes something: "Tips on how to get into nursing"."""
    return any(words in folded for words in _table()["questions"])


def is_of_others(folded: str) -> bool:
    """Whether lower-case text speaks of steps that are not the reader's: "A day in the life"."""
    return any(words in folded for words in _table()["elsewhere"])


def is_of_other_things(folded: str) -> bool:
    """Whether lower-case text speaks of what is no step, in whatever number: "Mistakes on the path"."""
    return not _set("others").isdisjoint(form for word in _own_words(folded) for form in (word, word[:-1], word[:-2]))


def count_of_steps(folded: str) -> int:
    """How many steps lower-case text says that there are, if they are three or more; else 0."""
    words = folded.replace("-", " ").split()
    for i in [i for i, word in enumerate(words) if word.strip(":,.!?()") in _set("steps")]:
        said = [str(vocabulary()["positions"]["numbers"].get(word, word)) for word in words[max(0, i - 3) : i]]
        counts = [int(word) for word in said if _COUNT.fullmatch(word)]
        if counts and counts[-1] >= FEWEST:
            return counts[-1]
    return 0


_COUNT = lazy(r"\d{1,2}")


def is_grade(name: str) -> bool:
    """Whether a name says a grade, a title or a time behind it: "Beginner: Foundations", "Beginner (0-3 months)"."""
    words = [word for word in _OWN.split(name.casefold(), 1)[0].split() if word not in _set("levels")]
    return len(words) == 1 and any(words[0] in grade for grade in _table()["grades"])


_OWN = lazy(r"\s*[(:\u2013\u2014|]|\s-")


def _own_words(folded: str) -> list[str]:
    return [word.strip(":,.!?()'\"") for word in folded.replace("-", " ").split()]


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_table()[name])


@cache
def _table() -> dict[str, Any]:
    return read_table("roads")
