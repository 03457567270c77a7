"""The commands of `python -m macros`: each reads its options, calls the core, prints, and returns
an exit code.
"""
