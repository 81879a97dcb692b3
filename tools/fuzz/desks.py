"""What a person works at: a document in an editor, and decisions in a review."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any

from common import ROOT, BrokenLawError, Kind, commands, files, inside, is_text

import reviewing
from pathingest.review import app as review_app
from pathingest.review.journal import Journal
from pathingest.server._actions import Action, actions
from pathingest.server._analysis import Analysis, analyse
from pathingest.server._hover import hover
from pathingest.server._others import others
from pathingest.server._text import Encoding

PLACES_EACH = 6
ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")
ACTIONS_EACH = 3
SAMPLE = ROOT / "docs" / "sample"

# --- a document in an editor -----------------------------------------------------------------------------------------


def _document(folder: Path, name: str, data: bytes, number: int) -> None:
    """Ask at some places of a document what an editor asks, and make some of the changes that are offered."""
    chance = Random(number)
    text = data.decode("utf-8", "surrogatepass" if number % 8 == 0 and is_text(data) else "replace")
    project = _sample(folder)
    with inside(project):
        found = _analysed(project, name, text)
        spans = [found.text.span(finding) for finding in found.findings]
        places = chance.sample([place for span in spans for place in span], min(len(spans), PLACES_EACH))
        for place in [*places, *(chance.randrange(len(text) + 1) for _ in range(PLACES_EACH))]:
            _counted(found, place, chance.choice(ENCODINGS))
            shown = hover(found, place)
            if shown and not 0 <= shown.span.start <= shown.span.end <= len(text):
                raise BrokenLawError(f"what is shown at {place} is of {shown.span}, which is not in the text")
            others(found, place)
        start, end = sorted(chance.choices([0, *places, len(text)], k=2))
        offered = [*actions(found, start, end, lambda _: None)]
        for action in chance.sample(offered, min(len(offered), ACTIONS_EACH)):
            _made(project, name, text, action)


@cache
def _sample(folder: Path) -> Path:
    made = folder / "sample"
    shutil.copytree(SAMPLE, made)
    (made / ".git").mkdir()
    return made


def _analysed(project: Path, name: str, text: str) -> Analysis:
    found = analyse(project / name, text, project)
    if found.problem.startswith("internal error"):
        raise BrokenLawError(found.problem)
    return found


def _counted(found: Analysis, place: int, encoding: Encoding) -> None:
    """A place is where its position is, unless it is within a line's end."""
    text = found.text.text
    if (
        text[place - 1 : place + 1] != "\r\n"
        and found.text.offset(found.text.position(place, encoding), encoding) != place
    ):
        raise BrokenLawError(f"{place} is another place when it is counted in {encoding}")


def _made(project: Path, name: str, text: str, action: Action) -> None:
    """Make a change that is offered: it can be made, and a safe fix or a repair ends its finding."""
    edit = action.edit
    old = text if edit.file == project / name else ""
    if not 0 <= edit.start <= edit.end <= len(old):
        raise BrokenLawError(f"{action.title}: the change is not in the file")
    if edit.file != project / name or ": suppress it" in action.title:
        return
    after = _analysed(project, name, old[: edit.start] + edit.text + old[edit.end :])
    if action.finding.fingerprint in {finding.fingerprint for finding in after.findings}:
        raise BrokenLawError(f"{action.title}: {action.finding.code} is still there")


# --- decisions -------------------------------------------------------------------------------------------------------

STATUSES = frozenset([200, 400, 409, 413, 415, 422])
MOST = 12  # requests of an input that are made


def _decisions(folder: Path, data: bytes, number: int) -> None:
    """Ask and decide what an input says; all of it taken back, each file is as it was."""
    place = folder / "review"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(_waiting(folder), place)
    with inside(place):
        app = App()
        before = _corrected()
        done = 0
        for path, body in _asked(data)[:MOST]:
            status, said = app.ask(path, body)
            if status not in STATUSES or (status != 200 and list(said) != ["problem"]):
                raise BrokenLawError(f"{path} is answered with {status}: {said!r:.300}")
            if status != 200 and ("\n" in said["problem"] or commands(said["problem"])):
                raise BrokenLawError(f"{path} is refused in what is no line: {said['problem']!r}")
            done += status == 200 and path == "/api/decide"
        state = app.ask("/api/state")[1]
        for one in Random(number).sample(state["open"], min(2, len(state["open"]))):
            status, said = app.ask(f"/api/decisions/{one['id']}")
            if status != 200:
                raise BrokenLawError(f"a decision that waits is not shown: {said}")
        for _ in range(done):
            app.ask("/api/undo", b"{}")
        if _corrected() != before:
            changed = sorted(name for name, _ in before ^ _corrected())
            raise BrokenLawError(f"all was taken back, and {', '.join(changed)} differ")


def _corrected() -> set[tuple[str, bytes]]:
    found = [path for name in ("raw", "overrides") for path in Path(name).rglob("*") if path.is_file()]
    return {(str(path), path.read_bytes()) for path in found}


def _asked(data: bytes) -> list[tuple[str, bytes]]:
    """(path, body) of what an input asks: lines of paths and bodies."""
    lines = [line.partition(b" ") for line in data.splitlines()]
    known = ("/api/decide", "/api/preview", "/api/undo")
    return [(path if (path := name.decode("ascii", "replace")) in known else known[0], body) for name, _, body in lines]


async def _at_once(do: Callable[[], Any]) -> Any:
    return do()


class App:
    """The server of a review, without a socket."""

    def __init__(self) -> None:
        setattr(review_app, "run_in_threadpool", _at_once)  # noqa: B010  it is no name of that module
        self._app = review_app.app_for(reviewing.project_of(), Journal(reviewing.OUT), reviewing.TOKEN, "run")
        self.decisions = self.ask("/api/state")[1]["open"]

    def ask(self, path: str, body: bytes | None = None) -> tuple[int, Any]:
        """(status, what is said) of a request."""
        return asyncio.run(self._ask(path, body))

    async def _ask(self, path: str, body: bytes | None) -> tuple[int, Any]:
        headers = [(b"host", b"127.0.0.1:80"), (b"content-type", b"application/json")]
        headers.append((b"x-pathingest-token", reviewing.TOKEN.encode()))
        scope = {
            "type": "http",
            "method": "GET" if body is None else "POST",
            "path": path,
            "query_string": b"",
            "headers": headers,
            "server": ("127.0.0.1", 80),
        }
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": body or b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        await self._app(scope, receive, send)
        return sent[0]["status"], json.loads(b"".join(part.get("body", b"") for part in sent[1:]))


@cache
def _waiting(folder: Path) -> Path:
    """A project whose pages leave something to decide, built."""
    made = folder / "waiting"
    (made / "raw").mkdir(parents=True)
    (made / "overrides").mkdir()
    (made / "raw/page.txt").write_text(reviewing.PAGE, "utf-8")
    (made / "raw/other.txt").write_text(reviewing.PAGE.replace("From Nurse", "From Miller"), "utf-8")
    (made / "raw/none.txt").write_text("Opening hours\n9 to 5\n", "utf-8")
    with inside(made):
        reviewing.built()
    return made


def _requests(folder: Path) -> list[bytes]:
    """What can be done about each decision, as the page does it."""
    with inside(_waiting(folder)):
        app = App()
        bodies = [[*_bodies(app, one["id"])] for one in app.decisions]
    each = [b"\n".join(b"/api/preview %b\n/api/decide %b" % (body, body) for body in some) for some in bodies if some]
    return [*each, b"\n".join(b"/api/decide " + some[0] for some in bodies if some), b"/api/undo {}\n/api/decide {}"]


def _bodies(app: App, name: str) -> Iterator[bytes]:
    detail = app.ask(f"/api/decisions/{name}")[1]
    acts: list[dict[str, Any]] = [reading["act"] for reading in detail["readings"]]
    acts += [{"do": "set", "at": one["at"], "value": "12 weeks"} for one in detail["edits"][:2]]
    acts += [{"do": "split", "at": one["at"], "names": ["a", "b"]} for one in detail["lines"][:1]]
    words = {"start": 40, "end": 49, "of": _digest(detail)}
    acts += [{"do": "set", "at": one[0], **words} for one in detail["fields"][:1]]
    acts += [{"do": "dismiss", "reason": "known", "until": "2099-01-01"}, {"do": "none", "reason": "an advertisement"}]
    for act in acts:
        yield json.dumps({"id": name, "act": act}).encode()


def _digest(detail: dict[str, Any]) -> str:
    return detail["places"][0]["sha256"] if detail["places"] else ""


def desks(folder: Path) -> list[Kind]:
    """The kinds of this module."""
    pages = ("tests/cases/pages/*.txt", "raw/*.txt", "docs/sample/raw/*.txt")
    records = ("tools/fuzz/corpus/record-yaml/*", "tests/cases/rules/*/*.yaml")
    return [
        Kind("editor-page", partial(files, *pages), partial(_document, folder, "raw/page.txt")),
        Kind("editor-record", partial(files, *records), partial(_document, folder, "records/record.yaml")),
        Kind("review", partial(_requests, folder), partial(_decisions, folder)),
    ]
