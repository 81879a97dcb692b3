"""Findings to be reported: a small run that has one of everything, and any finding at all."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from pathingest.model.finding import (
    SEVERITIES,
    Finding,
    Fix,
    Patch,
    Related,
    Reorder,
    Repair,
    SetValue,
    Severity,
    Suggestion,
)
from pathingest.model.place import at
from pathingest.model.source import Source, Span
from pathingest.outputs.reports import Moved, Report, Trend
from pathingest.rules import Rule

LONG = "word " * 40

NURSE = Source(
    "Career Pathway\n"
    "From Registered Nurse to Data Analyst: Your 9-Month Transition Guide\n"
    "Timeline\n"
    "9-12 months\n"
    "\n"
    "Skills You'll Need to Learn\n"
    "R&D Statistics 🎨 for Cafe\u0301s\tCritical6 weeks\n"
    "統計学の基礎 Important8 weeks\n"
    "סטטיסטיקה בסיסית 4 weeks\n"
    f"{LONG}It takes about 14 months in all. {LONG}\n"
    "Ask @nurses | see `x` <script>alert(1)</script> \x1b[31m[docs](https://example.org) \u202efdp.txt 100%, yes: no\n"
    "Your Learning Roadmap\n",
    path="raw/nurse to café.txt",
)
COOK = Source("From Cook to Dietitian\nDemand\nHigh\n", path="raw/cook.txt")
BAKER = Source("From Baker to Miller\nDemand\nHigh\n", path="raw/baker.txt")
SMITH = Source("From Smith to Welder\nDemand\nHigh\n", path="raw/smith.txt")


def place(source: Source, quoted: str, message: str, pointer: str | None = None) -> Related:
    """The place where a text stands."""
    start = source.text.index(quoted)
    return at(source, Span(start, start + len(quoted)), message, pointer)


def finding(
    code: str,
    severity: Severity,
    placed: Related,
    related: Sequence[Related] = (),
    fix: Fix | None = None,
) -> Finding:
    """A finding at a place."""
    return Finding(
        code=code,
        name={"X001": "total-mismatch", "X002": "glued-field", "X003": "odd-text", "X004": "no-resources"}[code],
        severity=severity,
        confidence="high",
        message=placed.message,
        path=placed.path,
        line=placed.line,
        column=placed.column,
        end_line=placed.end_line,
        end_column=placed.end_column,
        pointer=placed.pointer,
        related=tuple(related),
        fix=fix,
        fingerprint=f"{code}-{placed.pointer}",
        excerpt=placed.excerpt,
    )


FINDINGS = (
    finding(
        "X001",
        "error",
        place(
            NURSE,
            "Your Learning Roadmap",
            "roadmap phases total 60 weeks, but the headline promises 9 months (36–39 weeks): 21 weeks (54%) over",
            "/roadmap_total",
        ),
        [
            place(NURSE, "9-Month", "the headline promises 9 months", "/headline/duration"),
            place(NURSE, "9-12 months", "the timeline says 9 to 12 months", "/timeline"),
            place(NURSE, "about 14 months", "the answer to 'How long does it take?' says about 14 months"),
            place(COOK, "Dietitian", "[another] page says \\ 12 months"),
        ],
    ),
    finding(
        "X002",
        "info",
        place(NURSE, "Critical6 weeks", "the priority is glued to the duration", "/skills_to_learn/0/duration"),
        [place(NURSE, "Cafe\u0301s", "of this skill")],
        Fix("write 'Critical'", (SetValue("/skills_to_learn/0/priority", "critical"),), "safe"),
    ),
    finding(
        "X002",
        "info",
        place(NURSE, "8 weeks", "the priority is glued to the duration", "/skills_to_learn/1/duration"),
        [place(NURSE, "基礎", "of this skill")],
    ),
    finding(
        "X002",
        "info",
        place(NURSE, "4 weeks", "no priority", "/skills_to_learn/2"),
        fix=Fix("put it last", (Reorder("/skills_to_learn", (1, 0, 2)),), "unsafe"),
    ),
    finding(
        "X003",
        "warning",
        place(
            NURSE, "<script>", "odd text: @nurses | `x` <script>alert(1)</script> \x1b[31m \u202efdp.txt 100%, yes: no"
        ),
    ),
    *(
        finding("X004", "warning", place(source, "Demand", "no resources", "/roadmap/0"))
        for source in (COOK, BAKER, SMITH)
    ),
    finding("X001", "error", Related("the text is empty", None, 1, 1, 1, 1)),
    finding("X001", "error", Related("the text is empty", None, 1, 1, 1, 1)),
)
RULES = tuple(
    (name, Rule(code, severity, "high"))
    for code, name, severity in (
        ("X001", "total-mismatch", SEVERITIES[0]),
        ("X002", "glued-field", SEVERITIES[2]),
        ("X003", "odd-text", SEVERITIES[1]),
        ("X004", "no-resources", SEVERITIES[1]),
        ("X005", "not-found-here", SEVERITIES[1]),
    )
)
SAMPLE = Report(
    FINDINGS,
    pages=5,
    rules=RULES,
    exit_code=1,
    reason="exit code 1: 3 errors and 4 warnings, and --fail-on is warning",
    notes=("2 findings are suppressed",),
    paths=("raw/nurse to café.txt", "raw/cook.txt", "raw/baker.txt", "raw/smith.txt", "raw/clean.txt"),
)


def patch(source: Source, old: str, new: str) -> Patch:
    """A change of a page's text."""
    span = Span(source.text.index(old), source.text.index(old) + len(old))
    placed = at(source, span, "")
    where = (placed.line, placed.column, placed.end_line, placed.end_column)
    return Patch(source.path, *where, *span, old, new, "/headline/duration")


# What SAMPLE has none of: repairs, fixes of both kinds, places without a line or over several, pages without a name, a
# rule that is met nearly everywhere; an earlier run, rules with an address, and notes that do not count as failures.
WITH_REPAIRS = SAMPLE._replace(
    findings=(
        finding(
            "X004",
            "warning",
            place(SMITH, "Demand\nHigh", "no `resources` on 3 of 4 pages"),
            [place(source, "Demand", "none here") for source in (COOK, BAKER, SMITH, NURSE) if "Demand" in source.text]
            + [place(NURSE, "Timeline", "none here, or in [any] of it")],
        )._replace(replaces="X004"),
        FINDINGS[0]._replace(
            related=FINDINGS[0].related[3:],
            repairs=(
                Repair(
                    "change the headline from 9 to 14 months",
                    "60 weeks are about 14 months",
                    (patch(NURSE, "9-Month", "14-Month"),),
                    ("X002", "X003"),
                ),
                Repair(
                    "exchange two lines",
                    "in their order",
                    (patch(NURSE, "Timeline", "9-12 months"), patch(NURSE, "9-12 months", "Timeline")),
                ),
                Repair("change much", "so", (patch(COOK, "High", "x" * 997),)),
            ),
        ),
        FINDINGS[1]._replace(repairs=(), path="-", related=(Related("of this skill, unseen", None, 7, 4, 7, 9),)),
        FINDINGS[2]._replace(excerpt=None, end_line=10, path="./raw/a,b.txt", fix=Fix("say more")),
        FINDINGS[3]._replace(
            excerpt=None,
            path=None,
            end_column=18,
            fix=Fix("put it last.", suggestion=Suggestion((9, 3), (10, 8), "b: 1\n  a: 2", ("  a: 2", "  b: 1"), ())),
            repairs=(Repair("say nothing", "a text without a name", (patch(COOK, "High", "")._replace(path=None),)),),
        ),
        finding(
            "X001",
            "error",
            place(BAKER, "Demand", "no demand"),
            [place(BAKER, "Demand", "at all")],
            Fix("say how many"),
        ),
    ),
    exit_code=0,
    reason="",
    failing=("error",),
    width=64,
    docs_url="https://example.org/{code}",
    trend=Trend(6, {"error": 5, "warning": 4, "info": 4}, (Moved("X001", "total-mismatch", "error", 1, 3),)),
)

# --------------------------------------------------------------------------------------------------------------------
# Any finding. Texts are of all code points, half surrogates among them, and rich in what formats are written with.

TEXTS = st.text(
    st.one_of(st.characters(exclude_categories=()), st.sampled_from("\n\r\t\x1b\x9b`|<>&[](){}@#%:,\\'\" "))
)
DOCS_URL = "https://example.org/rules/{name}.html#{code}"
COUNTS = st.integers(0, 9)
PATHS = st.one_of(st.none(), st.just("-"), st.just("raw/a b.txt"), TEXTS.filter(bool))


@st.composite
def places(draw: st.DrawFn) -> Related:
    """A stretch of any text, as the engine would place it; or one of which nothing is known but its lines."""
    message, path = draw(TEXTS), draw(PATHS)
    if draw(st.booleans()):
        text = draw(TEXTS) * draw(st.sampled_from([1, 1, 30]))
        start = draw(st.integers(0, len(text)))
        return at(Source(text, path=path), Span(start, draw(st.integers(start, len(text)))), message)
    line, column = draw(st.integers(1, 10**6)), draw(st.integers(1, 10**6))
    return Related(message, path, line, column, line + draw(st.integers(0, 2)), column + draw(st.integers(0, 9)))


# Made once: to make a strategy anew for each example takes longer than to draw from it.
PLACES = places()
LINES = st.lists(TEXTS, max_size=2).map(tuple)
ENDS = st.tuples(st.integers(1, 9), st.integers(1, 9))
SUGGESTIONS = st.none() | st.builds(Suggestion, ENDS, ENDS, TEXTS, LINES, LINES)
FIXES = st.none() | st.builds(Fix, TEXTS, st.just((SetValue("/a", "b"),)), suggestion=SUGGESTIONS)


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """Any finding."""
    code = draw(st.sampled_from(["X001", "X002", "X003", "X004"]))
    fix = draw(FIXES)
    made = finding(code, draw(st.sampled_from(SEVERITIES)), draw(PLACES), draw(st.lists(PLACES, max_size=2)), fix)
    replaces = draw(st.sampled_from(["", "", "X001"]))
    return made._replace(fingerprint=draw(st.sampled_from(["a", "b"])), replaces=replaces)


REPORTS = st.builds(
    Report,
    st.lists(findings(), max_size=4).map(tuple),
    st.integers(0, 9),
    st.just(RULES),
    exit_code=st.integers(0, 2),
    reason=TEXTS,
    failing=st.sampled_from([(), SEVERITIES[:1], SEVERITIES[:2], SEVERITIES]),
    notes=st.lists(TEXTS, max_size=2).map(tuple),
    width=st.integers(0, 200),
    color=st.just(False),
    paths=st.lists(TEXTS.filter(bool), max_size=3, unique=True).map(tuple),
    docs_url=st.sampled_from(["", DOCS_URL]),
    trend=st.none()
    | st.builds(
        Trend,
        COUNTS,
        st.fixed_dictionaries(dict.fromkeys(SEVERITIES, COUNTS)),
        st.lists(st.builds(Moved, TEXTS, TEXTS, st.sampled_from(SEVERITIES), COUNTS, COUNTS), max_size=12).map(tuple),
    ),
)
