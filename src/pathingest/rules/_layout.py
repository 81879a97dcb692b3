"""What a page's layout lacks: how bad that is, and what its summary says in words that no field understands."""

from __future__ import annotations

from pathingest.model.finding import Severity
from pathingest.model.page import Page
from pathingest.model.section import REALITY, REQUIRED, Kind, Role
from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple
from pathingest.profiles import GENERIC
from pathingest.rules._roles import kind_of


def of_layout(page: Page) -> Severity | None:
    """The severity of a missing part: the rule's own, or of a page that no profile knows (EXT007) a note."""
    return "info" if page.profile == GENERIC else None


_WANTED: dict[Kind, list[Role]] = {
    "transition": [*REQUIRED],
    "guide": [role for role in REQUIRED if role != "transferable_skills"],
    "story": [],
}


class Missing(NamedTuple):
    """The sections that a page lacks; whether they are the last ones, so that it seems to be cut off."""

    roles: tuple[Role, ...]
    is_cut_off: bool


def missing_sections(page: Page) -> Missing:
    """The sections that a whole page of the kind has, and this one lacks."""
    return page.once(_missing)


def _missing(page: Page) -> Missing:
    wanted = _WANTED[kind_of(page.record)]
    missing = [role for role in wanted if not _has(page, role)]
    return Missing(tuple(missing), bool(missing) and missing == wanted[len(wanted) - len(missing) :])


def _has(page: Page, role: Role) -> bool:
    """Whether the page has the section's heading, or states what would be under it in another way."""
    found = page.outline.by_role
    if role in found or (role == "reality_check" and any(part in found for part in REALITY)):
        return True
    stated = getattr(page.record, role)
    return any(vars(stated).values()) if role == "reality_check" else bool(stated)


def cut_off_in(page: Page) -> Role | None:
    """What a page that seems to be cut off ends in, so that STR001 explains what is missing there; else None."""
    missing, is_cut_off = missing_sections(page)
    if not is_cut_off or of_layout(page):
        return None
    before: list[Role] = ["header", *_WANTED[kind_of(page.record)]]
    return before[-len(missing) - 1]


class Badge(NamedTuple):
    """What stands beside a label of the summary, and where."""

    text: str
    span: Span


def unread_badges(page: Page) -> dict[str, Badge]:
    """What a raw page says beside the labels of the summary whose fields it leaves empty, by field."""
    return page.once(_unread_badges) if page.origin is None and page.tree is not None else {}


def _unread_badges(page: Page) -> dict[str, Badge]:
    found = {}
    for name, (segment, start, end) in page.outline.header.badges.items():
        text = segment.text[start:end].strip()
        if text and getattr(page.record, name, "") is None:
            found[name] = Badge(text, segment.locate(start, end))
    return found
