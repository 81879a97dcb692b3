"""Every example in the documentation is executed."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("document", DOCUMENTS, ids=[path.name for path in DOCUMENTS])
def test_examples_give_what_the_document_says(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, _ = doctest.testfile(str(document), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert not failed


@pytest.mark.parametrize("name", ["example.txt", "example.html"])
def test_the_page_in_the_readme_is_the_one_that_its_examples_read(name: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8").strip()
    assert page in (ROOT / "README.md").read_text(encoding="utf-8")
