"""Glued names of resources: the rows of cases/values/resources.toml, the laws for any text, and how it was trained."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathingest.values import resources
from pathingest.values.resources import FLAG_BELOW, alternatives, best_splits, line_confidence, split_resources
from values_cases import Row, params

ROOT = Path(__file__).parents[1]
TOOLS = ROOT / "tools" / "resources"
INNER_CAPITALS = [
    *("PyTorch", "GitHub", "MLOps", "OpenReview.net", "LeetCode", "Jake VanderPlas", "iOS", "macOS", "JavaScript"),
    *("YouTube", "McKinsey", "eBay", "LaTeX", "DeepLearning.AI", "AWS re:Invent", "HackTheBox", "3Blue1Brown"),
    *("arXiv.org", "fast.ai", "scikit-learn", "freeCodeCamp", "TensorFlow"),
]
PIECES = st.sampled_from(
    [
        "Coursera",
        "fast.ai",
        "PyTorch",
        "docs",
        "AWS",
        "by",
        "3D",
        "r/",
        "'",
        '"',
        "“",
        "’",
        "(",
        ")",
        ":",
        "&",
        " ",
        "\n",
    ]
)
TEXT = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=20).map("".join))


def visible(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("row", params("resources", having="items"))
def test_split(row: Row) -> None:
    found = split_resources(row["text"], row.get("context", ""))
    assert [item.name for item in found] == row["items"]


@pytest.mark.parametrize("name", INNER_CAPITALS)
def test_a_name_with_inner_capitals_is_one_item(name: str) -> None:
    found = split_resources(name)
    assert [item.name for item in found] == [name]
    assert line_confidence(found) >= FLAG_BELOW


@given(TEXT, st.one_of(st.just(""), TEXT))
def test_items_tile_the_line(line: str, context: str) -> None:
    for split in best_splits(line, context):
        assert visible("".join(item.name for item in split.items)) == visible(line)
        assert all(line[item.start : item.end] == item.name == item.name.strip() for item in split.items)
        assert all(0 <= item.confidence <= 1 for item in split.items)
        assert all(one.end <= other.start for one, other in pairwise(split.items))
    assert split_resources(line, context) == split_resources(line, context)


def test_alternatives_are_other_splits_best_first() -> None:
    line = "SalesTrail guidesMedBoard"
    best, others = split_resources(line), alternatives(line)
    assert others
    assert all(list(split.items) != best for split in others)
    assert [split.confidence for split in others] == sorted((split.confidence for split in others), reverse=True)


def test_prose_of_the_page_knows_names() -> None:
    line = "TurboSquidKitBash3DSketchfab"
    context = "Sell models on TurboSquid; study KitBash3D; look at Sketchfab."
    assert line_confidence(split_resources(line, context)) != line_confidence(split_resources(line))


@pytest.mark.parametrize("unit", ["a", "aA", "Ab ", "tutorials.", "'A", "\n"])
def test_a_megabyte_takes_no_time(unit: str) -> None:
    begun = time.perf_counter()
    found = split_resources(unit * (1_000_000 // len(unit)))
    assert time.perf_counter() - begun < 1
    assert line_confidence(found) == (0 if found else 1)


def test_weights_are_small_and_read_when_first_needed() -> None:
    assert (Path(resources.__file__).with_name("resources.json")).stat().st_size <= 40_000
    code = (
        "import sys; from pathingest.values import resources as r; assert not r.shipped.cache_info().currsize;"
        "r.split_resources('GitHubGitLab'); assert not {'numpy', 'sklearn', 'scipy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def lines_of(name: str) -> list[dict[str, Any]]:
    if not (TOOLS / name).exists():
        pytest.skip(f"no {name} here")
    return [json.loads(row) for row in (TOOLS / name).read_text("utf-8").splitlines()]


def share_right(cases: list[dict[str, Any]]) -> float:
    right: int = sum([i.name for i in split_resources(c["glued"], c.get("context", ""))] == c["items"] for c in cases)
    return right / len(cases)


def test_the_names_of_the_development_set_are_in_no_training_line() -> None:
    composer = runpy.run_path(str(TOOLS / "compose.py"))
    trained = {name.lower() for seed in (1, 2, 3) for line in composer["compose"](seed, 5_000) for name in line.items}
    trained |= {name.lower() for row in composer["items"]() for name in row}
    kept = {name.lower() for case in lines_of("dev_site.jsonl") for name in case["items"]}
    assert kept & trained == set()


def test_the_evaluation_has_no_name_that_training_lists() -> None:
    listed = {name.lower() for row in runpy.run_path(str(TOOLS / "compose.py"))["items"]() for name in row}
    cases = lines_of("eval_site.jsonl")
    assert listed & {name.lower() for case in cases for name in case["items"]} == set()
    assert len(cases) >= 200


def test_the_development_set_is_split_as_well_as_it_was() -> None:
    cases = lines_of("dev_site.jsonl")
    assert sum(len(case["items"]) > 1 for case in cases) >= 250
    assert share_right(cases) >= 0.9


def test_the_evaluation_is_split_as_well_as_it_was() -> None:
    assert share_right(lines_of("eval_site.jsonl")) >= 0.85


@pytest.mark.drift
def test_training_gives_the_shipped_weights() -> None:
    subprocess.run([sys.executable, str(TOOLS / "train.py"), "--check"], check=True)
