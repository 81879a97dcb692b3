"""What a browser shows: `document.body.innerText` of pages, from one run of headless Chromium."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from html import escape, unescape
from pathlib import Path
from tempfile import TemporaryDirectory

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--window-size=1280,900",
)
# Frames may not run scripts: a saved page is shown as it was saved.
_FRAME = '<iframe sandbox="allow-same-origin" width="1280" height="900" srcdoc="{}"></iframe>'
_COLLECT = """<script>onload = () => {
    const texts = [...document.querySelectorAll("iframe")].map((frame) => frame.contentDocument.body.innerText)
    document.body.innerHTML = ""
    document.body.appendChild(document.createElement("pre")).textContent = JSON.stringify(texts)
}</script>"""


def command() -> str | None:
    """The browser's command, if it is installed."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def inner_texts(browser: str, documents: Sequence[str]) -> list[str]:
    """The inner text of each document, as shown in a window of 1280 by 900 pixels."""
    with TemporaryDirectory(prefix="gold-", ignore_cleanup_errors=True) as folder:
        sheet = Path(folder, "pages.html")
        frames = "".join([_FRAME.format(escape(document)) for document in documents])
        sheet.write_text(f'<!DOCTYPE html><meta charset="utf-8"><body>{frames}{_COLLECT}', encoding="utf-8")
        switches = [*_SWITCHES, f"--user-data-dir={folder}/profile", "--dump-dom"]
        done = subprocess.run([browser, *switches, sheet.as_uri()], capture_output=True, check=True, timeout=120)
    found = re.search(r"<pre>(.*)</pre>", done.stdout.decode(), re.DOTALL)
    assert found, done.stdout[:500]
    texts: list[str] = json.loads(unescape(found[1]))
    return texts
