"""How texts look, whatever they say: the one home of the ends of sentences, of bullets, and of what is short.

The marks that end something differ on purpose: a name may end in a comma (a list was cut), a heading in a colon.
"""

from __future__ import annotations

from pathingest.lines import bounds
from pathingest.values.patterns import lazy

STOPS = ".!?"
_WIDE = "\u2026\u3002\uff01\uff1f"
# What a sentence ends with, and no name; what no heading ends with; what a line without a typo in it ends with.
SENTENCE_ENDS = frozenset(f"{STOPS}:;{_WIDE}")
NO_HEADING_ENDS = frozenset(f"{STOPS};,{_WIDE}")
TYPED_ENDS = frozenset(".,;!\u2026\u3002")
GOES_ON = frozenset(",;\u2026")
BULLETS = "-\u2022*\u2014"
_ABBREVIATIONS = (" al.", " etc.", " ed.", " eds.", " vol.", " Inc.", " Ltd.", " Co.")  # not "I was tired."


def is_sentence(text: str) -> bool:
    """Several words with a sentence's end, abbreviations ("et al.") aside."""
    return text[-1] in SENTENCE_ENDS and text.count(" ") >= bounds.PHRASE_WORDS and not text.endswith(_ABBREVIATIONS)


def is_name(text: str) -> bool:
    """Short, and no sentence."""
    if len(text) > bounds.NAME or text[-1] in SENTENCE_ENDS or "\u3001" in text:
        return False
    return text.count(" ") < bounds.NAME_WORDS


def is_heading(text: str) -> bool:
    """Short, begins with a capital or a letter without case, and is no sentence."""
    if len(text) > bounds.HEADING or text[-1] in NO_HEADING_ENDS or text[0].islower():
        return False
    return text.count(" ") < bounds.HEADING_WORDS and (text[0].isalpha() or any(map(str.isalpha, text)))


def is_few(text: str) -> bool:
    """Whether a text is a few words: a name, where a sentence may have lost its full stop."""
    return text.count(" ") < bounds.PHRASE_WORDS


def is_qualifier(text: str) -> bool:
    """Whether text behind a value is an aside in parentheses that says how it is meant: "(alongside phase 2)"."""
    return _QUALIFIER.fullmatch(text) is not None


_QUALIFIER = lazy(
    r"\s+\((?:[a-z' -]+\s)?(?:in\s+parallel|parallel|alongside|concurrent(?:ly)?|overlap\w*|side\s+by\s+side"
    r"|same\s+time|part[- ]time|full[- ]time|evenings?|weekends?|nights|self-paced|optional)(?:\s[a-z0-9' -]+)?\)"
)
