"""LaTeX as it stands in the fields of real .bib files, to `Rich` text.

One pass from left to right over tokens, with a stack of open groups, so that no field is too deep
or too long. A command that nothing knows gives way to its arguments (`unknown_commands` names it
for the checks). Nothing here ever raises.
"""

import codecs
import re
from collections.abc import Callable
from functools import lru_cache

from ..model import Rich, Run, plain
from .latex_rewriting import argument, rewritten
from .latex_runs import composed, paired_tags, whole_words
from .latex_tables import (
    ACCENTS,
    CASES,
    DROPPED,
    GREEK,
    QUOTING,
    SKIPS,
    STYLES,
    SWITCHES,
    SYMBOLS,
    THROUGH,
)
from .markup import plain_tags

_SPECIAL = re.compile(r"[\\{}$~<`&\x00-\x1f\x7f-\x9f\u2028\u2029\ufb00-\ufb06]|--|''|  ")
_TOKEN = re.compile(
    r"(?P<text>[^\\{}$~<`'?!\u2028\u2029\x00-\x1f\x7f-\x9f _^-]+)"
    r"|(?P<space>[ \t\r\n\f\v\x85\u2028\u2029]+)"
    r"|\\(?P<word>[A-Za-z]+)\*?(?P<gap>[ \t\r\n]*)|\\(?P<sign>[^A-Za-z])"
    r"|(?P<brace>[{}])|(?P<dollar>\$+)|(?P<dash>---?)|(?P<tie>~)|(?P<quote>``|''|[?!]?`)"
    r"|(?P<tag></?(?:i|b|sup|sub)>)|(?P<script>[_^])|(?P<control>[\x00-\x1f\x7f-\x9f])"
    r"|(?P<other>.)",
    re.DOTALL,
)
# A brace round one accented letter protects nothing (BibTeX, "special characters").
_LONE_LETTER = re.compile(
    r"\{\\(?:[^A-Za-z{}]|(?:[GHUcdbkruvtijlo]|ss|aa|AA|ae|AE|oe|OE|O|L|dh|DH|th|TH|dj|DJ|ng|NG"
    r"|text(?:commabelow|ogonekcentered|dotbelow|schwa|macronbelow))(?![A-Za-z]))"
)
# What is written with several signs; a control character is nothing.
_SIGNS = {
    "---": "—", "--": "–", "~": "\u00a0", "``": "“", "''": "”", "`": "‘", "?`": "¿", "!`": "¡",
}  # fmt: skip
_VERBATIM = re.compile(r"\{([^{}\\]*)\}")
_LENGTH = re.compile(r"\s*=?\s*-?[\d.]+\s*(?:em|ex|pt|mm|cm|mu|in|sp)\b\s*")
_ONE = re.compile(r"[^\s\\{}$]")
_BLANK = re.compile(r"\s*")


def decode(value: str) -> Rich:
    r"""A field's text, as it stands in the file, as styled runs with white space folded.

    Accents and symbols (LaTeX2e, and latexcodec for the rarer ones), \textit and its kin, sub- and
    superscripts, simple mathematics, chemistry and units, quotes and dashes; of HTML, JATS and
    MathML what `markup` knows. Braces become `Run.protected`, and protect the whole of a word that
    they touch: "{H}andbook" is one word.
    """
    if not value:
        return ()
    if not _SPECIAL.search(value):
        text = value.strip(" ")
        return (Run(composed(text)),) if text else ()
    return _Reader(rewritten(plain_tags(value))).read()


def unknown_commands(value: str) -> list[str]:
    """The commands of a field that nothing knows, in order, each once."""
    found = dict.fromkeys(re.findall(r"\\([A-Za-z]+)", rewritten(plain_tags(value))))
    known = (_COMMANDS, GREEK, SYMBOLS)
    return [
        word for word in found if not any(word in names for names in known) and not _codec(word)
    ]


@lru_cache(maxsize=1000)
def _codec(word: str) -> str:
    """A command that the tables lack, by way of latexcodec; "" where it knows it no better."""
    try:
        import latexcodec  # noqa: F401  (importing it registers the codec)

        found: str = codecs.lookup("ulatex").decode(f"\\{word} ".encode())[0].strip()
    except Exception:  # noqa: BLE001 (a codec's opinion is welcome, never needed)
        return ""
    return "" if "\\" in found or found == word else found


class _Reader:
    """One value being read; an open group is (kind, style, protected, closing text)."""

    def __init__(self, value: str) -> None:
        self.value = value
        self.out: list[tuple[str, str, bool]] = []
        self.stack: list[tuple[str, str, bool, str]] = [("top", "", False, "")]
        self.open = dict.fromkeys(("brace", "math", "i", "b", "sup", "sub"), 0)
        self.tags = paired_tags(value) if "<" in value else frozenset()
        self.singles = 0
        self.no_dollar = False

    def read(self) -> Rich:
        value, at, size = self.value, 0, len(self.value)
        while at < size:
            token = _TOKEN.match(value, at)
            if token is None:  # pragma: no cover (the pattern matches any character)
                break
            kind = token.lastgroup
            if kind == "text":
                self.put(token[0])
                at = token.end()
            elif kind == "space":
                self.put(" ")
                at = token.end()
            else:
                at = _READ[kind or "other"](self, token)
        for _, style, protected, after in reversed(self.stack):
            if after:
                self.out.append((after, style, protected))
        return whole_words(self.merged())

    def put(self, text: str, style: str | None = None) -> None:
        _, current, protected, _ = self.stack[-1]
        self.out.append((text, current if style is None else style, protected))

    def push(
        self, kind: str, style: str | None = None, *, protected: bool = False, after: str = ""
    ) -> None:
        _, current, guarded, _ = self.stack[-1]
        self.stack.append((kind, current if style is None else style, protected or guarded, after))
        self.open[kind] += 1

    def pop(self) -> None:
        kind, _, _, after = self.stack.pop()
        self.open[kind] -= 1
        if after:
            self.put(after)

    def pop_to(self, kind: str) -> None:
        """Close the innermost group of a kind, and all that was left open inside it."""
        while self.open[kind]:
            found = self.stack[-1][0] == kind
            self.pop()
            if found:
                return

    def merged(self) -> list[Run]:
        runs: list[Run] = []
        texts: list[str] = []
        style, protected, blank = "", False, True
        for text, new_style, new_protected in self.out:
            if text == " ":
                if blank:
                    continue
                blank = True
            elif text:
                blank = text[-1] == " "
            if (new_style, new_protected) != (style, protected):
                if texts:
                    runs.append(Run(composed("".join(texts)), style, protected))
                texts, style, protected = [], new_style, new_protected
            texts.append(text)
        if texts:
            runs.append(Run(composed("".join(texts)), style, protected))
        while runs and not runs[-1].text.rstrip(" "):
            runs.pop()
        if runs:
            runs[-1] = Run(runs[-1].text.rstrip(" "), runs[-1].style, runs[-1].protected)
        return [run for run in runs if run.text]

    # One method for each kind of token; each gives the place to read on from.

    def plain_sign(self, token: re.Match[str]) -> int:
        self.singles += token[0] == "`"
        if token[0] in _SIGNS:
            self.put(_SIGNS[token[0]])
        return token.end()

    def _other(self, token: re.Match[str]) -> int:
        sign = token[0]
        if sign == "'" and self.singles and not self.value[token.end() : token.end() + 1].isalnum():
            self.singles -= 1
            sign = "’"
        self.put(sign)
        return token.end()

    def _tag(self, token: re.Match[str]) -> int:
        if token.start() not in self.tags:
            self.put(token[0])
        elif token[0][1] == "/":
            self.pop_to(token[0][2:-1])
        else:
            self.push(token[0][1:-1], token[0][1:-1])
        return token.end()

    def _brace(self, token: re.Match[str]) -> int:
        if token[0] == "}":
            self.pop_to("brace")
        else:  # in mathematics braces only group
            lone = self.open["math"] or _LONE_LETTER.match(self.value, token.start())
            self.push("brace", protected=not lone)
        return token.end()

    def _dollar(self, token: re.Match[str]) -> int:
        if len(token[0]) > 1:
            self.put(token[0])
        elif self.open["math"]:
            self.pop_to("math")
        elif self._opens_math(token.end()):
            self.push("math")
        else:
            self.put("$")
        return token.end()

    def _opens_math(self, start: int) -> bool:
        """Whether a dollar opens mathematics: closed later, no space at its ends, no price."""
        end = -1 if self.no_dollar else self.value.find("$", start)
        self.no_dollar = end < 0
        if end <= start or self.value[start].isspace() or self.value[end - 1].isspace():
            return False
        return not (self.value[start].isdigit() and self.value[end + 1 : end + 2].isdigit())

    def _script(self, token: re.Match[str]) -> int:
        if not self.open["math"]:
            self.put(token[0])
            return token.end()
        style, at = ("sub" if token[0] == "_" else "sup"), token.end()
        following = self.value[at : at + 1]
        if following == "{":
            self.push("brace", style)
            return at + 1
        if following == "\\":
            inner = _TOKEN.match(self.value, at)
            if inner and inner["word"]:
                if inner["word"] == "circ":
                    self.put("°", "")
                else:
                    self.put(self._named(inner["word"]) or inner[0], style)
                return inner.end()
        if _ONE.match(following):
            self.put(following, style)
            return at + 1
        self.put(token[0])
        return at

    def _sign(self, token: re.Match[str]) -> int:
        sign, at = token["sign"], token.end()
        if sign in ACCENTS:
            return self.accent(sign, at)
        if sign == "(":
            self.push("math")
        elif sign == ")":
            self.pop_to("math")
        elif (
            sign in "{}"
        ):  # braces that an exporter escaped mean nothing outside of a set in mathematics
            self.put(sign if self.open["math"] else "")
        elif sign in " \n\t,;:!/-@\\":
            self.put("" if sign in "!/-@" else " ")
        else:
            self.put(sign)
        return at

    def accent(self, accent: str, at: int) -> int:
        """Put an accent on the first letter of what follows, which may hold accents itself."""
        at = at if accent.isalpha() else _BLANK.match(self.value, at).end()  # type: ignore[union-attr]
        found = argument(self.value, at, 60)
        if found:
            inner, end = plain(decode(found[0])), found[1]
        elif self.value[at : at + 1] == "{":
            self.push("brace")
            inner, end = self.value[at + 1 : at + 2], at + 2
        elif self.value[at : at + 1] == "\\":
            inner, end = self._letter_command(at)
        else:
            inner, end = self.value[at : at + 1].strip("}$"), at + 1
            end -= not inner
        if not inner or not (inner[0].isalpha() or inner[0] in "-–"):
            self.put((accent if accent in "~^`'" else "") + inner)
            return end
        first = {"ı": "i", "ȷ": "j"}.get(inner[0], inner[0])
        marks = re.match("[\u0300-\u036f]*", inner[1:])[0]  # type: ignore[index]
        self.put(composed(first + marks + ACCENTS[accent]) + inner[1 + len(marks) :])
        return end

    def _letter_command(self, at: int) -> tuple[str, int]:
        r"""A command in the place of a letter: `\i`, `\^e`, `\v{s}`."""
        command = re.compile(r"\\(?:[A-Za-z]+[ \t]*|[^A-Za-z])").match(self.value, at)
        if not command:
            return "", at + 1
        end = command.end()
        if command[0].strip("\\ ") in ACCENTS:
            found = argument(self.value, end, 60)
            end = found[1] if found else min(end + 1, len(self.value))
        elif self.value[end : end + 2] == "{}":
            end += 2
        return plain(decode(self.value[at:end])), end

    def _named(self, word: str) -> str:
        return SYMBOLS.get(word) or GREEK.get(word) or _codec(word)

    def _gap(self, token: re.Match[str]) -> int:
        word, at = token["word"], token.end()
        braced = self.value[at : at + 1] == "{"
        handler = _COMMANDS.get(word)
        if handler and (braced or handler not in _NEED_ARGUMENT):
            return handler(self, word, at)
        if word == "circ" and self.stack[-1][1] == "sup":
            self.put("°", "")  # a raised circle is how LaTeX writes the degree sign
            return at
        sign = self._named(word)
        if sign:
            self.put(sign + " " if token["gap"] and self.open["math"] else sign)
            return at + 2 if self.value[at : at + 2] == "{}" else at
        if braced:  # an unknown command: its argument is text
            self.push("brace")
            return at + 1
        return at

    def styled(self, word: str, at: int) -> int:
        self.push("brace", STYLES[word])
        return at + 1

    def quoted(self, word: str, at: int) -> int:
        self.put(QUOTING[word][0])
        self.push("brace", after=QUOTING[word][1])
        return at + 1

    def switch(self, word: str, at: int) -> int:
        kind, style, protected, after = self.stack[-1]
        new = SWITCHES[word]
        self.stack[-1] = (kind, style if new is None else new, protected, after)
        return at

    def skip(self, word: str, at: int) -> int:
        length = _LENGTH.match(self.value, at)
        self.put(" " if word.endswith("skip") else "")
        return length.end() if length else at

    def through(self, word: str, at: int) -> int:
        verbatim = _VERBATIM.match(self.value, at)
        if word == "href" and verbatim and self.value[verbatim.end() : verbatim.end() + 1] == "{":
            return verbatim.end()
        if verbatim and word in ("url", "path", "nolinkurl"):
            self.put(verbatim[1])
            return verbatim.end()
        if self.value[at : at + 1] == "{":
            self.push("brace")
            return at + 1
        return at

    def cased(self, word: str, at: int) -> int:
        found = argument(self.value, at)
        if not found:
            return at
        text = plain(decode(found[0]))
        raised = word.lower().endswith("uppercase")
        _, style, _, _ = self.stack[-1]
        self.out.append((text.upper() if raised else text.lower(), style, True))
        return found[1]

    def past(self, word: str, at: int) -> int:
        for _ in range(DROPPED[word]):
            found = argument(self.value, at)
            at = found[1] if found else at
        if word.endswith("space"):
            self.put(" ")
        return at


_READ: dict[str, Callable[[_Reader, re.Match[str]], int]] = {
    **dict.fromkeys(("dash", "tie", "quote", "control"), _Reader.plain_sign),
    **{
        kind: getattr(_Reader, f"_{kind}")
        for kind in "sign gap brace dollar tag script other".split()
    },
}
_COMMANDS: dict[str, Callable[[_Reader, str, int], int]] = {
    **dict.fromkeys(SKIPS, _Reader.skip),
    **dict.fromkeys(DROPPED, _Reader.past),
    **dict.fromkeys(SWITCHES, _Reader.switch),
    **dict.fromkeys(QUOTING, _Reader.quoted),
    **dict.fromkeys(THROUGH, _Reader.through),
    **dict.fromkeys(CASES, _Reader.cased),
    **dict.fromkeys(STYLES, _Reader.styled),
    **dict.fromkeys(ACCENTS, _Reader.accent),
}
_NEED_ARGUMENT = (_Reader.styled, _Reader.quoted)
