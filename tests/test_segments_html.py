"""HTML to segments: what a visitor reads, line by line, each character at its place in the source."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depth import examples
from gold_html import render_html
from pages import GoldPage, gold_pages
from pathingest.model.segment import Content, Segment
from pathingest.model.source import Source
from pathingest.profiles import Selectors
from pathingest.segments._tokens import attribute, decoded, tokenize
from pathingest.segments.html import segment
from pathingest.values.text import canonical

FILLER = "<h1>Pie</h1>"


def read(html: str, selectors: Selectors | None = None) -> Content:
    source = Source(html, media_type="text/html")
    return segment(source, selectors) if selectors else segment(source)


def seen(html: str) -> list[tuple[str, str]]:
    return [(line.kind, line.text) for line in read(html).segments]


def quoted(html: str, line: Segment) -> str:
    return "".join(html[start:end] for start, end in line.pieces(0, len(line.text)))


# --------------------------------------------------------------------------------------------------------------------
# Lines.

LINES = {
    "headings": ("<h1>A</h1><h3>B</h3>", [("heading", "A"), ("heading", "B")]),
    "role heading": ("<div role=heading aria-level=3>A</div>b", [("heading", "A"), ("line", "b")]),
    "paragraphs": ("<p>a<p>b</p>c", [("paragraph", "a"), ("paragraph", "b"), ("line", "c")]),
    "breaks": ("<p>a<br>b<br/>c</p>", [("paragraph", "a"), ("paragraph", "b"), ("paragraph", "c")]),
    "a break in a heading": ("<h1>a<br>b</h1>", [("heading", "a b")]),
    "a heading's link to itself": ('<h2 id=a>A<a href="#a" title=Link>#</a></h2>', [("heading", "A")]),
    "a sign before a heading": ('<h2 id=a><a href="#a">&para;</a> A <b>b</b></h2>', [("heading", "A b")]),
    "a heading that is a link": ('<h2 id=a><a href="#a">A</a></h2>', [("heading", "A")]),
    "a heading with a number sign": ('<h2>C <a href="/c">#</a></h2>', [("heading", "C #")]),
    "inline tags": ("<p>Learn <b>SQL</b> and <i>R</i>!</p>", [("paragraph", "Learn SQL and R!")]),
    "white space between tags": ("<p><b>a</b> <i>b</i>\n<b>c</b></p>", [("paragraph", "a b c")]),
    "no space inside a word": ("<p>H<sub>2</sub>O</p>", [("paragraph", "H2O")]),
    "references": ("<p>R&amp;D&nbsp;&#8211; x &lt;b&gt; &bogus;</p>", [("paragraph", "R&D - x <b> &bogus;")]),
    "comments of React": ("<p>6<!-- --> weeks</p>", [("paragraph", "6 weeks")]),
    "list items": ("<ul><li>a<li>b</ul>", [("item", "a"), ("item", "b")]),
    "a paragraph in an item": ("<li><p>a</p><p>b</p></li>", [("item", "a"), ("paragraph", "b")]),
    "items in items": ("<ul><li>a<ul><li>b</li></ul></li></ul>", [("item", "a"), ("item", "b")]),
    "a heading in an item": ("<li><h3>a</h3><p>b</p></li>", [("heading", "a"), ("paragraph", "b")]),
    "chips": ("<div><span>Critical</span><span>6 weeks</span></div>", [("label", "Critical"), ("label", "6 weeks")]),
    "chips with white space": ("<div>\n<span>a</span>\n<span>b</span>\n</div>", [("label", "a"), ("label", "b")]),
    "spans in a paragraph": ("<p><span>a</span><span>b</span></p>", [("paragraph", "a b")]),
    "spans among words": ("<div>for <span>6</span><span>+</span> weeks</div>", [("line", "for 6+ weeks")]),
    "label and value": ("<div><b>Pay:</b> more</div>", [("line", "Pay: more")]),
    "an icon beside a text": ("<li><span>✓</span><span>a</span></li>", [("item", "a")]),
    "an icon alone": ("<div><span>✓</span><span>a</span></div>", [("label", "a")]),
    "stars are no icon": ("<div><span>★★★</span><span>a</span></div>", [("label", "★★★"), ("label", "a")]),
    "terms": ("<dl><dt>a<dd>b</dl>", [("heading", "a"), ("line", "b")]),
    "details": ("<details><summary>a</summary>b</details>", [("heading", "a"), ("line", "b")]),
    "an accordion": ("<button aria-expanded=false>a?</button><div>b</div>", [("heading", "a?"), ("line", "b")]),
    "an accordion in a heading": ("<h3><button>a?</button></h3><div>b</div>", [("heading", "a?"), ("line", "b")]),
    "an accordion without a button": ("<div role=button aria-expanded=false><p>a?</p></div><p>b",
        [("heading", "a?"), ("paragraph", "b")]),
    "a heading in a summary": ("<summary><h2>a</h2></summary>", [("heading", "a")]),
    "badges in what opens a panel": ("<div role=button aria-expanded=true><p>a</p><b>c</b></div>",
        [("paragraph", "a"), ("line", "c")]),
    "chips that are buttons": ("<div class=chips><button>a</button><button>b</button></div>",
        [("label", "a"), ("label", "b")]),
    "cards are no chips": ("<div><div>a</div><div><div>b</div><div>c</div></div></div>",
        [("line", "a"), ("label", "b"), ("label", "c")]),
    "a label and its value in chips": ("<div><span>Time:</span><span>6 weeks</span></div>",
        [("label", "Time: 6 weeks")]),
    "a label and chips": ("<div><span>Use:</span><span>a</span><span>b</span></div>",
        [("label", "Use:"), ("label", "a"), ("label", "b")]),
    "bullets typed by hand": ("<p>• Pay<br>- Sleep<br>+ 15%</p>",
        [("item", "Pay"), ("item", "Sleep"), ("paragraph", "+ 15%")]),
    "lines as they are written": ("<pre>a b\nc <b>d</b>\ne", [("line", "a b"), ("line", "c d"), ("line", "e")]),
    "a picture alone": ("<div>💡</div><p>a</p><i>⭐</i>", [("paragraph", "a"), ("line", "⭐")]),
    "an icon's name": ("<li><i class=material-icons>check</i> a</li>", [("item", "a")]),
    "the anchor of a heading": ("<h2>a <a href=#a>#</a></h2>", [("heading", "a")]),
    "the mark of a footnote": ("<p>a<sup><a href=#n1>[1]</a></sup> b</p>", [("paragraph", "a b")]),
    "a table of contents": ("<li><a href=#a>a</a><li><a href=#b>b</a></li><h2>a</h2>", [("heading", "a")]),
    "what is read aloud for stars": ("<p><b aria-hidden=true>★★★</b><b class=sr-only>High</b></p>",
        [("paragraph", "High")]),
    "a label that is read aloud": ("<p><span class=sr-only>Time:</span> 6 weeks</p>", [("paragraph", "Time: 6 weeks")]),
    "a heading that is read aloud": ("<h2 class=sr-only>a</h2>", [("heading", "a")]),
    "a tab and its panel": (
        "<b role=tab aria-controls=x>a</b><b role=tab aria-controls=y>b</b><div id=x>c</div><div id=y>d</div>",
        [("heading", "a"), ("label", "c"), ("heading", "b"), ("label", "d")]),
    "a tab and a panel with a heading": ("<b role=tab aria-controls=x>a</b><div id=x><h2>c</h2></div>",
        [("heading", "c")]),
    "facts in a group of fields": ("<fieldset><legend>a</legend>b</fieldset>", [("heading", "a"), ("line", "b")]),
    "a panel called navigation": ("<nav>a</nav>", [("line", "a")]),
    "a button": ("<p>a</p><button>Share</button>", [("paragraph", "a")]),
    "hidden content": ("<p>a<script>b<c</script></p><svg><text>c</text></svg><style>d</style>", [("paragraph", "a")]),
    "a tag cut off in a script": ("<script>x = '<a title=\"'</script><p class=\"a\">b</p><p>c", [("paragraph", "b"),
        ("paragraph", "c")]),
    "a collapsed answer": ("<p>a</p><div hidden>b</div>", [("paragraph", "a"), ("line", "b")]),
    "a tag cut off": ("<p>a</p><div class='b", [("paragraph", "a")]),
    "no tag at all": ("a < b", [("line", "a < b")]),
    "upper case, no quotes, no ends": ("<UL CLASS=x><LI>a<LI>b", [("item", "a"), ("item", "b")]),
    "a quote inside a value": ("<p title='a>b'>c</p>", [("paragraph", "c")]),
    "the title where no heading is": ("<title>a &amp; b</title><p>c</p>", [("line", "a & b"), ("paragraph", "c")]),
    "no title beside a heading": ("<title>a</title><h1>b</h1>", [("heading", "b")]),
    "a link that ends in white space": ("<p><a href=x>a</a><a href=y> </a> !</p>", [("paragraph", "a !")]),
    "a link that holds nothing": (".</>><a href>\n</", [("line", ".>")]),
    "a byte order mark": ("\ufeff<p>a</p>", [("paragraph", "a")]),
}  # fmt: skip


@pytest.mark.parametrize("name", LINES)
def test_lines(name: str) -> None:
    html, expected = LINES[name]
    assert seen(html) == expected


@pytest.mark.parametrize("address", ["http://a.b/\0c", "http://a.b/&amp;c\0", "\0http://a.b/"])
def test_an_address_with_a_nul_is_none(address: str) -> None:
    html = f'<head><link rel=canonical href="{address}"></head><ul><li><a href="{address}">SQL</a>'
    found = read(html)
    assert found.url is None
    assert [line.markup.links for line in found.segments if line.markup] == [()]


def test_a_table_has_rows_and_columns() -> None:
    html = "<table><tr><th>Skill<th>Time<tr><td>SQL<td><b>6</b> weeks</table><table><tr><th scope=row>a<td>b</table>"
    cells = [
        (line.text, line.markup.row, line.markup.column, line.markup.head)
        for line in read(html).segments
        if line.markup
    ]
    assert cells == [
        ("Skill", 1, 0, True),
        ("Time", 1, 1, True),
        ("SQL", 2, 0, False),
        ("6 weeks", 2, 1, False),
        ("a", 3, 0, False),
        ("b", 3, 1, False),
    ]  # fmt: skip


def cells(html: str) -> list[tuple[str, int, int]]:
    return [(line.text, line.markup.row, line.markup.column) for line in read(html).segments if line.markup]


def test_a_cell_may_span_rows_and_columns() -> None:
    html = "<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<td rowspan=1>f<tr><td colspan=4>g</table>"
    assert cells(html) == [("a", 1, 0), ("b", 1, 1), ("c", 1, 3), ("d", 1, 1), ("e", 1, 2), ("f", 1, 3), ("g", 0, 0)]


def test_a_table_that_arranges_the_page_has_no_cells() -> None:
    assert cells("<table><tr><td><h2>a</h2><td><table><tr><td>b<td>c</table></table>") == [
        ("a", 0, 0),
        ("b", 2, 0),
        ("c", 2, 1),
    ]


def test_roles_make_a_table() -> None:
    row = "<div role=row><div role=columnheader>a</div><div role=cell>b</div></div>"
    assert cells(row * 2) == [("a", 1, 0), ("b", 1, 1), ("a", 2, 0), ("b", 2, 1)]


def test_levels_groups_and_ordinals() -> None:
    html = "<h2>a</h2><div><span>b</span><span>c</span></div><ol start=3><li>d<li>e</ol><dl><dt>f<dd>g</dl>"
    found = [
        (line.text, line.level, bool(line.markup and line.markup.group), line.ordinal) for line in read(html).segments
    ]
    assert found == [
        ("a", 2, False, None),
        ("b", 0, True, None),
        ("c", 0, True, None),
        ("d", 0, False, 3),
        ("e", 0, False, 4),
        ("f", 7, False, None),
        ("g", 0, False, None),
    ]


def test_links_keep_their_text_and_address() -> None:
    html = '<p>Take <a href=" https://a.example/x?y=1&amp;z=2 ">Mode <b>SQL</b></a> or <a href=/b>B</a>.</p>'
    (line,) = read(html).segments
    assert line.markup
    found = [(line.text[a:b], url.text, html[url.start : url.end]) for a, b, url in line.markup.links]
    assert found == [
        ("Mode SQL", "https://a.example/x?y=1&z=2", "https://a.example/x?y=1&amp;z=2"),
        ("B", "/b", "/b"),
    ]


def test_a_link_around_blocks_holds_for_each_line() -> None:
    found = read("<a href=/x><div>a</div><div>b</div></a>").segments
    assert [(line.text, line.link() and line.link().text) for line in found] == [("a", "/x"), ("b", "/x")]  # type: ignore[union-attr]


def test_the_pieces_of_a_text_are_its_letters() -> None:
    html = "<p>Learn <b>SQL</b>&nbsp;&amp; <i>R</i></p>"
    (line,) = read(html).segments
    assert line.text == "Learn SQL & R"
    assert quoted(html, line) == "Learn SQL&nbsp;&amp; R"
    start = line.text.index("SQL")
    assert [html[a:b] for a, b in line.pieces(start, start + 5)] == ["SQL", "&nbsp;&amp;"]
    assert html[slice(*line.locate(start, start + 3))] == "SQL"
    assert [html[slice(*line.locate(i, i + 1))] for i in range(start + 3, start + 6)] == ["&nbsp;", "&amp;", " "]
    cut = line.cut(start, start + 5)
    assert (cut.text, quoted(html, cut), html[cut.start : cut.end]) == ("SQL &", "SQL&nbsp;&amp;", "SQL</b>&nbsp;&amp;")


def test_a_reference_that_means_two_letters() -> None:
    html = "<p>a &fjlig;ord b</p>"
    (line,) = read(html).segments
    assert line.text == "a fjord b"
    assert [html[slice(*line.locate(i, i + 2))] for i in range(2, 5)] == ["&fjlig;", "&fjlig;o", "or"]
    assert quoted(html, line.cut(3, 9)) == "&fjlig;ord b"


# --------------------------------------------------------------------------------------------------------------------
# What is no part of the pathway.

BOILERPLATE = {
    "navigation": f"{FILLER}<nav><a href=/>Home</a></nav>",
    "a menu by its name": f"<div id=menu><a href=/>Home</a> | <a href=/all>All</a></div>{FILLER}",
    "a footer": f"{FILLER}<footer>Imprint</footer>",
    "a cookie bar": f"{FILLER}<div class='cookie-banner fixed'>We use cookies</div>",
    "a dialog": f"{FILLER}<div role=dialog>Log in</div>",
    "a form": f"{FILLER}<form><label>Mail</label><input></form>",
    "around the main part": f"<div>Logo</div><main>{FILLER}</main><div>Toast</div>",
    "a header without the title": f"<header>Logo</header><div>{FILLER}</div>",
    "for screen readers": f"{FILLER}<span class=sr-only>opens in a new tab</span>",
    "a tooltip": f"{FILLER}<span role=tooltip>More</span>",
    "icons of networks": f"{FILLER}<ul class='footer__social-links'><li>F</ul><div class=newsletter--dark>Join</div>",
    "links that lead away": f"{FILLER}<p><a href=/>Back to the list</a><p><a href=/x>Next</a>",
    "a copy for phones": f"{FILLER}<div class='hidden md:block'>Pay: more</div><div class='md:hidden'>Pay: more</div>",
}


@pytest.mark.parametrize("name", BOILERPLATE)
def test_boilerplate_is_accounted_for(name: str) -> None:
    found = read(BOILERPLATE[name])
    assert [line.text for line in found.segments if line.text != "Pay: more"] == ["Pie"]
    assert {mark.role for mark in found.marks} == {"markup", "boilerplate"}


KEPT = {
    "a link to another site": "<a href=https://b.example><b>a</b></a>",
    "an item with a link": "<ul><li><a href=/x>a</a></ul>",
    "a header with the title": "<header><h1>a</h1></header>",
    "tabs and items of a menu's kind": "<div class='nav nav-tabs menu-item'>a</div>",
    "a form around the page": "<form id=aspnet><h1>a</h1></form>",
    "a body that is called so": "<body class='social share'><h1>a</h1></body>",
    "a title outside the main part": "<h1>a</h1><main></main>",
    "a heading named after its words": "<h3 id=gdpr>a</h3>",
    "a part named after its words": "<section id=social-media-marketing aria-label='Social skills'><p>a</section>",
}


@pytest.mark.parametrize("name", KEPT)
def test_what_belongs_to_the_page_is_no_boilerplate(name: str) -> None:
    assert [line.text for line in read(KEPT[name]).segments] == ["a"]


def test_a_repeated_part_is_a_copy() -> None:
    facts = "<div>Difficulty</div><div>Hard</div><div>Timeline</div><div>9 months</div><div>Demand</div><div>High</div>"
    once = [line.text for line in read(f"{FILLER}{facts}<p>text</p>").segments]
    assert [line.text for line in read(f"{FILLER}{facts}<p>text</p>{facts}").segments] == once


def test_links_right_below_a_heading_are_what_it_heads() -> None:
    html = f"{FILLER}<h2>Resources</h2><p><a href=/a>Route Primer</a><p><a href=/b>Fleet</a>"
    assert [line.text for line in read(html).segments] == ["Pie", "Resources", "Route Primer", "Fleet"]


def test_a_card_that_is_a_link_says_something() -> None:
    html = f"{FILLER}<a href=/a><div>Props</div><div>2 weeks</div></a>"
    assert [line.text for line in read(html).segments] == ["Pie", "Props", "2 weeks"]


def test_equal_answers_and_facts_are_no_copies() -> None:
    panel = "<h3><button aria-expanded=false>{}?</button></h3><div hidden>Yes.</div>"
    facts = "<h3>{}</h3><dl><dt>Priority<dd>Critical<dt>Time<dd>6 weeks</dl>"
    for form, line in ((panel, "Yes."), (facts, "6 weeks")):
        html = "".join(form.format(name) for name in "ABC")
        assert [segment.text for segment in read(html).segments].count(line) == 3


def test_equal_chips_of_two_skills_are_no_copies() -> None:
    skill = "<h3>{}</h3><div><span>Critical</span><span>6 weeks</span></div><p>{}</p>"
    html = "".join(skill.format(name, f"Do {name}.") for name in ("SQL", "R"))
    assert [line.text for line in read(html).segments].count("Critical") == 2


def test_an_address_of_the_pages_own() -> None:
    html = "<head><link href='https://a.example/x-to-y' rel=canonical></head><p>a"
    found = read(html).url
    assert found
    assert found.text == html[found.start : found.end] == "https://a.example/x-to-y"


def test_what_stands_beside_the_content_that_a_profile_names_is_boilerplate() -> None:
    html = "<main><h1>a</h1></main><section><h2>More</h2><p>b</p></section>"
    assert [line.text for line in read(html).segments] == ["a", "More", "b"]
    assert [line.text for line in read(html, Selectors(content=("main",))).segments] == ["a"]


def test_selectors_of_a_profile() -> None:
    html = "<div class=ad>b</div><div class=page><b class=head>c</b><div class=row>d</div></div><p>e</p>"
    selectors = Selectors(content=(".page",), skip=(".ad",), heading=("b.head",), item=(".row",))
    assert [(line.kind, line.level, line.text) for line in read(html, selectors).segments] == [
        ("heading", 2, "c"),
        ("item", 0, "d"),
    ]


# --------------------------------------------------------------------------------------------------------------------
# The tokens.


class Reference(HTMLParser):
    """The standard library's own reading of a page: its texts, and where they begin."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.texts: list[str] = []
        self.skipping = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag in ("script", "style", "title", "svg") and not self.skipping:
            self.skipping = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self.skipping:
            self.skipping = ""

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.texts.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.handle_data(unescape(f"&#{name};"))


@examples(0.3)
@given(gold_pages())
def test_the_texts_are_those_that_the_standard_library_finds(page: GoldPage) -> None:
    html = render_html(page)
    reference = Reference()
    reference.feed(html)
    reference.close()
    texts = [letters for start, end in tokenize(html).texts for letters, _, _ in decoded(html, start, end)]
    assert "".join("".join(texts).split()) == "".join("".join(reference.texts).split())


MARKUP = st.sampled_from(
    ["<", ">", "</", "/>", "=", '"', "'", "&", ";", "#", "!--", "-->", "--!>", " ", "a", "p", "script", "title", "svg",
     "<p ", "<a href=", "</script>", "<script>", "&amp;", "&#x41;", "&notit;", "<!", "<?", "-", "\n", "é", "\x00"]
)  # fmt: skip
SOUP = st.lists(MARKUP, max_size=40).map("".join)


@examples(4)
@given(SOUP)
def test_texts_are_in_order_and_apart(soup: str) -> None:
    texts = tokenize(soup).texts
    ends = [0, *(end for _, end in texts)]
    assert all(end <= start < stop for end, (start, stop) in zip(ends, texts, strict=False))
    assert ends[-1] <= len(soup)


@examples(4)
@given(SOUP)
def test_a_decoded_text_is_the_text(soup: str) -> None:
    pieces = list(decoded(soup, 0, len(soup)))
    assert "".join(letters for letters, _, _ in pieces) == unescape(soup)
    assert [start for _, start, _ in pieces] == [0, *(end for _, _, end in pieces)][: len(pieces)]


@examples(4)
@given(SOUP)
def test_every_segment_is_what_its_pieces_say(soup: str) -> None:
    content = read(soup)
    for line in content.segments:
        written = "".join(unescape(soup[a:b]) for a, b in line.pieces(0, len(line.text)))
        assert "".join(canonical(written)[0].split()) == "".join(line.text.split())
    places = [(mark.start, mark.end) for mark in content.marks]
    assert places == sorted(places)


def test_an_attribute_is_found_where_it_stands() -> None:
    tag = '<a class=\'x href="no"\' data-href=no HREF = "/yes" x>'
    place = attribute(tag, 0, len(tag), "href")
    assert place
    assert tag[slice(*place)] == "/yes"


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<!--", "&", "<svg>", '<a href="', "<div>", '="', "<title>", "</p>", "<script "]
)
def test_repetition_costs_linear_time(piece: str) -> None:
    tokenize(piece * 30_000)


@pytest.mark.parametrize(
    "piece",
    ["<ol><li>a b", "<span class=sr-only>a</span>", "<i aria-hidden=true>a</i> ", "<div hidden>Yes</div>",
     "<tr><td rowspan=9>a<td>b", "<a href=#a>#</a> b ", "<pre>a\nb", "<b role=tab aria-controls=a>a</b><p id=a>b"],
)  # fmt: skip
def test_a_large_page_costs_linear_time(piece: str) -> None:
    content = read(piece * (40_000 // len(piece)))
    assert content.segments or content.marks


def test_a_deep_page_is_read() -> None:
    assert seen("<div>" * 5000 + "a")[0][1] == "a"
    assert seen("<div>" * 300 + "<h2>a</h2><p>b<p>c") == [("heading", "a"), ("paragraph", "b"), ("paragraph", "c")]
