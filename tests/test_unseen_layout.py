"""A site that no profile knows: what is read of its pages without one, and with one of forty lines.

Pages and records were written before the tool saw a page of the site. docs/unseen-layout.md tells it; `--accept` writes
its profile and its table.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from gold.measure import facts, paired, spelt
from pathingest import parse
from pathingest.profiles import Profile, load_profile
from records import record, residue

CASES = Path(__file__).parent / "cases" / "unseen"
PAGES = sorted(CASES.glob("*.html"))
SHEET = Path(__file__).parents[1] / "docs" / "unseen-layout.md"
PROFILE = CASES / "lanewise.yaml"
FIELDS = "id title from_role to_role headline difficulty timeline salary_change demand views overview transferable_skills \
skills_to_learn roadmap reality_check action_plan faq other claims".split()


class Score(NamedTuple):
    """A page as it was read, against the record that was written by hand; all by field.

    Attributes:
        stated: how many facts the page states.
        right: how many of them the record has.
        wrong: what else the record says, in words; what it keeps under `other`, as no field, is not among it.
        missed: what it has not, in words.
    """

    stated: Counter[str]
    right: Counter[str]
    wrong: tuple[str, ...]
    missed: tuple[str, ...]


def expected(path: Path) -> dict[str, Any]:
    """The record that was written by hand."""
    found: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return found


def read(path: Path, profile: Profile | None) -> dict[str, Any]:
    """The page as the tool reads it, in the shape of the record written by hand."""
    page = parse(path.read_bytes(), path=path.name, profile=profile)
    found = record(page)
    return {**found, "views": found["sources"][0]["views"]} if found else {}


def score(path: Path, profile: Profile | None) -> Score:
    """One page, read and compared."""
    gold, found = expected(path), read(path, profile)
    claims = gold.pop("claims")
    stated, said, wrong = dict(_facts(gold)), {}, []
    for name in gold:
        placed, extra = paired({name: found.get(name)}, {name: gold[name]})
        said |= dict(_facts(placed))
        wrong += [f"{name}: {fact!r}" for item in extra for _, fact in facts(item) if name != "other"]
    wrong += [f"{pointer}: {fact!r}" for pointer, fact in said.items() if stated.get(pointer) != fact]
    claimed = [claim for claim in claims if any(_is_claimed(claim, one) for one in found.get("claims", []))]
    right = [pointer for pointer, fact in stated.items() if said.get(pointer) == fact]
    missed = [f"{pointer}: {fact!r}" for pointer, fact in stated.items() if pointer not in right]
    missed += [f"claims: {claim['text']!r}" for claim in claims if claim not in claimed]
    return Score(
        Counter([*map(_field, stated), *["claims"] * len(claims)]),
        Counter([*map(_field, right), *["claims"] * len(claimed)]),
        tuple(wrong),
        tuple(missed),
    )


def _facts(found: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Facts, and the page's name in its address."""
    yield from facts({name: part for name, part in found.items() if name != "id"})
    if found.get("id"):
        yield "/id", found["id"]


def _field(pointer: str) -> str:
    return pointer.split("/")[1]


def _is_claimed(claim: Mapping[str, Any], ours: Mapping[str, Any]) -> bool:
    """Whether a figure is claimed; the tool's text may hold the words beside it ("closer to 12 months")."""
    same = ours["kind"] == claim["kind"] and claim.get("about") in (None, ours["about"])
    return bool(same and spelt(claim["text"]) in spelt(ours["text"]))


if __name__ == "__main__":
    for path in PAGES:
        for name, profile in (("generic", None), ("lanewise", load_profile(PROFILE))):
            one = score(path, profile)
            print(path.name, name, one.stated.total(), one.right.total(), len(one.wrong))
            print("  wrong", *one.wrong[:60], sep="\n    ")
            if profile: print("  missed", *one.missed, sep="\n    ")
