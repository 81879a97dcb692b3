"""The pages of the site: every document is one, and no link of them leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import site_pages as pages

ROOT = Path(__file__).resolve().parent.parent


def test_every_document_is_a_page_and_every_link_leads_to_one(tmp_path: Path) -> None:
    count = pages.write(tmp_path)
    written = sorted(tmp_path.rglob("*.md"))
    assert len(written) == count
    assert {path.name for path in written} >= {path.name for path in (ROOT / "docs").glob("*.md")}
    targets = {
        path.parent / link.partition("#")[0]
        for path in written
        for link in re.findall(r"\]\(([^()\s:#]+)\)", path.read_text(encoding="utf-8"))
    }
    assert targets
    assert [target for target in targets if not target.exists()] == []


def test_the_navigation_names_every_page_but_those_of_the_rules() -> None:
    text = (ROOT / "tools" / "site" / "mkdocs.yml").read_text(encoding="utf-8")
    named = {*re.findall(r"[\w./-]+\.md", text)}
    known = {place for place in pages.places().values() if place.endswith(".md")}
    assert {place for place in known - named if not place.startswith("rules/")} == set()


@pytest.mark.parametrize(
    ("name", "text", "linked"),
    [
        ("README.md", "[in CI](docs/ci.md#hooks)", "[in CI](ci.md#hooks)"),
        ("docs/speed.md", "[first](../README.md)", "[first](index.md)"),
        ("docs/rules/README.md", "[manual](../linting.md)", "[manual](../linting.md)"),
        ("docs/speed.md", "[rules](rules)", "[rules](rules/README.md)"),
        ("docs/speed.md", "[`ingest`](../src/pathingest/pipeline.py)", "`ingest`"),
        ("docs/speed.md", "[tests/pages.py](../tests/pages.py)", "`tests/pages.py`"),
        ("docs/speed.md", "[there](https://example.org/x)", "[there](https://example.org/x)"),
        ("docs/speed.md", "![plot](certainty.svg)", "![plot](certainty.svg)"),
        ("docs/speed.md", "```text\n[no](link.md)\n```", "```text\n[no](link.md)\n```"),
    ],
)
def test_links_lead_where_the_pages_are(name: str, text: str, linked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = pages.places()
    read = Path.read_text
    monkeypatch.setattr(Path, "read_text", lambda path, **how: text if path == ROOT / name else read(path, **how))
    assert pages.page(name, known) == linked


def test_a_link_to_nothing_is_told_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: "Text.\n[x](docs/none.md)\n")
    with pytest.raises(pages.BrokenLinkError, match=r"README\.md:2: docs/none\.md is not there"):
        pages.page("README.md", pages.places())
