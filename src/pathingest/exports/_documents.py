"""A folder of JSON documents, one for each pathway, and what their names in it are."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from pathingest.library import Records
from pathingest.model.pathway import Pathway

Document = Mapping[str, Any]

ENDING = ".jsonld"


def text_of(document: Callable[[Records, Pathway], Document]) -> Callable[[Records, str], str]:
    """What gives the document of a pathway as the text of its file."""

    def text(records: Records, name: str) -> str:
        text = json.dumps(document(records, records[name]), ensure_ascii=False, indent=2)
        # As JSON has it too, so that no text in it ends the <script> that a page has it in.
        return text.replace("</", r"<\/").replace("<!--", r"<\u0021--") + "\n"

    return text


def urn(kind: str, name: str, fragment: str = "") -> str:
    """The name of a thing, which no address has: a pathway by its id, a role by its slug."""
    part = f"#{quote(fragment)}" if fragment else ""
    return f"urn:pathingest:{kind}:{quote(name, safe='')}{part}"
