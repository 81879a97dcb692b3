"""Which share of records state each field: what a site's new layout shows in, before anybody reads a record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pathingest.model.tuples import NamedTuple

_FIELDS = (
    "title", "language", "from_role", "to_role", "headline", "difficulty", "timeline", "salary_change", "demand",
    "overview", "transferable_skills", "skills_to_learn", "roadmap", "action_plan", "faq",
)  # fmt: skip
# Of the items of a list, what each may state: the share is that of the items.
_OF_ITEMS = (
    ("skills_to_learn", "priority"), ("skills_to_learn", "duration"), ("skills_to_learn", "guidance"),
    ("roadmap", "duration"), ("roadmap", "tasks"), ("roadmap", "resources"), ("faq", "question"), ("faq", "answer"),
)  # fmt: skip
_DIGITS = 4
_SLACK = 1e-9


class Drop(NamedTuple):
    """A field that fewer records state than before: both shares, from 0 to 1."""

    field: str
    before: float
    now: float

    @property
    def fall(self) -> float:
        """By how much it fell."""
        return self.before - self.now


def coverage(lines: Iterable[str]) -> dict[str, float]:
    """The share of records that state each field, by its name; of items of lists, as "roadmap/duration".

    Args:
        lines: records in JSON, one each.
    """
    stated = dict.fromkeys([*_FIELDS, *map("/".join, _OF_ITEMS)], 0)
    items = dict.fromkeys([name for name, _ in _OF_ITEMS], 0)
    count = 0
    for line in lines:
        record: Mapping[str, Any] = json.loads(line)
        count += 1
        for name in _FIELDS:
            stated[name] += bool(record.get(name))
        for name in items:
            items[name] += len(_items(record, name))
        for name, part in _OF_ITEMS:
            stated[f"{name}/{part}"] += sum(bool(item.get(part)) for item in _items(record, name))
    return {
        name: round(number / all_of_them, _DIGITS)
        for name, number in stated.items()
        if (all_of_them := items.get(name.partition("/")[0], 0) if "/" in name else count)
    }


def _items(record: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The items of a list; a record of an earlier build, whose file anybody may have changed, may have none."""
    found = record.get(name)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def drops(before: Mapping[str, float], now: Mapping[str, float], bound: float) -> list[Drop]:
    """The fields whose share fell by more than a bound, from 0 to 1, the worst first."""
    found = [Drop(name, share, now.get(name, 0.0)) for name, share in before.items()]
    return sorted([drop for drop in found if drop.fall > bound + _SLACK], key=lambda drop: -drop.fall)
