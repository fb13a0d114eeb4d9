r"""Names and brackets as LaTeX: ``theta`` is ``\theta``, ``d_h`` is ``d_{h}``.

Guarantee: a name that already holds LaTeX (a backslash, a brace or ``^``) is printed as
it is; different plain names print differently, up to such spellings of one letter.
"""

from __future__ import annotations

import re

GREEK = frozenset((
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
    "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi",
    "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi",
    "Psi", "Omega", "varepsilon", "vartheta", "varphi", "varrho", "varsigma", "ell",
))  # fmt: skip
ACCENTS = ("hat", "bar", "tilde", "dot", "ddot", "vec")
PIECE = re.compile(r"([A-Za-z]+?)(\d+)")


def name_latex(name: str) -> str:
    """``name`` as LaTeX."""
    if any(mark in name for mark in "\\{^("):
        return name
    if name.endswith("'"):
        return name_latex(name.rstrip("'")) + "'" * (len(name) - len(name.rstrip("'")))
    base, _, label = name.partition("_")
    if not base or not label:
        return letter(name.strip("_") or "x")
    accents: list[str] = []
    rest: list[str] = []
    for part in label.split("_"):
        (accents if part in ACCENTS else rest).append(part)
    text = letter(base)
    for accent in accents:
        text = rf"\{accent}{{{text}}}"
    if not rest:
        return text
    return f"{text}_{{{', '.join(map(letter, rest))}}}"


def letter(text: str) -> str:
    r"""One piece of a name: a letter, a Greek letter by its word, ``x1``, or upright letters."""
    if text in GREEK:
        return rf"\{text}"
    if len(text) == 1 or text.isdigit():
        return text
    if numbered := PIECE.fullmatch(text):
        return f"{letter(numbered[1])}_{{{numbered[2]}}}"
    for accent in ACCENTS:
        stem = text.removesuffix(accent)
        if stem != text and (len(stem) == 1 or stem in GREEK):
            return rf"\{accent}{{{letter(stem)}}}"
    return rf"\mathrm{{{text}}}"


def has_script(latex: str) -> bool:
    """Whether a subscript must be kept apart from what ``latex`` already carries."""
    depth = 0
    for mark in latex:
        depth += (mark in "{([") - (mark in "})]")
        if mark in "_^'" and depth == 0:
            return True
    return False


def bracket(text: str) -> str:
    r"""``\left(text\right)``."""
    return rf"\left({text}\right)"


def outside(text: str) -> str:
    """``text`` without what stands in braces."""
    depth, kept = 0, []
    for mark in text:
        depth += mark == "{"
        if depth == 0:
            kept.append(mark)
        depth -= mark == "}"
    return "".join(kept)


def powered(variable: str, times: int) -> str:
    """``variable`` with the exponent ``times``."""
    return f"{{{variable}}}^{{{times}}}" if has_script(variable) else f"{variable}^{{{times}}}"


def primed(name: str, orders: tuple[int, ...]) -> str:
    """The name of a derivative of an arbitrary function."""
    if not any(orders):
        return name
    if len(orders) == 1:
        times = orders[0]
        return name + ("'" * times if times <= 3 else f"^{{({times})}}")
    marks = "".join(
        rf"\partial_{{{place}}}" + (f"^{{{times}}}" if times > 1 else "")
        for place, times in enumerate(orders, 1)
        if times
    )
    return f"{marks} {name}"
