"""Questions and answers, as far as each was scraped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pathingest.fields import Field, Reading
from pathingest.fields import _bounds as bounds
from pathingest.fields._groups import Group, groups, unnumbered
from pathingest.lines import Line
from pathingest.model.evidence import LABEL, Stretch
from pathingest.model.extraction import Extraction, Note, Text, Texts, quote, quote_all
from pathingest.model.segment import Segment
from pathingest.values.patterns import lazy

_GLUED = lazy(r"[?\uff1f](?=[^\W\d_a-z])")
_SENTENCE_END = lazy(r"[.!] |[\u3002\uff01](?=.)")
_MARKS = ("?", "\uff1f")


def extract(reading: Reading) -> Extraction:
    """Headings ask, with or without a question mark; where the markup shows none, lines that end in one, or "Q:"."""
    lines = reading.outline.lines("faq")
    if headed := groups(lines):
        headed[-1] = headed[-1]._replace(body=tuple(_without_menu(headed[-1].body)))
        marks = [mark for group in headed for mark in _letters(group.body[:1], _ANSWER)]
        marks += [mark for group in headed for mark in _letters([group.heading], _QUESTION)]
        return Extraction([_entry(group) for group in headed], tuple(marks))
    if any(_QUESTION.match(line.text) for line in lines if line.text[0] in "QqF"):
        return _lettered(lines)
    return _by_marks(lines)


def _entry(group: Group) -> Texts:
    body = [_bare(line, _ANSWER) for line in group.body[:1]] + [line.segment for line in group.body[1:]]
    return {"question": _bare(unnumbered(group.heading), _QUESTION), "answer": quote_all(body)}


# "Q:", "Question 3:", "F:"; "A:", "Answer:".
_QUESTION = lazy(r"(?:Q|Question|F|Frage)(?: ?\d{1,2})?[:.)] ?(?=\S)", re.IGNORECASE)
_ANSWER = lazy(r"(?:A|Answer|Antwort)(?: ?\d{1,2})?: ?(?=\S)", re.IGNORECASE)
_ANSWER_INSIDE = lazy(r"(?<=\?) +(?=(?:A|Answer|Antwort)(?: ?\d{1,2})?: )")


def _letters(lines: Sequence[Line], letter: re.Pattern[str]) -> Iterator[Stretch]:
    """The letters before questions or answers, as labels."""
    for line in lines:
        if match := letter.match(line.text):
            yield Stretch(*line.segment.locate(0, len(match.group().rstrip())), LABEL)


def _bare(line: Line, letter: re.Pattern[str]) -> Segment:
    """A question or an answer without its letter."""
    match = letter.match(line.text)
    return line.segment.cut(match.end(), len(line.text)) if match else line.segment


def _lettered(lines: Sequence[Line]) -> Extraction:
    """Questions and answers that have a letter before them ("Q: … A: …")."""
    found: list[tuple[Segment, list[Segment]]] = []
    marks: list[Stretch] = []
    for line in (part for whole in lines for part in _question_and_answer(whole)):
        if _QUESTION.match(line.text):
            marks += _letters([line], _QUESTION)
            found.append((_bare(line, _QUESTION), []))
        elif found:
            marks += _letters([line], _ANSWER)
            found[-1][1].append(_bare(line, _ANSWER))
    return Extraction([{"question": asked, "answer": quote_all(said)} for asked, said in found], tuple(marks))


def _question_and_answer(line: Line) -> tuple[Line, ...]:
    """A line as it is, or the question and the answer on it."""
    match = _ANSWER_INSIDE.search(line.text) if _QUESTION.match(line.text) else None
    return (line.cut(0, match.start()), line.cut(match.end(), len(line.text))) if match else (line,)


def _by_marks(lines: Sequence[Line]) -> Extraction:
    """A line that ends in a question mark asks; what follows answers it.

    Before the first question every paragraph is an answer of its own: nothing shows where one ends.
    """
    found: list[Texts] = []
    notes: list[Note] = []
    answer: list[Line] = []
    question: Text | None = None
    ends = {line: _question_end(line) for line in lines}
    answered = not all(ends.values())
    if not any(ends.values()):
        lines = _without_menu(lines)
    for line in lines:
        cut, segment = ends[line], line.segment
        # "Some. Why not try a page?" answers the question before it.
        replies = answered and question is not None and not answer and _SENTENCE_END.search(line.text)
        if not cut or replies:
            if question is None:
                found.append({"question": None, "answer": segment})
            else:
                answer.append(line)
            continue
        if question is not None:
            found.append({"question": question, "answer": _said(answer)})
        question, answer = quote(segment, 0, cut), []
        if cut < len(line.text):
            rest = len(line.text) - len(line.text[cut:].lstrip())
            if rest == cut:
                notes.append(Note("glued-field", f"/faq/{len(found)}/question", segment.span, line.text[: bounds.NOTE]))
            found.append({"question": question, "answer": quote(segment, rest, len(line.text))})
            question = None
    if question is not None:
        found.append({"question": question, "answer": _said(_without_menu(answer))})
    return Extraction(found, notes=tuple(notes))


def _said(answer: Sequence[Line]) -> Text | None:
    return quote_all([line.segment for line in answer])


def _without_menu(answer: Sequence[Line]) -> Sequence[Line]:
    """The last answer without the page's own last lines: a few words each, after a text that has ended."""
    end = len(answer)
    ended = next((i for i, line in enumerate(answer) if _has_ended(line.text)), end)
    while end - 1 > ended and _is_menu(answer[end - 1].text):
        end -= 1
    return answer[:end] if end < len(answer) and _has_ended(answer[end - 1].text) else answer


def _is_menu(text: str) -> bool:
    return not _has_ended(text) and text.count(" ") < bounds.MENU_WORDS and text[-1] not in ":;,\u2026"


def _has_ended(text: str) -> bool:
    return text[-1] in '.!?)"\u3002'


def _question_end(line: Line) -> int:
    """Where a line's question ends: with the line, or where an answer is glued to it; 0 for no question."""
    text = line.text
    if text.endswith(_MARKS):
        return len(text) if len(text) <= bounds.QUESTION else 0
    if "?" not in text and "\uff1f" not in text:
        return 0
    # A question may have markup of its own ("<b>How long?</b> A year.").
    if line.gaps and text[: line.gaps[0][0]].rstrip().endswith(_MARKS):
        return line.gaps[0][0]
    glued = _GLUED.search(text[: bounds.QUESTION])
    return glued.end() if glued and " " in text[: glued.end()] else 0


FIELD = Field(extract)
