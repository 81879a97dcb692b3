"""Whether a roadmap is all there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathingest.model.pathway import Pathway


def may_be_cut_off(record: Pathway) -> bool:
    """Whether nothing that comes after a roadmap was read: the page may have ended in the middle of it."""
    check = record.reality_check
    return not (check.rewards or check.tradeoffs or check.challenges or record.action_plan or record.faq)
