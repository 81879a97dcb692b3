"""All the splits of a line with their probabilities, and the best of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

from pathingest.glued import KEEP, Resource, Split
from pathingest.glued.model import Model, probability_of, shipped
from pathingest.glued.seams import MAX_LENGTH, MAX_SEAMS, GluedLine

PRUNE = -44.5  # tenths, between two possible scores: a seam of a lower one does not count, whatever precedes it
NEVER = 1e-3  # a probability not worth following
_PROBABILITY = itemgetter(0)

Step = tuple[int, float, float]
"""The node where an item ends, how likely it ends there if it begins where it does, and how likely it is at all."""
Way = tuple[float, int, int, float]
"""A way to split the line as far as a node: its probability, the node and the rank of the way that it continues, and
how likely the item between is."""
Item = tuple[int, int, float]
"""Where an item starts and ends, and how likely it is."""


class Lattice:
    """Nodes are the line's start, its likely seams, and its end; an item goes from one to a later one."""

    def __init__(self, line: GluedLine, model: Model) -> None:
        """Run from left to right: how likely each item is."""
        self.line, self.model = line, model
        weigh, weigh_since = model.features.seam, model.features.history
        seams = [seam for index in range(len(line.seams)) if (seam := weigh(line, index)).score > PRUNE]
        places = [line.start, *[seam.place for seam in seams]]
        self.nodes = [*[place[0] for place in places], len(line.text)]
        self.steps: list[list[Step]] = []  # by the node where they begin
        reached = [1.0] + [0.0] * len(places)
        for a, since in enumerate(places):
            steps: list[Step] = []
            self.steps.append(steps)
            share, going = reached[a], 1.0
            if share <= NEVER:
                continue
            for b, seam in enumerate(seams[a:], a + 1):
                ends = 1.0 if seam.before == "\n" else probability_of(seam.score + weigh_since(line, since, seam))
                step = going * ends
                steps.append((b, step, share * step))
                reached[b] += share * step
                going *= 1 - ends
                if going < NEVER:  # surely the item has ended
                    break
            else:
                steps.append((len(places), going, share * going))

    def ways(self, most: int = 1) -> list[list[Way]]:
        """Return the best ways to each node, at most so many, best first."""
        ways: list[list[Way]] = [[] for _ in self.nodes]
        ways[0].append((1.0, 0, 0, 1.0))
        for a, steps in enumerate(self.steps):
            for b, step, item in steps:
                for rank, way in enumerate(ways[a]):
                    ways[b].append((way[0] * step, a, rank, item))
            # All that lead there are known; of equally likely ones the one whose last seam is first stays first.
            ways[a + 1] = sorted(ways[a + 1], key=_PROBABILITY, reverse=True)[:most]
        return ways

    def items(self, ways: Sequence[Sequence[Way]], rank: int = 0) -> list[Item]:
        """Return the items of the way to the end that has this rank."""
        found: list[Item] = []
        b, nodes = len(ways) - 1, self.nodes
        while b > 0:
            _, a, rank, likely = ways[b][rank]
            found.append((nodes[a], nodes[b], likely))
            b = a
        found.reverse()
        return found

    def splits(self, most: int) -> list[Split]:
        """Return the best splits, at most so many, best first."""
        ways, text, confidence = self.ways(most), self.line.text, self.model.confidence
        doubtful = bool(self.model.doubts(text))
        splits = []
        for rank, way in enumerate(ways[-1]):
            names = []
            for start, end, likely in self.items(ways, rank):
                whole = text[start:end]
                if name := whole.strip():
                    begin = start + whole.index(name)
                    names.append(
                        Resource(name, confidence(likely, whole if doubtful else ""), begin, begin + len(name))
                    )
            splits.append(Split(tuple(names), confidence(way[0], text if doubtful else "")))
        return splits


@lru_cache(maxsize=2)
def lattice_of(line: str, context: str, model: Model) -> Lattice | None:
    """Return the lattice of a line, which its alternatives ask for again; None where it has too many seams."""
    read = GluedLine(line, context, model.scanner)
    return Lattice(read, model) if len(read.seams) <= MAX_SEAMS else None


def best_splits(line: str, context: str = "", limit: int = KEEP, model: Model | None = None) -> list[Split]:
    """Return the most likely ways to split *line*, best first, at most *limit*."""
    if not (name := line.strip()):
        return []
    model, sure = model or shipped(), 0.0
    if len(line) <= MAX_LENGTH:
        if model.scanner.is_one(line):  # as most are
            sure = model.confidence(1.0, line)
        elif lattice := lattice_of(line, context, model):
            return lattice.splits(limit)
    start = line.index(name)
    return [Split((Resource(name, sure, start, start + len(name)),), sure)]


def split_resources(line: str, context: str = "") -> list[Resource]:
    """Return the names glued together in *line*; *context* is the page's prose outside its resource lines.

    The items tile the line, white space around them aside. A line of one name gives one item, an empty line none.
    """
    best = best_splits(line, context, 1)
    return list(best[0].items) if best else []


def alternatives(line: str, context: str = "", limit: int = 2) -> list[Split]:
    """Return the next best ways to split *line*, best first, without the one that `split_resources` returns."""
    return best_splits(line, context, limit + 1)[1:]
