"""Record files fixed in place: only the stretch that is meant, in the file's own style, and nothing twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from depth import examples
from pages import gold_pages, render_inner_text
from pathingest import lint, parse
from pathingest.model.finding import Applicability, Change, Finding, Fix, Reorder, SetValue, Suggestion
from pathingest.model.page import Page
from pathingest.outputs import json as json_output
from pathingest.outputs import yaml as yaml_output
from pathingest.records import JSON, YAML, read_record
from pathingest.records.edit import apply
from pathingest.records.fixes import Trust, diff, fix, write
from pathingest.records.suggestions import suggestion
from pathingest.runners.fix import Rounds, apply_fixes
from pathingest.runners.lint import Linted
from pathingest.sources import from_bytes
from records import leaves, resolve

LETTERS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)

# --------------------------------------------------------------------------------------------------------------------
# Texts.

STYLES = """\
# head
a: "double"   # beside
b: 'single'
c: plain text
d: |
  line one
  line two
e: >-  # folded
  one
  two
f:
g: 2024-01-01
h: {i: "x", 'j': y, k: }
"""


@pytest.mark.parametrize(
    ("pointer", "value", "before", "after"),
    [
        ("/a", 'say "hi"', 'a: "double"   #', r'a: "say \"hi\""   #'),
        ("/b", "it's", "b: 'single'", "b: 'it''s'"),
        ("/b", "two\nlines", "b: 'single'", r'b: "two\nlines"'),
        ("/c", "other text", "c: plain text", "c: other text"),
        ("/c", "no", "c: plain text", 'c: "no"'),
        ("/c", "12", "c: plain text", 'c: "12"'),
        ("/c", "a: b", "c: plain text", 'c: "a: b"'),
        ("/c", "a #b", "c: plain text", 'c: "a #b"'),
        ("/c", "é – ok", "c: plain text", "c: é – ok"),
        ("/d", "new\nlines\nhere\n", "  line one\n  line two\n", "  new\n  lines\n  here\n"),
        ("/d", "no end", "d: |\n  line one\n  line two\n", "d: |-\n  no end\n"),
        ("/d", " leading\n", "d: |\n  line one\n  line two\n", 'd: " leading\\n"\n'),
        ("/e", "three\nfour", "  one\n  two\n", "  three\n\n  four\n"),
        ("/f", "now", "f:\n", 'f: "now"\n'),
        ("/g", "2024-01-01", "g: 2024-01-01", 'g: "2024-01-01"'),
        ("/h/i", "z", 'i: "x"', 'i: "z"'),
        ("/h/j", "a, b", "'j': y", "'j': \"a, b\""),
        ("/h/k", "z", "k: }", 'k: "z"}'),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_text_is_written_in_the_style_that_stands_there(
    pointer: str, value: str, before: str, after: str, line_end: str
) -> None:
    text = STYLES.replace("\n", line_end)
    expected = STYLES.replace(before, after).replace("\n", line_end)
    assert expected != text or before == after
    assert apply(text, YAML, [SetValue(pointer, value)]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a":\t"x" , "b": 1}', '{"a":\t"é\\n\\"" , "b": 1}'),
        ('\ufeff{\r\n "a" : null}\r\n', '\ufeff{\r\n "a" : "é\\n\\""}\r\n'),
        ('{"a": "\\u00e4"}', '{"a": "\\u00e9\\n\\""}'),
    ],
)
def test_a_text_in_json(text: str, expected: str) -> None:
    assert apply(text, JSON, [SetValue("/a", 'é\n"')]) == expected


@pytest.mark.parametrize(
    "change",
    [
        SetValue("/nothing", "x"),
        SetValue("", "x"),
        SetValue("/l", "x"),
        SetValue("/anchored", "x"),
        Reorder("/l", (0, 0)),
        Reorder("/l", (1,)),
        Reorder("/t", (0,)),
        Reorder("/anchored", ()),
    ],
)
def test_what_does_not_fit_is_refused(change: Change) -> None:
    assert apply("t: x\nl: [1, 2]\nanchored: &a y\nother: *a\n", YAML, [change]) is None


def test_a_broken_file_is_refused() -> None:
    assert apply("a: [", YAML, [SetValue("/a", "x")]) is None


# --------------------------------------------------------------------------------------------------------------------
# Suggestions.


def suggested(data: bytes, change: Change) -> bytes:
    """What a reader that counts bytes makes of the suggestion for a change."""
    found = suggestion(from_bytes(data, path="x.yaml"), [change])
    assert found
    lines = data.split(b"\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    start, end = (starts[line - 1] + column - 1 for line, column in (found.start, found.end))
    return data[:start] + found.text.encode() + data[end:]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "change", [SetValue("/x/0", "ö"), SetValue("/x/1", "long"), SetValue("/y", "e\nf"), Reorder("/x", (2, 0, 1))]
)
def test_a_suggestion_is_what_a_fix_makes(change: Change, line_end: str, mark: str) -> None:
    text = mark + "x: [ä, 🎨 b, c]\ny: |\n  é\n  f\n".replace("\n", line_end)
    made = apply(text, YAML, [change])
    assert made
    assert suggested(text.encode(), change) == made.encode()


def test_a_suggestion_has_the_lines_that_it_touches() -> None:
    found = suggestion(from_bytes(b"a: 1\nb:\n- x # one\n- y\nc: 2\n", path="x.yaml"), [Reorder("/b", (1, 0))])
    assert found
    assert (found.start, found.end) == ((3, 1), (4, 4))
    assert (found.old, found.new) == (("- x # one", "- y"), ("- y", "- x # one"))


def test_a_suggestion_of_a_long_line_shows_no_line() -> None:
    found = suggestion(from_bytes(b'{"a": "x", "b": "%s"}' % (b"y" * 5000), path="x.json"), [SetValue("/a", "z")])
    assert found == Suggestion((1, 7), (1, 10), '"z"')


@pytest.mark.parametrize("change", [SetValue("/n", "x"), SetValue("/a", "b")])
def test_what_does_not_fit_or_changes_nothing_is_not_suggested(change: Change) -> None:
    assert suggestion(from_bytes(b"a: b\n", path="x.yaml"), [change]) is None
    assert suggestion(from_bytes("a: b\n".encode("utf-16"), path="x.yaml"), [SetValue("/a", "c")]) is None


# --------------------------------------------------------------------------------------------------------------------
# Order.

LIST = """\
# about the whole list

# about a
- name: a  # beside a
  text: |
    several

    lines
  # inside a

# about b, one
# about b, two
- name: b
  # set in: b's too
- {name: c}  # beside c
# the end
"""
MOVED = """\
# about the whole list

- {name: c}  # beside c

# about a
- name: a  # beside a
  text: |
    several

    lines
  # inside a
# about b, one
# about b, two
- name: b
  # set in: b's too
# the end
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("indent", ["", "    "])
def test_items_move_with_their_comments(line_end: str, indent: str) -> None:
    def placed(text: str) -> str:
        lines = [f"{indent}{line}" if line else "" for line in text.split("\n")]
        return line_end.join(["list:", *lines[:-1], "after: 1  # stays", ""])

    assert apply(placed(LIST), YAML, [Reorder("/list", (2, 0, 1))]) == placed(MOVED)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ('[\n  "a",\n  {"b": 1},\n  []\n]\n', JSON, '[\n  [],\n  "a",\n  {"b": 1}\n]\n'),
        ("[a , b,  # b\n c]\n", YAML, "[c , a,  # b\n b]\n"),
        ("- a\n- b\n- c", YAML, "- c\n- a\n- b"),
        ("- a\n-\n- c # c\n", YAML, "- c # c\n- a\n-\n"),
        ("-\n  # - x\n  a: 1\n- - b\n  - x\n- c\n", YAML, "- c\n-\n  # - x\n  a: 1\n- - b\n  - x\n"),
    ],
)
def test_items_change_places(text: str, kind: str, expected: str) -> None:
    wrapped = (f'{{"l": {text}}}', f'{{"l": {expected}}}') if kind == JSON else (f"l:\n{text}", f"l:\n{expected}")
    if text.startswith("["):
        wrapped = (wrapped[0].replace("l:\n", "l: "), wrapped[1].replace("l:\n", "l: "))
    assert apply(wrapped[0], kind, [Reorder("/l", (2, 0, 1))]) == wrapped[1]


def test_items_without_lines_of_their_own_stay() -> None:
    assert apply("- - a\n  - b\n", YAML, [Reorder("/0", (1, 0))]) is None


# --------------------------------------------------------------------------------------------------------------------
# Laws.


def commented(text: str) -> str:
    """A YAML record with a comment above and beside every third line."""
    lines = text.splitlines()
    return "".join(
        f"{' ' * (len(line) - len(line.lstrip(' ')))}# above {i}\n{line}  # beside\n" if i % 3 == 0 else f"{line}\n"
        for i, line in enumerate(lines)
    )


def texts_of(record: Any) -> list[tuple[str, int]]:
    return [(pointer, 0) for pointer, value in leaves(record) if isinstance(value, str)]


def lists_of(value: Any, pointer: str = "") -> Iterator[tuple[str, int]]:
    if isinstance(value, list) and value:
        yield pointer, len(value)
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from lists_of(item, f"{pointer}/{key}")


@examples(0.3)
@given(gold_pages(), st.data())
def test_an_edit_changes_its_stretch_and_nothing_else(page: Any, data: st.DataObject) -> None:
    record = parse(render_inner_text(page)).pathway
    assert record
    values = record.model_dump(mode="json")
    pointer, _ = data.draw(st.sampled_from(texts_of(values)))
    new = data.draw(LETTERS)
    for text, kind, load in (
        (json_output.record(record), JSON, json.loads),
        (commented(yaml_output.record(record)), YAML, yaml.safe_load),
    ):
        edited = apply(text, kind, [SetValue(pointer, new)])
        assert edited is not None
        found = load(edited)
        assert resolve(found, pointer) == new
        assert edited.count("\n") == text.count("\n")
        differing = [one for one, two in zip(text.split("\n"), edited.split("\n"), strict=True) if one != two]
        assert len(differing) <= 1
        old = resolve(values, pointer)
        assert apply(edited, kind, [SetValue(pointer, old)]) == text
        assert apply(edited, kind, [SetValue(pointer, new)]) == edited


@examples(0.3)
@given(gold_pages(), st.data())
def test_moving_items_keeps_every_line(page: Any, data: st.DataObject) -> None:
    record = parse(render_inner_text(page)).pathway
    assert record
    values = record.model_dump(mode="json")
    pointer, count = data.draw(st.sampled_from(sorted(lists_of(values))))
    order = tuple(data.draw(st.permutations(range(count))))
    back = tuple(order.index(i) for i in range(count))
    for text, kind, load in (
        (json_output.record(record), JSON, json.loads),
        (commented(yaml_output.record(record)), YAML, yaml.safe_load),
    ):
        edited = apply(text, kind, [Reorder(pointer, order)])
        assert edited is not None
        before = resolve(values, pointer)
        assert resolve(load(edited), pointer) == [before[i] for i in order]
        if kind == YAML:
            assert sorted(edited.split("\n")) == sorted(text.split("\n"))
        assert apply(edited, kind, [Reorder(pointer, back)]) == text


# --------------------------------------------------------------------------------------------------------------------
# Findings with fixes.

RECORD = (Path(__file__).parent / "cases" / "rules" / "wrong-type" / "bad-bare-words.yaml").read_text(encoding="utf-8")


def opened(text: str, path: str = "x.yaml") -> Page:
    return read_record(from_bytes(text.encode(), path=path))


def finding(*changes: Change, applicability: Applicability = "safe", path: str = "x.yaml") -> Finding:
    fix = Fix("as said", changes, applicability)
    return Finding("X001", "x", "info", "high", "x", path, 1, 1, 1, 1, fix=fix)


def rounds(text: str, ask: Callable[[Page], list[Finding]], trust: Trust) -> Rounds:
    """What comes of fixing one record as long as there is something to fix."""

    def run(read: Callable[[Path], Page]) -> Linted:
        return Linted(tuple(ask(read(Path("x.yaml")))), ("x.yaml",))

    return apply_fixes(run, lambda _: opened(text), trust)


def test_a_fix_mends_what_the_finding_says() -> None:
    done = rounds(RECORD, lint, "unsafe")
    assert {found.code for found in done.fixed} == {"SCH002"}
    assert "SCH002" not in {found.code for found in done.left.findings}
    ((_, text),) = done.records
    assert text == RECORD.replace("label: no}", 'label: "no"}').replace("2024-01-31", '"2024-01-31"')
    assert rounds(text, lint, "unsafe").records == ()


def test_a_fix_may_make_another_one_possible() -> None:
    def ask(page: Page) -> list[Finding]:
        title = page.record.title or ""
        return [finding(SetValue("/title", f"{title}!"))] if len(title) < len(before) + 3 else []

    before = opened(RECORD).record.title or ""
    done = rounds(RECORD, ask, "safe")
    assert len(done.fixed) == 3
    assert [opened(text).record.title for _, text in done.records] == [f"{before}!!!"]


def test_unsafe_fixes_are_made_only_when_asked_for() -> None:
    page = opened(RECORD)
    assert fix(page, lint(page), "safe").text == RECORD


@pytest.mark.parametrize(
    "given_finding",
    [
        finding(SetValue("/title", "T"), applicability="shown"),
        finding(SetValue("/title", "T"), path="other.yaml"),
        finding(SetValue("/nowhere", "T")),
        finding(),
    ],
)
def test_what_cannot_be_fixed_is_left(given_finding: Finding) -> None:
    done = fix(opened(RECORD), [given_finding], "unsafe")
    assert done == (RECORD, (), (given_finding,))


def test_of_fixes_that_overlap_the_first_is_made() -> None:
    first, second, third = (
        finding(SetValue("/from_role/name", "A")),
        finding(SetValue("/title", "T"), SetValue("/from_role/name", "B")),
        finding(SetValue("/to_role/name", "C")),
    )
    done = fix(opened(RECORD), [first, second, third], "safe")
    assert done.applied == (first, third)
    assert done.left == (second,)
    role = opened(done.text).record.from_role
    assert role is not None
    assert role.name == "A"


def test_a_fix_is_made_whole_or_not_at_all() -> None:
    half = finding(SetValue("/title", "T"), SetValue("/nowhere", "T"))
    assert fix(opened(RECORD), [half], "safe").text == RECORD


def test_fixes_that_undo_each_other_come_to_an_end() -> None:
    def lint_both_ways(page: Page) -> list[Finding]:
        return [finding(SetValue("/title", "B" if page.record.title == "A" else "A"))]

    assert len(rounds(RECORD, lint_both_ways, "safe").fixed) <= 10


def test_raw_pages_are_never_changed() -> None:
    page = parse("From Nurse to Data Analyst: Your 9-Month Transition Guide\n", path="x.yaml")
    assert fix(page, [finding(SetValue("/title", "T"))], "safe").text == page.source.text


def test_the_file_is_written_only_if_it_changed(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(("\ufeff" + RECORD.replace("\n", "\r\n")).encode())
    page = read_record(path)
    assert not write(page, fix(page, [], "safe").text)
    text = fix(page, lint(page), "unsafe").text
    assert write(page, text)
    assert path.read_bytes() == text.encode()
    assert path.read_bytes().count(b"\r\n") == RECORD.count("\n")
    assert diff(read_record(path), text) == ""


def test_a_link_to_a_record_stays_one(tmp_path: Path) -> None:
    path, link = tmp_path / "x.yaml", tmp_path / "link.yaml"
    path.write_text(RECORD, encoding="utf-8")
    link.symlink_to(path)
    assert write(read_record(link), RECORD.replace("\n", " \n"))
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == RECORD.replace("\n", " \n")


def test_the_diff_shows_lines_as_they_are() -> None:
    page = opened("\n".join(RECORD.splitlines()))
    done = fix(page, [finding(SetValue("/title", "T\u2028"))], "safe")
    shown = diff(page, done.text).splitlines()
    assert shown[:2] == ["--- x.yaml", "+++ x.yaml"]
    assert '+title: "T\\u2028"' in shown
    assert sum(line.startswith(("+", "-")) for line in shown) == 4
