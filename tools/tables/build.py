"""Write the files that are made of others so that a start costs less: profiles, checked, and tables of words, as JSON.

python tools/tables/build.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pathingest
from pathingest.model.data import parse_toml
from pathingest.model.errors import PathingestError
from pathingest.profiles import read_text
from pathingest.profiles._reading import read_file
from pathingest.sources import relative

PACKAGE = Path(pathingest.__file__).parent
PROFILES = PACKAGE / "profiles" / "builtin"
VALUES = PACKAGE / "values"


def as_json(table: dict[str, Any]) -> str:
    """A table as a JSON file, in which a change is a line."""
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


def main() -> str | None:
    """Write each beside what it is made of: the tables first, as profiles are read with them; or say what is wrong."""
    try:
        for path in sorted(VALUES.rglob("*.toml")):
            write(path, parse_toml(path.read_bytes(), Path(relative(path))))
        for path in sorted(PROFILES.rglob("*.yaml")):
            write(path, read_file(read_text(path), relative(path)).model_dump())
    except PathingestError as error:
        return str(error)
    return None


def write(path: Path, table: dict[str, Any]) -> None:
    """Write a table as JSON beside the file that it is read from."""
    path.with_suffix(".json").write_text(as_json(table), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
