"""What click's commands lack: help in groups, and what somebody may have meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from pathingest.model.spelling import meant


class Choice(click.Choice[str]):
    """One of some words; the nearest is named if it is none of them."""

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:  # noqa: ARG002  click's
        """What is wrong with a value."""
        return f"{value!r} is not one of {', '.join(self.choices)}{_meant(str(value), self.choices)}"


class Command(click.Command):
    """A command whose help has its options in groups: titles, each with some of their names."""

    def __init__(self, *args: Any, groups: Mapping[str, tuple[str, ...]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a section for each group; one for what no group names."""
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        rows = {option.opts[-1]: row for option in options if (row := option.get_help_record(ctx))}
        for title, names in self.groups.items():
            with formatter.section(title):
                formatter.write_dl([rows.pop(name) for name in names])
        with formatter.section("Other options"):
            formatter.write_dl(list(rows.values()))


class Commands(click.Group):
    """Commands; of one that there is not the nearest is named."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with."""
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-") and not ctx.resilient_parsing:
            hint = _meant(args[0], known) or f"; there are {', '.join(known)}"
            ctx.fail(f"No such command {args[0]!r}{hint}")
        return super().resolve_command(ctx, args)


def _meant(word: str, known: Any) -> str:
    near = meant(word, known)
    return f"; did you mean {near}?" if near else ""
