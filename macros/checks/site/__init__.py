"""Checks of the menu, of what is loaded from elsewhere, and of the built site."""
