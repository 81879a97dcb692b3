"""What all tests share: goldens and how they are accepted, the shared reference data, the depth of property tests."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from running import Tool

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BESIDE = Path(__file__).resolve().parents[2]
ACCEPTED = pytest.StashKey[list[Path]]()

# The same examples every time, unless chance is asked for: pytest --hypothesis-profile=fuzz
settings.register_profile("fixed", derandomize=True, deadline=None, max_examples=100, database=None)
settings.register_profile("few", settings.get_profile("fixed"), max_examples=25)
settings.register_profile("ci", settings.get_profile("fixed"), max_examples=400, print_blob=True)
settings.register_profile("fuzz", deadline=None, max_examples=20_000, print_blob=True)
settings.load_profile("fixed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite goldens that differ to what the code gives now")


def pytest_configure(config: pytest.Config) -> None:
    # A shell that starts this in the background has it ignore ctrl-C, and all that tests start and interrupt would too.
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    config.stash[ACCEPTED] = []


def pytest_collection_finish() -> None:
    gc.set_threshold(100_000, 20, 100)  # thousands of tests and all that they import: few collections look at them all


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    accepted = config.stash[ACCEPTED]
    if accepted:
        terminalreporter.section("goldens rewritten: the diff is the review")
        for path in sorted(accepted):
            terminalreporter.line(str(path))


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether goldens are to be rewritten."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def golden(request: pytest.FixtureRequest, accept: bool) -> Callable[[Path, str], None]:
    """Compare a text with the file that holds what it should be, to the byte; or rewrite the file (--accept)."""

    def compare(path: Path, actual: str) -> None:
        expected = path.read_bytes().decode() if path.exists() else None
        if expected == actual:
            return
        if accept:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(actual.encode())
            request.config.stash[ACCEPTED].append(path)
            return
        assert expected is not None, f"there is no golden {path} yet: `make accept` writes it"
        # Bare strings, so that pytest shows the differing lines.
        assert actual == expected, f"{path} differs: if the new text is right, `make accept` rewrites it"

    return compare


@pytest.fixture
def tool(capsys: pytest.CaptureFixture[str]) -> Tool:
    """The command line, called in this process."""
    return Tool(capsys)


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    """A browser, for the tests of a file."""
    from browsing import browser  # noqa: PLC0415  most tests need none

    with browser() as found:
        yield found


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference data, which lies beside the checkout of those who have it."""
    folder = BESIDE / "shared"
    if not folder.is_dir():
        pytest.skip("the shared reference data is not beside this checkout")
    return folder
