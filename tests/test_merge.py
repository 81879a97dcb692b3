"""Merging: several sources of one pathway are one record, whatever their order; what they disagree on is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given

import pages as gold
from depth import examples
from pathingest import parse
from pathingest.dataset.identity import groups, known
from pathingest.dataset.merge import Merged, merge
from pathingest.dataset.pairs import pair, same_address
from pathingest.model.evidence import Proof
from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.outputs import json as json_output
from pathingest.rules import compare
from pathingest.values.text import canonical
from proving import proven
from records import Record, resolve, to_prove
from running import Tool
from test_build import NAME, READER, WHOLE, contents, loaded
from test_generated_pages import PAGES

URL = "https://example.org/paths/pastry-chef-to-food-technologist-2024"


def page(text: str, name: str = "page", url: str | None = None) -> Page:
    return parse(text, path=f"raw/{name}.txt", url=url)


def merged(*texts: str) -> Merged:
    return merge([page(text, "abc"[i]) for i, text in enumerate(texts)])


def record(found: Merged) -> Record:
    return found.pathway.model_dump(mode="json")


def findings(found: Merged) -> list[Finding]:
    return [finding for comparison in found.comparisons for finding in compare(comparison)]


def disagreements(found: Merged) -> list[tuple[str, object, str, object]]:
    return [tuple(item) for comparison in found.comparisons for item in comparison.disagreements]


def orders(texts: Iterable[str]) -> list[Merged]:
    """The merging of the same pages in every order."""
    found = [page(text, "abc"[i]) for i, text in enumerate(texts)]
    return [merge(order) for order in permutations(found)]


# --------------------------------------------------------------------------------------------------------------------
# The laws.

Law = Callable[[Merged, Sequence[Page]], None]


def every_account_tiles_its_source(found: Merged, sources: Sequence[Page]) -> None:
    for account, source in zip(found.evidence.accounts, sources, strict=True):
        ends = [stretch.end for stretch in account.stretches]
        assert [stretch.start for stretch in account.stretches] == [0, *ends][: len(ends)]
        assert [0, *ends][-1] == account.length == len(source.source.text)


def accounts_and_sources_are_the_same_files(found: Merged, sources: Sequence[Page]) -> None:
    expected = [(source.source.path, source.source.sha256) for source in sources]
    assert [(account.path, account.sha256) for account in found.evidence.accounts] == expected
    assert [(source.path, source.sha256) for source in found.pathway.sources] == expected


def every_owner_is_a_role_or_a_part_of_the_record(found: Merged, _: Sequence[Page]) -> None:
    whole = record(found)
    for account in found.evidence.accounts:
        for stretch in account.stretches:
            if stretch.role.startswith("/"):
                assert resolve(whole, stretch.role) not in (None, []), stretch


def every_leaf_has_a_proof_and_every_proof_a_leaf(found: Merged, _: Sequence[Page]) -> None:
    assert set(found.evidence.leaves) == set(to_prove(record(found)))


def written(proof: Proof, sources: Sequence[Page]) -> list[str]:
    return [sources[proof.source].source.text[start:end] for start, end in proof.spans]


def quoted_values_stand_in_their_source_to_the_letter(found: Merged, sources: Sequence[Page]) -> None:
    for pointer, proof in found.evidence.leaves.items():
        if proof.kind == "quoted":
            assert "".join(written(proof, sources)) == resolve(record(found), pointer)


def normalised_texts_are_their_source_in_one_spelling(found: Merged, sources: Sequence[Page]) -> None:
    for pointer, proof in found.evidence.leaves.items():
        if proof.kind == "normalised":
            assert proof.steps
            assert proof.spans
            if pointer.endswith(("/text", "/name", "/answer", "/question")):
                said = "\n\n".join(canonical(text)[0] for text in written(proof, sources))
                assert said == resolve(record(found), pointer)


def derived_values_come_from_values_of_the_record(found: Merged, _: Sequence[Page]) -> None:
    for pointer, proof in found.evidence.leaves.items():
        if proof.kind == "derived":
            assert proof.origins, pointer
            assert all(resolve(record(found), origin) not in (None, []) for origin in proof.origins), pointer


def the_written_evidence_proves_every_leaf_to_the_letter(found: Merged, sources: Sequence[Page]) -> None:
    written_out = json_output.evidence(found.evidence)
    assert proven(written_out, record(found), [page.source for page in sources]) == to_prove(record(found))


def claims_stand_in_their_texts(found: Merged, _: Sequence[Page]) -> None:
    for claim in record(found)["claims"]:
        assert claim["text"] in resolve(record(found), claim["at"])


LAWS: list[Law] = [
    every_account_tiles_its_source,
    accounts_and_sources_are_the_same_files,
    every_owner_is_a_role_or_a_part_of_the_record,
    every_leaf_has_a_proof_and_every_proof_a_leaf,
    quoted_values_stand_in_their_source_to_the_letter,
    normalised_texts_are_their_source_in_one_spelling,
    derived_values_come_from_values_of_the_record,
    the_written_evidence_proves_every_leaf_to_the_letter,
    claims_stand_in_their_texts,
]


def check_laws(found: Merged, pages: Iterable[Page]) -> None:
    by_path = {page.source.path: page for page in pages}
    sources = [by_path[source.path] for source in found.pathway.sources]
    for law in LAWS:
        law(found, sources)


@examples(0.2)
@given(PAGES)
def test_renderings_of_a_page_are_one_record_in_every_order(truth: gold.GoldPage) -> None:
    renderings = [gold.render_inner_text(truth), gold.render_readable(truth), gold.render_markdown(truth, glue=False)]
    sources = [page(text, "abc"[i]) for i, text in enumerate(renderings)]
    found = [merge(order) for order in permutations(sources)]
    assert all(other == found[0] for other in found)
    assert {source.path for source in found[0].pathway.sources} == {source.source.path for source in sources}
    assert found[0].comparisons == ()
    check_laws(found[0], sources)


@examples(0.2)
@given(PAGES)
def test_what_the_fullest_rendering_says_stays(truth: gold.GoldPage) -> None:
    whole = page(gold.render_inner_text(truth), "a")
    assert whole.pathway
    found = merge([whole, page(gold.render_readable(truth), "b")])
    if found.pathway.sources[0].rendering == "inner_text":
        assert found.pathway.model_copy(update={"sources": whole.pathway.sources}) == whole.pathway


@examples(0.15)
@given(PAGES, PAGES)
def test_the_laws_hold_for_pages_that_disagree(one: gold.GoldPage, other: gold.GoldPage) -> None:
    sources = [page(gold.render_inner_text(one), "a"), page(gold.render_readable(other), "b")]
    found = merge(sources)
    assert found == merge(sources[::-1])
    check_laws(found, sources)
    for finding in findings(found):
        assert finding.path != finding.related[0].path


# --------------------------------------------------------------------------------------------------------------------
# Gaps are filled.


def test_the_base_states_most_and_comes_first() -> None:
    for found in orders([READER, WHOLE]):
        assert [source.path for source in found.pathway.sources] == ["raw/b.txt", "raw/a.txt"]
        assert found.pathway.difficulty


def test_a_gap_is_filled_with_evidence_in_its_own_source() -> None:
    poorer = WHOLE.replace("Difficulty\nModerate\n", "")
    without = WHOLE.replace("Timeline\n8-10 months\n", "")
    found = merged(poorer, without)
    assert found.pathway.difficulty
    assert found.pathway.timeline
    sources = [source.path for source in found.pathway.sources]
    assert sources[found.evidence.leaves["/difficulty/text"].source] == "raw/b.txt"
    assert sources[found.evidence.leaves["/timeline/min"].source] == "raw/a.txt"
    assert found.comparisons == ()


def test_an_attribute_of_another_page_has_evidence_of_its_own() -> None:
    """No reader tells such pages apart: what states a length as open states it in another text."""
    whole = page(WHOLE, "a")
    assert whole.tree
    timeline = {**whole.tree["timeline"], "max": None, "weeks": {**whole.tree["timeline"]["weeks"], "max": None}}
    opened = replace(whole, tree={**whole.tree, "timeline": timeline})
    poorer = page(WHOLE.partition("Frequently Asked Questions")[0], "b")
    found = merge([opened, poorer])
    assert [source.path for source in found.pathway.sources] == ["raw/a.txt", "raw/b.txt"]
    assert record(found)["timeline"] == poorer.tree["timeline"]  # type: ignore[index]
    sources = {name: found.evidence.leaves[f"/timeline/{name}"].source for name in ("text", "min", "max", "weeks/max")}
    assert sources == {"text": 0, "min": 0, "max": 1, "weeks/max": 1}
    assert {pointer for pointer in found.evidence.entries if pointer.startswith("/timeline")} == {
        "/timeline",
        "/timeline/max",
        "/timeline/weeks/max",
    }


def test_a_skills_badge_is_filled() -> None:
    bare = WHOLE.replace("Critical8 weeks\n\n", "")
    found = merged(bare, READER + "\nHow much does it pay?\n\nAbout $40,000 a year.\n", WHOLE)
    assert found.pathway.skills_to_learn[0].priority == "critical"
    assert found.comparisons == ()


def test_a_filled_duration_makes_the_total_computable() -> None:
    untimed = WHOLE.replace("12 weeks\n", "", 1)
    assert merged(untimed).pathway.roadmap_total is None
    assert merged(untimed, READER.replace("12 weeks", "", 1)).pathway.roadmap_total is None
    found = merged(untimed, READER)
    assert found.pathway.roadmap_total == merged(WHOLE).pathway.roadmap_total
    check_laws(found, [page(untimed, "a"), page(READER, "b")])


def without_first_question(text: str) -> str:
    head, _, tail = text.partition("Frequently Asked Questions\n")
    question, mark, rest = tail.partition("?\n")
    assert question, mark
    return f"{head}Frequently Asked Questions\n{rest}"


def test_a_question_is_filled_where_the_answers_are_equal() -> None:
    hidden = without_first_question(WHOLE)
    assert page(hidden).pathway.faq[0].question is None  # type: ignore[union-attr]
    for found in orders([hidden, READER]):
        assert [entry.question for entry in found.pathway.faq] == [
            entry.question for entry in merged(WHOLE).pathway.faq
        ]
        assert found.comparisons == ()
    check_laws(merged(hidden, READER), [page(hidden, "a"), page(READER, "b")])


def test_the_claims_of_a_filled_text_come_with_it() -> None:
    head, heading, _ = WHOLE.partition("Frequently Asked Questions")
    closing = "Ready to Start Your Transition?"
    silent = head + closing if closing in WHOLE else head
    assert heading
    found = merged(silent, READER)
    wanted = [claim for claim in merged(READER).pathway.claims if claim.at.startswith("/faq")]
    assert wanted
    assert [claim for claim in found.pathway.claims if claim.at.startswith("/faq")] == wanted
    check_laws(found, [page(silent, "a"), page(READER, "b")])


def test_the_url_names_the_record_and_says_so() -> None:
    found = merge([page(WHOLE, "a"), page(READER, "b", URL)])
    assert found.pathway.id == "pastry-chef-to-food-technologist-2024"
    assert found.evidence.leaves["/id"].origins == ("/sources/1/url",)
    assert found.pathway.sources[1].url == URL


def test_each_view_counter_belongs_to_its_source() -> None:
    found = merged(WHOLE, WHOLE.replace("31 views", "500 views"))
    owners = [{stretch.role for stretch in account.stretches} for account in found.evidence.accounts]
    assert [source.views for source in found.pathway.sources] == [31, 500]
    assert "/sources/0/views" in owners[0]
    assert "/sources/1/views" in owners[1]
    assert found.comparisons == ()


# --------------------------------------------------------------------------------------------------------------------
# Disagreements.


def test_a_disagreement_is_one_finding_with_both_places() -> None:
    other = WHOLE.replace("Moderate", "Hard").replace("12 weeks", "11 weeks")
    for found in orders([WHOLE, other, READER]):
        (finding,) = findings(found)
        assert (finding.code, finding.path, finding.pointer) == ("COR006", "raw/a.txt", "/difficulty/text")
        assert "'Moderate', there 'Hard'" in finding.message
        assert "'12 weeks', there '11 weeks'" in finding.message
        assert [(place.path, place.pointer) for place in finding.related] == [
            ("raw/b.txt", "/difficulty/text"),
            ("raw/b.txt", "/roadmap/0/duration/text"),
        ]
        first = finding.related[0]
        assert other.splitlines()[first.line - 1][first.column - 1 : first.end_column - 1] == "Hard"


def test_what_lost_keeps_its_pointer() -> None:
    found = merged(WHOLE, WHOLE.replace("Moderate", "Hard"))
    lost = found.evidence.accounts[1]
    text = WHOLE.replace("Moderate", "Hard")
    assert [text[s.start : s.end] for s in lost.stretches if s.role == "/difficulty/text"] == ["Hard"]


def test_a_value_is_never_mixed() -> None:
    other = WHOLE.replace("8-10 months\nSalary", "about 12 months\nSalary")
    timeline = merged(WHOLE, other).pathway.timeline
    assert timeline
    assert (timeline.text, timeline.min, timeline.approximate) == ("8-10 months", 8, False)


def test_an_item_that_only_the_poorer_page_has_is_a_disagreement() -> None:
    more = READER.replace("Food Hygiene\n", "Night Shifts\nYou know them.\nFood Hygiene\n", 1)
    assert more != READER
    (found,) = merged(WHOLE, more).comparisons
    assert [(item.pointer, item.value, item.other_value) for item in found.disagreements] == [
        ("/transferable_skills", None, "Night Shifts")
    ]
    (finding,) = compare(found)
    assert "has no 'Night Shifts', which is there" in finding.message
    check_laws(merged(WHOLE, more), [page(WHOLE, "a"), page(more, "b")])


def test_an_item_that_the_poorer_page_lacks_is_none() -> None:
    task = next(line for line in READER.splitlines() if line.startswith("- "))
    assert merged(WHOLE, READER.replace(f"{task}\n", "", 1)).comparisons == ()


def test_letter_case_and_white_space_are_no_disagreement() -> None:
    assert (
        merged(WHOLE, WHOLE.replace("Moderate", "MODERATE").replace("a pinch becomes", "a pinch  becomes")).comparisons
        == ()
    )


@pytest.mark.parametrize(
    ("theirs", "mine", "extras"),
    [
        (["AB"], ["A", "B"], ()),
        (["A", "B"], ["AB"], ()),
        (["A, B", "C"], ["A", "B", "C"], ()),
        (["A B", "D"], ["A", "B"], (1,)),
        (["A", "B"], ["A"], (1,)),
        (["A"], ["A", "B"], ()),
        (["A", "A"], ["A"], (1,)),
        (["C#"], ["C++", "Java"], (0,)),
    ],
)
def test_extras_are_what_gluing_does_not_explain(theirs: list[str], mine: list[str], extras: tuple[int, ...]) -> None:
    assert pair(theirs, mine).extras == extras
    resources = [[{"name": name, "url": None} for name in names] for names in (theirs, mine)]
    assert pair(*resources).extras == extras


def test_as_many_texts_that_differ_are_paired_in_order() -> None:
    assert pair(["x", "one", "two"], ["1", "2", "x"]) == ({0: 2, 1: 0, 2: 1}, ())


def test_phases_without_titles_are_paired_by_their_place() -> None:
    mine = [{"title": "A", "position": 1}, {"title": None, "position": 2}]
    theirs = [{"title": None, "position": 1}, {"title": "B", "position": 2}, {"title": "C", "position": 3}]
    assert pair(theirs, mine) == ({0: 0, 1: 1}, (2,))


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        ("https://a.example/b", "https://a.example/b", True),
        ("https://a.example/b", "/b", True),
        ("../b", "https://a.example/b", True),
        ("https://a.example/c", "/b", False),
        ("https://a.example/b", "https://b.example/b", False),
        ("http://[a/b", "/b", False),
    ],
)
def test_an_address_is_the_same_whether_or_not_its_page_knew_its_own(mine: str, theirs: str, *, same: bool) -> None:
    assert same_address(mine, theirs) is same


def test_a_rendering_that_knows_no_address_does_not_contradict_one_that_does() -> None:
    html = f'<link rel="canonical" href="{URL}"><main>' + "".join(f"<p>{line}</p>" for line in WHOLE.splitlines())
    html += '<h2>Your Learning Roadmap</h2><h3>Start</h3><p>Resources</p><p><a href="/labs">Lab list</a></p></main>'
    pages = [parse(html, path="a.html", media_type="text/html"), parse(html.partition(">")[2], path="b.html")]
    assert not merge(pages).comparisons


# --------------------------------------------------------------------------------------------------------------------
# What is one pathway.

OTHER_TITLE = WHOLE.replace("Transition Guide", "Transition Blueprint")
UNTITLED = "\n".join(line for line in WHOLE.splitlines() if not line.startswith("From Pastry"))
OTHER_URL = "https://example.org/paths/baker-to-food-technologist"


def grouped(*found: Page) -> list[tuple[list[str], list[str]]]:
    """(pages, rivals) of each pathway, by file name; the same in every order."""
    seen = []
    for order in permutations(found):
        keys = [known(page, page.pathway) for page in order if page.pathway]
        seen.append(
            [
                ([Path(p.path).stem for p in group.pages], [Path(p.path).stem for p in group.rivals])
                for group in groups(keys)
            ]
        )
    assert all(other == seen[0] for other in seen)
    return seen[0]


def test_the_same_id_and_title_are_one_pathway() -> None:
    shouted = WHOLE.replace("From Pastry Chef to Food Technologist", "From pastry chef to food technologist")
    assert grouped(page(WHOLE, "a"), page(READER, "b"), page(shouted, "c")) == [(["a", "c", "b"], [])]


def test_the_same_id_and_other_titles_are_two() -> None:
    assert grouped(page(WHOLE, "a"), page(OTHER_TITLE, "b")) == [(["a"], ["b"])]


def test_the_same_url_is_one_pathway_whatever_the_titles() -> None:
    found = grouped(page(WHOLE, "a", URL), page(OTHER_TITLE, "b", f"{URL.replace('https', 'http')}/#top"))
    assert found == [(["a", "b"], [])]


def test_a_page_without_a_title_belongs_to_the_fullest_of_its_id() -> None:
    (found,) = grouped(page(READER, "a"), page(OTHER_TITLE, "b"), page(UNTITLED, "c"))
    assert found == (["b", "c"], ["a"])


def test_a_page_named_by_its_roles_belongs_to_the_one_named_by_its_url() -> None:
    assert grouped(page(WHOLE, "a"), page(READER, "b", URL)) == [(["a", "b"], [])]


def test_two_urls_are_two_pathways() -> None:
    found = grouped(page(WHOLE, "a", URL), page(WHOLE, "b", OTHER_URL), page(READER, "c"))
    assert found == [(["b"], []), (["a", "c"], [])]


# --------------------------------------------------------------------------------------------------------------------
# End to end.


@pytest.mark.parametrize("order", list(permutations("abc")), ids="".join)
def test_a_build_merges_whatever_the_order(order: tuple[str, ...], tmp_path: Path, tool: Tool) -> None:
    texts = {"a": READER, "b": WHOLE, "c": WHOLE.replace("Moderate", "Hard")}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
    files = [tmp_path / f"{name}.txt" for name in order]
    done = tool("build", *files, "--out", tmp_path / "out")
    assert done.code == 1
    assert done.out.count("COR006") == 1
    expected = merge([parse(texts[name], path=str(tmp_path / f"{name}.txt")) for name in texts])
    assert loaded(tmp_path / "out" / f"{NAME}.json") == {"$schema": "pathway.schema.json", **record(expected)}
    evidence = loaded(tmp_path / "out" / "evidence" / f"{NAME}.json")
    assert [Path(source["path"]).stem for source in evidence["sources"]] == ["b", "c", "a"]
    (entry,) = loaded(tmp_path / "out" / "manifest.json")["records"]
    assert [Path(source["path"]).stem for source in entry["sources"]] == ["b", "c", "a"]
    (line,) = (tmp_path / "out" / "dataset.jsonl").read_text(encoding="utf-8").splitlines()
    assert line == expected.pathway.model_dump_json()
    assert len(contents(tmp_path / "out")) == 5


def test_a_bug_in_merging_leaves_the_best_page(tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("pathingest.dataset.merge.pair", fail)
    for name, text in {"a": READER, "b": WHOLE}.items():
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
    done = tool("build", tmp_path, "--out", tmp_path / "out")
    assert "INT001 merging failed: RuntimeError: broken" in done.out
    assert loaded(tmp_path / "out" / f"{NAME}.json")["difficulty"]["level"] == "moderate"
