"""Pages for measuring, no two alike: as long and laid out as real ones, their words drawn by chance, always the same.

Names of people, tools and firms are made of syllables, so that each page has words that no other has; sentences are
filled from lists of words. A page is facts (as in `tests/gold`), written as text or as the HTML of a React site.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from random import Random

import pages as site
from gold import TEMPLATES, GoldPage, page_of, template
from gold.facts import (
    Answer,
    Difficulty,
    Duration,
    Facts,
    Headline,
    Percent,
    Phase,
    RealityCheck,
    Resource,
    Role,
    Skill,
    SkillToLearn,
    Step,
)
from quality.written import write

HTML_SIZE = 110_000
FIELDS = """Data|Cloud|Network|Supply Chain|Energy|Marketing|Finance|Product|Quality|Health Informatics|Research
Logistics|Machine Learning|Security|Privacy|Content|Customer|Public Policy|Biotech|Geospatial|Robotics|Learning
Revenue|Risk|Sustainability|Community|Platform|Design|Legal|Clinical|Retail|Media|Forecasting|Embedded|Payments
AI Research"""
RANKS = "|||Senior |Lead |Junior |Associate |Principal |Certified "
JOBS = """Analyst|Engineer|Manager|Designer|Coordinator|Technician|Consultant|Specialist|Architect|Scientist|Planner
Administrator|Researcher|Writer|Trainer|Auditor|Strategist|Developer|Inspector|Adviser"""
TOPICS = """Statistics|Linear Algebra|SQL|Python|Version Control|Data Modelling|Cloud Platforms (AWS/GCP)|API Design
Risk Assessment|Technical Writing|Stakeholder Management|Process Mapping|Budgeting & Forecasting|User Research
Automation|Experiment Design|System Architecture|Compliance|Quality Control|Presentation Skills|Process Safety
Contract Review|Dashboard Design|Machine Learning|Natural Language Processing|Deep Learning|Project Planning
Negotiation|Incident Response|Data Ethics & Privacy|Change Management|Spreadsheet Modelling|Visual Storytelling
Inventory Control|Threat Modelling"""
NOUNS = """report|dashboard|budget|survey|pipeline|contract|schedule|prototype|workshop|portfolio|handbook
customer record|forecast|database|script|roadmap|policy|network|meeting|delivery|warehouse|lesson plan|patient file
shift|model|proposal|presentation|checklist|supplier|training plan|release|storyboard|sensor|market|permit|briefing
timetable|glossary|backlog"""
ADJECTIVES = """small|careful|public|clear|shared|weekly|messy|reliable|modern|technical|practical|complex|formal
hidden|regional|scalable|detailed|simple|critical|daily|missing|repeatable|visual|digital|neglected|thorough|costly
brief"""
VERBS = """Build|Review|Document|Rebuild|Present|Draft|Compare|Automate|Measure|Publish|Improve|Explain|Plan|Test
Rewrite|Analyze|Organize|Design|Repair|Summarize|Map|Prepare"""
HOSTS = """Coursera|Udemy|edX|LinkedIn Learning|YouTube|Khan Academy|DataCamp|Pluralsight|MIT OpenCourseWare
FutureLearn"""
KINDS = """documentation|tutorials|community|handbook|podcast|newsletter|forum|workshops|case studies|templates
user group"""
SYLLABLES = """ba|cor|den|fel|gar|hin|jo|kel|lum|mar|nor|pel|quin|ros|sal|tav|ul|ven|wes|yor|zan|bri|dra|flo|gri|ple
sto|tre"""
PROSE = """Your years as a {first} taught you to spot a {adjective} {noun} before others do—a habit that carries over.
As a {second} you will work with every {noun} that the team depends on, so your sense for a {adjective} {noun2} matters.
Teams at {firm} and {firm2} look for people who can connect {topic} with the {adjective} side of a {noun}.
The shift is demanding but realistic: much of what you know about {topic} applies directly.
You have already handled a {adjective} {noun} under pressure, and {topic} builds on exactly that.
Hiring managers value someone who can explain a {noun} to a {adjective} audience, in writing and in person.
{tool} and {tool2} are common in this field, and both reward a {adjective} way of working.
Your experience with each {noun} and {noun2} gives you a head start in {topic}.
Most employers now expect {topic}, {topic2} and some practice with {tool}.
That makes a {adjective} {noun} easier to plan, and your {noun2} easier to defend."""
GUIDANCE = """Take '{topic} in Practice' on {host} and apply it to a {adjective} {noun}.
Start with the {tool} documentation, then work through '{topic} for {field}' by {person}.
Practice by writing a {adjective} {noun} each week and compare it with examples from {firm}.
Enroll in the {host} specialization on {topic}; read the {noun} chapters by {person} and {person2}.
Join the {tool} community and ask for feedback on your {noun}.
Use {tool} to rebuild a {adjective} {noun} from your present job."""
TASKS = """{verb} a {adjective} {noun} with {tool}|{verb} a {noun} (e.g., a {adjective} {noun2}) for {firm}
Complete the {topic} course on {host}|{verb} {low} examples of a {adjective} {noun}
Read '{topic} in Practice' by {person}|Set up {tool} and {verb2} a {adjective} {noun}
Interview {low} people who work with a {noun} at {firm}|{verb} the {noun} that {person} describes
Share a {adjective} {noun} with the {tool} community"""
RESOURCES = """{host}: {topic} for {field}|{tool} documentation|'{topic} in Practice' by {person}
{host} {topic} course|{firm} {kind}|{tool} {kind}|The {field} Handbook by {person}|{topic} {kind}|{tool}.org
{firm} Academy|Book: '{topic} and {topic2}' by {person}|{host} course on {topic}|r/{tool}|{person}'s {kind}|GitHub
Google Scholar|{field} {kind}|{firm} ({tool}.io)"""
REMARKS = """A {adjective} {noun} that people use every day|Working with {tool} and a {adjective} team
Room to {verb2} a {noun} of your own|Leaving the {adjective} {noun} to others|The pace of a {noun} at {firm}
Steep learning curve in {topic} and {topic2}|Explaining a {adjective} {noun} to people who distrust it
Being judged by a {noun} instead of a {noun2}|Solving {adjective} problems around a {noun}
Uncertainty about the next {noun}|Less contact with each {adjective} {noun}"""
PHASES = """{topic} Foundations|{topic} & {topic2}|Hands-On {topic} with {tool}|{field} Portfolio
Deep Dive into {topic}"""
FAQ = """How long does it take to become a {second}?|Most people need {low}-{high} months at {hours} hours per week.
Do I need a degree in {topic}?|No. A {adjective} {noun} and a certificate in {topic2} convince most teams like {firm}.
What salary can I expect as a {second}?|Entry positions pay ${pay},000-${more},000 a year, more with {topic}.
Can I keep my job while I learn?|Yes, as a {first} you can study in the evening. Plan {hours} hours a week for {topic}.
Which tools should I know?|Begin with {tool}, then add {tool2}. The {tool} community helps with each {noun}.
Is my experience as a {first} worth anything?|Yes: a {adjective} {noun} shows more than {topic} alone."""
DEMANDS = """High demand for {topic}, especially in {adjective} teams.
Growing steadily, with openings for {topic} at firms like {firm}."""


@cache
def listed(rows: str) -> tuple[str, ...]:
    """What is between bars and line ends."""
    return tuple(rows.replace("\n", "|").split("|"))


class _Words:
    """Draws the texts of one page; none is drawn twice."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(f"distinct page {seed}")  # noqa: S311  the same seed gives the same page
        self._drawn: set[str] = set()
        self.first, self.second = self.role(), self.role()
        self._tools, self._firms = [self._made(1) for _ in range(9)], [self._made(2) for _ in range(6)]
        self._people = [f"{self._made(1)} {self._made(2)}" for _ in range(6)]

    def role(self) -> str:
        """A job."""
        return self.new(lambda: f"{self.one(RANKS)}{self.one(FIELDS)} {self.one(JOBS)}")

    def topic(self) -> str:
        """Something to know."""
        topic, field = self.one(TOPICS), self.one(FIELDS)
        return self.chance.choice([topic, f"{field} {topic}", f"{topic} for {field}", f"{topic} in {field}"])

    def one(self, rows: str) -> str:
        """One of several."""
        return self.chance.choice(listed(rows))

    def fill(self, rows: str) -> str:
        """One of several templates, filled."""
        return self.new(lambda: self.filled(self.one(rows)))

    def some(self, rows: str, least: int, most: int) -> tuple[str, ...]:
        """Several of several templates, filled."""
        return tuple(self.fill(rows) for _ in range(self.chance.randint(least, most)))

    def said(self, rows: str, least: int, most: int) -> str:
        """Sentences."""
        return " ".join(self.some(rows, least, most))

    def filled(self, template: str) -> str:
        """The template with words in its gaps."""
        chance = self.chance
        low, pay = chance.randint(3, 14), chance.randint(38, 90)
        (tool, tool2), (person, person2) = chance.sample(self._tools, 2), chance.sample(self._people, 2)
        (noun, noun2), (topic, topic2) = chance.sample(listed(NOUNS), 2), (self.topic(), self.topic())
        firm, firm2 = chance.sample(self._firms, 2)
        return template.format(
            first=self.first, second=self.second, tool=tool, tool2=tool2, person=person, person2=person2, noun=noun,
            noun2=noun2, topic=topic, topic2=topic2, firm=firm, firm2=firm2, field=self.one(FIELDS), low=low,
            high=low + chance.randint(3, 9), hours=chance.randint(6, 15), pay=pay, more=pay + chance.randint(8, 30),
            adjective=self.one(ADJECTIVES), verb=self.one(VERBS), verb2=self.one(VERBS).lower(), host=self.one(HOSTS),
            kind=self.one(KINDS),
        )  # fmt: skip

    def new(self, draw: Callable[[], str]) -> str:
        """What is drawn, once it is nothing that was drawn before."""
        while (text := draw()) in self._drawn:
            pass
        self._drawn.add(text)
        return text

    def _made(self, more: int) -> str:
        """A name of two syllables or more."""
        return "".join(self.chance.choices(listed(SYLLABLES), k=more + self.chance.randint(1, 2))).capitalize()


def facts_of(seed: int) -> Facts:
    """The facts of one page: what the record says, without what is computed."""
    words = _Words(seed)
    chance = words.chance
    months = chance.randint(5, 20)
    headline = f"{months}-Month"
    skills = [words.new(words.topic) for _ in range(11)]
    change = 5 * chance.randint(1, 12)
    level = chance.choice(["Easy", "Moderate", "Challenging", "Hard"])
    return Facts(
        title=f"From {words.first} to {words.second}: Your {headline} Transition Guide",
        from_role=Role(words.first, words.first.title()),
        to_role=Role(words.second, words.second.title()),
        headline=Headline(f"Your {headline} Transition Guide", Duration(headline, months, months, "month")),
        difficulty=Difficulty(level, level.lower()),
        timeline=Duration(f"{months}-{months + 6} months", months, months + 6, "month"),
        salary_change=Percent(f"+{change}% to +{change + 20}%", change, change + 20),
        demand=words.fill(DEMANDS),
        overview=tuple(words.said(PROSE, 4, 5) for _ in range(2)),
        transferable_skills=tuple(Skill(name, words.said(PROSE, 2, 2)) for name in skills[: chance.randint(5, 6)]),
        skills_to_learn=tuple(_to_learn(name, words) for name in skills[6 : chance.randint(10, 11)]),
        roadmap=tuple(_phase(position, words) for position in range(1, chance.randint(5, 6))),
        reality_check=RealityCheck(*[words.some(REMARKS, 3, 4) for _ in range(3)]),
        action_plan=tuple(
            Step(label, Duration(label, amount, amount, unit), words.some(TASKS, 3, 4))
            for label, (amount, unit) in site.HORIZONS.items()
        ),
        faq=tuple(Answer(*words.filled(row).split("|")) for row in chance.sample(FAQ.split("\n"), 4)),
    )


def _to_learn(name: str, words: _Words) -> SkillToLearn:
    priority = words.chance.choice(list(site.PRIORITY_LABELS))
    return SkillToLearn(name, priority, _weeks(words.chance), words.said(GUIDANCE, 2, 2))


def _phase(position: int, words: _Words) -> Phase:
    resources = tuple(
        Resource(name, f"https://example.org/{position}/{i}" if words.chance.random() < 0.4 else None)
        for i, name in enumerate(words.some(RESOURCES, 2, 4))
    )
    return Phase(position, words.fill(PHASES), _weeks(words.chance), words.some(TASKS, 3, 4), resources)


def _weeks(chance: Random) -> Duration:
    low = chance.randint(2, 16)
    high = low + chance.choice([0, 0, 2])
    return Duration(f"{low} weeks" if low == high else f"{low}-{high} weeks", low, high, "week")


def text_page(seed: int) -> str:
    """A page as extractors give it: each phase's resources are glued together."""
    facts = facts_of(seed)
    glued = [
        replace(phase, resources=(Resource("".join(item.name for item in phase.resources), None),))
        for phase in facts.roadmap
    ]
    chance = Random(seed)  # noqa: S311  as above
    return write(replace(facts, roadmap=tuple(glued)), chance, "inner")


ICON = """<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" \
stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" \
class="lucide lucide-circle-check h-5 w-5 text-emerald-500" aria-hidden="true"><circle cx="12" cy="12" r="10"></circle>\
<path d="m9 12 2 2 4-4"></path></svg>"""


def html_page(seed: int) -> GoldPage:
    """A page as a React site serves it: icons, menus, and all that is said once more in scripts, up to the size."""
    facts, words = facts_of(seed), _Words(seed)
    page = page_of(TEMPLATES[0], facts, words.chance, f"distinct-{seed}")
    html = page.text.replace(template.ICON.html, ICON)
    for end in ("</nav>", "</footer>"):
        html = html.replace(end, _menu(words) + end)
    said = json.dumps([1, json.dumps(asdict(facts)).replace("</", "<\\/") * 9])
    state = f"<script>self.__next_f.push({said[: max(0, HTML_SIZE - len(html.encode()))]}</script></body>"
    return page._replace(html=html.replace("</body>", state).encode())


def _menu(words: _Words) -> str:
    """Links to other pages."""
    css = "flex items-center gap-2 rounded-md px-3 py-2 text-sm font-medium text-slate-600 hover:bg-slate-50"
    roles = [words.role() for _ in range(20)]
    links = [
        f'<li class="group relative"><a class="{css}" href="/{role.lower().replace(" ", "-")}">'
        f'<span class="truncate">{role}</span></a></li>'
        for role in roles
    ]
    return f'<div class="hidden md:block"><ul class="grid grid-cols-2 gap-1 p-4">{"".join(links)}</ul></div>'


def write_pages(folder: Path, texts: Iterable[int] = (), htmls: Iterable[int] = ()) -> None:
    """Write the pages of seeds into a folder, as "0.txt" and "0.html"."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in texts:
        (folder / f"{seed}.txt").write_text(text_page(seed), encoding="utf-8")
    for seed in htmls:
        (folder / f"{seed}.html").write_bytes(html_page(seed).html)
