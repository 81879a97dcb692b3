"""The words of titles that lead to one role, of one language: patterns made of its table in `guides.toml`."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pathingest.model.tuples import NamedTuple
from pathingest.values.patterns import lazy
from pathingest.values.vocabulary import read_table

ARROW = r"\s*(?:[→➔➜➝➞⟶⇒►▶»]|[-=]+>)\s*"


class Words(NamedTuple):
    """Patterns of a language; what each is of is said in the table. All but `own` match in any case."""

    lead: re.Pattern[str]
    topic: re.Pattern[str]
    span: re.Pattern[str]
    story: re.Pattern[str]
    end: re.Pattern[str]
    way: re.Pattern[str]
    career: re.Pattern[str]
    study: re.Pattern[str]
    praise: re.Pattern[str]
    degree: re.Pattern[str]
    joint: re.Pattern[str]
    audience: re.Pattern[str]
    before: re.Pattern[str]
    becomes: re.Pattern[str]
    label: re.Pattern[str]
    behind: re.Pattern[str]
    current: re.Pattern[str]
    target: re.Pattern[str]
    was: re.Pattern[str]
    gained: re.Pattern[str]
    article: re.Pattern[str]
    post: re.Pattern[str]
    clause: re.Pattern[str]
    using: re.Pattern[str]
    goer: re.Pattern[str]
    present: re.Pattern[str]
    wish: re.Pattern[str]
    whose: re.Pattern[str]
    held: re.Pattern[str]
    whom: re.Pattern[str]
    own: re.Pattern[str]
    projects: frozenset[str]
    beginners: frozenset[str]
    nothing: frozenset[str]


@cache
def words_of(language: str) -> Words | None:
    """The words of a language; None for one that has no table."""
    table: dict[str, dict[str, list[str]]] = read_table("guides")
    return _compiled(table[language]) if language in table else None


@cache
def known_words(language: str) -> dict[str, Words]:
    """The words that a text of a language may hold, by language: its own, and English ones, as titles of jobs do."""
    found = {known: words_of(known) for known in (language, "en")}
    return {known: words for known, words in found.items() if words}


@cache
def all_words() -> list[Words]:
    """The words of all languages: those of a title may be of another than its page."""
    return [_compiled(words) for words in read_table("guides").values()]


@cache
def moves() -> re.Pattern[str]:
    """What says that something is a move, in all languages, as a part of words: "Quereinstieg"."""
    table: dict[str, Any] = read_table("guides")
    return lazy("|".join(piece for words in table.values() for piece in words.get("moves", ())), re.IGNORECASE)


def _compiled(words: dict[str, list[str]]) -> Words:
    def any_of(name: str) -> str:
        listed = [word.replace(" ", r"[\s-]+").replace("'", "['\u2019]") for word in words.get(name, ())]
        return "|".join(sorted(listed, key=len, reverse=True)) or "(?!)"

    praise = rf"(?:(?:{any_of('praise')})[\s-]+)*"
    joint = rf"(?:\s+(?:{any_of('to')})\s+|{ARROW})"
    # What may stand between a role and "to": what it is, what it pays.
    aside = rf"(?:\s+(?:{any_of('posts')}))?(?:\s*\([^()]{{0,60}}\)|\s+(?:{any_of('with')})[^.,;]{{0,40}})?,?"
    flags = re.IGNORECASE
    return Words(
        lead=lazy(rf"{praise}(?:{any_of('leads')})(?:\s+|(?<=['\u2019]))", flags),
        topic=lazy(rf"{praise}(?:{any_of('topics')})\s+", flags),
        span=lazy(rf"{praise}(?:{any_of('spans')})\s+", flags),
        story=lazy(rf"{praise}(?:{any_of('stories')})\s+", flags),
        end=lazy(rf"(?:\s+|(?<=\w)-){praise}(?:{any_of('ends')})(?!\w|\s+(?:{any_of('things')})(?!\w))", flags),
        way=lazy(rf"\b(?:{any_of('ways')})", flags),
        career=lazy(rf"\b(?:{any_of('careers')})\b", flags),
        study=lazy(rf"\b(?:{any_of('studies')})", flags),
        praise=lazy(praise, flags),
        degree=lazy(rf"(?:{any_of('degrees')})\b", flags),
        joint=lazy(joint, flags),
        audience=lazy(rf"(?:\s+|(?<=[(\[]))(?:{any_of('for')})\s+", flags),
        before=lazy(rf"\s+(?:{any_of('as')})\s+", flags),
        becomes=lazy(rf"(?<!\w)(?:{any_of('becomes')})\s+", flags),
        label=lazy(rf"{praise}(?:{any_of('labels')})", flags),
        behind=lazy(rf"{praise}(?:[\w-]+\s+){{0,2}}(?:{any_of('labels')})(?!\w)", flags),
        current=lazy(rf"(?<!\w)(?:{any_of('from')})(?:\s+|(?<=['\u2019]))", flags),
        target=lazy(aside + joint, flags),
        was=lazy(rf"(?<!\w)(?:{any_of('was')})\s+", flags),
        gained=lazy(rf"(?<!\w)(?:{any_of('gains')})\s+", flags),
        article=lazy(rf"(?:(?:{any_of('articles')})(?:\s+|(?<=['\u2019])))+", flags),
        post=lazy(rf"\s+(?:{any_of('posts')})(?!\w)", flags),
        clause=lazy(rf",?\s+(?:{any_of('clauses')})(?!\w)", flags),
        using=lazy(rf"\s+(?:{any_of('with')})\s", flags),
        goer=lazy(rf"\s+(?:{any_of('goers')})\W*", flags),
        present=lazy(rf"(?<!\w)(?:{any_of('presents')})\s+", flags),
        wish=lazy(
            rf"[\s,][^.!?]{{0,100}}?\b(?:{any_of('wishes')})\s(?:[^.!?]{{0,30}}?\s)?(?:{any_of('aims')})\s+", flags
        ),
        whose=lazy(rf"(?:{any_of('whose')})\s+", flags),
        held=lazy(rf"(?:{any_of('held')})\s+", flags),
        whom=lazy(rf"[^:]*(?<!\w)(?:{any_of('whom')})\s+", flags),
        # "MA" and "i" are no words of one's own.
        own=lazy(
            rf"(?<![\w-])(?:{'|'.join(w for word in words.get('own', ()) for w in (word, word.capitalize()))})(?![\w-])"
        ),
        projects=frozenset(words.get("projects", ())),
        beginners=frozenset(words.get("beginners", ())),
        nothing=frozenset(words.get("nothing", ())),
    )
