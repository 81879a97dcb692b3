"""The thresholds of lines, each with its unit: what is longer, or has more words, is something else."""

from __future__ import annotations

# Characters, and words.
NAME, NAME_WORDS = 90, 12
HEADING, HEADING_WORDS = 70, 10
PHRASE_WORDS = 4  # a few words are a phrase, more a sentence
# Characters of a line that states a duration and nothing else ("between eighteen and twenty-four months"), of one that
# begins with words that say a duration, and of a badge with and without the marks between its pieces.
STATED = 48
SPOKEN = 24
BADGE, BADGE_PIECES = 48, 72
BADGE_WORDS = 3  # words of a badge that are not known, before its time
# Characters of a heading with a gap, or of a footer's line: any, one that names the holder, one that reserves rights.
PATTERN = 72
FOOTER, HOLDER, RIGHTS = 200, 140, 100
# Lines that a text of the layout may be broken into, and characters between two of them: a line end, an indent.
PIECES, GAP = 6, 40
# Characters that a table's cell of guidance has at least, on average; cells that head columns, for a line to be a row.
GUIDANCE = 24
ROW_HEADS = 2
SIBLINGS = 2  # that make a run
MORE = 7  # characters of spaces and colons that may follow a text of the profile
