"""Files that a call names to be written."""

from __future__ import annotations

from pathlib import Path

from pathingest.cli._console import say
from pathingest.model.errors import PathingestError
from pathingest.outputs import files


def write(path: Path, text: str) -> None:
    """Write a file; if its folder is not there, make it, and say so, as its name may be a slip.

    Raises:
        PathingestError: the folder or the file cannot be written, or standard output is named.
    """
    if str(path) == "-":
        raise PathingestError("-: standard output has what is printed already; name a file")
    if files.is_stream(path):
        files.pour_text(path, text)
        return
    is_made = not path.parent.exists()
    files.write(path, text)
    if is_made:
        say(f"pathingest: made the folder {path.parent}", err=True)
