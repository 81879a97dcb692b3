"""CPU time of the HTML path, as a ratio to a floor, and beside other readers of web pages; what each keeps of a page.

The floor is what no parser of such pages can do without: read the file, parse it with lxml, validate the record with
pydantic, and write it as JSON. The page is a generated one as sites of React save them, with scripts up to 110 KB. All
cases run in one process, interleaved; the median over the rounds of each ratio is reported. Readers that are not
installed are left out: `make bench-html` has all of them.


    python benchmarks/html_path.py [--rounds N] [--memory PAGES]
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import logging
import resource
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from gold import TEMPLATES, GoldPage, gold_page
from gold.oracle import keeps
from pathingest.outputs import json as json_output
from pathingest.pipeline import ingest
from pathingest.sources import read_file

SIZE = 110_000
READERS = {
    "Resiliparse, main content": ("resiliparse.extract.html2text", "text/plain"),
    "inscriptis": ("inscriptis", "text/plain"),
    "trafilatura": ("trafilatura", "text/plain"),
    "readability-lxml": ("readability", "text/html"),
    "markitdown": ("markitdown", "text/markdown"),
}


def page_of(size: int) -> tuple[GoldPage, bytes]:
    """A page of the first template, filled up to `size` bytes by a script, as frameworks do."""
    page = gold_page(TEMPLATES[0], 0)
    filler = b'{"id":"c0ffee","props":{"className":"flex items-center gap-2","children":["$","div",null]}},'
    missing = max(0, size - len(page.html) - 60)
    script = b"<script>self.__next_f=[" + (filler * (missing // len(filler) + 1))[:missing] + b"]</script></body>"
    return page, page.html.replace(b"</body>", script)


def read_by(name: str, module: str, html: str) -> Callable[[], str] | None:
    """How another reader reads the page; null where it is not installed."""
    try:
        library = import_module(module)
    except ImportError:
        return None
    if name.startswith("Resiliparse"):
        return lambda: str(library.extract_plain_text(html, main_content=True))
    if name == "inscriptis":
        return lambda: str(library.get_text(html))
    if name == "trafilatura":
        return lambda: library.extract(html) or ""
    if name == "readability-lxml":
        return lambda: str(library.Document(html).summary())
    return lambda: str(converted(library, html))


def converted(library: object, html: str) -> object:
    """What markitdown makes of the page; it wants a stream of bytes."""
    import io  # noqa: PLC0415  one reader's way

    reader = library.MarkItDown(enable_plugins=False)  # type: ignore[attr-defined]
    return reader.convert_stream(io.BytesIO(html.encode()), file_extension=".html").text_content


def cases(path: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """(name, what is measured)."""
    read = ingest(read_file(path)).pathway
    assert read
    plain = read.model_dump()

    def floor() -> str:
        etree.fromstring(path.read_bytes(), etree.HTMLParser(encoding="utf-8"))
        return type(read).model_validate(plain).model_dump_json(indent=2)

    def record() -> str:
        page = ingest(read_file(path))
        assert page.pathway
        return json_output.record(page.pathway)

    def evidence() -> int:
        page = ingest(read_file(path))
        assert page.pathway
        return len(json_output.record(page.pathway)) + len(page.evidence.leaves)

    yield "floor", floor
    yield "page to record", record
    yield "... and its evidence", evidence
    html = path.read_text(encoding="utf-8")
    for name, (module, _) in READERS.items():
        if reader := read_by(name, module, html):
            yield name, reader


def kept(page: GoldPage, text: str, media_type: str) -> str:
    """The share of the page's facts that a reader's text still holds."""
    found = keeps(page, text, media_type)
    fates = list(found.fates.values())
    return f"{fates.count('kept') / len(fates):7.1%}"


def measure(path: Path, page: GoldPage, rounds: int) -> None:
    """Print a row for each case."""
    named = dict(cases(path))
    times: dict[str, list[float]] = {name: [] for name in named}
    gc.disable()
    for turn in range(rounds + 3):
        for name, case in named.items():
            start = time.process_time()
            case()
            if turn >= 3:
                times[name].append((time.process_time() - start) * 1e6)
        gc.collect()
    print(
        f"one page of {path.stat().st_size / 1000:.0f} KB, median of {rounds} rounds, CPU time; facts that each keeps"
    )
    for name, taken in times.items():
        to_floor = statistics.median(a / b for a, b in zip(taken, times["floor"], strict=True))
        to_ours = statistics.median(a / b for a, b in zip(taken, times["... and its evidence"], strict=True))
        share = ""
        if name in READERS:
            share = kept(page, str(named[name]()), READERS[name][1])
        print(f"{name:28}{statistics.median(taken):9.0f} us {to_floor:7.2f} x floor {to_ours:7.2f} x ours {share}")


def memory(path: Path, pages: int) -> None:
    """Print the peak memory after each fifth of so many pages."""
    for turn in range(pages):
        page = ingest(read_file(path))
        assert len(page.evidence.leaves)
        if (turn + 1) % (pages // 5) == 0:
            print(f"{turn + 1:6} pages: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.1f} MB at most")


def main() -> None:
    """Measure the time, or the memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=40, help="rounds (default: 40)")
    parser.add_argument("--memory", type=int, metavar="PAGES", help="read so many pages, and print the memory instead")
    arguments = parser.parse_args()
    logging.disable()
    warnings.simplefilter("ignore")
    page, html = page_of(SIZE)
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(BrokenPipeError):
        path = Path(folder) / "page.html"
        path.write_bytes(html)
        if arguments.memory:
            memory(path, arguments.memory)
        else:
            measure(path, page, arguments.rounds)


if __name__ == "__main__":
    main()
