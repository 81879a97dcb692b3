"""W3C Web Annotations: each value on the characters of the page that it was read from, a collection for each pathway.

The body is the value, and its place in the record as a JSON Pointer (RFC 6901). Text and Markdown are selected by
position, in code points, and by quote. In the model those count the text without markup, so HTML is selected by the
bytes of the file, and by quote. Values that were computed, and not read, have no annotation.
"""

from __future__ import annotations

import hashlib
import html
import json
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from pathingest.exports import Format
from pathingest.exports._documents import ENDING, Document, text_of, urn
from pathingest.library import Records
from pathingest.model.errors import PathingestError
from pathingest.model.evidence import Account
from pathingest.model.pathway import Pathway
from pathingest.model.source import Source
from pathingest.sources import unescaped

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_JSON_POINTER = "http://tools.ietf.org/rfc/rfc6901"
_AROUND = 32  # characters before and after a quote


def _document(records: Records, record: Pathway) -> Document:
    name = urn("evidence", record.id)
    items = list(_annotations(records, record))
    return {
        "@context": _CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": f"What the values of {record.id} were read from",
        "total": len(items),
        "first": {"id": f"{name}#page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _annotations(records: Records, record: Pathway) -> Iterator[Document]:
    evidence = records.evidence(record.id)
    pages = list(map(_page, evidence.accounts, records.sources(record.id)))
    tree = record.model_dump(mode="json")
    for pointer, proof in evidence.entries.items():
        try:
            value = _at(tree, pointer)
        except (LookupError, ValueError, TypeError):
            continue  # the record was edited since
        if proof.spans:
            yield {
                "id": urn("evidence", record.id, pointer),
                "type": "Annotation",
                "motivation": "editing" if proof.override else "describing",
                "body": [_place(record.id, pointer), _value(value)],
                "target": pages[proof.source].targets(proof.spans),
            }


def _page(account: Account, source: Source | None) -> _Page:
    if source is None:
        raise PathingestError(f"{account.path}: is not there as it was read; build the dataset anew")
    return _Page(source)


def _at(tree: Any, pointer: str) -> Any:
    """What a JSON Pointer leads to."""
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        tree = tree[int(key)] if isinstance(tree, list) else tree[key]
    return tree


def _place(name: str, pointer: str) -> Document:
    selector = {"type": "FragmentSelector", "conformsTo": _JSON_POINTER, "value": pointer}
    return {"type": "SpecificResource", "source": urn("pathway", name), "selector": selector}


def _value(value: Any) -> Document:
    if isinstance(value, str):
        return {"type": "TextualBody", "format": "text/plain", "value": value}
    return {"type": "TextualBody", "format": "application/json", "value": json.dumps(value, ensure_ascii=False)}


class _Page:
    """A page, of which spans are selected."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._address = quote(unescaped(source.path or "").encode("utf-8", "surrogateescape"))  # a name may be no UTF-8
        self._is_html = source.media_type == "text/html"
        # Bytes that are no character of the encoding are lost in the text, and then nothing counts them.
        data = source.text.encode(source.encoding, "replace") if self._is_html else b""
        self._counts_bytes = self._is_html and hashlib.sha256(data).hexdigest() == source.sha256

    def targets(self, spans: Sequence[tuple[int, int]]) -> list[Document]:
        """The spans as targets of an annotation."""
        return [{"source": self._address, "selector": list(self._selectors(*span))} for span in spans]

    def _selectors(self, start: int, end: int) -> Iterator[Document]:
        text = self._source.text
        if not self._is_html:
            around = {"prefix": text[max(0, start - _AROUND) : start], "suffix": text[end : end + _AROUND]}
            yield {"type": "TextPositionSelector", "start": start, "end": end}
            yield {"type": "TextQuoteSelector", "exact": text[start:end], **around}
            return
        if self._counts_bytes:
            first = len(text[:start].encode(self._source.encoding))
            last = first + len(text[start:end].encode(self._source.encoding))
            yield {"type": "DataPositionSelector", "start": first, "end": last}
        yield {"type": "TextQuoteSelector", "exact": html.unescape(text[start:end])}


FORMAT = Format("pathways-annotations", text_of(_document), ENDING)
