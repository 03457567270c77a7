"""The search exam: what people type, bound to the page and heading that answer it, asked of the built site in a real browser."""
