"""The audit of pinned versions: a known vulnerability fails it, an index that does not answer does not."""

from __future__ import annotations

import json
import subprocess
from types import SimpleNamespace
from typing import Any

import audit
import pytest

GOOD = {"name": "click", "version": "8.3.0", "vulns": []}
UNKNOWN = {"name": "lxml", "skip_reason": "not found"}
BAD = {
    "name": "pyyaml",
    "version": "1",
    "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["6.0", "6.1"]}, {"id": "PYSEC-2"}],
}


def run(monkeypatch: pytest.MonkeyPatch, said: str) -> int:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(stdout=said))
    return audit.main()


def listed(*packages: Any) -> str:
    return json.dumps({"dependencies": packages})


def test_a_known_vulnerability_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, listed(GOOD, BAD, BAD)) == 1
    assert capsys.readouterr().out.splitlines() == [
        "error: pyyaml 1: PYSEC-1, fixed in 6.0, 6.1",
        "error: pyyaml 1: PYSEC-2",
        "3 packages audited, 2 known vulnerabilities",
    ]


def test_what_is_accepted_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "ACCEPTED", {"CVE-1": "why", "PYSEC-2": "why"})
    assert run(monkeypatch, listed(GOOD, BAD)) == 0


@pytest.mark.parametrize("said", ["", "[]", "{}", "ERROR: no connection"])
def test_an_index_that_does_not_answer_is_a_warning(
    said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, said) == 0
    assert "warning: nothing was audited" in capsys.readouterr().out


def test_an_index_that_never_answers_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("pip-audit", 1)

    monkeypatch.setattr(subprocess, "run", wait)
    assert audit.main() == 0


def test_packages_that_the_index_does_not_know_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, listed(GOOD, UNKNOWN)) == 0
    assert "1 packages audited" in (out := capsys.readouterr().out)
    assert "1 packages are unknown to the index: lxml" in out
