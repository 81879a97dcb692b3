"""What is said of all pages of a run together: nothing but facts is kept, and no rule's bug stops the others."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import Any
from weakref import ref

import pytest

from distinct_pages import text_page
from pathingest import parse
from pathingest.model.finding import Conflict, Fact, Finding, PlacedFact, Problem
from pathingest.model.page import Page
from pathingest.rules import Corpus, EnabledRules, Judged, Rule, check, find_rule, stable
from pathingest.rules._place import place

TITLE = "From {} to Food Chemist: Your 8-Month Transition Guide"
TEXT = "Career Pathway\n" + TITLE + "\nYour Transferable Skills\n{}\nYou do it before breakfast.\n"


def page(role: str, skill: str = "Weighing") -> Page:
    return parse(TEXT.format(role, skill), path=f"raw/{role.lower()}.txt")


def run(pages: Sequence[Page], enabled: EnabledRules, *, debug: bool = True) -> list[Finding]:
    corpus = Corpus(enabled, debug=debug)
    for each in pages:
        corpus.add(each, check(each, enabled, debug=debug))
    return corpus.findings()


def gather(page: Page) -> Iterator[Fact]:
    for i, skill in enumerate(page.record.transferable_skills):
        yield Fact(skill.name, page.record.id, f"/transferable_skills/{i}/name", skill.name)


def across(facts: Sequence[PlacedFact]) -> Iterator[Conflict]:
    yield Conflict(f"{len(facts)} pages", facts[0], tuple(("there", stated) for stated in facts[1:]))


RULE = Rule("X001", "info", "high", gather=gather, across=across)
ASKED = EnabledRules((("everywhere", RULE),))


def test_a_rule_across_pages_is_given_the_facts_of_one_key() -> None:
    (finding,) = run([page("Baker"), page("Florist", "Cutting"), page("Brewer")], ASKED)
    assert (finding.message, finding.path, finding.line, finding.pointer) == (
        "2 pages",
        "raw/baker.txt",
        4,
        "/transferable_skills/0/name",
    )
    assert [(other.path, other.line, other.message) for other in finding.related] == [("raw/brewer.txt", 4, "there")]


def test_the_order_is_that_of_the_pages_however_many_keys_are_looked_at_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = [f"Weighing{'' if part == 'A' else f' {part}'}" for part in "ABCDEFGH"]
    pages = [page(f"Baker {'IVX'[number % 3] * (1 + number // 3)}", name) for number, name in enumerate(names * 2)]
    found = run(pages, ASKED)
    assert [finding.path for finding in found] == [each.source.path for each in pages[:8]]
    monkeypatch.setattr("pathingest.rules._corpus._TOGETHER", 3)
    assert run(pages, ASKED) == found


def test_findings_can_be_drained() -> None:
    corpus = Corpus(ASKED)
    for role in ("Baker", "Brewer"):
        corpus.add(page(role), [])
    found = corpus.findings()
    assert [*corpus.drain(lambda _: True)] == found
    assert len(found) == 1


def test_what_is_kept_of_pages_can_be_taken_in_another_run() -> None:
    """In any order, beside pages that are read, and by a run of one page."""
    pages = [page("Baker"), page("Brewer"), page("Florist", "Cutting")]
    enabled = EnabledRules((("everywhere", RULE), find_rule("STR007")))
    kept = {one.source.path: Corpus(enabled).keep(one, check(one, enabled)) for one in pages}
    for chosen in (pages, pages[::-1], pages[:1]):
        for read in range(len(chosen) + 1):
            corpus = Corpus(enabled)
            for number, one in enumerate(chosen):
                if number == read:
                    corpus.add(one, check(one, enabled))
                else:
                    corpus.take(kept[one.source.path])
            assert corpus.findings() == run(chosen, enabled)


def test_what_a_page_that_stays_alone_could_not_say_is_no_finding() -> None:
    enabled = EnabledRules((("broken", RULE._replace(gather=broken)),))
    corpus = Corpus(enabled)
    corpus.take(corpus.keep(page("Baker"), ()))
    assert corpus.findings() == []


def test_what_one_page_alone_says_is_not_compared() -> None:
    assert run([page("Baker"), page("Florist", "Cutting")], ASKED) == []


def test_pages_without_a_path_are_pages_of_their_own() -> None:
    pages = [parse(TEXT.format(role, "Weighing")) for role in ("Baker", "Brewer")]
    assert [finding.message for finding in run(pages, ASKED)] == ["2 pages"]


def test_pages_are_not_kept() -> None:
    corpus = Corpus(stable())
    pages = [page("Baker"), page("Brewer")]
    watched = [ref(kept) for one in pages for kept in (one, one.source)]
    for one in pages:
        corpus.add(one, check(one, stable()))
    del one, pages
    assert [kept() for kept in watched] == [None] * 4


def test_what_is_kept_of_a_page_is_small() -> None:
    """A fact with its place takes some 660 bytes as objects; all of a run's facts are kept."""
    skills = [f"{first}{second} {third}" for first, second, third in product("BCDFGH", "aeiou", ("Baking", "Milling"))]
    text = (
        "Career Pathway\n" + TITLE + "\nYour Transferable Skills\n" + "{}\nYou do it before breakfast.\n" * len(skills)
    )
    pages = [parse(text.format(role, *skills), path=f"raw/{role}.txt") for role in ("Baker", "Brewer", "Florist")]
    for one in pages:  # what pages themselves keep
        _ = one.record, one.texts, one.evidence
    corpus = Corpus(stable())
    corpus.add(pages[0], ())
    corpus.add(pages[1], ())
    tracemalloc.start()
    corpus.add(pages[2], ())
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size / len(skills) < 400


def test_a_page_that_stays_alone_costs_nothing() -> None:
    def gather(page: Page) -> Iterator[Fact]:
        raise AssertionError(page.source.path)

    rule = RULE._replace(gather=gather)
    assert run([page("Baker")], EnabledRules((("everywhere", rule),))) == []


def test_findings_of_pages_come_first_and_in_their_order() -> None:
    found = run([page("Baker"), page("Brewer")], EnabledRules((("everywhere", RULE), find_rule("STR007"))))
    assert [(finding.path, finding.code) for finding in found] == [
        ("raw/baker.txt", "STR007"),
        ("raw/brewer.txt", "STR007"),
        ("raw/baker.txt", "X001"),
    ]


def test_what_is_systemic_is_one_finding_with_the_other_pages_beside_it() -> None:
    pages = [page(role) for role in ("Baker", "Brewer", "Florist", "Miller")]
    enabled = EnabledRules((find_rule("STR007"), find_rule("COR005")))
    *found, summed = run(pages, enabled)
    assert [finding.code for finding in found] == ["STR007"] * 4
    assert (summed.code, summed.replaces, summed.path) == ("COR005", "STR007", "raw/baker.txt")
    assert [other.path for other in summed.related] == ["raw/brewer.txt", "raw/florist.txt", "raw/miller.txt"]
    assert run([*pages, page("Tiler")], enabled)[-1].fingerprint == summed.fingerprint


def test_what_is_systemic_is_as_bad_as_the_worst_of_it() -> None:
    cut = [parse(f"From {role} to Baker: Your 9-Month Transition Guide\nOverview\nDough.\n") for role in "ABCD"]
    found = run(cut, EnabledRules((find_rule("STR001"), find_rule("COR005"))))
    assert found[-1].severity == "error"


def test_how_much_is_systemic_is_an_option() -> None:
    name, rule = find_rule("COR005")
    pages = [page(role) for role in ("Baker", "Brewer")]
    for least, expected in ((2, ["COR005"]), (3, [])):
        options = {"COR005": replace(rule.options, pages=least)}
        found = run(pages, EnabledRules((find_rule("STR007"), (name, rule)), options))
        assert [finding.code for finding in found if finding.code == "COR005"] == expected


def broken(*_: object) -> Any:
    raise ZeroDivisionError("by nothing")


@pytest.mark.parametrize(
    "rule",
    [
        RULE._replace(gather=broken),
        RULE._replace(across=broken),
        RULE._replace(gather=None, across=None, overall=broken),
    ],
)
def test_a_rule_s_bug_is_a_finding_and_the_others_go_on(rule: Rule) -> None:
    enabled = EnabledRules((("broken", rule), find_rule("STR007")))
    pages = [page("Baker"), page("Brewer")]
    found = run(pages, enabled, debug=False)
    assert {finding.code for finding in found} == {"STR007", "INT001"}
    assert "the project's own rule broken failed: ZeroDivisionError: by nothing" in found[-1].message
    with pytest.raises(ZeroDivisionError):
        run(pages, enabled)


def test_what_is_judged_says_which_rules_looked_at_a_page_that_has_a_record() -> None:
    seen: list[Judged] = []

    def overall(judged: Sequence[Judged]) -> Iterator[Conflict]:
        seen.extend(judged)
        yield from ()

    rule = Rule("X002", "info", "high", overall=overall)
    run(
        [page("Baker"), parse("404: not found")],
        EnabledRules((("all", rule), find_rule("STR007"), find_rule("EXT006"))),
    )
    assert [sorted(page.codes) for page in seen] == [["STR007"], []]


def test_a_run_keeps_less_of_a_page_than_its_text() -> None:
    pages = [parse(text_page(seed), path=f"raw/{seed}.txt") for seed in range(160)]
    corpus = Corpus(stable())
    found = [check(page, stable()) for page in pages]
    for one, findings in zip(pages[:32], found[:32], strict=True):
        corpus.add(one, findings)
    sizes = []
    tracemalloc.start()
    for one, findings in zip(pages[32:], found[32:], strict=True):
        corpus.add(one, findings)
        sizes.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert (sizes[127] - sizes[63]) / 64 < 4096
    again = corpus.findings()[: len(found[0])]
    assert again == found[0]


def test_a_run_of_many_pages_says_the_same_as_their_facts_kept_as_objects() -> None:
    """Values that cannot be packed are kept as they are."""

    class Local(str):
        __slots__ = ()

    def gather_locals(page: Page) -> Iterator[Fact]:
        for fact in gather(page):
            yield fact._replace(value=Local(fact.value))

    pages = [page(f"Baker {i}", f"Weighing {i % 40}") for i in range(100)]
    local = EnabledRules((("everywhere", RULE._replace(gather=gather_locals)),))
    assert run(pages, local) == run(pages, ASKED) != []


KEY = object()


def test_a_key_that_is_one_by_identity_stays_it_however_many_pages_there_are() -> None:
    def gather_all(page: Page) -> Iterator[Fact]:
        for fact in gather(page):
            yield fact._replace(key=KEY)

    pages = [page(f"Baker {i}") for i in range(100)]
    (finding,) = run(pages, EnabledRules((("everywhere", RULE._replace(gather=gather_all)),)))
    assert finding.message == "100 pages"


def test_a_key_that_cannot_be_one_is_the_rule_s_bug() -> None:
    def gather_lists(page: Page) -> Iterator[Fact]:
        for fact in gather(page):
            key: Any = [fact.key]
            yield fact._replace(key=key)

    broken = RULE._replace(code="X002", gather=gather_lists)
    enabled = EnabledRules((("broken", broken), ("everywhere", RULE)))
    found = run([page("Baker"), page("Brewer")], enabled, debug=False)
    assert [finding.code for finding in found] == ["INT001", "INT001", "X001"]
    assert "the project's own rule broken failed: TypeError: unhashable type: 'list'" in found[0].message


def test_a_fact_of_the_whole_page_is_at_its_beginning() -> None:
    def gather_pages(page: Page) -> Iterator[Fact]:
        yield Fact("baked", page.record.id, None, page.record.id)

    (finding,) = run(
        [page("Baker"), page("Brewer")], EnabledRules((("everywhere", RULE._replace(gather=gather_pages)),))
    )
    assert (finding.path, finding.line, finding.pointer) == ("raw/baker.txt", 1, None)


@pytest.mark.parametrize("skill", ["Weighing", "\U0001f35e Weighing", "Weighing\t of  bread"])
def test_places_of_facts_are_those_of_the_page(skill: str) -> None:
    """In plain lines, of which less is kept, and in those with wide characters or white space."""
    seen: list[PlacedFact] = []

    def across(facts: Sequence[PlacedFact]) -> Iterator[Conflict]:
        seen.extend(facts)
        yield from ()

    pages = [page("Baker", skill), page("Brewer", skill)]
    run(pages, EnabledRules((("everywhere", RULE._replace(across=across)),)))
    assert len(seen) == len(pages)
    for one, stated in zip(pages, seen, strict=True):
        assert (stated.place, stated.quoted) == place(one, Problem(stated.fact.text, stated.fact.pointer))
