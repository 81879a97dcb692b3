"""JSON Lines: the records, one a line, as `dataset.jsonl` has them."""

from __future__ import annotations

from collections.abc import Iterator

from pathingest.exports import Format
from pathingest.library import Records


def _lines(records: Records) -> Iterator[str]:
    return (f"{record.model_dump_json()}\n" for record in records.values())


FORMAT = Format("pathways.jsonl", lines=_lines)
