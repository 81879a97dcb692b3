"""The server of a review: who is let in, what is answered, and how it ends."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from reviewing import NAME, PAGE, TOKEN, Server, built, served
from running import COMMAND, PLAIN


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for tests that change nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("review"))
        Path("raw").mkdir()
        Path("raw/page.txt").write_text(PAGE, "utf-8")
        built()
        with served() as found:
            yield found


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server of its own, for a test that decides."""
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    Path("raw/page.txt").write_text(PAGE, "utf-8")
    built()
    with served() as found:
        yield found


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Pathingest_Token": ""},
        {"X_Pathingest_Token": TOKEN[:-1]},
        {"X_Pathingest_Token": f"{TOKEN}x"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:1"},
        {"Host": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
    ids=lambda headers: "-".join(f"{name} {value}" for name, value in headers.items()),
)
@pytest.mark.parametrize(
    ("path", "body"), [("/api/state", None), ("/api/undo", {}), ("/api/decide", {"id": "x", "act": {"do": "leave"}})]
)
def test_a_stranger_is_refused(server: Server, headers: dict[str, str], path: str, body: object) -> None:
    status, text, _ = server.ask(path, body, **headers)
    assert status in (400, 403), text
    assert "Nurse" not in text


@pytest.mark.parametrize("number", ["9" * 5000, "x", "-1", "\u0663"], ids=["long", "none", "negative", "Arabic"])
def test_an_entry_that_is_none_is_taken_back(number: str, server: Server) -> None:
    for path in (f"/api/done/{quote(number)}", f"/api/done/{quote(number)}/pages"):
        status, said, _ = server.ask(path)
        assert (status, said["problem"]) == (409, "this was taken back meanwhile")


def test_the_page_itself_holds_nothing_and_needs_the_right_host(server: Server) -> None:
    status, text, headers = server.ask("/", X_Pathingest_Token="")
    assert status == 200
    assert "Nurse" not in text
    assert TOKEN not in text
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert server.ask("/", Host="evil.example")[0] == 403


def test_the_page_uses_nothing_that_its_policy_forbids(server: Server) -> None:
    _, text, _ = server.ask("/")
    assert not re.search(r"<[^>]+\s(?:style|on\w+)=", text)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        ({"id": "x"}, 400),
        ({"id": "x", "act": {"do": "format the disk"}}, 400),
        ({"id": "x", "act": {"do": "leave", "more": 1}}, 400),
        ({"id": "x", "act": {"do": "set", "start": -1}}, 400),
        (b"x" * ((1 << 20) + 1), 413),
        ({"id": "nowhere", "act": {"do": "leave"}}, 409),
    ],
)
def test_what_is_no_request_is_one_line(server: Server, body: object, status: int) -> None:
    code, data, _ = server.ask("/api/decide", body)
    assert code == status
    assert list(data) == ["problem"]
    assert "\n" not in data["problem"]


def test_a_refusal_shows_what_is_unseen(server: Server) -> None:
    status, said, _ = server.ask("/api/decide", {"id": "x", "act": {"do": "leave", "\u202e\n": 1}})
    assert status == 400
    assert said["problem"].startswith("act/<U+202E>\u240a: ")


def test_only_json_is_taken(server: Server) -> None:
    assert server.ask("/api/undo", {}, Content_Type="text/plain")[0] == 415
    assert server.ask("/api/undo")[0] == 405
    assert server.ask("/etc/passwd")[0] == 404
    assert server.ask("/../pyproject.toml")[0] == 404


def test_a_decision_is_shown_with_its_place_its_readings_and_what_it_writes(server: Server) -> None:
    _, state, _ = server.ask("/api/state")
    split = next(one for one in state["open"] if one["code"] == "EXT004")
    _, detail, _ = server.ask(f"/api/decisions/{split['id']}")
    assert detail["question"] == "Where does this line split?"
    assert detail["state"] == "inferred"
    (line,) = detail["lines"]
    assert line["line"] in PAGE
    assert [PAGE[start:end] for start, end in detail["places"][0]["lit"]] == [line["line"]]
    _, pages, _ = server.ask(f"/api/decisions/{split['id']}/pages")
    assert [one["text"] for one in pages["pages"]] == [PAGE]
    assert pages["pages"][0]["sha256"] == detail["places"][0]["sha256"]
    _, plan, _ = server.ask("/api/preview", {"id": split["id"], "act": detail["readings"][0]["act"]})
    assert plan["button"] == "Accept as read"
    assert plan["files"][0]["path"].startswith("overrides/")
    assert {sign for sign, _ in plan["files"][0]["lines"]} == {"+"}
    assert not Path("overrides").exists()


def test_what_cannot_be_read_is_said_before_it_is_written(server: Server) -> None:
    _, state, _ = server.ask("/api/state")
    pay = next(one for one in state["open"] if one["code"] == "SAL002")
    act = {"do": "set", "at": "/salary_change", "value": "a lot"}
    status, plan, _ = server.ask("/api/preview", {"id": pay["id"], "act": act})
    assert status == 200
    assert 'a change in percent ("+20% to +40%") or nothing is expected, and ' in plan["problem"]
    assert "/" not in plan["problem"]
    assert server.ask("/api/decide", {"id": pay["id"], "act": act})[0] == 422


def test_a_version_that_is_known_is_not_told_again(server: Server) -> None:
    _, state, _ = server.ask("/api/state")
    assert server.ask(f"/api/state?since={state['version']}")[1] == {"version": state["version"]}


def test_what_is_asked_again_is_not_counted_as_decided(own: Server) -> None:
    _, state, _ = own.ask("/api/state")
    pay = next(one for one in state["open"] if one["code"] == "SAL002")
    act = {"do": "set", "at": "/salary_change", "value": "+8%"}
    every = len(state["open"])
    for _ in range(2):
        _, after, _ = own.ask("/api/decide", {"id": pay["id"], "act": act, "who": "me"})
        assert (after["decided"], [one["id"] for one in after["done"]]) == (1, [pay["id"]])
        assert after["decided"] + len(after["open"]) == every
        Path("overrides", f"{NAME}.yaml").unlink()
        _, again, _ = own.ask("/api/state")
        assert (again["decided"], again["done"], len(again["open"])) == (0, [], every)


def test_what_a_decision_brings_up_and_ends_elsewhere_is_told(own: Server) -> None:
    _, state, _ = own.ask("/api/state")
    pay = next(one for one in state["open"] if one["code"] == "SAL002")
    act = {"do": "set", "at": "/timeline", "value": "2 months"}
    _, after, _ = own.ask("/api/decide", {"id": pay["id"], "act": act, "who": "me"})
    assert [(one["code"], one["is_before"]) for one in after["came"]] == [("DUR001", True)]
    assert after["went"] == 0
    act = {"do": "none", "reason": "an advertisement"}
    _, after, _ = own.ask("/api/decide", {"id": pay["id"], "act": act, "who": "me"})
    assert [one["code"] for one in after["came"]] == ["OVR003"]  # the correction that was made has no page any more
    assert after["went"] == len(state["open"])


def test_a_decision_is_made_and_taken_back(own: Server) -> None:
    _, state, _ = own.ask("/api/state")
    pay = next(one for one in state["open"] if one["code"] == "SAL002")
    act = {"do": "set", "at": "/salary_change", "value": "+8%"}
    status, after, _ = own.ask("/api/decide", {"id": pay["id"], "act": act, "who": "me"})
    assert (status, after["words"], after["decided"]) == (200, "\u2192 +8%", 1)
    assert pay["id"] not in {one["id"] for one in after["open"]}
    assert after["done"][0]["words"] == "\u2192 +8%"
    assert own.ask("/api/decide", {"id": pay["id"], "act": act})[0] == 409
    _, back, _ = own.ask("/api/undo", {"who": "me"})
    files = [f"overrides/{NAME}.yaml"]
    assert back["undone"] == {"id": pay["id"], "words": "\u2192 +8%", "files": files, "many": 1}
    assert pay["id"] in {one["id"] for one in back["open"]}
    assert own.ask("/api/undo", {"who": "me"})[1]["undone"] is None


def test_what_others_change_on_disk_is_told_once(own: Server) -> None:
    version = own.ask("/api/state")[1]["version"]
    Path("raw/page.txt").write_text(PAGE.replace("+25%", "+30%"), "utf-8")
    _, state, _ = own.ask(f"/api/state?since={version}")
    assert state["changed"] == ["raw/page.txt"]
    assert own.ask(f"/api/state?since={state['version']}")[1] == {"version": state["version"]}


def test_each_window_is_told_what_others_change_on_disk(own: Server) -> None:
    version = {who: own.ask(f"/api/state?who={who}")[1]["version"] for who in ("a", "b")}
    Path("raw/page.txt").write_text(PAGE.replace("+25%", "+30%"), "utf-8")
    for who in ("a", "b"):
        assert own.ask(f"/api/state?who={who}&since={version[who]}")[1]["changed"] == ["raw/page.txt"]


def test_the_command_ends_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    Path("raw/page.txt").write_text(PAGE, "utf-8")
    built()
    process = subprocess.Popen(
        [COMMAND, "review", "--port", "0", "--no-browser"], stderr=subprocess.PIPE, text=True, env=PLAIN
    )
    assert process.stderr is not None
    first = process.stderr.readline()
    assert re.fullmatch(r"pathingest: \d+ decisions in 1 page, at http://127\.0\.0\.1:\d+/#[\w-]{32}\n", first)
    assert process.stderr.readline() == "pathingest: Ctrl-C ends it\n"
    process.send_signal(signal.SIGINT)
    _, rest = process.communicate(timeout=20)
    assert (process.returncode, rest) == (0, "pathingest: review ended; all that was decided is written\n")
