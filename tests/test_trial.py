"""Rules against an editor: pages whose contradictions, and look-alikes, were written down before they were linted."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pathingest import parse
from pathingest.rules import Corpus, check, stable

FOLDER = Path(__file__).parent / "cases" / "trial"
PAGES: list[dict[str, Any]] = tomllib.loads((FOLDER / "expected.toml").read_text("utf-8"))["page"]


def marked(*values: Any, why: str | None, name: str) -> Any:
    return pytest.param(*values, id=name, marks=[pytest.mark.xfail(reason=why, strict=True)] if why else [])


@cache
def found() -> dict[str, Counter[str]]:
    """The codes found on each page, in one run of all; how a page was read (EXT, STR) is judged elsewhere."""
    enabled = stable()
    corpus = Corpus(enabled, debug=True)
    for entry in PAGES:
        page = parse((FOLDER / entry["file"]).read_bytes(), path=entry["file"])
        corpus.add(page, check(page, enabled, debug=True))
    codes: dict[str, Counter[str]] = {entry["file"]: Counter() for entry in PAGES}
    for finding in corpus.findings():
        if finding.path in codes and finding.code[:3] not in ("EXT", "STR"):
            codes[finding.path][finding.code] += 1
    return codes


@pytest.mark.parametrize(
    ("file", "code"),
    [
        marked(page["file"], code, why=page.get("missed", {}).get(code), name=f"{page['file']}-{code}")
        for page in PAGES
        for code in page["contradictions"]
        if not code.startswith("COR")
    ],
)
def test_a_contradiction_is_found(file: str, code: str) -> None:
    assert found()[file][code]


@pytest.mark.parametrize(
    ("file", "contradictions"),
    [marked(page["file"], page["contradictions"], why=page.get("false_alarm"), name=page["file"]) for page in PAGES],
)
def test_what_only_looks_like_a_contradiction_is_left_alone(file: str, contradictions: list[str]) -> None:
    more = found()[file] - Counter(contradictions)
    assert not [code for code in more if not code.startswith("COR")]


def test_contradictions_across_pages_are_found() -> None:
    planted = {code for page in PAGES for code in page["contradictions"] if code.startswith("COR")}
    assert planted == {code for codes in found().values() for code in codes if code.startswith("COR")}
