"""Where a page's footer begins: lines at its end that say whose page it is, lead elsewhere or ask about cookies.

Words of links may be the page's own: resources are called "LinkedIn", answers "Support". So a footer has a line that
pages have only there: whose rights, the imprint, terms, privacy, or cookies, the latter with a button or a link.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pathingest.lines import bounds
from pathingest.lines.line import Line
from pathingest.lines.looks import STOPS
from pathingest.lines.vocabulary import is_footer
from pathingest.values.patterns import lazy

_NOTICE = lazy(
    r"(?=.*\bcookies?\b)(?:by (?:using|continuing)|(?:this|our) (?:web ?)?(?:site|page)|we (?:use|set|store)|"
    r"(?:diese|unsere) (?:web)?(?:site|seite)|wir (?:verwenden|nutzen|setzen))\b",
    re.IGNORECASE,
)
_RIGHTS = lazy(r"\b(?:all rights reserved|alle rechte vorbehalten)\.?$", re.IGNORECASE)
_SURE = lazy(r"imprint|impressum|privacy|datenschutz|terms (?:of|&|and)|cookie policy", re.IGNORECASE)


def footer_start(lines: Sequence[Line]) -> int:
    """How many lines are before the footer; all of them on a page without one."""
    start = len(lines)
    while start and not lines[start - 1].is_item and _is_line(lines[start - 1].text):
        start -= 1
    texts = [line.text for line in lines[start:]]
    below_question = start > 0 and lines[start - 1].text.endswith("?")
    alone = len(texts) == 1 and (below_question or not _is_sure(texts[0]))
    return len(lines) if alone or not any(_is_sure(text) or _NOTICE.match(text) for text in texts) else start


def _is_sure(text: str) -> bool:
    """Whether a line is found nowhere but in footers."""
    return _names_holder(text) or (_SURE.search(text) is not None and _is_links(text))


def _names_holder(text: str) -> bool:
    return is_footer(text) or (len(text) <= bounds.RIGHTS and _RIGHTS.search(text) is not None)


def _is_line(text: str) -> bool:
    if len(text) > bounds.FOOTER:
        return False
    return _names_holder(text) or _is_links(text) or _NOTICE.match(text) is not None


def _is_links(text: str) -> bool:
    """Whether a line holds nothing but words of links, none of which end as sentences do."""
    return text[-1:] not in STOPS and _links().fullmatch(text) is not None


@cache
def _links() -> re.Pattern[str]:
    """A line of links, with marks, spaces or nothing between them."""
    text = Path(__file__).with_name("footer.txt").read_text("utf-8")
    entries = sorted([line for line in text.splitlines() if not line.startswith("#")], key=len, reverse=True)
    entry = "|".join(map(re.escape, entries))
    return lazy(rf"(?:(?:{entry})[\s|\u00b7•,/-]*)+", re.IGNORECASE)
