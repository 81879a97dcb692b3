"""Evidence files read as a stranger would read them: what their entries prove, by replaying them on the sources."""

from __future__ import annotations

import json
import re
from ast import literal_eval
from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urljoin

from pathingest.model.source import Source
from pathingest.values.steps import read, replay
from pathingest.values.text import canonical, encodable, unescaped
from records import Record, leaves, resolve

_MEANT = re.compile(r"\w+: (?P<said>['\"].*['\"]) is (?P<meant>\w+)", re.DOTALL)
_RESOLVED = re.compile(r"url: resolved with (?P<base>.*)")


def proven(evidence: str, record: Record, sources: Sequence[Source]) -> Record:
    """What the entries of an evidence file give, by pointer; of what has no characters, what the record has.

    Raises:
        AssertionError: an entry holds what its form has no need for, or its characters are not what it says.
    """
    found: Record = {}
    for pointer, entry in json.loads(evidence)["leaves"].items():
        if "from" in entry:
            assert list(entry) == ["from"]
            assert all(resolve(record, origin) not in (None, []) for origin in entry["from"]), pointer
            found |= leaves(resolve(record, pointer), pointer)
        else:
            found |= _read(pointer, _whole(entry), record, sources)
    return found


def _whole(entry: Any) -> dict[str, Any]:
    if isinstance(entry, list):
        return {"spans": entry, "source": 0, "steps": []}
    assert list(entry) in (["spans", "steps"], ["spans", "source"], ["spans", "source", "steps"])
    assert entry.get("source") != 0
    return {"source": 0, "steps": [], **entry}


def _read(pointer: str, entry: dict[str, Any], record: Record, sources: Sequence[Source]) -> Record:
    source = sources[entry["source"]]
    written = "".join(source.text[start:end] for start, end in entry["spans"])
    said = written if source.media_type == "text/plain" else "".join(shown(source, *span) for span in entry["spans"])
    steps = read(entry["steps"])
    value = resolve(record, pointer)
    text = value["text"] if steps else value
    spelt = [step for step in entry["steps"] if not read([step])]
    if not spelt:
        assert written == text, pointer
        assert said in (text, unescaped(text)), pointer
    elif len(spelt) == 1 and (meant := _MEANT.fullmatch(spelt[0])):
        assert literal_eval(meant["said"]) == canonical(said)[0], pointer
        return {pointer: type(value)(meant["meant"])}
    elif len(spelt) == 1 and (resolved := _RESOLVED.fullmatch(spelt[0])):
        return {pointer: urljoin(resolved["base"], encodable(said).strip())}
    else:
        # What Markdown's code or a script says may be text or markup: a reference in it is kept as text.
        # In Markdown a reference ends with ";", and what else looks like one is text as it is written.
        said_so = {squeezed(said), *([squeezed(written)] if source.media_type == "text/markdown" else [])}
        assert said_so & {squeezed(text), squeezed(unescaped(text))}, pointer
    return dict(leaves({"text": text, **replay(text, steps)}, pointer)) if steps else {pointer: text}


def shown(source: Source, start: int, end: int) -> str:
    """What a stretch of a marked-up page shows: references decoded, and escapes where it stands in a script."""
    text = source.text
    written = text[start:end]
    in_script = text.rfind("<script", 0, start) > text.rfind("</script", 0, start)
    is_json = in_script and source.media_type != "text/markdown"
    if is_json:
        with suppress(ValueError):  # a damaged page's text may stand after a script that nothing ends
            written = json.loads(f'"{written}"', strict=False)
    return unescaped(written)


def squeezed(text: str) -> str:
    """The canonical text without its spaces."""
    return "".join(canonical(text)[0].split())
