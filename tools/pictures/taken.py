"""What each picture shows is noted beside the pictures, so that a test can tell whether they are current.

What is noted is the text of the page, not its pixels: these differ from machine to machine, with its fonts.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

from playwright.sync_api import Page
from smaller import smaller

NOTES = "taken.json"
_DIGITS = 16
# The texts of a page, and of drawings what they say and where bars stand; lines break where a font has them break.
_TEXT = """() => {
  const texts = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) texts.push(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches("script, style, template, footer")) return;
    for (const name of ["aria-label", "data-low", "data-high"]) texts.push(node.getAttribute(name) ?? "");
    if (node.matches("input, select, textarea")) texts.push(node.value);
    if (node.matches("svg")) for (const bar of node.querySelectorAll("[data-low]")) walk(bar);
    else for (const child of (node.shadowRoot ?? node).childNodes) walk(child);
  };
  walk(document.body);
  return texts.join(" ");
}"""


def take(page: Page, picture: Path, *, drawn: bool = True) -> None:
    """Take a picture of a page, and note what it shows; only the note where it is not to be drawn."""
    if drawn:
        picture.write_bytes(smaller(page.screenshot()))
    path = picture.with_name(NOTES)
    notes = json.loads(path.read_text("utf-8")) if path.exists() else {}
    text = re.sub(r"\b20\d\d-\d\d-\d\d\b", "today", " ".join(page.evaluate(_TEXT).split()))
    file = digest(picture.read_bytes()) if drawn else ""
    notes[picture.name] = {"shows": digest(text.encode()), "file": file}
    path.write_text(json.dumps(dict(sorted(notes.items())), indent=2) + "\n", "utf-8")


def digest(data: bytes) -> str:
    """A short digest."""
    return sha256(data).hexdigest()[:_DIGITS]
