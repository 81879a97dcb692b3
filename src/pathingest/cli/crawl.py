"""`pathingest crawl`: many pages in parts, each whole by itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic

import click

from pathingest.cli import _completion
from pathingest.cli._commands import Choice, Command
from pathingest.cli._console import say
from pathingest.cli._options import PROFILE, REQUIRE, feed_given, profiles_for, readable, standard_input
from pathingest.cli._terminal import is_terminal
from pathingest.cli._trust import TRUST_RULES, lint_config
from pathingest.config import find_config
from pathingest.model.errors import PathingestError
from pathingest.outputs.reports import in_words
from pathingest.overrides.ids import Ids
from pathingest.runners import crawl as module
from pathingest.runners.crawl import NO_PATHWAY, PACKINGS, CrawlWorker, Metrics, Progress, decided_in
from pathingest.runners.engine import Engine, engine_of
from pathingest.runners.lint import Linter, reader
from pathingest.runners.memory import settings_of
from pathingest.runners.parallel import setup
from pathingest.sources import zstd
from pathingest.sources.pages import STDIN, Pages, find
from pathingest.sources.stdin import Given

_MB = 1024 * 1024
_SHOWN = 3  # reasons
_BUG = "INT001"


@click.command("crawl", cls=Command, groups={}, short_help="Read a crawl in parts that can be stopped and go on.")
@click.argument("feeds", nargs=-1, required=True, shell_complete=_completion.files)
@click.option("--out", required=True, shell_complete=_completion.folders, help="The folder of the parts.")
@click.option("--jobs", type=click.IntRange(min=1), help="How many processes.  [default: the processors granted]")
@click.option(
    "--engine",
    "kind",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Processes here, or a cluster.",
)
@click.option("--scheduler", help="The address of the cluster's scheduler, or the file that has it.")
@click.option(
    "--part-size",
    type=click.IntRange(min=1),
    default=64,
    show_default=True,
    help="MB of a feed in a part.",
)
@click.option(
    "--packing",
    type=Choice(PACKINGS),
    default=PACKINGS[0],
    show_default=True,
    help="How the files of parts are packed.",
)
@click.option("--reduce", "across", is_flag=True, help="Then compare and merge what all parts have, from their facts.")
@PROFILE
@REQUIRE
@TRUST_RULES
def command(
    feeds: tuple[str, ...],
    out: str,
    jobs: int | None,
    kind: str,
    scheduler: str | None,
    part_size: int,
    packing: str,
    across: bool,
    profile: str | None,
    required: tuple[str, ...],
    trust_rules: bool,
) -> int:
    """Read the pages of FEEDS (feeds, folders, patterns) in parts, and write what each part gives.

    "-" is standard input, as WARC or JSON Lines: one part, which this process does as it comes.

    Writes OUT/records, OUT/evidence, OUT/findings and OUT/facts, a file of JSON Lines for each part, a manifest of each
    part, OUT/metrics.json, and at last OUT/_SUCCESS. A page that is no pathway is no finding, but counted by its
    reason. The same command goes on where one was stopped. Exit code 1 if a page made the tool fail, or a part cannot
    be done.
    """
    if (kind == "dask") != (scheduler is not None):
        raise click.UsageError("--engine dask and --scheduler go together: --engine dask --scheduler tcp://HOST:8786")
    if scheduler and jobs:
        raise click.UsageError("--jobs is for processes here; a cluster has as many as its workers have threads")
    if STDIN in feeds and (feeds[1:] or scheduler or (jobs or 1) > 1):
        raise click.UsageError("- stands alone: this process reads it, without other feeds, --jobs and --scheduler")
    config = find_config(Path.cwd())._replace(trust_rules=trust_rules)
    lint_config(config)  # what is skipped is said once
    if packing == "zst":
        zstd.library()  # is there
    given = _given() if STDIN in feeds else None
    named = (Path(STDIN),) if given else find(map(Path, feeds), feeds_below=True).pages
    if not named:
        raise PathingestError(f"{', '.join(feeds)}: neither feeds nor pages there")
    arguments = (feeds, out, packing, profile, required, trust_rules, given)
    worker = _worker(*arguments)
    key = settings_of(worker.linter.enabled, profiles_for(profile, config, required).usable, Ids())
    pages = Pages(named, inside=readable(feeds, config), fields=config.feeds, given=given)
    last: Progress | None = None
    try:
        with _engine(1 if given else jobs, scheduler) as engine:
            for last in module.crawl(
                pages, worker, setup(_worker, *arguments), key, engine=engine, part_size=part_size * _MB
            ):
                _show(last)
    except KeyboardInterrupt:
        done = f"after {last.parts} of {in_words(last.of, 'part')}" if last else "before the first part"
        message = f"{done}; the same command goes on from there"
        raise KeyboardInterrupt(message) from None
    finally:
        _show(None)
    if across and not (last and last.metrics.poisoned):
        count, file = module.reduce(worker)
        say(f"{in_words(count, 'pathway')} in {file}", err=True)
    return _conclude(last.metrics if last else Metrics(), Path(out))


def _given() -> Given:
    """The feed on standard input.

    Raises:
        PathingestError: it cannot be read, or is of a kind that its first bytes do not tell.
    """
    if found := feed_given(standard_input()):
        return found
    raise PathingestError("-: neither WARC nor JSON Lines by its first bytes; save it to a file, and name that")


@contextmanager
def _engine(jobs: int | None, scheduler: str | None) -> Iterator[Engine]:
    """What does the parts: processes here, or a cluster; a run that waits for its workers says so."""
    if not scheduler:
        from pathingest.runners.cores import cores  # noqa: PLC0415  only where nobody says how many

        yield engine_of(jobs or cores(), module.__name__)
        return
    from pathingest.runners.cluster import cluster  # noqa: PLC0415  only where one is asked for

    with cluster(scheduler) as found:
        if not found.threads():
            say(f"{scheduler} has no workers yet: the run waits for them", err=True)
        yield found.engine


def _worker(
    feeds: tuple[str, ...],
    out: str,
    packing: str,
    profile: str | None,
    required: tuple[str, ...],
    trust_rules: bool,
    given: Given | None,
) -> CrawlWorker:
    """What a process does parts by."""
    config = find_config(Path.cwd())._replace(trust_rules=trust_rules)
    profiles = profiles_for(profile, config, required).usable
    pages = Pages((), inside=readable(feeds, config), fields=config.feeds, given=given)
    linter = Linter(replace(config.lint, baseline=None), inside=frozenset())
    read = reader(profiles, source=pages.read, looks_first=True)
    return CrawlWorker(pages, read, linter, decided_in(config.overrides), Path(out), packing)


_said = [0.0, 0]  # when a line of progress was written, and how long it is


def _show(progress: Progress | None) -> None:
    """Write how far the run is over the last such line, at a terminal; nothing takes it away."""
    if not is_terminal(sys.stderr) or (progress and monotonic() < _said[0] + 0.2):
        return
    line = ""
    if progress:
        metrics = progress.metrics
        pages = in_words(metrics.counts["pages"], "page")
        line = f"part {progress.parts} of {progress.of}: {pages}, {in_words(metrics.outcomes['record'], 'record')}"
    sys.stderr.write(f"\r{line:<{int(_said[1])}}" + ("" if line else "\r"))
    sys.stderr.flush()
    _said[:] = [monotonic(), len(line)]


def _conclude(metrics: Metrics, out: Path) -> int:
    """Say what came of it."""
    outcomes, counts = metrics.outcomes, metrics.counts
    said = ", ".join(
        f"{count} without a pathway" if name == NO_PATHWAY else in_words(count, name)
        for name, count in outcomes.most_common()
    )
    made = f", {in_words(counts['corrections'], 'correction')}" if counts["corrections"] else ""
    found = in_words(counts["findings"], "finding")
    say(f"{in_words(counts['pages'], 'page')}: {said or 'nothing'}; {found}{made}", err=True)
    for reason, count in metrics.reasons.most_common(_SHOWN):
        say(f"  without a pathway: {in_words(count, 'page')}: {reason}", err=True)
    for name in sorted(metrics.poisoned):
        say(f"  not done: {name}: each process that does it dies", err=True)
    failed, lost = metrics.findings[_BUG], len(metrics.poisoned)
    wrong = [f"{in_words(failed, 'finding')} of {_BUG}: the tool failed"] if failed else []
    if lost:
        wrong.append(f"{in_words(lost, 'part')} could not be done; the same command tries again")
    say(f"exit {int(bool(wrong))}: {'; '.join(wrong) or f'all parts are in {out}/'}", err=True)
    return int(bool(wrong))
