"""Suppressions: applied to findings, and findings themselves where they are unused, unexplained, wrong or expired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

from pathingest.config._lint import LintConfig
from pathingest.control.globs import has_wildcards, is_there, within
from pathingest.model.errors import PathingestError
from pathingest.model.finding import Finding
from pathingest.model.suppression import Suppression
from pathingest.model.tuples import NamedTuple
from pathingest.rules import finding_at, match_rules

_PATHS = 256  # whose suppressions are known at once: findings come page by page
_Key = tuple[str, str | None, str | None]


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
        self._of_file: defaultdict[str | None, list[int]] = defaultdict(list)
        for number, one in enumerate(self._valid):
            self._of_file[one.suppression.path].append(number)
        self._of_path = lru_cache(maxsize=_PATHS)(self._indexed)

    def hide(self, finding: Finding) -> bool:
        """Whether a finding is suppressed; all suppressions that mean it are used then."""
        return self.hiding(finding) is not None

    def hiding(self, finding: Finding) -> Suppression | None:
        """As `hide`: the first suppression that means it."""
        index = self._of_path(finding.path)
        keys = product((finding.code,), (None, finding.fingerprint), (None, *_and_above(finding.pointer)))
        found = [number for key in keys for number in index.get(key, ())]
        meant = [number for number in found if _is_inside(finding.pointer, self._valid[number].suppression.pointer)]
        self._used.update(meant)
        return self._valid[min(meant)].suppression if meant else None

    def _indexed(self, path: str | None) -> Mapping[_Key, Sequence[int]]:
        """The suppressions for a path, by what they are for in it."""
        index: defaultdict[_Key, list[int]] = defaultdict(list)
        globs = [number for number in self._of_file[None] if _is_for(self._valid[number].suppression, path)]
        for number in (*globs, *(self._of_file.get(path, ()) if path is not None else ())):
            suppression, codes = self._valid[number]
            outer = suppression.pointer and suppression.pointer.rstrip("/")
            for code in codes:
                index[code, suppression.fingerprint, outer].append(number)
        return index

    def unused(self, could_find: Container[str], files: Sequence[str]) -> list[Finding]:
        """A finding for each that hid nothing, though it could have.

        Args:
            could_find: the codes of the rules that could find something.
            files: what was linted; a suppression for other files is not called unused, unless those are gone.
        """
        linted, below = frozenset(files), cache(_files_below)
        return [
            _complaint("SUP001", one.suppression, f"{_said(one.suppression)} hides nothing: take it out")
            for number, one in enumerate(self._valid)
            if number not in self._used
            and any(code in could_find for code in one.codes)
            and _was_to_be_met(one.suppression, linted, below)
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


def _is_for(suppression: Suppression, path: str | None) -> bool:
    if suppression.path is not None:
        return path == suppression.path
    return suppression.files is not None and within(path, suppression.files, Path(suppression.root))


def _and_above(pointer: str | None) -> Iterator[str]:
    """A pointer, and those of all that it is in."""
    for at, character in enumerate(pointer or ""):
        if character == "/":
            yield (pointer or "")[:at]
    if pointer is not None:
        yield pointer


def _is_inside(pointer: str | None, outer: str | None) -> bool:
    if outer is None:
        return True
    return pointer is not None and (pointer == outer or pointer.startswith(f"{outer.rstrip('/')}/"))


def _was_to_be_met(suppression: Suppression, linted: frozenset[str], below: Callable[[Path], Sequence[str]]) -> bool:
    """Whether the run could have found what it is for: its file was linted, or no longer exists."""
    if suppression.path is not None:
        return suppression.path in linted
    glob, root = suppression.files or "", Path(suppression.root)
    if any(within(path, glob, root) for path in linted):
        return True
    # Only what has wildcards is looked for.
    return not (any(within(path, glob, root) for path in below(root)) if has_wildcards(glob) else is_there(root / glob))


def _files_below(root: Path) -> Sequence[str]:
    return [str(path) for path in root.rglob("*") if path.is_file() and not _is_hidden(path)]


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts[1:])


def _complaint(code: str, suppression: Suppression, message: str) -> Finding:
    return finding_at(code, suppression.place._replace(message=message))


def _said(suppression: Suppression) -> str:
    """A suppression in words, with what it is for."""
    target = suppression.pointer or suppression.files
    return f"a suppression of {', '.join(suppression.rules)}{f' for {target}' if target and target != '**' else ''}"
