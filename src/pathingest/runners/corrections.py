"""The corrections of a run: read once, made in records and in pages, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pathingest.dataset.address import address_of, find
from pathingest.dataset.last import Last, read_last
from pathingest.dataset.merge import merge
from pathingest.model.errors import PathingestError
from pathingest.model.evidence import Evidence
from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.model.pathway import Pathway
from pathingest.model.place import at
from pathingest.model.source import Span
from pathingest.model.spelling import hint
from pathingest.model.tuples import NamedTuple
from pathingest.overrides.files import Override, Overrides, Quote, all_in, path_of, read_overrides
from pathingest.overrides.ids import Ids
from pathingest.rules import finding_at
from pathingest.runners.pairs import ReadPage
from pathingest.sources import from_text

if TYPE_CHECKING:
    from pathingest.overrides.apply import Corrected


class AsRead(NamedTuple):
    """A record of the dataset as its pages state it, before any correction."""

    pathway: Pathway
    evidence: Evidence
    texts: tuple[str, ...]
    file: Path


def last_in(out: Path) -> Last:
    """What the last build left in a folder; nothing where it is none of records.

    Raises:
        PathingestError: the manifest or the dataset is not what a build wrote.
    """
    manifest, lines = ((out / file).read_bytes() if (out / file).is_file() else None for file in _FILES)
    return read_last(manifest, lines, out)


def as_read(name: str, out: Path, read: ReadPage, ids: Ids) -> AsRead:
    """The record of an id in the dataset in `out`, made anew of its pages.

    Raises:
        PathingestError: the dataset has no such record, or its pages are gone.
    """
    last = last_in(out)
    if name not in last.entries:
        known = f"; {hint(name, sorted(last.entries))}" if last.entries else ": build it first"
        raise PathingestError(f"{name}: no record of that id in {out}/{known}")
    entry = last.entries[name]
    pages = [page for path in entry.paths if Path(path).is_file() and (page := ids.of_page(read(Path(path)))).pathway]
    if not pages:
        raise PathingestError(f"{name}: none of its pages is there ({', '.join(entry.paths)})")
    together = merge(pages)
    texts = {page.source.sha256: page.source.text for page in pages}
    found = tuple(texts.get(account.sha256, "") for account in together.evidence.accounts)
    return AsRead(together.pathway, together.evidence, found, out / entry.file)


_FILES = ("manifest.json", "dataset.jsonl")


def to_be_written(folder: Path, record: str) -> Overrides:
    """The corrections of a record, to be written to; none where it has no file.

    Raises:
        PathingestError: something is wrong with the file.
    """
    path = path_of(folder, record)
    known = read_overrides(path) if path.is_file() else Overrides(from_text("", path=str(path)), record)
    if known.wrong:
        raise PathingestError(line_of(known.wrong[0]))
    return known


def line_of(finding: Finding) -> str:
    """A finding on one line, with its place."""
    severity = f"{finding.severity} {finding.code}"
    return f"{finding.path}:{finding.line}:{finding.column}: {severity} {finding.message}"


def planned(
    now: AsRead,
    known: Overrides,
    address: str,
    value: Any,
    *,
    after: str | None = None,
    source: Quote | None = None,
    confirm: bool = False,
) -> Override:
    """A correction that fits, in the place of the one at its address; the reason is left empty.

    Args:
        now: the record as its pages state it.
        known: its corrections.
        address: where; a JSON Pointer with numbers is taken too.
        value: what the editor gives, in plain data.
        after: of a new item, the name of the one that it follows; None for the last.
        source: where the page says the value.
        confirm: let it say what the page says.

    Raises:
        PathingestError: it does not fit, or the page says that itself.
    """
    from pathingest.overrides.apply import NOT_MADE, correct, decided  # noqa: PLC0415  as below

    if not address.startswith("/"):
        raise PathingestError(f"{address}: an address begins with a slash, as in /timeline")
    tree = now.pathway.model_dump()
    pointer = find(tree, address, numbers=True).pointer
    place = address if pointer is None else address_of(tree, pointer)
    item = decided(now.pathway, now.evidence, now.texts, place, pointer, value)._replace(after=after, source=source)
    others = [one for one in known.items if one.at != place]
    found = correct(now.pathway, now.evidence, known._replace(items=(*others, item)), now.texts)
    said = [one for one in found.findings if one.message.startswith(f"{place}: ")]
    is_confirmed = not said and place not in found.made
    if (is_confirmed and not confirm) or any(one.code == "OVR002" for one in said):
        raise PathingestError(f"{place}: the page says that itself")
    if said:
        raise PathingestError(said[0].message.removesuffix(NOT_MADE))
    return item


def signed(item: Override, reason: str, by: str | None) -> Override:
    """A correction with why it is made, by whom and when.

    Raises:
        PathingestError: the reason is empty.
    """
    if not reason.strip():
        raise PathingestError("--reason: say why; whoever comes later wants to know")
    return item._replace(reason=reason, by=by, date=today().isoformat())


def today() -> date:
    """The date here and now."""
    return datetime.now(UTC).astimezone().date()


class Corrections:
    """The corrections in a folder, by the ids of the records that they are for."""

    def __init__(self, folder: Path) -> None:
        """Read them.

        Raises:
            PathingestError: the folder or a file in it cannot be read.
        """
        read = [read_overrides(path) for path in all_in(folder)]
        self._known: dict[str, Overrides] = {one.id: one for one in read}
        self._found: dict[str, tuple[Finding, ...]] = {}
        self.made: dict[str, int] = {}

    def digest(self, name: str) -> str:
        """What changes when the corrections of a record do: their file and its digest; empty where it has none."""
        known = self._known.get(name)
        return f"{known.source.path} {known.source.sha256}" if known else ""

    def values(self, name: str) -> dict[str, Any]:
        """The values of a record's corrections by their addresses, as their file has them."""
        known = self._known.get(name)
        return {one.at: one.value for one in known.items} if known else {}

    def said_of(self, name: str) -> tuple[tuple[Finding, ...] | None, int]:
        """What is wrong with the corrections that were made in a record, None for no corrections, and their number."""
        return self._found.get(name), self.made.get(name, 0)

    def recall(self, name: str, findings: tuple[Finding, ...], made: int) -> None:
        """Take the corrections of a record for made, as an earlier run made them."""
        self._found[name], self.made[name] = findings, made

    def made_in(self, record: Pathway, evidence: Evidence, pages: Sequence[Page]) -> tuple[Pathway, Evidence]:
        """A record of pages with its corrections made, and the evidence; what is wrong with them is kept."""
        overrides = self._known.get(record.id)
        if overrides is None:
            return record, evidence
        from pathingest.overrides.apply import correct  # noqa: PLC0415  most projects have no corrections

        texts = {page.source.sha256: page.source.text for page in pages}
        found = correct(record, evidence, overrides, [texts.get(one.sha256, "") for one in evidence.accounts])
        self._found[record.id] = found.findings
        self.made[record.id] = len(found.made)
        return found.pathway, found.evidence

    def check(self, name: str, now: AsRead) -> None:
        """Find what is wrong with the corrections of a record, without making them anywhere."""
        from pathingest.overrides.apply import correct  # noqa: PLC0415  as above

        if overrides := self._known.get(name):
            self._found[name] = correct(now.pathway, now.evidence, overrides, now.texts).findings

    @property
    def files(self) -> dict[str, str]:
        """The ids of records by the files of their corrections."""
        return {str(known.source.path): name for name, known in self._known.items()}

    def corrected(self, page: Page) -> Corrected | None:
        """The record of a page with its corrections made; None where it has none."""
        overrides = self._known.get(page.pathway.id) if self._known and page.pathway else None
        if overrides is None or page.pathway is None:
            return None
        from pathingest.overrides.apply import correct  # noqa: PLC0415  as above

        return correct(page.pathway, page.evidence, overrides, [page.source.text])

    def of_page(self, page: Page) -> Page:
        """A page as it reads with the corrections of its record: what they put right is no finding any more."""
        found = self.corrected(page)
        if found is None:
            return page
        open_ = [note for note in page.notes if not is_settled(note.pointer, found.settled)]
        return replace(page, tree=found.pathway.model_dump(), prove=lambda: found.evidence, notes=tuple(open_))

    def findings(self, records: Collection[str]) -> list[Finding]:
        """What is wrong with the corrections of records, and those for what is no record of the dataset."""
        found = [finding for name in sorted(self._found) for finding in self._found[name]]
        for name, overrides in sorted(self._known.items()):
            if name not in self._found:
                found += overrides.wrong
                if name not in records:
                    message = f"no record has the id {name}: rename the file, or delete it"
                    found.append(finding_at("OVR003", at(overrides.source, Span(0, 0), message), name))
        return found


def is_settled(pointer: str, settled: Sequence[str]) -> bool:
    """Whether a pointer is one of some, or inside of one."""
    return any(pointer == one or pointer.startswith(f"{one}/") for one in settled)
