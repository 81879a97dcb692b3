"""The tree of a page whose tags nest is the one that lxml makes of it, and so are the lines."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depth import examples
from gold import TEMPLATES, gold_page
from mutated_html import mutated_page
from pathingest.profiles import NO_SELECTORS
from pathingest.segments import _tags
from pathingest.segments._lines import LineWalk
from pathingest.segments._parser import nests, parsed
from pathingest.segments._tags import READ, START, VOID, Tag
from pathingest.segments._tokens import Tokens, tokenize
from pathingest.segments._tree import ElementTree, built, tree_of
from pathingest.sources import from_bytes

TAGS = """
div p span a ul ol li b i h1 h2 h3 table tbody thead tr td th section article main nav header footer button dl dt dd
label form aside strong em input img br hr wbr summary details figure blockquote custom-x option center font pre
fieldset legend caption u meta link base time svg select noscript iframe embed frameset frame x:y head body html
""".split()  # noqa: SIM905  a column of strings says less
ATTRIBUTES = (
    """
class="chip"|class='nav'|class="sr-only"|CLASS=badge|class=a class=b|class="caf&eacute;"|class="a&amp;b &lt; [&>p]:x"
class="&copy=1 &x"|class=a/|id=t1|id="é"|hidden|hidden=""|href="/x?a=1&b=2"|href='#a'|style="display:none"|data-x|x=1/
role=tab aria-controls=t1|role="row"|role = cell|role=heading aria-level=3|role=button aria-expanded=false|role=status
aria-hidden="true"|aria-label="Breadcrumb"|title="a>b"|title='say "x"'|b"c|=x|@click="x"|:class='{a: b}'|type=submit
rowspan=2|scope="row"|start="4"|itemscope itemprop="name"|rel=canonical
""".strip()
    .replace("\n", "|")
    .split("|")
)
BLANKS = [" ", "\n ", "\r\n", "\t"]
TEXTS = ["a", " two  words ", "\n", " ", "A &amp; B", "x&nbsp;y", "5 < 6", "<!-- c -->", "a\nb", "<!>", "é", "\0"]


def inside(chance: Random, depth: int) -> str:
    """What may be in an element."""
    pieces = []
    for _ in range(chance.randint(0, 4)):
        if depth == 0 or chance.random() < 0.35:
            pieces.append(chance.choice(TEXTS))
            continue
        tag = chance.choice(TAGS[: chance.choice([10, 40, len(TAGS)])])
        attributes = " ".join(chance.sample(ATTRIBUTES, chance.choice([0, 0, 1, 1, 2])))
        start = f"<{tag}{chance.choice(BLANKS)}{attributes}".rstrip()
        if tag in VOID or chance.random() < 0.02:
            pieces.append(f"{start}{chance.choice(['', '/', ' /'])}>")
        else:
            end = tag if chance.random() < 0.98 else chance.choice(TAGS)
            pieces.append(f"{start}>{inside(chance, depth - 1)}</{end}>")
    return "".join(pieces)


def document(seed: int) -> str:
    """A page in a frame that most pages have."""
    chance = Random(seed)  # noqa: S311  the same seed gives the same page
    head = chance.choice(["<title>T</title>", '\n<meta charset=utf-8>\n<link rel=canonical href="/x">\n', ""])
    end = chance.choice(["</body></html>", "</body>\n</html>\n", "</html>", ""])
    return f"<!DOCTYPE html>\n<html lang=en><head>{head}</head>\n<body>{inside(chance, 5)}{end}"


def shape(tree: ElementTree) -> list[object]:
    named = [(tag.name, tag.attributes) for tag in tree.tags]
    return [named, tree.parents, tree.ends, tree.firsts, tree.lasts, tree.starts, [*tree.texts]]


def read(attributes: Mapping[str, str]) -> dict[str, str]:
    """What is read of attributes: of an address, whose place is looked up where it is written, its beginning."""
    found = {name: value for name, value in attributes.items() if name in READ}
    return found | {"href": found["href"].partition("&")[0]} if "href" in found else found


def is_as_lxml_says(tokens: Tokens) -> bool:
    """Compare the trees and the lines; whether there are two trees to compare."""
    plain = built(tokens.items, tokens.starts)
    if plain is None:
        return False
    plain.texts = range(len(tokens.texts))
    asked = tree_of(tokens, elements=True)
    assert shape(plain) == shape(asked)
    for tag, element in zip(plain.tags, asked.elements, strict=True):
        assert read(tag.attributes) == read(element.attrib)
    readers = [LineWalk(tree, NO_SELECTORS) for tree in (plain, asked)]
    for reader in readers:
        reader.read()
    one, other = ((reader.lines, reader.boilerplate) for reader in readers)
    assert one == other
    return True


@examples(40)
@given(st.integers(0, 2**32))
def test_any_page(seed: int) -> None:
    is_as_lxml_says(tokenize(document(seed)))


def test_many_pages_nest() -> None:
    assert sum(is_as_lxml_says(tokenize(document(seed))) for seed in range(400)) > 100


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_whole_pages(template: object) -> None:
    (found,) = [one for one in TEMPLATES if one is template]
    is_as_lxml_says(tokenize(gold_page(found, 0).text))


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_damaged_pages(first: int) -> None:
    for seed in range(first, first + 50):
        is_as_lxml_says(tokenize(from_bytes(mutated_page(seed).html, media_type="text/html").text))


def test_a_page_of_a_framework_is_read_without_lxml() -> None:
    assert not tree_of(tokenize(gold_page(TEMPLATES[0], 0).text)).elements


@pytest.mark.parametrize(
    "body",
    ["<p>a<p>b", "<ul><li>a<li>b</ul>", "a</p>b", "<a href=1>a<a href=2>b</a>", "<p><div>a</div></p>",
     "<i><p>a</i></p>", '<b title="x>a</b>'],
)  # fmt: skip
def test_tags_that_do_not_nest_are_left_to_lxml(body: str) -> None:
    assert tree_of(tokenize(f"<html><body>{body}</body></html>")).elements


@pytest.mark.parametrize("end", ["", "</p>", "</p></body>", "</p></body></html>"])
def test_a_page_may_end_before_its_elements(end: str) -> None:
    assert is_as_lxml_says(tokenize(f"<html><body><div></div><p>a{end}"))


def test_a_page_deeper_than_lxml_reads_is_left_to_it() -> None:
    deep, deeper = (f"<html><body>b{'<div>' * count}a{'</div>' * count}" for count in (2046, 2047))
    assert not tree_of(tokenize(deep)).elements
    assert tree_of(tokenize(deeper)).elements


@pytest.mark.parametrize("name", sorted({*VOID, "div", "p", "li", "embed", "wbr", "custom-x", "a", "option", "td"}))
def test_void_elements_are_those_that_lxml_leaves_empty(name: str) -> None:
    root = parsed(f"<html><body><div><{name}>1;")
    assert root is not None
    assert all((element.text is None) == (name in VOID) for element in list(root.iter(name))[-1:])


# What parts a tag, and what looks as if it did.
PIECES = [*"=\"'/ab<&\n\f\r\0\x0b\x1c\x85\xa0\u2028\u0130", *"  >>>", "<p"]


@examples(20)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_a_tag_ends_where_lxml_says(inside: str) -> None:
    markup = f"<p{inside}><q c>x<r d=''>"
    root = parsed(f"<html><body>{markup}")
    assert root is not None
    found = [element.tag for element in root[0].iter() if isinstance(element.tag, str)][1:]
    if "r" not in found:  # a quote that nothing ends: lxml reads on to the end of the page
        return
    tags = [item.name for item in tokenize(markup).items if isinstance(item, Tag) and item.turn == START]
    assert tags == found


@pytest.mark.parametrize("number", ["x", "99999", "-1", "-5", "\u00b2", "9" * 5000, "0", "1", "2", "01"])
def test_the_pages_own_numbers_are_not_taken_for_ours(number: str) -> None:
    """Where lxml sees two tags in what is one to us."""
    tags = [Tag("div", "<div>"), Tag("p", f'<p ="><i _i={number}>'), Tag("h2", "<h2>")]
    tree = tree_of(Tokens(texts=[(0, 1)], items=[*tags, 0], starts=[0, 5, 30]))
    assert [tag.name for tag in tree.tags] == ["html", "body", "div", "p", "h2"]


def test_tags_that_only_lxml_sees_shift_no_attributes(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many elements as tags, but one tag is read as two, and one takes the next with it."""
    monkeypatch.setattr(_tags, "KNOWN", {})
    tags = [_tags.new_tag(written) for written in ('<p ="><img q>">', "<x id=a>", "<y class=b>", "<z ='>", "<u>")]
    tags[3].written = "<z a='>"
    tags[4].written = "<u b='>"
    _tags.read_tags(tags)
    assert not any(tag.plain for tag in tags)
    assert _tags.KNOWN == {}


@pytest.mark.parametrize("name", ["li\u0130", "h\u0130\u0130", "b\u00c4", "k\u212a"])
def test_names_are_lower_in_ascii_alone(name: str) -> None:
    tree = tree_of(tokenize(f"<html><body><DIV CLASS=x>a</DIV><{name} id=y>b</{name}>"))
    assert [(tag.name, tag.attributes) for tag in tree.tags[2:]] == [("div", {"class": "x"}), (name, {"id": "y"})]


@pytest.mark.parametrize("inner", ["html", "head", "body"])
@pytest.mark.parametrize("outer", ["head", "body", "div", "p", "table", "svg", "frameset", "x:y"])
def test_the_frame_of_a_page_is_in_nothing_else(outer: str, inner: str) -> None:
    assert not nests(outer, inner)


def test_as_many_tags_are_remembered_as_pages_share(monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[str, Tag] = {}
    monkeypatch.setattr(_tags, "KNOWN", known)
    fitting, longer = (f"<p title={'x' * size}>" for size in (390, 391))
    tokenize(fitting + longer)
    assert [len(tag.written) for tag in known.values()] == [400]
    tokenize("".join(f"<p id=a{number}>" for number in range(4095)))
    assert len(known) == 4096
    tokenize("<b title=new>")
    assert [*known] == ["b title=new>"]


def test_which_tags_nest_is_asked_once() -> None:
    nests.cache_clear()
    for _ in range(3):
        tree_of(tokenize("<html><body><div><p>a</p><p>b</p></div><div></div></body></html>"))
    assert nests.cache_info().misses == len({("html", "body"), ("body", "div"), ("div", "p")})
