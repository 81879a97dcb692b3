"""What the types of structured data say of a page."""

from __future__ import annotations

import pytest

from pathingest.values.schema_types import is_around, is_article, is_course, is_never, is_page_type, kind_of_page


@pytest.mark.parametrize(
    ("name", "kind", "tells"),
    [
        ("Recipe", "a recipe", "page never"),
        ("JobPosting", "a job ad", "page"),
        ("Course", "a course", "page course"),
        ("BlogPosting", "a blog post", "page article"),
        ("Article", None, "page article"),
        ("HowTo", None, "page article"),
        ("WebPage", None, ""),
        ("Bread", None, ""),
        ("", None, ""),
    ],
)
def test_what_a_type_tells_of_a_page(name: str, kind: str | None, tells: str) -> None:
    tests = {"page": is_page_type, "never": is_never, "course": is_course, "article": is_article}
    assert kind_of_page(name) == kind
    assert [said for said, test in tests.items() if test(name) is True] == tells.split()
    assert all(test(name) is (said in tells.split()) for said, test in tests.items())


def test_what_is_only_around_a_page() -> None:
    assert [is_around(names) for names in (["WebPage"], ["Bread", "ItemPage"], ["Recipe"], [])] == [
        True, True, False, False,
    ]  # fmt: skip
