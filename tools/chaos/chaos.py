"""Faults while commands write: what is torn or lost by them, and what is left of them after the next run.

    make chaos                          # an hour: ten runs of each fault for each command
    make chaos ARGS="--runs 3 build"    # fewer, and of some commands

Each run is in a fresh project of a few built pages, whose pages were changed since. After the fault every file must be
whole (JSON, YAML, TOML, CSV and SQLite can be read), no file that the command does not write may be another one, and
what is said is lines, no traceback. Then the same command runs again, without a fault: it must succeed, leave nothing
that is hidden, and a build must then give what a build from nothing gives. A full disk and one that may only be read
need root, to mount a small file system; without it they are left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

import duckdb
import pyarrow.parquet as pq
import yaml

from pathingest.exports import format_names

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "tests/cases/pages/whole.txt").read_text(encoding="utf-8")
ROLES = ("Baker", "Cook", "Waiter", "Miller", "Brewer", "Tiler")
ID = "baker-to-food-technologist"
SLOWEST = 60  # seconds
HELD = 2.1  # seconds after which what a process left is known to be nobody's
SMALL = 200  # KB of a disk that is full soon

COMMANDS: dict[str, list[str]] = {
    "build": ["build", "--prune", "--fail-on", "never"],
    "override set": ["override", "set", ID, "/timeline", "9 months", "--reason", "the author wrote us"],
    "override drop": ["override", "drop", ID, "/difficulty"],
    "id move": ["id", "move", ID, "bread-to-food"],
    "lint --fix": ["lint", "--fix", "--unsafe-fixes", "--exit-zero", "normalized"],
    "lint --write-baseline": ["lint", "--write-baseline", "baseline.json", "raw"],
    "lint --output": ["lint", "--output", "json:made/f.json", "--output", "sarif:made/f.sarif", "--exit-zero"],
    "override import": ["override", "import", f"edited/{ID}.json", "--reason", "the author wrote us"],
    "id keep": ["id", "keep", ID, "bread-to-food"],
    "report": ["report", "--out", "made/report.html"],
    "crawl": ["crawl", "raw", "--out", "made/crawl", "--jobs", "1", "--reduce"],
    **{f"export --to {name}": ["export", "--to", name, "--out", f"made/pathways.{name}"] for name in format_names()},
}
# What each may change, besides `made/`, caches and what is hidden.
WRITES = {
    "build": ("normalized",),
    "override set": ("overrides",),
    "override drop": ("overrides",),
    "override import": ("overrides", "edited"),
    "id move": ("overrides",),
    "id keep": ("overrides",),
    "lint --fix": ("normalized",),
    "lint --write-baseline": ("baseline.json",),
}
AS_THEY_WERE = ("override import", "export --to annotations")  # the commands that look at the pages of records
OVERRIDES = f"""schema: "pathingest.overrides/1"
id: "{ID}"
overrides:
- at: "/difficulty"
  value: "Hard"
  reason: "the author wrote us"
"""


class Run(NamedTuple):
    """A command that a fault met: its exit code, what it said, and whether it was still at work then."""

    code: int
    said: str
    met: bool = True


Fault = Callable[[Path, Sequence[str], Random, float], Run]


# --- projects --------------------------------------------------------------------------------------------------------


def project(folder: Path, template: Path, chance: Random, name: str) -> Path:
    """A fresh project, whose pages were changed since it was built, unless the command needs them as they were."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    for role in chance.sample(ROLES, 0 if name in AS_THEY_WERE else 3):
        told = chance.choice([role, role, f"Head {role}"])
        level = chance.choice(["Easy", "Hard"])
        (folder / f"raw/{role}.txt").write_text(PAGE.replace("Pastry Chef", told).replace("Moderate", level), "utf-8")
    edited = shutil.copytree(folder / "normalized", folder / "edited") / f"{ID}.json"
    record = json.loads(edited.read_text("utf-8"))
    edited.write_text(json.dumps(record | {"demand": chance.choice(["High", "Low"])}), "utf-8")
    return folder


def made(folder: Path) -> Path:
    """The project that others are copies of."""
    for name in ("raw", "overrides"):
        (folder / name).mkdir(parents=True)
    for role in ROLES:
        (folder / f"raw/{role}.txt").write_text(PAGE.replace("Pastry Chef", role), "utf-8")
    (folder / f"overrides/{ID}.yaml").write_text(OVERRIDES, "utf-8")
    (folder / "pathingest.toml").write_text("[lint]\n", "utf-8")
    for command in (COMMANDS["build"], ["lint", "--write-baseline", "baseline.json", "raw"]):
        done = called(folder, command)
        assert done.code == 0, done.said
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Its files, but for those that are hidden, by their names."""
    found = {path.relative_to(folder): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {str(name): path.read_bytes() for name, path in found.items() if not any(p[0] == "." for p in name.parts)}


def torn(folder: Path) -> list[str]:
    """The files that cannot be read."""
    return [name for name, data in contents(folder).items() if not _is_whole(folder / name, data)]


def _is_whole(path: Path, data: bytes) -> bool:
    try:
        if path.suffix in (".json", ".jsonld", ".sarif"):
            json.loads(data)
        elif path.suffix == ".jsonl":
            [json.loads(line) for line in data.splitlines()]
            return data.endswith(b"\n")
        elif path.suffix == ".yaml":
            return bool(yaml.load(data, yaml.CSafeLoader))
        elif path.suffix == ".toml":
            tomllib.loads(data.decode())
        elif path.suffix == ".csv":
            return data.endswith(b"\n")
        elif path.suffix == ".html":
            return data.endswith(b"</html>\n")
        elif path.suffix == ".gz":
            gzip.decompress(data)
        elif path.suffix == ".parquet":
            pq.ParquetFile(path)
        elif path.suffix == ".duckdb":
            duckdb.connect(path, read_only=True).close()
        elif path.suffix in (".db", ".sqlite"):
            with sqlite3.connect(path) as database:
                return list(database.execute("pragma integrity_check")) == [("ok",)]
    except (ValueError, OSError, EOFError, yaml.YAMLError, sqlite3.Error, duckdb.Error):
        return False
    return True


def lost(folder: Path, before: dict[str, bytes], command: str) -> list[str]:
    """The files that are others than before, or gone, and that the command does not write."""
    writes = (*WRITES.get(command, ()), "made")
    now = contents(folder)
    return [name for name, data in before.items() if not name.startswith(writes) and now.get(name) != data]


def strays(folder: Path) -> list[str]:
    """What is hidden, but for the cache."""
    found = [path.relative_to(folder) for path in folder.rglob(".*")]
    return [str(name) for name in found if name.parts[0] != ".pathingest_cache" and name.name != ".gitignore"]


# --- faults ----------------------------------------------------------------------------------------------------------


@contextmanager
def started(folder: Path, command: Sequence[str], **options: object) -> Iterator[subprocess.Popen[bytes]]:
    """A command that runs."""
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, **options}
    words = [sys.executable, "-m", "pathingest", *command]
    with subprocess.Popen(words, cwd=folder, **streams) as process:  # type: ignore[call-overload]
        try:
            yield process
        finally:
            process.kill()


def called(folder: Path, command: Sequence[str]) -> Run:
    """A command without a fault."""
    with started(folder, command) as process:
        said = process.communicate(timeout=SLOWEST)[1]
    return Run(process.returncode, said.decode("utf-8", "replace"))


def killed(number: signal.Signals) -> Fault:
    """A signal at any moment."""

    def fault(folder: Path, command: Sequence[str], chance: Random, took: float) -> Run:
        with started(folder, command) as process:
            try:
                process.wait(chance.uniform(0.1, 1.0) * took)
            except subprocess.TimeoutExpired:
                process.send_signal(number)
            met = process.returncode is None
            said = process.communicate(timeout=SLOWEST)[1]
        return Run(0 if process.returncode in (-number, 128 + number) else process.returncode, said.decode(), met)

    return fault


def twice(folder: Path, command: Sequence[str], chance: Random, took: float) -> Run:
    """Two at once."""
    with started(folder, command) as first:
        time.sleep(chance.uniform(0, 0.2) * took)
        with started(folder, command) as second:
            said = [process.communicate(timeout=SLOWEST)[1].decode() for process in (first, second)]
    return Run(min(first.returncode, second.returncode), "".join(said))


def vanishing(folder: Path, command: Sequence[str], chance: Random, took: float) -> Run:
    """A page and a record that go away meanwhile, and come back."""
    paths = [folder / f"raw/{chance.choice(ROLES)}.txt", chance.choice(sorted((folder / "normalized").glob("*.json")))]
    with started(folder, command) as process:
        time.sleep(chance.uniform(0.1, 0.9) * took)
        for path in paths:
            path.rename(path.with_suffix(".gone"))
        time.sleep(0.1 * took)
        for path in paths:
            if path.exists():
                path.with_suffix(".gone").unlink()
            else:
                path.with_suffix(".gone").rename(path)
        said = process.communicate(timeout=SLOWEST)[1]
    return Run(process.returncode, said.decode())


def unread(folder: Path, command: Sequence[str], chance: Random, took: float) -> Run:
    """A reader of standard output that goes away."""
    with started(folder, command, stdout=subprocess.PIPE) as process:
        time.sleep(chance.uniform(0, 0.5) * took)
        process.stdout.close()  # type: ignore[union-attr]
        process.stdout = None
        said = process.communicate(timeout=SLOWEST)[1]
    return Run(process.returncode, said.decode())


def mount(*options: str) -> bool:
    """Mount, or with "--lazy" unmount, a file system; whether that worked."""
    program = shutil.which("umount" if options[0] == "--lazy" else "mount")
    return program is not None and subprocess.run([program, *options], capture_output=True, check=False).returncode == 0


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """The project on a file system of its own, with what is there now."""
    with TemporaryDirectory() as kept:
        copied = Path(kept) / "project"
        shutil.copytree(folder, copied)
        assert mount("-t", "tmpfs", "-o", options, "tmpfs", str(folder))
        try:
            shutil.copytree(copied, folder, dirs_exist_ok=True)
            yield
            shutil.rmtree(copied)
            shutil.copytree(folder, copied)
        finally:
            mount("--lazy", str(folder))
        shutil.rmtree(folder)
        shutil.copytree(copied, folder)


def full(folder: Path, command: Sequence[str], chance: Random, _: float) -> Run:
    """A disk that is full soon."""
    size = sum(path.stat().st_size // 4096 + 1 for path in folder.rglob("*")) * 4
    with mounted(folder, f"size={size + SMALL}k"):
        free = os.statvfs(folder).f_bavail * 4096
        (folder / ".filler").write_bytes(bytes(max(0, free - 4096 * chance.randrange(12))))
        done = called(folder, command)
        (folder / ".filler").unlink()
    return done


def read_only(folder: Path, command: Sequence[str], _chance: Random, _took: float) -> Run:
    """A disk that may only be read."""
    with mounted(folder, "size=100m"):
        assert mount("-o", "remount,ro", str(folder))
        done = called(folder, command)
        assert mount("-o", "remount,rw", str(folder))
    return done


FAULTS: dict[str, Fault] = {
    "SIGKILL": killed(signal.SIGKILL),
    "SIGTERM": killed(signal.SIGTERM),
    "SIGINT": killed(signal.SIGINT),
    "two at once": twice,
    "inputs that vanish": vanishing,
    "a closed pipe": unread,
    "a full disk": full,
    "a disk to read": read_only,
}
MOUNTING = ("a full disk", "a disk to read")


def can_mount() -> bool:
    """Whether a file system can be mounted here."""
    with TemporaryDirectory() as folder:
        return mount("-t", "tmpfs", "tmpfs", folder) and mount("--lazy", folder)


# --- the run ---------------------------------------------------------------------------------------------------------


def examined(
    name: str, folder: Path, before: dict[str, bytes], done: Run, fault: str = ""
) -> Iterator[tuple[str, str]]:
    """What is wrong after a fault, and after the next run: its kind, and what."""
    if "Traceback" in done.said or "internal error" in done.said or done.code not in (0, 1, 2):
        yield "said", f"exit {done.code}: {done.said[-300:]}"
    yield from (("torn", file) for file in torn(folder))
    yield from (("lost", file) for file in lost(folder, before, name))
    if strays(folder):
        time.sleep(HELD)
    again = called(folder, COMMANDS[name])
    if fault == "inputs that vanish" and "holds parts of a run over other pages" in again.said:
        shutil.rmtree(folder / "made")  # as one is told to: a page was away when the parts were made out
        again = called(folder, COMMANDS[name])
    if again.code != 0 and not (again.code == 2 and name in ("override drop", "id move")):  # it is done already
        yield "again", f"exit {again.code}: {again.said[-300:]}"
    yield from (("stray", file) for file in strays(folder))
    if name == "build":
        left = contents(folder / "normalized")
        shutil.rmtree(folder / "normalized")
        called(folder, COMMANDS[name])
        if contents(folder / "normalized") != left:
            yield "other", "a build from nothing gives others"


KINDS = ("said", "torn", "lost", "again", "stray", "other")


def main() -> int:
    """Let faults meet commands; exit 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description="Faults while commands write.")
    parser.add_argument("commands", nargs="*", metavar="COMMAND", help="all by default")
    parser.add_argument("--runs", type=int, default=10, help="of each fault for each command")
    parser.add_argument("--fault", action="append", choices=[*FAULTS], help="all by default")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job passes on that it is ignored
    faults = [name for name in given.fault or FAULTS if name not in MOUNTING or can_mount()]
    if left_out := {*MOUNTING} & {*(given.fault or FAULTS)} - {*faults}:
        print(f"left out, as nothing can be mounted here: {', '.join(sorted(left_out))}")
    counts: Counter[tuple[str, str]] = Counter()
    with TemporaryDirectory() as temp:
        template = made(Path(temp) / "template")
        for name in given.commands or COMMANDS:
            for fault in faults:
                _meet(name, fault, given, Path(temp) / "project", template, counts)
    print(f"\n| fault | runs | met at work | {' | '.join(KINDS)} |\n|---|{'---:|' * (2 + len(KINDS))}")
    for fault in faults:
        print(f"| {fault} | {' | '.join(str(counts[fault, kind]) for kind in ('runs', 'met', *KINDS))} |")
    return 1 if any(counts[fault, kind] for fault in faults for kind in KINDS) else 0


def _meet(
    name: str, fault: str, given: argparse.Namespace, folder: Path, template: Path, counts: Counter[tuple[str, str]]
) -> None:
    chance = Random(f"{given.seed} {name} {fault}")
    project(folder, template, chance, name)
    begun = time.monotonic()
    called(folder, COMMANDS[name])
    took = time.monotonic() - begun
    for _ in range(given.runs):
        project(folder, template, chance, name)
        before = contents(folder)
        done = FAULTS[fault](folder, COMMANDS[name], chance, took)
        counts[fault, "runs"] += 1
        counts[fault, "met"] += done.met
        for kind, what in examined(name, folder, before, done, fault):
            counts[fault, kind] += 1
            print(f"{name}, {fault}: {kind}: {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
