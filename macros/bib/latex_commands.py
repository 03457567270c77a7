"""The commands of LaTeX that change how a text looks or goes on, by what is done with them."""

from __future__ import annotations

STYLES = {
    command: style
    for style, commands in {
        "i": "textit emph textsl mathit mkbibemph mkbibitalic",
        "b": "textbf mathbf mkbibbold boldsymbol",
        "sup": "textsuperscript mkbibsuperscript",
        "sub": "textsubscript mkbibsubscript textinferior",
    }.items()
    for command in commands.split()
}
# None leaves the style as it is.
SWITCHES: dict[str, str | None] = {
    **dict.fromkeys("it itshape em sl slshape".split(), "i"),
    **dict.fromkeys("bf bfseries".split(), "b"),
    **dict.fromkeys("rm normalfont upshape".split(), ""),
    **dict.fromkeys(
        "tt sc small scshape sffamily ttfamily tiny footnotesize normalsize large".split()
    ),
}
THROUGH = frozenset(
    "text textrm textup textnormal textmd textsc textsf texttt mathrm mathsf mathtt "
    "mathcal mathbb mbox hbox ensuremath url path href nolinkurl underline relax protect "
    "NoCaseChange bibstring operatorname mathnormal ul uline fbox makebox textlf left "
    "right displaystyle limits nolimits noindent allowbreak nobreak unskip ignorespaces "
    "centering BibTitle texorpdfstring".split()
)
CASES = (
    "uppercase MakeUppercase MakeTextUppercase lowercase MakeLowercase MakeTextLowercase".split()
)
# Commands whose first argument is no text.
DROPPED = {
    **dict.fromkeys(
        "hspace vspace label noopsort SortNoop sortnoop nocite color fontsize thanks "
        "footnote selectlanguage phantom hphantom vphantom index textcolor "
        "foreignlanguage colorbox raisebox scalebox cite citep citet ref hypertarget "
        "hyperlink begin end".split(),
        1,
    ),
    "rule": 2,
}
SKIPS = ("hskip", "kern", "mkern", "mskip", "vskip")
QUOTING = {"enquote": "“”", "mkbibquote": "“”", "mkbibparens": "()", "mkbibbrackets": "[]"}
