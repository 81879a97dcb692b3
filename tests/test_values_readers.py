"""What readers say of texts at their limits: the rows of cases/values/readers.toml.

A row: `reader`, as in test_laws_nasty.py, with its language; `text`; `says`, all that it gives, a step of a value as
"min:2-3 number".
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from test_laws_nasty import readers
from values_cases import rows

READERS = {name.removesuffix("-None"): read for name, read in readers()}
STEP = re.compile(r"Step\(attribute='(\w*)', start=(-?\d+), end=(-?\d+), how='(.*?)'\)")


def said(reader: str, text: str) -> str:
    return STEP.sub(r"\1:\2-\3 \4", repr(READERS[reader](text)))


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row['reader']} {row['text']}") for row in rows("readers")])
def test_reader(row: dict[str, Any]) -> None:
    assert said(row["reader"], row["text"]) == row["says"]
