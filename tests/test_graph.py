"""`pathingest graph`: roles, the pathways between them, and the fastest way from one to another."""

from __future__ import annotations

import json
from itertools import pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pathingest.dataset.graph import Edge, Graph, fastest
from running import Tool

PAGE = "From {} to {}: Your {} Transition Guide\nSkills to Learn\nSQL\nCritical6 weeks\nQuery it.\n"
PATHS = [
    ("Nurse", "Data Analyst", "20-Month"),
    ("Nurse", "Data Clerk", "6-Month"),
    ("Data Clerk", "Data Analyst", "6-9 Month"),
    ("Cook", "Nurse", "Complete"),
]
XML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture
def built(tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> Tool:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    for i, path in enumerate(PATHS):
        (tmp_path / "raw" / f"{i}.txt").write_text(PAGE.format(*path), "utf-8")
    assert tool("build", "--fail-on", "never").code == 0
    return tool


def test_json_has_roles_and_pathways(built: Tool) -> None:
    found = json.loads(built("graph", "--format", "json").out)
    assert found["schema"] == "pathingest.graph/1"
    assert {node["id"]: node["label"] for node in found["nodes"]} == {
        "cook": "Cook",
        "data-analyst": "Data Analyst",
        "data-clerk": "Data Clerk",
        "nurse": "Nurse",
    }
    edges = {edge["id"]: edge for edge in found["edges"]}
    assert edges["nurse-to-data-analyst"]["weeks_max"] == pytest.approx(20 * 4.348125)
    assert "weeks_max" not in edges["cook-to-nurse"]


def test_graphml_is_well_formed_and_says_the_same(built: Tool) -> None:
    root = etree.fromstring(built("graph", "--format", "graphml").out.encode())
    data = json.loads(built("graph", "--format", "json").out)
    (graph,) = root.findall(f"{XML}graph")
    assert [node.get("id") for node in graph.findall(f"{XML}node")] == [node["id"] for node in data["nodes"]]
    keys = {key.get("id"): key.get("attr.type") for key in root.findall(f"{XML}key")}
    for edge, known in zip(graph.findall(f"{XML}edge"), data["edges"], strict=True):
        said = {one.get("key"): one.text for one in edge.findall(f"{XML}data")}
        assert said == {name: str(value) for name, value in known.items() if name not in ("source", "target")}
        assert said.keys() <= keys.keys()


def test_mermaid_names_roles_and_times(built: Tool) -> None:
    lines = built("graph").out.splitlines()
    assert lines[0] == "flowchart LR"
    assert '  r3["Nurse"]' in lines
    assert '  r3 -- "87 weeks" --> r1' in lines
    assert "  r0 --> r3" in lines


def test_the_fastest_way_may_lead_over_several_pathways(built: Tool) -> None:
    assert built("graph", "--from", "nurse", "--to", "Data Analyst").out.splitlines() == [
        "Nurse \u2192 Data Clerk: 26.1 weeks (nurse-to-data-clerk)",
        "Data Clerk \u2192 Data Analyst: 26.1\u201339.1 weeks (data-clerk-to-data-analyst)",
        "in all: 65.2 weeks at most",
    ]


def test_a_way_has_the_forms_of_a_graph(built: Tool) -> None:
    way = json.loads(built("graph", "--from", "nurse", "--to", "Data Analyst", "--format", "json").out)
    told = built("graph", "--from", "nurse", "--to", "Data Analyst").out
    assert 0 < len(way["edges"]) == len(told.splitlines()) - 1
    assert all(f"({edge['id']})" in told for edge in way["edges"])
    ends = {edge[end] for edge in way["edges"] for end in ("source", "target")}
    assert {node["id"] for node in way["nodes"]} == ends


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--from", "Cook", "--to", "Nurse"), 1, "no pathways that state a time lead from Cook to Nurse"),
        (("--from", "Data Analyst", "--to", "Nurse"), 1, "no pathways that state a time lead from"),
        (("--from", "Nurs", "--to", "Cook"), 2, "Nurs: no pathway has that role; did you mean Nurse?"),
        (("--from", "Nurse"), 2, "--from and --to go together"),
        (("nowhere",), 2, "no such folder"),
    ],
)
def test_what_leads_nowhere_is_one_line(built: Tool, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = built("graph", *arguments)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


NAMES = "abcde"


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.none() | st.integers(0, 9)), max_size=12))
def test_no_way_over_any_roles_is_faster(ends: list[tuple[str, str, int | None]]) -> None:
    edges = tuple(Edge(f"{i}", a, b, None, (None, time), None, (None, None)) for i, (a, b, time) in enumerate(ends))
    found = fastest(Graph({name: name for name in NAMES}, edges), "a", "e")
    best: dict[tuple[str, str], float] = {}
    for edge in edges:
        if edge.time is not None:
            pair = edge.source, edge.target
            best[pair] = min(edge.time, best.get(pair, float("inf")))
    ways = (("a", *inner, "e") for count in range(len(NAMES) - 1) for inner in permutations("bcd", count))
    times = [sum(best.get(step, float("inf")) for step in pairwise(way)) for way in ways]
    least = min(times)
    assert (found is None) == (least == float("inf"))
    if found is not None:
        assert sum(edge.time or 0 for edge in found) == least
        assert [edge.source for edge in found] == ["a", *[edge.target for edge in found[:-1]]]
