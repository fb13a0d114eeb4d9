"""How formulas of arrays are put together for printing.

Guarantee: brackets follow precedence, as in ``latex_print``; a formula that was built by
operators reads as it was written. Limits: printing only, no meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import sympy

from verifier.read.latex_names import bracket
from verifier.read.latex_print import ATOM, MIXED, POWER, PREFIX, PRODUCT, SUM, Display, Printer
from verifier.read.sympy_terms import Reading


def display_of(expression: sympy.Expr) -> Display:
    """A SymPy expression printed as understood, with quantities as they were written."""
    shown: dict[str, Display] = {}
    term = Reading(shown).term(expression)
    return Printer(shown).display(term)


def plus(a: Display, b: Display) -> Display:
    """``a + b``."""
    right = b.within(MIXED) if b.latex.startswith("-") else b.within(SUM)
    return Display(f"{a.within(SUM)} + {right}", SUM)


def minus(a: Display, b: Display) -> Display:
    """``a - b``."""
    return Display(f"{a.within(SUM)} - {b.within(MIXED)}", SUM)


def superscript(a: Display, mark: str) -> Display:
    """``a`` with something above."""
    base = a.within(ATOM)
    return Display(f"{bracket(base) if '^' in base else base}^{{{mark}}}", POWER)


def beside(a: Display, b: Display) -> Display:
    """Two factors of a matrix product."""
    open_ended = b.binding == PREFIX
    return Display(
        rf"{closed(a, PRODUCT)} \, {b.within(PRODUCT)}", PREFIX if open_ended else PRODUCT
    )


def signed(sign: str) -> Callable[[Display, Display], Display]:
    """Two operands with a sign between them that binds less than a product."""

    def show(a: Display, b: Display) -> Display:
        chained = sign == ODOT and not any(other in a.latex for other in OTHER_SIGNS)
        left = closed(a, MIXED if chained else PRODUCT)
        return Display(rf"{left} {sign} {b.within(PRODUCT)}", MIXED)

    return show


ODOT = r"\odot"
OTHER_SIGNS = (r"\oslash", r"\cdot", r"\star", "*_")
"""The one sign that may be chained without brackets, and those that may not."""


def closed(a: Display, needed: int) -> str:
    """``a`` before another operand: in brackets too when its scope is open to the right."""
    return bracket(a.latex) if a.binding == PREFIX else a.within(needed)


def readable(latex: str) -> str:
    """A formula within a message: without spacing and sizing commands."""
    latex = re.sub(r"\\(left|right|operatorname|text|math\w+)(?![A-Za-z])| \\,", "", latex)
    return re.sub(r"\{(\w+)\}", r"\1", latex)
