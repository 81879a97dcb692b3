"""Career-pathway pages in, validated records out: every value with the characters it came from.

Public are the names here, and those of `pathingest.values`; all else may change in any version. `parse` reads a page,
`lint` says what is wrong with it, `load` gives the records of a dataset; a `Pathway` is the record, whose values are a
`Duration`, an `Effort`, `Money` or a `Percent`; `__version__` is the package's version. Each name is imported when it
is first used.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # as `typing` has it, which takes a tenth of a run that reads nothing

if TYPE_CHECKING:
    from pathingest import values
    from pathingest.certainties import certainty
    from pathingest.library import Records, load
    from pathingest.model.comparison import Comparison
    from pathingest.model.errors import PathingestError
    from pathingest.model.evidence import Account, Evidence, Proof
    from pathingest.model.finding import Conflict, Fact, Finding, Fix, PlacedFact, Problem, Related
    from pathingest.model.page import Page
    from pathingest.model.pathway import Duration, Effort, Money, Pathway, Percent
    from pathingest.model.source import Source, Span
    from pathingest.pipeline import parse
    from pathingest.profiles import Profile, load_profile
    from pathingest.rules import Rule, lint, load_rules

__version__ = "0.1.0"
__all__ = [
    "Account",
    "Comparison",
    "Conflict",
    "Duration",
    "Effort",
    "Evidence",
    "Fact",
    "Finding",
    "Fix",
    "Money",
    "Page",
    "PathingestError",
    "Pathway",
    "Percent",
    "PlacedFact",
    "Problem",
    "Profile",
    "Proof",
    "Records",
    "Related",
    "Rule",
    "Source",
    "Span",
    "__version__",
    "certainty",
    "lint",
    "load",
    "load_profile",
    "load_rules",
    "parse",
    "values",
]

_HOME = {
    "Comparison": "pathingest.model.comparison",
    **dict.fromkeys(["Account", "Evidence", "Proof"], "pathingest.model.evidence"),
    **dict.fromkeys(
        ["Conflict", "Fact", "Finding", "Fix", "PlacedFact", "Problem", "Related"], "pathingest.model.finding"
    ),
    "Page": "pathingest.model.page",
    "PathingestError": "pathingest.model.errors",
    **dict.fromkeys(["Duration", "Effort", "Money", "Pathway", "Percent"], "pathingest.model.pathway"),
    "Profile": "pathingest.profiles",
    "Rule": "pathingest.rules",
    "certainty": "pathingest.certainties",
    **dict.fromkeys(["Records", "load"], "pathingest.library"),
    **dict.fromkeys(["Source", "Span"], "pathingest.model.source"),
    **dict.fromkeys(["lint", "load_rules"], "pathingest.rules"),
    "load_profile": "pathingest.profiles",
    "parse": "pathingest.pipeline",
}


def __getattr__(name: str) -> object:
    """The public name, from its module (PEP 562)."""
    if name == "values":
        return import_module("pathingest.values")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """All public names, imported or not."""
    return sorted({*globals(), *__all__})
