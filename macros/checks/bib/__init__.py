"""Checks of the file of sources."""
