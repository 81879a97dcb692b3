"""Far fewer records state a field than in the last build.

## What it does
Compares, at the end of `pathingest build`, the share of the dataset's records that state each field with the share of
the last build, as its manifest says (`coverage`).

## Why is this bad?
A site has changed its layout, or a profile, and nobody noticed: each record looks as if its page said nothing.

## How it works
Shares are of all records; those of parts of items, such as `roadmap/duration`, of all items. Reported is a fall by more
than `drop`, if both builds have at least `records` records. The next build compares with this one.

## Fails
A dataset of 40 records of which 38 stated a timeline, and 12 do.

## Passes
The same dataset, of which 36 do.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pathingest.rules import Rule


@dataclass(frozen=True, slots=True)
class Options:
    """What a team may set."""

    drop: float = field(default=0.2, metadata={"help": "how far a share may fall", "least": 0, "most": 1})
    records: int = field(default=10, metadata={"help": "how many records both builds must have", "least": 1})


# Found at the end of a build.
RULE = Rule("DAT001", "warning", "medium", options=Options())
