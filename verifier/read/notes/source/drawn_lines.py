r"""Lines that are drawn: ``\rule[.5ex]{2em}{.4pt}`` and ``\hrulefill`` as dashes.

Guarantee: such a line, with its lengths, is one dash, as rows of matrices have them at their
ends; all else stands. Limits: lines drawn in other ways.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.source.lexer import Token

LINES = {r"\rule": 2, r"\hrulefill": 0, r"\horzbar": 0}
"""The commands, and how many lengths they take."""


def dashed(stream: Sequence[Token]) -> list[Token]:
    """``stream`` with dashes for lines."""
    if not any(token.text in LINES for token in stream):
        return list(stream)
    found: list[Token] = []
    place = 0
    while place < len(stream):
        token = stream[place]
        place += 1
        if token.text not in LINES:
            found.append(token)
            continue
        waiting, end = LINES[token.text], token.end
        while place < len(stream):
            opener = stream[place].text
            if stream[place].kind == "space" or not waiting or opener not in ("[", "{"):
                if stream[place].kind == "space" and waiting:
                    place += 1
                    continue
                break
            closer = "]" if opener == "[" else "}"
            waiting -= opener == "{"
            while place < len(stream) and stream[place].text != closer:
                place += 1
            end = stream[place].end if place < len(stream) else end
            place += 1
        found.append(Token("command", r"\textemdash", token.start, end))
    return found
