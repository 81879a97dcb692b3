"""What a line is: the facts of short texts, each told from its neighbours by one sign."""

from __future__ import annotations

from typing import Any

import pytest

from pathingest.lines import looks
from pathingest.lines.bounds import STATED
from test_thresholds import line

# What most lines are; the tables below say what else a text is.
USUAL: dict[str, Any] = {
    "is_sentence": False,
    "is_name": True,
    "is_heading": True,
    "is_title": True,
    "is_number": False,
    "is_figure": False,
    "is_boilerplate": False,
    "label": None,
    "priority": None,
    "found": None,
    "stated": None,
    "lead": 0,
    "time": None,
    "badge": None,
    "role": None,
    "is_time": False,
    "states_time": False,
    "names_roles": False,
}
TEXTS: dict[str, dict[str, Any]] = {
    "8 weeks": {
        "is_title": False,
        "is_figure": True,
        "found": "8 weeks",
        "stated": "8 weeks",
        "lead": 7,
        "time": ("8 weeks", None),
        "badge": (None, 0, 0, "8 weeks"),
        "bare": "weeks",
        "is_time": True,
        "states_time": True,
    },
    "8 weeks- Read a book": {
        "is_title": False,
        "is_figure": True,
        "found": "8 weeks",
        "lead": 7,
        "time": ("8 weeks", ("item", "Read a book")),
        "bare": "weeks- read a book",
        "states_time": True,
    },
    "8 weeks• Read a book": {
        "is_title": False,
        "is_figure": True,
        "found": "8 weeks",
        "lead": 7,
        "time": ("8 weeks", ("item", "Read a book")),
        "bare": "weeks• read a book",
        "states_time": True,
    },
    "8 weeks* Read": {
        "is_title": False,
        "is_figure": True,
        "found": "8 weeks",
        "lead": 7,
        "time": ("8 weeks", ("item", "Read")),
        "bare": "weeks* read",
        "states_time": True,
    },
    "8 weeks — Read": {
        "is_title": False,
        "is_figure": True,
        "found": "8 weeks",
        "lead": 7,
        "time": ("8 weeks", ("item", "Read")),
        "bare": "weeks — read",
        "states_time": True,
    },
    "8 weeksFoundations": {
        "is_title": False,
        "is_figure": True,
        "found": "8 weeks",
        "lead": 7,
        "time": ("8 weeks", ("line", "Foundations")),
        "bare": "weeksfoundations",
        "states_time": True,
    },
    "8 weeks foundations": {
        "is_title": False,
        "is_figure": True,
        "found": "8 weeks",
        "lead": 7,
        "bare": "weeks foundations",
        "states_time": True,
    },
    "8 weeks Foundations": {
        "is_title": False,
        "is_figure": True,
        "found": "8 weeks",
        "lead": 7,
        "bare": "weeks foundations",
        "states_time": True,
    },
    "about 8 weeks": {
        "is_heading": False,
        "is_title": False,
        "found": "about 8 weeks",
        "stated": "about 8 weeks",
        "lead": 13,
        "time": ("about 8 weeks", None),
        "badge": (None, 0, 0, "about 8 weeks"),
        "states_time": True,
    },
    "6 to 8 weeks": {
        "is_title": False,
        "is_figure": True,
        "found": "6 to 8 weeks",
        "stated": "6 to 8 weeks",
        "lead": 12,
        "time": ("6 to 8 weeks", None),
        "badge": (None, 0, 0, "6 to 8 weeks"),
        "bare": "to 8 weeks",
        "is_time": True,
        "states_time": True,
    },
    "Ongoing": {
        "found": "Ongoing",
        "stated": "Ongoing",
        "lead": 7,
        "time": ("Ongoing", None),
        "badge": (None, 0, 0, "Ongoing"),
        "states_time": True,
    },
    "Ongoing- Read": {"lead": 7, "time": ("Ongoing", ("item", "Read"))},
    "Critical": {"priority": "critical", "badge": ("critical", 0, 8, None)},
    "Critical6 weeks": {
        "is_title": False,
        "found": "6 weeks",
        "badge": ("critical", 0, 8, "6 weeks"),
        "states_time": True,
    },
    "Critical 6 weeks": {
        "is_title": False,
        "found": "6 weeks",
        "badge": ("critical", 0, 8, "6 weeks"),
        "states_time": True,
    },
    "Critical, 6 weeks": {
        "is_title": False,
        "found": "6 weeks",
        "badge": ("critical", 0, 8, "6 weeks"),
        "states_time": True,
    },
    "6 weeks, essential": {
        "is_title": False,
        "is_figure": True,
        "found": "6 weeks",
        "lead": 7,
        "badge": ("critical", 9, 18, "6 weeks"),
        "bare": "weeks, essential",
        "states_time": True,
    },
    "6 weeks, important": {
        "is_title": False,
        "is_figure": True,
        "found": "6 weeks",
        "lead": 7,
        "badge": ("important", 9, 18, "6 weeks"),
        "bare": "weeks, important",
        "states_time": True,
    },
    "6 weeks important": {
        "is_title": False,
        "is_figure": True,
        "found": "6 weeks",
        "lead": 7,
        "badge": ("important", 8, 17, "6 weeks"),
        "bare": "weeks important",
        "states_time": True,
    },
    "Important about 3 months": {
        "is_title": False,
        "found": "about 3 months",
        "badge": ("important", 0, 9, "about 3 months"),
        "states_time": True,
    },
    "CriticalThinking": {},
    "Priority: High | Time: 6 weeks": {
        "found": "6 weeks",
        "badge": ("critical", 10, 14, "6 weeks"),
        "states_time": True,
    },
    "Priority: High": {"badge": ("critical", 10, 14, None)},
    "High · 6 weeks": {
        "is_title": False,
        "found": "6 weeks",
        "badge": ("critical", 0, 4, "6 weeks"),
        "states_time": True,
    },
    "6 weeks · High": {
        "is_title": False,
        "is_figure": True,
        "found": "6 weeks",
        "lead": 7,
        "badge": ("critical", 10, 14, "6 weeks"),
        "bare": "weeks · high",
        "states_time": True,
    },
    "High · High": {},
    "Read a book": {"is_title": False},
    "Read a book.": {"is_name": False, "is_heading": False, "is_title": False, "bare": "read a book"},
    "Read one more good book today.": {
        "is_sentence": True,
        "is_name": False,
        "is_heading": False,
        "is_title": False,
        "bare": "read one more good book today",
    },
    "Read: a book": {"is_title": False},
    "Tasks": {"label": "tasks"},
    "Tasks:": {"is_name": False, "label": "tasks", "bare": "tasks"},
    "Resources :": {"is_name": False, "label": "resources", "bare": "resources"},
    "1": {"is_heading": False, "is_title": False, "is_number": True, "is_figure": True},
    "2.": {"is_name": False, "is_heading": False, "is_title": False, "is_number": True, "is_figure": True, "bare": "2"},
    "3)": {"is_heading": False, "is_title": False, "is_number": True, "is_figure": True, "bare": "3"},
    "1234": {"is_heading": False, "is_title": False, "is_figure": True},
    "12 a": {"is_figure": True, "bare": "a"},
    "Step 2: Practise": {"bare": "practise"},
    "This week": {"is_title": False, "is_time": True, "states_time": True},
    "First 90 days": {"is_title": False, "is_time": True, "states_time": True},
    "Next month": {"is_title": False, "is_time": True, "states_time": True},
    "Week 2": {"is_time": True, "states_time": True},
    "Study two weeks": {"is_title": False, "found": "two weeks", "states_time": True},
    "Learning Roadmap": {"role": "roadmap"},
    "3. Learning Roadmap": {"is_figure": True, "bare": "learning roadmap", "role": "roadmap"},
    "## Learning Roadmap ##": {"bare": "learning roadmap", "role": "roadmap"},
    "Learning Roadmap…": {"is_name": False, "is_heading": False, "is_title": False},
    "Roadmap, part two": {"is_title": False},
    "(FAQ)": {"bare": "faq", "role": "faq"},
    "What is it?": {"is_name": False, "is_heading": False, "is_title": False},
    "© 2024 Acme": {"is_boilerplate": True, "bare": "2024 acme"},
    "Copyright 2024": {"is_boilerplate": True},
    "All rights reserved": {"is_title": False, "is_boilerplate": True},
    "This site uses cookies": {"is_title": False, "is_boilerplate": True},
    "the site is good": {"is_heading": False, "is_title": False},
    "Frequently Asked Questions": {"role": "faq"},
    "From Nurse to Data Analyst: Your 9-Month Guide": {"found": "9-Month", "states_time": True, "names_roles": True},
    "lower case line": {"is_heading": False, "is_title": False},
    "É la vita": {"is_title": False},
    "数据": {},
    "A, B": {},
    "A; B": {},
    "e.g. this et al.": {"is_name": False, "is_heading": False, "is_title": False, "bare": "e.g. this et al"},
    "Word, ": {},
    "10,000 hours": {
        "is_title": False,
        "is_figure": True,
        "found": "10,000 hours",
        "stated": "10,000 hours",
        "lead": 12,
        "time": ("10,000 hours", None),
        "badge": (None, 0, 0, "10,000 hours"),
        "bare": "000 hours",
        "is_time": True,
        "states_time": True,
    },
    "2 hours a week": {"is_title": False, "is_figure": True, "bare": "hours a week"},
    "12": {"is_heading": False, "is_title": False, "is_number": True, "is_figure": True},
}
ITEMS: dict[str, dict[str, Any]] = {
    "8 weeks- Read": {
        "is_heading": False,
        "is_title": False,
        "found": "8 weeks",
        "bare": "weeks- read",
        "states_time": True,
    },
    "1. Read": {"is_heading": False, "is_title": False, "bare": "read"},
    "Learning Roadmap": {"is_heading": False, "is_title": False},
    "12": {"is_heading": False, "is_title": False},
    "This week": {"is_heading": False, "is_title": False, "states_time": True},
}


def facts(text: str, kind: str) -> dict[str, Any]:
    found = line(text, kind=kind)
    badge, time = found.badge, found.time
    return {
        "is_sentence": found.is_sentence,
        "is_name": found.is_name,
        "is_heading": found.is_heading,
        "is_title": found.is_title,
        "is_number": found.is_number,
        "is_figure": found.is_figure,
        "is_boilerplate": found.is_boilerplate,
        "label": found.meaning.label,
        "priority": found.meaning.priority,
        "found": found.found and found.found.text,
        "stated": found.stated and found.stated.value.text,
        "lead": found.lead,
        "time": time and (time.stated.value.text, time.rest and (time.rest.kind, time.rest.text)),
        "badge": badge and (badge.priority, badge.start, badge.end, badge.duration and badge.duration.value.text),
        "bare": found.bare,
        "role": found.role,
        "is_time": found.is_time,
        "states_time": found.states_time,
        "names_roles": found.title is not None,
    }


@pytest.mark.parametrize("text", TEXTS)
def test_a_line_is_what_its_looks_say(text: str) -> None:
    assert facts(text, "line") == {"bare": text.lower(), **USUAL, **TEXTS[text]}


@pytest.mark.parametrize("text", ITEMS)
def test_an_item_heads_nothing_and_has_no_time_of_a_phase(text: str) -> None:
    assert facts(text, "item") == {"bare": text.lower(), **USUAL, **ITEMS[text]}


@pytest.mark.parametrize("spaces", [0, 1])
def test_words_that_say_a_duration_are_read_up_to_a_length(spaces: int) -> None:
    text = "between eighteen and" + " " * (10 + spaces) + "twenty-four months"
    assert (len(text), line(text).found is None) == (STATED + spaces, bool(spaces))


@pytest.mark.parametrize("end", ["I was tired.", "It was real.", "It is so good, Ed.", "The work was owed."])
def test_words_that_end_like_abbreviations_end_sentences(end: str) -> None:
    assert looks.is_sentence(f"So it went on. {end}")


@pytest.mark.parametrize("end", ["Baker et al.", "sieves, etc.", "of the ed.", "Mills and Co."])
def test_abbreviations_do_not(end: str) -> None:
    assert not looks.is_sentence(f"So it went on: {end}")
