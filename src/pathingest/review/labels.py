"""The queue as tasks of Label Studio: a page each, with what is not sure as regions, and the readings to choose from.

Offsets are those of the page's decoded text, in code points. Its labelling interface needs a `Text` called `text` with
the value `$text`, `Labels` called `field` for the regions, and a `TextArea` called `reading` in each of them.
"""

from __future__ import annotations

import json
import re
from typing import Any

from pathingest import __version__
from pathingest.review.decisions import Decision, queue
from pathingest.review.project import Project
from pathingest.review.readings import glued_line, readings, span_of

_NUMBERS = re.compile(r" \d+(?= of |$)")
_MODEL = f"pathingest {__version__}"


def label_studio(project: Project) -> str:
    """The tasks as JSON, for its import."""
    by_page: dict[str, list[Decision]] = {}
    for decision in queue(project.decisions, frozenset()):
        if decision.kind != "correction" and decision.path in project.known:
            by_page.setdefault(decision.path, []).append(decision)
    return json.dumps([_task(project, path, some) for path, some in by_page.items()], ensure_ascii=False, indent=2)


def _task(project: Project, path: str, decisions: list[Decision]) -> dict[str, Any]:
    page = project.page(path)
    results: list[dict[str, Any]] = []
    for decision in decisions:
        results += _regions(project, decision)
    sure = [decision.certainty for decision in decisions if decision.certainty is not None]
    return {
        "data": {
            "text": page.source.text,
            "path": path,
            "record": decisions[0].record,
            "title": decisions[0].title,
            "decisions": [
                {"id": one.id, "rule": one.code, "severity": one.severity, "field": one.field, "why": one.why}
                for one in decisions
            ],
        },
        "predictions": [{"model_version": _MODEL, "score": min(sure, default=1.0), "result": results}],
    }


def label_of(decision: Decision) -> str:
    """What is marked: the field without its numbers, so that a list of labels fits all pages."""
    if decision.kind == "residue":
        return "text without a field"
    return _NUMBERS.sub("", decision.field.partition(",")[0])


def _regions(project: Project, decision: Decision) -> list[dict[str, Any]]:
    """The stretch that a decision is about, and its readings; none for a page as a whole, or for what is missing."""
    if decision.kind == "missing":
        return []
    page = project.page(decision.path)
    note = glued_line(page, decision.pointer or "") if decision.kind == "split" else None
    proof = page.evidence.proof(decision.pointer or "")
    if note:
        start, end = note.span
    elif decision.finding:
        start, end = span_of(page, decision.finding)
    elif proof and proof.spans:
        start, end = proof.spans[0][0], proof.spans[-1][1]
    else:
        return []
    if start >= end:
        return []
    place = {"start": start, "end": end, "text": page.source.text[start:end]}
    region = {"id": decision.id, "from_name": "field", "to_name": "text", "type": "labels", "origin": "prediction"}
    offered = [one.label for one in readings(project, decision)]
    score = {} if decision.certainty is None else {"score": decision.certainty}
    return [
        region | score | {"value": {**place, "labels": [label_of(decision)]}},
        region | {"from_name": "reading", "type": "textarea", "value": {**place, "text": offered}},
    ]
