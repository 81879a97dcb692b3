"""The thresholds of fields, each with its unit: what is longer, fewer or less sure is something else."""

from __future__ import annotations

BARE_WORDS = 5  # words of names that are in a list of nothing but names
# Skills as items "Name: text": characters and words of a name, words of one whose line lost its bullet.
SEAMED_NAME, SEAMED_WORDS, BARE_NAME_WORDS = 90, 10, 6
LEAST_ITEMS = 2  # items among lines, for the lines to be pieces of them
SAID_WORDS = 3  # words behind a name that is but in markup of its own, for them to be its text
SPLIT = 0.6  # share of items that have a name before a mark, for all to be taken so
BADGES = 2  # badges of a page, for one among them to have an unknown word
# Phases: characters that may name a time or a place in the calendar (longer ones are not looked at), those of a line
# that states a duration after a label; how sure the parts of glued names must be.
TIME = 160
LABELLED_TIME = 60
COUNTED = 2  # numbers above titles, for a line without one to be none
TIMED_ROWS = 2  # rows of a table that name phases, for their times to be those of the phases
BEFORE_ONE = 3  # headings of phases before a single higher one
TIMED_WORDS = 6  # words of a line with a time in parentheses at its end
LIKELY = 0.5
NOTE = 48  # characters of a glued text that a note shows
# Questions: characters of one; words of a menu's line after the last answer.
QUESTION, MENU_WORDS = 220, 6
RESOURCE_WORDS = 9  # words of a name in a list between commas
# Structured data: words of an answer, or of what cutting left of one, that no other text has by chance; the share by
# which calendars and habits change a length (nine months are 270 days, or 36 weeks); the factor between amounts of
# different periods, which is more (a month is 4.3 weeks).
ANSWER_WORDS = 5
ROUNDING = 0.1
ONE_PERIOD = 4
NAME = 180  # bytes of a record's name; file systems take 255, and a suffix and a temporary name must fit too
