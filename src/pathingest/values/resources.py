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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypedDict

FLAG_BELOW = 0.9
"""Under this confidence an item, or a line, should be looked at by a person."""

MAX_LENGTH, MAX_SEAMS = 4000, 120  # beyond either it is no list of names: one item, confidence 0; keeps time linear
PRUNE = -7.0  # a seam less likely than this logit is none, whatever came before it
CLAMP = 0.002  # nearer to 0 or 1 a raw probability says no more: what then is wrong was never seen as a seam
NEVER = 1e-9  # a probability not worth following
LEAST = 700.0  # the exponential of more is no number
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
            shape = shape or (char if char.isascii() and not char.isalpha() else "a" if _wordlike(char) else "*")
        self[code] = shape
        return shape


def _wordlike(char: str) -> bool:
    return char.isalpha() or not char.isprintable() or char.isalnum() or f"_{char}".isidentifier()


_SHAPES = _Shapes()
_SEAMS = re.compile(
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
_LATE = re.compile(  # the end of a frequent last word, before a name that is led by lower case
    rf"(?:{_LAST})(?=[a-z]{{1,2}}[A-Z]|[a-z][a-z0-9-]*\.(?:com|org|io|ai|net|dev|co|gov|edu|app)\b)"
    r"|(?:documentation|tutorials|courses|videos|channel|guides|community|articles|newsletter|resources|certification"
    r"|projects|webinars|forums|playlists|Academy|University)(?=[a-z]{3})"
)
_CAPITALS = re.compile(r"A{5,}")
_LONG_CAPITALS = re.compile(r"[A-Z]{6,}")
_LONG_DOMAIN = re.compile(r"\b[A-Z][a-z]{5,}\.[a-z]{2,6}\b")
_FORUM = re.compile(r"(?<=[a-z])(?=open[A-Z])|(?<=[^\s(/])(?=[ru]/[A-Za-z]{3})")
_HEAD = re.compile(r"[A-Za-z&'/ .+#]{2,28}: ")


# -------------------------------------------------------------------------------------------------------- known names
class Names:
    """The known names, found in a line by their first two letters; the first letter's case may differ."""

    def __init__(self, names: Iterable[str]) -> None:
        """Index *names*; those that begin in lower case may also begin a name in the middle of a word."""
        self._by_head: dict[str, list[tuple[str, str]]] = {}
        for name in sorted(set(names), key=lambda each: (-len(each), each)):
            self._by_head.setdefault(name[:2].lower(), []).append((name[1:], _kind(name)))
        lower = sorted((n for n in names if re.match("[a-z]..", n)), key=lambda each: (-len(each), each))
        also = sorted(n for n in names if not n[0].isalnum())
        led = "|".join(re.escape(n) for n in lower + also) or "(?!)"
        self.led = re.compile(rf"(?<=[^\s(/@-])(?=(?:{led})(?![a-z]))")

    def at(self, line: str, shape: str, start: int) -> Found | None:
        """Return the longest known name that starts here and ends where a word can end."""
        for rest, kind in self._by_head.get(line[start : start + 2].lower(), ()):
            end = start + 1 + len(rest)
            if line.startswith(rest, start + 1) and not (shape[end : end + 1] == "a" and shape[end - 1] in "aA"):
                return Found(start, end, kind)
        return None


def _kind(name: str) -> str:
    if " " in name:
        return "M"
    if name.isupper() and name.isalpha():
        return "A"
    return "P" if name[:1].isalpha() and name[1:].islower() and name.isalpha() else "D"


# ------------------------------------------------------------------------------------------------------------ context
class Prose(NamedTuple):
    """What a page says elsewhere: its words, and its pairs of words."""

    words: frozenset[str]
    pairs: frozenset[str]


_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
_NO_PROSE = Prose(frozenset(), frozenset())


@lru_cache(maxsize=16)
def _prose(context: str) -> Prose:
    words = _WORD.findall(context)
    return Prose(frozenset(words), frozenset(map(" ".join, pairwise(words))))


# ----------------------------------------------------------------------------------------------------------- features
class Reading:
    """One line as the classifier sees it: its possible seams and what speaks for and against each."""

    def __init__(self, line: str, context: str, names: Names) -> None:
        """Find the seams and the known names of *line*."""
        self.line, self.shape = line, line.translate(_SHAPES)
        self.names = names
        self.found: list[Found] = []
        self.prose = _prose(context.replace(line, " ") if line in context else context) if context else _NO_PROSE
        self.seams = self._seams()

    def _seams(self) -> list[int]:
        line, shape = self.line, self.shape
        seams = {m.start() for m in _SEAMS.finditer(shape)}
        seams.update(m.start() for m in _FORUM.finditer(line))
        seams.update(m.start() for m in self.names.led.finditer(line))
        seams.update(m.end() for m in _LATE.finditer(line))
        seams.update(m.end() for m in re.finditer(r"\n(?=[^\n])", shape))
        if len(line) <= MAX_LENGTH and len(seams) <= MAX_SEAMS:
            self._find_names(seams)
        return sorted(seams)

    def _find_names(self, seams: set[int]) -> None:
        """Find known names at the starts of words and at seams; two acronyms in a row are a seam too."""
        starts = seams.union(m.start() for m in re.finditer(r"(?<![aA0])[aA0(.]", self.shape))
        for start in sorted(starts):
            if found := self.names.at(self.line, self.shape, start):
                self.found.append(found)
        for run in _CAPITALS.finditer(self.shape):
            self._find_acronyms(run.start(), run.end(), seams)

    def _find_acronyms(self, start: int, end: int, seams: set[int]) -> None:
        """Two acronyms in a row hide a seam: it shows where one of them is known, or used in the prose."""
        line, words = self.line, self.prose.words
        known = [found for found in self.found if start <= found.start < found.end - 2 < end - 2]
        seams.update(found.end for found in known)
        for at in range(start + 2, min(end, start + 30) - 2):
            after = self.names.at(line, self.shape, at)
            if after and at not in seams:
                self.found.append(after)
            if (after and (after.end > at + 3 or at in seams)) or line[at:end] in words or line[start:at] in words:
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
        self.heads = {seam for seam in self.seams if _HEAD.match(line, seam)}
        self.headed = "h" if _HEAD.match(line) else "-"
        self.chunks = [self._chunks(k) for k in range(len(self.seams))]

    def _chunks(self, k: int) -> tuple[int, int, int, int]:
        """Return the stretches of letters and digits next to a seam, as far as the neighbouring seams."""
        shape, seam = self.shape, self.seams[k]
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
        return start, end, first, last

    def static(self, k: int) -> Iterator[str]:
        """Yield the features of the k-th seam that do not depend on where the item before it began."""
        line, shape, seam = self.line, self.shape, self.seams[k]
        start, end, first, last = self.chunks[k]
        left, right = line[start:end], line[first:last]
        turn = shape[seam - 1] + shape[seam]
        before = _edge(shape, start - 1, self.seams, k - 1, start)
        after = _edge(shape, last, self.seams, k + 1, last)
        left_size, right_size = min(end - start, 8), min(last - first, 8)
        yield "1"
        yield f"t{turn}"
        yield f"t{turn}{before}{after}"
        yield f"l{turn}{left_size}{before}"
        yield f"r{turn}{right_size}{after}"
        yield f"m{left_size}.{right_size}"
        low_left, low_right = left.lower(), right.lower()
        yield f"L{low_left}"
        yield f"R{low_right}"
        yield f"s{low_left[-3:]}"
        yield f"e{low_left[-2:]}"
        yield f"p{right[:3]}"
        if before == " ":
            yield f"B{_word_before(line, start).lower()}.{min(left_size, 4)}"
        if after == " ":
            yield f"A{_word_after(line, last).lower()}"
        yield from self._name_features(seam, before)
        yield from self._frame_features(seam, k)
        yield from self._prose_features(start, left, right, last)

    def _name_features(self, seam: int, before: str) -> Iterator[str]:
        over, ending, starting = self.across.get(seam), self.ends.get(seam), self.starts.get(seam)
        if over:
            inside = "w" if over.start == 0 or self.shape[over.start - 1] not in "aA0" else "g"
            yield f"k{over.kind}{inside}"
            yield f"k{over.kind}{inside}{self.line[over.start].islower()}"
        tail = ending.kind if ending else "-"
        nose = starting.kind if starting else "-"
        yield f"n{tail}{nose}{'x' if over else ''}"
        if ending:
            yield f"E{tail}{before}{_edge_char(self.shape, ending.start - 1)}"
        if starting:
            yield f"S{nose}{_edge_char(self.shape, starting.end)}"
            if self.shape[seam] == "a":
                yield f"S{nose}low"

    def _frame_features(self, seam: int, k: int) -> Iterator[str]:
        line, seams = self.line, self.seams
        yield f"d{min(self.depth[seam], 2)}"
        yield f"q{self.quote[seam]}"
        if seam in self.heads:
            yield f"h{self.headed}"
        elif self.headed == "h":
            yield "h0"
        until = seams[k + 1] if k + 1 < len(seams) else len(line)
        yield f"w{min(line.count(' ', seam, until), 4)}{'$' if until == len(line) else ''}"
        yield f"f{min(line.count(' ', 0, seam), 3)}"

    def _prose_features(self, start: int, left: str, right: str, last: int) -> Iterator[str]:
        """Yield what the page's prose, and the rest of the line, know of the words on both sides."""
        line, words = self.line, self.prose.words
        joined = left + right
        if words:
            pairs = self.prose.pairs
            two_left = f"{_word_before(line, start)} {left}"
            two_right = f"{right} {_word_after(line, last)}"
            yield f"c{joined in words:d}{left in words:d}{right in words:d}"
            yield f"C{joined in words:d}{two_left in pairs:d}{two_right in pairs:d}"
        if joined[3:] and line.count(joined) > 1:
            yield "j"

    def _headed(self, start: int) -> bool:
        return start in self.heads or (start == 0 and self.headed == "h")

    def history(self, since: int, k: int) -> Iterator[str]:
        """Yield the features of the k-th seam that depend on where the item before it began."""
        line, shape, seam = self.line, self.shape, self.seams[k]
        spaces = line.count(" ", since, seam)
        lead = shape[since]
        starting = self.starts.get(seam)
        nose = starting.kind if starting else "-"
        last = self.chunks[k][3]
        after = _edge(shape, last, self.seams, k + 1, last)
        yield f"W{min(spaces, 5)}{'h' if self._headed(since) else ''}"
        yield f"D{self.depth[seam] > 0 and self.depth[since] == 0:d}"
        yield f"Q{self.quote[seam] and self.quote[since]}{lead if lead == '`' else ''}"
        if not spaces:
            known = self.ends.get(seam)
            whole = known.kind if known and known.start == since else "-"
            yield f"O{whole}{min(seam - since, 9)}"
            yield f"O{whole}{'g' if since else '^'}{shape[seam]}"
            yield f"V{whole}{nose}{after}"
            yield f"o{_edge_char(shape, seam - 1)}{lead}"
        else:
            yield f"X{min(spaces, 2)}{nose}{after}"
        if (by := line.rfind(" by ", since, seam)) >= 0:
            yield f"Y{min(line.count(' ', by + 4, seam), 4)}"
        yield f"P{min(k - bisect_left(self.seams, since), 3)}"


def _edge(shape: str, at: int, seams: list[int], k: int, position: int) -> str:
    """Return what stands beyond a chunk: ^ nothing, g another chunk glued to it, or the character's shape."""
    if 0 <= k < len(seams) and seams[k] == position and 0 <= at < len(shape):
        return "g"
    return _edge_char(shape, at)


def _edge_char(shape: str, at: int) -> str:
    return shape[at] if 0 <= at < len(shape) else "^"


def _word_before(line: str, end: int) -> str:
    return line[max(0, end - 30) : end].rstrip().rpartition(" ")[2]


def _word_after(line: str, start: int) -> str:
    text = line[start : start + 30].lstrip()
    match = re.match(r"[^\W_]*[a-z.](?=[^\W_]|\b|$)[a-z]*|\w+", text)
    return match[0] if match else text[:1]


def _nesting(shape: str) -> tuple[list[int], list[int]]:
    """Return for every offset the depth of brackets, and whether a quote is open (2 when no end of it follows)."""
    depth, quote, level, opened = [0] * (len(shape) + 1), [0] * (len(shape) + 1), 0, -1
    for at, char in enumerate(shape):
        depth[at] = level
        if char in "([{" and shape.find({"(": ")", "[": "]", "{": "}"}[char], at) > 0:
            level += 1
        elif char in ")]}" and level:
            level -= 1
        elif char in "'\"`":
            opened = _requote(shape, at, char, opened, quote)
    depth[len(shape)] = level
    return depth, quote


def _requote(shape: str, at: int, char: str, opened: int, quote: list[int]) -> int:
    """Open or close a quote at an offset, and mark what stands between once it closes."""
    before, after = _edge_char(shape, at - 1), _edge_char(shape, at + 1)
    if opened < 0:
        return at if before in "^ (:`'\"" or char == "`" or (after in "A0" and before in "a)0!?") else -1
    if after not in "a0" and (before not in "aA" or after != "'"):
        quote[opened + 1 : at + 1] = [1] * (at - opened)
        return -1
    return opened


# --------------------------------------------------------------------------------------------------------------- model
class Trained(TypedDict):
    """What `resources.json` holds: names between bars, weights in tenths by feature, and the calibration's weights."""

    names: str
    weights: dict[str, int]
    calibration: dict[str, float]


class Model:
    """The weights, the names and the calibration, as trained."""

    def __init__(self, data: Trained) -> None:
        """Take what training gave."""
        self.weights = {feature: weight / 10 for feature, weight in data["weights"].items()}
        self.known = frozenset(data["names"].split("|"))
        self.names = Names(self.known)
        self.calibration = data["calibration"]

    def calibrated(self, probability: float, text: str) -> float:
        """Return the share of right answers that answers like this one, of this raw probability, turned out to have."""
        return round(_logistic(sum(self.calibration[key] * x for key, x in self.doubts(probability, text))), 4)

    def doubts(self, probability: float, text: str) -> list[tuple[str, float]]:
        """Return what an answer's confidence depends on: its logit, and signs of a seam that was never considered."""
        raw = min(max(probability, CLAMP), 1 - CLAMP)
        found = [("logit", math.log(raw / (1 - raw))), ("one", 1.0)]
        if any(run not in self.known for run in _LONG_CAPITALS.findall(text)):
            found.append(("capitals", 1.0))
        if any(run not in self.known for run in _LONG_DOMAIN.findall(text)):
            found.append(("domain", 1.0))
        return found


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

    def __init__(self, reading: Reading, model: Model) -> None:
        """Run from left to right: the probability of each item, and the best ways to each node."""
        reading.prepare()
        weights = model.weights
        scores = [sum([weights.get(f, 0.0) for f in reading.static(k)]) for k in range(len(reading.seams))]
        likely = [k for k, score in enumerate(scores) if score > PRUNE]
        self.nodes = [0, *(reading.seams[k] for k in likely), len(reading.line)]
        self.items: dict[tuple[int, int], float] = {}
        self.paths: list[list[Way]] = [[] for _ in self.nodes]
        self.paths[0] = [Way(1.0, 0, 0)]
        reached = [1.0] + [0.0] * (len(self.nodes) - 1)
        last = len(self.nodes) - 1
        for a in range(last):
            going, since = 1.0, self.nodes[a]
            for b in range(a + 1, last + 1):
                seam = 1.0
                if b < last:
                    k = likely[b - 1]
                    history = sum([weights.get(f, 0.0) for f in reading.history(since, k)])
                    seam = 1.0 if reading.shape[self.nodes[b] - 1] == "\n" else _logistic(scores[k] + history)
                self.items[a, b] = reached[a] * going * seam
                reached[b] += self.items[a, b]
                self._extend(a, b, going * seam)
                going *= 1 - seam
                if going < NEVER:
                    break

    def _extend(self, a: int, b: int, probability: float) -> None:
        ways = [Way(path.probability * probability, a, rank) for rank, path in enumerate(self.paths[a])]
        self.paths[b] = sorted(self.paths[b] + ways, key=lambda way: -way.probability)[:KEEP]

    def split(self, rank: int, line: str, model: Model) -> Split:
        """Return the split of this rank, the best being 0."""
        items: list[Resource] = []
        b, path = len(self.nodes) - 1, self.paths[-1][rank]
        while b > 0:
            confidence = model.calibrated(self.items[path.node, b], line[self.nodes[path.node] : self.nodes[b]])
            items += _trimmed(line, self.nodes[path.node], self.nodes[b], confidence)
            b, path = path.node, self.paths[path.node][path.rank]
        return Split(tuple(reversed(items)), model.calibrated(self.paths[-1][rank].probability, line))


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
    lattice = Lattice(reading, model)
    return [lattice.split(rank, line, model) for rank in range(min(limit, len(lattice.paths[-1])))]


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
