"""Which pages are of one pathway, by a few keys of each, so that no page need be kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING

from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.model.view import count_leaves
from pathingest.values.text import fold

if TYPE_CHECKING:
    from pathingest.model.pathway import Pathway, RoleName

# The renderings, those that keep most of a page first.
_RENDERINGS = ("html", "markdown", "inner_text", "readable")

Rank = tuple[int, int, str, str]


class Known(NamedTuple):
    """What a page is recognised by.

    Attributes:
        rank: its place among the pages of its pathway, see `rank`.
        named_by_url: whether `id` is the url's own slug.
        title: its key; None for a page without one.
        url: its key; None where it is not known.
        roles: the keys of both roles' names.
    """

    rank: Rank
    path: str
    id: str
    named_by_url: bool
    title: str | None
    url: str | None
    roles: tuple[str, str]


class SamePathway(NamedTuple):
    """The pages of one pathway, the fullest first, and those of other pathways that claim its id."""

    id: str
    pages: tuple[Known, ...]
    rivals: tuple[Known, ...]


def known(page: Page, record: Pathway) -> Known:
    """What `page`, whose record is `record`, is recognised by."""
    url = record.sources[0].url
    return Known(
        rank(page, record),
        str(page.source.path),
        record.id,
        is_named_by_url(page),
        title_key(record.title) if record.title else None,
        address(url) if url else None,
        (_role_key(record.from_role), _role_key(record.to_role)),
    )


def _role_key(role: RoleName | None) -> str:
    return title_key(role.name) if role else ""


def rank(page: Page, record: Pathway) -> Rank:
    """Sorts pages of one pathway: the one that states most first, then by rendering, then by path."""
    stated = sum(count_leaves(part) for name, part in (page.tree or {}).items() if name != "sources")
    return -stated, _RENDERINGS.index(record.sources[0].rendering), str(page.source.path), page.source.sha256


def is_named_by_url(page: Page) -> bool:
    """Whether the record's id was taken from the page's url."""
    return any(origin.startswith("/sources/") for origin in page.evidence.entries["/id"].origins)


def title_key(text: str) -> str:
    """A title, or a role's name, without what scraping changes of it."""
    return "".join(fold(text).split())


def address(url: str) -> str:
    """A url without what does not change the page: scheme, fragment, a last "/", the case of the host."""
    host, slash, path = url.partition("#")[0].split("://")[-1].partition("/")
    return host.casefold() + (slash + path).rstrip("/")


# --- grouping --------------------------------------------------------------------------------------------------------

_Pages = list[Known]
_BY_RANK = attrgetter("rank")


def groups(pages: Iterable[Known]) -> list[SamePathway]:
    """The pathways that the pages are of, by id; the same whatever the order of the pages.

    Pages are of one pathway if they share a url, or id and title. A page named by its roles belongs to one named by
    its url if titles and roles agree; a page without a title, to the fullest that has its id. Of pathways that claim
    one id the fullest is kept.
    """
    together = _sharing(sorted(pages, key=_BY_RANK))
    together = _attached(together, lambda group: not any(page.named_by_url for page in group), _by_title_and_roles)
    together = _attached(together, lambda group: not any(page.title for page in group), lambda page: page.id)
    claims: dict[str, list[_Pages]] = {}
    for group in together:
        claims.setdefault(_id(group), []).append(group)
    return [
        SamePathway(name, tuple(kept), tuple(page for rival in rivals for page in rival))
        for name, (kept, *rivals) in sorted(claims.items())
    ]


def _by_title_and_roles(page: Known) -> Hashable | None:
    return page.title and (page.title, page.roles)


def _id(group: _Pages) -> str:
    """The url's own slug where one page knows it."""
    return next((page for page in group if page.named_by_url), group[0]).id


def _keys(page: Known) -> Iterator[Hashable]:
    yield page.id, page.title
    if page.url:
        yield page.url


def _sharing(pages: Iterable[Known]) -> list[_Pages]:
    """The pages in groups that share a key, directly or through one another."""
    home: dict[Hashable, _Pages] = {}
    for page in pages:
        homes = {id(home[key]): home[key] for key in _keys(page) if key in home}
        largest = max(homes.values(), key=len, default=[])
        moved = [member for group in homes.values() if group is not largest for member in group]
        for member in (*moved, page):
            largest.append(member)
            home.update(dict.fromkeys(_keys(member), largest))
    return _ranked({id(group): group for group in home.values()}.values())


def _attached(
    found: list[_Pages], is_loose: Callable[[_Pages], bool], key: Callable[[Known], Hashable | None]
) -> list[_Pages]:
    """The groups, each loose one joined to the best of the others that shares a key with it."""
    hosts = [group for group in found if not is_loose(group)]
    best: dict[Hashable, _Pages] = {}
    for host in hosts:
        for page in host:
            best.setdefault(key(page), host)
    joined: dict[int, _Pages] = {id(host): list(host) for host in hosts}
    alone: list[_Pages] = []
    for group in filter(is_loose, found):
        found_in = [best[name] for page in group if (name := key(page)) is not None and name in best]
        if found_in:
            joined[id(found_in[0])] += group
        else:
            alone.append(group)
    return _ranked([*joined.values(), *alone])


def _ranked(found: Iterable[_Pages]) -> list[_Pages]:
    return sorted((sorted(group, key=_BY_RANK) for group in found), key=lambda group: group[0].rank)
