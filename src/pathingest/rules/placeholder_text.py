"""A placeholder is where a value should be: "TODO", "lorem ipsum", "{{demand}}", "undefined".

## What it does
Reports each value, and each text that is in no value, that is a placeholder or has one in it.

## Why is this bad?
The page was published before it was written, or a program filled its template from nothing. Readers see it at once.

## How it works
- A whole value, in brackets or not: "TODO", "TBD", "TBA", "TBC", "FIXME", "XXX", "undefined", "null", "NaN",
  "[object Object]", "{name}", "lorem ipsum", "placeholder", "coming soon", "to be determined", "text goes here", or
  nothing but a dash; and any of them with a unit of time. "N/A" and "None" are answers, and so is the dash of an empty
  cell in a section of unknown kind.
- Where the badge of a skill or of a phase stands, "?" as well; what stands there is no name and no title.
- Within a text: "TODO:", and a text that begins with "TODO" (unless it goes on with "list", "app" or another thing that
  one builds); "TBD" or "TBA" at the end of a sentence or in brackets; "lorem ipsum dolor"; "NaN", "undefined", "null"
  and "XX" with a unit, a percent sign or a currency ("undefined weeks", "$NaN"); "[object Object]"; "[insert ...]";
  "{{...}}".

What is in quotes or backticks is spoken of, and left alone. So are braces in a text about templates (Jinja, Helm,
prompts, merge fields and the like), values in one about JavaScript or pandas, and "(TBD)" behind the words that it
abbreviates. Other rules do not report the same place again: EXT005 and STR002 leave it out.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Demand
TBD
Overview
TODO: say who hires nurses.
Reality Check
What You'll Love
• Fewer night shifts
Biggest Challenges
• undefined
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Demand
High in every region.
Overview
Build a TODO app first; drop NaN values, and never publish 'lorem ipsum'.
Reality Check
What You'll Love
• Fewer night shifts
Biggest Challenges
• Undefined requirements
```

## Known limits
Square brackets that a reader is to fill in ("Dear [name]") are part of many templates of letters, and left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._placeholders import placeholders
from pathingest.values.text import shortened

_SHOWN = 40
_BADGES = ("/difficulty", "/timeline", "/salary_change", "/demand")


def check(page: Page) -> Iterator[Problem]:
    """One finding a value."""
    for found in placeholders(page):
        said = shortened(found.said, _SHOWN)
        if found.pointer in _BADGES:
            message = f"the {found.pointer[1:].replace('_', ' ')} says {said!r}, a placeholder, which is no value"
        else:
            where = f"{_name(found.pointer)} has" if found.pointer else "the page shows"
            message = f"{where} a placeholder for a value: {said!r}"
        yield Problem(message, found.pointer, found.span)


def _name(pointer: str) -> str:
    """A value in words: "the demand", "a task of the roadmap"."""
    parts = [part for part in pointer.split("/") if part and not part.isdigit() and part != "text"]
    if len(parts) == 1:
        return f"the {parts[0].replace('_', ' ')}"
    return f"the {parts[-1].replace('_', ' ').removesuffix('s')} in {parts[0].replace('_', ' ')}"


RULE = Rule("STR009", "error", "high", check)
