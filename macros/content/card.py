"""The card that readers fill in, from data/card.yml: what it asks, what stands on which side."""

from dataclasses import dataclass
from typing import Annotated

FILE = "card.yml"


@dataclass(frozen=True)
class Entry:
    """One line of the card."""

    id: Annotated[str, "its name in the form"]
    asked: Annotated[str, "the question asked"] = ""
    shown: Annotated[str, "the few words on the card"] = ""
    side: Annotated[str, "front or back"] = "front"
    choices: Annotated[tuple[str, ...], "the answers to choose from; none: a line to write on"] = ()
    hint: Annotated[str, "a few words of help"] = ""
    type: Annotated[str, "text, or tel for a telephone number"] = "text"
    ideas: Annotated[tuple[str, ...], "answers that the browser offers while one writes"] = ()
    blank: Annotated[str, "what the card says where nothing was written"] = ""


@dataclass(frozen=True)
class Group:
    """Some lines of the form under one heading."""

    id: Annotated[str, "the heading"]
    fields: Annotated[tuple[Entry, ...], "the lines"] = ()


@dataclass(frozen=True)
class Card:
    """A card of two sides."""

    name: Annotated[str, "what it is called in a sentence, such as: membership card"] = "card"
    store: Annotated[str, "the name under which a browser keeps it, if its reader asks"] = "card"
    front: Annotated[str, "the title of the front"] = ""
    back: Annotated[str, "the title of the back"] = ""
    foot: Annotated[str, "a sentence at the foot of the back"] = ""
    groups: Annotated[tuple[Group, ...], "what is asked"] = ()
