"""Rules that users write: from a file, a module or an entry point, named, checked, documented and asked like ours."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from pathingest import parse
from pathingest.model.errors import PathingestError
from pathingest.rules import EnabledRules, Rule, check, documentation, find_rule, load_rules, rules, with_own
from pathingest.rules._documentation import document
from running import Tool

SOURCE = '''
    """A title shouts.

    ## What it does
    Reports a title in capitals.
    """

    from __future__ import annotations

    from collections.abc import Iterator
    from dataclasses import dataclass, field

    from pathingest.model.finding import Problem
    from pathingest.model.page import Page
    from pathingest.rules import Rule


    @dataclass(frozen=True)
    class Options:
        least: int = field(default=10, metadata={"help": "how long a title may shout", "least": 1})


    def check(page: Page, options: Options) -> Iterator[Problem]:
        title = (page.record.title or "").partition(": ")[2]
        if title.isupper() and len(title) >= options.least:
            yield Problem("the title shouts", "/title")


    RULE = Rule("X001", "warning", "high", check, options=Options())
'''
TWO = """
    from pathingest.rules import Rule

    LOUD_TITLE = Rule("X001", "info", "low", lambda page: iter(()))
    QUIET_TITLE = Rule("X002", "info", "low", lambda page: iter(()), default=False)
"""
LOUD = parse("From Baker to Miller: YOUR TRANSITION GUIDE\nOverview\nFlour first.\n")


def file(folder: Path, text: str, name: str = "loud_title.py") -> str:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(dedent(text), encoding="utf-8")
    return name


def test_a_file_gives_a_rule_that_is_called_as_the_file(tmp_path: Path) -> None:
    ((name, rule),) = load_rules(file(tmp_path, SOURCE), tmp_path)
    assert (name, rule.code, rule.severity) == ("loud-title", "X001", "warning")


def test_a_path_is_relative_to_the_folder(tmp_path: Path) -> None:
    ((name, _),) = load_rules(file(tmp_path, SOURCE, "rules/loud_title.py"), tmp_path)
    assert name == "loud-title"


def test_several_rules_of_a_file_are_called_as_their_variables(tmp_path: Path) -> None:
    found = load_rules(file(tmp_path, TWO), tmp_path)
    assert [(name, rule.code) for name, rule in found] == [("loud-title", "X001"), ("quiet-title", "X002")]


def test_nothing_is_written_beside_the_file(tmp_path: Path) -> None:
    load_rules(file(tmp_path, SOURCE), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["loud_title.py"]


def test_a_module_gives_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file(tmp_path, SOURCE, "acme_rules_of_a_test/loud_title.py")
    monkeypatch.syspath_prepend(str(tmp_path))
    ((name, rule),) = load_rules("acme_rules_of_a_test.loud_title", Path())
    assert (name, rule.code) == ("loud-title", "X001")


@pytest.mark.parametrize("value", [":RULE", ""])
def test_an_entry_point_gives_rules(value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file(tmp_path, SOURCE, "shouting_of_a_test.py")
    file(tmp_path, "Metadata-Version: 2.1\nName: acme\nVersion: 1\n", "acme-1.dist-info/METADATA")
    file(
        tmp_path,
        f"[pathingest.rules]\nacme = shouting_of_a_test{value}\n",
        "acme-1.dist-info/entry_points.txt",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    ((name, rule),) = load_rules("acme", Path())
    assert (name, rule.code) == ("acme", "X001")


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("", ["loud-title", "quiet-title"]),
        (":BOTH", ["x001", "x002"]),
        (":EITHER", ["x002", "x001"]),
        (":QUIET_TITLE", ["acme"]),
    ],
)
def test_an_entry_point_may_lead_to_several_rules(
    value: str, names: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = f"several_of_a_test_{value[1:].lower()}"  # one that no other test has imported
    text = f"{dedent(TWO)}\nBOTH = [LOUD_TITLE, QUIET_TITLE, 3]\nEITHER = (QUIET_TITLE, LOUD_TITLE)\n"
    file(tmp_path, text, f"{module}.py")
    file(tmp_path, "Metadata-Version: 2.1\nName: acme\nVersion: 1\n", "acme-1.dist-info/METADATA")
    file(tmp_path, f"[pathingest.rules]\nacme = {module}{value}\n", "acme-1.dist-info/entry_points.txt")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert [name for name, _ in load_rules("acme", Path())] == names


def test_it_is_asked_like_any_other(tmp_path: Path) -> None:
    enabled = EnabledRules(tuple(load_rules(file(tmp_path, SOURCE), tmp_path)))
    assert [(finding.code, finding.name, finding.line) for finding in check(LOUD, enabled)] == [
        ("X001", "loud-title", 1)
    ]


def test_its_documentation_is_what_its_file_says(tmp_path: Path) -> None:
    known = with_own(load_rules(file(tmp_path, SOURCE), tmp_path))
    shown = documentation(find_rule("x001", known)[0], known)
    assert shown.startswith("# X001 loud-title\n\nwarning, high confidence; on by default")
    assert "\n\nA title shouts.\n" in shown
    assert "| `least` | whole number, 1 at least | `10` | how long a title may shout |" in shown


@dataclass(frozen=True)
class EveryKind:
    """Options of all kinds."""

    words: tuple[str, ...] = field(default=("a", "b"), metadata={"help": "what is looked for"})
    until: date | None = field(default=date(2026, 7, 1), metadata={"help": "the last day"})
    name: str = field(default="flour")
    is_strict: bool = field(default=True, metadata={"help": "whether all count"})
    share: float = field(default=0.5, metadata={"help": "of all", "least": 0, "most": 1})
    most: int = field(default=3, metadata={"help": "how many", "most": 9})
    reference_date: date | None = field(default=None, metadata={"help": "today"})


def test_its_documentation_says_all_that_may_be_set() -> None:
    rule = Rule("X001", "info", "low", since="2.0", fix="shown", default=False, supersedes=("X002", "X009"))
    among = {"X001": "loud-title", "X002": "quiet-title"}
    shown = document("loud-title", rule._replace(options=EveryKind()), "\nSaid.\n\n", among, ["X002"])
    assert shown == dedent("""\
        # X001 loud-title

        info, low confidence, fix: shown; preview since 2.0, off by default

        Said.

        ## Options
        | option | kind | default | what it sets |
        |---|---|---|---|
        | `words` | list of texts | `["a", "b"]` | what is looked for |
        | `until` | date, or none | `2026-07-01` | the last day |
        | `name` | text | `"flour"` |  |
        | `is-strict` | true or false | `true` | whether all count |
        | `share` | number, 0 to 1 | `0.5` | of all |
        | `most` | whole number, 9 at most | `3` | how many |
        | `reference-date` | date, or none | none | today |

        ## Control
        A preview rule is enabled by its code: `--extend-select X001`.
        Where it finds something, X002 (quiet-title) is silent about that page.
        Where it finds something, X009 is silent about that page.
        It is silent about pages where X002 (quiet-title) finds something.
        [docs/linting.md](../linting.md) says how to switch a rule off, and how to silence one finding.
    """)
    assert "\n\nerror, high confidence; on by default since 2.0\n\nSaid.\n\n## Control\n[docs" in document(
        "loud-title", Rule("X001", "error", "high", since="2.0"), "Said.", {}, ()
    )


def test_it_stands_among_the_built_in_rules_by_its_code(tmp_path: Path) -> None:
    known = with_own(load_rules(file(tmp_path, TWO), tmp_path))
    assert [rule.code for _, rule in known] == sorted([*(rule.code for _, rule in rules()), "X001", "X002"])
    assert find_rule("quiet-title", known)[1].code == "X002"


def test_a_mistaken_name_is_compared_with_it_too(tmp_path: Path) -> None:
    known = with_own(load_rules(file(tmp_path, TWO), tmp_path))
    with pytest.raises(PathingestError, match="did you mean quiet-title"):
        find_rule("quite-title", known)


def rule(call: str) -> str:
    return f"from pathingest.rules import Rule\n\n\nRULE = Rule({call})\n"


CHECK = "lambda page: iter(())"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 1\n", "offers no rule; write RULE = Rule("),
        (rule(f'"EXT001", "info", "low", {CHECK}'), "RULE: the code 'EXT001' is not for rules of your own; take X and"),
        (rule(f'"X01", "info", "low", {CHECK}'), "the code 'X01' is not for rules of your own"),
        (rule('"X001", "info", "low"'), "X001 looks at nothing; give it a function"),
        (rule(f'"X001", "info", "low", gather={CHECK}, check={CHECK}'), "needs both gather and across, or neither"),
        (rule(f'"X001", "info", "low", {CHECK}, options=3'), "options are an object of a frozen dataclass"),
        (rule('"X001"'), "loud_title.py:4: cannot be imported: TypeError: "),
        ("x = 1\nx = = 2\n", "loud_title.py:2: cannot be imported: SyntaxError: "),
        ("raise SystemExit(0)\n", "loud_title.py:1: cannot be imported: SystemExit: 0"),
        ("import no_such_module_at_all\n", "loud_title.py:1: cannot be imported: ModuleNotFoundError: "),
    ],
)
def test_what_is_wrong_with_a_file_is_said(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(PathingestError) as raised:
        load_rules(file(tmp_path, text), tmp_path)
    assert said in str(raised.value)
    assert str(tmp_path / "loud_title.py") in str(raised.value)


LOUDER = rule(f"'X001', 'info', 'low', {CHECK}")
EXAMPLE = 'RULE = Rule("X001", "warning", "high", check)'
OPTIONS = rule(f"'X001', 'info', 'low', {CHECK}, options=Options")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 1\n", f": offers no rule; write {EXAMPLE}, with Rule from pathingest.rules"),
        (
            rule(f'"X0011", "info", "low", {CHECK}'),
            ": RULE: the code 'X0011' is not for rules of your own; take X and three digits, as in X001",
        ),
        (
            rule('"X001", "info", "low"'),
            f": RULE: X001 looks at nothing; give it a function, as in {EXAMPLE}",
        ),
        (
            rule(f'"X001", "info", "low", gather={CHECK}, check={CHECK}'),
            ": RULE: X001 needs both gather and across, or neither",
        ),
        (
            rule(f'"X001", "info", "low", across={CHECK}, check={CHECK}'),
            ": RULE: X001 needs both gather and across, or neither",
        ),
        (
            rule(f'"X001", "info", "low", {CHECK}, options=3'),
            ": RULE: X001: options are an object of a frozen dataclass, as in options=Options()",
        ),
        (
            f"from dataclasses import dataclass\n@dataclass\nclass Options: x: int = 1\n{OPTIONS}",
            ": RULE: X001: options are an object of a frozen dataclass, as in options=Options()",
        ),
        ("\nraise ValueError('no flour')\n", ":2: cannot be imported: ValueError: no flour"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_full(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(PathingestError) as raised:
        load_rules(file(tmp_path, text), tmp_path)
    assert str(raised.value) == f"{tmp_path / 'loud_title.py'}{said}"


@pytest.mark.parametrize("given", ["compare", "overall"])
def test_a_rule_may_look_at_pairs_or_at_all_findings_alone(given: str, tmp_path: Path) -> None:
    ((_, found),) = load_rules(file(tmp_path, rule(f'"X001", "info", "low", {given}={CHECK}')), tmp_path)
    assert getattr(found, given)


def test_a_file_knows_where_it_is(tmp_path: Path) -> None:
    text = f"assert __file__ == {str(tmp_path / 'loud_title.py')!r}\n{LOUDER}"
    assert load_rules(file(tmp_path, text), tmp_path)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder.py").mkdir()
    with pytest.raises(PathingestError) as raised:
        load_rules("folder.py", tmp_path)
    assert str(raised.value) == f"{tmp_path / 'folder.py'}: cannot be read: Is a directory"


@pytest.mark.parametrize(
    ("name", "called"),
    [("loud_title.py", "loud-title"), ("_Loud_.py", "loud"), ("acme_of_rules.py", "acme-of-rules")],
)
def test_a_rule_that_is_alone_is_called_in_words(name: str, called: str, tmp_path: Path) -> None:
    ((found, _),) = load_rules(file(tmp_path, rule(f'"X001", "info", "low", {CHECK}'), name), tmp_path)
    assert found == called


def test_a_module_of_a_package_is_called_by_its_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "acme_of_a_test").mkdir()
    file(tmp_path / "acme_of_a_test", f'"""Loud."""\n{LOUDER}', "loud_titles.py")
    monkeypatch.syspath_prepend(str(tmp_path))
    ((name, found),) = load_rules("acme_of_a_test.loud_titles", Path())
    assert (name, found.text) == ("loud-titles", "Loud.")
    with pytest.raises(PathingestError) as raised:
        load_rules("acme_of_a_test.quiet_titles", Path())
    assert str(raised.value) == (
        "acme_of_a_test.quiet_titles: no module with rules, and no entry point of pathingest.rules; install it, or "
        "name a Python file (.py)"
    )


def test_a_module_that_raises_is_said_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file(tmp_path, "raise ValueError('no flour')\n", "raising_rules_of_a_test.py")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(PathingestError) as raised:
        load_rules("raising_rules_of_a_test", Path())
    assert str(raised.value) == "raising_rules_of_a_test: cannot be imported: ValueError: no flour"


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("gone.py", "gone.py: no such file; name a Python file by its path from the configuration's folder"),
        ("no_such_module.at_all", "no module with rules, and no entry point of pathingest.rules"),
        ("not a name", "no module with rules, and no entry point of pathingest.rules"),
        ("json", "no module with rules, and no entry point of pathingest.rules"),
    ],
)
def test_what_is_not_there_is_said(named: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(PathingestError, match=said):
        load_rules(named, tmp_path)


def test_a_module_that_fails_is_not_taken_for_one_that_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file(tmp_path, "import no_such_module_at_all\n", "broken_rules_of_a_test.py")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(PathingestError, match="cannot be imported: ModuleNotFoundError: No module named 'no_such"):
        load_rules("broken_rules_of_a_test", Path())


def test_two_rules_of_one_code_are_an_error(tmp_path: Path) -> None:
    own = [*load_rules(file(tmp_path, SOURCE), tmp_path), *load_rules(file(tmp_path, TWO, "two.py"), tmp_path)]
    with pytest.raises(PathingestError, match="X001 loud-title: the code X001 is that of X001 loud-title already"):
        with_own(own)


def test_the_name_of_a_built_in_rule_is_taken(tmp_path: Path) -> None:
    own = load_rules(file(tmp_path, SOURCE, "residue.py"), tmp_path)
    with pytest.raises(PathingestError, match="X001 residue: the name residue is that of EXT005 residue already"):
        with_own(own)


@pytest.mark.parametrize("called", [["X001"], ["loud-title"], ["--all"]])
def test_the_command_explains_the_rules_that_the_configuration_names(
    called: list[str], tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    file(tmp_path, SOURCE)
    file(tmp_path, '[lint]\nrules = ["loud_title.py"]\n', "pathingest.toml")
    monkeypatch.chdir(tmp_path)
    assert "# X001 loud-title\n" in tool("rule", *called, "--trust-rules").out


def test_to_explain_a_built_in_rule_the_configuration_may_be_wrong(
    tmp_path: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    file(tmp_path, '[lint]\nrules = ["gone.py"]\n', "pathingest.toml")
    monkeypatch.chdir(tmp_path)
    assert tool("rule", "EXT005").code == 0
    assert tool("rule", "X001").code == 2


def test_nothing_is_looked_for_unless_it_is_asked_for() -> None:
    script = "import sys; from pathingest.rules import rules; rules(); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.replace("'", "").strip("[]\n").split(", "))
    assert not {"pathingest.rules._own", "pathingest.rules._documentation"} & loaded


# --------------------------------------------------------------------------------------------------------------------
# They run only where whoever runs the command says so.

BOOM = """
    from pathlib import Path

    from pathingest.rules import Rule

    Path("ran").touch()
    RULE = Rule("X001", "error", "high", lambda page: Path("checked").touch() or iter(()))
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a page and rules of its own, which leave a trace; it is the working directory."""
    file(tmp_path, BOOM, "rules/house_style.py")
    file(tmp_path, BOOM, "acme_house_of_a_test.py")
    file(tmp_path, "From Baker to Miller: YOUR TRANSITION GUIDE\nOverview\nFlour first.\n", "raw/a.txt")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PATHINGEST_TRUST_RULES", raising=False)
    return tmp_path


def configured(folder: Path, more: str = "", rules: str = '"rules/house_style.py"') -> None:
    (folder / "pathingest.toml").write_text(f"[lint]\nrules = [{rules}]\n{more}", encoding="utf-8")


COMMANDS = [
    ["lint"],
    ["lint", "--fix"],
    ["lint", "--config", "pathingest.toml"],
    ["build"],
    ["rule"],
    ["rule", "--all"],
]


@pytest.mark.parametrize("called", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("named", ["rules/house_style.py", "acme_house_of_a_test"])
def test_a_rule_that_is_not_trusted_does_not_run(called: list[str], named: str, project: Path, tool: Tool) -> None:
    configured(project, rules=f'"{named}"')
    done = tool(*called)
    assert done.code in (0, 1)
    assert not (project / "ran").exists()
    assert named not in sys.modules
    (line,) = [line for line in done.err.splitlines() if line.startswith("pathingest: ")]
    assert all(words in line for words in (named, "pathingest.toml", "--trust-rules", "PATHINGEST_TRUST_RULES=1"))


@pytest.mark.parametrize("called", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("by", ["option", "environment"])
def test_a_rule_that_is_trusted_runs(
    called: list[str], by: str, project: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured(project)
    if by == "environment":
        monkeypatch.setenv("PATHINGEST_TRUST_RULES", "1")
    done = tool(*called, *(["--trust-rules"] if by == "option" else []))
    assert (project / "ran").exists()
    assert (project / "checked").exists() == (called[0] != "rule")
    assert "--trust-rules" not in done.err


@pytest.mark.parametrize("value", ["", "0", "false"])
def test_an_environment_that_says_no_trusts_nothing(
    value: str, project: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured(project)
    monkeypatch.setenv("PATHINGEST_TRUST_RULES", value)
    assert "--trust-rules" in tool("lint").err
    assert not (project / "ran").exists()


@pytest.mark.parametrize("key", ["trust-rules", "trust_rules"])
def test_no_file_of_the_project_grants_trust(key: str, project: Path, tool: Tool) -> None:
    configured(project, f"{key} = true\n")
    assert tool("lint").code == 2
    configured(project)
    file(project, f"{key} = true\n", "raw/a.txt.lint.toml")
    assert tool("lint").code == 2
    assert not (project / "ran").exists()


@pytest.mark.parametrize("called", [["X001"], ["house-style"]])
def test_a_rule_that_is_not_trusted_has_no_documentation(called: list[str], project: Path, tool: Tool) -> None:
    configured(project)
    done = tool("rule", *called)
    assert (done.code, done.out) == (2, "")
    assert "rules/house_style.py" in done.err
    assert not (project / "ran").exists()


SETTINGS = [
    'select = ["X001", "EXT"]',
    'extend-select = ["X"]',
    'ignore = ["x00", "house-style"]',
    '[lint.severity]\nX001 = "info"',
    "[lint.options.X001]\nwords = 3",
    "[lint.options.house-style]\nwords = 3",
    '[lint.per-path-ignores]\n"raw" = ["X001"]',
    '[[lint.suppress]]\nrule = "X001"\nreason = "as the site has it"',
    '[[lint.suppress]]\nrule = ["X001", "X999"]\npath = "raw/a.txt"\nreason = "as the site has it"',
]


@pytest.mark.parametrize("setting", SETTINGS)
def test_what_is_set_for_a_rule_that_is_skipped_is_no_mistake(setting: str, project: Path, tool: Tool) -> None:
    configured(project, setting)
    done = tool("lint")
    assert done.code in (0, 1), done.err
    assert "SUP" not in done.out
    assert len([line for line in done.err.splitlines() if line.startswith("pathingest: ")]) == 1


@pytest.mark.parametrize("option", ["--select", "--extend-select", "--ignore"])
def test_a_call_may_name_a_rule_that_is_skipped(option: str, project: Path, tool: Tool) -> None:
    configured(project)
    assert tool("lint", option, "X001,EXT").code in (0, 1)


def test_sidecars_may_name_a_rule_that_is_skipped(project: Path, tool: Tool) -> None:
    configured(project)
    file(project, '[[suppress]]\nrule = "X001"\nreason = "as the site has it"\n', "raw/a.txt.lint.toml")
    assert "SUP" not in tool("lint").out


@pytest.mark.parametrize(
    "setting",
    [
        'select = ["X0001"]',
        'ignore = ["XYZ"]',
        'select = ["house-stile"]',
        'extend-select = ["EXT901"]',
        'select = [""]',
        '[lint.severity]\nX = "bad"',
        "[lint.options.XY]\nwords = 3",
    ],
)
def test_what_is_set_for_no_rule_at_all_is_a_mistake_all_the_same(setting: str, project: Path, tool: Tool) -> None:
    configured(project, setting)
    assert tool("lint").code == 2


def test_a_suppression_of_no_rule_at_all_is_a_finding_all_the_same(project: Path, tool: Tool) -> None:
    configured(project, '[[lint.suppress]]\nrule = "house-stile"\nreason = "x"')
    assert "SUP003" in tool("lint").out


def test_where_no_rules_are_named_none_is_expected(project: Path, tool: Tool) -> None:
    (project / "pathingest.toml").write_text('[lint]\nselect = ["X001"]\n', encoding="utf-8")
    assert tool("lint").code == 2
