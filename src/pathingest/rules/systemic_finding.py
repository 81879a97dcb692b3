"""Nearly every page has the same finding.

## What it does
Says once, for a whole run, that a rule found something on nearly every page that it looked at.

## Why is this bad?
What all pages have in common is the site's layout, a template or the way they were scraped. It is fixed there, once;
and a wall of equal findings hides the others.

## How it works
For each other rule: of at least `pages` pages that it looked at, it found something on `share` or more. The finding is
at the first of them, the other pages beside it, and as severe as the worst; reports have it in the place of those that
it stands for. Fixes are made of each.

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

from pathingest.model.finding import SEVERITIES, Conflict, Fact, Finding, PlacedFact, Related, Severity
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
    for page in judged:
        eligible.update(page.codes)
        found.update({finding.code for finding in page.findings} & page.codes)
    met = [code for code in found if eligible[code] >= options.pages and found[code] >= options.share * eligible[code]]
    if met:
        stated: dict[str, list[Finding]] = {code: [] for code in sorted(met)}
        worst = dict.fromkeys(met, len(SEVERITIES) - 1)
        for page in judged:
            for finding in {finding.code: finding for finding in reversed(page.findings)}.values():
                if finding.code in stated:
                    stated[finding.code].append(finding._replace(related=(), fix=None))  # only its place is reported
            for finding in page.findings:
                if finding.code in worst:
                    worst[finding.code] = min(worst[finding.code], SEVERITIES.index(finding.severity))
        for code, firsts in stated.items():
            yield _summed(firsts, eligible[code], SEVERITIES[worst[code]])


def _summed(firsts: Sequence[Finding], eligible: int, severity: Severity) -> Conflict:
    """One finding for the first of each page."""
    first, *others = firsts
    message = (
        f"{first.code} {first.name} is found on {len(firsts)} of {eligible} pages ({100 * len(firsts) // eligible}%): "
        "fix what they have in common, or ignore the rule"
    )
    related = tuple([(other.message, _fact(other, len(firsts))) for other in others])
    return Conflict(message, _fact(first, len(firsts)), related, severity=severity, replaces=first.code)


def _fact(finding: Finding, count: int) -> PlacedFact:
    place = Related(finding.message, *finding[5:11], finding.excerpt)
    return PlacedFact(Fact(finding.code, count, finding.pointer or "", finding.message), place, finding.code)


RULE = Rule("COR005", "info", "high", overall=overall, options=Options())
