"""Markdown to segments: the text of each block, each character at its place in the source."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from itertools import pairwise
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depth import examples
from pages import GoldPage, gold_pages, has_prose, packed, render_inner_text, render_markdown
from pathingest import parse
from pathingest.model.segment import TERM, Content, Segment
from pathingest.model.source import Source
from pathingest.segments import text as plain_text
from pathingest.segments._commonmark import parser
from pathingest.segments.markdown import segment
from pathingest.values.text import canonical
from test_laws import LAWS, Mutation, mutated, mutations


def read(markdown: str) -> Content:
    return segment(Source(markdown, media_type="text/markdown"))


def seen(markdown: str) -> list[tuple[str, str]]:
    return [(line.kind, line.text) for line in read(markdown).segments]


def quoted(markdown: str, line: Segment, start: int = 0, end: int | None = None) -> str:
    stop = len(line.text) if end is None else end
    return "".join(markdown[a:b] for a, b in line.pieces(start, stop))


# --------------------------------------------------------------------------------------------------------------------
# Blocks.

BLOCKS = {
    "headings": ("# A #\n\n### B *c*", [("heading", "A"), ("heading", "B c")]),
    "headings without a space": (
        "##A way\nb\n\n###\u00c9tape ##\n",
        [("heading", "A way"), ("paragraph", "b"), ("heading", "\u00c9tape")],
    ),
    "marks that head nothing": (
        "#Tag\n\n##tag\n\n##1 b\n\n#######Seven\n",
        [("paragraph", text) for text in ("#Tag", "##tag", "##1 b", "#######Seven")],
    ),
    "underlined headings": ("A\n===\n\nB\n---", [("heading", "A"), ("heading", "B")]),
    "paragraphs": ("a\n\nb", [("paragraph", "a"), ("paragraph", "b")]),
    "forced line breaks": ("a  \nb\\\nc<br>d", [("paragraph", letter) for letter in "abcd"]),
    "short lines": ("Cook\nBaker\nTimeline", [("line", "Cook"), ("line", "Baker"), ("line", "Timeline")]),
    "items": ("* a\n* b", [("item", "a"), ("item", "b")]),
    "items in items": ("1. a\n   - b\n2. c", [("item", "a"), ("item", "b"), ("item", "c")]),
    "a paragraph in an item": ("- a\n\n  b", [("item", "a"), ("paragraph", "b")]),
    "a line after an item": ("- a\nMore", [("item", "a"), ("line", "More")]),
    "a heading in an item": ("- # a\n  b", [("heading", "a"), ("paragraph", "b")]),
    "tasks with a box": ("- [ ] a\n- [x] b", [("item", "a"), ("item", "b")]),
    "bullets unknown to Markdown": ("Tasks\n  • a\n  • b", [("line", "Tasks"), ("item", "a"), ("item", "b")]),
    "an item without text": ("1.\n\nA", [("line", "1."), ("paragraph", "A")]),
    "a number": ("1\n\nA", [("paragraph", "1"), ("paragraph", "A")]),
    "a year is no ordinal": ("2024. A year.", [("line", "2024. A year.")]),
    "figures are no items": ("-10% to +20%", [("paragraph", "-10% to +20%")]),
    "quotes": ("> a\n> > b", [("paragraph", "a"), ("paragraph", "b")]),
    "lines set in": (
        "# A\n      b\n\nc\n    d\n\n- e\n    f",
        [("heading", "A b"), ("paragraph", "c d"), ("item", "e f")],
    ),
    "terms": ("Level\n    Hard\nTime\n    6 weeks", [("line", text) for text in ("Level", "Hard", "Time", "6 weeks")]),
    "one question": ("Is it?\n    It is.", [("line", "Is it?"), ("line", "It is.")]),
    "rules": ("a\n\n---\n\nb", [("paragraph", "a"), ("paragraph", "b")]),
    "code": ("```py\na *b*\n\nc\n```", [("line", "a *b*"), ("line", "c")]),
    "code with line ends": (
        "- Read ```\n  the\n    log\n```\nfirst\n\n# A",
        [("item", "Read the log first"), ("heading", "A")],
    ),
    "code below a text": (
        "See below:\n```\na\n```\nb",
        [("paragraph", "See below:"), ("line", "a"), ("paragraph", "b")],
    ),
    "lines that run on": (
        "### Second\nStage\n\n- Ask the\nbaker who\nknows\n- Bake\n\n### B\n\n### C\n\nIt is\n50 grams of\nsalt",
        [
            ("heading", "Second Stage"),
            ("item", "Ask the baker who knows"),
            ("item", "Bake"),
            ("heading", "B"),
            ("heading", "C"),
            ("paragraph", "It is 50 grams of salt"),
        ],
    ),
    "questions and answers in one paragraph": (
        "Is it?     Yes. It\u2019s so. How\nlong?     A *year*.",
        [("heading", "Is it?"), ("paragraph", "Yes. It's so."), ("heading", "How long?"), ("paragraph", "A year.")],
    ),
    "a gap without a question": ("Level     Hard Time     6 weeks", [("paragraph", "Level Hard Time 6 weeks")]),
    "indented items": ("# A\n\n     * b\n     * [c](/d)\n", [("heading", "A"), ("item", "b"), ("item", "c")]),
    "an indented text": ("Level\n\n    Hard\nTime", [("paragraph", "Level"), ("line", "Hard"), ("paragraph", "Time")]),
    "a definition": ("See [x].\n\n[x]: /u 'title'", [("paragraph", "See x.")]),
    "html": ("<div>a<p>b <b>c</b></p></div>", [("line", "a"), ("paragraph", "b c")]),
    "a disclosure": ("<details><summary>A?</summary>\n\nb\n\n</details>", [("heading", "A?"), ("paragraph", "b")]),
    "comments and scripts": ("<!-- a\n\nb -->\n\n<script>\nc\n</script>\n\nd", [("paragraph", "d")]),
    "a glued heading": ("8 weeks### Next\n\na", [("paragraph", "8 weeks"), ("heading", "Next"), ("paragraph", "a")]),
    "front matter": ("---\ntitle: a\n---\nb", [("paragraph", "b")]),
    "rules that are no front matter": ("---\nA text.\n\n---\nb", [("paragraph", "A text."), ("paragraph", "b")]),
    "lines of carriage returns": ("# A\r\rb\r\n\r\nc", [("heading", "A"), ("paragraph", "b"), ("paragraph", "c")]),
    "a byte order mark": ("\ufeff# A", [("heading", "A")]),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("markdown", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_the_blocks_become_segments(markdown: str, expected: list[tuple[str, str]]) -> None:
    assert seen(markdown) == expected


def test_a_heading_without_a_space_is_one_as_any_other() -> None:
    near, apart = ([token.as_dict() for token in parser().parse(f"a\n{mark}Way *b* ##\nc")] for mark in ("##", "## "))
    assert near == apart


def test_items_keep_their_numbers() -> None:
    assert [line.ordinal for line in read("1. a\n7) b\n- c").segments] == [1, 7, None]


def test_headings_keep_their_levels() -> None:
    levels = [line.level for line in read("## a\n\nb\n---\n\n<summary>c</summary>\n\nd").segments]
    assert levels == [2, 2, TERM, 0]


TABLES = [
    "| Skill | Need |\n|---|:-:|\n| SQL \\| R | Must |\n| | `x` |",
    "Skill| Need  \n---|---  \nSQL \\| R| Must  \n | `x`  \n  \n",
    "> Skill | Need\n> ---|---\n> SQL \\| R | Must\n> | | `x`",
]


@pytest.mark.parametrize("table", TABLES)
def test_cells_know_their_row_and_column(table: str) -> None:
    cells = [(line.text, line.markup) for line in read(table).segments if line.kind == "label"]
    found = [(text, markup.row, markup.column, markup.head) for text, markup in cells if markup]
    assert found == [
        ("Skill", 1, 0, True),
        ("Need", 1, 1, True),
        ("SQL | R", 2, 0, False),
        ("Must", 2, 1, False),
        ("x", 3, 1, False),
    ]


BARE_TABLES = {
    "in a paragraph": "| Skill | Need | \n| SQL \\| R | Must | \n| | `x` |",
    "in indented lines": "A\n\n     | Skill | Need | \n     | SQL \\| R | Must | \n     | | `x` |",
}


@pytest.mark.parametrize("table", BARE_TABLES.values(), ids=BARE_TABLES)
def test_rows_need_no_line_below_the_head(table: str) -> None:
    cells = [(line.text, line.markup) for line in read(table).segments if line.kind == "label"]
    found = [(text, markup.row, markup.column) for text, markup in cells if markup]
    assert found == [("Skill", 1, 0), ("Need", 1, 1), ("SQL | R", 2, 0), ("Must", 2, 1), ("x", 3, 1)]


@pytest.mark.parametrize("lines", ["| a | b |", "| a | b |\n| c |", "a | b\nc | d", "|\n|"])
def test_lines_with_bars_are_no_table(lines: str) -> None:
    assert not [line for line in read(lines).segments if line.kind == "label"]


def test_rows_count_through_the_page_and_no_cell_is_lost() -> None:
    table = "A|B\n-|-\nc|d|e"
    cells = [(line.text, line.markup.row) for line in read(f"{table}\n\n{table}").segments if line.markup]
    assert cells == [
        (text, row + shift) for shift in (0, 2) for text, row in zip("ABcde", [1, 1, 2, 2, 2], strict=True)
    ]


# --------------------------------------------------------------------------------------------------------------------
# Inline markup.

INLINE = {
    "emphasis": ("a **b** *c* __d__ _e_ ~~f~~", "a b c d e f"),
    "emphasis in a word": ("un**believ**able", "unbelievable"),
    "bold texts side by side": ("**Kaggle****Coursera**", "KaggleCoursera"),
    "a label": ("**Duration:** 6 weeks", "Duration: 6 weeks"),
    "snake case": ("under_scores_here * and 2*3*4", "under_scores_here * and 234"),
    "escapes": (r"1\. Foo \- \+50% \*x\* \a", r"1. Foo - +50% *x* \a"),
    "character references": ("R&amp;D &#8211; &quot;x&quot; &bogus;", 'R&D - "x" &bogus;'),
    "code": ("`a*b` and `` c`d ``", "a*b and c`d"),
    "images": ("a ![alt](x.png) b", "a b"),
    "links": ('[a](u) [*b*](<v w> "t")[c][r] [r][] [r]\n\n[r]: /z', "a bc r r"),
    "no links": ("[a] (b) [c](d e", "[a] (b) [c](d e"),
    "tags": ("H<sub>2</sub>O <!-- x --> y", "H2O y"),
    "typography": ("it\u2019s 6\u20138\u00a0weeks", "it's 6-8 weeks"),
}


@pytest.mark.parametrize(("markdown", "expected"), INLINE.values(), ids=INLINE)
def test_inline_markup_is_no_text(markdown: str, expected: str) -> None:
    assert seen(markdown) == [("paragraph", expected)]


def test_what_is_text_is_quoted_to_the_letter() -> None:
    markdown = r"\- un**believ**able [1\. x](u)"
    (line,) = read(markdown).segments
    assert quoted(markdown, line) == line.text == "- unbelievable 1. x"
    assert quoted(markdown, line, 4, 12) == "believab"


LINKS = {
    "inline": ("see [A b](https://e.org/a_(b) 'x').", [("A b", "https://e.org/a_(b)")]),
    "side by side": ("[A](u)[B](v)", [("A", "u"), ("B", "v")]),
    "angled": ("[A](<u v>)", [("A", "u v")]),
    "a reference": ("[A][X]\n\n[x]: <https://e.org> 't'", [("A", "https://e.org")]),
    "the first definition of a label": ("[x]\n\n[x]: /u\n[X]: /v", [("x", "/u")]),
    "no definition": ("[A][x]", []),
    "an autolink": ("<https://e.org/x>", [("https://e.org/x", "https://e.org/x")]),
    "in the text": ("At https://e.org/x_y, and so on", [("https://e.org/x_y", "https://e.org/x_y")]),
    "with references": ("[A](u?x=1&amp;y=2)", [("A", "u?x=1&y=2")]),
    "boxes": ("x [ A ](u) [ B ](v) y", [(" A ", "u"), ("B ", "v")]),
    "over several lines": ("[A  \nB](u)", [("A", "u"), ("B", "u")]),
    "cut by a wrapper": ("[A](https://e.org/long-\nname)", [("A", "https://e.org/long-name")]),
    "no address of a page": ("[A](javascript:x) [B](mailto:b@e.org) <b@e.org> [C]()", []),
    "in a cell": ("A|B\n-|-\n[C](u)|d", [("C", "u")]),
}


@pytest.mark.parametrize(("markdown", "expected"), LINKS.values(), ids=LINKS)
def test_links_keep_their_address_and_its_place(markdown: str, expected: list[tuple[str, str]]) -> None:
    lines = read(markdown).segments
    links = [(line, link) for line in lines if line.markup for link in line.markup.links]
    assert [(line.text[link.start : link.end], link.url.text) for line, link in links] == expected
    assert all(unescape(quoted(markdown, link.url)) == link.url.text for _, link in links)


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("url: https://e.org/a\ntitle: x", "https://e.org/a"),
        ("source: 'https://e.org/b'\ncanonical: \"https://e.org/a\"", "https://e.org/a"),
        ("url: /a", None),
        ("title: 'url: https://e.org/a'", None),
    ],
)
def test_the_address_is_that_of_the_front_matter(front: str, expected: str | None) -> None:
    markdown = f"---\n{front}\n---\n\ntext"
    url = read(markdown).url
    assert (url and url.text) == expected
    assert url is None or quoted(markdown, url) == url.text


# --------------------------------------------------------------------------------------------------------------------
# Line breaks.

PROSE = (
    "A plant writes down what a bakery knows by heart, and that is most of what part-time courses teach in the first"
    " weeks. Ask for the cleaning plan, read it twice, and compare it with the one that you would have written."
)


@pytest.mark.parametrize("width", [60, 72, 78, 80, 100])
def test_wrapped_prose_is_one_paragraph(width: int) -> None:
    assert seen("\n".join(wrap(PROSE, width))) == [("paragraph", PROSE)]


def test_a_wrapped_heading_is_one_heading() -> None:
    title = "# From Pastry Chef and Confectioner to Food Technologist in a Large Plant: Your 9-Month Guide"
    page = "\n\n".join("\n".join(wrap(text, 78)) for text in (title, PROSE))
    assert seen(page) == [("heading", title[2:]), ("paragraph", PROSE)]


def test_a_gap_that_a_wrapper_took_away_parts_a_question_from_its_answer() -> None:
    page = f"{PROSE} Does it take that long to become one?     Expect a year. Who pays for it?     Nobody."
    for width in (66, 72, 78):
        found = [text for kind, text in seen("\n".join(wrap(page, width))) if kind == "heading"]
        assert found == ["Does it take that long to become one?", "Who pays for it?"]


def test_a_wrapped_quote_is_one_paragraph() -> None:
    lines = wrap(PROSE, 70)
    assert seen("\n".join(f"> {line}" for line in lines)) == [("paragraph", PROSE)]


def test_a_suspended_hyphen_keeps_its_space() -> None:
    text = "It takes some patience to compare the courses that are open to you in full-\nand part-time study"
    assert seen(text) == [("paragraph", text.replace("\n", " "))]


def test_short_lines_after_prose_are_lines() -> None:
    assert seen(f"{PROSE}\nCritical\n6 weeks") == [("line", PROSE), ("line", "Critical"), ("line", "6 weeks")]


@examples(0.4)
@given(gold_pages().filter(has_prose), st.sampled_from([60, 72, 78, 100]))
def test_wrapping_changes_nothing(page: GoldPage, width: int) -> None:
    """As html2text wraps: everything but lists."""
    markdown = render_markdown(page, glue=False)
    lines = markdown.split("\n")
    assert seen("\n".join(line if line[:2] == "- " else "\n".join(wrap(line, width)) for line in lines)) == seen(
        markdown
    )


@examples(0.4)
@given(gold_pages())
def test_lines_that_follow_each_other_are_not_joined(page: GoldPage) -> None:
    text = packed(render_inner_text(page))
    lines = {line.text for line in plain_text.segment(Source(text)).segments}
    assert {line.text for line in read(text).segments} <= lines


# --------------------------------------------------------------------------------------------------------------------
# Laws.

PIECES = [
    "word", "Two words", "**bold**", "*em*", "`code`", "[link](https://e.org/x)", "[r]", "<b>", "</b>", "<br>", "&amp;",
    "\\*", "\\", "**", "_", "`", "[", "](", ")", "<", ">", "![i](j)", "<https://e.org>", "https://e.org/y", "é",
    "e\u0301", "\u200b", "\u2013", "\u00a0", "~~", "<!-- c -->", "<script>", "</script>", "****", "a-", "|",
    "\x00", "\ud800",
]  # fmt: skip
STARTS = [
    "",
    "",
    "# ",
    "### ",
    "- ",
    "  * ",
    "1. ",
    "3) ",
    "> ",
    "    ",
    "\t",
    "• ",
    "| ",
    "```",
    "---",
    "===",
    "[r]: /u",
]
STARTS += ["---|---", "- [ ] ", "<div>", "</div>", "2024. ", "<!--"]
ENDS = ["\n", "\n", "\n\n", "  \n", "\\\n", "\r\n", "\r", " #\n", ""]


def documents() -> st.SearchStrategy[str]:
    """Markdown put together from what it is made of, well or badly."""
    spaced = st.builds(
        lambda pieces, space: space.join(pieces), st.lists(st.sampled_from(PIECES)), st.sampled_from(" |")
    )
    lines = st.builds("{}{}{}".format, st.sampled_from(STARTS), spaced, st.sampled_from(ENDS))
    return st.lists(lines, max_size=12).map("".join)


def squeezed(text: str) -> str:
    """A text in one spelling, without its spaces; a long dash may stand for a short one, by what is beside it."""
    return "".join(canonical(text)[0].replace("\u2014", "-").split())


def is_quoted(markdown: str, line: Segment, start: int, end: int) -> bool:
    written = quoted(markdown, line, start, end)
    text = squeezed(line.text[start:end])
    if text in (squeezed(written), squeezed(unescape(written))):
        return True
    # One text may hold both: code says "&amp;" to the letter, beside it the same is "&". Markup parts the two.
    meant = {""}
    for a, b in line.pieces(start, end):
        readings = {squeezed(markdown[a:b]), squeezed(unescape(markdown[a:b]))}
        meant = {before + reading for before in meant for reading in readings if text.startswith(before + reading)}
    return text in meant


def every_stretch_is_quoted(markdown: str, content: Content) -> None:
    for line in content.segments:
        for end in range(1, len(line.text) + 1):
            assert is_quoted(markdown, line, 0, end), (line, end)
            assert is_quoted(markdown, line, end - 1, len(line.text)), (line, end)


def segments_and_marks_are_in_order(markdown: str, content: Content) -> None:
    for places in (content.segments, content.marks):
        spans = [(place.start, place.end) for place in places]
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        assert all(0 <= start < end <= len(markdown) for start, end in spans)


def nothing_but_white_space_is_left_over(markdown: str, content: Content) -> None:
    left = [*markdown]
    owned = [piece for line in content.segments for piece in line.pieces(0, len(line.text))]
    for start, end in [*owned, *[(mark.start, mark.end) for mark in content.marks]]:
        left[start:end] = " " * (end - start)
    assert not "".join(left).strip("\ufeff").strip()


CONTENT_LAWS = [every_stretch_is_quoted, segments_and_marks_are_in_order, nothing_but_white_space_is_left_over]


@pytest.mark.parametrize("law", CONTENT_LAWS, ids=lambda law: law.__name__)
@examples(3)
@given(documents())
def test_the_law_holds_on_any_markdown(law: Callable[[str, Content], None], markdown: str) -> None:
    law(markdown, read(markdown))


@pytest.mark.parametrize("law", CONTENT_LAWS[1:], ids=lambda law: law.__name__)
@examples(0.5)
@given(gold_pages(), mutations(), st.integers(0, 2**32))
def test_the_law_holds_on_mutated_pages(
    law: Callable[[str, Content], None], page: GoldPage, how: list[Mutation], seed: int
) -> None:
    markdown = mutated(render_markdown(page), how, seed)
    law(markdown, read(markdown))


HEAD = "# From Baker to Miller: Your 6-Month Transition Guide\n\n"


@examples(1)
@given(
    st.sampled_from(["", "## Overview\n\n", "## Skills to Learn\n\n", "## Learning Roadmap\n\n", "## FAQ\n\n"]),
    documents(),
)
def test_every_law_of_pages_holds_under_a_title(heading: str, markdown: str) -> None:
    page = parse(f"{HEAD}## Reality Check\n\n{heading}{markdown}", media_type="text/markdown")
    for law in LAWS:
        law(page)


@examples(0.3)
@given(gold_pages(), mutations(), st.integers(0, 2**32))
def test_every_law_of_pages_holds_on_mutated_pages(page: GoldPage, how: list[Mutation], seed: int) -> None:
    for markdown in (render_markdown(page), mutated(render_markdown(page), how, seed)):
        found = parse(markdown, media_type="text/markdown")
        for law in LAWS:
            law(found)


def test_code_beside_a_reference_is_quoted() -> None:
    markdown = "`&amp;` and &amp;\n"
    content = read(markdown)
    assert [line.text for line in content.segments] == ["&amp; and &"]
    every_stretch_is_quoted(markdown, content)


def test_a_table_on_one_line_may_have_an_empty_cell() -> None:
    title = "# From Baker to Cook: Your 6-Month Transition Guide"
    page = parse(f"{title}\n\n## Skills You'll Need to Learn\n\n| |Skill| |Priority| |\n", path="page.md")
    assert page.problem is None
