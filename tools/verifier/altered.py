"""Measure the verifier: of random changes of one character in a record, its evidence or its page, how many it finds.

    tools/verifier/altered.py [--count 10000] [--seed 1] [--without-digest] [FOLDER…]

Pages are those of raw/, tests/cases and the folders that are named. The same changes are given to the verifier in
Python and, where node is there, to the one that reports carry.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import random
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pathingest.outputs import json as json_output
from pathingest.pipeline import ingest_safely
from pathingest.sources import find_pages, read_file
from pathingest.verifier import verify

PROJECT = Path(__file__).parents[2]
CHECK = Path(__file__).with_name("check.mjs")
KINDS = ("record", "evidence", "page")
_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z0-9]+);?")


class Case(NamedTuple):
    """The files of a record, as texts; `page` is in UTF-8."""

    name: str
    record: str
    evidence: str
    page: str
    digest: str | None

    def changed(self, kind: str, text: str) -> Case:
        """With another text in the place of one."""
        return self._replace(**{kind: text})


def cases(folders: Iterable[Path]) -> Iterator[Case]:
    """A case for each page in folders that has a record and is UTF-8."""
    for path in find_pages(folders)[0]:
        source = read_file(path)
        page = ingest_safely(source)
        if page.pathway is None or source.text.encode("utf-8", "surrogatepass") != path.read_bytes():
            continue
        record = json_output.record(page.pathway).encode("utf-8", "backslashreplace").decode()
        evidence = json_output.evidence(page.evidence).encode("utf-8", "backslashreplace").decode()
        digest = hashlib.sha256(record.encode()).hexdigest()
        yield Case(str(path), record, evidence, source.text, digest)


def changes(found: Sequence[Case], count: int, seed: int) -> Iterator[tuple[str, Case]]:
    """Random changes of one character: to another one of the same file, or to any of ASCII."""
    chance = random.Random(seed)
    for _ in range(count):
        case, kind = chance.choice(found), chance.choice(KINDS)
        text: str = getattr(case, kind)
        at = chance.randrange(len(text))
        new = text[at]
        while new == text[at]:
            new = chance.choice(text) if chance.random() < 0.5 else chr(chance.randrange(32, 127))
        yield kind, case.changed(kind, text[:at] + new + text[at + 1 :])


def in_python(case: Case) -> int:
    """The number of faults."""
    return len(verify(case.record.encode(), case.evidence.encode(), [case.page.encode()], case.digest))


def in_javascript(found: Sequence[Case]) -> list[int]:
    """The same of each case by the verifier of reports."""
    lines = "".join(json.dumps(_plain(case)) + "\n" for case in found)
    done = subprocess.run(
        [str(shutil.which("node")), str(CHECK)],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    return [len(json.loads(line)) for line in done.stdout.splitlines()]


def _plain(case: Case) -> dict[str, Any]:
    references = {one: html.unescape(one) for one in set(_REFERENCE.findall(case.page))}
    return {
        "record": case.record,
        "evidence": case.evidence,
        "pages": [{"text": case.page, "bytes": None}],
        "digest": case.digest,
        "overrides": None,
        "references": references,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without-digest", action="store_true", help="leave out the digest that the manifest has")
    given = parser.parse_args()
    found = list(cases([PROJECT / "raw", PROJECT / "tests" / "cases", *given.folders]))
    if given.without_digest:
        found = [case._replace(digest=None) for case in found]
    unchanged = [in_python(case) for case in found]
    print(f"{len(found)} records, unchanged: {sum(map(bool, unchanged))} with faults in Python", end="")
    node = shutil.which("node") is not None
    print(f", {sum(map(bool, in_javascript(found)))} in JavaScript" if node else ", no node")
    made = list(changes(found, given.count, given.seed))
    caught = {"Python": [bool(in_python(case)) for _, case in made]}
    if node:
        caught["JavaScript"] = [bool(number) for number in in_javascript([case for _, case in made])]
    for name, results in caught.items():
        missed = [kind for (kind, _), one in zip(made, results, strict=True) if not one]
        of = ", ".join(f"{missed.count(kind)} of {sum(one == kind for one, _ in made)} in the {kind}" for kind in KINDS)
        print(f"{name}: {100 * sum(results) / len(results):.2f} % of {len(results)} changes found; missed {of}")
    for (kind, case), *results in zip(made, *caught.values(), strict=True):
        if not all(results):
            original = next(one for one in found if one.name == case.name)
            old, new = getattr(original, kind), getattr(case, kind)
            at = next(i for i, (one, other) in enumerate(zip(old, new, strict=True)) if one != other)
            print(f"  {case.name}: {kind}: {old[max(0, at - 30) : at + 30]!r}: {old[at]!r} became {new[at]!r}")


if __name__ == "__main__":
    main()
