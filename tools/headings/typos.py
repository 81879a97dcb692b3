"""How many headings are found in spite of what was done to them, and how many other lines are taken for one.

python tools/headings/typos.py             print the table
python tools/headings/typos.py --write     put it into docs/profiles.md, between its two marks (`make counts`)
python tools/headings/typos.py --wrong     the lines that are read wrong
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from heading_variants import read, variants  # noqa: E402 - the tests' maker of variants is found only now
from pathingest.profiles import Profile, builtin  # noqa: E402

DOCUMENT = ROOT / "docs" / "profiles.md"
BEGIN, END = "<!-- headings: begin -->\n", "<!-- headings: end -->\n"
NEGATIVES = ROOT / "tests" / "cases" / "headings" / "negatives.toml"


def headings_of(profile: Profile) -> list[str]:
    """The headings of a built-in profile as they are written, those without gaps or choices in them."""
    for file in (files("pathingest.profiles") / "builtin").iterdir():
        if not file.name.endswith(".yaml"):
            continue
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        if data["name"] == profile.name:
            written = [text for texts in data["headings"].values() for text in texts]
            return [text for text in written if text.casefold() in profile.headings]
    raise LookupError(profile.name)


def outcomes() -> Iterator[tuple[str, str, str]]:
    """(kind, line, "found", "missed" or "wrong") of each variant of each heading of the built-in profiles."""
    for profile in builtin():
        for kind, text, role, _ in variants(profile, headings_of(profile)):
            got, _ = read(text, profile)
            yield kind, text, "found" if got == role else "missed" if got is None else "wrong"


def negatives() -> Iterator[tuple[str, str, bool]]:
    """(class, line, whether any built-in profile takes it for a misspelt heading)."""
    for kind, lines in tomllib.loads(NEGATIVES.read_text(encoding="utf-8")).items():
        for line in lines:
            yield kind, line, any(read(line, profile)[1] for profile in builtin())


def table() -> str:
    """The table, in Markdown."""
    counts: dict[str, Counter[str]] = {}
    for kind, _, outcome in outcomes():
        counts.setdefault(kind, Counter())[outcome] += 1
    refused: dict[str, Counter[bool]] = {}
    for kind, _, taken in negatives():
        refused.setdefault(kind, Counter())[taken] += 1
    rows = ["| heading changed by | lines | found | precision | recall |", "|---|---|---|---|---|"]
    total: Counter[str] = Counter()
    for kind, count in counts.items():
        rows.append(_row(kind, count))
        total += count
    rows += [_row("all", total), "", "| other lines | lines | taken for a heading |", "|---|---|---|"]
    rows += [f"| {kind} | {count.total()} | {count[True]} |" for kind, count in refused.items()]
    every = sum(refused.values(), Counter[bool]())
    rows.append(f"| all | {every.total()} | {every[True]} |")
    return "\n".join(rows) + "\n"


def _row(kind: str, count: Counter[str]) -> str:
    read_at_all = count["found"] + count["wrong"]
    precision = f"{count['found'] / read_at_all:.1%}" if read_at_all else "-"
    return f"| {kind} | {count.total()} | {count['found']} | {precision} | {count['found'] / count.total():.1%} |"


def document() -> tuple[str, str]:
    """The document as it is, and with today's table."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    return text, f"{before}{BEGIN}{table()}{END}{rest.partition(END)[2]}"


def main() -> None:
    """Print or write the table, or print what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    arguments = parser.parse_args()
    if arguments.wrong:
        print(*(f"{kind}: {text} ({outcome})" for kind, text, outcome in outcomes() if outcome != "found"), sep="\n")
        print(*(f"{kind}: {text} (taken)" for kind, text, taken in negatives() if taken), sep="\n")
    elif arguments.write:
        DOCUMENT.write_text(document()[1], encoding="utf-8")
    else:
        print(table(), end="")


if __name__ == "__main__":
    main()
