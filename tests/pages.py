"""Gold pages: career-pathway pages as data, the two renderings of each, and noise that changes none of their facts.

A `GoldPage` is the truth. `record_of` says it in the record's shape, `render_inner_text` and `render_readable` write
the page as two public extractors would (`test_renderings.py` compares them with the extractors themselves, through
`gold_html.py`), and `inner_text_keeps` and `readable_keeps` say which facts each rendering still holds.

Two things are left out of the truth on purpose: what is computed (`id`, `roadmap_total`, `weeks`), and `claims`.
"""

from __future__ import annotations

import re
import unicodedata
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import count, pairwise
from math import prod
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Record = dict[str, Any]
Priority = Literal["critical", "important", "nice_to_have"]
T = TypeVar("T")

# --------------------------------------------------------------------------------------------------------------------
# The layout: what the site prints on every page.

LABEL = "Career Pathway"
OVERVIEW = "Overview"
TRANSFERABLE = "Your Transferable Skills"
TRANSFERABLE_LEAD = "Great news! You already have valuable skills that will give you a head start in this transition."
TO_LEARN = "Skills You'll Need to Learn"
TO_LEARN_LEAD = "Here's what you'll need to learn, prioritized by importance for your transition."
ROADMAP = "Your Learning Roadmap"
ROADMAP_LEAD = "Follow this step-by-step roadmap to successfully make your career transition."
REALITY = "Reality Check"
REALITY_LEAD = "Before making this transition, here's an honest look at what to expect."
REWARDS, TRADEOFFS, CHALLENGES = "What You'll Love", "What You Might Miss", "Biggest Challenges"
PLAN = "Start Your Journey Now"
PLAN_LEAD = "Don't wait. Here's your action plan starting today."
FAQ = "Frequently Asked Questions"
CLOSING = "Ready to Start Your Transition?"
CLOSING_LEAD = (
    "Take the next step in your career journey. "
    "Get personalized recommendations and a detailed roadmap tailored to your background."
)
PRIORITY_LABELS: dict[Priority, str] = {
    "critical": "Critical",
    "important": "Important",
    "nice_to_have": "Nice to have",
}
HORIZONS: dict[str, tuple[int, str]] = {
    "This Week": (1, "week"),
    "This Month": (1, "month"),
    "Next 90 Days": (90, "day"),
}

# --------------------------------------------------------------------------------------------------------------------
# The truth.


@dataclass(frozen=True, slots=True)
class GoldDuration:
    """A duration as written, and what it means."""

    text: str
    min: int | None
    max: int | None
    unit: str | None
    approximate: bool = False
    ongoing: bool = False


@dataclass(frozen=True, slots=True)
class GoldPercent:
    """A salary change as written, and what it means."""

    text: str
    low: int
    high: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class GoldRole:
    """A role as the title names it, and as the page's own role line does."""

    name: str
    label: str | None


@dataclass(frozen=True, slots=True)
class GoldSkill:
    """A skill that carries over."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class GoldSkillToLearn:
    """A skill still to be learnt."""

    name: str
    priority: Priority | None
    duration: GoldDuration | None
    guidance: str | None


@dataclass(frozen=True, slots=True)
class GoldPhase:
    """One phase of the roadmap."""

    title: str
    duration: GoldDuration | None
    tasks: tuple[str, ...]
    resources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldGroup:
    """One group of the action plan."""

    label: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldAnswer:
    """One entry of the FAQ; the question is None where the page hides it from extractors."""

    question: str | None
    answer: str


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A whole page. An empty section is not on the page at all: neither its heading nor its lead."""

    views: int
    from_role: GoldRole
    to_role: GoldRole
    headline: str
    headline_duration: GoldDuration | None
    difficulty: tuple[str, str | None] | None
    timeline: GoldDuration | None
    salary_change: GoldPercent | None
    demand: str | None
    overview: tuple[str, ...]
    transferable_skills: tuple[GoldSkill, ...]
    skills_to_learn: tuple[GoldSkillToLearn, ...]
    roadmap: tuple[GoldPhase, ...]
    rewards: tuple[str, ...]
    tradeoffs: tuple[str, ...]
    challenges: tuple[str, ...]
    action_plan: tuple[GoldGroup, ...]
    faq: tuple[GoldAnswer, ...]

    @property
    def title(self) -> str:
        """The page's own heading."""
        return f"From {self.from_role.name} to {self.to_role.name}: {self.headline}"

    @property
    def cards(self) -> list[tuple[str, str]]:
        """The summary under the title: labels with their values."""
        values = {
            "Difficulty": self.difficulty and self.difficulty[0],
            "Timeline": self.timeline and self.timeline.text,
            "Salary Change": self.salary_change and self.salary_change.text,
            "Demand": self.demand,
        }
        return [(label, value) for label, value in values.items() if value]

    @property
    def reality_check(self) -> list[tuple[str, tuple[str, ...]]]:
        """The lists of the reality check that are on the page."""
        lists = [(REWARDS, self.rewards), (TRADEOFFS, self.tradeoffs), (CHALLENGES, self.challenges)]
        return [(heading, items) for heading, items in lists if items]


def _duration(duration: GoldDuration | None) -> Record | None:
    if duration is None:
        return None
    return {name: getattr(duration, name) for name in ("text", "min", "max", "unit", "approximate", "ongoing")}


def _phase(position: int, phase: GoldPhase) -> Record:
    return {
        "position": position,
        "title": phase.title,
        "duration": _duration(phase.duration),
        "tasks": list(phase.tasks),
        "resources": list(phase.resources),
    }


def _group(group: GoldGroup) -> Record:
    amount, unit = HORIZONS[group.label]
    return {"label": group.label, "horizon": {"min": amount, "max": amount, "unit": unit}, "tasks": list(group.tasks)}


def record_of(page: GoldPage) -> Record:
    """Give the facts of the page in the record's shape; resources are their names alone."""
    return {
        "title": page.title,
        "from_role": {"name": page.from_role.name, "label": page.from_role.label},
        "to_role": {"name": page.to_role.name, "label": page.to_role.label},
        "headline": {"text": page.headline, "duration": _duration(page.headline_duration)},
        "difficulty": page.difficulty and {"text": page.difficulty[0], "level": page.difficulty[1]},
        "timeline": _duration(page.timeline),
        "salary_change": page.salary_change
        and {name: getattr(page.salary_change, name) for name in ("text", "low", "high", "note")},
        "demand": page.demand,
        "overview": list(page.overview),
        "transferable_skills": [{"name": s.name, "description": s.description} for s in page.transferable_skills],
        "skills_to_learn": [
            {"name": s.name, "priority": s.priority, "duration": _duration(s.duration), "guidance": s.guidance}
            for s in page.skills_to_learn
        ],
        "roadmap": [_phase(position, phase) for position, phase in enumerate(page.roadmap, 1)],
        "reality_check": {
            "rewards": list(page.rewards),
            "tradeoffs": list(page.tradeoffs),
            "challenges": list(page.challenges),
        },
        "action_plan": [_group(group) for group in page.action_plan],
        "faq": [{"question": entry.question, "answer": entry.answer} for entry in page.faq],
    }


def inner_text_keeps(record: Record) -> Record:
    """Give what the inner_text rendering keeps of a record: all of it (resources in one line, see `glued`)."""
    return deepcopy(record)


def readable_keeps(record: Record) -> Record:
    """Give what the readable rendering keeps of a record: no summary, no badges, no resources."""
    kept = deepcopy(record)
    for name in ("difficulty", "timeline", "salary_change", "demand"):
        kept[name] = None
    for name in ("from_role", "to_role"):
        kept[name]["label"] = None
    for skill in kept["skills_to_learn"]:
        skill["priority"] = skill["duration"] = None
    for phase in kept["roadmap"]:
        phase["resources"] = []
    return kept


def glued(record: Record) -> Record:
    """Give the record with each phase's resources joined into one: equal for any way to split the line without loss."""
    result = deepcopy(record)
    for phase in result["roadmap"]:
        phase["resources"] = ["".join(phase["resources"])] if phase["resources"] else []
    return result


# --------------------------------------------------------------------------------------------------------------------
# The renderings. A page is a flow of lines. In inner_text a block (heading, paragraph) keeps a blank line around it; in
# readable a loose line may lose its line end.


_PROSE = 750  # trafilatura: three times its MIN_EXTRACTED_SIZE


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    block: bool = False
    loose: bool = False
    level: int = 0


def _blocks(*texts: str) -> list[_Line]:
    return [_Line(text, block=True) for text in texts]


def _heading(text: str, level: int) -> list[_Line]:
    return [_Line(text, block=True, level=level)]


def _lines(*texts: str) -> list[_Line]:
    return [_Line(text) for text in texts]


def _bullets(items: Sequence[str]) -> list[_Line]:
    return [_Line(f"  • {item}") for item in items]


def _dashes(items: Sequence[str]) -> list[_Line]:
    return [_Line(f"- {item}") for item in items]


def _header(page: GoldPage) -> list[_Line]:
    labels = [role.label for role in (page.from_role, page.to_role) if role.label is not None]
    cards = [text for card in page.cards for text in card]
    return [*_lines(f"{LABEL}{page.views} views", *labels), *_heading(page.title, 1), *_lines(*cards)]


def _skill_to_learn(skill: GoldSkillToLearn) -> list[_Line]:
    priority = PRIORITY_LABELS[skill.priority] if skill.priority else ""
    badges = priority + (skill.duration.text if skill.duration else "")
    return [
        *_heading(skill.name, 3),
        *(_lines(badges) if badges else []),
        *(_blocks(skill.guidance) if skill.guidance else []),
    ]


def _phase_duration(phase: GoldPhase) -> list[_Line]:
    return [_Line(phase.duration.text, loose=True)] if phase.duration else []


def _whole_phase(position: int, phase: GoldPhase, bullets: Callable[[Sequence[str]], list[_Line]]) -> list[_Line]:
    return [
        *_lines(str(position)),
        *_heading(phase.title, 3),
        *_phase_duration(phase),
        *([*_lines("Tasks"), *bullets(phase.tasks)] if phase.tasks else []),
        *(_lines("Resources", "".join(phase.resources)) if phase.resources else []),
    ]


def _faq(page: GoldPage) -> list[_Line]:
    return [line for e in page.faq for line in [*(_heading(e.question, 3) if e.question else []), *_blocks(e.answer)]]


def _lists(lists: Sequence[tuple[str, Sequence[str]]], bullets: Callable[[Sequence[str]], list[_Line]]) -> list[_Line]:
    return [line for heading, items in lists for line in [*_heading(heading, 3), *bullets(items)]]


def _section(heading: str, lead: str | None, body: list[_Line]) -> list[_Line]:
    return [*_heading(heading, 2), *(_blocks(lead) if lead else []), *body] if body else []


def _skills(page: GoldPage) -> list[_Line]:
    return [line for s in page.transferable_skills for line in [*_heading(s.name, 3), *_blocks(s.description)]]


def _closing() -> list[_Line]:
    return [*_heading(CLOSING, 2), *_blocks(CLOSING_LEAD)]


def _whole_flow(page: GoldPage, bullets: Callable[[Sequence[str]], list[_Line]]) -> list[_Line]:
    to_learn = [line for s in page.skills_to_learn for line in _skill_to_learn(s)]
    roadmap = [line for position, p in enumerate(page.roadmap, 1) for line in _whole_phase(position, p, bullets)]
    plan = [(group.label, group.tasks) for group in page.action_plan]
    return [
        *_header(page),
        *_section(OVERVIEW, None, _blocks(*page.overview)),
        *_section(TRANSFERABLE, TRANSFERABLE_LEAD, _skills(page)),
        *_section(TO_LEARN, TO_LEARN_LEAD, to_learn),
        *_section(ROADMAP, ROADMAP_LEAD, roadmap),
        *_section(REALITY, REALITY_LEAD, _lists(page.reality_check, bullets)),
        *_section(PLAN, PLAN_LEAD, _lists(plan, bullets)),
        *_section(FAQ, None, _faq(page)),
        *_closing(),
    ]


def _spaced_out(flow: list[_Line], gap: Callable[[_Line, _Line], str], text: Callable[[_Line], str]) -> str:
    parts = [text(flow[0])]
    for before, line in pairwise(flow):
        parts += [gap(before, line), text(line)]
    return "".join(parts)


def _gap(before: _Line, line: _Line) -> str:
    return "\n\n" if before.block or line.block else "\n"


def render_inner_text(page: GoldPage) -> str:
    """Give the page as `resiliparse…extract_plain_text(html, main_content=True)` does."""
    return _spaced_out(_whole_flow(page, _bullets), _gap, lambda line: line.text)


def _readable_phase(phase: GoldPhase) -> list[_Line]:
    return [*_heading(phase.title, 3), *_phase_duration(phase), *_dashes(phase.tasks)]


def _readable_flow(page: GoldPage) -> list[_Line]:
    unbadged = [replace(skill, priority=None, duration=None) for skill in page.skills_to_learn]
    plan = [(group.label, group.tasks) for group in page.action_plan]
    return [
        *_heading(page.title, 1),
        *_section(OVERVIEW, None, _blocks(*page.overview)),
        *_section(TRANSFERABLE, TRANSFERABLE_LEAD, _skills(page)),
        *_section(TO_LEARN, TO_LEARN_LEAD, [line for skill in unbadged for line in _skill_to_learn(skill)]),
        *_section(ROADMAP, ROADMAP_LEAD, [line for phase in page.roadmap for line in _readable_phase(phase)]),
        *_section(REALITY, REALITY_LEAD, _lists(page.reality_check, _dashes)),
        *_section(PLAN, PLAN_LEAD, _lists(plan, _dashes)),
        *_section(FAQ, None, _faq(page)),
        *_closing(),
    ]


def _joined(flow: list[_Line], *, glue: bool) -> str:
    return "".join(line.text if line.loose and glue else f"{line.text}\n" for line in flow).removesuffix("\n")


def render_readable(page: GoldPage, *, glue: bool = True) -> str:
    """Give the page as `trafilatura.extract(html)` does where there is prose enough (see `has_prose`).

    Up to its version 2.1 a phase's duration is glued to what follows it: its first task, or the next heading where the
    phase has no tasks; later versions break the line there (`glue=False`).
    """
    return _joined(_readable_flow(page), glue=glue)


def render_markdown(page: GoldPage, *, glue: bool = True) -> str:
    """Give the page as `trafilatura.extract(html, output_format="markdown")` does: readable, with marked headings."""

    def gap(before: _Line, line: _Line) -> str:
        if before.loose:
            return "" if glue else "\n"
        return _gap(before, line)

    return _spaced_out(_readable_flow(page), gap, lambda line: "#" * line.level + " " * bool(line.level) + line.text)


def render_readable_whole(page: GoldPage, *, glue: bool = True) -> str:
    """Give the page as `trafilatura.extract(html)` does where prose is short: all of inner_text, no blank lines."""
    return _joined(_whole_flow(page, _dashes), glue=glue)


def has_prose(page: GoldPage) -> bool:
    """Tell whether the page's paragraphs are long enough for trafilatura to trust them and to drop all the rest."""
    leads = [
        TRANSFERABLE_LEAD if page.transferable_skills else "",
        TO_LEARN_LEAD if page.skills_to_learn else "",
        ROADMAP_LEAD if page.roadmap else "",
        REALITY_LEAD if page.reality_check else "",
        PLAN_LEAD if page.action_plan else "",
        CLOSING_LEAD,
    ]
    descriptions = [skill.description for skill in page.transferable_skills]
    guidance = [skill.guidance or "" for skill in page.skills_to_learn]
    answers = [entry.answer for entry in page.faq]
    return sum(map(len, [*leads, *page.overview, *descriptions, *guidance, *answers])) >= _PROSE


# --------------------------------------------------------------------------------------------------------------------
# Words. Names never end in a full stop, and no name is a heading of the site.

_LEVELS = [
    "Junior", "Senior", "Lead", "Certified", "Clinical", "Remote", "Applied", "AI", "NLP", "ML", "FinTech",
    "MLOps",
]  # fmt: skip
_FIELDS = [
    "Data", "Cloud", "Security", "UI/UX", "R&D", "C++", "Node.js", "Python", "Health Informatics",
    "Instructional", "Energy", "Supply Chain", "SEO/SEM", "Geospatial", "Research", "Marketing", "Biomédical",
    "Crédit & Risk", "Qualität", "Łódź Logistics", "Año-Cero", "Smørrebrød", "Данных", "Разработки", "データ",
    "机器学习",
]  # fmt: skip
_OCCUPATIONS = [
    "Engineer", "Analyst", "Designer", "Technician", "Teacher", "Nurse", "Accountant", "Architect",
    "Consultant", "Scientist", "Coordinator", "Ingénieur", "Übersetzerin", "Młodszy Analityk", "Аналитик",
    "Инженер", "エンジニア", "设计师",
]  # fmt: skip
_SUBJECTS = [
    "Statistics", "Linear Algebra", "Dashboard Design", "Patient Records", "Contract Review", "Motor Control",
    "Storyboarding", "Stakeholder Interviews", "Docker & Kubernetes", "SQL", "Tableau", "Power BI", "C++",
    "Node.js", "R&D Budgeting", "UI/UX", "Cloud Platforms", "Rédaction technique", "Größenordnung",
    "Señalización", "Žurnalistika", "Økonomi", "Ürün Yönetimi", "Статистика", "Машинное обучение",
    "Управление проектами", "統計学", "数据分析", "データ可視化", "PyTorch/JAX", "A/B Testing",
]  # fmt: skip
_DETAILS = [
    "(AWS/GCP)", "(SQL, ETL)", "(R, Python)", "(C++17)", "(основы)", "（入門）", "(niveau débutant)",
    "& Ethics", "& 統計",
]  # fmt: skip
_PERSONS = [
    "Ana Peña", "Jörg Möller", "O. Nováková", "李娜", "Ирина Орлова", "S. Ó Briain", "Thi Nguyễn",
]  # fmt: skip
_PLACES = [
    "Coursera", "edX", "Udemy", "YouTube", "MIT OpenCourseWare", "freeCodeCamp", "Kaggle", "O'Reilly",
]  # fmt: skip
_WHAT = [
    "a small dashboard", "two case notes", "a wiring plan", "the unit budget", "a lesson script",
    "a survey of users", "the team's backlog", "l'étude pilote", "отчёт", "事例集",
]  # fmt: skip
_WHOM = [
    "a former colleague", "your ward manager", "two local firms", "a peer group", "the course forum",
    "Björn's meetup",
]  # fmt: skip
_SENTENCES = [
    "Years of {subject} taught you to notice what others overlook.",
    "Most teams that hire for {subject} also ask for {other}, and you bring both.",
    "Plan {what} around {subject} before you spend money on courses.",
    "Pay rises slowly at first — about {low}-{high} months in, it moves.",
    "Ask {whom} how they use {subject} (and why they dropped {other}).",
    "Is {subject} enough on its own? Rarely!",
    "Budget {low} to {high} hours per week for {subject}; skip it when you travel.",
    "You'll reuse {subject} daily: it's the quickest way to “earn” trust.",
    "Versuche zuerst {subject}, danach {other}.", "Навык «{subject}» пригодится вам с первого дня.",
    "まず{subject}から始め、次に{other}へ進みます。",
]  # fmt: skip
_TASKS = [
    "Draft {what} with {subject}", "Show {what} to {whom}", "Finish module {low} of {subject} on {place}",
    "Interview {whom} about {subject} (30 minutes)", "Compare {subject} and {other}, then keep one",
    "Rebuild {what} in {subject}: version {low}.{high}", "Разобрать {what}", "Übe {subject} täglich",
    "{subject}を復習する", "Apply to {low}-{high} openings that mention {subject}",
]  # fmt: skip
_RESOURCES = [
    "{place}: {subject}", "{place} course on {subject}", "Book: '{subject} in Practice' by {person}",
    "{subject} documentation", "{place} channel of {person}", "{subject} community", "OpenReview.net",
    "{subject} Handbook (2nd edition)", "GitHub", "arXiv.org",
]  # fmt: skip
_REMARKS = [
    "Working with {whom} instead of alone", "Calm weeks, apart from {subject}",
    "Learning {subject} after hours", "{other} no longer fills your day", "The pace of {subject}",
    "Être débutant en {subject}", "Меньше ночных смен", "夜勤がない",
]  # fmt: skip
_QUESTIONS = [
    "How long does it take to learn {subject}?", "Do I need a degree in {subject}?",
    "Will I earn more with {subject}?", "Faut-il déjà connaître {subject} ?", "Нужен ли мне {subject}?",
    "{subject}は必要ですか？",
]  # fmt: skip
_WORDS: dict[str, Sequence[str] | range] = {
    "subject": _SUBJECTS,
    "other": _SUBJECTS[::-1],
    "what": _WHAT,
    "whom": _WHOM,
    "person": _PERSONS,
    "place": _PLACES,
    "low": range(2, 10),
    "high": range(10, 31),
}
_FINAL_PUNCTUATION = ".!?。！？»”"


def _fill(template: str, choice: int) -> str:
    """Fill the template from the words that one number stands for."""
    words: dict[str, str | int] = {}
    for name, values in _WORDS.items():
        choice, index = divmod(choice, len(values))
        words[name] = values[index]
    text = template.format_map(words)
    return text[0].upper() + text[1:]


def _filled(templates: Sequence[str]) -> st.SearchStrategy[str]:
    return st.builds(_fill, st.sampled_from(templates), st.integers(0, prod(map(len, _WORDS.values())) - 1))


def _role_names() -> st.SearchStrategy[str]:
    plain = st.builds("{} {}".format, st.sampled_from(_FIELDS), st.sampled_from(_OCCUPATIONS))
    ranked = st.builds("{} {}".format, st.sampled_from(_LEVELS), st.sampled_from(_OCCUPATIONS))
    joined = st.builds("{} {} {}".format, plain, st.sampled_from(["/", "&"]), ranked)
    return st.one_of(plain, ranked, plain, joined)


def _label_of(name: str) -> str:
    """Write a role as the site's role lines do, from slugs: "AI R&D Lead" as "Ai R D Lead"."""
    return " ".join(word.capitalize() for word in re.findall(r"\w+", name))


@st.composite
def _roles(draw: st.DrawFn) -> tuple[GoldRole, GoldRole]:
    labelled = draw(_MOST_TIMES)
    first, second = draw(_TWO_NAMES)
    labels = (_label_of(first), _label_of(second)) if labelled else (None, None)
    return GoldRole(first, labels[0]), GoldRole(second, labels[1])


def _names() -> st.SearchStrategy[str]:
    detailed = st.builds("{} {}".format, st.sampled_from(_SUBJECTS), st.sampled_from(_DETAILS))
    paired = st.builds("{} & {}".format, st.sampled_from(_SUBJECTS), st.sampled_from(_SUBJECTS))
    return st.one_of(st.sampled_from(_SUBJECTS), detailed, paired)


def _paragraphs(most: int = 3, *, finished: bool = False) -> st.SearchStrategy[str]:
    """One to `most` sentences; about one in twenty lacks its final punctuation, unless `finished`."""
    texts = st.lists(_filled(_SENTENCES), min_size=1, max_size=most).map(" ".join)
    if finished:
        return texts
    return st.builds(lambda text, whole: text if whole else text.rstrip(_FINAL_PUNCTUATION), texts, _most_times(19))


def _most_times(parts: int = 9) -> st.SearchStrategy[bool]:
    """Draw True, but for one time in `parts` + 1."""
    return st.integers(0, parts).map(lambda part: part < parts)


def _tuples(items: st.SearchStrategy[T], least: int, most: int) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(items, min_size=least, max_size=most, unique=True).map(tuple)


# What is drawn from for each page is made once: making it takes longer than drawing.
_MOST_TIMES = _most_times()
_TWO_NAMES = _tuples(_role_names(), 2, 2)


# --------------------------------------------------------------------------------------------------------------------
# Figures.

_UNITS = ["day", "week", "month", "year", "hour"]
ONGOING = GoldDuration("Ongoing", None, None, None, ongoing=True)


def _plural(amount: int, unit: str) -> str:
    return unit if amount == 1 else f"{unit}s"


def _single(amount: int, unit: str) -> GoldDuration:
    return GoldDuration(f"{amount} {_plural(amount, unit)}", amount, amount, unit)


def _range(low: int, width: int, unit: str, mark: str) -> GoldDuration:
    return GoldDuration(f"{low}{mark}{low + width} {unit}s", low, low + width, unit)


def _open(low: int, unit: str) -> GoldDuration:
    return GoldDuration(f"{low}+ {unit}s", low, None, unit)


def durations(units: Sequence[str] = tuple(_UNITS)) -> st.SearchStrategy[GoldDuration]:
    """Durations as badges state them: "8 weeks", "12-18 months", "10+ weeks"."""
    unit, amount = st.sampled_from(units), st.integers(1, 60)
    ranges = st.builds(_range, amount, st.integers(1, 12), unit, st.sampled_from(["-", "-", "–", " to "]))
    return st.one_of(st.builds(_single, amount, unit), ranges, st.builds(_open, amount, unit))


def _headline(parts: tuple[int, int, str, str]) -> tuple[str, GoldDuration | None]:
    low, width, unit, tail = parts
    if width == 0:
        duration = GoldDuration(f"{low}-{unit.capitalize()}", low, low, unit)
    else:
        duration = GoldDuration(f"{low}-{low + width} {unit.capitalize()}", low, low + width, unit)
    return f"Your {duration.text} {tail}", duration


def _headlines() -> st.SearchStrategy[tuple[str, GoldDuration | None]]:
    tails = ["Transition Guide", "Transition Guide", "Transition to a New Career", "Roadmap"]
    units = st.sampled_from(["month", "month", "year", "week"])
    timed = st.tuples(st.integers(1, 24), st.sampled_from([0, 0, 3, 6]), units, st.sampled_from(tails)).map(_headline)
    untimed: tuple[str, GoldDuration | None] = ("Your Complete Transition Guide", None)
    return st.one_of(timed, timed, timed, st.just(untimed))


_NOTES = [None, None, "depending on location", "potential for more"]


def _signed(amount: int) -> str:
    return f"{amount:+d}%"


def _salary_range(first: int, second: int, note: str | None) -> GoldPercent:
    text = f"{_signed(first)} to {_signed(second)}" + (f" ({note})" if note else "")
    return GoldPercent(text, min(first, second), max(first, second), note)


def salary_changes() -> st.SearchStrategy[GoldPercent]:
    """Salary changes as the summary states them: "+50%", "-30% to -50%", "-10% to +20% (depending on location)"."""
    amount = st.integers(-60, 150)
    single = amount.map(lambda change: GoldPercent(_signed(change), change, change))
    return st.one_of(single, st.builds(_salary_range, amount, amount, st.sampled_from(_NOTES)))


def _difficulties() -> st.SearchStrategy[tuple[str, str | None]]:
    known = st.sampled_from(["Easy", "Moderate", "Challenging", "Hard"]).map(lambda word: (word, word.lower()))
    unknown: tuple[str, str | None] = ("Très exigeant", None)
    return st.one_of(known, known, known, st.just(unknown))


# --------------------------------------------------------------------------------------------------------------------
# Pages.


def _told_skills(*, with_gaps: bool) -> st.SearchStrategy[list[GoldSkillToLearn]]:
    texts = _paragraphs(2, finished=with_gaps)
    priorities: list[Priority | None] = [*PRIORITY_LABELS, None]
    skills = st.builds(
        GoldSkillToLearn,
        _names(),
        st.sampled_from(priorities),
        st.one_of(durations(["week", "month"]), st.just(ONGOING), st.none()),
        st.one_of(texts, texts, st.none()) if with_gaps else texts,
    )
    told = skills.filter(lambda skill: skill.priority or skill.duration or skill.guidance)  # a bare name tells nothing
    return st.lists(told, max_size=12, unique_by=lambda skill: skill.name)


_TOLD_SKILLS = {with_gaps: _told_skills(with_gaps=with_gaps) for with_gaps in (False, True)}


@st.composite
def _skills_to_learn(draw: st.DrawFn) -> tuple[GoldSkillToLearn, ...]:
    """Draw skills; a page lacks guidance, or final punctuation, never both: else nothing tells a name from a text."""
    drawn = draw(_TOLD_SKILLS[draw(st.booleans())])
    # A last skill that alone has no badge reads like one more section.
    while drawn and not _has_badge(drawn[-1]) and any(map(_has_badge, drawn)):
        drawn.pop()
    return tuple(drawn)


def _has_badge(skill: GoldSkillToLearn) -> bool:
    return skill.priority is not None or skill.duration is not None


def _phases() -> st.SearchStrategy[tuple[GoldPhase, ...]]:
    phase = st.builds(
        GoldPhase,
        _names(),
        st.one_of(durations(["week", "month"]), durations(["week"]), st.none()),
        _tuples(_filled(_TASKS), 0, 5),
        _tuples(_filled(_RESOURCES), 0, 4),
    )
    return st.lists(phase, max_size=10, unique_by=lambda item: item.title).map(tuple)


def _answers() -> st.SearchStrategy[tuple[GoldAnswer, ...]]:
    """Draw the FAQ; an answer without its question comes first: later it would belong to the answer before it."""
    bare = st.builds(GoldAnswer, st.none(), _paragraphs())
    asked = st.builds(GoldAnswer, _filled(_QUESTIONS), _paragraphs())
    return st.builds(lambda first, rest: (*first, *rest), _tuples(bare, 0, 1), _tuples(asked, 0, 3))


_PLANNED = _tuples(_filled(_TASKS), 1, 4)


@st.composite
def _action_plans(draw: st.DrawFn) -> tuple[GoldGroup, ...]:
    labels = [label for label in HORIZONS if draw(_MOST_TIMES)]
    return tuple(GoldGroup(label, draw(_PLANNED)) for label in labels)


def _any_page() -> st.SearchStrategy[GoldPage]:
    def page(
        roles: tuple[GoldRole, GoldRole], headline: tuple[str, GoldDuration | None], parts: dict[str, Any]
    ) -> GoldPage:
        return GoldPage(
            from_role=roles[0], to_role=roles[1], headline=headline[0], headline_duration=headline[1], **parts
        )

    remarks = _tuples(_filled(_REMARKS), 0, 5)
    skill = st.builds(GoldSkill, _names(), _paragraphs(2))
    parts = {
        "views": st.sampled_from([1, 58, 1204]),
        "difficulty": st.one_of(_difficulties(), _difficulties(), st.none()),
        "timeline": st.one_of(durations(["month", "year", "week"]), st.none()),
        "salary_change": st.one_of(salary_changes(), st.none()),
        "demand": st.one_of(_paragraphs(1), st.none()),
        "overview": _tuples(_paragraphs(), 0, 10),
        "transferable_skills": st.lists(skill, max_size=12, unique_by=lambda s: s.name).map(tuple),
        "skills_to_learn": _skills_to_learn(),
        "roadmap": _phases(),
        "rewards": remarks,
        "tradeoffs": remarks,
        "challenges": remarks,
        "action_plan": _action_plans(),
        "faq": _answers(),
    }
    return st.builds(page, _roles(), _headlines(), st.fixed_dictionaries(parts))


_ANY_PAGE = _any_page()


def gold_pages() -> st.SearchStrategy[GoldPage]:
    """Any page of the site: from nothing but a title to twelve skills and ten phases."""
    return _ANY_PAGE


# --------------------------------------------------------------------------------------------------------------------
# Noise. The first kind leaves every text of the record to the letter; the second respells texts, so that both sides are
# compared through `plain`.

_BULLET = re.compile(r"(?m)^( *)[•-] ")
_RANGE_DASH = re.compile(r"(?<=\d)[-–](?=\d)")
_MINUS = re.compile(r"(?<![\w)])-(?=\d)")


def crlf(text: str) -> str:
    """Windows line ends."""
    return text.replace("\n", "\r\n")


def cr(text: str) -> str:
    """Old Macintosh line ends."""
    return text.replace("\n", "\r")


def byte_order_mark(text: str) -> str:
    """U+FEFF before the first letter."""
    return f"\ufeff{text}"


def final_newlines(text: str) -> str:
    """White space after the last line."""
    return f"{text}\n \n"


def trailing_spaces(text: str) -> str:
    """White space at the end of each line, blank lines included."""
    return re.sub(r"(?m)$", " \t", text)


def tab_indents(text: str) -> str:
    """Tabs before the bullets."""
    return _BULLET.sub(lambda match: f"\t{match[0].lstrip()}", text)


def extra_blank_lines(text: str) -> str:
    """Two more blank lines wherever there is one."""
    return text.replace("\n\n", "\n\n\n\n")


def spread(text: str) -> str:
    """Put a blank line between any two lines."""
    return re.sub(r"\n+", "\n\n", text)


def packed(text: str) -> str:
    """No blank line anywhere."""
    return re.sub(r"\n+", "\n", text)


def _bulleted(mark: str) -> Callable[[str], str]:
    def noise(text: str) -> str:
        return _BULLET.sub(lambda match: f"{match[1]}{mark} ", text)

    noise.__doc__ = f"`{mark}` for each bullet."
    noise.__name__ = f"bullets_{'_'.join(f'{ord(letter):04x}' for letter in mark)}"
    return noise


def numbered(text: str) -> str:
    """Numbers for bullets, from 1 in each list."""
    lines, numbers = [], count(1)
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        if bullet is None:
            numbers = count(1)
        lines.append(f"{bullet[1]}{next(numbers)}. {line[bullet.end() :]}" if bullet else line)
    return "\n".join(lines)


def _spaced(space: str) -> Callable[[str], str]:
    def noise(text: str) -> str:
        return re.sub(r"(?<=\S) (?=\S)", space, text)

    noise.__doc__ = f"U+{ord(space):04X} for each space inside a line."
    noise.__name__ = f"spaces_{ord(space):04x}"
    return noise


def curly_quotes(text: str) -> str:
    """Typographic apostrophes and quotation marks."""
    text = re.sub(r"(?<!\w)'", "‘", text).replace("'", "’")
    return re.sub(r'(?<!\w)"', "“", text).replace('"', "”")


def nfd(text: str) -> str:
    """Letters and their accents apart."""
    return unicodedata.normalize("NFD", text)


def _dashed(dash: str) -> Callable[[str], str]:
    def noise(text: str) -> str:
        return _RANGE_DASH.sub(dash, text)

    noise.__doc__ = f"U+{ord(dash):04X} for the dash of each range of numbers."
    noise.__name__ = f"dashes_{ord(dash):04x}"
    return noise


def minus_signs(text: str) -> str:
    """U+2212 for the minus of each negative number."""
    return _MINUS.sub("−", text)


LINE_ENDS: list[Callable[[str], str]] = [crlf, cr, byte_order_mark]
LAYOUT_NOISES: list[Callable[[str], str]] = [
    *LINE_ENDS, final_newlines, trailing_spaces, tab_indents, extra_blank_lines, spread, packed, numbered,
    *map(_bulleted, "*–◦-•‣·"),
]  # fmt: skip
SPELLING_NOISES: list[Callable[[str], str]] = [
    curly_quotes, nfd, minus_signs,
    *map(_spaced, "\u00a0\u202f\u2009"), *map(_dashed, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"),
]  # fmt: skip
_FOLDED = {
    **dict.fromkeys(map(ord, "\u00a0\u202f\u2009"), " "),
    **dict.fromkeys(map(ord, "‘’"), "'"),
    **dict.fromkeys(map(ord, "“”"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
}


def plain(value: Any) -> Any:
    """Give the value with every text in it folded, so that what only the spelling noises changed compares as equal."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.translate(_FOLDED))
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return value


def noises(*, spelling: bool = True) -> st.SearchStrategy[Callable[[str], str]]:
    """Up to four noises in a row, line ends last; without `spelling` the record stays the same to the letter."""
    kinds = [noise for noise in LAYOUT_NOISES if noise not in LINE_ENDS] + (SPELLING_NOISES if spelling else [])
    inner = st.lists(st.sampled_from(kinds), max_size=3, unique=True)
    outer = st.lists(st.sampled_from(LINE_ENDS), max_size=1)
    return st.builds(lambda first, last: _chain([*first, *last]), inner, outer)


def _chain(noises_in_order: Sequence[Callable[[str], str]]) -> Callable[[str], str]:
    def noise(text: str) -> str:
        for step in noises_in_order:
            text = step(text)
        return text

    noise.__name__ = "+".join(step.__name__ for step in noises_in_order) or "none"
    return noise
