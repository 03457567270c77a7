"""What a site shows to search engines, readers of feeds, and previews of shared links."""

from .files import publish

__all__ = ["publish"]
