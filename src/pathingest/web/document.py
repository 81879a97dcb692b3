"""One HTML file with all in it: data as JSON, the modules as one script, a policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

ASSETS = Path(__file__).parent / "assets"
_IMPORT = re.compile(r"^import (?P<names>\{[^}]*\}) from \"\./(?P<module>\w+)\.js\";$", re.MULTILINE)
_EXPORT = re.compile(r"^export (?P<what>(?:async )?(?:function|const|class) (?P<name>\w+))", re.MULTILINE)
_ENTRY = "report"
_HEAD = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta http-equiv="Content-Security-Policy" content="'
)
_TITLE = "<title>pathingest report</title>"
_STYLE = "\n<style>"


def document(overview: Mapping[str, Any], pathways: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[str]:
    """The pieces of the file: its head, then the data of each pathway by its id.

    Args:
        overview: what is drawn first, as plain data.
        pathways: (id, data) of each; read one by one, and none is kept.
    """
    style, script = styled("base", "style"), bundled(_ENTRY)
    policy = (
        f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'; base-uri 'none'; "
        "form-action 'none'"
    )
    yield (
        f'{_HEAD}{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"{_TITLE}{_STYLE}{style}</style>\n</head>\n<body>\n"
        "<noscript>This report is drawn by its script, which needs JavaScript and no network.</noscript>\n"
        f'<script type="application/json" id="overview">{as_json(overview)}</script>\n'
    )
    for name, data in pathways:
        yield f'<script type="text/plain" data-id="{_attribute(name)}">{packed(data)}</script>\n'
    yield f'<script type="module">{script}</script>\n</body>\n</html>\n'


def is_document(start: str) -> bool:
    """Whether a text begins as such a file does."""
    head, style, _ = start.partition(_STYLE)
    return head.startswith(_HEAD) and head.endswith(_TITLE) and bool(style)


def styled(*names: str) -> str:
    """Style sheets as one."""
    return "".join([(ASSETS / f"{name}.css").read_text("utf-8") for name in names])


@cache
def bundled(entry: str) -> str:
    """The module of a name and those that it imports as one script: each a function, after those that it needs.

    Imports are of the form `import { a, b } from "./name.js";`, exports of functions, constants and classes.
    """
    found: dict[str, str] = {}

    def add(name: str) -> None:
        text = (ASSETS / f"{name}.js").read_text("utf-8")
        for needed in _IMPORT.finditer(text):
            if needed["module"] not in found:
                add(needed["module"])
        names = ", ".join(export["name"] for export in _EXPORT.finditer(text))
        body = _EXPORT.sub(r"\g<what>", _IMPORT.sub(r"const \g<names> = $\g<module>;", text))
        found[name] = f"const ${name} = (() => {{\n{body}\nreturn {{ {names} }};\n}})();\n"

    add(entry)
    script = "".join(found.values())
    if "</script" in script.lower() or "<!--" in script:
        raise ValueError("a script that holds the end of a script cannot be put into a page")
    return f"\n{script}"


def as_json(data: Any) -> str:
    """Data as JSON that can be in an HTML script, whatever it holds."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def packed(data: Any) -> str:
    """Data as JSON, compressed (zlib) and in Base64: a browser unpacks it when it is wanted."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("utf-8", "backslashreplace"), 9)).decode()


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def digest(text: str) -> str:
    """What a policy names a script or a style by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
