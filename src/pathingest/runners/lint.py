"""Linting a run of pages and records: each is read and let go; what counts of the findings is left."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pathingest.config._lint import LintConfig, read_suppressions
from pathingest.control import baseline as baselines
from pathingest.control import selection
from pathingest.control.comments import suppressions
from pathingest.control.suppressions import suppress
from pathingest.dataset import Dataset
from pathingest.model.errors import PathingestError
from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.model.suppression import Suppression
from pathingest.pipeline import ingest, ingest_safely
from pathingest.profiles import Profile
from pathingest.records import SUFFIXES, read_record
from pathingest.records.comments import comments
from pathingest.rules import Corpus, check
from pathingest.runners.pairs import findings_of
from pathingest.sources import read_anyway

SIDECAR = ".lint.toml"


@dataclass(frozen=True, slots=True)
class Linted:
    """What a run found.

    Attributes:
        findings: those that count, in the order of the pages, then those across pages, then those on suppressions.
        files: the pages and records that were read.
        suppressed: how many findings were suppressed.
        known: how many are in the baseline, and `gone`, how many entries of it stand for nothing any more.
        unfiltered: the findings that would count if there were no baseline.
    """

    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    suppressed: int = 0
    known: int = 0
    gone: int = 0
    unfiltered: tuple[Finding, ...] = ()


@dataclass(slots=True)
class _Run:
    """What is gathered on the way."""

    files: list[str] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)
    wrong: list[Finding] = field(default_factory=list)


def reader(profiles: tuple[Profile, ...] | None, *, debug: bool = False, alone: bool = False) -> Callable[[Path], Page]:
    """What reads a file: a record by its name, anything else as a page; one that stays `alone` is not validated."""
    return partial(_read, profiles, debug=debug, alone=alone)


def _read(profiles: tuple[Profile, ...] | None, path: Path, *, debug: bool, alone: bool) -> Page:
    if path.suffix.lower() in SUFFIXES:
        return read_record(path, profiles)
    source = read_anyway(path)
    return ingest(source, profiles) if debug else ingest_safely(source, profiles, validated=not alone)


def lint(
    pages: Iterable[Page],
    config: LintConfig,
    *,
    again: Callable[[Path], Page] | None = None,
    debug: bool = False,
) -> Linted:
    """The findings of pages and records by the rules that the configuration asks.

    Args:
        pages: read one by one; none is kept.
        config: what is asked, ignored, suppressed and known.
        again: reads a page once more, so that pages of one pathway can be held against each other; null for a run
            of one page.
        debug: let a rule's failure through instead of reporting it as INT001.

    Raises:
        PathingestError: a sidecar or the baseline is wrong.
    """
    asked = selection.asked(config)
    corpus, dataset, run = Corpus(asked, debug=debug), Dataset(), _Run(suppressions=list(config.suppressions))
    for page in pages:
        _note(page, run)
        corpus.meet(page, check(page, asked, debug=debug))
        if again and page.origin is None:
            dataset.meet(page)
    found = corpus.findings()
    if again:
        together = (group for group in dataset.settle() if len(group.pages) + len(group.rivals) > 1)
        found += [finding for group in together for finding in findings_of(group, again, asked)]
    return _counted(selection.kept(found, config), config, run)


def _note(page: Page, run: _Run) -> None:
    """Note a file, and what is suppressed in it or beside it."""
    path = str(page.source.path)
    run.files.append(path)
    run.suppressions.extend(_beside(path))
    if page.origin:
        found, wrong = suppressions(comments(page.source), path)
        run.suppressions.extend(found)
        run.wrong.extend(wrong)


def _beside(path: str) -> Iterator[Suppression]:
    """The suppressions of a file's sidecar: `x.json.lint.toml` is for `x.json`."""
    sidecar = Path(f"{path}{SIDECAR}")
    if sidecar.is_file():
        try:
            table = tomllib.loads(sidecar.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            message = f"{sidecar}: not TOML: {error}"
            raise PathingestError(message) from None
        yield from read_suppressions(sidecar, table, path)


def _counted(findings: Sequence[Finding], config: LintConfig, run: _Run) -> Linted:
    """What is left when suppressions and baseline have been applied."""
    asked = selection.asked(config)
    today = config.reference_date or datetime.now(UTC).astimezone().date()
    left, suppressed, wrong = suppress(findings, run.suppressions, config.rules, asked, run.files, today)
    codes = {rule.code for _, rule in asked.rules}
    complaints = [finding for finding in (*run.wrong, *wrong) if finding.code in codes]
    every = [*left, *selection.kept(complaints, config)]
    held = baselines.read_baseline(config.baseline) if config.baseline else Counter()
    compared = baselines.without_known(every, held, config.root, run.files)
    return Linted(
        findings=tuple(compared.new),
        files=tuple(run.files),
        suppressed=suppressed,
        known=compared.known,
        gone=compared.gone,
        unfiltered=tuple(every),
    )
