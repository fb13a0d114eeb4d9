r"""Backslashes that keep signs of a formula from Markdown, taken away again.

Guarantee: ``x\_1`` is ``x_1``, ``w^\*`` is ``w^*`` and ``\left\\{`` is ``\left\{``, as they are
after Markdown; every other token passes unchanged. Limits: an underscore in the words of
``\text`` and its like is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.spellings import VERBATIM

ESCAPED = frozenset({r"\_", r"\*"})


def unescaped(stream: Sequence[Token]) -> list[Token]:
    """``stream`` without those backslashes."""
    found: list[Token] = []
    words = 0
    for token in stream:
        before = found[-1] if found else token
        if words or (token.text == "{" and before.text in VERBATIM):
            words += {"{": 1, "}": -1}.get(token.text, 0)
        if token.text in ESCAPED and not words:
            token = Token("symbol", token.text[1:], token.start, token.end)
        elif token.text in ("{", "}") and before.text == "\\\\" and len(found) > 1 and (
            found[-2].text in (r"\left", r"\right") and before.end == token.start
        ):  # fmt: skip
            token = Token("command", "\\" + token.text, found.pop().start, token.end)
        found.append(token)
    return found
