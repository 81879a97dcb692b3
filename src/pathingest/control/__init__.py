"""From all findings to those that count: which rules are asked, what is ignored, suppressed, or known already."""
