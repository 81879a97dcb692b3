"""The README as an index of packages shows it: there, a link to a file of the project leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_TO_A_FILE = re.compile(r"!?\[([^\]]+)\]\((?![a-z]+://)[^)]*\)")


class ReadmeHook(MetadataHookInterface):
    """Takes the links to files, and pictures, out of the description; what they are called stays."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Give the metadata their description."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": _TO_A_FILE.sub(r"\1", text)}
