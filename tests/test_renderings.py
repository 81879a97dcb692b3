"""The renderings of `pages.py` are those of the extractors themselves, line by line, wherever these are installed.

The tool itself needs no extractor: where one is absent, its tests here are skipped.
"""

from __future__ import annotations

from importlib.metadata import version

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from gold_html import render_html
from pages import (
    GoldPage,
    gold_pages,
    has_prose,
    render_inner_text,
    render_markdown,
    render_readable,
    render_readable_whole,
)

# Shrinking is left out: a page is large and an extractor slow.
extractions = settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@extractions
@given(gold_pages())
def test_inner_text_is_what_resiliparse_extracts(page: GoldPage) -> None:
    html2text = pytest.importorskip("resiliparse.extract.html2text", reason="resiliparse is not installed")
    assert html2text.extract_plain_text(render_html(page), main_content=True) == render_inner_text(page)


def glues(trafilatura_version: str) -> bool:
    return tuple(map(int, trafilatura_version.split(".")[:2])) < (2, 2)


@extractions
@given(gold_pages())
def test_readable_is_what_trafilatura_extracts(page: GoldPage) -> None:
    trafilatura = pytest.importorskip("trafilatura", reason="trafilatura is not installed")
    render = render_readable if has_prose(page) else render_readable_whole
    assert trafilatura.extract(render_html(page)) == render(page, glue=glues(version("trafilatura")))


@extractions
@given(gold_pages().filter(has_prose))
def test_markdown_is_what_trafilatura_extracts(page: GoldPage) -> None:
    trafilatura = pytest.importorskip("trafilatura", reason="trafilatura is not installed")
    extracted = trafilatura.extract(render_html(page), output_format="markdown")
    assert extracted == render_markdown(page, glue=glues(version("trafilatura")))
