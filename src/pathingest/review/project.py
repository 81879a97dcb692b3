"""A dataset under review: built, its decisions found, and both anew whenever a file changes, by whomever."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pathingest.config import CONFIG_FILES, Config, Profiles
from pathingest.control.selection import enabled
from pathingest.dataset import Entry
from pathingest.dataset.address import find
from pathingest.dataset.last import Last
from pathingest.model.coded import coded, decoded
from pathingest.model.errors import PathingestError
from pathingest.model.extraction import Note
from pathingest.model.finding import Finding, Repair
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.overrides.files import IDS, import_of
from pathingest.overrides.ids import Ids, read_ids
from pathingest.overrides.keep import Stated
from pathingest.pipeline import ingest_safely
from pathingest.profiles import Profile
from pathingest.review.decisions import Decision, Tree, of_findings, unsure
from pathingest.review.sight import shown
from pathingest.rules import EnabledRules, check, find_rule
from pathingest.runners.build import BuildWorker, Built, Outcome, RecordFormat, Writing, build, build_worker
from pathingest.runners.corrections import Corrections, as_read, is_settled, last_in
from pathingest.runners.lint import SIDECAR, Linter
from pathingest.runners.memory import Memory, key_of
from pathingest.runners.parallel import Setup
from pathingest.runners.repairs import repaired
from pathingest.sources import read_anyway, relative
from pathingest.sources.pages import Pages

Stamps = Mapping[str, tuple[int, int, int]]
_PAGES = 64  # that are kept read
_SILENCES, _SILENT = "EXT004", "EXT002"


class Setting(NamedTuple):
    """What a review is of.

    Attributes:
        config: read anew whenever its file changes.
        profiles: what pages are read by, as the configuration has it.
        pages: the pages, found anew each time.
        inside: the real paths that may be read.
        out: the folder of the dataset.
        by: who decides; None where that is not said.
        workers: how other processes read pages when it begins, and how many; None where this one does.
    """

    config: Callable[[], Config]
    profiles: Callable[[Config], Profiles]
    pages: Callable[[], Sequence[Path]]
    inside: Callable[[Config], frozenset[Path]]
    out: Path
    by: str | None = None
    workers: tuple[Setup[BuildWorker], int] | None = None


def worker(config: Config, profiles: tuple[Profile, ...] | None, inside: frozenset[Path], out: Path) -> BuildWorker:
    """What another process reads the pages of a review by.

    Raises:
        PathingestError: corrections or ids cannot be read.
    """
    linter = Linter(replace(config.lint, baseline=None), inside=inside, see=_see)
    pages = Pages((), inside=inside, fields=config.feeds)
    return build_worker(pages, linter, profiles, config.overrides, _form(out))


def _form(out: Path) -> RecordFormat:
    return "yaml" if any(out.glob("*.yaml")) else "json"


def _see(page: Page) -> str:
    """What is kept of a page: its record as it is corrected, its decisions that no finding makes, what these hide."""
    return coded((json.dumps(page.tree), tuple(unsure(page)), _behind(page)))


def _behind(page: Page) -> tuple[Finding, ...]:
    """What is found of glued names once those that are not sure are decided: until then EXT004 silences it."""
    asked = {_list_of(note) for note in page.notes if note.kind == "resource-split"}
    if not asked:
        return ()
    left = [note for note in page.notes if note.kind == "glued-resources" and _list_of(note) not in asked]
    return tuple(check(replace(page, notes=tuple(left)), EnabledRules((find_rule(_SILENT),)))) if left else ()


def _list_of(note: Note) -> str:
    return note.pointer.rpartition("/resources/")[0]


class _Seen(NamedTuple):
    """What is known of a page, and what that was read from."""

    written: str
    tree: Tree
    unsure: tuple[Decision, ...]
    behind: tuple[Finding, ...]


class _Made(NamedTuple):
    """The decisions of the findings of a file, and what they were made of."""

    tree: Tree
    findings: Sequence[Finding]
    decisions: Sequence[Decision]


class Project:
    """The state of a review. Everything is done by one caller at a time.

    Attributes:
        version: another one whenever what is here was found anew.
        decisions: all that there are.
        findings: what the build reports, and what it will once what hides it is decided.
        problem: why it could not be built anew; what is here is then as before.
        remark: which record was edited by hand, so that decisions about it are not in its file; empty for none.
        known: the records of the pages, with their corrections made, by path; None for a page without one.
    """

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.version = 0
        self.decisions: list[Decision] = []
        self.findings: list[Finding] = []
        self.problem = ""
        self.remark = ""
        self.known: dict[str, Tree] = {}
        self._stamps: Stamps = {}
        self._seen: dict[str, _Seen] = {}
        self._made: dict[str, _Made] = {}
        self._repairs: dict[tuple[str, str], Sequence[Repair]] = {}
        self._from: dict[tuple[str, str, str, tuple[object, ...]], bool] = {}
        self._last = Last()
        self._forget_corrections()
        self._forget()

    # --- what is there -----------------------------------------------------------------------------------------------

    def refresh(self, progress: Callable[[Iterator[Built], int], Iterator[Built]] | None = None) -> list[str]:
        """Build and look again if a file changed since; which did, by their paths. Nothing of it raises but the first.

        Raises:
            PathingestError: there is nothing to review, or the configuration is wrong, when this is first called.
        """
        stamps = self._scan()
        if stamps == self._stamps and not self.problem:
            return []
        changed = sorted(name for name in {**stamps, **self._stamps} if stamps.get(name) != self._stamps.get(name))
        try:
            self._look(progress, is_read=self._stamps != {} and all(map(self._is_decided, changed)))
            self.problem = ""
        except PathingestError as error:
            if not self.version:
                raise
            if self.problem == error.lines[0] and stamps == self._stamps:
                return []
            self.problem = error.lines[0]
        self._stamps = self._scan()
        self.version += 1
        return changed

    def _scan(self) -> Stamps:
        """The size and the times of change of all files that decisions depend upon."""
        try:
            pages = list(self.setting.pages())
        except PathingestError:
            pages = []
        found: dict[str, tuple[int, int, int]] = {}
        beside = (Path(f"{page}{SIDECAR}") for page in pages)
        here = Path.cwd()
        configured = (folder / name for folder in (here, *here.parents) for name in CONFIG_FILES)
        for path in (*pages, *beside, *configured, *self._of_config()):
            try:
                stat = os.stat(path)  # noqa: PTH116  a thousand times a second
            except OSError:
                continue
            found[relative(path)] = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
        return found

    def _of_config(self) -> Iterator[Path]:
        try:
            config = self.setting.config()
        except PathingestError:
            return
        folders = [config.overrides, config.profiles] if config.profiles else [config.overrides]
        for folder in folders:
            yield from sorted(folder.glob("*.y*ml"))

    def _is_decided(self, name: str) -> bool:
        """Whether a file holds only what is decided about pages, so that they are read as before."""
        path = Path(name)
        is_correction = path.parent == Path(relative(self.config.overrides)) and path.name != IDS
        return name.endswith(SIDECAR) or is_correction

    def _look(self, progress: Callable[[Iterator[Built], int], Iterator[Built]] | None, *, is_read: bool) -> None:
        """Build, and find the decisions anew; where pages are read as before, what they say is kept."""
        before = (self._config, self._profiles, self._ids)
        self._forget_corrections()
        if not is_read:
            self._forget()
        config, out = self.config, self.setting.out
        pages, profiles = self.setting.pages(), self.profiles.usable
        if before != (config, self.profiles, self.ids):
            self._repairs.clear()
            self._from.clear()
        inside = self.setting.inside(config)
        linter, outcome = Linter(config.lint, inside=inside, see=_see), Outcome()
        memory = Memory(out, key_of(linter.enabled, profiles, self.ids), inside=inside)
        writing = Writing(out, _form(out), overrides=config.overrides, ids=self.ids)
        workers = None if self.version else self.setting.workers
        found = Pages(pages, inside=inside, fields=config.feeds)
        built = build(found, writing, outcome, linter, profiles, memory, workers)
        more: list[Finding] = []
        for one in progress(built, len(pages)) if progress else built:
            more += one.findings
        seen = {name: self._seen_of(name, linter.seen[name]) for name in map(relative, pages) if name in linter.seen}
        self._seen = seen
        if {_SILENT, _SILENCES} <= {rule.code for _, rule in linter.enabled.rules}:
            more += [finding for one in seen.values() for finding in one.behind]
        linted = linter.linted(more)
        self.findings = list(linted._replace(findings=tuple(linted.findings)).reported)  # unpacked once
        self.known = {name: one.tree for name, one in seen.items()}
        edited = [str(path) for path in sorted(outcome.edited)]
        self.remark = _edited(edited[0], len(edited) - 1) if edited else ""
        self._last = last_in(out)
        several = [(name, entry) for name, entry in self._last.entries.items() if entry.paths[1:]]
        shared = {path: known for known in several for path in known[1].paths}
        self.decisions = [
            decision
            for one in seen.values()
            for decision in one.unsure
            if decision.path not in shared or self._is_from(decision, *shared[decision.path])
        ]
        self.decisions += self._of_findings()

    def _seen_of(self, name: str, written: str) -> _Seen:
        """What is known of a page; of one that is as it was, what was read of it before."""
        before = self._seen.get(name)
        if before and before.written == written:
            return before
        tree, decisions, behind = decoded(written)
        return _Seen(written, json.loads(tree), decisions, behind)

    def _of_findings(self) -> Iterator[Decision]:
        """The decisions of all findings; those of a page that is as it was, with the findings that it had, are kept."""
        by_file: dict[str, list[Finding]] = {}
        for finding in self.findings:
            by_file.setdefault(finding.path or "", []).append(finding)
        made: dict[str, _Made] = {}
        for path, findings in by_file.items():
            tree, before = self.known.get(path), self._made.get(path)
            if tree is None or before is None or before.tree is not tree or before.findings != findings:
                before = _Made(tree, findings, tuple(of_findings(self.known, findings)))
            made[path] = before
            yield from before.decisions
        self._made = made

    def _is_from(self, decision: Decision, record: str, entry: Entry) -> bool:
        """Whether a record of several pages has a value that is not sure from the page where it is not."""
        key = (decision.path, decision.address, record, entry.sources)
        if key not in self._from:
            self._from[key] = self._is_stated(decision, record)
        return self._from[key]

    def _is_stated(self, decision: Decision, record: str) -> bool:
        now = self.as_read(record)
        pointer = find(now.pathway.model_dump(), decision.address).pointer or ""
        inside = [one for name, one in now.evidence.entries.items() if one.spans and is_settled(name, [pointer])]
        home = now.evidence.entries.get(now.evidence.home(pointer))
        proofs = inside or ([home] if home else [])
        return any(now.evidence.accounts[proof.source].path == decision.path for proof in proofs)

    # --- what decisions are about ------------------------------------------------------------------------------------

    def _forget(self) -> None:
        """Read everything anew that is asked for from now on."""
        self._config: Config | None = None
        self._profiles: Profiles | None = None
        self._ids: Ids | None = None
        self.read = lru_cache(maxsize=_PAGES)(self._read)
        self.as_read = lru_cache(maxsize=_PAGES)(self._as_read)

    def _forget_corrections(self) -> None:
        """Make all corrections anew from now on."""
        self._corrections: Corrections | None = None
        self.page = lru_cache(maxsize=_PAGES)(self._page)

    @property
    def config(self) -> Config:
        """What the project sets."""
        if self._config is None:
            self._config = self.setting.config()
        return self._config

    @property
    def profiles(self) -> Profiles:
        """What pages are read by."""
        if self._profiles is None:
            self._profiles = self.setting.profiles(self.config)
        return self._profiles

    @property
    def ids(self) -> Ids:
        """Which ids last, and which pages have none."""
        if self._ids is None:
            self._ids = read_ids(self.config.overrides)
        return self._ids

    @property
    def corrections(self) -> Corrections:
        """All corrections."""
        if self._corrections is None:
            self._corrections = Corrections(self.config.overrides)
        return self._corrections

    def _read(self, path: str) -> Page:
        """A page, without its corrections."""
        source = read_anyway(Path(path), inside=self.setting.inside(self.config))
        return self.ids.of_page(ingest_safely(source, self.profiles.usable))

    def _page(self, path: str) -> Page:
        """A page, with its corrections made."""
        return self.corrections.of_page(self.read(path))

    def shown(self, path: str, start: int, end: int) -> list[str]:
        """The lines that a reader sees of a stretch of a page."""
        page = self.read(path)
        return shown(page.source, page.evidence.accounts[0], start, end)

    def repairs(self, path: str, finding: Finding) -> Sequence[Repair]:
        """The smallest changes of a page that end a finding; none where the page was corrected in another way."""
        page = self.read(path)
        key = (page.source.sha256, finding.fingerprint)
        if key not in self._repairs:
            self._repairs[key] = self._repaired(page, finding)
        return self._repairs[key]

    def _repaired(self, page: Page, finding: Finding) -> Sequence[Repair]:
        rules, about = enabled(self.config.lint), {finding.fingerprint}
        if page.tree is None or not any(rule.code == finding.code and rule.repairs for _, rule in rules.rules):
            return ()
        found = repaired(page, check(page, rules), rules, about=about, profiles=self.profiles.usable)
        return next((one.repairs or () for one in found if one.fingerprint in about), ())

    def _as_read(self, record: str) -> Stated:
        """A record as its pages state it together, before any correction.

        Raises:
            PathingestError: the dataset has none of that id, or its pages are gone.
        """
        return as_read(record, self._last, self.setting.out, lambda path: self.read(relative(path)), self.ids).stated


def _edited(file: str, others: int) -> str:
    more = f", and {others} more were" if others else ""
    return (
        f"{file} was edited by hand{more}: what is decided here is not written there before "
        f"`{import_of(file)}` has taken the edit over"
    )
