"""The words of a language, as patterns: what they match right after (or as) an amount of time, and how far."""

from __future__ import annotations

import re

import pytest

from pathingest.values.languages import LanguageError, any_of, languages, lexicon, number_words

# Texts after an amount, by what is sought there: what matches is in brackets; where nothing is, nothing does.
FOUND = {
    "unlike": """
        [ per w]eek | [/w]eek | [/ w]k | [. per w]eek | [ a week] | [ an hour] |  a weekly | [ old] | ['s old]
        [\u2019s notice]
        [-old] | s old | [ ago] |  agox | [ 5-8] | [ 5 - 8;] | [ 5\u20138.] | [ 5)] | [ 5+ ] |  5 loaves |  1234: | -5
        [ week] | [-week] | [ work week] | [-working-week] bread |  weekx |  weeks 5 |  week5 |  of bread""",
    "experience": """
        [ experience] | [' experience] | ['s experience] | [-experience] | [  experience] |    experience
         experienced
        [ of experience] | [ of hands-on experience] | [ of a b c d experience]
        [ Python experience] | [ (Python experience] | [ a learning experience] |  x y learning experience
        [ a b c d experience] |  a b c d e experience |  and experience |  of study, practice and experience
        [ of design, implementation, or consulting experience] |  of bread to experience | [ warranty] | [ exp]
        [ of a, b, c, d, e, f, g, h, i, experience] |  of a, b, c, d, e, f, g, h, i, j, experience | ofexperience
         of,bread, experience""",
    "career": """
        [ of P]ython |  of python | [ in S]ales |  to Sales | [ in business] | [ of a b c business]
         of a b c d business
        [ of backend development] | [ of B]ackend | [ VETERAN] | [-veteran] |  veteranx |  of Study |  of PhD
         of businesses
         of to business | ofPython | [ track record]""",
    "active": "[ working ]with | [  WORKING ]x |    working x | [ in ]sales |  in college | [ in ]collegex |  working",
    "held": "[ in] sales | [ As] a | [  on] it |  inx | in",
    "studied": "[ study] | [ of study] | [ of  FULL-time] |  ofstudy |  learningx |  of bread | study",
    "sometimes": "[ on weekends] | [on saturday] | [ At night] |  on weekendsx |  daily",
    "suffix": """
        [+] | [ +] | +5 | + 5 | [+]  5 | [ or so] | [ (or so] | [, or so] | , 6 |  or sox | [ Or more]
        [ or less] | [ (max]
         minimum 5 |  max ~5 |  max about 5 | [ max] 's 5 |  max abcdefghijkl 5 | [ max] abcdefghijklm 5 | minimum
        [ or two] | [ or two]  bread | [  or  two] |  or two weeks |  or two-weeks |  or twox |    or two
        [ or nineteen]
         or twenty | [ and a half] | [-and-a-half] |  and a halfx | and a half""",
    "joint": "[ to ]6 | [-] | [ \u2013 ] | [or]6 |  and 6 | x",
    "compound": "[ and ]6 | [ , ]6 | [&]6 | [PLUS ]6 | [  ]6",
    "label": """
        [8 weeks] | [8-week] | [12-18 months] | [3 to 5 years] | [3\u20135 Years] | [6 mo] | [8 week]x | 8  weeks
        8weeks
        1234 weeks | 12-1234 weeks | three weeks | 8 WEEKS | 3 and 5 weeks""",
    "part": """
        [ 30 minutes] | [ 30minutes] | [30-minute] | [ and 30 min] | [ , 6 months] | [ and six months]
        [ 1.5 hours] | [ 6 m]
        [ thirty minutes] |     30 minutes | 30   minutes | 6 minutesx | 6 loaves | [ and a quarter]
        [ and thirty.] | [ 30]
        [ to 3 days] | [-3 days] | [ \u2013 3 days] |  to3 days | [ to six] |  tosix | [ 4:13] | [ 4:]13 am | [4:]13pm
        [ plus 123456] |  plus 1234567 |  and a quarterx""",
    "rate": """
        [ per week] | [/week] | [ / wk] | [ (per week] | [. per week] | [ a week] | [ each week] |  aweek
         to week | [ week]
        [ weekly] | [, weekly] | [ (daily] | -daily |  weeklyx | [ weekly]X | [ pw] | [ workweek] | [-workday]
        [ work week]
        [ school day] | [-study-week] | [ - per - week] | [-per-day] | [ of study a day]
         on four more loaves of bread daily |  of and per week | [ per m]onth | [ a m]onth | [ of loaves a m]onth""",
}


@pytest.mark.parametrize(("name", "marked"), FOUND.items(), ids=FOUND.keys())
def test_what_follows_an_amount(name: str, marked: str) -> None:
    pattern = getattr(lexicon("en"), name)
    rows = [row for line in marked.strip("\n").split("\n") for row in line.removeprefix(" " * 8).split(" | ")]
    found = {}
    for row in rows:
        match = pattern.match(text := row.replace("[", "").replace("]", ""))
        found[row] = f"[{match[0]}]{text[match.end() :]}" if match else text
    assert found == {row: row for row in rows}


@pytest.mark.parametrize(
    ("text", "group"),
    [
        (" per week", "week"),
        (" weekly", "week"),
        (" workweek", "week"),
        (" a day", "day"),
        (" daily", "day"),
        (" weekday", "day"),
        (" per month", "other"),
    ],
)
def test_how_often_hours_are_meant(text: str, group: str) -> None:
    match = lexicon("en").rate.match(text)
    assert match
    assert match.lastgroup == group


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("+", "open"),
        (" or so", "approximate"),
        (" or more", "at_least"),
        (" tops", "up_to"),
        (" or two", "other"),
        (" and a half", "half"),
    ],
)
def test_what_a_suffix_does(text: str, groups: str) -> None:
    match = lexicon("en").suffix.match(text)
    assert match
    assert [name for name, said in match.groupdict().items() if said] == [groups]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" Ongoing ", "Ongoing"),
        ("Duration: ongoing", "ongoing"),
        ("Self-paced!", "Self-paced"),
        ("at your own pace", "at your own pace"),
        ("ongoing practice", "ongoing practice"),
        ("ongoing, flexible", "ongoing, flexible"),
        ("ongoing/flexible", "ongoing/flexible"),
        ("ongoing (weekly)", "ongoing"),
        ("ongoing)", "ongoing"),
        ("ongoing & learning & practice & study & pace", "ongoing & learning & practice & study & pace"),
        ("ongoing & learning & practice & study & pace & process", None),
        ("a" * 30 + ": ongoing", "ongoing"),
        ("a" * 31 + ": ongoing", None),
        (f"ongoing ({'x' * 60})", "ongoing"),
        (f"ongoing ({'x' * 61})", None),
        ("a: b: ongoing", None),
        ("a\n: ongoing", None),
        ("x ongoing", None),
        ("ongoing bread", None),
        ("ongoing?", None),
        ("ongoingpractice", None),
    ],
)
def test_a_text_that_says_no_end(text: str, said: str | None) -> None:
    match = lexicon("en").ongoing.fullmatch(text)
    assert (match and match["words"]) == said


@pytest.mark.parametrize(
    ("language", "word", "amount"),
    [
        ("en", "twelve", 12),
        ("en", "twenty one", 21),
        ("en", "ninety nine", 99),
        ("en", "two and a half", 2.5),
        ("en", "half a dozen", 6),
        ("de", "einundzwanzig", 21),
        ("de", "zwanzig", 20),
        ("fr", "douze", 12),
        ("es", "doce", 12),
        ("en", "twenty", 20),
        ("en", "twenty zero", None),
    ],
)
def test_number_words(language: str, word: str, amount: float | None) -> None:
    assert number_words(language).get(word) == amount
    assert lexicon(language).numbers.get(word) == amount


def test_the_words_of_english() -> None:
    words = lexicon("en")
    assert (words.language, words.numeral, lexicon("de").numeral) == ("en", "number", "number,")
    assert {form: words.units[form] for form in ("weeks", "wk", "hrs", "h", "month")} == {
        "weeks": "week", "wk": "week", "hrs": "hour", "h": "hour", "month": "month",
    }  # fmt: skip
    ranks = ("min", "s", "hour", "h", "d", "day", "week", "mo", "years", "y")
    assert [words.ranks[form] for form in ranks] == [0, 0, 1, 1, 2, 2, 3, 4, 5, 5]
    assert {*words.singulars} == {"day", "week", "month", "year", "hour", "wk", "mo", "mth", "yr", "hr", "h"}
    assert {"day", "week", "month", "year", "hour", "going", "pace"} <= {*words.lasting}
    assert "paced" not in words.lasting  # "pace" is in it
    assert {"going", "pace"} <= {*words.endless}
    assert "week" not in words.endless
    assert {*words.shortened} == {"wk", "mo", "yr", "h"}  # "mth" has an "h"
    assert {head.unit for head in words.calendar.long} == {"day", "week", "month", "year"}
    assert [(head.literal, head.unit, head.short) for head in words.hours.long + words.hours.short] == [
        ("hour", "hour", False), ("hr", "hour", True), ("h", "hour", True),
    ]  # fmt: skip
    assert {"one", "half", "full", "weekly", "dozen"} <= words.last_words
    assert "one half" not in words.last_words
    phrases = ("about", "at least", "up to", "between", "adds up to", "over")
    assert {phrase: words.prefixes[phrase] for phrase in phrases} == {
        "about": "approximate", "at least": "at_least", "up to": "up_to", "between": "range", "adds up to": "sum",
        "over": "after",
    }  # fmt: skip
    assert "takes" in words.after["over"]
    assert {"-", "\u2013", "~", "to", "and"} <= words.links
    assert {"least", "about", "of"} <= words.leads
    assert (words.frequencies["daily"], words.frequencies["weekly"]) == ("hour/day", "hour/week")
    assert (words.habits["per week"], words.habits["each day"]) == ("hour/week", "hour/day")
    assert {"a week", "an day"}.isdisjoint(words.habits)
    assert {"tw", "to", "an"} <= words.goes_on
    assert "tw" not in words.joins
    assert {"to", "an", "&"} <= words.joins
    assert {"weeks", "min", "and", "-"} <= words.begun
    assert {"warranty", "experience"} <= words.context["experience"]
    assert {"exp", "tenure"} <= {*words.experiences}
    assert "experience" not in words.experiences  # "exp" is in it
    assert words.deadlines[0] == "within"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("6 weeks", "weeks"),
        ("6 Weeks", "Weeks"),
        ("6 WEEKS", "WEEKS"),
        ("6 weeksGoals", "weeks"),
        ("6 WEEKSX", None),
        ("6 weekss", None),
        ("midweek", None),
        ("Midweek", None),
        ("6wks", "wks"),
        ("6 Wk", "Wk"),
        ("6 WK", None),
        ("\u00bd wk", "wk"),
        ("6+wk", "wk"),
        ("6-wk", "wk"),
        ("6 wkX", None),
        ("x wk", "wk"),
        ("xwk", None),
    ],
)
def test_a_unit_in_a_text(text: str, found: str | None) -> None:
    units = lexicon("en").calendar
    (head,) = [head for head in units.long + units.short if head.literal == ("week" if "eek" in text.lower() else "wk")]
    match = head.pattern.search(text)
    assert (match and match[0]) == found


def test_phrases_are_any_or_none() -> None:
    assert re.fullmatch(any_of(["a b", "a bc"]), "a\u2013bc")
    assert not re.match(any_of([]), "")


def test_a_language_without_words() -> None:
    with pytest.raises(LanguageError, match=f"for language 'xx'; there are: {', '.join(languages())}$"):
        lexicon("xx")
    assert languages() == ("de", "en", "es", "fr")
