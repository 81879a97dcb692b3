"""What a shell offers at the tab key: rules by code and by name, and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def rule(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The built-in rules whose code or name begins so, with what they find."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415  only a shell needs it

    from pathingest.rules import rules, summary  # noqa: PLC0415  as above

    start = incomplete.casefold()
    found = [(rule.code, name, summary(name, rule)) for name, rule in rules()]
    codes = [CompletionItem(code, help=says) for code, _, says in found if code.casefold().startswith(start)]
    return codes or [CompletionItem(name, help=says) for _, name, says in found if name.startswith(start)]


def selectors(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The same for the last of a list with commas in it."""
    before, comma, last = incomplete.rpartition(",")
    found = rule(ctx, parameter, last)
    for item in found:
        item.value = f"{before}{comma}{item.value}"
    return found


def files(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What the shell itself has for files and folders."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415  as above

    return [CompletionItem(incomplete, type="file")]


def folders(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What the shell itself has for folders."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415  as above

    return [CompletionItem(incomplete, type="dir")]


def outputs(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The formats of `FORMAT:FILE`."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415  as above

    from pathingest.outputs.reports import format_names  # noqa: PLC0415  as above

    return [CompletionItem(f"{name}:") for name in format_names() if name.startswith(incomplete)]
