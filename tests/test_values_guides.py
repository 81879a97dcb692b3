"""Names of occupations, titles that lead to one, and the moves that prose tells."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathingest.values import guide_words, guides
from pathingest.values.guides import find_move, find_present, read_guide
from pathingest.values.occupations import jobs_of, name_at, occupation
from pathingest.values.tongues import tongue
from pathingest.values.vocabulary import read_table
from values_cases import Row, params

PIECES = [
    *("How to Become a ", "Data Analyst", "QA", " to ", " → ", ": ", " for ", "from a ", "nurses", "Roadmap", "(", ")"),
    *("in ", "My Journey to ", "33-year-old ", "développeur web", "de ", "à ", " role", "devenir "),
]
titles = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=10).map("".join)
languages = st.sampled_from(["en", "de", "fr", "es", "pt"])


@pytest.mark.parametrize("row", params("occupations"))
def test_occupation(row: Row) -> None:
    assert (occupation(row["text"], row.get("language", "en")) or "none") == row["expect"]


@pytest.mark.parametrize("row", params("guide"))
def test_guide(row: Row) -> None:
    text, found = row["text"], read_guide(row["text"], row.get("language", "en"))
    if row["expect"] == "none":
        assert found is None
        return
    assert found is not None
    places = {"to": found.to_role, "from": found.from_role, "headline": found.headline}
    read: dict[str, str | bool] = {name: text[slice(*place)] for name, place in places.items() if place}
    read |= {name: True for name, is_so in (("sure", found.is_sure), ("story", found.is_story)) if is_so}
    assert read == row["expect"]


MOVES = [
    ("en", "to go from a [Software Engineer] role (8 lakh) to a [Machine Learning Engineer] role"),
    ("en", "my transition from a reactive [Security Analyst] to a proactive [Incident Response Engineer]."),
    ("en", "The move from [backend development] into [AI engineering] is common"),
    (
        "en",
        "I'm a [network technician] with 5 years of experience, and I'm interested in moving into [cloud engineering].",
    ),
    ("en", "As a [teacher] looking to switch to a [product manager] role, where do I start?"),
    ("fr", "Mon parcours de [technicienne de laboratoire] à [développeuse web]."),
    ("es", "mi transición de [Java backend] a [AI Engineer], con cuatro proyectos"),
    ("en", "I went from [cook] to [dietitian]. It was hard."),
    ("en", "I went from [cook] to [dietitian], it was hard."),
    ("en", "my roadmap from [Sr. Cook] → Kitchen Manager → [Dietitian]. It goes on"),
    ("en", "This guide is for [marketing managers] who want to become [product manager]s."),
    ("en", "You are a [software engineer] and want to move into [product management]."),
    ("en", "If you're a [nurse] looking to move into [data analytics], read on."),
    ("en", "Are you a [teacher] who dreams of becoming a [data analyst]?"),
    ("en", "It helps [accountants] become [data analyst]s."),
    ("en", "Written for [nurses] hoping to become [data analyst]s."),
    ("en", "This page shows [librarians] how to become [data analyst]s."),
    ("en", "It is meant for [teachers] transitioning to [data analytics]."),
    ("fr", "Vous êtes [infirmière], et vous souhaitez devenir [développeuse]."),
    ("es", "Eres [enfermero], y quieres ser [programador]."),
    ("de", "Mein Wechsel von der [Krankenschwester] zur [Softwareentwicklerin]"),
]
NO_MOVES = [
    "We moved from weekly to daily releases",
    "from design to development",
    "from the intricacies of coding to the field of security",
    "from scratch to hero",
    "nurses and data analysts",
    "from marketing, teaching and research to design, nursing and sales",
    "I'm a nurse. Many want to become data analysts.",
    "As a recruiter I see nurses move into data science",
    "This guide is for students who want to become data analysts.",
    "This guide is for high school students who want to become data analysts.",
    "This guide is for nurses, teachers and lawyers who want to become data analysts.",
    "This guide is for people who want to become data analysts.",
    "If you are a nurse or a teacher and want to become a data analyst, read on.",
    "You are a team player and want to become a data analyst.",
    "You are not a nurse, but want to become a data analyst.",
    "Data analysts help product managers become better.",
    "This guide is for nurses. Data analysts want to become managers.",
]


@pytest.mark.parametrize(("language", "marked"), MOVES)
def test_prose_names_the_roles_of_a_move(language: str, marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    found = find_move(text, language)
    assert found is not None
    assert [text[slice(*place)] for place in found] == re.findall(r"\[(.*?)\]", marked)


@pytest.mark.parametrize("text", NO_MOVES)
def test_other_prose_names_none(text: str) -> None:
    assert find_move(text) is None


@pytest.mark.parametrize(
    ("text", "jobs"),
    [
        ("As a nurse, you already work with numbers.", ["nurse"]),
        ("Your experience as a nurse counts, and so does your time as a teacher.", ["nurse", "teacher"]),
        ("As a data analyst, you will talk to managers.", []),
        ("As a beginner, you already know more than you think.", []),
        ("As a nurse or a teacher, you already work with people.", []),
        ("As you already know, a nurse is no doctor.", []),
    ],
)
def test_prose_says_which_job_its_reader_has(text: str, jobs: list[str]) -> None:
    assert [text[slice(*span)] for span in find_present(text)] == jobs


def test_who_works_in_a_field() -> None:
    assert jobs_of("Data Engineering") == ["data engineer"]
    assert "devops engineer" in jobs_of("DevOps")


TONGUES = {
    "en": "This is the plan that you will need for your move, and it is not hard.",
    "de": "Das ist der Plan, den Sie für den Umstieg brauchen, und er ist nicht schwer.",
    "fr": "Voici le plan qui est pour vous dans les mois à venir, avec des projets.",
    "es": "Este es el plan que necesitas para el cambio, y los proyectos son más con el tiempo que tu tienes.",
    "ja": "これは転職のための計画です。まず基礎を学びます。",
}


@pytest.mark.parametrize(("language", "text"), TONGUES.items())
def test_a_text_tells_its_language(language: str, text: str) -> None:
    assert tongue(text) == language


def test_names_alone_tell_no_language() -> None:
    assert tongue("Python SQL Docker Kubernetes") is None


def test_another_language_is_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {**read_table("guides"), "pt": {"leads": ["como se tornar"], "for": ["para"], "articles": ["um"]}}
    monkeypatch.setattr(guide_words, "read_table", {"guides": known}.__getitem__)
    for cached in (guide_words.words_of, guide_words.known_words):
        monkeypatch.setattr(guide_words, cached.__name__, cached.__wrapped__)
    monkeypatch.setattr(guides, "known_words", guide_words.known_words)
    text = "Como se tornar um Data Analyst para Teachers"
    found = read_guide(text, "pt")
    assert found is not None
    assert [text[slice(*place)] for place in (found.to_role, found.from_role) if place] == ["Data Analyst", "Teachers"]


@given(titles, languages)
def test_whatever_is_read_is_a_place_in_the_text(text: str, language: str) -> None:
    guide, move, name = read_guide(text, language), find_move(text, language), name_at(text, 0, len(text), language)
    places = [*((guide.to_role, guide.from_role, guide.headline) if guide else ()), *(move or ()), name and name[0]]
    for place in filter(None, places):
        assert text[slice(*place)].strip() == text[slice(*place)] != ""
    tongue(text)
