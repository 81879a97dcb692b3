"""The pages and texts whose digests are taken, and what is taken of each."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
from distinct_pages import html_page, text_page
from gold import GoldPage, gold_pages
from gold.renderers import HTML, MARKDOWN, RENDERERS, TEXT, Absent, Renderer
from linting import dated, read, run
from mutated_html import MutatedPage, mutated_page
from pathingest import parse, values
from pathingest.model.finding import Finding
from pathingest.model.page import Page
from pathingest.profiles import Profile, builtin, load_profile
from pathingest.rules import EnabledRules, rules
from quality import measure
from quality.exam import DEFECTS, NEAR_MISSES, Examiner, case
from quality.run import CONFIG
from records import PROOFLESS, leaves

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"  # reference data, if it is there
Parts = dict[str, Any]
Files = Mapping[str, str | bytes]
Change = Callable[[list[str], Random], Iterable[str]]
MUTATED, EXAMINED, DISTINCT = range(300), range(2), range(40)
PAGES = (".txt", ".md", ".html")
READ = (*PAGES, ".json", ".yaml", ".yml")
SUFFIXES = {TEXT: ".txt", MARKDOWN: ".md", HTML: ".html"}
BULLET = re.compile(r" *[•*-] +")
LANGUAGES = ("en", "de")
VALUES = tuple(name for name in values.__all__ if name.startswith(("parse_", "find_")))


class Case(NamedTuple):
    """A page, a few of them, or a text: its name, and what is taken of it, part by part."""

    name: str
    parts: Callable[[], Parts]


def cases() -> Iterator[Case]:
    """All of them; those of the reference data if it is there."""
    whole = [*_files(ROOT / "raw", ROOT / "docs/sample", ROOT / "tests/cases/layouts"), *_examples()]
    whole += sorted((ROOT / "tests/cases/pages").glob("whole*.[mt]*"))
    whole = [path for path in whole if path.suffix in PAGES]
    yield from _kept()
    yield from _made()
    yield from _examined()
    for path in [*whole, *(_files(SHARED / "seeds", SHARED / "exam/pages") if SHARED.is_dir() else ())]:
        if path.suffix != ".html":
            yield from _changed(path)
    for path in whole:
        yield from (_pages(f"{_name(path)} as {profile.name}", _file(path), profile) for profile in builtin())
    for path in sorted((ROOT / "tests/cases/unseen").glob("*.html")):
        yield _pages(f"{_name(path)} as lanewise", _file(path), load_profile(path.with_name("lanewise.yaml")))
    yield from _values()


def _examples() -> list[Path]:
    return sorted((ROOT / "docs").glob("example.*"))


def _name(path: Path) -> str:
    """A file's path from the project, or from where that lies."""
    return path.relative_to(ROOT if path.is_relative_to(ROOT) else ROOT.parent).as_posix()


def _files(*folders: Path) -> list[Path]:
    """The pages and records in folders, sorted."""
    return sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in READ and path.is_file())


def _file(*paths: Path) -> Callable[[], Files]:
    return lambda: {_name(path): path.read_bytes() for path in paths}


def _pages(name: str, files: Callable[[], Files], profile: Profile | None = None) -> Case:
    return Case(name, lambda: of_pages(files(), profile))


def _page(name: str, suffix: str, content: Callable[[], str | bytes]) -> Case:
    """A page that is made."""
    return _pages(name, lambda: {f"page{suffix}": content()})


def _kept() -> Iterator[Case]:
    """Files one by one, and folders whose pages are of one run."""
    together = [ROOT / "raw", *[path for path in sorted((ROOT / "tests/cases/rules").glob("*/*")) if path.is_dir()]]
    alone = [ROOT / "raw", ROOT / "docs/sample", ROOT / "normalized", ROOT / "tests/cases"]
    if SHARED.is_dir():
        together += [SHARED / "seeds", SHARED / "exam/pages", *sorted((SHARED / "exam/corpora").iterdir())]
        alone += [SHARED / "seeds", SHARED / "exam", SHARED / "wild/pages"]
    yield from (_pages(_name(path), _file(path)) for path in [*_files(*alone), *_examples()])
    yield from (_pages(_name(folder), _file(*_files(folder))) for folder in together)


def _made() -> Iterator[Case]:
    """Pages that are made, as HTML and as what public tools make of it; and HTML that is broken."""
    for renderer in RENDERERS:
        if "Chromium" not in renderer.name and _is_there(renderer):
            for page in gold_pages():
                name, suffix = f"{page.name}, {renderer.name}", SUFFIXES[renderer.media_type]
                yield _page(name, suffix, partial(_rendering, renderer, page))
    for seed in MUTATED:
        yield _page(f"mutated {seed}", ".html", partial(_html, mutated_page, seed))
    for seed in DISTINCT:
        yield _page(f"distinct {seed}, text", ".txt", partial(text_page, seed))
        yield _page(f"distinct {seed}, HTML", ".html", partial(_html, html_page, seed))


def _rendering(renderer: Renderer, page: GoldPage) -> str | bytes:
    return renderer.render([page])[0]


def _html(make: Callable[[int], GoldPage | MutatedPage], seed: int) -> bytes:
    return make(seed).html


def _is_there(renderer: Renderer) -> bool:
    try:
        renderer.render(gold_pages()[:1])
    except Absent as absent:
        print(f"left out: {renderer.name} ({absent})", file=sys.stderr)
        return False
    return True


def _examined() -> Iterator[Case]:
    """What the rules are examined with."""
    assert measure.EXAMINERS  # their import is what fills these tables
    for kind, examiners in (("defect", DEFECTS), ("near miss", NEAR_MISSES)):
        for code, examiner in examiners.items():
            for seed in EXAMINED:
                yield _pages(f"{kind} {code} {seed}", partial(_examination, examiner, kind, code, seed))


def _examination(examiner: Examiner, kind: str, code: str, seed: int) -> Files:
    return {name: said for name, said in case(examiner, kind, code, seed).items() if name != CONFIG}


def _changed(path: Path) -> Iterator[Case]:
    """A page of text, damaged in many ways, always the same."""
    for what in CHANGES:
        yield _page(f"{_name(path)}, {what}", path.suffix, partial(_change, path, what))


def _change(path: Path, what: str) -> str:
    chance = Random(f"{path.name} {what}")
    lines = path.read_bytes().decode().split("\n")
    return "\n".join(CHANGES[what](lines, chance))


def _shuffled(lines: list[str], chance: Random) -> Iterable[str]:
    return chance.sample(lines, len(lines))


def _swapped(lines: list[str], chance: Random) -> Iterable[str]:
    """Some neighbours have changed places."""
    for at in chance.sample(range(len(lines) - 1), min(8, len(lines) - 1)):
        lines[at : at + 2] = lines[at + 1], lines[at]
    return lines


def _misspelt(lines: list[str], chance: Random) -> Iterable[str]:
    """In some lines two letters have changed places."""
    for line in lines:
        at = chance.randrange(5 * len(line) + 1)
        yield line[:at] + line[at + 1 : at + 2] + line[at : at + 1] + line[at + 2 :]


def _lost(lines: list[str], chance: Random) -> Iterable[str]:
    return [line for line in lines if chance.random() < 0.9]


def _marked(mark: str) -> Change:
    return lambda lines, _: [BULLET.sub(mark, line) for line in lines]


def _between(start: int, stop: int) -> Change:
    """What is between two elevenths of the page; lines are cut."""

    def change(lines: list[str], _: Random) -> Iterable[str]:
        text = "\n".join(lines)
        return text[len(text) * start // 11 : len(text) * stop // 11].split("\n")

    return change


CHANGES: dict[str, Change] = {
    **{f"up to {stop}/11": _between(0, stop) for stop in range(11)},
    **{f"from {start}/11": _between(start, 11) for start in (1, 2, 4, 6, 8, 10)},
    **{f"bullets {mark!r}": _marked(mark) for mark in ("- ", "* ", "1. ", "– ", "")},
    **{f"shuffled {i}": _shuffled for i in range(2)},
    **{f"swapped {i}": _swapped for i in range(3)},
    **{f"misspelt {i}": _misspelt for i in range(3)},
    **{f"lost {i}": _lost for i in range(3)},
    "packed": lambda lines, _: [line for line in lines if line.strip()],
    "spaced": lambda lines, _: [part for line in lines for part in (line, "")],
    "twice": lambda lines, _: [*lines, *lines],
    "carriage returns": lambda lines, _: [f"{line}\r" for line in lines],
    "capitals": lambda lines, _: [line.upper() if len(line) < 40 else line for line in lines],
}


def _values() -> Iterator[Case]:
    """Texts on their own."""
    for path in sorted((ROOT / "tests/cases/values").glob("*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
        yield from _texts(_name(path), [row["text"] for row in rows])
    if SHARED.is_dir():
        table = (SHARED / "values_ext/cases.tsv").read_text(encoding="utf-8").splitlines()
        column = table[0].split("\t").index("text")
        yield from _texts("shared/values_ext/cases.tsv", [json.loads(row.split("\t")[column]) for row in table[1:]])
        lines = (SHARED / "resources/books_dev.jsonl").read_text(encoding="utf-8").splitlines()
        yield from _texts("shared/resources/books_dev.jsonl", [json.loads(line)["glued"] for line in lines])


def _texts(name: str, texts: list[str]) -> Iterator[Case]:
    for number, text in enumerate(texts, 1):
        yield Case(f"{name}, {number}", partial(of_text, text))


def of_text(text: str) -> Parts:
    """What is read in a text."""
    found = {
        f"{name}, {language}": _plain(getattr(values, name)(text, language=language))
        for name in VALUES
        for language in LANGUAGES
    }
    return {"input": text, "values": {**found, "split_resources": _plain(values.split_resources(text))}}


def of_pages(files: Files, profile: Profile | None = None) -> Parts:
    """What comes of pages and records that are met in one run."""
    pages = {
        name: parse(content, path=name, profile=profile) if profile else read(name, content)
        for name, content in files.items()
    }
    return {
        "input": {name: sha256(c.encode() if isinstance(c, str) else c).hexdigest() for name, c in files.items()},
        "record": {name: _record(page) for name, page in pages.items()},
        "evidence": {name: _evidence(page) for name, page in pages.items()},
        "findings": [_finding(finding) for finding in run(list(pages.values()), every_rule())],
        "notes": {name: [page.profile, page.problem, *map(_line, _plain(page.notes))] for name, page in pages.items()},
    }


@cache
def every_rule() -> EnabledRules:
    """All rules, those in preview too."""
    return dated(rules())


def _record(page: Page) -> list[str] | None:
    """The lines of the record's file."""
    return page.pathway.model_dump_json(indent=2).split("\n") if page.pathway else None


def _evidence(page: Page) -> Parts:
    """The evidence, whatever its files look like: a line for each value and each tile of the account."""
    tree = page.pathway.model_dump(mode="json") if page.pathway else {}
    proofs = {at: page.evidence.leaves.get(at) for at, _ in leaves(tree) if not at.startswith(PROOFLESS)}
    return {
        "leaves": {at: _line(p and [p.kind, p.source, p.spans, p.steps, p.origins]) for at, p in proofs.items()},
        "accounts": [
            [
                _line([one.path, one.sha256, one.encoding, one.length]),
                *[_line(_owned(*tile, proofs)) for tile in one.stretches],
            ]
            for one in page.evidence.accounts
        ],
    }


def _owned(start: int, end: int, role: str, proofs: Mapping[str, object]) -> tuple[int, int, str]:
    """A tile with its owner; of a value with attributes that is its text."""
    text = f"{role}/text"
    return start, end, text if text in proofs else role


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _finding(one: Finding) -> Parts:
    return {
        "rule": _line([one.code, one.name, one.severity, one.confidence]),
        "message": one.message,
        "at": _line([one.path, one.line, one.column, one.end_line, one.end_column, one.pointer]),
        "related": [_line(_plain(other)) for other in one.related],
        "fix": _line(_plain(one.fix)),
        "else": _line([one.fingerprint, _plain(one.excerpt), bool(one.replaces)]),
    }


def _plain(value: Any) -> Any:
    """A value without the names of its classes and fields, which may change."""
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
