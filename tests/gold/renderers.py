"""What public tools make of a page: each a function from a page to its text, with the media type of that.

A tool that is not installed gives no renderings; who asks for them learns why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from gold import GoldPage, chromium, gold_pages

TEXT, MARKDOWN, HTML = "text/plain", "text/markdown", "text/html"


class Absent(Exception):  # noqa: N818  a state of the machine, not an error of the project
    """The tool is not installed here."""


class Renderer(NamedTuple):
    """A tool, and how it is called.

    Attributes:
        name: as the table calls it.
        media_type: what it writes.
        render: all pages to their renderings; raises `Absent`.
        goal: the share of the kept facts that must be read right.
    """

    name: str
    media_type: str
    render: Callable[[Sequence[GoldPage]], list[str | bytes]]
    goal: float = 0.99


def _library(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ModuleNotFoundError:
        raise Absent(f"{name.partition('.')[0]} is not installed") from None


def _each(render: Callable[[GoldPage], str | bytes]) -> Callable[[Sequence[GoldPage]], list[str | bytes]]:
    return lambda pages: [render(page) for page in pages]


def _resiliparse(page: GoldPage, *, main: bool) -> str:
    found = _library("resiliparse.extract.html2text").extract_plain_text(page.text, main_content=main)
    return str(found)


def _trafilatura(page: GoldPage, *, markdown: bool) -> str:
    form = "markdown" if markdown else "txt"
    return str(_library("trafilatura").extract(page.text, output_format=form) or "")


def _inscriptis(page: GoldPage) -> str:
    return str(_library("inscriptis").get_text(page.text))


def _html2text(page: GoldPage, *, width: int) -> str:
    writer = _library("html2text").HTML2Text(bodywidth=width)
    writer.unicode_snob = True  # or it writes "e" for "&eacute;"
    return str(writer.handle(page.text))


def _beautiful_soup(page: GoldPage) -> str:
    return str(_library("bs4").BeautifulSoup(page.html, "lxml").get_text("\n"))


def _chromium(pages: Sequence[GoldPage]) -> list[str | bytes]:
    command = chromium.command()
    if command is None:
        raise Absent("Chromium is not installed")
    return [*chromium.inner_texts(command, [page.text for page in pages])]


RENDERERS = (
    Renderer("HTML itself", HTML, _each(lambda page: page.html), goal=1),
    Renderer("Chromium, inner text", TEXT, _chromium, goal=1),
    Renderer("Resiliparse, main content", TEXT, _each(lambda page: _resiliparse(page, main=True))),
    Renderer("Resiliparse, whole page", TEXT, _each(lambda page: _resiliparse(page, main=False))),
    Renderer("trafilatura, text", TEXT, _each(lambda page: _trafilatura(page, markdown=False))),
    Renderer("trafilatura, Markdown", MARKDOWN, _each(lambda page: _trafilatura(page, markdown=True)), goal=1),
    Renderer("html2text, Markdown", MARKDOWN, _each(lambda page: _html2text(page, width=0)), goal=1),
    Renderer("html2text, Markdown in lines of 78", MARKDOWN, _each(lambda page: _html2text(page, width=78)), goal=1),
    Renderer("inscriptis", TEXT, _each(_inscriptis)),
    Renderer("Beautiful Soup, get_text", TEXT, _each(_beautiful_soup)),
)


@cache
def renderings(renderer: Renderer) -> tuple[str | bytes, ...]:
    """The renderings of all gold pages, in their order.

    Raises:
        Absent: the tool is not installed.
    """
    return tuple(renderer.render(gold_pages()))
