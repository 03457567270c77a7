"""Why can't this BibTeX entry be read? Place and words of each fault, and a fix."""

import re
from dataclasses import dataclass

NAME = re.compile(r"[A-Za-z][\w-]*")
FIELD = re.compile(r"^[ \t]*(?P<name>[A-Za-z][\w-]*)[ \t]*=[ \t]*(?P<value>.*)$")
NEXT_FIELD = re.compile(r"\s*[A-Za-z][\w-]*[ \t]*=")
COMMA_FIX = "put a comma at the end of this line"
HEAD = re.compile(r"[ \t]*@[ \t]*(\w+)[ \t]*[{(]\s*")
KEY = re.compile(r"[^,{}=\"\n]*")
BLANK = re.compile(r"\s*")
SPACES = re.compile(r"[ \t]*")
EQUALS = re.compile(r"(:=|==|=>|:|=)[ \t]*")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: how far into its entry, what, the fix; `put` is (how many go, new text)."""

    at: int
    rule: str
    message: str
    fix: str
    put: tuple[int, str] | None = None


def early(text: str, trailing: str) -> Fault | None:
    """The fault of an entry that a brace closes too early, before other fields, or None."""
    if not re.match(r"[ \t]*,?\s*(?:\}|[A-Za-z][\w-]*[ \t]*=)", trailing) or re.match(
        r"\s*\Z", trailing
    ):
        return None
    start = text.rfind("\n") + 1
    match = FIELD.match(text[start:])
    if match and not re.match(r"[{\"]", match["value"]):
        what = f'the opening brace of the field "{match["name"]}" is missing'
        fix = "put { before the text of this field"
        return Fault(start + match.start("value"), "bib-brace", what, fix, (0, "{"))
    what = "there is one closing brace too many: the entry ends here, and the fields below are lost"
    return Fault(len(text) - 1, "bib-brace", what, "remove the extra } on this line", (1, ""))


def unclosed(text: str) -> Fault:
    """The fault of an entry without an end: the field whose brace stays open, else the entry."""
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
    what = "the closing brace is missing: the entry never ends"
    return Fault(0, "bib-brace", what, "add a line with } after its last field")


def _open_field(offset: int, row: str, name: str) -> Fault:
    message, fix = (
        f'the field "{name}" has an opening brace that is never closed',
        "add the missing } at the end of this field's text, before the comma",
    )
    bare = row.rstrip()
    if bare.endswith("),") and row.count(")") > row.count("("):
        fix = "write } in place of ) at the end of this field's text"
        return Fault(offset + len(bare) - 2, "bib-brace", message, fix, (1, "}"))
    if row.count("{") - row.count("}") == 1 and bare.endswith(","):
        return Fault(offset + len(bare) - 1, "bib-brace", message, fix, (0, "}"))
    return Fault(offset + len(row) - len(row.lstrip()), "bib-brace", message, fix)


def faults(text: str) -> list[Fault]:
    """The faults of an entry whose braces are even, but which can't be read; never none."""
    head = HEAD.match(text)
    kind, start = (head[1], head.end()) if head else ("", 0)
    end = _past(KEY, text, start)
    key, after = text[start:end].strip(), text[end : end + 1]
    if not key or after == "=":
        fix = "write a key and a comma behind the opening brace, as in @article{smith2020port,"
        return [Fault(0, "bib-syntax", f"this @{kind} entry has no key", fix)]
    if " " in key and after == ",":
        fix = f'write it as one word, such as "{"".join(key.split())}"'
        return [Fault(start, "bib-key", f'the key "{key}" holds a space', fix)]
    found: list[Fault] = []
    position: int | None = end + (after == ",")
    while position is not None and position < len(text):
        position = _field(text, position, found)
    return found or [
        Fault(0, "bib-syntax", "something can't be read", "check its braces, quotes and commas")
    ]


def _field(text: str, position: int, found: list[Fault]) -> int | None:
    """Read one field, adding its faults. Out: the position after it, or None to stop."""
    position = _past(BLANK, text, position)
    if position >= len(text) - 1:
        return None
    row = text[position:].split("\n", maxsplit=1)[0]
    if text[position] == ",":
        what = "two commas stand where one belongs"
        found.append(Fault(position, "bib-syntax", what, "remove one", (1, "")))
        return position + 1
    if text[position] == "%":
        what = "a line starting with % is no comment inside an entry"
        found.append(Fault(position, "bib-syntax", what, "move it out of the entry, or delete it"))
        return position + len(row)
    name = NAME.match(text, position)
    start = _equals(text, name, found) if name else None
    if name is None or start is None:
        what = f'this text belongs to no field: "{row.strip()[:40]}"'
        fix = "check the braces, quotes and commas on this line and on the one above"
        found.append(Fault(position, "bib-syntax", what, fix))
        return None
    end = _value(text, start, name, found)
    return None if end is None else _after(text, end, name.group(), found)


def _past(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def _equals(text: str, name: re.Match[str], found: list[Fault]) -> int | None:
    """Where the value begins behind the equals sign or what is in its place; None for nothing."""
    after = _past(SPACES, text, name.end())
    equals = EQUALS.match(text, after)
    fix = f"write {name.group()} = {{…}}"
    if equals is None:
        if not re.match(r"[{\"\d]", text[after:]):
            return None
        what = f'the equals sign after "{name.group()}" is missing'
        put = (after - name.end(), " = ")
        found.append(Fault(name.end(), "bib-syntax", what, fix, put))
    elif equals[1] != "=":
        what = f'"{equals[1]}" stands where an equals sign belongs'
        found.append(Fault(after, "bib-syntax", what, fix, (len(equals[1]), "=")))
    return _past(BLANK, text, equals.end() if equals else after)


def _after(text: str, end: int, name: str, found: list[Fault]) -> int | None:
    """What stands behind a field's value: a comma, or a fault."""
    position = _past(BLANK, text, end)
    if position >= len(text) - 1:
        return None
    if text[position] == ",":
        return position + 1
    if text[position] == ";":
        what = f'a semicolon stands after the field "{name}" where a comma belongs'
        found.append(Fault(position, "bib-comma", what, "write a comma", (1, ",")))
        return position + 1
    if NEXT_FIELD.match(text, position):
        what = f'the field "{name}" is not followed by a comma'
        found.append(Fault(end, "bib-comma", what, COMMA_FIX, (0, ",")))
        return position
    row = text[position:].split("\n", maxsplit=1)[0].strip()
    what = f'text stands after the end of the field "{name}": "{row[:40]}"'
    fix = "keep the whole text of a field inside one pair of braces"
    found.append(Fault(position, "bib-syntax", what, fix))
    return None


def _value(text: str, start: int, name: re.Match[str], found: list[Fault]) -> int | None:
    """Where the value ends; None where it has no end."""
    while True:
        sign = text[start : start + 1]
        if sign == "{":
            end = _matching(text, start)
            if end is None:
                what = f'the field "{name.group()}" has an opening brace that is never closed'
                found.append(Fault(start, "bib-brace", what, "add the missing }"))
                return None
        elif sign == '"':
            end = _quoted(text, start, name, found)
            if end is None:
                return None
        else:
            if text[start : start + 1] in (",", "}"):
                what = f'the field "{name.group()}" has no text'
                fix = f"write {name.group()} = {{}}, or delete it"
                found.append(Fault(start, "bib-syntax", what, fix, (0, "{}")))
                return start
            bare = text[start:].split("\n", 1)[0].rstrip().rstrip(",").rstrip()
            word = re.match(r"(?:\d+|[A-Za-z][\w:-]*)(?=\s*(?:[,#}]|$))", bare)
            if word and not re.match(r"\d+[-\u2010-\u2015]", bare):
                end = start + word.end()
            else:
                last = bare[:-1].rstrip() if start + len(bare) >= len(text) else bare
                what = f'the text of the field "{name.group()}" is not in braces'
                fix, put = f"write {name.group()} = {{{last}}}", (len(last), f"{{{last}}}")
                found.append(Fault(start, "bib-syntax", what, fix, put))
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


def _quoted(text: str, start: int, name: re.Match[str], found: list[Fault]) -> int | None:
    depth = 0
    row_end = text.find("\n", start)
    row = text[start : row_end if row_end >= 0 else len(text)]
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
            what = f'a double quote inside the field "{name.group()}" ends its text too early'
            fix = "put the text in braces instead of double quotes: {…}"
            found.append(Fault(match.start(), "bib-quote", what, fix))
            return None
    bare = row.rstrip()
    what = f'the double quote that opens the field "{name.group()}" is never closed'
    fix = 'end the text with ", before the comma'
    if bare.endswith(",") and row.count('"') == 1:
        # What follows can be read again: the text was one line.
        found.append(Fault(start + len(bare) - 1, "bib-quote", what, fix, (0, '"')))
        return start + len(bare) - 1
    found.append(Fault(start, "bib-quote", what, fix))
    return None
