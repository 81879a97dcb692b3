"""What pages at the limits of the fields say: the rows of cases/fields/limits.toml, and lines of glued names.

The rows of parts.toml are of the lines of a section, by default one of an unknown site (`PART_VIEWS`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import pytest

from limits_cases import PROFILES, Row, cut, lines_of, params, read, seen, wanted
from pathingest.fields import (
    Reading,
    action_plan,
    extract,
    faq,
    kind,
    known_fields,
    overview,
    plain,
    roadmap,
    skills_to_learn,
    timeline,
    transferable_skills,
)
from pathingest.fields import id as id_field
from pathingest.fields._assemble import _tiled
from pathingest.fields._badged import divided, with_badges
from pathingest.fields._groups import Group, groups
from pathingest.fields._phases import (
    Title,
    as_task,
    entitled,
    is_dated,
    is_mere_time,
    is_rate,
    labelled_time,
    shown_phases,
    time_above,
    with_verbs_as_tasks,
)
from pathingest.fields._pointers import without_pointers
from pathingest.fields._resources import between_commas, between_links, linked_name, resource
from pathingest.lines import Line
from pathingest.lines.vocabulary import vocabulary_of
from pathingest.model.errors import PathingestError
from pathingest.model.evidence import Stretch
from pathingest.model.extraction import Derived, Stated, Tree, Trees
from pathingest.model.section import Header, Outline, Section
from pathingest.model.segment import Markup, Segment
from pathingest.model.values import Duration
from pathingest.profiles import generic
from pathingest.values.steps import attributes, replay

GLUED = "Coursera Python CourseUdemy SQL Course"
PARTED = ["1 Read [2 weeks] + Coursera Python Course + Udemy SQL Course"]
WHOLE = [f"1 Read [2 weeks] + {GLUED}"]


@pytest.mark.parametrize("row", params("fields"))
def test_limit(row: Row) -> None:
    assert seen(row) == wanted(row)


def _time(stated: Stated[Duration] | None) -> str:
    return f" [{stated.value.text}]" if stated else ""


def _title(title: Title) -> str:
    place = f"{title.place.text} = {title.number} | " if title.place else ""
    rest = f" | {title.rest.text}" if title.rest else ""
    return f"{place}{title.title.text}{_time(title.duration)}{rest}{' (bare)' if title.bare else ''}"


def _holds(lines: Sequence[Line]) -> list[str]:
    """What the lines that are no titles are, where that is known."""
    shown = shown_phases(lines)
    above = [f"above: {line.text}" for line in shown.lines if line in shown.above]
    cells = [f"{shown.cells[line]}: {line.text}" for line in shown.lines if line in shown.cells]
    return [*above, *cells, *[f"label: {line.text}" for line in shown.lines if line in shown.labels]]


def _labelled(line: Line) -> str:
    found = labelled_time(line)
    return f"{line.text[: found[1]]}{_time(found[0])}" if found else "none"


def _above(line: Line) -> str:
    found = time_above(line)
    return f"{line.text[: found.label]}{_time(found.duration) or ' date'}" if found else "none"


def _task(line: Line) -> str:
    task = as_task(line)
    return task.text if task else "none"


def _group(group: Group) -> str:
    return " / ".join([line.text for line in (group.heading, *group.body)])


def _reading(lines: tuple[Line, ...], row: Row) -> Reading:
    """The page of these lines, or the section that they are in where `within` says which one."""
    if "within" in row:
        section = Section(row["within"], None, lines)
        header = Header(None, (None, None), None, "guide", (None, None), {}, None, site=False, marks=())
        found = Outline((Section("header", None, ()), section), header, {section.role: section})
    else:
        found = cut(lines, row)
    return Reading(found, PROFILES[row.get("profile", "generic")], row.get("slug"))


def _skills(reading: Reading) -> list[str]:
    return [
        f"{skill['name']} ({skill['priority']}{_length(skill['duration'])}): {skill['guidance']}"
        for skill in plain(skills_to_learn.FIELD.extract(reading).tree)
    ]


def _length(value: Row | None) -> str:
    return f" [{value['text']}]" if value else ""


def _plan(reading: Reading) -> list[str]:
    return [
        f"{group['label']}{_length(group['horizon'])}: {' / '.join(group['tasks'])}"
        for group in plain(action_plan.FIELD.extract(reading).tree)
    ]


def _record(reading: Reading) -> list[str]:
    """What the record is called and is, with what says so."""
    found = {name: extraction.tree for name, extraction in extract(reading).items()}
    reading = reading._replace(found=cast("Trees", found))
    trees = [field.extract(reading).tree for field in (id_field.FIELD, kind.FIELD)]
    return [f"{tree.value} from {' '.join(tree.origins)}" for tree in trees if isinstance(tree, Derived)]


PAGE_VIEWS: dict[str, Callable[[Reading], Any]] = {
    "overview": lambda reading: plain(overview.FIELD.extract(reading).tree),
    "plan": _plan,
    "skills": _skills,
    "known": lambda reading: [
        f"{skill['name']}: {skill['description']}" for skill in plain(transferable_skills.FIELD.extract(reading).tree)
    ],
    "faq": lambda reading: [
        f"{entry['question']} {entry['answer']}" for entry in plain(faq.FIELD.extract(reading).tree)
    ],
    "timeline": lambda reading: _length(plain(timeline.FIELD.extract(reading).tree)),
    "roadmap": lambda reading: [
        f"{phase['position']} {phase['title']}{_length(phase['duration'])}"
        + "".join([f" - {task}" for task in phase["tasks"]])
        + "".join([f" + {one['name']}" + (f" <{one['url']}>" if one["url"] else "") for one in phase["resources"]])
        for phase in plain(roadmap.FIELD.extract(reading).tree)
    ],
    "record": _record,
}


def _resource(segment: Segment) -> str:
    found = plain(cast("Tree", resource(segment, 0, len(segment.text), "https://r.example/x/")))
    return f"{found['name']} <{found['url']}>"


PART_VIEWS: dict[str, Callable[[Sequence[Line]], Any]] = {
    "titles": lambda lines: [_title(title) for title in shown_phases(lines).titles.values()],
    "holds": _holds,
    "badges": lambda lines: [
        f"{line.text}: {line.badge.priority}{_time(line.badge.duration)}" for line in with_badges(lines) if line.badge
    ],
    "groups": lambda lines: list(map(_group, groups(lines))),
    "divided": lambda lines: [_group(part) for group in groups(lines) for part in divided(group)],
    "kept": lambda lines: [line.text for line in without_pointers(lines)],
    "labels": lambda lines: [line.text for line in with_verbs_as_tasks(lines, ()) if line.meaning.label],
    "linked": lambda lines: [line.text[: linked_name(line.segment)] for line in lines],
    "resource": lambda lines: [_resource(line.segment) for line in lines],
    # Of the only line:
    "between": lambda lines: [lines[0].text[a:b] for a, b in between_links(lines[0].segment, 0)],
    "commas": lambda lines: [lines[0].text[a:b] for a, b in between_commas(lines[0].text, 0)],
    "title": lambda lines: _title(entitled(lines[0])),
    "labelled": lambda lines: _labelled(lines[0]),
    "above": lambda lines: _above(lines[0]),
    "task": lambda lines: _task(lines[0]),
    "mere_time": lambda lines: is_mere_time(lines[0]),
    "dated": lambda lines: is_dated(lines[0]),
    "rate": lambda lines: is_rate(lines[0]),
}


@pytest.mark.parametrize("row", params("fields", "parts"))
def test_part(row: Row) -> None:
    lines = lines_of(row)
    wanted = {name: said for name, said in row.items() if name in PART_VIEWS or name in PAGE_VIEWS}
    reading = _reading(lines, row) if wanted.keys() & PAGE_VIEWS.keys() else None
    assert {
        name: PAGE_VIEWS[name](reading) if reading and name in PAGE_VIEWS else PART_VIEWS[name](lines)
        for name in wanted
    } == wanted


@pytest.mark.parametrize(
    ("sure", "resources", "notes"),
    [
        (0.94, PARTED, ["glued-resources"]),
        (0.93, PARTED, ["glued-resources", "resource-split"]),
        (0.5, PARTED, ["glued-resources", "resource-split"]),
        (0.49, WHOLE, ["resource-split"]),
    ],
)
def test_glued_names_are_parted_as_far_as_they_are_sure(
    sure: float, resources: list[str], notes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roadmap, "line_confidence", lambda _: sure)
    text = f"From Cook to Dietitian\nLearning Roadmap\nRead\n2 weeks\nResources\n{GLUED}"
    row: Row = {"text": text, "roadmap": resources}
    assert seen(row) == wanted(row)
    found = read(row).notes
    assert [note.kind for note in found] == notes
    assert {note.pointer for note in found} == {"/roadmap/0/resources/0/name"}
    # The best way to part the line comes first, whether the record follows it or not.
    assert found[0].detail.startswith("Coursera Python Course | Udemy SQL Course")


def test_a_name_that_cannot_be_parted_is_no_way_to_part_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roadmap, "line_confidence", lambda _: 0.49)
    text = "From Cook to Dietitian\nLearning Roadmap\nRead\n2 weeks\nResources\nCoursera Python Course"
    (note,) = read({"text": text}).notes
    assert "Coursera Python Course" not in note.detail.split(" or ")


@pytest.mark.parametrize("label", ["This Week", "this week:"])
def test_all_of_a_label_is_the_reason_for_its_time(label: str) -> None:
    row: Row = {"text": f"From Cook to Dietitian\nStart Your Journey Now\n{label}\n- Go there"}
    stated = read(row).evidence.entries["/action_plan/0/horizon"].value
    assert isinstance(stated, Stated)
    value = stated.value
    assert (value.text, value.start, value.end) == (label[:9], 0, 9)
    steps = "min:0-9 max:0-9 unit:0-9 approximate:9-9 ongoing:9-9"
    assert " ".join([f"{step.attribute}:{step.start}-{step.end}" for step in value.steps]) == steps
    assert replay(value.text, value.steps) == attributes(value)


@pytest.mark.parametrize("top", [1, 2])
def test_a_heading_that_only_sorts_ends_the_group_before_it(top: int) -> None:
    said = [("Bread", top), ("Bake", top + 1), ("Hot.", 0), ("Grain", top), ("Grind", top + 1), ("Sieve", top + 1)]
    lines = [
        Line(Segment("paragraph", text, i, i + len(text), markup=Markup(level)), vocabulary_of(generic()))
        for i, (text, level) in enumerate(said)
    ]
    found = [(group.heading.text, [line.text for line in group.body]) for group in groups(lines)]
    assert found == [("Bake", ["Hot."]), ("Grind", []), ("Sieve", [])]


def test_a_roadmap_of_pointers_alone_has_no_phase() -> None:
    page = read({"text": "From Cook to Dietitian\nOverview\nBread.\nYour Learning Roadmap\nShare this"})
    assert page.pathway
    assert page.pathway.roadmap == []


def test_fields_are_known_by_their_names() -> None:
    assert known_fields(["kind", "id"]) == ("kind", "id")
    with pytest.raises(PathingestError, match="kin: no field of the record"):
        known_fields(["id", "kin"])


@pytest.mark.parametrize("cut", ["a" * 170, f"{'a' * 169}-", f"{'a' * 168}--"])
def test_a_name_that_is_cut_ends_with_no_hyphen(cut: str) -> None:
    reading = _reading((), {"within": "other", "slug": f"{cut}{'b' * 20}"})
    tree = id_field.FIELD.extract(reading).tree
    assert isinstance(tree, Derived)
    name, _, digest = str(tree.value).rpartition("-")
    assert (name, len(digest)) == (cut.rstrip("-"), 8)


@pytest.mark.parametrize(
    ("text", "owned", "marks", "tiles"),
    [
        ("", [], [], []),
        ("rye", [], [], ["residue rye"]),
        (" rye  and\n oats ", [], [], ["space  ", "residue rye  and", "space \n ", "residue oats", "space  "]),
        # Marks before words are no words, unless they are part of one.
        ("- rye - 1. -", [], [], ["markup -", "space  ", "residue rye - 1. -"]),
        ("- 1. * rye", [], [], ["markup -", "space  ", "markup 1.", "space  ", "markup *", "space  ", "residue rye"]),
        ("-rye", [], [], ["residue -rye"]),
        ("- - ", [], [], ["markup -", "space  ", "markup -", "space  "]),
        ("&bull; rye", [], [], ["markup &bull;", "space  ", "residue rye"]),
        ("&eacute; rye", [], [], ["residue &eacute; rye"]),
        ("\u200b", [], [], ["space \u200b"]),
        ("- \u200b", [], [], ["markup -", "space  ", "space \u200b"]),
        # What is owned is nothing else; of two values that begin together the longer one counts.
        ("a rye b", [(2, -5, "/x")], [], ["residue a", "space  ", "/x rye", "space  ", "residue b"]),
        ("rye oats", [(0, -3, "/x"), (0, -8, "/y")], [], ["/y rye oats"]),
        ("rye oats", [(4, -8, "/x"), (0, -8, "/y")], [], ["/y rye oats"]),
        ("rye oats", [(4, -8, "/x"), (0, -3, "/y")], [], ["/y rye", "space  ", "/x oats"]),
        # What is marked is what the mark says, but for values in it, and for what is left of it then and shows nothing.
        ("a rye b", [], [Stretch(2, 5, "head")], ["residue a", "space  ", "head rye", "space  ", "residue b"]),
        ("rye oats", [(4, -8, "/x")], [Stretch(0, 8, "head")], ["head rye ", "/x oats"]),
        ("rye oats", [(0, -3, "/x")], [Stretch(0, 8, "head")], ["/x rye", "head  oats"]),
        ("a rye b", [(0, -1, "/x"), (6, -7, "/y")], [Stretch(0, 7, "head")], ["/x a", "head  rye ", "/y b"]),
        ("rye oats", [(0, -3, "/x"), (4, -8, "/y")], [Stretch(0, 8, "head")], ["/x rye", "space  ", "/y oats"]),
        ("rye oats", [(0, -8, "/x")], [Stretch(0, 3, "head"), Stretch(4, 8, "head")], ["/x rye oats"]),
        (
            "rye oats",
            [(0, -3, "/x")],
            [Stretch(0, 3, "head"), Stretch(4, 8, "head")],
            ["/x rye", "space  ", "head oats"],
        ),
    ],
)
def test_all_of_a_text_has_an_owner(
    text: str, owned: list[tuple[int, int, str]], marks: list[Stretch], tiles: list[str]
) -> None:
    ends, roles = _tiled(owned, marks, text)
    pieces = [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    assert [f"{role} {piece}" for role, piece in zip(roles, pieces, strict=True)] == tiles
