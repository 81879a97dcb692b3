"""Lines that a tool broke where the page has none: at tags inside a text, or where lines of the HTML end.

A break is undone only where it cannot be a real one. What shows it:

- *open ends*: a line ends in one space, or begins with one, on a page where others do not: what is left of the space
  beside a tag ("about ", "10", " months");
- *closing marks*: no text begins with a comma, a colon or a closing bracket;
- *open brackets and dashes*: no text ends in "(", in a dash or inside brackets that the next line closes, and one in
  brackets is a note on the line above;
- *articles and the like*: no text ends in "the" or "and";
- *numbers of places*: "Stage" and "2 - Foundations", "First" and "90 days";
- *lone arrows*: a page's only line that begins with one is no list;
- *questions*: "How long does it take to learn" and "Python?";
- *lower case*: a line that begins with one goes on with an item that has a bullet, or with a paragraph if its last
  line ends a sentence or no other lower case follows. Lists of things in lower case have neither;

- *blank lines*: where a page parts its texts by them, and most lines without one before them go on by the signs
  above, the others do too, if the line before is about as long as those that were broken.

Nothing is joined over blank lines, but for closing marks and single dashes on pages of the last kind.
"""

from __future__ import annotations

import re
from collections.abc import Container

from pathingest.model.tuples import NamedTuple
from pathingest.values.patterns import lazy
from pathingest.values.text import is_title_case

# A line that is not blank.
_LINE = lazy(r"[^\r\n]*[^\s\ufeff][^\r\n]*")
_BLANK = lazy(r"[^\S\r\n]+")
_ENDINGS = ("\n", "\r\n", "\r")
# What makes a second look worth its time; most pages have none of it. It begins with a letter, which is found fast.
_HINT = lazy(r"\n(?: \S|[ \t]*(?:[,;)]|[:.!?](?!\S)|['\u2019]s\b|[a-z]))")
_LEAST = 2
_BULLET = lazy(r"\s*(?:[•*\-\u25e6\u25aa\u25ab\u2023\u00b7\u25cf\u25cb\u25a0\u25a1] |\d{1,3}[.)] |•|#{1,6} |\|)")
_DASH = lazy(r"\s?[\u2013\u2014] ")
_CLOSING = lazy(r"\s*(?:[,;)\]\u201d]|[:.!?\u2026](?!\S)|['\u2019]s(?!\w))")
# A letter in lower case, names such as "iOS" and "edX" aside.
_SMALL = lazy(r"\s*(?![^\W\d_]{1,3}(?<=[A-Z]))(?=[^\W\d_])")
_NOTE = lazy(r"\s*\([^()]*\)\s*\Z")
_BETWEEN = lazy(r"\s*[\u2013\u2014\u00b7] ")
_ARROW = lazy(r"[ \t]*\u2192 ")
_COUNTS = lazy(r"\s*(?:first|next|within|in the next|in)\s*\Z", re.IGNORECASE)
_NUMBERED = lazy(r"\s*(?:\d{1,3} [^\W\d_]|(?:day|week|month|quarter|year)s?\b)")
_OPEN = lazy(r"\S.*(?:\(|\s[\u2013\u2014-]) *\Z")
_DANGLING = lazy(r"(?:.*\s)?(?:the|an?|of|and|or|your|their|our|my|its|than|und|oder|&)\s*\Z")
_ASKS = lazy(
    r"\s*(?:[-*•] )?(?:how|what|which|who|whose|when|where|why|is|are|do|does|did|can|could|will|would|should|may|must|"
    r"have|has|wie|was|welche[rsnm]?|wer|wann|wo|warum|wieso|ist|sind|kann|muss|soll|darf|hat)\b",
    re.IGNORECASE,
)
_LONGEST_QUESTION = 220
_LONE = frozenset(",;\u2013\u2014&/")
_PLACES = "stage|step|phase|months?|weeks?|part|level|module|quarter"
_PLACE = lazy(rf"(?:{_PLACES})(?P<number> \d{{1,3}})?", re.IGNORECASE)
_HEADS_TITLE = lazy(rf"\s*(?:{_PLACES}) \d{{1,3}}(?: ?[\u2013-] ?\d{{1,3}})?:\s*\Z", re.IGNORECASE)
_COUNTED = lazy(r"\d{1,3} ?[\u2013\u2014:-]")
_SENTENCE_ENDS = (".", "!", "?", "\u2026", ".)", '."', ".\u201d", "?\u201d", "!\u201d", "?)", "!)")
# A line of prose is at least so long, or it is several words that are no title; a shorter one may be a heading.
_PROSE = 40
_WORDS = 3


class LineRun(NamedTuple):
    """Lines that are one.

    Attributes:
        start, end: where, in the source.
        seams: the line ends in it that mean nothing, not even a space.
    """

    start: int
    end: int
    seams: tuple[int, ...] = ()


class _Lines(NamedTuple):
    """A page's lines.

    Attributes:
        open_ended: whether ends are left open on the page.
        width: how long lines are where it is wrapped; 0 if it is not.
        has_lone_arrow: whether one line alone begins with an arrow.
        ends: of lines in lower case, the last of those that follow on one another, as far as that is known.
    """

    source: str
    places: tuple[tuple[int, int], ...]
    apart: Container[int]
    ends: dict[int, int]
    open_ended: bool = False
    width: float = 0
    has_lone_arrow: bool = False

    def text(self, i: int) -> str:
        """A line; "" before the first and after the last, and for those that are no text."""
        if not 0 <= i < len(self.places) or self.places[i][0] in self.apart:
            return ""
        return self.source[slice(*self.places[i])]

    def below(self, i: int) -> str:
        """A line if it is right below the one before it; else ""."""
        if not 0 < i < len(self.places) or self.source[self.places[i - 1][1] : self.places[i][0]] not in _ENDINGS:
            return ""
        return self.text(i) if self.text(i - 1) else ""


def rejoined(source: str, apart: Container[int] = ()) -> list[LineRun] | None:
    """The text's lines, those that are one as one; None where no line goes on in the next.

    `apart` holds where lines begin that are no texts (rows of tables): nothing is joined with them.
    """
    if source.count(" \n") + source.count(" \r\n") + len(_HINT.findall(source)) < _LEAST:
        return None
    lines = _Lines(source, tuple([match.span() for match in _LINE.finditer(source)]), apart, {})
    lines = lines._replace(open_ended=_is_open_ended(lines), width=_width(lines), has_lone_arrow=_has_lone_arrow(lines))
    joined: list[LineRun] = []
    first = 0
    while first < len(lines.places):
        last, seams = _grown(lines, first)
        joined.append(LineRun(lines.places[first][0], lines.places[last][1], seams))
        first = last + 1
    return joined if len(joined) < len(lines.places) else None


def _grown(lines: _Lines, first: int) -> tuple[int, tuple[int, ...]]:
    """The last of the lines that go on with one, and the line ends between them that mean nothing."""
    last = first
    seams: list[int] = []
    while (seam := _seam(lines, first, last + 1)) is not None:
        if not seam:
            seams.append(lines.places[last][1])
        last += 1
    return last, tuple(seams)


def _is_open_ended(lines: _Lines) -> bool:
    """Whether ends are left open as tags leave them: before and after a text, more than once, and not everywhere."""
    filled = len(lines.places)
    before = [i for i in range(len(lines.places)) if _leaves_open(lines.text(i))]
    after = sum(_is_set_in(lines.text(i)) for i in range(len(lines.places)))
    around = sum(_goes_on(lines.below(i + 2)) for i in before)
    return around >= _LEAST and 2 * len(before) <= filled and 2 * after <= filled


def _width(lines: _Lines) -> float:
    """How long lines are that go on in the next one, on a page that parts texts by blank lines; 0 on others."""
    filled = len(lines.places)
    below = [i for i in range(1, len(lines.places)) if (text := lines.below(i)) and not _BULLET.match(text)]
    wrapped = [len(lines.text(i - 1)) for i in below if _shows(lines.text(i - 1), lines.text(i))]
    apart = filled - len(below)
    if len(wrapped) < max(_FEWEST_WRAPPED, _WRAPPED * len(below)) or 2 * apart < len(below):
        return 0
    from statistics import median  # noqa: PLC0415  few pages are wrapped

    return median(wrapped)


def _shows(before: str, after: str) -> bool:
    """Whether the looks of two lines say that the one goes on in the other."""
    if _is_small(after) and _is_unended(before):
        return True
    return _goes_on(after) or _leaves_open(before) or _DANGLING.match(before) is not None


_FEWEST_WRAPPED = 10
_WRAPPED = 0.6
# The last word that did not fit may be long.
_FULL = 0.6
# No text is set so narrow: there tags and lines of the HTML broke it, wherever they were.
_NARROW = 45


def _leaves_open(text: str) -> bool:
    return text[-1:] == " " and text[-2:-1] != " "


def _is_set_in(text: str) -> bool:
    return text[:1] == " " and text[1:2] != " "


def _goes_on(text: str) -> bool:
    return _is_set_in(text) or _CLOSING.match(text) is not None


def _seam(lines: _Lines, first: int, i: int) -> str | None:
    """What a line end means, between the lines from `first` on and line `i`; None if it is a real one."""
    before, after = lines.text(i - 1), lines.below(i)
    if lines.width and _is_between(lines, i):
        return " "
    if not after or _BULLET.match(after):
        return None
    if _CLOSING.match(after):
        return ""
    if (_NOTE.match(after) and _is_unended(before)) or (lines.has_lone_arrow and _ARROW.match(after)):
        return " "
    if before.strip() in _LONE or _OPEN.match(before):
        return "" if before.rstrip().endswith("(") else " "
    if lines.open_ended and _is_open(lines, i):
        return ""
    whole = (lines.places[first][0], lines.places[i - 1][1])
    if (
        _DANGLING.match(before)
        or _closes(lines.source, whole, after)
        or _is_place(before, after)
        or _asks(lines.source, whole, after)
    ):
        return " "
    least = _FULL * lines.width if lines.width > _NARROW else 0  # of a line that goes on, whatever the next begins with
    if lines.width and (len(before) >= least or _shows(before, after) or _HEADS_TITLE.match(before)):
        return " "
    return " " if _is_small(after) and _is_unended(before) and _wraps(lines, first, i) else None


def _is_between(lines: _Lines, i: int) -> bool:
    """Whether a line begins with a mark that comes between texts; where a tag ends with a line, one is blank."""
    if not 0 < i < len(lines.places):
        return False
    between = _BLANK.sub("", lines.source[lines.places[i - 1][1] : lines.places[i][0]]).replace("\r\n", "\n")
    before, after = lines.text(i - 1), lines.text(i)
    if between not in ("\n", "\n\n") or not before or before.rstrip().endswith(_SENTENCE_ENDS):
        return False
    if _CLOSING.match(after) or before.rstrip().endswith(","):
        return between == "\n\n" or not _CLOSING.match(after)
    alone = not any(map(_BETWEEN.match, (before, lines.text(i + 1))))
    return alone and _BETWEEN.match(after) is not None


def _has_lone_arrow(lines: _Lines) -> bool:
    if "\u2192 " not in lines.source:
        return False
    return sum(_ARROW.match(lines.text(i)) is not None for i in range(len(lines.places))) == 1


def _is_open(lines: _Lines, i: int) -> bool:
    """Whether a line's beginning, or the end of the one before it, was left open by a tag."""
    before, after, following = lines.text(i - 1), lines.below(i), lines.below(i + 1)
    if _is_set_in(after):
        return not _DASH.match(after) or not (_DASH.match(before) or _DASH.match(following))
    if not _leaves_open(before):
        return False
    # A space after a full stop may be carelessness; one on both sides of a text is a tag.
    return not before.rstrip().endswith(_SENTENCE_ENDS) or _is_small(after) or _goes_on(following)


def _closes(source: str, whole: tuple[int, int], after: str) -> bool:
    """Whether a line closes brackets that are open in the lines before it."""
    inside, shut, _ = after.partition(")")
    if not shut or "(" in inside:
        return False
    start, end = whole
    return source.rfind("(", max(start, source.rfind(")", start, end)), end) >= 0


def _asks(source: str, whole: tuple[int, int], after: str) -> bool:
    """Whether a line ends a question that the ones before it began."""
    start, end = whole
    if not after.rstrip().endswith("?") or end - start >= _LONGEST_QUESTION or _ASKS.match(after):
        return False
    before = source[start:end]
    question = f"{before} {after.rstrip()}"
    if not _ASKS.match(before) or len(question) > _LONGEST_QUESTION:
        return False
    return not any(mark in question[:-1] for mark in ("?", ". ", "! "))


def _is_place(before: str, after: str) -> bool:
    """Whether lines are "Stage" and "2 - Foundations", or "Stage 2" and "- Foundations", or "First" and "90 days"."""
    if _COUNTS.match(before):
        return _NUMBERED.match(after) is not None
    place = _PLACE.fullmatch(before.strip())
    if place is None:
        return False
    return bool(_DASH.match(after)) if place["number"] else bool(_COUNTED.match(after.strip()))


def _is_unended(text: str) -> bool:
    """Whether a text has no end: no mark of one, or a colon inside of prose, and not after a label."""
    text = text.strip()
    return not text.endswith(_SENTENCE_ENDS) and not (text.endswith(":") and len(text) < _PROSE)


def _is_small(text: str) -> bool:
    start = _SMALL.match(text)
    return start is not None and text[start.end()].islower()


def _wraps(lines: _Lines, first: int, i: int) -> bool:
    """Whether a line in lower case goes on with the lines from `first` on: an item, or a paragraph to its end."""
    head = lines.text(first)
    if _BULLET.match(head):
        return True
    start, end = lines.places[first][0], lines.places[i - 1][1]
    if _is_small(head) or not (end - start >= _PROSE or _is_phrase(lines.source[start:end])):
        return False
    if not _is_small(lines.below(i + 1)) and not _is_small(lines.text(i + 1)):
        return True
    return lines.text(_end(lines, i)).rstrip().endswith(_SENTENCE_ENDS)


def _is_phrase(text: str) -> bool:
    return len(text.split()) >= _WORDS and not is_title_case(text.strip())


def _end(lines: _Lines, i: int) -> int:
    """The last of the lines in lower case that follow line `i`, or the first of them that ends a sentence."""
    reached = i
    while reached not in lines.ends and not lines.text(reached).rstrip().endswith(_SENTENCE_ENDS):
        if not _is_small(lines.below(reached + 1)):
            break
        reached += 1
    last = lines.ends.get(reached, reached)
    lines.ends.update(dict.fromkeys(range(i, reached + 1), last))
    return last
