"""Pages of the layout `plain-article`: prose under numbered headings, as a blog prints it, and minified."""

from __future__ import annotations

from random import Random

from gold.facts import Facts, Phase, Resource
from gold.markup import Element, Node, Style, tag, text
from gold.template import Template, canonical_link, items, links, paragraphs, title_parts
from gold.words import Traits

_HEADLINES = (("a field report", None),)
_HORIZONS = (("This week", 1, "week"), ("This month", 1, "month"), ("In three months", 3, "month"))
_TRAITS = Traits("Moving from {first} to {second}: {headline}", _HEADLINES, _HORIZONS, summary=False, timed="never")


def _to_learn(facts: Facts) -> Element:
    return tag(
        "ul",
        *[
            tag(
                "li",
                tag("strong", text(skill.name, f"/skills_to_learn/{i}/name")),
                text(" – "),
                text(skill.guidance, f"/skills_to_learn/{i}/guidance", prose=True),
            )
            for i, skill in enumerate(facts.skills_to_learn)
        ],
    )


def _phase(i: int, phase: Phase) -> list[Node]:
    pointer = f"/roadmap/{i}"
    return [
        tag("h3", text(f"Step {phase.position}: "), text(phase.title, f"{pointer}/title")),
        items(f"{pointer}/tasks", phase.tasks),
        tag("p", text("Resources: ", f"#{pointer}/resources"), *_listed(f"{pointer}/resources", phase.resources)),
    ]


def _listed(pointer: str, resources: tuple[Resource, ...]) -> list[Node]:
    nodes: list[Node] = []
    for j, resource in enumerate(resources):
        nodes += [text(", ")] if j else []
        nodes.append(tag("a", text(resource.name, f"{pointer}/{j}/name"), href=resource.url))
    return nodes


def _content(facts: Facts) -> list[Node]:
    reality = [
        ("Better", "/reality_check/rewards", facts.reality_check.rewards),
        ("Worse", "/reality_check/tradeoffs", facts.reality_check.tradeoffs),
        ("Harder than expected", "/reality_check/challenges", facts.reality_check.challenges),
    ]
    return [
        tag("h1", *title_parts(facts)),
        tag("h2", text("1. The short version", "#/overview")),
        *paragraphs("/overview", facts.overview),
        tag("h2", text("2. What carries over", "#/transferable_skills")),
        *[
            node
            for i, skill in enumerate(facts.transferable_skills)
            for node in (
                tag("h3", text(skill.name, f"/transferable_skills/{i}/name")),
                tag("p", text(skill.description, f"/transferable_skills/{i}/description", prose=True)),
            )
        ],
        tag("h2", text("3. What has to be learned", "#/skills_to_learn")),
        _to_learn(facts),
        tag("h2", text("4. The road", "#/roadmap")),
        *[node for i, phase in enumerate(facts.roadmap) for node in _phase(i, phase)],
        tag("h2", text("5. What changes", "#/reality_check")),
        *[
            node
            for heading, pointer, said in reality
            for node in (tag("h3", text(heading, f"#{pointer}")), items(pointer, said))
        ],
        tag("h2", text("6. This week and after", "#/action_plan")),
        *[
            node
            for i, step in enumerate(facts.action_plan)
            for node in (
                tag("h3", text(step.label, f"/action_plan/{i}/label", f"/action_plan/{i}/horizon")),
                items(f"/action_plan/{i}/tasks", step.tasks),
            )
        ],
        tag("h2", text("7. Open questions", "#/faq")),
        *[
            node
            for i, entry in enumerate(facts.faq)
            for node in (
                tag("h3", text(entry.question, f"/faq/{i}/question")),
                tag("p", text(entry.answer, f"/faq/{i}/answer", prose=True)),
            )
        ],
    ]


def _blog(facts: Facts, _chance: Random) -> Element:
    return tag(
        "body",
        tag("header", tag("p", tag("a", text("The Detour"), href="/")), tag("nav", *links(["Archive", "About"]))),
        tag("article", *_content(facts)),
        tag("footer", tag("p", text("© 2023 The Detour"))),
    )


def _minified(facts: Facts, _chance: Random) -> Element:
    return tag("body", tag("main", *_content(facts)), tag("footer", tag("p", text("© The Detour"))))


TEMPLATES = (
    Template(
        "plain-article-1",
        "plain-article",
        _TRAITS,
        _blog,
        Style(indent=2, entities="named", breaks=True, firm=True, marked=0.5),
        canonical_link("detour.example.org"),
    ),
    Template(
        "plain-article-2",
        "plain-article",
        _TRAITS,
        _minified,
        Style(bare=True, entities="numeric", omit=frozenset({"li", "p"})),
    ),
)
