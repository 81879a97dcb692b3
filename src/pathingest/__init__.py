"""Career-pathway pages in, validated records out: every value with the characters it came from.

Public are the names here, those of `pathingest.values`, and what rules of one's own are written with; all else may
change in any version. `parse` reads a page, `lint` says what is wrong with it, a `Pathway` is the record. Each name is
imported when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathingest.certainty import certainty
    from pathingest.model.errors import PathingestError
    from pathingest.model.evidence import Evidence
    from pathingest.model.finding import Finding, Fix, Problem, Related
    from pathingest.model.page import Page
    from pathingest.model.pathway import Pathway
    from pathingest.pipeline import parse
    from pathingest.profiles import Profile, load_profile
    from pathingest.rules import Rule, lint

__version__ = "0.1.0"
__all__ = [
    "Evidence",
    "Finding",
    "Fix",
    "Page",
    "PathingestError",
    "Pathway",
    "Problem",
    "Profile",
    "Related",
    "Rule",
    "__version__",
    "certainty",
    "lint",
    "load_profile",
    "parse",
]

_HOME = {
    "Evidence": "pathingest.model.evidence",
    "Finding": "pathingest.model.finding",
    "Fix": "pathingest.model.finding",
    "Page": "pathingest.model.page",
    "PathingestError": "pathingest.model.errors",
    "Pathway": "pathingest.model.pathway",
    "Problem": "pathingest.model.finding",
    "Profile": "pathingest.profiles",
    "Related": "pathingest.model.finding",
    "Rule": "pathingest.rules",
    "certainty": "pathingest.certainty",
    "lint": "pathingest.rules",
    "load_profile": "pathingest.profiles",
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


def __dir__() -> list[str]:
    """All public names, imported or not."""
    return sorted({*globals(), *__all__})
