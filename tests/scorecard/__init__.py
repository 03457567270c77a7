"""The checks, checked: for every rule faults that must be found on their line, and clean neighbours that must stay silent."""

from importlib import import_module
from pkgutil import iter_modules

from tests.scorecard import plants
from tests.scorecard.plant import Plant

__all__ = ["all_plants"]


def all_plants() -> list[Plant]:
    """The plants of every room below `plants/`: each is a module with a tuple PLANTS."""
    return [
        plant
        for room in sorted(iter_modules(plants.__path__), key=lambda item: item.name)
        for plant in import_module(f"{plants.__name__}.{room.name}").PLANTS
    ]
