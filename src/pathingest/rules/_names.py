"""When two names are one, however they are spelt."""

from __future__ import annotations

from functools import lru_cache

from pathingest.values.text import canonical

# What spelling varies and meaning does not; "+", "#", "/", "(" and "." make another name ("C++", ".NET").
_LOOSE = str.maketrans("", "", " ,:;'\"-\u2014")


@lru_cache(maxsize=1024)
def key(name: str) -> str:
    """What all spellings of a name have in common: case, "and" for "&", spaces, hyphens and commas set aside."""
    words = canonical(name)[0].casefold().replace("&", " & ").rstrip(".:;, ").split()
    return "".join("&" if word == "and" else word for word in words).translate(_LOOSE)
