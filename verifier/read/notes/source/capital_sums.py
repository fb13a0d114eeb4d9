r"""Capital letters typed for the signs of a sum and a product: ``\Sigma_{i=1}^n``, ``\Pi_{i=1}^n``.

Guarantee: the letter becomes the sign where a range stands below it, ``i=1`` or ``i \in S``,
and with ``=`` a last value above: no name is written so. Limits: ``\Sigma_i`` stays a name.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.source.lexer import Token

SIGNS = {r"\Sigma": r"\sum", r"\Pi": r"\prod"}
OPEN, CLOSED = frozenset({"{", r"\left"}), frozenset({"}", r"\right"})


def respelt(stream: list[Token]) -> list[Token]:
    """``stream`` with the signs in the place of such letters."""
    places = [place for place, token in enumerate(stream)
              if token.text in SIGNS and ranged(stream, place + 1)]  # fmt: skip
    if not places:
        return stream
    found = list(stream)
    for place in places:
        token = stream[place]
        found[place] = Token("command", SIGNS[token.text], token.start, token.end)
    return found


def ranged(stream: Sequence[Token], place: int) -> bool:
    """Whether the scripts that begin at ``place`` are a range."""
    while place < len(stream) and stream[place].text in (r"\limits", r"\nolimits"):
        place += 1
    scripts: dict[str, Sequence[str]] = {}
    while place < len(stream) and stream[place].text in ("_", "^") and (
        stream[place].text not in scripts
    ):  # fmt: skip
        end = closing(stream, place + 1)
        scripts[stream[place].text] = [token.text for token in stream[place + 1 : end]]
        place = end
    below = scripts.get("_", ())
    return r"\in" in below or ("=" in below and "^" in scripts)


def closing(stream: Sequence[Token], place: int) -> int:
    """The end of the argument that begins at ``place``."""
    depth = 0
    while place < len(stream):
        depth += (stream[place].text in OPEN) - (stream[place].text in CLOSED)
        place += 1
        if depth <= 0:
            break
    return place
