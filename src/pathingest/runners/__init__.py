"""Where pages are ingested: here, in this process, one after the other."""
