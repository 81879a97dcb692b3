"""Encodings: what a page's bytes are read as, that it is said, and that what is lost is reported."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathingest import lint, parse
from pathingest.outputs import json as json_output
from pathingest.sources import from_bytes
from pathingest.sources._decode import known

WORDS = "Crème brûlée – für Köche"
CYRILLIC = "Кондитер меняет профессию"
JAPANESE = "菓子職人から食品技術者へ"


def web(text: str, declaration: str = "") -> str:
    return f"<!DOCTYPE html>\n<html><head>{declaration}<title>x</title></head><body><p>{text}</p></body></html>\n"


def meta(label: str) -> str:
    return f'<meta charset="{label}">'


def http_equiv(label: str) -> str:
    return f"<META content='text/html; charset={label}' http-equiv=Content-Type>"


@pytest.mark.parametrize("declare", [meta, http_equiv])
@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("windows-1252", "cp1252", WORDS),
        ("iso-8859-1", "cp1252", WORDS),
        ("US-ASCII", "cp1252", WORDS),
        ("windows-1251", "cp1251", CYRILLIC),
        ("koi8-r", "koi8-r", CYRILLIC),
        ("x-mac-cyrillic", "mac-cyrillic", CYRILLIC),
        ("Shift_JIS", "cp932", JAPANESE),
        ("x-sjis", "cp932", JAPANESE),
        ("euc-jp", "euc-jp", JAPANESE),
        ("gb2312", "gb18030", JAPANESE),
        ("big5", "big5-hkscs", "食品技術"),
        ("euc-kr", "cp949", "제과 기술자"),
    ],
)
def test_a_declared_encoding_is_used(declare: Callable[[str], str], label: str, codec: str, text: str) -> None:
    page = web(text, declare(label))
    source = from_bytes(page.encode(codec), path="raw/page.html")
    assert source.text == page
    assert codecs.lookup(source.encoding).name == codecs.lookup(codec).name


def test_the_xml_declaration_counts_too() -> None:
    page = f'<?xml version="1.0" encoding="iso-8859-15"?>\n<html><p>{WORDS.replace("–", "€")}</p></html>'
    source = from_bytes(page.encode("iso-8859-15"))
    assert (source.text, source.encoding) == (page, "iso-8859-15")


@pytest.mark.parametrize(
    ("path", "text", "media_type"),
    [
        (None, "<main><h1>A</h1></main>", "text/html"),
        ("-", "\n<!-- saved --><p>A</p>", "text/html"),
        ("page", "<h1>A</h1>", "text/html"),
        ("page.md", "<div>\n\n# A\n\n</div>", "text/markdown"),
        ("page.txt", "<b>A</b>", "text/plain"),
        (None, "<3 months", "text/plain"),
        (None, "<https://a.example> is the address", "text/plain"),
    ],
)
def test_a_part_of_a_web_page_is_told_by_its_first_tag_where_no_name_says_more(
    path: str | None, text: str, media_type: str
) -> None:
    assert from_bytes(text.encode(), path=path).media_type == media_type


def test_utf_8_comes_before_what_is_declared() -> None:
    page = web(WORDS, meta("windows-1251"))
    source = from_bytes(page.encode())
    assert (source.text, source.encoding) == (page, "utf-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_comes_before_what_is_declared(encoding: str) -> None:
    page = web(CYRILLIC, meta("koi8-r"))
    source = from_bytes(page.encode(encoding), path="raw/page.html")
    assert source.text == f"\ufeff{page}"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_zero_bytes(encoding: str) -> None:
    source = from_bytes(web(CYRILLIC).encode(encoding), path="raw/page.html")
    assert (source.text, source.encoding) == (web(CYRILLIC), encoding)


def test_a_declaration_in_a_comment_is_none() -> None:
    page = web(WORDS, f"<!-- {meta('koi8-r')} -->")
    assert from_bytes(page.encode("cp1252")).encoding == "windows-1252"


def test_without_a_declaration_it_is_what_old_browsers_took() -> None:
    source = from_bytes(web(WORDS).encode("cp1252"))
    assert (source.text, source.encoding) == (web(WORDS), "windows-1252")


def test_a_wrong_declaration_gives_way_to_what_fits() -> None:
    source = from_bytes(web(WORDS, meta("utf-8")).encode("cp1252"))
    assert (source.text, source.encoding) == (web(WORDS, meta("utf-8")), "windows-1252")


@pytest.mark.parametrize("declaration", ["", meta("utf-8"), meta("no-such-encoding")])
def test_a_few_broken_bytes_are_replaced_and_the_rest_is_kept(declaration: str) -> None:
    data = web(WORDS, declaration).encode().replace(b"<p>", b"<p>\xff\xfe")
    source = from_bytes(data)
    assert source.text == web(WORDS, declaration).replace("<p>", "<p>\ufffd\ufffd")
    assert source.encoding == "utf-8"


def test_bytes_that_are_nothing_are_replaced_in_what_is_declared() -> None:
    data = web("x", meta("euc-jp")).encode().replace(b"<p>", b"<p>\x81\xff")
    source = from_bytes(data)
    assert source.encoding == "euc-jp"
    assert "\ufffd" in source.text
    assert source.problem is None


def test_plain_text_in_another_encoding_stays_a_clear_error() -> None:
    source = from_bytes(WORDS.encode("cp1252"), path="raw/page.txt")
    assert source.text == ""
    assert source.problem
    assert "is no UTF-8 text" in source.problem


def test_a_binary_file_is_none_whatever_its_name() -> None:
    source = from_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff", path="raw/page.html")
    assert source.problem == "the file is binary, not text"


@pytest.mark.parametrize("label", ["hex", "rot13", "zlib", "utf-7", "idna", "unicode_escape", "nonsense", "..", "-"])
def test_only_encodings_of_web_pages_are_known(label: str) -> None:
    assert known(label) is None


@pytest.mark.parametrize("label", ["utf-16", "UTF-16LE", "utf16", "unicode-1-1-utf-8", "UTF8"])
def test_ascii_that_says_it_is_utf_16_is_utf_8(label: str) -> None:
    assert known(label) == "utf-8"


@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    source = from_bytes(b"<html>" + data, path="page.html")
    codecs.lookup(source.encoding)
    assert source.text or source.problem


@given(st.binary(), st.sampled_from(["koi8-r", "shift_jis", "iso-2022-jp", "utf-16", "gb2312", "euc-kr", "big5"]))
def test_no_bytes_raise_whatever_is_declared(data: bytes, label: str) -> None:
    source = from_bytes(web("|", meta(label)).encode().replace(b"|", data))
    assert source.text or source.problem


# --------------------------------------------------------------------------------------------------------------------
# What is said of it.

PAGE = "From Pastry Chef to Food Technologist: Your 9-Month Transition Guide\nOverview\nCr\ufffdme and custard.\n"


def test_the_evidence_names_the_encoding() -> None:
    found = json.loads(json_output.evidence(parse(PAGE.encode("utf-16"), path="raw/page.txt").evidence))
    (source,) = found["sources"]
    assert list(source) == ["path", "sha256", "encoding", "length", "account"]
    assert source["encoding"] == "utf-16-le"
    assert source["length"] == len(PAGE) + 1


def test_replaced_characters_are_one_finding_with_the_first_places() -> None:
    (finding,) = lint(parse(PAGE + "\ufffd\n" * 9), ["EXT008"])
    assert finding.message.startswith("10 characters are lost")
    assert (finding.line, finding.column, finding.end_column) == (3, 3, 4)
    assert [(place.line, place.column) for place in finding.related] == [(4, 1), (5, 1), (6, 1), (7, 1)]


def test_one_replaced_character_is_one() -> None:
    (finding,) = lint(parse(PAGE), ["EXT008"])
    assert finding.message.startswith("1 character is lost (U+FFFD; the page was read as utf-8)")
    assert finding.related == ()


def test_a_page_without_any_has_none() -> None:
    assert lint(parse(PAGE.replace("\ufffd", "è")), ["EXT008"]) == []
