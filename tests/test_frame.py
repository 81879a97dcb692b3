"""The frame of the project: pins, metadata, and what the wheel carries."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import pathingest

PROJECT = Path(__file__).resolve().parents[1]
CONFIG = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
PIN_FILES = ("run", "dev", "lowest", "peers")


def text(name: str) -> str:
    return (PROJECT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def entries(name: str) -> list[str]:
    """Each requirement with its hashes, as one line."""
    joined = text(name).replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]


def pins(name: str) -> dict[str, set[str]]:
    """The versions of each package: more than one where markers choose between them."""
    found: dict[str, set[str]] = {}
    for entry in entries(name):
        pinned = Requirement(entry.partition("--hash")[0])
        (only,) = pinned.specifier
        assert only.operator == "==", entry
        found.setdefault(canonicalize_name(pinned.name), set()).add(only.version)
    return found


def group(name: str) -> list[str]:
    """The requirements of a dependency group, those it includes among them."""
    lines: list[str] = []
    for item in CONFIG["dependency-groups"][name]:
        lines += [item] if isinstance(item, str) else group(item["include-group"])
    return lines


DECLARED = {
    "run": [*CONFIG["project"]["dependencies"], *group("build")],
    "dev": [*CONFIG["project"]["dependencies"], *group("dev")],
    "lowest": [*CONFIG["project"]["dependencies"], *group("build"), *group("test")],
    "peers": [
        line
        for line in (PROJECT / "benchmarks" / "peers" / "requirements.in").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ],
}


@pytest.mark.parametrize(("file", "line"), [(file, line) for file in PIN_FILES for line in DECLARED[file]])
def test_pins_are_within_the_declared_bounds(file: str, line: str) -> None:
    wanted = Requirement(line)
    chosen = pins(file).get(canonicalize_name(wanted.name), set())
    assert chosen, f"{wanted.name} is not pinned: make pins"
    assert all(wanted.specifier.contains(one) for one in chosen), f"{wanted} is pinned as {chosen}: make pins"


@pytest.mark.parametrize("line", DECLARED["lowest"])
def test_the_lowest_versions_that_are_declared_are_those_that_are_tested(line: str) -> None:
    wanted = Requirement(line)
    (least,) = [Version(bound.version) for bound in wanted.specifier if bound.operator == ">="]
    assert {Version(one) for one in pins("lowest")[canonicalize_name(wanted.name)]} == {least}


def test_development_pins_contain_those_of_the_tool() -> None:
    everything = pins("dev")
    assert {name: everything.get(name) for name in pins("run")} == pins("run")


@pytest.mark.parametrize("file", PIN_FILES)
def test_every_pin_has_hashes(file: str) -> None:
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries(file))


@pytest.mark.parametrize("file", PIN_FILES)
def test_pins_name_no_address_no_path_and_no_option(file: str) -> None:
    assert not re.findall(r"^-.*|.*(?:://|file:| @ |(?<![\w.])/\w).*", text(file), re.MULTILINE)


def test_the_build_tool_is_pinned_within_what_the_build_asks() -> None:
    (asked,) = (Requirement(line) for line in CONFIG["build-system"]["requires"])
    assert all(asked.specifier.contains(one) for one in pins("run")[canonicalize_name(asked.name)])


def test_the_installed_version_is_that_of_the_code() -> None:
    assert version("pathingest") == pathingest.__version__


def test_the_changelog_knows_the_version_or_waits_for_it() -> None:
    log = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in log or f"## [{pathingest.__version__}]" in log


def built(target: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    (found,) = folder.iterdir()
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    with zipfile.ZipFile(built("wheel", tmp_path_factory.mktemp("wheel"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_is_typed_and_licensed(wheel: dict[str, bytes]) -> None:
    assert "pathingest/py.typed" in wheel
    assert any(name.endswith("/licenses/LICENSE") for name in wheel)


def test_the_description_has_no_link_that_an_index_of_packages_cannot_follow(wheel: dict[str, bytes]) -> None:
    (metadata,) = [data.decode() for name, data in wheel.items() if name.endswith("/METADATA")]
    headers, _, description = metadata.partition("\n\n")
    assert "Description-Content-Type: text/markdown" in headers
    assert description.startswith("# pathingest")
    assert not re.findall(r"\]\((?!https?://)", description)


def test_the_wheel_carries_every_file_of_the_package_and_each_table_once(wheel: dict[str, bytes]) -> None:
    root = PROJECT / "src"
    files = {path for path in root.rglob("*") if path.is_file() and path.parent.name != "__pycache__"}
    twice = {path for path in files if path.suffix in (".toml", ".yaml") and path.with_suffix(".json") in files}
    packed = {name for name in wheel if ".dist-info/" not in name}
    assert packed == {path.relative_to(root).as_posix() for path in files - twice}


def test_what_the_wheel_carries_is_enough_to_read_and_lint_a_page(wheel: dict[str, bytes], tmp_path: Path) -> None:
    for name, data in wheel.items():
        path = tmp_path / "packed" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    page = PROJECT / "docs" / "example.txt"
    for command in ("parse", "lint", "explain"):
        called = [sys.executable, "-m", "pathingest", command, str(page)]
        packed = {**os.environ, "PYTHONPATH": str(tmp_path / "packed")}
        done = subprocess.run(called, cwd=tmp_path, env=packed, capture_output=True, text=True, check=False)
        here = subprocess.run(called, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (here.returncode, here.stdout), done.stderr
        assert done.returncode in (0, 1), done.stderr


def test_the_source_archive_carries_what_builds_the_wheel_and_no_more(tmp_path: Path) -> None:
    with tarfile.open(built("sdist", tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    alone = {name for name in names if not name.startswith("src/pathingest/")}
    assert alone == {
        "CHANGELOG.md",
        "LICENSE",
        "PKG-INFO",
        "README.md",
        "hatch_build.py",
        "pyproject.toml",
        ".gitignore",
    }
    assert "src/pathingest/values/currencies.toml" in names
