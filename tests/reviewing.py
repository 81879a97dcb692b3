"""A project under review, for tests: pages, a build, decisions by what they are about, and a server in a thread."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import uvicorn

from pathingest.cli._options import pages_of, profiles_for, readable
from pathingest.config import find_config
from pathingest.overrides.ids import read_ids
from pathingest.review.actions import decide, left_in, undo
from pathingest.review.app import app_for
from pathingest.review.decisions import Decision, queue
from pathingest.review.journal import Entry, Journal, running
from pathingest.review.project import Project, Setting
from pathingest.review.readings import Act, Reading, readings
from pathingest.review.serving import listening
from pathingest.runners.build import Outcome, Writing, build
from pathingest.runners.lint import Linter
from pathingest.sources.pages import Pages

OUT = Path("normalized")
TOKEN = "a-token-of-this-start-for-tests"  # noqa: S105  it opens nothing else
NAME = "nurse-to-data-analyst"
PAGE = """From Nurse to Data Analyst: Your 9-Month Transition Guide
Difficulty
Moderate
Timeline
9-12 months
Salary Change
+25%
Remote share
80% of posts
Demand
Growing
Overview
Nurses read charts all day.
Skills You'll Need to Learn
SQL
Critical6 weeks
Query a public data set.
Your Learning Roadmap
1
Foundations
8 weeks
Tasks
\u2022 Read two chapters
Resources
Team Topologies summaryCNCF landscape
2
Practice
28 weeks
Tasks
\u2022 Write ten reports
Resources
MLOps Community SlackLeetCodelevels.fyi
Frequently Asked Questions
What happens to my pay?
Expect a 5-10% increase at first.
"""


def built() -> None:
    """A dataset, as `pathingest build` leaves it."""
    config = find_config(Path.cwd())
    linter = Linter(config.lint)
    writing = Writing(OUT, overrides=config.overrides, ids=read_ids(config.overrides))
    for _ in build(Pages(pages_of(()).pages), writing, Outcome(), linter):
        pass


def project_of(by: str | None = "anna") -> Project:
    """The project of the working directory, looked at."""
    setting = Setting(
        lambda: find_config(Path.cwd()),
        partial(profiles_for, None),
        lambda: pages_of(())[0],
        partial(readable, ()),
        OUT,
        by,
    )
    found = Project(setting)
    found.refresh()
    return found


class Desk:
    """A project and its journal, as one window of an editor has them; `by` is the editor."""

    def __init__(self, who: str = "anna", run: str = "run", by: str = "anna") -> None:
        self.project = project_of(by)
        self.journal = Journal(OUT)
        self.who, self.run = who, run

    @property
    def left(self) -> list[Decision]:
        self.project.refresh()
        return queue(self.project.decisions, left_in(self.journal.entries()))

    def find(self, code: str, about: str = "") -> Decision:
        found = [one for one in self.left if one.code == code and about in f"{one.field} {one.path}"]
        assert found, [(one.code, one.field) for one in self.left]
        return found[0]

    def readings(self, decision: Decision) -> list[Reading]:
        return readings(self.project, decision)

    def do(self, decision: Decision, act: Act, **more: Any) -> str:
        said = decide(self.project, self.journal, decision, act, who=self.who, run=self.run, **more)
        self.project.refresh()
        return said

    def undo(self) -> Entry | None:
        entry = undo(self.project, self.journal, self.who, self.run)
        self.project.refresh()
        return entry

    def words(self, words: str, path: str = "raw/page.txt") -> dict[str, Any]:
        """Where words are in a page, as an act has it."""
        source = self.project.read(path).source
        start = source.text.index(words)
        return {"start": start, "end": start + len(words), "of": source.sha256}


class Server(NamedTuple):
    """A server that runs: its port, and what it is of."""

    port: int
    project: Project

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def address(self) -> str:
        return f"{self.origin}#{TOKEN}"

    def ask(self, path: str, body: Any = None, **headers: str) -> tuple[int, Any, dict[str, str]]:
        """(status, data, headers) of an answer; headers that are empty are left out."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        given = {"Host": f"127.0.0.1:{self.port}", "X-Pathingest-Token": TOKEN, "Content-Type": "application/json"}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        try:
            connection.putrequest("GET" if body is None else "POST", path, skip_host=True)
            for name, value in given.items():
                if value:
                    connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(data)))
            connection.endheaders(data if body is not None else None)
            answer = connection.getresponse()
            text = answer.read().decode()
            is_json = (answer.getheader("content-type") or "").startswith("application/json")
            return answer.status, json.loads(text) if is_json else text, dict(answer.getheaders())
        finally:
            connection.close()


@contextmanager
def served(run: str = "run") -> Iterator[Server]:
    """A server of the working directory's project, in a thread."""
    project, journal = project_of(), Journal(OUT)
    with listening(0) as here, running(run):
        config = uvicorn.Config(
            app_for(project, journal, TOKEN, run), log_level="critical", access_log=False, lifespan="off"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [here]}, daemon=True)
        thread.start()
        until = time.monotonic() + 10
        while not server.started and time.monotonic() < until:
            time.sleep(0.01)
        try:
            yield Server(here.getsockname()[1], project)
        finally:
            server.should_exit = server.force_exit = True
            thread.join(10)
