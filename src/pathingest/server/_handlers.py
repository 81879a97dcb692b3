"""What the server does when an editor says something."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from pathingest.server._actions import actions
from pathingest.server._hover import hover
from pathingest.server._others import others
from pathingest.server._session import Document, Session, path_of

# What the findings of an open document hang on, besides its text.
_PROJECT = ("pathingest.toml", "pyproject.toml", "*.lint.toml", "profiles/*.{yaml,yml}", "evidence/*.json")


def server_for(*, trust_rules: bool) -> Session:
    """The server, and what it does when an editor says something."""
    server = Session(trust_rules=trust_rules)

    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watching = workspace and workspace.did_change_watched_files
        if watching and watching.dynamic_registration:
            watchers = [types.FileSystemWatcher(f"**/{name}") for name in _PROJECT]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            wanted = types.Registration("watch", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            server.client_register_capability(types.RegistrationParams([wanted]))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        if path := path_of(params.text_document.uri):
            document = Document(params.text_document, path)
            server.documents[document.uri] = document
            server.begin(server.welcome(document))

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        document = server.documents.get(params.text_document.uri)
        if document and params.content_changes:
            document.text, document.version = params.content_changes[-1].text, params.text_document.version
            document.edition += 1
            server.begin(server.publish(document))

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(_: types.DidSaveTextDocumentParams) -> None:
        server.begin(server.refresh())

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(_: types.DidChangeWatchedFilesParams) -> None:
        server.begin(server.refresh())

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(params: types.HoverParams) -> types.Hover | None:
        analysis = await server.analysis(params.text_document.uri)
        found = analysis and hover(analysis, server.offset(analysis, params.position))
        if not analysis or not found:
            return None
        content = types.MarkupContent(types.MarkupKind.Markdown, found.markdown)
        return types.Hover(content, server.range(analysis.text, *found.span))

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def defined(params: types.DefinitionParams) -> list[types.Location]:
        analysis = await server.analysis(params.text_document.uri)
        if not analysis:
            return []
        found = others(analysis, server.offset(analysis, params.position))
        return [server.location(analysis, file, place) for file, place in found]

    options = types.CodeActionOptions([types.CodeActionKind.QuickFix])

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    async def acted(params: types.CodeActionParams) -> list[types.CodeAction]:
        analysis = await server.analysis(params.text_document.uri)
        if not analysis or not _wanted(params.context.only):
            return []
        start, end = (server.offset(analysis, at) for at in (params.range.start, params.range.end))
        offered = await server.work(lambda: [*actions(analysis, start, end, server.text_of)])
        found = {(one.title, one.edit): one for one in offered}
        return [server.code_action(analysis, one) for one in found.values()]

    return server


def _wanted(kinds: Iterable[str] | None) -> bool:
    """Whether the editor wants quick fixes, or anything."""
    return kinds is None or any(str(getattr(kind, "value", kind)) in ("", "quickfix") for kind in kinds)
