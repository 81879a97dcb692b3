"""What a person reads of a decision: the field it is about, what is asked, and how a value is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pathingest.dataset.address import tokens_of
from pathingest.model.change import in_words
from pathingest.model.pathway import Duration
from pathingest.rules._durations import as_interval, converted, spanned

_FIELDS = {
    "from_role": "current role",
    "to_role": "target role",
    "skills_to_learn": "skills to learn",
    "transferable_skills": "strengths",
    "roadmap": "roadmap",
    "roadmap_total": "sum of the phases",
    "faq": "questions",
    "other": "other sections",
    "tradeoffs": "what one might miss",
    "views": "view counter",
    "sources": "pages",
}
_ITEMS = {
    "skills to learn": "skill",
    "strengths": "strength",
    "roadmap": "phase",
    "questions": "question",
    "other sections": "section",
    "tasks": "task",
    "resources": "resource",
    "challenges": "challenge",
    "rewards": "reward",
    "claims": "figure",
    "pages": "page",
    "action plan": "step",
}
_ITSELF = ("name", "text", "title", "question", "label")  # what an item is called by
_ASKED = {
    "COR006": "Which of these pages is right?",
    "EXT004": "Where does this line split?",
    "EXT005": "Where does this text belong?",
    "EXT006": "Is this page a pathway?",
    "EXT007": "Was this page read right?",
    "EXT010": "Which of these values is right?",
    "NAM002": "What is the target role?",
    "NAM008": "Whose page is this?",
    "OVR001": "A correction and the page no longer fit. Which one stays?",
    "OVR002": "The page says it too. Is the correction still needed?",
    "OVR003": "This correction has no place any more. What becomes of it?",
    "OVR004": "This correction cannot be used. What becomes of it?",
    "OVR005": "This correction has moved. Is its place right?",
    "COR005": "Is it the layout, or is each page to be looked at?",
    "PRI002": "Does the page say how much each skill matters?",
    "SAL003": "Does pay rise or fall?",
    "STR001": "Is this page cut off?",
    "STR002": "Does the page state this?",
    "STR003": "Do these skills have a priority and a time?",
    "STR005": "Do these phases name resources?",
    "STR006": "What is the question to this answer?",
    "STR009": "What belongs in the place of this?",
}
_ASKED_OF = {
    "COR": "Should these pages agree?",
    "COV": "Does the roadmap teach this?",
    "DUR": "Which of these times is right?",
    "NAM": "Which name is right?",
    "PRI": "Which priority is right?",
    "SAL": "Which pay is right?",
    "STR": "Is the page like this?",
    "SUP": "Is this suppression still needed?",
}


def question(code: str) -> str:
    """What is asked about a finding of a rule."""
    return _ASKED.get(code) or _ASKED_OF.get(code[:3]) or "Is this right?"


def field_of(tree: Mapping[str, Any], pointer: str | None) -> str:
    """A place in a record in words: "duration of phase 2"; "the page" for the whole."""
    if not pointer:
        return "the page"
    parts: list[str] = []
    node: Any = tree
    for part in tokens_of(pointer):
        if isinstance(node, list) and part.isdecimal() and parts:
            node = node[int(part)] if int(part) < len(node) else None
            parts[-1] = f"{_ITEMS.get(parts[-1], parts[-1])} {int(part) + 1}"
        else:
            node = node.get(part) if isinstance(node, dict) else None
            parts.append(_FIELDS.get(part, part.replace("_", " ")))
    if parts[1:] and parts[-1] in _ITSELF:
        del parts[-1]
    return " of ".join(reversed(parts[-2:]))


def said(value: Any) -> str | None:
    """A value in the page's words, a list with marks between its items; None for nothing."""
    if isinstance(value, list):
        return " | ".join([words for item in value if (words := in_words(item))]) or None
    if isinstance(value, dict) and value.get("text", "") is None and value.get("unit"):  # a computed sum
        weeks = as_interval(Duration.model_validate(value))
        return spanned(weeks) if weeks else None
    return in_words(value) or None


def reading(value: Any) -> str | None:
    """How a value is read beyond its words: "9–12 months (36–52 weeks)"; None where words are all there is to it.

    The weeks are those of the findings: all that it may mean.
    """
    if not isinstance(value, dict):
        return None
    if "weeks" in value:
        if value["text"] is None:
            return None
        return converted(Duration.model_validate(value))
    if "low" in value and "note" in value:
        ends = [f"{number:+g}%" for number in (value["low"], value["high"]) if number is not None]
        return " to ".join(dict.fromkeys(ends)).replace("-", "\u2212") or None
    if isinstance(value.get("duration"), dict):
        return converted(Duration.model_validate(value["duration"]))
    if value.get("level"):
        return str(value["level"])
    return None
