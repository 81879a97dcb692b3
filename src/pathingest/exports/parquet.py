"""Parquet: a file per table, and `records.parquet` with the records as they are, nested.

Every type is stated, so a column that is null throughout has the same one as in another dataset. In the nested file the
value of a claim has the attributes of all kinds of claims, and sections that are inside of others are JSON: neither can
be said otherwise in Parquet.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from pathingest.exports import Format
from pathingest.library import Records
from pathingest.model.pathway import NestedSection, Pathway
from pathingest.model.version import SCHEMA_VERSION
from pathingest.tables import TABLES, batches

_RECORDS = "records.parquet"
_ROWS = 1000  # records that are in memory at once
_METADATA = {"pathingest_schema_version": SCHEMA_VERSION}
_INSIDE = "sections"  # of a section: sections, to any depth


def _write(records: Records, folder: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415  in an extra
    from pyarrow.parquet import ParquetWriter  # noqa: PLC0415  as above

    folder.mkdir()
    types = {"text": pa.string(), "number": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_()}
    schemas = {
        table.name: pa.schema(
            [pa.field(column.name, types[column.type], nullable=not column.required) for column in table.columns],
            metadata=_METADATA,
        )
        for table in TABLES
    }
    with ExitStack() as opened:
        files = {
            name: opened.enter_context(ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd"))
            for name, schema in schemas.items()
        }
        for table, rows in batches(records.values(), records.vocabulary):
            schema = schemas[table.name]
            columns = [
                pa.array(values, field.type) for values, field in zip(zip(*rows, strict=True), schema, strict=True)
            ]
            files[table.name].write_table(pa.Table.from_arrays(columns, schema=schema))
    schema = pa.schema([*_of_models((Pathway,))], metadata=_METADATA)
    with ParquetWriter(folder / _RECORDS, schema, compression="zstd") as file:
        for some in _batched(records.values(), _ROWS):
            file.write_table(pa.Table.from_pylist([_tree(record) for record in some], schema=schema))


def _tree(record: Pathway) -> Mapping[str, Any]:
    tree = record.model_dump(mode="json")
    for section in tree["other"]:
        if _INSIDE in section:
            section[_INSIDE] = json.dumps(section[_INSIDE], ensure_ascii=False)
    return tree


def _of_models(models: tuple[type[BaseModel], ...]) -> Iterator[Any]:
    """The Arrow fields of an object of one of the models; those that not all of them have may be null."""
    import pyarrow as pa  # noqa: PLC0415  as above

    names = dict.fromkeys(name for model in models for name in model.model_fields)
    for name in names:
        found = [model.model_fields[name].annotation for model in models if name in model.model_fields]
        kinds = [kind for annotation in found for kind in _alternatives(annotation)]
        nullable = NoneType in kinds or len(found) < len(models)
        is_json = NestedSection in models and name == _INSIDE
        kind = pa.string() if is_json else _type([kind for kind in kinds if kind is not NoneType])
        yield pa.field(name, kind, nullable=nullable)


def _alternatives(annotation: Any) -> Iterator[Any]:
    """The types that a value may have."""
    if get_origin(annotation) is Annotated:
        yield from _alternatives(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for one in get_args(annotation):
            yield from _alternatives(one)
    else:
        yield annotation


def _type(kinds: list[Any]) -> Any:
    """The Arrow type of a value that has one of these types."""
    import pyarrow as pa  # noqa: PLC0415  as above

    if get_origin(kinds[0]) is list:
        return pa.list_(pa.field("element", _type(list(_alternatives(get_args(kinds[0])[0]))), nullable=False))
    if isinstance(kinds[0], type) and issubclass(kinds[0], BaseModel):
        return pa.struct(list(_of_models(tuple(dict.fromkeys(kinds)))))
    (kind,) = {str if get_origin(kind) is Literal else getattr(kind, "__supertype__", kind) for kind in kinds}
    return {str: pa.string(), float: pa.float64(), int: pa.int64(), bool: pa.bool_()}[kind]


_Item = TypeVar("_Item")


def _batched(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    left = iter(items)
    while some := list(islice(left, size)):
        yield some


FORMAT = Format("pathways-parquet", write=_write, extra="parquet", library="pyarrow")
