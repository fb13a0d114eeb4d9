r"""Calls on the left of a definition whose arguments only name what the value belongs to.

Guarantee: ``f(u_1) = q`` in a display, where q does not rest on ``u_1``, is the value at one
point and says nothing of ``f(u_2)``; ``H(X) = \mathbb{E}[X^2]`` of a random variable X is a
number that belongs to X, not a function of the values of X; ``J(v, h) = \sum_i h(x_i) v`` of a
declared function h is a number that belongs to h. ``f(x) = c`` behind **Define** is a constant
function. Limits: a value that needs both the value of X and its law; a functional elsewhere
than at the function of its definition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from verifier.read.notes.formulas import calls, expressions
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.names import head_of
from verifier.read.notes.source.tree import Fenced, Node, Script, parts, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.spaces import OUTCOME, Random
from verifier.terms import Sum, Term, over
from verifier.traversal import free_indices, walk


def only_named(
    ctx: Context, right: Sequence[Node], arguments: Sequence[Sequence[Node]], at: Placed
) -> bool:
    """Whether the right side belongs to the arguments as they are spelt, and is no function."""
    symbols = [symbol_of(ctx, argument) for argument in arguments]
    chance = any(isinstance(symbol, Random) for symbol in symbols)
    owned = [symbol.owner for symbol in symbols
             if isinstance(symbol, Quantity) and symbol.owner is not None]  # fmt: skip
    if not chance and not (ctx.shown and len(owned) == len(symbols)):
        return False
    term = read(ctx, right, at)
    if chance:
        return functional(term, at)
    reached = ctx.definitions.reached(term)
    return not any(owner in reached for owner in owned)


def of_functions(
    ctx: Context, right: Sequence[Node], arguments: Sequence[Sequence[Node]]
) -> bool:  # fmt: skip
    """Whether an argument is a declared function that the right side takes at points only."""
    for argument in arguments:
        head = head_of(argument[0]) if len(argument) == 1 else None
        found = ctx.scope.fitting(head) if head is not None else None
        if head is None or found is None or found[1:] != (
            len(head.sub), len(head.sup), head.primes
        ):  # fmt: skip
            continue
        symbol = found[0]
        if isinstance(symbol, Function) and symbol.standing is None and not (
            calls.holds_bare(head.name, right)
        ):  # fmt: skip
            return True
    return False


def require_number(
    ctx: Context, right: Sequence[Node], arguments: Sequence[Sequence[Node]]
) -> None:  # fmt: skip
    """Raise ``Complaint`` for an undeclared g of which the right side takes ``g(x_i)`` only."""
    for argument in arguments:
        head = head_of(argument[0]) if len(argument) == 1 else None
        if head is None or ctx.lookup(head) is not None or calls.holds_bare(head.name, right):
            continue
        taken = [after for before, after in side_by_side(right)
                 if (own := head_of(before)) is not None and own.name == head.name]  # fmt: skip
        if taken and all(one_name(ctx, node) for node in taken):
            letter = head.name.latex
            raise Complaint(
                "ambiguous", f"`{letter}{text_of(taken[0])}`: a product, or a value of the "
                f"function `{letter}`?", argument[0],
                (rf"product?   **Let** ${letter} \in \mathbb{{R}}$",
                 rf"function?  **Let** ${letter} : \mathbb{{R}} \to \mathbb{{R}}$"),
            )  # fmt: skip


def side_by_side(nodes: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """Every two nodes side by side, at all depths."""
    waiting: list[Sequence[Node]] = [nodes]
    while waiting:
        row = waiting.pop()
        yield from pairwise(row)
        waiting.extend(parts(node) for node in row)


def one_name(ctx: Context, node: Node) -> bool:
    """Whether ``node`` is a bracket around one declared name."""
    fence = node.base if isinstance(node, Script) else node
    inside = fence.children if isinstance(fence, Fenced) and fence.left == "(" else ()
    head = head_of(inside[0]) if len(inside) == 1 else None
    return head is not None and ctx.lookup(head) is not None


def symbol_of(ctx: Context, argument: Sequence[Node]) -> object:
    """What a bare argument is declared as."""
    head = head_of(argument[0]) if len(argument) == 1 else None
    found = ctx.scope.fitting(head) if head is not None else None
    if found is None or head is None or len(head.sub) > found[1] or len(head.sup) > found[2]:
        return None
    symbol = found[0]
    if isinstance(symbol, Quantity) and (symbol.slots_sub or symbol.slots_sup):
        return None  # any one of those with an index
    return symbol.standing if isinstance(symbol, Function) else symbol


def read(ctx: Context, right: Sequence[Node], at: Placed) -> Term:
    """The entry of a right side at any place."""
    value = values.plain(values.as_scalar(expressions.expression(ctx, right, at)))
    return value.entry(tuple(over(f"?{axis}", size) for axis, size in enumerate(value.shape)))


def functional(term: Term, at: Placed) -> bool:
    """Whether a term rests on the laws of random variables and not on their values."""
    outcome = OUTCOME
    free = any(index.name.startswith(outcome) for index in free_indices(term))
    averaged = any(isinstance(part, Sum) and part.index.name.startswith(outcome)
                   for part in walk(term))  # fmt: skip
    if free and averaged:
        raise Complaint("not-supported", "a function both of the value of a random variable and "
                        "of its distribution", at)  # fmt: skip
    return not free
