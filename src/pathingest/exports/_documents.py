"""A folder of JSON documents, one for each pathway, and what their names in it are."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pathingest.library import Records
from pathingest.model.errors import PathingestError
from pathingest.model.pathway import Pathway
from pathingest.values.patterns import lazy

Document = Mapping[str, Any]

# What names a file, and could lead out of the folder, or is no name.
_NEVER = lazy(r"[/\\\x00-\x1f\x7f]|^\.")


def writer(document: Callable[[Records, Pathway], Document]) -> Callable[[Records, Path], None]:
    """What writes the documents of all pathways into a folder, which it makes."""

    def write(records: Records, folder: Path) -> None:
        folder.mkdir()
        for record in records.values():
            if _NEVER.search(record.id):
                raise PathingestError(f"the id {record.id!r} is none that a build makes; build the dataset anew")
            text = json.dumps(document(records, record), ensure_ascii=False, indent=2)
            # As JSON has it too, so that no text in it ends the <script> that a page has it in.
            text = text.replace("</", r"<\/").replace("<!--", r"<\u0021--")
            (folder / f"{record.id}.jsonld").write_text(f"{text}\n", encoding="utf-8", newline="")

    return write


def urn(kind: str, name: str, fragment: str = "") -> str:
    """The name of a thing, which no address has: a pathway by its id, a role by its slug."""
    part = f"#{quote(fragment)}" if fragment else ""
    return f"urn:pathingest:{kind}:{quote(name, safe='')}{part}"
