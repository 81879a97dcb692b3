"""Runs tests on changed code, each change in a process of its own, forked from one that has everything imported.

Where only functions changed, their code is swapped in a process that has collected all tests, and what caches hold is
cleared. Any other change (of a constant, or of what runs when modules are imported) needs a process that has not
imported the project yet.
"""

from __future__ import annotations

import functools
import gc
import importlib
import json
import os
import pkgutil
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, FunctionType
from typing import NamedTuple, TypeVar

import coverage
import pytest
from _pytest.runner import runtestprotocol
from hypothesis import Phase, settings

SURVIVED, KILLED, IMPOSSIBLE = 0, 1, 4
_SLOWER, _PATIENCE = 10, 2  # a test that takes ten times as long, and two seconds more, has no end
_FILES = 12  # of tests, for a process that imports all anew
_IMPORTS = 60  # seconds to import and collect
_MEMORY = 3 << 30  # bytes more than the process had
_OPTIONS = ["-q", "-p", "no:xdist", "-p", "no:cacheprovider", "--assert=plain", "--tb=no"]


class Suite(NamedTuple):
    """The tests, and the project that they test; `package` is its folder."""

    package: Path
    folder: Path  # what is kept between runs
    files: tuple[str, ...]

    def run(self, files: Sequence[str], plugin: object) -> int:
        """Have pytest collect files, and the plugin run them."""
        # Enough examples for what CI finds, and none made smaller: that it fails is all that counts.
        phases = [Phase.explicit, Phase.generate]
        settings.register_profile(
            "mutants", derandomize=True, deadline=None, max_examples=25, database=None, phases=phases
        )
        profile = ["--hypothesis-profile=mutants", f"--basetemp={self.folder}/made-{os.getpid()}"]
        return pytest.main([*_OPTIONS, *profile, *files], plugins=[plugin])


def module_name(suite: Suite, path: Path) -> str:
    """The name of the module in a file."""
    parts = path.relative_to(suite.package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


# --- which tests run which lines ------------------------------------------------------------------------------------


class _Covered:
    def __init__(self, suite: Suite, cov: coverage.Coverage) -> None:
        self.suite, self.cov, self.times = suite, cov, dict[str, float]()
        self.file = ""

    def pytest_sessionstart(self) -> None:
        self.held = Held(self.suite)
        self.cov.switch_context("collection")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        if self.file != item.location[0]:
            self.held.clear()
            self.file = item.location[0]
            print(self.file, file=sys.__stderr__, flush=True)
        self.cov.switch_context(item.nodeid)
        start = time.process_time()
        try:
            return (yield)
        finally:
            self.times.setdefault(item.nodeid, time.process_time() - start)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.outcome != "passed":
            self.times[report.nodeid] = -1  # of no use here: it fails, or is skipped


def cover(suite: Suite, files: Sequence[str]) -> None:
    """Find out which lines each test of some files runs, and how long it takes."""
    kept = suite.folder / "times.json"
    times = json.loads(kept.read_text()) if kept.exists() else {}
    cov = coverage.Coverage(suite.folder / "lines", include=[f"{suite.package}/*"], config_file=False)
    if times:
        cov.load()
    cov.start()
    plugin = _Covered(suite, cov)
    suite.run(files, plugin)
    cov.stop()
    cov.save()
    times = {test: took for test, took in times.items() if test.split("::")[0] not in files}
    times |= {test: took for test, took in plugin.times.items() if took >= 0}
    kept.write_text(json.dumps(times))


# --- one change -----------------------------------------------------------------------------------------------------


class Mutant(NamedTuple):
    """A changed module, and the tests to run, in this order, with their times."""

    path: Path
    old: CodeType
    new: CodeType
    tests: Mapping[str, float]
    names: frozenset[str] = frozenset()  # of the module's constants that change, if only those do


class Outcome(NamedTuple):
    """What became of it: the status of the process (a signal's number below 0), and the test that failed."""

    status: int
    test: str


def swaps(old: CodeType, new: CodeType) -> list[tuple[CodeType, CodeType]] | None:
    """The functions whose code changed, with those in them; None if anything else did."""
    pairs = [
        (was, now)
        for was, now in zip(old.co_consts, new.co_consts, strict=False)
        if isinstance(was, CodeType) and isinstance(now, CodeType)
    ]
    of_function = bool(old.co_flags & 2)  # CO_NEWLOCALS: no module and no class
    if not of_function and _alone(old) != _alone(new):
        return None
    found = [(old, new)] if of_function and old != new else []
    for was, now in pairs:
        if was != now:
            more = swaps(was, now)
            if more is None:
                return None
            found += more
    return found


def _alone(code: CodeType) -> CodeType:
    return code.replace(co_consts=tuple([None if isinstance(one, CodeType) else one for one in code.co_consts]))


def _import_all(suite: Suite) -> None:
    """Import what tests would import only when they use it: what is found by discovery, what is large."""
    package = importlib.import_module(suite.package.name)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


class Held:
    """The functions of the project that there are, and what keeps results of theirs."""

    def __init__(self, suite: Suite) -> None:
        self.suite = suite
        _import_all(suite)
        objects = gc.get_objects()
        mine = f"{suite.package}{os.sep}"
        self.functions = [
            found
            for found in objects
            if isinstance(found, FunctionType) and found.__code__.co_filename.startswith(mine)
        ]
        self.caches = [
            found
            for found in objects
            if isinstance(found, functools._lru_cache_wrapper) and found.__module__.startswith(suite.package.name)  # noqa: SLF001
        ]

    def clear(self) -> None:
        """Forget what is kept."""
        for cache in self.caches:
            cache.cache_clear()

    def swap(self, mutant: Mutant) -> None:
        """Give the functions their changed code."""
        wanted = {(old.co_qualname, old.co_firstlineno): new for old, new in swaps(mutant.old, mutant.new) or ()}
        for function in self.functions:
            code = function.__code__
            if code.co_filename == str(mutant.path) and (new := wanted.get((code.co_qualname, code.co_firstlineno))):
                function.__code__ = new
        self._set(mutant)
        self.clear()

    def _set(self, mutant: Mutant) -> None:
        """Give constants their changed values, in each module that has them."""
        name = module_name(self.suite, mutant.path)
        is_package = mutant.path.name == "__init__.py"
        package = name if is_package else name.rpartition(".")[0]
        made = {"__name__": name, "__file__": str(mutant.path), "__package__": package}
        if mutant.names:
            exec(mutant.new, made)  # noqa: S102  the module itself
        modules = [found for called, found in sys.modules.items() if called.startswith(self.suite.package.name)]
        for constant in mutant.names:
            old = getattr(sys.modules[name], constant)
            for module in modules:
                if vars(module).get(constant) is old:
                    setattr(module, constant, made[constant])


class _Changed(MetaPathFinder):
    """Imports a module with other code."""

    def __init__(self, name: str, mutant: Mutant) -> None:
        self.name, self.mutant = name, mutant

    def find_spec(self, name: str, _path: object, _target: object = None) -> ModuleSpec | None:
        if name != self.name:
            return None
        mutant = self.mutant

        class Loader(SourceFileLoader):
            def get_code(self, _: str) -> CodeType:
                return mutant.new

        places = [str(mutant.path.parent)] if mutant.path.name == "__init__.py" else None
        loader = Loader(name, str(mutant.path))
        return spec_from_file_location(name, mutant.path, loader=loader, submodule_search_locations=places)


def _forked(child: Callable[[int], int]) -> Outcome:
    """Run something in a process of its own, whose status it returns; it may write to a pipe."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = IMPOSSIBLE
        try:
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            pages = int(Path("/proc/self/statm").read_text().split()[0])
            most = pages * resource.getpagesize() + _MEMORY
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
            status = child(write)
        finally:
            os._exit(status)
    os.close(write)
    _, ended = os.waitpid(pid, 0)
    os.set_blocking(read, False)
    try:
        said = os.read(read, 1 << 16).decode()
    except BlockingIOError:
        said = ""
    os.close(read)
    return Outcome(os.waitstatus_to_exitcode(ended), said)


def _limit(seconds: float) -> None:
    """Have the process killed when it has computed, or waited, for too long."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, 60 + 4 * seconds)


def _run(session: pytest.Session, tests: Mapping[str, float], write: int) -> int:
    items = {item.nodeid: item for item in session.items}
    wanted = [items[test] for test in tests if test in items]
    for item, following in zip(wanted, [*wanted[1:], None], strict=True):
        _limit(_PATIENCE + _SLOWER * tests[item.nodeid])
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
            os.write(write, item.nodeid.encode())
            return KILLED
    return SURVIVED


class _Loop:
    """Has one thing done when all is collected."""

    def __init__(self, do: Callable[[pytest.Session], object]) -> None:
        self.do = do

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            os._exit(KILLED)
        self.do(session)
        return True


T = TypeVar("T")
Attempt = Callable[[Mutant], Outcome]


def settled(mutant: Mutant, attempt: Attempt, sound: dict[str, bool]) -> Outcome:
    """What becomes of a change; a test that fails alone, without any change, kills nothing."""
    while tests := {test: took for test, took in mutant.tests.items() if sound.get(test, True)}:
        outcome = attempt(mutant._replace(tests=tests))
        if outcome.status != KILLED or not outcome.test:
            return outcome
        if outcome.test not in sound:
            alone = attempt(mutant._replace(new=mutant.old, tests={outcome.test: tests[outcome.test]}))
            sound[outcome.test] = alone.status == SURVIVED
        if sound[outcome.test]:
            return outcome
    return Outcome(SURVIVED, "")


def try_swapped(
    suite: Suite,
    files: Sequence[str],
    mutants: Iterable[tuple[T, Mutant]],
    report: Callable[[T, Mutant, Outcome], None],
) -> int:
    """Try changes of functions, one after the other, with all tests collected once."""
    sound: dict[str, bool] = {}

    def loop(session: pytest.Session) -> None:
        held = Held(suite)
        gc.freeze()
        for job, mutant in mutants:
            report(job, mutant, settled(mutant, lambda one: _forked(partial(swapped, held, session, one)), sound))

    def swapped(held: Held, session: pytest.Session, mutant: Mutant, write: int) -> int:
        try:
            held.swap(mutant)
        except ValueError:
            return IMPOSSIBLE
        except Exception:  # noqa: BLE001  the changed module itself fails
            return KILLED
        return _run(session, mutant.tests, write)

    return suite.run(files, _Loop(loop))


def try_imported(suite: Suite, mutant: Mutant, sound: dict[str, bool]) -> Outcome:
    """Try any change, with the project imported anew."""

    def imported(mutant: Mutant, write: int) -> int:
        _limit(_IMPORTS)
        sys.meta_path.insert(0, _Changed(module_name(suite, mutant.path), mutant))
        files = list(dict.fromkeys([test.split("::")[0] for test in mutant.tests]))[:_FILES]
        status = suite.run(files, _Loop(lambda session: os._exit(_run(session, mutant.tests, write))))
        return KILLED if status else SURVIVED

    return settled(mutant, lambda one: _forked(partial(imported, one)), sound)
