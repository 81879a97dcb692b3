"""How headings and items speak that are the steps of a way: with verbs, of roads, of grades; and those that are not.

The words are in `roads.toml`. Texts are given as written, or in lower case where that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from pathingest.values.patterns import lazy
from pathingest.values.vocabulary import read_table, vocabulary

FEWEST = 3  # steps that a text may count


@lru_cache(maxsize=256)
def begins_step(name: str, language: str) -> bool:
    """Whether a name says what to do: it begins, or in German ends, with a verb."""
    words = [word.strip(",.:;!()") for word in name.replace("\u2019", "'").split()]
    return bool(words) and any(_is_verb(words, _table()[known]) for known in {language, "en"} & _table().keys())


def _is_verb(words: Sequence[str], table: dict[str, Any]) -> bool:
    first, last = words[0].casefold(), words[-1]
    stem = first.removesuffix(table.get("gerund", ""))
    forms = (
        {first} if stem == first else {first, stem, f"{stem}e", stem[:-1]}
    )  # "bring"; "learning", "making", "getting"
    if first in table.get("nouns", ()) and words[1:]:
        return words[1].casefold() in table["follow"]
    if not forms.isdisjoint(table["words"]):
        return True
    if first.endswith(tuple(table.get("first", ()))):
        return first not in table["but"]
    return len(words) > 1 and last.islower() and last.endswith(tuple(table.get("last", ())))


def is_aside(name: str) -> bool:
    """Whether a name is of a part that most articles have: "Introduction", "Final thoughts", "Why data?"."""
    words = name.casefold().replace(":", " ").split()
    return bool(words) and not _set("asides").isdisjoint((words[0], words[-1].strip("?.")))


def heads_no_steps(folded: str) -> bool:
    """Whether what heads a column, in lower case, is said of no steps: "Salary", "Speaker"."""
    words = folded.replace("/", " ").split()
    return not _set("columns").isdisjoint({*words, *(word.removesuffix("s") for word in words)})


def is_of_course(folded: str) -> bool:
    """Whether what heads a column, in lower case, names the parts of a course: "Lesson", "Video lecture"."""
    if len(folded) > _LONGEST_HEAD:
        return False
    words = [word.strip("#:()") for word in folded.split()]
    return not _set("lessons").isdisjoint({*words, *(word.removesuffix("s") for word in words)})


_LONGEST_HEAD = 24  # characters


def is_division(word: str) -> bool:
    """Whether a lower-case word is of what an article may be divided into: "part"."""
    return word in _set("divisions")


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
    """Whether lower-case text names what has no steps: "Mistakes on the path", and no "Example roadmap"."""
    nouns = _head_nouns(folded)
    words = _own_words(folded)
    if any(last in _set("routes") and _is_one(word, _set("others")) for word, last in pairwise(words)):
        return True
    if not _set("roads").isdisjoint(nouns) or not _set("steps").isdisjoint(nouns):
        return False
    if any(_is_one(noun, _set("hints")) for noun in nouns):
        return not asks_the_way(folded)
    return any(_is_one(noun, _set("others")) for noun in nouns)


def pointer_end(text: str) -> int:
    """Where words end that a text begins with and that point to other pages of its site: "Read next: ..."; 0 for none.

    It is the text's length if nothing follows them ("You might also like").
    """
    start = 0 if text[:1].isalnum() else next((i for i, char in enumerate(text) if char.isalnum()), 0)
    if text[start : start + 3].casefold() not in _pointer_starts():
        return 0
    mark = _POINTED.search(text, start)
    head = text[start : mark.start() if mark else len(text)]
    if _is_pointer(head.rstrip(_POINTER_ENDS).casefold()):
        return mark.end() if mark and any(map(str.isalnum, text[mark.end() :])) else len(text)
    words = head.split(" ")
    for count in range(min(len(words) - 1, _POINTER_WORDS), 1, -1):
        if not words[count][:1].islower() and " ".join(words[:count]).casefold() in _set("pointers"):
            return start + len(" ".join(words[:count])) + 1  # "See also From Nurse to Miller"
    return 0


@cache
def _pointer_starts() -> frozenset[str]:
    """The first three letters of what points elsewhere, for a look that costs little."""
    return frozenset(words[:3] for name in ("pointers", "pages", "before_pages") for words in _set(name))


def _is_pointer(folded: str) -> bool:
    """Whether lower-case words point to other pages, by themselves or as what they say of these."""
    if folded in _set("pointers"):
        return True
    words = folded.split()
    pages, before, after = _set("pages"), _set("before_pages"), _set("after_pages")
    for i in range(1, min(len(words), _POINTER_WORDS)):
        first, rest = " ".join(words[:i]), " ".join(words[i:])
        if (first in before and rest in pages) or (first in pages and rest in after):
            return True
    return False


_POINTED = lazy(r"\s*[:|\u00bb\u2192\u203a>]\s*|\s+-\s+|\s*\u2014\s*")
_POINTER_ENDS = " .!?*_\u2026"
_POINTER_WORDS = 6


def _head_nouns(folded: str) -> list[str]:
    """The last words of the parts that say what a heading is of, before anything joins more to them."""
    nouns: list[str] = []
    before = ""
    for word in _own_words(folded):
        if word in _set("joints"):
            nouns.append(before)
            if word not in ("and", "und", "et", "y"):
                break
        before = word
    else:
        nouns.append(before)
    return nouns


def _is_one(word: str, known: frozenset[str]) -> bool:
    """Whether a word, or what it is the plural of, is known."""
    stems = (word.removesuffix(end) for end in _table()["plurals"] if word.endswith(end))
    return word in known or any(stem in known or (word.endswith("ies") and f"{stem}y" in known) for stem in stems)


def count_of_steps(folded: str) -> int:
    """How many steps lower-case text says that there are, if they are three or more; else 0."""
    words = folded.replace("-", " ").split()
    for i in [i for i, word in enumerate(words) if word.strip(":,.!?()") in _set("steps") | _set("counted")]:
        said = [str(vocabulary()["positions"]["numbers"].get(word, word)) for word in words[max(0, i - 3) : i]]
        counts = [int(word) for word in said if _COUNT.fullmatch(word)]
        if counts and counts[-1] >= FEWEST:
            return counts[-1]
    return 0


_COUNT = lazy(r"\d{1,2}")


def grade_of(name: str) -> int:
    """Which grade a name says, from 1, a title or a time behind it: "Beginner: Foundations"; 0 for none."""
    words = [word for word in _OWN.split(name.casefold(), 1)[0].split() if word not in _set("levels")]
    grades = _table()["grades"]
    return next((i for i, grade in enumerate(grades, 1) if len(words) == 1 and words[0] in grade), 0)


_OWN = lazy(r"\s*[(:\u2013\u2014|]|\s-")


def _own_words(folded: str) -> list[str]:
    return [word.strip(":,.!?()'\"") for word in folded.replace("-", " ").split()]


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_table()[name])


@cache
def _table() -> dict[str, Any]:
    return read_table("roads")
