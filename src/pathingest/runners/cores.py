"""How many processors the machine really grants this process: its affinity, and the quotas of its control groups."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pathingest.sources import read_bytes

_ROOT = Path("/sys/fs/cgroup")
_OF_THIS = Path("/proc/self/cgroup")


def cores(root: Path = _ROOT, of_this: Path = _OF_THIS) -> int:
    """How many processes can work at a time: at least one."""
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, int(min([there, *_quotas(root, of_this)])))


def _quotas(root: Path, of_this: Path) -> Iterator[float]:
    """The quotas of the control groups that this process is in, in processors; of both versions of them."""
    for line in _text(of_this).splitlines():
        _, _, rest = line.partition(":")
        controllers, _, group = rest.partition(":")
        if controllers and "cpu" not in controllers.split(","):
            continue
        above = root if not controllers else root / controllers
        here = above / group.lstrip("/")
        # In a container the group that is named may be outside of what is seen: its root is then the group.
        for folder in (here, *here.parents):
            if not folder.is_relative_to(above):
                break
            yield from _quota(folder)


def _quota(folder: Path) -> Iterator[float]:
    pair = _text(folder / "cpu.max").split() or [
        *_text(folder / "cpu.cfs_quota_us").split(),
        *_text(folder / "cpu.cfs_period_us").split(),
    ]
    if len(pair) == 2 and pair[0].isdigit() and pair[1].isdigit() and int(pair[1]):  # noqa: PLR2004  quota and period
        yield int(pair[0]) / int(pair[1])


def _text(path: Path) -> str:
    try:
        return read_bytes(path).decode("ascii", "replace")
    except OSError:
        return ""
