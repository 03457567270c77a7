"""Blocks of a page's HTML, from files of templates/."""

from __future__ import annotations

from ..template import blocks

block = blocks(__file__)
