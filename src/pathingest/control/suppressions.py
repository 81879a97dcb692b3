"""Suppressions: applied to findings, and findings themselves where they are unused, unexplained, wrong or expired."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import date
from pathlib import Path

from pathingest.config._lint import LintConfig
from pathingest.control.globs import has_wildcards, is_there, within
from pathingest.model.errors import PathingestError
from pathingest.model.finding import Finding
from pathingest.model.suppression import Suppression
from pathingest.model.tuples import NamedTuple
from pathingest.rules import finding_at, match_rules


class _Valid(NamedTuple):
    """A suppression that counts, and the codes of the rules it means."""

    suppression: Suppression
    codes: frozenset[str]


class Suppressions:
    """The suppressions of a run: those of the configuration, of records and from beside them.

    Check of each finding whether they hide it; then `wrong` is what is wrong with them, and `unused` which hid nothing.
    """

    def __init__(self, given: Iterable[Suppression], config: LintConfig, today: date) -> None:
        """Take those that count: a suppression whose last day is before `today`, or of an unknown rule, does not."""
        self.wrong: list[Finding] = []
        self._valid = [one for item in given if (one := _valid(item, config, today, self.wrong))]
        self._used: set[int] = set()

    def hide(self, finding: Finding) -> bool:
        """Whether a finding is suppressed; all suppressions that mean it are used then."""
        return self.hiding(finding) is not None

    def hiding(self, finding: Finding) -> Suppression | None:
        """As `hide`: the first suppression that means it."""
        meant = [number for number, one in enumerate(self._valid) if _means(one, finding)]
        self._used.update(meant)
        return self._valid[meant[0]].suppression if meant else None

    def unused(self, could_find: Container[str], files: Sequence[str]) -> list[Finding]:
        """A finding for each that hid nothing, though it could have.

        Args:
            could_find: the codes of the rules that could find something.
            files: what was linted; a suppression for other files is not called unused, unless those are gone.
        """
        return [
            _complaint("SUP001", one.suppression, f"{_said(one.suppression)} hides nothing: take it out")
            for number, one in enumerate(self._valid)
            if number not in self._used
            and any(code in could_find for code in one.codes)
            and _was_to_be_met(one.suppression, files)
        ]


def _valid(suppression: Suppression, config: LintConfig, today: date, wrong: list[Finding]) -> _Valid | None:
    """The suppression, if it counts; what is wrong with it is noted."""
    rules = ", ".join(suppression.rules)
    codes: set[str] = set()
    for name in suppression.rules:
        try:
            codes |= {rule.code for rule in match_rules(name, config.rules, config.skipped)}
        except PathingestError as error:
            wrong.append(_complaint("SUP003", suppression, f"a suppression names an unknown rule: {error}"))
    if not suppression.reason:
        message = f"a suppression of {rules} gives no reason; say why, for those who come later"
        wrong.append(_complaint("SUP002", suppression, message))
    if suppression.until and suppression.until < today:
        message = (
            f"a suppression of {rules} counted until {suppression.until}, and it is {today}: "
            "fix what it was for, or give it a later day"
        )
        wrong.append(_complaint("SUP004", suppression, message))
        return None
    return _Valid(suppression, frozenset(codes)) if codes else None


def _means(one: _Valid, finding: Finding) -> bool:
    return (
        finding.code in one.codes
        and _is_for(one.suppression, finding.path)
        and _is_inside(finding.pointer, one.suppression.pointer)
        and one.suppression.fingerprint in (None, finding.fingerprint)
    )


def _is_for(suppression: Suppression, path: str | None) -> bool:
    if suppression.path is not None:
        return path == suppression.path
    return suppression.files is not None and within(path, suppression.files, Path(suppression.root))


def _is_inside(pointer: str | None, outer: str | None) -> bool:
    if outer is None:
        return True
    return pointer is not None and (pointer == outer or pointer.startswith(f"{outer.rstrip('/')}/"))


def _was_to_be_met(suppression: Suppression, files: Sequence[str]) -> bool:
    """Whether the run could have found what it is for: its file was linted, or no longer exists."""
    if any(_is_for(suppression, path) for path in files):
        return True
    return suppression.path is None and not _is_there(suppression.files or "", Path(suppression.root))


def _is_there(glob: str, root: Path) -> bool:
    """Whether there is a file that a glob means; only one with wildcards is looked for."""
    if not has_wildcards(glob):
        return is_there(root / glob)
    return any(within(str(path), glob, root) for path in root.rglob("*") if path.is_file() and not _is_hidden(path))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts[1:])


def _complaint(code: str, suppression: Suppression, message: str) -> Finding:
    return finding_at(code, suppression.place._replace(message=message))


def _said(suppression: Suppression) -> str:
    """A suppression in words, with what it is for."""
    target = suppression.pointer or suppression.files
    return f"a suppression of {', '.join(suppression.rules)}{f' for {target}' if target and target != '**' else ''}"
