"""Bytes to text, and by which encoding."""

from __future__ import annotations

import codecs
import re

from pathingest.model.tuples import NamedTuple

REPLACEMENT = "\ufffd"
UTF_8 = "utf-8"

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Decoded(NamedTuple):
    """A text and its encoding; or, the text empty, why it cannot be decoded."""

    text: str
    encoding: str
    problem: str | None = None


def plain_text(data: bytes, sent_as: str | None = None) -> Decoded:
    """Text as UTF-8, or as a byte order mark or its server says: nothing in a text file says what it is in."""
    encoding = _marked(data) or UTF_8
    if sent_as and encoding == UTF_8 and (other := known(sent_as)) and _strictly(data, UTF_8) is None:
        encoding = other
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        where = f"byte {data[error.start]:#04x} at offset {error.start}"
        return Decoded("", encoding, f"the file is no {encoding.upper()} text ({where}); save it as UTF-8")


def html(data: bytes, sent_as: str | None = None) -> Decoded:
    """A page by the first encoding that fits exactly; if none does, by the best guess, with replacements.

    UTF-8 comes first whatever the page declares, as nothing else reads as UTF-8 by chance; what its server said
    (`sent_as`) counts before what the page says of itself, as in browsers. A page that is UTF-8 but
    for a few bytes is read as that, and these are replaced: nearly all bytes are something in windows-1252.
    """
    for encoding in (UTF_8, _marked(data), known(sent_as) if sent_as else None, declared(data)):
        if encoding and (text := _strictly(data, encoding)) is not None:
            return Decoded(text, encoding)
    fixed = data.decode(UTF_8, "replace")
    if len(fixed) - len(fixed.encode("ascii", "ignore")) > 2 * fixed.count(REPLACEMENT):
        return Decoded(fixed, UTF_8)
    from pathingest.sources._detect import encodings  # noqa: PLC0415  a heavy library, for few pages

    start = _without_comments(data)[: _DETECTED * _HEAD]
    guesses = [encoding for label in encodings(start) if (encoding := known(label))]
    for encoding in guesses:
        if (text := _strictly(data, encoding)) is not None:
            return Decoded(text, encoding)
    best = _marked(data) or declared(data) or guesses[-1]
    return Decoded(data.decode(best, "replace"), best)


def looks_like_html(data: bytes) -> bool:
    """Whether a file begins as a web page does, in any encoding that has ASCII in it."""
    start = data[:256].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<?xml"))


def _marked(data: bytes) -> str | None:
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def _strictly(data: bytes, encoding: str) -> str | None:
    """The text, if all bytes fit; no text has zero characters, so these mean that it is another encoding."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if b"\x00" in data and "\x00" in text else text


# --- what a page declares --------------------------------------------------------------------------------------------

# Browsers look for a declaration in the first 1024 bytes only; pages with long scripts before it mean it no less.
_HEAD = 16_384
_DETECTED = 20  # times so many are given to the detector, which looks at a twentieth of a page
_META = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_.:+-]+)", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']\s*([A-Za-z0-9_.:+-]+)", re.IGNORECASE)


def declared(data: bytes) -> str | None:
    """The encoding that a page says it is in: a meta element, the XML declaration, or where its zero bytes are."""
    start = data[:64].lstrip(b" \t\r\n")
    if start.startswith((b"<\x00", b"\x00<")):
        return "utf-16-le" if start.startswith(b"<\x00") else "utf-16-be"
    head = _without_comments(data[:_HEAD])
    found = _META.search(head) or _XML.match(head)
    return known(found.group(1).decode("ascii")) if found else None


def _without_comments(data: bytes) -> bytes:
    """The page without its comments; one that is not closed is none."""
    kept: list[bytes] = []
    at = 0
    while (start := data.find(b"<!--", at)) >= 0 and (end := data.find(b"-->", start + 4)) >= 0:
        kept.append(data[at:start])
        at = end + 3
    return b"".join([*kept, data[at:]])


def known(label: str) -> str | None:
    """The encoding that browsers take a label for; None where they know none of that name.

    They read old labels as the larger encodings that pages are really in: "iso-8859-1" and "ascii" are windows-1252.
    A page whose ASCII could be read is not in UTF-16, whatever it says.
    """
    name = label.strip().lower()
    name = _ISO.sub(r"iso-8859-\1", _LABELS.get(name, name.removeprefix("x-")))
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):  # of a name that is in no file system
        return None
    return _ENCODINGS.get(codec)


_ISO = re.compile(r"iso8859(\d+)")
# Labels of the WHATWG Encoding Standard that Python does not know, or knows as something else.
_LABELS = {
    "cn-big5": "big5",
    "csbig5": "big5",
    "cseuckr": "euc-kr",
    "csgb2312": "gb2312",
    "dos-874": "cp874",
    "gb_2312-80": "gb2312",
    "iso-ir-149": "euc-kr",
    "iso-ir-58": "gb2312",
    "iso-8859-8-e": "iso-8859-8",
    "iso-8859-8-i": "iso-8859-8",
    "koi": "koi8-r",
    "koi8": "koi8-r",
    "logical": "iso-8859-8",
    "mac": "mac-roman",
    "sun_eu_greek": "iso-8859-7",
    "unicode": "utf-16",
    "unicode-1-1-utf-8": "utf-8",
    "visual": "iso-8859-8",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "windows-949": "cp949",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-ukrainian": "mac-cyrillic",
    "x-user-defined": "windows-1252",
    "x-x-big5": "big5",
}
_SELF = (
    *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    "cp866", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "gb18030", "euc_jp", "iso2022_jp",
)  # fmt: skip
# By Python's name of the codec: the encoding that browsers use, under a name that both Python and people know.
_ENCODINGS = {
    **{name: name.replace("iso8859", "iso-8859").replace("_", "-") for name in _SELF},
    **{f"cp{number}": f"windows-{number}" for number in range(1250, 1259)},
    **dict.fromkeys(("utf-8", "utf-16", "utf-16-le", "utf-16-be"), UTF_8),
    **dict.fromkeys(("ascii", "iso8859-1"), "windows-1252"),
    **dict.fromkeys(("iso8859-9",), "windows-1254"),
    **dict.fromkeys(("tis-620", "iso8859-11", "cp874"), "cp874"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    **dict.fromkeys(("big5", "big5hkscs"), "big5-hkscs"),
    **dict.fromkeys(("shift_jis", "cp932"), "cp932"),
    **dict.fromkeys(("euc_kr", "cp949"), "uhc"),
}
