"""The fuzzer finds what it is for, makes it small, and says how to repeat it; its seeds break no law."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from random import Random

import fuzz
import pytest
from common import BrokenLawError, Kind
from kinds import kinds
from mutations import LARGEST, MUTATIONS, mutated

from pathingest.sources.feeds import Record, feed_of

NAMES = sorted(kind.name for kind in kinds(Path()))
SEEDS = [b"name: a\nheadings:\n  overview: [x]\n", b"", b"From Baker to Miller\n\xff\n"]


def chance(number: int) -> Random:
    return Random(f"1 page {number}")  # noqa: S311  it picks samples, never secrets


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Kind]:
    return {kind.name: kind for kind in kinds(tmp_path_factory.mktemp("fuzz"))}


@pytest.mark.parametrize("name", NAMES)
def test_the_seeds_of_a_kind_break_no_law(name: str, known: dict[str, Kind], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATHINGEST_DEBUG", "1")
    seeds = known[name].seeds()
    assert seeds
    for number, data in enumerate(seeds[:4]):
        known[name].check(data, number)


def lost(_: str, __: bytes) -> list[Record]:
    return []


def unread(_: str, data: bytes) -> list[Record]:
    return [Record("0", data, problem="it is broken")]


def other(at: str, _: bytes) -> list[Record]:
    return [Record(at, bytes([0, *range(next(COUNT) % 2)]))]


COUNT = count()


@pytest.mark.parametrize(
    ("records", "why"),
    [(lost, "records of the feed are said to be"), (unread, "is a page and none"), (other, "are others")],
)
def test_a_feed_that_breaks_a_law_is_found(
    records: Callable[[str, bytes], list[Record]], why: str, known: dict[str, Kind], monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = feed_of("feed.csv")
    assert kind
    broken = kind._replace(records=lambda file, *_: iter(records("0", file.read())))
    monkeypatch.setattr("kinds.feed_of", lambda _: broken)
    with pytest.raises(BrokenLawError, match=why):
        known["feed.csv"].check(b"url,text\nx,y\n", 1)


@pytest.mark.parametrize("mutation", MUTATIONS)
@pytest.mark.parametrize("data", SEEDS)
def test_a_mutation_takes_any_data(mutation: Callable[..., bytes], data: bytes) -> None:
    for number in range(20):
        mutation(chance(number), data, SEEDS)


def test_a_number_gives_the_same_input_again() -> None:
    made = [mutated(chance(number), SEEDS) for number in range(100)]
    assert made == [mutated(chance(number), SEEDS) for number in range(100)]
    assert len({*made}) > 80
    assert max(map(len, made)) <= LARGEST


def run(
    check: Callable[[bytes, int], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rounds: int = 1000
) -> tuple[int, list[bytes]]:
    """The exit code of a short run, and what it found."""
    monkeypatch.setattr(fuzz, "FOUND", tmp_path / "build" / "fuzz")
    monkeypatch.setattr(fuzz, "ROOT", tmp_path)
    code = fuzz.Campaign([Kind("page", lambda: list(SEEDS), check)], 1).run(60, rounds)
    return code, [path.read_bytes() for path in sorted((tmp_path / "build" / "fuzz").glob("*"))]


def test_what_raises_is_made_small_and_can_be_repeated(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def check(data: bytes, _: int) -> None:
        if data.count(b"x") > 3:
            raise ValueError("four")

    code, found = run(check, monkeypatch, tmp_path)
    assert (code, found) == (1, [b"xxxx"])
    said = capsys.readouterr().out
    assert "page: ValueError: four" in said
    (path,) = (tmp_path / "build" / "fuzz").iterdir()
    assert f'make fuzz ARGS="--repeat build/fuzz/{path.name}"' in said
    with pytest.raises(ValueError, match="four"):
        fuzz.repeat(path, [Kind("page", lambda: SEEDS, check)])


def test_what_takes_too_long_for_its_size_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def check(data: bytes, _: int) -> None:
        end = time.process_time() + (0.1 if 100 < len(data) < 1000 else 0.0005)
        while time.process_time() < end:
            pass

    code, found = run(check, monkeypatch, tmp_path, 40)
    assert code == 1
    assert [100 < len(data) < 1000 for data in found] == [True]  # one of each cause is kept


def test_what_breaks_no_law_is_counted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(lambda *_: None, monkeypatch, tmp_path, 100) == (0, [])
    assert "| page | 100 | 0 | 0 |" in capsys.readouterr().out


def test_kinds_have_as_much_time_each(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(seconds: float, _: bytes, __: int) -> None:
        end = time.process_time() + seconds
        while time.process_time() < end:
            pass

    monkeypatch.setattr(fuzz, "LEAST", 10)
    costs = {"cheap": 0.0002, "dear": 0.004}
    campaign = fuzz.Campaign([Kind(name, lambda: list(SEEDS), partial(check, cost)) for name, cost in costs.items()], 1)
    campaign.run(60, 400)
    assert campaign.tried["cheap"] == 400
    assert 10 <= campaign.tried["dear"] < 100
    assert campaign.spent["dear"] < 2 * campaign.spent["cheap"]


def test_each_kind_has_some_inputs_whatever_they_take() -> None:
    campaign = fuzz.Campaign([Kind(name, lambda: list(SEEDS), lambda *_: None) for name in ("cheap", "dear")], 1)
    campaign.spent["dear"] = 1e9
    campaign.run(60, fuzz.LEAST + 1)
    assert campaign.tried == {"cheap": fuzz.LEAST + 1, "dear": fuzz.LEAST}


@pytest.mark.skipif(not hasattr(sys, "monitoring"), reason="needs Python 3.12")
def test_lines_that_a_run_reached_are_counted() -> None:
    script = "from reached import *; r = Reached(); from pathingest import parse; parse('x'); print(r.table())"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(fuzz.__file__).parent), *sys.path])}
    said = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True).stdout
    (share,) = re.findall(r"\| all \| [0-9,]+ \| [0-9,]+ \| ([0-9]+)% \|", said)
    assert 0 < int(share) < 50
