"""Headings as careless hands write them: each variant made by rule from a heading that a profile lists."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from string import ascii_lowercase
from typing import NamedTuple

from pathingest.lines import typed
from pathingest.model.section import Role
from pathingest.profiles import Profile
from pathingest.sections import outline
from pathingest.segments.text import segment
from pathingest.sources import from_text

_WORD = re.compile(r"[^\W\d_]{5,}")
_ROUNDS = 3  # of each typo, at places that chance picks
_MOST = 40  # headings of a profile: more say no more


class Variant(NamedTuple):
    """A heading, changed; `role` is what it heads."""

    kind: str
    text: str
    role: Role
    heading: str


def _typo(change: Callable[[str, int, random.Random], str], times: int = 1) -> Callable[[str, random.Random], str]:
    """A change of letters, once or twice, each in a word of five letters or more, not at its first letter."""

    def changed(text: str, chance: random.Random) -> str:
        words = list(_WORD.finditer(text))
        for word in sorted(chance.sample(words, min(times, len(words))), key=lambda word: -word.start()):
            at = chance.randrange(word.start() + 1, word.end() - 1)
            text = change(text, at, chance)
        return text

    return changed


def _another(text: str, at: int, chance: random.Random) -> str:
    return text[:at] + chance.choice(ascii_lowercase.replace(text[at].lower(), "")) + text[at + 1 :]


def _swapped(text: str, at: int, _: random.Random) -> str:
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


_DROP = _typo(lambda text, at, _: text[:at] + text[at + 1 :])
KINDS: dict[str, Callable[[str, random.Random], str]] = {
    "upper case": lambda text, _: text.upper(),
    "lower case": lambda text, _: text.lower(),
    "colon": lambda text, _: f"{text}:",
    "number": lambda text, chance: f"{chance.randrange(1, 20)}{chance.choice(['.', ')', ' -', ':', '.1'])} {text}",
    "Roman number": lambda text, chance: f"{chance.choice(['I', 'II', 'III', 'IV', 'VII', 'X'])}. {text}",
    "word and number": lambda text, chance: (
        chance.choice(["Step {}: ", "Part {} — ", "Section {} - ", "STEP {}. "]).format(chance.randrange(1, 9)) + text
    ),
    "picture": lambda text, chance: f"{chance.choice('🚀🎯📚✅⭐💡')} {text}",
    "pictures": lambda text, chance: f"{chance.choice('🚀🎯📚✅⭐💡')}{text} {chance.choice('🚀🎯📚✅⭐💡')}\ufe0f",
    "marks": lambda text, chance: chance.choice(
        ["## {}", "**{}**", "== {} ==", "[{}]", "« {} »", "_{}_", "> {}"]
    ).format(text),
    "letter missing": _DROP,
    "letter doubled": _typo(lambda text, at, _: text[:at] + text[at] + text[at:]),
    "letter wrong": _typo(_another),
    "letters swapped": _typo(_swapped),
    "space missing": lambda text, _: text[::-1].replace(" ", "", 1)[::-1],
    "space too many": _typo(lambda text, at, _: f"{text[:at]} {text[at:]}"),
    "two typos": _typo(_another, 2),
    "typo and number": lambda text, chance: f"4. {_DROP(text, chance)}",
}
TYPOS = ("letter", "space", "two", "typo")


def variants(profile: Profile, written: list[str]) -> Iterator[Variant]:
    """Every kind of each heading that has room for it; chance picks the place, the same at every run."""
    for text in written[:_MOST]:
        role = profile.headings[text.casefold()]
        if role == "header":
            continue  # facts of the header are no section that a page lacks
        for kind, change in KINDS.items():
            rounds = _ROUNDS if kind.startswith(TYPOS) else 1
            chance = random.Random(f"{kind} {text}")  # noqa: S311  examples, no secrets
            changed = [change(text, chance) for _ in range(rounds)] if room_for(kind, text) else []
            yield from (Variant(kind, line, role, text) for line in dict.fromkeys(changed))


def room_for(kind: str, text: str) -> bool:
    """Whether the rule promises to read such a variant of the heading."""
    if not kind.startswith(TYPOS):
        return True
    letters = sum(map(str.isalpha, text))
    words = len(_WORD.findall(text))
    if kind == "space missing":
        return letters >= 8 and " " in text
    return letters >= 14 and words >= 2 if kind == "two typos" else letters >= 8 and words >= 1


def read(line: str, profile: Profile) -> tuple[Role | None, bool]:
    """(role, whether by a typo) that a line gets on a page without any other heading."""
    text = (
        f"From Cook to Dietitian: Your 12-Month Transition Guide\nPeople must eat.\n{line}\nYou know what they like.\n"
    )
    cut = outline(typed(segment(from_text(text)).segments, profile), profile)
    role = next((part.role for part in cut.sections if part.heading and part.lines and part.heading.start > 60), None)
    return (None if role == "other" else role), bool(cut.notes)
