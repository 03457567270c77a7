"""Names and styles that act: what loads something, or passes for a part of the theme.

Pages, drawings and the checks of what was built ask the same lists.
"""

import re

# Classes that the theme and the macros act on: a page's own element must not pass for a review, a
# reference or a drawing to be loaded.
ACTED_ON = re.compile(
    r"(?:^|\s)(mermaid|cite|references|(?:ref|review|page|recall|copy|way-out)-[\w-]+|"
    r"way-out|leaf|tell-us(?:-form)?|keep-offer|"
    r"md-(?!button|icon|tag|typeset|grid)[\w-]+)(?=\s|$)"
)
# Names that the theme and the browser look up: an element of the page's own must not answer to
# them.
RESERVED = re.compile(r"__(?!tabbed_|codelineno|span)")
# An element over others, or in another place than it is written.
PLACED = re.compile(r"position\s*:\s*(?!static|relative|inherit|initial)|z-index", re.IGNORECASE)
# The same of a page's text, which needs none of it: moved, drawn larger than its place, or so small
# that what it holds stands over what follows (CSS Transforms 1 and 2, Box Model 4, Display 3).
_MOVED = re.compile(
    r"(?:^|;)\s*(?:-\w+-)?(?:"
    r"(?:transform|translate|rotate|scale|zoom|offset|inset|top|left|right|bottom|perspective|"
    r"animation|anchor|view-transition|position-(?:anchor|area)|filter|backdrop-filter|all)\b|"
    r"(?:margin|padding|text-indent|letter-spacing|word-spacing|vertical-align|grid|flex-basis)"
    r"[\w-]*\s*:[^;]*(?:-\s*[\d.]|calc|var|min|max|clamp)|"
    r"(?:box-shadow|text-shadow|outline|border(?!-radius))[\w-]*\s*:[^;]*"
    r"(?:(?<![#\w.])\d{3}|\d\s*(?:[vr%]|em|[cm]m|in|pc))|"
    r"(?:max-|line-)?height\s*:\s*(?:0+\.?0*|\.0+)(?![.\d])(?:\s*[a-z%]+)?\s*(?:;|!|$))",
    re.IGNORECASE,
)


def placed(style: str) -> bool:
    """Whether a style of a page's own puts an element over others."""
    return bool(PLACED.search(style) or _MOVED.search(style))


_LOADING = re.compile(
    r"(?:url|src|image|image-set|cross-fade|element|paint)\s*\(|expression|behavior|binding|"
    r"@|\\|/\*",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"url\(\s*['\"]?#[\w:.-]+['\"]?\s*\)")


def unsafe_style(value: str) -> bool:
    """Whether a style loads something, or is written so that it can't be read.

    References within the page load nothing.
    """
    return bool(_LOADING.search(_LOCAL.sub("", value)))
