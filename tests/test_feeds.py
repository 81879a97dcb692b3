"""Feeds: every page of every kind, by its name and by parts; and what is broken is one finding, the rest goes on."""

from __future__ import annotations

import io
import json
import sys
import tarfile
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import BinaryIO, cast

import fsspec
import pyarrow as pa
import pytest
import zstandard
from fastwarc.warc import ArchiveIterator, WarcRecordType
from pyarrow.parquet import write_table
from typing_extensions import Buffer

import feeds
import pathingest.sources.pages as module_of_pages
from pathingest.model.errors import PathingestError
from pathingest.model.source import Source
from pathingest.sources.feeds import LARGEST, WHOLE, Feed, Fields, Part, Record, feed_of
from pathingest.sources.feeds._record import BOMB
from pathingest.sources.named import source_of
from pathingest.sources.pages import Pages, find
from running import Tool

SOME = feeds.pages(6)
FIELDS = Fields()
ENDINGS = sorted(feeds.MADE)
ADDRESSED = [ending for ending in ENDINGS if not ending.startswith((".zip", ".tar"))]
PACKED = {"gzip": (".gz", feeds.packed), "zstd": (".zst", feeds.packed_zst)}
each_packing = pytest.mark.parametrize("packing", PACKED)


def sources(*paths: Path, fields: Fields = FIELDS) -> list[Source]:
    """The pages of feeds, in a run."""
    pages = Pages(find(paths).pages, fields=fields)
    return [pages.read(name) for name in pages]


def kind(ending: str) -> Feed:
    found = feed_of(f"x{ending}")
    assert found
    return found


def records(ending: str, data: bytes | BinaryIO, part: Part = WHOLE) -> list[Record]:
    file = io.BytesIO(data) if isinstance(data, bytes) else data
    return [item for item in kind(ending).records(file, FIELDS, part) if isinstance(item, Record)]


def good(found: list[Record]) -> list[str]:
    """The texts of the pages among records."""
    return [
        one.body if isinstance(one.body, str) else one.body.decode()
        for one in found
        if one.problem is None and one.passed is None
    ]


def problems(found: list[Record]) -> list[str]:
    return [one.problem for one in found if one.problem]


# --- whole feeds -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_feed_gives_its_pages(tmp_path: Path, ending: str) -> None:
    found = sources(feeds.write(tmp_path, ending, SOME))
    assert [source.text for source in found] == [text for _, text in SOME]
    assert [source.problem for source in found] == [None] * len(SOME)
    if ending in ADDRESSED:
        assert [source.url for source in found] == [url for url, _ in SOME]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_page_is_read_again_by_its_name(tmp_path: Path, ending: str) -> None:
    path = feeds.write(tmp_path, ending, SOME)
    pages = Pages(find([path]).pages)
    met = [(name, pages.read(name)) for name in pages]
    for name, source in sorted(met, key=lambda one: one[1].sha256):
        assert Pages([name]).read(name) == source
        assert source.path == str(name)
        assert source.taken
        assert f"{source.taken.feed}#{source.taken.at}" == source.path


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("size", [1, 700, 5000, 10**6])
def test_shards_have_each_page_once_and_in_order(
    tmp_path: Path, ending: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if size == 1 and kind(ending).divisible(f"x{ending}"):
        size = 97  # a shard for each byte of 50 KB says no more
    monkeypatch.setattr(module_of_pages, "_BYTES", size)
    pages = Pages(find([feeds.write(tmp_path, ending, SOME)]).pages)
    names = list(map(str, pages))
    assert [str(name) for shard in pages.shards() for name in pages.of(shard)] == names
    assert len(names) == len(SOME)


def test_files_and_feeds_come_in_the_order_of_the_call(tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.txt").write_text("x")
    feed = feeds.write(tmp_path, ".jsonl", SOME)
    pages = Pages(find([folder, feed, folder / "00.txt"]).pages)
    names = list(map(str, pages))
    assert len(names) == 26
    assert pages.count is None
    assert [str(name) for shard in pages.shards() for name in pages.of(shard)] == names


def test_a_folder_gives_its_feeds_only_where_they_are_wanted(tmp_path: Path) -> None:
    feed = feeds.write(tmp_path, ".jsonl", SOME)
    assert find([tmp_path]) == ((), (feed,))
    assert find([tmp_path], feeds_below=True) == ((feed,), ())


def test_a_pattern_names_files(tmp_path: Path) -> None:
    made = [feeds.write(tmp_path, ".warc.gz", SOME, name) for name in ("a", "b")]
    assert list(find([tmp_path / "*.warc.gz"]).pages) == made
    with pytest.raises(PathingestError, match="check the pattern"):
        find([tmp_path / "*.warc"])


def test_a_file_whose_name_looks_like_a_record_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl#7.txt"
    path.write_text("Hello")
    assert sources(path)[0].text == "Hello"


# --- what records say ------------------------------------------------------------------------------------------------


def test_fields_are_called_as_the_configuration_says(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps({"link": "https://example.org/a", "page": "<p>x", "url": "no"}))
    (found,) = sources(path, fields=Fields(url="link", html="page"))
    assert (found.url, found.text, found.media_type) == ("https://example.org/a", "<p>x", "text/html")


@pytest.mark.parametrize(
    ("row", "text", "media_type"),
    [
        ({"html": "plain", "text": "other"}, "plain", "text/html"),
        ({"text": "<p>a text of tags</p>", "html": ""}, "<p>a text of tags</p>", "text/html"),
        ({"body": "<!doctype html><p>x"}, "<!doctype html><p>x", "text/html"),
        ({"body": "# A heading\n"}, "# A heading\n", "text/markdown"),
        ({"body": "PHA+w6k=", "encoding": "base64"}, "<p>é", "text/html"),
        ({"body": "text", "encoding": "utf-8"}, "text", "text/plain"),
    ],
)
def test_the_body_is_in_the_first_field_that_has_one(
    tmp_path: Path, row: dict[str, str], text: str, media_type: str
) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(row))
    (found,) = sources(path)
    assert (found.text, found.media_type) == (text, media_type)


def test_a_record_of_warc_says_where_it_came_from(tmp_path: Path) -> None:
    (found,) = sources(feeds.write(tmp_path, ".warc.gz", SOME[:1]))
    assert found.taken
    assert found.taken[1:] == ("0", "<urn:test:https://example.org/page/0>", "2026-11-01T12:00:00Z", "sha1:AAAA")


def test_responses_that_are_no_pages_are_counted_and_other_records_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(
        feeds.warc_record("a", b"software: x", "warcinfo", Content_Type="application/warc-fields")
        + feeds.warc_record("b", b"GET / HTTP/1.1\r\n\r\n", "request")
        + feeds.warc_record("c", feeds.answer(b"\x89PNG", "image/png"))
        + feeds.warc_record("d", feeds.answer(b"gone", status=404))
        + feeds.warc_record("e", b"A text", "conversion", Content_Type="text/plain")
        + feeds.warc_record("f", b"<p>x", "resource", Content_Type="text/html")
        + feeds.warc_record("dns:g", b"20261101", Content_Type="text/dns")
    )
    pages = Pages([path])
    assert [pages.read(name).text for name in pages] == ["A text", "<p>x"]
    assert pages.passed == {"media type image/png": 1, "status 404": 1, "no response of HTTP, but text/dns": 1}


BODY = "Café" * 50
CHUNKED = b"64\r\n" + BODY.encode()[:100] + b"\r\n96;x=y\r\n" + BODY.encode()[100:] + b"\r\n0\r\n\r\n"
DEFLATED = zlib.compress(BODY.encode())


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (BODY.encode(), ""),
        (BODY.encode("latin-1"), ""),
        (CHUNKED, "Transfer-Encoding: chunked\r\n"),
        (BODY.encode(), "Transfer-Encoding: chunked\r\n"),
        (feeds.packed([BODY.encode()]), "Content-Encoding: gzip\r\n"),
        (BODY.encode(), "Content-Encoding: gzip\r\n"),
        (DEFLATED, "Content-Encoding: deflate\r\n"),
    ],
    ids=["plain", "charset", "chunked", "chunks taken out", "gzip", "gzip taken out", "deflate"],
)
def test_an_answer_is_decoded_as_its_headers_say(tmp_path: Path, body: bytes, more: str) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(feeds.warc_record("https://a", feeds.answer(body, "text/html; charset=iso-8859-1", more=more)))
    assert [source.text for source in sources(path)] == [BODY]


@pytest.mark.parametrize("ending", [".warc", ".warc.gz", ".warc.zst"])
def test_warc_is_read_as_another_reader_reads_it(ending: str) -> None:
    data = feeds.MADE[ending](feeds.pages(20))
    theirs = [
        (record.stream_pos, record.record_id, record.headers["WARC-Target-URI"], record.reader.read().decode())
        for record in ArchiveIterator(io.BytesIO(data), record_types=WarcRecordType.response)
    ]
    ours = [(int(one.at), one.id, one.url, text) for one in records(ending, data) for text in good([one])]
    assert ours == theirs


@each_packing
def test_a_warc_that_is_packed_as_a_whole_is_read_by_places_in_it(packing: str) -> None:
    ending, pack = PACKED[packing]
    data = pack([feeds.warc(SOME)])
    found = records(f".warc{ending}", data)
    assert good(found) == [text for _, text in SOME]
    read = kind(f".warc{ending}").read
    assert read
    assert [read(io.BytesIO(data), FIELDS, one.at) for one in found] == found


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_warc_may_begin_with_the_dictionary_of_its_records(is_packed: bool) -> None:
    dictionary = feeds.warc(feeds.pages(3, 90))
    first = feeds.packed_zst([dictionary]) if is_packed else dictionary
    data = b"\x5d\x2a\x4d\x18" + len(first).to_bytes(4, "little") + first
    data += feeds.packed_zst(feeds.warc_records(SOME), dictionary).partition(dictionary)[2]
    assert good(records(".warc.zst", data)) == [text for _, text in SOME]
    assert len(data) < len(feeds.packed_zst(feeds.warc_records(SOME))) + len(first)


def test_frames_that_hold_nothing_are_passed_over() -> None:
    frame = b"\x50\x2a\x4d\x18" + (5).to_bytes(4, "little") + b"12345"
    members = [feeds.packed_zst([feeds.jsonl([page])]) for page in SOME]
    found = records(".jsonl.zst", frame + frame.join(members) + frame)
    assert good(found) == [text for _, text in SOME]
    assert not problems(found)


def test_what_is_packed_and_not_called_so_has_each_page_in_one_shard(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(feeds.packed([feeds.jsonl(SOME)]))
    pages = Pages([path])
    assert len([name for shard in pages.shards(size=700) for name in pages.of(shard)]) == len(SOME)


@pytest.mark.parametrize("size", [1, 7, 100, 399, 400, 401, 799, 801, 10_000])
def test_the_parts_of_a_feed_are_of_one_size(size: int, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"x" * 800)
    parts = [shard.part for shard in Pages([path]).shards(size=size)]
    assert len(parts) == -(-800 // size)
    assert [part.start for part in parts] == [0, *[part.stop for part in parts[:-1]]]
    assert parts[-1].stop is None
    lengths = {(part.stop or 800) - part.start for part in parts}
    assert max(lengths) <= min(size, min(lengths) + 1)


def test_what_reads_zstd_is_an_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = feeds.write(tmp_path, ".jsonl.zst", SOME)
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(PathingestError, match=r"^zstd needs zstandard: pip install 'pathingest\[zstd\]'$"):
        list(Pages([path]))


# --- lists and indexes -----------------------------------------------------------------------------------------------


def test_a_list_of_paths_leads_to_feeds_and_pages(tmp_path: Path) -> None:
    feeds.write(tmp_path, ".warc.gz", SOME[:3], "crawl/a")
    (tmp_path / "crawl" / "b.txt").write_text(SOME[3][1])
    (tmp_path / "all.paths.gz").write_bytes(feeds.packed([b"# ours\ncrawl/a.warc.gz\n\ncrawl/b.txt\n"]))
    found = sources(tmp_path / "all.paths.gz")
    assert [source.text for source in found] == [text for _, text in SOME[:4]]


def _index(data: bytes) -> list[dict[str, object]]:
    places = [int(one.at) for one in records(".warc.gz", data)]
    ends = [*places[1:], len(data)]
    return [
        {"filename": "a.warc.gz", "offset": start, "length": end - start}
        for start, end in zip(places, ends, strict=True)
    ]


def test_rows_of_an_index_lead_to_pages(tmp_path: Path) -> None:
    rows = _index(feeds.write(tmp_path, ".warc.gz", SOME, "a").read_bytes())[::2]
    lines = [f"org,example)/ 20261101 {json.dumps({name: str(value) for name, value in row.items()})}" for row in rows]
    (tmp_path / "index.cdxj").write_text("!OpenWayback-CDXJ 1.0\n" + "\n".join(lines))
    columns = {f"warc_{name}" if name == "filename" else f"warc_record_{name}": name for name in rows[0]}
    table = pa.table({column: [row[name] for row in rows] for column, name in columns.items()})
    write_table(table, tmp_path / "index.parquet")
    expected = [text for _, text in SOME[::2]]
    for name in ("index.cdxj", "index.parquet"):
        found = sources(tmp_path / name)
        assert [source.text for source in found] == expected
        assert str(found[1].path).endswith(f"a.warc.gz#{rows[1]['offset']}")


def test_rows_that_lead_nowhere_are_findings(tmp_path: Path) -> None:
    (tmp_path / "x.cdxj").write_text(
        'a 1 {"filename": "no.warc.gz", "offset": 0}\nno object\na 1 {"filename": "x"}\na 1 {"filename": "../y.paths"\n'
    )
    (tmp_path / "x.paths").write_text("y.paths\nno.txt\n")
    found = sources(tmp_path / "x.cdxj", tmp_path / "x.paths")
    assert [str(source.problem).partition(": ")[2] or source.problem for source in found] == [
        "the feed no such file; check the path",
        "the line has no JSON object",
        "the row names no file and offset",
        "the line has no JSON object",
        "a list leads to another list; name that one itself",
        "the file no such file; check the path",
    ]


def test_feeds_are_read_elsewhere(tmp_path: Path) -> None:
    data = feeds.warc_gz(SOME)
    memory = fsspec.filesystem("memory")
    memory.pipe("/crawl/a.warc.gz", data)
    memory.pipe("/crawl/b.jsonl", feeds.jsonl(SOME[:2]))
    (found,) = find([Path("memory://crawl/*.warc.gz")]).pages
    pages = Pages([found])
    met = [(name, pages.read(name)) for name in pages]
    assert [source.text for _, source in met] == [text for _, text in SOME]
    assert str(met[1][1].path).startswith("memory://crawl/a.warc.gz#")
    assert pages.read(met[3][0]).text == SOME[3][1]
    rows = _index(data)
    (tmp_path / "x.cdxj").write_text("\n".join(f"a 1 {json.dumps(row)}" for row in rows))
    there = sources(tmp_path / "x.cdxj", fields=Fields(base="memory://crawl/"))
    assert [source.text for source in there] == [text for _, text in SOME]
    gone = Pages([Path("memory://crawl/none.jsonl")])
    assert ["no such file" in str(gone.read(name).problem) for name in gone] == [True]


def test_a_list_leads_no_further_than_is_wanted(tmp_path: Path) -> None:
    fsspec.filesystem("memory").pipe("/crawl/a.txt", b"A page")
    path = tmp_path / "x.paths"
    path.write_text("memory://crawl/a.txt\nfile:///etc/passwd\nhttp://localhost/x.txt\nmemory://other/a.txt\n")
    assert [source.broken for source in sources(path)] == [True] * 4
    found = sources(path, fields=Fields(base="memory://crawl/deep/"))
    assert [source.text for source in found] == ["A page", "", "", ""]
    assert [source.broken for source in found] == [False, True, True, True]
    outside = tmp_path / "outside.txt"
    outside.write_text("secret")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "x.paths").write_text(f"{outside}\n../outside.txt\n")
    pages = Pages([inside / "x.paths"], inside=frozenset([inside.resolve()]))
    assert ["it is outside the project" in str(pages.read(name).problem) for name in pages] == [True, True]
    with pytest.raises(PathingestError, match="is a file here; name its path"):
        list(Pages([Path(f"file://{tmp_path}/x.jsonl")]))


def test_what_reads_elsewhere_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    pages = Pages([Path("s3://bucket/x.jsonl")])
    with pytest.raises(PathingestError, match=r"needs fsspec: pip install 'pathingest\[remote\]'"):
        list(pages)


# --- what is broken --------------------------------------------------------------------------------------------------


class Endless(io.RawIOBase):
    """A file that is made while it is read: a line of so many bytes, and others after it."""

    def __init__(self, length: int, after: bytes) -> None:
        self._length, self._after, self._at = length, after, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset + (0, self._at, self._length + len(self._after))[whence]
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Buffer) -> int:
        room = memoryview(buffer)
        left = self._length - self._at
        data = b"x" * min(len(room), left) if left > 0 else self._after[-left:][: len(room)]
        room[: len(data)] = data
        self._at += len(data)
        return len(data)


def buffered(file: Endless) -> BinaryIO:
    return io.BufferedReader(cast("io.RawIOBase", file), 1024 * 1024)


def test_a_line_of_two_gigabytes_is_one_finding_and_is_never_held() -> None:
    after = b'"}\n' + feeds.jsonl(SOME[:2])
    file = buffered(Endless(2 * 1024**3, after))
    tracemalloc.start()
    found = records(".jsonl", file)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert problems(found) == ["the line has more than 64 MB"]
    assert good(found) == [text for _, text in SOME[:2]]
    assert peak < 4 * LARGEST


def test_a_shard_inside_of_a_long_line_ends_where_the_shard_does() -> None:
    file = Endless(2 * 1024**3, b"\n")
    assert records(".jsonl", buffered(file), Part(1000, 2000)) == []
    assert file.tell() < 4 * 1024**2


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b'{"url": "x", "html": "<p', "the line is no JSON: Unterminated string starting at (character 22)"),
        (b"[1]", "the line is no JSON object"),
        (b'{"html": "caf\xe9"}', "the line is no UTF-8 (byte 0xe9 at 13)"),
        (b'{"url": "x"}', "it has no page: none of its fields is called html, body, text (see [feeds])"),
        (b'{"html": 7}', "its field html is no text"),
        (b'{"body": "***", "encoding": "base64"}', "its body is no base64, as its encoding says it is"),
        (b"[" * 100_000, "the line is no JSON: it is nested too deeply (character 1)"),
        (b"9" * 5000, "the line is no JSON: a number in it has thousands of digits (character 1)"),
    ],
)
def test_a_bad_line_of_json_is_one_finding(line: bytes, problem: str) -> None:
    found = records(".jsonl", feeds.jsonl(SOME[:1]) + line + b"\n\n" + feeds.jsonl(SOME[1:2]))
    assert problems(found) == [problem]
    assert good(found) == [text for _, text in SOME[:2]]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (b"https://a\n", "the row has 1 fields, and the first line names 2"),
        (b"https://a,caf\xe9\n", "the row is no UTF-8"),
        (b'https://a,"x"y\n', "the row is no CSV: ',' expected after '\"'"),
        (b'https://a,"never closed\n', "the row is no CSV: ',' expected after '\"'"),
        (b"https://a,\n", "it has no page: none of its fields is called html, body, text (see [feeds])"),
    ],
)
def test_a_bad_row_of_csv_is_one_finding(row: bytes, problem: str) -> None:
    found = records(".csv", feeds.csv_of(SOME[:1]) + row + feeds.csv_of(SOME[1:2]).partition(b"\n")[2])
    assert problems(found) == [problem]
    assert good(found) == [text for _, text in SOME[:2]]


def test_a_csv_without_a_column_of_pages_is_one_finding() -> None:
    assert problems(records(".csv", b"a,b\n1,2\n3,4\n")) == [
        "its first line names no column html, body, text (see [feeds])"
    ]


def _members(packing: str = "gzip") -> list[bytes]:
    return [PACKED[packing][1]([record]) for record in feeds.warc_records(SOME)]


def _damaged(member: bytes) -> bytes:
    half = len(member) // 2
    return member[:half] + bytes(byte ^ 0xFF for byte in member[half : half + 20]) + member[half + 20 :]


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (lambda member: member[: len(member) // 2], "it is packed with gzip, and its bytes are damaged"),
        (_damaged, "it is packed with gzip, and its bytes are damaged"),
        (lambda member: member[:10], "it is packed with gzip, and its bytes are damaged"),
        (lambda _: b"no member at all", "no record begins there: the bytes are damaged"),
        (lambda _: feeds.packed([b"no record"]), "no WARC record begins there"),
        (
            lambda _: feeds.packed([feeds.warc_record("a", feeds.answer(b"cut off"))[:-12]]),
            "it ends after 61 of the 69 bytes that it declares",
        ),
        (lambda _: feeds.packed([b"WARC/1.0\r\nContent-Length: x\r\n\r\n"]), "its WARC headers are not whole"),
    ],
    ids=["cut", "damaged", "head", "no gzip", "no record", "short", "headers"],
)
def test_a_broken_member_of_warc_is_one_finding(broken: Callable[[bytes], bytes], problem: str) -> None:
    members = _members()
    members[2] = broken(members[2])
    found = records(".warc.gz", b"".join(members))
    assert problems(found) == [problem]
    assert good(found) == [text for number, (_, text) in enumerate(SOME) if number != 2]
    at = [int(one.at) for one in found]
    assert at == sorted(at)


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (lambda member: member[: len(member) // 2], "it is packed with zstd, and its bytes are damaged"),
        (_damaged, "it is packed with zstd, and its bytes are damaged"),
        (lambda _: b"no member at all", "no record begins there: the bytes are damaged"),
        (lambda _: feeds.packed_zst([b"no record"]), "no WARC record begins there"),
    ],
    ids=["cut", "damaged", "no zstd", "no record"],
)
def test_so_is_a_broken_frame(broken: Callable[[bytes], bytes], problem: str) -> None:
    members = _members("zstd")
    members[2] = broken(members[2])
    found = records(".warc.zst", b"".join(members))
    assert problems(found) == [problem]
    assert good(found) == [text for number, (_, text) in enumerate(SOME) if number != 2]


def test_after_a_broken_frame_the_next_one_is_found_however_large_its_blocks_are() -> None:
    long = [(url, "".join(text for _, text in feeds.pages(12, 10 * number))) for number, (url, _) in enumerate(SOME)]
    members = [feeds.packed_zst([record]) for record in feeds.warc_records(long)]
    members[2] = _damaged(members[2])
    found = records(".warc.zst", b"".join(members))
    assert good(found) == [text for number, (_, text) in enumerate(long) if number != 2]
    assert len(problems(found)) == 1


@each_packing
@pytest.mark.parametrize("left", [1, 30, 400])
def test_a_warc_that_ends_in_the_middle_says_so(left: int, packing: str) -> None:
    *whole, last = _members(packing)
    found = records(".warc.gz", b"".join(whole) + last[:left])
    assert problems(found) == [f"it is packed with {packing}, and ends in the middle"] * (left > 3) or left == 1
    assert good(found) == [text for _, text in SOME[:-1]]
    plain = feeds.warc_records(SOME)
    found = records(".warc", b"".join(plain)[: -left - 100])
    assert len(problems(found)) == 1
    assert "of the" in problems(found)[0]
    assert good(found) == [text for _, text in SOME[:-1]]


@pytest.mark.parametrize("length", [0, 17, 10**6, 10**12, 10**20, 10**4000])
def test_a_length_that_is_wrong_is_one_finding(length: int) -> None:
    made = feeds.warc_records(SOME)
    made[2] = feeds.warc_record("https://x", feeds.answer(SOME[2][1].encode()), Content_Length=str(length))
    found = records(".warc", b"".join(made))
    assert len(problems(found)) == 1
    assert good(found) == [text for number, (_, text) in enumerate(SOME) if number != 2]


@pytest.mark.parametrize("status", ["9" * 5000, "9" * 20, "x"])
def test_an_answer_of_no_status_is_a_page(status: str) -> None:
    answer = feeds.answer(b"page").replace(b"200", status.encode())
    assert good(records(".warc", feeds.warc_record("a", answer))) == ["page"]


def test_an_answer_in_an_encoding_of_no_name_is_read() -> None:
    answer = feeds.answer(b"<!doctype html><p>page", "text/html; charset=a\0b")
    (found,) = records(".warc", feeds.warc_record("a", answer))
    assert source_of("x.warc", found).text == "<!doctype html><p>page"


def test_a_page_that_quotes_a_record_is_one_page() -> None:
    quoted = feeds.warc_record("https://inner", feeds.answer(b"inner")).decode()
    some = [(url, f"{text}\n{quoted}\n{text}") for url, text in SOME]
    assert good(records(".warc", feeds.warc(some))) == [text for _, text in some]


def test_a_page_that_is_too_large_is_one_finding() -> None:
    bomb = feeds.answer(feeds.packed([b" " * (LARGEST + 1)]), more="Content-Encoding: gzip\r\n")
    found = records(".warc", feeds.warc_record("https://bomb", bomb) + feeds.warc(SOME[:1]))
    assert problems(found) == ["the page has more than 64 MB"]
    assert good(found) == [SOME[0][1]]
    found = records(".warc", feeds.warc_record("https://x", b" " * (LARGEST + 1)) + feeds.warc(SOME[:1]))
    assert problems(found) == ["the record has more than 64 MB"]
    assert good(found) == [SOME[0][1]]


def test_an_encoding_that_is_not_read_is_one_finding() -> None:
    found = records(".warc", feeds.warc_record("a", feeds.answer(b"x", more="Content-Encoding: br\r\n")))
    assert problems(found) == ["its content encoding 'br' is not read"]


@each_packing
def test_packed_json_lines_go_on_after_a_broken_member(packing: str) -> None:
    ending, pack = PACKED[packing]
    members = [pack([feeds.jsonl([page])]) for page in SOME]
    members[2] = _damaged(members[2])
    found = records(f".jsonl{ending}", b"".join(members))
    assert problems(found) == [f"it is packed with {packing}, and its bytes are damaged"]
    assert good(found) == [text for number, (_, text) in enumerate(SOME) if number != 2]


LEADS_OUT = "its name leads out of the archive; it is not read"


@pytest.mark.parametrize("ending", [".zip", ".tar"])
@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "/etc/x.txt", "a/../../x.txt", "C:\\x.txt", "..\\x.txt"])
def test_a_member_whose_name_leads_out_is_one_finding(ending: str, name: str) -> None:
    make = feeds.zipped if ending == ".zip" else feeds.tarred
    first, second = feeds.files(SOME[:2])
    found = records(ending, make([first, (name, b"x"), second]))
    assert problems(found) == [LEADS_OUT]
    assert good(found) == [text for _, text in SOME[:2]]


def test_links_in_archives_are_not_followed() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind_of, target in ((tarfile.SYMTYPE, "/etc/passwd"), (tarfile.LNKTYPE, "other"), (tarfile.FIFOTYPE, "")):
            info = tarfile.TarInfo(f"{target.rpartition('/')[2] or 'pipe'}.txt")
            info.type, info.linkname = kind_of, target
            archive.addfile(info)
    assert problems(records(".tar", out.getvalue())) == [
        "it is a link to /etc/passwd; it is not followed",
        "it is a link to other; it is not followed",
        "it is no file",
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        zipped.writestr(link, "/etc/passwd")
    assert problems(records(".zip", out.getvalue())) == ["it is a link; it is not followed"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("ending", [".zip", ".tar"])
def test_the_second_of_two_members_of_one_name_is_a_finding(ending: str) -> None:
    make = feeds.zipped if ending == ".zip" else feeds.tarred
    found = records(ending, make([("a.txt", b"one"), ("a.txt", b"two")]))
    assert problems(found) == ["the archive has another member of that name"]
    assert good(found) == ["one"]


def test_members_that_are_no_pages_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(
        feeds.zipped([("a.png", b"x"), (".hidden/x.txt", b"x"), ("a.txt", b"page"), ("__MACOSX/b.txt", b"")])
    )
    pages = Pages([path])
    assert [pages.read(name).text for name in pages] == ["page"]
    assert pages.passed == {"member .png": 1, "hidden member": 2}


def test_a_member_that_is_a_bomb_is_one_finding() -> None:
    found = records(".zip", feeds.zipped([("bomb.txt", b" " * (LARGEST + 1)), *feeds.files(SOME[:1])]))
    assert problems(found) == ["the member, unpacked, has more than 64 MB"]
    assert good(found) == [SOME[0][1]]


@pytest.mark.parametrize("ending", [".jsonl.zst", ".csv.zst", ".warc.zst", ".tar.zst"])
def test_what_unpacks_to_more_than_anything_can_hold_is_one_finding(ending: str) -> None:
    length = 8 * LARGEST
    begin = {".csv.zst": b"url,text\nx,", ".warc.zst": feeds.warc_record("x", b"", Content_Length=str(length))[:-4]}
    frame = zstandard.ZstdCompressor().compressobj()
    bomb = frame.compress(begin.get(ending, b"")) + b"".join(frame.compress(b"x" * LARGEST) for _ in range(8))
    bomb += frame.flush()
    assert len(bomb) < LARGEST // 100
    tracemalloc.start()
    found = records(ending, bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) == 1
    assert peak < 4 * LARGEST
    assert ending == ".tar.zst" or problems(found) == [BOMB]


def test_an_archive_that_holds_more_than_it_can_is_a_bomb() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        for number in range(4):
            archive.writestr(f"{number}.txt", b" " * (LARGEST - 1))
    found = records(".zip", out.getvalue())
    assert len(found) < 4
    assert problems(found) == [BOMB]


def _header(kind_of: bytes, size: int) -> bytes:
    """What is before a member of a tar archive, of a kind and so many bytes."""
    info = tarfile.TarInfo("x")
    info.type, info.size = kind_of, size
    return info.tobuf(tarfile.USTAR_FORMAT)


_ENDLESS = "the archive is broken there, and what follows is lost: what it says of its next member has no end"
_SPARSE = b"22 GNU.sparse.major=1\n22 GNU.sparse.minor=0\n"


@pytest.mark.parametrize(
    "head",
    [
        _header(tarfile.XHDTYPE, 1 << 30),
        _header(tarfile.GNUTYPE_LONGNAME, 1 << 30),
        _header(tarfile.XHDTYPE, len(_SPARSE)) + _SPARSE.ljust(512, b"\0") + _header(tarfile.REGTYPE, 1 << 30),
    ],
    ids=["pax", "name", "sparse"],
)
def test_no_more_is_held_of_what_an_archive_says_of_a_member_than_is_needed(head: bytes) -> None:
    data = feeds.packed([head + b"9\n" * (1 << 24)])
    tracemalloc.start()
    found = records(".tar.gz", data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [one.problem for one in found if one.body != b""] == []
    assert len(found) == 1
    assert peak < 1 << 24


def test_headers_of_headers_are_one_finding() -> None:
    again = _header(tarfile.XHDTYPE, 12) + b"12 path=abc\n".ljust(512, b"\0")
    assert problems(records(".tar", again * 3000)) == [_ENDLESS]


@pytest.mark.parametrize("data", [b"\x01\x02\x05\x00]\0\0\0\4garbage", b"\x09\x14\x05\x00" + b"\xff" * 9])
def test_a_member_that_is_packed_with_anything_else_is_one_finding(data: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("bad.txt", data)
        archive.writestr("good.txt", b"page")
    found = records(".zip", _as_lzma(out.getvalue()))
    assert [one.at for one in found if one.problem] == ["bad.txt"]
    assert good(found) == ["page"]


def _as_lzma(data: bytes) -> bytes:
    """An archive whose first member says of its bytes that they are packed with LZMA."""
    changed = bytearray(data)
    changed[8], changed[data.index(b"PK\x01\x02") + 10] = 14, 14
    return bytes(changed)


def test_a_member_without_a_name_is_a_page_and_no_folder() -> None:
    data = feeds.zipped([("a.txt", b"Bread")]).replace(b"a.txt", b"\0.txt")  # zip reads a name up to a zero byte
    feed = feed_of("x.zip")
    assert feed
    (item,) = feed.records(io.BytesIO(data), Fields(), WHOLE)
    assert isinstance(item, Record)


def test_an_index_whose_texts_are_no_utf8_is_one_finding(tmp_path: Path) -> None:
    path = tmp_path / "index.parquet"
    write_table(pa.table({"filename": ["QQQQ"], "offset": [0]}), path, compression="none", use_dictionary=False)
    path.write_bytes(path.read_bytes().replace(b"QQQQ", b"\xff" * 4))
    feed = feed_of(path.name)
    assert feed
    (item,) = feed.records(io.BytesIO(path.read_bytes()), Fields(), WHOLE)
    assert isinstance(item, Record)
    assert "broken there" in str(item.problem)


@pytest.mark.parametrize(
    "ending", [".zip", ".tar", ".tar.gz", ".tar.zst", ".warc", ".warc.gz", ".warc.zst", ".csv", ".parquet", ".cdxj"]
)
def test_bytes_that_are_nothing_are_a_finding(ending: str) -> None:
    data = Random(7).randbytes(4000)  # noqa: S311  the same every time
    assert problems(records(ending, data))
    assert not good(records(ending, data))


@pytest.mark.parametrize("ending", [".tar", ".tar.gz", ".tar.zst", ".zip"])
def test_an_archive_that_ends_in_the_middle_says_so(ending: str) -> None:
    data = feeds.MADE[ending](SOME)
    found = records(ending, data[: len(data) // 2])
    assert len(problems(found)) == 1


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_feed_that_is_damaged_anywhere_breaks_nothing_else(ending: str) -> None:
    data = feeds.MADE[ending](SOME[:3])
    chance = Random(ending)  # noqa: S311  as above
    for _ in range(60):
        damaged = bytearray(data)
        for _ in range(chance.choice([1, 1, 1, 8])):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        cut = bytes(damaged[: chance.choice([len(damaged), chance.randrange(len(damaged))])])
        found = records(ending, cut)
        assert len(found) < 200
        read = kind(ending).read
        assert read
        for one in found:
            again = read(io.BytesIO(cut), FIELDS, one.at)
            assert again.problem is not None or again.body == one.body


def test_a_name_that_leads_to_no_record_says_so(tmp_path: Path) -> None:
    for ending in ENDINGS:
        path = feeds.write(tmp_path, ending, SOME)
        for at in ("1", "no/such.txt", "99999999", "9" * 20, "9" * 5000, "-1", "0+7", "٣"):
            name = Path(f"{path}#{at}")
            found = Pages([name]).read(name)
            assert found.broken, (ending, at)
            assert found.text == ""


# --- commands --------------------------------------------------------------------------------------------------------


@pytest.fixture
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize("ending", [".jsonl", ".warc.gz", ".zip"])
def test_lint_finds_in_a_feed_what_it_finds_in_files(tool: Tool, ending: str) -> None:
    feed = feeds.write(Path(), ending, SOME)
    names = {str(source.path): number for number, source in enumerate(sources(feed))}
    for number, (_, text) in enumerate(SOME):
        Path(f"{number}.txt").write_text(text, "utf-8", newline="")
    in_feed = tool("lint", feed, "--format", "concise", "--min-severity", "info")
    in_files = tool(
        "lint", *(f"{number}.txt" for number in range(len(SOME))), "--format", "concise", "--min-severity", "info"
    )
    said = in_feed.out
    for name, number in names.items():
        said = said.replace(f"{name}:", f"{number}.txt:")
    assert said == in_files.out
    assert in_feed.code == in_files.code


@pytest.mark.usefixtures("_here")
def test_a_broken_record_is_one_finding_of_lint_and_build(tool: Tool) -> None:
    Path("x.jsonl").write_bytes(feeds.jsonl(SOME[:1]) + b"{oops\n" + feeds.jsonl(SOME[1:2]))
    at = len(feeds.jsonl(SOME[:1]))
    done = tool("lint", "x.jsonl", "--select", "EXT006,EXT013", "--format", "concise")
    assert done.code == 1
    why = "the line is no JSON: Expecting property name enclosed in double quotes (character 2)"
    assert done.out == (
        f"x.jsonl#{at}:1:1: error EXT013 broken record: {why}; the page that it held is not read [broken-record]\n"
    )
    done = tool("build", "x.jsonl", "--out", "out")
    assert done.code == 1
    assert "EXT013" in done.out
    assert "3 pages read, 2 records in out/" in done.err


@pytest.mark.usefixtures("_here")
def test_a_build_of_a_feed_says_where_in_it_each_record_was(tool: Tool) -> None:
    feed = feeds.write(Path(), ".warc.gz", SOME[:2])
    assert tool("build", feed, "--out", "out").code == 0
    lines = [json.loads(line) for line in Path("out/dataset.jsonl").read_text().splitlines()]
    (first,) = [line for line in lines if line["sources"][0]["path"] == "feed.warc.gz#0"]
    assert first["sources"][0]["taken_from"] == {
        "feed": "feed.warc.gz",
        "at": "0",
        "record_id": "<urn:test:https://example.org/page/0>",
        "date": "2026-11-01T12:00:00Z",
        "payload_digest": "sha1:AAAA",
    }
    evidence = json.loads(Path(f"out/evidence/{first['id']}.json").read_text())
    assert evidence["sources"][0]["path"] == "feed.warc.gz#0"
    again = tool("build", feed, "--out", "out")
    assert "unchanged" in again.err or "2 records in out/" in again.err


@pytest.mark.usefixtures("_here")
def test_half_characters_around_a_page_are_written_out(tool: Tool) -> None:
    row = {"url": "https://a/\ud800", "date": "\ud800", "text": SOME[0][1]}
    Path("feed.jsonl").write_text(json.dumps(row), encoding="utf-8")
    Path("feed.tar").write_bytes(feeds.tarred([("\udcff.txt", SOME[1][1].encode())]))
    assert tool("build", "feed.jsonl", "feed.tar", "--fail-on", "never").code == 0
    taken = [
        json.loads(line)["sources"][0]["taken_from"]
        for line in Path("normalized/dataset.jsonl").read_bytes().splitlines()
    ]
    assert {(one["at"], one["date"]) for one in taken} == {("0", "\\ud800"), ("\\udcff.txt", None)}
    assert tool("verify").code == 1  # no file has the names of the pages


@pytest.mark.usefixtures("_here")
def test_records_of_a_feed_that_is_replaced_are_gone(tool: Tool) -> None:
    tool("build", feeds.write(Path(), ".jsonl", SOME[:3]), "--out", "out")
    feeds.write(Path(), ".jsonl", SOME[1:3])
    done = tool("build", "feed.jsonl", "--out", "out", "--prune")
    assert "2 records in out/" in done.err
    assert "removed: " in done.err


@pytest.mark.usefixtures("_here")
def test_parse_and_explain_take_a_record_by_its_name(tool: Tool) -> None:
    feed = feeds.write(Path(), ".jsonl", SOME[:2])
    (first, second) = sources(feed)
    assert json.loads(tool("parse", second.path).out)["sources"][0]["path"] == second.path
    assert tool("explain", second.path).out
    done = tool("parse", feed)
    how = f"name one of its pages, as in {first.path!r}"
    assert (done.code, done.err) == (
        2,
        f"pathingest: feed.jsonl: is a feed, and this command is about one page; {how}\n",
    )
    done = tool("parse", "feed.jsonl#3")
    assert (done.code, done.err) == (
        2,
        "pathingest: feed.jsonl#3: broken record: no record begins there any more\n",
    )
    feeds.write(Path(), ".jsonl", SOME[:1], "one")
    assert tool("parse", "one.jsonl").code == 0


@pytest.mark.usefixtures("_here")
def test_feeds_are_configured(tool: Tool) -> None:
    Path("pathingest.toml").write_text('[feeds]\nurl = "link"\ntext = "page"\n')
    Path("x.jsonl").write_text(json.dumps({"link": SOME[0][0], "page": SOME[0][1]}) + "\n")
    assert tool("build", "x.jsonl", "--out", "out").code == 0
    Path("pathingest.toml").write_text('[feeds]\nurll = "x"\ntext = 3\n')
    done = tool("lint", "x.jsonl")
    assert done.code == 2
    assert "feeds: urll: unknown key; did you mean url?" in done.err
    assert 'feeds: text: expected a name, as in text = "page"; got 3' in done.err
