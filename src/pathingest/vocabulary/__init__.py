"""Which names of roles and skills are one, and the codes by which others know a role: by name or alias, no guesses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pathingest.model.data import parse_yaml
from pathingest.model.errors import PathingestError
from pathingest.model.spelling import hint
from pathingest.model.tuples import NamedTuple
from pathingest.sources import read_file
from pathingest.values.text import fold

VOCABULARY_SCHEMA = "pathingest.vocabulary/1"
FILE = "vocabulary.yaml"
_PARTS = ("roles", "skills")
_KEYS = {"roles": ("name", "aliases", "onet_soc", "esco"), "skills": ("name", "aliases", "esco")}
_SOC = re.compile(r"\d\d-\d{4}\.\d\d")


class Term(NamedTuple):
    """One role or skill: the name to use, others that mean it, and its codes.

    Attributes:
        onet_soc: the code of the occupation in O*NET-SOC, as "13-2011.00".
        esco: the address of the occupation or the skill in ESCO.
    """

    name: str
    aliases: tuple[str, ...] = ()
    onet_soc: str | None = None
    esco: str | None = None


class Match(NamedTuple):
    """A term, and the name or alias of it that was met: the evidence."""

    term: Term
    by: str


class Vocabulary(NamedTuple):
    """Roles and skills by the keys of their names and aliases."""

    roles: Mapping[str, Match]
    skills: Mapping[str, Match]

    def role(self, name: str) -> Match | None:
        """The role that a name or an alias means, whatever its case and white space."""
        return self.roles.get(_key(name))

    def skill(self, name: str) -> Match | None:
        """The skill that a name or an alias means."""
        return self.skills.get(_key(name))


class Missing(NamedTuple):
    """A name that no term has: what it is of, and in how many records."""

    kind: str
    name: str
    records: int


def _key(name: str) -> str:
    """What names share that are one but for case and white space."""
    return "".join(fold(name).split())


@cache
def shipped() -> Vocabulary:
    """The vocabulary that comes with the tool."""
    path = Path(__file__).with_name(FILE)
    return vocabulary([read_terms(path.read_text("utf-8"), path)])


def in_force(folder: Path) -> Vocabulary:
    """The terms of the project in a folder, and then those that are shipped.

    Raises:
        PathingestError: the project's file is wrong.
    """
    own = folder / FILE
    if not own.is_file():
        return shipped()
    mine = vocabulary([read_terms(read_file(own).text, own)])
    return Vocabulary({**shipped().roles, **mine.roles}, {**shipped().skills, **mine.skills})


Terms = Mapping[str, Sequence[Term]]


def vocabulary(files: Iterable[Terms]) -> Vocabulary:
    """The terms of files; of two that have one name or alias, that of the first file counts."""
    found: dict[str, dict[str, Match]] = {part: {} for part in _PARTS}
    for terms in files:
        for part, matches in found.items():
            for term in terms.get(part, ()):
                for called in (term.name, *term.aliases):
                    matches.setdefault(_key(called), Match(term, called))
    return Vocabulary(found["roles"], found["skills"])


def read_terms(text: str, where: Path) -> Terms:
    """The terms that a file says.

    Raises:
        PathingestError: it is no YAML, or not of that form; one line that says where.
    """
    data = parse_yaml(text, where)
    if not isinstance(data, dict) or data.get("schema") != VOCABULARY_SCHEMA:
        raise PathingestError(f'{where}: schema: "{VOCABULARY_SCHEMA}" is expected at the top')
    for key in data:
        if key not in ("schema", *_PARTS):
            raise PathingestError(f"{where}: {key!r} is no key here; {hint(str(key), _PARTS)}")
    return {part: [_term(item, part, where) for item in _list(data.get(part), part, where)] for part in _PARTS}


def _list(items: Any, part: str, where: Path) -> list[Any]:
    if not isinstance(items, list | None):
        raise PathingestError(f"{where}: {part}: a list is expected")
    return items or []


def _term(item: Any, part: str, where: Path) -> Term:
    if not isinstance(item, dict) or not isinstance(item.get("name"), str) or not item["name"].strip():
        raise PathingestError(f"{where}: {part}: each has a name, and may have {', '.join(_KEYS[part][1:])}")
    name, aliases = item["name"], item.get("aliases") or []
    for key in item:
        if key not in _KEYS[part]:
            raise PathingestError(f"{where}: {name}: {key!r} is no key here; {hint(str(key), _KEYS[part])}")
    if not isinstance(aliases, list) or not all(isinstance(alias, str) and alias.strip() for alias in aliases):
        raise PathingestError(f"{where}: {name}: aliases: a list of names is expected")
    soc, esco = item.get("onet_soc"), item.get("esco")
    if soc is not None and not (isinstance(soc, str) and _SOC.fullmatch(soc)):
        raise PathingestError(f'{where}: {name}: onet_soc: a code such as "13-2011.00" is expected, not {soc!r}')
    if esco is not None and not (isinstance(esco, str) and esco.startswith(("http://", "https://"))):
        raise PathingestError(f"{where}: {name}: esco: an address is expected, not {esco!r}")
    return Term(name, tuple(aliases), soc, esco)


def missing(records: Iterable[Mapping[str, Any]], known: Vocabulary) -> list[Missing]:
    """The names of roles and skills of records that no term has, the most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    for record in records:
        roles = {role["name"] for role in (record["from_role"], record["to_role"]) if role}
        skills = {skill["name"] for part in ("transferable_skills", "skills_to_learn") for skill in record[part]}
        counts.update(("role", name) for name in roles if not known.role(name))
        counts.update(("skill", name) for name in skills if not known.skill(name))
    return [Missing(kind, name, count) for (kind, name), count in sorted(counts.items(), key=_most_frequent)]


def _most_frequent(item: tuple[tuple[str, str], int]) -> tuple[str, int, str]:
    (kind, name), count = item
    return kind, -count, name
