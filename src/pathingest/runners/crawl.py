"""A crawl in parts: each is done by itself, and is whole or not there, so that a run can be stopped and go on.

A part's records, evidence, findings and facts are files of JSON Lines, packed with gzip or zstd. Its manifest is
written last, and says that it is done: what was read, what came of it, and the digests of what was written.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from platform import node
from secrets import token_hex
from time import perf_counter, process_time
from typing import IO, Any, BinaryIO, Self

from pathingest import __version__
from pathingest.dataset import Dataset, Noted, noted
from pathingest.dataset.identity import groups
from pathingest.model.coded import coded, decoded
from pathingest.model.errors import PathingestError
from pathingest.model.extraction import BROKEN_RECORD, INTERNAL_ERROR
from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.model.tuples import NamedTuple
from pathingest.model.version import SCHEMA_VERSION
from pathingest.outputs import files
from pathingest.outputs import json as json_output
from pathingest.outputs.reports import finding_line
from pathingest.overrides.ids import Ids, read_ids
from pathingest.rules import Kept
from pathingest.runners.corrections import Corrections, of_ids
from pathingest.runners.engine import Engine, Task, each
from pathingest.runners.lint import Linter
from pathingest.runners.lock import alone_in
from pathingest.runners.memory import own_code
from pathingest.runners.pairs import ReadPage, merged, reread
from pathingest.runners.parallel import Setup, lost_page
from pathingest.sources import open_file, read_bytes, zstd
from pathingest.sources.feeds import WHOLE
from pathingest.sources.feeds._lines import Line, lines
from pathingest.sources.pages import STDIN, Pages, Shard

PART_SCHEMA, CRAWL_SCHEMA = "pathingest.part/1", "pathingest.crawl/1"
KINDS = ("records", "evidence", "findings", "facts")
# What becomes of a page.
RECORD, NO_PATHWAY, BROKEN, FAILED = "record", "no pathway", "broken record", "internal error"
_PLAN, _METRICS, _SUCCESS = "crawl.json", "metrics.json", "_SUCCESS"
_NOT_A_PATHWAY = "EXT006"
_MOST_REASONS = 200
_OTHER = "other reasons"
_STEPS = 20  # of the histogram of times, from one time to ten times as much
_LAST_STEP = 20 * _STEPS  # of 10^20 microseconds
_MOST = 1 << 53  # of anything that a part counts
_LEVEL = 1  # of gzip: the sixth takes four times as long, for a fifth less
# By the ending of its name, what packs a file.
_PACKERS: Mapping[str, Callable[[BinaryIO], Any]] = {
    "gz": lambda file: gzip.GzipFile("", "wb", _LEVEL, file, mtime=0),
    "zst": zstd.writer,
}
PACKINGS = tuple(_PACKERS)
_NAMES_AT_ONCE = 2000  # files in a part
_MOST_LOST = 20  # parts that no process can do: where there are more, it is the machines
_SUMMED = ("counts", "outcomes", "reasons", "no_pages", "findings", "times", "cpu_seconds")
_POISONED = "poisoned"


class Part(NamedTuple):
    """One part of a run.

    Attributes:
        number: its number, from 0, and `of`, how many there are.
        skip: the names of pages that ended the process that read them.
    """

    shard: Shard
    number: int
    of: int
    skip: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What its files are called by."""
        width = max(5, len(str(self.of)))
        return f"part-{self.number:0{width}}-of-{self.of:0{width}}"


class Decided(NamedTuple):
    """What editors decided: corrections, which are made in each record, and ids.

    Attributes:
        folder: that both are in.
    """

    folder: Path
    corrections: Corrections
    ids: Ids


def decided_in(folder: Path) -> Decided:
    """What is decided in a folder.

    Raises:
        PathingestError: it cannot be read, or contradicts itself.
    """
    return Decided(folder, Corrections(folder), read_ids(folder))


class CrawlWorker(NamedTuple):
    """What a process has that does parts.

    Attributes:
        packing: the ending of the files that it writes, see `PACKINGS`.
    """

    pages: Pages
    read: ReadPage
    linter: Linter
    decided: Decided
    out: Path
    packing: str

    def page(self, path: Path) -> Page:
        """A page by its name, with the id that its pathway has."""
        return self.decided.ids.of_page(self.read(path))


class Progress(NamedTuple):
    """How far a run is.

    Attributes:
        parts: how many parts are done, of `of`, of which `before` were done by earlier runs.
        metrics: what came of them.
    """

    parts: int
    of: int
    before: int
    metrics: Metrics


class Metrics:
    """What came of parts, added up.

    Attributes:
        poisoned: the parts that are not done, as each process that does them dies.
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.outcomes: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.passed: Counter[str] = Counter()
        self.findings: Counter[str] = Counter()
        self.times: Counter[int] = Counter()
        self.cpu = 0.0
        self.poisoned: list[str] = []

    def add(self, manifest: Mapping[str, Any]) -> None:
        """Add a part by its manifest."""
        self.counts.update(manifest["counts"])
        self.outcomes.update(manifest["outcomes"])
        self.reasons.update(manifest["reasons"])
        self.passed.update(manifest["no_pages"])
        self.findings.update(manifest["findings"])
        self.times.update({int(step): count for step, count in manifest["times"].items()})
        self.cpu += manifest["cpu_seconds"]

    def data(self) -> dict[str, Any]:
        """All of it as plain data."""
        return {
            "counts": dict(sorted(self.counts.items())),
            "outcomes": _ranked(self.outcomes),
            "reasons": _ranked(self.reasons),
            "no_pages": _ranked(self.passed),
            "findings": dict(sorted(self.findings.items())),
            "seconds_per_page": {name: self.quantile(share) for name, share in (("p50", 0.5), ("p99", 0.99))},
            "cpu_seconds": round(self.cpu, 3),
            "poisoned": sorted(self.poisoned),
        }

    def quantile(self, share: float) -> float | None:
        """The seconds that such a share of the pages took at most, to a tenth of them; None without pages."""
        left = share * self.times.total()
        for step, count in sorted(self.times.items()):
            left -= count
            if left <= 0:
                return float(f"{10 ** ((step + 1) / _STEPS) / 1e6:.3g}")
        return None


def crawl(
    pages: Pages, worker: CrawlWorker, setup: Setup[CrawlWorker], key: str, *, engine: Engine, part_size: int
) -> Iterator[Progress]:
    """Do all parts that are not done yet, and say after each how far the run is; the marker of success comes last.

    A part that no process can do is named in the metrics, and there is no such marker then.

    Args:
        pages: what is read.
        worker: what a process has: where parts go, and what is decided of their records.
        setup: how another process makes that.
        key: what else the result depends upon, such as rules and profiles.
        engine: what does parts.
        part_size: the bytes of a feed in a part.

    Raises:
        PathingestError: another run is writing there, the folder has parts of a run over something else, it cannot be
            written, or parts are lost one after the other.
    """
    out = worker.out
    shards = list(pages.shards(_NAMES_AT_ONCE, part_size))
    parts = [Part(shard, number, len(shards)) for number, shard in enumerate(shards)]
    with alone_in(out):
        plan = _plan(pages, parts, worker, key, part_size)
        if STDIN in pages.feeds and _done(out, parts[0]):
            raise PathingestError(f"{out}: has what standard input gave another run; name another folder, or delete it")
        for kind in KINDS:
            files.check_own(out / kind)
        _begin(out, plan)
        _clear(out)
        metrics, done = Metrics(), 0
        left = []
        for part in parts:
            if (known := _done(out, part)) is None:
                left.append(part)
            else:
                metrics.add(known)
                done += 1
        before = done
        yield Progress(done, len(parts), before, metrics)
        there = out.absolute()  # a worker of a cluster is elsewhere when it looks what ended a process
        task = Task(partial(_work, setup, _digest(plan)), partial(_again, there), _lost)
        for _, found in each(engine, task, ((None, part) for part in left), in_order=False):
            for said in found:
                if name := said.get(_POISONED):
                    metrics.poisoned.append(name)
                    _check_lost(out, metrics)
                else:
                    metrics.add(said)
                    done += 1
                yield Progress(done, len(parts), before, metrics)
        _clear(out)
        said = {"schema": CRAWL_SCHEMA, "parts": len(parts), **metrics.data()}
        files.write(out / _METRICS, json.dumps(said, ensure_ascii=False, indent=2) + "\n")
        if not metrics.poisoned:
            files.write(out / _SUCCESS, "")


def _check_lost(out: Path, metrics: Metrics) -> None:
    """End a run in which parts are lost one after the other.

    Raises:
        PathingestError: there are too many.
    """
    if len(metrics.poisoned) > _MOST_LOST:
        some = f"the processes that do them die, as of {metrics.poisoned[-1]}"
        raise PathingestError(
            f"{out}: more than {_MOST_LOST} parts cannot be done: {some}; do they have memory enough?"
        )


def _clear(out: Path) -> None:
    """Remove what processes left that were ended while they wrote."""
    for folder in (out, *(out / kind for kind in KINDS)):
        files.clear(folder)


def reduce(worker: CrawlWorker) -> tuple[int, Path]:
    """What all parts together show, from their facts: a group of pages a line, and what is found across them.

    `pathways.jsonl.gz` has the id of each pathway and the names of its pages, the fullest first, and of those that
    claim the same id; `across.jsonl.gz` has the findings. Where several pages are of one pathway, they are read once
    more, and `merged.jsonl.gz` has the record of all. Facts are kept packed while this runs, records never.

    Args:
        worker: one whose linter met no page.

    Returns:
        The number of pathways, and the file that names them.

    Raises:
        PathingestError: the parts are not all done, or a file cannot be read or written.
    """
    _, _, linter, decided, out, packing = worker
    corrections = decided.corrections
    if not (out / _SUCCESS).exists():
        raise PathingestError(f"{out}: not all parts are done; the command that made them goes on")
    dataset = Dataset()
    for known, kept in _facts(out, packing):
        dataset.add(known)
        linter.take(known.path, kept)
    output = partial(_Output, out, "", packing=packing)
    with _writing(out), output("pathways") as pathways, output("merged") as records:
        compared: list[Finding] = []
        ids: set[str] = set()
        for group in groups(dataset.known):
            ids.add(group.id)
            if corrections.digest(group.id):
                corrections.recall(group.id, (), 0)  # the part has what is wrong with them
            said = {"id": group.id, "pages": [page.path for page in group.pages]}
            rivals = [page.path for page in group.rivals]
            pathways.write(json.dumps({**said, **({"rivals": rivals} if rivals else {})}, ensure_ascii=False) + "\n")
            if len(group.pages) > 1 or rivals:
                found = reread(group.pages, worker.page)
                if found:
                    together, findings = merged(found, group, worker.page, linter.enabled)
                    compared += findings
                    record, _ = corrections.made_in(together.pathway, together.evidence, found)
                    records.write(record.model_dump_json() + "\n")
    wrong = corrections.findings(ids) + of_ids(decided.folder, decided.ids, ids, decided.ids.refused)
    across = {rule.code for _, rule in linter.enabled.rules if rule.across or rule.overall or rule.compare}
    across |= {finding.code for finding in wrong}
    with _writing(out), output("across") as file:
        for finding in linter.linted([*compared, *wrong]).findings:
            if finding.code in across:
                file.write(finding_line(finding))
    return pathways.lines, out / pathways.name


def _facts(out: Path, packing: str) -> Iterator[tuple[Noted, Kept]]:
    for path in sorted((out / "facts").glob(f"part-*.jsonl.{packing}")):
        try:
            for line in _lines_of(path):
                yield _fact(decoded(line.data.decode()))
        except (OSError, ValueError, TypeError) as error:
            raise PathingestError(f"{path}: is not what a part wrote: {error}; delete it, and crawl again") from None


def _fact(said: Any) -> tuple[Noted, Kept]:
    known, kept = said
    if not (isinstance(known, Noted) and isinstance(kept, Kept)):
        raise ValueError("a line has other facts")  # noqa: TRY004  as for what cannot be decoded
    return known, kept


def _lines_of(path: Path) -> Iterator[Line]:
    """The lines of a file of a part.

    Raises:
        ValueError: it is damaged.
        OSError: it cannot be read.
    """
    with open_file(path) as file:
        for line in lines(file, WHOLE):
            if line.problem:
                raise ValueError(line.problem)
            yield line


def _plan(pages: Pages, parts: list[Part], worker: CrawlWorker, key: str, part_size: int) -> str:
    """What a run does, as JSON: another run over the same is the same."""
    decided = worker.decided
    plan = {
        "schema": CRAWL_SCHEMA,
        "tool": {"name": "pathingest", "version": __version__},
        "schema_version": SCHEMA_VERSION,
        "parts": len(parts),
        "part_size": part_size,
        "inputs": [{"feed": name, "bytes": pages.size_of(name)} for name in sorted(pages.feeds)],
        "packing": worker.packing,
        "parts_sha256": _digest(repr([part.shard for part in parts])),
        "key": key,
        "lint_sha256": _digest(repr(worker.linter.settings)),
        "ids_sha256": _digest(repr(decided.ids)),
        "corrections": decided.corrections.digests,
        "own_rules_sha256": own_code(worker.linter.enabled),
    }
    return json.dumps(plan, ensure_ascii=False, indent=2) + "\n"


def _begin(out: Path, plan: str) -> None:
    """Begin a run, or go on with one that does the same.

    Parts with records that were corrected since are not done, and none is by other code of the project's own rules.
    """
    try:
        there = read_bytes(out / _PLAN).decode("utf-8", "replace")
    except FileNotFoundError:
        if any(out.iterdir()):
            message = f"{out}: is not empty, and holds no parts of a crawl; name another folder"
            raise PathingestError(message) from None
    except OSError as error:
        raise PathingestError(f"{out / _PLAN}: cannot be read: {error.strerror or error}") from None
    else:
        (before, corrected, code), (now, corrections, own) = _apart(there), _apart(plan)
        if before != now:
            what = (
                "other pages, another version of the tool, or other rules, profiles, ids, or sizes or packing of parts"
            )
            raise PathingestError(f"{out}: holds parts of a run over {what}; name another folder, or delete it")
        names = corrected.keys() | corrections.keys()
        _take_back(
            out, {name for name in names if corrected.get(name) != corrections.get(name)}, all_of_them=code != own
        )
    files.write(out / _PLAN, plan)
    (out / _SUCCESS).unlink(missing_ok=True)


def _apart(plan: str) -> tuple[Mapping[str, Any], Mapping[str, str], str]:
    """What a plan says but for corrections and own rules, and the digests of these; nothing of what is no plan."""
    try:
        said = json.loads(plan)
        return said, dict(said.pop("corrections")), said.pop("own_rules_sha256")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}, {}, ""


def _take_back(out: Path, names: Collection[str], *, all_of_them: bool) -> None:
    """Have the parts done again that have records of these ids, or all of them."""
    for part in out.glob("part-*.json") if all_of_them else ():
        part.unlink(missing_ok=True)
    begin = tuple([f'{{"id":{json.dumps(name)},'.encode() for name in names])
    for path in out.glob("evidence/part-*") if begin else ():
        try:
            is_untouched = not any(line.data.startswith(begin) for line in _lines_of(path))
        except (OSError, ValueError):
            is_untouched = False
        if not is_untouched:
            (out / f"{path.name.partition('.')[0]}.json").unlink(missing_ok=True)


def _done(out: Path, part: Part) -> Mapping[str, Any] | None:
    """The manifest of a part that is done; None where it is not, or where a file of it is not as it was written."""
    try:
        found = json.loads(read_bytes(out / f"{part.name}.json"))
        whole = all((out / name).stat().st_size == said["bytes"] for name, said in found["outputs"].items())
        return found if whole and found["schema"] == PART_SCHEMA and _can_be_summed(found) else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _can_be_summed(manifest: Mapping[str, Any]) -> bool:
    """Whether what is summed up of a manifest is what a part counts."""
    counts = [count for name in _SUMMED[:-1] for count in manifest[name].values()]
    steps = [int(step) for step in manifest["times"]]
    seconds = manifest["cpu_seconds"]
    whole = all(type(count) is int and 0 <= count < _MOST for count in counts)
    return whole and all(0 <= step < _LAST_STEP for step in steps) and type(seconds) is float and 0 <= seconds < _MOST


# --- a part ----------------------------------------------------------------------------------------------------------


def _work(setup: Setup[CrawlWorker], plan: str, part: Part) -> list[Mapping[str, Any]]:
    """Do a part of the plan that has this digest, and give what is summed up of its manifest."""
    worker = setup.here()
    if _check_same(worker.out, plan)["corrections"] != worker.decided.corrections.digests:
        why = "other corrections than the run was begun with; the same command goes on with these"
        raise PathingestError(f"{worker.decided.folder}: has {why}")
    manifest = done_part(worker, part)
    return [{name: manifest[name] for name in _SUMMED}]


def _digest(plan: str) -> str:
    return hashlib.sha256(plan.encode("utf-8", "backslashreplace")).hexdigest()


def _check_same(out: Path, plan: str) -> Mapping[str, Any]:
    """Make sure that this process writes into the folder that the run was begun in, with the tool that began it.

    Returns:
        What is written there of the run.

    Raises:
        PathingestError: it would not.
    """
    try:
        there = read_bytes(out / _PLAN).decode("utf-8", "replace")
    except OSError:
        there = ""
    if _digest(there) != plan:
        raise PathingestError(f"{out.absolute()}: is another folder on {node()}; all workers need the same one")
    said: Mapping[str, Any] = json.loads(there)
    if (version := said["tool"]["version"]) != __version__:
        raise PathingestError(f"{node()} has pathingest {__version__}; the run was begun with {version}")
    return said


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PathingestError(f"{out}: cannot be written: {error.strerror or error}") from None


def done_part(worker: CrawlWorker, part: Part) -> Mapping[str, Any]:
    """Do a part, and give its manifest, which is written when all else is."""
    begun = process_time()
    tally = _Tally()
    with _writing(worker.out), ExitStack() as stack:
        outputs = {
            kind: stack.enter_context(_Output(worker.out, kind, part.name, packing=worker.packing)) for kind in KINDS
        }
        at = worker.out / f".{part.name}.now"
        at.unlink(missing_ok=True)  # of a process that died; whatever it is, it is not written through
        now = stack.enter_context(at.open("xb", buffering=0))
        worker.pages.passed.clear()
        met: list[Mapping[str, Any]] = []
        for name in worker.pages.of(part.shard):
            since = perf_counter()
            _point(now, name)
            page = lost_page(str(name)) if str(name) in part.skip else worker.page(name)
            _write(page, worker, outputs, tally)
            if not part.shard.feed:
                met.append({"path": str(page.source.path), "sha256": page.source.sha256})
            tally.times[math.floor(_STEPS * math.log10(max(1.0, (perf_counter() - since) * 1e6)))] += 1
    manifest = {
        "schema": PART_SCHEMA,
        "tool": {"name": "pathingest", "version": __version__},
        "schema_version": SCHEMA_VERSION,
        "part": part.number,
        "of": part.of,
        "inputs": met or [_range(worker.pages, part.shard)],
        "counts": dict(sorted(tally.counts.items())),
        "outcomes": _ranked(tally.outcomes),
        "reasons": _ranked(tally.reasons),
        "no_pages": _ranked(worker.pages.passed),
        "findings": dict(sorted(tally.findings.items())),
        "times": {str(step): count for step, count in sorted(tally.times.items())},
        "cpu_seconds": round(process_time() - begun, 3),
        "outputs": {output.name: output.said for output in outputs.values()},
    }
    files.write(worker.out / f"{part.name}.json", json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")
    (worker.out / f".{part.name}.now").unlink(missing_ok=True)
    return manifest


def _range(pages: Pages, shard: Shard) -> Mapping[str, Any]:
    """The bytes of a feed that a part is about; without their digest, where they are elsewhere."""
    start, stop = shard.part
    return {"feed": shard.feed, "start": start, "stop": stop, "sha256": pages.digest_of(shard.feed, shard.part)}


class _Tally:
    """What came of the pages of a part."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.outcomes: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.findings: Counter[str] = Counter()
        self.times: Counter[int] = Counter()

    def reason(self, problem: str) -> str:
        """Why a page has no record, in words that many pages share."""
        said = _NUMBER.sub("N", _DETAIL.split(problem, maxsplit=1)[0]).strip()
        return said if said in self.reasons or len(self.reasons) < _MOST_REASONS else _OTHER


_DETAIL = re.compile(r"[:;(\"'“]")
_NUMBER = re.compile(r"\d+")


def _write(page: Page, worker: CrawlWorker, outputs: Mapping[str, _Output], tally: _Tally) -> None:
    """Write what a page gives: no pathway is no finding here, but counted by its reason."""
    tally.counts["pages"] += 1
    tally.counts["characters"] += len(page.source.text)
    corrections = worker.decided.corrections
    kept = worker.linter.keep(corrections.of_page(page))
    findings = [finding for finding in kept.judged.findings if finding.code != _NOT_A_PATHWAY]
    made = corrections.made_in(page.pathway, page.evidence, [page]) if page.pathway else None
    if made:
        wrong, corrected = corrections.said_of(made[0].id)
        findings += wrong or ()
        if corrected:
            tally.counts["corrections"] += corrected
    findings = worker.linter.counted(findings)
    outputs["findings"].write("".join(map(finding_line, findings)))
    tally.counts["findings"] += len(findings)
    tally.findings.update([finding.code for finding in findings])
    kinds = {note.kind for note in page.notes}
    if made:
        record, evidence = made
        tally.outcomes[RECORD] += 1
        outputs["records"].write(record.model_dump_json() + "\n")
        proof = json_output.evidence(evidence).replace("\n", "")
        outputs["evidence"].write(f'{{"id":{json.dumps(record.id)},"evidence":{proof}}}\n')
        outputs["facts"].write(coded((noted(page), kept)) + "\n")
    elif BROKEN_RECORD in kinds:
        tally.outcomes[BROKEN] += 1
    elif INTERNAL_ERROR in kinds:
        tally.outcomes[FAILED] += 1
    else:
        tally.outcomes[NO_PATHWAY] += 1
        tally.reasons[tally.reason(page.problem or "")] += 1


class _Output:
    """A file of a part, which takes its place when it is whole; the same lines are the same bytes."""

    def __init__(self, out: Path, kind: str, part: str, *, packing: str) -> None:
        self.name = f"{kind}/{part}.jsonl.{packing}".lstrip("/")
        self.said: dict[str, Any] = {}
        self._path = out / self.name
        # Of its own: a worker that a cluster gave up may still be writing, and what is whole is the same from both.
        self._free = self._path.with_name(f".{self._path.name}.{token_hex(4)}.tmp")
        self._pack = _PACKERS[packing]
        self.lines = 0

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._free.open("wb")
        self._packed = self._pack(self._file)
        return self

    def write(self, lines: str) -> None:
        """Write whole lines."""
        if lines:
            self.lines += lines.count("\n")
            self._packed.write(lines.encode("utf-8", "backslashreplace"))

    def __exit__(self, error: object, *_: object) -> None:
        self._packed.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        if error is None:
            data = read_bytes(self._free)
            self.said = {"lines": self.lines, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            self._free.replace(self._path)


def _point(now: IO[bytes], name: Path) -> None:
    """Note which page is read: who comes after a process that died knows by it which page that was."""
    now.seek(0)
    now.write(str(name).encode("utf-8", "surrogateescape") + b"\n")


def _again(out: Path, part: Part) -> list[Part]:
    """A part whose process died, without the page that it was at."""
    try:
        at = read_bytes(out / f".{part.name}.now").partition(b"\n")[0].decode("utf-8", "surrogateescape")
    except OSError:
        return []
    return [part._replace(skip=(*part.skip, at))] if at and at not in part.skip else []


def _lost(part: Part) -> list[Mapping[str, Any]]:
    """What is said of a part that no process can do, whatever is left out of it."""
    return [{_POISONED: part.name}]


def _ranked(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
