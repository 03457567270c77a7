"""A correction from a form: read, held against the page, applied, and told in plain words.

What a stranger wrote is data all the way: it becomes escaped Markdown in one place of one page, or
a quotation in a report; it never names a file, a command, a branch or a template.
"""
