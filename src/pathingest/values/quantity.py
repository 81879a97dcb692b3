"""How much of a unit a text says: the numbers before a unit word, read from the unit leftwards.

Units are few and literal, numbers are everywhere: searching for units and looking left from each costs a tenth of
searching for numbers. A window never reaches past the unit before it, so all windows together are no longer than the
text.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from pathingest.model.tuples import NamedTuple
from pathingest.model.values import WEEKS_IN, Step
from pathingest.values.languages import DASHES, RANKS, TILDES
from pathingest.values.numbers import look, normal, plus, read_numeral, times
from pathingest.values.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pathingest.model.values import Number, Unit
    from pathingest.values.languages import Head, Lexicon, Units

Range = tuple[int, int]  # start and end in the given text
Marks = dict[str, Range]  # where the words are that bound a quantity, by the name of its field
MARKS = {"approximate": "approximate", "at_least": "open", "open": "open", "up_to": "upto"}

WINDOW = 64  # code points looked at before a unit: two bounds, two spelled numbers, and the words before them
PHRASE = 4  # words in the longest phrase of the tables
CALENDAR_YEARS = range(1900, 2101)
STOPS = frozenset(".;!?()[]•|…")
SEAM = "".join(DASHES) + " \t\n\r\u00a0\u2009\u202f"  # what may be between number and unit
REACH = 20  # code points before a unit that hold its number's last word
JOINT = 12  # code points in the longest gap between two amounts that are one: " through "
RESTS = frozenset([*DASHES, *" \t\n\u00a0\u2009\u202f,&0123456789"])  # what may part an amount from its rest
POINTS = frozenset(".,")
TIMES = frozenset(["x", "×"])
SIGNS = frozenset("/+*")
PRICES = frozenset("$€£¥₹#")
TOUCHING = DASHES | SIGNS | PRICES | POINTS | TIMES
NUMERIC = frozenset("0123456789½¼¾")  # what a token that is a numeral begins with

_THOUSAND = 1000
_EXPERIENCE = 300  # code points after an amount in which "experience" makes it one, and more
_HOURS = 24  # of a day: so many are no rest of one
_GROUP = lazy(r"[0-9]{1,3}[.,][0-9]{3}")
_NOT_WORD = lazy(r"[\W\d_]+")
_FRACTION = "1/[24](?![0-9/])|3/4(?![0-9/])"
_TOKEN = lazy(rf"({_FRACTION}|[0-9]+(?:[.,][0-9]+)*(?:\s?[½¼¾]|\s(?:{_FRACTION}))?|[½¼¾]|[^\W\d_]+|[<>]=|\S)")
_new = tuple.__new__


class Hit(NamedTuple):
    """A unit word in the text."""

    start: int
    end: int
    unit: Unit
    short: bool


class Amount(NamedTuple):
    """One number: what it is, where it is, how it was read.

    `half` is the place of an "and a half" after it; `scale` is how many of a range's unit its own has, and where that
    is.
    """

    value: Number
    start: int
    end: int
    how: str
    half: Range | None = None
    scale: tuple[Number, Range] | None = None

    def steps(self, attribute: str) -> tuple[Step, ...]:
        """How the number was read."""
        step = _new(Step, (attribute, self.start, self.end, self.how))
        if not (self.half or self.scale):
            return (step,)
        half = (Step(attribute, *self.half, "plus:0.5"),) if self.half else ()
        scale = (Step(attribute, *self.scale[1], f"times:{self.scale[0]}"),) if self.scale else ()
        return (step, *half, *scale)

    def and_a_half(self, place: Range) -> Amount:
        """It and a half more, said at `place`; a half already there stays the only one."""
        return self if self.half else self._replace(value=plus(self.value, 0.5), half=place)


class Quantity(NamedTuple):
    """A number or a range and its unit, with the places of the words that bound it; `start` and `end` span them all."""

    low: Amount
    high: Amount
    hit: Hit
    start: int
    end: int
    before: list[str]  # the words before it in the same sentence, after a "^" for its beginning
    places: list[int]  # where each of these begins and ends, one after the other
    opens: bool  # nothing is before it in the sentence
    article: bool  # the number is an article
    filler: str  # the adjective between number and unit
    open: Range | None  # what leaves the upper bound open: a plus sign, "at least"
    upto: Range | None  # what leaves the lower bound open
    approximate: Range | None

    def steps(self, low: str, high: str) -> list[Step]:
        """How the two bounds were read, under the names that the value has for them."""
        found: list[Step] = [*self.low.steps(low), *self.high.steps(high)]
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

    def follows(self, words: frozenset[str]) -> bool:
        """Whether one of `words`, or two that are one, is right before it; "^" is the sentence's beginning."""
        return self.before[-1] in words or " ".join(self.before[-2:]) in words

    def near(self, marks: frozenset[str], reach: int) -> bool:
        """Whether one of `marks` is among the last `reach` words before it."""
        return not marks.isdisjoint(self.before[-reach:])


def quantities(text: str, units: Units, words: Lexicon) -> list[tuple[Hit, Quantity | None]]:
    """Each unit word in `text`, with the quantity whose unit it is, if there is one."""
    lower, _, has_figures = look(text)
    hits = _hits(text, lower, units.long)
    if hits or has_figures:
        hits += _hits(text, lower, units.short)
        hits.sort()
    found: list[tuple[Hit, Quantity | None]] = []
    floor = 0
    for hit in hits:
        found.append((hit, _quantity(text, lower, floor, hit, words)))
        floor = hit.end
    return found


def _hits(text: str, lower: str, heads: Iterable[Head]) -> list[Hit]:
    """The unit words in `text`."""
    found: list[Hit] = []
    for literal, pattern, unit, short in heads:
        place = lower.find(literal)
        while place >= 0:
            match = None if text[place - 1 : place].isalpha() else pattern.match(text, place)  # most are in a word
            if match:
                found.append(_new(Hit, (*match.span(), unit, short)))
            place = lower.find(literal, match.end() if match else place + 1)
    return found


def _quantity(text: str, lower: str, floor: int, hit: Hit, words: Lexicon) -> Quantity | None:
    """The quantity that ends with `hit` and does not reach left of `floor`."""
    if not _may_count(lower[max(floor, hit.start - REACH) : hit.start], words):
        return None
    left = Left(lower, floor, hit.start, words)
    at, filler, more = left.between()
    high, at = left.amount(at)
    if high is None or (hit.short and high.how == "word"):
        return None
    if high.value < 1 and "/" in lower[high.start : high.end] and lower[hit.start : hit.end] not in words.singulars:
        return None  # "3/4 months": three or four
    low, at = left.lower(high, at)
    if low is None:
        return None
    marks: Marks = {"open": more} if more else {}
    article = low is high and _is_article(lower[low.start : low.end], hit, words)
    start, at = left.prefixed(low.start, at, marks)
    before, places = left.sentence(at)
    opens = len(before) == 1 and (floor == 0 or at > 0)
    low, high, end = _suffixed(low, high, text, hit.end, marks, words)
    end = closed(text, start, end)
    bounds = marks.get("open"), marks.get("upto"), marks.get("approximate")
    return _new(Quantity, (low, high, hit, start, end, before, places, opens, article, filler, *bounds))


def _may_count(left: str, words: Lexicon) -> bool:
    """Whether what is right before a unit can be a number: most units in prose have none ("in recent years")."""
    left = left.rstrip(SEAM)
    if not left[-1:].isalpha():
        return bool(left)
    return _NOT_WORD.split(left.rpartition(" ")[2])[-1] in words.last_words


def _is_article(said: str, hit: Hit, words: Lexicon) -> bool:
    """Whether a number is an article, in general ("a") or with this unit ("one day you will")."""
    return said in words.articles or (hit.unit == "day" and said in words.context["someday"])


class Left:
    """What is left of a unit, back to a blank line: numerals, words and signs, read from the right.

    The tokens are counted from 1, so that 0 is where nothing is left to read; `at` is the one to be read next.
    """

    __slots__ = ("places", "said", "words")

    def __init__(self, lower: str, floor: int, end: int, words: Lexicon) -> None:
        start = max(floor, end - WINDOW)
        start = max(start, lower.rfind("\n\n", start, end))
        pieces = _TOKEN.split(lower[start:end])  # what is between tokens, a token, and so on
        self.said = pieces[1::2]
        self.places = list(accumulate(map(len, pieces), initial=start))
        self.words = words
        if start > floor and start == end - WINDOW:
            del self.said[:1], self.places[:2]  # the window may have cut the first
        self.said.insert(0, "^")

    def place(self, first: int, last: int) -> Range:
        """Where the tokens from the first to the last are."""
        return self.places[2 * first - 1], self.places[2 * last]

    def between(self) -> tuple[int, str, Range | None]:
        """What may be between number and unit is passed: a hyphen, an adjective ("full"), a plus sign."""
        said, at = self.said, len(self.said) - 1
        filler, more = "", None
        if said[at] in DASHES:
            at -= 1
        elif said[at] in self.words.context["fillers"] or said[at] in self.words.frequencies:
            filler, at = said[at], at - 1
        if said[at] == "+":
            more, at = self.place(at, at), at - 1
        return at, filler, more

    def amount(self, at: int) -> tuple[Amount | None, int]:
        """The number that ends here, and where it goes on before it."""
        said, words = self.said, self.words
        if said[at][0] in NUMERIC:
            return self._numeral(at)
        for first, phrase in reversed(self._phrases(at)):
            if phrase in words.numbers:
                return _new(Amount, (words.numbers[phrase], *self.place(first, at), "word", None, None)), first - 1
            if phrase in words.halves and said[first - 1][0] in NUMERIC:
                amount, rest = self._numeral(first - 1)
                return amount and amount.and_a_half(self.place(first, at)), rest
            if phrase in words.portions and said[first - 1][0] in NUMERIC:
                amount, rest = self._numeral(first - 1)
                return (amount if amount and amount.value < 1 else None), rest
        return None, at

    def _phrases(self, at: int) -> list[tuple[int, str]]:
        """The phrases that end here, the shortest first, each after its first token; dashes in them are spaces."""
        said = self.said
        found: list[tuple[int, str]] = []
        phrase = ""
        while len(found) < PHRASE and (said[at][0].isalpha() or (found and said[at] in DASHES)):
            if said[at] not in DASHES:
                phrase = f"{said[at]} {phrase}" if phrase else said[at]
                found.append((at, phrase))
            at -= 1
        return found

    def _numeral(self, at: int) -> tuple[Amount | None, int]:
        """The numeral here, unless it is a calendar year."""
        said, how = self.said[at], self.words.numeral
        value = read_numeral(said, european=how == "number,")
        if value is None:
            return None, at
        if said.isdecimal():
            if value in CALENDAR_YEARS:
                return None, at
        elif value < _THOUSAND and _GROUP.fullmatch(said):
            return None, at  # "1.000 hours" is a thousand for half of the world
        return _new(Amount, (value, *self.place(at, at), how, None, None)), at - 1

    def lower(self, high: Amount, at: int) -> tuple[Amount | None, int]:
        """The lower end of the range that ends with `high`, and where it goes on before it.

        It is `high` itself if that is alone, None if that is a part of something else ("30-60-90", "2 and 3", a
        date).
        """
        said, words = self.said, self.words
        rest, linked, dashed = self._link(at) if said[at] in words.links else (at, "", False)
        low, left = self.amount(rest) if rest != at else (None, at)
        if low is None or (low.how == "word" and said[rest] in words.indefinite):
            alone = not self._touches(at, high.start) and not (said[at][0] in NUMERIC and high.how != "word")
            cut = high.how == "word" and (said[at] in words.greater or said[rest] in words.greater)
            return (high if alone and not cut else None), at
        spaced = dashed and not linked and self.places[2 * at - 1] > self.places[2 * rest]
        if spaced and said[left] in words.context["numbered"]:
            return high, at
        paired = linked in words.between and not dashed
        if (
            self._touches(left, low.start)
            or self._is_listed(left)
            or (paired and words.prefixes.get(said[left]) != "range")
        ):
            return None, at
        return low, left

    def _link(self, at: int) -> tuple[int, str, bool]:
        """What joins two ends of a range is passed: "-", "to", "- to" ("6- to 12-month"), "between … and"."""
        linked, dashed = "", False
        for _ in range(3):
            last = self.said[at]
            if last in DASHES or (last in TILDES and self._is_between(at)):
                dashed = True
            elif not linked and (last in self.words.ranges or last in self.words.between):
                linked = last
            else:
                break
            at -= 1
        return at - ((linked or dashed) and self.said[at] == "+"), linked, dashed

    def _is_between(self, at: int) -> bool:
        """Whether a mark is as near to the number before it as to what follows: "6~9", not "Phase 2 ~6"."""
        before, after = (self.places[2 * at - 1 + i] - self.places[2 * at - 2 + i] for i in (0, 2))
        return self.said[at - 1][0] in NUMERIC and bool(before) == bool(after)

    def _touches(self, at: int, start: int) -> bool:
        """Whether the number at `start` goes on to the left: a price, a fraction, a date, a third one after dashes."""
        sign, before = self.said[at], self.said[at - 1]
        if sign not in TOUCHING:
            return False
        if sign in POINTS and (at == 1 or self.places[2 * at - 1] > self.places[2 * at - 2]):
            return self.places[2 * at] == start or before[0] in NUMERIC  # ".5 years", "1 . 5 years"
        if sign in TIMES and before[0] in NUMERIC:
            return True
        if not at or self.places[2 * at] != start:
            return False
        if sign in DASHES or sign in SIGNS:
            return before[0] in NUMERIC and self.places[2 * at - 2] == self.places[2 * at - 1]
        return sign in PRICES

    def _is_listed(self, at: int) -> bool:
        """Whether a range goes on to the left as a list: "6, 12 or 18 months"."""
        said, context = self.said, self.words.context
        if said[at] != "," or said[at - 1][0] not in NUMERIC or said[at - 2] in context["numbered"]:
            return False
        return self._numeral(at - 1)[0] is not None and said[at - 2] not in context["positions"]

    def prefixed(self, start: int, at: int, marks: Marks) -> tuple[int, int]:
        """Where the quantity starts with the words that belong to it ("about", "up to"), and what is before these.

        What the words say goes into `marks`.
        """
        for _ in range(3):
            kind, size, skipped = self._prefix(at) if self.said[at] in self.words.leads else ("", 0, 0)
            if not kind:
                break
            start, end = self.place(at - size + 1, at - skipped)
            _mark(marks, kind, (start, end))
            at -= size
        return start, at

    def _prefix(self, at: int) -> tuple[str, int, int]:
        """The kind of the phrase that ends here, the tokens it takes, and how many of these are mere joints."""
        said, words = self.said, self.words
        for skipped in (0, 1) if said[at] in words.joints else (0,):
            for size in range(min(at, PHRASE + skipped), skipped, -1):
                phrase = " ".join(said[at - size + 1 : at - skipped + 1])
                kind = words.prefixes.get(phrase, "")
                if kind == "after":
                    kind = "at_least" if size == at or said[at - size] in words.after[phrase] else ""
                if kind:
                    return ("", 0, 0) if kind == "sum" else (kind, size, skipped)
        return "", 0, 0

    def sentence(self, at: int) -> tuple[list[str], list[int]]:
        """The tokens before that are in the same sentence, after a "^", and the places of each."""
        said = self.said
        first = at
        while first and said[first] not in STOPS:
            first -= 1
        return ["^", *said[first + 1 : at + 1]], self.places[2 * first : 2 * at + 1]


def _mark(marks: Marks, kind: str, place: Range) -> None:
    name = MARKS.get(kind)
    if name:
        marks[name] = place


def _suffixed(
    low: Amount, high: Amount, text: str, end: int, marks: Marks, words: Lexicon
) -> tuple[Amount, Amount, int]:
    """The bounds and the end of a quantity, with what follows its unit: "and a half", "or two", "+", "or more"."""
    for _ in range(2):
        match = words.suffix.match(text, end) if end < len(text) else None  # most labels end with the unit
        if not match or (match["other"] and low.value != 1):
            break
        end, kind = match.end(), match.lastgroup or ""
        if kind == "half":
            low, high = low.and_a_half(match.span()), high.and_a_half(match.span())
        elif kind == "other":
            high = Amount(words.numbers[normal(match["other"])], *match.span("other"), "word")
        else:
            _mark(marks, kind, match.span())
    return low, high, end


def is_range(text: str, first: Quantity, second: Quantity, words: Lexicon) -> bool:
    """Whether two numbers, each with the same unit, are the ends of one range ("6 months to 12 months")."""
    same = first.hit.unit == second.hit.unit and first.single and second.single
    return same and is_joined(text, first, second, words)


def is_joined(text: str, first: Quantity, second: Quantity, words: Lexicon) -> bool:
    """Whether a word or a mark between them makes two amounts the ends of a range."""
    gap = text[first.end : second.start]
    bounded = second.upto or (second.open and second.open[0] < second.low.start)  # "6 months or up to two years"
    if len(gap) > JOINT or bounded or "\n" in gap:
        return False
    return words.joint.fullmatch(gap) is not None or (
        _is_paired(text, first, words) and normal(gap.strip()) in words.between
    )


def _is_paired(text: str, found: Quantity, words: Lexicon) -> bool:
    """Whether a word before it says that two ends follow: "between six months and a year"."""
    prefix = normal(text[found.start : found.low.start].strip())
    return words.prefixes.get(prefix) == "range"


def merged(first: Quantity, second: Quantity) -> Quantity:
    """The range from `first` to `second`."""
    approximate = first.approximate or second.approximate
    return first._replace(
        high=second.high, hit=second.hit, end=second.end, open=first.open or second.open, approximate=approximate
    )


def opened(found: Quantity, words: Lexicon) -> Quantity:
    """A range with the word that opens it, if a label or a clause begins so: "de 3 à 6 mois", "d'un à deux mois".

    Elsewhere the word may belong to what is before it ("une durée de 3 à 6 mois").
    """
    said, places = found.before, found.places
    for size in (1, 2):
        phrase = " ".join(said[-size:])
        if phrase in words.openers and not found.single and not said[-size - 1][-1:].isalnum():
            at = len(said) - size
            before = said[:at]
            return found._replace(start=places[2 * at - 1], before=before, places=places[: 2 * at], opens=at == 1)
    return found


def in_one_unit(first: Quantity, second: Quantity) -> Quantity | None:
    """The range from `first` to `second`, which have two units, in the smaller of them: "6 months to 1 year" in months.

    None where no one factor is between the units.
    """
    small, large = sorted((first, second), key=lambda found: WEEKS_IN[found.hit.unit])
    factor = _FACTORS.get((small.hit.unit, large.hit.unit))
    if factor is None or not (first.single and second.single):
        return None
    place = (large.hit.start, large.hit.end)
    low, high = (_scaled(one.low, factor, place) if one is large else one.low for one in (first, second))
    return merged(first, second)._replace(low=low, high=high, hit=small.hit)


_FACTORS: dict[tuple[Unit, Unit], Number] = {("month", "year"): 12, ("day", "week"): 7, ("week", "month"): 4.348125}


def _scaled(amount: Amount, factor: Number, place: Range) -> Amount:
    return amount._replace(value=times(amount.value, factor), scale=(factor, place))


def is_share(found: Quantity, words: Lexicon) -> bool:
    """Whether a share is meant of the unit that an article is before: "most of a year"."""
    shares = words.context["shares"]
    return found.follows(shares) or " ".join(found.before[-3:]) in shares


def is_experience(found: Quantity, text: str, words: Lexicon) -> bool:
    """Whether what follows makes it a band of experience; the pattern costs much, so its words are looked for first."""
    after = look(text).folded[found.end : found.end + _EXPERIENCE]
    return any(word in after for word in words.experiences) and words.experience.match(text, found.end) is not None


def is_part(found: Quantity, text: str, words: Lexicon, *, rate: bool = False) -> bool:
    """Whether it is only a part of what is said: of "2 hours 30 minutes", of "30 minutes to 2 hours".

    The parts of a sum have units that fall; a range of two units has units that rise, and only that can be a rate.
    """
    if found.before[-1] in words.begun and _has_begun(found, words, rate=rate):
        return True
    follows = text[found.end : found.end + 3].lower()
    if follows[:1] == " ":
        begin = follows[1:] if follows[1:].isalpha() else follows[1:2]
        may_go_on = begin in (words.joins if rate else words.goes_on) or not begin.isalpha()
    else:
        may_go_on = follows[:1] in RESTS
    return may_go_on and _goes_on(found, text, words, rate=rate)


def _goes_on(found: Quantity, text: str, words: Lexicon, *, rate: bool) -> bool:
    """Whether the rest of the sum, or the range's other end, follows."""
    match = words.part.match(look(text).folded, found.end)
    if match is None:
        return found.hit.short and text[found.end : found.end + 1].isdecimal()  # "2h30 a day"
    if match["share"]:
        return True  # "a year and a quarter"
    own, unit = RANKS[found.hit.unit], match["unit"]
    rank = words.ranks[unit] if unit else 0
    if match["joint"] or rate:
        return bool(match["joint"]) and unit is not None and rank > own
    if match["rest"] is not None:
        return own == RANKS["hour"] and not match["comma"]  # "2 hours and thirty"
    # "4 weeks, 20 hours" and "8 weeks 40 hours" say two things, and so does "6 weeks, 2 hours a day".
    many = rank == RANKS["hour"] and int(match["numeral"] or 0) >= _HOURS
    other = own > RANKS["hour"] and words.rate.match(text, match.end())
    return rank < own and not (many or other or (match["comma"] and own > RANKS["day"]))


def _has_begun(found: Quantity, words: Lexicon, *, rate: bool) -> bool:
    """Whether the sum, or the range, begins before it."""
    said = found.before
    last = len(said) - 1
    while last > 1 and said[last] in words.begun and said[last] not in words.ranks:
        last -= 1
    rank = words.ranks.get(said[last])
    if rank is None or not (said[last - 1][0] in NUMERIC or said[last - 1] in words.last_words):
        return False
    own, between = RANKS[found.hit.unit], said[last + 1 :]
    if any(word not in words.sums for word in between):
        return rank < own
    return not rate and rank > own and not ("," in between and rank > RANKS["day"])


def closed(text: str, start: int, end: int) -> int:
    """`end`, past the bracket that closes one opened in text[start:end]: "6 weeks (approx.)"."""
    if text.count("(", start, end) <= text.count(")", start, end):
        return end
    place = end + (text[end : end + 1] == ".")
    return place + 1 if text[place : place + 1] == ")" else end


def bounded(found: Quantity, text: str, end: int, words: Lexicon) -> tuple[Quantity, int]:
    """`found` with a bound that comes only after its rate, which ends at `end`: "10 hours a week or more"."""
    match = words.suffix.match(text, end)
    if not match or match.lastgroup not in MARKS:
        return found, end
    marks: Marks = {}
    _mark(marks, match.lastgroup, match.span())
    upto, more = marks.get("upto", found.upto), marks.get("open", found.open)
    return found._replace(upto=upto, open=more), match.end()
