"""LaTeX in fields: what it becomes, what stays text, and that nothing is too much."""

import time

import pytest

from macros.bib.latex import decode, unknown_commands
from macros.model import Run, plain


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (r"{\'e}", "é"),
        (r"\'e", "é"),
        (r"\'{e}", "é"),
        (r"\' e", "é"),
        (r"{\'{e}}", "é"),
        (r"\"u", "ü"),
        (r"{\"{U}}", "Ü"),
        (r"\o", "ø"),
        (r"{\O}re", "Øre"),
        (r"\ss", "ß"),
        (r"Wei{\ss}", "Weiß"),
        (r"\v{c}", "č"),
        (r"\v c", "č"),
        (r"{\c{c}}", "ç"),
        (r"\H{o}", "ő"),
        (r"\k{a}", "ą"),
        (r"\u{g}", "ğ"),
        (r"\d{t}", "ṭ"),
        (r"\={a}", "ā"),
        (r"\.{z}", "ż"),
        (r"\~n", "ñ"),
        (r"\^o", "ô"),
        (r"\`a", "à"),
        (r"\'{\i}", "í"),
        (r"\'\i", "í"),
        (r"{\'\i}", "í"),
        (r"\aa ngstr\"om", "ångström"),
        (r"{\L}uk", "Łuk"),
        (r"\'{ab}", "áb"),
        (r"\textregistered{} x", "® x"),
        (r"\dag", "†"),
        (r"\vcite x", "x"),
        (r"A \& B", "A & B"),
        (r"5\%", "5%"),
        (r"a\_b", "a_b"),
        (r"\#1", "#1"),
        (r"\$5", "$5"),
        (r"\{x\}", "x"),
        (r"$\{x\}$", "{x}"),
        ("a~b", "a\u00a0b"),
        (r"10\,mL", "10 mL"),
        (r"a\\b", "a b"),
        (r"co\-op", "coop"),
        ("1--2", "1–2"),
        ("a---b", "a—b"),
        ("a-b", "a-b"),
        ("``q''", "“q”"),
        ("`q' x", "‘q’ x"),
        ("patient's", "patient's"),
        ("x\n  y\t z ", "x y z"),
        (r"\enquote{q} x", "“q” x"),
        (r"$\alpha$-agonist", "α-agonist"),
        (r"{\textbeta}", "β"),
        (r"$\geq 5$", "≥ 5"),
        (r"$<$30 days", "<30 days"),
        (r"$p < 0.05$", "p < 0.05"),
        (r"37\,$^\circ$C", "37 °C"),
        (r"37$^{\circ}$C", "37 °C".replace(" ", "")),
        ("costs $5 and $10", "costs $5 and $10"),
        ("from $5-$10", "from $5-$10"),
        ("$", "$"),
        ("a $ b", "a $ b"),
        (r"\url{https://x.example/~a_b}", "https://x.example/~a_b"),
        (r"\textsc{Abc}", "Abc"),
        ("Q &amp; A", "Q & A"),
        (r"Q \&amp; A", "Q & A"),
        ("p &lt; 0.05", "p < 0.05"),
        (r"\foo{bar} x", "bar x"),
        (r"\frac{1}{2}", "1/2"),
        ("a}b", "ab"),
        ("a{b", "ab"),
        ("\\", "\\"),
        ("", ""),
        ("   ", ""),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ('<i class="x">y</i>', "y"),
        ("<i>open", "<i>open"),
        ("closed</i>", "closed</i>"),
        ("a < b > c", "a < b > c"),
        ("\x00a\x08b", "ab"),
        ("e\u0301", "é"),
        ("\u202bשלום", "\u202bשלום"),
        ("小明", "小明"),
        # TeX's own rules: a command of letters eats the space behind it, accents pile up
        (r"Gr\o nvold", "Grønvold"),
        (r"\AA kesson", "Åkesson"),
        (r"Nguy{\~{\^e}}n", "Nguyễn"),
        (r"L\d{\^e} Th\d i", "Lệ Thị"),
        (r"{\textcommabelow S}tefan", "Ștefan"),
        (r"\'{\'s}", "ś\u0301"),
        (r"$\acute{e}$", "é"),
        ("e\ufb03cient \ufb01lter", "efficient filter"),
        ("?`Qu\\'e?", "¿Qué?"),
        # HTML, JATS and MathML, escaped or not
        (r"{\textless}i{\textgreater}S. aureus{\textless}/i{\textgreater}", "S. aureus"),
        (r"$\less$sub$\greater$2$\less$/sub$\greater$", "2"),
        (r"\textless b\textgreater x\textless/b\textgreater", "x"),
        (r"p {\textless} 0.05 and q {\textgreater} 1", "p < 0.05 and q > 1"),
        (r"Infection {\&}amp$\mathsemicolon$ Ex", "Infection & Ex"),
        ("A &amp;amp; B &beta; &#8211; C", "A & B β – C"),
        ("&lt;i&gt;x&lt;/i&gt;", "x"),
        ("<jats:italic>In vitro</jats:italic> <jats:sc>PICC</jats:sc>", "In vitro PICC"),
        ("AT&T; R&D", "AT&T; R&D"),
        (
            (
                '<mml:math xmlns:mml="x"><mml:mrow><mml:msub><mml:mi>H</mml:mi><mml:mn>2</mml:mn></mml:msub>'
                "<mml:mi>O</mml:mi></mml:mrow></mml:math> flow"
            ),
            "H2O flow",
        ),
        # commands of packages
        (r"\ce{H2O2} and \ce{Ca^{2+}}", "H2O2 and Ca2+"),
        (r"\SI{5}{\milli\litre}, \qty{2}{\mg\per\kg}, 5\,\si{\micro\gram}", "5 mL, 2 mg/kg, 5 µg"),
        (r"A\hspace{0.167em}b", "A b"),
        (r"\noopsort{B}Roe", "Roe"),
        (r"\textcolor{red}{hot} \href{https://x.example}{text}", "hot text"),
        (r"x {\ifmmode---\else\textemdash\fi}y", "x —y"),
        (r"Saline, \{EEG\}", "Saline, EEG"),
    ],
)
def test_text(value, expected):
    assert plain(decode(value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (r"\textit{S. aureus} x", [("S. aureus", "i"), (" x", "")]),
        (r"\emph{a}", [("a", "i")]),
        (r"\textbf{a}", [("a", "b")]),
        (r"{\it a} b", [("a", "i"), (" b", "")]),
        (r"{\em a}", [("a", "i")]),
        (r"10\textsuperscript{3}", [("10", ""), ("3", "sup")]),
        (r"H\textsubscript{2}O", [("H", ""), ("2", "sub"), ("O", "")]),
        (r"CO$_2$", [("CO", ""), ("2", "sub")]),
        (r"CO$_{2}$ x", [("CO", ""), ("2", "sub"), (" x", "")]),
        (r"m$^{2}$", [("m", ""), ("2", "sup")]),
        (r"$\mathrm{CO_2}$", [("CO", ""), ("2", "sub")]),
        (r"$^{18}$F", [("18", "sup"), ("F", "")]),
        (r"Ca$^{2+}$", [("Ca", ""), ("2+", "sup")]),
        (r"\textit{a \textsuperscript{b} c}", [("a ", "i"), ("b", "sup"), (" c", "i")]),
        ("<i>a</i> b", [("a", "i"), (" b", "")]),
        ("<em>a</em>", [("a", "i")]),
        ("x<sup>2</sup><sub>3</sub>", [("x", ""), ("2", "sup"), ("3", "sub")]),
        ("<b>a</b>", [("a", "b")]),
        ("a_b^c", [("a_b^c", "")]),
    ],
)
def test_styles(value, expected):
    assert [(span.text, span.style) for span in decode(value)] == expected


def test_braces_protect_and_accents_do_not():
    assert decode("The {CAVA} trial") == (
        Run("The "),
        Run("CAVA", protected=True),
        Run(" trial"),
    )
    assert decode("{{Whole Title}}") == (Run("Whole Title", protected=True),)
    assert decode(r"G{\"o}del") == (Run("Gödel"),)
    assert decode(r"{\textit{Candida}}") == (Run("Candida", "i", True),)
    assert decode(r"\textit{Candida}") == (Run("Candida", "i"),)


def test_a_brace_round_a_letter_protects_the_whole_word():
    assert decode("{H}andbook of {I}nfusion therapy") == (
        Run("Handbook", protected=True),
        Run(" of "),
        Run("Infusion", protected=True),
        Run(" therapy"),
    )
    assert decode("The {CAVA}'s pre{TERM} {x}-ray") == (
        Run("The "),
        Run("CAVA's", protected=True),
        Run(" "),
        Run("preTERM", protected=True),
        Run(" "),
        Run("x", protected=True),
        Run("-ray"),
    )


def test_unknown_commands_are_named():
    assert unknown_commands(r"\foo{a} \emph{b} \'e \alpha \vcite \foo") == ["foo", "vcite"]


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "{",
        "}",
        "{}",
        r"\'e",
        r"\'{",
        "$",
        "$a",
        "$_2$",
        "<i>",
        "<i></i>",
        "<i>{</i>}",
        "<i><em>",
        r"\foo{",
        "`'",
        "\\",
        "-",
        "&#1;",
        r"\textit{",
        "_",
        "$ ",
        "word ",
    ],
)
def test_a_megabyte_of_anything(piece):
    value = piece * (1_000_000 // len(piece))
    started = time.process_time()
    decode(value)
    # Far above what it takes (0.01 s for prose, under 1 s for the worst of these): this is a net for quadratic time only.
    assert time.process_time() - started < 10
