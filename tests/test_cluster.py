"""A crawl on a cluster: the bytes of a serial one, whatever happens to workers, scheduler and run."""

from __future__ import annotations

import json
import os
import pickle
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

import feeds
import pathingest.runners.crawl as module
from pathingest.cli.crawl import command as crawl_command
from pathingest.model.errors import PathingestError
from pathingest.runners import children
from pathingest.runners.children import Child, Children, UnwantedError
from pathingest.runners.engine import Engine, Task, each, engine_of
from running import COMMAND, PLAIN, Done, Tool, installed
from sharded import Numbers, doubled, failing, halves

NEEDED = "needs distributed, which the extra cluster brings"
try:
    import distributed
except ImportError:
    distributed = None
needs_dask = pytest.mark.skipif(distributed is None, reason=NEEDED)
needs_proc = pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="needs /proc")

SOME = feeds.pages(36)
HERE = Path()
OUT = Path("out")
LONG = 120.0  # seconds that nothing takes, on any machine
# A rule of a project's own, with which pages do what a test wants.
RULE = '''"""Ends the process, or waits."""
import os, time
from contextlib import suppress
from pathlib import Path
from pathingest.rules import Rule
def check(page):
    path = page.source.path
    if path in {killing!r}:
        os._exit(9)
    if path in {poisoned!r}:  # and nobody knows at which page it was
        for now in Path().glob("*/.part-*.now"):
            with suppress(FileNotFoundError):  # another's, whose part is done by then
                if now.read_text().strip() == path:
                    now.unlink()
        os._exit(9)
    until = time.monotonic() + {long}
    while path in {waiting!r} and not Path("go").exists() and time.monotonic() < until:
        time.sleep(0.02)
    yield from ()
RULE = Rule("X001", "error", "high", check)
'''


def write(folder: Path) -> None:
    """Six feeds, each a part."""
    for number in range(6):
        (folder / f"{number}.jsonl").write_bytes(feeds.jsonl(SOME[6 * number : 6 * number + 6]))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def serial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one process gives, where no page ends it."""
    folder = tmp_path_factory.mktemp("serial")
    write(folder)
    rule(folder)
    assert installed(*call("out", "--jobs", "1"), cwd=folder).code == 0
    assert len(outputs(folder / "out")) == 6 * len(module.KINDS)
    return folder / "out"


def at(feed: int, page: int) -> str:
    """What a page is called."""
    return f"{feed}.jsonl#{len(feeds.jsonl(SOME[6 * feed : 6 * feed + page]))}"


def rule(
    folder: Path = HERE, killing: tuple[str, ...] = (), poisoned: tuple[str, ...] = (), waiting: tuple[str, ...] = ()
) -> None:
    text = RULE.format(killing=killing, poisoned=poisoned, waiting=waiting, long=LONG)
    (folder / "own.py").write_text(text)
    (folder / "pathingest.toml").write_text('[lint]\nrules = ["own.py"]\n')


def call(out: str, *arguments: str) -> list[str]:
    return ["crawl", "*.jsonl", "--out", out, "--trust-rules", *arguments]


def on(address: str) -> tuple[str, ...]:
    return "--engine", "dask", "--scheduler", address


def outputs(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.glob("*/part-*"))}


def until(seen: Callable[[], Any], seconds: float = LONG) -> None:
    deadline = time.monotonic() + seconds
    while not seen():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def helpers(folder: Path) -> list[int]:
    """The processes that do parts there."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == folder and children.__name__ in (process / "cmdline").read_text():
                found.append(int(process.name))
        except OSError:
            continue
    return found


class Cluster:
    """A scheduler and workers, each a process of its own."""

    def __init__(self, stack: ExitStack, folder: Path, workers: int = 2) -> None:
        self._stack, self._folder = stack, folder
        folder.mkdir()
        self.file = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
        until(lambda: self.file.exists() and self.file.stat().st_size > 0)
        self.address: str = json.loads(self.file.read_bytes())["address"]
        self.workers = [self._start("worker", "--no-nanny", "--nthreads", "1") for _ in range(workers)]

    def _start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--scheduler-file", str(self.file)]
        with (self._folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [*command, "--no-dashboard", *arguments], cwd=self._folder, env=PLAIN, stdout=log, stderr=log
            )
        self._stack.callback(process.wait)
        self._stack.callback(process.kill)
        return process

    def owner(self, helper: int) -> subprocess.Popen[bytes]:
        """The worker whose process that is."""
        above = int(Path(f"/proc/{helper}/stat").read_text().rpartition(")")[2].split()[1])
        return next(worker for worker in self.workers if worker.pid == above)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as found:
        yield found


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """One that outlives what is done to it."""
    with ExitStack() as found:
        yield Cluster(found, tmp_path_factory.mktemp("cluster") / "one")


@contextmanager
def begun(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A run that goes on while a test looks."""
    with subprocess.Popen([COMMAND, *arguments], env=PLAIN, stderr=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.kill()


def ended(process: subprocess.Popen[bytes]) -> Done:
    _, err = process.communicate(timeout=LONG)
    return Done(process.returncode, "", err.decode())


# --- the same ---------------------------------------------------------------------------------------------------------


@needs_dask
def test_workers_elsewhere_write_the_same(site: Path, cluster: Cluster, serial: Path) -> None:
    rule()
    done = installed(*call("out", *on(cluster.address)), cwd=site)
    assert (done.code, done.err.splitlines()[-1]) == (0, "exit 0: all parts are in out/")
    assert outputs(OUT) == outputs(serial)
    assert (OUT / "_SUCCESS").exists()
    assert not list(OUT.rglob(".*"))
    metrics = json.loads((OUT / "metrics.json").read_text())
    assert metrics["counts"] == json.loads((serial / "metrics.json").read_text())["counts"]
    assert metrics["poisoned"] == []
    assert (OUT / "crawl.json").read_bytes() == (serial / "crawl.json").read_bytes()


@needs_dask
@pytest.mark.usefixtures("site")
def test_so_do_those_of_a_cluster_on_this_machine(serial: Path) -> None:
    rule()
    with distributed.LocalCluster(n_workers=1, threads_per_worker=2, dashboard_address="127.0.0.1:0") as found:
        done = installed(*call("out", *on(found.scheduler_address)))
    assert done.code == 0, done.err
    assert outputs(OUT) == outputs(serial)


# --- what ends --------------------------------------------------------------------------------------------------------


def being_read() -> Iterator[str]:
    """What is being read in the parts that are being done."""
    for path in OUT.glob(".part-*.now"):
        with suppress(FileNotFoundError):  # it is done by then
            yield path.read_text()


@needs_dask
@needs_proc
def test_a_worker_that_is_killed_takes_nothing_with_it(site: Path, stack: ExitStack, serial: Path) -> None:
    cluster = Cluster(stack, site / "cluster")
    rule(waiting=(at(2, 3),))
    with begun(*call("out", *on(cluster.address))) as run:
        until(lambda: any(at(2, 3) in said for said in being_read()))
        until(lambda: len(helpers(site)) == 1)  # the other one has nothing to do
        [helper] = helpers(site)
        cluster.owner(helper).kill()
        until(lambda: helper not in helpers(site), 5)
        Path("go").touch()
        done = ended(run)
    assert done.code == 0, done.err
    assert outputs(OUT) == outputs(serial)
    assert not list(OUT.glob("*/.*"))


@needs_dask
@needs_proc
def test_where_the_scheduler_is_killed_the_same_command_goes_on(site: Path, stack: ExitStack, serial: Path) -> None:
    cluster = Cluster(stack, site / "cluster")
    rule(waiting=(at(4, 3), at(5, 3)))
    with begun(*call("out", *on(cluster.address))) as run:
        until(lambda: len(list(OUT.glob("part-*.json"))) == 4)
        cluster.scheduler.kill()
        done = ended(run)
    assert done.code == 2
    assert done.err == f"pathingest: {cluster.address}: the scheduler is gone; the same command goes on from here\n"
    until(lambda: not helpers(site), 5)
    written = {path: path.stat().st_mtime_ns for path in OUT.glob("part-*.json")}
    assert len(written) == 4
    assert not (OUT / "_SUCCESS").exists()
    Path("go").touch()
    another = Cluster(stack, site / "another", workers=1)
    assert installed(*call("out", *on(str(another.file)))).code == 0
    assert outputs(OUT) == outputs(serial)
    assert {path: path.stat().st_mtime_ns for path in written} == written
    assert len(list(OUT.glob("part-*.json"))) == 6


@needs_dask
@pytest.mark.usefixtures("site")
def test_what_ends_each_process_is_named_and_the_rest_is_done(cluster: Cluster) -> None:
    dead = (at(1, 0), at(1, 4), at(5, 5))
    rule(killing=dead, poisoned=(at(3, 2),))
    done = installed(*call("out", "--reduce", *on(cluster.address)))
    assert done.code == 1
    lost = "part-00003-of-00006"
    assert done.err.splitlines()[-2:] == [
        f"  not done: {lost}: each process that does it dies",
        "exit 1: 3 findings of INT001: the tool failed; 1 part could not be done; the same command tries again",
    ]
    assert not (OUT / "_SUCCESS").exists()
    assert json.loads((OUT / "metrics.json").read_text())["poisoned"] == [lost]
    assert [worker.poll() for worker in cluster.workers] == [None, None]
    here = installed(*call("here", "--jobs", "2"))  # processes of a pool find the same
    assert (here.code, here.err) == (1, done.err)
    assert outputs(OUT) == outputs(Path("here"))
    assert len(outputs(OUT)) == 5 * len(module.KINDS)
    rule(killing=dead)
    assert installed(*call("out", *on(cluster.address))).err.endswith("exit 1: 3 findings of INT001: the tool failed\n")
    assert (OUT / "_SUCCESS").exists()
    assert len(outputs(OUT)) == 6 * len(module.KINDS)


@needs_dask
@needs_proc
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_ends_leaves_no_process(site: Path, cluster: Cluster, serial: Path, ending: signal.Signals) -> None:
    rule(waiting=(at(0, 1), at(1, 1)))
    with begun(*call("out", *on(cluster.address))) as run:
        until(lambda: len(helpers(site)) == 2)
        run.send_signal(ending)
        done = ended(run)
    until(lambda: not helpers(site), 2)
    if ending == signal.SIGINT:
        assert done.code == 130
        assert "interrupted after 0 of 6 parts; the same command goes on from there" in done.err
        assert len(done.err.splitlines()) == 1
    Path("go").touch()
    assert installed(*call("out", *on(cluster.address))).code == 0
    assert outputs(OUT) == outputs(serial)
    assert not list(OUT.rglob(".*"))


# --- what docs/cluster.md says ----------------------------------------------------------------------------------------


def blocks(language: str) -> list[str]:
    document = (Path(__file__).resolve().parents[1] / "docs" / "cluster.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", document, re.MULTILINE | re.DOTALL)


@needs_dask
@pytest.mark.skipif(not COMMAND.with_name("dask").exists(), reason=NEEDED)
def test_the_script_for_slurm_does_the_crawl(site: Path, serial: Path) -> None:
    rule()
    [script] = [block for block in blocks("text") if block.startswith("#!/bin/bash")]
    script = script.replace("/shared/crawl/.venv/bin", str(COMMAND.parent)).replace("/shared/crawl", str(site))
    script = script.replace("'pages/*.warc.gz'", "'*.jsonl' --trust-rules")
    assert str(site) in script
    assert "*.jsonl" in script
    (site / "bin").mkdir()
    srun = site / "bin" / "srun"
    srun.write_text('#!/bin/sh\nshift\nexec "$@"\n')  # one task, without the options of srun
    srun.chmod(0o755)
    path = f"{COMMAND.parent}:{site / 'bin'}:{os.environ['PATH']}"
    with subprocess.Popen(
        ["/bin/bash", "-c", script],
        env={**PLAIN, "PATH": path, "SLURM_JOB_ID": "7"},
        process_group=0,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as job:
        try:
            assert job.wait(LONG) == 0
        finally:
            os.killpg(job.pid, signal.SIGKILL)  # as Slurm ends what a job leaves
    assert outputs(OUT.with_name("parts")) == outputs(serial)


@needs_dask
def test_what_kubernetes_is_told_to_run_is_what_the_commands_take() -> None:
    from distributed.cli.dask_scheduler import main as scheduler  # noqa: PLC0415  skipped without it
    from distributed.cli.dask_worker import main as worker  # noqa: PLC0415

    commands = {("dask", "scheduler"): scheduler, ("dask", "worker"): worker, ("pathingest", "crawl"): crawl_command}
    [text] = blocks("yaml")
    met = set()
    services = {one["metadata"]["name"] for one in yaml.safe_load_all(text) if one["kind"] == "Service"}
    for one in yaml.safe_load_all(text):
        for container in one["spec"].get("template", {}).get("spec", {}).get("containers", ()):
            words = [*container["command"], *container.get("args", ())]
            met.add((words[0], words[1]))
            commands[words[0], words[1]].make_context(words[1], words[2:])
            assert {found[6:-5] for found in words if found.startswith("tcp://")} <= services
    assert met == commands.keys()
    assert services


# --- wrong use --------------------------------------------------------------------------------------------------------


@needs_dask
@pytest.mark.usefixtures("site")
def test_a_scheduler_that_does_not_answer_is_one_line() -> None:
    since = time.monotonic()
    done = installed(*call("out", *on("tcp://127.0.0.1:9")))
    assert (done.code, done.out) == (2, "")
    assert done.err == "pathingest: tcp://127.0.0.1:9: no scheduler answers there within 5 seconds\n"
    assert time.monotonic() - since < LONG / 2
    assert not OUT.exists()


@needs_dask
@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("address", ["127.0.0.1:8786", "no/file.json", "own.py", "none://127.0.0.1:9"])
def test_an_address_that_is_none_is_one_line(tool: Tool, address: str) -> None:
    rule()
    done = tool(*call("out", *on(address)))
    assert done.code == 2
    assert done.err.startswith(f"pathingest: {address}: ")
    assert len(done.err.splitlines()) == 1


@pytest.mark.usefixtures("site")
def test_without_the_extra_it_is_named(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = tool(*call("out", *on("tcp://127.0.0.1:9")))
    assert done.code == 2
    assert done.err == "pathingest: --engine dask needs distributed: pip install 'pathingest[cluster]'\n"


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    "arguments", [("--engine", "dask"), ("--scheduler", "tcp://x:1"), (*on("tcp://x:1"), "--jobs", "2")]
)
def test_options_that_do_not_fit_are_refused(tool: Tool, arguments: tuple[str, ...]) -> None:
    done = tool(*call("out", *arguments))
    assert done.code == 2
    assert "--scheduler" in done.err or "--jobs is for processes here" in done.err


@needs_dask
@pytest.mark.usefixtures("site")
def test_nobody_else_imports_dask() -> None:
    code = "import sys; from pathingest.cli import run; run(sys.argv[1:]); sys.exit('distributed' in sys.modules)"
    arguments = [sys.executable, "-c", code, "crawl", "0.jsonl", "--out", "out", "--jobs", "1"]
    assert subprocess.run(arguments, env=PLAIN, capture_output=True, check=False).returncode == 0
    assert (OUT / "_SUCCESS").exists()


def test_a_worker_in_another_folder_or_of_another_version_does_nothing(tmp_path: Path) -> None:
    plan = json.dumps({"tool": {"version": "0.0.0"}})
    with pytest.raises(PathingestError, match=r"is another folder on .*; all workers need the same one"):
        module._check_same(tmp_path, module._digest(plan))
    (tmp_path / "crawl.json").write_text(plan)
    with pytest.raises(PathingestError, match=r"has pathingest .*; the run was begun with 0\.0\.0"):
        module._check_same(tmp_path, module._digest(plan))


def test_parts_that_are_lost_one_after_the_other_end_the_run() -> None:
    metrics = module.Metrics()
    metrics.poisoned = [f"part-{number:05}-of-00100" for number in range(20)]
    module._check_lost(OUT, metrics)
    metrics.poisoned.append("part-00020-of-00100")
    with pytest.raises(PathingestError, match=r"out: more than 20 parts cannot be done: .* part-00020-of-00100"):
        module._check_lost(OUT, metrics)


# --- workers that die -------------------------------------------------------------------------------------------------


class Dying(Executor):
    """What a client has, whose workers die at negative numbers, and at first where it is told so."""

    def __init__(self, times: int) -> None:
        self.left, self.sent = times, list[Numbers]()
        self.status = "running"

    def get_executor(self, *, pure: bool) -> Dying:
        assert not pure
        return self

    def submit(self, fn: Any, /, *_: Any, **__: Any) -> Future[Any]:
        from distributed import KilledWorker  # noqa: PLC0415  skipped without it

        work, [numbers] = fn.func, fn.args
        self.sent.append(numbers)
        self.left -= 1
        done: Future[Any] = Future()
        if self.left >= 0 or any(number < 0 for number in numbers):
            done.set_exception(KilledWorker("a", None, 3))
        else:
            done.set_result(work.task.work(numbers))
        return done


def done_by(client: Dying, task: Task[Numbers, int], *shards: Numbers) -> list[list[int]]:
    from pathingest.runners.cluster import _OnCluster, _sent  # noqa: PLC0415  as above

    engine = Engine(lambda: _OnCluster(client, "tcp://x:1"), lambda executor: executor.shutdown(), lambda: 2, _sent)
    return [found for _, found in each(engine, task, ((None, shard) for shard in shards))]


def nothing(_: Numbers) -> list[Numbers]:
    return []


@needs_dask
def test_a_shard_at_which_workers_die_is_divided() -> None:
    client = Dying(0)
    assert done_by(client, Task(doubled, halves, list), (1, 2, 3, -4), (5,)) == [[2, 4, 6, -4], [10]]
    assert client.sent[:3] == [(1, 2, 3, -4), (1, 2), (3, -4)]


@needs_dask
def test_one_that_waited_where_workers_died_is_tried_again() -> None:
    assert done_by(Dying(2), Task(doubled, nothing, list), (1, 2)) == [[2, 4]]
    client = Dying(3)
    assert done_by(client, Task(doubled, nothing, list), (1, 2)) == [[1, 2]]
    assert len(client.sent) == 3


# --- the processes beside workers -------------------------------------------------------------------------------------


def kept() -> bool:
    return True


def test_a_process_does_one_thing_after_another() -> None:
    executor = Children(kept)
    first = executor.submit(os.getpid).result()
    assert first != os.getpid()
    assert executor.submit(doubled, (1, 2)).result() == [2, 4]
    with pytest.raises(ValueError, match="no"):
        executor.submit(failing, ()).result()
    with pytest.raises((pickle.PicklingError, AttributeError)):
        executor.submit(lambda: None).result()
    assert executor.submit(os.getpid).result() == first
    with pytest.raises(BrokenExecutor):
        executor.submit(doubled, (-1,)).result()
    assert executor.submit(os.getpid).result() not in {first, os.getpid()}


def test_what_is_printed_there_is_no_answer(capfd: pytest.CaptureFixture[str]) -> None:
    child = Child()
    assert child.do(partial(print, "hello"), kept) is None
    child.kill()
    assert capfd.readouterr() == ("", "hello\n")


def test_what_is_not_wanted_any_more_is_ended() -> None:
    since = time.monotonic()
    with pytest.raises(UnwantedError):
        Children(lambda: False).submit(time.sleep, LONG).result()
    assert time.monotonic() - since < LONG / 2


def test_a_process_without_work_ends() -> None:
    child = Child()
    assert child.do(os.getpid, kept)
    until(lambda: not child.lives)
    with pytest.raises(BrokenExecutor):
        child.do(os.getpid, kept)


def test_results_come_as_they_are_done() -> None:
    class Late(Executor):
        """Does the first of all last."""

        def __init__(self) -> None:
            self.first: Future[Any] = Future()

        def submit(self, _: Any, /, *args: Any, **__: Any) -> Future[Any]:
            if args == ((0,),):
                return self.first
            found: Future[Any] = Future()
            found.set_result(list(args[0]))
            if args == ((9,),):
                self.first.set_result([0])
            return found

    engine = Engine(Late, lambda _: None, lambda: 3)
    came = [found for _, [found] in each(engine, Task(list, halves, list), _numbered(10), in_order=False)]
    assert came[:7] == [1, 2, 3, 4, 5, 6, 7]
    assert sorted(came) == list(range(10))
    wanted = [2 * number for number in range(10)]
    by_processes = each(
        engine_of(2, "pathingest.runners.engine"), Task(doubled, halves, list), _numbered(10), in_order=False
    )
    assert sorted(found for _, [found] in by_processes) == wanted


def _numbered(count: int) -> Iterator[tuple[None, Numbers]]:
    return ((None, (number,)) for number in range(count))
