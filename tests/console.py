"""Documents whose blocks are run, in order, in a folder that begins as a copy of the sample project.

A fenced block with a file's name behind its language is that file, and is written. TOML is read as this tool reads it.
In a block of commands each line that begins with "$ " is a command, and what follows is what it prints in a terminal of
80 columns and 50 rows; "..." there stands for any text. In one without any "$ " each line is a command, and none may be
wrong use.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path
from typing import NamedTuple

from pathingest.cli import run
from pathingest.config import profiles_in_force, read_config
from pathingest.config._lint import read_suppressions
from running import COMMAND

BLOCK = re.compile(r"^```(?P<language>\w+)(?: (?P<name>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
SIDECAR = ".lint.toml"
OF_SHELLS = re.compile(r"[|<>;&$*]")


class Called(NamedTuple):
    """A command of a document, as it is written there, and what the document says of its output."""

    command: str
    output: str


class Terminal(io.StringIO):
    """What takes the output of a command that is called in this process."""

    def isatty(self) -> bool:
        return True


class Beside(io.StringIO):
    """What takes its complaints and its last lines; no progress is shown there."""

    def __init__(self, terminal: Terminal) -> None:
        super().__init__()
        self._terminal = terminal

    def write(self, text: str) -> int:
        return self._terminal.write(text)


ROOT = Path(__file__).resolve().parents[1]
COMMANDS = {"bash", "console", "sh", "shell", "zsh"}
# Commands of the checkout that are only run dry, as far as they can be without their effect, and why.
DRY = {
    "make run": "installs an environment from the network",
    "make test": "runs this very test",
    'make test ARGS="tests/test_pages.py tests/test_gold.py tests/test_rules.py"': "as above",
    "make digests ARGS=before.json": "takes a minute or two",
    'make digests ARGS="--compare before.json"': "as above",
    'make digests ARGS="--compare before.json --quick"': "as above",
    'make digests ARGS="--show raw/qa-tester-to-prompt-engineer.txt"': "as above",
    'make mutants ARGS="src/pathingest/values/money.py"': "runs many tests for many minutes",
    'make mutants ARGS="--each 12 --seed 7 src/pathingest/rules"': "as above",
    'make mutants ARGS="src/pathingest/lines --again --cover tests/test_lines.py"': "as above",
    'make mutants ARGS="--write"': "as above",
}
# What stands in commands for a file of the reader's own, and what is there in its place.
STAND_IN = {"PAGE": "raw/bus-driver-to-dispatcher.txt"}


def is_run(document: str) -> bool:
    """Whether a document has blocks that are run."""
    return any(_is_run(block) for block in BLOCK.finditer(document))


def _is_run(block: re.Match[str]) -> bool:
    return bool(block["name"]) or block["language"] == "toml" or block["language"] in COMMANDS


def _is_console(block: re.Match[str]) -> bool:
    return block["language"] in COMMANDS and block["text"].startswith("$ ")


def typed(document: str) -> list[str]:
    """The commands of the blocks that show no output, without their comments."""
    blocks = (b for b in BLOCK.finditer(document) if b["language"] in COMMANDS and not _is_console(b))
    return [command for block in blocks for command in _typed(block["text"])]


def _typed(text: str) -> list[str]:
    commands = (re.sub(r"(?:^|\s+)#.*", "", line) for line in text.splitlines())
    return [command for command in commands if command]


def named_blocks(document: str) -> Iterator[tuple[str, str]]:
    """(name, text) of each block that is a file."""
    return ((block["name"], block["text"]) for block in BLOCK.finditer(document) if block["name"])


def run_document(document: str) -> str:
    """The document with what its commands print here and now, in the working directory."""
    return BLOCK.sub(_after_running, document)


def _after_running(block: re.Match[str]) -> str:
    if block["name"]:
        _write(Path(block["name"]), block["text"])
    if block["language"] == "toml":
        _read(block["name"], block["text"])
    if not _is_console(block):
        for command in _typed(block["text"]) if block["language"] in COMMANDS else ():
            _try(command)
        return block[0]
    text = "".join(f"{called.command}{_output(called)}" for called in _calls(block["text"]))
    return f"```{block['language']}\n{text}```"


def _try(command: str) -> None:
    """Run a command whose output the document does not show; 1 is the exit code of those that found something."""
    for name, kept in STAND_IN.items():
        if name in command:
            shutil.copy(kept, name)
    as_run = command.replace("make", "make --dry-run", 1) if command in DRY else command
    done = _in_a_shell(as_run, ROOT if command.startswith("make ") else Path())
    assert done.returncode in (0, 1), (command, done.stdout.decode())
    assert "pathingest: " not in done.stdout.decode(), command


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _read(name: str | None, text: str) -> None:
    """Read a configuration or a sidecar; an error in it is raised."""
    if name and name.endswith(SIDECAR):
        read_suppressions(Path(name), tomllib.loads(text), name)
        return
    path = Path(name or "fragment.toml")
    _write(path, text)
    config = read_config(path)
    assert config.lint.root == path.parent
    assert not profiles_in_force(config).broken
    if name is None:
        path.unlink()


def _calls(text: str) -> Iterator[Called]:
    for part in re.split(r"^(?=\$ )", text, flags=re.MULTILINE)[1:]:
        command = re.match(r"(?:.*\\\n)*.*\n", part)
        assert command
        yield Called(command[0], part[command.end() :])


def _output(called: Called) -> str:
    """What the command prints; what the document says, if that is the same."""
    printed = _run(called.command.removeprefix("$ ").replace("\\\n", " ").strip())
    same = OutputChecker().check_output(called.output, printed, ELLIPSIS)
    return called.output if same else printed


def _run(command: str) -> str:
    words = shlex.split(command)
    if words[0] == "pathingest" and not OF_SHELLS.search(command):
        return _plain(_in_this_process(words[1:]))
    return _plain(_in_a_shell(command, Path()).stdout.decode())


def _in_a_shell(command: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    path = f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["/bin/bash", "-c", command],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PATH": path, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
        timeout=60,
    )


def _in_this_process(arguments: list[str]) -> str:
    terminal = Terminal()
    with redirect_stdout(terminal), redirect_stderr(Beside(terminal)):
        run(arguments)
    return terminal.getvalue()


def _plain(printed: str) -> str:
    """The output without space at the ends of lines."""
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
