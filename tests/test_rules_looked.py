"""The first look that rules take at a page: what is not in it is in no text of the page."""

from __future__ import annotations

import pytest

from pathingest import parse
from pathingest.rules._looked import looked, places, unread

PAGE = """From Nurse to Data Analyst: Your 9-Month Transition Guide
Skills to Learn
SQL
Critical6 weeks
Query the data of one ward, in {parallel} to your shifts.
Learning Roadmap
1
First queries
8 weeks
Tasks
• Write twenty SQL queries—total: 20
"""
HTML = """<html><head><script>let undefined = "TODO"</script></head><body>
<h1>From Nurse to Data Analyst: Your 9-Month Transition Guide</h1>
<h2>Skills to Learn</h2><h3 class="tandem">SQL</h3><p>Critical</p><p>6 weeks</p><p>Query the data of one ward,
in&nbsp;parallel to your shifts &amp; breaks.</p>
<h2>Learning Roadmap</h2><h3>Phase 1: First queries</h3><p>8 weeks</p><ul><li>Write twenty SQL queries</li></ul>
</body></html>"""


@pytest.mark.parametrize("parallel", ["parallel", "Parallel", "par\u00adallel", "par\u200ballel"])
def test_a_word_is_seen_whatever_is_hidden_in_it(parallel: str) -> None:
    assert b"parallel" in looked(parse(PAGE.replace("{parallel}", parallel))).words


def test_a_dash_separates_words() -> None:
    assert b"total" in looked(parse(PAGE)).words


def test_a_page_of_text_is_looked_at_as_it_is() -> None:
    assert looked(parse(PAGE)).text == PAGE


def test_markup_is_not_looked_at() -> None:
    page = parse(HTML, media_type="text/html")
    text, data, words = looked(page)
    assert page.tree is not None
    assert words.isdisjoint({b"todo", b"undefined", b"tandem"})
    assert b"parallel" in words
    assert "in parallel to your shifts & breaks." in text
    assert data.decode() == text


def test_what_is_in_no_value_is_named_stretch_by_stretch() -> None:
    page = parse(PAGE.replace("8 weeks\n", "8 weeks\nTBD, or not\n"))
    said = [page.source.text[start:end] for start, end in unread(page)]
    account = page.evidence.accounts[0]
    assert said == [page.source.text[start:end] for start, end, role in account.stretches if role == "residue"]


def test_places_are_those_of_all_that_is_said() -> None:
    assert list(places(b"aa", b"aaa b aa")) == [0, 1, 6]
