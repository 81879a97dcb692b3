"""Corrections that last: what editors decided of records, kept beside the pages and made anew by every build."""
