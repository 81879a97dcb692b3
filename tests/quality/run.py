"""What a whole run finds: all stable rules, on the files of one case and under its configuration."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from linting import read
from pathingest.config import read_config
from pathingest.config._lint import LintConfig
from pathingest.model.finding import Finding
from pathingest.runners.lint import lint

CONFIG = "pathingest.toml"


def findings(files: Mapping[str, str | bytes], folder: Path) -> list[Finding]:
    """What is reported of files, by their names; one of them may be the configuration. `folder` is for that alone."""
    config, root = LintConfig(), ""
    if CONFIG in files:
        config, root = _config(str(files[CONFIG]), folder), f"{folder}/"
    pages = {f"{root}{name}": read(f"{root}{name}", said) for name, said in files.items() if name != CONFIG}
    again = (lambda path: pages[str(path)]) if len(pages) > 1 else None
    return list(lint(pages.values(), config, again=again, debug=True).reported)


def _config(text: str, folder: Path) -> LintConfig:
    path = folder / CONFIG
    path.write_text(text, encoding="utf-8")
    return read_config(path).lint
