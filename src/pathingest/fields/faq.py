"""Questions and answers, as far as each was scraped."""

from __future__ import annotations

import re

from pathingest.fields import Field, Reading
from pathingest.model.extraction import Extraction, Note, Tree, quote, quote_all
from pathingest.model.segment import Segment

_LONGEST_QUESTION = 220
_GLUED = re.compile(r"[?\uff1f](?=[^\W\d_a-z])")
_SENTENCE_END = re.compile(r"[.!] |[\u3002\uff01](?=.)")
_MARKS = ("?", "\uff1f")


def extract(reading: Reading) -> Extraction:
    """A line that ends in a question mark asks; what follows answers it.

    Before the first question every paragraph is an answer of its own: nothing tells where one ends.
    """
    found: list[Tree] = []
    notes: list[Note] = []
    answer: list[Segment] = []
    question: Tree = None
    segments = reading.outline.content("faq")
    answered = not all(map(_question_end, segments))
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
            notes.append(Note("glued-field", f"/faq/{len(found)}/question", segment.span, segment.text[:48]))
            found.append({"question": question, "answer": quote(segment, cut, len(segment.text))})
            question = None
    if question is not None:
        found.append({"question": question, "answer": quote_all(answer)})
    return Extraction(found, notes=tuple(notes))


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
    glued = _GLUED.search(text[:_LONGEST_QUESTION])
    return glued.end() if glued and " " in text[: glued.end()] else 0


FIELD = Field(extract)
