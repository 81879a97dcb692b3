"""Pages of the layout `skill-matrix`: as a framework for tables writes them, and by hand in capitals."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from gold.facts import Duration, Facts, Phase
from gold.markup import Element, Node, Raw, Style, tag, text
from gold.template import Template, canonical_link, items, links, paragraphs, title_parts
from gold.words import Traits

_HEADLINES = (
    ("Career change in 6-9 months", Duration("6-9 months", 6, 9, "month")),
    ("Career change in 2 years", Duration("2 years", 2, 2, "year")),
    ("Career change in 10 months", Duration("10 months", 10, 10, "month")),
)
_HORIZONS = (("First week", 1, "week"), ("First month", 1, "month"), ("First 90 days", 90, "day"))
_TRAITS = Traits("{first} → {second} | {headline}", _HEADLINES, _HORIZONS, pay=True)
_NEEDS = {"critical": "Must have", "important": "Should have", "nice_to_have": "Nice to have"}


def _summary(facts: Facts) -> Element:
    assert facts.difficulty
    assert facts.timeline
    assert facts.salary_change
    assert facts.demand
    pairs = [
        ("Difficulty level", facts.difficulty.text, "/difficulty"),
        ("Expected duration", facts.timeline.text, "/timeline"),
        ("Salary effect", facts.salary_change.text, "/salary_change"),
        ("Job market", facts.demand, "/demand"),
    ]
    return tag(
        "dl",
        *[
            node
            for label, value, fact in pairs
            for node in (tag("dt", text(label, f"#{fact}")), tag("dd", text(value, fact)))
        ],
        css="facts",
    )


def _strengths(facts: Facts) -> Element:
    return tag(
        "ul",
        *[
            tag(
                "li",
                tag("strong", text(skill.name, f"/transferable_skills/{i}/name")),
                text(": "),
                text(skill.description, f"/transferable_skills/{i}/description", prose=True),
            )
            for i, skill in enumerate(facts.transferable_skills)
        ],
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[Node]], *, parts: bool) -> Element:
    head = tag("tr", *[tag("th", text(name), scope="col") for name in heads])
    body = [tag("tr", *[tag("td", cell) for cell in row]) for row in rows]
    if not parts:
        return tag("table", head, *body, border="1")
    return tag("table", tag("thead", head), tag("tbody", *body), css="table table-striped")


def _gaps(facts: Facts, *, parts: bool) -> Element:
    rows = []
    for i, skill in enumerate(facts.skills_to_learn):
        pointer = f"/skills_to_learn/{i}"
        assert skill.priority
        assert skill.duration
        rows.append(
            [
                text(skill.name, f"{pointer}/name"),
                text(_NEEDS[skill.priority], f"{pointer}/priority"),
                text(skill.duration.text, f"{pointer}/duration"),
                text(skill.guidance, f"{pointer}/guidance", prose=True),
            ]
        )
    return _table(["Skill", "Need", "Time", "How to close it"], rows, parts=parts)


def _pay(facts: Facts, *, parts: bool) -> Element:
    cells = [text(cell, f"/other/0/text/{i}") for i, cell in enumerate(facts.other[0].text)]
    rows = [cells[at : at + 2] for at in range(0, len(cells), 2)]
    return _table(["Level", "Typical pay"], rows, parts=parts)


def _stage(i: int, phase: Phase) -> list[Node]:
    pointer = f"/roadmap/{i}"
    assert phase.duration
    return [
        tag(
            "h3",
            text(f"Stage {phase.position} – "),
            text(phase.title, f"{pointer}/title"),
            text(" ("),
            text(phase.duration.text, f"{pointer}/duration"),
            text(")"),
        ),
        tag("h4", text("Do")),
        items(f"{pointer}/tasks", phase.tasks),
        tag("h4", text("Use", f"#{pointer}/resources")),
        tag(
            "ul",
            *[
                tag("li", tag("a", text(item.name, f"{pointer}/resources/{j}/name"), href=item.url))
                for j, item in enumerate(phase.resources)
            ],
        ),
    ]


def _content(facts: Facts, *, parts: bool) -> list[Node]:
    reality = [
        ("Pros", "/reality_check/rewards", facts.reality_check.rewards),
        ("Cons", "/reality_check/tradeoffs", facts.reality_check.tradeoffs),
        ("Hurdles", "/reality_check/challenges", facts.reality_check.challenges),
    ]
    return [
        tag("h1", *title_parts(facts)),
        _summary(facts),
        _heading("Summary", "#/overview"),
        *paragraphs("/overview", facts.overview),
        _heading("Strengths you can reuse", "#/transferable_skills"),
        _strengths(facts),
        _heading("Skill gaps", "#/skills_to_learn"),
        _gaps(facts, parts=parts),
        _heading("Stages", "#/roadmap"),
        *[node for i, phase in enumerate(facts.roadmap) for node in _stage(i, phase)],
        _heading("Salaries by level", "#/other", "/other/0/heading"),
        _pay(facts, parts=parts),
        _heading("Pros, cons, hurdles", "#/reality_check"),
        *[
            node
            for heading, pointer, said in reality
            for node in (tag("h3", text(heading, f"#{pointer}")), items(pointer, said))
        ],
        _heading("To do", "#/action_plan"),
        *[
            node
            for i, step in enumerate(facts.action_plan)
            for node in (
                tag("h3", text(step.label, f"/action_plan/{i}/label", f"/action_plan/{i}/horizon")),
                items(f"/action_plan/{i}/tasks", step.tasks),
            )
        ],
        _heading("FAQ", "#/faq"),
        tag(
            "dl",
            *[
                node
                for i, entry in enumerate(facts.faq)
                for node in (
                    tag("dt", text(entry.question, f"/faq/{i}/question")),
                    tag("dd", text(entry.answer, f"/faq/{i}/answer", prose=True)),
                )
            ],
        ),
    ]


def _heading(heading: str, *facts: str) -> Element:
    return tag("h2", text(heading, *facts))


def _framed(facts: Facts, _chance: Random) -> Element:
    return tag(
        "body",
        tag("nav", *links(["Crossover", "All sheets", "Compare"]), css="navbar navbar-expand-lg"),
        tag(
            "div",
            tag("p", text("Crossover Sheets"), css="badge bg-secondary"),
            *_content(facts, parts=True),
            css="container",
        ),
        tag("footer", tag("p", text("© 2025 Crossover Sheets. All rights reserved.")), css="footer"),
    )


def _by_hand(facts: Facts, _chance: Random) -> Element:
    return tag(
        "body",
        Raw("<!-- sheet.htm, last changed by hand -->"),
        tag("p", text("Crossover Sheets")),
        *_content(facts, parts=False),
        tag("hr"),
        tag("p", tag("small", text("Back to the"), text(" "), tag("a", text("list of sheets"), href="index.htm"))),
        bgcolor="#ffffff",
    )


TEMPLATES = (
    Template(
        "skill-matrix-1",
        "skill-matrix",
        _TRAITS,
        _framed,
        Style(indent=2, entities="named", firm=True),
        canonical_link("crossover.example.net"),
    ),
    Template(
        "skill-matrix-2",
        "skill-matrix",
        _TRAITS,
        _by_hand,
        Style(upper=True, bare=True, indent=0, omit=frozenset({"li", "p", "td", "th", "tr", "dt", "dd"}), breaks=True),
        charset="windows-1252",
    ),
)
