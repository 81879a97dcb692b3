"""`pathingest rule`: what a rule does, why, and how it tells."""

from __future__ import annotations

import click

from pathingest.model.errors import PathingestError


@click.command("rule", short_help="Show a rule's documentation.")
@click.argument("rule", required=False)
@click.option("--all", "show_all", is_flag=True, help="Show every rule's.")
def command(rule: str | None, show_all: bool) -> int:
    """Show the documentation of RULE, a code or a name (DUR002, glued-resources)."""
    from pathingest.rules import documentation, find_rule, rules  # noqa: PLC0415

    if show_all:
        click.echo("\n".join(documentation(name) for name, _ in rules()), nl=False)
    elif rule:
        click.echo(documentation(find_rule(rule)[0]), nl=False)
    else:
        message = "name a rule (`pathingest rule EXT005`), or ask for `--all`"
        raise PathingestError(message)
    return 0
