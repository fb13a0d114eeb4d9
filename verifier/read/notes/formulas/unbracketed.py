r"""Functions without brackets: what ``\log x y`` and ``\nabla \log p(x) f(x)`` are taken of.

Guarantee: the factors that follow up to the next sign, product sign, bracket or function, where
they can only be one product (``\sin 2 \pi t``, ``\log p(x) p(z)``). Behind a gradient the
logarithm is that of the call behind it, for a score is a factor of its own. Of any other factors
neither reading is guessed: a layout line says which,

    **Layout** $\log$ takes the first factor.      **Layout** $\log$ takes the whole product.

Limits: one such line a section, for all functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read.arrays import Array
from verifier.read.notes.calculus import differentials, moving
from verifier.read.notes.formulas import builtin, expressions, operands
from verifier.read.notes.probability.laws import Density, Law
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import head_of
from verifier.read.notes.source.tree import Command, Fenced, Leaf, Node, Script
from verifier.read.notes.terms import values

PERIODIC = frozenset({"sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh"})
LINES = (r"**Layout** $\{}$ takes the first factor.", r"**Layout** $\{}$ takes the whole product.")


def argument(ctx: Context, cursor: Cursor, word: str, node: Node) -> Array:
    r"""The argument of ``\log x``: factors up to a sign, product sign, bracket or function."""
    factors: list[tuple[str, Array]] = []
    start = cursor.at
    first = list(cursor.nodes[start:])
    behind = start
    while (ahead := cursor.peek()) is not None and not ends(ctx, ahead, first, len(factors), word):
        if factors and builtin.plain_word(replace(ctx, readings={}), copied(cursor)):
            break
        factors.append(("", operands.operand(ctx, cursor)))
        behind = cursor.at if len(factors) == 1 else behind
    if not factors:
        raise Complaint("syntax", f"`{word}` of what?", node)
    if len(factors) == 1:
        return expressions.multiplied(ctx, factors)
    sure = plain_factors(first, factors) or probabilities(ctx, first[: cursor.at - start])
    if not sure and (ctx.scope.layout.reach == "factor" or score(cursor, start, behind)):
        cursor.at = behind
        shown = expressions.written(ctx, cursor.nodes[start:behind])
        ctx.note(f"`{word}` without brackets is that of `{shown}`; what follows stands outside")
        return expressions.multiplied(ctx, factors[:1])
    if not sure and ctx.scope.layout.reach != "product":
        raise Complaint(
            "ambiguous", f"`{word}` of the first factor, or of all {len(factors)}? "
            rf"Write `\{word}(a b)` or `(\{word} a) b`", node,
            tuple(line.format(word) for line in LINES),
        )  # fmt: skip
    ctx.note(f"`{word}` without brackets takes the {len(factors)} factors that follow it")
    return expressions.multiplied(ctx, factors)


def copied(cursor: Cursor) -> Cursor:
    """A cursor at the same place."""
    return Cursor(cursor.nodes, cursor.at)


def ends(ctx: Context, ahead: Node, first: Sequence[Node], count: int, word: str) -> bool:
    """Whether what a function without brackets takes ends before a node, and why."""
    base = ahead.base if isinstance(ahead, Script) else ahead
    text = base.text if isinstance(base, Leaf) else ""
    if text in builtin.SPLIT or text in ("+", "-") or text in expressions.ENDS:
        return True
    if not count:
        return False
    if differentials.stands(ahead):
        return True
    if isinstance(base, Fenced) or builtin.word_of(ahead) in builtin.SCALAR or (
        text in expressions.OPERATORS
    ):  # fmt: skip
        return True
    if word in PERIODIC and text == "e" and isinstance(ahead, Script) and ahead.sup:
        ctx.note(f"`{word}` without brackets ends before the exponential")
        return True
    if (own := head_of(ahead)) is not None and moving.marked(ctx, own):
        ctx.note(f"`{word}` without brackets ends before the derivative")
        return True
    if count == 1 and isinstance(base, Command) and base.name in operands.FRACTIONS and (
        isinstance(first[0], Leaf) and first[0].token.kind != "number"
    ):  # fmt: skip
        ctx.note(f"`{word}` without brackets ends before the fraction")
        return True
    return False


def score(cursor: Cursor, start: int, behind: int) -> bool:
    r"""Whether ``\nabla_\theta`` stands before the function, and a call behind it."""
    sign = cursor.nodes[start - 2] if start > 1 else None
    base = sign.base if isinstance(sign, Script) else sign
    return isinstance(base, Leaf) and base.text == r"\nabla" and behind > start + 1 and (
        isinstance(cursor.nodes[behind - 1], Fenced)
    )  # fmt: skip


def say_reach(ctx: Context, cursor: Cursor, word: str, first: int) -> None:
    r"""Note where the argument of a function without brackets ends, if one could doubt it."""
    taken = cursor.nodes[first : cursor.at]
    shown = expressions.written(ctx, taken)
    last, following = taken[-1], cursor.peek()
    powered = isinstance(last, Script) and last.sup is not None
    base = following.base if isinstance(following, Script) else following
    text = base.text if isinstance(base, Leaf) else ""
    goes_on = isinstance(base, Fenced) or text in builtin.SPLIT
    if powered or goes_on:
        ctx.note(f"`{word}` without brackets is that of `{shown}`")


def plain_factors(nodes: Sequence[Node], factors: list[tuple[str, Array]]) -> bool:
    r"""Whether factors read as one product: ``2 \pi``, ``ab``, a matrix times a vector."""
    first = nodes[0]
    if any(values.as_scalar(value).rank for _, value in factors):
        return True
    if isinstance(first, Leaf) and first.token.kind == "number":
        return True
    return all(isinstance(node, Leaf) for node in nodes[: len(factors)])


def probabilities(ctx: Context, taken: Sequence[Node]) -> bool:
    r"""Whether factors are all values of distributions: ``\ln p(x \mid C) p(C)``."""
    names, brackets = taken[::2], taken[1::2]
    heads = [head_of(node) for node in names]
    found = [ctx.lookup(head) for head in heads if head is not None]
    return len(names) == len(brackets) == len(found) and all(
        isinstance(node, Fenced) for node in brackets
    ) and all(one is not None and isinstance(one[0], (Density, Law)) for one in found)  # fmt: skip
