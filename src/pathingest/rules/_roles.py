"""The two jobs of a pathway, and of which kind it is, for the rules about them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pathingest.model.section import Kind

if TYPE_CHECKING:
    from pathingest.model.pathway import Pathway, RoleName


def kind_of(record: Pathway) -> Kind:
    """Of which kind a record is; a file that does not say so, or not rightly, is of a transition."""
    said: Kind = getattr(record, "kind", "transition")
    return said if said in ("guide", "story") else "transition"


def roles(record: Pathway) -> Iterator[tuple[str, RoleName]]:
    """(pointer, role) of the current role and the target role, where the page names them."""
    if record.from_role:
        yield "/from_role", record.from_role
    if record.to_role:
        yield "/to_role", record.to_role


def spaced(text: str) -> str:
    """A name with one space wherever it has white space."""
    return " ".join(text.split())
