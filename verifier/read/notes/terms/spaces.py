r"""What a random variable is: its values by outcome, and how the outcomes are weighted.

Guarantee: a space is either a distribution on finitely many outcomes, any number of them, or
the line (or the whole numbers) with a density (or masses) that a formula gives. Spaces are
independent of one another. Limits: densities of one variable.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from verifier.read.arrays import Array
from verifier.read.notes.source.names import Name
from verifier.terms import Constant, Family, Term, Variable

OUTCOME = r"{\omega}"
"""How the names of the letters for outcomes begin."""


@dataclass(frozen=True)
class Spread:
    """The law of one random variable by its density, or by its masses at whole numbers."""

    free: Variable
    """The value of the variable outside of expectations."""
    density: Callable[[Term], Term]
    lower: Term
    upper: Term
    masses: bool
    shown: str
    """How it was declared: ``X \\sim \\mathrm{Exp}(\\lambda)``."""
    words: str
    """How the law is read."""
    apart: object = None
    """What the variables have in common that are declared independent in one line."""

    @property
    def endless(self) -> bool:
        """Whether there is no largest value."""
        return self.upper == Constant("oo")


Space: TypeAlias = Family | Spread


@dataclass(frozen=True)
class Random:
    """A random variable: its values by outcome (first axis), and the space it lives on."""

    name: Name
    view: Array
    owner: Family | None
    weights: Space
    doubt: str = ""
    """What is not said of it, for which nothing that speaks of it is refuted."""
    listed: Random | None = None
    """The list of the same letter: ``X_i`` beside ``X``."""
    brackets: str = ""
    """The brackets behind the letter that belong to it: ``(x)`` of ``\\hat f(x)``."""
