"""A build reads what has changed, and says and writes what a build from nothing would."""

from __future__ import annotations

import io
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Collection
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depth import examples
from pathingest.cli import _again, run
from pathingest.model.page import Page
from pathingest.model.source import Source
from pathingest.pipeline import ingest_safely
from pathingest.profiles import Profile
from pathingest.runners import build, memory
from pathingest.runners.tool import LIBRARIES
from pathingest.sources import read_bytes
from running import Done, Tool
from test_build import READER, WHOLE, contents, page_of

NAMES = ("baker", "chef", "chef-reader", "cook", "rival", "sub/waiter")
TEXTS = (
    page_of("Baker"),
    page_of("Cook"),
    page_of("Cook").replace("Transition Guide", "Transition Blueprint").replace("Moderate", ""),
    WHOLE,
    WHOLE.replace("Moderate", "Hard").replace("12 weeks", "11 weeks"),
    READER,
    READER.replace("Pastry Chef", "Baker"),
    f"{WHOLE}\nhttps://example.org/pathways/pastry-cook-to-food-technologist\n",
    "From Baker to Perfumer: Your 9-Month Transition Guide\nOverview\nNoses know.\n",
    "404\n",
    "",
)
IDS = ("baker", "cook", "pastry-chef", "pastry-cook")
CONFIGS = (
    "",
    '[lint]\nignore = ["STR007"]\n',
    '[lint]\nextend-select = ["EXT"]\nseverity = {COR006 = "info"}\n',
    'require = ["from_role"]\n[lint.options.COR005]\npages = 2\n',
    '[[lint.suppress]]\nrule = "COR006"\npath = "raw/chef.txt"\nreason = "known"\n',
)
SIDECAR = '[[suppress]]\nrule = "STR007"\nreason = "as it is"\n'
OVERRIDE = """schema: "pathingest.overrides/1"
id: "{id}"
overrides:
- at: "/timeline"
  value: "{value} months"
  replaced: "{replaced} months"
  reason: "the author wrote us"
"""
LASTING = """schema: "pathingest.ids/1"
ids:
- id: "{0}-to-food-technologist"
  recognised: ["{1}-to-food-technologist"]
"""
OPTIONS = ((), (), (), ("--prune",), ("--force",), ("--format", "yaml"), ("--verify",), ("--prune", "--force"))
SOON = 20_000_000  # nanoseconds: a test does not wait for two seconds until files are settled
AS_BEFORE = re.compile(r" read, | \(\d+ as before\), ")


def put(name: str, text: str) -> None:
    path = Path("raw", f"{name}.txt")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def remove(*paths: Path) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def rename(old: str, new: str) -> None:
    if (path := Path("raw", f"{old}.txt")).exists():
        Path("raw", f"{new}.txt").parent.mkdir(exist_ok=True)
        path.rename(Path("raw", f"{new}.txt"))


def touch(name: str, age: int) -> None:
    if (path := Path("raw", f"{name}.txt")).exists():
        os.utime(path, (time.time() - age,) * 2)


def correct(name: str, value: int, replaced: int) -> None:
    Path("overrides").mkdir(exist_ok=True)
    text = OVERRIDE.format(id=f"{name}-to-food-technologist", value=value, replaced=replaced)
    Path("overrides", f"{name}-to-food-technologist.yaml").write_text(text, encoding="utf-8")


def call_it(new: str, old: str) -> None:
    Path("overrides").mkdir(exist_ok=True)
    Path("overrides", "ids.yaml").write_text(LASTING.format(new, old), encoding="utf-8")


def edit(name: str, change: Callable[[str], str]) -> None:
    for path in Path("out").glob(f"{name}-to-*"):
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


EDITS: tuple[Callable[[str], str], ...] = (
    lambda text: text.replace("12", "14"),
    lambda text: text.replace("14", "12"),
    lambda _: "{",
    lambda text: f"{text}\n# by hand\n",
)


def some_step(chance: random.Random) -> Callable[[], object]:
    """What somebody may do to pages, corrections, configuration and records."""
    page, name = chance.choice(NAMES), chance.choice(IDS)
    path = Path("raw", f"{page}.txt")
    record = f"{name}-to-food-technologist"
    steps: dict[Callable[[], object], int] = {
        lambda: put(page, chance.choice(TEXTS)): 8,
        lambda: touch(page, chance.choice([0, 1000])): 1,
        lambda: remove(path): 2,
        lambda: rename(page, chance.choice(NAMES)): 2,
        lambda: correct(name, chance.choice([8, 9]), chance.choice([8, 10])): 4,
        lambda: remove(Path("overrides", f"{record}.yaml")): 2,
        lambda: call_it(chance.choice(IDS), name): 2,
        lambda: remove(Path("overrides", "ids.yaml")): 1,
        lambda: edit(name, chance.choice(EDITS)): 3,
        lambda: remove(Path("out", f"{record}.json")): 1,
        lambda: remove(Path("out", "evidence", f"{record}.json")): 1,
        lambda: remove(Path("out", chance.choice(["manifest.json", "dataset.jsonl"]))): 1,
        lambda: Path("pathingest.toml").write_text(chance.choice(CONFIGS), "utf-8"): 2,
        lambda: Path(f"{path}.lint.toml").write_text(SIDECAR, "utf-8"): 1,
        lambda: None: 1,
    }
    return chance.choices(list(steps), list(steps.values()))[0]


def call(*arguments: object) -> Done:
    """The command line in this process, for a property, which has no fixtures."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        code = run([str(argument) for argument in arguments])
    return Done(code, out.getvalue(), err.getvalue())


def both(root: Path, *arguments: str) -> tuple[Done, Done]:
    """What the build in a folder gives, and what one that remembers nothing gives in a copy of it."""
    shutil.copytree(root, root / "../copy", ignore=shutil.ignore_patterns(memory.CACHE))
    done = call("build", *arguments)
    os.chdir(root / "../copy")
    try:
        expected = call("build", *arguments, "--no-cache")
        assert contents(root / "out") == contents(root / "../copy/out")
    finally:
        os.chdir(root)
        shutil.rmtree(root / "../copy")
    return done, expected


def told(done: Done) -> tuple[int, str, str]:
    """What it told, but for how much was as before."""
    return done.code, done.out, AS_BEFORE.sub(", ", done.err)


@examples(0.06)
@given(st.integers(0, 1 << 32))
def test_a_build_says_and_writes_what_one_from_nothing_would(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    """After any steps; the first build of several writes, the second learns, and the third keeps what it says."""
    chance = random.Random(seed)  # noqa: S311  it picks steps, never secrets
    root = tmp_path_factory.mktemp("site") / "root"
    root.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setattr(memory, "_SETTLED", SOON)
        patch.setattr(_again, "_SETTLED", SOON)
        for name in NAMES:
            put(name, chance.choice(TEXTS))
        for number in range(9):
            if number:
                some_step(chance)()
            if not any(Path("raw").rglob("*.txt")):
                put("baker", TEXTS[0])
            named = [page for page in chance.choice([(), (), ("raw/chef.txt",)]) if Path(page).exists()]
            options = chance.choice(OPTIONS)
            for _ in range(chance.choice([1, 1, 3])):
                time.sleep(0.03)
                done, expected = both(root, *named, "--out", "out", *options)
                assert told(done) == told(expected)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device that has no end")
def test_what_was_said_is_read_from_a_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_again, "_path", lambda _: "/dev/zero")
    assert _again.said(["build"]) is None


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are read, as they are."""
    met: list[str] = []

    def noting(source: Source, profiles: tuple[Profile, ...] | None) -> Page:
        met.append(str(source.path))
        return ingest_safely(source, profiles)

    monkeypatch.setattr("pathingest.runners.build.ingest_safely", noting)
    return met


@pytest.fixture
def site(tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """A folder of pages, some of which share a pathway, which is built; and what builds it again."""
    monkeypatch.setattr(memory, "_SETTLED", SOON)
    monkeypatch.chdir(tmp_path)
    for name, text in zip(NAMES, (TEXTS[0], WHOLE, READER, *TEXTS[1:3], page_of("Waiter")), strict=True):
        put(name, text)

    def again(*options: str) -> Done:
        time.sleep(0.03)
        return tool("build", "--out", "out", "--fail-on", "never", *options)

    again()
    again()
    return again


def test_what_has_not_changed_is_not_read(site: Callable[..., Done], reads: list[str]) -> None:
    assert "6 pages (6 as before), 4 records" in site().err
    assert reads == []


def test_what_has_changed_alone_is_read(site: Callable[..., Done], reads: list[str]) -> None:
    put("baker", TEXTS[0].replace("Moderate", "Hard"))
    assert "6 pages (5 as before), 4 records" in site().err
    assert reads == ["raw/baker.txt"]


@pytest.mark.parametrize("age", [0, 1000])
def test_a_page_that_was_touched_is_not_read(age: int, site: Callable[..., Done], reads: list[str]) -> None:
    for name in NAMES:
        touch(name, age)
    assert "(6 as before)" in site().err
    assert reads == []


def test_the_pages_of_a_pathway_are_read_together(site: Callable[..., Done], reads: list[str]) -> None:
    put("chef", WHOLE.replace("Moderate", "Hard"))
    site()
    assert set(reads) == {"raw/chef.txt", "raw/chef-reader.txt"}


def test_a_page_that_gives_way_to_another_is_compared_again(site: Callable[..., Done], reads: list[str]) -> None:
    before = site().out
    reads.clear()
    put("rival", TEXTS[2].replace("12 weeks", "11 weeks"))
    done = site()
    assert set(reads) == {"raw/rival.txt", "raw/cook.txt"}
    assert done.out != before
    assert done.out == site("--no-cache").out


def test_the_pages_of_a_corrected_record_alone_are_read(site: Callable[..., Done], reads: list[str]) -> None:
    correct("baker", 9, 8)
    site()
    assert set(reads) == {"raw/baker.txt"}
    reads.clear()
    site()
    assert reads == []


def test_what_is_done_with_findings_has_no_page_read(site: Callable[..., Done], reads: list[str]) -> None:
    Path("pathingest.toml").write_text('[lint]\nseverity = {COR006 = "info"}\nper-path-ignores = {"*.txt" = ["STR"]}\n')
    site()
    assert reads == []


@pytest.mark.parametrize(
    "text", ['[lint]\nignore = ["STR007"]\n', 'require = ["from_role"]\n', "[lint.options.COR005]\npages = 3\n"]
)
def test_what_pages_are_read_or_judged_by_has_all_read(text: str, site: Callable[..., Done], reads: list[str]) -> None:
    Path("pathingest.toml").write_text(text, encoding="utf-8")
    site()
    assert {Path(path).stem for path in reads} == {Path(name).name for name in NAMES}


def test_an_id_that_is_to_last_has_all_read(site: Callable[..., Done], reads: list[str]) -> None:
    call_it("miller", "baker")
    site()
    assert {Path(path).stem for path in reads} == {Path(name).name for name in NAMES}
    assert Path("out", "miller-to-food-technologist.json").exists()


def test_rules_of_ones_own_have_all_read(site: Callable[..., Done], reads: list[str]) -> None:
    Path("pathingest.toml").write_text('[lint]\nrules = ["own.py"]\n', encoding="utf-8")
    text = 'from pathingest import Rule\nRULE = Rule("X001", "info", "high", check=lambda page: iter(()), text="x")\n'
    Path("own.py").write_text(text, encoding="utf-8")
    for _ in range(2):
        assert "as before" not in site("--trust-rules").err
    assert len(reads) >= 2 * len(NAMES)


def test_a_time_of_change_that_was_put_back_hides_nothing(site: Callable[..., Done], reads: list[str]) -> None:
    path = Path("raw", "baker.txt")
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace("12 weeks", "13 weeks"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    site()
    assert reads == ["raw/baker.txt"]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files whose content is compared with what is remembered."""
    met: list[Path] = []

    def noting(path: Path, inside: Collection[Path] | None = None) -> bytes:
        met.append(path)
        return read_bytes(path, inside)

    monkeypatch.setattr("pathingest.runners.memory.read_bytes", noting)
    return met


def test_a_file_that_changed_lately_is_looked_into(
    site: Callable[..., Done], reads: list[str], opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may change once more within the same tick of the clock."""
    site()
    assert opened == []
    monkeypatch.setattr(memory, "_SETTLED", 2_000_000_000)
    site()
    assert len(opened) >= len(NAMES)
    assert reads == []


def test_every_file_is_looked_into_on_request(site: Callable[..., Done], opened: list[Path]) -> None:
    site("--verify")
    assert len(opened) == len(NAMES) + 2 * 4


def test_a_page_that_leads_out_of_the_project_now_is_not_taken_as_before(
    site: Callable[..., Done], tmp_path_factory: pytest.TempPathFactory
) -> None:
    (Path.cwd() / ".git").mkdir()
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "baker.txt"
    Path("raw", "baker.txt").rename(elsewhere)
    Path("raw", "baker.txt").symlink_to(elsewhere)
    done = site()
    assert "(5 as before)" in done.err
    assert "outside the project" in done.err


def test_a_page_that_is_a_link_is_looked_into(site: Callable[..., Done], reads: list[str], opened: list[Path]) -> None:
    Path("kept.txt").write_text(TEXTS[0], "utf-8")
    remove(Path("raw/baker.txt"))
    Path("raw/baker.txt").symlink_to("../kept.txt")
    site()
    opened.clear()
    reads.clear()
    site()
    assert (opened, reads) == ([Path("raw/baker.txt")], [])
    Path("kept.txt").write_text(TEXTS[0].replace("Moderate", "Hard"), "utf-8")
    site()
    assert reads == ["raw/baker.txt"]


@pytest.mark.parametrize("text", [b"", b"no database", None])
def test_a_memory_that_is_broken_is_made_anew(text: bytes | None, site: Callable[..., Done], reads: list[str]) -> None:
    (path,) = Path(memory.CACHE).glob("*.sqlite")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] if text is None else text)
    before = contents(Path("out"))
    assert site().code == 0
    assert contents(Path("out")) == before
    reads.clear()
    assert "(6 as before)" in site().err
    assert reads == []


def test_the_memory_of_few_folders_is_kept(site: Callable[..., Done], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_FOLDERS", 3)
    for number in range(5):
        site("--out", f"out-{number}")
    assert len(list(Path(memory.CACHE).glob("*.sqlite"))) == 3


def test_a_memory_that_came_from_elsewhere_is_not_believed(site: Callable[..., Done]) -> None:
    """Whoever proposes a change to a project could add one that says that all is well."""
    (path,) = Path(memory.CACHE).glob("*.sqlite")
    Path(shutil.copy(path, "copied")).replace(path)
    assert "as before" not in site().err


@pytest.mark.parametrize("data", [b"", b"x", b"x\x9c", None])
def test_what_cannot_be_read_of_a_memory_is_read_from_the_page(data: bytes | None, site: Callable[..., Done]) -> None:
    (path,) = Path(memory.CACHE).glob("*.sqlite")
    wrong = memory._written(("a", 1)) if data is None else data
    with sqlite3.connect(path) as database:
        database.execute("UPDATE pages SET data = ?", (wrong,))
        database.execute("UPDATE records SET data = ?", (wrong,))
    database.close()
    before = contents(Path("out"))
    assert "as before" not in site().err
    assert contents(Path("out")) == before


def test_a_memory_is_of_no_use_to_git_and_of_none_where_it_leads_elsewhere(site: Callable[..., Done]) -> None:
    assert Path(memory.CACHE, ".gitignore").read_text("utf-8") == "*\n"
    shutil.rmtree(memory.CACHE)
    Path("elsewhere").mkdir()
    Path(memory.CACHE).symlink_to("elsewhere")
    for _ in range(2):
        assert "as before" not in site().err
    assert list(Path("elsewhere").iterdir()) == []


def test_a_build_that_remembers_nothing_leaves_the_memory_alone(site: Callable[..., Done]) -> None:
    before = contents(Path(memory.CACHE))
    put("baker", TEXTS[1])
    assert "as before" not in site("--no-cache").err
    assert contents(Path(memory.CACHE)) == before


def test_pages_and_records_that_are_gone_are_forgotten(site: Callable[..., Done]) -> None:
    remove(Path("raw", "baker.txt"))
    site("--prune")
    (path,) = Path(memory.CACHE).glob("*.sqlite")
    with sqlite3.connect(path) as database:
        pages = {bytes(name).decode() for (name,) in database.execute("SELECT path FROM pages")}
        records = {name for (name,) in database.execute("SELECT id FROM records")}
    database.close()
    assert pages == {f"raw/{name}.txt" for name in NAMES if name != "baker"}
    assert "baker-to-food-technologist" not in records


# --------------------------------------------------------------------------------------------------------------------
# What is said again.


@pytest.fixture
def settled(site: Callable[..., Done], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """The site, of which all is known: the next build of the same call imports nothing that reads pages."""
    monkeypatch.setattr(_again, "_SETTLED", SOON)
    site()
    return site


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A list that grows with each build that looks at its pages."""
    met: list[object] = []
    drain = build._build

    def noting(*arguments: Any) -> Any:
        met.append(arguments)
        return drain(*arguments)

    monkeypatch.setattr(build, "_build", noting)
    return met


def test_a_build_of_what_has_not_changed_says_what_the_last_one_said(
    settled: Callable[..., Done], built: list[object]
) -> None:
    expected = settled("--verify")
    assert len(built) == 1
    assert settled() == expected
    assert len(built) == 1


CHANGES: dict[str, Callable[[], object]] = {
    "page": lambda: put("baker", TEXTS[1]),
    "new page": lambda: put("new", TEXTS[1]),
    "new page below": lambda: put("sub/new", TEXTS[1]),
    "new folder": lambda: Path("raw/sub/below").mkdir(),
    "page gone": lambda: remove(Path("raw/rival.txt")),
    "sidecar": lambda: Path("raw/chef.txt.lint.toml").write_text(SIDECAR, "utf-8"),
    "other file": lambda: Path("raw/notes.docx").write_bytes(b"PK"),
    "record": lambda: edit("baker", EDITS[0]),
    "record gone": lambda: remove(Path("out/baker-to-food-technologist.json")),
    "evidence": lambda: Path("out/evidence/baker-to-food-technologist.json").write_text("{}", "utf-8"),
    "stray": lambda: Path("out/stray.json").write_text("{}", "utf-8"),
    "stray evidence": lambda: Path("out/evidence/stray.json").write_text("{}", "utf-8"),
    "manifest": lambda: remove(Path("out/manifest.json")),
    "dataset": lambda: Path("out/dataset.jsonl").touch(),
    "schema": lambda: remove(Path("out/pathway.schema.json")),
    "configuration": lambda: Path("pathingest.toml").write_text("", "utf-8"),
    "other configuration": lambda: Path("pyproject.toml").write_text("", "utf-8"),
    "repository": lambda: Path(".git").mkdir(),
    "correction": lambda: correct("baker", 9, 8),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_build_looks_again_when_anything_has_changed(
    change: Callable[[], object], settled: Callable[..., Done], built: list[object]
) -> None:
    change()
    settled()
    assert len(built) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda patch: patch.setenv("COLUMNS", "60"),
        lambda patch: patch.setenv("PATHINGEST_TRUST_RULES", "1"),
        lambda patch: patch.setenv("GITHUB_ACTIONS", "1"),
        lambda patch: patch.setattr("time.localtime", lambda: (2040, 1, 1, 0, 0)),
        lambda patch: patch.setattr("sys.version", "4.0"),
    ],
)
def test_a_build_looks_again_elsewhere_and_on_another_day(
    change: Callable[[pytest.MonkeyPatch], None], settled: Callable[..., Done], built: list[object]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        change(patch)
        settled()
    assert len(built) == 1
    settled()
    assert len(built) == 1


def rewrite(path: Path) -> None:
    """Another content of the same size, with the times of change that the file had."""
    text, times = path.read_text("utf-8"), path.stat()
    path.write_text(text.replace("Moderate", "moderate"), "utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def test_a_build_that_is_to_look_at_contents_says_the_same_where_all_are_as_they_were(
    settled: Callable[..., Done], built: list[object]
) -> None:
    expected = settled("--verify")
    Path("raw/baker.txt").touch()  # another time of change
    assert settled("--verify") == expected
    assert len(built) == 1
    rewrite(Path("raw/baker.txt"))
    settled("--verify")
    assert len(built) == 2


@pytest.mark.parametrize("change", [change for name, change in CHANGES.items() if name != "dataset"])
def test_a_build_that_is_to_look_at_contents_notices_any_change(
    change: Callable[[], object], settled: Callable[..., Done], built: list[object]
) -> None:
    settled("--verify")
    change()
    settled("--verify")
    assert len(built) == 2


def test_a_build_of_another_call_looks_again(settled: Callable[..., Done], built: list[object]) -> None:
    settled("--info")
    assert len(built) == 1


@pytest.mark.parametrize(
    "text",
    [
        '[[lint.suppress]]\nrule = "COR006"\npath = "other/*.txt"\nreason = "known"\n',
        '[lint]\nbaseline = "known.json"\n',
    ],
)
def test_a_build_looks_again_where_it_depends_upon_files_anywhere(
    text: str, settled: Callable[..., Done], built: list[object]
) -> None:
    Path("known.json").write_text('{"schema": "pathingest.baseline/1", "findings": []}', "utf-8")
    Path("pathingest.toml").write_text(text, "utf-8")
    for _ in range(3):
        settled()
    assert len(built) == 3


@pytest.mark.parametrize("text", [b"", b"nothing", b"\xff" * 9, b"\0" * 64])
def test_what_a_broken_file_says_is_not_said_again(
    text: bytes, settled: Callable[..., Done], built: list[object]
) -> None:
    (path,) = Path(memory.CACHE).glob("*.said")
    path.write_bytes(text)
    settled()
    assert len(built) == 1


def test_what_came_from_elsewhere_is_not_said_again(settled: Callable[..., Done], built: list[object]) -> None:
    (path,) = Path(memory.CACHE).glob("*.said")
    path.write_bytes(path.read_bytes())
    settled()
    assert len(built) == 1


def test_few_calls_are_kept(settled: Callable[..., Done]) -> None:
    for limit in range(12):
        settled("--limit", str(limit))
        settled("--limit", str(limit))
    assert len(list(Path(memory.CACHE).glob("*.said"))) == 8


def test_what_is_said_again_imports_nothing_that_reads_pages(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "page.txt").write_text(WHOLE, "utf-8")
    soon = f"from pathingest.cli import _again; _again._SETTLED = {SOON}\n"
    learning = f"from pathingest.runners import memory; memory._SETTLED = {SOON}\n"
    code = "import sys; from pathingest.cli import run; run(['build', '--fail-on', 'never']); print(*sys.modules)"
    told: list[set[str]] = []
    for before in (learning, learning, learning, ""):
        command = [sys.executable, "-c", soon + before + code]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        told.append({"click", "pathlib", "re", "sqlite3", "pathingest.rules"} & set(done.stdout.split()))
        time.sleep(0.05)
    assert [bool(names) for names in told] == [True, True, True, False]


ROLES = ("Baker", "Cook", "Waiter", "Miller", "Brewer", "Tiler", "Florist", "Barista")


def test_a_build_goes_on_where_nothing_can_be_remembered(site: Callable[..., Done]) -> None:
    shutil.rmtree(memory.CACHE)
    Path(memory.CACHE).write_text("", "utf-8")
    for _ in range(2):
        assert "6 pages read" in site().err


def test_a_memory_that_cannot_grow_is_given_up(site: Callable[..., Done], monkeypatch: pytest.MonkeyPatch) -> None:
    opened = memory._opened

    def full(out: Path, key: str) -> sqlite3.Connection | None:
        database = opened(out, key)
        if database:
            database.execute("PRAGMA max_page_count = 1")
        return database

    monkeypatch.setattr(memory, "_opened", full)
    for number, role in enumerate(ROLES * 3):
        put(f"{role}-{number}", page_of(f"{role} {'I' * number}"))
    assert site().code == 0
    partly = contents(Path("out"))
    shutil.rmtree("out")
    site("--no-cache")
    assert contents(Path("out")) == partly


def test_all_libraries_that_read_pages_are_of_the_tool(tmp_path: Path) -> None:
    """Another version of one has all pages read again."""
    for suffix, text in (("html", "<h1>From Cook to Baker</h1><p>Bread."), ("md", "# From Cook to Brewer\n\nBeer.\n")):
        (tmp_path / f"page.{suffix}").write_text(text, "utf-8")
    code = f"import sys; from pathingest.cli import run; run(['build', {str(tmp_path)!r}, '--format', 'yaml'])\n"
    code += "print(*(name for name, one in sys.modules.items() if '-packages' in str(getattr(one, '__file__', ''))))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert {name for name in loaded if not name.startswith("_")} - {"pathingest"} <= set(LIBRARIES)
