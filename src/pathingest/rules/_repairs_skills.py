"""Which skill is in the wrong place, has the wrong priority, or takes the wrong time.

Pages put their skills in the order of their priorities, and what is more important takes longer, or as long. A change
weighs how much less of that is broken after it, and how easily it comes about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations
from math import exp, log

from pathingest.model.finding import Candidate, Edit
from pathingest.model.page import Page
from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple
from pathingest.rules import _repairs_times as times
from pathingest.rules._agreement import middle
from pathingest.rules._durations import Interval, as_interval, spanned
from pathingest.rules._priorities import RANK, WORDS, statement

_INVERTED, _CLAIMED = 0.7, 2.0  # what each pair in the wrong order weighs, and where the page says there is none
_MOST = 6  # such pairs, beyond which more of them weigh no more
_LONGER, _MUCH_LONGER, _RATIO = 1.0, 2.0, 1.25  # what a pair weighs of which the less important one takes longer
_SWAP, _MOVE, _EXCHANGE, _PRIORITY = 0.25, 0.25, 0.03, 0.5  # how often skills are confused in such a way
_TIME = 0.5
# By how much longer, as a logarithm, skills of the next higher priority take, how widely those of one are spread, and
# how much those of another one count: as real pages have it.
_STEP, _SPREAD, _OF_ANOTHER, _UNLIKELIEST = 0.3, 0.2, 0.4, -6.0
_DISTANCE = 0.1  # what it weighs against a move that it is a place farther


class Skill(NamedTuple):
    """A skill: its name, the rank of its priority, and the weeks it takes, where they are stated."""

    name: str
    rank: int | None
    weeks: Interval | None


def of_order(page: Page) -> Iterator[Candidate]:
    """Changes that put the skills in the order of their priorities."""
    skills = _skills(page)
    blocks = [_block(page, i) for i in range(len(skills))]
    if all(blocks):
        yield from _reordered(page, skills, [block for block in blocks if block])
    yield from _exchanged(page, skills)
    yield from _of_other_priority(page, skills, is_claimed=True)


def of_priorities(page: Page) -> Iterator[Candidate]:
    """Changes after which no skill takes much longer than a more important one."""
    skills = _skills(page)
    yield from _of_other_priority(page, skills, is_claimed=statement(page) is not None)
    yield from _of_other_time(page, skills)


def _skills(page: Page) -> list[Skill]:
    return [
        Skill(skill.name, RANK[skill.priority] if skill.priority else None, as_interval(skill.duration))
        for skill in page.record.skills_to_learn
    ]


# ----------------------------------------------------------------------------------------------------------------------
# How much is broken.


def _inversions(ranks: Sequence[int | None]) -> int:
    known = [rank for rank in ranks if rank is not None]
    return sum(one > two for one, two in combinations(known, 2))


def _imbalance(skills: Sequence[Skill]) -> float:
    """How much longer less important skills take than more important ones."""
    found = 0.0
    for one, two in permutations(skills, 2):
        if one.rank is None or two.rank is None or one.weeks is None or two.weeks is None or one.rank >= two.rank:
            continue
        more, less = middle(one.weeks), middle(two.weeks)
        if less > more:
            found += _LONGER * min(1.0, log(less / more)) + (_MUCH_LONGER if less >= _RATIO * more else 0)
    return found


def _disorder(skills: Sequence[Skill], *, is_claimed: bool) -> float:
    count = min(_MOST, _inversions([skill.rank for skill in skills]))
    return _imbalance(skills) + count * (_CLAIMED if is_claimed else _INVERTED)


# ----------------------------------------------------------------------------------------------------------------------
# Other places.


def _block(page: Page, i: int) -> Span | None:
    """All that a page states of a skill, from its name to the end of its guidance."""
    parts = [page.evidence.proof(f"/skills_to_learn/{i}/{part}") for part in ("name", "guidance")]
    spans = [part.spans for part in parts if part and part.spans]
    return Span(spans[0][0][0], spans[1][-1][1]) if len(spans) == len(parts) else None


def _reordered(page: Page, skills: Sequence[Skill], blocks: Sequence[Span]) -> Iterator[Candidate]:
    """Two skills that change places, or one that moves to another."""
    count = len(skills)
    ranks = [skill.rank for skill in skills]
    before = _CLAIMED * min(_MOST, _inversions(ranks))
    chances: dict[tuple[int, ...], float] = {}
    said: dict[tuple[int, ...], str] = {}
    for i, j in permutations(range(count), 2):
        swapped, moved = list(range(count)), list(range(count))
        swapped[i], swapped[j] = swapped[j], swapped[i]
        moved.insert(j, moved.pop(i))
        first, second = skills[min(i, j)].name, skills[max(i, j)].name
        said.setdefault(tuple(swapped), f"exchange {first!r} and {second!r}")
        said.setdefault(tuple(moved), f"move {skills[i].name!r} {'behind' if j > i else 'before'} {skills[j].name!r}")
        for order, chance in ((tuple(swapped), _SWAP), (tuple(moved), _MOVE * exp(-_DISTANCE * abs(i - j)))):
            if not _inversions([ranks[k] for k in order]):
                chances[order] = chances.get(order, 0) + chance / (count * (count - 1))
    ranked = sorted(chances.items(), key=lambda item: -item[1])
    for number, (order, chance) in enumerate(ranked):
        # That it is the order that is wrong is as likely as all of these together; which of them, is another question.
        likely = sum(chances.values()) if number == 0 else chance
        yield _placed(page, skills, blocks, order, before + log(likely), said[order])


def _placed(
    page: Page, skills: Sequence[Skill], blocks: Sequence[Span], order: Sequence[int], weight: float, message: str
) -> Candidate:
    text = page.source.text
    edits = tuple(
        Edit(f"/skills_to_learn/{k}", blocks[k], text[slice(*blocks[i])]) for k, i in enumerate(order) if i != k
    )
    return Candidate(weight, message, _listed([skills[i] for i in order]), edits, "order")


def _listed(skills: Sequence[Skill]) -> str:
    names = [f"{skill.name} ({_word(skill.rank)})" if skill.rank is not None else skill.name for skill in skills]
    return f"the skills then are {', '.join(names)}"


def _word(rank: int | None) -> str:
    return next((WORDS[name] for name, number in RANK.items() if number == rank), "")


# ----------------------------------------------------------------------------------------------------------------------
# Other priorities.


def _badge(page: Page, i: int) -> Span | None:
    proof = page.evidence.proof(f"/skills_to_learn/{i}/priority")
    return Span(*proof.spans[0]) if proof and len(proof.spans) == 1 else None


def _badges(page: Page, skills: Sequence[Skill], like: str) -> dict[int, str]:
    """How the page writes each rank; where it has none of a rank, the word in the case of its others."""
    found = {}
    for name, rank in RANK.items():
        word = WORDS[name]
        found[rank] = word.upper() if like.isupper() else word.capitalize() if like[:1].isupper() else word
    for i, skill in enumerate(skills):
        span = _badge(page, i)
        if skill.rank is not None and span:
            found[skill.rank] = page.source.text[slice(*span)]
    return found


def _exchanged(page: Page, skills: Sequence[Skill]) -> Iterator[Candidate]:
    """Two skills that exchange their priorities."""
    before = _disorder(skills, is_claimed=True)
    pairs = len(skills) * (len(skills) - 1) / 2
    for i, j in combinations(range(len(skills)), 2):
        one, two = _badge(page, i), _badge(page, j)
        if skills[i].rank == skills[j].rank or one is None or two is None:
            continue
        new = list(skills)
        new[i], new[j] = skills[i]._replace(rank=skills[j].rank), skills[j]._replace(rank=skills[i].rank)
        if not _inversions([skill.rank for skill in new]):
            weight = before - _imbalance(new) + log(_EXCHANGE / pairs)
            text = page.source.text
            edits = (
                Edit(f"/skills_to_learn/{i}/priority", one, text[slice(*two)]),
                Edit(f"/skills_to_learn/{j}/priority", two, text[slice(*one)]),
            )
            message = f"exchange the priorities of {skills[i].name!r} and {skills[j].name!r}"
            yield Candidate(weight, message, _listed(new), edits, "priorities")


def _of_other_priority(page: Page, skills: Sequence[Skill], *, is_claimed: bool) -> Iterator[Candidate]:
    before = _disorder(skills, is_claimed=is_claimed)
    for i, skill in enumerate(skills):
        span = _badge(page, i)
        if skill.rank is None or span is None:
            continue
        old = page.source.text[slice(*span)]
        for rank, badge in _badges(page, skills, old).items():
            if rank == skill.rank:
                continue
            new = [*skills[:i], skill._replace(rank=rank), *skills[i + 1 :]]
            better = before - _disorder(new, is_claimed=is_claimed)
            likelier = _fits(skills, i, rank) - _fits(skills, i, skill.rank)
            weight = better + likelier + log(_PRIORITY / len(skills) / 2)
            message = f"change the priority of {skill.name!r} from {_word(skill.rank)} to {_word(rank)}"
            pointer = f"/skills_to_learn/{i}/priority"
            yield Candidate(weight, message, _reason(new), (Edit(pointer, span, badge),), pointer)


def _fits(skills: Sequence[Skill], i: int, rank: int) -> float:
    """How likely a skill of a priority takes as long as this one, as a logarithm, beside the other skills.

    Those of the same priority count most; of another one, a step up or down is added.
    """
    found, weights = 0.0, 0.0
    for k, other in enumerate(skills):
        if k != i and other.weeks and other.rank is not None:
            weight = 1.0 if other.rank == rank else _OF_ANOTHER
            found += weight * (log(middle(other.weeks)) + _STEP * (other.rank - rank))
            weights += weight
    weeks = skills[i].weeks
    if not weights or weeks is None:
        return 0.0
    return max(_UNLIKELIEST, -(((log(middle(weeks)) - found / weights) / _SPREAD) ** 2) / 2)


def _reason(skills: Sequence[Skill]) -> str:
    """The skills with their priorities and times."""
    said = [
        f"{skill.name} ({_word(skill.rank)}{f', {spanned(skill.weeks)}' if skill.weeks else ''})"
        for skill in skills
        if skill.rank is not None
    ]
    return f"the skills then are {', '.join(said)}"


# ----------------------------------------------------------------------------------------------------------------------
# Other times.


def _of_other_time(page: Page, skills: Sequence[Skill]) -> Iterator[Candidate]:
    before = _imbalance(skills)
    for candidate, i, weeks in times.of_each_skill(page):
        new = [*skills[:i], skills[i]._replace(weeks=weeks), *skills[i + 1 :]]
        better = before - _imbalance(new)
        yield candidate._replace(weight=candidate.weight + better + log(_TIME / len(skills)), reason=_reason(new))
