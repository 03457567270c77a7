"""References against reality: what Crossref, PubMed and the web say, as a dated file."""
