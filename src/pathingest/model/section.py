"""A page's sections: a heading with its canonical role, and what is under it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, Literal, Protocol, TypeVar

from pathingest.model.evidence import Stretch
from pathingest.model.extraction import Note
from pathingest.model.segment import Part, Segment
from pathingest.model.tuples import NamedTuple

Role = Literal[
    "header",
    "overview",
    "transferable_skills",
    "skills_to_learn",
    "roadmap",
    "reality_check",
    "rewards",
    "tradeoffs",
    "challenges",
    "action_plan",
    "faq",
    "salaries",
    "closing",
    "other",
]

# The seven that a whole page has; what is under a reality check's own headings counts as that section.
REQUIRED: tuple[Role, ...] = (
    "overview",
    "transferable_skills",
    "skills_to_learn",
    "roadmap",
    "reality_check",
    "action_plan",
    "faq",
)
REALITY: tuple[Role, ...] = ("rewards", "tradeoffs", "challenges")


class Typed(Protocol):
    """A line of a page: a segment, and whatever the stage that typed it knows of it."""

    @property
    def segment(self) -> Segment:
        """The line's text and place."""


LineT = TypeVar("LineT", bound=Typed)


class Section(NamedTuple, Generic[LineT]):
    """One section. What the layout says on every page is kept separate, in `boilerplate`, so that no field sees it.

    `titles` are the lines that begin its parts, where more than its own lines told.
    """

    role: Role
    heading: Segment | None
    lines: tuple[LineT, ...]
    boilerplate: tuple[Segment, ...] = ()
    titles: tuple[LineT, ...] = ()

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The lines' texts and places."""
        return tuple([line.segment for line in self.lines])


Kind = Literal["transition", "guide", "story"]
"""What a page is: how to move from one job to another, how to get into one, or somebody's own move."""


class Header(NamedTuple):
    """What comes before the first heading.

    Attributes:
        title: the title's line.
        roles: the names of the current and the target role, in the title or where else the page gives them.
        headline: what the title says beside the roles.
        kind: what the title says that the page is.
        role_lines: the page's own lines for the two roles.
        badges: the values beside the labels difficulty, timeline, salary_change and demand.
        counter: the digits of the view counter.
        site: whether the site's own label is there.
        marks: the labels.
    """

    title: Segment | None
    roles: tuple[Part | None, Part | None]
    headline: Part | None
    kind: Kind
    role_lines: tuple[Segment | None, Segment | None]
    badges: Mapping[str, Part]
    counter: Part | None
    site: bool
    marks: tuple[Stretch, ...]


class Outline(NamedTuple, Generic[LineT]):
    """A page cut into sections, in page order; the first is the header, which `header` takes apart.

    `notes` say what was doubtful about it.
    """

    sections: tuple[Section[LineT], ...]
    header: Header
    by_role: Mapping[Role, Section[LineT]] = {}
    notes: tuple[Note, ...] = ()

    def lines(self, role: Role) -> tuple[LineT, ...]:
        """What is in the section of that role; empty where the page has none."""
        section = self.by_role.get(role)
        return section.lines if section else ()


NOTHING: Outline[Any] = Outline(
    (), Header(None, (None, None), None, "transition", (None, None), {}, None, site=False, marks=())
)
"""Of a page, or a file, that nothing is known of."""
