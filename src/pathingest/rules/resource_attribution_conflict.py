"""Pages say that one course is to be found at different hosts.

## What it does
Compares, on all pages, where a course, a series or a book with a quoted title is said to be: 'Statistics for Bakers' on
Coursera, on edX. Tasks, guidance, descriptions, answers and the names of resources are looked at.

## Why is this bad?
One of them sends readers to where the course is not.

## How it works
A title of two words or more, in quotes, counts for the host that is said right after it ("'T' course by N on
Coursera", "'T' (Coursera)", "'T' Coursera course") or right before it ("Coursera's 'T'", "Coursera: 'T'"). A resource
without quotes ("Coursera: T", "T (Coursera)", "T - Coursera", or a link to the host's address) counts only if some
page quotes that title. Titles are one if they differ in case, "&" for "and", spaces, hyphens and commas alone. It is
reported at the host that fewest pages name. Hosts are those of the option `hosts`; where two are named for one title,
it is left alone.

## Fails
```text
From Baker to Food Chemist: Your 8-Month Transition Guide
Skills You'll Need to Learn
Statistics
Critical4 weeks
Take the 'Statistics for Bakers' course on Coursera.
```

```text
From Baker to Perfumer: Your 9-Month Transition Guide
Skills You'll Need to Learn
Statistics
Critical4 weeks
Take 'Statistics for Bakers' by Ida Crust on edX.
```

## Passes
```text
From Baker to Food Chemist: Your 8-Month Transition Guide
Skills You'll Need to Learn
Statistics
Critical4 weeks
Take the 'Statistics for Bakers' course on Coursera.
```

```text
From Baker to Perfumer: Your 9-Month Transition Guide
Skills You'll Need to Learn
Statistics
Critical4 weeks
Take 'Statistics for Brewers' on edX, and practise on Kaggle.
```

## Known limits
A course that two hosts offer is reported. What a page says of a host that is not listed is not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pathingest.model.finding import Conflict, Fact, PlacedFact
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.rules import Rule
from pathingest.rules._across import elsewhere, group_by_value, minority, places
from pathingest.rules._names import key

if TYPE_CHECKING:
    from pathingest.model.pathway import Pathway, Resource

_LEAST_WORDS = 2
_LONGEST, _LONGEST_HOST = 40, 200  # characters before a title that hold its host's last word; all its words
_SIGNS = (":", "(", " -")
_HOSTS = (
    *("Codecademy", "Coursera", "DataCamp", "edX", "fast.ai", "freeCodeCamp", "Frontend Masters", "FutureLearn"),
    *("HubSpot Academy", "Kaggle", "Khan Academy", "LinkedIn Learning", "MIT OpenCourseWare", "Pluralsight"),
    *("Skillshare", "Udacity", "Udemy", "YouTube"),
)
# What may be between a title and its host, beside who made it.
_KINDS = (
    "online|free|video|professional|learning|book|channel|class|course|courses|certificate|nanodegree|path|playlist"
)
_KINDS += "|program|programme|series|speciali[sz]ation|track|tutorial|tutorials"


@dataclass(frozen=True, slots=True)
class Options:
    """What may be set."""

    hosts: tuple[str, ...] = field(default=_HOSTS, metadata={"help": "the hosts that are distinguished"})


class _Said(NamedTuple):
    """What a page says of a title, and whether it quotes it."""

    host: str
    quoted: bool


class _Patterns(NamedTuple):
    """How texts name hosts; made once."""

    hosts: Mapping[str, str]
    quoted: re.Pattern[str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    lead: frozenset[str]
    named: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=4)
def _patterns(hosts: tuple[str, ...]) -> _Patterns:
    host = "|".join(map(re.escape, sorted(hosts, key=len, reverse=True)))
    one = rf"(?P<host>{host})\b(?!\s*(?:,|/|or\b|and\b|&)\s*(?:{host})\b)"
    words = [*(name.casefold().split()[-1] for name in hosts), *_KINDS.split("|"), "specialisation", "specialization"]
    kinds = rf"(?:\s+(?:{_KINDS})\b)*"
    maker = r"(?:\s+by(?:\s+[\w.&-]+){1,5}?)?"
    return _Patterns(
        {_letters(name): name for name in hosts},
        re.compile(r"""(?<!\w)(['"])(?=\S)(?P<title>.{3,120}?)(?<=\S)\1(?!\w)"""),
        re.compile(rf"{kinds}{maker}(?:\s+(?:on|at|from|via|through)\s+|\s*\(|\s+){one}", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?P<host>{host})(?:'s)?:?{kinds}:?\s+$", re.IGNORECASE),
        frozenset(words),
        (
            re.compile(rf"(?P<host>{host})(?:\s*:|\s+-)\s+(?P<title>[^(]+)", re.IGNORECASE),
            re.compile(rf"(?P<title>[^(]+?)(?:\s*\(|\s+-\s+){one}\)?$", re.IGNORECASE),
        ),
    )


def gather(page: Page, options: Options) -> Iterator[Fact]:
    """Each title that a host is named for."""
    patterns = _patterns(options.hosts)
    found: list[tuple[str, str, str, bool]] = []
    for pointer, text in _texts(page.record):
        if "'" in text or '"' in text:
            found += ((title, host, pointer, True) for title, host in _quoted(text, patterns))
    for pointer, resource in _resources(page.record):
        found += ((title, host, pointer, False) for title, host in _named(resource, patterns))
    for title, host, pointer, quoted in found:
        if len(title.split()) >= _LEAST_WORDS:
            yield Fact(key(title), _Said(patterns.hosts[_letters(host)], quoted), pointer, title)


def across(facts: Sequence[PlacedFact], _: Options) -> Iterator[Conflict]:
    """One finding a title."""
    found = group_by_value(facts, lambda stated: _said(stated).host)
    if len(found) == 1 or not any(_said(stated).quoted for stated in facts):
        return
    host = minority(found)
    at = found.pop(host)[0]
    others = [(f"on {other}", facts) for other, facts in found.items()]
    yield Conflict(f"{at.fact.text!r} is said to be on {host} here, {elsewhere(others)}", at, places(others))


def _said(stated: PlacedFact) -> _Said:
    value: Any = stated.fact.value
    return value  # type: ignore[no-any-return]  # what `gather` put there


def _quoted(text: str, patterns: _Patterns) -> Iterator[tuple[str, str]]:
    """Quoted titles with the one host that is said beside each."""
    for match in patterns.quoted.finditer(text):
        host = patterns.after.match(text, match.end()) or _before(text, match.start(), patterns)
        if host:
            yield match["title"].rstrip(",."), host["host"]


def _before(text: str, end: int, patterns: _Patterns) -> re.Match[str] | None:
    """The host that a text names right before a place. Few do, and a look at the last word decides for most."""
    last = text[max(0, end - _LONGEST) : end].rstrip().rpartition(" ")[2].casefold()
    return (
        patterns.before.search(text, max(0, end - _LONGEST_HOST), end)
        if last.removesuffix(":").removesuffix("'s") in patterns.lead
        else None
    )


def _named(resource: Resource, patterns: _Patterns) -> Iterator[tuple[str, str]]:
    """A resource's title without quotes, with the host that its name or its address says."""
    if any(sign in resource.name for sign in _SIGNS):
        for pattern in patterns.named:
            if match := pattern.fullmatch(resource.name):
                yield match["title"].partition(" by ")[0].strip(), match["host"]
                return
    if resource.url and (host := _host_of(resource.url, patterns.hosts)):
        yield resource.name, host


def _host_of(url: str, hosts: Mapping[str, str]) -> str | None:
    """The host whose name is the address's ("coursera.org", "www.fast.ai")."""
    try:
        labels = (urlsplit(url).hostname or "").split(".")
    except ValueError:
        return None
    return next((hosts[name] for name in (*labels[-2:-1], "".join(labels[-2:])) if name in hosts), None)


def _letters(host: str) -> str:
    return "".join(filter(str.isalnum, host.casefold()))


def _texts(record: Pathway) -> Iterator[tuple[str, str]]:
    """Where a page recommends things, with pointers."""
    for i, known in enumerate(record.transferable_skills):
        yield f"/transferable_skills/{i}/description", known.description or ""
    for i, skill in enumerate(record.skills_to_learn):
        yield f"/skills_to_learn/{i}/guidance", skill.guidance or ""
    for i, phase in enumerate(record.roadmap):
        yield from ((f"/roadmap/{i}/tasks/{j}", task) for j, task in enumerate(phase.tasks))
    for i, step in enumerate(record.action_plan):
        yield from ((f"/action_plan/{i}/tasks/{j}", task) for j, task in enumerate(step.tasks))
    for i, entry in enumerate(record.faq):
        yield f"/faq/{i}/answer", entry.answer or ""
    yield from ((pointer, resource.name) for pointer, resource in _resources(record))


def _resources(record: Pathway) -> Iterator[tuple[str, Resource]]:
    for i, phase in enumerate(record.roadmap):
        yield from ((f"/roadmap/{i}/resources/{j}/name", resource) for j, resource in enumerate(phase.resources))


RULE = Rule("COR001", "info", "medium", gather=gather, across=across, options=Options())
