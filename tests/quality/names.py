"""NAM: names of roles and spellings of terms."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from gold.facts import Resource, Role
from quality.clean import Page, draw, titled
from quality.exam import Case, defect, near_miss
from quality.written import files

# Roles, each with a line that differs in capitals alone.
_CAPITALS = (
    ("AI Engineer", "Ai Engineer"),
    ("UX Designer", "Ux Designer"),
    ("R&D Technician", "r&d technician"),
    ("DevOps Engineer", "Devops Engineer"),
    ("Data Analyst", "data analyst"),
    ("Registered Nurse", "Registered nurse"),
    ("QA Tester", "Qa Tester"),
    ("iOS Developer", "Ios Developer"),
    ("Project Manager", "PROJECT MANAGER"),
    ("Head of HR", "Head Of Hr"),
    ("NLP Researcher", "Nlp Researcher"),
    ("Bus Driver", "Bus driver"),
)


def _roles(page: Page, first: Role, second: Role) -> Page:
    """The page about two other roles; its prose keeps the old ones."""
    facts = replace(page.facts, from_role=first, to_role=second)
    return replace(page, facts=titled(facts, facts.headline.text, facts.headline.duration))


def _one_role(page: Page, role: Role, chance: Random) -> Page:
    facts = page.facts
    if chance.random() < 0.5 and role.name != facts.to_role.name:
        return _roles(page, role, facts.to_role)
    if role.name == facts.from_role.name:
        return _roles(page, role, facts.to_role)
    return _roles(page, facts.from_role, role)


@defect("NAM001")
def line_in_other_capitals(chance: Random) -> Case:
    name, label = chance.choice(_CAPITALS)
    return files(_one_role(draw(chance), Role(name, label), chance), chance)


@near_miss("NAM001")
def line_in_the_same_capitals(chance: Random) -> Case:
    page = draw(chance)
    kind = chance.choice(["same", "title in capitals", "space"])
    if kind == "title in capitals":
        facts = page.facts
        facts = replace(
            facts,
            title=facts.title.upper(),
            from_role=replace(facts.from_role, name=facts.from_role.name.upper()),
            to_role=replace(facts.to_role, name=facts.to_role.name.upper()),
        )
        return files(replace(page, facts=facts), chance, ("inner", "packed", "markdown"))
    name = chance.choice(_CAPITALS)[0]
    label = name.replace(" ", "  ") if kind == "space" else name
    return files(_one_role(page, Role(name, label), chance), chance)


# Roles, each with a line that names another.
_MISMATCHES = (
    ("Data Analyst", "Data Engineer"),
    ("Data Analyst", "Data Scientist"),
    ("Registered Nurse", "Nurse Practitioner"),
    ("Cloud Engineer", "Cloud Architect"),
    ("Project Manager", "Product Manager"),
    ("Machine Learning Engineer", "Machine Learning Researcher"),
    ("Primary School Teacher", "Secondary School Teacher"),
    ("Social Worker", "Youth Worker"),
    ("Sound Engineer", "Senior Sound Engineer"),
    ("Technical Writer", "Medical Writer"),
    ("Pastry Chef", "Sous Chef"),
    ("UX Designer", "UX Researcher"),
)
# Roles, each with a line that is only another way to write it.
_SAME = (
    ("R&D Technician", "R and D Technician"),
    ("Research & Policy Officer", "Research and Policy Officer"),
    ("UX/UI Designer", "Ux Ui Designer"),
    ("Front-End Developer", "Front End Developer"),
    ("Data Analyst", "Data Analysts"),
    ("Site Reliability Engineer (SRE)", "Site Reliability Engineer"),
    ("Sr. Data Analyst", "Senior Data Analyst"),
    ("Data Visualisation Designer", "Data Visualization Designer"),
    ("AI Engineer", "Artificial Intelligence Engineer"),
    ("Senior Data Analyst", "Senior Data…"),
    ("C++ Developer", "C++ Developer"),
    ("Bus Driver", "bus driver"),
    ("Jr. Paralegal", "Junior Paralegal"),
    ("Human Resources Manager", "HR Manager"),
    ("Nurse's Aide", "Nurses Aide"),
    ("Sales Representative", "Sales Representative "),
)


@defect("NAM002")
def line_of_another_role(chance: Random) -> Case:
    name, label = chance.choice(_MISMATCHES)
    if chance.random() < 0.5:
        name, label = label, name
    return files(_one_role(draw(chance), Role(name, label), chance), chance)


@near_miss("NAM002")
def line_in_another_form(chance: Random) -> Case:
    name, label = chance.choice(_SAME)
    if chance.random() < 0.4 and "…" not in label:
        name, label = label.strip(), name
    return files(_one_role(draw(chance), Role(name, label), chance), chance)


_TWO = (
    "Professor / Researcher", "Writer/Editor", "Data Analyst / Statistician", "Teacher / Tutor", "Nurse / Carer",
    "Sales Manager / Account Manager", "Translator/Interpreter", "Project Manager / Product Owner",
    "Illustrator / Animator", "Actor/Director",
)  # fmt: skip
_ONE = (
    "CI/CD Engineer", "UX / UI Designer", "Oil / Gas Engineer", "A/B Testing Specialist", "TCP/IP Engineer",
    "Health/Safety Officer", "Front-End / Back-End Developer", "TV/Radio Journalist", "Import/Export Clerk",
    "24/7 Support Engineer", "AC/DC Technician",
)  # fmt: skip


@defect("NAM003")
def two_roles_in_one(chance: Random) -> Case:
    name = chance.choice(_TWO)
    return files(_one_role(draw(chance), Role(name, name), chance), chance)


@near_miss("NAM003")
def one_role_with_a_slash(chance: Random) -> Case:
    name = chance.choice(_ONE)
    return files(_one_role(draw(chance), Role(name, name), chance), chance)


# --------------------------------------------------------------------------------------------------------------------

# A term as it is spelt right, and wrong.
_TERMS = (
    ("GitHub", "Github"), ("LinkedIn", "Linkedin"), ("JavaScript", "Javascript"), ("PostgreSQL", "Postgresql"),
    ("WordPress", "Wordpress"), ("email", "e-mail"), ("frontend", "front-end"), ("dataset", "data set"),
    ("YouTube", "Youtube"), ("Power BI", "PowerBI"), ("AWS", "Aws"), ("TensorFlow", "Tensorflow"),
    ("DevOps", "Devops"), ("spreadsheet", "spread sheet"), ("MySQL", "mySQL"),
)  # fmt: skip


def _spelt(page: Page, first: str, second: str, chance: Random) -> Page:
    """The page with two more items, of which each names a term, in two places of prose."""
    places = chance.sample(["overview", "task", "reward", "answer", "guidance"], 2)
    for place, term in zip(places, (first, second), strict=True):
        page = _with(page, place, f"Have somebody check your {term} once a month")
    return page


def _with(page: Page, place: str, text: str) -> Page:
    facts = page.facts
    if place == "overview":
        return page.but(overview=(*facts.overview, f"{text}."))
    if place == "task":
        step = facts.action_plan[0]
        return page.but(action_plan=(replace(step, tasks=(*step.tasks, text)), *facts.action_plan[1:]))
    if place == "reward":
        return page.but(reality_check=replace(facts.reality_check, challenges=(*facts.reality_check.challenges, text)))
    if place == "answer":
        entry = facts.faq[-1]
        return page.but(faq=(*facts.faq[:-1], replace(entry, answer=f"{entry.answer} {text}.")))
    skill = facts.skills_to_learn[-1]
    return page.but(skills_to_learn=(*facts.skills_to_learn[:-1], replace(skill, guidance=f"{skill.guidance} {text}.")))


@defect("NAM004")
def term_in_two_spellings(chance: Random) -> Case:
    return files(_spelt(draw(chance), *chance.choice(_TERMS), chance), chance)


@near_miss("NAM004")
def term_in_one_spelling(chance: Random) -> Case:
    page = draw(chance)
    right, wrong = chance.choice(_TERMS)
    kind = chance.choice(["wrong", "right", "quoted", "resource", "address", "sentence", "install"])
    if kind in ("wrong", "right"):
        term = wrong if kind == "wrong" else right
        return files(_spelt(page, term, term, chance), chance)
    page = _with(page, "task", f"Have somebody check your {right} once a month")
    if kind == "quoted":
        page = _with(page, "overview", f"A book is called “{wrong} for Late Beginners”")
    elif kind == "resource":
        phase = page.facts.roadmap[0]
        named = replace(phase, resources=(*phase.resources, Resource(f"{wrong} for Late Beginners", None)))
        page = page.but(roadmap=(named, *page.facts.roadmap[1:]))
    elif kind == "address":
        page = _with(page, "overview", f"Write to help@{wrong.replace(' ', '').lower()}.example.org")
    elif kind == "sentence":
        page = _with(
            _with(page, "overview", "Frontend work is slow at first"), "answer", "The frontend is what you see"
        )
    else:
        page = _with(page, "overview", "Type pip install tensorflow and see what happens")
    return files(page, chance)
