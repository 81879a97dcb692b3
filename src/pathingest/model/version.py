"""The version of the record's schema, for whoever needs no more of the record than that."""

SCHEMA_VERSION = "1.0.0"
