"""Whose time a length in prose is: of who changes jobs, or of something else."""

from __future__ import annotations

import pytest

from pathingest.model.values import Duration, Effort
from pathingest.values.duration import find_durations
from pathingest.values.effort import find_efforts
from pathingest.values.own_time import is_of_change, is_own_time, levels, names_topic

OWN = {
    "en": [
        "The move took me 18 months.",
        "I made the switch in six months.",
        "Expect to spend two years on the degree.",
        "I studied at night for two years.",
        "A 12-week bootcamp teaches the basics.",
        "Advanced topics (2 months)",
        "Plan on 2 years as a junior analyst before you move up.",
        "Land an offer within a year of part-time study.",
        "This is not easy, but in 9 months you are there.",
        "You will not need more than 6 months.",
        "My two-year plan came down to one course.",
        "At 2 years this is the longest way.",
        "The exam takes 8 weeks of preparation.",
        "Studying for the exam takes three months.",
        "Interview preparation: 3 weeks",
        "Applications: 4 weeks",
        "After the exam, it takes two months to find work.",
        "After 3 months in the bootcamp you build a mill.",
        "For two years I studied at night.",
        "In two years you will be a miller.",
        "The shift to milling takes 9 months.",
        "The course takes 40 hours.",
        "It takes 6 weeks to apply what you learned.",
        "Those with a loan take 3 months longer.",
        "I have been studying since 3 months.",
        "Keep at it for 3 months.",
        "It is possible in 6 months.",
        "You are there in 6 months.",
    ],
    "de": [
        "Der Umstieg dauert 2 Jahre.",
        "In 12 Monaten zur Entwicklerin",
        "Mit 2 Jahren ist zu rechnen.",
        "Die Umschulung dauert 6 Monate.",
        "Nach 6 Monaten im Kurs",
    ],
    "fr": [
        "Cela prend 2 ans.",
        "Cela m'a pris un an en tout.",
        "Une formation de 5 mois suffit.",
        "Un mois suffit au départ.",
        "La préparation de l'examen prend 3 mois.",
        "Après 3 mois de formation",
    ],
    "es": ["El cambio lleva 2 años.", "Me tomó un año.", "Un curso de 3 meses basta.", "Un mes basta para empezar."],
}
OTHER = {
    "en": [
        "I was a teacher for 10 years.",
        "I baked for nine years.",
        "After ten years in retail I quit.",
        "She has 12 years as a nurse behind her and 3 years in sales.",
        "Do not hide your 23 years.",
        "I turned 35 years that spring.",
        "A 4-year degree is not required.",
        "You don't need a four-year computer science degree.",
        "She signed a two-year contract.",
        "The shares come with 4-year vesting.",
        "Options vest over 4 years.",
        "Entry Level (0-2 years)",
        "Senior Data Engineer (5+ years)",
        "Mid-level: 3-5 years",
        "I did not find a job in 3 months.",
        "Not even in a year.",
        "We couldn't do it in 6 months.",
        "Register within a year of applying.",
        "The exam lasts 2 hours.",
        "The contract runs for 12 months.",
        "A contract of 12 months is usual.",
        "The warranty of the oven ends after 24 months.",
        "Night shifts are 10 hours long.",
        "A 12-hour shift leaves little time.",
        "Exam duration: 3 hours",
        "Notice period: 4 weeks",
        "Applications are open for 3 weeks.",
        "The certificate is valid for three years.",
        "It took one day to apply.",
        "She has been baking since 12 years.",
        "After 3 years at one bakery you know the ovens.",
        "For 12 years, I led a bakery.",
        "In ten years most mills will be quiet.",
        "Employers reply after two weeks.",
        "Keep your payslips for 6 years.",
        "The union was on strike for 3 weeks.",
        "The fair is in 3 months.",
    ],
    "de": [
        "Ich war 10 Jahre Lehrer.",
        "Nach 10 Jahren als Lehrerin",
        "Mit 35 Jahren",
        "Senior (5+ Jahre)",
        "Nicht in 3 Monaten.",
        "Der Vertrag läuft 12 Monate.",
        "Die Aufnahmeprüfung dauert 2 Stunden.",
        "Die Bewerbung ist offen für 3 Wochen.",
        "Nach 3 Monaten bei einer Bäckerei",
        "Die Probezeit beträgt sechs Monate.",
    ],
    "fr": [
        "J'ai été professeur pendant 10 ans.",
        "Après dix ans comme infirmière",
        "une licence de 3 ans",
        "Niveau débutant (0-2 ans)",
        "changer de voie à 35 ans",
        "Pas en 3 mois.",
        "Le contrat dure 12 mois.",
        "Un contrat de 12 mois est courant.",
        "L'examen dure 2 heures.",
        "Le certificat est valable pendant trois ans.",
    ],
    "es": [
        "Fui profesor durante 10 años.",
        "Después de 10 años como enfermera",
        "una carrera de 4 años",
        "Nivel inicial (0-2 años)",
        "tenía 23 años",
        "No en 3 meses.",
        "El contrato dura 12 meses.",
        "Un contrato de 12 meses es normal.",
        "El examen dura 2 horas.",
    ],
}


def own(text: str, language: str, label: str = "") -> list[bool]:
    lengths: list[Duration | Effort] = [*find_durations(text, language=language)]
    lengths += find_efforts(text, language=language)
    return [is_own_time(text, length, label=label, language=language) for length in lengths]


@pytest.mark.parametrize(("language", "text"), [(language, text) for language in OWN for text in OWN[language]])
def test_a_length_of_the_change_or_of_its_study_is_its_own(language: str, text: str) -> None:
    assert own(text, language) == [True]


@pytest.mark.parametrize(("language", "text"), [(language, text) for language in OTHER for text in OTHER[language]])
def test_a_length_of_something_else_is_not(language: str, text: str) -> None:
    assert own(text, language)
    assert not any(own(text, language))


def test_a_label_before_the_text_counts() -> None:
    assert own("0-2 years", "en") == [True]
    assert own("0-2 years", "en", "Junior") == [False]
    assert own("0-2 years", "en", "Experience") == [False]
    assert own("2 years", "en", "Part-time") == [True]


def test_a_denial_reaches_eight_words() -> None:
    assert own("I did not get past all these many other old doors in 3 months", "en") == [True]
    assert own("I did not get past all these many other doors in 3 months", "en") == [False]


def test_whoever_is_sixteen_has_an_age() -> None:
    assert own("I left school at 16 years", "en") == [False]
    assert own("The track ends at 15 years", "en") == [True]


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("en", "Principal/Staff Level (8+ years)", ["Principal/Staff Level"]),
        ("en", "Entry-level and senior bakers", ["Entry-level", "senior"]),
        ("en", "A leading seniority", []),
        ("de", "Junior und Senior", ["Junior", "Senior"]),
        ("fr", "Niveau confirmé", ["Niveau confirmé"]),
        ("es", "Nivel intermedio", ["Nivel intermedio"]),
    ],
)
def test_levels_are_named(language: str, text: str, named: list[str]) -> None:
    assert [text[start:end] for start, end in levels(text, language)] == named


@pytest.mark.parametrize(
    ("text", "is_own"),
    [
        ("The exam lasts 4 months", False),
        ("Exam: 4 weeks", True),
        ("Exam: 4 hours", False),
        ("An exam of 2 hours", False),
        ("the exams of your year run for 2 hours", False),
        ("The exam (2 hours)", False),
        ("exam = 3 hours", False),
        ("exam \u2014 3 hours", False),
        ("The exam will usually last 2 hours", False),
        ("The exam preparation takes 2 hours", True),
        ("exam with bread takes 3 hours", False),
        ("your exam, 3 hours", True),
        ("The exam and the switch take 4 months", True),
        ("The exam takes 2 hours of study", True),
        ("a 30-day hot bread trial", False),
        ("a 30-day hot bread roll trial", True),
        ("a 30-day course of trial", True),
        ("valid only for 3 years", False),
        ("valid, really, for 3 years", True),
        ("3 months valid", False),
        ("3 months validated", True),
        ("The move is in 3 months", False),
        ("The move was within 3 months", True),
        ("6 months to apply", False),
        ("6 months to apply what you learned", True),
        ("I studied nursing since 12 years", True),
        ("I was nursing since 12 years", False),
        ("I restore it for 10 days", True),
        ("store it for 10 days", False),
        ("store the bread in it for 10 days", False),
        ("store the bread in it here for 10 days", True),
        ("After 3 years in a part-time course you go", True),
        ("Right after 3 years in a mill you go", False),
        ("For 12 years I studied", True),
        ("for 12 months I led a ward", True),
        ("Then, for 12 years I gladly led it", False),
        ("Then for 12 years I led it", True),
        ("For 12 years, we baked", False),
        ("In ten years you may be quiet", True),
        ("In ten months mills may be quiet", True),
        ("Then in ten years mills may be quiet", True),
        ("Bread, in ten years mills may be quiet", False),
        ("In ten years mills go. It may be.", True),
        ("Within 2 months of applying", False),
        ("within a year of study", True),
        ("your two-year plan", True),
        ("2 years as a nurse", False),
        ("2 years as a baguette", True),
        ("plan 2 years as a nurse", True),
        ("plan on about 2 years as a nurse", True),
        ("plan on bread or rolls 2 years as a nurse", False),
        ("I taught bread and rolls to them all for 8 years", False),
        ("I taught bread and rolls to a lot of men for 8 years", True),
        ("I baked rolls here for 8 years", False),
        ("I baked bread rolls over here for 8 years", True),
        ("a degree of 4 years", False),
        ("4 years of a degree", True),
        ("a 4-year big old nice degree", False),
        ("a 4-year big very old nice degree", True),
        ("a 4-year bread and butter degree", True),
        ("senior bread (5 years)", False),
        ("senior bread rolls here (5 years)", False),
        ("senior bread rolls here now (5 years)", True),
        ("A senior: 5 years", True),
        ("Bread. Senior: 5 years", False),
        ("Junior / Mid: 2 years", False),
        ("vests over bread for 2 years", False),
        ("vests over bread and rolls for 2 years", True),
        ("vested options 4 months", False),
        ("it is not, in 3 months", True),
        ("did not, but in 3 months", True),
        ("never in 3 months", False),
    ],
)
def test_a_word_more_or_less_decides_whose_a_length_is(text: str, is_own: bool) -> None:
    assert own(text, "en") == [is_own]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("The move takes 4 months", True),
        ("My career change will take 4 months", True),
        ("The exam takes 4 months", False),
        ("The move of my bread takes 4 months", True),
        ("My bread moves 4 months", False),
        ("But the switch: 4 months", True),
        ("The move. It takes 4 months", False),
        ("4 months", False),
    ],
)
def test_what_is_of_the_change_as_a_whole(text: str, is_one: bool) -> None:
    assert is_of_change(text, text.index("4")) == is_one


@pytest.mark.parametrize(
    ("heading", "is_one"),
    [
        ("Money matters", True),
        ("beforehand", True),
        ("", True),
        ("Before you start", False),
        ("\u2014 Next steps", False),
        ("Money?", False),
        ("Introduction", False),
    ],
)
def test_what_a_heading_is_of(heading: str, is_one: bool) -> None:
    assert names_topic(heading) == is_one


def test_how_far_before_a_length_words_count() -> None:
    assert is_of_change("move takes" + " " * 86, 96)
    assert not is_of_change("move takes" + " " * 87, 97)
