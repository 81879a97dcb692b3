"""What the parts of a record cost: the time of a page without some of them, as a ratio to FLOOR.

    python benchmarks/parts.py [--pages N]

In each line one part more is left out, as if the page stated nothing of it; names that are glued together stay whole in
the first. What is left at the end is what any reader of such pages does: lines, headings, the header, plain texts,
evidence. Each line is a process of its own, over pages that it meets for the first time.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time_ns

from measuring import Given, floor, prepare, table

from pathingest import fields, glued, parse
from pathingest.glued import Resource
from pathingest.model.extraction import Extraction

WARM = 20
LEFT_OUT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("all", ()),
    ("glued names left whole", ()),
    ("and no claims", ("claims",)),
    ("and no skills", ("skills_to_learn", "transferable_skills")),
    ("and no roadmap", ("roadmap",)),
)


def _whole(line: str, context: str = "") -> list[Resource]:
    """A line of resources as one name."""
    del context
    return [Resource(line, 1.0, 0, len(line))]


def leave_out(steps: int) -> None:
    """Have so many steps of `LEFT_OUT` left out of what is read in this process."""
    if steps:
        glued.split_resources = _whole
    names = {name for _, more in LEFT_OUT[: steps + 1] for name in more}
    nothing = fields.Field(lambda _: Extraction([]))
    kept = tuple(
        (name, nothing._replace(derived=field.derived) if name in names else field) for name, field in fields.fields()
    )
    fields.fields = lambda: kept  # type: ignore[assignment]


def measure(folder: Path, steps: int) -> list[float]:
    """The ratios of all pages in a folder, after others have been read."""
    given = sorted(folder.glob("*.given"))
    records = [(path.with_suffix(""), Given(*json.loads(path.read_text(encoding="utf-8")))) for path in given]
    leave_out(steps)
    ratios = []
    for number, (path, known) in enumerate(records):
        for _ in range(3):
            floor(path, known)
        begun = process_time_ns()
        floor(path, known)
        after = process_time_ns()
        _ = parse(path.read_bytes(), path=path.name).evidence
        if number >= WARM:
            ratios.append((process_time_ns() - after) / (after - begun))
    return ratios


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=200, help="distinct pages (default: 200)")
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.step:
        print(json.dumps(measure(Path(arguments.step[0]), int(arguments.step[1]))))
        return
    from distinct_pages import write_pages  # noqa: PLC0415  workers hold nothing beside the tool

    with TemporaryDirectory() as name:
        folder = Path(name)
        write_pages(folder, texts=range(arguments.pages + WARM))
        prepare(folder)
        rows = []
        for step, (what, _) in enumerate(LEFT_OUT):
            command = [sys.executable, __file__, "--step", name, str(step)]
            ratios = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            rows.append([what, f"{median(ratios):.1f}"])
    print(table(("record and evidence of a text page", "× FLOOR"), rows))


if __name__ == "__main__":
    main()
