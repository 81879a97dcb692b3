"""Contradictions planted into pages that have none: one value of a page is changed at random, and the true one is kept.

Repairs are measured on them. The changes are those that happen to people: another value altogether, one digit, the
unit, the sign, one bound of a range, another badge, a skill in another place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pathingest
from gold.facts import Answer
from pathingest import Finding, Page
from quality.clean import Page as Drawn
from quality.clean import draw
from quality.written import raw

# What of a page, changed, may give a finding of the rule.
KINDS = {
    "DUR001": ("headline", "timeline"),
    "DUR002": ("headline", "timeline", "answer", "phase"),
    "DUR003": ("headline", "timeline", "answer"),
    "DUR008": ("timeline", "skill"),
    "SAL001": ("badge", "prose", "pay"),
    "SAL002": ("badge", "prose"),
    "PRI001": ("priority", "order"),
    "PRI003": ("priority", "skill"),
}
_TRIES = 2000


class Planted(NamedTuple):
    """A page with one wrong value.

    Attributes:
        path: what the page is called; its end says what it is written in.
        true: the page as it was, and `text`, as it is now.
        kind: what was changed ("headline"), and `pointer`, where it is in the record of the changed page.
        base: "drawn" for a page made by chance, "stored" for one that was given.
        page: the changed page, read, and `finding`, the one of the rule on it.
    """

    code: str
    path: str
    true: str
    text: str
    kind: str
    pointer: str
    base: str
    page: Page
    finding: Finding


class Stored(NamedTuple):
    """A page that was given: what it is called, and its text."""

    path: str
    text: str


def stored(paths: Sequence[Path]) -> list[Stored]:
    """The pages among some files that lint clean of the rules whose findings are repaired."""
    found = []
    for path in paths:
        page = pathingest.parse(path)
        if page.tree is not None and not _broken(page):
            found.append(Stored(path.name, page.source.text))
    return found


def planted(code: str, seed: int, given: Sequence[Stored] = ()) -> Planted:
    """A page with a contradiction that the rule reports; the same seed gives the same one.

    Half of them are of the given pages, if there are any.
    """
    chance = Random(f"planted {code} {seed}")  # noqa: S311
    for _ in range(_TRIES):
        is_stored = bool(given) and chance.random() < 0.5
        base = chance.choice(given) if is_stored else _drawn(chance)
        found = _plant(code, base, "stored" if is_stored else "drawn", chance)
        if found:
            return found
    raise LookupError(code)


def _drawn(chance: Random) -> Stored:
    page = draw(chance)
    if chance.random() < 0.4:
        page = _with_change(page, chance)
    ((name, text),) = raw(page, chance).items()
    return Stored(name, str(text))


_CHANGES = (
    "Expect a salary {up} of {range}%.",
    "Most people see a {range}% {up}.",
    "Expect a salary {up} of about {one}%.",
)


def _with_change(page: Drawn, chance: Random) -> Drawn:
    """The page with one more answer, which says in prose what the summary says of pay."""
    said = page.facts.salary_change
    if said is None or said.low is None or said.high is None or said.low * said.high <= 0:
        return page
    low, high = sorted((abs(int(said.low)), abs(int(said.high))))
    span = f"{max(1, low - chance.randint(0, 5))}-{high + chance.randint(1, 6)}"
    form = chance.choice(_CHANGES)
    text = form.format(up="increase" if said.low > 0 else "decrease", range=span, one=chance.randint(low, high))
    answer = Answer("How much will my salary change?", text)
    return page.but(faq=(*page.facts.faq, answer))


def _read(path: str, text: str) -> Page:
    return pathingest.parse(text, path=path)


def _broken(page: Page) -> list[Finding]:
    return [finding for finding in pathingest.lint(page) if finding.code in KINDS]


def _plant(code: str, base: Stored, of: str, chance: Random) -> Planted | None:
    page = _read(base.path, base.text)
    if page.tree is None:
        return None
    kind = chance.choice(KINDS[code])
    places = list(_PLACES[kind](page))
    if not places:
        return None
    pointer = chance.choice(places)
    text = _order(page, chance) if kind == "order" else _replaced(page, kind, pointer, chance)
    if text is None or text == base.text or _broken(page):
        return None
    now = _read(base.path, text)
    if now.tree is None or _differing(page, now) != 1:
        return None
    finding = next((one for one in pathingest.lint(now) if one.code == code), None)
    return finding and Planted(code, base.path, base.text, text, kind, pointer, of, now, finding)


# ----------------------------------------------------------------------------------------------------------------------
# Which values a page has.


def _one(name: str) -> Callable[[Page], Iterator[str]]:
    def places(page: Page) -> Iterator[str]:
        record = page.record
        held = {"headline": record.headline and record.headline.duration}
        said = held.get(name, getattr(record, name, None)) if name in held else getattr(record, name)
        if said:
            yield f"/{name}/duration" if name == "headline" else f"/{name}"

    return places


def _claims(kind: str) -> Callable[[Page], Iterator[str]]:
    def places(page: Page) -> Iterator[str]:
        for k, claim in enumerate(page.record.claims):
            if claim.kind == kind and (kind != "duration" or claim.at.startswith("/faq/")):
                yield f"/claims/{k}"

    return places


def _items(name: str, part: str) -> Callable[[Page], Iterator[str]]:
    def places(page: Page) -> Iterator[str]:
        for i, item in enumerate(getattr(page.record, name)):
            if getattr(item, part):
                yield f"/{name}/{i}/{part}"

    return places


_PLACES: dict[str, Callable[[Page], Iterator[str]]] = {
    "headline": _one("headline"),
    "timeline": _one("timeline"),
    "badge": _one("salary_change"),
    "answer": _claims("duration"),
    "prose": _claims("salary_change"),
    "pay": _claims("salary"),
    "phase": _items("roadmap", "duration"),
    "skill": _items("skills_to_learn", "duration"),
    "priority": _items("skills_to_learn", "priority"),
    "order": lambda _: iter(["/skills_to_learn"]),
}


def values(page: Page) -> dict[str, Any]:
    """What a page states, each value by what it is of; the order of the skills is one."""
    record = page.record
    found: dict[str, Any] = {
        "headline": _length(record.headline and record.headline.duration),
        "timeline": _length(record.timeline),
        "badge": _change(record.salary_change),
        "order": tuple(skill.name for skill in record.skills_to_learn),
    }
    for skill in record.skills_to_learn:
        found[f"priority {skill.name}"] = skill.priority
        found[f"skill {skill.name}"] = _length(skill.duration)
    for phase in record.roadmap:
        found[f"phase {phase.position} {phase.title}"] = _length(phase.duration)
    for k, claim in enumerate(record.claims):
        found[f"claim {k}"] = (claim.kind, str(_amounts(claim)))
    return found


def _length(said: Any) -> Any:
    return said and (said.min, said.max, said.unit, said.approximate)


def _change(said: Any) -> Any:
    return said and (said.low, said.high)


def _amounts(claim: Any) -> Any:
    if claim.kind == "duration":
        return _length(claim.value)
    return claim.value.low, claim.value.high


def _differing(page: Page, now: Page) -> int:
    before, after = values(page), values(now)
    return sum(before.get(name) != after.get(name) for name in {*before, *after})


# ----------------------------------------------------------------------------------------------------------------------
# What becomes of a value.

_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_NUMBER = re.compile(rf"\d+(?:\.\d{{1,2}}(?!\d))?|\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_UNIT = re.compile(r"\b(weeks?|months?|years?)\b", re.IGNORECASE)
_OTHER_UNIT = {"week": ("month",), "month": ("week", "week", "year"), "year": ("month",)}
_AMOUNT = re.compile(r"\d{1,3}(?:[,.]\d{3})+|\d+")
_THOUSAND = 1000


def _replaced(page: Page, kind: str, pointer: str, chance: Random) -> str | None:
    span = _span(page, pointer)
    if span is None:
        return None
    old = page.source.text[slice(*span)]
    if kind == "priority":
        new = _other_badge(page, old, chance)
    elif kind in ("badge", "prose"):
        new = _other_change(old, chance)
    elif kind == "pay":
        new = _other_pay(old, chance)
    else:
        new = _other_time(old, chance)
    return new and page.source.text[: span[0]] + new + page.source.text[span[1] :]


def _span(page: Page, pointer: str) -> tuple[int, int] | None:
    proof = page.evidence.proof(pointer if pointer.endswith("/priority") else f"{pointer}/text")
    return proof.spans[0] if proof and len(proof.spans) == 1 else None


def _other_time(old: str, chance: Random) -> str | None:
    how = chance.choices(["another", "digit", "unit"], [5, 3, 2])[0]
    if how == "unit":
        return _in_another_unit(old, chance)
    if how == "digit" and (typed := _mistyped(old, chance)):
        return typed
    return _with_others(old, chance, lambda amount: chance.randint(1, max(3 * amount, amount + 3)))


def _in_another_unit(old: str, chance: Random) -> str | None:
    found = _UNIT.search(old)
    if found is None:
        return None
    one = found[0].lower().removesuffix("s")
    new = chance.choice(_OTHER_UNIT[one]) + ("s" if found[0][-1] in "sS" else "")
    new = new.upper() if found[0].isupper() else new.capitalize() if found[0][0].isupper() else new
    return old[: found.start()] + new + old[found.end() :]


def _mistyped(old: str, chance: Random) -> str | None:
    """One digit typed wrong, twice, not at all, or in the other's place."""
    figures = list(re.finditer(r"\d+", old))
    if not figures:
        return None
    figure = chance.choice(figures)
    at = chance.randrange(len(figure[0]))
    before, digit, after = figure[0][:at], figure[0][at], figure[0][at + 1 :]
    kinds = [before + str(chance.randint(0, 9)) + after, before + digit + str(chance.randint(0, 9)) + after]
    if len(figure[0]) > 1:
        kinds += [before + after, "".join(reversed(figure[0]))]
    new = chance.choice(kinds)
    if new.startswith("0") or new == figure[0]:
        return None
    return old[: figure.start()] + new + old[figure.end() :]


def _with_others(old: str, chance: Random, another: Callable[[int], int]) -> str | None:
    """The text with another number; of a range with one bound changed, or both by as much."""
    numbers = [match for match in _NUMBER.finditer(old) if _amount(match[0])]
    if not numbers:
        return None
    amounts = [_amount(match[0]) for match in numbers]
    new = list(amounts)
    which = chance.choice(["both", "both", "first", "last"])
    if len(numbers) == 1 or which == "first":
        new[0] = another(amounts[0])
    elif which == "last":
        new[-1] = another(amounts[-1])
    else:
        new[0] = another(amounts[0])
        new[1:] = [amount + new[0] - amounts[0] for amount in amounts[1:]]
    text = old
    for match, amount, before in reversed(list(zip(numbers, new, amounts, strict=True))):
        if amount != before:
            text = text[: match.start()] + _written(amount, match[0]) + text[match.end() :]
    return text


def _amount(text: str) -> int:
    return int(float(text)) if text[0].isdigit() else _WORDS.index(text.lower()) + 1


def _written(amount: int, like: str) -> str:
    if like[0].isdigit() or not 0 < amount <= len(_WORDS):
        return str(amount)
    word = _WORDS[amount - 1]
    return word.capitalize() if like[0].isupper() else word


def _other_change(old: str, chance: Random) -> str | None:
    how = chance.choices(["another", "digit", "sign"], [5, 3, 2])[0]
    if how == "sign" and re.search(r"[+-](?=\d)", old):
        return re.sub(r"[+-](?=\d)", lambda match: "-" if match[0] == "+" else "+", old)
    if how == "digit" and (typed := _mistyped(old, chance)):
        return typed
    return _with_others(old, chance, lambda amount: _magnitude(amount, chance))


def _magnitude(amount: int, chance: Random) -> int:
    """Another percentage; as round as the one that it replaces."""
    step = 5 if amount % 5 == 0 else 1
    return step * chance.randint(1, max(3 * amount, amount + 20) // step)


def _other_pay(old: str, chance: Random) -> str | None:
    """One of the amounts, with a digit typed wrong, or another of the same size."""
    amounts = list(_AMOUNT.finditer(old))
    if not amounts:
        return None
    match = chance.choice(amounts)
    amount = int(re.sub(r"[,.]", "", match[0]))
    step = _THOUSAND if amount % _THOUSAND == 0 and amount >= _THOUSAND else 1
    figure = amount // step
    typed = _mistyped(str(figure), chance) if chance.random() < 0.4 else None
    new = step * (int(typed) if typed else round(figure * chance.uniform(0.4, 2.2)))
    mark = "." if "." in match[0] else ","
    text = f"{new:,}".replace(",", mark) if not match[0].isdigit() else str(new)
    return old[: match.start()] + text + old[match.end() :]


def _other_badge(page: Page, old: str, chance: Random) -> str | None:
    skills = range(len(page.record.skills_to_learn))
    spans = [_span(page, f"/skills_to_learn/{i}/priority") for i in skills]
    said = {page.source.text[slice(*span)] for span in spans if span}
    others = sorted(said - {old}) if len(said) > 1 else sorted({"Critical", "Important", "Nice to have"} - {old})
    return chance.choice(others) if others else None


def _order(page: Page, chance: Random) -> str | None:
    """Two skills exchanged, or one moved to another place."""
    blocks = [_block(page, i) for i in range(len(page.record.skills_to_learn))]
    if None in blocks or len(blocks) < 2:
        return None
    spans = [block for block in blocks if block]
    if any(one[1] > two[0] for one, two in combinations(sorted(spans), 2)):
        return None
    order = list(range(len(spans)))
    i, j = chance.sample(order, 2)
    if chance.random() < 0.5:
        order[i], order[j] = order[j], order[i]
    else:
        order.insert(j, order.pop(i))
    text = page.source.text
    written = [text[slice(*span)] for span in spans]
    for span, k in reversed(list(zip(spans, order, strict=True))):
        text = text[: span[0]] + written[k] + text[span[1] :]
    return text


def _block(page: Page, i: int) -> tuple[int, int] | None:
    """All that is stated of a skill."""
    parts = [page.evidence.proof(f"/skills_to_learn/{i}/{part}") for part in ("name", "guidance")]
    spans = [part.spans for part in parts if part and part.spans]
    return (spans[0][0][0], spans[1][-1][1]) if len(spans) == len(parts) else None
