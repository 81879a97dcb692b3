"""A page takes the work that it took: lines of code that run, within some per cent of what is kept in cases/costs.json.

Not time, which depends upon the machine. What happens inside of one call (of a pattern, of lxml) shows in no line:
`make bench` measures that. Where it costs more or less for a reason, `make accept ARGS=tests/test_costs.py`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
KEPT = TESTS / "cases" / "costs.json"
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"  # each compiles lines otherwise
TOLERATED = 0.03


def costs(seed: str = "0") -> dict[str, int]:
    """What pages take in a process of their own."""
    names = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, [*sys.path]))}
    done = subprocess.run([sys.executable, TESTS / "costs.py"], env=names, stdout=subprocess.PIPE, check=True)
    found: dict[str, int] = json.loads(done.stdout)
    return found


def settled(known: dict[str, int], now: dict[str, int]) -> dict[str, int]:
    """The costs of now; those that are near what was known stay as they were, so that none creeps."""
    return {
        name: known[name] if name in known and abs(count - known[name]) <= TOLERATED * known[name] else count
        for name, count in now.items()
    }


def test_a_page_takes_the_work_that_it_took(golden: Callable[[Path, str], None], accept: bool) -> None:
    known: dict[str, dict[str, int]] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    if VERSION not in known and not accept:
        pytest.skip(f"nothing is kept for Python {VERSION}")
    known[VERSION] = settled(known.get(VERSION, {}), costs())
    golden(KEPT, json.dumps(known, indent=2) + "\n")


def test_more_than_some_per_cent_either_way_is_another_cost() -> None:
    known = {"a": 1000, "b": 1000, "c": 1000, "d": 1000}
    now = {"a": 1030, "b": 970, "c": 1031, "d": 969, "e": 7}
    assert settled(known, now) == {"a": 1000, "b": 1000, "c": 1031, "d": 969, "e": 7}
