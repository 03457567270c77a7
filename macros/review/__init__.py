"""Whether a text is still what was reviewed."""
