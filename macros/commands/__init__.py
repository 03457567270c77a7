"""The commands of `python -m macros`: each calls the core, prints, and returns an exit code."""
