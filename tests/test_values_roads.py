"""How headings and items speak that are the steps of a way."""

from __future__ import annotations

import pytest

from pathingest.values.roads import (
    asks_the_way,
    begins_step,
    count_of_steps,
    grade_of,
    heads_no_steps,
    is_aside,
    is_division,
    is_of_course,
    is_of_other_things,
    is_of_others,
    names_road,
    pointer_end,
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


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Read next: From Nurse to Miller", "From Nurse to Miller"),
        ("Read next - From Nurse to Miller", "From Nurse to Miller"),
        ("Read next \u2014 A: B", "A: B"),
        ("Read next | A", "A"),
        ("Read next> A", "A"),
        ("Read next", ""),
        ("Read next: ...", ""),
        ("READ NEXT", ""),
        ("See also...", ""),
        ("See also \u2026: A", "A"),
        ("Related", ""),
        ("See also From Nurse to Miller", "From Nurse to Miller"),
        ("You might also be interested in Milling", "Milling"),
        ("You might also be interested in: Milling", "Milling"),
        ("More from our blog", ""),
        ("Related articles: A", "A"),
        ("See all career pathways: A", "A"),
        ("Art\u00edculos relacionados", ""),
        ("\u00bb Read next: A", "A"),
        ("\U0001f449 See also A", "A"),
    ],
)
def test_what_points_to_other_pages(text: str, rest: str) -> None:
    end = pointer_end(text)
    assert end > 0
    assert text[end:] == rest


@pytest.mark.parametrize(
    "text",
    [
        *("", "...", "Bread: A", "See", "More", "Read next-A", "See also from nurse", "Seeing is all", "Articles: A"),
        *(
            "Read",
            "Related Bread",
            "Related bread: A",
            "Articles you may like: A",
            "Relatedarticles",
            "articles related",
        ),
        "Recommended articles for you",
    ],
)
def test_what_points_nowhere(text: str) -> None:
    assert pointer_end(text) == 0


@pytest.mark.parametrize(
    ("head", "no_steps", "of_course"),
    [
        ("salary", True, False),
        ("speakers", True, False),
        ("salary/year", True, False),
        ("step", False, False),
        ("lesson", False, True),
        ("video lectures", False, True),
        ("# lecture", False, True),
        ("(lecture)", False, True),
        ("lecture:", False, True),
        ("lecture of a long, long b", False, False),  # 25 characters
        ("lecture of a long long b", False, True),
        ("", False, False),
    ],
)
def test_what_heads_a_column(head: str, no_steps: bool, of_course: bool) -> None:
    assert (heads_no_steps(head), is_of_course(head)) == (no_steps, of_course)


def test_what_an_article_is_divided_into() -> None:
    assert [is_division(word) for word in ("part", "chapter", "step", "")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("3 steps, then 4 steps", 3),
        ("2 steps and 6 steps", 6),
        ("4 of 5 steps", 5),
        ("1 of 5 steps", 5),
        ("5 of 2 steps", 0),
        ("99 steps", 99),
        ("100 steps", 0),
        ("5 easy and (steps!)", 5),
        ("5 easy and good steps", 0),
        ("7-step plan", 7),
        ("step 3 steps", 3),
        ("3 tips", 3),
        ("steps: 5", 0),
        ("", 0),
    ],
)
def test_which_number_counts_the_steps(text: str, count: int) -> None:
    assert count_of_steps(text) == count


@pytest.mark.parametrize(
    ("name", "grade"),
    [
        ("Beginner", 1),
        ("Beginner level", 1),
        ("Intermediate: Flour", 2),
        ("Advanced\u2014Bread", 3),
        ("Advanced - Bread", 3),
        ("Advanced | Bread", 3),
        ("Anf\u00e4nger", 1),
        ("Beginner-Bread", 0),
        ("Beginner Bread", 0),
        ("Level: Beginner", 0),
        ("", 0),
    ],
)
def test_a_grade_and_what_is_behind_it(name: str, grade: int) -> None:
    assert grade_of(name) == grade


@pytest.mark.parametrize(
    ("heading", "is_of_others"),
    [
        ("companies", True),
        ("duties", True),
        ("tools and tricks", True),
        ("tricks and tools", True),
        ("bread and tricks for tools", False),
        ("bread for tools", False),
        ("mistakes to avoid", True),
        ("the job: steps", False),
        ("skills", True),
        ("career path tools", True),
        ("roadmap skills", True),
        ("skills roadmap", False),
        ("skills path", True),
        ("bread path", False),
        ("hints", True),
        ("hints on how to start", False),
        ("", False),
    ],
)
def test_the_last_word_of_each_part_says_what_a_heading_is_of(heading: str, is_of_others: bool) -> None:
    assert is_of_other_things(heading) == is_of_others


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Why: bread", True),
        ("Bread: Conclusion", True),
        ("What?", True),
        ("Bread, why?", True),
        ("Final thoughts.", True),
        ("Bread", False),
        ("The why of bread", False),
        ("", False),
        (":", False),
    ],
)
def test_an_aside_by_its_first_or_last_word(name: str, is_one: bool) -> None:
    assert is_aside(name) == is_one


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("bring it", True),
        ("learning", True),
        ("making bread", True),
        ("getting it", True),
        ("Learn", True),
        ("(Learn) to weld", True),
        ("breading", False),
        ("design", True),
        ("design bread", False),
        ("design a loaf", True),
        (".", False),
    ],
)
def test_verbs_in_their_forms(name: str, begins: bool) -> None:
    assert begins_step(name, "en") == begins_step(name, "xx") == begins


def test_verbs_count_on_pages_of_their_language() -> None:
    assert [begins_step("Apprendre la couture", language) for language in ("fr", "en", "xx")] == [True, False, False]
    assert [begins_step("Leder f\u00e4rben", language) for language in ("de", "en")] == [True, False]
    assert not begins_step("Leder F\u00c4RBEN", "de")
