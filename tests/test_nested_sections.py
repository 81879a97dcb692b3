"""Sections that no profile knows, inside of one another: in the record, its claims, its file and what rules read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pathingest import parse
from pathingest.model.page import Page
from pathingest.model.pathway import Pathway
from pathingest.model.view import record_view
from pathingest.profiles import generic
from pathingest.records import read_record
from pathingest.rules._words import prose
from records import record
from test_laws import LAWS

Names = list[Any]


def page(*headings: tuple[int, str]) -> Page:
    body = "".join([f"{'#' * level} {name}\n\nText of {name}.\n\n" for level, name in headings])
    text = f"# From Baker to Miller\n\n## Skills to learn\n\n- Sieving\n\n{body}"
    return parse(text, media_type="text/markdown", profile=generic())


def names(section: dict[str, Any]) -> Names:
    """A section's heading, and the same of what is inside of it."""
    return [section["heading"], *map(names, section.get("sections", ()))]


NESTED = [
    ([(2, "A"), (3, "B"), (4, "C"), (5, "D"), (3, "E")], ["A", ["B", ["C", ["D"]]], ["E"]]),
    ([(2, "A"), (3, "B"), (3, "C")], ["A", ["B"], ["C"]]),
    ([(2, "A"), (3, "B"), (5, "C"), (4, "D")], ["A", ["B", ["C"], ["D"]]]),
    ([(2, "A"), (4, "B"), (3, "C")], ["A", ["B"], ["C"]]),
    ([(2, "A"), (3, "B"), (4, "C"), (5, "D"), (6, "E")], ["A", ["B", ["C", ["D", ["E"]]]]]),
    ([(2, "A")], ["A"]),
]


@pytest.mark.parametrize(("headings", "expected"), NESTED)
def test_sections_are_inside_of_what_they_stand_under(headings: list[tuple[int, str]], expected: Names) -> None:
    found = page(*headings)
    assert list(map(names, record(found)["other"])) == [expected]
    for law in LAWS:
        law(found)


DEEP = [(2, "Mills"), (3, "Work"), (4, "Nights"), (5, "Pay")]
CLAIM = "# From Baker to Miller\n\n## Skills to learn\n\n- Sieving\n\n## Mills\n\n### Work\n\n#### Training\n\n"


def test_figures_are_found_at_any_depth() -> None:
    found = record(parse(f"{CLAIM}It takes 4 months.\n", media_type="text/markdown", profile=generic()))["claims"]
    assert [(claim["text"], claim["at"]) for claim in found] == [("4 months", "/other/0/sections/0/sections/0/text/0")]


def test_rules_read_the_texts_at_any_depth() -> None:
    tree = record(page(*DEEP))
    said = dict(prose(record_view(tree)))
    assert said["/other/0/sections/0/sections/0/sections/0/text/0"] == "Text of Pay."


def test_a_record_file_may_have_any_depth(tmp_path: Path) -> None:
    tree = record(page(*DEEP))
    file = tmp_path / "baker-to-miller.json"
    file.write_text(json.dumps(tree), encoding="utf-8")
    read = read_record(file)
    assert read.notes == ()
    assert read.tree == tree
    assert Pathway.model_validate(tree).model_dump(mode="json")["other"] == tree["other"]
    file.write_text(json.dumps(tree).replace('"Text of Pay."', "1"), encoding="utf-8")
    assert [note.pointer for note in read_record(file).notes] == [f"/other/0{'/sections/0' * 3}/text/0"]
