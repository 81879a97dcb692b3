"""Who examines what: for each rule, a function that makes a defect, and one that makes what only looks like it.

Each gets chance alone, and gives the files of one case. It is written against the rule's documentation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

Case = Mapping[str, str | bytes]
Examiner = Callable[[Random], Case]

DEFECTS: dict[str, Examiner] = {}
NEAR_MISSES: dict[str, Examiner] = {}


def defect(code: str) -> Callable[[Examiner], Examiner]:
    """The function makes cases in which the rule must find something."""
    return lambda examiner: DEFECTS.setdefault(code, examiner)


def near_miss(code: str) -> Callable[[Examiner], Examiner]:
    """The function makes cases in which it must not."""
    return lambda examiner: NEAR_MISSES.setdefault(code, examiner)


def case(examiner: Examiner, kind: str, code: str, seed: int) -> Case:
    """One case; the same seed gives the same one."""
    return examiner(Random(f"{kind} {code} {seed}"))  # noqa: S311
