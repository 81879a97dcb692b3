"""`pathingest graph`: the roles of a dataset and the pathways between them, and the fastest way from one to another."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import click

from pathingest.cli import _completion
from pathingest.cli._commands import Choice
from pathingest.cli._console import say, show
from pathingest.dataset.graph import Edge, Graph, fastest, graph
from pathingest.library import load
from pathingest.model.errors import PathingestError

GRAPH_SCHEMA = "pathingest.graph/1"
_DASH = "\u2013"
_ATTRIBUTES = (
    ("label", "node", "string"), ("id", "edge", "string"), ("title", "edge", "string"), ("weeks_min", "edge", "double"),
    ("weeks_max", "edge", "double"), ("difficulty", "edge", "string"), ("salary_low", "edge", "double"),
    ("salary_high", "edge", "double"),
)  # fmt: skip


@click.command("graph", short_help="Show roles and the pathways between them, or the fastest way.")
@click.argument("dataset", default="normalized", shell_complete=_completion.folders)
@click.option(
    "--format",
    "output",
    type=Choice(["mermaid", "graphml", "json"]),
    help="How; by default as mermaid, and a way as a line for each pathway.",
)
@click.option("--from", "source", metavar="ROLE", help="Show the fastest way from this role ...")
@click.option("--to", "target", metavar="ROLE", help="... to this one, over several pathways if that is faster.")
def command(dataset: str, output: str | None, source: str | None, target: str | None) -> int:
    """Show the roles of a DATASET and its pathways as a graph, or the fastest way from one role to another.

    The time of a pathway is what its page says it takes at most: by its timeline, else its headline, else its phases.
    """
    records = load(dataset)
    known = graph(map(records.checked, records))
    if (source is None) != (target is None):
        raise PathingestError("--from and --to go together: name both roles")
    if source is not None and target is not None:
        start, end = known.role(source), known.role(target)
        way = fastest(known, start, end)
        if way is None:
            say(f"no pathways that state a time lead from {known.roles[start]} to {known.roles[end]}", err=True)
            return 1
        if output is None:
            return _tell(known, way)
        met = {start, *(edge.target for edge in way)}
        known = Graph({name: called for name, called in known.roles.items() if name in met}, tuple(way))
    write = {"mermaid": _mermaid, "graphml": _graphml, "json": _json}[output or "mermaid"]
    show("".join(f"{line}\n" for line in write(known)))
    return 0


def _tell(known: Graph, way: Sequence[Edge]) -> int:
    for edge in way:
        say(f"{known.roles[edge.source]} \u2192 {known.roles[edge.target]}: {_weeks(edge)} ({edge.id})")
    say(f"in all: {_number(sum(edge.time or 0.0 for edge in way))} weeks at most")
    return 0


def _weeks(edge: Edge) -> str:
    low, high = edge.weeks
    bounds = dict.fromkeys(_number(bound) for bound in (low, high) if bound is not None)
    return f"{_DASH.join(bounds)}{'+' if high is None else ''} weeks"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


# --- formats ---------------------------------------------------------------------------------------------------------


def _mermaid(known: Graph) -> Iterator[str]:
    numbers = {name: f"r{number}" for number, name in enumerate(known.roles)}
    yield "flowchart LR"
    for name, called in known.roles.items():
        yield f'  {numbers[name]}["{_quoted(called)}"]'
    for edge in known.edges:
        said = [_weeks(edge) if edge.time is not None else "", edge.difficulty or ""]
        label = ", ".join(filter(None, said))
        arrow = f'-- "{_quoted(label)}" -->' if label else "-->"
        yield f"  {numbers[edge.source]} {arrow} {numbers[edge.target]}"


def _quoted(text: str) -> str:
    """A text between Mermaid's quotes."""
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def _graphml(known: Graph) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for name, kind, type_ in _ATTRIBUTES:
        yield f'  <key id="{name}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>'
    yield '  <graph edgedefault="directed">'
    for name, called in known.roles.items():
        yield f'    <node id={quoteattr(name)}><data key="label">{escape(called)}</data></node>'
    for edge in known.edges:
        data = "".join(f'<data key="{key}">{escape(str(value))}</data>' for key, value in _stated(edge).items())
        yield f"    <edge source={quoteattr(edge.source)} target={quoteattr(edge.target)}>{data}</edge>"
    yield "  </graph>"
    yield "</graphml>"


def _stated(edge: Edge) -> dict[str, Any]:
    """What an edge states, by the names of its attributes."""
    found = {
        "id": edge.id, "title": edge.title, "weeks_min": edge.weeks[0], "weeks_max": edge.weeks[1],
        "difficulty": edge.difficulty, "salary_low": edge.salary[0], "salary_high": edge.salary[1],
    }  # fmt: skip
    return {name: value for name, value in found.items() if value is not None}


def _json(known: Graph) -> Iterator[str]:
    data = {
        "schema": GRAPH_SCHEMA,
        "nodes": [{"id": name, "label": called} for name, called in known.roles.items()],
        "edges": [{"source": edge.source, "target": edge.target, **_stated(edge)} for edge in known.edges],
    }
    yield json.dumps(data, ensure_ascii=False, indent=2)
