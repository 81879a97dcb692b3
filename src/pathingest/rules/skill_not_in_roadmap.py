"""The roadmap never comes to a skill that the page says is to be learnt.

## What it does
Reports a skill to learn of which no salient word is in any phase's title, tasks or resources.

## Why is this bad?
The page advises the reader to learn something, and its own plan leaves no time for it: the skill is missing from the
roadmap, or is no longer needed.

## How it works
The skill's name is taken apart into words; a slash, a hyphen and parentheses separate them ("PyTorch/JAX" is either).
*Generic* words, which any skill may have ("fundamentals", "design", "management"), are left out, unless there are no
others. The roadmap teaches the skill if any one of the words that are left is in it:

- as it is, or in another form (both are stemmed: "Technical Writing" and "Write a summary", "Radiography" and
  "radiogram");
- in one word or in two ("e-learning", "eLearning"), or as what a compound is about ("Scriptwriting" and "a script");
- as an abbreviation that begins or ends another word ("SQL" and "SQLite");
- under another name from an editable list ("JavaScript" and "JS"), by what it is learnt by ("Version Control" and
  "Git"), as an operation ("Research Operations" and "ResearchOps", either way), or by its initials ("Natural Language
  Processing" and "NLP"; "EHR Software" and "an electronic health record", if three words of four letters or more each,
  or four words to ten; "Ultrasonic Testing" and "UT", if two words are the whole name);
- by what the page itself advises for it: a proper name of its guidance ("Follow the BigQuery tour"; not of a title in
  quotes, of a host such as Coursera, or one that is said of another skill as well), or two words of it that follow each
  other ("star schema", "bills of lading").

Such a skill is a note: it may be a matter of words that no table has. It is a warning where the page calls it critical,
and where half of the skills, two at least, are missing; but only if the page words its roadmap as it does its skills
(most tasks have a word of the name or the guidance of a skill that is not missing), and the roadmap has none of the
words of the missing skill's own guidance that say something.

The rule abstains where nothing shows that it can compare: where the roadmap has no text, is not in English, or teaches
none of the page's skills; and where the page ends in its roadmap, which may then be cut off. Where a placeholder
("TBD") is the skill, or stands for words of the roadmap, that is STR009's.

## Fails
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Skills to Learn
SQL
Critical6 weeks
Query the data of one ward.
Mentoring
Important4 weeks
Look after a beginner.
Learning Roadmap
1
First queries
8 weeks
Tasks
• Write twenty SQL queries and time the slow ones
Reality Check
Biggest Challenges
• Night shifts
```

## Passes
```text
From Nurse to Data Analyst: Your 9-Month Transition Guide
Skills to Learn
SQL
Critical6 weeks
Query the data of one ward.
Mentoring
Important4 weeks
Look after a beginner.
Learning Roadmap
1
First queries
8 weeks
Tasks
• Write twenty SQL queries and time the slow ones
• Be the mentor of a beginner
Reality Check
Biggest Challenges
• Night shifts
```

## Known limits
One common word is enough: a roadmap that has an "email" to a recruiter is taken to teach "Email Marketing". What only
a reader knows needs a line in the list of names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pathingest.model.finding import Problem, Severity
from pathingest.model.page import Page
from pathingest.rules import Rule
from pathingest.rules._placeholders import has_words
from pathingest.rules._roadmap import may_be_cut_off
from pathingest.rules._roles import roles
from pathingest.rules._words import QUOTED, SEPARATORS, beginnings, padded, read_lines, stem, words
from pathingest.values.patterns import lazy

if TYPE_CHECKING:
    from pathingest.model.pathway import Pathway, Phase, SkillToLearn

# Words that nearly every English roadmap has; "a", "on" and "an" are words of other languages too.
_ENGLISH = ("the", "and", "with", "your", "for")
# Languages whose names are one letter; other single letters are initials, and mean nothing.
_LETTERS = frozenset("rc")
_FEWEST_INITIALS, _MOST_INITIALS = 3, 10  # letters of an abbreviation; of longer ones nobody knows any
_SEVERAL = 4  # twice the fewest skills that are more than a matter of words
_KEPT = 2  # letters of a word's first half, at least
_BEGUN = 3  # letters that all forms of a name in the table of names begin with
_LONG = 4  # letters of a word whose initial an abbreviation may have: shorter ones are met by chance too often


@dataclass(frozen=True, slots=True)
class Options:
    """What a team may set."""

    generic: tuple[str, ...] = field(
        default=(), metadata={"help": "further words that say nothing of what a skill is about"}
    )
    same: tuple[str, ...] = field(
        default=(), metadata={"help": 'further names of one thing, each a list: "JavaScript, JS"'}
    )


def check(page: Page, options: Options) -> Iterator[Problem]:
    """One finding a skill."""
    record = page.record
    if not record.skills_to_learn or not record.roadmap:
        return
    plan = _Roadmap(padded(_texts(record.roadmap)), record)
    said = plan.written
    skills = record.skills_to_learn
    missing = [i for i, skill in enumerate(skills) if said.isdisjoint(_salient(skill.name, options.generic))]
    if not missing or said.isdisjoint(_ENGLISH) or may_be_cut_off(record):
        return
    missing = [i for i in missing if not plan.teaches(skills[i].name, options)]
    if not missing:
        return
    missing = [i for i in missing if not plan.takes_up(skills[i].guidance or "")]
    if len(missing) == len(skills):
        return
    many = 2 * len(missing) >= max(len(skills), _SEVERAL)
    grave = [i for i in missing if many or skills[i].priority == "critical"]
    if grave and not plan.is_worded_as(skill for i, skill in enumerate(skills) if i not in missing):
        grave = []
    for i in missing:
        problem = _problem(i, skills[i].name, len(record.roadmap), options)
        strong = i in grave and not plan.has_a_word_of(skills[i].guidance or "")
        severity: Severity | None = "warning" if strong else None
        unless = ("STR009",) if has_words(page, "roadmap", f"skills_to_learn/{i}/name") else ()
        yield problem._replace(severity=severity, unless=unless)


def _problem(i: int, name: str, phases: int, options: Options) -> Problem:
    looked_for = ", ".join(repr(word) for word in _salient(name, options.generic))
    where = f"any of its {phases} phases" if phases > 1 else "its one phase"
    message = f"{name!r} is a skill to learn, but the roadmap never comes to it: no form of {looked_for} is in {where}"
    return Problem(message, f"/skills_to_learn/{i}/name")


def _texts(phases: Sequence[Phase]) -> Iterator[str]:
    for phase in phases:
        yield phase.title or ""
        yield from phase.tasks
        for resource in phase.resources:
            yield resource.name


@lru_cache(maxsize=64)
def _salient(name: str, more_generic: tuple[str, ...]) -> tuple[str, ...]:
    """The words that say what a skill is about."""
    found = [word for word in words(name) if word in _LETTERS or (len(word) > 1 and not word.isdigit())]
    generic = _generic()
    return tuple(dict.fromkeys([word for word in found if word not in generic and word not in more_generic] or found))


class _Roadmap:
    """A roadmap's words, in every form in which a skill may be looked for."""

    def __init__(self, text: str, record: Pathway) -> None:
        self._record = record
        self._said = text.split()
        self.written = self._words = frozenset(self._said)
        if "+" in text or not text.isascii():
            self._said = list(map(_without_plus, text.casefold().split()))
            self._words = frozenset(self._said)
        self._has: dict[str, bool] = {}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._words)

    def teaches(self, name: str, options: Options) -> bool:
        """Whether a skill is in it; one whose name has no words cannot be looked for, and is taken to be."""
        salient = list(map(_without_plus, _salient(name, options.generic)))
        if not salient or any(map(self._has_one, salient)) or any(map(self._has_two, salient)):
            return True
        parts, abbreviations = words(name), _abbreviations(name)
        return (
            any(self._has_one(first + second) for first, second in pairwise(parts))
            or any(self._begins(word) or _beginning(self._reversed, word[::-1]) for word in abbreviations)
            or not self._words.isdisjoint(_initials(parts))
            or any(map(self._spells_out, abbreviations))
            or self._has_another_name(parts, options.same)
            or self._is_an_operation(parts)
            or any(map(self._has_one, filter(None, map(_first_half, salient))))
            or self._has_two_initials(parts)
        )

    def _has_two(self, word: str) -> bool:
        """Whether two words that follow each other are a form of a word."""
        return any(stem(both) == stem(word) for begin in beginnings(word) for both in self._in_two(begin))

    def _has_one(self, word: str) -> bool:
        """Whether a form of a word is in it."""
        if word not in self._has:
            self._has[word] = word in self._words or self._has_form(word)
        return self._has[word]

    def _has_form(self, word: str) -> bool:
        found = self._beginning_as(word)
        return bool(found) and (stem(word) in map(stem, found) or stem(word) in map(stem, map(_first_half, found)))

    def _beginning_as(self, word: str) -> list[str]:
        """The words that may be forms of a word."""
        return [form for begin in beginnings(word) for form in _beginning(self._sorted, begin)]

    def _in_two(self, begin: str) -> set[str]:
        """What begins so if two words that follow each other are made one."""
        firsts = [begin[:k] for k in range(_KEPT, len(begin)) if begin[:k] in self._words and self._begins(begin[k:])]
        found = {
            first + second for first in (*_beginning(self._sorted, begin), *firsts) for second in self._following(first)
        }
        return {both for both in found if both.startswith(begin)}

    def _following(self, word: str) -> Iterator[str]:
        """What follows a word."""
        at = self._text.find(f" {word} ")
        while at >= 0:
            start = at + len(word) + 2
            end = self._text.find(" ", start)
            yield self._text[start : end if end >= 0 else len(self._text)]
            at = self._text.find(f" {word} ", start - 1)

    def _begins(self, beginning: str) -> bool:
        return bool(_beginning(self._sorted, beginning))

    @cached_property
    def _reversed(self) -> list[str]:
        return sorted([word[::-1] for word in self._words])

    def _spells_out(self, abbreviation: str) -> bool:
        """Whether words that follow each other have these initials: long words, if there are only three."""
        if len(abbreviation) > _MOST_INITIALS:
            return False
        return any(abbreviation in row for row in (self._initials if len(abbreviation) < _LONG else self._all_initials))

    @cached_property
    def _initials(self) -> tuple[str, str]:
        """The initials of long words, without "of" and with it; what is between them is not in a row."""
        without = "".join([word[0] if len(word) >= _LONG else " " for word in self._said])
        return without, "".join([word[0] if len(word) >= _LONG or word == "of" else " " for word in self._said])

    @cached_property
    def _all_initials(self) -> tuple[str, str]:
        """The initials of all words, without "and" and the like and with them."""
        initials = "".join([word[0] for word in self._said])
        return "".join([word[0] for word in self._said if word not in _JOINING]), initials

    def _has_two_initials(self, parts: list[str]) -> bool:
        """Whether a name of two long words is in it as two capitals: "Ultrasonic Testing" and "UT"."""
        initials = "".join(word[0] for word in parts if len(word) >= _LONG)
        if len(initials) != len(parts) or initials not in self._words:
            return False
        return any(initials.upper() in _TWO_CAPITALS.findall(text) for text in _texts(self._record.roadmap))

    def _has_another_name(self, parts: list[str], more: tuple[str, ...]) -> bool:
        """Whether another name of it is in it, or what it is learnt by."""
        known = _groups(more)
        candidates = [group for begin in {part[:_BEGUN] for part in parts} for group in known.get(begin, ())]
        name = _joined_stems(parts) if candidates else ""
        return any(_stems(called) in name and any(map(self._has_all, _names(group))) for called, group in candidates)

    def _is_an_operation(self, parts: list[str]) -> bool:
        """Whether "Research Operations" is in it as "ResearchOps" or the reverse, and so "MLOps" of several words."""
        of_one = (word[:-3] for word in parts if word.endswith("ops") and len(word[:-3]) >= _FEWEST_INITIALS)
        if any(
            not _OPERATIONS.isdisjoint(self._following(word))
            for begin in of_one
            for word in _beginning(self._sorted, begin)
        ):
            return True
        if _OPERATIONS.isdisjoint(parts):
            return False
        before = parts[: next(k for k, word in enumerate(parts) if word in _OPERATIONS)]
        initials = "".join(word[0] for word in before)
        return any(
            word.endswith("ops") and (word[:-3] == initials or any(_is_short_for(word[:-3], other) for other in before))
            for word in self._words
        )

    def takes_up(self, guidance: str) -> bool:
        """Whether it takes up what the page advises for a skill: a proper name, or two words that go together."""
        said = _QUOTED.sub(" ; ", guidance)
        for name, is_sure in _proper_names(said):
            if self._has_name(name) and (is_sure or name in self._named):
                return True
        nothing = _saying_nothing()
        for clause in said.lower().translate(_CLAUSES).split("\n"):
            telling = [
                word if word.isalpha() and word not in nothing else "" for word in clause.split() if word not in _LINKS
            ]
            if any(first and second and self._has_all((first, second)) for first, second in pairwise(telling)):
                return True
        return False

    def _has_name(self, written: str) -> bool:
        """Whether it has a proper name that is said of one skill, and not of several or of the roles."""
        name = words(written)
        return (
            f" {' '.join(name)} " in self._text
            and not all(map(self._is_shared, name))
            and written.lower() not in _hosts()
        )

    @cached_property
    def _text(self) -> str:
        return f" {' '.join(self._said)} "

    def _is_shared(self, word: str) -> bool:
        """Whether a word is one of the roles, or said of several skills: it is not the name of one skill's tool."""
        if word in self._called:
            return True
        first, last = self._advice.find(f" {word} "), self._advice.rfind(f" {word} ")
        return first != last and _NEXT in self._advice[first:last]

    @cached_property
    def _called(self) -> frozenset[str]:
        return frozenset(padded(role.name for _, role in roles(self._record)).split())

    @cached_property
    def _advice(self) -> str:
        """What the page says of its skills, of one after the other."""
        return padded(f" {skill.name} {skill.guidance or ''} {_NEXT}" for skill in self._record.skills_to_learn)

    def is_worded_as(self, skills: Iterable[SkillToLearn]) -> bool:
        """Whether most of its tasks have a word of what the page says of these skills."""
        said = {word for skill in skills for word in _subject(f"{skill.name} {skill.guidance or ''}")}
        tasks = [_subject(task) for phase in self._record.roadmap for task in phase.tasks]
        return 2 * sum(not said.isdisjoint(task) for task in tasks) > len(tasks)

    def has_a_word_of(self, guidance: str) -> bool:
        """Whether it has a word of what the page advises for a skill alone, as long as it says something."""
        return any(
            len(word) >= _LONG and not self._is_shared(word) and _says_something(word) and self._has_one(word)
            for word in dict.fromkeys(words(guidance))
        )

    def _has_all(self, parts: Sequence[str]) -> bool:
        """Whether forms of the words are in it, one right behind the other."""
        if not all(word == "&" or self._has_one(word) for word in parts):
            return False
        parts = [word for word in parts if word not in _LINKS]
        if len(parts) == 1:
            return True
        forms = [self._forms("and" if word == "&" else word) for word in parts]
        said = self._linked
        return any(
            all(word in form for word, form in zip(said[i : i + len(forms)], forms, strict=False))
            for i, word in enumerate(said[: len(said) - len(forms) + 1])
            if word in forms[0]
        )

    def _forms(self, word: str) -> set[str]:
        """The words that are forms of a word."""
        looked_for = stem(word)
        return {form for form in self._beginning_as(word) if stem(form) == looked_for}

    @cached_property
    def _linked(self) -> list[str]:
        """Its words without those that link others."""
        return ["and" if word == "&" else word for word in self._said if word not in _LINKS]

    @cached_property
    def _named(self) -> frozenset[str]:
        """The words that it writes with a capital in the midst of a text, and those of its resources."""
        names = [f"a {resource.name}" for phase in self._record.roadmap for resource in phase.resources]
        texts = [text for phase in self._record.roadmap for text in (phase.title or "", *phase.tasks)]
        return frozenset(_CAPITALS.findall("\n".join([*names, *texts])))


# Heads of compounds: what comes before them says what the whole is about ("scriptwriting", "filmmaker").
_HEADS = (
    *("writing", "writer", "making", "maker", "keeping", "keeper", "working", "worker", "work", "telling", "teller"),
    *("raising", "raiser", "building", "builder", "blowing", "blower", "laying", "layer", "cutting", "cutter"),
    *("craft", "smith"),
)
_TWO_CAPITALS = lazy(r"(?<![\w&])[A-Z]{2}(?![\w&])")
_CAPITALS = lazy(r"(?<=\w )[^\W\d_a-z][\w+#]+")
_QUOTED = lazy(QUOTED)
_NEXT = "\0"
_CLAUSES = SEPARATORS | {ord(mark): "\n" for mark in ".,:;!?()\n"}
_OPERATIONS = frozenset({"operations", "ops"})


def _first_half(word: str) -> str:
    """What a compound is about, if its head is one of a few: "script" of "scriptwriting"."""
    word = word.removesuffix("s")
    if not word.endswith(_HEADS):
        return ""
    first = next(word.removesuffix(head) for head in _HEADS if word.endswith(head))
    return first if len(first) >= _LONG and _says_something(first) else ""


def _is_short_for(short: str, word: str) -> bool:
    return len(short) >= _FEWEST_INITIALS and word.startswith(short)


def _says_something(word: str) -> bool:
    """Whether a word of advice is about a subject, so far as tables tell."""
    return word.isalpha() and word not in _saying_nothing()


def _subject(text: str) -> set[str]:
    """The stems of a text's words that say something."""
    return {stem(word) for word in words(text) if _says_something(word)}


def _proper_names(text: str) -> Iterator[tuple[str, bool]]:
    """Words that are names: with a capital after other words, or with capitals or a full stop inside ("fast.ai").

    A word that begins a sentence, and is no common one, may be one: the second is False then.
    """
    for found in _NAMES.finditer(text):
        name = found[0]
        if len(name) < _FEWEST_INITIALS or (name.islower() and "." not in name):
            continue
        opens = _opens(text, found.start())
        if name[1:] != name[1:].lower() or _has_inner_stop(name) or (name[0].isupper() and not opens):
            yield name, True
        elif name[0].isupper() and _says_something(name.lower()):
            yield name, False


# Most words in small letters are passed over at once.
_NAMES = lazy(r"(?<![\w.+#'’-])(?![a-z]+(?![\w+#.'’-]))[^\W\d_](?:[\w+#]|[.'’-](?=\w))*")


def _opens(text: str, at: int) -> bool:
    """Whether a sentence begins there, or what is in parentheses."""
    before = text[:at].rstrip()
    return not before or before[-1] in ".!?:;(" or "\n" in text[len(before) : at]


def _has_inner_stop(name: str) -> bool:
    before, stop, after = name.partition(".")
    return bool(stop) and len(before) > 1 and after.isalpha()


def _beginning(words: list[str], beginning: str) -> list[str]:
    """Those of the words, which are sorted, that begin so."""
    first = bisect_left(words, beginning)
    if first == len(words) or not words[first].startswith(beginning):  # most
        return []
    return words[first : bisect_left(words, f"{beginning}\U0010ffff", first)]


def _without_plus(word: str) -> str:
    """A certificate's plus dropped ("Network+"), not that of "c++"."""
    return word[:-1] if word.endswith("+") and not word.endswith("++") else word


def _abbreviations(name: str) -> list[str]:
    """The abbreviations in a skill's name, in lower case."""
    found = [word.lower() for word in name.translate(SEPARATORS).split() if word.isupper()]
    return [word for word in found if len(word) >= _FEWEST_INITIALS]


def _initials(parts: list[str]) -> Iterator[str]:
    """The initials of each run of three words or more, "and" and the like left out: "nlp"."""
    return _runs("".join(word[0] for word in parts if word not in _JOINING and word[0].isalpha()))


def _runs(initials: str) -> Iterator[str]:
    """What may be an abbreviation of words with these initials."""
    for start in range(len(initials) - _FEWEST_INITIALS + 1):
        for end in range(start + _FEWEST_INITIALS, min(start + _MOST_INITIALS, len(initials)) + 1):
            yield initials[start:end]


_JOINING = frozenset({"and", "of", "for", "in", "the", "to", "&"})
_LINKS = frozenset({"a", "an", "of", "the"})  # "bills of lading" is a pair of words


@cache
def _generic() -> frozenset[str]:
    return frozenset(" ".join(read_lines("generic.txt")).replace("-", " ").split())


@cache
def _saying_nothing() -> frozenset[str]:
    return _common() | _generic()


@cache
def _common() -> frozenset[str]:
    return frozenset(" ".join(read_lines("common.txt")).split())


@cache
def _hosts() -> frozenset[str]:
    return frozenset(name.strip() for line in read_lines("hosts.txt") for name in line.split(","))


@lru_cache(maxsize=512)
def _names(group: str) -> list[list[str]]:
    """The words of each name in a line of the table."""
    return [words(name) for name in group.replace(":", ",").split(",")]


@lru_cache(maxsize=1024)
def _stems(name: str) -> str:
    """The stems of a name's words, padded with spaces."""
    return _joined_stems(words(name))


def _joined_stems(parts: Iterable[str]) -> str:
    return f" {' '.join(['and' if word == '&' else stem(word) for word in parts if word not in _LINKS])} "


@cache
def _groups(more: tuple[str, ...]) -> dict[str, list[tuple[str, str]]]:
    """(what a skill may be called, the line with it) by how that begins: few lines are ever taken apart."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in (*read_lines("same.txt"), *more):
        for called in line.partition(":")[0].split(","):
            for first in words(called.strip()[:_BEGUN])[:1]:
                found.setdefault(first, []).append((called, line))
    return found


RULE = Rule("COV001", "info", "medium", check, options=Options())
