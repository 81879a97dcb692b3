"""The claims of a kind, and the text that a claim is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pathingest.model.page import Page
from pathingest.values.numbers import read_count

if TYPE_CHECKING:
    from pathingest.model.pathway import Pathway


_Kind = Literal["duration", "effort", "salary", "salary_change"]


def claims(page: Page, kind: _Kind) -> list[tuple[int, Any]]:
    """(index, claim) of each claim of a kind, in page order."""
    return page.once(_by_kind).get(kind, [])


def _by_kind(page: Page) -> dict[str, list[tuple[int, Any]]]:
    found: dict[str, list[tuple[int, Any]]] = {}
    for k, claim in enumerate(page.record.claims):
        found.setdefault(claim.kind, []).append((k, claim))
    return found


def claims_at(page: Page, kind: _Kind, pointer: str) -> list[Any]:
    """The claims of a kind that the text at a pointer makes, in its order."""
    return page.once(_by_place).get((kind, pointer), [])


def _by_place(page: Page) -> dict[tuple[str, str], list[Any]]:
    found: dict[tuple[str, str], list[Any]] = {}
    for claim in page.record.claims:
        found.setdefault((claim.kind, claim.at), []).append(claim)
    return found


def text_at(record: Pathway, pointer: str) -> str:
    """The text at a pointer; empty where it leads to none, as it may in a record that was edited by hand."""
    part: Any = record
    for name in pointer.split("/")[1:]:
        if isinstance(part, list):
            index = read_count(name)
            part = part[index] if index is not None and index < len(part) else None
        else:
            part = getattr(part, name, None)
    return part if isinstance(part, str) else ""
