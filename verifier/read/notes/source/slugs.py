"""Headings and file names as parts of identifiers.

Guarantee: lower-case letters, digits and hyphens only, at most 60 of them.
"""

from __future__ import annotations

import re


def unnumbered(text: str) -> str:
    """A heading without the numbers it begins with: ``2.2 2.a) The sigmoid``."""
    return re.sub(r"^(?:(?:\d+(?:\.\w+)*\.?|\(?\w)\)?\.?\s+|\(?(?:\d+\.)?\w\)\s+)+", "", text)


def slugged(text: str) -> str:
    """``text`` as a part of an identifier."""
    plain = re.sub(r"\\[A-Za-z]+|[$`*_{}\\]", " ", text.lower())
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
