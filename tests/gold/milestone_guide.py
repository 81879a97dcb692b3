"""Pages of the layout `milestone-guide`: as a content system prints them, and squeezed into one line."""

from __future__ import annotations

from random import Random

from gold.facts import Duration, Facts, Phase, SkillToLearn
from gold.markup import Element, Node, Raw, Style, Text, tag, text
from gold.template import Template, canonical_link, faq_statement, items, links, paragraphs, title_parts
from gold.words import Traits

_HEADLINES = (
    ("in 9 months", Duration("9 months", 9, 9, "month")),
    ("in 12-18 months", Duration("12-18 months", 12, 18, "month")),
    ("in 2 years", Duration("2 years", 2, 2, "year")),
)
_HORIZONS = (("Today", 1, "day"), ("Within 7 days", 7, "day"), ("Within 30 days", 30, "day"))
_TRAITS = Traits("How to go from {first} to {second} {headline}", _HEADLINES, _HORIZONS, timed="months")
_STARS = {"critical": "★★★", "important": "★★☆", "nice_to_have": "★☆☆"}


def _glance(facts: Facts) -> Element:
    assert facts.difficulty
    assert facts.timeline
    assert facts.salary_change
    assert facts.demand
    lines = [
        ("Effort level", facts.difficulty.text, "/difficulty"),
        ("Time needed", facts.timeline.text, "/timeline"),
        ("Pay change", facts.salary_change.text, "/salary_change"),
        ("Hiring outlook", facts.demand, "/demand"),
    ]
    return tag(
        "ul",
        *[
            tag("li", tag("strong", text(f"{label}:", f"#{fact}")), text(" "), text(value, fact))
            for label, value, fact in lines
        ],
    )


def _skill_to_learn(i: int, skill: SkillToLearn) -> list[Node]:
    pointer = f"/skills_to_learn/{i}"
    assert skill.priority
    assert skill.duration
    return [
        tag("h3", text(skill.name, f"{pointer}/name")),
        tag(
            "p",
            text(_STARS[skill.priority], f"{pointer}/priority"),
            text(" · "),
            text(skill.duration.text, f"{pointer}/duration"),
            css="meta",
        ),
        tag("p", text(skill.guidance, f"{pointer}/guidance", prose=True)),
    ]


def _phase(i: int, phase: Phase) -> list[Node]:
    pointer = f"/roadmap/{i}"
    assert phase.duration
    heading = [
        text(phase.duration.text, f"{pointer}/duration"),
        text(": "),
        text(phase.title, f"{pointer}/title"),
    ]
    return [
        tag("h3", *heading),
        items(f"{pointer}/tasks", phase.tasks),
        tag("p", text("Learn with:", f"#{pointer}/resources")),
        tag("ul", *[_link(f"{pointer}/resources/{j}", item.name, item.url) for j, item in enumerate(phase.resources)]),
    ]


def _link(pointer: str, name: str, url: str | None) -> Element:
    return tag("li", tag("a", text(name, f"{pointer}/name"), href=url, data_url=url))


def _article(facts: Facts, *, closed: bool) -> list[Node]:
    reality = [
        ("The upside", "/reality_check/rewards", facts.reality_check.rewards),
        ("The downside", "/reality_check/tradeoffs", facts.reality_check.tradeoffs),
        ("What trips people up", "/reality_check/challenges", facts.reality_check.challenges),
    ]
    return [
        tag("h1", *title_parts(facts)),
        _section("At a glance", "", _glance(facts)),
        _section("Why this move works", "/overview", *paragraphs("/overview", facts.overview)),
        _section(
            "What you bring along",
            "/transferable_skills",
            *[
                node
                for i, skill in enumerate(facts.transferable_skills)
                for node in (
                    tag("h3", text(skill.name, f"/transferable_skills/{i}/name")),
                    tag("p", text(skill.description, f"/transferable_skills/{i}/description", prose=True)),
                )
            ],
        ),
        _section(
            "What to pick up",
            "/skills_to_learn",
            *[node for i, skill in enumerate(facts.skills_to_learn) for node in _skill_to_learn(i, skill)],
        ),
        _section(
            "The plan, month by month",
            "/roadmap",
            *[node for i, phase in enumerate(facts.roadmap) for node in _phase(i, phase)],
        ),
        _section(
            "The honest part",
            "/reality_check",
            *[
                node
                for heading, pointer, said in reality
                for node in (tag("h3", text(heading, f"#{pointer}")), items(pointer, said))
            ],
        ),
        _section(
            "First moves",
            "/action_plan",
            *[
                node
                for i, step in enumerate(facts.action_plan)
                for node in (
                    tag("h3", text(step.label, f"/action_plan/{i}/label", f"/action_plan/{i}/horizon")),
                    items(f"/action_plan/{i}/tasks", step.tasks),
                )
            ],
        ),
        _section(
            "Questions people ask",
            "/faq",
            *[_entry(i, entry.question, entry.answer, closed=closed) for i, entry in enumerate(facts.faq)],
        ),
    ]


def _section(heading: str, pointer: str, *content: Node) -> Element:
    return tag("section", tag("h2", _heading(heading, pointer)), *content)


def _heading(heading: str, pointer: str) -> Text:
    return text(heading, f"#{pointer}") if pointer else text(heading)


def _entry(i: int, question: str, answer: str, *, closed: bool) -> Element:
    return tag(
        "details",
        tag("summary", text(question, f"/faq/{i}/question")),
        tag("p", text(answer, f"/faq/{i}/answer", prose=True)),
        shut=closed,
    )


def _printed(facts: Facts, _chance: Random) -> Element:
    menu = tag("nav", tag("ul", *[tag("li", link) for link in links(["Start", "Guides", "Newsletter"])]), css="menu")
    share = tag("aside", tag("p", text("Share this guide")), *links(["Mail", "Mastodon"]), css="share")
    return tag(
        "body",
        tag("div", tag("a", text("Switchwise Guide"), href="/", css="brand"), menu, id="masthead"),
        tag("main", tag("article", *_article(facts, closed=False), css="entry hentry"), share),
        tag("footer", tag("p", text("© 2024 Switchwise Guide. All rights reserved.")), id="colophon"),
        css="single single-guide",
    )


def _squeezed(facts: Facts, chance: Random) -> Element:
    notice = tag(
        "div", text("This site stores a cookie for your language."), tag("button", text("Fine")), id="cookie-bar"
    )
    script = Raw(f"<script>window.guide={{id:{chance.randint(1, 99)},ab:'<b>x</b>'}}</script>")
    return tag(
        "body",
        tag("header", tag("p", text("Switchwise Guide"), css="kicker")),
        tag("main", *_article(facts, closed=True)),
        tag("footer", *links(["Imprint", "Privacy"])),
        notice,
        script,
    )


def _printed_head(facts: Facts, chance: Random) -> str:
    sheet = '<link rel="stylesheet" href="/wp-content/themes/guide/style.css?ver=6.4">'
    return f"{sheet}\n{canonical_link('switchwise.example.org')(facts, chance)}\n{faq_statement(facts)}"


TEMPLATES = (
    Template(
        "milestone-guide-1",
        "milestone-guide",
        _TRAITS,
        _printed,
        Style(indent=4, entities="named", breaks=True, firm=True, marked=0.4),
        _printed_head,
    ),
    Template(
        "milestone-guide-2",
        "milestone-guide",
        _TRAITS,
        _squeezed,
        Style(bare=True, entities="numeric"),
        canonical_link("guide.switchwise.example"),
    ),
)
