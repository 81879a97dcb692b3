"""EXT: what scraping did to a page, and what the page's reader could not tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pages as site
from gold import TEMPLATES, document
from gold.facts import Answer, Facts, Resource
from gold.template import script_data
from gold.words import draw as gold_facts
from pathingest import parse
from quality import words
from quality.clean import Page, asked, draw, months, pay_answer
from quality.exam import Case, defect, near_miss
from quality.structure import TEXTS, form_of, heading_at, lines_of
from quality.written import RAW, files, raw, text, write


def _text(page: Page, chance: Random, form: str) -> list[str]:
    return lines_of(write(page.facts, chance, form))


def _file(lines: list[str], form: str) -> Case:
    return {"page.md" if form == "markdown" else "page.txt": "\n".join(lines)}


def _without_counter(lines: list[str]) -> list[str]:
    return [line for i, line in enumerate(lines) if i > 2 or not line.endswith(" views")]


@defect("EXT001")
def counter_is_glued(chance: Random) -> Case:
    form = form_of(chance)
    lines = _without_counter(_text(draw(chance), chance, form))
    at = lines.index(site.LABEL)
    lines[at] += chance.choice(
        ["1 view", f"{chance.randint(2, 999)} views", f"{chance.randint(1, 99)},204 views", "0 views"]
    )
    return _file(lines, form)


@near_miss("EXT001")
def counter_stands_apart(chance: Random) -> Case:
    page = draw(chance)
    if chance.random() < 0.3:
        return files(page, chance, ("react", "plain"))
    form = form_of(chance)
    lines = _without_counter(_text(page, chance, form))
    at = lines.index(site.LABEL)
    lines[at : at + 1] = chance.choice(
        [[site.LABEL, "58 views"], [f"{site.LABEL} 58 views"], [site.LABEL], [site.LABEL, "", "1 view"]]
    )
    return _file(lines, form)


_LEFT = (
    "Open University: first steps", "freeCodeCamp forum", "LinkedIn Learning path", "Khan Academy videos",
    "Evening classes at the town hall", "YouTube lectures", "Coursera short course", "Python documentation",
    "The Patient Beginner (2nd edition)", "Udemy: SQL in a month", "Local meetup",
)  # fmt: skip
_RIGHT = (
    "MIT OpenCourseWare", "Kaggle Learn", "DataCamp", "Podcast with Ines Duarte", "Community workshop",
    "Stack Overflow", "Book by Jörg Möller", "Khan Academy", "FutureLearn short course", "Trade fair in Malmö",
)  # fmt: skip


def _glued(names: Sequence[str], chance: Random) -> Page:
    """A page with these names glued in one line of a phase; in each other phase one name, or two glued ones.

    Where any phase has two lines, nothing of the page is glued.
    """
    page = draw(chance)
    phases = list(page.facts.roadmap)
    at = chance.randrange(len(phases))
    for i, phase in enumerate(phases):
        sure = [chance.choice(_LEFT), chance.choice(_RIGHT)]
        named = list(names) if i == at else sure[: chance.choice([1, 2])]
        phases[i] = replace(phase, resources=(Resource("".join(named), None),))
    return page.but(roadmap=tuple(phases))


def _with_resources(page: Page, names: tuple[str, ...], chance: Random) -> Page:
    """The page with these resources in one of its phases, where all others have one if it has."""
    if len(names) == 1:
        alone = tuple(replace(phase, resources=phase.resources[:1]) for phase in page.facts.roadmap)
        page = page.but(roadmap=alone)
    phases = list(page.facts.roadmap)
    i = chance.randrange(len(phases))
    phases[i] = replace(phases[i], resources=tuple(Resource(name, None) for name in names))
    return page.but(roadmap=tuple(phases))


@defect("EXT002")
def resources_are_glued(chance: Random) -> Case:
    return text(_glued([*chance.sample(_LEFT, chance.choice([1, 1, 2])), chance.choice(_RIGHT)], chance), chance)


_INNER_CAPITALS = (
    "freeCodeCamp forum", "LinkedIn Learning", "YouTube channel of the guild", "MIT OpenCourseWare", "OpenReview.net",
    "JavaScript.info", "McKenna's exercise book", "DeepLearning.AI short courses", "iOS Dev Weekly", "GitHub Docs",
    "PyTorch tutorials", "O'Reilly's SQL pocket guide", "eBook by Ana Peña", "HubSpot Academy", "DataCamp",
    "arXiv.org papers", "W3Schools SQL exercises", "LaTeX handbook", "PostgreSQL manual", "MDN Web Docs",
)  # fmt: skip


@near_miss("EXT002")
def resources_with_capitals_inside(chance: Random) -> Case:
    names = tuple(chance.sample(_INNER_CAPITALS, chance.randint(1, 3)))
    return files(_with_resources(draw(chance), names, chance), chance, RAW)


# Names whose seam is hard to see: in capitals at the end, or of one letter at the beginning.
_HARD_LEFT = (
    "Intro to SQL", "A Guide to AWS", "Podcasts on HR", "Basics of UX", "Math Basics", "The Art of War",
    "Learn to Code", "Handbook of QA", "Primer on GIS", "Local meetup", "Kaggle Learn", "Notes on TCP/IP",
)  # fmt: skip
_HARD_RIGHT = (
    "R Graph Gallery", "C Primer", "Art of Drawing", "Stat Notes", "Ops Weekly", "Open Maps", "Case Studies",
    "Design Diary", "Talk of the Town",
)  # fmt: skip


@defect("EXT004")
def seam_is_not_found(chance: Random) -> Case:
    """Two names that the reader does not part as they are: it must have doubts."""
    while True:
        names = [chance.choice(_HARD_LEFT), chance.choice(_HARD_RIGHT)]
        if names[0][-1].isupper() and names[1][1] == " ":  # "SQLR Graph Gallery": nobody sees a seam
            continue
        found = text(_glued(names, chance), chance)
        page = parse(next(iter(found.values())).encode())
        assert page.pathway
        read = [[item.name for item in phase.resources] for phase in page.pathway.roadmap]
        if names not in read:
            return found


_SURE = (
    "R for Data Science", "C Primer", "SQL in 10 Minutes", "AWS Well-Architected Labs", "UX Design Diary",
    "Overleaf LaTeX tutorialsZotero documentation", "Local meetupKhan Academy", "HR Talk of the Town",
    "Learning by DoingR in a Week",
)  # fmt: skip


@near_miss("EXT004")
def seam_is_sure(chance: Random) -> Case:
    return files(_with_resources(draw(chance), (chance.choice(_SURE),), chance), chance, TEXTS)


_STRAY = (
    "Nobody tells you this, but the first month is slow.",
    "Read this twice before you decide.",
    "We asked 40 people who did it.",
    "This part was written in spring.",
)


@defect("EXT005")
def text_that_is_of_nothing(chance: Random) -> Case:
    form = form_of(chance)
    lines = _text(draw(chance), chance, form)
    place = chance.choice([site.REALITY, site.PLAN, "header"])
    if place == "header":
        at = lines.index("Timeline")
    else:
        at = heading_at(lines, place) + 1
        at += lines[at] == ""
        at += 1  # after the site's own sentence
    lines[at:at] = [chance.choice(_STRAY), *([""] if form == "inner" else [])]
    return _file(lines, form)


@near_miss("EXT005")
def text_that_has_its_place(chance: Random) -> Case:
    form = form_of(chance)
    lines = _text(draw(chance), chance, form)
    mark = "## " if form == "markdown" else ""
    bullet = "  • " if form == "inner" else "- "
    kind = chance.choice(["paragraph", "section", "item", "footer", "nothing"])
    if kind == "paragraph":
        at = heading_at(lines, site.OVERVIEW) + 1
        at += lines[at] == ""
        lines[at:at] = [chance.choice(_STRAY), ""]
    elif kind == "section":
        at = heading_at(lines, site.FAQ)
        lines[at:at] = [f"{mark}Salary Outlook", "", chance.choice(_STRAY), ""]
    elif kind == "item":
        at = next(i for i, line in enumerate(lines) if line.startswith(bullet))
        lines[at:at] = [f"{bullet}{chance.choice(_STRAY)}"]
    elif kind == "footer":
        lines += ["© 2025 Pathways. All rights reserved."]
    return _file(lines, form)


def _list_page(chance: Random) -> str:
    pairs = [(chance.choice(words.ORIGINS), chance.choice(list(words.TARGETS))) for _ in range(chance.randint(3, 12))]
    return "All career pathways\n\n" + "\n".join(f"From {first} to {second}" for first, second in pairs) + "\n"


def _post(chance: Random) -> str:
    first = chance.choice(words.ORIGINS)
    texts = "\n\n".join(said.format(first=first, second="writer") for said in chance.sample(words.OVERVIEWS, 5))
    return f"Why I stopped counting my hours\n\nPosted on May 2\n\n{texts}\n\n3 comments\n"


_ERRORS = (
    "404\n\nThis page could not be found.\n", "", " \n\n", "Access denied\nYou don't have permission.\n",
    "Just a moment...\nEnable JavaScript and cookies to continue\n", "502 Bad Gateway\nnginx\n",
    "Log in\nEmail\nPassword\nForgot your password?\n",
    "We are hiring: Data Analyst (m/f/x)\n\nYour tasks\n- Write SQL\n\nApply now\n",
)  # fmt: skip


@defect("EXT006")
def page_is_no_pathway(chance: Random) -> Case:
    kind = chance.choice(["list", "post", "error", "error", "binary", "html"])
    if kind == "binary":
        return {"page.txt": bytes(chance.randrange(256) for _ in range(400))}
    if kind == "html":
        name = chance.choice(words.ORIGINS)
        title = f"{name}s in 2025"
        return {
            "page.html": f"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1>"
            f"<p>{chance.choice(words.OVERVIEWS).format(first=name, second='clerk')}</p></body></html>"
        }
    return {"page.txt": {"list": _list_page, "post": _post}.get(kind, lambda _: chance.choice(_ERRORS))(chance)}


@near_miss("EXT006")
def page_is_hardly_a_pathway(chance: Random) -> Case:
    facts = draw(chance).facts
    mark = chance.choice(["", "# "])
    heading, said = chance.choice(
        [
            ("Overview", facts.overview[0]),
            ("Your Learning Roadmap", "1\nFirst Steps\n8 weeks\nTasks\n- Read a book"),
            ("Frequently Asked Questions", "Is it hard?\n\nNo."),
            ("Your Transferable Skills", "Patience\n\nYou have it."),
        ]
    )
    name = "page.md" if mark else "page.txt"
    return {name: f"{mark}{facts.title}\n\n{mark and '## '}{heading}\n\n{said}\n"}


# Another site's headings and labels, by those of the known one.
_FOREIGN = {
    site.LABEL: ("Job Change Atlas", "Switch Stories"),
    site.OVERVIEW: ("Introduction", "At a Glance", "Why Make the Switch"),
    site.TRANSFERABLE: ("Skills You Already Have", "What You Bring"),
    site.TO_LEARN: ("Skills to Master", "What to Learn", "Skills You Need"),
    site.ROADMAP: ("Step-by-Step Plan", "Your Study Plan", "Roadmap"),
    site.REALITY: ("Pros and Cons", "The Honest Truth"),
    site.REWARDS: ("Pros", "The Good"),
    site.TRADEOFFS: ("Cons", "The Bad"),
    site.CHALLENGES: ("Challenges", "Hurdles"),
    site.PLAN: ("Next Steps", "What to Do Next"),
    site.FAQ: ("Common Questions", "Questions and Answers"),
    site.CLOSING: ("Get Started Today", "Your Turn"),
}


@defect("EXT007")
def layout_is_unknown(chance: Random) -> Case:
    facts = draw(chance).facts
    facts = replace(facts, title=f"From {facts.from_role.name} to {facts.to_role.name}")
    lines = lines_of(write(facts, chance, "markdown"))
    said = {
        site.TRANSFERABLE_LEAD,
        site.ROADMAP_LEAD,
        site.REALITY_LEAD,
        site.PLAN_LEAD,
        site.CLOSING_LEAD,
        *words.LEADS,
    }
    kept = [line for line in _without_counter(lines) if line not in said]
    for i, line in enumerate(kept):
        marks, _, heading = line.rpartition("# ")
        known = heading if marks or line.startswith("# ") else line
        if known in _FOREIGN:
            kept[i] = line.replace(known, chance.choice(_FOREIGN[known]))
    return {"page.md": "\n".join(kept)}


@near_miss("EXT007")
def layout_is_known(chance: Random) -> Case:
    if chance.random() < 0.5:  # of other known layouts
        template = chance.choice(TEMPLATES)
        facts = gold_facts(chance.getrandbits(32), template.traits)
        markup = document(template, facts, chance)
        return {"page.html": markup.encode(template.charset, "xmlcharrefreplace")}
    form = form_of(chance)
    lines = _without_counter(_text(draw(chance), chance, form))
    if chance.random() < 0.5:  # without the label
        lines.remove(site.LABEL)
    else:  # without half of its sections
        del lines[heading_at(lines, chance.choice([site.REALITY, site.PLAN])) :]
    return _file(lines, form)


@defect("EXT008")
def characters_are_lost(chance: Random) -> Case:
    page = draw(chance)
    text = page.facts.overview[-1]
    letters = list(text)
    for i in chance.sample([i for i, letter in enumerate(letters) if letter.isalpha()], chance.choice([1, 1, 2, 5])):
        letters[i] = "\ufffd"
    return raw(page.but(overview=(*page.facts.overview[:-1], "".join(letters))), chance)


_ODD = ("¿", "□", "?", "ï»¿", "Ã©", "\u00ad", "\u200b", "\U0001f35e", "ﬁ", "\ufffc")


@near_miss("EXT008")
def characters_are_odd(chance: Random) -> Case:
    page = draw(chance)
    text = page.facts.overview[-1]
    at = chance.randrange(1, len(text))
    page = page.but(overview=(*page.facts.overview[:-1], f"{text[:at]}{chance.choice(_ODD)}{text[at:]}"))
    return raw(page, chance)


def _typo(word: str, chance: Random) -> str:
    """A word with one letter doubled, dropped, or changing places with the next."""
    at = chance.randrange(1, len(word) - 2)
    kind = chance.choice(["double", "drop", "swap"])
    if kind == "swap" and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at] + word[at:]


_SPELT = (site.OVERVIEW, site.TRANSFERABLE, site.TO_LEARN, site.ROADMAP, site.REALITY, site.PLAN, site.FAQ)
_LONG = (
    "Overview",
    "Transferable",
    "Skills",
    "Learning",
    "Roadmap",
    "Reality",
    "Start",
    "Journey",
    "Frequently",
    "Questions",
)
_WORDS = ("Leaning", "Realty", "Sills", "Skill")


@defect("EXT009")
def heading_is_misspelt(chance: Random) -> Case:
    page = draw(chance)
    heading = chance.choice(_SPELT)
    word = chance.choice([word for word in heading.split() if word in _LONG])
    typo = _typo(word, chance)
    while typo in _WORDS:  # another word is no typo
        typo = _typo(word, chance)
    found = dict(raw(page, chance))
    for name, said in found.items():
        found[name] = _headings_replaced(said, heading, heading.replace(word, typo))
    return found


def _headings_replaced(text: str, heading: str, wrong: str) -> str:
    """A text or a page of HTML with another heading."""
    if "<html" not in text:
        return "\n".join(
            line.replace(heading, wrong) if line.lstrip("# ") == heading else line for line in lines_of(text)
        )
    before, tag, rest = text.partition("<h2")
    while tag:
        inner, end, after = rest.partition("</h2>")
        spelt = inner[:1] + " ".join(inner[1:].replace("&#x27;", "'").replace("&#39;", "'").split())
        inner = spelt.replace(heading, wrong) if heading in spelt else inner
        before, tag, rest = before + tag + inner + end + after.partition("<h2")[0], *after.partition("<h2")[1:]
    return before + rest


@near_miss("EXT009")
def heading_is_spelt_otherwise(chance: Random) -> Case:
    page = draw(chance)
    heading = chance.choice(_SPELT)
    other = chance.choice([heading.upper(), heading.lower(), f"{heading}:", heading.replace("'", "’")])
    if chance.random() < 0.3:
        skill = page.facts.transferable_skills[0]
        name = chance.choice(["Overviews", "Reality Cheques", "Roadmaps", "Asked Questions", "Journeys"])
        page = page.but(transferable_skills=(replace(skill, name=name), *page.facts.transferable_skills[1:]))
        other = heading
    return {name: _headings_replaced(text, heading, other) for name, text in raw(page, chance).items()}


# --------------------------------------------------------------------------------------------------------------------
# EXT010: structured data beside the page.


def _said_otherwise(facts: Facts, chance: Random) -> Facts:
    i = chance.randrange(len(facts.faq))
    entry = facts.faq[i]
    answer = chance.choice(
        ["No, and nobody ever asked for it.", "Ask the town hall; rules differ.", f"Never. {entry.question}"]
    )
    return replace(facts, faq=(*facts.faq[:i], replace(entry, answer=answer), *facts.faq[i + 1 :]))


def _with_data(page: Page, data: Any, chance: Random) -> Case:
    markup = write(page.facts, chance, "react")
    script = f'<script type="application/ld+json">{script_data({"@context": "https://schema.org", **data})}</script>'
    return {"page.html": markup.replace("</head>", f"{script}</head>", 1)}


def _faq_data(facts: Facts, change: Callable[[str], str] = lambda answer: answer) -> dict[str, Any]:
    return {
        "@type": "FAQPage",
        "mainEntity": [
            {"@type": "Question", "name": e.question, "acceptedAnswer": {"@type": "Answer", "text": change(e.answer)}}
            for e in facts.faq
        ],
    }


def _how_to(facts: Facts, time: str | None, steps: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "HowTo", "name": facts.title}
    if time:
        found["totalTime"] = time
    return {**found, "step": [{"@type": "HowToStep", "name": step} for step in steps]}


def _occupation(name: str, sign: str, pay: tuple[int, int]) -> dict[str, Any]:
    salary = {
        "@type": "MonetaryAmountDistribution",
        "name": "base",
        "currency": {"$": "USD", "€": "EUR", "£": "GBP"}[sign],
        "duration": "P1Y",
        "percentile10": pay[0] * 1000,
        "percentile90": pay[1] * 1000,
    }
    return {"@type": "Occupation", "name": name, "estimatedSalary": [salary]}


@defect("EXT010")
def structured_data_says_otherwise(chance: Random) -> Case:
    page = draw(chance)
    titles = [phase.title for phase in page.facts.roadmap]
    kind = chance.choice(["faq", "faq", "time", "steps", "occupation", "salary"])
    if kind == "faq":
        return _with_data(page, _faq_data(_said_otherwise(page.facts, chance)), chance)
    if kind == "time":
        page = page.but(timeline=months(page.months))
        other = chance.choice([page.months + 2 + page.months // 8, max(1, page.months - 2 - page.months // 8)])
        return _with_data(page, _how_to(page.facts, f"P{other}M", titles), chance)
    if kind == "steps":
        others = chance.choice([titles[:-1], [*titles, "A Last Step"], titles[::-1]])
        return _with_data(page, _how_to(page.facts, None, others), chance)
    if kind == "occupation":
        role = next(name for name in words.TARGETS if name != page.facts.to_role.name)
        return _with_data(page, _occupation(role, page.sign, page.new), chance)
    page = asked(page, pay_answer(page, chance))
    far = (page.new[1] + 20, page.new[1] + 40)
    return _with_data(page, _occupation(page.facts.to_role.name, page.sign, far), chance)


@near_miss("EXT010")
def structured_data_says_the_same(chance: Random) -> Case:
    page = draw(chance)
    titles = [phase.title for phase in page.facts.roadmap]
    kind = chance.choice(["case", "cut", "html", "more", "time", "steps", "occupation", "salary"])
    if kind == "case":
        return _with_data(page, _faq_data(page.facts, lambda said: said.replace("'", "’").rstrip(".").upper()), chance)
    if kind == "cut":
        return _with_data(page, _faq_data(page.facts, lambda said: said[: said.rindex(" ")]), chance)
    if kind == "html":
        return _with_data(page, _faq_data(page.facts, lambda said: f"<p>{said}</p>"), chance)
    if kind == "more":
        facts = replace(page.facts, faq=(*page.facts.faq, Answer("Is there a pension?", "At most firms.")))
        return _with_data(page, _faq_data(facts), chance)
    if kind == "time":
        page = page.but(timeline=months(page.months))
        time = chance.choice([f"P{page.months}M", f"P{page.months * 30}D", f"P{page.months * 4}W"])
        return _with_data(page, _how_to(page.facts, time, titles), chance)
    if kind == "steps":
        return _with_data(page, _how_to(page.facts, None, titles), chance)
    if kind == "occupation":
        return _with_data(page, {"@type": "Occupation", "name": page.facts.to_role.name.lower()}, chance)
    page = asked(page, pay_answer(page, chance))
    near = (page.new[0] + 3, page.new[1] + 20)
    return _with_data(page, _occupation(page.facts.to_role.name, page.sign, near), chance)
