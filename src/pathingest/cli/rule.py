"""`pathingest rule`: what a rule does, why, and how it works."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pathingest.cli._console import show
from pathingest.cli._trust import TRUST_RULES, lint_config
from pathingest.model.errors import PathingestError

if TYPE_CHECKING:
    from pathingest.rules import Rule


@click.command("rule", short_help="Show a rule's documentation.")
@click.argument("rule", required=False)
@click.option("--all", "show_all", is_flag=True, help="Show every rule's.")
@TRUST_RULES
def command(rule: str | None, show_all: bool, trust_rules: bool) -> int:
    """Show the documentation of RULE, a code or a name (DUR002, glued-resources).

    Rules of your own are known where the configuration names them, and if you trust them.
    """
    from pathingest.rules import documentation, find_rule  # noqa: PLC0415  --help needs no rules

    if show_all:
        known = _in_force(trust_rules=trust_rules)
        show("\n".join(documentation(name, known) for name, _ in known))
    elif rule:
        known = _that_know(rule, trust_rules=trust_rules)
        show(documentation(find_rule(rule, known)[0], known))
    else:
        message = "name a rule (`pathingest rule EXT005`), or pass `--all`"
        raise PathingestError(message)
    return 0


def _that_know(rule: str, *, trust_rules: bool) -> tuple[tuple[str, Rule], ...]:
    """The built-in rules, if the rule is one of them: to explain that one needs no configuration, right or wrong."""
    from pathingest.rules import rules  # noqa: PLC0415  as above

    built_in = rules()
    words = {word for name, known in built_in for word in (name, known.code.casefold())}
    return built_in if rule.casefold() in words else _in_force(trust_rules=trust_rules)


def _in_force(*, trust_rules: bool) -> tuple[tuple[str, Rule], ...]:
    """The built-in rules and, if they are trusted, the project's own."""
    from pathingest.config import find_config  # noqa: PLC0415  as above

    return lint_config(find_config(Path.cwd())._replace(trust_rules=trust_rules)).rules
