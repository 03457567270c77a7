"""Pages and data in: front matter, macro calls, Markdown structure, sentences. Nothing is run."""
