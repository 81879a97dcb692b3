"""A skill to learn comes with too little guidance.

## What it does
Counts the words of each skill's guidance.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pathingest import Page, Problem, Rule


@dataclass(frozen=True)
class Options:
    """What a project may set."""

    words: int = field(default=5, metadata={"help": "fewer words than this are too few", "least": 1})


def check(page: Page, options: Options) -> Iterator[Problem]:
    """A problem for each skill whose guidance is too short."""
    for number, skill in enumerate(page.record.skills_to_learn):
        count = len((skill.guidance or "").split())
        if skill.guidance and count < options.words:
            message = f"{skill.name!r} has {count} words of guidance, and {options.words} are wanted"
            yield Problem(message, f"/skills_to_learn/{number}/guidance")


RULE = Rule("X001", "warning", "high", check, options=Options())
