"""JSON-LD: the terms of schema.org, and what they say."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

import pathingest
from exporting import COMMITTED, dataset, documents, exported
from pathingest import PathingestError
from pathingest.tables import key_of
from pathingest.vocabulary import shipped

_TERMS = {
    "Occupation": {"name", "occupationalCategory", "sameAs"},
    "CategoryCode": {"codeValue", "inCodeSet"},
    "CategoryCodeSet": {"name"},
    "HowTo": {"name", "inLanguage", "description", "about", "audience", "isBasedOn", "teaches", "totalTime", "step"},
    "HowToStep": {"name", "position", "timeRequired", "itemListElement", "mentions"},
    "HowToDirection": {"position", "text"},
    "Audience": {"audienceType"},
    "DefinedTerm": {"name", "description", "sameAs"},
    "Thing": {"name", "url"},
    "Question": {"name", "inLanguage", "about", "acceptedAnswer"},
    "Answer": {"text"},
}


def test_jsonld_states_what_the_record_states(tmp_path: Path) -> None:
    found = documents("jsonld", COMMITTED, tmp_path)
    assert found.keys() == COMMITTED.keys()
    for name, record in COMMITTED.items():
        nodes: dict[str, list[Any]] = defaultdict(list)
        for node in found[name]["@graph"]:
            nodes[node["@type"]].append(node)
        roles = {role.name for role in (record.from_role, record.to_role) if role}
        assert {node["name"] for node in nodes["Occupation"]} == roles
        codes = {node["name"]: node.get("occupationalCategory", {}).get("codeValue") for node in nodes["Occupation"]}
        assert codes == {role: (match := shipped().role(role)) and match.term.onet_soc for role in roles}
        asked = [(item.question, item.answer) for item in record.faq if item.question is not None]
        assert [(node["name"], node.get("acceptedAnswer", {}).get("text")) for node in nodes["Question"]] == asked
        assert len(nodes["HowTo"]) == bool(record.roadmap)
        for how_to in nodes["HowTo"]:
            assert how_to["name"] == record.title
            assert [node["name"] for node in how_to["teaches"]] == [skill.name for skill in record.skills_to_learn]
            for step, phase in zip(how_to["step"], record.roadmap, strict=True):
                assert (step["position"], step.get("name")) == (phase.position, phase.title)
                assert [task["text"] for task in step.get("itemListElement", ())] == phase.tasks
                assert [one["name"] for one in step.get("mentions", ())] == [one.name for one in phase.resources]


@pytest.mark.parametrize(
    ("stated", "iso"),
    [("8 weeks", "P8W"), ("2 years", "P2Y"), ("40 hours", "PT40H"), ("6-8 weeks", None), ("1.5 months", None)],
)
def test_jsonld_has_the_durations_that_iso_8601_can_write(stated: str, iso: str | None, tmp_path: Path) -> None:
    page = pathingest.parse(
        f"From Nurse to Analyst: Your Guide\nTimeline\n{stated}\n"
        f"Your Learning Roadmap\n1\nRead\n{stated}\nTasks\n• Read\n"
    )
    assert page.pathway
    assert page.pathway.timeline
    found = documents("jsonld", dataset(tmp_path, [page.pathway]), tmp_path)
    (how_to,) = [node for node in found[page.pathway.id]["@graph"] if node["@type"] == "HowTo"]
    assert how_to.get("totalTime") == iso


def test_jsonld_has_only_types_and_properties_of_schema_org(tmp_path: Path) -> None:
    def check(node: Any) -> None:
        if isinstance(node, list):
            for item in node:
                check(item)
        elif isinstance(node, dict) and node.keys() != {"@id"}:
            assert node.keys() - {"@type", "@id"} <= _TERMS[node["@type"]]
            for value in node.values():
                check(value)

    for document in documents("jsonld", COMMITTED, tmp_path).values():
        assert document.keys() == {"@context", "@graph"}
        check(document["@graph"])


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # which rdflib itself uses
def test_rdflib_reads_jsonld_as_a_graph(tmp_path: Path) -> None:
    rdflib = pytest.importorskip("rdflib", reason="needs rdflib")
    schema = rdflib.Namespace("https://schema.org/")
    graph = rdflib.Graph()
    for document in documents("jsonld", COMMITTED, tmp_path).values():
        # The context of schema.org is on the web; of what is used here it says no more than this.
        graph.parse(data=json.dumps({**document, "@context": {"@vocab": str(schema)}}), format="json-ld")
    names = {role.name for record in COMMITTED.values() for role in (record.from_role, record.to_role) if role}
    occupations = set(graph.subjects(rdflib.RDF.type, schema.Occupation))
    assert {str(graph.value(one, schema.name)) for one in occupations} == names
    assert {str(one) for one in occupations} == {f"urn:pathingest:role:{key_of(name)}" for name in names}
    for name, record in COMMITTED.items():
        how_to = rdflib.URIRef(f"urn:pathingest:pathway:{name}")
        steps = sorted(graph.objects(how_to, schema.step), key=lambda step: int(graph.value(step, schema.position)))
        assert [str(graph.value(step, schema.name)) for step in steps] == [str(phase.title) for phase in record.roadmap]
        for role in (record.from_role, record.to_role):
            assert (
                role is None
                or (how_to, schema.about, rdflib.URIRef(f"urn:pathingest:role:{key_of(role.name)}")) in graph
            )


def test_jsonld_ends_no_script_of_the_page_that_it_is_in(tmp_path: Path) -> None:
    record = next(iter(COMMITTED.values())).model_copy(update={"title": "</script><!-- <b>"})
    found = dataset(tmp_path, [record])
    folder = exported("jsonld", found, tmp_path)
    text = (folder / f"{record.id}.jsonld").read_text("utf-8")
    assert "</" not in text
    assert "<!--" not in text
    (how_to,) = [node for node in json.loads(text)["@graph"] if node["@type"] == "HowTo"]
    assert how_to["name"] == record.title


def test_an_id_that_leads_out_of_the_folder_is_one_line(tmp_path: Path) -> None:
    odd = next(iter(COMMITTED.values())).model_copy(update={"id": "../x"})
    with pytest.raises(PathingestError, match=r"the id '\.\./x' is none that a build makes"):
        exported("jsonld", dataset(tmp_path, [odd]), tmp_path)
    assert not (tmp_path / "x.jsonld").exists()
