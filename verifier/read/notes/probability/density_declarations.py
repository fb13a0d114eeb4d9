r"""**Let** $p, q$ be densities: letters for the densities of any variables.

Guarantee: what they mean is said in ``density_calls``; a label that is a declared quantity,
theta of ``p_\theta``, is a parameter of all of them. Limits: letters without arguments.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from verifier.read.arrays import Array
from verifier.read.notes.calculus import smooth
from verifier.read.notes.formulas import calls
from verifier.read.notes.formulas.conditions import NumberSet
from verifier.read.notes.probability.laws import Density
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source.names import Glyph, Head, head_of, name_list, split
from verifier.read.notes.source.prose import Formula
from verifier.read.notes.source.tree import Node
from verifier.terms import Term

WORDS = re.compile(
    r"^(?:be|is|are|denotes?)?\s*(?:the\s+|a\s+|an\s+|any\s+)?(?:positive\s+|probability\s+)*"
    r"(?:densit(?:y|ies)|distributions?|laws?|probabilit(?:y|ies))$"
)


def declare(ctx: Context, formula: Formula, owners: Owners) -> bool:
    """``p, q`` be densities; whether the formula says so."""
    words = re.split(r"[.;](?:\s|$)", formula.behind.lower())[0].strip(" ,:")
    parts = split(formula.nodes, (",",))
    if not WORDS.match(words) or not all(
        len(part) == 1 and head_of(part[0]) is not None for part in parts
    ):  # fmt: skip
        return False
    for part in parts:
        (head,) = name_list(part)
        further = tuple(inner.name for piece in head.sub if len(piece.nodes) == 1
                        and (inner := head_of(piece.nodes[0])) is not None
                        and isinstance(ctx.scope.find(inner.name), Quantity))  # fmt: skip
        ctx.scope.declare(Density(head.name, further, maker(ctx, part[0], owners)))
    return True


def maker(
    ctx: Context, node: Node, owners: Owners
) -> Callable[[str, tuple[Array, ...]], Term]:  # fmt: skip
    """What makes any function of arguments of some shapes, the same for the same name."""
    known: dict[tuple[str, tuple[tuple[Term, ...], ...]], Function] = {}

    def made(name: str, given: tuple[Array, ...]) -> Term:
        shapes = tuple(view.shape for view in given)
        if (name, shapes) not in known:
            head = Head(Glyph(name), (), (), 0, node)
            known[name, shapes] = smooth.typed(ctx, head, shapes, NumberSet("R", ()), owners)
        return calls.called(ctx, known[name, shapes], list(given), 0, node).entry(())

    return made
