"""What stands where a value should be: "TODO", "lorem ipsum", "{{demand}}", "undefined"; and where a page has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import accumulate

from pathingest.model.page import Page
from pathingest.model.section import Role
from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple
from pathingest.rules._items import items
from pathingest.rules._looked import looked, places, unread
from pathingest.rules._spans import Spans
from pathingest.rules._words import QUOTED
from pathingest.values.patterns import lazy
from pathingest.values.placeholders import DASHES, EMPTY, is_placeholder

# A page has one of these, or a phrase, or a brace, or a value that is but a dash: else no pattern can match.
_WORDS = frozenset(b"todo fixme tbd tba tbc lorem undefined nan null placeholder xx xxx xxxx invalid".split())
# Without a space before it ("CriticalTBD", "CriticalNaN weeks"), or no word ("???", "%s").
_GLUED = re.compile(rb"NaN|TB[DAC]|TODO|FIXME|undefined|XX|xxxxx|\?\?\?|%s|%\(")
_TO_BE = (b"determined", b"announced", b"confirmed", b"added", b"written", b"defined", b"done")
_STAND_INS = (b"text", b"title", b"name", b"description", b"content", b"goes", b"comes")
_BRACKET = re.compile(rb"\[(?:object|[Ii]nsert|INSERT) ")
# A placeholder in braces that Markdown, or HTML, shows as code.
_CODE = lazy(r"`(\{[\w. -]{1,40}\}|\{\{[^{}\n]{0,80}\}\})(?=`)")
_CODE_OF_HTML = lazy(r"<code>(\{[\w. -]{1,40}\}|\{\{[^{}\n]{0,80}\}\})</code>")
_LONGEST = 80  # code points of a value that is a placeholder as a whole


class Placeholder(NamedTuple):
    """One placeholder: the value it is in, by pointer (None for text that is in no value), its place, its words."""

    pointer: str | None
    span: Span | None
    said: str


def placeholders(page: Page) -> tuple[Placeholder, ...]:
    """The placeholders of a page, one a value."""
    return page.once(_placeholders)


def _placeholders(page: Page) -> tuple[Placeholder, ...]:
    return tuple(_found(page)) if _may_have(page) else ()


def _may_have(page: Page) -> bool:
    """A look that costs little."""
    _, data, words = looked(page)
    if (
        not words.isdisjoint(_WORDS)
        or b"{" in data
        or _GLUED.search(data)
        or not DASHES.isdisjoint(items(page).distinct)
    ):
        return True
    if b"[" in data and _BRACKET.search(data):
        return True
    if _has_phrase(data, words):
        return True
    return any(part.segment.text in DASHES for part in page.outline.header.badges.values()) or any(
        is_placeholder(page.source.text[slice(*span)]) for span in unread(page)
    )


def _has_phrase(data: bytes, words: AbstractSet[bytes]) -> bool:
    if words.isdisjoint((b"soon", b"here", *_TO_BE)):
        return False
    data = data.lower()
    return (
        b"coming soon" in data
        or any(data[max(0, at - 11) : at].endswith(_STAND_INS) for at in places(b" here", data))
        or any(data[at + 6 : at + 16].startswith(_TO_BE) for at in places(b"to be ", data))
    )


def _found(page: Page) -> Iterator[Placeholder]:
    used: list[Span] = []
    if page.outline.sections:
        for name, (segment, start, end) in page.outline.header.badges.items():
            if said := placeholder(segment.text[start:end]):
                span = Span(*segment.locate(start, end))
                used.append(span)
                if f"/{name}" not in page.settled:
                    yield Placeholder(f"/{name}", span, said)
    stated = {f"/{name}" for name in page.outline.header.badges}
    for pointer, text in page.texts:
        if not _is_value(pointer) or (used and pointer.removesuffix("/text") in stated):
            continue
        said = placeholder(text)
        if said and _is_code(page, said):
            continue
        if said and not (pointer.startswith("/other/") and said in DASHES):  # a table's empty cell
            yield Placeholder(pointer, None, said)
    for span in unread(page):
        if not any(span.start < other.end and other.start < span.end for other in used):
            text = page.source.text[slice(*span)]
            if said := placeholder(text) or (text if is_placeholder(text) else None):
                yield Placeholder(None, span, said)


def _is_code(page: Page, said: str) -> bool:
    """Whether the markup shows a placeholder as code."""
    return said[0] == "{" and said in page.once(_code)


def _code(page: Page) -> frozenset[str]:
    return frozenset(_CODE.findall(page.source.text)).union(_CODE_OF_HTML.findall(page.source.text))


class _Met(NamedTuple):
    """Where the placeholders of a page are: in what parts of the record, at any depth, or at which spans of residue."""

    within: frozenset[str]
    of_words: frozenset[str]
    spans: Spans | None


def _met(page: Page) -> _Met:
    within: set[str] = set()
    of_words: set[str] = set()
    spans: list[Span] = []
    for pointer, span, _ in placeholders(page):
        if pointer:
            above = [part for part in accumulate(pointer.split("/")[1:], "{}/{}".format, initial="") if part]
            within.update(above)
            of_words.update(above if "/duration" not in pointer else ())
        elif span:
            spans.append(span)
    return _Met(frozenset(within), frozenset(of_words), Spans(spans) if spans else None)


def has_words(page: Page, *parts: str) -> bool:
    """Whether a placeholder stands for words of any of these parts of the record, and not for a time."""
    return not page.once(_met).of_words.isdisjoint(f"/{part}" for part in parts)


def has_near(page: Page, part: Role, index: int) -> bool:
    """Whether a placeholder is in a part of a list, or behind it and before the next: what is missing there is it."""
    within, _, spans = page.once(_met)
    own, following = f"/{part}/{index}/", f"/{part}/{index + 1}/"
    if not within.isdisjoint((own[:-1], f"{following}title", f"{following}name")):
        return True
    if spans is None:
        return False
    start, end = _start(page, own), _start(page, following)
    if end is None:
        section = page.outline.by_role.get(part)
        end = max((segment.end for segment in section.segments), default=0) if section else len(page.source.text)
    return start is not None and spans.has_in(start + 1, end)


def _start(page: Page, pointer: str) -> int | None:
    starts = [
        proof.spans[0][0]
        for name in ("title", "name", "priority", "tasks/0", "duration")
        if (proof := page.evidence.entries.get(f"{pointer}{name}")) and proof.spans
    ]
    return min(starts, default=None)


def _is_value(pointer: str) -> bool:
    """Whether a page's author wrote what is there: no address, digest or claim, which quotes another value."""
    section = pointer[1:].partition("/")[0]
    if section in ("roadmap_total", "schema_version", "id", "kind", "sources", "claims", "headline"):
        return False
    return not pointer.endswith(("/url", "/unit", "/level", "/priority", "/heading"))


def placeholder(text: str) -> str | None:
    """The placeholder that a text is, or has; None for a text of its own."""
    bare = text.strip()
    if not bare:
        return None
    patterns = _patterns()
    if len(bare) <= _LONGEST and (bare in DASHES or patterns["whole"].fullmatch(bare)):
        return bare
    for name in ("note", "open", "lorem", "unit", "object", "insert", "braces"):
        if name == "braces" and "{{" not in bare:
            continue
        match = patterns[name].search(bare)
        if match and not _is_spoken_of(name, match, bare):
            return match[0].strip()
    return None


def _is_spoken_of(name: str, match: re.Match[str], text: str) -> bool:
    """Whether a text only speaks of the placeholder: in quotes, as code, or where templates are what it is about."""
    if any(quoted.start() < match.start() and match.end() < quoted.end() for quoted in re.finditer(QUOTED, text)):
        return True
    if name in ("braces", "object", "unit"):
        return bool(_patterns()["code"].search(text))
    return name == "open" and bool(_patterns()["acronym"].search(text))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    units = r"(?:hours?|days?|weeks?|months?|years?|hrs?|wks?|views?|minutes?)\b"
    return {
        "whole": re.compile(
            rf"(?:[\[(<*_]*(?:(?i:{EMPTY})|TODO)(?:\s(?i:{units}))?[\])>*_]*[.:!\u2026]*"
            r"|[Nn]a[Nn]%?|null|\[object\ Object\]"
            r"|\{[\w. -]{1,40}\}"
            r"|\$\{[\w. -]{1,40}\}|%\(\w+\)s|%s)",
            re.VERBOSE,
        ),
        # "TODO: write it", "(TODO)", "TODO add a link"; a TODO list is something to build.
        "note": re.compile(
            r"\b(?:TODO|FIXME)\b(?=\s*[:\])])"
            r"|^(?:TODO|FIXME)\b(?!\s*[-\u2013]?\s*(?i:lists?|apps?|applications?|items?|mvc|managers?|trackers?|apis?"
            r"|projects?|pages?|programs?|cli|tools?|comments?|websites?|boards?|tasks?)\b)"
        ),
        "open": re.compile(
            r"(?<!\w)[\[(]?\b(?:TBD|TBA)\b[\])]?(?=\s*(?:[.;:!?]?\s*$|[.;:!?]\s|\n))|[\[(](?:TBD|TBA|TBC)[\])]"
        ),
        "acronym": re.compile(r"(?i:trunk)|[\w\]] \((?:TBD|TBA|TBC)\)(?=\s+\w)"),
        "lorem": re.compile(r"\b[Ll]orem ipsum dolor\b|^[Ll]orem ipsum\b(?! (?:is|are|generators?|text|plugins?)\b)"),
        "unit": re.compile(
            # Badges may be glued before it: "CriticalNaN weeks".
            rf"[$\u20ac\u00a3+-]?(?:NaN|undefined|(?<![\w$\u20ac\u00a3])(?:null|XX+))(?:\s?%|\s?-?(?i:{units}))"
            rf"|[$\u20ac\u00a3](?:NaN|undefined|null)\b"
        ),
        "object": re.compile(r"\[object [A-Z]\w*\]"),
        "insert": re.compile(r"\[[Ii](?:nsert|NSERT) [^\]\n]{1,60}\]"),
        "braces": re.compile(r"(?<!\$)\{\{[^{}\n]{0,80}\}\}"),
        "code": re.compile(
            r"(?i:\b(?:jinja\w*|handlebars|mustache|liquid|vue|angular|helm|dbt|twig|django|ansible|airflow|templat\w*"
            r"|interpolat\w*|syntax|placeholders?|merge\s(?:fields?|tags?)|prompts?|variables?|latex|javascript|pandas"
            r"|numpy|excel|github\sactions|workflows?|yaml|html|console|bugs?)\b)|`"
        ),
    }
