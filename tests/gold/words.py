"""Word lists, and facts drawn from them: the same seed, the same facts."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import NamedTuple
from urllib.parse import quote

from gold.facts import (
    Answer,
    Difficulty,
    Duration,
    Facts,
    Headline,
    Other,
    Percent,
    Phase,
    RealityCheck,
    Resource,
    Role,
    Skill,
    SkillToLearn,
    Step,
)

ROLES = [
    "Registered Nurse", "Data Analyst", "Café Manager", "C++ Developer", "R&D Technician", "UX/UI Designer",
    "Électricien Industriel", "Supply Chain Planner", "Primary School Teacher", "Cloud Engineer", "Łódź Tram Driver",
    "Research & Policy Officer", "Bank Teller", "Machine Learning Engineer", "Social Worker", "Técnico de Sonido",
    "Privacy & Compliance Analyst", "Journalist", "Prompt Engineer", "Lab Assistant", "MLOps Engineer",
    "Süßwaren Konditor", "Geospatial Analyst", "Payroll Clerk", "AI Product Manager", "Übersetzer", "SEO Specialist",
    "Technical Writer", "Warehouse Lead", "Cybersecurity Analyst", "Front-End Developer", "Hotel Receptionist",
]  # fmt: skip
SKILLS = [
    "SQL", "C++", "Docker & Kubernetes", "A/B Testing", "Python (pandas)", "Power BI", "Linear Algebra",
    "R&D Budgeting", "UI/UX Prototyping", "Node.js", "“Lean” Basics", "Rédaction technique", "Threat Modelling",
    "CI/CD Pipelines", "Patient Records", "Contract Review", "Stakeholder Interviews", "Dashboard Design",
    "Motor Control", "Statistics", "Version Control", "Señalización", "Größenordnung", "Cloud Platforms",
    "Machine Learning", "Data Ethics & Privacy", "Technical Writing", "Systems Thinking", "Crisis Communication",
    "Shift Planning", "Quality Audits", "Inventory Counts", "Lesson Planning", "Customer Empathy", "Budget Control",
    "PyTorch/JAX", "Prompt Design", "GIS Mapping (QGIS)", "Incident Response", "O’Brien Method", "Storyboarding",
    "Product Discovery", "API Design", "Field Measurement", "Žurnalistika", "Bash Scripting", "Risk Registers",
]  # fmt: skip
PHASES = [
    "Foundations", "Core Tools & Habits", "First Project", "Portfolio & Proof", "Specialisation", "Job Search",
    "Theory You Can Use", "Build in Public", "Interview Practice", "Deep Dive: Models", "Applied Work", "Networking",
    "Capstone", "Shadow a Team", "Certification", "Freelance Trial",
]  # fmt: skip
THINGS = [
    "a small dashboard", "two case notes", "a wiring plan", "the unit budget", "a lesson script", "a survey of users",
    "the team’s backlog", "l’étude pilote", "a ten-page report", "an error log", "a reading diary", "three mock-ups",
    "a stock list", "the shift rota", "a grant application", "a risk register", "a glossary of terms",
    "an onboarding guide", "a price comparison", "a small web page",
]  # fmt: skip
PEOPLE = [
    "a former colleague", "your ward manager", "two local firms", "a peer group", "the course forum",
    "Björn’s meetup", "a recruiter you trust", "three people in the trade", "an old classmate", "Ms. Peña’s team",
    "the union’s adviser", "a mentor", "someone who failed at it", "the help desk",
]  # fmt: skip
PUBLISHERS = [
    "Coursera", "edX", "Udemy", "MIT OpenCourseWare", "freeCodeCamp", "Kaggle", "O’Reilly", "Khan Academy",
    "FutureLearn", "LinkedIn Learning", "Pluralsight", "DataCamp",
]  # fmt: skip
AUTHORS = ["Ana Peña", "Jörg Möller", "O. Nováková", "Ines Duarte", "S. Ó Briain", "Thi Nguyễn", "Kofi Mensah"]
RESOURCES = [
    "{publisher}: {skill}", "{publisher} course on {skill}", "“{skill} in Practice” by {author}",
    "{skill} documentation", "The {skill} Handbook (edition {low})", "{author}’s newsletter",
    "{skill} community forum", "{skill} for Career Changers", "Podcast with {author}", "{publisher} – {skill} path",
]  # fmt: skip
SENTENCES = [
    "Years of {skill} taught you to notice what others overlook.",
    "Most teams that hire for {skill} also ask for {other}, and you bring at least one of them.",
    "Plan {thing} around {skill} before you spend money on courses.",
    "Pay moves slowly at first; after {low} to {high} months it begins to show.",
    "Ask {people} how they use {skill} (and why they dropped {other}).",
    "Is {skill} enough on its own? Rarely, but it opens the door!",
    "Set aside {low} to {high} hours per week for {skill}, and skip it when you travel.",
    "You’ll reuse {skill} every day: it’s the quickest way to “earn” a team’s trust.",
    "Somebody who has finished {thing} learns {skill} in half the time.",
    "A course costs about €{low}00; the books of {author} cost £{high}.",
    "Nobody starts from nothing: {thing} and {skill} have more in common than you’d think.",
    "Write down what went wrong with {thing}, then show it to {people}.",
    "It helps to treat {skill} as a habit & not as an exam.",
    "Teams in Malmö, São Paulo and Kraków told us that {skill} matters more than a degree.",
    "Compare {skill} with {other} on {thing}, and keep whichever you’d explain to {people}.",
    "Expect the first {low} attempts to fail; that is how {people} learnt it too.",
]  # fmt: skip
TASKS = [
    "Draft {thing} with {skill}", "Show {thing} to {people}", "Finish module {low} of {skill} on {publisher}",
    "Interview {people} about {skill} (30 minutes)", "Compare {skill} and {other}, then keep one",
    "Rebuild {thing} in {skill}, version {low}.{high}", "Send {low} applications that mention {skill}",
    "Put €{high}0 aside for the exam in {skill}", "Read {author} on {skill} & take notes",
    "Publish {thing} and ask {people} for comments", "Repeat {skill} daily: {high} minutes are enough",
    "Join {people} for one evening", "Replace {thing} by something you built with {skill}",
]  # fmt: skip
REWARDS = [
    "Working with {people} instead of alone", "Seeing {thing} used the next day", "Time for {skill} on weekdays",
    "Pay that grows with {skill}", "Fewer night shifts, more {skill}", "Colleagues who care about {thing}",
]  # fmt: skip
TRADEOFFS = [
    "The pace of {skill}", "Daily contact with {people}", "Being the one who knows {other} best",
    "Leaving {thing} to someone else", "A desk far away from {people}", "Finishing {thing} by hand",
]  # fmt: skip
CHALLENGES = [
    "Learning {skill} after hours", "Explaining {other} to {people}", "Proving that {thing} counts as experience",
    "A first offer below £{high},000", "Staying with {skill} when it gets dull",
    "Tests that ask for {low} years of {skill}",
]  # fmt: skip
QUESTIONS = [
    "How long does it take to learn {skill}?", "Do I need a degree to work with {skill}?",
    "Will I earn more with {skill}?", "Is {age} too old to start with {skill}?",
    "Can I keep my job while I learn {skill}?",
    "What if I dislike {skill} & {other}?", "Which comes first, {skill} or {other}?",
    "Who hires people without {skill}?",
]  # fmt: skip
DEMANDS = [
    "High", "Growing steadily", "Very high in hospitals & clinics", "Strong – most openings are remote",
    "Stable, with fewer juniors than before",
]  # fmt: skip
LEVELS = {"Easy": "easy", "Moderate": "moderate", "Challenging": "challenging", "Hard": "hard"}
PRIORITIES = ["critical", "critical", "important", "important", "nice_to_have"]
SITES = ["learn.example.org", "www.example.com", "courses.example.net"]


def week(text: str, low: int, high: int | None, *, approximate: bool = False) -> Duration:
    """A duration in weeks."""
    return Duration(text, low, high, "week", approximate)


WEEKS = [
    week("6 weeks", 6, 6), week("4 weeks", 4, 4), week("8-10 weeks", 8, 10), week("10+ weeks", 10, None),
    week("2–3 weeks", 2, 3), week("12 weeks", 12, 12), week("5 to 7 weeks", 5, 7), week("~3 weeks",
    3, 3, approximate=True),
    week("9 weeks", 9, 9), Duration("2 months", 2, 2, "month"), Duration("3-4 months", 3, 4, "month"),
]  # fmt: skip
ONGOING = Duration("Ongoing", None, None, None, ongoing=True)
TIMELINES = [
    Duration("12-18 months", 12, 18, "month"), Duration("9 months", 9, 9, "month"), Duration("1-2 years", 1, 2, "year"),
    Duration("6–9 months", 6, 9, "month"), Duration("18+ months", 18, None, "month"),
    Duration("about 10 months", 10, 10, "month", approximate=True),
]  # fmt: skip
CHANGES = [
    Percent("+15% to +25%", 15, 25), Percent("-10% to +20% (depending on location)", -10, 20, "depending on location"),
    Percent("+40%", 40, 40), Percent("-20% to -30%", -30, -20), Percent("+5% to +10% (first year)",
    5, 10, "first year"),
    Percent("+30% to +50%", 30, 50),
]  # fmt: skip
PAY = [
    ("$60,000–$75,000", "$80,000–$98,000", "$105,000–$130,000"),
    ("€38,000–€46,000", "€50,000–€64,000", "€70,000–€88,000"),
    ("£28,500–£34,000", "£37,000–£45,000", "£52,000+"),
]  # fmt: skip


class Traits(NamedTuple):
    """What pages of one layout state.

    Attributes:
        title: the title, of `{first}`, `{second}` and `{headline}`.
        headlines: what the headline says, and the duration in it.
        horizons: the labels of the action plan, and the time each spans.
        labelled: whether the page has role lines of its own.
        summary: whether it has a summary of figures; and badges on its skills.
        timed: how phases state their duration: in weeks, as calendar months, or not at all.
        linked: the share of resources that link somewhere.
        pay: whether there is a table of salaries.
    """

    title: str
    headlines: tuple[tuple[str, Duration | None], ...]
    horizons: tuple[tuple[str, int, str], ...]
    labelled: bool = False
    summary: bool = True
    timed: str = "weeks"
    linked: float = 1.0
    pay: bool = False


class Words:
    """Draws what has not been drawn yet, so that names are unique on a page."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self._left: dict[int, list[str]] = {}
        self._said: set[str] = set()

    def take(self, words: Sequence[str]) -> str:
        """One of the words; none comes again before all have come."""
        left = self._left.setdefault(id(words), [])
        if not left:
            left.extend(self.chance.sample(list(words), len(words)))
        return left.pop()

    def fill(self, templates: Sequence[str]) -> str:
        """A text that has not been said yet."""
        while True:
            skill, other = self.chance.sample(SKILLS, 2)
            text = self.take(templates).format(
                skill=skill,
                other=other,
                thing=self.chance.choice(THINGS),
                people=self.chance.choice(PEOPLE),
                publisher=self.chance.choice(PUBLISHERS),
                author=self.chance.choice(AUTHORS),
                low=self.chance.randint(2, 9),
                high=self.chance.randint(11, 29),
                age=self.chance.randint(35, 55),
            )
            text = text[0].upper() + text[1:]
            if text not in self._said:
                self._said.add(text)
                return text

    def texts(self, templates: Sequence[str], least: int, most: int) -> tuple[str, ...]:
        """Some texts of one kind."""
        return tuple(self.fill(templates) for _ in range(self.chance.randint(least, most)))

    def paragraph(self, most: int = 3) -> str:
        """One to `most` sentences."""
        return " ".join(self.texts(SENTENCES, 1, most))


def _label(name: str) -> str:
    """A role as a site writes it that makes it from slugs."""
    words = "".join(letter if letter.isalnum() else " " for letter in name).split()
    return " ".join(word.capitalize() for word in words)


def _resource(words: Words, linked: float) -> Resource:
    name = words.fill(RESOURCES)
    host = words.chance.choice(SITES)
    slug = quote("-".join("".join(c if c.isalnum() else " " for c in name.lower()).split()))
    url = f"https://{host}/{slug}" + words.chance.choice(["", "", "/", "?ref=guide&lang=en", "#start"])
    return Resource(name, url if words.chance.random() < linked else None)


def _months(words: Words, start: int) -> tuple[Duration, int]:
    """The calendar months from `start` on that a phase takes, and the month after them."""
    length = words.chance.choice([1, 1, 2, 2, 3])
    if length == 1:
        return Duration(f"Month {start}", 1, 1, "month"), start + 1
    dash = words.chance.choice(["–", "–", "-"])
    word = "Month" if dash == "–" else "Months"
    return Duration(f"{word} {start}{dash}{start + length - 1}", length, length, "month"), start + length


def _phases(words: Words, traits: Traits) -> tuple[Phase, ...]:
    phases, month = [], 1
    for position in range(1, words.chance.randint(3, 6) + 1):
        duration = words.chance.choice(WEEKS) if traits.timed == "weeks" else None
        if traits.timed == "months":
            duration, month = _months(words, month)
        count = words.chance.randint(1, 4)
        resources = tuple(_resource(words, traits.linked) for _ in range(count))
        phases.append(Phase(position, words.take(PHASES), duration, words.texts(TASKS, 2, 5), resources))
    return tuple(phases)


def _skill_to_learn(words: Words, traits: Traits) -> SkillToLearn:
    name = words.take(SKILLS)
    if not traits.summary:
        return SkillToLearn(name, None, None, words.paragraph(2))
    duration = words.chance.choice([*WEEKS, ONGOING])
    return SkillToLearn(name, words.chance.choice(PRIORITIES), duration, words.paragraph(2))


def _pay(words: Words) -> tuple[Other, ...]:
    amounts = words.chance.choice(PAY)
    cells = [cell for row in zip(("Entry", "Mid", "Senior"), amounts, strict=True) for cell in row]
    return (Other("Salaries by level", tuple(cells)),)


def draw(seed: int, traits: Traits) -> Facts:
    """The facts of one page."""
    chance = Random(seed)  # noqa: S311  the same seed gives the same page
    words = Words(chance)
    first, second = words.take(ROLES), words.take(ROLES)
    text, duration = chance.choice(traits.headlines)
    word = chance.choice(list(LEVELS))
    return Facts(
        title=traits.title.format(first=first, second=second, headline=text),
        from_role=Role(first, _label(first) if traits.labelled else None),
        to_role=Role(second, _label(second) if traits.labelled else None),
        headline=Headline(text, duration),
        difficulty=Difficulty(word, LEVELS[word]) if traits.summary else None,
        timeline=chance.choice(TIMELINES) if traits.summary else None,
        salary_change=chance.choice(CHANGES) if traits.summary else None,
        demand=chance.choice(DEMANDS) if traits.summary else None,
        overview=tuple(words.paragraph() for _ in range(chance.randint(1, 3))),
        transferable_skills=tuple(Skill(words.take(SKILLS), words.paragraph(2)) for _ in range(chance.randint(3, 6))),
        skills_to_learn=tuple(_skill_to_learn(words, traits) for _ in range(chance.randint(4, 8))),
        roadmap=_phases(words, traits),
        reality_check=RealityCheck(
            words.texts(REWARDS, 2, 4), words.texts(TRADEOFFS, 2, 4), words.texts(CHALLENGES, 2, 4)
        ),
        action_plan=tuple(
            Step(label, Duration(label, amount, amount, unit), words.texts(TASKS, 2, 3))
            for label, amount, unit in traits.horizons
        ),
        faq=tuple(Answer(question, words.paragraph()) for question in words.texts(QUESTIONS, 2, 5)),
        other=_pay(words) if traits.pay else (),
    )
