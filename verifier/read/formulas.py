"""How formulas of arrays are put together for printing.

Guarantee: brackets follow precedence, as in ``latex_print``; a formula that was built by
operators reads as it was written. Limits: printing only, no meaning.
"""

from __future__ import annotations

import re

import sympy

from verifier.read.latex_names import bracket
from verifier.read.latex_print import ATOM, POWER, PREFIX, PRODUCT, SUM, Display, Printer
from verifier.read.sympy_terms import Reading


def display_of(expression: sympy.Expr) -> Display:
    """A SymPy expression printed as understood, with quantities as they were written."""
    shown: dict[str, Display] = {}
    term = Reading(shown).term(expression)
    return Printer(shown).display(term)


def plus(a: Display, b: Display) -> Display:
    """``a + b``."""
    right = b.within(PRODUCT) if b.latex.startswith("-") else b.within(SUM)
    return Display(f"{a.within(SUM)} + {right}", SUM)


def minus(a: Display, b: Display) -> Display:
    """``a - b``."""
    return Display(f"{a.within(SUM)} - {b.within(PRODUCT)}", SUM)


def superscript(a: Display, mark: str) -> Display:
    """``a`` with something above."""
    base = a.within(ATOM)
    return Display(f"{bracket(base) if '^' in base else base}^{{{mark}}}", POWER)


def beside(a: Display, b: Display) -> Display:
    """Two factors of a matrix product."""
    left = bracket(a.latex) if a.latex.startswith(OPEN_ENDED) else a.within(PREFIX)
    return Display(rf"{left} \, {b.within(PREFIX)}", PREFIX)


OPEN_ENDED = (r"\sum", r"\prod", r"\lim", r"\int")
"""Operators whose scope would swallow a factor to their right."""


def readable(latex: str) -> str:
    """A formula within a message: without spacing and sizing commands."""
    latex = re.sub(r"\\(left|right|operatorname|text|math\w+)(?![A-Za-z])| \\,", "", latex)
    return re.sub(r"\{(\w+)\}", r"\1", latex)
