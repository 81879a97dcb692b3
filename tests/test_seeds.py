"""The reference pages beside the checkout: every fact right, every character accounted for, no sentence copied."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from pathingest.profiles import builtin
from pathingest.values.text import fold
from running import COMMAND

PROJECT = Path(__file__).parents[1]
LONG = 12


@pytest.mark.parametrize("part", ["parse", "evidence"])
def test_the_reference_pages_are_read_as_their_gold_says(part: str, shared: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(shared / "check_gold"), part],
        cwd=PROJECT,
        env={**os.environ, "PATHINGEST": str(COMMAND)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def words(text: str) -> str:
    """The text's words alone, so that layout and spelling hide nothing."""
    return " ".join(re.findall(r"\w+", fold(text)))


@cache
def texts() -> dict[str, str]:
    """The words of every file that the project keeps."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607  whichever git there is
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is no git checkout, so nothing says which files the project keeps")
    paths = [PROJECT / name for name in listed.stdout.split("\0") if name]
    return {str(path): words(path.read_bytes().decode(errors="replace")) for path in paths if path.is_file()}


def long_sentences(text: str) -> list[str]:
    """Sentences of twelve words and more; what the layout says on every page is the site's, not the page's."""
    layout = {words(line) for profile in builtin() for line in profile.boilerplate}
    own = [line for line in text.splitlines() if words(line) not in layout]
    sentences = [words(sentence) for line in own for sentence in re.split(r"(?<=[.!?])\s", line)]
    return [sentence for sentence in sentences if sentence.count(" ") + 1 >= LONG]


def test_no_long_sentence_of_a_reference_page_is_in_the_project(shared: Path) -> None:
    seeds = [path.read_text(encoding="utf-8") for path in sorted((shared / "seeds").glob("*.txt"))]
    sentences = [sentence for seed in seeds for sentence in long_sentences(seed)]
    assert sentences
    copied = [(path, sentence) for path, text in texts().items() for sentence in sentences if sentence in text]
    assert copied == []
