"""Suppressions in the comments of a YAML record.

`# pathingest: ignore[DUR002] why` beside a value, or on a line of its own above it, is for that value and what is
inside it; `ignore-file` is for the whole record. `ignore[DUR002, SAL001, until=2027-01-31]` names several rules and a
last day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from pathingest.model.finding import Finding, Related
from pathingest.model.place import at
from pathingest.model.source import Source, Span
from pathingest.model.suppression import Suppression
from pathingest.records.comments import Comment
from pathingest.rules import finding_at
from pathingest.values.patterns import lazy

_OURS = lazy(r"#+\s*pathingest\s*:\s*(?P<rest>.*)", re.DOTALL)
_FORM = lazy(r"(?P<scope>ignore|ignore-file)\s*\[(?P<inside>[^\]]*)\]\s*[-:\u2013\u2014]*\s*(?P<reason>.*)", re.DOTALL)
_UNTIL = lazy(r"until\s*=\s*(.*)")
_EXAMPLE = "# pathingest: ignore[DUR002, until=2027-01-31] why"


def suppressions(comments: Iterable[Comment], source: Source) -> tuple[list[Suppression], list[Finding]]:
    """The suppressions in a record's comments, and what is wrong with those that are malformed."""
    found: list[Suppression] = []
    wrong: list[Finding] = []
    for comment in comments:
        ours = _OURS.match(comment.text)
        if ours is None:
            continue
        place = at(source, Span(comment.start, comment.start + len(comment.text)), "", comment.pointer)
        try:
            found.append(_read(ours["rest"].strip(), comment, place))
        except ValueError as error:
            wrong.append(finding_at("SUP003", place._replace(message=str(error))))
    return found, wrong


def _read(text: str, comment: Comment, place: Related) -> Suppression:
    form = _FORM.fullmatch(text)
    if form is None:
        raise ValueError(f"{text!r} is no suppression; write {_EXAMPLE}")
    rules, until = [], None
    for part in filter(None, map(str.strip, form["inside"].split(","))):
        dated = _UNTIL.fullmatch(part)
        if dated is None:
            rules.append(part)
        else:
            until = _day(dated[1])
    if not rules:
        raise ValueError(f"{text!r} names no rule; write {_EXAMPLE}")
    pointer = comment.pointer if form["scope"] == "ignore" else None
    return Suppression(
        tuple(rules), place, path=place.path, pointer=pointer, reason=form["reason"].strip(), until=until
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"until={text}: expected a date, as in until=2027-01-31") from None
