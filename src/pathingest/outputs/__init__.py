"""Results as text: records, evidence and findings, one module per format."""
