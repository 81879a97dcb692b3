"""One editor's open documents, what is known of each, and that in the protocol's types.

A change is answered for the newest text alone: while one text is linted in the one worker, those that come are noted,
and of these only the last is linted next. Documents are sent whole at each change: a page is some 10 KB, and pygls
would find the lines of a change by `str.splitlines`, which knows line breaks that editors do not.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any, TypeVar
from urllib.parse import unquote_to_bytes, urlsplit

from lsprotocol import types
from pygls.exceptions import PyglsError
from pygls.lsp.server import LanguageServer

import pathingest
from pathingest.model.errors import PathingestError
from pathingest.model.finding import Finding, Related, Severity
from pathingest.outputs.reports import rule_url
from pathingest.server._across import Across, StoppedError, TooManyError, across
from pathingest.server._actions import Action, Edit
from pathingest.server._analysis import Analysis, analyse, whole
from pathingest.server._text import Encoding, Position, Text
from pathingest.sources import read_anyway

_NAME = "pathingest"
_T = TypeVar("_T")
_SEVERITIES: dict[Severity, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_ENCODINGS: dict[str, Encoding] = {"utf-8": "utf-8", "utf-16": "utf-16", "utf-32": "utf-32"}


class Document:
    """A document that is open in the editor."""

    def __init__(self, item: types.TextDocumentItem, path: Path) -> None:
        self.uri = item.uri
        self.path = path
        self.text = item.text
        self.version: int | None = item.version
        self.edition = 0  # of the text, or of what else its findings hang on
        self.analysis: Analysis | None = None
        self.analysed = -1
        self.lock = asyncio.Lock()
        self.beside: str | None = None


class Session(LanguageServer):
    """The open documents, and what is known of each."""

    def __init__(self, *, trust_rules: bool) -> None:
        super().__init__(_NAME, pathingest.__version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.documents: dict[str, Document] = {}
        self._trust_rules = trust_rules
        self._worker = ThreadPoolExecutor(1)
        self._said: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.stopped = Event()
        self._across: dict[Path, dict[str, Across]] = {}
        self._comparing = asyncio.Lock()
        self._wanted: dict[Path, int] = {}

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something while messages are read; if it fails that is reported, and stops nothing else."""
        task = asyncio.ensure_future(self._reporting(work))
        self._tasks.add(task)  # asyncio holds no task itself
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: work.close())  # of an editor that left before it had begun

    async def _reporting(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001  the editor is to have its server for what else it does
            self.report_server_error(error, PyglsError)

    @property
    def encoding(self) -> Encoding:
        """What the editor counts columns in."""
        return _ENCODINGS[str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))]

    async def analysis(self, uri: str) -> Analysis | None:
        """What is known of the newest text of a document; None for one that is not open, or is no file."""
        document = self.documents.get(uri)
        return await self._analysis(document) if document else None

    async def _analysis(self, document: Document) -> Analysis:
        """What is known of the newest text, with what was found across pages as long as that is the text compared."""
        alone = await self._alone(document)
        known = self._across.get(alone.root, {}).get(str(alone.page.source.path)) if alone.page else None
        if known is None or known.text != hash(alone.text.text):
            return alone
        findings = sorted((*alone.findings, *known.findings), key=lambda one: (one.line, one.column, one.code))
        return alone._replace(findings=tuple(findings))

    async def _alone(self, document: Document) -> Analysis:
        async with document.lock:
            if document.analysis is None or document.analysed != document.edition:
                edition, text = document.edition, document.text
                root = self._root(document.path)
                document.analysis = await self.work(
                    lambda: analyse(document.path, text, root, trust_rules=self._trust_rules)
                )
                document.analysed = edition
            return document.analysis

    async def work(self, task: Callable[[], _T]) -> _T:
        """Do something that takes its time in the one worker, while messages are read."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, task)

    def _root(self, path: Path) -> Path:
        """The folder of the workspace that a file is in; its own folder where it is in none."""
        return self._folder(path) or path.parent

    def _folder(self, path: Path) -> Path | None:
        """The folder of the workspace that a file is in, the innermost."""
        folders = [folder.uri for folder in self.workspace.folders.values()]
        folders += [self.workspace.root_uri] if self.workspace.root_uri else []
        around = [folder for uri in folders if (folder := path_of(uri)) and path.is_relative_to(folder)]
        return max(around, key=lambda folder: len(folder.parts), default=None)

    async def compare(self, folder: Path) -> None:
        """Look across the pages of a folder of the workspace; of several calls that wait, the last does."""
        mine = self._wanted[folder] = self._wanted.get(folder, 0) + 1
        async with self._comparing:
            if mine != self._wanted[folder]:
                return
            opened = {one.path: one.text for one in self.documents.values()}
            try:
                self._across[folder] = await asyncio.to_thread(
                    across, folder, opened, self.stopped, trust_rules=self._trust_rules
                )
            except PathingestError:
                self._across[folder] = {}  # the documents' own diagnostics say why
            except TooManyError as error:
                self._across[folder] = {}
                self._notify(str(error))
            except StoppedError:
                return
        for document in [*self.documents.values()]:
            if self._folder(document.path) == folder:
                await self.publish(document)

    async def refresh(self) -> None:
        """Lint all that is open again, and look across pages: what findings hang on has changed."""
        for document in self.documents.values():
            document.edition += 1
        for document in [*self.documents.values()]:
            await self.publish(document)
        for folder in dict.fromkeys(self._folder(one.path) for one in self.documents.values()):
            if folder:
                await self.compare(folder)

    async def welcome(self, document: Document) -> None:
        """Lint a document that was opened; of the first in a folder of the workspace, look across its pages."""
        await self.publish(document)
        folder = self._folder(document.path)
        if folder and folder not in self._wanted:
            await self.compare(folder)

    def _notify(self, notice: str) -> None:
        """Show a notice, once."""
        if notice not in self._said:
            self._said.add(notice)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"{_NAME}: {notice}"))

    async def publish(self, document: Document) -> None:
        """Send a document's diagnostics, unless it has changed since or is closed."""
        edition = document.edition
        analysis = await self._analysis(document)
        if document.edition != edition or self.documents.get(document.uri) is not document:
            return
        self._send(document.uri, self._diagnostics(analysis), document.version)
        if analysis.beside or document.beside:
            document.beside = analysis.sidecar.as_uri()
            text = self.text(analysis.sidecar)
            self._send(document.beside, [self._diagnostic(analysis, one, text) for one in analysis.beside])
        for notice in analysis.notices:
            self._notify(notice)

    def forget(self, uri: str) -> None:
        """Take the diagnostics of a document back."""
        document = self.documents.pop(uri, None)
        if document:
            for known in filter(None, (uri, document.beside)):
                self._send(known, [])

    def _send(self, uri: str, found: list[types.Diagnostic], version: int | None = None) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def text_of(self, path: Path) -> str | None:
        """The text of a file, as the editor has it, else as the disk does; None where it is not there."""
        document = self._open(path)
        if document:
            return document.text
        return read_anyway(path).text if path.is_file() else None

    def text(self, path: Path) -> Text:
        """As `text_of`, in lines; empty for a file that is not there."""
        return Text(self.text_of(path) or "")

    def _open(self, path: Path) -> Document | None:
        return next((document for document in self.documents.values() if document.path == path), None)

    # --- what the protocol calls things ------------------------------------------------------------------------------

    def _diagnostics(self, analysis: Analysis) -> list[types.Diagnostic]:
        if analysis.problem:
            place = self.range(analysis.text, *whole(analysis.text))
            return [types.Diagnostic(place, analysis.problem, types.DiagnosticSeverity.Error, source=_NAME)]
        return [self._diagnostic(analysis, finding, analysis.text) for finding in analysis.findings]

    def _diagnostic(self, analysis: Analysis, finding: Finding, text: Text) -> types.Diagnostic:
        manual = rule_url(analysis.docs_url, finding.code, finding.name) or _manual(finding.name)
        return types.Diagnostic(
            self.range(text, *text.span(finding)),
            finding.message,
            _SEVERITIES[finding.severity],
            code=finding.code,
            code_description=types.CodeDescription(manual) if manual else None,
            source=_NAME,
            related_information=[
                types.DiagnosticRelatedInformation(self.location(analysis, file, place), place.message)
                for place in finding.related
                if (file := analysis.file_of(place))
            ],
            data=finding.fingerprint,
        )

    def range(self, text: Text, start: int, end: int) -> types.Range:
        """A stretch of a text."""
        return types.Range(*(types.Position(*text.position(at, self.encoding)) for at in (start, end)))

    def location(self, analysis: Analysis, file: Path, place: Finding | Related) -> types.Location:
        """A place in any file."""
        text = analysis.text if file == analysis.path else self.text(file)
        return types.Location(self.uri(file), self.range(text, *text.span(place)))

    def uri(self, path: Path) -> str:
        """The address of a file, as the editor writes it if it has the file open."""
        document = self._open(path)
        return document.uri if document else path.as_uri()

    def offset(self, analysis: Analysis, position: types.Position) -> int:
        """The code point at an editor's position."""
        return analysis.text.offset(Position(position.line, position.character), self.encoding)

    def code_action(self, analysis: Analysis, action: Action) -> types.CodeAction:
        """An action, with the finding that it is about."""
        return types.CodeAction(
            action.title,
            types.CodeActionKind.QuickFix,
            [self._diagnostic(analysis, action.finding, analysis.text)],
            is_preferred=action.preferred or None,
            edit=self._edit(action.edit, analysis),
        )

    def _edit(self, edit: Edit, analysis: Analysis) -> types.WorkspaceEdit:
        uri = self.uri(edit.file)
        text = analysis.text if edit.file == analysis.path else self.text(edit.file)
        change = types.TextEdit(self.range(text, edit.start, edit.end), edit.text)
        can = self.client_capabilities.workspace and self.client_capabilities.workspace.workspace_edit
        if not can or not can.document_changes:
            return types.WorkspaceEdit(changes={uri: [change]})
        document = self._open(edit.file)
        known = types.OptionalVersionedTextDocumentIdentifier(uri, document.version if document else None)
        changes: list[types.TextDocumentEdit | types.CreateFile] = [types.TextDocumentEdit(known, [change])]
        if edit.new and types.ResourceOperationKind.Create in (can.resource_operations or ()):
            changes.insert(0, types.CreateFile(uri, options=types.CreateFileOptions(ignore_if_exists=True)))
        return types.WorkspaceEdit(document_changes=changes)


def path_of(uri: str) -> Path | None:
    """The file of an address; None for what is no file on this machine."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    path = os.fsdecode(unquote_to_bytes(parts.path))
    local = parts.scheme == "file" and parts.netloc in ("", "localhost") and path.startswith("/") and "\0" not in path
    return Path(os.path.normpath(path)) if local else None


def _manual(name: str) -> str | None:
    """Where a rule's documentation is, in a checkout of the project; an installed package has none."""
    checkout = Path(pathingest.__file__).parents[2]
    page = checkout / "docs" / "rules" / f"{name}.md"
    return page.as_uri() if (checkout / "pyproject.toml").is_file() and page.is_file() else None
