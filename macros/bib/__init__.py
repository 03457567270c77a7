"""BibTeX in: parser, LaTeX, normalising, library, formatter, merge, identifiers."""
