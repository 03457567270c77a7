"""The elements and attributes that published HTML may hold: of a page's own text, and of a page
with the theme around it.
"""

from __future__ import annotations

from ...content.svg import ATTRIBUTES as DRAWN
from ...content.svg import ELEMENTS

__all__ = ["ATTRIBUTES", "AUTHORED", "PUBLISHED"]

# HTML Living Standard, the elements of text, grouping, sections, tables and pictures; those of
# drawings are what an inlined drawing may hold.
TEXT = frozenset(
    "a abbr address article aside audio b bdi bdo blockquote br caption center cite code "
    "col colgroup data dd del details dfn div dl dt em figcaption figure font footer h1 "
    "h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label li main mark nav ol p "
    "picture pre q rp rt ruby s samp section small source span strike strong sub summary "
    "sup table tbody td tfoot th thead time tr track tt u ul var video wbr big".split()
)
DRAWING = ELEMENTS | {name.lower() for name in ELEMENTS}
MATHS = frozenset(
    "math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle mpadded mphantom msub "
    "msup msubsup munder mover munderover mtable mtr mtd mmultiscripts mprescripts none "
    "semantics annotation".split()
)
FRAME = frozenset(
    "html head body title meta link script style noscript form fieldset legend datalist "
    "select option optgroup textarea button output dialog".split()
)
AUTHORED, PUBLISHED = TEXT | DRAWING | MATHS, TEXT | DRAWING | MATHS | FRAME

EVERYWHERE = frozenset(
    "id class title lang dir role tabindex hidden translate markdown style itemscope "
    "itemprop itemtype xml:lang xml:space data-search-exclude data-search data-title "
    "data-linenums data-lang data-toc-label data-kind data-tabs".split()
)
OF_TEXT = frozenset(
    "href rel target download hreflang type name src srcset sizes alt width height "
    "loading decoding media colspan rowspan scope headers align valign start reversed "
    "value datetime cite span open controls poster preload loop muted playsinline kind "
    "srclang label default checked disabled for color size face border cellpadding "
    "cellspacing bgcolor nowrap compact clear".split()
)
OF_DRAWING = frozenset(name.lower() for name in DRAWN) | {
    *("xmlns", "xmlns:xlink", "xlink:href", "aria-hidden", "enable-background")
}
OF_MATHS = frozenset(
    "mathvariant displaystyle scriptlevel stretchy fence separator lspace rspace "
    "columnalign rowspacing columnspacing linethickness accent accentunder encoding "
    "mathcolor mathsize minsize maxsize symmetric largeop movablelimits form".split()
)
OF_FRAME = frozenset(
    "charset content property http-equiv action autocomplete autocapitalize autocorrect "
    "spellcheck placeholder required readonly rows cols maxlength minlength list multiple "
    "selected novalidate async defer crossorigin integrity sizes color referrerpolicy "
    "inputmode enterkeyhint".split()
)
ATTRIBUTES = {
    False: EVERYWHERE | OF_TEXT | OF_DRAWING | OF_MATHS,
    True: EVERYWHERE | OF_TEXT | OF_DRAWING | OF_MATHS | OF_FRAME,
}
