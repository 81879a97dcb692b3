"""The page and its interface: JSON over HTTP, for whoever holds the token of this start, on this machine.

Requests that name another host, come from another origin, or lack the token are refused before anything is looked at.
"""

from __future__ import annotations

import hmac
import json
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from threading import Lock
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from pathingest.model.errors import PathingestError
from pathingest.model.finding import Finding, Related
from pathingest.model.source import Span
from pathingest.model.visible import visible
from pathingest.overrides.apply import nearest
from pathingest.overrides.keep import today
from pathingest.review.actions import StaleError, decide, fitting, left_in, plan, undo
from pathingest.review.decisions import GROUPS, Decision, alike, queue
from pathingest.review.files import ChangedMeanwhileError, diff
from pathingest.review.journal import Entry, Journal, last_of, light
from pathingest.review.project import Project
from pathingest.review.readings import (
    Act,
    Reading,
    at,
    edits,
    fields,
    glued_line,
    glued_lines,
    readings,
    span_of,
    state_of,
    subject,
    value_of,
    why_no_edit,
)
from pathingest.review.sight import drawn, last_words
from pathingest.review.words import question
from pathingest.web.document import ASSETS, bundled, digest, styled

_NO_RECORD = "this page has no record"
_NO_FINDING = "only what a rule found on a page can be dismissed"
_NOT_DISMISSED = {"split": "accept a reading or cut the line yourself: either settles it"}
_LARGEST = 1 << 20  # bytes of a request
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Asked(BaseModel):
    """What the page asks about a decision.

    Attributes:
        id: of the decision; `act`, what is done about it.
        seen: of the plan that was shown; `also`, decisions that are the same thing; `who`, the window.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    act: Act
    seen: str | None = None
    also: tuple[str, ...] = ()
    who: str = ""


class Undone(BaseModel):
    """What the page asks to take back: the last decision of a window."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    who: str = ""


class Desk:
    """What is shown and done, one thing at a time."""

    def __init__(self, project: Project, journal: Journal, run: str) -> None:
        self._project = project
        self._journal = journal
        self._run = run
        self._windows: set[str] = set()
        self._unheard: dict[str, set[str]] = {}
        self._lock = Lock()

    @property
    def _version(self) -> str:
        return f"{self._project.version}.{self._journal.stamp}"

    def state(self, since: str = "", who: str = "") -> dict[str, Any]:
        """The queue for a window, if it is not that of a version; and which files others changed since."""
        with self._lock:
            self._windows.add(who)
            changed = self._refreshed(who)
            if self._version == since:
                return {"version": since}
            return self._state(who, changed)

    def _refreshed(self, who: str) -> list[str]:
        """Which files others changed since a window was told, by their paths."""
        changed = self._project.refresh()
        for window in {*self._windows, who}:
            self._unheard.setdefault(window, set()).update(changed)
        return sorted(self._unheard.pop(who))

    def _state(self, who: str, changed: Sequence[str] = (), **more: Any) -> dict[str, Any]:
        project, entries = self._project, self._journal.entries()
        waiting = queue(project.decisions, left_in(entries))
        same = Counter(one.same for one in waiting if one.same)
        asked = {one.id for one in waiting}
        last = {entry.decision["id"]: entry for entry in entries if entry.run == self._run}
        here = [entry for name, entry in last.items() if name not in asked]  # what is asked again is not decided
        return {
            "version": self._version,
            "groups": GROUPS,
            "open": [light(one) | {"order": one.order, "same": max(0, same[one.same] - 1)} for one in waiting],
            "done": [
                {
                    **entry.decision,
                    "order": entry.order,
                    "words": entry.words,
                    "entry": entry.number,
                    "many": entry.many,
                }
                for entry in here
            ],
            "decided": sum(entry.many for entry in here),
            "undo": last_of(entries, who, self._run, self._windows, project.setting.by) is not None,
            "changed": list(changed),
            "problem": project.problem or project.remark,
            "today": today().isoformat(),
            **more,
        }

    def decision(self, name: str) -> dict[str, Any]:
        """All that is shown of one decision."""
        with self._lock:
            return self._detail(self._find(name))

    def pages(self, name: str) -> dict[str, Any]:
        """The pages that a decision is about, as they are drawn."""
        with self._lock:
            return self._drawn([place["path"] for place in self._places(self._find(name), ())])

    def done(self, number: int) -> dict[str, Any]:
        """What was decided: as it was shown, and what it changed. A page that changed since is not shown."""
        with self._lock:
            entry = self._entry(number)
            places = [place for place in entry.shown.get("places", ()) if self._is_as_it_was(place)]
            return {
                "question": "",
                "why": "",
                "state": None,
                "of": "",
                "before": None,
                "after": None,
                **entry.decision,
                **entry.shown,
                "places": places,
                "many": entry.many,
                "files": [{"path": change.path, "lines": diff(change)} for change in entry.changes],
            }

    def done_pages(self, number: int) -> dict[str, Any]:
        """The pages that a decision was about."""
        with self._lock:
            return self._drawn([place["path"] for place in self._entry(number).shown.get("places", ())])

    def _entry(self, number: int) -> Entry:
        found = next((one for one in self._journal.entries() if one.number == number), None)
        if found is None:
            raise StaleError("this was taken back meanwhile")
        return found

    def _is_as_it_was(self, place: Mapping[str, Any]) -> bool:
        path = str(place.get("path"))
        return path in self._project.known and self._project.read(path).source.sha256 == place.get("sha256")

    def _drawn(self, paths: Sequence[str]) -> dict[str, Any]:
        read = [self._project.read(path) for path in paths if path in self._project.known]
        return {"pages": [drawn(page.source, page.evidence.accounts[0]) for page in read]}

    def _waiting(self) -> dict[str, Decision]:
        """What is to be decided, by its id, in its order."""
        return {one.id: one for one in queue(self._project.decisions, left_in(self._journal.entries()))}

    def _find(self, name: str) -> Decision:
        found = next((one for one in self._project.decisions if one.id == name), None)
        if found is None:
            raise StaleError("this is not to be decided any more: its files changed")
        return found

    def _detail(self, decision: Decision) -> dict[str, Any]:
        project = self._project
        is_page = decision.kind != "correction"
        page = project.page(decision.path) if is_page else None
        raw = project.read(decision.path) if is_page else None
        pointer, tree = subject(decision), page.tree if page else None
        value = at(tree, pointer) if tree and pointer else None
        options = readings(project, decision)
        editable = edits(page, decision, options) if page else []
        lines = glued_lines(page, decision) if page else []
        home = page.evidence.entries.get(page.evidence.home(pointer)) if page and pointer else None
        was = at(raw.tree, pointer) if raw and home and home.override and pointer else None
        others = alike(decision, [*self._waiting().values()])
        return {
            **light(decision),
            "question": question(decision.code),
            "why": decision.why,
            "state": state_of(decision, page),
            "at": pointer or "",
            "value": value_of(value)._asdict(),
            "was": value_of(was)._asdict() if home and home.override else None,
            "places": self._places(decision, options),
            "readings": [{**one._asdict(), "act": one.act.model_dump(mode="json")} for one in options],
            "fields": fields(page, pointer) if page and page.tree else [],
            "edits": [one._asdict() for one in editable],
            "lines": [one._asdict() for one in lines],
            "same": [light(one) | {"why": one.why} for one in others],
            "cannot": {
                "edit": "" if editable else why_no_edit(decision) if tree else _NO_RECORD,
                "split": "" if lines else "no line here holds several names",
                "assign": "" if tree else _NO_RECORD,
                "dismiss": "" if decision.finding and is_page else _NOT_DISMISSED.get(decision.kind, _NO_FINDING),
                "none": "" if is_page else "this is about a file of corrections",
            },
        }

    def _places(self, decision: Decision, offered: Sequence[Reading]) -> list[dict[str, Any]]:
        """The parts of the pages that a decision is about, its own first, with the words of what is offered."""
        project, finding = self._project, decision.finding
        if decision.kind == "correction":
            return self._of_correction(decision)
        meant: dict[str, list[Span]] = {decision.path: []}
        if finding is None:
            page = project.page(decision.path)
            proof = nearest(page.evidence.entries, decision.pointer or "")
            note = glued_line(page, decision.pointer or "")
            spans = [note.span] if note else [Span(*span) for span in proof.spans] if proof else []
            meant[decision.path] += spans
        else:
            every: list[Finding | Related] = [*finding.related] if finding.whole else [finding, *finding.related]
            for place in every:
                if place.path and place.path in project.known:
                    meant.setdefault(place.path, []).append(span_of(project.read(place.path), place))
        also = [Span(one.act.start, one.act.end) for one in offered if one.act.start is not None and one.act.end]
        if decision.code == "STR001":  # whether it is cut off is seen at its end
            also += last_words(project.read(decision.path))
        return [self._place(path, spans, also if path == decision.path else ()) for path, spans in meant.items()]

    def _of_correction(self, decision: Decision) -> list[dict[str, Any]]:
        """The part of the page that a correction is about."""
        record = decision.record
        found = next((path for path, tree in self._project.known.items() if tree and tree.get("id") == record), None)
        if found is None:
            return []
        page = self._project.page(found)
        proofs = [proof for proof in page.evidence.entries.values() if proof.override == decision.address]
        return [self._place(found, [Span(*span) for proof in proofs for span in proof.spans])]

    def _place(self, path: str, spans: Sequence[Span], also: Sequence[Span] = ()) -> dict[str, Any]:
        return {"path": path, "sha256": self._project.read(path).source.sha256, "lit": spans, "also": also}

    def preview(self, asked: Asked) -> dict[str, Any]:
        """What an act would write, how its value is read, which like decisions it fits; or why it cannot be done."""
        with self._lock:
            decision = self._find(asked.id)
            fits = [one.id for one, _ in fitting(self._project, decision, asked.act)]
            try:
                found = plan(self._project, decision, asked.act)
            except StaleError:
                raise
            except PathingestError as error:
                return {"problem": error.lines[0], "fits": fits}
            return {
                "problem": "",
                "fits": fits,
                "button": found.button,
                "field": found.field,
                "before": found.before and found.before._asdict(),
                "after": found.after and found.after._asdict(),
                "files": [{"path": change.path, "lines": diff(change)} for change in found.changes],
                "seen": found.seen,
            }

    def decide(self, asked: Asked) -> dict[str, Any]:
        """Do it; the queue after it, and what became of the decision."""
        with self._lock:
            others = self._refreshed(asked.who)
            decision, before = self._find(asked.id), self._waiting()
            page = self._project.page(decision.path) if decision.kind != "correction" else None
            shown = {
                "question": question(decision.code),
                "why": decision.why,
                "state": state_of(decision, page),
                "places": self._places(decision, ()),
            }
            words = decide(
                self._project,
                self._journal,
                decision,
                asked.act,
                seen=asked.seen,
                also=asked.also,
                who=asked.who,
                run=self._run,
                shown=shown,
            )
            self._project.refresh()
            after = self._waiting()
            came = [
                light(one) | {"is_before": one.order < decision.order}
                for name, one in after.items()
                if name not in before
            ]
            went = len(before.keys() - after.keys() - {decision.id, *asked.also})
            return self._state(asked.who, others, words=words, came=came, went=went)

    def undo(self, asked: Undone) -> dict[str, Any]:
        """Take the last decision of a window back; the queue after it."""
        with self._lock:
            others = self._refreshed(asked.who)
            entry = undo(self._project, self._journal, asked.who, self._run, self._windows)
            self._project.refresh()
            files = entry and sorted({change.path for change in entry.changes})
            known = entry and {"id": entry.decision["id"], "words": entry.words, "files": files, "many": entry.many}
            return self._state(asked.who, others, undone=known)


# --- HTTP ------------------------------------------------------------------------------------------------------------


class Guard:
    """Lets through what this machine's own page asks: by its host, its origin and the token of this start."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        problem = self._problem(request)
        if problem:
            await Response(problem, 403, dict(_HEADERS), "text/plain")(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _problem(self, request: Request) -> str:
        """Why a request is refused; empty for one that is not."""
        server = request.scope.get("server") or ("127.0.0.1", None)
        hosts = [f"{name}:{server[1]}" for name in ("127.0.0.1", "localhost")]
        given = request.headers.getlist("host")
        if len(given) != 1 or given[0] not in hosts:
            return "refused: another host is meant"
        origin = request.headers.get("origin")
        if origin is not None and origin not in [f"http://{host}" for host in hosts]:
            return "refused: this comes from another page"
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "refused: this comes from another page"
        if request.url.path.startswith("/api/"):
            token = request.headers.get("x-pathingest-token", "")
            if not hmac.compare_digest(token.encode(), self._token.encode()):
                return "refused: the token of this start is missing; open the address that the command printed"
        return ""


def app_for(project: Project, journal: Journal, token: str, run: str) -> ASGIApp:
    """The page and its interface."""
    desk = Desk(project, journal, run)
    html, policy = page()

    async def index(_: Request) -> Response:
        return HTMLResponse(html, headers={**_HEADERS, "Content-Security-Policy": policy})

    async def state(request: Request) -> Response:
        return await _answered(
            partial(desk.state, request.query_params.get("since", ""), request.query_params.get("who", ""))
        )

    async def decision(request: Request) -> Response:
        return await _answered(partial(desk.decision, request.path_params["name"]))

    async def pages(request: Request) -> Response:
        return await _answered(partial(desk.pages, request.path_params["name"]))

    async def done(request: Request) -> Response:
        return await _answered(partial(desk.done, _number(request)))

    async def done_pages(request: Request) -> Response:
        return await _answered(partial(desk.done_pages, _number(request)))

    routes = [
        Route("/", index),
        Route("/api/state", state),
        Route("/api/decisions/{name}", decision),
        Route("/api/decisions/{name}/pages", pages),
        Route("/api/done/{number}", done),
        Route("/api/done/{number}/pages", done_pages),
        Route("/api/preview", _post(Asked, desk.preview), methods=["POST"]),
        Route("/api/decide", _post(Asked, desk.decide), methods=["POST"]),
        Route("/api/undo", _post(Undone, desk.undo), methods=["POST"]),
    ]
    return Guard(Starlette(routes=routes), token)


def _number(request: Request) -> int:
    """The number of an entry; 0, which is that of none, for what has more digits than any, or others."""
    number = request.path_params["number"]
    return int(number) if re.fullmatch("[0-9]{1,9}", number) else 0


def _post(model: type[Any], do: Callable[[Any], dict[str, Any]]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        if request.headers.get("content-type", "").partition(";")[0] != "application/json":
            return _failed("JSON is expected", 415)
        data = b""
        async for piece in request.stream():
            data += piece
            if len(data) > _LARGEST:
                return _failed("that is too long", 413)
        try:
            asked = model.model_validate_json(data)
        except ValidationError as error:
            first = error.errors()[0]
            return _failed(f"{'/'.join(map(str, first['loc']))}: {first['msg']}", 400)
        return await _answered(partial(do, asked))

    return answer


async def _answered(do: Callable[[], dict[str, Any]]) -> Response:
    try:
        return _Json(await run_in_threadpool(do), headers=_HEADERS)
    except (ChangedMeanwhileError, StaleError) as error:
        return _failed(error.lines[0], 409)
    except PathingestError as error:
        return _failed(error.lines[0], 422)


def _failed(problem: str, status: int) -> Response:
    return _Json({"problem": visible(problem)}, status, headers=_HEADERS)


class _Json(JSONResponse):
    """JSON in which half characters, as names of files may have, are escapes."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode()


def page() -> tuple[str, str]:
    """(the page, the policy that lets only its own script and style count)."""
    style, script = styled("base", "review"), bundled("review")
    body = (ASSETS / "review.html").read_text("utf-8")
    html = body.replace("<!--style-->", f"<style>{style}</style>")
    html = html.replace("<!--script-->", f'<script type="module">{script}</script>')
    rules = {
        "default-src": "'none'",
        "style-src": f"'{digest(style)}'",
        "script-src": f"'{digest(script)}'",
        "connect-src": "'self'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
    }
    return html, "; ".join(f"{name} {value}" for name, value in rules.items())
