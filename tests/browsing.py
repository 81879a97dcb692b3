"""A real browser, headless: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
AXE = Path(__file__).with_name("typescript") / "node_modules" / "axe-core" / "axe.min.js"
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium: on Debian, apt-get install chromium")
needs_axe = pytest.mark.skipif(not AXE.exists(), reason="needs `npm ci` in tests/typescript")
SERIOUS = ("serious", "critical")


@contextmanager
def browser() -> Iterator[Browser]:
    """The browser, for as long as it is used."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def tab(
    opened: Browser, *, width: int = 1280, theme: Any = "light", height: int = 900, of: str = "file:"
) -> Iterator[Page]:
    """A tab of its own, in which addresses begin as is said; at its end, nothing may have gone wrong in it."""
    size: ViewportSize = {"width": width, "height": height}
    context = opened.new_context(viewport=size, color_scheme=theme, reduced_motion="reduce")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith((of, "data:")) else None)
    try:
        yield page
    finally:
        context.close()
    assert not wrong, "\n".join(wrong)


def violations(page: Page) -> list[str]:
    """What axe finds serious or worse, a line each."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{one['id']} ({one['impact']}): {one['nodes'][0]['target']}"
        for one in found["violations"]
        if one["impact"] in SERIOUS
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width
