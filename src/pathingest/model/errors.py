"""What is raised for wrong use. Wrong content is never raised: it becomes a finding."""

from __future__ import annotations

from pathingest.model.visible import visible


class PathingestError(Exception):
    """Wrong use, unreadable input or configuration.

    Each argument is one line, which says what is wrong, where, and how to fix it.
    """

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines, as they may be printed: a name with a line break in it ends none of them."""
        return tuple(visible(line) for line in self.args)

    def __str__(self) -> str:
        return "\n".join(self.lines)


def heed_interrupt(error: Exception) -> None:
    """Go on only if an exception is none that a signal became: Python wraps one that comes while it makes a class.

    Raises:
        KeyboardInterrupt: a signal is its cause.
    """
    if isinstance(error.__cause__, KeyboardInterrupt):
        raise KeyboardInterrupt from None
