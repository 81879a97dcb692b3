"""No page holds itself: what is let go is freed at once, and nothing of it is left for the garbage collector."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pathingest import lint, parse
from pathingest.dataset.merge import merge
from pathingest.model.page import Page
from pathingest.pipeline import ingest, ingest_safely
from pathingest.records import read_record
from pathingest.rules import compare, rules
from pathingest.sources import from_text, read_file

PROJECT = Path(__file__).parents[1]
RAW = sorted((PROJECT / "raw").iterdir())
RECORDS = sorted((PROJECT / "normalized").glob("*-to-*.json"))
EVERY_RULE = [rule.code for _, rule in rules()]


@pytest.fixture(autouse=True)
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No collection but those that a test asks for."""
    monkeypatch.chdir(PROJECT)
    gc.disable()
    yield
    gc.enable()


def used(page: Page) -> Page:
    """The page, once all that it makes when it is asked for is made."""
    lint(page, EVERY_RULE, debug=True)
    _ = page.pathway, page.texts, page.raw, page.evidence.leaves, page.evidence.accounts[0].stretches
    return page


def left_behind(read: Callable[[], Page]) -> int:
    """How many objects of a page only the collector finds; what reading it once makes for all pages is made before."""
    used(read())
    gc.collect()
    page = weakref.ref(used(read()))
    assert page() is None
    return gc.collect()


def test_the_command_alone_has_the_collector_look_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    before = gc.get_threshold()
    gc.set_threshold(700)  # Python's own: that of the tests is another
    from pathingest import cli  # noqa: PLC0415  importing must not change it

    assert gc.get_threshold()[0] == 700
    monkeypatch.setattr("sys.argv", ["pathingest", "--version"])
    try:
        with pytest.raises(SystemExit):
            cli.main()
        assert gc.get_threshold()[0] > 100 * 700
        assert len(gc.get_objects()) < gc.get_freeze_count()  # at the end it need not look at all
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@pytest.mark.parametrize("path", RAW, ids=lambda path: path.name)
def test_a_raw_page_leaves_nothing_behind(path: Path) -> None:
    assert left_behind(lambda: ingest(read_file(path))) == 0


@pytest.mark.parametrize("path", RECORDS[:4], ids=lambda path: path.name)
def test_a_record_file_leaves_nothing_behind(path: Path) -> None:
    assert left_behind(lambda: read_record(path)) == 0


@pytest.mark.parametrize("text", ["", "Nothing of a pathway.", "<html><p>Nor here.", "\udcff"])
def test_a_page_without_a_record_leaves_nothing_behind(text: str) -> None:
    assert left_behind(lambda: parse(text)) == 0


def test_a_record_file_that_is_none_leaves_nothing_behind() -> None:
    assert left_behind(lambda: read_record(from_text("{", path="x.json"))) == 0


def test_a_page_that_meets_a_bug_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("pathingest.pipeline.outline", broken)
    assert left_behind(lambda: ingest_safely(read_file(RAW[0]))) == 0


def test_merging_leaves_nothing_behind() -> None:
    def together() -> Page:
        pages = [ingest(read_file(path)) for path in RAW if path.stem == "data-analyst-to-mlops-engineer"]
        for comparison in merge(pages).comparisons:
            compare(comparison)
        return pages[0]

    assert left_behind(together) == 0
