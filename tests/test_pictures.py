"""The pictures and figures in the documents are those of today: CI tells when they are to be made anew.

Compared is what a picture shows, noted as it was taken, not its pixels: these differ from machine to machine.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from browsing import needs_chromium

PROJECT = Path(__file__).parents[1]
PICTURES = PROJECT / "docs" / "pictures"
NOTES: dict[str, dict[str, str]] = json.loads((PICTURES / "taken.json").read_text("utf-8"))


def run(*arguments: object) -> str:
    """What a tool of the project prints."""
    path = os.pathsep.join([str(PROJECT / "tests"), str(PROJECT / "src")])
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": path},
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.drift
@needs_chromium
@pytest.mark.parametrize(("script", "of"), [("pictures.py", "report"), ("review.py", "review")])
def test_pictures_show_what_the_pages_show(script: str, of: str, tmp_path: Path) -> None:
    run(PROJECT / "tools" / "pictures" / script, "--notes", tmp_path)
    now = json.loads((tmp_path / "taken.json").read_text("utf-8"))
    then = {name: noted for name, noted in NOTES.items() if name.startswith(of)}
    assert now.keys() == then.keys()
    changed = [name for name in now if now[name]["shows"] != then[name]["shows"]]
    assert not changed, f"`make pictures` takes them anew: {', '.join(changed)}"


@pytest.mark.drift
def test_each_picture_is_the_one_that_was_noted_and_a_document_shows_it() -> None:
    files = {path.name: sha256(path.read_bytes()).hexdigest()[:16] for path in PICTURES.glob("*.png")}
    assert files == {name: noted["file"] for name, noted in NOTES.items()}
    documents = [PROJECT / "README.md", *(PROJECT / "docs").glob("*.md")]
    shown = {name for path in documents for name in re.findall(r"\]\(\S*pictures/(\S+?)\)", path.read_text("utf-8"))}
    assert files.keys() == shown


@pytest.mark.drift
@needs_chromium
def test_the_figures_of_a_review_are_current() -> None:
    printed = run(PROJECT / "tools" / "review" / "count.py").rpartition("in ")[0]
    text = (PROJECT / "docs" / "review.md").read_text("utf-8")
    assert f"count.py -->\n{printed}<!-- end -->" in text, "`make review-count` counts anew"
