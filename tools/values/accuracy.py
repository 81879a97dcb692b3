"""How many rows of tests/cases/values/ are right, per file and class, as a table in Markdown.

python tools/values/accuracy.py             print the table
python tools/values/accuracy.py --write     put it into docs/values.md, between its two marks (`make counts`)
python tools/values/accuracy.py --wrong     the rows that are not right
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from pathingest import values  # noqa: E402 - the tests' reader of the tables is found only now
from pathingest.values.roles import read_title, same_role, slug  # noqa: E402
from pathingest.values.vocabulary import parse_difficulty, parse_priority, priority_prefix  # noqa: E402
from values_cases import Row, facts, rows  # noqa: E402

DOCUMENT = ROOT / "docs" / "values.md"
BEGIN, END = "<!-- accuracy: begin -->\n", "<!-- accuracy: end -->\n"
FINDERS = {"duration": "find_durations", "effort": "find_efforts", "money": "find_money", "percent": "find_percents"}


def _value(name: str, row: Row) -> bool:
    """Whether the first value is as expected, and so are all values of a prose row."""
    options: dict[str, Any] = {key: row[key] for key in ("language", "currency") if key in row}
    if (
        "expect" in row
        and facts(getattr(values, f"parse_{name}")(row["text"], **options), row["expect"]) != row["expect"]
    ):
        return False
    if "find" not in row:
        return True
    options |= {"subject": row["subject"]} if "subject" in row else {}
    found = getattr(values, FINDERS[name])(row["text"], **options)
    texts = not row["find"] or isinstance(row["find"][0], str)
    got = [value.text if texts else facts(value, {"text": 0, "low": 0, "high": 0}) for value in found]
    return bool(got == row["find"])


def _resources(row: Row) -> bool:
    return bool([item.name for item in values.split_resources(row["text"], row.get("context", ""))] == row["items"])


def _title(row: Row) -> bool:
    first, second = row.get("lines", ("", ""))
    lines = first or None, second or None
    title = read_title(row["text"], role_lines=lines, slug=row.get("slug"), language=row.get("language", "en"))
    if title is None or row["expect"] == "none":
        return title is None and row["expect"] == "none"
    spans = {"from": title.from_role, "to": title.to_role, "headline": title.headline}
    return bool({name: row["text"][slice(*span)] for name, span in spans.items() if span} == row["expect"])


def _slug(row: Row) -> bool:
    same = all(same_role(row["text"], line) for line in row.get("same", ()))
    other = any(same_role(row["text"], line) for line in row.get("other", ()))
    return slug(row["text"]) == row["expect"] and same and not other


def _vocabulary(row: Row) -> bool:
    wanted = {} if row["expect"] == "none" else row["expect"]
    if row["class"].startswith("prefix"):
        return priority_prefix(row["text"]) == ((wanted["priority"], wanted["length"]) if wanted else None)
    parse = parse_difficulty if row["class"].startswith("difficulty") else parse_priority
    return parse(row["text"]) == next(iter(wanted.values()), None)


CHECKS: dict[str, Callable[[Row], bool]] = {
    **{name: lambda row, name=name: _value(name, row) for name in FINDERS},  # type: ignore[misc]
    "resources": _resources,
    "title": _title,
    "slug": _slug,
    "vocabulary": _vocabulary,
}


class Count(NamedTuple):
    """The rows of one class in one file."""

    file: str
    group: str
    rows: int
    none: int
    right: int
    known: int


def counts() -> Iterator[Count]:
    """One count for each file and class, in the order of the files."""
    for name, check in CHECKS.items():
        for group in dict.fromkeys(row["class"] for row in rows(name)):
            mine = [row for row in rows(name) if row["class"] == group]
            none = sum(row.get("expect") == "none" or row.get("find") == [] for row in mine)
            yield Count(
                name, group, len(mine), none, sum(map(check, mine)), sum("known_failure" in row for row in mine)
            )


def table() -> str:
    """The table, with a sum for each file and for all of them."""
    every = list(counts())
    lines = ["| file | class | rows | negatives | right | known failures |", "|---|---|---:|---:|---:|---:|"]
    for name in CHECKS:
        mine = [count for count in every if count.file == name]
        lines += [f"| {name} | {count.group} | {_cells(count[2:])} |" for count in mine]
        lines.append(f"| **{name}** | | {_cells(_sums(mine))} |")
    lines.append(f"| **all** | | {_cells(_sums(every))} |")
    return "\n".join(lines) + "\n"


def _sums(every: list[Count]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*(count[2:] for count in every), strict=True)))


def _cells(numbers: tuple[int, ...]) -> str:
    return " | ".join(map(str, numbers))


def document() -> tuple[str, str]:
    """The document as it is, and with today's table."""
    text = DOCUMENT.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    return text, f"{before}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}"


def main() -> None:
    """Print the table, or what is not right, or renew the document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the table into docs/values.md")
    parser.add_argument("--wrong", action="store_true", help="print the rows that are not right")
    options = parser.parse_args()
    if options.wrong:
        wrong = ((name, row) for name, check in CHECKS.items() for row in rows(name) if not check(row))
        for name, row in wrong:
            print(f"{name} {row['class']}: {row['text']!r}: {row.get('known_failure', 'UNKNOWN')}")
    elif options.write:
        DOCUMENT.write_text(document()[1], "utf-8")
    else:
        print(table(), end="")


if __name__ == "__main__":
    main()
