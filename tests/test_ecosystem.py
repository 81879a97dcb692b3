"""What other programs run of this project: the hooks for pre-commit, the GitHub action, the pipeline for GitLab."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from console import BLOCK, named_blocks
from running import COMMAND, PLAIN, Done, Tool

ROOT = Path(__file__).resolve().parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
SCRIPTS = [step for step in STEPS.values() if "run" in step]
PAGE = "librarian-to-ai-data-curator.txt"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample project, which is the working directory."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "docs" / "sample", folder)
    monkeypatch.chdir(folder)
    return folder


# --------------------------------------------------------------------------------------------------------------------
# The action.


class Stepped(NamedTuple):
    """What a step of the action did: its process, its outputs, and the summary it wrote."""

    done: Done
    outputs: dict[str, str]
    summary: str


def step(name: str, folder: Path, **environment: str) -> Stepped:
    """Run a step's script as GitHub does, with the environment that the step asks for."""
    chosen = STEPS[name]
    temp = folder.parent / "temp"
    temp.mkdir(exist_ok=True)
    files = {"GITHUB_OUTPUT": temp / "output", "GITHUB_STEP_SUMMARY": temp / "summary"}
    given = dict.fromkeys(chosen.get("env", {}), "") | environment
    assert set(given) == set(chosen.get("env", {}))
    done = subprocess.run(
        ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", chosen["run"]],
        cwd=folder,
        env={**PLAIN, **{variable: str(path) for variable, path in files.items()}, **given},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    held = [path.read_text(encoding="utf-8") if path.exists() else "" for path in files.values()]
    outputs = dict(line.split("=", 1) for line in held[0].splitlines())
    return Stepped(Done(done.returncode, done.stdout, done.stderr), outputs, held[1])


def lint_step(folder: Path, **inputs: str) -> Stepped:
    temp = folder.parent / "temp"
    own = {
        "COMMAND": str(COMMAND),
        "SARIF": str(temp / "pathingest.sarif"),
        "COMPLAINTS": str(temp / "pathingest.stderr"),
        "BASE": str(temp / "base"),
        "EARLIER": str(temp / "base.json"),
    }
    return step("Lint", folder, **own, **inputs)


def places(done: Done) -> set[str]:
    """The files that are annotated."""
    return set(re.findall(r"file=([^,]+)", done.out))


def test_inputs_reach_scripts_by_the_environment_alone() -> None:
    assert SCRIPTS
    assert not [step["name"] for step in SCRIPTS if "${{" in step["run"]]


def test_every_input_is_used() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"inputs\.([a-z-]+)", text)) == set(ACTION["inputs"])


def test_other_actions_are_pinned() -> None:
    lines = [line for line in (ROOT / "action.yml").read_text(encoding="utf-8").splitlines() if " uses: " in line]
    assert lines
    assert all(re.fullmatch(r" +uses: [\w/-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+", line) for line in lines)


def tool_of_others(name: str) -> str:
    """A program that is installed beside Python, or elsewhere; without it the test is skipped."""
    found = shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.fixture
def workflows(tmp_path: Path) -> Path:
    """A repository with the action, and the document's workflow; `OWNER/pathingest` is a commit of some digest."""
    folder = tmp_path / "repository"
    (folder / ".github" / "workflows").mkdir(parents=True)
    shutil.copy(ROOT / "action.yml", folder)
    manual = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    text = next(block for name, block in named_blocks(manual) if name == ".github/workflows/pathingest.yml")
    text = re.sub(r"(OWNER/pathingest)@\S+", rf"\1@{40 * '0'}", text)
    (folder / ".github" / "workflows" / "pathingest.yml").write_text(text, encoding="utf-8")
    (folder / ".git").mkdir()
    return folder


def test_zizmor_has_nothing_to_say(workflows: Path) -> None:
    call = [tool_of_others("zizmor"), "--offline", "--no-progress", "--persona=pedantic", "--format=plain", "."]
    done = subprocess.run(call, cwd=workflows, capture_output=True, text=True, check=False)
    assert (done.returncode, "No findings to report" in done.stdout + done.stderr) == (0, True), done.stdout


def test_actionlint_has_nothing_to_say(workflows: Path) -> None:
    """Of an action it reads what a workflow of the same repository uses."""
    own = workflows / ".github" / "workflows" / "own.yml"
    steps = "      - uses: actions/checkout@v5\n      - uses: ./\n        with:\n          paths: raw\n"
    own.write_text(f"on: push\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    steps:\n{steps}", encoding="utf-8")
    call = [tool_of_others("actionlint"), "-no-color"]
    done = subprocess.run(call, cwd=workflows, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
@pytest.mark.parametrize("chosen", SCRIPTS, ids=[step["name"] for step in SCRIPTS])
def test_scripts_are_as_shellcheck_wants_them(chosen: dict[str, Any]) -> None:
    found = str(shutil.which("shellcheck"))
    done = subprocess.run(
        [found, "--shell=bash", "-"], input=chosen["run"], capture_output=True, text=True, check=False
    )
    assert not done.stdout


def test_a_run_without_findings_passes(project: Path) -> None:
    stepped = lint_step(project, PATHS="raw/bus-driver-to-dispatcher.txt")
    assert (stepped.done.code, stepped.done.out) == (0, "")
    assert stepped.outputs["exit-code"] == "0"
    assert json.loads(Path(stepped.outputs["sarif-file"]).read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_findings_are_annotated_and_fail_only_after_the_upload(project: Path) -> None:
    stepped = lint_step(project)
    assert (stepped.done.code, stepped.outputs["exit-code"]) == (0, "1")
    assert places(stepped.done) == {f"raw/{PAGE}"}
    assert "sarif-file" in stepped.outputs
    assert stepped.summary
    assert stepped.done.err.splitlines()[-1].startswith("exit 1: ")
    assert "exit-code == '1'" in STEPS["Pass or fail"]["if"]
    assert step("Pass or fail", project).done.code == 1
    assert list(STEPS)[-1] == "Pass or fail"


def test_options_reach_the_command(project: Path) -> None:
    options = "--select DUR002,NAM001\n  --max-warnings   3"
    stepped = lint_step(project, PATHS="raw\n", ARGUMENTS=options, FAIL_ON="warning")
    assert stepped.done.out.count("::warning ") == 1
    assert stepped.outputs["exit-code"] == "0"


def test_a_configuration_may_have_any_name(project: Path) -> None:
    (project / "our rules.toml").write_text('[lint]\nselect = ["NAM001"]\n', encoding="utf-8")
    stepped = lint_step(project, CONFIG="our rules.toml")
    assert (stepped.outputs["exit-code"], stepped.done.out.count("::")) == ("0", 2)


def test_paths_may_hold_spaces_and_what_shells_heed(project: Path) -> None:
    names = ["two words.txt", "$(touch gone).txt", 'a;b\'s "c" *.txt']
    for name in names:
        shutil.copy(project / "raw" / PAGE, project / name)
    stepped = lint_step(project, PATHS="\n".join(names), ARGUMENTS="--select DUR002")
    assert places(stepped.done) == set(names)
    assert not (project / "gone").exists()


def test_options_are_words_and_no_script(project: Path) -> None:
    stepped = lint_step(project, ARGUMENTS="--select $(touch${IFS}gone);touch gone")
    assert stepped.done.code == 2
    assert not (project / "gone").exists()


def test_a_wrong_configuration_fails_clearly(project: Path) -> None:
    (project / "pathingest.toml").write_text('[lint]\nselct = []\nfail-on = "100%"\n', encoding="utf-8")
    stepped = lint_step(project)
    assert (stepped.done.code, stepped.outputs) == (2, {"exit-code": "2"})
    (annotation,) = [line for line in stepped.done.out.splitlines() if line.startswith("::error ")]
    assert "lint did not run: pathingest: " in annotation
    assert "selct: unknown key; did you mean select?%0A" in annotation
    assert "100%25" in annotation
    assert "selct" in stepped.done.err


def test_paths_are_those_of_the_repository_in_a_folder_of_it(project: Path) -> None:
    (project.parent / ".git").mkdir()
    assert places(lint_step(project).done) == {f"project/raw/{PAGE}"}


@pytest.mark.parametrize(
    "hostile", ["::error::x", "\n::stop-commands::x", "\r\n ::error::x", "##[error]x", "a%0A::error::x"]
)
def test_a_file_s_name_is_no_workflow_command(hostile: str, project: Path) -> None:
    for page in ("0.txt", f"{hostile}.txt", f"raw/{hostile}.txt"):
        (project / page).write_text("no page", encoding="utf-8")
        (project / f"{page}.lint.toml").write_text("a = [", encoding="utf-8")
    stepped = lint_step(project, PATHS=".")
    assert stepped.done.code == 2
    assert "not TOML" in stepped.done.err
    assert not [line for line in stepped.done.err.splitlines() if line.strip().startswith("::") or "##[" in line]
    (annotation,) = stepped.done.out.splitlines()
    assert annotation.startswith("::error title=pathingest::lint did not run: ")
    assert annotation.count("%0A") == 2
    assert "\r" not in annotation


def merged(project: Path, base: str = "AI Data Curator", then: str = "Ai Data Curator", *, built: bool = False) -> str:
    """Make the project a repository, and check out what GitHub does for a pull request that writes `then` for `base`.

    By default that adds a finding. `built` commits the records too.
    """
    page = project / "raw" / PAGE
    whole = page.read_text(encoding="utf-8")
    page.write_text(whole.replace(then, base), encoding="utf-8")
    build = [str(COMMAND), "build", "--quiet", "--fail-on", "never"]
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")

    def run(*arguments: str) -> str:
        done = subprocess.run([*git, *arguments], cwd=project, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    if built:
        subprocess.run(build, cwd=project, check=True, capture_output=True)
    run("init", "--initial-branch=main")
    run("add", "--all")
    run("commit", "--message=base")
    run("checkout", "-b", "pull")
    page.write_text(whole, encoding="utf-8")
    if built:
        subprocess.run(build, cwd=project, check=True, capture_output=True)
    run("commit", "--all", "--message=change")
    run("checkout", "main")
    run("merge", "--no-ff", "--message=merge", "pull")
    return run("rev-parse", "HEAD")


def test_a_pull_request_is_compared_with_its_base(project: Path) -> None:
    commit = merged(project)
    inputs = {"COMPARE": "true", "EVENT": "pull_request", "COMMIT": commit}
    stepped = lint_step(project, PATHS="raw", **inputs)
    assert "1 new and 0 gone since the earlier run with 2 findings" in stepped.done.err
    assert "| change | 0 | 0 | 0 | +1 |" in stepped.summary
    assert stepped.summary.count("## pathingest:") == 1
    assert places(stepped.done) == {f"raw/{PAGE}"}
    assert not list((project / ".git").glob("worktrees/*"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"COMPARE": "false"}, False),
        ({"EVENT": "push"}, False),
        ({"COMMIT": "0" * 40}, True),
        ({"ARGUMENTS": "--changed HEAD^1"}, True),
        ({"PATHS": "raw new"}, True),
    ],
)
def test_what_cannot_be_compared_is_not(changed: dict[str, str], said: bool, project: Path) -> None:
    commit = merged(project)
    (project / "raw new").mkdir()
    shutil.copy(project / "raw" / PAGE, project / "raw new")
    inputs = {"COMPARE": "true", "EVENT": "pull_request", "COMMIT": commit, "PATHS": "raw", **changed}
    stepped = lint_step(project, **inputs)
    assert stepped.outputs["exit-code"] in ("0", "1")
    assert "| change |" not in stepped.summary
    assert ("not compared with the base branch" in stepped.done.out) == said


def compared(project: Path, commit: str) -> Stepped:
    inputs = {"COMMAND": str(COMMAND), "COMPLAINTS": str(project.parent / "complaints"), "DATASET": "normalized/"}
    (project.parent / "temp").mkdir(exist_ok=True)
    return step("Compare the dataset", project, COMMIT=commit, **inputs)


def test_the_summary_of_a_pull_request_says_which_values_it_changes(project: Path) -> None:
    commit = merged(project, "10-14 months", "9-12 months", built=True)
    stepped = compared(project, commit)
    assert stepped.done.code == 0
    assert "9-12 months" in stepped.summary
    assert "10-14 months" in stepped.summary


def test_a_dataset_that_cannot_be_compared_fails_no_job(project: Path) -> None:
    commit = merged(project)
    stepped = compared(project, commit)
    assert (stepped.done.code, stepped.summary) == (0, "")
    assert "normalized" in stepped.done.out
    stepped = compared(project, "0" * 40)
    assert (stepped.done.code, stepped.summary) == (0, "")
    assert "not compared with the base branch" in stepped.done.out


def test_rules_of_the_checkout_run_only_if_the_workflow_trusts_them(project: Path) -> None:
    (project / "house.py").write_text(
        "from pathlib import Path\nfrom pathingest.rules import Rule\nPath('ran').touch()\n"
        "RULE = Rule('X001', 'info', 'low', lambda page: iter(()))\n",
        encoding="utf-8",
    )
    (project / "pathingest.toml").write_text('[lint]\nrules = ["house.py"]\n', encoding="utf-8")
    for no in ("", "false", "yes", "TRUE"):
        assert "--trust-rules" in lint_step(project, TRUST_RULES=no).done.err
        assert not (project / "ran").exists()
    assert "--trust-rules" not in lint_step(project, TRUST_RULES="true").done.err
    assert (project / "ran").exists()
    assert ACTION["inputs"]["trust-rules"]["default"] == "false"


def test_hooks_trust_no_rules() -> None:
    assert not [hook for hook in HOOKS.values() if "trust" in hook["entry"]]


PYTHON = """#!/bin/bash
echo "$@" >> "$(dirname "$0")/calls"
if [[ $3 == venv ]]; then
    mkdir -p "$5/bin"
    cp "$0" "$5/bin/python"
elif [[ $* == *0.0.0* ]]; then
    exit 1
fi
"""


@pytest.mark.parametrize(
    ("version", "installed"), [("", "/some where/action"), ("0.1.0", "pathingest==0.1.0"), ("0.0.0", None)]
)
def test_what_is_installed(version: str, installed: str | None, project: Path) -> None:
    """With a Python that only notes how it is called."""
    python = project / "python"
    python.write_text(PYTHON, encoding="utf-8")
    python.chmod(0o755)
    folder = project / "of its own"
    stepped = step(
        "Install pathingest",
        project,
        PYTHON=str(python),
        VERSION=version,
        SOURCE="/some where/action",
        FOLDER=str(folder),
    )
    if installed is None:
        assert stepped.done.code == 2
        assert "::error title=pathingest::pathingest 0.0.0 cannot be installed" in stepped.done.out
    else:
        assert stepped.done.code == 0
        calls = (folder / "bin" / "calls").read_text(encoding="utf-8")
        assert calls.endswith(f" install {installed}\n")


@pytest.mark.parametrize("name", ["venv.py", "pip.py"])
def test_no_module_of_the_checkout_runs_while_the_action_installs(name: str, project: Path, tmp_path: Path) -> None:
    (project / name).write_text("from pathlib import Path\nPath('ran').touch()\n", encoding="utf-8")
    step(
        "Install pathingest",
        project,
        PYTHON=sys.executable,
        VERSION="",
        SOURCE=str(tmp_path / "nothing to install"),
        FOLDER=str(tmp_path / "environment"),
    )
    assert (tmp_path / "environment" / "bin" / "python").exists()
    assert not (project / "ran").exists()


# --------------------------------------------------------------------------------------------------------------------
# The hooks.


def hook(name: str, tool: Tool, *files: str) -> Done:
    """Call a hook as pre-commit does: its entry, and the files that are its concern."""
    chosen = HOOKS[name]
    command, *arguments = shlex.split(chosen["entry"])
    assert command == "pathingest"
    named = [file for file in files if concerns(name, file)] if chosen.get("pass_filenames", True) else []
    return tool(*arguments, *named)


def concerns(name: str, file: str) -> bool:
    chosen = HOOKS[name]
    return bool(re.search(chosen["files"], file)) and not re.search(chosen.get("exclude", "^$"), file)


@pytest.mark.parametrize(
    ("file", "page", "corpus"),
    [
        ("raw/a.txt", True, True),
        ("raw/deep/a.html", True, True),
        ("normalized/a.json", True, True),
        ("normalized/a.yaml", True, True),
        ("normalized/manifest.json", False, True),
        ("normalized/evidence/a.json", False, True),
        ("pathingest.toml", False, True),
        ("README.md", False, False),
        ("docs/raw/a.txt", False, False),
    ],
)
def test_what_concerns_the_hooks(file: str, page: bool, corpus: bool) -> None:
    assert (concerns("pathingest-lint", file), concerns("pathingest-lint-corpus", file)) == (page, corpus)


def test_the_hook_for_pages_lints_those_of_the_commit(project: Path, tool: Tool) -> None:
    shutil.copy(project / "raw" / PAGE, project / "raw" / "again.txt")
    done = hook("pathingest-lint", tool, f"raw/{PAGE}", "raw/again.txt", "docs/notes.txt")
    assert (done.code, "DUR002" in done.out, "COR" in done.out) == (1, True, False)
    assert hook("pathingest-lint", tool, "raw/bus-driver-to-dispatcher.txt").code == 0


def test_the_hook_for_pages_lints_records_and_not_what_stands_beside_them(project: Path, tool: Tool) -> None:
    tool("build")
    files = [path.relative_to(project).as_posix() for path in sorted((project / "normalized").rglob("*.json"))]
    assert len(files) > 3
    done = hook("pathingest-lint", tool, *files)
    assert done.code == 1
    assert done.err.startswith("2 pages: ")


def test_the_hook_for_all_pages_lints_what_the_configuration_names(project: Path, tool: Tool) -> None:
    text = (project / "raw" / PAGE).read_text(encoding="utf-8")
    (project / "pages").mkdir()
    (project / "pages" / "one.txt").write_text(text, encoding="utf-8")
    (project / "pages" / "two.txt").write_text(text.replace("9-12 months", "9-11 months"), encoding="utf-8")
    (project / "pathingest.toml").write_text('[lint]\npaths = ["pages"]\n', encoding="utf-8")
    done = hook("pathingest-lint-corpus", tool, "raw/x.txt")
    assert "COR006" in done.out
    assert "raw/" not in done.out


# --------------------------------------------------------------------------------------------------------------------
# What docs/ci.md shows.


def shown(name: str) -> Any:
    """A YAML file that the document shows."""
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    return yaml.safe_load(next(block["text"] for block in BLOCK.finditer(text) if block["name"] == name))


def test_the_hooks_of_the_document_are_there() -> None:
    (repository,) = shown(".pre-commit-config.yaml")["repos"]
    assert [one["id"] for one in repository["hooks"]] == list(HOOKS)


def test_the_workflow_of_the_document_sets_inputs_that_there_are() -> None:
    job = shown(".github/workflows/pathingest.yml")["jobs"]["lint"]
    assert set(job["steps"][-1]["with"]) <= set(ACTION["inputs"])


def test_the_document_lists_every_input() -> None:
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    _, _, table = text.partition("| input |")
    assert re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE) == list(ACTION["inputs"])


def test_the_pipeline_of_the_document_writes_its_reports(project: Path) -> None:
    job = shown(".gitlab-ci.yml")["lint pages"]
    path = f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}"
    for line in job["script"]:
        subprocess.run(["/bin/bash", "-c", line], env={**PLAIN, "PATH": path}, capture_output=True, check=False)
    reports = [project / name for name in job["artifacts"]["reports"].values()]
    assert all(path.stat().st_size for path in reports)
