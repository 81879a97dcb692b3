"""What a profile can say of awkward layouts: sections without headings, dates, labels without colons, one role.

Two pages of an invented site have all of them; its profile and what it is to read are in `cases/switchyard/`.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from pathingest import parse
from pathingest.model.errors import PathingestError
from pathingest.model.page import Page
from pathingest.model.pathway import Pathway
from pathingest.profiles import read_profile
from records import residue

CASES = Path(__file__).parent / "cases" / "switchyard"
CSS = pytest.mark.skipif(importlib.util.find_spec("cssselect") is None, reason="cssselect is not installed")
SECTIONS = "headings: {overview: [In short], skills_to_learn: [Still to pack], faq: [Asked], rewards: [Sweet]}\n"
REST = "<h2>Still to pack</h2><h3>Knots</h3><p>Tie ten a day.</p>"


def read(page: str, *keys: str) -> Page:
    """A page, read by a profile of these keys."""
    media_type = "text/html" if "<" in page else "text/plain"
    profile = read_profile("name: a\n" + SECTIONS + "\n".join(keys), "p.yaml")
    return parse(page, media_type=media_type, profile=profile)


def record(page: str, *keys: str) -> Pathway:
    found = read(page, *keys)
    assert found.pathway, found.problem
    assert residue(found) == []
    return found.pathway


def mistakes(*keys: str) -> list[str]:
    with pytest.raises(PathingestError) as caught:
        read_profile("name: a\n" + SECTIONS + "\n".join(keys), "p.yaml")
    return list(caught.value.lines)


# --- titles of one role ----------------------------------------------------------------------------------------------

SHORT = "\nIn short\nYou like boats.\nStill to pack\nKnots\nTie ten a day.\nAsked\nIs it cold?\nYes.\n"
TITLES = "title_patterns: ['A day as {to}', 'A day as {to} | {headline}', 'A day as {to} after {from}']"


@pytest.mark.parametrize(
    ("title", "roles", "headline", "kind"),
    [
        ("A day as a Ferry Captain", (None, "Ferry Captain"), None, "guide"),
        ("A day as Ferry Captain after Cook", ("Cook", "Ferry Captain"), None, "transition"),
    ],
)
def test_a_title_may_name_one_role(title: str, roles: tuple[str | None, str], headline: str | None, kind: str) -> None:
    found = record(title + SHORT, TITLES)
    assert (found.from_role and found.from_role.name, found.to_role and found.to_role.name) == roles
    assert (found.headline and found.headline.text, found.kind) == (headline, kind)


def test_a_title_of_one_role_may_have_a_headline() -> None:
    found = record(
        "A day as Ferry Captain | Your 9-Month Guide" + SHORT, "title_patterns: ['A day as {to} | {headline}']"
    )
    assert found.to_role
    assert found.headline
    assert (found.to_role.name, found.headline.text) == ("Ferry Captain", "Your 9-Month Guide")


def test_a_label_names_the_role_that_such_a_title_leaves_open() -> None:
    found = record("A day as Ferry Captain\nLeaving: Cook" + SHORT, TITLES, "labels: {current_role: [Leaving]}")
    assert (found.id, found.kind) == ("cook-to-ferry-captain", "transition")


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("{to}", "would be any title"),
        ("{to} | {headline}", "would be any title"),
        ("Life after {from}", "has no {to}"),
        ("Become {to} or {to}", "a placeholder twice"),
    ],
)
def test_a_title_pattern_needs_the_target_role_and_words(pattern: str, words: str) -> None:
    (line,) = mistakes(f"title_patterns: ['{pattern}']")
    assert line.startswith("p.yaml:3:18: title_patterns.0: ")
    assert words in line


# --- labels without a colon ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "line", "pointer"),
    [
        ("current_role", "Leaving Cook", "/from_role/name"),
        ("difficulty", "Leaving Rough", "/difficulty/text"),
        ("demand", "Leaving everywhere", "/demand"),
    ],
)
@pytest.mark.parametrize("form", ["{}", "<p>{}</p>", "<p><span>Leaving</span> {}</p>"])
def test_a_label_needs_no_colon_if_the_profile_says_so(label: str, line: str, pointer: str, form: str) -> None:
    value = line.removeprefix("Leaving ")
    shown = form.format(value if "Leaving" in form else line)
    rest = "<h2>In short</h2><p>You like boats.</p>" + REST
    page = f"<h1>A day as Ferry Captain</h1>{shown}{rest}" if "<" in form else f"A day as Ferry Captain\n{shown}{SHORT}"
    found = read(page, TITLES, f"labels: {{{label}: ['Leaving {{value}}']}}")
    assert residue(found) == []
    (start, end), *_ = found.evidence.leaves[pointer].spans
    assert found.source.text[start:end] == value
    without = read(page, TITLES, f"labels: {{{label}: [Leaving]}}")
    is_marked = "<span>" in form and value[0].isupper()  # markup of its own makes it a label as well
    assert (pointer in without.evidence.leaves) == is_marked


ROAD = "<h1>A day as Ferry Captain</h1>" + REST + "<h2>The way</h2><h3>Papers</h3>{}<h3>Practice</h3><p>Sail.</p>"


@pytest.mark.parametrize(
    ("value", "ends"), [("Do sign up", "tasks"), ("Use <a href='https://a.example/'>Maps</a>", "resources")]
)
def test_tasks_and_resources_need_no_colon_either(value: str, ends: str) -> None:
    keys = ["labels: {tasks: ['Do {value}'], resources: ['Use {value}']}", "sections: {roadmap: [.way]}"]
    phase = record(
        ROAD.format(f"<p>{value}</p>").replace("<h2>The way</h2>", "<h2>Roadmap</h2>"), TITLES, *keys
    ).roadmap[0]
    assert [task if isinstance(task, str) else task.name for task in getattr(phase, ends)] == [
        "sign up" if ends == "tasks" else "Maps"
    ]


@pytest.mark.parametrize(
    "form", ["Still to pack\nKnots\n{}\nTie ten a day.\nRopes\n{}\nCoil two.\n", REST + "<p>{}</p>"]
)
def test_a_skills_time_may_have_such_a_label(form: str) -> None:
    title = "<h1>A day as Ferry Captain</h1>" if "<" in form else "A day as Ferry Captain\n"
    found = record(
        title + form.format("Give it 4 weeks", "Give it 2 weeks"), TITLES, "labels: {timeline: ['Give it {value}']}"
    )
    skill = found.skills_to_learn[0]
    assert skill.duration
    assert (skill.duration.text, skill.guidance) == ("4 weeks", "Tie ten a day.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Do {value} now", "a label may end with {value} alone"),
        ("Do {role}", "{role} cannot be there"),
        ("{value}", "would label every line"),
    ],
)
def test_a_label_has_its_value_at_its_end(text: str, words: str) -> None:
    (line,) = mistakes(f"labels: {{tasks: ['{text}']}}")
    assert line.startswith("p.yaml:3:18: labels.tasks.0: ")
    assert words in line


def test_a_label_with_and_without_a_colon_is_one() -> None:
    (line,) = mistakes("labels: {tasks: ['Do {value}'], resources: [Do]}")
    assert "listed under tasks already" in line


# --- elements --------------------------------------------------------------------------------------------------------


@CSS
def test_what_is_skipped_is_so_whatever_else_it_is() -> None:
    page = "<h1>A day as Ferry Captain</h1>" + REST + "<p><i>new</i> Coil ropes.</p><p><b>new</b> Mend nets.</p>"
    every = "selectors: {skip: [i, 'p > b'], chip: [i, b], heading: [i], item: [b]}"
    found = record(page, TITLES, every)
    assert found.skills_to_learn[0].guidance == "Tie ten a day.\n\nCoil ropes.\n\nMend nets."


@CSS
def test_a_chip_in_a_heading_is_no_heading() -> None:
    page = "<h1>A day as Ferry Captain</h1>" + REST.replace("Knots", "Knots <span class=tag>Rare</span>")
    found = record(page, TITLES, "selectors: {chip: [.tag]}", "priorities: {important: [Rare]}")
    assert [(skill.name, skill.priority) for skill in found.skills_to_learn] == [("Knots", "important")]


PHASES = (
    "<div class=leg>{0}<h3>Papers</h3>{1}<ul><li>Sign up</li></ul></div>"
    "<div class=leg>{0}<h3>Practice</h3>{1}<ul><li>Sail</li></ul></div>"
)


@CSS
@pytest.mark.parametrize("between", ["", "<aside class=ad><p>Read our news.</p></aside>"])
def test_a_roadmap_may_have_no_heading(between: str) -> None:
    phases = PHASES.format("", "<p>6 weeks</p>").replace("</div><div", f"</div>{between}<div")
    page = f"<h1>A day as Ferry Captain</h1>{REST}{phases}<h2>Asked</h2><h3>Is it cold?</h3><p>Yes.</p>"
    found = record(page, TITLES, "sections: {roadmap: [.leg]}", "selectors: {skip: [.ad]}")
    assert [(phase.title, phase.tasks) for phase in found.roadmap] == [("Papers", ["Sign up"]), ("Practice", ["Sail"])]
    assert [skill.name for skill in found.skills_to_learn] == ["Knots"]
    assert [answered.question for answered in found.faq] == ["Is it cold?"]
    assert "Papers" in [skill.name for skill in record(page, TITLES).skills_to_learn]


@CSS
def test_a_section_goes_on_behind_what_is_no_part_of_it() -> None:
    page = f"<h1>A day as Ferry Captain</h1>{REST}" + PHASES.format("", "").replace(
        "</div><div", "</div><p>Read us.</p><div"
    )
    found = record(page, TITLES, "sections: {roadmap: [.leg]}")
    assert [phase.title for phase in found.roadmap] == ["Papers", "Practice"]
    assert [section.text for section in found.other] == [["Read us."]]


@CSS
def test_any_section_may_be_named_by_its_element() -> None:
    page = (
        "<h1>A day as Ferry Captain</h1><p class=lede>You like boats.</p><p>Boats like you.</p>"
        + REST
        + "<div class=truth><h2>Between us</h2><h3>Sweet</h3><ul><li>Sea air</li></ul></div>"
        "<div class=qa><h2>What people want to know</h2>"
        "<h3>Is it cold?</h3><p>Yes.</p><h3>Is it wet?</h3><p>Yes.</p></div>"
    )
    found = record(page, TITLES, "sections: {overview: [.lede], faq: [.qa], reality_check: [.truth]}")
    assert found.overview == ["You like boats."]
    assert [answered.question for answered in found.faq] == ["Is it cold?", "Is it wet?"]
    assert found.reality_check.rewards == ["Sea air"]
    assert [section.text for section in found.other] == [["Boats like you."]]


@CSS
@pytest.mark.parametrize(
    "place",
    [
        PHASES.format("<p class=when>{}</p>", ""),
        PHASES.format("<small>{n}</small><p class=when>{}</p>", ""),
        PHASES.format("", "<p class=when>{}</p>"),
        PHASES.format("", "").replace("</h3>", " <span class=when>{}</span></h3>"),
    ],
    ids=["above", "number above", "below", "in the title"],
)
@pytest.mark.parametrize(("time", "duration"), [("Weeks 1-6", "Weeks 1-6"), ("Sept 2026 to Nov 2026", None)])
def test_a_phases_dates_have_a_place(place: str, time: str, duration: str | None) -> None:
    for number in ("1", "2"):
        place = place.replace("{n}", number, 1)
    page = f"<h1>A day as Ferry Captain</h1>{REST}<h2>Roadmap</h2>{place.replace('{}', time)}"
    found = record(
        page.replace("Roadmap", "The way"), TITLES, "selectors: {time: [.when]}", "sections: {roadmap: [.leg]}"
    )
    read_as = [(phase.title, phase.duration and phase.duration.text, phase.tasks) for phase in found.roadmap]
    assert read_as == [("Papers", duration, ["Sign up"]), ("Practice", duration, ["Sail"])]


@pytest.mark.parametrize("form", ["{}", "- {}"], ids=["lines", "items"])
@pytest.mark.parametrize(("time", "duration"), [("6 weeks", "6 weeks"), ("Sept 2026 to Nov 2026", None)])
@pytest.mark.parametrize("titles", ["Stop {}: ", "{}\n"], ids=["shown", "bare"])
def test_dates_with_a_label_have_one_in_texts(titles: str, time: str, duration: str | None, form: str) -> None:
    legs = [("Papers", "Sign up"), ("Practice", "Sail")]
    phases = "\n".join(
        f"{titles.format(i)}{name}\nRuns {time}\nDo\n{form.format(task)}" for i, (name, task) in enumerate(legs, 1)
    )
    page = f"A day as Ferry Captain{SHORT.partition('Asked')[0]}The way\n{phases}\nAsked\nIs it cold?\nYes.\n"
    labels = "labels: {timeline: ['Runs {value}'], tasks: [Do]}"
    keys = [TITLES, labels, "positions: ['Stop {n}']"]
    profile = SECTIONS.replace("faq:", "roadmap: [The way], faq:") + "\n".join(keys)
    found = parse(page, media_type="text/plain", profile=read_profile(f"name: a\n{profile}", "p.yaml"))
    assert found.pathway
    assert residue(found) == []
    read_as = [(phase.title, phase.duration and phase.duration.text, phase.tasks) for phase in found.pathway.roadmap]
    assert read_as == [("Papers", duration, ["Sign up"]), ("Practice", duration, ["Sail"])]


@CSS
@pytest.mark.parametrize(
    ("above", "below", "duration"),
    [
        ("<p class=when>May 2027</p>", "<p class=when>6 weeks</p>", "6 weeks"),
        ("<p class=when>May 2027</p><p class=when>6 weeks</p>", "", "6 weeks"),
        ("<p class=when>May 2027</p>", "<p>Runs 6 weeks</p>", "6 weeks"),
        ("<p class=when>May 2027</p>", "", None),
        ("<p class=when>May 2027</p><p class=when>Mondays</p>", "<p class=when>Room 4</p>", None),
    ],
)
def test_dates_may_be_the_first_text_of_a_roadmap(above: str, below: str, duration: str | None) -> None:
    page = f"<h1>A day as Ferry Captain</h1>{REST}" + PHASES.format(above, below)
    keys = ["selectors: {time: [.when]}", "sections: {roadmap: [.leg]}", "labels: {timeline: ['Runs {value}']}"]
    found = record(page, TITLES, *keys)
    read_as = [(phase.title, phase.duration and phase.duration.text, phase.tasks) for phase in found.roadmap]
    assert read_as == [("Papers", duration, ["Sign up"]), ("Practice", duration, ["Sail"])]


@CSS
def test_a_phase_may_have_dates_and_a_length() -> None:
    page = f"<h1>A day as Ferry Captain</h1>{REST}" + PHASES.format("<p class=when>May 2027</p>", "<p>6 weeks</p>")
    found = record(page, TITLES, "selectors: {time: [.when]}", "sections: {roadmap: [.leg]}")
    assert [phase.duration and phase.duration.text for phase in found.roadmap] == ["6 weeks", "6 weeks"]


@CSS
@pytest.mark.parametrize(
    ("keys", "place", "words"),
    [
        ("sections: {roadmpa: [.a]}", "3:12: sections.roadmpa", "unknown role; did you mean roadmap?"),
        ("sections: {roadmap: ['a[']}", "3:22: sections.roadmap.0", "no CSS selector"),
        ("sections: {roadmap: .a}", "3:21: sections.roadmap", "expected a list"),
        ("sections: {roadmap: [.a], faq: [.a]}", "3:33: sections.faq.0", "listed under roadmap already"),
        ("selectors: {time: ['a[']}", "3:20: selectors.time.0", "no CSS selector"),
        ("time: [.a]", "3:1: time", "did you mean selectors.time?"),
    ],
)
def test_a_mistake_in_them_is_one_line(keys: str, place: str, words: str) -> None:
    (line,) = mistakes(keys)
    assert line.startswith(f"p.yaml:{place}: ")
    assert words in line
