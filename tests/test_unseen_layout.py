"""A site that no profile knows: what is read of its pages without one, and with one of forty lines.

Its pages, and the records that are right for them, were written before the tool saw any of them. docs/unseen-layout.md
tells of it; `--accept` writes the profile and the table there.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from gold.measure import facts, paired, spelt
from pathingest import parse
from pathingest.model.page import Page
from pathingest.profiles import Profile, load_profile
from records import record, residue

CASES = Path(__file__).parent / "cases" / "unseen"
PAGES = sorted(CASES.glob("*.html"))
SHEET = Path(__file__).parents[1] / "docs" / "unseen-layout.md"
PROFILE = CASES / "lanewise.yaml"
LONGEST = 40
LEDE = "overview: "  # the sentence below the title, which nobody had called part of the overview
# What is missed with the profile: the other end of the range is no pay by the hour.
KNOWN = ["claims: 'roughly $27 an hour'"]


class Score(NamedTuple):
    """A page as it was read, against the record that was written by hand; all by field.

    Attributes:
        stated: how many facts the page states.
        right: how many of them the record has.
        wrong: what else the record says, in words; what it keeps under `other`, as no field, is not among it.
        missed: what it has not, in words.
    """

    stated: Counter[str]
    right: Counter[str]
    wrong: tuple[str, ...]
    missed: tuple[str, ...]


def expected(path: Path) -> dict[str, Any]:
    """The record that was written by hand."""
    found: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return found


def read(path: Path, profile: Profile | None) -> dict[str, Any]:
    """The page as the tool reads it, in the shape of the record written by hand."""
    found = record(_page(path, profile))
    return {**found, "views": found["sources"][0]["views"]} if found else {}


def _page(path: Path, profile: Profile | None) -> Page:
    return parse(path.read_bytes(), path=path.name, profile=profile)


def score(path: Path, profile: Profile | None) -> Score:
    """One page, read and compared."""
    gold, found = expected(path), read(path, profile)
    claims = gold.pop("claims")
    stated = dict(_facts(gold))
    said: dict[str, Any] = {}
    wrong: list[str] = []
    for name in gold:
        placed, extra = paired({name: found.get(name)}, {name: gold[name]})
        said |= dict(_facts(placed))
        wrong += [f"{name}: {fact!r}" for item in extra for _, fact in facts(item) if name != "other"]
    wrong += [f"{pointer}: {fact!r}" for pointer, fact in said.items() if stated.get(pointer) != fact]
    claimed = [claim for claim in claims if any(_is_claimed(claim, one) for one in found.get("claims", []))]
    right = [pointer for pointer, fact in stated.items() if said.get(pointer) == fact]
    missed = [f"{pointer}: {fact!r}" for pointer, fact in stated.items() if pointer not in right]
    missed += [f"claims: {claim['text']!r}" for claim in claims if claim not in claimed]
    return Score(
        Counter([*map(_field, stated), *["claims"] * len(claims)]),
        Counter([*map(_field, right), *["claims"] * len(claimed)]),
        tuple(wrong),
        tuple(missed),
    )


def _facts(found: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Facts, and the page's name in its address."""
    yield from facts({name: part for name, part in found.items() if name != "id"})
    if found.get("id"):
        yield "/id", found["id"]


def _field(pointer: str) -> str:
    return pointer.split("/")[1]


def _is_claimed(claim: Mapping[str, Any], ours: Mapping[str, Any]) -> bool:
    """Whether a figure is claimed; the tool's text may hold the words beside it ("closer to 12 months")."""
    same = ours["kind"] == claim["kind"] and claim.get("about") in (None, ours["about"])
    return bool(same and spelt(claim["text"]) in spelt(ours["text"]))


PROFILED = [pytest.param(path, id=path.stem) for path in PAGES]


@pytest.mark.parametrize("path", PROFILED)
def test_a_profile_of_forty_lines_reads_the_page(path: Path) -> None:
    found = score(path, load_profile(PROFILE))
    assert [fact for fact in found.missed if fact not in KNOWN] == []
    assert [fact.startswith(LEDE) for fact in found.wrong] == [True]


@pytest.mark.parametrize("path", PROFILED)
def test_what_is_left_over_is_no_value(path: Path) -> None:
    assert set(residue(_page(path, load_profile(PROFILE)))) <= {"alongside work", "of evenings"}


@pytest.mark.parametrize("path", PROFILED)
def test_without_it_the_page_is_of_no_known_layout(path: Path) -> None:
    assert read(path, None)["sources"][0]["profile"] == "generic"


def test_the_profile_has_forty_lines_at_most() -> None:
    assert len(PROFILE.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_the_sheet_is_current(golden: Callable[[Path, str], None]) -> None:
    sheet = SHEET.read_text(encoding="utf-8")
    for name, text in (("profile", _quoted()), ("table", "\n".join(_table()))):
        mark = rf"(?s)(?<=<!-- {name}: begin -->\n).*?(?=<!-- {name}: end -->)"
        sheet, count = re.subn(mark, text.replace("\\", r"\\") + "\n", sheet)
        assert count == 1
    golden(SHEET, sheet)


def _quoted() -> str:
    return f"```yaml\n{PROFILE.read_text(encoding='utf-8')}```"


def _table() -> Iterator[str]:
    generic = [score(path, None) for path in PAGES]
    own = [score(path, load_profile(PROFILE)) for path in PAGES]
    stated = sum((one.stated for one in own), Counter[str]())
    rights = [sum((one.right for one in some), Counter[str]()) for some in (generic, own)]
    yield "| field | facts stated | right with `generic` | right with the profile |"
    yield "|---|---|---|---|"
    for field, count in stated.items():
        yield f"| `{field}` | {count} | {rights[0][field]} | {rights[1][field]} |"
    shares = [f"{right.total()} ({right.total() / stated.total():.1%})" for right in rights]
    yield f"| **all** | {stated.total()} | {shares[0]} | {shares[1]} |"
    wrong = [sum(len(one.wrong) for one in some) for some in (generic, own)]
    yield f"| in the wrong field | | {wrong[0]} | {wrong[1]} |"
    left = [sum(len(residue(_page(path, profile))) for path in PAGES) for profile in (None, load_profile(PROFILE))]
    yield f"| stretches of residue | | {left[0]} | {left[1]} |"


def test_a_story_in_plain_text_keeps_its_sentences() -> None:
    told = [
        "I drove a bus before I baked my first bread, and it took me 14 months.",
        "I was tired of shifts, and I liked bread.",
    ]
    page = parse("\n\n".join(["How I went from bus driver to baker", told[0], "Why I left", told[1]]))
    assert page.tree is not None
    assert page.tree["kind"] == "story"
    found = record(page)
    assert found["overview"] == told
    assert [claim["text"] for claim in found["claims"]] == ["14 months"]


@pytest.mark.parametrize("rate", ["10 heures par semaine", "3 Stunden pro Tag", "10 horas por semana", "5 hours a day"])
def test_hours_of_a_week_or_a_day_are_no_length_of_a_phase(rate: str) -> None:
    phases = f"## Phase 1: Dough ({rate})\n\n- Knead\n\n## Phase 2: Ovens (8 weeks, {rate})\n\n- Bake\n"
    page = parse(f"# From Cook to Baker\n\n{phases}", media_type="text/markdown")
    times = [phase["duration"] for phase in record(page)["roadmap"]]
    assert times[0] is None
    assert times[1]["text"] == "8 weeks"


@pytest.mark.parametrize("badge", ["One term", "2 terms"])
def test_a_number_right_below_a_badge_is_no_name(badge: str) -> None:
    skills = f"Tills\nCritical\n{badge}\nLearn the till.\n\nSourdough\nImportant\n3 weeks\nKeep a starter."
    page = parse(f"From Cook to Baker\n\nSkills to Learn\n\n{skills}\n")
    found = record(page)["skills_to_learn"]
    assert [(skill["name"], skill["priority"]) for skill in found] == [
        ("Tills", "critical"),
        ("Sourdough", "important"),
    ]
    assert badge in residue(page)


def test_what_stands_below_a_list_of_resources_is_none() -> None:
    phase = "### {0}\n\n{1} weeks\n\n**Resources**\n\n- Bread Book\n- Oven Book\n\nRead next: Baker to Florist\n\n"
    phases = phase.format("Dough", 4) + phase.format("Ovens", 6)
    page = parse(f"# From Cook to Baker\n\n## Roadmap\n\n{phases}", media_type="text/markdown")
    names = [[resource["name"] for resource in phase["resources"]] for phase in record(page)["roadmap"]]
    assert names == [["Bread Book", "Oven Book"]] * 2
    assert residue(page) == ["Read next: Baker to Florist"] * 2


def test_hours_are_no_difficulty() -> None:
    facts = "**Effort:** 10 hours a week\n**Difficulty:** Hard"
    page = parse(f"# From Cook to Baker\n\n{facts}\n\n## Roadmap\n\n### Dough\n\n- Go", media_type="text/markdown")
    assert record(page)["difficulty"]["text"] == "Hard"


def test_paragraphs_below_a_title_in_front_matter_are_the_overview() -> None:
    told = "Bakers rise early, and most of them like it."
    page = parse(
        f"---\ntitle: How to Become a Baker\n---\n{told}\n\n## Roadmap\n\n### Step 1: Dough\n\n- Go\n", path="page.md"
    )
    assert record(page)["overview"] == [told]
