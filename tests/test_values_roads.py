"""How headings and items speak that are the steps of a way."""

from __future__ import annotations

import pytest

from pathingest.values.roads import (
    asks_the_way,
    begins_step,
    count_of_steps,
    grade_of,
    is_aside,
    is_of_other_things,
    is_of_others,
    names_road,
    speaks_of_road,
)


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Learn to weld", "en"),
        ("Getting a licence", "en"),
        ("Making the first cut", "en"),
        ("Don\u2019t stop", "en"),
        ("Build: a shelf", "de"),
        ("Leder f\u00e4rben", "de"),
        ("Lerne zu n\u00e4hen", "de"),
        ("Apprendre la couture", "fr"),
        ("Choisissez un atelier", "fr"),
        ("Buscar un taller", "es"),
        ("Aprendiendo a coser", "es"),
    ],
)
def test_a_step_begins_with_a_verb(name: str, language: str) -> None:
    assert begins_step(name, language)


THINGS = ["The mill", "Ring of bread", "King", "Glue", "", "Wingspan", "Design tools", "Research methods", "Test plans"]


@pytest.mark.parametrize("name", THINGS)
def test_a_thing_begins_no_step(name: str) -> None:
    assert not begins_step(name, "en")


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Garten", "de"),
        ("Gute Noten", "de"),
        ("M\u00e9tier de relieur", "fr"),
        ("Premier atelier", "fr"),
        ("Taller de costura", "es"),
        ("Lugar y fecha", "es"),
    ],
)
def test_a_noun_is_no_verb(name: str, language: str) -> None:
    assert not begins_step(name, language)


@pytest.mark.parametrize("name", ["Bring a friend", "Design a logo", "Network and ask", "Network"])
def test_a_noun_that_is_a_verb_here_begins_a_step(name: str) -> None:
    assert begins_step(name, "en")


@pytest.mark.parametrize("name", ["Introduction", "Final thoughts", "Why glue?", "Fazit", "Conclusiones", "What it is"])
def test_parts_of_articles_are_asides(name: str) -> None:
    assert is_aside(name)
    assert not is_aside(f"The {name.split(maxsplit=1)[0]} trade")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("five steps to a mill", 5),
        ("a miller in 3 easy-going steps", 3),
        ("two steps", 0),
        ("three years", 0),
        ("three words, and then your next steps", 0),
        ("in f\u00fcnf schritten", 0),
        ("in 4 schritten", 4),
    ],
)
def test_a_text_may_count_its_steps(text: str, count: int) -> None:
    assert count_of_steps(text) == count


@pytest.mark.parametrize(("name", "grade"), [("Beginner: Flour", 1), ("Advanced (3 months)", 3), ("Advanced mills", 0)])
def test_a_grade_stands_alone(name: str, grade: int) -> None:
    assert grade_of(name) == grade


def test_a_road_and_a_step_of_it() -> None:
    assert names_road("the road ahead")
    assert not names_road("each stage")
    assert speaks_of_road("each stage")
    assert not speaks_of_road("the broad way")


@pytest.mark.parametrize(
    "heading",
    [
        "common mistakes",
        "mistakes on the path",
        "common mistakes when learning how to become a nurse",
        "the tools",
        "responsibilities",
        "tips for your r\u00e9sum\u00e9",
        "tips",
        "fehler beim einstieg",
        "education path",
        "certification pathways",
    ],
)
def test_a_heading_of_other_things(heading: str) -> None:
    assert is_of_other_things(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "the mill",
        "example roadmap",
        "education steps",
        "steps to earn your degree and licence",
        "roadmap with resources",
        "your path after the degree",
        "the interview-ready roadmap",
        "career change plan and tips",
        "tips on how to become a nurse",
        "optional",
        "tooled",
    ],
)
def test_a_heading_that_only_mentions_other_things(heading: str) -> None:
    assert not is_of_other_things(heading)


def test_what_is_asked_and_what_is_of_others() -> None:
    assert asks_the_way("tips on how to become a miller")
    assert not asks_the_way("how mills work")
    assert is_of_others("a day in the life of a miller")
