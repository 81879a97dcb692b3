"""Language tags (BCP 47): which texts are one, and how it is written."""

from __future__ import annotations

from pathingest.values.patterns import lazy

# A language of two or three letters, then script, region and whatever else; "en_US" is how Java and Python write it.
_TAG = lazy(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{1,8})*")
_NO_LANGUAGE = frozenset({"und", "mul", "mis", "zxx"})
_SCRIPT, _REGION = 4, 2  # letters


def parse_language_tag(text: str) -> str | None:
    """The tag that a text is, in the customary upper and lower case ("EN_us" is "en-US").

    None for anything else ("English"), and for the tags that name no language ("und", "mul").
    """
    if not _TAG.fullmatch(text):
        return None
    first, *others = text.replace("_", "-").lower().split("-")
    if first in _NO_LANGUAGE:
        return None
    written = [first]
    for part in others:
        if "x" in written or len(written[-1]) == 1:
            written.append(part)  # of an extension or a private use nothing is a region
        elif len(part) == _REGION:
            written.append(part.upper())
        else:
            written.append(part.capitalize() if len(part) == _SCRIPT and part.isalpha() else part)
    return "-".join(written)
