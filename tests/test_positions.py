"""Lines and columns, however long the lines are and however they end."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from pathingest.model.place import at
from pathingest.model.source import Source, Span

BITS = st.sampled_from(["a", "b\u2028", "\r\n", "\n", "\r", "x" * 1023, "y" * 2500, "\n" * 1024, "\U0001f35e"])
TEXTS = st.builds(lambda mark, bits: mark + "".join(bits), st.sampled_from(["", "\ufeff"]), st.lists(BITS, max_size=9))


@given(TEXTS, st.integers(0, 9000))
@example("\ufeffa", 0)
@example("x" * 1023 + "\r\ny", 1024)
@example("x" * 1024 + "\n" + "y" * 2048, 3073)
def test_a_line_is_counted_and_ends_where_editors_say(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    ends = [match for match in re.finditer(r"\r\n|\n|\r", text) if match.end() <= offset]
    following = re.compile(r"\r\n|\n|\r").search(text, ends[-1].end() if ends else 0)
    begin = ends[-1].end() if ends else int(text.startswith("\ufeff"))
    stop = max(following.start(), offset) if following else len(text)
    assert Source(text).line(offset) == (len(ends) + 1, min(begin, offset), stop)


@given(TEXTS, st.integers())
@example("a\nb", 5000)
@example("a\nb", -5000)
def test_what_is_beyond_the_text_is_at_its_end(text: str, offset: int) -> None:
    source, nearest = Source(text), max(0, min(offset, len(text)))
    assert source.line(offset) == source.line(nearest)
    assert source.position(offset) == source.position(nearest)
    assert at(source, Span(offset, offset), "") == at(source, Span(nearest, nearest), "")


@given(TEXTS, st.integers(0, 9000), st.integers(0, 9))
def test_columns_of_an_excerpt_are_counted_in_both_units(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    source, end = Source(text), min(start + length, len(text))
    place = at(source, Span(start, end), "")
    assert place.excerpt is not None
    _, begin, stop = source.line(start)
    said = text[begin : min(end, stop)].encode("utf-16-le")
    assert place.excerpt.utf16 == (len(text[begin:start].encode("utf-16-le")) // 2 + 1, len(said) // 2 + 1)
    assert place.excerpt.line in text[begin:stop]
    line = 0 if begin == 1 and text.startswith("\ufeff") else begin
    shown = place.excerpt.line[: start - begin - place.excerpt.skipped]
    assert place.excerpt.before + len(shown.encode()) == len(text[line:start].encode())


def test_wide_characters_are_sought_only_where_a_line_has_some() -> None:
    source = Source("a \u2014 b\n\U0001f35e c")
    assert at(source, Span(4, 5), "").excerpt == ("a \u2014 b", 0, 6, (5, 6), 0)
    assert "_wide" not in vars(source)  # those of the whole text, which take longer
    assert at(source, Span(8, 9), "").excerpt == ("\U0001f35e c", 0, 4, (4, 5), 0)
