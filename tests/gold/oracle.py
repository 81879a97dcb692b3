"""What a rendering keeps of a page's facts, told from the page and the rendering alone.

A fact is a text of the record, or a value that a text states as a whole (a duration, a percentage, a level). It is

- *kept*: its words stand in the rendering without interruption, and so does what says what they are;
- *lost*: they do not; or the name of the item is lost that they belong to;
- *broken*: they do, but the tool put line ends between them, and nothing tells these from the ends of texts; or it put
  spaces into a word ("Krak ów", "R &D"); or it put a question and its answer into one paragraph, and wrapped it there;
  or it ran sentences of another text on with theirs in one line, and nothing tells where the one text ends;
- *unattributable*: they do, but what says what they are is lost or broken: the label of a figure, the heading above a
  list, any of the headings above an item; or the page's title, without whose roles there is no record; or the name of
  their item is broken.

What the tool writes with nothing between it and its neighbour, or with one space alone, is *glued*: no line end and no
mark says where the one ends and the other begins.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from gold import GoldPage
from gold.alignment import Found, Stream, align, stream, without_link_targets
from gold.renderers import HTML, MARKDOWN

Fate = Literal["kept", "broken", "unattributable", "lost"]
_RANK: dict[Fate, int] = {"kept": 0, "broken": 1, "unattributable": 2, "lost": 3}
_ROLES = ("/from_role/name", "/to_role/name")
_NAMED = re.compile(r"(/(?:transferable_skills|skills_to_learn|roadmap|action_plan)/\d+)/")
_NAMES = {"transferable_skills": "name", "skills_to_learn": "name", "roadmap": "title", "action_plan": "label"}
# What parts no two texts: nothing, one space, and the marks that names themselves begin and end with.
_GLUE = re.compile(r"""[)”"’'+%]* ?[(“"‘'~+-]*""")
# What stands between the sentences of one text.
_SENTENCES = re.compile(r"""[)”"’']*[.!?][)”"’']*[ \t]+[(“"‘']*""")
_GLUE_IN_MARKDOWN = re.compile(_GLUE.pattern.replace(" ?", "[ \\n]?"))
# How far after a resource's name its address stands.
_NEAR = 400


class Kept(NamedTuple):
    """What a rendering keeps of a page.

    Attributes:
        fates: what became of each fact, by its JSON Pointer.
        glued: facts that stand glued to a neighbour.
        rendering: the rendering's letters; None for the page itself.
        known: stretches of these that hold kept facts, labels or what else the page says, in order.
    """

    fates: dict[str, Fate]
    glued: frozenset[str]
    rendering: Stream | None = None
    known: tuple[tuple[int, int], ...] = ()

    def tells(self, text: str) -> bool:
        """Whether a text of the rendering is what the tool left of facts that it broke."""
        if self.rendering is None:
            return False
        letters = stream(text).letters
        start = self.rendering.letters.find(letters) if letters else -1
        while start >= 0:
            if not self._is_known(start, start + len(letters)):
                return True
            start = self.rendering.letters.find(letters, start + 1)
        return False

    def _is_known(self, start: int, end: int) -> bool:
        at = bisect_left(self.known, (start, start))
        return any(a < end and start < b for a, b in self.known[max(0, at - 1) : at + 1])


def keeps(page: GoldPage, rendering: str | bytes, media_type: str) -> Kept:
    """What a rendering of a page keeps."""
    if media_type == HTML:
        return Kept(dict.fromkeys(_all_facts(page), "kept"), frozenset())
    assert isinstance(rendering, str)
    text = without_link_targets(rendering) if media_type == MARKDOWN else rendering
    letters = stream(text)
    found = align(page.runs, letters, text)
    places = _places(page, found, letters)
    fates: dict[str, Fate] = dict.fromkeys(_all_facts(page), "lost")
    for fact, start, end in places:
        fate: Fate = "broken" if _is_broken(text[start:end], media_type) else "kept"
        if fact in fates and _RANK[fate] < _RANK[fates[fact]]:
            fates[fact] = fate
    for fact in _run_on(page, found, letters, text):
        fates[fact] = "broken" if fates[fact] == "kept" else fates[fact]
    headings = {fact for fact, a, b in places if fact.startswith("#") and not _is_broken(text[a:b], media_type)}
    fates = _attributed(fates, headings, _headings(page))
    fates |= _addresses(page, rendering, places, fates)
    unclear = [*_torn(page, found, letters, text)]
    if media_type == MARKDOWN:
        unclear += _swallowed(page, found, letters, text)
    fates |= {fact: "broken" for fact in unclear if fates.get(fact) == "kept"}
    return Kept(fates, _glued(page, found, letters, text, media_type), letters, tuple(_known(page, found, fates)))


def _all_facts(page: GoldPage) -> Iterator[str]:
    for run in page.runs:
        yield from [fact for fact, _, _ in run.facts if not fact.startswith("#")]
    for i, phase in enumerate(page.record["roadmap"]):
        for j, resource in enumerate(phase["resources"]):
            if resource["url"]:
                yield f"/roadmap/{i}/resources/{j}/url"


def _headings(page: GoldPage) -> set[str]:
    return {fact for run in page.runs for fact, _, _ in run.facts if fact.startswith("#")}


def _places(page: GoldPage, found: list[Found], letters: Stream) -> list[tuple[str, int, int]]:
    """Where facts, and headings, stand in the rendering's text."""
    places = []
    for number, start, _ in found:
        run = page.runs[number]
        own = stream(run.text).places
        for fact, first, last in run.facts:
            a, b = bisect_left(own, first), bisect_left(own, last)
            if a < b:
                places.append((fact, letters.places[start + a], letters.places[start + b - 1] + 1))
    return places


def _is_broken(text: str, media_type: str) -> bool:
    """Whether a line ends in the text; in Markdown, whether a paragraph does."""
    return bool(re.search(r"\n\s*\n" if media_type == MARKDOWN else r"[\n\r]", text))


def _run_on(page: GoldPage, found: list[Found], letters: Stream, text: str) -> Iterator[str]:
    """Facts of texts that a sentence's end and a space part from another text, as they part its own sentences."""
    for one, two in pairwise(found):
        between = text[letters.places[one.end - 1] + 1 : letters.places[two.start]]
        if _SENTENCES.fullmatch(between) and page.runs[one.run].text[-1] in ".!?":
            yield from [fact for run in (one.run, two.run) for fact, _, _ in page.runs[run].facts if fact[0] != "#"]


def _torn(page: GoldPage, found: list[Found], letters: Stream, text: str) -> Iterator[str]:
    """Facts in one of whose words the tool put a space. Line ends do not count here: tools wrap after hyphens."""
    for number, start, end in found:
        run = page.runs[number]
        own = stream(run.text).places
        for i in range(end - start + 1):
            if _is_torn(run.text, own, i, text, letters.places[start:end]):
                before, after = own[max(i - 1, 0)], own[min(i, len(own) - 1)]
                yield from [fact for fact, first, last in run.facts if first <= before and after < last]


def _is_torn(own: str, places: tuple[int, ...], index: int, text: str, found: tuple[int, ...]) -> bool:
    """Whether the tool put a space between two letters, or between the marks at an end of a text and its letters."""
    if index == 0:
        return places[0] > 0 and not own[places[0] - 1].isspace() and text[found[0] - 1 : found[0]] == " "
    if index == len(places):
        after = own[places[-1] + 1 : places[-1] + 2]
        return after in _ENDS and text[found[-1] + 1 : found[-1] + 2] == " "
    inside = _LINK_END.sub("", text[found[index - 1] + 1 : found[index]])
    return "\n" not in inside and len(_SPACE.findall(inside)) > len(_SPACE.findall(_between(own, places, index)))


_LINE_END = re.compile(r"""[?"”’)*_`]*\n[("“‘'*_`\[]*""")  # with the marks of words and emphasis around it
_WIDEST = 120  # no tool wraps at more
_SPACE = re.compile(r"[^\S\r\n]+")
_LINK_END = re.compile(r"\] {3,}")  # without its target, see `without_link_targets`
_ENDS = ("+", ")", "\u201d", "%")


def _between(text: str, places: tuple[int, ...], index: int) -> str:
    """What stands before a letter, back to the one before it."""
    return text[places[index - 1] + 1 : places[index]]


def _swallowed(page: GoldPage, found: list[Found], letters: Stream, text: str) -> Iterator[str]:
    """Questions and answers in one paragraph, parted by a gap that a wrapper took away where the line was full anyway.

    Nothing tells then which of the sentences around the line end is the question.
    """
    prose = [a for a, b in pairwise(text.split("\n")) if a[:1].isalnum() and b[:1].isalnum()]
    width = max((len(line) for line in prose if len(line) <= _WIDEST), default=0)
    for before, after in pairwise(found):
        facts = [fact for number in (before.run, after.run) for fact, _, _ in page.runs[number].facts]
        first, last = letters.places[before.end - 1], letters.places[after.start]
        is_question = bool(facts) and facts[0].endswith("/question") and before.end == after.start
        if not is_question or not _LINE_END.fullmatch(text, first + 1, last):
            continue
        line = text[text.rfind("\n", 0, first) + 1 : text.index("\n", first)]
        if len(line) + 1 + len(text[text.index("\n", first) :].split(maxsplit=1)[0]) > width:
            entry = int(facts[0].split("/")[2])
            yield from [*facts, f"/faq/{entry - 1}/answer"]


# --------------------------------------------------------------------------------------------------------------------
# Attribution.


def _attributed(fates: dict[str, Fate], found: set[str], headings: set[str]) -> dict[str, Fate]:
    if any(fates[role] != "kept" for role in _ROLES):
        return {fact: "lost" if fate == "lost" else "unattributable" for fact, fate in fates.items()}
    return {fact: _fate(fact, fate, fates, headings - found) for fact, fate in fates.items()}


def _fate(fact: str, fate: Fate, fates: dict[str, Fate], lost: set[str]) -> Fate:
    name = _name(fact)
    if fate == "lost" or fates.get(name) == "lost":
        return "lost"
    if name != fact and fates.get(name) == "broken":
        return "unattributable"
    return "unattributable" if any(above in lost for above in _above(fact)) else fate


def _name(fact: str) -> str:
    """What names the item that a fact belongs to; nothing for facts of no item."""
    named = _NAMED.match(fact)
    return f"{named[1]}/{_NAMES[fact.split('/')[1]]}" if named else ""


def _above(fact: str) -> Iterator[str]:
    """The headings that a fact needs; a list of the reality check needs its own alone."""
    names = fact.split("/")[1:]
    for length in range(1, len(names) + 1):
        above = "#/" + "/".join(names[:length])
        if above != "#/reality_check":
            yield above


def _addresses(
    page: GoldPage, rendering: str, places: list[tuple[str, int, int]], fates: dict[str, Fate]
) -> dict[str, Fate]:
    """The fates of addresses: kept where they stand right after their resource's name."""
    found: dict[str, Fate] = {}
    for fact, _, end in places:
        if fact.endswith("/name") and f"{fact[:-5]}/url" in fates:
            _, _, i, _, j, _ = fact.split("/")
            url = page.record["roadmap"][int(i)]["resources"][int(j)]["url"]
            if url in rendering[end : end + _NEAR]:
                found[f"{fact[:-5]}/url"] = fates[fact]
    return found


# --------------------------------------------------------------------------------------------------------------------
# Glue.


def _glued(page: GoldPage, found: list[Found], letters: Stream, text: str, media_type: str) -> frozenset[str]:
    glue = _GLUE_IN_MARKDOWN if media_type == MARKDOWN else _GLUE  # there a line end is a space
    glued: set[str] = set()
    starts = {place.start: place.run for place in found}
    ends = {place.end: place.run for place in found}
    for edge in {*starts, *ends} - {0, len(letters.letters)}:
        if glue.fullmatch(text, letters.places[edge - 1] + 1, letters.places[edge]):
            beside = [run for run in (ends.get(edge), starts.get(edge)) if run is not None]
            glued |= {fact for run in beside for fact, _, _ in page.runs[run].facts}
    return frozenset(fact for fact in glued if not fact.startswith("#"))


def _known(page: GoldPage, found: list[Found], fates: dict[str, Fate]) -> Iterator[tuple[int, int]]:
    for number, start, end in found:
        if all(fates.get(fact, "kept") == "kept" for fact, _, _ in page.runs[number].facts):
            yield start, end
