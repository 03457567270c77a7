"""Books of the built pages: PDF and EPUB 3, made without a network, the same byte for byte."""
