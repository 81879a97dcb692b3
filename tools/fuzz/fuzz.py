"""Inputs changed by chance, and the laws that hold of what becomes of them.

    make fuzz ARGS="--minutes 10"                      # all kinds, from a seed that is said
    make fuzz ARGS="--minutes 10 --seed 7 profile"     # some kinds, as they were with that seed
    make fuzz ARGS="--repeat build/fuzz/profile-1c"    # one input again, with the traceback

An input is one of a kind's seeds after mutations (`mutations.py`); `kinds.py` has the kinds and their laws. One that
breaks no law becomes a seed itself, one of seven. An input may take so many times as long as the kind's seeds do for
as many bytes; one that takes longer is tried again before it counts. What fails is made small and written to
`build/fuzz/`, with the command that repeats it.

Each kind has so many inputs first (`LEAST`), and then as much time as the others: what costs little is tried more.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import FrameType

from common import ROOT, BrokenLawError, Kind
from kinds import kinds
from mutations import mutated, smaller
from reached import Reached

FOUND = ROOT / "build" / "fuzz"
SLOWER = 40  # times what the seeds take for as many bytes
HUNG = 60  # seconds
MEMORY = 4 << 30  # bytes
SMALLER = 60  # seconds for making a failing input small
SHORT = 1024  # bytes that take no longer than none
POOL = 400  # inputs of a kind that others are made from
LEAST = 100  # inputs of a kind before kinds are given the same time
MEASURED = range(1, 6)  # numbers of inputs, as each project's command and a run over a feed have one of them
IN_MEMORY = Path("/dev/shm")  # noqa: S108  where files cost nothing, on some systems; what is in it is our own


class HungError(BaseException):
    """An input took so long that it was stopped; no handler of an `Exception` may swallow that."""


def main() -> int:
    """Try inputs for so many minutes, or one again; exit 1 if any fails."""
    parser = argparse.ArgumentParser(description="Inputs changed by chance, and the laws that hold of them.")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="what is tried; all kinds by default")
    parser.add_argument("--minutes", type=float, default=2)
    parser.add_argument("--seed", type=int, default=None, help="by default another one in each run")
    parser.add_argument("--repeat", type=Path, metavar="FILE", help="try one input again")
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.RLIM_INFINITY))
    signal.signal(signal.SIGALRM, _hung)
    os.environ["PATHINGEST_DEBUG"] = "1"  # so that an internal error is raised
    with TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as folder:
        known = kinds(Path(folder))
        if given.repeat:
            return repeat(given.repeat, known)
        chosen = [kind for kind in known if not given.kinds or kind.name in given.kinds]
        seed = given.seed if given.seed is not None else time.time_ns() % 1_000_000
        reached = Reached()
        code = Campaign(chosen, seed).run(60 * given.minutes)
        print(reached.table())
        return code


def repeat(path: Path, known: list[Kind]) -> int:
    """One input again: its file is named after its kind and the number of its laws."""
    name, number = path.name.rsplit(".", 2)[:2]
    kind = next(kind for kind in known if kind.name == name)
    kind.check(path.read_bytes(), int(number))
    print(f"{path}: no law is broken")
    return 0


class Campaign:
    """A run over kinds.

    Attributes:
        tried: how many inputs of each kind were.
        spent: the seconds that they took.
        failed: how many of each failed.
    """

    def __init__(self, chosen: list[Kind], seed: int) -> None:
        self.chosen = chosen
        self.seed = seed
        self.tried: Counter[str] = Counter()
        self.spent: dict[str, float] = {kind.name: 0.0 for kind in chosen}
        self.failed: Counter[str] = Counter()
        self.slowest: dict[str, float] = {}
        self._pools = {kind.name: kind.seeds() for kind in chosen}
        self._known: set[tuple[str, str]] = set()

    def run(self, seconds: float, rounds: int = sys.maxsize) -> int:
        """Try inputs for so long, or so many of each kind, and print a table."""
        print(f"seed {self.seed}: {', '.join(kind.name for kind in self.chosen)}", flush=True)
        begun = time.monotonic()
        paces = {kind.name: self._pace(kind) for kind in self.chosen}
        while time.monotonic() - begun < seconds:
            kind = min(self.chosen, key=self._had)
            if self.tried[kind.name] == rounds:
                break
            self._try(kind, self.tried[kind.name], paces[kind.name])
        self._print(time.monotonic() - begun)
        return 1 if self.failed else 0

    def _had(self, kind: Kind) -> tuple[int, float]:
        """How much a kind had; the one that had least is next."""
        return min(self.tried[kind.name], LEAST), self.spent[kind.name]

    def _pace(self, kind: Kind) -> tuple[float, float]:
        """The seconds that a kind's seeds take at most, and at most for a byte."""
        taken = []
        for number in MEASURED:
            data = self._pools[kind.name][number % len(self._pools[kind.name])]
            kind.check(data, number)  # what is imported and compiled once
            taken.append((_seconds(partial(kind.check, data, number)), max(len(data), SHORT)))
        return max(spent for spent, _ in taken), max(spent / size for spent, size in taken)

    def _try(self, kind: Kind, number: int, pace: tuple[float, float]) -> None:
        pool = self._pools[kind.name]
        begun = time.process_time()
        data = mutated(Random(f"{self.seed} {kind.name} {number}"), pool)
        made = time.process_time()
        why = outcome(kind, data, number)
        taken = time.process_time() - made
        self.tried[kind.name] += 1
        self.spent[kind.name] += time.process_time() - begun
        bound = SLOWER * (pace[0] + pace[1] * len(data))
        self.slowest[kind.name] = max(self.slowest.get(kind.name, 0), taken / bound)
        if not why and taken > bound:
            taken = min(_seconds(lambda: kind.check(data, number)) for _ in range(2))
            why = f"TooSlow: {taken:.1f} s for {len(data)} bytes, {taken / bound:.1f} times the bound" * (taken > bound)
        if why:
            self.failed[kind.name] += 1
            self._report(kind, data, number, why)
        elif len(pool) < POOL and number % 7 == 0:
            pool.append(data)  # what was changed once is changed again

    def _report(self, kind: Kind, data: bytes, number: int, why: str) -> None:
        sign = _sign(why)
        if (kind.name, sign) in self._known:
            return
        self._known.add((kind.name, sign))
        if not why.startswith(("TooSlow", "HungError")):
            data = smallest(data, lambda other: _sign(outcome(kind, other, number)) == sign)
        FOUND.mkdir(parents=True, exist_ok=True)
        path = FOUND / f"{kind.name}.{number}.{hashlib.sha256(data).hexdigest()[:8]}"
        path.write_bytes(data)
        print(f"{kind.name}: {why.strip()}\n  {len(data)} bytes: {data[:200]!r}")
        print(f'  make fuzz ARGS="--repeat {path.relative_to(ROOT)}"', flush=True)

    def _print(self, seconds: float) -> None:
        print("\n| kind | inputs | seconds | failed | slowest, of its bound |\n|---|---:|---:|---:|---:|")
        for name in (kind.name for kind in self.chosen):
            had = f"{self.tried[name]:,} | {self.spent[name]:.0f} | {self.failed[name]}"
            print(f"| {name} | {had} | {self.slowest.get(name, 0):.0%} |")
        print(f"| all | {self.tried.total():,} | {sum(self.spent.values()):.0f} | {self.failed.total()} | |")
        print(f"\n{seconds:.0f} s, seed {self.seed}")


def outcome(kind: Kind, data: bytes, number: int) -> str:
    """What is wrong with an input, and where; empty for nothing."""
    try:
        with _patient():
            kind.check(data, number)
    except (Exception, HungError, SystemExit) as error:  # noqa: BLE001  that is what is looked for
        lines = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
        said = str(error) if isinstance(error, BrokenLawError) else str(error)[:300]
        return f"{type(error).__name__}: {said} ({' > '.join(lines[-3:])})"
    return ""


def smallest(data: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """The data without all that is not needed to fail, as far as that is found in time."""
    end = time.monotonic() + SMALLER
    while time.monotonic() < end:
        found = next((other for other in _until(end, smaller(data)) if fails(other)), None)
        if found is None:
            break
        data = found
    return data


def _until(end: float, found: Iterator[bytes]) -> Iterator[bytes]:
    for data in found:
        if time.monotonic() > end:
            return
        yield data


def _sign(why: str) -> str:
    """What two failures of one cause have in common: the error, and the place if it is known."""
    return why.partition(":")[0] + (why.rpartition(" (")[2] if why.endswith(")") else "")


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    with suppress(Exception):
        work()
    return time.process_time() - begun


@contextmanager
def _patient() -> Iterator[None]:
    signal.alarm(HUNG)
    try:
        yield
    finally:
        signal.alarm(0)


def _hung(_number: int, _frame: FrameType | None) -> None:
    raise HungError(f"it takes more than {HUNG} s")


if __name__ == "__main__":
    sys.exit(main())
