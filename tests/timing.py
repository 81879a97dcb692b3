"""What something takes: in time, for tests that compare it with something else in the same run, or in lines of code."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any


def seconds(prepare: Callable[[], Callable[[], object]], runs: int = 4) -> float:
    """The least CPU time that something takes in some runs, each prepared anew."""
    times = []
    gc.freeze()  # what other tests left is looked at by no collection
    try:
        for _ in range(runs):
            work = prepare()
            gc.collect()
            gc.disable()  # it looks at all that is there, now and then
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
            gc.enable()
    finally:
        gc.enable()
        gc.unfreeze()
    return min(times)


def steps(work: Callable[[], object], below: str = "") -> int:
    """How many lines of code something runs, each once for every turn of a loop in it.

    Args:
        work: what is done.
        below: where the files are whose lines count, all by default.
    """
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> Callable[..., Any] | None:
        nonlocal count
        if not frame.f_code.co_filename.startswith(below):
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
