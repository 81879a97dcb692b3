"""Files of data that are made to break readers: each is one clear line that names it, whatever it holds."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest

from nasty import MANY
from pathingest.model.data import DEEPEST, parse_json, parse_toml, parse_yaml
from pathingest.model.errors import PathingestError
from running import Tool

HOSTILE = {
    "not UTF-8": b"a = '\xff'",
    "zero bytes": b"a\x00 = 1",
    "brackets": b"a = " + b"[" * 100_000,
    "braces": b"a = " + b"{a=" * 100_000,
    "a long number": f"a = {MANY}".encode(),
    "cut": b"a = [",
    "not TOML": b"a",
}
# Well formed, and beyond what can be worked with.
EXCESSIVE = {
    "a deep key": f"a{'.a' * DEEPEST} = 1".encode(),
    "deep brackets": b"a = " + b"[" * 100 + b"]" * 100,
    "a hexadecimal number": f"a = 0x{'f' * 5000}".encode(),
    "a number beyond 64 bits": f"a = {2**63}".encode(),
}
JSON = {
    "empty": b"",
    "not UTF-8": b'"\xff"',
    "zero bytes": b"\x00",
    "brackets": b"[" * 100_000,
    "closed brackets": b"[" * 10_000 + b"]" * 10_000,
    "braces": b'{"a":' * 100_000,
    "a long number": MANY.encode(),
    "cut": b'{"a": [',
}
YAML = {
    "brackets": "[" * 50_000,
    "closed brackets": "[" * 5000 + "]" * 5000,
    "a long number": MANY,
    "a sexagesimal number": "a: 1" + ":1" * 3000 + ".5",
    "no day": "a: 2001-99-99",
    "no time": "!!timestamp x",
    "no number": "!!int x",
    "no truth": "!!bool x",
    "no key": "? [a, b]\n: c",
    "no merge": "<<: [*a]",
    "code": "!!python/object:os.system x",
    "zero bytes": "\0",
    "half a character": "a: \ud800",
    "cut": "a: [",
}


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page in the working directory."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "page.txt"
    path.write_text("From Cook to Dietitian: Your 12-Month Transition Guide\nOverview\nx\n", encoding="utf-8")
    return path


def complaint(tool: Tool, *arguments: str) -> str:
    """The one line that a command of wrong use prints."""
    done = tool(*arguments)
    assert (done.code, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert len(line) < 300
    return line


@pytest.mark.parametrize("data", [*HOSTILE.values(), *EXCESSIVE.values()], ids=[*HOSTILE, *EXCESSIVE])
def test_no_toml_raises_anything_else(data: bytes) -> None:
    with pytest.raises(PathingestError, match=r"^x\.toml: .+") as raised:
        parse_toml(data, Path("x.toml"))
    assert "\n" not in str(raised.value)


def test_what_is_within_bounds_is_read() -> None:
    key = f"a{'.a' * (DEEPEST - 1)}"
    assert parse_toml(f"{key} = 1\nb = {2**63 - 1}\nc = -{2**63 - 1}".encode(), Path("x.toml"))["b"] == 2**63 - 1


@pytest.mark.parametrize("text", YAML.values(), ids=YAML)
def test_no_yaml_raises_anything_else(text: str) -> None:
    with pytest.raises(PathingestError, match=r"^x\.yaml(:\d+:\d+)?: not YAML: .+") as raised:
        parse_yaml(text, Path("x.yaml"))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("data", JSON.values(), ids=JSON)
def test_no_json_raises_anything_else(data: bytes) -> None:
    with pytest.raises(PathingestError, match=r"^x\.json: not JSON: .+") as raised:
        parse_json(data, Path("x.json"))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("data", [*HOSTILE.values(), *EXCESSIVE.values()], ids=[*HOSTILE, *EXCESSIVE])
@pytest.mark.parametrize("name", ["pathingest.toml", "page.txt.lint.toml"])
def test_a_hostile_configuration_is_one_line(name: str, data: bytes, page: Path, tool: Tool) -> None:
    page.with_name(name).write_bytes(data)
    assert f"{name}: " in complaint(tool, "lint", "page.txt")


@pytest.mark.parametrize("table", ["[lint]\nmax-warnings", "[lint]\npaths", "[lint.options.DUR002]\nshare"])
def test_a_value_that_cannot_be_written_out_is_one_line(table: str, page: Path, tool: Tool) -> None:
    for value in (f"0x{'f' * 5000}", f"[{'[' * 200}{']' * 200}]"):
        page.with_name("pathingest.toml").write_text(f"{table} = {value}\n", encoding="utf-8")
        assert "pathingest.toml: " in complaint(tool, "lint")


@pytest.mark.parametrize("data", JSON.values(), ids=JSON)
def test_a_hostile_baseline_is_one_line(data: bytes, page: Path, tool: Tool) -> None:
    page.with_name("known.json").write_bytes(data)
    line = complaint(tool, "lint", "page.txt", "--baseline", "known.json")
    assert line.startswith("pathingest: known.json: not JSON: ")
    assert line.endswith("write it anew with --write-baseline")


@pytest.mark.parametrize("entry", [1, None, [], {"rule": 1, "path": 2, "fingerprint": 3}])
def test_a_baseline_of_another_form_is_one_line(entry: object, page: Path, tool: Tool) -> None:
    page.with_name("known.json").write_text(
        json.dumps({"schema": "pathingest.baseline/1", "findings": [entry]}), encoding="utf-8"
    )
    assert "no baseline of this tool" in complaint(tool, "lint", "page.txt", "--baseline", "known.json")


def test_a_baseline_of_a_page_that_no_file_can_be_is_read(page: Path, tool: Tool) -> None:
    entries = [{"rule": "STR001", "path": path, "fingerprint": "x"} for path in ("a" * 300, "a\x00b")]
    page.with_name("known.json").write_text(
        json.dumps({"schema": "pathingest.baseline/1", "findings": entries}), encoding="utf-8"
    )
    done = tool("lint", "page.txt", "--baseline", "known.json")
    assert done.code == 1
    assert "2 findings of the baseline no longer there" in done.err


@pytest.mark.parametrize(
    ("config", "words"),
    [
        (f'profiles = "{"a" * 300}"', "make it, or name the one that holds the profiles"),
        (f'[lint]\nrules = ["{"a" * 300}.py"]', "File name too long"),
        (f'[lint]\nbaseline = "{"a" * 300}"', "File name too long"),
    ],
)
def test_a_name_that_is_too_long_is_one_line(config: str, words: str, page: Path, tool: Tool) -> None:
    page.with_name("pathingest.toml").write_text(config, encoding="utf-8")
    done = tool("lint", "page.txt", "--trust-rules")
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert "cannot write" not in done.err


def test_a_suppression_for_a_name_that_is_too_long_is_unused(page: Path, tool: Tool) -> None:
    page.with_name("pathingest.toml").write_text(
        f'[[lint.suppress]]\nrule = "STR001"\npath = "raw/{"a" * 300}"\nreason = "x"\n', encoding="utf-8"
    )
    assert "SUP001" in tool("lint", "page.txt").out


DEEP = '{"a":' * 3000 + "1" + "}" * 3000


@pytest.mark.parametrize(
    "text",
    [
        DEEP,
        "[" * 100_000,
        f'{{"a": {MANY}}}',
        f"a: 0x{'f' * 5000}",
        f"a: 1{':1' * 200}.5",
        "a: &a [*a]",
        "- " * 100_000,
    ],
    ids=["deep", "brackets", "long", "hexadecimal", "sexagesimal", "alias", "dashes"],
)
@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_a_hostile_record_is_a_finding(suffix: str, text: str, page: Path, tool: Tool) -> None:
    record = page.with_name(f"x{suffix}")
    record.write_text(text, encoding="utf-8")
    done = tool("lint", record, "--format", "json")
    assert done.code == 1
    assert [(found["code"], found["path"]) for found in json.loads(done.out)["findings"]] == [("SCH001", record.name)]


def test_brackets_that_never_close_take_no_time() -> None:
    begun = time.process_time()
    with pytest.raises(PathingestError, match="nested too deep"):
        parse_yaml("{" * 5000, Path("x.yaml"))
    assert time.process_time() - begun < 0.1  # a thousandth of a second; half a second where each is waited for


LINES = {
    "cut": b'{"id":"p"',
    "not UTF-8": b'"id":"e"\xab',
    "a list": b'["id":"e"]',
    "no record": b'{"id":"e"}',
    "nested": b'{"id":"e","x":' + b"[" * 10_000,
    "numbers for lists": b'{"id":"e","title":1,"roadmap":5,"faq":[7],"sources":3}',
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
@pytest.mark.parametrize(
    "words", ["graph", "vocab missing", "export --to csv --out made", "diff normalized other", "build"]
)
def test_a_dataset_that_no_build_wrote_is_one_line(words: str, line: bytes, page: Path, tool: Tool) -> None:
    Path("raw").mkdir()
    page.rename("raw/page.txt")
    assert tool("build", "--fail-on", "never").code == 0
    shutil.copytree("normalized", "other")
    Path("normalized/dataset.jsonl").write_bytes(line + b"\n")
    done = tool(*words.split())
    assert done.code in ((0, 1, 2) if words.startswith(("build", "diff")) else (2,))
    assert "internal error" not in done.out + done.err
    if done.code == 2:
        assert done.err.splitlines()[-1].startswith("pathingest: normalized")


def test_a_line_that_is_valid_and_no_record_is_skipped_by_a_build(page: Path, tool: Tool) -> None:
    """The dataset has it in the place of a record that the page does not state any more."""
    Path("raw").mkdir()
    page.rename("raw/page.txt")
    tool("build", "--fail-on", "never")
    dataset = Path("normalized/dataset.jsonl")
    whole = dataset.read_text("utf-8")
    dataset.write_text('{"id":"cook-to-dietitian","title":[],"roadmap":5,"faq":[7]}\n', "utf-8")
    text = Path("raw/page.txt").read_text("utf-8")
    Path("raw/page.txt").write_text(f"{text}More.\n", "utf-8")
    assert tool("build", "--fail-on", "never").code == 0
    assert dataset.read_text("utf-8") != whole
    assert '"roadmap":5' not in dataset.read_text("utf-8")
