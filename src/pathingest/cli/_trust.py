"""Rules of a project's own are code of whoever wrote its files: they run if the one who runs the command trusts them.

Nothing in the files of a project can say so: a pull request may change them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pathingest.cli._console import say

if TYPE_CHECKING:
    from pathingest.config import Config
    from pathingest.config._lint import LintConfig

TRUST_RULES = click.option(
    "--trust-rules",
    is_flag=True,
    envvar="PATHINGEST_TRUST_RULES",
    show_envvar=True,
    help="Run the rules of one's own that the configuration names: they are code.",
)


def lint_config(config: Config) -> LintConfig:
    """What the configuration sets for linting; rules of its own that are skipped are named on stderr.

    Raises:
        PathingestError: there are mistakes in it; a line for each.
    """
    found = config.lint
    if found.skipped and config.path:
        from pathingest.sources import relative  # noqa: PLC0415  most projects have no rules of their own

        say(
            f"pathingest: rules skipped: {', '.join(found.skipped)}, of {relative(config.path)}; they are code, "
            "and run only with --trust-rules or PATHINGEST_TRUST_RULES=1",
            err=True,
        )
    return found
