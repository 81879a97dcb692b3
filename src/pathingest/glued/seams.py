"""Where in a line a name could begin, and which known names it has.

Both are found word by word, as spaces separate them: most words have neither a seam nor a name, and what a word has
depends on others only where a known name goes on in the next one. So it is kept by word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from pathingest.glued.memory import MOST, Memory
from pathingest.glued.names import Found, Names
from pathingest.glued.prose import Part, prose_of

MAX_LENGTH, MAX_SEAMS = 4000, 120  # beyond either it is no list of names; keeps time linear


class _Shapes(dict[int, str]):
    """For ``str.translate``: upper case is A, a digit 0, the rest of a word a, space a space, marks one of a few."""

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
_PLAIN = bytes(ord(_SHAPES[i]) for i in range(128)) + bytes(128)
_SEAMS = re.compile(  # before one of these: what precedes it is looked at only there
    r"[A0'\"`@#](?:"
    r"(?<=[a0)\]}.!?*+#%:;>]A)"  # lower case, a digit or a closing mark, then upper case
    r"|(?<=[^ (\[`'\"/:-]['\"][A0])"  # a closing quote or an apostrophe, then upper case or a digit
    r"|(?<=AA)(?=a)"  # an acronym, then a word in title case
    r"|(?<=[aA)\]}!?*]0)"  # then a name led by a digit
    r"|(?<=[aA0)\]}!?.+#]['\"])(?=A)"  # then a quoted name
    r"|(?<=[^ (\[`'\"/:-]`)"
    r"|(?<=[)\]}][@#])"
    r"|(?<=[a0][#@])(?=[aA]))"
)
_AFTER = re.compile(r"[)\]}](?=a)|\n(?!\n)")  # a seam is after one of these
_STARTS = re.compile(r"[aA0]+|[(.](?<![aA0].)")
LAST_WORDS = (
    "documentation|tutorials?|courses?|videos?|channel|guides?|docs|blog|website|community|forum|articles|newsletter"
    "|podcast|book|handbook|platform|resources|certification|examples|projects|exercises|challenges|exams|tests"
    "|practice|labs|training|learning|programming|engineering|design|science|research|development|management"
    "|marketing|analysis|series|playlist|magazine"
)
_LATE = re.compile(  # the end of a frequent last word, before a name that is led by lower case
    rf"(?:{LAST_WORDS})(?!lines|ers|ing|book|lets)"  # "guidelinesOpenReview"
    r"(?=[a-z]{1,5}[A-Z]|[a-z][a-z0-9-]*\.(?:com|org|io|ai|net|dev|co|gov|edu|app)\b)"
    r"|(?:documentation|tutorials|courses|videos|channel|guides|community|articles|newsletter|resources|certification"
    r"|projects|webinars|forums|playlists|Academy|University)(?=[a-z]{3})"
)
_LATE_LEAST = len("docs") + len("eX")  # characters of a word that `_LATE` can match in
_LATE_PLAIN = len("videos") + len("abc")  # and of one without upper case, digits and marks
_FORUM = r"(?<=[a-z])(?=open[A-Z])|(?<=[^\s(/])(?=[ru]/[A-Za-z]{3})"  # compiled at the first line that needs it
_HEAD = re.compile(r"[A-Za-z&'/ .+#]{2,28}: ")
_MARKS = re.compile(r"[()\[\]{}'\"`]")
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_NONE: frozenset[Part] = frozenset()
_ACRONYMS = "AAAAA"  # two in a row take so many letters
_LONGEST_RUN = 30  # characters: of a longer run of upper case the start is searched for acronyms

Place = tuple[int, int, int, str, bool, bool, int]
"""Where an item may begin: offset, number of its seam, spaces before it, its first character's shape, whether it has a
list head ("Book: "), whether it is in brackets, and whether in quotes."""


def shape_of(line: str) -> str:
    """Return the shape of each character of a line, and ^ for its end, which index -1 finds before its start too."""
    return (line.encode().translate(_PLAIN).decode() if line.isascii() else line.translate(_SHAPES)) + "^"


class Scanner:
    """Finds the seams and the known names of a line, word by word."""

    def __init__(self, names: Names, most: int = MOST) -> None:
        """Look for these names; keep what so many words have. With 0 all is looked up in the order of the line."""
        self.names = names
        self._seams = Memory[tuple[int, ...]](most)
        self._found = Memory[tuple[Found, ...]](most)
        self._first_words = names.first_words if most else frozenset[str]()

    def is_one(self, line: str) -> bool:
        """Return whether no name begins inside a line, whatever the page says elsewhere."""
        shape = shape_of(line)
        return _ACRONYMS not in shape and not self.seams(line, shape)

    def seams(self, line: str, shape: str) -> list[int]:
        """Return the seams of a line."""
        seams: list[int] = []
        low, kept = 0, self._seams.get
        for word in line.split(" "):
            own = kept(word)
            if own is None:
                own = self._look(line, shape, low, word)
            if own:
                seams += [low + at for at in own]
            low += len(word) + 1
        if seams and seams[-1] == len(line):
            seams.pop()
        return seams

    def found(self, line: str, shape: str) -> list[Found]:
        """Return the known names of a line whose seams were found before."""
        found: list[Found] = []
        low, kept = 0, self._found.get
        for word in line.split(" "):
            own = kept(word)
            if own is None:
                own = self._find(line, shape, low, word)
            for start, end, kind in own:
                if end:
                    found.append((low + start, low + end, kind))
                elif name := self.names.at(line, shape, low + start):  # it may go on in the next word
                    found.append(name)
            low += len(word) + 1
        return found

    def _look(self, line: str, shape: str, low: int, word: str) -> tuple[int, ...]:
        """Return the seams of a word that begins at *low*; keep them unless they depend on the next word."""
        part, size = shape[low : low + len(word)], len(word)
        seams = self.names.led(line, low, low + size)
        if not part[1:].strip("a") and part[:1] in "aA":  # a plain word, as most are
            if size >= _LATE_PLAIN:
                seams += [m.end() for m in _LATE.finditer(word)]
        else:
            if size >= _LATE_LEAST:
                seams += [m.end() for m in _LATE.finditer(word)]
            seams += [m.start() for m in _SEAMS.finditer(part)]
            seams += [m.end() for m in _AFTER.finditer(part)]
            if "/" in word or "open" in word:
                seams += [m.start() for m in re.finditer(_FORUM, word)]
        own = tuple(sorted({*seams})) if seams else ()
        return own if word.endswith(self.names.led_words) else self._seams.keep(word, own)

    def _find(self, line: str, shape: str, low: int, word: str) -> tuple[Found, ...]:
        """Return the known names that begin in a word; one that may go on in the next word ends at 0."""
        own = self._seams.get(word)
        starts = set(self._look(line, shape, low, word) if own is None else own)
        part, names = shape[low : low + len(word)], self.names
        if part[1:].strip("a") or part[:1] not in "aA":
            starts.update([m.start() for m in _STARTS.finditer(part)])
        elif word:
            starts.add(0)
        found: list[Found] = []
        for start in sorted(starts):
            if word[start:] in self._first_words:
                found.append((start, 0, ""))
            elif name := names.at(line, shape, low + start):
                found.append((start, name[1] - low, name[2]))
        return tuple(found) if word.endswith(names.led_words) else self._found.keep(word, tuple(found))


class GluedLine:
    """One line as the classifier sees it: its possible seams, and the known names, brackets and quotes around them."""

    def __init__(self, text: str, context: str, scanner: Scanner) -> None:
        """Find the seams; *context* is what the page says elsewhere."""
        self.text, self.shape = text, shape_of(text)
        self.seams = scanner.seams(text, self.shape)
        acronyms = _ACRONYMS in self.shape
        found = scanner.found(text, self.shape) if self.seams or acronyms else []
        self._prose = prose_of(context if self.seams or acronyms else "")
        self.words = self._prose.words
        times = context.count(text) if self.words else 0  # where the page has the line again, that is no prose
        self._own = self._prose.only_in(text, times) if times else _NONE
        if acronyms and len(self.seams) <= MAX_SEAMS:
            self._find_acronyms(scanner.names, found)
        self.starts: dict[int, Found] = {}
        self.ends: dict[int, Found] = {}
        self.across: dict[int, Found] = {}  # by the seams inside of names
        for name in found:
            start, end, _ = name
            self.starts[start] = name
            self.ends.setdefault(end, name)
            for at in self.seams[bisect_right(self.seams, start) : bisect_left(self.seams, end)]:
                self.across.setdefault(at, name)
        self.depth, self.quote = nesting(self.shape)
        self.headed = ": " in text and bool(_HEAD.match(text))
        self.heads = {at for at in self.seams if _HEAD.match(text, at)} if ": " in text else ()
        self.by = " by " in text
        self.forum = "r/" in text or "@" in text or "#" in text
        self.start: Place = (0, 0, 0, self.shape[0], self.headed, self.depth[0] > 0, self.quote[0])

    def _find_acronyms(self, names: Names, found: list[Found]) -> None:
        """Two acronyms in a row hide a seam: it shows where one of them is known, or used in the prose."""
        text, seams = self.text, {*self.seams}
        for run in re.finditer("A{5,}", self.shape):
            low, high = run.span()
            seams.update([end for start, end, _ in found if low <= start < end - 2 < high - 2])
            for at in range(low + 1, min(high, low + _LONGEST_RUN) - 2):
                after = names.at(text, self.shape, at)
                if after and at not in seams:
                    found.append(after)
                if (after and (after[1] > at + 3 or at in seams)) or self.has(text[at:high]) or self.has(text[low:at]):
                    seams.add(at)
        self.seams = sorted(seams)

    def has(self, word: str) -> bool:
        """Return whether a word comes in the prose."""
        return word in self.words and word not in self._own

    def has_pair(self, one: str, other: str) -> bool:
        """Return whether two words follow each other in the prose."""
        return self._prose.has_pair(one, other) and (one, other) not in self._own


def nesting(shape: str) -> tuple[list[int], list[int]]:
    """Return for every offset the depth of brackets, and whether a quote is open."""
    depth, quote, level, opened, since = [0] * len(shape), [0] * len(shape), 0, -1, 0
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
        depth[since:] = [level] * (len(shape) - since)
    return depth, quote


def _requote(shape: str, at: int, char: str, opened: int, quote: list[int]) -> int:
    """Open or close a quote at an offset, and mark what is between once it closes."""
    before, after = shape[at - 1], shape[at + 1]
    if opened < 0:
        return at if before in "^ (:`'\"" or char == "`" or (after in "A0" and before in "a)0!?") else -1
    if after not in "a0" and (before not in "aA" or after != "'"):
        quote[opened + 1 : at + 1] = [1] * (at - opened)
        return -1
    return opened
