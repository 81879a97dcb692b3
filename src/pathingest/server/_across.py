"""The findings across the pages of a project, for those that are open in the editor."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Event

from pathingest.config import find_config, profiles_in_force
from pathingest.config._lint import LintConfig
from pathingest.model.errors import PathingestError
from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.records import find_records
from pathingest.runners.lint import lint, reader
from pathingest.server._analysis import inside_of, read_text
from pathingest.sources import find_pages

# As many are compared in some seconds; more are for `pathingest lint`, which nobody waits for while typing.
_MOST = 500


class Across(NamedTuple):
    """What a page's text was when it was compared with others, as a hash, and what was found in it then."""

    text: int
    findings: tuple[Finding, ...]


class TooManyError(Exception):
    """A project has more pages than are compared while somebody types."""


class StoppedError(Exception):
    """Nobody waits any more."""


def across(root: Path, opened: Mapping[Path, str], stopped: Event, *, trust_rules: bool = False) -> dict[str, Across]:
    """What rules across pages find in the project of a folder, by the pages' paths.

    Args:
        root: the folder.
        opened: the texts that the editor has; the others are those of the disk.
        stopped: set when nobody waits for the answer any more.
        trust_rules: whether the project's own rules run.

    Raises:
        PathingestError: the configuration is wrong.
        TooManyError: there are more pages than can be compared at a save.
        StoppedError: `stopped` was set.
    """
    config = find_config(root)._replace(trust_rules=trust_rules)
    settings = config.lint
    files = list(_files(settings, root))
    if len(files) > _MOST:
        raise TooManyError(f"{len(files)} pages are too many to compare at each save; `pathingest lint` does")
    profiles, inside = profiles_in_force(config).usable, inside_of(config, root)
    from_disk = reader(profiles, inside=inside, alone=True)
    texts: dict[str, int] = {}

    def read(path: Path) -> Page:
        if stopped.is_set():
            raise StoppedError
        text = opened.get(Path(os.path.abspath(path)))  # noqa: PTH100  links are not followed
        page = from_disk(path) if text is None else read_text(path, text, profiles)
        texts[str(page.source.path)] = hash(page.source.text)
        return page

    only = tuple((name, rule) for name, rule in settings.rules if not rule.check and not rule.overall)
    found = lint(map(read, files), replace(settings, rules=only, baseline=None), again=read, inside=inside).findings
    codes = {rule.code for _, rule in only if rule.across or rule.compare}
    by_path: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.code in codes and finding.path in texts:
            by_path.setdefault(finding.path, []).append(finding)
    return {path: Across(texts[path], tuple(findings)) for path, findings in by_path.items()}


def _files(settings: LintConfig, root: Path) -> Iterator[Path]:
    """The pages and records that are linted together if a call names nothing."""
    named = [Path(path) for path in settings.paths] or [root / "raw"]
    there = [path for path in named if path.exists()]
    try:
        yield from find_pages(path for path in there if path.is_dir())[0]
        yield from find_records(there)[0]
    except PathingestError:
        return  # what the configuration names cannot be listed, which `pathingest lint` says
