"""Small pages, each written by hand for one thing that pages do; the golden beside it is the right record.

`cases/pages/NAME.txt` or `NAME.html` is the page, `NAME.json` its record with the residue and the findings about its
shape. `NAME.md` is the same page as Markdown, as one extractor or another writes it: its record must be the same. Rules
that weigh what a page says have cases of their own: a new one touches none of these.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pathingest import lint, parse
from pathingest.model.page import Page
from records import Record, record, residue

CASES = Path(__file__).parent / "cases" / "pages"
PAGES = sorted([*CASES.glob("*.txt"), *CASES.glob("*.html")])
MARKDOWN = sorted(CASES.glob("*.md"))
SHAPE = ("EXT", "STR", "INT")
WIDTH = 120
# Goldens that hold the right record, which the parser does not give yet.
NOT_YET = {
    "cut-in-transferable-skills": "the stump of a text, the last line of a cut page, is taken for one more name",
}


def read(name: str) -> str:
    return (CASES / f"{name}.txt").read_bytes().decode()


# --------------------------------------------------------------------------------------------------------------------
# The goldens.


def laid_out(value: Any, indent: str = "", room: int = 0) -> str:
    """JSON in which whatever fits stands on one line: a record that a person can review."""
    line = json.dumps(value, ensure_ascii=False)
    if len(indent) + room + len(line) < WIDTH or not isinstance(value, dict | list) or not value:
        return line
    inside = f"{indent}  "
    parts = list(_parts(value, inside))
    opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
    return f"{opening}\n{inside}" + f",\n{inside}".join(parts) + f"\n{indent}{closing}"


def _parts(value: dict[str, Any] | list[Any], indent: str) -> Iterator[str]:
    if isinstance(value, list):
        yield from (laid_out(item, indent) for item in value)
        return
    for name, item in value.items():
        head = f"{json.dumps(name)}: "
        yield head + laid_out(item, indent, len(head))


def seen(page: Page) -> Record:
    """What the golden holds; of the sources only what was read from the text."""
    found = record(page)
    sources = [{name: source[name] for name in ("rendering", "views")} for source in found.get("sources", [])]
    codes = Counter(finding.code for finding in lint(page, debug=True) if finding.code.startswith(SHAPE))
    kept = {name: value for name, value in found.items() if name != "schema_version"}
    return {"record": {**kept, "sources": sources}, "residue": residue(page), "findings": dict(sorted(codes.items()))}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_page_gives_its_record(
    path: Path, golden: Callable[[Path, str], None], request: pytest.FixtureRequest
) -> None:
    actual = laid_out(seen(parse(path.read_bytes(), path=path.name))) + "\n"
    if path.stem in NOT_YET:  # never rewritten
        request.applymarker(pytest.mark.xfail(reason=NOT_YET[path.stem]))
        assert actual == path.with_suffix(".json").read_text(encoding="utf-8")
    golden(path.with_suffix(".json"), actual)


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: path.stem)
def test_the_page_gives_the_same_record_from_markdown(path: Path) -> None:
    page = parse(path.read_bytes(), path=path.name)
    assert page.pathway
    assert page.pathway.sources[0].rendering == "markdown"
    assert without_sources(seen(page)) == without_sources(seen(parse(path.with_suffix(".txt").read_bytes())))


def without_sources(found: Record) -> Record:
    return {**found, "record": {**found["record"], "sources": None}}


def test_every_golden_has_its_page() -> None:
    assert {path.stem for path in CASES.glob("*.json")} == {path.stem for path in PAGES}
