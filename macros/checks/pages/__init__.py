"""Checks of pages and their data."""
