"""Changes the code in one place at a time, and looks whether a test notices.

    make mutants ARGS="--each 30 src/pathingest/values src/pathingest/lines/runs.py"

A sample of each module's changes, by seed, is tried with the tests that run the changed line until one fails: those of
files that import the module first, and then the fastest. What no test noticed is listed; `--again` tries only that once
more, with the tests as they are by then.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import json
import math
import os
import random
import sqlite3
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from types import CodeType
from typing import NamedTuple

from changes import Change, Place, assigned, changed, changes, imports, mentions
from trying import IMPOSSIBLE, KILLED, SURVIVED, Mutant, Outcome, Suite, cover, module_name, try_imported, try_swapped

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = tomllib.loads(Path(__file__).with_name("mutants.toml").read_text(encoding="utf-8"))
STATUS = {SURVIVED: "survived", IMPOSSIBLE: "impossible"}
FEW = 200  # tests: where no more run a line, what it gives is perhaps kept, and others depend on it
MANY = 30  # places that mention a name: more are of other things that are called so
SLOW = 0.05  # seconds for a test
EACH_TEST = 0.002  # seconds for a test besides its own


class Tried(NamedTuple):
    """A change, and what became of it."""

    module: str
    name: str
    text: str
    what: str
    status: str  # killed, endless, survived
    by: str  # the test that failed
    tests: int


class Lines:
    """Which tests run which lines."""

    def __init__(self, suite: Suite) -> None:
        self.data = str(suite.folder / "lines")
        self.suite = suite
        self.times: dict[str, float] = json.loads((suite.folder / "times.json").read_text())
        self.mentions: dict[str, list[tuple[Path, int, Place]]] = defaultdict(list)
        for path in sorted(suite.package.rglob("*.py")):
            for name, line, place in mentions(path.read_text()):
                self.mentions[name].append((path, line, place))
        self.of, self.run_by, self.users_of = cache(self._of), cache(self._run_by), cache(self._users_of)

    def _of(self, path: Path) -> list[tuple[str, bytes]]:
        """The tests that run any line of a module, each with a bit for each line."""
        query = (
            "select context, numbits from line_bits join context on context.id = context_id"
            " join file on file.id = file_id where path = ?"
        )
        with closing(sqlite3.connect(self.data)) as data:
            return data.execute(query, (str(path),)).fetchall()

    def _run_by(self, path: Path, line: int) -> frozenset[str]:
        at, bit = line // 8, 1 << line % 8
        return frozenset([test for test, bits in self.of(path) if at < len(bits) and bits[at] & bit])

    def at(self, path: Path, line: int, place: Place) -> frozenset[str]:
        """The tests that run a line, or else the statement it is in."""
        return self.run_by(path, line) or self.run_by(path, place[0])

    def tests(self, path: Path, change: Change) -> list[str]:
        """The tests that may notice a change: its module's own, then others; the fastest of each file first."""
        direct = self.at(path, change.line, change.place) & self.times.keys()
        more: set[str] = set()
        if len(direct) <= FEW:
            more = self._users(path, change.place[1], set())
            if len(more | direct) <= FEW:  # or else of a module that is found by discovery: those of its package
                more = {test for test, _ in self.of(path)} & self.times.keys() or self._of_package(path.parent)
        own = self.users_of(module_name(self.suite, path))
        if not change.place[2]:  # tests may use a constant, or what a function takes by itself, with no line's help
            more = more | {test for test in self.times if test.split("::")[0] in own}
        slow = {test for test in direct if more and self.times[test] > SLOW}  # it made what others found made
        found = [
            *self._fastest(direct - slow),
            *self._fastest((more & self.times.keys()) - direct),
            *self._fastest(slow),
        ]
        called = path.parent.name if path.stem == "__init__" else path.stem
        return sorted(found, key=lambda test: self._rank(test, own, called))

    def _rank(self, test: str, own: frozenset[str], called: str) -> int:
        """How soon a test is run: those of a module's own files first, and of these those that are called as it is."""
        file, _, case = test.partition("::")
        if self.times[test] > SLOW:
            return 2
        if called.replace("_", "-") in case:  # of a table with rows for each module of a package
            return 0
        return 2 if file not in own else int(called not in file)

    def _of_package(self, folder: Path) -> set[str]:
        return {test for path in sorted(folder.glob("*.py")) for test, _ in self.of(path)}

    def _users(self, path: Path, names: str, seen: set[tuple[Path, str]]) -> set[str]:
        found: set[str] = set()
        for name in names.split():
            places = [one for one in self.mentions[name] if one[0] == path or not name.startswith("_")]
            if (path, name) in seen or len(places) > MANY:
                continue
            seen.add((path, name))
            for at, line, place in places:
                tests = self.at(at, line, place) & self.times.keys()
                found |= tests if len(tests) > FEW else tests | self._users(at, place[1], seen)
        return found

    def _users_of(self, module: str) -> frozenset[str]:
        """The files of tests that import a module, and those of what is found in its package by discovery."""
        package = module.removeprefix(f"{self.suite.package.name}.").rpartition(".")[0]
        named = {f"test_{name}.py" for name in SETTINGS["discovered"].get(package, ())}
        paths = map(Path, self.suite.files)
        return frozenset([str(path) for path in paths if path.name in named or module in imports(path.read_text())])

    def _fastest(self, tests: Iterable[str]) -> list[str]:
        """The fastest first, and of each file as much time as of the others: tests of one file notice much the same."""
        spent: defaultdict[str, float] = defaultdict(float)
        had: dict[str, float] = {}
        for test in sorted(tests, key=lambda test: (self.times[test], test)):
            file = test.split("::")[0]
            spent[file] += self.times[test] + EACH_TEST
            had[test] = spent[file]
        return sorted(had, key=lambda test: (had[test], test))

    def is_import(self, path: Path, change: Change) -> bool:
        """Whether the line runs when modules are imported."""
        return "" in self.at(path, change.line, change.place)

    def constants(self, path: Path, change: Change) -> frozenset[str]:
        """The constants that a change of one changes; none if other things do as well."""
        named = {name for node in ast.parse(path.read_text()).body for name in assigned(node)}
        found, more = set[str](), set(change.place[1].split())
        while more:
            found |= more
            if not more <= named:
                return frozenset()
            used = [(at, place) for name in more for at, _, place in self.mentions[name] if not place[2]]
            if any(at != path for at, _ in used):
                return frozenset()
            more = {name for _, place in used for name in place[1].split() or ("",)} - found
        return frozenset(found)


def sample(found: Sequence[Change], most: int, chance: random.Random) -> list[Change]:
    """Changes of as many lines as possible, chosen by chance."""
    by_line: dict[int, list[Change]] = defaultdict(list)
    for change in found:
        by_line[change.line].append(change)
    lines = list(by_line)
    chance.shuffle(lines)
    for line in lines:
        chance.shuffle(by_line[line])
    rounds = [
        by_line[line][i]
        for i in range(max(map(len, by_line.values()), default=0))
        for line in lines
        if i < len(by_line[line])
    ]
    return sorted(rounds[:most])


def wilson(share: float, of: int) -> tuple[float, float]:
    """The interval of a share, at 95 %."""
    z = 1.96
    middle, half = share + z * z / (2 * of), z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - half) / (1 + z * z / of), (middle + half) / (1 + z * z / of)


class Job(NamedTuple):
    """A change to try."""

    path: Path
    module: str
    change: Change

    def key(self) -> tuple[str, str, str, str]:
        """What it is called, whatever its line is."""
        return self.module, self.change.place[1], self.change.text, self.change.what

    def mutant(self, tests: dict[str, float]) -> Mutant:
        """The module with the change made."""
        source, old = compiled(self.path)
        new = compile(changed(source, self.change), self.path, "exec", dont_inherit=True)
        return Mutant(self.path, old, new, tests)


@cache
def compiled(path: Path) -> tuple[str, CodeType]:
    """The text of a module, and its code."""
    source = path.read_text()
    return source, compile(source, path, "exec", dont_inherit=True)


class Results:
    """What became of changes, kept in a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.known: dict[tuple[str, ...], Tried] = {}
        self.read()

    def read(self) -> None:
        """Read what other processes wrote too."""
        for row in self.path.read_text().splitlines() if self.path.exists() else ():
            one = Tried(*json.loads(row))
            self.known[one[:4]] = one

    def of(self, job: Job) -> Tried | None:
        """What became of a change."""
        return self.known.get(job.key())

    def add(self, job: Job, mutant: Mutant, outcome: Outcome) -> None:
        """Keep what became of a change."""
        status = STATUS.get(outcome.status, "endless" if outcome.status < 0 else "killed")
        tests = len(mutant.tests)
        one = Tried(*job.key(), status, outcome.test, tests)
        with self.path.open("a") as file:
            file.write(json.dumps(one) + "\n")
        self.known[one[:4]] = one


class Tests:
    """The tests of each change, those first that noticed others."""

    def __init__(self, lines: Lines, budget: float) -> None:
        self.lines, self.budget, self.killers = lines, budget, list[str]()

    def of(self, job: Job) -> dict[str, float]:
        """The tests to run, as many as there is time for."""
        tests = self.lines.tests(job.path, job.change)
        known = set(tests)
        first = [test for test in reversed(self.killers[-50:]) if test in known]
        chosen: dict[str, float] = {}
        left = self.budget
        for test in dict.fromkeys([*first, *tests]):
            left -= self.lines.times[test] + EACH_TEST
            if left < 0:
                break
            chosen[test] = self.lines.times[test]
        return chosen

    def noticed(self, test: str) -> None:
        """Remember a test that failed."""
        if test in self.killers:
            self.killers.remove(test)
        self.killers.append(test)


def jobs(suite: Suite, chosen: dict[Path, int], seed: int) -> Iterator[Job]:
    """The sample of each module."""
    for at, each in chosen.items():
        for path in sorted(at.rglob("*.py")) if at.is_dir() else [at]:
            module = str(path.relative_to(suite.package))
            for change in sample(changes(path.read_text()), each, random.Random(f"{seed} {module}")):
                yield Job(path, module, change)


def attempt(suite: Suite, results: Results, sampled: Sequence[Job], options: argparse.Namespace) -> None:
    """Try changes: those of functions first, in one process that has all imported, then the others."""
    again = ("survived", "impossible") if options.again else ("impossible",)
    wanted = [job for job in sampled if not (known := results.of(job)) or known.status in again]
    lines = Lines(suite)
    tests = Tests(lines, options.budget)
    sound: dict[str, bool] = {}

    def report(job: Job, mutant: Mutant, outcome: Outcome) -> None:
        results.add(job, mutant, outcome)
        if outcome.status == KILLED and outcome.test:
            tests.noticed(outcome.test)

    def prepared(job: Job) -> tuple[Job, Mutant]:
        constants = frozenset() if job.change.place[2] else lines.constants(job.path, job.change)
        return job, job.mutant(tests.of(job))._replace(names=constants)

    def is_swapped(job: Job) -> bool:
        if job.change.place[2]:
            return not lines.is_import(job.path, job.change)
        return bool(lines.constants(job.path, job.change))

    swapped = [job for job in wanted if is_swapped(job)]
    if swapped:
        files = sorted({test.split("::")[0] for test in lines.times})
        apart(lambda: try_swapped(suite, files, map(prepared, swapped), report))
    results.read()
    for job in wanted:
        known = results.of(job)
        if job not in swapped or (known and known.status == "impossible"):
            mutant = job.mutant(tests.of(job))
            report(job, mutant, try_imported(suite, mutant, sound))


def apart(do: Callable[[], object]) -> None:
    """Do something in a process of its own."""
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            do()
            status = 0
        finally:
            os._exit(status)
    if os.waitpid(pid, 0)[1]:
        sys.exit("error: the tests could not be run")


def main() -> int:
    """Try changes, and say what was noticed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, help="modules, and folders of such")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--each", type=int, help="changes of a module, 30 by default; without paths as docs/quality.md has"
    )
    parser.add_argument("--budget", type=float, default=10, help="seconds of tests for one change")
    parser.add_argument("--again", action="store_true", help="try what survived once more")
    parser.add_argument("--cover", nargs="*", default=[], help="files of tests that changed")
    parser.add_argument("--write", action="store_true", help="write docs/quality.md and docs/mutants.tsv")
    parser.add_argument("--package", type=Path, default=ROOT / "src" / "pathingest")
    parser.add_argument("--tests", type=Path, default=ROOT / "tests")
    options = parser.parse_args()
    suite = suite_of(options.package.resolve(), options.tests.resolve())
    os.chdir(options.tests.resolve().parent)
    for name in SETTINGS["import_first"]:
        with suppress(ImportError):
            importlib.import_module(name)
    if to_cover := options.cover or ([] if (suite.folder / "times.json").exists() else suite.files):
        apart(lambda: cover(suite, to_cover))
    chosen = {suite.package / name: each for name, each in SETTINGS["each"].items()}
    chosen = {path.resolve(): 30 for path in options.paths} or chosen
    if options.each is not None:
        chosen = dict.fromkeys(chosen, options.each)
    sampled = list(jobs(suite, chosen, options.seed))
    results = Results(suite.folder / f"seed-{options.seed}.jsonl")
    attempt(suite, results, sampled, options)
    same: set[tuple[str, ...]] = {
        (row["module"], row["name"], row["text"], row["what"]) for row in SETTINGS["equivalent"]
    }
    for job in sampled:
        if (one := results.of(job)) and one.status == "survived" and one[:4] not in same:
            print(f"{one.module}:{job.change.line}: {one.what}: {one.text}  ({one.tests} tests)")
    modules = count(sampled, results, same, lambda job: job.module)
    packages = count(sampled, results, same, package_of)
    print()
    print("\n".join(table(modules if options.paths else packages)))
    if options.write:
        write(modules, packages)
    return 0


def suite_of(package: Path, tests: Path) -> Suite:
    """The tests that can notice a change."""
    sys.path.insert(0, str(package.parent))
    found = [str(path.relative_to(tests.parent)) for path in sorted(tests.glob("test_*.py"))]
    left_out = {f"{tests.name}/test_{name}.py" for name in SETTINGS["left_out"]}
    folder = tests.parent / "build" / "mutants"
    folder.mkdir(parents=True, exist_ok=True)
    return Suite(package, folder, tuple(file for file in found if file not in left_out))


def package_of(job: Job) -> str:
    """The package that a module counts for."""
    return next((name for name in SETTINGS["each"] if job.module.startswith(f"{name}/")), "others")


Counts = dict[str, Counter[str]]


def count(sampled: Sequence[Job], results: Results, same: set[tuple[str, ...]], by: Callable[[Job], str]) -> Counts:
    """How many changes have which status, by module or package, and together."""
    counts: Counts = defaultdict(Counter)
    for job in sampled:
        one = results.of(job)
        assert one
        for name in (by(job), "together"):
            counts[name]["equivalent" if one.status == "survived" and one[:4] in same else one.status] += 1
    return dict(sorted(counts.items(), key=lambda item: (item[0] == "together", item[0])))


def shares(counts: Counts) -> Iterator[tuple[str, int, int, int, int, str]]:
    """Of each module or package: what was tried, killed, endless, equivalent, and the share killed."""
    for name, statuses in counts.items():
        killed = statuses["killed"] + statuses["endless"]
        of = killed + statuses["survived"]
        low, high = wilson(killed / of, of) if of else (0, 1)
        share = f"{killed / of:.0%} ({low:.0%}-{high:.0%})" if of else "-"
        yield name, statuses.total(), killed, statuses["endless"], statuses["equivalent"], share


def table(counts: Counts) -> list[str]:
    """The same as a table."""
    head = ["| of | changes | killed | endless | equivalent | share killed |", "|---|---|---|---|---|---|"]
    return head + [f"| {' | '.join(map(str, row))} |" for row in shares(counts)]


def write(modules: Counts, packages: Counts) -> None:
    """Put the counts into the documents."""
    columns = ["module", "changes", "killed", "endless", "equivalent", "share"]
    rows = ["\t".join(columns), *["\t".join(map(str, row)) for row in shares(modules)]]
    (ROOT / "docs" / "mutants.tsv").write_text("\n".join([*rows, ""]), encoding="utf-8")
    path = ROOT / "docs" / "quality.md"
    begin, end = "<!-- mutants: begin -->\n", "<!-- mutants: end -->"
    before, _, rest = path.read_text(encoding="utf-8").partition(begin)
    _, _, after = rest.partition(end)
    said = [*table(packages), "", f'`make mutants ARGS="{" ".join(sys.argv[1:])}"`', ""]
    path.write_text(before + begin + "\n".join(said) + end + after, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
