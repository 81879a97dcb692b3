"""In which language a text is, by its commonest words, or by its letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import cache

from pathingest.values.languages import languages
from pathingest.values.patterns import lazy
from pathingest.values.vocabulary import read_table

ENOUGH = 4  # words of a language, of which one is told
_LOOKED_AT = 6_000  # code points of a text
_SHARE = 6  # of as many code points, one at least is a letter of the language: the rest may be names in English
_KANA = lazy(r"[\u3041-\u30ff]")
_FEW = 10  # of as many letters of East Asia, Japanese has one at least that is no Chinese one
_LETTERS = {
    "ja": lazy(r"[\u3041-\u30ff\u4e00-\u9fff]"),
    "ko": lazy(r"[\uac00-\ud7a3]"),
    "ru": lazy(r"[\u0430-\u044f]"),
    "ar": lazy(r"[\u0627-\u064a]"),
    "hi": lazy(r"[\u0905-\u0939]"),
    "bn": lazy(r"[\u0985-\u09b9]"),
    "el": lazy(r"[\u03b1-\u03c9]"),
    "he": lazy(r"[\u05d0-\u05ea]"),
    "th": lazy(r"[\u0e01-\u0e2e]"),
}


# Those that share letters with the first of them, which a text is in whose words do not tell.
_ALIKE = {"ru": ("ru", "uk", "bg", "sr"), "ar": ("ar", "fa", "ur")}


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """The languages of each word."""
    table: dict[str, list[str]] = read_table("tongues")["words"]
    found: dict[str, tuple[str, ...]] = {}
    for language, words in table.items():
        for word in words:
            found[word] = (*found.get(word, ()), language)
    return found


def tongue(text: str) -> str | None:
    """The language of a text as a BCP 47 tag ("en"); None where too little of it tells."""
    text = text[:_LOOKED_AT]
    # Letters of other scripts have two bytes or more each.
    if len(text.encode(errors="replace")) * _SHARE > len(text) * (_SHARE + 1) and (language := _by_letters(text)):
        alike = _ALIKE.get(language, ())
        return (_by_words(text, alike) if alike else None) or language
    return _by_words(text)


def _by_words(text: str, among: Collection[str] = ()) -> str | None:
    """The language that most words are of, if it has more than twice as many that are not another's as that one has."""
    known = _words()
    counts: Counter[tuple[str, ...]] = Counter()
    for word, count in Counter(filter(known.__contains__, text.lower().split())).items():
        counts[known[word]] += count
    totals: Counter[str] = Counter()
    for tongues, count in counts.items():
        totals.update({language: count for language in tongues if not among or language in among})
    if not totals:
        return None
    best = max(totals, key=lambda language: totals[language])
    shared: Counter[str] = Counter()
    for tongues, count in counts.items():
        if best in tongues:
            shared.update(dict.fromkeys(tongues, count))
    is_sure = all(
        totals[best] - shared[other] > 2 * (total - shared[other]) for other, total in totals.items() if other != best
    )
    return best if totals[best] >= ENOUGH and is_sure else None


def _by_letters(text: str) -> str | None:
    for language, letters in _LETTERS.items():
        count = len(letters.findall(text))
        if count * _SHARE > len(text):
            return "zh" if language == "ja" and len(_KANA.findall(text)) * _FEW < count else language
    return None


def unread(language: str | None) -> str | None:
    """The English name of a language whose words are not known; None for one whose words are, and for none at all."""
    if language is None or language in languages():
        return None
    names: dict[str, str] = read_table("tongues")["names"]
    return names[language]
