"""markdown-it, as it is set up to read: CommonMark, what extractors write instead of it, and where links end."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

InlineRule = Callable[["StateInline", bool], bool]


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables and strikethrough; inline tokens are left apart, and links know where they end."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  needed for Markdown pages only
    from markdown_it.rules_inline import autolink, image, link  # noqa: PLC0415  as above

    made = MarkdownIt("commonmark", {"inline_definitions": True}).enable(["table", "strikethrough"])
    made.disable(["inline", "text_join"])
    for name, rule in (("link", link), ("image", image), ("autolink", autolink)):
        made.inline.ruler.at(name, _with_end(rule))
    made.block.ruler.at("fence", _fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    made.block.ruler.at("heading", _heading, {"alt": ["paragraph", "reference", "blockquote"]})
    made.validateLink = lambda _: True  # type: ignore[method-assign,assignment]  # an address that is no link is still no text
    return made


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  markdown-it calls it so
    """A heading; two marks or more may stand right before a capital, as older Markdown had it: "###My way"."""
    from markdown_it.rules_block import heading  # noqa: PLC0415  as in `parser`

    if heading(state, start, end, silent):
        return True
    found = _UNSPACED.fullmatch(_line(state, start))
    if found is None or state.is_code_block(start):
        return False
    if not silent:
        state.line = start + 1
        tag, where = f"h{len(found['marks'])}", [start, state.line]
        opening = state.push("heading_open", tag, 1)
        inline = state.push("inline", "", 0)
        closing = state.push("heading_close", tag, -1)
        opening.markup = closing.markup = found["marks"]
        opening.map, inline.map = where, where
        inline.content, inline.children = found["title"], []
    return True


_UNSPACED = re.compile(r"(?P<marks>#{2,6})(?P<title>[^\W\d_a-z].*?)[ #]*")


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  markdown-it calls it so
    """A block of code; no block begins where code of the paragraph's own ends.

    One extractor gives code inside a text that holds line ends the fences of a block.
    """
    from markdown_it.rules_block import fence  # noqa: PLC0415  as in `parser`

    return not _closes_code(state, start) and fence(state, start, end, silent)


def _closes_code(state: StateBlock, line: int) -> bool:
    """Whether the line closes what a fence at the end of an earlier line of its paragraph opened."""
    if not _line(state, line).startswith(_FENCE):
        return False
    while line > 0 and (before := _line(state, line - 1)):
        if _FENCE in before:
            return before.endswith(_FENCE) and bool(before.strip("` ")) and before.count(_FENCE) % 2 == 1
        line -= 1
    return False


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


_FENCE = "```"


def _with_end(rule: InlineRule) -> InlineRule:
    """The rule, which notes in its first token where what it read ends."""

    def noting(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  markdown-it calls it so
        first = len(state.tokens)
        found = rule(state, silent)
        if found and not silent:
            opening = next(token for token in state.tokens[first:] if token.type in ("link_open", "image"))
            opening.meta["end"] = state.pos
        return found

    return noting
