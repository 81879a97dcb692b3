"""Write the files that are made of others so that a start costs less: profiles, checked, and tables of words, as JSON.

python tools/tables/build.py
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pathingest
from pathingest.profiles import read_text
from pathingest.profiles._reading import read_file

PACKAGE = Path(pathingest.__file__).parent
PROFILES = PACKAGE / "profiles" / "builtin"
VALUES = PACKAGE / "values"


def as_json(table: dict[str, Any]) -> str:
    """A table as a JSON file, in which a change is a line."""
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write each beside what it is made of: the tables first, as profiles are read with them."""
    for path in sorted(VALUES.rglob("*.toml")):
        path.with_suffix(".json").write_text(as_json(tomllib.loads(read_text(path))), encoding="utf-8")
    for path in sorted(PROFILES.rglob("*.yaml")):
        path.with_suffix(".json").write_text(
            as_json(read_file(read_text(path), str(path)).model_dump()), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
