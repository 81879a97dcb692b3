"""Write the tables in docs/lint-quality.md: what the rules find of defects, in near misses, and on clean pages.

    PYTHONPATH=tests python tools/quality/examination.py [docs/lint-quality.md]

Without a file they are printed. It takes some minutes. Beside them are the figures of an examination by others, as
tests/quality/blind.json has them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import quality
from quality.measure import (
    COMPANIONS,
    DEVELOPED,
    HELD_OUT,
    OFTEN,
    Clean,
    Score,
    Wording,
    clean,
    examined,
    interval,
    score,
    total,
    wordings,
)

START, END = "<!-- table: make quality -->\n", "<!-- end of table -->\n"
HEAD = ["rule", *["found", "false alarms", "precision", "recall", "besides"] * 2]
BLIND = Path(quality.__file__).with_name("blind.json")
NAMES = ("its usual name", "another name", "a third name")
TASKS = ("the words of the usual name", "other words", "a product")


class Blind(NamedTuple):
    """How a rule did in the examination by others: found, found wrongly, missed."""

    found: int
    wrong: int
    missed: int


def share(value: float) -> str:
    """A share to three digits, cut and not rounded: 1 means all and nothing less."""
    return "1" if value >= 1 else f"{int(value * 1000) / 1000:.3f}"


def of(part: int, whole: int) -> str:
    """A part of a whole: the share with its interval."""
    low, high = interval(part, whole)
    return f"{share(part / whole)} ({low:.2f}–{high:.2f})" if whole else "–"


def figures(one: Score) -> list[str]:
    """A rule's cells for one range of seeds."""
    return [
        f"{one.found}/{one.cases}",
        f"{one.wrong}/{one.cases}",
        share(one.precision),
        share(one.recall),
        str(one.besides),
    ]


def row(developed: Score, held_out: Score) -> list[str]:
    """A rule's line."""
    return [f"{developed.code} {developed.name}".strip(), *figures(developed), *figures(held_out)]


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: bool = True) -> str:
    """Markdown; what follows the first column are numbers, unless it is said otherwise."""
    lines = [head, ["---", *["---:" if numbers else "---"] * (len(head) - 1)], *rows]
    return "".join([f"| {' | '.join(line)} |\n" for line in lines])


def clean_row(name: str, pages: int, alarmed: int, failing: int) -> list[str]:
    """A line of the table of clean pages."""
    return [name, str(pages), str(alarmed), of(alarmed, pages), str(failing), of(failing, pages)]


def clean_rules(found: Sequence[Clean]) -> list[list[str]]:
    """Which rules find something on clean pages: on how many, and on how many more than a note."""
    codes = sorted({code for one in found for code in one.codes})
    return [[code, *[str(cell) for one in found for cell in (one.codes[code], one.failed[code])]] for code in codes]


def together(name: str, one: Score) -> list[str]:
    """The line of all rules together: precision over all that is found, in defects and in near misses."""
    findings = one.found + one.wrong + one.besides + one.often
    return [name, of(one.found, findings), of(one.found, one.found + one.wrong), of(one.found, one.cases)]


def beside(held_out: Sequence[Score], blind: dict[str, Blind]) -> list[list[str]]:
    """Our figures beside those of the examination by others."""
    rows = []
    for one in held_out:
        if one.code in blind:
            theirs = blind[one.code]
            rows.append(
                [
                    one.code,
                    of(one.found, one.found + one.wrong),
                    of(one.found, one.cases),
                    str(theirs.found + theirs.missed),
                    of(theirs.found, theirs.found + theirs.wrong),
                    of(theirs.found, theirs.found + theirs.missed),
                ]
            )
    return rows


def worded(found: Sequence[Wording]) -> list[list[str]]:
    """Of which wordings COV001 says that the roadmap never comes to the skill."""
    rows = []
    for tasks, said in enumerate(TASKS):
        for product in (False, True):
            cells = [one for one in found if (one.tasks, one.product) == (tasks, product)]
            advice = "names the product" if product else "does not"
            rows.append([said, advice, *[f"{one.reported}/{one.skills}" for one in cells]])
    return rows


def document() -> str:
    """All tables."""
    said: dict[str, Any] = json.loads(BLIND.read_text(encoding="utf-8"))
    blind = {code: Blind(*counts) for code, counts in said["rules"].items()}
    theirs = [sum(column) for column in zip(*blind.values(), strict=True)]
    ranges = (DEVELOPED, HELD_OUT)
    spans = [f"{seeds.start}–{seeds.stop - 1}" for seeds in ranges]
    scores = [tuple(score(*rule, seeds) for seeds in ranges) for rule in examined()]
    sums = [total(column) for column in zip(*scores, strict=True)]
    rows = [row(*pair) for pair in (*scores, sums)]
    pages = [clean(seeds) for seeds in ranges]
    companions = [[code, ", ".join(others), why] for code, (others, why) in sorted(COMPANIONS.items())]
    about = (
        f"The seeds {spans[0]} were looked at while this was written; {spans[1]} were not. *Blind* is {said['about']}, "
        f"whose truth was written before any rule was run, as it was on {said['day']}.\n"
    )
    findings = (
        "All rules together. *All findings* counts whatever is found besides a defect as a false alarm, as it counts "
        f"there; of the cases with a defect, {sums[0].often}/{sums[0].cases} and {sums[1].often}/{sums[1].cases} have "
        f"nothing besides but {' or '.join(sorted(OFTEN))}.\n"
    )
    precision = of(theirs[0], theirs[0] + theirs[1])
    return "\n".join(
        [
            about,
            findings,
            table(
                ["", "precision, all findings", "precision, defects and near misses", "recall"],
                [
                    *[together(f"seeds {name}", one) for name, one in zip(spans, sums, strict=True)],
                    ["blind", precision, "–", of(theirs[0], theirs[0] + theirs[2])],
                ],
            ),
            "Clean pages:\n",
            table(
                ["", "pages", "with a finding", "share", "with a warning or an error", "share"],
                [
                    *[clean_row(f"seeds {name}", *one[:3]) for name, one in zip(spans, pages, strict=True)],
                    clean_row("blind", *said["clean"]),
                ],
            ),
            "On how many of these pages, by rule:\n",
            table(
                ["rule", *[f"seeds {name}, {what}" for name in spans for what in ("pages", "more than a note")]],
                clean_rules(pages),
            ),
            "Each rule, seeds as above: columns 2 to 6 are of the first, the others of the second.\n",
            table(HEAD, rows),
            f"Beside the blind examination (seeds {spans[1]}; *there* is how many defects it has):\n",
            table(
                ["rule", "precision", "recall", "there", "blind precision", "blind recall"],
                beside([pair[1] for pair in scores], blind),
            ),
            "Skills that are taught, in all their wordings: of how many COV001 says that they are not.\n",
            table(["the task is in", "the guidance", *NAMES], worded(wordings())),
            "Companions, which do not count as *besides*:\n",
            table(["rule", "companions", "why"], companions, numbers=False),
        ]
    )


def main() -> None:
    """Put the tables into the file that is named, or print them."""
    written = document()
    if len(sys.argv) == 1:
        print(written)
        return
    path = Path(sys.argv[1])
    before, _, rest = path.read_text(encoding="utf-8").partition(START)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{START}{written}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
