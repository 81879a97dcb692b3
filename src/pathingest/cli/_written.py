"""Files that a call names to be written."""

from __future__ import annotations

from pathlib import Path

from pathingest.cli._console import say
from pathingest.outputs import files


def write(path: Path, text: str) -> None:
    """Write a file; if its folder is not there, make it, and say so, as its name may be a slip.

    Raises:
        PathingestError: the folder or the file cannot be written.
    """
    is_made = not path.parent.exists()
    files.write(path, text)
    if is_made:
        say(f"pathingest: made the folder {path.parent}", err=True)
