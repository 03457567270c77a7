"""One `Reference` to its text, as a small tree: AMA, Vancouver and others."""
