"""What a page's layout lacks: how bad that is, and what its summary says in words that no field understands."""

from __future__ import annotations

from pathingest.model.finding import Severity
from pathingest.model.page import Page
from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple
from pathingest.profiles import GENERIC


def of_layout(page: Page) -> Severity | None:
    """The severity of a missing part: the rule's own, or of a page that no profile knows (EXT007) a note."""
    return "info" if page.profile == GENERIC else None


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
