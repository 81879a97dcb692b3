"""Looking into records: their leaves, JSON Pointers, and the facts that can be compared with a gold page's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pages as gold

if TYPE_CHECKING:
    from pathingest.model.page import Page

Record = dict[str, Any]
PROOFLESS = ("/schema_version", "/sources")


def record(page: Page) -> Record:
    """The page's record as JSON data; empty for a page without one."""
    return page.pathway.model_dump(mode="json") if page.pathway else {}


def content(page: Page) -> Record:
    """What the page says: its record without where it came from."""
    return {name: value for name, value in record(page).items() if name != "sources"}


def leaves(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """(JSON Pointer, value) of every leaf that is not null."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from leaves(item, f"{pointer}/{i}")
    elif value is not None:
        yield pointer, value


def stated(page: Page) -> dict[str, Any]:
    """The leaves that need a proof, by pointer."""
    return to_prove(record(page))


def to_prove(found: Record) -> Record:
    """The leaves of a record that need a proof, by pointer."""
    return {pointer: value for pointer, value in leaves(found) if not pointer.startswith(PROOFLESS)}


def resolve(document: Any, pointer: str) -> Any:
    """What a JSON Pointer points to.

    Raises:
        LookupError: it points to nothing.
    """
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        document = document[int(name)] if isinstance(document, list) else document[name]
    return document


def residue(page: Page) -> list[str]:
    """The stretches that nothing accounts for."""
    return [page.source.text[s.start : s.end] for s in page.evidence.accounts[0].stretches if s.role == "residue"]


def facts(page: Page) -> Record:
    """The record in the shape of `pages.record_of`: without what is computed, resources by their names."""
    found = record(page)
    return {name: _facts(found[name]) for name in gold.record_of(BLANK)} if found else {}


def _facts(value: Any) -> Any:
    if isinstance(value, list):
        return [_facts(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "url" in value:
        return value["name"]
    if "horizon" in value:
        horizon = value["horizon"]
        return {**value, "horizon": horizon and {name: horizon[name] for name in ("min", "max", "unit")}}
    return {name: _facts(item) for name, item in value.items() if name != "weeks"}


BLANK = gold.GoldPage(
    views=1,
    from_role=gold.GoldRole("Baker", None),
    to_role=gold.GoldRole("Miller", None),
    headline="Your Complete Transition Guide",
    headline_duration=None,
    difficulty=None,
    timeline=None,
    salary_change=None,
    demand=None,
    overview=(),
    transferable_skills=(),
    skills_to_learn=(),
    roadmap=(),
    rewards=(),
    tradeoffs=(),
    challenges=(),
    action_plan=(),
    faq=(),
)
