"""The time that something takes, for tests that compare it with that of something else in the same run."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


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
