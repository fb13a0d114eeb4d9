r"""Letters that a display takes from the functions it speaks of.

    **Define** $\sigma(x) = 1/(1 + e^{-x})$.        \sigma'(x) = \sigma(x) (1 - \sigma(x))

Guarantee: an undeclared letter that names the argument in the definition of a function which
stands in the line is what it is there (a real number, unless that line says otherwise), and a
reading says so. Limits: only where all such functions agree on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Name, head_of
from verifier.read.notes.source.tree import Node, parts
from verifier.terms import Family, Variable

T = TypeVar("T")
CODES = ("undeclared", "index-mismatch")
"""What is said of an undeclared letter, and of ``x`` beside ``x^{(i)}``."""


def read(ctx: Context, nodes: Sequence[Node], action: Callable[[Context], T]) -> T:
    """``action(ctx)``, with letters of the functions in ``nodes`` where it lacks them."""
    try:
        return action(ctx)
    except Complaint as complaint:
        symbol = argument(ctx, nodes, complaint) if complaint.code in CODES else None
        if symbol is None:
            raise
        inner = ctx.bind(symbol)
        known = ctx.scope.find(symbol.name)
        if isinstance(known, Quantity):
            inner.scope.indexed[symbol.name] = known
    ctx.note(f"`{symbol.name.latex}` is read as the argument in the definition of a function here")
    return read(inner, nodes, action)


def argument(ctx: Context, nodes: Sequence[Node], complaint: Complaint) -> Quantity | None:
    """The parameter that an undeclared letter names."""
    heads = [head_of(node) for node in everything(nodes) if complaint.place is not None and (
        node.start, node.end) == (complaint.place.start, complaint.place.end)]  # fmt: skip
    head = next((one for one in heads if one is not None), None)
    if head is None or head.sub or head.sup or head.primes:
        return None
    known = ctx.scope.fitting(head)
    if known is not None and not (isinstance(known[0], Quantity) and (
        known[0].slots_sub + known[0].slots_sup
    ) and known[0] is not ctx.scope.symbols.get(known[0].name)):  # fmt: skip
        return None
    spoken = {one.glyph for node in everything(nodes) if (one := head_of(node)) is not None}
    found: dict[object, Quantity] = {}
    for symbol in ctx.scope.everything():
        if not isinstance(symbol, Function) or symbol.value is None or (
            symbol.name.glyph not in spoken
        ):  # fmt: skip
            continue
        for letter, value in zip(symbol.letters, symbol.parameters, strict=False):
            if letter == Name(head.glyph):
                own = value.family if value.rank else value.entry(())
                if isinstance(own, Variable | Family):
                    found[value.shape] = Quantity(letter, value, own)
    return found.popitem()[1] if len(found) == 1 else None


def everything(nodes: Sequence[Node]) -> Iterator[Node]:
    """The nodes of a line, with those inside them."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(parts(node))
