"""`pathingest profile`: what is wrong with a profile, what it makes of pages, and a first draft of one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from pathingest.cli import _completion
from pathingest.cli._commands import Commands
from pathingest.cli._console import say, show
from pathingest.cli._draft import draft, quoted
from pathingest.cli._options import read_one, report_broken
from pathingest.cli._trial import Trial, report, try_page, values
from pathingest.cli._written import write as write_file
from pathingest.config import profiles_in_force
from pathingest.model.errors import PathingestError
from pathingest.model.section import REQUIRED
from pathingest.outputs.reports import in_words
from pathingest.profiles import GENERIC, Profile, builtin, generic, load_profile, read_profile, read_text
from pathingest.records.expected import Expected, read_expected
from pathingest.sources import read_file


@click.group("profile", cls=Commands, short_help="Check, try and draft profiles of sites and layouts.")
def command() -> None:
    """Work on profiles: `new` drafts one from a page, `check` says what is wrong with it, `test` what it reads."""


@command.command("check", short_help="Say what is wrong with profiles.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=_completion.files)
def check(files: tuple[str, ...]) -> int:
    """Check each FILE. Exit 1 if one is wrong: a line for each mistake says where, what, and the fix."""
    texts = [(file, read_text(file)) for file in files]
    wrong = 0
    for file, text in texts:
        try:
            profile = read_profile(text, file)
        except PathingestError as error:
            wrong = 1
            say(*error.lines)
        else:
            say(f"{file}: ok: {_contents(profile)}", *(f"{file}: note: {remark}" for remark in _remarks(profile)))
    return wrong


@command.command("test", short_help="Show what a profile makes of pages.")
@click.argument("file", shell_complete=_completion.files)
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...", shell_complete=_completion.files)
@click.option(
    "--expect",
    metavar="VALUES",
    shell_complete=_completion.files,
    help="Compare with the values in a YAML or JSON file, page by page.",
)
@click.option("--write", metavar="VALUES", help="Write a first such file, of what is read now.")
def test(file: str, pages: tuple[str, ...], expect: str | None, write: str | None) -> int:
    """Read each PAGE by the profile in FILE, and show what it found: values, their places, and what is left.

    Exit 1 if it would not be chosen for a page, if the page gives no record or leaves residue, or if a value is not as
    expected.
    """
    profile = load_profile(file)
    expected = _expected(expect, pages) if expect else {}
    if write and Path(write).exists():
        raise PathingestError(f"{write}: it is there already; compare with it by --expect, or name a new file")
    in_force = profiles_in_force(Path.cwd())
    report_broken({path: line for path, line in in_force.broken.items() if path.resolve() != Path(file).resolve()}, 0)
    others = tuple(other for other in in_force.usable if other.name != profile.name)
    trials: list[Trial] = []
    for page in pages:
        trials.append(try_page(read_one(page), profile, others, expected.get(Path(page).name)))
        say(*report(trials[-1]))
    if write:
        write_file(Path(write), _written(pages, trials))
    good = sum(trial.is_good for trial in trials)
    say(f"{good} of {len(trials)} pages read well", err=True)
    return int(good < len(trials))


@command.command("new", short_help="Draft a profile from a page.")
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...", shell_complete=_completion.files)
def new(pages: tuple[str, ...]) -> int:
    """Print a draft of a profile: what the first PAGE holds, with guesses of what it is.

    What further pages of the site share with it is offered as boilerplate.
    """
    in_force = profiles_in_force(Path.cwd())
    # The shell makes the file that the draft is to go to before this command runs.
    report_broken({path: line for path, line in in_force.broken.items() if not _is_empty(path)}, 0)
    show(draft([read_one(page) for page in pages], (*in_force.usable, generic())))
    return 0


def _expected(file: str, pages: Sequence[str]) -> dict[str, Expected]:
    """What is expected of the pages, by their names without folders.

    Raises:
        PathingestError: the file cannot be read, or has nothing on one of them.
    """
    found = read_expected(read_file(Path(file)))
    if lacking := [name for page in pages if (name := Path(page).name) not in found]:
        raise PathingestError(*(f"{file}: no page {name} there; add it, as --write writes one" for name in lacking))
    return found


def _written(pages: Sequence[str], trials: Sequence[Trial]) -> str:
    """What was read, as `--expect` reads it."""
    lines = ["# For `pathingest profile test --expect`: check each value, and take out what does not matter."]
    for page, trial in zip(pages, trials, strict=True):
        lines.append(f"{quoted(Path(page).name)}:")
        rows = [(pointer, value) for pointer, value, _ in values(trial) if value is not None]
        lines += [f"  {pointer}: {quoted(value) if isinstance(value, str) else value}" for pointer, value in rows]
        if not rows:
            lines[-1] += " {}"
    return "\n".join(lines) + "\n"


def _is_empty(path: Path) -> bool:
    return path.is_file() and not path.stat().st_size


def _contents(profile: Profile) -> str:
    headings = len(profile.headings) + len(profile.heading_patterns)
    of_roles = f"{in_words(headings, 'heading')} of {in_words(len(profile.roles), 'role')}"
    return f"profile {profile.name}, {of_roles}, {in_words(len(profile.labels), 'label')}"


def _remarks(profile: Profile) -> list[str]:
    """What is no mistake, and perhaps not meant."""
    remarks = []
    if profile.name in {GENERIC, *(other.name for other in builtin())}:
        remarks.append(f"it takes the place of the built-in profile {profile.name}")
    known = {*profile.roles, *(role for _, role in profile.selectors.sections)}
    lacking = [role for role in REQUIRED if role not in known]
    if lacking:
        remarks.append(f"no heading for {', '.join(lacking)}: such sections will not be found")
    return remarks
