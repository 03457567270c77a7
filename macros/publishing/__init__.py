"""What a site shows to those who don't open its pages: search engines, feed readers, programs that
read plain text, and previews of shared links. Made from the built pages, without network.
"""

from .files import publish

__all__ = ["publish"]
