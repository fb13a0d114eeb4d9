r"""Random variables written with what they belong to: ``\hat f(x)`` at a fixed point x.

Guarantee: ``$\hat{f}(x)$ be a random variable`` declares the random variable ``\hat f``, which
is also written with exactly these brackets; with others it is refused. Limits: one such value of
a letter, as of ``\hat f(x)`` and ``\hat f(x')`` only one is declared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verifier.read.notes.declarations import let
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.source.names import Name, head_of, split
from verifier.read.notes.source.prose import Declaration, Formula
from verifier.read.notes.source.tree import Fenced, Node, text_of
from verifier.read.notes.terms.spaces import Random

SIGNS = (r"\in", r"\sim", "=", ":", r"\to", "<", ">", r"\le", r"\ge", r"\leq", r"\geq")


def declare(ctx: Context, declaration: Declaration, owners: Owners) -> list[Formula]:
    """A **Let** with its called random variables declared by their letters."""
    called: dict[Name, str] = {}
    formulas = [bare(formula, called) for formula in declaration.formulas]
    later = let.let(ctx, replace(declaration, formulas=tuple(formulas)), owners)
    for name, brackets in called.items():
        symbol = ctx.scope.symbols.get(name)
        if isinstance(symbol, Random):
            ctx.scope.declare(replace(symbol, brackets=brackets))
    return later


def bare(formula: Formula, called: dict[Name, str]) -> Formula:
    """A list of random variables without the brackets of those that are called."""
    random = re.search(r"\brandom\b|\bi\.?\s?i\.?\s?d\b", formula.behind.lower())
    if random is None or any(text_of(node) in SIGNS for node in formula.nodes):
        return formula
    kept: list[Node] = []
    for part in split(formula.nodes, (",",)):
        head = head_of(part[0]) if len(part) == 2 else None
        if head is not None and isinstance(part[1], Fenced) and part[1].left == "(":
            called[head.name] = text_of(part[1])
            kept.append(part[1])
    nodes: Sequence[Node] = [node for node in formula.nodes if node not in kept]
    return replace(formula, nodes=tuple(nodes)) if kept else formula
