"""The server on this machine alone, until Ctrl-C."""

from __future__ import annotations

import secrets
import socket
import webbrowser
from collections.abc import Callable
from contextlib import closing, suppress
from signal import SIGINT, signal
from threading import Timer
from types import FrameType

import uvicorn

from pathingest.model.errors import PathingestError
from pathingest.review.app import app_for
from pathingest.review.journal import Journal, running
from pathingest.review.project import Project

HOST = "127.0.0.1"


def listening(port: int) -> socket.socket:
    """A socket of this machine alone.

    Raises:
        PathingestError: the port is taken, or not to be had.
    """
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((HOST, port))
        found.listen()
    except (OSError, OverflowError) as error:
        found.close()
        why = getattr(error, "strerror", None) or "no such port"
        raise PathingestError(f"--port: {port} cannot be used: {why.lower()}; name another, or 0 for any") from None
    return found


def serve(project: Project, port: int, *, browser: bool, tell: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; `tell` says where.

    Raises:
        PathingestError: the port cannot be used, or the cache cannot be written.
    """
    token = secrets.token_urlsafe(24)
    try:
        journal = Journal(project.setting.out)
    except OSError as error:
        raise PathingestError(f".pathingest_cache: cannot be written: {error.strerror or error}") from None
    run = token[:8]
    with closing(listening(port)) as here, running(run):
        address = f"http://{HOST}:{here.getsockname()[1]}/#{token}"
        app = app_for(project, journal, token, run=run)
        config = uvicorn.Config(app, log_level="critical", access_log=False, lifespan="off", server_header=False)
        server = _Server(config)
        with suppress(ValueError):  # in another thread than the main one nobody can interrupt it
            signal(SIGINT, server.handle_exit)
        tell(address)
        opened = Timer(0.3, webbrowser.open, [address])
        opened.daemon = True
        if browser:
            opened.start()
        server.run(sockets=[here])


class _Server(uvicorn.Server):
    """Ends at once at the first signal: what is written is whole at any time."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002  uvicorn's signature
        """Wait for no window that is still open."""
        self.should_exit = self.force_exit = True
