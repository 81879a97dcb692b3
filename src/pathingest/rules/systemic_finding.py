"""Nearly every page has the same finding.

## What it does
Says once, for a whole run, that a rule found something on nearly every page that it looked at.

## Why is this bad?
What all pages have in common is the site's layout, a template or the way they were scraped. It is fixed there, once;
and a wall of equal findings hides the others.

## How it works
For each other rule: of at least `pages` pages that it looked at, it found something on `share` or more. The note is
at the first such finding, and outputs may fold the others into it.

## Fails
```text
From Baker to Food Chemist: Your 8-Month Transition Guide
Overview
Bread is chemistry.
```

```text
From Baker to Perfumer: Your 9-Month Transition Guide
Overview
Noses know.
```

```text
From Florist to Perfumer: Your 9-Month Transition Guide
Overview
Noses know roses.
```

```text
From Florist to Botanist: Your 2-Year Transition Guide
Overview
Roses have relatives.
```

## Passes
```text
From Baker to Food Chemist: Your 8-Month Transition Guide
Overview
Bread is chemistry.
```

```text
From Baker to Perfumer: Your 9-Month Transition Guide
Overview
Noses know.
```

```text
From Florist to Perfumer: Your 9-Month Transition Guide
Overview
Noses know roses.
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pathingest.model.finding import Conflict, Fact, Finding, PlacedFact, Related
from pathingest.rules import Judged, Rule


@dataclass(frozen=True, slots=True)
class Options:
    """What may be set."""

    share: float = field(
        default=0.8, metadata={"help": "on what share of them it must have found something", "least": 0, "most": 1}
    )
    pages: int = field(default=4, metadata={"help": "how many pages a rule must have looked at", "least": 2})


def overall(judged: Sequence[Judged], options: Options) -> Iterator[Conflict]:
    """One finding for each rule that is met nearly everywhere."""
    eligible, found = Counter[str](), Counter[str]()
    first: dict[str, Finding] = {}
    for page in judged:
        eligible.update(page.codes)
        for finding in {finding.code: finding for finding in reversed(page.findings)}.values():
            if finding.code in page.codes:
                found[finding.code] += 1
                first.setdefault(finding.code, finding)
    for code in sorted(first):
        if eligible[code] >= options.pages and found[code] >= options.share * eligible[code]:
            yield _note(first[code], found[code], eligible[code])


def _note(first: Finding, count: int, eligible: int) -> Conflict:
    message = (
        f"{first.code} {first.name} is found on {count} of {eligible} pages ({100 * count // eligible}%): "
        "fix what they have in common, or ignore the rule"
    )
    place = Related(
        message, first.path, first.line, first.column, first.end_line, first.end_column, first.pointer, first.excerpt
    )
    return Conflict(message, PlacedFact(Fact(first.code, count, first.pointer or "", first.message), place, first.code))


RULE = Rule("COR005", "info", "high", overall=overall, options=Options())
