"""What of a run's findings is printed: the options that commands share, and what they come to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from pathingest.cli._commands import Choice
from pathingest.cli._terminal import COLOR, is_terminal, size
from pathingest.model.errors import PathingestError
from pathingest.model.finding import SEVERITIES, Severity
from pathingest.model.tuples import NamedTuple
from pathingest.outputs.reports import GROUPS, Format, GroupBy, Listing, Report, find_format, listed

_FOR_PEOPLE = ("grouped", "full", "concise")
OPTIONS = ("--group-by", "--min-severity", "--info", "--limit", "--quiet", "--color")


class Shown(NamedTuple):
    """What the options say of what is printed; each as its option is called."""

    group_by: GroupBy | None = None
    min_severity: Severity | None = None
    info: bool = False
    limit: int | None = None
    quiet: bool = False

    def format(self, named: str | None = None) -> str:
        """The name of the format for standard output: what is asked for, else what fits the reader.

        Raises:
            PathingestError: two options exclude each other.
        """
        if self.info and self.min_severity:
            raise PathingestError("--info and --min-severity exclude each other; leave one out")
        if self.group_by and named not in (None, "grouped"):
            raise PathingestError(f"--format {named} has no groups; leave out --group-by, or the format")
        return named or ("grouped" if self.group_by or is_terminal() else "concise")

    def printed(self, name: str, report: Report) -> tuple[Format, Report]:
        """The format of that name, and of the report what it is to print."""
        least: Severity | None = "info" if self.info else self.min_severity
        quiet = self.quiet and name in _FOR_PEOPLE
        if quiet and report.failing:
            least = min(report.failing[-1], least or "info", key=SEVERITIES.index)
        rows = size()[1] if is_terminal() else None
        chosen = find_format(name)
        report = report._replace(
            listing=Listing(least, self.limit, rows, self.group_by or "page", report.listing.made, brief=quiet)
        )
        return chosen, report if chosen.selects else listed(report)

    def is_silent(self, name: str, code: int) -> bool:
        """Whether nothing at all is printed: what passes quietly."""
        return self.quiet and code == 0 and name in _FOR_PEOPLE


def listing_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of `Shown`, and that for colours."""
    for option in (
        COLOR,
        click.option("-q", "--quiet", is_flag=True, help="Print what fails the run and why; nothing if it passes."),
        click.option("--limit", type=click.IntRange(min=0), help="Print so many findings at most; 0 is all of them."),
        click.option("--info", is_flag=True, help="Print notes too, as --min-severity info."),
        click.option("--min-severity", type=Choice(SEVERITIES), help="Print findings as bad as this, or worse."),
        click.option("--group-by", type=Choice(GROUPS), help="Group findings so.  [default on a terminal: page]"),
    ):
        function = option(function)
    return function
