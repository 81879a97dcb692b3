"""Looks the pinned versions up in the index's list of known vulnerabilities; exit 1 if it knows any of them.

    make audit

Where the index does not answer, or does not know a package, that is said and no failure: it is no fault of the change
that is checked.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
FILES = ("run", "dev")
# What is known and does not concern this project, with the reason.
ACCEPTED: Mapping[str, str] = {}
_PATIENCE = 600  # seconds


class Found(NamedTuple):
    """What an audit found: how many packages were looked up, those that were not, and a line for each vulnerability."""

    audited: int
    unknown: tuple[str, ...]
    lines: tuple[str, ...]


def audited(dependencies: Sequence[Mapping[str, Any]]) -> Found:
    """What a list of pip-audit says."""
    unknown = [package["name"] for package in dependencies if "skip_reason" in package]
    lines = [
        f"{package['name']} {package['version']}: {known['id']}"
        + (f", fixed in {', '.join(known['fix_versions'])}" if known.get("fix_versions") else "")
        for package in dependencies
        for known in package.get("vulns", ())
        if ACCEPTED.keys().isdisjoint([known["id"], *known.get("aliases", ())])
    ]
    return Found(len(dependencies) - len(unknown), tuple(unknown), tuple(dict.fromkeys(lines)))


def main() -> int:
    """Audit the pinned versions."""
    files = [part for name in FILES for part in ("--requirement", str(ROOT / "requirements" / f"{name}.txt"))]
    options = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json", *files]
    try:
        done = subprocess.run(
            [str(Path(sys.executable).with_name("pip-audit")), *options],
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE,
        )
        found = audited(json.loads(done.stdout)["dependencies"])
    except (ValueError, LookupError, TypeError, subprocess.TimeoutExpired):
        print("warning: nothing was audited: the index does not answer")
        return 0
    for line in found.lines:
        print(f"error: {line}")
    print(f"{found.audited} packages audited, {len(found.lines)} known vulnerabilities")
    if found.unknown:
        few = ", ".join(found.unknown[:5]) + (" and others" if found.unknown[5:] else "")
        print(f"warning: {len(found.unknown)} packages are unknown to the index: {few}")
    return 1 if found.lines else 0


if __name__ == "__main__":
    sys.exit(main())
