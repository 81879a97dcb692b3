"""An editor, as far as a language server sees one: messages over the standard streams of the installed command."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from running import COMMAND, PLAIN

Json = Any
_PATIENCE = 60  # seconds: a loaded machine is slow, a hanging server never answers
LANGUAGES = {".md": "markdown", ".html": "html", ".json": "json", ".yaml": "yaml"}
ABLE = {
    "workspace": {
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    }
}


class Editor:
    """One session: what is sent is answered in its own time, so a test waits for what it expects, never for a while."""

    def __init__(self, folder: Path, *options: str, environment: Mapping[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [str(COMMAND), "server", *options],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**PLAIN, **(environment or {})},
        )
        self.folder = folder
        self.diagnostics: dict[str, list[Json]] = {}
        self.versions: dict[str, list[int | None]] = {}
        self.messages: list[str] = []
        self.registered: list[Json] = []
        self.capabilities: Json = None
        self._answers: dict[int, Json] = {}
        self._number = 0
        self._come: queue.Queue[Json] = queue.Queue()
        self._texts: dict[Path, str] = {}
        self._version: dict[Path, int] = {}
        self._errors: list[bytes] = []
        self._threads = [
            threading.Thread(target=self._read, daemon=True),
            threading.Thread(target=self._hear, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """End the server, however it is."""
        self.process.kill()
        self.process.wait(_PATIENCE)
        for thread in self._threads:
            thread.join(_PATIENCE)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream and not stream.closed:
                with suppress(BrokenPipeError):
                    stream.close()

    # --- messages ----------------------------------------------------------------------------------------------------

    def send(self, body: bytes) -> None:
        """Write one message."""
        stream = self.process.stdin
        assert stream
        stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        stream.flush()

    def notify(self, method: str, **params: Json) -> None:
        self.send(json.dumps({"jsonrpc": "2.0", "method": method, "params": params}).encode())

    def ask(self, method: str, **params: Json) -> Json:
        """The answer to a request, its result or its error."""
        self._number += 1
        number = self._number
        message = {"jsonrpc": "2.0", "id": number, "method": method}
        self.send(json.dumps(message | ({"params": params} if params else {})).encode())
        self.wait(lambda: number in self._answers)
        return self._answers.pop(number)

    def wait(self, happened: Callable[[], object]) -> None:
        """Take what comes until something has happened."""
        while not happened():
            message = self._come.get(timeout=_PATIENCE)
            if message is None:
                raise AssertionError(f"the server ended: {self.errors}")
            self._take(message)

    @property
    def errors(self) -> str:
        """What it wrote to standard error."""
        return b"".join(self._errors).decode()

    def end(self) -> int:
        """Wait for the end of the server, with its input left open; its exit code."""
        return self.process.wait(_PATIENCE)

    def _take(self, message: Json) -> None:
        method, params = message.get("method"), message.get("params")
        if method is None:
            self._answers[message["id"]] = message.get("result", message.get("error"))
        elif method == "textDocument/publishDiagnostics":
            self.diagnostics[params["uri"]] = params["diagnostics"]
            self.versions.setdefault(params["uri"], []).append(params.get("version"))
        elif method == "window/showMessage":
            self.messages.append(params["message"])
        elif method == "client/registerCapability":
            self.registered += params["registrations"]
            self.send(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": None}).encode())

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream
        length = 0
        while header := stream.readline():
            name, _, value = header.rstrip().partition(b": ")
            if name == b"Content-Length":
                length = int(value)
            elif not name:
                self._come.put(json.loads(stream.read(length)))
        self._come.put(None)

    def _hear(self) -> None:
        stream = self.process.stderr
        assert stream
        self._errors.extend(stream)

    # --- what a person does ------------------------------------------------------------------------------------------

    def start(self, capabilities: Json = ABLE, folders: bool = True) -> Json:
        """Introduce the editor; what the server can."""
        uri = self.folder.as_uri()
        of_workspace = {"rootUri": uri, "workspaceFolders": [{"uri": uri, "name": "project"}]} if folders else {}
        about = {"rootUri": None, "capabilities": capabilities, **of_workspace}
        self.capabilities = self.ask("initialize", processId=os.getpid(), **about)["capabilities"]
        self.notify("initialized")
        return self.capabilities

    def open(self, path: Path, text: str | None = None) -> list[Json]:
        """Open a file; its diagnostics."""
        text = path.read_bytes().decode() if text is None else text
        self._texts[path], self._version[path] = text, 1
        before = len(self.versions.get(path.as_uri(), []))
        language = LANGUAGES.get(path.suffix, "plaintext")
        document = {"uri": path.as_uri(), "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", textDocument=document)
        self.wait(lambda: len(self.versions.get(path.as_uri(), [])) > before)
        return self.diagnostics[path.as_uri()]

    def type(self, path: Path, text: str) -> None:
        """Replace the text of a file, and wait for nothing."""
        self._texts[path] = text
        self._version[path] += 1
        document = {"uri": path.as_uri(), "version": self._version[path]}
        self.notify("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])

    def change(self, path: Path, text: str) -> list[Json]:
        """Replace the text of a file; its diagnostics then."""
        self.type(path, text)
        self.wait(lambda: self._version[path] in self.versions[path.as_uri()])
        return self.diagnostics[path.as_uri()]

    def save(self, path: Path) -> None:
        path.write_bytes(self._texts[path].encode())
        self.notify("textDocument/didSave", textDocument={"uri": path.as_uri()})

    def at(self, method: str, path: Path, line: int, character: int) -> Json:
        """The answer about a place, which is from 0."""
        place = {"line": line, "character": character}
        return self.ask(f"textDocument/{method}", textDocument={"uri": path.as_uri()}, position=place)

    def actions(self, path: Path, place: Json) -> dict[str, Json]:
        """What can be done in a range, by its title."""
        context = {"diagnostics": [], "only": ["quickfix"]}
        found = self.ask("textDocument/codeAction", textDocument={"uri": path.as_uri()}, range=place, context=context)
        return {action["title"]: action["edit"] for action in found}

    def apply(self, edit: Json) -> dict[Path, str]:
        """The texts of files with a workspace edit made, in UTF-16 units; nothing is written."""
        made = {}
        assert set(edit) == {"documentChanges"}
        for change in edit["documentChanges"]:
            if "kind" in change:
                continue
            path = Path(unquote(change["textDocument"]["uri"].removeprefix("file://")))
            known = self._texts.get(path)
            text = (path.read_bytes().decode() if path.exists() else "") if known is None else known
            for one in change["edits"]:
                start, end = (offset(text, one["range"][side]) for side in ("start", "end"))
                text = text[:start] + one["newText"] + text[end:]
            made[path] = text
        return made

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        self.process.send_signal(signal.SIGINT)


def offset(text: str, place: Json) -> int:
    """The code point at a position in UTF-16 units."""
    lines = text.replace("\r\n", " \n").replace("\r", "\n").split("\n")
    before = sum(len(line) + 1 for line in lines[: place["line"]])
    line = lines[place["line"]] if place["line"] < len(lines) else ""
    units = line.encode("utf-16-le")[: 2 * place["character"]]
    return before + len(units.decode("utf-16-le"))
