"""A page that has been read: what rules and outputs see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pathingest.model.evidence import Evidence
from pathingest.model.extraction import Note
from pathingest.model.section import Outline
from pathingest.model.source import Source

if TYPE_CHECKING:
    from pathingest.model.pathway import Pathway


@dataclass(frozen=True)
class Page:
    """One page, read.

    Attributes:
        source: the page as it was read.
        outline: its sections.
        pathway: the record; null for a page that is no pathway, and then `problem` says why.
        profile: the name of the site or layout it was read as.
        prove: makes the evidence; ask for `evidence` instead, which makes it once.
        notes: what rules want to know and no value tells.
        problem: why there is no record.
    """

    source: Source
    outline: Outline
    pathway: Pathway | None
    profile: str
    prove: Callable[[], Evidence]
    notes: tuple[Note, ...] = ()
    problem: str | None = None

    @cached_property
    def evidence(self) -> Evidence:
        """Where each value came from, and the account of the source; for a page without a record the account alone.

        What it is made of is gathered with the record; it is written out when first asked for.
        """
        return self.prove()
