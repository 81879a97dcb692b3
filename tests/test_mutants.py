"""The tool that changes the code and looks whether a test notices: the changes, and what becomes of them."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from changes import changed, changes, imports

SOURCE = Path(__file__).parents[1] / "src" / "pathingest"
TOOL = Path(__file__).parents[1] / "tools" / "mutants" / "mutants.py"
TOY = '''"""Counts."""
from functools import cache

FEW = 3


def is_few(count: int) -> bool:
    return count < FEW


@cache
def word(count: int) -> str:
    if count > 9:
        count -= 9
    return "few" if is_few(count) else "many"


def line() -> str:
    return "-" * 80
'''
LATE = '''"""Is imported when it is used."""


def is_late() -> bool:
    return True
'''
TESTS = """from importlib import import_module

from toy import is_few, line, word


def test_few():
    assert is_few(2) and not is_few(3)


def test_word():
    assert word(10) == "few"


def test_word_again():  # `word` keeps what it gave: the lines of `word(10)` are run by the test above alone
    assert [word(10), word(9), word(12), word(11)] == ["few", "many", "many", "few"]


def test_line():
    assert line()


def test_late():
    assert import_module("toy.late").is_late() is True


def test_first():
    made.append(1)


def test_second():
    assert word(1) and made


made = []
"""


@pytest.mark.parametrize(
    ("source", "given"),
    [
        ("x = a < b >= c", ["x = a <= b >= c", "x = a < b > c"]),
        ("x = a is b", ["x = a is not b"]),
        ("x = a not in b", ["x = a in b"]),
        ("x = 7", ["x = 8", "x = 6"]),
        ("x = 0.5", ["x = 0.55", "x = 0.45"]),
        ("x = 0.0", []),
        ("x = 'a'", ["x = ''"]),
        ("x = ''", []),
        ("x = True", ["x = False"]),
        ("x = a and b", ["x = a or b"]),
        ("x = not a", ["x = a"]),
        ("x = a + b", ["x = a - b"]),
        ("x = a if b else c", ["x = a", "x = c"]),
        ("x = a[b:c]", ["x = a[:c]", "x = a[b:]"]),
        ("x = [a for a in b if c]", ["x = [a for a in b]"]),
        ("if a:\n    b()", ["if True:\n    b()", "if False:\n    b()", "if a:\n    pass"]),
        ("while a:\n    break", ["while False:\n    break", "while a:\n    pass"]),
        ("def f() -> 'T':\n    'Doc.'\n    return a", ['def f() -> \'T\':\n    """Doc."""\n    return None']),
        ("def f():\n    return None", []),
        ("def f():\n    return False", ["def f():\n    return True"]),
        ("def f():\n    return []", []),
        ("x = zip(a, b, strict=True)", []),
        ("x += a", ["pass"]),
        ("x.a = b", ["pass"]),
        ("raise a", ["pass"]),
        ("@lru_cache(9)\ndef f(): return", []),
        ("T = TypeVar('T')\n__all__ = ['a']\nif TYPE_CHECKING:\n    a()\nx: Literal['a'] = Literal['a']", []),
    ],
)
def test_what_a_line_may_become(source: str, given: list[str]) -> None:
    assert [ast.unparse(changed(source, change)) for change in changes(source)] == given


def test_changes_of_a_line_have_names_of_their_own() -> None:
    assert [(one.line, one.what) for one in changes("x = [\n    1, 1,\n]")] == [
        (2, "1 becomes 2"),
        (2, "1 becomes 0"),
        (2, "1 becomes 2 #2"),
        (2, "1 becomes 0 #2"),
    ]


def test_what_a_file_of_tests_imports() -> None:
    assert imports("import a.b\nfrom c import d, e\nfrom . import f\n") == {"a.b", "c", "c.d", "c.e"}


def test_what_is_listed_as_equivalent_is_there() -> None:
    rows = tomllib.loads(TOOL.with_name("mutants.toml").read_text(encoding="utf-8"))["equivalent"]
    found = {row["module"]: changes((SOURCE / row["module"]).read_text(encoding="utf-8")) for row in rows}
    for row in rows:
        assert (row["name"], row["text"], row["what"]) in [
            (one.place[1], one.text, one.what) for one in found[row["module"]]
        ]


def test_what_no_test_notices_is_listed(tmp_path: Path) -> None:
    for path, text in (("src/toy/__init__.py", TOY), ("src/toy/late.py", LATE), ("tests/test_toy.py", TESTS)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    source = tmp_path / "src" / "toy"
    command = [sys.executable, str(TOOL), "--package", str(source), "--tests", str(tmp_path / "tests"), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    survived, _, table = done.stdout.partition("\n\n")
    assert survived.splitlines() == [
        '__init__.py:19: 80 becomes 79: return "-" * 80  (5 tests)',
        '__init__.py:19: 80 becomes 81: return "-" * 80  (5 tests)',
    ]
    assert "| __init__.py | 21 | 19 | 0 | 0 | 90% (71%-97%) |" in table.splitlines()
    assert "| late.py | 2 | 2 | 0 | 0 | 100% (34%-100%) |" in table.splitlines()
