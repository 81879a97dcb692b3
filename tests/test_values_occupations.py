"""Names of occupations: what names one, where one begins and ends in a text, and what is no part of it."""

from __future__ import annotations

import pytest

from pathingest.values.occupations import (
    is_plural,
    is_post,
    is_tool,
    jobs_of,
    may_name,
    name_at,
    nouns_in,
    occupation,
    singular,
    without_praise,
    without_stop,
)
from values_cases import Row, params


@pytest.mark.parametrize("row", params("occupations"))
def test_occupation(row: Row) -> None:
    assert (occupation(row["text"], row.get("language", "en")) or "none") == row["expect"]


@pytest.mark.parametrize(
    ("name", "language", "kind"),
    [
        ("Cook", "en", "job"),
        ("Cooks.", "en", "job"),
        ("Cook", "de", "job"),
        ("Cook", "xx", "job"),
        ("Data-Analyst", "en", "job"),
        ("pastry\u2010cook", "en", "job"),
        ("3D Artist", "en", "job"),
        ("13F Cook", "en", "job"),
        ("13 Cook", "en", None),
        ("1 Cook", "en", None),
        ("Cook 2", "en", None),
        ("Cook_x", "en", None),
        ("cook@home", "en", None),
        ("http://cook", "en", None),
        ("a.b cook", "en", None),
        ("... cook", "en", "job"),
        ("& Cook", "en", "job"),
        ("= Cook", "en", None),
        ("Bread. Cook", "en", None),
        ("Sr. Cook", "en", "job"),
        ("Bread\u2026 Cook", "en", None),
        ("Cook (in a bar)", "en", "job"),
        ("Head of Bread", "en", "job"),
        ("Bread of Cook", "en", None),
        ("of Cook", "en", "job"),
        ("Salesperson", "en", "job"),
        ("person", "en", None),
        ("UI/UX", "en", "field"),
        ("Web Developer & UX Designer", "en", "job"),
        ("Web Developer & Bread", "en", None),
        ("Cook/Baker", "en", "job"),
        ("Cook, Baker", "en", "job"),
        ("Cook or Bread", "en", None),
        ("Cook and Sales", "en", "field"),
        ("Scrum Masters", "en", "job"),
        ("Data Science", "en", "field"),
        ("Data Science", "fr", "job"),  # "data" is a noun of jobs there
        ("Sales", "en", "field"),
        ("Design", "en", "weak"),
        ("Web Design", "en", "field"),
        ("Process Data", "en", "field"),
        ("software to data", "en", None),
        ("Koch", "de", "job"),
        ("Koch", "en", None),
        ("Datenanalyst", "de", "job"),
        ("Datenanalysten", "de", "job"),
        ("Kellner*in", "de", "job"),
        ("Kellner:innen", "de", "job"),
        ("Entwicklerinnen", "de", "job"),
        ("d\u00e9veloppeur\u00b7se", "fr", "job"),
        ("historia de la publicidad", "es", None),
        ("", "en", None),
        ("1234", "en", None),
        ("x" * 59 + " Cook", "en", "job"),  # 64 characters
        ("x" * 60 + " Cook", "en", None),
        ("a b c d e f Cook", "en", "job"),  # seven words
        ("a b c d e f g Cook", "en", None),
    ],
)
def test_what_a_name_names(name: str, language: str, kind: str | None) -> None:
    assert occupation(name, language) == kind
    assert kind is None or (may_name(name, language) and nouns_in(name, language))


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Data Analyst in 2024", "en", "Data Analyst job"),
        ("Data Analyst: bread", "en", "Data Analyst job"),
        ("cook | baker", "en", "cook job"),
        ("Cook & Baker", "en", "Cook & Baker job"),
        ("Data Analyst, Cook and Baker", "en", "Data Analyst, Cook and Baker job"),
        ("Nurse Practitioner Roadmap", "en", "Nurse Practitioner job"),
        ("Director of Engineering at home", "en", "Director of Engineering job"),
        ("IT Manager", "en", "IT Manager job"),
        ("it manager", "en", None),
        ("the cook", "en", None),
        ("Cook(s) in town", "en", "Cook(s) job"),
        ("(Cook) bread", "en", None),
        ("(Head Cook) bread", "en", None),
        ("Cook (remote) in town", "en", "Cook (remote) job"),
        ("Cook (head cook", "en", "Cook job"),
        ("Airman", "en", "Airman job"),
        ("Design", "en", "Design weak"),
        ("Design Manager", "en", "Design Manager job"),
        ("Cook Design", "en", "Cook Design field"),
        ("Data Analyst.", "en", "Data Analyst job"),
        ("Data Analysts'", "en", "Data Analysts job"),
        ("Cook\u2026 bread", "en", "Cook job"),
        (" Cook", "en", None),
        ("Bread", "en", None),
        ("", "en", None),
        ("x" * 59 + " Cook", "en", "x" * 59 + " Cook job"),
        ("x" * 60 + " Cook", "en", None),
        ("q b c d e f Cook", "en", "q b c d e f Cook job"),
        ("q b c d e f g Cook", "en", None),
        ("Datenanalysten", "de", "Datenanalysten job"),
        ("Kellner:innen, die", "de", "Kellner:innen job"),
        ("d\u00e9veloppeur web", "fr", "d\u00e9veloppeur web job"),
    ],
)
def test_the_longest_name_at_a_place(text: str, language: str, found: str | None) -> None:
    name = name_at(text, 0, len(text), language)
    assert (name and f"{text[slice(*name[0])]} {name[1]}") == found
    moved = name_at(f"As {text} x", 3, 3 + len(text), language)
    assert (moved and ((moved[0][0] - 3, moved[0][1] - 3), moved[1])) == name


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("aspiring Data Analyst", "Data Analyst"),
        ("successful, great  Cook", "Cook"),
        ("great cook", "cook"),
        ("greatcook", "greatcook"),
        ("great", "great"),
        ("Real Estate Agent", "Real Estate Agent"),
        ("a great nurse", "a great nurse"),
        ("33-year-old nurse", "nurse"),
        ("an 18 years old nurse", "nurse"),
        ("a 33 yo nurse", "nurse"),
        ("33 y/o great nurse", "nurse"),
        ("133-year-old nurse", "133-year-old nurse"),
        ("$95K Baker", "Baker"),
        ("a $50/hr nurse", "nurse"),
        ("$1.5k+ per month nurse", "nurse"),
        ("\u00a340,000 / year Cook", "Cook"),
        ("$95K bread", "$95K bread"),
    ],
)
def test_praise_age_and_pay_are_no_part_of_a_name(text: str, rest: str) -> None:
    assert text[without_praise(text, 0, len(text)) :] == rest
    start = without_praise(f"As {text}, x", 3, 3 + len(text))
    assert f"As {text}, x"[start : 3 + len(text)] == rest


def test_praise_in_another_language() -> None:
    assert without_praise("gute K\u00f6chin", 0, 11, "de") == 5
    assert without_praise("gute K\u00f6chin", 0, 11, "en") == 0
    assert without_praise("great cook", 0, 10, "xx") == 6


@pytest.mark.parametrize(
    ("word", "one"),
    [
        *(("cooks", "cook"), ("nurses", "nurse"), ("secretaries", "secretary"), ("coaches", "coach")),
        *(("brushes", "brush"), ("bosses", "boss"), ("boxes", "box"), ("class", "class"), ("bus", "bus")),
        *(
            ("analysis", "analysis"),
            ("physics", "physics"),
            ("gas", "gas"),
            ("cook", "cook"),
            ("devs", "dev"),
            ("", ""),
        ),
    ],
)
def test_a_noun_in_the_singular(word: str, one: str) -> None:
    assert singular(word) == one


def test_plurals_and_tools() -> None:
    names = ("Data Analysts", "Data Analyst", "Bus driver", "boss", "", " ")
    assert [is_plural(name) for name in names] == [True, False, False, False, False, False]
    assert [is_tool(name) for name in ("Agents", "agent", "Cook", "")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Leadership Position", True),
        ("Leadership roles", True),
        ("Position", False),
        ("Role of cooks", False),
        ("Data Analyst", False),
        ("", False),
    ],
)
def test_a_name_says_that_it_is_a_post(name: str, is_one: bool) -> None:
    assert is_post(name) == is_post(name, "de") == is_one


@pytest.mark.parametrize(
    ("field", "language", "jobs"),
    [
        ("Data Engineering", "en", ["data engineer"]),
        ("Web  Development", "en", ["web developer"]),
        ("DevOps", "en", ["devops engineer"]),
        ("", "en", []),
        ("Nursing", "xx", []),
        ("Pflege", "de", []),
    ],
)
def test_who_works_in_a_field(field: str, language: str, jobs: list[str]) -> None:
    assert jobs_of(field, language) == jobs


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        *(("Cook.", "Cook"), ("Cook!", "Cook"), ("Cook ?!", "Cook"), ("Cook\u2026", "Cook"), ("Cook", "Cook")),
        *(
            ("Cook Sr.", "Cook Sr."),
            ("Cook Mgr. ", "Cook Mgr."),
            ("Cook Mgr?", "Cook Mgr"),
            ("Tech.", "Tech."),
            ("Sr Cook.", "Sr Cook"),
        ),
        *(("Dr. Cook.", "Dr. Cook"), ("", ""), ("...", "")),
    ],
)
def test_the_end_of_a_sentence_is_no_part_of_a_name(name: str, bare: str) -> None:
    assert without_stop(name) == bare


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("A cook and two bakers eat bread", "en", 2),
        ("Ein Koch isst Brot", "de", 1),
        ("Ein Koch isst Brot", "en", 0),
        ("K\u00f6chinnen", "de", 1),
        ("Polizist(inn)en", "de", 2),
        ("Polizist[inn]en", "de", 2),
        ("cook-baker", "en", 2),
        ("salesperson", "en", 1),
        ("bread", "en", 0),
        ("", "en", 0),
    ],
)
def test_how_many_words_may_be_the_noun_of_a_name(text: str, language: str, count: int) -> None:
    assert nouns_in(text, language) == count


def test_what_may_be_a_name() -> None:
    assert [may_name(text) for text in ("Cook", "!", "12", "from cook to baker", "Cook to")] == [
        True, False, False, False, False,
    ]  # fmt: skip
    assert (may_name("Koch zum B\u00e4cker", "de"), may_name("Koch zum B\u00e4cker")) == (False, True)
