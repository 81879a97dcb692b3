"""Structured data: what JSON-LD and microdata state, what of it fills the record, and where it contradicts the page."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathingest import lint, pipeline
from pathingest.model.evidence import Stretch
from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.model.segment import Content, Segment, Statement
from pathingest.model.source import Source
from pathingest.profiles import Selectors
from pathingest.segments import Segmenter
from pathingest.segments._structured import Item, json_ld, microdata
from pathingest.segments.html import segment as segment_html
from pathingest.segments.text import segment as segment_text
from pathingest.values.iso_duration import parse_iso_duration
from pathingest.values.steps import attributes, replay
from pathingest.values.text import canonical
from records import record, resolve, stated
from values_cases import Row, facts, params

OPEN, CLOSE = '<script type="application/ld+json">', "</script>"


def script(content: Any, *, ascii_only: bool = True) -> str:
    return f"{OPEN}{content if isinstance(content, str) else json.dumps(content, ensure_ascii=ascii_only)}{CLOSE}"


def read(content: Any, *, ascii_only: bool = True) -> tuple[str, tuple[Statement, ...]]:
    """The page with one script, and what it says."""
    page = script(content, ascii_only=ascii_only)
    return page, json_ld(page, [(len(OPEN), len(page) - len(CLOSE))])


def texts(statements: tuple[Statement, ...]) -> list[tuple[str, dict[str, list[str]]]]:
    """What things say, but for what the page is as a whole."""
    return [
        (kind, {name: [s.text for s in segments] for name, segments in parts.items()})
        for kind, parts in statements
        if not kind.startswith("page ")
    ]


def question(name: Any, answer: Any) -> dict[str, Any]:
    return {"@type": "Question", "name": name, "acceptedAnswer": {"@type": "Answer", "text": answer}}


def faq(*entries: tuple[Any, Any]) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": [question(*entry) for entry in entries]}


def answer_of(text: str, *, ascii_only: bool = True) -> tuple[str, tuple[Segment, ...]]:
    page, (statement,) = read(faq(("Why?", text)), ascii_only=ascii_only)
    return page, statement.parts["answer"]


# --------------------------------------------------------------------------------------------------------------------
# The reader: texts and their places.


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Plain words.", ["Plain words."]),
        ('A "quoted" word, caf\u00e9 and \U0001f600.', ['A "quoted" word, caf\u00e9 and \U0001f600.']),
        ("One line.\nAnother.\r\n\r\nA third.", ["One line.", "Another.", "A third."]),
        ("<p>One <b>bold</b> word.</p>\n<p>Two\nlines.</p>", ["One bold word.", "Two lines."]),
        ("One<br/>two<br>three", ["One", "two", "three"]),
        ("<ul><li>First</li><li>Second</li></ul>", ["First", "Second"]),
        ('Salt &amp; flour&nbsp;&#8211; a <a href="x?a=1&amp;b=2">link</a>', ["Salt & flour - a link"]),
        ("Learn List<T> if a < b", ["Learn List<T> if a < b"]),
        ("AT&T &nosuch; &", ["AT&T &nosuch; &"]),
        ("<!-- wp:paragraph --><p>Text</p>", ["Text"]),
        ("It\u2019s 9\u201312 months", ["It's 9-12 months"]),
    ],
)  # fmt: skip
def test_an_answer_becomes_paragraphs(text: str, paragraphs: list[str], ascii_only: bool) -> None:
    page, answer = answer_of(text, ascii_only=ascii_only)
    assert [segment.text for segment in answer] == paragraphs
    for segment in answer:
        written = "".join(page[slice(*piece)] for piece in segment.part().pieces)
        assert "<" not in written or "List<T>" in written
        assert canonical(as_shown(written))[0] == segment.text


def as_shown(written: str) -> str:
    """What characters of a script show: escapes and references decoded."""
    return html.unescape(json.loads(f'"{written}"', strict=False))


def test_each_letter_has_its_place() -> None:
    page, (segment,) = answer_of('<p>A "caf\u00e9" <b>\U0001f600</b> &lt;x</p>')
    found = [page[slice(*segment.locate(i, i + 1))] for i in range(len(segment.text))]
    assert segment.text == 'A "caf\u00e9" \U0001f600 <x'
    assert found == ["A", " ", r"\"", "c", "a", "f", r"\u00e9", r"\"", " ", r"\ud83d\ude00", " ", "&lt;", "x"]


def test_tags_interrupt_the_pieces() -> None:
    page, (segment,) = answer_of("Nine <strong>or <em>ten</em></strong>.")
    assert [page[slice(*piece)] for piece in segment.part().pieces] == ["Nine ", "or ", "ten", "."]


def test_a_name_is_one_line() -> None:
    _, statements = read(faq(("Is it<br>hard,\n <i>really</i>?", "No.")))
    assert texts(statements) == [("faq", {"question": ["Is it hard, really?"], "answer": ["No."]})]


ENTRY = faq(("Why?", "Because."))
SAID = [("faq", {"question": ["Why?"], "answer": ["Because."]})]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(ENTRY),
        json.dumps([{"@type": "WebSite", "name": "x"}, ENTRY], indent=2),
        json.dumps({"@graph": [{"@id": "#faq", **ENTRY}]}),
        json.dumps({"@type": "WebPage"}) + "\n" + json.dumps(ENTRY),
        f"<!--\n{json.dumps(ENTRY)}\n-->",
        f"//<![CDATA[\n{json.dumps(ENTRY)}\n//]]>",
        f"/*<![CDATA[*/{json.dumps(ENTRY)}/*]]>*/",
        f"\ufeff {json.dumps(ENTRY)};",
        json.dumps({**ENTRY, "@type": ["WebPage", "QAPage"]}),
        json.dumps(question("Why?", "Because.") | {"@type": "https://schema.org/Question"}),
        json.dumps(question({"@language": "en", "@value": "Why?"}, "Because.")),
        json.dumps({**question("Why?", ""), "acceptedAnswer": "Because."}),
        json.dumps({**question("Why?", ""), "acceptedAnswer": [{"text": "Because."}, {"text": "Else."}]}),
    ],
)
def test_wherever_a_question_stands(content: str) -> None:
    assert texts(read(content)[1]) == SAID


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "nonsense",
        json.dumps(ENTRY)[:-1],
        json.dumps(ENTRY) + "}",
        json.dumps(ENTRY).replace('"Why?"', "'Why?'"),
        json.dumps(ENTRY).replace("Because", r"\x"),
        json.dumps(ENTRY).replace('"name"', "name"),
        "[" * 5000,
        "[" * 100 + json.dumps(ENTRY) + "]" * 100,
        '{"a":' * 5000,
        json.dumps({"@type": "Person", "subjectOf": ENTRY}),
        json.dumps({"@type": "Question", "name": "Why?"}),
        json.dumps({"@type": 1, "name": None}),
    ],
)
def test_what_is_broken_or_said_of_something_else_says_nothing(content: str) -> None:
    assert read(content)[1] == ()


def test_a_broken_script_does_not_silence_the_next() -> None:
    page = script("{") + script(ENTRY)
    start = page.rindex(OPEN) + len(OPEN)
    assert texts(json_ld(page, [(len(OPEN), len(OPEN) + 1), (start, len(page) - len(CLOSE))])) == SAID


def test_other_kinds_of_things() -> None:
    graph = [
        {"@type": "HowTo", "name": "Bake", "totalTime": "P9M", "step": [
            {"@type": "HowToStep", "name": "Knead", "text": "Use both hands."},
            {"@type": "HowToSection", "name": "Rest", "itemListElement": [{"@type": "HowToStep", "name": "Wait"}]},
            {"@type": "HowToStep", "text": "Bake it"}]},
        {"@type": "Occupation", "name": "Miller", "estimatedSalary": [
            {"@type": "MonetaryAmountDistribution", "name": "base", "currency": "USD", "duration": "P1Y",
             "percentile10": 50000, "median": "61000.50", "percentile90": 7.0e4},
            {"@type": "MonetaryAmountDistribution", "name": "bonus", "currency": "USD", "median": 900}]},
        {"@type": "Occupation", "name": "Baker", "estimatedSalary": {"@type": "MonetaryAmount", "currency": "EUR",
            "value": {"@type": "QuantitativeValue", "minValue": 20, "maxValue": 30, "unitText": "HOUR"}}},
        {"@type": "Course", "name": "Milling", "provider": {"@type": "Organization", "name": "Mill School"},
         "url": "https://example.org/milling"},
    ]  # fmt: skip
    dollars = {"currency": ["USD"], "period": ["P1Y"]}
    assert texts(read({"@graph": graph})[1]) == [
        ("how_to", {"name": ["Bake"], "time": ["P9M"], "steps": ["Knead", "Rest", "Bake it"]}),
        ("occupation", {"name": ["Miller"], "amounts": ["50000", "61000.50", "70000.0"], **dollars}),
        ("occupation", {"name": ["Baker"], "amounts": ["20", "30"], "currency": ["EUR"], "period": ["HOUR"]}),
        ("course", {"name": ["Milling"], "provider": ["Mill School"], "url": ["https://example.org/milling"]}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "step",
    [
        ["Knead", "Bake"],
        "Knead\nBake",
        {"@type": "ItemList", "itemListElement": [{"@type": "HowToStep", "name": "Knead"}, {"name": "Bake"}]},
        [{"@type": "ListItem", "item": {"name": "Knead"}}, {"@type": "ListItem", "name": "Bake"}],
    ],
)
def test_steps_in_any_form(step: Any) -> None:
    assert texts(read({"@type": "HowTo", "step": step})[1]) == [("how_to", {"steps": ["Knead", "Bake"]})]


def test_steps_without_titles_are_none() -> None:
    _, statements = read({"@type": "HowTo", "step": [{"@type": "HowToStep", "name": "Knead"}, {"image": "x"}]})
    assert texts(statements) == []


def at(text: str) -> Segment:
    return Segment("line", text, 0, len(text))


def test_microdata_says_the_same() -> None:
    answer = Item("https://schema.org/Answer", [("text", at("Because.")), ("text", at("Truly."))])
    entry = Item("https://schema.org/Question", [("name headline", at("Why?")), ("acceptedAnswer", answer)])
    page = Item("https://schema.org/FAQPage", [("mainEntity", entry)])
    guide = Item("http://schema.org/HowTo", [("totalTime", at("P9M")), ("step", Item("", [("name", at("Knead"))]))])
    assert texts(microdata([page, guide])) == [
        ("faq", {"question": ["Why?"], "answer": ["Because.", "Truly."]}),
        ("how_to", {"time": ["P9M"], "steps": ["Knead"]}),
    ]


def test_microdata_without_end_says_nothing() -> None:
    nested = Item("https://schema.org/HowTo", [("name", at("x"))])
    for _ in range(5000):
        nested = Item("Thing", [("about", nested)])
    assert microdata([nested]) == ()


# --------------------------------------------------------------------------------------------------------------------
# The reader: laws.

NASTY = st.sampled_from(
    [
        '{"@type":"Question","name":"', '"', "\\", "\\u", "\\ud83d", "\\ude00", "\\u00e9", "{", "}", "[", "]", ":", ",",
        "<p>", "</p>", "<b>", "&amp;", "&#0;", "&#x1;", "\n", " ", "x", "\u0301", "1e5", '"@type"', '"Question"',
        '"acceptedAnswer"', "\ud800", "<!--", "-->",
    ]
)  # fmt: skip


@given(st.text(st.characters(codec=None)) | st.lists(NASTY, max_size=30).map("".join))
def test_any_text_between_script_tags_is_read_or_says_nothing(content: str) -> None:
    assert isinstance(read(content)[1], tuple)


anything = st.lists(NASTY | st.text(st.characters(codec=None), max_size=4), max_size=12).map("".join)


@given(anything, anything, st.booleans())
def test_every_text_stands_where_it_is_said_to(name: str, answer: str, ascii_only: bool) -> None:
    page, statements = read(faq((name, answer)), ascii_only=ascii_only)
    for statement in statements:
        for segments in statement.parts.values():
            for segment in segments:
                assert len(OPEN) <= segment.start < segment.end <= len(page) - len(CLOSE)
                spans = [segment.locate(i, i + 1) for i in range(len(segment.text))]
                assert [span.start for span in spans] == sorted(span.start for span in spans)
                pieces = segment.part().pieces
                assert all(piece.start <= piece.end for piece in pieces)
                assert list(pieces) == sorted(pieces)


plain = st.text(st.characters(codec=None, exclude_characters="<&\r\n"), max_size=40)


@given(plain, plain, st.booleans())
def test_what_is_written_is_read(name: str, answer: str, ascii_only: bool) -> None:
    _, statements = read(faq((name, answer)), ascii_only=ascii_only)
    # A lone surrogate, then its partner, are one character once they are written as escapes.
    expected = [canonical(json.loads(json.dumps(text)) if ascii_only else text)[0] for text in (name, answer)]
    assert [s.text for _, parts in statements for ss in parts.values() for s in ss] == (
        expected if all(expected) else []
    )


# --------------------------------------------------------------------------------------------------------------------
# ISO 8601.


@pytest.mark.parametrize("row", params("iso_duration"))
def test_iso_duration(row: Row) -> None:
    found = parse_iso_duration(row["text"])
    assert facts(found, row["expect"]) == row["expect"]
    if found:
        assert replay(row["text"], found.steps) == attributes(found)
        assert all(0 <= step.start <= step.end <= len(row["text"]) for step in found.steps)
        assert found.text == row["text"]


# --------------------------------------------------------------------------------------------------------------------
# The record.

HEAD = "Career Pathway\nBaker\nMiller\nFrom Baker to Miller: Your Complete Transition Guide\n"
PLAN = "Your Learning Roadmap\n1\nFoundations\n4 weeks\nTasks\n• Read\nResources\nGrain Course\n2\nPractice\n8 weeks\n"
ASKED = "Frequently Asked Questions\nIs it hard?\nNot very.\n"


def segment(source: Source, _: Selectors) -> Content:
    """A plain page that ends in a script, as if it were markup."""
    start = source.text.index(OPEN)
    spans = [(start + len(OPEN), len(source.text) - len(CLOSE))]
    shown = segment_text(Source(source.text[:start])).segments
    marks = (Stretch(start, len(source.text), "markup"),)
    return Content(shown, marks, None, json_ld(source.text, spans))


def parse(text: str, *things: Any) -> Page:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "segmenter_for", lambda _: Segmenter(("text/plain",), segment, lambda _: None))
        found = pipeline.parse(HEAD + text + script({"@graph": list(things)}))
    assert found.pathway, found.problem
    return obeys_the_laws(found)


def obeys_the_laws(page: Page, *, html: bool = False) -> Page:
    """Every value has its proof, quotes are to the letter, derived values come from something, the account tiles."""
    found, leaves = record(page), page.evidence.leaves
    assert set(leaves) == set(stated(page))
    for pointer, proof in leaves.items():
        if proof.kind == "quoted":
            assert "".join(page.source.text[slice(*span)] for span in proof.spans) == resolve(found, pointer)
        elif proof.kind == "derived":
            assert all(resolve(found, origin) is not None for origin in proof.origins)
        else:
            assert proof.steps
    stretches = page.evidence.accounts[0].stretches
    ends = [stretch.end for stretch in stretches]
    assert [stretch.start for stretch in stretches] == [0, *ends[:-1]]
    assert ends[-1] == len(page.source.text)
    start = page.source.text.index(OPEN)
    end = page.source.text.rindex(CLOSE) if html else ends[-1]
    assert "residue" not in {stretch.role for stretch in stretches if start <= stretch.start < end}
    return page


def owned(page: Page, pointer: str) -> list[str]:
    return [page.source.text[s.start : s.end] for s in page.evidence.accounts[0].stretches if s.role == pointer]


def mismatches(page: Page) -> list[Finding]:
    return lint(page, ["EXT010"], debug=True)


def test_an_answer_that_the_page_lacks_is_filled() -> None:
    found = parse(
        "Frequently Asked Questions\nIs it hard?\nIs it long?\nNo.\n",
        faq(("is it HARD", "<p>Not &quot;very&quot;.</p><p>But long.</p>")),
    )
    assert record(found)["faq"] == [
        {"question": "Is it hard?", "answer": 'Not "very".\n\nBut long.'},
        {"question": "Is it long?", "answer": "No."},
    ]
    assert owned(found, "/faq/0/answer") == ["Not &quot;very&quot;.", "But long."]
    assert mismatches(found) == []


def test_a_question_that_the_page_lacks_is_filled() -> None:
    found = parse("Frequently Asked Questions\nNot very.\n", faq(("Is it hard?", "Not very!")))
    assert record(found)["faq"] == [{"question": "Is it hard?", "answer": "Not very."}]


def test_questions_that_only_the_structured_data_has_are_added() -> None:
    found = parse(ASKED, faq(("Is it hard?", "Not very."), ("Is it long?", "It takes 9 months.")))
    assert [entry["question"] for entry in record(found)["faq"]] == ["Is it hard?", "Is it long?"]
    assert owned(found, "/faq/1/question") == ["Is it long?"]
    assert [(claim["text"], claim["at"]) for claim in record(found)["claims"]] == [("9 months", "/faq/1/answer")]
    assert [entry["answer"] for entry in record(parse("", faq(("A?", "B."), ("A?", "B."))))["faq"]] == ["B."]


def test_an_answer_under_a_question_in_other_words_is_not_doubled() -> None:
    asked = ASKED.replace("Not very", "It is not very hard at all")
    assert len(record(parse(asked, faq(("How hard is it?", "It is not very hard at all!"))))["faq"]) == 1


@pytest.mark.parametrize(
    ("answer", "entries"),
    [("<p>It is hard at first sight.</p><p>Not later.</p>", 1), ("It is hard at first sight.", 2)],
)
def test_only_the_whole_of_an_answer_replies_to_a_question_in_other_words(answer: str, entries: int) -> None:
    first = ("Is it hard?", "<p>It is hard at first sight.</p><p>Not later.</p>")
    assert len(record(parse("", faq(first, ("How hard is it?", answer))))["faq"]) == entries


def test_a_short_answer_replies_to_many_questions() -> None:
    found = parse("Frequently Asked Questions\nYes.\n", faq(("Is it hard?", "Yes."), ("Is it long?", "Yes.")))
    assert [entry["question"] for entry in record(found)["faq"]] == ["Is it hard?", "Is it long?"]


@pytest.mark.parametrize("name", ["Grain Course", "grain course!"])
def test_a_course_gives_its_resource_an_address(name: str) -> None:
    course = {"@type": "Course", "name": name, "url": "https://example.org/grain"}
    found = parse(PLAN, course)
    assert record(found)["roadmap"][0]["resources"] == [{"name": "Grain Course", "url": "https://example.org/grain"}]
    other = parse(PLAN, course, {**course, "url": "https://example.org/other"})
    assert record(other)["roadmap"][0]["resources"] == [{"name": "Grain Course", "url": None}]


@pytest.mark.parametrize("name", ["Grain by Mill School", "Grain (Mill School)", "Mill School: Grain"])
def test_a_resource_may_name_who_gives_the_course(name: str) -> None:
    course = {"@type": "Course", "name": "Grain", "provider": {"name": "Mill School"}, "url": "https://example.org/g"}
    found = parse(PLAN.replace("Resources\nGrain Course", f"Resources\n• {name}"), course)
    assert record(found)["roadmap"][0]["resources"] == [{"name": name, "url": "https://example.org/g"}]


def test_an_address_that_is_none_is_left() -> None:
    found = parse(PLAN, {"@type": "Course", "name": "Grain Course", "url": "javascript:void(0)"})
    assert record(found)["roadmap"][0]["resources"][0]["url"] is None


def test_a_total_time_fills_a_missing_timeline() -> None:
    found = parse("", {"@type": "HowTo", "totalTime": "P9M"})
    timeline = record(found)["timeline"]
    assert (timeline["text"], timeline["min"], timeline["max"], timeline["unit"]) == ("P9M", 9, 9, "month")
    proof = found.evidence.leaves["/timeline/min"]
    assert (proof.kind, [found.source.text[slice(*span)] for span in proof.spans]) == ("normalised", ["9"])
    assert record(parse("", {"@type": "HowTo", "totalTime": "PT20H"}))["timeline"] is None
    assert (
        record(parse("Timeline\n3 months\n", {"@type": "HowTo", "totalTime": "P3M"}))["timeline"]["text"] == "3 months"
    )


STEPS = {"@type": "HowTo", "totalTime": "P3M", "step": [{"name": "Foundations"}, {"name": "Practice"}]}


def test_steps_fill_an_empty_roadmap() -> None:
    found = parse("", STEPS)
    assert [(phase["position"], phase["title"]) for phase in record(found)["roadmap"]] == [
        (1, "Foundations"),
        (2, "Practice"),
    ]
    assert record(found)["roadmap_total"] is None
    assert len(record(parse(PLAN, STEPS))["roadmap"]) == 2


def test_a_guide_to_something_else_is_left_alone() -> None:
    found = parse(PLAN + "Timeline\n", {**STEPS, "step": ["Buy flour", "Wash hands"]})
    assert record(found)["timeline"] is None
    assert mismatches(found) == []


def test_a_guide_that_is_called_as_the_page_is_of_it_whatever_its_steps() -> None:
    named = {**STEPS, "name": "From Baker to Miller: your complete transition guide", "step": ["Buy flour", "Bake"]}
    found = parse("Timeline\n9 months\n" + PLAN, named)
    assert [finding.pointer for finding in mismatches(found)] == ["/timeline/text"]
    assert [phase["title"] for phase in record(found)["roadmap"]] == ["Foundations", "Practice"]


def test_of_two_guides_neither_counts() -> None:
    found = parse("", STEPS, {**STEPS, "totalTime": "P9Y"})
    assert (record(found)["timeline"], record(found)["roadmap"]) == (None, [])


def test_a_guide_that_is_said_twice_counts() -> None:
    found = record(parse("", STEPS, {**STEPS, "name": "Mill"}, {"@type": "HowTo", "totalTime": "P3M"}))
    assert (found["timeline"]["text"], len(found["roadmap"])) == ("P3M", 2)


# --------------------------------------------------------------------------------------------------------------------
# Contradictions.


def test_another_answer_is_found() -> None:
    found = parse(ASKED, faq(("Is it hard?", "Very \u00ab\u00e9\u00bb.")))
    (finding,) = mismatches(found)
    line = found.source.text.split("\n")[finding.line - 1]
    assert (finding.pointer, line) == ("/faq/0/answer", "Not very.")
    assert finding.severity == "warning"
    (related,) = finding.related
    assert found.source.text.split("\n")[related.line - 1][related.column - 1 : related.end_column - 1] == (
        r"Very \u00ab\u00e9\u00bb."
    )
    assert record(found)["faq"] == [{"question": "Is it hard?", "answer": "Not very."}]


def test_of_two_answers_the_one_that_differs_is_found() -> None:
    (finding,) = mismatches(parse(ASKED, faq(("Is it hard?", "Not very."), ("Is it hard?", "Very."))))
    assert "Very." in finding.message


@pytest.mark.parametrize(
    "answer", ["not very", "<p>Not</p><p>very!</p>", "Not", "Not very. It takes a while, though.", "Not \u2026"]
)
def test_the_same_answer_is_not(answer: str) -> None:
    assert mismatches(parse(ASKED, faq(("Is it hard?", answer)))) == []


@pytest.mark.parametrize(
    ("timeline", "time", "wrong"),
    [
        ("9-12 months", "P9M", False),
        ("9-12 months", "P18M", True),
        ("9 months", "P270D", False),
        ("9 months", "P36W", False),
        ("12 months", "P1Y", False),
        ("6 months", "P9M", True),
        ("2+ years", "P5Y", False),
        ("9 months", "PT20H", False),
        ("9 months", "P1Y6M", False),
    ],
)
def test_total_times_beside_timelines(timeline: str, time: str, wrong: bool) -> None:
    found = mismatches(parse(f"Timeline\n{timeline}\n", {"@type": "HowTo", "totalTime": time}))
    assert [finding.pointer for finding in found] == ["/timeline/text"] * wrong


@pytest.mark.parametrize(
    ("steps", "wrong"),
    [
        (["Foundations", "Practice"], False),
        (["Step 1: Foundations", "Step 2: Practice (8 weeks)"], False),
        (["Practice", "Foundations"], True),
        (["Step 1: Practice (8 weeks)", "Step 2: Foundations"], True),
        (["Foundations", "Practice", "Search"], True),
        (["Foundations"], True),
        (["Foundations", "Do it"], False),
        (["Buy flour", "Wash hands", "Bake"], False),
    ],
)
def test_steps_beside_phases(steps: list[str], wrong: bool) -> None:
    found = mismatches(parse(PLAN, {"@type": "HowTo", "step": steps}))
    assert [finding.pointer for finding in found] == ["/roadmap/0/title"] * wrong


def occupation(name: str, low: float, high: float, currency: str = "USD", period: str = "P1Y") -> dict[str, Any]:
    salary = {"currency": currency, "duration": period, "percentile10": low, "percentile90": high}
    return {"@type": "Occupation", "name": name, "estimatedSalary": [salary]}


@pytest.mark.parametrize(
    ("names", "wrong"),
    [(["Miller"], False), (["miller"], False), (["Baker"], False), (["Cook"], True), (["Cook", "Waiter"], False)],
)
def test_occupations_beside_roles(names: list[str], wrong: bool) -> None:
    found = mismatches(parse("", *[{"@type": "Occupation", "name": name} for name in names]))
    assert [finding.pointer for finding in found] == ["/to_role/name"] * wrong


@pytest.mark.parametrize(
    ("estimate", "wrong"),
    [
        (occupation("Miller", 60000, 80000), True),
        (occupation("Miller", 49000, 80000), False),
        (occupation("Miller", 10000, 30000), True),
        (occupation("Miller", 60000, 80000, "EUR"), False),
        (occupation("Baker", 60000, 80000), False),
        (occupation("Miller", 20, 30, period="PT1H"), False),
        (occupation("Miller", 5000, 6000, period="P1M"), False),
        (occupation("Miller", 25000, 30000, period="P1M"), False),
        (occupation("Miller", 60000, 80000, period="unknown"), True),
    ],
)
def test_estimated_salaries_beside_stated_ones(estimate: dict[str, Any], wrong: bool) -> None:
    text = "Overview\nA Baker earns USD 20,000 a year. Millers earn USD 40,000 to USD 50,000 per year.\n"
    found = mismatches(parse(text, estimate))
    assert [finding.pointer for finding in found] == ["/claims/1/text"] * wrong


def test_a_salary_may_stand_beside_the_demand() -> None:
    found = parse("Demand\nHigh: a Miller earns USD 40,000 a year\n", occupation("Miller", 60000, 80000))
    assert [finding.pointer for finding in mismatches(found)] == ["/claims/0/text"]


def test_figures_may_stand_in_any_order() -> None:
    salary = {"currency": "USD", "duration": "P1Y", "percentile90": 80000, "percentile10": 60000}
    found = parse("Demand\nA Miller earns USD 40,000\n", {**occupation("Miller", 1, 2), "estimatedSalary": salary})
    ((related,),) = (finding.related for finding in mismatches(found))
    assert related.column < related.end_column


def test_structured_data_does_not_contradict_itself() -> None:
    text = "A Miller earns USD 40,000 a year."
    assert mismatches(parse("", faq(("How much?", text)), occupation("Miller", 60000, 80000))) == []


THINGS = st.sampled_from(
    [
        faq(("Is it hard?", "Very."), ("Why?", "<b>So</b>")),
        faq(("!", "?"), ("?", "Not very."), ("???", "!!!")),
        STEPS,
        {**STEPS, "totalTime": "P9Y"},
        {"@type": "HowTo", "name": "<br>", "step": "\n"},
        occupation("Cook", 1, 2),
        occupation("Miller", 9, 8),
        {"@type": "Course", "name": "Grain Course", "url": "/x"},
    ]
)


@given(st.lists(THINGS), st.sampled_from(["", PLAN, ASKED, PLAN + ASKED]))
def test_any_statements_obey_the_laws(things: list[Any], text: str) -> None:
    found = mismatches(parse(text, *things))
    assert all(finding.pointer and finding.related for finding in found)


# --------------------------------------------------------------------------------------------------------------------
# HTML.

SHOWN = """<main><h1>From Baker to Miller: Your Complete Transition Guide</h1>
<h2>FAQ</h2>
<div itemscope itemtype="https://schema.org/FAQPage">
  <div itemprop="mainEntity" itemscope itemtype="https://schema.org/Question">
    <h3 itemprop="name">Is it hard?</h3>
    <div itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer">
      <div itemprop="text"><p>Not <b>very</b> &amp; not long.</p><p>Try it.</p></div>
    </div>
  </div>
</div>
<p itemscope itemtype="https://schema.org/HowTo">
<span>It takes <time itemprop="totalTime" datetime="P9M">a while</time>.</span>
<meta itemprop="name" content="Milling &amp; more"><a itemprop="url" href="/mill">here</a></p>
</main>"""


def html_page(*things: Any, shown: str = SHOWN) -> Page:
    head = "".join(script(thing).replace("</b", r"<\/b").replace("</p", r"<\/p") for thing in things)
    page = pipeline.parse(
        f"<!DOCTYPE html><html><head>{head}</head><body>{shown}</body></html>", media_type="text/html"
    )
    assert page.pathway, page.problem
    return page


def test_an_html_page_states_microdata() -> None:
    source = Source(SHOWN, media_type="text/html")
    assert texts(segment_html(source).statements) == [
        ("faq", {"question": ["Is it hard?"], "answer": ["Not very & not long.", "Try it."]}),
        ("how_to", {"name": ["Milling & more"], "time": ["P9M"]}),
    ]


def test_the_words_of_a_line_that_are_a_property() -> None:
    html_text = '<p itemscope itemtype="HowTo">Read: <b itemprop="name">Milling <i>at home</i></b> first</p>'
    statement, _ = segment_html(Source(html_text, media_type="text/html")).statements
    (name,) = statement.parts["name"]
    assert (name.text, [html_text[slice(*piece)] for piece in name.part().pieces]) == (
        "Milling at home",
        ["Milling ", "at home"],
    )


def test_an_html_page_is_filled_from_its_scripts() -> None:
    page = html_page(
        faq(("Is it long?", "<p>Caf\u00e9s <b>9 months</b>.</p><p>So &gt; that.</p>")), STEPS | {"totalTime": "P9M"}
    )
    found = record(obeys_the_laws(page, html=True))
    assert found["faq"][1] == {"question": "Is it long?", "answer": "Caf\u00e9s 9 months.\n\nSo > that."}
    assert found["timeline"]["text"] == "P9M"
    assert [phase["title"] for phase in found["roadmap"]] == ["Foundations", "Practice"]
    assert mismatches(page) == []


def test_white_space_between_paragraphs_of_a_script_is_space() -> None:
    content = json.dumps(faq(("Is it long?", "One.|Two."))).replace("|", "\n\n")
    page = pipeline.parse(f"<!DOCTYPE html><body>{SHOWN}{script(content)}", media_type="text/html")
    stretches = obeys_the_laws(page, html=True).evidence.accounts[0].stretches
    assert [s.role for s in stretches if page.source.text[s.start : s.end] == "\n\n"] == ["space"]


def test_an_html_page_is_held_against_its_scripts() -> None:
    page = html_page(faq(("Is it hard?", "Yes, it is.")), {"@type": "Occupation", "name": "Cook"})
    assert [finding.pointer for finding in mismatches(page)] == ["/to_role/name", "/faq/0/answer"]
    assert all(finding.related[0].line == 1 for finding in mismatches(page))


# --- what the page is as a whole -------------------------------------------------------------------------------------

COURSE = {"@type": "Course", "name": "Data"}


@pytest.mark.parametrize(
    ("content", "types"),
    [
        ({"@type": "Recipe", "name": "Bread"}, ["Recipe"]),
        ({"@type": "https://schema.org/Recipe"}, ["Recipe"]),
        ({"@graph": [{"@type": "Organization"}, {"@type": "Recipe"}]}, ["Recipe"]),
        ({"@type": "WebPage", "mainEntity": COURSE}, ["Course"]),
        ([{"@type": "Article"}, COURSE], ["Article", "Course"]),
        ({"@type": "Article", "mentions": COURSE}, ["Article"]),
        ({"@type": "ItemList", "itemListElement": [COURSE]}, []),
        ("{", []),
    ],
)
def test_the_main_things_say_what_the_page_is(content: Any, types: list[str]) -> None:
    _, statements = read(content)
    assert [kind for kind, _ in statements if kind.startswith("page ")] == [f"page {name}" for name in types]
