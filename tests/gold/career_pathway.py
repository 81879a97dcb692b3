"""Pages of the layout `career-pathway`: as a React site serves them, and as plain server-rendered HTML."""

from __future__ import annotations

from random import Random

import pages as site
from gold.facts import Duration, Facts, Phase, SkillToLearn, record
from gold.markup import Element, Node, Raw, Style, tag, text
from gold.template import (
    ICON,
    Template,
    canonical_link,
    faq_statement,
    items,
    links,
    paragraphs,
    script_data,
    title_parts,
)
from gold.words import Traits

_HEADLINES = (
    ("Your 9-Month Transition Guide", Duration("9-Month", 9, 9, "month")),
    ("Your 12-18 Month Transition Guide", Duration("12-18 Month", 12, 18, "month")),
    ("Your 2-Year Transition Guide", Duration("2-Year", 2, 2, "year")),
    ("Your Complete Transition Guide", None),
)
_HORIZONS = tuple((label, *time) for label, time in site.HORIZONS.items())
_TRAITS = Traits("From {first} to {second}: {headline}", _HEADLINES, _HORIZONS, labelled=True, linked=0.4)
_WORDS = {str(level): label for level, label in site.PRIORITY_LABELS.items()}


def _cards(facts: Facts) -> list[tuple[str, str, str]]:
    assert facts.difficulty
    assert facts.timeline
    assert facts.salary_change
    assert facts.demand
    return [
        ("Difficulty", facts.difficulty.text, "/difficulty"),
        ("Timeline", facts.timeline.text, "/timeline"),
        ("Salary Change", facts.salary_change.text, "/salary_change"),
        ("Demand", facts.demand, "/demand"),
    ]


def _reality(facts: Facts) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (site.REWARDS, "/reality_check/rewards", facts.reality_check.rewards),
        (site.TRADEOFFS, "/reality_check/tradeoffs", facts.reality_check.tradeoffs),
        (site.CHALLENGES, "/reality_check/challenges", facts.reality_check.challenges),
    ]


# --------------------------------------------------------------------------------------------------------------------
# A1: the output of a React framework.

_CARD = "rounded-2xl border border-slate-200/70 bg-white/80 p-6 shadow-sm backdrop-blur transition-all hover:shadow-lg"
_CHIP = "inline-flex items-center rounded-full bg-indigo-50 px-3 py-1 text-xs font-medium text-indigo-700"
_BADGE = "ml-2 rounded-md px-2 py-0.5 text-xs font-semibold uppercase-none tracking-wide ring-1 ring-inset"


def _div(*children: Node, css: str = "", **attributes: str | None) -> Element:
    return tag("div", *children, css=css, shut=True, **attributes)


def _summary(facts: Facts, css: str) -> Element:
    cards = [
        _div(
            _div(text(label, f"#{pointer}"), css="text-sm text-slate-500"),
            _div(text(value, pointer), css="mt-1 text-lg font-semibold text-slate-900"),
            css=_CARD,
            data_state="closed",
        )
        for label, value, pointer in _cards(facts)
    ]
    return _div(*cards, css=css, data_slot="summary")


def _hero(facts: Facts, chance: Random) -> Element:
    counter = tag("span", text(f"{chance.choice(['7', '1,204', '318'])} views"), css="ml-3 text-xs text-slate-400")
    label = _div(tag("span", text(site.LABEL), css=_CHIP), counter, css="mb-4")
    roles = [
        _div(text(role.label or "", f"/{name}/label"), css="text-sm font-medium text-slate-600")
        for name, role in (("from_role", facts.from_role), ("to_role", facts.to_role))
    ]
    heading = tag("h1", *title_parts(facts), css="text-4xl font-bold tracking-tight sm:text-5xl lg:text-6xl")
    return _div(
        label,
        _div(roles[0], ICON, roles[1], css="flex items-center gap-3"),
        heading,
        _summary(facts, "mt-8 grid grid-cols-2 gap-3 md:hidden"),
        _summary(facts, "mt-8 hidden grid-cols-4 gap-6 md:grid"),
        css="relative isolate overflow-hidden px-6 pt-14 lg:px-8",
    )


def _section(pointer: str, heading: str, lead: str | None, *content: Node) -> Element:
    css = "text-3xl font-semibold tracking-tight text-slate-900"
    return tag(
        "section",
        _div(
            tag("h2", text(heading, f"#{pointer}"), css=css),
            *([tag("p", text(lead), css="mt-2 text-base text-slate-600")] if lead else []),
            _div(*content, css="mt-10 grid grid-cols-1 gap-6 lg:grid-cols-2"),
            css="mx-auto max-w-7xl px-6 lg:px-8",
        ),
        css="py-16 sm:py-24",
        data_section=pointer.strip("/").replace("_", "-"),
    )


def _skill_to_learn(i: int, skill: SkillToLearn) -> Element:
    pointer = f"/skills_to_learn/{i}"
    assert skill.priority
    assert skill.duration
    badges = _div(
        tag("span", text(_WORDS[skill.priority], f"{pointer}/priority"), css=_BADGE, data_priority=skill.priority),
        tag("span", text(skill.duration.text, f"{pointer}/duration"), css=_BADGE),
        css="mt-1",
    )
    name = tag("h3", text(skill.name, f"{pointer}/name"), css="text-lg font-semibold leading-7")
    guidance = tag("p", text(skill.guidance, f"{pointer}/guidance", prose=True), css="mt-3 text-sm text-slate-600")
    return _div(_div(name, badges, css="flex-1"), guidance, css=_CARD)


def _chip(pointer: str, name: str, url: str | None) -> Element:
    shown = tag("span", text(name, f"{pointer}/name"), css=_CHIP)
    if url is None:
        return shown
    return tag("a", shown, href=url, target="_blank", rel="noopener noreferrer", data_url=url)


def _chips(pointer: str, phase: Phase) -> Element:
    chips = [_chip(f"{pointer}/resources/{j}", item.name, item.url) for j, item in enumerate(phase.resources)]
    return _div(*chips, css="mt-2 flex flex-wrap gap-2")


def _phase(i: int, phase: Phase) -> Element:
    pointer = f"/roadmap/{i}"
    assert phase.duration
    small = "text-xs font-semibold text-slate-500"
    return _div(
        _div(text(str(phase.position)), css="flex h-10 w-10 items-center justify-center rounded-full bg-indigo-600"),
        _div(
            _div(
                tag("h3", text(phase.title, f"{pointer}/title"), css="text-xl font-semibold"),
                tag("span", text(phase.duration.text, f"{pointer}/duration"), css=_CHIP),
                css="flex items-center justify-between",
            ),
            _div(text("Tasks"), css=small),
            items(f"{pointer}/tasks", phase.tasks, css="mt-2 list-disc space-y-1 pl-5", each="text-sm"),
            _div(text("Resources", f"#{pointer}/resources"), css=small),
            _chips(pointer, phase),
            css="ml-4 flex-1",
        ),
        css=f"relative flex {_CARD}",
    )


def _entry(i: int, question: str, answer: str) -> Element:
    button = tag(
        "button",
        tag("span", text(question, f"/faq/{i}/question")),
        ICON,
        type="button",
        aria_expanded="false" if i else "true",
        aria_controls=f"radix-:r{i}:",
        css="flex w-full items-center justify-between py-4 text-left font-medium",
    )
    panel = _div(
        _div(text(answer, f"/faq/{i}/answer", prose=True), css="pb-4 text-sm text-slate-600"),
        id=f"radix-:r{i}:",
        role="region",
        css="overflow-hidden",
    )
    return _div(tag("h3", button, css="flex"), panel, css="border-b border-slate-200", data_state="open")


def _ticked(pointer: str, texts: tuple[str, ...]) -> Element:
    ticked = [
        tag("li", ICON, tag("span", text(said, f"{pointer}/{i}", prose=True)), css="flex gap-2")
        for i, said in enumerate(texts)
    ]
    return tag("ul", *ticked, css="mt-3 space-y-2")


def _app(facts: Facts, chance: Random) -> Element:
    header = tag(
        "header",
        tag("nav", *links(["Home", "Pathways", "Salary Guides", "Log in"]), css="flex items-center gap-6"),
        css="sticky top-0 z-50 border-b",
    )
    transferable = [
        _div(
            ICON,
            tag("h3", text(skill.name, f"/transferable_skills/{i}/name"), css="text-lg font-semibold"),
            tag("p", text(skill.description, f"/transferable_skills/{i}/description", prose=True), css="text-sm"),
            css=_CARD,
        )
        for i, skill in enumerate(facts.transferable_skills)
    ]
    reality = [
        _div(
            tag("h3", ICON, text(heading, f"#{pointer}"), css="font-semibold"),
            _ticked(pointer, said),
            css=_CARD,
        )
        for heading, pointer, said in _reality(facts)
    ]
    plan = [
        _div(
            tag("h3", text(step.label, f"/action_plan/{i}/label", f"/action_plan/{i}/horizon"), css="font-semibold"),
            items(f"/action_plan/{i}/tasks", step.tasks, css="mt-3 space-y-2"),
            css=_CARD,
        )
        for i, step in enumerate(facts.action_plan)
    ]
    main = tag(
        "main",
        _hero(facts, chance),
        _section("/overview", site.OVERVIEW, None, *paragraphs("/overview", facts.overview, css="text-base leading-8")),
        _section("/transferable_skills", site.TRANSFERABLE, site.TRANSFERABLE_LEAD, *transferable),
        _section(
            "/skills_to_learn",
            site.TO_LEARN,
            site.TO_LEARN_LEAD,
            *[_skill_to_learn(i, skill) for i, skill in enumerate(facts.skills_to_learn)],
        ),
        _section(
            "/roadmap", site.ROADMAP, site.ROADMAP_LEAD, *[_phase(i, phase) for i, phase in enumerate(facts.roadmap)]
        ),
        _section("/reality_check", site.REALITY, site.REALITY_LEAD, *reality),
        _section("/action_plan", site.PLAN, site.PLAN_LEAD, *plan),
        _section("/faq", site.FAQ, None, *[_entry(i, *(e.question, e.answer)) for i, e in enumerate(facts.faq)]),
        tag(
            "section",
            tag("h2", text(site.CLOSING), css="text-3xl font-semibold"),
            tag("p", text(site.CLOSING_LEAD)),
            tag("a", text("Get Started"), href="/signup", css=_CHIP),
            css="bg-indigo-700 py-16",
        ),
    )
    footer = tag(
        "footer",
        _div(*links(["About", "Privacy", "Terms"]), css="flex gap-8"),
        tag("p", text("© 2025 Pathways. All rights reserved.")),
        css="border-t py-12",
    )
    cookies = _div(
        tag("p", text("We use cookies to improve your experience.")),
        tag("button", text("Accept all"), type="button"),
        tag("button", text("Reject"), type="button"),
        css="fixed inset-x-0 bottom-0",
        role="dialog",
        aria_label="Cookie consent",
    )
    data = script_data({"props": {"pageProps": {"pathway": record(facts)}}, "page": "/pathways/[slug]"})
    state = Raw(f'<script id="__NEXT_DATA__" type="application/json">{data}</script>')
    return tag("body", _div(header, main, footer, id="__next"), cookies, state, _chunks(chance), css="antialiased")


def _chunks(chance: Random) -> Raw:
    """Scripts of the weight that such sites have."""
    calls = "".join([f'e.d(t,{{k{i}:()=>"{chance.getrandbits(64):x}"}});' for i in range(500)])
    return Raw(f"<script>(self.webpackChunk=self.webpackChunk||[]).push([[1],{{7:(e,t)=>{{{calls}}}}}])</script>")


_RULES = """*{box-sizing:border-box}.flex{display:flex}.inline-flex{display:inline-flex}.grid{display:grid}
.hidden{display:none}@media (min-width:768px){.md\\:hidden{display:none}.md\\:grid{display:grid}}"""


def _head(facts: Facts, chance: Random) -> str:
    rules = [
        f".p-{i}\\.{chance.randint(0, 9)}{{padding:{i / 4}rem;margin:{chance.random():.4f}em}}" for i in range(700)
    ]
    preload = '<link rel="preload" href="/_next/static/media/inter.woff2" as="font" crossorigin=""/>'
    address = canonical_link("pathways.example.com")(facts, chance)
    return (
        f'<meta name="viewport" content="width=device-width"/>{preload}<style data-next-hide-fouc>{_RULES}'
        f"{''.join(rules)}</style>{address}"
    )


# --------------------------------------------------------------------------------------------------------------------
# A2: written by a server, for people who read source.


def _plain(facts: Facts, chance: Random) -> Element:
    header = tag(
        "header", tag("ul", *[tag("li", link) for link in links(["Home", "All pathways", "Contact"])]), role="banner"
    )
    roles = [
        tag("div", text(role.label or "", f"/{name}/label"), css="role")
        for name, role in (("from_role", facts.from_role), ("to_role", facts.to_role))
    ]
    cards = [
        tag(
            "div",
            tag("div", text(label, f"#{fact}"), css="label"),
            tag("div", text(value, fact), css="value"),
            css="card",
        )
        for label, value, fact in _cards(facts)
    ]
    return tag(
        "body",
        header,
        tag(
            "main",
            tag("p", tag("span", text(site.LABEL)), tag("span", text(f"{chance.randint(2, 900)} views")), css="site"),
            *roles,
            tag("h1", *title_parts(facts)),
            tag("div", *cards, css="cards"),
            *_sections(facts),
        ),
        tag("footer", tag("p", text("© 2025 Pathways. All rights reserved.")), tag("p", *links(["Privacy Policy"]))),
    )


def _sections(facts: Facts) -> list[Node]:
    return [
        tag("h2", text(site.OVERVIEW, "#/overview")),
        *paragraphs("/overview", facts.overview),
        tag("h2", text(site.TRANSFERABLE, "#/transferable_skills")),
        tag("p", text(site.TRANSFERABLE_LEAD)),
        *[
            node
            for i, skill in enumerate(facts.transferable_skills)
            for node in (
                tag("h3", text(skill.name, f"/transferable_skills/{i}/name")),
                tag("p", text(skill.description, f"/transferable_skills/{i}/description", prose=True)),
            )
        ],
        tag("h2", text(site.TO_LEARN, "#/skills_to_learn")),
        tag("p", text(site.TO_LEARN_LEAD)),
        *[node for i, skill in enumerate(facts.skills_to_learn) for node in _plain_skill(i, skill)],
        tag("h2", text(site.ROADMAP, "#/roadmap")),
        tag("p", text(site.ROADMAP_LEAD)),
        *[_plain_phase(i, phase) for i, phase in enumerate(facts.roadmap)],
        tag("h2", text(site.REALITY, "#/reality_check")),
        tag("p", text(site.REALITY_LEAD)),
        *[
            node
            for heading, pointer, said in _reality(facts)
            for node in (tag("h3", text(heading, f"#{pointer}")), items(pointer, said))
        ],
        tag("h2", text(site.PLAN, "#/action_plan")),
        tag("p", text(site.PLAN_LEAD)),
        *[
            node
            for i, step in enumerate(facts.action_plan)
            for node in (
                tag("h3", text(step.label, f"/action_plan/{i}/label", f"/action_plan/{i}/horizon")),
                items(f"/action_plan/{i}/tasks", step.tasks),
            )
        ],
        tag("h2", text(site.FAQ, "#/faq")),
        *[
            tag(
                "details",
                tag("summary", text(entry.question, f"/faq/{i}/question")),
                tag("p", text(entry.answer, f"/faq/{i}/answer", prose=True)),
                shut=bool(i % 2),
            )
            for i, entry in enumerate(facts.faq)
        ],
    ]


def _plain_skill(i: int, skill: SkillToLearn) -> list[Node]:
    pointer = f"/skills_to_learn/{i}"
    assert skill.priority
    assert skill.duration
    return [
        tag("h3", text(skill.name, f"{pointer}/name")),
        tag(
            "div",
            tag("span", text(_WORDS[skill.priority], f"{pointer}/priority"), css="badge"),
            tag("span", text(skill.duration.text, f"{pointer}/duration"), css="badge"),
        ),
        tag("p", text(skill.guidance, f"{pointer}/guidance", prose=True)),
    ]


def _plain_phase(i: int, phase: Phase) -> Element:
    pointer = f"/roadmap/{i}"
    assert phase.duration
    return tag(
        "section",
        tag("div", text(str(phase.position)), css="number"),
        tag("h3", text(phase.title, f"{pointer}/title")),
        tag("span", text(phase.duration.text, f"{pointer}/duration")),
        tag("h4", text("Tasks")),
        items(f"{pointer}/tasks", phase.tasks),
        tag("h4", text("Resources", f"#{pointer}/resources")),
        tag(
            "div",
            *[
                _chip(f"{pointer}/resources/{j}", resource.name, resource.url)
                for j, resource in enumerate(phase.resources)
            ],
            css="chips",
        ),
    )


def _plain_head(facts: Facts, chance: Random) -> str:
    css = "<style>.badge { border: 1px solid; padding: 2px } .chips a, .chips span { margin-right: 1em }</style>"
    return f"{css}\n{canonical_link('www.pathways.example.org')(facts, chance)}\n{faq_statement(facts)}"


TEMPLATES = (
    Template("career-pathway-1", "career-pathway", _TRAITS, _app, Style(entities="numeric", parted=True), _head),
    Template(
        "career-pathway-2",
        "career-pathway",
        _TRAITS,
        _plain,
        Style(indent=2, entities="named", breaks=True),
        _plain_head,
    ),
)
