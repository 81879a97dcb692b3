"""Pages in German, French and Spanish, and in languages whose words are not known.

`cases/tongues/NAME.json` says what a careful reader takes from the page; they were written before the tool saw any.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

from pathingest import lint, parse, profiles
from pathingest.lines.vocabulary import vocabulary_of
from pathingest.model.section import Role
from pathingest.profiles import GENERIC, generic, in_language, load_profile
from pathingest.profiles._format import ProfileFile
from pathingest.profiles._reading import _TABLES
from pathingest.profiles._terms import spelled_out
from pathingest.values.languages import languages
from pathingest.values.text import fold
from pathingest.values.tongues import tongue, unread
from pathingest.values.vocabulary import read_table
from records import Record, record
from test_laws import LAWS

CASES = Path(__file__).parent / "cases" / "tongues"
PAGES = sorted(path for path in CASES.iterdir() if path.suffix in (".md", ".html", ".txt"))
HEADINGS = tomllib.loads((CASES / "headings.toml").read_text("utf-8"))
NOTHING: dict[str, list[str]] = HEADINGS.pop("none")
TONGUES = sorted(set(languages()) - {"en"})
TABLES = Path(profiles.__file__).parent / "builtin" / GENERIC
PORTUGUESE = """# From Nurse to Data Analyst

## Overview

Este guia mostra como você pode mudar de carreira, mesmo que não tenha uma formação em tecnologia. Os hospitais são os
melhores lugares para começar, pois os dados já são seus, e uma enfermeira sabe ler mais números do que imagina.
"""


def said(found: Record) -> dict[str, Any]:
    """What a record says, as short as the cases say it."""
    check, plan = found["reality_check"], found["action_plan"]
    return {
        "kind": found["kind"],
        "roles": [role and role["name"] for role in (found["from_role"], found["to_role"])],
        "facts": [
            _of(found["difficulty"], "level"),
            _of(found["timeline"], "text"),
            _of(found["salary_change"], "text"),
            found["demand"],
        ],
        "bring": [skill["name"] for skill in found["transferable_skills"]],
        "learn": [
            [skill["name"], skill["priority"], _of(skill["duration"], "text")] for skill in found["skills_to_learn"]
        ],
        "phases": [
            [phase["title"], _of(phase["duration"], "text"), len(phase["tasks"]), len(phase["resources"])]
            for phase in found["roadmap"]
        ],
        "check": [len(check[name]) for name in ("rewards", "tradeoffs", "challenges")],
        "plan": [[step["label"], len(step["tasks"]), _of(step["horizon"], "unit")] for step in plan],
        "faq": [entry["question"] for entry in found["faq"]],
        "other": [section["heading"] for section in found["other"]],
    }


def _of(value: dict[str, Any] | None, name: str) -> Any:
    return value and value[name]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_is_read_as_a_reader_of_its_language_reads_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    page = parse(path.read_bytes(), path=path.name)
    if "refused" in expected:
        assert expected["refused"] in (page.problem or "")
        return
    assert page.problem is None
    found = said(record(page))
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_law_holds_on_the_page(path: Path) -> None:
    page = parse(path.read_bytes(), path=path.name)
    for law in LAWS if page.pathway else ():
        law(page)


# --- the tables of words ---------------------------------------------------------------------------------------------


def role(heading: str, language: str) -> Role | None:
    """What a heading heads on a page in a language."""
    return vocabulary_of(in_language(generic(), language)).role(heading.casefold())


@pytest.mark.parametrize("language", TONGUES)
def test_the_headings_of_a_language_are_known(language: str) -> None:
    table = HEADINGS[language]
    assert {heading: role(heading, language) for headings in table.values() for heading in headings} == {
        heading: name for name, headings in table.items() for heading in headings
    }
    assert sum(map(len, table.values())) > 90


@pytest.mark.parametrize("language", TONGUES)
def test_headings_of_a_site_s_own_head_nothing_that_is_known(language: str) -> None:
    assert [heading for heading in NOTHING[language] if role(heading, language)] == []


@pytest.mark.parametrize("language", TONGUES)
def test_english_headings_count_in_any_language(language: str) -> None:
    english = generic().headings
    headings = in_language(generic(), language).headings
    assert {text: headings[text] for text in english} == english


@pytest.mark.parametrize("language", TONGUES)
def test_a_table_is_in_order_and_as_its_file_says(language: str) -> None:
    path = TABLES / f"{language}.yaml"
    found = load_profile(path)
    assert (found.name, found.language) == (GENERIC, language)
    assert path.with_suffix(".json").exists(), "`make tables` writes it"
    assert {**in_language(generic(), language).headings, **found.headings} == in_language(generic(), language).headings


@pytest.mark.parametrize("language", TONGUES)
def test_a_text_has_one_meaning_in_a_table(language: str) -> None:
    file = json.loads((TABLES / f"{language}.json").read_text(encoding="utf-8"))
    for table in _TABLES:
        meanings: dict[str, set[str]] = {}
        for name, texts in file[table].items():
            for text in (spelled for written in texts for spelled in spelled_out(fold(written))):
                meanings.setdefault(text.strip(" :"), set()).add(name)
        assert {text: names for text, names in meanings.items() if len(names) > 1} == {}


def test_a_page_in_english_is_read_with_the_english_words_alone() -> None:
    assert in_language(generic(), "en") is generic()
    assert in_language(generic(), "pt") is generic()
    page = parse(
        "# From Nurse to Data Analyst\n\n## Fahrplan\n\nLearn.\n\n## Overview\n\nIt is a good move.\n", path="a.md"
    )
    assert [section["heading"] for section in record(page)["other"]] == ["Fahrplan"]


# --- which language a text is in -------------------------------------------------------------------------------------

TEXTS = {
    "pt": "Este guia mostra como você pode mudar de carreira, pois os dados são seus e não do chefe, também uma vez.",
    "it": "Questa è la guida per chi vuole cambiare lavoro: il percorso che sono riuscito a fare, anche con gli amici.",
    "nl": "Dit is het verhaal van een verpleegkundige die niet meer met de zorg verder wilde en voor de techniek koos.",
    "pl": "To jest przewodnik dla osób, które nie wiedzą, jak zmienić zawód, ale chcą się uczyć, oraz są gotowe.",
    "sv": "Jag bytte yrke och det är inte svårt att börja om på nytt, från sjuksköterska till utvecklare.",
    "tr": "Bu rehber, kariyer değiştirmek isteyenler için ve daha iyi bir iş arayanlar gibi herkes için yazıldı.",
    "id": "Panduan ini untuk anda yang ingin pindah karier dari perawat dan belajar data dengan cara yang mudah.",
    "vi": "Hướng dẫn này là cho các bạn không có nền tảng và muốn làm việc với dữ liệu, được viết bởi một y tá.",
    "ca": "El camí per a qui treballa en un hospital no és llarg, amb una bona preparació i els amics de sempre.",
    "ro": "Drumul pentru cei care au lucrat în spital nu este lung și se învață din mers.",
    "cs": "Cesta pro ty, kteří pracují v nemocnici, není dlouhá, ale je to otázka přípravy, a to platí pro každého.",
    "sk": "Cesta pre tých, ktorí pracujú v nemocnici, nie je dlhá a je to aj otázka prípravy, ako všetko.",
    "hr": "Put za one koji rade u bolnici nije dug, ali to je samo pitanje pripreme, kao što se može vidjeti.",
    "da": "Vejen er ikke lang for dem, der arbejder på et hospital, og det kan du også lære af en kollega.",
    "no": "Veien er ikke lang for dem som jobber på et sykehus, og du kan også bli god av å lære fra en kollega.",
    "fi": "Matka ei ole pitkä, kun työ on tuttua, ja se on myös mukavaa, niin että kuka tahansa voi olla mukana.",
    "hu": "Az út nem hosszú, ha valaki kórházban dolgozik, és ez nem is nehéz, csak egy kis idő kell.",
    "uk": "Шлях не довгий для тих, що працюють у лікарні, і це не важко, але потрібен час на навчання та практику.",
    "bg": "Пътят не е дълъг за тези, които работят в болница, но се иска време и практика, а това не е трудно.",
    "sr": "Пут није дуг за оне који раде у болници, али се тражи време, као што је и свуда.",
    "fa": "این راهنما برای پرستاران است که می خواهند شغل خود را تغییر دهند و از بیمارستان به شرکت بروند",
    "ur": "یہ رہنما نرسوں کے لیے ہے اور اس میں بتایا گیا ہے کہ آپ ڈیٹا کا کام کیسے سیکھ سکتے ہیں",
    "ja": "看護師からデータアナリストへ。SQLとPythonを学び、ポートフォリオを作りました。",
    "zh": "从护士到数据分析师：学习SQL和Python，并建立作品集。",
    "ko": "간호사에서 데이터 분석가로 전직한 이야기입니다. SQL을 배웠습니다.",
    "ru": "Как медсестра стала аналитиком данных: курсы SQL и первые проекты.",
    "ar": "كيف تصبح محلل بيانات من الصفر باستخدام SQL و Python",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_is_told_by_its_words_or_letters(language: str) -> None:
    assert tongue(TEXTS[language]) == language
    assert unread(language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Come diventare analista: il percorso per chi lavora in ospedale non è lungo.", "it"),
        ("Como virar analista: para quem trabalha em um hospital, o caminho não é longo.", "pt"),
        ("Cómo ser analista: el camino para quien trabaja en un hospital no es largo.", "es"),
        ("Devenir analyste : le chemin pour qui travaille dans un hôpital est court.", "fr"),
        ("que se un de la se que", None),  # what several languages share tells none of them
        ("Python, la vita, por favor", None),
    ],
)
def test_languages_that_share_words_are_told_by_the_others(text: str, language: str | None) -> None:
    assert tongue(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("you your with that", "en"),
        ("You YOUR With that bread", "en"),
        ("you your with bread", None),
        ("you your with that nicht", "en"),
        ("you your with that sie nicht", None),
        ("you your with that this sie nicht", "en"),
        ("you your with that this sie nicht mit", None),
        ("que que que que", None),  # Portuguese, Spanish, French or Catalan
        ("\ud800 you your with that", "en"),
        ("x" * 5_981 + " you your with that", "en"),  # 6,000 characters
        ("x" * 5_982 + " you your with that", None),
        ("\u3042 you your with that", "en"),
        ("\u0430" * 10 + "x" * 49, "ru"),
        ("\u0430" * 10 + "x" * 50, None),
        ("\u306e" + "\u5b66" * 9, "ja"),
        ("\u306e" + "\u5b66" * 10, "zh"),
        ("\u0565" * 9, None),  # Armenian
        ("", None),
    ],
)
def test_how_much_of_a_text_tells_its_language(text: str, language: str | None) -> None:
    assert tongue(text) == language


@pytest.mark.parametrize(
    ("letters", "language"),
    [
        *(("\u3041\u30ff\u4e00\u9fff", "ja"), ("\uac00\ud7a3", "ko"), ("\u0430\u044f", "ru"), ("\u0627\u064a", "ar")),
        *(("\u0905\u0939", "hi"), ("\u0985\u09b9", "bn"), ("\u03b1\u03c9", "el"), ("\u05d0\u05ea", "he")),
        ("\u0e01\u0e2e", "th"),
    ],
)
def test_a_language_is_told_by_its_letters_alone(letters: str, language: str) -> None:
    assert tongue(letters) == language


def test_a_profile_may_be_of_every_language_whose_words_are_known() -> None:
    assert get_args(ProfileFile.model_fields["language"].annotation) == ("en", *sorted({*languages()} - {"en"}))


def test_every_language_has_a_name_or_is_known() -> None:
    table = read_table("tongues")
    assert {*table["words"]} - {*table["names"]} == {*languages()}
    assert {unread(language) for language in (None, *languages())} == {None}


def test_letters_of_another_language_in_an_english_text_tell_nothing() -> None:
    assert tongue("The word 転職 is how you say that you are going to change your career with a plan.") == "en"


def test_the_finding_names_a_language_whose_words_are_not_known() -> None:
    page = parse(PORTUGUESE, path="a.md")
    (finding,) = [finding for finding in lint(page) if "no known layout" in finding.message]
    assert finding.message.endswith("; it is in Portuguese, whose words are not known")


def test_the_finding_names_no_language_that_is_known() -> None:
    for path in PAGES:
        page = parse(path.read_bytes(), path=path.name)
        assert any("whose words" in finding.message for finding in lint(page)) == path.name.startswith("ja-")


@pytest.mark.parametrize(
    ("title", "steps", "times"),
    [
        (
            "D'infirmier à comptable\n\nLe calcul est pour les gens qui sont dans la vallée.\n\n## Feuille de route",
            ["Étape 1 : Moudre", "Étape 2 : Tamiser", "Étape 3 : Livrer"],
            ["de 3 à 6 mois", "d'un an à dix-huit mois", "de 2 à 3 semaines"],
        ),
        (
            "De enfermero a contable\n\nLa suma es para la gente que está en el valle.\n\n## Hoja de ruta",
            ["Fase 1: Moler", "Fase 2: Tamizar", "Fase 3: Entregar"],
            ["de 3 a 6 meses", "de 6 meses a 1 año", "desde 2 hasta 3 semanas"],
        ),
    ],
    ids=["fr", "es"],
)
def test_a_range_that_a_word_opens_is_the_time_of_a_phase(title: str, steps: list[str], times: list[str]) -> None:
    body = "".join(f"### {step} ({time})\n\n- A\n\n" for step, time in zip(steps, times, strict=True))
    found = record(parse(f"# {title}\n\n{body}", media_type="text/markdown"))
    assert [phase["title"] for phase in found["roadmap"]] == [step.partition(":")[2].strip() for step in steps]
    assert [phase["duration"]["text"] for phase in found["roadmap"]] == times
