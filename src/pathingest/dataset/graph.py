"""The roles of a dataset as a graph: pathways lead from one to another, and several may follow each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from typing import Any

from pathingest.model.errors import PathingestError
from pathingest.model.spelling import hint
from pathingest.model.tuples import NamedTuple
from pathingest.values.roles import slug


class Edge(NamedTuple):
    """One pathway: its id, the slugs of its roles, and what matters to who looks for a way.

    Attributes:
        weeks: the bounds of how long the change takes, by the timeline, else the headline, else the phases; None where
            nothing is stated, or a bound is open.
        salary: the bounds of the salary change in percent.
    """

    id: str
    source: str
    target: str
    title: str | None
    weeks: tuple[float | None, float | None]
    difficulty: str | None
    salary: tuple[float | None, float | None]

    @property
    def time(self) -> float | None:
        """The weeks that it takes at most, else at least; None where no time is stated."""
        low, high = self.weeks
        return low if high is None else high


class Graph(NamedTuple):
    """Roles by their slugs, with the name that most pathways call them by, and the pathways between them."""

    roles: Mapping[str, str]
    edges: tuple[Edge, ...]

    def role(self, called: str) -> str:
        """The slug of a role that is called by it, or by its name.

        Raises:
            PathingestError: no pathway has such a role; says which is like it.
        """
        if slug(called) in self.roles:
            return slug(called)
        raise PathingestError(f"{called}: no pathway has that role; {hint(called, self.roles.values())}")


def graph(records: Iterable[Mapping[str, Any]]) -> Graph:
    """The graph of records as plain data; guides to one role, which lead from nowhere, are left out."""
    names: dict[str, dict[str, int]] = {}
    edges: list[Edge] = []
    for record in records:
        ends = [record[end] and record[end]["name"] for end in ("from_role", "to_role")]
        if not all(ends):
            continue
        for name in ends:
            counts = names.setdefault(slug(name), {})
            counts[name] = counts.get(name, 0) + 1
        edges.append(_edge(record, *map(slug, ends)))
    roles = {name: min(counts, key=lambda called: (-counts[called], called)) for name, counts in sorted(names.items())}
    return Graph(roles, tuple(edges))


def _edge(record: Mapping[str, Any], source: str, target: str) -> Edge:
    headline, change = record["headline"] or {}, record["salary_change"] or {}
    stated = [record["timeline"], headline.get("duration"), record["roadmap_total"]]
    weeks: Mapping[str, Any] = next((one["weeks"] for one in stated if one and any(one["weeks"].values())), {})
    return Edge(
        record["id"],
        source,
        target,
        record["title"],
        (weeks.get("min"), weeks.get("max")),
        (record["difficulty"] or {}).get("level"),
        (change.get("low"), change.get("high")),
    )


def fastest(known: Graph, source: str, target: str) -> list[Edge] | None:
    """The pathways from one role to another, by slugs, that together take the least time; None where none lead there.

    The time of a pathway is what it takes at most; one that states no time leads nowhere.
    """
    leaving: dict[str, list[Edge]] = {}
    for edge in known.edges:
        leaving.setdefault(edge.source, []).append(edge)
    best: dict[str, float] = {source: 0.0}
    waiting: list[tuple[float, int, str, Sequence[Edge]]] = [(0.0, 0, source, ())]
    count = 0
    while waiting:
        time, _, role, way = heappop(waiting)
        if role == target:
            return list(way)
        if time > best[role]:
            continue
        for edge in leaving.get(role, ()):
            if edge.time is not None and time + edge.time < best.get(edge.target, float("inf")):
                best[edge.target] = time + edge.time
                count += 1  # of two as fast the first that was found
                heappush(waiting, (best[edge.target], count, edge.target, (*way, edge)))
    return None
