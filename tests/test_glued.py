"""Glued names of resources: the rows of cases/values/resources.toml, the laws for any text, and how it was trained.

What is kept between lines saves time and changes nothing: each of its forms is compared with doing the work anew.
"""

from __future__ import annotations

import json
import pickle
import re
import runpy
import subprocess
import sys
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pathingest.glued import (
    FLAG_BELOW,
    alternatives,
    best_splits,
    lattice,
    line_confidence,
    model,
    prose,
    split_resources,
)
from pathingest.glued.features import Features
from pathingest.glued.memory import LONGEST, Table
from pathingest.glued.model import Model, shipped, weights_of
from pathingest.glued.names import Names
from pathingest.glued.prose import Prose
from pathingest.glued.seams import MAX_SEAMS, GluedLine, Scanner, shape_of
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
LINES = [
    "LinkedInTwitter/X for AI communityGoogle Scholar for profile",
    "Book: 'Learning' (2nd ed.)r/datascience on RedditGoogle Cloud Skills BoostSQLZoo",
    'O\'Reilly: "Deep Work" by Cal NewportCISSPCISMISACA docs',
    "dbt LearnXdbt LabsXdbtMedBoard.com guidesGoogle",
]


HIDDEN = [
    "Upgrading to Rails 7quiet hours podcast",
    "Introduction to Statisticsmurmur podcast",
    "Learn Pythonmurmur interviews",
    "A Beginner's Guidewhisper podcast",
    "Data Engineering Zoomcampdbt Fundamentals",
    "Learning SAPC Tutorial for Beginners",
    "You Know JSAI School",
    "Coaching SAQEMPRIL manuals",
]
"""Lines of two names whose seam is none of those considered."""


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


@pytest.mark.parametrize("line", HIDDEN)
def test_what_may_hide_a_seam_is_flagged(line: str) -> None:
    assert [item.name for item in split_resources(line)] == [line]
    assert line_confidence(split_resources(line)) < FLAG_BELOW
    assert line_confidence(split_resources(f"MongoDB University{line}")) < FLAG_BELOW


@pytest.mark.parametrize(
    "word",
    [
        *("Springboard", "Guidebook", "Documentation", "Cunningham", "99designs", "3Blue1Brown", "booklets", "NASA"),
        *("MATLAB", "HTML", "CSS3", "OCaml", "JavaScript", "LearnCpp.com", "Microservices", "2nd", "10th", "SQL"),
    ],
)
def test_a_common_word_hides_no_seam(word: str) -> None:
    assert shipped().doubts(f"The {word} (2024)") == []


def test_a_doubt_leaves_a_share_of_the_confidence() -> None:
    used = shipped()
    sure = used.confidence(1.0, "")
    assert used.confidence(1.0, "Pythonmurmur") == round(used._sure * used.calibration["lower"], 4) < FLAG_BELOW < sure
    assert used.confidence(1.0, "Pythonmurmur Statisticsmurmur") == used.confidence(1.0, "Pythonmurmur")
    assert used.confidence(1.0, "Pythonmurmur JSAI") < used.confidence(1.0, "Pythonmurmur")


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


@given(TEXT, TEXT)
@example("QUANTCONNECT1password Purdue GWOresources JavaTpointC++ BIUniversity", "")  # two are equally likely
def test_the_best_split_is_the_same_with_and_without_others(line: str, context: str) -> None:
    assert best_splits(line, context, 1) == best_splits(line, context)[:1]


@pytest.mark.parametrize("most", [1, 4, 100])
def test_a_line_is_not_split_where_that_is_as_likely_as_not(most: int) -> None:
    undecided = Model({}, Names([]), model.trained()["calibration"])
    splits = best_splits("VelvetPine guidesMedBoardOaken", "", most, undecided)
    assert [len(split.items) for split in splits[:2]] == [1, 2][:most]
    assert len({split.confidence for split in splits}) == 1


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
    assert (Path(model.__file__).with_name("trained.json")).stat().st_size <= 40_000
    code = (
        "import sys; from pathingest import glued; assert 'pathingest.glued.model' not in sys.modules;"
        "from pathingest.glued import split_resources, model; assert not model.shipped.cache_info().currsize;"
        "split_resources('GitHubGitLab'); assert not {'numpy', 'sklearn', 'scipy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def anew(most: int) -> Model:
    """The shipped model with tables of its own."""
    data = model.trained()
    return Model(weights_of(data), shipped().names, data["calibration"], most)


NOTHING_KEPT, LITTLE_KEPT = anew(0), anew(3)


@given(st.one_of(st.sampled_from(LINES), TEXT), st.one_of(st.just(""), TEXT))
def test_what_is_kept_of_other_lines_changes_no_result(line: str, context: str) -> None:
    splits = best_splits(line, context)
    assert splits == best_splits(line, context, model=NOTHING_KEPT) == best_splits(line, context, model=LITTLE_KEPT)


def test_a_word_is_kept_unless_the_next_one_decides_where_it_has_a_seam() -> None:
    scanner = Scanner(Names(["dbt Labs", "GitHub Actions"]))

    def seams(text: str) -> tuple[list[int], list[tuple[int, int, str]]]:
        line = GluedLine(text, "", scanner)
        return line.seams, sorted(line.starts.values())

    for _ in range(2):
        assert seams("Xdbt Learn") == ([], [])
        assert seams("Xdbt Labs") == ([1], [(1, 9, "M")])
        assert seams("xGitHub Actions") == ([1, 4], [(1, 15, "M")])
        assert seams("xGitHub actions") == ([1, 4], [])


@pytest.mark.parametrize(
    ("text", "seams"),
    [
        ("guidelinesOpen", ["Open"]),
        ("designersGuild", ["Guild"]),
        ("guideseLearning", ["eLearning", "Learning"]),
        ("docsdevMode", ["devMode", "Mode"]),
    ],
)
def test_the_end_of_a_word_is_no_name_led_by_lower_case(text: str, seams: list[str]) -> None:
    assert [text[at:] for at in shipped().scanner.seams(text, shape_of(text))] == seams


def test_words_met_before_are_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    fresh, looked = anew(1000), Counter[str]()
    look = Scanner._look

    def counted(self: Scanner, line: str, shape: str, low: int, word: str) -> Any:
        looked[word] += 1
        return look(self, line, shape, low, word)

    monkeypatch.setattr(Scanner, "_look", counted)
    for line in LINES:
        GluedLine(line, "", fresh.scanner)
        GluedLine(f"{line} {line}", "", fresh.scanner)
    words = {word for line in LINES for word in f"{line} {line}".split(" ")}
    assert looked.keys() == words
    assert {word for word, times in looked.items() if times > 1} == {word for word in words if word.endswith("dbt")}


def test_alternatives_follow_from_the_same_lattice(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    class Counted(lattice.Lattice):
        def __init__(self, line: GluedLine, of: Model) -> None:
            made.append(line.text)
            super().__init__(line, of)

    monkeypatch.setattr(lattice, "Lattice", Counted)
    line = "VelvetPine guidesMedBoardOaken"
    assert split_resources(line, "prose")
    assert alternatives(line, "prose")
    assert made == [line]


@given(TEXT, TEXT)
def test_each_feature_counts_once_and_scores_are_their_sums(line: str, context: str) -> None:
    noted: list[str] = []

    def note(feature: str, default: int) -> int:
        noted.append(feature)
        return default

    names, weights = shipped().names, weights_of(model.trained())
    read = GluedLine(line or "-", context, Scanner(names, most=0))
    noting, summing = Features(note, names, most=0), Features(weights.get, names)
    for index in range(min(len(read.seams), MAX_SEAMS)):
        noted.clear()
        score = summing.seam(read, index).score + summing.history(read, read.start, summing.seam(read, index))
        noting.history(read, read.start, noting.seam(read, index))
        assert len(noted) == len(set(noted))
        assert score == sum(weights.get(feature, 0) for feature in noted)


def test_no_score_is_at_the_bound_where_rounding_would_decide() -> None:
    assert all(isinstance(weight, int) for weight in weights_of(model.trained()).values())
    assert lattice.PRUNE % 1


@given(
    st.text(alphabet=st.one_of(st.characters(exclude_categories=[]), st.sampled_from("aB0.'’ _-é\ud800")), max_size=40)
)
def test_prose_is_all_words_in_their_order(text: str) -> None:
    words = re.findall(r"[^\W_]+(?:[.'’][^\W_]+)*", text)
    found, pairs = Prose(text), set(pairwise(words))
    assert found.words == set(words)
    assert {(one, other) for one in words for other in words if found.has_pair(one, other)} == pairs


def test_what_the_prose_has_only_as_the_line_itself_is_no_prose() -> None:
    line = "GitHub ActionsMedBoard"
    found = Prose(f"Read {line}, then {line}. MedBoard.")
    assert found.only_in(line, 2) == {"GitHub", "ActionsMedBoard", ("GitHub", "ActionsMedBoard")}
    assert found.only_in("MedBoard", 1) == {"MedBoard"}
    assert best_splits(line, f"Read on. {line}") == best_splits(line, "Read on.")
    assert best_splits(line, f"Read on. {line} MedBoard.") == best_splits(line, "Read on. MedBoard.")


def test_the_prose_is_read_once_for_all_lines_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    class Counted(Prose):
        def __init__(self, text: str) -> None:
            read.append(text)
            super().__init__(text)

    monkeypatch.setattr(prose, "Prose", Counted)
    lines = [f"MedBoard{number}SalesTrail guides" for number in range(50)]
    context = "\n".join(["A page of its own.", *lines[::2]])
    for line in lines:
        split_resources(line, context)
    assert read == [context]


def test_a_table_keeps_so_many_values_and_no_long_words() -> None:
    called = Counter[str]()

    def length(word: str, *_: int) -> int:
        called[word] += 1
        return len(word)

    table = Table(length, most=2)
    assert [table["a"], table["a"], table["b", 1], table["b", 1]] == [1, 1, 1, 1]
    assert called == {"a": 1, "b": 1}
    assert table["c"] == 1
    assert list(table) == ["c"]
    assert table["d" * (LONGEST + 1)] == LONGEST + 1
    assert table["e" * LONGEST] == LONGEST
    assert [len(word) for word in table] == [1, LONGEST]


def test_splits_can_be_sent_to_another_process() -> None:
    splits = best_splits("GitHubGitLab")
    assert pickle.loads(pickle.dumps(splits)) == splits  # noqa: S301  made here


def lines_of(name: str) -> list[dict[str, Any]]:
    if not (TOOLS / name).exists():
        pytest.skip(f"no {name} here")
    return [json.loads(row) for row in (TOOLS / name).read_text("utf-8").splitlines()]


def is_right(case: dict[str, Any]) -> bool:
    names = [item.name for item in split_resources(case["glued"], case.get("context", ""))]
    return bool(names == case["items"])


def share_right(cases: list[dict[str, Any]]) -> float:
    return sum(map(is_right, cases)) / len(cases)


def not_flagged(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        case for case in cases if line_confidence(split_resources(case["glued"], case.get("context", ""))) >= FLAG_BELOW
    ]


@pytest.mark.parametrize("name", ["dev_site.jsonl", "eval_site.jsonl"])
def test_what_is_not_flagged_is_right(name: str) -> None:
    cases = lines_of(name)
    sure = not_flagged(cases)
    assert share_right(sure) >= 0.985
    assert len(sure) >= 0.66 * len(cases)


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
