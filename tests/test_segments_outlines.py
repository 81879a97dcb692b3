"""Small pages of each kind, and all that is read of them: texts, levels, cells, links, and where each is written."""

from __future__ import annotations

import tomllib
from html import unescape
from pathlib import Path
from typing import get_args

import pytest

from outlines import outline
from pathingest import segments
from pathingest.model.segment import SegmentKind
from pathingest.model.source import Source
from pathingest.profiles import Selectors
from pathingest.registry import offered
from pathingest.segments import Segmenter, segmenter_for

CASES = {
    f"{path.stem}: {case['name']}": (f"text/{path.stem.partition('-')[0]}", case)
    for path in sorted((Path(__file__).parent / "cases" / "segments").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
}


@pytest.mark.parametrize("name", CASES)
def test_all_that_is_read_of_a_page(name: str) -> None:
    media_type, case = CASES[name]
    segmenter = segmenter_for(media_type)
    assert segmenter
    page = case["page"]
    content = segmenter.segment(Source(page, media_type=media_type), Selectors(**case.get("selectors", {})))
    assert "\n".join(outline(content, page)) == case["rows"].rstrip("\n")
    owned = [line.pieces(0, len(line.text)) for line in content.segments]
    assert [(pieces[0].start, pieces[-1].end) for pieces in owned] == [line.span for line in content.segments]
    addresses = [link.url for line in content.segments if line.markup for link in line.markup.links]
    stated = [said for _, parts in content.statements for segments in parts.values() for said in segments]
    assert {line.kind for line in [*content.segments, *addresses, *stated]} <= {*get_args(SegmentKind)}
    marks = [(mark.start, mark.end) for mark in content.marks]
    assert marks == sorted(marks)
    left = [*page]
    for start, end in [*(piece for pieces in owned for piece in pieces), *marks]:
        left[start:end] = " " * (end - start)
    # Nothing marks what a text or a sign alone leaves, a bullet say; there is no word in it.
    assert media_type == "text/plain" or not any(map(str.isalnum, unescape("".join(left))))


def test_no_other_segmenter_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each imports what the others have no need for."""
    imported: list[str] = []

    def noted(package: str, name: str, kind: type[Segmenter]) -> Segmenter:
        imported.append(name)
        return offered(package, name, kind)

    monkeypatch.setattr(segments, "offered", noted)
    for media_type in ("text/html", "application/xhtml+xml", "text/markdown", "text/plain"):
        segmenter_for.__wrapped__(media_type)
    assert imported == ["html", "html", "markdown", "text"]


def test_a_page_of_another_kind_has_no_segmenter() -> None:
    assert segmenter_for("application/pdf") is None
