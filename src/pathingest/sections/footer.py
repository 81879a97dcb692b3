"""Where a page's footer begins: lines at its end that say whose page it is, lead elsewhere or ask about cookies.

Words of links may be the page's own: resources are called "LinkedIn", answers "Support". So a footer has a line that
pages have only there: whose rights, the imprint, terms, privacy, or cookies, the latter with a button or a link.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pathingest.model.segment import Segment
from pathingest.values.patterns import lazy

_LONGEST = 200
_LONGEST_RIGHTS = 100
_NOTICE = lazy(
    r"(?=.*\bcookies?\b)(?:by (?:using|continuing)|(?:this|our) (?:web ?)?(?:site|page)|we (?:use|set|store)|"
    r"(?:diese|unsere) (?:web)?(?:site|seite)|wir (?:verwenden|nutzen|setzen))\b",
    re.IGNORECASE,
)
_RIGHTS = lazy(r"\b(?:all rights reserved|alle rechte vorbehalten)\.?$", re.IGNORECASE)
_SURE = lazy(r"imprint|impressum|privacy|datenschutz|terms (?:of|&|and)|cookie policy", re.IGNORECASE)

_FOOTER = lazy(
    r"(?:copyright )?(?:\u00a9|\(c\)) ?(?:\d{4}|\w)|copyright (?:\d{4}|\u00a9)|all rights reserved"
    r"|(?:(?:this|our) (?:web ?)?(?:site|page)|we) (?:uses?|stores?|sets?|saves?)\b[^.]{0,40}\bcookies?\b"
    r"|(?:(?:diese|unsere) (?:web)?(?:site|seite)|wir) (?:nutz|verwend|speicher|setz)\w+\b[^.]{0,40}\bcookies?\b",
    re.IGNORECASE,
)
# How such lines begin, for a look that costs nothing.
FOOTER_STARTS = frozenset("\u00a9(CcTtOoWwDdUu")
_LONGEST_FOOTER = 140


def footer_start(segments: tuple[Segment, ...]) -> int:
    """How many segments stand before the footer; all of them on a page without one."""
    start = len(segments)
    while start and segments[start - 1].kind != "item" and _is_line(segments[start - 1].text):
        start -= 1
    lines = [segment.text for segment in segments[start:]]
    below_question = start > 0 and segments[start - 1].text.endswith("?")
    alone = len(lines) == 1 and (below_question or not _is_sure(lines[0]))
    return len(segments) if alone or not any(_is_sure(line) or _NOTICE.match(line) for line in lines) else start


def is_footer(text: str) -> bool:
    """Whether a line only says whose page it is, or that the site stores cookies."""
    return len(text) <= _LONGEST_FOOTER and _FOOTER.match(text) is not None


def _is_sure(text: str) -> bool:
    """Whether a line stands nowhere but in footers."""
    return _names_holder(text) or (_SURE.search(text) is not None and _links().fullmatch(text) is not None)


def _names_holder(text: str) -> bool:
    return is_footer(text) or (len(text) <= _LONGEST_RIGHTS and _RIGHTS.search(text) is not None)


def _is_line(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    return _names_holder(text) or _links().fullmatch(text) is not None or _NOTICE.match(text) is not None


@cache
def _links() -> re.Pattern[str]:
    """A line of links, with marks, spaces or nothing between them."""
    text = Path(__file__).with_name("footer.txt").read_text("utf-8")
    entries = sorted([line for line in text.splitlines() if not line.startswith("#")], key=len, reverse=True)
    entry = "|".join(map(re.escape, entries))
    return lazy(rf"(?:(?:{entry})[\s|\u00b7•,/-]*)+", re.IGNORECASE)
