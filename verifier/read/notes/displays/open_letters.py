r"""Whether what a display introduces leaves an index open.

Guarantee: ``L = -\log p_k`` gives a number for any one k, as its **Define** does, where the name
is that of a loss, or k is declared as one element of a set. A letter twice in a product, two that
count, and derivatives by entries are no such thing: a sum, a matrix, a gradient may be meant.
Limits: numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.calculus import derivatives, fields
from verifier.read.notes.formulas import repeated
from verifier.read.notes.probability import random_variables
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import IndexName, Quantity
from verifier.read.notes.source.tree import Command, Node, text_of
from verifier.terms import Index
from verifier.traversal import free_indices

LOSSES = frozenset({"L", "J", "E", "C", r"\ell", "loss", "Loss", "cost", "CE"})


def closed(ctx: Context, owner: object) -> bool:
    """Whether a definition leaves no index open."""
    return owner in ctx.definitions.known and not left_open(ctx, owner)


def left_open(ctx: Context, owner: object) -> set[Index]:
    """The indices that a definition leaves open."""
    known = next(one for key, one in ctx.definitions.known.items() if key == owner)
    outcomes = {random_variables.outcome(one) for one in random_variables.spaces(ctx.scope)}
    return set(free_indices(known.value)) - set(known.parameters) - outcomes


def one_letter(ctx: Context, made: Quantity, right: Sequence[Node]) -> str:
    r"""The letters of ``L = -\log p_k``, a number for any one k; empty where more may be meant."""
    open_ = left_open(ctx, made.owner) if made.owner in ctx.definitions.known else set()
    twice = any(count > 1 for term in repeated.terms(right)
                for count in repeated.counted(ctx, term).values())  # fmt: skip
    slope = any(text_of(node).startswith((r"\partial", r"\nabla")) or (
        isinstance(node, Command) and len(node.arguments) == 2
        and derivatives.quotient(ctx, node) is not None)
        for node in fields.everywhere(right))  # fmt: skip
    if not open_ or twice or slope or made.view.rank:
        return ""
    known = {one.index: one for one in ctx.scope.everything() if isinstance(one, IndexName)}
    found = [known[index] for index in open_ if index in known]
    given = all(one.element or one.fixed for one in found)
    if len(found) < len(open_) or not (given or (
        len(found) == 1 and made.name.glyph.letter in LOSSES)):  # fmt: skip
        return ""
    return ", ".join(sorted(f"`{index.name}`" for index in open_))
