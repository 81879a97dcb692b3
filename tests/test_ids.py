"""Ids that last: what `overrides/ids.yaml` says of them, and what builds, programs and comparisons make of that."""

from __future__ import annotations

import json
import pickle
import subprocess
from pathlib import Path
from typing import Any

import pytest

import pathingest
from pathingest.overrides.ids import Ids, Lasting, read_ids
from running import COMMAND, Done, Tool

PAGE = "From {} to Data Analyst: Your 9-Month Transition Guide\nSkills to Learn\nSQL\nCritical6 weeks\nQuery it.\n"
OLD, NEW = "nurse-to-data-analyst", "registered-nurse-to-data-analyst"


class Site:
    """A project with one page."""

    def __init__(self, folder: Path, tool: Tool) -> None:
        self.folder = folder
        self.tool = tool

    def call(self, role: str, name: str = "page") -> None:
        (self.folder / "raw").mkdir(exist_ok=True)
        (self.folder / "raw" / f"{name}.txt").write_text(PAGE.format(role), "utf-8")

    def build(self, *options: str) -> str:
        done = self.tool("build", "--fail-on", "never", *options)
        assert done.code == 0
        return f"{done.out}\n{done.err}"

    def decide(self, *arguments: str) -> Done:
        return self.tool("id", *arguments)

    @property
    def ids(self) -> list[str]:
        lines = (self.folder / "normalized" / "dataset.jsonl").read_text("utf-8").splitlines()
        return [json.loads(line)["id"] for line in lines]

    @property
    def manifest(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "normalized" / "manifest.json").read_bytes())
        return found


@pytest.fixture
def site(tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.chdir(tmp_path)
    made = Site(tmp_path, tool)
    made.call("Nurse")
    made.build()
    return made


def test_a_build_says_which_record_a_page_was_and_how_to_go_on(site: Site) -> None:
    site.call("Registered Nurse")
    shown = " ".join(site.build().split())
    assert f"renamed: the page of {OLD} gives the id {NEW} now" in shown
    assert f"`pathingest id keep {OLD} {NEW}`" in shown
    assert f"`pathingest id move {OLD} {NEW}`" in shown


def test_a_page_whose_title_changes_keeps_its_id(site: Site) -> None:
    site.call("Registered Nurse")
    assert site.decide("keep", OLD, NEW).code == 0
    shown = site.build()
    assert site.ids == [OLD]
    assert "renamed" not in shown
    assert "gone" not in shown
    records = pathingest.load()
    assert records[OLD].title == PAGE.format("Registered Nurse").splitlines()[0]
    assert records.evidence(OLD).entries["/id"].override == "/ids.yaml"
    assert site.tool("lint", "normalized", "--select", "SCH,COR").code == 0


def test_the_same_inputs_give_the_same_bytes_with_no_build_before(site: Site) -> None:
    site.call("Registered Nurse")
    site.decide("keep", OLD, NEW)
    site.build()
    kept = (site.folder / "normalized" / "dataset.jsonl").read_bytes()
    site.build("--out", "other")
    assert (site.folder / "other" / "dataset.jsonl").read_bytes() == kept


def test_an_id_that_moves_leaves_an_alias(site: Site) -> None:
    site.call("Registered Nurse")
    site.decide("move", OLD, NEW)
    site.build("--prune")
    assert site.ids == [NEW]
    assert site.manifest["aliases"] == {OLD: NEW}
    records = pathingest.load()
    assert records[OLD] is records[NEW]
    assert list(records) == [NEW]


def test_an_id_may_move_though_the_page_stays(site: Site) -> None:
    site.decide("move", OLD, "nurse-to-analyst")
    site.build("--prune")
    assert site.ids == ["nurse-to-analyst"]
    site.decide("move", "nurse-to-analyst", "carer-to-analyst")
    site.build("--prune")
    assert site.ids == ["carer-to-analyst"]
    assert site.manifest["aliases"] == {OLD: "carer-to-analyst", "nurse-to-analyst": "carer-to-analyst"}


def test_corrections_follow_the_id(site: Site) -> None:
    site.tool("override", "set", OLD, "/skills_to_learn/SQL/duration", "4 weeks", "--reason", "so")
    site.call("Registered Nurse")
    site.decide("keep", OLD, NEW)
    assert "OVR" not in site.build()
    duration = pathingest.load()[OLD].skills_to_learn[0].duration
    assert duration is not None
    assert duration.text == "4 weeks"
    assert site.tool("override", "check").code == 0


def test_corrections_move_with_the_id(site: Site) -> None:
    site.tool("override", "set", OLD, "/skills_to_learn/SQL/duration", "4 weeks", "--reason", "so")
    before = site.folder / "overrides" / f"{OLD}.yaml"
    text = before.read_text("utf-8")
    assert f"overrides/{NEW}.yaml: its corrections" in site.decide("move", OLD, NEW).out
    assert not before.exists()
    assert (site.folder / "overrides" / f"{NEW}.yaml").read_text("utf-8") == text.replace(f'"{OLD}"', f'"{NEW}"')
    shown = site.build()
    assert "OVR" not in shown
    assert "renamed" not in shown
    duration = pathingest.load()[NEW].skills_to_learn[0].duration
    assert duration is not None
    assert duration.text == "4 weeks"


def test_corrections_of_two_records_are_not_mixed(site: Site) -> None:
    site.tool("override", "set", OLD, "/skills_to_learn/SQL/duration", "4 weeks", "--reason", "so")
    before = (site.folder / "overrides" / f"{OLD}.yaml").read_bytes()
    (site.folder / "overrides" / f"{NEW}.yaml").write_bytes(b"a")
    done = site.decide("move", OLD, NEW)
    assert (done.code, done.out) == (2, "")
    assert "both hold corrections" in done.err
    (site.folder / "overrides" / f"{NEW}.yaml").unlink()
    (site.folder / "overrides" / f"{OLD}.yaml").write_bytes(before + b"- a\n")
    done = site.decide("move", OLD, NEW)
    assert (done.code, done.out) == (2, "")
    assert "repair it first" in done.err
    assert not (site.folder / "overrides" / "ids.yaml").exists()


def test_a_record_that_moved_is_there_once(site: Site) -> None:
    site.decide("move", OLD, "nurse-to-analyst")
    assert f"removed: {OLD}" in site.build()
    assert site.ids == ["nurse-to-analyst"]
    assert not (site.folder / "normalized" / f"{OLD}.json").exists()


def test_an_id_that_moves_back_is_no_alias_of_itself(site: Site) -> None:
    site.decide("move", OLD, "nurse-to-analyst")
    site.decide("move", "nurse-to-analyst", OLD)
    site.build()
    assert site.ids == [OLD]
    assert site.manifest["aliases"] == {"nurse-to-analyst": OLD}


def test_all_that_is_known_of_a_record_is_found_by_its_alias(site: Site) -> None:
    site.decide("move", OLD, NEW)
    site.build()
    records = pathingest.load()
    assert records.plain(OLD) == records.plain(NEW)
    assert records.evidence(OLD) == records.evidence(NEW)
    assert records.sources(OLD) == records.sources(NEW)
    assert records.quote(OLD, "/skills_to_learn/0/duration") == "6 weeks"
    with pytest.raises(KeyError, match=f"did you mean {NEW}"):
        records.plain(f"{NEW}s")


@pytest.mark.parametrize("decision", ["keep", "move"])
def test_an_id_of_another_record_is_not_taken(decision: str, site: Site) -> None:
    site.call("Cook", "cook")
    site.build()
    done = site.decide(decision, OLD, "cook-to-data-analyst")
    assert (done.code, done.out) == (2, "")
    assert "is the id of another record, of raw/cook.txt" in done.err


def test_an_id_that_no_record_has_is_said_to_be_none(site: Site) -> None:
    done = site.decide("move", f"{OLD}s", "nurse-to-analyst")
    assert f"{OLD}s: no record of that id in normalized/ now; did you mean {OLD}?" in done.err
    assert site.decide("move", OLD, NEW).err == ""


def test_a_comparison_knows_who_moved(site: Site) -> None:
    site.build("--out", "before")
    site.call("Registered Nurse")
    site.decide("move", OLD, NEW)
    site.build("--prune")
    shown = site.tool("diff", "before").out
    assert f"~ {NEW}" in shown
    assert "1 changed" in shown
    assert "0 new, 0 removed" in shown


@pytest.mark.parametrize("decision", ["keep", "move"])
def test_a_decision_is_taken_back(decision: str, site: Site) -> None:
    site.tool("override", "set", OLD, "/skills_to_learn/SQL/duration", "4 weeks", "--reason", "so")
    corrections = site.folder / "overrides" / f"{OLD}.yaml"
    text = corrections.read_bytes()
    site.decide(decision, OLD, NEW)
    (name, own) = (OLD, NEW) if decision == "keep" else (NEW, OLD)
    if decision == "keep":
        site.call("Registered Nurse")
    site.build()
    assert site.ids == [name]
    done = site.decide("drop", name, own)
    assert done.code == 0
    assert not (site.folder / "overrides" / "ids.yaml").exists()
    site.build("--prune")
    assert site.ids == [own]
    assert site.manifest["aliases"] == {}
    assert site.tool("override", "check").code == 0
    duration = pathingest.load()[own].skills_to_learn[0].duration
    assert duration is not None
    assert duration.text == "4 weeks"
    if decision == "move":
        assert corrections.read_bytes() == text


def test_one_of_several_decisions_is_taken_back(site: Site) -> None:
    site.decide("keep", OLD, NEW)
    site.decide("keep", OLD, "rn-to-data-analyst")
    site.decide("drop", OLD, NEW)
    assert site.decide("list").out == f"{OLD}, of pages that give rn-to-data-analyst\n"
    done = site.decide("drop", OLD, NEW)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert f"{OLD}: nothing is decided of {NEW}; of this pathway there is: rn-to-data-analyst" in done.err
    assert "there is: nothing" in site.decide("drop", "x", NEW).err


def test_corrections_are_found_by_an_alias(site: Site) -> None:
    site.decide("move", OLD, NEW)
    site.build()
    done = site.tool("override", "set", OLD, "/skills_to_learn/SQL/duration", "4 weeks", "--reason", "so")
    assert f"overrides/{NEW}.yaml: /skills_to_learn/SQL/duration" in done.out
    assert not (site.folder / "overrides" / f"{OLD}.yaml").exists()
    assert site.tool("override", "list", OLD).out == site.tool("override", "list", NEW).out != ""
    assert site.tool("override", "check", OLD).code == 0
    assert f"overrides/{NEW}.yaml: dropped" in site.tool("override", "drop", OLD, "/skills_to_learn/SQL/duration").out


def test_a_decision_leaves_those_before(site: Site) -> None:
    site.decide("move", OLD, NEW)
    site.decide("move", "nobody-to-data-analyst", NEW)
    assert site.decide("list").out == (
        f"{NEW}, of pages that give {OLD}, nobody-to-data-analyst, before {OLD}, nobody-to-data-analyst\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("keep", OLD, "rn-to-data-analyst"), f"{OLD}: is a former id of {NEW}"),
        (("move", OLD, "rn-to-data-analyst"), f"{OLD}: pages that give it are those of {NEW}"),
        (("move", "rn-to-data-analyst", OLD), f"{OLD}: is a former id of {NEW}"),
        (("keep", "rn-to-data-analyst", OLD), f"{OLD}: pages that give it are those of {NEW}"),
    ],
)
def test_a_former_id_is_not_that_of_another_pathway(site: Site, arguments: tuple[str, ...], said: str) -> None:
    site.decide("move", OLD, NEW)
    before = (site.folder / "overrides" / "ids.yaml").read_bytes()
    done = site.decide(*arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err
    assert (site.folder / "overrides" / "ids.yaml").read_bytes() == before


def test_what_is_decided_is_read_once_by_a_build(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.decide("keep", OLD, NEW)
    site.call("Registered Nurse")
    read: list[Path] = []

    def counted(folder: Path) -> Ids:
        read.append(folder)
        return read_ids(folder)

    monkeypatch.setattr("pathingest.cli.build.read_ids", counted)
    assert "renamed" not in site.build()
    assert site.ids == [OLD]
    assert len(read) == 1


def test_what_is_decided_is_listed(site: Site) -> None:
    site.decide("keep", OLD, NEW)
    site.decide("move", "a-to-b", "c-to-d")
    assert site.decide("list").out.splitlines() == [
        "c-to-d, of pages that give a-to-b, before a-to-b",
        f"{OLD}, of pages that give {NEW}",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("keep", OLD, "Registered Nurse"), "is no id"),
        (("move", "a/b", NEW), "is no id"),
        (("keep", OLD, OLD), "is the id already"),
    ],
)
def test_wrong_use_is_one_line(site: Site, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = site.decide(*arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_pages_are_of_one_pathway_alone(site: Site) -> None:
    site.decide("keep", OLD, NEW)
    done = site.decide("keep", "cook-to-data-analyst", NEW)
    assert done.code == 2
    assert f"{NEW}: pages that give it are those of {OLD}" in done.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "overrides/ids.yaml:1:"),
        ("- a\n", "a list of ids are expected"),
        ('schema: "pathingest.ids/1"\nids: [{id: 1}]\n', "an entry has an id"),
        ('schema: "pathingest.ids/1"\nids: [{id: "a", alias: ["b"]}]\n', "did you mean aliases?"),
        ('schema: "pathingest.ids/1"\nids: [{id: "../x"}]\n', "is no id"),
        ('schema: "pathingest.ids/1"\nids: []\nno_pathway: []\n', "did you mean no_pathways?"),
        ('schema: "pathingest.ids/1"\nids: []\nids: []\n', "ids is given twice"),
        ('schema: "pathingest.ids/1"\nids: [{id: "a"}, {id: "a"}]\n', "a: has 2 entries: keep one"),
        ('schema: "pathingest.ids/1"\nids: [{id: "a", aliases: ["a"]}]\n', "a: is a former id of a"),
        ('schema: "pathingest.ids/1"\nids: [{id: "a", aliases: ["b"]}, {id: "b"}]\n', "b: is a former id of a"),
        ('schema: "pathingest.ids/1"\nids: [{id: "a", recognised: ["b"]}, {id: "b"}]\n', "b: pages that give it are"),
        ('schema: "pathingest.ids/1"\nids: [{id: "a", aliases: ["c"]}, {id: "b", aliases: ["c"]}]\n', "of a and of b"),
        ('schema: "pathingest.ids/1"\nids: [{id: "a", aliases: ["c", "c"]}]\n', "it is a former id of a and of a"),
        (
            'schema: "pathingest.ids/1"\nids: []\nno_pathways:\n- {path: x, reason: a}\n- {path: ./x, reason: b}\n',
            "x is there 2 times",
        ),
        (
            'schema: "pathingest.ids/1"\nids: [{id: "a", recognised: ["c"]}, {id: "b", recognised: ["c"]}]\n',
            "c: pages that give it are those of a and of b: keep one",
        ),
    ],
)
def test_a_file_that_is_wrong_is_one_line_and_nothing_is_built(site: Site, text: str, said: str) -> None:
    (site.folder / "overrides").mkdir()
    (site.folder / "overrides" / "ids.yaml").write_text(text, "utf-8")
    before = (site.folder / "normalized" / "dataset.jsonl").read_bytes()
    code, _, err = site.tool("build")
    assert code == 2
    assert said in err
    assert (site.folder / "normalized" / "dataset.jsonl").read_bytes() == before


def test_what_is_said_of_pages_outlasts_every_decision_on_ids(site: Site) -> None:
    (site.folder / "overrides").mkdir()
    file = site.folder / "overrides" / "ids.yaml"
    page = '- path: "raw/page.txt"\n  reason: "an index"\n'
    file.write_text(f'schema: "pathingest.ids/1"\nids: []\nno_pathways:\n{page}', "utf-8")
    known = read_ids(file.parent)
    assert site.decide("keep", "x-to-y", "z-to-y").code == 0
    assert site.decide("drop", "x-to-y", "z-to-y").code == 0
    assert read_ids(file.parent) == known
    site.build()
    assert site.ids == []


@pytest.mark.parametrize("decision", ["keep", "move"])
def test_a_decision_after_a_build_ends_what_that_build_advised(site: Site, decision: str) -> None:
    site.call("Registered Nurse")
    assert f"`pathingest id {decision} {OLD} {NEW}`" in " ".join(site.build().split())
    assert site.ids == [OLD, NEW]
    assert site.decide(decision, OLD, NEW).code == 0
    name, gone = (OLD, NEW) if decision == "keep" else (NEW, OLD)
    shown = site.build()
    assert site.ids == [name]
    assert f"removed: {gone}" in shown
    assert not (site.folder / "normalized" / f"{gone}.json").exists()
    for _ in range(2):
        assert "renamed" not in shown
        assert "gone" not in shown
        shown = site.build()


def test_a_record_that_was_edited_is_not_removed_with_its_id(site: Site) -> None:
    site.call("Registered Nurse")
    site.build()
    file = site.folder / "normalized" / f"{NEW}.json"
    file.write_text(file.read_text("utf-8").replace('"Query it."', '"Look."'), "utf-8")
    site.decide("keep", OLD, NEW)
    shown = " ".join(site.build().split())
    assert file.exists()
    assert f"gone: 1 record that no page states any more: {NEW}" in shown
    assert "renamed" not in shown


def test_pages_are_not_led_in_a_circle(site: Site) -> None:
    site.decide("keep", OLD, NEW)
    before = (site.folder / "overrides" / "ids.yaml").read_bytes()
    done = site.decide("keep", NEW, OLD)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert f"{OLD}: pages that give it are those of {NEW}; drop one" in done.err
    assert (site.folder / "overrides" / "ids.yaml").read_bytes() == before


def test_decisions_that_are_made_at_once_are_all_kept(site: Site) -> None:
    names = [f"role-{i}-to-data-analyst" for i in range(6)]
    running = [subprocess.Popen([COMMAND, "id", "keep", OLD, name], stdout=subprocess.DEVNULL) for name in names]
    assert [process.wait(60) for process in running] == [0] * len(names)
    (entry,) = read_ids(site.folder / "overrides").entries
    assert sorted(entry.recognised) == names


def decided(site: Site, text: str) -> Path:
    file = site.folder / "overrides" / "ids.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f'schema: "pathingest.ids/1"\n{text}', "utf-8")
    return file


def test_an_alias_that_is_the_id_of_a_record_is_a_finding(site: Site) -> None:
    decided(site, f"ids:\n- id: x-to-y\n- id: {NEW}\n  aliases: [{OLD}]\n")
    shown = site.build("--min-severity", "info")
    assert f"overrides/ids.yaml:4:3: error OVR004 {OLD} is the id of a record that pages give" in shown
    decided(site, f"ids:\n- id: {NEW}\n  recognised: [{OLD}]\n  aliases: [{OLD}]\n")
    assert "OVR" not in site.build("--min-severity", "info")


def test_a_page_that_is_no_pathway_must_be_there(site: Site) -> None:
    item = '- path: "{}"\n  reason: "an index"\n'
    decided(site, "ids: []\nno_pathways:\n" + item.format("raw/page.txt") + item.format("raw/old.txt"))
    shown = site.build("--min-severity", "info")
    assert "overrides/ids.yaml:6:3: warning OVR003 raw/old.txt: there is no such page" in shown
    assert shown.count("OVR") == shown.count("OVR003")


@pytest.mark.parametrize("path", ["./raw/page.txt", "raw//page.txt", "raw/./page.txt"])
def test_the_path_of_a_page_may_be_in_another_spelling(site: Site, path: str) -> None:
    decided(site, f'ids: []\nno_pathways: [{{path: "{path}", reason: "an index"}}]\n')
    assert "OVR" not in site.build("--min-severity", "info")
    assert site.ids == []


COMMENTED = f"""# Why these ids are as they are.
ids:
  # the nurses
  - id: {OLD}  # published in May
    recognised: [{NEW}]
  # the cooks
  - id: cook-to-data-analyst
    aliases: ["chef-to-data-analyst"]
# and these are none
no_pathways:
- path: raw/index.txt  # it links to the others
  reason: an index
"""


def test_a_file_in_brackets_is_written_anew(site: Site) -> None:
    file = decided(site, "")
    file.write_text('{schema: "pathingest.ids/1", ids: [{id: a-to-b, aliases: [c-to-b]}]}', "utf-8")
    assert site.decide("keep", OLD, NEW).code == 0
    assert [entry.id for entry in read_ids(file.parent).entries] == ["a-to-b", OLD]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("text", [COMMENTED, COMMENTED.partition("# and")[0].rstrip()])
def test_what_else_is_in_the_file_stays_as_it_is(site: Site, text: str, newline: str) -> None:
    file = decided(site, "")
    given = (file.read_text("utf-8") + text).replace("\n", newline).encode()
    file.write_bytes(given)
    known = read_ids(file.parent)
    for arguments in [("keep", "baker-to-data-analyst", "miller-to-data-analyst"), ("keep", OLD, "rn-to-data-analyst")]:
        assert site.decide(*arguments).code == 0
    now = file.read_bytes()
    left = iter(now.splitlines())
    changed = (f"  - id: {OLD}  # published in May", f"    recognised: [{NEW}]")
    assert all(line in left for line in given.splitlines() if line.decode() not in changed)
    assert (b"\r\n" in now) == (newline == "\r\n")
    assert {entry.id: entry.recognised for entry in read_ids(file.parent).entries} == {
        "baker-to-data-analyst": ("miller-to-data-analyst",),
        "cook-to-data-analyst": (),
        OLD: (NEW, "rn-to-data-analyst"),
    }
    assert site.decide("drop", "baker-to-data-analyst", "miller-to-data-analyst").code == 0
    assert site.decide("drop", OLD, "rn-to-data-analyst").code == 0
    assert {*read_ids(file.parent).entries} == {*known.entries}
    assert read_ids(file.parent).no_pathways == known.no_pathways
    assert site.decide("drop", OLD, NEW).code == 0
    assert site.decide("drop", "cook-to-data-analyst", "chef-to-data-analyst").code == 0
    assert file.exists() == bool(known.no_pathways)
    if known.no_pathways:
        assert b"# it links to the others" in file.read_bytes()
        assert read_ids(file.parent) == Ids((), known.no_pathways)
        assert site.decide("keep", OLD, NEW).code == 0
        assert b"# it links to the others" in file.read_bytes()
        assert "raw/index.txt, no pathway: an index\n" in site.decide("list").out


def test_ids_that_last_are_looked_up_once() -> None:
    ids = Ids(tuple([Lasting(f"new-{i}", (f"old-{i}",)) for i in range(3)]))
    assert ids.lasting is ids.lasting
    assert pickle.loads(pickle.dumps(ids)) == ids  # noqa: S301  our own bytes
