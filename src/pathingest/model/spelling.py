"""What somebody who wrote an unknown word may have meant."""

from __future__ import annotations

from collections.abc import Iterable

_NEAR = 0.6
_MOST = 20  # words that are looked at for the nearest
_LONGEST = 400  # code points in which all choices are named
_FIRST = 5  # choices that are named of more


def meant(word: str, known: Iterable[str], near: float = _NEAR) -> str | None:
    """The known word that is most like `word`; case counts for nothing, and "-", "_" and " " are one.

    Of words that are equally like it, the one that has most of its characters in their places ("STR001" for "STRO01"),
    and of those the first by the alphabet.

    Args:
        word: what was written.
        known: what could have been.
        near: how alike the two must be, from 0 to 1, as `difflib` measures it.
    """
    from difflib import SequenceMatcher, get_close_matches  # noqa: PLC0415  only a mistake needs it

    folded, written = {_fold(choice): choice for choice in known}, _fold(word)
    found = get_close_matches(written, folded, n=_MOST, cutoff=near)

    def likeness(choice: str) -> tuple[float, int]:
        same = sum(one == other for one, other in zip(choice, written, strict=False))
        return SequenceMatcher(None, choice, written).ratio(), same

    return folded[max(sorted(found), key=likeness)] if found else None


def hint(word: str, known: Iterable[str], near: float = _NEAR) -> str:
    """Help for who wrote it: "did you mean x?", or what there is to choose from."""
    choices = list(known)
    found = meant(word, choices, near)
    if found is not None:
        return f"did you mean {found}?"
    named = ", ".join(choices)
    if len(named) > _LONGEST and len(choices) > _FIRST:
        named = f"{', '.join(choices[:_FIRST])} and {len(choices) - _FIRST} more"
    return f"expected one of {named}"


def _fold(word: str) -> str:
    return word.strip().casefold().replace("-", "_").replace(" ", "_")
