"""What speaks for and against a name beginning at a seam: features, and the sums of their weights.

A feature is a short string whose first character says of what kind it is. All features that depend on the same few
things are one number in a table, summed when these things first come together. Weights are whole tenths, so the order
of adding changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pathingest.glued.memory import MOST, Table
from pathingest.glued.names import Found, Names
from pathingest.glued.seams import GluedLine, Place
from pathingest.model.tuples import NamedTuple

_SHORT = 3  # characters: so short, a word says little
_NEAR = 30  # characters: the word before or after is looked for no further away
_DOMAIN = re.compile(r"\.(?:com|org|io|ai|net|dev|co|gov|edu|app|info|us|uk|me|tv|fm)\b")
_NEXT_WORD = re.compile(r"[^\W_]*[a-z.](?=[^\W_]|\b|$)[a-z]*|\w+")
_RUN = "aA0"  # the shapes of letters and digits
_MARKS = "".join(char for char in map(chr, range(128)) if char not in "aA0 ")


class Seam(NamedTuple):
    """A place where a name could begin, what is next to it, and what speaks for it whatever came before."""

    place: Place
    score: int  # tenths
    before: str  # the shape before the seam
    begin: int  # where the run of letters and digits to the left begins, as far as the seam before
    left: str  # that run
    sorts: str  # its sort and that of the run to the right, see `Features`
    after: str  # what is behind the run to the right: its shape, g another seam, ^ the end
    starting: str  # the kind of the known name that starts here, - for none
    ending: Found | None  # the known name that ends here


class Features:
    """Weighs seams. Each table holds sums of weights by what their features are made of."""

    def __init__(self, weight: Callable[[str, int], int], names: Names, most: int = MOST) -> None:
        """Take what gives the weight of a feature, or a default; a table keeps at most so many sums."""
        self._weight, self._names, total = weight, names, self._total
        self._left = Table(self._of_left, most)
        self._right = Table(self._of_right, most)
        self._end = Table(lambda end, after: total(f"g{end}{after}"), most)
        self._previous = Table(lambda word, size: weight(f"B{word.lower()}.{min(size, 4)}", 0), most)
        self._next = Table(_next_word, most)
        self._following = Table(lambda word: weight(f"A{word.lower()}", 0), most)
        self._alone = Table(lambda word: total(f"U{word.lower()}"), most)
        self._turn = Table(
            lambda turn, before, after, sorts, left, right, depth, quoted: total(
                f"1|t{turn}|t{turn}{before}{after}|l{turn}{left}{before}|r{turn}{right}{after}|m{left}.{right}"
                f"|G{sorts}|G{sorts}{before}{after}|d{min(depth, 2)}|q{quoted}"
            ),
            most,
        )
        self._frame = Table(
            lambda inner, last, spaces, head: total(f"w{min(inner, 4)}{'$' * last}|f{min(spaces, 3)}{head}"), most
        )
        self._known = Table(self._of_known, most)
        self._prose = Table(
            lambda joined, left, right, pair_left, pair_right: total(
                f"c{joined:d}{left:d}{right:d}|C{joined:d}{pair_left:d}{pair_right:d}"
            ),
            most,
        )
        self._first = Table(
            lambda head, deep, quoted, items, lead, whole, size, inside, before, here, kind, after, alone, sorts: total(
                f"W0{'h' * head}|D{deep:d}|Q{quoted}{lead if lead == '`' else ''}|P{min(items, 3)}|O{whole}{size}"
                f"|O{whole}{'g' if inside else '^'}{here}|V{whole}{kind}{after}|o{before}{lead}"
                f"|N{whole}{alone}{sorts}|N{whole}{alone}{sorts}{after}"
            ),
            most,
        )
        self._later = Table(
            lambda head, deep, quoted, items, opens, spaces, kind, after, sorts: total(
                f"W{spaces}{'h' * head}|D{deep:d}|Q{quoted}{'`' * opens}|P{min(items, 3)}"
                f"|X{min(spaces, 2)}{kind}{after}|M{min(spaces, 3)}{sorts}"
            ),
            most,
        )

    def seam(self, line: GluedLine, index: int) -> Seam:
        """Return a seam of a line, weighed by what does not depend on where the item before it began."""
        text, shape, seams = line.text, line.shape, line.seams
        at, low = seams[index], seams[index - 1] if index else 0
        high = seams[index + 1] if index + 1 < len(seams) else len(text)
        end = at if shape[at - 1] in _RUN else low + len(shape[low:at].rstrip(_MARKS))
        begin = low + len(shape[low:end].rstrip(_RUN))
        first = at if shape[at] in _RUN else high - len(shape[at:high].lstrip(_MARKS))
        last = high - len(shape[first:high].lstrip(_RUN))
        left, right, turn = text[begin:end], text[first:last], shape[at - 1 : at + 1]
        before = "g" if index and low == begin else shape[begin - 1]
        after = "g" if last == high < len(text) else shape[last]
        left_score, left_sort, left_size = self._left[left]
        right_score, right_sort, right_size, right_end = self._right[right]
        sorts, depth, quoted = left_sort + right_sort, line.depth[at], line.quote[at]
        spaces, headed = text.count(" ", 0, at), at in line.heads
        head = ("|hh" if headed else "|h0") if line.headed else "|h-" if headed else ""
        starting, ending, over = line.starts.get(at), line.ends.get(at), line.across.get(at)
        score = (
            left_score
            + right_score
            + self._end[right_end, after]
            + self._turn[turn, before, after, sorts, left_size, right_size, depth, quoted]
            + self._frame[text.count(" ", at, high), high == len(text), spaces, head]
            + self._known[
                over and (over[2], shape[over[0] - 1] in _RUN, text[over[0]].islower()),
                ending and (ending[2], before, shape[ending[0] - 1]),
                starting and (starting[2], shape[starting[1]], turn[1] == "a"),
            ]
        )
        if before == " " and not (ending and ending[2] == "M"):  # in a known name the word before says nothing
            score += self._previous[_word_before(text, begin), left_size]
        if after == " ":
            score += self._following[self._next[_until_next(text, last)]]
        elif after == "." and _DOMAIN.match(text, last):
            score += self._total(f"u{before}{sorts}")
        if line.forum and _in_forum(text, at):
            score += self._total("z/")
        if (word := text[begin:at])[2:] and text.startswith(word, at):
            score += self._total("jj")
        if (joined := left + right)[_SHORT:] and text.count(joined) > 1:
            score += self._total("j")
        if line.words:
            pair_left = left in line.words and line.has_pair(_word_before(text, begin), left)
            pair_right = right in line.words and line.has_pair(right, self._next[_until_next(text, last)])
            score += self._prose[line.has(joined), line.has(left), line.has(right), pair_left, pair_right]
        place = (at, index, spaces, turn[1], headed, depth > 0, quoted)
        kind = starting[2] if starting else "-"
        return Seam(place, score, turn[0], begin, left, sorts, after, kind, ending)

    def history(self, line: GluedLine, since: Place, seam: Seam) -> int:
        """Weigh a seam by what depends on where the item before it began."""
        origin, number, earlier, lead, headed, was_deep, was_quoted = since
        (at, index, spaces, here, _, deep, quoted), _, before, begin, left, sorts, after, kind, ending = seam
        spaces -= earlier
        deep, quoted, items = deep and not was_deep, quoted and was_quoted, index - number
        if spaces:
            score = self._later[headed, deep, quoted, items, lead == "`", min(spaces, 5), kind, after, sorts]
        else:
            whole = ending[2] if ending and ending[0] == origin else "-"
            inside, size, alone = origin > 0, min(at - origin, 9), "1" if begin == origin else "+"
            score = self._first[
                headed, deep, quoted, items, lead, whole, size, inside, before, here, kind, after, alone, sorts
            ]
            if begin == origin:
                score += self._alone[left]
        if line.words and (start := max(origin, line.text.rfind(" ", origin, at) + 1)) < begin:
            score += self._total(f"H{line.has(line.text[start:at]):d}")  # the prose may have it, whatever is in it
        if line.by and (by := line.text.rfind(" by ", origin, at)) >= 0:
            score += self._total(f"Y{min(line.text.count(' ', by + 4, at), 4)}")
        return score

    def _total(self, features: str) -> int:
        """Return the sum of the weights of the features between bars."""
        weight = self._weight
        return sum([weight(feature, 0) for feature in features.split("|")])

    def _of_left(self, word: str) -> tuple[int, str, int]:
        """Return the sum, the sort and the length of a run to the left of a seam."""
        low = word.lower()
        return self._total(f"L{low}|s{low[-3:]}|e{low[-2:]}"), self._sort(word), min(len(word), 8)

    def _of_right(self, word: str) -> tuple[int, str, int, str]:
        """Return the sum, the sort, the length and the end of a run to the right of a seam."""
        low = word.lower()
        return self._total(f"R{low}|p{word[:3]}"), self._sort(word), min(len(word), 8), low[-2:]

    def _sort(self, word: str) -> str:
        """Return K for a known name, A upper case, 0 with a digit, i short, o another word, ^ none."""
        if self._names.knows(word):
            return "K"
        if not word.isalpha():
            return "0" if word else "^"
        if word.isupper() and len(word) > 1:
            return "A"
        return "o" if len(word) > _SHORT else "i"

    def _of_known(
        self,
        over: tuple[str, bool, bool] | None,
        ending: tuple[str, str, str] | None,
        starting: tuple[str, str, bool] | None,
    ) -> int:
        """Return the sum for the known names that go on, end and start at a seam."""
        features = f"n{ending[0] if ending else '-'}{starting[0] if starting else '-'}{'x' if over else ''}"
        if over:
            kind = f"k{over[0]}{'g' if over[1] else 'w'}"
            features += f"|{kind}|{kind}{over[2]}"
        if ending:
            features += f"|E{''.join(ending)}"
        if starting:
            features += f"|S{starting[0]}{starting[1]}{f'|S{starting[0]}low' if starting[2] else ''}"
        return self._total(features)


def _in_forum(text: str, at: int) -> bool:
    """Return whether an offset is inside the name of a forum or a person, which no seam splits."""
    token = text.rfind(" ", 0, at) + 1
    mark = max(text.rfind("r/", token, at), text.rfind("@", token, at), text.rfind("#", token, at))
    return mark >= token and text[mark + 1 + (text[mark] == "r") : at].isalnum()


def _word_before(text: str, end: int) -> str:
    near = text[:end][-_NEAR:].rstrip()
    return near[near.rfind(" ") + 1 :]


def _next_word(near: str) -> str:
    """Return the word that a text begins with; a mark alone counts as one."""
    match = _NEXT_WORD.match(near)
    return match[0] if match else near[:1]


def _until_next(text: str, start: int) -> str:
    """Return the next word behind an offset, with the space after it."""
    near = text[start : start + _NEAR].lstrip()
    end = near.find(" ") + 1
    return near[:end] if end else near
