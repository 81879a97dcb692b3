"""What a tag says by itself, whatever is in it or around it: tables of names, roles and class words.

Each tag is read once as it is written, and kept: a page writes the same few over and over, and a site's pages share
most. lxml says what their attributes are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from string import ascii_uppercase

from pathingest.model.segment import TERM, SegmentKind
from pathingest.model.tuples import NamedTuple
from pathingest.segments._parser import parsed

HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Their text reads on in the line that they are in; every other element but these begins a line of its own.
FORMAT = frozenset(
    "abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q s"  # noqa: SIM905  a column of strings says less
    " samp small strike strong sub sup time tt u var wbr".split()
)
INLINE = FORMAT | frozenset({"a", "span", "label", "output", "img", "input", "slot"})
BOILERPLATE_TAGS = frozenset({"nav", "footer", "form", "dialog", "menu", "fieldset"})
_SPECIAL = BOILERPLATE_TAGS | frozenset({"head", "button", "header"})
_BOILERPLATE_ROLES = frozenset(
    {"navigation", "contentinfo", "dialog", "alertdialog", "search", "menu", "menubar", "tooltip"}
)
# What some of these words say of a widget, others say of a skill: "social-links", but "social-media-marketing".
_WIDGET = (
    "area|banner|bar|block|box|btns?|buttons?|card|container|content|cta|embeds?|footer|form|group|header|icons?|inner"
    "|items?|law|links?|list|main|menu|message|modal|notice|overlay|panel|policy|popup|row|sdk|section|sharing|sidebar"
    "|signup|text|toolbar|widget|wrap(?:per)?"
)
_BOILERPLATE_NAMES = re.compile(
    r"(?<![a-z])(?:breadcrumbs?|skip-?(?:link|nav|to)|site-?(?:header|footer|nav)|editsection|material-(?:icons|symbols)"
    r"|hash-?link|header-?(?:link|anchor)|anchor-?link)(?![a-z])"
    rf"|(?<![a-z])(?:cookies?|consent|gdpr|social(?:-media)?|share|newsletter)(?:[-_]+(?:{_WIDGET}))*(?=\s|$|--|[-_]*\d)"
    # Whole names only: a "menu-item" may be anything, and Bootstrap's "nav" holds the tabs of a page's parts.
    r"|(?:^|\s)(?:(?:main|top|site|primary)-?(?:menu|nav)|menu|navbar)(?!\S)",
    re.IGNORECASE,
)
_SPOKEN_NAMES = re.compile(
    r"breadcrumbs?|skip .*|share(?: (?:this|on|via) .*)?|social (?:links|media|icons|sharing)|newsletter(?: sign-?up)?"
    r"|cookies?(?: (?:banner|notice|consent|settings|preferences).*)?",
    re.IGNORECASE,
)
_UNSEEN_NAMES = re.compile(
    r"(?<![a-z])(?:sr-only|visually-?hidden|screen-reader-(?:text|only)|show-for-sr)(?![a-z-])", re.IGNORECASE
)
_CHIP_NAMES = re.compile(r"(?<![a-z])(?:chip|badge|tag|pill)s?(?![a-z])", re.IGNORECASE)
# A copy for screens of another width, or one that opens on a click: left out where the page says the same elsewhere.
_SHADOW_CLASS = re.compile(
    r"(?:^|\s)(?:(?:(?:max-)?(?:sm|md|lg|xl|2xl):)?hidden|d-(?:(?:sm|md|lg|xl|xxl)-)?none|hide(?:-on)?-?\w*|is-hidden\S*"
    r"|(?:mobile|desktop|tablet|phone|print)(?:-only|-view)?|only-(?:mobile|desktop)|show-\w+)(?:\s|$)",
    re.IGNORECASE,
)
_SHADOW_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# What makes nothing of the lines in it.
_PLAIN = frozenset({"article", "body", "br", "div", "html", "main", "ol", "section", "span", "ul"})
TERMS = frozenset({"dt", "summary", "legend"})
CELLS = frozenset({"td", "th"})
CELL_ROLES = frozenset({"cell", "gridcell", "columnheader", "rowheader"})
# Their names are made from their texts, whatever these speak of.
NAMED_BY_TEXT = frozenset(HEADINGS) | CELLS | frozenset({"dt", "dd", "summary", "tr"})
JOINED = frozenset({"p", "dd", "caption", "figcaption", "blockquote", "pre", "address", "label"})
# What may be in a row of chips.
CHIPS = FORMAT | frozenset({"a", "div", "label", "span"})


VOID = frozenset(
    "area base basefont br col frame hr img input isindex link meta param".split()  # noqa: SIM905  as above
)
# Their content is no text of the page: no markup in the first, in the others markup that is not shown as text.
RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"})
HIDDEN = frozenset({"svg", "math", "noscript", "template", "select", "canvas", "object", "audio", "video"})
_UNSHOWN = RAW | HIDDEN
# Ends all markup for the parser, which no page means.
_NOT_SAID = frozenset({"plaintext"})


class Block(NamedTuple):
    """What the element that a line is in makes of the line.

    Attributes:
        item: the list item's number (0 for a bullet) until its first line takes it; shared by all that is in it.
        depth: how many items the line stands in.
        joined: whether spans side by side read as one line, as in a paragraph; elsewhere each is alone.
    """

    kind: SegmentKind
    level: int = 0
    row: int = 0
    column: int = 0
    head: bool = False
    item: list[int] | None = None
    joined: bool = False
    depth: int = 0


PLAIN = Block("line")

# What is to be done about a tag: note where an element starts or ends, skip it, or skip all to its end tag.
START, END, SKIP, HIDE = range(4)


_BEFORE_SLASH = "\0\t\n\f\r \"'"


class Tag:
    """A tag as it is written.

    Attributes:
        turn: `START`, `END`, `SKIP` or `HIDE`.
        size: how many characters it has.
        alone: whether nothing can be in the element.
        plain: whether its attributes are known; lxml reads it as this one start tag, whatever follows.
        attributes: those that anything is made of, as lxml reads them.
        format, inline: whether the element reads on in its line, as a part of the text or beside it.
        bare: whether it does no more than that: it is of the first, and has no attributes.
        named: whether its role or its names say that it is boilerplate.
        unseen: whether it is only read aloud.
        drawn: whether it is only looked at.
        quick: whether it is no boilerplate, whatever is in it or around it.
        shadow: whether it is shown at some widths of the screen alone, or not before a click.
        chip: whether it is called a chip.
        block: what it makes of lines; None if more must be known for that.
    """

    __slots__ = (
        *("alone", "attributes", "bare", "block", "chip", "drawn", "format", "inline", "link", "name", "named"),
        *("plain", "quick", "role", "shadow", "size", "turn", "unseen", "written"),
    )

    def __init__(self, name: str, written: str, turn: int = START) -> None:
        self.name, self.written, self.turn, self.size = name, written, turn, len(written)
        # A slash ends the element, as lxml reads it; behind anything else, it may be the end of a value.
        self.alone = name in VOID or (written[-2:] == "/>" and (written[-3] in _BEFORE_SLASH or written[1:-2] == name))
        self.plain = False

    def read(self, attributes: Sequence[tuple[str, str]]) -> Tag:
        """Note what the tag says."""
        self.plain, name = True, self.name
        found = self.attributes = {attribute: value for attribute, value in attributes if attribute in READ}
        self.format, self.inline = name in FORMAT, name in INLINE
        self.bare = self.format and not attributes
        self.link = name == "a" and "href" in found
        role = self.role = found.get("role", "")
        called = _called(found.get("class", ""))
        self.chip, self.unseen = called.chip, called.unseen
        self.drawn = found.get("aria-hidden") == "true"
        names = name not in NAMED_BY_TEXT and (called.boilerplate or _called(found.get("id", "")).boilerplate)
        spoken = "aria-label" in found and _SPOKEN_NAMES.fullmatch(found["aria-label"])
        self.named = names or role in _BOILERPLATE_ROLES or bool(spoken)
        self.quick = not (self.named or self.unseen or self.drawn or name in _SPECIAL or role == "tab")
        styled = "style" in found and _SHADOW_STYLE.search(found["style"])
        self.shadow = not self.format and ("hidden" in found or called.shadow or bool(styled))
        self.block = None if name in _CONTEXT or role in _CONTEXT_ROLES else _block(name)
        return self


class _Called(NamedTuple):
    """What the names of an element's classes say of it."""

    boilerplate: bool
    shadow: bool
    unseen: bool
    chip: bool


@lru_cache(maxsize=4096)  # a site's pages share their classes
def _called(names: str) -> _Called:
    patterns = (_BOILERPLATE_NAMES, _SHADOW_CLASS, _UNSEEN_NAMES, _CHIP_NAMES)
    return _Called(*[pattern.search(names) is not None for pattern in patterns])


# What they make of lines depends on what is around them, or in them.
_CONTEXT = CELLS | frozenset({"li", "tr", "button"})
_CONTEXT_ROLES = CELL_ROLES | frozenset({"heading", "button", "row"})


@lru_cache(maxsize=1024)
def _block(name: str) -> Block:
    """What an element makes of lines that nothing else makes anything of."""
    if name in _PLAIN:
        return PLAIN
    level = HEADINGS.get(name) or (TERM if name in TERMS else 0)
    if level:
        return Block("heading", level, joined=True)
    return Block("paragraph" if name == "p" else "line", joined=name in JOINED)


CLOSING = Tag("", "", END)  # ends whatever element is open

# --- reading ---------------------------------------------------------------------------------------------------------

# White space in a tag; lxml is given a space for a NUL.
BLANK = r"\0\t\n\f\r "
_NAME = re.compile(rf"<(/?)([A-Za-z][^{BLANK}/>]*+)")
NOT_NAME = re.compile(r"[^a-z0-9-]")
# A "=" where a name begins is a part of it: no value follows.
ATTRIBUTE = re.compile(
    rf"""[{BLANK}/]*+([^{BLANK}/>][^{BLANK}=>/]*+)"""
    rf"""(?:[{BLANK}]*+=[{BLANK}]*+(?:"([^"]*+)"|'([^']*+)'|([^{BLANK}>]*+)))?+""",
)
_MOST_ATTRIBUTES = 500
READ = frozenset(
    "aria-controls aria-expanded aria-hidden aria-label aria-level class colspan hidden"  # noqa: SIM905  as above
    " href id itemprop itemscope itemtype property rel role rowspan scope start style type".split()
)
_LONGEST_KEPT, _MOST_KEPT = 400, 4096
KNOWN: dict[str, Tag] = {}
"""The tags that have been read and that end at the first ">", by what is behind the "<"."""


def new_tag(written: str) -> Tag:
    """A tag that is not known; what a start tag says is still to be read.

    One with more attributes than pages have is read as its name: the parser compares each with each.
    """
    begun = _NAME.match(written)
    name = in_lower_case(begun[2]) if begun else ""
    turn = SKIP if begun is None or name in _NOT_SAID else END if begun[1] else HIDE if name in _UNSHOWN else START
    tag = Tag(name, written, turn)
    if begun and tag.size > _MOST_ATTRIBUTES and _has_many_attributes(written):
        tag.name = NOT_NAME.sub("", name)
        tag.written, tag.alone = f"<{begun[1]}{tag.name}>", name in VOID
    if turn in (SKIP, END):
        _keep(tag)
    return tag


def in_lower_case(name: str) -> str:
    """A name as HTML compares them: with the capitals of ASCII in lower case, and no other."""
    return name.lower() if name.isascii() else name.translate(_LOWER)


_LOWER = {ord(letter): letter.lower() for letter in ascii_uppercase}


def _has_many_attributes(written: str) -> bool:
    return next(islice(ATTRIBUTE.finditer(written), _MOST_ATTRIBUTES - 1, None), None) is not None


def read_tags(tags: Sequence[Tag]) -> None:
    """Have lxml read start tags, apart from their page, each numbered as `_i`.

    None is plain if a broken one takes others with it, or is read as two.
    """
    numbered = [f"<img _i={number} {tag.written[len(tag.name) + 1 :]}" for number, tag in enumerate(tags)]
    root = parsed(f"<html><body>{''.join(numbered)}") if tags else None
    elements = [] if root is None else list(root[0])
    if [element.get("_i") for element in elements] != [str(number) for number in range(len(tags))]:
        return
    for tag, element in zip(tags, elements, strict=True):
        if (
            element.tag == "img"
            and element.tail is None
            and (tag.alone or tag.turn == HIDE or tag.written[-2:] != "/>")
        ):
            _keep(tag.read(element.items()[1:]))


def _keep(tag: Tag) -> None:
    """Remember a tag that ends at the first ">", whatever follows."""
    inside = tag.written[1:]
    whole = tag.plain or not ('"' in inside or "'" in inside or (inside[:3] == "!--" and inside[-3:] != "-->"))
    if whole and tag.size <= _LONGEST_KEPT and inside.find(">") == len(inside) - 1 and "<" not in inside:
        if len(KNOWN) >= _MOST_KEPT:
            KNOWN.clear()
        KNOWN[inside] = tag
