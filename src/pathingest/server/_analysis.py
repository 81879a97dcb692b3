"""One open document read and linted by the text that the editor has, as `pathingest lint` would lint the file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from traceback import extract_tb

from pathingest.config import Config, find_config, profiles_in_force
from pathingest.control.selection import enabled
from pathingest.model.errors import PathingestError
from pathingest.model.finding import Finding, Related, Repair
from pathingest.model.page import Page
from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple
from pathingest.pipeline import ingest_safely
from pathingest.profiles import Profile
from pathingest.records import is_record, may_be_record, read_record
from pathingest.rules import EnabledRules, check
from pathingest.runners.lint import SIDECAR, lint
from pathingest.runners.repairs import repaired
from pathingest.server._text import Text
from pathingest.sources import MEDIA_TYPES, from_text, project_root, real_paths, relative

# What is linted whatever it holds, where the configuration names nothing.
_FOLDERS = ("raw", "normalized")


def _no_repairs(_: frozenset[str]) -> Mapping[str, Sequence[Repair]]:
    """Of what was not read there are none."""
    return {}


class Analysis(NamedTuple):
    """What is known of a document.

    Attributes:
        path: its file.
        root: the folder of the editor's workspace that it is in; its own folder, where it is in none.
        text: its text, as the editor has it.
        page: what was read of it; None for a document that is not linted, or cannot be.
        findings: those in it.
        beside: those in its sidecar.
        problem: why nothing could be found out; empty otherwise.
        notices: what else is wrong, with the project and not with the document.
        docs_url: where the project says that rules are documented; empty where it does not.
        repairs: gives the repairs of findings of a page, by their fingerprints; each is looked for once.
    """

    path: Path
    root: Path
    text: Text
    page: Page | None = None
    findings: tuple[Finding, ...] = ()
    beside: tuple[Finding, ...] = ()
    problem: str = ""
    notices: tuple[str, ...] = ()
    docs_url: str = ""
    repairs: Callable[[frozenset[str]], Mapping[str, Sequence[Repair]]] = _no_repairs

    @property
    def sidecar(self) -> Path:
        """The file of suppressions beside the document; it need not be there."""
        return Path(f"{self.path}{SIDECAR}")

    def at(self, start: int, end: int) -> list[Finding]:
        """The findings whose places touch [start, end)."""
        spans = ((finding, self.text.span(finding)) for finding in self.findings)
        return [finding for finding, span in spans if span.start <= end and start <= span.end]

    def file_of(self, place: Finding | Related) -> Path | None:
        """The file that a place is in; None where it is not there."""
        if place.path is None or (self.page and place.path == self.page.source.path):
            return self.path
        above = [folder for folder in self.path.parents if folder.is_relative_to(self.root)]
        found = (folder / place.path for folder in (Path.cwd(), *reversed(above), *self.path.parents[:2]))
        return next((path for path in found if path.is_file()), None)


def analyse(path: Path, text: str, root: Path, *, trust_rules: bool = False) -> Analysis:
    """Read and lint a document; whatever is wrong with it, its project or this tool becomes part of the answer."""
    blank = Analysis(path, root, Text(text))
    try:
        return _analysed(blank, find_config(root)._replace(trust_rules=trust_rules))
    except PathingestError as error:
        return blank._replace(problem="\n".join(error.lines)) if _is_named(path, (), root) else blank
    except Exception as error:  # noqa: BLE001  one document never stops the others
        place = extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"
        return blank._replace(problem=f"internal error: {where}; this is a bug of pathingest, please report it")


def _analysed(blank: Analysis, config: Config) -> Analysis:
    path, settings = blank.path, config.lint
    if not may_be_record(path) if is_record(path) else path.suffix.lower() not in MEDIA_TYPES:
        return blank
    profiles = profiles_in_force(config)
    page = read_text(path, blank.text.text, profiles.usable)
    if page.tree is None and not _is_named(path, settings.paths, blank.root):
        return blank  # some other text that the editor has open
    try:
        found = lint([page], settings, inside=inside_of(config, blank.root, path, path.parent)).reported
    except PathingestError as error:  # of the sidecar, or the baseline
        return blank._replace(page=page, problem="\n".join(error.lines))
    sidecar = relative(blank.sidecar)
    return blank._replace(
        page=page,
        findings=tuple([finding for finding in found if finding.path == page.source.path]),
        beside=tuple([finding for finding in found if finding.path == sidecar]),
        notices=(*profiles.broken.values(), *_skipped(settings.skipped)),
        docs_url=settings.docs_url,
        repairs=_repairs_of(page, enabled(settings), profiles.usable),
    )


def _repairs_of(
    page: Page, rules: EnabledRules, profiles: tuple[Profile, ...]
) -> Callable[[frozenset[str]], Mapping[str, Sequence[Repair]]]:
    """What gives the repairs of a page's findings; an editor asks for the same ones at each move of its cursor."""
    known: dict[str, Sequence[Repair]] = {}

    def repairs(about: frozenset[str]) -> Mapping[str, Sequence[Repair]]:
        if wanted := about - known.keys():
            found = repaired(page, check(page, rules), rules, about=wanted, profiles=profiles)
            known.update((one.fingerprint, one.repairs or ()) for one in found if one.fingerprint in wanted)
            known.update((fingerprint, ()) for fingerprint in wanted - known.keys())
        return known

    return repairs if page.origin is None and page.tree is not None else _no_repairs


def _is_named(path: Path, paths: Sequence[str], root: Path) -> bool:
    """Whether the configuration has a file linted, whatever it holds."""
    places = [Path(os.path.abspath(name)) for name in paths] or [root / name for name in _FOLDERS]  # noqa: PTH100
    return any(path.is_relative_to(place) for place in places)


def inside_of(config: Config, *paths: Path) -> frozenset[Path]:
    """Where files may be read: in the paths, and in the projects of the first of them and of the configuration."""
    roots = [project_root(folder) for folder in (paths[0], *([config.path.parent] if config.path else []))]
    return real_paths([*roots, *paths])


def read_text(path: Path, text: str, profiles: tuple[Profile, ...]) -> Page:
    """A page, or a record, by the text that the editor has."""
    source = from_text(text, path=relative(path))
    return read_record(source, profiles) if is_record(path) else ingest_safely(source, profiles, validated=False)


def _skipped(rules: Sequence[str]) -> Iterator[str]:
    if rules:
        yield f"rules skipped: {', '.join(rules)}; they are code, and run only with `pathingest server --trust-rules`"


def whole(text: Text) -> Span:
    """The first line of a text: where something is about all of it."""
    return Span(0, len(text.text.partition("\n")[0].rstrip("\r")))
