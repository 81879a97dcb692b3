"""What rules see of a record has the attributes of its model, down to the last part."""

from __future__ import annotations

import typing
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import BaseModel

from distinct_pages import text_page
from pathingest import parse
from pathingest.model.pathway import Pathway
from pathingest.model.view import record_view


def made(annotation: Any, value: int, within: tuple[Any, ...] = ()) -> Any:
    """A value of a type, with every part and one item in each list; of several types, of each that is a part.

    A part that may be inside of itself is so once.
    """
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields.items()
        return {name: made(field.annotation, value, (*within, annotation)) for name, field in fields}
    inner = typing.get_args(annotation)
    if typing.get_origin(annotation) is list:
        items = [one for one in typing.get_args(inner[0]) or inner if within.count(one) <= 1]
        return [made(one, value, within) for one in items]
    return made(inner[0], value, within) if inner else value


def assert_alike(view: Any, tree: Any) -> None:
    """Fail unless each dict of a tree is a part with its attributes."""
    if isinstance(tree, dict):
        assert isinstance(view, SimpleNamespace)
        for name, branch in tree.items():
            assert_alike(getattr(view, name), branch)
    elif isinstance(tree, list):
        assert len(view) == len(tree)
        for part, branch in zip(view, tree, strict=True):
            assert_alike(part, branch)
    else:
        assert view == tree


def test_each_part_of_the_model_is_a_part_of_the_view() -> None:
    tree = made(Pathway, 1)
    assert tree["skills_to_learn"][0]["duration"]["weeks"] == {"min": 1, "max": 1}
    assert_alike(record_view(tree), tree)


@pytest.mark.parametrize("seed", range(3))
def test_the_view_of_a_page_says_what_its_record_says(seed: int) -> None:
    page = parse(text_page(seed))
    assert page.tree is not None
    assert_alike(page.record, page.tree)
