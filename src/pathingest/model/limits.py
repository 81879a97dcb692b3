"""How much of anything is read: what is beyond it is a finding (EXT012), and nobody waits for it.

docs/linting.md lists these limits.
"""

from __future__ import annotations

LARGEST_FILE = 8 << 20  # bytes of a page or a record; characters of a text that is decoded already
LARGEST_EVIDENCE = 64 << 20  # bytes of the evidence of a record
MOST_SEGMENTS = 20_000  # lines, items and headings of a page
DEEPEST_ELEMENT = 2048  # elements of a web page in one another; lxml reads no text below
MOST_FINDINGS = 1000  # of a page or a record, and further places of one finding

TOO_LARGE = f"the file is larger than {LARGEST_FILE >> 20} MB"
TOO_MANY = f"the page has more than {MOST_SEGMENTS:,} lines, items and headings"
