"""What a page is: a transition, a guide to one role, a story; or something else, and what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pathingest import parse
from pathingest.model.errors import PathingestError
from pathingest.model.page import Page
from pathingest.pipeline import ingest
from pathingest.sections import evidence
from pathingest.sections.recognise import TOO_LITTLE
from pathingest.sources import from_text
from running import Tool

PHASES = """
## Phase 1: Foundations (8 weeks)

- Write queries

## Phase 2: Projects (4 weeks)

- Build a dashboard
"""
FIRST_PERSON = """
I had cooked for ten years when I wrote my first program. My evenings went into my courses, and I kept my job.
I applied to forty employers, and I was hired after my ninth interview. I still miss my kitchen, and I like my new team.
"""


LABELS = """<h1>Plan</h1><table><tr><td>Current role</td><td>Bookkeeper</td></tr><tr><td>Target role</td>
<td>Data Analyst</td></tr></table>"""
POSTING = '<script type="application/ld+json">{"@type": "JobPosting", "title": "Data Analyst"}</script>'


def read(text: str, path: str = "page.md") -> Page:
    return parse(text, path=path)


def stated(text: str, path: str = "page.md") -> tuple[Any, ...]:
    """(kind, current role, target role, id) of a page."""
    tree = read(text, path).tree
    assert tree is not None, read(text, path).problem
    names = [role and role["name"] for role in (tree["from_role"], tree["to_role"])]
    return tree["kind"], *names, tree["id"]


JOBS = (
    *("Accountant", "Architect", "Carpenter", "Chef", "Data Engineer", "Electrician", "Lawyer", "Nurse", "Pilot"),
    *("Plumber", "Project Manager", "Software Engineer", "Teacher", "Web Developer"),
)
GUIDES = {
    "a move whose page helps with interviews": (
        ("# From Nurse to Data Analyst\n\nA career change.\n\n## Interview\n\nUse the STAR method.\n\n"
        f"### What interviewers want\n\nProof.\n\n### Example answer\n\nA ward.\n{PHASES}"),
        "transition",
        "Nurse",
        "Data Analyst",
        "nurse-to-data-analyst",
    ),
    "roles that headings label": (
        f"# Career Roadmap Example\n\n## Current Role: Junior Developer\n## Target Role: Data Analyst\n{PHASES}",
        "transition",
        "Junior Developer",
        "Data Analyst",
        "junior-developer-to-data-analyst",
    ),
    "days that are counted": (
        f"# 100 Days of Data Engineering\n{PHASES}",
        "guide",
        None,
        "Data Engineering",
        "to-data-engineering",
    ),
    "a plan with a time, for a field": (
        "# 90-Day DevOps Learning Plan\n\n## What it is\n\nA.\n\n## Why I do it\n\nB.\n\n## Tools\n\nC.\n",
        "guide",
        None,
        "DevOps",
        "to-devops",
    ),
    "the role below a heading that says so": (
        f"# 90-Day Pottery Plan\n\n## Target role (clear focus)\n\n\U0001f3af **Data Analyst**\n{PHASES}",
        "guide",
        None,
        "Data Analyst",
        "to-data-analyst",
    ),
    "a subtitle that goes on with the title": (
        f"# A Data Bootcamp\n\n## The path to become a Data Analyst\n{PHASES}",
        "guide",
        None,
        "Data Analyst",
        "to-data-analyst",
    ),
    "a move that ends as the title does": (
        f"# Career Roadmap - Linux & Cloud Engineer\n\nFrom Support Analyst \u2192 Azure Cloud Engineer.\n{PHASES}",
        "transition",
        "Support Analyst",
        "Linux & Cloud Engineer",
        "support-analyst-to-linux-cloud-engineer",
    ),
    "one role": (f"# How to Become a Data Analyst\n{PHASES}", "guide", None, "Data Analyst", "to-data-analyst"),
    "one role in plain text": (
        "How to Become a Data Analyst\nRoadmap\nPhase 1: Foundations\n8 weeks\nTasks\n- Write queries\n",
        "guide", None, "Data Analyst", "to-data-analyst",
    ),
    "a field whose job the page names": (
        f"# Data Engineering Roadmap\n\nA data engineer builds pipelines.\n{PHASES}",
        "guide", None, "data engineer", "to-data-engineer",
    ),
    "two roles whose headings tell of others' moves": (
        ("# Transitioning From Nurse to Data Analyst\n\nA career change is a move into numbers.\n\n"
        "## From Nurse to Tester\n\nAda did so.\n\n## From Midwife to Data Engineer\n\nBo did so.\n\n"
        "## Skills\n\nCare.\n\n## Courses\n\nMany.\n\n## Money\n\nMore.\n"),
        "transition", "Nurse", "Data Analyst", "nurse-to-data-analyst",
    ),
    "a title that says who goes where": (
        "# 5 Tips for Transitioning from Bookkeeper to Data Analyst\n\nMoving into data takes time.\n",
        "transition", "Bookkeeper", "Data Analyst", "bookkeeper-to-data-analyst",
    ),
    "roles in quotation marks": (
        f'# How to transition from "Bookkeeper" to \u201cData Analyst\u201d?\n{PHASES}',
        "transition", "Bookkeeper", "Data Analyst", "bookkeeper-to-data-analyst",
    ),
    "a way from nothing": (f"# Zero to Data Analyst\n{PHASES}", "guide", None, "Data Analyst", "to-data-analyst"),
    "two roles and a journey, in few words": (
        "# Bookkeeper to Data Analyst Journey\n\nA few words.\n",
        "transition", "Bookkeeper", "Data Analyst", "bookkeeper-to-data-analyst",
    ),
    "a job that a title only names, above a plan": (
        f"# Carpenter Daily Study Plan (12 Weeks)\n{PHASES}", "guide", None, "Carpenter", "to-carpenter",
    ),
    "two roles and no section of a pathway": (
        "# Tester → Data Engineer\n\nMoving into pipes.\n\n## Tests\n\nA\n\n## Jobs\n\nB\n\n## Ends\n\nC\n",
        "transition", "Tester", "Data Engineer", "tester-to-data-engineer",
    ),
    "what a path is for": (
        f"# Complete Learning Path for Data Analysts\n{PHASES}", "guide", None, "Data Analysts", "to-data-analysts",
    ),
    "a verb at the end": (
        f"# Vom Koch zum Softwareentwickler wurde\n\nIch wechselte den Beruf, und der Beruf ist neu.\n{PHASES}",
        "transition", "Koch", "Softwareentwickler", "koch-to-softwareentwickler",
    ),
    "two roles, the second first": (
        f"# Data Science Roadmap for Accountants\n{PHASES}",
        "transition", "Accountants", "Data Science", "accountants-to-data-science",
    ),
    "two roles without from": (
        f"# Complete QA to SDET Roadmap\n{PHASES}", "transition", "QA", "SDET", "qa-to-sdet",
    ),
    "front matter alone": (
        f'---\ntitle: "From Nurse to Data Analyst"\ndate: 2024-01-01\n---\n{PHASES}',
        "transition", "Nurse", "Data Analyst", "nurse-to-data-analyst",
    ),
    "front matter that goes on": (
        f"---\ntitle: >-\n  From Nurse to\n  Data Analyst\n---\n{PHASES}",
        "transition", "Nurse", "Data Analyst", "nurse-to-data-analyst",
    ),
    "labels": (
        f"# Plan\n\n**Current Role:** Bookkeeper\n\n**Target Role:** Data Analyst\n{PHASES}",
        "transition", "Bookkeeper", "Data Analyst", "bookkeeper-to-data-analyst",
    ),
    "labels in a table": (
        f"{LABELS}<h2>Phase 1: SQL (4 weeks)</h2><ul><li>Query</li></ul><h2>Phase 2: Python</h2><p>Code</p>",
        "transition", "Bookkeeper", "Data Analyst", "bookkeeper-to-data-analyst",
    ),
    "the way in a line below the title": (
        f"# Plan for My Career\n\n*Ship Engineer → Data Analyst | Two Years*\n{PHASES}",
        "transition", "Ship Engineer", "Data Analyst", "ship-engineer-to-data-analyst",
    ),
    "the present role in the text": (
        f"# Cybersecurity Career Roadmap\n\nMy own learning path from IT Help Desk to Cybersecurity.\n{PHASES}",
        "transition", "IT Help Desk", "Cybersecurity", "it-help-desk-to-cybersecurity",
    ),
    "whose roadmap it is": (
        f"# Anna's QA to DevOps Roadmap\n{PHASES}", "transition", "QA", "DevOps", "qa-to-devops",
    ),
    "a career in a field": (
        "---\ntitle: How can one transition from a career in nutrition to physical therapy?\ndate: 2024\n---\n\nSo.\n",
        "transition", "nutrition", "physical therapy", "nutrition-to-physical-therapy",
    ),
    "kinds of roles": (
        f"# How to Transition from a Technical Role to a Leadership Position\n\nLead.\n{PHASES}",
        "transition", "Technical Role", "Leadership Position", "technical-role-to-leadership-position",
    ),
    "a question alone": (
        f"# How to become a teacher\n\n{'You ask, and we tell you. ' * 9}\n", "guide", None, "teacher", "to-teacher",
    ),
    "a dated guide": (
        ("---\ntitle: Things You Need to Know to Become a Medical Assistant\ndate: 2024-01-01\n---\n\n"
        "## Work\n\nA career with jobs.\n\n## School\n\nA certification.\n\n## Hours\n\nLong, as in most jobs.\n"),
        "guide", None, "Medical Assistant", "to-medical-assistant",
    ),
    "indented front matter": (
        f'---\n  layout: steps\n  parts:\n    title: Steps\n  title: "How to become a teacher"\n---\n{PHASES}',
        "guide", None, "teacher", "to-teacher",
    ),
    "front matter of a web page": (
        ("---\ntitle: How to become a teacher\nlayout: steps\n---\n<h2>Phase 1: Basics</h2><p>Read.</p>"
        "<h2>Phase 2: Class</h2><p>Teach.</p>"),
        "guide", None, "teacher", "to-teacher",
    ),
    "an opening": (
        f"Becoming a Java Architect is a long way, and it takes years of practice.\n{PHASES}",
        "guide", None, "Java Architect", "to-java-architect",
    ),
    "a story whose text names the job before": (
        f"# How I became a web developer\n\nI had worked as a line cook until then.\n{FIRST_PERSON}",
        "story", "line cook", "web developer", "line-cook-to-web-developer",
    ),
    "a story in French whose text names the job before": (
        ("# Comment je suis devenu développeur web\n\nJ'ai travaillé comme boulanger. Mon métier et ma carrière, je les"
        " ai quittés pour une reconversion. Je voulais changer, et j'ai choisi mon école. Mes parents, ma femme et moi"
        " étions contents. Je cherche un emploi, mon salaire est là, et j'ai des entretiens.\n"),
        "story", "boulanger", "développeur web", "boulanger-to-developpeur-web",
    ),
    "a story": (
        f"# How I went from chef to developer\n{FIRST_PERSON}", "story", "chef", "developer", "chef-to-developer",
    ),
    "a story whose text names the roles": (
        f"# My career change\n\nThis is my way from line cook to web developer.\n{FIRST_PERSON}",
        "story", "line cook", "web developer", "line-cook-to-web-developer",
    ),
    "a role that ends a sentence": (
        f"# My career change\n\nI went from cook to dietitian. It was hard.\n{FIRST_PERSON}",
        "story", "cook", "dietitian", "cook-to-dietitian",
    ),
    "a text that says what leads to the role of its title": (
        f"# Dietitian Roadmap\n\nThis helps you level up from sous chef to top-notch dietitian.\n{PHASES}",
        "transition", "sous chef", "dietitian", "sous-chef-to-dietitian",
    ),
    "whom a line below the title is for": (
        f"# Strategies\n\n**Proven tips for senior cooks transitioning to nursing**\n{PHASES}",
        "transition", "senior cooks", "nursing", "senior-cooks-to-nursing",
    ),
    "front matter in TOML": (
        f"+++\ntitle = 'How I went from chef to developer'\ntags = [\n  'A',\n]\n+++\n{FIRST_PERSON}",
        "story", "chef", "developer", "chef-to-developer",
    ),
    "keys above the text": (
        f"Title: How I went from chef to developer\nDate: 2016-01-28\n\n{FIRST_PERSON}",
        "story", "chef", "developer", "chef-to-developer",
    ),
    "whose way it is, in French": (
        f"# Ma reconversion de serveur à développeur\n\nVous avez le temps pour les bases, et le reste est.\n{PHASES}",
        "transition", "serveur", "développeur", "serveur-to-developpeur",
    ),
    "what one becomes, in German": (
        f"# Wie man vom Kellner zum Programmierer wird\n\nDu hast die Zeit, es ist nicht leicht, aber gut.\n{PHASES}",
        "transition", "Kellner", "Programmierer", "kellner-to-programmierer",
    ),
    "front matter with a title over two lines": (
        f"---\ntitle: How I went from chef\n  to developer\n---\n{FIRST_PERSON}",
        "story", "chef", "developer", "chef-to-developer",
    ),
    "a web page without a heading of the first level": (
        f"<title>From Cooking to a Nursing Career</title><h2>Learn it</h2><p>So.</p><p>{FIRST_PERSON}</p>",
        "story", "Cooking", "Nursing", "cooking-to-nursing",
    ),
    "levels of learners under a roadmap's title": (
        "# Nursing Roadmap\n\n## Beginner\n\nA\n\n## Intermediate\n\nB\n\n## Ends\n\nC\n",
        "guide", None, "Nursing", "to-nursing",
    ),
    "a title joined by hyphens": (
        f"# Data-Engineering-Roadmap\n\nA data engineer builds pipelines.\n{PHASES}",
        "guide", None, "data engineer", "to-data-engineer",
    ),
    "a start in a field": (
        f"# Getting Started with Nursing\n\nA career of jobs, jobs, jobs, careers, jobs, hiring, job, job.\n{PHASES}",
        "guide", None, "Nursing", "to-nursing",
    ),
    "a job's name above how to become one": (
        "# Nurse\n\n## What they do\n\nCare.\n\n## How to Become a Nurse\n\nGo to school.\n\n## Jobs\n\nMany.\n",
        "guide", None, "Nurse", "to-nurse",
    ),
    "a plan with notes on its files": (
        f"# Data Analyst Roadmap\n{PHASES}\n## Installation\n\nA\n\n## Usage\n\nB\n",
        "guide", None, "Data Analyst", "to-data-analyst",
    ),
    "a story whose text tells both jobs": (
        f"# My career change at forty\n\nMy first day as a web developer came. I was a cook.\n{FIRST_PERSON}",
        "story", "cook", "web developer", "cook-to-web-developer",
    ),
    "a story under a figure of speech": (
        f"# From Pots to Python\n\nMy career change from cook to web developer.\n{FIRST_PERSON}",
        "story", "cook", "web developer", "cook-to-web-developer",
    ),
    "a code before an occupation": (
        f"# 11B Infantryman to Firefighter: Full Transition Guide\n{PHASES}",
        "transition", "11B Infantryman", "Firefighter", "11b-infantryman-to-firefighter",
    ),
    "what a role pays": (
        f"# From $30k Barista to $90k Data Analyst\n{PHASES}",
        "transition", "Barista", "Data Analyst", "barista-to-data-analyst",
    ),
    "a title that ends as a sentence": (
        f"# Transitioning from Accountant to Data Scientist.\n{PHASES}",
        "transition", "Accountant", "Data Scientist", "accountant-to-data-scientist",
    ),
    "a clause behind a role": (
        f"# How to Transition from Nursing to Health Informatics while working full time\n{PHASES}",
        "transition", "Nursing", "Health Informatics", "nursing-to-health-informatics",
    ),
    "a name with a word of clauses": (
        f"# From Nurse to Doctors Without Borders Logistician\n{PHASES}",
        "transition", "Nurse", "Doctors Without Borders Logistician", "nurse-to-doctors-without-borders-logistician",
    ),
    "one who asks": (
        f"# Data Engineer Roadmap\n\nI work as a database administrator and hope to become a data engineer.\n{PHASES}",
        "transition", "database administrator", "data engineer", "database-administrator-to-data-engineer",
    ),
    "a field in the text of a job in a story's title": (
        f"# Becoming a Programmer\n\nMy career switch from civil engineering to computer programming.\n{FIRST_PERSON}",
        "story", "civil engineering", "Programmer", "civil-engineering-to-programmer",
    ),
    "what a field's plan is for": (
        f"# Cybersecurity 12-Week Mastery Plan\n{PHASES}", "guide", None, "Cybersecurity", "to-cybersecurity",
    ),
    "labels on one line": (
        f"# My Plan\n\n**Current Role:** Line Cook | **Target Role:** Food Scientist\n{PHASES}",
        "transition", "Line Cook", "Food Scientist", "line-cook-to-food-scientist",
    ),
    "labels and an arrow": (
        f"# Plan 2025\n\nCurrent role: Bank Teller → Target role: Loan Officer\n{PHASES}",
        "transition", "Bank Teller", "Loan Officer", "bank-teller-to-loan-officer",
    ),
    "jobs that a page names and says nothing of": (
        f"# How to Become a Data Analyst\n{PHASES}\n## Colleagues\n\n" + "".join(f"- {job}\n" for job in JOBS),
        "guide", None, "Data Analyst", "to-data-analyst",
    ),
    "two roles, and jobs that the page says something of": (
        f"# From Nurse to Data Analyst\n{PHASES}\n## Work\n\n" + "".join(f"- {job}: beside you\n" for job in JOBS),
        "transition", "Nurse", "Data Analyst", "nurse-to-data-analyst",
    ),
    "front matter whose end a heading follows": (
        f"---\ndate: 2024-02-02\n---# From Baker to Dietitian\n{PHASES}",
        "transition", "Baker", "Dietitian", "baker-to-dietitian",
    ),
    "a German role in another case": (
        f"# Vom Journalisten zum Datenanalysten\n\nDas ist der Weg für dich, und er ist nicht leicht.\n{PHASES}",
        "transition", "Journalisten", "Datenanalysten", "journalisten-to-datenanalysten",
    ),
    "a story in German whose text tells both jobs": (
        ("# Neuanfang\n\nIch war Freelancer.\n\nNach zehn Jahren als Buchhalter ging ich, und jetzt arbeite"
        " ich als Erzieher.\n\nIch habe viel gelernt, und meine Kollegen haben mir geholfen. Mein Beruf ist neu, meine"
        " Familie ist froh, und ich bin es auch. Ich lerne, ich frage, ich lese. Mein Tag ist lang.\n"),
        "story", "Buchhalter", "Erzieher", "buchhalter-to-erzieher",
    ),
    "a story in French whose text tells both jobs": (
        ("# Ma reconversion\n\nJ'ai travaillé comme infirmière pendant dix ans. Je me suis reconvertie en tant que"
        " graphiste dans une agence. Mes collègues et ma famille m'ont aidée, et mon choix est le bon.\n"),
        "story", "infirmière", "graphiste", "infirmiere-to-graphiste",
    ),
    "a story whose title says no more": (
        ("# Ma reconversion\n\nMon choix est fait, et je suis là pour ma famille. Mes amis sont avec moi dans la vie."
        " Une reconversion, c'est une reconversion.\n"),
        "story", None, None, "ma-reconversion",
    ),
    "nothing to leave": (f"# From Zero to Data Analyst\n{PHASES}", "guide", None, "Data Analyst", "to-data-analyst"),
    "a plan of one's own": (
        f"# My Data Engineering Roadmap\n{PHASES}", "guide", None, "Data Engineering", "to-data-engineering",
    ),
    "a road": (f"# The Road to Staff Engineer\n{PHASES}", "guide", None, "Staff Engineer", "to-staff-engineer"),
    "a story without roles": (
        f"# My career change at forty\n{FIRST_PERSON}", "story", None, None, "my-career-change-at-forty",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "current", "target", "name"), GUIDES.values(), ids=GUIDES)
def test_it_is_read_as_what_it_is(text: str, kind: str, current: str | None, target: str | None, name: str) -> None:
    assert stated(text, "page.html" if "<" in text else "page.md") == (kind, current, target, name)


NO_PATHWAYS = {
    "two pieces of code, and a word of tutorials": (
        "# A Table of Planks\n\nIn this tutorial we count.\n\n```\n1\n```\n\nSo.\n\n```\n2\n```\n", "a tutorial",
    ),
    "a word of careers in the title and in the text, of which one more would be enough": (
        "# Nurse to Data Analyst Jobs\n\nA job.\n", "no career pathway",
    ),
    "a job in a title, and phases": (
        "# Nurse Shift Schedule\n\n## Phase 1: First\n\n- A\n\n## Phase 2: Second\n\n- B\n\n## Phase 3: Third\n\n- C\n",
        "no career pathway",
    ),
    "talks of days": (
        ("# Berlin 2024: Data Engineer Track\n\n| Day | Talk | Speaker |\n|---|---|---|\n| 1 | Opening | Ann |\n"
        "| 2 | Pipelines | Bob |\n| 3 | Closing | Cid |\n"),
        "no career pathway",
    ),
    "goods for a journey": (
        "# Best Laptops for a Data Science Journey\n\n## Phase 1: Choose\n\nA.\n\n## Phase 2: Buy\n\nB.\n",
        "no career pathway",
    ),
    "a plan of a business": (
        "# 12-Month Banking Roadmap\n\n## Core\n\nReplace it.\n\n## Branches\n\nClose.\n\n## Cards\n\nDraw.\n",
        "no career pathway",
    ),
    "a question for applicants": (
        ("# How do you help a Cook become a Chef?\n\n## Why this is asked\n\nIt shows care.\n\n"
        "## What interviewers want\n\nPatience.\n\n## Example answer\n\nI listen.\n"),
        "no career pathway",
    ),
    "what a model is told": (
        ("# Nurse Career\n\nYou are an expert nursing career advisor.\n\n**Q1:** How old are you?\n\n"
        "**Q2:** What did you learn?\n\n**Q3:** Where do you live?\n\nBegin when ready.\n"),
        "no career pathway",
    ),
    "prompts for a model": (
        ("# Soldier to Data Analyst Transition Guide\n\n## Prompts to rewrite a CV\n\n### 1. Duties\n\n"
        "Rewrite my duties ([PASTE HERE]).\n\n### 2. Rank\n\nExplain my rank.\n"),
        "no career pathway",
    ),
    "a course from one thing to another": (
        ("# From Spark to Flame\n\n## Course modules\n\n### Beginner\n\n3 labs\n\n### Intermediate\n\n4 labs\n\n"
        "### Advanced\n\n5 labs\n"),
        "a course",
    ),
    "structured data": (
        f"{POSTING}<h1>From Nurse to Data Analyst</h1>",
        "a job ad",
    ),
    "headings of an ad": ("# Data Analyst\n\n## Responsibilities\n\nQuery.\n\n## Qualifications\n\nSQL.\n", "a job ad"),
    "words of an ad": ("# Data Analyst\n\nWe are looking for an analyst. Send us your CV by May.\n", "a job ad"),
    "a salary page": ("# Data Analyst Salary\n\nAnalysts earn $70,000.\n", "a salary page"),
    "a bootcamp whose title names a job": (f"# Carpenter Bootcamp\n{PHASES}", "a course"),
    "a question about a job": (f"# What Does a Carpenter Do?\n{PHASES}", "no career pathway"),
    "two jobs in a title, and no move": (f"# Carpenter, Nurse: Week by Week\n{PHASES}", "no career pathway"),
    "a course": ("# SQL Course\n\nTwelve lessons.\n", "a course"),
    "several moves": (
        "# Bridges\n\n## Nurse to Data Analyst\n\nLearn SQL.\n\n## Teacher to UX Designer\n\nDraw.\n",
        "a list of pathways",
    ),
    "several jobs": (
        "# IT\n\n## 1. Web developer\n\nA\n\n## 2. Data analyst\n\nB\n\n## 3. UX designer\n\nC\n\n## 4. Tester\n\nD\n",
        "a list of pathways",
    ),
    "a post": ("---\ntitle: Faster builds\ndate: 2024-01-01\n---\n\nOur builds were slow.\n", "a blog post"),
    "rates of release": ("# Deliver faster\n\n- Improve deployment from weekly to daily\n", "no career pathway"),
    "a move of software": ("# From monolith to microservices\n\n## Roadmap\n\n- Split it\n", "no career pathway"),
    "an item that names roles": ("# Our team\n\n- From Nurse to Data Analyst: our story\n", "no career pathway"),
    "a site's name": ("# Roadmap - Example Mentor\n\n## Roadmap\n\n### Step 1: Bolts\n\n- Go\n", "no career pathway"),
    "what a job is like": (
        "# Being a Cloud Architect\n\n## Diagrams\n\nBoxes.\n\n## Meetings\n\nMany.\n\n## Snow\n\nCold.\n",
        "no career pathway",
    ),
    "a manual of a tool": (f"# Migration Planner Guide\n\nIt plans.\n{PHASES}", "a tutorial"),
    "a course by its modules and fees": (
        "# Welding\n\n## Module 1: Safety\n\nGloves.\n\n## Learning outcomes\n\nA seam.\n\n## Fees\n\n300.\n",
        "a course",
    ),
    "a programme of days": (
        "# The Focus Challenge\n\nA 30-day program designed for busy parents, self-paced.\n\n## Week 1\n\nRest.\n",
        "a course",
    ),
    "a course among dates": (
        "<h1>Coffee</h1><p>Enroll now. Students will froth milk.</p><p>March, 2019</p><p>May, 2019</p>", "a course"
    ),
    "a course in German": (
        "# Schweißen\n\n## Lernziele\n\nDie Naht sitzt, und das ist für alle.\n\n## Kurstermine\n\nAm Montag.\n",
        "a course",
    ),
    "a tutorial by its commands": (
        "# Parquet\n\n```sh\npip install pandas\n```\n\nRun the following command:\n\n```sh\ngo\n```\n", "a tutorial"
    ),
    "a tutorial that was posted": (
        "---\nlayout: post\ntitle: Migrating to Postgres\n---\n\n```sh\npg_dump x\n```\n\nSo.\n\n```sh\nrake db\n```\n",
        "a tutorial",
    ),
    "what a job pays": (
        "# Nurses in Ohio\n\nThe average salary is $70,000.\n\n## Salary by experience\n\nIt rises.\n", "a salary page"
    ),
    "a post below its site's menu": (
        ("<p>Home</p><p>Shop</p><p>Cats</p><p>Dogs</p><h1>A Good Book</h1><p>Bob, Sat 02 May 2020, Books</p>"
        "<p>I loved it.</p>"),
        "a blog post",
    ),
    "a post with examples of moves": (
        ("---\ntitle: Change at Any Age\ndate: 2024-01-01\n---\n\nSo.\n\n## Examples\n\n### Cook to Nurse\n\nA\n\n"
        "### Nurse to Data Analyst\n\nB\n\n## Time\n\nC\n\n## Money\n\nD\n\n## Law\n\nE\n"),
        "a blog post",
    ),
    "a title of one's own and no story": (
        "# My Career Path\n\nI draw.\n\n## Degrees\n\nTwo.\n\n## Places\n\nFour.\n", "no career pathway"
    ),
    "a life's invitation": (
        "# Connect with Me\n\nI draw, I paint, I write, I cook, and my job is my life. I like my career change.\n",
        "no career pathway",
    ),
    "months of a life": (
        "# Jane Roe\n\n## First internship\n\nMay 2024\n\nFun.\n\n## Moved\n\nDecember 2022\n", "no career pathway"
    ),
    "a product's plan": ("# Product Roadmap\n\n## Q1 2025\n\n- Night\n\n## Later\n\n- Exports\n", "no career pathway"),
    "duties of an ad": (
        "# Ward Sister\n\n## Person specification\n\nKind.\n\n## Main duties\n\nCare.\n", "a job ad"
    ),
    "a plan for the first days": (f"# Sales Manager 90-Day Plan\n\nMy career here.\n{PHASES}", "no career pathway"),
    "what is asked of applicants": (
        "---\ntitle: Ten Questions and Answers for Secretaries\nauthor: A\n---\n\nWhy you?\n", "no career pathway"
    ),
    "a camp": (
        "# Become a developer\n\n## Training dates\n\nMay, with our instructors.\n\n## Next cohort\n\nJune.\n",
        "a course",
    ),
    "a lesson": ("# Découvrir Python\n\nCe cours et le module sont pour vous, et les cours aussi.\n", "a course"),
    "a licence": ("# Commercial Pilot License\n\n## Requirements\n\nBe 18.\n", "a course"),
    "links to guides": (
        "# Ways\n\n" + "".join(f"- [{job} Roadmap](/{i})\n" for i, job in enumerate(
            ["Nurse", "Data Analyst", "QA", "DevOps", "Chef", "Teacher", "Tester", "Web Developer"]
        )),
        "a list of pathways",
    ),
    "a field with a heading for each of its jobs": (
        "# Your Roadmap to a Tech Career\n\n" + "".join(
            f"## {job}\n\nA career with jobs.\n\n" for job in ("Tester", "Web Developer", "Data Analyst", "DBA")
        ),
        "a list of pathways",
    ),
    "a list by the title in front matter": (
        "---\ntitle: Data Science Career Paths\n---\n\n# Data Science\n\nIt grows.\n", "a list of pathways"
    ),
    "an ad by its front matter": ("---\ntitle: Ward Sister\ndatePosted: 1\njobType: 2\n---\n\nCare.\n", "a job ad"),
    "an ad by its layout": ("---\nlayout: jobs\ndate: 1\n---\n\nCare.\n\n## Requirements\n\n- Calm\n", "a job ad"),
    "a course by its front matter": ("---\ntitle: Care\nlesson_no: 4\ninstructor: Ada\n---\n\nCare.\n", "a course"),
    "an ad by its title": ("---\ntitle: Pflegefachkraft (m/w/d)\n---\n\nPflege im Haus.\n", "a job ad"),
    "an ad with steps and times": (
        "# Trainee Miller (m/f/d)\n\n## Your path with us\n\n"
        + "".join(f"- **{step} (3 months)**\n\n  With us.\n\n" for step in ("Learn", "Grind", "Lead")),
        "a job ad",
    ),
    "a post by its layout": ("---\nlayout: post\ntitle: Faster builds\n---\n\nOurs were slow.\n", "a blog post"),
    "a post by the date below its title": ("# Five good articles\n\n28 Nov 2022\n\nI liked these.\n", "a blog post"),
    "truths about careers": ("# 5 truths about changing careers\n\nIt is slow.\n", "no career pathway"),
    "a journey of no career": (
        f"# Split Keyboards: My Journey\n\nMy journey, my story and my way to type.\n{FIRST_PERSON}",
        "no career pathway",
    ),
    "a move that is told in passing": (
        "# Doubts at Work\n\nThe path from tester to nurse is hard.\n\n## Talk\n\nCareers, jobs, careers, jobs.\n",
        "no career pathway",
    ),
    "a plan for no occupation": (
        "# From Couch to Marathon\n## Skills to Learn\n- Pacing\n## Roadmap\n### Walk\n- Go\n## FAQ\n### So?\nYes.\n",
        "no career pathway",
    ),
    "what companies build for careers": (
        "# Engineering Career Path Frameworks\n\nCareers and jobs.\n\n## Levels\n\nA\n\n## Scope\n\nB\n\n## C\n\nD\n",
        "no career pathway",
    ),
    "notes on data": (
        "# Becoming a data analyst\n\nWe asked about jobs.\n\n## Dependencies\n\nA\n\n## Files in this repo\n\nB\n",
        "no career pathway",
    ),
    "notes on software": (
        "# AI Career Guide\n\nCareers and jobs.\n\n## 🚀 Features\n\nA\n\n## 🛠 Tech Stack\n\nB\n\n## Ends\n\nC\n",
        "no career pathway",
    ),
    "jobs to go on to": (
        "# Nurse Career Guide\n\nCareers, jobs, jobs.\n\n" + "".join(f"- {job}: works.\n" for job in (
            "Head Nurse", "Teacher", "Tester", "Cook", "Baker", "Driver",
            "Pilot", "Judge", "Lawyer", "Miner", "Tailor", "Writer",
        )),
        "a list of pathways",
    ),
    "links to guides to one role": (
        "# Ways\n\n" + "".join(f"- [DevOps Roadmap](/{i}) no. {i}\n" for i in range(8)), "no career pathway",
    ),
    "what jobs make": ("# What do Web Developers Make?\n\nMuch.\n", "a salary page"),
    "several guides by their title": ("# Security Career and Practical Guides\n\nFree.\n", "a list of pathways"),
    "a programme": ("# Nursing Studies Programme\n\nIt is long.\n", "a course"),
    "words of an ad that profiles have too": (
        "# Cabin Crew\n\nThey are responsible for all. The successful candidate is calm.\n", "no career pathway"
    ),
    "figures of speech": ("# Queues: From Beginner to Expert\n\n## Roadmap\n\n- Read\n", "no career pathway"),
    "a sentence that names roles": ("Team\nWe went from nurse to data analyst in a year.\n", "no career pathway"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "what"), NO_PATHWAYS.values(), ids=NO_PATHWAYS)
def test_what_is_none_is_told_by_its_sign(text: str, what: str) -> None:
    page = read(text, "page.html" if text.startswith("<") else "page.md")
    assert page.tree is None
    assert str(page.problem).startswith(f"the page is {what}:")


def test_a_guide_to_one_role_is_no_transition_for_those_who_demand_both(tmp_path: Path, tool: Tool) -> None:
    page = tmp_path / "page.md"
    page.write_text(GUIDES["one role"][0], encoding="utf-8")
    done = tool("parse", page, "--require", "from_role")
    assert done.code == 1
    assert "the page states no from_role, which is required" in done.err
    assert json.loads(tool("parse", page, "--require", "to_role").out)["id"] == "to-data-analyst"
    assert "EXT006 no record is written: the page states no from_role" in tool("lint", page, "--require=from_role").out
    assert "EXT006" not in tool("lint", page).out


def test_explain_and_parse_may_demand_fields_as_well(tmp_path: Path, tool: Tool) -> None:
    page = tmp_path / "page.md"
    page.write_text(GUIDES["one role"][0], encoding="utf-8")
    assert tool("explain", page, "--require", "to_role").code == tool("explain", page).code
    done = tool("explain", page, "--require", "from_role")
    assert (done.code, "the page states no from_role, which is required" in done.err) == (1, True)
    assert parse(page, require=["to_role"]).problem is None
    assert parse(page, require=["from_role"]).problem == "the page states no from_role, which is required"
    with pytest.raises(PathingestError, match=r"from_rol: no field of the record; did you mean from_role\?"):
        parse(page, require=["from_rol"])


def test_the_configuration_demands_fields_too(tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_text(GUIDES["one role"][0], encoding="utf-8")
    (tmp_path / "pathingest.toml").write_text('require = ["from_role"]\n', encoding="utf-8")
    assert tool("lint", "page.md").code == 1
    (tmp_path / "pathingest.toml").write_text('require = ["from_rolle"]\n', encoding="utf-8")
    done = tool("lint", "page.md")
    assert done.code == 2
    assert "require: from_rolle: no field of the record; did you mean from_role?" in done.err


def test_a_field_that_is_none_is_refused(tmp_path: Path, tool: Tool) -> None:
    page = tmp_path / "page.md"
    page.write_text(GUIDES["one role"][0], encoding="utf-8")
    done = tool("build", page, "--require", "roles")
    assert (done.code, "no field of the record" in done.err) == (2, True)


def test_a_heading_far_below_prose_is_not_the_page_s_title() -> None:
    prose = "I cooked in hotels for many years.\n\nThen I left the kitchen for a school of code.\n"
    tree = read(f"---\ntitle: From chef to web developer\n---\n\n{prose}\n# From chef to dev\n{FIRST_PERSON}").tree
    assert tree is not None
    assert (tree["title"], tree["to_role"]["name"]) == ("From chef to web developer", "web developer")


def test_front_matter_of_a_web_page_is_no_text_of_it() -> None:
    tree = read(GUIDES["front matter of a web page"][0], "page.html").tree
    assert tree is not None
    assert tree["title"] == "How to become a teacher"


ROWS = [(form, row) for form, rows in evidence._enough().items() for row in rows]
SUMS = {"careers": "career", "told": "tale", "moves": "move", "any": "all"}  # and a sign that each counts
NOTHING = evidence.Signs._make([0] * len(evidence.Signs._fields))


@pytest.mark.parametrize(("form", "row"), ROWS, ids=[f"{form}: {', '.join(row)}" for form, row in ROWS])
def test_a_row_of_evidence_is_enough_and_each_of_its_signs_is_needed(form: Any, row: dict[str, int]) -> None:
    signs = NOTHING._replace(**{SUMS.get(sign, sign): least for sign, least in row.items()})
    assert evidence.is_enough(form, signs)
    for sign in row:
        assert not evidence.is_enough(form, signs._replace(**{SUMS.get(sign, sign): 0}))


def test_a_heading_that_goes_on_with_the_title_is_not_the_title() -> None:
    page = read(f"# A Data Bootcamp\n\n## The path to become a Data Analyst\n{PHASES}", "page.md")
    assert page.tree is not None
    assert page.tree["title"] == "A Data Bootcamp"


def test_a_plain_text_s_first_line_is_its_title_though_a_later_one_names_two_roles() -> None:
    lines = ["90 Days of DevOps - Learning Plan", "By Sam Sand", "Why:", "To move from nurse to data analyst"]
    page = read("\n\n".join([*lines, "Week 1: Linux", "Week 2: Git\n"]), "page.txt")
    assert page.tree is not None
    assert page.tree["title"] == lines[0]


def test_a_page_of_lists_in_spanish_is_known_by_its_few_words() -> None:
    title = "# Ruta de Aprendizaje: Desarrollo Backend con Python\n\nListas y colas en casa, para ti y para todos.\n\n"
    grades = (
        "## Nivel principiante (2-3 meses)\n\n- Listas y colas\n\n## Nivel avanzado (4-6 meses)\n\n- Redes en casa\n"
    )
    page = read(title + grades, "page.md")
    assert page.tree is not None
    assert [phase["duration"]["unit"] for phase in page.tree["roadmap"]] == ["month", "month"]


@pytest.mark.parametrize("below", ["The path to become a Data Analyst", "Jobs and the path to become a Data Analyst"])
def test_a_site_s_name_above_the_title_is_not_the_title(below: str) -> None:
    page = read(f"# Tom and the Jobs\n\n## {below}\n{PHASES}", "page.md")
    assert page.tree is not None
    assert page.tree["title"] == below


def of_type(content: str, title: str, body: str) -> str | None:
    """Why a page with this structured data has no record."""
    script = f'<script type="application/ld+json">{content}</script>'
    return read(f"<html><head>{script}</head><body><h1>{title}</h1>{body}</body></html>", "page.html").problem


PLAN = "<h2>Roadmap</h2><h3>Phase 1: A</h3><p>3 weeks</p><h3>Phase 2: B</h3><p>3 weeks</p>"
MODULES = "<h2>Module 1: SQL</h2><p>2 weeks</p><h2>Module 2: R</h2><p>4 weeks</p>"


@pytest.mark.parametrize(
    ("content", "body", "why"),
    [
        ('{"@type": "Recipe"}', PLAN, "a recipe: its structured data is of type Recipe"),
        ('{"@type": "Course", "name": "Grain"}', MODULES, "a course: its structured data is of type Course"),
        ('{"@type": "Course", "name": "Data Analyst"}', PLAN, "a course: its structured data is of type Course"),
        ('{"@type": "Course", "name": "Grain"}', PLAN, None),  # one that it recommends
        ('[{"@type": "Article"}, {"@type": "Course", "name": "Data Analyst"}]', PLAN, None),
        ('{"@type": "Article", "mentions": {"@type": "Recipe"}}', PLAN, None),
        ('{"@type": "Product"}', PLAN, None),
        ('{"@type": "BlogPosting"}', PLAN, None),
    ],
)
def test_structured_data_may_say_that_a_page_is_no_pathway(content: str, body: str, why: str | None) -> None:
    assert of_type(content, "Become a Data Analyst", body) == (why and f"the page is {why}")


@pytest.mark.parametrize(
    ("name", "kind"), [("Product", "a product's page"), ("Event", "an event's page"), ("NewsArticle", "a news article")]
)
def test_it_says_what_a_page_is_that_is_none(name: str, kind: str) -> None:
    why = f"the page is {kind}: its structured data is of type {name}"
    assert of_type(f'{{"@type": "{name}"}}', "Nice things", "<p>We have many of them for you.</p>") == why


SKILLS = "\n## Skills to Learn\n\n- SQL\n- Python\n"


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("Marathon Training Roadmap", False),
        ("Ski Training Roadmap", False),
        ("Time Management Roadmap", False),
        ("Personal Development Roadmap", False),
        ("Weight Loss Roadmap", False),
        ("Network Security Roadmap", True),
        ("Event Management Roadmap", True),
        ("Corporate Training Roadmap", True),
        ("Personal Training Roadmap", True),
    ],
)
def test_what_somebody_does_for_themselves_is_no_field_of_work(title: str, is_one: bool) -> None:
    assert (read(f"# {title}\n{PHASES}{SKILLS}").problem is None) == is_one


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("# Job Widget\n\nNothing yet.\n", "its title says 'Job Widget'"),
        ("# Intern\n\n## About the company\n\nOld.\n\n## About the team/role\n\nNew.\n", "it says 'about the company'"),
        ("# Monitora\n\nTipus de contracte: indefinit\n\nJornada: temps parcial\n", "it says 'tipus de contracte"),
        ("# Piekarz\n\n## Wymagania\n\n- Chleb\n\n## Oferujemy\n\n- Urlop\n", "it says 'wymagania' and 'oferujemy'"),
        ("# Bagare\n\n## Om oss\n\nVi bakar.\n\n## Arbetsuppgifter\n\n- Baka\n", "it says 'om oss'"),
        ("# Bakker\n\n## Functie-eisen\n\n- Brood\n\n## Wij bieden\n\n- Vrij\n", "it says 'functie-eisen'"),
        ("# Panettiere\n\n## Requisiti\n\n- Pane\n\n## Chi siamo\n\nNoi.\n", "it says 'requisiti'"),
    ],
)
def test_job_ads_are_told_in_languages_that_are_not_read(text: str, sign: str) -> None:
    assert str(read(text).problem).startswith(f"the page is a job ad: {sign}")


@pytest.mark.parametrize(
    ("text", "current", "target"),
    [
        ("This guide is for cooks who want to become data analysts.", "cooks", "data analyst"),
        ("You are a cook and want to move into data analytics.", "cook", "Data Analyst"),
        ("As a cook, you already work with numbers.", "cook", "Data Analyst"),
        ("Your years as a cook count.", "cook", "Data Analyst"),
        ("Your years as a cook count, and your time as a nurse.", None, "Data Analyst"),
        ("As a data analyst, you already know this.", None, "Data Analyst"),
        ("This guide is for cooks who want to become doctors.", None, "Data Analyst"),
        ("This guide is for students who want to become data analysts.", None, "Data Analyst"),
    ],
)
def test_a_guide_may_say_in_prose_who_reads_it(text: str, current: str | None, target: str) -> None:
    kind, *roles, _ = stated(f"# How to Become a Data Analyst\n\n{text}\n{PHASES}")
    assert (kind, *roles) == ("transition" if current else "guide", current, target)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("I was a nurse for eight years, and today I am a data analyst.", "data analyst"),
        ("I was a nurse. I'm currently a data engineer.", "data engineer"),
        ("I was a nurse. My boss is a data analyst.", "data"),
        ("I was a nurse, and today I am a gardener.", "data"),
    ],
)
def test_a_story_about_a_field_may_say_which_job_it_led_to(text: str, target: str) -> None:
    assert stated(f"# My journey into data\n\n{text}\n")[:3] == ("story", "nurse", target)


STEPS = "\n## Step 1: Start small\n\nAn hour.\n\n## Step 2: Ask\n\nA friend.\n\n## Step 3: Go on\n\nDo it again.\n"


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("How to Adopt a Data Analyst Mindset", None),  # the job says only what kind of mindset
        ("How to Grow as a Data Analyst", "Data Analyst"),
        ("Data Analyst Daily Study Plan", "Data Analyst"),
    ],
)
def test_a_job_that_another_noun_follows_is_not_what_one_learns_to_do(title: str, target: str | None) -> None:
    text = f"# {title}\n\nYour career, your job, your resume and every interview.\n\n## Learning roadmap\n{STEPS}"
    record = read(text).pathway
    assert (record and record.to_role and record.to_role.name) == target


def test_what_a_page_is_that_leads_nowhere_is_not_looked_for_where_a_look_is_enough() -> None:
    page = from_text("# How to become a nurse\n\nIt rained.\n", path="page.md")
    problem = ingest(page, looks_first=True).problem
    assert problem == TOO_LITTLE
    assert "too little of it leads to the role" in problem
    assert ingest(page).problem not in (None, TOO_LITTLE)
