"""What is raised for wrong use. Wrong content is never raised: it becomes a finding."""

from __future__ import annotations


class PathingestError(Exception):
    """Wrong use, unreadable input or configuration: one line that says what, where, and how to mend it."""
