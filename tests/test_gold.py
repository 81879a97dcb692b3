"""The gold pages, and the oracle that says what a rendering keeps of them, checked by hand and by other means."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from gold import TEMPLATES, GoldPage, gold_page, gold_pages
from gold.alignment import stream
from gold.facts import Record
from gold.markup import Run
from gold.measure import _score, facts, paired
from gold.oracle import Kept, keeps
from gold.renderers import HTML, MARKDOWN, TEXT

PAGES = pytest.mark.parametrize("page", gold_pages(), ids=lambda page: page.name)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


# --------------------------------------------------------------------------------------------------------------------
# The pages.


def test_there_are_pages_enough() -> None:
    assert len(gold_pages()) >= 40
    assert len({page.layout for page in gold_pages()}) >= 4
    assert len({page.html for page in gold_pages()}) == len(gold_pages())


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_the_same_seed_gives_the_same_page(template: object) -> None:
    (found,) = [one for one in TEMPLATES if one is template]
    assert gold_page(found, 3) == gold_page(found, 3)


@PAGES
def test_the_runs_are_what_another_parser_reads_in_that_order(page: GoldPage) -> None:
    body = BeautifulSoup(page.html, "lxml").body
    assert body
    for script in body(["script", "style"]):
        script.extract()
    assert squeezed(body.get_text("")) == squeezed("".join([run.text for run in page.runs]))


@PAGES
def test_every_fact_stands_in_a_run(page: GoldPage) -> None:
    stated = {fact for run in page.runs for fact, _, _ in run.facts if not fact.startswith("#")}
    assert {fact for fact, _ in facts(page.record) if not fact.endswith("/url")} == stated


@PAGES
def test_a_run_states_the_text_of_its_fact(page: GoldPage) -> None:
    gold = dict(facts(page.record))
    for run in page.runs:
        for fact, start, end in run.facts:
            if isinstance(gold.get(fact), str) and not fact.endswith("/priority"):
                assert stream(run.text[start:end]).letters == stream(gold[fact]).letters


# --------------------------------------------------------------------------------------------------------------------
# The oracle.

RECORD: Record = {
    "from_role": {"name": "Baker"},
    "to_role": {"name": "Miller"},
    "timeline": {"text": "9 months", "min": 9, "max": 9, "unit": "month", "approximate": False, "ongoing": False},
    "skills_to_learn": [{"name": "C++", "priority": "critical", "guidance": "Read a book on dough."}],
    "roadmap": [
        {"title": "Start", "resources": [{"name": "edX", "url": "https://x.org/a-b"}, {"name": "Mill", "url": None}]}
    ],
}


def run(text: str, *pointers: str) -> Run:
    return Run(text, tuple([(pointer, 0, len(text)) for pointer in pointers]))


RUNS = (
    Run("From Baker to Miller", (("/from_role/name", 5, 10), ("/to_role/name", 14, 20))),
    run("Timeline", "#/timeline"),
    run("9 months", "/timeline"),
    run("Skills", "#/skills_to_learn"),
    run("C++", "/skills_to_learn/0/name"),
    run("Critical", "/skills_to_learn/0/priority"),
    run("Read a book on dough.", "/skills_to_learn/0/guidance"),
    run("Roadmap", "#/roadmap"),
    run("Start", "/roadmap/0/title"),
    run("Resources", "#/roadmap/0/resources"),
    run("edX", "/roadmap/0/resources/0/name"),
    run("Mill", "/roadmap/0/resources/1/name"),
)
PAGE = GoldPage("page", "layout", b"", "utf-8", RECORD, RUNS)
WHOLE = """From Baker to Miller
Timeline
9 months
Skills
C++
Critical
Read a book on dough.
Roadmap
Start
Resources
edX
Mill"""


def fate(text: str, fact: str, media_type: str = TEXT) -> str:
    return keeps(PAGE, text, media_type).fates[fact]


def test_everything_is_kept_of_a_page_itself() -> None:
    assert set(keeps(PAGE, b"", HTML).fates.values()) == {"kept"}


def test_a_plain_text_keeps_all_but_the_addresses() -> None:
    found = keeps(PAGE, WHOLE, TEXT)
    assert [fact for fact, fate in found.fates.items() if fate != "kept"] == ["/roadmap/0/resources/0/url"]
    assert not found.glued


@pytest.mark.parametrize(
    ("was", "now", "fact", "expected"),
    [
        ("9 months", "9 weeks", "/timeline", "lost"),
        ("9 months", "19 months", "/timeline", "lost"),
        ("9 months", "9\nmonths", "/timeline", "broken"),
        ("9 months", "9 mon ths", "/timeline", "broken"),
        ("9 months", "9  months", "/timeline", "kept"),
        ("C++", "C ++", "/skills_to_learn/0/name", "broken"),
        ("Timeline\n", "", "/timeline", "unattributable"),
        ("C++\n", "", "/skills_to_learn/0/priority", "lost"),
        ("Critical\n", "", "/skills_to_learn/0/priority", "lost"),
        ("Critical\n", "", "/skills_to_learn/0/guidance", "kept"),
        ("Skills\n", "", "/skills_to_learn/0/guidance", "unattributable"),
        ("book on", "book about it on", "/skills_to_learn/0/guidance", "lost"),
        ("Resources\n", "", "/roadmap/0/resources/1/name", "unattributable"),
        ("Resources\n", "", "/roadmap/0/title", "kept"),
        ("Baker to", "Cook to", "/roadmap/0/title", "unattributable"),
    ],
)
def test_what_becomes_of_a_fact(was: str, now: str, fact: str, expected: str) -> None:
    assert was in WHOLE
    assert fate(WHOLE.replace(was, now), fact) == expected


def test_glue_hides_nothing() -> None:
    found = keeps(PAGE, WHOLE.replace("edX\nMill", "edXMill").replace("C++\nCritical", "C++Critical"), TEXT)
    assert "lost" not in {found.fates[fact] for fact in found.glued}
    assert found.glued == {
        "/roadmap/0/resources/0/name", "/roadmap/0/resources/1/name", "/skills_to_learn/0/name",
        "/skills_to_learn/0/priority",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("between", "glued"),
    [("", True), (" ", True), (" “", True), (", ", False), (". ", False), ("  ", False), ("\t", False)],
)
def test_what_counts_as_glue(between: str, glued: bool) -> None:
    assert bool(keeps(PAGE, WHOLE.replace("edX\nMill", f"edX{between}Mill"), TEXT).glued) == glued


def test_a_line_end_inside_a_paragraph_of_markdown_breaks_nothing() -> None:
    assert fate(WHOLE.replace("book on", "book\non"), "/skills_to_learn/0/guidance", MARKDOWN) == "kept"
    assert fate(WHOLE.replace("book on", "book\n\non"), "/skills_to_learn/0/guidance", MARKDOWN) == "broken"


def test_a_question_that_a_wrapper_joined_with_its_answer_is_unclear() -> None:
    runs = (*RUNS, run("Is it loud?", "/faq/0/question"), run("Somewhat, and all day long.", "/faq/0/answer"))
    page = PAGE._replace(runs=runs)
    full, short = "That takes some time and it is as loud as it is long", "So"
    for before, expected in ((full, "broken"), (short, "kept")):
        text = f"{WHOLE}\n\n{full} Is it loud?\nA\n\n{before} Is it loud?\nSomewhat, and all day long."
        assert keeps(page, text, MARKDOWN).fates["/faq/0/question"] == expected


@pytest.mark.parametrize(
    ("link", "expected"), [("[edX](https://x.org/a-b)", "kept"), ("[edX](https://x.org/a-\nb)", "lost")]
)
def test_addresses_in_markdown(link: str, expected: str) -> None:
    text = WHOLE.replace("edX", link)
    assert fate(text, "/roadmap/0/resources/0/url", MARKDOWN) == expected
    assert fate(text, "/roadmap/0/resources/0/name", MARKDOWN) == "kept"


# --------------------------------------------------------------------------------------------------------------------
# The measure.


def invented(page: GoldPage, ours: Record, kept: Kept) -> list[str]:
    placed, extra = paired(ours, page.record)
    return [fact for fact, _ in _score(page, page.html, kept, dict(facts(placed)), extra).invented]


@PAGES
def test_the_truth_scores_as_right(page: GoldPage) -> None:
    kept = keeps(page, page.html, HTML)
    placed, extra = paired(page.record, page.record)
    score = _score(page, page.html, kept, dict(facts(placed)), extra)
    assert (score.right, score.missed, score.invented) == (len(kept.fates), (), ())


def test_an_item_that_is_missing_shifts_nothing() -> None:
    page = gold_pages()[0]
    ours = {**page.record, "roadmap": page.record["roadmap"][1:], "faq": page.record["faq"][:-1]}
    assert invented(page, ours, keeps(page, page.html, HTML)) == []


def test_what_the_page_does_not_say_is_invented() -> None:
    page = gold_pages()[0]
    (first, *rest) = page.record["roadmap"]
    wrong = {**first, "tasks": [*first["tasks"], "Resources"], "duration": {**first["duration"], "min": 77}}
    ours = {**page.record, "roadmap": [wrong, *rest], "demand": "Low"}
    assert invented(page, ours, keeps(page, page.html, HTML)) == ["/demand", "/roadmap/0/duration", "+"]
