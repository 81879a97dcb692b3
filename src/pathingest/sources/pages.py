"""The pages of a run: files, and the records of feeds, each by its name, one after the other."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pathingest.model.errors import PathingestError
from pathingest.model.source import Source
from pathingest.model.tuples import NamedTuple
from pathingest.sources import RECORD, find_pages, located, read_anyway, reason
from pathingest.sources.feeds import WHOLE, Feed, Fields, Part, Place, Record, feed_of
from pathingest.sources.named import called, is_url, opened, read_record, source_of, split

if TYPE_CHECKING:
    from pathingest.sources.stdin import Given

STDIN = "-"
_DEFAULT = Fields()
_AT_ONCE = 16  # pages of a shard: a worker that dies takes so many with it, until it is known which one it is
_BYTES = 1024 * 1024  # of a feed in a shard
_MANY = 12  # shards: some two hundred files, or as many MB of feeds


class Shard(NamedTuple):
    """Pages that one worker reads: some that are named, or those of a part of a feed.

    Attributes:
        names: of files and records, each with its length where that is known.
        feed: the name of a feed.
        part: which of its records.
    """

    names: tuple[Place, ...] = ()
    feed: str = ""
    part: Part = WHOLE


class Named(NamedTuple):
    """What a call names.

    Attributes:
        pages: files, records of feeds, and feeds, in their order.
        others: files in folders that are none of these.
    """

    pages: tuple[Path, ...]
    others: tuple[Path, ...]


class Pages:
    """The pages of a run, in their order, which is gone through once; `read` gives each.

    What a list or an index leads to is met where the list is. A record that is no page of a kind that is read, such as
    an image in a crawl, is not met, but counted.

    Attributes:
        count: how many pages there are; None where only reading the feeds shows it.
        feeds: the feeds that are read, those that lists lead to once these were met.
        passed: how many records were no pages, by the reason.
    """

    def __init__(
        self,
        named: Sequence[Path],
        *,
        inside: Collection[Path] | None = None,
        fields: Fields = _DEFAULT,
        pipe: bool = False,
        given: Given | None = None,
    ) -> None:
        """The pages that are named, of which those that are not inside of one of the real paths are not read.

        Args:
            named: files, records and feeds, see `find`.
            inside: the real paths; None for anywhere.
            fields: what the fields of rows are called.
            pipe: whether a file may be a pipe that the process was given.
            given: the feed that is called "-"; its pages can be read as they are met, and never again.
        """
        self._named = tuple(map(str, named))  # a `Path` is three times as large
        self._inside = inside
        self._fields = fields
        self._pipe = pipe
        self._given = given
        self._now: tuple[str, Source] | None = None
        self._lengths: dict[str, int] = {}
        self.feeds = {called(path) for path in named if self._kind(str(path))}
        self.count = None if self.feeds else len(named)
        self.passed: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Path]:
        """The names of the pages."""
        for name in self._named:
            if self._kind(name):
                yield from self._in_feed(called(name), WHOLE)
            else:
                yield Path(name)

    def read(self, path: Path) -> Source:
        """A page by its name; one that cannot be read gives an empty source that says why."""
        name = str(path)
        if RECORD not in name and not is_url(name):
            return read_anyway(path, inside=self._inside, pipe=self._pipe)
        name = called(path)
        if self._now and self._now[0] == name:
            return self._now[1]
        if self._given and name.startswith(f"{STDIN}{RECORD}"):
            return Source("", name, problem="it came from standard input, and has gone by")
        if found := split(name):
            return read_record(*found, inside=self._inside, fields=self._fields, length=self._lengths.get(name))
        return self._elsewhere(name) if is_url(name) else read_anyway(path, inside=self._inside, pipe=self._pipe)

    def is_there(self, name: str) -> bool:
        """Whether a page is there, that was not met: no record of a feed that was read is."""
        path = located(name)
        if RECORD in name and (found := split(path)):
            return found[0] not in self.feeds and (is_url(found[0]) or Path(found[0]).is_file())
        return path.is_file()

    def of(self, shard: Shard) -> Iterator[Path]:
        """The names of the pages of a shard."""
        if shard.feed:
            yield from self._in_feed(shard.feed, shard.part)
            return
        for name, length in shard.names:
            if length is not None:
                self._lengths = {name: length}
            yield Path(name)

    def halves(self, shard: Shard) -> list[Shard]:
        """A shard in two, by the names of its pages; nothing where it has one."""
        names = shard.names or tuple([Place(str(name)) for name in self.of(shard)])
        middle = len(names) // 2
        return [Shard(names[:middle]), Shard(names[middle:])] if middle else []

    def are_many(self) -> bool:
        """Whether there are so many that several processes read them sooner than one."""
        return len(list(islice(self.shards(), _MANY))) == _MANY

    def shards(self, names_at_once: int = _AT_ONCE, size: int | None = None) -> Iterator[Shard]:
        """The pages in shards of so many names, or so many bytes of a feed, in their order."""
        names: list[Place] = []
        for given in self._named:
            name = called(given)
            found = self._divided(name, size or _BYTES) if self._kind(name) else (Place(given),)
            for item in found:
                if isinstance(item, Place):
                    names.append(item)
                if names and (len(names) == names_at_once or isinstance(item, Shard)):
                    yield Shard(tuple(names))
                    names = []
                if isinstance(item, Shard):
                    yield item
        if names:
            yield Shard(tuple(names))

    def _divided(self, name: str, size: int) -> Iterator[Place | Shard]:
        """A feed in shards, or what a list leads to."""
        feed = self._kind(name)
        if feed and feed.read is None and not feed.divisible(name):
            for item in self._listed(name, WHOLE):
                if isinstance(item, Source):
                    yield Place(str(item.path))
                elif feed_of(item.name):
                    yield from self._divided(item.name, size)
                else:
                    yield item
            return
        self.feeds.add(name)
        length = self.size_of(name) if feed and feed.divisible(name) else 0
        count = max(1, -(-length // size))
        # Of one size: a last one that is small would have all but one of the workers wait while another is worked on.
        starts = [length * number // count for number in range(count)]
        for start, stop in zip(starts, [*starts[1:], None], strict=True):
            yield Shard(feed=name, part=Part(start, stop))

    def size_of(self, name: str) -> int:
        """How many bytes a feed has; none, if it cannot be read, or only once."""
        if self._is_given(name):
            return 0
        try:
            with opened(name, self._inside) as file:
                return file.seek(0, 2)
        except OSError:
            return 0

    def digest_of(self, name: str, part: Part) -> str | None:
        """The digest of a part of a feed; None for one that is elsewhere, or cannot be read, or only once."""
        if is_url(name) or self._is_given(name):
            return None
        digest, left = hashlib.sha256(), part.stop - part.start if part.stop is not None else None
        try:
            with opened(name, self._inside) as file:
                file.seek(part.start)
                while data := file.read(_BYTES if left is None else min(left, _BYTES)):
                    digest.update(data)
                    left = None if left is None else left - len(data)
        except OSError:
            return None
        return digest.hexdigest()

    def _in_feed(self, name: str, part: Part) -> Iterator[Path]:
        for item in self._listed(name, part):
            if isinstance(item, Source):
                self._now = (str(item.path), item)
                yield Path(str(item.path))
                self._now = None
            elif feed_of(item.name):
                yield from self._in_feed(item.name, WHOLE)
            else:
                if item.length is not None:
                    self._lengths = {item.name: item.length}
                yield Path(item.name)

    def _listed(self, name: str, part: Part) -> Iterator[Source | Place]:
        """What is in a feed; what cannot be read of it is a record that is broken."""
        feed = self._kind(name)
        if feed is None:
            return
        self.feeds.add(name)
        last = "0"
        try:
            with self._opened(name) as file:
                for item in feed.records(file, self._fields, part):
                    if isinstance(item, Place):
                        yield self._from(name, item)
                        continue
                    last = item.at
                    if item.passed:
                        self.passed[item.passed] += 1
                    else:
                        yield source_of(name, item)
        except OSError as error:
            yield source_of(name, Record(last, problem=f"the feed {reason(error)}"))

    def _is_given(self, name: str) -> bool:
        return self._given is not None and name == STDIN

    def _kind(self, name: str) -> Feed | None:
        return self._given.feed if self._given and name == STDIN else feed_of(name)

    def _opened(self, name: str) -> AbstractContextManager[BinaryIO]:
        return nullcontext(self._given.file) if self._given and name == STDIN else opened(name, self._inside)

    def _from(self, feed: str, place: Place) -> Place | Source:
        """A place of a list, which is relative to what the configuration says, or else to the list's folder.

        Lists are not followed further than once.
        """
        name, base = place.name, self._fields.base or feed.rpartition("/")[0]
        if is_url(name):
            if not (is_url(base) and called(name).startswith(f"{_place_of(base)}/")):
                why = "it leads elsewhere, and not to where base in [feeds] or the list itself is"
                return source_of(feed, Record(name, problem=why))
        elif not name.startswith("/") or is_url(base):
            name = f"{base.rstrip('/')}/{name.lstrip('/')}" if base else name
        name = called(name)
        kind = feed_of(name)
        if kind and kind.read is None:
            return source_of(feed, Record(place.name, problem="a list leads to another list; name that one itself"))
        return place._replace(name=name)

    def _elsewhere(self, name: str) -> Source:
        """A page that is no file here."""
        from pathingest.sources import from_bytes  # noqa: PLC0415  few are

        try:
            with opened(name, None) as file:
                return from_bytes(file.read(), path=name, url=name if name.startswith("http") else None)
        except OSError as error:
            return Source("", name, problem=f"the file {reason(error)}")


def _place_of(address: str) -> str:
    """The service and the host or bucket of an address."""
    return "/".join(called(address).split("/")[:3])


def find(paths: Iterable[Path], *, feeds_below: bool = False) -> Named:
    """The pages and feeds that paths name, each once; the files in a folder are sorted.

    A file that is named is a page, whatever its name, unless that is a feed's. A path that is not there may be a
    pattern ("crawl/*.warc.gz"). Feeds in folders are among the others, unless they are wanted too.

    Raises:
        PathingestError: a path is not there.
    """
    pages: dict[Path, None] = {}
    others: dict[Path, None] = {}
    for path in paths:
        for one in _matching(path):
            if is_url(str(one)) or split(one) or (feed_of(str(one)) and one.is_file()):
                pages[one] = None
                continue
            found, rest = find_pages([one])
            feeds = [file for file in rest if feeds_below and feed_of(str(file))]
            pages.update(dict.fromkeys(sorted([*found, *feeds]) if feeds else found))
            others.update(dict.fromkeys(rest))
    return Named(tuple(pages), tuple([path for path in others if path not in pages]))


_PATTERN = re.compile(r"[*?\[]")


def _matching(path: Path) -> list[Path]:
    name = str(path)
    if not _PATTERN.search(name) or path.exists():
        return [path]
    if is_url(name):
        from pathingest.sources.named import matching  # noqa: PLC0415  few are

        found = matching(called(name))
    else:
        from glob import glob  # noqa: PLC0415  as above

        found = [Path(each) for each in sorted(glob(name, recursive=True))]  # noqa: PTH207  with "**" as shells have it
    if not found:
        raise PathingestError(f"{path}: no file there has such a name; check the pattern")
    return found
