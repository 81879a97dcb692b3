"""A page that has been read: what rules and outputs see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from pathingest.model.evidence import Evidence
from pathingest.model.extraction import Note
from pathingest.model.section import Outline
from pathingest.model.source import Source, Span
from pathingest.model.tuples import NamedTuple
from pathingest.model.view import leaves_of, record_view

if TYPE_CHECKING:
    from pathingest.model.pathway import Pathway


Made = TypeVar("Made")

_SHOWN = 100  # characters of a title in a line


class Origin(NamedTuple):
    """Where a record file came from.

    Attributes:
        place: the raw page and the stretch in it that the value at a pointer was read from; None if that is not known.
        pages: the raw pages, read when first used; those that are gone or have changed are left out.
    """

    place: Callable[[str], tuple[Source, Span] | None]
    pages: Callable[[], tuple[Page, ...]]


@dataclass(frozen=True)
class Page:
    """One page, read; or a record file, whose evidence then says where in that file each value is.

    Attributes:
        source: the page, or the record file, as it was read.
        outline: its sections; those of a record file are empty.
        tree: the record as plain dicts, lists and values; None for a page that is no pathway, and then `problem` says
            why. Rules use `record`, what writes records `pathway`.
        profile: the name of the site or layout it was read as.
        prove: makes the evidence; use `evidence` instead, which makes it once.
        notes: what rules want to know and no value states.
        problem: why there is no record.
        origin: of a record file, what is known of the raw pages; None for a page.
        settled: what an editor set, took away or confirmed, by its pointers in the record as the page states it.
    """

    source: Source
    outline: Outline[Any]
    tree: Mapping[str, Any] | None
    profile: str
    prove: Callable[[], Evidence]
    notes: tuple[Note, ...] = ()
    problem: str | None = None
    origin: Origin | None = None
    settled: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """One line: what the page is and how much of what it has, for whoever looks at it in a shell or a log."""
        if self.tree is None:
            return f"<Page {self.source.path!r}, no record: {(self.problem or '')[:_SHOWN]!r}>"
        title = str(self.tree.get("title") or self.tree.get("id"))[:_SHOWN]
        counts = [f"{name} {len(value)}" for name, value in self.tree.items() if isinstance(value, list) and value]
        return f"<Page {title!r}, {self.profile}: {', '.join(counts)}>"

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """(pointer, text) of every text of the record, in its order: for rules that look at all of them."""
        return tuple([leaf for leaf in leaves_of(self.tree) if isinstance(leaf[1], str)])

    @cached_property
    def evidence(self) -> Evidence:
        """Where each value came from, and the account of the source; for a page without a record the account alone.

        What it is made of is gathered with the record; it is written out when first used.
        """
        return self.prove()

    def once(self, make: Callable[[Page], Made]) -> Made:
        """What `make` says of the page, made when it is first used: for what several rules want to know."""
        made: dict[Callable[[Page], Any], Any] = self._made
        if make not in made:
            made[make] = make(self)
        found: Made = made[make]
        return found

    @cached_property
    def _made(self) -> dict[Callable[[Page], Any], Any]:
        return {}

    @property
    def raw(self) -> tuple[Page, ...]:
        """The pages that say it: this one, or those that a record file was made from, as far as they are there.

        Not kept: a page that holds itself is freed by the garbage collector alone, and so is all that it holds.
        """
        return (self,) if self.origin is None else self.origin.pages()

    @cached_property
    def pathway(self) -> Pathway | None:
        """The record, validated when first used; None for a page that is no pathway."""
        if self.tree is None:
            return None
        from pathingest.model.pathway import Pathway  # noqa: PLC0415  linting needs no validation, and it is slow to import

        return Pathway.model_validate(self.tree)

    @cached_property
    def record(self) -> Pathway:
        """The record, for rules that look at pages that have one: not validated, and of no class.

        Raises:
            ValueError: the page has none.
        """
        if self.tree is None:
            raise ValueError(f"{self.source.path or 'the page'} has no record: {self.problem}")
        return record_view(self.tree)
