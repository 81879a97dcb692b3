"""Measure the report of many pathways: its size, the time to write it, and the time until a browser shows it.

    PYTHONPATH=tests benchmarks/reporting.py [--pages 500] [--html 50]

Pages are made for it (`tests/distinct_pages.py`). Opening is timed in headless Chromium, from a cold start of the page
until all rows of the overview are laid out and painted; then one pathway after another is opened.
"""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from browsing import browser
from distinct_pages import write_pages
from running import installed

OPENED = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done([
  performance.now(), document.querySelectorAll(".pathways tbody tr").length, document.querySelectorAll("*").length,
]))))"""
PATHWAY = """async (id) => {
  const begun = performance.now();
  location.hash = encodeURIComponent(id);
  await new Promise((done) => addEventListener("hashchange", done, { once: true }));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - begun;
}"""
FILTER = """() => new Promise((done) => {
  const begun = performance.now(), input = document.querySelector("#find");
  input.value = "data";
  input.dispatchEvent(new Event("input"));
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
})"""
ROUNDS = 5
VISITED = 40


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--html", type=int, default=50, help="how many of them are HTML of 110 kB")
    given = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_pages(folder / "raw", range(given.html, given.pages), range(given.html))
        built = timed(folder, "build", "--fail-on", "never", "-q")
        written = timed(folder, "report")
        report = folder / "report.html"
        print(f"{given.pages} pages, {given.html} of them HTML of 110 kB: {report.stat().st_size / 1e6:.1f} MB")
        print(f"build {built:.1f} s, report {written:.1f} s")
        with browser() as opened:
            times, rows, elements = [], 0, 0
            for _ in range(ROUNDS):
                page = opened.new_page(viewport={"width": 1280, "height": 900})
                page.goto(report.as_uri())
                time, rows, elements = page.evaluate(OPENED)
                times.append(time)
                page.close()
            opening = statistics.median(times) / 1000
            print(f"opened in {opening:.2f} s (median of {ROUNDS}): {rows} pathways, {elements} elements")
            page = opened.new_page(viewport={"width": 1280, "height": 900})
            page.goto(report.as_uri())
            print(f"filtered in {page.evaluate(FILTER):.0f} ms")
            ids = page.evaluate("[...document.querySelectorAll('script[data-id]')].map((one) => one.dataset.id)")
            visits = [page.evaluate(PATHWAY, one) for one in ids[:VISITED]]
            print(f"a pathway opened in {statistics.median(visits):.0f} ms (median), {max(visits):.0f} at most")


def timed(folder: Path, *arguments: str) -> float:
    """The seconds that a command takes."""
    begun = perf_counter()
    done = installed(*arguments, cwd=folder)
    assert done.code == 0, done.err
    return perf_counter() - begun


if __name__ == "__main__":
    main()
