"""Career-pathway pages in, validated records out: every value with the characters it came from.

`parse` reads one page, `lint` says what is wrong with it. Both are imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathingest.model.errors import PathingestError
    from pathingest.model.page import Page
    from pathingest.pipeline import parse
    from pathingest.rules import lint

__version__ = "0.1.0"
__all__ = ["Page", "PathingestError", "__version__", "lint", "parse"]

_HOME = {
    "Page": "pathingest.model.page",
    "PathingestError": "pathingest.model.errors",
    "lint": "pathingest.rules",
    "parse": "pathingest.pipeline",
}


def __getattr__(name: str) -> object:
    """The public name, from its module (PEP 562)."""
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = found
    return found
