"""Parquet, as an index of a crawl: for each row the archive, the offset and the length that a page is fetched by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from pathingest.model.errors import PathingestError
from pathingest.sources.feeds import Feed, Fields, Part, Place, Record
from pathingest.sources.feeds._index import COLUMNS, place_of

_AT_ONCE = 1000  # rows


def _records(file: BinaryIO, _: Fields, __: Part) -> Iterator[Record | Place]:
    try:
        import pyarrow as pa  # noqa: PLC0415  in an extra
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415
    except ImportError:
        raise PathingestError("a Parquet index needs pyarrow: pip install 'pathingest[parquet]'") from None
    number = 0
    try:
        table = ParquetFile(file)
        columns = [name for name in COLUMNS if name in table.schema_arrow.names]
        for batch in table.iter_batches(_AT_ONCE, columns=columns):
            for row in batch.to_pylist():
                yield place_of(str(number), row)
                number += 1
    except (
        pa.ArrowException,
        OSError,
        ValueError,
        ArithmeticError,
    ) as error:  # of texts that are none
        yield Record(str(number), problem=f"the file is no Parquet, or broken there: {error}")


FEED = Feed((".parquet",), _records)
