"""What the stages speak of: sources, segments, sections, values, records, evidence, findings, and nothing that acts."""
