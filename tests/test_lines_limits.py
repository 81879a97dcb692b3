"""What lines at the limits of their types are, and what some lines are together: the rows of cases/lines.

A row of limits.toml: `why`, what it shows; `text`; `profile`, by default the career pathway's; `kind`, by default
"line". Every other key is a view of the line (`VIEWS`); what a row does not name is not compared. A row of pages.toml
has `text`, `html` or `markdown`, by default of an unknown site; its views are of all lines of that (`PAGE_VIEWS`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from limits_cases import CASES, PROFILES, Row, lines_of, params
from pathingest.lines import Line
from pathingest.lines.badges import Badge, badge_labels, unknown_badge
from pathingest.lines.footer import footer_start
from pathingest.lines.runs import Run, above_prose, again, best_run, counted_items, find_runs
from pathingest.lines.tables import Table, read_tables
from pathingest.lines.vocabulary import vocabulary_of
from pathingest.model.extraction import Stated
from pathingest.model.segment import TERM, Segment
from pathingest.model.values import Duration

ROWS: list[Row] = tomllib.loads((CASES / "lines" / "limits.toml").read_text(encoding="utf-8"))["case"]


def line_of(row: Row) -> Line:
    profile, text = PROFILES[row.get("profile", "career-pathway")], row["text"]
    return Line(Segment(row.get("kind", "line"), text, 0, len(text)), vocabulary_of(profile))


def _said(stated: Stated[Duration] | None) -> str:
    return f"[{stated.value.text} at {stated.shift + stated.value.start}]" if stated else ""


def _badge(line: Line, badge: Badge | None) -> str:
    if badge is None:
        return "none"
    word = line.text[badge.start : badge.end]
    return f"{badge.priority}={word} {_said(badge.duration)}".replace("None=", "")


def _time(line: Line) -> str:
    if line.time is None:
        return "none"
    rest = line.time.rest
    return _said(line.time.stated) + (f" {rest.kind}: {rest.text}" if rest else "")


VIEWS: dict[str, Callable[[Line], Any]] = {
    "badge": lambda line: _badge(line, line.badge),
    # What it is where other lines show that it is a badge.
    "unknown": lambda line: _badge(line, unknown_badge(line.segment, line.words.profile)),
    "badge_labels": lambda line: [
        line.text[mark.start : mark.end] for mark in badge_labels(line.segment, line.words.profile)
    ],
    "time": _time,
    "lead": lambda line: line.lead,
    "stated": lambda line: _said(line.stated),
    "heads": lambda line: line.role or "",
    "may_head": lambda line: line.may_head,
    "bare": lambda line: line.bare,
    "sentence": lambda line: line.is_sentence,
    "name": lambda line: line.is_name,
    "heading": lambda line: line.is_heading,
    "number": lambda line: line.is_number,
    "layout": lambda line: line.is_boilerplate,
    "is_time": lambda line: line.is_time,
    "meaning": lambda line: " ".join([str(part) for part in line.meaning[:3] if part]),
}


@pytest.mark.parametrize("row", [pytest.param(row, id=row["why"]) for row in ROWS])
def test_limit(row: Row) -> None:
    line = line_of(row)
    wanted = {name: said for name, said in row.items() if name in VIEWS}
    assert {name: VIEWS[name](line) for name in wanted} == wanted


# --- lines together --------------------------------------------------------------------------------------------------


def _texts(lines: Sequence[Line]) -> str:
    return " / ".join([line.text for line in lines])


def _run(lines: Sequence[Line], run: Run | None) -> str:
    if run is None:
        return "none"
    what = f"level {run.level}" if run.level else ("cells", "lines", "items")[run.depth - TERM - 1]
    signs = [name for name, is_so in (("above", run.is_above), ("gaps", run.has_gaps)) if is_so]
    return f"{' '.join([what, *signs])}: {_texts([lines[i] for i in run.starts])}"


def _table(table: Table) -> list[str]:
    columns = sorted({column for row in (table.head, *table.rows) for column in row})
    heads = [f"{table.head[i].text}: " if i in table.head else "" for i in columns]
    return [f"{head}{table.kinds.get(i, '?')}" for i, head in zip(columns, heads, strict=True)]


def _counted(table: Table) -> str:
    counted = table.counted
    if counted is None:
        return "none"
    signs = [name for name, is_so in (("rises", counted.rises), ("whole", counted.is_whole)) if is_so]
    return " ".join([str(counted.column), *signs])


def _again(lines: Sequence[Line]) -> list[str]:
    runs = find_runs(lines)
    best = best_run(runs)
    assert best
    return [_run(lines, run) for run in again(best, runs)]


PAGE_VIEWS: dict[str, Callable[[Sequence[Line]], Any]] = {
    "lines": lambda lines: [line.text for line in lines],
    "roles": lambda lines: [line.shown_role or "" for line in lines],
    "places": lambda lines: [f"{line.place.word} {line.place.first}" if line.place else "" for line in lines],
    "footer": lambda lines: [line.text for line in lines[footer_start(lines) :]],
    "runs": lambda lines: [_run(lines, run) for run in find_runs(lines)],
    "best": lambda lines: _run(lines, best_run(find_runs(lines))),
    "again": _again,
    "above_prose": lambda lines: [line.text for line in above_prose(lines)],
    "counted_items": lambda lines: [line.text for line in counted_items(lines)],
    "tables": lambda lines: list(map(_table, read_tables(lines))),
    "rows": lambda lines: [
        [_texts(row[column]) for column in sorted(row)] for table in read_tables(lines) for row in table.rows
    ],
    "counted": lambda lines: [_counted(table) for table in read_tables(lines)],
    "of_names": lambda lines: [table.is_of_names for table in read_tables(lines)],
    "by_priority": lambda lines: [table.is_by_priority for table in read_tables(lines)],
    "ticks": lambda lines: [[table.ticks(row) for row in table.rows] for table in read_tables(lines)],
}


@pytest.mark.parametrize("row", params("lines", "pages"))
def test_lines_together(row: Row) -> None:
    lines = lines_of(row)
    wanted = {name: said for name, said in row.items() if name in PAGE_VIEWS}
    assert {name: PAGE_VIEWS[name](lines) for name in wanted} == wanted
