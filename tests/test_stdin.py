"""Feeds on standard input: read as they come, with what a file of the same bytes gives."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

import feeds
from pathingest.model.source import Source
from pathingest.sources.feeds import LARGEST
from pathingest.sources.pages import STDIN, Pages
from pathingest.sources.stdin import Given, feed_in, passing
from running import Done, installed

SOME = feeds.pages(8)
ENDINGS = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".warc", ".warc.gz", ".warc.zst")
KEPT = 256 * 1024  # bytes


class Pipe(io.RawIOBase):
    """What can be read once, and counts what was."""

    def __init__(self, data: bytes) -> None:
        self._left = io.BytesIO(data)
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = self._left.readinto(buffer)
        self.taken += count
        return count


def given(data: bytes, kept: int = LARGEST) -> tuple[Pages, Pipe]:
    """The pages of a feed that comes through a pipe."""
    pipe = Pipe(data)
    file = passing(io.BufferedReader(pipe), kept)
    kind = feed_in(file)
    assert kind
    return Pages([Path(STDIN)], given=Given(kind, file)), pipe


def read(pages: Pages) -> list[Source]:
    return [pages.read(name) for name in pages]


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]


@pytest.fixture
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_pipe_gives_the_pages_of_the_file(tmp_path: Path, ending: str) -> None:
    path = feeds.write(tmp_path, ending, SOME)
    found = read(given(path.read_bytes())[0])
    assert [source.text for source in found] == [text for _, text in SOME]
    names = [str(name).rpartition("#")[2] for name in Pages([path])]
    assert [source.path for source in found] == [f"-#{at}" for at in names]


@pytest.mark.parametrize("ending", ENDINGS)
def test_pages_are_read_as_they_come(ending: str) -> None:
    data = feeds.MADE[ending](SOME * 60)
    rest = Random(7).randbytes(4 * 1024 * 1024)  # noqa: S311  the same every time
    pages, pipe = given(data + rest)
    first = next(iter(pages))
    assert pages.read(first).text == SOME[0][1]
    assert pipe.taken < 2 * 1024 * 1024


@pytest.mark.parametrize(
    "data",
    [b"", b"From Baker to Miller", b"<html>", b'{\n  "id": 1', gzip.compress(b"text", mtime=0), b"\x1f\x8b\x08oops"],
)
def test_other_bytes_are_no_feed(data: bytes) -> None:
    file = passing(io.BytesIO(data))
    assert feed_in(file) is None
    assert file.read() == data


def test_one_can_go_back_for_a_while() -> None:
    data = bytes(range(256)) * 8192
    file = passing(io.BytesIO(data), KEPT)
    assert file.seek(0, 2) == len(data)
    file.seek(len(data) - KEPT)
    assert file.read() == data[-KEPT:]
    file.seek(len(data) - 2 * KEPT)
    with pytest.raises(OSError, match="has gone by"):
        file.read(1)


def test_what_is_looked_for_too_far_back_is_one_finding() -> None:
    kept = 4 * 1024 * 1024
    record = feeds.warc_record("https://x", feeds.answer(b"x" * 2 * kept))
    first, *rest = feeds.warc_records(SOME)
    found = read(given(first + record + b"".join(rest), kept)[0])
    assert found[0].text == SOME[0][1]
    assert [source.broken for source in found] == [False, True]
    assert "has gone by; save it to a file" in str(found[1].problem)


def test_a_page_that_has_gone_by_is_not_read_again() -> None:
    pages, _ = given(feeds.warc_gz(SOME))
    names = list(pages)
    assert pages.read(names[0]).problem == "it came from standard input, and has gone by"


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
def test_a_crawl_of_what_is_cut_off_has_all_that_was_whole(ending: str) -> None:
    data = feeds.MADE[ending](SOME)[:-200]
    done = installed("crawl", "-", "--out", "out", given=data)
    assert done.code == 0, done.err
    assert done.err.startswith("8 pages: 7 records, 1 broken record; ")
    (found,) = [one for one in lines(Path("out/findings/part-00000-of-00001.jsonl.gz")) if one["code"] == "EXT013"]
    assert "ends" in found["message"]
    assert found["path"].startswith("-#")
    Path(f"feed{ending}").write_bytes(data)
    installed("crawl", f"feed{ending}", "--out", "other")
    for kind in ("records", "evidence", "findings"):
        made, other = (Path(out, kind, "part-00000-of-00001.jsonl.gz") for out in ("out", "other"))
        text = gzip.decompress(other.read_bytes()).replace(f"feed{ending}".encode(), b"-")
        assert _without_fingerprints(gzip.decompress(made.read_bytes())) == _without_fingerprints(text)


def _without_fingerprints(data: bytes) -> list[Any]:
    found = [json.loads(line) for line in data.splitlines()]
    return [{name: value for name, value in one.items() if name != "fingerprint"} for one in found]


@pytest.mark.usefixtures("_here")
def test_what_one_run_was_given_is_not_taken_for_what_another_is() -> None:
    assert installed("crawl", "-", "--out", "out", given=feeds.warc_gz(SOME[:2])).code == 0
    done = installed("crawl", "-", "--out", "out", given=feeds.warc_gz(SOME[2:]))
    why = "out: has what standard input gave another run; name another folder, or delete it"
    assert (done.code, done.err) == (2, f"pathingest: {why}\n")
    assert Path("out/_SUCCESS").exists()


@pytest.mark.usefixtures("_here")
def test_what_all_pages_show_follows_without_reading_them_again() -> None:
    again = [(f"{url}?again", f"{text}\n") for url, text in SOME[:1]]
    done = installed("crawl", "-", "--out", "out", "--reduce", given=feeds.jsonl([*SOME, *again]))
    assert (done.code, done.err.splitlines()[0]) == (0, "8 pathways in out/pathways.jsonl.gz")
    assert sum(len(one["pages"]) for one in lines(Path("out/pathways.jsonl.gz"))) == 9
    assert lines(Path("out/merged.jsonl.gz")) == []


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize(
    ("arguments", "data", "why"),
    [
        (("-",), b"From Baker to Miller", "-: neither WARC nor JSON Lines by its first bytes"),
        (("-", "x.jsonl"), b"", "- stands alone"),
        (("-", "--jobs", "2"), b"", "- stands alone"),
    ],
)
def test_what_is_no_feed_or_does_not_fit_is_one_line(arguments: tuple[str, ...], data: bytes, why: str) -> None:
    done = installed("crawl", *arguments, "--out", "out", given=data)
    assert done.code == 2
    assert why in done.err
    assert not Path("out").exists()


def _linted(done: Done, name: str) -> list[str]:
    return [line.replace(f"{name}#", "-#") for line in done.out.splitlines()]


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize("ending", [".jsonl", ".warc.gz"])
def test_lint_finds_on_standard_input_what_it_finds_in_the_file(ending: str) -> None:
    path = feeds.write(Path(), ending, SOME)
    options = ("--format", "concise", "--min-severity", "info", "--jobs", "2")
    piped = installed("lint", "-", *options, given=path.read_bytes())
    named = installed("lint", path, *options)
    assert _linted(piped, "-") == _linted(named, path.name)
    assert piped.code == named.code
    assert len(piped.out.splitlines()) > len(SOME)


@pytest.mark.usefixtures("_here")
def test_lint_of_a_page_is_as_before_and_build_names_who_reads_feeds() -> None:
    done = installed("lint", "-", "--format", "concise", given=SOME[0][1].encode())
    assert done.out.startswith("-:")
    done = installed("build", "-", given=feeds.warc_gz(SOME))
    assert done.code == 2
    assert "`pathingest crawl -` reads a feed" in done.err
