r"""LaTeX mathematics as tokens: lossless, each with its place.

Guarantee: the texts of the tokens, joined, are the input; offsets are those of the file.

    \frac{\hat y}{12.5}  ->  \frac { \hat ␣ y } { 12.5 }

Kinds: ``command`` (``\frac``, ``\,``), ``letter``, ``number`` (digits, one point),
``symbol`` (anything else that is visible), ``space`` (blanks and comments). Limits: no
category codes, no ``\verb``; Unicode signs count as the commands in ``UNICODE``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from verifier.read.notes.source.complaint import Complaint, Place


@dataclass(frozen=True, slots=True)
class Token:
    """One token; ``start`` and ``end`` are offsets into the file."""

    kind: str
    text: str
    start: int
    end: int


PATTERN = re.compile(
    r"""
    (?P<command>\\(?:[A-Za-z]+\*?|.|\n|$)|\.\.\.)
  | (?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
  | (?P<letter>[^\W\d_])
  | (?P<space>\s+|%[^\n]*(?:\n|$))
  | (?P<symbol>&(?:lt|gt|amp);|.)
    """,
    re.VERBOSE | re.DOTALL,
)

STARRED = frozenset({"\\operatorname*", "\\hspace*", "\\DeclareMathOperator*", "\\begin*"})
"""Commands whose star belongs to them; elsewhere a star is a product."""

UNICODE = {
    "−": "-", "·": r"\cdot", "×": r"\times", "÷": "/", "∂": r"\partial", "∑": r"\sum",
    "∏": r"\prod", "∫": r"\int", "√": r"\sqrt", "∞": r"\infty", "≤": r"\le", "≥": r"\ge",
    "≠": r"\neq", "≈": r"\approx", "∈": r"\in", "∀": r"\forall", "⇒": r"\Rightarrow",
    "⟹": r"\implies", "⇔": r"\iff", "⟺": r"\iff", "⇐": r"\Leftarrow", "∧": r"\land",
    "∨": r"\lor", "¬": r"\neg",
    "→": r"\to", "←": r"\leftarrow", "⊤": r"\top", "⊙": r"\odot", "∘": r"\circ", "∇": r"\nabla",
    "ℝ": r"\R", "ℕ": r"\N", "ℤ": r"\Z", "…": r"\dots", "⋯": r"\cdots", "′": "'", "″": "''",
    "α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ε": r"\epsilon",
    "ζ": r"\zeta", "η": r"\eta", "θ": r"\theta", "ι": r"\iota", "κ": r"\kappa",
    "λ": r"\lambda", "μ": r"\mu", "ν": r"\nu", "ξ": r"\xi", "π": r"\pi", "ρ": r"\rho",
    "σ": r"\sigma", "τ": r"\tau", "φ": r"\phi", "χ": r"\chi", "ψ": r"\psi", "ω": r"\omega",
    "Γ": r"\Gamma", "Δ": r"\Delta", "Θ": r"\Theta", "Λ": r"\Lambda", "Σ": r"\Sigma",
    "∆": r"\Delta", "...": r"\dots",
    "Φ": r"\Phi", "Ψ": r"\Psi", "Ω": r"\Omega", "ℓ": r"\ell",
    r"\infin": r"\infty", r"\vert": "|", r"\Vert": r"\|", r"\cr": "\\\\", r"\newline": "\\\\",
    "&lt;": "<", "&gt;": ">", "&amp;": "&", r"\sdot": r"\cdot",
    r"\tabularnewline": "\\\\", r"\isin": r"\in", r"\plusmn": r"\pm", r"\lang": r"\langle",
    r"\rang": r"\rangle", r"\geqq": r"\geq", r"\leqq": r"\leq", r"\lbrace": r"\{",
    r"\rbrace": r"\}", r"\cdotp": r"\cdot", r"\dotsc": r"\dots", r"\dotsb": r"\cdots",
    r"\thetasym": r"\vartheta", r"\empty": r"\emptyset", r"\exist": r"\exists",
    r"\eqdef": r"\coloneqq", r"\triangleq": r"\coloneqq", r"\colonequals": r"\coloneqq",
    r"\doteq": r"\coloneqq",
    r"\coloneq": r"\coloneqq", r"\equalscolon": r"\eqqcolon", r"\eqcolon": r"\eqqcolon",
}  # fmt: skip

LONGEST = 200_000
"""Characters that one display may have."""


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]``; raises ``Complaint`` when there are too many."""
    end = len(text) if end is None else end
    if end - start > LONGEST:
        raise Complaint(
            "too-large", f"{end - start} characters in one display", Place(start, start + 1)
        )
    found: list[Token] = []
    position = start
    while position < end:
        match = PATTERN.match(text, position, end)
        assert match is not None  # the last alternative takes any character
        kind, piece = match.lastgroup or "symbol", match.group()
        if kind == "command" and piece.endswith("*") and piece not in STARRED and len(piece) > 2:
            piece = piece[:-1]
        found.append(Token(kind, piece, position, position + len(piece)))
        position += len(piece)
    return found


def meaning(token: Token) -> str:
    """The text of a token, with Unicode signs as the commands they stand for."""
    return UNICODE.get(token.text, token.text)


def closes(tokens: Sequence[Token], opener: str) -> bool:
    r"""Whether a ``\rvert`` among the tokens closes a bar that opens before them."""
    level = 1
    for token in tokens:
        level += (token.text == opener) - (token.text == opener.replace(r"\l", r"\r"))
        if not level:
            return True
    return False
