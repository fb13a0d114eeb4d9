r"""LaTeX for three kinds of reader: a display, a line of Markdown, a terminal.

Guarantee: what GitHub's Markdown would eat before its typesetter sees it (backslashes
before punctuation, ``<``, ``*``, ``|``) is written in an equivalent way; the plain form
is for reading only, and drops nothing but markup.

Limits: the plain form knows the commands that the project itself prints; any other is
shown by its name.
"""

from __future__ import annotations

import re

SAFE = {
    r"\{": r"\lbrace ", r"\}": r"\rbrace ", r"\,": " ", r"\;": r"\thickspace ",
    r"\:": r"\medspace ", r"\!": r"\negthinspace ", r"\|": r"\Vert ", r"\_": r"\textunderscore ",
    r"\\": r"\cr ", "<": r"\lt ", ">": r"\gt ", "*": r"\ast ", "|": r"\vert ",
}  # fmt: skip
PUNCTUATION = re.compile(r"\\[{},;:!|_\\]|[<>*|]|\\operatorname\*?(?=\{)|\\operatorname\*?")


def safe(latex: str) -> str:
    """``latex`` in one paragraph and without anything that Markdown would change."""
    found = PUNCTUATION.sub(lambda match: SAFE.get(match.group(), r"\mathrm"), latex)
    return " ".join(found.split())


def display(latex: str) -> str:
    """A displayed formula as a Markdown paragraph of its own."""
    return f"$$\n{safe(latex)}\n$$"


def inline(latex: str) -> str:
    """A formula in a line or a table of Markdown."""
    return f"${safe(latex)}$"


SYMBOLS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "upsilon": "υ", "varrho": "ϱ", "varsigma": "ς", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Upsilon": "Υ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Sigma": "Σ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "sum": "Σ", "prod": "Π", "int": "∫", "partial": "∂",
    "nabla": "∇", "infty": "∞", "in": "∈", "ne": "≠", "neq": "≠", "le": "≤", "leq": "≤",
    "ge": "≥", "geq": "≥", "lt": "<", "gt": ">", "cdot": "·", "times": "×", "odot": "⊙",
    "to": "→", "Rightarrow": "⇒", "implies": "⇒", "iff": "⇔", "Leftrightarrow": "⇔",
    "forall": "∀", "exists": "∃",
    "land": "and", "lor": "or", "wedge": "and", "vee": "or", "neg": "not", "dots": "…",
    "ldots": "…", "cdots": "…", "vdots": "⋮", "ddots": "⋱",
    "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉",
    "lbrace": "{", "rbrace": "}", "vert": "|", "Vert": "‖", "pm": "±", "top": "ᵀ", "cr": ";",
    "langle": "⟨", "rangle": "⟩", "approx": "≈", "mid": "|", "prime": "′", "ast": "*",
    "quad": " ", "qquad": " ", "circ": "∘", "ell": "ℓ",
}  # fmt: skip
INVISIBLE = {
    "left", "right", "big", "Big", "bigl", "bigr", "mathrm", "mathbf", "boldsymbol", "text",
    "operatorname", "limits", "nolimits", "displaystyle", "textstyle", "mathbb", "mathit",
    "textbf", "mathcal", "thinspace", "thickspace", "medspace", "negthinspace", "bigg", "Bigg",
}  # fmt: skip
SETS = {"R": "ℝ", "N": "ℕ", "Z": "ℤ", "C": "ℂ", "Q": "ℚ"}
TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|\s+|.", re.DOTALL)
SIMPLE = re.compile(r"[\w.√∂]+|\([^()]*\)|[\w.]+(?:_[\w,]+|_\([^()]*\))")
DEPTH = 40
"""Nesting up to which the plain form follows groups; deeper ones stay as they are."""


def plain(latex: str) -> str:
    r"""``latex`` for a terminal: ``\frac{\partial s_{i}}{\partial x_{j}}`` is ``∂s_i/∂x_j``."""
    tokens = TOKEN.findall(latex)
    if sum(token == "{" for token in tokens) > 4000 or depth(tokens) > DEPTH:
        return " ".join(latex.split())
    text, _ = read(tokens, 0)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([=≠≤≥<>+]|→|∈)\s*(?![^\[]*\.\.)", r" \1 ", text)
    return text.replace("+ -", "- ").strip()


def depth(tokens: list[str]) -> int:
    """How deep groups nest."""
    level = deepest = 0
    for token in tokens:
        level += (token == "{") - (token == "}")
        deepest = max(deepest, level)
    return deepest


def read(tokens: list[str], at: int) -> tuple[str, int]:
    """The plain form of ``tokens`` from ``at`` up to an unmatched ``}``, and where that is."""
    parts: list[str] = []
    while at < len(tokens) and tokens[at] != "}":
        text, at = one(tokens, at)
        parts.append(text)
    return "".join(parts), at


def one(tokens: list[str], at: int) -> tuple[str, int]:
    """The plain form of one token or group, and what comes after it."""
    token = tokens[at]
    if token == "{":
        text, at = read(tokens, at + 1)
        return text, at + 1
    if token in ("_", "^"):
        text, at = argument(tokens, at + 1)
        return script(token, text), at
    if token in ("\\sum", "\\prod", "\\int"):
        return ranged(tokens, at)
    if token in ("\\frac", "\\dfrac", "\\tfrac"):
        above, at = argument(tokens, at + 1)
        below, at = argument(tokens, at)
        above, below = above.replace("∂ ", "∂"), below.replace("∂ ", "∂")
        return f"{bracketed(above)}/{bracketed(below)}", at
    if token == "\\sqrt":
        text, at = argument(tokens, at + 1)
        return f"√{bracketed(text)}", at
    if token == "\\mathbb":
        text, at = argument(tokens, at + 1)
        return SETS.get(text, text), at
    if token in ("\\begin", "\\end"):
        _, at = argument(tokens, at + 1)
        return " ", at
    if token.startswith("\\") and token[1:].isalpha():
        return command(token[1:]), at + 1
    if token.startswith("\\"):
        return {"\\\\": "; ", "\\{": "{", "\\}": "}", "\\_": "_"}.get(token, " "), at + 1
    return (" " if token in "&~" else token), at + 1


def script(mark: str, text: str) -> str:
    """An upper or lower index; one that has indices itself is bracketed."""
    if text == "ᵀ":
        return text
    return f"{mark}({text})" if "_" in text and not text.startswith("(") else mark + bracketed(text)


def ranged(tokens: list[str], at: int) -> tuple[str, int]:
    """A big operator with its range: ``Σ[i=1..n] ``."""
    sign = SYMBOLS[tokens[at][1:]]
    ends = {"_": "", "^": ""}
    at += 1
    while at < len(tokens) and tokens[at] in ends:
        mark = tokens[at]
        ends[mark], at = argument(tokens, at + 1)
    inner = "..".join(end.replace(" ", "") for end in ends.values() if end)
    return (f"{sign}[{inner}] " if inner else f"{sign} "), at


def argument(tokens: list[str], at: int) -> tuple[str, int]:
    """The group or single token at ``at``, spaces skipped."""
    while at < len(tokens) and tokens[at].isspace():
        at += 1
    if at >= len(tokens) or tokens[at] == "}":
        return "", at
    text, at = one(tokens, at)
    return text.strip(), at


def command(name: str) -> str:
    """A control word as a symbol, a word, or nothing."""
    if name in INVISIBLE:
        return ""
    return SYMBOLS.get(name, name)


def bracketed(text: str) -> str:
    """``text``, in brackets unless it is one simple piece."""
    return text if not text or SIMPLE.fullmatch(text) else f"({text})"


def readable(text: str) -> str:
    """``text`` with the formulas between ``$`` in plain form."""
    pieces = text.split("$")
    if len(pieces) % 2 == 0:
        return text
    return "".join(plain(piece) if at % 2 else piece for at, piece in enumerate(pieces))
