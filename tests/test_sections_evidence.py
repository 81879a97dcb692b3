"""What speaks for a pathway, and how much is enough: rows of cases/sections/evidence.toml.

`enough` is just enough for a page of a form, one less of any sign is not; `signs` are those of a page, where there are
any, whose title in its head is `document`, and whose text names the roles that its title does not where `told` says so.
"""

from __future__ import annotations

import pytest

from limits_cases import Row, cut, in_blocks, lines_of, params, profile_of
from pathingest.sections.evidence import Signs, is_enough, signs_of
from pathingest.sections.titles import with_roles

ROWS = params("sections", "evidence")
# The sign that makes up what a sum lacks, and the others that count for it.
SUMS = {
    "careers": ("career", ["change"]),
    "told": ("tale", ["change"]),
    "moves": ("move", []),
    "any": ("career", ["all"]),
}
NOTHING = Signs._make([0] * len(Signs._fields))


def having(signs: dict[str, int]) -> Signs:
    sums = {name: count for name, count in signs.items() if name in SUMS}
    lacking = {SUMS[name][0]: count - sum(signs.get(one, 0) for one in SUMS[name][1]) for name, count in sums.items()}
    return NOTHING._replace(**{name: count for name, count in signs.items() if name not in SUMS}, **lacking)


@pytest.mark.parametrize("row", [row for row in ROWS if "enough" in row.values[0]])
def test_what_is_enough(row: Row) -> None:
    form, enough = row["form"], row["enough"]
    assert is_enough(form, having(enough))
    for sign, count in enough.items():
        assert not is_enough(form, having({**enough, sign: count - 1}))


def signs(row: Row) -> list[str]:
    row = in_blocks(row)
    profile = profile_of(row)
    outline = cut(lines_of(row), row)
    found = signs_of(with_roles(outline, profile, None) if row.get("told") else outline, profile)
    sums = {"careers": found.careers, "told": found.told, "moves": found.moves, "any": found.any}
    return [f"{name} {int(count)}" for name, count in {**found._asdict(), **sums}.items() if count]


@pytest.mark.parametrize("row", [row for row in ROWS if "signs" in row.values[0]])
def test_signs(row: Row) -> None:
    assert signs(row) == row["signs"]
