"""The thresholds of sections, each with its unit: what is longer, or fewer, is something else."""

from __future__ import annotations

GLUED_DURATION = 24  # characters of a duration that a heading may be glued to
SHOWN = 2  # headings of sections that show their level, for all of them to be taken to
MOSTLY_SHOWN = 6  # headings for each such section, for the page to be taken to them all the same
UNSHOWN = 2  # sections that lines head by their words alone, for those to count where fewer headings are known
LISTED = 3  # siblings that may be steps
STEPS, STEPS_MOST = 4, 15  # what must speak for siblings to be steps (see `weighing._evidence`); how many a way has
HIGH = 2  # level of a heading that closes a page below sections headed by h1
FACTS = 2  # badges that make facts of a section whose heading says nothing
ESTABLISHED = 3  # phases with a duration, or skills with a badge, for all of them to have one
SKILL_BADGE = 40  # characters of a skill's badge
TORN = 2  # words of a mere beginning of an answer
FACTS_IN_LINE = 3  # facts in one line, for it to be no chance
PATHWAYS = 2  # titles that make a list of pathways
TITLE_LINES = 12  # first lines of a plain text that may be its title
OPENING = 64  # first characters of a page without a title that may say what one becomes
LABELLED = 60  # first headings and lines of a page that may label its roles
SHARED = 3  # letters of a word of a role that a title and the heading right below it share, for that to go on with it
PROSE = 2  # sentences before a heading of level one, for it not to be the page's title where its head has one
SITE = 5  # sections in a layout's words that make a page the layout's though it names another one otherwise
TOP = 8  # segments of a page that may hold the site's label and the title
# Typos: letters of a heading that one edit, two edits may hide in, and of a word that one may; marks round a heading.
ONE_EDIT, TWO_EDITS = 8, 14
EDITED_WORD = 5
HEADING_MARKS = 16
# Signs of a pathway (sections, badges) that a page with a title needs: where no role is a known occupation, where one
# is; words of careers in a page about one; signs that tell another kind of page, and characters of each.
SIGNS_UNKNOWN, SIGNS_HALF_KNOWN, CAREER = 3, 2, 4
KIND_SIGNS, SIGN = 2, 60
TITLE_SIGN = 3  # signs that are worth as much as what a page's title says, or its list of pathways
OFFERS = 3  # signs of those who offer a course, for a page to be one though its title leads to a job
GRADES = 3  # headings that are grades of one job, for a page to be an employer's ladder
DATED = 4  # first texts of a page among which a date makes it a post
# Words of the first person in an own story, and in one whose title names two roles, or says that it is one; how often
# one speaks of a change of careers, whose title does not.
OWN, OWN_NAMED, CHANGE = 12, 4, 3
# First lines in which a page says from which job to which it leads; characters that names of one occupation share;
# how often a page speaks of the occupation that it must be about.
PROSE_LINES, STEM, NAMED = 25, 6, 4
# Headings of a guide whose title surely leads to a job, or signs and words of careers where it has fewer; headings
# that name jobs, for a page to be a list of them.
HEADINGS, TOLD, JOBS = 3, 3, 4
LEVELS = 2  # levels of learners that headings name, for a roadmap to lead through them
ASKED = 40  # spaces between words that answer a title that asks how one becomes something
