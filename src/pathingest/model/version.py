"""The version of the record's schema, for whoever needs no more of the record than that."""

SCHEMA_VERSION = "2.1.0"
# The strict schema beside the records of a dataset; each record names it, so that editors complete and check it.
SCHEMA_FILE = "pathway.schema.json"
# Older versions whose records are read as they are: in 1.0.0, numbers without a fraction were written without one, and
# before 2.1.0 there was no language, and nothing said where in a feed a page was.
OLDER_VERSIONS = ("1.0.0", "2.0.0")
