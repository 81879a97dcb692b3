"""Several pages of one pathway to one record, with the evidence of each value in the page that states it.

The page that states most is the base; what it does not state is taken from the others, best first. What two pages
state differently stays as the better one states it, and is a disagreement. What is computed is computed anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from pathingest.dataset.identity import is_named_by_url, rank
from pathingest.dataset.pairs import pair, same, same_address, same_language
from pathingest.fields import plain
from pathingest.fields.roadmap_total import total
from pathingest.model.comparison import Comparison, Disagreement
from pathingest.model.evidence import Evidence, Proof
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.model.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from pathingest.model.pathway import Pathway

_COMPUTED = {"id", "claims", "roadmap_total", "schema_version", "sources"}


class Home(NamedTuple):
    """A part of the record that one page alone gives: the page, by its place among the sources, and a pointer."""

    source: int
    pointer: str

    def below(self, name: str | int) -> Home:
        """A part of it."""
        return Home(self.source, f"{self.pointer}/{name}")


class Leaf(NamedTuple):
    """One value, and where it was read."""

    value: Any
    home: Home


_Tree: TypeAlias = "_Parts | list[_Tree] | Leaf | None"
_Parts: TypeAlias = "dict[str, _Tree]"


class Merged(NamedTuple):
    """One record of several sources, its evidence, and what the sources state differently, by pairs of pages."""

    pathway: Pathway
    evidence: Evidence
    comparisons: tuple[Comparison, ...]


def merge(pages: Sequence[Page]) -> Merged:
    """One record of pages of one pathway, the same whatever their order; each must have a record.

    Returns:
        The record with all sources, the base first; the evidence with an account of each in that order. Accounts
        point into the merged record: to the value that a stretch became, or was compared with, whichever page's value
        was kept; for an item that the merged record has not, to the list.
    """
    read = sorted(((page, page.pathway) for page in pages if page.pathway), key=lambda found: rank(*found))
    records = [record for _, record in read]
    if len(read) == 1:
        return Merged(records[0], read[0][0].evidence, ())
    union = _Union(len(read))
    trees = [_parts(record.model_dump(exclude=_COMPUTED), Home(i, "")) for i, record in enumerate(records)]
    content: _Parts = {}
    for i, tree in enumerate(trees):
        content = union.join_records(content, tree, Home(i, ""))
    _answer_together(content["faq"], trees)
    named = next((i for i, (page, _) in enumerate(read) if is_named_by_url(page)), 0)
    content["id"] = Leaf(records[named].id, Home(named, "/id"))
    content["claims"] = _claims(content, records, union)
    summed = total([phase.duration for phase in _pathway(content, records, None).roadmap])
    evidences = [page.evidence for page, _ in read]
    entries = _proven(content, evidences, union)
    if summed:
        entries["/roadmap_total"] = summed.proof
    accounts = []
    for i, evidence in enumerate(evidences):
        account = evidence.accounts[0]
        roles = [union.repoint(role, i) if role.startswith("/") else role for role in account.roles]
        accounts.append(account._replace(roles=roles))
    comparisons = tuple(
        Comparison(read[first][0], read[second][0], tuple(found))
        for (first, second), found in sorted(union.differing.items())
    )
    return Merged(_pathway(content, records, plain(summed)), Evidence(tuple(accounts), entries), comparisons)


def _pathway(content: _Parts, records: Sequence[Pathway], summed: Any) -> Pathway:
    from pathingest.model.pathway import Pathway  # noqa: PLC0415  who lints one page merges nothing

    said = {
        **_plain(content),
        "schema_version": SCHEMA_VERSION,
        "roadmap_total": summed,
        "sources": [record.sources[0].model_dump() for record in records],
    }
    return Pathway.model_validate({name: said[name] for name in Pathway.model_fields})


def _parts(value: dict[str, Any], home: Home) -> _Parts:
    """A record's part that has parts, their values as leaves."""
    return {name: _lifted(part, home.below(name)) for name, part in value.items()}


def _lifted(value: Any, home: Home) -> _Tree:
    """A record's part with its values as leaves."""
    if isinstance(value, dict):
        return _parts(value, home)
    if isinstance(value, list):
        return [_lifted(item, home.below(i)) for i, item in enumerate(value)]
    return None if value is None else Leaf(value, home)


def _plain(tree: _Tree) -> Any:
    """The values of a tree."""
    if isinstance(tree, dict):
        return {name: _plain(part) for name, part in tree.items()}
    if isinstance(tree, list):
        return [_plain(item) for item in tree]
    return tree and tree.value


def _nodes(tree: _Tree, pointer: str = "") -> Iterator[tuple[str, _Tree]]:
    """(pointer, part) of the tree and all its parts that are not None, in their order."""
    if tree is None:
        return
    yield pointer, tree
    parts: Iterable[tuple[str | int, _Tree]] = ()
    if isinstance(tree, dict):
        parts = cast("Iterable[tuple[str | int, _Tree]]", tree.items())
    elif isinstance(tree, list):
        parts = enumerate(tree)
    for name, part in parts:
        yield from _nodes(part, f"{pointer}/{name}")


def _leaves(tree: _Tree, pointer: str = "") -> Iterator[tuple[str, Leaf]]:
    return ((place, part) for place, part in _nodes(tree, pointer) if isinstance(part, Leaf))


class _Union:
    """The joining of trees, which notes where each page's parts went and what they disagree on."""

    def __init__(self, sources: int) -> None:
        self.places: list[dict[str, str]] = [{} for _ in range(sources)]
        self.differing: dict[tuple[int, int], list[Disagreement]] = {}

    def join_records(self, mine: _Parts, theirs: _Parts, there: Home) -> _Parts:
        """The first record, or the parts of two."""
        if not mine:
            self.take(theirs, "", there)
            return theirs
        self.places[there.source][there.pointer] = ""
        return self._join_parts(mine, theirs, "", there)

    def join(self, mine: _Tree, theirs: _Tree, at: str, there: Home) -> _Tree:
        """`mine`, at the pointer `at` of the merged record, with its gaps filled from `theirs`, which is at `there`."""
        if theirs is None or theirs == []:
            return mine
        if mine is None or mine == []:
            return self.take(theirs, at, there)
        self.places[there.source][there.pointer] = at
        # Of one place in two records both are of one shape.
        if isinstance(mine, dict) and isinstance(theirs, dict):
            return self._join_parts(mine, theirs, at, there)
        if isinstance(mine, list) and isinstance(theirs, list):
            return self._join_items(mine, theirs, at, there)
        if isinstance(mine, Leaf) and isinstance(theirs, Leaf) and not _sameness(at)(mine.value, theirs.value):
            self._differ(mine.home, mine.value, there, theirs.value)
        return mine

    def take(self, tree: _Tree, at: str, there: Home) -> _Tree:
        """`tree`, all of it, for the pointer `at`."""
        places = self.places[there.source]
        places.update({f"{there.pointer}{inside}": f"{at}{inside}" for inside, _ in _nodes(tree)})
        return tree

    def _join_parts(self, mine: _Parts, theirs: _Parts, at: str, there: Home) -> _Parts:
        """A read value whose text differs counts once, and is not mixed; a phase's place follows from its list."""
        text, other = mine.get("text"), theirs.get("text")
        whole = not (isinstance(text, Leaf) and isinstance(other, Leaf)) or same(text.value, other.value)
        joined = dict(mine)
        for name in mine if whole else ("text",):
            if name == "position":
                self.places[there.source][f"{there.pointer}/{name}"] = f"{at}/{name}"
            else:
                joined[name] = self.join(mine[name], theirs.get(name), f"{at}/{name}", there.below(name))
        return joined

    def _join_items(self, mine: list[_Tree], theirs: list[_Tree], at: str, there: Home) -> list[_Tree]:
        pairs = pair(_plain(theirs), _plain(mine))
        joined = list(mine)
        for j, i in sorted(pairs.paired.items()):
            joined[i] = self.join(mine[i], theirs[j], f"{at}/{i}", there.below(j))
        here = _home(mine, at) if pairs.extras else there
        for j in pairs.extras:
            first = next((leaf.value for _, leaf in _leaves(theirs[j]) if isinstance(leaf.value, str)), None)
            self._differ(here, None, there.below(j), first)  # it is called by its first text
        return joined

    def _differ(self, here: Home, value: Any, there: Home, other: Any) -> None:
        found = self.differing.setdefault((here.source, there.source), [])
        found.append(Disagreement(here.pointer, value, there.pointer, other))

    def repoint(self, pointer: str, source: int) -> str:
        """Where a part of one page's record, or the part that holds it, went in the merged one."""
        if pointer.startswith("/sources/0"):
            return f"/sources/{source}{pointer.removeprefix('/sources/0')}"
        places = self.places[source]
        while pointer not in places:
            pointer = pointer.rpartition("/")[0]
        return places[pointer]


def _sameness(at: str) -> Callable[[Any, Any], bool]:
    """What decides whether two values at a pointer are one."""
    if at == "/language":
        return same_language
    return same_address if at.endswith("/url") else same


def _home(items: list[_Tree], at: str) -> Home:
    """Where the list at `at` was read: in the best of the pages that its values are from."""
    home = min((leaf.home for _, leaf in _leaves(items)), key=lambda place: place.source)
    depth = at.count("/") + 1
    return home._replace(pointer="/".join(home.pointer.split("/")[:depth]))


def _answer_together(faq: _Tree, trees: Sequence[_Parts]) -> None:
    """Take an answer from the page that has its question too, if it gives the same: its figures were read with it."""
    for entry in _entries(faq):
        question, answer = entry["question"], entry["answer"]
        if not (isinstance(question, Leaf) and isinstance(answer, Leaf)):
            continue
        if question.home.source != answer.home.source:
            place = int(question.home.pointer.split("/")[2])
            beside = _entries(trees[question.home.source]["faq"])[place]["answer"]
            if isinstance(beside, Leaf) and beside.value == answer.value:
                entry["answer"] = beside


def _entries(items: _Tree) -> list[_Parts]:
    """The items of a list that have parts: all of one of questions."""
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _claims(content: _Tree, records: Sequence[Pathway], union: _Union) -> list[_Tree]:
    """The figures of each text, from the page that the text is from."""
    said: dict[Home, list[tuple[Home, _Parts]]] = {}
    for source, record in enumerate(records):
        for i, claim in enumerate(record.claims):
            home = Home(source, f"/claims/{i}")
            said.setdefault(Home(source, claim.at), []).append((home, _parts(claim.model_dump(), home)))
    found: list[_Tree] = []
    for pointer, leaf in _leaves(content):
        for home, parts in said.get(leaf.home, ()):
            union.take(parts, f"/claims/{len(found)}", home)
            found.append({**parts, "at": Leaf(pointer, home.below("at"))})
    return found


def _proven(content: _Tree, evidences: Sequence[Evidence], union: _Union) -> dict[str, Proof]:
    """What proves each value: the entry of its own page, its origins where they are now.

    An attribute that another page gives than the value it belongs to has an entry of its own.
    """
    found: dict[str, Proof] = {}
    homes: dict[str, Home] = {}
    for pointer, (_, (source, own)) in _leaves(content):
        at = evidences[source].home(own)
        entry, whole = evidences[source].entries[at], pointer.removesuffix(own.removeprefix(at))
        if homes.setdefault(whole, Home(source, at)) != (source, at):
            entry, whole = evidences[source].leaves[own], pointer
        origins = dict.fromkeys(union.repoint(origin, source) for origin in entry.origins)
        found[whole] = entry._replace(source=source, origins=tuple(origins))
    return found
