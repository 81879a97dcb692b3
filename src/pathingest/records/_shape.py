"""What may be where in a record, read off the pydantic model, which alone says so."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pathingest.model.pathway import LanguageTag, Pathway
from pathingest.model.tuples import NamedTuple
from pathingest.model.version import OLDER_VERSIONS

ShapeKind = Literal["text", "integer", "number", "truth", "choice", "list", "object", "variants"]
_SCALARS: dict[Any, ShapeKind] = {str: "text", LanguageTag: "text", int: "integer", bool: "truth", float: "number"}
_EXPECTED: dict[ShapeKind, str] = {
    "text": "a text",
    "integer": "a whole number",
    "number": "a number",
    "truth": "true or false",
    "list": "a list",
    "object": "a mapping",
    "variants": "a mapping",
}


class Shape(NamedTuple):
    """What a value must be.

    Attributes:
        least: the smallest number that is allowed.
        words: the texts that are allowed, of a choice; `older` are those that files of older versions may have.
        item: the shape of a list's items.
        optional: the keys of an object that may be missing.
        parts: the shapes of an object's values, by key; of variants, the shapes they have, by the value of `tag`.
    """

    kind: ShapeKind
    nullable: bool = False
    least: int | None = None
    words: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    item: Shape | None = None
    parts: Mapping[str, Shape] = {}
    tag: str = ""
    optional: frozenset[str] = frozenset()

    @property
    def expected(self) -> str:
        """In words, what must be there."""
        if self.kind == "choice":
            return listed((*self.words, "null") if self.nullable else self.words)
        what = _EXPECTED[self.kind]
        if self.least is not None:
            what += f" from {self.least}"
        return f"{what} or null" if self.nullable else what


_Known = dict[tuple[type[BaseModel], ...], Shape]


@cache
def record_shape() -> Shape:
    """The shape of a record."""
    shape = _shape(Pathway, (), {})
    version = shape.parts["schema_version"]._replace(older=OLDER_VERSIONS)
    return shape._replace(parts={**shape.parts, "schema_version": version})


def listed(words: tuple[str, ...]) -> str:
    """Alternatives in words: "day, week or month"."""
    return " or ".join([*([", ".join(words[:-1])] if words[1:] else []), words[-1]])


def _shape(annotation: Any, metadata: tuple[Any, ...], known: _Known) -> Shape:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(arguments[0], (*metadata, *arguments[1:]), known)
    if origin in (Union, UnionType):
        return _union(arguments, metadata, known)
    if origin is Literal:
        return Shape("choice", words=arguments)
    if origin is list:
        return Shape("list", item=_shape(arguments[0], (), known))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _merged((annotation,), known)
    return Shape(_SCALARS[annotation], least=_least(metadata))


def _merged(models: tuple[type[BaseModel], ...], known: _Known) -> Shape:
    """The shape of an object of one of the models: what not all of them have, or has a default, may be missing."""
    if models in known:
        return known[models]
    names = [frozenset(model.model_fields) for model in models]
    fields = [item for model in models for item in model.model_fields.items()]
    optional = frozenset.union(*names) - frozenset.intersection(*names)
    optional |= {name for name, info in fields if not info.is_required()}
    parts: dict[str, Shape] = {}
    known[models] = Shape("object", parts=parts, optional=optional)  # before its parts: sections are inside of sections
    parts.update({name: _shape(info.annotation, tuple(info.metadata), known) for name, info in fields})
    return known[models]


def _union(arguments: tuple[Any, ...], metadata: tuple[Any, ...], known: _Known) -> Shape:
    present = [argument for argument in arguments if argument is not NoneType]
    if len(present) < len(arguments):
        whole = Union[tuple(present)] if present[1:] else present[0]  # noqa: UP007
        inner = _shape(whole, metadata, known)
        return inner._replace(nullable=True)
    if all(issubclass(model, BaseModel) for model in present) and not metadata:
        return _merged(tuple(present), known)
    tag = next(str(info.discriminator) for info in metadata if isinstance(info, FieldInfo) and info.discriminator)
    variants = {get_args(model.model_fields[tag].annotation)[0]: _shape(model, (), known) for model in present}
    return Shape("variants", parts=variants, tag=tag)


def _least(metadata: tuple[Any, ...]) -> int | None:
    """The bound that `Field(ge=…)` sets."""
    inner = [item for info in metadata for item in (info.metadata if isinstance(info, FieldInfo) else [info])]
    return next((int(item.ge) for item in inner if hasattr(item, "ge")), None)
