"""What is wrong with a page: where, how bad, how sure, and how it may be fixed."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Literal

from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple

FINDINGS_SCHEMA = "pathingest.findings/1"
Severity = Literal["error", "warning", "info"]
Confidence = Literal["high", "medium", "low"]
Applicability = Literal["safe", "unsafe", "shown"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


Scalar = str | int | float | bool


class SetValue(NamedTuple):
    """A change of a record: the text, number or truth value at a pointer becomes another."""

    pointer: str
    value: Scalar


class Reorder(NamedTuple):
    """A change of a record: the items of the list at a pointer change places; `order` holds their present indices."""

    pointer: str
    order: tuple[int, ...]


Change = SetValue | Reorder


class Suggestion(NamedTuple):
    """A fix as one change of a record's file.

    Attributes:
        start: where it begins: the line, and the column in bytes of UTF-8, both from 1.
        end: the same of where it ends; exclusive.
        text: what is there then.
        old: the lines that it touches, as they are, without line breaks; none where they are too long to be shown.
        new: the lines that they become.
    """

    start: tuple[int, int]
    end: tuple[int, int]
    text: str
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


class Fix(NamedTuple):
    """How a finding can be fixed: in words ("write 'AI Research Scientist'"), and as changes of a record.

    A fix without changes is for a person. Raw pages are never changed; there, changes say what the record would get.
    The engine sets `applicability` to the rule's own, or to "safe" where the fix is `evident`: no other can be meant.
    `suggestion` is what becomes of the record's file, for reports that show it.
    """

    message: str
    changes: tuple[Change, ...] = ()
    applicability: Applicability = "shown"
    evident: bool = False
    suggestion: Suggestion | None = None


class Edit(NamedTuple):
    """A change of a page's text: what is at a stretch becomes another text. `pointer` says which value that is."""

    pointer: str
    span: Span
    new: str


class Candidate(NamedTuple):
    """What a rule thinks may repair a page; whether it does is found out by making it.

    Attributes:
        weight: how likely it is what the author meant: the difference of two is the logarithm of the odds.
        message: the change in words ("change the headline from 24 to 9 months").
        reason: why the page then agrees with itself, with the arithmetic.
        edits: the change as edits of the page's text, apart from each other.
        about: what is changed: of several changes of one value, the best are offered.
    """

    weight: float
    message: str
    reason: str
    edits: tuple[Edit, ...]
    about: str


class Patch(NamedTuple):
    """A change of a file's text at a place: `old` becomes `new`.

    Lines and columns are as those of a finding; `start` and `end` count the code points of the decoded text.
    """

    path: str | None
    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    old: str
    new: str
    pointer: str | None = None


class Repair(NamedTuple):
    """One of the smallest changes of a page that take a finding away and bring no other.

    Attributes:
        message: the change in words.
        reason: why the page then agrees with itself, with the arithmetic.
        patches: the change as one of the text; two or more for what changes places.
        also: the codes of other findings that it takes away.
    """

    message: str
    reason: str
    patches: tuple[Patch, ...]
    also: tuple[str, ...] = ()


class Excerpt(NamedTuple):
    """What is at a place, for outputs that show it or count columns in their own unit.

    Attributes:
        line: the place's first line, without its line break; of a very long one, what is around the place.
        skipped: how many code points of the line were left out before.
        end: the column, in code points, where the place ends on that line; exclusive.
        utf16: the columns of the place on that line in UTF-16 units, which editors and code hosts count; end exclusive.
        before: how many bytes the file's line has before what is shown of it, in UTF-8.
    """

    line: str
    skipped: int
    end: int
    utf16: tuple[int, int]
    before: int = 0


class Related(NamedTuple):
    """Another place of the same contradiction, and what is there."""

    message: str
    path: str | None
    line: int
    column: int
    end_line: int
    end_column: int
    pointer: str | None = None
    excerpt: Excerpt | None = None


class Finding(NamedTuple):
    """One finding at one place. Lines and columns count from 1, a column is a code point, and the end lies outside.

    Attributes:
        fingerprint: the digest of the rule, the pointer and the texts at all places. It stays as it is when the finding
            merely moves, and changes when what is contradicted does.
        replaces: the code of the rule whose findings this one stands for in reports: nearly every page has one.
        repairs: the smallest changes of the page that would take it away, the likeliest first; None where nobody asked.
        whole: whether the page as a whole is meant, as where a section is missing, and no text of it.
    """

    code: str
    name: str
    severity: Severity
    confidence: Confidence
    message: str
    path: str | None
    line: int
    column: int
    end_line: int
    end_column: int
    pointer: str | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    fingerprint: str = ""
    excerpt: Excerpt | None = None
    replaces: str = ""
    repairs: tuple[Repair, ...] | None = None
    whole: bool = False

    @property
    def fixable(self) -> bool:
        """Whether a machine can fix it, in a record."""
        return bool(self.fix and self.fix.changes and self.fix.applicability != "shown")


class Problem(NamedTuple):
    """What a rule says: the message and *what* is meant, as a pointer into the record, a stretch, or both.

    The engine alone turns it into a place. `page` says which page is meant where there are several: 0 is the page that
    is looked at; where two are compared, 1 is the other; for a record file, 1, 2 ... are the raw pages it was made
    from, as in `Page.raw`. `severity` is that of this finding where it is not the rule's own. `unless` has the codes of
    rules that say the same in another way: where one of them finds something on the page, this is left out. `silences`
    is False for what is about another thing than the rule otherwise is, so that weaker rules are not silent for it.
    """

    message: str
    pointer: str | None = None
    span: Span | None = None
    related: tuple[Problem, ...] = ()
    page: int = 0
    fix: Fix | None = None
    severity: Severity | None = None
    unless: tuple[str, ...] = ()
    silences: bool = True


class Fact(NamedTuple):
    """What one page says, for rules that look across pages.

    Attributes:
        key: what it is compared under: facts of one key, on two pages or more, are looked at together.
        value: what is compared.
        pointer: where it is; None for the page as a whole.
        text: the value in words, for messages.
    """

    key: Hashable
    value: Hashable
    pointer: str | None
    text: str


class PlacedFact(NamedTuple):
    """A fact and its place, once the page itself is gone; `page` is the page's number in the run."""

    fact: Fact
    place: Related
    quoted: str
    page: int = 0


class Conflict(NamedTuple):
    """What a rule across pages says: a message, the fact it is reported at, and the other facts with theirs.

    `severity` is that of this finding where it is not the rule's own; `replaces` as of a finding.
    """

    message: str
    at: PlacedFact
    related: tuple[tuple[str, PlacedFact], ...] = ()
    fix: Fix | None = None
    severity: Severity | None = None
    replaces: str = ""
