"""Gold pages as HTML: markup from which two public extractors give the two renderings of `pages.py`.

It follows from the renderings. Badges and resources are adjacent spans without white space (they come out glued),
questions that no rendering holds stand in buttons (extractors drop these), and a phase's duration is a bare span beside
its heading (the only place where trafilatura keeps it).
"""

from __future__ import annotations

from copy import deepcopy
from html import escape
from typing import TYPE_CHECKING

import pages as site

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HIDDEN_QUESTION = "How long will it take me?"
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | Pathways</title><style>body {{ margin: 0 }}</style></head>
<body><div id="root"><header><nav><a href="/">Home</a><a href="/pathways">Pathways</a><a href="/login">Log in</a></nav>
</header><main><div class="container mx-auto">{body}</div></main><footer><div>All rights reserved</div></footer></div>
<div class="cookie-banner" role="dialog"><span>We use cookies.</span><button>Accept</button></div>
<script>window.__DATA__ = {{"views": 0}}</script></body></html>
"""


def _tag(name: str, *content: str, css: str = "") -> str:
    attribute = f' class="{css}"' if css else ""
    return f"<{name}{attribute}>{''.join(content)}</{name}>"


def _text(name: str, text: str, css: str = "") -> str:
    return _tag(name, escape(text, quote=False), css=css)


def _chips(texts: Iterable[str]) -> str:
    return "".join(_text("span", text, "chip") for text in texts)


def _list(items: Sequence[str]) -> str:
    return _tag("ul", *(_text("li", item) for item in items), css="space-y-2")


def _section(heading: str, lead: str | None, content: Sequence[str]) -> str:
    if not content:
        return ""
    return _tag("section", _text("h2", heading), _text("p", lead) if lead else "", _tag("div", *content, css="grid"))


def _header(page: site.GoldPage) -> str:
    label = _tag("div", _text("span", site.LABEL), _text("span", f"{page.views} views"), css="badges")
    labels = [_text("div", role.label) for role in (page.from_role, page.to_role) if role.label is not None]
    cards = [_tag("div", _text("div", name), _text("div", value), css="card") for name, value in page.cards]
    return _tag("div", label, *labels, _text("h1", page.title), _tag("div", *cards, css="grid"), css="hero")


def _skill(skill: site.GoldSkill) -> str:
    return _tag("div", _text("h3", skill.name), _text("p", skill.description), css="card")


def _skill_to_learn(skill: site.GoldSkillToLearn) -> str:
    badges = [
        *([site.PRIORITY_LABELS[skill.priority]] if skill.priority else []),
        *([skill.duration.text] if skill.duration else []),
    ]
    return _tag(
        "div",
        _tag("div", _text("h3", skill.name), _tag("div", _chips(badges), css="badges") if badges else ""),
        _text("p", skill.guidance) if skill.guidance else "",
        css="card",
    )


def _phase(position: int, phase: site.GoldPhase) -> str:
    tasks = _tag("div", _text("div", "Tasks"), _list(phase.tasks)) if phase.tasks else ""
    chips = _tag("div", _chips(phase.resources))
    resources = _tag("div", _text("div", "Resources"), chips) if phase.resources else ""
    duration = _text("span", phase.duration.text) if phase.duration else ""
    body = _tag("div", _text("h3", phase.title), duration, tasks, resources)
    return _tag("div", _text("div", str(position), "circle"), body, css="phase")


def _titled_list(heading: str, items: Sequence[str]) -> str:
    return _tag("div", _text("h3", heading), _list(items), css="card")


def _entry(entry: site.GoldAnswer) -> str:
    question = _text("h3", entry.question) if entry.question else _text("button", HIDDEN_QUESTION)
    return _tag("div", question, _text("p", entry.answer))


def html_keeps(record: site.Record) -> site.Record:
    """Give what the HTML keeps of a record: all of it, and the questions that extractors drop."""
    faq = [{**entry, "question": entry["question"] or HIDDEN_QUESTION} for entry in record["faq"]]
    return {**deepcopy(record), "faq": faq}


def render_html(page: site.GoldPage) -> str:
    """Give the page as a browser would have it."""
    body = [
        _header(page),
        _section(site.OVERVIEW, None, [_text("p", text) for text in page.overview]),
        _section(site.TRANSFERABLE, site.TRANSFERABLE_LEAD, [_skill(skill) for skill in page.transferable_skills]),
        _section(site.TO_LEARN, site.TO_LEARN_LEAD, [_skill_to_learn(skill) for skill in page.skills_to_learn]),
        _section(site.ROADMAP, site.ROADMAP_LEAD, [_phase(*numbered) for numbered in enumerate(page.roadmap, 1)]),
        _section(site.REALITY, site.REALITY_LEAD, [_titled_list(*item) for item in page.reality_check]),
        _section(site.PLAN, site.PLAN_LEAD, [_titled_list(group.label, group.tasks) for group in page.action_plan]),
        _section(site.FAQ, None, [_entry(entry) for entry in page.faq]),
        _tag("section", _text("h2", site.CLOSING), _text("p", site.CLOSING_LEAD), _text("button", "Get started")),
    ]
    return _PAGE.format(title=escape(page.title, quote=False), body="".join(body))
