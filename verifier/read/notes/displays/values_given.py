r"""Displays that say what a thing is of which only the type is declared.

Guarantee: a matrix of which only the shape is known, equal to its rows or columns with dots, is
that matrix from there on in its section; a function that is only named, equal to an expression
in its arguments, is that function:

    X = \begin{bmatrix} - x_1^\top - \\ \vdots \\ - x_n^\top - \end{bmatrix},  a(u) = u^2 / 2.

Neither where something is assumed of it or defined through it, where the right side speaks of
it, or is a number, a name or a value of another function alone. Limits: first links of chains.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.declarations import given_values
from verifier.read.notes.formulas import conditions
from verifier.read.notes.scopes import qualities
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.recall import term_of, visible
from verifier.read.notes.scopes.scope import Function, IndexName, Quantity
from verifier.read.notes.source.names import SEPARATORS, Head, head_of, split
from verifier.read.notes.source.tree import Environment, Fenced, Node, Script, descendants
from verifier.read.notes.terms.traverse import once

Sides = Sequence[Sequence[Node]]


def matrix(ctx: Context, head: Head, sides: Sides) -> bool:
    """Whether a matrix that is only declared is written out: its rows, with dots."""
    declared = given_values.free(ctx, sides[0])
    if declared is None or len(declared[0].view.shape) != 2 or len(sides[1]) != 1 or (
        given_values.resting(ctx, declared[1]) or assumed(ctx, {declared[1]})
    ):  # fmt: skip
        return False
    below = list(descendants(sides[1]))
    drawn = any(isinstance(node, Environment) for node in below) and any(
        conditions.is_dots(node) for node in below)  # fmt: skip
    return drawn and not mentions(head, below)


def function(ctx: Context, head: Head, sides: Sides) -> bool:
    """Whether a function that is only named stands at letters, equal to an expression in them."""
    symbol = named_only(ctx, head)
    own = qualities.meant(symbol) if symbol is not None else set()
    return says_what(ctx, head, sides) and not assumed(ctx, own) and not resting(ctx, sides) and (
        not any(rests(ctx, one, own) for one in visible(ctx))
    )  # fmt: skip


def doubt(ctx: Context, sides: Sides) -> str | None:
    """What a claim leaves open that may say what a function is that others are defined through."""
    head = head_of(sides[0][0]) if sides[0] else None
    symbol = named_only(ctx, head) if head is not None else None
    if head is not None and goes_on(ctx, head, sides):
        return f"that it may say how `{head.name.latex}` goes on (**Assume**)"
    if head is None or symbol is None or not sides[1] or not (
        says_what(ctx, head, sides) or at_names(head, symbol, sides)
    ):  # fmt: skip
        return None
    if assumed(ctx, qualities.meant(symbol)):
        return None
    return f"that it may say what `{symbol.name.latex}` is (**Define**)"


def at_names(head: Head, symbol: Function, sides: Sides) -> bool:
    r"""Whether a function stands at names with indices, ``\gamma(z_{nk}) = ...``."""
    fence = sides[0][-1]
    given = split(fence.children, SEPARATORS) if isinstance(fence, Fenced) else []
    heads = [head_of(part[0]) if len(part) == 1 else None for part in given]
    names = None not in heads and any(one is not None and (one.sub or one.sup) for one in heads)
    return len(sides[0]) == 2 and len(given) == symbol.arity and names and not (
        mentions(head, list(descendants(sides[1]))))  # fmt: skip


def goes_on(ctx: Context, head: Head, sides: Sides) -> bool:
    """Whether one of many functions that are only named is said by another one of them."""
    found = ctx.scope.fitting(head)
    symbol = found[0] if found is not None else None
    many = isinstance(symbol, Function) and symbol.smooth and symbol.standing is None
    if not many or found is None or found[1] >= len(head.sub) or len(sides[0]) != 2:
        return False
    own = [piece.text for piece in head.sub]
    others = [one for node in descendants(sides[1]) if (one := head_of(node)) is not None
              and one.glyph == head.glyph and one.sub]  # fmt: skip
    return any([piece.text for piece in one.sub] != own for one in others)


def says_what(ctx: Context, head: Head, sides: Sides) -> bool:
    """Whether a function that is only named stands at letters beside an expression in them."""
    symbol = named_only(ctx, head)
    fence = sides[0][-1].base if isinstance(sides[0][-1], Script) else sides[0][-1]
    if symbol is None or len(sides[0]) != 2 or not isinstance(fence, Fenced):
        return False
    heads = [head_of(part[0]) if len(part) == 1 else None
             for part in split(fence.children, SEPARATORS)]  # fmt: skip
    if len(heads) != symbol.arity or len({one.name if one else None for one in heads}) < len(heads):
        return False
    if not all(one is not None and letter(ctx, one) for one in heads):
        return False
    right = list(sides[1])
    first = head_of(right[0])
    other = len(right) == 2 and first is not None and isinstance(right[1], Fenced) and (
        named_only(ctx, first) is not None)  # fmt: skip
    return not other and not mentions(head, list(descendants(right)))


def resting(ctx: Context, sides: Sides) -> bool:
    """Whether an argument is a letter with a value, or one that is fixed: not any number."""
    fence = sides[0][-1].base if isinstance(sides[0][-1], Script) else sides[0][-1]
    inside = fence.children if isinstance(fence, Fenced) else ()
    found = [ctx.scope.fitting(head) for part in split(inside, SEPARATORS)
             if (head := head_of(part[0])) is not None]  # fmt: skip
    return any(one is not None and (
        isinstance(one[0], IndexName) or (isinstance(one[0], Quantity) and one[0].defined)
    ) for one in found)  # fmt: skip


def named_only(ctx: Context, head: Head) -> Function | None:
    """The function of that name, if only its type is declared."""
    found = ctx.scope.fitting(head)
    exact = found is not None and found[1:] == (len(head.sub), len(head.sup), head.primes)
    symbol = found[0] if found is not None else None
    if not exact or not isinstance(symbol, Function) or symbol.standing is not None:
        return None
    return symbol if symbol.symbol is not None or symbol.smooth else None


def letter(ctx: Context, head: Head) -> bool:
    """Whether an argument is a letter that any value can be put in for."""
    found = ctx.scope.fitting(head)
    if found is None:
        return not head.sub and not head.sup
    return isinstance(found[0], (Quantity, IndexName)) and found[1:] == (
        len(head.sub), len(head.sup), head.primes)  # fmt: skip


def assumed(ctx: Context, own: set[object]) -> bool:
    """Whether something is assumed of a quantity."""
    return any(own & set(once(given)) for scope in ctx.scope.chain() for given in scope.assumptions)


def rests(ctx: Context, symbol: object, own: set[object]) -> bool:
    """Whether another symbol is defined through a function."""
    if isinstance(symbol, Function) and symbol.smooth:
        return False
    term = term_of(symbol) if isinstance(symbol, (Function, Quantity)) else None
    return term is not None and any(part in own for part in once(ctx.definitions.unfold(term)))


def mentions(head: Head, nodes: Sequence[Node]) -> bool:
    """Whether a name stands among ``nodes``."""
    return any((one := head_of(node)) is not None and one.glyph == head.glyph for node in nodes)
