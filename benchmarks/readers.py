"""CPU time of reading HTML beside other readers of web pages, and what each keeps of a page; `measuring` says how.

    python benchmarks/readers.py [--rounds N] [--pages N]

Ours is the record with its evidence; the others make text. Those that are not installed are left out: `make bench-html`
has all of them.
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from measuring import STEPS, Reader, Times, fresh, prepare, ratios, short, table, times

WARM, JUDGED = 20, 20
HEAD = ("reader", "× FLOOR-H", "quartiles", "all pages", "× ours", "facts kept")
# Its module, what it writes, and how the module reads a page.
READERS: dict[str, tuple[str, str, Callable[[Any], Reader]]] = {
    "Resiliparse, main content": (
        "resiliparse.extract.html2text",
        "text/plain",
        lambda module: partial(module.extract_plain_text, main_content=True),
    ),
    "inscriptis": ("inscriptis", "text/plain", lambda module: module.get_text),
    "trafilatura": ("trafilatura", "text/plain", lambda module: module.extract),
    "readability-lxml": ("readability", "text/html", lambda module: lambda html: module.Document(html).summary()),
    "markitdown": ("markitdown", "text/markdown", lambda module: partial(marked, module.MarkItDown())),
}


def marked(writer: Any, html: str) -> str:
    """What markitdown makes of a page; it wants a stream of bytes."""
    return str(writer.convert_stream(io.BytesIO(html.encode()), file_extension=".html").text_content)


def readers() -> dict[str, Reader]:
    """How those that are installed read a page."""
    found = {}
    for name, (module, _, reader) in READERS.items():
        with suppress(ImportError):
            found[name] = reader(import_module(module))
    return found


def kept(read: Reader, media_type: str) -> str:
    """The share of pages' facts that are left in a reader's text."""
    from distinct_pages import html_page  # noqa: PLC0415  workers hold nothing beside the readers
    from gold.oracle import keeps  # noqa: PLC0415  as above

    pages = [html_page(seed) for seed in range(JUDGED)]
    fates = [fate for page in pages for fate in keeps(page, str(read(page.text) or ""), media_type).fates.values()]
    return f"{fates.count('kept') / len(fates):.1%}"


def measure(folder: Path, pages: int, rounds: int) -> Iterator[list[str]]:
    """The rows of the table."""
    from distinct_pages import write_pages  # noqa: PLC0415  as above

    write_pages(folder / "html", htmls=range(pages))
    write_pages(folder / "warm", htmls=range(pages, pages + WARM))
    for made in folder.iterdir():
        prepare(made)
    rows = [row for _ in range(rounds) for row in fresh(__file__, "--worker", folder)]
    yield ["pathingest: record", *_cells(rows, STEPS[:1])]
    yield ["pathingest: record and evidence", *_cells(rows, STEPS[:2]), "1", "all, placed"]
    ours = [{"ours": row["record"] + row["evidence"], **row} for row in rows]
    for name, read in readers().items():
        beside, _ = ratios(ours, [name], "ours")
        yield [name, *_cells(rows, [name]), short(beside.median), kept(read, READERS[name][1])]


def _cells(rows: Sequence[Times], steps: Sequence[str]) -> list[str]:
    found, whole = ratios(rows, steps, "FLOOR-H")
    return [*found.cells, short(whole)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="processes (default: 3)")
    parser.add_argument("--pages", type=int, default=200, help="distinct pages that each reads (default: 200)")
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    logging.disable()
    warnings.simplefilter("ignore")
    if arguments.worker:
        pages, warm = (sorted((arguments.worker / name).glob("*.html")) for name in ("html", "warm"))
        print(json.dumps(times(pages, warm, readers())))
        return
    with TemporaryDirectory() as folder:
        rows = list(measure(Path(folder), arguments.pages, arguments.rounds))
    print(table(HEAD, rows))


if __name__ == "__main__":
    main()
