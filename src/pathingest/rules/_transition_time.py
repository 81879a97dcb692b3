"""Which durations a page states for the whole transition: in its headline, its timeline and its answers.

An answer states it if its question is about it, or if the question is missing and the answer begins with it. What
says something else in such an answer (how long a course takes, how long savings last) is left out. Only English is
known: of questions in other languages nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from pathingest.model.finding import Problem
from pathingest.model.page import Page
from pathingest.model.source import Span
from pathingest.model.tuples import NamedTuple
from pathingest.rules._claims import claims, text_at
from pathingest.rules._durations import (
    Interval,
    as_interval,
    converted,
    exceeds,
    guaranteed_weeks,
    with_tolerance,
)

if TYPE_CHECKING:
    from pathingest.model.pathway import Claim, Duration, EffortClaim, Faq, Pathway

_MARK = "\0"


class Whole(NamedTuple):
    """A duration that is stated for the whole transition.

    Attributes:
        who: what states it ("the headline").
        verb: how it does ("promises").
        duration: the duration, and `weeks`, all that it may mean.
        pointer: where it is.
        span: of an answer on a raw page, the exact place.
        sentence: of an answer, the number of the sentence, and `context`, its clause.
    """

    who: str
    verb: str
    duration: Duration
    weeks: Interval
    pointer: str
    span: Span | None = None
    sentence: int = 0
    context: str = ""

    @property
    def said(self) -> str:
        """What it says: "the headline promises 9 months (36-39 weeks)"."""
        return f"{self.who} {self.verb} {converted(self.duration)}"

    @property
    def clause(self) -> str:
        """The sentence up to the next clause after the duration."""
        before, _, after = self.context.partition(_MARK)
        following = _pattern(r"[,;:\u2014]|\bbut\b").split(after, maxsplit=1)[0]
        return f"{before}{_MARK}{following}"

    def problem(self, message: str, *related: Problem) -> Problem:
        """A problem at its place."""
        return Problem(message, self.pointer, self.span, related)

    @property
    def place(self) -> Problem:
        """What it says, as a place beside another."""
        return self.problem(self.said)


def headline(page: Page) -> Whole | None:
    """What the headline promises; None for nothing that can be compared."""
    return page.once(_headline)


def _headline(page: Page) -> Whole | None:
    said = page.record.headline
    return _whole("the headline", "promises", said.duration, "/headline/duration/text") if said else None


def timeline(page: Page) -> Whole | None:
    """What the timeline says; None for nothing that can be compared."""
    return page.once(_timeline)


def _timeline(page: Page) -> Whole | None:
    return _whole("the timeline", "says", page.record.timeline, "/timeline/text")


def _whole(who: str, verb: str, duration: Duration | None, pointer: str) -> Whole | None:
    weeks = as_interval(duration)
    if duration is None or weeks is None or weeks.high == 0 or weeks.low > _MOST:  # DUR012 says so
        return None
    return Whole(who, verb, duration, weeks, pointer)


_MOST = 20 * 52.1775  # weeks that a transition takes at most, for other rules to compare it


def stated(page: Page) -> Iterator[Whole]:
    """All that the page says of the whole transition, the answers last: reading them costs most."""
    for found in (headline(page), timeline(page)):
        if found:
            yield found
    for answer in answers(page):
        yield from (found for found in answer if not is_of_a_part(found))


def answered(page: Page) -> list[tuple[str, Duration]]:
    """(pointer, duration) of all that answers state, whatever it is of: a look that costs little."""
    return [(claim.at, claim.value) for _, claim in claims(page, "duration") if claim.at.startswith("/faq/")]


def answers(page: Page) -> Iterator[list[Whole]]:
    """The durations of each answer that says how long the transition takes, in its order, whatever they are of."""
    yield from (found for _, found in timed_answers(page) if found)


def timed_answers(page: Page) -> tuple[tuple[str, list[Whole]], ...]:
    """(pointer, durations) of each answer about how long the transition takes that states any figure."""
    return page.once(_timed_answers)


def _timed_answers(page: Page) -> tuple[tuple[str, list[Whole]], ...]:
    return tuple(_each_timed_answer(page))


def _each_timed_answer(page: Page) -> Iterator[tuple[str, list[Whole]]]:
    record = page.record
    for pointer, stated_there in groupby(enumerate(record.claims), key=lambda item: item[1].at):
        entry = entry_at(record, pointer)
        if entry and entry.answer:
            found = list(_durations(page, pointer, entry.answer, list(stated_there)))
            if is_about_it(entry, record, found[0].context if found else ""):
                yield pointer, found


def planned(page: Page) -> Iterator[Whole]:
    """What answers to other questions say of the whole: "Six months, really? ... so count on eight months".

    No rule compares it: what such an answer is about is a guess.
    """
    timed = {pointer for pointer, _ in timed_answers(page)}
    record = page.record
    for pointer, stated_there in groupby(enumerate(record.claims), key=lambda item: item[1].at):
        entry = None if pointer in timed else entry_at(record, pointer)
        if entry and entry.answer and not finds(_ANOTHER_QUESTION, entry.question or ""):
            for found in _durations(page, pointer, entry.answer, list(stated_there)):
                before, _, after = found.clause.partition(_MARK)
                context = f"{_pattern(_CLAUSES).split(before)[-1]}{_MARK}{after}"
                if finds(_PLANNED, context) and not _part(context):
                    yield found


def contradictions(page: Page) -> tuple[tuple[Whole, Whole], ...]:
    """(first duration, one beyond it) of each answer that says two, and not why they differ."""
    return page.once(_contradictions)


def _contradictions(page: Page) -> tuple[tuple[Whole, Whole], ...]:
    first: dict[str, Duration] = {}
    if not any(_is_beyond(duration, first.setdefault(at, duration)) for at, duration in answered(page)):
        return ()
    found = []
    for first_said, *others in answers(page):
        beyond = next((other for other in others if _conflicts(first_said, other)), None)
        if beyond and not is_of_a_part(first_said):
            found.append((first_said, beyond))
    return tuple(found)


def _conflicts(first: Whole, other: Whole) -> bool:
    explained = finds(_OF_A_COURSE, other.context) or finds(_EXPLAINED, other.clause)
    if other.weeks.low <= first.weeks.low:  # "a year and a half; between one year and two" says how it varies
        return False
    return _is_beyond(other.duration, first.duration) and not explained


def _is_beyond(duration: Duration, first: Duration) -> bool:
    bounds = with_tolerance(first)
    return bounds is not None and exceeds(guaranteed_weeks(duration), bounds.high)


def _index(pointer: str, section: str) -> int | None:
    """The index in a pointer such as "/faq/0/answer"; None if it points into another section."""
    head, _, rest = pointer.removeprefix("/").partition("/")
    index = rest.partition("/")[0]
    return int(index) if head == section and index.isdecimal() else None


def entry_at(record: Pathway, pointer: str) -> Faq | None:
    """The entry whose answer is at a pointer; a record that was edited may have fewer."""
    index = _index(pointer, "faq")
    return record.faq[index] if index is not None and index < len(record.faq) else None


def _durations(page: Page, pointer: str, text: str, stated_there: list[tuple[int, Claim]]) -> Iterator[Whole]:
    start = 0
    for k, claim in stated_there:
        at = text.find(claim.text, start)
        if at < 0:
            continue
        start = at
        weeks = as_interval(claim.value) if claim.kind == "duration" else None
        if claim.kind == "duration" and weeks:
            end = at + len(claim.text)
            begin, stop = sentence(text, at, end)
            context = f"{text[begin:at]}{_MARK}{text[end:stop]}"
            yield Whole("the FAQ", "says", claim.value, weeks, pointer, place(page, k), begin, context)


def sentence_of(record: Pathway, claim: EffortClaim) -> tuple[str, str]:
    """What a claim's sentence has before it, and after it; empty if it is not in the text it is said to be in."""
    text = text_at(record, claim.at)
    at = text.find(claim.text)
    if at < 0:
        return "", ""
    end = at + len(claim.text)
    begin, stop = sentence(text, at, end)
    return text[begin:at], text[end:stop]


def place(page: Page, k: int) -> Span | None:
    """The exact place of a claim in a raw page; in a record file it is the text's own place that is meant."""
    proof = None if page.origin else page.evidence.proof(f"/claims/{k}/text")
    return Span(proof.spans[0][0], proof.spans[-1][1]) if proof and proof.spans else None


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a stretch begins and ends, as far as it is looked at."""
    ends = _pattern(r"[.!?](?=\s|$)|\n")
    first, last = max(0, start - _LONGEST), min(len(text), end + _LONGEST)
    begin = max((match.end() for match in ends.finditer(text, first, start)), default=first)
    stop = ends.search(text, end, last)
    return begin, stop.start() if stop else last


_LONGEST = 500  # code points of a sentence before a figure, and after it


# ----------------------------------------------------------------------------------------------------------------------
# What is meant.

_TIME = r"""how\ (?:long|fast|quick(?:ly)?|soon|much\ time|many\ (?:weeks|months|years))\b
    | \btime\ ?(?:line|frame|scale)\b | \bduration\b | \bwhen\ (?:can|will|could|would|might)\ i\b"""
_THE_WHOLE = rf"""{_MARK} | \b(?:transition|switch|career|becom(?:e|ing)|move|moving|chang(?:e|ing)|get\ there
    |path(?:way)?
    |roadmap|journey|job[-\ ]ready|hired|retrain(?:ing)?|requalify|qualify|(?:first|new)\ (?:job|role|career
    |position))\b
    | \b(?:it|this|that)\ (?:\w+ly\ )?take(?:\ me|\ you|\ in\ total|\ overall)?\W*$"""
_ANOTHER_QUESTION = r"""\b(?:learn|master|search(?:ing)?|interview\w*|courses?|boot ?camps?|degree|certifi\w+|exams?
    |hours?|(?:per|each|every|a)\ (?:day|week|month)|daily|weekly|valid|senior|promot\w+|proficient|fluent
    |break\ even|pay ?back|recoup|earn\w*|salar\w+|contracts?|shifts?|visas?|licen[cs]es?|savings?|after|once
    |stay|last\ in|phases?|modules?)\b"""
# "For most people" goes on to a comma, or is the last opener: else each word would double the ways to read the rest.
_OPENER = rf"""^\W*(?:(?:(?:\w+ly|yes|no|well|overall|on\ average|in\ general|as\ a\ rule),?
    |for\ m(?:ost|any)[\w\ ]*+,)\ )*(?:for\ m(?:ost|any)[\w\ ]*\ )?
    (?:{_MARK} | [\w'\ ,&/-]{{0,60}}?\b(?:expect|plan|allow|reckon|count|budget|assume|give\ (?:it|yourself)|needs?
    |takes?
    |requires?|set\ aside|(?:done|finish|possible|ready)\ in)\b[\w'\ ]{{0,24}}{_MARK})"""
_CLAUSES = r"[,;:\u2014(]|\b(?:but|so)\b"
_PLANNED = rf"""\b(?:expect|plan|allow|reckon|count|budget|assume|give\ (?:it|yourself)|set\ aside
    |(?:transition|switch|move|change|path(?:way)?|roadmap|journey)\ (?:\w+\ ){{0,2}}(?:takes?|took|lasts?|needs?))
    \b[\w'\ ]{{0,24}}{_MARK}"""
_PART_BEFORE = rf"""\b(?:courses?|boot ?camps?|degrees?|master'?s|bachelor'?s?|ph\.?\ ?d|doctorate|program(?:me)?s?
    |certifi\w+
    |exams?|search|interviews?|hiring|phases?|modules?|contracts?|visas?|licen[cs]es?|internships?|apprenticeships?
    |probation|notice|sav(?:e|ed|es|ing|ings)|promot\w+|senior|employers?|compan(?:y|ies)|valid|expires?|renew\w*|after
    |shorten\w*)\b[^;:]*{_MARK}
    | \b(?:another|further|additional|extra|add|adds|plus)\ {_MARK}"""
_PART_AFTER = rf"""{_MARK}\ (?:
    (?:worth\ )?of\ (?:\w+\ )?(?:savings?|expenses|living|rent|pay|salary|income|runway|notice|leave|experience|work)\b
    | (?:in|as|on|into|under|after|before|for|until|from)\ (?:\w+\ ){{0,3}}(?:role|job|field|industry|team|jobs?|search
        |interviews?|visa|licen[cs]e|exams?|certifi\w+|hiring|probation|contract|promotion|seniority|internship
        |apprenticeship|course|degree)\b
    | (?:later|earlier|ago|afterwards?|beyond|internship|apprenticeship|probation|contract|boot ?camp|course|degree
        |program(?:me)?)\b)"""


# That somebody begins with nothing; "without" alone says so of anything.
NO_BACKGROUND = r"""(?:without|no|with\ no|lack(?:s|ing)?)\ (?:\w+\ ){0,2}
    (?:experience|background|degree|training|qualifications?|foundations?|basics)"""
# "A degree may take four years": that of one thing, and not of the way.
_OF_A_COURSE = rf"""\b(?:courses?|boot\ ?camps?|degrees?|master'?s|bachelor'?s|ph\.?\ ?ds?|doctorates?|apprenticeships?
    |internships?|residenc(?:y|ies)|certificat(?:es?|ions?))\ (?:\w+\ ){{0,2}}
    (?:tak(?:e|es|ing)|lasts?|runs?|needs?|requires?)\ (?:\w+\ ){{0,2}}{_MARK}"""
_EXPLAINED = rf"""\b(?:part[-\ ]time|longer|longest|slower|slowly|stretch(?:es|ed)?\ (?:to|out|over)|extend(?:s|ed)?\ to
    |at\ worst|up\ to|as\ (?:long|much|many)\ as|from\ scratch|{NO_BACKGROUND}|for\ (?:\w+\ )?beginners?
    |(?:can|who|study|work)\ only|only\ (?:study|work|learn|have)|(?:evenings|weekends)|hours\ (?:a|per)\ \w+
    |busy\ (?:people|parents|schedules?|lives|life|with)|with\ (?:a\ )?famil\w+|senior\w*|promot\w+|expert\w*
    |master\ (?:the|it)|mastery|valid\w*|expires?|renew\w*|later|after(?:wards)?|sav(?:e|ed|ings?)
    |(?:years?|months?)\ of\ (?:\w+\ )?experience|contract\ (?:is|runs|lasts)|instead|unlike|compar\w+
    |traditional\w*|alternativ\w+|whereas|while|versus|vs|would|rather\ than|optional\w*|not\ need
    |do(?:es)?n't\ need|no\ need|used\ to|warranty|visa|recoup|pay\ back|break\ even)\b"""


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """Compiled when first used: most pages need none."""
    return re.compile(text, re.IGNORECASE)


@cache
def _verbose(text: str) -> re.Pattern[str]:
    return re.compile(text, re.VERBOSE)


def finds(pattern: str, text: str) -> bool:
    """Whether a verbose pattern, in lower case, is found in a text in any case."""
    return bool(_verbose(pattern).search(text.lower()))


def split(pattern: str, text: str) -> list[str]:
    """What is between the places of a text, in lower case, where a verbose pattern in lower case is found."""
    return _verbose(pattern).split(text.lower())


def is_about_it(entry: Faq, record: Pathway, first: str = "") -> bool:
    """Whether an entry is about how long the transition takes; `first` is the sentence of its first duration."""
    if entry.question is not None:
        question = entry.question.lower()
        for role in filter(None, (record.to_role, record.from_role)):
            question = question.replace(role.name.lower(), _MARK)
        if not finds(_TIME, question) or finds(_ANOTHER_QUESTION, question):
            return False
        if finds(_THE_WHOLE, question):
            return True
    opens = entry.answer is not None and entry.answer.strip().startswith(first.partition(_MARK)[0].strip())
    return bool(first) and opens and finds(_OPENER, first) and not _part(first)


def is_of_a_part(found: Whole) -> bool:
    """Whether a duration in an answer is one of a part of the transition, or of something else."""
    return _part(found.context)


def _part(context: str) -> bool:
    return finds(_PART_BEFORE, context) or finds(_PART_AFTER, context)
