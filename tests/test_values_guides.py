"""Names of occupations, titles that lead to one, and the moves that prose tells."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathingest.values import guide_words, guides
from pathingest.values.guides import find_move, find_present, read_guide
from pathingest.values.occupations import jobs_of, name_at
from pathingest.values.tongues import tongue
from pathingest.values.vocabulary import read_table
from values_cases import Row, params

PIECES = [
    *("How to Become a ", "Data Analyst", "QA", " to ", " → ", ": ", " for ", "from a ", "nurses", "Roadmap", "(", ")"),
    *("in ", "My Journey to ", "33-year-old ", "développeur web", "de ", "à ", " role", "devenir "),
]
titles = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=10).map("".join)
languages = st.sampled_from(["en", "de", "fr", "es", "pt"])


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
    "Many want to become data analysts. This guide is for nurses.",
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


@pytest.mark.parametrize(
    ("text", "former", "gained"),
    [
        ("I worked as a line cook in a bar.", ["line cook"], []),
        ("I was a nurse, then a teacher.", ["nurse"], []),
        ("I used to be a nurse. I used to be a teacher.", ["nurse", "teacher"], []),
        ("I became a data analyst.", [], ["data analyst"]),
        ("I got hired as a nurse.", [], ["nurse"]),
        ("I became a fan of sales.", [], []),
        ("", [], []),
    ],
)
def test_prose_says_which_jobs_somebody_had_or_came_to_have(text: str, former: list[str], gained: list[str]) -> None:
    assert [text[slice(*span)] for span in guides.find_former(text)] == former
    assert [text[slice(*span)] for span in guides.find_gained(text)] == gained
    assert [text[slice(*span)] for span in guides.find_gained(text, "de")] == []


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("aspiring Data Analyst", "Data Analyst"),
        ("your role as a nurse", "nurse"),
        ("nurse role", "nurse"),
        ("Nurse position.", "Nurse"),
        ("nurse job?", "nurse"),
        ("Data Analyst (remote)", "Data Analyst"),
        ("bread (remote)", "bread (remote)"),
        ("Data (x) bread", "Data (x) bread"),
        ("Data Analyst Career Path", "Data Analyst"),
        ("bread career path", "bread career path"),
        ("nurse without a degree", "nurse"),
        ("Doctors Without Borders Logistician", "Doctors Without Borders Logistician"),
        ("senior nurse", "senior nurse"),
        ("Cook Sr.", "Cook Sr."),
    ],
)
def test_a_role_without_what_is_no_part_of_it(text: str, bare: str) -> None:
    assert text[slice(*guides.bare_role(text, 0, len(text), "en"))] == bare
    start, end = guides.bare_role(f"As {text}", 3, 3 + len(text), "en")
    assert f"As {text}"[start:end] == bare


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("How to Become a Mountaineer", "Mountaineer - - None sure"),
        ("How to Become a Bread Whisperer", "Bread Whisperer - - None sure"),
        ("How to Become Bread Whisperer", None),
        ("How to Become a Nurse: Your Guide", "Nurse - Your Guide job sure"),
        ("Guide | How to Become a Nurse", "Nurse - Guide job sure"),
        ("How to Become a Nurse - Site", "Nurse - Site job sure"),
        ("\U0001f35e How to Become a Nurse \u2022 Site", "Nurse - Site job sure"),
        ("How to Become a Nurse (\U0001f35e)", "Nurse - - job sure"),
        ("How to Become a Nurse (Without a Degree)", "Nurse - - job sure"),
        ("How I Became a Nurse", "Nurse - - job sure story"),
        ("How to become a nurse as a teacher", "nurse teacher - job sure"),
        ("How to become a student", None),
        ("How to Become a Better Nurse", None),
        ("How to get a degree in nursing", None),
        ("Job Profile: Data Analyst", "Data Analyst - - job"),
        ("Roadmap: Data Analyst", "Data Analyst - - job"),
        ("Roadmap - Data Analyst", None),
        ("90-Day Study Plan - Data Analyst", "Data Analyst - - job"),
        ("Data Engineer - Learning Path", "Data Engineer - Learning Path job"),
        ("Nursing: Your Honest Roadmap", "Nursing - Your Honest Roadmap field"),
        ("Things You Need to Know to Become a Medical Assistant", "Medical Assistant - - job"),
        ("A Research Pharmacist Wants to Become a Data Scientist", "Data Scientist Research Pharmacist - job sure"),
        ("Complete QA to SDET Roadmap", "SDET QA - job sure"),
        ("QA to SDET Roadmap 2024", "SDET QA - job sure"),
        ("QA \u2192 Developer \u2192 Architect", "Architect QA - job sure"),
        ("Marketing for Plumbers", None),
        ("Go Language Roadmap for Backend Development", "Backend Development - - field"),
        ("Product Manager Development Roadmap", "Product Manager - - job sure"),
        ("Roadmap for Data Analysts", "- Data Analysts - job"),
        ("A Guide for Web Developers Transitioning to Data Science", "Data Science Web Developers - field sure"),
        ("Data Analyst Roadmap for Nurses", "Data Analyst Nurses - job sure"),
        ("Data Analyst Roadmap for beginners", "Data Analyst - - job sure"),
        ("Nurses Becoming Data Analysts: 3 Stories", "Data Analysts Nurses 3 Stories job sure"),
        ("Sales Roadmap", "Sales - - field"),
        ("Design Roadmap", None),
        ("How to Become a Nurse: " + "x" * 177, f"Nurse - {'x' * 177} job sure"),  # 200 characters
        ("How to Become a Nurse: " + "x" * 178, None),
    ],
)
def test_what_a_title_leads_to(title: str, read: str | None) -> None:
    found = read_guide(title)
    assert (found is None) == (read is None)
    if found:
        places = (found.to_role, found.from_role, found.headline)
        said = [title[slice(*place)] if place else "-" for place in places]
        said += [f"{found.kind}", *["sure"] * found.is_sure, *["story"] * found.is_story]
        assert " ".join(said) == read


@pytest.mark.parametrize(
    ("page", "language", "told"),
    [
        ("my transition from a nurse to a data analyst;", "en", {"move"}),
        ("i'm a nurse, and i'd like to become a data analyst;", "en", {"move"}),
        ("this is for nurses who want to become data analysts;", "en", {"move"}),
        ("i worked as a line cook;\nmy first day as a web developer;", "en", {"past", "gained"}),
        ("ich arbeitete als koch;", "de", {"past"}),
        ("vom koch zum datenanalysten;", "de", {"move"}),
        ("from nurse to data analyst;", "de", {"move"}),  # English words count in every language
        ("vom koch zum datenanalysten;", "en", set()),
        ("from a nurse;\nto a data analyst;", "en", set()),
        ("from the river to the mill;", "en", set()),
    ],
)
def test_what_the_texts_of_a_page_tell_of_jobs(page: str, language: str, told: set[str]) -> None:
    assert guides.tells(page, language) == told
