"""What commands share: reading their input, and exit codes that findings decide."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from pathingest.cli import _completion
from pathingest.cli._commands import Choice
from pathingest.cli._console import EXIT_WRONG_USE, say
from pathingest.config import Config, Profiles, find_config, profiles_in_force
from pathingest.fields import known_fields
from pathingest.model.errors import PathingestError
from pathingest.model.finding import SEVERITIES
from pathingest.model.source import Source
from pathingest.profiles import load_profile
from pathingest.records import find_records, is_record
from pathingest.sources import from_bytes, project_root, read_file, real_paths
from pathingest.sources.feeds import feed_of
from pathingest.sources.pages import STDIN, Named, Pages, find

if TYPE_CHECKING:
    from pathingest.sources.stdin import Given

RAW = Path("raw")
FAIL_ON = Choice([*SEVERITIES, "never"])

PROFILE = click.option(
    "--profile",
    metavar="FILE",
    shell_complete=_completion.files,
    help="Read pages by this profile, instead of the one that fits each best.",
)


DATASET = click.option(
    "--out", default="normalized", show_default=True, shell_complete=_completion.folders, help="The dataset's folder."
)
REQUIRE = click.option(
    "--require", "required", metavar="FIELD", multiple=True, help="Refuse pages that do not state this, as from_role."
)


JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="How many processes read pages.  [default: as many as there are processors for, if there are many pages]",
)


def jobs_for(jobs: int | None, pages: Pages) -> int:
    """How many processes are to read pages."""
    if pages.count == 1:
        return 1
    if jobs is None and pages.are_many():
        from pathingest.runners.cores import cores  # noqa: PLC0415  small runs need one

        return cores()
    return jobs or 1


def profiles_for(profile: str | None, config: Config | None = None, required: Sequence[str] = ()) -> Profiles:
    """The profile that an option names, or all that may be chosen from: the project's own and the built-in ones.

    `required` are fields without which a page has no record, besides those that the configuration names.

    Raises:
        PathingestError: the profile that is named is wrong, or the project's configuration is, or no such field is.
    """
    config = config or find_config(Path.cwd())
    config = config._replace(require=(*config.require, *known_fields(required)))
    if profile:
        return Profiles((load_profile(profile)._replace(require=config.require),))
    return profiles_in_force(config)


def report_broken(broken: Mapping[Path, str], code: int) -> int:
    """Report the profiles that pages were read without; the exit code, which is that of wrong use if there are any."""
    for line in broken.values():
        say(f"pathingest: {line}", err=True)
    return EXIT_WRONG_USE if broken else code


def read_one(name: str, *, url: str | None = None) -> Source:
    """The page that a command's argument names: a file, a record of a feed, or "-" for standard input.

    Raises:
        PathingestError: it cannot be read, or is a feed of several pages.
    """
    if feed_of(name):
        return _only_one(name, url)
    return read_given(standard_input(), url) if name == STDIN else read_file(Path(name), url=url, pipe=True)


def standard_input() -> BinaryIO:
    """Standard input, in which one can go back for a while.

    Raises:
        PathingestError: it is closed.
    """
    from pathingest.sources.stdin import passing  # noqa: PLC0415  most commands are about files

    if sys.stdin is None:
        raise PathingestError("-: standard input is closed; send it a page, or name a file")
    return passing(sys.stdin.buffer)


def feed_given(file: BinaryIO) -> Given | None:
    """The feed on standard input; None where its first bytes are those of no feed.

    Raises:
        PathingestError: it cannot be read.
    """
    from pathingest.sources.stdin import Given, feed_in  # noqa: PLC0415  as above

    try:
        kind = feed_in(file)
    except OSError as error:
        raise _unreadable(error) from None
    return Given(kind, file) if kind else None


def read_given(file: BinaryIO, url: str | None = None) -> Source:
    """The page on standard input.

    Raises:
        PathingestError: it cannot be read.
    """
    try:
        return from_bytes(file.read(), path=STDIN, url=url)
    except OSError as error:
        raise _unreadable(error) from None


def _unreadable(error: OSError) -> PathingestError:
    return PathingestError(f"-: standard input cannot be read: {error.strerror or error}")


def _only_one(name: str, url: str | None) -> Source:
    """The page of a feed that has one."""
    pages = Pages(find([Path(name)]).pages)
    found = [pages.read(page) for page in islice(pages, 2)]
    if len(found) != 1:
        how = f"name one of its pages, as in {found[0].path!r}" if found else "there is no page in it"
        raise PathingestError(f"{name}: is a feed, and this command is about one page; {how}")
    if found[0].broken:
        raise PathingestError(f"{found[0].path}: {found[0].problem}")
    return replace(found[0], url=url) if url else found[0]


def readable(paths: Iterable[str], config: Config) -> frozenset[Path]:
    """Where files may be read: in the projects of the working directory and of the configuration, and what is named.

    What a name in the call leads to is read wherever it is, and the files beside it speak for it; what a folder, a
    record or the configuration leads to is not.
    """
    named = [Path(path) for path in paths]
    beside = [path.parent for path in named if not path.is_dir()]
    roots = [project_root(folder) for folder in (Path.cwd(), *([config.path.parent] if config.path else []))]
    return real_paths([*roots, *named, *beside])


def pages_of(paths: tuple[str, ...]) -> Named:
    """The pages, feeds and other files that the arguments name, `raw/` by default.

    Raises:
        PathingestError: a path is not there, or no page is below them.
    """
    named = [Path(path) for path in paths] or [RAW]
    if not paths and not RAW.is_dir():
        raise PathingestError("no folder raw/ here: make one with the pages, or name the pages or folders to read")
    found = find(named)
    if not found.pages:
        where = ", ".join(map(str, named))
        raise PathingestError(f"{where}: no pages there; they end in .html, .md or .txt")
    return found


def files_of(paths: tuple[str, ...]) -> list[Path]:
    """The pages and records that the arguments name, `raw/` by default.

    Raises:
        PathingestError: a path is not there, or neither pages nor records are below them.
    """
    named = [Path(path) for path in paths] or [RAW]
    if not paths and not RAW.is_dir():
        message = "no folder raw/ here: make one with the pages, or name the pages, records or folders to lint"
        raise PathingestError(message)
    records, _ = find_records(path for path in named if path.is_dir() or is_record(path))
    pages, _ = find(path for path in named if path.is_dir() or not is_record(path))
    if not (pages or records):
        where = ", ".join(map(str, named))
        message = f"{where}: no pages there, and no records; pages end in .html, .md or .txt, records in .json or .yaml"
        raise PathingestError(message)
    return [*pages, *records]
