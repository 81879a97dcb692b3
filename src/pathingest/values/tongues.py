"""In which language a text is, by its commonest words, or by its letters."""

from __future__ import annotations

from functools import cache

from pathingest.values.patterns import lazy
from pathingest.values.vocabulary import read_table

ENOUGH = 4  # words of a language, of which one is told
_LOOKED_AT = 6_000  # code points of a text
_LETTERS = {
    "ja": lazy(r"[\u3041-\u30ff]"),
    "ko": lazy(r"[\uac00-\ud7a3]"),
    "zh": lazy(r"[\u4e00-\u9fff]"),
    "ru": lazy(r"[\u0430-\u044f]"),
    "ar": lazy(r"[\u0627-\u064a]"),
    "hi": lazy(r"[\u0905-\u0939]"),
}


@cache
def _words() -> dict[str, frozenset[str]]:
    """The words of each language that no other one has."""
    table: dict[str, list[str]] = read_table("tongues")["words"]
    return {
        language: frozenset(words).difference(*(other for name, other in table.items() if name != language))
        for language, words in table.items()
    }


def tongue(text: str) -> str | None:
    """The language of a text as a BCP 47 tag ("en"); None where too little of it tells."""
    text = text[:_LOOKED_AT]
    if not text.isascii():
        for language, letters in _LETTERS.items():
            if len(letters.findall(text)) * 4 > len(text):
                return language
    said = text.lower().split()
    counts = {language: sum(map(words.__contains__, said)) for language, words in _words().items()}
    best = max(counts, key=lambda language: counts[language])
    others = sorted(counts.values())[-2]
    return best if counts[best] >= ENOUGH and counts[best] > 2 * others else None
