"""`pathingest review`: a page on this machine to decide in what is not sure or not right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from pathingest.cli import _completion
from pathingest.cli._commands import Choice, Command
from pathingest.cli._console import say, show
from pathingest.cli._options import DATASET, PROFILE, jobs_for, pages_of, profiles_for, readable
from pathingest.cli._progress import progress
from pathingest.cli._trust import TRUST_RULES
from pathingest.config import Config, find_config
from pathingest.model.errors import PathingestError
from pathingest.outputs.reports import in_words

if TYPE_CHECKING:
    from pathingest.review.project import Project
    from pathingest.runners.build import BuildWorker, Built

    class _Serve(Protocol):
        def __call__(self, project: Project, port: int, *, browser: bool, tell: Callable[[str], None]) -> None: ...


_PORT = 8742
_HELP = {
    "What is reviewed": ("--out", "--by"),
    "How it is shown": ("--port", "--no-browser", "--to"),
    "How pages are read": ("--profile", "--trust-rules"),
}


@click.command("review", cls=Command, groups=_HELP, short_help="Decide in a browser what is not sure or not right.")
@click.argument("raw", nargs=-1, metavar="[PATH]...", shell_complete=_completion.files)
@DATASET
@click.option("--by", help="Who decides; it is written beside each correction and dismissal.")
@click.option("--port", type=int, default=_PORT, show_default=True, help="The port on 127.0.0.1; 0 for any.")
@click.option("--no-browser", is_flag=True, help="Print the address, and open nothing.")
@click.option("--to", type=Choice(["label-studio"]), help="Print the queue as tasks of another tool.")
@PROFILE
@TRUST_RULES
def command(
    raw: tuple[str, ...],
    out: str,
    by: str | None,
    port: int,
    no_browser: bool,
    to: str | None,
    profile: str | None,
    trust_rules: bool,
) -> int:
    """Serve a page to review the pages in PATH (files and folders; by default raw/), which are built in OUT.

    What is decided is written to overrides/ and to suppressions beside the pages, as text to be committed; the dataset
    is built anew at once. It is served on this machine alone; Ctrl-C ends it. Needs pathingest[review].
    """
    serve = _serving() if to is None else None
    pages, _ = pages_of(raw)
    if not (Path(out) / "manifest.json").is_file():
        raise PathingestError(f"{out}: no dataset there; run `pathingest build` first, or name its folder with --out")
    from pathingest.review.actions import left_in  # noqa: PLC0415  --help needs none of it
    from pathingest.review.decisions import queue  # noqa: PLC0415
    from pathingest.review.journal import Journal  # noqa: PLC0415
    from pathingest.review.project import Project, Setting  # noqa: PLC0415
    from pathingest.runners.parallel import setup  # noqa: PLC0415
    from pathingest.sources.pages import Pages  # noqa: PLC0415

    def configuration() -> Config:
        return find_config(Path.cwd())._replace(trust_rules=trust_rules)

    workers = None
    if (count := jobs_for(None, Pages(pages))) > 1:
        workers = setup(_worker, raw, profile, trust_rules, Path(out)), count
    setting = Setting(
        configuration,
        partial(profiles_for, profile),
        lambda: pages_of(raw)[0],
        partial(readable, raw),
        Path(out),
        by,
        workers,
    )
    project = Project(setting)
    project.refresh(_shown)
    for line in project.profiles.broken.values():
        say(f"pathingest: {line}", err=True)
    if serve is None:
        from pathingest.review.labels import label_studio  # noqa: PLC0415  hardly ever wanted

        show(label_studio(project) + "\n")
        return 0
    waiting = queue(project.decisions, left_in(Journal(Path(out)).entries()))
    counted = f"{in_words(len(waiting), 'decision')} in {in_words(len(pages), 'page')}"

    def tell(address: str) -> None:
        say(f"pathingest: {counted}, at {address}", "pathingest: Ctrl-C ends it", err=True)

    serve(project, port, browser=not no_browser, tell=tell)
    say("pathingest: review ended; all that was decided is written", err=True)
    return 0


def _worker(raw: tuple[str, ...], profile: str | None, trust_rules: bool, out: Path) -> BuildWorker:
    """What another process reads the same pages by."""
    from pathingest.review.project import worker  # noqa: PLC0415  as above

    config = find_config(Path.cwd())._replace(trust_rules=trust_rules)
    return worker(config, profiles_for(profile, config).usable, readable(raw, config), out)


def _shown(built: Iterator[Built], pages: int) -> Iterator[Built]:
    return progress(built, "read", pages, of=lambda one: one.path is not None)


def _serving() -> _Serve:
    """What serves.

    Raises:
        PathingestError: the extra is not installed.
    """
    try:
        from pathingest.review.serving import serve  # noqa: PLC0415  an extra
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("starlette", "uvicorn", "anyio", "h11"):
            raise
        raise PathingestError("review needs the packages starlette and uvicorn: install pathingest[review]") from None
    return serve
