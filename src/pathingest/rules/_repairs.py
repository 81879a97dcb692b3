"""What may repair a page that contradicts itself, for the rules that find it: candidates, which are tried out later."""

from __future__ import annotations

from collections.abc import Iterable

from pathingest.model.finding import Candidate, Finding
from pathingest.model.page import Page


def of_times(page: Page, _: Finding) -> Iterable[Candidate]:
    """Other times: of the whole transition, of a phase, of a skill."""
    from pathingest.rules._repairs_times import candidates  # noqa: PLC0415  only those who ask need it

    return candidates(page)


def of_pay(page: Page, _: Finding) -> Iterable[Candidate]:
    """Other changes of pay, or other pay."""
    from pathingest.rules._repairs_pay import candidates  # noqa: PLC0415  as above

    return candidates(page)


def of_order(page: Page, _: Finding) -> Iterable[Candidate]:
    """Skills in other places, or of other priorities."""
    from pathingest.rules._repairs_skills import of_order  # noqa: PLC0415  as above

    return of_order(page)


def of_priorities(page: Page, _: Finding) -> Iterable[Candidate]:
    """Skills of other priorities, or that take another time."""
    from pathingest.rules._repairs_skills import of_priorities  # noqa: PLC0415  as above

    return of_priorities(page)
