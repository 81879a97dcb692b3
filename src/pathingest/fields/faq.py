"""Questions and answers, as far as each was scraped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pathingest.fields import Field, Reading
from pathingest.fields._groups import Group, groups, unnumbered
from pathingest.model.evidence import LABEL, Stretch
from pathingest.model.extraction import Extraction, Note, Tree, quote, quote_all
from pathingest.model.segment import Segment
from pathingest.values.patterns import lazy

_LONGEST_QUESTION = 220
_GLUED = lazy(r"[?\uff1f](?=[^\W\d_a-z])")
_SENTENCE_END = lazy(r"[.!] |[\u3002\uff01](?=.)")
_MARKS = ("?", "\uff1f")


def extract(reading: Reading) -> Extraction:
    """Headings ask, with or without a question mark; where the markup shows none, lines that end in one, or "Q:"."""
    segments = reading.outline.content("faq")
    headed = groups(segments)
    if headed:
        headed[-1] = headed[-1]._replace(body=tuple(_without_menu(list(headed[-1].body))))
        marks = [mark for group in headed for mark in _letters(group.body[:1], _ANSWER)]
        marks += [mark for group in headed for mark in _letters([group.heading], _QUESTION)]
        return Extraction([_entry(group) for group in headed], tuple(marks))
    if any(_QUESTION.match(segment.text) for segment in segments if segment.text[0] in "QqF"):
        return _lettered(segments)
    return _by_marks(segments)


def _entry(group: Group) -> Tree:
    body = [_bare(segment, _ANSWER) for segment in group.body[:1]] + list(group.body[1:])
    return {"question": _bare(unnumbered(group.heading), _QUESTION), "answer": quote_all(body)}


# "Q:", "Question 3:", "F:"; "A:", "Answer:".
_QUESTION = lazy(r"(?:Q|Question|F|Frage)(?: ?\d{1,2})?[:.)] ?(?=\S)", re.IGNORECASE)
_ANSWER = lazy(r"(?:A|Answer|Antwort)(?: ?\d{1,2})?: ?(?=\S)", re.IGNORECASE)
_ANSWER_INSIDE = lazy(r"(?<=\?) +(?=(?:A|Answer|Antwort)(?: ?\d{1,2})?: )")


def _letters(segments: Sequence[Segment], letter: re.Pattern[str]) -> Iterator[Stretch]:
    """The letters before questions or answers, as labels."""
    for segment in segments:
        if match := letter.match(segment.text):
            yield Stretch(*segment.locate(0, len(match.group().rstrip())), LABEL)


def _bare(segment: Segment, letter: re.Pattern[str]) -> Segment:
    """A question or an answer without its letter."""
    match = letter.match(segment.text)
    return segment.cut(match.end(), len(segment.text)) if match else segment


def _lettered(segments: Sequence[Segment]) -> Extraction:
    """Questions and answers that have a letter before them ("Q: … A: …")."""
    found: list[tuple[Segment, list[Segment]]] = []
    marks: list[Stretch] = []
    for segment in (part for line in segments for part in _question_and_answer(line)):
        if _QUESTION.match(segment.text):
            marks += _letters([segment], _QUESTION)
            found.append((_bare(segment, _QUESTION), []))
        elif found:
            marks += _letters([segment], _ANSWER)
            found[-1][1].append(_bare(segment, _ANSWER))
    return Extraction([{"question": asked, "answer": quote_all(said)} for asked, said in found], tuple(marks))


def _question_and_answer(segment: Segment) -> tuple[Segment, ...]:
    """A line as it is, or the question and the answer on it."""
    match = _ANSWER_INSIDE.search(segment.text) if _QUESTION.match(segment.text) else None
    if match is None:
        return (segment,)
    return segment.cut(0, match.start()), segment.cut(match.end(), len(segment.text))


def _by_marks(segments: Sequence[Segment]) -> Extraction:
    """A line that ends in a question mark asks; what follows answers it.

    Before the first question every paragraph is an answer of its own: nothing tells where one ends.
    """
    found: list[Tree] = []
    notes: list[Note] = []
    answer: list[Segment] = []
    question: Tree = None
    answered = not all(map(_question_end, segments))
    if not any(map(_question_end, segments)):
        segments = _without_menu(list(segments))
    for segment in segments:
        cut = _question_end(segment)
        if not cut or (answered and question is not None and not answer and _replies(segment)):
            if question is None:
                found.append({"question": None, "answer": segment})
            else:
                answer.append(segment)
            continue
        if question is not None:
            found.append({"question": question, "answer": quote_all(answer)})
        question, answer = quote(segment, 0, cut), []
        if cut < len(segment.text):
            rest = cut + len(segment.text[cut:]) - len(segment.text[cut:].lstrip())
            if rest == cut:
                notes.append(Note("glued-field", f"/faq/{len(found)}/question", segment.span, segment.text[:48]))
            found.append({"question": question, "answer": quote(segment, rest, len(segment.text))})
            question = None
    if question is not None:
        found.append({"question": question, "answer": quote_all(_without_menu(answer))})
    return Extraction(found, notes=tuple(notes))


def _without_menu(answer: list[Segment]) -> list[Segment]:
    """The last answer without the page's own last lines: a few words each, after a text that has ended."""
    end = len(answer)
    first = next((i for i, segment in enumerate(answer) if _has_ended(segment.text)), end)
    while end > 1 and _is_menu(answer[end - 1].text) and first < end - 1:
        end -= 1
    return answer[:end] if end < len(answer) and _has_ended(answer[end - 1].text) else answer


def _is_menu(text: str) -> bool:
    return not _has_ended(text) and text.count(" ") < _FEW and text[-1] not in ":;,\u2026"


def _has_ended(text: str) -> bool:
    return text[-1] in '.!?)"\u3002'


_FEW = 6


def _replies(segment: Segment) -> bool:
    """Whether a line that ends in a question mark answers the question before it: "Some. Why not try a page?"."""
    return _SENTENCE_END.search(segment.text) is not None


def _question_end(segment: Segment) -> int:
    """Where a line's question ends: with the line, or where an answer is glued to it; 0 for no question."""
    text = segment.text
    if text.endswith(_MARKS):
        return len(text) if len(text) <= _LONGEST_QUESTION else 0
    if "?" not in text and "\uff1f" not in text:
        return 0
    if segment.markup and (end := _marked_end(segment)):
        return end
    glued = _GLUED.search(text[:_LONGEST_QUESTION])
    return glued.end() if glued and " " in text[: glued.end()] else 0


def _marked_end(segment: Segment) -> int:
    """Where a question ends that has markup of its own ("<b>How long?</b> A year."); 0 for none."""
    gaps = segment.markup.gaps if segment.markup else ()
    text = segment.text
    return next((index for index, _ in gaps[:1] if text[:index].rstrip().endswith(_MARKS) and index < len(text)), 0)


FIELD = Field(extract)
