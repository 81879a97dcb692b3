"""CSV: a folder with one file per table."""

from __future__ import annotations

from pathingest.exports import Format
from pathingest.exports._csv import write_tables

FORMAT = Format("pathways-csv", write=write_tables)
