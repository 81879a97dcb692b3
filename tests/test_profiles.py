"""Profiles: what is wrong with one, which one is chosen, whose are in force, and the commands for writing one."""

from __future__ import annotations

import importlib.util
import pickle
import re
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from pathingest import lint, parse
from pathingest.cli._draft import draft
from pathingest.config import Config, find_config, profiles_in_force
from pathingest.model.errors import PathingestError
from pathingest.model.section import Role
from pathingest.model.segment import Content
from pathingest.model.source import Source
from pathingest.pipeline import ingest
from pathingest.profiles import (
    GENERIC,
    NO_SELECTORS,
    Profile,
    Selectors,
    _reading,
    builtin,
    generic,
    load_profile,
    read_profile,
)
from pathingest.profiles._format import MatchFile, ProfileFile, SelectorsFile
from pathingest.profiles._reading import examine
from pathingest.profiles._terms import Column, Label
from pathingest.records.expected import read_expected
from pathingest.sections.choose import choose
from pathingest.segments import Segmenter
from pathingest.segments.text import segment
from pathingest.sources import from_text
from pathingest.values.text import fold
from running import Tool, installed

PROJECT = Path(__file__).resolve().parents[1]
BUILTIN = PROJECT / "src" / "pathingest" / "profiles" / "builtin"
PAGES = sorted((PROJECT / "raw").glob("*.txt"))
CSS = pytest.mark.skipif(importlib.util.find_spec("cssselect") is None, reason="cssselect is not installed")

MINE = """\
name: trade-routes
currency: EUR
match:
  hosts: [routes.example]
headings:
  overview: [In Short]
  transferable_skills: [In Your Bag Already]
  roadmap: [The Long Way]
  faq: [Asked And Answered]
labels:
  tasks: [To do]
  resources: [To read]
"""
PAGE = """\
From Cook to Dietitian: Your 12-Month Transition Guide
In Short
You know what people like to eat.
In Your Bag Already
Knife Work
Steady hands calm patients.
Asked And Answered
Is there a fee?
Yes.
"""


# --------------------------------------------------------------------------------------------------------------------
# What is wrong with a profile.


def mistakes(text: str) -> list[str]:
    with pytest.raises(PathingestError) as caught:
        read_profile(text, "p.yaml")
    return str(caught.value).splitlines()


GOOD = "name: a\nheadings:\n  roadmap: [A, B]\n"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", "1:1: profile", "empty"),
        ("just text", "1:1: profile", "keys and values"),
        ("- a", "1:1: profile", "keys and values"),
        ("name: [", "2:1: profile", "not YAML"),
        ("name: x\nheadings:\n\tfaq: [A]", "3:1: profile", "spaces, not with tabs"),
        ("name: a", "1:1: headings", "missing"),
        ("name: My Site\nheadings: {roadmap: [A]}", "1:7: name", "my-site"),
        ("name: a\nheadings: {}", "2:11: headings", "nothing is here"),
        ("name: a\nheadings:\n  roadmpa: [A]", "3:3: headings.roadmpa", "unknown role; did you mean roadmap?"),
        ("name: a\nheadings:\n  zebra: [A]", "3:3: headings.zebra", "expected one of header, overview"),
        ("name: a\nheadings:\n  roadmap: A", "3:12: headings.roadmap", "expected a list, as in [one, two]; got 'A'"),
        ("name: a\nheadings:\n  roadmap: [A, yes]", "3:16: headings.roadmap.1", "got true: put it in quotes"),
        ("name: a\nheadings:\n  roadmap: [A: b]", "3:13: headings.roadmap.0", "got a table"),
        ("name: a\nheadings:\n  roadmap: []", "3:12: headings.roadmap", "nothing is here"),
        ("name: a\nheadings:\n  roadmap: [A, ':']", "3:16: headings.roadmap.1", "an empty text"),
        ("name: a\nheadings:\n  roadmap: [A]\n  faq: ['a:']", "4:9: headings.faq.0", "listed under roadmap already"),
        ("name: a\nheadings:\n  roadmap: [A, a]", "3:16: headings.roadmap.1", "listed twice"),
        ("name: a\nheadings:\n  roadmap: [A]\n  roadmap: [B]", "4:3: headings.roadmap", "the key is there twice"),
        (f"{GOOD}langauge: en", "4:1: langauge", "did you mean language?"),
        (f"{GOOD}hosts: [a.b]", "4:1: hosts", "did you mean match.hosts?"),
        (f"{GOOD}faq: [A]", "4:1: faq", "did you mean headings.faq?"),
        (f"{GOOD}language: it", "4:11: language", "en, de, es or fr"),
        (f"{GOOD}currency: usd", "4:11: currency", "three upper-case letters"),
        (f"{GOOD}labels: {{resource: [A]}}", "4:10: labels.resource", "unknown label; did you mean resources?"),
        (f"{GOOD}labels: {{tasks: [A], resources: [a]}}", "4:34: labels.resources.0", "listed under tasks already"),
        (f"{GOOD}priorities: {{critcal: [A]}}", "4:14: priorities.critcal", "did you mean critical?"),
        (f"{GOOD}columns: {{prio: [A]}}", "4:11: columns.prio", "unknown column"),
        (f"{GOOD}horizons: {{Soon: later}}", "4:18: horizons.Soon", "no duration"),
        (f"{GOOD}positions: [Step]", "4:13: positions.0", "has no {n}"),
        (f"{GOOD}positions: ['Step {{m}} {{n}}']", "4:13: positions.0", "unknown {m}"),
        (f"{GOOD}title_patterns: ['Be {{from}}']", "4:18: title_patterns.0", "has no {to}"),
        (f"{GOOD}title_patterns: ['{{from}}{{to}}']", "4:18: title_patterns.0", "touch"),
        (f"{GOOD}match: {{hosts: ['https://a.b/']}}", "4:17: match.hosts.0", "is no host"),
        (f"{GOOD}match: {{headings: 0}}", "4:19: match.headings", "1 or more"),
        (f"{GOOD}match: {{headings: 9}}", "4:19: match.headings", "no page can have 9 of the 2"),
        (f"{GOOD}  faq: ['The {{job}} FAQ']", "4:9: headings.faq.0", "unknown {job}; expected {role}, {n}"),
        (f"{GOOD}  faq: ['{{role}}?']", "4:9: headings.faq.0", "would head every section"),
        (f"{GOOD}1: [A]", "4:1: 1", "expected a text as the key"),
        pytest.param(f"{GOOD}selectors: {{item: ['a[']}}", "4:20: selectors.item.0", "no CSS selector", marks=CSS),
        pytest.param(f"{GOOD}selectors: {{skip: ['a::after']}}", "4:20: selectors.skip.0", "Pseudo-el", marks=CSS),
        pytest.param(f"{GOOD}selectors: {{skip: [':nth-foo']}}", "4:20: selectors.skip.0", "unknown", marks=CSS),
        pytest.param(f"{GOOD}selectors: {{skip: ['svg|a']}}", "4:20: selectors.skip.0", "no namespaces", marks=CSS),
        pytest.param(f"{GOOD}selectors: {{skip: ['{'a ' * 151}']}}", "4:20: selectors.skip.0", "most 300", marks=CSS),
        (f"{GOOD}selectors: {{skip: ['{'a ' * 20_000}']}}", "4:20: selectors.skip.0", "at most 1000"),
        (f"{GOOD}other_headings: [{'a' * 1001}]", "4:18: other_headings.0", "at most 1000"),
        (f"{GOOD}labels: {{tasks: ['{'(a|b)' * 60}']}}", "4:18: labels.tasks.0", "more than 100000 texts"),
        ("", "1:1: profile", "the file is empty; `pathingest profile new PAGE` drafts one"),
        ("# soon\n", "1:1: profile", "the file is empty"),
        ("[" * 100_000, "1:65: profile", "nested deeper than 64 levels"),
        (f"name: a\nheadings: {'{a: ' * 3000}", "2:263: profile", "nested deeper than 64 levels"),
        ("- " * 100_000, "1:129: profile", "nested deeper than 64 levels"),
        (f"match: {{headings: {'9' * 5000}}}", "1:19: profile", "a number of 5000 digits"),
        (f"match: {{headings: 0x{'f' * 5000}}}", "1:19: profile", "a number of 5002 digits"),
        (f"headings: {{0x{'f' * 5000}: [A]}}", "1:12: profile", "a number of 5002 digits"),
        (f"currency: 1{':1' * 200}.5", "1:11: profile", "a number of 403 digits"),
        ("a: &a [A]\nb: *a", "1:4: profile", "&a is YAML's own"),
        ("headings: {faq: [*stars]}", "1:18: profile", "*stars is YAML's own; write"),
        (f"a: &a x\n{'<<: [*a, *a]' * 9}", "1:4: profile", "&a is YAML's own"),
        ("a: !!python/name:os.system x", "1:4: profile", "2002:python/name:os.system is YAML's own"),
        ("a: !!timestamp x", "1:4: profile", "is YAML's own"),
        ("name: 2024-99-99", "1:1: profile", "this is not YAML: month must be in 1..12"),
        ("name: a\x00", "1:1: profile", "this is not YAML"),
        ('name: "\\ud800"', "1:10: profile", "this is not YAML"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_with_its_place_and_the_fix(text: str, place: str, words: str) -> None:
    (line,) = mistakes(text)
    assert line.startswith(f"p.yaml:{place}: ")
    assert words in line


def test_all_mistakes_are_said_at_once_in_the_order_of_the_text() -> None:
    lines = mistakes("name: A\nlanguage: xx\nheadings:\n  roadmpa: [A]\n  faq: [B, b]\npositions: [x]\n")
    assert [line.split(":")[1] for line in lines] == ["1", "2", "4", "5", "6"]


@CSS
def test_the_longest_selector_is_used_on_pages() -> None:
    selector = ("a " * 150).strip()
    profile = read_profile(f"{GOOD}selectors: {{skip: ['{selector}', \"[lang|=en]\", 'b[c=\"d|e\"]']}}", "p.yaml")
    assert parse("<h1>From Baker to Miller: Your Guide</h1>", media_type="text/html", profile=profile).problem


class Counted:
    """A function that counts its calls."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.calls = 0

    def __call__(self, *given: Any) -> Any:
        self.calls += 1
        return self.function(*given)


def test_the_work_of_reading_grows_with_the_headings(monkeypatch: pytest.MonkeyPatch) -> None:
    def work(headings: int) -> int:
        folding = Counted(fold)
        monkeypatch.setattr(_reading, "fold", folding)
        read_profile(f"name: a\nheadings: {{roadmap: [{','.join(f'h{i}' for i in range(headings))}]}}", "p.yaml")
        return folding.calls

    assert work(2000) <= 2 * work(1000)


def test_the_work_of_placing_mistakes_does_not_grow_with_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    indexing = Counted(_reading._entries.__wrapped__)
    monkeypatch.setattr(_reading, "_entries", lru_cache(indexing))
    unknown = "\n".join(f"k{i}: 1" for i in range(500))
    assert len(mistakes(f"{GOOD}{unknown}")) == 500
    assert indexing.calls == 1


@given(st.text(alphabet=st.sampled_from("name: a\n-[]{}\"'#&*!|>%@`\t\x00é"), max_size=60))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    file, found = examine(text)
    assert found or file


@pytest.mark.parametrize("path", sorted(BUILTIN.glob("*.yaml")), ids=lambda path: path.stem)
def test_what_is_built_in_is_in_order(path: Path) -> None:
    if "selectors:" in path.read_text(encoding="utf-8"):
        pytest.importorskip("cssselect", reason="cssselect is not installed")
    assert load_profile(path).name == path.stem


@pytest.mark.drift
@pytest.mark.parametrize("path", sorted(BUILTIN.glob("*.yaml")), ids=lambda path: path.stem)
def test_what_is_built_in_is_read_as_its_file_says(path: Path) -> None:
    assert path.with_suffix(".json").exists(), "`make tables` writes it"
    assert load_profile(path) == next(found for found in (*builtin(), generic()) if found.name == path.stem), (
        "`make tables`"
    )


@pytest.mark.drift
def test_nothing_is_built_in_without_its_file() -> None:
    assert {path.stem for path in BUILTIN.glob("*.json")} == {path.stem for path in BUILTIN.glob("*.yaml")}


def test_a_profile_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(builtin())) == builtin()  # noqa: S301  our own bytes


# --------------------------------------------------------------------------------------------------------------------
# Which one is chosen.


def profile(text: str = MINE, **changes: str) -> Profile:
    for old, new in changes.items():
        text = text.replace(old, new)
    return read_profile(text, "mine.yaml")


def chosen(page: str, *own: Profile, url: str | None = None) -> str:
    return choose(segment(from_text(page)).segments, url, (*own, *builtin())).name


def test_the_headings_of_a_page_choose_its_profile() -> None:
    assert chosen(PAGE, profile()) == "trade-routes"
    assert chosen(PAGES[0].read_text(encoding="utf-8"), profile()) == "career-pathway"


def test_the_host_decides_whatever_the_headings_say() -> None:
    text = PAGES[0].read_text(encoding="utf-8")
    assert chosen(text, profile(), url="https://www.routes.example/a-to-b") == "trade-routes"
    assert chosen(text, profile(), url="https://routes.example.org/a-to-b") == "career-pathway"


def test_numbers_and_marks_round_headings_do_not_hide_the_site() -> None:
    marked = PAGE.replace("In Short", "1. In Short").replace("Asked And Answered", "## Asked and answered:")
    assert chosen(marked, profile()) == "trade-routes"


def test_of_two_as_good_the_first_is_taken() -> None:
    assert chosen(PAGE, profile(**{"trade-routes": "b"}), profile(**{"trade-routes": "a"})) == "b"


def test_too_few_headings_choose_nothing() -> None:
    choosy = profile(**{"match:": "match:\n  headings: 5"})
    assert chosen(PAGE, choosy) != "trade-routes"


def test_a_specific_profile_beats_the_generic_one() -> None:
    generic = profile(**{"trade-routes": GENERIC, "[In Short]": "[In Short, Knife Work, Is there a fee?]"})
    specific = profile(**{"[Asked And Answered]": "[Other]"})
    assert choose(segment(from_text(PAGE)).segments, None, (generic, specific)) is specific
    nothing = segment(from_text("From Cook to Dietitian\n")).segments
    assert choose(nothing, None, (generic, specific)) is generic


def test_a_site_that_shares_words_with_another_is_read_by_common_names() -> None:
    lines = ["# From Cook to Dietitian: a 6-month route", "Transferable Skills", "Skills to Learn", "FAQ", "Difficulty"]
    shared = "\n".join(lines)
    assert chosen(shared) == "career-pathway"
    others = ["Key facts", "Roadmap", "Pros and cons", "Pros", "Common pitfalls", "Next steps"]
    assert chosen("\n".join([shared, *others])) == GENERIC
    assert chosen("\n".join([shared, *others, "Reality Check", "What You'll Love"])) == "career-pathway"


@pytest.mark.parametrize("name", ["Roadmap", "Roadmap:", "Study plan", "Your learning path"])
def test_a_page_that_names_a_section_otherwise_is_of_another_site(name: str) -> None:
    shared = "From Cook to Dietitian\nSkills to Learn\n- Biology\n- Menus\nTransferable Skills\n- Patience\n"
    assert chosen(f"{shared}{name}\nPhase 1: Basics\n- Read\n") == GENERIC
    assert chosen(f"{shared}- {name}\nLearning Roadmap\n1\nBasics\n- Read\n") == "career-pathway"
    own = f"From Cook to Dietitian: Your 9-Month Transition Guide\n{shared}{name}\n"
    assert chosen(own) == "career-pathway"
    known = f"{shared}Don't wait. Here's your action plan starting today.\n{name}\n"
    assert chosen(known) == "career-pathway"


def test_the_record_names_the_profile() -> None:
    page = ingest(from_text(PAGE), (profile(), *builtin()))
    assert page.pathway
    assert page.pathway.sources[0].profile == page.profile == "trade-routes"
    assert [skill.name for skill in page.pathway.transferable_skills] == ["Knife Work"]


def test_a_page_of_no_known_layout_says_so() -> None:
    page = ingest(from_text(PAGE), (profile(**{"trade-routes": GENERIC}),))
    assert [finding.code for finding in lint(page, ["EXT007"])] == ["EXT007"]
    assert lint(ingest(from_text(PAGE), (profile(),)), ["EXT007"]) == []


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Selectors]:
    """The selectors that pages are segmented with, in a process whose segmenter only notes them."""
    seen: list[Selectors] = []

    def noting(source: Source, selectors: Selectors) -> Content:
        seen.append(selectors)
        return segment(source)

    monkeypatch.setattr(
        "pathingest.pipeline.segmenter_for", lambda _: Segmenter(("text/plain",), noting, lambda _: None)
    )
    return seen


def test_a_chosen_profile_with_selectors_has_the_page_segmented_anew(asked: list[Selectors]) -> None:
    own = profile()._replace(selectors=Selectors(content=("main",)))
    ingest(from_text(PAGE), (own, *builtin()))
    assert asked == [NO_SELECTORS, own.selectors]


def test_a_forced_profile_segments_the_page_once(asked: list[Selectors]) -> None:
    own = profile()._replace(selectors=Selectors(content=("main",)))
    ingest(from_text(PAGE), (own,))
    assert asked == [own.selectors]


def test_parse_takes_a_profile() -> None:
    assert parse(PAGE, profile=profile()).profile == "trade-routes"


# --------------------------------------------------------------------------------------------------------------------
# Whose are in force.


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pathingest.toml").write_text("", encoding="utf-8")
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "mine.yaml").write_text(MINE, encoding="utf-8")
    return tmp_path


def test_a_projects_profiles_come_first(project: Path) -> None:
    below = project / "a" / "b"
    below.mkdir(parents=True)
    assert [one.name for one in profiles_in_force(below).usable] == ["trade-routes", *(one.name for one in builtin())]


def test_a_projects_profile_takes_the_place_of_the_built_in_one(project: Path) -> None:
    (project / "profiles" / "mine.yaml").write_text(MINE.replace("trade-routes", "career-pathway"), encoding="utf-8")
    in_force = profiles_in_force(project).usable
    assert len(in_force) == len(builtin())
    assert "in short" in in_force[0].headings


def test_pyproject_may_name_the_folder(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.pathingest]\nprofiles = "sites"\n', encoding="utf-8")
    (tmp_path / "sites").mkdir()
    corrections = tmp_path / "overrides"
    assert find_config(tmp_path) == Config(tmp_path / "pyproject.toml", tmp_path / "sites", overrides=corrections)


def test_the_pyproject_of_another_tool_is_none_of_ours(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nx = 1\n[[", encoding="utf-8")
    (tmp_path / "pathingest.toml").write_text("", encoding="utf-8")
    assert find_config(tmp_path).path == tmp_path / "pathingest.toml"


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('profile = "x"', "unknown key; did you mean profiles?"),
        ("colour = 1", "expected one of profiles"),
        ("profiles = 1", "expected a folder"),
        ('profiles = "nowhere"', "no folder"),
        ("profiles = ", "not TOML"),
    ],
)
def test_wrong_configuration_is_one_line(
    toml: str, words: str, tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pathingest.toml").write_text(toml, encoding="utf-8")
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = tool("parse", "page.txt")
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert len(done.err.splitlines()) == 1


def test_of_two_profiles_of_one_name_one_is_used_and_the_other_reported(project: Path) -> None:
    other = project / "profiles" / "other.yml"
    other.write_text(MINE, encoding="utf-8")
    in_force = profiles_in_force(project)
    assert [one.name for one in in_force.usable].count("trade-routes") == 1
    assert in_force.broken.keys() == {other}
    assert "rename one of them" in in_force.broken[other]


@pytest.fixture
def site(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project as the working directory, with a page that its profile reads."""
    (project / "raw").mkdir()
    (project / "raw" / "page.txt").write_text(PAGE, encoding="utf-8")
    monkeypatch.chdir(project)
    return project


BROKEN = {
    "": "1:1: profile: the file is empty; `pathingest profile new PAGE` drafts one",
    "name: b\nheadings: [": "3:1: profile: this is not YAML: ",
    "[" * 100_000: "1:65: profile: this is nested deeper than 64 levels",
    "name: b\nheadings:\n  roadmpa: [A]\n": "3:3: headings.roadmpa: unknown role; did you mean roadmap?",
    "name: B\nheadings: {}\n": (
        "1:7: name: expected lower-case words joined by hyphens, as in name: my-site; got 'B' "
        "(and 1 more: `pathingest profile check profiles/broken.yaml`)"
    ),
}


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
@pytest.mark.parametrize("command", ["parse", "explain", "lint", "build"])
def test_a_broken_profile_stops_no_page_and_fails_the_run(command: str, text: str, site: Path, tool: Tool) -> None:
    arguments = () if command == "build" else ("raw/page.txt",)
    sound = tool(command, *arguments)
    assert sound.code in (0, 1)
    (site / "profiles" / "broken.yaml").write_text(text, encoding="utf-8")
    done = tool(command, *arguments)
    assert (done.code, done.out) == (2, sound.out)
    (line,) = [line for line in done.err.splitlines() if "broken.yaml" in line]
    assert line.startswith(f"pathingest: profiles/broken.yaml:{BROKEN[text]}")
    if command == "build":
        record = (site / "normalized" / "cook-to-dietitian.json").read_text(encoding="utf-8")
        assert '"profile": "trade-routes"' in record


def test_a_profile_that_is_no_text_or_no_file_stops_no_page(site: Path, tool: Tool) -> None:
    (site / "profiles" / "latin.yaml").write_bytes(b"name: caf\xe9\n")
    (site / "profiles" / "folder.yaml").mkdir()
    (site / "profiles" / "gone.yaml").symlink_to("nowhere")
    done = tool("lint")
    assert done.code == 2
    assert done.err.splitlines()[:-2] == [
        "pathingest: profiles/folder.yaml: cannot be read: Is a directory",
        "pathingest: profiles/gone.yaml: no such profile; name a YAML file (`pathingest profile new PAGE` drafts one)",
        "pathingest: profiles/latin.yaml: cannot be read: no UTF-8 text",
    ]


def test_what_editors_keep_beside_a_profile_is_none(site: Path, tool: Tool) -> None:
    (site / "profiles" / ".#mine.yaml").symlink_to("nobody@nowhere.1")
    (site / "profiles" / ".mine.yaml").write_text("", encoding="utf-8")
    assert tool("lint").code in (0, 1)


def test_the_last_line_and_the_report_say_that_a_profile_is_broken(site: Path, tool: Tool) -> None:
    (site / "profiles" / "broken.yaml").write_text("", encoding="utf-8")
    done = tool("lint", "--format", "json", "--exit-zero")
    assert done.code == 2
    assert '"reason": "exit 2: 1 profile cannot be used"' in done.out
    assert done.err.splitlines()[-1] == "exit 2: 1 profile cannot be used"


@pytest.mark.parametrize("option", [["--write-baseline", "known.json"], ["--fix"], ["--diff"]])
def test_nothing_is_kept_of_a_run_with_a_broken_profile(option: list[str], site: Path, tool: Tool) -> None:
    (site / "profiles" / "broken.yaml").write_text("", encoding="utf-8")
    done = tool("lint", *option)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"pathingest: profiles/broken.yaml:{BROKEN['']}\n"
    assert not (site / "known.json").exists()


def test_profiles_are_worked_on_beside_broken_ones(site: Path, tool: Tool) -> None:
    draft_of = site / "profiles" / "draft.yaml"
    draft_of.write_text("", encoding="utf-8")  # as the shell makes it
    done = tool("profile", "new", "raw/page.txt")
    assert (done.code, done.err) == (0, "")
    draft_of.write_text(done.out, encoding="utf-8")
    (site / "profiles" / "broken.yaml").write_text("name: b\nheadings:\n  roadmpa: [A]\n", encoding="utf-8")
    again = tool("profile", "new", "raw/page.txt")
    assert (again.code, again.out) == (0, done.out)
    assert again.err.startswith("pathingest: profiles/broken.yaml:3:3: headings.roadmpa: ")
    assert tool("profile", "check", "profiles/draft.yaml").code == 0
    tried = tool("profile", "test", "profiles/mine.yaml", "raw/page.txt")
    assert tried.code == 0
    assert tried.err.splitlines()[0].startswith("pathingest: profiles/broken.yaml:3:3: headings.roadmpa: ")


# --------------------------------------------------------------------------------------------------------------------
# The commands.


@pytest.mark.parametrize("command", ["parse", "lint", "explain"])
def test_a_projects_profile_is_used(command: str, project: Path) -> None:
    (project / "page.txt").write_text(PAGE, encoding="utf-8")
    done = installed(command, "page.txt", cwd=project)
    assert done.code in (0, 1), done.err
    assert "career-pathway" not in done.out
    assert "/other/" not in done.out


@pytest.mark.parametrize("command", ["parse", "lint", "explain", "build"])
def test_a_profile_can_be_forced(command: str, project: Path, tool: Tool) -> None:
    page = project / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    out = ["--out", project / "out"] if command == "build" else []
    done = tool(command, page, *out, "--profile", project / "profiles" / "mine.yaml")
    assert done.code in (0, 1)
    assert "/other/" not in done.out
    wrong = tool(command, page, *out, "--profile", project / "no.yaml")
    assert (wrong.code, wrong.out) == (2, "")
    assert "no.yaml: no such profile" in wrong.err


def test_check_says_what_is_wrong_and_what_is_not(project: Path, tool: Tool) -> None:
    good = project / "profiles" / "mine.yaml"
    bad = project / "bad.yaml"
    bad.write_text("name: x\nheadings:\n  roadmpa: [A]\n", encoding="utf-8")
    done = tool("profile", "check", good, bad)
    assert done.code == 1
    assert f"{good}: ok: profile trade-routes, 4 headings of 4 roles, 2 labels" in done.out
    assert f"{bad}:3:3: headings.roadmpa: unknown role; did you mean roadmap?" in done.out
    assert tool("profile", "check", good).code == 0
    assert tool("profile", "check", project / "no.yaml").code == 2


def test_check_counts_headings_with_gaps(tmp_path: Path, tool: Tool) -> None:
    (tmp_path / "p.yaml").write_text("name: p\nheadings: {faq: ['{n} questions', Asked]}\n", encoding="utf-8")
    said = tool("profile", "check", tmp_path / "p.yaml").out
    assert "profile p, 2 headings of 1 role, 0 labels" in said
    assert "faq" not in said.partition("note:")[2]


def test_check_tells_of_a_name_that_is_built_in(tool: Tool) -> None:
    assert "takes the place of the built-in" in tool("profile", "check", BUILTIN / "career-pathway.yaml").out


def test_test_shows_what_a_profile_reads(project: Path, tool: Tool) -> None:
    page = project / "page.txt"
    page.write_text(PAGE.replace("Asked And Answered", "Askd And Answered"), encoding="utf-8")
    done = tool("profile", "test", project / "profiles" / "mine.yaml", page)
    assert "yes: 2 of its headings" in done.out
    assert re.search(r"7 +faq +Askd And Answered\n +\(misspelt; read as 'Asked And Answered'\)", done.out)
    assert "skills_to_learn" in done.out
    assert all(len(line) < 80 for line in done.out.splitlines()[1:])
    assert done.code == 0


def test_test_fails_for_a_page_of_another_layout(project: Path, tool: Tool) -> None:
    done = tool("profile", "test", project / "profiles" / "mine.yaml", PAGES[0])
    assert done.code == 1
    assert "career-pathway fits better" in " ".join(done.out.split()) or "career-pathway reads" in done.out


@pytest.mark.parametrize(
    "page",
    [*sorted((PROJECT / "raw").iterdir()), *sorted((PROJECT / "tests/cases/pages").glob("*.txt"))],
    ids=lambda path: path.name,
)
def test_a_draft_passes_the_check(page: Path) -> None:
    text = page.read_bytes().decode("utf-8", "replace")
    try:
        made = draft([from_text(text, path=page.name)], builtin())
    except PathingestError as error:
        assert "no line looks like a heading" in str(error)  # noqa: PT017
        return
    read_profile(made, "draft")
    assert not any("\x1b" in line for line in made.splitlines())


@given(st.text(max_size=400))
def test_a_draft_of_any_page_passes_the_check_or_is_refused(text: str) -> None:
    try:
        made = draft([from_text(f"From A to B\n{text}")], builtin())
    except PathingestError:
        return
    read_profile(made, "draft")


@pytest.mark.parametrize(
    ("title", "told", "language"),
    [
        (
            "How to Become a Data Analyst",
            "The more you practise, the better you get, and you need it for each of the jobs.",
            "en",
        ),
        (
            "Career Growth Plan: Frontend to Full-Stack Developer",
            "You can do it in the evenings, and for that you need an hour.",
            "en",
        ),
        (
            "De cuisinier à développeur web",
            "Vous avez besoin de temps pour les bases, et le reste est dans la pratique.",
            "fr",
        ),
        (
            "De cocinero a desarrollador web",
            "Para esto necesitas tiempo y una meta, pero los cursos son muy cortos.",
            "es",
        ),
    ],
)
def test_a_draft_names_the_language_and_knows_forms_of_titles(title: str, told: str, language: str) -> None:
    page = f"# {title}\n\n{told}\n\n{told}\n\n## Un\n\n- SQL\n"
    drafted = draft([from_text(page, path="page.md")], builtin())
    assert f"\nlanguage: {language}\n" in drafted
    assert "# The title is read as it is" in drafted


def test_a_title_that_ends_with_a_time_is_no_counter_of_the_site() -> None:
    page = "How I went from bus driver to baker in 14 months\n\nOverview\n\nI was tired of it.\n"
    assert "counters" not in draft([from_text(page)], builtin())
    assert "counters" in draft([from_text(f"Career Pathway14 views\n{page}")], builtin())


def test_new_prints_a_draft_that_reads_its_page(tmp_path: Path, tool: Tool) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(tool("profile", "new", PAGES[0]).out, encoding="utf-8")
    assert tool("profile", "check", path).code == 0
    assert set(load_profile(path).headings.values()) >= {"overview", "roadmap", "faq"}


CARDS = """<h1>From Baker to Miller: a plan</h1><p>It pays $9 an hour.</p><dl><dt>How steep<dd>Rather</dl>
<h2>Still to pack</h2><h3>{0}</h3><div><span>Bring it</span><span>6 weeks</span></div><p>Sieve daily.</p>
<h3>{1}</h3><div><span>Bring it</span><span>2 weeks</span></div><p>Weigh daily.</p>
<h2>By the end of this very month</h2>"""


def test_a_draft_of_several_pages_offers_what_they_share(tmp_path: Path, tool: Tool) -> None:
    for name, skills in (("a.html", ("Sieves", "Scales")), ("b.html", ("Ovens", "Dough"))):
        (tmp_path / name).write_text(CARDS.format(*skills), encoding="utf-8")
    made = tool("profile", "new", tmp_path / "a.html", tmp_path / "b.html").out
    assert '"Still to pack"' in made
    assert "Sieves" not in made
    assert '# Chips that are not known, and may be priorities: ["Bring it"]' in made
    assert '# Labels that are not known, with their values: "How steep" (Rather)' in made
    assert "\n# currency: USD" in made
    assert "boilerplate:" not in made
    assert "Sieves" in tool("profile", "new", tmp_path / "a.html").out


# --------------------------------------------------------------------------------------------------------------------
# The documentation.


def keys(model: type[BaseModel], above: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        inner = field.annotation
        if inner in (MatchFile, SelectorsFile):
            assert isinstance(inner, type)
            yield from keys(inner, f"{name}.")
        else:
            yield f"{above}{name}"


def test_the_documentation_has_each_key_and_no_other() -> None:
    text = (PROJECT / "docs" / "profiles.md").read_text(encoding="utf-8")
    table = text.partition("## The format")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `([a-z_.]+)` \|", table, re.MULTILINE) == list(keys(ProfileFile))


@pytest.mark.parametrize("names", [Role, Label, Column], ids=["roles", "labels", "columns"])
def test_the_documentation_names_what_texts_can_stand_under(names: object) -> None:
    text = (PROJECT / "docs" / "profiles.md").read_text(encoding="utf-8")
    assert [name for name in get_args(names) if f"`{name}`" not in text] == []


def test_the_example_in_the_documentation_is_a_profile() -> None:
    text = (PROJECT / "docs" / "profiles.md").read_text(encoding="utf-8")
    first, values = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    read_profile(first, "docs/profiles.md")
    assert read_expected(from_text(values, path="docs/profiles.yaml"))


@pytest.mark.parametrize(
    ("keys", "line", "suffix"),
    [
        (f"headings: {{overview: ['{' '.join(['{role}'] * 12)} x']}}", "a " * 34, "txt"),
        ("title_patterns: ['{from}, {to}, {headline}, x']\nheadings: {overview: [x]}", "a, " * 160, "txt"),
        ("positions: ['A {n} a']\nheadings: {roadmap: [Your Learning Roadmap]}", "A 1111111111", "txt"),
        (f"headings: {{overview: [x]}}\nselectors: {{skip: ['{' ~ '.join(['*'] * 30)}']}}", "<b></b>", "html"),
        (f"headings: {{overview: [x]}}\nselectors: {{skip: ['{' '.join(['*'] * 30)}']}}", "<p>a</p>", "html"),
    ],
    ids=["roles", "title", "position", "siblings", "descendants"],
)
def test_no_words_of_a_profile_hang_it(keys: str, line: str, suffix: str) -> None:
    """They are words and gaps of a few words, and selectors are looked up in one walk: time is that of the text."""
    own = read_profile(f"name: mine\n{keys}\n", "p.yaml")

    def seconds(count: int) -> float:
        text = "From Baker to Miller: Your 6-Month Transition Guide\nYour Learning Roadmap\n" + f"{line}\n" * count
        times = []
        for _ in range(4):
            begun = time.process_time()
            _ = parse(text, path=f"page.{suffix}", profile=own).evidence
            times.append(time.process_time() - begun)
        return min(times)

    assert seconds(1200) < 8 * seconds(300) + 0.02
