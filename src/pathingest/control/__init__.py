"""From all findings to those that count: which rules are enabled, what is ignored, suppressed, or known already."""
