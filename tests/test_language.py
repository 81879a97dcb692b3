"""The language of a page: what it states of itself, with its place, and nothing that is only likely."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pathingest import parse
from pathingest.dataset.merge import merge
from pathingest.model.page import Page
from pathingest.model.pathway import Pathway
from pathingest.values.language_tags import parse_language_tag
from running import Tool

BODY = """<main><h1>From Baker to Miller: Your 6-Month Transition Guide</h1>
<h2>Your Learning Roadmap</h2><h3>Foundations</h3><span>8 weeks</span><div>Tasks</div><ul><li>Read</li></ul></main>"""


def page(html: str = "<html>", script: Any = None) -> Page:
    said = f'<script type="application/ld+json">{json.dumps(script)}</script>' if script else ""
    return parse(f"<!DOCTYPE html>\n{html}<body>{BODY}{said}</body></html>", media_type="text/html")


def language(found: Page) -> tuple[str | None, list[str]]:
    """The language of a page, and the characters that prove it."""
    assert found.pathway
    proof = found.evidence.entries.get("/language")
    assert (proof is None) == (found.pathway.language is None)
    return found.pathway.language, [found.source.text[start:end] for start, end in (proof.spans if proof else ())]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        *(("en", "en"), ("EN", "en"), ("en-us", "en-US"), ("en_US", "en-US"), ("zh-hant-tw", "zh-Hant-TW")),
        *(("sr-Latn", "sr-Latn"), ("es-419", "es-419"), ("haw", "haw"), ("de-DE-1996", "de-DE-1996")),
        *(("en-a-bb-x-cc-dddd", "en-a-bb-x-cc-dddd"), ("en-x-us", "en-x-us"), ("no", "no")),
        *(
            ("", None),
            ("English", None),
            ("e", None),
            ("en US", None),
            ("en-", None),
            ("-en", None),
            ("x-klingon", None),
        ),
        *(("zh-hant", "zh-Hant"), ("en-1694", "en-1694"), ("en-ab1c", "en-ab1c"), ("sl-rozaj", "sl-rozaj")),
        *(("en-mis", "en-mis"), ("de_ch_1901", "de-CH-1901"), ("en-u-us", "en-u-us"), ("en-x-a-us", "en-x-a-us")),
        *(("mis", None), ("mis-de", None), ("i-klingon", None), ("abcd", None), ("en-abcdefgh", "en-abcdefgh")),
        *(("und", None), ("mul", None), ("zxx", None), ("en-abcdefghi", None), ("en,de", None), ("*", None)),
    ],
)
def test_tags(text: str, tag: str | None) -> None:
    assert parse_language_tag(text) == tag
    assert tag is None or parse_language_tag(tag) == tag


@pytest.mark.parametrize(
    ("html", "tag", "quote"),
    [
        ('<html lang="en">', "en", "en"),
        ("<HTML class=a LANG=de>", "de", "de"),
        ('<html lang=" pt-br ">', "pt-BR", "pt-br"),
        ('<html xml:lang="fr" xmlns="http://www.w3.org/1999/xhtml">', "fr", "fr"),
        ('<html lang="fr" xml:lang="de">', "fr", "fr"),
        ('<html lang="">', None, None),
        ('<html lang="English">', None, None),
        ('<html data-lang="en">', None, None),
        ('<html><div lang="de">Brot</div>', None, None),
    ],
)
def test_what_the_root_element_states(html: str, tag: str | None, quote: str | None) -> None:
    found = page(html)
    assert language(found) == (tag, [quote] if quote else [])


@pytest.mark.parametrize(
    ("script", "tag"),
    [
        ({"@type": "WebPage", "inLanguage": "en_us"}, "en-US"),
        ({"@type": "Article", "inLanguage": ["de"]}, "de"),
        ({"@type": "HowTo", "inLanguage": {"@type": "Language", "name": "Spanish", "alternateName": "es"}}, "es"),
        ({"@type": "HowTo", "inLanguage": {"@type": "Language", "name": "es"}}, "es"),
        ({"@graph": [{"@type": "WebSite", "inLanguage": "de"}, {"@type": "WebPage", "inLanguage": "fr"}]}, "fr"),
        ([{"@type": "WebPage", "inLanguage": "fr"}, {"@type": "BlogPosting", "inLanguage": "FR"}], "fr"),
        ([{"@type": "WebPage", "inLanguage": "fr"}, {"@type": "BlogPosting", "inLanguage": "de"}], None),
        ({"@type": "WebPage", "inLanguage": ["fr", "de"]}, None),
        ({"@type": "WebPage", "inLanguage": "French"}, None),
        ({"@type": "WebPage", "inLanguage": None}, None),
        ({"@type": "Person", "inLanguage": "fr"}, None),
        ({"@type": "Article", "comment": {"@type": "Article", "inLanguage": "fr"}}, None),
    ],
)
def test_what_structured_data_states(script: Any, tag: str | None) -> None:
    found, quotes = language(page(script=script))
    assert found == tag
    assert [parse_language_tag(quote) for quote in quotes] == ([tag] if tag else [])


def test_the_root_element_comes_first() -> None:
    assert language(page('<html lang="en">', {"@type": "WebPage", "inLanguage": "de"})) == ("en", ["en"])


def test_a_tag_that_is_written_otherwise_says_so() -> None:
    (step,) = page('<html lang="en_us">').evidence.entries["/language"].steps
    assert step == "language: 'en_us' is en-US"


@pytest.mark.parametrize(
    ("front", "tag"), [("lang: de-at", "de-AT"), ('Language: "en"', "en"), ("lang: deutsch", None)]
)
def test_what_front_matter_states(front: str, tag: str | None) -> None:
    text = f"---\n{front}\n---\n\n# From Baker to Miller: Your Guide\n\n## Roadmap\n\n### Phase 1: Read\n\n- Read\n"
    assert language(parse(text, media_type="text/markdown"))[0] == tag


def test_a_text_states_none() -> None:
    assert language(parse(Path("docs/example.txt")))[0] is None


def test_pages_of_one_pathway_fill_each_other() -> None:
    silent, english = page(), page('<html lang="en">')
    for pages in ([silent, english], [english, silent]):
        assert merge(pages).pathway.language == "en"
    comparisons = merge([page('<html lang="en-US">'), english]).comparisons
    assert [one for one in comparisons if one.disagreements] == []
    (comparison,) = merge([page('<html lang="de">'), english]).comparisons
    assert [one.pointer for one in comparison.disagreements] == ["/language"]


def test_records_of_earlier_versions_are_read_without_it() -> None:
    found = page('<html lang="en">').pathway
    assert found
    tree = found.model_dump()
    del tree["language"]
    for version in ("1.0.0", "2.0.0"):
        assert Pathway.model_validate({**tree, "schema_version": version}).language is None
    with pytest.raises(ValueError, match="language"):
        Pathway.model_validate({**tree, "language": "English"})


def test_it_is_corrected_by_a_tag(tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_text(page().source.text, encoding="utf-8")
    tool("build", "page.html")
    done = tool("override", "set", "baker-to-miller", "/language", "English", "--reason", "x")
    assert (done.code, done.out) == (2, "")
    assert 'a language tag ("en-US") or null is expected' in done.err
    assert tool("override", "set", "baker-to-miller", "/language", "en_gb", "--reason", "x").code == 0
    tool("build", "page.html")
    assert json.loads(Path("normalized/baker-to-miller.json").read_bytes())["language"] == "en-GB"
