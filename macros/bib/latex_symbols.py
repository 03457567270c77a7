"""The commands of LaTeX that stand for one character: accents, letters, signs, Greek."""

from __future__ import annotations


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


# Command to combining character: of text (LaTeX2e; Lamport, "LaTeX", 3.1), then of mathematics.
ACCENTS = {
    name: chr(int(code, 16))
    for name, code in _pairs(
        """
        ' 0301 ` 0300 ^ 0302 " 0308 ~ 0303 = 0304 . 0307 H 030b c 0327 d 0323 b 0331 k 0328 r 030a
        u 0306 v 030c t 0361 G 030f U 030e textcommabelow 0326 textogonekcentered 0328
        textdotbelow 0323 textmacronbelow 0331 textringbelow 0325 textdoublegrave 030f newtie 0361
        acute 0301 grave 0300 hat 0302 widehat 0302 ddot 0308 tilde 0303 widetilde 0303 bar 0304
        dot 0307 breve 0306 check 030c mathring 030a vec 20d7
        """
    ).items()
}

_LOWER = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma "
    "tau upsilon phi chi psi omega"
).split()
_UPPER = "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split()
_GREEK = dict(zip(_LOWER + _UPPER, "αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ", strict=True))
GREEK = (
    {
        f"{before}{name}": sign
        for before in ("text", "up", "mathup")
        for name, sign in _GREEK.items()
    }
    | {f"{name}up": sign for name, sign in _GREEK.items()}
    | _GREEK
    | _pairs("varepsilon ε vartheta ϑ varphi φ varsigma ς varrho ϱ varkappa ϰ textmu µ micro µ")
)

SYMBOLS = _pairs(
    r"""
    o ø O Ø l ł L Ł ss ß SS ẞ ae æ AE Æ oe œ OE Œ aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ
    ng ŋ NG Ŋ textschwa ə
    textendash – textemdash — textquoteleft ‘ textquoteright ’ textquotedblleft “
    textquotedblright ” textquotesingle ' textquotedbl " quotesinglbase ‚ quotedblbase „
    guillemotleft « guillemotright » guilsinglleft ‹ guilsinglright › lq ‘ rq ’ textasciigrave `
    textasciiacute ´ ldots … dots … textellipsis … S § P ¶ dag † ddag ‡ textdagger † textbullet •
    textperiodcentered · textcentereddot · bullet • slash / textbackslash \ backslash \
    textasciitilde ~ textasciicircum ^ textunderscore _ textbar | vert | textless < textgreater >
    less < greater > mathsemicolon ; mathcolon : textbraceleft { textbraceright } lbrace { rbrace }
    textdollar $ textpercent % textampersand & textregistered ® texttrademark ™ textcopyright ©
    copyright © pounds £ textsterling £ euro € texteuro € textyen ¥ textcent ¢ textdegree ° degree °
    deg ° textcelsius °C celsius °C degreeCelsius °C textonehalf ½ textonequarter ¼
    textthreequarters ¾ textonesuperior ¹ texttwosuperior ² textthreesuperior ³ textordmasculine º
    textordfeminine ª textperthousand ‰ textexclamdown ¡ textquestiondown ¿ textnumero № LaTeX LaTeX
    TeX TeX BibTeX BibTeX hyphen -
    pm ± textpm ± mp ∓ times × texttimes × div ÷ cdot · circ ∘ le ≤ leq ≤ leqslant ≤ lesssim ≲ ge ≥
    geq ≥ geqslant ≥ gtrsim ≳ ne ≠ neq ≠ lt < gt > ll ≪ gg ≫ sim ~ approx ≈ equiv ≡ cong ≅ propto ∝
    infty ∞ to → rightarrow → leftarrow ← uparrow ↑ downarrow ↓ leftrightarrow ↔ textrightarrow →
    textuparrow ↑ textdownarrow ↓ Rightarrow ⇒ prime ′ sqrt √ sum ∑ partial ∂ nabla ∇ int ∫ in ∈
    notin ∉ subset ⊂ cup ∪ cap ∩ forall ∀ exists ∃ ast * star ⋆ minus − textminus − langle ⟨
    rangle ⟩ ell ℓ mid | vdots ⋮ cdots ⋯ perp ⊥ parallel ∥ angle ∠ dotsc … checkmark ✓
    """
) | dict.fromkeys(
    ("quad", "qquad", "space", "newline", "linebreak", "par", "thinspace", "textvisiblespace"), " "
)
SYMBOLS["nobreakspace"] = "\u00a0"

# siunitx: prefixes and units that a title may hold.
UNITS = _pairs(
    r"""
    milli m micro µ nano n pico p femto f centi c deci d kilo k mega M giga G hecto h litre L
    liter L gram g metre m meter m second s minute min hour h day d mole mol molar M hertz Hz
    pascal Pa bar bar celsius °C degreeCelsius °C degree ° percent % joule J kelvin K watt W
    volt V ampere A newton N becquerel Bq gray Gy sievert Sv dalton Da electronvolt eV mmHg mmHg
    squared ² square ² cubed ³ cubic ³ per / kg kg mg mg mm mm cm cm km km ml mL mL mL
    """
)
