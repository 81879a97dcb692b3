"""How much of what a rendering keeps is read right, and what is read that the page does not say."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from gold import GoldPage, gold_pages
from gold.alignment import stream
from gold.facts import Record
from gold.oracle import Kept, keeps
from gold.renderers import Renderer, renderings
from pages import plain
from pathingest import parse

_COMPUTED = {"schema_version", "id", "roadmap_total", "claims", "sources", "position", "weeks"}
_NAMES = ("name", "title", "label", "question", "heading")


class Score(NamedTuple):
    """One rendering of one page, read.

    Attributes:
        page, layout: which page.
        fates: how many facts are kept, broken, unattributable, lost.
        glued: how many kept facts are glued.
        right: kept facts that the record has, resources of glued phases aside.
        missed: (pointer, what the page says, what the record says) of kept facts that it has not.
        resources: kept resources of phases whose resources are glued.
        resources_right: those of them that the record has.
        invented: (pointer, value) of what the record says and the page does not, there.
        misplaced: the same, where it is what the tool left of facts that it broke.
    """

    page: str
    layout: str
    fates: Counter[str]
    glued: int
    right: int
    missed: tuple[tuple[str, Any, Any], ...]
    resources: int
    resources_right: int
    invented: tuple[tuple[str, Any], ...]
    misplaced: tuple[tuple[str, Any], ...]


# --------------------------------------------------------------------------------------------------------------------
# Records as facts.


def spelt(value: Any) -> Any:
    """A value in one spelling of quotes, dashes and spaces."""
    return re.sub(r"\s+", " ", str(plain(value))).strip() if isinstance(value, str) else value


def facts(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """(pointer, fact) of a record: texts, and values that a text states as a whole."""
    if isinstance(value, Mapping):
        if _is_value(value):
            named = [(name, spelt(part)) for name, part in sorted(value.items()) if name not in _COMPUTED]
            yield pointer, tuple([item for item in named if not (pointer.endswith("/horizon") and item[0] == "text")])
            return
        for name, part in value.items():
            if name not in _COMPUTED:
                yield from facts(part, f"{pointer}/{name}")
    elif isinstance(value, list):
        for i, part in enumerate(value):
            yield from facts(part, f"{pointer}/{i}")
    elif value is not None:
        yield pointer, spelt(value)


def _is_value(value: Mapping[str, Any]) -> bool:
    return isinstance(value.get("text"), str) and "duration" not in value


# --------------------------------------------------------------------------------------------------------------------
# Pairing.


def paired(ours: Any, gold: Any) -> tuple[Any, list[Any]]:
    """Our value put into gold's places, and what of it has none.

    Lists are paired in order, texts by themselves, items by their names: one that is lost shifts nothing.
    """
    if isinstance(gold, list) and isinstance(ours, list):
        return _paired_list(ours, gold)
    if isinstance(gold, Mapping) and isinstance(ours, Mapping):
        pairs = {name: paired(ours.get(name), part) for name, part in gold.items()}
        return {name: part for name, (part, _) in pairs.items()}, [e for _, extra in pairs.values() for e in extra]
    return ours, []


def _paired_list(ours: list[Any], gold: list[Any]) -> tuple[list[Any], list[Any]]:
    pairs = dict(_pairs(gold, ours, _same))
    placed: list[Any] = [None] * len(gold)
    extra = [item for i, item in enumerate(ours) if i not in pairs.values()]
    for i, j in pairs.items():
        placed[i], more = paired(ours[j], gold[i])
        extra += more
    return placed, extra


def _same(gold: Any, ours: Any) -> bool:
    if isinstance(gold, str) or isinstance(ours, str):
        return _letters(gold) == _letters(ours)
    name = next(name for name in _NAMES if name in gold)
    same = ours.get(name) is not None and _letters(ours[name]) == _letters(gold[name])
    return same or (
        name == "question" and ours["answer"] is not None and _letters(ours["answer"]) == _letters(gold["answer"])
    )


def _letters(text: Any) -> str:
    return stream(text).letters if isinstance(text, str) else repr(text)


def _pairs(first: Sequence[Any], second: Sequence[Any], same: Callable[[Any, Any], bool]) -> Iterator[tuple[int, int]]:
    """The longest common subsequence, as pairs of places."""
    equal = [[same(one, two) for two in second] for one in first]
    longest = [[0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in reversed(range(len(first))):
        for j in reversed(range(len(second))):
            beside = max(longest[i + 1][j], longest[i][j + 1])
            longest[i][j] = max(beside, longest[i + 1][j + 1] + 1) if equal[i][j] else beside
    i = j = 0
    while i < len(first) and j < len(second):
        if equal[i][j] and longest[i][j] == longest[i + 1][j + 1] + 1:
            yield i, j
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1


# --------------------------------------------------------------------------------------------------------------------
# Scoring.


def score(page: GoldPage, rendering: str | bytes, media_type: str) -> Score:
    """Read a rendering, and compare the record with what the rendering keeps of the page."""
    kept = keeps(page, rendering, media_type)
    read = parse(rendering, media_type=media_type).pathway
    ours = read.model_dump(mode="json") if read else {}
    placed, extra = paired({name: ours.get(name) for name in page.record}, page.record)
    return _score(page, rendering, kept, dict(facts(placed)), extra)


def _score(page: GoldPage, rendering: str | bytes, kept: Kept, ours: Record, extra: list[Any]) -> Score:
    gold = dict(facts(page.record))
    counted = {fact for fact, fate in kept.fates.items() if fate == "kept"}
    glued = _glued_resources(counted, kept)
    said = spelt(rendering) if isinstance(rendering, str) else None
    right = {fact for fact in counted if _agree(ours.get(fact), gold[fact], said)}
    wrong = [(fact, value) for fact, value in ours.items() if not _agree(value, gold.get(fact), said)]
    added = [*wrong, *[(f"+{fact}", value) for item in extra for fact, value in facts(item)]]
    invented: list[tuple[str, Any]] = []
    misplaced: list[tuple[str, Any]] = []
    for fact, value in added:
        if not _is_part(value, [gold[name] for name in gold if name in glued]):
            (misplaced if _is_excused(fact, value, kept, extra) else invented).append((fact, value))
    return Score(
        page.name,
        page.layout,
        Counter(kept.fates.values()),
        len(counted & kept.glued),
        len(right - glued),
        tuple([(fact, gold[fact], ours.get(fact)) for fact in sorted(counted - right - glued)]),
        len(glued),
        len(right & glued),
        tuple(invented),
        tuple(misplaced),
    )


def _agree(ours: Any, gold: Any, said: str | None) -> bool:
    """Whether two facts are the same; a text that the tool spelt without its accents may be read so."""
    if ours == gold:
        return True
    if ours is None or gold is None or said is None:
        return False
    if isinstance(ours, tuple) and isinstance(gold, tuple):
        return len(ours) == len(gold) and all(_agree(a[1], b[1], said) for a, b in zip(ours, gold, strict=True))
    if not isinstance(ours, str) or not isinstance(gold, str):
        return bool(ours == gold)
    return gold not in said and _unaccented(ours) == _unaccented(gold)


def _unaccented(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    return "".join([letter for letter in letters if not unicodedata.combining(letter)])


def _glued_resources(counted: set[str], kept: Kept) -> set[str]:
    """The resources of phases in which some are glued."""
    phases = {_phase(fact) for fact in kept.glued if "/resources/" in fact}
    return {fact for fact in counted if "/resources/" in fact and fact.endswith("/name") and _phase(fact) in phases}


def _phase(fact: str) -> str:
    return fact.partition("/resources/")[0]


def _is_part(value: Any, names: list[str]) -> bool:
    """Whether a value is a piece of glued resources, cut elsewhere."""
    return bool(names) and isinstance(value, str) and _letters(value) in _letters("".join(names))


def _is_excused(fact: str, value: Any, kept: Kept, extra: list[Any]) -> bool:
    texts = [value] if isinstance(value, str) else [part for name, part in value if name == "text"]
    if fact.endswith("/priority"):
        texts = [item["name"] for item in extra if isinstance(item, Mapping) and item.get("priority") == value]
    return any(kept.tells(text) or _is_section_of_ours(text, kept, extra) for text in texts)


def _is_section_of_ours(text: str, kept: Kept, extra: list[Any]) -> bool:
    """Whether a text is kept under `other`, and stands in the rendering."""
    sections = [item for item in extra if isinstance(item, Mapping) and "heading" in item]
    held = {spelt(part) for section in sections for part in [section["heading"], *section["text"]] if part}
    stands = kept.rendering is None or stream(text).letters in kept.rendering.letters
    return spelt(text) in held and stands


@cache
def scores(renderer: Renderer) -> tuple[Score, ...]:
    """The scores of all gold pages.

    Raises:
        Absent: the tool is not installed.
    """
    pairs = zip(gold_pages(), renderings(renderer), strict=True)
    return tuple([score(page, rendering, renderer.media_type) for page, rendering in pairs])


class Total(NamedTuple):
    """Several scores in one.

    Attributes:
        pages: how many.
        stated: how many facts the pages state.
        kept, glued: how many of them the tool keeps, and keeps glued.
        unclear: how many it breaks, or leaves without what they belong to.
        right, wanted: how many of the kept ones are read right, of how many; resources of glued phases aside.
        resources, resources_right: those.
        invented, misplaced: how many values the page does not state there (see `Score`).
    """

    pages: int
    stated: int
    kept: int
    glued: int
    unclear: int
    right: int
    wanted: int
    resources: int
    resources_right: int
    invented: int
    misplaced: int


def total(some: Sequence[Score]) -> Total:
    """The sums of some scores."""
    fates = sum((one.fates for one in some), Counter[str]())
    right = sum(one.right for one in some)
    return Total(
        pages=len(some),
        stated=fates.total(),
        kept=fates["kept"],
        glued=sum(one.glued for one in some),
        unclear=fates["broken"] + fates["unattributable"],
        right=right,
        wanted=right + sum(len(one.missed) for one in some),
        resources=sum(one.resources for one in some),
        resources_right=sum(one.resources_right for one in some),
        invented=sum(len(one.invented) for one in some),
        misplaced=sum(len(one.misplaced) for one in some),
    )
