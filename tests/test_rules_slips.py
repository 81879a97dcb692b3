"""Rules about slips: their arithmetic, their tables of words, and that what is said rightly is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depth import examples
from linting import findings_of
from pathingest import lint, parse
from pathingest.rules import find_rule
from pathingest.rules._placeholders import placeholder
from pathingest.rules._words import read_lines
from pathingest.values.placeholders import DASHES
from pathingest.values.text import shortened

HEAD = "From Nurse to Data Analyst: Your 9-Month Transition Guide\n"
WORD = st.text(st.characters(categories=["Ll"], max_codepoint=0x7F), min_size=2, max_size=9)
SENTENCE = st.lists(WORD, min_size=3, max_size=9).map(lambda words: " ".join(words).capitalize() + ".")
# Spelt so in both countries, or a word of its own in one of them.
TRAPS = (
    "advertise", "advise", "analyses", "analog", "arise", "catalog", "check", "chastise", "comprise",
    "compromise", "concise", "demise", "despise", "devise", "dialog", "disguise", "draft", "enterprise", "excise",
    "exercise", "expertise", "franchise", "improvise", "learned", "license", "licence", "meter", "merchandise",
    "practice", "practise", "precise", "premise", "program", "promise", "raise", "revise", "rise", "story",
    "supervise", "surmise", "surprise", "toward", "wise",
)  # fmt: skip


def found(code: str, text: str) -> list[str]:
    _, rule = find_rule(code)
    return [finding.message for finding in findings_of(rule, {"page.txt": text})]


def overview(*texts: str) -> str:
    return "\n".join([HEAD + "Overview", *texts, ""])


# ----------------------------------------------------------------------------------------------------------------------
# Placeholders.

# Texts that are a placeholder as a whole, that have one, and that have none.
IS_ONE = [
    "TBD",
    "tbd",
    "(TBD)",
    "[TBA]",
    "<tbc>",
    "*TBD*",
    "_TBD_",
    "TBD.",
    "TBD!",
    "TBD…",
    "FIXME",
    "fixme",
    "TODO",
    "TBD weeks",
    "TODO Weeks",
    "to be determined",
    "To be announced",
    "to be confirmed",
    "to be added",
    "to be written",
    "to be defined",
    "to be done",
    "coming soon",
    "Coming soon!",
    "invalid date",
    "Invalid Date",
    "text goes here",
    "your text goes here",
    "Some title comes here",
    "title here",
    "description here",
    "content here",
    "name here",
    "placeholder",
    "placeholder text",
    "placeholder value",
    "lorem ipsum",
    "Lorem Ipsum",
    "undefined",
    "Undefined",
    "xx",
    "XX",
    "xxx",
    "???",
    "????",
    "NaN",
    "nan",
    "Nan",
    "NaN%",
    "nan%",
    "null",
    "[object Object]",
    "[object Array]",
    "{name}",
    "{first name}",
    "{a.b-c}",
    "{nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn}",
    "${name}",
    "${nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn}",
    "%(name)s",
    "%s",
    "-",
    "–",
    "—",
    "--",
    "——",
    "---",
    "−",
    "‐",
    "(TODO)",
    "NaN weeks",
    "undefined months",
    "XX",
    "undefined",
    "null views",
    "NaN minutes",
    "NaN hrs",
    "NaN wks",
    "[insert name]",
    "[INSERT NAME]",
]
HAS_ONE = [
    (" - ", "-"),
    ("Well: TBD", "TBD"),
    ("Well TBD.", "TBD"),
    ("Well [TBD] too", "[TBD]"),
    ("TBD: later", "TBD"),
    ("The TBD; the rest", "TBD"),
    ("It is TBA\nand more", "TBA"),
    ("Is it TBD?", "TBD"),
    ("TODO: write it", "TODO"),
    ("see [TODO]", "TODO"),
    ("A TODO) here", "TODO"),
    ("TODO add a link", "TODO"),
    ("FIXME add a link", "FIXME"),
    ("TODO listing", "TODO"),
    ("see TODO : x", "TODO"),
    ("lorem ipsum dolor sit", "lorem ipsum dolor"),
    ("It says Lorem ipsum dolor sit amet", "Lorem ipsum dolor"),
    ("lorem ipsum sit", "lorem ipsum"),
    ("CriticalNaN weeks", "NaN weeks"),
    ("It takes undefined days", "undefined days"),
    ("It takes null hours", "null hours"),
    ("It takes XX weeks", "XX weeks"),
    ("It takes XXX-week", "XXX-week"),
    ("It rises by NaN%", "NaN%"),
    ("It rises by NaN %", "NaN %"),
    ("earn $NaN", "$NaN"),
    ("earn €undefined a year", "€undefined"),
    ("earn £null", "£null"),
    ("it is [object Object] now", "[object Object]"),
    ("it is [object Array]", "[object Array]"),
    ("[Insert the name] here", "[Insert the name]"),
    ("Say {{name}} here", "{{name}}"),
    ("Say {{}} here", "{{}}"),
    ("don't TODO: x don't", "TODO"),
]
HAS_NONE = [
    "todo",
    "Todo",
    "to be paid",
    "word here",
    "placeholder word",
    "x",
    "??",
    "Null",
    "NULL",
    "{}",
    "{nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn}",
    "${}",
    "%()s",
    "%d",
    "----",
    "TBD and more",
    "Well (TBA) too",
    "Well (TBC) too",
    "Well TBC.",
    "Well TBD too",
    "Trunk based (TBD).",
    "Trunk based development (TBD) is used",
    "It is [x] (TBD) here",
    "ATBD.",
    "We merge to trunk: TBD",
    "Add TODO here",
    "TODO list",
    "TODO-list",
    "TODO – app",
    "TODO apps",
    "TODO application",
    "TODO items",
    "TODO MVC",
    "TODO managers",
    "TODO tracker",
    "TODO API",
    "TODO projects",
    "TODO page",
    "TODO program",
    "TODO CLI",
    "TODO tool",
    "TODO comments",
    "TODO website",
    "TODO board",
    "TODO tasks",
    "aTODO: x",
    "Lorem ipsum is a text",
    "lorem ipsum generators",
    "lorem ipsum text",
    "the lorem ipsum sit",
    "aXX weeks",
    "$XX weeks",
    "earn $nullable",
    "undefined weekends",
    "It is undefined",
    "NaN yr",
    "it is [object array]",
    "[object ]",
    "JavaScript shows [object Object] here",
    "Pandas shows NaN weeks",
    "a console prints undefined days",
    "`NaN weeks` is shown",
    "a bug prints NaN days",
    "[insert ]",
    "[insert\nname]",
    "Say ${{name}} here",
    "Say {name} here",
    "A Jinja {{name}}",
    "a prompt with {{name}}",
    "merge fields like {{name}}",
    "a merge tag {{name}}",
    "GitHub Actions ${{x}} {{y}}",
    "Use the {{name}} variable",
    "the syntax {{name}}",
    "`{{name}}`",
    "Say {{a}b}} here",
    "Say {{ first",
    "Write '{{name}}' there",
    'Write "TODO: x" there',
    "Write “TODO: x” there",
    "Coming soon to you",
    "Text goes here and there",
]
LONGEST = [
    (f"{{{'n' * 40}}}", f"{{{'n' * 41}}}"),
    (f"${{{'n' * 40}}}", f"${{{'n' * 41}}}"),
    (f"{{{{{'n' * 80}}}}} it is", f"{{{{{'n' * 81}}}}} it is"),
    (f"[insert {'n' * 60}]", f"[insert {'n' * 61}]"),
    ("x" * 80, "x" * 81),
    ("?" * 80, "?" * 81),
]


@pytest.mark.parametrize("text", IS_ONE)
def test_a_text_is_a_placeholder_as_a_whole(text: str) -> None:
    assert placeholder(text) == text.strip()
    if text.strip() not in DASHES:  # a dash that begins a line is that of a list
        assert found("STR009", overview("Both read charts all day.", text)) == [
            f"the overview has a placeholder for a value: {shortened(text, 40)!r}"
        ]


@pytest.mark.parametrize(("text", "said"), HAS_ONE)
def test_a_text_has_a_placeholder(text: str, said: str) -> None:
    assert placeholder(text) == said
    if "\n" not in text and text.strip() not in DASHES:
        assert found("STR009", overview("Both read charts all day.", text)) == [
            f"the overview has a placeholder for a value: {said!r}"
        ]


@pytest.mark.parametrize("text", HAS_NONE)
def test_a_text_has_no_placeholder(text: str) -> None:
    assert placeholder(text) is None
    assert found("STR009", overview("Both read charts all day.", text)) == []


@pytest.mark.parametrize(("longest", "longer"), LONGEST)
def test_a_placeholder_is_no_longer_than_it_may_be(longest: str, longer: str) -> None:
    assert placeholder(longest)
    assert placeholder(longer) is None
    assert [len(found("STR009", overview("Both read charts all day.", text))) for text in (longest, longer)] == [1, 0]


@given(SENTENCE)
@examples(5)
def test_a_sentence_is_no_placeholder_and_a_note_before_it_is(text: str) -> None:
    assert placeholder(f"Well, {text}") is None
    assert placeholder(f"TODO: {text}")
    assert placeholder(f"{text} [insert {text.split(maxsplit=1)[0].lower()}]")
    assert placeholder(f"Read 'TODO: {text}' first") is None


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
@examples(10)
def test_any_text_is_looked_at(text: str) -> None:
    said = placeholder(text)
    assert said is None or said in text


# ----------------------------------------------------------------------------------------------------------------------
# Totals.


# Lists with a total, and sentences with one: what is said of it.
TOTALS = [
    (
        "Theory: 120 hours | Practice: 80 hours | Total: 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    (
        "Theory: 120 hours | Practice: 80 hours | Sum: 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    (
        "Theory: 120 hours | Practice: 80 hours | In total: 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    (
        "Theory: 120 hours | Practice: 80 hours | Grand total: 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    (
        "Theory: 120 hours | Practice: 80 hours | Overall total: 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    (
        "Theory: 120 hours | Practice: 80 hours | Course total: 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    (
        "Theory: 120 hours | Practice: 80 hours | Program total: 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    (
        "Theory: 120 hours | Practice: 80 hours | Programme total: 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    (
        "Theory: 120 hours | Practice: 80 hours | Study total: 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    (
        "Theory: 120 hours | Practice: 80 hours | TOTAL: 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    ("Theory: 120 hours | Practice: 80 hours | Yearly total: 300 hours", None),
    ("Theory: 120 hours | Practice: 80 hours | Total of the first term: 300 hours", None),
    ("Theory: 120 hours | Practice: 80 hours | Total rewards: 300 hours", None),
    ("Theory: 120 hours | Practice: 80 hours | Total quality: 300 hours", None),
    ("Theory: 120 hours | Practice: 80 hours | Total cost of it: 300 hours", None),
    ("Theory: 120 hours | Practice: 80 hours | Total station: 300 hours", None),
    ("Theory: 120 hours | Practice: 80 hours | Totals: 300 hours", None),
    (
        "Theory: 120 hours | Practice: 80 hours | Total: 300 hrs",
        "the total is '300 hrs', but its 2 parts add up to 200 hours: 100 too many",
    ),
    (
        "Theory: 120 hrs | Practice: 80 h | Total: 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    (
        "Theory: 12 days | Practice: 8 days | Total: 30 days",
        "the total is '30 days', but its 2 parts add up to 20 days: 10 too many",
    ),
    (
        "Theory: 12 weeks | Practice: 8 wks | Total: 30 weeks",
        "the total is '30 weeks', but its 2 parts add up to 20 weeks: 10 too many",
    ),
    (
        "Theory: 12 months | Practice: 8 months | Total: 30 months",
        "the total is '30 months', but its 2 parts add up to 20 months: 10 too many",
    ),
    (
        "Theory: 2 years | Practice: 1 year | Total: 4 years",
        "the total is '4 years', but its 2 parts add up to 3 years: 1 too many",
    ),
    (
        "Theory: $1,200 | Practice: $300 | Total: $1,400",
        "the total is '$1,400', but its 2 parts add up to $1500: 100 too few",
    ),
    (
        "Theory: €1,200 | Practice: €300.50 | Total: €1,400",
        "the total is '€1,400', but its 2 parts add up to €1500.5: 100.5 too few",
    ),
    ("Theory: £ 1,200 | Practice: £300 | Total: £1,700", None),
    ("Theory: 120 | Practice: 80 | Total: 300", None),
    ("Theory: $120 hours | Practice: $80 hours | Total: $300 hours", None),
    (
        "Theory: 120-130 hours | Practice: 80 to 90 hours | Total: 300-320 hours",
        "the total is '300-320 hours', but its 2 parts add up to 200–220 hours: 80 too many",
    ),
    (
        "Theory: 120-130 hours | Practice: 80 to 90 hours | Total: 180-199 hours",
        "the total is '180-199 hours', but its 2 parts add up to 200–220 hours: 1 too few",
    ),
    ("Theory: 120-130 hours | Practice: 80 to 90 hours | Total: 180-200 hours", None),
    ("Theory: 120-130 hours | Practice: 80 to 90 hours | Total: 220-260 hours", None),
    (
        "Theory: 120-130 hours | Practice: 80 to 90 hours | Total: 221-260 hours",
        "the total is '221-260 hours', but its 2 parts add up to 200–220 hours: 1 too many",
    ),
    (
        "Theory: $100-$120 | Practice: $80-90 | Total: $300",
        "the total is '$300', but its 2 parts add up to $180–210: 90 too many",
    ),
    ("Theory: 120 hours | Practice: 80 hours | Total: about 220 hours", None),
    (
        "Theory: 120 hours | Practice: 80 hours | Total: about 221 hours",
        "the total is 'about 221 hours', but its 2 parts add up to 200 hours: 21 too many",
    ),
    ("Theory: about 120 hours | Practice: 80 hours | Total: 220 hours", None),
    (
        "Theory: roughly 120 hours | Practice: 80 hours | Total: 179 hours",
        "the total is '179 hours', but its 2 parts add up to 200 hours: 21 too few",
    ),
    ("Theory: around 120 hours | Practice: 80 hours | Total: 180 hours", None),
    ("Theory: approximately 120 hours | Practice: 80 hours | Total: 180 hours", None),
    ("Theory: approx. 120 hours | Practice: 80 hours | Total: 180 hours", None),
    ("Theory: nearly 120 hours | Practice: 80 hours | Total: 180 hours", None),
    ("Theory: almost 120 hours | Practice: 80 hours | Total: 180 hours", None),
    ("Theory: some 120 hours | Practice: 80 hours | Total: 180 hours", None),
    ("Theory: ~120 hours | Practice: 80 hours | Total: 180 hours", None),
    (
        "Theory: 120 hours | Practice: 80 hours | Total: 201 hours",
        "the total is '201 hours', but its 2 parts add up to 200 hours: 1 too many",
    ),
    (
        "Theory: 120 hours | Practice: 80 hours | Total: 199 hours",
        "the total is '199 hours', but its 2 parts add up to 200 hours: 1 too few",
    ),
    ("Theory: 120 hours | Practice: 80 hours | Total: 200 hours", None),
    (
        "Theory: 120.5 hours | Practice: 80 hours | Total: 200 hours",
        "the total is '200 hours', but its 2 parts add up to 200.5 hours: 0.5 too few",
    ),
    (
        "Theory: 1,120 hours | Practice: 80 hours | Total: 1,300 hours",
        "the total is '1,300 hours', but its 2 parts add up to 1200 hours: 100 too many",
    ),
    ("Theory: 120 hours | Total: 300 hours", None),
    (
        "Books: 7 hours | Talks: 5 hours | Total: 12 hours | Theory: 120 hours | Practice: 80 hours | Total: 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    (
        "Theory: 120 hours | A laptop | Practice: 80 hours | Total: 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    ("Theory: 120 hours | A laptop | A desk | Practice: 80 hours | Total: 300 hours", None),
    ("Theory: 120 hours | Practice: 80 hours | A laptop | A desk | Total: 300 hours", None),
    (
        "Theory: 120 hours | Practice: 80 hours | A laptop | Total: 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    (
        "A: 120 hours | A laptop that you have and that is quite fast enough, I hope. | B: 80 hours | Total: 300 hours",
        None,
    ),
    (
        "A: 120 hours | A laptop that you have and that is quite fast enough, I hope | B: 80 hours | Total: 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    ("Theory: 120 hours | Practice: 80 hours or 90 hours | Total: 300 hours", None),
    ("Theory: 120 hours | Reading: 3 hours and 4 hours | Practice: 80 hours | Total: 300 hours", None),
    ("Theory: 120 hours | Practice: 80 hours | Break: 2 weeks | Total: 300 hours", None),
    (
        "Books: 7 hours | Break: 2 weeks | Theory: 120 hours | Practice: 80 hours | Total: 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    (
        "Total: 300 hours | Theory: 120 hours | Practice: 80 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    (
        "Theory | 120 hours | Practice | 80 hours | Total | 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    (
        "Theory: 120 hours | Practice: 80 hours | Total | 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    ("Theory: 120 hours | Practice: 80 hours | Total | 300 hours a year", None),
    ("Theory: 120 hours | Practice: 80 hours | Total | It is 300 hours", None),
    ("Theory: 120 hours | Practice: 80 hours | Total", None),
    ("Theory: 120 hours per week | Practice: 80 hours | Total: 300 hours", None),
    ("Theory: 120 hours/week | Practice: 80 hours | Total: 300 hours", None),
    ("Theory: 120 hours a week | Practice: 80 hours | Total: 300 hours", None),
    ("Theory: 120 hours a day | Practice: 80 hours | Total: 300 hours", None),
    ("Theory: 120 hours each | Practice: 80 hours | Total: 300 hours", None),
    ("Theory: 120 hours+ | Practice: 80 hours | Total: 300 hours", None),
    ("Theory: 120+ hours | Practice: 80 hours | Total: 300 hours", None),
    ("Theory: 120 hours | Practice: 80 hours, including 20 at home | Total: 300 hours", None),
    ("Theory: 120 hours | Subtotal: 80 hours | Total: 300 hours", None),
    ("Theory: 120 hours | Practice: at least 80 hours | Total: 300 hours", None),
    ("Theory: 120 hours | Practice: 80 hours minimum | Total: 300 hours", None),
    ("Theory: 120 hours | Practice: up to 80 hours | Total: 300 hours", None),
    ("Theory: 120 hours | Practice: 80 hours (optional) | Total: 300 hours", None),
    ("Theory: 120 hours | Practice: 80 hours in parallel | Total: 300 hours", None),
    ("Theory: 120 hours | Practice: 80 hours alongside | Total: 300 hours", None),
    ("Theory: 120 hours | Practice: 80 hours overlapping | Total: 300 hours", None),
    ("Theory: 120 hours | Practice: 80 weekly hours | Total: 300 hours", None),
    ("Theory: 120 hours | Practice: 80 hours on average | Total: 300 hours", None),
    ("Theory: 120 hours | Practice: the remaining 80 hours | Total: 300 hours", None),
    ("Theory: 120 hours | Practice: the rest, 80 hours | Total: 300 hours", None),
    ("Theory: 120 hours | Practice: 80 hours plus a test | Total: 300 hours", None),
    ("Theory: 120 hours | Practice: 80 hours and more | Total: 300 hours", None),
    ("Theory: 120 hours | Practice: 80 hours at the same time | Total: 300 hours", None),
    (
        "Theory: 120 hours of 2024 | Practice: 80 hours | Total: 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    (
        "Theory: 50% of 120 hours | Practice: 80 hours | Total: 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    ("Theory: a-120 hours | Practice: 80 hours | Total: 300 hours", None),
    (
        "Theory: 120hours | Practice: 80-hour | Total: 300 hours",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
]
IN_A_SENTENCE = [
    (
        "The course totals 620 hours: 200 hours of theory and 300 hours of practice.",
        "the total is '620 hours', but its 2 parts add up to 500 hours: 120 too many",
    ),
    (
        "It is a total of 620 hours (200 hours of theory and 300 hours of practice).",
        "the total is '620 hours', but its 2 parts add up to 500 hours: 120 too many",
    ),
    (
        "The course totals 620 hours — 200 hours of theory and 300 hours of practice.",
        "the total is '620 hours', but its 2 parts add up to 500 hours: 120 too many",
    ),
    (
        "The course totals 620 hours, made up of 200 hours of theory and 300 hours of practice.",
        "the total is '620 hours', but its 2 parts add up to 500 hours: 120 too many",
    ),
    (
        "The course totals 620 hours, composed of 200 hours of theory and 300 hours of practice.",
        "the total is '620 hours', but its 2 parts add up to 500 hours: 120 too many",
    ),
    (
        "The course totals 620 hours consisting of 200 hours of theory and 300 hours of practice.",
        "the total is '620 hours', but its 2 parts add up to 500 hours: 120 too many",
    ),
    (
        "The course totals 620 hours, split into 200 hours of theory and 300 hours of practice.",
        "the total is '620 hours', but its 2 parts add up to 500 hours: 120 too many",
    ),
    ("The course totals 620 hours, with 200 hours of theory and 300 hours of practice.", None),
    (
        "The courses total about 620 hours: 200 hours of theory and 300 hours of practice.",
        "the total is 'about 620 hours', but its 2 parts add up to 500 hours: 120 too many",
    ),
    (
        "Courses totaling 620 hours: 200 hours of theory and 300 hours of practice.",
        "the total is '620 hours', but its 2 parts add up to 500 hours: 120 too many",
    ),
    (
        "Courses totalling 620 hours: 200 hours of theory and 300 hours of practice.",
        "the total is '620 hours', but its 2 parts add up to 500 hours: 120 too many",
    ),
    (
        "Courses totalling 620 days: 200 days of theory and 300 days of practice.",
        "the total is '620 days', but its 2 parts add up to 500 days: 120 too many",
    ),
    (
        "Altogether 620 hours: 200 hours of theory and 300 hours of practice.",
        "the total is '620 hours', but its 2 parts add up to 500 hours: 120 too many",
    ),
    (
        "Altogether, 620 hours: 200 hours of theory and 300 hours of practice.",
        "the total is '620 hours', but its 2 parts add up to 500 hours: 120 too many",
    ),
    (
        "In all, 60 weeks: 20 weeks of theory and 30 weeks of practice.",
        "the total is '60 weeks', but its 2 parts add up to 50 weeks: 10 too many",
    ),
    (
        "All told 60 weeks: 20 weeks of theory and 30 weeks of practice.",
        "the total is '60 weeks', but its 2 parts add up to 50 weeks: 10 too many",
    ),
    (
        "All told about 60 weeks: 20 weeks of theory and 30 weeks of practice.",
        "the total is 'about 60 weeks', but its 2 parts add up to 50 weeks: 10 too many",
    ),
    (
        "It adds up to 60 months: 20 months of theory and 30 months of practice.",
        "the total is '60 months', but its 2 parts add up to 50 months: 10 too many",
    ),
    (
        "Adding up to 60 months: 20 months of theory and 30 months of practice.",
        "the total is '60 months', but its 2 parts add up to 50 months: 10 too many",
    ),
    (
        "They take 60 weeks in total: 20 weeks of theory and 30 weeks of practice.",
        "the total is '60 weeks', but its 2 parts add up to 50 weeks: 10 too many",
    ),
    (
        "They take 60 weeks of study in total: 20 weeks of theory and 30 weeks of practice.",
        "the total is '60 weeks', but its 2 parts add up to 50 weeks: 10 too many",
    ),
    (
        "They take 60 weeks of work, in total: 20 weeks of theory and 30 weeks of practice.",
        "the total is '60 weeks', but its 2 parts add up to 50 weeks: 10 too many",
    ),
    (
        "They take 60 weeks of training altogether: 20 weeks of theory and 30 weeks of practice.",
        "the total is '60 weeks', but its 2 parts add up to 50 weeks: 10 too many",
    ),
    (
        "They take 60 weeks of learning in all: 20 weeks of theory and 30 weeks of practice.",
        "the total is '60 weeks', but its 2 parts add up to 50 weeks: 10 too many",
    ),
    (
        "They take 60 weeks all told: 20 weeks of theory and 30 weeks of practice.",
        "the total is '60 weeks', but its 2 parts add up to 50 weeks: 10 too many",
    ),
    ("They take 60 weeks of rest in total: 20 weeks of theory and 30 weeks of practice.", None),
    ("They take 60 weeks in total: 20 weeks of theory or 30 weeks of practice.", None),
    ("They take 60 weeks in total: 20 weeks of theory and 30 days of practice.", None),
    ("They take 60 weeks in total: 20 weeks of theory.", None),
    ("They take 60 weeks in total: 20 weeks of theory. Then 30 weeks of practice.", None),
    ("They take 60 weeks in total: 20 weeks of theory, 30 weeks of practice and 10 weeks of rest.", None),
    ("They take 50 weeks in total: 20 weeks of theory, 20-30 weeks of practice and 10 weeks of rest.", None),
    (
        "Theory: 120 hours. Practice: 80 hours. Total: 300 hours.",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    (
        "Theory: 120 hours; practice: 80 hours; total: 300 hours.",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    (
        "Theory: 120 hours, practice: 80 hours, total: 300 hours.",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    (
        "Books help. Theory: 120 hours. Practice: 80 hours. Total: 300 hours.",
        "the total is '300 hours', but its 2 parts add up to 200 hours: 100 too many",
    ),
    ("Theory: 120 hours. Rest well. Practice: 80 hours. Total: 300 hours.", None),
    ("Theory: 120 hours. Practice: 80 days. Total: 300 hours.", None),
    (
        "Theory: 120 hours. Practice: about 80 hours. Test: 20 hours. Total: 300 hours.",
        "the total is '300 hours', but its 3 parts add up to 220 hours: 80 too many",
    ),
    ("Theory: 120 hours. Practice: up to 80 hours. Test: 20 hours. Total: 300 hours.", None),
    ("Theory 120 hours. Practice 80 hours. Total: 300 hours.", None),
    ("Theory: 120 hours. Practice: 80 hours. All in total: 300 hours.", None),
    (
        "200 hours of theory and 300 hours of practice add up to 620 hours.",
        "the total is '620 hours', but its 2 parts add up to 500 hours: 120 too many",
    ),
    (
        "Together, 200 hours of theory and 300 hours of practice add up to about 620 hours.",
        "the total is 'about 620 hours', but its 2 parts add up to 500 hours: 120 too many",
    ),
    ("Here is how: 200 hours of theory and 300 hours of practice add up to 500 hours.", None),
    (
        "Take 7 hours. 200 hours of theory and 300 hours of practice add up to 620 hours.",
        "the total is '620 hours', but its 2 parts add up to 500 hours: 120 too many",
    ),
    (
        "Take 7 hours: 200 hours of theory and 300 hours of practice add up to 620 hours.",
        "the total is '620 hours', but its 2 parts add up to 500 hours: 120 too many",
    ),
    (
        "200 hours of theory and 300 hours of practice, which all add up to 620 hours.",
        "the total is '620 hours', but its 2 parts add up to 500 hours: 120 too many",
    ),
    ("200 hours of theory and 300 hours of practice add up to 620 hours per year.", None),
    ("200 hours of theory and 300 hours of practice add up to 620 hours each.", None),
    ("200 hours of theory and 300 hours of practice add up to 620 hours a year.", None),
    ("200 hours of theory and 300 hours of practice add up to 620 hours every year.", None),
    ("200 hours of theory every year and 300 hours of practice add up to 620 hours.", None),
    ("2 times 200 hours of theory and 300 hours of practice add up to 620 hours.", None),
    ("200 hours of theory over 300 hours of practice add up to 620 hours.", None),
    ("200 hours for 300 hours add up to 620 hours.", None),
    ("200 hours a week and 300 hours of practice add up to 620 hours.", None),
    ("200 hours throughout and 300 hours of practice add up to 620 hours.", None),
    ("200 extra hours and 300 hours of practice add up to 620 hours.", None),
    ("200 hours and another 300 hours of practice add up to 620 hours.", None),
    ("200 hours and 300 hours more add up to 620 hours.", None),
    ("200 hours × 300 hours add up to 620 hours.", None),
    ("200 hours * 300 hours add up to 620 hours.", None),
    ("200 hours or 300 hours add up to 620 hours.", None),
    ("200 hours of theory add up to 620 hours.", None),
    ("20 hours come back in all 60 days, and 30 hours more.", None),
]


@pytest.mark.parametrize(("lines", "message"), TOTALS)
def test_a_list_adds_up_to_its_total_or_does_not(lines: str, message: str | None) -> None:
    listed = [f"• {line}" for line in lines.split(" | ")]
    assert found("DUR013", overview("Both read charts all day.", "Study Hours", *listed)) == [*filter(None, [message])]


@pytest.mark.parametrize(("sentence", "message"), IN_A_SENTENCE)
def test_a_sentence_adds_up_to_its_total_or_does_not(sentence: str, message: str | None) -> None:
    assert found("DUR013", overview(sentence)) == [*filter(None, [message])]


@pytest.mark.parametrize(
    ("times", "found_"),
    [
        (("8 weeks", "8 weeks"), 1),
        (("8 weeks", "16 weeks"), 0),
        (("8 weeks", ""), 0),
        (("8 weeks", "8 months"), 0),
        (("8 weeks", "8+ weeks"), 0),
        (("8 weeks", "up to 8 weeks"), 0),
        (("8 weeks", "8-10 weeks"), 1),
    ],
)
def test_a_total_below_the_phases_is_that_of_all_of_them(times: tuple[str, ...], found_: int) -> None:
    phases = [f"{i}\nPhase of {'x' * i}\n{time}\nTasks\n• Read on" for i, time in enumerate(times, 1)]
    lines = ["Your Learning Roadmap", *phases, "Total: 24 weeks", "Reality Check", "Biggest Challenges", "• Dust", ""]
    assert len(found("DUR013", HEAD + "\n".join(lines))) == found_


@given(st.lists(st.integers(1, 500), min_size=2, max_size=6), st.integers(-50, 50))
@examples(1)
def test_a_total_is_reported_if_it_is_not_the_sum(amounts: list[int], off: int) -> None:
    total = sum(amounts) + off
    if total <= 0:
        return
    listed = [f"• Part {chr(65 + i)}: {amount} hours" for i, amount in enumerate(amounts)]
    text = overview("Nurses read charts all day.", "Study Hours", *listed, f"• Total: {total} hours")
    assert len(found("DUR013", text)) == (off != 0)


# ----------------------------------------------------------------------------------------------------------------------
# Numbers and ranges.


def roadmap(*phases: tuple[int, str, int]) -> str:
    lines = [f"{number}\n{title}\n{weeks} weeks\nTasks\n• Read on" for number, title, weeks in phases]
    return HEAD + "\n".join(["Your Learning Roadmap", *lines, "Reality Check", "Biggest Challenges", "• Slow days", ""])


@given(st.integers(2, 6), st.data())
@examples(1)
def test_numbers_are_reported_if_one_is_not_the_next(count: int, data: st.DataObject) -> None:
    numbers = list(range(1, count + 1))
    assert found("STR012", roadmap(*[(number, f"Phase of {number * 'x'}", 8) for number in numbers])) == []
    at = data.draw(st.integers(1, count - 1))
    numbers[at:] = [number + 1 for number in numbers[at:]]
    said = found("STR012", roadmap(*[(number, f"Phase of {number * 'x'}", 8) for number in numbers]))
    assert len(said) == 1
    assert f"{at + 1} should follow {at}" in said[0]


@given(st.integers(1, 20), st.integers(4, 16), st.integers(1, 30))
@examples(1)
def test_a_range_is_compared_with_a_tenth_to_spare(first: int, length: int, weeks: int) -> None:
    text = roadmap((1, f"Foundations (Weeks {first}-{first + length - 1})", weeks), (2, "Practice", 8))
    low, high = length - 1, length
    assert bool(found("DUR011", text)) == (weeks < low - 0.1 * low or weeks > high + 0.1 * high)


# ----------------------------------------------------------------------------------------------------------------------
# Spelling and quotes.


def test_the_table_of_spellings_has_pairs_and_no_traps() -> None:
    pairs = [line.split() for line in read_lines("spellings.txt")]
    assert {len(pair) for pair in pairs} == {2}
    american, british = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    assert len(set(american)) == len(american)
    assert set(american).isdisjoint(british)
    assert not {*american, *british}.intersection(TRAPS)
    assert all(word.isascii() and word.islower() for word in (*american, *british))


def test_the_table_of_fields_has_a_word_of_its_own_in_each_line() -> None:
    lines = read_lines("fields.txt")
    assert all(line.count("|") == 1 and line.partition("|")[0].split() for line in lines)


@given(st.lists(st.sampled_from(read_lines("spellings.txt")), min_size=2, max_size=6, unique=True))
@examples(1)
def test_one_countrys_words_are_no_mix(lines: list[str]) -> None:
    pairs = [line.split() for line in lines]
    assert found("NAM009", overview(f"Say {' and '.join(us for us, _ in pairs)}.")) == []
    assert found("NAM009", overview(f"Say {' and '.join(uk for _, uk in pairs)}.")) == []


@given(st.lists(SENTENCE, min_size=1, max_size=4), st.sampled_from(["''", '""', "“”", "‘’"]))
@examples(1)
def test_a_quote_that_is_closed_is_left_alone(texts: list[str], marks: str) -> None:
    quoted = " ".join(f"Read {marks[0]}{text[:-1]}{marks[1]} soon." for text in texts)
    assert found("EXT011", overview(quoted)) == []
    assert len(found("EXT011", overview(f"{quoted} Read {marks[0]}{texts[0][:-1]} soon."))) == 1


BADGES = ["TBD", "tba", "(TBD)", "to be determined", "-", "—", "?", "TBD weeks", "? weeks", "TODO"]


@pytest.mark.parametrize("badge", BADGES)
def test_a_placeholder_where_a_skill_s_badge_stands_is_no_name(badge: str) -> None:
    skills = f"Skills to Learn\nSQL\n{badge}\nQuery it.\n"
    skills += "Python\nImportant6 weeks\nWrite it.\nR\nImportant6 weeks\nPlot it.\n"
    page = parse(f"From Nurse to Data Analyst: Your 9-Month Transition Guide\n{skills}")
    assert [(skill.name, skill.guidance) for skill in page.record.skills_to_learn][:2] == [
        ("SQL", "Query it."),
        ("Python", "Write it."),
    ]
    found = [(finding.code, finding.line) for finding in lint(page) if finding.code in ("STR003", "STR009", "EXT005")]
    assert found == [("STR009", 4)]


@pytest.mark.parametrize("badge", BADGES)
def test_a_placeholder_where_a_phase_s_time_stands_is_no_title(badge: str) -> None:
    road = f"1\nGrain\n{badge}\nTasks\n• Grind it well\n"
    road += "2\nStone\n8 weeks\nTasks\n• Dress it\n3\nFlour\n8 weeks\nTasks\n• Sell it\n"
    page = parse(
        f"From Nurse to Data Analyst: Your 9-Month Transition Guide\nYour Learning Roadmap\n{road}"
        "Reality Check\nBiggest Challenges\n• Dust\n"
    )
    assert [phase.title for phase in page.record.roadmap] == ["Grain", "Stone", "Flour"]
    found = [(finding.code, finding.line) for finding in lint(page) if finding.code in ("STR009", "STR010", "EXT005")]
    assert found == [("STR009", 5)]


def test_a_time_to_come_stands_below_its_priority() -> None:
    skills = "SQL\nCritical\nTBD\nQuery it.\nPython\nImportant\n6 weeks\nWrite it.\n"
    page = parse(f"From Nurse to Data Analyst: Your 9-Month Transition Guide\nSkills to Learn\n{skills}")
    assert [skill.guidance for skill in page.record.skills_to_learn] == ["Query it.", "Write it."]
    assert [finding.line for finding in lint(page, ["STR009"])] == [5]


@pytest.mark.parametrize(
    ("road", "titles"),
    [
        ("1\nTBD\n8 weeks\nTasks\n• Grind\n2\nStone\n8 weeks\nTasks\n• Dress\n", ["TBD", "Stone"]),
        ("Grain\n8 weeks\nTasks\n• Grind\nTODO\n8 weeks\nTasks\n• Dress\n", ["Grain", "TODO"]),
        ("1\nTBD\nTBD\nTasks\n• Grind\n2\nStone\n8 weeks\nTasks\n• Dress\n", ["TBD", "Stone"]),
    ],
)
def test_a_placeholder_where_a_title_stands_is_the_title(road: str, titles: list[str]) -> None:
    page = parse(f"From Nurse to Data Analyst: Your 9-Month Transition Guide\nYour Learning Roadmap\n{road}")
    assert [phase.title for phase in page.record.roadmap] == titles


def test_what_a_line_may_be_split_into_is_shown_in_few_words() -> None:
    names = "Kaggle LearnR for Data ScienceMode TutorialKaggle coursesDataCamp tutorials" * 12
    road = f"Your Learning Roadmap\n1\nGrain\n8 weeks\nTasks\n• Grind it well\nResources\n{names}\n"
    page = parse(f"From Nurse to Data Analyst: Your 9-Month Transition Guide\n{road}")
    found = [finding for code in ("EXT002", "EXT004") for finding in lint(page, [code])]
    assert {finding.code for finding in found} == {"EXT002", "EXT004"}
    assert all(len(finding.message) < 650 for finding in found)
