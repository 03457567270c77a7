"""Why can't this BibTeX entry be read? The place and the words for each fault of one entry, with the mend where it is mechanical."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["COMMA_FIX", "Fault", "early", "faults", "unclosed"]

NAME = re.compile(r"[A-Za-z][\w-]*")
FIELD = re.compile(r"^[ \t]*(?P<name>[A-Za-z][\w-]*)[ \t]*=[ \t]*(?P<value>.*)$")
NEXT_FIELD = re.compile(r"\s*[A-Za-z][\w-]*[ \t]*=")
COMMA_FIX = "put a comma at the end of this line"
BLANK = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one entry: how far into its text, what is wrong, the mend; `put` is (signs to take away, text to put there)."""

    at: int
    rule: str
    message: str
    fix: str
    put: tuple[int, str] | None = None


def early(text: str, trailing: str) -> Fault | None:
    """The fault of an entry that a brace closes too early, so that fields follow after its end. None where that isn't so."""
    if not re.match(r"[ \t]*,?\s*(?:\}|[A-Za-z][\w-]*[ \t]*=)", trailing) or re.match(
        r"\s*\Z", trailing
    ):
        return None
    start = text.rfind("\n") + 1
    match = FIELD.match(text[start:])
    if match and not re.match(r"[{\"]", match["value"]):
        return Fault(
            start + match.start("value"),
            "bib-brace",
            f'the opening brace of the field "{match["name"]}" is missing',
            "put { before the text of this field",
            (0, "{"),
        )
    return Fault(
        len(text) - 1,
        "bib-brace",
        "there is one closing brace too many: the entry ends here, and the fields below are lost",
        "remove the extra } on this line",
        (1, ""),
    )


def unclosed(text: str) -> Fault:
    """The fault of an entry whose end is never found: the field whose brace stays open, else the entry itself."""
    depth, offset = 0, 0
    previous: tuple[int, str, str] | None = None
    for number, row in enumerate(text.split("\n")):
        match = FIELD.match(row)
        if match and number and depth >= 2 and previous:
            return _open_field(*previous)
        if match and number:
            previous = (offset, row, match["name"])
        elif (
            previous
            and depth >= 2
            and row.strip() == "}"
            and previous[1].count("{") > previous[1].count("}")
        ):
            return _open_field(*previous)  # what looks like the entry's end has closed the field
        depth += row.count("{") - row.count("}")
        offset += len(row) + 1
    if depth >= 2 and previous:
        return _open_field(*previous)
    return Fault(
        0,
        "bib-brace",
        "the closing brace is missing: the entry never ends",
        "add a line with } after its last field",
    )


def _open_field(offset: int, row: str, name: str) -> Fault:
    message, fix = (
        f'the field "{name}" has an opening brace that is never closed',
        "add the missing } at the end of this field's text, before the comma",
    )
    bare = row.rstrip()
    if row.count("{") - row.count("}") == 1 and bare.endswith(","):
        return Fault(offset + len(bare) - 1, "bib-brace", message, fix, (0, "}"))
    return Fault(offset + len(row) - len(row.lstrip()), "bib-brace", message, fix)


def faults(text: str) -> list[Fault]:
    """The faults of an entry whose braces are even, but which can't be read: never an empty list."""
    head = re.match(r"[ \t]*@[ \t]*(\w+)[ \t]*[{(]\s*", text)
    key = re.compile(r"[^,{}=\"\n]*").match(text, head.end())
    words = key.group().split()
    after = text[key.end() : key.end() + 1]
    if not words or after == "=":
        return [
            Fault(
                0,
                "bib-syntax",
                f"this @{head[1]} entry has no key",
                "write a key and a comma straight after the opening brace, as in @article{smith2020port,",
            )
        ]
    if len(words) > 1 and after == ",":
        return [
            Fault(
                head.end(),
                "bib-key",
                f'the key "{key.group().strip()}" holds a space',
                f'write it as one word, such as "{"".join(words)}"',
            )
        ]
    found: list[Fault] = []
    position = key.end() + (after == ",")
    while position is not None and position < len(text):
        position = _field(text, position, found)
    return found or [
        Fault(0, "bib-syntax", "something can't be read", "check its braces, quotes and commas")
    ]


def _field(text: str, position: int, found: list[Fault]) -> int | None:
    """Read one field; add what is wrong with it. The position after it, or None at the end or where reading on makes no sense."""
    position = BLANK.match(text, position).end()
    if position >= len(text) - 1:
        return None
    sign = text[position]
    row = text[position:].split("\n", maxsplit=1)[0]
    if sign == ",":
        found.append(
            Fault(
                position, "bib-syntax", "two commas stand where one belongs", "remove one", (1, "")
            )
        )
        return position + 1
    name = NAME.match(text, position)
    if sign == "%":
        found.append(
            Fault(
                position,
                "bib-syntax",
                "a line starting with % is no comment inside an entry",
                "move it out of the entry, or delete it",
            )
        )
        return position + len(row)
    if not name:
        found.append(
            Fault(
                position,
                "bib-syntax",
                f'this text belongs to no field: "{row.strip()[:40]}"',
                "check the braces, quotes and commas on this line and on the one above",
            )
        )
        return None
    after = re.compile(r"[ \t]*").match(text, name.end()).end()
    equals = re.compile(r"(:=|==|=>|:|=)[ \t]*").match(text, after)
    if not equals and re.match(r"[{\"\d]", text[after:]):
        found.append(
            Fault(
                name.end(),
                "bib-syntax",
                f'the equals sign after "{name.group()}" is missing',
                f"write {name.group()} = {{…}}",
                (after - name.end(), " = "),
            )
        )
    elif not equals:
        found.append(
            Fault(
                position,
                "bib-syntax",
                f'this text belongs to no field: "{row.strip()[:40]}"',
                "check the braces, quotes and commas on this line and on the one above",
            )
        )
        return None
    elif equals[1] != "=":
        found.append(
            Fault(
                after,
                "bib-syntax",
                f'"{equals[1]}" stands where an equals sign belongs',
                f"write {name.group()} = {{…}}",
                (len(equals[1]), "="),
            )
        )
    start = BLANK.match(text, equals.end() if equals else after).end()
    end = _value(text, start, name, found)
    if end is None:
        return None
    position = BLANK.match(text, end).end()
    if position >= len(text) - 1:
        return None
    if text[position] == ",":
        return position + 1
    if text[position] == ";":
        found.append(
            Fault(
                position,
                "bib-comma",
                f'a semicolon stands after the field "{name.group()}" where a comma belongs',
                "write a comma",
                (1, ","),
            )
        )
        return position + 1
    if NEXT_FIELD.match(text, position):
        found.append(
            Fault(
                end,
                "bib-comma",
                f'the field "{name.group()}" is not followed by a comma',
                COMMA_FIX,
                (0, ","),
            )
        )
        return position
    found.append(
        Fault(
            position,
            "bib-syntax",
            f'text stands after the end of the field "{name.group()}": "{text[position:].split(chr(10), maxsplit=1)[0].strip()[:40]}"',
            "keep the whole text of a field inside one pair of braces",
        )
    )
    return None


def _value(text: str, start: int, name: re.Match, found: list[Fault]) -> int | None:
    """Where the value ends; None where it has no end."""
    while True:
        sign = text[start : start + 1]
        if sign == "{":
            end = _matching(text, start)
            if end is None:
                found.append(
                    Fault(
                        start,
                        "bib-brace",
                        f'the field "{name.group()}" has an opening brace that is never closed',
                        "add the missing }",
                    )
                )
                return None
        elif sign == '"':
            end = _quoted(text, start, name, found)
            if end is None:
                return None
        else:
            if text[start : start + 1] in (",", "}"):
                what = f'the field "{name.group()}" has no text'
                found.append(
                    Fault(
                        start,
                        "bib-syntax",
                        what,
                        f"write {name.group()} = {{}}, or delete it",
                        (0, "{}"),
                    )
                )
                return start
            bare = re.compile(r"[^\n]*").match(text, start).group().rstrip().rstrip(",").rstrip()
            word = re.match(r"(?:\d+|[A-Za-z][\w:-]*)(?=\s*(?:[,#}]|$))", bare)
            if word and not re.match(r"\d+[-\u2010-\u2015]", bare):
                end = start + word.end()
            else:
                last = bare[:-1].rstrip() if start + len(bare) >= len(text) else bare
                found.append(
                    Fault(
                        start,
                        "bib-syntax",
                        f'the text of the field "{name.group()}" is not in braces',
                        f"write {name.group()} = {{{last}}}",
                        (len(last), f"{{{last}}}"),
                    )
                )
                return start + len(last)
        more = re.compile(r"\s*#\s*").match(text, end)
        if not more:
            return end
        start = more.end()


def _matching(text: str, start: int) -> int | None:
    depth = 0
    for match in re.compile(r"[{}]").finditer(text, start):
        depth += 1 if match.group() == "{" else -1
        if depth == 0:
            return match.end()
    return None


def _quoted(text: str, start: int, name: re.Match, found: list[Fault]) -> int | None:
    depth = 0
    row_end = text.find("\n", start)
    row = text[start : row_end if row_end >= 0 else len(text)]
    open_fix = Fault(
        start,
        "bib-quote",
        f'the double quote that opens the field "{name.group()}" is never closed',
        'end the text with ", before the comma',
    )
    for match in re.compile(r'[{}"]').finditer(text, start + 1):
        depth += {"{": 1, "}": -1, '"': 0}[match.group()]
        if depth < 0:
            break
        if match.group() == '"' and depth == 0:
            if re.search(r"\n[ \t]*[A-Za-z][\w-]*[ \t]*=[ \t]*$", text[start : match.start()]):
                break
            after = match.end()
            if re.compile(r"\s*(?:[,#;})]|[A-Za-z][\w-]*[ \t]*=)").match(text, after):
                return after
            found.append(
                Fault(
                    match.start(),
                    "bib-quote",
                    f'a double quote inside the field "{name.group()}" ends its text too early',
                    "put the text in braces instead of double quotes: {…}",
                )
            )
            return None
    bare = row.rstrip()
    put = (
        Fault(start + len(bare) - 1, open_fix.rule, open_fix.message, open_fix.fix, (0, '"'))
        if bare.endswith(",") and row.count('"') == 1
        else open_fix
    )
    found.append(put)
    # What follows can be read again where the text was one line.
    return start + len(bare) - 1 if put.put else None
