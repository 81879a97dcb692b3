"""A dataset that `build` wrote, for programs: its records, typed, each with its evidence and the words of its pages."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pathingest.config import Config, find_config
from pathingest.model.data import parse_json
from pathingest.model.errors import PathingestError
from pathingest.model.evidence import Account, Evidence, Proof, ascend
from pathingest.model.source import Source
from pathingest.model.spelling import hint
from pathingest.sources import located, project_root, read_anyway, read_bytes, unfinished

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from pathingest.model.pathway import Pathway
    from pathingest.tables import Row, Table
    from pathingest.vocabulary import Vocabulary

_USUAL = "normalized"  # the folder that a build writes to, unless it is told another
_DATASET, _EVIDENCE = "dataset.jsonl", "evidence"
_ID = re.compile(rb'"id": ?"([^"\\]+)"')
_HEAD = 200  # bytes of a line in which the id is
_KEPT = 256  # records that are kept typed


class Records(Mapping[str, "Pathway"]):
    """The records of a dataset by their ids, in the order of the ids; each is validated when it is first used.

    Attributes:
        folder: where the dataset is.
    """

    def __init__(self, folder: Path) -> None:
        """Read the lines of the dataset; `load` is how programs come by one."""
        self.folder = folder
        self._lines = dict(_lines(folder / _DATASET))
        self._typed = lru_cache(maxsize=_KEPT)(self._read)

    def __getitem__(self, name: str) -> Pathway:
        """The record of an id, or of a former one.

        Raises:
            KeyError: there is none; the message says which id is like it.
        """
        return self._typed(self._id(name))

    def _id(self, name: str) -> str:
        """The id that a record of that id has now."""
        name = name if name in self._lines else self.aliases.get(name, name)
        if name not in self._lines:
            raise KeyError(f"{name}: no record of that id in {self.folder}; {hint(name, self._lines)}")
        return name

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """By each former id of a record, the one that it has now."""
        path = self.folder / "manifest.json"
        try:
            found = parse_json(read_bytes(path), path).get("aliases", {})
        except FileNotFoundError:
            return {}
        return {str(alias): str(name) for alias, name in found.items()} if isinstance(found, dict) else {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The names and codes of roles and skills: the project's own, if it has any, and those that are shipped.

        The project is that of the dataset's folder; without a configuration there, that of the working directory.

        Raises:
            PathingestError: the project's configuration or vocabulary is wrong.
        """
        from pathingest.vocabulary import in_force  # noqa: PLC0415  who wants records alone needs no names

        configs = (find_config(start) for start in (self.folder.absolute(), Path.cwd()))
        return in_force(next((config for config in configs if config.path), Config()).folder)

    def __iter__(self) -> Iterator[str]:
        """The ids."""
        return iter(self._lines)

    def __len__(self) -> int:
        """How many records there are."""
        return len(self._lines)

    def __repr__(self) -> str:
        """One line: where they are, and how many."""
        return f"<Records {str(self.folder)!r}: {len(self)}>"

    def plain(self, name: str) -> dict[str, Any]:
        """The record of an id as plain dicts, lists and values, as the file has it; nothing is validated.

        Raises:
            KeyError: there is none.
            PathingestError: what is there is no mapping in JSON.
        """
        found = parse_json(self._lines[self._id(name)], self.folder / _DATASET)
        if not isinstance(found, dict):
            raise PathingestError(f"{self.folder / _DATASET}: {name}: no record; build the dataset anew")
        return found

    def checked(self, name: str) -> dict[str, Any]:
        """As `plain`, of what is a record by the schema.

        Raises:
            KeyError: there is none.
            PathingestError: it is no record.
        """
        _ = self[name]
        return self.plain(name)

    def to_pandas(self, table: str) -> pd.DataFrame:
        """One of the tables that exports have, as a data frame of pandas, with nullable types.

        Raises:
            PathingestError: there is no such table, or pandas is not installed.
        """
        from pathingest.frames import to_pandas  # noqa: PLC0415  who wants records alone needs no tables

        return to_pandas(*self._table(table))

    def to_polars(self, table: str) -> pl.DataFrame:
        """One of the tables that exports have, as a data frame of polars.

        Raises:
            PathingestError: there is no such table, or polars is not installed.
        """
        from pathingest.frames import to_polars  # noqa: PLC0415  as above

        return to_polars(*self._table(table))

    def _table(self, name: str) -> tuple[Table, Iterator[Row]]:
        from pathingest.tables import rows_of, table_named  # noqa: PLC0415  as above

        table = table_named(name)
        return table, rows_of(table, self.values(), self.vocabulary)

    def evidence(self, name: str) -> Evidence:
        """Where each value of a record came from, as `build` wrote it.

        Raises:
            KeyError: there is no such record.
            PathingestError: the file of the evidence is not there, is not what a build wrote, or not what the build
                wrote that wrote the dataset.
        """
        path = self.folder / _EVIDENCE / f"{self._id(name)}.json"
        try:
            found = evidence_of(read_bytes(path), path)
            stated = [source["sha256"] for source in self.plain(name)["sources"]]
        except OSError as error:
            raise PathingestError(f"{path}: cannot be read: {error.strerror or error}") from None
        except (LookupError, TypeError):
            raise PathingestError(f"{self.folder / _DATASET}: {name}: no record; build the dataset anew") from None
        if stated == [account.sha256 for account in found.accounts] and not self._is_unfinished(name):
            return found
        raise PathingestError(f"{path}: is of another build than the dataset; build the dataset anew")

    def _is_unfinished(self, name: str) -> bool:
        """Whether a build that wrote the files of a record was interrupted, or is still running."""
        return not unfinished(self.folder).isdisjoint({f"{self._id(name)}.json", f"{self._id(name)}.yaml"})

    def sources(self, name: str) -> tuple[Source | None, ...]:
        """The pages that a record was made from, in the order of its evidence.

        Each is looked for from the working directory and the folders above the dataset, up to the root of its
        repository; None for one that is not there as it was.
        """
        return tuple([self._source(account) for account in self.evidence(name).accounts])

    def quote(self, name: str, pointer: str) -> str | None:
        """The characters of the page that a value was read from, to the letter; None where no page has any.

        Of what was put in the place of an override this is what the page says there.
        """
        evidence = self.evidence(name)
        at = evidence.home(pointer)
        entry = evidence.entries.get(at)
        if entry is None or not entry.spans:
            return None
        source = self._source(evidence.accounts[entry.source])
        return "".join([source.text[start:end] for start, end in entry.spans]) if source else None

    def _read(self, name: str) -> Pathway:
        from pathingest.model.pathway import Pathway  # noqa: PLC0415  who wants plain data needs no model

        try:
            return Pathway.model_validate_json(self._lines[name])
        except ValueError as error:
            first = str(error).splitlines()[0]
            raise PathingestError(f"{self.folder / _DATASET}: {name}: {first}; build the dataset anew") from None

    def _source(self, account: Account) -> Source | None:
        for folder in self._folders:
            source = read_anyway(folder / located(str(account.path)))
            if source.sha256 == account.sha256:
                return replace(source, path=account.path)
        return None

    @cached_property
    def _folders(self) -> tuple[Path, ...]:
        above = self.folder.absolute()
        root = project_root(above)
        return (Path(), *(folder for folder in (above, *above.parents) if folder.is_relative_to(root.parent)))


def load(folder: str | Path = _USUAL) -> Records:
    """The dataset that a build wrote into a folder.

    Raises:
        PathingestError: there is none, or it is not what a build wrote.
    """
    path = Path(folder)
    if not (path / _DATASET).is_file():
        what = "no such folder" if not path.is_dir() else f"no {_DATASET} there"
        raise PathingestError(f"{path}: {what}; {how_to_build(path)} writes one")
    return Records(path)


def how_to_build(folder: Path) -> str:
    """The command that makes a dataset, for who found none in a folder: never into one that holds other things."""
    if folder == Path(_USUAL) or (folder.is_dir() and any(folder.iterdir())):
        return "`pathingest build`"
    return f"`{shlex.join(['pathingest', 'build', '--out', str(folder)])}`"


def _lines(path: Path) -> Iterator[tuple[str, bytes]]:
    for number, line in enumerate(read_bytes(path).splitlines(), 1):
        found = _ID.search(line, 0, _HEAD)
        if found is None:
            raise PathingestError(f"{path}:{number}: no record; build the dataset anew")
        yield found[1].decode("utf-8", "replace"), line


def evidence_of(data: bytes, path: Path) -> Evidence:
    """The evidence that a file holds.

    Raises:
        PathingestError: no build wrote it; `path` names it.
    """
    try:
        return _evidence(parse_json(data, path))
    except (LookupError, TypeError, ValueError, AttributeError):
        raise PathingestError(f"{path}: is no evidence that a build wrote; build the dataset anew") from None


def _evidence(data: Mapping[str, Any]) -> Evidence:
    accounts = tuple([_account(source) for source in data["sources"]])
    return Evidence(accounts, {pointer: _proof(entry, accounts) for pointer, entry in data["leaves"].items()})


def _account(source: Mapping[str, Any]) -> Account:
    tiles = source["account"]
    ends, roles = [end for _, end, _ in tiles], [role for _, _, role in tiles]
    path, named = source["path"], (source["sha256"], source.get("encoding", "utf-8"))
    if not ascend((0, *ends)) or not _are(str, (*roles, *named, *([] if path is None else [path]))):
        raise ValueError("an account")
    return Account(path, named[0], ends, roles, named[1])


def _proof(entry: Any, accounts: Sequence[Account]) -> Proof:
    said: Mapping[str, Any] = {"spans": entry} if isinstance(entry, list) else entry
    spans = tuple([(start, end) for start, end in said.get("spans", ())])
    steps, origins, source = tuple(said.get("steps", ())), tuple(said.get("from", ())), said.get("source", 0)
    override = said.get("override", "")
    if not _are(str, (*steps, *origins, override)) or not _are(int, (source,)) or source < 0:
        raise ValueError("an entry")
    if spans and not ascend((0, *chain.from_iterable(spans), accounts[source].length)):
        raise ValueError("spans")
    return Proof(spans, steps, origins, source, override=override)


def _are(kind: type, values: Iterable[Any]) -> bool:
    return all(type(value) is kind for value in values)
