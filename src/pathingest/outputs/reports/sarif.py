"""SARIF 2.1.0, as GitHub's code scanning reads it.

Primary regions are one line with all four members, columns count UTF-16 units, related places are linked in the
message, and nothing exceeds GitHub's limits: the worst findings are kept, and a notification says how many were not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pathingest
from pathingest.model.finding import Finding, Related
from pathingest.model.visible import visible
from pathingest.outputs.reports import Format, Report, in_words, rule_url, worst_first
from pathingest.outputs.reports._json import dumps
from pathingest.outputs.reports._places import by_fingerprint, columns, is_file, posix
from pathingest.rules import Rule, documentation, rules

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEM_SEVERITIES = {"error": "error", "warning": "warning", "info": "recommendation"}
# GitHub's limits: results of a run, related places of a result that it shows, characters of a description; and 10 MB
# when compressed, to a fifth or less, as findings are much alike.
_RESULTS = 25_000
_RELATED = 100
_LINKED = 10
_DESCRIPTION = 1024
_BYTES = 50_000_000


def _render(report: Report) -> str:
    listed = _listed(report)
    indices = {rule["id"]: index for index, rule in enumerate(listed)}
    results = list(_fitting(_result(*item, indices) for item in by_fingerprint(worst_first(report.findings))))
    run = {
        "tool": {"driver": _driver(listed)},
        "invocations": [_invocation(report, len(results))],
        "columnKind": "utf16CodeUnits",
        "results": results,
    }
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _fitting(results: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The first results, as far as GitHub takes them."""
    size = 0
    for number, result in enumerate(results):
        size += len(dumps(result))
        if number >= _RESULTS or size > _BYTES:
            return
        yield result


def _invocation(report: Report, kept: int) -> dict[str, Any]:
    found: dict[str, Any] = {"executionSuccessful": True, "exitCode": report.exit_code}
    if report.reason:
        found["exitCodeDescription"] = visible(report.reason)
    if left := len(report.findings) - kept:
        message = f"{in_words(left, 'finding')} left out, the least severe: GitHub takes no more"
        found["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": message}}]
    return found


# --------------------------------------------------------------------------------------------------------------------
# The tool and its rules.


def _driver(listed: list[dict[str, Any]]) -> dict[str, Any]:
    version = pathingest.__version__
    return {"name": "pathingest", "version": version, "semanticVersion": version, "rules": listed}


def _listed(report: Report) -> list[dict[str, Any]]:
    """All rules that were enabled, and those that have findings all the same, by code."""
    enabled = {rule.code: _descriptor(name, rule, report) for name, rule in report.rules}
    known = {rule.code: (name, rule) for name, rule in rules()}
    for finding in report.findings:
        if finding.code not in enabled:
            name, rule = known.get(finding.code, (finding.name, finding))
            enabled[finding.code] = _descriptor(name, rule, report)
    return [enabled[code] for code in sorted(enabled)]


def _descriptor(name: str, rule: Rule | Finding, report: Report) -> dict[str, Any]:
    """A rule; of one that is known by its findings alone, what they say."""
    own = ((name, rule),) if isinstance(rule, Rule) and rule.text is not None else None
    known = own or rules()
    markdown = documentation(name, known) if name in dict(known) else f"# {rule.code} {name}\n"
    title, explained = _descriptions(markdown, name)
    url = rule_url(report.docs_url, rule.code, name)
    return {
        "id": rule.code,
        "name": name,
        "shortDescription": {"text": title},
        "fullDescription": {"text": explained},
        "help": {"text": markdown, "markdown": markdown},
        **({"helpUri": url} if url else {}),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": ["content", _family(rule.code)],
            "precision": rule.confidence,
            "problem.severity": _PROBLEM_SEVERITIES[rule.severity],
        },
    }


def _descriptions(markdown: str, name: str) -> tuple[str, str]:
    """The sentence that a rule's documentation begins with, and the paragraph that says what it does."""
    _, _, body = markdown.partition(" confidence")
    paragraphs = [" ".join(part.split()) for part in body.split("\n\n")]
    sentence = next((part for part in paragraphs[1:] if part), name)
    does = next((part.removeprefix("## What it does ") for part in paragraphs if part.startswith("## What")), sentence)
    return sentence[:_DESCRIPTION], does[:_DESCRIPTION]


def _family(code: str) -> str:
    return code.rstrip("0123456789") or code


# --------------------------------------------------------------------------------------------------------------------
# Results.


def _result(finding: Finding, number: int, indices: dict[str, int]) -> dict[str, Any]:
    # GitHub compares `primaryLocationLineHash` alone. Left to its own, it hashes the line's text, which is the same for
    # all findings of a page that is one line of HTML.
    fingerprint = f"{finding.fingerprint}:{number}"
    related = finding.related[:_RELATED]
    properties = {"confidence": finding.confidence, "pointer": finding.pointer}
    return {
        "ruleId": finding.code,
        "ruleIndex": indices[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [_location(finding)],
        "relatedLocations": [_related(place, number) for number, place in enumerate(related, 1)],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint, "pathingest/v1": fingerprint},
        "properties": {key: value for key, value in properties.items() if value},
    }


def _message(finding: Finding) -> str:
    """The message, whose first sentence GitHub shows in lists; links to the related places; how to fix it."""
    sentences = [_literal(finding.message)]
    links = [f"[{_literal(related.message)}]({number})" for number, related in enumerate(finding.related, 1)]
    if links:
        more = len(links) - _LINKED
        sentences.append(f"See {'; '.join(links[:_LINKED])}{f'; and {more} more' if more > 0 else ''}")
    if finding.fix:
        sentences.append(f"Fix: {_literal(finding.fix.message)}")
    return " ".join(sentence if sentence.endswith((".", "!", "?")) else f"{sentence}." for sentence in sentences)


def _literal(text: str) -> str:
    """A text without links: brackets are SARIF's own. Braces are not escaped, as GitHub shows them as they are."""
    return visible(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _related(place: Related, number: int) -> dict[str, Any]:
    return {"id": number, **_location(place), "message": {"text": _literal(place.message)}}


def _location(place: Finding | Related) -> dict[str, Any]:
    start, end = columns(place)
    region = {"startLine": place.line, "startColumn": start, "endLine": place.line, "endColumn": end}
    return {"physicalLocation": {"artifactLocation": _artifact(place.path), "region": region}}


def _artifact(path: str | None) -> dict[str, str]:
    """A file relative to the root of the repository, or one outside it."""
    uri = quote(posix(path).encode("utf-8", "surrogatepass"), safe="/")
    if uri.startswith("/"):
        return {"uri": f"file://{uri}"}
    inside = is_file(path) and not uri.startswith("../")
    return {"uri": uri, "uriBaseId": "%SRCROOT%"} if inside else {"uri": uri}


FORMAT = Format(_render, in_repository=True)
