"""Compose training lines: names from the lists and from templates, one to five of them glued, some with a context."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Literal, NamedTuple

Part = Literal["all", "most", "rest"]

SHARE = 0.6  # of the names are hand-written, the others made by templates
HERE = Path(__file__).parent


class Line(NamedTuple):
    """The items of one line, glued in this order, and the prose of the page around it."""

    items: tuple[str, ...]
    context: str

    @property
    def glued(self) -> str:
        """Return the line as a page gives it."""
        return "".join(self.items)


def read_lists(path: Path) -> list[list[str]]:
    """Return the rows of a file of names between bars, comments left out."""
    rows = path.read_text(encoding="utf-8").splitlines()
    return [row.split("|") for row in rows if row and not row.startswith("#")]


def names() -> list[str]:
    """Return the known names, each once, sorted."""
    return sorted({name for row in read_lists(HERE / "names.txt") for name in row})


def items() -> list[list[str]]:
    """Return the hand-written resource names, by field."""
    return read_lists(HERE / "items.txt")


def words() -> frozenset[str]:
    """Return the common words."""
    rows = (HERE / "words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for row in rows if not row.startswith("#") for word in row.split())


def development() -> list[Line]:
    """Return the lines of the development set."""
    rows = map(json.loads, (HERE / "dev_site.jsonl").read_text(encoding="utf-8").splitlines())
    return [Line(tuple(row["items"]), row.get("context", "")) for row in rows]


def kept_back() -> set[str]:
    """Return the names of the development set, in lower case: no training line has them."""
    return {name.lower() for line in development() for name in line.items}


def parts() -> dict[str, list[str]]:
    """Return what the templates are filled with, by key."""
    rows = (HERE / "parts.txt").read_text(encoding="utf-8").splitlines()
    pairs = (row.split(": ", 1) for row in rows if row and not row.startswith("#"))
    return {key: values.split("|") for key, values in pairs}


VERBS = ["Read a Paper", "Get Your First Job", "Build a Portfolio", "Ask Good Questions"]
ACRONYMS = ["AI", "HR", "IT", "SQL", "UX", "PHP", "CSS", "GIS", "CAD", "PM", "VR", "EHR", "SEO", "QA", "J"]
LED = ["i", "e", "d", "j", "t", "u", "x", "my", "nano", "open"]
# Weights and templates, between bars.
TEMPLATES = """
9 {platform}: {course}|9 {platform} {course}|4 {platform}: {course} ({org})|3 {platform}: {course} by {author}
4 {platform} {topic} course|3 {course} on {platform}|3 {course} ({platform})|2 {platform} - {course}
6 Book: '{title}' by {author}|2 Book: '{title}'|2 Book: {title} by {author}|3 '{title}' by {author}
3 {title} by {author}|1 "{title}" by {author}|1 Book: "{title}" by {author}|2 {title}
2 {title} by {author} and {author}|1 {title} ({author})|1 Books: '{title}' by {author}, '{title}' by {author}
2 {title} by {family} & {family}|2 {title} by {family} et al.|1 {head}: '{title}'|3 {head}: {course}|2 {head}: {name}
2 {head}: {brand}|1 {head}: '{title}' ({platform})|12 {name} {last}|14 {brand} {last}|4 {name}|9 {brand}
2 {acronym} {orgtail}|2 {org} {last}|1 {acronym} {topic} {last}|4 {name} for {purpose}|5 {brand} for {purpose}
2 {name} to {verb}|2 {name} and {name} for {purpose}|1 {name} or {name}|2 {topic} {last}|1 {topic} by {author}
2 {plain}|2 {name} {topic} {last}|4 {brand} {topic} {last}|1 {brand} by {author}|2 {brand}.{tld}|2 {brand} ({site})
2 {name} {last} ({site})|1 {lowname} {last}|1 {name}.{tld}|1 r/{reddit}|1 r/{reddit} subreddit|2 r/{reddit} on Reddit
4 r/{brand}|2 {last} r/{brand}|3 r/{brand} {last}
1 {digit}|1 {digit} by {author}|1 {digit} {last}|2 {name} {code}|1 {acronym} {code} {last}|1 {brand} {code}
1 {topic} {code}|1 {code} {last}|1 {acronym}|1 {platform}|1 {author}'s {topic} {last}|1 {author}
1 {author} YouTube channel|1 {author} on {topic}|1 {author}: {title}|1 YouTube: {brand}
1 Guide: 'How to {verbs}' by {author}|1 How to {verbs}|1 {topic} conferences ({acronym}, {acronym}, or local meetups)
1 {brand} & {brand} {last}|1 {org}'s {topic} {last}|1 {title} (free online)|1 {brand} {last} (free)|1 {name}+ {last}
1 {name}!|2 Introduction to {brand}|2 Learn {brand}|2 {topic} with {brand}|1 Getting Started with {brand}
1 Using {brand} {last}|2 The {brand} Guide to {topic}|1 {brand} {topic} {code}|1 {topic} in {brand} ({platform})
1 {org} {brand} {last}|5 {brand}: {course}|1 {topic} - {course} - {brand}|1 {name}'s {course}|1 The {brand} {last}
1 The {brand} Podcast|1 {brand} {suffix}|1 {led} {last}|1 {led}|1 {led}: {course}
"""


def taken(values: list[str], part: Part) -> list[str]:
    """Return this part of a list."""
    return [value for at, value in enumerate(values) if part == "all" or (at % 5 == 0) == (part == "rest")]


class Composer:
    """Makes names and lines from one seed; the same seed makes the same lines."""

    def __init__(self, seed: int, part: Part = "all") -> None:
        """Read the lists, all, most (four of five names and parts of brands) or the rest; *seed* fixes what follows."""
        self.random = random.Random(seed)
        self.names, self.parts, self.kept_back = names(), parts(), kept_back()
        self.brands = taken([name for name in self.names if re.fullmatch(r"[A-Z][a-z]+[A-Z]\w+", name)], part)
        self.single = [name for name in self.names if re.fullmatch(r"[A-Z][A-Za-z]{2,7}", name)]
        self.words = taken(sorted(word.capitalize() for word in words() if len(word) > 2), part)
        self.items = [taken(row, part) for row in items()]
        for key in ("prefix", "suffix", "family", "title"):
            self.parts[key] = taken(self.parts[key], part)
        rows = [cell.split(" ", 1) for row in TEMPLATES.strip().splitlines() for cell in row.split("|")]
        self.templates = [text for weight, text in rows for _ in range(int(weight))]

    def pick(self, key: str) -> str:
        """Return one part of this key, its own slots filled."""
        if key == "brand":
            return self.brand()
        if key == "name":
            return self.random.choice(self.names)
        if key == "led":
            return self.led()
        if key == "org":
            return self.pick(self.random.choice(("platform", "acronym", "brand", "name", "family")))
        if key == "site":
            return f"{self.brand().lower()}.{self.pick('tld')}" + self.random.choice(
                ("", "", "", "/learn", "/tutorials")
            )
        if key == "author":
            return self.random.choice(("{first} {family}", "{first} {family}", "{family}")).format_map(self)
        if key == "verbs":
            return self.random.choice(VERBS)
        return self.random.choice(self.parts[key]).format_map(self)

    __getitem__ = pick

    def brand(self) -> str:
        """Return a brand: a real one, or a made-up one, mostly of two words run together, the second with a capital."""
        shape = self.random.random()
        if shape < 0.3:
            return self.random.choice(self.brands)
        first, second = (self.word(key) for key in ("prefix", "suffix"))
        if shape < 0.38:
            first = self.random.choice(ACRONYMS)
        elif shape < 0.44:  # "DevOpsDays": a known name may be the first word of another
            first = self.random.choice(self.single)
        elif shape < 0.49:
            first += self.word("prefix")
        if shape < 0.74:
            return first + second
        if shape < 0.86:
            return first + second.lower()
        return f"{first} {second}" if shape < 0.95 else f"{first}{second}.{self.pick('tld')}"

    def led(self) -> str:
        """Return a made-up name led by lower case."""
        first, second = (self.word(key) for key in ("prefix", "suffix"))
        shape = self.random.random()
        if shape < 0.3:
            return f"{self.random.choice(LED)}{first}"
        return f"{first.lower()}{second}" if shape < 0.6 else f"{first}{second}".lower()

    def word(self, key: str) -> str:
        """Return a part of a brand: one that is often seen there, or any common word."""
        return self.random.choice(self.parts[key] if self.random.random() < 0.5 else self.words)

    def name(self, row: list[str] | None = None) -> str:
        """Return one resource name, never one that is kept back for the evaluation."""
        while (name := self.any_name(row)).lower() in self.kept_back:
            pass
        return name

    def any_name(self, row: list[str] | None) -> str:
        """Return one resource name, hand-written in six of ten cases."""
        if self.random.random() < SHARE:
            name = self.random.choice(row or self.random.choice(self.items))
            lone = name.isupper() and self.random.random() < 0.7  # an acronym is seldom all of an item
            return self.random.choice(row or self.random.choice(self.items)) if lone else name
        return self.random.choice(self.templates).format_map(self).replace("++ ", "+ ")

    def line(self) -> Line:
        """Return one line of one to five names, in half of the cases with a context that mentions some of them."""
        count = self.random.choices((1, 2, 3, 4, 5), (20, 22, 40, 13, 5))[0]
        row = self.random.choice(self.items) if self.random.random() < 0.7 else None
        chosen: list[str] = []
        while len(chosen) < count:
            name = self.name(row)
            if name not in chosen:
                chosen.append(name)
        return Line(tuple(chosen), self.context(chosen) if self.random.random() < 0.5 else "")

    def context(self, chosen: list[str]) -> str:
        """Return prose that mentions some of the names, whole or in part, and of others."""
        said = [self.said(name) for name in chosen if self.random.random() < 0.5]
        said += [self.said(self.name()) for _ in range(self.random.randrange(6))]
        said += [f"basic {self.pick('topic')}" for _ in range(self.random.randrange(5))]
        self.random.shuffle(said)
        verbs = ["Complete the", "Take", "Start with", "Read", "Practice with", "Use", "Review", "Join", "Learn about"]
        return " ".join(f"{self.random.choice(verbs)} {thing}." for thing in said)

    def said(self, name: str) -> str:
        """Return a name as prose would mention it: without its head, without its tail, or only a word of it."""
        core = re.sub(r"^[A-Z][\w ]{1,20}: ", "", name).split(" by ")[0].split(" for ")[0].split(" (")[0]
        words = core.split(" ")
        way = self.random.random()
        if way < 0.3:
            return name
        if way < 0.7:
            return core
        return " ".join(words[:-1] or words) if way < 0.9 else words[0]


def compose(seed: int, count: int, part: Part = "all") -> list[Line]:
    """Return *count* lines of one seed."""
    composer = Composer(seed, part)
    return [composer.line() for _ in range(count)]
