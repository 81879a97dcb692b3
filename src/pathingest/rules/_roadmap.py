"""Whether a roadmap is all there, how its phases are numbered, and what is around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pathingest.model.evidence import RESIDUE
from pathingest.model.page import Page
from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple
from pathingest.rules._looked import unread
from pathingest.rules._spans import Spans
from pathingest.values.duration import parse_duration
from pathingest.values.patterns import lazy

if TYPE_CHECKING:
    from pathingest.model.pathway import Pathway


def may_be_cut_off(record: Pathway) -> bool:
    """Whether nothing that comes after a roadmap was read: the page may have ended in the middle of it."""
    check = record.reality_check
    return not (check.rewards or check.tradeoffs or check.challenges or record.action_plan or record.faq)


# ----------------------------------------------------------------------------------------------------------------------
# Numbers.


class Number(NamedTuple):
    """The number that a page gives a phase, and where it does."""

    value: int
    span: Span


def numbering(page: Page) -> tuple[Number, ...]:
    """The numbers of the phases where they are out of their row; nothing where they are in it, or there are none.

    A page whose phases are not all numbered, or not from 0 or 1 on, says nothing of the row.
    """
    return page.once(_numbering)


def _numbering(page: Page) -> tuple[Number, ...]:
    count = len(page.record.roadmap)
    entries = page.evidence.entries
    # A number that is the phase's place in the row proves its position; any other leaves it to be counted.
    proven = [at for at in _POSITIONS[:count] if at in entries and entries[at].spans]
    if not proven or len(proven) == count:
        return ()
    lines = page.outline.lines("roadmap")
    alone = [line for line in lines if line.is_number]
    numbers = [Number(int(line.text.rstrip(".)")), line.segment.span) for line in alone]
    if not numbers:
        numbers = next((found for found in _placed(lines).values() if len(found) == count), [])
    values = [number.value for number in numbers]
    if not values or len(values) != count or values[0] > 1 or values == [*range(values[0], values[0] + count)]:
        return ()
    return tuple(numbers)


_POSITIONS = [f"/roadmap/{i}/position" for i in range(100)]


def _placed(lines: Sequence[Any]) -> dict[str, list[Number]]:
    """The numbers of lines that begin with a place ("Phase 2: First Project"), by the word that is counted."""
    found: dict[str, list[Number]] = {}
    for line in lines:
        if not line.is_item and (match := _PLACE.match(line.text)):
            number = Number(int(match[2]), line.segment.locate(0, match.end()))
            found.setdefault(match[1].lower(), []).append(number)
    return found


_PLACE = lazy(
    r"(Phase|Step|Stage|Module|Milestone|Part|Level|Etappe|Schritt|Étape|Fase|Paso) (\d{1,2})(?=\s*(?:[:.)–—-]|$))"
)


# ----------------------------------------------------------------------------------------------------------------------
# What nothing accounts for.


def has_residue(page: Page, index: int) -> bool:
    """Whether a raw page has text between the title of a phase and the next phase that is in no value."""
    return bool(unread(page)) and page.once(_unread).has_in(_start(page, index), _start(page, index + 1))


def _unread(page: Page) -> Spans:
    return Spans(unread(page))


class SecondTime(NamedTuple):
    """A duration on a line of its own in a phase whose title names its weeks already, so that no value has it."""

    phase: int
    duration: Any
    span: Span


def second_times(page: Page) -> tuple[SecondTime, ...]:
    """The durations of phases that are said beside those of their titles ("Weeks 1-8: Foundations", "6 weeks")."""
    return page.once(_second_times)


def _second_times(page: Page) -> tuple[SecondTime, ...]:
    account = page.evidence.accounts[0]
    if page.origin or RESIDUE not in account.roles:
        return ()
    found: list[SecondTime] = []
    starts = [_start(page, index) for index in range(len(page.record.roadmap) + 1)]
    dated = [
        i for i, phase in enumerate(page.record.roadmap) if _DATED.match((phase.duration and phase.duration.text) or "")
    ]
    for start, end, role in account.stretches if dated else ():
        text = page.source.text[start:end].strip() if role == RESIDUE else ""
        length = parse_duration(text) if text else None
        if length and length.text == text:
            found += [SecondTime(i, length, Span(start, end)) for i in dated if starts[i] <= start < starts[i + 1]][:1]
    return tuple(found)


_DATED = lazy(r"(?i)[^\W\d_]+\s+\d")


def _start(page: Page, index: int) -> int:
    """Where a phase begins; after the last one, where its own values end and the next residue may be its own."""
    proofs = [page.evidence.proof(f"/roadmap/{index}/{name}") for name in ("title", "duration/text", "tasks/0")]
    starts = [proof.spans[0][0] for proof in proofs if proof and proof.spans]
    return min(starts, default=_end(page))


def _end(page: Page) -> int:
    """Where the section of the roadmap ends."""
    segments: Iterator[Any] = (line.segment for line in page.outline.lines("roadmap")[-1:])
    return max((segment.span.end for segment in segments), default=0)
