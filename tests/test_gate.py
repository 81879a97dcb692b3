"""A look at a page never refuses one that the whole path would accept, and refuses most of what is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import test_recognise
from pathingest.model.segment import Glance
from pathingest.model.source import Source
from pathingest.pipeline import ingest
from pathingest.profiles import builtin, generic
from pathingest.sections import kinds
from pathingest.sections.gate import may_lead, own_words
from pathingest.segments import segmenter_for
from pathingest.sources import MEDIA_TYPES, from_bytes, from_text
from pathingest.values.guide_words import starts_of, words_of
from pathingest.values.guides import find_former, find_gained, find_move, tells
from pathingest.values.languages import languages
from pathingest.values.patterns import caseless, folded
from pathingest.values.text import canonical, spelt

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
KINDS = [kind for kind in MEDIA_TYPES if kind]


def pages(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.suffix in KINDS and path.is_file()]


def wrongly_refused(sources: Iterator[Source]) -> list[str | None]:
    refused = [source for source in sources if ingest(source, looks_first=True).tree is None]
    return [source.path for source in refused if ingest(source).tree is not None]


@pytest.mark.parametrize("folder", [ROOT / "raw", ROOT / "tests" / "cases", SHARED], ids=["raw", "cases", "shared"])
def test_no_page_is_refused_that_would_be_accepted(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip(f"{folder.name}/ is not here")
    assert wrongly_refused(from_bytes(path.read_bytes(), path=str(path)) for path in pages(folder)) == []


def test_no_guide_and_no_story_is_refused() -> None:
    (given,) = (mark.args[1] for mark in test_recognise.test_it_is_read_as_what_it_is.pytestmark)  # type: ignore[attr-defined]
    texts = [str(getattr(case, "values", case)[0]) for case in given]
    assert texts
    assert wrongly_refused(from_text(text, path=f"{i}.md") for i, text in enumerate(texts)) == []


def web_page(title: str, *texts: str, head: str = "") -> Source:
    body = "".join(f"<p>{text}</p>" for text in texts)
    page = f"<!doctype html><html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>"
    return from_text(page, path="page.html")


PROSE = ("The river rose by two metres in a night.", "Nobody was hurt, and the mill stands.")


@pytest.mark.parametrize(
    ("source", "reads"),
    [
        (web_page("The mill stands", *PROSE), False),
        (web_page("From Baker to Miller", *PROSE), True),
        (web_page("How to become a miller", *PROSE), True),
        (web_page("Data Analyst", *PROSE), True),
        (web_page("The mill stands", *PROSE, "This is my career change from baker to data analyst."), True),
        (web_page("The mill stands", *PROSE, "<b>Current role:</b> Baker"), True),
        (web_page("The mill stands", *PROSE, "🎯 <b>Target role (my focus)</b>"), True),
        (web_page("The mill stands", *PROSE, "Timeline: 9 months, Target role: Baker"), True),
        (web_page("The mill stands", *PROSE, "Mill owners fill the role."), False),
        (web_page("The mill stands", '<span class="h" role="heading">Baker to Miller</span>', *PROSE), True),
        (web_page("The mill stands", *PROSE, "My transition from a nurse&#10;to a data&nbsp;analyst."), True),
        (web_page("The mill stands", *PROSE, "A <B>move</B> from cook <EM>to</EM> data <Span>ana</Span>lyst."), True),
        (web_page("The mill stands", *PROSE, "A mo<sPAN>ve</sPAN> from cook <eM>to</eM> data <IMG>analyst."), True),
        (
            web_page("The mill stands", *PROSE, "My transition from a nur<!-- -->se<!----> to a data<!-- --> analyst."),
            True,
        ),
        (web_page("The mill stands", *PROSE, "My tran&shy;sition from a nu\u200brse to a data ana&#x2060;lyst."), True),
        (web_page("The mill stands", *PROSE, "If 5 < 6: my transition from a nurse to a data analyst."), True),
        (web_page("The mill stands", "Data Analyst", *PROSE), False),  # below a heading a line must name both roles
        (web_page("The mill stands", "Baker → Data Analyst", *PROSE), True),
        (from_text("<title>Mill</title><p>Data Analyst</p><h2>River</h2>", path="page.html"), True),
        (from_text("<p>Data Analyst</p><h2>Learning Roadmap</h2><h1>River</h1><h2>A</h2>", path="page.html"), True),
        (web_page("The Baker and the river", *PROSE), False),
        (web_page("The Baker and the river", *PROSE, "Careers Jobs", "Hiring, and career advice."), True),
        (web_page("The mill stands", *PROSE, "I ground my corn. " * 9, "My second career. " * 3), True),
        (web_page("The mill stands", *PROSE, "I ground my corn. " * 9, "My second\n   career. " * 3), True),
        (web_page("The mill stands", *PROSE, "I ground my corn. " * 9, "My second career. Jobs. " * 2), False),
        (web_page("The mill stands", *PROSE, "I ground my corn. " * 9), False),
        (web_page("The mill stands", "Becoming a Data Analyst is a step that many take.", *PROSE), True),
        (web_page("The mill stands", *PROSE, head="<script>let how = 'become a data analyst';</script>"), False),
        (from_text("The mill stands\n\nThe river rose.\n", path="page.txt"), False),
        (from_text("Baker → Miller\n\nThe river rose.\n", path="page.txt"), True),
        (from_text("The mill\n===\n\nThe river rose.\n", path="page.md"), False),
        (from_text(f"The day of a Carpenter {40 * 'goes on and on '}\n\nThe river rose.\n", path="page.md"), False),
        (from_text("The mill\n\n***\n\nThe river rose.\n", path="page.md"), False),
        (from_text("The mill\n\n#\n\n## \n\nThe river rose.\n", path="page.md"), False),
        (from_text("Notes\n\n## From baker to data analyst\n\nThe river rose.\n", path="page.md"), True),
    ],
)
def test_a_look_finds_what_a_pathway_must_have(source: Source, reads: bool) -> None:
    told = ingest(source, looks_first=True).problem
    assert (told is None or "a look at it" not in told) == reads


@pytest.mark.parametrize(
    "source",
    [
        from_text("<html><body><p>Baker</p></body></html>", path="page.html"),  # neither title nor heading
        from_text("---\ntitle: From Baker to Miller\n---\n\nText.\n", path="page.md"),
    ],
)
def test_a_page_whose_title_may_be_hidden_from_a_look_is_read(source: Source) -> None:
    segmenter = segmenter_for(source.media_type)
    assert segmenter is not None
    assert segmenter.look(source) is None


def test_a_page_of_a_layout_is_read_for_its_headings_alone() -> None:
    segmenter = segmenter_for("text/plain")
    assert segmenter is not None
    look = segmenter.look(from_text("Notes\nYour Transferable Skills\nX\nYour Learning Roadmap\nY\n", path="page.txt"))
    assert look is not None
    assert may_lead(look, None, builtin(), generic())


CORN = "I ground my corn"
CHANGES = "My second career is a career change, and no other career change"


@pytest.mark.parametrize(
    ("titles", "near", "texts", "reads"),
    [
        ((), (), ("The mill stands", ""), False),
        (("Data Analyst",), (), (), True),
        (("Carpenter Daily Study Plan",), (), (), True),
        (("Carpenter Daily Cat",), (), (), False),
        ((), ("Data Analyst",), (), False),
        ((), ("From Baker to Data Analyst",), (), True),
        ((), (), ("Becoming a Data Analyst",), False),
        ((), (), ("Current role: Cook",), True),
        ((), (), ("**Target role**",), True),
        ((), (), ("The role: Cook",), False),
        ((), (), ("my transition from cook to dietitian",), True),
        ((), (), (*[CORN] * 5, CHANGES), False),  # eleven words of the first person
        ((), (), (*[CORN] * 5, f"{CHANGES}, my"), True),
        ((), (), ("ich mahlte mein Korn", *[CORN] * 4, f"{CHANGES}, my"), True),
        (("My day",), (), (CORN, CHANGES), False),
        (("My day",), (), (CORN, f"{CHANGES}, my"), True),
        (("The day",), (), (CORN, f"{CHANGES}, my"), False),
        ((), (), (*[CORN] * 6,), False),
        ((), (), (*[CORN] * 6, "I worked as a line cook"), False),
        ((), (), (*[CORN] * 6, "I worked as a line cook", "my first day as a web developer"), True),
    ],
)
def test_what_a_look_goes_by(
    titles: tuple[str, ...], near: tuple[str, ...], texts: tuple[str, ...], reads: bool
) -> None:
    assert may_lead(Glance(titles, near, texts), None, builtin(), generic()) == reads


LEADS = {"current": "from", "present": "presents", "addressed": "readers", "past": "was", "gained": "gains"}
TOLD = [
    *(
        "from ",
        "From a career in ",
        "von ",
        "de ",
        "as ",
        "I'm ",
        "you are ",
        "is for ",
        "helps ",
        "I worked as ",
        "ich war ",
    ),
    *(
        "my first day as ",
        "hired as ",
        "a ",
        "an aspiring ",
        "nurse",
        "Nurses",
        "data analyst",
        "KRANKENPFLEGER",
        "infirmière",
    ),
    *(" to ", " zu ", " → ", " who want to become ", ", and I'd like to become ", ", ", ". ", " or ", "-", "; ", "x"),
]


@given(st.lists(st.sampled_from(TOLD), min_size=2, max_size=8).map("".join), st.sampled_from(sorted(languages())))
def test_what_prose_tells_of_jobs_is_told_by_its_page(text: str, language: str) -> None:
    page = "".join(f"{caseless(line)};\n" for line in ("from", text, "as"))
    told = tells(page, language)
    assert ("move" in told) >= (find_move(text, language) is not None)
    assert ("past" in told) >= bool(find_former(text, language))
    assert ("gained" in told) >= bool(find_gained(text, language))


@given(st.data(), st.sampled_from(sorted(LEADS)), st.sampled_from(sorted(languages())))
def test_what_leads_to_a_name_begins_where_it_may(data: st.DataObject, lead: str, language: str) -> None:
    words = words_of(language)
    if words is None or "(?!)" in words[lead].pattern:
        return
    begun = re.compile(words[lead].pattern.removeprefix(r"(?<!\w)"), re.IGNORECASE)
    text = caseless(data.draw(st.from_regex(begun, fullmatch=True)))
    if folded(words[lead]).match(text):
        assert starts_of(tuple(LEADS.values()), language).match(text)


OWN = [
    "I",
    "I'm",
    "my",
    "me",
    "Ich",
    "J'ai",
    "MON",
    "empecé",
    "même",
    "i5",
    "_",
    "x",
    "é",
    "»",
    "«",
    "…",
    "—",
    "(",
    ".",
    "-",
    "'",
]


@given(st.lists(st.sampled_from([*OWN, " "]), max_size=12).map("".join))
def test_no_word_of_the_first_person_is_missed(text: str) -> None:
    assert kinds.count(kinds.words()["own"], [text]) <= own_words(caseless(text))


@given(st.text(st.sampled_from("aé \n\xad\u200b\u0301\u2019\u2013\u2014\xa05<\x00")))
def test_a_look_spells_texts_as_they_are_read(text: str) -> None:
    assert " ".join(spelt(text).split()) == canonical(text)[0]
