"""Small pages at the limits of the reading, and what must be read from them: `cases/{sections,fields}/limits.toml`.

A row: `why`, what it shows; `text`, `html` or `markdown`, the page; `profile`, by default the career pathway's, "any"
for the one that fits best, or `keys`, those of a profile of the row's own; `url`, if wanted. Every other key is a view
of the page (`VIEWS`) with its lines; what a row does not name is not compared.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pathingest.lines import Line, typed
from pathingest.model.page import Page
from pathingest.model.section import Header, Outline, Section
from pathingest.model.segment import Segment
from pathingest.pipeline import parse
from pathingest.profiles import Profile, builtin, generic, read_profile
from pathingest.sections import outline
from pathingest.segments import segmenter_for
from pathingest.sources import from_text
from records import residue

CASES = Path(__file__).parent / "cases"
PROFILES = {profile.name: profile for profile in (*builtin(), generic())}
MEDIA = {"text": "text/plain", "html": "text/html", "markdown": "text/markdown"}
Row = dict[str, Any]


def params(package: str, file: str = "limits") -> list[Any]:
    """The rows of a package's file, as pytest parameters."""
    rows = tomllib.loads((CASES / package / f"{file}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(row, id=row["why"]) for row in rows]


# What steps of the way make of the lines of cases/sections/parts.toml, each seen by the tests of its module; `within`
# is the role of the section that the lines are in, `document` what the page's head says.
PARTS = frozenset(
    {"headings", "siblings", "split", "cut", "header", "tabled", "rows", "layout", "names", "otherwise"}
    | {"road", "steps", "weighed", "named", "said_as", "prose"}
)


def parts(*views: str) -> list[Any]:
    """The rows of parts.toml that show one of some views."""
    assert PARTS.issuperset(views)
    return [param for param in params("sections", "parts") if not param.values[0].keys().isdisjoint(views)]


def in_blocks(row: Row) -> Row:
    """The row, its page's blocks one below the other that stand in one line, parted by " / "; a table is one block."""
    seam = "\n" if "text" in row else "\n\n"
    (kind,) = MEDIA.keys() & row.keys()
    return {**row, kind: row[kind].replace("| / |", "|\n|").replace(" / ", seam)}


def read(row: Row) -> Page:
    """The row's page."""
    (kind,) = MEDIA.keys() & row.keys()
    return parse(row[kind], media_type=MEDIA[kind], url=row.get("url"), profile=_profile(row))


def lines_of(row: Row) -> tuple[Line, ...]:
    """The row's lines, by default of an unknown site: what stages make of them costs less to see than a page."""
    profile = profile_of(row)
    (kind,) = MEDIA.keys() & row.keys()
    segmenter = segmenter_for(MEDIA[kind])
    assert segmenter
    source = from_text(row[kind], media_type=MEDIA[kind])
    return typed(segmenter.segment(source, profile.selectors).segments, profile)


def cut(lines: tuple[Line, ...], row: Row) -> Outline[Line]:
    """The row's sections; `document` is what the page's head says before them, `slug` the last part of its address."""
    said = row.get("document")
    document = Segment("label", said, -len(said), 0) if said else None
    return outline(lines, profile_of(row), row.get("slug"), document)


def profile_of(row: Row) -> Profile:
    """The profile of a row of lines, by default that of an unknown site."""
    return _own(row) or PROFILES[row.get("profile", "generic")]


def _own(row: Row) -> Profile | None:
    return read_profile(f"name: own\n{row['keys']}", "own.yaml") if "keys" in row else None


def _profile(row: Row) -> Profile | None:
    if "keys" in row:
        return _own(row)
    return PROFILES[row.get("profile", "career-pathway")] if row.get("profile") != "any" else None


def wanted(row: Row) -> dict[str, Any]:
    """What the row says of its page, by view."""
    return {name: said for name, said in row.items() if name in VIEWS}


def seen(row: Row) -> dict[str, Any]:
    """The same, as the page is read; its account has no empty tiles."""
    page = read(row)
    assert not any(proof.source for proof in page.evidence.entries.values())  # there is but one
    if "residue" in row:
        ends = [0, *[stretch.end for stretch in page.evidence.accounts[0].stretches]]
        assert all(a < b for a, b in pairwise(ends))
    return {name: VIEWS[name](page) for name in wanted(row)}


# --- views: a part of a page in lines --------------------------------------------------------------------------------


def header_of(header: Header) -> list[str]:
    """What a header says, but for its roles and its kind."""
    found = [("site", "yes" if header.site else ""), ("views", header.counter and header.counter.text)]
    found += [("role", line and line.text) for line in header.role_lines]
    found += [("title", header.title and header.title.text)]
    badges = [f"{name}: {part.text}" for name, part in header.badges.items()]
    return [*[f"{name}: {text}" for name, text in found if text], *badges]


def sections_of(sections: Sequence[Section[Line]]) -> list[str]:
    """Sections, each with its heading and its lines."""
    return [
        " | ".join([section.role, section.heading.text if section.heading else "", _joined(section.lines)])
        for section in sections
    ]


def _joined(lines: Sequence[Any]) -> str:
    return " / ".join([line.text for line in lines])


def _tree(page: Page) -> dict[str, Any]:
    return page.pathway.model_dump(mode="json") if page.pathway else {}


def _time(value: Row | None) -> str:
    return f" [{value['text']}]" if value else ""


def _link(resource: Row) -> str:
    return f"{resource['name']} <{resource['url']}>" if resource["url"] else str(resource["name"])


def _roadmap(page: Page) -> list[str]:
    return [
        f"{phase['position']} {phase['title']}{_time(phase['duration'])}"
        + "".join([f" - {task}" for task in phase["tasks"]])
        + "".join([f" + {_link(resource)}" for resource in phase["resources"]])
        for phase in _tree(page)["roadmap"]
    ]


def _skills(page: Page) -> list[str]:
    return [
        f"{skill['name']} ({skill['priority']}{_time(skill['duration'])}): {skill['guidance']}"
        for skill in _tree(page)["skills_to_learn"]
    ]


def _known(page: Page) -> list[str]:
    return [f"{skill['name']}: {skill['description']}" for skill in _tree(page)["transferable_skills"]]


def _plan(page: Page) -> list[str]:
    return [
        f"{group['label']}{_time(group['horizon'])}" + "".join([f" - {task}" for task in group["tasks"]])
        for group in _tree(page)["action_plan"]
    ]


def _faq(page: Page) -> list[str]:
    return [f"{entry['question']} {entry['answer']}" for entry in _tree(page)["faq"]]


def _claims(page: Page) -> list[str]:
    return [
        f"{claim['kind']} {claim['text']}" + (f" of {claim['about']}" if claim["about"] else "") + f" at {claim['at']}"
        for claim in _tree(page)["claims"]
    ]


def _other(page: Page) -> list[str]:
    return [f"{section['heading']}: {' / '.join(section['text'])}" for section in _tree(page)["other"]]


def _reality(page: Page) -> list[str]:
    return [f"{name}: {' / '.join(items)}" for name, items in _tree(page)["reality_check"].items()]


def _total(page: Page) -> str:
    weeks = (_tree(page)["roadmap_total"] or {}).get("weeks")
    return f"{weeks['min']} to {weeks['max']} weeks" if weeks else ""


def _positions(page: Page) -> list[str]:
    """What each phase's position was read or derived from."""
    entries = page.evidence.entries
    proofs = [entries[f"/roadmap/{i}/position"] for i in range(len(_tree(page)["roadmap"]))]
    return [
        " ".join([*[page.source.text[start:end] for start, end in proof.spans], *proof.steps, *proof.origins])
        for proof in proofs
    ]


def _facts(page: Page) -> list[str]:
    """What the record has of the page's header."""
    tree = _tree(page)
    names = ("difficulty", "timeline", "salary_change", "headline")
    found = {name: tree.get(name) for name in names}
    return [f"{name}: {said['text'] if isinstance(said, dict) else said}" for name, said in found.items() if said]


def _derived(page: Page) -> list[str]:
    """What values that are quoted from no place were derived from, the positions of phases aside."""
    return [
        f"{pointer} from {' '.join(proof.origins)}"
        for pointer, proof in page.evidence.entries.items()
        if proof.origins and not pointer.endswith("/position")
    ]


def _labels(page: Page) -> list[str]:
    stretches = page.evidence.accounts[0].stretches
    return [page.source.text[stretch.start : stretch.end] for stretch in stretches if stretch.role == "label"]


def _counter(page: Page) -> list[str]:
    stretches = page.evidence.accounts[0].stretches
    return [page.source.text[one.start : one.end] for one in stretches if one.role == "/sources/0/views"]


VIEWS: dict[str, Callable[[Page], Any]] = {
    "header": lambda page: header_of(page.outline.header),
    "sections": lambda page: sections_of(page.outline.sections),
    "problem": lambda page: page.problem or "",
    "layout": lambda page: page.profile,
    "kind": lambda page: _tree(page).get("kind") or "",
    "rendering": lambda page: _tree(page)["sources"][0]["rendering"],
    "overview": lambda page: _tree(page)["overview"],
    "known": _known,
    "skills": _skills,
    "roadmap": _roadmap,
    "reality": _reality,
    "plan": _plan,
    "faq": _faq,
    "claims": _claims,
    "other": _other,
    "record": lambda page: _tree(page).get("id") or "",
    "total": _total,
    "positions": _positions,
    "derived": _derived,
    "facts": _facts,
    "residue": residue,
    "labels": _labels,
    "counter": _counter,
    "notes": lambda page: [f"{note.kind} {note.pointer}: {note.detail}" for note in page.notes],
}
