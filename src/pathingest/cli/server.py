"""`pathingest server`: what is wrong, in an editor, as one types."""

from __future__ import annotations

import sys

import click

from pathingest.cli._console import say
from pathingest.model.errors import PathingestError


@click.command("server", short_help="Serve an editor: findings, evidence and fixes as one types.")
@click.option(
    "--trust-rules",
    is_flag=True,
    help="Run the rules of one's own that the configuration names: they are code.",
)
@click.option("--stdio", is_flag=True, help="Standard input and output, as in any case.")
def command(trust_rules: bool, stdio: bool) -> int:  # noqa: ARG001  many editors pass it
    """Serve an editor that speaks the language server protocol on standard input and output.

    docs/editors.md has what VS Code, Neovim and Helix are to be told. Needs pathingest[server].
    """
    from pathingest.server import serve  # noqa: PLC0415  --help needs no linter

    if sys.stdin is None:
        raise PathingestError("standard input is closed; an editor speaks there")
    if sys.stdin.isatty():
        say("pathingest: waiting for an editor on standard input; Ctrl-C ends it", err=True)
    return serve(trust_rules=trust_rules)
