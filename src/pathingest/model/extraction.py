"""What a field finds: a tree shaped like its part of the record, whose leaves know where they came from.

A tree is a dict, a list, a leaf, or None. A `Segment` is a leaf: the text of the whole segment. The other leaves are
the named tuples below; not dataclasses, as a page has hundreds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, NotRequired, TypedDict, TypeVar

from pathingest.model.evidence import Proof, Stretch
from pathingest.model.segment import Part, Segment
from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple
from pathingest.model.values import ATTRIBUTES, ParsedDuration, ParsedEffort, ParsedMoney, ParsedPercent, in_weeks
from pathingest.model.view import leaves_of

# The tuple's own constructor takes half as long, and most resources are quotes.
_new = tuple.__new__
_BOUNDS = ("min", "max", "low", "high")

Figure = ParsedDuration | ParsedPercent | ParsedMoney | ParsedEffort
FigureT_co = TypeVar("FigureT_co", bound=Figure, covariant=True)


class Quote(NamedTuple):
    """A text that is a span of a segment, or several segments: paragraphs, a blank line between them in the value."""

    text: str
    parts: tuple[Part, ...]


class Read(NamedTuple):
    """A value that a stretch of text means."""

    value: str | int
    part: Part
    steps: tuple[str, ...]


class Derived(NamedTuple):
    """A value computed from other leaves of the record, named by JSON Pointers; it may be a dict of leaves."""

    value: str | int | dict[str, object]
    origins: tuple[str, ...]

    @property
    def proof(self) -> Proof:
        """What proves it."""
        return _new(Proof, ((), (), self.origins, 0, self if isinstance(self.value, dict) else None, ""))

    def proofs(self, pointer: str, whole: Proof) -> dict[str, Proof]:
        """Of each leaf of a dict: that of the whole."""
        return {below: whole for below, _ in leaves_of(self.value, pointer)}


class Stated(NamedTuple, Generic[FigureT_co]):
    """A duration, percentage, amount or effort that a segment states, `shift` characters into the segment's text.

    In the record it is the object that has its attributes.
    """

    value: FigureT_co
    segment: Segment
    shift: int = 0

    def proofs(self, pointer: str, whole: Proof) -> dict[str, Proof]:
        """Of each attribute: the characters that state it, or else the value's text, from which it is derived."""
        value, segment, shift = self
        stated = f"{pointer}/text"
        found = {stated: whole}
        swapped = any(step.how == "swap" for step in value.steps)
        for name in ATTRIBUTES[type(value)][1:]:
            if getattr(value, name) is not None:
                alike = _BOUNDS if swapped and name in _BOUNDS else (name,)  # what was exchanged came of both
                steps = [step for step in value.steps if step.attribute in alike]
                read = [(shift + step.start, shift + step.end, step) for step in steps]
                pieces = [piece for start, end, _ in read if end > start for piece in segment.pieces(start, end)]
                words = [f"{step.attribute}: {step.how} {segment.text[start:end]!r}" for start, end, step in read]
                proof = Proof(tuple(dict.fromkeys(pieces)), tuple(words)) if pieces else Proof(origins=(stated,))
                found[f"{pointer}/{name}"] = proof._replace(source=whole.source)
        if isinstance(value, ParsedDuration):
            for bound, amount in (("min", value.min), ("max", value.max)):
                if in_weeks(amount, value.unit) is not None:
                    origins = (f"{pointer}/{bound}", f"{pointer}/unit")
                    found[f"{pointer}/weeks/{bound}"] = Proof(origins=origins, source=whole.source)
        return found


# The kind of a note that says that a part of this tool failed on the page.
INTERNAL_ERROR = "internal-error"
# The kind of a note that says that a record of a feed is broken.
BROKEN_RECORD = "broken-record"
# The kind of the note on a page that is beyond a limit: nothing of it is read.
BEYOND_LIMIT = "beyond-limit"
# The kind of a note that names the language of a page where its words are not known.
UNREAD_LANGUAGE = "unread-language"
# The kind of a note on a page of which an editor says that it is no pathway.
REFUSED = "refused"


# The kinds of notes on a record file: what keeps it from being a record, one rule each.
NOT_A_RECORD = "not-a-record"
WRONG_TYPE = "wrong-type"
UNKNOWN_KEY = "unknown-key"
MISSING_KEY = "missing-key"
UNKNOWN_VALUE = "unknown-value"
DUPLICATE_KEY = "duplicate-key"
NOT_PLAIN_DATA = "not-plain-data"


class Note(NamedTuple):
    """Something that a rule will want to know and no value states: `kind` says what, `detail` holds it in words.

    Attributes:
        related: other places of the same fault, each with what is to be said about it.
        replacement: the value that should be there instead, where that is known.
        evident: whether that value is all that can be meant.
    """

    kind: str
    pointer: str
    span: Span
    detail: str
    confidence: float = 1.0
    related: tuple[tuple[str, Span], ...] = ()
    replacement: str | int | float | bool | None = None
    evident: bool = False


Text = Segment | Quote
Texts = Mapping[str, Text | None]
# Branches are trees too. They are `object` here, as a typed dict maps to no single type.
Tree = Text | Read | Derived | Stated[Figure] | Mapping[str, object] | Sequence[object] | None


class ResourceTree(TypedDict):
    """A resource of a phase."""

    name: Text
    url: Text | Read | None


class PhaseTree(TypedDict):
    """A phase of the roadmap."""

    position: Read | Derived
    title: Text | None
    duration: Stated[ParsedDuration] | None
    tasks: list[Segment]
    resources: list[ResourceTree]


class ClaimTree(TypedDict):
    """A figure that prose states."""

    kind: Derived
    text: Quote
    value: Stated[Figure]
    about: Quote | None
    at: Derived


class SectionTree(TypedDict):
    """A section without a field of its own, and the sections inside of it, if there are any."""

    heading: Segment | None
    text: list[Segment]
    sections: NotRequired[list[SectionTree]]


class Trees(TypedDict, total=False):
    """The fields that are read by key, by derived ones and for what structured data adds; those that are found."""

    title: Segment | None
    language: Segment | Read | None
    from_role: Texts
    to_role: Texts
    timeline: Stated[ParsedDuration] | None
    demand: Quote | None
    overview: list[Segment]
    roadmap: list[PhaseTree]
    faq: list[Texts]
    other: list[SectionTree]
    claims: list[ClaimTree]


class Extraction(NamedTuple):
    """One field's part of the record, and the labels met on the way."""

    tree: Tree
    marks: tuple[Stretch, ...] = ()
    notes: tuple[Note, ...] = ()


def quote(segment: Segment, start: int, end: int) -> Quote:
    """A stretch of a segment's text as a text leaf."""
    return _new(Quote, (segment.text[start:end], (_new(Part, (segment, start, end)),)))


def quote_all(segments: Sequence[Segment]) -> Text | None:
    """Paragraphs as one text leaf; None for none."""
    if len(segments) < 2:  # noqa: PLR2004  two make it plural
        return segments[0] if segments else None
    return Quote("\n\n".join(segment.text for segment in segments), tuple(segment.part() for segment in segments))


def parts_of(leaf: Text | None) -> tuple[Part, ...]:
    """The paragraphs of a text leaf."""
    if leaf is None:
        return ()
    return (leaf.part(),) if isinstance(leaf, Segment) else leaf.parts
