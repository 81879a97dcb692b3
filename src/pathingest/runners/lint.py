"""Linting a run of pages and records: each is read and let go; what counts of the findings is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from errno import ENAMETOOLONG, ENOENT, ENOTDIR
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pathingest.config._lint import LintConfig, read_suppressions
from pathingest.control import selection
from pathingest.control.baseline import read_baseline, without_known
from pathingest.control.comments import suppressions
from pathingest.control.suppressions import Suppressions
from pathingest.model.data import parse_toml
from pathingest.model.errors import PathingestError
from pathingest.model.finding import Finding
from pathingest.model.packed import Selected
from pathingest.model.page import Page
from pathingest.model.source import Source
from pathingest.model.suppression import Suppression
from pathingest.model.tuples import NamedTuple
from pathingest.pipeline import ingest, ingest_safely
from pathingest.profiles import Profile
from pathingest.records import is_record, read_record
from pathingest.records.comments import comments
from pathingest.rules import Corpus, EnabledRules, Kept, check, is_own
from pathingest.sources import read_anyway, read_bytes

if TYPE_CHECKING:
    from pathingest.control.changed import Changes
    from pathingest.dataset import Noted

Repair = Callable[[Page, Sequence[Finding], EnabledRules], Sequence[Finding]]
Hear = Callable[[Finding, Suppression], None]
SIDECAR = ".lint.toml"
_NOT_THERE = (ENOENT, ENOTDIR, ENAMETOOLONG)


class Linted(NamedTuple):
    """What a run found.

    Attributes:
        findings: those that count, in the order of the pages, then those across pages, then those on suppressions.
        files: the pages and records that were read.
        suppressed: how many findings were suppressed.
        known: how many are in the baseline, and `gone`, how many entries of it match nothing any more.
        elsewhere: how many are on lines that were not changed, where only those on changed lines count.
    """

    findings: Sequence[Finding]
    files: tuple[str, ...]
    suppressed: int = 0
    known: int = 0
    gone: int = 0
    elsewhere: int = 0

    def on_changed_lines(self, changes: Changes) -> Linted:
        """What of it is on changed lines."""
        others = sum(not changes.concern(finding) for finding in self.reported)
        return self._replace(findings=tuple(filter(changes.concern, self.findings)), elsewhere=others)

    @property
    def reported(self) -> Sequence[Finding]:
        """Those that are reported: without what one finding about nearly every page stands for."""
        replaced = {finding.replaces for finding in self.findings if finding.replaces}
        if not replaced:
            return self.findings
        pages = frozenset(self.files)
        return Selected(self.findings, lambda one: one.code not in replaced or one.path not in pages)


def reader(
    profiles: tuple[Profile, ...] | None,
    *,
    inside: Collection[Path] | None = None,
    source: Callable[[Path], Source] | None = None,
    debug: bool = False,
    alone: bool = False,
    looks_first: bool = False,
) -> Callable[[Path], Page]:
    """What reads a file: a record by its name, anything else as a page; one that stays `alone` is not validated.

    What is not inside one of the real paths, if any are given, is not read, and the page or record says so. `source`
    gives the sources of pages instead; for `looks_first` see `pipeline.ingest`.
    """
    source = source or partial(read_anyway, inside=inside, pipe=True)
    return partial(_read, profiles, source, debug=debug, alone=alone, looks_first=looks_first)


def _read(
    profiles: tuple[Profile, ...] | None,
    source_of: Callable[[Path], Source],
    path: Path,
    *,
    debug: bool,
    alone: bool,
    looks_first: bool,
) -> Page:
    source = source_of(path)
    if is_record(path):
        return read_record(source, profiles)
    if debug:
        return ingest(source, profiles)
    return ingest_safely(source, profiles, validated=not alone, looks_first=looks_first)


class Looked(NamedTuple):
    """What is kept of a page or a record that was linted elsewhere.

    Attributes:
        kept: what the linter keeps of it.
        stated: the suppressions in a record, and `wrong`, what is wrong with them.
        noted: what a dataset notes of a page; None for a record.
    """

    path: str
    kept: Kept
    stated: tuple[Suppression, ...] = ()
    wrong: tuple[Finding, ...] = ()
    noted: Noted | None = None


class Linter:
    """Runs the rules on each page of a run, and reports what counts when all are added. No page is kept."""

    def __init__(
        self,
        config: LintConfig,
        *,
        inside: Collection[Path] | None = None,
        debug: bool = False,
        repair: Repair | None = None,
        see: Callable[[Page], str] | None = None,
    ) -> None:
        """Lint as `config` says; with `debug` a rule's failure comes through instead of being reported as INT001.

        Sidecars are read inside the real paths alone, if any are given. `repair` gives findings their repairs. What
        `see` says of a page, which is never nothing, is kept in `seen`, by its path.

        Raises:
            PathingestError: the baseline is wrong.
        """
        self.enabled = selection.enabled(config)
        self._config = config
        self._debug = debug
        self._repair = repair
        self._see = see
        self.seen: dict[str, str] = {}
        self._inside = inside
        self._corpus = Corpus(self.enabled, debug=debug)
        self._files: list[str] = []
        self._suppressions = list(config.suppressions)
        self._wrong: list[Finding] = []
        self._mistakes: list[str] = []
        self._held = read_baseline(config.baseline) if config.baseline else Counter()

    def add(self, page: Page) -> None:
        """Lint a page or a record, and note what is suppressed in it or beside it, or wrong with its sidecar."""
        self._meet(str(page.source.path))
        if page.origin:
            stated, wrong = suppressions(comments(page.source), page.source)
            self._suppressions.extend(stated)
            self._wrong.extend(wrong)
        self._corpus.add(page, self._found(page))

    def keep(self, page: Page) -> Kept:
        """Lint a raw page, as `add` does, and give what is kept of it; nothing is added."""
        kept = self._corpus.keep(page, self._found(page))
        return kept._replace(seen=self._see(page)) if self._see else kept

    def can_use(self, kept: Kept) -> bool:
        """Whether that is all that is to be kept of a page."""
        return bool(kept.seen) or self._see is None

    def look(self, page: Page) -> Looked:
        """Lint a page or a record, as `add` does, and give all that it would add; nothing is."""
        from pathingest.dataset import noted  # noqa: PLC0415  a run of one page has nothing to compare

        stated, wrong = suppressions(comments(page.source), page.source) if page.origin else ((), ())
        kept = self.keep(page)
        return Looked(str(page.source.path), kept, tuple(stated), tuple(wrong), None if page.origin else noted(page))

    def _found(self, page: Page) -> Sequence[Finding]:
        found = check(page, self.enabled, debug=self._debug)
        return self._repair(page, found, self.enabled) if self._repair else found

    def receive(self, looked: Looked) -> None:
        """Add what another run with the same rules saw of a page or a record."""
        self._suppressions.extend(looked.stated)
        self._wrong.extend(looked.wrong)
        self.take(looked.path, looked.kept)

    def take(self, path: str, kept: Kept) -> None:
        """Add what is kept of a raw page, in this run or another with the same rules, and what is beside it."""
        self._meet(path)
        if self._see:
            self.seen[path] = kept.seen
        self._corpus.take(kept)

    def _meet(self, path: str) -> None:
        self._files.append(path)
        try:
            self._suppressions.extend(_beside(path, self._inside))
        except PathingestError as error:
            self._mistakes.extend(error.lines)

    def linted(self, more: Iterable[Finding] = (), hear: Hear | None = None) -> Linted:
        """What counts of all that was found, and of what was found besides; `hear` is told of what is suppressed.

        Raises:
            PathingestError: sidecars are wrong; a line for each mistake in any of them.
        """
        if self._mistakes:
            raise PathingestError(*self._mistakes)
        config, codes = self._config, {rule.code for _, rule in self.enabled.rules}
        suppressions, could_find = self._in_force(self._suppressions), self._could_find()

        def counts(finding: Finding) -> bool:
            return not selection.is_ignored(finding, config) and not suppressions.hide(finding)

        suppressed = 0

        def left() -> Iterator[Finding]:
            """Those that nothing hides; then what is wrong with what may hide them, once all are met."""
            nonlocal suppressed
            for finding in selection.kept(chain(self._corpus.drain(counts), more), config):
                if by := suppressions.hiding(finding):
                    suppressed += 1
                    if hear:
                        hear(finding, by)
                else:
                    yield finding
            wrong = [*self._wrong, *suppressions.wrong, *suppressions.unused(could_find, self._files)]
            yield from selection.kept([finding for finding in wrong if finding.code in codes], config)

        root = config.baseline.parent if config.baseline else config.root
        compared = without_known(left(), self._held, root, self._files, could_find, plain=not any(map(is_own, codes)))
        return Linted(compared.new, tuple(self._files), suppressed, compared.known, compared.gone)

    def _in_force(self, stated: Sequence[Suppression]) -> Suppressions:
        today = self._config.reference_date or datetime.now(UTC).astimezone().date()
        return Suppressions(stated, self._config, today)

    def counted(self, findings: Iterable[Finding]) -> list[Finding]:
        """Findings of one page as the configuration has them: its severities, without what it ignores or suppresses."""
        return [one for one in selection.kept(findings, self._config) if not self._configured.hide(one)]

    @cached_property
    def _configured(self) -> Suppressions:
        return self._in_force(self._config.suppressions)

    @property
    def settings(self) -> tuple[object, ...]:
        """What `counted` depends upon."""
        config = self._config
        return sorted(config.severity.items()), config.per_path_ignores, config.suppressions

    def _could_find(self) -> frozenset[str]:
        """The codes of the rules that could find something: a page that is alone is compared with no other."""
        alone = len(self._files) == 1
        return frozenset(rule.code for _, rule in self.enabled.rules if rule.check or not alone)


def lint(
    pages: Iterable[Page | Looked],
    config: LintConfig,
    *,
    again: Callable[[Path], Page] | None = None,
    inside: Collection[Path] | None = None,
    debug: bool = False,
    repair: Repair | None = None,
    more: Iterable[Finding] = (),
    hear: Hear | None = None,
) -> Linted:
    """The findings of pages and records by the rules that the configuration enables.

    Args:
        pages: read one by one, here or by others; none is kept.
        config: what is enabled, ignored, suppressed and known.
        again: reads a page once more, so that pages of one pathway can be compared; None for a run
            of one page.
        inside: the real paths inside of which sidecars are read; None for anywhere.
        debug: let a rule's failure through instead of reporting it as INT001.
        repair: gives the findings of a page their repairs; None where nobody asked for any.
        more: what else was found, asked for once all pages are read.
        hear: is told of each finding that is suppressed, and by what.

    Raises:
        PathingestError: sidecars are wrong, or the baseline is.
    """
    linter = Linter(config, inside=inside, debug=debug, repair=repair)
    if again:
        return linter.linted(chain(_compared(pages, again, linter), more), hear)
    for page in pages:
        _meet(page, linter)
    return linter.linted(more, hear)


def _meet(page: Page | Looked, linter: Linter) -> Noted | None:
    """Add a page; what a dataset notes of it, where somebody noted it already."""
    if isinstance(page, Page):
        linter.add(page)
        return None
    linter.receive(page)
    return page.noted


def _compared(pages: Iterable[Page | Looked], again: Callable[[Path], Page], linter: Linter) -> list[Finding]:
    """The findings of pages of one pathway beside each other, once the linter has met all pages."""
    from pathingest.dataset import Dataset, noted  # noqa: PLC0415  a run of one page has nothing to compare
    from pathingest.runners.pairs import findings_of  # noqa: PLC0415

    dataset = Dataset()
    for page in pages:
        known = _meet(page, linter)
        if isinstance(page, Page) and page.origin is None:
            known = noted(page)
        if known:
            dataset.add(known)
    together = (group for group in dataset.settle() if len(group.pages) + len(group.rivals) > 1)
    return [finding for group in together for finding in findings_of(group, again, linter.enabled)]


def _beside(path: str, inside: Collection[Path] | None) -> Iterator[Suppression]:
    """The suppressions of a file's sidecar: `x.json.lint.toml` is for `x.json`."""
    sidecar = Path(f"{path}{SIDECAR}")
    try:
        data = read_bytes(sidecar, inside)
    except OSError as error:
        if error.errno in _NOT_THERE:
            return
        raise PathingestError(f"{sidecar}: cannot be read: {error.strerror}") from None
    yield from read_suppressions(sidecar, parse_toml(data, sidecar), path)
