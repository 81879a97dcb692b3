"""What stands where a value should be and is none: "TBD", "to be announced", a dash."""

from __future__ import annotations

from pathingest.values.patterns import lazy

DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212") | {"--", "---", "\u2013\u2013", "\u2014\u2014"}
EMPTY = (
    r"to\ be\ (?:determined|announced|confirmed|added|written|defined|done)|coming\ soon|invalid\ date"
    r"|(?:your\ |some\ )?(?:text|title|name|description|content)\ (?:goes\ |comes\ )?here"
    r"|placeholder(?:\ (?:text|title|name|description|content|value))?|lorem\ ipsum"
    r"|fixme|tbd|tba|tbc|undefined|x{2,}|\?{3,}"
)
_LONGEST = 24
_BADGE = lazy(
    rf"(?x)[\[(<*_]*(?:(?i:{EMPTY}|nan|null)|TODO|[-\u2010-\u2015?]{{1,3}})"
    r"(?:\ (?i:hours?|days?|weeks?|months?|years?|hrs?|wks?))?[\])>*_]*[.:!\u2026]*"
)


def is_placeholder(text: str) -> bool:
    """Whether a short text is nothing but a placeholder, perhaps with a unit of time: "TBD", "(tba)", "? weeks"."""
    bare = text.strip()
    return len(bare) <= _LONGEST and _BADGE.fullmatch(bare) is not None
