"""A line: what a segment is, found once, kept, and carried on.

What is cheap is found when a page's lines are typed, what is not when it is first used, and no more than once.
"""

from __future__ import annotations

from pathingest.lines import bounds, looks
from pathingest.lines._fact import fact, look
from pathingest.lines.badges import Badge, read_badge
from pathingest.lines.times import Time, duration_in, read_time
from pathingest.lines.vocabulary import (
    FOOTER_STARTS,
    NOTHING,
    NUMBERED,
    Vocabulary,
    bare,
    is_decorated,
    is_footer,
)
from pathingest.model.extraction import Stated
from pathingest.model.section import Role
from pathingest.model.segment import TERM, Gaps, Segment
from pathingest.model.values import Duration
from pathingest.values.duration import may_state_time
from pathingest.values.horizons import is_horizon, parse_horizon
from pathingest.values.positions import LONGEST, Position, read_position
from pathingest.values.roles import Title, read_title
from pathingest.values.text import boilerplate_key, is_ordinal, is_title_case


class Line:
    """One segment, typed.

    Attributes:
        segment: the text with its place.
        text: the segment's.
        is_item: whether a bullet or a number stood before it.
        level, row, gaps, depth: what the markup says (see `Markup`); `is_shown`, whether as a heading.
        words: the profile's.
        meaning: what the whole text means in them.
        may_head: whether it may be one of their headings, by a look that costs little.
        is_figure: whether it begins with a digit, and is no item.
        is_number: whether it is a phase's number alone.
        is_boilerplate: whether the layout says it on every page, or a footer of any site.
    """

    # What most lines are: set where a line is something else. What each pass over the lines looks at is set in each,
    # as an attribute of the class is found five times as slowly.
    level: int = 0
    row: int = 0
    gaps: Gaps = ()
    depth: int = 0
    is_number: bool = False

    def __init__(self, segment: Segment, words: Vocabulary) -> None:
        kind, text, _, _, _, _, markup = segment
        self.segment = segment
        self.text = text
        self.words = words
        self.is_item = is_item = kind == "item"
        self.meaning = NOTHING
        self.is_shown = self.may_head = self.is_figure = self.is_boilerplate = False
        if markup:
            self.level, self.row, self.gaps, self.depth = markup.level, markup.row, markup.gaps, markup.depth
            self.is_shown = 0 < self.level < TERM
        size = len(text)
        if size > words.longest:
            if size > bounds.NAME:
                self.is_name = self.is_heading = False
        elif size:  # a table's cell may be empty
            self.folded = folded = text.casefold()
            if meaning := words.meanings.get(folded.rstrip(" :")):
                self.meaning = meaning
            if role := words.headings.get(folded):
                self.may_head = True
                if kind == "line" and not markup:
                    self.role = role
            elif words.has_gaps:
                self.may_head = True
            elif not (folded[-1].isalpha() and folded[0].isalpha()) or folded[:2] in NUMBERED:
                self.may_head = words.may_end(folded)
        if size in words.boilerplate_sizes and boilerplate_key(text) in words.profile.boilerplate:
            self.is_boilerplate = True
        elif text[:2] in FOOTER_STARTS or text[:1] == "\u00a9":
            self.is_boilerplate = is_footer(text)
        if not is_item and text[:1].isdigit():
            self.is_figure = True
            self.is_number = is_ordinal(text)

    def cut(self, start: int, end: int) -> Line:
        """A stretch of the line as a line of its own."""
        return Line(self.segment.cut(start, end), self.words)

    # --- words ---------------------------------------------------------------------------------------------------

    @fact
    def folded(self) -> str:
        """The text in lower case."""
        return self.text.casefold()

    @fact
    def bare(self) -> str:
        """Its own words, in lower case: see `vocabulary.bare`."""
        return bare(self.folded) if is_decorated(self.folded) else self.folded

    @fact
    def role(self) -> Role | None:
        """What it heads by its words; a bullet, or a cell of a table, heads nothing."""
        return self.words.role(self.folded) if self._can_head else None

    @fact
    def shown_role(self) -> Role | None:
        """What it heads where the markup shows it as a heading."""
        return self.role or self.words.variant(self.folded) or self._role_before_aside

    @property
    def _role_before_aside(self) -> Role | None:
        """What it heads without the aside at its end ("The gap (and how to close it)"); phases tell a roadmap."""
        own, mark, _ = self.folded.partition(" (")
        role = self.words.variant(own) if mark and self.folded[-1] == ")" else None
        return role if role != "roadmap" else None

    @property
    def _can_head(self) -> bool:
        markup = self.segment.markup
        in_row = markup and (markup.row or markup.group)
        return not in_row and not (self.is_item and self.segment.ordinal is None)

    # --- looks ---------------------------------------------------------------------------------------------------

    is_sentence = look(looks.is_sentence)
    is_name = look(looks.is_name)
    is_title_case = look(is_title_case)

    @fact
    def is_heading(self) -> bool:
        """Whether it looks like a heading: see `looks.is_heading`; items and cells do not."""
        return not (self.is_item or self.row) and looks.is_heading(self.text)

    @property
    def is_title(self) -> bool:
        """Whether it looks like a heading in upper case."""
        return self.is_heading and self.is_title_case

    # --- times ---------------------------------------------------------------------------------------------------

    @fact
    def found(self) -> Duration | None:
        """The first duration near its beginning; of a long line, only if that is a figure."""
        text = self.text
        if len(text) > bounds.STATED and not text[0].isdigit():
            return None
        return duration_in(text[: bounds.STATED], self.words.profile.language)

    @fact
    def may_state_time(self) -> bool:
        """Whether it may say a length, a date or a rate, by a look that costs little."""
        return may_state_time(self.text, self.words.profile.language)

    @fact
    def stated(self) -> Stated[Duration] | None:
        """The duration that it states and nothing else, but for an aside: "12 weeks (in parallel with phase 2)"."""
        text = self.text
        found = self.found if len(text) <= bounds.STATED else None
        if found is None or found.start:
            return None
        if found.end < len(text):
            if not looks.is_qualifier(text[found.end :]) or duration_in(text[found.end :], self.words.profile.language):
                return None
            found = found._replace(text=text, end=len(text))
        return Stated(found, self.segment)

    @fact
    def lead(self) -> int:
        """Where the duration ends that it begins with, if in figures or in few words; 0 for none, and for items."""
        head, mark, _ = self.text[: bounds.STATED].partition("- ")
        if self.is_item or not (head[:1].isdigit() or 0 < len(head) <= bounds.SPOKEN):
            return 0
        found = duration_in(head, self.words.profile.language) if mark else self.found
        return found.end if found and found.start == 0 else 0

    @fact
    def time(self) -> Time | None:
        """A phase's duration: alone, or with what is glued to it."""
        if self.is_item:
            return None
        language = self.words.profile.language
        return Time(self.stated) if self.stated else read_time(self.segment, self.found, language)

    @fact
    def badge(self) -> Badge | None:
        """What it states as the badge of a skill."""
        if len(self.text) > bounds.BADGE_PIECES or self.text[-1] in looks.STOPS:
            return None
        return read_badge(self.segment, self.words.profile, self.stated)

    @fact
    def title(self) -> Title | None:
        """The two roles that it names, if it reads as a pathway's title."""
        profile = self.words.profile
        return read_title(self.text, language=profile.language, patterns=profile.title_patterns)

    @fact
    def place(self) -> Position | None:
        """The place in a row that it begins with ("Step 2: Practise"), in the profile's words.

        Of a paragraph it is in the words that stand out before it, if more of them follow it.
        """
        text, templates = self.text, self.words.profile.positions
        if len(text) <= LONGEST or not self.gaps:
            return read_position(text, templates)
        found = read_position(text[: self.gaps[0][0]], templates)
        return found if found and found.rest < self.gaps[0][0] else None

    @fact
    def horizon(self) -> Duration | None:
        """The time that it says as headings of plans do, whatever else it says."""
        return parse_horizon(self.text, language=self.words.profile.language)

    @property
    def states_time(self) -> bool:
        """Whether it says such a time, or one in the profile's words."""
        return self.meaning.horizon is not None or self.horizon is not None

    @fact
    def is_time(self) -> bool:
        """Whether it says a time and nothing else, as headings of plans do."""
        language = self.words.profile.language
        return not self.is_item and (self.meaning.horizon is not None or is_horizon(self.text, language=language))
