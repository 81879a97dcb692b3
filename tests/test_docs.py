"""Every example in the documentation is executed."""

from __future__ import annotations

import doctest
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from console import BLOCK, COMMANDS, DRY, STAND_IN, is_run, named_blocks, run_document, typed
from pathingest.cli.lint import command as lint
from pathingest.config._lint import _ConfigReader

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "docs" / "sample"
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
RUN = [path for path in DOCUMENTS if is_run(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("document", DOCUMENTS, ids=[path.name for path in DOCUMENTS])
def test_examples_give_what_the_document_says(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, _ = doctest.testfile(str(document), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert not failed


@pytest.mark.parametrize("document", RUN, ids=[path.name for path in RUN])
def test_commands_print_what_the_document_says(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Callable[[Path, str], None]
) -> None:
    project = tmp_path / "project"
    shutil.copytree(SAMPLE, project)
    monkeypatch.chdir(project)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "50")
    monkeypatch.setenv("NO_COLOR", "1")
    for name in ("GITHUB_STEP_SUMMARY", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    golden(document, run_document(document.read_text(encoding="utf-8")))


@pytest.mark.parametrize("document", DOCUMENTS, ids=[path.name for path in DOCUMENTS])
def test_every_block_is_found_and_says_its_language(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert len(re.findall(r"^\s*(?:```|~~~)", text, re.MULTILINE)) == 2 * len(BLOCK.findall(text))
    shown = {block["language"] for block in BLOCK.finditer(text) if block["text"].startswith("$ ")}
    assert shown <= COMMANDS


def test_what_is_not_run_as_it_stands_is_still_there() -> None:
    commands = [command for document in DOCUMENTS for command in typed(document.read_text(encoding="utf-8"))]
    assert DRY.keys() <= set(commands)
    assert all(any(name in command.split() for command in commands) for name in STAND_IN)


@pytest.mark.parametrize("document", RUN, ids=[path.name for path in RUN])
def test_a_file_of_the_sample_is_shown_as_it_is(document: Path) -> None:
    for name, text in named_blocks(document.read_text(encoding="utf-8")):
        kept = SAMPLE / name
        assert not kept.exists() or kept.read_text(encoding="utf-8") == text


MANUAL = (ROOT / "docs" / "linting.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("option", [option for parameter in lint.params for option in parameter.opts if "--" in option])
def test_the_manual_names_each_option(option: str) -> None:
    assert option in MANUAL


@pytest.mark.parametrize("key", _ConfigReader(Path("pathingest.toml"), "lint").keys())
def test_the_manual_explains_each_key(key: str) -> None:
    assert re.search(rf"^\|[^|]*`{key}`[^|]*\|", MANUAL, re.MULTILINE)


@pytest.mark.parametrize(("name", "document"), [("example.txt", "README.md"), ("example.html", "docs/reading.md")])
def test_the_page_in_a_document_is_the_one_that_its_examples_read(name: str, document: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8").strip()
    assert page in (ROOT / document).read_text(encoding="utf-8")
