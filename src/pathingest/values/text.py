"""One spelling for text: what scraping and typography vary, and no reader means.

Canonical text is NFC; every space is U+0020 and runs of them one; quotes are straight; hyphens, minus signs and en
dashes are "-", longer dashes "—"; characters without width or meaning (soft hyphens, zero-width spaces, byte order
marks, lone surrogates, control characters) are gone. What was written stays in the evidence.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from pathingest.model.runs import Runs, chained, place, tidy

_SPACES = "\t\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_SPACES += "\u2028\u2029\u202f\u205f\u3000\r\n"
_INVISIBLE = "\xad\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
_SINGLE = "\u2018\u2019\u201a\u201b"
_DOUBLE = "\u201c\u201d\u201e\u201f"
_SHORT_DASHES = "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
_LONG_DASHES = "\u2015"

# Character for character, so that offsets stay; what is to be dropped becomes this first.
_GONE = "\u200b"
# A long dash that means a short one: in a range, before a unit, as a sign.
_UNITS = "|".join(f"[{unit[0].upper()}{unit[0]}]{unit[1:]}" for unit in ("hour", "day", "week", "month", "year"))
_SHORT_IN_FACT = re.compile(rf"\u2014(?=\d)(?:(?<=\d\u2014)|(?<![^\s(]\u2014))|\u2014(?={_UNITS})(?<=\d\u2014)")
_HALF = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_FOLD: dict[int, str] = {
    **{ord(c): " " for c in _SPACES},
    **{ord(c): _GONE for c in _INVISIBLE},
    **{ord(c): "'" for c in _SINGLE},
    **{ord(c): '"' for c in _DOUBLE},
    **{ord(c): "-" for c in _SHORT_DASHES},
    **{ord(c): "\u2014" for c in _LONG_DASHES},
    **dict.fromkeys((*range(9), *range(14, 28), *range(127, 133), *range(134, 160)), _GONE),
    **_HALF,
}
_FOLDED = frozenset(map(chr, _FOLD))
_DROPPED = frozenset(chr(code) for code, even in _FOLD.items() if even == _GONE)
_PRINTABLE = bytes((0x0A, *range(0x20, 0x7F)))
_SPACE_RUN = re.compile(r" {2,}")


def encodable(text: str) -> str:
    """`text`, which is kept as it is, with only its lone surrogates replaced: no encoding can write them."""
    return text if text.isascii() else text.translate(_HALF)


def escaped(text: str | None) -> str | None:
    """A text without half characters, as names of files have that are not UTF-8: JSON holds none."""
    return text and text.encode("utf-8", "backslashreplace").decode()


def unescaped(text: str) -> str:
    """`text` with its character references decoded; one of endless digits is of no character, as any too large is."""
    import html  # noqa: PLC0415  text with references in it is rare

    try:
        return html.unescape(text)
    except ValueError:  # more digits than Python reads
        return html.unescape(_ENDLESS.sub("&#x110000", text))


_ENDLESS = re.compile("&#[0-9]{1000,}+")


def has_hidden(data: bytes) -> bool:
    """Whether a text, in UTF-8, has characters that canonical text is without."""
    return not _DROPPED.isdisjoint(data.translate(None, _PRINTABLE).decode())


def evened(text: str) -> str | None:
    """`text` with each character in canonical spelling, white space not folded; None where the length would change.

    Deleting the ASCII bytes of its UTF-8 form leaves the few characters worth a look, at a fifth of a regex's cost.
    """
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PRINTABLE).decode("utf-8", "surrogatepass")
    if not rest:
        return text
    present = set(rest)  # a mark may compose with an ASCII letter, which is not in `rest`
    if any(map(unicodedata.combining, present)) or not unicodedata.is_normalized("NFC", rest):
        return None
    for character in present & _FOLDED:
        even = _FOLD[ord(character)]
        if even == _GONE:
            return None
        text = text.replace(character, even)
    return _SHORT_IN_FACT.sub("-", text) if "\u2014" in text else text


def spelt(text: str) -> str:
    """`text` in canonical spelling, its lines and spaces as they are."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PRINTABLE).decode("utf-8", "surrogatepass")
    for character in _DROPPED.intersection(rest):
        text = text.replace(character, "")
    even = evened(text)
    if even is None:
        even = _SHORT_IN_FACT.sub("-", unicodedata.normalize("NFC", text.translate({**_FOLD, ord("\n"): "\n"})))
    return even


def canonical(raw: str) -> tuple[str, Runs | None]:
    """The canonical text of `raw` (stripped), and the places of its characters in `raw`; None where they are in step.

    Canonical text is its own canonical text.
    """
    if raw.isascii() and raw.isprintable() and "  " not in raw and raw == raw.strip(" "):
        return raw, None
    even = evened(raw)
    if even is not None:
        return _folded(even.replace("\n", " "))
    bare, runs = _folded(raw.translate(_FOLD))
    whole, places = _composed(bare)
    text = _SHORT_IN_FACT.sub("-", whole)
    if places is None:
        return text, runs
    runs = runs or ((0, 0),)
    end = place(runs, len(bare) - 1) + 1
    return text, tidy([*chained(places, runs, len(text)), (len(text), end - len(text))])


def _composed(text: str) -> tuple[str, Runs | None]:
    """The text in NFC, and the places of what each character is composed of; None where it is in NFC, or cannot be."""
    if unicodedata.is_normalized("NFC", text):
        return text, None
    starts = [i for i, c in enumerate(text) if i == 0 or not (unicodedata.combining(c) or "\u1160" <= c <= "\u11ff")]
    clusters = [text[start:end] for start, end in pairwise([*starts, len(text)])]
    pieces = [unicodedata.normalize("NFC", cluster) for cluster in clusters]
    whole = "".join(pieces)
    if not unicodedata.is_normalized("NFC", whole):
        return text, None
    places = [start for start, piece in zip(starts, pieces, strict=True) for _ in piece]
    return whole, tidy([(index, at - index) for index, at in enumerate(places)])


def _folded(text: str) -> tuple[str, Runs | None]:
    """The text without white space at its ends and what is to be dropped; of other white space only the first stays."""
    if not ("  " in text or _GONE in text) and text == text.strip(" "):
        return text, None
    pieces: list[str] = []
    steps: list[tuple[int, int]] = []
    size = end = 0
    for kept in _KEPT.finditer(text):
        start = kept.start()
        if pieces and (space := text.find(" ", end, start)) >= 0:
            pieces.append(" ")
            steps.append((size, space - size))
            size += 1
        pieces.append(kept.group())
        steps.append((size, start - size))
        end = kept.end()
        size += end - start
    return "".join(pieces), tidy(steps)


_KEPT = re.compile(rf"[^ {_GONE}]++(?: [^ {_GONE}]++)*+")


def describe(raw: str, text: str) -> tuple[str, ...]:
    """The steps from `raw` to its canonical `text`, in words."""
    if raw == text:
        return ()
    steps = []
    if "&" in raw and canonical(raw)[0] != text:
        raw = unescaped(raw)
        steps.append("character references decoded")
    if "\\" in raw and canonical(raw)[0] != text:
        steps.append("escapes decoded")
    if text == encodable(raw):  # an address is kept as it is written
        return (*steps, *["lone surrogates replaced"] * (text != raw))
    present = set(raw)
    shown = raw if present.isdisjoint(_DROPPED) else "".join([c for c in raw if c not in _DROPPED])
    if not unicodedata.is_normalized("NFC", shown):
        steps.append("letters composed (NFC)")
    steps.extend(step for characters, step in _STEPS if not present.isdisjoint(characters))
    if sum(map(raw.count, "\u2014\u2015")) > text.count("\u2014"):
        steps.append("long dashes in figures to -")
    if not steps or _SPACE_RUN.search(raw):
        steps.append("white space folded")
    return tuple(steps)


_STEPS = (
    (frozenset(_SPACES), "spaces to U+0020"),
    (frozenset(_INVISIBLE), "characters without width removed"),
    (frozenset(_SINGLE + _DOUBLE), "quotes straightened"),
    (frozenset(_SHORT_DASHES), "hyphens and short dashes to -"),
    (frozenset(_LONG_DASHES), "long dashes to U+2014"),
    (frozenset(map(chr, _HALF)), "lone surrogates replaced"),
)


def fold(text: str) -> str:
    """The key by which labels and headings are compared: no case, one spelling, no colon at the end."""
    return key(canonical(text)[0])


def key(text: str) -> str:
    """`fold` for text that is canonical already, as segments' is."""
    return text.casefold().rstrip(" :")


def boilerplate_key(text: str) -> str:
    """`key` for whole sentences, in which a long dash may mean a short one."""
    return key(text).replace("\u2014", "-")


def is_title_case(text: str) -> bool:
    """Whether most of the longer words begin with a capital, or with a letter that has no case.

    Scripts without case part clauses, not words, by spaces: there a long "word", or a comma, is prose.
    """
    if "\u3001" in text or "\uff0c" in text:
        return False
    words = [word for word in text.split() if len(word) > 3]  # noqa: PLR2004  "and", "for", "the" have no say
    if not words:
        return not text[:1].islower()
    if any(len(word) > (_LONGEST_SMALL if word[0].islower() else _LONGEST_WORD) and _is_small(word) for word in words):
        return False
    return sum(not word[0].islower() for word in words) > _MOST * len(words)


def _is_small(word: str) -> bool:
    """Not a capital in it."""
    return word == word.lower() and (word[0].islower() or not word.isascii())


# Small words of titles are shorter than this ("with", "after"), whatever the language's habits.
_LONGEST_SMALL = 5
_MOST = 0.6


_LONGEST_WORD = 14


def shortened(text: str, room: int) -> str:
    """A text of at most so many code points: what is longer ends in an ellipsis."""
    return text if len(text) <= room else f"{text[: room - 1]}\u2026"


def is_ordinal(text: str) -> bool:
    """Whether a text is a number of up to three digits and nothing more ("2", "3.", "4)")."""
    number = text.rstrip(".)")
    return len(number) <= _LONGEST_NUMBER and number.isdecimal()


_LONGEST_NUMBER = 3
