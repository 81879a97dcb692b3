"""Which rules a project enables, and for which files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from pathingest.config._lint import LintConfig
from pathingest.control.globs import within
from pathingest.model.finding import Finding
from pathingest.rules import ALL, EnabledRules, Rule, matches


def enabled(config: LintConfig) -> EnabledRules:
    """The rules that the configuration enables, with their options.

    Of two selectors that mean a rule the longer one counts, and of two alike `ignore`. A preview rule, or one that is
    off by default, is enabled only if its whole code or name is selected: "ALL" and "EXT" are not enough.
    """
    return EnabledRules(
        tuple((name, rule) for name, rule in config.rules if _is_enabled(name, rule, config)), _options(config)
    )


def _is_enabled(name: str, rule: Rule, config: LintConfig) -> bool:
    selected = max(_weight(name, rule, config.extend_select), _selected(name, rule, config))
    return selected > _weight(name, rule, config.ignore)


_NAMED = 100
_NEVER = -1


def _selected(name: str, rule: Rule, config: LintConfig) -> int:
    if config.select is not None:
        return _weight(name, rule, config.select)
    return 0 if rule.default and (config.preset is None or rule.since <= config.preset) else _NEVER


def _weight(name: str, rule: Rule, selectors: Sequence[str]) -> int:
    """How exactly the best of the selectors means the rule: -1 for not at all."""
    weights = (_exactness(name, rule, selector) for selector in selectors)
    return max(weights, default=_NEVER)


def _exactness(name: str, rule: Rule, selector: str) -> int:
    if selector == ALL:
        return 0 if rule.default else _NEVER
    key = selector.casefold()
    if key in (name, rule.code.casefold()):
        return _NAMED
    return len(key) if matches(key, name, rule.code) and rule.default else _NEVER


def _options(config: LintConfig) -> dict[str, Any]:
    """The options that are set; where a rule needs the reference date, the project's, unless it has its own."""
    found = dict(config.options)
    for _, rule in config.rules if config.reference_date else ():
        options = found.get(rule.code, rule.options)
        if getattr(options, "reference_date", config.reference_date) is None:
            found[rule.code] = replace(options, reference_date=config.reference_date)
    return found


def kept(findings: Iterable[Finding], config: LintConfig) -> Iterator[Finding]:
    """The findings without those that are ignored in their file, with the severities that the project gave them."""
    for finding in findings:
        if not is_ignored(finding, config):
            severity = config.severity.get(finding.code)
            yield finding._replace(severity=severity) if severity else finding


def is_ignored(finding: Finding, config: LintConfig) -> bool:
    """Whether the project ignores the rule in the file."""
    return any(
        within(finding.path, glob, config.root)
        and any(selector == ALL or matches(selector.casefold(), finding.name, finding.code) for selector in selectors)
        for glob, selectors in config.per_path_ignores
    )
