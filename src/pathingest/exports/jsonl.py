"""JSON Lines: the records, one a line, as `dataset.jsonl` has them."""

from __future__ import annotations

from pathingest.exports import Format
from pathingest.library import Records


def _line(records: Records, name: str) -> str:
    return f"{records[name].model_dump_json()}\n"


FORMAT = Format("pathways.jsonl", _line)
