"""Glued resource names: one line of a page in, its separate names out, each with the probability that it is right.

A page prints its list of resources without separators, so names stand glued: "Weights & Biases docsarXiv.org". Every
place where a name could begin is a *seam*. A logistic regression says how likely each seam is, given where the name
before it began; from that, dynamic programming gives the best split, the next best ones, and the exact probability of
every item. The weights and the list of known names are data (`resources.json`), trained by `tools/resources/train.py`.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypedDict

from pathingest.values.patterns import lazy

FLAG_BELOW = 0.9
"""Under this confidence an item, or a line, should be looked at by a person."""

MAX_LENGTH, MAX_SEAMS = 4000, 120  # beyond either it is no list of names: one item, confidence 0; keeps time linear
PRUNE = -4.5  # a seam less likely than this logit is none, whatever came before it
CLAMP = 0.002  # nearer to 0 or 1 a raw probability says no more: what then is wrong was never seen as a seam
NEVER = 1e-3  # a probability not worth following
LEAST = 700.0  # the exponential of more is no number
SHORT = 3  # letters: so short, a word says little
KEEP = 4  # the number of best splits followed


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource name; ``line[start:end] == name``, and confidence is the probability that it is exactly right."""

    name: str
    confidence: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Split:
    """One way to split a line, with the probability that all of it is right."""

    items: tuple[Resource, ...]
    confidence: float


class Found(NamedTuple):
    """A known name in a line: D distinctive (inner capital, digit, dot), M several words, A acronym, P plain word."""

    start: int
    end: int
    kind: str


# ------------------------------------------------------------------------------------------------------------- shapes
class _Shapes(dict[int, str]):
    """For ``str.translate``: a capital is A, a digit 0, another letter a, a space a space, other marks one of a few."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char.isupper() or char.istitle():
            shape = "A"
        elif char.isdigit():
            shape = "0"
        elif char.isspace():
            shape = "\n" if char in "\r\n" else " "
        else:
            shape = {"’": "'", "”": '"', "“": "`", "‘": "`", "–": "-", "—": "-", "‑": "-"}.get(char, "")
            plain = char.isascii() and not char.isalpha() and char != "|"
            shape = shape or (char if plain else "a" if _wordlike(char) else "*")
        self[code] = shape
        return shape


def _wordlike(char: str) -> bool:
    return char.isalpha() or not char.isprintable() or char.isalnum() or f"_{char}".isidentifier()


_SHAPES = _Shapes()
_SEAMS = lazy(
    r"(?<=[a0)\]}.!?*+#%:;>])(?=A)"  # lower case, a digit or a closing mark, then a capital
    r"|(?<=[^ (\[`'\"/:-]['\"])(?=[A0])"  # a closing quote or an apostrophe, then a capital or a digit
    r"|(?<=A)(?=Aa)"  # an acronym, then a capitalised word
    r"|(?<=[aA)\]}!?*])(?=0)"  # then a name led by a digit
    r"|(?<=[aA0)\]}!?.+#])(?=['\"]A)"  # then a quoted name
    r"|(?<=[^ (\[`'\"/:-])(?=`)"
    r"|(?<=[)\]}])(?=[a@#])"
    r"|(?<=[a0])(?=[#@][aA])"
)
_LAST = (
    "documentation|tutorials?|courses?|videos?|channel|guides?|docs|blog|website|community|forum|articles|newsletter"
    "|podcast|book|handbook|platform|resources|certification|examples|projects|exercises|challenges|exams|tests"
    "|practice|labs|training|learning|programming|engineering|design|science|research|development|management"
    "|marketing|analysis|series|playlist|magazine"
)
_LATE = lazy(  # the end of a frequent last word, before a name that is led by lower case
    rf"(?:{_LAST})(?=[a-z]{{1,5}}[A-Z]|[a-z][a-z0-9-]*\.(?:com|org|io|ai|net|dev|co|gov|edu|app)\b)"
    r"|(?:documentation|tutorials|courses|videos|channel|guides|community|articles|newsletter|resources|certification"
    r"|projects|webinars|forums|playlists|Academy|University)(?=[a-z]{3})"
)
_CAPITALS = lazy(r"A{5,}")
_LONG_CAPITALS = lazy(r"[A-Z]{6,}")
_LONG_DOMAIN = lazy(r"\b[A-Z][a-z]{5,}\.[a-z]{2,6}\b")
_FORUM = lazy(r"(?<=[a-z])(?=open[A-Z])|(?<=[^\s(/])(?=[ru]/[A-Za-z]{3})")
_BREAK = lazy(r"\n(?=[^\n])")
_STARTS = lazy(r"(?<![aA0])[aA0(.]")
_HEAD = lazy(r"[A-Za-z&'/ .+#]{2,28}: ")
_DOMAIN = lazy(r"\.(?:com|org|io|ai|net|dev|co|gov|edu|app|info|us|uk|me|tv|fm)\b")
SHARED = "|~^_`{}<>="  # how many letters a listed name shares with the one before: none, one, ... nine
_FOLDED = lazy(rf"([{re.escape(SHARED)}])([^{re.escape(SHARED)}]*)")


# -------------------------------------------------------------------------------------------------------- known names
class Names:
    """The known names, found in a line by their first letters; the first letter's case may differ."""

    def __init__(self, names: Iterable[str]) -> None:
        """Index *names*; those that begin in lower case may also begin a name in the middle of a word."""
        self.known = frozenset(names)
        self._by_head: dict[str, list[tuple[str, str]]] = {}
        for name in sorted(self.known, key=lambda each: (-len(each), each)):
            self._by_head.setdefault(name[:3].lower(), []).append((name[1:], _kind(name)))
        self._led: dict[str, list[str]] = {}
        for name in sorted(self.known):
            if _LED.match(name):
                self._led.setdefault(name[:3], []).append(name)

    def at(self, line: str, shape: str, start: int) -> Found | None:
        """Return the longest known name that starts here and ends where a word can end."""
        head = line[start : start + 3].lower()
        for rest, kind in self._by_head.get(head, ()) or self._by_head.get(head[:2], ()):
            end = start + 1 + len(rest)
            if line.startswith(rest, start + 1) and not (shape[end : end + 1] == "a" and shape[end - 1] in "aA"):
                return Found(start, end, kind)
        return None

    def knows(self, name: str) -> bool:
        """Tell whether a name is known."""
        return name in self.known

    def led(self, line: str) -> Iterator[int]:
        """Yield where, inside a word, a known name stands that begins in lower case or with a mark."""
        led = self._led
        for at in [i for i in range(1, len(line) - 2) if line[i : i + 3] in led]:
            if line[at - 1] not in " \n\t(/@-" and any(
                line.startswith(name, at) and not line[at + len(name) : at + len(name) + 1].islower()
                for name in led[line[at : at + 3]]
            ):
                yield at


_LED = lazy(r"[a-z][A-Z]|[a-z].*[^a-z]|[a-z]{5}|[^\w ]")  # no short plain word, which could end any other


def _kind(name: str) -> str:
    if " " in name:
        return "M"
    if name.isupper() and name.isalpha():
        return "A"
    return "P" if name[:1].isalpha() and name[1:].islower() and name.isalpha() else "D"


def unfolded(names: str) -> frozenset[str]:
    """Return names that were written as what they share with the name before, see `SHARED`, and the letters after."""
    made, name = set[str](), ""
    for shared, rest in _FOLDED.findall(names):
        name = name[: SHARED.index(shared)] + rest
        made.add(name)
    return frozenset(made)


# ------------------------------------------------------------------------------------------------------------ context
_NO_WORDS = Counter[str]()


class Prose(NamedTuple):
    """What a page says elsewhere: its words, and its pairs of words, with how often; and the same of the line itself.

    Where the line, too, is said elsewhere, that many *times*, it does not count.
    """

    words: Counter[str]
    pairs: Counter[str]
    own_words: Counter[str] = _NO_WORDS
    own_pairs: Counter[str] = _NO_WORDS
    times: int = 0

    def has_word(self, word: str) -> bool:
        """Tell whether a word is said outside of the line."""
        return self.words[word] > self.times * self.own_words[word]

    def has_pair(self, pair: str) -> bool:
        """Tell whether two words are said one after the other outside of the line."""
        return self.pairs[pair] > self.times * self.own_pairs[pair]


_WORD = lazy(r"[^\W_]+(?:[.'’][^\W_]+)*")
_NO_PROSE = Prose(_NO_WORDS, _NO_WORDS)


@lru_cache(maxsize=16)
def _prose(context: str) -> Prose:
    words = _WORD.findall(context)
    return Prose(Counter(words), Counter(map(" ".join, pairwise(words))))


def _prose_beside(line: str, context: str) -> Prose:
    prose, times = _prose(context), context.count(line)
    if not times:
        return prose
    own = _WORD.findall(line)
    return prose._replace(own_words=Counter(own), own_pairs=Counter(map(" ".join, pairwise(own))), times=times)


# ----------------------------------------------------------------------------------------------------------- features
class Seam(NamedTuple):
    """A place where a name could begin, and what stands next to it."""

    at: int
    before: int  # where the stretch of letters and digits to the left begins, as far as the seam before
    left: str
    sort: str  # of the left and of the right stretch, see `_sort`
    right: str
    after: int  # where the stretch to the right ends, as far as the next seam
    next: str  # what stands there: its shape, g another seam, ^ the end


class Reading:
    """One line as the classifier sees it: its possible seams and what speaks for and against each."""

    def __init__(self, line: str, context: str, names: Names) -> None:
        """Find the seams and the known names of *line*."""
        self.line, self.shape = line, line.translate(_SHAPES)
        self.names = names
        self.found: list[Found] = []
        self.prose = _prose_beside(line, context) if context else _NO_PROSE
        self.seams = self._seams()

    def _seams(self) -> list[int]:
        line, shape = self.line, self.shape
        seams = {m.start() for m in _SEAMS.finditer(shape)}
        if "/" in line or "open" in line:
            seams.update([m.start() for m in _FORUM.finditer(line)])
        seams.update([m.end() for m in _LATE.finditer(line)])
        seams.update([m.end() for m in _BREAK.finditer(shape)])
        if len(line) <= MAX_LENGTH and len(seams) <= MAX_SEAMS:
            seams.update(self.names.led(line))
            self._find_names(seams)
        return sorted(seams)

    def _find_names(self, seams: set[int]) -> None:
        """Find known names at the starts of words and at seams; two acronyms in a row are a seam too."""
        starts = seams.union([m.start() for m in _STARTS.finditer(self.shape)])
        for start in sorted(starts):
            if found := self.names.at(self.line, self.shape, start):
                self.found.append(found)
        for run in _CAPITALS.finditer(self.shape):
            self._find_acronyms(run.start(), run.end(), seams)

    def _find_acronyms(self, start: int, end: int, seams: set[int]) -> None:
        """Two acronyms in a row hide a seam: it shows where one of them is known, or used in the prose."""
        line, said = self.line, self.prose.has_word
        known = [found for found in self.found if start <= found.start < found.end - 2 < end - 2]
        seams.update(found.end for found in known)
        for at in range(start + 1, min(end, start + 30) - 2):
            after = self.names.at(line, self.shape, at)
            if after and at not in seams:
                self.found.append(after)
            if (after and (after.end > at + 3 or at in seams)) or said(line[at:end]) or said(line[start:at]):
                seams.add(at)

    def prepare(self) -> None:
        """Work out what every seam's features share."""
        shape, line = self.shape, self.line
        self.ends: dict[int, Found] = {}
        self.starts: dict[int, Found] = {}
        self.across: dict[int, Found] = {}
        for found in self.found:
            self.starts[found.start] = found
            self.ends.setdefault(found.end, found)
            for seam in self.seams[bisect_left(self.seams, found.start + 1) : bisect_left(self.seams, found.end)]:
                self.across.setdefault(seam, found)
        self.depth, self.quote = _nesting(shape)
        self.heads = {seam for seam in self.seams if _HEAD.match(line, seam)} if ": " in line else set[int]()
        self.headed = "h" if ": " in line and _HEAD.match(line) else "-"
        self.sides = [self._side(k) for k in range(len(self.seams))]

    def _side(self, k: int) -> Seam:
        """Return the stretches of letters and digits next to a seam, as far as the neighbouring seams."""
        shape, line, seam = self.shape, self.line, self.seams[k]
        low = self.seams[k - 1] if k else 0
        high = self.seams[k + 1] if k + 1 < len(self.seams) else len(shape)
        end = seam
        while end > low and shape[end - 1] not in "aA0 ":
            end -= 1
        start = end
        while start > low and shape[start - 1] in "aA0":
            start -= 1
        first = seam
        while first < high and shape[first] not in "aA0 ":
            first += 1
        last = first
        while last < high and shape[last] in "aA0":
            last += 1
        left, right = line[start:end], line[first:last]
        after = "g" if last == high < len(shape) else _edge(shape, last)
        return Seam(seam, start, left, self._sort(left) + self._sort(right), right, last, after)

    def _sort(self, word: str) -> str:
        """Return K for a known name, A capitals, 0 with a digit, i short, o another word."""
        if self.names.knows(word):
            return "K"
        if not word.isalpha():
            return "0" if word else "^"
        if word.isupper() and len(word) > 1:
            return "A"
        return "o" if len(word) > SHORT else "i"

    def static(self, k: int) -> list[str]:
        """Return the features of the k-th seam that do not depend on where the item before it began."""
        line, shape = self.line, self.shape
        seam, start, left, sort, right, last, after = self.sides[k]
        turn = shape[seam - 1] + shape[seam]
        before = "g" if k and self.seams[k - 1] == start else _edge(shape, start - 1)
        left_size, right_size = min(len(left), 8), min(len(right), 8)
        low_left, low_right = left.lower(), right.lower()
        features = [
            "1",
            f"t{turn}",
            f"t{turn}{before}{after}",
            f"l{turn}{left_size}{before}",
            f"r{turn}{right_size}{after}",
            f"m{left_size}.{right_size}",
            f"L{low_left}",
            f"R{low_right}",
            f"s{low_left[-3:]}",
            f"e{low_left[-2:]}",
            f"p{right[:3]}",
            f"g{low_right[-2:]}{after}",
            f"G{sort}",
            f"G{sort}{before}{after}",
            f"d{min(self.depth[seam], 2)}",
            f"q{self.quote[seam]}",
        ]
        ending = self.ends.get(seam)
        if before == " " and not (ending and ending.kind == "M"):  # inside a known name the word before says nothing
            features.append(f"B{_word_before(line, start).lower()}.{min(left_size, 4)}")
        if after == " ":
            features.append(f"A{_word_after(line, last).lower()}")
        elif after == "." and _DOMAIN.match(line, last):
            features.append(f"u{before}{sort}")
        features += self._token_features(start, seam)
        features += self._name_features(seam, before)
        features += self._frame_features(seam, k)
        features += self._prose_features(start, left, right, last)
        return features

    def _token_features(self, start: int, seam: int) -> list[str]:
        """Tell of a forum's or a person's name, which no seam parts, and of a word twice in a row."""
        line, features = self.line, []
        token = line.rfind(" ", 0, seam) + 1
        forum = max(line.rfind("r/", token, seam), line.rfind("@", token, seam), line.rfind("#", token, seam))
        if forum >= token and line[forum + 1 + (line[forum] == "r") : seam].isalnum():
            features.append("z/")
        left = line[start:seam]
        if left[2:] and line.startswith(left, seam):
            features.append("jj")
        return features

    def _name_features(self, seam: int, before: str) -> list[str]:
        over, ending, starting = self.across.get(seam), self.ends.get(seam), self.starts.get(seam)
        features = []
        if over:
            inside = "w" if over.start == 0 or self.shape[over.start - 1] not in "aA0" else "g"
            features += [f"k{over.kind}{inside}", f"k{over.kind}{inside}{self.line[over.start].islower()}"]
        tail = ending.kind if ending else "-"
        nose = starting.kind if starting else "-"
        features.append(f"n{tail}{nose}{'x' if over else ''}")
        if ending:
            features.append(f"E{tail}{before}{_edge(self.shape, ending.start - 1)}")
        if starting:
            features.append(f"S{nose}{_edge(self.shape, starting.end)}")
            if self.shape[seam] == "a":
                features.append(f"S{nose}low")
        return features

    def _frame_features(self, seam: int, k: int) -> list[str]:
        line, seams = self.line, self.seams
        until = seams[k + 1] if k + 1 < len(seams) else len(line)
        features = [
            f"w{min(line.count(' ', seam, until), 4)}{'$' if until == len(line) else ''}",
            f"f{min(line.count(' ', 0, seam), 3)}",
        ]
        if seam in self.heads:
            features.append(f"h{self.headed}")
        elif self.headed == "h":
            features.append("h0")
        return features

    def _prose_features(self, start: int, left: str, right: str, last: int) -> list[str]:
        """Return what the page's prose, and the rest of the line, know of the words on both sides."""
        line, said, said_together = self.line, self.prose.has_word, self.prose.has_pair
        joined = left + right
        features = ["j"] if joined[3:] and line.count(joined) > 1 else []
        if self.prose.words:
            two_left = f"{_word_before(line, start)} {left}"
            two_right = f"{right} {_word_after(line, last)}"
            features.append(f"c{said(joined):d}{said(left):d}{said(right):d}")
            features.append(f"C{said(joined):d}{said_together(two_left):d}{said_together(two_right):d}")
        return features

    def _headed(self, start: int) -> bool:
        return start in self.heads or (start == 0 and self.headed == "h")

    def history(self, since: int, k: int) -> list[str]:
        """Return the features of the k-th seam that depend on where the item before it began."""
        line, shape, seam = self.line, self.shape, self.sides[k]
        at, sort, after = seam.at, seam.sort, seam.next
        spaces = line.count(" ", since, at)
        lead = shape[since]
        starting = self.starts.get(at)
        nose = starting.kind if starting else "-"
        features = [
            f"W{min(spaces, 5)}{'h' if self._headed(since) else ''}",
            f"D{self.depth[at] > 0 and self.depth[since] == 0:d}",
            f"Q{self.quote[at] and self.quote[since]}{lead if lead == '`' else ''}",
            f"P{min(k - bisect_left(self.seams, since), 3)}",
        ]
        if not spaces:
            known = self.ends.get(at)
            whole = known.kind if known and known.start == since else "-"
            alone = "1" if since == seam.before else "+"
            features += [
                f"O{whole}{min(at - since, 9)}",
                f"O{whole}{'g' if since else '^'}{shape[at]}",
                f"V{whole}{nose}{after}",
                f"o{_edge(shape, at - 1)}{lead}",
                f"N{whole}{alone}{sort}",
                f"N{whole}{alone}{sort}{after}",
            ]
            if alone == "1":
                features.append(f"U{seam.left.lower()}")
        else:
            features += [f"X{min(spaces, 2)}{nose}{after}", f"M{min(spaces, 3)}{sort}"]
        if (by := line.rfind(" by ", since, at)) >= 0:
            features.append(f"Y{min(line.count(' ', by + 4, at), 4)}")
        return features


def _edge(shape: str, at: int) -> str:
    return shape[at] if 0 <= at < len(shape) else "^"


def _word_before(line: str, end: int) -> str:
    return line[max(0, end - 30) : end].rstrip().rpartition(" ")[2]


_NEXT_WORD = lazy(r"[^\W_]*[a-z.](?=[^\W_]|\b|$)[a-z]*|\w+")


def _word_after(line: str, start: int) -> str:
    text = line[start : start + 30].lstrip()
    match = _NEXT_WORD.match(text)
    return match[0] if match else text[:1]


_MARKS = lazy(r"[()\[\]{}'\"`]")
_CLOSING = {"(": ")", "[": "]", "{": "}"}


def _nesting(shape: str) -> tuple[list[int], list[int]]:
    """Return for every offset the depth of brackets, and whether a quote is open."""
    depth, quote, level, opened, since = [0] * (len(shape) + 1), [0] * (len(shape) + 1), 0, -1, 0
    for mark in _MARKS.finditer(shape):
        at, char = mark.start(), mark[0]
        if char in "'\"`":
            opened = _requote(shape, at, char, opened, quote)
            continue
        if level:
            depth[since : at + 1] = [level] * (at + 1 - since)
        since = at + 1
        if char in ")]}":
            level = max(level - 1, 0)
        elif shape.find(_CLOSING[char], at) > 0:
            level += 1
    if level:
        depth[since:] = [level] * (len(shape) + 1 - since)
    return depth, quote


def _requote(shape: str, at: int, char: str, opened: int, quote: list[int]) -> int:
    """Open or close a quote at an offset, and mark what stands between once it closes."""
    before, after = _edge(shape, at - 1), _edge(shape, at + 1)
    if opened < 0:
        return at if before in "^ (:`'\"" or char == "`" or (after in "A0" and before in "a)0!?") else -1
    if after not in "a0" and (before not in "aA" or after != "'"):
        quote[opened + 1 : at + 1] = [1] * (at - opened)
        return -1
    return opened


# --------------------------------------------------------------------------------------------------------------- model
class Trained(TypedDict):
    """What `resources.json` holds: see `tools/resources/train.py`.

    Names, see `unfolded`; for each weight in tenths its features between bars; and the weights of the calibration.
    """

    names: str
    weights: dict[str, str]
    calibration: dict[str, float]


class Model:
    """The weights, the names and the calibration, as trained."""

    def __init__(self, data: Trained) -> None:
        """Take what training gave."""
        self.weights = {
            feature: int(w) / 10 for w, features in data["weights"].items() for feature in features.split("|")
        }
        self.names = Names(unfolded(data["names"]))
        self.calibration = data["calibration"]

    def score(self, features: Iterable[str]) -> float:
        """Return the sum of the weights."""
        weight = self.weights.get
        return sum([weight(feature, 0.0) for feature in features])

    def calibrated(self, probability: float, text: str) -> float:
        """Return the share of right answers that answers like this one, of this raw probability, turned out to have."""
        logit = self.calibration["one"] + self.calibration["logit"] * raw(probability)
        return round(_logistic(logit + sum([self.calibration[doubt] for doubt in self.doubts(text)])), 4)

    def doubts(self, text: str) -> list[str]:
        """Return the signs that a seam in an answer was never considered."""
        known, found = self.names.known, []
        if any(run not in known for run in _LONG_CAPITALS.findall(text)):
            found.append("capitals")
        if "." in text and any(run not in known for run in _LONG_DOMAIN.findall(text)):
            found.append("domain")
        return found


def raw(probability: float) -> float:
    """Return the logit of a probability, which near 0 and 1 says no more."""
    probability = min(max(probability, CLAMP), 1 - CLAMP)
    return math.log(probability / (1 - probability))


@cache
def shipped() -> Model:
    """Return the model that comes with the package, read at the first call."""
    return Model(json.loads(Path(__file__).with_name("resources.json").read_text(encoding="utf-8")))


def _logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-max(logit, -LEAST)))


# ------------------------------------------------------------------------------------------------------------- decoding
class Way(NamedTuple):
    """A way to split the line as far as a node: its probability, and the node and rank it continues."""

    probability: float
    node: int
    rank: int


class Lattice:
    """All the splits of a line with their probabilities: nodes are the line's start, its likely seams, and its end."""

    def __init__(self, reading: Reading, model: Model, keep: int = 1) -> None:
        """Run from left to right: the probability of each item, and the best ways to each node, so many to *keep*."""
        reading.prepare()
        self.reading, self.model, self.keep = reading, model, keep
        self.scores, likely = [], list[int]()
        for k in range(len(reading.seams)):
            if (score := model.score(reading.static(k))) > PRUNE:
                likely.append(k)
                self.scores.append(score)
        self.nodes = [0, *[reading.seams[k] for k in likely], len(reading.line)]
        self.items: dict[tuple[int, int], float] = {}
        self.paths: list[list[Way]] = [[] for _ in self.nodes]
        self.paths[0] = [Way(1.0, 0, 0)]
        self.reached = [1.0] + [0.0] * (len(self.nodes) - 1)
        for a in range(len(self.nodes) - 1):
            if self.reached[a] > NEVER:
                self._follow(a, likely)

    def _follow(self, a: int, likely: list[int]) -> None:
        """Follow the items that begin at a node, until one surely ends."""
        going, since, last, shape = 1.0, self.nodes[a], len(self.nodes) - 1, self.reading.shape
        for b in range(a + 1, last + 1):
            seam = 1.0
            if b < last and shape[self.nodes[b] - 1] != "\n":
                seam = _logistic(self.scores[b - 1] + self.model.score(self.reading.history(since, likely[b - 1])))
            self.items[a, b] = item = self.reached[a] * going * seam
            self.reached[b] += item
            self._extend(a, b, going * seam)
            going *= 1 - seam
            if going < NEVER:
                break

    def _extend(self, a: int, b: int, probability: float) -> None:
        ways = [Way(path.probability * probability, a, rank) for rank, path in enumerate(self.paths[a])]
        known = self.paths[b]
        self.paths[b] = sorted(known + ways, reverse=True)[: self.keep] if known else ways

    def spans(self, rank: int = 0) -> list[tuple[int, int]]:
        """Return the items of the split of this rank, as nodes where they begin and end; the best split is 0."""
        spans: list[tuple[int, int]] = []
        b, path = len(self.nodes) - 1, self.paths[-1][rank]
        while b > 0:
            spans.append((path.node, b))
            b, path = path.node, self.paths[path.node][path.rank]
        return spans[::-1]

    def split(self, rank: int) -> Split:
        """Return the split of this rank, the best being 0."""
        line, items = self.reading.line, list[Resource]()
        for a, b in self.spans(rank):
            start, end = self.nodes[a], self.nodes[b]
            items += _trimmed(line, start, end, self.model.calibrated(self.items[a, b], line[start:end]))
        return Split(tuple(items), self.model.calibrated(self.paths[-1][rank].probability, line))


def _trimmed(line: str, start: int, end: int, confidence: float) -> list[Resource]:
    text = line[start:end]
    name = text.strip()
    begin = start + len(text) - len(text.lstrip())
    return [Resource(name, confidence, begin, begin + len(name))] if name else []


def best_splits(line: str, context: str = "", limit: int = KEEP, model: Model | None = None) -> list[Split]:
    """Return the most likely ways to split *line*, best first, at most *limit*."""
    if not line.strip():
        return []
    model = model or shipped()
    if len(line) > MAX_LENGTH:
        return [Split(tuple(_trimmed(line, 0, len(line), 0.0)), 0.0)]
    reading = Reading(line, context, model.names)
    if len(reading.seams) > MAX_SEAMS:
        return [Split(tuple(_trimmed(line, 0, len(line), 0.0)), 0.0)]
    lattice = Lattice(reading, model, limit)
    return [lattice.split(rank) for rank in range(min(limit, len(lattice.paths[-1])))]


def split_resources(line: str, context: str = "") -> list[Resource]:
    """Return the names glued together in *line*; *context* is the page's prose outside its resource lines.

    The items tile the line, white space around them aside. A line of one name gives one item, an empty line none.
    """
    best = best_splits(line, context, 1)
    return list(best[0].items) if best else []


def alternatives(line: str, context: str = "", limit: int = 2) -> list[Split]:
    """Return the next best ways to split *line*, best first, without the one that `split_resources` returns."""
    return best_splits(line, context, limit + 1)[1:]


def line_confidence(items: Iterable[Resource]) -> float:
    """Return the confidence of a whole line: that of its least certain item, and 1 when it has none."""
    return min((item.confidence for item in items), default=1.0)
