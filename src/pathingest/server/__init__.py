"""The language server: an editor's open pages and records, linted as they are typed.

What a document says is found out here without the protocol (`_analysis`, `_across`, `_hover`, `_others`, `_actions`),
in code points; `_session`, `_handlers` and `_stdio` know pygls and what editors count.
"""

from __future__ import annotations

from pathingest.model.errors import PathingestError


def serve(*, trust_rules: bool = False) -> int:
    """Serve one editor on standard input and output until it leaves; the exit code that the protocol wants.

    Raises:
        PathingestError: pygls is not installed.
    """
    try:
        from pathingest.server._stdio import run  # noqa: PLC0415  an extra, and slow to import
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        message = "the server needs the package pygls: install pathingest[server]"
        raise PathingestError(message) from None
    return run(trust_rules=trust_rules)
