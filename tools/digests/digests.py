"""Digests of all that comes of pages, for a change of the code that is to change none of it.

    make digests ARGS=before.json              # as the code is now: writes the digests
    make digests ARGS="--compare before.json"  # as it is later: says what differs, and exits 1 if anything does
    make digests ARGS="--show raw/x.txt"       # what the digests of one page are of, to be compared by hand

PYTHONPATH=OTHER/src runs the code of another checkout on the pages of this one; `subjects.py` has the pages. What
counts is said in plain data, so that names in the code and the format of evidence files may change: of a page its
record as JSON, the evidence of each value and the account of its text, the findings of all rules, and what else is
noted; of a text on its own what each reader of values makes of it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import islice
from pathlib import Path

from subjects import ROOT, Case, cases

Digests = dict[str, dict[str, str]]
QUICK = 4  # one case of so many
SHOWN = 20


def written(form: object) -> str:
    """What a digest is of."""
    return form if isinstance(form, str) else json.dumps(form, ensure_ascii=False, indent=1)


def digests(chosen: Iterable[Case]) -> Digests:
    """The digests of cases by their names, part by part."""
    return {case.name: {part: _digest(form) for part, form in parts(case).items()} for case in chosen}


def parts(case: Case) -> dict[str, object]:
    """What comes of a case; an exception, which nothing should raise, is all there is to be said."""
    try:
        return case.parts()
    except Exception as error:  # noqa: BLE001  a bug before is to be there afterwards, or to be missed
        return {"input": "", "raised": f"{type(error).__name__}: {error}"}


def _digest(form: object) -> str:
    return sha256(written(form).encode("utf-8", "surrogatepass")).hexdigest()


def differences(before: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    """Which cases differ, by the part that does; of one whose input is another nothing else is said."""
    found: dict[str, list[str]] = {}
    for name, parts in now.items():
        old = before.get(name)
        if old is None:
            found.setdefault("new", []).append(name)
        elif old["input"] != parts["input"]:
            found.setdefault("input", []).append(name)
        else:
            for part in sorted(old.keys() | parts.keys()):
                if old.get(part) != parts.get(part):
                    found.setdefault(part, []).append(name)
    return found


def main() -> int:
    """Write, compare or show; 1 if something differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", default="digests.json", help="where to write them (default: digests.json)")
    parser.add_argument("--compare", metavar="FILE", help="compare with the digests in this file; write none")
    parser.add_argument("--show", metavar="NAME", help="print what the digests of one case are of")
    parser.add_argument("--quick", action="store_true", help=f"one case of {QUICK} only")
    arguments = parser.parse_args()
    file = Path(arguments.compare or arguments.file).absolute()
    os.chdir(ROOT)  # record files name their pages by paths from here
    if arguments.show:
        return show(arguments.show)
    before = json.loads(file.read_bytes()) if arguments.compare else None
    now = digests(islice(cases(), 0, None, QUICK if arguments.quick else 1))
    if before is not None:
        return compare(before, now, whole=not arguments.quick)
    file.write_text(json.dumps(now, indent=0) + "\n", encoding="utf-8")
    print(f"{len(now)} cases written to {file}")
    return 0


def show(name: str) -> int:
    """Print what the digests of one case are of; 2 if there is none of the name."""
    found = next((case for case in cases() if case.name == name), None)
    if found is None:
        print(f"there is no case {name!r}; a file of digests has all names", file=sys.stderr)
        return 2
    for part, form in parts(found).items():
        print(f"--- {part}\n{written(form)}")
    return 0


def compare(before: Digests, now: Digests, *, whole: bool) -> int:
    """Print what differs, part by part; 1 if anything does, other than that cases are new.

    Of cases that are not the `whole` number none is missed.
    """
    differing = differences(before, now)
    if gone := [name for name in before if whole and name not in now]:
        differing["gone"] = gone
    for part, names in differing.items():
        more = [f"and {len(names) - SHOWN} more"] if len(names) > SHOWN else []
        print("\n    ".join([f"{part}: {len(names)} of {len(now)} cases", *names[:SHOWN], *more]))
    failed = differing.keys() - {"new"}
    print(f"{len(now)} cases compared, {'some differ' if failed else 'none differs'}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
