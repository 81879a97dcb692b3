"""Web Annotations: what their selectors select."""

from __future__ import annotations

import html
import json
import os
from pathlib import Path
from typing import Any

import pytest

import pathingest
from exporting import COMMITTED, PROJECT, documents
from running import Tool


def test_annotations_select_what_values_were_read_from(tmp_path: Path) -> None:
    found = documents("annotations", COMMITTED, tmp_path)
    assert found.keys() == COMMITTED.keys()
    for name, document in found.items():
        entries = {at: proof for at, proof in COMMITTED.evidence(name).entries.items() if proof.spans}
        sources = COMMITTED.sources(name)
        items = document["first"]["items"]
        assert document["total"] == len(items) == len(entries)
        assert len({item["id"] for item in items}) == len(items)
        for item in items:
            place, value = item["body"]
            pointer = place["selector"]["value"]
            proof = entries[pointer]
            source = sources[proof.source]
            assert source
            data = (PROJECT / str(source.path)).read_bytes()
            quotes = [_selected(target, source, data) for target in item["target"]]
            assert len(quotes) == len(proof.spans)
            if not proof.steps and proof.value is None and value["format"] == "text/plain":
                assert "".join(quotes) == html.unescape(value["value"])


def _selected(target: dict[str, Any], source: Any, data: bytes) -> str:
    """What the selectors of a target select, which is the same for all of them."""
    assert target["source"] == source.path
    by_type = {selector["type"]: selector for selector in target["selector"]}
    quote = by_type["TextQuoteSelector"]
    exact: str = quote["exact"]
    if source.media_type == "text/html":
        assert by_type.keys() == {"DataPositionSelector", "TextQuoteSelector"}
        place = by_type["DataPositionSelector"]
        assert html.unescape(data[place["start"] : place["end"]].decode(source.encoding)) == exact
    else:
        assert by_type.keys() == {"TextPositionSelector", "TextQuoteSelector"}
        place = by_type["TextPositionSelector"]
        text = data.decode(source.encoding)
        assert text[place["start"] : place["end"]] == exact
        assert text[: place["start"]].endswith(quote["prefix"])
        assert text[place["end"] :].startswith(quote["suffix"])
    return exact


def test_a_correction_is_an_edit_and_a_page_that_has_changed_is_one_line(
    tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "nurse-to-data-analyst"
    page = Path("a page.txt")
    page.write_text(
        "From Nurse to Data Analyst: Your 9-Month Guide\nSkills to Learn\nSQL\nCritical6 weeks\nAsk.\n", "utf-8"
    )
    tool("build", page)
    assert tool("override", "set", name, "/skills_to_learn/SQL/duration", "4 weeks", "--reason", "so").code == 0
    tool("build", page)
    assert tool("export", "--to", "annotations").code == 0
    document = json.loads(Path("pathways-annotations", f"{name}.jsonld").read_text("utf-8"))
    (edit,) = [item for item in document["first"]["items"] if item["motivation"] == "editing"]
    assert json.loads(edit["body"][1]["value"])["text"] == "4 weeks"
    assert edit["target"][0]["source"] == "a%20page.txt"
    assert edit["target"][0]["selector"][1]["exact"] == "6 weeks"
    page.write_text("Other.", "utf-8")
    code, out, err = tool("export", "--to", "annotations")
    assert (code, out) == (2, "")
    assert err == "pathingest: a page.txt: is not there as it was read; build the dataset anew\n"


@pytest.mark.parametrize(
    ("words", "are_counted"),
    [(b"\xff caf\xe9 &amp; tea", True), (b"\xff " + "é".encode() * 9, False)],
    ids=["windows-1252", "damaged"],
)
def test_bytes_are_counted_in_the_encoding_of_the_page_unless_some_are_no_characters(
    words: bytes, are_counted: bool, tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = b"<h1>From Nurse to Data Analyst: Your 9-Month Guide</h1><p>%b</p>" % words
    data += b"<h2>Skills You'll Need to Learn</h2><h3>SQL</h3><p>Critical</p><p>6 weeks</p>"
    Path("page.html").write_bytes(data)
    tool("build", "page.html")
    assert tool("export", "--to", "annotations").code == 0
    (source,) = pathingest.load().sources("nurse-to-data-analyst")
    (file,) = Path("pathways-annotations").iterdir()
    targets = [target for item in json.loads(file.read_text("utf-8"))["first"]["items"] for target in item["target"]]
    assert targets
    for target in targets:
        kinds = [selector["type"] for selector in target["selector"]]
        if are_counted:
            assert _selected(target, source, data)
        else:
            assert kinds == ["TextQuoteSelector"]


def test_a_page_whose_name_is_no_utf8_has_an_address(
    tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = os.fsdecode(b"raw/n\xff \n.txt")
    try:
        Path("raw").mkdir()
        Path(name).write_bytes((PROJECT / "tests/cases/pages/whole.txt").read_bytes())
    except (OSError, ValueError):
        pytest.skip("no file has such a name here")
    assert tool("build", "--fail-on", "never").code == 0
    (found,) = documents("annotations", pathingest.load("normalized"), tmp_path).values()
    assert {target["source"] for item in found["first"]["items"] for target in item["target"]} == {"raw/n%FF%20%0A.txt"}
