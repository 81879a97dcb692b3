"""What becomes of what rules say: which of it is a finding, where, how bad, and in which order; and of rules' bugs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, make_dataclass, replace
from types import SimpleNamespace
from typing import Any

import pytest

from linting import read
from pathingest import lint, parse
from pathingest.model.comparison import Comparison
from pathingest.model.errors import PathingestError
from pathingest.model.extraction import BEYOND_LIMIT, MISSING_KEY, UNKNOWN_VALUE, WRONG_TYPE, Note
from pathingest.model.finding import Conflict, Fact, Finding, Fix, PlacedFact, Problem, SetValue
from pathingest.model.limits import MOST_FINDINGS
from pathingest.model.page import Origin, Page
from pathingest.model.source import Span
from pathingest.rules import (
    Corpus,
    EnabledRules,
    Rule,
    check,
    compare,
    documentation,
    failure,
    find_rule,
    finding_at,
    match_rules,
    part,
    rules,
    stable,
    summary,
    with_own,
    written,
)
from pathingest.rules._across import elsewhere, group_by_value, majority, minority, pages, places
from pathingest.rules._claims import claims, claims_at, text_at
from pathingest.rules._documentation import document
from pathingest.rules._faults import BLANKS, faults, is_blank
from pathingest.rules._findings import of_all, of_conflict
from pathingest.rules._place import page_start, place, span_of
from pathingest.rules._roles import kind_of, roles, spaced
from pathingest.rules._spans import Spans

TEXT = """\
From Baker to Miller: Your 9-Month Transition Guide
Timeline
9-12 months
Overview
Dough is flour, and flour is grain.
"""
PAGE = parse(TEXT, path="raw/page.txt")
AT = {"title": 1, "timeline": 3, "overview": 5}


def said(*problems: Problem, code: str = "X001", **more: Any) -> Rule:
    """A rule that says the same of any page."""
    return Rule(code, "warning", "high", lambda _: iter(problems), **more)


def asked(*some: Rule, page: Page = PAGE, debug: bool = True) -> list[Finding]:
    return check(page, EnabledRules(tuple((f"rule-{rule.code.lower()}", rule) for rule in some)), debug=debug)


def messages(found: Iterable[Finding]) -> list[str]:
    return [finding.message for finding in found]


# ----------------------------------------------------------------------------------------------------------------------
# Which of it is a finding.


def test_findings_are_in_the_order_of_the_page() -> None:
    one = said(Problem("third", "/overview/0"), Problem("first", "/title"), code="X002")
    other = said(Problem("second", "/timeline"), Problem("fourth", "/overview/0"), code="X003")
    again = said(Problem("of a lower code", "/overview/0"), code="X001")
    assert messages(asked(other, one, again)) == ["first", "second", "of a lower code", "third", "fourth"]


def test_of_one_line_what_is_nearer_to_its_beginning_comes_first() -> None:
    at = TEXT.index("Miller")
    later, sooner = Problem("later", span=Span(at, at + 3)), Problem("sooner", span=Span(at - 4, at))
    assert messages(asked(said(later), said(sooner, code="X002"))) == ["sooner", "later"]


def test_what_another_rule_says_is_left_out() -> None:
    both = said(Problem("unless", "/title", unless=("X002", "X003")), Problem("always", "/title"))
    assert sorted(messages(asked(both))) == ["always", "unless"]
    assert messages(asked(both, said(Problem("that", "/title"), code="X003"))) == ["always", "that"]
    assert sorted(messages(asked(both, said(Problem("that", "/title"), code="X004")))) == ["always", "that", "unless"]


def test_what_is_left_out_leaves_out_nothing() -> None:
    one = said(Problem("one", "/title", unless=("X002",)))
    other = said(Problem("other", "/title", unless=("X003",)), code="X002")
    third = said(Problem("third", "/title"), code="X003")
    assert sorted(messages(asked(one, other, third))) == ["one", "third"]


def test_a_stronger_rule_silences_a_weaker_one() -> None:
    weak = said(Problem("weak", "/title"), Problem("weak again", "/overview/0"), code="X002")
    assert messages(asked(said(Problem("strong", "/timeline"), supersedes=("X002",)), weak)) == ["strong"]
    assert messages(asked(said(supersedes=("X002",)), weak)) == ["weak", "weak again"]
    assert messages(asked(weak, said(Problem("strong", "/timeline"), code="X001", supersedes=("X003",)))) == [
        "weak",
        "strong",
        "weak again",
    ]


def test_what_is_about_another_thing_silences_nothing() -> None:
    weak = said(Problem("weak", "/title"), code="X002")
    aside = Problem("aside", "/overview/0", silences=False)
    assert messages(asked(said(aside, supersedes=("X002",)), weak)) == ["weak", "aside"]
    assert messages(asked(said(aside, Problem("too", "/timeline"), supersedes=("X002",)), weak)) == ["too", "aside"]


def test_what_another_rule_says_silences_nothing_either() -> None:
    strong = said(Problem("strong", "/title", unless=("X003",)), supersedes=("X002",))
    weak, third = said(Problem("weak", "/title"), code="X002"), said(Problem("third", "/title"), code="X003")
    assert messages(asked(strong, weak, third)) == ["weak", "third"]


def test_a_rule_that_fails_is_a_finding_and_silences_what_it_would() -> None:
    def broken(_: Page) -> Iterator[Problem]:
        yield Problem("so far", "/title")
        raise ValueError("no flour")

    bad = Rule("X001", "info", "high", broken, supersedes=("X002",))
    weak = said(Problem("weak", "/overview/0"), code="X002")
    (finding,) = asked(bad, weak, debug=False)
    assert (finding.code, finding.severity, finding.line, finding.column) == ("INT001", "error", 1, 1)
    assert finding.message == (
        "the project's own rule rule-x001 failed: ValueError: no flour; this is a bug, please report it to those who "
        "wrote it"
    )
    with pytest.raises(ValueError, match="no flour"):
        asked(bad)


def test_an_interrupt_is_no_bug_of_a_rule() -> None:
    def stopped(_: Page) -> Iterator[Problem]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        asked(Rule("X001", "info", "high", stopped), debug=False)


def test_an_interrupt_that_became_an_error_is_one_still() -> None:
    def stopped(_: object) -> Iterator[Any]:
        raise ValueError("in the making of a class") from KeyboardInterrupt()

    with pytest.raises(KeyboardInterrupt):
        asked(Rule("X001", "info", "high", stopped), debug=False)
    with pytest.raises(KeyboardInterrupt):
        corpus_of(Rule("X001", "info", "high", gather=stopped, across=stopped), debug=False)
    gather = stating(Fact("key", 1, "/title", "so"))
    with pytest.raises(KeyboardInterrupt):
        corpus_of(Rule("X001", "info", "high", gather=gather, across=stopped), debug=False).findings()


def test_a_rule_is_called_by_its_name_and_by_whose_it_is() -> None:
    assert part("brown-dough", said()) == "the project's own rule brown-dough"
    assert part("phase-numbers", find_rule("STR012")[1]) == "the rule phase-numbers"
    found = failure(PAGE, "the mill", ValueError("stands"))
    assert found.message.startswith("the mill failed: ValueError: stands; this is a bug")
    assert of_all("the mill", ValueError("stands"))[1:6] == (None, 1, 1, 1, 1)


# ----------------------------------------------------------------------------------------------------------------------
# Where, and how bad.


def test_a_finding_says_what_its_rule_and_its_problem_say() -> None:
    other = Problem("there", "/overview/0")
    (finding,) = asked(said(Problem("here", "/timeline/text", related=(other,))))
    assert finding[:4] == ("X001", "rule-x001", "warning", "high")
    assert (finding.path, finding.line, finding.column, finding.end_line, finding.end_column) == (
        "raw/page.txt",
        3,
        1,
        3,
        12,
    )
    assert finding.pointer == "/timeline/text"
    assert [(one.message, one.line, one.pointer) for one in finding.related] == [("there", 5, "/overview/0")]
    assert not finding.whole
    assert finding.fix is None
    assert finding.excerpt
    assert finding.excerpt.line == "9-12 months"


def test_a_problem_may_be_milder_than_its_rule() -> None:
    found = asked(said(Problem("mild", "/title", severity="info"), Problem("as ever", "/overview/0")))
    assert [finding.severity for finding in found] == ["info", "warning"]


@pytest.mark.parametrize(
    ("fix", "trusted", "applicability"),
    [
        (Fix("write it"), None, "shown"),
        (Fix("write it"), "unsafe", "unsafe"),
        (Fix("write it"), "safe", "safe"),
        (Fix("write it", evident=True), None, "safe"),
        (Fix("write it", evident=True), "unsafe", "safe"),
    ],
)
def test_a_fix_may_be_trusted_as_far_as_its_rule_unless_no_other_can_be_meant(
    fix: Fix, trusted: Any, applicability: str
) -> None:
    (finding,) = asked(said(Problem("so", "/title", fix=fix), fix=trusted))
    assert finding.fix
    assert (finding.fix.applicability, finding.fix.message) == (applicability, "write it")


def test_further_places_are_as_many_as_may_be_listed() -> None:
    many = (Problem("there", "/overview/0"),) * (MOST_FINDINGS + 1)
    (finding,) = asked(said(Problem("here", "/title", related=many)))
    assert len(finding.related) == MOST_FINDINGS


def test_findings_are_as_many_as_may_be_listed() -> None:
    same = [Problem("so", "/title")] * MOST_FINDINGS
    assert len(asked(said(*same))) == MOST_FINDINGS
    first, *others = asked(said(*same, Problem("more", "/timeline")))
    assert (first.code, first.message) == (
        "EXT012",
        "it has 1,001 findings, of which the first 1,000 are listed: fix those, and lint again",
    )
    assert messages(others) == ["so"] * MOST_FINDINGS


@pytest.mark.parametrize("text", [TEXT, f"\ufeff{TEXT}", f"\n{TEXT}"])
def test_what_is_nowhere_is_at_the_first_line(text: str) -> None:
    page = parse(text)
    (finding,) = asked(said(Problem("nowhere", "/faq")), page=page)
    assert (finding.line, finding.column, finding.end_line) == (1, 1, 1)
    assert finding.whole
    start = page_start(page.source)
    assert text[slice(*start)] == text.removeprefix("\ufeff").split("\n")[0]


@pytest.mark.parametrize(
    ("pointer", "shown"),
    [
        ("/timeline", "9-12 months"),
        ("/timeline/min", "9"),
        ("/overview", "Dough is flour, and flour is grain."),
        ("/headline", "Your 9-Month Transition Guide"),
        ("/from_role/name", "Baker"),
        ("/faq", None),
        ("", None),
        (None, None),
    ],
)
def test_a_part_of_the_record_is_where_its_first_value_is(pointer: str | None, shown: str | None) -> None:
    span = span_of(pointer, PAGE)
    assert (TEXT[slice(*span)] if span else None) == shown


ROADMAP = """\
From Baker to Miller: Your 9-Month Transition Guide
Your Learning Roadmap
1
Grain
12 weeks
2
Flour
8 weeks
Frequently Asked Questions
Is it hard?
It is.
"""


@pytest.mark.parametrize(
    ("pointer", "shown"),
    [
        ("/roadmap", "1"),
        ("/roadmap/1", "2"),
        ("/roadmap/1/duration", "8 weeks"),
        ("/roadmap_total", "12 weeks"),
        ("/roadmap_total/min", "12 weeks"),
        ("/faq", "Is it hard?"),
        ("/faq/0", "Is it hard?"),
        ("/faq/0/answer", "It is."),
        ("/faq/1", None),
        ("/sources", None),
    ],
)
def test_what_is_worked_out_is_where_it_was_worked_out_from(pointer: str, shown: str | None) -> None:
    span = span_of(pointer, parse(ROADMAP))
    assert (ROADMAP[slice(*span)] if span else None) == shown


def test_a_stretch_counts_more_than_a_pointer() -> None:
    placed, quoted = place(PAGE, Problem("here", "/timeline", Span(0, 4)))
    assert (placed.line, placed.end_column, placed.pointer, quoted) == (1, 5, "/timeline", "From")


RECORD = """\
{
  "title": "From Baker to Miller",
  "timeline": {"text": "9 months", "min": 9},
  "overview": ["Dough is flour."]
}
"""


@pytest.mark.parametrize(
    ("pointer", "shown"),
    [
        ("/timeline/min", "9"),
        ("/timeline/max", "timeline"),
        ("/overview/3", "overview"),
        ("/overview/3/text", "overview"),
        ("/faq/0/answer", None),
        ("/faq", None),
    ],
)
def test_what_a_record_lacks_is_where_it_would_be(pointer: str, shown: str | None) -> None:
    span = span_of(pointer, read("page.json", RECORD))
    assert (RECORD[slice(*span)] if span else None) == shown


def test_a_record_s_finding_has_the_place_of_its_raw_page_beside_it() -> None:
    where = {"/title": (PAGE.source, Span(0, 4))}
    page = replace(PAGE, origin=Origin(where.get, lambda: (PAGE,)))
    (finding,) = asked(said(Problem("here", "/title")), page=page)
    assert [(one.message, one.pointer, one.line, one.end_column) for one in finding.related] == [
        ("read from here", "/title", 1, 5)
    ]
    (bare,) = asked(said(Problem("here", "/title")))
    assert bare.related == ()
    assert bare.fingerprint == finding.fingerprint
    assert [one.related for one in asked(said(Problem("nowhere"), Problem("there", "/timeline")), page=page)] == [
        (),
        (),
    ]


def test_a_problem_may_mean_one_of_the_raw_pages_of_a_record() -> None:
    raw = [parse(TEXT, path="raw/a.txt"), parse(TEXT, path="raw/b.txt")]
    page = replace(PAGE, origin=Origin(lambda _: None, lambda: tuple(raw)))
    problems = [Problem("here", "/title", related=tuple(Problem("there", "/title", page=i) for i in (0, 1, 2)))]
    (finding,) = asked(said(*problems), page=page)
    assert [one.path for one in finding.related] == ["raw/page.txt", "raw/a.txt", "raw/b.txt"]


def test_two_pages_are_compared_by_the_rules_that_compare() -> None:
    other = parse(TEXT.replace("grain", "rye"), path="raw/other.txt")

    def differ(comparison: Comparison) -> Iterator[Problem]:
        yield Problem(comparison.second.source.path or "", "/overview/0", page=1, related=(Problem("here", "/title"),))

    comparing = Rule("X001", "info", "low", compare=differ)
    enabled = EnabledRules((("differ", comparing), ("other", said(Problem("no", "/title"), code="X002"))))
    (finding,) = compare(Comparison(PAGE, other, ()), enabled)
    assert (finding.name, finding.message, finding.path, finding.line) == (
        "differ",
        "raw/other.txt",
        "raw/other.txt",
        5,
    )
    assert [one.path for one in finding.related] == ["raw/page.txt"]
    assert compare(Comparison(PAGE, other, ())) == []


def test_a_conflict_is_a_finding_at_its_fact() -> None:
    placed, quoted = place(PAGE, Problem("9-12 months", "/timeline"))
    fact = PlacedFact(Fact("key", 9, "/timeline", "9-12 months"), placed, quoted, 1)
    conflict = Conflict("two say so", fact, (("there too", fact),), Fix("ask them"))
    finding = of_conflict("differ", said(fix="unsafe"), conflict)
    assert (finding.message, finding.line, finding.severity) == ("two say so", 3, "warning")
    assert [(one.message, one.line) for one in finding.related] == [("there too", 3)]
    assert finding.fix
    assert finding.fix.applicability == "unsafe"
    worse = of_conflict("differ", said(), conflict._replace(severity="error"))
    assert (worse.severity, worse.fingerprint, worse.replaces) == ("error", finding.fingerprint, "")
    lasting = [
        of_conflict("differ", said(), conflict._replace(replaces=code, related=related))
        for code in ("X002", "X003")
        for related in (conflict.related, ())
    ]
    assert [one.replaces for one in lasting] == ["X002", "X002", "X003", "X003"]
    assert len({one.fingerprint for one in lasting}) == 2
    assert finding.fingerprint not in {one.fingerprint for one in lasting}


def test_a_finding_of_no_check_has_its_rule_s_name() -> None:
    finding = finding_at("EXT012", place(PAGE, Problem("too much", "/title"))[0], "quoted")
    name, rule = find_rule("EXT012")
    assert finding[:4] == (rule.code, name, rule.severity, rule.confidence)
    assert not finding.whole
    assert finding_at("EXT012", place(PAGE, Problem("too much"))[0]).whole


# ----------------------------------------------------------------------------------------------------------------------
# Which rules are asked.


def test_what_is_linted_is_a_page() -> None:
    with pytest.raises(PathingestError) as raised:
        lint(TEXT)  # type: ignore[arg-type]
    assert str(raised.value) == "lint takes a page as parse gives it, lint(parse(…)), not str"
    with pytest.raises(PathingestError) as raised:
        lint(PAGE, "DUR001")
    assert str(raised.value) == "select takes a list of rules, as in select=['DUR001']"


def test_linting_asks_what_is_selected_or_else_what_is_on_by_default() -> None:
    page = parse(TEXT.replace("9-12", "12-18"))
    assert {finding.code for finding in lint(page)} > {"DUR001", "STR001"}
    assert lint(page) == check(page, stable())
    assert {finding.code for finding in lint(page, ["dur001", "missing-section"])} == {"DUR001", "STR001"}
    assert lint(page, []) == []
    with pytest.raises(PathingestError, match="no rule 'DUR999'"):
        lint(page, ["DUR001", "DUR999"])


def test_a_rule_s_failure_is_let_through_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Page) -> Iterator[Problem]:
        raise ValueError("no flour")

    bad = EnabledRules((("broken", Rule("X001", "info", "high", broken)),))
    monkeypatch.setattr("pathingest.rules.stable", lambda: bad)
    assert [finding.code for finding in lint(PAGE)] == ["INT001"]
    with pytest.raises(ValueError, match="no flour"):
        lint(PAGE, debug=True)


def test_the_stable_rules_are_those_that_are_on_by_default() -> None:
    assert {rule.code for _, rule in stable().rules} == {rule.code for _, rule in rules() if rule.default}
    assert any(not rule.default for _, rule in rules())
    codes = [rule.code for _, rule in rules()]
    assert codes == sorted(codes)


@pytest.mark.parametrize(
    ("on", "needs", "looks"),
    [
        ("both", True, {"page", "record"}),
        ("page", True, {"page"}),
        ("record", True, {"record"}),
        ("both", False, {"no page", "no record"}),
        ("page", False, {"no page"}),
        ("both", None, {"page", "record", "no page", "no record"}),
        ("record", None, {"record", "no record"}),
    ],
)
def test_a_rule_looks_at_the_pages_it_is_for(on: Any, needs: Any, looks: set[str]) -> None:
    origin = Origin(lambda _: None, lambda: ())
    bare = parse("Hello.", path="raw/bare.txt")
    kinds = {
        "page": PAGE,
        "record": replace(PAGE, origin=origin),
        "no page": bare,
        "no record": replace(bare, origin=origin),
    }
    rule = said(on=on, needs_record=needs)
    assert {kind for kind, page in kinds.items() if rule.looks_at(page)} == looks
    enabled = EnabledRules((("rule", rule),))
    assert {kind for kind, page in kinds.items() if enabled.of(page) == (("rule", rule),)} == looks
    assert {kind for kind, page in kinds.items() if enabled.checks(page)} == looks


@dataclass(frozen=True)
class Options:
    least: int = 3


@pytest.mark.parametrize(("options", "least"), [({}, 3), ({"X001": Options(5)}, 5), ({"X002": Options(5)}, 3)])
def test_a_rule_is_given_its_options(options: dict[str, Any], least: int) -> None:
    def told(_: Page, given: Options) -> Iterator[Problem]:
        yield Problem(f"at least {given.least}", "/title")

    rule = Rule("X001", "info", "high", told, options=Options())
    enabled = EnabledRules((("told", rule),), options)
    for _ in range(2):
        assert messages(check(PAGE, enabled)) == [f"at least {least}"]
    assert messages_of(enabled.call(rule, told, PAGE)) == [f"at least {least}"]
    assert messages_of(enabled.call(said(Problem("bare")), lambda _: iter([Problem("bare")]), PAGE)) == ["bare"]


def test_rules_that_are_enabled_alike_are_equal_whoever_was_asked() -> None:
    other = EnabledRules((("rule", said()),), {"X001": 3})
    one = replace(other, rules=other.rules)
    assert one.of(PAGE)
    assert one.checks(PAGE)
    assert one == other
    assert one != EnabledRules(other.rules)


def messages_of(problems: Iterable[Problem]) -> list[str]:
    return [problem.message for problem in problems]


@pytest.mark.parametrize("selector", ["DUR001", "dur001", "headline-outside-timeline", "Headline-Outside-Timeline"])
def test_a_rule_is_found_by_its_code_or_its_name(selector: str) -> None:
    assert find_rule(selector)[1].code == "DUR001"
    assert [rule.code for rule in match_rules(selector, rules())] == ["DUR001"]


def test_a_selector_may_be_the_beginning_of_codes_or_all() -> None:
    assert {rule.code[:3] for rule in match_rules("dur", rules())} == {"DUR"}
    assert len(match_rules("ALL", rules())) == len(rules())
    for selector in ("all", "", "DUR0019", "headline", "X"):
        with pytest.raises(PathingestError, match="is no rule"):
            match_rules(selector, rules())


@pytest.mark.parametrize(
    ("selector", "skipped", "found"),
    [
        ("X", ("rules/dough.py",), True),
        ("x001", ("rules/dough.py",), True),
        ("X0011", ("rules/dough.py",), False),
        ("dough", ("rules/dough.py",), True),
        ("brown-dough", ("rules/brown_dough.py", "acme.rye"), True),
        ("rye", ("acme.rye",), True),
        ("wheat", ("acme.rye",), False),
        ("X001", (), False),
    ],
)
def test_a_selector_may_be_for_a_rule_that_was_not_loaded(selector: str, skipped: tuple[str, ...], found: bool) -> None:
    if found:
        assert match_rules(selector, rules(), skipped) == []
    else:
        with pytest.raises(PathingestError, match="is no rule"):
            match_rules(selector, rules(), skipped)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("DUR0O1", "no rule 'DUR0O1'; did you mean DUR001? `pathingest rule` lists them"),
        ("headline-outside-timelin", "did you mean headline-outside-timeline? `pathingest rule` lists them"),
        ("sourdough-starter", "no rule 'sourdough-starter'; `pathingest rule` lists them"),
    ],
)
def test_a_word_that_is_no_rule_is_compared_with_those_that_are(word: str, said: str) -> None:
    with pytest.raises(PathingestError) as raised:
        find_rule(word)
    assert str(raised.value).endswith(said)


def test_an_own_rule_stands_at_its_code_and_takes_no_other_s() -> None:
    found = with_own([("second", said(code="X002")), ("first", said(code="X001"))])
    assert [rule.code for _, rule in found][-2:] == ["X001", "X002"]
    assert len(found) == len(rules()) + 2
    for own, what in (
        ([("a", said()), ("b", said())], "rules: X001 b: the code X001 is that of X001 a already; take another"),
        (
            [("phase-numbers", said())],
            "rules: X001 phase-numbers: the name phase-numbers is that of STR012 phase-numbers already; take another",
        ),
    ):
        with pytest.raises(PathingestError) as raised:
            with_own(own)
        assert str(raised.value) == what


# ----------------------------------------------------------------------------------------------------------------------
# What is written of rules.


def test_a_rule_s_documentation_is_what_its_author_wrote_and_how_it_is_controlled() -> None:
    own = said(text="Dough shouts.\n\n## What it does\nIt reports dough.\n", supersedes=("X002", "X009"), fix="unsafe")
    weak = said(code="X002", text="Weak.", default=False, supersedes=())
    among = [("loud-dough", own), ("weak-dough", weak)]
    assert documentation("loud-dough", among) == (
        "# X001 loud-dough\n\nwarning, high confidence, fix: unsafe; on by default since 2026-11\n\n"
        "Dough shouts.\n\n## What it does\nIt reports dough.\n\n## Control\n"
        "Where it finds something, X002 (weak-dough) is silent about that page.\n"
        "Where it finds something, X009 is silent about that page.\n"
        "[docs/linting.md](../linting.md) says how to switch a rule off, and how to silence one finding.\n"
    )
    assert documentation("weak-dough", among) == (
        "# X002 weak-dough\n\nwarning, high confidence; preview since 2026-11, off by default\n\nWeak.\n\n## Control\n"
        "A preview rule is enabled by its code: `--extend-select X002`.\n"
        "It is silent about pages where X001 (loud-dough) finds something.\n"
        "[docs/linting.md](../linting.md) says how to switch a rule off, and how to silence one finding.\n"
    )
    assert summary("loud-dough", own) == "Dough shouts."
    assert written("loud-dough", own._replace(text="")) == ""
    name, rule = find_rule("DUR001")
    assert documentation(name).startswith(f"# DUR001 {name}\n\nerror, high confidence; on by default since ")
    assert summary(name, rule) == written(name, rule).strip().splitlines()[0] != ""


def test_an_option_is_documented_by_its_kind_its_bounds_and_its_default() -> None:
    def shown(kind: Any, default: Any, **metadata: Any) -> str:
        made = make_dataclass("Made", [("of_it", kind, field(default=default, metadata=metadata))], frozen=True)
        text = document("name", said(options=made()), "It is so.", {}, ())
        head = "## Options\n| option | kind | default | what it sets |\n|---|---|---|---|\n"
        assert head in text
        return text.partition(head)[2].split("\n")[0]

    assert shown("int", 3, help="how many", least=1, most=9) == "| `of-it` | whole number, 1 to 9 | `3` | how many |"
    assert shown("float", 0.5, help="how far", least=0) == "| `of-it` | number, 0 at least | `0.5` | how far |"
    assert shown("float", 0.5, most=0) == "| `of-it` | number, 0 at most | `0.5` |  |"
    assert shown(bool, True, help="whether") == "| `of-it` | true or false | `true` | whether |"
    assert shown(str, "a", help="what") == '| `of-it` | text | `"a"` | what |'
    assert shown("date | None", None, help="when") == "| `of-it` | date, or none | none | when |"
    assert shown("datetime.date | None", None, help="when") == "| `of-it` | date, or none | none | when |"
    assert shown("tuple[str, ...]", ("a", "b"), help="which") == '| `of-it` | list of texts | `["a", "b"]` | which |'
    assert shown("complex", 1, help="what") == "| `of-it` | complex | `1` | what |"
    assert "## Options" not in document("name", said(), "It is so.", {}, ())


# ----------------------------------------------------------------------------------------------------------------------
# What rules look at.


def test_a_span_is_in_another_or_around_it() -> None:
    some = Spans([Span(10, 20), Span(0, 4), Span(2, 12), Span(30, 30)])
    assert [
        some.has_in(*span) for span in ((0, 4), (0, 3), (1, 12), (1, 11), (3, 20), (11, 25), (30, 30), (31, 99))
    ] == [*(True, False, True, False, True, False, True, False)]
    around = ((0, 4), (0, 5), (3, 12), (2, 13), (11, 20), (10, 20), (9, 20), (10, 21), (30, 30), (31, 31))
    assert [some.has_around(*span) for span in around] == [
        *(True, False, True, False, True, True, False, False, True, False)
    ]
    none = Spans([])
    assert not none.has_in(0, 9)
    assert not none.has_around(0, 0)
    assert not Spans([Span(5, 6)]).has_around(4, 5)


CLAIMS = """\
From Baker to Miller: Your 9-Month Transition Guide
Overview
Expect 9 months.
Frequently Asked Questions
How long does it take?
Expect 9 months, or 2 years. Bakers earn $40,000, and it takes 10 hours a week.
"""


def test_claims_are_known_by_their_kind_and_their_place() -> None:
    page = parse(CLAIMS)
    assert [(i, claim.text) for i, claim in claims(page, "duration")] == [
        (0, "9 months"),
        (1, "9 months"),
        (2, "2 years"),
    ]
    assert [claim.text for _, claim in claims(page, "salary")] == ["$40,000"]
    assert claims(page, "salary_change") == []
    assert [claim.text for claim in claims_at(page, "duration", "/faq/0/answer")] == ["9 months", "2 years"]
    assert [claim.text for claim in claims_at(page, "effort", "/faq/0/answer")] == ["10 hours a week"]
    assert claims_at(page, "effort", "/overview/0") == []


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("/overview/0", "Expect 9 months."),
        ("/faq/0/question", "How long does it take?"),
        ("/from_role/name", "Baker"),
        ("/overview/1", ""),
        ("/overview/x", ""),
        ("/overview/-1", ""),
        ("/overview", ""),
        ("/faq/0", ""),
        ("/nowhere/0", ""),
        ("", ""),
    ],
)
def test_the_text_at_a_pointer_is_empty_where_there_is_none(pointer: str, expected: str) -> None:
    assert text_at(parse(CLAIMS).record, pointer) == expected


def test_both_roles_are_named_where_the_page_names_them() -> None:
    record = parse(CLAIMS).record
    assert [(pointer, role.name) for pointer, role in roles(record)] == [
        ("/from_role", "Baker"),
        ("/to_role", "Miller"),
    ]
    one = SimpleNamespace(from_role=None, to_role=record.to_role)
    assert [pointer for pointer, _ in roles(one)] == ["/to_role"]  # type: ignore[arg-type]
    assert [*roles(SimpleNamespace(from_role=None, to_role=None))] == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("guide", "guide"),
        ("story", "story"),
        ("transition", "transition"),
        ("tale", "transition"),
        (None, "transition"),
    ],
)
def test_a_kind_that_is_none_is_a_transition(kind: Any, expected: str) -> None:
    assert kind_of(SimpleNamespace(kind=kind)) == expected  # type: ignore[arg-type]
    assert kind_of(SimpleNamespace()) == "transition"  # type: ignore[arg-type]


def test_white_space_in_a_name_is_one_space() -> None:
    assert spaced("  Brown \n\t Dough ") == "Brown Dough"


def noted(page: Page, *notes: Note) -> Page:
    return replace(page, notes=notes)


@pytest.mark.parametrize(
    ("replacement", "message"),
    [("rye", "write 'rye'"), (3, "write 3"), (True, "write true"), (0.5, "write 0.5")],
)
def test_a_note_of_a_reader_is_a_problem_with_its_fix(replacement: Any, message: str) -> None:
    note = Note(WRONG_TYPE, "/title", Span(0, 4), "it is no text", related=(("here", Span(5, 10)),))
    fixed = note._replace(replacement=replacement, evident=True)
    other = note._replace(kind=BEYOND_LIMIT)
    bare, whole = faults(noted(PAGE, note, other, fixed), WRONG_TYPE)
    assert (bare.message, bare.pointer, bare.span, bare.fix) == ("it is no text", "/title", Span(0, 4), None)
    assert [(one.message, one.pointer, one.span) for one in bare.related] == [("here", "/title", Span(5, 10))]
    assert whole.fix == Fix(message, (SetValue("/title", replacement),), evident=True)


def test_a_value_of_a_record_is_blank_where_its_key_is_missing_or_cannot_be_read() -> None:
    record = read("page.json", RECORD)
    for kind, blank in ((WRONG_TYPE, True), (UNKNOWN_VALUE, True), (MISSING_KEY, True), (BEYOND_LIMIT, False)):
        page = noted(record, Note(kind, "/title", Span(0, 1), "so"))
        assert is_blank(page, "/title") == blank
        assert is_blank(page, "/demand") == blank
        assert not is_blank(page, "/overview/0")
    assert not is_blank(noted(record), "/demand")
    assert not is_blank(noted(PAGE, Note(WRONG_TYPE, "/title", Span(0, 1), "so")), "/title")


def test_what_is_blank_is_reported_by_the_rules_of_its_notes() -> None:
    assert [find_rule(code)[0] for code in BLANKS] == ["wrong-type", "missing-key", "unknown-value"]


# ----------------------------------------------------------------------------------------------------------------------
# What pages say together.


def facts(*values: tuple[int, str]) -> list[PlacedFact]:
    """Facts by page and value."""
    placed = place(PAGE, Problem("so", "/title"))
    return [
        PlacedFact(Fact("key", value, "/title", value), placed[0]._replace(message=f"{value} of {page}"), "", page)
        for page, value in values
    ]


def said_by(stated: PlacedFact) -> str:
    return str(stated.fact.value)


def test_facts_are_grouped_by_what_they_say() -> None:
    groups = group_by_value(facts((1, "rye"), (2, "oat"), (2, "rye"), (3, "rye"), (3, "rye")), said_by)
    assert [*groups] == ["rye", "oat"]
    assert [pages(found) for found in groups.values()] == [3, 1]
    assert (majority(groups), minority(groups)) == ("rye", "oat")
    assert elsewhere([*groups.items()]) == "elsewhere rye (3 pages), oat (1 page)"
    assert [(text, stated.place.message) for text, stated in places([*groups.items()])] == [
        ("rye (3 pages)", "rye of 1"),
        ("oat (1 page)", "oat of 2"),
    ]


def test_of_several_that_as_many_pages_say_the_first_is_the_rule_and_the_last_the_exception() -> None:
    groups = group_by_value(facts((1, "rye"), (2, "oat"), (3, "oat"), (4, "rye"), (5, "bran"), (6, "bran")), said_by)
    assert (majority(groups), minority(groups)) == ("rye", "bran")


def corpus_of(rule: Rule, *, debug: bool = True) -> Corpus:
    corpus = Corpus(EnabledRules((("rule", rule),)), debug=debug)
    for name in ("a", "b", "c"):
        corpus.add(parse(TEXT, path=f"raw/{name}.txt"), [])
    return corpus


def stating(*stated: Fact) -> Callable[[Page], Iterator[Fact]]:
    return lambda _: iter(stated)


def test_what_all_findings_say_together_is_told_of_each_page_what_counts() -> None:
    def overall(judged: Any) -> Iterator[Conflict]:
        told.append(
            (len(judged), judged[0].path, [one.path for one in judged[1:]], [len(one.findings) for one in judged])
        )
        return iter(())

    told: list[Any] = []
    corpus = Corpus(EnabledRules((("rule", Rule("X001", "info", "high", overall=overall)),)))
    for name in ("a", "b", "c"):
        page = parse(TEXT, path=f"raw/{name}.txt")
        corpus.add(page, asked(said(Problem(name, "/title"), Problem("d", "/title")), page=page))
    found = corpus.findings(lambda finding: finding.message == "b")
    assert told == [(3, "raw/a.txt", ["raw/b.txt", "raw/c.txt"], [0, 1, 0])]
    assert messages(found) == ["a", "d", "b", "d", "c", "d"]


def test_what_a_rule_cannot_say_of_a_page_is_a_finding_of_it() -> None:
    def broken(page: Page) -> Iterator[Fact]:
        if page.source.path == "raw/b.txt":
            raise ValueError("no flour")
        yield Fact("key", 1, "/title", "so")

    def across(stated: Any) -> Iterator[Conflict]:
        yield Conflict(f"{len(stated)} of {[one.page for one in stated]}", stated[0], ())

    rule = Rule("X001", "info", "high", gather=broken, across=across)
    found = corpus_of(rule, debug=False).findings()
    assert [(finding.code, finding.path) for finding in found] == [("INT001", "raw/b.txt"), ("X001", "raw/a.txt")]
    assert "2 of [1, 3]" in messages(found)
    with pytest.raises(ValueError, match="no flour"):
        corpus_of(rule)


def test_a_rule_that_fails_across_pages_is_a_finding_of_none() -> None:
    def broken(_: Any) -> Iterator[Conflict]:
        raise ValueError("no flour")

    rule = Rule("X001", "info", "high", gather=stating(Fact("key", 1, "/title", "so")), across=broken)
    (finding,) = corpus_of(rule, debug=False).findings()
    assert (finding.code, finding.path, finding.line) == ("INT001", None, 1)
    assert "the project's own rule rule failed: ValueError: no flour" in finding.message
    with pytest.raises(ValueError, match="no flour"):
        corpus_of(rule).findings()


def test_facts_keep_their_places_and_their_order() -> None:
    told: list[Any] = []

    def across(stated: Any) -> Iterator[Conflict]:
        told.append([(one.fact.key, one.fact.value, one.page, one.place.line, one.quoted) for one in stated])
        return iter(())

    rule = Rule(
        "X001",
        "info",
        "high",
        gather=stating(
            Fact("b", 1, "/timeline", "so"), Fact("a", 2, "/overview/0", "or so"), Fact("b", 3, None, "all")
        ),
        across=across,
    )
    corpus_of(rule).findings()
    assert sorted(told) == [
        [("a", 2, page, 5, "Dough is flour, and flour is grain.") for page in (1, 2, 3)],
        [row for page in (1, 2, 3) for row in (("b", 1, page, 3, "9-12 months"), ("b", 3, page, 1, ""))],
    ]


def test_what_one_page_alone_states_is_across_nothing() -> None:
    def gather(page: Page) -> Iterator[Fact]:
        yield Fact(page.source.path, 1, "/title", "so")
        yield Fact(page.source.path, 2, "/title", "so too")

    def across(_: Any) -> Iterator[Conflict]:
        raise AssertionError

    assert corpus_of(Rule("X001", "info", "high", gather=gather, across=across)).findings() == []
