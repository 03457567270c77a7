"""References against reality: what Crossref, PubMed and the web say of each source, kept as a dated
file in the project.

`fetching` is polite, `crossref`, `pubmed` and `web` each know one service, `comparing` holds a
record against ours, `asking` goes through all
sources, `record` is the dated file, `findings` puts it into words.
"""
