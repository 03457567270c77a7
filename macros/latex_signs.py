"""The commands of LaTeX that stand for one sign: accents, letters, punctuation, relations, Greek."""

from __future__ import annotations

__all__ = ["ACCENTS", "GREEK", "SIGNS"]

# Command to combining character (LaTeX2e, 3.1 of "LaTeX: a document preparation system").
ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331", "k": "\u0328", "r": "\u030a", "u": "\u0306", "v": "\u030c", "t": "\u0361",
}

_LOWER = ("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega",
          "\u03b1\u03b2\u03b3\u03b4\u03b5\u03b6\u03b7\u03b8\u03b9\u03ba\u03bb\u03bc\u03bd\u03be\u03bf\u03c0\u03c1\u03c3\u03c4\u03c5\u03c6\u03c7\u03c8\u03c9")
_UPPER = ("Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega",
          "\u0393\u0394\u0398\u039b\u039e\u03a0\u03a3\u03a5\u03a6\u03a8\u03a9")
GREEK = dict(zip(f"{_LOWER[0]} {_UPPER[0]}".split(), _LOWER[1] + _UPPER[1]))
GREEK |= {f"text{name}": sign for name, sign in GREEK.items()} | {
    "varepsilon": "\u03b5", "vartheta": "\u03d1", "varphi": "\u03c6", "varsigma": "\u03c2", "varrho": "\u03f1", "textmu": "\u00b5"}

SIGNS = {
    "textasciigrave": "`",
    # letters
    "o": "\u00f8", "O": "\u00d8", "l": "\u0142", "L": "\u0141", "ss": "\u00df", "SS": "\u1e9e", "ae": "\u00e6", "AE": "\u00c6", "oe": "\u0153",
    "OE": "\u0152", "aa": "\u00e5", "AA": "\u00c5", "i": "\u0131", "j": "\u0237", "dh": "\u00f0", "DH": "\u00d0", "th": "\u00fe", "TH": "\u00de",
    "dj": "\u0111", "DJ": "\u0110", "ng": "\u014b", "NG": "\u014a",
    # punctuation and marks
    "textendash": "\u2013", "textemdash": "\u2014", "textquoteleft": "\u2018", "textquoteright": "\u2019", "textquotedblleft": "\u201c",
    "textquotedblright": "\u201d", "textquotesingle": "'", "textquotedbl": '"', "guillemotleft": "\u00ab", "guillemotright": "\u00bb",
    "ldots": "\u2026", "dots": "\u2026", "textellipsis": "\u2026", "S": "\u00a7", "P": "\u00b6", "dag": "\u2020", "ddag": "\u2021",
    "textdagger": "\u2020", "textbullet": "\u2022", "bullet": "\u2022", "slash": "/", "textbackslash": "\\", "backslash": "\\",
    "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_", "textbar": "|", "textless": "<", "textgreater": ">",
    "textbraceleft": "{", "textbraceright": "}", "lbrace": "{", "rbrace": "}", "textdollar": "$", "textpercent": "%",
    "textregistered": "\u00ae", "texttrademark": "\u2122", "textcopyright": "\u00a9", "copyright": "\u00a9", "pounds": "\u00a3",
    "textsterling": "\u00a3", "euro": "\u20ac", "texteuro": "\u20ac", "textdegree": "\u00b0", "degree": "\u00b0", "deg": "\u00b0",
    "textonehalf": "\u00bd", "textonequarter": "\u00bc", "textexclamdown": "\u00a1", "textquestiondown": "\u00bf",
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX",
    # white space
    "quad": " ", "qquad": " ", "space": " ", "newline": " ", "par": " ", "thinspace": " ", "nobreakspace": "\u00a0", "textvisiblespace": " ",
    # mathematics
    "pm": "\u00b1", "textpm": "\u00b1", "mp": "\u2213", "times": "\u00d7", "texttimes": "\u00d7", "div": "\u00f7", "cdot": "\u00b7", "circ": "\u2218",
    "le": "\u2264", "leq": "\u2264", "leqslant": "\u2264", "ge": "\u2265", "geq": "\u2265", "geqslant": "\u2265", "ne": "\u2260", "neq": "\u2260",
    "lt": "<", "gt": ">", "ll": "\u226a", "gg": "\u226b", "sim": "~", "approx": "\u2248", "equiv": "\u2261", "propto": "\u221d", "infty": "\u221e",
    "to": "\u2192", "rightarrow": "\u2192", "leftarrow": "\u2190", "uparrow": "\u2191", "downarrow": "\u2193", "leftrightarrow": "\u2194",
    "prime": "\u2032", "sqrt": "\u221a", "sum": "\u2211", "partial": "\u2202", "in": "\u2208", "ast": "*", "minus": "\u2212", "textminus": "\u2212",
    "langle": "\u27e8", "rangle": "\u27e9", "ell": "\u2113", "mid": "|",
}
