"""Laws that hold for any text: nothing raises, nothing is lost, every value can be traced to its characters."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from depth import examples
from pages import GoldPage, gold_pages, render_inner_text, render_readable
from pathingest import lint, parse
from pathingest.model.page import Page
from pathingest.model.source import Source
from pathingest.outputs import json, schema
from pathingest.outputs import yaml as yaml_output
from pathingest.pipeline import ingest
from pathingest.rules import rules
from pathingest.rules._roadmap import second_times
from pathingest.sources import from_text, read_file
from pathingest.values.text import canonical, unescaped
from proving import proven, shown, squeezed
from records import record, resolve, stated

RAW = [read_file(path) for path in sorted((Path(__file__).parents[1] / "raw").iterdir())]

# --------------------------------------------------------------------------------------------------------------------
# The laws.


def the_account_tiles_the_source(page: Page) -> None:
    (account,) = page.evidence.accounts
    ends = [stretch.end for stretch in account.stretches]
    assert [stretch.start for stretch in account.stretches] == [0, *ends][: len(ends)]
    assert [0, *ends][-1] == account.length == len(page.source.text)


def no_stretch_is_empty(page: Page) -> None:
    assert all(stretch.start < stretch.end for stretch in page.evidence.accounts[0].stretches)


def every_owner_is_a_role_or_a_value_of_the_record(page: Page) -> None:
    owners = {stretch.role for stretch in page.evidence.accounts[0].stretches}
    pointers = owners - {"label", "boilerplate", "markup", "space", "residue"}
    assert pointers <= {*page.evidence.entries, "/sources/0/views"}


def space_is_white_and_nothing_else_is(page: Page) -> None:
    for start, end, role in page.evidence.accounts[0].stretches:
        if role != "space":
            assert page.source.text[start:end].strip(), (start, end, role)


def quoted_values_stand_in_the_source_to_the_letter(page: Page) -> None:
    found = record(page)
    for pointer, proof in page.evidence.leaves.items():
        if proof.kind == "quoted":
            assert "".join(page.source.text[start:end] for start, end in proof.spans) == resolve(found, pointer)


def every_leaf_has_a_proof_and_every_proof_a_leaf(page: Page) -> None:
    assert set(page.evidence.leaves) == set(stated(page))


def the_written_evidence_proves_every_leaf_to_the_letter(page: Page) -> None:
    assert proven(json.evidence(page.evidence), record(page), [page.source]) == stated(page)


def a_proof_asked_for_alone_is_the_same(page: Page) -> None:
    assert {pointer: page.evidence.proof(pointer) for pointer in stated(page)} == page.evidence.leaves


def derived_values_come_from_values_of_the_record(page: Page) -> None:
    found = record(page)
    for pointer, proof in page.evidence.leaves.items():
        if proof.kind == "derived":
            assert proof.origins, pointer
            assert all(resolve(found, origin) is not None for origin in proof.origins), (pointer, proof.origins)


def normalised_values_say_where_from_and_how(page: Page) -> None:
    for pointer, proof in page.evidence.leaves.items():
        if proof.kind == "normalised":
            assert proof.steps, pointer
            assert proof.spans, pointer
            assert all(0 <= start < end <= len(page.source.text) for start, end in proof.spans), pointer


# Leaves that hold a word of ours for what the source says.
OURS = {"level", "priority", "unit", "currency", "period"}


def normalised_texts_are_the_source_in_one_spelling(page: Page) -> None:
    for pointer, value in stated(page).items():
        proof = page.evidence.leaves[pointer]
        if proof.kind == "normalised" and isinstance(value, str) and pointer.rpartition("/")[2] not in OURS:
            if page.source.media_type == "text/plain":
                written = [page.source.text[start:end] for start, end in proof.spans]
                joined = "\n\n".join(canonical(text)[0] for text in written)
                # A line that a tool broke has a span for each piece.
                assert value in (joined, canonical("".join(written))[0]) or squeezed(joined) == squeezed(value), pointer
            else:  # a paragraph has several spans; what stands between them, and white space, is markup
                said = "".join([shown(page.source, *span) for span in proof.spans])
                meant = {squeezed(said)}
                if pointer.endswith("/url"):  # a relative address is resolved with the page's own
                    meant.add(squeezed(urljoin(record(page)["sources"][0]["url"] or "", said)))
                if page.source.media_type == "text/markdown":  # a reference ends with ";", and else it is text
                    meant.add(squeezed("".join([page.source.text[start:end] for start, end in proof.spans])))
                # What Markdown's code or a script says may be text or markup: a reference in it is kept as text.
                assert {squeezed(value), squeezed(unescaped(value))} & meant, pointer


Place = tuple[tuple[int, int], tuple[int, int]]


def reported(page: Page) -> list[Place]:
    """Where residue is reported."""
    return [((f.line, f.column), (f.end_line, f.end_column)) for f in lint(page, ["EXT005"], debug=True)]


def stands_in(page: Page, start: int, end: int, places: list[Place]) -> bool:
    first, last = page.source.position(start), page.source.position(end)
    return any(begin <= first and last <= stop for begin, stop in places)


def unread(page: Page) -> list[tuple[int, int]]:
    """The residue, but for second times of phases, which a rule compares with the first."""
    compared = {tuple(time.span) for time in second_times(page)} if page.pathway else set()
    residue = [(start, end) for start, end, role in page.evidence.accounts[0].stretches if role == "residue"]
    return [span for span in residue if span not in compared]


def residue_is_reported(page: Page) -> None:
    places = reported(page)
    for start, end in unread(page) if page.pathway else ():
        assert stands_in(page, start, end, places), page.source.text[start:end]


def nothing_else_is_reported_as_residue(page: Page) -> None:
    places = reported(page)
    assert bool(places) == bool(unread(page) and page.pathway)
    for start, end, role in page.evidence.accounts[0].stretches:
        if role not in {"residue", "space", "markup"}:
            assert not stands_in(page, start, end, places), page.source.text[start:end]


def no_rule_fails(page: Page) -> None:
    lint(page, [rule.code for _, rule in rules()], debug=True)


def a_page_has_a_record_or_says_why_not(page: Page) -> None:
    assert (page.pathway is None) == (page.problem is not None)


def parsing_is_deterministic(page: Page) -> None:
    again = ingest(page.source)
    assert (again.pathway, again.evidence, again.problem) == (page.pathway, page.evidence, page.problem)


def a_pickled_page_is_the_same(page: Page) -> None:
    again = pickle.loads(pickle.dumps(page))  # noqa: S301  our own bytes
    assert (again.pathway, again.evidence, again.source) == (page.pathway, page.evidence, page.source)


def json_says_the_record(page: Page) -> None:
    if page.pathway:
        assert type(page.pathway).model_validate_json(json.record(page.pathway)) == page.pathway


def yaml_and_json_say_the_same(page: Page) -> None:
    if page.pathway:
        assert loaded(yaml_output.record(page.pathway)) == record(page)


def the_record_follows_the_schema(page: Page) -> None:
    if page.pathway:
        validator().validate(record(page))


LAWS: list[Callable[[Page], None]] = [
    the_account_tiles_the_source,
    no_stretch_is_empty,
    every_owner_is_a_role_or_a_value_of_the_record,
    space_is_white_and_nothing_else_is,
    quoted_values_stand_in_the_source_to_the_letter,
    every_leaf_has_a_proof_and_every_proof_a_leaf,
    the_written_evidence_proves_every_leaf_to_the_letter,
    a_proof_asked_for_alone_is_the_same,
    derived_values_come_from_values_of_the_record,
    normalised_values_say_where_from_and_how,
    normalised_texts_are_the_source_in_one_spelling,
    residue_is_reported,
    nothing_else_is_reported_as_residue,
    no_rule_fails,
    a_page_has_a_record_or_says_why_not,
    parsing_is_deterministic,
    a_pickled_page_is_the_same,
    json_says_the_record,
    yaml_and_json_say_the_same,
    the_record_follows_the_schema,
]


def loaded(document: str) -> Any:
    """What a safe YAML reader makes of it; the C one is ten times as fast."""
    return yaml.load(document, yaml.CSafeLoader)


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(schema.schema())


# --------------------------------------------------------------------------------------------------------------------
# The texts.

Mutation = Callable[[Random, list[str]], list[str]]


def cut(chance: Random, lines: list[str]) -> list[str]:
    text = "\n".join(lines)
    first, last = sorted(chance.choices(range(len(text) + 1), k=2))
    return text[first:last].split("\n") if chance.random() < 0.5 else text[:last].split("\n")


def shuffle(chance: Random, lines: list[str]) -> list[str]:
    return chance.sample(lines, len(lines))


def swap(chance: Random, lines: list[str]) -> list[str]:
    i, j = chance.choices(range(len(lines)), k=2)
    lines = list(lines)
    lines[i], lines[j] = lines[j], lines[i]
    return lines


def repeat(chance: Random, lines: list[str]) -> list[str]:
    i, j = sorted(chance.choices(range(len(lines) + 1), k=2))
    return [*lines[:j], *lines[i:]]


def drop(chance: Random, lines: list[str]) -> list[str]:
    i, size = chance.randrange(len(lines)), chance.choice([1, 1, 2, 9])
    return [*lines[:i], *lines[i + size :]] or [""]


def glue(chance: Random, lines: list[str]) -> list[str]:
    i = chance.randrange(len(lines))
    return [*lines[:i], "".join(lines[i : i + 2]), *lines[i + 2 :]]


def split(chance: Random, lines: list[str]) -> list[str]:
    i = chance.randrange(len(lines))
    at = chance.randint(0, len(lines[i]))
    return [*lines[:i], lines[i][:at], lines[i][at:], *lines[i + 1 :]]


ODDITIES = [
    "\x00", "\t", "\r", "\v", "\f", "\x1c", "\x7f", "\x85", "\xa0", "\xad", "\u0301", "\u0345", "\u1100", "\u200b",
    "\u200e", "\u2028", "\u2029", "\u202e", "\u3000", "\ud800", "\udfff", "\ufb01", "\ufeff", "\uffff", "\U0001f9d1",
    "?", "%", "$", "-", "•", "1.", "#", "/", "~", "weeks", "-30%", "½", "٣", "²", "İ", "ß", "（", "：",
]  # fmt: skip


def sprinkle(chance: Random, lines: list[str]) -> list[str]:
    for _ in range(chance.choice([1, 5, 40])):
        i = chance.randrange(len(lines))
        at = chance.randint(0, len(lines[i]))
        lines = [*lines[:i], lines[i][:at] + chance.choice(ODDITIES) + lines[i][at:], *lines[i + 1 :]]
    return lines


MUTATIONS: list[Mutation] = [cut, shuffle, swap, repeat, drop, glue, split, sprinkle]


def mutated(text: str, mutations: list[Mutation], seed: int) -> str:
    chance = Random(seed)  # noqa: S311  drawn by hypothesis, so that a failure comes again
    lines = text.split("\n")
    for mutation in mutations:
        lines = mutation(chance, lines)
    return "\n".join(lines)


def mutations() -> st.SearchStrategy[list[Mutation]]:
    return st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=4)


def mutated_pages() -> st.SearchStrategy[Source]:
    """Pages of every kind, damaged; each stays the kind of page that it is."""
    return st.builds(
        lambda page, how, seed: from_text(mutated(page.text, how, seed), media_type=page.media_type),
        st.sampled_from(RAW),
        mutations(),
        st.integers(0, 2**32),
    )


def headed_texts() -> st.SearchStrategy[str]:
    """Any text under a header that makes it a pathway."""
    head = "Career Pathway7 views\nFrom Baker to Miller: Your 6-Month Transition Guide\n"
    headings = st.sampled_from(["", "Overview\n", "Skills to Learn\n", "Learning Roadmap\n", "FAQ\n", "Demand\n"])
    anything = st.text(st.characters(codec=None), max_size=120)
    return st.builds(lambda heading, text: f"{head}{heading}{text}", headings, anything)


# --------------------------------------------------------------------------------------------------------------------
# The tests.


def named(function: Callable[..., Any]) -> str:
    return function.__name__


@given(st.text(st.characters(codec=None)) | st.binary())
def test_parsing_never_raises(page: str | bytes) -> None:
    assert parse(page).pathway is None


@pytest.mark.parametrize("law", LAWS, ids=named)
@examples(0.4)
@given(mutated_pages())
def test_the_law_holds_on_mutated_pages(law: Callable[[Page], None], source: Source) -> None:
    law(ingest(source))


@pytest.mark.parametrize("source", RAW, ids=lambda source: Path(source.path).name)
def test_every_law_holds_on_the_pages_as_they_are(source: Source) -> None:
    page = ingest(source)
    assert page.pathway
    for law in LAWS:
        law(page)


@examples(1)
@given(headed_texts())
def test_every_law_holds_on_any_text_under_a_title(text: str) -> None:
    page = parse(text)
    assert page.pathway
    for law in LAWS:
        law(page)


@examples(0.4)
@given(gold_pages(), st.sampled_from([render_inner_text, render_readable]), mutations(), st.integers(0, 2**32))
def test_every_law_holds_on_generated_pages(
    gold: GoldPage, render: Callable[[GoldPage], str], how: list[Mutation], seed: int
) -> None:
    for text in (render(gold), mutated(render(gold), how, seed)):
        page = parse(text)
        for law in LAWS:
            law(page)


@given(st.text(st.characters(codec=None)) | st.binary())
@example("0.TXT")
def test_every_law_holds_on_pages_that_are_no_pathway(text: str | bytes) -> None:
    # What `parse` says of a text is another thing: that it looks like a file's name.
    page = ingest(from_text(text)) if isinstance(text, str) else parse(text)
    for law in LAWS:
        law(page)


@pytest.mark.parametrize(
    "text",
    [
        "1e3", "no", "0o14", "0x1F", "2024-01-01", "12:30:45", "null", "~", "true", "1_000", ".inf", "=", "<<", "- a",
        "a: b", "# a", "'a'", '"', "\\", "a\u2028b", "a\u2029b", "a\x85b", "🧑‍🍳", "\ufeffa", "a\tb", "{a}", "&a", "*a",
        "!a", "%a", "@a", "`a", "|", ">", "?",
    ],
)  # fmt: skip
def test_yaml_keeps_the_string(text: str) -> None:
    page = parse("Career Pathway\nFrom Baker to Miller: Your 6-Month Transition Guide")
    assert page.pathway
    changed = page.pathway.model_copy(update={"demand": text})
    assert (
        loaded(yaml_output.record(changed))["demand"] == yaml.safe_load(yaml_output.record(changed))["demand"] == text
    )
