"""How much of a unit a text says: the numbers before a unit word, read from the unit leftwards.

Units are few and literal, numbers are everywhere: searching for units and looking left from each costs a tenth of
searching for numbers. A window never reaches past the unit before it, so all windows together are no longer than the
text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pathingest.model.values import Step
from pathingest.values.numbers import normal, plus, read_numeral
from pathingest.values.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pathingest.model.values import Number, Unit
    from pathingest.values.languages import Heads, Lexicon

Range = tuple[int, int]  # start and end in the given text
Marks = dict[str, Range]  # where the words stand that bound a quantity, by the name of its field
MARKS = {"approximate": "approximate", "at_least": "open", "open": "open", "up_to": "upto"}

WINDOW = 64  # code points looked at before a unit: two bounds, two spelled numbers, and the words before them
PHRASE = 4  # words in the longest phrase of the tables
CALENDAR_YEARS = range(1900, 2101)
DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
STOPS = frozenset(".;!?()[]•|…")
SEAM = "".join(DASHES) + " \t\n\r\u00a0\u2009\u202f"  # what may stand between number and unit
REACH = 20  # code points before a unit that hold its number's last word
PRICES = frozenset("$€£¥₹#")

_new = tuple.__new__
NOT_WORD = lazy(r"[\W\d_]+")
_TOKEN = lazy(r"[0-9]+(?:[.,][0-9]+)*(?:\s?[½¼¾])?|[½¼¾]|[^\W\d_]+|[<>]=|\S")


class Token(NamedTuple):
    """A numeral, a word or a sign before the unit; its text in lower case."""

    text: str
    start: int
    end: int

    @property
    def is_numeral(self) -> bool:
        """Whether it is made of digits or a fraction."""
        return self.text[0] in "0123456789½¼¾"


Tokens = list[Token]


class Hit(NamedTuple):
    """A unit word in the text."""

    start: int
    end: int
    unit: Unit
    short: bool


class Amount(NamedTuple):
    """One number: what it is, where it stands, how it was read; `half` is the place of an "and a half" after it."""

    value: Number
    start: int
    end: int
    how: str
    half: Range | None = None

    def steps(self, attribute: str) -> tuple[Step, ...]:
        """How the number was read."""
        step = _new(Step, (attribute, self.start, self.end, self.how))
        return (step, Step(attribute, *self.half, "plus:0.5")) if self.half else (step,)


class Quantity(NamedTuple):
    """A number or a range and its unit, with the places of the words that bound it; `start` and `end` span them all."""

    low: Amount
    high: Amount
    hit: Hit
    start: int
    end: int
    before: tuple[Token, ...] = ()  # what stands before it in the same sentence
    opens: bool = False  # nothing stands before it in the sentence
    article: bool = False  # the number is an article
    filler: str = ""  # the adjective between number and unit
    open: Range | None = None  # what leaves the upper bound open: a plus sign, "at least"
    upto: Range | None = None  # what leaves the lower bound open
    approximate: Range | None = None

    def steps(self, low: str, high: str) -> list[Step]:
        """How the two bounds were read, under the names that the value has for them."""
        found = [*self.low.steps(low), *self.high.steps(high)]
        if self.low.value > self.high.value:
            found.append(Step(low, self.low.start, self.high.end, "swap"))
        if self.upto:
            found.append(Step(low, *self.upto, "is:null"))
        if self.open:
            found.append(Step(high, *self.open, "is:null"))
        return found

    def bounds(self) -> tuple[Number | None, Number | None]:
        """The lower and the upper bound, None where the text leaves it open."""
        low, high = self.low.value, self.high.value
        if low > high:
            low, high = high, low
        return None if self.upto else low, None if self.open else high

    @property
    def single(self) -> bool:
        """Whether it is one number and not a range."""
        return self.low.start == self.high.start

    def last(self) -> str:
        """The last word before it in the sentence, "^" for its beginning."""
        return self.before[-1].text if self.before else "^"

    def last_two(self) -> str:
        """The last two words before it."""
        return f"{self.before[-2].text if len(self.before) > 1 else '^'} {self.last()}"

    def near(self, marks: frozenset[str], reach: int) -> bool:
        """Whether one of `marks` is among the last `reach` words before it."""
        return not marks.isdisjoint([token[0] for token in self.before[-reach:]])


def hits(text: str, units: Heads) -> list[Hit]:
    """The unit words in `text`, in order."""
    lower = text.lower()
    found = [
        Hit(*match.span(), head.unit, head.short)
        for literal, heads in units
        if literal in lower
        for head in heads
        if head.literal in text
        for match in head.pattern.finditer(text)
    ]
    return sorted(found) if len(found) > 1 else found


def quantities(text: str, units: Heads, words: Lexicon) -> Iterator[tuple[Hit, Quantity | None]]:
    """Each unit word in `text`, with the quantity whose unit it is, if there is one."""
    floor = 0
    for hit in hits(text, units):
        yield hit, _quantity(text, floor, hit, words)
        floor = hit.end


def _quantity(text: str, floor: int, hit: Hit, words: Lexicon) -> Quantity | None:
    """The quantity that ends with `hit` and does not reach left of `floor`."""
    if not _may_count(text[max(floor, hit.start - REACH) : hit.start], words):
        return None
    tokens, filler, more = _between(_tokens(text, floor, hit.start), words)
    high, tokens = _amount(tokens, words)
    if high is None or (hit.short and high.how == "word"):
        return None
    low, tokens = _lower(tokens, high, words)
    if low is None:
        return None
    marks: Marks = {"open": more} if more else {}
    article = low is high and _is_article(text[low.start : low.end].lower(), hit, words)
    start, tokens = _prefixed(low.start, tokens, marks, words)
    before = _sentence(tokens)
    opens = not before and (floor == 0 or bool(tokens))
    low, high, end = _suffixed(low, high, text, hit.end, marks, words)
    end = closed(text, start, end)
    bounds = marks.get("open"), marks.get("upto"), marks.get("approximate")
    return _new(Quantity, (low, high, hit, start, end, before, opens, article, filler, *bounds))


def _may_count(left: str, words: Lexicon) -> bool:
    """Whether what stands right before a unit can be a number: most units in prose have none ("in recent years")."""
    left = left.rstrip(SEAM)
    if not left[-1:].isalpha():
        return bool(left)
    return NOT_WORD.split(left)[-1].lower() in words.last_words


def _is_article(said: str, hit: Hit, words: Lexicon) -> bool:
    """Whether a number is an article, in general ("a") or with this unit ("one day you will")."""
    return said in words.articles or (hit.unit == "day" and said in words.context["someday"])


def _tokens(text: str, floor: int, end: int) -> Tokens:
    """The tokens before a unit, back to a blank line; the first is left out where the window may have cut it."""
    start = max(floor, end - WINDOW)
    start = max(start, text.rfind("\n\n", start, end))
    # The tuple's own constructor: there are a dozen before each unit.
    found = [_new(Token, (match[0].lower(), *match.span())) for match in _TOKEN.finditer(text, start, end)]
    return found[1:] if start > floor and start == end - WINDOW else found


def _between(tokens: Tokens, words: Lexicon) -> tuple[Tokens, str, Range | None]:
    """`tokens` without what may stand between number and unit: a hyphen, a plus sign, an adjective ("full")."""
    filler, more = "", None
    if tokens and tokens[-1].text in DASHES:
        tokens = tokens[:-1]
    elif tokens and (tokens[-1].text in words.context["fillers"] or tokens[-1].text in words.frequencies):
        tokens, filler = tokens[:-1], tokens[-1].text
    if tokens and tokens[-1].text == "+":
        tokens, more = tokens[:-1], (tokens[-1].start, tokens[-1].end)
    return tokens, filler, more


def _amount(tokens: Tokens, words: Lexicon) -> tuple[Amount | None, Tokens]:
    """The number that `tokens` end with, and the tokens before it."""
    if tokens and tokens[-1].is_numeral:
        return _numeral(tokens, words)
    for size, said in reversed(_phrases(tokens)):
        first, last, left = tokens[-size], tokens[-1], tokens[:-size]
        if said in words.numbers:
            return Amount(words.numbers[said], first.start, last.end, "word"), left
        if said in words.halves and left and left[-1].is_numeral:
            amount, rest = _numeral(left, words)
            return amount and _and_a_half(amount, (first.start, last.end)), rest
    return None, tokens


def _phrases(tokens: Tokens) -> list[tuple[int, str]]:
    """The phrases that `tokens` end with, the shortest first, each after how many tokens it takes."""
    found: list[tuple[int, str]] = []
    said = ""
    for size, token in enumerate(reversed(tokens), 1):
        if token.text in DASHES:
            if not found:
                break
            continue
        if not token.text[0].isalpha() or len(found) == PHRASE:
            break
        said = f"{token.text} {said}".rstrip()
        found.append((size, said))
    return found


def _and_a_half(amount: Amount, place: Range) -> Amount:
    """`amount` and a half more, said at `place`; a half already there stays the only one."""
    return amount if amount.half else amount._replace(value=plus(amount.value, 0.5), half=place)


_THOUSAND = 1000
_GROUP = lazy(r"[0-9]{1,3}[.,][0-9]{3}")


def _numeral(tokens: Tokens, words: Lexicon) -> tuple[Amount | None, Tokens]:
    """The numeral at the end of `tokens`, unless it is a calendar year."""
    token = tokens[-1]
    value = read_numeral(token.text, european=words.numeral == "number,")
    if value is None or (value in CALENDAR_YEARS and token.text.isdecimal()):
        return None, tokens
    if not token.text.isdecimal() and value < _THOUSAND and _GROUP.fullmatch(token.text):
        return None, tokens  # "1.000 hours" is a thousand for half of the world
    return _new(Amount, (value, token.start, token.end, words.numeral, None)), tokens[:-1]


def _lower(tokens: Tokens, high: Amount, words: Lexicon) -> tuple[Amount | None, Tokens]:
    """The lower end of the range that ends with `high`, and the tokens before it.

    It is `high` itself if that stands alone, None if that is a part of something else ("30-60-90", "2 and 3", a date).
    """
    rest, linked, dashed = _link(tokens, words)
    low, left = _amount(rest, words) if linked or dashed else (None, tokens)
    if low is None or (low.how == "word" and rest[-1].text in words.articles):
        alone = not _touches(tokens, high.start) and not (tokens and tokens[-1].is_numeral and high.how != "word")
        return (high if alone else None), tokens
    spaced = dashed and not linked and tokens[-1].start > rest[-1].end
    if spaced and left and left[-1].text in words.context["numbered"]:
        return high, tokens
    paired = linked in words.between and not dashed
    if _touches(left, low.start) or (paired and not (left and words.prefixes.get(left[-1].text) == "range")):
        return None, tokens
    return low, left


def _link(tokens: Tokens, words: Lexicon) -> tuple[Tokens, str, bool]:
    """`tokens` without what joins two ends of a range: "-", "to", "- to" ("6- to 12-month"), "between … and"."""
    linked, dashed = "", False
    for _ in range(3):
        last = tokens[-1].text if tokens else ""
        if last in DASHES:
            dashed = True
        elif not linked and (last in words.ranges or last in words.between):
            linked = last
        else:
            break
        tokens = tokens[:-1]
    if (linked or dashed) and tokens and tokens[-1].text == "+":
        tokens = tokens[:-1]
    return tokens, linked, dashed


def _touches(tokens: Tokens, start: int) -> bool:
    """Whether the number at `start` goes on to the left: a price, a fraction, a date, a third number after dashes."""
    if not tokens or tokens[-1].end != start:
        return False
    sign = tokens[-1]
    joins = sign.text in DASHES or sign.text == "/"
    return sign.text in PRICES or (joins and len(tokens) > 1 and tokens[-2].is_numeral and tokens[-2].end == sign.start)


def _prefixed(start: int, tokens: Tokens, marks: Marks, words: Lexicon) -> tuple[int, Tokens]:
    """Where the quantity starts with the words that belong to it ("about", "up to"), and the tokens before these.

    What the words say goes into `marks`.
    """
    for _ in range(3):
        kind, size, skipped = _prefix(tokens, words)
        if not kind:
            break
        start = tokens[-size].start
        _mark(marks, kind, (start, tokens[len(tokens) - 1 - skipped].end))
        tokens = tokens[:-size]
    return start, tokens


def _prefix(tokens: Tokens, words: Lexicon) -> tuple[str, int, int]:
    """The kind of the phrase that `tokens` end with, the tokens it takes, and how many of these are mere joints."""
    joint = bool(tokens) and tokens[-1].text in words.joints
    if not joint and not (tokens and tokens[-1].text in words.prefix_ends):
        return "", 0, 0
    for skipped in (0, 1) if joint else (0,):
        for size in range(min(len(tokens), PHRASE + skipped), skipped, -1):
            said = " ".join(token.text for token in tokens[-size : len(tokens) - skipped])
            kind = words.prefixes.get(said, "")
            if kind == "after":
                kind = "at_least" if size == len(tokens) or tokens[-size - 1].text in words.after[said] else ""
            if kind:
                return ("", 0, 0) if kind == "sum" else (kind, size, skipped)
    return "", 0, 0


def _mark(marks: Marks, kind: str, place: Range) -> None:
    name = MARKS.get(kind)
    if name:
        marks[name] = place


def _sentence(tokens: Tokens) -> tuple[Token, ...]:
    """The last of `tokens` that stand in the same sentence."""
    for place in range(len(tokens), 0, -1):
        if tokens[place - 1].text in STOPS:
            return tuple(tokens[place:])
    return tuple(tokens)


def _suffixed(
    low: Amount, high: Amount, text: str, end: int, marks: Marks, words: Lexicon
) -> tuple[Amount, Amount, int]:
    """The bounds and the end of a quantity, with what follows its unit: "and a half", "or two", "+", "or more"."""
    for _ in range(2):
        match = words.suffix.match(text, end)
        if not match or (match["other"] and low.value != 1):
            break
        end, kind = match.end(), match.lastgroup or ""
        if kind == "half":
            low, high = (_and_a_half(amount, match.span()) for amount in (low, high))
        elif kind == "other":
            high = Amount(words.numbers[normal(match["other"])], *match.span("other"), "word")
        else:
            _mark(marks, kind, match.span())
    return low, high, end


def closed(text: str, start: int, end: int) -> int:
    """`end`, past the bracket that closes one opened in text[start:end]: "6 weeks (approx.)"."""
    if text.count("(", start, end) <= text.count(")", start, end):
        return end
    place = end + (text[end : end + 1] == ".")
    return place + 1 if text[place : place + 1] == ")" else end


def bounded(found: Quantity, text: str, end: int, words: Lexicon) -> tuple[Quantity, int]:
    """`found` with a bound that stands only after its rate, which ends at `end`: "10 hours a week or more"."""
    match = words.suffix.match(text, end)
    if not match or match.lastgroup not in MARKS:
        return found, end
    marks: Marks = {}
    _mark(marks, match.lastgroup, match.span())
    upto, more = marks.get("upto", found.upto), marks.get("open", found.open)
    return found._replace(upto=upto, open=more), match.end()
