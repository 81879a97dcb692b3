"""What is tried of each kind of input, and the laws that hold whatever it holds."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import cache, partial
from hashlib import sha256
from io import BytesIO, TextIOWrapper
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZipFile, ZipInfo

import yaml
from common import ROOT, BrokenLawError, Kind, commands, files, inside, is_text
from desks import desks
from lxml import etree
from pyarrow import table
from pyarrow.parquet import write_table

import feeds
from pathingest import PathingestError, load, parse
from pathingest.cli import run
from pathingest.exports import format_names as export_names
from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.outputs import json as json_output
from pathingest.outputs import yaml as yaml_output
from pathingest.outputs.reports import Report, find_format, format_names
from pathingest.rules import EnabledRules, check, rules
from pathingest.sources.feeds import WHOLE, Feed, Fields, Part, Place, Record, feed_of
from test_laws import LAWS

CORPUS = Path(__file__).with_name("corpus")
# "##[" is a command only in a line that is none of the newer form.
WORKFLOW = re.compile(r"(?m)^[^\S\n]*::(?!(?:error|warning|notice) )|^(?!::).*##\[")
EVERY_RULE = EnabledRules(rules())
PATHS = ["raw/page", "raw/\n::error::page", "-page", "raw/\x1b[31mpage", "raw/\udcff", "raw/\u202epage", "C:\\a,b:c%"]
# The numbers of inputs go through what is dear: of the twenty laws of a page, its second reading and its formats, the
# commands of a project's file, and a run over a feed, each input meets some.
LAWS_EACH = 4
AGAIN_EACH = 4
FORMATS_EACH = 64
RUN_EACH = 8


# --- pages -----------------------------------------------------------------------------------------------------------


LOOKS = [("explain",), ("parse", "--format", "yaml"), ("parse",), ("parse", "--evidence"), ("profile", "new")]


def _page(folder: Path, suffix: str, data: bytes, number: int) -> None:
    """Laws of a page, given as bytes or as text."""
    chance = Random(number)
    path = f"{PATHS[0] if number % 4 else chance.choice(PATHS)}{suffix}"
    given = data if number % 2 else data.decode("utf-8", "surrogatepass" if is_text(data) else "replace")
    page = parse(given, path=path)
    for law in chance.sample(LAWS, LAWS_EACH):
        law(page)
    found = check(page, EVERY_RULE, debug=True)
    if number % AGAIN_EACH == 0:
        _the_same_twice(page, found, parse(given, path=path))
    _reported(found, path, [*format_names()] if number % FORMATS_EACH == 0 else chance.sample(format_names(), 1))
    if number % RUN_EACH == 1:
        _shown(folder, suffix, data, chance.choice(LOOKS))


def _shown(folder: Path, suffix: str, data: bytes, command: Sequence[str]) -> None:
    """What a command prints of a page."""
    place = folder / "pages"
    place.mkdir(exist_ok=True)
    (place / f"page{suffix}").write_bytes(data)
    with inside(place):
        _inert(*_called(*command, f"page{suffix}"), command, ())


def _the_same_twice(page: Page, found: Sequence[Finding], again: Page) -> None:
    if check(again, EVERY_RULE) != [*found]:
        raise BrokenLawError("the findings are others when the page is read again")
    if _written(page) != _written(again):
        raise BrokenLawError("the record or its evidence is another when the page is read again")


def _written(page: Page) -> tuple[bytes, ...]:
    texts = [json_output.evidence(page.evidence)]
    if page.pathway:
        texts += [json_output.record(page.pathway), yaml_output.record(page.pathway)]
    return tuple(text.encode("utf-8", "backslashreplace") for text in texts)


def _reported(found: Sequence[Finding], path: str, formats: Sequence[str]) -> None:
    """Each format is well formed, and commands neither a terminal nor a log."""
    report = Report(tuple(found), 1, rules(), paths=(path,))
    for name in formats:
        text = find_format(name).render(report)
        text.encode()
        if commands(text):
            raise BrokenLawError(f"the format {name} lets through what commands a terminal")
        if name == "github" and WORKFLOW.search(text):
            raise BrokenLawError("the format github lets through a command of a workflow")
        if name in ("json", "sarif", "gitlab", "rdjson"):
            json.loads(text)
        elif name == "jsonl":
            [json.loads(line) for line in text.splitlines()]
        elif name == "junit":
            etree.fromstring(text.encode())


# --- files of a project ----------------------------------------------------------------------------------------------

ID = "pastry-chef-to-food-technologist"
RECORD, EVIDENCE = f"normalized/{ID}.json", f"normalized/evidence/{ID}.json"
CONFIG = "pathingest.toml"


@cache
def _template(folder: Path) -> Path:
    """A project that has one of everything, built."""
    made = folder / "template"
    for name in ("raw", "overrides", "profiles"):
        (made / name).mkdir(parents=True)
    (made / "raw/page.txt").write_bytes((ROOT / "tests/cases/pages/whole.txt").read_bytes())
    for name, text in _FILES.items():
        (made / name).write_text(text, encoding="utf-8")
    with inside(made):
        for command in (BUILD, ("lint", "--write-baseline", "baseline.json")):
            code, _, err = _called(*command)
            assert code == 0, err
    return made


_FILES = {
    CONFIG: """[lint]
paths = ["raw", "normalized"]
preset = "2026-11"
ignore = ["EXT007"]
fail-on = "warning"
baseline = "baseline.json"
max-warnings = 3
[lint.severity]
DUR002 = "error"
[lint.options.DUR006]
least = 20
[lint.per-path-ignores]
"raw/x*" = ["DUR"]
[[lint.suppress]]
rule = "DUR002"
path = "raw/*"
reason = "the author knows"
until = 2099-01-01
""",
    "baseline.json": '{"schema": "pathingest.baseline/1", "findings": []}\n',
    "raw/page.txt.lint.toml": '[[suppress]]\nrule = "DUR002"\nreason = "known"\n',
    f"overrides/{ID}.yaml": f"""schema: "pathingest.overrides/1"
id: "{ID}"
overrides:
- at: "/timeline"
  value: "9 months"
  reason: "the author wrote us"
""",
    "overrides/ids.yaml": 'schema: "pathingest.ids/1"\nids: []\n',
    "vocabulary.yaml": """schema: "pathingest.vocabulary/1"
roles:
  - {name: "Ward Nurse", aliases: ["Nurse"], onet_soc: "29-1141.00"}
skills:
  - {name: "SQL", aliases: ["Structured Query Language"]}
""",
    "profiles/mine.yaml": """name: mine
language: en
currency: EUR
match: {hosts: [example.org], headings: 2}
selectors: {content: [main], skip: [".ad", "nav > a"]}
title_patterns: ["Quit {from}, start {to} | {headline}"]
headings:
  overview: ["(the |your |)idea", "About {role}"]
  roadmap: ["plan", "{n} steps"]
labels: {timeline: ["Takes {value}"]}
positions: ["Step {n}"]
priorities: {critical: [must]}
horizons: {"first week": "1 week"}
boilerplate: ["Share this"]
""",
}


def _project(folder: Path, name: str, given: Sequence[Sequence[str]], data: bytes, number: int) -> None:
    """Put the data in the place of a file of a project, and run one of the commands in it."""
    place = folder / "project"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(_template(folder), place)
    if name.endswith(".jsonl"):
        shutil.copytree(place / "normalized", place / "other")
    (place / name).parent.mkdir(exist_ok=True)
    (place / name).write_bytes(data)
    chosen = Random(number).choice(format_names())
    with inside(place):
        command = given[number % len(given)]
        listed = ("--format", chosen) if command[0] == "lint" else ()
        _inert(*_called(*command, *listed), command, listed)
        if name == EVIDENCE:
            _quoted(data)


def _inert(code: int, out: str, err: str, command: Sequence[str], listed: Sequence[str]) -> None:
    if code not in (0, 1, 2):
        raise BrokenLawError(f"{' '.join(command)} exits {code}: {err.splitlines()[-1:]}")
    if (at := out.find("this is a bug, please report it")) >= 0:
        raise BrokenLawError(f"{' '.join(command)}: {out[max(0, at - 300) : at]}")
    if commands(out + err):
        raise BrokenLawError(f"{' '.join(command)} lets through what commands a terminal")
    if code == 2 and not err.strip():
        raise BrokenLawError(f"{' '.join(command)} exits 2 and says nothing")
    if code != 2 and "--diff" not in command and listed[1:] in (("json",), ("sarif",), ("gitlab",), ("rdjson",)):
        json.loads(out)


def _quoted(data: bytes) -> None:
    """What programs read of evidence: an error is one that they can expect."""
    try:
        records = load("normalized")
        for name in records:
            for pointer in ("/title", "/timeline", "/roadmap/0/title"):
                records.quote(name, pointer)
            records.sources(name)
    except PathingestError as error:
        if not str(error) or data is None:
            raise


def _called(*arguments: str) -> tuple[int, str, str]:
    """A command in this process: its exit code, and what it printed."""
    out, err = (TextIOWrapper(BytesIO(), "utf-8", errors="backslashreplace", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = run(list(arguments))
    texts = [stream.buffer.getvalue().decode() for stream in (out, err)]
    return code, texts[0], texts[1]


def _as_json(data: bytes) -> bytes:
    """YAML as JSON, which is YAML too, and whose values are easily changed."""
    return json.dumps(yaml.safe_load(data), default=str).encode()


def _built(folder: Path, name: str) -> list[bytes]:
    return [(_template(folder) / name).read_bytes()]


LINT, BUILD, VERIFY, REPORT = ("lint",), ("build", "--fail-on", "never"), ("verify",), ("report", "--out", "made.html")
EXPORTS = [("export", "--to", name, "--out", "made") for name in export_names()]
_COMMANDS: dict[str, tuple[str, list[tuple[str, ...]]]] = {
    "record-json": (RECORD, [LINT, BUILD, VERIFY, REPORT, ("diff", RECORD, "records/record.yaml")]),
    "record-yaml": ("records/record.yaml", [("lint", "records"), ("lint", "records", "--diff")]),
    "evidence": (EVIDENCE, [("lint", "normalized"), BUILD, VERIFY, REPORT, EXPORTS[0]]),
    "manifest": ("normalized/manifest.json", [BUILD, VERIFY, REPORT, ("export", "--to", "csv", "--out", "made")]),
    "dataset": (
        "normalized/dataset.jsonl",
        [("graph",), ("diff", "normalized", "other"), ("vocab", "missing"), BUILD, VERIFY, REPORT, *EXPORTS],
    ),
    "config": (CONFIG, [LINT, BUILD]),
    "sidecar": ("raw/page.txt.lint.toml", [LINT]),
    "baseline": ("baseline.json", [LINT]),
    "profile": (
        "profiles/mine.yaml",
        [("profile", "check", "profiles/mine.yaml"), ("lint", "--profile", "profiles/mine.yaml")],
    ),
    "overrides": (f"overrides/{ID}.yaml", [("override", "check"), ("override", "list"), BUILD]),
    "ids": ("overrides/ids.yaml", [BUILD, LINT]),
    "vocabulary": ("vocabulary.yaml", [("vocab", "missing"), ("vocab", "show", "nurse")]),
    "cache": (f".pathingest_cache/{sha256(b'normalized').hexdigest()[:16]}.sqlite", [BUILD]),
}


# --- feeds and archives ----------------------------------------------------------------------------------------------

FIELDS = Fields()
_SOME = feeds.pages(3)
_PAGES = [(name, text[:600]) for name, text in _SOME]  # short, so that changes meet what is around pages


def _stored(some: Sequence[feeds.Page]) -> bytes:
    """A zip archive that packs nothing: what is changed in it are names and texts too."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in feeds.files(some):
            archive.writestr(ZipInfo(name), data)
    return out.getvalue()


_ANSWERS = b"".join(
    feeds.warc_record(str(number), feeds.answer(data, more=more))
    for number, (data, more) in enumerate(
        [
            (b"5\r\nBread\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n"),
            (feeds.packed([b"Bread"]), "Content-Encoding: gzip\r\n"),
        ]
    )
)


def _index(**options: Any) -> bytes:
    """An index of a crawl as Parquet."""
    rows = {"url": ["https://a.example/1", "https://a.example/2"], "filename": ["feed.warc", "../x"]}
    out = BytesIO()
    write_table(table({**rows, "offset": [0, 9], "length": [9, -1]}), out, **options)
    return out.getvalue()


# The endings of feeds, and what more than `feeds.MADE` their inputs are made from.
_FEEDS: dict[str, list[bytes]] = {
    ".jsonl": [b'{"body": "PHA+w6k=", "encoding": "base64"}\n\n[]\n{"url": 1}\n'],
    ".jsonl.gz": [],
    ".jsonl.zst": [],
    ".csv": [b'url;text\na;"b\n""c"""\n\nx;y;z\n'],
    ".tsv": [],
    ".warc": [_ANSWERS, b"".join(feeds.warc_record(kind, b"<p>x", kind) for kind in ("resource", "request"))],
    ".warc.gz": [feeds.packed([_ANSWERS])],
    ".warc.zst": [feeds.packed_zst([_ANSWERS])],
    ".zip": [_stored(_PAGES)],
    ".tar": [feeds.tarred([("a.txt", b""), ("b.png", b"x"), ("../c.txt", b"x"), ("a.txt", b"y")])],
    ".tar.gz": [],
    ".tar.zst": [],
    ".cdxj": [b'!x 1\na 1 {"filename": "feed.cdxj", "offset": "0", "length": "9"}\n\na {"filename": "../x"}\n'],
    ".parquet": [_index(), _index(compression="none", use_dictionary=False), _index(compression="zstd")],
    ".paths": [
        b"# all\nraw/page.txt\n../feed.jsonl\n/dev/zero\nfile:///dev/zero\nx.paths\n",
        b"1\n" * 200,  # each is a page, which takes its time
    ],
}


def _feed(folder: Path, ending: str, data: bytes, number: int) -> None:
    """Each record is a page, is counted, or is one finding, whether asked of the feed, in parts, or by a command."""
    kind = feed_of(f"x{ending}")
    assert kind
    found = _items(kind, data, WHOLE)
    if found != _items(kind, data, WHOLE):
        raise BrokenLawError("the records are others when the feed is read again")
    records = [item for item in found if isinstance(item, Record)]
    for record in records:
        if (record.problem or record.passed) and (record.body or (record.problem and record.passed)):
            raise BrokenLawError(f"the record at {record.at} is a page and none")
        if (
            kind.read
            and not (record.problem or record.passed)
            and kind.read(BytesIO(data), FIELDS, record.at) != record
        ):
            raise BrokenLawError(f"the record at {record.at} is another when it is read by its name")
    if kind.divisible(ending):
        cut = Random(number).randrange(1, len(data) + 2)
        pages = [item for part in (Part(0, cut), Part(cut)) for item in _items(kind, data, part) if _is_page(item)]
        if pages != [item for item in found if _is_page(item)]:
            raise BrokenLawError(f"the pages are others when the feed is cut at {cut}")
    if number % RUN_EACH == 1:
        _run_over(folder, ending, data, records, listed=kind.read is None)


def _items(kind: Feed, data: bytes, part: Part) -> list[Record | Place]:
    return [*kind.records(BytesIO(data), FIELDS, part)]


def _is_page(item: Record | Place) -> bool:
    return isinstance(item, Place) or not (item.problem or item.passed)


def _run_over(folder: Path, ending: str, data: bytes, records: Sequence[Record], *, listed: bool) -> None:
    """What `lint` says of a feed; twice, as it is never remembered."""
    place = folder / "feeds"
    place.mkdir(exist_ok=True)
    name = f"feed{ending}"
    (place / name).write_bytes(data)
    command, form = ("lint", name, "--jobs", "1"), ("--format", "json")
    with inside(place):
        first = _called(*command, *form)
        _inert(*first, command, form)
        if first != _called(*command, *form):
            raise BrokenLawError("the findings of the feed are others when it is read again")
    if first[0] == 2 or listed:
        return
    said = json.loads(first[1])
    broken = sorted(finding["path"] for finding in said["findings"] if finding["code"] == "EXT013")
    if len(broken) != sum(record.problem is not None for record in records):
        raise BrokenLawError(f"{len(broken)} records of the feed are said to be broken: {broken}")
    if said["summary"]["pages"] != sum(record.passed is None for record in records):
        raise BrokenLawError(f"{said['summary']['pages']} records of the feed are said to be there")


def kinds(folder: Path) -> list[Kind]:
    """All kinds; `folder` is theirs for projects."""
    corpus = {path.name: files(f"tools/fuzz/corpus/{path.name}/*") for path in CORPUS.iterdir() if path.is_dir()}
    pages = {
        "page-text": (".txt", ("tests/cases/pages/*.txt", "tests/cases/layouts/*.txt", "raw/*.txt")),
        "page-html": (".html", ("tests/cases/layouts/*.html", "tests/cases/rules/*/*.html", "docs/example.html")),
        "page-markdown": (".md", ("tests/cases/rules/*/*.md", "tools/fuzz/corpus/page-markdown/*")),
    }
    found = [
        Kind(name, partial(files, *patterns, f"tools/fuzz/corpus/{name}/*"), partial(_page, folder, suffix))
        for name, (suffix, patterns) in pages.items()
    ]
    for name, (path, given) in _COMMANDS.items():

        def seeds(name: str = name, path: str = path) -> list[bytes]:
            whole = corpus[name] if name == "record-yaml" else _built(folder, path)
            return [*corpus.get(name, []), *whole, *(map(_as_json, whole) if path.endswith(".yaml") else [])]

        found.append(Kind(name, seeds, partial(_project, folder, path, given)))
    for ending, more in _FEEDS.items():
        made = [feeds.MADE[ending](_PAGES), feeds.MADE[ending](_SOME[:1])] if ending in feeds.MADE else []
        found.append(
            Kind(
                f"feed{ending}",
                partial(list, [*made, *more, *corpus.get(f"feed{ending}", [])]),
                partial(_feed, folder, ending),
            )
        )
    return [*found, *desks(folder)]
